"""The twins page, with all that is its own."""
