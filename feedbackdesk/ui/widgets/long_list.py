"""A list of rows of one height, however many: it lays nothing out before it is seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from feedbackdesk.ui import theme


class LongList(QTableView):
    """A list view asks the model for every row when it is laid out; this one for those in sight."""

    def __init__(self, name: str, accessible: str, row_height: int) -> None:
        """Show no rows yet."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setProperty("variant", "rows")
        self.row_height = row_height
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalScrollBar().setSingleStep(24)
        theme.signals().changed.connect(self.viewport().update)

    def keep_place(self, rows: int) -> None:
        """Leave what is in sight where it is, after rows came in above it."""
        bar = self.verticalScrollBar()
        at = bar.value() + rows * self.row_height
        self.doItemsLayout()
        bar.setValue(at)
