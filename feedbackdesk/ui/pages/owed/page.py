"""The owed page: who is to hear from the owner, by when, and the letter to each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget

from feedbackdesk.desk.changes import called
from feedbackdesk.desk.followups import delete_follow_up, finish, postpone, reopen
from feedbackdesk.desk.owing import Debt, DebtGroup, delete_follow_ups, finish_many, postpone_many
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, Kind, label
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.memory import own_settings
from feedbackdesk.ui.pages.owed.detail import OwedDetail
from feedbackdesk.ui.pages.owed.rows import OwedModel
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.rows.captions import KeysBar
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import KEY, ROW
from feedbackdesk.ui.widgets.buttons import push_button, tool_for
from feedbackdesk.ui.widgets.dialogs import come_back
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import StayChosen, choose_row, make_list
from feedbackdesk.ui.widgets.narrowing import debounce
from feedbackdesk.ui.widgets.notices import EmptyState
from feedbackdesk.ui.widgets.owing import ask_how_it_ended, ask_until_when

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.places import Place

_NARROW = 640
"""Below this width the letter stands below the list instead of beside it."""
_WON = (FollowUpKind.WIN_BACK,)


class OwedPage(Page):
    """A list of what is owed, and the letter for the chosen one beside it."""

    view: LongList
    tables = ("follow_up", "person", "organisation", "item", "feedback")
    loads_each_time = True

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list and the letter."""
        super().__init__("owedPage", _("Owed"), live, actions)
        self._first = True
        self.search = self.add_search(self.tr("Find"), self.tr("Find a name or what it is about"))
        self.search.setObjectName("owedSearch")
        self._tools()
        self.model = OwedModel(live)
        self.view = make_list(
            "owedList", self.tr("What is owed, the late first"), LongList(), self.model
        )
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.kept = self.keep_choice(self.view)
        self.stay_chosen = StayChosen(self.view)
        self.detail = OwedDetail(live, actions)
        self._list_side = self._left()
        self.split = self.stand_beside(
            self._list_side, self.detail, (1, 1), [520, 480], below=_NARROW
        )
        self.empty = EmptyState(
            "owed",
            self.tr("Nothing is owed to anybody"),
            self.tr(
                "Complaints, questions and lost sales ask for an answer here by themselves, and "
                "so does everybody who asked for what you ship or decline."
            ),
        )
        self.empty.offer(actions["capture"], self.tr("Capture feedback"), primary=True)
        self.set_body(self.split, self.empty)
        self._connect()

    # What it shows

    def load(self) -> None:
        """Ask for what is owed."""
        self.model.reload()

    def follow(self, touched: Touched) -> None:
        """Show what a commit changed; a letter that was written anew, too."""
        super().follow(touched)
        if touched.touches("template"):
            self.detail.follow_templates()

    def show_place(self, place: Place) -> None:
        """Show what is owed; with a key of an item, only who is to hear of that."""
        if isinstance(place.key, int):
            self.live.ask(called, "item", place.key, then=partial(self.show_item, place.key))

    def show_item(self, item_id: int, title: str) -> None:
        """List only who is to hear of an item."""
        self.model.item_id = item_id
        self._only.setText(
            self.tr("Only {name}").format(name=excerpt(title, 32)).replace("&", "&&")
        )
        self._only.setChecked(True)
        self._only.show()
        self._first = True
        self.fall_behind()

    def choose(self, key: int) -> None:
        """Choose a follow-up, where it is in sight."""
        if (row := self.model.row_of(key)) >= 0:
            choose_row(self.view, row)

    def in_hand(self) -> tuple[str, int] | None:
        """Return what they said, for whom something is owed: the inspector shows it."""
        row = self.view.currentIndex().data(ROW)
        said = row.owed.feedback_id if isinstance(row, Debt) else None
        return ("feedback", said) if said is not None else None

    def message_over(self) -> QWidget:
        """Return the list: the letter's buttons stand at the lower edge beside it."""
        return self._list_side

    def chosen(self) -> list[Debt]:
        """Return what is chosen, from the top."""
        rows = (self.model.index(row).data(ROW) for row in self.view.chosen_rows())
        return [row for row in rows if isinstance(row, Debt)]

    def _loaded(self) -> None:
        listed = self.model.debts()
        counts = {
            group: sum(debt.group is group for debt in listed)
            for group in (DebtGroup.LATE, DebtGroup.TODAY)
        }
        words = [
            self.tr("{number} late").format(number=f"{counts[DebtGroup.LATE]:,}")
            if counts[DebtGroup.LATE]
            else "",
            self.tr("{number} today").format(number=f"{counts[DebtGroup.TODAY]:,}")
            if counts[DebtGroup.TODAY]
            else "",
        ]
        self.say(", ".join(word for word in words if word))
        if not listed and self.search.text().strip():
            self.show_nothing_found()
        else:
            nothing = not listed and self.model.item_id is None and not self.model.done
            had_keyboard = self.split.isAncestorOf(QApplication.focusWidget() or self)
            self.show_empty(nothing)
            if nothing and had_keyboard and (offer := self.empty.findChild(QPushButton)):
                offer.setFocus()  # else the keyboard would fall into the search field
        if self._first and listed:
            self._first = False
            choose_row(self.view, 1)
        self.stay_chosen.ensure()
        if not self.view.currentIndex().isValid():
            self.detail.show_debt(None)

    # What can be done

    @action("owed_open", later("&Open the letter"), "edit",
            later("Make the draft for the chosen follow-up, and write in it"), changes=True,
            choice=True)  # fmt: skip
    def open_letter(self) -> None:
        """Make the draft for the current follow-up, and put the keyboard into it."""
        self.detail.open_letter()

    @action("owed_done", later("&Done…"), "check", later("End what is owed, with its result"), "D",
            changes=True, choice=True)  # fmt: skip
    def done(self) -> None:
        """Ask with which result the chosen ones end."""
        found = self._open_ones()
        if not found:
            return
        results = [FollowUpResult.TOLD, FollowUpResult.NO_ANSWER, FollowUpResult.NOT_NEEDED]
        if any(one.owed.kind in _WON or one.owed.feedback_kind is Kind.LOSS for one in found):
            results.append(FollowUpResult.WON_BACK)
        menu = Menu(self)
        menu.setObjectName("owedResults")
        for number, result in enumerate(results, 1):
            action = menu.addAction(f"&{number}  {label(result)}")
            action.triggered.connect(lambda _on=False, result=result: self._finish(found, result))
        menu.addSeparator()
        words = menu.addAction(self.tr("&W  With what was said…"))
        words.triggered.connect(lambda _on=False: self._done_with_words(found, results))
        menu.aboutToHide.connect(menu.deleteLater)
        at = self.view.visualRect(self.view.currentIndex()).bottomLeft() + QPoint(40, 0)
        at.setY(min(max(at.y(), 0), self.view.viewport().height()))
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _done_with_words(
        self,
        found: list[Debt],
        results: list[FollowUpResult],
        begun: tuple[FollowUpResult, str] | None = None,
    ) -> None:
        def answered(result: FollowUpResult, said: str) -> None:
            def again() -> None:
                if said.strip():  # what was written is not lost with a refusal
                    self._done_with_words(found, results, (result, said))

            self._finish(found, result, said, again)

        question = ask_how_it_ended(self, len(found), results, answered, begun)
        come_back(question, self.view)

    @action("owed_postpone", later("&Postpone…"), "calendar",
            later("Give what is owed another day"), "P", changes=True, choice=True)  # fmt: skip
    def postpone(self) -> None:
        """Ask for another day for the chosen ones."""
        if found := self._open_ones():
            question = ask_until_when(
                self, len(found), lambda: self.live.date_order,
                lambda day: self._postpone(found, day),
            )  # fmt: skip
            come_back(question, self.view)

    @done.only_if
    @open_letter.only_if
    @postpone.only_if
    def _is_open(self) -> bool:
        return bool(self._open_ones())

    def delete_chosen(self) -> None:
        """Delete the chosen ones."""
        keys = [debt.owed.id for debt in self.chosen()]
        if not keys:
            return
        self._leave(keys)

        def gone(_none: None) -> None:
            self.model.release(keys)

        def refused(why: str) -> None:
            self._bring_back(keys, why)

        if len(keys) == 1:
            self.live.do(delete_follow_up, keys[0], then=gone, otherwise=refused)
        else:
            self.live.do(delete_follow_ups, keys, _several(keys), then=gone, otherwise=refused)

    @action("owed_reopen", later("Put &back on the list"), "undo", later("It is owed again"),
            changes=True, choice=True)  # fmt: skip
    def reopen(self) -> None:
        """Put what was done back on the list."""
        for debt in self.chosen():
            if debt.owed.done_on is not None:
                self.live.do(reopen, debt.owed.id)

    @reopen.only_if
    def _is_done(self) -> bool:
        return any(debt.owed.done_on is not None for debt in self.chosen())

    @action("owed_lately", later("Done &lately"), "history",
            later("List what was done lately, with its result"), "L", menu="view",
            checkable=True)  # fmt: skip
    def lately(self) -> None:
        """List what was done lately too, or no more."""
        self._lately.setChecked(self.actions_[OwedPage.lately].isChecked())

    @action("call_sheet", later("Print the &call sheet…"), "print",
            later("Print a list to call from, with boxes to tick and room for notes"),
            begins=True)  # fmt: skip
    def call_sheet(self) -> None:
        """Print a list to call from."""
        from feedbackdesk.report.printables import owed_page

        self.prints.emit(self.printable() if self.isVisible() else owed_page())

    @action("letters", later("&Letters…"), "edit",
            later("Write the letters that drafts are made from"), changes=True,
            begins=True)  # fmt: skip
    def letters(self) -> None:
        """Write the letters that drafts are made from."""
        from feedbackdesk.ui.letters.letters import LettersDialog

        LettersDialog(self.live, self.window()).open()

    @action("days", later("Da&ys…"), "calendar",
            later("Set how long each kind of feedback may wait"), changes=True)  # fmt: skip
    def days(self) -> None:
        """Set how long each kind of feedback may wait."""
        from feedbackdesk.ui.forms.settings import ask_settings

        ask_settings(
            self.window(), self.live, _("Days"),
            (
                ("days_to_acknowledge", "days_to_answer"),
                ("days_to_acknowledge_question", "days_to_answer_question"),
                ("days_to_acknowledge_loss", "days_to_answer_loss"),
                "days_to_tell",
            ),
            name="daysDialog", problem="daysProblem", width=480,
            above=_("Working days until each is due, counted from the day it was said. "
                    "Leave a field empty for no reminder."),
        )  # fmt: skip

    @action("notice", later("&Remind me once a day"), "info",
            later("Let the desktop say what is late, once a day at most"),
            checkable=True)  # fmt: skip
    def remind(self) -> None:
        """Let the desktop say what is late, or no more."""
        yes = self.actions_[OwedPage.remind].isChecked()
        own_settings().setValue("notice", "yes" if yes else "no")

    def printable(self) -> Printable | None:
        """Return the call sheet: of those chosen where it is several, else of all in sight."""
        from feedbackdesk.report.printables import owed_page

        chosen = [debt for debt in self.chosen() if debt.owed.done_on is None]
        listed = chosen if len(chosen) > 1 else self.model.debts()
        return owed_page([one.owed.id for one in listed if one.owed.done_on is None])

    def _was_told(self, debt: Debt, said: str) -> None:
        self._finish([debt], FollowUpResult.TOLD, said)
        self.view.setFocus()

    def _bring_back(self, keys: list[int], why: str) -> None:
        """List again what was not decided after all, and say why."""
        self.model.release(keys)
        self.live.said.emit(why)

    def _finish(
        self,
        found: list[Debt],
        result: FollowUpResult,
        said: str = "",
        again: Callable[[], None] | None = None,
    ) -> None:
        keys = [debt.owed.id for debt in found]
        self._leave(keys)

        def refused(why: str) -> None:
            self._bring_back(keys, why)
            if again is not None:
                again()

        def saved(_none: None) -> None:
            self.detail.forget(found)
            self.model.release(keys)

        if len(keys) == 1:
            self.live.do(finish, keys[0], result, said=said, then=saved, otherwise=refused)
        else:
            several = _several(keys)
            self.live.do(
                finish_many, keys, result, several, said=said, then=saved, otherwise=refused
            )

    def _postpone(self, found: list[Debt], day: date) -> None:
        keys = [debt.owed.id for debt in found]
        self._go_on(keys)
        if len(keys) == 1:
            self.live.do(postpone, keys[0], day)
        else:
            self.live.do(postpone_many, keys, day, _several(keys))

    def _open_ones(self) -> list[Debt]:
        return [debt for debt in self.chosen() if debt.owed.done_on is None]

    def _leave(self, keys: list[int]) -> None:
        """Let rows go at once, and choose what stands there then."""
        self._go_on(keys)
        self.model.withhold(keys)

    def _go_on(self, keys: list[int]) -> None:
        """Choose the next row that is none of these, else the one before."""
        rows = {row for key in keys if (row := self.model.row_of(key)) >= 0}
        after = range(max(rows, default=0) + 1, self.model.rowCount())
        before = range(min(rows, default=0) - 1, -1, -1)
        for row in (*after, *before):
            key = self.model.index(row).data(KEY)
            if key is not None and key not in keys:
                choose_row(self.view, row)
                return

    # How it is laid out

    def _tools(self) -> None:
        self._lately = push_button(self.tr("Done lately"), name="owedLately", variant="quiet")
        self._lately.setCheckable(True)
        lately = self.actions_[OwedPage.lately]
        self._lately.setToolTip(lately.toolTip())
        self._lately.toggled.connect(self._show_done)
        self._lately.toggled.connect(lately.setChecked)
        self.head.addWidget(self._lately)
        for one in (OwedPage.call_sheet, OwedPage.letters, OwedPage.days):
            self.head.addWidget(tool_for(self.actions_[one], one.label))
        remind = self.actions_[OwedPage.remind]
        remind.setChecked(own_settings().value("notice", "yes") == "yes")

    def _left(self) -> QWidget:
        left = QWidget()
        column = in_column(left, gap=4)
        self._only = push_button(
            name="owedOnlyThis", variant="quiet", icon="close", tip=self.tr("Show everything again")
        )
        self._only.setCheckable(True)
        self._only.hide()
        row = in_row(margins=(16, 0, 12, 0))
        row.addWidget(self._only)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        lessons = (
            ((OwedPage.done,), self.tr("done")),
            ((OwedPage.postpone,), self.tr("postpone")),
            ((OwedPage.skip_down, OwedPage.skip_up), self.tr("move")),
            ((OwedPage.delete,), self.tr("delete")),
        )
        column.addWidget(KeysBar(lessons, left))
        left.setMinimumWidth(300)
        return left

    def _connect(self) -> None:
        debounce(self.search, self._find)
        self._only.clicked.connect(self._show_all)
        self.model.loaded.connect(self._loaded)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.view.activated.connect(lambda _index: self.open_letter())
        self.answer_row(self.view)
        self.detail.told.connect(self._was_told)
        self.detail.left.connect(self.view.setFocus)
        self.actions_.bind_page(self, self.view)

    def _find(self, words: str) -> None:
        self.model.words = words
        self.fall_behind()

    def _show_done(self, yes: bool) -> None:
        self.model.done = yes
        self.fall_behind()

    def _show_all(self) -> None:
        self.model.item_id = None
        self._only.hide()
        self.fall_behind()

    def _current(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        self.detail.show_debt(row if isinstance(row, Debt) else None)
        if self.isVisible() and (said := self.in_hand()) is not None:
            self.chose.emit(*said)


def _several(keys: list[int]) -> str:
    return plural(len(keys), "follow-up", "follow-ups")
