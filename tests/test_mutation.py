"""The tool that changes one thing at a time: what it changes, and what it says of it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.mutation.changes import Change, changes_of, lines_of
from tests.mutation.equivalent import MOST, Equivalents
from tests.mutation.queries import query_changes
from tests.mutation.trying import Result, table

ROOT = Path(__file__).parents[1]


def said(source: str) -> set[str]:
    """Return each change of a source as it is told."""
    return {one.said for one in changes_of(source)}


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("a < b", {"< -> <=", "< -> >"}),
        ("a >= b", {">= -> >", ">= -> <="}),
        ("a == b", {"== -> !="}),
        ("a is not b", {"is not -> is"}),
        ("a not in b", {"not in -> in"}),
        ("a < b < c", {"< -> <=", "< -> >"}),
        ("a and b", {"and -> or"}),
        ("a or b", {"or -> and"}),
        ("not a", {"not -> nothing"}),
        ("-a", {"- -> nothing"}),
        ("a + b", {"+ -> -"}),
        ("a | b", {"| -> &"}),
        ("a // b", {"// -> *"}),
        ("'x' + b", {"'x' -> \"\""}),
        ("f(3)", {"3 -> 4", "f(3) -> pass"}),
        ("a = True", {"True -> False"}),
        ("a = ''", {"'' -> \"x\""}),
        ("a = f'{b} c'", {"f'{b} c' -> \"x\""}),
        ("a += b", {"a += b -> pass"}),
        ("raise A", {"raise A -> pass"}),
        ("while a: break", {"a -> (not a)", "break -> pass"}),
        ("for a in b: continue", {"continue -> pass"}),
        ("a = b if c else d", {"c -> (not c)"}),
        ("if a.b: c = d", {"a.b -> (not a.b)"}),
        ("a = b.where(c)", {".where(c) -> nothing"}),
        (
            "a = b.where(c, d)",
            {".where(c, d) -> nothing", "c, -> nothing", ", d -> nothing"},
        ),
        ("a = b.order_by(c.desc())", {".order_by(c.desc()) -> nothing", ".desc() -> nothing"}),
        (
            "a.touches(b, c)",
            {"a.touches(b, c) -> pass", "b, -> nothing", ", c -> nothing"},
        ),
    ],
)
def test_each_kind_of_change(source: str, changes: set[str]) -> None:
    assert said(source) == changes


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "def f(a: 'text') -> 'text': ...",
        "class A:\n    b: 'text'",
        "@dataclass(slots=True)\nclass A: ...",
        "if TYPE_CHECKING:\n    a = 1",
        "T = TypeVar('T', bound='Text')",
        "P = ParamSpec('P')",
        "Pairs: TypeAlias = 'list[tuple[int, int]]'",
        "import a",
    ],
)
def test_what_says_nothing_to_a_running_program_is_left(source: str) -> None:
    assert not changes_of(source)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("SELECT a FROM b WHERE c = 1", {"SELECT a FROM b WHERE 1 OR c = 1"}),
        ("SELECT a FROM b ORDER BY c LIMIT 1", {"SELECT a FROM b LIMIT 1"}),
        ("SELECT a FROM (SELECT b ORDER BY f(c)) d", {"SELECT a FROM (SELECT b ) d"}),
        (
            "SELECT a FROM b ORDER BY c DESC",
            {"SELECT a FROM b ORDER BY c", "SELECT a FROM b "},
        ),
        ("SELECT DISTINCT a", {"SELECT  a"}),
        ("SELECT max(a)", {"SELECT min(a)"}),
        ("a sentence about WHEREVER and order by", set()),
    ],
)
def test_a_query_loses_its_condition_or_its_order(text: str, changed: set[str]) -> None:
    made = {text[:start] + new + text[end:] for start, end, new in query_changes(text)}
    assert made == changed


def test_every_change_of_this_house_can_be_compiled_and_changes_one_place() -> None:
    source = (ROOT / "feedbackdesk/store/undo.py").read_text("utf-8")
    changes = changes_of(source)
    kinds = Counter(one.kind for one in changes)
    assert kinds.keys() >= {"comparison", "operator", "constant", "statement", "raise", "query"}
    for one in changes:
        made = one.of(source)
        ast.parse(made)
        assert made != source
        assert one.line == source.encode()[: one.start].count(b"\n") + 1
        assert source.splitlines()[one.line - 1].strip() == one.text


def test_letters_of_several_bytes_move_nothing() -> None:
    source = 'a = "naïve 🪴" if b < c else d'
    (change,) = [one for one in changes_of(source) if one.new == "<="]
    assert change.of(source) == 'a = "naïve 🪴" if b <= c else d'


def test_the_lines_of_a_change_are_those_of_its_statement_unless_it_runs_at_import() -> None:
    source = "A = (\n    1\n)\n\ndef f(\n    a=2,\n):\n    b = (\n        a + 3\n    )\n    return"
    lines = {change.old: lines_of(change, source) for change in changes_of(source)}
    assert lines == {"1": set(), "2": set(), "+": {8, 9, 10}, "3": {8, 9, 10}}


# A whole trial, of a house of one module and one test


MODULE = """
def grade(points):
    if points >= 50:
        return "passed"
    return "failed"


