"""Bringing every row that can be read of a damaged workspace into a new one.

Each table is read from its own pages (store/pages.py), around those that make no sense; pages that
nothing leads to any more are known by what stands on them (store/shapes.py). Of a row whose
page is gone, what its indexes hold is kept. What hangs on what is missing is set right
(store/setting_right.py), and what follows from the tables is made anew. The damaged file is only
read.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedbackdesk import private
from feedbackdesk.domain.errors import CannotOpen, NotThere, Refusal
from feedbackdesk.domain.findings import Trouble
from feedbackdesk.domain.rescued import Rescued, Unread
from feedbackdesk.paths import beside
from feedbackdesk.store import check, fulltext, schema, wal
from feedbackdesk.store.copying import reach_disk
from feedbackdesk.store.engine import make_engine, plain_errors
from feedbackdesk.store.healing import Healing
from feedbackdesk.store.known_by import known_by
from feedbackdesk.store.missing import is_kept, told_of
from feedbackdesk.store.pages import Pages, Tree
from feedbackdesk.store.setting_right import USUAL, Found, SettingRight, is_there, put
from feedbackdesk.store.shapes import Layout, layout, layout_of
from feedbackdesk.store.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from feedbackdesk.store.pages import Record
    from feedbackdesk.store.setting_right import Row

_KEYS_TOLD = 100
_TRIES = 3
"""How often a file is read that is written to meanwhile."""
_MASTER = 1
"""The page at which SQLite's list of tables begins."""
_THINGS = {"table", "index", "view", "trigger"}
_TELLING = ("uid", "step_id")
"""By which of these an index tells which row it leads to."""
_TABLES = (*schema.LOGGED, *schema.BESIDE, "step", "change")


def rescue(
    source: str,
    target: str,
    backup: str | None = None,
    finish: Callable[[Path], None] = lambda _unfinished: None,
) -> Rescued:
    """Bring what can be read of a workspace at rest into a new one, and return what that was.

    Of any version; the new one is of this one. What is missing comes from a `backup` of the same
    version, where one is named (store/healing.py). `finish` does to the new file what else is to be
    done before it has its name. Answers plain values, so that a child process can do it while the
    workspace is open. Raises Refusal with a sentence; then there is no new file. The old one is
    left as it was in any case.
    """
    old, new = Path(source), Path(target)
    if new.exists():
        raise Refusal(f"{new} is there already. Nothing was changed; choose another name.")
    if not old.is_file():
        raise NotThere(f"There is no file at {old}. Nothing was changed.")
    unfinished = beside(new, f".unfinished-{os.getpid()}")
    try:
        rescued = _read_still(old, unfinished, None if backup is None else Path(backup))
        finish(unfinished)
        reach_disk(unfinished)
        unfinished.replace(new)
        with suppress(OSError):  # it is there, whole; its name alone may not outlive a power cut
            reach_disk(new.parent)
    except OSError as error:
        raise Refusal(
            f"{old} could not be rescued into {new}: {error.strerror or error}. Nothing was "
            "changed."
        ) from error
    finally:
        _remove(unfinished)
    return rescued


