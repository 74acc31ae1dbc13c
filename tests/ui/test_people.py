"""People at the window: listed, read, corrected, merged, taken apart, and owed something."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    NewFeedback,
    delete_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.followups import finish, owed, promise
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import (
    PersonFacts,
    all_people,
    contact_points_of,
    edit_person,
    person,
    stages_of,
)
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.search import search_everything
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.dates import local_today, say_day, show_date
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, PersonStage
from feedbackdesk.store.opening import open_workspace
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

TODAY = local_today()
NOW = show_date(TODAY)
HOSTILE = (
    "<b>Bold</b> & <img src=x>",
    '=HYPERLINK("http://x")',
    "Line\nbreak\u2028er",
    "\u202eליאור כהן\u202c",
    "'); DROP TABLE person;--",
    "👩‍👩‍👧‍👦 & co && sons",
    "A" * 300,
)


def record(desk: Desk, who: str, days: int = 0, words: str = "Longer hours", **facts: Any) -> None:
    """Record that somebody wants longer hours."""
    on = TODAY - timedelta(days=days)
    speaker = Speaker(who, **facts)
    desk.do(record_feedback, NewFeedback(words, speaker, on=on, themes=("Hours",)))


@pytest.fixture(scope="module")
def _shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shop") / "shop.feedbackdesk"
    desk = Desk.open(path)
    record(desk, "Ann Lee", 300, "Do you open late?", stage=PersonStage.PROSPECT)
    record(desk, "Ann Lee", 2, "The bill, by mail", stage=PersonStage.CUSTOMER)
    record(desk, "Bo", organisation="Acme")
    record(desk, "Cem")
    record(desk, "Dee", stage=PersonStage.LOST)
    desk.do(plan, ("Hours",), item="Open till nine")
    for who, by in (("Bo", "Ann Lee"), ("Cem", "Bo")):
        key = desk.ask(person_named, who).id
        desk.do(edit_person, key, PersonFacts(referred_by=by))
    desk.close()
    return path


@pytest.fixture
def shop(_shop: Path, tmp_path: Path) -> Path:
    """A workspace of four people; one of them was a prospect, and is a customer now."""
    path = tmp_path / "shop.feedbackdesk"
    copy(_shop, path)
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """A window over the four, as wide as most screens are."""
    made = drive(shop)
    made.resize(1280, 800)
    return made


def read(window: Driver, name: str) -> None:
    """Open somebody's page from the list, with Enter."""
    window.go("people")
    window.open("peopleList", name)
    assert whose(window) == name
    assert window.keyboard == "personWords"


def whose(window: Driver) -> str:
    """Return whose page is in sight; nothing while the list of all people is."""
    return window.part("personPageName").says if window.has("personPage") else ""


def go_to(window: Driver, name: str) -> None:
    """Go to somebody's page from anywhere, by their name."""
    window.press("Ctrl+K")
    window.type(name)
    window.press("Enter")
    assert whose(window) == name


def write(window: Driver, field: str, words: str, leave: str = "Enter") -> None:
    """Type over what a field of the page holds, and leave it by a key."""
    window.fill(**{f"page.{field}": words})
    window.press(leave)


def held(window: Driver, field: str) -> str:
    """Return what a field of the page holds."""
    return window.part(f"page.{field}").says


def told_of(window: Driver, field: str) -> str:
    """Return the sentence below a field of the page; nothing while all is well."""
    name = f"page.{field}Problem"
    return window.part(name).says if window.has(name) else ""


def key_of(window: Driver, name: str) -> int:
    """Return the record of a name."""
    return window.desk.ask(person_named, name).id


def names(window: Driver) -> list[str]:
    """Return who is known."""
    return sorted(one.name for one in window.desk.ask(all_people))


def test_everybody_is_listed_and_one_is_read_like_a_story(window: Driver) -> None:
    long_ago, lately = (show_date(TODAY - timedelta(days=days)) for days in (300, 2))
    window.go("people")
    assert window.rows("peopleList") == [
        f"Acme, Customer, 1 person, last heard {NOW}, 1 feedback",
        f"Ann Lee, Customer, last heard {lately}, 2 feedbacks",
        f"Bo, Acme, Customer, last heard {NOW}, 1 feedback",
        f"Cem, Customer, last heard {NOW}, 1 feedback",
        f"Dee, Lost, last heard {NOW}, 1 feedback",
    ]
    read(window, "Ann Lee")
    assert window.shown("personWords") == ["The bill, by mail", "Do you open late?"]
    assert window.part("personWords").spoken == "What Ann Lee said"
    assert window.rows("personWords") == [
        f"Ann Lee, Customer, {lately}, Request, Call, Hours: The bill, by mail",
        f"Ann Lee, Prospect, {long_ago}, Request, Call, Hours: Do you open late?",
    ], "what they were when they spoke"
    stages = f"Prospect since {long_ago}  ·  Customer since {lately}"
    assert window.part("personPageStages").says == stages
    heard = f"Heard 2 times since {long_ago}, last on {lately}"
    assert window.part("personPageNumbers").says == heard
    assert window.part("personPageAllowed").says == "Not asked yet whether they may be quoted"
    resting = window.named("Open till nine · Ideas", "personSide")
    assert resting.spoken == "Open till nine, in Ideas, 2 feedbacks of theirs"
    window.press("Esc")
    assert whose(window) == ""
    assert window.keyboard == "peopleList"
    current = window.current("peopleList")
    assert current is not None
    assert current.says == "Ann Lee"


def test_nobody_is_known_yet(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "empty.feedbackdesk")
    window.go("people")
    assert window.is_said(
        "Nobody is known yet\n"
        "People come with the first thing they say: record it, and name who said it.\n"
        "Capture feedback"
    )
    assert window.keyboard == "offer.capture"
    window.press("Space")
    assert window.has("captureForm")


