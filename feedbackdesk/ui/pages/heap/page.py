"""The heap: talk that was brought in, kept as feedback or dropped, a key for each decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QListView, QWidget

from feedbackdesk.desk import heap
from feedbackdesk.desk.heap_order import Placed
from feedbackdesk.domain.found import Aside
from feedbackdesk.domain.words import Kind
from feedbackdesk.insight.heap.telling import NOTHING
from feedbackdesk.language.say import _, later, ngettext
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.filing.suggestions import Suggestions
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.heap.rows import HeapModel
from feedbackdesk.ui.pages.heap.side import GROUPS, HeapSide
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.captions import KeysBar
from feedbackdesk.ui.rows.described import RowWidget
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.pieces import Spark, Stretch, Words
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.rows.row import Line, Row
from feedbackdesk.ui.widgets.choose import choose_theme
from feedbackdesk.ui.widgets.dialogs import come_back
from feedbackdesk.ui.widgets.layout import in_column
from feedbackdesk.ui.widgets.lists import StayChosen, choose_row, make_list
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.heap_order import Ordered
    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.heap import HeapCounts, Talk
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_SHOWN = 300
"""So many of the likeliest are listed; the next ones come up as these are decided."""
_READ_AT_ONCE = 400
_PAGE = 20
"""After so many decisions the list is put in the order that they taught."""
_ALIKE = 10_000


class HeapPage(Page):
    """The likeliest first; beside them the whole message, and what was set aside."""

    view: LongList
    makes_room = True
    room_for_subtitle = 520
    tables = ("import_run", "heap_decision", "theme", "theme_alias", "mention")

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list and its side."""
        super().__init__("heapPage", _("Heap"), live, actions)
        self._group: Aside | None = None
        self._counts: HeapCounts | None = None
        self._since_ordered = 0
        self._decided: set[int] = set()
        """What was decided here: what an undo brings back of it is chosen again."""
        self._leaving: set[int] = set()
        """What was decided, and is not saved yet."""
        self.suggestions = Suggestions(live, live.advise_heap)
        self.model = HeapModel(self.suggestions.of)
        self.view = make_list("heapList", _("Talk, the likeliest first"), LongList(), self.model)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.strip = RowWidget(self._strip, self)
        self.strip.setObjectName("heapStrip")
        self.side = HeapSide()
        self.side.opens.connect(lambda name: self.wants.emit(Place("heap", name)))
        self.add_button("bring", "heapBring")
        self.set_body(self._body(), self._empty())
        self.answer_row(self.view)
        self.kept = self.keep_choice(self.view, nearest=True)
        self.stay_chosen = StayChosen(self.view)
        self.view.selectionModel().currentChanged.connect(self._look)
        self.view.itemDelegate().acted.connect(lambda name: actions[name].trigger())  # type: ignore[attr-defined]
        self.suggestions.changed.connect(self.model.repaint)
        actions.bind_page(self, self.view)

    # How it is laid out

    def _body(self) -> QWidget:
        left = QWidget(self)
        column = in_column(left, gap=0)
        column.addWidget(self.strip)
        column.addWidget(self.view, 1)
        column.addWidget(
            KeysBar(
                (
                    ((HeapPage.keep,), _("keep")),
                    ((HeapPage.drop,), _("drop")),
                    ((HeapPage.keep_under,), _("another theme")),
                    ((HeapPage.as_request, HeapPage.as_loss), _("what it is")),
                    ((HeapPage.drop_alike,), _("drop all like it")),
                    ((HeapPage.skip_down, HeapPage.skip_up), _("skip")),
                    ((HeapPage.read_whole,), _("read whole")),
                ),
                left,
            )
        )
        return self.stand_beside(left, self.side, (5, 2), [820, 320], 820)

    def _empty(self) -> EmptyState:
        self.empty = EmptyState(
            "heap",
            _("Nothing waits on the heap"),
            _(
                "Mail, chats and transcripts that you bring in come here first: you keep what is "
                "feedback, and nothing is counted before."
            ),
        )
        self.empty.offer(self.actions_["bring"], _("Bring in…"), primary=True)
        return self.empty

    def _strip(self, _room: int) -> Row:
        """Describe how far the owner is, and whether going on pays."""
        counts, muted = self._counts, Role.TEXT_MUTED
        if counts is None or self._group is not None:
            return Row(Line(Words(" ", Size.SMALL)), pad=(24, 0, 24, 8))
        looked, kept = _looked_at(counts), _kept(counts)
        order = _("likeliest first, learned a page at a time")
        strip = Spark(tuple(4 if one else 1 for one in counts.last), 5 * len(counts.last), 14)
        return Row(
            Line(
                Words(looked, Size.SMALL, Weight.MEDIUM),
                strip if kept else None,
                Words(kept, Size.SMALL, Weight.MEDIUM, whole=True) if kept else None,
                Stretch(),
                Words(order, Size.SMALL, role=muted, least=120),
                gap=12,
            ),
            says=f"{looked}, {kept}" if kept else looked,
            pad=(24, 0, 24, 8),
        )

    # What is shown

    def show_place(self, place: Place) -> None:
        """Show what waits, or a group of what was set aside."""
        group = Aside(place.key) if place.key in set(Aside) else None
        if group is not self._group:
            self._group = group
            self.model.show_these(())
            self.fall_behind()

    def load(self) -> None:
        """Ask how much there is, and for the first of it."""
        self.live.latest(self, heap.counts, then=self._counted)
        if self._group is not None:
            self.live.latest(self, heap.aside, self._group, then=self._show_aside)
        else:
            self._order()

    def follow(self, touched: Touched) -> None:
        """Show what a commit changed; what it taught about themes is asked for anew."""
        self.suggestions.follow(touched)
        super().follow(touched)

    def clear(self) -> bool:
        """Go back from the words to the list, from a group to what waits."""
        if self.side.words.hasFocus():
            self.view.setFocus()
            return True
        if self._group is None:
            return False
        self.wants.emit(Place("heap"))
        return True

    def _counted(self, counts: HeapCounts) -> None:
        self._counts = counts
        self.side.show_counts(counts)
        self._say_how_much()
        self.strip.setAccessibleName(", ".join(filter(None, (_looked_at(counts), _kept(counts)))))
        self.strip.describe_anew()
        nothing = not counts.waiting and not any(counts.aside.values()) and not counts.decided
        self.show_empty(nothing)

    def _say_how_much(self) -> None:
        counts = self._counts
        if self._group is not None:
            _icon, name, about = GROUPS[self._group]
            self.say(f"{name}: {about}")
        elif counts is not None:
            waits = ngettext(
                "{number} to look at, from {files}",
                "{number} to look at, from {files}",
                counts.waiting,
            )
            files = ngettext("{number} file", "{number} files", counts.files)
            told = waits.format(
                number=f"{counts.waiting:,}", files=files.format(number=counts.files)
            )
            self.say(told if counts.waiting else "")

    def _order(self) -> None:
        self.live.order_heap(_SHOWN, _READ_AT_ONCE, then=self._ordered)

    def _ordered(self, found: Ordered) -> None:
        if self._group is not None:
            return
        if not found.is_whole:
            reading = _("Reading {number} of {all} …")
            self.say(reading.format(number=f"{found.read:,}", all=f"{found.waiting:,}"))
            if self.live.desk is not None:
                self._order()
            return
        self._say_how_much()
        self._show(found.first)

    def _show_aside(self, found: Sequence[Talk]) -> None:
        self._show([Placed(one, NOTHING) for one in found])

    def _show(self, found: Sequence[Placed]) -> None:
        """Show rows; between two pages of decisions those that stay keep their places."""
        back = {one.talk.id for one in found} & (self._decided - self._leaving)
        known = {one.talk.id: one for one in found}
        stand = [known[one.talk.id] for one in self.model.shown() if one.talk.id in known]
        if self._since_ordered < _PAGE and stand and not back and self._group is None:
            here = {one.talk.id for one in stand}
            found = [*stand, *(one for one in found if one.talk.id not in here)]
        else:
            self._since_ordered = 0
        self.model.show_these(found)
        self._decided -= back
        if back and (rows := [self.model.row_of(key) for key in back]):
            choose_row(self.view, max(min(rows), 0))
        if self.model.rowCount() and not self.view.currentIndex().isValid():
            choose_row(self.view, 0)
        self.stay_chosen.ensure()

    def _look(self) -> None:
        row = self.model.kept(self.view.currentIndex().data(KEY) or -1)
        self.side.show_talk(row.talk if row is not None else None)
        if row is not None and row.talk.answers:
            self.live.latest(self, heap.answered, row.talk.id, then=self.side.show_answered)

    # What is decided

    def _chosen(self) -> list[Placed]:
        found = [self.model.row_at(at) for at in self.view.chosen_rows()]
        rows = [one for one in found if one is not None]
        if not rows:
            self.live.said.emit(_("Choose a message first."))
        return rows

    @action("heap_keep", later("&Keep"), "check",
            later("Make feedback of it, as what it is shown, under the theme that is offered"),
            "Return", "Enter", changes=True, choice=True)  # fmt: skip
    def keep(self) -> None:
        """Keep what is chosen, each under what suggests itself."""
        rows = self._chosen()
        left = {row.talk.id for row in rows}
        found: dict[int, str] = {}

        def arrived(key: int, fits: tuple[Any, ...]) -> None:
            found[key] = fits[0].name if fits else ""
            if found.keys() == left:
                self._keep(rows, found)

        for row in rows:
            key = row.talk.id
            known = () if row.talk.aside is not None else self.suggestions.known(key)
            if known is not None:
                arrived(key, known)
            else:
                self.suggestions.find(key, partial(arrived, key))

    @action("heap_keep_under", later("Keep under another &theme…"), "themes",
            later("Keep it under a theme that is picked, or named now"), "T", changes=True,
            choice=True)  # fmt: skip
    def keep_under(self) -> None:
        """Keep what is chosen under a theme that is picked."""
        if not (rows := self._chosen()):
            return

        def picked(theme_id: int | None, name: str) -> None:
            del theme_id  # a name leads to it, whether it is new or not
            self._keep(rows, dict.fromkeys((row.talk.id for row in rows), name))

        fits = self.suggestions.known(rows[0].talk.id) or ()
        first = [fit.theme_id for fit in fits] if len(rows) == 1 else []
        hint = _("Type a name; where there is no such theme, it is made.")
        question = choose_theme(self, self.live, _("Keep under"), picked, first=first, hint=hint)
        come_back(question, self.view)

    @action("heap_keep_bare", later("Keep for the &inbox"), "inbox",
            later("Make feedback of it without a theme: it waits in the inbox"), "I", changes=True,
            choice=True)  # fmt: skip
    def keep_bare(self) -> None:
        """Keep what is chosen without a theme."""
        if rows := self._chosen():
            self._keep(rows, {})

    @action("heap_drop", later("&Drop"), "minus",
            later("Take it off the heap: it is no feedback"), "E", changes=True,
            choice=True, begins=True)  # fmt: skip
    def drop(self) -> None:
        """Drop what is chosen."""
        if keys := [row.talk.id for row in self._chosen()]:
            self._decide(keys, heap.drop, keys, _messages(len(keys)))

    @action("heap_drop_alike", later("Drop a&ll like it"), "minus",
            later("Drop what is chosen, and all that waits and reads the same"), "L", changes=True,
            choice=True)  # fmt: skip
    def drop_alike(self) -> None:
        """Drop what is chosen with all that is truly like it."""
        if not (rows := self._chosen()):
            return
        key = rows[0].talk.id

        def arrived(alike: list[int]) -> None:
            keys = list(dict.fromkeys([*(row.talk.id for row in rows), *alike]))
            self._decide(keys, heap.drop, keys, _messages(len(keys)))

        self.live.like_on_heap(key, _ALIKE, then=arrived)

    def delete_chosen(self) -> None:
        """Drop what is chosen."""
        self.drop()

    @action("heap_read", later("&Read the whole message"), "view",
            later("Go into the whole message with the keyboard; Esc comes back"), "Space", "Right",
            choice=True, begins=True)  # fmt: skip
    def read_whole(self) -> None:
        """Go into the words."""
        self.side.words.setFocus()

    def _take_as(self, kind: Kind) -> None:
        self.model.take_as([row.talk.id for row in self._chosen()], kind)

    @action("heap_request", later("It is a re&quest"), "kind-request",
            later("Take it as a request"), "1", choice=True, in_rows=False,
            begins=True)  # fmt: skip
    def as_request(self) -> None:
        """Take what is chosen as a request."""
        self._take_as(Kind.REQUEST)

    @action("heap_problem", later("It is a &problem"), "kind-problem",
            later("Take it as a problem"), "2", choice=True, in_rows=False)  # fmt: skip
    def as_problem(self) -> None:
        """Take what is chosen as a problem."""
        self._take_as(Kind.PROBLEM)

    @action("heap_praise", later("It is p&raise"), "kind-praise",
            later("Take it as praise"), "3", choice=True, in_rows=False)  # fmt: skip
    def as_praise(self) -> None:
        """Take what is chosen as praise."""
        self._take_as(Kind.PRAISE)

    @action("heap_question", later("It is a q&uestion"), "kind-question",
            later("Take it as a question"), "4", choice=True, in_rows=False)  # fmt: skip
    def as_question(self) -> None:
        """Take what is chosen as a question."""
        self._take_as(Kind.QUESTION)

    @action("heap_loss", later("It is a l&ost sale"), "kind-loss",
            later("Take it as the reason of a lost sale"), "5", choice=True,
            in_rows=False)  # fmt: skip
    def as_loss(self) -> None:
        """Take what is chosen as a lost sale."""
        self._take_as(Kind.LOSS)

    def _keep(self, rows: Sequence[Placed], themes: dict[int, str]) -> None:
        kept = [
            heap.Keep(
                row.talk.id, self.model.rows.kind_of(row), themes.get(row.talk.id, ""), row.sentence
            )
            for row in rows
        ]
        keys = [one.heap_id for one in kept]
        self._decide(keys, heap.keep, kept, _messages(len(kept)))

    def _decide(self, keys: Sequence[int], intention: Intention[..., Any], *facts: Any) -> None:
        """Let the rows go, choose the next, and write; a refusal brings the rows back."""
        rows = [row for key in keys if (row := self.model.row_of(key)) >= 0]
        after = max(rows) + 1 if rows else 0
        following = self.model.key_at(after) if after < self.model.rowCount() else None
        self._decided.update(keys)
        self._leaving.update(keys)
        self._since_ordered += len(keys)
        self.model.withhold(keys)
        at = self.model.row_of(following) if following is not None else self.model.rowCount() - 1
        if at >= 0:
            choose_row(self.view, at)

        def saved(_result: object) -> None:
            self._leaving.difference_update(keys)
            self.model.release(keys)

        def refused(why: str) -> None:
            self._decided.difference_update(keys)
            self.live.said.emit(why)
            saved(None)
            self.fall_behind()

        self.live.do(intention, *facts, then=saved, otherwise=refused)


def _looked_at(counts: HeapCounts) -> str:
    return _("{number} looked at").format(number=f"{counts.decided:,}")


def _kept(counts: HeapCounts) -> str:
    if not counts.last:
        return ""
    kept = _("{kept} of the last {number} kept")
    return kept.format(kept=counts.kept, number=len(counts.last))


def _messages(number: int) -> str:
    return ngettext("{number} message", "{number} messages", number).format(number=f"{number:,}")
