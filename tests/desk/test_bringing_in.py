"""A file brought in: what is taken, what is known, who is meant, and all of it taken back."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, delete_feedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, identify, person_named
from feedbackdesk.desk.importing.foreseeing import foresee
from feedbackdesk.desk.importing.taking import bring_in, run_numbers
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import Ambiguous, Refusal
from feedbackdesk.domain.foreseen import Choices, Fate, Into
from feedbackdesk.domain.found import (
    Found,
    FoundFeedback,
    FoundItem,
    FoundLoss,
    FoundPerson,
    FoundReach,
    FoundWho,
    Origin,
    Record,
    Refused,
)
from feedbackdesk.domain.rows import Person
from feedbackdesk.domain.words import ItemStage, Kind, Outcome, PersonStage
from feedbackdesk.store.reader import Reader
from feedbackdesk.store.schema import LOGGED

DAY = date(2026, 4, 3)
ANN = FoundWho("Ann Lee", "Harbour", "ann@harbour.example")
FILE = "calls.csv"


def row(number: int, words: str, who: FoundWho = ANN, **facts: object) -> FoundFeedback:
    """Return a row of a table of calls."""
    given: dict[str, object] = {"on": DAY, **facts}
    return FoundFeedback(
        Origin("table calls", str(number), f"row {number}"),
        words,
        who,
        **given,  # type: ignore[arg-type]
    )


def table(*records: Record, refused: tuple[Refused, ...] = ()) -> Found:
    """Return a file of such rows."""
    return Found("csv", tuple(records), refused)


def fates(desk: Desk, found: Found, choices: Choices | None = None) -> list[Fate]:
    """Return what would become of each record."""
    return [one.fate for one in desk.ask(foresee, found, choices).entries]


def words(desk: Desk) -> list[str]:
    """Return all that was ever said."""
    return sorted(one.text for one in desk.ask(list_feedback))


def person_called(read: Reader, name: str) -> Person:
    """Return somebody by name."""
    return person_named(read, name)


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every logged table, as it is in the file."""
    desk.rest()
    with closing(sqlite3.connect(desk.path)) as raw:
        return {
            name: raw.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in LOGGED
        }


LATE = row(1, "The van is late", kind=Kind.PROBLEM, themes=("Delivery",))
CALLS = table(
    LATE,
    row(2, "Could the bill come by mail?", FoundWho("Bo Ek", "Pier")),
    row(3, "Lovely rolls", FoundWho("Ann Lee", "Harbour"), kind=Kind.PRAISE),
    refused=(Refused("row 4", "no words, so nothing was said"),),
)


def test_a_table_of_calls_is_foreseen_and_taken_as_it_was(desk: Desk) -> None:
    seen = desk.ask(foresee, CALLS)
    assert seen.numbers == {
        "read": 4, "taken": 3, "known": 0, "changed": 0, "gone": 0, "refused": 1,
        "people": 2, "organisations": 2, "themes": 1, "losses": 0, "heap": 0, "aside": 0,
    }  # fmt: skip
    assert seen.kinds == {"problem": 1, "request": 1, "praise": 1}
    assert words(desk) == [], "only foreseen"
    desk.do(bring_in, FILE, CALLS)
    by_words = {one.text: one for one in desk.ask(list_feedback)}
    late, rolls = by_words["The van is late"], by_words["Lovely rolls"]
    assert (late.who, late.organisation, late.on, late.kind) == (
        "Ann Lee", "Harbour", DAY, Kind.PROBLEM,
    )  # fmt: skip
    assert late.who_id == rolls.who_id
    assert [theme.name for theme in desk.ask(all_themes)] == ["Delivery"]
    assert [theme.requests for theme in desk.ask(all_themes)] == [1]


