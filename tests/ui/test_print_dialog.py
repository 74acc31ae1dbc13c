"""The print dialog: what is chosen is what is seen, saved and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.movement import snapshots
from feedbackdesk.desk.roadmap import full_roadmap, ship_item
from feedbackdesk.desk.settings import settings as workspace_settings
from feedbackdesk.domain.words import Edition, ItemStage, Lens, Paper
from feedbackdesk.report.model import Part, ReportOptions
from feedbackdesk.report.render import FILE_KINDS
from feedbackdesk.ui import theme
from feedbackdesk.ui.printing.dialog import PrintDialog
from feedbackdesk.ui.printing.memory import read_choices, write_choices
from feedbackdesk.ui.printing.page_view import PageView
from feedbackdesk.ui.theme import Role
from tests.report import poppler
from tests.report.shop import many_items

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


def save(qtbot: QtBot, dialog: PrintDialog, path: Path) -> None:
    """Save, and wait until it is done or refused."""
    dialog.save(path)
    settle(qtbot, dialog)


def pages(dialog: PrintDialog) -> int:
    """Return how many pages the preview has."""
    return dialog.preview.pages.pages


def choose(qtbot: QtBot, dialog: PrintDialog, box: QComboBox, text: str) -> None:
    """Choose a line of a box by its text."""
    index = box.findText(text)
    assert index >= 0, text
    box.setCurrentIndex(index)
    settle(qtbot, dialog)


def test_the_choices_change_the_pages(qtbot: QtBot, opened: OpenDialog) -> None:
    dialog = opened()
    assert dialog.objectName() == "printDialog"
    assert isinstance(dialog.findChild(PageView, "printPreview"), PageView)
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
    assert dialog.preview.pages.size_in_points == (842, 595)


def test_pages_are_turned_and_enlarged(qtbot: QtBot, opened: OpenDialog) -> None:
    dialog = opened()
    preview = dialog.preview
    assert not preview.back.isEnabled()
    qtbot.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    assert preview.place.text() == f"Page 2 of {pages(dialog)}"
    qtbot.mouseClick(preview.back, Qt.MouseButton.LeftButton)
    assert preview.place.text() == f"Page 1 of {pages(dialog)}"
    fitted = preview.pages.zoom
    qtbot.mouseClick(preview.more, Qt.MouseButton.LeftButton)
    assert preview.pages.zoom > fitted
    qtbot.mouseClick(preview.fit, Qt.MouseButton.LeftButton)
    assert preview.pages.zoom == pytest.approx(fitted, rel=0.02)


def test_saving_writes_what_is_seen_and_remembers_it(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path, sample_path: Path
) -> None:
    dialog = opened(ReportOptions(edition=Edition.CUSTOMER, paper=Paper.LETTER, lens=Lens.MENTIONS))
    save(qtbot, dialog, tmp_path / "roadmap")
    path = tmp_path / "roadmap.pdf"
    assert dialog.side.outcome.text() == "Saved roadmap.pdf"
    assert dialog.side.folder.isVisible()
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
    save(qtbot, dialog, tmp_path / "nowhere" / "roadmap.pdf")
    assert "There is no folder" in dialog.side.problem.text()
    assert dialog.side.problem.isVisible()
    assert not dialog.side.folder.isVisible()
    assert not (tmp_path / "nowhere").exists()
    save(qtbot, dialog, tmp_path / "roadmap.pdf")
    assert not dialog.side.problem.isVisible()


def test_it_saves_what_the_name_asks_for(qtbot: QtBot, opened: OpenDialog, tmp_path: Path) -> None:
    dialog = opened(ReportOptions(edition=Edition.CUSTOMER))
    for ending in FILE_KINDS:
        save(qtbot, dialog, tmp_path / f"roadmap.{ending}")
        assert dialog.side.outcome.text() == f"Saved roadmap.{ending}"
        assert (tmp_path / f"roadmap.{ending}").stat().st_size > 1_000
    save(qtbot, dialog, tmp_path / "roadmap.docx")
    assert "ends in" in dialog.side.problem.text()


def test_without_a_printer_it_offers_the_file(opened: OpenDialog) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this machine has a printer")
    dialog = opened()
    dialog.choose_printer()
    assert "No printer is set up" in dialog.side.problem.text()


def test_paper_gets_the_same_pages(qtbot: QtBot, opened: OpenDialog, tmp_path: Path) -> None:
    dialog = opened()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    dialog.print_on(printer)
    settle(qtbot, dialog)
    assert dialog.side.outcome.text().startswith("Sent to the printer")
    assert poppler.info(tmp_path / "paper.pdf")["Pages"] == str(pages(dialog))
    save(qtbot, dialog, tmp_path / "file.pdf")
    for page in range(1, pages(dialog) + 1):
        assert poppler.text(tmp_path / "paper.pdf", page) == poppler.text(
            tmp_path / "file.pdf", page
        )


def test_a_second_copy_shows_the_same_movement(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path, sample_path: Path
) -> None:
    def printed(dialog: PrintDialog, name: str) -> str:
        save(qtbot, dialog, tmp_path / name)
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
    names = ("edition", "lens", "paper", "landscape", "by_stage", "quotes", "stages_left_out")
    for name in (*names, "parts_left_out", "money", "logo", "appendix"):
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


def test_what_each_item_shows_is_chosen_and_comes_back(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path
) -> None:
    dialog = opened()
    dialog.choices.parts.boxes[Part.THEMES].click()
    dialog.choices.stages.boxes[ItemStage.SHIPPED].click()
    dialog.choices.money.click()
    settle(qtbot, dialog)
    save(qtbot, dialog, tmp_path / "roadmap.pdf")
    text = poppler.text(tmp_path / "roadmap.pdf")
    assert "Theme:" not in text
    assert "Shipped" not in text
    assert "lost with them" not in text
    assert "mentions" in text
    again = read_choices()
    assert Part.THEMES not in again.parts
    assert ItemStage.SHIPPED not in again.stages
    assert not again.money
    assert opened().choices.options == again


def test_customers_choices_cannot_show_more(qtbot: QtBot, opened: OpenDialog) -> None:
    dialog = opened()
    assert dialog.choices.parts.boxes[Part.LOST].isEnabled()
    choose(qtbot, dialog, dialog.choices.edition, "Customer copy")
    assert not dialog.choices.parts.boxes[Part.LOST].isEnabled()
    assert not dialog.choices.money.isEnabled()
    assert not dialog.choices.appendix.isEnabled()
    # What it never shows has no tick, and has it again where it is shown.
    assert not dialog.choices.parts.boxes[Part.LOST].isChecked()
    assert not dialog.choices.money.isChecked()
    choose(qtbot, dialog, dialog.choices.edition, "One page")
    for part in (Part.WHY, Part.THEMES):
        assert not dialog.choices.parts.boxes[part].isEnabled()
    assert not dialog.choices.quotes.isEnabled()
    assert not dialog.choices.order.isEnabled()
    assert dialog.choices.money.isChecked()
    choose(qtbot, dialog, dialog.choices.edition, "Working copy")
    assert all(box.isChecked() for box in dialog.choices.parts.boxes.values())
    assert dialog.choices.options == ReportOptions()


def test_the_keyboard_stays_where_it_was_after_a_save(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path
) -> None:
    dialog = opened()
    settle(qtbot, dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.side.save.setFocus()
    save(qtbot, dialog, tmp_path / "roadmap.pdf")
    assert dialog.side.save.hasFocus()
    dialog.preview.pages.setFocus()
    assert dialog.preview.pages.hasFocus()
    framed = dialog.preview.pages.viewport().grab().toImage().pixelColor(20, 0)
    assert framed == theme.color(Role.FOCUS)


def test_a_closing_note_is_seen_while_typed_and_kept_with_the_workspace(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path, sample_path: Path
) -> None:
    dialog = opened()
    qtbot.keyClicks(dialog.choices.closing, "Ring us")
    settle(qtbot, dialog)
    save(qtbot, dialog, tmp_path / "roadmap.pdf")
    assert "Ring us" in poppler.text(tmp_path / "roadmap.pdf")
    assert opened().choices.closing.toPlainText() == "Ring us"
    qtbot.keyClicks(dialog.choices.closing, ", or write")
    settle(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    other = Desk.open(sample_path)
    # Whoever leaves without a print has changed nothing.
    assert other.ask(workspace_settings)["closing_note"] == "Ring us"
    other.close()


def test_a_note_that_is_too_long_is_told(qtbot: QtBot, opened: OpenDialog) -> None:
    dialog = opened()
    dialog.choices.closing.setPlainText("so " * 500)
    settle(qtbot, dialog)
    assert "at most 1,000 characters" in dialog.side.problem.text()
    assert not dialog.side.save.isEnabled()
    dialog.choices.closing.setPlainText("so")
    settle(qtbot, dialog)
    assert not dialog.side.problem.isVisible()
    assert dialog.side.save.isEnabled()


def test_a_logo_is_looked_at_before_it_is_kept(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path
) -> None:
    dialog = opened()
    assert not dialog.choices.logo.isEnabled()
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    dialog.keep_logo(tmp_path / "bad.png")
    settle(qtbot, dialog)
    assert "“bad.png” is damaged" in dialog.side.problem.text()
    assert not dialog.choices.logo.isEnabled()
    shape = '<rect width="9" height="9"/>'
    (tmp_path / "logo.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shape}</svg>'
    )
    dialog.keep_logo(tmp_path / "logo.svg")
    settle(qtbot, dialog)
    assert dialog.choices.logo.isChecked()
    assert dialog.choices.logo.isEnabled()
    (tmp_path / "logo.svg").unlink()
    choose(qtbot, dialog, dialog.choices.order, "By stage")
    assert "is not there" in dialog.side.problem.text()
    assert dialog.side.save.isEnabled()


class Jammed(QPdfWriter):
    """A printer that takes one page, and then none."""

    def newPage(self) -> bool:  # noqa: N802
        """Take no other page."""
        return False


def test_a_printer_that_stops_midway_is_a_sentence(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path, sample_path: Path
) -> None:
    dialog = opened()
    dialog.print_on(Jammed(str(tmp_path / "paper.pdf")))
    settle(qtbot, dialog)
    assert "The printer stopped in the middle" in dialog.side.problem.text()
    assert dialog.choices.isEnabled()
    other = Desk.open(sample_path)
    assert other.ask(snapshots) == []
    other.close()


def test_writing_many_pages_can_be_stopped(
    qtbot: QtBot, opened: OpenDialog, tmp_path: Path, sample_path: Path
) -> None:
    desk = Desk.open(sample_path)
    many_items(desk, 300)
    desk.close()
    dialog = opened()
    assert pages(dialog) > 50
    dialog.save(tmp_path / "roadmap.pdf")
    assert dialog.busy
    assert dialog.side.progress.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Stopped. Nothing was saved." in dialog.side.problem.text()
    assert not (tmp_path / "roadmap.pdf").exists()
    save(qtbot, dialog, tmp_path / "roadmap.pdf")
    assert poppler.info(tmp_path / "roadmap.pdf")["Pages"] == str(pages(dialog))


def test_the_first_page_is_seen_before_the_last_is_set(
    qtbot: QtBot, opened: OpenDialog, sample_path: Path
) -> None:
    desk = Desk.open(sample_path)
    many_items(desk, 300)
    desk.close()
    dialog = opened()
    places: list[str] = []
    dialog.preview.pages.turned.connect(lambda: places.append(dialog.preview.place.text()))
    dialog.choices.quotes.setValue(1)
    settle(qtbot, dialog)
    assert any(place.endswith("so far") for place in places)
    assert dialog.preview.place.text() == f"Page 1 of {pages(dialog)}"


def test_pages_are_turned_by_keys(qtbot: QtBot, opened: OpenDialog) -> None:
    dialog = opened()
    view = dialog.preview.pages
    view.setFocus()
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, pages(dialog)),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(view, key)
        assert view.page == page
    assert view.accessibleName()
    assert view.accessibleDescription() == dialog.preview.place.text()
