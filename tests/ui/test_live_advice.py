"""What suggests itself for a whole list is asked in the background, and told row by row."""

from __future__ import annotations

from pathlib import Path

from feedbackdesk.desk.feedback import list_feedback
from tests.driver.fixtures import Drive


def test_every_row_in_sight_says_its_own_advice(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.resize(1360, 1200)
    rows = window.each("inboxList")
    assert all(row.in_sight for row in rows)
    waiting = window.desk.ask(list_feedback, inbox=True)
    advised = window.desk.advise_many([one.id for one in waiting])
    assert len(rows) == len(advised) == 11
    told = [row.spoken.partition(". Suggested theme: ")[2] for row in rows]
    likely = [advised[one.id].themes[:1] for one in waiting]
    wanted = [f"{best[0].name}, like ‘{best[0].like}’" if best else "" for best in likely]
    assert told == wanted
    assert any(wanted)
    assert window.desk.advise_many([]) == {}
