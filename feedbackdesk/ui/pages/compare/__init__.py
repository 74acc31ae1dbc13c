"""The compare page, with all that is its own."""
