"""Numerical methods that no library offers for many systems at once."""
