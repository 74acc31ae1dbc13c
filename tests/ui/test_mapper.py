"""A table to be brought in: its real rows, what its columns are, and that it is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_people
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

CALLS = """Date;Client;Firm;What they said;Type;Ref;Shelf
2026-04-17;Wen Jiayi;Damp Fox Press;Could the bill come by e-mail?;wish;0417;
2026-04-18;Krin;Kringle Bakery;Your van blocks my oven door at six.;complaint;0418;
2026-04-19;Ann Lee;;It rains in;complaint;0419;
2026-04-20;Declan Rooney;Saltwhistle Surveyors;;wish;0425;
2026-04-21;Krin;Kringle Bakery;The second crate was short by two.;complaint;0431;
;;;;;Sum;5
"""
HEADS = ["Date", "Client", "Firm", "What they said", "Type", "Ref", "Shelf"]


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A table of calls: one is known, one asks, one has no words, and one is a total."""
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, "utf-8")
    return path


@pytest.fixture
def window(drive: Drive, sample_path: Path, calls: Path) -> Driver:
    """The sample business, which knows one of Kringle Bakery, before the table."""
    window = drive(sample_path)
    jonas = Speaker("Jonas Kringle", "Kringle Bakery")
    window.desk.do(record_feedback, NewFeedback("The rolls are lovely", jonas))
    window.settle()
    choose(window, calls)
    return window


def choose(window: Driver, path: Path) -> None:
    """Choose a table to bring in, and wait until it is in sight; the keys are on its rows."""
    window.go("bring")
    with window.naming(path):
        window.act("bring_choose")
    window.until(lambda: window.has("bringTable") and is_read(window), path.name)
    window.settle()
    assert window.keyboard == "bringTable"


def is_read(window: Driver) -> bool:
    """Whether what is in sight is what would be taken."""
    return window.button("bringTake").enabled or not window.part("pageNumbers").says


def fields(window: Driver) -> list[str]:
    """Return what each column is taken for."""
    number = len(window.headers("bringTable"))
    return [window.part(f"bringColumn.{at}").says for at in range(number)]


def take_for(window: Driver, column: int, field: str) -> None:
    """Take a column for a field, and wait until the table was read so."""
    window.part(f"bringColumn.{column}").choose(field)
    window.settle()


def said(window: Driver) -> dict[str, str | None]:
    """Return who said what."""
    return {one.text: one.who for one in window.desk.ask(list_feedback)}


def test_a_table_stands_there_as_in_its_file_with_what_becomes_of_each_row(window: Driver) -> None:
    assert window.headers("bringTable") == HEADS
    assert fields(window) == [
        "Day", "Who", "Organisation", "Their words", "Kind", "Number in the source", "Leave out",
    ]  # fmt: skip
    wen, krin, ann, declan, again, total = window.rows("bringTable")
    assert wen.startswith("row 2, Date: 2026-04-17, Client: Wen Jiayi, Firm: Damp Fox Press")
    assert krin.startswith("row 3, asks you, Date: ")
    assert ann.startswith("row 4, Date: ")
    assert declan.startswith("row 5, refused, Date: ")
    assert "What they said: no words, so nothing was said" in declan
    assert again.startswith("row 6, asks you, ")
    assert total.startswith("row 7, refused, ")
    assert window.is_said("asks you", "bringMapper")
    assert not window.is_said("known already", "bringMapper")
    assert (
        window.part("bringHow").says == "Row 1 holds the names · separated by semicolon (;) · UTF-8"
    )
    assert window.part("bringRows").says == "6 rows"
    assert window.part("bringRowIs").says == "one row a feedback"
    assert not window.has("bringSince.new"), "it never came before"


def test_a_listener_is_told_what_each_chooser_is_for(window: Driver) -> None:
    client = window.part("bringColumn.1")
    assert client.spoken == "What the column Client is"
    assert client.explained == "For example: Wen Jiayi"
    assert window.headers("bringTable", spoken=True)[1] == "Client, Who"
    (cell, *_rest) = window.each("bringTable")[3].cells
    assert cell == "row 5, refused, Date: 2026-04-20"
    assert window.part("bringRowIs").spoken == "What one row of the table is"
    assert window.part("bringReading").spoken == "Change how the table is read"


def test_another_choice_reads_the_table_again(window: Driver) -> None:
    take_for(window, 3, "Leave out")
    # Without words there are people alone, until another column has them.
    window.until(lambda: window.part("bringRowIs").says == "one row a person", "people")
    take_for(window, 1, "Their words")
    window.until(lambda: window.part("bringRowIs").says == "one row a feedback", "other words")
    assert fields(window)[1] == "Their words"
    window.press("Ctrl+Return")
    window.settle()
    assert "Krin" in said(window)


