"""Spreadsheets that an owner has: XLSX, XLS and ODS, and boards that come as JSON."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest
import xlsxwriter

from feedbackdesk import bounded
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Found, FoundFeedback, FoundItem, FoundWho, Wishes
from feedbackdesk.domain.words import Feeling, ItemStage, Kind
from feedbackdesk.exchange.reading import read_file, see_file, see_here
from feedbackdesk.exchange.tables.boards import is_fider, is_trello, read_fider, read_trello
from feedbackdesk.exchange.tables.guessing import SHEET
from feedbackdesk.exchange.tables.reading import is_sheet, read_sheet, see_sheet
from feedbackdesk.exchange.tables.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A spreadsheet of Excel 97 as a program of that time wrote it: three rows, one firm in two of them.
XLS = (
    "c-rk)PiPcZ82{ePZg#Wg&t{DQEyz<atuZx-7caV2Q@xmwT0t9x`kXxL=wxPjJF_G?v|7zk5rjfZFM>VvqV`f-Dy6"
    "-75EAS`5DJOnVeup=c!*iQ_s!cii3$c<L78uO-+SNpzW4pUdH-jor#faX{jz2jme3BcVZPQ3O$&4kQ*&L&1J>7Sx"
    ">(P%m}&{VQ`DTrfow{{AFa1CdJOe=&w>TlQhy@{xQFR5lwdIMC4Y;wi((K=$FLnagC9}T2CFHm0&$1<O5#_^@&@s"
    "pq&Y`?JKD~$VVEio_G~k=_>i@p>e@j2y-scJl4c96f}464e{+GwwrTi8xx#zLD%Pf2;4<KV?v=h&T5gA*AP3Oj-#"
    "0MO_XW}nbmCxNh9@-+@VLIJ|Kf@M?dlnz{^??U<~8~(4&qY%MJokx3Tj7akxW86tW4{g4D6AS>v?hxHnI*>=!B;I"
    "B9yqucYCh%L!2R>2aa0}t1D0yjE<sCxJshkf$@^g27^%Io<AH^`M&B`QWXGp1(7FwEW48TM<wC<xUlvK?zt5u+;Z"
    "S^p_E&ZJPe`}L8QuDRHVa4WHiQ)%Sg#GmbsFlP$Qc$f|7?WLTRIu$U&^#;#idr2CnJ@7{d05Gx2dHh{|00m0(;d?"
    "g@TOI3c>?C84+z8+p8l-pWCAT(}{68xUjN$fa^zUP2S@N$#NUUhaBamP0Pb9Ely|hkPA&*{C+m=_8J|#QdTyv6Z%"
    "p7UUz?!@Ar-8%7?-WbWrjw+D_66~83SDLMw@!*YWj8>qo)-2xl8QB4Z!UVEs;CgR_c*AJ+?hIl8gX3V>XR+++{Gh"
    "}m?YP%6<E73p24;Pd_!t&(9&wg7wdB3<3%UAZ!PIO+mQ@jN0@$eqO_WC&ky{wo0@V%zri}jqDjrCvRt6$n=vsT{3"
    "UNbj>c6g?@6*IlSNV<1eL$XX?#gdJZ-H=i!r5aKirL@6eOK`rna-=K3`Du&n8R0aU){Jm64N2o<8<NJ+SC`m}#>p"
    "8R>lHZh5%ZnFiAOtUd|8CEq9JLVmWHHpS`CgxI0b`azoOr4@~mgYpBSrcdMd8be%p;-oBZaDUz_}Pq4dDKw@p#)u"
    "nO?24jm7`7nFm95=tncgc3?9p+&^#f(CRwNzoN7zM5vtf1PKT=9Awf?=9_z0G|*)DnA7ua|Pqenm=8TW_4fe4cpZ"
    "J7iv0)=n784QHtZ_vga>;u&{;i^TrMH|J@Q=F8=&-;{2cSp96^TKfV"
)
WORDS = "Please bring back the small bags of beans."


def old_spreadsheet() -> bytes:
    """Return the spreadsheet of Excel 97."""
    return zlib.decompress(base64.b85decode(XLS))


def written(*sheets: str) -> bytes:
    """Return a workbook with a title, names, four rows with a merged firm, and a total a sheet."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, name in enumerate(sheets):
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, f"Calls in {name}")
            sheet.write_row(2, 0, ["Date", "Firm", "Who", "What they said", "Ref"])
            for number in range(4):
                sheet.write_datetime(3 + number, 0, datetime(2026, 4, 3 + number), day)  # noqa: DTZ001
                sheet.write_row(3 + number, 2, [f"Person {number}", WORDS, 400 + 4 * at + number])
            sheet.merge_range(3, 1, 6, 1, "Kringle Bakery")
            sheet.write_row(7, 0, ["Total", "", "", "", 1606])
    return data.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in parts.items():
            archive.writestr(name, said, zipfile.ZIP_STORED if name == "mimetype" else None)
    return data.getvalue()


