"""What fills lines as words do: where each thing stands, and how much room all of them take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from feedbackdesk.ui.widgets.layout import FlowLayout

GAP = 4
NONE = QMargins(0, 0, 0, 0)


class Block(QWidget):
    """Something of a size, which can be narrower than it would like."""

    def __init__(self, wide: int, high: int, least: int | None = None) -> None:
        super().__init__()
        self._size = QSize(wide, high)
        self._least = QSize(wide if least is None else least, high)

    def sizeHint(self) -> QSize:
        """Return what it would like."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Return what it cannot do without."""
        return self._least


Lay = Callable[..., tuple[QWidget, FlowLayout]]


@pytest.fixture
def lay(application: QApplication) -> Iterator[Lay]:
    """Lay blocks out in a place on the screen of a width."""
    made: list[QWidget] = []

    def lay(
        blocks: Sequence[Block], wide: int, margins: QMargins = NONE, gap: int | None = None
    ) -> tuple[QWidget, FlowLayout]:
        host = QWidget()
        made.append(host)
        flow = FlowLayout(host) if gap is None else FlowLayout(host, gap)
        flow.setContentsMargins(margins)
        for one in blocks:
            flow.addWidget(one)
        host.show()
        flow.setGeometry(QRect(0, 0, wide, flow.heightForWidth(wide)))
        return host, flow

    yield lay
    for one in made:
        one.close()
        one.deleteLater()


def places(blocks: Sequence[Block]) -> list[tuple[int, int, int, int]]:
    """Return where blocks stand: left, top, width and height."""
    rects = [one.geometry() for one in blocks]
    return [(one.x(), one.y(), one.width(), one.height()) for one in rects]


ROW = [(30, 10), (40, 20)]


@pytest.mark.parametrize(
    ("sizes", "stand", "height"),
    [
        ([], [], 0),
        ([(20, 10)], [(0, 0, 100, 10)], 10),
        ([*ROW, (20, 10)], [(0, 0, 30, 10), (34, 0, 40, 20), (78, 0, 22, 10)], 20),
        ([*ROW, (22, 10)], [(0, 0, 30, 10), (34, 0, 40, 20), (78, 0, 22, 10)], 20),
        ([*ROW, (23, 10)], [(0, 0, 30, 10), (34, 0, 40, 20), (0, 24, 100, 10)], 34),
        ([*ROW, (90, 10, 22)], [(0, 0, 30, 10), (34, 0, 40, 20), (78, 0, 22, 10)], 20),
        ([(48, 9), (48, 9), (5, 9)], [(0, 0, 48, 9), (52, 0, 48, 9), (0, 13, 100, 9)], 22),
        ([(48, 9), (49, 9), (5, 9)], [(0, 0, 48, 9), (0, 13, 49, 9), (53, 13, 47, 9)], 22),
        ([(60, 30), (60, 9), (60, 9)], [(0, 0, 60, 30), (0, 34, 60, 9), (0, 47, 100, 9)], 56),
        ([(300, 9, 9), (5, 9)], [(0, 0, 100, 9), (0, 13, 100, 9)], 22),
        ([(100, 9), (100, 9)], [(0, 0, 100, 9), (0, 13, 100, 9)], 22),
    ],
)
def test_a_line_ends_where_the_next_has_no_room(
    lay: Lay, sizes: list[tuple[int, ...]], stand: list[tuple[int, ...]], height: int
) -> None:
    blocks = [Block(*one) for one in sizes]
    _host, flow = lay(blocks, 100)
    assert places(blocks) == stand
    assert flow.heightForWidth(100) == height
    assert flow.hasHeightForWidth()
    flow.setGeometry(QRect(7, 11, 100, 200))
    assert places(blocks) == [(x + 7, y + 11, *size) for x, y, *size in stand]


def test_margins_and_gaps_are_kept_free(lay: Lay) -> None:
    blocks = [Block(30, 10), Block(40, 20), Block(50, 5)]
    _host, flow = lay(blocks, 100, QMargins(1, 2, 3, 5), 6)
    assert places(blocks) == [(1, 2, 30, 10), (37, 2, 40, 20), (1, 28, 96, 5)]
    assert flow.heightForWidth(100) == 28 + 5 + 5
    assert flow.minimumSize() == QSize(50 + 1 + 3, 20 + 2 + 5), "of the largest"
    assert flow.sizeHint() == flow.minimumSize()
    assert flow.expandingDirections() == Qt.Orientation(0), "it takes what it is given"


