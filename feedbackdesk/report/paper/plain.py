"""A document as its template takes it: only what is shown, in strings that can be set.

Every text is cleaned here, and what is written into a sign (a bar, a line of months) is said in
words for those who hear the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.report.paper.legible import Legible, strings_in
from feedbackdesk.report.paper.page import is_long, page_of
from feedbackdesk.report.pieces import Bars, Card, Facts, Lines, Months

if TYPE_CHECKING:
    from feedbackdesk.report.document import Document, Part
    from feedbackdesk.report.pieces import Bar, Matter, Piece, Said


class Plain:
    """What the template "document" takes."""

    def __init__(self, document: Document) -> None:
        """Look its strings over once."""
        self._document = document
        self.legible = Legible(strings_in(document))

    def page(self) -> dict[str, Any]:
        """Return what the template shows."""
        document, say = self._document, self.legible
        return page_of(document, say) | {
            "over": say(document.over),
            "legend": say(document.legend_line),
            "totals": [[say(one.number), say(one.words)] for one in document.totals],
            "empty": [say(one) for one in document.empty],
            "parts": [self._part(part) for part in document.parts],
        }

    def _part(self, part: Part) -> dict[str, Any]:
        return {
            "heading": self.legible.heading(part.heading) if part.heading else "",
            "count": self.legible(part.count),
            "pieces": [self._piece(piece, part.heading) for piece in part.pieces],
        }

    def _piece(self, piece: Piece, where: str) -> dict[str, Any]:
        say = self.legible
        match piece:
            case Card():
                return self._card(piece, where)
            case Facts():
                rows = [[say(name), say(text, where)] for name, text in piece.rows]
                return {"kind": "facts", "rows": rows}
            case Lines():
                return {"kind": "lines", "texts": [say(text, where) for text in piece.texts]}
            case Bars():
                bars = [self._bar(bar, where) for bar in piece.bars]
                return {"kind": "bars", "bars": bars, "legend": say(piece.legend)}
            case Months():
                columns = [
                    {"short": say(short), "number": number, "shown": f"{number:,}"}
                    for short, _name, number in piece.columns
                ]
                told = ", ".join(f"{name}: {number:,}" for _short, name, number in piece.columns)
                return {"kind": "months", "columns": columns, "told": f"{piece.of}: {told}"}
            case _:
                raise AssertionError(f"{type(piece).__name__} has a layout of its own")

    def _card(self, card: Card, where: str) -> dict[str, Any]:
        say, where = self.legible, card.title or where
        said = [self._said(one, where) for one in card.said]
        matters = [self._matter(one, where) for one in card.matters]
        return {
            "kind": "card",
            "rail": [say(one, where) for one in card.rail],
            "title": say.heading(card.title) if card.title else "",
            "aside": [say(one, where) for one in card.aside],
            "strong": card.strong,
            "lines": [say(one, where) for one in card.lines],
            "said": said,
            "notes": [say(one, where) for one in card.notes],
            "matters": matters,
            "long": is_long(one.words for one in card.said) or any(one["long"] for one in matters),
        }

    def _said(self, said: Said, where: str) -> dict[str, Any]:
        lines = [line.strip() for line in said.words.splitlines()]
        return {
            "lines": [[[self.legible(line, where), False]] for line in lines if line],
            "source": self.legible(said.source, where),
        }

    def _matter(self, matter: Matter, where: str) -> dict[str, Any]:
        say = self.legible
        return {
            "tell": say(matter.tell, where),
            "when": [say(one, where) for one in matter.when],
            "strong": matter.strong,
            "said": [self._said(one, where) for one in matter.said],
            "ticks": [say(one) for one in matter.ticks],
            "ruled": matter.ruled,
            "long": is_long(one.words for one in matter.said),
        }

    def _bar(self, bar: Bar, where: str) -> dict[str, Any]:
        say = self.legible
        told = ", ".join(part for part in (f"{bar.label}: {bar.figure}", bar.note) if part)
        return {
            "label": say(bar.label, where),
            "share": bar.share,
            "guess": bar.guess,
            "reached": bar.reached,
            "figure": say(bar.figure),
            "note": say(bar.note),
            "told": say(told),
        }
