"""The themes page, with all that is its own."""
