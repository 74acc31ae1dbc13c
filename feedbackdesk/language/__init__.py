"""Where words meet a reader: sentences, in the reader's language."""
