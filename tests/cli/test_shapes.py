"""The contract: the JSON of every list and of everything shown, field by field."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.losses import mark_won_back

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ROADMAP = [
    "rank", "id", "title", "stage", "requests", "mentions", "value", "lost", "lost_value",
    "momentum", "effort", "score", "pinned", "moved", "themes",
    "months", "then_requests", "overlap", "period",
]  # fmt: skip
FEEDBACK = [
    "id", "on", "kind", "channel", "who", "organisation", "stage", "text", "themes", "feeling",
    "importance",
    "link",
    "reach",
]  # fmt: skip
LOSS = ["outcome", "reason", "also", "competitor", "value", "told_by", "alternative", "revisit"]
FIELDS = {
    "roadmap": ROADMAP,
    "themes": ["id", "name", "aliases", "requests", "mentions", "items"],
    "feedback": FEEDBACK,
    "inbox": FEEDBACK,
    "losses": [*FEEDBACK, "loss"],
    "people": [
        "id", "name", "organisation", "stage", "email", "feedback", "owed", "referred", "value",
    ],
    "owed": ["id", "kind", "who", "due", "about", "late"],
}  # fmt: skip


def _is_money(text: Any) -> bool:
    return text is None or (isinstance(text, str) and text[-3] == "." and float(text) >= 0)


@pytest.mark.parametrize("what", FIELDS)
def test_every_list_has_its_fields_in_order(filled: Run, what: str) -> None:
    rows = filled("list", what, "--format", "json").json
    assert isinstance(rows, list)
    assert rows or what == "owed"
    for row in rows:
        assert [name for name in row if name != "loss" or what == "losses"] == FIELDS[what]
        assert isinstance(row["id"], int)


def test_roadmap_numbers(filled: Run) -> None:
    rows = filled("list", "roadmap", "--format", "json").json
    open_ones = [row for row in rows if row["stage"] in {"idea", "later", "next", "now"}]
    assert [row["rank"] for row in open_ones] == list(range(1, len(open_ones) + 1))
    assert [row["stage"] for row in rows[len(open_ones) :]] == ["shipped", "declined"]
    assert all(row["rank"] is None for row in rows[len(open_ones) :])
    for row in rows:
        assert _is_money(row["value"])
        assert _is_money(row["lost_value"])
        assert row["score"] == row["requests"]
        assert row["moved"] is None
        assert row["themes"]
        assert all(isinstance(name, str) for name in row["themes"])


@pytest.mark.parametrize("lens", ["requests", "mentions", "value", "lost", "momentum", "effort"])
def test_a_lens_orders_the_roadmap(filled: Run, lens: str) -> None:
    rows = filled("list", "roadmap", "--lens", lens, "--format", "json").json
    scores = [row["score"] for row in rows if row["rank"]]
    known = [score for score in scores if score is not None]
    assert known == sorted(known, reverse=True)
    assert scores == known + [None] * (len(scores) - len(known))


def test_the_lens_of_lost_sales_ranks_by_what_they_were_worth(run: Run, tmp_path: Path) -> None:
    for who in ("Ann", "Bo", "Cy"):
        run("lost", f"{who} said no", "--who", who, "--reason", "Price", "--value", "10",
            "--theme", "Cheap")  # fmt: skip
    run("lost", "No", "--who", "Di", "--reason", "Price", "--value", "5000", "--theme", "Dear")
    for who in ("Ed", "Flo", "Gil", "Hal"):
        run("lost", "No", "--who", who, "--reason", "Price", "--theme", "Unknown")
    for theme in ("Cheap", "Dear", "Unknown"):
        run("plan", theme)
    rows = run("list", "roadmap", "--lens", "lost", "--format", "json").json
    assert [(row["title"], row["lost"], row["lost_value"], row["score"]) for row in rows] == [
        ("Dear", 1, "5000.00", 5_000),
        ("Cheap", 3, "30.00", 30),
        ("Unknown", 4, "0.00", 0),
    ]
    table = run("list", "roadmap", "--lens", "lost").out.splitlines()
    assert "lost value" in table[0].lower()
    assert "Dear" in table[1] + table[2]
    page = tmp_path / "page.md"
    run("print", str(page), "--lens", "lost")
    told = page.read_text("utf-8")
    assert "Ranked by lost value: what the lost sales that speak of it were worth" in told
    assert told.index("Dear") < told.index("Cheap") < told.index("Unknown")


@pytest.mark.parametrize("verb", ["list", "print", "snapshot"])
def test_the_help_says_what_each_lens_counts(run: Run, verb: str) -> None:
    told = " ".join(run(verb, "--help").out.split())
    assert "lost (what the lost sales were worth)" in told
    assert "requests (accounts that asked, the default)" in told


def test_feedback_and_losses(filled: Run) -> None:
    rows = filled("list", "feedback", "--format", "json").json
    assert len(rows) == 120
    assert [row["on"] for row in rows] == sorted((row["on"] for row in rows), reverse=True)
    assert all(date.fromisoformat(row["on"]) < date.today() for row in rows)
    assert {"loss" in row for row in rows if row["kind"] == "loss"} == {True}
    assert {"loss" in row for row in rows if row["kind"] != "loss"} == {False}
    losses = filled("list", "losses", "--format", "json").json
    assert [row for row in rows if row["kind"] == "loss"] == losses
    for row in losses:
        assert list(row["loss"])[: len(LOSS)] == LOSS
        assert _is_money(row["loss"]["value"])
        assert row["loss"]["revisit"] is None or date.fromisoformat(row["loss"]["revisit"])


def test_the_evidence_is_the_request_count(filled: Run) -> None:
    for row in filled("list", "roadmap", "--format", "json").json:
        shown = filled("show", "item", str(row["id"]), "--format", "json").json
        assert {name: shown[name] for name in ROADMAP} == row
        evidence = shown["evidence"]
        assert list(evidence[0])[:8] == [
            "who", "organisation", "on", "text", "quote", "theme", "kind", "value",
        ]  # fmt: skip
        assert len({entry["account"] for entry in evidence}) == row["requests"]
        assert len({entry["feedback"] for entry in evidence}) == len(evidence) == row["mentions"]
        assert all(entry["theme"] in row["themes"] for entry in evidence)
        assert all(_is_money(entry["value"]) for entry in evidence)


def test_what_stands_behind_an_item_is_told(filled: Run, tmp_path: Path) -> None:
    behind = {
        row["id"]: filled("show", "item", str(row["id"]), "--format", "json").json["evidence"]
        for row in filled("list", "roadmap", "--format", "json").json
    }
    filled("print", str(tmp_path / "roadmap.md"))
    filled("add", "Make it so", "--theme", "Somewhere new")
    filled("plan", "Somewhere new", "--item", "Newest of all")
    rows = filled("list", "roadmap", "--format", "json").json
    above: set[str] = set()
    for row in rows:
        said = behind.get(row["id"])
        if said is None:
            assert (row["title"], row["then_requests"]) == ("Newest of all", None)
            continue
        days = sorted(entry["on"] for entry in said)
        assert row["period"] == {"from": days[0], "to": days[-1]}
        assert len(row["months"]) == 12
        first = date.today().replace(day=1)
        places = range(first.year * 12 + first.month - 12, first.year * 12 + first.month)
        names = [f"{place // 12}-{place % 12 + 1:02}" for place in places]
        heard = {entry["feedback"]: entry["on"][:7] for entry in said}
        assert row["months"] == [list(heard.values()).count(name) for name in names]
        assert row["then_requests"] == (row["requests"] if row["rank"] else None)
        accounts = {entry["account"] for entry in said}
        assert row["overlap"] == (len(accounts & above) if row["rank"] else 0)
        above |= accounts


def test_what_is_shown(filled: Run) -> None:
    theme = filled("show", "theme", "paperless billing", "--format", "json").json
    assert theme["name"] == "Invoices by e-mail"
    assert theme["description"]
    assert len(theme["feedback"]) == theme["mentions"]
    person = filled("show", "person", "eleanor whitcombe", "--format", "json").json
    assert person["phone"] == "020 7946 0112"
    assert person["addresses"] == [
        {"kind": "email", "value": person["email"], "label": ""},
        {"kind": "phone", "value": "020 7946 0112", "label": ""},
    ]
    filled("edit", "person", "eleanor whitcombe", "addresses=home: 01632 960001")
    again = filled("show", "person", "eleanor whitcombe", "--format", "json").json
    assert again["addresses"][2:] == [{"kind": "phone", "value": "01632 960001", "label": "home"}]
    told = filled("show", "person", "eleanor whitcombe").out
    assert "020 7946 0112, home: 01632 960001" in told
    assert person["notes"]
    assert person["feedback"]
    assert all(entry["who"] == "Eleanor Whitcombe" for entry in person["feedback"])
    one = filled("show", "feedback", "1", "--format", "json").json
    assert list(one) == FEEDBACK
    for kind, name in (("theme", "1"), ("person", "1"), ("feedback", "1"), ("item", "1")):
        assert "“" in filled("show", kind, name).out


def test_changing_verbs_tell_the_id(run: Run) -> None:
    steps = [
        (("add", "Hello"), 1),
        (("lost", "No", "--reason", "Price", "--who", "Bo"), 2),
        (("theme", "add", "A"), 1),
        (("theme", "alias", "A", "AA"), 1),
        (("theme", "assign", "1", "A"), 1),
        (("plan", "A"), 1),
        (("move", "A", "--to", "now"), 1),
        (("ship", "A"), 1),
        (("edit", "person", "Bo", "notes=x"), 1),
        (("delete", "feedback", "2"), 2),
        (("settings", "currency=EUR"), 11),
        (("undo",), 12),
    ]
    for words, key in steps:
        answer = run(*words, "--format", "json").json
        assert sorted(answer) == ["did", "id"]
        assert answer["id"] == key
        assert answer["did"]


def test_stage_and_search_and_limit(filled: Run) -> None:
    assert {row["stage"] for row in filled("list", "roadmap", "--stage", "now", "--format",
            "json").json} == {"now"}  # fmt: skip
    assert {row["stage"] for row in filled("list", "people", "--stage", "LOST", "--format",
            "json").json} == {"lost"}  # fmt: skip
    assert {row["stage"] for row in filled("list", "feedback", "--stage", "prospect", "--format",
            "json").json} == {"prospect"}  # fmt: skip
    filled("list", "roadmap", "--stage", "customer", status=2)
    filled("list", "feedback", "--stage", "now", status=2)
    filled("list", "themes", "--stage", "now", status=2)
    filled("list", "themes", "--lens", "value", status=2)
    filled("list", "everything", status=2)
    for what in FIELDS:
        assert filled("list", what, "--search", "", "--format", "json").json == []
        assert filled("list", what, "--search", " “!” ", "--format", "json").json == []
    assert filled("list", "people", "--search", "marlfinch WHIT", "--format", "json").json[0][
        "name"
    ] == ("Eleanor Whitcombe")
    assert filled("list", "themes", "--search", "paperless", "--format", "json").json
    found = filled("list", "feedback", "--search", "invoic", "--format", "json").json
    assert found
    assert all("invoic" in f"{row['text']} {row['themes']}".casefold() for row in found)
    assert any("invoic" in row["text"].casefold() for row in found)
    assert filled("list", "feedback", "--search", "invocie", "--format", "json").json == found
    lost = filled("list", "feedback", "--search", "kind:loss", "--format", "json").json
    assert lost
    assert {row["kind"] for row in lost} == {"loss"}
    assert filled("list", "feedback", "--search", "invocie").lines[0] == "Searching for “invoice”."
    assert "There is no kind “losss”" in filled("list", "inbox", "--search", "kind:losss").out
    assert len(filled("list", "feedback", "--limit", "3", "--format", "json").json) == 3
    assert filled("list", "feedback").lines[-1] == "… and 70 more (use --limit)"
    assert len(filled("list", "feedback", "--limit", "120").lines) == 121
    assert filled("list", "feedback", "--limit", "0").lines[-1] == "… and 120 more (use --limit)"


def test_csv_is_safe_for_a_spreadsheet(run: Run) -> None:
    for text in ("=1+1", "+44 20", "-2 stars", "@home", "fine"):
        run("add", "--who", f"{text} {len(text)}", "--", text)
    run("theme", "add", "=SUM(A1)")
    rows = list(csv.DictReader(io.StringIO(run("list", "feedback", "--format", "csv").out)))
    assert [row["text"] for row in rows] == ["fine", "'@home", "'-2 stars", "'+44 20", "'=1+1"]
    assert rows[-1]["who"] == "'=1+1 4"
    assert [row["id"] for row in rows] == ["5", "4", "3", "2", "1"]
    assert "'=SUM(A1)" in run("list", "themes", "--format", "csv").out


def test_csv_has_what_json_has(filled: Run) -> None:
    flat = [*ROADMAP[:-1], "period_from", "period_to"]
    for what, fields in (FIELDS | {"roadmap": flat}).items():
        rows = list(csv.reader(io.StringIO(filled("list", what, "--format", "csv").out)))
        assert (
            rows[0][: len(fields) - (what == "losses")]
            == fields[: len(fields) - (what == "losses")]
        )
        assert len(rows) - 1 == len(filled("list", what, "--format", "json").json)


def test_history(filled: Run) -> None:
    (row,) = filled("history", "--format", "json").json
    assert list(row) == ["id", "at", "author", "source", "did", "state"]
    assert (row["source"], row["did"], row["state"]) == (
        "command line", "Fill with sample data", "done",
    )  # fmt: skip
    assert filled("history", "--format", "csv").lines[0] == "id,at,author,source,did,state"
    assert "Fill with sample data" in filled("history").out


def test_letters_stay_letters(run: Run) -> None:
    run("add", "שלום 你好 🙂", "--who", "Łukasz Ğ")
    out = run("list", "feedback", "--format", "json").out
    assert "שלום 你好 🙂" in out
    assert json.loads(out)[0]["who"] == "Łukasz Ğ"


def test_a_sale_that_was_won_back_says_since_when(run: Run, workspace: Path) -> None:
    run("lost", "Too dear", "--who", "Bo", "--reason", "Price", "--on", "2026-01-05")
    run("lost", "No", "--who", "Cy", "--reason", "Price")
    desk = Desk.open(workspace)
    desk.do(mark_won_back, 1, date(2026, 3, 2))
    desk.close()
    rows = run("list", "losses", "--format", "json").json
    assert [list(row["loss"])[:8] for row in rows] == [LOSS, LOSS]
    assert [row["loss"]["won_back"] for row in rows] == [None, "2026-03-02"]
    flat = list(csv.DictReader(io.StringIO(run("list", "losses", "--format", "csv").out)))
    assert [row["loss_won_back"] for row in flat] == ["", "2026-03-02"]
    assert "won back" in run("list", "losses").lines[0]
