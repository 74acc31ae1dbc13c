"""A document as Markdown (CommonMark), for a wiki, a repository or a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feedbackdesk.report.pieces import Bars, Card, Entry, Facts, Lines, Months, Proof

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedbackdesk.report.document import Document, Part
    from feedbackdesk.report.pieces import Bar, Opening, Piece, Quote, Said

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_AHEAD = re.compile(r"^(\d{1,9})([.)])")
_RULE_AHEAD = re.compile(r"^([-+=])")
_LINK_AHEAD = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")


def markdown_bytes(document: Document) -> bytes:
    """Return a document as a Markdown file's content, UTF-8."""
    lines = [f"# {escape(document.document_title)}", ""]
    lines += [escape(document.date_line), "", escape(document.legend_line), ""]
    if document.totals:
        totals = (f"**{escape(one.number)}** {escape(one.words)}" for one in document.totals)
        lines += [" · ".join(totals), ""]
    if document.opening:
        lines += _opening(document.opening)
    for part in document.parts:
        lines += _part(part)
    if not document.parts:
        lines += [f"**{escape(document.empty[0])}** {escape(document.empty[1])}", ""]
    lines += ["---", ""]
    for paragraph in document.closing:
        lines += [escape(paragraph), ""]
    lines += ["Made with FeedbackDesk", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _part(part: Part) -> list[str]:
    lines = []
    if part.heading:
        count = f" ({escape(part.count)})" if part.count else ""
        lines += [f"## {escape(part.heading)}{count}", ""]
    if part.about:
        lines += [escape(part.about), ""]
    level = "###" if part.heading else "##"
    for piece in part.pieces:
        lines += _piece(piece, level)
    return lines


def _piece(piece: Piece, level: str) -> list[str]:
    match piece:
        case Entry():
            return _entry(piece, heading=level)
        case Proof():
            return _proof(piece)
        case Card():
            return _card(piece)
        case Facts():
            return [*(f"- **{escape(name)}:** {escape(text)}" for name, text in piece.rows), ""]
        case Lines():
            return [*(f"- {escape(text)}" for text in piece.texts), ""]
        case Months():
            numbers = (f"- {escape(name)}: {number:,}" for _short, name, number in piece.columns)
            return [*numbers, ""]
        case Bars():
            bars = [f"- **{escape(bar.label)}:** {_in_words(bar)}" for bar in piece.bars]
            return [*bars, ""]


def _in_words(bar: Bar) -> str:
    guess = "our guess in part" if bar.guess < bar.share else "our guess"
    parts = [bar.figure, bar.note, guess if bar.guess else ""]
    return escape(" · ".join(part for part in parts if part))


def _card(card: Card) -> list[str]:
    lines = []
    rail = " ".join(card.rail)
    aside = f" ({escape(', '.join(card.aside))})" if card.aside else ""
    if card.title:
        lead = f"{escape(rail)} · " if rail else ""
        box = "- [ ] " if len(card.matters) == 1 else ""
        lines += [f"{box}**{lead}{escape(card.title)}**{aside}", ""]
    elif rail and card.said:
        lines += [f"**{escape(rail)}**", ""]
    lines += [text for line in card.lines for text in (escape(line), "")]
    for said in card.said:
        lines += [*_quoted(said), ""]
    lines += [text for note in card.notes for text in (f"*{escape(note)}*", "")]
    for matter in card.matters:
        if matter.when:
            lines += [f"- [ ] {escape(', '.join(matter.when))}", ""]
        for said in matter.said:
            lines += [*_quoted(said), ""]
        lines += [f"**{escape(matter.tell)}**", ""]
    return lines


def _quoted(said: Said) -> Iterable[str]:
    texts = [text for line in said.words.splitlines() if (text := escape(line))]
    source = f" — {escape(said.source)}" if said.source else ""
    last = len(texts) - 1
    for at, text in enumerate(texts):
        begin, end = "“" if at == 0 else "", f"”{source}" if at == last else ""
        yield f"> {begin}{text}{end}"
        if at != last:
            yield ">"


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
        lines += [f"> “{_counted(quote)}”{source}", ""]
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


def _opening(opening: Opening) -> list[str]:
    lines = [f"**{escape(opening.lead)}** {escape(opening.because)}".strip(), ""]
    if opening.reason:
        lines += [f"> “{escape(opening.reason)}” — {escape(opening.kept)}", ""]
    for line in opening.also:
        lines += [escape(line), ""]
    if opening.since:
        lines += [f"**{escape(opening.since.heading)}**", ""]
        for row in opening.since.rows:
            lines.append(f"- {row.rank}\\. {escape(row.title)}: {row.then:,} → **{row.now:,}**")
        lines += ["", *([escape(opening.since.line), ""] if opening.since.line else [])]
    return lines


def _counted(quote: Quote) -> str:
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


def escape(text: str) -> str:
    """Return a text on one line that Markdown shows as it is: no markup, no link, no HTML.

    Backslash escapes are those of section 2.4 of the CommonMark specification; a web
    address that some readers turn into a link by themselves gets a sign between.
    """
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    line = _LIST_AHEAD.sub(r"\1\\\2", line)
    line = _RULE_AHEAD.sub(r"\\\1", line)
    return _LINK_AHEAD.sub("\\1\u2060\\2", line)
