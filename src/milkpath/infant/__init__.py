"""The infant: weight, milk intake, clearance by age, and the dose met by contact."""
