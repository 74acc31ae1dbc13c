"""Deciding about feedback in a list: filing it, putting it aside."""
