"""An owner tidies up: a theme is dragged onto another, and taken apart again days later."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.themes import all_themes, assign_theme, theme_named
from feedbackdesk.domain.dates import local_today
from tests.driver.fixtures import Drive
from tests.store.oracle import check, rows_of


def counts(desk: Desk) -> dict[str, tuple[int, int]]:
    """Return what the workspace counts, once it was counted in another way too."""
    check(desk)
    return {one.name: (one.requests, one.mentions) for one in desk.ask(all_themes)}


def test_merged_by_drag_split_by_key_and_un_merged_by_a_button(
    drive: Drive, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    said = (("Ann", "Paper"), ("Bo", "Paper"), ("Ann", "Bills"), ("Cem", "Bills"))
    for days, (who, theme) in enumerate(said):
        on = local_today() - timedelta(days=days)
        new = NewFeedback("Mail me the bill.", Speaker(who), on=on, themes=(theme,))
        desk.do(record_feedback, new)
    desk.do(assign_theme, 2, desk.ask(theme_named, "Paper").id, quote="the bill")
    paper = desk.ask(theme_named, "Paper").id
    start = rows_of(path)
    steps = len(desk.ask(lambda reader: reader.history()))
    desk.close()

    window = drive(path)
    window.go("themes")
    window.drag(window.row("themeList", "Paper"), "themeList", onto="Bills")
    assert counts(window.desk) == {"Bills": (3, 4)}
    assert window.says() == "Merged Paper into Bills."
    assert window.rows("themeList") == ["Bills, 3 accounts, 4 mentions, not planned"]
    assert window.chosen("themeList") == ["Bills"]

    # Days later: the oldest of what belongs to it is split off, by keys alone.
    window.press("Enter")
    assert window.keyboard == "storyList"
    assert window.part("storyNumbers").says == "3 accounts asked, 4 times."
    assert [row.split(",")[0] for row in window.rows("storyList")] == ["Ann", "Bo", "Ann", "Cem"]
    assert window.shown("storyList")[1] == "the bill"
    window.press("End", "S")
    assert window.keyboard == "chooserField"
    window.type("By post")
    window.press("Enter")
    assert window.says() == "Split By post off Bills."
    assert counts(window.desk) == {"Bills": (2, 3), "By post": (1, 1)}

    # And Paper stands on its own again, with every mention as it was.
    button = window.button(f"unmerge.{paper}")
    assert button.spoken == "Un-merge Paper"
    window.click(f"unmerge.{paper}")
    assert window.says() == "Un-merged Paper."
    assert counts(window.desk) == {"Paper": (2, 2), "Bills": (1, 1), "By post": (1, 1)}
    mentions = [row for row in rows_of(path)["mention"].values() if row["theme_id"] == paper]
    assert mentions == [row for row in start["mention"].values() if row["theme_id"] == paper]
    assert window.part("storyNumbers").says == "1 account asked, once."
    assert not window.has(f"unmerge.{paper}")

    # Ctrl+Z, three times: the start is back.
    for did in ("Un-merge Paper", "Split By post off Bills", "Merge Paper into Bills"):
        assert window.called("undo") == f"Undo: {did}"
        window.press("Ctrl+Z")
        assert window.says() == f"Undone: {did}."
    assert rows_of(path) == start
    assert counts(window.desk) == {"Bills": (2, 2), "Paper": (2, 2)}
    history = window.desk.ask(lambda reader: reader.history())
    assert len([one for one in history if one.state == "done"]) == steps
