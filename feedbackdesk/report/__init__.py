"""The printed roadmap and its siblings: one report model, several renderers."""
