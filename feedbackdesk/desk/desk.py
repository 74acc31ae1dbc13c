"""The desk: the only door to a workspace, for the window, the command line and the tests."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from feedbackdesk.desk.door import Door
from feedbackdesk.domain.errors import Damaged
from feedbackdesk.domain.rows import Touched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from feedbackdesk.desk.drafts import Draft
    from feedbackdesk.desk.privacy import Erased
    from feedbackdesk.domain.findings import Finding
    from feedbackdesk.domain.weak_names import WeakNames
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.traces import Traces


class Desk(Door):
    """An open workspace and everything an owner can do with it."""

    @cached_property
    def note(self) -> str:
        """What the owner is told about how it was opened; nothing where it opened as ever."""
        from feedbackdesk.desk.backing_up import worries
        from feedbackdesk.desk.conflicts import shared_place_note
        from feedbackdesk.private import others_may_change
        from feedbackdesk.store.engine import other_name_note

        notes = []
        if (aside := self._workspace.set_aside) is not None:
            notes.append(
                f"{self.path} is not the file that was written to last at this place: what a "
                f"crash left of that one lay beside it, and was set aside as {aside}."
            )
        why = self._workspace.only_read
        if self._workspace.copy is None and why:
            notes.append(f"{self.path} can be read, not changed, until it is opened anew. {why}")
        if self._workspace.copy is not None and not self._workspace.to_look:
            notes.append(
                f"{self.path} is of an older version, and stays as it is: it can be read, not "
                f"changed.{' ' if why else ''}{why}"
            )
        if self._workspace.tightened:
            notes.append(f"{self.path} could be read by others on this computer; now only by you.")
        if not self.read_only and (other := other_name_note(self.path)):
            notes.append(other)
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

    def erase(self, person_id: int, also: Sequence[str] = ()) -> Erased:
        """Erase a person for good: their name, addresses and words, from the log too.

        What they are `also` called counts as a name of theirs.

        No step that could be undone: what is gone is gone, in this file. What is counted
        stays, as said by an erased person. The copies are next: `desk.erasures.reach`. Raises
        Refusal; then nothing was changed.
        """
        from feedbackdesk.desk.copies_made import reports_on
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
        reports = reports_on(begun, traces.rows["person"], forget=True)
        return Erased(
            said, drafts, elsewhere, may_name, swept, copies, erasure, traces.names, reports
        )

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

    def old_copies(self) -> tuple[Path, ...]:
        """Return the copies of this workspace that are known, and what is left of such."""
        from feedbackdesk.desk.erasures import old_copies

        return old_copies(self)

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


def _traces_of(read: Reader, person_id: int) -> Traces:
    return read.traces(person_id)


def _weak_names_of(read: Reader, person_id: int, also: Sequence[str]) -> tuple[Traces, WeakNames]:
    traces = read.traces(person_id, also)
    return traces, read.weak_names_of(traces)
