"""The losses page, with all that is its own."""
