"""The ways to change a step of a plan, one kind a file; each knows no verdict."""