def test_what_may_be_one_column_alone_is_left_out_elsewhere(window: Driver) -> None:
    take_for(window, 2, "Who")
    window.until(lambda: fields(window)[1] == "Leave out", "the other column")
    assert fields(window)[2] == "Who"
    take_for(window, 1, "Who")
    window.until(lambda: fields(window)[2] == "Leave out", "the other column again")


def test_the_choosers_are_reached_and_changed_by_keys_alone(window: Driver) -> None:
    window.part("bringRowIs").take_keyboard()
    way = []
    for _ in range(len(HEADS) + 2):
        window.press("Tab")
        way.append(window.keyboard)
    columns = [f"bringColumn.{at}" for at in range(len(HEADS))]
    assert way == [*columns, "bringTable", "bringReading"]
    window.part("bringColumn.6").take_keyboard()
    window.press("Up")
    window.until(lambda: fields(window)[6] != "Leave out", "another field")
    assert window.keyboard == "bringColumn.6"
    window.press("V")  # and by the first letters of what it is to be
    window.until(lambda: fields(window)[6] == "Votes", "a field by its letter")
    window.until(lambda: window.part("bringRowIs").says == "one row an item of a board", "posts")
    window.part("bringTable").take_keyboard()
    window.press("Down", "Down")
    assert "Wen" not in window.heard


def test_one_row_can_be_somebody(window: Driver) -> None:
    window.part("bringRowIs").choose("one row a person")
    window.until(lambda: window.part("bringRowIs").says == "one row a person", "people")
    window.until(lambda: window.button("bringTake").enabled, "the table")
    window.press("Ctrl+Return")
    window.settle()
    assert "Ann Lee" in {one.name for one in window.desk.ask(all_people)}
    assert "It rains in" not in said(window)


def test_a_refused_row_is_a_link_into_the_table(window: Driver) -> None:
    link = window.part("bringRefused.1")
    assert link.spoken == "row 7: a total: “Sum 5”"
    link.click()
    window.settle()
    assert window.keyboard == "bringTable"
    (row,) = (row for row in window.each("bringTable") if row.chosen)
    assert row.spoken.startswith("row 7, refused")
    assert row.in_sight


def test_what_is_refused_as_a_whole_leads_to_the_choosers_that_mend_it(
    window: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("Shelf,Weight\n7,12\n8,13\n", "utf-8")
    window.go("bring")
    with window.naming(path):
        window.act("bring_choose")
    window.until(lambda: window.is_said("numbers.csv · 2 rows"), "the table")
    assert window.part("bringSums").spoken == "1 refused"
    link = window.part("bringRefused.0")
    assert link.spoken.startswith("the table: no column holds what somebody said")
    link.click()
    window.settle()
    assert window.keyboard == "bringColumn.0"
    assert window.rows("bringTable")[0].startswith("row 2, left out, Shelf: 7")
    take_for(window, 0, "Their words")
    window.until(lambda: window.button("bringTake").enabled, "words")
    assert window.part("bringSums").spoken == "2 taken"


def test_whom_a_row_could_mean_is_asked_with_how_often_they_spoke(window: Driver) -> None:
    assert window.part("bringQuestion.0").says == "Is Krin somebody you know?"
    assert window.part("bringAnswer.0.0").checked
    assert window.part("bringAnswer.0.1").says == "Jonas Kringle (Kringle Bakery)"
    assert "spoke 1 time" in window.part("bringAnswer.0.1").explained
    assert window.is_said("and 1 more. The firm is the same; you have no Krin there yet.")
    window.click("bringAsks.0")
    assert [one.startswith("2026") for one in window.chosen("bringTable")] == [True]
    window.click("bringAnswer.0.1")
    window.until(lambda: window.part("bringAnswer.0.1").checked, "the answer")
    window.press("Ctrl+Return")
    window.settle()
    assert said(window)["Your van blocks my oven door at six."] == "Jonas Kringle"


@pytest.mark.slow("two files are read five times, each in a process of its own")
def test_the_columns_are_remembered_for_the_next_file_with_these_names(
    window: Driver, tmp_path: Path
) -> None:
    promise = "The columns are remembered for the next file with these names."
    assert window.part("bringFoot").says.startswith(promise)
    take_for(window, 6, "Channel")
    window.until(lambda: fields(window)[6] == "Channel", "the shelf")
    take_for(window, 2, "Leave out")
    window.until(lambda: fields(window)[2] == "Leave out", "no firm")
    window.until(lambda: window.button("bringTake").enabled, "the table")
    window.press("Ctrl+Return")
    window.settle()
    following = tmp_path / "calls-may.csv"
    following.write_text(CALLS.replace("2026-04", "2026-05").replace(";04", ";05"), "utf-8")
    choose(window, following)
    assert fields(window)[2] == "Leave out"
    assert fields(window)[6] == "Channel"
    assert window.part("bringFoot").says.startswith("Understood as the last file with these names.")
    window.click("bringAnew")
    window.until(lambda: fields(window)[2] == "Organisation", "a guess")
    assert window.part("bringFoot").says.startswith(promise)


def test_how_a_table_is_read_can_be_changed_and_is_remembered(
    window: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Who|Said\nAnn Lee|It rains in, again\nBo Ek|Lovely, all of it\n", "utf-8")
    choose(window, path)
    assert "separated by bar (|)" in window.part("bringHow").says
    window.click("bringReading")
    assert (window.dialog(), window.keyboard) == ("bringReadingDialog", "bringHeader")
    assert window.meant() == ["Read it so"]
    window.part("bringSeparator").choose("comma (,)")
    window.answer("Read it so")
    window.until(lambda: "comma" in window.part("bringHow").says, "other columns")
    assert len(window.headers("bringTable")) == 2
    assert window.headers("bringTable")[0].startswith("Who|Said")


def made_book(folder: Path, *names: str) -> Path:
    """Return a new spreadsheet of two sheets with other columns."""
    number = len(list(folder.iterdir()))
    path = folder / f"{'-'.join(names)}-{number}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, words in zip(names, ("It rains in", "Java is dear"), strict=True):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Who", "Comment" if name == "March" else "What they said"])
            sheet.write_row(1, 0, ["Ann Lee", f"{words} {number}"])
    return path


