"""What the README and the handbook promise exists: every key, verb and file that they name."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from feedbackdesk.cli.app import feedbackdesk as cli
from feedbackdesk.ui.actions import actions_of, is_local
from feedbackdesk.ui.capture.advice import TAKE_THEME, TAKE_WORDS
from feedbackdesk.ui.capture.dialog import KIND_KEYS
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.places import ROOMS
from feedbackdesk.ui.window import every_action

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONTENTS = ROOT / "docs" / "README.md"
HANDBOOK = sorted((ROOT / "resources" / "handbook").glob("*.md"))
PAGES = (README, CONTENTS, ROOT / "CONTRIBUTING.md", *HANDBOOK)
TEXT = "\n".join(path.read_text("utf-8") for path in PAGES)
LINKS = [
    (path, target)
    for path in PAGES
    for pair in re.findall(r"\]\(([\w./-]+)\)|src=\"([\w./-]+)\"", path.read_text("utf-8"))
    for target in filter(None, pair)
]


def test_every_key_that_is_named_is_a_shortcut() -> None:
    known = {keys for one in every_action() for keys in one.keys}
    known |= {"Ctrl+Enter", "Ctrl+Shift+Enter"}  # the form's own
    known |= {*TAKE_THEME, *TAKE_WORDS, *KIND_KEYS}
    named = set(re.findall(r"\b(?:Ctrl|Alt)(?:\+\w+)+|\bF\d+\b", TEXT))
    assert len(named) > 20
    assert named <= known


def test_every_verb_that_is_named_is_a_verb() -> None:
    named = set(re.findall(r"^feedbackdesk ([\w-]+)", TEXT, re.MULTILINE))
    assert len(named) > 10
    assert named <= set(cli.list_commands(click.Context(cli)))


def test_the_readme_is_short_and_leads_to_every_page_of_the_handbook() -> None:
    assert len(README.read_text("utf-8").splitlines()) < 100
    for start in (README, CONTENTS):
        led = {(path.parent / target).resolve() for path, target in LINKS if path == start}
        assert set(HANDBOOK) <= led


def test_a_page_of_the_handbook_is_a_task_with_a_title_of_its_own() -> None:
    titles = [path.read_text("utf-8").partition("\n")[0] for path in HANDBOOK]
    assert all(title.startswith("# ") for title in titles)
    assert len(set(titles)) == len(titles) > 10
    contents = CONTENTS.read_text("utf-8")
    assert all(f"[{title.removeprefix('# ')}]" in contents for title in titles)


def test_every_verb_and_option_explains_itself() -> None:
    def walk(command: click.Command, name: str) -> None:
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"
        if isinstance(command, click.Group):
            context = click.Context(command)
            for verb in command.list_commands(context):
                below = command.get_command(context, verb)
                assert below is not None, f"{name} {verb}"
                walk(below, f"{name} {verb}")

    walk(cli, "feedbackdesk")


def test_every_action_explains_itself_and_has_keys_of_its_own() -> None:
    seen: dict[str, list[str]] = {}
    pages = {room.name: actions_of(room.load()) for room in ROOMS}
    on = {one.name: {name for name, has in pages.items() if one in has} for one in every_action()}
    for one in every_action():
        name = one.name
        assert one.text, name
        assert one.tip, name
        assert one.icon in icons.names(), name
        for keys in one.keys:
            for other in seen.setdefault(keys, []):
                # The keys of a list may mean something else in the list of another page.
                apart = is_local(keys) and on[name] and on[other]
                shared = on[name] & on[other]
                assert apart, f"{keys} means {name} and {other}"
                assert not shared, f"{keys} means {name} and {other} on {shared}"
            seen[keys].append(name)


def table_of_keys() -> str:
    """Return the handbook's table of keys, as the actions say it."""
    pages = [(room.title, actions_of(room.load())) for room in ROOMS]
    every = [one for one in every_action() if one.keys]
    anywhere = [one for one in every if not any(one in has for _title, has in pages)]
    everywhere = [one for one in every if all(one in has for _title, has in pages)]
    parts = [("Anywhere", anywhere), ("On every page", everywhere)]
    parts += [(title, [one for one in has if one.keys and one not in everywhere])
              for title, has in pages]  # fmt: skip
    lines: list[str] = []
    for title, actions in parts:
        if actions:
            lines += [f"## {title}", "", "| key | what it does |", "| --- | --- |"]
            lines += [f"| {', '.join(one.keys)} | {one.tip} |" for one in actions]
            lines.append("")
    return "\n".join(lines)


def test_the_table_of_keys_is_what_the_actions_say() -> None:
    written = (ROOT / "resources" / "handbook" / "keys.md").read_text("utf-8")
    _head, _table, written = written.partition("## Anywhere")
    assert f"## Anywhere{written}".strip() == table_of_keys().strip()


@pytest.mark.each_file
def test_every_file_that_is_linked_to_is_there() -> None:
    assert LINKS
    assert not [one for path, one in LINKS if not (path.parent / one).is_file()]
