"""Fields that are saved when they are left: what is typed stays, and what is refused is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.people import person as one_person
from feedbackdesk.desk.roadmap import ItemFacts, edit_item, plan, ranked_roadmap
from feedbackdesk.desk.themes import all_themes, edit_theme, theme_named
from feedbackdesk.domain.rows import PERSON_WORDS, Item, Person, WordsField
from feedbackdesk.domain.words import ItemStage
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Driver:
    """A window over a shop with one person, one theme and one item."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    new = NewFeedback("Longer hours", Speaker("Ann Lee"), themes=("Hours",))
    desk.do(record_feedback, new)
    desk.do(plan, ["Hours"], item="Open late")
    desk.close()
    return drive(path)


def ann(window: Driver) -> Person:
    """Return what is known of her."""
    found = window.desk.ask(one_person, window.desk.ask(person_named, "Ann Lee").id)
    assert found is not None
    return found


def item(window: Driver) -> Item:
    """Return the item."""
    (found,) = window.desk.ask(ranked_roadmap)
    return found.item


def read(window: Driver) -> None:
    """Open her page."""
    window.go("people")
    window.open("peopleList", "Ann Lee")


def inspect_item(window: Driver) -> None:
    """Open the item in the inspector."""
    window.go("roadmap")
    window.choose("roadmapColumn.idea", "Open late")
    window.act("inspector")


def test_what_is_typed_stays_while_the_rest_follows(window: Driver) -> None:
    read(window)
    field = window.part("page.personPhone")
    field.take_keyboard()
    window.type("0113")
    elsewhere = Desk.open(window.path)
    facts = PersonFacts(phone="0207", email="ann@lee.example", notes="Plays chess")
    elsewhere.do(edit_person, ann(window).id, facts)
    elsewhere.close()
    window.until(lambda: window.part("page.personNotes").says == "Plays chess", "the news")
    assert window.part("page.personEmail").says == "ann@lee.example"
    assert field.says == "0113"
    window.type(" 496 0000")
    assert field.says == "0113 496 0000", "the keyboard is where it was"
    window.press("Tab")
    assert ann(window).phone == "0113 496 0000"


def test_what_is_refused_stays_to_be_put_right(window: Driver) -> None:
    read(window)
    for typed in ("ann at lee", "ann@@lee"):
        window.fill(**{"page.personEmail": typed})
        window.press("Tab")
        assert "not an e-mail address" in window.part("page.personEmailProblem").says
        assert window.part("page.personEmail").says == typed
        assert not window.part("page.personEmail").ink("danger").isEmpty()
        assert ann(window).email is None
    window.part("page.personEmail").take_keyboard()
    window.press("Ctrl+A")
    window.type("ann@lee.example")
    assert not window.has("page.personEmailProblem")
    window.press("Tab")
    assert ann(window).email == "ann@lee.example"
    assert window.part("page.personEmail").ink("danger").isEmpty()


def test_spaces_alone_are_no_correction(window: Driver) -> None:
    read(window)
    before = window.desk.labels()
    for field in ("page.personName", "page.personNotes"):
        part = window.part(field)
        says = part.says
        part.take_keyboard()
        window.press("Ctrl+End")
        window.type("  ")
        window.press("Tab")
        assert part.says == says
    assert window.desk.labels() == before, "there is nothing to undo"


def test_a_day_since_when_is_never_taken_away(window: Driver) -> None:
    read(window)
    shown = window.part("page.personSince").says
    window.fill(**{"page.personSince": ""})
    window.press("Tab")
    assert window.part("page.personSinceProblem").says == "Since when? Write a day."
    assert window.part("page.personSince").says == shown


@pytest.mark.parametrize("words", PERSON_WORDS, ids=lambda words: words.name)
def test_what_is_typed_of_a_person_has_a_field_by_itself(window: Driver, words: WordsField) -> None:
    read(window)
    field = window.part(f"page.person{words.name.split('_')[-1].capitalize()}")
    assert field.spoken == str(words.asked or words.label).replace("&", "")
    field.fill("In their own words")
    window.press("Tab")
    assert getattr(ann(window), words.name) == "In their own words"


