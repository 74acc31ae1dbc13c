"""Which column is what: by its name in ten languages, and by what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.folding import is_caseless, tokens
from feedbackdesk.domain.words import Channel, Feeling, Importance, ItemStage, Kind, PersonStage
from feedbackdesk.exchange.tables.days import is_empty, looks_like_day
from feedbackdesk.exchange.tables.presets import Preset, column_key, preset_of
from feedbackdesk.exchange.tables.values import EMAIL, LINK, PHONE, feeling, number
from feedbackdesk.exchange.tables.vocabulary import (
    NAME_ALONE,
    Field,
    RowIs,
    headers,
    meant,
    squeezed,
)
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedbackdesk.exchange.tables.sheet import Sheet

ROW = "*row"
"""Where the owner's wishes say what one row is: a value of RowIs."""
HEADER, SEPARATOR, ENCODING = "*header", "*separator", "*encoding"
"""Likewise: the number of the row with the names, the separator, the encoding."""
SHEET = "*sheet"
"""Likewise: which sheet of a spreadsheet is read."""
_READ_BY = frozenset({ROW, HEADER, SEPARATOR, ENCODING, SHEET})

_SAMPLED = 400
_LONG_WORDS = 24
SEVERAL_COLUMNS = frozenset(
    {Field.WORDS, Field.THEMES, Field.NOTES, Field.EMAIL, Field.PHONE, Field.ALSO,
     Field.LEAVE_OUT}
)  # fmt: skip
"""What more than one column may be."""
_MONEY = re.compile(
    r"[£$€¥₹]\s?[\d.,' \u00a0]{1,20}|[\d.,' \u00a0]{1,20}\s?(?:[£$€¥₹]|zł|kr|EUR|USD|GBP|円|CHF)"
)
_FITS = 0.5
_NAMING = frozenset(
    {Field.WHO, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.ORGANISATION, Field.PHONE}
)


