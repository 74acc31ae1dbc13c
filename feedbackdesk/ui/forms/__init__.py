"""Forms: fields that are said once, and questions made of them."""