def test_a_row_has_keys_and_a_menu(window: Driver) -> None:
    window.go("people")
    for name, keys, field in (
        ("Bo", ["F2"], "page.personName"),
        ("Acme", ["F2"], "page.organisationName"),
        ("Cem", ["F2"], "page.personName"),
        ("Dee", ["O"], "personWords"),
        ("Dee", ["O", "F2"], "page.personName"),
    ):
        window.choose("peopleList", name)
        window.press(*keys)
        assert whose(window) == name
        assert window.keyboard == field
        if field != "personWords":
            assert window.part(field).marked == name, "what is typed takes its place"
        window.press("Alt+Left")
        assert whose(window) == ""
        assert window.keyboard == "peopleList"
        assert window.chosen("peopleList") == [name]
    window.press("U")
    assert window.says() == "Nothing was merged into Dee."
    window.row("peopleList", "Bo").right_click()
    assert window.menu_name() == "personMenu"
    assert window.menu() == [
        "Open their page", "Edit what is known", "", "Record for them…", "Owe them something…", "",
        "Merge into…", "Un-merge…", "", "Set the organisation…",
        "Set the stage…", "", "Everything held on them…", "Erase for good…", "", "Delete",
    ]  # fmt: skip
    window.pick("Open their page")
    assert whose(window) == "Bo"
    window.part("page.more").click()
    offered = window.menu()
    assert "Open their page" not in offered, "it is open"
    assert offered[-1] == "Delete"
    window.pick("Owe them something…")
    assert window.dialog() == "oweDialog"
    window.press("Esc")


def test_the_list_is_narrowed_and_put_in_another_order(window: Driver) -> None:
    everybody = ["Acme", "Ann Lee", "Bo", "Cem", "Dee"]
    window.go("people")
    for circle, listed, counted in (
        ("Customers", ["Acme", "Ann Lee", "Bo", "Cem"], "3 people, 1 organisation"),
        ("Prospects", [], ""),
        ("Lost", ["Dee"], "1 person"),
        ("Former", [], ""),
        ("Organisations", ["Acme"], "1 organisation"),
        ("Everybody", everybody, "4 people, 1 organisation"),
    ):
        window.named(circle, "peopleCircle").click()
        window.settle()
        assert window.shown("peopleList") == listed, circle
        assert window.is_said(counted, "peoplePage")
        assert window.is_said("Nothing found", "peoplePage") == (not listed)
        assert window.named(circle, "peopleCircle").checked
    for order, listed in (
        ("Last heard first", ["Acme", "Bo", "Cem", "Dee", "Ann Lee"]),
        ("By name", everybody),
        ("Most said first", ["Ann Lee", "Acme", "Bo", "Cem", "Dee"]),
    ):
        window.part("peopleOrder").choose(order)
        window.settle()
        assert window.shown("peopleList") == listed, order
    window.named("Filter people").fill("acme")
    window.settle()
    assert window.shown("peopleList") == ["Acme", "Bo"]
    window.type("xyz")
    assert window.shown("peopleList") == []
    assert window.is_said(
        "Nothing found\nTry fewer or other words; Esc clears them.", window.page + "Page"
    )
    window.press("Esc")
    assert window.shown("peopleList") == ["Ann Lee", "Acme", "Bo", "Cem", "Dee"]


def test_whoever_is_chosen_stays_chosen_while_others_come(window: Driver, shop: Path) -> None:
    window.go("people")
    window.choose("peopleList", "Cem")
    other = Desk.open(shop)
    for who in ("Aaron", "Zoe"):
        record(other, who)
    other.close()
    window.until(lambda: len(window.rows("peopleList")) == 7, "who came")
    window.settle()
    assert window.shown("peopleList") == ["Aaron", "Acme", "Ann Lee", "Bo", "Cem", "Dee", "Zoe"]
    assert window.chosen("peopleList") == ["Cem"]
    window.press("Enter")
    assert whose(window) == "Cem"
    go_to(window, "Zoe")
    window.press("Esc")
    assert window.chosen("peopleList") == ["Zoe"], "whose page was open last"


def test_whoever_said_nothing_yet_may_be_recorded_for(window: Driver) -> None:
    (said,) = [one for one in window.desk.ask(list_feedback) if one.who == "Cem"]
    window.desk.do(delete_feedback, said.id)
    window.settle()
    window.go("people")
    assert window.row("peopleList", "Cem").spoken == "Cem, Customer, 0 feedbacks"
    window.open("peopleList", "Cem")
    assert whose(window) == "Cem"
    assert window.part("personPageNumbers").says == "Not heard yet"
    assert window.is_said("Nothing was said yet", "personPage")
    assert not window.has("personWords")
    window.click("offer.person_record")
    assert window.named("Cem", "captureForm").visible


def test_the_worth_most_come_first(window: Driver) -> None:
    for who, value in (("Cem", 200), ("Dee", 7_000)):
        window.desk.do(edit_person, key_of(window, who), PersonFacts(value=value))
    window.go("people")
    window.part("peopleOrder").choose("Worth most first")
    window.settle()
    assert window.shown("peopleList") == ["Dee", "Cem", "Acme", "Ann Lee", "Bo"]


