"""The item page, with all that is its own."""