def _read_still(old: Path, unfinished: Path, backup: Path | None) -> Rescued:
    """Rescue a file that is as it was at the end; read it again where it was written to."""
    for _try in range(_TRIES):
        before = _stand(old)
        _remove(unfinished)
        private.make_file(unfinished)
        with Pages(old) as pages:
            rescued = _Rescue(pages, old).into(unfinished, backup)
        if _stand(old) == before:
            return rescued
    raise Refusal(
        f"Another program goes on writing to {old} while it is read. Nothing was changed; close it "
        "there, and try again."
    )


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _stand(path: Path) -> tuple[int, int, int]:
    """Return by what it shows that a file, or its log, was written to."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns, wal.size_of_log(path.resolve())


class _Rescue:
    """One rescue: what the old file tells, and the new one that is filled with it."""

    def __init__(self, pages: Pages, old: Path) -> None:
        self._pages, self._old = pages, old
        self._reached: set[int] = set()
        self._things = self._list_of_things()
        self._revision = self._read_revision()
        self._layout = self._choose_layout()
        self._found = {table: Found() for table in _TABLES if table in self._layout.shapes}
        self._ends: dict[str, int] = {}
        self._known: dict[str, dict[int, Any]] = {}
        """The rows of a table as an index tells that can be read whole: what it has, by key."""
        self._strays = 0
        self._unplaced = 0
        self._unsure = 0

    # What the old file is

    def _list_of_things(self) -> dict[str, tuple[str, int, str]]:
        """Return kind, first page and SQL of each table and index, by its name."""
        found: dict[str, tuple[str, int, str]] = {}
        tree = Tree()

        def take(records: Iterable[Record]) -> None:
            for one in records:
                if len(one.values) == 5 and one.whole and one.values[0] in _THINGS:
                    kind, name, _table, root, statement = one.values
                    if isinstance(name, str) and isinstance(root, int):
                        found.setdefault(name, (kind, root, statement or ""))

        take(self._pages.rows(_MASTER, tree))
        if tree.holes or "feedback" not in found:
            for _page, records, _lost in self._pages.leaves(tree.seen):
                take(records)
        self._reached |= tree.seen
        if not tree.holes and found and not found.keys() & schema.LOGGED.keys():
            raise CannotOpen(
                f"{self._old} is not a FeedbackDesk workspace. Nothing was changed; choose another "
                "file."
            )
        return found

    def _read_revision(self) -> str:
        """Return the version that the file is of; the present one where it does not tell."""
        shape = layout().shapes["alembic_version"]
        rows = [shape.row(one) for one in self._rows_of("alembic_version", Tree())]
        if not any(row and row[1] for row in rows):
            for _page, records, _lost in self._pages.leaves(self._reached):
                rows += [shape.row(one) for one in records]
        revision = next(
            (str(row[0]["version_num"]) for row in rows if row and row[1]), schema.REVISION
        )
        if revision > schema.REVISION:
            raise CannotOpen(
                f"{self._old} was made by a newer version of FeedbackDesk. Nothing was changed; "
                "install the newer version to rescue it."
            )
        return revision

    def _choose_layout(self) -> Layout:
        if self._revision == schema.REVISION:
            return layout()
        derived = ("sqlite_", *fulltext.INDEXES)
        own = [
            statement
            for kind in ("table", "index")
            for name, (what, root, statement) in self._things.items()
            if what == kind and root and statement and not name.startswith(derived)
        ]
        try:
            made = layout_of(own)
        except Exception as error:
            raise self._no_list() from error
        if not {"feedback", "person", "theme", "item", "step", "change"} <= made.shapes.keys():
            raise self._no_list()
        return made

    def _no_list(self) -> CannotOpen:
        return CannotOpen(
            f"{self._old} is of an older version, and its list of tables is damaged, so that its "
            "rows cannot be told apart. Nothing was changed; go back to a backup."
        )

    def _rows_of(self, table: str, tree: Tree) -> Iterator[Record]:
        if table in self._things:
            yield from self._pages.rows(self._things[table][1], tree)
        else:
            tree.holes += 1

    # Filling the new file

    def into(self, path: Path, backup: Path | None) -> Rescued:
        """Fill an empty file; return what it has in the end."""
        healed = 0
        engine = make_engine(path, mode="rw")
        try:
            with plain_errors(path), engine.connect() as plain:
                with closing(plain.connection.cursor()) as raw:
                    raw.execute("PRAGMA foreign_keys = OFF")
                    if backup is not None:
                        Healing.attach(raw, backup)
                connection = plain.execution_options(write=True)
                with connection.begin(), closing(connection.connection.cursor()) as raw:
                    raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                    for statement in self._layout.statements:
                        raw.execute(statement)
                    self._fill(raw)
                    if backup is not None:
                        healing = Healing(raw, backup)
                        healed = healing.heal(self._layout, self._found, self._revision)
                    fixed = SettingRight(raw, self._layout, self._found).set_right()
                    raw.execute("DELETE FROM alembic_version")
                    raw.execute("INSERT INTO alembic_version VALUES (?)", (self._revision,))
                    if self._revision == schema.REVISION:
                        _make_what_follows(connection)
                if self._revision != schema.REVISION:
                    plain.rollback()
        finally:
            engine.dispose()
        if self._revision != schema.REVISION:
            from feedbackdesk.store.migrations.run import migrate

            migrate(path, backup=False)
        return self._finish(path, fixed, healed)

    def _finish(self, path: Path, fixed: int, healed: int) -> Rescued:
        """Look the new file over, and leave one file."""
        engine = make_engine(path, mode="rw")
        try:
            with plain_errors(path), engine.connect() as connection:
                if check.kept_problems(connection):  # of rows that are there in part
                    connection.rollback()
                    with connection.execution_options(write=True).begin():
                        check.mend(connection, {Trouble.KEPT_WRONGLY})
                connection.rollback()
                with connection.execution_options(write=True).begin():
                    if check.search_problems(connection):
                        check.mend(connection, {Trouble.SEARCH})
                wrong = [*check.problems(connection), *check.kept_problems(connection)]
                if wrong:
                    raise Refusal(
                        f"What was rescued from {self._old} fails its check ({wrong[0].what}), so "
                        "it was not kept. Nothing was changed; go back to a backup."
                    )
                with closing(connection.connection.cursor()) as raw:
                    rows = tuple(
                        (table, raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                        for table in _TABLES
                    )
                    unread = self._unread(raw)
                connection.rollback()
                with closing(connection.connection.cursor()) as raw:
                    raw.execute("BEGIN IMMEDIATE")
                    wal.renew_mark(raw)
                    raw.execute("COMMIT")
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    raw.execute("PRAGMA journal_mode = DELETE")
        finally:
            engine.dispose()
        if not any(number for table, number in rows if table not in {"step", "change"}):
            raise Refusal(
                f"Nothing of {self._old} could be read. It was left as it is; go back to a backup."
            )
        return Rescued(rows, unread, fixed, healed, self._strays)

    def _fill(self, raw: Any) -> None:
        for table, found in self._found.items():
            tree = Tree()
            self._put(raw, table, self._sorted(table, self._rows_of(table, tree), tree))
            self._reached |= tree.seen
            found.torn = tree.holes > 0
        tree = Tree()
        shape = self._layout.shapes["sqlite_sequence"]
        for one in self._rows_of("sqlite_sequence", tree):
            if (row := shape.row(one)) and row[1]:
                self._ends[row[0]["name"]] = row[0]["seq"]
        for table in self._found:
            self._compare(raw, table)
        self._place_strays(raw)
        for table, found in self._found.items():
            if found.torn:
                self._ask_indexes(raw, table)
                self._put_parts(raw, table)
                found.lost.update(told_of(raw, table))
        for table in self._found:
            self._keep_end(raw, table)

    def _sorted(self, table: str, records: Iterable[Record], tree: Tree) -> Iterator[Row]:
        """Yield the rows that are whole; keep what is known of the others."""
        shape = self._layout.shapes[table]
        for one in records:
            found = shape.row(one)
            if found is not None and found[1]:
                yield found[0]
                continue
            tree.holes += 1
            if found is not None:
                self._found[table].parts[one.key] = found[0]

    def _put(self, raw: Any, table: str, rows: Iterable[Row]) -> None:
        put(raw, self._layout.shapes[table], self._found[table], rows)

    def _compare(self, raw: Any, table: str) -> None:
        """Compare a table with an index that leads to all of its rows, and with the history.

        An older page in the place of a newer one makes sense by itself: its table lacks rows then,
        or has some that were deleted since.
        """
        found = self._found[table]
        have = {key for (key,) in raw.execute(f"SELECT id FROM {table}")}
        known = self._rows_in_index(raw, table)
        if known is not None:
            self._known[table] = known
        if known is not None and not found.torn:
            risen = [(key,) for key in have - known.keys() if is_kept(raw, table, key) is False]
            raw.executemany(f"DELETE FROM {table} WHERE id = ?", risen)
            found.torn = any(is_kept(raw, table, key) is not False for key in known.keys() - have)
        found.torn = found.torn or bool(told_of(raw, table))

    def _rows_in_index(self, raw: Any, table: str) -> dict[int, Any] | None:
        """Return what an index of all rows has first, by key; None where none is whole."""
        for index, (owner, columns) in self._layout.indexes.items():
            if owner != table or index not in self._things or not _has_every_row(index):
                continue
            if columns[0] not in _TELLING:
                continue
            rows = {
                row[-1]: row for row in raw.execute(f"SELECT {', '.join(columns)} FROM {table}")
            }
            tree = Tree()
            held: dict[int, Any] = {}
            unlike = 0
            for entry in self._pages.entries(self._things[index][1], tree):
                key = entry.values[-1] if len(entry.values) == len(columns) else None
                if not isinstance(key, int):
                    tree.holes += 1
                    break
                held[key] = entry.values[0]
                unlike += key in rows and rows[key] != entry.values
            # Where most are of other rows, its pages are those of another index.
            if not tree.holes and 2 * unlike <= len(held):
                return held
        return None

    def _place_strays(self, raw: Any) -> None:
        """Bring over what stands on pages that nothing leads to, where it can be one table's."""
        for _page, records, _lost in self._pages.leaves(self._reached):
            fitting: dict[str, list[tuple[Row, bool]]] = {}
            for table in self._found:
                shape = self._layout.shapes[table]
                rows = [row for row in map(shape.row, records) if row is not None]
                if any(is_whole for _row, is_whole in rows):
                    fitting[table] = rows
            if not fitting:
                continue
            best = self._best_fit(fitting)
            if len(best) > 1:
                self._unplaced += max(sum(one[1] for one in rows) for rows in fitting.values())
                continue
            (table,) = best
            self._take_strays(raw, table, fitting[table])

    def _best_fit(self, fitting: dict[str, list[tuple[Row, bool]]]) -> list[str]:
        """Return the tables of which a page can be most likely."""
        known = {
            table: sum(self._is_known(table, row) for row, _is_whole in rows)
            for table, rows in fitting.items()
        }
        # What is of no other table may be of this one with a column that makes no sense.
        whole = {table: sum(one[1] for one in rows) for table, rows in fitting.items()}
        torn = {table: whole[table] for table in fitting if self._found[table].torn}
        score = known if any(known.values()) else torn or whole
        return [table for table, number in score.items() if number == max(score.values())]

    def _is_known(self, table: str, row: Row) -> bool:
        """Whether an index leads to this very row."""
        held = self._known.get(table, {}).get(row["id"])
        return held is not None and held in [row.get(name) for name in _TELLING]

    def _take_strays(self, raw: Any, table: str, rows: list[tuple[Row, bool]]) -> None:
        found, taken = self._found[table], []
        for row, is_whole in rows:
            key = row["id"]
            if is_there(raw, table, key):
                continue
            if not self._is_known(table, row):
                kept = is_kept(raw, table, key)
                if kept is False and not self._found["change"].torn:
                    continue
                if kept is False or (kept is None and not found.torn):  # it may have been deleted
                    self._unsure += is_whole
                    continue
            if is_whole:
                taken.append(row)
            else:
                found.parts[key] = row
        self._put(raw, table, taken)
        self._strays += sum(is_there(raw, table, row["id"]) for row in taken)

    def _ask_indexes(self, raw: Any, table: str) -> None:
        """Learn from the indexes of a table which of its rows are missing, and what they were."""
        found, shape = self._found[table], self._layout.shapes[table]
        known = {column.name: column for column in shape.columns}
        have = {key for (key,) in raw.execute(f"SELECT id FROM {table}")}
        gone = {
            key
            for key in self._known.get(table, {}).keys() - have
            if is_kept(raw, table, key) is False
        }
        counted = False
        for index, (owner, columns) in self._layout.indexes.items():
            if owner != table:
                continue
            tree = Tree()
            if index not in self._things:
                continue
            for entry in self._pages.entries(self._things[index][1], tree):
                key = entry.values[-1] if len(entry.values) == len(columns) else None
                if not isinstance(key, int) or key < 1 or key in have or key in gone:
                    continue
                row = found.parts.setdefault(key, {})
                for name, value in zip(columns[:-1], entry.values, strict=False):
                    if name in known and shape.may_be(known[name], value):
                        row.setdefault(name, value)
            if not tree.holes and _has_every_row(index):
                counted = True
        found.uncounted = not counted
        found.parts = {key: row for key, row in found.parts.items() if key not in have}

    def _put_parts(self, raw: Any, table: str) -> None:
        """Keep rows of which enough is known: with what an index held, and usual values."""
        found, shape = self._found[table], self._layout.shapes[table]
        for key, known in sorted(found.parts.items()):
            row = {"id": key, **{one.name: one.default for one in shape.columns[1:]}, **known}
            if table in USUAL:
                for name, value in USUAL[table](key, row).items():
                    if row.get(name) is None:
                        row[name] = value
            lacks = [one for one in shape.columns if one.needed and row.get(one.name) is None]
            if not lacks:
                self._put(raw, table, [row])
            if lacks or not is_there(raw, table, key):
                found.lost.add(key)
            elif not {one.name for one in shape.columns} <= known.keys() | {"id"}:
                found.in_part.add(key)

    def _keep_end(self, raw: Any, table: str) -> None:
        """Let no key be used twice, that of a row that is missing neither."""
        (newest,) = raw.execute(f"SELECT max(id) FROM {table}").fetchone()
        found = self._found[table]
        end = max(newest or 0, self._ends.get(table, 0), *found.lost, 0)
        raw.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        raw.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, end))

    def _unread(self, raw: Any) -> tuple[Unread, ...]:
        """Return what was not brought over, by tables."""
        told = []
        for table, found in self._found.items():
            for keys, in_part in ((found.lost, False), (found.in_part, True)):
                if keys:
                    first = tuple(sorted(keys)[:_KEYS_TOLD])
                    which = known_by(raw, table, first, found.parts)
                    told.append(Unread(table, len(keys), first, tuple(which), in_part=in_part))
            if found.torn and found.uncounted:
                told.append(Unread(table, None))
        if self._unplaced:
            told.append(Unread("rows on pages that may be of several tables", self._unplaced))
        if self._unsure:
            told.append(Unread("rows on pages that nothing leads to any more", self._unsure))
        return tuple(told)


def _make_what_follows(connection: Any) -> None:
    Tallies(connection).count()
    fulltext.make(connection)
    fulltext.fill(connection)


def _has_every_row(index: str) -> bool:
    """Whether an index leads to every row of its table: that of the uid, or of a change's step."""
    return (index.startswith("sqlite_autoindex_") and index.endswith("_1")) or index in {
        "ix_change_step_id",
        "change_of_row",
    }
