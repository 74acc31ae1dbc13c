"""An erased person: found in no byte of the file, and still counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.changes import what_changed
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.erasures import reach
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.followups import finish, owed
from feedbackdesk.desk.history import history, versions_of
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.merging import merge_people, unmerge_person
from feedbackdesk.desk.movement import take_snapshot
from feedbackdesk.desk.people import PersonFacts, all_people, edit_person
from feedbackdesk.desk.privacy import held_on, prune, to_be_erased
from feedbackdesk.desk.roadmap import ItemFacts, edit_item, full_roadmap, plan
from feedbackdesk.desk.search import save_view, saved_views
from feedbackdesk.desk.themes import all_themes, assign_theme
from feedbackdesk.domain.errors import CannotUndo, Refusal
from feedbackdesk.domain.movement import decode
from feedbackdesk.domain.words import FollowUpResult, Kind
from feedbackdesk.store.opening import open_workspace
from tests.store.oracle import rows_of

SECRETS = (
    "Zanthia", "Quorl", "zanthia@quorl.example", "+44 7700", "marmalade", "gossamer", "Z. Q.",
    "tangerine", "obsidian",
)  # fmt: skip


def tell(desk: Desk) -> int:
    """Let Zanthia say, own and owe all that can be held on somebody; return her key."""
    zanthia = Speaker("Zanthia Quorl", email="zanthia@quorl.example", phone="+44 7700 900123")
    new = NewFeedback("Sell me marmalade", zanthia, themes=("Jam",))
    feedback_id = desk.do(record_feedback, new).result
    desk.do(assign_theme, feedback_id, desk.ask(all_themes)[0].id, quote="marmalade")
    desk.do(edit_feedback, feedback_id, FeedbackFacts(text="Sell me gossamer marmalade"))
    lost = LossFacts("Price", alternative="The obsidian jar in Pine Street")
    desk.do(record_feedback, NewFeedback("Zanthia said no", zanthia, themes=("Jam",), loss=lost))
    gone = desk.do(record_feedback, NewFeedback("And a tangerine", zanthia)).result
    desk.do(delete_feedback, gone)
    desk.do(record_feedback, NewFeedback("Stale!", zanthia, kind=Kind.PROBLEM))
    desk.do(finish, desk.ask(owed)[0].id, FollowUpResult.TOLD, said="Dear Zanthia")
    key = desk.ask(person_named, "Zanthia Quorl").id
    desk.do(edit_person, key, PersonFacts(notes="Likes obsidian", contact_how="Ask for Quorl"))
    desk.do(record_feedback, NewFeedback("Hello", Speaker("Z. Q."), themes=("Jam",)))
    desk.do(merge_people, desk.ask(person_named, "Z. Q.").id, key)
    desk.do(save_view, "Zanthia", 'who:"Zanthia Quorl"')
    desk.do(save_view, "Jam", "theme:jam")
    desk.do(record_feedback, NewFeedback("More jam", Speaker("Bo"), themes=("Jam",)))
    desk.do(plan, ["Jam"])
    return key


def bytes_of(folder: Path) -> bytes:
    """Return every byte of every file of a workspace, in lower case."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir())).lower()


