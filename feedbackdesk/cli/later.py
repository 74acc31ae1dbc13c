"""The verbs that are promised and not in this version yet."""

from __future__ import annotations

from typing import NoReturn

import click

from feedbackdesk.domain.errors import Refusal

_PROMISED = {
    "import": ("FILE [--as PRESET] [--map COLUMN=FIELD]... [--dry-run]", "Bring in a file."),
    "export": ("PATH", "Write everything to other programs’ files."),
}


def not_yet(what: str) -> NoReturn:
    """Refuse what a later version will do."""
    raise Refusal(f"{what} is not in this version yet. Nothing was changed.")


def _promised(name: str, usage: str, text: str) -> click.Command:
    def refuse(words: tuple[str, ...]) -> None:
        del words
        not_yet(f"“{name}”")

    return click.Command(
        name,
        callback=refuse,
        params=[click.Argument(["words"], nargs=-1, type=click.UNPROCESSED, metavar=usage or None)],
        context_settings={"ignore_unknown_options": True},
        help=f"{text}\n\nNot in this version yet.",
        short_help=f"{text.rstrip('.')} (not yet).",
    )


VERBS = [_promised(name, usage, text) for name, (usage, text) in _PROMISED.items()]
