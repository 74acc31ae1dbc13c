"""Address books of cards: each is read as what it means, and never breaks the reading."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Found, FoundPerson, FoundReach, FoundWho, Wishes
from feedbackdesk.exchange.vcard import is_vcard, read_vcard


def read(data: bytes) -> Found:
    """Return what an address book holds."""
    return read_vcard(io.BytesIO(data), Wishes())


def people(data: bytes) -> list[FoundPerson]:
    """Return those whom an address book names."""
    found = [one for one in read(data).records if isinstance(one, FoundPerson)]
    assert len(found) == len(read(data).records)
    return found


def card(*lines: str, version: str = "3.0") -> bytes:
    """Return a card of these lines."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def who(*lines: str, version: str = "3.0") -> FoundWho:
    """Return whom a card of these lines is of."""
    (found,) = people(card(*lines, version=version))
    return found.who


WHO = {
    "gmail-list.vcf": [
        FoundWho("Arnold Smith", email="asmithk@gmail.com"),
        FoundWho("Chris Beatle", email="chrisy55d@yahoo.com"),
        FoundWho("Doug White", email="dwhite@gmail.com"),
    ],
    "John_Doe_ANDROID.vcf": [
        FoundWho(email="john.doe@company.com"),
        FoundWho(email="jane.doe@company.com"),
        FoundWho("Ñ Ñ Ñ Ñ Ñ", phone="123456789"),
        FoundWho(" ".join("Ñ" * 11), phone="123456"),
        FoundWho("Ñ Ñ Ñ Ñ", "Ñ" * 12, "bob@company.com", "123456"),
        FoundWho("ÑÑÑÑ", "Ñ" * 44, "henry@company.com", "55556666"),
    ],
    "John_Doe_GMAIL.vcf": [
        FoundWho("Mr. John Richter, James Doe Sr.", "IBM", "john.doe@ibm.com", "905-555-1234")
    ],
    "John_Doe_IPHONE.vcf": [
        FoundWho("Mr. John Richter James Doe Sr.", "IBM", "john.doe@ibm.com", "905-555-1234")
    ],
    "John_Doe_MS_OUTLOOK.vcf": [
        FoundWho("Mr. John Richter James Doe Sr.", "IBM", "john.doe@ibm.cm", "(905) 555-1234")
    ],
    # Its numbers are words such as “BusinessPhone”.
    "outlook-2003.vcf": [FoundWho("John Doe III", "Company, The", "jdoe@hotmail.com")],
    "rfc2426-example.vcf": [
        FoundWho(
            "Frank Dawson",
            "Lotus Development Corporation",
            "Frank_Dawson@Lotus.com",
            "+1-919-676-9515",
        ),
        FoundWho(
            "Tim Howes", "Netscape Communications Corp.", "howes@netscape.com", "+1-415-937-3419"
        ),
    ],
    "rfc6350-example.vcf": [
        FoundWho("Simon Perreault", "Viagenie", "simon.perreault@viagenie.ca", "+1-418-656-9254")
    ],
}


@pytest.mark.parametrize("name", WHO)
def test_the_real_address_books_name_whom_they_mean(shared_data: Path, name: str) -> None:
    data = (shared_data / "vcard" / name).read_bytes()
    assert is_vcard(data, name)
    assert [one.who for one in people(data)] == WHO[name]
    assert not read(data).refused


def test_every_real_address_book_is_looked_at(shared_data: Path) -> None:
    assert {path.name for path in (shared_data / "vcard").glob("*.vcf")} == set(WHO)


def test_the_telephone_of_apple_keeps_all_its_numbers(shared_data: Path) -> None:
    data = (shared_data / "vcard" / "John_Doe_IPHONE.vcf").read_bytes()
    (john,) = people(data)
    assert [(one.value, one.label) for one in john.reached] == [
        ("905-666-1234", "home"),
        ("905-777-1234", "work"),
        ("905-888-1234", "home fax"),
        ("905-999-1234", "work fax"),
        ("905-111-1234", "pager"),
        ("905-222-1234", "assistant"),
    ]
    assert read(data).notes == ("1 photograph was left out.",)


def test_what_outlook_broke_over_lines_is_one_note(shared_data: Path) -> None:
    (john,) = people((shared_data / "vcard" / "outlook-2003.vcf").read_bytes())
    assert john.notes == (
        "The Job Title\n\nThis is the note field!!\nSecond line\n\nThird line is empty"
    )


