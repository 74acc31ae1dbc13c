"""The evidence of a number as a list: each account, below it what it said, and the sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.proof import Asker, Heard
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Lens, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.pieces import DOT, Icon, Rule, Stretch, Swatch, Text, Words
from feedbackdesk.ui.rows.row import Column, Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable

    from feedbackdesk.domain.proof import Proof

_NAMED = 4
_SIDE, _INDENT = 24, 32
_LINES = 8
_WIDEST = 720
"""A line longer than this is hard to read."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What it all adds up to."""

    words: str


class ProofRows(Rows[Asker | Heard | Sum]):
    """An account in one line, and its words as quotes below it; each as tall as its words."""

    uniform = False
    lens = Lens.REQUESTS
    currency = ""
    first: Asker | None = None
    """The one that no line stands above."""

    def beside(self, row: Asker | Heard | Sum, /) -> Hashable:
        """Return whether it is the first of all."""
        return row is self.first

    def height_by(self, row: Asker | Heard | Sum, /) -> Hashable:
        """Return what decides how high a row is."""
        if isinstance(row, Asker):
            return bool(_story(row)), bool(counted_once(row)), row is self.first
        return row.words, isinstance(row, Sum)

    def describe(self, row: Asker | Heard | Sum, beside: Hashable, room: int) -> Row:
        """Describe an account, a quote, or the sum."""
        if isinstance(row, Asker):
            return self._asker(row, is_first=bool(beside))
        return self._sum(row) if isinstance(row, Sum) else self._heard(row, room)

    def _asker(self, row: Asker, *, is_first: bool) -> Row:
        thing, small = row.account.thing, Size.SMALL
        name = excerpt(row.account.name, 120) if thing is not None else _("Not named")
        worth, story, once = self._worth(row), _story(row), counted_once(row)
        told = Stack(
            Line(
                Words(
                    name, weight=Weight.BOLD,
                    role=Role.TEXT if thing is not None else Role.TEXT_MUTED,
                ),
                Stretch(),
                Words(worth, weight=Weight.MEDIUM, whole=True) if worth else None,
                gap=12, height=22,
            ),
            Line(Words(story, small, role=Role.TEXT_MUTED)) if story else None,
            Line(
                Icon("merge", Role.ACCENT, 14),
                Words(once, small, Weight.MEDIUM, Role.ACCENT),
                gap=6,
            ) if once else None,
        )  # fmt: skip
        return Row(
            Line(Icon(thing[0] if thing is not None else "help", size=18), told, gap=14),
            head=None if is_first else Line(Swatch(Role.LINE, 0, 1, 0), height=1),
            says=", ".join(filter(None, (name, worth, story, once))),
            pad=(_SIDE, 11, _SIDE, 9), line_from=None,
        )  # fmt: skip

    def _heard(self, row: Heard, room: int) -> Row:
        words, note = row.words, _note(row, self.currency)
        start = _SIDE + _INDENT
        rule, ink = Role.QUOTE_LINE, Role.TEXT_MUTED
        if row.is_loss:
            rule, ink = Role.KIND_LOSS, Role.DANGER
        wide = max(min(room - start - 14 - _SIDE, _WIDEST), 80)
        said = Stack(
            Line(Column(wide, Line(Text(words, lines=_LINES)))),
            Line(Words(note, Size.SMALL, role=ink), above=2),
        )
        return Row(
            Line(Rule(rule), said, gap=11),
            says=f"“{words}”, {note}", pad=(start, 8, _SIDE, 6), line_from=None,
        )  # fmt: skip

    def _sum(self, row: Sum) -> Row:
        return Row(
            Line(Words(row.words, weight=Weight.BOLD)),
            head=Line(Swatch(Role.LINE_STRONG, 0, 1, 0), above=6, height=1),
            says=row.words, pad=(_SIDE, 8, _SIDE, 9), line_from=None,
        )  # fmt: skip

    def _worth(self, row: Asker) -> str:
        value = row.account.value
        if self.lens is Lens.LOST:
            lost = row.lost_value
            return show_money(lost, self.currency) if lost else _("value unknown")
        if value:
            return _("{money} a year").format(money=show_money(value, self.currency))
        return _("value unknown") if self.lens is Lens.VALUE else ""


