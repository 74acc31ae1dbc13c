"""Below a table: what its icons mean, how it was read, and a question to read it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from feedbackdesk.exchange.tables.guessing import ENCODING, HEADER, SEPARATOR, SHEET
from feedbackdesk.language.say import _, ngettext
from feedbackdesk.ui.forms.ask import Question, ask
from feedbackdesk.ui.forms.fields import OneOf, Whole
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import empty_out, in_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.exchange.tables.preview import Preview
    from feedbackdesk.ui.forms.fields import Field
    from feedbackdesk.ui.pages.bring.table_model import State

_SIGN = 14
_ROWS = 1_000
"""One of so many first rows can hold the names."""
_ENCODINGS = ("UTF-8", "UTF-16", "windows-1252", "windows-1250", "windows-1251", "windows-1256",
              "iso-8859-15", "shift_jis", "gb18030")  # fmt: skip


class Legend(QWidget):
    """One line, or two where it is narrow."""

    reading = Signal(dict)
    """How the table is to be read: the wishes that stand before its columns."""

    def __init__(self) -> None:
        """Tell of no table yet."""
        super().__init__()
        line = in_row(self, (12, 4, 8, 4), 16)
        self._rows = label_of("", "small", "bringRows")
        self._signs = in_row(None, gap=16)
        self._how = label_of("", "small", "bringHow", wraps=True)
        self._how.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        change = link_button(
            "bringReading", "", _("Change"), self.ask, read_out=_("Change how the table is read")
        )
        line.addWidget(self._rows)
        line.addLayout(self._signs)
        line.addWidget(self._how, 1)
        line.addWidget(change)
        self._preview: Preview | None = None
        self._asked: Question | None = None

    def tell(self, preview: Preview, states: Sequence[State]) -> None:
        """Tell of a table, and of the rows that are to be seen in it."""
        self._preview = preview
        self._rows.setText(_rows(preview))
        self._how.setText(_how(preview))
        empty_out(self._signs)
        for one in states:
            self._signs.addWidget(_sign(one))

    def ask(self) -> None:
        """Ask how the table is to be read."""
        preview = self._preview
        if preview is None:
            return
        first = preview.header[0] if preview.header else 0
        fields: list[Field[Any]] = []
        if preview.others:
            sheets = [(one, one) for one in (preview.sheet, *preview.others)]
            fields.append(OneOf("bringSheet", _("&Sheet"), sheets, preview.sheet))
        fields.append(
            Whole("bringHeader", _("The &names stand in row"), first, (0, _ROWS), none=_("no row"))
        )
        if preview.encoding:
            signs = [("", _("as it is told by the rows"))] + [
                (sign, words) for sign, words in _signs().items()
            ]
            fields.append(OneOf("bringSeparator", _("Se&parated by"), signs, preview.separator))
            known = list(dict.fromkeys((preview.encoding, *_ENCODINGS)))
            told = [(one, one) for one in known]
            fields.append(OneOf("bringEncoding", _("&Letters"), told, preview.encoding))
        self._asked = ask(
            self, _("How the table is read"), fields, _("Read it so"), self._taken,
            name="bringReadingDialog",
        )  # fmt: skip

    def _taken(self, answer: dict[str, Any], question: Question) -> None:
        question.taken()
        preview = self._preview
        assert preview is not None  # noqa: S101  (asked about it)
        found = {}
        for name, field, now in (
            (SHEET, "bringSheet", preview.sheet),
            (SEPARATOR, "bringSeparator", preview.separator),
            (ENCODING, "bringEncoding", preview.encoding),
        ):
            if field in answer and answer[field] != now:
                found[name] = answer[field]
        row, now_row = answer["bringHeader"] or 0, preview.header[0] if preview.header else 0
        # Read otherwise, the names would be looked for anew, and stand elsewhere than is said.
        if row != now_row or (found and SHEET not in found and len(preview.header) < 2):
            found[HEADER] = str(row)
        if found:
            self.reading.emit(found)


def _sign(state: State) -> QWidget:
    made = QWidget()
    row = in_row(made, gap=6)
    picture = QLabel()
    picture.setPixmap(icons.icon(state.icon, state.ink).pixmap(px(_SIGN), px(_SIGN)))
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(label_of(str(state.word), "small"))
    return made


def _rows(preview: Preview) -> str:
    shown = len(preview.rows)
    if shown < preview.total:
        sentence = _("{shown} of {number} rows")
        return sentence.format(shown=f"{shown:,}", number=f"{preview.total:,}")
    return ngettext("{number} row", "{number} rows", shown).format(number=f"{shown:,}")


def _how(preview: Preview) -> str:
    """Return how a table was read, as few words as say it."""
    told = []
    if preview.sheet:
        told.append(_("Sheet {name}").format(name=preview.sheet))
    if len(preview.header) > 1:
        rows = _("Rows {first} and {last} hold the names")
        told.append(rows.format(first=preview.header[0], last=preview.header[-1]))
    elif preview.header:
        told.append(_("Row {number} holds the names").format(number=preview.header[0]))
    else:
        told.append(_("No row holds the names"))
    if preview.separator:
        words = _signs().get(preview.separator, preview.separator)
        told.append(_("separated by {sign}").format(sign=words))
    if preview.encoding:
        told.append(preview.encoding)
    return " · ".join(told)


def _signs() -> dict[str, str]:
    return {",": _("comma (,)"), ";": _("semicolon (;)"), "\t": _("tab"), "|": _("bar (|)")}
