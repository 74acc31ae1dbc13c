"""Torments of a workspace: what was acknowledged is there afterwards, whatever happens to it."""
