"""Recording one feedback, against the bare inserts of the same rows in one transaction."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import uuid
from collections.abc import Callable
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import person as one_person
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.rows import Person, Theme
from feedbackdesk.store import fulltext
from tests.bench.measure import Line, by_turns

_WORDS = "We would rather have the invoice by e-mail, number {}, since paper gets lost in the post."


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure a feedback by a known person about one theme, written durably both ways.

    The bare side writes the feedback, its mention, the step and its changes: the same rows,
    with the same indexes, full-text triggers and pragmas, and nothing looked up or counted.
    """
    bare = workspace.with_name(f"bare-{size}.feedbackdesk")
    shutil.copy(workspace, bare)
    desk = Desk.open(workspace, create=False)
    person, theme, ours = recording(desk)
    numbers = itertools.count()

    raw = sqlite3.connect(bare, isolation_level=None)
    fulltext.prepare(raw)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        raw.execute(f"PRAGMA {pragma}")

    def plain() -> None:
        _insert(raw, _WORDS.format(next(numbers)), person.id, person.organisation_id, theme.id)

    found = by_turns("record one feedback", size, ours, plain, rounds=300, goal="at most 3 times")
    raw.close()
    desk.close()
    return [found]


def compare(small: Path, large: Path, size: int) -> Line:
    """Measure by turns whether recording costs more where there is much already."""
    desks = [Desk.open(workspace, create=False) for workspace in (large, small)]
    ours = [recording(desk)[2] for desk in desks]
    for record in ours * 20:  # a page of the file that was not read yet is no cost of recording
        record()
    found = by_turns(
        "record one, against the smallest", size, *ours, rounds=300, goal="ratio at most 1.3"
    )
    for desk in desks:
        desk.close()
    return found


def recording(desk: Desk) -> tuple[Person, Theme, Callable[[], object]]:
    """Return a person, a theme, and what records words of the one about the other."""
    people = (desk.ask(one_person, key) for key in itertools.count(1))
    person = next(one for one in people if one is not None and one.organisation_id is not None)
    theme = desk.ask(all_themes)[0]
    numbers = itertools.count()

    def record() -> object:
        speaker = Speaker(person_id=person.id)
        new = NewFeedback(_WORDS.format(next(numbers)), speaker, themes=(theme.name,))
        return desk.do(record_feedback, new)

    return person, theme, record


def _insert(
    raw: sqlite3.Connection, words: str, person: int, organisation: int | None, theme: int
) -> None:
    raw.execute("BEGIN IMMEDIATE")
    feedback = raw.execute(
        "INSERT INTO feedback (uid, person_id, organisation_id, kind, channel, said_on, text,"
        " stage, archived, recorded_at, account, in_inbox)"
        " VALUES (?, ?, ?, 'request', 'call', '2026-11-20', ?, 'customer', 0, '2026', ?, 0)",
        (uuid.uuid4().hex, person, organisation, words, f"o{organisation}"),
    ).lastrowid
    mention = raw.execute(
        "INSERT INTO mention (uid, feedback_id, theme_id) VALUES (?, ?, ?)",
        (uuid.uuid4().hex, feedback, theme),
    ).lastrowid
    step = raw.execute(
        "INSERT INTO step (uid, at, author, source, revision, kind, label, facts)"
        " VALUES (?, '2026', 'owner', 'window', '0001', 'do', 'Record {result}', '{}')",
        (uuid.uuid4().hex,),
    ).lastrowid
    raw.executemany(
        "INSERT INTO change (step_id, table_name, row_id, verb) VALUES (?, ?, ?, 'insert')",
        [(step, "feedback", feedback), (step, "mention", mention)],
    )
    raw.execute("COMMIT")
