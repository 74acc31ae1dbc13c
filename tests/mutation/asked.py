"""Asking tests, in a process of their own that begins where the slow imports are done."""

from __future__ import annotations

import builtins
import importlib
import json
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.marked import HEARD_BY, marked

SLOW = ("sqlalchemy", "alembic", "click", "jinja2", "PySide6.QtWidgets", "xlsxwriter")
"""What is the same for all changes, and takes long to import."""

NOTICED_NOT = {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
LEFT_OUT = (".git", ".venv*", "*_cache", "__pycache__", ".hypothesis", "build", "dist")
WALL = 20
"""How many times its processor time a run may take before it is held to wait for ever."""


class Copy:
    """A copy of a repository, in which a module can be changed and tests be asked."""

    def __init__(self, root: Path, place: Path) -> None:
        self.root = place / "copy"
        self.printed = place / "printed"
        self._temporary = place / "temporary"
        shutil.copytree(root, self.root, ignore=shutil.ignore_patterns(*LEFT_OUT))
        for name in SLOW:
            with suppress(ImportError):
                importlib.import_module(name)

    def put(self, module: str, source: str) -> None:
        """Let a module be this source, and forget what was compiled of another."""
        path = self.root / module
        path.write_text(source, "utf-8")
        for old in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            old.unlink()

    def notices(self, tests: Sequence[str], seconds: int) -> bool:
        """Tell whether one of these tests fails, or they take more processor time than that."""
        files = list(dict.fromkeys(name.partition("::")[0] for name in tests))
        code = self._run([*files, "-x"], _Only(tests), seconds)
        return code not in NOTICED_NOT

    def watch(self, files: Sequence[str], modules: Sequence[str]) -> dict[str, Any]:
        """Run test files; return for each test that passed its time and the lines it ran."""
        answer = self.printed.with_name("watched.json")
        answer.write_text("{}")
        sources = {one: (self.root / one).read_text("utf-8") for one in modules}
        for one, source in sources.items():
            self.put(one, marked(source, one))
        code = self._run(files, _Watcher(answer), resource.RLIM_INFINITY)
        for one, source in sources.items():
            self.put(one, source)
        if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            raise RuntimeError(f"the tests cannot be run:\n{self.printed.read_text()[-2000:]}")
        found: dict[str, Any] = json.loads(answer.read_text("utf-8"))
        return found

    def _run(self, arguments: Sequence[str], plugin: object, seconds: int) -> int:
        child = multiprocessing.get_context("fork").Process(
            target=self._child, args=(arguments, plugin, seconds)
        )
        child.start()
        child.join(None if seconds < 0 else seconds * WALL)
        with suppress(ProcessLookupError, PermissionError):  # with all that it has started
            os.killpg(child.pid or 0, signal.SIGKILL)
        child.join()
        return child.exitcode or 0

    def _child(self, arguments: Sequence[str], plugin: object, seconds: int) -> None:
        os.setsid()
        with self.printed.open("w") as printed:
            os.dup2(printed.fileno(), 1)
            os.dup2(printed.fileno(), 2)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
        os.chdir(self.root)
        for name in [one for one in sys.modules if one.partition(".")[0] in {"tests", "__main__"}]:
            if name != "__main__":
                del sys.modules[name]
        sys.path[:] = [str(self.root), *(one for one in sys.path if one)]
        sys.dont_write_bytecode = seconds >= 0
        os.environ |= {
            "PYTHONPATH": str(self.root),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }
        fixed = ["-q", "-p", "no:cacheprovider", f"--basetemp={self._temporary}"]
        for name in ("randomly", "xdist"):
            fixed += ["-p", f"no:{name}"]
        code = pytest.main(["--rootdir", str(self.root), *fixed, *arguments], [plugin])
        sys.stdout.flush()
        os._exit(int(code))


def few_examples() -> None:
    """Draw ten examples where a test draws them, and the same ones each time."""
    from hypothesis import settings  # what pytest has imported by now, and rewritten

    settings.register_profile("few", settings(), max_examples=10, derandomize=True, database=None)
    settings.load_profile("few")


class _Only:
    """A part of pytest that keeps the tests of a list, in its order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._place = {name: place for place, name in enumerate(tests)}

    def pytest_collection_finish(self) -> None:
        """Let drawn examples be few and the same ones."""
        few_examples()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep what was asked for."""
        kept = [one for one in items if one.nodeid in self._place]
        items[:] = sorted(kept, key=lambda one: self._place[one.nodeid])


class _Watcher:
    """A part of pytest that notes which lines each test runs, in all its threads."""

    def __init__(self, answer: Path) -> None:
        self._answer = answer
        self._now: set[tuple[str, int]] = set()
        self._collecting: dict[str, set[tuple[str, int]]] = {}
        self._found: dict[str, Any] = {}
        self._failed: set[str] = set()

    def pytest_sessionstart(self) -> None:
        """Listen to the modules that are marked."""
        vars(builtins)[HEARD_BY] = lambda module, line: self._now.add((module, line))

    def pytest_collection_finish(self) -> None:
        """Let drawn examples be few and the same ones."""
        few_examples()

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Any:
        """Note what a test file runs when it is imported: all its tests stand on it."""
        self._now = set()
        report = yield
        if isinstance(collector, pytest.Module):
            self._collecting[collector.nodeid] = self._now
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        """Watch one test, with all that it stands on."""
        self._now = set(self._collecting.get(item.nodeid.partition("::")[0], ()))
        begun = time.process_time()
        try:
            return (yield)
        finally:
            lines: dict[str, list[int]] = {}
            for module, line in sorted(self._now):
                lines.setdefault(module, []).append(line)
            if lines and item.nodeid not in self._failed:
                seconds = round(time.process_time() - begun, 3)
                self._found[item.nodeid] = {"seconds": seconds, "lines": lines}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Leave out what fails as it is."""
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write down what was seen."""
        self._answer.write_text(json.dumps(self._found), "utf-8")
