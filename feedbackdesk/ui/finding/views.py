"""Searches that are kept, in the navigation below the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column
from feedbackdesk.ui.widgets.navigation import NavButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from feedbackdesk.desk.search import SavedView
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.widgets.keyboard import OneOf


class ViewButton(NavButton):
    """A saved view; F2 renames it, Del deletes it."""

    renames = Signal()
    deletes = Signal()

    def __init__(self, view: SavedView, actions: Actions, parent: QWidget) -> None:
        """Show a view by its name."""
        super().__init__(view.name, "view", parent)
        self.view = view
        self.setObjectName(f"view.{view.id}")
        self.setAccessibleName(_("Saved view {name}").format(name=view.name))
        self.setToolTip(f"{view.name}\n{view.query}")
        self._actions = actions
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename with F2, delete with Del."""
        if event.key() == Qt.Key.Key_F2 and self._actions["view_rename"].isEnabled():
            self.renames.emit()
        elif event.key() == Qt.Key.Key_Delete and self._actions["view_delete"].isEnabled():
            self.deletes.emit()
        else:
            super().keyPressEvent(event)

    def _menu(self, at: QPoint) -> None:
        menu = Menu(self)
        menu.setObjectName("viewMenu")
        for name, wanted in (("view_rename", self.renames), ("view_delete", self.deletes)):
            action = self._actions[name]
            row = menu.addAction(action.icon(), action.text())
            row.setEnabled(action.isEnabled())
            row.triggered.connect(wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(at))


class SavedViews(QScrollArea):
    """A button for each saved view; nothing at all where there is none."""

    opened = Signal(object)
    """A `SavedView` that is to be searched for."""
    renames = Signal(object)
    """A `SavedView` that is to get another name."""
    deletes = Signal(object)
    """A `SavedView` that is to be deleted."""

    def __init__(self, actions: Actions, group: OneOf, parent: QWidget) -> None:
        """Stand empty; its buttons belong to the group of the pages' buttons."""
        super().__init__(parent)
        self.setObjectName("savedViews")
        self.setAccessibleName(_("Saved views"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._actions, self._group = actions, group
        self._inner = inner = QWidget(self)
        inner.setProperty("surface", "nav")
        self._column = in_column(inner, (0, 12, 0, 0), 2)
        heading = label_of(_("Saved views"), "heading")
        heading.setContentsMargins(10, 0, 0, 4)
        self._column.addWidget(heading)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.buttons: list[ViewButton] = []
        self.hide()

    def show_these(self, views: Sequence[SavedView]) -> None:
        """Show these views; the one that had the keyboard keeps it."""
        if self.shown() == list(views):
            return
        had = next((button.view.id for button in self.buttons if button.hasFocus()), None)
        for old in self.buttons:
            self._group.removeButton(old)
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = []
        for view in views:
            button = ViewButton(view, self._actions, self._inner)
            button.clicked.connect(lambda _on=False, view=view: self.opened.emit(view))
            button.renames.connect(lambda view=view: self.renames.emit(view))
            button.deletes.connect(lambda view=view: self.deletes.emit(view))
            self._group.add(button)
            self._column.insertWidget(self._column.count() - 1, button)
            self.buttons.append(button)
            if view.id == had:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(bool(views))

    def shown(self) -> list[SavedView]:
        """Return the views in their order."""
        return [button.view for button in self.buttons]

    def button_of(self, query: str) -> ViewButton | None:
        """Return the button of the view that searches for this."""
        return next((button for button in self.buttons if button.view.query == query), None)
