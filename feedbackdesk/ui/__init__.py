"""The window: Qt, and the only room for it."""
