"""Predicted against observed: fits of the predictors, and everything that `make validate` writes to `docs/validation/`."""
