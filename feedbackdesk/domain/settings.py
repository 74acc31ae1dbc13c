"""What the owner sets for a workspace: each setting once, with all that is known of it.

The command line, the window's forms, what is refused and the handbook read it from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean
from feedbackdesk.language.say import Later, later

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

_LINE = 1_000
_PROSE = 10_000


class Kind(Enum):
    """What a setting holds, which is how it is read, checked and asked for."""

    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    CURRENCY = "currency"
    COUNTRY = "country"
    DAYS = "days"
    DAYS_KEPT = "days kept"
    MONTHS = "months"
    MEGABYTES = "megabytes"
    FOLDER = "folder"
    PICTURE = "picture"
    KEY = "key"


class Group(Enum):
    """What settings are shown under, in this order."""

    BUSINESS = "business"
    DAYS = "days"
    GUIDE = "guide"
    DATES = "dates"
    BACKUPS = "backups"
    PRIVACY = "privacy"

    @property
    def label(self) -> Later:
        """What it is called."""
        return _GROUPS[self]


_GROUPS = {
    Group.BUSINESS: later("Business"),
    Group.DAYS: later("Days"),
    Group.GUIDE: later("Call guide"),
    Group.DATES: later("Dates and numbers"),
    Group.BACKUPS: later("Backups"),
    Group.PRIVACY: later("Privacy"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that the owner sets."""

    name: str
    """What the command line and the log call it."""
    kind: Kind
    group: Group
    label: Later
    """What stands before it in a form, with its Alt letter where it stands among its group."""
    about: Later
    """What it is, without a capital and a full stop: half a line of a table."""
    default: str = ""
    choices: tuple[tuple[str, Later], ...] = ()
    """Of a choice: what is kept, and what it is called."""
    hint: Later | None = None
    """What a form says of it below its field, where that is not what it is."""

    @property
    def told(self) -> str:
        """What a form says of it, as a sentence."""
        if self.hint:
            return str(self.hint)
        about = str(self.about)
        return f"{about[:1].upper()}{about[1:]}."

    def read(self, text: str) -> str:
        """Return what a text sets, in the one way in which it is kept; raises Refusal.

        Whether there is such a country, folder or key is not known here.
        """
        value = clean(text)
        match self.kind:
            case Kind.CURRENCY:
                value = value.upper()
                self._insist(r"[A-Z]{3}", value, "A currency is three letters, such as GBP.")
            case Kind.COUNTRY:
                value = value.upper()
            case Kind.CHOICE:
                value = value.casefold()
                if value not in (kept for kept, _words in self.choices):
                    named = [kept for kept, _words in self.choices if kept]
                    either = f"{', '.join(named[:-1])} or {named[-1]}"
                    raise Refusal(
                        f"{self.name} is {either}, or empty for the order of the system. "
                        "Nothing was changed."
                    )
            case Kind.DAYS:
                self._insist(
                    r"[0-9]{0,3}", value,
                    f"{self.name} is a number of days from 0 to 999, or empty for no reminder.",
                )  # fmt: skip
            case Kind.DAYS_KEPT:
                self._insist(
                    r"(?!0+$)[0-9]{0,3}", value,
                    "Give a number of days from 1 to 999, or nothing to keep it for good.",
                )  # fmt: skip
            case Kind.MONTHS:
                self._insist(
                    r"(?!0+$)[0-9]{0,3}", value,
                    "Give a number of months from 1 to 999, or nothing for never.",
                )  # fmt: skip
            case Kind.MEGABYTES:
                self._insist(
                    r"[1-9][0-9]{0,6}", value, "Give a number of megabytes, from 1."
                )  # fmt: skip
            case Kind.LINE | Kind.PROSE | Kind.PICTURE:
                if len(value) > (_PROSE if self.kind is Kind.PROSE else _LINE):
                    what = self.name.replace("_", " ")
                    raise Refusal(f"That is too long for the {what}. Nothing was changed.")
        if self.kind is Kind.PROSE and value == self.default:
            return ""  # ours, so that it stays ours when we write it better
        return value

    def stands(self, kept: str | None) -> str:
        """Return what stands, where this is kept: None where the owner never chose."""
        if kept is None or (self.kind is Kind.PROSE and not kept):
            return self.default
        return kept

    def _insist(self, form: str, value: str, otherwise: str) -> None:
        if not re.fullmatch(form, value):
            raise Refusal(f"{otherwise} Nothing was changed.")


_ORDERS = (
    ("", later("As the system does")),
    (DateOrder.DMY.value, later("3 April: the day first")),
    (DateOrder.MDY.value, later("4 March: the month first")),
    (DateOrder.YMD.value, later("4 March: the year first, then the month")),
)

