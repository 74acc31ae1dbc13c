"""A feedback's facts and corrections in words, as the inspector tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    Kind,
    PersonStage,
    label,
)

if TYPE_CHECKING:
    from enum import Enum

    from feedbackdesk.domain.rows import Feedback, Version

_SHOWN = 6
_WORDS: dict[str, type[Enum]] = {
    "kind": Kind,
    "channel": Channel,
    "stage": PersonStage,
    "feeling": Feeling,
    "importance": Importance,
}


def tell_facts(said: Feedback) -> str:
    """Return kind, day, channel and whatever else is known of the moment, in a line."""
    words = [said.kind, said.channel, said.stage, said.feeling, said.importance]
    told = [label(word) for word in words if word is not None]
    told.insert(1, show_date(said.on))
    if said.archived:
        told.append(_tr("Archived"))
    return " · ".join(told)


def tell_loss(said: Feedback, currency: str) -> str:
    """Return why a sale was lost, a line for each fact; empty where none was."""
    loss = said.loss
    if loss is None:
        return ""
    lines = [_tr("Lost for {reason}").format(reason=", ".join((loss.reason, *loss.also)))]
    lines.append(f"{label(loss.outcome)} · {label(loss.told_by)}")
    facts = (
        (_tr("To {what}"), loss.competitor),
        (_tr("Worth {what}"), show_money(loss.value, currency) if loss.value else None),
        (_tr("Got as far as {what}"), loss.stage_reached),
        (_tr("Suggested instead: {what}"), loss.alternative),
        (_tr("Look again on {what}"), show_date(loss.revisit) if loss.revisit else None),
        (_tr("Won back on {what}"), show_date(loss.won_back) if loss.won_back else None),
    )
    lines += [words.format(what=what) for words, what in facts if what]
    return "\n".join(lines)


def tell_versions(versions: list[Version]) -> list[str]:
    """Return what was corrected, the newest first, each with what stood there before."""
    lines = [
        _tr("{date}, {who}: {field}, before: {before}").format(
            date=show_date(one.at.astimezone().date()),
            who=one.author,
            field=_field(one.field),
            before=_value(one.field, one.before),
        )
        for one in versions[:_SHOWN]
    ]
    if len(versions) > _SHOWN:
        lines.append(_tr("… and {number} earlier").format(number=f"{len(versions) - _SHOWN:,}"))
    return [_tr("Corrected"), *lines] if lines else []


def _field(column: str) -> str:
    names = {
        "text": _tr("words"),
        "said_on": _tr("date"),
        "stage": _tr("stage at that time"),
        "archived": _tr("archived"),
    }
    return names.get(column, column)


def _value(column: str, value: str | None) -> str:
    if value is None:
        return _tr("nothing")
    if column == "text":
        return f"“{excerpt(value, 120)}”"
    if column == "archived":
        return _tr("yes") if value == "1" else _tr("no")
    if column in _WORDS:
        return label(_WORDS[column](value))  # type: ignore[arg-type]
    return value


def _tr(words: str) -> str:
    return QCoreApplication.translate("Telling", words)
