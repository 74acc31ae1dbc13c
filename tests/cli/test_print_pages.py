"""`print` with another page than the roadmap: what is said, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Spawn
from tests.report import poppler


@pytest.fixture
def shop(run: Run) -> Run:
    """Run verbs on a small shop."""
    run("add", "Mail me the bill", "--who", "Ann Lee", "--org", "Acme", "--theme", "Invoices")
    run("add", "It leaks", "--who", "Bo Ek", "--kind", "problem")
    run(
        "lost", "Too dear", "--who", "Cy Dow", "--reason", "Price", "--value", "1200",
        "--on", "2026-08-03",
    )  # fmt: skip
    return run


@pytest.mark.parametrize(
    ("words", "title", "told"),
    [
        (("--theme", "invoices"), "Theme: Invoices", "Mail me the bill"),
        (("--theme", "Invoices", "--by-account"), "Theme: Invoices", "account by account"),
        (("--owed",), "Call sheet", "Bo Ek"),
        (("--losses", "2026-Q3"), "Lost sales, July to September 2026", "Too dear"),
        (("--losses", "2026-08-01..2026-08-31"), "Lost sales, August 2026", "Cy Dow"),
        (("--losses", "all"), "Lost sales, until", "Cy Dow"),
        (("--losses", "2019-q1"), "January to March 2019", "No sale was lost"),
        (("--person", "ann lee"), "Person: Ann Lee", "Mail me the bill"),
        (("--organisation", "Acme"), "Organisation: Acme", "Ann Lee"),
    ],
)
def test_it_prints_one_page(
    shop: Run, tmp_path: Path, words: tuple[str, ...], title: str, told: str
) -> None:
    path = tmp_path / "page.pdf"
    said = shop("print", str(path), *words, "--paper", "Letter", "--landscape")
    days = re.fullmatch(rf"Printed 1 page(?: \((.+)\))? to {re.escape(str(path))}\n", said.out)
    assert days is not None
    assert (days[1] is not None) == (words[0] == "--losses")
    assert not days[1] or days[1].casefold() in poppler.info(path)["Title"].casefold()
    assert title in poppler.info(path)["Title"]
    assert told in poppler.text(path)
    assert poppler.info(path)["Page size"].startswith("792 x 612")
    for ending in ("html", "md", "csv", "xlsx"):
        assert "Printed it" in shop("print", str(tmp_path / f"page.{ending}"), *words).out


def test_a_theme_alone_has_a_copy_for_customers(shop: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    shop("print", str(path), "--theme", "Invoices", "--edition", "customer")
    assert "Ann Lee" not in path.read_text("utf-8")
    for words in (("--owed",), ("--person", "Ann Lee"), ("--losses", "2026")):
        said = shop("print", str(path), *words, "--edition", "customer", status=2)
        assert "has no customer edition" in said.err
    said = shop("print", str(path), "--theme", "Invoices", "--edition", "one-page", status=2)
    assert "one-page" in said.err


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--theme", "Nothing"), 1, "Nothing"),
        (("--theme", ""), 1, ""),
        (("--person", "Nobody"), 1, "nobody called"),
        (("--organisation", "None"), 1, "no organisation"),
        (("--losses", "2026-Q5"), 1, ""),
        (("--losses", "2026-09..2026-01"), 1, "ends before it begins"),
        (("--losses", ".."), 1, ""),
        (("--losses", "9999-q4"), 1, ""),
        (("--losses", "\x00=😀"), 1, ""),
        (("--owed", "--theme", "Invoices"), 2, "One page at a time"),
        (("--owed", "--no-money"), 2, "--money is for the roadmap"),
        (("--theme", "Invoices", "--closing", "Bye"), 2, "--closing is for the roadmap"),
    ],
)
def test_what_cannot_be_printed_is_told(
    shop: Run, tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    path = tmp_path / "page.pdf"
    assert told in shop("print", str(path), *words, status=status).err
    assert not path.exists()


def test_it_is_no_print_of_the_roadmap(shop: Run, tmp_path: Path) -> None:
    shop("plan", "Invoices")
    shop("print", str(tmp_path / "page.pdf"), "--owed")
    assert shop("list", "roadmap", "--format", "json").json[0]["moved"] is None
    assert "Printed" not in shop("history").out


@pytest.mark.parametrize(
    ("edition", "words", "told"),
    [
        ("customer", ("--appendix",), "--appendix is for the working copy"),
        ("customer", ("--money",), "it shows no sums"),
        ("customer", ("--columns", "value,lost,target"), "never shows: value, lost."),
        ("one-page", ("--columns", "themes"), "never shows: themes."),
        ("one-page", ("--quotes", "3"), "--quotes is not for"),
        ("one-page", ("--by-stage",), "--by-stage is not for"),
    ],
)
def test_what_an_edition_never_shows_is_refused(
    shop: Run, tmp_path: Path, edition: str, words: tuple[str, ...], told: str
) -> None:
    path = tmp_path / "page.md"
    said = shop("print", str(path), "--edition", edition, *words, status=2)
    assert told in said.err
    assert not path.exists()
    shop("print", str(path), "--edition", edition, "--columns", "target", "--quotes", "0")


def test_the_terminal_gets_our_words_alone(shop: Run, spawn: Spawn, tmp_path: Path) -> None:
    shop("add", "ཀ བོད་ हिन्दी ਪੰਜਾਬੀ", "--who", "Ann", "--theme", "ไทย हिन्दी ᚠᛇ")
    shop("plan", "ไทย हिन्दी ᚠᛇ")
    said = spawn("print", str(tmp_path / "page.pdf"))
    assert (said.status, said.err) == (0, "")
