"""Names for rows that stay the same wherever a row travels."""

from __future__ import annotations

import uuid


def new_uid() -> str:
    """Return a new random uid: 32 hexadecimal digits."""
    return uuid.uuid4().hex
