"""The desk: the only door to a workspace, for the window, the command line and the tests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from feedbackdesk import paths
from feedbackdesk.desk.soundness import LookedAt
from feedbackdesk.domain.errors import CannotUndo, Damaged, NotTheFile
from feedbackdesk.domain.rows import Done, Touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from feedbackdesk.desk.advice import Advice, Adviser
    from feedbackdesk.desk.drafts import Draft
    from feedbackdesk.desk.privacy import Erased
    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.findings import Finding
    from feedbackdesk.domain.movement import Standing
    from feedbackdesk.domain.weak_names import WeakNames
    from feedbackdesk.store.copying import Copy
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.traces import Traces
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


class Desk:
    """An open workspace and everything an owner can do with it.

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
        self._adviser_lock = threading.Lock()
        self._seen_step = 0
        self._seen_version = -1
        self._seen_print = 0
        self._looked_at = None if workspace.read_only else LookedAt(workspace)
        if not workspace.newer:
            with suppress(Damaged):  # what else can be read is read
                self._seen_step, self._seen_print = self.ask(_newest)

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, source: str = "window", to_look: bool = False
    ) -> Desk:
        """Open the workspace at a path; a missing one is made if `create`.

        Raises CannotOpen or NotThere with a sentence. `source` is the face it is used
        through: window, command line or import. A backup is opened `to_look`, as is what is
        to stay as it is.
        """
        from feedbackdesk.desk.backups import is_backup
        from feedbackdesk.store.opening import open_workspace

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
        return self._workspace.soundness.damaged

    @property
    def is_backup(self) -> bool:
        """Whether it is a backup, opened to look into."""
        return self._workspace.to_look

    @property
    def is_new(self) -> bool:
        """Whether the workspace was not there, and was made, empty, in a place of one's choice."""
        return self._workspace.is_new and self.path.absolute().parent != paths.data_dir()

    @cached_property
    def note(self) -> str:
        """What the owner is told about how it was opened; nothing where it opened as ever."""
        from feedbackdesk.desk.backing_up import worries
        from feedbackdesk.desk.conflicts import shared_place_note
        from feedbackdesk.private import others_may_change

        notes = []
        if (aside := self._workspace.set_aside) is not None:
            notes.append(
                f"{self.path} is not the file that was written to last at this place: what a "
                f"crash left of that one lay beside it, and was set aside as {aside}."
            )
        if self._workspace.copy is not None and not self._workspace.to_look:
            why = self._workspace.not_migrated
            notes.append(
                f"{self.path} is of an older version, and stays as it is: it can be read, not "
                f"changed.{' ' if why else ''}{why}"
            )
        if self._workspace.tightened:
            notes.append(f"{self.path} could be read by others on this computer; now only by you.")
        folder = self.path.absolute().parent
        if not self.read_only and (shared := shared_place_note(folder)):
            notes.append(shared)
        if not self.read_only and others_may_change(folder):
            notes.append(
                f"Others on this computer may take files away from {folder}, or put others in "
                "their place: keep the workspace where only you may."
            )
        with suppress(Damaged):  # that is said elsewhere
            notes += worries(self)
        return " ".join(notes)

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

    def erase(self, person_id: int, also: Sequence[str] = ()) -> Erased:
        """Erase a person for good: their name, addresses and words, from the log too.

        What they are `also` called counts as a name of theirs.

        No step that could be undone: what is gone is gone, in this file. What is counted
        stays, as said by an erased person. The copies are next: `desk.erasures.reach`. Raises
        Refusal; then nothing was changed.
        """
        from feedbackdesk.desk.drafts import Drafts
        from feedbackdesk.desk.erasures import key_for, leave, remember
        from feedbackdesk.desk.privacy import Erased, erasable, named_in, weakly_named_in
        from feedbackdesk.store import erase
        from feedbackdesk.store.identities import to_remember
        from feedbackdesk.store.reader import Reader
        from feedbackdesk.store.unit import now

        copies = self.old_copies()
        leave(self.path, copies)  # until each was reached, whatever ends this one
        with self._lock:
            with self._workspace.writing() as connection:
                read = Reader(connection)
                traces = erasable(read, person_id, also)
                key = key_for(read.erasures(), read.first_step())
                erasure = to_remember(connection, traces.rows["person"], key, now())
                may_name, _spellings = weakly_named_in(read, traces)
                step_id = erase.erase(connection, traces, self._origin, erasure)
                elsewhere = named_in(read, traces.elsewhere)
                begun = read.first_step()
            with self._seen_lock:
                if self._seen_step == step_id - 1:
                    self._seen_step = step_id
            swept = erase.sweep(self._workspace.engine)
        copies = tuple(dict.fromkeys((*copies, *self.old_copies())))
        leave(self.path, copies)  # what was being copied meanwhile as well
        if begun is not None:
            remember(begun, [erasure])
        drafts = Drafts(self.path).forget(traces.names, traces.rows["follow_up"])
        self._tell(Touched(step_id, erase.LABEL, everything=True))
        said = len(traces.rows["feedback"])
        return Erased(said, drafts, elsewhere, may_name, swept, copies, erasure, traces.names)

    def drafts_naming(self, person_id: int) -> tuple[Draft, ...]:
        """Return what is half typed and names a person, or is a letter to them, newest first."""
        from feedbackdesk.desk.drafts import Drafts

        traces = self.ask(_traces_of, person_id)
        return Drafts(self.path).naming(traces.names, traces.rows["follow_up"])

    def drafts_that_may_name(self, person_id: int, also: Sequence[str] = ()) -> tuple[Draft, ...]:
        """Return what is half typed and may name a person: by a surname alone, initials, a handle.

        Without what certainly does, by what they are `also` called as well; newest first.
        """
        from feedbackdesk.desk.drafts import Drafts

        traces, weak = self.ask(_weak_names_of, person_id, also)
        drafts = Drafts(self.path)
        certain = drafts.naming(traces.names, traces.rows["follow_up"])
        return tuple(one for one in drafts.where(weak.find_in) if one not in certain)

    def sweep(self) -> bool:
        """Leave no byte of what was erased in the file; return whether that was possible.

        Part of `erase`; to be asked for again where another program stood in the way.
        """
        from feedbackdesk.store import erase

        with self._lock:
            self._workspace.look()
            return erase.sweep(self._workspace.engine)

    def old_copies(self) -> tuple[Path, ...]:
        """Return the copies of this workspace that are known, and what is left of such.

        Those about it, and those in the second place; where that is away, its folder.
        """
        from feedbackdesk.desk.backing_up import second_folder
        from feedbackdesk.store.copies import copies_of

        second = None if self.newer else second_folder(self)
        found = copies_of(self.path.resolve(), second)
        return (*found, second) if second is not None and not second.exists() else tuple(found)

    def check(self) -> list[Finding]:
        """Look the workspace over; return what is wrong, none if all is well.

        Reads everything, and counts every kept number anew to compare. No row is changed;
        where erasing somebody could not sweep the file, or reach a copy, that is made up for.
        """
        from feedbackdesk.desk.conflicts import conflicts_found
        from feedbackdesk.desk.erasures import reach_left
        from feedbackdesk.domain.findings import Trouble
        from feedbackdesk.store import check, erase

        self._workspace.look()
        with self._workspace.reading() as connection:
            found = check.problems(connection)
            if any(one.kind is Trouble.UNREADABLE for one in found):
                self._workspace.soundness.damaged = True
            if found or self._workspace.newer:
                return found
            found = check.kept_problems(connection)
            swept = erase.is_swept(connection)
        if not swept and not self.read_only and not self.sweep():
            found.append(check.NOT_SWEPT)
        reach_left(self)
        if not self.read_only:
            if self._looked_at is not None:
                self._looked_at.found_whole()
            with self._workspace.writing() as connection:
                found += check.search_problems(connection)
        return found + conflicts_found(self)

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
        with self._lock, self._workspace.writing() as connection:
            check.mend(connection, kinds)
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

        Also of a file that is no longer at its path, as long as it is open. Raises Refusal.
        """
        from feedbackdesk.store.copying import copy_whole

        return copy_whole(self._workspace.engine, self.path, target, unwanted=unwanted)

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


def _newest_uid(read: Reader) -> str | None:
    return read.newest_uid()


def _first_step(read: Reader) -> str | None:
    return read.first_step()


def _traces_of(read: Reader, person_id: int) -> Traces:
    return read.traces(person_id)


def _weak_names_of(read: Reader, person_id: int, also: Sequence[str]) -> tuple[Traces, WeakNames]:
    traces = read.traces(person_id, also)
    return traces, read.weak_names_of(traces)


def _steps_since(read: Reader, step_id: int) -> tuple[int, dict[str, set[int]] | None]:
    return read.newest_step(), read.rows_since(step_id)
