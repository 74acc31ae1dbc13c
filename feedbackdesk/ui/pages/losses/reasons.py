"""The owner's list of reasons for lost sales, and the themes that some of them point to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QWidget,
)

from feedbackdesk.desk.losses import (
    add_reason,
    drop_reason,
    move_reason,
    point_reason,
    point_reason_to_new,
    reasons,
    rename_reason,
    restore_reason,
)
from feedbackdesk.domain.losses import LossReason
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.pieces import Words
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.rows.row import Line, Row, Rows
from feedbackdesk.ui.rows.short_model import ShortModel
from feedbackdesk.ui.widgets.choose import choose_theme
from feedbackdesk.ui.widgets.dialogs import Dialog, come_back
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.widgets.labels import words_label
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import choose_row, make_list

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.live import Live


_PAD = (12, 6, 12, 6)


class ReasonRows(Rows[LossReason]):
    """The name, and after it what is to be known of it."""

    def describe(self, row: LossReason, _beside: Hashable, _room: int) -> Row:
        """Describe a reason."""
        words = [excerpt(row.name, 80)]
        if row.theme is not None:
            words.append(_("counts in {theme}").format(theme=excerpt(row.theme, 60)))
        if row.retired:
            words.append(_("off the list"))
        facts = [Words(one, Size.SMALL, role=Role.TEXT_MUTED) for one in words[1:]]
        line = Line(Words(words[0], least=80), *facts, gap=12)
        return Row(line, says=" · ".join(words), pad=_PAD, line_from=None)

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a reason."""
        return Row(Line(), pad=_PAD)


