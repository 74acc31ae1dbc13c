"""Tables from elsewhere: opened, their columns understood, and their rows read as records."""
