"""Whatever was told about somebody in whatever order: erased, it is found in no byte."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from feedbackdesk import paths
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
from feedbackdesk.desk.followups import finish, owed_to, promise
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import PersonFacts, all_people, delete_person, edit_person
from feedbackdesk.desk.privacy import Erased, NamedIn, to_be_erased, to_be_erased_named
from feedbackdesk.desk.search import save_view
from feedbackdesk.desk.themes import all_themes, assign_theme, edit_theme, merge_themes
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Ambiguous, Refusal
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult
from feedbackdesk.store.columns import WORDS
from feedbackdesk.store.schema import LOGGED
from tests.store.oracle import check, recount

NAME, EMAIL, PHONE = "Zoë Quörlington", "zoe@quorl.example", "+44 7700 900123"


@pytest.fixture(autouse=True, scope="module")
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let what is looked through for words be of these stories alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


SECRETS = (
    "Quörlington", EMAIL, "7700 900123", "marmaladé", "gossamer", "obsidian", "Zweitname",
    "quorl.test", "8700111", "0208 700111", "0900123",
)  # fmt: skip
NO_WORDS = {
    "uid", "key", "email_key", "phone_end", "stage", "stage_since", "may_quote_asked_on",
    "erased_on", "kept_on", "kind", "channel", "said_on", "feeling", "importance",
    "recorded_at", "account",
    "outcome", "told_by", "revisit_on", "won_back_on", "since_on", "stage_on", "due_on",
    "done_on", "result", "at", "edition", "lens", "ranking", "format", "numbers", "decided_at",
}  # fmt: skip
TODAY = local_today()
ZOE = Speaker(NAME, email=EMAIL, phone=PHONE)


def forms(secret: str) -> set[bytes]:
    """Return a secret in every spelling and encoding that a file could have it in."""
    spelt = {
        unicodedata.normalize(form, cased)
        for form in ("NFC", "NFD")
        for cased in (secret, secret.lower(), secret.upper(), secret.title())
    }
    return {one.encode(code) for one in spelt for code in ("utf-8", "utf-16-le", "utf-16-be")} | {
        one.encode("ascii", "backslashreplace") for one in spelt
    }


def left_in(*folders: Path) -> list[str]:
    """Return the secrets that are found in any file below folders."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    everything = b"\n".join(path.read_bytes() for path in sorted(files))
    both = everything + b"\n" + everything.lower()
    return [secret for secret in SECRETS if any(form in both for form in forms(secret))]


def counts_in(copy: Path) -> list[list[object]]:
    """Return every number that is counted in a copy."""
    with closing(sqlite3.connect(copy)) as raw:
        return [
            # What was counted anew has no row for what nobody asked for.
            sorted(row for row in raw.execute(f"SELECT * FROM {table}") if any(row[1:]))
            for table in ("theme_tally", "item_tally", "theme_account", "item_account")
        ]


def person_of(desk: Desk) -> int | None:
    """Return the key of the record that bears the address."""
    return next((one.id for one in desk.ask(all_people) if one.email == EMAIL), None)


