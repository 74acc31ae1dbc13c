"""A setting is declared once; what the owner reads of it, and what reads it, agree with that."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import feedbackdesk
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.settings import ALL, CALL_GUIDE, SETTINGS, Group, Kind, of_group

HANDBOOK = Path(__file__).parents[2] / "resources" / "handbook" / "settings.md"
_MONTHS = "Give a number of months from 1 to 999, or nothing for never."


def test_every_setting_has_a_name_of_its_own_and_stands_under_one_heading() -> None:
    assert len(SETTINGS) == len(ALL)
    assert sorted(one.name for group in Group for one in of_group(group)) == sorted(SETTINGS)
    assert all(of_group(group) and str(group.label) for group in Group)


def test_the_handbook_tells_of_every_setting_what_the_program_does() -> None:
    told: dict[str, list[tuple[str, str, str]]] = {}
    for part in HANDBOOK.read_text("utf-8").split("\n## ")[1:]:
        heading, _end, table = part.partition("\n")
        told[heading] = re.findall(r"^\| `(\w+)` \| (.*?) ?\| (.+) \|$", table, re.MULTILINE)
    assert told == {
        str(group.label): [
            (one.name, "ours" if one.kind is Kind.PROSE else one.default, str(one.about))
            for one in of_group(group)
        ]
        for group in Group
    }


def named_in(tree: ast.AST) -> set[str]:
    """Return the settings that a module reads or writes by name."""
    found: set[object] = set()
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        last = getattr(called, "attr", getattr(called, "id", ""))
        if isinstance(node, ast.Call) and last == "get" and "settings()" in ast.unparse(node.func):
            found.add(node.args[0])
        if isinstance(node, ast.Call) and "change_settings" in ast.unparse(node):
            found.update(k for one in node.args if isinstance(one, ast.Dict) for k in one.keys)
        if isinstance(node, ast.Subscript):
            of = ast.unparse(node.value)
            if of == "SETTINGS" or re.fullmatch(r"(\w+\.)*(ask\()?settings(\(\w*\)|\))", of):
                found.add(node.slice)
    return {one.value for one in found if isinstance(one, ast.Constant)}  # type: ignore[misc]


def test_no_module_speaks_of_a_setting_that_is_not_declared() -> None:
    named = {
        name: path.name
        for path in Path(feedbackdesk.__file__).parent.rglob("*.py")
        if "settings" in (text := path.read_text("utf-8"))
        for name in named_in(ast.parse(text))
    }
    assert len(named) > 5
    assert named.keys() <= SETTINGS.keys()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("business_name", "  Quill & Kettle ", "Quill & Kettle"),
        ("currency", "eur", "EUR"),
        ("country", "de", "DE"),
        ("date_order", "DMY", "dmy"),
        ("date_order", "", ""),
        ("days_to_tell", "0", "0"),
        ("days_to_tell", "999", "999"),
        ("days_to_tell", "", ""),
        ("retention_months", "12", "12"),
        ("retention_months", "010", "010"),
        ("retention_months", "", ""),
        ("backup_room", "1", "1"),
        ("backup_room", "9999999", "9999999"),
        ("closing_note", "x" * 1_000, "x" * 1_000),
        ("call_guide", "x" * 10_000, "x" * 10_000),
        ("call_guide", CALL_GUIDE, ""),
    ],
)
def test_a_text_is_kept_in_one_way(name: str, typed: str, kept: str) -> None:
    assert SETTINGS[name].read(typed) == kept
    assert SETTINGS[name].read(kept) == kept, "what is kept can be set again"


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("currency", "", "A currency is three letters, such as GBP."),
        ("currency", "euro", "A currency is three letters, such as GBP."),
        (
            "date_order", "dym",
            "date_order is dmy, mdy or ymd, or empty for the order of the system.",
        ),
        (
            "days_to_tell", "1000",
            "days_to_tell is a number of days from 0 to 999, or empty for no reminder.",
        ),
        (
            "days_to_answer", "-1",
            "days_to_answer is a number of days from 0 to 999, or empty for no reminder.",
        ),
        ("retention_months", "0", _MONTHS),
        ("retention_months", "000", _MONTHS),
        ("backup_room", "0", "Give a number of megabytes, from 1."),
        ("backup_room", "", "Give a number of megabytes, from 1."),
        ("closing_note", "x" * 1_001, "That is too long for the closing note."),
        ("logo", "x" * 1_001, "That is too long for the logo."),
        ("call_guide", "x" * 10_001, "That is too long for the call guide."),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_in_a_sentence(name: str, typed: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        SETTINGS[name].read(typed)
    assert str(refused.value) == f"{why} Nothing was changed."


@pytest.mark.parametrize("setting", ALL, ids=lambda one: one.name)
def test_what_stands_at_first_can_be_set(setting: object) -> None:
    one = SETTINGS[getattr(setting, "name", "")]
    assert one.stands(None) == one.default
    assert one.stands(one.read(one.default)) == one.default
    assert one.told.endswith(".")
    assert one.told[0].isupper()
