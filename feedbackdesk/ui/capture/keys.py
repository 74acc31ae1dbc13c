"""The keys of the capture form, beside those of its fields."""

from __future__ import annotations

TAKE_THEME = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5")
"""The likely themes, best first."""
TAKE_WORDS = ("Alt+6", "Alt+7", "Alt+8", "Alt+9", "Alt+0")
"""The feedback that is most alike."""
KIND_KEYS = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5")
"""In the form's own window: which kind it is. Elsewhere they go to the pages."""