def test_what_is_not_shown_takes_no_room(lay: Lay) -> None:
    blocks = [Block(30, 10), Block(40, 90), Block(20, 10)]
    _host, flow = lay(blocks, 100)
    blocks[1].hide()
    flow.setGeometry(QRect(0, 0, 100, 10))
    assert places(blocks[::2]) == [(0, 0, 30, 10), (34, 0, 66, 10)]
    assert flow.heightForWidth(100) == 10


def test_no_room_at_all_puts_each_on_a_line(lay: Lay) -> None:
    blocks = [Block(30, 10, 0), Block(40, 20, 0)]
    _host, flow = lay(blocks, 2, QMargins(5, 0, 5, 0))
    assert [one.y() for one in blocks] == [0, 14]
    assert flow.heightForWidth(2) == 34


@pytest.mark.parametrize(
    ("last", "order"), [(None, "abNz"), (0, "abzN"), (1, "abNz"), (2, "aNbz"), (9, "Nabz")]
)
def test_one_more_comes_before_the_last_few(lay: Lay, last: int | None, order: str) -> None:
    blocks = {letter: Block(5, 5) for letter in "abzN"}
    host, flow = lay([blocks[letter] for letter in "abz"], 100)
    if last is None:
        flow.insert_before_last(blocks["N"])
    else:
        flow.insert_before_last(blocks["N"], last)
    assert blocks["N"].parent() is host
    assert flow.count() == 4
    held = [flow.itemAt(at) for at in range(4)]
    assert [one.widget() for one in held if one] == [blocks[letter] for letter in order]
    blocks["N"].show()
    assert flow.geometry().isValid()
    host.resize(101, 5)
    QApplication.processEvents()
    assert sorted(blocks.values(), key=lambda one: one.x()) == [blocks[one] for one in order]


@pytest.mark.parametrize("index", [-1, 2, 99])
def test_past_the_end_is_nothing(lay: Lay, index: int) -> None:
    blocks = [Block(5, 5), Block(6, 5)]
    _host, flow = lay(blocks, 100)
    assert flow.itemAt(index) is None
    assert flow.takeAt(index) is None
    taken = [flow.takeAt(0), flow.takeAt(0)]
    assert [one.widget() for one in taken if one] == blocks
    assert flow.count() == 0


_sizes = st.tuples(st.integers(1, 130), st.integers(1, 40), st.integers(1, 130))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_sizes, min_size=1, max_size=12), st.integers(20, 120), st.integers(0, 9))
def test_lines_are_filled_as_words_fill_a_paragraph(
    lay: Lay, sizes: list[tuple[int, int, int]], wide: int, gap: int
) -> None:
    blocks = [Block(one, high, min(one, least)) for one, high, least in sizes]
    _host, flow = lay(blocks, wide, NONE, gap)
    lines: list[list[Block]] = []
    for one in blocks:
        if one.x() == 0:
            lines.append([])
        lines[-1].append(one)
    top = 0
    for number, line in enumerate(lines):
        assert {one.y() for one in line} == {top}
        for left, right in pairwise(line):
            assert right.x() == left.x() + left.width() + gap
        assert line[-1].x() + line[-1].width() <= wide
        if number + 1 < len(lines):
            after = lines[number + 1][0]
            needs = after.minimumSizeHint() if after is blocks[-1] else after.sizeHint()
            assert line[-1].geometry().right() + 1 + gap + needs.width() > wide
        top += max(one.height() for one in line) + gap
    assert blocks[-1].geometry().right() + 1 == wide, "the last takes the rest of its line"
    assert flow.heightForWidth(wide) == top - gap


@pytest.mark.usefixtures("from_right_to_left")
def test_a_language_read_from_the_right_begins_its_lines_there(lay: Lay) -> None:
    blocks = [Block(30, 10), Block(40, 20), Block(50, 5)]
    _host, flow = lay(blocks, 100, QMargins(1, 2, 3, 5), 6)
    assert places(blocks) == [(67, 2, 30, 10), (21, 2, 40, 20), (1, 28, 96, 5)]
    assert flow.heightForWidth(100) == 28 + 5 + 5
