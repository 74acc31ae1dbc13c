"""Where the owner is, as this computer says."""

from __future__ import annotations

import os
import re

_OF_LOCALE = re.compile(r"^[A-Za-z]{2,3}[_-]([A-Za-z]{2})(?:[.@]|$)")


def system_country() -> str | None:
    """Return the two letters of the country that the system's locale names, if it names one."""
    for name in ("LC_ALL", "LC_TELEPHONE", "LC_CTYPE", "LANG"):
        if value := os.environ.get(name):
            found = _OF_LOCALE.match(value)
            return found.group(1).upper() if found else None
    return None


def is_country(text: str) -> bool:
    """Return whether two letters are a country that has telephone numbers."""
    from phonenumbers import SUPPORTED_REGIONS

    return text in SUPPORTED_REGIONS
