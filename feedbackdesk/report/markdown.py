"""The report as Markdown (CommonMark), for a wiki, a repository or a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedbackdesk.report.rows import Decided, Entry, Proof, Quote, Report

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_AHEAD = re.compile(r"^(\d{1,9})([.)])")
_RULE_AHEAD = re.compile(r"^([-+=])")
_LINK_AHEAD = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")


def markdown_bytes(report: Report) -> bytes:
    """Return a report as a Markdown file's content, UTF-8."""
    lines = [f"# {escape(report.document_title)}", ""]
    lines += [escape(report.date_line), "", escape(report.legend_line), ""]
    if report.entries:
        totals = (f"**{escape(one.number)}** {escape(one.words)}" for one in report.totals)
        lines += [" · ".join(totals), ""]
    else:
        lines += [escape(report.totals_line), ""]
    if report.decided:
        lines += _decided(report.decided)
    for section in report.sections:
        if section.heading:
            lines += [f"## {escape(section.heading)}", ""]
        for entry in section.entries:
            lines += _entry(entry, heading="###" if section.heading else "##")
    if report.appendix:
        lines += ["## Evidence", ""]
        for proof in report.appendix:
            lines += _proof(proof)
    lines += ["---", ""]
    for paragraph in report.closing:
        lines += [escape(paragraph), ""]
    lines += ["Made with FeedbackDesk", ""]
    return "\n".join(lines).encode()


def escape(text: str) -> str:
    """Return a text on one line that Markdown shows as it is: no markup, no link, no HTML.

    Backslash escapes are those of section 2.4 of the CommonMark specification; a web
    address that some readers turn into a link by themselves gets a sign between.
    """
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    line = _LIST_AHEAD.sub(r"\1\\\2", line)
    line = _RULE_AHEAD.sub(r"\\\1", line)
    return _LINK_AHEAD.sub("\\1\u2060\\2", line)


def _decided(decided: Decided) -> list[str]:
    lines = [f"**{escape(decided.lead)}** {escape(decided.because)}".strip(), ""]
    if decided.reason:
        lines += [f"> “{escape(decided.reason)}” — {escape(decided.kept)}", ""]
    for line in decided.also:
        lines += [escape(line), ""]
    if decided.since:
        lines += [f"**{escape(decided.since.heading)}**", ""]
        for row in decided.since.rows:
            lines.append(f"- {row.rank}\\. {escape(row.title)}: {row.then:,} → **{row.now:,}**")
        lines += ["", *([escape(decided.since.line), ""] if decided.since.line else [])]
    return lines


def _quoted(quote: Quote) -> str:
    """Return somebody's words, strong where they counted."""
    return "".join(
        f"**{told}**" if counted else told
        for part, counted in quote.parts
        if (told := _spaced(part))
    )


def _spaced(part: str) -> str:
    """Return a part of a line as `escape` does, with the spaces at its ends."""
    before = " " * (part[:1] == " ")
    after = " " * (part[-1:] == " ")
    return f"{before}{escape(part)}{after}" if part.strip() else " "


def _entry(entry: Entry, *, heading: str) -> list[str]:
    rank = f"{entry.rank}\\. " if entry.rank is not None else ""
    lines = [f"{heading} {rank}{escape(entry.title)}", ""]
    numbers = [f"**{escape(entry.figure)}** {escape(entry.unit)}"]
    numbers += [escape(part) for part in entry.numbers]
    lines += [" · ".join([f"*{escape(entry.tag)}*", *numbers]), ""]
    for part in (entry.why, entry.description):
        if part:
            lines += [escape(part), ""]
    for quote in entry.quotes:
        source = f" — {escape(quote.source)}" if quote.source else ""
        lines += [f"> “{_quoted(quote)}”{source}", ""]
    if entry.about:
        lines += [f"*{escape(entry.about)}*", ""]
    return lines


def _proof(proof: Proof) -> list[str]:
    lines = [f"### {escape(proof.heading)}", "", escape(proof.counted), ""]
    for account in proof.accounts:
        about = f" — {escape(account.about)}" if account.about else ""
        lines.append(f"- **{escape(account.name)}**{about}")
        for quote in account.quotes:
            by = f" ({escape(quote.speaker)})" if quote.speaker else ""
            lines.append(f"    - {escape(quote.said)}: “{escape(quote.words)}”{by}")
    return [*lines, "", *([escape(proof.more), ""] if proof.more else [])]
