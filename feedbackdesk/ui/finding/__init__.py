"""Finding things: the search field, its completions, the palette and the saved views."""