def tell(desk: Desk, verb: str, number: int) -> None:
    """Do one thing of a story; where it makes no sense now, nothing."""
    zoe = person_of(desk)
    said = [one for one in desk.ask(list_feedback) if one.who == NAME]
    one = said[number % len(said)].id if said else 0
    match verb:
        case "record":
            words = unicodedata.normalize("NFD" if number % 2 else "NFC", f"My marmaladé {number}")
            desk.do(record_feedback, NewFeedback(words, ZOE, themes=(f"Jam {number % 3}",)))
        case "lose":
            lost = LossFacts("Price", competitor="Rival", alternative="An obsidian jar")
            desk.do(record_feedback, NewFeedback("No gossamer", ZOE, loss=lost))
        case "other":
            desk.do(record_feedback, NewFeedback("Other words", Speaker("Bo"), themes=("Jam 0",)))
        case "edit" if one:
            desk.do(edit_feedback, one, FeedbackFacts(text=f"Gossamer {number}"))
        case "hand over":  # it was somebody else's after all
            key = desk.do(record_feedback, NewFeedback("Gossamer", ZOE)).result
            desk.do(edit_feedback, key, FeedbackFacts(text="Other", who="Bo"))
        case "delete" if one:
            desk.do(delete_feedback, one)
        case "quote" if one:
            themes = desk.ask(all_themes)
            theme = themes[number % len(themes)].id if themes else 0
            desk.do(assign_theme, one, theme, quote="obsidian marmaladé")
        case "note" if zoe:
            desk.do(edit_person, zoe, PersonFacts(notes="obsidian", contact_how="By gossamer"))
        case "reach" if zoe:
            words = f"marmaladé: zoë{number}@quorl.test\ngossamer: 0208 700111"
            desk.do(edit_person, zoe, PersonFacts(addresses="" if number == 9 else words))
        case "ring":  # from a number that is new, and kept beside the first
            new = Speaker(NAME, email=EMAIL, phone=f"0208 7001119{number}")
            desk.do(record_feedback, NewFeedback("Gossamer", new))
        case "rename" if zoe:
            desk.do(edit_person, zoe, PersonFacts(name="Zoë Zweitname"))
            desk.do(edit_person, zoe, PersonFacts(name=NAME))
        case "promise" if zoe:
            desk.do(promise, zoe, FollowUpKind.ANSWER, TODAY, about="obsidian")
        case "answer" if zoe and (owed := desk.ask(owed_to, person_id=zoe)):
            desk.do(finish, owed[0].id, FollowUpResult.TOLD, said=f"Dear {NAME}")
        case "twin" if zoe:
            desk.do(record_feedback, NewFeedback("Gossamer", Speaker("Zoë Zweitname")))
            names = {one.name: one.id for one in desk.ask(all_people)}
            desk.do(merge_people, names.get("Zoë Zweitname", 0), zoe)
        case "forget" if zoe:
            desk.do(delete_person, zoe)
        case "view":
            desk.do(save_view, f"View {number}", f'who:"{NAME.upper()}"')
        case "gossip":
            key = desk.do(record_feedback, NewFeedback(f"{NAME} told me", Speaker("Bo"))).result
            desk.do(edit_feedback, key, FeedbackFacts(text="Somebody told me"))
        case "theme":
            for some in desk.ask(all_themes)[:1]:
                desk.do(edit_theme, some.id, description=f"As {NAME} said")
                desk.do(edit_theme, some.id, description="")
        case "merge themes":
            themes = desk.ask(all_themes)
            if len(themes) > 1:
                desk.do(merge_themes, themes[0].id, themes[1].id)
        case "draft":
            pen = Drafts(desk.path).begin()
            pen.write({"who": NAME, "words": "gossamer"})
            pen.close()
        case "back up":
            desk.save_copy(desk.path.with_name(f"backup {len(desk.old_copies())}.feedbackdesk"))
        case "undo":
            desk.undo()
        case "redo":
            desk.redo()


VERBS = (
    "record", "lose", "other", "edit", "hand over", "delete", "quote", "note", "rename", "reach",
    "ring",
    "promise", "answer", "twin", "forget", "view", "gossip", "theme", "merge themes", "draft",
    "back up", "back up", "undo", "undo", "redo",
)  # fmt: skip
STORY = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), max_size=10)


