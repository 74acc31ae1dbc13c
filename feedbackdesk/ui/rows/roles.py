"""What the models of this window answer beside Qt's own roles, and what they drag."""

from __future__ import annotations

import json
from typing import Final

from PySide6.QtCore import QMimeData, Qt

ROW: Final = int(Qt.ItemDataRole.UserRole)
"""The frozen row itself."""
KEY: Final = ROW + 1
"""The row's integer key."""


THEME_MIME: Final = "application/x-feedbackdesk-theme"
ITEM_MIME: Final = "application/x-feedbackdesk-item"
FEEDBACK_MIME: Final = "application/x-feedbackdesk-feedback"


def pack(mime: str, keys: list[int], words: str) -> QMimeData:
    """Return keys to be dragged; other programs get the words."""
    data = QMimeData()
    data.setData(mime, json.dumps(keys).encode())
    data.setText(words)
    return data


def unpack(data: QMimeData, mime: str) -> list[int]:
    """Return the keys that are dragged; none where they are of another sort or not ours."""
    if not data.hasFormat(mime):
        return []
    try:
        keys = json.loads(bytes(data.data(mime).data()))
    except ValueError:
        return []
    return [key for key in keys if isinstance(key, int)] if isinstance(keys, list) else []