_SAID = frozenset({Field.CHANNEL, Field.FEELING, Field.KIND})
"""What is noted of something that was said."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the columns of a table are, and what one row is."""

    fields: tuple[Field, ...]
    row_is: RowIs
    preset: Preset | None = None

    def places(self, which: Field) -> list[int]:
        """Return where the columns of a field stand."""
        return [place for place, one in enumerate(self.fields) if one is which]


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in a column, by shares of its filled cells."""

    number: int
    days: float
    emails: float
    links: float
    phones: float
    numbers: float
    money: float
    length: float
    spaced: float
    """Those of several words."""
    distinct: float
    different: int
    cells: tuple[str, ...]

    @property
    def is_prose(self) -> bool:
        """Whether it holds sentences."""
        return (
            self.spaced > 0.5
            and self.length > _LONG_WORDS
            and self.days + self.links + self.emails < 0.5
        )

    @property
    def may_be_said(self) -> bool:
        """Whether it holds letters, several words a cell or long ones."""
        data = self.days + self.links + self.emails + self.numbers
        return data < _FITS and self.length > 12 and (self.spaced > 0.3 or self.length > 20)

    def meaning(self, *words: type) -> float:
        """Return the share of cells that say a word of ours."""
        if not self.cells:
            return 0.0
        known = {one: any(meant(kind, one) for kind in words) for one in set(self.cells)}
        return sum(known[one] for one in self.cells) / len(self.cells)


def mapped(sheet: Sheet, wished: Mapping[str, str]) -> Mapped:
    """Return what the columns of a table are: as the owner wishes it, else as guessed."""
    preset = preset_of(sheet.columns)
    columns = [_column(sheet, place) for place in range(len(sheet.columns))]
    if preset is None:
        fields = _guessed(sheet.columns, columns)
    else:
        fields = _by_preset(sheet.columns, columns, preset)
    wishes = {squeezed(name) or name: _field(said) for name, said in _own(wished).items()}
    exact = {name: _field(said) for name, said in _own(wished).items()}
    for place, name in enumerate(sheet.columns):
        said = exact.get(name, wishes.get(squeezed(name) or name))
        if said is not None:
            fields[place] = said
    fields = _once(fields, {place for place, name in enumerate(sheet.columns) if name in exact})
    asked = wished.get(ROW, "")
    if asked:
        try:
            return Mapped(tuple(fields), RowIs(asked), preset)
        except ValueError:
            sentence = _("“{asked}” is nothing that a row can be; there are {names}.")
            raise Refusal(sentence.format(asked=asked[:40], names=", ".join(RowIs))) from None
    if preset is not None and not _own(wished):
        return Mapped(tuple(fields), preset.row_is, preset)
    row_is = _row_is(fields)
    if row_is is RowIs.FEEDBACK and _are_remarks(fields, columns, len(sheet.rows)):
        row_is = RowIs.PERSON
    return Mapped(tuple(fields), row_is, preset)


def _own(wished: Mapping[str, str]) -> dict[str, str]:
    """Return the wishes about columns alone."""
    return {name: said for name, said in wished.items() if name not in _READ_BY}


def _field(said: str) -> Field:
    named = said.strip().lower().replace("-", "_").replace(" ", "_")
    try:
        return Field(named if named not in {"leave_out", "none"} else "")
    except ValueError:
        names = ", ".join(filter(None, Field))
        sentence = _("“{said}” is nothing that a column can be; there are {names}.")
        raise Refusal(sentence.format(said=said[:40], names=names)) from None


def _once(fields: list[Field], wished: set[int]) -> list[Field]:
    """Leave out what is there before already, unless several columns may be it; wishes first."""
    taken = {fields[place] for place in wished}
    once = []
    for place, one in enumerate(fields):
        again = one in taken and one not in SEVERAL_COLUMNS and place not in wished
        once.append(Field.LEAVE_OUT if again else one)
        taken.add(one)
    return once


def _row_is(fields: list[Field]) -> RowIs:
    have = set(fields)
    if have & {Field.REASON, Field.COMPETITOR, Field.TOLD_BY, Field.OUTCOME, Field.STAGE_REACHED}:
        return RowIs.LOSS
    named = have & _NAMING
    said = have & _SAID
    if Field.VOTES in have or ({Field.ITEM_STAGE, Field.TITLE} <= have and not named | said):
        return RowIs.ITEM
    spoken = have & {Field.WORDS, Field.TITLE}
    if not spoken and named:
        return RowIs.PERSON
    return RowIs.FEEDBACK


def _are_remarks(fields: list[Field], columns: list[_Column], rows: int) -> bool:
    """Whether words stand beside some of the people of a list, who said nothing by them."""
    have = set(fields)
    if not have & {Field.EMAIL, Field.PHONE} or have & {Field.DAY, *_SAID, Field.TITLE}:
        return False
    if not have & _NAMING - {Field.EMAIL, Field.PHONE}:
        return False
    looked_at = len(range(0, rows, max(1, rows // _SAMPLED)))
    said = [columns[place].number for place, one in enumerate(fields) if one is Field.WORDS]
    return len(said) == 1 and said[0] * 4 < looked_at * 3


def _by_preset(names: tuple[str, ...], columns: list[_Column], preset: Preset) -> list[Field]:
    fields: list[Field] = []
    for name, column in zip(names, columns, strict=True):
        key = column_key(name)
        if key in preset.fields:
            fields.append(preset.fields[key])
        elif preset.others is not None:
            fields.append(preset.others)
        else:
            fields.append(_answer(name, column, preset))
    return fields


def _answer(name: str, column: _Column, preset: Preset) -> Field:
    """Return what a column is that the preset leaves open: a question of a survey."""
    if preset.channel is not Channel.SURVEY:
        return _by_name(name, column)
    by_name = headers().get(squeezed(name), ())
    for one in by_name:
        if one in _NAMING and _fits(one, column):
            return one
    if column.emails > _FITS:
        return Field.EMAIL
    if column.is_prose:
        return Field.WORDS
    rated = [feeling(one, 10.0) for one in column.cells]
    if column.number and None not in rated and column.different <= 11:
        return Field.FEELING
    return Field.LEAVE_OUT


# Guessing


def _column(sheet: Sheet, place: int) -> _Column:
    step = max(1, len(sheet.rows) // _SAMPLED)
    rows = [row for row in sheet.rows[::step] if row.cells[place]]
    cells = tuple(row.cells[place][:400] for row in rows if not is_empty(row.cells[place]))
    number_of = len(cells) or 1
    many = max(map(len, cells), default=0)

    def share(found: int) -> float:
        return found / number_of

    return _Column(
        number=len(cells),
        days=share(sum(map(looks_like_day, cells))) if many >= 6 else 0.0,
        emails=share(sum("@" in one and EMAIL.search(one) is not None for one in cells)),
        links=share(sum(LINK.fullmatch(one) is not None for one in cells)),
        phones=share(sum(PHONE.fullmatch(one) is not None for one in cells)),
        numbers=share(sum(number(one) is not None for one in cells)),
        money=share(sum(_MONEY.fullmatch(one) is not None for one in cells)),
        length=sum(map(len, cells)) / number_of,
        spaced=share(sum(len(one.split()) > 3 or _has_sentence(one) for one in cells)),
        distinct=len(set(cells)) / number_of,
        different=len(set(cells)),
        cells=cells,
    )


def _has_sentence(cell: str) -> bool:
    """Whether a cell of a script without spaces is long enough to be one."""
    return len(cell) > 10 and " " not in cell and is_caseless(cell)


def _guessed(names: tuple[str, ...], columns: list[_Column]) -> list[Field]:
    fields = [_by_name(name, one) for name, one in zip(names, columns, strict=True)]
    for place, column in enumerate(columns):
        if fields[place] is Field.LEAVE_OUT and not _is_known(names[place]):
            fields[place] = _by_content(column)
    prose = [
        place
        for place, one in enumerate(columns)
        if one.is_prose and fields[place] in {Field.LEAVE_OUT, Field.WORDS, Field.NOTES}
    ]
    worded = [place for place, one in enumerate(fields) if one is Field.WORDS]
    if len(worded) > 1:
        # Of several columns with words the one is it that holds sentences.
        best = next((place for place in worded if columns[place].is_prose), worded[0])
        for place in worded:
            if place != best:
                fields[place] = Field.NOTES if columns[place].is_prose else Field.LEAVE_OUT
    if not worded and prose and not _is_person_table(fields):
        longest = max(prose, key=lambda place: columns[place].length)
        fields[longest] = Field.WORDS
    if Field.WORDS not in fields and Field.TITLE not in fields and not _is_person_table(fields):
        _words_in_need(fields, columns)
    have = set(fields)
    planned = have & {Field.VOTES, Field.ITEM_STAGE}
    if planned and Field.WHO in have and not have & {Field.TITLE, Field.EMAIL, Field.WORDS}:
        # What is planned or voted for has a name, too.
        fields[fields.index(Field.WHO)] = Field.TITLE
    if Field.VOTES not in fields and Field.TITLE not in fields:
        # A status without anything to plan says how far the owner is, which is not kept.
        fields = [Field.LEAVE_OUT if one is Field.ITEM_STAGE else one for one in fields]
    if Field.KIND in fields:
        _settle_kind(fields, columns)
    return fields


def _words_in_need(fields: list[Field], columns: list[_Column]) -> None:
    """Take the longest column of letters for the words, where no other is."""
    free = [
        place
        for place, one in enumerate(fields)
        if one is Field.LEAVE_OUT and columns[place].may_be_said
    ]
    if free:
        fields[max(free, key=lambda place: columns[place].length)] = Field.WORDS


def _is_person_table(fields: list[Field]) -> bool:
    """Whether addresses or numbers say that a row is somebody."""
    have = set(fields)
    return (
        bool(have & {Field.EMAIL, Field.PHONE})
        and bool(have & {Field.WHO, Field.FIRST_NAME, Field.LAST_NAME, Field.ORGANISATION})
        and not have & {Field.DAY, Field.KIND, Field.FEELING, Field.THEMES, Field.REASON}
    )


def _settle_kind(fields: list[Field], columns: list[_Column]) -> None:
    """Take a column called type for themes where it says no kind."""
    place = fields.index(Field.KIND)
    if columns[place].number and columns[place].meaning(Kind) < 0.3:
        few = columns[place].different <= max(12, columns[place].number // 10)
        fields[place] = Field.THEMES if few and columns[place].numbers < _FITS else Field.LEAVE_OUT


def _is_known(name: str) -> bool:
    return squeezed(name) in headers()


def _by_name(name: str, column: _Column) -> Field:
    """Return the field that a name says, where what stands there can be it."""
    for one in _named(name):
        if _fits(one, column):
            return one
    return Field.LEAVE_OUT


def _named(name: str) -> list[Field]:
    """Return what a name may say: the whole of it, else the longest known words in it."""
    known = headers()
    whole = known.get(squeezed(name)) or known.get(squeezed(re.sub(r"\([^()]*\)", "", name)))
    if whole:
        return list(whole)
    words = tokens(name)
    if not 1 < len(words) <= 8:
        return []
    for length in range(min(4, len(words)), 0, -1):
        for begin in range(len(words) - length, -1, -1):
            part = "".join(words[begin : begin + length])
            if len(part) > 2 and part in known and part not in NAME_ALONE:
                return list(known[part])
    return []


_SHARES = {Field.DAY: "days", Field.LOOK_AGAIN: "days", Field.EMAIL: "emails"}


def _fits(which: Field, column: _Column) -> bool:
    """Whether what stands in a column can be a field; an empty one can be anything."""
    if not column.number:
        return True
    if which in _SHARES:
        return bool(getattr(column, _SHARES[which]) >= _FITS)
    data = max(column.days, column.emails, column.links)
    match which:
        case Field.LINK:
            return column.links >= _FITS
        case Field.VOTES:
            return column.numbers >= _FITS
        case Field.VALUE:
            return column.numbers + column.money >= _FITS or any(
                char.isdigit() for char in column.cells[0]
            )
        case Field.PHONE:
            return column.phones >= _FITS or any(map(str.isdigit, column.cells[0]))
        case Field.FEELING:
            rated = sum(feeling(one, 5.0) is not None for one in column.cells)
            return rated / column.number >= _FITS
        case Field.IMPORTANCE:
            return column.meaning(Importance) >= 0.3
        case Field.CHANNEL:
            return column.meaning(Channel) >= 0.3
        case Field.STAGE:
            return column.meaning(PersonStage) >= 0.6
        case Field.ITEM_STAGE:
            return column.meaning(ItemStage) >= 0.3
        case Field.OUTCOME:
            return data + column.numbers < _FITS
        case Field.ID:
            return column.distinct >= 0.9 and not column.is_prose
        case Field.WHO | Field.ORGANISATION | Field.FIRST_NAME | Field.LAST_NAME:
            limit = 60.0
            named = column.days + column.links + column.numbers < _FITS
            return named and column.length <= limit and column.spaced < _FITS
        case Field.THEMES | Field.KIND:
            return data + column.numbers < _FITS and column.length <= 60
        case Field.WORDS | Field.TITLE | Field.NOTES | Field.REASON:
            return data + column.numbers < _FITS + 0.3
    return True


def _by_content(column: _Column) -> Field:
    """Return what a column without a telling name is, where that is sure."""
    if column.number < 2:
        return Field.LEAVE_OUT
    if column.emails > 0.8 and column.length < 60:
        return Field.EMAIL
    if column.days > 0.8:
        return Field.DAY
    if column.links > 0.8:
        return Field.LINK
    few = column.different <= max(8, column.number // 20)
    if few and column.numbers < _FITS:
        for words, which in ((Kind, Field.KIND), (Channel, Field.CHANNEL),
                             (Feeling, Field.FEELING)):  # fmt: skip
            if column.meaning(words) > 0.8:
                return which
    if column.phones > 0.8 and all(one[:1] in "+0(" for one in column.cells):
        return Field.PHONE
    return Field.LEAVE_OUT
