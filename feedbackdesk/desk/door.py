"""The door to a workspace: what is asked, done, taken back and noticed comes in through it.

What looks beyond the one file, at its copies, backups and drafts, stands on it: see desk.py.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from feedbackdesk import paths
from feedbackdesk.desk.soundness import LookedAt
from feedbackdesk.domain.errors import CannotUndo, Damaged, NotTheFile, Vanished
from feedbackdesk.domain.rows import Done, Touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from feedbackdesk.desk.advice import Advice, Adviser
    from feedbackdesk.desk.heap_order import HeapOrder, Ordered
    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.findings import Finding
    from feedbackdesk.domain.heap import Talk
    from feedbackdesk.domain.movement import Standing
    from feedbackdesk.domain.rotation import Copy
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.undo import Step
    from feedbackdesk.store.unit import Origin, UnitOfWork
    from feedbackdesk.store.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")

Listener = Callable[[Touched], None]


@dataclass(frozen=True, slots=True)
class Labels:
    """What undo and redo would take back now; None where there is nothing."""

    undo: str | None
    redo: str | None


class Door:
    """An open workspace: questions, intentions, and what others did meanwhile.

    Methods may be called from any thread; writers come one at a time. Listeners are
    called after the commit, in the thread that wrote.
    """

    def __init__(self, workspace: Workspace, *, source: str, author: str | None = None) -> None:
        """Stand at an open workspace; see `open`."""
        from feedbackdesk.store.unit import Origin, user_name

        self._workspace = workspace
        self._origin = Origin(author or user_name(), source)
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()
        self._seen_lock = threading.Lock()  # polling does not wait for a writer
        self._adviser: Adviser | None = None  # reading texts is imported once it is needed
        self._heap: HeapOrder | None = None
        self._adviser_lock = threading.Lock()
        self._seen_step = 0
        self._seen_version = -1
        self._seen_print = 0
        self._looked_at = None if workspace.read_only else LookedAt(workspace)
        if not workspace.newer:
            with suppress(Damaged):  # what else can be read is read
                self._seen_step, self._seen_print = self.ask(_newest)

    @staticmethod
    def make_ready() -> None:
        """Import what opening needs, which takes far longer than opening; for any thread."""
        from feedbackdesk.desk import backup_files  # noqa: F401
        from feedbackdesk.store import opening, reader, unit  # noqa: F401

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, source: str = "window", to_look: bool = False
    ) -> Self:
        """Open the workspace at a path; a missing one is made if `create`.

        Raises CannotOpen or NotThere with a sentence; where nothing is, and backups of it are,
        Vanished. `source` is the face it is used
        through: window, command line or import. A backup is opened `to_look`, as is what is
        to stay as it is.
        """
        from feedbackdesk.desk.backup_files import is_backup
        from feedbackdesk.store.opening import open_workspace

        _refuse_where_vanished(path)
        workspace = open_workspace(path, create=create, to_look=to_look or is_backup(path))
        try:
            return cls(workspace, source=source)
        except BaseException:
            workspace.close()
            raise

    @property
    def path(self) -> Path:
        """Where the workspace is."""
        return self._workspace.path

    @property
    def origin(self) -> Origin:
        """Who stands here, and through which face."""
        return self._origin

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed: write-protected, damaged, or from a newer version."""
        return self._workspace.read_only or self.damaged

    @property
    def damaged(self) -> bool:
        """Whether a part of the file was found that makes no sense; only read from then on."""
        return not self._workspace.soundness.is_sound

    @property
    def is_backup(self) -> bool:
        """Whether it is a backup, opened to look into."""
        return self._workspace.to_look

    @property
    def is_new(self) -> bool:
        """Whether the workspace was not there, and was made, empty, in a place of one's choice."""
        return self._workspace.is_new and self.path.absolute().parent != paths.data_dir()

    @property
    def is_deleted(self) -> bool:
        """Whether the open file has no name any more, so that all it holds goes with it."""
        return self._workspace.is_deleted

    @property
    def newer(self) -> bool:
        """Whether the file was made by a newer version."""
        return self._workspace.newer

    def ask(
        self, question: Callable[Concatenate[Reader, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return the answer to a question; all it reads is of one moment."""
        from feedbackdesk.store.reader import Reader

        with self._workspace.reading() as connection:
            return question(Reader(connection), *args, **kwargs)

    def advise(self, text: str, *, but: int | None = None) -> Advice:
        """Return the likely themes of words and the feedback that is like them, best first.

        `but` is a feedback that does not count: the one the words are of. May be called
        from any thread, and takes milliseconds.
        """
        if self.newer:
            from feedbackdesk.desk.advice import Advice

            return Advice()  # what was learned could not follow its log
        return self.ask(self._need_adviser().advise, text, but=but)

    def advise_many(self, ids: Sequence[int]) -> dict[int, Advice]:
        """Return the likely themes of feedbacks, by their keys; those gone are left out.

        For the rows of a list: no similar feedback is looked for.
        """
        found: dict[int, Advice] = {}
        if self.newer:
            return found
        adviser = self._need_adviser()
        for key in ids:  # one by one, so that a question about typed words comes in between
            advice = self.ask(adviser.advise_on, key)
            if advice is not None:
                found[key] = advice
        return found

    def advise_heap(self, heap_ids: Sequence[int]) -> dict[int, Advice]:
        """Return the likely themes of messages on the heap, by their keys."""
        adviser = self._need_adviser()
        found: dict[int, Advice] = {}
        for talk in self.ask(_talk, heap_ids):
            found[talk.id] = self.ask(adviser.advise, talk.text, similar=False)
        return found

    def order_heap(self, limit: int, most: int | None = None) -> Ordered:
        """Return what of the heap comes first; at most so many are read on the way.

        May be called from any thread; what was read is kept.
        """
        return self.ask(self._need_heap().order, limit, most)

    def like_on_heap(self, heap_id: int, limit: int) -> list[int]:
        """Return what waits on the heap and is truly like a message, the most alike first."""
        return self.ask(self._need_heap().like, heap_id, limit)

    def _need_heap(self) -> HeapOrder:
        from feedbackdesk.desk.heap_order import HeapOrder

        with self._adviser_lock:
            if self._heap is None:
                self._heap = HeapOrder()
            return self._heap

    def _need_adviser(self) -> Adviser:
        from feedbackdesk.desk.advice import Adviser

        with self._adviser_lock:
            if self._adviser is None:
                self._adviser = Adviser()
            return self._adviser

    def do(self, intention: Intention[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Done[T]:
        """Do something as one undoable step, and tell the listeners once it is saved.

        Raises Refusal with a sentence; then nothing was changed.
        """
        from feedbackdesk.store.unit import UnitOfWork

        with self._lock:
            with self._workspace.writing() as connection:
                work = UnitOfWork(connection, self._origin, intention.label)
                result = intention(work, *args, **kwargs)
                facts = intention.facts_of(result, args, kwargs)
                step_id = work.finish(facts)
                label = ""
                if step_id is not None:
                    label = work.read.fill(intention.label, facts, work.name_of_new)
            touched = self._touched(work, step_id, label)
        self._tell(touched)
        return Done(result, touched)

    def undo(self, step_id: int | None = None) -> Done[str]:
        """Take back the newest step, or the one named; return its label.

        Raises CannotUndo, naming what stands in the way; then nothing was changed.
        """
        return self._take_back("undo", step_id)

    def redo(self) -> Done[str]:
        """Take back the newest undo; return the label of what is done again."""
        return self._take_back("redo")

    def _take_back(self, kind: str, step_id: int | None = None) -> Done[str]:
        from feedbackdesk.store import undo
        from feedbackdesk.store.unit import UnitOfWork

        with self._lock:
            with self._workspace.writing() as connection:
                step: Step | None
                if step_id is not None:
                    step = undo.in_force(connection, step_id)
                else:
                    step = (undo.undoable if kind == "undo" else undo.redoable)(connection)
                if step is None:
                    raise CannotUndo(f"There is nothing to {kind}. Nothing was changed.")
                if step.kind == "undo":
                    kind = "redo"
                start = undo.original(connection, step)
                work = UnitOfWork(connection, self._origin, start.label, kind=kind, undoes=step.id)
                label = work.read.did(start)
                undo.take_back(work, connection, step)
                made = work.finish(start.facts)
            touched = self._touched(work, made, label)
        self._tell(touched)
        return Done(label, touched)

    def labels(self) -> Labels:
        """Return what undo and redo would take back now."""
        from feedbackdesk.store import undo
        from feedbackdesk.store.reader import Reader

        with self._workspace.reading() as connection:
            read = Reader(connection)
            found = [undo.undoable(connection), undo.redoable(connection)]
            names = [step and read.did(undo.original(connection, step)) for step in found]
        return Labels(names[0] or None, names[1] or None)

    def remember_print(self, edition: str, lens: str, ranking: Sequence[Standing]) -> None:
        """Remember a roadmap as it was printed; no step, since there is nothing to undo."""
        from feedbackdesk.domain.words import Lens
        from feedbackdesk.store.prints import add_print_run

        with self._lock, self._workspace.writing() as connection:
            add_print_run(connection, edition, Lens(lens), ranking)
        with self._seen_lock:
            _step, self._seen_print = self.ask(_newest)
        self._tell(Touched(None, "", {"print_run": frozenset({0})}))

    def delete_from_heap(self, decided: str, waited: str) -> int:
        """Delete talk for good, no step: what was decided, and what came and waits, before these.

        Moments as the log keeps them. Returns how many messages went.
        """
        from feedbackdesk.store.heap import delete_talk, gone_by

        if not self.ask(_gone_by, decided, waited):
            return 0
        with self._lock, self._workspace.writing() as connection:
            gone = gone_by(connection, decided, waited)
            delete_talk(connection, gone)
        self._tell(Touched(None, "", {"heap_decision": frozenset(gone)}))
        return len(gone)

    def sweep(self) -> bool:
        """Leave no byte of what was erased in the file; return whether that was possible.

        Part of `erase`; to be asked for again where another program stood in the way.
        """
        from feedbackdesk.store import erase

        with self._lock:
            self._workspace.look()
            return erase.sweep(self._workspace.engine)

    def look_over(self) -> bool:
        """Look at the pages of the tables, in a thread in which nobody waits for it.

        Those that are written first; all after an end that was none of ours, and once a week.
        Returns whether they are sound; `damaged` says where they are not. Closing ends it.
        """
        return self._looked_at is None or self._looked_at.look()

    def stop_looking_over(self) -> None:
        """Let a look at the tables end at once; nobody begins another one."""
        self._workspace.soundness.stop()

    def mend(self, found: Iterable[Finding]) -> None:
        """Make anew, in the file itself, what nobody said or did and is wrong there.

        What else was found stays as it is; see `Finding.is_mended_in_place`. Raises Refusal.
        """
        from feedbackdesk.domain.findings import Trouble
        from feedbackdesk.store import check

        kinds = {one.kind for one in found if one.is_mended_in_place}
        with self._lock:
            with self._workspace.writing(mends=True) as connection:
                check.mend(connection, kinds)
            self._workspace.soundness.mended()
        if Trouble.NOT_SWEPT in kinds:
            self.sweep()
        self._tell(Touched(None, "", everything=True))

    def poll(self) -> bool:
        """Notice what other processes did since the last call, and tell the listeners.

        Costs microseconds where nothing happened. Returns whether something did. Raises
        NotTheFile where the file at the path is not the one that was opened.
        """
        self._workspace.look()
        if self._workspace.newer:
            return False  # only looking would put files beside it
        try:
            version = self._workspace.data_version()
        except Exception:
            return False  # a drive that went away for a moment: asked again soon
        if version == self._seen_version:
            return False
        if not self._lock.acquire(blocking=False):
            return False  # what is just written here is no news of others: asked again soon
        try:
            with self._seen_lock:
                since = self._seen_step
                newest, rows = self.ask(_steps_since, since)
                _step, printed = self.ask(_newest)
                was_printed = printed != self._seen_print  # a print writes no step
                self._seen_step, self._seen_print = max(since, newest), printed
                self._seen_version = version
        finally:
            self._lock.release()
        if newest <= since and not was_printed:
            return False
        touched = {name: frozenset(keys) for name, keys in (rows or {}).items()}
        if was_printed:
            touched.setdefault("print_run", frozenset({0}))
        step = newest if newest > since else None
        self._tell(Touched(step, "", touched, foreign=True, everything=rows is None))
        return True

    def save_copy(self, target: Path, *, unwanted: Callable[[], bool] = lambda: False) -> Copy:
        """Copy all that the workspace holds to a new file, checked and counted; change nothing.

        Also of a file that is no longer at its path, as long as it is open. Where it was made is
        remembered, so that erasing somebody reaches it. Raises Refusal.
        """
        from feedbackdesk.desk.copies_made import remember_copy
        from feedbackdesk.store.copying import copy_whole

        begun = self.begun_uid()
        remember_copy(begun, target)  # a kill may leave it behind
        copied = copy_whole(self._workspace.engine, self.path, target, unwanted=unwanted)
        remember_copy(begun, target)  # and erasing meanwhile may have found none there
        return copied

    def newest_uid(self) -> str | None:
        """Return the uid of the newest step; None before the first."""
        return self.ask(_newest_uid)

    def begun_uid(self) -> str | None:
        """Return the uid of the first step; None before there is one."""
        return self.ask(_first_step)

    def is_of(self, path: Path) -> bool:
        """Whether the file at another path began as this workspace did: moved, or a copy."""
        from feedbackdesk.store.copies import first_step

        begun = self.begun_uid()
        return begun is not None and first_step(path) == begun

    def rest(self) -> None:
        """Bring what was written last into the file itself, while nothing else is done.

        Until then it lies in a log beside the file, which a copy of the file would lack.
        """
        with self._lock, suppress(NotTheFile):  # the next look, or the next write, tells
            self._workspace.bring_home()

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call a listener after each commit; return what takes it away again."""
        self._listeners.append(listener)

        def forget() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return forget

    def close(self) -> None:
        """Let go of the workspace."""
        self._listeners.clear()
        self._workspace.close()
        if self._looked_at is not None:
            self._looked_at.remember()

    def _touched(self, work: UnitOfWork, step_id: int | None, label: str) -> Touched:
        with self._seen_lock:
            if "print_run" in work.rows:
                _step, self._seen_print = self.ask(_newest)
            if step_id is not None and self._seen_step == step_id - 1:
                # Nobody else wrote in between, so there is nothing of theirs to notice.
                self._seen_step = step_id
        return Touched(
            step_id, label, {table: frozenset(keys) for table, keys in work.rows.items()}
        )

    def _tell(self, touched: Touched) -> None:
        if touched.step_id is None and not touched.rows and not touched.everything:
            return
        for listener in tuple(self._listeners):
            listener(touched)


def _newest(read: Reader) -> tuple[int, int]:
    """Return the newest step, and the newest ranking that is remembered."""
    return read.newest_step(), read.newest_snapshot()


def _talk(read: Reader, heap_ids: Sequence[int]) -> list[Talk]:
    return read.heap_page(heap_ids)


def _gone_by(read: Reader, decided: str, waited: str) -> list[int]:
    return read.gone_by(decided, waited)


def _newest_uid(read: Reader) -> str | None:
    return read.newest_uid()


def _first_step(read: Reader) -> str | None:
    return read.first_step()


def _steps_since(read: Reader, step_id: int) -> tuple[int, dict[str, set[int]] | None]:
    return read.newest_step(), read.rows_since(step_id)


def _refuse_where_vanished(path: Path) -> None:
    """Raise Vanished where a workspace would be begun anew beside the backups of one."""
    from feedbackdesk.desk.backup_files import folder_of, list_backups
    from feedbackdesk.desk.backup_outcome import remembered_second
    from feedbackdesk.domain.text import plural
    from feedbackdesk.store.opening import is_nothing

    with suppress(OSError, ValueError, RuntimeError):  # opening tells what is wrong with it
        if not is_nothing(path):
            return
        beside = list_backups(path)
        if not (left := beside or (path.parent.is_dir() and remembered_second(path, None))):
            return  # a folder that is not there may be on a drive that is away
        folder = folder_of(path) if beside else left[0].path.parent
        what = "is empty" if path.exists() else "is not there"
        raise Vanished(
            f"{path} {what}, and {plural(len(left), 'backup', 'backups')} of it can be gone back "
            f"to, the newest of {left[0].made:%Y-%m-%d %H:%M}. Nothing was changed; go back to one "
            f"with feedbackdesk restore, or put {folder} away to begin anew."
        )
