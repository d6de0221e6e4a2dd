"""Renderings of one assessment: JSON, text for the terminal, an explanation, and one HTML page.

Every renderer here takes the `Assessment` and adds no fact to it: the only words of its own are labels and layout.
"""
