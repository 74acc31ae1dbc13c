"""The history page, with all that is its own."""
