"""An owner's first week, told through the verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.report.shop import png_with_a_note

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_from_a_call_to_a_page(run: Run, tmp_path: Path) -> None:
    said = run(
        "add", "Can you mail me the invoice?", "--who", "Ada Wren", "--org", "Acme",
        "--theme", "Invoices", "--email", "ada@example.com", "--feeling", "unhappy",
    )  # fmt: skip
    assert said.out.startswith("Recorded “Can you mail me the invoice?” (feedback 1). Undo with: ")
    assert said.out.endswith(" undo\n")
    run("add", "The bill, please, by e-mail", "--who", "Bo", "--theme", "invoices", "--on", "today")
    run("add", "Invoices again", "--email", "ADA@example.com", "--theme", "INVOICES")
    lost = run(
        "lost", "Too dear for us", "--who", "Cy", "--reason", "price", "--also", "Budget",
        "--competitor", "Foo Ltd", "--value", "1,200.50", "--theme", "Discount",
    )  # fmt: skip
    assert "(feedback 4)" in lost.out
    run("plan", "invoices", "--item", "Send PDFs", "--to", "next", "--effort", "3")
    run("plan", "Discount")

    ranked = run("list", "roadmap", "--format", "json").json
    assert [(row["rank"], row["title"], row["requests"], row["mentions"]) for row in ranked] == [
        (1, "Send PDFs", 2, 3),
        (2, "Discount", 1, 1),
    ]
    assert run("list", "roadmap", "--lens", "lost", "--format", "json").json[0]["title"] == (
        "Discount"
    )
    assert "Acme" in run("show", "item", "send pdfs").out
    page = tmp_path / "page.pdf"
    assert run("print", str(page)).out == f"Printed 1 page to {page}\n"
    assert page.read_bytes().startswith(b"%PDF-")
    assert run("list", "roadmap", "--format", "json").json[0]["moved"] == 0

    run("move", "Send PDFs", "--to", "now", "--pin", "1")
    run("ship", "Send PDFs")
    run("decline", "Discount", "--why", "We would rather be good than cheap")
    stages = {row["title"]: row["stage"] for row in run("list", "roadmap", "--format", "json").json}
    assert stages == {"Send PDFs": "shipped", "Discount": "declined"}
    assert "every kept number is right" in run("check").out


def test_undo_and_redo(run: Run) -> None:
    run("theme", "add", "Invoices")
    run("theme", "rename", "Invoices", "Bills")
    assert run("undo").out.startswith("Undid: Rename theme to Bills (step 3). Redo with: ")
    assert run("list", "themes", "--format", "json").json[0]["name"] == "Invoices"
    assert run("redo").out.startswith("Did again: ")
    assert run("list", "themes", "--format", "json").json[0]["name"] == "Bills"
    stopped = run("undo", "--count", "5", status=1)
    assert len(stopped.lines) == 2
    assert stopped.err == "There is nothing to undo. Before that, 2 steps were undone.\n"
    assert run("list", "themes", "--format", "json").json == []
    assert run("redo", "--count", "2", "--format", "json").out.count('"did"') == 2
    assert run("redo", status=1).err == "There is nothing to redo. Nothing was changed.\n"
    assert [row["did"] for row in run("history", "--format", "json", "--limit", "1").json] == [
        "Redo: Rename theme to Bills"
    ]


def test_a_declined_undo_names_what_is_in_the_way(run: Run) -> None:
    run("theme", "add", "Invoices")
    run("theme", "add", "Bills")
    run("undo")
    run("redo")
    run("theme", "merge", "Bills", "Invoices")
    assert run("list", "themes", "--format", "json").json[0]["name"] == "Invoices"
    run("theme", "unmerge", "bills")
    assert len(run("list", "themes", "--format", "json").json) == 2
    run("theme", "alias", "Invoices", "Rechnungen")
    run("theme", "delete", "rechnungen")
    assert [row["name"] for row in run("list", "themes", "--format", "json").json] == ["Bills"]


def test_nothing_differed(run: Run) -> None:
    run("plan", "Invoices", "--to", "now")
    assert run("move", "Invoices", "--to", "now").out.startswith("Nothing to change")
    assert run("move", "Invoices", "--unpin", "--format", "json").json == {"id": 1, "did": None}


def test_moving_needs_a_where(run: Run) -> None:
    run("plan", "Invoices")
    run("move", "Invoices", status=2)
    run("move", "Invoices", "--pin", "1", "--unpin", status=2)
    run("move", "Invoices", "--pin", "0", status=1)
    assert "decline" in run("move", "Invoices", "--to", "declined", status=1).err
    run("move", "Invoices", "--pin", "2")
    row = run("list", "roadmap", "--format", "json").json[0]
    assert (row["stage"], row["pinned"], row["rank"]) == ("idea", 2, 1)
    run("move", "Invoices", "--unpin", "--to", "later")
    row = run("list", "roadmap", "--format", "json").json[0]
    assert (row["stage"], row["pinned"]) == ("later", None)


def test_a_loss_is_not_added(run: Run) -> None:
    assert "lost TEXT --reason" in run("add", "No", "--kind", "loss", status=2).err


def test_filing_from_the_inbox(run: Run) -> None:
    run("add", "The van came late, and the lid leaked")
    run("theme", "add", "Lids")
    assert len(run("list", "inbox", "--format", "json").json) == 1
    run("theme", "assign", "1", "lids", "--quote", "the lid leaked")
    assert run("list", "inbox", "--format", "json").json == []
    run("theme", "assign", "1", "lids", "--quote", "never said", status=1)
    run("theme", "assign", "1", "nothing like it", status=1)
    run("theme", "assign", "one", "lids", status=1)


def test_two_of_a_name_are_listed(run: Run) -> None:
    run("add", "x", "--who", "Jo", "--org", "Acme")
    run("add", "y", "--who", "Jo", "--org", "Zenith")
    refused = run("add", "z", "--who", "jo", status=1)
    assert "Acme" in refused.err
    assert "Zenith" in refused.err
    assert "id 2" in run("show", "person", "JO", status=1).err
    assert run("show", "person", "2", "--format", "json").json["organisation"] == "Zenith"
    assert len(run("list", "feedback", "--format", "json").json) == 2


def test_the_undo_that_is_named_is_of_this_workspace(run: Run, workspace: Path) -> None:
    assert f"feedbackdesk --workspace {workspace} undo" in run("theme", "add", "x").out


@pytest.mark.parametrize("ending", ["html", "md", "csv", "xlsx"])
def test_printing_to_other_files(filled: Run, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"p.{ending}"
    assert f"Printed the roadmap to {path}" in filled("print", str(path)).out
    assert path.stat().st_size > 100
    filled("print", str(path), "--edition", "customer", "--lens", "lost", "--by-stage")


def test_choosing_what_is_printed(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "roadmap.md"
    filled("print", str(path), "--columns", "Why, effort", "--closing", "Ring us", "--no-money")
    text = path.read_text("utf-8")
    assert "Ring us" in text
    assert "1 mention" not in text
    filled("print", str(path), "--columns", "none", "--stages", "none", "--appendix")
    assert "Nothing is in the stages that were chosen" in path.read_text("utf-8")
    assert "not one of: mentions" in filled("print", str(path), "--columns", "all", status=2).err
    assert "not one of: idea" in filled("print", str(path), "--stages", "soon", status=2).err
    assert "A4, A3, Letter" in filled("print", str(path), "--paper", "A9", status=2).err
    assert "1,000" in filled("print", str(path), "--closing", "x" * 2_000, status=1).err
    before = path.read_bytes()
    filled("print", str(path), "--closing", "x" * 2_000, status=1)
    assert path.read_bytes() == before


def test_a_logo_that_is_missing_is_told_beside_the_printed_page(
    filled: Run, tmp_path: Path
) -> None:
    logo = tmp_path / "nowhere.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    assert "more than shapes" in filled("settings", f"logo={logo}", status=1).err
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 1'/>")
    filled("settings", f"logo={logo}")
    path = tmp_path / "roadmap.html"
    assert "The logo" not in filled("print", str(path)).out
    logo.unlink()
    done = filled("print", str(path))
    assert "“nowhere.svg” is not there" in done.out
    assert path.exists()
    assert "nowhere" not in filled("print", str(path), "--no-logo").out


def test_printing_where_nothing_can_be(filled: Run, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    filled("print", str(tmp_path / "no folder" / "p.pdf"), status=1)
    filled("print", str(tmp_path / "p.docx"), status=2)
    filled("print", "p\x00.pdf", status=1)
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    filled("print", str(folder), status=1)
    folder.rmdir()
    assert sorted(tmp_path.iterdir()) == before


def test_settings(run: Run, tmp_path: Path) -> None:
    run("settings", "business_name=Quill & Kettle", "currency=eur", "days_to_answer=3")
    kept = run("settings", "--format", "json").json
    assert (kept["business_name"], kept["currency"]) == ("Quill & Kettle", "EUR")
    assert "Quill & Kettle" in run("settings").out
    assert "currency" in run("settings", "colour=red", status=2).err
    run("settings", "currency", status=2)
    run("settings", "currency=pounds", status=1)
    run("settings", f"logo={tmp_path / 'none.png'}", status=1)
    picture = tmp_path / "logo.png"
    picture.write_bytes(png_with_a_note("x"))
    run("settings", f"logo={picture}")
    assert run("settings", "--format", "json").json["logo"] == str(picture)
    run("settings", "logo=")
    ours = run("settings", "--format", "json").json["call_guide"]
    run("settings", "call_guide=# Ask\n“Why?”\0")
    assert run("settings", "--format", "json").json["call_guide"] == "# Ask\n“Why?”"
    assert "# Ask “Why?”" in run("settings").out
    run("settings", "call_guide=")
    assert run("settings", "--format", "json").json["call_guide"] == ours
    run("settings", f"call_guide={'x' * 10_001}", status=1)
    run("undo", "--count", "5")
    assert run("settings", "--format", "json").json["currency"] == "GBP"


def test_shipping_and_declining_say_how_many_are_to_be_told(run: Run) -> None:
    for who in ("Ann", "Bo"):
        run("add", "Send PDFs", "--who", who, "--theme", "Invoices")
    run("plan", "Invoices", "--item", "Invoices by mail")
    shipped = run("ship", "Invoices by mail")
    assert "2 are to be told. See them with: feedbackdesk" in shipped.lines[1]
    rows = run("list", "owed", "--format", "json").json
    assert [(row["kind"], row["who"], row["late"]) for row in rows] == [
        ("shipped", "Ann", False),
        ("shipped", "Bo", False),
    ]
    assert set(rows[0]) == {"id", "kind", "who", "due", "about", "late"}
    said = run("decline", "Invoices by mail", "--why", "Later", "--format", "json")
    assert set(said.json) == {"id", "did"}
