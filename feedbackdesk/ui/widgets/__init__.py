"""Small parts that know no page."""
