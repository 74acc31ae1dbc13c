"""How a workspace is named: as a path, by a URL of a file, or by the environment."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from feedbackdesk.domain.errors import CannotOpen
from feedbackdesk.paths import (
    WORKSPACE_VARIABLE,
    chosen_workspace,
    default_workspace,
    log_file,
    resource,
    state_dir,
)


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


@pytest.mark.parametrize("value", ["", "here", "./here", "~/here"])
@pytest.mark.parametrize("name", ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"])
def test_a_variable_that_names_no_folder_is_none(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(one, raising=False)
    if name != "HOME":
        monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv(name, value)
    home = Path("/home/ann") if name != "HOME" else Path(pwd.getpwuid(os.getuid()).pw_dir)
    for place in (default_workspace(), state_dir(), log_file()):
        assert place.is_relative_to(home)


def test_who_has_no_home_is_told_to_name_a_workspace(tmp_path: Path) -> None:
    code = (
        "import os, pwd, tempfile, appdirs\n"
        "from feedbackdesk import paths\n"
        "from feedbackdesk.domain.errors import CannotOpen\n"
        "os.setuid(54321)\n"
        "assert paths.log_file().is_absolute() and paths.state_dir().is_absolute()\n"
        "try: paths.default_workspace()\n"
        "except CannotOpen as refusal: print(refusal)\n"
    )
    if os.getuid() != 0:
        pytest.skip("only a superuser can become somebody without a home")
    env = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": "/usr/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd="/", capture_output=True, text=True, check=False
    )
    assert "has no home folder" in done.stdout, done.stderr


def test_what_ships_with_the_program_is_found() -> None:
    assert resource("sample", "sample.json").is_file()
