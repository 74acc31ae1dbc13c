"""The printed roadmap: the first time, again, after a change, and in the dialog.

Against the same words set by the same typesetter with no page of ours around them.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine, event

from feedbackdesk.desk.desk import Desk
from feedbackdesk.kept_child import KeptChild
from feedbackdesk.report.document import Document, Part
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.paper.layouts import laid_out
from feedbackdesk.report.paper.setting import (
    LIMITS,
    SENTENCES,
    Setting,
    Typesetter,
    set_page,
)
from feedbackdesk.report.paper.sheets import Sheets
from feedbackdesk.report.roadmap_page import roadmap_document
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.printing.dialogs import PrintDialog
from tests.bench.measure import Line, by_turns, line, time_of

if TYPE_CHECKING:
    from collections.abc import Callable

_OPTIONS = RoadmapOptions(quotes=3)
_FEW = 12
_BARE = """#set document(title: "x")
#set text(lang: "en", font: "Lato")
#for one in json(bytes(sys.inputs.page)).words { par(one) }
"""
_SCREEN = 96 / 72


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure the question, the pages of few items and of all, and the preview."""
    application = QApplication.instance() or QApplication([])
    desk = Desk.open(workspace, create=False)
    report = desk.ask(roadmap_document, _OPTIONS)
    lines = [
        by_turns(
            "what a print of all items says",
            size,
            lambda: desk.ask(roadmap_document, _OPTIONS),
            _its_sql(desk),
            rounds=5,
            goal="1.3",
        )
    ]
    for made, called, first, again, changed in (
        (_shorter(report, _FEW), f"{_FEW} items", "400 ms", "20 ms", "80 ms"),
        (report, f"{len(report.entries)} items", "1.3 s", "", "350 ms"),
    ):
        lines += _pages(made, size, called, (first, again, changed))
    lines += _drawn(report, size)
    for sized, goal in ((report, "1.8 s, then 500 ms"),):
        lines.append(_first_page(application, desk, size, sized, goal))
    desk.close()
    return lines


def _its_sql(desk: Desk) -> Callable[[], object]:
    """Return what runs the same statements on a connection with nothing around it."""
    asked: list[tuple[str, Any]] = []

    def listen(
        _connection: object, _cursor: object, sql: str, values: Any, _context: object, _many: bool
    ) -> None:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            asked.append((sql, values))

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        desk.ask(roadmap_document, _OPTIONS)
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    bare = sqlite3.connect(desk.path, isolation_level=None)

    def again() -> None:
        for sql, values in asked:
            bare.execute(sql, values).fetchall()

    return again


def _shorter(report: Document, number: int) -> Document:
    return replace(report, parts=(Part("", report.parts[0].entries[:number]),))


def _set(typesetter: Typesetter, report: Document) -> bytes:
    return typesetter.pdf(laid_out(report)[0])


def _alone(report: Document) -> bytes:
    """Set pages as the window does the first time: with the process that it starts for it."""
    child = KeptChild(LIMITS, SENTENCES)
    try:
        return child.ask(set_page, laid_out(report)[0])
    finally:
        child.close()


def _pages(report: Document, size: int, called: str, goals: tuple[str, str, str]) -> list[Line]:
    """Measure setting pages: with no memory, with the same again, with one title changed."""
    first, again, changed = goals
    words = [one.words for entry in report.entries for one in entry.quotes]
    words += [entry.title for entry in report.entries]
    kept = Typesetter()
    _set(kept, report)
    titles = itertools.count()

    def other() -> bytes:
        part = report.parts[0]
        entry = replace(part.entries[0], title=f"Another title, {next(titles)}")
        some = replace(part, pieces=(entry, *part.entries[1:]))
        return _set(kept, replace(report, parts=(some, *report.parts[1:])))

    with TemporaryDirectory() as folder:
        (Path(folder) / "bare.typ").write_text(_BARE)
        wanted = Setting("bare", json.dumps({"words": words}))

        def bare() -> bytes:
            return Typesetter(Path(folder)).pdf(wanted)

        return [
            by_turns(
                f"PDF of {called}, in a process of its own", size,
                lambda: _alone(report), bare, rounds=5, goal=first,
            ),
            by_turns(
                f"PDF of {called}, again", size, lambda: _set(kept, report), bare,
                rounds=5, goal=again,
            ),
            by_turns(
                f"PDF of {called}, a title changed", size, other, bare, rounds=5, goal=changed
            ),
        ]  # fmt: skip


def _drawn(report: Document, size: int) -> list[Line]:
    """Measure a page as a picture for the screen, against the file's first one."""
    sheets = Sheets(_set(Typesetter(), report))
    numbers = itertools.cycle(range(2, sheets.number + 1))
    found = by_turns(
        "a page of it on the screen", size, lambda: sheets.picture(next(numbers), _SCREEN),
        lambda: sheets.picture(1, _SCREEN), rounds=20, goal="10 ms",
    )  # fmt: skip
    sheets.close()
    return [found]


def _first_page(
    application: QCoreApplication, desk: Desk, size: int, report: Document, goal: str
) -> Line:
    """Measure from opening the dialog until its first page can be seen."""
    live = Live(desk.path)
    live.open()

    def show() -> None:
        dialog = PrintDialog(live, options=_OPTIONS)
        dialog.show()
        while not dialog.preview.place.text():
            application.processEvents()
        application.processEvents()
        shown.append(dialog)

    shown: list[PrintDialog] = []
    times = []
    for _round in itertools.repeat(None, 6):
        times.append(time_of(show))
        while shown[-1].busy:
            application.processEvents()
        shown.pop().close()
    live.close()
    raw = [time_of(lambda: _set(Typesetter(), report)) for _round in times]
    return line("the preview's first page", size, times[1:], raw, goal)
