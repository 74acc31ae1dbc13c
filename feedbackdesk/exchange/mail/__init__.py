"""E-mails as feedback: who wrote, when, what is new in it, and what of it was not read."""