def test_the_same_file_brings_nothing_twice_and_an_overlapping_one_the_rest(desk: Desk) -> None:
    desk.do(bring_in, FILE, CALLS)
    again = desk.ask(foresee, CALLS)
    assert (again.numbers["known"], again.numbers["taken"]) == (3, 0)
    before = desk.newest_uid()
    assert desk.do(bring_in, FILE, CALLS).result is None
    assert desk.newest_uid() == before, "nothing to take is no step"
    more = table(*CALLS.records[1:], row(5, "A second lid", FoundWho("Bo Ek", "Pier")))
    assert fates(desk, more) == [Fate.KNOWN, Fate.KNOWN, Fate.TAKEN]
    desk.do(bring_in, "more.csv", more)
    assert len(words(desk)) == 4


def test_one_undo_takes_all_back_and_the_file_can_come_again(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("Before", Speaker("Bo Ek", "Pier")))
    before = everything(desk)
    assert desk.do(bring_in, FILE, CALLS).label == "Bring in calls.csv"
    desk.undo()
    assert everything(desk) == before
    assert fates(desk, CALLS).count(Fate.TAKEN) == 3, "what was undone is not known any more"
    desk.redo()
    assert fates(desk, CALLS).count(Fate.KNOWN) == 3, "what was redone is"


def test_what_says_something_else_now_is_taken_over_or_left(desk: Desk) -> None:
    desk.do(bring_in, FILE, CALLS)
    late = replace(LATE, words="The van is late each Monday", kind=None)
    changed = table(late, *CALLS.records[1:])
    assert fates(desk, changed) == [Fate.CHANGED, Fate.KNOWN, Fate.KNOWN]
    assert desk.do(bring_in, FILE, changed, Choices(take_changed=False)).result is None
    assert "The van is late" in words(desk)
    desk.do(bring_in, FILE, changed)
    assert "The van is late each Monday" in words(desk)
    (now,) = [one for one in desk.ask(list_feedback) if one.text.startswith("The van")]
    assert now.kind is Kind.PROBLEM, "what the file leaves out stays"
    assert fates(desk, changed) == [Fate.KNOWN] * 3
    desk.undo()
    assert "The van is late" in words(desk)


def test_what_is_not_in_the_file_any_more_stays_unless_it_is_to_go(desk: Desk) -> None:
    desk.do(bring_in, FILE, CALLS)
    fewer = table(*CALLS.records[1:])
    assert desk.ask(foresee, fewer).numbers["gone"] == 1
    desk.do(bring_in, FILE, fewer)
    assert len(words(desk)) == 3
    (gone,) = desk.ask(foresee, fewer).gone
    kept = Choices(delete_gone=True, but_gone=frozenset({(gone.table, gone.row_id)}))
    assert desk.do(bring_in, FILE, fewer, kept).result is None
    desk.do(bring_in, FILE, fewer, Choices(delete_gone=True))
    assert words(desk) == ["Could the bill come by mail?", "Lovely rolls"]
    assert desk.ask(foresee, fewer).numbers["gone"] == 0


def test_what_the_owner_deleted_does_not_come_again(desk: Desk) -> None:
    desk.do(bring_in, FILE, CALLS)
    late = next(one for one in desk.ask(list_feedback) if one.text == "The van is late")
    desk.do(delete_feedback, late.id)
    assert fates(desk, CALLS) == [Fate.KNOWN] * 3 + [Fate.REFUSED]


def test_what_was_recorded_by_hand_is_known_by_words_day_and_speaker(desk: Desk) -> None:
    spoke = Speaker("Ann Lee", "Harbour")
    desk.do(record_feedback, NewFeedback("The van is late", spoke, on=DAY))
    same = row(9, "The van is late", FoundWho("Ann Lee", "Harbour"))
    others = (
        replace(same, on=DAY - timedelta(days=1)),
        replace(same, who=FoundWho("Bo Ek", "Pier")),
        replace(same, words="The van is late!"),
    )
    for number, one in enumerate((same, *others)):
        assert fates(desk, table(one)) == [Fate.TAKEN if number else Fate.KNOWN], one


