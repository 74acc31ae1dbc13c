"""The roadmap page, with all that is its own."""
