"""The words in the inspector: what is marked in them, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.domain.rows import Feedback, Mention
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import Channel, Kind
from feedbackdesk.ui.actions import Actions
from feedbackdesk.ui.inspector.said import LEGEND_MOST, READ_MOST, LegendRow, Said
from feedbackdesk.ui.look import looks, theme
from feedbackdesk.ui.look.theme import Role
from tests.driver import keys, waiting
from tests.driver.eyes import changed
from tests.driver.parts import Part, plain

WIDE = 300
DONE = ("assign", "assign_new")


class NoPages:
    """A window without any page."""

    in_sight = None
    number = 0

    def classes(self) -> list[type]:
        return []

    def of_class(self, _cls: type, /) -> None:
        return None


@pytest.fixture
def actions(look: QApplication) -> Iterator[Actions]:
    """What can be done with words."""
    owner = QWidget()
    yield Actions(owner, NoPages())
    owner.deleteLater()


@pytest.fixture
def said(actions: Actions) -> Iterator[Said]:
    """The words on their own, in a window between two other fields."""
    window = QWidget()
    made = Said(actions)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    for one in (QLineEdit(), made, QLineEdit()):
        column.addWidget(one)
    column.addStretch(1)
    window.setFixedSize(WIDE, 900)
    window.show()
    window.activateWindow()
    waiting.until(window.isActiveWindow, "the keyboard")
    yield made
    window.close()
    window.deleteLater()


def of(text: str, *quotes: str) -> Feedback:
    """Return a feedback with quotes of it."""
    return Feedback(
        1, date(2026, 1, 5), Kind.REQUEST, Channel.CALL, text,
        mentions=tuple(Mention(n, 1, n, f"Theme {n}", q) for n, q in enumerate(quotes, start=1)),
    )  # fmt: skip


_texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"))
    | st.sampled_from("🙂👩‍👩‍👧\u202eאב\u00a0\u2028\n"),
    min_size=1,
    max_size=60,
).map(clean)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(text=_texts.filter(bool), ends=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_what_is_marked_is_part_of_what_was_said(
    said: Said, text: str, ends: tuple[int, int]
) -> None:
    start, end = sorted(min(one, len(text)) for one in ends)
    said.show_said(of(text))
    said.mark(start, end)
    assert said.marked() == clean(text[start:end])
    quote = said.marked()
    if quote:
        said.show_said(of(text, quote))
        (mark,) = said.words.extraSelections()
        first = text.find(quote)
        assert mark.cursor.selectionStart() == len(text[:first].encode("utf-16-le")) // 2


def legend(said: Said) -> list[LegendRow]:
    """Return the themes that are listed below the words, from the top."""
    QApplication.processEvents()
    rows = [one for one in said.findChildren(LegendRow) if one.isVisible()]
    return sorted(rows, key=lambda one: one.y())


def button(said: Said, name: str) -> Part:
    """Return what files the marked words."""
    (found,) = [one for one in said.findChildren(QPushButton) if one.objectName() == f"said.{name}"]
    return Part(found)


def label(said: Said, words: str) -> QLabel:
    """Return the sentence with these words."""
    (found,) = [one for one in said.findChildren(QLabel) if words in one.text()]
    return found


def place(said: Said, one: QWidget) -> QRect:
    """Return where something stands among the words and what is below them."""
    return QRect(one.mapTo(said, QPoint()), one.size())


# How tall the words are


@pytest.mark.parametrize(
    ("lines", "height"),
    [(1, 72), (2, 72), (3, 3), (10, 10), (18, 18), (19, 19), (20, 360), (200, 360)],
)
def test_the_words_are_as_tall_as_their_lines_within_reason(
    said: Said, lines: int, height: int
) -> None:
    said.show_said(of("\n".join(["word"] * lines)))
    line = said.words.fontMetrics().lineSpacing()
    wanted = height * line + 28 if height < 72 else height
    assert said.words.height() == min(max(wanted, 72), 360)
    assert place(said, said.words).topLeft() == QPoint(0, 0)
    assert said.words.width() == said.width()
    assert Part(said.words).scrolls is (lines >= 20)


def test_the_words_follow_the_width(said: Said) -> None:
    said.show_said(of("word " * 60))
    before = said.words.height()
    said.window().setFixedWidth(2 * WIDE)
    QApplication.processEvents()
    assert said.words.height() < before
    said.window().setFixedWidth(WIDE)
    QApplication.processEvents()
    assert said.words.height() == before


@pytest.mark.parametrize(
    ("length", "rest"),
    [(READ_MOST, ""), (READ_MOST + 1, "… and one more character."),
     (READ_MOST + 1_234, "… and 1,234 more characters.")],
)  # fmt: skip
def test_endless_words_are_cut_and_their_rest_is_told(said: Said, length: int, rest: str) -> None:
    said.show_said(of("x" * length))
    assert len(said.words.toPlainText()) == READ_MOST
    told = label(said, "more character")
    assert Part(told).says == rest
    assert told.isVisible() is bool(rest)
    if rest:
        assert place(said, told).top() - place(said, said.words).bottom() - 1 == 4
        assert Part(told).letters == theme.Size.SMALL
        said.window().setFixedWidth(90)
        QApplication.processEvents()
        assert told.height() >= 2 * told.fontMetrics().height(), "in lines, where it is narrow"
    said.show_said(of("short"))
    assert not told.isVisible()


# The keyboard


@pytest.mark.parametrize("key", ["Esc", "Shift+Tab"])
def test_the_keyboard_goes_back_to_where_it_came_from(said: Said, key: str) -> None:
    said.show_said(of("Some words"))
    gone: list[bool] = []
    said.words.left.connect(lambda: gone.append(True))
    said.words.setFocus()
    keys.press(key)
    assert gone == [True], "and once"
    assert said.words.hasFocus(), "whoever is told puts it there"
    for other in ("Right", "Home", "Shift+End", "PgDown"):
        keys.press(other)
    assert gone == [True]
    assert said.marked() == "Some words"
    keys.press("Tab")
    assert not said.words.hasFocus(), "Tab leads on"


def test_words_are_marked_by_the_keyboard_and_not_changed(said: Said) -> None:
    said.show_said(of("Some words"))
    said.words.setFocus()
    keys.press("Home")
    for _ in "Some":
        keys.press("Shift+Right")
    assert said.marked() == "Some"
    keys.press("Delete")
    keys.type_words("x")
    assert said.words.toPlainText() == "Some words"
    said.unmark()
    assert said.marked() == ""
    assert said.words.hasFocus()
    assert Part(said.words).spoken == "What was said"
    assert said.words.objectName() == "saidWords"


def test_marked_words_stay_marked_while_the_words_are_the_same(said: Said) -> None:
    said.show_said(of("Some words", "Some"))
    said.mark(5, 10)
    said.show_said(of("Some words", "Some", "words"))
    assert said.marked() == "words"
    said.show_said(of("Other words", "Some"))
    assert said.marked() == ""
    assert said.words.toPlainText() == "Other words"


# What can be done with marked words


def test_what_is_marked_can_be_filed_by_a_button_each(said: Said, actions: Actions) -> None:
    done: list[tuple[str, str]] = []
    for name in DONE:
        actions[name].triggered.connect(
            lambda _on=False, name=name: done.append((name, said.marked()))
        )
    said.show_said(of("Some words"))
    hint = label(said, "Mark words")
    assert hint.text() == "Mark words to give them a theme of their own."
    assert hint.wordWrap()
    assert not any(button(said, name).visible for name in DONE)
    said.mark(0, 4)
    assert Part(hint).says == "File them under"
    assert not hint.wordWrap()
    assert Part(hint).letters == theme.Size.SMALL
    for name, words in (("assign", "Theme… (T)"), ("assign_new", "New… (N)")):
        part = button(said, name)
        assert part.says == words
        assert part.tip == plain(actions[name].toolTip()) != ""
        said.words.clearFocus()
        part.click()
        assert done.pop() == (name, "Some")
        assert said.words.hasFocus(), "which is how the action knows what is meant"
        assert part.ink("text").isEmpty(), "it is quiet"
    assert done == []
    bar = hint.parentWidget()
    assert bar is not None
    assert bar.height() == 40
    first, second = (button(said, name).place for name in DONE)
    assert second.left() - first.right() - 1 == 6
    assert second.right() == Part(said).place.right()
    assert hint.geometry().topLeft() == QPoint(0, 0)
    assert hint.height() == 36
    said.unmark()
    assert not any(button(said, name).visible for name in DONE)
    assert hint.text().startswith("Mark words")


@pytest.mark.parametrize(("key", "name"), [("T", "assign"), ("N", "assign_new")])
def test_a_letter_files_what_is_marked(said: Said, actions: Actions, key: str, name: str) -> None:
    done: list[str] = []
    actions[name].triggered.connect(lambda _on=False: done.append(name))
    said.show_said(of("Some words"))
    keys.press(key)
    assert done == [], "only with the keyboard in the words"
    said.words.setFocus()
    keys.press(key)
    assert done == [name]


@pytest.mark.parametrize("has_marked", [True, False])
def test_the_menu_offers_what_can_be_done(said: Said, has_marked: bool) -> None:
    said.show_said(of("Some words"))
    if has_marked:
        said.mark(0, 4)
    Part(said.words).right_click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert said.words.hasFocus()
    offered = [one.text().replace("&", "") for one in menu.actions()]
    assert offered == ["File under a theme…", "File under a new theme…", "", "Copy", "Select all"]
    copy, whole = menu.actions()[-2:]
    assert copy.isEnabled() is has_marked
    QApplication.clipboard().setText("before")
    copy.trigger()
    assert QApplication.clipboard().text() == ("Some" if has_marked else "before")
    whole.trigger()
    assert said.marked() == "Some words"
    at = menu.pos() - said.words.mapToGlobal(said.words.rect().center())
    assert at.manhattanLength() < 60, "where it was asked for"
    menu.close()


# The themes below the words


def test_each_theme_has_a_line_of_its_own_below_its_words(said: Said) -> None:
    words = ["one", "two", "three", "four", "five"]
    said.show_said(of(" ".join(words), *words))
    sorts = ["Single", "Dash", "Dot", "DashDot", "Single"]
    assert [one.removesuffix("Line") for _words, one in Part(said.words).underlined] == sorts
    assert [one for one, _sort in Part(said.words).underlined] == words
    for number, mark in enumerate(said.words.extraSelections(), start=1):
        inked = theme.color(Role(f"theme_{number}"))
        assert mark.format.underlineColor() == inked
        ground = mark.format.background().color()
        assert (ground.rgb(), ground.alpha()) == (inked.rgb(), 40)
    samples = [strokes(row) for row in legend(said)]
    assert samples[0] == samples[4]
    assert len(set(samples)) == 4, "each is drawn as its words are underlined"
    assert samples[0] == "x" * len(samples[0])


def strokes(row: LegendRow, from_right: bool = False) -> str:
    """Return the sample of a line as it is drawn: x where there is ink."""
    picture = Part(row).picture.convertToFormat(QImage.Format.Format_RGB32)
    role = f"theme_{row.mention.colour or row.mention.theme_id}"
    wanted, middle = theme.color(Role(role)).rgb(), row.height() // 2
    along = [
        any(picture.pixel(x, middle + by) == wanted for by in (-1, 0)) for x in range(row.width())
    ]
    drawn = "".join("x" if one else " " for one in along)
    assert drawn.strip(), "there is a line"
    begins = len(drawn) - len(drawn.lstrip())
    ends = len(drawn.rstrip())
    reach = (row.width() - 26, row.width()) if from_right else (0, 26)
    assert reach[0] <= begins <= reach[0] + 3
    assert reach[1] - 8 <= ends <= reach[1]
    if drawn.strip() == "x" * (ends - begins):  # a whole line tells exactly where it stands
        assert (begins, ends) == (reach[0] + 1, reach[1] - 1)
    return drawn.strip()


def test_whatever_is_said_first_is_shown(said: Said) -> None:
    for words in ("x", "", "y"):
        said.show_said(of(words))
        assert said.words.toPlainText() == words
    assert said.words.isReadOnly()


@pytest.mark.usefixtures("from_right_to_left")
def test_the_line_is_drawn_where_reading_begins(said: Said) -> None:
    said.show_said(of("one two", "one"))
    (row,) = legend(said)
    assert strokes(row, from_right=True).strip("x") == ""
    (link,), (cross,) = row.findChildren(QPushButton), row.findChildren(QToolButton)
    assert row.width() - 1 - link.geometry().right() == 28
    assert cross.geometry().left() == 0
    drawn = between(row)
    assert drawn.right() > link.geometry().left() - 12, "the quote stands beside the name"


def between(row: LegendRow) -> QRect:
    """Return where something is painted between the name of a theme and its cross."""
    (link,), (cross,) = row.findChildren(QPushButton), row.findChildren(QToolButton)
    left, right = sorted((link.geometry(), cross.geometry()), key=lambda one: one.left())
    room = QRect(left.right() + 1, 0, right.left() - left.right() - 1, row.height())
    picture = Part(row).picture.convertToFormat(QImage.Format.Format_RGB32)
    calm = picture.copy(room)
    calm.fill(picture.pixel(room.topLeft()))
    return changed(calm, picture.copy(room)).translated(room.topLeft())


def test_a_theme_is_named_with_its_quote_and_can_be_taken_away(said: Said) -> None:
    shown = of("one two three", "one")
    shown = replace(shown, mentions=(*shown.mentions, Mention(7, 1, 9, "R&D" + "x" * 60)))
    taken: list[int] = []
    said.taken_away.connect(taken.append)
    said.show_said(shown)
    first, second = legend(said)
    assert second.y() - first.y() - first.height() == 2
    assert place(said, first).left() == 0
    for row, name, spoken, key in (
        (first, "Theme 1", "Theme 1: “one”", 1),
        (second, "R&D" + "x" * 60, f"R&D{'x' * 60}: all of it", 9),
    ):
        (link,) = row.findChildren(QPushButton)
        (cross,) = row.findChildren(QToolButton)
        assert (Part(link).spoken, Part(link).tip) == (spoken, name)
        assert Part(cross).spoken == Part(cross).tip == f"Take out of {name}"
        assert cross.size().width() == cross.size().height() == 24
        assert cross.geometry().right() == row.width() - 1
        assert link.geometry().left() == 28, "beside the sample"
        assert not Part(cross).ink("text_muted").isEmpty()
        link.setFocus()
        keys.press("Tab")
        assert cross.hasFocus()
        keys.press("Space")
        assert taken.pop() == key
    link = first.findChildren(QPushButton)[0]
    assert link.text() == "Theme 1"
    assert not Part(link).ink("accent").isEmpty(), "it looks like what can be clicked"
    link = second.findChildren(QPushButton)[0]
    assert link.text().startswith("R&&Dxxx")
    assert link.text().endswith("…")
    assert link.fontMetrics().horizontalAdvance(link.text().replace("&&", "&")) <= 150
    for row in (first, second):
        drawn, link = between(row), row.findChildren(QPushButton)[0]
        assert drawn.width() > 10, "what it rests on stands between them"
        assert link.geometry().right() + 4 <= drawn.left() <= link.geometry().right() + 8
    assert between(first).width() < between(second).width(), "the quote, and that it is all of it"


def test_a_theme_leads_to_its_quote(said: Said) -> None:
    lines = "\n".join(f"line {number}" for number in range(200))
    said.show_said(of(lines, "line 150", "line 3", "not said at all"))
    rows = legend(said)
    rows[0].findChildren(QPushButton)[0].click()
    assert said.words.hasFocus()
    assert said.words.textCursor().position() == lines.index("line 150")
    assert said.words.viewport().rect().contains(said.words.cursorRect())
    rows[1].findChildren(QPushButton)[0].click()
    assert said.words.textCursor().position() == lines.index("line 3")
    assert said.words.viewport().rect().contains(said.words.cursorRect())
    rows[2].findChildren(QPushButton)[0].click()
    assert said.words.textCursor().position() == lines.index("line 3"), "it leads nowhere"


@pytest.mark.parametrize(
    ("text", "quote", "marked"),
    [
        ("Say it. Say it again", "Say it", ["Say it"]),
        ("SAY it", "say IT", ["SAY it"]),
        ("say SAY", "SAY", ["SAY"]),
        ("😀 say", "say", ["say"]),
        ("say", "said", []),
        ("say", "", []),
        ("x" * READ_MOST + "say", "say", []),
    ],
)
def test_a_quote_is_found_where_it_stands_first(
    said: Said, text: str, quote: str, marked: list[str]
) -> None:
    said.show_said(of(text, quote))
    assert [words for words, _sort in Part(said.words).underlined] == marked
    if marked:
        (mark,) = said.words.extraSelections()
        at = text.find(marked[0])
        assert mark.cursor.selectionStart() == len(text[:at].encode("utf-16-le")) // 2
    assert len(legend(said)) == 1, "it is listed in any case"


@pytest.mark.parametrize(
    ("number", "others"),
    [(LEGEND_MOST, ""), (LEGEND_MOST + 1, "… and 1 more"), (2_020, "… and 2,000 more")],
)
def test_of_many_themes_the_first_are_listed(said: Said, number: int, others: str) -> None:
    said.window().setFixedHeight(1_400)
    said.show_said(of("one", *["one"] * number))
    assert len(legend(said)) == LEGEND_MOST == 20
    told = next(one for one in said.findChildren(QLabel) if one.objectName() == "saidOthers")
    assert Part(told).says == others
    if others:
        assert told.y() > legend(said)[-1].y()
        assert Part(told).letters == theme.Size.SMALL
    said.show_said(of("one", "one"))
    assert len(legend(said)) == 1
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(said.findChildren(LegendRow)) == 1, "nothing is kept of the others"
    assert not told.isVisible()
    said.show_said(of("one"))
    assert legend(said) == []
    assert Part(said.words).underlined == []


def test_a_theme_has_the_colour_that_its_owner_chose(said: Said) -> None:
    shown = of("one", "one")
    said.show_said(replace(shown, mentions=(replace(shown.mentions[0], colour=6),)))
    (mark,) = said.words.extraSelections()
    assert mark.format.underlineColor() == theme.color(Role.THEME_6)
    assert strokes(legend(said)[0])


def test_another_look_colours_the_words_anew(said: Said, look: QApplication) -> None:
    said.show_said(of("one", "one"))
    for name in ("dark", "light"):
        looks.apply(look, name)
        (mark,) = said.words.extraSelections()
        assert mark.format.underlineColor() == theme.color(Role.THEME_1)
