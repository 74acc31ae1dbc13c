"""How a workspace is named: as a path, by a URL of a file, or by the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.domain.errors import CannotOpen
from feedbackdesk.paths import WORKSPACE_VARIABLE, chosen_workspace, default_workspace, resource


@pytest.mark.parametrize(
    ("named", "path"),
    [
        ("/srv/shop.feedbackdesk", "/srv/shop.feedbackdesk"),
        ("sqlite:////srv/shop.feedbackdesk", "/srv/shop.feedbackdesk"),
        ("sqlite:///shop.feedbackdesk", "shop.feedbackdesk"),
        ("file:///srv/my%20shop.feedbackdesk", "/srv/my shop.feedbackdesk"),
    ],
)
def test_a_file_can_be_named_by_its_path_or_its_url(named: str, path: str) -> None:
    assert chosen_workspace(named) == Path(path)


@pytest.mark.parametrize(
    "named", ["postgresql://db/shop", "https://example.com/shop", "~nobody99/x"]
)
def test_what_is_no_file_is_refused_with_a_sentence(named: str) -> None:
    with pytest.raises(CannotOpen, match="Nothing was changed"):
        chosen_workspace(named)


def test_the_environment_chooses_where_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_workspace(None) == default_workspace()
    monkeypatch.setenv(WORKSPACE_VARIABLE, "/srv/other.feedbackdesk")
    assert chosen_workspace(None) == Path("/srv/other.feedbackdesk")
    assert chosen_workspace("/srv/named.feedbackdesk") == Path("/srv/named.feedbackdesk")


def test_what_ships_with_the_program_is_found() -> None:
    assert resource("sample", "sample.json").is_file()
