"""What the owner sets for a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk.desk.backup_files import folder_of
from feedbackdesk.desk.step import step
from feedbackdesk.desk.territory import is_country, system_country, system_order
from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.settings import SETTINGS, Kind, Setting

if TYPE_CHECKING:
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork


def settings(read: Reader) -> dict[str, str]:
    """Return every setting: the owner's, or what stands until they choose."""
    kept = read.settings()
    return {name: one.stands(kept.get(name)) for name, one in SETTINGS.items()}


def country_of(read: Reader) -> str | None:
    """Return the country in which telephone numbers are read; None where nobody says."""
    return read.settings().get("country") or system_country()


def date_order(read: Reader) -> DateOrder:
    """Return how 3/4 is read: as the owner set it, else as the system writes days."""
    chosen = read.settings().get("date_order")
    return DateOrder(chosen) if chosen in set(DateOrder) else system_order()


def _checked(setting: Setting, text: str, workspace: Path) -> str:
    """Return what a text sets, as it is kept; refuse also what is not on this computer."""
    value = setting.read(text)
    match setting.kind:
        case Kind.COUNTRY if value and not is_country(value):
            raise Refusal("A country is two letters, such as GB or DE. Nothing was changed.")
        case Kind.FOLDER:
            _check_place(value, workspace)
        case Kind.KEY:
            _check_key(value)
    return value


def _check_place(value: str, workspace: Path) -> None:
    if value and not (Path(value).is_absolute() and Path(value).is_dir()):
        raise Refusal(
            f"There is no folder {value[:200]}. Nothing was changed; give the whole path of a "
            "folder that is there, or nothing for no second place."
        )
    beside, place = folder_of(workspace), Path(value).resolve()
    if value and (place == beside.parent or place.is_relative_to(beside)):
        raise Refusal(
            f"{value[:200]} is where the workspace and its backups are already. Nothing was "
            "changed; give another folder, best on a stick or another drive."
        )


def _check_key(value: str) -> None:
    from feedbackdesk.desk.second_place import is_key

    if value and not is_key(value):
        raise Refusal(
            "That is no public age key, which begins with age1. Nothing was changed; backup-key "
            "makes one."
        )


@step("Change the settings")
def change_settings(work: UnitOfWork, changes: dict[str, str]) -> None:
    """Set what is named; refuse names that mean nothing."""
    now = settings(work.read)
    for name, value in changes.items():
        if (setting := SETTINGS.get(name)) is None:
            raise Refusal(
                f"There is no setting “{name[:40]}”. Nothing was changed; "
                f"there are {', '.join(SETTINGS)}."
            )
        if value == now[name]:
            continue  # also of a place that is away just now
        cleaned = _checked(setting, value, work.read.file())
        key = work.read.setting_key(name)
        if key is None:
            work.insert("setting", name=name, value=cleaned)
        else:
            work.update("setting", key, value=cleaned)


@step("Edit the call guide")
def edit_call_guide(work: UnitOfWork, text: str) -> None:
    """Set what stands beside a lost sale; an empty text brings ours back."""
    change_settings(work, {"call_guide": text})