def test_what_was_recorded_by_hand_is_followed_once_it_came_with_a_file(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("The van is late", Speaker("Ann Lee", "Harbour"), on=DAY))
    late = row(9, "The van is late", FoundWho("Ann Lee", "Harbour"))
    desk.do(bring_in, FILE, table(late, row(10, "Lovely rolls")))
    later = replace(late, words="The van is very late")
    assert fates(desk, table(later)) == [Fate.CHANGED]
    desk.do(bring_in, FILE, table(later))
    assert words(desk) == ["Lovely rolls", "The van is very late"]
    desk.undo()
    desk.undo()
    assert words(desk) == ["The van is late"]
    assert fates(desk, table(late, later)) == [Fate.KNOWN, Fate.KNOWN]


def test_two_rows_that_say_the_same_are_one(desk: Desk) -> None:
    one = replace(row(1, "Same"), origin=Origin("table calls", "", "row 1"))
    two = replace(one, origin=Origin("table calls", "", "row 2"))
    assert fates(desk, table(one, two)) == [Fate.TAKEN, Fate.KNOWN]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (row(1, "  "), "There are no words to record."),
        (row(1, "Later", on=date(2150, 1, 1)), "1 January 2150 has not come yet."),
        (
            row(1, "Lost", loss=FoundLoss("Price", value="1,2,3 pounds")),
            "1,2,3 pounds",
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_the_others_are_taken(
    desk: Desk, said: FoundFeedback, sentence: str
) -> None:
    seen = desk.ask(foresee, table(said, row(2, "Fine")))
    assert [one.fate for one in seen.entries] == [Fate.REFUSED, Fate.TAKEN]
    assert sentence in seen.entries[0].sentence
    assert "Nothing was changed" not in seen.entries[0].sentence
    desk.do(bring_in, FILE, table(said, row(2, "Fine")))
    assert words(desk) == ["Fine"]


def test_lost_sales_keep_their_reasons_and_make_their_speakers_lost(desk: Desk) -> None:
    loss = FoundLoss("Price", ("Timing",), Outcome.COMPETITOR, "Cup Galleon", "1,200.50")
    desk.do(bring_in, "deals.csv", table(row(1, "Too dear", loss=loss)))
    (said,) = desk.ask(list_feedback)
    assert said.loss is not None
    assert (said.kind, said.loss.reason, said.loss.also, said.loss.value) == (
        Kind.LOSS, "Price", ("Timing",), 120_050,
    )  # fmt: skip
    assert said.loss.competitor == "Cup Galleon"
    assert desk.ask(person_called, "Ann Lee").stage is PersonStage.LOST


# Who is meant


def test_an_address_book_fills_in_what_is_missing_and_overwrites_nothing(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("Hello", Speaker("Ann Lee", "Harbour", "ann@h.example")))
    card = FoundPerson(
        Origin("vcard", "1", "card 1"),
        FoundWho("Ann Lee", "Harbour", "ann@h.example", "+44 20 7946 0958"),
        (FoundReach("email", "lee@home.example", "home"),),
        "1200",
        "Likes oat milk",
    )
    assert fates(desk, table(card)) == [Fate.TAKEN]
    desk.do(bring_in, "people.vcf", table(card))
    ann = desk.ask(person_called, "Ann Lee")
    assert (ann.phone, ann.value, ann.notes) == ("+44 20 7946 0958", 120_000, "Likes oat milk")
    other = replace(card, origin=Origin("vcard", "", "card 1"), notes="Hates oat milk", value="1")
    assert fates(desk, table(other)) == [Fate.TAKEN], "what is noted there is not lost"
    desk.do(bring_in, "people.vcf", table(other))
    ann = desk.ask(person_called, "Ann Lee")
    assert (ann.value, ann.notes) == (120_000, "Likes oat milk\nHates oat milk")
    again = replace(other, notes="Hates oat milk")
    assert fates(desk, table(again)) == [Fate.KNOWN], "nothing new in it"


def test_whom_several_fit_is_asked_for_and_somebody_new_where_nobody_answers(desk: Desk) -> None:
    for firm in ("Harbour", "Pier"):
        desk.do(record_feedback, NewFeedback("Hi", Speaker("Ann Lee", firm)))
    file = table(row(1, "Which Ann?", FoundWho("Ann Lee")), row(2, "Again", FoundWho("Ann Lee")))
    (question,) = desk.ask(foresee, file).questions
    assert question.records == 2
    assert [one.words for one in question.answers] == [
        "Somebody new: Ann Lee", "Ann Lee (Harbour)", "Ann Lee (Pier)",
    ]  # fmt: skip
    assert desk.ask(foresee, file).people == 1
    pier = Choices(answers={question.name: question.answers[2].value})
    assert desk.ask(foresee, file, pier).people == 0
    desk.do(bring_in, FILE, file, pier)
    said = {one.text: one.organisation for one in desk.ask(list_feedback)}
    assert said["Which Ann?"] == said["Again"] == "Pier"


def test_a_name_wins_over_the_address_of_another(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("Hi", Speaker("Bo Ek", "Pier", "info@pier.example")))
    file = table(row(1, "Shared", FoundWho("Ann Lee", "", "info@pier.example")))
    (question,) = desk.ask(foresee, file).questions
    assert "Bo Ek (Pier)" in question.sentence
    desk.do(bring_in, FILE, file)
    (said,) = [one for one in desk.ask(list_feedback) if one.text == "Shared"]
    assert said.who == "Ann Lee"


def test_who_was_erased_is_not_brought_back(desk: Desk) -> None:
    desk.do(bring_in, FILE, CALLS)
    ann = desk.ask(person_called, "Ann Lee")
    desk.erase(ann.id)
    seen = desk.ask(foresee, CALLS)
    assert [one.fate for one in seen.entries[:3]] == [Fate.KNOWN] * 3
    again = table(row(7, "Said long ago", on=DAY - timedelta(days=30)))
    seen = desk.ask(foresee, again)
    assert [one.fate for one in seen.entries] == [Fate.REFUSED]
    assert "erased" in seen.entries[0].sentence


# Boards


def test_the_posts_of_a_board_become_items_that_their_voters_asked_for(desk: Desk) -> None:
    post = FoundItem(
        Origin("fider", "7", "post 7"), "Dark mode", "My eyes hurt", ItemStage.NEXT, DAY,
        FoundWho("Ann Lee", "Harbour"), (FoundWho("Bo Ek", "Pier"), FoundWho("Cy Doe")), 12,
    )  # fmt: skip
    desk.do(bring_in, "posts.csv", table(post))
    (item,) = desk.ask(full_roadmap)
    assert (item.item.title, item.item.stage, item.item.requests) == (
        "Dark mode",
        ItemStage.NEXT,
        3,
    )
    (theme,) = desk.ask(all_themes)
    assert theme.requests == 3, "votes of nobody are not counted"
    assert theme.votes == 12
    more = replace(post, voters=(*post.voters, FoundWho("Di Fox")), stage=ItemStage.NOW)
    assert fates(desk, table(more)) == [Fate.CHANGED]
    desk.do(bring_in, "posts.csv", table(more))
    (item,) = desk.ask(full_roadmap)
    assert (item.item.stage, item.item.requests) == (ItemStage.NOW, 4)


def test_a_file_is_brought_in_as_what_the_owner_says(desk: Desk) -> None:
    seen = {into: desk.ask(foresee, CALLS, Choices(into=into)) for into in Into}
    assert (seen[Into.PEOPLE].people, seen[Into.PEOPLE].kinds) == (2, {})
    assert seen[Into.LOSSES].losses == 3
    desk.do(bring_in, FILE, CALLS, Choices(into=Into.PEOPLE))
    assert words(desk) == []
    assert desk.ask(person_called, "Bo Ek").organisation == "Pier"


def test_what_is_said_while_it_is_brought_in_may_end_it_and_leaves_nothing(desk: Desk) -> None:
    before = everything(desk)

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.do(bring_in, FILE, CALLS, None, stop)
    assert everything(desk) == before


# Against recording them one after the other

_NAMES = st.sampled_from(["", "Ann Lee", "A. Lee", "Bo Ek", "ann lee", "Cy"])
_FIRMS = st.sampled_from(["", "Harbour", "Pier", "harbour "])
_ADDRESSES = st.sampled_from(["", "ann@harbour.example", "info@pier.example", "ek@pier.example"])
_NUMBERS = st.sampled_from(["", "+44 20 7946 0958", "020 7946 0958", "+49 30 901820"])
_WHO = st.builds(FoundWho, _NAMES, _FIRMS, _ADDRESSES, _NUMBERS)


def people_as_said(desk: Desk) -> list[tuple[object, ...]]:
    """Return who said what, the people told apart by all that is known of them."""
    people = {one.id: one for one in desk.ask(all_people)}
    return [
        (one.text, one.who, one.organisation, people[one.who_id].email, people[one.who_id].phone)
        if one.who_id is not None
        else (one.text, None, one.organisation)
        for one in sorted(desk.ask(list_feedback), key=lambda one: one.text)
    ]


@pytest.mark.slow("two workspaces are made for each file")
@settings(max_examples=40)
@example(
    before=[],
    file=[
        FoundWho("", "", "ann@harbour.example", "+44 20 7946 0958"),
        FoundWho("Ann Lee", "", "ann@harbour.example"),
        FoundWho("", "", "ann@harbour.example"),
    ],
)
@given(before=st.lists(_WHO, max_size=2), file=st.lists(_WHO, max_size=4))
def test_a_file_means_whom_its_rows_mean_when_they_are_recorded_in_turn(
    before: list[FoundWho], file: list[FoundWho]
) -> None:
    with TemporaryDirectory() as folder:
        one, other = (Desk.open(Path(folder) / f"{name}.feedbackdesk") for name in "ab")
        try:
            for desk, late in ((one, file), (other, [])):
                for number, who in enumerate((*before, *late)):
                    try:
                        desk.do(
                            record_feedback,
                            NewFeedback(f"Said {number}", said_by(desk, who), on=DAY),
                        )
                    except Ambiguous:
                        assume(False)
            rows = [
                row(number, f"Said {number}", who) for number, who in enumerate(file, len(before))
            ]
            other.do(bring_in, FILE, table(*rows))
            assert people_as_said(other) == people_as_said(one)
        finally:
            one.close()
            other.close()


def said_by(desk: Desk, who: FoundWho) -> Speaker:
    """Return who an owner types: whoever has no name is called by the address or the number."""
    typed = Speaker(
        who.name or None, who.organisation or None, who.email or None, who.phone or None
    )
    way = typed.email or typed.phone
    if typed.name or way is None:
        return typed
    with suppress(Refusal):
        match = desk.ask(identify, typed)
        if match.person is not None or match.is_placed:
            return typed
    return replace(typed, name=way)


def test_a_run_tells_what_it_took_and_not_what_was_foreseen_before_others_wrote(
    tmp_path: Path,
) -> None:
    ours = Desk.open(tmp_path / "shop.feedbackdesk")
    theirs = Desk.open(tmp_path / "shop.feedbackdesk")
    every = table(row(1, "More lids"), row(2, "Oat milk"), row(3, "Later hours"))
    foreseen = ours.ask(foresee, every, Choices())
    theirs.do(bring_in, "some.csv", table(row(1, "More lids"), row(2, "Oat milk")))
    run = ours.do(bring_in, FILE, every).result
    assert run is not None
    numbers = ours.ask(run_numbers, run)
    assert (foreseen.numbers["taken"], foreseen.numbers["known"], foreseen.numbers["people"]) == (
        3, 0, 1,
    )  # fmt: skip
    assert (numbers["taken"], numbers["known"], numbers["people"]) == (1, 2, 0)
    ours.undo()
    assert ours.ask(run_numbers, run) == {}
    ours.close()
    theirs.close()
