"""Bringing in what a file holds: who is meant, what is known, and one step that takes it."""
