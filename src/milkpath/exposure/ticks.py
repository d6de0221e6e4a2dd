"""The grid of time to which events are rounded."""

TICK_H = 1 / 1024
"""3.5 seconds."""
