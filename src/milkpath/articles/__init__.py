"""Reads articles: finds what they claim, and holds each claim against the knowledge."""
