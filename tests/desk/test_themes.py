"""Themes merged, split, coloured and called by other names, with the counts right throughout."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.desk.feedback import NewFeedback, one_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.themes import (
    add_alias,
    add_theme,
    assign_theme,
    edit_theme,
    merge_themes,
    merged_into,
    move_many,
    rename_theme,
    split_theme,
    story_of_theme,
    theme,
    theme_named,
    theme_story,
    unassign_many,
    unmerge_theme,
)
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from tests.store.oracle import check, rows_of

if TYPE_CHECKING:
    from feedbackdesk.desk.desk import Desk

WORDS = "Mail me the bill, please, and bring the milk at seven."


def said(desk: Desk, who: str, *themes: str, days: int = 0, loss: LossFacts | None = None) -> int:
    """Record that somebody spoke of themes, some days ago."""
    on = local_today() - timedelta(days=days)
    new = NewFeedback(WORDS, Speaker(name=who), on=on, themes=themes, loss=loss)
    return desk.do(record_feedback, new).result


def key_of(desk: Desk, name: str) -> int:
    return desk.ask(theme_named, name).id


def counted(desk: Desk, name: str) -> tuple[int, int]:
    check(desk)
    found = desk.ask(theme_named, name)
    return (found.requests, found.mentions)


def refused(desk: Desk, *what: object, **facts: object) -> str:
    """Return the sentence of a refusal, which changed nothing."""
    before = rows_of(desk.path)
    with pytest.raises(Refusal) as refusal:
        desk.do(*what, **facts)  # type: ignore[arg-type]
    assert rows_of(desk.path) == before
    sentence = str(refusal.value)
    assert "Nothing was changed" in sentence
    return sentence


def test_some_of_a_theme_becomes_a_theme_of_its_own_in_one_step(desk: Desk) -> None:
    ann, bo, _cem = (said(desk, who, "Bills") for who in ("Ann", "Bo", "Cem"))
    desk.do(assign_theme, bo, key_of(desk, "Bills"), quote="Mail me the bill")
    before = rows_of(desk.path)
    done = desk.do(split_theme, key_of(desk, "Bills"), [ann, bo], "Bills by mail")
    assert done.label == "Split Bills by mail off Bills"
    assert counted(desk, "Bills") == (1, 1)
    assert counted(desk, "Bills by mail") == (2, 2)
    moved = desk.ask(one_feedback, bo)
    assert moved is not None
    assert [(m.theme, m.quote) for m in moved.mentions] == [("Bills by mail", "Mail me the bill")]
    desk.undo()
    assert check(desk) == before


def test_all_of_a_theme_may_be_split_off_and_leaves_it_empty(desk: Desk) -> None:
    keys = [said(desk, who, "Bills") for who in ("Ann", "Bo")]
    desk.do(split_theme, key_of(desk, "Bills"), keys, "By mail")
    assert counted(desk, "Bills") == (0, 0)
    assert counted(desk, "By mail") == (2, 2)
    story = desk.ask(theme_story, key_of(desk, "Bills"), "2000-01-01")
    assert story is not None
    assert (story.months, story.lost) == ({}, 0)


def test_what_is_split_off_a_merged_theme_stays_split_off(desk: Desk) -> None:
    paper, post = said(desk, "Ann", "Paper"), said(desk, "Bo", "Paper")
    both = said(desk, "Cem", "Paper", "Bills")
    desk.do(assign_theme, both, key_of(desk, "Paper"), quote="Mail me the bill")
    source, target = key_of(desk, "Paper"), key_of(desk, "Bills")
    desk.do(merge_themes, source, target)
    desk.do(split_theme, target, [paper, both], "By mail")
    assert counted(desk, "Bills") == (1, 1)
    assert counted(desk, "By mail") == (2, 2)
    split = desk.ask(one_feedback, both)
    assert split is not None
    # It was filed under both; it moves once, and the quote goes with it.
    assert [(m.theme, m.quote) for m in split.mentions] == [("By mail", "Mail me the bill")]
    desk.do(unmerge_theme, source)
    assert desk.ask(story_of_theme, source) == [(post, local_today().isoformat())]
    assert counted(desk, "Paper") == (1, 1)
    assert counted(desk, "By mail") == (2, 2)


def test_unmerge_brings_every_mention_back_as_it_was(desk: Desk) -> None:
    ann = said(desk, "Ann", "Paper")
    desk.do(assign_theme, ann, key_of(desk, "Paper"), quote="Mail me the bill")
    said(desk, "Bo", "Bills")
    source, target = key_of(desk, "Paper"), key_of(desk, "Bills")
    before = {k: m for k, m in rows_of(desk.path)["mention"].items() if m["theme_id"] == source}
    desk.do(merge_themes, source, target)
    # Filed again under the theme that counts now, with other words: that is a quote of its own.
    desk.do(assign_theme, ann, target, quote="bring the milk at seven")
    found = desk.ask(one_feedback, ann)
    assert found is not None
    assert found.mentions[0].quote == "bring the milk at seven"
    assert found.themes == ("Bills",)
    assert counted(desk, "Bills") == (2, 2)
    desk.do(rename_theme, target, "Invoices")
    desk.do(merge_themes, target, desk.do(add_theme, "Money").result)
    merged = desk.ask(merged_into, key_of(desk, "Money"))
    assert [(one.name, one.through, one.mentions) for one in merged] == [
        ("Invoices", "", 2),
        ("Paper", "Invoices", 1),
    ]
    desk.do(unmerge_theme, source)
    after = {k: m for k, m in check(desk)["mention"].items() if m["theme_id"] == source}
    assert after == before
    assert counted(desk, "Paper") == (1, 1)


def test_feedback_moves_to_a_theme_that_has_it_already(desk: Desk) -> None:
    ann, bo = said(desk, "Ann", "Bills", "Mail"), said(desk, "Bo", "Bills")
    desk.do(assign_theme, ann, key_of(desk, "Bills"), quote="Mail me the bill")
    desk.do(move_many, [ann, bo], key_of(desk, "Bills"), key_of(desk, "Mail"), "2 feedbacks")
    assert counted(desk, "Mail") == (2, 2)
    assert counted(desk, "Bills") == (0, 0)
    found = desk.ask(one_feedback, ann)
    assert found is not None
    assert [(m.theme, m.quote) for m in found.mentions] == [("Mail", "Mail me the bill")]


def test_the_head_of_a_story_counts_accounts_losses_and_months(desk: Desk) -> None:
    today = local_today()
    said(desk, "Ann", "Bills")
    said(desk, "Ann", "Bills", days=400)
    for value in (100_00, None):
        said(desk, "Bo", "Paper", loss=LossFacts("Price", value=value))
    said(desk, "Bo", "Bills", loss=LossFacts("Price", value=50_00))
    desk.do(merge_themes, key_of(desk, "Paper"), key_of(desk, "Bills"))
    desk.do(plan, ["Bills"], item="Mail the bills")
    since = (today - timedelta(days=300)).isoformat()
    story = desk.ask(theme_story, key_of(desk, "Paper"), since)
    assert story is not None
    assert (story.theme.requests, story.theme.mentions) == (2, 5)
    assert (story.lost, story.lost_value) == (1, 150_00)
    assert story.months == {today.isoformat()[:7]: 4}
    assert [title for _key, title, _stage in story.items] == ["Mail the bills"]
    days = [day for _key, day in desk.ask(story_of_theme, story.theme.id)]
    assert days == sorted(days, reverse=True)


def test_nothing_and_strangers_cannot_be_split_off(desk: Desk) -> None:
    ann = said(desk, "Ann", "Bills")
    other = said(desk, "Bo", "Milk")
    bills = key_of(desk, "Bills")
    assert "Nothing was chosen" in refused(desk, split_theme, bills, [], "New")
    assert "not filed under" in refused(desk, split_theme, bills, [ann, other], "New")
    assert "not filed under" in refused(desk, split_theme, bills, [10**6], "New")
    assert "already a theme" in refused(desk, split_theme, bills, [ann], "bills")
    assert "already a theme" in refused(desk, split_theme, bills, [ann], "Milk")
    assert "no longer there" in refused(desk, split_theme, 10**6, [ann], "New")
    assert "already" in refused(desk, move_many, [ann], bills, bills, "one")
    assert "Nothing was chosen" in refused(desk, move_many, [], bills, bills, "none")
    desk.do(merge_themes, key_of(desk, "Milk"), bills)
    assert "already means" in refused(desk, split_theme, bills, [ann], "Milk")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("x" * 5_000, None),
        ("\n \t\0", None),
        ("\u200b\u202e", None),
        ("خدمة\u202e التوصيل", "خدمة\u202e التوصيل"),
        ("Oat 🥛\nmilk", "Oat 🥛 milk"),
        ('"; DROP TABLE theme; --', '"; DROP TABLE theme; --'),
        ("Half \ud800 a letter", "Half a letter"),
    ],
)
def test_any_name_is_kept_clean_or_refused(desk: Desk, name: str, kept: str | None) -> None:
    ann = said(desk, "Ann", "Bills")
    bills = key_of(desk, "Bills")
    if kept is None:
        for what in (add_theme, rename_theme, add_alias, split_theme):
            given = {add_theme: (name,), split_theme: (bills, [ann], name)}
            assert "Nothing was changed" in refused(desk, what, *given.get(what, (bills, name)))
        return
    new = desk.do(split_theme, bills, [ann], name).result
    found = desk.ask(theme, new)
    assert found is not None
    assert found.name == kept


def test_a_name_means_one_theme(desk: Desk) -> None:
    bills, milk = desk.do(add_theme, "Bills").result, desk.do(add_theme, "Milk").result
    desk.do(edit_theme, bills, aliases=("Invoices", "Rechnungen"))
    assert "already means the theme “Bills”" in refused(desk, rename_theme, milk, "INVOICES")
    assert "already means" in refused(desk, edit_theme, milk, aliases=("rechnungen",))
    assert "already a theme" in refused(desk, edit_theme, milk, aliases=("bills",))
    assert "itself" in refused(desk, merge_themes, bills, bills)
    desk.do(merge_themes, milk, bills)
    assert "itself" in refused(desk, merge_themes, bills, milk)
    desk.do(edit_theme, bills, aliases=("Rechnungen",), colour=4)
    found = desk.ask(theme, bills)
    assert found is not None
    assert (found.aliases, found.colour) == (("Rechnungen",), 4)
    assert "1 to 8" in refused(desk, edit_theme, bills, colour=9)
    desk.do(edit_theme, bills, colour=0)
    assert (desk.ask(theme, bills) or found).colour is None


def test_several_are_taken_out_at_once(desk: Desk) -> None:
    keys = [said(desk, who, "Bills") for who in ("Ann", "Bo", "Cem")]
    done = desk.do(unassign_many, keys[:2], key_of(desk, "Bills"), "2 quotes")
    assert done.label == "Take 2 quotes out of Bills"
    assert counted(desk, "Bills") == (1, 1)
