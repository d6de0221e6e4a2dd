"""The semantic version of the code; the knowledge has a calendar version of its own."""

VERSION = "0.1.0"
