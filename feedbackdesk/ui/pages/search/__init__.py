"""The search page, with all that is its own."""
