"""The command line as an owner uses it: a verb goes in, a status and two texts come out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from click.testing import CliRunner

from feedbackdesk.cli.app import feedbackdesk

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """How a verb ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was said, as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """What was said, line by line."""
        return self.out.splitlines()


class Run(Protocol):
    """Runs a verb in this process; it must end with the status that is expected."""

    def __call__(self, *words: str, status: int = 0, stdin: str | bytes | None = None) -> Answer:
        """Run it; any status is fine where -1 is expected."""


class Spawn(Protocol):
    """Runs a verb in a process of its own."""

    def __call__(
        self, *words: str, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> Answer:
        """Run it."""


def check(answer: Answer, words: object) -> None:
    """What holds for every verb: a status of three, and one sentence where it is not 0."""
    assert answer.status in {0, 1, 2}, (words, answer)
    assert "Traceback" not in answer.err + answer.out, (words, answer)
    assert "defect" not in answer.err, (words, answer)
    if answer.status == 0:
        assert answer.err == "", (words, answer)
    else:
        assert answer.err.endswith("\n"), (words, answer)
        assert answer.err.count("\n") == 1, (words, answer)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The workspace that `run` and `spawn` are about; the desk of tests/conftest.py too."""
    return tmp_path / "shop.feedbackdesk"


@pytest.fixture
def run(workspace: Path) -> Run:
    """Run verbs in this process."""
    runner = CliRunner()

    def once(*words: str, status: int = 0, stdin: str | bytes | None = None) -> Answer:
        arguments = ["--workspace", str(workspace), *words]
        result = runner.invoke(feedbackdesk, arguments, input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        answer = Answer(result.exit_code, result.stdout, result.stderr)
        check(answer, words)
        if status >= 0:
            assert answer.status == status, (words, answer)
        return answer

    return once


@pytest.fixture
def spawn(workspace: Path) -> Spawn:
    """Run verbs in a process of their own."""

    def once(*words: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "feedbackdesk", "--workspace", str(workspace), *words],
            input=stdin,
            capture_output=True,
            cwd=workspace.parent,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | (env or {}),
            check=False,
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return Answer(done.returncode, out, err)

    return once


@pytest.fixture
def filled(run: Run) -> Run:
    """Run verbs on a workspace with the sample data."""
    run("demo")
    return run
