"""The choices beside the preview, and what is remembered of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from feedbackdesk.domain.words import Edition, ItemStage, Lens, Paper, label
from feedbackdesk.language.say import _
from feedbackdesk.report.options import (
    EDITION_NAMES,
    FULL_LIMIT,
    SHOWN_NAMES,
    STAGE_ORDER,
    RoadmapOptions,
    Shown,
)
from feedbackdesk.ui.forms.fields import OneOf, Prose, Whole
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.memory import own_settings
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.form import FormLayout
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from enum import StrEnum

    from feedbackdesk.report.options import PageOptions


WordT = TypeVar("WordT", bound="StrEnum")

QUOTES_OFFERED = 5


def read_choices() -> RoadmapOptions:
    """Return what was chosen last, as far as it still means something."""
    found = own_settings()
    usual = RoadmapOptions()

    def text(name: str) -> str:
        return str(found.value(f"print/{name}", "")).casefold()

    def word(name: str, usual_word: WordT) -> WordT:
        try:
            return type(usual_word)(str(found.value(f"print/{name}", usual_word.value)))
        except ValueError:
            return usual_word

    def without(name: str, words: Iterable[WordT], otherwise: tuple[WordT, ...]) -> list[WordT]:
        # What is left out is kept, so that a part of a later version is shown at first.
        if not found.contains(f"print/{name}"):
            return list(otherwise)
        kind, left_out = list(words), set(text(name).split("+")) - {""}
        if not left_out <= {one.value for one in kind}:
            return list(otherwise)
        return [one for one in kind if one.value not in left_out]

    quotes, full = text("quotes"), text("full")
    return RoadmapOptions(
        edition=word("edition", usual.edition),
        lens=word("lens", usual.lens),
        paper=word("paper", usual.paper),
        landscape=text("landscape") == "true",
        by_stage=text("by_stage") == "true",
        quotes=min(int(quotes), QUOTES_OFFERED) if quotes.isdecimal() else usual.quotes,
        full=min(int(full[:4]), FULL_LIMIT) if full.isdecimal() else usual.full,
        stages=_in_order(without("stages_left_out", ItemStage, usual.stages), usual.stages),
        parts=frozenset(without("parts_left_out", Shown, tuple(Shown))),
        money=text("money") != "false",
        logo=text("logo") != "false",
        appendix=text("appendix") == "true",
    )


def _in_order(stages: list[ItemStage], usual: tuple[ItemStage, ...]) -> tuple[ItemStage, ...]:
    """Return stages as they are listed in the options, so that equal choices are equal."""
    if set(stages) == set(usual):
        return usual
    return tuple(stage for stage in (*usual, ItemStage.DECLINED) if stage in stages)


def write_choices(options: RoadmapOptions) -> None:
    """Remember what was chosen; the closing note is the workspace's, and not kept here."""
    kept = own_settings()
    for name in ("edition", "lens", "paper"):
        kept.setValue(f"print/{name}", getattr(options, name).value)
    for name in ("landscape", "by_stage", "money", "logo", "appendix"):
        kept.setValue(f"print/{name}", "true" if getattr(options, name) else "false")
    kept.setValue("print/quotes", options.quotes)
    kept.setValue("print/full", options.full)
    left_out = [stage.value for stage in ItemStage if stage not in options.stages]
    kept.setValue("print/stages_left_out", "+".join(left_out))
    kept.setValue("print/parts_left_out", "+".join(sorted(set(Shown) - options.parts)))


_LAID_BY = "laidBy"


def allow(box: QCheckBox, *, yes: bool) -> None:
    """Let a box be ticked, with the tick it had; or take the tick away and keep it for then."""
    if yes == box.isEnabled():
        return
    was = box.blockSignals(True)
    if yes:
        box.setChecked(bool(box.property(_LAID_BY)))
    else:
        box.setProperty(_LAID_BY, box.isChecked())
        box.setChecked(False)
    box.setEnabled(yes)
    box.blockSignals(was)


