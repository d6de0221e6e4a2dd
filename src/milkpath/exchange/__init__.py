"""Models and figures in the formats of other programs; each format needs an extra of its own."""
