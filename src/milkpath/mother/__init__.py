"""The mother's blood: one or two compartments, and the metabolites that matter."""
