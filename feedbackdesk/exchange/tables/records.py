"""The rows of a table as records: feedbacks, people, lost sales, items of a board."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from feedbackdesk.domain.dates import full_date
from feedbackdesk.domain.found import (
    Answer,
    Found,
    FoundFeedback,
    FoundItem,
    FoundLoss,
    FoundPerson,
    FoundReach,
    FoundWho,
    Origin,
    Question,
    Refused,
)
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import (
    Channel,
    Importance,
    ItemStage,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
)
from feedbackdesk.exchange.tables.days import Days, is_empty
from feedbackdesk.exchange.tables.presets import are_votes_alone
from feedbackdesk.exchange.tables.sheet import filled_to, header_key, total_said
from feedbackdesk.exchange.tables.values import (
    feeling,
    name_and_address,
    number,
    scale_of,
    several,
)
from feedbackdesk.exchange.tables.vocabulary import LOST, Field, RowIs, meant, squeezed
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import StrEnum

    from feedbackdesk.domain.found import Record, Wishes
    from feedbackdesk.domain.words import Feeling
    from feedbackdesk.exchange.tables.guessing import Mapped
    from feedbackdesk.exchange.tables.sheet import Row, Sheet

    Meant = TypeVar("Meant", bound=StrEnum)

JOINED = " ::: "
"""Stands between several values in one cell of Google's."""
TITLE_LIMIT = 120
_UNKNOWN_SAID = 5
_NAMING = frozenset(
    {Field.WHO, Field.FIRST_NAME, Field.LAST_NAME, Field.ORGANISATION, Field.EMAIL, Field.PHONE}
)


class _NotTakenError(Exception):
    """A row says something that cannot be taken; in a sentence."""


def records_of(sheet: Sheet, mapped: Mapped, wishes: Wishes, called: str) -> Found:
    """Return all that a table holds."""
    if are_votes_alone(sheet.columns):
        return Found(
            called,
            notes=(
                _(
                    "This table only says who voted for posts that it does not name, "
                    "so nothing of it is taken."
                ),
            ),
        )
    return _Taking(sheet, mapped, wishes).found(called)


@dataclass(slots=True)
class _Cells:
    """The cells of one row, by what they are."""

    row: Row
    places: dict[Field, list[int]]

    def first(self, which: Field) -> str:
        """Return the first filled cell of a field."""
        for place in self.places.get(which, ()):
            cell = self.row.cells[place]
            if cell and not is_empty(cell):
                return cell
        return ""

    def all(self, which: Field) -> list[tuple[int, str]]:
        """Return all filled cells of a field, with their places."""
        cells = self.row.cells
        return [
            (place, cells[place])
            for place in self.places.get(which, ())
            if cells[place] and not is_empty(cells[place])
        ]