def test_fields_are_saved_when_left_and_each_can_be_undone(window: Driver) -> None:
    desk, ann = window.desk, key_of(window, "Ann Lee")
    read(window, "Ann Lee")

    def now() -> Any:
        return desk.ask(person, ann)

    for typed, kept in (("1.200,50", 120_050), ("£1,200.50", 120_050), ("7", 700)):
        write(window, "personValue", typed)
        assert now().value == kept
    assert window.part("personPageNumbers").says.endswith("  ·  worth £7 a year")
    for typed, sentence in (
        ("1e12", "“1e12” is not an amount"),
        ("-5", "cannot be negative"),
        ("$5", "All amounts here are in GBP"),
    ):
        write(window, "personValue", typed)
        assert now().value == 700
        assert sentence in told_of(window, "personValue")
        told = window.part("page.personValueProblem")
        assert told.place.top() > window.part("page.personValue").place.bottom()
        assert told.whole_in_sight
        assert held(window, "personValue") == typed
    write(window, "personValue", "")
    assert now().value is None
    write(window, "personEmail", "not an address")
    assert "not an e-mail address" in told_of(window, "personEmail")
    assert told_of(window, "personValue") == ""
    write(window, "personHow", "By phone")
    assert now().contact_how == "By phone"
    assert window.part("personPageAllowed").says.endswith("  ·  Reach them: By phone")

    since = TODAY - timedelta(days=10)
    write(window, "personSince", since.isoformat())
    assert desk.ask(stages_of, ann)[-1] == (PersonStage.CUSTOMER, since)
    assert held(window, "personSinceEcho") == say_day(since)
    window.fill(**{"page.personSince": "3.4.2020"})
    assert held(window, "personSinceEcho") == "Friday, 3 April 2020"
    write(window, "personSince", "tomorrow")
    assert "has not come yet" in told_of(window, "personSince")
    assert held(window, "personSince") == show_date(since)
    assert desk.ask(stages_of, ann)[-1] == (PersonStage.CUSTOMER, since)

    window.click("page.personMayQuote")
    assert now().may_quote
    assert now().quote_asked_on == TODAY
    assert "May be quoted, without a name" in window.part("personPageAllowed").says
    assert not window.has("personPageForbidden")
    window.click("page.personMayContact")
    assert not now().may_contact
    assert window.part("personPageForbidden").says == "Do not contact them."
    assert not window.part("page.personHow").enabled
    window.act("undo")
    assert now().may_contact
    assert not window.has("personPageForbidden")
    window.act("undo")
    assert not now().may_quote


def test_other_addresses_are_lines_that_are_saved_when_left(window: Driver) -> None:
    desk, ann = window.desk, key_of(window, "Ann Lee")
    read(window, "Ann Lee")

    def now(table: str, key: int) -> list[str]:
        return [point.words for point in desk.ask(contact_points_of, table, key)]

    write(window, "personEmail", "ann@lee.example")
    work, mobile = "work: ann@acme.example", "mobile: +44 7700 900123"
    write(window, "personAddresses", f"{work}\n{mobile}", "Tab")
    assert now("person", ann) == ["ann@lee.example", work, mobile]
    assert window.part("personPageReached").says == f"ann@lee.example  ·  {work}  ·  {mobile}"

    # What cannot be read stays in the field, with what is wrong with it.
    for wrong, sentence in (
        ("nonsense", "neither an e-mail address nor a telephone number"),
        ("lee.example", "a mail domain is written @lee.example"),
        ("@acme.example", "Only organisations have a domain"),
        ("a" * 300 + "@x.example", "is not an e-mail address"),
    ):
        write(window, "personAddresses", wrong, "Tab")
        assert sentence in told_of(window, "personAddresses")
        assert held(window, "personAddresses") == wrong
        assert now("person", ann) == ["ann@lee.example", work, mobile]
    write(window, "personAddresses", "home: 01632 960001", "Tab")
    assert now("person", ann) == ["ann@lee.example", "home: 01632 960001"]
    assert told_of(window, "personAddresses") == ""
    window.act("undo")
    assert held(window, "personAddresses") == f"{work}\n{mobile}"

    go_to(window, "Acme")
    acme = desk.ask(organisation_named, "Acme").id
    field = window.part("page.organisationAddresses")
    assert field.spoken == "Addresses, numbers and mail domains"
    write(window, "organisationAddresses", "@acme.example\noffice: 020 7946 0115", "Tab")
    assert now("organisation", acme) == ["@acme.example", "office: 020 7946 0115"]
    desk.do(record_feedback, NewFeedback("Hello", Speaker("Eve", email="eve@acme.example")))
    assert desk.ask(person_named, "Eve").organisation == "Acme"

    # The inspector has the same field.
    go_to(window, "Ann Lee")
    window.act("inspector")
    assert window.part("personAddresses").says == f"{work}\n{mobile}"
    window.fill(personAddresses="")
    window.press("Tab")
    assert now("person", ann) == ["ann@lee.example"]
    assert window.part("personPageReached").says == "ann@lee.example"


def test_the_head_tells_what_is_known(window: Driver) -> None:
    desk, cem = window.desk, key_of(window, "Cem")
    read(window, "Cem")
    for name in ("personPageReached", "personPageForbidden", "personTwin"):
        assert not window.has(name)
    assert window.part("personPageStages").says == f"Customer since {NOW}"
    assert window.part("personPageNumbers").says == f"Heard once, on {NOW}"
    asked_on = f" (asked on {NOW})"
    for facts, told in (
        (PersonFacts(may_quote=True), f"May be quoted, without a name{asked_on}"),
        (PersonFacts(may_quote=False), f"May not be quoted{asked_on}"),
        (
            PersonFacts(contact_how="By phone"),
            f"May not be quoted{asked_on}  ·  Reach them: By phone",
        ),
        (PersonFacts(may_contact=False), f"May not be quoted{asked_on}"),
    ):
        desk.do(edit_person, cem, facts)
        window.settle()
        assert window.part("personPageAllowed").says == told
    assert window.has("personPageForbidden")
    many = [f"desk {number}: c{number}@cem.example" for number in range(11)]
    desk.do(edit_person, cem, PersonFacts(addresses="\n".join(many)))
    window.settle()
    reached = window.part("personPageReached").says
    assert reached == "  ·  ".join([*many[:8], "and 3 more"])
    assert held(window, "personAddresses") == "\n".join(many)
    window.press("Esc")
    assert window.row("peopleList", "Cem").spoken.endswith(", do not contact")


