"""An HTML page of a mail as lines of text, as a reader would see them.

Quoted replies get the “> ” that they have in a plain mail, so that one reader of replies serves
both; a signature that its program marked is left out.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

_LONGEST = 4_000_000

_BLOCKS = frozenset(("p", "div", "br", "tr", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS |= {"table", "ul", "ol", "pre", "hr", "blockquote", "section", "article", "header"}
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
"""What has an empty line above and below it where it is shown."""
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset(
    ("script", "style", "head", "title", "template", "noscript", "svg", "select", "object")
)
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base"))
_NOT_NESTED = frozenset({"p", "li", "tr", "td", "th", "dt", "dd"})

_CITED = re.compile(r"quote|cite", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE
)
_BARRED = re.compile(
    r"border-(?:inline-start|left|right)(?:-\w+)?\s*:(?!\s*(?:none|0))", re.IGNORECASE
)
_QUOTED_DEPTH = 20
_SIGNED = frozenset(("gmail_signature", "moz-signature", "protonmail_signature_block"))


@dataclass(slots=True)
class _Open:
    tag: str
    unseen: bool
    quoted: bool


class _Words(HTMLParser):
    """Collects the text that a reader would see, a line at a time."""

    def __init__(self, *, signatures: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._signatures = signatures
        self._line: list[str] = []
        self._open: list[_Open] = []
        self._tags: Counter[str] = Counter()
        self._unseen = 0
        self._quoted = 0
        self._apart = False
        self._depth = 0
        """How deeply the last line was quoted."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_NESTED and self._open and self._open[-1].tag == tag:
            self._close()
        facts = {name: value or "" for name, value in attrs}
        if tag == "br" and not "".join(self._line).strip():
            self._line.clear()
            self._add("")
        elif tag in _BLOCKS:
            self._end_line(apart=tag in _APART)
        elif tag in _CELLS and self._line:
            self._line.append(" ")
        elif tag == "img" and not self._unseen and not re.search(r"\w", facts.get("alt", "")):
            self._line.append(facts.get("alt", ""))  # a picture of a smile
        if tag in _VOID:
            return
        opened = _Open(tag, self._is_unseen(tag, facts), tag == "blockquote" and _cited(facts))
        self._open.append(opened)
        self._tags[tag] += 1
        self._unseen += opened.unseen
        self._quoted += opened.quoted

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line(apart=tag in _APART)
        if self._tags[tag]:
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._tags["pre"]:
            first, *others = data.split("\n")
            self._line.append(first)
            for line in others:
                if "".join(self._line).strip():
                    self._end_line()
                else:
                    self._add("")
                self._line = [line]
        else:
            self._line.append(re.sub(r"\s+", " ", data))

    def end(self) -> None:
        self.close()
        self._end_line()
        while self.lines and not self.lines[-1].strip("> "):
            self.lines.pop()

    def _is_unseen(self, tag: str, facts: dict[str, str]) -> bool:
        if tag in _UNSEEN or "hidden" in facts or _HIDDEN.search(facts.get("style", "")):
            return True
        names = (*facts.get("class", "").lower().split(), facts.get("id", "").lower())
        return not self._signatures and any(name in _SIGNED for name in names)

    def _close(self) -> str:
        closed = self._open.pop()
        self._tags[closed.tag] -= 1
        self._unseen -= closed.unseen
        if closed.quoted:
            self._end_line()
        self._quoted -= closed.quoted
        return closed.tag

    def _end_line(self, *, apart: bool = False) -> None:
        """End the line that was begun; `apart` leaves an empty one before the next."""
        said = "".join(self._line)
        self._line.clear()
        words = said.rstrip() if self._tags["pre"] else " ".join(said.split())
        if words == "--" and said.rstrip() != said:
            words = "-- "  # what follows is a signature: the space at its end says so
        if words:
            self._add(words)
        self._apart |= apart

    def _add(self, words: str) -> None:
        depth = min(self._quoted, _QUOTED_DEPTH)
        mark = "> " * depth
        if self._apart and self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * min(self._depth, depth)).rstrip())
        self._apart, self._depth = False, depth
        self.lines.append(f"{mark}{words}" if words else mark.rstrip())


def _cited(facts: dict[str, str]) -> bool:
    """Whether a block is a quoted reply: one that is only moved in is the writer's own."""
    return bool(
        facts.get("type", "").lower() == "cite"
        or "cite" in facts
        or _CITED.search(facts.get("class", ""))
        or _CITED.search(facts.get("id", ""))
        or _BARRED.search(facts.get("style", ""))
    )


def html_words(text: str) -> str:
    """Return the words of an HTML page, without markup and scripts, replies marked by “> ”."""
    seen = _without_comments(text[:_LONGEST])
    words = _shown(seen, signatures=False)
    if not words.strip("> \n"):
        words = _shown(seen, signatures=True)
    return re.sub(r"\n{3,}", "\n\n", words).strip("\n")


def _shown(page: str, *, signatures: bool) -> str:
    reader = _Words(signatures=signatures)
    try:
        reader.feed(page)
        reader.end()
    except AssertionError:  # of the parser, for what no page has: shown without its tags
        bare = html.unescape(re.sub(r"<[^<>]*>", " ", page))
        return "\n".join(line.rstrip() for line in bare.split("\n"))
    return "\n".join(reader.lines)


def skimmed(text: str) -> str:
    """Return the words of a page without its layout and its quotes: quickly, for a first look."""
    text = _without_comments(text)
    low = text.lower()
    for tag in ("head", "style", "script", "title"):
        kept, place = [], 0
        while (begun := low.find(f"<{tag}", place)) >= 0:
            kept.append((place, begun))
            ended = low.find(f"</{tag}", begun)
            place = ended if ended >= 0 else len(low)
        kept.append((place, len(low)))
        if len(kept) > 1:
            text = " ".join(text[one:other] for one, other in kept)
            low = text.lower()
    shown = html.unescape(_ANY_TAG.sub(" ", _LINE_TAG.sub("\n", " ".join(text.split()))))
    lines = (" ".join(line.split()) for line in shown.split("\n"))
    return "\n".join(line for line in lines if line)


_LINE_TAG = re.compile(
    r"</?(?:br|p|div|tr|li|h[1-6]|table|blockquote)\b[^<>]{0,4000}>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"<[^<>]{0,4000}>")


def _without_comments(text: str) -> str:
    """Return a page without its comments; one that never ends takes the rest, as in a browser."""
    kept: list[str] = []
    place = 0
    while (begun := text.find("<!--", place)) >= 0:
        kept.append(text[place:begun])
        ended = text.find("-->", begun + 2)
        if ended < 0:
            return "".join(kept)
        place = ended + 3
    return "".join((*kept, text[place:]))
