"""The verbs of the command line, over the same desk as the window. No Qt, no SQL."""
