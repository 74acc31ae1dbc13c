"""The frame: navigation, page, inspector and toasts."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from feedbackdesk import paths
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.labels import past
from feedbackdesk.ui import theme
from feedbackdesk.ui.actions import Actions
from feedbackdesk.ui.capture.dropping import Dropping
from feedbackdesk.ui.finding.finding import Finding
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.looping import Looping
from feedbackdesk.ui.menus import RecentMenu, build_menus
from feedbackdesk.ui.privacy.privacy import Privacy
from feedbackdesk.ui.widgets.navigation import Navigation
from feedbackdesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from feedbackdesk.desk.desk import Labels
    from feedbackdesk.desk.drafts import Form
    from feedbackdesk.domain.rows import Counts, Touched
    from feedbackdesk.ui.capture.dialog import CaptureDialog
    from feedbackdesk.ui.inspector.inspector import Inspector
    from feedbackdesk.ui.pages.deciding import Deciding
    from feedbackdesk.ui.pages.history import HistoryPage
    from feedbackdesk.ui.pages.inbox import InboxPage
    from feedbackdesk.ui.pages.insights import InsightsPage
    from feedbackdesk.ui.pages.losses import LossesPage
    from feedbackdesk.ui.pages.owed import OwedPage
    from feedbackdesk.ui.pages.page import Page
    from feedbackdesk.ui.pages.people import PeoplePage
    from feedbackdesk.ui.pages.roadmap import RoadmapPage
    from feedbackdesk.ui.pages.search import SearchPage
    from feedbackdesk.ui.pages.themes import ThemesPage
    from feedbackdesk.ui.widgets.names import KnownPerson

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
_CHANGING = (
    "capture", "capture_loss", "business", "theme_new", "theme_rename", "theme_merge",
    "theme_unmerge", "theme_split", "theme_colour", "theme_plan", "theme_link", "accept",
    "accept_all", "accept_second", "accept_third", "assign", "assign_new", "archive", "correct",
    "delete", "move_left", "move_right", "move_to", "pin_up", "pin_down", "unpin", "ship",
    "decline", "lost_won_back", "lost_look_again", "lost_reasons", "history_undo", "owed_done",
    "owed_postpone", "owed_reopen", "letters", "days", "person_erase",
    "person_record", "person_owe", "person_merge", "person_unmerge",
)  # fmt: skip
_INSPECTOR_WIDTH = 360
_PAGE_OF = {"feedback": "inbox", "theme": "themes", "item": "roadmap"}
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
        self._settings = QSettings(str(paths.config_file()), QSettings.Format.IniFormat)
        self._painted = False
        self._filled = False
        self._capture: CaptureDialog | None = None
        self._pages: dict[str, Page] = {}
        self.page_name = "inbox"
        self._currency = ""
        self._note = ""
        self._told_step: int | None = None
        self._settled = False
        self.live = Live(path, self)
        self.actions_ = Actions(self)
        self._recent = RecentMenu(self._settings, self)
        self._recent.chosen.connect(self.open_workspace)
        build_menus(self, self.actions_, self._recent, self._settings)
        self.navigation = Navigation(self.actions_, _PAGES, self)
        self.stack = QStackedWidget(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.stack)
        frame = QWidget(self)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.splitter, 1)
        self.setCentralWidget(frame)
        self.toast = Toast(frame)
        self.finding = Finding(self, self._settings)
        self.privacy = Privacy(self)
        self.dropping = Dropping(self, self.live, over=frame)
        self.looping = Looping(self, self._settings)
        self._connect()
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.navigation.show_workspace(path.stem)

    # Opening

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

    # Pages and the inspector are made when they are first wanted, or once the first rows
    # are in sight: a window that opens at once has no time for what nobody sees.

    @cached_property
    def inbox(self) -> InboxPage:
        """The inbox page."""
        from feedbackdesk.ui.pages.inbox import InboxPage

        return self._add_page("inbox", InboxPage(self.live, self.actions_))

    @cached_property
    def themes(self) -> ThemesPage:
        """The themes page."""
        from feedbackdesk.ui.pages.themes import ThemesPage

        return self._add_page("themes", ThemesPage(self.live, self.actions_))

    @cached_property
    def roadmap(self) -> RoadmapPage:
        """The roadmap page."""
        from feedbackdesk.ui.pages.roadmap import RoadmapPage

        made = self._add_page("roadmap", RoadmapPage(self.live, self.actions_))
        for column in made.columns.values():
            # What was done before must not cover what a drop will do now.
            column.list.hovered.connect(self.toast.hide)
        return made

    @cached_property
    def losses(self) -> LossesPage:
        """The losses page."""
        from feedbackdesk.ui.pages.losses import LossesPage

        made = self._add_page("losses", LossesPage(self.live, self.actions_))
        made.wants_search.connect(self.finding.search_for)
        return made

    @cached_property
    def insights(self) -> InsightsPage:
        """The insights page."""
        from feedbackdesk.ui.pages.insights import InsightsPage

        made = self._add_page("insights", InsightsPage(self.live, self.actions_))
        made.wants_theme.connect(self.open_theme)
        made.wants_search.connect(self.finding.search_for)
        return made

    @cached_property
    def people(self) -> PeoplePage:
        """The people page."""
        from feedbackdesk.ui.pages.people import PeoplePage

        made = self._add_page("people", PeoplePage(self.live, self.actions_))
        made.record_for.connect(lambda person: self.capture(person=person))
        return made

    @cached_property
    def history(self) -> HistoryPage:
        """The history page."""
        from feedbackdesk.ui.pages.history import HistoryPage

        made = self._add_page("history", HistoryPage(self.live, self.actions_))
        made.jumped.connect(self.open_thing)
        return made

    @cached_property
    def owed(self) -> OwedPage:
        """The owed page."""
        from feedbackdesk.ui.pages.owed import OwedPage

        return self._add_page("owed", OwedPage(self.live, self.actions_))

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
        made.wants_page.connect(self.open_contact)
        made.left.connect(self._back_to_page)
        made.record_for.connect(lambda person: self.capture(person=person))
        made.hide()
        self.stack.currentChanged.connect(self._look_at_page)
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
        self.navigation.show_workspace(path.stem, note)
        self.setWindowTitle(f"{path.stem} – {paths.APP_NAME}")
        self._recent.remember(path)
        for name in _CHANGING:
            self.actions_[name].setEnabled(not self.live.read_only)
        for page in self._pages.values():
            page.start()
        # The first rows come before everything else.
        self.inbox.model.loaded.connect(self._rows_came)
        QTimer.singleShot(_SETTLED_MS, self, self._settle_in)

    def _rows_came(self) -> None:
        self.inbox.model.loaded.disconnect(self._rows_came)
        QTimer.singleShot(0, self, self._settle_in)

    def _settle_in(self) -> None:
        if self._settled or self.live.desk is None:
            return
        self._settled = True
        self._count()
        self._count_drafts()
        self._ask_settings()
        self.finding.ask_views()
        self.live.ask_labels()
        self._make_the_rest()

    def _could_not_open(self, sentence: str) -> None:
        self.toast.say(sentence)
        self.inbox.empty.say(self.tr("This workspace did not open"), sentence)
        self.inbox.show_empty(True)
        self.show_page("inbox")
        self.inbox.empty.offer_only("file_open", "sample")
        for name in (*_CHANGING, "print", "undo", "redo"):
            self.actions_[name].setEnabled(False)
        self.navigation.show_workspace(self.live.path.stem, self.tr("Not open"))

    # What follows the desk

    def _connect(self) -> None:
        self.live.opened.connect(self._opened)
        self.live.touched.connect(self._follow)
        self.live.did.connect(self._did)
        self.live.said.connect(self.toast.say)
        self.live.broke.connect(_raise)
        self.live.labels_changed.connect(self._show_labels)
        self.live.took_back.connect(self._took_back)
        self.toast.undo_wanted.connect(lambda: self.live.undo(self._told_step))
        self.toast.again_wanted.connect(self.live.redo)
        self.dropping.dropped.connect(self._capture_dropped)
        self.dropping.said.connect(self.toast.say)
        does: dict[str, Callable[[], object]] = {
            "capture": self.capture,
            "capture_loss": lambda: self.capture(loss=True),
            "undo": self.live.undo,
            "redo": self.live.redo,
            "print": self.print_roadmap,
            "quit": self.close,
            "file_new": self._new_workspace,
            "file_open": self._choose_workspace,
            "sample": self.open_sample,
            "business": self._business,
            "inspector": self._toggle_inspector,
            "accept": lambda: self._decide(lambda one: one.accept()),
            "accept_all": lambda: self._decide(lambda one: one.accept_all()),
            "accept_second": lambda: self._decide(lambda one: one.take(1)),
            "accept_third": lambda: self._decide(lambda one: one.take(2)),
            "assign": lambda: self._assign(new=False),
            "assign_new": lambda: self._assign(new=True),
            "archive": lambda: self._decide(lambda one: one.archive()),
            "skip_down": lambda: self.page.skip(1),
            "skip_up": lambda: self.page.skip(-1),
            "look_closer": lambda: self._decide(lambda one: one.look_closer()),
            "read_words": self._read_words,
            "correct": self._correct,
            "theme_new": lambda: self.themes.new(),
            "theme_rename": lambda: self.themes.rename(),
            "theme_merge": lambda: self.themes.merge(),
            "theme_open": lambda: self.themes.read_chosen(),
            "theme_back": lambda: self.themes.close_story(),
            "theme_unmerge": lambda: self.themes.unmerge(),
            "theme_split": lambda: self.themes.split(),
            "theme_colour": lambda: self.themes.colour(),
            "theme_plan": lambda: self._planner().plan(),
            "theme_link": lambda: self._planner().link(),
            "move_left": lambda: self.roadmap.step_stage(-1),
            "move_right": lambda: self.roadmap.step_stage(1),
            "pin_up": lambda: self.roadmap.step_place(-1),
            "pin_down": lambda: self.roadmap.step_place(1),
            "unpin": lambda: self.roadmap.unpin(),
            "ship": lambda: self.roadmap.ship(),
            "decline": lambda: self.roadmap.decline(),
            "lost_won_back": lambda: self.losses.win_back(),
            "lost_look_again": lambda: self.losses.look_again(),
            "lost_find": lambda: self.losses.search_on(),
            "lost_reasons": lambda: self.losses.edit_reasons(),
            "history_undo": lambda: self.history.undo_chosen(),
            "history_jump": lambda: self.history.jump(),
            "message": self.toast.take_focus,
            "delete": lambda: self.page.delete(),
            "shortcuts": self._show_shortcuts,
            "about": self._about,
        }
        does |= self.finding.does | self.looping.does | self.privacy.does
        does |= {name: partial(self.show_page, name) for name in _PAGES}
        does |= {f"look_{look}": partial(self._choose_look, look) for look in theme.CHOICES}
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
        self.inbox.empty.offer_sample(fresh and not self._is_sample())

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
                self.setWindowTitle(f"{name} – {paths.APP_NAME}")
                self.navigation.show_workspace(name, self._note)
                self._recent.name(self.live.path, name)

        self.live.ask(settings, then=arrived)

    # What the owner does

    def show_page(self, name: str, *, take_keyboard: bool = True) -> None:
        """Bring a page into sight."""
        self.page_name = name
        if not self._filled:
            return
        self.navigation.mark(self.navigation.buttons.get(name))
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

    def capture(self, *, loss: bool = False, person: KnownPerson | None = None) -> None:
        """Open the capture form, for a lost sale or somebody who is known."""
        from feedbackdesk.domain.words import Kind

        if (form := self._capture_form()) is not None:
            form.open_for(kind=Kind.LOSS if loss else None, person=person)

    def _capture_dropped(self, forms: list[Form]) -> None:
        """Open the capture form with what was dropped."""
        if (form := self._capture_form()) is not None:
            form.take(forms)

    def _capture_form(self) -> CaptureDialog | None:
        """Return the capture form, made when it is first wanted; None where nothing can change."""
        from feedbackdesk.ui.capture.dialog import CaptureDialog

        if self.live.desk is None or self.live.read_only:
            return None
        if self._capture is None:
            self._capture = CaptureDialog(self.live, self)
            self._capture.recorded.connect(self._recorded)
            self._capture.half_typed.connect(self.navigation.show_half_typed)
        return self._capture

    def _count_drafts(self) -> None:
        """Show how many feedbacks are half typed; the form tells while there is one."""
        from feedbackdesk.desk.drafts import Drafts

        if self._capture is not None:
            self._capture.keeper.look()
        elif self.live.desk is not None:
            waiting = Drafts(self.live.path).waiting
            self.live.work(waiting, lambda found: self.navigation.show_half_typed(len(found)))

    def _recorded(self, feedback_id: int) -> None:
        """Say that others said the same, where they did."""
        from feedbackdesk.desk.callers import others_saying_so

        def tell(others: int) -> None:
            if others == 1:
                self.toast.say(self.tr("Recorded. 1 other said the same."), undo=True)
            elif others:
                said = self.tr("Recorded. {number} others said the same.")
                self.toast.say(said.format(number=f"{others:,}"), undo=True)

        self.live.ask(others_saying_so, feedback_id, then=tell)

    def show_inspector(self, yes: bool) -> None:
        """Show or hide the inspector."""
        if yes and not self.inspector.isVisible():
            self.inspector.show()
            width = self.splitter.width()
            side = min(_INSPECTOR_WIDTH, max(width // 3, 320))
            self.splitter.setSizes([width - side, side])
        elif not yes:
            self.inspector.hide()

    def print_roadmap(self) -> None:
        """Preview the printed roadmap."""
        from feedbackdesk.ui.printing.dialog import PrintDialog

        if self.live.desk is None:
            return
        dialog = PrintDialog(self.live.desk, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_sample(self) -> None:
        """Open the made-up business, made at the first time."""
        self.open_workspace(paths.sample_workspace(), sample=True)

    def open_workspace(self, path: Path, *, sample: bool = False) -> None:
        """Open another workspace in a window of its own, and close this one."""
        from feedbackdesk.desk.feedback import counts

        if self.live.desk is not None and path.absolute() == self.live.path.absolute():
            return
        if not self._may_close():
            return
        window = MainWindow(path)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if sample:
            from feedbackdesk.desk.sample import fill_with_sample

            def fill(now: Counts) -> None:
                if now.feedback == 0:
                    window.live.do(fill_with_sample)

            window.live.opened.connect(lambda: window.live.ask(counts, then=fill))
        window.setGeometry(self.geometry())
        window.show()
        self.close()

    def _is_sample(self) -> bool:
        return self.live.path.absolute() == paths.sample_workspace().absolute()

    def _decide(self, act: Callable[[Deciding], object]) -> None:
        deciding = self.page.deciding
        if deciding is not None:
            act(deciding)

    def _assign(self, *, new: bool) -> None:
        """File the words at hand in the inspector, or what is chosen in a list."""
        if "inspector" in self.__dict__ and self.inspector.has_words_at_hand():
            self.inspector.feedback.assign(new=new)
        elif self.page_name == "themes":
            self.themes.assign_new() if new else self.themes.assign()
        else:
            self._decide(lambda one: one.assign_new() if new else one.assign())

    def _read_words(self) -> None:
        """Open what is chosen, with the keyboard in its words."""
        self._decide(lambda one: one.look_closer())
        if self.inspector.shows_feedback():
            self.inspector.feedback.read()

    def _correct(self) -> None:
        """Open what is chosen to be corrected; or what the inspector shows already."""
        if not self.inspector.isVisible() or not self.inspector.shows_feedback():
            self._decide(lambda one: one.look_closer())
        if self.inspector.isVisible() and self.inspector.shows_feedback():
            self.inspector.feedback.edit()

    def _back_to_page(self) -> None:
        self.page.first_focus().setFocus()

    def _planner(self) -> ThemesPage | RoadmapPage:
        return self.roadmap if self.page_name == "roadmap" else self.themes

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
        self._look_at_page()

    def _look_at_page(self) -> None:
        """Let an open inspector show what is chosen on the page in sight."""
        if self.inspector.isVisible():
            self._prepare_inspector()
            self.inspector.show_in_hand(self.page.in_hand())

    def _choose_look(self, look: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._settings.setValue("look", look)
            theme.apply(app, look)

    def _business(self) -> None:
        from feedbackdesk.ui.widgets.business import BusinessDialog

        BusinessDialog(self.live, self).open()

    def _new_workspace(self) -> None:
        from feedbackdesk.ui.widgets.files import ask_new_workspace

        if path := ask_new_workspace(self):
            self.open_workspace(path)

    def _choose_workspace(self) -> None:
        from feedbackdesk.ui.widgets.files import ask_workspace

        if path := ask_workspace(self):
            self.open_workspace(path)

    def _show_shortcuts(self) -> None:
        from feedbackdesk.ui.widgets.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).open()

    def _about(self) -> None:
        from feedbackdesk.ui.widgets.shortcuts import show_about

        show_about(self, self.live.path)

    def _may_close(self) -> bool:
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
            self._count_drafts()
            self.looping.count()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what was begun, finish what is being written, and remember the frame."""
        if not self._may_close():
            event.ignore()
            return
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.sync()
        if self._capture is not None:
            self._capture.close()
        self.live.close()
        super().closeEvent(event)


def _raise(error: BaseException) -> None:
    raise error