@pytest.mark.parametrize("name", WHO)
def test_a_real_address_book_that_was_cut_names_those_before(shared_data: Path, name: str) -> None:
    data = (shared_data / "vcard" / name).read_bytes()
    for tenth in range(10):
        cut = data[: len(data) * tenth // 10]
        if b"VCARD" not in cut.upper():
            with pytest.raises(Refusal):
                read(cut)
            continue
        whole = cut.upper().count(b"END:VCARD")
        assert [one.who for one in people(cut)][:whole] == WHO[name][:whole]
        read(cut.replace(b"e", b"\0"))


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        (("FN:Ann Lee", "N:Lee;Ann;;;"), FoundWho("Ann Lee")),
        (("N:Lee;Ann;Mary,Jo;Dr.;MD",), FoundWho("Dr. Ann Mary Jo Lee MD")),
        (("N:Lee\\;Roy;Ann",), FoundWho("Ann Lee;Roy")),
        (("FN:", "NICKNAME:Annie"), FoundWho("Annie")),
        (("FN:ann@lee.example", "EMAIL:ann@lee.example"), FoundWho(email="ann@lee.example")),
        (("FN:Ann Lee <ann@lee.example>",), FoundWho("Ann Lee")),
        (("ORG:Harbour Bakery;Accounts;Bills",), FoundWho("", "Harbour Bakery")),
        (("FN:Harbour Bakery", "N:;;;;", "ORG:Harbour Bakery"), FoundWho("", "Harbour Bakery")),
        (("FN:Harbour Bakery", "KIND:org"), FoundWho("", "Harbour Bakery")),
        (
            ("FN:Harbour", "N:;;;;", "ORG:The Bakery", "X-ABShowAs:COMPANY"),
            FoundWho("", "The Bakery"),
        ),
        (("FN:Ann", "ORG:;Accounts"), FoundWho("Ann", "Accounts")),
        (("FN:Ann", "ORG:Smith\\, Lee \\& Co\\;KG"), FoundWho("Ann", "Smith, Lee \\& Co;KG")),
        (("FN:Ann", "EMAIL:none", "EMAIL:a@b.example"), FoundWho("Ann", "", "a@b.example")),
        (
            ("FN:Ann", "EMAIL:a@b.example", "EMAIL;PREF=1:c@d.example"),
            FoundWho("Ann", "", "c@d.example"),
        ),
        (
            ("FN:Ann", "EMAIL:a@b.example", "item1.EMAIL;type=pref:mailto:c@d.example"),
            FoundWho("Ann", "", "c@d.example"),
        ),
        (("FN:Ann", "TEL;TYPE=fax:123456", "TEL:654321"), FoundWho("Ann", phone="654321")),
        (("FN:Ann", "TEL;TYPE=fax:123456"), FoundWho("Ann")),
        (("fn:Ann", 'tel;type="a:b":123456'), FoundWho("Ann", phone="123456")),
        (("FN:An", " n Lee"), FoundWho("Ann Lee")),
        (("FN:Ann\\nLee",), FoundWho("Ann Lee")),
    ],
)
def test_a_card_means_somebody(lines: tuple[str, ...], meant: FoundWho) -> None:
    assert who(*lines) == meant


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "shift_jis", "windows-1251"])
def test_a_card_of_2_1_says_its_charset(charset: str) -> None:
    name = {"shift_jis": "山田太郎", "windows-1251": "Анна Ли"}.get(charset, "Jürgen Müller")
    quoted = "".join(f"={byte:02X}" for byte in name.encode(charset))
    halves = f"{quoted[:9]}=\r\n{quoted[9:]}"
    line = f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{halves}"
    assert who(line, version="2.1").name == name
    bare = f"FN;CHARSET={charset};QUOTED-PRINTABLE:{halves}"
    assert who(bare, version="2.1").name == name


def test_a_folded_line_of_2_1_keeps_its_space_and_a_path_its_backslash() -> None:
    (found,) = people(card("FN:Ann", " Lee", "NOTE:see c:\\new", version="2.1"))
    assert (found.who.name, found.notes) == ("Ann Lee", "see c:\\new")