def test_the_side_tells_what_is_owed_and_what_rests_on_them(window: Driver) -> None:
    desk, ann = window.desk, key_of(window, "Ann Lee")
    read(window, "Dee")
    assert window.part("personSide").words[:2] == [
        "Owed and told",
        "Nothing is owed, and nothing was promised.",
    ]
    soon, past = TODAY + timedelta(days=3), TODAY - timedelta(days=3)
    card = desk.do(promise, ann, FollowUpKind.THANK, TODAY, about="the card")
    desk.do(promise, ann, FollowUpKind.ANSWER, soon, about="the hours")
    desk.do(promise, ann, FollowUpKind.ANSWER, past)
    desk.do(finish, card.result, FollowUpResult.TOLD, said="Thank you!")
    go_to(window, "Ann Lee")
    side = window.part("personSide").words
    assert side[:4] == [
        "Owed and told",
        f"Answer by {show_date(past)}, late",
        f"Answer by {show_date(soon)}: the hours",
        f"Thank: the card – Told on {NOW} “Thank you!”",
    ]
    assert side[4:7] == [
        "Owe them something…",
        "On the roadmap because of them",
        "Open till nine · Ideas",
    ]
    assert window.named("Open till nine · Ideas").tip == "Open till nine\n2 feedbacks"
    window.answer("Open till nine · Ideas")
    assert window.part("itemTitle").says == "Open till nine", "it is inspected beside the page"
    assert whose(window) == "Ann Lee"


def test_what_is_known_stands_beside_the_words_or_below_them(window: Driver) -> None:
    read(window, "Ann Lee")
    for inspector, width, is_beside in ((False, 1280, True), (True, 1024, False)):
        window.resize(width, 700)
        if inspector:
            window.act("inspector")
        words, side = window.part("personWords").place, window.part("personSide").place
        assert (side.left() > words.right()) == is_beside
        assert (side.top() > words.bottom()) == (not is_beside)
        assert words.height() > 100, "the words keep the greater part"
        assert (side.width() == words.width()) == (not is_beside)


def test_two_records_are_merged_by_key_and_taken_apart(window: Driver) -> None:
    desk = window.desk
    requests = desk.ask(all_themes)[0].requests
    read(window, "Cem")
    window.press("M")
    assert window.dialog() == "chooser"
    assert window.part("chooserField").spoken == "Merge Cem into"
    assert sorted(window.rows("chooserList")) == ["Ann Lee", "Bo   Acme", "Dee"], (
        "nobody is merged into themself"
    )
    window.type("dee")
    window.press("Enter")
    assert window.dialog() == "mergeLook"
    assert len(names(window)) == 4, "nothing is done before a last look"
    assert window.text("mergeLook").splitlines()[:6] == [
        "This one stays", "Dee", "1 feedback", "This one becomes part of it", "Cem", "1 feedback",
    ], "the one that stays comes first"  # fmt: skip
    window.answer("Merge")
    assert names(window) == ["Ann Lee", "Bo", "Dee"]
    assert window.says() == "Merged Cem into Dee."
    assert whose(window) == "Dee"
    assert window.keyboard == "personWords"
    assert desk.ask(all_themes)[0].requests == requests - 1
    assert len(window.rows("personWords")) == 2
    assert window.is_said("Cem · 1 feedback", "personPage")
    window.answer("Un-merge Cem")
    assert desk.ask(all_themes)[0].requests == requests
    assert names(window) == ["Ann Lee", "Bo", "Cem", "Dee"]
    assert not window.is_said("Cem · 1 feedback", "personPage")
    assert len(window.rows("personWords")) == 1


def test_the_last_look_tells_what_each_record_has(window: Driver) -> None:
    desk = window.desk
    facts = PersonFacts(email="bo@acme.example", phone="01632 960001", may_contact=False)
    desk.do(edit_person, key_of(window, "Bo"), facts)
    desk.do(promise, key_of(window, "Ann Lee"), FollowUpKind.ANSWER, TODAY)
    window.go("people")
    window.choose("peopleList", "Bo")
    window.press("M")
    window.type("ann")
    window.press("Enter")
    assert window.part("mergeLook").spoken == "Merge Bo into Ann Lee?"
    assert window.keyboard == "mergeNow"
    assert window.text("mergeLook").splitlines() == [
        "This one stays", "Ann Lee", "2 feedbacks · 1 owed",
        "This one becomes part of it", "Bo",
        "1 feedback · Acme · bo@acme.example · 01632 960001 · may not be contacted",
        "Nothing is lost: Un-merge gives both back.", "Merge", "Cancel",
    ]  # fmt: skip
    window.answer("Cancel")
    assert len(names(window)) == 4
    assert window.keyboard == "peopleList"
    window.choose("peopleList", "Acme")
    window.press("M")
    assert window.rows("chooserList") == [], "there is no other organisation"
    window.press("Esc")


# Several at once


def choose_all(window: Driver, *names: str) -> None:
    """Choose several in the list: the first by a click, the others with Ctrl."""
    window.go("people")
    first, *others = names
    window.row("peopleList", first).click()
    for name in others:
        window.row("peopleList", name).click("Ctrl")
    assert sorted(window.chosen("peopleList")) == sorted(names)


def firms(window: Driver) -> dict[str, str | None]:
    """Return who belongs to which organisation."""
    return {one.name: one.organisation for one in window.desk.ask(all_people)}


