"""Whatever is typed: a sentence, the right status, and nothing harmed."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

_PARTS = 8
"""The naughty strings are told in this many parts, so that several workers share them."""


@pytest.fixture(scope="session")
def naughty(shared_data: Path) -> list[str]:
    """The Big List of Naughty Strings."""
    strings: list[str] = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))
    return strings


def _others(text: str) -> list[tuple[str, ...]]:
    """Return the verbs that take their turns with a string."""
    return [
        ("add", f"--email={text}", "--who=Ada", "--org=Acme", "--", "x"),
        ("plan", f"--item={text}", "--", text),
        ("theme", "alias", "--", "Lids", text),
        ("theme", "rename", "--", text, f"{text}!"),
        ("theme", "assign", f"--quote={text}", "--", text, text),
        ("move", "--to=now", "--", text),
        ("decline", f"--why={text}", "--", "Lids"),
        ("edit", "feedback", "1", f"text={text}", f"who={text}", f"themes={text}"),
        ("edit", "person", "Bo", f"notes={text}", f"phone={text}", f"organisation={text}"),
        ("settings", f"business_name={text}"),
        ("list", "feedback", f"--search={text}", "--format=json"),
        ("list", "people", f"--search={text}"),
        ("show", "person", "--", text),
        ("delete", "item", "--", text),
        ("add", f"--on={text}", "--", "x"),
        ("add", f"--stage={text}", "--", "x"),
        ("lost", f"--value={text}", "--reason=Price", "--", "x"),
        ("edit", "feedback", "1", f"{text}=x"),
        ("edit", "--", text, "1", "text=x"),
        ("list", "--", text),
    ]


@pytest.mark.slow("four verbs for each of some sixty naughty strings")
@pytest.mark.parametrize("part", range(_PARTS))
def test_naughty_strings_in_every_field(run: Run, naughty: list[str], part: int) -> None:
    run("add", "A lid leaked", "--who", "Ada", "--org", "Acme", "--theme", "Lids")
    run("lost", "No", "--who", "Bo", "--reason", "Price")
    run("plan", "Lids")
    for place, text in enumerate(naughty[part::_PARTS]):
        run(
            "add", f"--who={text}", f"--org={text}", f"--phone={text}", f"--theme={text}", "--",
            text, status=-1,
        )  # fmt: skip
        run(
            "lost", f"--reason={text}", f"--also={text}", f"--competitor={text}",
            f"--alternative={text}", f"--stage-reached={text}", "--", "x", status=-1,
        )  # fmt: skip
        others = _others(text)
        for turn in (2 * place, 2 * place + 1):
            run(*others[turn % len(others)], status=-1)
    run("check")
    for what in ("feedback", "themes", "roadmap", "people", "losses"):
        for form in ("table", "json", "csv"):
            run("list", what, "--format", form)
    for key in ("1", "2"):
        run("show", "feedback", key)
        run("show", "person", key)
    run("history", "--limit", "1000000")


@pytest.mark.parametrize(
    "words",
    [
        ("add", ""),
        ("add", " \n\t "),
        ("add", "\u200b\u200e"),
        ("add", "\x00\x07"),
        ("add", "x", "--email", "nobody"),
        ("add", "x", "--email", "a@example.com"),
        ("add", "x", "--theme", ""),
        ("add", "x", "--who", "n" * 301),
        ("add", "x", "--on", "2199-01-01"),
        ("lost", "x", "--reason", ""),
        ("theme", "add", ""),
        ("theme", "rename", "none", "x"),
        ("theme", "merge", "none", "x"),
        ("theme", "unmerge", "none"),
        ("plan", ""),
        ("plan", "x", "--effort", "0"),
        ("plan", "x", "--effort", "99999"),
        ("demo", "--size", "0"),
        ("demo", "--size", "1000001"),
    ],
)
def test_it_could_not_be_done(run: Run, words: tuple[str, ...]) -> None:
    run(*words, status=1)


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("add", "x", "y"),
        ("add", "x", "--nonsense"),
        ("add", "x", "--on", "2026-02-30"),
        ("add", "x", "--on", "1066-10-14"),
        ("add", "x", "--on", ""),
        ("add", "x", "--kind", "wish"),
        ("add", "x", "--channel", "pigeon"),
        ("lost", "x"),
        ("lost", "x", "--reason", "Price", "--value", "-1"),
        ("lost", "x", "--reason", "Price", "--value", "9" * 40),
        ("lost", "x", "--reason", "Price", "--value", "much"),
        ("lost", "x", "--reason", "Price", "--revisit", "31 feb 2027"),
        ("plan",),
        ("plan", "x", "--to", "shipped"),
        ("plan", "x", "--effort", "lots"),
        ("undo", "--count", "0"),
        ("list",),
        ("list", "feedback", "--limit", "-1"),
        ("list", "feedback", "--format", "xml"),
        ("show", "house", "1"),
        ("dance",),
        ("--dance",),
    ],
)
def test_the_words_are_off(run: Run, words: tuple[str, ...], workspace: Path) -> None:
    run(*words, status=2)
    assert not workspace.exists()


def test_a_megabyte(run: Run) -> None:
    text = "Ünd so weiter. " * 70_000
    run("add", "-", stdin=text)
    assert run("show", "feedback", "1", "--format", "json").json["text"] == text.strip()
    run("add", text, "--who", text, status=1)
    run("theme", "add", text, status=1)
    run("show", "person", text, status=1)
    run("lost", "x", "--reason", text, status=1)
    run("edit", "feedback", "1", f"text={text}!")
    for form in ("table", "json", "csv"):
        run("list", "feedback", "--format", form)
    run("list", "feedback", "--search", text)
    assert len(run("history").out) < 1_000


def test_more_than_fits(run: Run) -> None:
    assert "10,000,000" in run("add", "-", stdin="x" * 10_000_001, status=1).err


def test_what_cannot_be_decoded_is_replaced(run: Run) -> None:
    run("add", "-", stdin=b"caf\xe9 \xf0\x9f\x99\x82 \x00end")
    assert run("show", "feedback", "1", "--format", "json").json["text"] == "caf\ufffd 🙂 end"


def test_lone_surrogates_are_dropped(run: Run) -> None:
    run("add", "a\ud800b", "--who", "A\udfffda")
    row = run("list", "feedback", "--format", "json").json[0]
    assert (row["text"], row["who"]) == ("ab", "Ada")
    run("show", "person", "\ud800", status=1)


@pytest.mark.parametrize("name", ["محمد علي", "דנה לוי", "\u202eevil\u202c", "𠜎𠜱", "ẞtraße"])
def test_names_of_all_the_world(run: Run, name: str) -> None:
    run("add", "x", "--who", name, "--org", name, "--theme", name)
    assert run("show", "person", name, "--format", "json").json["name"] == name
    assert run("show", "theme", name.upper(), "--format", "json").json["name"] == name
    run("theme", "add", name.swapcase(), status=1)
    for what in ("feedback", "people", "themes"):
        run("list", what)


def test_names_that_differ_by_case_only(run: Run) -> None:
    run("theme", "add", "Straße")
    assert "already a theme" in run("theme", "add", "STRASSE", status=1).err
    run("theme", "add", "Weg")
    run("theme", "rename", "weg", "strasse", status=1)
    run("theme", "rename", "weg", "WEG")
    run("theme", "merge", "weg", "WEG", status=1)


@pytest.mark.parametrize(
    "words",
    [
        ("list", "feedback"), ("add", "Mondays"), ("backup",), ("backups",), ("check",),
        ("restore", "shop.bak", "--yes"), ("conflicts",), ("rescue", "{}", "--to", "{}.new"),
        ("backup", "{}"),
    ],
)  # fmt: skip
def test_a_link_that_leads_back_to_itself_is_no_workspace(
    run: Run, workspace: Path, words: tuple[str, ...]
) -> None:
    loop = workspace.with_name("loop.feedbackdesk")
    loop.symlink_to(loop.name)
    said = run("--workspace", str(loop), *(word.format(loop) for word in words), status=1).err
    assert "leads back to itself" in said or "no file at" in said
    inside = run("--workspace", str(loop / "shop.feedbackdesk"), "list", "feedback", status=1).err
    assert "leads back to itself" in inside


def test_a_picture_is_no_workspace(run: Run, workspace: Path) -> None:
    picture = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20
    workspace.write_bytes(picture)
    for words in (("list", "feedback"), ("add", "x"), ("undo",), ("check",), ("demo",)):
        assert "not a FeedbackDesk workspace" in run(*words, status=1).err
    assert workspace.read_bytes() == picture
    assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]


def test_a_damaged_workspace(filled: Run, workspace: Path) -> None:
    whole = workspace.read_bytes()
    workspace.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    for words in (("list", "feedback"), ("check",), ("add", "x"), ("list", "roadmap")):
        filled(*words, status=1)


def test_a_kept_number_that_is_wrong(filled: Run, workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as raw, raw:
        raw.execute("UPDATE item_tally SET requests = requests + 1 WHERE item_id = 1")
        raw.execute("UPDATE feedback SET in_inbox = 1 - in_inbox WHERE id = 3")
        raw.execute("UPDATE feedback SET account = 'o1' WHERE id IN (1, 50)")
        raw.execute("INSERT INTO feedback_fts(rowid, text) VALUES (9999, 'ghost')")
    found = filled("check", status=1)
    assert "item_tally 1" in found.out
    assert "things are not as they should be" in found.err
    assert len(found.lines) >= 4


def test_a_folder_and_places_that_are_none(run: Run, workspace: Path) -> None:
    workspace.mkdir()
    assert "folder" in run("add", "x", status=1).err
    for named in ("a\x00b", "~nobody-of-this-name/x", "postgresql://host/db", "/proc/none/x"):
        run("--workspace", named, "add", "x", status=1)
    assert "no workspace" in run("--workspace", str(workspace / "x"), "list", "inbox", status=1).err
    assert list(workspace.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("list", "feedback"),
        ("show", "person", "x"),
        ("history",),
        ("check",),
        ("settings",),
        ("undo",),
        ("theme", "delete", "x"),
        ("edit", "person", "x", "name=y"),
        ("delete", "item", "x"),
        ("ship", "x"),
    ],
)
def test_reading_makes_no_workspace(run: Run, workspace: Path, words: tuple[str, ...]) -> None:
    run(*words, status=1)
    assert not workspace.exists()


def test_a_newer_file_is_read_and_not_changed(filled: Run, workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'zzzz'")
        raw.commit()
    before = workspace.read_bytes()
    assert len(filled("list", "feedback", "--format", "json").json) == 120
    filled("list", "roadmap")
    filled("show", "item", "1")
    filled("history")
    filled("check")
    filled("print", str(workspace.parent / "p.pdf"))
    (workspace.parent / "p.pdf").unlink()
    for words in (("add", "x"), ("undo",), ("redo",), ("settings", "currency=EUR"), ("demo",)):
        assert "newer version" in filled(*words, status=1).err
    assert workspace.read_bytes() == before
    assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="a superuser may write everywhere"
)
def test_a_write_protected_file(filled: Run, workspace: Path) -> None:
    workspace.chmod(0o444)
    workspace.parent.chmod(0o555)
    try:
        assert len(filled("list", "feedback", "--format", "json").json) == 120
        assert "cannot be written to" in filled("add", "x", status=1).err
        assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]
    finally:
        workspace.parent.chmod(0o755)


def test_nothing_that_a_terminal_obeys_is_written(run: Run) -> None:
    rubbish = "Far \x1b[31m\x9b2J \u202egnp.exe\u2066 \u2028 " + "".join(map(chr, range(1, 256)))
    for said in (run("add", "-", stdin=rubbish), run("list", "feedback"), run("history")):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", said.out)


@pytest.mark.parametrize("verb", [("list", "feedback"), ("history",)], ids=" ".join)
def test_a_limit_longer_than_any_list(filled: Run, verb: tuple[str, ...]) -> None:
    everything = filled(*verb, "--format", "json", "--limit", str(10**40)).json
    assert everything == filled(*verb, "--format", "json", "--limit", "1000000").json
    assert filled(*verb, "--format", "json", "--limit", "0").json == []
    for off in ("-1", "many", "1.5"):
        filled(*verb, "--limit", off, status=2)
