"""A list whose rows are as tall as their words measures only those that are seen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.ui.rows.tall_list import TallList


class Measuring(QStyledItemDelegate):
    """Rows of many heights, and which of them were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.measured: set[int] = set()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        self.measured.add(index.row())
        return QSize(option.rect.width(), 60 + 20 * (index.row() % 9))


def test_ten_thousand_rows_are_measured_only_where_they_are_seen(
    application: QApplication,
) -> None:
    view, delegate = TallList(), Measuring()
    model = QStringListModel([str(number) for number in range(10_000)])
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.resize(500, 600)
    view.show()
    application.processEvents()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_End)
    for _row in range(11):
        QTest.keyClick(view, Qt.Key.Key_Up)
        application.processEvents()
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    assert view.currentIndex().row() == 9_988
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    application.processEvents()
    assert len(delegate.measured) < 100
    assert {0, 9_999} < delegate.measured
    view.close()
