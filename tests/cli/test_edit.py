"""Correcting and deleting."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.cli.words import YES_NO
from feedbackdesk.domain.rows import PERSON_WORDS, WordsField

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def known(run: Run) -> Run:
    """Run verbs where a call, a loss, an item and two people are known."""
    run("add", "The lid leaked", "--who", "Ada", "--org", "Acme", "--theme", "Lids")
    run("lost", "Too dear", "--who", "Bo", "--reason", "Price", "--value", "100")
    run("plan", "Lids", "--effort", "2")
    return run


def test_feedback(known: Run) -> None:
    known(
        "edit", "feedback", "1", "text=The lid leaked badly", "kind=problem", "channel=visit",
        "on=2026-01-02", "feeling=unhappy", "importance=critical", "themes=Lids, Cups",
        "stage=former",
    )  # fmt: skip
    row = known("show", "feedback", "1", "--format", "json").json
    assert row["text"] == "The lid leaked badly"
    assert (row["kind"], row["channel"], row["on"]) == ("problem", "visit", "2026-01-02")
    assert row["themes"] == ["Lids", "Cups"]
    assert row["stage"] == "former"
    known("edit", "feedback", "1", "feeling=", "themes=", "stage=", "archived=yes")
    row = known("show", "feedback", "1", "--format", "json").json
    assert (row["feeling"], row["themes"], row["stage"]) == (None, [], None)
    assert known("list", "inbox", "--format", "json").json[0]["id"] == 2
    known("edit", "feedback", "1", "who=Bo", "organisation=Zenith")
    row = known("show", "feedback", "1", "--format", "json").json
    assert (row["who"], row["organisation"]) == ("Bo", "Zenith")
    known("edit", "feedback", "1", "who=", "organisation=")
    row = known("show", "feedback", "1", "--format", "json").json
    assert (row["who"], row["organisation"]) == (None, None)


def test_a_public_mention_has_a_link_and_a_reach(known: Run) -> None:
    known("add", "Loved it", "--channel", "review", "--link", "https://reviews.example/7",
          "--reach", "12k")  # fmt: skip
    row = known("show", "feedback", "3", "--format", "json").json
    assert (row["link"], row["reach"]) == ("https://reviews.example/7", 12_000)
    assert "Seen by about" in known("show", "feedback", "3").out
    known("edit", "feedback", "3", "link=https://x.example/8", "reach=1,200")
    row = known("show", "feedback", "3", "--format", "json").json
    assert (row["link"], row["reach"]) == ("https://x.example/8", 1_200)
    known("edit", "feedback", "3", "link=", "reach=")
    row = known("show", "feedback", "3", "--format", "json").json
    assert (row["link"], row["reach"]) == (None, None)
    known("undo", "--count", "3")
    for wrong in ("many", "-1", "12.5", "99999999999", "1e9"):
        known("edit", "feedback", "1", f"reach={wrong}", status=2)
    known("edit", "feedback", "1", "link=" + "x" * 2_001, status=1)


def test_loss(known: Run) -> None:
    known(
        "edit", "feedback", "2", "reason=Budget", "also=Timing, Other", "value=", "told_by=us",
        "competitor=Foo", "outcome=competitor", "alternative=Half", "revisit=2027-03-01",
        "stage_reached=Quote",
    )  # fmt: skip
    loss = known("show", "feedback", "2", "--format", "json").json["loss"]
    assert loss == {
        "outcome": "competitor", "reason": "Budget", "also": ["Timing", "Other"],
        "competitor": "Foo", "value": None, "told_by": "us", "alternative": "Half",
        "revisit": "2027-03-01", "stage_reached": "Quote",
            "won_back": None,
    }  # fmt: skip
    assert "kind=loss" in known("edit", "feedback", "1", "reason=Price", status=2).err
    known("edit", "feedback", "1", "kind=loss", status=1)
    known("edit", "feedback", "1", "kind=loss", "value=5", status=1)
    known("edit", "feedback", "1", "kind=loss", "reason=Price")
    assert known("show", "feedback", "1", "--format", "json").json["loss"]["reason"] == "Price"
    known("edit", "feedback", "1", "kind=request")
    assert "loss" not in known("show", "feedback", "1", "--format", "json").json
    known("edit", "feedback", "2", "reason=", status=1)
    known("edit", "feedback", "2", "told_by=", status=2)


def test_one_field_of_a_lost_sale_changes_that_one_alone(known: Run) -> None:
    known(
        "edit", "feedback", "2", "also=Timing", "told_by=us", "competitor=Foo",
        "revisit=2099-03-01", "outcome=competitor", "alternative=Half", "stage_reached=Quote",
    )  # fmt: skip
    loss = known("show", "feedback", "2", "--format", "json").json["loss"]
    assert loss == {
        "outcome": "competitor", "reason": "Price", "also": ["Timing"], "competitor": "Foo",
        "value": "100.00", "told_by": "us", "alternative": "Half", "revisit": "2099-03-01",
        "stage_reached": "Quote", "won_back": None,
    }  # fmt: skip
    for change, name, value in (
        ("reason=Budget", "reason", "Budget"),
        ("also= Timing ,, Other, ", "also", ["Timing", "Other"]),
        ("also=", "also", []),
        ("outcome=unknown", "outcome", "unknown"),
        ("competitor=", "competitor", None),
        ("value=1,200.5", "value", "1200.50"),
        ("told-by=them", "told_by", "them"),
        ("alternative=", "alternative", None),
        ("revisit=", "revisit", None),
        ("STAGE_REACHED=Trial", "stage_reached", "Trial"),
    ):
        known("edit", "feedback", "2", change)
        loss = loss | {name: value}
        assert known("show", "feedback", "2", "--format", "json").json["loss"] == loss, change


def test_fields_of_a_lost_sale_are_refused_by_name_where_there_is_none(known: Run) -> None:
    refused = known("edit", "feedback", "1", "value=5", "reason=Price", status=2)
    assert (
        "Feedback 1 is not a lost sale, so it has no reason, value; kind=loss makes it one."
        in " ".join(refused.err.split())
    )
    before = known("show", "feedback", "1", "--format", "json").json
    known("edit", "feedback", "1", "text=x", "reason=Price", status=2)
    assert known("show", "feedback", "1", "--format", "json").json == before
    # Made one and given its facts in the same go, it has no others.
    known("edit", "feedback", "1", "kind=loss", "reason=Price", "value=5")
    loss = known("show", "feedback", "1", "--format", "json").json["loss"]
    assert (loss["reason"], loss["value"], loss["also"], loss["competitor"]) == (
        "Price", "5.00", [], None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name", "change", "said"),
    [
        ("feedback", "1", "text", "“text” is not of the form FIELD=VALUE."),
        (
            "feedback",
            "1",
            "colour=red",
            "“colour” is not a field of feedback; there are text, kind",
        ),
        ("theme", "Lids", "effort=2", "“effort” is not a field of theme; there are name, "),
        ("feedback", "1", "kind=", "kind: this cannot be empty."),
        ("feedback", "1", "channel=", "channel: this cannot be empty."),
        ("feedback", "1", "on=", "on: this cannot be empty."),
        ("feedback", "2", "told_by=", "told_by: this cannot be empty."),
        ("item", "Lids", "stage=", "stage: this cannot be empty."),
        ("person", "Ada", "stage=", "stage: this cannot be empty."),
        ("person", "Ada", "since=", "since: this cannot be empty."),
        ("person", "Ada", "may_quote=perhaps", "may_quote: "),
        ("item", "Lids", "effort=many", "effort: "),
    ],
)
def test_what_is_wrong_with_a_change_is_said(
    known: Run, kind: str, name: str, change: str, said: str
) -> None:
    refused = known("edit", kind, name, change, status=2)
    assert said in " ".join(refused.err.split())


def test_an_item_is_declined_with_a_reason_or_not_at_all(known: Run) -> None:
    for why in ((), ("why=",), ("why=   ",)):
        refused = known("edit", "item", "Lids", "stage=declined", *why, status=1)
        assert "Declining needs a reason" in refused.err
        assert "give why=TEXT too" in refused.err
    assert known("show", "item", "Lids", "--format", "json").json["stage"] == "idea"
    known("edit", "item", "Lids", "stage=next")
    known("edit", "item", "Lids", "stage=declined", "why=Too far")
    row = known("show", "item", "Lids", "--format", "json").json
    assert (row["stage"], row["why"], row["effort"]) == ("declined", "Too far", 2)


def test_a_person_keeps_what_is_not_named(known: Run) -> None:
    known(
        "edit", "person", "Ada", "since=2026-01-05", "stage=customer", "value=12", "may_quote=yes",
        "email=ada@example.com", "contact_how=After six", "addresses=work: ada@work.example",
    )  # fmt: skip
    shown = known("show", "person", "Ada", "--format", "json").json
    known("edit", "person", "Ada", "notes=Kind")
    assert known("show", "person", "Ada", "--format", "json").json == shown | {"notes": "Kind"}
    assert (shown["since"], shown["stage"], shown["may_quote"]) == ("2026-01-05", "customer", True)
    known("edit", "person", "Ada", "may-quote=", "value=")
    now = known("show", "person", "Ada", "--format", "json").json
    assert (now["may_quote"], now["value"], now["email"]) == (False, None, "ada@example.com")
    text = known("show", "person", "Ada").out
    assert "After six" in text
    assert "ada@work.example" in text


@pytest.mark.parametrize("field", PERSON_WORDS, ids=lambda field: field.name)
def test_words_about_a_person_are_corrected_shown_printed_and_handed_over(
    known: Run, tmp_path: Path, field: WordsField
) -> None:
    known("edit", "person", "Ada", f"{field.name}=Quickly, please")
    assert known("show", "person", "Ada", "--format", "json").json[field.name] == "Quickly, please"
    page, held = tmp_path / "ada.md", tmp_path / "held.html"
    known("print", str(page), "--person", "Ada")
    known("data-report", "Ada", str(held))
    for told in (known("show", "person", "Ada").out, page.read_text(), held.read_text()):
        assert "Quickly, please" in told
        assert not field.alone or field.label in told
    known("edit", "person", "Ada", f"{field.name}=")
    assert known("show", "person", "Ada", "--format", "json").json[field.name] == ""


def test_an_organisation_keeps_what_is_not_named(known: Run, workspace: Path) -> None:
    def held() -> tuple[str, int | None, str | None, str]:
        with closing(sqlite3.connect(workspace)) as raw:
            found: tuple[str, int | None, str | None, str] = raw.execute(
                "SELECT name, value, stage, notes FROM organisation"
            ).fetchone()
            return found

    for changes, now in (
        (("value=3000", "stage=customer", "notes=n"), ("Acme", 300_000, "customer", "n")),
        (("name=ACME",), ("ACME", 300_000, "customer", "n")),
        (("stage=",), ("ACME", 300_000, None, "n")),
        (("stage=lost", "value="), ("ACME", None, "lost", "n")),
        (("notes=",), ("ACME", None, "lost", "")),
    ):
        known("edit", "organisation", "Acme", *changes)
        assert held() == now, changes


def test_a_day_that_was_typed_is_said_back(known: Run) -> None:
    done = known("edit", "feedback", "1", "on=2 jan 2026", "text=Day", "--format", "json").json
    assert (done["id"], done["days"]) == (1, {"on": "2026-01-02"})
    assert "days" not in known("edit", "feedback", "1", "text=x", "--format", "json").json
    assert "2 January" in known("edit", "feedback", "1", "on=2026-01-02", "text=y").out


def test_item(known: Run) -> None:
    known("edit", "item", "lids", "title=Better lids", "effort=5", "target=May", "description=d")
    row = known("show", "item", "Better lids", "--format", "json").json
    assert (row["effort"], row["target"], row["description"]) == (5, "May", "d")
    known("edit", "item", "1", "effort=", "target=")
    row = known("show", "item", "1", "--format", "json").json
    assert (row["effort"], row["target"]) == (None, "")
    known("edit", "item", "1", "stage=declined", status=1)
    known("edit", "item", "1", "stage=declined", "why=Too far")
    known("edit", "item", "1", "stage=declined", "target=Never")
    row = known("show", "item", "1", "--format", "json").json
    assert (row["stage"], row["why"], row["target"]) == ("declined", "Too far", "Never")
    known("edit", "item", "1", "stage=", status=2)
    known("edit", "item", "1", "effort=many", status=2)
    known("edit", "item", "1", "effort=0", status=1)
    known("edit", "item", "1", "title=", status=1)


def test_person_and_organisation(known: Run) -> None:
    known(
        "edit", "person", "Ada", "name=Ada Wren", "email=ada@example.com", "phone=0123",
        "stage=former", "value=12.5", "notes=Kind", "may_quote=yes", "may-contact=no",
        "referred_by=Bo", "organisation=Zenith",
    )  # fmt: skip
    row = known("show", "person", "ada@example.com", "--format", "json").json
    assert (row["name"], row["stage"], row["value"]) == ("Ada Wren", "former", "12.50")
    assert (row["may_quote"], row["may_contact"], row["referred_by"]) == (True, False, "Bo")
    assert row["organisation"] == "Zenith"
    assert row["feedback"][0]["organisation"] == "Acme"
    known("edit", "person", "Ada Wren", "email=", "value=", "referred_by=", "organisation=")
    row = known("show", "person", "ada wren", "--format", "json").json
    assert (row["email"], row["value"], row["referred_by"]) == (None, None, None)
    known("edit", "person", "Bo", "referred_by=Bo", status=1)
    known("edit", "person", "Bo", "email=nonsense", status=1)
    known("edit", "person", "Bo", "value=-5", status=2)
    known("edit", "person", "Bo", "value=9999999999999999", status=2)
    known("edit", "person", "Bo", "may_quote=perhaps", status=2)
    known("edit", "organisation", "acme", "value=3000", "stage=customer", "notes=n", "name=ACME")
    known("edit", "organisation", "acme", "value=", "stage=")
    known("edit", "organisation", "acme", "name=", status=1)


def test_further_addresses_of_an_organisation_are_kept(known: Run) -> None:
    known("edit", "organisation", "Acme", "addresses=@acme.example; desk: hello@acme.example")
    known("add", "Hello", "--who", "Cy", "--email", "cy@acme.example")
    assert known("show", "feedback", "3", "--format", "json").json["organisation"] == "Acme"


def test_help_names_every_field_of_every_kind(known: Run) -> None:
    usage, what, *paragraphs = known("edit", "--help").out.split("\n\n")
    assert " ".join(usage.split()).endswith(
        "edit [OPTIONS] {feedback|theme|item|person|organisation|snapshot} NAME_OR_ID "
        "FIELD=VALUE..."
    )
    assert what == "  Correct what was recorded."
    assert not any("   " in line.strip() or len(line) > 80 for one in paragraphs[:-1]
                   for line in one.split("\n"))  # fmt: skip
    told = [" ".join(one.split()) for one in paragraphs[:-1]]
    assert told[1].startswith("Example: feedbackdesk edit feedback 12")
    del told[:2]
    assert [one.partition(":")[0] for one in told] == [
        "feedback", "theme", "item", "person", "organisation", "snapshot",
    ]  # fmt: skip
    assert told[1] == "theme: name, description, colour, aliases"
    assert told[-1] == "snapshot: name"
    for one in told:
        kind, _colon, fields = one.partition(": ")
        refused = known("edit", kind, "1", "nothing=x", status=2)
        assert f"is not a field of {kind}; there are {fields}." in " ".join(refused.err.split())
    usage = " ".join(known("delete", "--help").out.partition("\n\n")[0].split())
    assert "{feedback|item|person|organisation|snapshot} NAME_OR_ID" in usage


def test_a_theme_is_deleted_by_its_own_verb_alone(known: Run) -> None:
    known("delete", "theme", "Lids", status=2)
    assert known("show", "theme", "Lids", "--format", "json").json["requests"] == 1


def test_unknown_fields_and_words_are_listed(known: Run) -> None:
    refused = known("edit", "feedback", "1", "colour=red", status=2)
    assert "importance" in refused.err
    assert "unhappy, neutral, happy" in known("edit", "feedback", "1", "feeling=sad", status=2).err
    known("edit", "feedback", "1", status=2)
    known("edit", "feedback", "1", "text", status=2)
    known("edit", "feedback", "99", "text=x", status=1)
    known("edit", "feedback", "1", "on=2026-02-30", status=2)
    known("edit", "feedback", "1", "text=", status=1)
    known("edit", "house", "1", "text=x", status=2)


@pytest.mark.parametrize("kind", ["feedback", "item", "person", "organisation"])
def test_delete_and_undo(known: Run, kind: str) -> None:
    name = {"feedback": "1", "item": "Lids", "person": "ADA", "organisation": "Acme"}[kind]
    before = [known("list", what, "--format", "json").json for what in ("feedback", "roadmap")]
    done = known("delete", kind, name, "--format", "json").json
    assert (done["id"], done["did"].partition(" ")[0]) == (1, "Deleted")
    assert [
        known("list", what, "--format", "json").json for what in ("feedback", "roadmap")
    ] != before
    known("delete", kind, name, status=1)
    known("undo")
    assert [
        known("list", what, "--format", "json").json for what in ("feedback", "roadmap")
    ] == before
    known("delete", kind, "nobody and nothing", status=1)
    known("check")


def test_theme(known: Run) -> None:
    known("edit", "theme", "lids", "name=Cup lids", "description=Lids that stay on", "colour=3",
          "aliases=Tops, Covers")  # fmt: skip
    row = known("show", "theme", "covers", "--format", "json").json
    assert (row["name"], row["description"], row["colour"]) == ("Cup lids", "Lids that stay on", 3)
    assert row["aliases"] == ["Tops", "Covers"]
    known("edit", "theme", "tops", "colour=", "aliases=Covers", "description=")
    row = known("show", "theme", "covers", "--format", "json").json
    assert (row["colour"], row["aliases"], row["description"]) == (None, ["Covers"], "")
    refused = known("edit", "theme", "covers", "colour=9", status=1)
    assert "1 to 8" in refused.err


def test_some_of_a_theme_becomes_a_theme_of_its_own(known: Run) -> None:
    known("add", "The lid does not fit the big cup", "--who", "Cem", "--theme", "Lids")
    known("theme", "split", "Lids", "Big cups", "3")
    assert known("show", "theme", "big cups", "--format", "json").json["requests"] == 1
    assert known("show", "theme", "lids", "--format", "json").json["requests"] == 1
    assert "not filed" in known("theme", "split", "Lids", "More", "3", status=1).err
    known("undo")
    assert known("show", "theme", "lids", "--format", "json").json["requests"] == 2


def test_a_move_keeps_its_reason_and_the_item_tells_it(known: Run) -> None:
    known("move", "Lids", "--to", "now", "--why", "Acme signs with it")
    known("move", "Lids", "--pin", "1", "--why", "Before the fair")
    known("edit", "item", "Lids", "description=**Tight** lids", "target=Spring")
    shown = known("show", "item", "Lids", "--format", "json").json
    assert (shown["description"], shown["target"]) == ("**Tight** lids", "Spring")
    assert shown["links"] == []
    told = [(one["did"], one["why"], one["state"]) for one in shown["decisions"]]
    assert told[:3] == [
        ("Target set to Spring, description changed", "", "done"),
        ("Pinned at place 1", "Before the fair", "done"),
        ("Moved from Ideas to Now", "Acme signs with it", "done"),
    ]
    assert told[3][0].startswith("Put on the roadmap, in Ideas")
    known("undo")
    known("undo")
    states = [
        one["state"] for one in known("show", "item", "Lids", "--format", "json").json["decisions"]
    ]
    assert states[:4] == ["undo", "undo", "undone", "undone"]
    text = known("show", "item", "Lids").out
    assert "Decided:" in text
    assert "“Acme signs with it”" in text
    known("move", "Lids", "--to", "declined", "--why", "Nobody asks any more")
    assert known("show", "item", "Lids", "--format", "json").json["why"] == "Nobody asks any more"


@pytest.mark.parametrize(
    ("yes", "words"),
    [(True, ("yes", "true", "1", "y", " YES ")), (False, ("no", "false", "0", "n", " NO "))],
)
def test_yes_and_no_as_people_write_them(yes: bool, words: tuple[str, ...]) -> None:
    assert {YES_NO.convert(word, None, None) for word in words} == {yes}
