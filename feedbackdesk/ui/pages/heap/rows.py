"""A message on the heap as a row: its words, the telling sentence marked, and what it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.marks import snippet
from feedbackdesk.domain.words import Kind, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.pieces import Chip, Icon, Text, Words
from feedbackdesk.ui.rows.row import Column, Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable

    from feedbackdesk.desk.advice import Suggestion
    from feedbackdesk.desk.heap_order import Placed

    Fits = tuple[Suggestion, ...] | None

_BESIDE_FROM = 700
"""From this width on, what it may be stands beside the words, at one edge."""
_BESIDE = 216
_A_CHARACTER = 7
_SAID = 400
"""So many characters are read out."""
_SUBJECT = 120


class HeapRows(Rows["Placed"]):
    """Talk, all of one height; `fits` tells which theme suggests itself for a key."""

    def __init__(self, fits: Callable[[int], Fits]) -> None:
        """Describe talk as it was read."""
        super().__init__()
        self._fits = fits
        self.kinds: dict[int, Kind] = {}
        """As what the owner takes a message, where that is another kind."""

    def kind_of(self, row: Placed) -> Kind:
        """Return as what a message would be kept."""
        return self.kinds.get(row.talk.id, row.telling.kind)

    def beside(self, row: Placed, /) -> Hashable:
        """Return what suggests itself, and as what it is taken."""
        fits = self._fits(row.talk.id) if row.talk.aside is None else ()
        return (fits[0] if fits else None, self.kind_of(row))

    def describe(self, row: Placed, beside: Hashable, room: int) -> Row:
        """Describe the words, who wrote when, and what it may be."""
        fit, kind = cast("tuple[Suggestion | None, Kind]", beside)
        is_wide = room >= _BESIDE_FROM
        span = (row.telling.start, row.telling.end - row.telling.start)
        marks = [span] if span[1] > 0 and row.talk.aside is None else []
        wide = room - (_BESIDE if is_wide else 0)
        words, found = snippet(row.talk.text, marks, 2 * wide // _A_CHARACTER)
        may_be = self._may_be(fit, kind) if row.talk.aside is None else []
        mark = Icon(f"kind-{kind.value}", Role[f"KIND_{kind.name}"], 18, 28, tip=label(kind))
        return Row(
            Line(
                mark if row.talk.aside is None else Icon("heap", Role.TEXT_FAINT, 18, 28),
                Stack(
                    Line(Text(words, lines=2, marks=tuple(found), quiet=True)),
                    self._who(row),
                    Line(*may_be, above=4) if may_be and not is_wide else None,
                ),
                Column(_BESIDE, *(Line(one, above=2) for one in may_be)) if is_wide else None,
                gap=12,
            ),
            says=self._read_out(row, fit, kind),
            pad=(16, 10, 16, 10),
        )

    def waiting(self, room: int, /) -> Row:
        """Describe the room of a row."""
        return Row(
            Line(
                Icon("heap", Role.TEXT_FAINT, 18, 28),
                Stack(
                    Line(Text(" ", lines=2)),
                    Line(Words(" ", Size.SMALL)),
                    Line(above=4) if room < _BESIDE_FROM else None,
                ),
                gap=12,
            ),
            pad=(16, 10, 16, 10),
        )

    def _may_be(self, fit: Suggestion | None, kind: Kind) -> list[Chip | Words]:
        ink = Role[f"KIND_{kind.name}"]
        what = Words(label(kind), Size.SMALL, Weight.MEDIUM, ink, tip=_("1 to 5 say what it is"))
        if fit is None:
            return [what, Words(_("no theme yet"), Size.SMALL, role=Role.TEXT_FAINT)]
        offered = Chip(
            fit.name, ink=Role.ACCENT, icon="add", dashed=True, act="heap_keep",
            tip=_("Keep it under {theme}, like ‘{words}’ (Enter)").format(
                theme=fit.name, words=fit.like
            ),
        )  # fmt: skip
        return [what, offered]

    def _who(self, row: Placed) -> Line:
        talk = row.talk
        channel = talk.channel
        return Line(
            Words(talk.speaker or _("Not named"), Size.SMALL, Weight.MEDIUM, least=40),
            Words(talk.subject[:_SUBJECT], Size.SMALL, role=Role.TEXT_MUTED, least=60)
            if talk.subject
            else None,
            Icon(f"channel-{channel.value}", Role.TEXT_FAINT, tip=label(channel))
            if channel is not None
            else None,
            Words(show_date(talk.on), Size.SMALL, role=Role.TEXT_FAINT) if talk.on else None,
        )

    def _read_out(self, row: Placed, fit: Suggestion | None, kind: Kind) -> str:
        talk = row.talk
        parts = [
            "" if talk.aside is not None else label(kind),
            talk.speaker or _("Not named"),
            show_date(talk.on) if talk.on else "",
            label(talk.channel) if talk.channel is not None else "",
            talk.subject[:_SUBJECT],
        ]
        told = f"{', '.join(filter(None, parts))}: {(row.sentence or talk.text)[:_SAID]}"
        if talk.aside is not None:
            return told
        if fit is None:
            return f"{told}. {_('no theme yet')}"
        offer = _("Suggested theme: {theme}, like ‘{words}’")
        return f"{told}. {offer.format(theme=fit.name, words=fit.like)}"


class HeapModel(ShortModel["Placed"]):
    """The first of what waits; what was decided leaves at once."""

    rows: HeapRows

    def __init__(self, fits: Callable[[int], Fits]) -> None:
        """Model nothing yet."""
        super().__init__(HeapRows(fits), lambda row: row.talk.id)

    def kept(self, key: int) -> Placed | None:
        """Return a message in the list, by its key."""
        at = self.row_of(key)
        return self.row_at(at) if at >= 0 else None

    def take_as(self, keys: Collection[int], kind: Kind) -> None:
        """Take messages as a kind."""
        self.rows.change(kinds=self.rows.kinds | dict.fromkeys(keys, kind))
        self.repaint()

    def name(self, row: Placed, /) -> str:
        """Return the words, as far as they are of use in a list."""
        return row.talk.text[:500]
