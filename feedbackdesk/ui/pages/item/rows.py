"""The evidence of a number as a list: each account, below it what it said, and the sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.proof import Asker
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Lens, label
from feedbackdesk.ui.rows.roles import KEY, ROW

if TYPE_CHECKING:
    from feedbackdesk.domain.proof import Heard, Proof

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NAMED = 4


def _tr(words: str) -> str:
    return QCoreApplication.translate("Proof", words)


@dataclass(frozen=True, slots=True)
class Who:
    """An account, as the list tells it."""

    asker: Asker
    name: str
    worth: str
    story: str
    """What it was and is, who spoke, and when it was heard."""
    once: str
    """Why it counts once, where it came through several themes."""

    @property
    def read_out(self) -> str:
        """The row as one sentence."""
        return ", ".join(part for part in (self.name, self.worth, self.story, self.once) if part)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the account above said."""

    heard: Heard
    words: str
    note: str

    @property
    def read_out(self) -> str:
        """The row as one sentence."""
        return f"“{self.words}”, {self.note}"


@dataclass(frozen=True, slots=True)
class Sum:
    """What it all adds up to."""

    words: str

    @property
    def read_out(self) -> str:
        """The row as one sentence."""
        return self.words


Row = Who | Said | Sum


class ProofModel(QAbstractListModel):
    """Accounts in the order of what they weigh; a row is put into words when it is wanted."""

    def __init__(self) -> None:
        """Model no evidence."""
        super().__init__()
        self._shown: tuple[Proof, str, int | None] | None = None
        self._rows: list[Asker | Heard | Sum] = []
        self._lens, self._currency = Lens.REQUESTS, ""

    def show_proof(self, found: Proof, currency: str, effort: int | None) -> None:
        """Show the evidence of a number."""
        shown = (found, currency, effort)
        if shown == self._shown:
            return
        rows: list[Asker | Heard | Sum] = []
        for asker in found.askers:
            rows.append(asker)
            rows += asker.said
        rows.append(Sum(sum_of(found, currency, effort)))
        self.beginResetModel()
        self._shown, self._rows = shown, rows
        self._lens, self._currency = found.lens, currency
        self.endResetModel()

    def _row(self, at: int) -> Row:
        one = self._rows[at]
        if isinstance(one, Sum):
            return one
        if isinstance(one, Asker):
            return _who(one, self._lens, self._currency)
        return _said(one, self._currency)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, the key of what was said, or what is read out."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._row(index.row())
        if role == ROW:
            return row
        if role == KEY:
            return row.heard.feedback_id if isinstance(row, Said) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.read_out
        return None


def _who(asker: Asker, lens: Lens, currency: str) -> Who:
    account = asker.account
    name = excerpt(account.name, 120) if account.thing is not None else _tr("Not named")
    worth = ""
    if lens is Lens.LOST:
        worth = show_money(asker.lost_value, currency) if asker.lost_value else _tr("value unknown")
    elif account.value:
        worth = _tr("{money} a year").format(money=show_money(account.value, currency))
    elif lens is Lens.VALUE:
        worth = _tr("value unknown")
    parts = [_stages(asker)]
    if account.thing is not None and account.thing[0] == "organisation":
        people = asker.people
        names = ", ".join(excerpt(one, 40) for one in people[:_NAMED])
        more = f" +{len(people) - _NAMED}" if len(people) > _NAMED else ""
        parts.append(f"{names}{more}" if names else "")
    if len(asker.said) > 1 and asker.first != asker.last:
        heard = _tr("first heard {first}, last {last}")
        parts.append(heard.format(first=show_date(asker.first), last=show_date(asker.last)))
    story = "  ·  ".join(part for part in parts if part)
    return Who(asker, name, worth, story, counted_once(asker))


def _stages(asker: Asker) -> str:
    then, now = asker.stage_then, asker.account.stage
    if then is None or then is now:
        return label(now) if now is not None else label(then) if then is not None else ""
    if now is None:
        return _tr("{stage} then").format(stage=label(then))
    return _tr("{then} then, {now} now").format(then=label(then), now=label(now).lower())


def counted_once(asker: Asker) -> str:
    """Return why an account counts once, where several themes lead to it."""
    names = [excerpt(name, 48) for _key, name in asker.themes]
    if len(names) < 2:
        return ""
    several = f"{', '.join(names[:-1])} {_tr('and')} {names[-1]}"
    return _tr("Counted once: through {themes}").format(themes=several)


def _said(one: Heard, currency: str) -> Said:
    parts = [show_date(one.on), label(one.channel)]
    if one.who:
        parts.insert(0, one.who)
    if one.stage is not None:
        parts.append(label(one.stage))
    if one.is_loss:
        lost = _tr("lost sale")
        parts.append(f"{lost}, {show_money(one.lost_value, currency)}" if one.lost_value else lost)
    parts.append(", ".join(excerpt(name, 40) for _key, name in one.themes))
    return Said(one, one.words, "  ·  ".join(part for part in parts if part))


def sum_of(found: Proof, currency: str, effort: int | None) -> str:
    """Return what the evidence adds up to: the number that was opened."""
    accounts = plural(found.accounts, "account", "accounts")
    money = show_money(found.amount, currency)
    unknown = ""
    if found.unknown:
        unknown = _tr("; of {number} the value is not noted").format(number=f"{found.unknown:,}")
    match found.lens:
        case Lens.MENTIONS:
            said = plural(found.feedbacks, "mention", "mentions")
            return _tr("{said} by {accounts}").format(said=said, accounts=accounts)
        case Lens.VALUE:
            customers = plural(found.accounts, "customer", "customers")
            whole = _tr("{customers} worth {money} a year")
            return whole.format(customers=customers, money=money) + unknown
        case Lens.LOST:
            whole = _tr("{accounts} with lost sales of {money}")
            return whole.format(accounts=accounts, money=money) + unknown
        case Lens.MOMENTUM:
            return _tr("{accounts} heard in the last 90 days").format(accounts=accounts)
        case Lens.EFFORT:
            if not effort:
                return _tr("{accounts}, and no effort estimated yet").format(accounts=accounts)
            each = f"{found.accounts / effort:.1f}"
            whole = _tr("{accounts} for an effort of {effort}: {each} a point")
            return whole.format(accounts=accounts, effort=f"{effort:,}", each=each)
        case _:
            return _tr("{accounts}, each counted once").format(accounts=accounts)
