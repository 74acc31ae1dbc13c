"""The fields of a record in sight: each is saved by itself when it is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.forms.fields import Field, Text
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.widgets.form import Problem, announce, mark_invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from feedbackdesk.ui.forms.form import FormRow
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.widgets.same_name import Wanted

_AROUND = 8
"""So much is in sight around a sentence that was scrolled to."""


class KeptForm(Form):
    """The fields of one record: each is saved when it is left, and says below it why it was not.

    What is shown comes and goes with the record; what is being typed stays meanwhile. Words that
    are refused stay to be put right; what was chosen goes back to what is kept.
    """

    def __init__(
        self,
        live: Live,
        rows: Sequence[FormRow],
        save: Callable[..., object],
        *,
        table: str = "",
        merged: Callable[[str, int], object] | None = None,
        returns: Collection[str] = ("name", "title"),
    ) -> None:
        """Hold rows of one field or of several, of no record yet.

        `save` gets the key, what a field holds under its name (or `clear_` and its name, where it
        is taken away), and `then` and `otherwise` as `Live.do` takes them. Of a `table` whose
        names are taken once, the owner is asked what is to become of two of one name; `merged`
        gets the table, and the key of the record that this one became part of. What `returns`
        is never left empty, or wrong.
        """
        super().__init__(rows)
        self._live, self._save = live, save
        self._table, self._merged, self._returns = table, merged, returns
        self.key = -1
        self._kept: dict[str, Any] = {}
        self._sent: dict[str, Any] = {}
        self._problems: dict[str, Problem] = {}
        for one in self:
            one.widget.setEnabled(not live.read_only)
            one.on_leave(_Leaving(self, one).act)

    def show_record(self, row: Any, **also: Any) -> None:
        """Show a record; some of its facts may come beside it."""
        is_other, self.key = row.id != self.key, row.id
        if is_other:
            self._sent.clear()
        for one in self:
            if is_other:
                self.say("", one.name)
            value = also[one.name] if one.name in also else getattr(row, one.name, None)
            self._show(one, value, over=is_other)

    def say(self, sentence: str, name: str = "") -> None:
        """Say a sentence below a field, in sight; or nothing."""
        problem = self._problems.get(name)
        if problem is None:
            if not sentence:
                return
            problem = self._problems[name] = Problem()
            problem.setObjectName(f"{self[name].called}Problem")
            self.insertWidget(self.indexOf(self.row(name)) + 1, problem)
        problem.say(sentence)
        mark_invalid(self[name].widget, bool(sentence) and self[name].is_dirty)
        if sentence:
            announce(problem, sentence)
            QTimer.singleShot(0, problem, lambda: _into_sight(problem))

    def kept(self, name: str) -> Any:
        """Return what the record holds of a field."""
        return self._kept.get(name)

    def left(self, one: Field[Any]) -> None:
        """Save what was typed, unless it is on its way, or is what was there before."""
        is_shown = self.key >= 0 and not self._together
        if not is_shown or self._live.read_only or self._sent.get(one.name, self) == one.words():
            return
        try:
            value = one.read() if one.is_dirty else one.value()
        except Refusal as refusal:
            self._refuse(one, str(refusal))
            return
        if isinstance(one, Text):
            value = value.strip()
        is_same = one.is_same(value, self._kept[one.name])
        if one.is_dirty and not is_same:
            self._send(one, value)
        elif one.is_dirty or not is_same:  # blanks alone; or the record is another by now
            self._show(one, self._kept[one.name])

    def _show(self, one: Field[Any], value: Any, *, over: bool = True) -> None:
        """Show what is kept; what is being typed, or means the same already, is let be."""
        before = self._kept.get(one.name, self)
        self._kept[one.name] = value
        if not over and (one.is_dirty or before == value or self._says(one, value)):
            return
        with self.together():
            words = one.words()
            one.load(value, over=True)
            if isinstance(one.widget, QLineEdit) and one.words() != words:
                one.widget.deselect()  # who typed there types on

    def _says(self, one: Field[Any], value: Any) -> bool:
        try:
            return bool(one.widget.hasFocus() and one.is_same(one.value(), value))
        except Refusal:
            return False

    def _changed(self, one: Field[Any]) -> None:
        if not self._together:
            self.say("", one.name)
        super()._changed(one)

    def _send(self, one: Field[Any], value: Any) -> None:
        key, words = self.key, one.words()
        self._sent[one.name] = words

        def done(_result: object = None) -> None:
            if key == self.key and self._sent.pop(one.name, None) == one.words():
                one.keep()

        def refused(why: str) -> None:
            if key != self.key:
                self._live.said.emit(why)
            elif self._table and one.name in {"name", "title"}:
                from feedbackdesk.ui.widgets.same_name import Wanted, who_has

                wanted = Wanted(self._table, key, value)
                self._live.ask(who_has, wanted, then=partial(self._ask, one, wanted, why))
            else:
                self._refuse(one, why)

        fact = {f"clear_{one.name}": True} if value is None else {one.name: value}
        self._save(key, fact, then=done, otherwise=refused)

    def _refuse(self, one: Field[Any], why: str) -> None:
        self._sent.pop(one.name, None)
        stays = isinstance(one.widget, QLineEdit | QPlainTextEdit)
        if one.name in self._returns or not stays:
            self._show(one, self._kept[one.name])
        self.say(why, one.name)

    def _ask(
        self, one: Field[Any], wanted: Wanted, why: str, other: tuple[int, str] | None
    ) -> None:
        """Ask what is to become of two records of one name; the question takes the keyboard."""
        if other is None or not one.widget.isVisible():
            self._refuse(one, why)
            return
        from feedbackdesk.ui.widgets.same_name import SameName

        def keep(name: str, apart: int, then: Callable[..., None], otherwise: Any) -> None:
            facts = {one.name: name, "apart_from": apart}
            self._save(wanted.key, facts, then=then, otherwise=otherwise)

        def finished(result: int) -> None:
            self._sent.pop(one.name, None)
            is_taken = result == QDialog.DialogCode.Accepted
            self._show(one, (is_taken and dialog.told_apart()) or self._kept[one.name])

        def merged(key: int) -> None:
            if self._merged is not None:
                self._merged(wanted.table, key)

        dialog = SameName(one.widget.window(), self._live, wanted, other, keep=keep, merged=merged)
        dialog.finished.connect(finished)
        dialog.open()


class _Leaving(QObject):
    """Tells a form that a field was left; it ends with the form, which a function would not."""

    def __init__(self, form: KeptForm, one: Field[Any]) -> None:
        super().__init__(form)
        self._form, self._one = form, one

    def act(self) -> None:
        self._form.left(self._one)


def _into_sight(problem: QWidget) -> None:
    above = problem.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(problem, 0, _AROUND)
