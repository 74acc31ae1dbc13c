"""Words as they were probably meant: the index's own, one typing mistake away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from feedbackdesk.domain.folding import is_unspaced, tokens
from feedbackdesk.domain.query import WORD, Part
from feedbackdesk.domain.spelling import respellings
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.read.names import match
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from feedbackdesk.domain.query import Query

# A spelling is looked up as the beginning of a word: one step into the index for each.
_NEAR = (
    "SELECT c.value AS spelling, (SELECT v.term || char(10) || v.doc FROM {vocabulary} v"
    " WHERE v.term >= c.value AND v.term < c.value || char(1114111) LIMIT 1) AS found"
    " FROM json_each(:spellings) c WHERE found IS NOT NULL"
)
_LONGEST = 40


class SpellingReader(BaseReader):
    """The words of this workspace."""

    def respelt(self, query: Query, letters: int, *, names_only: bool = False) -> dict[Part, Part]:
        """Return other spellings for those words of `letters` or more that nothing has."""
        indexes = ["name"] if names_only else ["feedback", "name"]
        found: dict[Part, Part] = {}
        for part in query.words:
            said = tokens(part.text)
            if (
                part.name == WORD
                and len(said) == 1
                and letters <= len(said[0]) <= _LONGEST
                and not is_unspaced(said[0])
                and not any(self._has(index, part) for index in indexes)
            ):
                better = self._near(said[0], indexes)
                if better is not None:
                    found[part] = Part(WORD, better)
        return found

    def _has(self, index: str, part: Part) -> bool:
        statement = sql(f"SELECT 1 FROM {index}_fts WHERE {index}_fts MATCH :query LIMIT 1")
        return self._first(statement, query=match([part])) is not None

    def _near(self, word: str, indexes: list[str]) -> str | None:
        """Return the likeliest other spelling: a whole word if there is one, the commonest."""
        # No word begins as this one does from some letter on: the mistake is not behind it.
        begun = [word[:length] for length in range(1, len(word) + 1)]
        upto = max((len(found[2]) for found in self._look_up(begun, indexes)), default=0)
        spellings = respellings(word, upto)
        # The likeliest mistakes are few, and found before the many others are tried.
        likely = [one for one in spellings if len(one) < len(word) or sorted(one) == sorted(word)]
        rest = list(set(spellings) - set(likely))
        for some in (likely, rest):
            best = max(self._look_up(some, indexes), default=None)
            if best is not None:
                return best[2]
        return None

    def _look_up(self, spellings: list[str], indexes: list[str]) -> list[tuple[bool, int, str]]:
        """Return the beginnings that words have: whether it is a whole word, how often, itself."""
        found = []
        for index in indexes:
            statement = sql(_NEAR.format(vocabulary=f"{index}_vocabulary"))
            for row in self._all(statement, spellings=json.dumps(spellings)):
                term, _line, number = row.found.partition("\n")
                found.append((term == row.spelling, int(number), row.spelling))
        return found