def test_several_are_chosen_as_in_other_lists(window: Driver) -> None:
    window.go("people")
    assert window.part("pageNumbers").says == "4 people, 1 organisation"
    window.choose("peopleList", "Ann Lee")
    window.press("Shift+Down", "Shift+Down")
    assert window.chosen("peopleList") == ["Ann Lee", "Bo", "Cem"]
    assert window.part("pageNumbers").says == "4 people, 1 organisation, 3 chosen"
    assert window.part("peopleList").explained == "3 chosen"
    window.row("peopleList", "Dee").click("Shift")
    assert window.chosen("peopleList") == ["Ann Lee", "Bo", "Cem", "Dee"]
    window.press("Ctrl+A")
    assert len(window.chosen("peopleList")) == 5
    window.row("peopleList", "Bo").click("Ctrl")
    assert len(window.chosen("peopleList")) == 4
    window.press("Home")
    assert len(window.chosen("peopleList")) == 1
    assert window.part("pageNumbers").says == "4 people, 1 organisation"


def test_only_what_can_be_done_to_several_is_offered(window: Driver) -> None:
    choose_all(window, "Ann Lee", "Cem")
    window.row("peopleList", "Cem").right_click()
    assert window.menu() == [
        "Merge into…", "", "Set the organisation…", "Set the stage…", "", "Delete",
    ]  # fmt: skip
    window.press("Esc")
    for keys, said in (
        ("P", "That is for one person: choose one alone."),
        ("U", "That is for one record: choose one alone."),
    ):
        window.press(keys)
        assert window.says() == said
        assert window.dialog() == ""


def test_several_get_an_organisation_in_one_step(window: Driver) -> None:
    before = firms(window)
    choose_all(window, "Ann Lee", "Cem", "Dee")
    window.press("G")
    assert window.part("chooserField").spoken == "The organisation of 3 people"
    assert window.rows("chooserList") == ["Acme", "No organisation"]
    window.type("acme")
    window.press("Enter")
    assert window.says() == "Set the organisation of 3 people to Acme."
    assert set(firms(window).values()) == {"Acme"}
    assert window.keyboard == "peopleList"
    assert sorted(window.chosen("peopleList")) == ["Ann Lee", "Cem", "Dee"], "to go on with them"
    window.press("Ctrl+Z")
    assert firms(window) == before
    window.press("G")
    window.type("Brook & Sons")
    window.press("Enter")
    assert firms(window)["Dee"] == "Brook & Sons"
    window.press("Ctrl+Z")
    window.press("Ctrl+A", "G")
    assert window.part("chooserField").spoken == "The organisation of 4 people"
    window.type("no organ")
    window.press("Enter")
    assert set(firms(window).values()) == {None}
    window.press("Ctrl+Z")
    assert firms(window) == before
    window.choose("peopleList", "Acme")
    window.press("G")
    assert window.says() == "An organisation belongs to people: choose some of them."


def test_several_get_a_stage_in_one_step(window: Driver) -> None:
    def stages() -> dict[str, PersonStage]:
        return {one.name: one.stage for one in window.desk.ask(all_people)}

    before = stages()
    choose_all(window, "Ann Lee", "Cem", "Acme")
    window.press("S")
    assert window.dialog_title() == "The stage of 2 people and 1 organisation"
    window.part("manyStage").choose("Former customer")
    window.press("Enter")
    assert window.says() == "Set the stage of 2 people and 1 organisation to Former customer."
    assert stages() == before | {"Ann Lee": PersonStage.FORMER, "Cem": PersonStage.FORMER}
    assert window.keyboard == "peopleList"
    window.press("Ctrl+Z")
    assert stages() == before


def test_several_are_merged_into_one_of_them_after_a_look_at_all(window: Driver) -> None:
    record(window.desk, "Anne Lee", email="ann@lee.example")
    window.settle()
    choose_all(window, "Ann Lee", "Anne Lee", "Dee")
    window.press("M")
    assert window.part("chooserField").spoken == "Merge 3 people: which one stays?"
    assert window.rows("chooserList") == ["Ann Lee", "Anne Lee", "Dee"]
    window.type("ann lee")
    window.press("Enter")
    assert window.part("mergeLook").spoken == "Merge 2 records into Ann Lee?"
    assert window.text("mergeLook").splitlines() == [
        "This one stays", "Ann Lee", "2 feedbacks", "These become part of it",
        "Anne Lee", "a name spelt alike · 1 feedback · ann@lee.example",
        "Dee", "does not look like it · 1 feedback",
        "Nothing is lost: Un-merge gives them back.", "Merge", "Cancel",
    ]  # fmt: skip
    window.answer("Cancel")
    assert len(names(window)) == 5
    window.press("M")
    window.type("ann lee")
    window.press("Enter")
    window.answer("Merge")
    assert window.says() == "Merged 2 people into Ann Lee."
    assert names(window) == ["Ann Lee", "Bo", "Cem"]
    assert window.keyboard == "peopleList"
    window.press("Ctrl+Z")
    assert len(names(window)) == 5
    choose_all(window, "Ann Lee", "Acme")
    window.press("M")
    assert window.dialog() == ""
    assert window.says().startswith("People and organisations are not merged with each other.")


def test_several_are_deleted_in_one_step(window: Driver) -> None:
    choose_all(window, "Bo", "Cem", "Acme")
    window.press("Del")
    assert window.says() == "Deleted 2 people and 1 organisation."
    assert window.shown("peopleList") == ["Ann Lee", "Dee"]
    window.press("Ctrl+Z")
    assert window.shown("peopleList") == ["Acme", "Ann Lee", "Bo", "Cem", "Dee"]


def test_unmerge_in_the_list_offers_what_was_merged(window: Driver) -> None:
    window.desk.do(merge_people, key_of(window, "Cem"), key_of(window, "Dee"))
    window.go("people")
    window.choose("peopleList", "Dee")
    window.press("U")
    assert window.dialog() == "chooser"
    assert [one.split("   ")[0] for one in window.rows("chooserList")] == ["Cem"]
    window.press("Enter")
    assert names(window) == ["Ann Lee", "Bo", "Cem", "Dee"]
    assert window.shown("peopleList") == ["Acme", "Ann Lee", "Bo", "Cem", "Dee"]
    assert whose(window) == ""