def changed(data: bytes, part: str, said: str | bytes) -> bytes:
    """Return a zip file with one part in another's place."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {part: said})


OFFICE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="T">{}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)


def open_document(rows: str) -> bytes:
    """Return a spreadsheet of LibreOffice with these rows."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest="
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": OFFICE.format(rows),
        }
    )


def cell(said: str) -> str:
    """Return a cell of it."""
    return (
        f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'
    )


def read(data: bytes, **wished: str) -> Found:
    """Return what a spreadsheet holds."""
    return read_sheet(io.BytesIO(data), Wishes(columns=wished))


def read_or_refused(reader: Callable[[BinaryIO, Wishes], Found], data: bytes) -> Found | None:
    """Return what a damaged file still holds; None where it is refused, and with a reason."""
    said = "Nothing was changed"
    try:
        return reader(io.BytesIO(data), Wishes())
    except Refusal as refusal:
        said = str(refusal)
        return None
    finally:
        assert "Nothing was changed" in said


def feedbacks(found: Found) -> list[FoundFeedback]:
    """Return the feedbacks of a table that holds nothing else."""
    assert all(isinstance(one, FoundFeedback) for one in found.records)
    return [one for one in found.records if isinstance(one, FoundFeedback)]


def items(found: Found) -> list[FoundItem]:
    """Return the items of a board."""
    assert all(isinstance(one, FoundItem) for one in found.records)
    return [one for one in found.records if isinstance(one, FoundItem)]


# Spreadsheets


def test_a_workbook_with_a_sheet_a_month() -> None:
    found = read(written("March", "April"))
    said = feedbacks(found)
    assert [one.origin.place for one in said] == [
        *(f"row {number}" for number in range(4, 8)),
        *(f"row {number} of April" for number in range(4, 8)),
    ]
    assert {one.who.organisation for one in said} == {"Kringle Bakery"}
    assert (said[1].who.name, said[1].on, said[1].words) == ("Person 1", date(2026, 4, 4), WORDS)
    assert said[1].origin.ident == "401"
    assert [(one.place, one.sentence) for one in found.refused] == [
        ("row 8", "a total: “Total 1606”"),
        ("row 8 of April", "a total: “Total 1606”"),
    ]


