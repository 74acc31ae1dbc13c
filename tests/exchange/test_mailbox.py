"""Mailboxes as talk: who said what when, what is no talk, and what nobody can read."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Aside, Found, FoundMessage, FoundWho, Wishes
from feedbackdesk.domain.words import Channel
from feedbackdesk.exchange.mail.boxes import MAIL_LIMIT, mails, slimmed
from feedbackdesk.exchange.mail.endings import without_ending
from feedbackdesk.exchange.mailbox import (
    is_eml,
    is_mbox,
    read_eml,
    read_mails,
    read_mbox,
)
from feedbackdesk.exchange.reading import read_file

if TYPE_CHECKING:
    from pathlib import Path

LINE = "From ann@example.com Fri Nov 20 17:02:00 2026\n"
ANN = "From: Ann Lee <ann@example.com>\n"
HEAD = (
    f"{ANN}To: shop@harbour.example\nDate: Fri, 20 Nov 2026 18:02:00 +0100\n"
    "Message-ID: <1@example.com>\n"
)
NO_WISHES = Wishes()


def box(*each: str) -> bytes:
    """Return mails as one mailbox."""
    return "".join(f"{LINE}{mail}\n\n" for mail in each).encode()


def read(data: bytes, wishes: Wishes = NO_WISHES) -> Found:
    """Return what a mailbox holds."""
    return read_mbox(io.BytesIO(data), wishes)


def messages(found: Found) -> list[FoundMessage]:
    """Return the mails that were found."""
    return [one for one in found.records if isinstance(one, FoundMessage)]


def only(
    head: str, body: str = "Please add a calendar.", wishes: Wishes = NO_WISHES
) -> FoundMessage:
    """Return the one mail of a mailbox."""
    (found,) = messages(read(box(f"{head}\n{body}"), wishes))
    return found


def test_a_mail_says_who_when_what_and_what_it_answers() -> None:
    found = only(
        f"{HEAD}Subject: Re: Your offer\nIn-Reply-To: <0@harbour.example>\n",
        "Please add a calendar.\n\nOn Thu, Shop <shop@harbour.example> wrote:\n> Hello\n",
    )
    assert found.origin.source == "mail"
    assert (found.origin.ident, found.answers) == ("1@example.com", "0@harbour.example")
    assert found.origin.place == "message 1"
    assert found.who == FoundWho(name="Ann Lee", email="ann@example.com")
    assert (found.on, found.at) == (date(2026, 11, 20), "2026-11-20T17:02:00+00:00")
    assert (found.subject, found.words) == ("Your offer", "Please add a calendar.")
    assert (found.channel, found.aside) == (Channel.EMAIL, None)


def test_a_mail_without_an_id_or_a_day_has_none() -> None:
    found = only(f"{ANN}Date: the day after\n")
    assert (found.origin.ident, found.on, found.at) == ("", None, "")


def test_where_the_day_cannot_be_the_day_of_arrival_counts() -> None:
    found = only(f"{ANN}Date: x\nReceived: by mx; Fri, 20 Nov 2026 18:03:00 +0100\n")
    assert (found.on, found.at) == (date(2026, 11, 20), "2026-11-20T17:03:00+00:00")


@pytest.mark.parametrize(
    ("headers", "aside"),
    [
        ("", None),
        ("List-Unsubscribe: <https://x.example/u>\n", Aside.NEWSLETTER),
        ("List-Unsubscribe: <mailto:u@x.example>\nList-Unsubscribe-Post: a=b\n", Aside.NEWSLETTER),
        ("List-Id: News <news.x.example>\n", Aside.NEWSLETTER),
        ("List-Id: <n.x.example>\nList-Post: NO\n", Aside.NEWSLETTER),
        ("Precedence: bulk\n", Aside.NEWSLETTER),
        ("X-Campaign: 77\n", Aside.NEWSLETTER),
        ("X-Mailchimp-Campaign-Id: 77\nList-Post: <mailto:l@x.example>\n", Aside.NEWSLETTER),
        ("X-Mailer: Accucast\n", Aside.NEWSLETTER),
        # People talk on a list, and answer one another.
        ("List-Id: <l.x.example>\nList-Post: <mailto:l@x.example>\nPrecedence: list\n", None),
        ("List-Unsubscribe: <mailto:u@x.example>\nIn-Reply-To: <7@x.example>\n", None),
        ("Precedence: bulk\nX-BeenThere: l@x.example\nX-Mailman-Version: 2\n", None),
        ("Precedence: bulk\nMailing-List: contact l-help@x.example; run by ezmlm\n", None),
        ("Precedence: bulk\nSender: owner-l@x.example\nCc: l@x.example\n", None),
        ("Precedence: bulk\nSender: owner-l@example.com\nCc: l@example.com\n", Aside.NEWSLETTER),
        # Machines.
        ("Auto-Submitted: auto-replied\n", Aside.AUTOMATIC),
        ("Auto-Submitted: auto-generated\nIn-Reply-To: <7@x.example>\n", Aside.AUTOMATIC),
        ("Auto-Submitted: auto-generated\n", Aside.NOTIFICATION),
        ("Auto-Submitted: no\n", None),
        ("X-Auto-Response-Suppress: All\n", Aside.NOTIFICATION),
        ("X-Autoreply: yes\n", Aside.AUTOMATIC),
        ("Precedence: auto_reply\n", Aside.AUTOMATIC),
        ("Return-Path: <>\n", Aside.AUTOMATIC),
        ("X-Failed-Recipients: bo@example.com\n", Aside.AUTOMATIC),
        ("Content-Type: multipart/report; boundary=b\n", Aside.AUTOMATIC),
        ("X-Gmail-Labels: Inbox,Important\n", None),
        ("X-Gmail-Labels: Sent,Important\n", Aside.OWN),
        ("X-Gmail-Labels: =?UTF-8?Q?Envoy=C3=A9s?=\n", Aside.OWN),
    ],
)
def test_what_headers_say_sets_a_mail_aside(headers: str, aside: Aside | None) -> None:
    assert only(f"{HEAD}{headers}").aside is aside


@pytest.mark.parametrize(
    ("by", "aside"),
    [
        ("no-reply@x.example", Aside.NOTIFICATION),
        ("newsletter@x.example", Aside.NEWSLETTER),
        ("Shop <hello@news.shop.example>", Aside.NEWSLETTER),
        ("noreen@x.example", None),
        ("ann@email.example", None),
        ("MAILER-DAEMON@x.example", Aside.NOTIFICATION),
    ],
)
def test_an_address_that_nobody_reads_is_no_person(by: str, aside: Aside | None) -> None:
    assert only(f"From: {by}\nTo: me@harbour.example\n").aside is aside


def test_a_form_on_a_page_is_from_whom_it_asks_to_answer() -> None:
    found = only(
        "From: wordpress@harbour.example\nReply-To: Bo Ek <bo@elsewhere.example>\n"
        "To: shop@harbour.example\nAuto-Submitted: auto-generated\n"
    )
    assert (found.who.email, found.aside) == ("bo@elsewhere.example", None)
    told = only("From: no-reply@x.example\nReply-To: answer+77@reply.x.example\n")
    assert told.aside is Aside.NOTIFICATION


def test_what_the_owner_wrote_is_set_aside_by_name_and_address() -> None:
    for me in ("ann@example.com", "ANN@example.com", "ann lee"):
        assert only(HEAD, wishes=Wishes(me=(me,))).aside is Aside.OWN
    assert only(HEAD, wishes=Wishes(me=("bo@example.com", ""))).aside is None


def test_what_was_passed_on_is_whose_it_was_first() -> None:
    body = (
        "---------- Forwarded message ---------\nFrom: Bo <bo@x.example>\n"
        "Date: Thu, 19 Nov 2026 at 09:00\nSubject: Parking\nTo: <ann@example.com>\n\nNo parking!"
    )
    found = only(f"{ANN}To: ann@example.com\nSubject: Fwd: Parking\n", body)
    assert (found.who.email, found.words, found.on) == (
        "bo@x.example",
        "No parking!",
        date(2026, 11, 19),
    )
    mine = Wishes(me=("ann@example.com",))
    assert only(f"{ANN}To: ann@example.com\nSubject: Fwd: Parking\n", body, mine).aside is None
    assert only(f"{ANN}To: x@y.example\nSubject: Fwd: Parking\n", body, mine).aside is Aside.OWN


def test_the_owner_is_asked_for_where_they_wrote_any_and_are_not_known() -> None:
    own = "From: Me <me@harbour.example>\nTo: ann@example.com\n\nWe will."
    data = box(*[f"{HEAD.replace('shop@', 'me@')}\nPlease."] * 8, own)
    (asked,) = read(data).questions
    assert asked.name == "me"
    assert [one.value for one in asked.answers] == ["me@harbour.example", ""]
    assert asked.records == 1
    assert read(data, Wishes(me=("me@harbour.example",))).questions == ()
    assert read(box(f"{HEAD}\nPlease.")).questions == ()


def test_what_lies_in_a_folder_of_what_was_sent_names_the_owner(tmp_path: Path) -> None:
    (tmp_path / "Gesendet").write_bytes(box(f"{HEAD}\nWe will."))
    with (tmp_path / "Gesendet").open("rb") as file:
        found = read_mbox(file, Wishes())
    assert messages(found)[0].aside is Aside.OWN
    assert found.questions[0].answers[0].value == "ann@example.com"


def test_what_is_older_or_thrown_away_is_left_out_and_said() -> None:
    data = box(
        f"{HEAD}\nNew.",
        f"{ANN}Date: Fri, 20 Nov 2020 18:02:00 +0100\n\nOld.",
        f"{HEAD}X-Gmail-Labels: Spam\n\nBuy.",
        f"{HEAD}X-Gmail-Labels: Trash\n\nGone.",
    )
    found = read(data, Wishes(since=date(2026, 1, 1)))
    assert [one.words for one in messages(found)] == ["New."]
    assert found.notes == (
        "1 e-mail is older, and was left out.",
        "2 e-mails were spam, drafts or deleted, and were left out.",
    )


def test_attachments_are_named_and_not_kept() -> None:
    made = EmailMessage()
    made["From"] = "Bo <bo@example.com>"
    made.set_content("See the plan.")
    made.add_attachment(b"\0" * 200_000, "application", "pdf", filename="Plän.pdf")
    (found,) = messages(read(LINE.encode() + bytes(made)))
    assert (found.words, found.attached) == ("See the plan.", ("Plän.pdf",))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text/calendar", "There are no words in it, only an invitation."),
        (
            "application/ms-tnef",
            "There are no words in it, only a winmail.dat, which only Outlook opens.",
        ),
    ],
)
def test_a_mail_without_words_is_refused_with_what_it_holds(kind: str, said: str) -> None:
    found = read(box(f"{HEAD}Subject: Call\nContent-Type: {kind}\n\nBEGIN", f"{HEAD}\nWords."))
    assert [(one.place, one.sentence) for one in found.refused] == [("message 1", said)]
    assert [one.words for one in messages(found)] == ["Words."]


def test_a_subject_alone_is_the_words() -> None:
    assert only(f"{HEAD}Subject: Please ring me\n", "").words == "Please ring me"


def test_lines_that_begin_with_from_are_words_escaped_or_not() -> None:
    body = "My film:\n\nFrom Russia with love\nYear: 1963\n\n>From me to you\n\nThe end."
    data = box(f"{HEAD}\n{body}", f"{HEAD}\nSecond.")
    assert [one.words for one in messages(read(data))] == [
        body.replace(">From", "From"),
        "Second.",
    ]


def test_a_quoted_line_that_begins_with_from_stays_quoted() -> None:
    assert only(HEAD, "No.\n\n> What\n>From where\n> is it?").words == "No."


def test_a_length_is_believed_where_it_fits_and_else_not() -> None:
    inner = f"Look:\n\n{LINE}Subject: x\n\nInside.\n"
    fits = f"{HEAD}Content-Length: {len(inner)}\n\n{inner}"
    found = messages(read(f"{LINE}{fits}\n{LINE}{HEAD}\nSecond.".encode()))
    assert len(found) == 2
    assert "Inside." in found[0].words
    wrong = f"{HEAD}Content-Length: 70000000\n\nFirst."
    assert len(messages(read(box(wrong, wrong.replace("70000000", "3"), f"{HEAD}\nx")))) == 3


def test_a_mail_that_is_too_large_is_refused_and_the_others_are_read() -> None:
    class Endless(io.RawIOBase):
        """A mailbox whose second mail goes on for a hundred megabytes."""

        def __init__(self) -> None:
            self.waiting = box(f"{HEAD}\nFirst.") + f"{LINE}{HEAD}\n".encode()
            self.left = 100_000_000

        def read(self, size: int = -1) -> bytes:
            if self.waiting:
                given, self.waiting = self.waiting[:size], self.waiting[size:]
                return given
            if self.left > 0:
                self.left -= size
                line = b"A" * 75 + b"\n"
                return line * (size // 76) + b"\n"
            if self.left > -10_000_000_000:
                self.left = -10_000_000_000
                self.waiting = b"\n" + box(f"{HEAD}\nThird.")
                return self.read(size)
            return b""

    found = read_mbox(Endless(), Wishes())  # type: ignore[arg-type]
    assert [one.words for one in messages(found)] == ["First.", "Third."]
    assert [one.place for one in found.refused] == ["message 2"]
    assert str(MAIL_LIMIT // 1_000_000) in found.refused[0].sentence


_PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(_PLAIN, max_size=6), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"])
)
def test_a_box_that_was_written_is_taken_apart_into_what_went_in(
    bodies: list[list[str]], end: str
) -> None:
    written = []
    for body in bodies:
        lines = [f">{line}" if line.lstrip(">").startswith("From ") else line for line in body]
        written.append(end.join(["Subject: x", "", *lines, ""]).encode())
    line = LINE.replace("\n", end).encode()
    data = b"".join(line + one + end.encode() for one in written)
    assert [one and one.rstrip() for one in mails(io.BytesIO(data))] == [
        one.rstrip() for one in written
    ]


@given(st.binary(max_size=3_000))
def test_whatever_stands_in_a_box_is_found_or_refused(data: bytes) -> None:
    for whole in (data, LINE.encode() + data, LINE.encode() + HEAD.encode() + data):
        with suppress(Refusal):
            read(whole)
    assert slimmed(data * 30) is not None


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("It broke.\n\nBest regards,\nAnn Lee\nHarbour Bakery\n+44 1234", "It broke."),
        ("Es fehlt.\n\nMit freundlichen Grüßen\n\nAnna Groß\nGeschäftsführerin", "Es fehlt."),
        ("Il manque.\n\nCordialement,\nAnne", "Il manque."),
        ("Falta.\n\nUn saludo,\nAna", "Falta."),
        ("Manca.\n\nCordiali saluti\nAnna", "Manca."),
        ("Falta.\n\nAtenciosamente,\nAna", "Falta."),
        ("Het mist.\n\nMet vriendelijke groet,\nAnna", "Het mist."),
        ("Brakuje.\n\nPozdrawiam,\nAnna", "Brakuje."),
        ("مفقود\n\nمع أطيب التحيات\nآنا", "مفقود"),
        ("足りません。\n\nよろしくお願いいたします。\n田中", "足りません。"),
        ("Viele Grüße aus Hamburg\nAnna", "Viele Grüße aus Hamburg\nAnna"),
        ("No.\n\nThanks,\nAnn\n\nPS: and the door?", "No.\n\nThanks,\nAnn\n\nPS: and the door?"),
        ("Best\nof all is the soup, which I had on the way home from work on each day of May.",)
        * 2,
        (
            "No.\n\nThis e-mail is confidential and intended solely for the addressee.\nElse stop.",
            "No.",
        ),
        ("Nein.\n\nDiese E-Mail enthält vertrauliche Informationen.", "Nein."),
        (
            "Yes.\n\n______________________\nRPM mailing list\nhttp://x.example/mailman/listinfo/rpm",
            "Yes.",
        ),
        ("Yes.\n\nhttp://x.example/mailman/listinfo/fork", "Yes."),
        ("I said it is confidential.\n\nWhy was it sent on?",) * 2,
    ],
)
def test_what_stands_below_the_words_counts_for_nothing(words: str, left: str) -> None:
    assert without_ending(words) == left


def test_a_maildir_and_a_folder_of_mails_are_read_and_the_rest_is_left(tmp_path: Path) -> None:
    for name, body in (
        ("cur/1:2,S", "One."),
        ("new/2", "Two."),
        ("cur/3:2,DS", "A draft."),
        (".Sent/cur/4:2,S", "Mine."),
        ("more/5.eml", "Five."),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"{HEAD}\n{body}".encode())
    (tmp_path / "notes.txt").write_text("No mail at all.", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "new" / "2")
    found = read_mails(tmp_path, Wishes())
    assert {one.words: one.aside for one in messages(found)} == {
        "One.": None,
        "Two.": None,
        "Mine.": Aside.OWN,
        "Five.": None,
    }
    assert messages(found)[0].origin.place in {"cur/1:2,S", ".Sent/cur/4:2,S"}
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refusal, match="no e-mail in that folder"):
        read_mails(tmp_path / "empty", Wishes())


def test_the_one_door_takes_a_box_a_mail_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "Sent").write_bytes(box(f"{HEAD}\nWe will."))
    (tmp_path / "one.eml").write_bytes(f"{HEAD}\nPlease.".encode())
    sent, one, folder = (
        read_file(path, Wishes()) for path in (tmp_path / "Sent", tmp_path / "one.eml", tmp_path)
    )
    assert (sent.format, messages(sent)[0].aside) == ("mbox", Aside.OWN)
    assert (one.format, messages(one)[0].words) == ("eml", "Please.")
    assert folder.format == "mails"
    assert {found.words for found in messages(folder)} == {"We will.", "Please."}


def test_a_takeout_is_read_in_its_zip_and_a_broken_box_in_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        other = HEAD.replace(ANN, "From: Bo <bo@example.com>\n")
        packed.writestr("Takeout/Mail/Inbox.mbox", box(f"{other}\nPlease."))
        packed.writestr("../../Sent.mbox", box(f"{HEAD}\nWe will."))
        packed.writestr("bomb.mbox", b"\0" * 10_000_000)
        packed.writestr("Takeout/readme.html", "x")
    found = read_file(path, Wishes())
    assert found.format == "takeout"
    assert {one.words: one.aside for one in messages(found)} == {
        "Please.": None,
        "We will.": Aside.OWN,
    }
    assert messages(found)[0].origin.place == "Inbox.mbox, message 1"
    assert [one.place for one in found.refused] == ["bomb.mbox"]
    assert list(tmp_path.iterdir()) == [path]


def test_kinds_are_told_by_their_content() -> None:
    assert is_mbox(box(f"{HEAD}\nx"), "mails")
    assert is_mbox(b"\xef\xbb\xbfFrom - \r\nSubject: x\r\n\r\nx", "")
    assert not is_mbox(b"From Russia with love\nYear: 1963\n\nx", "x.mbox")
    assert is_eml(f"{HEAD}\nx".encode(), "saved")
    assert is_eml(f"412\n{HEAD}\nx".encode(), "1.emlx")
    for other in (b"", b"\0" * 90, b"BEGIN:VCARD\nVERSION:3.0\n", b"Name,From,To\n1,2,3\n"):
        assert not is_mbox(other, "x")
        assert not is_eml(other, "x")


def test_mailing_lists_are_talk_and_newsletters_are_not(shared_data: Path) -> None:
    shares = {}
    for name in ("lists", "newsletters"):
        with (shared_data / "heap" / f"{name}.mbox").open("rb") as file:
            found = messages(read_mbox(file, Wishes()))
        # Four of five are from people; the fifth is a program that mails the news of pages.
        people = [one for one in found if "rssfeeds@" not in one.who.email]
        shares[name] = sum(one.aside is not None for one in people) / len(people)
    assert shares["lists"] < 0.03
    assert shares["newsletters"] > 0.75


def test_real_boxes_give_the_mails_that_a_person_would_count(shared_data: Path) -> None:
    said = {}
    for path in sorted((shared_data / "mbox").glob("*.mbox")):
        data = path.read_bytes()
        assert is_mbox(data[:65_536], path.name)
        said[path.name] = [one.words for one in messages(read(data))]
    assert [words.split("\n")[0] for words in said["issue1189.mbox"]] == [
        f"Body of message {number}." for number in (1, 2, 3, 4)
    ]
    assert [words.split("\n")[0] for words in said["simple.mbox"]] == ["Hello world."] * 3
    assert len(said["unmunged.mbox"]) == 2
    assert "From Russia with love\nYear: 1963" in said["unmunged.mbox"][1]


def test_real_mails_cut_or_with_nul_are_found_or_refused(shared_data: Path) -> None:
    for path in sorted((shared_data / "eml").glob("*.eml"))[::4]:
        whole = path.read_bytes()
        for data in (
            *(whole[: len(whole) * n // 10] for n in range(10)),
            whole.replace(b"e", b"\0"),
        ):
            with suppress(Refusal):
                found = read_eml(io.BytesIO(data), Wishes())
                assert len(found.records) + len(found.refused) <= 1
