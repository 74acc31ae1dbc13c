"""The page of talk that is no feedback yet."""