def test_the_card_of_an_assistant_is_a_card_of_its_own() -> None:
    inner = "BEGIN:VCARD\\nVERSION:3.0\\nFN:Bo Ek\\nEND:VCARD\\n"
    assert [one.who.name for one in people(card("FN:Ann", f"AGENT:{inner}"))] == ["Bo Ek", "Ann"]
    lines = ("FN:Ann", "AGENT:", "BEGIN:VCARD", "FN:Bo Ek", "END:VCARD", "TEL:12345")
    bo, ann = people(card(*lines, version="2.1"))
    assert (bo.who, ann.who) == (FoundWho("Bo Ek"), FoundWho("Ann", phone="12345"))


def test_a_card_is_known_again_by_its_own_number() -> None:
    (found,) = people(card("UID:urn:uuid:4fbe8971", "FN:Ann", "REV:20240101T000000Z"))
    assert (found.origin.source, found.origin.ident) == ("vcard", "urn:uuid:4fbe8971")
    assert found.origin.place == "card 1"


def test_labels_are_those_of_the_owner() -> None:
    (found,) = people(card("FN:Ann", "TEL:111111", "i1.TEL;type=CELL:222222", "i1.X-ABLabel:Boat"))
    assert found.reached == (FoundReach("phone", "222222", "boat"),)


def test_a_card_that_names_nobody_is_said_and_a_group_is_left_out() -> None:
    found = read(card("NOTE:nothing") + card("FN:All", "KIND:group") + card("FN:Ann"))
    assert [(one.place, one.sentence) for one in found.refused] == [
        ("card 1", "The card names nobody: no name, no organisation, no address, no number.")
    ]
    assert [one.origin.place for one in found.records] == ["card 3"]
    assert len(found.notes) == 1


def test_cards_in_utf_16_and_with_a_mark_of_bytes_are_read() -> None:
    text = card("FN:Jörg").decode()
    for data in (text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        assert is_vcard(data, "x")
        assert people(data)[0].who.name == "Jörg"


def test_what_is_no_address_book_is_refused() -> None:
    for data in (b"", b"\0" * 100, b"FN:Ann\r\n", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"):
        assert not is_vcard(data, "people.vcf")
        with pytest.raises(Refusal):
            read(data)


def test_hostile_cards_are_read_or_refused_within_bounds() -> None:
    begun = time.process_time()
    with pytest.raises(Refusal):
        read(b"BEGIN:VCARD\n" * 100_000)
    for data in (
        card("FN:Ann", *["TEL:1"] * 50_000),
        card("FN:Ann", "NOTE:" + "x" * 3_000_000),
        card("FN:Ann", "PHOTO;ENCODING=b:" + "A" * 3_000_000),
        card("FN:Ann", "TEL;" + ";" * 100_000 + ":1"),
        card("FN:Ann", "N:" + ";" * 100_000),
        card("FN:Ann", 'NOTE;X="' + '"' * 100_000),
        card("FN:Ann", "NOTE;QUOTED-PRINTABLE:" + "=\r\n" * 300_000),
    ):
        assert [one.who.name for one in people(data)] == ["Ann"]
    assert time.process_time() - begun < 60


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="@<>"),
    min_size=1,
    max_size=30,
)


def written(name: str, firm: str, note: str, width: int) -> bytes:
    """Return a card as the standard has it, folded at any width, in the middle of a letter, too."""

    def escaped(text: str) -> str:
        for sign in "\\,;":
            text = text.replace(sign, f"\\{sign}")
        return text.replace("\n", "\\n")

    lines = [f"FN:{escaped(name)}", "N:Lee;;;;", f"ORG:{escaped(firm)}", f"NOTE:{escaped(note)}"]
    folded = []
    for line in lines:
        data = line.encode()
        pieces = [data[at : at + width] for at in range(0, len(data), width)]
        folded.append(b"\r\n ".join(pieces))
    return b"\r\n".join([b"BEGIN:VCARD", b"VERSION:4.0", *folded, b"END:VCARD", b""])


@given(WORDS, WORDS, st.lists(WORDS, min_size=1, max_size=3), st.integers(10, 75))
def test_a_card_that_is_written_by_the_standard_comes_back(
    name: str, firm: str, notes: list[str], width: int
) -> None:
    note = "\n".join(notes)
    (found,) = people(written(name, firm, note, width))
    assert (found.who, found.notes) == (FoundWho(name, firm), note)