def test_sheets_that_are_something_else_are_named_and_hidden_ones_are_left() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        for name, rows in (
            ("Calls", [["Date", "Comment"], ["2026-04-03", WORDS]]),
            ("Prices", [["Bean", "Price"], ["Java", "3"]]),
            ("Secret", [["Date", "Comment"], ["2026-04-03", "nobody reads this here"]]),
        ):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == "Secret":
                sheet.hide()
    found = read(data.getvalue())
    assert [one.words for one in feedbacks(found)] == [WORDS]
    assert found.notes == ("Other sheets were not read: “Prices”.",)
    seen = see_sheet(io.BytesIO(data.getvalue()), Wishes())[1]
    assert (seen.sheet, seen.others) == ("Calls", ("Prices",))
    asked = Wishes(columns={SHEET: "Prices", "Bean": "words"})
    found, seen = see_sheet(io.BytesIO(data.getvalue()), asked)
    assert [one.words for one in feedbacks(found)] == ["Java"]
    assert (seen.sheet, seen.others) == ("Prices", ("Calls",))
    for hidden in ("Secret", "None"):
        with pytest.raises(Refusal, match="no sheet"):
            see_sheet(io.BytesIO(data.getvalue()), Wishes(columns={SHEET: hidden}))


def test_a_spreadsheet_of_excel_97() -> None:
    data = old_spreadsheet()
    assert is_sheet(data[:65_536], "table")
    first, second, third = feedbacks(read(data))
    assert first.words == "La livraison arrive toujours avec deux heures de retard."
    assert first.who == FoundWho("Zoé Léger", "Boulangerie Dupain")
    assert (first.on, first.kind, first.feeling) == (
        date(2026, 4, 3), Kind.PROBLEM, Feeling.UNHAPPY,
    )  # fmt: skip
    assert (second.kind, third.kind) == (Kind.REQUEST, Kind.PRAISE)
    assert second.who.organisation == third.who.organisation == "Café Noir"


def test_a_spreadsheet_of_libreoffice() -> None:
    names = "".join(map(cell, ["Datum", "Klant", "Opmerking", "Soort"]))
    day = '<table:table-cell office:value-type="date" office:date-value="2026-04-03"/>'
    row = day + "".join(map(cell, ["Piet", "De bezorging kwam twee uur te laat.", "klacht"]))
    blank = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = "".join(f"<table:table-row>{one}</table:table-row>" for one in (names, row))
    data = open_document(rows + blank)
    assert is_sheet(data[:65_536], "table")
    (one,) = feedbacks(read(data))
    assert (one.words, one.kind) == ("De bezorging kwam twee uur te laat.", Kind.PROBLEM)
    assert (one.who.name, one.on) == ("Piet", date(2026, 4, 3))


def cells_of(path: Path) -> dict[int, tuple[str, ...]]:
    """Return the cells of a spreadsheet of which no row names the columns."""
    with path.open("rb") as file:
        return {row.number: row.cells for row in open_workbook(file).rows}


def test_days_of_1904(shared_data: Path) -> None:
    with (shared_data / "xlsx" / "1904.xlsx").open("rb") as file:
        sheet = open_workbook(file)
    # The third column holds each day as text, as the one who made the file meant it.
    assert len(sheet.rows) == 5
    for row in sheet.rows:
        assert row.cells[1] == row.cells[2] == row.cells[3]
        assert str(row.typed[1]) == row.cells[2]
        assert (
            date(1904, 1, 1).toordinal() + int(row.cells[0])
            == date.fromisoformat(row.cells[1]).toordinal()
        )


def test_numbers_days_and_errors_of_spreadsheets(shared_data: Path) -> None:
    kinds = cells_of(shared_data / "xlsx" / "DataTypesFormats.xlsx")
    assert [kinds[number][1] for number in range(1, 7)] == [
        "2020-07-23", "2020-07-23 09:00", "123", "0.9876", "456", "7890",
    ]  # fmt: skip
    errors = cells_of(shared_data / "xlsx" / "ErrorTypes.xlsx")
    assert errors[2][:5] == ("", "", "#NULL?", "#NULL", "1")
    assert errors[11][0] == "foo"
    assert errors[12][0] == "2014-10-11"
    libre = cells_of(shared_data / "xlsx" / "LONumbers.xlsx")
    assert libre[1] == (
        "General", "1", "-1.2", "12.3", "-12.34", "123.45", "-123.456", "1234.567", "-1234.5678",
        "12345.6789",
    )  # fmt: skip


