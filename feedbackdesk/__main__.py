"""Where the program starts: with a verb it is the command line, without one the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from feedbackdesk.domain.words import Kind

_OPTION = "--workspace"
_INTERRUPTED = 130
_BOUNDED_CHILD = "--bounded-child"
"""How a frozen program starts itself to read a file: see feedbackdesk/bounded.py."""


def window_workspace(arguments: Sequence[str]) -> tuple[bool, str | None]:
    """Return whether the arguments ask for the window, and the workspace they name.

    They do where there is nothing but the option that names a workspace. Whatever else
    there is, and a name that is missing, is for the command line to answer.
    """
    named: str | None = None
    rest = list(arguments)
    while rest:
        first = rest.pop(0)
        if first == _OPTION and rest:
            named = rest.pop(0)
        elif first.startswith(f"{_OPTION}="):
            named = first.removeprefix(f"{_OPTION}=")
        else:
            return False, None
    return True, named


def _capture_window(path: Path, *, who: str, kind: Kind | None, text: str) -> int:
    """Show the form for one feedback in a window of its own."""
    from feedbackdesk.domain.errors import Refusal
    from feedbackdesk.ui.look.screen import need_screen

    need_screen()
    try:
        from feedbackdesk.ui.capture.alone import run
    except ImportError as error:
        raise Refusal(_why_no_window(error)) from error
    return run(path, who=who, kind=kind, text=text)


def _window(named: str | None) -> int:
    """Open the window; where Qt does not load, say in a sentence what it lacks."""
    try:
        from feedbackdesk.ui.application import run
    except ImportError as error:
        sys.stderr.write(f"{_why_no_window(error)}\n")
        return 1
    return run(named)


def _why_no_window(error: ImportError) -> str:
    from feedbackdesk import libraries

    if not libraries.is_about_qt(error):
        raise error
    return libraries.explain(libraries.Purpose.WINDOW, str(error))


def main(argv: Sequence[str] | None = None) -> int | None:
    """Run FeedbackDesk with arguments; return the exit status."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments[:1] == [_BOUNDED_CHILD]:
        from feedbackdesk import bounded

        return bounded.serve_on() if arguments[1:] == ["serve_on"] else bounded.serve()
    for_window, named = window_workspace(arguments)
    if for_window:
        return _window(named)
    try:
        from feedbackdesk.cli.app import run_verb

        return run_verb(arguments, _capture_window)
    except KeyboardInterrupt:  # before the verb had begun
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
