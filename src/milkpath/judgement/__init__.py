"""From exposures and knowledge to routes, actions, grades and reasons."""
