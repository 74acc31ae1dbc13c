"""What the columns of a table were taken for is remembered by their names, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.importing.mappings import Mapping, Mappings
from feedbackdesk.desk.remembered import Remembered

CALLS = Mapping(("day", "who", ""), "feedback", {"*separator": ";"})


def test_a_table_is_known_again_in_its_own_workspace(tmp_path: Path) -> None:
    here = Mappings(tmp_path / "a.feedbackdesk")
    here.keep("calls", CALLS)
    assert Mappings(tmp_path / "a.feedbackdesk").of("calls") == CALLS
    assert here.of("others") is None
    assert Mappings(tmp_path / "b.feedbackdesk").of("calls") is None
    here.forget("calls")
    here.forget("calls")
    assert here.of("calls") is None


def test_the_last_hundred_tables_are_remembered(tmp_path: Path) -> None:
    here = Mappings(tmp_path / "a.feedbackdesk")
    for number in [*range(100), 0, 100]:
        here.keep(str(number), CALLS)
    assert here.of("0") == CALLS
    assert here.of("1") is None
    assert here.of("2") == CALLS


def test_it_may_be_known_only_how_a_table_is_read(tmp_path: Path) -> None:
    here = Mappings(tmp_path / "a.feedbackdesk")
    here.keep("first", Mapping(read_by={"*separator": ";"}))
    assert here.of("first") == Mapping((), "", {"*separator": ";"})


def test_what_was_remembered_by_an_older_version_is_known(tmp_path: Path) -> None:
    kept = {"fields": ["day", "who", ""], "row": "feedback", "read_by": {"*separator": ";"}}
    Remembered(tmp_path / "a.feedbackdesk", "tables").save({"calls": kept})
    assert Mappings(tmp_path / "a.feedbackdesk").of("calls") == CALLS


@pytest.mark.parametrize(
    "kept",
    [
        [], "day", 7, None, {}, {"fields": "day", "row": "", "read_by": {}},
        {"fields": ["day", 7], "row": "", "read_by": {}},
        {"fields": [], "row": None, "read_by": {}},
        {"fields": [], "row": "", "read_by": {"*header": 3}},
    ],
)  # fmt: skip
def test_what_was_not_written_so_is_as_good_as_forgotten(tmp_path: Path, kept: object) -> None:
    Remembered(tmp_path / "a.feedbackdesk", "tables").save({"calls": kept})
    assert Mappings(tmp_path / "a.feedbackdesk").of("calls") is None


def test_a_memory_that_cannot_be_read_is_as_good_as_none(tmp_path: Path) -> None:
    Remembered(tmp_path / "a.feedbackdesk", "tables").path.parent.mkdir(parents=True, exist_ok=True)
    Remembered(tmp_path / "a.feedbackdesk", "tables").path.write_bytes(b"\0{")
    assert Mappings(tmp_path / "a.feedbackdesk").of("calls") is None
