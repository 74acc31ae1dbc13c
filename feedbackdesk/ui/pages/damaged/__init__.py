"""The page of a damaged workspace."""
