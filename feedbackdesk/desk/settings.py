"""What the owner sets for a workspace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk.desk.step import step
from feedbackdesk.desk.territory import is_country, system_country, system_order
from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean

if TYPE_CHECKING:
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

CALL_GUIDE = """\
# Find the real reason
“What made you decide?”
“What would have had to be different?”
“When did it tip?”
Then listen, and wait a moment before you answer.

# Help them anyway
“What matters most to you now?” Name what would suit them better, even if it is not yours.

# Part as friends
Thank them for telling you. Ask whether you may call again, and when. No more selling: \
leave the door open."""
"""What stands beside a lost sale until the owner writes their own."""

_LENGTHS = {"call_guide": 10_000}
_LENGTH = 1_000

DEFAULTS: dict[str, str] = {
    "business_name": "",
    "currency": "GBP",
    "date_order": "",
    "logo": "",
    "closing_note": "",
    "days_to_acknowledge": "1",
    "days_to_answer": "5",
    "days_to_acknowledge_question": "",
    "days_to_answer_question": "2",
    "days_to_acknowledge_loss": "1",
    "days_to_answer_loss": "",
    "days_to_tell": "5",
    "retention_months": "",
    "country": "",
    "call_guide": CALL_GUIDE,
    "backup_room": "500",
    "backup_second_place": "",
    "backup_key": "",
}

DESCRIPTIONS: dict[str, str] = {
    "business_name": "stands at the head of what is printed",
    "currency": "three letters, such as GBP or EUR; one for the whole workspace",
    "date_order": "how 3/4 is read: dmy, mdy or ymd; empty for the order of the system",
    "logo": "path of a PNG, JPEG or SVG picture for the head of what is printed",
    "closing_note": "stands at the end of what is printed",
    "days_to_acknowledge": "working days until somebody who complained should hear back",
    "days_to_answer": "working days until they should have an answer",
    "days_to_acknowledge_question": "the same for a question; empty for no reminder",
    "days_to_answer_question": "working days until a question is answered",
    "days_to_acknowledge_loss": "working days until somebody who said no is thanked for it",
    "days_to_answer_loss": "working days until they hear more; empty for no reminder",
    "days_to_tell": "working days until those who asked hear what was shipped or declined",
    "retention_months": "months of silence until somebody is listed to be erased; empty for never",
    "country": "two letters, such as GB or DE, for telephone numbers; empty: as this computer",
    "call_guide": "stands beside a lost sale; a line with # is a heading; empty for ours",
    "backup_room": "megabytes that backups may fill, in each place",
    "backup_second_place": "folder that gets each backup, too: a stick, another drive",
    "backup_key": "public age key that they are encrypted to there; see backup-key",
}


def settings(read: Reader) -> dict[str, str]:
    """Return every setting: the owner's, or what stands until they choose."""
    chosen = {name: value for name, value in read.settings().items() if name in DEFAULTS}
    if not chosen.get("call_guide"):
        chosen.pop("call_guide", None)  # ours stands again
    return DEFAULTS | chosen


def country_of(read: Reader) -> str | None:
    """Return the country in which telephone numbers are read; None where nobody says."""
    return read.settings().get("country") or system_country()


def date_order(read: Reader) -> DateOrder:
    """Return how 3/4 is read: as the owner set it, else as the system writes days."""
    chosen = read.settings().get("date_order")
    return DateOrder(chosen) if chosen in set(DateOrder) else system_order()


def _checked(name: str, value: str) -> str:
    value = clean(value)
    if name == "currency":
        value = value.upper()
        if not re.fullmatch(r"[A-Z]{3}", value):
            raise Refusal("A currency is three letters, such as GBP. Nothing was changed.")
    elif name == "country":
        value = value.upper()
        if value and not is_country(value):
            raise Refusal("A country is two letters, such as GB or DE. Nothing was changed.")
    elif name == "date_order":
        value = value.casefold()
        if value and value not in set(DateOrder):
            raise Refusal(
                "date_order is dmy, mdy or ymd, or empty for the order of the system. "
                "Nothing was changed."
            )
    elif name.startswith("days_") and not re.fullmatch(r"[0-9]{0,3}", value):
        raise Refusal(
            f"{name} is a number of days from 0 to 999, or empty for no reminder. "
            "Nothing was changed."
        )
    elif name == "retention_months":
        if not re.fullmatch(r"[0-9]{0,3}", value) or value.strip("0") == "" != value:
            raise Refusal(
                "Give a number of months from 1 to 999, or nothing for no reminder. "
                "Nothing was changed."
            )
    elif name == "backup_room":
        if not re.fullmatch(r"[1-9][0-9]{0,6}", value):
            raise Refusal("Give a number of megabytes, from 1. Nothing was changed.")
    elif name == "backup_second_place":
        _check_place(value)
    elif name == "backup_key":
        _check_key(value)
    elif len(value) > _LENGTHS.get(name, _LENGTH):
        what = name.replace("_", " ")
        raise Refusal(f"That is too long for the {what}. Nothing was changed.")
    return "" if name == "call_guide" and value == CALL_GUIDE else value


def _check_place(value: str) -> None:
    if value and not (Path(value).is_absolute() and Path(value).is_dir()):
        raise Refusal(
            f"There is no folder {value[:200]}. Nothing was changed; give the whole path of a "
            "folder that is there, or nothing for no second place."
        )


def _check_key(value: str) -> None:
    from feedbackdesk.desk.second_place import is_key

    if value and not is_key(value):
        raise Refusal(
            "That is no public age key, which begins with age1. Nothing was changed; backup-key "
            "makes one."
        )


@step("Change the settings")
def change_settings(work: UnitOfWork, changes: dict[str, str]) -> None:
    """Set what is named; refuse names that mean nothing."""
    now = settings(work.read)
    for name, value in changes.items():
        if name not in DEFAULTS:
            raise Refusal(
                f"There is no setting “{name[:40]}”. Nothing was changed; "
                f"there are {', '.join(DEFAULTS)}."
            )
        if value == now[name]:
            continue  # also of a place that is away just now
        cleaned = _checked(name, value)
        key = work.read.setting_key(name)
        if key is None:
            work.insert("setting", name=name, value=cleaned)
        else:
            work.update("setting", key, value=cleaned)


@step("Edit the call guide")
def edit_call_guide(work: UnitOfWork, text: str) -> None:
    """Set what stands beside a lost sale; an empty text brings ours back."""
    change_settings(work, {"call_guide": text})
