"""The history in words: which steps, on which days, and what each of them changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.desk.changes import gone, what_changed, whole_value
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    record_feedback,
)
from feedbackdesk.desk.history import history, history_keys, history_of, history_page
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.inbox import archive_many
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.themes import (
    add_alias,
    add_theme,
    delete_theme,
    merge_themes,
    rename_theme,
    theme_named,
    unassign_theme,
    unmerge_theme,
)
from feedbackdesk.domain.log import Changed, HistoryFilter
from feedbackdesk.domain.words import PersonStage


def told(desk: Desk, step_id: int | None) -> list[str]:
    """Return what a step changed, one line a fact."""
    assert step_id is not None
    story = desk.ask(what_changed, step_id)
    assert story is not None
    return [line for changed in story.changes for line in lines(changed)]


def lines(changed: Changed) -> list[str]:
    return [
        changed.words,
        *(f"{one.word}: {one.before} → {one.after}" for one in changed.fields),
    ]


def steps(desk: Desk) -> list[str]:
    return [entry.did for entry in desk.ask(history)]


def test_a_step_keeps_the_names_of_its_time(desk: Desk) -> None:
    said = desk.do(record_feedback, NewFeedback("E-mail the bills", themes=("Bills",))).result
    theme = desk.ask(theme_named, "Bills").id
    desk.do(rename_theme, theme, "Invoices")
    assert desk.undo().label == "Rename theme to Invoices"
    assert desk.labels().redo == "Rename theme to Invoices"
    done = ["Undo: Rename theme to Invoices", "Rename theme to Invoices"]
    first = "Record “E-mail the bills”"
    assert steps(desk) == [*done, first]
    desk.do(rename_theme, theme, "Paper")
    desk.do(unassign_theme, said, theme)
    desk.do(edit_feedback, said, FeedbackFacts(text="Fax the bills"))
    desk.do(rename_theme, theme, "Post")
    desk.do(delete_theme, theme)
    desk.do(delete_feedback, said)
    later = [
        "Delete “Fax the bills”",
        "Delete theme Post",
        "Rename theme to Post",
        "Edit “Fax the bills”",
        "Take “E-mail the bills” out of Paper",
        "Rename theme to Paper",
    ]
    assert steps(desk) == [*later, *done, first]
    undone = [desk.undo().label for _step in later]
    assert undone == later
    assert steps(desk) == [
        *(f"Undo: {label}" for label in reversed(later)), *later, *done, first,
    ]  # fmt: skip


def wanted(desk: Desk, **facts: object) -> list[str]:
    """Return the labels of the steps that a filter lets through."""
    keys = desk.ask(history_keys, HistoryFilter(**facts))  # type: ignore[arg-type]
    return [entry.label for entry in desk.ask(history_page, keys.ids)]


def test_an_edit_is_told_with_what_was_there_before(desk: Desk) -> None:
    desk.do(change_settings, {"currency": "EUR"})
    said = desk.do(
        record_feedback,
        NewFeedback("Can you mail it?", Speaker("Ann Lee", "Lee & Co"), on=date(2025, 11, 3)),
    ).result
    edited = desk.do(
        edit_feedback,
        said,
        FeedbackFacts(on=date(2025, 11, 2), who="Bob Ray", archived=True),
    )
    found = told(desk, edited.touched.step_id)
    assert "Feedback “Can you mail it?”" in found
    assert "date: 3 Nov 2025 → 2 Nov 2025" in found
    assert "who: Ann Lee → Bob Ray" in found
    assert "archived: no → yes" in found
    person = desk.ask(lambda read: read.people())[0].id
    money = desk.do(
        edit_person,
        person,
        PersonFacts(value=120_050, stage=PersonStage.LOST, may_quote=True),
    )
    found = told(desk, money.touched.step_id)
    assert "value a year: None → €1,200.50" in found
    assert "stage: Customer → Lost" in found
    assert "may be quoted: no → yes" in found


def test_what_was_made_is_told_as_it_was_made(desk: Desk) -> None:
    made = desk.do(
        record_feedback,
        NewFeedback(
            "Too dear.",
            Speaker("Ann Lee"),
            themes=("Prices",),
            loss=LossFacts("Price", ("Timing",), competitor="Rival"),
        ),
    )
    theme = desk.ask(lambda read: read.themes())[0].id
    desk.do(rename_theme, theme, "Lower prices")
    desk.do(edit_feedback, made.result, FeedbackFacts(text="Far too dear."))
    desk.do(delete_theme, theme)
    desk.do(delete_feedback, made.result)
    found = told(desk, made.touched.step_id)
    assert "New person: Ann Lee" in found
    assert "New feedback: “Too dear.”" in found
    assert "New theme: Prices" in found
    assert "“Far too dear.” filed under Lower prices" in found, "by the names known last"
    assert "competitor: None → Rival" in found
    assert "Also a reason: Timing" in found
    assert "Feedback deleted: “Far too dear.”" in told(desk, desk.ask(history)[0].id)


def test_themes_are_told_by_what_became_of_them(desk: Desk) -> None:
    one, other = (desk.do(add_theme, name).result for name in ("Invoices", "Bills"))
    renamed = desk.do(rename_theme, one, "Invoices by e-mail")
    called = desk.do(add_alias, one, "E-bills")
    merged = desk.do(merge_themes, other, one)
    apart = desk.do(unmerge_theme, other)
    assert told(desk, renamed.touched.step_id) == ["Theme renamed: Invoices → Invoices by e-mail"]
    assert told(desk, called.touched.step_id) == ["Invoices by e-mail is also called E-bills"]
    assert told(desk, merged.touched.step_id) == ["Theme Bills merged into Invoices by e-mail"]
    assert told(desk, apart.touched.step_id) == ["Theme Bills stands on its own again"]


def test_a_long_text_is_cut_and_can_be_had_whole(desk: Desk) -> None:
    said = desk.do(record_feedback, NewFeedback("word " * 2_000)).result
    step_id = desk.do(edit_feedback, said, FeedbackFacts(text="Short.")).touched.step_id
    assert step_id is not None
    story = desk.ask(what_changed, step_id)
    assert story is not None
    (changed,) = story.changes
    (field,) = changed.fields
    assert field.is_cut
    assert len(field.before or "") < 300
    whole = desk.ask(whole_value, changed.id, "text")
    assert whole is not None
    assert (whole.before, whole.after) == (("word " * 2_000).strip(), "Short.")


def test_a_large_step_tells_its_first_changes_and_how_many_there_are(desk: Desk) -> None:
    keys = [desk.do(record_feedback, NewFeedback(f"Number {n}")).result for n in range(30)]
    step_id = desk.do(archive_many, keys, "30 feedbacks").touched.step_id
    assert step_id is not None
    story = desk.ask(what_changed, step_id, 5)
    assert story is not None
    assert (len(story.changes), story.number) == (5, 30)


def test_steps_are_found_by_words_and_by_what_they_touched(desk: Desk) -> None:
    said = desk.do(
        record_feedback, NewFeedback("Open on Sündays.", Speaker("Ann Lee"), themes=("Hours",))
    ).result
    other = desk.do(add_theme, "100 % oat_milk").result
    hours = desk.ask(theme_named, "Hours").id
    desk.do(rename_theme, hours, "Opening hours")
    desk.do(unassign_theme, said, hours)
    desk.do(delete_theme, other)
    everything = [entry.label for entry in desk.ask(history)]
    assert wanted(desk) == everything
    assert wanted(desk, words="opening") == everything[1:3] + everything[4:]
    assert wanted(desk, words="DELETE oat") == everything[:1]
    assert wanted(desk, words="%") == [everything[0], everything[3]]
    assert wanted(desk, words="oatXmilk") == []
    assert wanted(desk, words='" OR ( NEAR *') == []
    assert wanted(desk, words="sündays") == [everything[1], everything[4]]
    assert wanted(desk, source="import") == []
    assert wanted(desk, tables=("person",)) == everything[4:]
    assert wanted(desk, of=("theme", other)) == [everything[0], everything[3]]
    of_feedback = [entry.label for entry in desk.ask(history_of, "feedback", said)]
    assert of_feedback == [everything[1], everything[4]], "also what became of its mentions"
    assert len(desk.ask(history_of, "feedback", said, 1)) == 1


def test_a_step_knows_whether_it_stands(desk: Desk) -> None:
    made = desk.do(add_theme, "Hours").touched.step_id
    undone = desk.undo().touched.step_id
    assert made is not None
    assert undone is not None
    (entry,) = desk.ask(history_page, [made])
    assert entry.taken_back is not None
    assert entry.link == undone
    redone = desk.redo().touched.step_id
    entry, back = desk.ask(history_page, [made, undone])
    assert (entry.taken_back, entry.link) == (None, redone)
    assert back.kind == "undo"
    assert back.taken_back is not None


def test_what_is_gone_says_when_it_went(desk: Desk) -> None:
    theme = desk.do(add_theme, "Hours").result
    assert desk.ask(gone, "theme", theme) is None
    desk.do(delete_theme, theme)
    assert (desk.ask(gone, "theme", theme) or "").startswith("Hours was deleted on ")
    assert desk.ask(gone, "theme", 999) == "something since erased is no longer there."


@given(st.lists(st.integers(-200_000, 200_000), min_size=1, max_size=25))
def test_days_begin_where_the_log_says_also_when_the_clock_was_set_back(
    seconds: list[int],
) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "shop.feedbackdesk")
        moments = []
        moment = datetime(2026, 3, 28, 12, tzinfo=UTC)  # a week-end in which clocks change
        with closing(sqlite3.connect(desk.path)) as raw, raw:
            for number, more in enumerate(seconds, 1):
                moment += timedelta(seconds=more)
                moments.append(moment)
                raw.execute(
                    "INSERT INTO step(uid, at, author, source, revision, kind, label, facts)"
                    " VALUES (?, ?, 'Ann', 'window', '0001', 'do', 'Edit', '{}')",
                    (str(number), moment.isoformat(timespec="microseconds")),
                )
        keys = desk.ask(history_keys)
        desk.close()
    days = [moment.astimezone().date() for moment in moments]
    expected = [
        (number, days[number - 1])
        for number in range(len(days), 0, -1)
        if number == len(days) or days[number] != days[number - 1]
    ]
    assert list(keys.ids) == list(range(len(days), 0, -1))
    assert list(keys.days) == expected