def is_chosen(box: QCheckBox) -> bool:
    """Whether a box is ticked, or was before that was not allowed."""
    return box.isChecked() if box.isEnabled() else bool(box.property(_LAID_BY))


def sheet(options: RoadmapOptions | PageOptions) -> tuple[OneOf[Paper], OneOf[bool]]:
    """Return the fields of the paper, and of how it lies."""
    paper = OneOf("printPaper", _("P&aper"), [(one, one.value) for one in Paper], options.paper)
    ways = [(False, _("Portrait")), (True, _("Landscape"))]
    return paper, OneOf("printOrientation", _("&Orientation"), ways, options.landscape)


class Ticks(QWidget):
    """A few words, each with a box to tick."""

    changed = Signal()

    def __init__(self, name: str, words: Iterable[tuple[StrEnum, str]]) -> None:
        """Show the words in two columns; a box is called by the name and its word."""
        super().__init__()
        self.boxes: dict[StrEnum, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for place, (word, text) in enumerate(words):
            box = QCheckBox(text)
            box.setObjectName(f"{name}.{word.value}")
            box.toggled.connect(self.changed)
            grid.addWidget(box, place // 2, place % 2)
            self.boxes[word] = box
        self.setFocusProxy(next(iter(self.boxes.values())))

    def tick(self, words: Container[StrEnum]) -> None:
        """Tick these, and no others."""
        for word, box in self.boxes.items():
            box.setChecked(word in words)

    def allow(self, words: Container[StrEnum]) -> None:
        """Let only these be ticked; the others have no tick until they may again."""
        for word, box in self.boxes.items():
            allow(box, yes=word in words)

    @property
    def ticked(self) -> list[StrEnum]:
        """The words that are ticked, those that had to lose their tick for now among them."""
        return [word for word, box in self.boxes.items() if is_chosen(box)]


class Choices(QWidget):
    """The fields: for whom, on what, in which order, and what is shown."""

    changed = Signal()
    logo_wanted = Signal()
    """Another picture is to be chosen."""

    def __init__(self, options: RoadmapOptions) -> None:
        """Show what is chosen."""
        super().__init__()
        self._options = options
        self._kept_note = ""
        editions = [(one, EDITION_NAMES[one]) for one in Edition]
        self.edition = OneOf("printEdition", _("&Edition"), editions, options.edition)
        lenses = [(one, label(one)) for one in Lens]
        self.lens = OneOf("printLens", _("&Rank by"), lenses, options.lens)
        self.paper, self.orientation = sheet(options)
        orders = [(False, _("By rank")), (True, _("By stage"))]
        self.order = OneOf("printOrder", _("Or&der"), orders, options.by_stage)
        self.quotes = Whole(
            "printQuotes", _("&Quotes per item"), options.quotes, (0, QUOTES_OFFERED)
        )
        self.full = Whole("printFull", _("Items in f&ull"), options.full, (0, FULL_LIMIT))
        self.closing = Prose(
            "printClosing", _("Closi&ng note"), options.closing or "", tall=64, fixed=True
        )
        self.closing.widget.setPlaceholderText(_("Thank you for telling us what you need."))
        self.stages = Ticks("printStage", ((stage, label(stage)) for stage in STAGE_ORDER))
        self.parts = Ticks("printPart", ((part, SHOWN_NAMES[part]) for part in Shown))
        self.money = QCheckBox(self.tr("Sums of &money"))
        self.money.setObjectName("printMoney")
        self.for_customers = QCheckBox(_("The one page &is for customers"))
        self.for_customers.setObjectName("printForCustomers")
        self.appendix = QCheckBox(self.tr("E&vidence at the end"))
        self.appendix.setObjectName("printAppendix")
        self.appendix.setToolTip(self.tr("Every account behind each item, with all that it said."))
        self.logo = QCheckBox(self.tr("&Logo"))
        self.logo.setObjectName("printLogo")
        self.choose_logo = push_button(
            self.tr("C&hoose…"), self.logo_wanted, name="printLogoChoose", variant="quiet"
        )
        self.choose_logo.setAutoDefault(False)
        self.choose_logo.setAccessibleName(self.tr("Choose a picture as logo"))
        self._hint = label_of("", "small", "printHint", wraps=True)
        self.stages.tick(options.stages)
        self.parts.tick(options.parts)
        for tick, yes in (
            (self.money, options.money), (self.logo, options.logo),
            (self.appendix, options.appendix), (self.for_customers, options.for_customers),
        ):  # fmt: skip
            tick.setChecked(yes)
            tick.toggled.connect(self._note)
        self._build()
        self._say()

    def _build(self) -> None:
        logo = QWidget()
        row = in_row(logo)
        row.addWidget(self.logo, 1)
        row.addWidget(self.choose_logo)
        ticks = FormLayout()
        ticks.add_field(_("S&tages"), self.stages, name="printStages")
        ticks.add_field(_("Each item sho&ws"), self.parts, name="printParts")
        for part in (self.for_customers, self.money, self.appendix, logo):
            ticks.addWidget(part)
        chosen = QWidget()
        chosen.setLayout(ticks)
        form = Form(
            [
                self.edition, self._hint, self.lens, (self.paper, self.orientation),
                (self.order, self.full), self.quotes, chosen, self.closing,
            ]
        )  # fmt: skip
        self.setLayout(form)
        form.changed.connect(self._note)
        self.stages.changed.connect(self._note)
        self.parts.changed.connect(self._note)

    @property
    def options(self) -> RoadmapOptions:
        """What is chosen."""
        ticked = set(self.stages.ticked)
        usual = self._options.stages
        stages = tuple(stage for stage in STAGE_ORDER if stage in ticked)
        text = self.closing.words()
        return replace(
            self._options,
            edition=self.edition.value(),
            lens=self.lens.value(),
            paper=self.paper.value(),
            landscape=self.orientation.value(),
            by_stage=self.order.value(),
            quotes=self.quotes.value() or 0,
            full=self.full.value() or 0,
            stages=usual if ticked == set(usual) else stages,
            parts=frozenset(Shown(word) for word in self.parts.ticked),
            money=is_chosen(self.money),
            logo=self.logo.isChecked(),
            closing=None if text == self._kept_note else text,
            appendix=is_chosen(self.appendix),
            for_customers=self.for_customers.isChecked(),
        )

    def keep(self, note: str, logo: str) -> None:
        """Show the closing note and the logo that the workspace keeps."""
        self.logo.setEnabled(bool(logo))
        self.logo.setToolTip(logo)
        # What is being typed is not taken away.
        typed = self.closing.words() != self._kept_note
        self._kept_note = note
        if not typed and self._options.closing is None:
            with QSignalBlocker(self.closing.widget):
                self.closing.put(note)

    def _note(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        hints = {
            Edition.WORKING: self.tr("For you: every number, and quotes with names."),
            Edition.CUSTOMER: self.tr(
                "To give away: no names, no money, no lost sales, "
                "and only the words of those who agreed to be quoted. "
                "Read it once: a name that nobody recorded is not always recognised."
            ),
            Edition.ONE_PAGE: self.tr(
                "Ranks, titles and numbers: what fits on one page, and how many more there are."
            ),
        }
        edition = self.edition.value()
        self._hint.setText(hints[edition])
        self.edition.widget.setAccessibleDescription(self._hint.text())
        allow(self.for_customers, yes=edition is Edition.ONE_PAGE)
        allowed = RoadmapOptions(edition=edition, for_customers=self.for_customers.isChecked())
        self.parts.allow(allowed.allowed)
        allow(self.money, yes=not allowed.is_public)
        allow(self.appendix, yes=edition is Edition.WORKING)
        self.quotes.widget.setEnabled(not allowed.is_compact)
        self.full.widget.setEnabled(edition is Edition.WORKING)
        self.order.widget.setEnabled(not allowed.is_compact)
