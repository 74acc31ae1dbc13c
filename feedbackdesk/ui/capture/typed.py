"""What stands in the form as plain words, for a draft, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.drafts import text_of
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.text import WORDS_LIMIT
from feedbackdesk.domain.words import Feeling, Importance, Kind, Outcome, ToldBy

if TYPE_CHECKING:
    from enum import StrEnum

    from PySide6.QtWidgets import QComboBox

    from feedbackdesk.desk.drafts import Form
    from feedbackdesk.exchange.mail.reading import Mail
    from feedbackdesk.ui.capture.form import FeedbackForm
    from feedbackdesk.ui.widgets.segments import Segments

_NAMES = 100
"""The most themes or reasons that are taken from a file."""


def typed(form: FeedbackForm) -> Form:
    """Return what stands in a form."""
    loss = form.loss
    return {
        "who": form.who.text(),
        "organisation": form.organisation.text(),
        "kind": _word(form.kind),
        "words": form.words.words(),
        "themes": list(form.themes.names()),
        "day": form.day.lasting(),
        "channel": form.channel.currentData(),
        "stage": form.stage.currentData(),
        "feeling": _word(form.feeling),
        "importance": _word(form.importance),
        "email": form.email.text(),
        "phone": form.phone.text(),
        "link": form.link.text(),
        "reach": form.reach.text(),
        "loss": {
            "reason": loss.reason.currentText(),
            "outcome": loss.outcome.currentData(),
            "competitor": loss.competitor.text(),
            "value": loss.value.text(),
            "stage_reached": loss.stage_reached.text(),
            "also": list(loss.also.names()),
            "told_by": _word(loss.told_by),
            "alternative": loss.alternative.text(),
            "revisit": loss.revisit.lasting(),
        },
    }


def fill(form: FeedbackForm, found: Form) -> None:
    """Show what was typed once; what a file has of another kind stays empty."""
    for name in ("who", "organisation", "email", "phone", "link", "reach"):
        getattr(form, name).setText(text_of(found, name))
    _mark(form.kind, Kind, found.get("kind"), Kind.REQUEST)
    form.words.set_words(text_of(found, "words")[:WORDS_LIMIT])
    form.themes.set_names(_names(found, "themes"))
    day = text_of(found, "day")
    form.day.set_words(form.tr("today") if day in {"", local_today().isoformat()} else day)
    _choose(form.channel, found.get("channel"))
    _choose(form.stage, found.get("stage"))
    _mark(form.feeling, Feeling, found.get("feeling"))
    _mark(form.importance, Importance, found.get("importance"))
    given = found.get("loss")
    facts: Form = given if isinstance(given, dict) else {}
    form.loss.reason.setEditText(text_of(facts, "reason"))
    for name in ("competitor", "value", "stage_reached", "alternative"):
        getattr(form.loss, name).setText(text_of(facts, name))
    form.loss.revisit.set_words(text_of(facts, "revisit"))
    # After the competitor, whose change is taken for a hint.
    _choose(form.loss.outcome, facts.get("outcome") or Outcome.UNKNOWN.value)
    form.loss.also.set_names(_names(facts, "also"))
    _mark(form.loss.told_by, ToldBy, facts.get("told_by"), ToldBy.THEM)
    form.recognise()
    lines = (form.email, form.phone, form.link, form.reach)
    chosen = (form.stage.currentData(), form.feeling.value(), form.importance.value())
    if any(line.text() for line in lines) or any(one is not None for one in chosen):
        form.unfold()  # what was filled in is in sight


def of_mail(mail: Mail) -> Form:
    """Return a mail as it stands in the form."""
    return {
        "who": mail.who or "",
        "email": mail.email or "",
        "day": mail.on.isoformat() if mail.on else "",
        "channel": "email",
        "words": mail.text,
    }


def _word(segments: Segments[Any]) -> str | None:
    value = segments.value()
    return None if value is None else str(value.value)


def _mark(
    segments: Segments[Any], words: type[StrEnum], word: object, usual: StrEnum | None = None
) -> None:
    segments.set_value(next((one for one in words if one.value == word), usual))


def _choose(box: QComboBox, word: object) -> None:
    place = box.findData(word) if isinstance(word, str) else 0
    if place >= 0:
        box.setCurrentIndex(place)


def _names(found: Form, name: str) -> list[str]:
    given = found.get(name)
    names = given[:_NAMES] if isinstance(given, list) else []
    return [one for one in names if isinstance(one, str)]
