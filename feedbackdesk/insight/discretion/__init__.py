"""Discretion: whether a text may leave the house, must not, or is for the owner to look at."""
