"""Which steps of the log are wanted, as SQL over `step s`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.query import WORD, Part
from feedbackdesk.domain.text import name_key
from feedbackdesk.store.columns import NAME_COLUMN
from feedbackdesk.store.facts import facts_of
from feedbackdesk.store.fulltext import KEYS, NAMED
from feedbackdesk.store.read.names import piece
from feedbackdesk.store.schema import POINTING

if TYPE_CHECKING:
    from feedbackdesk.domain.log import HistoryFilter

_GONE = ("feedback", *NAMED)


def conditions(wanted: HistoryFilter) -> tuple[list[str], dict[str, Any]]:
    """Return what a step must fulfil, as SQL over `step s`, and its facts."""
    where: list[str] = []
    facts: dict[str, Any] = {}
    if wanted.source:
        where.append("s.source = :source")
        facts["source"] = wanted.source
    if wanted.tables:
        where.append(
            "EXISTS (SELECT 1 FROM change c WHERE c.step_id = s.id AND c.table_name IN :tables)"
        )
        facts["tables"] = list(wanted.tables)
    if wanted.of is not None:
        table, facts["of"] = wanted.of
        rows = " UNION ALL ".join(_rows_of(table, "SELECT :of AS id"))
        where.append(
            f"s.id IN (SELECT c.step_id FROM ({rows}) r"
            " JOIN change c ON c.row_id = r.id AND c.table_name = r.name)"
        )
    for number, word in enumerate(wanted.words.split()[:10]):
        where.append(_says(number, word, facts))
    return where, facts


def _rows_of(table: str, keys: str) -> list[str]:
    """Return SQL for rows and what is, or ever was, part of them: their table and key."""
    found = [f"SELECT '{table}' AS name, id FROM ({keys})"]
    for child, column in POINTING[table]:
        if facts_of(column).owned and child.name != table:
            part = (
                f"SELECT id FROM {child.name} WHERE {column.name} IN ({keys})"
                f" UNION SELECT row_id FROM change WHERE table_name = '{child.name}'"
                " AND before IS NOT NULL"
                f" AND json_extract(before, '$.{column.name}') IN ({keys})"
            )
            found += _rows_of(child.name, part)
    return found


def _says(number: int, word: str, facts: dict[str, Any]) -> str:
    """Return the condition that a word stands in a step or in what it changed is called."""
    text, key, match = f"text{number}", f"key{number}", f"match{number}"
    facts[text], facts[key] = _like(word), _like(name_key(word))
    things = [
        f"SELECT '{name}' AS name, id FROM {name} WHERE key LIKE :{key} ESCAPE '!'"
        for name in NAMED
    ]
    if any(map(str.isalnum, word)):
        facts[match] = piece(Part(WORD, word))
        facts[f"named{number}"] = f"{{name}} : {facts[match]}"
        things += [
            f"SELECT '{name}', rowid / 4 FROM name_fts WHERE name_fts MATCH :named{number}"
            f" AND rowid % 4 = {place}"
            for place, name in enumerate(NAMED)
        ]
        things.append(
            f"SELECT 'feedback', rowid % {KEYS} FROM feedback_fts WHERE feedback_fts MATCH :{match}"
        )
    things += [
        f"SELECT table_name, row_id FROM change WHERE verb = 'delete' AND table_name = '{name}'"
        f" AND before LIKE :{text} ESCAPE '!'"
        f" AND json_extract(before, '$.{NAME_COLUMN[name]}') LIKE :{text} ESCAPE '!'"
        for name in _GONE
    ]
    named = " UNION ALL ".join(things)
    return (
        f"(s.label LIKE :{text} ESCAPE '!' OR s.author LIKE :{text} ESCAPE '!'"
        " OR EXISTS (SELECT 1 FROM json_each(s.facts) j"
        f" WHERE (j.type = 'text' AND j.value LIKE :{text} ESCAPE '!')"
        " OR (j.type = 'array' AND (json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]'))"
        f" IN ({named})))"
        f" OR s.id IN (SELECT c.step_id FROM ({named}) t"
        " JOIN change c ON c.row_id = t.id AND c.table_name = t.name))"
    )


def _like(word: str) -> str:
    escaped = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"
