"""The heap: how much of what is worth keeping comes first, and how fast."""
