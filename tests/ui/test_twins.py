"""Records that look like one, at the window: side by side, merged, told apart, taken apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import (
    PersonFacts,
    all_people,
    delete_person,
    edit_organisation,
    edit_person,
)
from feedbackdesk.desk.roadmap import plan, ranked_roadmap
from feedbackdesk.desk.step import step
from feedbackdesk.desk.twins import tell_apart
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.words import PersonStage
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

WEN, ANN, TOM = (
    ("Wen Jiayi", "Jiayi Wen"),
    ("Ann Lee", "Anne Lee"),
    ("Tom Kowalczyk", "Tom Kowalczik"),
)
AT_FIRST = ((*WEN, "Quiet Tea"), (*ANN, None), (*TOM, None))


def record(desk: Desk, who: str, firm: str | None = None, **facts: Any) -> None:
    """Record that somebody new wants longer hours."""
    speaker = Speaker(who, firm, is_new=True, **facts)
    desk.do(record_feedback, NewFeedback(f"{who} says hello", speaker, themes=("Hours",)))


@pytest.fixture(scope="module")
def _shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shop") / "shop.feedbackdesk"
    desk = Desk.open(path)
    for one, other, firm in AT_FIRST:
        record(desk, one, firm)
        record(desk, other, firm)
    record(desk, "Zoe")
    desk.do(plan, ["Hours"])
    desk.close()
    return path


@pytest.fixture
def shop(_shop: Path, tmp_path: Path) -> Path:
    """A workspace with three pairs of people, who all want longer hours, and somebody else."""
    path = tmp_path / "shop.feedbackdesk"
    copy(_shop, path)
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """A window over the shop, as wide as most screens are."""
    made = drive(shop)
    made.resize(1280, 800)
    return made


def open_twins(window: Driver) -> None:
    """Open the page as its menu does."""
    window.act("people_twins")
    assert window.page == "twins"


def names(window: Driver) -> set[str]:
    """Return who is known."""
    return {one.name for one in window.desk.ask(all_people)}


def pairs(window: Driver) -> list[tuple[str, ...]]:
    """Return the pairs in the list, without their firms."""
    return [
        tuple(told.split(" (")[0] for told in pair.split(" / "))
        for pair in window.shown("twinsList")
    ]


def seen(window: Driver) -> tuple[str, str]:
    """Return the names of the two in sight: who stays first. They are the chosen ones."""
    both = window.part("twinsStaysName").says, window.part("twinsGoesName").says
    (chosen,) = window.chosen("twinsList")
    assert {told.split(" (")[0] for told in chosen.split(" / ")} == set(both)
    merge = window.part("twins.twins_merge")
    assert merge.spoken == f"Merge into {both[0]}"
    return both


def asked(window: Driver) -> int:
    """Return the requests of the one item."""
    return window.desk.ask(ranked_roadmap)[0].item.requests


def test_pairs_are_gone_through_by_keys(window: Driver) -> None:
    window.go("people")
    open_twins(window)
    assert window.keyboard == "twinsList"
    assert window.part("nav.people").checked
    assert pairs(window) == [WEN, ANN, TOM]
    assert window.is_said("3 pairs", "twinsPage")
    assert seen(window) == WEN
    assert window.part("twinsChanges").says == (
        "No rank changes: Quiet Tea is one account either way."
    )
    assert window.part("twinsRecords").says == "People 7 → 6"
    firms = [window.part(f"twins.firm.{place}").says for place in (1, 3)]
    assert firms == ["Quiet Tea", "Quiet Tea"]

    window.press("J")  # later
    assert seen(window) == ANN
    assert window.part("twinsChanges").says == "Hours: 6 → 5 requests"
    window.press("S")  # the other one stays
    assert seen(window) == ANN[::-1]
    window.press("M")
    assert pairs(window) == [WEN, TOM]
    assert names(window) == {*WEN, *TOM, "Anne Lee", "Zoe"}
    assert window.says() == "Merged Ann Lee into Anne Lee."
    assert asked(window) == 5, "what was said before it was done"

    assert seen(window) == TOM
    window.press("N")  # they are two
    assert pairs(window) == [WEN]
    assert set(TOM) <= names(window)
    assert seen(window) == WEN
    assert window.keyboard == "twinsList"

    window.press("U")  # the merge is taken apart, and comes back into sight
    assert set(pairs(window)) == {WEN, ANN}
    assert set(seen(window)) == set(ANN)
    assert asked(window) == 6
    window.act("undo")
    window.act("undo")
    assert TOM in pairs(window)
    window.press("Esc")
    assert window.page == "people"
    assert window.keyboard == "peopleList"


def test_every_key_is_a_button_too(window: Driver) -> None:
    open_twins(window)
    said = ("twinsSwap", "twinsBack", *(f"twins.{one}" for one in (
        "skip_down", "twins_apart", "twins_merge", "twins_unmerge",
    )))  # fmt: skip
    assert [window.part(one).spoken for one in said] == [
        "Swap which one stays", "Back to where you came from", "Later", "Not the same",
        "Merge into Wen Jiayi", "Take a merge apart",
    ]  # fmt: skip
    assert seen(window) == WEN
    window.click("twinsSwap")
    assert seen(window) == WEN[::-1]
    window.click("twins.skip_down")
    assert seen(window) == ANN
    window.click("twins.twins_apart")
    assert pairs(window) == [WEN, TOM]
    assert seen(window) == TOM
    window.click("twins.twins_merge")
    assert pairs(window) == [WEN]
    window.click("twins.twins_unmerge")
    assert set(pairs(window)) == {WEN, TOM}
    assert seen(window) == TOM
    window.click("twinsBack")
    assert window.page == "inbox", "where it was opened from"


def test_the_last_pair_leaves_an_empty_page_with_a_way_back(window: Driver) -> None:
    open_twins(window)
    for left in ([ANN, TOM], [TOM], []):
        window.press("M")
        assert pairs(window) == left
    assert window.is_said("No two records look like one", "twinsPage")
    assert window.keyboard == "offer.back"
    assert window.part("offer.back").says == "Back"
    window.press("M")
    assert names(window) == {"Wen Jiayi", "Ann Lee", "Tom Kowalczyk", "Zoe"}
    window.press("U")
    assert pairs(window) == [TOM]
    assert seen(window) == TOM
    window.press("M")
    window.press("Space")
    assert window.page == "inbox", "the way back"


@pytest.mark.parametrize(
    "elsewhere",
    [
        lambda desk, _one, other: desk.do(delete_person, other),
        lambda desk, one, other: desk.do(merge_people, one, other),
        lambda desk, one, other: desk.do(tell_apart, "person", one, other),
        lambda desk, _one, other: desk.erase(other),
    ],
    ids=["deleted", "merged", "told apart", "erased"],
)
def test_what_happened_elsewhere_meanwhile_is_followed(
    window: Driver, shop: Path, elsewhere: Callable[[Desk, int, int], object]
) -> None:
    open_twins(window)
    assert seen(window) == WEN
    other = Desk.open(shop)
    elsewhere(other, *(other.ask(person_named, name).id for name in WEN))
    other.close()
    window.press("M")  # before it was noticed, or after
    window.until(lambda: WEN not in pairs(window), "what happened elsewhere")
    window.settle()
    assert seen(window) in {ANN, TOM}
    assert {"Tom Kowalczyk", "Zoe"} <= names(window)


def test_two_windows_go_through_the_same_pairs(drive: Drive, shop: Path) -> None:
    one, other = drive(shop), drive(shop)
    for each in (other, one):
        open_twins(each)
        assert seen(each) == WEN
    one.press("M")
    for each in (one, other):
        each.until(lambda each=each: WEN not in pairs(each), "the other window's merge")  # type: ignore[misc]
        each.settle()
        assert pairs(each) == [ANN, TOM]
        assert seen(each) == ANN


def test_they_are_looked_at_from_the_line_and_from_a_page(window: Driver) -> None:
    window.go("people")
    assert window.part("peopleTwinWords").says == (
        "2 records look like one person by the name turned round, or with a title: "
        "Wen Jiayi (Quiet Tea) / Jiayi Wen (Quiet Tea), and 2 more"
    )
    window.click("peopleTwinLook")
    assert window.page == "twins"
    assert seen(window) == WEN

    window.press("Esc")
    window.open("peopleList", "Tom Kowalczik")
    assert window.part("personTwinWords").says == (
        "2 records look like one: Tom Kowalczik / Tom Kowalczyk"
    )
    window.click("personTwinLook")
    assert window.page == "twins"
    assert seen(window) == TOM
    assert window.keyboard == "twinsList"
    window.press("Esc")
    assert window.page == "people"
    assert window.part("personPageName").says == "Tom Kowalczik"
    assert window.keyboard == "personWords"


def test_each_pair_is_read_out(window: Driver) -> None:
    open_twins(window)
    assert window.part("twinsList").spoken == "Records that look like one"
    assert window.rows("twinsList") == [
        "Wen Jiayi (Quiet Tea) and Jiayi Wen (Quiet Tea) look like one person: "
        "the name turned round, or with a title",
        "Ann Lee and Anne Lee look like one person: a name spelt alike",
        "Tom Kowalczyk and Tom Kowalczik look like one person: a name spelt alike",
    ]
    current = window.current("twinsList")
    assert current is not None
    assert (
        current.explained
        == window.part("twinsSides").explained
        == (
            "The name turned round, or with a title. The same: organisation. Wen Jiayi stays. "
            "Organisation, the same: Quiet Tea / Quiet Tea. Stage, the same: Customer / Customer. "
            "If merged: No rank changes: Quiet Tea is one account either way."
        )
    )
    window.press("J", "S")
    assert window.part("twinsSides").explained == (
        "A name spelt alike. Anne Lee stays. Stage, the same: Customer / Customer. "
        "If merged: Hours: 6 → 5 requests"
    )


def test_two_are_compared_fact_by_fact(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "facts.feedbackdesk"
    desk = Desk.open(path)
    record(desk, "Tom Kowalczyk", email="tom@k.example")
    record(desk, "Tom Kowalczik", stage=PersonStage.PROSPECT)
    for who, firm in (("Bo", "Harbor Bakery"), ("Zoe", "Harbour Bakery")):
        record(desk, who, firm)
    desk.do(plan, ["Hours"])
    for name, facts in (
        ("Tom Kowalczyk", PersonFacts(value=12_000, notes="Likes jam", may_contact=False)),
        ("Tom Kowalczyk", PersonFacts(phone="01632 960001")),
        ("Tom Kowalczik", PersonFacts(phone="01632 960777", notes="A baker")),
    ):
        desk.do(edit_person, desk.ask(person_named, name).id, facts)
    bakery = desk.ask(organisation_named, "Harbour Bakery").id
    desk.do(edit_organisation, bakery, addresses="@harbour.example")
    desk.close()
    window = drive(path)
    window.resize(1280, 800)
    open_twins(window)
    assert window.rows("twinsList") == [
        "Tom Kowalczyk (tom@k.example) and Tom Kowalczik (01632 960777) look like one person: "
        "a name spelt alike",
        "Harbor Bakery and Harbour Bakery look like one organisation: a name spelt alike",
    ]
    today = show_date(local_today())
    sides = window.part("twinsSides")
    assert sides.words[:2] == [
        "They look like one person",
        "A name spelt alike. Against it: another telephone.",
    ]
    assert sides.explained == (
        "A name spelt alike. Against it: another telephone. Tom Kowalczyk stays. "
        "Telephone, differs: 01632 960001 / 01632 960777. "
        "E-mail, one only: tom@k.example / not known. Stage, differs: Customer / Prospect. "
        "Value a year, one only: £120 / not known. "
        "Contact, one only: Do not contact them / not known. Notes, differs: Likes jam / A baker. "
        "If merged: Hours: 4 → 3 requests"
    )
    told = sides.words[sides.words.index("Telephone") : sides.words.index("Their words")]
    assert [one.replace("\u200b", "") for one in told] == [
        "Telephone", "01632 960001", "differs", "01632 960777",
        "E-mail", "tom@k.example", "one only", "not known",
        "Stage", "Customer", "differs", "Prospect",
        "Value a year", "£120", "one only", "not known",
        "Contact", "Do not contact them", "one only", "not known",
        "Notes", "Likes jam", "differs", "A baker",
    ]  # fmt: skip
    window.press("J")
    assert sides.words[:2] == ["They look like one organisation", "A name spelt alike."]
    assert sides.explained == (
        "A name spelt alike. Harbour Bakery stays. "
        "Mail domain, one only: @harbour.example / not known. If merged: Hours: 4 → 3 requests"
    )
    assert [window.part(one).spoken for one in ("twinsStays", "twinsGoes")] == [
        f"Harbour Bakery, stays, Since {today}  ·  1 feedback",
        f"Harbor Bakery, Since {today}  ·  1 feedback",
    ]
    assert window.part("twinsRecords").says == "Organisations 2 → 1"
    window.press("O")
    assert window.part("personPageName").says == "Harbour Bakery", "the page of the one that stays"


@step("Fill")
def _many(work: UnitOfWork) -> None:
    for number in range(600):
        for name in (f"Ann Lee{number:05}", f"Lee{number:05} Ann"):
            work.insert("person", name=name, key=name.lower(), stage="customer")


def test_of_more_pairs_than_are_listed_the_others_move_up(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "many.feedbackdesk"
    desk = Desk.open(path)
    desk.do(_many)
    desk.close()
    window = drive(path)
    window.resize(1280, 800)
    open_twins(window)
    assert window.is_said("The surest 200 pairs", "twinsPage")
    every = pairs(window)
    assert len(every) == len(set(every)) == 200
    assert set(seen(window)) == set(every[0])
    window.press("K")  # before the first comes the last
    assert set(seen(window)) == set(every[-1])
    window.press("J")
    assert set(seen(window)) == set(every[0])
    window.press("N")
    now = pairs(window)
    assert len(now) == 200
    assert every[0] not in now
    assert set(every[1:]) <= set(now)
