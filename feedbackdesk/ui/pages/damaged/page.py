"""A damaged workspace: what is known, what can be read, and three ways out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from feedbackdesk.domain.rescued import name_of
from feedbackdesk.domain.text import plural
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.pages.backups import words
from feedbackdesk.ui.pages.damaged.way import ReadBar, Way
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import label_of, words_label
from feedbackdesk.ui.widgets.layout import Scrolled, in_column, in_row
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.desk.rescue import Prospect
    from feedbackdesk.domain.rescued import Rescued
    from feedbackdesk.domain.rotation import Backup
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_MARK = 28
_SIDE_BY_SIDE = 780
"""From this width on the ways, and what is known beside what can be read, stand side by side."""
_SHOWN = ("feedback", "person", "theme", "step")


class DamagedPage(Page):
    """What is known of the damage, and what each way out would bring."""

    makes_room = True
    goes_back = Signal()
    """The newest good backup is to come into its place, with what came after."""
    rescues = Signal()
    """Every row that can be read is to go into a new file."""
    looks = Signal()
    """It is to be looked at, where the owner was."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay it out; what can be read is told by `show_prospect`."""
        super().__init__("damagedPage", "", live, actions)
        self.prospect: Prospect | None = None
        self._mark = QLabel(self)
        self.head.insertWidget(0, self._mark)
        self._said = words_label("muted", "damagedSaid")
        self._facts = [words_label("", f"damaged.{name}") for name in ("file", "wrong", "backup")]
        self._bars = {table: ReadBar(name_of(table).capitalize()) for table in _SHOWN}
        self.ways = (
            Way(
                "restart",
                actions[DamagedPage.go_back],
                self.tr("The newest backup, with what came after"),
            ),
            Way("export", actions[DamagedPage.rescue], self.tr("Rescue every row")),
            Way("preview", actions[DamagedPage.look_only], self.tr("Only look")),
        )
        self._names: tuple[str, ...] = ()
        area = self._body()
        self.set_body(area, EmptyState("warning", "", ""))
        self.setTabOrder(self._other, area)
        actions.bind_page(self, self)
        theme.signals().changed.connect(self._tint)
        self._tint()
        self._tell_ways()

    @action("damage_back", later("&Go back, with what came after"), "restart",
            later("Put the newest good backup in the place of the damaged workspace, with what "
                  "came after it; the damaged file is kept"),
            "1")  # fmt: skip
    def go_back(self) -> None:
        """Go back to the newest good backup, with what came after."""
        self.goes_back.emit()

    @action("damage_rescue", later("&Rescue into a new file…"), "export",
            later("Bring every row that can be read of the damaged workspace into a new one, "
                  "and name the rest"),
            "2")  # fmt: skip
    def rescue(self) -> None:
        """Rescue what can be read into a new file."""
        self.rescues.emit()

    @action("damage_look", later("&Look only"), "view",
            later("Read, search and print what is there, and record nothing"), "3")  # fmt: skip
    def look_only(self) -> None:
        """Go on reading where the owner was."""
        self.looks.emit()

    def _body(self) -> QWidget:
        area = Scrolled("damagedArea")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = area.inner
        column = in_column(body, (24, 0, 24, 16), 16)
        column.addWidget(self._said)
        self._known = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._known.setSpacing(24)
        facts = QWidget(body)
        known = QGridLayout(facts)
        known.setContentsMargins(0, 0, 0, 0)
        known.setHorizontalSpacing(16)
        known.setVerticalSpacing(10)
        known.setColumnStretch(1, 1)
        names = self.tr("The file"), self.tr("What is wrong"), self.tr("Newest good backup")
        for row, (name, fact) in enumerate(zip(names, self._facts, strict=True)):
            known.addWidget(label_of(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            known.addWidget(fact, row, 1)
        self._names = names
        self._known.addLayout(self._group(self.tr("What is known"), facts), 1)
        bars = QWidget(body)
        grid = in_column(bars, gap=4)
        for bar in self._bars.values():
            grid.addWidget(bar)
        self._known.addLayout(self._group(self.tr("What can be read"), bars), 1)
        column.addLayout(self._known)
        title = label_of(self.tr("Three ways out"), "title")
        aside = label_of(self.tr("each keeps the damaged file"), "small")
        head = in_row(gap=8)
        head.addWidget(title)
        head.addWidget(aside, 1, Qt.AlignmentFlag.AlignBaseline)
        column.addLayout(head)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        for way in self.ways:
            self._row.addWidget(way, 1)
        column.addLayout(self._row)
        column.addLayout(self._foot())
        column.addStretch(1)
        return area

    def _group(self, title: str, content: QWidget) -> QVBoxLayout:
        column = in_column(gap=8)
        column.addWidget(label_of(title, "heading"))
        column.addWidget(content)
        column.addStretch(1)
        return column

    def _foot(self) -> QHBoxLayout:
        row = in_row(gap=8)
        for name, words_, act in (
            ("damagedCopy", self.tr("Copy details"), self._copy),
            ("damagedFolder", self.tr("Show in folder"), self._show_in_folder),
        ):
            row.addWidget(push_button(words_, act, name=name, variant="quiet"))
        row.addStretch(1)
        self._other = push_button(
            self.tr("Open another file…"), self.actions_["file_open"].trigger, name="damagedOther"
        )
        row.addWidget(self._other)
        return row

    # What is told

    def show_prospect(self, prospect: Prospect | None) -> None:
        """Tell what each way would bring; None while that is being read."""
        self.prospect = prospect
        rescued = None if prospect is None else prospect.rescued
        for table, bar in self._bars.items():
            bar.tell(None if rescued is None else (rescued.whole(table), rescued.of(table)))
        self._tell_ways()

    def _tell_ways(self) -> None:
        looks = self.live.desk is not None
        prospect, path = self.prospect, self.live.path
        rescued = None if prospect is None else prospect.rescued
        backup = None if prospect is None else prospect.locked or prospect.backup
        opened = (
            self.tr("FeedbackDesk opened it for looking only, and writes nothing into it.")
            if looks
            else self.tr("It cannot be opened, and was left as it is.")
        )
        if prospect is None:
            told = self.tr("What can be read is being read…")
        elif rescued is None:
            told = prospect.why
        elif rescued.is_whole:
            told = self.tr("Every row can be read all the same.")
        else:
            told = self.tr("Most of it is well.") if self._most(rescued) else ""
        self._said.setText(f"{opened} {told}".strip())
        when = words.time_alone(backup.made) if backup is not None else self.tr("none")
        is_locked = prospect is not None and prospect.locked is not None
        bytes_ = path.stat().st_size if path.exists() else None
        size = self.tr("not there") if bytes_ is None else words.size(bytes_)
        if bytes_:
            title = _("A part of this file cannot be read")
            wrong = _("Pages of it make no sense; a disk does that, or another program")
        elif bytes_ is None:
            title = _("This workspace is not there any more")
            wrong = _("It was moved, renamed or deleted, or its drive was taken away")
        else:
            title = _("This workspace was emptied")
            wrong = _("Nothing is left in it; a disk does that, or another program")
        self._title.setText(title)
        told_facts = (
            self.tr("{path}, {size}").format(path=_shown(path), size=size),
            wrong,
            _("{when}, encrypted").format(when=when) if is_locked else when if prospect else "…",
        )
        for label, fact in zip(self._facts, told_facts, strict=True):
            label.setText(fact)
        self._tell_back(prospect, when)
        self._tell_rescue(prospect)
        look = self.ways[2]
        look.tell(
            self.tr("Read, search and print what is there. Nothing is written, nothing repaired."),
            [
                ("check", self.tr("Copy words and numbers out")),
                ("minus", self.tr("Nothing can be recorded")),
                ("info", self.tr("You can choose again at any time")),
            ],
            self.tr("Look only"),
            possible=looks,
        )
        best = 0 if backup is not None else 1
        for number, way in enumerate(self.ways):
            way.recommend(prospect is not None and number == best)

    @staticmethod
    def _most(rescued: Rescued) -> bool:
        whole = sum(rescued.whole(table) for table in _SHOWN)
        return whole * 2 > sum(rescued.of(table) for table in _SHOWN)

    def _tell_back(self, prospect: Prospect | None, when: str) -> None:
        back = self.ways[0]
        if prospect is None:
            back.tell(
                self.tr("What can be read of this file, and what cannot from the newest backup."),
                [("info", self.tr("How much that is, is being read…"))],
                self.tr("Go back"),
                possible=False,
            )
            return
        if prospect.locked is not None:
            self._tell_locked(prospect.backup, when)
            return
        since = prospect.since
        if prospect.backup is None:
            back.tell(
                self.tr("There is no good backup beside the workspace."),
                [("info", self.tr("Another one may lie elsewhere: open it as any file"))],
                self.tr("Go back"),
                possible=False,
            )
            return
        lines = [("check", self.tr("All that the backup has"))]
        if since:
            steps = plural(since, "step was", "steps were")
            lines.append(("check", _("{steps} made since, and can be read").format(steps=steps)))
        if prospect.lost:
            steps = plural(prospect.lost, "step", "steps")
            lines.append(("minus", _("{steps} made since cannot be read").format(steps=steps)))
        if prospect.is_older:
            lines.append(("minus", _("Nothing of this file is brought over")))
        elif len(lines) == 1:
            lines.append(("check", _("Nothing was done since then")))
        lines.append(("info", self.tr("This file is set aside beside it")))
        told = (
            _("The backup of {when}: it has steps that this file never had.")
            if prospect.is_older
            else _("What can be read of this file, and what cannot from the backup of {when}.")
        )
        back.tell(
            told.format(when=when),
            lines,
            self.tr("Go back, with {steps}").format(steps=plural(since, "step", "steps"))
            if since
            else self.tr("Go back to the backup"),
            possible=True,
        )

    def _tell_locked(self, good: Backup | None, when: str) -> None:
        """Tell of going back to a backup that only its key opens."""
        lines = [
            ("check", self.tr("All that the backup has")),
            ("info", _("The file with its secret key is asked for")),
            ("info", self.tr("This file is set aside beside it")),
        ]
        if good is not None:
            other = words.time_alone(good.made)
            lines.insert(2, ("info", _("Without the key: the backup of {when}").format(when=other)))
        told = _(
            "What can be read of this file, and what cannot from the encrypted backup of {when}."
        )
        self.ways[0].tell(
            told.format(when=when), lines[:3], _("Go back, with the key…"), possible=True
        )

    def _tell_rescue(self, prospect: Prospect | None) -> None:
        rescued = None if prospect is None else prospect.rescued
        lines = [("info", self.tr("Right when no backup is left"))]
        if rescued is not None:
            whole, of = rescued.whole("feedback"), rescued.of("feedback")
            told = self.tr("{whole} of {of} feedback, and a list of what is missing")
            lines.insert(0, ("check", told.format(whole=f"{whole:,}", of=f"{of:,}")))
            if rescued.fixed:
                steps = plural(rescued.fixed, "step", "steps")
                told = self.tr("{steps} cannot be undone any more").format(steps=steps)
                lines.insert(1, ("minus", told))
        self.ways[1].tell(
            self.tr("Reads what can be read, by page, by table and by index, into a new file."),
            lines,
            self.tr("Rescue into a new file…"),
            possible=prospect is None or rescued is not None,
        )

    def first_focus(self) -> QWidget:
        """Start on the way that loses least."""
        for way in sorted(self.ways, key=lambda one: not one.is_recommended):
            if way.button.isEnabled():
                return way.button
        return self

    def start(self) -> None:
        """Say that it is open."""
        self._tell_ways()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put one below the other where there is no room beside."""
        super().resizeEvent(event)
        beside = self.width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
        self._known.setDirection(way)

    def _tint(self) -> None:
        self._mark.setPixmap(icons.pixmap("warning", Role.WARNING, _MARK, self.devicePixelRatioF()))

    @property
    def details(self) -> str:
        """All that is known, as text."""
        lines = [self._title.text(), self._said.text()]
        facts = zip(self._names, self._facts, strict=True)
        lines += [f"{name}: {fact.text()}" for name, fact in facts]
        if self.prospect is not None and self.prospect.rescued is not None:
            lines += self.prospect.rescued.sentences
        return "\n".join(lines)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self.live.said.emit(self.tr("Copied what is known of the damage."))

    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.live.path.parent)))


def _shown(path: Path) -> str:
    """Return a path as an owner reads it: from home on."""
    try:
        return str(Path("~") / path.absolute().relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
