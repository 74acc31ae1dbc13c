"""Advice for a whole list comes back to the window in one answer."""

from __future__ import annotations

import gc
from pathlib import Path

from pytestqt.qtbot import QtBot

from feedbackdesk.desk.advice import Advice
from feedbackdesk.desk.feedback import counts, feedback_ids
from tests.windows import OpenWindow, settle


def test_the_rows_in_sight_are_advised_on(
    qtbot: QtBot, open_desk_window: OpenWindow, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    desk = window.live.desk
    assert desk is not None
    waiting = desk.ask(feedback_ids, inbox=True)
    answers: list[dict[int, Advice]] = []
    window.live.advise_many([*waiting, 10**9], then=answers.append)
    settle(qtbot, window)
    assert [list(answer) for answer in answers] == [waiting]
    assert any(advice.themes for advice in answers[0].values())
    window.live.advise_many([], then=answers.append)
    assert answers[1] == {}


def test_no_garbage_is_collected_while_other_threads_work(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    settle(qtbot, window)
    assert gc.isenabled()
    window.live.ask(counts, then=lambda _counts: None)
    assert not gc.isenabled()
    settle(qtbot, window)
    assert gc.isenabled()
