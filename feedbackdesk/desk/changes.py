"""What a step changed, told as a person would tell it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.log import Changed, ChangedField, StepStory
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    ItemStage,
    Kind,
    Lens,
    Outcome,
    PersonStage,
    ToldBy,
    label,
)

if TYPE_CHECKING:
    from enum import StrEnum

    from feedbackdesk.domain.log import LoggedChange
    from feedbackdesk.store.reader import Reader

FIRST = 20
"""How many changes of a step are told at first."""

SHOWN = ("feedback", "theme", "item", "person", "organisation")
"""The things that have a place of their own in the window."""

_CUT = 240
"""The longest value that is told whole at first, in characters."""

_NOUNS = {
    "feedback": "Feedback",
    "theme": "Theme",
    "item": "Roadmap item",
    "person": "Person",
    "organisation": "Organisation",
    "loss_reason": "Reason for losses",
    "template": "Template",
    "setting": "Setting",
    "follow_up": "Follow-up",
    "loss": "Lost sale",
    "mention": "Filing",
    "print_run": "Snapshot",
}
_WORDS = {
    "text": "words", "said_on": "date", "person_id": "who", "organisation_id": "organisation",
    "email": "e-mail", "stage_since": "stage since", "stage_on": "stage since",
    "referred_by": "referred by", "may_quote": "may be quoted",
    "may_quote_asked_on": "asked whether on", "may_contact": "may be contacted",
    "merged_into": "merged into", "loss_reason_id": "reason", "stage_reached": "got as far as",
    "told_by": "reason named by", "alternative": "suggested instead", "revisit_on": "look again on",
    "won_back_on": "won back on",
    "theme_id": "theme", "item_id": "roadmap item", "feedback_id": "feedback", "due_on": "due",
    "done_on": "done on", "pinned": "place", "lens": "ranked by",
}  # fmt: skip
_HIDDEN = {
    "id", "uid", "key", "email_key", "recorded_at", "loss_id", "at", "edition", "ranking", "items",
}  # fmt: skip
_DAYS = {
    "said_on", "stage_since", "stage_on", "may_quote_asked_on", "revisit_on", "due_on", "done_on",
    "won_back_on",
}  # fmt: skip
_FLAGS = {"archived", "may_quote", "may_contact", "place", "retired"}
_MONEY = {("person", "value"), ("organisation", "value"), ("loss", "value")}
_POINTS = {
    "person_id": "person", "organisation_id": "organisation", "feedback_id": "feedback",
    "theme_id": "theme", "item_id": "item", "loss_reason_id": "loss_reason",
    "referred_by": "person",
}  # fmt: skip
_ENUMS: dict[tuple[str, str], type[StrEnum]] = {
    ("feedback", "kind"): Kind,
    ("feedback", "channel"): Channel,
    ("feedback", "stage"): PersonStage,
    ("feedback", "feeling"): Feeling,
    ("feedback", "importance"): Importance,
    ("mention", "importance"): Importance,
    ("person", "stage"): PersonStage,
    ("organisation", "stage"): PersonStage,
    ("item", "stage"): ItemStage,
    ("loss", "outcome"): Outcome,
    ("loss", "told_by"): ToldBy,
    ("print_run", "lens"): Lens,
}
# What tells nothing of something new: it is so of everything, or stands in its name.
_USUAL: dict[str, Any] = {"may_contact": 1, "may_quote": 0, "archived": 0}
_NAMES = {"name", "title", "text"}


def what_changed(read: Reader, step_id: int, limit: int = FIRST) -> StepStory | None:
    """Return a step with the first of what it changed; None where there is no such step."""
    entry = next(iter(read.history_page([step_id])), None)
    if entry is None:
        return None
    changes, number = read.changes_of(step_id, limit)
    teller = _Teller(read)
    return StepStory(entry, tuple(teller.tell(change) for change in changes), number)


def whole_value(read: Reader, change_id: int, column: str) -> ChangedField | None:
    """Return a fact that a change touched without cutting it; None where it is not there."""
    change = read.logged_change(change_id)
    if change is None:
        return None
    return _Teller(read).field(change, column, None)


def gone(read: Reader, table: str, key: int) -> str | None:
    """Return the sentence on what cannot be shown any more, None where it is there."""
    if read.is_there(table, key):
        return None
    name = read.name_of(table, key)
    at = read.deleted_at(table, key)
    if at is None:
        return f"{name} is no longer there."
    return f"{name} was deleted on {show_moment(at)}. Undo that step to have it back."


def called(read: Reader, table: str, key: int) -> str:
    """Return how a thing is called in a sentence; a deleted one as it was called."""
    return read.name_of(table, key)


def show_moment(at: datetime) -> str:
    """Return a moment as a page shows it: 3 Nov at 14:02, where the owner is."""
    local = at.astimezone()
    return f"{show_date(local.date())} at {local:%H:%M}"


class _Teller:
    """Tells changes, with names as they are today."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._currency = settings(read)["currency"]

    def tell(self, change: LoggedChange) -> Changed:
        words, told = self._sentence(change)
        values = change.before if change.verb == "update" else change.image
        columns = [
            column
            for column in values
            if column not in told and column not in _HIDDEN and self._matters(change, column)
        ]
        fields = tuple(self.field(change, column, _CUT) for column in columns)
        return Changed(change.id, change.verb, words, fields, self._thing(change))

    def field(self, change: LoggedChange, column: str, cut: int | None) -> ChangedField:
        before = change.before.get(column)
        after = change.after.get(column)
        if change.verb == "insert":
            after = change.image.get(column)
        texts = [self._value(change.table, column, value) for value in (before, after)]
        is_cut = cut is not None and any(len(text or "") > cut for text in texts)
        if cut is not None:
            texts = [None if text is None else _short(text, cut) for text in texts]
        word = _WORDS.get(column, column.replace("_", " "))
        if change.table in {"person", "organisation"} and column == "value":
            word = "value a year"
        return ChangedField(column, word, texts[0], texts[1], is_cut)

    def _matters(self, change: LoggedChange, column: str) -> bool:
        if change.verb == "update":
            return True
        value = change.image[column]
        if value is None or value == "" or column in _NAMES - {"text"}:
            return False
        if column == "text":
            return change.table != "feedback" or len(str(value)) > 48
        return column not in _USUAL or value != _USUAL[column]

    def _value(self, table: str, column: str, value: Any) -> str | None:
        if value is None or value == "":
            return None
        if column in _FLAGS and value in (0, 1):
            return "yes" if value else "no"
        if column in _POINTS or column == "merged_into":
            return self._read.name_of(_POINTS.get(column, table), value)
        if (table, column) in _MONEY:
            return show_money(value, self._currency)
        with suppress(ValueError, TypeError):
            if column in _DAYS:
                return show_date(date.fromisoformat(value))
            if (table, column) in _ENUMS:
                return label(_ENUMS[table, column](value))
        return str(value)

    def _sentence(self, change: LoggedChange) -> tuple[str, set[str]]:
        """Return what a change did, and the columns that this tells already."""
        table, verb = change.table, change.verb
        noun = _NOUNS.get(table, table.replace("_", " ").capitalize())
        if verb == "update":
            return self._update(change, noun)
        image, new = change.image, verb == "insert"
        match table:
            case "mention":
                how = "filed under" if new else "taken out of"
                words = f"{self._at(image, 'feedback_id')} {how} {self._at(image, 'theme_id')}"
                return words, {"feedback_id", "theme_id"}
            case "item_theme":
                how = "linked to" if new else "unlinked from"
                words = f"{self._at(image, 'theme_id')} {how} {self._at(image, 'item_id')}"
                return words, {"theme_id", "item_id"}
            case "theme_alias":
                how = "is also called" if new else "is no longer called"
                words = f"{self._at(image, 'theme_id')} {how} {image.get('name', '')}"
                return words, {"theme_id", "name"}
            case "loss":
                how = "Lost sale" if new else "Facts of the lost sale deleted"
                return f"{how}: {self._at(image, 'feedback_id')}", {"feedback_id"}
            case "loss_also":
                how = "Also a reason" if new else "No longer a reason"
                return f"{how}: {self._at(image, 'loss_reason_id')}", {"loss_reason_id"}
            case "setting":
                name = _setting(str(image.get("name", "")))
                return f"{noun} {name}" if new else f"{noun} {name} taken away", {"name"}
        name = self._called(change)
        return f"New {noun.lower()}: {name}" if new else f"{noun} deleted: {name}", set()

    def _update(self, change: LoggedChange, noun: str) -> tuple[str, set[str]]:
        table, before, after = change.table, change.before, change.after
        image = change.image
        for column in ("name", "title"):
            if column in before and table != "setting":
                words = f"{noun} renamed: {before[column]} → {after[column]}"
                return words, {column}
        if "merged_into" in before:
            name = self._called(change)
            if after["merged_into"] is None:
                return f"{noun} {name} stands on its own again", {"merged_into"}
            target = self._value(table, "merged_into", after["merged_into"])
            return f"{noun} {name} merged into {target}", {"merged_into"}
        match table:
            case "mention":
                said, theme = self._at(image, "feedback_id"), self._at(image, "theme_id")
                return f"{said} under {theme}", set()
            case "setting":
                return f"{noun} {_setting(str(image.get('name', '')))}", {"name"}
        return f"{noun} {self._called(change)}", set()

    def _called(self, change: LoggedChange) -> str:
        """Return what a row was called when it was changed."""
        for column in ("name", "title"):
            if change.image.get(column):
                return excerpt(str(change.image[column]), 80)
        if change.table == "feedback" and change.image.get("text"):
            return f"“{excerpt(str(change.image['text']), 48)}”"
        for column in ("about", "feedback_id", "person_id", "item_id"):
            if told := self._value(change.table, column, change.image.get(column)):
                return excerpt(told, 80)
        return self._read.name_of(change.table, change.key)

    def _at(self, image: dict[str, Any], column: str) -> str:
        return self._value("", column, image.get(column)) or "something since erased"

    def _thing(self, change: LoggedChange) -> tuple[str, int] | None:
        if change.table in SHOWN:
            return change.table, change.key
        image = change.image
        if change.table == "loss_also" and image.get("loss_id"):
            image = self._read.last_image("loss", image["loss_id"])
        for table in ("feedback", "theme", "item", "person"):
            if key := image.get(f"{table}_id"):
                return table, key
        return None


def _setting(name: str) -> str:
    return f"“{name.replace('_', ' ')}”"


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else excerpt(text, length)
