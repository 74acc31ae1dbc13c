"""What could be proposed as a theme: texts under none, and those that were refused."""

from __future__ import annotations

from dataclasses import dataclass

from feedbackdesk.store.read.base import SPEAKER, BaseReader
from feedbackdesk.store.sql import sql

_UNFILED = sql(
    "SELECT f.id, substr(f.text, 1, :length) AS text, f.account, coalesce(p.name, '') AS name"
    f" FROM feedback f{SPEAKER} WHERE f.in_inbox = 1 ORDER BY f.id DESC LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class UnfiledRow:
    """A feedback that waits in the inbox."""

    id: int
    text: str
    account: str
    name: str
    """Who said it; empty where nobody is named."""


class ProposalReader(BaseReader):
    """Questions of whoever proposes themes."""

    def unfiled(self, limit: int, length: int) -> list[UnfiledRow]:
        """Return the newest feedbacks of the inbox, with so many characters of each."""
        rows = self._all(_UNFILED, limit=limit, length=length)
        return [UnfiledRow(row.id, row.text, row.account, row.name) for row in rows]

    def refused_marks(self) -> set[str]:
        """Return the marks of texts that stood in a group that was refused."""
        return {row.key for row in self._all(sql("SELECT key FROM proposal_refusal"))}
