"""The desk as the window sees it: never waited for, and heard through signals."""

from __future__ import annotations

import functools
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Damaged, NotTheFile, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.desk.advice import Advice
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.door import Labels
    from feedbackdesk.desk.privacy import Erased
    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.erasures import Reached
    from feedbackdesk.domain.rows import Done, Touched

T = TypeVar("T")

POLL_MS = 400
"""How often other processes are looked for: within a second, with room to spare."""

REST_MS = 500
"""How long nothing is written before what was is brought into the file itself."""

ADVISED_AT_ONCE = 4
"""How many rows of a list are advised on before typed words get their turn."""

log = logging.getLogger(__name__)


class Live(QObject):
    """Runs questions and intentions off the window's thread, and brings back what they give.

    Callbacks and signals arrive in the window's thread, in the order of the commits; whoever
    made a commit hears of it first, and then everybody is told what it touched.
    """

    opened = Signal()
    touched = Signal(object)
    """A `Touched`: something was committed, here or by another process."""
    did = Signal(object)
    """A `Touched` of a step made through this window, to be shown with its undo."""
    said = Signal(str)
    """A sentence for the owner, such as a refusal that nobody else took."""
    added = Signal(str)
    """One more sentence on what was just said."""
    took_back = Signal(str, bool)
    """What was undone or done again, and whether it was undone."""
    broke = Signal(object)
    """An exception that is a defect of ours."""
    closing = Signal()
    """The workspace is about to be let go of; what is to be kept is put to work now."""
    astray = Signal(object)
    """A `NotTheFile` once the file at the path is not the one opened; None when it is again."""
    damaged = Signal()
    """A part of the workspace was found that makes no sense: it is only read from now on."""
    reached = Signal(object)
    """A `Reached`: a copy was just erased in, or could not be."""
    labels_changed = Signal(object)
    """A `Labels`: what undo and redo would take back now."""

    _deliver = Signal(object, object)
    _changed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Stand before the workspace at a path; nothing is opened yet."""
        super().__init__(parent)
        self.path = path
        self.desk: Desk | None = None
        self.date_order = DateOrder.DMY
        """How 3/4 is read, as it is set in the workspace."""
        self.currency = ""
        """What money is in, as it is set in the workspace."""
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-writer")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="feedbackdesk-reader")
        self._advisers = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-adviser")
        self._files = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-files")
        self._paper = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-paper")
        self._outside = ThreadPoolExecutor(2, thread_name_prefix="feedbackdesk-outside")
        self._backups = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-backups")
        self._leaving = threading.Event()
        self._unwanted: Cancel | None = None
        self._closed = False
        self._waiting = 0
        self._here = threading.local()
        self._asked: WeakKeyDictionary[QObject, dict[object, object]] = WeakKeyDictionary()
        """Who waits for which answers, each with what stands for its newest question."""
        # Queued, also where the answer is there before it is waited for: whoever asks has come
        # to the end of asking when it arrives.
        self._deliver.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self._changed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._is_astray: NotTheFile | None = None
        self._told_damage = False
        self._rests = QTimer(self, singleShot=True, interval=REST_MS)
        self._rests.timeout.connect(self._rest_a_while)

    def open(self) -> None:
        """Open the workspace; raises CannotOpen with a sentence."""
        from feedbackdesk.desk.desk import Desk

        desk = Desk.open(self.path, source="window")
        desk.on_change(self._on_change)
        self.desk = desk
        self._timer.start()
        self._ask_order()
        self.opened.emit()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self.desk is not None and self.desk.read_only

    @property
    def is_astray(self) -> bool:
        """Whether the file at the path is not the one that was opened."""
        return self._is_astray is not None

    @property
    def busy(self) -> bool:
        """Whether an answer or a commit is still on its way."""
        return self._waiting > 0

    def ask(
        self,
        question: Callable[..., T],
        /,
        *args: Any,
        then: Callable[[T], None],
        **kwargs: Any,
    ) -> None:
        """Ask off the window's thread; `then` gets the answer."""
        desk = self._need_desk()
        work = functools.partial(desk.ask, question, *args, **kwargs)
        self._submit(self._readers, work, then, None)

    def latest(
        self,
        asker: QObject,
        question: Callable[..., T],
        /,
        *args: Any,
        then: Callable[[T], None],
        **kwargs: Any,
    ) -> None:
        """Ask; `then` gets the answer unless the same asker has put the question anew meanwhile.

        What was overtaken before its turn came is not asked at all.
        """
        asked = self._asked.setdefault(asker, {})
        this = asked[question] = object()

        def wanted() -> bool:
            return asked.get(question) is this

        def look(desk: Desk) -> T | None:
            return desk.ask(question, *args, **kwargs) if wanted() else None

        def arrived(answer: T) -> None:
            if wanted():
                del asked[question]
                then(answer)

        self._submit(self._readers, functools.partial(look, self._need_desk()), arrived, None)

    def forget(self, asker: QObject) -> None:
        """Let none of the answers arrive that an asker still waits for."""
        self._asked.get(asker, {}).clear()

    def ask_in_turn(self, question: Callable[..., T], /, *, then: Callable[[T], None]) -> None:
        """Ask once all that was done before is saved, so that the answer knows of it."""
        work = functools.partial(self._need_desk().ask, question)
        self._submit(self._writer, work, then, None)

    def advise(
        self,
        text: str,
        *,
        but: int | None = None,
        then: Callable[[Advice], None],
        otherwise: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Ask what words likely speak of; `then` gets the `Advice`, `otherwise` a refusal.

        A thread of its own, so that reading texts never holds up a list.
        """
        work = functools.partial(self._need_desk().advise, text, but=but)
        self._submit(self._advisers, work, then, otherwise)

    def advise_many(self, ids: Sequence[int], *, then: Callable[[dict[int, Advice]], None]) -> None:
        """Ask for the likely themes of the feedbacks in a list; `then` gets them by their keys.

        A few at a time, so that what is asked about typed words comes in between.
        """
        found: dict[int, Advice] = {}
        left = list(ids)

        def some(answer: dict[int, Advice]) -> None:
            found.update(answer)
            ask()

        def ask() -> None:
            if not left:
                then(found)
                return
            batch = left[:ADVISED_AT_ONCE]
            del left[:ADVISED_AT_ONCE]
            work = functools.partial(self._need_desk().advise_many, batch)
            self._submit(self._advisers, work, some, None)

        ask()

    def work(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[str], None] | None = None,
    ) -> None:
        """Do something with files off the window's thread, one after the other.

        The workspace need not be open. What was begun is finished before it is closed.
        """
        refused = None if otherwise is None else lambda refusal: otherwise(str(refusal))
        self._submit(self._files, work, then or _forget, refused)

    def make_pages(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Ask for what is printed, or write it, apart from all else: it may take its time."""
        self._submit(self._paper, work, then, None)

    def read(self, work: Callable[[Cancel], T], then: Callable[[T], None]) -> None:
        """Read what comes from elsewhere, apart from all else, so that it holds nothing up.

        Two are read at once, and may be done in another order. The work reads in children that
        end when its `Cancel` is asked for; closing asks.
        """
        from feedbackdesk.bounded import Cancel

        if self._unwanted is None:
            self._unwanted = Cancel()
        self._submit(self._outside, functools.partial(work, self._unwanted), then, None)

    def back_up(
        self,
        work: Callable[[Desk, Callable[[], bool]], T],
        then: Callable[[T], None],
        otherwise: Callable[[str], None] | None = None,
    ) -> None:
        """Do something with backups apart from all else, so that it holds nothing up.

        The work gets the desk, and what tells that it is not wanted any more: closing waits
        for it to end.
        """
        refused = None if otherwise is None else lambda refusal: otherwise(str(refusal))
        wanted = functools.partial(work, self._need_desk(), self._leaving.is_set)
        self._submit(self._backups, wanted, then, refused)

    def do(
        self,
        intention: Intention[..., T],
        /,
        *args: Any,
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[str], None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Do something in the writer's thread; `then` is called once it is saved.

        `otherwise` gets the sentence of a refusal; without it `said` tells it.
        """
        desk = self._need_desk()
        work = functools.partial(desk.do, intention, *args, **kwargs)

        def done(result: Done[T]) -> None:
            if result.touched.step_id is not None:
                self.did.emit(result.touched)
            if then is not None:
                then(result.result)

        refused = None if otherwise is None else lambda refusal: otherwise(str(refusal))
        self._submit(self._writer, work, done, refused)

    def erase(
        self,
        person_id: int,
        *,
        also: Sequence[str] = (),
        then: Callable[[Erased], None],
        otherwise: Callable[[str], None],
    ) -> None:
        """Erase a person for good in the writer's thread; `then` gets what was done.

        What they are `also` called counts as a name of theirs.
        """
        work = functools.partial(self._need_desk().erase, person_id, also)
        self._submit(self._writer, work, then, lambda refusal: otherwise(str(refusal)))

    def erase_in_copies(
        self, erased: Erased, *, prune: bool, then: Callable[[list[Reached]], None]
    ) -> None:
        """Make copies anew without who was erased, or `prune` backups, apart from all else.

        `reached` tells of each. What closing leaves is made up for later.
        """
        from feedbackdesk.desk.erasures import reach

        def work(desk: Desk, unwanted: Callable[[], bool]) -> list[Reached]:
            return reach(
                desk, erased.copies, erased,
                prune_backups=prune, told=self.reached.emit, unwanted=unwanted,
            )  # fmt: skip

        self.back_up(work, then)

    def sweep(self, *, then: Callable[[bool], None]) -> None:
        """Sweep the file once more after erasing; `then` gets whether that was possible."""
        self._submit(self._writer, self._need_desk().sweep, then, None)

    def look_over(self) -> None:
        """Look in the background whether the pages of the file make sense; `damaged` tells."""

        def looked(_sound: bool) -> None:
            self._rests.start()  # meanwhile the log could not be brought home
            self._poll()

        self._submit(self._backups, self._need_desk().look_over, looked, _ignore)

    def undo(
        self,
        step_id: int | None = None,
        *,
        again: bool = False,
        otherwise: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Take back the newest step, or one by its key; `again` where that is an undo.

        `otherwise` gets a refusal; without it `said` tells it.
        """
        work = functools.partial(self._need_desk().undo, step_id)
        self._submit(self._writer, work, self._undone_again if again else self._undone, otherwise)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._submit(self._writer, self._need_desk().redo, self._undone_again, None)

    def _undone(self, done: Done[str]) -> None:
        self.took_back.emit(self.tr("Undone: {did}").format(did=done.label), True)

    def _undone_again(self, done: Done[str]) -> None:
        self.took_back.emit(self.tr("Done again: {did}").format(did=done.label), False)

    def close(self) -> None:
        """Finish what is being written, and let go of the workspace."""
        if not self._closed:
            self.closing.emit()
        self._closed = True
        self._timer.stop()
        self._rests.stop()
        self._leaving.set()
        if self.desk is not None:
            self.desk.stop_looking_over()
        if self._unwanted is not None:
            self._unwanted.ask()
        self._backups.shutdown(wait=True, cancel_futures=True)
        self._outside.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._files.shutdown(wait=True)
        self._paper.shutdown(wait=True)
        for pool in (self._readers, self._advisers):
            pool.shutdown(wait=True, cancel_futures=True)
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _need_desk(self) -> Desk:
        if self.desk is None:
            raise RuntimeError("the workspace is not open")
        return self.desk

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[Refusal], None] | None,
    ) -> None:
        if self._closed:
            return
        self._waiting += 1

        def run() -> None:
            touched: list[Touched] = []
            self._here.touched = touched
            answer: Callable[[], None]
            try:
                answer = functools.partial(then, work())
            except BaseException as error:
                answer = functools.partial(self._failed, error, otherwise)
            finally:
                self._here.touched = None
            if not self._closed:
                self._deliver.emit(answer, touched)

        pool.submit(run)

    def _run(self, answer: Callable[[], None], touched: list[Touched]) -> None:
        self._waiting -= 1
        if self._closed:
            return
        try:
            answer()
        finally:
            for one in touched:
                self._tell(one)

    def _failed(self, error: BaseException, otherwise: Callable[[Refusal], None] | None) -> None:
        if not isinstance(error, Refusal):
            log.error("a defect", exc_info=error)
            self.broke.emit(error)
        elif otherwise is not None:
            otherwise(error)
        elif isinstance(error, Damaged):
            self._tell_damage()  # as a whole, and once
        else:
            self.said.emit(str(error))

    def _on_change(self, touched: Touched) -> None:
        # Called in the thread that wrote.
        mine = getattr(self._here, "touched", None)
        if mine is not None:
            mine.append(touched)
        elif not self._closed:
            self._changed.emit(touched)

    def _tell(self, touched: Touched) -> None:
        if not self._closed:
            self._rests.start()
            self.touched.emit(touched)
            self.ask_labels()
            if touched.touches("setting"):
                self._ask_order()

    def ask_labels(self) -> None:
        """Ask what undo and redo would take back; `labels_changed` tells."""
        desk = self._need_desk()
        if desk.newer:
            return

        def tell(labels: Labels) -> None:
            self.labels_changed.emit(labels)

        self._submit(self._readers, desk.labels, tell, None)

    def _ask_order(self) -> None:
        from feedbackdesk.desk.settings import date_order

        def tell(order: DateOrder) -> None:
            self.date_order = order

        if not self._need_desk().newer:
            self.ask(date_order, then=tell)

    def _poll(self) -> None:
        if self.desk is None:
            return
        found: NotTheFile | None = None
        try:
            self.desk.poll()
        except NotTheFile as astray:
            found = astray
        except Damaged:
            log.info("damage was met while looking for news")
        except Refusal:
            return  # a drive that does not answer just now: asked again soon
        self._tell_damage()
        if (found and found.astray) is not (self._is_astray and self._is_astray.astray):
            self._is_astray = found
            self.astray.emit(found)

    def _tell_damage(self) -> None:
        if self.desk is not None and self.desk.damaged and not self._told_damage:
            self._told_damage = True
            self.damaged.emit()

    def _rest_a_while(self) -> None:
        if self.desk is not None and not self.read_only:
            self._submit(self._writer, self.desk.rest, _forget, None)


def _ignore(_refusal: Refusal) -> None:
    """Let be what could not be done: it is tried again by itself."""


def _forget(_answer: object) -> None:
    """Want no answer."""
