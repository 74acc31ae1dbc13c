"""What is recorded is what is seen chosen: by Tab, the arrows, a key of its own, or the wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.themes import all_themes, theme_named
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import Feeling, Importance, Kind, Outcome, Period, ToldBy, label
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

KINDS = [kind.value for kind in Kind]
ARROWS = (("Right", 1), ("Left", -1), ("Down", 1), ("Up", -1))
ANN = NewFeedback(
    "The first thing.",
    Speaker(name="Ann Lee", organisation="Harbour Bakery"),
    themes=("Invoices by e-mail",),
)
KRINGLE = NewFeedback("y", Speaker(name="Bo Ek", organisation="Kringle Bakery"))
LOST = NewFeedback(
    "z",
    Speaker(name="Cem Ar"),
    kind=Kind.LOSS,
    loss=LossFacts("Price", competitor="Beanworks", stage_reached="Offer sent"),
)
GOES_ON = ("Tab", "Shift+Tab", "Enter", "Ctrl+Enter")
"""Every key that leaves a line in which a name is offered."""


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Driver:
    """A window over a new workspace, and the form to record in."""
    made = drive(tmp_path / "shop.feedbackdesk")
    open_form(made)
    return made


@pytest.fixture
def two_firms(drive: Drive, tmp_path: Path) -> Driver:
    """People of two bakeries have spoken, and a sale was lost."""
    made = drive(tmp_path / "shop.feedbackdesk")
    for new in (ANN, KRINGLE, LOST):
        made.desk.do(record_feedback, new)
    made.settle()
    return made


def open_form(window: Driver, kind: Kind = Kind.REQUEST, words: str = "") -> None:
    """Open the form for a kind, with the words written already."""
    window.press("Ctrl+N", key_of(kind))
    if words:
        window.field("wordsField").fill(words)
    to(window, "whoField")


def key_of(kind: Kind | str) -> str:
    """Return the key that says which kind it is."""
    return f"Ctrl+{KINDS.index(kind) + 1}"


def to(window: Driver, name: str) -> None:
    """Put the keyboard into a field."""
    window.part(name).take_keyboard()
    window.settle()


def kinds(window: Driver) -> list[str]:
    """Return the kinds that are chosen, of which there is one."""
    return chosen_of(window, KINDS)


def chosen_of(window: Driver, words: list[str]) -> list[str]:
    """Return which of several buttons beside each other are chosen."""
    return [word for word in words if window.button(f"segment.{word}").checked]


def chips(window: Driver) -> list[str]:
    """Return the themes that are chips, by the cross of each."""
    words = window.part("themesField").words
    return [one.removeprefix("Take away ") for one in words if one.startswith("Take away ")]


def newest(window: Driver) -> Feedback:
    """Return what was recorded last; the form is gone."""
    assert not window.has("captureForm")
    return max(window.desk.ask(list_feedback), key=lambda one: one.id)


def organisations(window: Driver) -> set[str]:
    """Return the organisations that are known."""
    return {one.organisation for one in window.desk.ask(all_people) if one.organisation}


# The kind, and every other row of which one is chosen


def test_shift_tab_stands_on_the_chosen_kind_and_the_arrows_choose(window: Driver) -> None:
    for at, kind in enumerate(KINDS):
        for key, by in ARROWS:
            to(window, "whoField")
            window.press(key_of(kind))
            assert window.keyboard == "whoField"
            window.press("Shift+Tab")
            assert window.keyboard == f"segment.{kind}"
            window.press(key)
            wanted = KINDS[min(max(at + by, 0), len(KINDS) - 1)]
            assert kinds(window) == [wanted]
            assert window.keyboard == f"segment.{wanted}"
        window.press("Tab")
        assert window.keyboard == "whoField", "one stop for the whole row"


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_a_key_wherever_the_keyboard_is(two_firms: Driver, kind: Kind) -> None:
    window, key = two_firms, key_of(kind)
    other = Kind.QUESTION if kind is Kind.REQUEST else Kind.REQUEST
    open_form(window, other)
    window.press(key)
    assert kinds(window) == [kind]
    assert window.keyboard == "whoField"
    assert window.has("reasonField") is (kind is Kind.LOSS)
    window.press(key_of(other))
    assert kinds(window) == [other]
    window.type("Ann")
    assert window.has("offers")
    window.press(key)
    assert kinds(window) == [kind], "also while names are offered"
    window.press("Enter")
    window.field("wordsField").fill("What was said.")
    if kind is Kind.LOSS:
        window.field("reasonField").type("Price")
    window.press("Ctrl+Enter")
    assert (newest(window).kind, newest(window).who) == (kind, "Ann Lee")
    open_form(window, other)
    window.press("Shift+Tab", key)
    assert window.keyboard == f"segment.{kind}", "the ring goes along"
    assert window.button(f"segment.{kind}").tip == f"{label(kind)} ({key})"
    assert window.button(f"segment.{kind}").explained == key


def test_a_press_that_is_dragged_away_leaves_tab_with_the_chosen_one(window: Driver) -> None:
    window.part("segment.loss").slip_off()
    assert kinds(window) == ["request"]
    to(window, "whoField")
    window.press("Shift+Tab")
    assert window.keyboard == "segment.request"
    to(window, "segment.loss")
    window.press("Right")
    assert kinds(window) == ["problem"], "from the chosen one, wherever the ring is"


@pytest.mark.parametrize("row", [Feeling, Importance])
def test_in_a_row_that_may_be_left_open_the_ring_is_the_choice(
    window: Driver, row: type[Feeling] | type[Importance]
) -> None:
    words = [word.value for word in row]
    window.click("moreButton")
    # The stops before and behind: the row itself is one.
    stops = stops_around(window, words)
    to(window, stops[1])
    window.press("Shift+Tab")
    assert window.keyboard == f"segment.{words[0]}"
    assert chosen_of(window, words) == [], "passing by chooses nothing"
    for key, wanted in (
        ("Right", 0), ("Right", 1), ("End", -1), ("Right", -1), ("Home", 0), ("Left", 0),
        ("End", -1),
    ):  # fmt: skip
        window.press(key)
        assert chosen_of(window, words) == [words[wanted]], key
        assert window.keyboard == f"segment.{words[wanted]}", key
    to(window, stops[0])
    window.press("Tab")
    assert window.keyboard == f"segment.{words[-1]}"
    # Space takes the choice away again, and a second time chooses it.
    window.press("Space")
    assert chosen_of(window, words) == []
    window.press("Space")
    assert chosen_of(window, words) == [words[-1]]
    window.press("Tab")
    assert window.keyboard == stops[1]


def test_in_a_row_of_which_one_is_always_chosen_the_ring_is_the_choice(window: Driver) -> None:
    window.press(key_of(Kind.LOSS))
    first, last = (word.value for word in ToldBy)
    words = [first, last]
    stops = stops_around(window, words)
    to(window, stops[1])
    window.press("Shift+Tab")
    assert window.keyboard == f"segment.{first}"
    assert chosen_of(window, words) == [first]
    for key, wanted in (("Right", last), ("Right", last), ("Home", first), ("End", last)):
        window.press(key)
        assert chosen_of(window, words) == [wanted], key
        assert window.keyboard == f"segment.{wanted}", key
    window.press("Space")
    assert chosen_of(window, words) == [last], "it cannot be taken away"
    to(window, stops[0])
    window.press("Tab")
    assert window.keyboard == f"segment.{last}"
    window.press("Tab")
    assert window.keyboard == stops[1]


def stops_around(window: Driver, words: list[str]) -> tuple[str, str]:
    """Return the names of the stops of Tab before and behind a row of buttons."""
    to(window, "whoField")
    passed = ["whoField"]
    names = {f"segment.{word}" for word in words}
    while not (len(passed) > 2 and passed[-2] in names):
        window.press("Tab")
        passed.append(window.keyboard)
    return passed[-3], passed[-1]


def test_the_arrows_follow_the_reading_direction(
    drive: Drive, sample_path: Path, from_right_to_left: None
) -> None:
    window = drive(sample_path)
    window.go("losses")
    words = [word.value for word in Period]
    window.click(f"segment.{words[1]}")
    to(window, f"segment.{words[1]}")
    for key, wanted in (("Left", 2), ("Right", 1), ("Up", 0), ("Down", 1)):
        window.press(key)
        assert chosen_of(window, words) == [words[wanted]], key
    left, right = (window.button(f"segment.{word}").place.left() for word in words[1::-1])
    assert left < right, "the second stands left of the first"


def test_the_colours_of_a_theme_are_chosen_likewise(two_firms: Driver) -> None:
    window = two_firms
    window.go("themes")
    window.choose("themeList", "Invoices by e-mail")
    window.press("C", "5")
    window.press("Ctrl+I")
    to(window, "themeAliases")
    window.press("Tab")
    assert window.keyboard == "colour.5"
    window.press("Right")
    assert window.keyboard == "colour.6"
    window.settle()
    assert window.desk.ask(theme_named, "Invoices by e-mail").colour == 6
    assert [n for n in range(9) if window.button(f"colour.{n}").checked] == [6]


def test_the_page_in_sight_is_where_tab_enters_the_navigation(
    drive: Drive, sample_path: Path
) -> None:
    window = drive(sample_path)
    window.go("owed")
    start = window.keyboard
    stops: list[str] = []
    while not stops or stops[-1] != start:
        window.press("Tab")
        stops.append(window.keyboard)
    assert [one for one in stops if one.startswith("nav.")] == ["nav.owed"]


# Names that are offered


def test_the_organisation_that_is_highlighted_is_taken(two_firms: Driver) -> None:
    window, before = two_firms, organisations(two_firms)
    for key, who in zip(GOES_ON, ("Dora Vale", "Eva Moss", "Finn Ott", "Gil Park"), strict=True):
        open_form(window, words="The bags were stale.")
        window.type(who)
        window.press("Tab")
        window.type("Krin")
        assert window.rows("offers") == ["Kringle Bakery", "New: “Krin”"]
        assert window.chosen("offers") == ["Kringle Bakery"]
        window.press(key)
        if key != "Ctrl+Enter":
            assert window.field("organisationField").says == "Kringle Bakery"
            window.press("Ctrl+Enter")
        assert newest(window).speaker == f"{who}, Kringle Bakery", key
    assert organisations(window) == before


@pytest.mark.parametrize("keys", ["Esc", "Up Enter", "Down Up"])
def test_a_name_that_only_begins_alike_can_be_new(two_firms: Driver, keys: str) -> None:
    window = two_firms
    open_form(window, words="The bags were stale.")
    window.type("Dora Vale")
    window.press("Tab")
    window.type("Krin")
    window.press(*keys.split())
    assert window.has("captureForm"), "Esc closed the rows alone"
    window.press("Tab")
    assert window.field("organisationField").says == "Krin"
    window.press("Ctrl+Enter")
    assert newest(window).organisation == "Krin"


def test_a_row_that_only_holds_the_words_is_not_chosen_for_anybody(two_firms: Driver) -> None:
    window = two_firms
    open_form(window)
    window.type("Dora Vale")
    window.press("Tab")
    window.type("Bakery")
    assert window.rows("offers") == ["Harbour Bakery", "Kringle Bakery", "New: “Bakery”"]
    assert window.chosen("offers") == []
    window.press("Tab")
    assert window.field("organisationField").says == "Bakery"


def test_the_name_that_is_typed_out_comes_before_longer_ones(two_firms: Driver) -> None:
    window = two_firms
    for name in ("Pier House", "Pier", "Pier Ärmel"):
        window.desk.do(
            record_feedback, NewFeedback("x", Speaker(name=f"Of {name}", organisation=name))
        )
    window.settle()
    open_form(window)
    to(window, "organisationField")
    window.type("pier")
    assert window.rows("offers") == ["Pier", "Pier Ärmel", "Pier House"]
    window.press("Tab")
    assert window.field("organisationField").says == "Pier"


def test_the_person_who_is_highlighted_is_taken(two_firms: Driver) -> None:
    window = two_firms
    number = len(window.desk.ask(all_people))
    for key in GOES_ON:
        open_form(window, words="Once more.")
        window.type("An")
        window.press(key)
        if key != "Ctrl+Enter":
            assert window.field("whoField").says == "Ann Lee"
            assert window.field("organisationField").says == "Harbour Bakery"
            window.press("Ctrl+Enter")
        assert newest(window).speaker == "Ann Lee, Harbour Bakery", key
    assert len(window.desk.ask(all_people)) == number


def test_of_two_namesakes_none_is_chosen_for_the_owner(two_firms: Driver) -> None:
    window = two_firms
    window.desk.do(
        record_feedback, NewFeedback("x", Speaker(name="Ann Lee", organisation="Fold Studio"))
    )
    window.settle()
    open_form(window)
    window.type("Ann Lee")
    assert window.chosen("offers") == []
    window.press("Tab")
    assert window.field("whoField").says == "Ann Lee"
    assert window.field("organisationField").says == "", "the line below says that there are two"


def test_the_theme_that_is_highlighted_is_taken(two_firms: Driver) -> None:
    window = two_firms
    for key in (*GOES_ON, ","):
        open_form(window, words="Once more.")
        to(window, "themesField")
        window.type("inv")
        window.press(key)
        if key != "Ctrl+Enter":
            assert chips(window) == ["Invoices by e-mail"]
            to(window, "themesField")
            window.type("oat milk")
            window.press("Ctrl+Enter")
        assert newest(window).themes[0] == "Invoices by e-mail", key
        assert newest(window).themes[1:] == (() if key == "Ctrl+Enter" else ("oat milk",)), key
    assert {one.name for one in window.desk.ask(all_themes)} == {"Invoices by e-mail", "oat milk"}


@pytest.mark.parametrize("key", ["Tab", "Enter"])
def test_the_lines_of_a_lost_sale_take_what_is_highlighted(two_firms: Driver, key: str) -> None:
    window = two_firms
    open_form(window, Kind.LOSS)
    assert window.field("outcomeField").says == label(Outcome.UNKNOWN)
    for name, typed, whole in (
        ("competitorField", "bean", "Beanworks"), ("stageReachedField", "off", "Offer sent"),
    ):  # fmt: skip
        to(window, name)
        window.type(typed)
        window.press(key)
        assert window.field(name).says == whole
    assert window.field("outcomeField").says == label(Outcome.COMPETITOR)


@pytest.mark.parametrize(
    ("row", "wanted"), [("Kringle Bakery", "Kringle Bakery"), ("New: “Krin”", "Krin")]
)
def test_a_click_takes_the_row_that_is_clicked(two_firms: Driver, row: str, wanted: str) -> None:
    window = two_firms
    open_form(window)
    to(window, "organisationField")
    window.type("Krin")
    assert window.rows("offers") == ["Kringle Bakery", "New: “Krin”"]
    window.row("offers", row).click()
    window.settle()
    assert not window.has("offers")
    assert window.field("organisationField").says == wanted


def test_a_click_on_a_theme_makes_one_chip_and_leaves_the_line_empty(two_firms: Driver) -> None:
    window = two_firms
    open_form(window)
    to(window, "themesField")
    window.type("inv")
    window.row("offers", "Invoices by e-mail").click()
    window.settle()
    assert chips(window) == ["Invoices by e-mail"]
    assert window.field("themesField").says == ""
    window.type("oat")
    assert window.field("themesField").says == "oat"
    assert chips(window) == ["Invoices by e-mail"]


def test_the_persons_own_form_takes_what_is_highlighted(two_firms: Driver) -> None:
    window = two_firms
    window.go("people")
    window.open("peopleList", "Cem Ar")
    to(window, "page.personOrganisation")
    window.hurry(*"KRIN", "Tab")
    window.settle()
    assert window.field("page.personOrganisation").says == "Kringle Bakery"
    people = {one.name: one.organisation for one in window.desk.ask(all_people)}
    assert people["Cem Ar"] == "Kringle Bakery"
    assert organisations(window) == {"Harbour Bakery", "Kringle Bakery"}


def test_keys_that_are_quicker_than_the_rows_take_what_was_about_to_be_chosen(
    two_firms: Driver,
) -> None:
    window = two_firms
    open_form(window)
    to(window, "organisationField")
    window.hurry(*"KRIN", "Tab")
    window.settle()
    assert window.field("organisationField").says == "Kringle Bakery"


# The reason of a lost sale


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_typing_after_the_arrows_replaces_the_reason(window: Driver, steps: int) -> None:
    window.press(key_of(Kind.LOSS))
    window.field("wordsField").fill("Too dear.")
    box = window.field("reasonField")
    reasons = box.choices
    assert box.says == ""
    to(window, "reasonField")
    window.press(*["Down"] * steps)
    assert box.says == reasons[steps - 1], "the first is first"
    window.type("Xyl")
    assert box.says == "Xyl"
    window.press("Down")
    assert box.says == reasons[0]
    window.press("Down", "Up")
    assert box.says == reasons[0]
    window.press("Ctrl+Enter")
    loss = newest(window).loss
    assert loss is not None
    assert loss.reason == reasons[0]


def test_the_arrows_go_on_from_the_reason_that_stands_there(window: Driver) -> None:
    window.press(key_of(Kind.LOSS))
    box = window.field("reasonField")
    reasons = box.choices
    to(window, "reasonField")
    window.type(reasons[2])
    window.press("Down")
    assert box.says == reasons[3]
    window.press("Up", "Up")
    assert box.says == reasons[1]


def test_a_reason_taken_from_the_open_list_is_replaced_by_typing_too(window: Driver) -> None:
    window.press(key_of(Kind.LOSS))
    box = window.field("reasonField")
    reasons = box.choices
    to(window, "reasonField")
    window.press("Alt+Down", "Home", "Enter")
    assert box.says == reasons[0]
    assert window.keyboard == "reasonField"
    window.type(reasons[1][:4])
    assert box.says == reasons[1], "completed, and not behind what stood there"


# The wheel


def test_the_wheel_passes_over_a_form_without_changing_it(window: Driver) -> None:
    window.press(key_of(Kind.LOSS))
    window.click("moreButton")
    window.field("outcomeField").choose(label(Outcome.COMPETITOR))
    before = window.text("captureForm")
    boxes = window.choosers("captureForm")
    assert len(boxes) >= 4
    for box in boxes:
        for notches in (1, -1):
            box.wheel(notches)
        box.take_keyboard()
        for notches in (1, -1):
            box.wheel(notches)
    assert window.text("captureForm") == before


def test_every_field_of_the_window_leaves_the_wheel_alone(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    seen = set()

    def turn() -> None:
        for field in window.choosers():
            before = field.says
            for notches in (-1, 1, 1, -1, -1):
                field.wheel(notches)
                window.settle()
                assert field.says == before, field
            seen.add(field.spoken)

    for page in ("inbox", "themes", "roadmap", "owed", "people", "losses", "insights", "history"):
        window.go(page)
        turn()
    window.go("roadmap")
    window.press("Ctrl+P")
    assert window.dialog() == "printDialog"
    turn()
    window.press("Esc")
    assert seen >= {
        "Order of the list", "What was changed", "Which time is compared with the one before",
        "Rank by", "Edition", "Quotes per item",
    }  # fmt: skip