class ReasonsDialog(Dialog):
    """A list with a button for all that can be done to it; each is saved, and can be undone."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Ask for the list, and show it."""
        title = _("Reasons for lost sales")
        super().__init__(parent, "reasonsDialog", title, size=(620, 520), gap=10)
        self._live = live
        self._wanted: int | None = None
        self.model = ShortModel(ReasonRows(), lambda one: one.id)
        called = _("Reasons, in the order in which they are offered")
        self.list = make_list("reasonList", called, LongList(), self.model)
        self.list.selectionModel().currentChanged.connect(self._tell)
        self.meaning = words_label("muted", "reasonMeaning")
        self.meaning.setMinimumHeight(52)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._problem = Problem(self)
        self._problem.setObjectName("reasonProblem")
        self.add = self.button("reasonAdd", _("&Add…"), self._add)
        self.rename = self.button("reasonRename", _("Re&name…"), self._rename)
        self.up = self.button("reasonUp", _("Move &up"), lambda: self._move(-1))
        self.down = self.button("reasonDown", _("Move &down"), lambda: self._move(1))
        self.point = self.button("reasonPoint", _("Count in a &theme…"), self._point)
        self.unpoint = self.button("reasonUnpoint", _("&Stop counting"), self._unpoint)
        self.drop = self.button("reasonDrop", _("Take &off the list"), self._drop)
        self.up.setShortcut("Alt+Up")
        self.down.setShortcut("Alt+Down")
        self.drop.setShortcut("Del")
        self.rename.setShortcut("F2")
        beside = in_column(gap=6)
        for button in (
            self.add, self.rename, self.up, self.down, self.point, self.unpoint, self.drop
        ):  # fmt: skip
            beside.addWidget(button)
        beside.addStretch(1)
        row = in_row(gap=12)
        row.addWidget(self.list, 1)
        row.addLayout(beside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.column.addLayout(row, 1)
        for widget in (self.meaning, self._problem, buttons):
            self.column.addWidget(widget)
        live.touched.connect(self._follow)
        self._reload()
        self.list.setFocus()

    def choose(self, key: int) -> None:
        """Choose a reason, now or once it is there."""
        self._wanted = key
        if (row := self.model.row_of(key)) >= 0:
            choose_row(self.list, row)

    @property
    def chosen(self) -> LossReason | None:
        """The reason that is chosen."""
        row = self.list.currentIndex().data(ROW)
        return row if isinstance(row, LossReason) else None

    # What is shown

    def _follow(self, touched: Touched) -> None:
        if touched.touches("loss_reason", "loss", "theme"):
            self._reload()

    def _reload(self) -> None:
        self._live.ask(reasons, then=self._show)

    def _show(self, found: list[LossReason]) -> None:
        here, row = self.chosen, max(self.list.currentIndex().row(), 0)
        wanted = self._wanted if self._wanted is not None else (here.id if here else None)
        self._wanted = None
        self.model.show_these(found)
        at = self.model.row_of(wanted)
        choose_row(self.list, at if at >= 0 else min(row, len(found) - 1))
        self._tell()

    def _tell(self) -> None:
        """Say in sentences what the chosen reason means, and offer what can be done to it."""
        one = self.chosen
        writable = not self._live.read_only
        self.add.setEnabled(writable)
        for button in (self.rename, self.point, self.unpoint, self.drop, self.up, self.down):
            button.setEnabled(writable and one is not None)
        if one is None:
            self.meaning.setText(_("No reason is on the list. Add the first."))
            return
        row = self.list.currentIndex().row()
        listed = sum(not each.retired for each in self.model.shown())
        self.up.setEnabled(writable and not one.retired and row > 0)
        self.down.setEnabled(writable and not one.retired and row < listed - 1)
        self.unpoint.setEnabled(writable and one.theme_id is not None)
        self.drop.setText(_("&Offer again") if one.retired else _("Take &off the list"))
        self.drop.setShortcut("" if one.retired else "Del")
        self.meaning.setText(self._meaning(one))

    def _meaning(self, one: LossReason) -> str:
        name = excerpt(one.name, 80)
        if one.number:
            sales = plural(one.number, "sale was", "sales were")
            first = _("{sales} lost for “{name}”.").format(sales=sales, name=name)
        else:
            first = _("No sale was lost for “{name}” so far.").format(name=name)
        if one.theme is not None:
            second = _("Each such sale counts in the demand of the theme “{theme}”.").format(
                theme=excerpt(one.theme, 80)
            )
        else:
            second = _("It points to no theme, so it counts in nobody’s demand by itself.")
        if one.retired:
            second += " " + _("It is no longer offered; what was recorded stays.")
        return f"{first} {second}"

    # What is done

    def _do(self, intention: Any, *facts: Any, then: Callable[[Any], None] | None = None) -> None:
        def done(result: Any) -> None:
            self._problem.say("")
            if then is not None:
                then(result)

        self._live.do(intention, *facts, then=done, otherwise=self._problem.say)

    def _add(self) -> None:
        question = ask_name(
            self,
            _("Add a reason"),
            _("&Reason"),
            lambda name: self._do(add_reason, name, then=self.choose),
        )
        come_back(question, self.list)

    def _rename(self) -> None:
        if one := self.chosen:
            question = ask_name(
                self,
                _("Rename the reason"),
                _("&Reason"),
                lambda name: self._do(rename_reason, one.id, name),
                one.name,
            )
            come_back(question, self.list)

    def _move(self, by: int) -> None:
        if one := self.chosen:
            self._wanted = one.id
            self._do(move_reason, one.id, self.list.currentIndex().row() + 1 + by)

    def _point(self) -> None:
        if one := self.chosen:

            def picked(theme_id: int | None, name: str) -> None:
                if theme_id is None:
                    self._do(point_reason_to_new, one.id, name)
                else:
                    self._do(point_reason, one.id, theme_id)

            hint = _(
                "Every sale lost for “{reason}”, so far and from now on, counts in the demand of "
                "this theme."
            ).format(reason=excerpt(one.name, 80))
            title = _("Count in a theme")
            come_back(choose_theme(self, self._live, title, picked, hint=hint), self.list)

    def _unpoint(self) -> None:
        if one := self.chosen:
            self._do(point_reason, one.id, None)

    def _drop(self) -> None:
        if one := self.chosen:
            self._do(restore_reason if one.retired else drop_reason, one.id)