def test_nothing_is_left_and_everything_counts(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    pen = Drafts(desk.path).begin()
    pen.write({"who": "Zanthia Quorl", "words": "half typed"})
    pen.close()
    before = [(one.item.requests, one.item.mentions) for one in desk.ask(full_roadmap)]
    themes = [(one.name, one.requests, one.mentions) for one in desk.ask(all_themes)]
    said = len(desk.ask(list_feedback))
    everything = bytes_of(tmp_path)
    assert all(secret.lower().encode() in everything for secret in SECRETS)
    texts = {one.text: one.id for one in desk.ask(list_feedback)}
    corrected = texts["Sell me gossamer marmalade"]
    assert [one.before for one in desk.ask(versions_of, corrected)] == ["Sell me marmalade"]
    erased = desk.erase(key)
    assert (erased.feedback, erased.drafts, erased.swept) == (5, 1, True)
    assert Path(f"{desk.path}-wal").stat().st_size == 0, "all that stays lies in the file itself"
    assert [(one.item.requests, one.item.mentions) for one in desk.ask(full_roadmap)] == before
    assert [(one.name, one.requests, one.mentions) for one in desk.ask(all_themes)] == themes
    assert len(desk.ask(list_feedback)) == said
    assert {one.who for one in desk.ask(list_feedback)} == {"An erased person", "Bo"}
    assert [one.name for one in desk.ask(saved_views)] == ["Jam"]
    assert desk.ask(owed) == []
    assert desk.check() == []
    left = bytes_of(tmp_path)
    assert [secret for secret in SECRETS if secret.lower().encode() in left] == []
    assert desk.ask(versions_of, corrected) == [], "nor what it said before"
    assert "Erase a person for good" in {one.did for one in desk.ask(history)}
    for one in desk.ask(history):
        told = f"{one.did} {desk.ask(what_changed, one.id)}"
        assert not any(secret in told for secret in SECRETS)
    with pytest.raises(Refusal, match="erased already"):
        desk.erase(key)


def test_what_was_erased_cannot_be_undone_back(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    desk.erase(key)
    tried = 0
    for one in desk.ask(history):
        try:
            desk.undo(one.id)
        except CannotUndo:
            tried += 1
    assert tried
    left = bytes_of(tmp_path)
    assert [secret for secret in SECRETS if secret.lower().encode() in left] == []
    assert desk.check() == []


def test_what_rests_on_somebody_who_was_erased_is_not_taken_back_and_says_so(
    desk: Desk,
) -> None:
    zanthia = Speaker("Zanthia Quorl")
    said = desk.do(record_feedback, NewFeedback("Jam", zanthia, themes=("Jam",)))
    edited = desk.do(edit_feedback, said.result, FeedbackFacts(text="More jam"))
    desk.erase(desk.ask(person_named, "Zanthia Quorl").id)
    before = rows_of(desk.path)
    for step_id, told in (
        (
            said.touched.step_id,
            "Cannot take this back: Record “(erased)”. Somebody was erased for good since then. "
            "Nothing was changed.",
        ),
        (
            edited.touched.step_id,
            "That cannot be taken back: somebody who was erased for good is part of it. "
            "Nothing was changed.",
        ),
    ):
        with pytest.raises(CannotUndo) as declined:
            desk.undo(step_id)
        assert (str(declined.value), declined.value.steps) == (told, ())
    assert rows_of(desk.path) == before


def test_a_record_that_was_merged_meanwhile_is_not_erased_without_the_other(desk: Desk) -> None:
    for name in ("Ann", "Anna"):
        desk.do(record_feedback, NewFeedback(f"{name} wants jam", Speaker(name)))
    ann, anna = (desk.ask(person_named, name).id for name in ("Ann", "Anna"))
    desk.do(merge_people, ann, anna)
    apart = desk.do(unmerge_person, ann)
    desk.do(merge_people, anna, ann)
    before = rows_of(desk.path)
    told = "^That record was merged into Ann. Nothing was changed; erase Ann to erase both.$"
    with pytest.raises(Refusal, match=told):
        desk.ask(to_be_erased, anna)
    with pytest.raises(Refusal, match=told):
        desk.erase(anna)
    assert rows_of(desk.path) == before
    assert desk.erase(ann).feedback == 2
    with pytest.raises(Refusal, match="erased already"):
        desk.erase(anna)
    with pytest.raises(CannotUndo, match="erased for good"):
        desk.undo(apart.touched.step_id)
    assert {row["name"] for row in rows_of(desk.path)["person"].values()} == {"An erased person"}
    assert desk.check() == []


def test_another_window_sees_it_and_words_of_others_are_named(desk: Desk) -> None:
    key = tell(desk)
    other = desk.do(record_feedback, NewFeedback("Zanthia Quorl told me", Speaker("Bo"))).result
    window = Desk.open(desk.path)
    seen: list[bool] = []
    window.on_change(lambda touched: seen.append(touched.touches("person", "feedback")))
    window.poll()
    erased = desk.erase(key)
    assert [(one.table, one.key) for one in erased.elsewhere] == [("feedback", other)]
    assert window.poll()
    assert seen[-1]
    assert {one.name for one in window.ask(all_people)} == {"An erased person", "Bo"}
    window.close()


def test_what_others_once_said_of_them_is_taken_out_of_the_log(desk: Desk) -> None:
    key = tell(desk)
    said = desk.do(record_feedback, NewFeedback("Zanthia Quorl told me", Speaker("Bo"))).result
    unlike = desk.do(record_feedback, NewFeedback("Bread", Speaker("Bo"))).result
    told = "Somebody told me"
    edited = [desk.do(edit_feedback, one, FeedbackFacts(text=told)) for one in (said, unlike)]
    assert desk.erase(key).elsewhere == ()
    left = bytes_of(desk.path.parent)
    assert [secret for secret in SECRETS if secret.lower().encode() in left] == []
    with pytest.raises(CannotUndo, match="somebody who was erased for good is part of it"):
        desk.undo(edited[0].touched.step_id)
    desk.undo(edited[1].touched.step_id)
    texts = {one.id: one.text for one in desk.ask(list_feedback)}
    assert (texts[said], texts[unlike]) == (told, "Bread")
    assert desk.check() == []


def test_a_competitor_or_a_stage_that_names_them_is_forgotten_and_others_stay(
    desk: Desk,
) -> None:
    key = tell(desk)
    zanthia = Speaker("Zanthia Quorl")
    for rival, reached in (
        ("Zanthia Quorl & Daughters", "The trial"),
        ("Rival & Co", "Supper with Zanthia Quorl"),
        ("Rival & Co", "The trial"),
    ):
        facts = LossFacts("Price", competitor=rival, stage_reached=reached, value=900)
        desk.do(record_feedback, NewFeedback("No", zanthia, loss=facts))
    facts = LossFacts("Price", competitor="Rival & Co", stage_reached="The trial")
    desk.do(record_feedback, NewFeedback("No", Speaker("Bo"), loss=facts))

    def told() -> list[tuple[str | None, str | None, str | None]]:
        losses = rows_of(desk.path)["loss"].values()
        return [(one["competitor"], one["stage_reached"], one["alternative"]) for one in losses]

    assert told()[1:] == [
        ("Zanthia Quorl & Daughters", "The trial", None),
        ("Rival & Co", "Supper with Zanthia Quorl", None),
        *[("Rival & Co", "The trial", None)] * 2,
    ]
    desk.erase(key)
    assert told() == [(None, None, None)] * 3 + [("Rival & Co", "The trial", None)] * 2
    values = [one["value"] for one in rows_of(desk.path)["loss"].values()]
    assert values == [None, 900, 900, 900, None], "what was counted stays"
    left = bytes_of(desk.path.parent)
    assert [secret for secret in SECRETS if secret.lower().encode() in left] == []


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[Desk]:
    """A desk that waits for others only for a moment."""
    workspace = open_workspace(tmp_path / "shop.feedbackdesk", create=True, busy_ms=20)
    made = Desk(workspace, source="window")
    yield made
    made.close()


def test_a_sweep_that_another_reader_stands_in_the_way_of_is_told_and_done_later(
    hasty: Desk,
) -> None:
    desk = hasty
    key = tell(desk)
    with closing(sqlite3.connect(desk.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        erased = desk.erase(key)
        assert not erased.swept
        assert not desk.sweep(), "it is still in the way"
        assert {one.name for one in desk.ask(all_people)} == {"An erased person", "Bo"}
    assert desk.sweep()
    left = bytes_of(desk.path.parent)
    assert [secret for secret in SECRETS if secret.lower().encode() in left] == []
    assert desk.check() == []


def test_check_finishes_a_sweep_that_was_not_done(hasty: Desk) -> None:
    desk = hasty
    key = tell(desk)
    with closing(sqlite3.connect(desk.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        assert not desk.erase(key).swept
        assert len(desk.check()) == 1, "it is told as long as it is not done"
    assert desk.check() == []
    left = bytes_of(desk.path.parent)
    assert [secret for secret in SECRETS if secret.lower().encode() in left] == []


@pytest.mark.parametrize("mark", [1, 0, 7, 6])
def test_a_file_that_says_it_was_not_swept_is_swept_by_a_check(desk: Desk, mark: int) -> None:
    """The mark is a fact of the file: one that another version left is understood, too.

    Where it was swept already, it stays as it is.
    """
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute(f"PRAGMA user_version = {mark}")
    assert desk.check() == []
    with closing(sqlite3.connect(desk.path)) as raw:
        left = raw.execute("PRAGMA user_version").fetchone()[0]
    assert (left == mark) if mark % 2 == 0 else (left % 2 == 0)


def test_a_sweep_that_finds_an_index_gone_says_that_it_was_not_possible(desk: Desk) -> None:
    tell(desk)
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("DROP TABLE feedback_fts")
        raw.commit()
    assert not desk.sweep()


def test_the_file_is_written_anew_so_that_nothing_lies_between_its_rows(desk: Desk) -> None:
    zanthia = Speaker("Zanthia Quorl")
    desk.do(record_feedback, NewFeedback("marmalade " * 4_000, zanthia, themes=("Jam",)))
    desk.do(record_feedback, NewFeedback("More jam", Speaker("Bo"), themes=("Jam",)))
    assert desk.erase(desk.ask(person_named, "Zanthia Quorl").id).swept
    with closing(sqlite3.connect(desk.path)) as raw:
        assert raw.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert raw.execute("PRAGMA user_version").fetchone()[0] % 2 == 0
    assert desk.check() == []


@pytest.mark.parametrize("items", [True, False])
def test_a_snapshot_that_names_them_is_called_as_usual(desk: Desk, items: bool) -> None:
    key = tell(desk)
    desk.do(plan, ["Jam"], item="Jam for Zanthia Quorl")
    desk.do(take_snapshot, name="Before Zanthia Quorl came")
    desk.do(take_snapshot, name="Before the fair")
    with closing(sqlite3.connect(desk.path)) as raw:
        if not items:
            raw.execute("UPDATE print_run SET items = ''")
            raw.commit()
        numbers = raw.execute("SELECT items FROM print_run").fetchall()
    desk.erase(key)
    with closing(sqlite3.connect(desk.path)) as raw:
        kept = raw.execute("SELECT name, items FROM print_run ORDER BY id").fetchall()
    assert "Zanthia" not in kept[0][0]
    assert kept[0][0]
    assert kept[1][0] == "Before the fair"
    if not items:
        assert [one[1] for one in kept] == ["", ""]
        return
    for (was,), (_name, now) in zip(numbers, kept, strict=True):
        assert "Zanthia" in was
        before, after = decode(was), decode(now)
        assert [one.title for one in after] == [
            "" if "Zanthia" in one.title else one.title for one in before
        ]
        assert [(one.item_id, one.rank, one.requests) for one in after] == [
            (one.item_id, one.rank, one.requests) for one in before
        ]


@pytest.mark.parametrize("name", ["star*", "what?", "a[bc]d", "plain"])
def test_a_name_of_any_signs_finds_its_own_backups_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.feedbackdesk"
    mine = tmp_path / f"{name}.before-0002.feedbackdesk"
    others = [
        tmp_path / f"{other}.before-0002.feedbackdesk"
        for other in ("starry", "whats", "abd", "acd", "plains", "star", "what")
    ]
    with closing(Desk.open(path)) as opened:
        for one in (mine, *others):
            one.write_bytes(b"old")
        assert opened.old_copies() == (mine,)


def test_backups_are_named_and_pruned(desk: Desk) -> None:
    key = tell(desk)
    copy = desk.path.with_name(f"{desk.path.stem}.before-0002{desk.path.suffix}")
    copy.write_bytes(b"old")
    erased = desk.erase(key)
    assert erased.copies == (copy,)
    assert prune(erased.copies) == []
    assert not copy.exists()
    assert desk.old_copies() == ()


def test_copies_that_the_owner_made_are_named_too(desk: Desk) -> None:
    key, folder, name = tell(desk), desk.path.parent, desk.path.name
    (folder / "Backups").mkdir()
    mine = [
        folder / f"{name}.bak",
        folder / f"backup of {name}",
        folder / "Backups" / "the shop, last week.feedbackdesk",
    ]
    others = [
        folder / f"{desk.path.stem}-2.feedbackdesk.bak",
        folder / "Backups" / f"{name}.txt",
        folder / "Backups" / "empty.bak",
    ]
    with closing(sqlite3.connect(desk.path)) as raw:
        for copy in mine:
            with closing(sqlite3.connect(copy)) as kept:
                raw.backup(kept)
    with closing(Desk.open(others[0])) as another:
        tell(another)
    others[1].write_text("notes")
    others[2].touch()
    lying = set(folder.rglob("*"))
    assert set(desk.old_copies()) == set(mine)
    assert set(folder.rglob("*")) == lying
    assert set(desk.erase(key).copies) == set(mine)
    assert prune(desk.old_copies()) == []
    assert all(other.exists() for other in others)


def test_everything_held_is_told(desk: Desk) -> None:
    key = tell(desk)
    held = desk.ask(held_on, key)
    assert held.person.email == "zanthia@quorl.example"
    assert [one.name for one in held.merged] == ["Z. Q."]
    assert {one.text for one in held.feedback} == {
        "Sell me gossamer marmalade", "Zanthia said no", "Stale!", "Hello",
    }  # fmt: skip
    assert "Dear Zanthia" in {one.said for one in held.owed}
    assert held.steps


def told_of_zorblatt(desk: Desk) -> int:
    """Let Quinella Zorblatt speak, and others speak of her by halves; return her key."""
    quinella = Speaker("Quinella Zorblatt", email="q.zorb@firm.example")
    desk.do(record_feedback, NewFeedback("Sell me jam", quinella, themes=("Jam",)))
    for words in ("As Zorblatt said", "As q.zorb wrote", "As Zorba danced", "Jam, please"):
        desk.do(record_feedback, NewFeedback(words, Speaker("Bo"), themes=("Jam",)))
    lost = LossFacts("Price", competitor="Zorblatt & Daughters")
    desk.do(record_feedback, NewFeedback("No", Speaker("Bo"), loss=lost))
    desk.do(plan, ["Jam"], item="Jam for Mrs Zorblatt")
    desk.do(take_snapshot, name="Before the fair")
    desk.do(save_view, "Zorblatt", "theme:jam")
    return desk.ask(person_named, "Quinella Zorblatt").id


def test_what_may_name_them_is_offered_for_review_and_stays(desk: Desk, tmp_path: Path) -> None:
    key = told_of_zorblatt(desk)
    what = desk.ask(to_be_erased, key)
    assert what.elsewhere == ()
    assert [one.title for one in what.may_name] == [
        "feedback 2: “As Zorblatt said”", "feedback 3: “As q.zorb wrote”", "feedback 6: “No”",
        "item 1: Jam for Mrs Zorblatt", "saved view 1: Zorblatt", "snapshot 1: Before the fair",
    ]  # fmt: skip
    assert set(what.spellings) == {"Zorblatt", "Mrs Zorblatt", "q.zorb"}
    for words in ("Zorblatt called", "Quinella Zorblatt called", "Bo called"):
        pen = Drafts(desk.path).begin()
        pen.write({"words": words})
        pen.close()
    assert [one.form["words"] for one in desk.drafts_that_may_name(key)] == ["Zorblatt called"]
    erased = desk.erase(key)
    assert (erased.may_name, erased.drafts) == (what.may_name, 1)
    texts = {one.text for one in desk.ask(list_feedback)}
    assert {"As Zorblatt said", "As q.zorb wrote", "As Zorba danced"} <= texts
    assert [one.name for one in desk.ask(saved_views)] == ["Zorblatt"]


def test_what_the_owner_says_they_are_also_called_is_a_name_of_theirs(
    desk: Desk, tmp_path: Path
) -> None:
    key = told_of_zorblatt(desk)
    copy = tmp_path / "shop.bak"
    desk.save_copy(copy)
    said = {one.text: one.id for one in desk.ask(list_feedback)}
    for words in ("As Zorblatt said", "As q.zorb wrote"):
        desk.do(edit_feedback, said[words], FeedbackFacts(text="As somebody said"))
    lost = LossFacts("Price", competitor="Daughters")
    desk.do(edit_feedback, said["No"], FeedbackFacts(loss=lost))
    desk.do(edit_item, 1, ItemFacts(title="Jam for somebody"))
    also = ("zorblatt", "q.zorb")
    assert desk.ask(to_be_erased, key, also).elsewhere == ()
    erased = desk.erase(key, also)
    assert (erased.elsewhere, erased.may_name) == ((), ())
    assert [one.fate for one in reach(desk, erased.copies, erased)] == ["rewritten"]
    left = bytes_of(tmp_path)
    assert [one for one in (b"zorblatt", b"q.zorb", b"quinella") if one in left] == []
    assert b"as zorba danced" in left
    assert desk.ask(saved_views) == []
    assert desk.check() == []
