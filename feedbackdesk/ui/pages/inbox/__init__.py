"""The inbox page, with all that is its own."""
