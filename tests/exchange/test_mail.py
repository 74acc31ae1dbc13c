"""Mails and text files as they come: read to the words that are new, or refused in a sentence."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean
from feedbackdesk.exchange.mail.page import html_words
from feedbackdesk.exchange.mail.reading import BYTES_LIMIT, TEXT_LIMIT, read_mail
from feedbackdesk.exchange.mail.replies import new_words
from feedbackdesk.exchange.plain import read_text

HEAD = "From: Ann Lee <ann@example.com>\nDate: Fri, 20 Nov 2026 18:02:00 +0100\n"


def mail(body: str, subject: str = "", head: str = HEAD) -> bytes:
    """Return a mail as it stands in a file."""
    return f"{head}Subject: {subject}\n\n{body}".encode()


def test_a_mail_says_who_when_and_what() -> None:
    found = read_mail(mail("Can you mail me the bill?\n", "Our invoice"))
    assert (found.who, found.email, found.on) == ("Ann Lee", "ann@example.com", date(2026, 11, 20))
    assert found.subject == "Our invoice"
    assert found.text == "Our invoice\n\nCan you mail me the bill?"


@pytest.mark.parametrize(
    "subject",
    ["", "Re: ", "RE: Fwd: AW: (no subject)", "No subject", "Question", "hello", "Hi", "the bill?"],
)
def test_a_subject_that_says_nothing_new_is_no_line(subject: str) -> None:
    assert read_mail(mail("Can you mail me the bill?", subject)).text == "Can you mail me the bill?"


@pytest.mark.parametrize("subject", ["X", "?", "Hi there"])
def test_a_subject_however_short_is_a_line(subject: str) -> None:
    said = read_mail(mail("Can you mail me the bill.", subject))
    assert said.text == f"{subject}\n\nCan you mail me the bill."


@pytest.mark.parametrize(
    "below",
    [
        "On Fri, 20 Nov 2026 at 09:00, Shop <shop@example.com> wrote:\n> What do you need?\n> Us",
        "On Fri, 20 Nov 2026 at 09:00,\nShop <shop@example.com> wrote:\n\n> What do you need?",
        "Am 20.11.2026 um 09:00 schrieb Shop <shop@example.com>:\n> Was brauchen Sie?",
        "> What do you need?\n> > Really?",
        "-----Original Message-----\nFrom: Shop\n\nWhat do you need?",
        "________________________________\nFrom: Shop\nSent: today\n\nWhat do you need?",
        "-- \nAnn Lee\nHarbour Bakery",
    ],
)
def test_what_was_quoted_and_the_signature_are_left_out(below: str) -> None:
    assert new_words(f"The bill by mail, please.\n\n{below}\n") == "The bill by mail, please."


def test_an_answer_below_or_between_the_quotes_is_kept() -> None:
    wrote = "On Fri, 20 Nov 2026, Shop <shop@example.com> wrote:\n"
    assert new_words(f"{wrote}> What?\n\nThe bill.\n-- \nAnn") == "The bill."
    between = f"Hello,\n\n{wrote}> What?\n\nThe bill.\n\n> When?\n\nSoon."
    assert new_words(between) == "Hello,\n\nThe bill.\n\nSoon."


def test_what_only_quotes_is_kept_whole() -> None:
    assert new_words("> All of it\n> is quoted") == "> All of it\n> is quoted"


def test_plain_words_win_over_html_and_attachments_are_not_looked_at() -> None:
    made = EmailMessage()
    made["From"] = "Bo Ek <bo@example.com>"
    made.set_content("Plain words.")
    made.add_alternative("<p>HTML words.</p>", subtype="html")
    made.add_attachment("Not these.", filename="notes.txt")
    made.add_attachment(b"\x00\x01", maintype="application", subtype="pdf", filename="x.pdf")
    inner = EmailMessage()
    inner.set_content("Nor these.")
    made.add_attachment(inner)
    assert read_mail(bytes(made)).text == "Plain words."


def test_html_becomes_words_and_nothing_in_it_is_obeyed() -> None:
    page = (
        "<html><head><title>No</title><style>p{}</style></head><body><script>alert(1)</script>"
        "<p>Can you <b>mail</b>&nbsp;me</p><ul><li>the bill<li>the offer</ul>"
        "<img src='file:///etc/passwd' onerror='x'>1 &lt; 2<blockquote>moved in</blockquote>"
        "<blockquote type=cite>old</blockquote></body>"
    )
    assert html_words(page).split("\n") == [
        *("Can you mail me", "", "the bill", "the offer", "1 < 2", "", "moved in", "", "> old")
    ]
    assert html_words("<" * 100_000).startswith("<")
    assert html_words("<div>" * 100_000 + "deep") == "deep"


def test_every_charset_and_broken_header_gives_words() -> None:
    raw = "From: J\xf6hn <j@example.com>\nSubject: M\xfcll\n\nGr\xfc\xdfe"
    for charset in ("utf-8", "latin-1"):
        found = read_mail(raw.encode(charset))
        assert (found.who, found.text) == ("Jöhn", "Müll\n\nGrüße")
    typed = "Content-Type: text/plain; charset={}\nFrom: a@b.example\n\n"
    for charset in ("iso-2022-jp", "shift_jis", "euc-jp", "no-such-charset"):
        real = charset if charset != "no-such-charset" else "utf-8"
        assert read_mail(typed.format(charset).encode() + "請求書".encode(real)).text == "請求書"
    odd = b"From: <<@>,;:\nDate: the day after\nSubject: =?x?q?\n\nWords"
    found = read_mail(odd)
    assert (found.email, found.on) == (None, None)
    assert found.text.endswith("Words")


def test_a_day_is_never_in_the_future_and_never_absurd() -> None:
    soon = local_today() + timedelta(days=400)
    for day in (f"{soon:%d %b %Y} 10:00:00 +0000", "1 Jan 1800 00:00:00 +0000", "99 Xyz", ""):
        assert read_mail(mail("x", head=f"From: a@b.example\nDate: {day}\n")).on is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not an e-mail"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not an e-mail"),
        (b"Just a text.\nOf two lines.", "not an e-mail"),
        (b"From: a@b.example\nSubject:\n\n \n", "no words"),
        (b"a" * (BYTES_LIMIT + 1), "25 MB"),
    ],
)
def test_what_is_no_mail_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        read_mail(data)
    assert "Nothing was changed" in str(refused.value)


def test_an_endless_mail_is_bounded() -> None:
    assert len(read_mail(mail("word " * 2_000_000)).text) == TEXT_LIMIT == 1_000_000
    whole = mail("")
    assert read_mail(whole + b"x" * (BYTES_LIMIT - len(whole))).text == "x" * TEXT_LIMIT
    with pytest.raises(Refusal, match="25 MB"):
        read_mail(whole + b"x" * (BYTES_LIMIT + 1 - len(whole)))
    deep = b"From: a@b.example\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(300)
    )
    with pytest.raises(Refusal):
        read_mail(deep)


@given(st.binary(max_size=2_000), st.binary(max_size=300), st.booleans())
def test_any_bytes_are_a_mail_or_a_sentence(body: bytes, head: bytes, html: bool) -> None:
    kind = b"text/html" if html else b"text/plain"
    for data in (body, b"From: " + head + b"\nContent-Type: " + kind + b"\n\n" + body):
        try:
            found = read_mail(data)
        except Refusal:
            continue
        assert found.text == clean(found.text) != ""


@given(st.text(max_size=300))
def test_new_words_are_words_of_the_mail(text: str) -> None:
    lines = {line.rstrip() for line in clean(text).split("\n")}
    assert {line for line in new_words(text).split("\n") if line} <= {
        one.strip() for one in lines
    } | lines


def test_the_real_mails_give_words_or_a_sentence(shared_data: Path) -> None:
    files = sorted((shared_data / "eml").glob("*.eml"))
    assert len(files) >= 50
    said = 0
    for path in files:
        try:
            found = read_mail(path.read_bytes())
        except Refusal:
            continue
        said += 1
        assert found.email is None or found.email.count("@") == 1
    assert said >= 48


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_of_any_editor_is_read(charset: str) -> None:
    assert read_text("Größe – “groß”\r\n\tzwei\n".encode(charset)) == "Größe – “groß”\n\tzwei"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no words"),
        (b"\xef\xbb\xbf \n", "no words"),
        (b"PK\x03\x04\x14\x00", "not a text"),
        (b"SQLite format 3\x00", "not a text"),
        (b"\xff\xfe\x00", "not a text"),
        (b"caf\x81", "not a text"),
        (b"a" * (BYTES_LIMIT + 1), "25 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read_text(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_a_sentence(data: bytes) -> None:
    try:
        text = read_text(data)
    except Refusal:
        return
    assert text == clean(text) != ""
