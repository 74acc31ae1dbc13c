"""The watch list as rows: who, why in words, and what they said; filtered by reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from feedbackdesk.desk.insights import WatchRow, watch_list
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.watching import Reason
from feedbackdesk.domain.words import Channel, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.pieces import Chip, Icon, Stretch, Words
from feedbackdesk.ui.rows.row import Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from feedbackdesk.ui.live import Live


_LOOKS: dict[Reason, tuple[str, Role]] = {
    Reason.UNHAPPY: ("feeling-unhappy", Role.DANGER),
    Reason.AGAIN: ("restart", Role.WARNING),
    Reason.QUIET: ("history", Role.WARNING),
    Reason.MENTION: ("channel-social", Role.ACCENT),
    Reason.PRAISE: ("kind-praise", Role.KIND_PRAISE),
    Reason.REFERRER: ("people", Role.SUCCESS),
    Reason.VOICE: ("quote", Role.SUCCESS),
}
_PAD = (16, 10, 16, 8)


class WatchModel(ShortModel[WatchRow]):
    """Who deserves a word, the most urgent first; those of one reason, or all."""

    def __init__(self, live: Live) -> None:
        """Model the watch list of a desk."""
        super().__init__(WatchRows(), lambda row: row.entry.key, self._of_reason)
        self._live = live
        self._only: Reason | None = None

    def reload(self) -> None:
        """Ask again who deserves a word."""
        self._live.latest(self, watch_list, then=self.show_these)

    def show_only(self, reason: Reason | None) -> None:
        """Show the entries of one reason, or all."""
        self._only = reason
        self.arrange()

    def numbers(self) -> Counter[Reason]:
        """Return how many entries there are for each reason, also those not shown."""
        return Counter(row.entry.reason for row in self._found)

    def name(self, row: WatchRow) -> str:
        """Return who it is about."""
        return row.speaker

    def _of_reason(self, found: Sequence[WatchRow]) -> list[WatchRow]:
        return [row for row in found if self._only in {None, row.entry.reason}]


class WatchRows(Rows[WatchRow]):
    """Entries of the watch list, all of one height."""

    def describe(self, row: WatchRow, _beside: Hashable, _room: int) -> Row:
        """Describe who it is about, what else is to be known, why, and their words."""
        small, muted = Size.SMALL, Role.TEXT_MUTED
        name, role = _LOOKS[row.entry.reason]
        firm, words = row.organisation, " ".join(row.words.split())
        lines = Stack(
            Line(
                Words(who(row), weight=Weight.MEDIUM),
                *_chips(row),
                Words(firm, small, role=muted, least=60) if firm else None,
                Stretch(),
                Words(show_date(row.said_on), small, role=muted) if row.said_on else None,
            ),
            Line(Words(_why(row)), above=2),
            Line(Words(f"“{words}”", small, role=muted, quiet=True) if words else None, above=2),
        )
        mark = Icon(name, role, 18, 28, tip=name_of(row.entry.reason), quiet=True)
        return Row(Line(mark, lines, gap=12), says=_read_out(row), pad=_PAD)

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of an entry."""
        return Row(Line(Stack(Line(), Line(above=2), Line(above=2))), pad=_PAD)


# In words


def name_of(reason: Reason) -> str:
    """Return how a reason is called."""
    return {
        Reason.UNHAPPY: _("Unhappy and unanswered"),
        Reason.AGAIN: _("Ask again and again"),
        Reason.QUIET: _("Loyal, and went quiet"),
        Reason.MENTION: _("Spoke in public"),
        Reason.PRAISE: _("Praise without thanks"),
        Reason.REFERRER: _("Brought others"),
        Reason.VOICE: _("Frequent voices"),
    }[reason]


def _why(row: WatchRow) -> str:
    """Return why somebody is on the list, in words."""
    one, days = row.entry, plural(row.days, _("day"), _("days"))
    times = plural(one.number, _("time"), _("times"))
    if one.reason is Reason.UNHAPPY:
        if one.public and one.number == 1:
            words = _("Unhappy in public, and unanswered for {days}")
        elif one.number == 1:
            words = _("Unhappy, and unanswered for {days}")
        else:
            words = _("Unhappy {times}, and unanswered for {days}")
    elif one.reason is Reason.AGAIN:
        words = _("Asked {times} within a year: {theme}")
    elif one.reason is Reason.QUIET:
        words = _("Spoke {times}, about every {gap}; silent for {days}")
    elif one.reason is Reason.MENTION:
        words = _("Spoke in public {days} ago, and heard nothing back")
    elif one.reason is Reason.PRAISE:
        words = (
            _("Praised you {days} ago, and was not thanked")
            if one.number == 1
            else _("Praised you {times}, and was not thanked")
        )
    elif one.reason is Reason.REFERRER:
        words = _("Brought you {people}, and was not thanked")
    else:
        words = _("Spoke {times} within a year: worth a word of thanks")
    return words.format(
        days=days,
        times=times,
        theme=row.theme,
        gap=plural(one.gap, _("day"), _("days")),
        people=plural(one.number, _("person"), _("people")),
    )


def who(row: WatchRow) -> str:
    """Return who it is about."""
    return row.who or _("Nobody named")


def _chips(row: WatchRow) -> list[Chip]:
    """Return what else is to be known, as tags."""
    found = []
    if row.entry.public:
        words = label(row.channel) if row.channel else _("Public")
        if row.entry.reach is not None:
            words = _("{channel} · {reach}").format(
                channel=words, reach=plural(row.entry.reach, _("person"), _("people"))
            )
        found.append(Chip(words, icon=f"channel-{(row.channel or Channel.SOCIAL).value}"))
    if row.owed is not None and row.due is not None:
        late = row.due < local_today()
        words = (_("{what}: late since {day}") if late else _("{what}: by {day}")).format(
            what=label(row.owed), day=show_date(row.due)
        )
        fill, ink = (Role.DANGER_SOFT, Role.DANGER) if late else (Role.SUCCESS_SOFT, Role.SUCCESS)
        found.append(Chip(words, fill, ink, "owed"))
    if not row.may_contact:
        found.append(Chip(_("Not to be contacted"), Role.WARNING_SOFT, Role.WARNING, "decline"))
    return found


def _read_out(row: WatchRow) -> str:
    """Return an entry as one sentence for whoever listens."""
    name = ", ".join(part for part in (who(row), row.organisation) if part)
    parts = [f"{name}: {_why(row)}", *(one.text for one in _chips(row))]
    if row.words and row.said_on is not None:
        said = _("said on {day}: {words}")
        parts.append(said.format(day=show_date(row.said_on), words=excerpt(row.words, 200)))
    elif row.said_on is not None:
        parts.append(_("last heard on {day}").format(day=show_date(row.said_on)))
    return "; ".join(parts)
