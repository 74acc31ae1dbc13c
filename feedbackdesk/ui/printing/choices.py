"""The choices beside the preview, and remembering them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QWidget

from feedbackdesk import paths
from feedbackdesk.domain.words import Edition, Lens, Paper, label
from feedbackdesk.report.model import EDITION_NAMES, ReportOptions
from feedbackdesk.ui.widgets.form import FormLayout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

WordT = TypeVar("WordT", bound="StrEnum")

QUOTES_OFFERED = 5


def read_choices() -> ReportOptions:
    """Return what was chosen last, as far as it still means something."""
    found = QSettings(str(paths.config_file()), QSettings.Format.IniFormat)
    usual = ReportOptions()

    def word(name: str, usual_word: WordT) -> WordT:
        try:
            return type(usual_word)(str(found.value(f"print/{name}", usual_word.value)))
        except ValueError:
            return usual_word

    def yes(name: str) -> bool:
        return str(found.value(f"print/{name}", "")).casefold() == "true"

    quotes = str(found.value("print/quotes", usual.quotes))
    return ReportOptions(
        edition=word("edition", usual.edition),
        lens=word("lens", usual.lens),
        paper=word("paper", usual.paper),
        landscape=yes("landscape"),
        by_stage=yes("by_stage"),
        quotes=min(int(quotes), QUOTES_OFFERED) if quotes.isdecimal() else usual.quotes,
    )


def write_choices(options: ReportOptions) -> None:
    """Remember what was chosen."""
    kept = QSettings(str(paths.config_file()), QSettings.Format.IniFormat)
    kept.setValue("print/edition", options.edition.value)
    kept.setValue("print/lens", options.lens.value)
    kept.setValue("print/paper", options.paper.value)
    kept.setValue("print/landscape", "true" if options.landscape else "false")
    kept.setValue("print/by_stage", "true" if options.by_stage else "false")
    kept.setValue("print/quotes", options.quotes)


class Choices(QWidget):
    """The fields: edition, lens, paper, orientation, order and quotes."""

    changed = Signal()

    def __init__(self, options: ReportOptions) -> None:
        """Show what is chosen."""
        super().__init__()
        self._options = options
        self.edition = self._words((word, EDITION_NAMES[word]) for word in Edition)
        self.lens = self._words((word, label(word)) for word in Lens)
        self.paper = self._words((word, word.value) for word in Paper)
        self.orientation = QComboBox()
        self.orientation.addItem(self.tr("Portrait"), userData=False)
        self.orientation.addItem(self.tr("Landscape"), userData=True)
        self.order = QComboBox()
        self.order.addItem(self.tr("By rank"), userData=False)
        self.order.addItem(self.tr("By stage"), userData=True)
        self.quotes = QSpinBox()
        self.quotes.setRange(0, QUOTES_OFFERED)
        self._hint = QLabel()
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        form = FormLayout()
        form.add_field(self.tr("&Edition"), self.edition, name="printEdition")
        form.addWidget(self._hint)
        form.add_field(self.tr("&Rank by"), self.lens, name="printLens")
        form.add_row(
            (self.tr("P&aper"), self.paper, "printPaper"),
            (self.tr("&Orientation"), self.orientation, "printOrientation"),
        )
        form.add_row(
            (self.tr("Or&der"), self.order, "printOrder"),
            (self.tr("&Quotes per item"), self.quotes, "printQuotes"),
        )
        self.setLayout(form)
        self._show(options)
        for box in (self.edition, self.lens, self.paper, self.orientation, self.order):
            box.currentIndexChanged.connect(self._note)
        self.quotes.valueChanged.connect(self._note)

    @property
    def options(self) -> ReportOptions:
        """What is chosen."""
        return replace(
            self._options,
            edition=Edition(self.edition.currentData()),
            lens=Lens(self.lens.currentData()),
            paper=Paper(self.paper.currentData()),
            landscape=bool(self.orientation.currentData()),
            by_stage=bool(self.order.currentData()),
            quotes=self.quotes.value(),
        )

    def _words(self, words: Iterable[tuple[StrEnum, str]]) -> QComboBox:
        box = QComboBox()
        for word, text in words:
            box.addItem(text, userData=word.value)
        return box

    def _show(self, options: ReportOptions) -> None:
        for box, value in (
            (self.edition, options.edition.value),
            (self.lens, options.lens.value),
            (self.paper, options.paper.value),
            (self.orientation, options.landscape),
            (self.order, options.by_stage),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))
        self.quotes.setValue(options.quotes)
        self._say()

    def _note(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        hints = {
            Edition.WORKING: self.tr("For you: every number, and quotes with names."),
            Edition.CUSTOMER: self.tr(
                "To give away: no names, no money, no lost sales, "
                "and only the words of those who agreed to be quoted."
            ),
            Edition.ONE_PAGE: self.tr("What fits on one page, and how many more there are."),
        }
        self._hint.setText(hints[Edition(self.edition.currentData())])
        self.edition.setAccessibleDescription(self._hint.text())