# Hostile spreadsheets

XLSX = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FAR = (
    f'<worksheet xmlns="{XLSX}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
WIDE_ROW = (
    '<table:table-row><table:table-cell table:number-columns-repeated="16384" '
    'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
)


def blown_up() -> bytes:
    """Return a workbook whose sheet is a third of a gigabyte of spaces."""
    data = io.BytesIO(written("March"))
    with (
        zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as stream,
    ):
        for _megabyte in range(310):
            stream.write(b" " * 1_000_000)
    return data.getvalue()


def reaching_far() -> bytes:
    """Return a workbook of two cells, which are the first and the last that there can be."""
    return changed(written("March"), "xl/worksheets/sheet1.xml", FAR)


def repeating() -> bytes:
    """Return a spreadsheet of LibreOffice of which each row is one cell, and that many times."""
    return open_document(WIDE_ROW * 3_000)


@pytest.mark.parametrize("made", [reaching_far, blown_up, repeating])
def test_a_small_file_that_asks_for_too_much_is_refused(made: Callable[[], bytes]) -> None:
    data = made()
    assert len(data) < 2_000_000
    with pytest.raises(Refusal, match="too large"):
        read(data)


def test_a_damaged_spreadsheet_is_refused_or_read(tmp_path: Path, shared_data: Path) -> None:
    # In a child, as always: some of them make calamine ask for all the memory there is.
    path = tmp_path / "calls.xls"

    def read_in_child(file: BinaryIO, wishes: Wishes) -> Found:
        path.write_bytes(file.read())
        return bounded.run(see_here, str(path), Wishes("sheet"))[0]

    for data in (written("March"), old_spreadsheet()):
        for tenth in range(1, 10, 2):
            cut = len(data) * tenth // 10
            read_or_refused(read_in_child, data[:cut] + bytes(300) + data[cut + 300 :])
    for one in sorted((shared_data / "xlsx").glob("*.xlsx")):
        data = one.read_bytes()
        for tenth in range(10):
            assert read_or_refused(read_sheet, data[: len(data) * tenth // 10]) is None


def test_a_spreadsheet_is_read_in_a_child_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "calls.xlsx"
    path.write_bytes(written("March"))
    found, seen = see_file(path, Wishes())
    assert seen is not None
    assert len(found.records) == 4
    assert (seen.sheet, seen.header, seen.above) == ("March", (3,), ("Calls in March",))
    assert (seen.total, len(seen.rows), seen.rows[4].refused) == (
        5, 5, "a total: “Total 1606”",
    )  # fmt: skip
    assert read_file(path, Wishes()) == found


# Boards


def board(**changes: Any) -> bytes:
    """Return a board of Trello's."""
    made = {
        "id": "5f0000000000000000000000", "name": "Ideas", "closed": False,
        "url": "https://trello.com/b/x",
        "lists": [
            {"id": "a", "name": "Doing", "closed": False},
            {"id": "b", "name": "Old", "closed": True},
            {"id": "c", "name": "Our café", "closed": False},
        ],
        "cards": [
            {"id": "65b0f0800000000000000000", "name": "Dark mode", "desc": "Too bright",
             "closed": False, "idList": "a", "labels": [{"name": "ui"}, {"name": ""}],
             "shortUrl": "https://trello.com/c/1", "idMembersVoted": ["m1", "m2"]},
            {"id": "x", "name": "Gone", "desc": "", "closed": True, "idList": "a", "labels": []},
            {"id": "y", "name": "Older", "desc": "", "closed": False, "idList": "b"},
            {"id": "z", "name": "Bags", "closed": False, "idList": "c"},
            {"id": "w", "name": " ", "closed": False, "idList": "c"},
            "nonsense",
        ],
    }  # fmt: skip
    return json.dumps(made | changes).encode()


def test_a_board_of_trello() -> None:
    data = board()
    assert is_trello(data[:65_536], "board.json")
    found = read_trello(io.BytesIO(data), Wishes())
    first, second = items(found)
    assert (first.title, first.description, first.votes) == ("Dark mode", "Too bright", 2)
    assert (first.stage, first.on, first.themes) == (ItemStage.NOW, date(2024, 1, 24), ("ui",))
    assert first.link == "https://trello.com/c/1"
    assert (second.title, second.stage, second.on) == ("Bags", None, None)
    assert [(one.place, one.sentence) for one in found.refused] == [
        ("card 5", "no title, so it is nothing to do"),
    ]
    assert found.notes == ("2 closed cards were left out.",)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"[" * 100_000, board(cards=None), board(lists=7), b"\0" * 99]
)
def test_a_damaged_board_is_refused_or_read(data: bytes) -> None:
    found = read_or_refused(read_trello, data)
    assert found is None or len(found.records) == 3


def backup(**changes: Any) -> bytes:
    """Return a backup of Fider's."""
    parts = {
        "posts": [
            {"id": 7, "number": 1, "title": "Dark mode", "description": "Too bright", "status": 4,
             "created_at": "2026-01-02T10:00:00Z", "user_id": 1},
            {"id": 8, "number": 2, "title": "Dark theme", "status": 5, "original_id": 7},
            {"id": 9, "number": 3, "title": "Gone", "status": 6},
            {"id": 10, "number": 4, "title": "", "status": 0},
        ],
        "post_votes": [
            {"user_id": 1, "post_id": 7}, {"user_id": 2, "post_id": 8},
            {"user_id": 3, "post_id": 7}, {"user_id": 1, "post_id": 8},
        ],
        "users": [
            {"id": 1, "name": "Ann Lee", "email": "ann@lee.example", "api_key": "SECRET"},
            {"id": 2, "name": "Bo", "email": "", "api_key": "SECRET"},
            {"id": 3, "name": "", "email": ""},
        ],
        "tags": [{"id": 1, "name": "ui"}],
        "post_tags": [{"tag_id": 1, "post_id": 7}],
        "comments": [{"id": 1, "content": "+1"}],
    } | changes  # fmt: skip
    return packed({f"{name}.json": json.dumps(rows) for name, rows in parts.items()})


def test_a_backup_of_fider() -> None:
    data = backup()
    assert is_fider(data[:65_536], "backup.zip")
    assert not is_fider(written("March")[:65_536], "calls.xlsx")
    found = read_fider(io.BytesIO(data), Wishes())
    (one,) = items(found)
    ann = FoundWho("Ann Lee", email="ann@lee.example")
    assert (one.title, one.stage, one.by) == ("Dark mode", ItemStage.LATER, ann)
    assert (one.voters, one.votes, one.themes) == ((ann, FoundWho("Bo")), 1, ("ui",))
    assert (one.on, one.origin.ident) == (date(2026, 1, 2), "1")
    assert "SECRET" not in repr(found)
    assert [one.place for one in found.refused] == ["post 4"]
    assert found.notes[0].startswith("2 posts that were deleted or are duplicates were left out")


@pytest.mark.parametrize(
    "changes",
    [{"posts": {}}, {"posts": [1, None, {"id": "x"}]}, {"users": None}, {"post_votes": "x"}],
)
def test_a_damaged_backup_is_refused_or_read(changes: dict[str, Any]) -> None:
    data = backup(**changes)
    for tenth in range(1, 11):
        read_or_refused(read_fider, data[: len(data) * tenth // 10])


def test_duplicates_of_each_other_end_somewhere() -> None:
    posts = [
        {"id": 1, "number": 1, "title": "A", "status": 5, "original_id": 2},
        {"id": 2, "number": 2, "title": "B", "status": 5, "original_id": 1},
    ]
    votes = [{"user_id": 1, "post_id": 1}]
    found = read_fider(io.BytesIO(backup(posts=posts, post_votes=votes)), Wishes())
    assert not found.records
