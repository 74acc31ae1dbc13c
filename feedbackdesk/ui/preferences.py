"""Everything that can be set, under its headings; each takes effect once its field is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.settings import Group, Kind, Setting, of_group
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.fields import Field, OneOf
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.forms.settings import field_of, save_settings
from feedbackdesk.ui.look import icons, looks, theme
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import make_primary
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.frame import Frame

_ICONS = {
    Group.BUSINESS: "workspace", Group.DAYS: "owed", Group.GUIDE: "channel-call",
    Group.DATES: "calendar", Group.BACKUPS: "snapshot", Group.PRIVACY: "view",
}  # fmt: skip
_SHORT = {Kind.CURRENCY, Kind.COUNTRY, Kind.DAYS, Kind.DAYS_KEPT, Kind.MONTHS, Kind.MEGABYTES}
_SHORT_LETTERS = 22
_SIDE_WIDTH, _SIDE_EDGE = 200, 16


class _GroupPage(QScrollArea):
    """The settings under one heading; each is saved when its field is left."""

    def __init__(self, preferences: PreferencesDialog, group: Group) -> None:
        super().__init__(preferences)
        self.group, self._live = group, preferences.live
        self.is_closing = False
        self._fields: dict[str, Field[str]] = {one.name: _field(one) for one in of_group(group)}
        self.form = Form(tuple(self._fields.values()), f"{group.value}Problem")
        _fill(self, str(group.label), self.form)
        for field in self._fields.values():
            field.widget.setEnabled(not self._live.read_only)
            field.on_leave(self.save)

    def show_settings(self, values: dict[str, str]) -> None:
        """Show what is set; what is typed just now stays."""
        self.form.load(values)

    def save(self) -> None:
        """Set what was changed here, as one step; say below its field what cannot be set."""
        changes: dict[str, str] = {}
        for name, field in self._fields.items():
            if field.is_dirty:
                try:
                    changes[name] = field.read()
                except Refusal as refusal:
                    self._refused(str(refusal), name)
        for name in changes:
            self._fields[name].keep()
        if changes and self._live.desk is not None:
            last = next(reversed(changes))
            save_settings(
                self._live, changes, self._saved, lambda why: self._refused(why, last)
            )  # fmt: skip

    def restore(self) -> None:
        """Set all under this heading as it was at first, as one step."""
        first = {one.name: one.default for one in of_group(self.group)}
        self.form.say("")
        for name, text in first.items():
            self._fields[name].load(text, over=True)
        save_settings(self._live, first, self._saved, self._refused)

    def _saved(self) -> None:
        if isValid(self):
            self.form.say("")

    def _refused(self, why: str, name: str = "") -> None:
        if isValid(self) and not self.is_closing:
            self.form.say(why, name)
        else:  # closing it left the field
            self._live.said.emit(why)


class PreferencesDialog(Dialog):
    """What is set for the workspace, and below it what is set for this computer alone."""

    def __init__(self, window: Frame) -> None:
        """Ask for what is set, and show the first heading."""
        super().__init__(
            window, "preferencesDialog", _("Preferences"), (0, 0, 0, 0), 0, size=(860, 580)
        )
        self.live, self._window = window.live, window
        self._pages = [_GroupPage(self, group) for group in Group]
        self._stack = QStackedWidget(self)
        self.groups = QListWidget(self)
        self.groups.setObjectName("preferenceGroups")
        self.groups.setAccessibleName(_("Headings"))
        for page in self._pages:
            self._add(page, str(page.group.label), _ICONS[page.group])
        self._add(self._look_page(), _("Look"), "theme-system")
        self.groups.setFixedWidth(max(_SIDE_WIDTH, self.groups.sizeHintForColumn(0) + _SIDE_EDGE))
        self.groups.currentRowChanged.connect(self._turn)
        self._told = label_of("", "small", "preferencesTold", wraps=True)
        self._restore = push_button(
            _("As it was at first"), self._restore_page, name="preferencesRestore", variant="link"
        )
        close = push_button(_("Close"), self.accept, name="preferencesClose")
        for button in (self._restore, close):
            button.setAutoDefault(False)  # Enter in a field saves it
        make_primary(close)
        row = in_row(margins=(20, 12, 20, 16), gap=12)
        row.addWidget(self._told, 1)
        row.addWidget(self._restore)
        row.addWidget(close)
        middle = in_row(margins=(12, 12, 0, 0))
        middle.addWidget(self.groups)
        middle.addWidget(self._stack, 1)
        self.column.addLayout(middle, 1)
        self.column.addLayout(row)
        self.groups.setCurrentRow(0)
        self.groups.setFocus()
        self.live.touched.connect(self._follow)
        self._reload()

    def done(self, result: int) -> None:
        """Set what was typed last, too."""
        for page in self._pages:
            page.is_closing = True
            page.save()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Be no larger than the screen."""
        super().showEvent(event)
        self.resize(self.size().boundedTo(self.screen().availableSize()))

    def _add(self, page: QWidget, words: str, icon: str) -> None:
        self._stack.addWidget(page)
        self.groups.addItem(QListWidgetItem(icons.icon(icon, Role.TEXT_MUTED), words))

    def _look_page(self) -> QWidget:
        page = QScrollArea(self)
        names = {"system": _("Like the system"), "light": _("Light"), "dark": _("Dark"),
                 "contrast": _("High contrast")}  # fmt: skip
        now = str(self._window.settings.value("look", "system"))
        look = OneOf("look", _("&Look"), [(one, names[one]) for one in looks.CHOICES], now,
                     hint=_("Follows the system unless told."))  # fmt: skip
        look.on_change(lambda: self._window.actions_[f"look_{look.value()}"].trigger())
        _fill(page, _("Look"), Form((look,), "lookProblem"))
        return page

    def _turn(self, at: int) -> None:
        for page in self._pages:
            page.save()
        self._stack.setCurrentIndex(at)
        is_own = at >= len(self._pages)
        self._restore.setVisible(not is_own and not self.live.read_only)
        if is_own:
            told = _("Takes effect at once. For this computer, not for the file.")
        elif self.live.read_only:
            told = _("This file can be read, not changed.")
        else:
            told = _("Takes effect when you leave a field. Ctrl+Z in the window takes it back.")
        self._told.setText(told)

    def _restore_page(self) -> None:
        self._pages[self._stack.currentIndex()].restore()

    def _follow(self, touched: Touched) -> None:
        if touched.touches("setting"):
            self._reload()

    def _reload(self) -> None:
        if self.live.desk is not None:
            self.live.ask(settings, then=self._show)

    def _show(self, values: dict[str, str]) -> None:
        if not isValid(self):
            return  # it was closed before the answer came
        for page in self._pages:
            page.show_settings(values)


def _field(setting: Setting) -> Field[str]:
    made = field_of(setting)
    if setting.kind in _SHORT:
        letter = QFontMetrics(theme.font(Size.BODY)).averageCharWidth()
        made.widget.setMaximumWidth(_SHORT_LETTERS * letter)
    if isinstance(made.widget, QComboBox):  # the longest choice need not fit at any text size
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        made.widget.setSizeAdjustPolicy(policy)
    return made


def _fill(page: QScrollArea, title: str, form: Form) -> None:
    """Put a form under its heading into what scrolls it."""
    inner = QWidget()
    column = in_column(inner, (24, 8, 24, 12), 14)
    head = label_of(title, "title")
    column.addWidget(head)
    form.setSpacing(14)
    column.addLayout(form)
    column.addStretch(1)
    page.setWidgetResizable(True)
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setWidget(inner)
