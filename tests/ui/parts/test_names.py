"""The field for a name, among very many that are known."""

from __future__ import annotations

from time import process_time

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from feedbackdesk.ui.widgets.names import KnownPerson, NameField


def test_ten_thousand_people_do_not_slow_the_typing(application: QApplication) -> None:
    field = NameField()
    field.set_people(
        [KnownPerson(n, f"Person {n} Élan", f"Firm {n % 700}", "customer") for n in range(10_000)]
    )
    field.show()
    begun = process_time()
    QTest.keyClicks(field, "elan 99")
    field.clear()
    QTest.keyClicks(field, "person 7777")
    assert process_time() - begun < 2
    completer = field.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    rows = popup.model()
    offered = [rows.index(row, 0).data() for row in range(rows.rowCount())]
    assert offered == ["Person 7777 Élan   ·   Firm 77", "New: “person 7777”"]
    popup.hide()
    field.close()
