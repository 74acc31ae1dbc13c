"""Any number of an item opens its evidence, and the evidence adds up to it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.deciding import Verdict, add_link, decide, remove_link
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.evidence import ItemStory, decisions_of, item_story, proof_of, waiting_for
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, all_people, edit_person
from feedbackdesk.desk.roadmap import (
    decline_item,
    full_roadmap,
    move_item,
    pin_item,
    plan,
    plan_theme,
    ship_item,
    unlink_theme,
)
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.telling import draft_about, tell_about
from feedbackdesk.desk.themes import all_themes, merge_themes
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.letters import LetterKind
from feedbackdesk.domain.words import ItemStage, Kind, Lens, PersonStage

TODAY = date.today()
THEMES = ("Bills", "Lids", "Speed")


def told(desk: Desk, item_id: int) -> ItemStory:
    found = desk.ask(item_story, item_id)
    assert found is not None
    return found


def say(
    desk: Desk, who: str, *themes: str, days: int = 1, org: str | None = None,
    stage: PersonStage | None = None, lost: int | None = None, is_lost: bool = False,
) -> int:  # fmt: skip
    """Record what somebody said about themes; return its key."""
    loss = LossFacts(reason="Price", value=lost) if is_lost or lost is not None else None
    new = NewFeedback(
        f"{who} said it", Speaker(who or None, organisation=org, stage=stage),
        kind=Kind.LOSS if loss else Kind.REQUEST, on=TODAY - timedelta(days=days),
        themes=themes, loss=loss,
    )  # fmt: skip
    return desk.do(record_feedback, new).result


speech = st.tuples(
    st.sampled_from(["Ann", "Bo", "Cy", "Di", ""]),
    st.sampled_from([None, None, "Acme", "Bolt"]),
    st.lists(st.sampled_from(THEMES), min_size=0, max_size=3, unique=True),
    st.integers(0, 200),
    st.sampled_from([None, PersonStage.CUSTOMER, PersonStage.PROSPECT]),
    st.sampled_from([None, None, None, -1, 0, 990_00]),
)


@given(
    st.lists(speech, max_size=10),
    st.lists(st.sampled_from(THEMES), min_size=1, max_size=3, unique=True),
    st.booleans(),
    st.sampled_from([None, 5_000_00]),
)
@settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_the_evidence_of_each_number_adds_up_to_it(
    speeches: list[tuple[str, str | None, list[str], int, PersonStage | None, int | None]],
    linked: list[str],
    merged: bool,
    worth: int | None,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "shop.feedbackdesk")
        item_id = desk.do(plan, linked, item="An item").result
        for who, org, themes, days, stage, lost in speeches:
            value = None if lost is None or lost < 0 else lost
            with suppress(Refusal):  # a name of two firms is not guessed at
                say(desk, who, *themes, days=days, org=org, stage=stage, lost=value,
                    is_lost=lost is not None)  # fmt: skip
        for one in desk.ask(all_people)[:1]:
            desk.do(edit_person, one.id, PersonFacts(value=worth))
        keys = {one.name: one.id for one in desk.ask(all_themes)}
        if merged and {"Bills", "Lids"} <= keys.keys():
            desk.do(merge_themes, keys["Bills"], keys["Lids"])
        item = next(one.item for one in desk.ask(full_roadmap) if one.item.id == item_id)
        story = told(desk, item_id)
        desk.close()
    every = story.proof(Lens.REQUESTS)
    assert every.accounts == item.requests
    assert len({one.account.account for one in every.askers}) == item.requests
    assert story.proof(Lens.MENTIONS).feedbacks == item.mentions
    assert story.proof(Lens.VALUE).amount == item.value
    assert story.proof(Lens.LOST).amount == item.lost_value
    assert story.proof(Lens.LOST).accounts == item.lost
    assert story.proof(Lens.MOMENTUM).accounts == item.momentum
    assert {one.theme_id for one in story.weights} == set(item.theme_ids)
    for weight in story.weights:
        through = [a for a in every.askers if weight.theme_id in dict(a.themes)]
        assert weight.accounts == len(through)
        assert weight.alone == sum(1 for one in through if len(one.themes) == 1)


def test_who_came_through_two_themes_counts_once_and_says_so(desk: Desk) -> None:
    say(desk, "Ann", "Bills", days=9, stage=PersonStage.PROSPECT)
    say(desk, "Ann", "Lids", "Bills", days=2)
    say(desk, "Bo", "Lids", days=1)
    item_id = desk.do(plan, ["Bills", "Lids"]).result
    story = told(desk, item_id)
    ann, bo = story.proof(Lens.REQUESTS).askers
    assert (ann.account.name, [len(one.themes) for one in ann.said]) == ("Ann", [2, 1])
    assert [name for _key, name in ann.themes] == ["Bills", "Lids"]
    assert (ann.first, ann.last) == (TODAY - timedelta(days=9), TODAY - timedelta(days=2))
    assert ann.stage_then is PersonStage.PROSPECT
    assert len(bo.themes) == 1
    assert [(one.name, one.accounts, one.alone) for one in story.weights] == [
        ("Lids", 2, 1), ("Bills", 1, 0),
    ]  # fmt: skip


def test_who_decided_what_when_and_why(desk: Desk) -> None:
    say(desk, "Ann", "Bills")
    item_id = desk.do(plan, ["Bills"]).result
    desk.do(move_item, item_id, ItemStage.NEXT, "Acme signs with it")
    desk.do(pin_item, item_id, 2, None, "Before the fair")
    desk.do(decide, item_id, Verdict(ItemStage.NOW, None, 5, "It is time"))
    told_ = [(one.did, one.why) for one in desk.ask(decisions_of, item_id)]
    assert told_ == [
        ("Moved from Next to Now, effort set to 5", "It is time"),
        ("Pinned at place 2", "Before the fair"),
        ("Moved from Ideas to Next", "Acme signs with it"),
        ("Put on the roadmap, in Ideas, linked Bills", ""),
    ]
    assert all(one.author for one in desk.ask(decisions_of, item_id))
    desk.undo()
    newest, undone, *_rest = desk.ask(decisions_of, item_id)
    assert newest.did.startswith("Undo: Moved from Now to Next")
    assert undone.taken_back
    desk.undo()
    # A reason goes with its decision, and is still told of the one that was taken back.
    found = {one.what: one for one in desk.ask(decisions_of, item_id)}
    assert found["Pinned at place 2"].taken_back
    assert found["Pinned at place 2"].why == "Before the fair"


def test_a_verdict_says_what_it_changes_and_refuses_what_is_nothing(desk: Desk) -> None:
    item_id = desk.do(plan, ["Bills"]).result
    with pytest.raises(Refusal, match="stands already"):
        desk.do(decide, item_id, Verdict(ItemStage.IDEA, None, None))
    with pytest.raises(Refusal, match="needs a reason"):
        desk.do(decide, item_id, Verdict(ItemStage.DECLINED, None, None, " \x00"))
    with pytest.raises(Refusal, match="Effort"):
        desk.do(decide, item_id, Verdict(ItemStage.NOW, None, 0))
    done = desk.do(decide, item_id, Verdict(ItemStage.NOW, 1, 3))
    assert done.label == "Decide on Bills: to Now, pinned at 1, effort 3"
    assert desk.do(decide, item_id, Verdict(ItemStage.NOW, 1, 3, "Remember why")).result == "a note"
    assert desk.ask(decisions_of, item_id)[0].why == "Remember why"
    with pytest.raises(NotThere):
        desk.do(decide, 99, Verdict(ItemStage.NOW, None, None))


def test_what_was_unlinked_stays_in_the_log(desk: Desk) -> None:
    item_id = desk.do(plan, ["Bills", "Lids"]).result
    lids = next(one.id for one in desk.ask(all_themes) if one.name == "Lids")
    desk.do(unlink_theme, item_id, lids)
    assert desk.ask(decisions_of, item_id)[0].did == "Unlinked Lids"


@pytest.mark.parametrize(
    "address",
    ["", " ", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example", "https://a@b.example",
     "http://", "https://a.example/\x00\nb c", "mailto:a@b.example", "x" * 5_000,
     "data:text/html,x", "https://a.example/\u202egpj.exe"],
)  # fmt: skip
def test_only_web_pages_are_linked(desk: Desk, address: str) -> None:
    item_id = desk.do(plan, ["Bills"]).result
    with pytest.raises(Refusal):
        desk.do(add_link, item_id, address)
    assert told(desk, item_id).links == ()


def test_a_link_is_added_taken_away_and_back(desk: Desk) -> None:
    item_id = desk.do(plan, ["Bills"]).result
    key = desk.do(add_link, item_id, "example.com/plan", "").result
    desk.do(add_link, item_id, "https://example.org", "The paper")
    with pytest.raises(Refusal, match="already"):
        desk.do(add_link, item_id, "https://example.com/plan")
    found = [(one.title, one.address) for one in told(desk, item_id).links]
    assert found == [("example.com", "https://example.com/plan"),
                     ("The paper", "https://example.org")]  # fmt: skip
    desk.do(remove_link, item_id, key)
    assert len(told(desk, item_id).links) == 1
    desk.undo()
    assert len(told(desk, item_id).links) == 2
    with pytest.raises(NotThere):
        desk.do(remove_link, item_id + 1, key)
    told_ = [one.what for one in desk.ask(decisions_of, item_id)]
    assert "Took away the link “example.com”" in told_


def test_who_waits_and_who_may_not_be_written_to(desk: Desk) -> None:
    ann = say(desk, "Ann", "Bills")
    say(desk, "Bo", "Bills", lost=500_00)
    cy = say(desk, "Cy", "Bills")
    say(desk, "", "Bills")
    people = {one.name: one.id for one in desk.ask(all_people)}
    desk.do(edit_person, people["Cy"], PersonFacts(may_contact=False))
    item_id = desk.do(plan, ["Bills"]).result
    waiting = desk.ask(waiting_for, item_id)
    assert [(one.waiter.name, one.waiter.lost) for one in waiting] == [
        ("Bo", True), ("Ann", False), ("Cy", False),
    ]  # fmt: skip
    assert [one.waiter.may_contact for one in waiting] == [True, True, False]
    letter = desk.ask(draft_about, item_id, ann)
    assert letter.kind is LetterKind.ANSWERED
    with pytest.raises(Refusal, match="may not be contacted"):
        desk.ask(draft_about, item_id, cy)
    desk.do(tell_about, item_id, ann, "We are at it")
    owed = {one.waiter.name: one.owed for one in desk.ask(waiting_for, item_id)}
    assert owed["Ann"] is not None
    assert owed["Ann"].said == "We are at it"
    desk.do(ship_item, item_id)
    owed = {one.waiter.name: one.owed for one in desk.ask(waiting_for, item_id)}
    assert owed["Ann"] is not None
    assert owed["Ann"].done_on is None
    desk.do(tell_about, item_id, ann, "It is there")
    owed = {one.waiter.name: one.owed for one in desk.ask(waiting_for, item_id)}
    assert owed["Ann"] is not None
    assert owed["Ann"].said == "It is there"


def test_the_made_up_business_adds_up_too(desk: Desk) -> None:
    desk.do(fill_with_sample)
    for entry in desk.ask(full_roadmap):
        item = entry.item
        story = told(desk, item.id)
        assert story.proof(Lens.VALUE).amount == item.value
        assert story.proof(Lens.LOST).amount == item.lost_value
        assert story.proof(Lens.MOMENTUM).accounts == item.momentum
        assert desk.ask(proof_of, item.id).accounts == item.requests
    assert desk.ask(item_story, 9_999) is None


def test_an_item_without_a_theme_has_a_page_too(desk: Desk) -> None:
    say(desk, "Ann", "Bills")
    theme_id = desk.ask(all_themes)[0].id
    item_id = desk.do(plan_theme, theme_id, ItemStage.IDEA).result
    desk.do(unlink_theme, item_id, theme_id)
    desk.do(decline_item, item_id, "Nobody asks")
    story = told(desk, item_id)
    assert (story.askers, story.weights, story.waiting) == ((), (), ())
    assert story.decisions[0].did == "Declined"
    assert story.decisions[0].why == "Nobody asks"
