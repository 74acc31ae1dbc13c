"""What stands side by side on the roadmap: the tray, and a column a stage; each can be folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QLabel,
    QListView,
    QSizePolicy,
    QWidget,
)

from feedbackdesk.domain.rows import Theme
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.lettering import face
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.pages.roadmap.cards import CardList, drop_hint
from feedbackdesk.ui.rows.paint import rounded, write
from feedbackdesk.ui.rows.pieces import Icon, Placed, Words
from feedbackdesk.ui.rows.roles import ITEM_MIME, ROW, THEME_MIME, unpack
from feedbackdesk.ui.rows.row import Line, Row
from feedbackdesk.ui.rows.themes import TrayRows
from feedbackdesk.ui.rows.themes_model import ThemeModel
from feedbackdesk.ui.widgets.buttons import sign_button
from feedbackdesk.ui.widgets.keyboard import has_keyboard
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.narrowing import debounce, search_field

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from feedbackdesk.ui.live import Live


_TURNED = (4, 0, 12, 0)
_STRIP = 36
_WIDTH, _NARROW_WIDTH = 216, 176
"""Of the tray."""
_SHARE = 0.4
"""It takes at most this part of the page, however large the text is."""
_ROOM_FOR_TRAY = 900
"""Below this width of the page the tray is narrower."""


class Strip(QAbstractButton):
    """A name written downwards, with an icon and a number above it; it may take drops."""

    dropped = Signal(object)
    """The `QMimeData` of what was dropped on it."""

    def __init__(self, name: str, icon: str, role: Role, parent: QWidget) -> None:
        """Stand for something folded, of a name."""
        super().__init__(parent)
        self._name, self._icon, self._role = name, icon, role
        self._number: int | None = None
        self._hint = ""
        self._hint_for: Callable[[QMimeData], str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("Unfold {name}").format(name=name))
        self.show_count(None)
        theme.signals().changed.connect(self.updateGeometry)

    def take_drops(self, hint_for: Callable[[QMimeData], str]) -> None:
        """Take what this returns words for: what dropping it would do."""
        self._hint_for = hint_for
        self.setAcceptDrops(True)

    def show_count(self, number: int | None) -> None:
        """Write a number above the name."""
        self._number = number
        self.setAccessibleName(
            self.tr("{name}, folded").format(name=self._name)
            if number is None
            else self.tr("{name}, folded, {number} inside").format(name=self._name, number=number)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a strip, and as tall as there is room."""
        return QSize(px(_STRIP), px(160))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show what a drop here would do."""
        self._say(self._hint_for(event.mimeData()) if self._hint_for is not None else "")
        if self._hint:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it wherever it is held."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._say("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self._say("")
        self.dropped.emit(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _say(self, hint: str) -> None:
        """Show and speak what a drop here would do."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon, the number, and the name turned to the side."""
        rect, icon = self.rect(), Icon(self._icon, self._role, 18)
        fill = Role.DROP_TARGET if self._hint else Role.HOVER if self.underMouse() else Role.SUNKEN
        edge = Role.LINE if theme.has_edges() else None
        small, _metrics, high = face(Size.SMALL)
        with QPainter(self) as painter:
            rounded(painter, rect, fill, Role.DROP_LINE if self._hint else edge, width=2)
            spot = QRect(0, px(10), rect.width(), px(18))
            icon.paint(painter, Placed(icon, spot), mirrored=False)
            top = px(34)
            if self._number is not None:
                spot, ink = QRect(0, top, rect.width(), high), theme.color(Role.TEXT_MUTED)
                write(painter, spot, f"{self._number:,}", small, ink, in_middle=True)
                top += high + px(6)
            if self.hasFocus():
                rounded(painter, rect, None, Role.FOCUS, width=2)
            name = Row(Line(Words(self._hint or self._name, weight=Weight.MEDIUM)), pad=_TURNED)
            laid = name.lay_out(max(rect.height() - top, 1), mirrored=False, keep=False)
            painter.translate((rect.width() + laid.height) // 2, top)
            painter.rotate(90)
            laid.paint(painter, QPoint(), mirrored=False)


_ANY_WIDTH = 16_777_215
_AROUND_WORDS = 4 + 3 * 6 + 2 * 6
_MARK_WIDTH = 18
"""Of the head: its margins and spaces, and the mark of the stage."""
_RULES: Final = {
    ItemStage.IDEA: (2, True),
    ItemStage.LATER: (1, False),
    ItemStage.NEXT: (2, False),
    ItemStage.NOW: (4, False),
}
"""How thick the rule over a stage is, and whether it is dotted."""


class Folding(QFrame):
    """Stands open, or as a narrow strip that leaves its room to the others."""

    fold_wanted = Signal(bool)
    """The owner folds it, or opens it again."""
    view: QWidget
    """What gets the keyboard while it is open."""

    def __init__(self, key: str, name: str, icon: str, role: Role, parent: QWidget) -> None:
        """Stand open and empty."""
        super().__init__(parent)
        self.folded = False
        self.opened = QWidget(self)
        self.strip = Strip(name, icon, role, self)
        self.strip.setObjectName(f"roadmapStrip.{key}")
        self.strip.clicked.connect(lambda: self.fold_wanted.emit(False))
        self.strip.hide()
        self._fold = sign_button(
            "chevron-left", "", lambda: self.fold_wanted.emit(True), name=f"roadmapFold.{key}"
        )
        column = in_column(self)
        column.addWidget(self.opened)
        column.addWidget(self.strip)

    def call(self, name: str) -> None:
        """Say what its button folds."""
        self._fold.setToolTip(self.tr("Fold {name} into a strip (F)").format(name=name))
        self._fold.setAccessibleName(self.tr("Fold {name}").format(name=name))

    def fold(self, yes: bool) -> None:
        """Become a strip, or open again; the keyboard goes along."""
        if yes == self.folded:
            return
        here = has_keyboard(self)
        self.folded = yes
        self.opened.setVisible(not yes)
        self.strip.setVisible(yes)
        self.bound()
        if here:
            (self.strip if yes else self.view).setFocus()

    def bound(self) -> None:
        """Take the width there is for it."""
        raise NotImplementedError


class Column(Folding):
    """The stage's name, the number of cards, and the cards."""

    def __init__(self, stage: ItemStage, parent: QWidget) -> None:
        """Lay out an empty column."""
        key, self._role = stage.value, Role[f"STAGE_{stage.name}"]
        super().__init__(key, label(stage), f"stage-{key}", self._role, parent)
        self.setProperty("surface", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stage = stage
        self._least = 0
        self.view = self.list = CardList(stage)
        self.strip.take_drops(lambda data: drop_hint(data, stage))
        self.strip.dropped.connect(self._dropped)
        self.call(label(stage))
        self._mark = QLabel(self.opened)
        self._name = label_of(label(stage), "label", f"roadmapName.{key}")
        self._name.setBuddy(self.list)
        self._count = label_of("", "small", f"roadmapCount.{key}")
        inside = in_column(self.opened, (6, 4, 6, 6), 4)
        head = in_row(margins=(4, 0, 0, 0), gap=6)
        inside.addLayout(head)
        for one in (self._mark, self._name, self._count, self._fold):
            head.addWidget(one)
        head.insertStretch(2, 1)
        inside.addWidget(self.list, 1)
        theme.signals().changed.connect(self._tint)
        self._tint()

    def be_at_least(self, width: int) -> None:
        """Never be narrower than this while it is open."""
        self._least = width
        self.bound()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the mark of the stage away before its name is cut."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        words = (self._name, self._count, self._fold)
        needed = sum(one.sizeHint().width() for one in words) + _AROUND_WORDS
        self._mark.setVisible(self.width() >= needed + px(_MARK_WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rule the head as on paper: the nearer the stage, the heavier."""
        super().paintEvent(event)
        if self.folded:
            return
        width, dotted = _RULES.get(self.stage, (1, False))
        role = Role.TEXT if self.stage in _RULES else Role.LINE_STRONG
        pen = QPen(theme.color(role), px(width))
        if dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter = QPainter(self)
        painter.setPen(pen)
        middle = px(width) / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))

    def bound(self) -> None:
        """Be a sunken column as wide as the board makes it, or no wider than a strip."""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, not self.folded)
        self.setMinimumWidth(px(_STRIP) if self.folded else self._least)
        self.setMaximumWidth(px(_STRIP) if self.folded else _ANY_WIDTH)

    def show_count(self) -> None:
        """Write the number of cards."""
        number = len(self.list.cards.item_ids())
        self._count.setText(f"{number:,}")
        self.strip.show_count(number)
        self._fit_head()

    def _dropped(self, data: QMimeData) -> None:
        for key in unpack(data, THEME_MIME) if self.stage.is_open else ():
            self.list.theme_planned.emit(key, self.stage)
        inside = set(self.list.cards.item_ids())
        if keys := [key for key in unpack(data, ITEM_MIME) if key not in inside]:
            self.list.items_moved.emit(keys, self.stage)

    def _tint(self) -> None:
        name, size = f"stage-{self.stage.value}", px(_MARK_WIDTH)
        self._mark.setPixmap(icons.pixmap(name, self._role, size, self.devicePixelRatioF()))


class Tray(Folding):
    """The themes, to be dragged onto the board; folded into a strip to give it more room."""

    view: QListView

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Lay out the field that filters, and the list."""
        super().__init__("tray", _("Themes"), "themes", Role.TEXT_MUTED, parent)
        self.call(_("the themes"))
        self._room = 0
        self.themes = ThemeModel(live, TrayRows())
        column = in_column(self.opened, gap=6)
        self.search = search_field(
            self.opened,
            _("Filter themes"),
            _("Filter the themes to put on the roadmap"),
        )
        debounce(self.search, self.themes.search)
        head = in_row(gap=4)
        head.addWidget(self.search, 1)
        head.addWidget(self._fold)
        column.addLayout(head)
        self._unplanned = QCheckBox(self.tr("Only not pl&anned"), self.opened)
        self._unplanned.toggled.connect(self.themes.only_unplanned)
        self.view = make_list(
            "themeTray", self.tr("Themes to put on the roadmap"), QListView(), self.themes
        )
        self.view.setUniformItemSizes(False)
        self.view.setDragEnabled(True)
        self.view.setStyleSheet("QListView { background: transparent; }")
        column.addWidget(self._unplanned)
        column.addWidget(self.view, 1)
        theme.signals().changed.connect(self.bound)
        self.bound()

    def chosen(self) -> Theme | None:
        """Return the chosen theme."""
        row = self.view.currentIndex().data(ROW)
        return row if isinstance(row, Theme) else None

    def fit(self, room: int) -> None:
        """Leave enough of a page's width to the board."""
        self._room = room
        self.bound()

    def bound(self) -> None:
        """Be a list of its width, or no wider than a strip."""
        wide = px(_WIDTH if self._room >= _ROOM_FOR_TRAY else _NARROW_WIDTH)
        most = max(round(self._room * _SHARE), px(_STRIP))
        self.setFixedWidth(px(_STRIP) if self.folded else min(wide, most))
