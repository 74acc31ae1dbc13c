"""Printing what a page shows: the dialog, its choices, and what each page gives it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import find_or_make_theme, theme_named
from feedbackdesk.domain.words import Paper
from feedbackdesk.report.document import Order, PageOptions
from feedbackdesk.report.printables import theme_page
from feedbackdesk.store.unit import UnitOfWork
from feedbackdesk.ui.printing.dialog import PrintDialog
from feedbackdesk.ui.printing.document_dialog import (
    DocumentDialog,
    read_page_options,
    write_page_options,
)
from feedbackdesk.ui.window import MainWindow
from tests.report import poppler
from tests.report.shop import say
from tests.windows import OpenWindow, settle


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget what was chosen in another test."""
    paths.config_file().unlink(missing_ok=True)


def press(qtbot: QtBot, window: MainWindow, name: str = "print_this") -> DocumentDialog:
    """Trigger an action, and return the dialog that it opened, once it shows its pages."""
    window.actions_[name].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DocumentDialog)
    ready(qtbot, dialog)
    return dialog


def ready(qtbot: QtBot, dialog: DocumentDialog) -> None:
    """Wait until the preview shows what is chosen."""
    qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)


def choose(qtbot: QtBot, dialog: DocumentDialog, box: QComboBox, text: str) -> None:
    """Choose a line of a box by its text."""
    index = box.findText(text)
    assert index >= 0, text
    box.setCurrentIndex(index)
    ready(qtbot, dialog)


def saved(qtbot: QtBot, dialog: DocumentDialog, path: Path) -> str:
    """Save what the preview shows, and return what stands on it."""
    dialog.save(path)
    ready(qtbot, dialog)
    assert dialog.side.outcome.text() == f"Saved {path.name}"
    return poppler.text(path)


@pytest.fixture
def sample(sample_path: Path, open_desk_window: OpenWindow) -> MainWindow:
    """A window on the sample business."""
    return open_desk_window(sample_path)


