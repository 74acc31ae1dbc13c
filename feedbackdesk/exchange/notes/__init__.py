"""Notes as their programs export them, and plain ones."""