def test_the_title_says_who_is_counted_and_the_twins_keep_to_the_list(
    drive: Drive, tmp_path: Path
) -> None:
    path = tmp_path / "twins.feedbackdesk"
    desk = Desk.open(path)
    record(desk, "Ann Lee")
    record(desk, "Ann Lee", organisation="Acme")
    record(desk, "Zoe")
    desk.close()
    window = drive(path)
    window.resize(1280, 800)
    window.go("people")
    assert window.is_said("People\n3 people, 1 organisation", "peoplePage")
    for words, is_told in (("", True), ("zoe", False), ("ann", True)):
        window.named("Filter people").fill(words)
        window.settle()
        assert window.has("peopleTwin") == is_told, words


def test_likely_twins_are_a_quiet_line_and_can_be_told_apart(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "twins.feedbackdesk"
    desk = Desk.open(path)
    record(desk, "Ann Lee", email="ann@lee.example")
    record(desk, "A. Lee")
    record(desk, "Ann Lee", organisation="Acme")
    other = desk.ask(person_named, "A. Lee").id
    desk.do(edit_person, other, PersonFacts(email="ann@lee.example"))
    desk.close()
    window = drive(path)
    window.go("people")

    def line() -> str:
        return window.part("peopleTwinWords").says

    assert line().startswith("2 records look like one person by the same address: Ann Lee")
    assert line().endswith(", and 1 more")
    for button in ("Look", "Merge", "Apart"):
        assert window.part(f"peopleTwin{button}").explained == line()
    window.click("peopleTwinApart")
    assert line().startswith("2 records look like one person by")
    assert "more" not in line()
    assert len(names(window)) == 3
    window.click("peopleTwinMerge")
    assert not window.has("peopleTwin")
    assert len(names(window)) == 2
    window.act("undo")
    assert len(names(window)) == 3
    assert window.has("peopleTwin")
    assert "more" not in line()


def test_the_twin_of_somebody_is_told_on_their_page(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "twins.feedbackdesk"
    desk = Desk.open(path)
    for who in ("Ann Lee", "Anne Lee"):
        record(desk, who)
    for who, firm in (("Cem", "Harbour Bakery"), ("Zoe", "Harbor Bakery")):
        record(desk, who, organisation=firm)
    desk.close()
    window = drive(path)
    read(window, "Anne Lee")
    words = "2 records look like one: Anne Lee / Ann Lee"
    assert window.part("personTwinWords").says == words
    assert window.part("personTwinLook").tip == "Both side by side"
    window.click("personTwinApart")
    assert not window.has("personTwin")
    assert {"Ann Lee", "Anne Lee"} <= set(names(window))
    window.act("undo")
    assert window.part("personTwinWords").says == words
    window.click("personTwinMerge")
    assert not window.has("personTwin")
    assert "Ann Lee" not in names(window), "the one whose page it is stays"
    assert whose(window) == "Anne Lee"
    window.press("Esc")
    assert window.part("peopleTwinWords").says.startswith(
        "2 records look like one organisation by a name spelt alike: "
    )
    window.click("peopleTwinMerge")
    assert not window.has("peopleTwin")
    firms = [one for one in window.shown("peopleList") if one.startswith("Harb")]
    assert len(firms) == 1


def test_referrals_are_a_tree_to_walk_by_keys(window: Driver) -> None:
    read(window, "Bo")
    tree = window.part("referralTree")
    assert tree.spoken == "Who referred them and whom they referred"
    assert window.shown("referralTree") == [
        "Ann Lee  ·  Customer", "Bo  ·  this page", "Cem  ·  Customer",
    ]  # fmt: skip
    first, second, third = [row.place.left() for row in window.each("referralTree")]
    assert first < second < third, "each stands below who sent them"

    def current() -> str:
        row = window.current("referralTree")
        return row.says if row is not None else ""

    assert current() == "Bo  ·  this page"
    tree.press("Down")
    assert current() == "Cem  ·  Customer"
    window.press("Enter")
    assert whose(window) == "Cem"
    assert current() == "Cem  ·  this page"

    go_to(window, "Ann Lee")
    assert window.part("page.personReferrer").spoken == "Referred by Nobody we know of"
    window.click("page.personReferrer")
    window.type("cem")
    window.press("Enter")
    assert told_of(window, "personReferrer") == (
        "Ann Lee cannot be referred by Cem: that would go in a circle. Nothing was changed."
    )
    assert window.shown("referralTree")[0] == "Ann Lee  ·  this page"
    window.click("page.personReferrer")
    window.type("dee")
    window.press("Enter")
    assert told_of(window, "personReferrer") == ""
    assert window.part("page.personReferrer").spoken == "Referred by Dee"
    assert window.shown("referralTree")[:2] == ["Dee  ·  Lost", "Ann Lee  ·  this page"]


def test_something_is_owed_by_hand_on_a_day_as_it_is_said(window: Driver) -> None:
    read(window, "Ann Lee")
    window.click("oweThem")
    assert window.dialog() == "oweDialog"
    assert window.part("oweName").says == "Ann Lee"
    window.fill(oweDue="tomorrow", oweAbout="  ")
    window.part("oweDue").press("Enter")
    window.settle()
    assert window.dialog() == "oweDialog", "it does not say yet what is owed"
    window.fill(oweAbout="the new hours")
    for typed in ("someday", "2020-01-01", ""):
        window.fill(oweDue=typed)
        window.press("Enter")
        assert window.dialog() == "oweDialog", typed
        assert window.desk.ask(owed) == []
    window.fill(oweDue="in 2 weeks")
    window.press("Enter")
    assert window.dialog() == ""
    assert window.keyboard == "oweThem"
    assert window.says() == "Promised Ann Lee something."
    (debt,) = window.desk.ask(owed)
    due = TODAY + timedelta(days=14)
    assert (debt.kind, debt.due, debt.about) == (FollowUpKind.ANSWER, due, "the new hours")
    assert window.is_said(f"Answer by {show_date(due)}: the new hours", "personSide")
    assert not window.is_said("Nothing is owed, and nothing was promised.", "personSide")
    window.press("Esc")
    assert window.row("peopleList", "Ann Lee").spoken.endswith(", 1 owed")


def test_somebody_erased_is_not_edited_and_promised_nothing(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    ann = desk.ask(person_named, "Ann Lee").id
    desk.erase(ann)
    assert desk.ask(person, ann) is not None
    with pytest.raises(Refusal, match="was erased"):
        desk.do(promise, ann, FollowUpKind.ANSWER, TODAY, about="the hours")
    desk.close()
    window = drive(shop)
    read(window, "An erased person")
    for field in ("Name", "Email", "Phone", "Addresses", "MayQuote", "Notes"):
        assert not window.part(f"page.person{field}").enabled, field
    assert not window.has("oweThem")
    window.press("Esc")
    read(window, "Cem")
    assert window.part("page.personName").enabled
    assert window.has("oweThem")


def test_an_address_of_ordinary_length_fits_its_field(window: Driver) -> None:
    window.resize(1024, 700)
    read(window, "Ann Lee")
    for field in ("personEmail", "personOrganisation"):
        write(window, field, "margaret.ollerenshaw@example.com")
        assert held(window, field) == "margaret.ollerenshaw@example.com"
        assert window.part(f"page.{field}").has_room, field


def test_an_organisation_has_a_page_with_its_people(window: Driver) -> None:
    read(window, "Bo")
    assert window.part("personPageFirm").says == "Acme"
    assert window.part("personPageFirm").spoken == "Open Acme"
    window.click("personPageFirm")
    assert whose(window) == "Acme"
    assert window.rows("personWords") == [
        f"Bo, Acme, Customer, {NOW}, Request, Call, Hours: Longer hours"
    ]
    for not_for_a_firm in ("person_record", "person_owe"):
        window.act(not_for_a_firm)
        assert window.says() == "That is for a person: choose one of its people."
        assert window.dialog() == ""
    write(window, "organisationValue", "12,000")
    assert window.desk.ask(organisation_named, "Acme").value == 12_000_00
    assert window.part("personPageNumbers").says.endswith("worth £12,000 a year  ·  1 person")
    window.named("Bo · Customer", "personSide").click()
    window.settle()
    assert whose(window) == "Bo"


def test_whoever_is_deleted_leaves_the_page_and_comes_back_by_undo(window: Driver) -> None:
    read(window, "Dee")
    window.press("Del")
    assert window.shown("peopleList") == ["Acme", "Ann Lee", "Bo", "Cem"]
    assert whose(window) == ""
    assert window.keyboard == "peopleList"
    assert len(window.desk.ask(list_feedback)) == 5, "what was said stays"
    assert window.says() == "Deleted Dee."
    window.click("toastUndo")
    assert window.shown("peopleList") == ["Acme", "Ann Lee", "Bo", "Cem", "Dee"]


def test_other_places_lead_to_the_page(window: Driver) -> None:
    def by_the_palette() -> None:
        window.press("Ctrl+K")
        window.type("ann lee")
        window.press("Enter")

    def by_the_search() -> None:
        window.press("Ctrl+F")
        window.type("ann lee")
        window.answer("Ann Lee")

    def by_the_item() -> None:
        window.go("roadmap")
        window.open("roadmapColumn.idea", "Open till nine")
        window.open("itemProof", "Ann Lee")

    for lead, back in (
        (by_the_palette, "Back to the inbox"),
        (by_the_search, "Back to what was found"),
        (by_the_item, "Back to the item"),
    ):
        window.go("inbox")
        lead()
        assert window.part("page.back").says == back, lead
        assert window.page == "people", lead
        assert whose(window) == "Ann Lee", lead
        assert window.keyboard == "personWords", lead
        assert not window.has("inspector"), lead
        window.press("Esc")
        assert window.page == {by_the_item: "item", by_the_search: "search"}.get(lead, "inbox")
    read(window, "Ann Lee")
    window.click("page.person_record")
    assert window.has("captureForm")
    assert window.is_said("Customer since", "captureForm"), "it is known who is on the line"
    assert window.named("Ann Lee", "captureForm").visible
    assert window.keyboard == "wordsField", "and goes on with their words"


def test_hostile_names_are_shown_as_they_are_everywhere(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "hostile.feedbackdesk"
    desk = Desk.open(path)
    for name in HOSTILE:
        record(desk, name, words=name, organisation=f"{name[:280]} Ltd")
    keys = [one.id for one in desk.ask(all_people)]
    for one, other in pairwise(keys):
        desk.do(edit_person, other, PersonFacts(referrer_id=one))
    desk.do(merge_people, keys[-1], keys[0])
    desk.close()
    window = drive(path)
    window.resize(1280, 800)
    window.go("people")
    listed = window.shown("peopleList")
    assert len(listed) == 2 * len(HOSTILE) - 1
    assert {"<b>Bold</b> & <img src=x>", "👩‍👩‍👧‍👦 & co && sons Ltd"} <= set(listed)
    for place, name in enumerate(listed):
        window.each("peopleList")[place].choose()
        window.press("Enter")
        head = window.part("personPageName")
        assert head.spoken == name
        assert head.says.replace("\u200b", "") == name[:300]
        said = [one for one in window.text("personPage").splitlines() if "Bold" in one]
        assert all("<b>Bold</b>" in one.replace("\u200b", "") for one in said)
        assert window.part("personSide").place.width() <= 360, "no name widens the page"
        assert window.part("personPage").picture.width() > 0
        window.press("Esc")


def test_thousands_are_listed_and_only_some_are_kept(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "many.feedbackdesk"
    Desk.open(path).close()
    workspace = open_workspace(path, create=False)
    with workspace.writing() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
            " INSERT INTO person (uid, name, key, stage)"
            " SELECT 'u' || i, 'Person ' || i, 'person ' || i, 'customer' FROM n"
        )
    workspace.close()
    window = drive(path)
    window.go("people")
    rows = window.each("peopleList")
    assert len(rows) == 6_000
    window.press("End")
    assert rows[-1].current
    assert [rows[-2].says, rows[-1].says] == ["Person 5999", "Person 6000"]

    def kept() -> int:
        return sum(bool(row.says) for row in rows)  # what is not here is asked for

    assert kept() < 500, "only what was in sight is here"
    window.settle()
    assert kept() < 4_200, "and only so much of it is kept"
    window.press("Enter")
    assert whose(window) == "Person 6000"


def test_who_is_listed_folds_into_a_list_where_there_is_no_room(window: Driver) -> None:
    circles = ["Everybody", "Customers", "Prospects", "Lost", "Former", "Organisations"]

    def seen() -> list[str]:
        return window.part("peopleCircle").words

    window.resize(1366, 768)
    window.go("people")
    assert seen() == circles
    window.resize(1024, 700)
    window.act("inspector")
    assert seen() == ["Everybody"]
    folded = window.part("segmentsFolded")
    assert folded.spoken == "Who is listed"
    assert folded.choices == circles
    folded.press("Down")
    window.settle()
    assert seen() == ["Customers"]
    assert window.shown("peopleList") == ["Acme", "Ann Lee", "Bo", "Cem"]
    window.act("inspector")
    window.resize(1366, 768)
    assert seen() == circles
    every = [window.named(one, "peopleCircle") for one in circles]
    assert [one.says for one in every if one.checked] == ["Customers"]
    assert all(one.has_room for one in every)


def test_the_inspector_knows_the_currency_too(window: Driver) -> None:
    window.go("people")
    window.choose("peopleList", "Ann Lee")
    window.act("inspector")
    window.fill(personValue="$5")
    window.press("Enter")
    assert "All amounts here are in GBP" in window.part("personValueProblem").says
    assert window.part("personValue").says == "$5"
    window.fill(personValue="£5")
    window.press("Enter")
    assert not window.has("personValueProblem")
    assert window.desk.ask(person_named, "Ann Lee").value == 500


def test_the_inspector_tells_of_who_is_chosen(window: Driver) -> None:
    window.go("people")
    window.act("inspector")
    window.choose("peopleList", "Bo")
    told = window.inspected().splitlines()
    assert told[0] == "Person"
    assert told[2] == f"Customer since {NOW} · referred 1"
    assert window.part("personName").says == "Bo"
    assert window.part("personOrganisation").says == "Acme"
    assert window.part("personStage").says == "Customer"
    assert window.part("personQuotes").spoken == "What they said"
    assert window.rows("personQuotes") == [f"Bo, Acme, {NOW}: Longer hours"]
    assert window.is_said("1 feedback", "inspector")
    window.choose("peopleList", "Acme")
    assert window.inspected().splitlines()[0] == "Organisation"
    assert window.part("organisationName").says == "Acme"
    window.click("openOrganisationPage")
    assert whose(window) == "Acme"
    window.press("Esc")
    assert not window.has("inspector"), "what is open beside goes first"
    window.press("Esc")
    window.act("inspector")
    window.choose("peopleList", "Ann Lee")
    assert window.is_said("2 feedbacks", "inspector")
    window.click("openPersonPage")
    assert whose(window) == "Ann Lee"
    window.click("recordForPerson")
    assert window.named("Ann Lee", "captureForm").visible


def test_who_was_deleted_is_offered_nowhere(window: Driver) -> None:
    desk = window.desk
    record(desk, "Eve", organisation="Acme")
    read(window, "Bo")
    window.press("Del")
    window.open("peopleList", "Acme")
    window.press("Del")
    assert window.shown("peopleList") == ["Ann Lee", "Cem", "Dee", "Eve"]

    # Her firm is gone: her page names none, and neither does its list of twins.
    window.open("peopleList", "Eve")
    assert not window.has("personPageFirm")
    assert held(window, "personOrganisation") == ""

    # What they said is still read, and leads to nobody.
    window.go("themes")
    window.open("themeList", "Hours")
    window.act("inspector")
    for said in window.each("storyList"):
        if said.spoken.startswith("A deleted person"):
            said.click()
            window.settle()
    for link, tip in (
        ("openPerson", "Open A deleted person"),
        ("openOrganisation", "Open A deleted organisation"),
    ):
        assert window.part(link).tip == tip
        assert not window.part(link).enabled

    # They count on, and their row on the item's page opens nothing.
    window.go("roadmap")
    window.open("roadmapColumn.idea", "Open till nine")
    (nameless,) = [row for row in window.each("itemProof") if row.says.startswith("Not named")]
    assert "Bo" not in nameless.spoken
    assert "Acme" not in nameless.spoken
    nameless.choose()
    window.press("Enter")
    assert window.page == "item"
    told = [line for line in window.text("itemPage").splitlines() if "deleted" in line]
    assert set(told) <= set(window.rows("itemProof")), "nobody is offered"

    # The palette and the questions that choose somebody do not know them.
    found = desk.ask(search_everything, "deleted")
    assert not found.people
    assert not found.organisations
    window.press("Ctrl+K")
    window.type("deleted")
    assert not [one for one in window.rows("paletteList") if one.startswith("A deleted")]
    window.press("Esc")
    read(window, "Eve")
    window.press("M")
    assert window.rows("chooserList") == ["Ann Lee", "Cem", "Dee"]
    window.press("Esc")
    window.click("page.personReferrer")
    assert window.rows("chooserList") == ["Ann Lee", "Cem", "Dee", "Nobody we know of"]
    window.press("Esc")
