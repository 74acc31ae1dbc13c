"""The words in the inspector: what is marked in them, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QWidget

from feedbackdesk.domain.rows import Feedback, Mention
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import Channel, Kind
from feedbackdesk.ui.actions import Actions
from feedbackdesk.ui.inspector.said import Said


@pytest.fixture
def said(application: QApplication) -> Iterator[Said]:
    """The words on their own."""
    owner = QWidget()
    made = Said(Actions(owner))
    made.resize(300, 300)
    yield made
    made.close()


def of(text: str, *quotes: str) -> Feedback:
    """Return a feedback with quotes of it."""
    return Feedback(
        1, date(2026, 1, 5), Kind.REQUEST, Channel.CALL, text,
        mentions=tuple(Mention(n, 1, n, f"Theme {n}", q) for n, q in enumerate(quotes, start=1)),
    )  # fmt: skip


_texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"))
    | st.sampled_from("🙂👩‍👩‍👧\u202eאב\u00a0\u2028\n"),
    min_size=1,
    max_size=60,
).map(clean)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(text=_texts.filter(bool), ends=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_what_is_marked_is_part_of_what_was_said(
    said: Said, text: str, ends: tuple[int, int]
) -> None:
    start, end = sorted(min(one, len(text)) for one in ends)
    said.show_said(of(text))
    said.mark(start, end)
    assert said.marked() == clean(text[start:end])
    quote = said.marked()
    if quote:
        said.show_said(of(text, quote))
        (mark,) = said.words.extraSelections()
        first = text.find(quote)
        assert mark.cursor.selectionStart() == len(text[:first].encode("utf-16-le")) // 2
