"""Joins the stretches of the way, solves them in time, and draws the population of mother-infant pairs."""
