"""The print dialog: what is chosen is what is seen, saved and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.movement import snapshots
from feedbackdesk.desk.roadmap import full_roadmap, ship_item
from feedbackdesk.domain.words import Edition, Lens, Paper
from feedbackdesk.report.model import ReportOptions
from feedbackdesk.report.render import FILE_KINDS
from feedbackdesk.ui.printing.choices import read_choices, write_choices
from feedbackdesk.ui.printing.dialog import PrintDialog
from tests.report import poppler

OpenDialog = Callable[..., PrintDialog]


@pytest.fixture
def opened(qtbot: QtBot, sample_path: Path) -> Iterator[OpenDialog]:
    """Open print dialogs over the sample business."""
    paths.config_file().unlink(missing_ok=True)
    desk = Desk.open(sample_path)
    dialogs: list[PrintDialog] = []

    def made(options: ReportOptions | None = None) -> PrintDialog:
        dialog = PrintDialog(desk, None, options)
        qtbot.addWidget(dialog)
        dialogs.append(dialog)
        dialog.show()
        settle(qtbot, dialog)
        return dialog

    yield made
    for dialog in dialogs:
        dialog.close()
    desk.close()


def settle(qtbot: QtBot, dialog: PrintDialog) -> None:
    """Wait until the preview shows what is chosen."""
    qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)


def pages(dialog: PrintDialog) -> int:
    """Return how many pages the preview has."""
    return dialog.preview.pages.pageCount()


def choose(qtbot: QtBot, dialog: PrintDialog, box: QComboBox, text: str) -> None:
    """Choose a line of a box by its text."""
    index = box.findText(text)
    assert index >= 0, text
    box.setCurrentIndex(index)
    settle(qtbot, dialog)


def test_the_choices_change_the_pages(qtbot: QtBot, opened: OpenDialog) -> None:
    dialog = opened()
    assert dialog.objectName() == "printDialog"
    assert isinstance(dialog.findChild(QPrintPreviewWidget, "printPreview"), QPrintPreviewWidget)
    whole = pages(dialog)
    assert whole > 1
    assert dialog.preview.place.text() == f"Page 1 of {whole}"
    choose(qtbot, dialog, dialog.choices.edition, "One page")
    assert pages(dialog) == 1
    assert dialog.preview.place.text() == "Page 1 of 1"
    choose(qtbot, dialog, dialog.choices.edition, "Customer copy")
    assert pages(dialog) > 1
    dialog.choices.quotes.setValue(0)
    settle(qtbot, dialog)
    assert pages(dialog) < whole
    choose(qtbot, dialog, dialog.choices.orientation, "Landscape")
    assert dialog.preview.pages.orientation().name == "Landscape"


def test_pages_are_turned_and_enlarged(qtbot: QtBot, opened: OpenDialog) -> None:
    dialog = opened()
    preview = dialog.preview
    assert not preview.back.isEnabled()
    qtbot.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    assert preview.place.text() == f"Page 2 of {pages(dialog)}"
    qtbot.mouseClick(preview.back, Qt.MouseButton.LeftButton)
    assert preview.place.text() == f"Page 1 of {pages(dialog)}"
    fitted = preview.pages.zoomFactor()
    qtbot.mouseClick(preview.more, Qt.MouseButton.LeftButton)
    assert preview.pages.zoomFactor() > fitted
    qtbot.mouseClick(preview.fit, Qt.MouseButton.LeftButton)
    assert preview.pages.zoomFactor() == pytest.approx(fitted, rel=0.02)


def test_saving_writes_what_is_seen_and_remembers_it(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path, sample_path: Path
) -> None:
    dialog = opened(ReportOptions(edition=Edition.CUSTOMER, paper=Paper.LETTER, lens=Lens.MENTIONS))
    assert dialog.save(tmp_path / "roadmap")
    settle(qtbot, dialog)
    path = tmp_path / "roadmap.pdf"
    assert dialog.outcome.text() == "Saved roadmap.pdf"
    assert dialog.folder_button.isVisible()
    assert poppler.info(path)["Pages"] == str(pages(dialog))
    assert "letter" in poppler.info(path)["Page size"]
    assert "how often each was asked for" in poppler.text(path)
    other = Desk.open(sample_path)
    (remembered,) = other.ask(snapshots)
    standings = other.ask(lambda read: read.standings(remembered.id))
    other.close()
    assert (remembered.name, remembered.lens) == ("Customer copy", Lens.MENTIONS)
    ranks = [one.rank for one in standings if one.rank is not None]
    assert ranks == list(range(1, remembered.number + 1))
    assert all(one.title for one in standings)


def test_a_refusal_is_a_sentence_in_the_dialog(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path
) -> None:
    dialog = opened()
    assert not dialog.save(tmp_path / "nowhere" / "roadmap.pdf")
    assert "There is no folder" in dialog.problem.text()
    assert dialog.problem.isVisible()
    assert not dialog.folder_button.isVisible()
    assert not (tmp_path / "nowhere").exists()
    assert dialog.save(tmp_path / "roadmap.pdf")
    settle(qtbot, dialog)
    assert not dialog.problem.isVisible()


def test_it_saves_what_the_name_asks_for(qtbot: QtBot, opened: OpenDialog, tmp_path: Path) -> None:
    dialog = opened(ReportOptions(edition=Edition.CUSTOMER))
    for ending in FILE_KINDS:
        assert dialog.save(tmp_path / f"roadmap.{ending}")
        settle(qtbot, dialog)
        assert dialog.outcome.text() == f"Saved roadmap.{ending}"
        assert (tmp_path / f"roadmap.{ending}").stat().st_size > 1_000
    assert not dialog.save(tmp_path / "roadmap.docx")
    assert "ends in" in dialog.problem.text()


def test_without_a_printer_it_offers_the_file(opened: OpenDialog) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this machine has a printer")
    dialog = opened()
    dialog.choose_printer()
    assert "No printer is set up" in dialog.problem.text()


def test_paper_gets_the_same_pages(qtbot: QtBot, opened: OpenDialog, tmp_path: Path) -> None:
    dialog = opened()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    dialog.print_on(printer)
    settle(qtbot, dialog)
    assert dialog.outcome.text().startswith("Sent to the printer")
    assert poppler.info(tmp_path / "paper.pdf")["Pages"] == str(pages(dialog))
    dialog.save(tmp_path / "file.pdf")
    settle(qtbot, dialog)
    for page in range(1, pages(dialog) + 1):
        assert poppler.text(tmp_path / "paper.pdf", page) == poppler.text(
            tmp_path / "file.pdf", page
        )


def test_a_second_copy_shows_the_same_movement(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path, sample_path: Path
) -> None:
    def printed(dialog: PrintDialog, name: str) -> str:
        dialog.save(tmp_path / name)
        settle(qtbot, dialog)
        return poppler.text(tmp_path / name)

    dialog = opened()
    printed(dialog, "one.pdf")
    choose(qtbot, dialog, dialog.choices.lens, "Mentions")
    # Nothing was printed before this dialog, so nothing has moved.
    assert "moved since" not in printed(dialog, "two.pdf")
    other = Desk.open(sample_path)
    other.do(ship_item, other.ask(full_roadmap)[0].item.id)
    other.close()
    again = opened()
    for name, lens in (
        ("three.pdf", "Requests"),
        ("four.pdf", "Mentions"),
        ("five.pdf", "Requests"),
    ):
        choose(qtbot, again, again.choices.lens, lens)
        assert "moved since the print of" in printed(again, name)
    choose(qtbot, again, again.choices.lens, "Momentum")
    # Nothing was printed by momentum: places in another order tell nothing.
    assert "moved since" not in printed(again, "six.pdf")


def test_the_choices_come_back(qtbot: QtBot, opened: OpenDialog) -> None:
    dialog = opened()
    choose(qtbot, dialog, dialog.choices.edition, "Customer copy")
    choose(qtbot, dialog, dialog.choices.order, "By stage")
    dialog.choices.quotes.setValue(1)
    settle(qtbot, dialog)
    assert opened().choices.options == ReportOptions(
        edition=Edition.CUSTOMER, by_stage=True, quotes=1
    )


def test_a_damaged_memory_is_the_usual() -> None:
    kept = QSettings(str(paths.config_file()), QSettings.Format.IniFormat)
    for name in ("edition", "lens", "paper", "landscape", "by_stage", "quotes"):
        kept.setValue(f"print/{name}", "nonsense")
    kept.sync()
    assert read_choices() == ReportOptions()
    write_choices(ReportOptions(landscape=True))
    assert read_choices().landscape


def test_every_input_is_named(opened: OpenDialog) -> None:
    dialog = opened()
    buddies = {label.buddy() for label in dialog.findChildren(QLabel) if "&" in label.text()}
    keys: list[str] = []
    for field in dialog.choices.findChildren(QWidget):
        if isinstance(field, QComboBox | QAbstractSpinBox):
            assert field in buddies
            assert field.accessibleName()
    for widget in dialog.findChildren(QWidget):
        text = getattr(widget, "text", None)
        words = text() if callable(text) else ""
        if isinstance(words, str) and "&" in words and widget.isVisible():
            keys.append(words[words.index("&") + 1].casefold())
    assert len(keys) == len(set(keys))
