"""Corrections: what the form shows and is left alone is not touched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    capture_choices,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.dates import local_today, say_day
from feedbackdesk.domain.errors import Refusal, WrongSide
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
from feedbackdesk.ui.widgets.chips import Chip
from feedbackdesk.ui.widgets.names import KnownPerson

ANN = NewFeedback(
    "The first thing.", Speaker(name="Ann Lee", organisation="Harbour Bakery"), themes=("Invoices",)
)


@pytest.fixture
def correcting(qtbot: QtBot) -> FeedbackForm:
    """A form as the inspector shows it."""
    form = FeedbackForm(compact=True)
    qtbot.addWidget(form)
    return form


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


def test_only_what_differs_is_corrected(correcting: FeedbackForm) -> None:
    was = Feedback(
        1, date(2026, 1, 5), Kind.REQUEST, Channel.CALL, "Words\u00a0as said", who="Ann Lee",
        organisation="Harbour Bakery", stage=PersonStage.CUSTOMER, feeling=Feeling.HAPPY,
    )  # fmt: skip
    correcting.load(was)
    correcting.channel.setCurrentIndex(correcting.channel.findData(Channel.EMAIL.value))
    assert correcting.is_dirty()
    assert correcting.corrections(was) == FeedbackFacts(channel=Channel.EMAIL)
    correcting.load(was)
    correcting.feeling.set_value(None)
    assert correcting.corrections(was) == FeedbackFacts(clear=frozenset({"feeling"}))
    correcting.load(was)
    correcting.words.appendPlainText("and more")
    assert correcting.corrections(was) == FeedbackFacts(text="Words\u00a0as said\nand more")
    correcting.load(was)
    correcting.who.setText("Bo Ek")
    assert correcting.corrections(was) == FeedbackFacts(who="Bo Ek", organisation="Harbour Bakery")
    correcting.load(was)
    correcting.day.setText("nonsense")
    with pytest.raises(Refusal):
        correcting.corrections(was)


def test_a_day_that_was_kept_stays_whatever_the_clock_says_now(correcting: FeedbackForm) -> None:
    ahead, past = local_today() + timedelta(days=400), local_today() - timedelta(days=400)
    loss = Loss(Outcome.UNKNOWN, "Price", revisit=past)
    was = Feedback(1, ahead, Kind.LOSS, Channel.CALL, "x", loss=loss)  # the clock was set back
    correcting.load(was)
    assert correcting.corrections(was) is None
    correcting.importance.set_value(Importance.NICE)
    assert correcting.corrections(was) == FeedbackFacts(importance=Importance.NICE)
    correcting.loss.alternative.setText("Another")
    now = correcting.corrections(was)
    assert now is not None
    assert now.loss is not None
    assert (now.on, now.loss.revisit) == (None, past)
    for field, kept in ((correcting.day, ahead), (correcting.loss.revisit, past)):
        assert field.echo().text() == ""
        field.setText(f"{kept:%d %b} {kept.year}")
        with pytest.raises(WrongSide):
            correcting.corrections(was)
        field.setText(kept.isoformat())
    assert correcting.corrections(was) == now


def test_days_are_read_in_the_owners_order_and_said_back(
    desk: Desk, correcting: FeedbackForm
) -> None:
    correcting.day.setText("3/4/2020")
    assert correcting.day.echo().text() == "Friday, 3 April 2020"
    assert correcting.on() == date(2020, 4, 3)
    desk.do(change_settings, {"date_order": "mdy"})
    correcting.set_choices(desk.ask(capture_choices))
    assert correcting.day.echo().text() == "Wednesday, 4 March 2020"
    assert correcting.on() == date(2020, 3, 4)
    correcting.loss.revisit.setText("12/31")
    assert correcting.loss.revisit.echo().text() == say_day(date(local_today().year, 12, 31))
    correcting.day.setText("no day")
    assert correcting.day.echo().text() == ""


def test_a_correction_of_a_loss_keeps_what_the_form_does_not_show(
    desk: Desk, correcting: FeedbackForm
) -> None:
    facts = LossFacts("Price", value=5_000, stage_reached="Proposal", competitor="Beanworks")
    made = desk.do(record_feedback, NewFeedback("x", Speaker(name="Ann"), loss=facts)).result
    (was,) = desk.ask(list_feedback)
    correcting.load(was)
    correcting.loss.competitor.setText("Cup Galleon")
    changes = correcting.corrections(was)
    assert changes is not None
    desk.do(edit_feedback, made, changes)
    (now,) = desk.ask(list_feedback)
    assert now.loss is not None
    assert (now.loss.competitor, now.loss.stage_reached) == ("Cup Galleon", "Proposal")
    correcting.load(now)
    assert correcting.corrections(now) is None


def test_a_corrected_speaker_speaks_for_the_same_organisation(
    desk: Desk, correcting: FeedbackForm
) -> None:
    desk.do(record_feedback, ANN)
    (was,) = desk.ask(list_feedback)
    correcting.load(was)
    correcting.who.setText("Ann’s brother")
    changes = correcting.corrections(was)
    assert changes is not None
    desk.do(edit_feedback, was.id, changes)
    (now,) = desk.ask(list_feedback)
    assert now.speaker == "Ann’s brother, Harbour Bakery"
    assert now.themes == ("Invoices",)


def test_a_feedback_moves_to_the_one_of_two_namesakes_who_was_picked(
    desk: Desk, correcting: FeedbackForm
) -> None:
    for firm in ("Harbour Bakery", "Quay Books", "Mill Road Vets"):
        speaker = Speaker(name="Ann Lee", organisation=firm)
        desk.do(record_feedback, NewFeedback(f"Said for {firm}", speaker))
    choices = desk.ask(capture_choices)
    (was,) = [one for one in desk.ask(list_feedback) if one.organisation == "Harbour Bakery"]
    correcting.load(was)
    correcting.set_choices(choices)
    (vets,) = [KnownPerson(*one) for one in choices.people if one[2] == "Mill Road Vets"]
    correcting.who.chosen.emit(vets)
    changes = correcting.corrections(was)
    assert changes is not None
    assert changes.person_id == vets.id
    desk.do(edit_feedback, was.id, changes)
    (now,) = [one for one in desk.ask(list_feedback) if one.id == was.id]
    assert (now.who_id, now.organisation) == (vets.id, "Mill Road Vets")
    desk.undo()
    (again,) = [one for one in desk.ask(list_feedback) if one.id == was.id]
    assert again == was
    # And without an organisation, where only the key tells one from the other.
    desk.do(edit_feedback, was.id, FeedbackFacts(person_id=vets.id, organisation=""))
    (alone,) = [one for one in desk.ask(list_feedback) if one.id == was.id]
    assert (alone.who_id, alone.organisation) == (vets.id, None)


def test_ten_thousand_themes_are_kept_and_twenty_shown(correcting: FeedbackForm) -> None:
    names = tuple(f"Theme {number}" for number in range(10_000))
    field = correcting.themes
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
