"""Notes of Keep, Evernote and Notion, and plain ones: what each says, and when it was written."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Found, FoundMessage, Wishes
from feedbackdesk.exchange.notes import plain
from feedbackdesk.exchange.notes.evernote import is_evernote, read_evernote
from feedbackdesk.exchange.notes.keep import is_keep, read_keep
from feedbackdesk.exchange.reading import read_here

Reader = Callable[[BinaryIO, Wishes], Found]


def read(reader: Reader, data: bytes | str, wishes: Wishes | None = None) -> Found:
    """Return what a file holds."""
    raw = data.encode() if isinstance(data, str) else data
    return reader(io.BytesIO(raw), wishes or Wishes())


def said(found: Found) -> list[tuple[str, str]]:
    """Return title and words of each note."""
    kept = [one for one in found.records if isinstance(one, FoundMessage)]
    assert len(kept) == len(found.records)
    assert all(one.channel is None and one.aside is None for one in kept)
    return [(one.subject, one.words) for one in kept]


KEEP = {
    "keep Archived note.json": (
        "Archived note",
        "This note was archived in Google Keep before export.",
    ),
    "keep Checklist note.json": (
        "Checklist note",
        "[ ] First item\n[ ] Second item and #hashtag\n[ ] First sub-item\n"
        "[ ] Second sub-item and #labelWith!'@:$\"Symbols\n[ ] Third item",
    ),
    "keep Labelled note.json": (
        "Labelled note",
        "This is a plain text note with various labels.\nLabels should include:\n"
        "label, hyphenated-label, Underscored_Label, label with spaces, camelCaseLabel, "
        "label with !'@:$\" Symbols",
    ),
}


@pytest.mark.parametrize("name", KEEP)
def test_the_real_notes_of_keep(shared_data: Path, name: str) -> None:
    data = (shared_data / "notes" / name).read_bytes()
    assert is_keep(data, "x")
    found = read(read_keep, data)
    assert said(found) == [KEEP[name]]
    (note,) = found.records
    assert isinstance(note, FoundMessage)
    assert note.origin.ident == str(json.loads(data)["createdTimestampUsec"])
    assert note.on is not None
    assert note.on.year == 2023
    assert note.at.startswith("2023-07-2")
    for tenth in range(10):
        cut = data[: len(data) * tenth // 10]
        for one in (cut, data.replace(b"e", b"\0")):
            with pytest.raises(Refusal):
                read(read_keep, one)


def test_what_was_thrown_away_is_left_out_and_what_is_damaged_is_said(shared_data: Path) -> None:
    deleted = read(read_keep, (shared_data / "notes" / "keep Deleted note.json").read_bytes())
    assert not deleted.records
    assert deleted.notes == ("1 note that was thrown away there was left out.",)
    broken = (shared_data / "notes" / "keep broken-json-note.json").read_bytes()
    assert is_keep(broken, "x")
    with pytest.raises(Refusal, match="damaged"):
        read(read_keep, broken)


def test_labels_of_keep_are_said_and_its_pictures_named() -> None:
    note = {
        "isTrashed": False,
        "textContent": "The tap drips",
        "labels": [{"name": "Bath"}, {"name": "Wishes"}],
        "attachments": [{"filePath": "a.jpg"}, None],
        "listContent": [{"text": "Ring them", "isChecked": True}, 7],
    }
    found = read(read_keep, json.dumps(note))
    assert said(found) == [("", "The tap drips\n[x] Ring them")]
    assert found.notes == ("Labels are not kept: Bath, Wishes.",)
    assert [getattr(one, "attached", ()) for one in found.records] == [("a.jpg",)]


LIST = "[ ] Open task\n[x] Done task"
EVERNOTE = {
    "test-checklist.enex": (
        "test-checkbox.v10.48",
        "[ ] Checklist item 1\n[ ] Nested item 1a\n[x] Nested checked item\n"
        "[x] Checked checklist item 2\nNested unordered 2a\n[ ] Checklist item 3\n"
        "Nested ordered 3a\n\nunordered item\n[ ] nested checklist\n"
        "[ ] Checklist bold and & link\ncodeblock",
    ),
    "test-newlines.enex": (
        "test-newlines",
        "".join(
            f"Line {number}\n" + "\n" * (number in {6, 7, 13, 14}) for number in range(1, 17)
        ).strip(),
    ),
    "test-noteWithTags.enex": ("test -note with text only", "This is the content"),
    "test-task-lists.enex": (
        "Task lists",
        f"A checklist\n{LIST}\nA numbered checklist\n{LIST}\nA checkbox on a bulleted item\n{LIST}"
        f"\nA checkbox on a numbered item\n{LIST}\nAn ordinary numbered list\nOne\nTwo",
    ),
}


@pytest.mark.parametrize("name", EVERNOTE)
def test_the_real_notes_of_evernote(shared_data: Path, name: str) -> None:
    data = (shared_data / "notes" / name).read_bytes()
    assert is_evernote(data, "x")
    assert said(read(read_evernote, data)) == [EVERNOTE[name]]
    for tenth in range(10):
        cut = data[: len(data) * tenth // 10]
        for one in (cut, data.replace(b"e", b"\0")):
            with pytest.raises(Refusal):
                read(read_evernote, one)


def enex(*notes: str, head: str = "") -> str:
    """Return an export of Evernote."""
    inner = "".join(f"<note>{note}</note>" for note in notes)
    return f'<?xml version="1.0"?>{head}<en-export>{inner}</en-export>'


def test_a_note_of_evernote_names_its_files_and_is_known_again() -> None:
    page = "<![CDATA[<en-note>Bill?<en-media hash='1'/><en-crypt>AbC=</en-crypt></en-note>]]>"
    note = (
        f"<title>Bath</title><content>{page}</content><created>20230121T093733Z</created>"
        "<tag>Wishes</tag><resource><data>AAAA</data><resource-attributes>"
        "<file-name>bill.pdf</file-name></resource-attributes></resource>"
    )
    found = read(read_evernote, enex(note))
    assert said(found) == [("Bath", "Bill?")]
    (one,) = found.records
    assert isinstance(one, FoundMessage)
    assert (one.attached, one.at) == (("bill.pdf",), "2023-01-21T09:37:33+00:00")
    assert one.origin.ident == "20230121T093733Z Bath"
    assert not read(read_evernote, enex(note), Wishes(since=date(2023, 2, 1))).records


def test_an_export_of_evernote_that_was_cut_keeps_the_notes_before() -> None:
    text = enex(*(f"<title>Note {number}</title>" for number in range(5)))
    found = read(read_evernote, text[: len(text) * 3 // 4])
    assert [title for title, _words in said(found)] == ["Note 0", "Note 1", "Note 2"]
    assert [one.place for one in found.refused] == ["note 4"]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1/x">%a;]>',
        "<a>" * 200,
    ],
)
def test_hostile_xml_is_refused(head: str) -> None:
    with pytest.raises(Refusal):
        read(read_evernote, enex("<title>&a;</title>", head=head))


TABLE = """\ufeffName,Tags,Created,Status
Bills by mail,"wish, paper","January 15, 2024 10:30 AM",Open
"Two
lines",,,
,,,
"""


def test_a_table_of_notion_is_a_note_a_row() -> None:
    name = "Wishes 0123456789abcdef0123456789abcdef_all.csv"
    assert plain.is_notion(TABLE.encode(), name)
    assert not plain.is_notion(TABLE.encode(), "people.csv")
    found = read(plain.read_notion, TABLE)
    fields = (
        "Name: Bills by mail\nTags: wish, paper\nCreated: January 15, 2024 10:30 AM\nStatus: Open"
    )
    assert said(found) == [("Bills by mail", fields), ("Two lines", "Name: Two\nlines")]
    assert [getattr(one, "on", None) for one in found.records] == [date(2024, 1, 15), None]
    assert found.notes == ("Labels are not kept: wish, paper.",)


def test_the_real_tables_of_notes(shared_data: Path) -> None:
    found = read(plain.read_notion, (shared_data / "notes" / "sample.csv").read_bytes())
    assert said(found) == [
        ("My First Note", "This is the content of my first note."),
        ("Second Note", "Another note with some content here."),
        ("Note with, comma", "Content with special characters."),
        ("Planning Document", "Multi-line\ncontent goes\nhere."),
        ("Simple Note", "Just a simple note."),
    ]
    days = [getattr(one, "on", None) for one in found.records]
    assert days == [date(2024, 1, day) for day in range(15, 20)]
    data = (shared_data / "notes" / "comprehensive-test.csv").read_bytes()
    many = dict(said(read(plain.read_notion, data)))
    assert len(many) == 10
    assert many['Note with "quotes"'] == 'Content with "escaped quotes" inside.'
    assert many["Unicode Test"] == "Content with unicode: 你好世界 🌟 café"
    for tenth in range(1, 10):
        cut = read(plain.read_notion, data[: len(data) * tenth // 10])
        assert {title for title, _words in said(cut)[:-1]} <= set(many)
        read(plain.read_notion, data.replace(b"e", b"\0"))


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("a.txt", "The tap drips\r\nat night", ("a", "The tap drips\nat night")),
        ("a.md", "# Bath\n\nThe *tap* drips", ("Bath", "The *tap* drips")),
        ("a.md", "---\ntitle: Bath\ntags: [x, y]\n---\nIt drips", ("Bath", "It drips")),
        ("Bath 0123456789abcdef0123456789abcdef.md", "It drips", ("Bath", "It drips")),
        ("a.md", "---\nno end", ("a", "---\nno end")),
        ("a.md", "# Bath", ("Bath", "Bath")),
    ],
)
def test_a_text_is_a_note(tmp_path: Path, name: str, text: str, meant: tuple[str, str]) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert plain.is_text(text.encode(), name)
    with path.open("rb") as file:
        assert said(plain.read_text(file, Wishes())) == [meant]


def test_what_is_no_text_is_refused() -> None:
    for data in (b"", b" \n", b"\0\0\0", b"PK\x03\x04\0\0", b"a" * 5_000_001):
        with pytest.raises(Refusal):
            read(plain.read_text, data)
    assert not plain.is_text(b"\0\1\2", "a.txt")
    assert not plain.is_text(b"a,b", "a.csv")


def packed(members: dict[str, bytes]) -> bytes:
    """Return a .zip of these files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in members.items():
            into.writestr(name, data)
    return kept.getvalue()


