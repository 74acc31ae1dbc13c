"""Words that are painted with what was searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows import marks


def drawn(line: str, spans: list[marks.Span]) -> QImage:
    """Return a picture of a text in up to two lines, with its marks."""
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(theme.color(Role.SURFACE))
    painter = QPainter(image)
    marks.lines(painter, image.rect(), line, theme.font(Size.BODY), 2, spans)
    painter.end()
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
    line = " ".join(words.split())
    start = data.draw(st.integers(0, max(len(line) - 1, 0)))
    length = data.draw(st.integers(0, len(line) - start))
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(theme.color(Role.SURFACE))
    painter = QPainter(image)
    font = theme.font(Size.BODY)
    spans = [(start, length)] if length else []
    marks.lines(painter, image.rect(), line, font, 2, spans)
    marks.bold_line(painter, image.rect(), line, font, spans)
    painter.end()
    ground = theme.color(Role.MATCH).rgb()
    inked = any(image.pixel(x, y) == ground for x in range(300) for y in range(0, 60, 4))
    if not spans:
        assert not inked
