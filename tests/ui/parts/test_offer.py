"""What is taken by one key: what is painted of it, how high it is, and how it is read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from feedbackdesk.ui.capture.advice import Offer, Offered
from feedbackdesk.ui.look import icons, looks, theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.paint import rounded, write
from tests.driver import keys, waiting
from tests.driver.eyes import changed, ink, is_in
from tests.driver.parts import LEFT, Part

WIDE = 240
LIKELY = Offered("Bread", "like “Buns”", "Bread, like “Buns”", "Files it under Bread", ("Bread",))
LONG = replace(LIKELY, words="Is there bread without wheat on the days after a feast? " * 3)
CAP = QRect(8, 4, 20, 20)
"""Where its digit stands, in a box of its own."""

Make = Callable[..., Offer]


@pytest.fixture
def make(look: QApplication) -> Iterator[Make]:
    """Make offers, each in a window of its own below a field that has the keyboard."""
    made: list[QWidget] = []

    def make(
        offered: Offered | None = LIKELY,
        keys: str = "Alt+3",
        *,
        lines: int = 1,
        bold: bool = False,
        taken: bool = False,
    ) -> Offer:
        window = QDialog()
        made.append(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        first = QLineEdit(window)
        offer = Offer(keys, lines=lines, bold=bold, parent=window)
        column.addWidget(first)
        column.addWidget(offer)
        column.addStretch(1)
        window.setFixedWidth(WIDE)
        window.setFixedHeight(400)
        window.show()
        window.activateWindow()
        waiting.until(window.isActiveWindow, "the keyboard")
        first.setFocus()
        assert not offer.isVisible(), "it offers nothing yet"
        assert not offer.taken
        offer.offer(offered)
        if taken:
            offer.show_taken(True)
        QApplication.processEvents()
        return offer

    yield make
    for one in made:
        one.close()
        one.deleteLater()


def picture(offer: Offer) -> QImage:
    """Return what it looks like."""
    return Part(offer).picture.convertToFormat(QImage.Format.Format_RGB32)


def on_screen(offer: Offer, *, anew: bool = False) -> QImage:
    """Return what was painted of it last, as it stands on the screen, or what would be now."""
    QApplication.processEvents()
    window = offer.window()
    whole = window.grab() if anew else window.screen().grabWindow(window.winId())
    at = QRect(offer.mapTo(window, QPoint()), offer.size())
    return whole.toImage().copy(at).convertToFormat(QImage.Format.Format_RGB32)


def line_height(weight: Weight = Weight.REGULAR) -> int:
    """Return what a line of its words takes."""
    return round(QFontMetrics(theme.font(Size.BODY, weight)).height() * 1.12)


# What is painted


def test_its_digit_stands_in_a_box_before_its_words(make: Make) -> None:
    one, other = picture(make(keys="Alt+1")), picture(make(keys="Alt+2"))
    digit = changed(one, other)
    assert CAP.contains(digit)
    assert abs(digit.center().x() - CAP.center().x()) <= 2
    assert abs(digit.center().y() - CAP.center().y()) <= 2
    box = ink(one, "line_strong")
    assert abs(box.left() - CAP.left()) <= 1
    assert abs(box.right() - CAP.right()) <= 1
    assert abs(box.top() - CAP.top()) <= 1
    assert abs(box.bottom() - CAP.bottom()) <= 1
    assert not is_in("accent", one)


def drawn_apart(offer: Offer, ground: str, cap: str, ink: Role, muted: Role) -> QImage:
    """Return what it should look like, drawn from its parts at their places."""
    high = line_height()
    image = QImage(WIDE, high + 18 + 8, QImage.Format.Format_RGB32)
    image.fill(picture(offer).pixelColor(0, 0))
    painter = QPainter(image)
    if ground:
        rounded(painter, image.rect(), Role(ground), radius=6)
    rounded(painter, CAP, Role.SURFACE, Role(cap), radius=4)
    if ground:
        painter.drawPixmap(10, 6, icons.pixmap("check", Role.ACCENT, 16, 1.0))
    else:
        digit = theme.font(Size.SMALL, Weight.MEDIUM)
        write(painter, CAP, "3", digit, theme.color(ink), in_middle=True)
    words = QRect(36, 4, WIDE - 36 - 8, high)
    draw(painter, words, LIKELY.words, theme.font(Size.BODY), ink)
    small = round(QFontMetrics(theme.font(Size.SMALL)).height() * 1.12)
    below = QRect(36, 4 + high + (18 - small) // 2, WIDE - 36 - 8, small)
    write(painter, below, LIKELY.below, theme.font(Size.SMALL), theme.color(muted))
    painter.end()
    return image


def draw(painter: QPainter, where: QRect, words: str, font: QFont, ink: Role) -> None:
    """Write words as text is laid out: from the top of a line."""
    layout = laid_out(words, font, where.width(), 1)
    painter.setPen(theme.color(ink))
    layout.draw(painter, QPointF(where.topLeft()))


def laid_out(words: str, font: QFont, wide: int, most: int) -> QTextLayout:
    """Return words in as many lines as they need, up to some."""
    layout = QTextLayout(words.strip(), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while layout.lineCount() < most and (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
    layout.endLayout()
    return layout


def lines_of(words: str, font: QFont, wide: int, most: int) -> int:
    """Return how many lines words need, up to some."""
    return laid_out(words, font, wide, most).lineCount()


def test_each_part_stands_in_its_place(make: Make) -> None:
    offer = make()
    calm = drawn_apart(offer, "", "line_strong", Role.TEXT, Role.TEXT_MUTED)
    assert picture(offer) == calm
    offer.show_taken(True)
    soft = Role.ON_ACCENT_SOFT
    taken = drawn_apart(offer, "accent_soft", "accent", soft, soft)
    assert picture(offer) == taken


def test_its_words_and_the_reason_below_them_stand_beside_the_box(make: Make) -> None:
    plain = picture(make())
    words = changed(plain, picture(make(replace(LIKELY, words="Xanthi"))))
    below = changed(plain, picture(make(replace(LIKELY, below="for Xanthi"))))
    high = line_height()
    assert 36 <= words.left() <= 39
    assert 36 <= below.left() <= 39
    assert 4 <= words.top() < words.bottom() < 4 + high
    assert 4 + high <= below.top() < below.bottom() < 4 + high + 18
    assert ink(plain, "text").top() >= 4
    assert not is_in("accent_soft", plain)
    assert not is_in("focus", plain)


def test_words_that_do_not_fit_are_cut_before_the_edge(make: Make) -> None:
    long = make(replace(LONG, below=LONG.words))
    drawn = changed(picture(make(replace(LIKELY, words="", below=""))), picture(long))
    assert WIDE - 8 - 30 < drawn.right() < WIDE - 8
    assert drawn.left() >= 36


def test_bold_words_are_bolder(make: Make) -> None:
    thin, bold = (picture(make(replace(LIKELY, below=""), bold=yes)) for yes in (False, True))
    room = QRect(36, 4, WIDE - 44, line_height())
    assert ink(bold, "text", room).width() > ink(thin, "text", room).width()


def test_what_was_taken_is_filled_and_checked(make: Make) -> None:
    free, taken = picture(make()), picture(make(taken=True))
    assert ink(taken, "accent_soft") == taken.rect()
    box = ink(taken, "accent")
    assert CAP.adjusted(-1, -1, 1, 1).contains(box)
    assert box.width() >= 18
    assert not ink(taken, "accent", CAP.adjusted(4, 4, -4, -4)).isEmpty(), "the mark"
    assert not is_in("line_strong", taken)
    assert not is_in("text_muted", taken)
    assert is_in("on_accent_soft", taken)
    assert picture(make(keys="Alt+4", taken=True)) == taken, "the mark stands for the digit"
    assert taken.size() == free.size()


def test_under_the_pointer_and_pressed_it_has_a_ground(make: Make) -> None:
    offer = make()
    calm = on_screen(offer)
    offer.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # as Qt does where the pointer comes
    offer.update()
    under = on_screen(offer)
    assert changed(calm, under) == calm.rect(), "all of it"
    offer.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    offer.update()
    assert on_screen(offer) == calm
    offer.setDown(True)
    assert on_screen(offer) == under
    offer.show_taken(True)
    taken = on_screen(offer)
    offer.setDown(False)
    assert on_screen(offer) == taken, "what was taken has its own ground"


def test_a_ring_shows_where_the_keyboard_is(make: Make) -> None:
    offer = make()
    assert not is_in("focus", picture(offer))
    keys.press("Tab")
    assert offer.hasFocus()
    ring = ink(picture(offer), "focus")
    assert ring.width() >= WIDE - 2
    assert ring.height() >= offer.height() - 2


@pytest.mark.usefixtures("from_right_to_left")
def test_everything_is_mirrored_where_reading_begins_at_the_right(make: Make) -> None:
    one, other = picture(make(keys="Alt+1")), picture(make(keys="Alt+2"))
    cap = QRect(WIDE - CAP.right() - 1, CAP.top(), CAP.width(), CAP.height())
    assert cap.contains(changed(one, other))
    usual = make(keys="Alt+1")
    usual.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert one.copy(cap) == picture(usual).copy(CAP)
    below = changed(one, picture(make(replace(LIKELY, below="of Xanthi"), keys="Alt+1")))
    assert WIDE - 36 - 3 <= below.right() < WIDE - 36
    long = make(replace(LONG, below=""), keys="Alt+1")
    drawn = changed(picture(make(replace(LIKELY, words="", below=""), keys="Alt+1")), picture(long))
    assert 8 <= drawn.left() < 40
    assert drawn.right() < WIDE - 36


def test_what_changes_is_painted_at_once(make: Make, look: QApplication) -> None:
    offer = make()
    assert on_screen(offer) == on_screen(offer, anew=True)
    changes: tuple[Callable[[], None], ...] = (
        lambda: offer.offer(replace(LIKELY, words="Buns")),
        lambda: offer.offer(replace(LIKELY, below="like “Bread”")),
        lambda: offer.show_taken(True),
        lambda: offer.show_taken(False),
        lambda: offer.offer(LONG),
        lambda: offer.unfold(9),
        lambda: looks.apply(look, "dark"),
        lambda: looks.apply(look, "light"),
    )
    for change in changes:
        before = on_screen(offer)
        change()
        now = on_screen(offer)
        assert now != before
        assert now == on_screen(offer, anew=True)


def test_what_offers_nothing_is_not_there(make: Make) -> None:
    offer = make()
    assert offer.isVisible()
    offer.offer(None)
    assert not offer.isVisible()
    assert offer.offered is None
    offer.show_taken(True)
    assert offer.taken
    empty = picture(offer)
    assert not is_in("accent_soft", empty)
    assert not is_in("accent", empty)
    offer.offer(LIKELY)
    assert offer.isVisible()
    assert offer.accessibleName() == "Bread, like “Buns”, taken"


# How high it is


@pytest.mark.parametrize(("lines", "bold"), [(1, True), (2, False), (2, True), (3, False)])
def test_it_is_as_high_as_its_lines_and_the_reason(make: Make, lines: int, bold: bool) -> None:
    offer = make(lines=lines, bold=bold)
    high = lines * line_height(Weight.MEDIUM if bold else Weight.REGULAR) + 18 + 2 * 4
    assert offer.sizeHint() == QSize(200, high)
    assert offer.minimumSizeHint() == QSize(0, high), "as narrow as there is room for"
    assert offer.hasHeightForWidth()
    assert [offer.heightForWidth(wide) for wide in (20, 100, 900)] == [high] * 3
    assert offer.size() == QSize(WIDE, high)


def test_it_is_unfolded_to_all_of_its_words_and_folded_again(make: Make) -> None:
    offer = make(LONG, lines=2)
    folded = offer.height()
    offer.unfold(9)
    QApplication.processEvents()
    whole = offer.height()
    assert whole > folded
    for wide in range(60, 500, 9):
        needed = line_height() * lines_of(LONG.words, theme.font(Size.BODY), max(wide - 44, 40), 9)
        assert offer.heightForWidth(wide) == needed + 18 + 8
    assert whole == offer.heightForWidth(WIDE)
    assert offer.heightForWidth(2 * WIDE) < whole < offer.heightForWidth(WIDE // 2)
    assert offer.heightForWidth(10) == 9 * line_height() + 18 + 8, "no more than was meant"
    assert offer.heightForWidth(60) == offer.heightForWidth(84), "at least a few letters"
    offer.unfold(9)
    QApplication.processEvents()
    assert offer.height() == folded
    offer.unfold(3)
    QApplication.processEvents()
    assert offer.height() == folded + line_height()
    offer.offer(replace(LONG, below="for another reason"))
    QApplication.processEvents()
    assert offer.height() == folded, "something else is shown as ever"


def test_the_same_offered_again_stays_unfolded(make: Make) -> None:
    offer = make(LONG, lines=2)
    offer.unfold(9)
    QApplication.processEvents()
    whole = offer.height()
    offer.offer(replace(LONG))
    QApplication.processEvents()
    assert offer.height() == whole


# How it is read out, and what it is


@pytest.mark.parametrize(("written", "digit"), [("Alt+1", "1"), ("Alt+0", "0")])
def test_it_says_what_it_is_and_by_which_key(make: Make, written: str, digit: str) -> None:
    offer = make(keys=written)
    part = Part(offer)
    assert offer.objectName() == f"likely.{digit}"
    assert (part.spoken, part.explained, part.tip) == (LIKELY.said, written, LIKELY.tip)
    offer.show_taken(True)
    assert part.spoken == f"{LIKELY.said}, taken"
    assert offer.taken
    other = Offered("Buns", "", "Buns, heard twice", "Files it under Buns", ())
    offer.offer(other)
    assert (part.spoken, part.tip) == ("Buns, heard twice, taken", other.tip)
    offer.show_taken(False)
    assert part.spoken == "Buns, heard twice"
    assert part.explained == written


def test_it_is_a_button_that_enter_in_the_form_does_not_press(make: Make) -> None:
    offer = make()
    pressed: list[bool] = []
    offer.clicked.connect(lambda: pressed.append(True))
    assert isinstance(offer, QPushButton)
    keys.press("Enter")
    assert pressed == []
    QTest.mouseClick(offer, LEFT)
    assert len(pressed) == 1
    assert offer.hasFocus(), "a click gives it the keyboard"
    keys.press("Space")
    assert len(pressed) == 2


def test_what_is_offered_cannot_change() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(LIKELY, "words", "Buns")  # noqa: B010  (it is compared with what stood there)
