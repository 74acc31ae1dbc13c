"""A question takes the first letters that are typed: never its OK, with the answer of before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

import feedbackdesk.ui
from feedbackdesk.desk.followups import promise
from feedbackdesk.desk.privacy import ToErase
from feedbackdesk.domain.days import DateOrder, Side
from feedbackdesk.domain.log import ChangedField
from feedbackdesk.domain.rows import Item
from feedbackdesk.domain.words import FollowUpResult, ItemStage
from feedbackdesk.ui.capture.dialog import CaptureDialog
from feedbackdesk.ui.pages.history_detail import WholeText
from feedbackdesk.ui.printing.dialog import PrintDialog
from feedbackdesk.ui.privacy.erase_dialog import EraseDialog
from feedbackdesk.ui.privacy.retention_dialog import RetentionDialog
from feedbackdesk.ui.widgets.ask_day import DayQuestion
from feedbackdesk.ui.widgets.business import BusinessDialog
from feedbackdesk.ui.widgets.choose import Chooser, ask_name
from feedbackdesk.ui.widgets.days import DaysDialog
from feedbackdesk.ui.widgets.decide import DecideDialog
from feedbackdesk.ui.widgets.done import DoneDialog
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.widgets.letters import LettersDialog
from feedbackdesk.ui.widgets.owe import OweDialog
from feedbackdesk.ui.widgets.postpone import PostponeDialog
from feedbackdesk.ui.widgets.reasons import ReasonsDialog
from feedbackdesk.ui.widgets.same_name import SameName, Wanted
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle


def nothing(*_answer: object) -> None:
    """Take an answer."""


def _print(window: MainWindow) -> PrintDialog:
    assert window.live.desk is not None
    return PrintDialog(window.live.desk, window)


def _chooser(window: MainWindow) -> Chooser:
    chooser = Chooser(window, "Which?", nothing)
    chooser.offer([])
    return chooser


def day_first() -> DateOrder:
    """Tell how 3/4 is read."""
    return DateOrder.DMY


DIALOGS: dict[str, tuple[str, Callable[[MainWindow], QDialog]]] = {
    "CaptureDialog": ("", lambda w: CaptureDialog(w.live, w)),
    "PrintDialog": ("printEdition", _print),
    "EraseDialog": ("eraseName", lambda w: EraseDialog(w.live, ToErase(1, "A", 0, 0, ()), (), w)),
    "RetentionDialog": ("retentionMonths", lambda w: RetentionDialog(w.live, nothing, w)),
    "WholeText": ("wholeBefore", lambda w: WholeText(ChangedField("text", "t", "a", "b"), w)),
    "Chooser": ("chooserField", _chooser),
    "_Question": ("questionField", lambda w: ask_name(w, "Name", "&Name", nothing, "Lids")),
    "ReasonsDialog": ("reasonList", lambda w: ReasonsDialog(w.live, w)),
    "DaysDialog": ("days_to_acknowledge", lambda w: DaysDialog(w.live, w)),
    "DayQuestion": (
        "dayField",
        lambda w: DayQuestion(w, "Won back", "&Day", "today", Side.BEHIND, day_first, nothing),
    ),
    "LettersDialog": ("lettersText", lambda w: LettersDialog(w.live, w)),
    "PostponeDialog": ("postponeDay", lambda w: PostponeDialog(1, day_first, nothing, w)),
    "OweDialog": ("oweKind", lambda w: OweDialog(w, w.live, "Ann", promise, 1)),
    "DoneDialog": ("doneWords", lambda w: DoneDialog(1, list(FollowUpResult), nothing, w)),
    "DecideDialog": (
        "decideStage",
        lambda w: DecideDialog(w, w.live, Item(1, "Lids", ItemStage.IDEA)),
    ),
    "SameName": (
        "sameNameWord",
        lambda w: SameName(w, w.live, Wanted("person", 1, "Ann"), (2, "Ann (Acme)"),
                           keep=nothing, merged=nothing),
    ),
    "BusinessDialog": ("businessName", lambda w: BusinessDialog(w.live, w)),
}  # fmt: skip
"""Every dialog, with the name of what has the keyboard when it opens."""

_WITHOUT_A_FIELD = {"ShortcutsDialog", "MergeLook"}
_OF_AN_ITEM = {"LetterDialog"}  # it opens for somebody who waits: see test_item_page


def test_every_dialog_is_here() -> None:
    ui = Path(feedbackdesk.ui.__file__).parent
    found = {
        line.split()[1].split("(")[0]
        for path in ui.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("class ") and "(QDialog)" in line
    }
    found |= {"PrintDialog"}  # a PagesDialog, as are the other pages that are printed
    assert found == set(DIALOGS) | _WITHOUT_A_FIELD | _OF_AN_ITEM


@pytest.mark.parametrize("name", DIALOGS)
def test_the_first_keys_go_into_the_first_field(
    name: str, open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "new.feedbackdesk")
    field_name, make = DIALOGS[name]
    dialog = make(window)
    dialog.show()
    settle(qtbot, window)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    if isinstance(dialog, PrintDialog):
        qtbot.waitUntil(lambda: not dialog.busy)
    held = dialog.focusWidget()
    assert held is not None
    if field_name:
        assert held.objectName() == field_name
    if isinstance(held, QLineEdit):
        for letter in "friday":  # to whatever holds the keyboard, as a person types
            qtbot.keyClick(dialog.focusWidget() or dialog, letter)
        assert held.text() == "friday"[: held.maxLength()]
    elif isinstance(held, QPlainTextEdit) and not held.isReadOnly():
        qtbot.keyClick(held, "f")
        assert "f" in held.toPlainText()
    elif isinstance(held, QComboBox):
        qtbot.keyClick(held, Qt.Key.Key_Down)
    dialog.close()


@pytest.mark.parametrize("name", ["DayQuestion", "PostponeDialog", "OweDialog"])
def test_a_sentence_on_what_is_wrong_squeezes_nothing(
    name: str, open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "new.feedbackdesk")
    dialog = DIALOGS[name][1](window)
    dialog.show()
    settle(qtbot, window)
    field = next(
        one
        for one in dialog.findChildren(QLineEdit)
        if one.objectName().endswith(("Day", "Field", "Due"))
    )
    height = field.height()
    assert height >= field.sizeHint().height()
    field.setText("someday, when " + "the bees come back " * 8)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    wrong = [one for one in dialog.findChildren(Problem) if one.isVisible()]
    assert [one.text() for one in wrong]
    assert field.height() == height
    for label in wrong:
        assert label.height() >= label.heightForWidth(label.width())
    dialog.close()
