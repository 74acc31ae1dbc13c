"""Rows: what they say, how they are painted, and the lists they stand in."""
