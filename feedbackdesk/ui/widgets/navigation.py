"""The navigation: capture, the pages with their live counts, and the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.described import Described
from feedbackdesk.ui.rows.pieces import Icon, Stretch, Words
from feedbackdesk.ui.rows.row import Line, Row
from feedbackdesk.ui.widgets.buttons import button_for
from feedbackdesk.ui.widgets.keyboard import OneOf
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from feedbackdesk.ui.actions import Actions

WIDTH = 188


class NavButton(Described, QPushButton):
    """A name with its icon, and a count where there is one; the one in sight is tinted."""

    def __init__(self, name: str, icon: str, parent: QWidget) -> None:
        """Show a name."""
        super().__init__(name.replace("&", "&&"), parent)
        self._name, self._icon_name = name, icon
        self._count: int | None = None
        self.setCheckable(True)
        self.follow_letters()

    def show_count(self, count: int | None) -> None:
        """Show a number at the end; None shows none."""
        self._count = count
        self.setAccessibleName(self._name if count is None else f"{self._name}, {count:,}")
        self.update()

    @property
    def count(self) -> int | None:
        """The number shown."""
        return self._count

    def describe(self, _room: int) -> Row:
        """Describe icon, name and count."""
        chosen = self.isChecked()
        ink, muted = Role.TEXT, Role.TEXT_MUTED
        if chosen:
            ink = muted = Role.ON_ACCENT_SOFT
        number = f"{self._count:,}" if self._count else ""
        return Row(
            Line(
                Icon(self._icon_name, muted, 20),
                Words(self._name, weight=Weight.MEDIUM if chosen else Weight.REGULAR, role=ink),
                Stretch(),
                Words(number, Size.SMALL, Weight.MEDIUM, muted, whole=True) if number else None,
                gap=10,
            ),
            says=self.accessibleName(), pad=(10, 8, 12, 8),
        )  # fmt: skip


class PageButton(NavButton):
    """A page's name with its icon and a count."""

    def __init__(self, action: QAction, icon: str, parent: QWidget) -> None:
        """Go to a page by its action."""
        super().__init__(action.text().replace("&", ""), icon, parent)
        self.setObjectName(f"nav.{action.objectName().removeprefix('action.')}")
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)


class Navigation(QWidget):
    """The left edge of the window."""

    def __init__(self, actions: Actions, pages: dict[str, str], parent: QWidget) -> None:
        """List the pages: action name to icon."""
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setProperty("surface", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = in_column(self, (12, 16, 12, 12), 2)
        self._capture = button_for(
            actions["capture"], self.tr("Capture"), name="captureButton", variant="primary",
            icon="none",
        )  # fmt: skip
        column.addWidget(self._capture)
        self._half_typed = button_for(
            actions["capture"], "", name="halfTyped", variant="link", icon="none"
        )
        self._half_typed.setToolTip(self.tr("Go on with what was begun and not recorded"))
        self._half_typed.hide()
        column.addWidget(self._half_typed)
        column.addSpacing(14)
        self.buttons: dict[str, PageButton] = {}
        self.group = OneOf(self)
        for name, icon in pages.items():
            button = PageButton(actions[name], icon, self)
            self.group.add(button)
            column.addWidget(button)
            self.buttons[name] = button
        self._column, self._below = column, column.count()
        column.addStretch(1)
        self._workspace = QToolButton(self)
        self._workspace.setObjectName("workspaceButton")
        self._workspace.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._workspace.setToolTip(actions["business"].toolTip())
        self._workspace.clicked.connect(actions["business"].trigger)
        self._workspace.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._note = label_of("", "small", wraps=True)
        self._note.hide()
        column.addWidget(self._note)
        column.addWidget(self._workspace)
        theme.signals().changed.connect(self._tint)
        self._tint()

    def put_below(self, widget: QWidget) -> None:
        """Put something below the pages; it gets the room that is left."""
        self._column.insertWidget(self._below, widget, 100)

    def mark(self, button: QPushButton | None) -> None:
        """Show which page or view is in sight; None for one that has no button."""
        self.group.setExclusive(False)
        for one in self.group.buttons():
            one.setChecked(one is button)
        self.group.setExclusive(True)

    def show_half_typed(self, number: int) -> None:
        """Tell that feedbacks are half typed; say nothing while there is none."""
        self._half_typed.setText(self.tr("%n half typed", "", number))
        self._half_typed.setVisible(number > 0)

    def show_workspace(self, name: str, note: str = "") -> None:
        """Name the workspace, with a note where it cannot be changed."""
        metrics = self._workspace.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, px(WIDTH - 70))
        self._workspace.setText(shown.replace("&", "&&"))
        self._workspace.setAccessibleName(self.tr("Workspace {name}").format(name=name))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _tint(self) -> None:
        self._capture.setIcon(icons.icon("capture", Role.ON_ACCENT))
        self._workspace.setIcon(icons.icon("workspace"))
        self.setFixedWidth(px(WIDTH))
        self.update()
