"""The words of the field and their rules: frozen rows and pure functions, standard library only."""
