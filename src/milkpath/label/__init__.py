"""From the text of a product label to its ingredients, each with its status, its place and its interval of percent."""
