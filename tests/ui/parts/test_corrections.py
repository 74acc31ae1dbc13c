"""Corrections: what a form shows and is left alone is not touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel

from feedbackdesk.desk.feedback import FeedbackFacts
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
from feedbackdesk.ui.capture.loss import facts_of
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


FULL = Feedback(
    1, date(2026, 1, 5), Kind.REQUEST, Channel.SOCIAL, "Words as said",
    who_id=4, who="Ann Lee", organisation_id=2, organisation="Harbour",
    stage=PersonStage.CUSTOMER, feeling=Feeling.HAPPY, importance=Importance.NICE,
    mentions=(Mention(1, 1, 1, "Invoices"), Mention(2, 1, 2, "Delivery")),
    link="https://a.example/1", reach=1_200,
)  # fmt: skip
BARE = Feedback(1, date(2026, 1, 5), Kind.REQUEST, Channel.SOCIAL, "Words as said")
DEAL = Loss(
    Outcome.COMPETITOR, "Price", ("Timing",), "Rival", 5_000, "Proposal", ToldBy.THEM,
    "The small plan", date(2026, 3, 1),
)  # fmt: skip
SALE = replace(FULL, kind=Kind.LOSS, loss=DEAL)
LOUDER = tuple(replace(one, theme=one.theme.upper()) for one in FULL.mentions)
OTHERS = (Mention(3, 1, 3, "Parking"),)


@pytest.mark.parametrize(
    ("was", "now", "facts"),
    [
        (FULL, {"text": "Other words"}, {"text": "Other words"}),
        (FULL, {"on": date(2025, 12, 24)}, {"on": date(2025, 12, 24)}),
        (FULL, {"kind": Kind.PROBLEM}, {"kind": Kind.PROBLEM}),
        (FULL, {"channel": Channel.REVIEW}, {"channel": Channel.REVIEW}),
        (FULL, {"stage": PersonStage.FORMER}, {"stage": PersonStage.FORMER}),
        (FULL, {"feeling": Feeling.UNHAPPY}, {"feeling": Feeling.UNHAPPY}),
        (FULL, {"importance": Importance.CRITICAL}, {"importance": Importance.CRITICAL}),
        (FULL, {"reach": 30}, {"reach": 30}),
        (FULL, {"stage": None}, {"clear": {"stage"}}),
        (FULL, {"feeling": None}, {"clear": {"feeling"}}),
        (FULL, {"importance": None}, {"clear": {"importance"}}),
        (FULL, {"reach": None}, {"clear": {"reach"}}),
        (FULL, {"feeling": None, "reach": None}, {"clear": {"feeling", "reach"}}),
        (FULL, {"stage": None, "reach": 5}, {"clear": {"stage"}, "reach": 5}),
        (FULL, {"who": "Bo Ek"}, {"who": "Bo Ek", "organisation": "Harbour"}),
        (FULL, {"who": None}, {"who": "", "organisation": "Harbour"}),
        (FULL, {"organisation": "Quay"}, {"organisation": "Quay"}),
        (FULL, {"organisation": None}, {"organisation": ""}),
        (
            FULL,
            {"who": "Bo Ek", "organisation": None},
            {"who": "Bo Ek", "organisation": ""},
        ),
        (FULL, {"link": "https://b.example"}, {"link": "https://b.example"}),
        (FULL, {"link": None}, {"link": ""}),
        (FULL, {"mentions": OTHERS}, {"themes": ("Parking",)}),
        (FULL, {"mentions": ()}, {"themes": ()}),
        (FULL, {"mentions": FULL.mentions[:1]}, {"themes": ("Invoices",)}),
        (FULL, {"mentions": FULL.mentions[::-1]}, None),
        (FULL, {"mentions": LOUDER}, None),
        (FULL, {}, None),
        (BARE, {}, None),
        (BARE, {"stage": PersonStage.LOST}, {"stage": PersonStage.LOST}),
        (BARE, {"feeling": Feeling.NEUTRAL}, {"feeling": Feeling.NEUTRAL}),
        (BARE, {"importance": Importance.NICE}, {"importance": Importance.NICE}),
        (BARE, {"reach": 7}, {"reach": 7}),
        (BARE, {"who": "Ann"}, {"who": "Ann", "organisation": ""}),
        (BARE, {"organisation": "Quay"}, {"organisation": "Quay"}),
        (BARE, {"link": "https://b.example"}, {"link": "https://b.example"}),
        (BARE, {"mentions": OTHERS}, {"themes": ("Parking",)}),
        (SALE, {}, None),
        (SALE, {"loss": replace(DEAL, value=6_000)}, {"loss": replace(DEAL, value=6_000)}),
        (SALE, {"loss": replace(DEAL, reason="Fit")}, {"loss": replace(DEAL, reason="Fit")}),
        (FULL, {"kind": Kind.LOSS, "loss": DEAL}, {"kind": Kind.LOSS, "loss": DEAL}),
        (SALE, {"kind": Kind.PRAISE, "loss": None}, {"kind": Kind.PRAISE}),
    ],
)  # fmt: skip
def test_what_differs_is_corrected_and_nothing_else(
    correcting: FeedbackForm, was: Feedback, now: dict[str, Any], facts: dict[str, Any] | None
) -> None:
    correcting.load(replace(was, **now))
    if facts is None:
        assert correcting.corrections(was) is None
        return
    wanted = dict(facts)
    if "clear" in wanted:
        wanted["clear"] = frozenset(wanted["clear"])
    if "loss" in wanted:
        wanted["loss"] = facts_of(wanted["loss"])
    assert correcting.corrections(was) == FeedbackFacts(**wanted)
