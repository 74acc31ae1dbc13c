"""Whatever is typed at the desk: it is kept as cleaned, or refused with a sentence."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    feedback_ids,
    feedback_named,
    list_feedback,
    one_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, edit_organisation, edit_person
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    decline_item,
    edit_item,
    item_named,
    link_theme,
    move_item,
    pin_item,
    plan,
    plan_theme,
    ship_item,
)
from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.desk.themes import (
    add_alias,
    add_theme,
    all_themes,
    assign_theme,
    edit_theme,
    rename_theme,
    signpost_named,
    theme_named,
    unassign_theme,
)
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.query import parse
from feedbackdesk.domain.text import clean, name_key
from feedbackdesk.domain.words import ItemStage
from tests.store.oracle import check

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.desk.desk import Desk

HUGE = 2**70

ODD = [
    "",
    "   ",
    "\n\t ",
    "\0",
    "a\0b",
    "lone \ud800 half \udfff",
    "\u202eright to left\u202c",
    "\u200b",
    "line\r\nbreak\rs",
    "\x1b[31mred\x1b[0m",
    "x" * 301,
    "%s %d {name} {result:feedback}",
    "'; DROP TABLE feedback; --",
    '"quoted" OR * NEAR(',
    "=HYPERLINK(1)",
    "null",
    "½ ² Ⅷ",
    "42",
    "e\u0301\u200d\u0301",
]


def naughty(shared_data: Path) -> list[str]:
    strings = json.loads((shared_data / "blns" / "blns.json").read_text())
    assert len(strings) > 400
    return [*ODD, *strings]


def tried(desk: Desk, intention: Any, *args: Any, **facts: Any) -> Any:
    """Return what was done, or None where it was refused with a sentence."""
    try:
        return desk.do(intention, *args, **facts).result
    except Refusal as refusal:
        sentence = str(refusal)
    assert "Nothing was changed" in sentence
    return None


@pytest.mark.slow("five hundred strings, each recorded, found and taken back")
def test_any_string_as_words_names_and_notes_comes_back_as_cleaned(
    desk: Desk, shared_data: Path
) -> None:
    for text in naughty(shared_data):
        new = NewFeedback(
            text,
            Speaker(text, text, phone=text),
            themes=(text,),
            loss=LossFacts(text, (text,), competitor=text, stage_reached=text, alternative=text),
        )
        key = tried(desk, record_feedback, new)
        if key is None:
            continue
        said = desk.ask(one_feedback, key)
        assert said is not None
        assert said.loss is not None
        assert said.text == clean(text)
        assert said.loss.alternative == clean(text)
        assert name_key(said.who or "") == name_key(text)
        assert desk.ask(theme_named, text).name in said.themes
        assert said.organisation_id == desk.ask(organisation_named, text).id
        asked = parse(text)
        assert key in desk.ask(feedback_ids, words=text) or not asked or asked.without
    check(desk)
    undone = 0
    while desk.labels().undo:
        desk.undo()
        undone += 1
    assert undone > 300
    check(desk)


def test_any_string_in_any_other_field_is_kept_or_refused(desk: Desk, shared_data: Path) -> None:
    said = desk.do(record_feedback, NewFeedback("It rains.", Speaker("Ann", "Acme"))).result
    ann, acme = desk.ask(person_named, "Ann").id, desk.ask(organisation_named, "Acme").id
    theme = desk.do(add_theme, "Roof").result
    item = desk.do(plan, ["Roof"]).result
    for text in naughty(shared_data)[::4] + ODD:
        tried(desk, assign_theme, said, theme, quote=text)
        tried(desk, edit_theme, theme, name=text, description=text)
        tried(desk, rename_theme, theme, text)
        tried(desk, add_alias, theme, text)
        tried(desk, edit_item, item, ItemFacts(title=text, description=text, target=text, why=text))
        tried(desk, decline_item, item, text)
        tried(desk, plan, [text], item=text)
        tried(desk, edit_organisation, acme, name=text, notes=text)
        facts: dict[str, Any]
        for name in ("name", "email", "phone", "organisation", "notes", "referred_by"):
            facts = {name: text}
            tried(desk, edit_person, ann, PersonFacts(**facts))
        for name in ("text", "who", "organisation"):
            facts = {name: text}
            tried(desk, edit_feedback, said, FeedbackFacts(**facts))
        for name in ("business_name", "currency", "logo", "days_to_answer", text):
            tried(desk, change_settings, {name: text})
        for question in (theme_named, person_named, organisation_named, item_named, feedback_named):
            try:
                desk.ask(question, text)
            except Refusal as refusal:
                sentence = str(refusal)
            else:
                continue
            assert sentence.endswith(".")
    desk.ask(settings)
    check(desk)


@pytest.mark.parametrize("size", [1_000_000, 5_000_000])
def test_a_very_long_text_is_kept_whole(desk: Desk, size: int) -> None:
    words = ("wörter " * (size // 7 + 1))[:size].strip()
    key = desk.do(record_feedback, NewFeedback(words, themes=("Long",))).result
    kept = desk.ask(one_feedback, key)
    assert kept is not None
    assert kept.text == words
    assert len(desk.labels().undo or "") < 80
    assert [one.id for one in desk.ask(list_feedback, words="wörter")] == [key]
    theme = desk.ask(theme_named, "Long").id
    desk.do(edit_theme, theme, description=words)
    desk.do(delete_feedback, key)
    desk.undo()
    desk.undo()
    kept = desk.ask(one_feedback, key)
    assert kept is not None
    assert kept.text == words


def test_a_text_without_end_is_refused(desk: Desk) -> None:
    assert tried(desk, record_feedback, NewFeedback("x" * 10_000_001)) is None
    assert tried(desk, add_theme, "x" * 1_000_000) is None


@pytest.mark.parametrize(
    "day", [date.min, date(1899, 12, 31), local_today() + timedelta(days=1), date.max]
)
def test_a_day_that_cannot_be_is_refused(desk: Desk, day: date) -> None:
    said = desk.do(record_feedback, NewFeedback("Hello.")).result
    item = desk.do(plan, ["Hello"]).result
    assert tried(desk, record_feedback, NewFeedback("x", on=day)) is None
    with pytest.raises(Refusal):
        desk.do(edit_feedback, said, FeedbackFacts(on=day))
    with pytest.raises(Refusal):
        desk.do(ship_item, item, day)
    if day.year not in range(1900, 2200):
        new = NewFeedback("x", loss=LossFacts("Price", revisit=day))
        assert tried(desk, record_feedback, new) is None


@pytest.mark.parametrize("key", [0, -1, 10**6, 2**63 - 1, 2**63, HUGE, -HUGE])
def test_a_key_that_is_nobodys_is_refused(desk: Desk, key: int) -> None:
    said = desk.do(record_feedback, NewFeedback("Hello.", Speaker("Ann"), themes=("T",))).result
    theme = desk.ask(theme_named, "T").id
    item = desk.do(plan, ["T"]).result
    attempts: tuple[tuple[Any, tuple[Any, ...]], ...] = (
        (record_feedback, (NewFeedback("x", Speaker(person_id=key)),)),
        (edit_feedback, (key, FeedbackFacts(text="x"))),
        (delete_feedback, (key,)),
        (assign_theme, (said, key)),
        (assign_theme, (key, theme)),
        (rename_theme, (key, "New")),
        (add_alias, (key, "Other")),
        (link_theme, (item, key)),
        (link_theme, (key, theme)),
        (plan_theme, (key, ItemStage.NOW)),
        (move_item, (key, ItemStage.NOW)),
        (pin_item, (key, 1)),
        (edit_person, (key, PersonFacts(notes="x"))),
    )
    for intention, args in attempts:
        with pytest.raises(Refusal, match="Nothing was changed"):
            desk.do(intention, *args)
    assert tried(desk, unassign_theme, said, key) is None
    for question in (theme_named, person_named, organisation_named, item_named, feedback_named):
        with pytest.raises(NotThere):
            desk.ask(question, str(abs(key) + 10**7))
    check(desk)


@pytest.mark.parametrize("amount", [-1, 10**14, HUGE])
def test_an_amount_that_cannot_be_is_refused(desk: Desk, amount: int) -> None:
    new = NewFeedback("x", Speaker("Ann", "Acme"), loss=LossFacts("Price", value=amount))
    assert tried(desk, record_feedback, new) is None
    desk.do(record_feedback, NewFeedback("x", Speaker("Ann", "Acme")))
    with pytest.raises(Refusal):
        desk.do(edit_person, 1, PersonFacts(value=amount))
    with pytest.raises(Refusal):
        desk.do(edit_organisation, 1, value=amount)
    item = desk.do(plan, ["T"]).result
    for facts in (ItemFacts(effort=0), ItemFacts(effort=-1), ItemFacts(effort=HUGE)):
        with pytest.raises(Refusal):
            desk.do(edit_item, item, facts)
    for place in (0, -1, HUGE):
        with pytest.raises(Refusal):
            desk.do(pin_item, item, place)


def test_a_name_is_one_whatever_its_case(desk: Desk) -> None:
    first = desk.do(add_theme, "Straßenfest").result
    for name in ("STRASSENFEST", " straßenfest ", "Straßen\u200bfest"):
        with pytest.raises(Refusal, match="already a theme called “Straßenfest”"):
            desk.do(add_theme, name)
        desk.do(record_feedback, NewFeedback("Me too.", themes=(name,)))
    desk.do(rename_theme, first, "STRASSENFEST")
    (theme,) = desk.ask(all_themes)
    assert (theme.id, theme.name, theme.mentions) == (first, "STRASSENFEST", 3)
    with pytest.raises(Refusal, match="was merged"):
        desk.ask(signpost_named, "Straßenfest")


def test_a_theme_called_by_a_number_is_not_the_item_of_that_key(desk: Desk) -> None:
    for number in range(1, 4):
        assert desk.do(plan, [str(4 - number)]).result == number
    titles = [desk.ask(item_named, str(number)).title for number in range(1, 4)]
    assert titles == ["1", "2", "3"]


def test_moving_an_item_to_where_it_is_keeps_why(desk: Desk) -> None:
    item = desk.do(plan, ["Roof"]).result
    desk.do(decline_item, item, "Too dear.")
    desk.do(pin_item, item, 1, ItemStage.DECLINED)
    desk.do(edit_item, item, ItemFacts(stage=ItemStage.DECLINED, effort=2))
    assert desk.ask(item_named, "Roof").why == "Too dear."
    desk.do(move_item, item, ItemStage.NEXT)
    assert desk.ask(item_named, "Roof").why == ""


@pytest.mark.slow("ten thousand themes are made, one by one")
def test_ten_thousand_themes_fit(desk: Desk) -> None:
    names = tuple(f"Theme {number}" for number in range(10_000))
    desk.do(record_feedback, NewFeedback("Everything.", themes=names))
    for start in range(0, 2_000, 500):
        desk.do(plan, list(names[start : start + 500]), item="All of it")
    assert len(desk.ask(all_themes)) == 10_000
    check(desk)
    desk.undo()
    check(desk)
