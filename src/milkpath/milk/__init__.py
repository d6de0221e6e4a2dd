"""From blood to milk: the milk-to-plasma ratio, the speed of exchange, and the feeds that empty the breast."""
