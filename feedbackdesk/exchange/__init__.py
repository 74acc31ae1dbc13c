"""Files in and out. No Qt."""
