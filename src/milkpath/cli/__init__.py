"""The command line; it imports the core and is imported by nothing."""
