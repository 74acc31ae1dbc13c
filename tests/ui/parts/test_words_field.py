"""The field for words shows endless lines as several, and gives them back as they were."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from feedbackdesk.ui.widgets.words import WordsField

LONG = " ".join(f"word{number}" for number in range(1_500))
PARTS = st.sampled_from([LONG, "x" * 4_500, "\n", "\n\n", "short", " ", "y" * 1_999 + " "])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS, max_size=5).map("".join))
def test_long_lines_come_back_as_they_were(application: QApplication, text: str) -> None:
    field = WordsField(100, 200)
    field.set_words(text)
    assert field.words() == text


def test_a_correction_adds_no_line_break(application: QApplication) -> None:
    field = WordsField(100, 200)
    field.set_words(f"{LONG}\nThe end")
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.insertPlainText(".\nReally")
    field.moveCursor(QTextCursor.MoveOperation.Start)
    field.insertPlainText("Well:\n")
    assert field.document().blockCount() > 8
    assert field.words() == f"Well:\n{LONG}\nThe end.\nReally"
