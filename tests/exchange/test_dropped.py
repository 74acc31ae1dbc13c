"""Files from elsewhere, each read in a child of its own: words, or a sentence in bounded time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedbackdesk.bounded import Cancel, Cancelled, TooMuch
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean
from feedbackdesk.exchange.dropped import read_dropped, read_here
from feedbackdesk.exchange.mail.reading import Mail, read_mail

HEAD = b"From: Ann Lee <ann@example.com>\nDate: Fri, 20 Nov 2026 18:02:00 +0100\n"
WROTE = b"On Fri, 20 Nov 2026 at 09:00, Shop <shop@example.com> wrote:\n"
PAGE = b"Content-Type: text/html\n\n"

BILL = HEAD + b"\nThe bill.\n"
WORDS = HEAD + PAGE + b"The bill.<p>"

HOSTILE: dict[str, bytes] = {
    "a small one": BILL,
    "152 KB of lines above quotes": BILL + WROTE * 2_500,
    "such lines that never end": BILL + b"On 1.1.2026 " * 300_000,
    "such lines, each without an end": BILL + b"On 1.1.2026 Shop <s@x> wrote\n" * 20_000,
    "80,000 labels of headers": BILL + b"From: a\nTo: b\n" * 40_000,
    "1 MB of comments": WORDS + b"<!--" * 250_000,
    "50,000 boxes in boxes": WORDS + b"<div>" * 50_000,
    "100,000 parameters": HEAD
    + b"Content-Type: text/plain"
    + b"; a=b" * 100_000
    + b"\n\nThe bill.",
    "9 KB of brackets": b"From: " + b"(" * 9_000 + b"\n\nThe bill.",
    "100,000 encoded words": b"Subject: " + b"=?utf-8?q?The_bill.?= " * 100_000 + b"\n\nThe bill.",
    "24 MB on one line": BILL + b"x" * 24_000_000,
    "24 MB of marks": BILL + b">" * 24_000_000,
}

TOO_MUCH: dict[str, tuple[bytes, str]] = {
    "5,000 parts in parts": (
        HEAD
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000)
        ),
        "parts in parts",
    ),
    "5,000 mails in mails": (HEAD + b"Content-Type: message/rfc822\n\n" * 5_000, "parts in parts"),
    "5,000 parts": (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5_000,
        "more than 1,000 parts",
    ),
    "3,000,000 headers": (b"X: y\n" * 3_000_000, "too long"),
    "100 MB": (HEAD + b"\n" + b"x" * 100_000_000, "larger than 25 MB"),
}


def test_a_mail_and_a_text_are_read(tmp_path: Path) -> None:
    mail, note = tmp_path / "a.EML", tmp_path / "a.txt"
    mail.write_bytes(HEAD + b"\nThe bill.")
    note.write_text("The bill, “L”.")
    found = read_dropped(mail)
    assert isinstance(found, Mail)
    assert (found.who, found.text) == ("Ann Lee", "The bill.")
    assert read_dropped(note) == "The bill, “L”."
    assert read_here(str(mail)) == found


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_are_read(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    found = read_dropped(path)
    assert isinstance(found, Mail)
    assert found.text.startswith("The bill.")


@pytest.mark.parametrize(("data", "why"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_takes_too_much_is_a_sentence(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    with pytest.raises(Refusal, match=why) as refused:
        read_dropped(path)
    assert "Nothing was changed" in str(refused.value)
    assert isinstance(refused.value, TooMuch) is (why == "too long")


@pytest.mark.parametrize("mark", [b"<?", b"<a ", b"<![", b"</", b"<a b='"])
def test_half_open_marks_are_words_or_a_sentence(mark: bytes, tmp_path: Path) -> None:
    """Some of Python's readers of HTML take a time for them that grows with its square."""
    path = tmp_path / "a.eml"
    path.write_bytes(WORDS + mark * 1_000_000)
    try:
        found = read_dropped(path)
    except TooMuch as refused:
        assert "Nothing was changed" in str(refused)  # noqa: PT017
    else:
        assert isinstance(found, Mail)
        assert found.text.startswith("The bill.")


def test_what_is_no_file_with_words_is_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.eml")
    (tmp_path / "folder.eml").mkdir()
    (tmp_path / "loop.eml").symlink_to("loop.eml")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "empty.txt").write_bytes(b"")
    for path, why in (
        (tmp_path / "pipe.eml", "not a file with words"),
        (tmp_path / "folder.eml", "a folder"),
        (Path("/dev/zero"), "not a file with words"),
        (Path("/dev/tty"), "not a file with words|cannot be read"),
        (tmp_path / "gone.eml", "not there any more"),
        (tmp_path / "gone" / "a.eml", "not there any more"),
        (tmp_path / "picture.png" / "a.eml", "cannot be read"),
        (tmp_path / "loop.eml", "cannot be read"),
        (tmp_path / "\ud800.eml", "cannot be read"),
        (tmp_path / "a\x00b.eml", "cannot be read"),
        (tmp_path / ("x" * 300), "cannot be read"),
        (tmp_path / "picture.png", "not a text"),
        (tmp_path / "empty.txt", "no words"),
    ):
        with pytest.raises(Refusal, match=why) as refused:
            read_dropped(path)
        assert "Nothing was changed" in str(refused.value)


def test_one_that_is_no_longer_wanted_is_not_read(tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.ask()
    with pytest.raises(Cancelled):
        read_dropped(tmp_path / "a.eml", cancel=cancel)


def test_real_mails_that_were_cut_or_hold_nul_are_words_or_a_sentence(shared_data: Path) -> None:
    files = sorted((shared_data / "eml").glob("*.eml"))
    assert len(files) >= 50
    words = 0
    for path in files:
        data = path.read_bytes()
        middle = len(data) // 2
        harmed = [data[: len(data) * tenth // 10] for tenth in range(11)]
        harmed += [data.replace(b" ", b"\x00"), data[:middle] + bytes(200) + data[middle:]]
        harmed += [data.replace(b"\n", b"\r"), data.replace(b"\n", b"\r\n"), data + bytes(50)]
        for one in harmed:
            try:
                found = read_mail(one)
            except Refusal as refusal:
                assert "Nothing was changed" in str(refusal)  # noqa: PT017
                continue
            words += 1
            assert found.text == clean(found.text) != ""
            assert found.email is None or found.email.count("@") == 1
    assert words >= len(files) * 10