@pytest.mark.slow("whole stories, of which each byte is looked at")
@given(STORY)
@example([("twin", 2), ("undo", 0), ("undo", 0)])
# A story costs a second: one that fails is told as it came.
@settings(max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_no_secret_is_left_and_nothing_brings_one_back(story: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk.open(folder / "shop.feedbackdesk")
        try:
            for verb, number in (("record", 0), *story):
                with suppress(Refusal):
                    tell(desk, verb, number)
            before = recount(check(desk))
            copied = {copy: counts_in(copy) for copy in desk.old_copies()}
            key = _named(desk)
            for other in desk.ask(all_people):  # a record of hers that is merged no more
                if other.name.startswith("Zoë") and other.id != key:
                    _erase_everywhere(desk, other.id)
            for twin in _gone_apart(desk):
                _erase_everywhere(desk, twin)
            for one in desk.ask(to_be_erased, key).elsewhere:
                _correct(desk, one)
            assert desk.ask(to_be_erased, key).elsewhere == ()
            assert _erase_everywhere(desk, key).swept
            assert {copy: counts_in(copy) for copy in desk.old_copies()} == copied
            assert left_in(folder, paths.state_dir()) == []
            assert recount(check(desk)) == before
            _try_everything_back(desk)
            check(desk)
            assert left_in(folder, paths.state_dir()) == []
        finally:
            desk.close()
        assert left_in(folder) == []
        for copy in copied:
            with closing(Desk.open(copy)) as opened:
                check(opened)
            assert left_in(folder) == []


def _erase_everywhere(desk: Desk, key: int) -> Erased:
    """Erase somebody, from every copy too."""
    erased = desk.erase(key)
    for told in reach(desk, erased.copies, erased):
        assert told.fate in {"rewritten", "without"}, told
    return erased


def _named(desk: Desk) -> int:
    """Return her record by its address, or the first of those that she has after a new name."""
    try:
        return desk.ask(to_be_erased_named, EMAIL).person_id
    except Ambiguous as several:
        return several.keys[0]


def _gone_apart(desk: Desk) -> list[int]:
    """Return whose recording under the other name was undone, after they were merged no more."""
    with closing(sqlite3.connect(desk.path)) as raw:
        found = raw.execute(
            "SELECT row_id, before FROM change WHERE table_name = 'person' AND verb = 'delete'"
            " AND row_id NOT IN (SELECT id FROM person) ORDER BY id"
        ).fetchall()
    last = {key: json.loads(before) for key, before in found}
    return [
        key
        for key, one in last.items()
        if one.get("name") == "Zoë Zweitname" and not (one["email"] or one["merged_into"])
    ]


def _correct(desk: Desk, named: NamedIn) -> None:
    """Take a name out of what others said, as the owner is told to before erasing."""
    if named.table == "feedback":
        desk.do(edit_feedback, named.key, FeedbackFacts(text="Somebody told me"))
    elif named.table == "theme":
        desk.do(edit_theme, named.key, description="")


def _try_everything_back(desk: Desk) -> None:
    steps: Any = desk.ask(lambda read: read.history())
    for one in steps:
        with suppress(Refusal):
            desk.undo(one.id)
    for _again in range(3):
        with suppress(Refusal):
            desk.redo()


def test_every_column_with_words_is_looked_through() -> None:
    for name, table in LOGGED.items():
        texts = {column.name for column in table.c if str(column.type) == "TEXT"}
        assert texts - NO_WORDS <= set(WORDS.get(name, ())), name


@pytest.mark.parametrize("name", ["Al", "B. O’Hara (Jr)", "李雷", "Żółć", '"Q"'])
def test_a_name_is_not_taken_for_a_part_of_another_word(desk: Desk, name: str) -> None:
    key = desk.do(record_feedback, NewFeedback("Hello", Speaker(name))).result
    desk.do(record_feedback, NewFeedback("Also Alba, and O’Harald", Speaker("Bo")))
    pen = Drafts(desk.path).begin()
    pen.write({"words": "Also Alba"})
    pen.close()
    person = desk.ask(list_feedback)[-1].who_id
    assert person is not None
    erased = desk.erase(person)
    assert (erased.elsewhere, erased.drafts) == ((), 0)
    desk.undo()  # what Bo said can still be taken back
    assert [one.id for one in desk.ask(list_feedback)] == [key]
    Drafts(desk.path).delete(pen.uid)