class _Taking:
    """Reads the rows of one table."""

    def __init__(self, sheet: Sheet, mapped: Mapped, wishes: Wishes) -> None:
        self.sheet, self.mapped, self.wishes = sheet, mapped, wishes
        self.places = {one: mapped.places(one) for one in set(mapped.fields) if one}
        preset = mapped.preset
        self.source = preset.name if preset else f"table:{header_key(sheet)}"
        self.channel = preset.channel if preset else None
        rated = self.places.get(Field.FEELING, [])
        self.scale = scale_of(row.cells[place] for place in rated for row in sheet.rows)
        self.days = Days(
            (row.cells[place] for row in sheet.rows for place in self._day_places(row)),
            month_first=wishes.month_first,
        )
        self.unknown: Counter[tuple[Field, str]] = Counter()
        self.left: Counter[str] = Counter()
        reached = self.places.get(Field.STAGE_REACHED, [])
        self.tells_lost = any(
            squeezed(row.cells[place]) in LOST for place in reached for row in sheet.rows
        )
        self.several: dict[str, tuple[str, ...]] = {}
        self.feelings: dict[str, Feeling | None] = {}
        self.meanings: dict[tuple[type, str], StrEnum | None] = {}

    def _day_places(self, row: Row) -> Iterator[int]:
        for which in (Field.DAY, Field.LOOK_AGAIN):
            for place in self.places.get(which, ()):
                if place not in row.typed:
                    yield place

    def found(self, called: str) -> Found:
        """Return all that the table holds."""
        records: list[Record] = []
        refused = [
            Refused(row.place, _too_long(row, len(self.sheet.columns)))
            for row in self.sheet.too_long
        ]
        take: Callable[[_Cells, str], list[Record]] = {
            RowIs.FEEDBACK: self._feedback,
            RowIs.PERSON: self._person,
            RowIs.LOSS: self._loss,
            RowIs.ITEM: self._item,
        }[self.mapped.row_is]
        unsaid = self._nothing_to_say()
        if unsaid:
            return Found(called, (), (Refused(_("the table"), unsaid),), (), self.sheet.notes)
        for row in self.sheet.rows:
            place = row.place
            try:
                if said := total_said(row):
                    raise _NotTakenError(_("a total: “{said}”").format(said=excerpt(said)))
                records += take(_Cells(row, self.places), place)
            except _NotTakenError as why:
                refused.append(Refused(place, str(why)))
        if self.wishes.since is not None:
            records = self._since(records, self.wishes.since)
        return Found(
            called, tuple(records), tuple(refused), self._questions(), tuple(self._notes())
        )

    def _nothing_to_say(self) -> str:
        """Return why no row can be taken: a column is missing that each needs."""
        have = self.places.keys()
        match self.mapped.row_is:
            case RowIs.PERSON:
                missing = not have & _NAMING
                sentence = _("no column names anybody; say which one does")
            case RowIs.ITEM:
                missing = not have & {Field.TITLE, Field.WORDS}
                sentence = _("no column holds a title; say which one does")
            case RowIs.LOSS:
                missing = not have & {Field.WORDS, Field.NOTES, Field.REASON, Field.TITLE}
                sentence = _("no column holds a reason or words; say which one does")
            case _:
                missing = not have & {Field.WORDS, Field.TITLE}
                sentence = _("no column holds what somebody said; say which one does")
        return sentence if missing else ""

    def _since(self, records: list[Record], since: date) -> list[Record]:
        kept = [one for one in records if (getattr(one, "on", None) or since) >= since]
        self.left["older"] += len(records) - len(kept)
        return kept

    def _questions(self) -> tuple[Question, ...]:
        if not self.days.asking:
            return ()
        cell = max(self.days.asking, key=lambda one: self.days.asking[one])
        ours, others = self.days.both(cell)
        if ours is None or others is None:
            return ()
        values = ("mdy", "dmy") if self.days.month_first else ("dmy", "mdy")
        answers = tuple(
            Answer(value, full_date(day)) for value, day in zip(values, (ours, others), strict=True)
        )
        sentence = _("Which day is {written}? No row of this file decides it.")
        written = cell.split("T")[0].split(" ")[0]
        return (Question("days", sentence.format(written=written), answers, self.days.asked),)

    def _notes(self) -> Iterator[str]:
        yield from self.sheet.notes
        preset = self.mapped.preset
        keys = {squeezed(one) for one in self.sheet.columns}
        for column, said in (preset.left_out if preset else {}).items():
            if column in keys:
                yield str(said)
        for which, words in (
            ("older", ngettext("{n} row is older.", "{n} rows are older.", self.left["older"])),
            ("won", ngettext("{n} sale that was not lost was left out.",
                             "{n} sales that were not lost were left out.", self.left["won"])),
            ("twice", ngettext("{n} duplicate of another post was left out.",
                               "{n} duplicates of other posts were left out.",
                               self.left["twice"])),
            ("worth", ngettext("The value of {n} row was left out: it is of no lost sale.",
                               "The value of {n} rows was left out: they are of no lost sale.",
                               self.left["worth"])),
            ("noted", ngettext("The notes beside the words were left out of {n} row.",
                               "The notes beside the words were left out of {n} rows.",
                               self.left["noted"])),
        ):  # fmt: skip
            if self.left[which]:
                yield words.format(n=f"{self.left[which]:,}")
        for (_which, cell), times in self.unknown.most_common(_UNKNOWN_SAID):
            sentence = ngettext(
                "“{cell}” is no word that is known; it was left open in {n} row.",
                "“{cell}” is no word that is known; it was left open in {n} rows.",
                times,
            )
            yield sentence.format(cell=excerpt(cell, 40), n=f"{times:,}")

    # What the cells of a row say

    def _meant(self, words: type[Meant], which: Field, cells: _Cells) -> Meant | None:
        cell = cells.first(which)
        if not cell:
            return None
        key = (words, cell)
        if key not in self.meanings:
            self.meanings[key] = meant(words, cell)
        found = self.meanings[key]
        if found is None:
            if len(self.unknown) < 1_000:
                self.unknown[which, cell] += 1
            return None
        return found if isinstance(found, words) else None

    def _day(self, cells: _Cells, which: Field) -> date | None:
        for place in self.places.get(which, ()):
            cell = cells.row.cells[place]
            typed = cells.row.typed.get(place)
            if isinstance(typed, date):
                return typed
            if cell and not is_empty(cell):
                day = self.days.read(cell)
                if day is None:
                    sentence = _("{cell} is no day")
                    raise _NotTakenError(sentence.format(cell=excerpt(cell, 40)))
                return day
        return None

    def _who(self, cells: _Cells) -> FoundWho:
        name = cells.first(Field.WHO)
        if not name:
            first, last = cells.first(Field.FIRST_NAME), cells.first(Field.LAST_NAME)
            name = f"{first} {last}".strip()
        email = cells.first(Field.EMAIL).split(JOINED)[0].strip()
        if "@" in name:
            name, also = name_and_address(name)
            email = email or also
        if "<" in email:
            also, email = name_and_address(email)
            name = name or also
        return FoundWho(
            " ".join(name.split()),
            " ".join(cells.first(Field.ORGANISATION).split()),
            email if "@" in email else "",
            cells.first(Field.PHONE).split(JOINED)[0].strip(),
            self._person_stage(cells),
        )

    def _person_stage(self, cells: _Cells) -> PersonStage | None:
        cell = cells.first(Field.STAGE)
        if not cell:
            return None
        # Labels of an address book say many things, of which a stage may be one.
        stages = (meant(PersonStage, one.strip("* ")) for one in cell.split(JOINED))
        found = next((one for one in stages if one), None)
        is_label = JOINED in cell or cell.startswith("*")
        if found is None and not is_label and len(self.unknown) < 1_000:
            self.unknown[Field.STAGE, cell] += 1
        return found

    def _themes(self, cells: _Cells) -> tuple[str, ...]:
        said = cells.all(Field.THEMES)
        if len(said) == 1:
            cell = said[0][1]
            if cell not in self.several:
                self.several[cell] = several(cell)
            return self.several[cell]
        return tuple(dict.fromkeys(one for _place, cell in said for one in several(cell)))

    def _feeling(self, cells: _Cells) -> Feeling | None:
        cell = cells.first(Field.FEELING)
        if cell and cell not in self.feelings:
            self.feelings[cell] = feeling(cell, self.scale)
        if cell and self.feelings[cell] is None and len(self.unknown) < 1_000:
            self.unknown[Field.FEELING, cell] += 1
        return self.feelings[cell] if cell else None

    def _words(self, cells: _Cells) -> list[tuple[int, str]]:
        """Return what was said, by the column where it stands, with its title above it."""
        title = cells.first(Field.TITLE)
        words = cells.all(Field.WORDS)
        if not words:
            return [(-1, title)] if title else []
        if not title or len(words) > 1 or words[0][1].startswith(title):
            return words
        return [(words[0][0], f"{title}\n\n{words[0][1]}")]

    def _value(self, cells: _Cells) -> str:
        for place, cell in cells.all(Field.VALUE):
            typed = cells.row.typed.get(place)
            # 1200.5 and 1.2345 as a spreadsheet keeps them, with hundredths as money has them.
            is_part = isinstance(typed, float) and not typed.is_integer()
            return f"{typed:.2f}" if is_part else cell
        return ""

    def _link(self, cells: _Cells) -> str:
        link = cells.first(Field.LINK)
        return link if link.lower().startswith(("http://", "https://")) else ""

    # What a row is

    def _feedback(self, cells: _Cells, place: str) -> list[Record]:
        said = self._words(cells)
        if not said:
            raise _NotTakenError(_("no words, so nothing was said"))
        if cells.first(Field.NOTES):
            self.left["noted"] += 1
        ident = cells.first(Field.ID)
        kind = self._meant(Kind, Field.KIND, cells)
        if kind is not Kind.LOSS and self._value(cells):
            self.left["worth"] += 1
        made = FoundFeedback(
            Origin(self.source, ident, place),
            said[0][1],
            self._who(cells),
            self._day(cells, Field.DAY),
            kind,
            self._meant(Channel, Field.CHANNEL, cells) or self.channel,
            self._feeling(cells),
            self._meant(Importance, Field.IMPORTANCE, cells),
            self._themes(cells),
            self._lost_sale(cells) if kind is Kind.LOSS else None,
            self._link(cells),
        )
        if len(self.places.get(Field.WORDS, ())) < 2:
            return [made]
        # A survey: an answer is numbered by whose it is, and by its question.
        return [
            replace(
                made,
                words=words,
                origin=Origin(
                    self.source,
                    f"{ident}:{squeezed(self.sheet.columns[column])}" if ident else "",
                    place,
                ),
            )
            for column, words in said
        ]

    def _person(self, cells: _Cells, place: str) -> list[Record]:
        who = self._who(cells)
        if not (who.name or who.organisation or who.email or who.phone):
            raise _NotTakenError(_("nobody is named"))
        reached = [
            FoundReach(kind, one.strip())
            for which, kind in ((Field.EMAIL, "email"), (Field.PHONE, "phone"))
            for _column, cell in cells.all(which)
            for one in cell.split(JOINED)
            if one.strip() and one.strip() not in {who.email, who.phone}
        ]
        # What was taken for words that were said is a remark where a row is somebody.
        noted = [*self.places.get(Field.NOTES, ()), *self.places.get(Field.WORDS, ())]
        notes = [*cells.all(Field.NOTES), *cells.all(Field.WORDS)]
        told = (
            [cell for _column, cell in notes]
            if len(noted) < 2
            else [f"{self.sheet.columns[column]}: {cell}" for column, cell in notes]
        )
        origin = Origin(self.source, cells.first(Field.ID), place)
        return [
            FoundPerson(
                origin, who, tuple(dict.fromkeys(reached)), self._value(cells), "\n".join(told)
            )
        ]

    def _loss(self, cells: _Cells, place: str) -> list[Record]:
        reached = cells.first(Field.STAGE_REACHED)
        says_lost = squeezed(reached) in LOST
        reason = cells.first(Field.REASON)
        if reached and self.tells_lost and not says_lost:
            self.left["won"] += 1
            return []
        words = cells.all(Field.WORDS) or cells.all(Field.NOTES)
        title = cells.first(Field.TITLE)
        said = words[0][1] if words else reason or title
        if not said:
            raise _NotTakenError(_("no words and no reason, so nothing was said"))
        who = self._who(cells)
        if title and not (who.name or who.organisation or who.email):
            who = replace(who, organisation=title)
        return [
            FoundFeedback(
                Origin(self.source, cells.first(Field.ID), place),
                said,
                who,
                self._day(cells, Field.DAY),
                Kind.LOSS,
                self._meant(Channel, Field.CHANNEL, cells) or self.channel,
                self._feeling(cells),
                self._meant(Importance, Field.IMPORTANCE, cells),
                self._themes(cells),
                self._lost_sale(cells),
                self._link(cells),
            )
        ]

    def _lost_sale(self, cells: _Cells) -> FoundLoss:
        """Return what a row says of a lost sale."""
        reached = cells.first(Field.STAGE_REACHED)
        return FoundLoss(
            cells.first(Field.REASON),
            several(cells.first(Field.ALSO)),
            self._meant(Outcome, Field.OUTCOME, cells),
            cells.first(Field.COMPETITOR),
            self._value(cells),
            self._meant(ToldBy, Field.TOLD_BY, cells),
            cells.first(Field.ALTERNATIVE),
            "" if squeezed(reached) in LOST else reached,
            self._day(cells, Field.LOOK_AGAIN),
        )

    def _item(self, cells: _Cells, place: str) -> list[Record]:
        title, words = cells.first(Field.TITLE), cells.first(Field.WORDS)
        if not title and not words:
            raise _NotTakenError(_("no title, so it is nothing to do"))
        if squeezed(cells.first(Field.ITEM_STAGE)) in {"duplicate", "merged"}:
            self.left["twice"] += 1
            return []
        votes = number(cells.first(Field.VOTES).replace(",", "")) or 0
        return [
            FoundItem(
                Origin(self.source, cells.first(Field.ID), place),
                excerpt(title or words, TITLE_LIMIT) if not title else " ".join(title.split()),
                words if title else words if len(words) > TITLE_LIMIT else "",
                self._meant(ItemStage, Field.ITEM_STAGE, cells),
                self._day(cells, Field.DAY),
                self._who(cells),
                (),
                max(0, int(votes)),
                self._themes(cells),
                self._link(cells),
            )
        ]


def _too_long(row: Row, columns: int) -> str:
    sentence = _("it has {cells} cells, and the table {columns} columns")
    return sentence.format(cells=filled_to(row.cells), columns=columns)
