"""The capture form and its helpers."""
