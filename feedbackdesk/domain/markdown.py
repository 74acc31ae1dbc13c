"""Markdown from the owner: tamed before it is rendered, and as plain words for print.

The rules are those of CommonMark (https://spec.commonmark.org/0.31.2/), as far as an owner
writes them: headings, lists, quotes, emphasis, code, links and pictures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feedbackdesk.domain.text import without_control

if TYPE_CHECKING:
    from collections.abc import Callable

RENDERED_MOST = 40_000
"""A longer text is shown as it was typed, in characters."""

_DEEPEST = 6
"""Lists and quotes nested deeper are flattened: nobody reads them, and layouts break on them."""

_COLUMNS = 30
"""A table of more columns is shown as it was typed: it would take long to lay out."""

_MARKER = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[^`]*")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_CELLS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_TO = r"\(<?((?:[^()\s<>]|\([^()\s<>]{0,300}\)){0,2000})>?(?:[ \t]+\"[^\"]{0,300}\")?\)"
_PICTURE = re.compile(r"!\[([^\[\]]{0,500})\]" + _TO)
_LINK = re.compile(r"\[([^\[\]]{1,500})\]" + _TO)
_AUTO = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<!\w)([*_])(?=\S)([^*_]{1,2000}?)(?<=\S)\1(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,2000}?)(?<=\S)~~")
_CODE = re.compile(r"(`{1,3})([^`]{1,2000})\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ASIDE = re.compile("\x00(\\d+)\x01")
_SPACES = re.compile(r"\n{3,}")
_NAMED_SCHEMES = ("http://", "https://", "mailto:")


def tame_markdown(text: str) -> str:
    """Return Markdown that any renderer can lay out: nested at most six deep.

    >>> tame_markdown("> > > > > > > > deep")
    '> > > > > > deep'
    """
    return "\n".join(_tamed(line) for line in text.split("\n"))


def _tamed(line: str) -> str:
    if _RULE.fullmatch(line):
        return line.lstrip()
    if line.count("|") > _COLUMNS:
        line = line.replace("|", "\\|")
    at = depth = 0
    kept = 0
    while (found := _MARKER.match(line, at)) is not None:
        at, depth = found.end(), depth + 1
        if depth <= _DEEPEST:
            kept = at
    # Nested by white space before the first word: each level is at least two columns.
    head = line[:kept].expandtabs(4)
    indent = len(head) - len(head.lstrip())
    if indent > 4 * _DEEPEST:
        head = head[indent - 4 * _DEEPEST :]
    rest = line[at:] if depth > _DEEPEST else line[kept:]
    if not kept:
        plain = rest.expandtabs(4)
        wide = len(plain) - len(plain.lstrip())
        return plain[max(wide - 4 * _DEEPEST, 0) :] if wide > 4 * _DEEPEST else line
    return head + (" " + rest.lstrip() if depth > _DEEPEST else rest)


def plain_markdown(text: str) -> str:
    """Return what Markdown says as plain words: for print, where its signs mean nothing.

    A link keeps its address behind its words, a picture its description, a list its points.
    HTML stays as it was typed, since it means nothing here.

    >>> plain_markdown("# Why\\n* **Fast** [shop](https://a.example)")
    'Why\\n• Fast shop (https://a.example)'
    """
    lines: list[str] = []
    fenced = False
    for line in without_control(text).split("\n"):
        if _FENCE.fullmatch(line):
            fenced = not fenced
        elif fenced:
            lines.append(line.rstrip())
        elif _RULE.fullmatch(line) or (lines and lines[-1] and _UNDERLINE.fullmatch(line)):
            if not lines or not lines[-1]:
                continue
            if not _UNDERLINE.fullmatch(line):
                lines.append("")
        elif not ("-" in line and "|" in line and _CELLS.fullmatch(line)):
            lines.append(_plain_line(line))
    return _SPACES.sub("\n\n", "\n".join(lines)).strip()


def _plain_line(line: str) -> str:
    if (heading := _HEADING.match(line)) is not None:
        words = line[heading.end() :].strip()
        open_ = words.rstrip("#")
        return _inline(words if open_ and not open_[-1].isspace() else open_.rstrip())
    at = depth = 0
    point = ""
    while (found := _MARKER.match(line, at)) is not None:
        sign = found.group().strip()
        at = found.end()
        if sign != ">":
            point = f"{sign} " if sign[0].isdigit() else "• "
            depth = min((len(found.group().expandtabs(4)) - len(sign)) // 2, _DEEPEST)
    return "  " * depth + point + _inline(line[at:].strip())


def _inline(text: str) -> str:
    if not any(sign in text for sign in "*_`[<~\\|"):
        return text
    # What stands in code, or behind a backslash, is no sign: it is set aside.
    kept: list[str] = []

    def back(words: str) -> str:
        return _ASIDE.sub(lambda found: kept[int(found.group(1))], words)

    def aside(words: str) -> str:
        kept.append(back(words))
        return f"\x00{len(kept) - 1}\x01"

    text = _CODE.sub(lambda found: aside(found.group(2).strip() or found.group(2)), text)
    text = _ESCAPE.sub(lambda found: aside(found.group(1)), text)
    text = _AUTO.sub(lambda found: aside(found.group(1)), text)
    text = _PICTURE.sub(lambda found: found.group(1), text)
    text = _LINK.sub(lambda found: _link(found.group(1), found.group(2), aside), text)
    for _twice in range(2):  # one within the other
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(r"\2", text)
    text = _STRUCK.sub(r"\1", text)
    if text.startswith("|") and text.rstrip().endswith("|"):
        text = " · ".join(cell.strip() for cell in text.strip().strip("|").split("|"))
    return back(text)


def _link(words: str, address: str, aside: Callable[[str], str]) -> str:
    if not address.lower().startswith(_NAMED_SCHEMES) or words == address:
        return words
    return f"{words} ({aside(address)})"
