"""What no customer may read, made by rules of its own: it shares no table with what is tested.

Whoever wrote it knew names only as people say, type and bend them, and sums as they are spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

FIRST = (
    "Ludmila", "Thorvald", "Eufemia", "Casimir", "Wendelin", "Apolonia", "Bartolomeu", "Philippa",
    "Rosalind", "Konstanze", "Yolanda", "Ximena",
)  # fmt: skip
LAST = (
    "Oakhampton", "Szczepanik", "Grünwaldt", "Delacroixe", "Manrique", "Vandersloot", "Bertolucci",
    "Albuquerque", "Trzebinia", "Kirkbridge", "Haversham", "Norrstroem",
)  # fmt: skip
HOUSES = ("Thistlewick Foundry", "Velmora Instruments", "Ostergaard Shipping Lines")
DIFFERENT = {"Philippa": "Pippa", "Rosalind": "Ros"}

_FRAMES = (
    "Later hours, as {} asked", "{} told us so", "what {} said about the lids", "for {} only",
    "({}) wants it", "like at {}", "it was {}’s idea", "made with {}", "{}: more cups",
)  # fmt: skip
_SUMS = (
    "£{n}", "{n} euros", "{n}.50 EUR", "${n}", "{n} quid", "CHF {n}", "{n} zł", "{n}円", "{n}k",
    "nineteen hundred a month", "about two thousand eight hundred", "zweitausend im Monat",
    "trois mille par an", "cuatro mil al mes", "tremila al mese", "dois mil por mês",
    "drieduizend per maand", "cztery tysiące", "some 2.5 million", "三万円", "خمسة آلاف ريال",
    "it costs forty", "{n} a month",
)  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """A text that gives somebody or a sum away, and the part of it that does."""

    text: str
    part: str


def _bent(name: str, how: int) -> str:
    """Return a name as somebody types or bends it."""
    middle = len(name) // 2
    return [
        name,
        name.upper(),
        name.lower(),
        name[:middle] + name[middle + 1 :],  # a letter forgotten
        name[:middle] + name[middle] + name[middle:],  # one twice
        name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :],  # in haste
        f"{name[:middle]}q{name[middle + 1 :]}",
        f"{name}em",
        f"{name}sche",
        f"{name}ito",
        f"{name}owi",
        f"{name[:2]}\u200d{name[2:]}",
        name.replace("ü", "ue").replace("oe", "ö"),
    ][how % 13]


@st.composite
def names(draw: DrawFn, people: tuple[tuple[str, str], ...]) -> Telling:
    """Return a sentence with a form of somebody's name."""
    first, last = draw(st.sampled_from(people))
    how = draw(st.integers(0, 12))
    form = draw(
        st.sampled_from(
            [
                _bent(last, how),
                _bent(first, how),
                f"{first} {last}",
                f"{last}, {first}",
                f"{first[0]}. {_bent(last, how % 3)}",
                f"{first[0]}. {last[0]}.",
                f"mr {last.lower()}",
                f"Frau {last}",
                f"{first.lower()}.{last.lower()}",
                DIFFERENT.get(first, first),
            ]
        )
    )
    return _framed(draw, form)


@st.composite
def houses(draw: DrawFn) -> Telling:
    """Return a sentence with a form of a firm's name."""
    house = draw(st.sampled_from(HOUSES))
    words = house.split()
    form = draw(
        st.sampled_from(
            [
                house,
                house.lower(),
                house.replace(" ", ""),
                words[0],
                words[0].lower(),
                "".join(word[0] for word in words) if len(words) > 2 else house,
                _bent(words[0], draw(st.integers(3, 6))),
            ]
        )
    )
    return _framed(draw, form)


@st.composite
def sums(draw: DrawFn) -> Telling:
    """Return a sentence with a sum of money."""
    said = draw(st.sampled_from(_SUMS)).format(n=draw(st.integers(110, 989)))
    frame = draw(st.sampled_from(("we pay {}", "they said {}", "{} is too much", "now it is {}")))
    return Telling(frame.format(said), said)


def _framed(draw: DrawFn, form: str) -> Telling:
    return Telling(draw(st.sampled_from(_FRAMES)).format(form), form)


HARMLESS: SearchStrategy[str] = st.sampled_from(
    (
        "Bigger cups, please", "Open until 19.30 on Fridays", "Two sizes of lids",
        "Tell me before you come", "1,200 bags a week", "Bread without nuts",
    )
)  # fmt: skip