def polite(name):
    return "Dear " + name


def at_import():
    return 5


def unasked():
    return 7
"""
TEST = """
import pytest
from feedbackdesk.store.marks import at_import, grade, polite

FIVE = at_import()

def test_five():
    assert FIVE == 5

@pytest.mark.parametrize(("points", "said"), [(49, "failed"), (50, "passed"), (51, "passed")])
def test_a_grade(points, said):
    assert grade(points) == said

def test_politeness():
    assert polite("Ann").endswith("Ann")

def test_red():
    assert polite("Ann") == "nobody minds"
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small repository."""
    for name, text in {
        "feedbackdesk/__init__.py": "",
        "feedbackdesk/store/__init__.py": "",
        "feedbackdesk/store/marks.py": MODULE,
        "tests/store/test_marks.py": TEST,
        "tests/mutation/equivalent.toml": "",
        "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '--import-mode=importlib'\n",
    }.items():
        path = tmp_path / "house" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "house"


def run(*arguments: str) -> str:
    """Run Python in a process that has imported nothing of ours; return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow("it starts Python, and pytest for each change")
def test_what_nobody_notices_is_named_and_an_equivalent_is_taken_off(house: Path) -> None:
    source = (house / "feedbackdesk/store/marks.py").read_text("utf-8")
    first = run("-m", "tests.mutation", "store/marks", "--root", str(house)).splitlines()
    assert first[0] == "watching 1 test files …"
    assert first[1:3] == [
        '  feedbackdesk/store/marks.py:9 [constant] "Dear " -> "" (1 tests)',
        "  feedbackdesk/store/marks.py:17 [bound] 7 -> 8 (no test runs it)",
    ]
    assert first[-1].split() == ["store/marks", "8", "6", "0", "2", "75%"]
    assert (house / "feedbackdesk/store/marks.py").read_text("utf-8") == source
    (house / "tests/mutation/equivalent.toml").write_text(
        '[[equivalent]]\nmodule = "feedbackdesk/store/marks.py"\nline = "return 7"\n'
        'change = "7 -> 8"\nreason = "Nobody calls it."\n',
        "utf-8",
    )
    second = run("-m", "tests.mutation", "store/marks", "--root", str(house)).splitlines()
    assert "watching" not in second[0], "who runs what is known"
    assert second[-1].split() == ["store/marks", "8", "6", "1", "1", "86%"]


@pytest.mark.slow("it starts Python, and pytest for each change")
def test_what_never_ends_is_noticed_by_its_processor_time(house: Path, tmp_path: Path) -> None:
    module = house / "feedbackdesk/store/marks.py"
    module.write_text(MODULE.replace('    return "failed"', "    while True: pass"), "utf-8")
    (tmp_path / "place").mkdir()
    told = run(
        "-c",
        "import sys; from pathlib import Path; from tests.mutation.asked import Copy\n"
        "copy = Copy(*map(Path, sys.argv[1:3]))\n"
        "for which in (49, 51): print(copy.notices([f'{sys.argv[3]}[{which}-{sys.argv[4]}]'], 3))",
        str(house), str(tmp_path / "place"), "tests/store/test_marks.py::test_a_grade", "failed",
    )  # fmt: skip
    assert told.split() == ["True", "False"]


def test_the_table_has_a_line_for_each_module() -> None:
    one = Result("store/marks", noticed=17, equivalent=1, survivors=["a", "b"])
    assert (one.tried, round(one.percent, 1)) == (20, 89.5)
    assert table([one, Result("store")]).splitlines()[1:] == [
        "store/marks                      20       17           1         2   89%",
        "store                             0        0           0         0  100%",
        "all                              20       17           1         2   89%",
    ]
    two = Result("store/marks", noticed=17, equivalent=2, survivors=["a"])
    assert table([two]).endswith("\n  more than 5% are called equivalent")


# The list of equivalents


def test_every_equivalent_still_stands_in_its_module_and_has_a_reason() -> None:
    known = Equivalents(ROOT / "tests/mutation/equivalent.toml").known
    for module in {one[0] for one in known}:
        source = (ROOT / module).read_text("utf-8")
        changes = {(module, one.text, one.said) for one in changes_of(source)}
        assert {one for one in known if one[0] == module} <= changes


def test_an_equivalent_without_a_reason_is_none(tmp_path: Path) -> None:
    path = tmp_path / "equivalent.toml"
    path.write_text(
        '[[equivalent]]\nmodule = "a.py"\nline = "b"\nchange = "c -> d"\nreason = " "\n', "utf-8"
    )
    with pytest.raises(ValueError, match="no reason"):
        Equivalents(path)
    assert MOST == 0.05


def test_a_change_is_told_on_one_line() -> None:
    one = Change("statement", 1, 0, 9, "a(\n    b\n)", "", "a(")
    assert one.said == "a( b ) -> nothing"
