"""The palette: pages, things and actions by a few letters of their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.themes import rename_theme
from feedbackdesk.ui.actions import SPECS
from feedbackdesk.ui.finding.entries import Found, Heading
from feedbackdesk.ui.finding.palette import CommandPalette
from feedbackdesk.ui.models.roles import ROW
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle


@pytest.fixture
def window(open_desk_window: OpenWindow, sample_path: Path) -> MainWindow:
    """The sample business."""
    return open_desk_window(sample_path)


def opened(qtbot: QtBot, window: MainWindow, words: str = "") -> CommandPalette:
    """Open the palette, type, and wait until all is found."""
    window.actions_["palette"].trigger()
    palette = window.findChild(CommandPalette, "commandPalette")
    assert palette is not None
    assert palette.isVisible()
    assert palette.field.hasFocus()
    qtbot.keyClicks(palette.field, words)
    settle(qtbot, window)
    return palette


def rows(palette: CommandPalette) -> list[Found | Heading]:
    """Return all rows of the palette."""
    model = palette.list.model()
    return [model.index(row, 0).data(ROW) for row in range(model.rowCount())]


def names(palette: CommandPalette) -> list[str]:
    """Return the names that the palette shows, without the headings."""
    return [row.entry.name for row in rows(palette) if isinstance(row, Found)]


def test_a_page_is_three_keys_away(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(qtbot, window, "ro")
    assert names(palette)[0] == "Roadmap"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.roadmap
    assert not palette.isVisible()


def test_esc_gives_the_keyboard_back(window: MainWindow, qtbot: QtBot) -> None:
    window.inbox.view.setFocus()
    palette = opened(qtbot, window, "xyz")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.inbox.view.hasFocus()
    # And the same key that opens it closes it.
    opened(qtbot, window)
    window.actions_["palette"].trigger()
    assert not palette.isVisible()
    assert window.inbox.view.hasFocus()


def test_a_click_beside_the_panel_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(qtbot, window)
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert not palette.isVisible()


def test_every_action_that_can_be_done_is_there_with_its_keys(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["redo"].setEnabled(False)
    palette = opened(qtbot, window)
    shown = {row.entry.key: row.entry for row in rows(palette) if isinstance(row, Found)}
    for name in SPECS:
        if name in {"palette", "view_rename", "view_delete"}:
            continue
        assert (name in shown) == window.actions_[name].isEnabled(), name
    assert shown["print"].keys == "Ctrl+P"
    assert shown["print"].icon == "print"
    assert "redo" not in shown
    assert "&" not in "".join(one.name for one in shown.values())


def test_things_open_where_they_belong(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(qtbot, window, "direct deb")
    first = next(row for row in rows(palette) if isinstance(row, Found))
    assert (first.entry.word, first.entry.name) == ("theme", "Pay by direct debit")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.themes
    chosen = window.themes.chosen()
    assert chosen is not None
    assert chosen.name == "Pay by direct debit"
    assert window.themes.is_reading


def test_a_person_is_found_by_words_without_accents(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    desk = window.live.desk
    assert desk is not None
    desk.do(record_feedback, NewFeedback("Bread", Speaker("Zoë Brontë", "Café Ole")))
    settle(qtbot, window)
    palette = opened(qtbot, window, "bronte")
    assert names(palette)[0] == "Zoë Brontë"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.page_name == "people"
    assert window.people.page.found is not None
    assert window.people.page.found.name == "Zoë Brontë"


def test_enter_waits_for_what_is_still_to_be_found(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(qtbot, window)
    palette.field.setText("Pay by direct debit")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)  # before anything was found
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.themes)


def test_what_was_used_lately_comes_first(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(qtbot, window, "direct debit")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    opened(qtbot, window, "inbox")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert names(opened(qtbot, window))[:2] == ["Inbox", "Pay by direct debit"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    # What has another name now is not offered by its old one.
    theme = window.themes.chosen()
    assert theme is not None
    window.live.do(rename_theme, theme.id, "Pay as you like")
    settle(qtbot, window)
    assert names(opened(qtbot, window))[0] == "Inbox"
    assert "Pay by direct debit" not in names(palette)


def test_an_action_of_a_list_is_done_on_its_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("roadmap")
    palette = opened(qtbot, window, "archive")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.inbox
    assert window.toast.words == "Look at what is chosen here, then do it again."
    assert window.inbox.model.rowCount() == 11
    window.inbox.view.setCurrentIndex(window.inbox.model.index(0))
    palette = opened(qtbot, window, "archive")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 10)


def test_the_arrows_go_round_and_skip_the_headings(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(qtbot, window, "inv")
    all_of = [row for row in rows(palette) if isinstance(row, Found)]
    for row in [*all_of[1:], all_of[0]]:
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
        assert palette.chosen() == row.entry
        assert row.entry.name in palette.field.accessibleDescription()
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.chosen() == all_of[-1].entry


def test_words_that_name_nothing_are_searched_in_all_feedback(
    window: MainWindow, qtbot: QtBot
) -> None:
    palette = opened(qtbot, window, "doormat")
    assert names(palette) == ["Search all feedback for “doormat”"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    field = window.findChild(QLineEdit, "searchField")
    assert field is not None
    assert field.hasFocus()
    qtbot.waitUntil(lambda: window.search.found.rowCount() == 1)


def test_another_page_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(qtbot, window)
    window.actions_["themes"].trigger()
    assert not palette.isVisible()
    assert window.themes.view.hasFocus()


@pytest.mark.parametrize(
    "text", ["&", '"', "\u202e", "😀", "x" * 5_000_000, "%s{name}<b>", "a\x00"]
)
def test_whatever_is_typed_is_looked_up(window: MainWindow, qtbot: QtBot, text: str) -> None:
    palette = opened(qtbot, window)
    QApplication.clipboard().setText(text)
    palette.field.paste()
    settle(qtbot, window)
    palette.grab()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
