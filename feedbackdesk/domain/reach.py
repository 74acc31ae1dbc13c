"""How many people may have seen a public mention, as people write such numbers."""

from __future__ import annotations

import re

from feedbackdesk.domain.errors import Refusal

MOST = 10_000_000_000
_GROUPED = r"\d{1,3}(?:[ .,'’]\d{3})+"
_WRITTEN = re.compile(rf"(?:about |~)?({_GROUPED}|\d{{1,11}}(?:[.,]\d)?) ?([km]?)", re.ASCII)
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000}


def parse_reach(text: str) -> int:
    """Return a number of people: 1200, 1,200, 12k, 1.5m; raises Refusal for what is none."""
    words = " ".join(text.casefold().split())
    found = _WRITTEN.fullmatch(words)
    if found is not None:
        digits, times = found.group(1), _TIMES[found.group(2)]
        grouped = re.fullmatch(_GROUPED, digits, re.ASCII)
        if grouped or digits.isdecimal():
            number = int(re.sub(r"\D", "", digits)) * times
        else:
            number = int(float(digits.replace(",", ".")) * times) if times > 1 else -1
        if 0 <= number <= MOST:
            return number
    raise Refusal(
        f"“{text[:40]}” is not a number of people. Nothing was changed; write it like 1200 or 12k."
    )
