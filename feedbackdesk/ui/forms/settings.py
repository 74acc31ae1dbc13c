"""The declared settings as fields, and questions made of some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.settings import SETTINGS, Kind, Setting
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.ask import Above, ask
from feedbackdesk.ui.forms.fields import Field, Line, OneOf, Prose
from feedbackdesk.ui.forms.places import KeyField, PathField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.ui.live import Live

_MOST = {Kind.CURRENCY: 3, Kind.DAYS: 12, Kind.DAYS_KEPT: 3, Kind.MONTHS: 3, Kind.COUNTRY: 2}
_TALL = 200


def _nothing() -> None:
    """Follow with nothing."""


def field_of(setting: Setting, name: str = "", *, hint: bool = True) -> Field[str]:
    """Return the field that a setting is shown in, as the text that is kept."""
    name, label = name or setting.name, str(setting.label)
    more: dict[str, Any] = {"hint": setting.told if hint else ""}
    match setting.kind:
        case Kind.CHOICE:
            choices = [(kept, str(words)) for kept, words in setting.choices]
            return OneOf(name, label, choices, setting.default, **more)
        case Kind.PROSE:
            return Prose(name, label, tall=_TALL, **more)
        case Kind.FOLDER | Kind.PICTURE:
            return PathField(name, label, picture=setting.kind is Kind.PICTURE, **more)
        case Kind.KEY:
            return KeyField(name, label, **more)
    none = {
        Kind.DAYS: _("none"),
        Kind.DAYS_KEPT: _("never"),
        Kind.MONTHS: _("never"),
        Kind.COUNTRY: _("as this computer"),
    }
    return Line(
        name, label, most=_MOST.get(setting.kind, 0), example=none.get(setting.kind, ""),
        check=lambda text: _check(setting, text), **more,
    )  # fmt: skip


def _check(setting: Setting, text: str) -> None:
    try:
        setting.read(text)
    except Refusal:
        if setting.kind is Kind.DAYS:  # its own sentence calls it as the command line does
            raise Refusal(_("Write a number of days from 0 to 999, or nothing.")) from None
        raise


def save_settings(
    live: Live,
    changes: Mapping[str, str],
    then: Callable[[], None],
    otherwise: Callable[[str], None],
) -> None:
    """Set what is named as one step; a folder that is named is taken as it is now."""

    def use(desk: Desk, _unwanted: Callable[[], bool]) -> None:
        from feedbackdesk.desk.backup_plan import use_second_anew

        use_second_anew(desk)

    def saved(_none: None) -> None:
        if any(SETTINGS[name].kind is Kind.FOLDER for name in changes):
            live.back_up(use, lambda _none: then())
        else:
            then()

    live.do(change_settings, dict(changes), then=saved, otherwise=otherwise)


def ask_settings(
    parent: QWidget,
    live: Live,
    title: str,
    rows: Iterable[str | Sequence[str]],
    *,
    names: Mapping[str, str] | None = None,
    above: str = "",
    start: str = "",
    then: Callable[[], object] = _nothing,
    **more: Any,
) -> None:
    """Ask for some settings, in rows of one or of several, as one step.

    `names` are what their fields are called, where that is not what the setting is.
    """
    called = dict(names or {})

    def made(name: str, *, alone: bool) -> Field[str]:
        return field_of(SETTINGS[name], called.get(name, name), hint=alone and not above)

    fields = [
        made(row, alone=True) if isinstance(row, str) else [made(one, alone=False) for one in row]
        for row in rows
    ]
    every = [one for row in fields for one in (row if isinstance(row, list) else [row])]
    of = {one.name: next((k for k, v in called.items() if v == one.name), one.name)
          for one in every}  # fmt: skip

    def taken(answer: dict[str, str], question: Any) -> None:
        changes = {
            of[name]: text
            for name, text in answer.items()
            if question[name].is_dirty or SETTINGS[of[name]].kind is Kind.FOLDER
        }
        if not changes:
            question.accept()
            return

        def saved() -> None:
            question.accept()
            then()

        last = next(name for name in answer if of[name] in changes)
        save_settings(live, changes, saved, lambda why: question.refuse(why, last))

    question = ask(
        parent, title, fields, _("Save"), taken, start=start,
        above=(Above(above),), may=not live.read_only, **more,
    )  # fmt: skip
    live.ask(settings, then=lambda found: question.form.load({n: found[of[n]] for n in of}))
