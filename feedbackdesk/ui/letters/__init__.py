"""Letters: written from a draft, sent by the owner."""