def test_a_theme_is_printed_from_its_page(sample: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    sample.show_page("themes")
    settle(qtbot, sample)
    assert sample.live.desk is not None
    sample.themes.open_theme(sample.live.desk.ask(theme_named, "Invoices by e-mail").id)
    settle(qtbot, sample)
    dialog = press(qtbot, sample)
    assert dialog.windowTitle() == "Print the theme"
    assert dialog.file_name == "Invoices-by-e-mail"
    assert "Eleanor" in saved(qtbot, dialog, tmp_path / "a.pdf")
    choose(qtbot, dialog, dialog.choices.order, "By account")
    assert "account by account" in saved(qtbot, dialog, tmp_path / "b.pdf")
    choose(qtbot, dialog, dialog.choices.edition, "Customer copy")
    assert not dialog.choices.order.isEnabled()
    public = saved(qtbot, dialog, tmp_path / "c.pdf")
    assert "Customer copy" in public
    assert "Eleanor" not in public
    dialog.close()


def test_each_page_prints_what_it_shows(sample: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    titles = {
        "owed": "Print the call sheet",
        "losses": "Print the lost sales",
        "people": "Print the person’s page",
    }
    for name, title in titles.items():
        sample.show_page(name)
        settle(qtbot, sample)
        if name == "people":
            sample.people.open_person(1)
            settle(qtbot, sample)
        dialog = press(qtbot, sample)
        assert dialog.windowTitle() == title
        assert saved(qtbot, dialog, tmp_path / f"{name}.pdf")
        dialog.close()
    sample.people.open_organisation(1)
    settle(qtbot, sample)
    dialog = press(qtbot, sample)
    assert dialog.windowTitle() == "Print the organisation’s page"
    dialog.close()


def test_the_roadmap_prints_itself_and_the_inbox_nothing(sample: MainWindow, qtbot: QtBot) -> None:
    sample.show_page("roadmap")
    settle(qtbot, sample)
    sample.actions_["print_this"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PrintDialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.close()
    sample.show_page("inbox")
    sample.actions_["print_this"].trigger()
    assert QApplication.activeModalWidget() is None
    assert "not printed" in sample.toast.words


def test_nothing_chosen_is_told(open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_desk_window(tmp_path / "empty.feedbackdesk")
    for name in ("themes", "people"):
        window.show_page(name)
        settle(qtbot, window)
        window.actions_["print_this"].trigger()
        assert QApplication.activeModalWidget() is None
        assert "Choose first" in window.toast.words


def test_the_call_sheet_is_of_the_chosen_or_of_all(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sample.show_page("inbox")
    dialog = press(qtbot, sample, "call_sheet")
    whole = saved(qtbot, dialog, tmp_path / "all.pdf")
    dialog.close()
    assert "Not needed" in whole
    sample.show_page("owed")
    settle(qtbot, sample)
    dialog = press(qtbot, sample, "call_sheet")
    assert saved(qtbot, dialog, tmp_path / "page.pdf") == whole
    dialog.close()


def test_another_quarter_of_lost_sales_is_chosen(
    tmp_path: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    say(desk, "Too dear", "Price", who="Cy Dow", on=date(2026, 8, 3), loss=LossFacts("Price"))
    desk.close()
    window = open_desk_window(path)
    window.show_page("losses")
    settle(qtbot, window)
    dialog = press(qtbot, window)
    assert dialog.choices.period.isVisible()
    assert "Cy Dow" in saved(qtbot, dialog, tmp_path / "a.pdf")
    names = [dialog.choices.period.itemText(at) for at in range(dialog.choices.period.count())]
    assert len(names) == len(set(names))
    choose(qtbot, dialog, dialog.choices.period, names[-1])
    assert "Cy Dow" not in saved(qtbot, dialog, tmp_path / "b.pdf")
    dialog.close()


def test_paper_and_order_are_remembered_and_the_edition_is_not() -> None:
    write_page_options(PageOptions(paper=Paper.LETTER, landscape=True, order=Order.ACCOUNT))
    assert read_page_options() == PageOptions(
        paper=Paper.LETTER, landscape=True, order=Order.ACCOUNT
    )
    kept = QSettings(str(paths.config_file()), QSettings.Format.IniFormat)
    kept.setValue("print/quote_order", "nonsense")
    kept.setValue("print/paper", "Foolscap")
    kept.sync()
    assert read_page_options() == PageOptions(landscape=True)


def test_a_very_long_theme_is_seen_while_it_is_set_and_its_saving_can_be_stopped(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    @step("Fill")
    def fill(work: UnitOfWork) -> int:
        theme_id = find_or_make_theme(work, "Lids")
        words = [f"Quote number {number}. " + "It leaks. " * 60 for number in range(500)]
        for text in words:
            key = work.insert(
                "feedback", kind="request", channel="call", said_on="2026-03-03", text=text,
                recorded_at="2026-03-03T00:00:00", account="",
            )  # fmt: skip
            work.insert("mention", feedback_id=key, theme_id=theme_id)
        return theme_id

    dialog = DocumentDialog(desk, theme_page(desk.do(fill).result))
    qtbot.addWidget(dialog)
    places: list[str] = []
    dialog.preview.pages.turned.connect(lambda: places.append(dialog.preview.place.text()))
    dialog.show()
    ready(qtbot, dialog)
    pages = dialog.preview.pages.pages
    assert pages > 50
    assert any(place.endswith("so far") for place in places)
    path = tmp_path / "long.pdf"
    dialog.save(path)
    assert dialog.busy
    assert dialog.side.progress.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Stopped. Nothing was saved." in dialog.side.problem.text()
    assert not path.exists()
    assert "Quote number 499." in saved(qtbot, dialog, path)
    assert poppler.info(path)["Pages"] == str(pages)
    dialog.close()


def test_it_goes_to_a_printer(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    say(desk, "It leaks", "Lids")
    dialog = DocumentDialog(desk, theme_page(desk.ask(theme_named, "Lids").id))
    qtbot.addWidget(dialog)
    ready(qtbot, dialog)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_on(printer)
    ready(qtbot, dialog)
    assert dialog.side.outcome.text() == "Sent to the printer: 1 page(s)."
    assert "It leaks" in poppler.text(tmp_path / "printed.pdf")
    dialog.close()


def test_what_is_gone_or_cannot_be_written_is_told(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = DocumentDialog(desk, theme_page(99))
    qtbot.addWidget(dialog)
    dialog.show()
    ready(qtbot, dialog)
    assert "no longer there" in dialog.side.problem.text()
    assert not dialog.side.print_.isEnabled()
    dialog.close()
    say(desk, "It leaks", "Lids")
    dialog = DocumentDialog(desk, theme_page(desk.ask(theme_named, "Lids").id))
    qtbot.addWidget(dialog)
    ready(qtbot, dialog)
    dialog.save(tmp_path / "no" / "lids.pdf")
    assert "no folder" in dialog.side.problem.text()
    dialog.close()
