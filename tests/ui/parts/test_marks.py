"""Words that are painted with what was searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from feedbackdesk.ui.finding.rows import Matched
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows.pieces import Piece, Text
from feedbackdesk.ui.rows.row import Line, Row

Span = tuple[int, int]


def paint(image: QImage, piece: Piece) -> None:
    """Paint a piece as a row of a list has it."""
    painter = QPainter(image)
    row = Row(Line(piece), pad=(0, 0, 0, 0))
    for one in row.lay_out(image.width(), mirrored=False, keep=False).placed:
        one.piece.paint(painter, one, mirrored=False)
    painter.end()


def drawn(line: str, spans: list[Span]) -> QImage:
    """Return a picture of a text in up to two lines, with its marks."""
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(theme.color(Role.SURFACE))
    paint(image, Text(line, marks=tuple(spans)))
    return image


def marked(image: QImage) -> list[int]:
    """Return how far from the left there is the ground of a mark."""
    ground = theme.color(Role.MATCH).rgb()
    return [x for x in range(300) if any(image.pixel(x, y) == ground for y in range(60))]


@pytest.mark.parametrize(
    ("before", "meant"),
    [("", "bread"), ("Our ", "bread"), ("😀 Our ", "bread"), ("Zoë’s ", "brötchen"), ("", "x")],
)
def test_the_ground_of_a_mark_lies_under_its_word(before: str, meant: str) -> None:
    metrics = QFontMetrics(theme.font(Size.BODY))
    found = marked(drawn(f"{before}{meant} is late", [(len(before), len(meant))]))
    left, right = (metrics.horizontalAdvance(words) for words in (before, before + meant))
    assert abs(found[0] - left) <= 2
    assert abs(found[-1] - right) <= 2
    assert marked(drawn(f"{before}{meant} is late", [])) == []


@given(st.text(max_size=80), st.data())
def test_marks_lie_where_the_words_are(words: str, data: st.DataObject) -> None:
    """Whatever a text holds, it is painted, and nothing is marked where nothing was meant."""
    start = data.draw(st.integers(0, max(len(words) - 1, 0)))
    length = data.draw(st.integers(0, len(words) - start))
    spans = [(start, length)] if length else []
    image = drawn(words, spans)
    paint(image, Matched(words, tuple(range(start, start + length))))
    if not spans:
        assert not marked(image)


@given(st.text(max_size=80), st.sets(st.integers(0, 90)))
def test_a_name_with_bold_letters_has_room_for_them(name: str, places: set[int]) -> None:
    plain, bold = Matched(name), Matched(name, tuple(sorted(places)))
    every = Matched(name, tuple(range(len(name))))
    wide = [one.natural() or 0 for one in (plain, bold, every)]
    assert bold.fit(wide[1]) == name
    assert min(wide[0], wide[2]) - len(name) <= wide[1] <= max(wide[0], wide[2]) + len(name)
