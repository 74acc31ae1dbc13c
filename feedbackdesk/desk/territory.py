"""Where the owner is, as this computer says."""

from __future__ import annotations

import locale
import os
import re
from contextlib import suppress

from feedbackdesk.domain.days import DateOrder, order_of

_COUNTRY = re.compile(r"^[A-Za-z]{2,3}[_-]([A-Za-z]{2})(?:[.@]|$)")


def system_order() -> DateOrder:
    """Return the order of day and month where the system says that it stands."""
    named = _locale("LC_TIME")
    return order_of(named) if named else DateOrder.DMY


def system_country() -> str | None:
    """Return the two letters of the country that the system's locale names, if it names one."""
    found = _COUNTRY.match(_locale("LC_TELEPHONE"))
    return found.group(1).upper() if found else None


def _locale(category: str) -> str:
    for name in ("LC_ALL", category, "LANG"):
        if named := os.environ.get(name):
            return named
    if os.name == "nt":
        with suppress(ValueError):  # a name that Python does not know
            return locale.getlocale()[0] or ""
    return ""


def is_country(text: str) -> bool:
    """Return whether two letters are a country that has telephone numbers."""
    from phonenumbers import SUPPORTED_REGIONS

    return text in SUPPORTED_REGIONS
