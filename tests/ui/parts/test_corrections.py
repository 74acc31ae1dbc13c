"""Corrections: what a form shows and is left alone is not touched."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rows import Feedback, Loss, Mention
from feedbackdesk.domain.text import clean, clean_words
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
)
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.widgets.chips import Chip, ChipField


@pytest.fixture
def correcting(application: QApplication) -> FeedbackForm:
    """A form as the inspector shows it."""
    return FeedbackForm(compact=True)


_names = st.text(max_size=40).map(lambda text: " ".join(clean(text).split())).filter(bool)
_days = st.dates(date(1990, 1, 1), date(2026, 1, 1))


def _is_said(text: str) -> bool:
    try:
        return clean_words(text) == text
    except Refusal:
        return False


_losses = st.builds(
    Loss,
    outcome=st.sampled_from(Outcome),
    reason=_names,
    also=st.lists(st.sampled_from(("Timing", "Budget", "Poor fit")), unique=True).map(tuple),
    competitor=st.none() | _names,
    value=st.none() | st.integers(0, 10**14 - 1),
    stage_reached=st.none() | _names,
    told_by=st.sampled_from(ToldBy),
    alternative=st.none() | _names,
    revisit=st.none() | _days,
)
_feedback = st.builds(
    Feedback,
    id=st.just(1),
    on=_days,
    kind=st.sampled_from([kind for kind in Kind if kind is not Kind.LOSS]),
    channel=st.sampled_from(Channel),
    text=st.text(min_size=1, max_size=200).map(clean).filter(_is_said),
    who=st.none() | _names,
    organisation=st.none() | _names,
    stage=st.none() | st.sampled_from(PersonStage),
    feeling=st.none() | st.sampled_from(Feeling),
    importance=st.none() | st.sampled_from(Importance),
    mentions=st.lists(st.sampled_from(("Invoices", "Delivery", "Straße")), unique=True).map(
        lambda names: tuple(Mention(n, 1, n, name) for n, name in enumerate(names))
    ),
)
_lost = st.builds(
    lambda said, loss: Feedback(
        said.id, said.on, Kind.LOSS, said.channel, said.text, who=said.who, loss=loss
    ),
    _feedback,
    _losses,
)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(was=_feedback | _lost)
def test_what_is_shown_and_left_alone_is_no_correction(
    correcting: FeedbackForm, was: Feedback
) -> None:
    correcting.load(was)
    assert not correcting.is_dirty()
    assert correcting.corrections(was) is None


def test_ten_thousand_names_are_kept_and_twenty_shown(application: QApplication) -> None:
    names = tuple(f"Theme {number}" for number in range(10_000))
    field = ChipField()
    field.set_names(names)
    assert field.names() == names
    assert len(field.findChildren(Chip)) == 20
    assert [one.text() for one in field.findChildren(QLabel) if "more" in one.text()] == [
        "… and 9,980 more"
    ]
    field.toggle("THEME 9999")
    field.toggle("Theme 0")
    field.toggle("A new one")
    assert set(field.names()) == {*names[1:-1], "A new one"}
    shown = {chip.name for chip in field.findChildren(Chip) if not chip.isHidden()}
    assert shown == {*names[1:21], "A new one"}, "the next one takes the empty place"
    field.set_names(names[:3])
    assert field.names() == names[:3]
