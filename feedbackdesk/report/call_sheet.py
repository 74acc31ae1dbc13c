"""The call sheet: whom to call, what they said, what to tell them, and a box to tick.

As with the roadmap, what may not be seen is not in the model: who may not be contacted
stands apart, by name alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from feedbackdesk.desk.owing import DebtGroup, debts
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, show_date, show_due
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import FollowUpKind, Kind, label
from feedbackdesk.report.files import target, write_whole

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from feedbackdesk.desk.owing import Debt
    from feedbackdesk.store.reader import Reader

SHEET_KINDS: Final = {"pdf": "PDF", "html": "Web page", "md": "Markdown"}
"""The endings, and what such a file is called."""

_WORDS = 320
_TELL = 300


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody to call. All is in its final words."""

    who: str
    organisation: str
    reached: tuple[str, ...]
    """How they want to be reached, their telephone and e-mail: what of it is known."""
    due: str
    words: str
    said: str
    """The day on which they said it."""
    tell: str
    late: bool = False

    @property
    def name(self) -> str:
        """Who, and of which organisation, as one line."""
        return ", ".join(part for part in (self.who, self.organisation) if part)

    @property
    def reached_line(self) -> str:
        """How to reach them, as one line."""
        return " · ".join(self.reached) or "No telephone or e-mail is noted"


@dataclass(frozen=True, slots=True)
class CallSheet:
    """A whole call sheet."""

    business: str
    on: date
    callers: tuple[Caller, ...]
    apart: tuple[str, ...]
    """The names of those who may not be contacted, and nothing else."""

    title: str = "Call sheet"

    @property
    def day(self) -> str:
        """The day of the sheet: 22 November 2026."""
        return f"{self.on.day} {self.on:%B} {self.on.year}"

    @property
    def document_title(self) -> str:
        """The title in the properties of a file."""
        return f"{self.business}: {self.title}" if self.business else self.title

    @property
    def summary(self) -> str:
        """How many there are, and that the sheet holds what is nobody else's business."""
        if not self.callers:
            return "Nobody is to be called."
        late = sum(one.late for one in self.callers)
        words = plural(len(self.callers), "person to call", "people to call")
        return (
            f"{words}{f', {late:,} late' if late else ''}. This sheet holds names and contact "
            "details: keep it in the house."
        )

    @property
    def apart_line(self) -> str:
        """The heading of those who may not be contacted."""
        return f"Not to be contacted: {len(self.apart):,}"


def call_sheet(read: Reader, ids: Collection[int]) -> CallSheet:
    """Return the call sheet of some follow-ups, for `Desk.ask`; those done are left out."""
    wanted = set(ids)
    listed = [debt for debt in debts(read) if debt.owed.id in wanted]
    reached = read.reached()
    whys: dict[int, str] = {}
    callers = []
    for debt in listed:
        one = debt.owed
        if debt.group is DebtGroup.APART:
            continue
        if one.item_id is not None and one.item_id not in whys:
            item = read.item(one.item_id)
            whys[one.item_id] = item.why if item is not None else ""
        known = reached.get(one.id)
        ways = (
            one.contact_how,
            (known.phone or "") if known else "",
            (known.email or "") if known else "",
        )
        callers.append(
            Caller(
                who=excerpt(one.who or "", 120),
                organisation=excerpt(one.organisation or "", 120)
                if one.organisation != one.who
                else "",
                reached=tuple(excerpt(way, 160) for way in ways if way),
                due=show_due(one.due) if one.late else f"by {show_date(one.due)}",
                words=excerpt(known.words, _WORDS) if known else "",
                said=show_date(one.said_on) if one.said_on else "",
                tell=excerpt(_tell(debt, whys.get(one.item_id or 0, "")), _TELL),
                late=debt.group is DebtGroup.LATE,
            )
        )
    apart = dict.fromkeys(
        excerpt(debt.owed.speaker, 120) for debt in listed if debt.group is DebtGroup.APART
    )
    business = settings(read)["business_name"]
    return CallSheet(business, local_today(), tuple(callers), tuple(apart))


def _tell(debt: Debt, why: str) -> str:
    """Return what there is to say to them."""
    one = debt.owed
    match one.kind:
        case FollowUpKind.SHIPPED:
            return f"What you asked for is there: {one.item}."
        case FollowUpKind.WIN_BACK if one.item:
            return f"What you missed is there: {one.item}. Ask whether it changes things for them."
        case FollowUpKind.DECLINED:
            return f"We will not do it: {one.item}." + (f" Why: {why}" if why else "")
        case FollowUpKind.ACKNOWLEDGE if one.feedback_kind is Kind.LOSS:
            return "Thank them for saying why, and part as friends. No offer."
        case FollowUpKind.ACKNOWLEDGE:
            return "We heard you, and look into it."
        case FollowUpKind.ANSWER if debt.heard:
            return f"The answer. They were heard {debt.heard} days ago, and wait since."
    about = one.about if one.feedback_id is None else ""
    return f"{label(one.kind)}: {about}" if about else f"{label(one.kind)}."


def write_call_sheet(sheet: CallSheet, path: Path) -> None:
    """Write a call sheet in the way the name's ending says, whole or not at all.

    Raises Refusal with a sentence where there is no such way, or the place cannot be
    written to.
    """
    ending = path.suffix.removeprefix(".").casefold()
    if ending not in SHEET_KINDS:
        raise Refusal("The name of the file ends in .pdf, .html or .md. Nothing was written.")
    path = target(path)
    write_whole(path, _content(sheet, ending))


def _content(sheet: CallSheet, ending: str) -> bytes:
    if ending == "pdf":
        from feedbackdesk.report.pdf import call_sheet_bytes

        return call_sheet_bytes(sheet)[0]
    if ending == "html":
        return html_bytes(sheet)
    return markdown_bytes(sheet)


def html_bytes(sheet: CallSheet) -> bytes:
    """Return a call sheet as an HTML file's content, UTF-8. Every text on it is escaped."""
    from markupsafe import Markup

    from feedbackdesk import paths
    from feedbackdesk.report.html import template

    style = paths.resource("report", "call_sheet.css").read_text("utf-8").strip()
    page = template("call_sheet.html").render(
        sheet=sheet,
        style=Markup(style),  # noqa: S704  (a file of ours)
    )
    return page.encode()


def markdown_bytes(sheet: CallSheet) -> bytes:
    """Return a call sheet as a Markdown file's content, UTF-8, with boxes to tick."""
    from feedbackdesk.report.markdown import escape

    lines = [f"# {escape(sheet.document_title)}", "", escape(sheet.day), ""]
    lines += [escape(sheet.summary), ""]
    for one in sheet.callers:
        lines += [f"- [ ] **{escape(one.name)}** ({escape(one.due)})", ""]
        lines += [f"  {escape(one.reached_line)}", ""]
        if one.words:
            said = f" — {escape(one.said)}" if one.said else ""
            lines += [f"  > “{escape(one.words)}”{said}", ""]
        lines += [f"  {escape(one.tell)}", ""]
    if sheet.apart:
        lines += [f"## {escape(sheet.apart_line)}", ""]
        lines += [f"- {escape(name)}" for name in sheet.apart]
        lines.append("")
    lines += ["---", "", "Made with FeedbackDesk", ""]
    return "\n".join(lines).encode()
