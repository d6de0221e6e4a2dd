"""From the surface of the skin, whole or needled, to the blood below it: one concept a file, no input or output."""
