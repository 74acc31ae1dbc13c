"""What single cells mean: a rating, one of several in a cell, a name with its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feedbackdesk.domain.words import Feeling
from feedbackdesk.exchange.tables.vocabulary import meant

if TYPE_CHECKING:
    from collections.abc import Iterable

EMAIL = re.compile(r"[^\s@<>,;:\"]{1,80}@[^\s@<>,;:\"]{1,80}\.[^\s@<>,;:\".]{2,20}")
LINK = re.compile(r"https?://[^\s]{3,2000}", re.IGNORECASE)
PHONE = re.compile(r"\+?[\d()/. \u00a0-]{6,25}")
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,6})?")
_OUT_OF = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,3})?) ?(?:/|of|out of|von|sur|de|su|van|z|na|من|中) ?(\d{1,3})"
)
_WITH_STARS = re.compile(
    r"(\d(?:[.,]\d{1,2})?) ?(?:stars?|sterne?|étoiles?|estrellas?|stelle|stella|"
    r"estrelas?|sterren|ster|gwiazdk?[aiy]?|نجوم|星|★|⭐).{0,10}"
)
_SEVERAL = re.compile(r"[,;|\n]|:::| / ")
_LONGEST = 600
_NAME_AND_ADDRESS = re.compile(r"\"?([^<>\"@]{0,300})\"?\s*[<(]([^\s<>()]{3,200})[>)]")


def number(cell: str) -> float | None:
    """Return the plain number that a cell holds.

    >>> number("8,5"), number("8 apples")
    (8.5, None)
    """
    found = _NUMBER.fullmatch(cell)
    return float(cell.replace(",", ".")) if found else None


def scale_of(cells: Iterable[str]) -> float:
    """Return the best mark of a column of ratings: 5, 10 or 100."""
    highest = max((one for cell in cells if (one := number(cell)) is not None), default=5.0)
    return 5.0 if highest <= 5 else 10.0 if highest <= 10 else 100.0


def feeling(cell: str, scale: float) -> Feeling | None:
    """Return the feeling that a rating or a word tells.

    >>> [str(feeling(one, 5)) for one in ("5 stars", "★★☆☆☆", "4/10", "zufrieden", "3")]
    ['happy', 'unhappy', 'unhappy', 'happy', 'neutral']
    """
    text = cell.strip().lower()
    stars = text.count("★") + text.count("⭐")
    mark: float | None
    if stars and not any(map(str.isdigit, text)):
        mark, scale = float(stars), 5.0
    elif found := _OUT_OF.fullmatch(text):
        mark, scale = float(found[1].replace(",", ".")), float(found[2]) or 1.0
    elif found := _WITH_STARS.fullmatch(text):
        mark, scale = float(found[1].replace(",", ".")), 5.0
    else:
        mark = number(text)
    if mark is None:
        return meant(Feeling, cell)
    if scale == 10:  # as the net promoter score has it
        return Feeling.HAPPY if mark >= 9 else Feeling.NEUTRAL if mark >= 7 else Feeling.UNHAPPY
    share = mark / scale
    return Feeling.HAPPY if share >= 0.75 else Feeling.NEUTRAL if share > 0.5 else Feeling.UNHAPPY


def several(cell: str) -> tuple[str, ...]:
    """Return what stands in a cell one after another.

    >>> several("bills, delivery; *work*")
    ('bills', 'delivery', '*work*')
    """
    return tuple(dict.fromkeys(one.strip() for one in _SEVERAL.split(cell) if one.strip()))


def name_and_address(cell: str) -> tuple[str, str]:
    """Return the name and the e-mail address of a cell that may hold both.

    >>> name_and_address("Ann Lee <ann@lee.example>"), name_and_address("ann@lee.example")
    (('Ann Lee', 'ann@lee.example'), ('', 'ann@lee.example'))
    """
    if len(cell) > _LONGEST:
        return cell, ""
    found = _NAME_AND_ADDRESS.fullmatch(cell)
    if found and EMAIL.fullmatch(found[2]):
        return found[1].strip(), found[2]
    return ("", cell) if EMAIL.fullmatch(cell) else (cell, "")
