"""The people page, with all that is its own."""
