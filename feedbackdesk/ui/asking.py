"""Questions and intentions, asked and done off the window's thread."""

from __future__ import annotations

import functools
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal

from feedbackdesk.domain.errors import Damaged, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.desk.advice import Advice
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.heap_order import Ordered
    from feedbackdesk.desk.privacy import Erased
    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.erasures import Reached
    from feedbackdesk.domain.rows import Done, Touched

T = TypeVar("T")

ADVISED_AT_ONCE = 4
"""How many rows of a list are advised on before typed words get their turn."""

log = logging.getLogger(__name__)


class Asking(QObject):
    """Hands work to threads, and brings back to the window's thread what it gives."""

    did = Signal(object)
    """A `Touched` of a step made through this window, to be shown with its undo."""
    said = Signal(str)
    """A sentence for the owner, such as a refusal that nobody else took."""
    broke = Signal(object)
    """An exception that is a defect of ours."""
    reached = Signal(object)
    """A `Reached`: a copy was just erased in, or could not be."""

    _deliver = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Have threads for all kinds of work, and no desk yet."""
        super().__init__(parent)
        self.desk: Desk | None = None
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

    def tell(self, touched: Touched) -> None:
        """Tell everybody what a commit touched."""
        raise NotImplementedError

    def tell_damage(self) -> None:
        """Say that a part of the workspace makes no sense, once."""
        raise NotImplementedError

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
        self._advise_in_parts(lambda desk, some: desk.advise_many(some), ids, then)

    def advise_heap(self, ids: Sequence[int], *, then: Callable[[dict[int, Advice]], None]) -> None:
        """Ask for the likely themes of messages on the heap, a few at a time, likewise."""
        self._advise_in_parts(lambda desk, some: desk.advise_heap(some), ids, then)

    def order_heap(
        self, limit: int, most: int | None = None, *, then: Callable[[Ordered], None]
    ) -> None:
        """Ask what of the heap comes first, in the thread in which texts are read.

        At most so many messages are read on the way.
        """
        work = functools.partial(self._need_desk().order_heap, limit, most)
        self._submit(self._advisers, work, then, None)

    def like_on_heap(self, heap_id: int, limit: int, *, then: Callable[[list[int]], None]) -> None:
        """Ask what waits on the heap and is truly like a message."""
        work = functools.partial(self._need_desk().like_on_heap, heap_id, limit)
        self._submit(self._advisers, work, then, None)

    def _advise_in_parts(
        self,
        advise: Callable[[Desk, Sequence[int]], dict[int, Advice]],
        ids: Sequence[int],
        then: Callable[[dict[int, Advice]], None],
    ) -> None:
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
            work = functools.partial(advise, self._need_desk(), batch)
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
        self._submit(self._files, work, then or no_answer, refused)

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

    def finish(self) -> None:
        """Finish what was begun, and begin nothing more."""
        self._closed = True
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
                self.tell(one)

    def _failed(self, error: BaseException, otherwise: Callable[[Refusal], None] | None) -> None:
        if not isinstance(error, Refusal):
            log.error("a defect", exc_info=error)
            self.broke.emit(error)
        elif otherwise is not None:
            otherwise(error)
        elif isinstance(error, Damaged):
            self.tell_damage()  # as a whole, and once
        else:
            self.said.emit(str(error))


def no_answer(_answer: object) -> None:
    """Want no answer."""
