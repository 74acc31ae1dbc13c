"""Backups of the workspace: one more, those there are, and going back to one."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import (
    as_json,
    confirmed,
    result_format,
    say,
    table,
    table_format,
    write_csv,
    write_json,
)
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import plain
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rotation import SET_ASIDE
from feedbackdesk.domain.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedbackdesk.domain.rotation import Backup

_FILE = click.Path(path_type=Path)
_MINUTE, _SECOND = "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"
_LISTED = ("file", "made", "for", "size", "steps", "checked", "place", "note")


@click.command(short_help="Make a backup, opened and checked.")
@click.argument("file", type=_FILE, required=False)
@result_format
@pass_session
def backup(session: Session, file: Path | None, form: str) -> None:
    """Copy the workspace while it is used; the copy is checked and counted before it has a name.

    Without FILE it goes into the folder “FeedbackDesk backups” beside the workspace. There the
    newest of each of 7 days, 5 weeks and 12 months are kept, in 500 MB. It goes to the second
    place, too, if there is one: see the settings backup_room, backup_second_place, backup_key.
    """
    from feedbackdesk.desk.backing_up import make
    from feedbackdesk.desk.backup_plan import same_disk_note, second_note
    from feedbackdesk.desk.backups import back_up
    from feedbackdesk.domain.rotation import Why

    with session.desk() as desk:
        made = make(desk, Why.ASKED) if file is None else back_up(desk, Why.ASKED, to=file)
        every = [second_note(desk), same_disk_note(desk)] if file is None else []
    notes = [note for note in every if note]
    assert made is not None  # noqa: S101  (what is asked for is made)
    sentence = f"Made a backup, {made.path}"
    if form == "json":
        facts = {"did": sentence, "file": str(made.path), "made": made.made, "size": made.size}
        say(as_json(facts | ({"note": " ".join(notes)} if notes else {})))
        return
    back = session.command(f"restore {shlex.quote(str(made.path))}")
    say(f"{sentence} ({made.size:,} bytes, checked). Go back to it with: {back}")
    for note in notes:
        say(note)


@click.command(short_help="List the backups, or delete one.")
@click.option(
    "--delete",
    "gone",
    type=_FILE,
    metavar="FILE",
    help="Delete one of those that are listed for good; never the last good backup.",
)
@click.option("--yes", is_flag=True, help="Do not ask first.")
@table_format
@pass_session
def backups(session: Session, gone: Path | None, yes: bool, form: str) -> None:
    """List the backups, the newest first; each was checked once made.

    Those beside the workspace, and those in the second place while that is there. Below them
    stands what was set aside beside the workspace: it takes room, too, and never goes by itself.
    """
    from feedbackdesk.desk.backup_files import as_they_came, of_one_minute
    from feedbackdesk.desk.backups import looked_into
    from feedbackdesk.desk.kept_aside import all_backups, list_aside
    from feedbackdesk.paths import chosen_workspace

    path, (second, same_disk) = chosen_workspace(session.named), _in_second_place(session)
    found = as_they_came([*all_backups(path), *second]) + list_aside(path)
    if gone is not None:
        _delete(path, _as_listed(gone, found), second, yes, form)
        return
    alike = of_one_minute(found)
    rows = [
        {
            "file": str(one.path),
            "made": one.made,
            "for": one.why.value,
            "size": one.size,
            "steps": steps,
            "checked": None if one.why in SET_ASIDE else one.made,
            "place": _place(one, second),
            "note": note,
        }
        for one in found
        for steps, note in (looked_into(one),)
    ]
    if form == "json":
        write_json(rows)
    elif form == "csv":
        write_csv(_LISTED, (list(row.values()) for row in rows))
    elif not rows:
        say(f"There is no backup yet. Make one with: {session.command('backup')}")
    else:
        say(
            table(
                ("made", "for", "place", "bytes", "steps", "file", "note"),
                [
                    (
                        one.made.strftime(_SECOND if one.made in alike else _MINUTE),
                        one.why.value,
                        row["place"],
                        one.size,
                        row["steps"],
                        one.path.name,
                        row["note"],
                    )
                    for one, row in zip(found, rows, strict=True)
                ],
            )
        )
        if same_disk:
            say(same_disk)


def _place(one: Backup, second: list[Backup]) -> str:
    return "beside" if one.why in SET_ASIDE else "second" if one in second else "first"


def _as_listed(file: Path, found: Iterable[Backup]) -> Path:
    """Return the path of a file that is named as it is listed, or as it is."""
    if file.exists() or file.name != str(file):
        return file
    return next((one.path for one in found if one.path.name == file.name), file)


def _delete(path: Path, file: Path, second: list[Backup], yes: bool, form: str) -> None:
    from feedbackdesk.desk.kept_aside import delete

    if not yes and not confirmed(
        f"This deletes {plain(str(file))} for good.", "It cannot be undone. Delete it? [y/N] "
    ):
        raise Refusal("Nothing was deleted; answer yes, or give --yes.")
    done = delete(path, file, second)
    sentence = f"Deleted {plain(str(done.path))}"
    if form == "json":
        say(as_json({"did": sentence, "file": str(done.path), "size": done.size}))
    else:
        say(f"{sentence} ({done.size:,} bytes).")


def _in_second_place(session: Session) -> tuple[list[Backup], str]:
    """Return what lies in the second place, and whether that is on the same disk, as a sentence.

    As far as the workspace can say which place that is.
    """
    from feedbackdesk.desk.backup_plan import same_disk_note, second_backups

    try:
        with session.desk() as desk:
            return second_backups(desk), same_disk_note(desk)
    except Refusal:  # what is damaged or lost has its backups still
        return [], ""


@click.command("backup-key", short_help="Make a key for backups in the second place.")
@click.argument("file", type=_FILE)
@result_format
@pass_session
def backup_key(session: Session, file: Path, form: str) -> None:
    """Make a key pair: FILE gets the secret half, the workspace's settings the public one.

    From then on backups in the second place are encrypted. They can be opened with FILE alone, so
    put it where the backups are not; age (age-encryption.org) opens them without this program.
    """
    from feedbackdesk.desk.second_place import make_key
    from feedbackdesk.desk.settings import change_settings
    from feedbackdesk.desk.settings import settings as kept

    with session.desk() as desk:
        had = desk.ask(kept)["backup_key"]
        public = make_key(file)
        try:
            desk.do(change_settings, {"backup_key": public})
        except BaseException:
            file.unlink(missing_ok=True)
            raise
    sentence = f"Made a key: {file} has its secret half"
    if form == "json":
        say(json.dumps({"did": sentence, "file": str(file), "key": public}, ensure_ascii=False))
        return
    say(f"{sentence}. Keep it apart from this computer and from the backups: nobody can open them "
        f"without it. Undo with: {session.undo_command}")  # fmt: skip
    if had:
        say("The backups that were made until now still need the key from before: keep that, too.")


@click.command(short_help="Go back to a backup.")
@click.argument("file", type=_FILE)
@click.option("--key", type=_FILE, help="The file with the secret key, for an encrypted one.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@result_format
@pass_session
def restore(session: Session, file: Path, key: Path | None, yes: bool, form: str) -> None:
    """Put a checked copy of a backup in the workspace's place.

    What is there now is kept beside it, as “… set aside …”: go back to that in the same way. It
    asks first. The workspace may be open nowhere meanwhile.
    """
    from feedbackdesk.desk.backups import restore as go_back
    from feedbackdesk.desk.kept_aside import all_backups, list_aside
    from feedbackdesk.paths import chosen_workspace

    path = chosen_workspace(session.named)
    if not file.exists() and file.name == str(file):
        every = all_backups(path) + _in_second_place(session)[0] + list_aside(path)
        file = _as_listed(file, every)
    if not yes:
        _ask(path, file)
    done = go_back(path, file, key=key)
    sentence = f"Went back to {file}"
    if form == "json":
        aside = None if done.aside is None else str(done.aside)
        facts = {"did": sentence, "file": str(path), "aside": aside, "feedback": done.feedback}
        say(json.dumps(facts, ensure_ascii=False))
        return
    kept = "" if done.aside is None else f" What was there is kept as {done.aside}."
    say(f"{sentence}: {plural(done.feedback, 'feedback', 'feedbacks')}.{kept}")


def _ask(path: Path, file: Path) -> None:
    """Say on standard error what happens, and read the answer."""
    if not confirmed(
        f"This puts a copy of {file} in the place of {path}.",
        "What is there now is kept beside it. Go back? [y/N] ",
    ):
        raise Refusal("Nothing was changed; answer yes, or give --yes.")
