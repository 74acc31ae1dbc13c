"""`uncertain`, and what `print` says of it: listed, allowed, held back, left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def shop(run: Run) -> Run:
    """Run verbs on a shop with an uncertain title, quote and sum, and a name that is certain."""
    run("add", "Opening hours for Brinkmann", "--who", "Una Quell", "--theme", "Hours")
    run("add", "Bigger cups, please", "--who", "Una Quell", "--theme", "Cups")
    run("add", "It is twelve hundred a month", "--who", "Una Quell", "--theme", "Cups")
    run("edit", "person", "Una Quell", "may_quote=yes")
    run("plan", "Hours", "--to", "next", "--item", "Later hours, as Featherstone wants")
    run("plan", "Cups", "--to", "next", "--item", "Bigger cups")
    run("add", "Hello", "--who", "Ottilie Brackenridge", "--theme", "Names")
    run("plan", "Names", "--to", "later", "--item", "Brackenridge’s wish")
    return run


def listed(run: Run, *words: str) -> list[dict[str, object]]:
    """Return what `uncertain` lists."""
    found = json.loads(run("uncertain", "--format", "json", *words).out)
    assert isinstance(found, list)
    return found


def test_it_lists_each_text_with_its_words_and_print_names_them(shop: Run, tmp_path: Path) -> None:
    found = listed(shop)
    assert {tuple(one) for one in found} == {("id", "where", "text", "words")}
    assert {str(one["text"]): one["words"] for one in found} == {
        "Later hours, as Featherstone wants": ["Featherstone"],
        "Opening hours for Brinkmann": ["Brinkmann"],
        "It is twelve hundred a month": ["twelve hundred"],
    }
    places = {str(one["text"])[:5]: one["where"] for one in found}
    assert places["Later"] == "The title of an item"
    assert str(places["It is"]).startswith("A quote of “")
    path = tmp_path / "copy.html"
    said = shop("print", str(path), "--edition", "customer", status=1)
    assert "Featherstone" in said.err
    assert "2 texts may name somebody" in said.err
    assert "Nothing was printed" in said.err
    assert not path.exists()
    table = shop("uncertain").out
    assert all(str(one["id"]) in table for one in found)
    assert "Featherstone" in shop("uncertain", "--format", "csv").out


def test_each_is_taken_or_left_once_and_can_be_taken_back(shop: Run, tmp_path: Path) -> None:
    ids = {str(one["text"])[:5]: str(one["id"]) for one in listed(shop)}
    said = shop("uncertain", "--allow", ids["Later"], ids["Openi"])
    assert said.out.startswith("Marked 2 texts as fit for customers")
    assert shop("uncertain", "--hold", ids["It is"]).out.startswith("Kept a text from customers")
    assert listed(shop) == []
    assert shop("uncertain").out.strip() == "Nothing waits for your word."
    path = tmp_path / "copy.md"
    said = shop("print", str(path), "--edition", "customer")
    shown = path.read_text("utf-8")
    assert "Featherstone" in shown
    assert "twelve hundred" not in shown
    assert "Brackenridge" not in shown
    assert "is not on the customer copy" in said.out
    shop("undo")
    assert [one["text"] for one in listed(shop)] == ["It is twelve hundred a month"]
    # It is asked about again where it changed, and only then.
    shop("edit", "item", "Later hours, as Featherstone wants", "title=As Featherstone says")
    assert {one["text"] for one in listed(shop)} == {
        "It is twelve hundred a month",
        "As Featherstone says",
    }


def test_hold_uncertain_leaves_them_out_and_tells(shop: Run, tmp_path: Path) -> None:
    for name, more in (("copy.html", ("--edition", "customer")), ("theme.md", ("--theme", "Cups"))):
        path = tmp_path / name
        edition = () if "--edition" in more else ("--edition", "customer")
        said = shop("print", str(path), *more, *edition, "--hold-uncertain")
        shown = path.read_text("utf-8")
        for word in ("Featherstone", "twelve hundred", "Brackenridge", "Brinkmann"):
            assert word not in shown, (name, word)
        assert "Bigger cups" in shown
        assert "is uncertain" in said.out
    assert len(listed(shop)) == 3


def test_a_theme_page_for_customers_waits_too(shop: Run, tmp_path: Path) -> None:
    path = tmp_path / "theme.html"
    said = shop("print", str(path), "--theme", "Cups", "--edition", "customer", status=1)
    assert "twelve hundred" in said.err
    assert not path.exists()
    (one,) = listed(shop, "--theme", "Cups")
    shop("uncertain", "--allow", str(one["id"]))
    shop("print", str(path), "--theme", "Cups", "--edition", "customer")
    assert "twelve hundred" in path.read_text("utf-8")


def test_one_page_for_customers(shop: Run, tmp_path: Path) -> None:
    path = tmp_path / "wall.html"
    words = ("print", str(path), "--edition", "one-page", "--for-customers")
    assert "Featherstone" in shop(*words, status=1).err
    shop(*words, "--hold-uncertain")
    shown = path.read_text("utf-8")
    assert "Bigger cups" in shown
    assert "not for customers" not in shown
    assert "Featherstone" not in shown
    assert "Brackenridge" not in shown
    shop("print", str(path), "--edition", "one-page")
    assert "Brackenridge" in path.read_text("utf-8")


def test_any_harmless_quote_is_listed_and_held(shop: Run, tmp_path: Path) -> None:
    every = listed(shop, "--every")
    assert {tuple(one) for one in every} == {("id", "where", "text", "words", "answer")}
    told = {str(one["text"]): one for one in every}
    assert told["Bigger cups, please"]["answer"] == "printed"
    assert told["Brackenridge’s wish"]["answer"] == "held"
    shop("uncertain", "--hold", str(told["Bigger cups, please"]["id"]))
    path = tmp_path / "copy.csv"
    shop("print", str(path), "--edition", "customer", "--hold-uncertain")
    assert "please" not in path.read_text("utf-8")
    assert "Bigger cups" in path.read_text("utf-8")
    # What is certain cannot be allowed.
    said = shop("uncertain", "--allow", str(told["Brackenridge’s wish"]["id"]), status=1)
    assert "names somebody for certain" in said.err


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("uncertain", "--allow"), 2, "Give the ids"),
        (("uncertain", "--allow", "--hold", "abcd"), 2, "Either --allow or --hold"),
        (("uncertain", "abcd"), 2, "goes --allow or --hold"),
        (("uncertain", "--allow", "ffffffff"), 1, "No text for customers has the id ffffffff"),
        (("uncertain", "--hold", "../x"), 1, "No text for customers"),
        (("uncertain", "--hold", "\u202e"), 1, "No text for customers"),
        (("uncertain", "--theme", "Nothing"), 1, "Nothing"),
        (("print", "a.html", "--for-customers"), 2, "--for-customers is for the one-page"),
        (("print", "a.html", "--hold-uncertain"), 2, "is for what customers get"),
        (("print", "a.html", "--owed", "--hold-uncertain"), 2, "is for what customers get"),
        (("print", "a.html", "--theme", "Cups", "--for-customers"), 2, "one-page edition"),
    ],
)
def test_words_that_are_off(shop: Run, words: tuple[str, ...], status: int, told: str) -> None:
    assert told in shop(*words, status=status).err
    assert len(listed(shop)) == 3


def test_an_empty_workspace_waits_for_nothing(run: Run) -> None:
    assert "no workspace" in run("uncertain", status=1).err
    run("settings", "currency=EUR")
    assert run("uncertain").out.strip() == "Nothing waits for your word."
    assert json.loads(run("uncertain", "--every", "--format", "json").out) == []
