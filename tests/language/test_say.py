"""A sentence is said in the language that is spoken when it is shown."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest

from feedbackdesk.language.say import _, later, ngettext, pgettext, speak


class Shouting(gettext.NullTranslations):
    """A language in which everything is said aloud, and few is less than three."""

    def gettext(self, message: str) -> str:
        return message.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n < 3 else msgid2).upper()

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}: {message.upper()}"


@pytest.fixture
def shouting() -> Iterator[None]:
    speak(Shouting())
    yield
    speak(gettext.NullTranslations())


def test_nothing_chosen_is_english() -> None:
    assert _("Recorded.") == "Recorded."
    assert [ngettext("{n} day", "{n} days", n) for n in (0, 1, 2)] == [
        "{n} days",
        "{n} day",
        "{n} days",
    ]
    assert pgettext("verb", "Open") == "Open"


@pytest.mark.usefixtures("shouting")
def test_what_is_spoken_says_everything() -> None:
    assert _("Recorded.") == "RECORDED."
    assert ngettext("{n} day", "{n} days", 2) == "{N} DAY"
    assert pgettext("verb", "Open") == "verb: OPEN"
    assert not _("")  # what is empty is never the head of a catalogue


def test_what_is_kept_is_said_in_the_language_of_the_moment() -> None:
    kept = later("Find")
    assert str(kept) == "Find"
    speak(Shouting())
    try:
        assert f"{kept}…" == "FIND…"
    finally:
        speak(gettext.NullTranslations())
    assert str(kept) == "Find"
    assert not later("")
