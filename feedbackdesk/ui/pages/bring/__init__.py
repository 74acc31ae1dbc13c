"""Bringing in what a file holds."""
