"""The insights page, with all that is its own."""