class ProofModel(ShortModel[Asker | Heard | Sum]):
    """Accounts in the order of what they weigh; a row is put into words when it is wanted."""

    def __init__(self) -> None:
        """Model no evidence."""
        super().__init__(
            ProofRows(), lambda row: row.feedback_id if isinstance(row, Heard) else None
        )
        self._shown: tuple[Proof, str, int | None] | None = None

    def show_proof(self, found: Proof, currency: str, effort: int | None) -> None:
        """Show the evidence of a number."""
        shown = (found, currency, effort)
        if shown == self._shown:
            return
        self._shown = shown
        first = found.askers[0] if found.askers else None
        self.rows.change(lens=found.lens, currency=currency, first=first)
        rows: list[Asker | Heard | Sum] = []
        for asker in found.askers:
            rows += [asker, *asker.said]
        self.show_these([*rows, Sum(sum_of(found, currency, effort))])

    def is_heading(self, _at: int) -> bool:
        """Whether a row is passed over: accounts and the sum are read, too."""
        return False


def _story(asker: Asker) -> str:
    """Return what an account was and is, who spoke, and when it was heard."""
    parts = [_stages(asker)]
    if asker.account.thing is not None and asker.account.thing[0] == "organisation":
        people = asker.people
        names = ", ".join(excerpt(one, 40) for one in people[:_NAMED])
        more = f" +{len(people) - _NAMED}" if len(people) > _NAMED else ""
        parts.append(f"{names}{more}" if names else "")
    if len(asker.said) > 1 and asker.first != asker.last:
        heard = _("first heard {first}, last {last}")
        parts.append(heard.format(first=show_date(asker.first), last=show_date(asker.last)))
    return DOT.join(filter(None, parts))


def _stages(asker: Asker) -> str:
    then, now = asker.stage_then, asker.account.stage
    if then is None or then is now:
        return label(now) if now is not None else label(then) if then is not None else ""
    if now is None:
        return _("{stage} then").format(stage=label(then))
    return _("{then} then, {now} now").format(then=label(then), now=label(now).lower())


def counted_once(asker: Asker) -> str:
    """Return why an account counts once, where several themes lead to it."""
    names = [excerpt(name, 48) for _key, name in asker.themes]
    if len(names) < 2:
        return ""
    several = f"{', '.join(names[:-1])} {_('and')} {names[-1]}"
    return _("Counted once: through {themes}").format(themes=several)


def _note(one: Heard, currency: str) -> str:
    """Return by whom, when and how it was said, and about what."""
    parts = [show_date(one.on), label(one.channel)]
    if one.who:
        parts.insert(0, one.who)
    if one.stage is not None:
        parts.append(label(one.stage))
    if one.is_loss:
        lost = _("lost sale")
        parts.append(f"{lost}, {show_money(one.lost_value, currency)}" if one.lost_value else lost)
    parts.append(", ".join(excerpt(name, 40) for _key, name in one.themes))
    return DOT.join(filter(None, parts))


def sum_of(found: Proof, currency: str, effort: int | None) -> str:
    """Return what the evidence adds up to: the number that was opened."""
    accounts = plural(found.accounts, "account", "accounts")
    money = show_money(found.amount, currency)
    unknown = ""
    if found.unknown:
        unknown = _("; of {number} the value is not noted").format(number=f"{found.unknown:,}")
    match found.lens:
        case Lens.MENTIONS:
            said = plural(found.feedbacks, "mention", "mentions")
            return _("{said} by {accounts}").format(said=said, accounts=accounts)
        case Lens.VALUE:
            customers = plural(found.accounts, "customer", "customers")
            whole = _("{customers} worth {money} a year")
            return whole.format(customers=customers, money=money) + unknown
        case Lens.LOST:
            whole = _("{accounts} with lost sales of {money}")
            return whole.format(accounts=accounts, money=money) + unknown
        case Lens.MOMENTUM:
            return _("{accounts} heard in the last 90 days").format(accounts=accounts)
        case Lens.EFFORT:
            if not effort:
                return _("{accounts}, and no effort estimated yet").format(accounts=accounts)
            each = f"{found.accounts / effort:.1f}"
            whole = _("{accounts} for an effort of {effort}: {each} a point")
            return whole.format(accounts=accounts, effort=f"{effort:,}", each=each)
        case _:
            return _("{accounts}, each counted once").format(accounts=accounts)