def test_a_zip_of_notes_is_read_and_written_nowhere(shared_data: Path) -> None:
    members = {path.name: path.read_bytes() for path in (shared_data / "notes").iterdir()}
    inner = packed({"Wishes/Bath 0123456789abcdef0123456789abcdef.md": b"# Bath\nIt drips"})
    members |= {"../../up.md": b"Up", "ExportBlock-1-Part-1.zip": inner, "a/.hidden.md": b"no"}
    data = packed(members)
    assert plain.is_notes(data[:65_536], "x")
    found = read(plain.read_notes, data)
    notes = dict(said(found))
    assert notes["Bath"] == "It drips"
    assert notes["up"] == "Up"
    assert set(notes) == {"Bath", "up", *dict(KEEP.values()), *dict(EVERNOTE.values())}
    assert [one.place for one in found.refused] == ["keep broken-json-note.json"]
    for tenth in range(10):
        with pytest.raises(Refusal):
            read(plain.read_notes, data[: len(data) * tenth // 10])
    bomb = read(plain.read_notes, packed({"a.md": b"a" * 50_000_000, "b.md": b"Bath"}))
    assert said(bomb) == [("b", "Bath")]
    assert [one.place for one in bomb.refused] == ["a.md"]


def test_hostile_notes_are_read_or_refused_in_their_time() -> None:
    begun = time.process_time()
    for reader, text in (
        (read_evernote, enex(f"<content><![CDATA[{'<div>' * 20_000}]]></content>")),
        (read_evernote, enex("<content><![CDATA[" + "<li " * 20_000 + "]]></content>")),
        (read_evernote, enex("<content><![CDATA[" + "<en-crypt>" * 10_000 + "]]></content>")),
        (read_keep, '{"isTrashed": ' + "[" * 100_000),
        (plain.read_text, "---\n" + "a: b\n" * 50_000),
        (plain.read_notion, "Name,Text\n" + '"' * 100_001),
        (plain.read_notion, "Name,Text\n" + "," * 100_000),
    ):
        try:
            read(reader, text)
        except Refusal:
            continue
    assert time.process_time() - begun < 60


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=10))
def test_a_table_of_notes_is_read_back(rows: list[tuple[str, str]]) -> None:
    quoted = [tuple(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows]
    text = "\r\n".join(["Name,Content", *map(",".join, quoted)])
    assert said(read(plain.read_notion, text)) == rows


def test_a_folder_of_notes_is_read_with_those_within_it(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    (folder / "calls" / ".hidden").mkdir(parents=True)
    (folder / "a.md").write_text("---\ncreated: 2026-05-03\n---\nKit wants lids.", "utf-8")
    (folder / "calls" / "b.txt").write_text("Could we open at seven?", "utf-8")
    (folder / "calls" / ".hidden" / "c.md").write_text("no note", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "odd.txt").write_bytes(b"\x00\x01\x02\x03")
    (folder / "away.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "elsewhere.md").write_text("not in the folder", "utf-8")
    found = read_here(str(folder), Wishes())
    told = [(one.origin.place, one.words, one.on) for one in messages(found)]
    assert told == [
        ("a.md", "Kit wants lids.", date(2026, 5, 3)),
        ("calls/b.txt", "Could we open at seven?", None),
    ]
    assert [one.place for one in found.refused] == ["odd.txt"]
    assert found.notes == ("1 other file in the folder is no note.",)


def test_a_folder_without_a_note_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    with pytest.raises(Refusal, match="nothing in that folder"):
        read_here(str(tmp_path), Wishes())


def messages(found: Found) -> list[FoundMessage]:
    """Return what is talk."""
    return [one for one in found.records if isinstance(one, FoundMessage)]