ALL: tuple[Setting, ...] = (
    Setting(
        "business_name", Kind.LINE, Group.BUSINESS, later("&Name"),
        later("stands at the head of what is printed"),
    ),
    Setting(
        "currency", Kind.CURRENCY, Group.BUSINESS, later("&Currency"),
        later("three letters, such as GBP or EUR; one for the whole workspace"), "GBP",
    ),
    Setting(
        "date_order", Kind.CHOICE, Group.DATES, later("&Read 3/4 as"),
        later("how 3/4 is read: dmy, mdy or ymd; empty for the order of the system"),
        choices=_ORDERS,
        hint=later("Where you type a day by its numbers. A day that can be read in one way only is "
                   "read so anyway."),
    ),
    Setting(
        "logo", Kind.PICTURE, Group.BUSINESS, later("&Logo"),
        later("path of a PNG, JPEG or SVG picture for the head of what is printed"),
    ),
    Setting(
        "closing_note", Kind.LINE, Group.BUSINESS, later("Closing no&te"),
        later("stands at the end of what is printed"),
    ),
    Setting(
        "contact", Kind.LINE, Group.BUSINESS, later("How to r&each you"),
        later("your address, telephone or web site; stands at the end of a copy for customers"),
    ),
    Setting(
        "days_to_acknowledge", Kind.DAYS, Group.DAYS, later("Complaint: &heard within"),
        later("working days until somebody who complained should hear back"), "1",
    ),
    Setting(
        "days_to_answer", Kind.DAYS, Group.DAYS, later("Complaint: &answered within"),
        later("working days until they should have an answer"), "5",
    ),
    Setting(
        "days_to_acknowledge_question", Kind.DAYS, Group.DAYS, later("Question: h&eard within"),
        later("the same for a question; empty for no reminder"),
    ),
    Setting(
        "days_to_answer_question", Kind.DAYS, Group.DAYS, later("Question: a&nswered within"),
        later("working days until a question is answered"), "2",
    ),
    Setting(
        "days_to_acknowledge_loss", Kind.DAYS, Group.DAYS, later("Lost sale: &thanked within"),
        later("working days until somebody who said no is thanked for it"), "1",
    ),
    Setting(
        "days_to_answer_loss", Kind.DAYS, Group.DAYS, later("Lost sale: &more within"),
        later("working days until they hear more; empty for no reminder"),
    ),
    Setting(
        "days_to_tell", Kind.DAYS, Group.DAYS, later("&Shipped or declined: told within"),
        later("working days until those who asked hear what was shipped or declined"), "5",
    ),
    Setting(
        "retention_months", Kind.MONTHS, Group.PRIVACY,
        later("&Months of silence until somebody is listed"),
        later("months of silence until somebody is listed to be erased; empty for never"),
        hint=later("Empty for no reminder. Customers, and who is owed something, never are."),
    ),
    Setting(
        "heap_days", Kind.DAYS_KEPT, Group.PRIVACY,
        later("&Days until what was decided leaves the heap"),
        later("days after which talk that was kept or dropped is deleted from the heap"), "30",
        hint=later("What was kept stays as feedback. Empty to keep the talk itself, too."),
    ),
    Setting(
        "heap_months", Kind.MONTHS, Group.PRIVACY,
        later("M&onths until what waits on the heap goes"),
        later("months after which talk that still waits on the heap is deleted"), "12",
        hint=later("Empty for never. The page says so a week before."),
    ),
    Setting(
        "country", Kind.COUNTRY, Group.DATES, later("C&ountry"),
        later("two letters, such as GB or DE, for telephone numbers; empty: as this computer"),
    ),
    Setting(
        "call_guide", Kind.PROSE, Group.GUIDE, later("Call &guide"),
        later("stands beside a lost sale; a line with # is a heading; empty for ours"), CALL_GUIDE,
    ),
    Setting(
        "backup_room", Kind.MEGABYTES, Group.BACKUPS, later("&Room for backups"),
        later("megabytes that backups may fill, in each place"), "500",
        hint=later("In megabytes, in each place. The newest of 7 days, 5 weeks and 12 months are "
                   "kept as far as they fit; the newest one always is."),
    ),
    Setting(
        "backup_second_place", Kind.FOLDER, Group.BACKUPS, later("&Second place"),
        later("folder that gets each backup, too: a stick, another drive"),
        hint=later("It gets each backup, too. A backup on the same disk does not survive the "
                   "disk."),
    ),
    Setting(
        "backup_key", Kind.KEY, Group.BACKUPS, later("Encr&yption there"),
        later("public age key that they are encrypted to there; see backup-key"),
    ),
)  # fmt: skip
"""Every setting, in the order in which the command line lists them."""

SETTINGS: dict[str, Setting] = {one.name: one for one in ALL}


def of_group(group: Group) -> tuple[Setting, ...]:
    """Return the settings that are shown under a heading."""
    return tuple(one for one in ALL if one.group is group)
