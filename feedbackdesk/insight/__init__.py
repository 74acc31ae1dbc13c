"""Reading text: finding what is similar, and suggesting themes. No Qt, no SQL."""
