"""Trying the changes of a module one by one, and the table of what came of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutation.asked import Copy
from tests.mutation.changes import Change, changes_of, lines_of
from tests.mutation.equivalent import MOST, Equivalents
from tests.mutation.known import Known

AT_LEAST = 20
"""Seconds of processor time that any run may take: to begin, and to read the tests."""


@dataclass(slots=True)
class Result:
    """What came of the changes of one module, or of one package."""

    name: str
    noticed: int = 0
    equivalent: int = 0
    survivors: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """Return how many changes were drawn."""
        return self.noticed + self.equivalent + len(self.survivors)

    @property
    def percent(self) -> float:
        """Return how much of what can be noticed was noticed, in percent."""
        whole = self.noticed + len(self.survivors)
        return 100 * self.noticed / whole if whole else 100.0


class Trial:
    """A copy of a repository, and what is known of its tests."""

    def __init__(self, root: Path, place: Path, *, budget: float) -> None:
        self._budget = budget
        self._copy = Copy(root, place)
        self._equivalents = Equivalents(root / "tests" / "mutation" / "equivalent.toml")
        self.known = Known(self._copy, root / ".mutation_cache")

    def of(self, name: str, modules: Sequence[str], *, seed: int, number: int) -> Result:
        """Try a number of changes of some modules, drawn by the seed."""
        sources = {one: (self._copy.root / one).read_text("utf-8") for one in modules}
        every = [(one, change) for one in modules for change in changes_of(sources[one])]
        drawn = random.Random(f"{seed} {name}").sample(every, min(number, len(every)))
        result = Result(name)
        for module, change in sorted(drawn, key=lambda pair: (pair[0], pair[1].start)):
            if (module, change) in self._equivalents:
                result.equivalent += 1
            elif said := self._survives(module, change, sources[module]):
                result.survivors.append(said)
                print(f"  {said}", flush=True)
            else:
                result.noticed += 1
        return result

    def _survives(self, module: str, change: Change, source: str) -> str:
        """Return a line about a change that nobody noticed, and nothing if somebody did."""
        where = f"{module}:{change.line} [{change.kind}] {change.said}"
        tests = self.known.tests(module, lines_of(change, source), self._budget)
        if not tests:
            return f"{where} (no test runs it)"
        self._copy.put(module, change.of(source))
        try:
            seconds = AT_LEAST + int(4 * self._budget)
            noticed = self._copy.notices(tests, seconds)
        finally:
            self._copy.put(module, source)
        return "" if noticed else f"{where} ({len(tests)} tests)"


def modules_of(root: Path, name: str) -> list[str]:
    """Return the files of a module or a package by its name in the house, such as store/undo."""
    place = root / "feedbackdesk" / name.removeprefix("feedbackdesk/").removesuffix(".py")
    found = [place.with_suffix(".py")] if place.with_suffix(".py").is_file() else []
    if not found and place.is_dir():
        found = sorted(place.rglob("*.py"))
    return [one.relative_to(root).as_posix() for one in found if "migrations" not in one.parts]


def table(results: Sequence[Result]) -> str:
    """Return a line for each module: tried, noticed, equivalent, survived, percent."""
    head = f"{'module':28} {'tried':>6} {'noticed':>8} {'equivalent':>11} {'survived':>9} {'':>5}"
    lines = [head, *map(_line, results)]
    if len(results) > 1:
        whole = Result("all")
        for one in results:
            whole.noticed += one.noticed
            whole.equivalent += one.equivalent
            whole.survivors += one.survivors
        lines.append(_line(whole))
        results = [whole]
    if results and results[0].equivalent > max(MOST * results[0].tried, 1):
        lines.append(f"  more than {MOST:.0%} are called equivalent")
    return "\n".join(lines)


def _line(one: Result) -> str:
    return (
        f"{one.name:28} {one.tried:>6} {one.noticed:>8} {one.equivalent:>11} "
        f"{len(one.survivors):>9} {one.percent:>4.0f}%"
    )