@pytest.mark.slow("each of its books is read more than once, in a process of its own")
def test_one_of_several_sheets_is_chosen(window: Driver, tmp_path: Path) -> None:
    choose(window, made_book(tmp_path, "March", "Prices"))
    assert window.part("bringHow").says == "Sheet March · Row 1 holds the names"
    window.click("bringReading")
    window.part("bringSheet").choose("Prices")
    window.answer("Read it so")
    window.until(lambda: "Sheet Prices" in window.part("bringHow").says, "the other sheet")
    assert "Java is dear" in window.rows("bringTable")[0]
    assert window.keyboard == "bringReading"
    window.until(lambda: window.button("bringTake").enabled, "the table")
    window.press("Ctrl+Return")
    window.settle()
    for sheets, now in ((("March", "Prices"), "Prices"), (("March", "Costs"), "March")):
        path = made_book(tmp_path, *sheets)
        choose(window, path)
        # The next file is read as this one was, unless it has no such sheet.
        assert window.part("bringHow").says == f"Sheet {now} · Row 1 holds the names"
        window.click("bringCancel")
        window.settle()


def test_what_cannot_be_read_so_is_said_and_the_table_stays(window: Driver, calls: Path) -> None:
    calls.unlink()
    take_for(window, 6, "Channel")
    window.until(lambda: "is not there" in window.says(), "the refusal")
    assert fields(window)[6] == "Leave out"
    assert len(window.rows("bringTable")) == 6


def test_of_many_questions_the_first_are_asked_and_the_others_on_demand(
    window: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    names = [f"{letter}o" for letter in "ABCDEFGHIJKLMN"]
    rows = "".join(f"2026-05-01,{one},Kringle Bakery,Hello from {one}\n" for one in names)
    path.write_text(f"Date,Client,Firm,What they said\n{rows}", "utf-8")
    choose(window, path)
    assert window.label("bringAsked").says == "14 things only you can know"
    assert not window.has("bringQuestion.12")
    window.click("bringAskMore")
    assert window.keyboard == "bringAnswer.12.0"
    assert window.part("bringQuestion.13").says == "Is No somebody you know?"
    assert not window.has("bringAskMore")
    window.press("Tab")
    assert window.keyboard == "bringAsks.13"


def test_another_file_is_asked_about_anew(window: Driver, calls: Path, tmp_path: Path) -> None:
    window.click("bringAnswer.0.1")
    assert window.part("bringAnswer.0.1").checked
    again = tmp_path / "again.csv"
    again.write_text(calls.read_text("utf-8"), "utf-8")
    choose(window, again)
    assert window.part("bringQuestion.0").says == "Is Krin somebody you know?"
    assert window.part("bringAnswer.0.0").checked
