"""The losses page's questions, against the plainest sum over the same lost sales."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.inbox import feedback_page
from feedbackdesk.desk.losses import loss_overview, lost_feedback
from feedbackdesk.domain.dates import first_day
from feedbackdesk.domain.losses import LossFilter
from feedbackdesk.domain.words import Period
from feedbackdesk.store.reader import Reader
from tests.bench.measure import Line, by_turns

_PLAIN = (
    "SELECT l.loss_reason_id, count(*), sum(l.value) FROM loss l"
    " JOIN feedback f ON f.id = l.feedback_id WHERE f.said_on >= ? GROUP BY l.loss_reason_id"
)
_IN_SIGHT = 64


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure what is asked when the page opens, for a year and for all time, and for a bar."""
    _say_more(workspace)
    desk = Desk.open(workspace, create=False)
    raw = sqlite3.connect(workspace)
    year = first_day(Period.TWELVE_MONTHS) or date.min

    def page(read: Reader, since: date | None) -> object:
        chosen = LossFilter(since=since.isoformat() if since else "")
        keys = lost_feedback(read, chosen)
        return loss_overview(read, since, year), feedback_page(read, keys[:_IN_SIGHT])

    def plain(since: str) -> object:
        return raw.execute(_PLAIN, (since,)).fetchall()

    lines = [
        by_turns(
            "losses: the page of twelve months", size, lambda: desk.ask(page, year),
            lambda: plain(year.isoformat()), rounds=40, goal="p95 under 30 ms",
        ),
        by_turns(
            "losses: the page of all time", size, lambda: desk.ask(page, None),
            lambda: plain(""), rounds=40, goal="",
        ),
        by_turns(
            "losses: the deals behind a bar", size,
            lambda: desk.ask(lost_feedback, LossFilter(reason=3)), lambda: plain(""),
            rounds=40, goal="",
        ),
    ]  # fmt: skip
    raw.close()
    desk.close()
    return lines


def _say_more(workspace: Path) -> None:
    """Let the lost sales have competitors, stages and outcomes too."""
    raw = sqlite3.connect(workspace)
    raw.execute(
        "UPDATE loss SET competitor = 'Rival ' || (id * id % 40), stage_reached ="
        " CASE id % 4 WHEN 0 THEN 'First call' WHEN 1 THEN 'Trial' WHEN 2 THEN 'Offer sent' END,"
        " outcome = CASE id % 3 WHEN 0 THEN 'competitor' WHEN 1 THEN 'none' ELSE 'stayed' END,"
        " told_by = CASE id % 3 WHEN 0 THEN 'us' ELSE 'them' END"
    )
    raw.execute(
        "INSERT INTO loss_also (uid, loss_id, loss_reason_id) SELECT lower(hex(randomblob(16))),"
        " id, loss_reason_id % 11 + 1 FROM loss WHERE id % 3 = 0"
    )
    raw.commit()
    raw.close()
