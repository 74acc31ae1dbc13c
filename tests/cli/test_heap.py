"""The heap on the command line: what a mailbox brought, listed, kept, dropped, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Spawn

_MAIL = """From a@example Thu May 14 09:00:00 2026
From: {who}
To: hello@shop.example
Subject: {subject}
Date: Thu, 14 May 2026 0{number}:00:00 +0000
Message-ID: <{number}@example>
{more}
{words}

"""
FIELDS = ["id", "on", "who", "source", "kind", "sentence", "text", "theme", "why"]


def mailbox(path: Path, *mails: tuple[str, str, str]) -> Path:
    """Write a mailbox of who, words and further headers."""
    path.write_text(
        "".join(
            _MAIL.format(number=number, who=who, words=words, subject="Your shop", more=more)
            for number, (who, words, more) in enumerate(mails, 1)
        ),
        "utf-8",
    )
    return path


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """A wish, a complaint, small talk, and a newsletter."""
    return mailbox(
        tmp_path / "mails.mbox",
        ("Priya Nair <priya@example.com>", "Hello. Could you please open before eight?", ""),
        ("Kit Marsden <kit@example.com>", "The lids are broken again. Nobody rang back.", ""),
        ("Al Poe <al@example.com>", "See you on Tuesday then.", ""),
        ("Shop <news@example.com>", "Big sale.", "List-Unsubscribe: <https://x.example>\n"),
    )


def test_talk_is_listed_the_likeliest_first_and_kept_or_dropped(run: Run, mails: Path) -> None:
    taken = run("import", str(mails), "--yes", "--format", "json").json
    assert (taken["taken"], taken["heap"], taken["aside"], taken["people"]) == (4, 3, 1, 0)
    assert run("list", "feedback", "--format", "json").json == []
    rows = run("heap", "list", "--format", "json").json
    assert [list(row) for row in rows] == [FIELDS] * 3
    assert {row["who"] for row in rows[:2]} == {"Priya Nair", "Kit Marsden"}
    wish = next(row for row in rows if row["who"] == "Priya Nair")
    assert (wish["kind"], wish["sentence"], wish["on"], wish["source"]) == (
        "request", "Could you please open before eight?", "2026-05-14", "mails.mbox, message 1"
    )  # fmt: skip
    kept = run("heap", "keep", str(wish["id"]), "--theme", "Opening", "--format", "json").json
    (feedback,) = run("list", "feedback", "--format", "json").json
    assert (feedback["id"], feedback["who"], feedback["themes"]) == (
        kept["id"], "Priya Nair", ["Opening"]
    )  # fmt: skip
    others = [str(row["id"]) for row in rows if row != wish]
    assert "Dropped 2 messages from the heap" in run("heap", "drop", *others).out
    assert "Nothing waits" in run("heap", "list").out
    run("undo", "--count", "2")
    assert len(run("heap", "list", "--format", "json").json) == 3
    assert "more wait" in run("heap", "list", "--limit", "1").out
    assert run("heap", "list", "--format", "csv").lines[0] == ",".join(FIELDS)


def test_what_is_not_there_is_told(run: Run, mails: Path) -> None:
    run("import", str(mails), "--yes")
    for words in (("keep", "999"), ("drop", "999")):
        assert "no longer on the heap" in run("heap", *words, status=1).err
    assert "0" in run("heap", "keep", "0", status=2).err
    rows = run("heap", "list", "--format", "json").json
    run("heap", "drop", str(rows[0]["id"]))
    assert "no longer" in run("heap", "drop", str(rows[0]["id"]), status=1).err


def test_everything_held_on_somebody_has_their_talk(
    run: Run, spawn: Spawn, mails: Path, tmp_path: Path
) -> None:
    run("import", str(mails), "--yes")
    run("add", "Jam", "--who", "Kit Marsden")
    run("data-report", "Kit Marsden", str(tmp_path / "kit.json"))
    told = json.loads((tmp_path / "kit.json").read_text("utf-8"))
    assert [one["text"] for one in told["heap"]] == ["The lids are broken again. Nobody rang back."]
    run("data-report", "Kit Marsden", str(tmp_path / "kit.html"))
    assert "The lids are broken again." in (tmp_path / "kit.html").read_text("utf-8")
    asked = spawn("erase", "Kit Marsden", stdin=b"n\n")
    assert "1 message on the heap goes" in asked.err
    run("erase", "Kit Marsden", "--yes")
    assert len(run("heap", "list", "--format", "json").json) == 2
