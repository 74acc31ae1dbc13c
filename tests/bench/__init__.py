"""How fast it is, beside the raw limit of the same machine in the same run."""
