"""Tables that an owner has: what the columns are taken for, and what comes out of the rows."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import (
    Found,
    FoundFeedback,
    FoundItem,
    FoundPerson,
    FoundWho,
    Wishes,
)
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    ItemStage,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
)
from feedbackdesk.exchange.tables.days import Days
from feedbackdesk.exchange.tables.guessing import ENCODING, HEADER, ROW, SEPARATOR, mapped
from feedbackdesk.exchange.tables.presets import preset_of
from feedbackdesk.exchange.tables.reading import is_csv, read_csv, see_csv
from feedbackdesk.exchange.tables.separated import open_separated
from feedbackdesk.exchange.tables.vocabulary import FIELD_LABELS, Field, RowIs, meant

if TYPE_CHECKING:
    from enum import StrEnum
    from pathlib import Path

    from feedbackdesk.exchange.tables.preview import Preview

CALLS = """\
Date;Client;Firm;What they said;Type;Ref
03/04/2026;Wen Jiayi;Damp Fox Press;Could the bill come by e-mail? The desk is a hole.;wish;0417
07/04/2026;Krin;Kringle Bakery;Your van blocks my oven door at six. Earlier, please.;complaint;0418
00/04/2026;Bev Sugden;Crookedbeam Joinery;Two crates at the wrong unit again.;complaint;0421
;Declan Rooney;Saltwhistle Surveyors;;wish;0425
02/05/2026;Astrid Moll;Kringle Bakery;The dark roast sells better than our own rolls.;thanks;0431
Sum;233;;;;
"""


def read(text: str, encoding: str = "utf-8", **wished: str) -> Found:
    """Return what a table holds."""
    columns = {name.replace("_", " "): said for name, said in wished.items()}
    return read_csv(io.BytesIO(text.encode(encoding)), Wishes(columns=columns))


def read_or_refused(data: bytes) -> Found | None:
    """Return what a damaged table still holds; None where it is refused, and with a reason."""
    said = "Nothing was changed"
    try:
        return read_csv(io.BytesIO(data), Wishes())
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
    """Return the items of a table that holds nothing else."""
    assert all(isinstance(one, FoundItem) for one in found.records)
    return [one for one in found.records if isinstance(one, FoundItem)]


def previewed(folder: Path, text: str | bytes, **wished: str) -> Preview:
    """Return what the window shows of a table."""
    path = folder / "table.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with path.open("rb") as file:
        return see_csv(file, Wishes(columns=wished))[1]


def fields(text: str) -> dict[str, str]:
    """Return what each column of a table is taken for."""
    sheet = open_separated(io.BytesIO(text.encode()))
    return dict(zip(sheet.columns, map(str, mapped(sheet, {}).fields), strict=True))


# A table of calls


def test_a_table_of_calls_becomes_feedback() -> None:
    found = read(CALLS)
    first, second, third = feedbacks(found)
    assert first.words == "Could the bill come by e-mail? The desk is a hole."
    assert first.who == FoundWho("Wen Jiayi", "Damp Fox Press")
    assert (first.on, first.kind) == (date(2026, 4, 3), Kind.REQUEST)
    assert (first.origin.ident, first.origin.place) == ("0417", "row 2")
    assert (second.kind, third.kind) == (Kind.PROBLEM, Kind.PRAISE)
    assert [(one.place, one.sentence) for one in found.refused] == [
        ("row 4", "00/04/2026 is no day"),
        ("row 5", "no words, so nothing was said"),
        ("row 7", "a total: “Sum 233”"),
    ]


def test_it_is_asked_which_number_is_the_month_where_no_row_tells() -> None:
    (asked,) = read(CALLS).questions
    assert (asked.name, asked.records) == ("days", 3)
    assert [one.words for one in asked.answers] == ["3 April 2026", "4 March 2026"]
    american = read_csv(io.BytesIO(CALLS.encode()), Wishes(month_first=True))
    assert feedbacks(american)[0].on == date(2026, 3, 4)
    assert american.questions[0].answers[0].words == "4 March 2026"


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("03/04/2026", "13/04/2026"), date(2026, 4, 3)),
        (("03/04/2026", "04/13/2026"), date(2026, 3, 4)),
        (("03.04.2026", "04.05.2026"), date(2026, 4, 3)),
        (("2026-04-03", "2026-04-13"), date(2026, 4, 3)),
        (("3 kwietnia 2026", ""), date(2026, 4, 3)),
        (("3. März 2026", ""), date(2026, 3, 3)),
        (("3 de abril de 2026", ""), date(2026, 4, 3)),
        (("1er août 2026", ""), date(2026, 8, 1)),
        (("April 3, 2026", ""), date(2026, 4, 3)),
        (("2026年4月3日", ""), date(2026, 4, 3)),
        (("٢٠٢٦-٠٤-٠٣", ""), date(2026, 4, 3)),
        (("2026-04-03T10:00:00Z", ""), date(2026, 4, 3)),
        (("04/13/26 10:05 PM", ""), date(2026, 4, 13)),
        (("Fri, 3 Apr 2026 10:00:00 +0200", ""), date(2026, 4, 3)),
    ],
)
def test_the_order_of_days_is_decided_by_the_whole_file(days: tuple[str, str], first: date) -> None:
    read_by = Days(days, month_first=False)
    assert read_by.read(days[0]) == first
    assert read_by.asked == 0


@pytest.mark.parametrize("cell", ["00/04/2026", "31/02/2026", "soon", "99", "12.50", "2026-13-01"])
def test_what_is_no_day_is_none(cell: str) -> None:
    assert Days([cell], month_first=False).read(cell) is None


# Columns in ten languages


@pytest.mark.parametrize(
    ("columns", "cells", "kind"),
    [
        ("Date,Customer,Company,Comment,Type", "2026-04-03,Ann,Quay,{},complaint", "problem"),
        ("Datum;Kunde;Firma;Bemerkung;Art", "3.4.2026;Jörg;Süß;{};Beschwerde", "problem"),
        ("Date;Client;Société;Commentaire;Type", "03/04/2026;Zoé;Café;{};souhait", "request"),
        ("Fecha;Cliente;Empresa;Comentario;Tipo", "03/04/2026;Íñigo;Sol;{};queja", "problem"),
        ("Data;Cliente;Azienda;Commento;Tipo", "03/04/2026;Ugo;Bar;{};complimento", "praise"),
        ("Data;Cliente;Empresa;Comentário;Tipo", "03/04/2026;Rui;Mar;{};dúvida", "question"),
        ("Datum;Klant;Bedrijf;Opmerking;Soort", "03-04-2026;Piet;Gracht;{};klacht", "problem"),
        ("Data;Klient;Firma;Komentarz;Rodzaj", "3.04.2026;Ewa;Żak;{};prośba", "request"),
        ("التاريخ,العميل,الشركة,التعليق,النوع", "2026-04-03,منى,النور,{},شكوى", "problem"),
        ("日付,お客様,会社,ご意見,種類", "2026/04/03,花子,佐藤屋,{},要望", "request"),
    ],
)
def test_columns_are_known_by_their_names_in_ten_languages(
    columns: str, cells: str, kind: str
) -> None:
    words = "The van came two hours late again this week."
    rows = "\n".join(cells.format(words) for _row in range(3))
    (one, *_others) = feedbacks(read(f"{columns}\n{rows}\n"))
    assert (one.words, one.on, one.kind) == (words, date(2026, 4, 3), Kind(kind))
    assert one.who.name
    assert one.who.organisation


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Beschwerde", Kind.PROBLEM),
        ("wish", Kind.REQUEST),
        ("Lob", Kind.PRAISE),
        ("pytanie", Kind.QUESTION),
        ("Anruf", Channel.CALL),
        ("correo electrónico", Channel.EMAIL),
        ("WhatsApp", Channel.CHAT),
        ("アンケート", Channel.SURVEY),
        ("très satisfait", Feeling.HAPPY),
        ("niezadowolony", Feeling.UNHAPPY),
        ("must have", Importance.CRITICAL),
        ("niedrig", Importance.NICE),
        ("klant", PersonStage.CUSTOMER),
        ("churned", PersonStage.FORMER),
        ("in arbeit", ItemStage.NOW),
        ("erledigt", ItemStage.SHIPPED),
        ("planned", ItemStage.LATER),
        ("Konkurrenz", Outcome.COMPETITOR),
        ("them", ToldBy.THEM),
    ],
)
def test_words_in_cells_are_understood(said: str, means: StrEnum) -> None:
    assert meant(type(means), said) is means


def test_every_word_of_ours_is_read_back() -> None:
    for words in (Kind, Channel, Feeling, Importance, PersonStage, ItemStage, Outcome, ToldBy):
        for one in words:
            assert meant(words, one.value) is one


def test_every_field_has_a_label() -> None:
    assert set(FIELD_LABELS) == set(Field)


def test_columns_without_telling_names_are_known_by_their_content() -> None:
    rows = "".join(
        f"2026-04-{n:02},p{n}@quay.example,The van came late again and nobody rang us.,wish\n"
        for n in range(1, 9)
    )
    assert fields("a,b,c,d\n" + rows) == {"a": "day", "b": "email", "c": "words", "d": "kind"}
    assert fields(rows) == {
        "Column A": "day", "Column B": "email", "Column C": "words", "Column D": "kind",
    }  # fmt: skip


def test_a_name_is_not_believed_where_the_cells_say_otherwise() -> None:
    of = fields("Date,Email,Comment\n" + "soon,see below,Please ring before you come.\n" * 4)
    assert (of["Date"], of["Email"], of["Comment"]) == ("", "", "words")


def test_a_column_called_type_holds_themes_where_it_says_no_kind() -> None:
    of = fields("Type,Comment\n" + "Delivery,Please ring before you come here.\n" * 4)
    assert of["Type"] == "themes"


@pytest.mark.parametrize(
    ("columns", "row", "row_is", "taken_for"),
    [
        (
            "Reviewer,Star Rating,Review Text,Review Date,Reply",
            "Ann,5,Lovely coffee and kind people here.,2026-04-03,Thank you Ann",
            "feedback",
            "who feeling words day -",
        ),
        (
            "Id,Subject,Description,Status,Priority,Requester,Requester email,Created at,Tags",
            "{n},Late van,The van came two hours late again.,open,high,Ann Lee,ann@lee.example,"
            "2026-04-03 10:00,van",
            "feedback",
            "id title words item_stage importance who email day themes",
        ),
        (
            "Ticket ID,Ticket name,Create date,Ticket status,Source,Ticket description",
            "{n},Late van,2026-04-03 10:00,New,EMAIL,The van came two hours late again.",
            "feedback",
            "id title day item_stage channel words",
        ),
        (
            "Vorname,Nachname,Firma,E-Mail,Telefon,Status",
            "Ann,Lee,Quay,ann@lee.example,030 123456,Kunde",
            "person",
            "first_name last_name organisation email phone stage",
        ),
        (
            "First Name,Middle Name,Last Name,Company,E-mail Address,E-mail 2 Address,Mobile Phone",
            "Ann,M,Lee,Quay,ann@lee.example,al@lee.example,+44 7700 900123",
            "person",
            "first_name - last_name organisation email email phone",
        ),
        ("Name,Status,Votes", "Dark mode,planned,12", "item", "title item_stage votes"),
        (
            "Name,Tags,Status,Created",
            "Dark mode please for the night,ui,In progress,2026-04-03",
            "item",
            "title themes item_stage day",
        ),
        (
            "When,Who called,What about",
            "3.4.2026 10:15,Ann Lee,van late again this morning",
            "feedback",
            "day who words",
        ),
        (
            "Date;Client;Société;Montant;Motif de perte;Concurrent",
            "13/04/2026;Zoé;Café;1 200 €;Trop cher pour nous;BeanCo",
            "loss",
            "day who organisation value reason competitor",
        ),
    ],
)
def test_tables_that_are_met_are_understood(
    columns: str, row: str, row_is: str, taken_for: str, tmp_path: Path
) -> None:
    rows = "\n".join(row.format(n=number) for number in range(4))
    seen = previewed(tmp_path, f"{columns}\n{rows}\n")
    assert seen.row_is == row_is
    assert " ".join(one.field or "-" for one in seen.columns) == taken_for


def test_remarks_beside_some_of_the_people_of_a_list_are_nothing_that_they_said(
    tmp_path: Path,
) -> None:
    people = [("Priya Nair", "Pays late"), ("Ann Lee", ""), ("Bo Ek", ""), ("Cy Fox", "")]
    rows = "\n".join(f"{name},{name.split()[0]}@x.example,{said}" for name, said in people)
    table = f"Name,E-mail,Remarks\n{rows}\n"
    assert previewed(tmp_path, table).row_is is RowIs.PERSON
    found = read(table)
    assert [one.notes for one in found.records if isinstance(one, FoundPerson)] == [
        "Pays late", "", "", "",
    ]  # fmt: skip
    # Where nearly each says something, it is what they said; so it is as the owner says.
    assert previewed(tmp_path, table.replace("example,\n", "example,Hi\n")).row_is == "feedback"
    asked = previewed(tmp_path, table, **{ROW: RowIs.FEEDBACK})
    assert asked.row_is is RowIs.FEEDBACK


# What the owner wishes


def test_the_owner_says_what_a_column_is() -> None:
    found = read(CALLS, Firm="", Ref="themes")
    assert feedbacks(found)[0].who == FoundWho("Wen Jiayi")
    assert feedbacks(found)[0].themes == ("0417",)
    with pytest.raises(Refusal, match="“nonsense” is nothing that a column can be"):
        read(CALLS, Firm="nonsense")


def test_the_owner_says_what_a_row_is() -> None:
    people = read_csv(io.BytesIO(CALLS.encode()), Wishes(columns={ROW: RowIs.PERSON}))
    assert [one.who.name for one in people.records if isinstance(one, FoundPerson)] == [
        "Wen Jiayi", "Krin", "Bev Sugden", "Declan Rooney", "Astrid Moll",
    ]  # fmt: skip


def test_the_owner_says_how_a_file_is_read(tmp_path: Path) -> None:
    text = "Day|Words\n1|a, b\nTag|Wort, Satz\n2026-04-03|Das Brot, bitte größer.\n"
    seen = previewed(
        tmp_path, text.encode("cp1252"), **{SEPARATOR: "|", HEADER: "3", ENCODING: "cp1252"}
    )
    assert [one.name for one in seen.columns] == ["Tag", "Wort, Satz"]
    assert seen.rows[0].cells == ("2026-04-03", "Das Brot, bitte größer.")


# How tables look


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_encoding_and_line_end_is_read(
    separator: str, encoding: str, end: str
) -> None:
    written = io.StringIO()
    table = csv.writer(written, delimiter=separator, lineterminator=end)
    words = f'Größere Brote{separator} bitte: „schön“ and "so"{separator}\nand two lines.'
    table.writerows(
        [["Datum", "Kunde", "Bemerkung"], ["3.4.2026", "Jörg Müller", words]]
        + [["4.4.2026", "Zoë", "Wann kommt der Wagen endlich früher?"]] * 4
    )
    first = feedbacks(read(written.getvalue(), encoding))[0]
    assert (first.words, first.who.name) == (words, "Jörg Müller")


@pytest.mark.parametrize(
    ("encoding", "columns", "words"),
    [
        ("cp1250", "Data;Klient;Komentarz", "Dostawa znów się spóźniła dwie godziny."),
        ("cp932", "日付,お客様,ご意見", "配達が二時間も遅れました。とても困りました。"),
        ("cp1256", "Date;Name;Comment", "التوصيل متأخر ساعتين كل مرة وهذا مزعج"),
    ],
)
def test_an_old_encoding_is_told_by_its_letters(encoding: str, columns: str, words: str) -> None:
    separator = ";" if ";" in columns else ","
    row = separator.join(["2026-04-03", "Ann", words])
    assert feedbacks(read(f"{columns}\n{row}\n{row}\n", encoding))[0].words == words


def test_a_title_above_and_a_total_below_are_no_rows(tmp_path: Path) -> None:
    text = (
        "Beschwerden 2025\n\nDatum;Kunde;Bemerkung;Betrag\n"
        "13.04.2025;Jörg;Die Lieferung kam schon wieder zu spät.;1.200,50 €\n"
        "14.04.2025;Özlem;Könnten Sie die Rechnung schicken?;300 €\nSumme;;;1.500,50 €\n"
    )
    seen = previewed(tmp_path, text)
    assert (seen.above, seen.header, seen.separator) == (("Beschwerden 2025",), (3,), ";")
    assert [(row.number, row.refused) for row in seen.rows] == [
        (4, ""), (5, ""), (6, "a total: “Summe 1.500,50 €”"),
    ]  # fmt: skip


def test_somebody_called_total_is_no_total() -> None:
    found = read("Name,Comment\nTotal,The van came late again and nobody rang.\n")
    assert len(found.records) == 1


def test_a_survey_with_two_rows_of_names_is_a_feedback_a_question() -> None:
    text = (
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
        "Last Name,Custom Data 1,What could we do better?,How likely are you to recommend us?,"
        "Which do you use?,,Anything else?\n"
        ",,,,,,,,,Open-Ended Response,,Bills,Delivery,Open-Ended Response\n"
        "11,1,04/03/2026,04/03/2026,10.0.0.1,ann@lee.example,Ann,Lee,,"
        "Deliver before six in the morning please.,9,Bills,,Say hello to Bo from all of us.\n"
        "12,1,04/13/2026,04/13/2026,10.0.0.2,,,,,"
        '"Send the bills by e-mail, paper gets lost.",3,,Delivery,\n'
    )
    found = read(text)
    first, second, third = feedbacks(found)
    assert (first.words, first.feeling) == (
        "Deliver before six in the morning please.", Feeling.HAPPY,
    )  # fmt: skip
    assert second.words == "Say hello to Bo from all of us."
    assert first.who == second.who == FoundWho("Ann Lee", email="ann@lee.example")
    assert (first.on, first.channel) == (date(2026, 4, 3), Channel.SURVEY)
    assert first.origin.ident != second.origin.ident
    assert (third.feeling, third.origin.place) == (Feeling.UNHAPPY, "row 4")
    assert "10.0.0" not in repr(found.records)
    assert found.notes == ("IP addresses were left out.",)


def test_ten_thousand_columns_are_too_many(tmp_path: Path) -> None:
    names = ["Comment", *(f"c{number}" for number in range(9_999))]
    text = ",".join(names) + "\n" + ",".join(["The van came late again."] * 10_000) + "\n"
    found = read(text)
    assert "The table has 10,000 columns; the first 200 are used." in found.notes
    assert len(previewed(tmp_path, text).columns) == 200


def test_of_too_many_rows_the_first_are_read() -> None:
    text = "Ref,Comment\n" + "7,The van came late again.\n" * 210_000
    sheet = open_separated(io.BytesIO(text.encode()))
    assert len(sheet.rows) == 199_999
    assert sheet.notes == ("The table has more than 200,000 rows; those were read.",)


def test_rows_may_be_short_and_not_too_long() -> None:
    rows = "2026-04-03,Ann,The van came late again today.\n" * 8
    found = read(f"Date,Who,Comment\n{rows}2026-04-04,Bo\n2026-04-05,Cy,Bread, milk, and eggs\n")
    assert len(found.records) == 8
    assert [(one.place, one.sentence) for one in found.refused] == [
        ("row 11", "it has 5 cells, and the table 3 columns"),
        ("row 10", "no words, so nothing was said"),
    ]


def test_a_quotation_mark_without_its_end_costs_no_further_row() -> None:
    rows = "".join(f"2026-01-{n:02},Bo,the van came late again today\n" for n in range(2, 9))
    found = read(f'Date,Who,Comment\n2026-01-01,Ann,"He said 5 inch\n{rows}')
    assert len(found.records) == 8
    assert feedbacks(found)[0].words == '"He said 5 inch'
    assert found.notes == (
        "A quotation mark in row 2 has no end; that row was read as if it were a letter.",
    )


def test_a_list_of_sentences_is_one_column() -> None:
    found = read("Comment\nPlease bring back the small bags.\nThe van was late, again.\n")
    assert [one.words for one in feedbacks(found)] == [
        "Please bring back the small bags.", "The van was late, again.",
    ]  # fmt: skip


def test_a_table_in_which_nobody_says_anything_is_refused_once() -> None:
    found = read("a,b,c\n1,2,3\n4,5,6\n")
    assert not found.records
    assert [(one.place, one.sentence) for one in found.refused] == [
        ("the table", "no column holds what somebody said; say which one does"),
    ]


def test_names_that_stand_twice_are_told_apart(tmp_path: Path) -> None:
    seen = previewed(tmp_path, "Name,Name,,Comment\nAnn,Lee,x,The van came late again.\n")
    assert [one.name for one in seen.columns] == ["Name", "Name (2)", "Column C", "Comment"]


def test_a_mapping_is_remembered_by_the_names_alone(tmp_path: Path) -> None:
    rows = "2026-04-03,The van came late again.\n"
    first = previewed(tmp_path, "Date,Comment\n" + rows)
    again = previewed(tmp_path, "\ufeffdate ;COMMENT\n" + rows.replace(",", ";") * 3)
    other = previewed(tmp_path, "Comment,Date\nThe van came late again.,2026-04-03\n")
    assert first.key == again.key != other.key


def test_what_is_a_table_is_told_without_its_name() -> None:
    assert is_csv(CALLS.encode(), "calls.txt")
    assert is_csv(b"Words\nThe van came late.\n", "one.csv")
    for talk in (
        b"Dear Ann,\nthe van came late, again, and nobody rang.\nYours, Bo\n",
        b"[03/04/2026, 10:00] Ann: late again\n[03/04/2026, 10:01] Bo: sorry\n",
        b"From: Ann <ann@lee.example>\nSubject: late\n\nThe van, again.\n",
        b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n",
        b"WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n",
        b'{"cards": []}',
        b"\0\0\0\0",
    ):
        assert not is_csv(talk, "talk.txt"), talk


# Tables of known programs


def test_fider_posts() -> None:
    found = read(
        "number,title,description,created_at,created_by,votes_count,comments_count,status,"
        "responded_by,responded_at,response,original_number,original_title,tags\n"
        '1,Dark mode,Too bright,2026-01-02T10:00:00Z,Ann,12,2,open,,,,,,"ui, night"\n'
        "2,Dark theme,,2026-01-03T10:00:00Z,Bo,1,0,duplicate,,,,1,Dark mode,\n"
        "3,Export,,2026-01-03T10:00:00Z,Bo,0,0,completed,,,,,,\n"
    )
    first, second = items(found)
    assert (first.title, first.description, first.votes) == ("Dark mode", "Too bright", 12)
    assert (first.stage, first.on) == (ItemStage.IDEA, date(2026, 1, 2))
    assert (first.by, first.themes) == (FoundWho("Ann"), ("ui", "night"))
    assert (first.origin.source, first.origin.ident) == ("fider", "1")
    assert second.stage is ItemStage.SHIPPED
    assert found.notes == ("1 duplicate of another post was left out.",)


@pytest.mark.parametrize(
    ("columns", "row", "votes", "source"),
    [
        (
            "title,content,status,tags,board,author_name,author_email,email_verified,vote_count,"
            "created_at,source_id",
            "Dark mode,Too bright,planned,ui,Features,Ann,ann@lee.example,true,7,2026-01-02,p1",
            7,
            "quackback",
        ),
        (
            "id,title,content,status,tags,board,author_name,author_email,vote_count,created_at",
            "p1,Dark mode,Too bright,planned,ui,Features,Ann,ann@lee.example,7,2026-01-02",
            7,
            "quackback",
        ),
        (
            "ideaId,authorUserId,created,title,description,response,categoryId,statusId,tagIds,"
            "funded,fundersCount,fundGoal,voteValue,votersCount,expressionsValue,expressions",
            "p1,u1,2026-01-02,Dark mode,Too bright,,c,planned,ui,0,0,0,3,4,0,",
            4,
            "clearflask",
        ),
        (
            "suggestion.id,suggestion.title,suggestion.body,suggestion.forum.name,"
            "suggestion.category.name,suggestion.status.name,suggestion.labels.name,"
            "suggestion.parent.id,suggestion.created_timestamp",
            "p1,Dark mode,Too bright,Forum,ui,planned,,,2026-01-02 10:00:00",
            0,
            "uservoice",
        ),
    ],
)
def test_boards_of_other_programs(columns: str, row: str, votes: int, source: str) -> None:
    (one,) = items(read(f"{columns}\n{row}\n"))
    assert (one.title, one.description, one.votes) == ("Dark mode", "Too bright", votes)
    assert (one.stage, one.on, one.themes) == (ItemStage.LATER, date(2026, 1, 2), ("ui",))
    assert (one.origin.source, one.origin.ident) == (source, "p1")


def test_google_contacts() -> None:
    found = read(
        "First Name,Middle Name,Last Name,Organization Name,Photo,Labels,E-mail 1 - Label,"
        "E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Notes\n"
        "Ann,,Lee,Harbour,http://x/p.jpg,* myContacts ::: Customers,Work,"
        "ann@lee.example ::: al@lee.example,a3@lee.example,Work,+44 7700 900123,likes tea\n"
        ",,,Pier,,* myContacts,,,,,,\n"
    )
    ann, pier = found.records
    assert isinstance(ann, FoundPerson)
    assert isinstance(pier, FoundPerson)
    assert ann.who == FoundWho(
        "Ann Lee", "Harbour", "ann@lee.example", "+44 7700 900123", PersonStage.CUSTOMER
    )
    assert [(one.kind, one.value) for one in ann.reached] == [
        ("email", "al@lee.example"), ("email", "a3@lee.example"),
    ]  # fmt: skip
    assert (ann.notes, pier.who) == ("likes tea", FoundWho(organisation="Pier"))
    assert found.notes == ("Photographs were left out.",)


def test_deals_that_were_lost_are_losses_and_the_others_are_left() -> None:
    found = read(
        "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date,Create Date,"
        "Closed lost reason\n"
        "1,Acme,Closed lost,1200.5,me,2026-03-01,2026-02-01,Price\n"
        "2,Brook,Closed won,500,me,2026-03-02,2026-02-01,\n"
    )
    (one,) = feedbacks(found)
    assert (one.kind, one.words, one.on) == (Kind.LOSS, "Price", date(2026, 3, 1))
    assert one.who.organisation == "Acme"
    assert one.loss
    assert (one.loss.reason, one.loss.value, one.loss.stage_reached) == ("Price", "1200.5", "")
    assert found.notes == ("1 sale that was not lost was left out.",)


def test_a_table_of_lost_sales() -> None:
    (one,) = feedbacks(
        read(
            "Date,Prospect,Company,Value,Reason,Competitor,Told by,Look again,Outcome\n"
            "2026-03-01,Dee,Dune,£1.200,Too dear for a café,BeanCo,them,2026-12-01,Competitor\n"
        )
    )
    assert one.who == FoundWho("Dee", "Dune")
    assert one.loss
    assert (one.loss.reason, one.loss.competitor) == ("Too dear for a café", "BeanCo")
    assert (one.loss.value, one.loss.told_by) == ("£1.200", ToldBy.THEM)
    assert (one.loss.revisit, one.loss.outcome) == (date(2026, 12, 1), Outcome.COMPETITOR)


def test_google_forms_and_typeform() -> None:
    form = read(
        "Timestamp,Email Address,Your name,What should change?,Rating\n"
        "2026/04/03 9:00:00 AM GMT+1,ann@lee.example,Ann Lee,Bring back the small bags now.,5\n"
    )
    (one,) = feedbacks(form)
    assert (one.on, one.channel, one.feeling) == (date(2026, 4, 3), Channel.SURVEY, Feeling.HAPPY)
    assert one.who == FoundWho("Ann Lee", email="ann@lee.example")
    (other,) = feedbacks(
        read(
            "#,What should change?,Start Date (UTC),Submit Date (UTC),Network ID\n"
            "abc1,Please bring back the small bags.,2026-04-03 09:00:00,2026-04-03 09:01:00,f0\n"
        )
    )
    assert (other.origin.source, other.on) == ("typeform", date(2026, 4, 3))
    assert other.origin.ident == "abc1"


def test_votes_for_posts_without_names_are_not_taken() -> None:
    found = read("id,post_id,voter_email,source_type,created_at\nv1,p1,a@b.example,x,2026-01-02\n")
    assert not found.records
    assert "does not name" in found.notes[0]


def test_a_table_of_no_known_program_has_no_preset() -> None:
    assert preset_of(("Date", "Client", "Comment")) is None


# Real files


def test_csv_spectrum_says_what_it_means(shared_data: Path) -> None:
    for path in sorted((shared_data / "csv-spectrum" / "csvs").iterdir()):
        said = (shared_data / "csv-spectrum" / "json" / f"{path.stem}.json").read_text("utf-8")
        meaning = json.loads(said)
        with path.open("rb") as file:
            sheet = open_separated(file)
        rows = [dict(zip(sheet.columns, row.cells, strict=True)) for row in sheet.rows]
        if isinstance(meaning, dict):  # its telephone number is another one there
            meaning["Contact Phone Number"] = "2095257564"
            meaning = [meaning]
        assert rows == [{key: clean(value) for key, value in one.items()} for one in meaning], path


def test_notes_of_a_notebook(shared_data: Path) -> None:
    with (shared_data / "notes" / "comprehensive-test.csv").open("rb") as file:
        found = read_csv(file, Wishes())
    assert len(found.records) == 10
    assert not found.refused
    fourth = feedbacks(found)[4]
    assert "你好世界 🌟 café" in fourth.words
    assert (fourth.who.name, fourth.on) == ("Test User", date(2024, 1, 19))
    assert (fourth.importance, fourth.feeling) == (Importance.NICE, Feeling.NEUTRAL)
    assert fourth.themes == ("Work", "test unicode")


def test_ten_thousand_questions_to_a_bank(shared_data: Path) -> None:
    with (shared_data / "banking77" / "train.csv").open("rb") as file:
        found = read_csv(file, Wishes())
    assert len(found.records) == 10_003
    assert not found.refused
    first = feedbacks(found)[0]
    assert (first.words, first.themes) == ("I am still waiting on my card?", ("card_arrival",))


def test_requests_in_many_languages(shared_data: Path) -> None:
    with (shared_data / "xsid" / "valid.csv").open("rb") as file:
        found = read_csv(file, Wishes())
    with (shared_data / "xsid" / "valid.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert [one.words for one in feedbacks(found)] == [row["text"].strip() for row in rows]


# Bad files


def test_a_table_that_was_cut_is_read_as_far_as_it_goes(shared_data: Path) -> None:
    for path in (
        *(shared_data / "csv-spectrum" / "csvs").iterdir(),
        *(shared_data / "notes").glob("*.csv"),
    ):
        data = path.read_bytes()
        for tenth in range(11):
            for cut in (data[: len(data) * tenth // 10], data.replace(b"a", b"\0")):
                read_or_refused(cut)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n\n", b"\0" * 1000, b'"', b'"' * 100_001, b"," * 100_000, b"\xff\xfe", b"\xff" * 99,
     b'a,b\n"' + b"x,y\n" * 50_000, b"sep=\n\n", b'a;"b\n' * 3_000],
)  # fmt: skip
def test_what_is_no_table_is_refused_or_holds_nothing(data: bytes) -> None:
    found = read_or_refused(data)
    assert found is None or len(found.records) <= 3_000


def test_a_cell_of_a_million_spaces_takes_no_longer_than_others() -> None:
    cell = "a" + " " * 1_000_000 + "b"
    found = read(f"Client,Tags,Comment,Date\n{cell},{cell},{cell},{cell}\n")
    assert len(found.records) + len(found.refused) == 1


CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), exclude_characters="\x85")
    | st.sampled_from(' ,;|"\n'),
    min_size=1,
    max_size=12,
).map(lambda text: f"x{text}y")


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=3, max_size=12),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_table_is_read_as_it_was_written(
    rows: list[tuple[str, str, str]], separator: str, encoding: str
) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(
        [("Client", "Day", "Comment"), *rows]
    )
    sheet = open_separated(io.BytesIO(written.getvalue().encode(encoding)))
    assert sheet.separator == separator
    assert [row.cells for row in sheet.rows] == [tuple(map(clean, row)) for row in rows]


def test_a_lost_sale_among_feedback_keeps_what_it_was_worth_and_what_else_is_told() -> None:
    found = read(
        "Kind,Text,Who,Value,Reason\n"
        "lost,Too dear,Ann Lee,2100,Price\nrequest,More lids,Bo Ek,50,\n",
        **{ROW: RowIs.FEEDBACK.value},
    )
    lost, wish = feedbacks(found)
    assert lost.loss is not None
    assert (lost.loss.value, lost.loss.reason) == ("2100", "Price")
    assert wish.loss is None
    assert "The value of 1 row was left out: it is of no lost sale." in found.notes


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("Ehemaliger", PersonStage.FORMER), ("inaktiv", PersonStage.FORMER),
        ("Kunde", PersonStage.CUSTOMER), ("Blubb", None), ("Kein Kunde", None),
    ],
)  # fmt: skip
def test_a_status_that_is_not_known_is_said_and_not_guessed(
    said: str, stage: PersonStage | None
) -> None:
    found = read(
        f"Name,Company,Status,E-mail\nAnn Lee,Harbour,{said},ann@h.example\n", Status="stage"
    )
    (person,) = found.records
    assert isinstance(person, FoundPerson)
    assert person.who.stage is stage
    told = f"“{said}” is no word that is known; it was left open in 1 row."
    assert (told in found.notes) == (stage is None)
