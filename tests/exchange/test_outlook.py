"""Outlook's messages and contacts: said as every mail is, or refused in a sentence."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import FoundMessage, FoundPerson, FoundWho, Wishes
from feedbackdesk.exchange.outlook import is_msg, read_msg

if TYPE_CHECKING:
    from pathlib import Path


def test_a_message_says_who_when_and_what(shared_data: Path) -> None:
    data = (shared_data / "msg" / "test_Blammo.msg").read_bytes()
    assert is_msg(data[:65_536], "saved")
    (found,) = read_msg(io.BytesIO(data), Wishes()).records
    assert isinstance(found, FoundMessage)
    assert found.who == FoundWho(name="TripleNickel", email="TripleNickel@mapi32.net")
    assert (found.subject, found.words) == ("BlammoBlammo", "Blam")
    assert (found.on, found.at) == (date(2007, 9, 29), "2007-09-29T11:02:44+00:00")


def test_a_note_is_words_of_nobody(shared_data: Path) -> None:
    data = (shared_data / "msg" / "note.msg").read_bytes()
    (found,) = read_msg(io.BytesIO(data), Wishes()).records
    assert isinstance(found, FoundMessage)
    assert found.who == FoundWho()
    assert found.words == "note sample\n\nJust any information to store in Outlook"


def test_a_contact_is_a_person(shared_data: Path) -> None:
    data = (shared_data / "msg" / "contact-plain.msg").read_bytes()
    (found,) = read_msg(io.BytesIO(data), Wishes()).records
    assert isinstance(found, FoundPerson)
    assert found.who.name == "(full name) A contact"
    assert found.who.email == "email@emailland.com"
    assert found.who.phone == "(mobile) 0404 123 456"
    assert found.notes == "(job title) Manager, bogus division"


def test_what_is_cut_or_holds_nul_is_read_or_refused(shared_data: Path) -> None:
    for path in sorted((shared_data / "msg").glob("*.msg")):
        whole = path.read_bytes()
        for data in (
            *(whole[: len(whole) * n // 10] for n in range(10)),
            *(
                whole[: 512 * n] + bytes(512) + whole[512 * (n + 1) :]
                for n in range(len(whole) // 512)
            ),
        ):
            with suppress(Refusal):
                found = read_msg(io.BytesIO(data), Wishes())
                assert len(found.records) + len(found.refused) == 1


def test_what_is_no_compound_file_is_refused() -> None:
    assert not is_msg(b"From: a@b.example\n\n", "x.msg")
    for data in (b"", b"\0" * 9_000, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 9_000):
        with pytest.raises(Refusal, match="no message of Outlook"):
            read_msg(io.BytesIO(data), Wishes())
