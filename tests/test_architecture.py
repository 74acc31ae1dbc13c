"""The house keeps its plan: imports run one way, and each thing is named in one place.

A rule that holds for every file is one test, which names each place that breaks it.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
HOUSE = PROJECT / "feedbackdesk"
FILES = sorted(HOUSE.rglob("*.py"))
ROOT = {path: path.relative_to(HOUSE).as_posix() for path in FILES}


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file as Python reads it."""
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> set[str]:
    """Return the packages that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
        elif (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", ""))
            in {"__import__", "import_module"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            found.add(str(node.args[0].value).split(".")[0])
    return found


def test_imports_run_one_way() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--no-cache"],
        cwd=PROJECT, env={"PYTHONPATH": str(PROJECT), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.each_file
def test_no_sql_outside_the_store() -> None:
    sql = {"sqlalchemy", "sqlite3", "alembic", "psycopg"}
    outside = (path for path in FILES if not ROOT[path].startswith("store/"))
    assert not [ROOT[path] for path in outside if imported(path) & sql]


@pytest.mark.each_file
def test_the_store_is_behind_the_desk() -> None:
    above = ("exchange/", "report/", "cli/", "ui/")
    found = ((path, one) for path in FILES for one in modules_of(tree_of(path)))
    assert not [
        f"{ROOT[path]}: {module}"
        for path, module in found
        if ROOT[path].startswith(above) and module.startswith("feedbackdesk.store")
    ]


@pytest.mark.each_file
def test_a_moment_is_only_handed_on_above_the_desk() -> None:
    below = {"domain", "insight", "store", "desk"}
    above = [path for path in FILES if ROOT[path].split("/")[0] not in below]
    asked = [f"{ROOT[path]}:{where}" for path in above for where in asked_of_moments(path)]
    assert not asked, "ask the desk"


def asked_of_moments(path: Path) -> Iterator[str]:
    """Yield the lines where a file asks a moment itself, and what for."""
    tree = tree_of(path)
    moments = {
        argument.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.Lambda)
        for argument in (*node.args.args, *node.args.kwonlyargs)
        if argument.annotation is not None and ast.unparse(argument.annotation) == "Moment"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            whose = ast.unparse(node.value).removeprefix("self._")
            if whose in moments:
                yield f"{node.lineno}: {node.attr}"


@pytest.mark.each_file
def test_no_qt_outside_the_window() -> None:
    outside = (path for path in FILES if not ROOT[path].startswith("ui/"))
    assert not [ROOT[path] for path in outside if imported(path) & {"PySide6", "shiboken6"}]


@pytest.mark.each_file
def test_no_network() -> None:
    network = {"socket", "http", "urllib3", "requests", "httpx", "smtplib", "ftplib"}
    assert not [ROOT[path] for path in FILES if imported(path) & network]
    assert not [ROOT[path] for path in FILES if "urllib.request" in path.read_text("utf-8")]


@pytest.mark.each_file
def test_colours_and_icon_files_have_one_home() -> None:
    homes = {"ui/look/theme.py", "ui/look/icons.py", "ui/look/glyphs.py"}
    colour = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}\b")
    assert not [
        f"{ROOT[path]}:{node.lineno}"
        for path in FILES
        if ROOT[path].startswith("ui/") and ROOT[path] not in homes
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if colour.search(node.value) or ".svg" in node.value
    ]


def test_no_files_import_each_other_in_a_circle() -> None:
    names = {module_of(path): path for path in FILES}
    needs = {
        name: (modules_of(tree_of(path)) & names.keys()) - {name} for name, path in names.items()
    }
    # A file is in a circle with those that it leads to and that lead to it.
    reached = {name: reached_from(name, needs) for name in needs}
    found = {
        circle
        for name in needs
        if len(circle := frozenset(one for one in reached[name] if name in reached[one])) > 1
    }
    assert not found


def module_of(path: Path) -> str:
    """Return what a file is called where it is imported."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def reached_from(start: str, needs: dict[str, set[str]]) -> set[str]:
    """Return the modules that one imports, and what these import, and so on."""
    found: set[str] = set()
    left = [start]
    while left:
        new = needs[left.pop()] - found
        found |= new
        left += new
    return found


WINDOW_TESTS = sorted(
    path for room in ("ui", "journeys") for path in (PROJECT / "tests" / room).rglob("*.py")
)
WHOLE_WINDOW = {"feedbackdesk.ui.window", "feedbackdesk.ui.application"}


def modules_of(tree: ast.Module) -> set[str]:
    """Return the modules that a file imports, with what it takes from them."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.each_file
def test_only_the_driver_knows_the_insides_of_the_window() -> None:
    assert not [f"{path.name}: {one}" for path in WINDOW_TESTS for one in insides_in(path)]


def insides_in(path: Path) -> Iterator[str]:
    """Yield what a test of the window imports or names of its insides."""
    tree = tree_of(path)
    modules = modules_of(tree)
    if path.parent.name == "parts":  # a part that needs no window
        yield from modules & WHOLE_WINDOW
        return
    for module in modules:
        qt = module.partition(".")[0] in {"PySide6", "pytestqt", "shiboken6"}
        if qt or module.startswith("feedbackdesk.ui"):
            yield module
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            own = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
            if not (own or node.attr.startswith("__")):
                yield f"{node.attr} in line {node.lineno}"


def test_no_two_readers_answer_to_one_name() -> None:
    """A reader of the store is put together: what two of them call alike, one answers for both."""
    from feedbackdesk.store.reader import Reader

    homes: dict[str, list[str]] = {}
    for one in Reader.__mro__[:-1]:
        for name in vars(one):
            if not name.startswith("__"):
                homes.setdefault(name, []).append(one.__name__)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