def test_a_theme_of_an_item_is_linked_once_its_name_is_whole(window: Driver) -> None:
    inspect_item(window)
    field = window.field("itemThemes")
    field.type("Mor")
    window.settle()
    assert field.says == "Mor"
    assert [one.name for one in window.desk.ask(all_themes)] == ["Hours"]
    window.type("nings")
    window.press("Enter")
    assert item(window).themes == ("Hours", "Mornings")
    window.named("Take away Hours", within="itemThemes").click()
    window.settle()
    assert item(window).themes == ("Mornings",)


def test_a_theme_corrected_elsewhere_leaves_what_is_typed(window: Driver) -> None:
    window.go("themes")
    window.choose("themeList", "Hours")
    window.act("inspector")
    field = window.field("themeAliases")
    field.type("Morn")
    key = window.desk.ask(theme_named, "Hours").id
    window.desk.do(edit_theme, key, description="When we are open")
    window.settle()
    assert window.part("themeDescription").says == "When we are open"
    window.type("ings")
    window.press("Enter")
    assert window.desk.ask(theme_named, "Hours").aliases == ("Mornings",)


def test_a_title_that_is_refused_is_told_below_it(window: Driver) -> None:
    inspect_item(window)
    window.fill(itemTitle="")
    window.press("Enter")
    assert window.part("itemTitle").says == "Open late"
    assert window.part("itemTitleProblem").says == "The title is empty. Nothing was changed."
    window.fill(itemTitle="Open till nine")
    window.press("Enter")
    assert not window.has("itemTitleProblem")
    assert item(window).title == "Open till nine"


def test_a_stage_waits_for_its_reason(window: Driver) -> None:
    inspect_item(window)
    window.part("itemStage").press("End")
    assert window.dialog() == "question"
    assert item(window).stage is ItemStage.IDEA
    window.press("Esc")
    assert window.part("itemStage").says == "Ideas"
    window.part("itemStage").press("End")
    window.type("It would be too loud")
    window.press("Enter")
    assert item(window).stage is ItemStage.DECLINED
    assert window.part("itemStage").says == "Declined"


@pytest.mark.parametrize(
    ("open_it", "field", "typed"),
    [
        (inspect_item, "itemEffort", "5"),
        (inspect_item, "itemDescription", "Louder"),
        (read, "page.personHow", "By phone"),
    ],
)
def test_what_is_typed_is_saved_also_as_the_window_closes(
    window: Driver, open_it: Callable[[Driver], None], field: str, typed: str
) -> None:
    open_it(window)
    window.part(field).fill(typed)
    assert window.close()
    desk = Desk.open(window.path)
    (found,) = desk.ask(ranked_roadmap)
    how = desk.ask(person_named, "Ann Lee").contact_how
    desk.close()
    assert typed in (str(found.item.effort), found.item.description, how)


def test_another_record_brings_its_own_words(window: Driver) -> None:
    window.desk.do(record_feedback, NewFeedback("Hello", Speaker("Bo")))
    window.settle()
    read(window)
    window.fill(**{"page.personValue": "much"})
    window.press("Tab")
    assert window.has("page.personValueProblem")
    window.press("Ctrl+K")
    window.type("Bo")
    window.press("Enter")
    assert window.part("personPageName").says == "Bo"
    assert window.part("page.personValue").says == ""
    assert not window.has("page.personValueProblem")


def test_an_item_taken_back_is_shown_as_it_is(window: Driver) -> None:
    inspect_item(window)
    window.desk.do(edit_item, item(window).id, ItemFacts(effort=3, description="Bright"))
    window.settle()
    assert window.part("itemEffort").says == "3"
    assert window.part("itemDescription").says == "Bright"
    window.part("itemEffort").fill("8")
    window.press("Tab")
    assert item(window).effort == 8
    window.act("undo")
    assert window.part("itemEffort").says == "3"
