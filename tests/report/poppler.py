"""What a finished PDF says, read by poppler's tools and not by what wrote it."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest


def _run(tool: str, *words: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed (poppler-utils, see packaging/)")
    return subprocess.run([tool, *words], check=True, capture_output=True, text=True).stdout


def text(path: Path, page: int | None = None) -> str:
    """Return the text of a file, or of one page, with white space folded."""
    pages = () if page is None else ("-f", str(page), "-l", str(page))
    return re.sub(r"\s+", " ", _run("pdftotext", *pages, str(path), "-"))


@dataclass(frozen=True)
class Word:
    """A word and where it stands, in points from the upper left corner of its page."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


_WORD = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def words(path: Path) -> list[Word]:
    """Return every word of a file with its place, in the order in which it is read."""
    found = []
    for number, page in enumerate(_run("pdftotext", "-bbox", str(path), "-").split("<page")[1:], 1):
        for left, top, right, bottom, text in _WORD.findall(page):
            places = (float(left), float(top), float(right), float(bottom))
            found.append(Word(unescape(text), number, *places))
    return found


def info(path: Path) -> dict[str, str]:
    """Return a file's properties."""
    lines = _run("pdfinfo", str(path)).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def fonts(path: Path) -> list[tuple[str, bool]]:
    """Return each font's name, and whether it is in the file."""
    found = []
    for line in _run("pdffonts", str(path)).splitlines()[2:]:
        words = line.split()
        found.append((words[0].rpartition("+")[2], words[-5] == "yes"))
    return found


@functools.cache
def has_font_for(script: str) -> bool:
    """Whether the machine has any font for a language."""
    if shutil.which("fc-list") is None:
        return False
    return bool(_run("fc-list", f":lang={script}", "family").strip())
