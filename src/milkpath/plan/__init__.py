"""Who, what, in which order: the plan as a value, read and checked from YAML or JSON."""
