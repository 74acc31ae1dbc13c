"""The frame: navigation, page, inspector and toasts."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk import paths
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.labels import past
from feedbackdesk.ui.actions import Actions
from feedbackdesk.ui.after_closing import back_up_after_closing
from feedbackdesk.ui.backing_up import BackingUp
from feedbackdesk.ui.capture.capturing import Capturing
from feedbackdesk.ui.comparing import Comparing
from feedbackdesk.ui.conflicts import Conflicts
from feedbackdesk.ui.damage import Damage
from feedbackdesk.ui.doing import Doing
from feedbackdesk.ui.finding.finding import Finding
from feedbackdesk.ui.item_opening import ItemOpening
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.look import looks
from feedbackdesk.ui.looping import Looping
from feedbackdesk.ui.menus import build_menus
from feedbackdesk.ui.own_settings import own_settings
from feedbackdesk.ui.printing.printing import Printing
from feedbackdesk.ui.privacy.privacy import Privacy
from feedbackdesk.ui.twins_opening import TwinsOpening
from feedbackdesk.ui.widgets.navigation import Navigation
from feedbackdesk.ui.widgets.toast import Toast
from feedbackdesk.ui.workspaces import Workspaces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from feedbackdesk.desk.door import Labels
    from feedbackdesk.domain.rows import Counts, Touched
    from feedbackdesk.ui.inspector.inspector import Inspector
    from feedbackdesk.ui.pages.backups.page import BackupsPage
    from feedbackdesk.ui.pages.compare.page import ComparePage
    from feedbackdesk.ui.pages.damaged.page import DamagedPage
    from feedbackdesk.ui.pages.history.page import HistoryPage
    from feedbackdesk.ui.pages.inbox.page import InboxPage
    from feedbackdesk.ui.pages.insights.page import InsightsPage
    from feedbackdesk.ui.pages.item.page import ItemPage
    from feedbackdesk.ui.pages.losses.page import LossesPage
    from feedbackdesk.ui.pages.owed.page import OwedPage
    from feedbackdesk.ui.pages.page import Page
    from feedbackdesk.ui.pages.people.page import PeoplePage
    from feedbackdesk.ui.pages.roadmap.page import RoadmapPage
    from feedbackdesk.ui.pages.search.page import SearchPage
    from feedbackdesk.ui.pages.themes.page import ThemesPage
    from feedbackdesk.ui.pages.twins.page import TwinsPage

PageT = TypeVar("PageT", bound="Page")

_PAGES = {
    "inbox": "inbox",
    "themes": "themes",
    "roadmap": "roadmap",
    "owed": "owed",
    "people": "people",
    "losses": "losses",
    "insights": "insights",
    "history": "history",
}
_TITLE_BAR = 40
_SETTLED_MS = 3_000
_RESTING_MS = 2_000
_CHANGING = (
    "capture", "capture_loss", "business", "theme_new", "theme_rename", "theme_merge",
    "theme_unmerge", "theme_split", "theme_colour", "theme_plan", "theme_link", "accept",
    "accept_all", "accept_second", "accept_third", "assign", "assign_new", "archive", "correct",
    "delete", "move_left", "move_right", "move_to", "pin_up", "pin_down", "unpin", "ship",
    "decline", "item_decide", "lost_won_back", "lost_look_again", "lost_reasons", "history_undo",
    "owed_done", "owed_postpone", "owed_reopen", "letters", "days", "person_erase",
    "person_record", "person_owe", "person_merge", "person_unmerge", "snapshot",
    "snapshot_rename", "snapshot_delete", "twins_merge", "twins_apart", "twins_unmerge",
    "backup_now", "backup_plan", "backup_go_back", "backup_delete",
)  # fmt: skip
_INSPECTOR_WIDTH = 360
_PAGE_OF = {"feedback": "inbox", "theme": "themes", "item": "roadmap"}
_BESIDE = {"compare": "roadmap", "twins": "people"}
"""Pages without a button of their own: the one that they are reached from is marked."""
_PEOPLE = {"person", "organisation"}


class MainWindow(QMainWindow):
    """A workspace in a window. It is painted first; then the workspace is opened."""

    def __init__(self, path: Path) -> None:
        """Stand before the workspace at a path."""
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(paths.APP_NAME)
        self.setMinimumSize(880, 560)
        room = self.screen().availableSize()
        self.resize(min(1360, room.width()), min(860, room.height() - _TITLE_BAR))
        self._settings = own_settings()
        self._painted = False
        self._filled = False
        self._pages: dict[str, Page] = {}
        self.page_name = "inbox"
        self._currency = ""
        self._note = ""
        self._told_step: int | None = None
        self._settled = False
        self._rests = QTimer(self, singleShot=True, interval=_RESTING_MS)
        self._rests.timeout.connect(self._make_the_rest)
        self.live = Live(path, self)
        self.actions_ = Actions(self)
        self.workspaces = Workspaces(self, self._settings)
        self.conflicts = Conflicts(self)
        build_menus(self, self.actions_, self.workspaces.recent, self._settings)
        self.navigation = Navigation(self.actions_, _PAGES, self)
        self.stack = QStackedWidget(self)
        self.damage = Damage(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.stack)
        frame = QWidget(self)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.workspaces.notice)
        column.addWidget(self.conflicts.notice)
        column.addWidget(self.damage.notice)
        column.addWidget(self.splitter, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(frame)
        self.toast = Toast(frame, lambda: self.page.message_over() if self._filled else frame)
        self.finding = Finding(self, self._settings)
        self.privacy = Privacy(self)
        self.capturing = Capturing(self, over=frame)
        self.doing = Doing(self)
        self.printing = Printing(self)
        self.looping = Looping(self, self._settings)
        self.items = ItemOpening(self)
        self.comparing = Comparing(self)
        self.twins_opening = TwinsOpening(self)
        self.backing_up = BackingUp(self)
        self._connect()
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.navigation.show_workspace(path.stem)

    # Opening

    def tell_if_new(self) -> None:
        """Say so where a workspace that nobody named just now was not there, and was made."""
        if self.live.desk is not None and self.live.desk.is_new:
            told = self.tr("“{path}” was not there: this is a new, empty workspace.")
            self.toast.say(told.format(path=self.live.path))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Open the workspace once the frame has been painted."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._fill)

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        self.show_page(self.page_name)
        try:
            self.live.open()
        except Refusal as refusal:
            self._could_not_open(str(refusal))
            self.damage.not_opened(refusal)

    # Pages and the inspector are made when they are first wanted, or once the owner rests on
    # a page: neither the first rows nor a first key wait for what nobody sees.

    @cached_property
    def inbox(self) -> InboxPage:
        """The inbox page."""
        from feedbackdesk.ui.pages.inbox.page import InboxPage

        return self._add_page("inbox", InboxPage(self.live, self.actions_))

    @cached_property
    def themes(self) -> ThemesPage:
        """The themes page."""
        from feedbackdesk.ui.pages.themes.page import ThemesPage

        return self._add_page("themes", ThemesPage(self.live, self.actions_))

    @cached_property
    def roadmap(self) -> RoadmapPage:
        """The roadmap page."""
        from feedbackdesk.ui.pages.roadmap.page import RoadmapPage

        made = self._add_page("roadmap", RoadmapPage(self.live, self.actions_))
        for column in made.columns.values():
            # What was done before must not cover what a drop will do now.
            column.list.hovered.connect(self.toast.hide)
        made.wants_item.connect(self.items.open_item)
        return made

    @cached_property
    def item(self) -> ItemPage:
        """The page of one roadmap item."""
        return self._add_page("item", self.items.make_page())

    @cached_property
    def losses(self) -> LossesPage:
        """The losses page."""
        from feedbackdesk.ui.pages.losses.page import LossesPage

        made = self._add_page("losses", LossesPage(self.live, self.actions_))
        made.wants_search.connect(self.finding.search_for)
        return made

    @cached_property
    def insights(self) -> InsightsPage:
        """The insights page."""
        from feedbackdesk.ui.pages.insights.page import InsightsPage

        made = self._add_page("insights", InsightsPage(self.live, self.actions_))
        made.wants_theme.connect(self.open_theme)
        made.wants_search.connect(self.finding.search_for)
        return made

    @cached_property
    def people(self) -> PeoplePage:
        """The people page."""
        from feedbackdesk.ui.pages.people.page import PeoplePage

        made = self._add_page("people", PeoplePage(self.live, self.actions_))
        made.record_for.connect(lambda person: self.capturing.open(person=person))
        made.wants_twins.connect(self.twins_opening.open)
        return made

    @cached_property
    def twins(self) -> TwinsPage:
        """The page of records that look like one."""
        return self._add_page("twins", self.twins_opening.make_page())

    @cached_property
    def backups(self) -> BackupsPage:
        """The page of backups."""
        return self._add_page("backups", self.backing_up.make_page())

    @cached_property
    def damaged(self) -> DamagedPage:
        """The page of a damaged workspace."""
        return self._add_page("damaged", self.damage.make_page())

    @cached_property
    def history(self) -> HistoryPage:
        """The history page."""
        from feedbackdesk.ui.pages.history.page import HistoryPage

        made = self._add_page("history", HistoryPage(self.live, self.actions_))
        made.jumped.connect(self.open_thing)
        return made

    @cached_property
    def owed(self) -> OwedPage:
        """The owed page."""
        from feedbackdesk.ui.pages.owed.page import OwedPage

        return self._add_page("owed", OwedPage(self.live, self.actions_))

    @cached_property
    def compare(self) -> ComparePage:
        """The page that compares two rankings."""
        from feedbackdesk.ui.pages.compare.page import ComparePage

        return self._add_page("compare", ComparePage(self.live, self.actions_))

    @cached_property
    def search(self) -> SearchPage:
        """The search page."""
        return self._add_page("search", self.finding.make_page())

    @cached_property
    def inspector(self) -> Inspector:
        """The inspector, hidden until something is to be inspected."""
        from feedbackdesk.ui.inspector.inspector import Inspector

        made = Inspector(self.live, self.actions_)
        made.closed.connect(lambda: self.show_inspector(False))
        made.wants_theme.connect(self.open_theme)
        made.wants_item.connect(self.items.open_item)
        made.wants_page.connect(self.open_contact)
        made.left.connect(self._back_to_page)
        made.record_for.connect(lambda person: self.capturing.open(person=person))
        made.hide()
        self.stack.currentChanged.connect(self.look_at_page)
        self.splitter.addWidget(made)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        return made

    def _add_page(self, name: str, page: PageT) -> PageT:
        self._pages[name] = page
        self.stack.addWidget(page)
        page.inspect.connect(self.inspect)
        page.chose.connect(self._show_in_inspector)
        page.show_currency(self._currency)
        page.leave_room(self.finding.field.kept)
        self.finding.field.width_kept.connect(page.leave_room)
        if self.live.desk is not None:
            page.start()
        return page

    def _page(self, name: str) -> Page:
        page: Page = getattr(self, name)
        return page

    def _make_the_rest(self) -> None:
        """Make one thing that nobody has wanted yet, and come back for the next."""
        for name in ("inspector", *_PAGES, "search"):
            if name not in self.__dict__:
                getattr(self, name)
                QTimer.singleShot(0, self, self._make_the_rest)
                return
        self.finding.make_ready()

    def _opened(self) -> None:
        path = self.live.path
        note = ""
        if self.live.desk is not None and self.live.desk.newer:
            note = self.tr("Made by a newer version: it can be read, not changed.")
        elif self.live.read_only:
            note = self.tr("This file can be read, not changed.")
        self._note = note
        if self.live.desk is not None and self.live.desk.note:
            self.toast.say(self.live.desk.note)
        self.navigation.show_workspace(path.stem, note)
        self.setWindowTitle(f"{path.stem} – {paths.APP_NAME}")
        self.workspaces.recent.remember(path)
        self._allow_changes()
        # The first rows come before everything else.
        self.inbox.model.loaded.connect(self._rows_came)
        for page in self._pages.values():
            page.start()
        QTimer.singleShot(_SETTLED_MS, self, self._settle_in)

    def _allow_changes(self) -> None:
        for name in _CHANGING:
            self.actions_[name].setEnabled(not self.live.read_only)
        if self.live.read_only:
            for name in ("undo", "redo"):  # else what there is to undo tells
                self.actions_[name].setEnabled(False)
        if self.live.desk is not None and self.live.desk.damaged:
            self._note = self.tr("A part of it cannot be read: for looking only.")
            self.navigation.show_workspace(self.live.path.stem, self._note)
            self._entitle(self.live.path.stem)

    def _entitle(self, name: str) -> None:
        if self.live.desk is not None and self.live.desk.damaged:
            name = self.tr("{name}, for looking only").format(name=name)
        self.setWindowTitle(f"{name} – {paths.APP_NAME}")

    def _rows_came(self) -> None:
        self.inbox.model.loaded.disconnect(self._rows_came)
        QTimer.singleShot(0, self, self._settle_in)

    def _settle_in(self) -> None:
        if self._settled or self.live.desk is None:
            return
        self._settled = True
        self._count()
        self.capturing.count_drafts()
        self._ask_settings()
        self.finding.ask_views()
        self.live.ask_labels()
        self.live.look_over()
        self._rests.start()

    def _could_not_open(self, sentence: str) -> None:
        self.toast.say(sentence)
        self.inbox.empty.say(self.tr("This workspace did not open"), sentence)
        self.inbox.show_empty(True)
        self.show_page("inbox")
        self.inbox.empty.offer_only("file_open", "sample")
        for name in (*_CHANGING, "print", "print_this", "call_sheet", "undo", "redo"):
            self.actions_[name].setEnabled(False)
        self.navigation.show_workspace(self.live.path.stem, self.tr("Not open"))

    # What follows the desk

    def _connect(self) -> None:
        self.live.opened.connect(self._opened)
        self.live.touched.connect(self._follow)
        self.live.did.connect(self._did)
        self.live.said.connect(self.toast.say)
        self.live.added.connect(self.toast.add)
        self.live.broke.connect(_raise)
        self.live.damaged.connect(self._allow_changes)
        self.live.labels_changed.connect(self._show_labels)
        self.live.took_back.connect(self._took_back)
        self.toast.undo_wanted.connect(lambda: self.live.undo(self._told_step))
        self.toast.again_wanted.connect(self.live.redo)
        does: dict[str, Callable[[], object]] = {
            "undo": self.live.undo,
            "redo": self.live.redo,
            "quit": self.close,
            "business": self._business,
            "inspector": self._toggle_inspector,
            "message": self.toast.take_focus,
            "shortcuts": self._show_shortcuts,
            "about": self._about,
        }
        for beside in (
            self.doing, self.capturing, self.workspaces, self.finding, self.looping, self.privacy,
            self.comparing, self.printing, self.items, self.twins_opening, self.backing_up,
            self.damage,
        ):  # fmt: skip
            does |= beside.does
        does |= {name: partial(self.show_page, name) for name in _PAGES}
        does |= {f"look_{look}": partial(self._choose_look, look) for look in looks.CHOICES}
        for name, act in does.items():
            self.actions_.does(name, act)

    def _follow(self, touched: Touched) -> None:
        for page in self._pages.values():
            page.follow(touched)
        if "inspector" in self.__dict__:
            self.inspector.follow(touched)
        self._count()
        if touched.touches("setting"):
            self._ask_settings()

    def _did(self, touched: Touched) -> None:
        self._told_step = touched.step_id
        self.toast.say(f"{past(touched.label)}.", undo=True)
        self.looping.tell_news(touched)

    def _took_back(self, sentence: str, undone: bool) -> None:
        self._told_step = None  # a redo is undone as the newest step
        self.toast.say(f"{sentence}.", undo=not undone, again=undone)

    def _show_labels(self, labels: Labels) -> None:
        undo, redo = self.actions_["undo"], self.actions_["redo"]
        undo.setEnabled(labels.undo is not None and not self.live.read_only)
        redo.setEnabled(labels.redo is not None and not self.live.read_only)
        back, again = ((did or "").replace("&", "&&") for did in (labels.undo, labels.redo))
        undo.setText(self.tr("&Undo: {did}").format(did=back) if back else self.tr("&Undo"))
        redo.setText(self.tr("&Redo: {did}").format(did=again) if again else self.tr("&Redo"))

    def _count(self) -> None:
        from feedbackdesk.desk.feedback import counts

        self.live.ask(counts, then=self._show_counts)
        self.looping.count()

    def _show_counts(self, counts: Counts) -> None:
        self.navigation.buttons["inbox"].show_count(counts.inbox)
        self.navigation.buttons["themes"].show_count(counts.themes)
        self.navigation.buttons["roadmap"].show_count(counts.items)
        self.navigation.buttons["people"].show_count(counts.people)
        self.actions_["print"].setEnabled(counts.items > 0)
        fresh = counts.feedback == 0
        self.inbox.empty.say(
            self.tr("Welcome") if fresh else self.tr("The inbox is empty"),
            self.tr(
                "Record what a customer said right after the call, or why a prospect said no. "
                "Everything stays on this computer."
            )
            if fresh
            else self.tr("All that was said has its theme. New feedback arrives here."),
        )
        self.inbox.empty.offer_sample(fresh and not self.workspaces.is_sample)

    def _ask_settings(self) -> None:
        from feedbackdesk.desk.settings import settings

        def arrived(values: dict[str, str]) -> None:
            self._currency = values["currency"]
            for page in self._pages.values():
                page.show_currency(self._currency)
            if "inspector" in self.__dict__:
                self.inspector.show_currency(self._currency)
            name = values["business_name"]
            if name:
                self._entitle(name)
                self.navigation.show_workspace(name, self._note)
                self.workspaces.recent.name(self.live.path, name)

        self.live.ask(settings, then=arrived)

    # What the owner does

    def show_page(self, name: str, *, take_keyboard: bool = True) -> None:
        """Bring a page into sight."""
        self.page_name = name
        if not self._filled:
            return
        if self._rests.isActive():
            self._rests.start()  # the owner goes on
        self.navigation.mark(self.navigation.buttons.get(_BESIDE.get(name, name)))
        self.stack.setCurrentWidget(self.page)
        if take_keyboard:
            self.page.first_focus().setFocus()

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self._page(self.page_name)

    def open_theme(self, theme_id: int) -> None:
        """Open a theme's page: all that was said about it."""
        self.themes.open_theme(theme_id)
        self.show_page("themes")

    def open_contact(self, table: str, key: int) -> None:
        """Open the page of a person or an organisation."""
        opened = self.people.open_person if table == "person" else self.people.open_organisation
        opened(key)
        self.show_page("people")

    def open_thing(self, table: str, key: int) -> None:
        """Show a feedback, theme, item, person or organisation on its page, and inspect it.

        Feedback that does not wait in the inbox is only inspected. Where it is gone, say so.
        """
        from feedbackdesk.desk.changes import gone

        def found(sentence: str | None) -> None:
            if sentence is not None:
                self.toast.say(sentence)
                return
            name = _PAGE_OF.get(table)
            elsewhere = table == "feedback" and self.inbox.model.row_of(key) < 0
            if name is not None and not elsewhere:
                self.show_page(name)
                self._page(name).choose(key)
            self.inspect(table, key)

        self.live.ask(gone, table, key, then=found)

    def show_inspector(self, yes: bool) -> None:
        """Show or hide the inspector."""
        if yes and not self.inspector.isVisible():
            self.inspector.show()
            width = self.splitter.width()
            side = min(_INSPECTOR_WIDTH, max(width // 3, 320))
            self.splitter.setSizes([width - side, side])
        elif not yes:
            had = self.focusWidget()
            here = had is not None and self.inspector.isAncestorOf(had)
            self.inspector.hide()
            if here:
                self._back_to_page()

    def _back_to_page(self) -> None:
        self.page.first_focus().setFocus()

    def inspect(self, word: str, key: int) -> None:
        """Show something in the inspector; people and organisations have a page instead."""
        if word in _PEOPLE:
            self.open_contact(word, key)
            return
        self._tell_inspector(word, key)
        self.show_inspector(True)

    def _tell_inspector(self, word: str, key: int) -> None:
        self._prepare_inspector()
        self.inspector.inspect(word, key)

    def _prepare_inspector(self) -> None:
        self.inspector.currency = self._currency
        self.inspector.lens = self.roadmap.lens

    def _show_in_inspector(self, word: str, key: int) -> None:
        if "inspector" in self.__dict__ and self.inspector.isVisible():
            self._tell_inspector(word, key)

    def _toggle_inspector(self) -> None:
        self.show_inspector(not self.inspector.isVisible())
        self.look_at_page()

    def look_at_page(self) -> None:
        """Let an open inspector show what is chosen on the page in sight."""
        if self.inspector.isVisible():
            self._prepare_inspector()
            self.inspector.show_in_hand(self.page.in_hand())

    def _choose_look(self, look: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._settings.setValue("look", look)
            looks.apply(app, look)

    def _business(self) -> None:
        from feedbackdesk.ui.widgets.business import BusinessDialog

        BusinessDialog(self.live, self).open()

    def _show_shortcuts(self) -> None:
        from feedbackdesk.ui.widgets.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).open()

    def _about(self) -> None:
        from feedbackdesk.ui.widgets.shortcuts import show_about

        show_about(self, self.live.path)

    def may_close(self) -> bool:
        """Save what was begun in the inspector; what is half typed waits as a draft."""
        if "inspector" in self.__dict__ and not self.inspector.leave():
            self.toast.say(self.tr("A correction is not finished: save it or revert it first."))
            return False
        return True

    # The frame

    def changeEvent(self, event: QEvent) -> None:
        """Look for what another process left half typed, when the owner comes back here."""
        super().changeEvent(event)
        came = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if came and self._settled and self.live.desk is not None:
            self.capturing.count_drafts()
            self.looping.count()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what was begun, finish what is being written, and remember the frame."""
        if not self.may_close():
            event.ignore()
            return
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.sync()
        desk = self.live.desk
        is_kept = desk is not None and not desk.read_only and not self.live.is_astray
        self.let_go()
        if is_kept:
            back_up_after_closing(self.live.path)
        super().closeEvent(event)

    def let_go(self) -> None:
        """Keep what is half typed as a draft, and let go of the workspace."""
        self.capturing.close()
        self.live.close()


def _raise(error: BaseException) -> None:
    raise error
