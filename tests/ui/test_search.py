"""The search field and its page: all words ever said, found while they are typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.search import saved_views
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import add_theme
from feedbackdesk.store.unit import UnitOfWork
from feedbackdesk.ui import theme
from feedbackdesk.ui.finding.pills import FilterPill, HitPill
from feedbackdesk.ui.models.found import FIRST
from feedbackdesk.ui.models.roles import MARKS, ROW
from feedbackdesk.ui.theme import Role
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, list_of, settle

PartT = TypeVar("PartT", bound=QWidget)


@step("Fill the shop")
def fill_with_wishes(work: UnitOfWork, number: int) -> None:
    """Make very many themes in one step."""
    for one in range(number):
        add_theme(work, f"{one}th wish")


@step("Fill the shop")
def fill_with_talk(work: UnitOfWork, number: int) -> None:
    """Record very much in one step."""
    for one in range(number):
        record_feedback(work, NewFeedback(f"Bread {one}"))


@pytest.fixture
def window(open_desk_window: OpenWindow, sample_path: Path) -> MainWindow:
    """The sample business, with eleven feedbacks waiting."""
    return open_desk_window(sample_path)


def part(window: MainWindow, kind: type[PartT], name: str) -> PartT:
    """Return a part of the window by its name."""
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def typed(qtbot: QtBot, window: MainWindow, text: str) -> QLineEdit:
    """Type into the search field, as after Ctrl+F, and wait for the answer."""
    window.actions_["find"].trigger()
    field = part(window, QLineEdit, "searchField")
    if text.isascii():
        qtbot.keyClicks(field, text)
    else:
        field.insert(text)  # QTest knows the keys of ASCII alone
    found(qtbot, window)
    return field


def found(qtbot: QtBot, window: MainWindow) -> list[str]:
    """Return the words of what was found, once all of it is here."""
    field = window.finding.field

    def arrived() -> bool:
        answer = window.search.found.answer
        text = window.search.found.text
        return not window.live.busy and answer is not None and text == field.text()

    qtbot.waitUntil(arrived, timeout=10_000)
    settle(qtbot, window)
    model = list_of(window, "searchList").model()
    rows = [model.index(row, 0) for row in range(min(model.rowCount(), 50))]
    qtbot.waitUntil(lambda: all(row.data() is not None for row in rows))
    settle(qtbot, window)
    return [row.data() for row in rows]


def asked(qtbot: QtBot, window: MainWindow) -> QLineEdit:
    """Return the line of the question that has come up, once it has the keyboard."""
    line = window.findChildren(QLineEdit, "questionField")[-1]
    qtbot.waitUntil(line.hasFocus)
    return line


def back_in(window: MainWindow, widget: QWidget) -> None:
    """Have the keyboard again after a dialog or a menu; without a screen nobody gives it back."""
    window.activateWindow()
    widget.setFocus()
    QApplication.processEvents()


def pills(window: MainWindow) -> list[str]:
    """Return what the filters in force say."""
    return [one.text() for one in window.search.filters.pills() if isinstance(one, FilterPill)]


def test_a_day_that_reads_in_several_ways_is_said_back(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.live.desk
    assert desk is not None
    desk.do(change_settings, {"date_order": "mdy"})
    settle(qtbot, window)
    year = date.today().year - 1
    typed(qtbot, window, f"since:3/4/{year} until:2026-01")
    settle(qtbot, window)
    said = f"since: 3/4/{year} (4 March {year})"
    qtbot.waitUntil(lambda: said in pills(window))
    assert "until: 2026-01" in pills(window)


def test_the_owner_finds_marks_filters_keeps_and_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("themes")
    field = typed(qtbot, window, "invo")
    assert window.stack.currentWidget() is part(window, QWidget, "searchPage")
    assert field.hasFocus()
    model = list_of(window, "searchList").model()
    first = model.index(0, 0)
    marked = [first.data(ROW).text[at : at + length] for at, length in first.data(MARKS)]
    assert {one.casefold() for one in marked} == {"invo"}

    # A filter, by completion: two letters, an arrow, Enter.
    qtbot.keyClicks(field, " kind:")
    offers = window.finding.field.offers
    qtbot.waitUntil(offers.isVisible)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "invo kind:request "
    assert all("invo" in words.casefold() or words for words in found(qtbot, window))
    assert pills(window) == ["kind: request"]
    assert {model.index(row, 0).data(ROW).kind for row in range(model.rowCount())} == {"request"}

    # Kept under a name, it stands in the navigation.
    qtbot.mouseClick(part(window, QPushButton, "saveView"), Qt.MouseButton.LeftButton)
    name = asked(qtbot, window)
    qtbot.keyClicks(name, "Invoices wanted")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.finding.views.buttons))
    settle(qtbot, window)
    (view,) = window.finding.views.buttons
    assert view.text() == "Invoices wanted"
    assert view.isChecked()

    # Esc clears the field and goes back; the view comes back by its button.
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.themes
    assert field.text() == ""
    assert not view.isChecked()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton)
    found(qtbot, window)
    assert pills(window) == ["kind: request"]
    assert view.isChecked()

    # And undo takes it out of the navigation.
    window.toast.undo_wanted.emit()
    qtbot.waitUntil(lambda: not window.finding.views.buttons)


def test_a_view_is_renamed_and_deleted_by_key(window: MainWindow, qtbot: QtBot) -> None:
    field = typed(qtbot, window, "feeling:unhappy")
    window.actions_["view_save"].trigger()
    name = asked(qtbot, window)
    qtbot.keyClicks(name, "Angry")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    views = window.finding.views
    qtbot.waitUntil(lambda: len(views.buttons) == 1)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    views.buttons[0].setFocus()
    qtbot.keyClick(views.buttons[0], Qt.Key.Key_F2)
    name = asked(qtbot, window)
    name.setText("Not happy & <b>bold</b>")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: views.buttons[0].view.name.startswith("Not happy"))
    settle(qtbot, window)
    qtbot.keyClick(views.buttons[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not views.buttons)
    window.live.undo()
    qtbot.waitUntil(lambda: len(views.buttons) == 1)
    assert window.live.desk is not None
    assert [one.query for one in window.live.desk.ask(saved_views)] == ["feeling:unhappy"]


@pytest.mark.parametrize("words", ["invoice", "INVOICE", '"(invoice', "invoice*", "ïnvöice"])
def test_search_covers_all_words_ever_said(window: MainWindow, qtbot: QtBot, words: str) -> None:
    field = typed(qtbot, window, words)
    assert "invoice" in found(qtbot, window)[0].casefold()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.inbox
    assert window.inbox.model.rowCount() == 11


@pytest.mark.parametrize("words", ["Harbour", "ann lee", "ANN", 'who:"Ann Lee"', "org:harbour"])
def test_search_finds_who_said_it(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path, words: str
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    assert window.live.desk is not None
    speaker = Speaker("Ann Lee", "Harbour Bakery")
    window.live.desk.do(record_feedback, NewFeedback("Bread twice a day", speaker))
    window.live.desk.do(record_feedback, NewFeedback("Something else"))
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 2)
    typed(qtbot, window, words)
    assert found(qtbot, window) == ["Bread twice a day"]


def test_a_typing_mistake_is_forgiven_and_told(window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, window, "invioce")
    assert window.search.hint.text().startswith("Nothing says “invioce”. Showing “invo")
    assert "invoice" in found(qtbot, window)[0].casefold()
    assert window.search.view.model().index(0, 0).data(MARKS)


def test_what_was_no_filter_is_told(window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, window, "kind:rant")
    assert "rant" in window.search.hint.text()


def test_filters_are_taken_away_by_key_and_added_by_menu(window: MainWindow, qtbot: QtBot) -> None:
    field = typed(qtbot, window, "kind:loss -channel:email ")
    assert pills(window) == ["kind: lost sale", "not channel: e-mail"]
    first = window.search.filters.pills()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    second = window.search.filters.pills()[1]
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    found(qtbot, window)
    assert field.text() == "kind:loss"
    qtbot.mouseClick(part(window, QPushButton, "addFilter"), Qt.MouseButton.LeftButton)
    menu = part(window, QMenu, "filterMenu")
    feelings = next(one for one in menu.actions() if one.text() == "Feeling").menu()
    assert isinstance(feelings, QMenu)
    next(one for one in feelings.actions() if one.text() == "Unhappy").trigger()
    menu.close()
    found(qtbot, window)
    assert field.text() == "kind:loss feeling:unhappy"

    # One that takes a name is typed on, with the names to choose from.
    qtbot.mouseClick(part(window, QPushButton, "addFilter"), Qt.MouseButton.LeftButton)
    menu = window.findChildren(QMenu, "filterMenu")[-1]
    next(one for one in menu.actions() if one.text() == "Theme…").trigger()
    menu.close()
    back_in(window, field)
    assert field.text().endswith(' theme:"')
    qtbot.waitUntil(window.finding.field.offers.isVisible)
    qtbot.keyClicks(field, "pay by")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: 'theme:"Pay by direct debit"' in field.text())


def test_enter_is_not_stolen_where_nothing_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    field = typed(qtbot, window, "cha")
    qtbot.waitUntil(window.finding.field.offers.isVisible)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert field.text() == "cha"
    qtbot.waitUntil(window.search.view.hasFocus)


def test_found_feedback_is_filed_and_deleted_as_in_the_inbox(
    window: MainWindow, qtbot: QtBot
) -> None:
    field = typed(qtbot, window, "invoice")
    before = window.search.found.rowCount()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    view = window.search.view
    assert view.hasFocus()
    (key,) = window.search.chosen()
    qtbot.keyClick(view, Qt.Key.Key_N)
    name = asked(qtbot, window)
    qtbot.keyClicks(name, "Black holes")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    desk = window.live.desk
    assert desk is not None

    def filed() -> bool:
        (one,) = [row for row in desk.ask(list_feedback) if row.id == key]
        return "Black holes" in one.themes

    qtbot.waitUntil(filed)
    settle(qtbot, window)
    back_in(window, view)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.search.found.rowCount() == before - 1)
    window.toast.undo_wanted.emit()
    qtbot.waitUntil(lambda: window.search.found.rowCount() == before)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.inbox


def test_what_goes_by_the_name_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, window, "direct debit")
    settle(qtbot, window)
    hits = [one for one in window.search.hits.pills() if isinstance(one, HitPill)]
    theme_hit = next(one for one in hits if one.entry.word == "theme")
    assert theme_hit.entry.name == "Pay by direct debit"
    qtbot.mouseClick(theme_hit, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.inspector.isVisible()


def test_typing_fast_shows_only_the_newest_answer(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["find"].trigger()
    field = window.finding.field
    shown: list[str] = []
    window.search.found.loaded.connect(lambda: shown.append(window.search.found.text))
    for end in range(1, len("delivery") + 1):
        field.setText("delivery"[:end])
        field.search_now()  # as though each key had been followed by a pause
    words = found(qtbot, window)
    assert words
    assert all("deliver" in one.casefold() or "courier" in one for one in words[:3])
    assert shown == ["delivery"] * len(shown)


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', "(", ")", "*", "'; DROP TABLE feedback; --", "AND OR NOT NEAR(", "^{}[]~:",
        "kind:", "-", "--", "-kind:loss", "who:\"", "\u202eabc\u202c", "😀", "ﷺ", "a\x00b",
        "\ud83d", "e\u0301" * 50, "x" * 5_000_000, ":" * 3_000, "since:99999", "on:2026-13",
    ],
    ids=lambda text: ascii(text)[:24],
)  # fmt: skip
def test_whatever_is_typed_is_a_search(window: MainWindow, qtbot: QtBot, text: str) -> None:
    window.actions_["find"].trigger()
    field = window.finding.field
    QApplication.clipboard().setText(text)
    field.paste()
    if field.text().strip():
        found(qtbot, window)
        window.search.grab()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    if field.text():  # the first one closed the completions
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_ten_thousand_themes_are_searched_and_completed(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "many.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_wishes, 10_000)
    desk.close()
    window = open_desk_window(path)
    field = typed(qtbot, window, "theme:9999")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: field.text() == 'theme:"9999th wish" ', timeout=10_000)
    found(qtbot, window)
    assert pills(window) == ["theme: 9999th wish"]


def test_all_is_found_once_the_typing_has_paused(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "talk.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_talk, FIRST + 50)
    desk.close()
    window = open_desk_window(path)
    typed(qtbot, window, "bread")
    assert window.search.found.answer is not None
    assert window.search.found.answer.total == FIRST + 50
    qtbot.waitUntil(lambda: window.search.found.rowCount() == FIRST + 50)
    # The same again is no new search, and the list stays as it is.
    window.finding.field.search_now()
    assert window.search.found.rowCount() == FIRST + 50


def test_a_long_text_is_shown_where_it_matches(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    assert window.live.desk is not None
    long = "Before that, nothing of note. " * 4_000 + "A zeppelin! 😀 " + "And after. " * 9_000
    window.live.desk.do(record_feedback, NewFeedback(long))
    typed(qtbot, window, "zepp")
    index = window.search.found.index(0)
    ((at, length),) = index.data(MARKS)
    assert long[at : at + length] == "zepp"
    window.resize(1366, 768)
    seen = window.search.view.grab().toImage()
    ground = theme.color(Role.MATCH).rgb()
    assert any(seen.pixel(x, y) == ground for x in range(seen.width()) for y in range(0, 80, 2))


def test_what_was_left_is_not_searched_again(window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, window, "invoice")
    window.show_page("inbox")
    settle(qtbot, window)
    assert window.finding.field.text() == ""
    assert window.search.found.rowCount() == 0


def test_the_field_folds_where_there_is_no_room(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(880, 560)
    window.show_page("roadmap")
    window.show_inspector(True)
    settle(qtbot, window)
    QApplication.processEvents()
    field = window.finding.field
    assert window.width() == 880
    assert field.width() == 40
    window.actions_["find"].trigger()
    assert field.hasFocus()
    assert field.width() > 200
    window.roadmap.tray.setFocus()
    assert field.width() == 40
