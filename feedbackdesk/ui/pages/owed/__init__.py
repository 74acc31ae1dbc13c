"""The owed page, with all that is its own."""
