"""What a substance is by itself: ionisation, and the mass of it in a dose of a product."""
