"""The heap: how likely talk is worth keeping, what of it says so, and what comes first."""
