"""What the README promises exists: every key, verb and file that it names."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from feedbackdesk.cli.app import feedbackdesk as cli
from feedbackdesk.ui.actions import KIND_KEYS, SPECS, TAKE_THEME, TAKE_WORDS, is_local, pages_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_key_in_the_readme_is_a_shortcut() -> None:
    known = {keys for spec in SPECS.values() for keys in spec.shortcuts}
    known |= {"Ctrl+Enter", "Ctrl+Shift+Enter"}  # the form's own
    known |= {*TAKE_THEME, *TAKE_WORDS, *KIND_KEYS}
    named = set(re.findall(r"\b(?:Ctrl|Alt)(?:\+\w+)+|\bF\d+\b", README))
    assert named
    assert named <= known


def test_every_verb_in_the_readme_is_a_verb() -> None:
    named = set(re.findall(r"^feedbackdesk ([\w-]+)", README, re.MULTILINE))
    assert named
    assert named <= set(cli.commands)


def test_every_verb_and_option_explains_itself() -> None:
    def walk(command: click.Command, name: str) -> None:
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"
        if isinstance(command, click.Group):
            for verb, below in command.commands.items():
                walk(below, f"{name} {verb}")

    walk(cli, "feedbackdesk")


def test_every_action_explains_itself_and_has_keys_of_its_own() -> None:
    seen: dict[str, list[str]] = {}
    for name, spec in SPECS.items():
        assert spec.text, name
        assert spec.does, name
        for keys in spec.shortcuts:
            for other in seen.setdefault(keys, []):
                # The keys of a list may mean something else in the list of another page.
                apart = is_local(keys) and pages_of(name) and pages_of(other)
                shared = set(pages_of(name)) & set(pages_of(other))
                assert apart, f"{keys} means {name} and {other}"
                assert not shared, f"{keys} means {name} and {other} on {shared}"
            seen[keys].append(name)


@pytest.mark.parametrize("target", re.findall(r"\]\(([\w./-]+)\)|src=\"([\w./-]+)\"", README))
def test_every_file_the_readme_links_to_is_there(target: tuple[str, str]) -> None:
    assert (ROOT / (target[0] or target[1])).is_file()
