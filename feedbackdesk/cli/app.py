"""The program on the command line: its verbs, and how each ends."""

from __future__ import annotations

import functools
import json
import sys
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from feedbackdesk import __version__
from feedbackdesk.cli.capture import capture
from feedbackdesk.cli.output import say
from feedbackdesk.cli.session import Session
from feedbackdesk.cli.words import plain
from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.cli.session import CaptureWindow

_VERSION, _VERBOSE = "--version", "--verbose"
DONE, COULD_NOT, WORDS_ARE_OFF, INTERRUPTED = 0, 1, 2, 130

_HELP = f"""What customers say, turned into what to build next.

Without a verb the window opens. Every verb says more with --help, for example
“feedbackdesk add --help”.

A name may be typed in any case; where several things share it, use the id. A text of a
single dash (-) is read from standard input. What a verb changed, “feedbackdesk undo”
takes back.

Exit status: {DONE} done; {COULD_NOT} it could not be done, with a sentence saying why;
{WORDS_ARE_OFF} the words are off.
"""


class Verbs(click.Group):
    """The group of all verbs; whatever happens, it ends with a status and a sentence."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a verb and leave with its exit status."""
        _speak_utf8()
        extra |= {"prog_name": "feedbackdesk", "standalone_mode": False}
        as_json = _asks_for_json(extra.get("args") or (args[0] if args else sys.argv[1:]))

        def complain(sentence: str) -> None:
            _complain(sentence, as_json=as_json)

        try:
            status = super().main(*args, **extra)
        except click.exceptions.NoArgsIsHelpError as unfinished:
            unfinished.show()
            status = WORDS_ARE_OFF
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "feedbackdesk"
            complain(f"{_sentence(error.format_message())} See: {command} --help")
            status = WORDS_ARE_OFF
        except (Refusal, click.ClickException) as refusal:
            complain(str(refusal))
            status = COULD_NOT
        except click.Abort:  # at a question
            complain("Stopped.")
            status = INTERRUPTED
        except Exception as defect:
            complain(_written_down(defect))
            status = COULD_NOT
        sys.exit(status if isinstance(status, int) else DONE)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is to be told of comes before the asking for it."""
        if _VERSION in args and _VERBOSE in args:
            args = [one for one in args if one != _VERSION] + [_VERSION]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; an interrupt ends it here, before anybody adds to what is said."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _complain("Stopped.")
            ctx.exit(INTERRUPTED)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb; the one whose window is to be there at once needs none of the others."""
        del ctx
        return capture if cmd_name == capture.name else _verbs().get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the verbs in the order in which an owner meets them."""
        del ctx
        return list(_verbs())


@functools.cache
def _verbs() -> dict[str, click.Command]:
    from feedbackdesk.cli import (
        backups,
        bring,
        check,
        conflicts,
        correct,
        heap,
        lists,
        log,
        movement,
        press,
        privacy,
        proposed,
        record,
        records,
        roadmap,
        show,
        take_out,
        themes,
        uncertain,
    )

    every = (
        record.add, record.lost, capture, themes.theme, roadmap.plan, roadmap.move,
        roadmap.ship, roadmap.decline, correct.edit, correct.delete, records.merge,
        records.unmerge, records.twins, lists.list_, show.show,
        press.print_, uncertain.uncertain, movement.snapshot, movement.compare,
        bring.import_, heap.heap, proposed.themes_proposed, take_out.export,
        log.undo, log.redo, log.history, privacy.erase,
        privacy.data_report, backups.backup, backups.backups, backups.backup_key,
        backups.restore, conflicts.conflicts,
        check.check, check.rescue, log.settings, log.demo,
    )  # fmt: skip
    return {str(verb.name): verb for verb in every}


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale; what cannot be written becomes a question mark."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _sentence(message: str) -> str:
    return message if message.rstrip().endswith((".", "?", "!")) else f"{message.rstrip()}."


def _asks_for_json(words: Sequence[str]) -> bool:
    """Whether an answer is asked for as JSON: then so is what went wrong."""
    pairs = pairwise((*words, ""))
    return "--format=json" in words or ("--format", "json") in pairs


def _complain(sentence: str, *, as_json: bool = False) -> None:
    """Write one line to standard error, whatever a name in it contains."""
    from feedbackdesk.domain.text import clean

    line = " ".join(clean(sentence).split())
    if as_json:
        line = json.dumps({"error": line}, ensure_ascii=False)
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _written_down(defect: Exception) -> str:
    """Write a defect down in the log file; return the sentence that tells of it."""
    from feedbackdesk import defects, paths

    try:
        where = f"written down in {defects.write_down(defect)}"
    except OSError as error:
        where = f"and it could not be written down in {paths.log_file()} ({error.strerror})"
    return (
        f"Something went wrong that is a defect of FeedbackDesk ({type(defect).__name__}), "
        f"{where}; no half-done change was kept."
    )


def _tell_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    """Tell the version, and with --verbose what else whoever helps has to know."""
    if not asked or ctx.resilient_parsing:
        return
    if ctx.params.get("verbose"):
        from feedbackdesk.desk.about import about

        rows = about(ctx.params.get("workspace") or None)
        width = max(len(name) for name, _value in rows)
        for name, value in rows:
            say(f"{name:{width}}  {plain(value)}")
    else:
        say(f"FeedbackDesk {__version__}")
    ctx.exit()


@click.group(
    cls=Verbs,
    help=_HELP,
    subcommand_metavar="[VERB ...]",
    context_settings={"max_content_width": 100},
)
@click.option(
    "--workspace",
    metavar="PATH_OR_URL",
    is_eager=True,
    help="The workspace to use; else what FEEDBACKDESK_WORKSPACE names, else your own.",
)
@click.option(
    _VERBOSE,
    is_flag=True,
    is_eager=True,
    help="With --version: the versions of all parts, and where things lie.",
)
@click.option(
    _VERSION,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version and exit.",
)
@click.pass_context
def feedbackdesk(ctx: click.Context, workspace: str | None, verbose: bool) -> None:
    """Remember which workspace the verb is about."""
    if verbose:
        raise click.UsageError(f"{_VERBOSE} goes with {_VERSION}.")
    ctx.obj = Session(workspace or None, ctx.obj)


def run_verb(arguments: Sequence[str], capture_window: CaptureWindow | None = None) -> int:
    """Run the command line with these arguments; return the exit status."""
    try:
        feedbackdesk.main(args=list(arguments), obj=capture_window)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    return DONE
