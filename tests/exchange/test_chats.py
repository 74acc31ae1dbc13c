"""Chats of WhatsApp and Telegram: who said what and when, however the telephone wrote it."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Aside, Found, FoundMessage, FoundWho, Wishes
from feedbackdesk.domain.words import Channel
from feedbackdesk.exchange.chats.telegram import is_telegram, read_telegram
from feedbackdesk.exchange.chats.whatsapp import is_whatsapp, read_whatsapp
from feedbackdesk.exchange.reading import read_file

NOTHING = Wishes()


def whatsapp(text: str, wishes: Wishes = NOTHING) -> Found:
    """Return what a chat holds."""
    return read_whatsapp(io.BytesIO(text.encode()), wishes)


def telegram(said: Any, wishes: Wishes = NOTHING) -> Found:
    """Return what such an export holds."""
    return read_telegram(io.BytesIO(json.dumps(said).encode()), wishes)


def messages(found: Found) -> list[FoundMessage]:
    """Return the messages among what was found: all of it."""
    kept = [one for one in found.records if isinstance(one, FoundMessage)]
    assert len(kept) == len(found.records)
    assert all(one.channel is Channel.CHAT for one in kept)
    return kept


def said(found: Found) -> list[tuple[str, str]]:
    """Return who said what."""
    return [(one.who.name or one.who.phone, one.words) for one in messages(found)]


TALK = [
    ("Alice", "Hello! How are you?"),
    ("Bob", "Hi Alice! I'm doing great, thanks for asking."),
    ("Alice", "That's wonderful to hear!\nBy the way, did you see the news?"),
    ("Bob", "No, what happened?"),
    ("Alice", "This is a message from February"),
    ("Bob", "And this one is from March"),
]
DAYS = [date(2024, 1, 15)] * 4 + [date(2024, 2, 20), date(2024, 3, 10)]


def test_the_real_chat_of_whatsapp(shared_data: Path) -> None:
    with (shared_data / "chats" / "whatsapp_export.txt").open("rb") as file:
        assert is_whatsapp(file.read(65_536), "whatsapp_export.txt")
        found = read_whatsapp(file, NOTHING)
    assert said(found) == TALK
    assert [one.on for one in messages(found)] == DAYS
    assert [question.name for question in found.questions] == ["me"]


def test_the_real_chat_of_telegram(shared_data: Path) -> None:
    with (shared_data / "chats" / "telegram_export.json").open("rb") as file:
        head = file.read(65_536)
        assert is_telegram(head, "x")
        assert not is_whatsapp(head, "x")
        file.seek(0)
        found = read_telegram(file, NOTHING)
    assert said(found) == TALK
    assert [one.on for one in messages(found)] == DAYS
    assert {one.subject for one in messages(found)} == {"Test Chat"}
    # What is answered was the second line of a message.
    assert [(one.origin.ident, one.answers) for one in messages(found)][3] == ("5", "3")


HEADS = [
    "{d}/{m}/{y}, {h}:{n:02} - ",
    "{d}/{m}/{y} {h}:{n:02} - ",
    "{m}/{d}/{s:02}, {t}:{n:02}\u202f{half} - ",
    "{m}/{d}/{s:02}, {t}:{n:02} {half} - ",
    "{d}.{m}.{s:02}, {h}:{n:02} - ",
    "{d:02}.{m:02}.{y}, {h:02}:{n:02} - ",
    "{d:02}-{m:02}-{y} {h:02}:{n:02} - ",
    "{y}/{m:02}/{d:02} {h}:{n:02} - ",
    "{y}-{m:02}-{d:02}, {t}:{n:02} {spanish} - ",
    "{d}/{m}/{s:02}, {t}:{n:02} {spanish} - ",
    "[{d:02}/{m:02}/{y}, {h:02}:{n:02}:07] ",
    "\u200e[{d:02}.{m:02}.{s:02}, {h:02}:{n:02}:07] ",
    "[{m}/{d}/{s:02}, {t}:{n:02}:07\u202f{half}] ",
    "[{y}/{m:02}/{d:02} {japanese}{t}:{n:02}:07] ",
    "[{d}\u200f/{m}\u200f/{y}، {t}:{n:02}:07 {arabic}] ",
    "{d}\u200f/{m}\u200f/{y}، {t}:{n:02} {arabic} - ",
    "{d}.{m}.{y} klo {h}.{n:02} - ".replace(" klo", ""),
]


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment of the year 2024 by the wall's clock."""
    return datetime(2024, month, day, hour, minute)  # noqa: DTZ001


def stamp(head: str, moment: datetime) -> str:
    """Return a day and a time as a telephone writes them."""
    after = moment.hour >= 12
    text = head.format(
        d=moment.day,
        m=moment.month,
        y=moment.year,
        s=moment.year % 100,
        h=moment.hour,
        n=moment.minute,
        t=moment.hour % 12 or 12,
        half="PM" if after else "AM",
        spanish="p.\u00a0m." if after else "a.\u00a0m.",
        japanese="午後" if after else "午前",
        arabic="م" if after else "ص",
    )
    if "،" in text:
        text = "".join(chr(0x660 + int(sign)) if sign in "0123456789" else sign for sign in text)
    return text


@pytest.mark.parametrize("head", HEADS)
def test_a_chat_of_any_telephone_is_read_with_its_days(head: str) -> None:
    moments = [
        at(1, 25, 0, 5),
        at(2, 3, 12),
        at(12, 9, 23, 59),
    ]
    words = ["Could the bill come by mail?\nIt gets lost.", "Sure: soon", "Thanks\n\n15/01 it was"]
    names = ["Ann Lee", "+44 7700 900123", "山田"]
    text = "".join(
        f"{stamp(head, moment)}{name}: {each}\r\n"
        for moment, name, each in zip(moments, names, words, strict=True)
    )
    assert is_whatsapp(text.encode(), "_chat.txt")
    found = whatsapp(text)
    assert said(found) == list(zip(names, words, strict=True))
    assert messages(found)[1].who == FoundWho(phone="+44 7700 900123")
    told = [
        (moment + timedelta(seconds=7 if "07" in head else 0)).astimezone(UTC).isoformat()
        for moment in moments
    ]
    assert [one.at for one in messages(found)] == told
    assert [one.on for one in messages(found)] == [moment.date() for moment in moments]
    assert "days" not in {question.name for question in found.questions}


@pytest.mark.parametrize(
    ("days", "month_first", "read", "asks"),
    [
        (("3/4/24",), False, (date(2024, 4, 3),), True),
        (("3/4/24",), True, (date(2024, 3, 4),), True),
        (("3/4/24", "3/14/24"), False, (date(2024, 3, 4), date(2024, 3, 14)), False),
        (("3/4/24", "14/4/24"), True, (date(2024, 4, 3), date(2024, 4, 14)), False),
        (("2/3/24", "1/4/24"), True, (date(2024, 3, 2), date(2024, 4, 1)), False),
        (("1/4/24", "2/3/24"), False, (date(2024, 1, 4), date(2024, 2, 3)), False),
        (("3.4.24",), True, (date(2024, 4, 3),), False),
        (("2024/3/4",), False, (date(2024, 3, 4),), False),
    ],
)
def test_the_whole_file_tells_the_order_of_its_days(
    days: tuple[str, ...], month_first: bool, read: tuple[date, ...], asks: bool
) -> None:
    text = "".join(f"{day}, 10:30 - Ann: Yes {day}\n" for day in days)
    found = whatsapp(text, Wishes(month_first=month_first))
    assert tuple(one.on for one in messages(found)) == read
    asked = [one for one in found.questions if one.name == "days"]
    first = "month" if month_first else "day"  # as it was read
    assert [one.answers[0].value for one in asked] == [first] * asks


@pytest.mark.parametrize(
    "own",
    [
        "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
        "Ann created group “Harbour: friends”",
        "Ann changed the subject from “A: b” to “C: d”",
        "Bo joined using this group's invite link",
        "Ann: This message was deleted",
        "Ann: Diese Nachricht wurde gelöscht.",
        "Ann: Vous avez supprimé ce message",
        "Ann: Eliminaste este mensaje.",
        "Ann: Questo messaggio è stato eliminato",
        "Ann: Mensagem apagada",
        "Ann: Dit bericht is verwijderd",
        "Ann: Ta wiadomość została usunięta",
        "Ann: تم حذف هذه الرسالة",
        "Ann: このメッセージは削除されました",
        "Ann: Missed voice call",
        "Harbour: \u200eAnn changed this group's icon",
    ],
)
def test_what_whatsapp_itself_writes_is_left_out_and_counted(own: str) -> None:
    found = whatsapp(f"15/01/2024, 10:30 - {own}\n15/01/2024, 10:31 - Bo: Do you deliver?\n")
    assert said(found) == [("Bo", "Do you deliver?")]
    assert "1 line that WhatsApp itself wrote was left out." in found.notes


@pytest.mark.parametrize(
    ("body", "words", "attached"),
    [
        ("<Media omitted>", "", ("Media omitted",)),
        ("<Medien ausgeschlossen>", "", ("Medien ausgeschlossen",)),
        ("<Médias omis>", "", ("Médias omis",)),
        ("<Multimedia omitido>", "", ("Multimedia omitido",)),
        ("<Media omessi>", "", ("Media omessi",)),
        ("<Mídia oculta>", "", ("Mídia oculta",)),
        ("<Media weggelaten>", "", ("Media weggelaten",)),
        ("<pominięto multimedia>", "", ("pominięto multimedia",)),
        ("<تم استبعاد الوسائط>", "", ("تم استبعاد الوسائط",)),
        ("<メディアは含まれていません>", "", ("メディアは含まれていません",)),
        ("\u200eimage omitted", "", ("image omitted",)),
        (
            "IMG-20240115-WA0001.jpg (file attached)\nBroken!",
            "Broken!",
            ("IMG-20240115-WA0001.jpg",),
        ),
        ("\u200eIMG-1.jpg (Datei angehängt)", "", ("IMG-1.jpg",)),
        ("\u200e<attached: 00000012-PHOTO.jpg>", "", ("00000012-PHOTO.jpg",)),
        ("It leaks \u200e<Anhang: 0001-PHOTO.jpg>", "It leaks", ("0001-PHOTO.jpg",)),
        ("Fixed?\u200e <This message was edited>", "Fixed?", ()),
        ("a < b > c", "a < b > c", ()),
        ("see readme.txt (the long one)", "see readme.txt (the long one)", ()),
    ],
)
def test_files_are_named_and_their_words_kept(
    body: str, words: str, attached: tuple[str, ...]
) -> None:
    found = whatsapp(f"15/01/2024, 10:30 - Ann: {body}\n15/01/2024, 11:30 - Ann: More\n")
    first, *others = messages(found)
    if words:
        assert (first.words, first.attached, len(others)) == (words, attached, 1)
    else:
        assert (first.words, others) == ("More", [])
        assert "1 message was a picture or a file without words, and was left out." in found.notes
    near = whatsapp(f"15/01/2024, 10:30 - Ann: {body}\n15/01/2024, 10:31 - Ann: More\n")
    (one,) = messages(near)
    assert (one.words, one.attached) == (f"{words}\nMore".strip(), attached)


def test_a_wish_typed_in_three_lines_is_one_message() -> None:
    text = "15/01/2024, 10:{} - {}: {}\n"
    lines = [
        ("30", "Ann", "Hello!"),
        ("31", "Ann", "One question"),
        ("34", "Ann", "Bills by mail?"),
    ]
    lines += [("35", "Bo", "Yes"), ("36", "Ann", "Good"), ("59", "Ann", "Thanks")]
    found = whatsapp("".join(text.format(*line) for line in lines))
    assert said(found) == [
        ("Ann", "Hello!\nOne question\nBills by mail?"),
        ("Bo", "Yes"),
        ("Ann", "Good"),
        ("Ann", "Thanks"),
    ]


CHAT = "15/01/2024, 10:30 - Ann: A?\n15/01/2024, 10:31 - Bo: B\n15/01/2024, 10:32 - Ann: C?\n"


def test_who_is_the_owner_is_asked_and_their_side_set_aside() -> None:
    (asked,) = whatsapp(CHAT).questions
    assert (asked.name, [one.value for one in asked.answers]) == ("me", ["", "Ann", "Bo"])
    assert asked.answers[0].words == "Nobody of these"
    assert asked.records == 3
    found = whatsapp(CHAT, Wishes(me=("bo",)))
    assert [one.aside for one in messages(found)] == [None, Aside.OWN, None]
    assert not found.questions
    assert not whatsapp(CHAT, Wishes(me=("",))).questions
    numbered = CHAT.replace("Bo", "+44 7700 900123")
    found = whatsapp(numbered, Wishes(me=("+447700900123",)))
    assert [one.aside for one in messages(found)] == [None, Aside.OWN, None]


def test_what_is_older_than_wished_is_left_out() -> None:
    found = whatsapp(CHAT + "16/01/2024, 9:00 - Ann: D\n", Wishes(since=date(2024, 1, 16)))
    assert said(found) == [("Ann", "D")]


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("WhatsApp Chat with Ann Lee.txt", "Ann Lee"),
        ("WhatsApp Chat with Ann Lee (2).txt", "Ann Lee"),
        ("WhatsApp-Chat mit Ann.txt", "Ann"),
        ("Discussion WhatsApp avec Ann.txt", "Ann"),
        ("_chat.txt", ""),
        ("talk.txt", ""),
    ],
)
def test_a_chat_is_called_by_whom_it_is_with(tmp_path: Path, name: str, subject: str) -> None:
    path = tmp_path / name
    path.write_text(CHAT, encoding="utf-8")
    with path.open("rb") as file:
        first = messages(read_whatsapp(file, NOTHING))[0]
    assert first.subject == subject
    assert first.origin.source == (f"whatsapp:{subject}" if subject else "whatsapp")


def packed(members: dict[str, bytes]) -> bytes:
    """Return a .zip of these files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in members.items():
            into.writestr(name, data)
    return kept.getvalue()


def test_a_chat_is_read_out_of_its_zip() -> None:
    data = packed({"00000012-PHOTO-2024.jpg": b"x", "notes.txt": b"Hi", "_chat.txt": CHAT.encode()})
    assert is_whatsapp(data[:65_536], "x.zip")
    assert len(messages(read_whatsapp(io.BytesIO(data), NOTHING))) == 3
    for tenth in range(10):
        with pytest.raises(Refusal):
            read_whatsapp(io.BytesIO(data[: len(data) * tenth // 10]), NOTHING)
    bomb = packed({"_chat.txt": CHAT.encode() + b" " * 55_000_000})
    with pytest.raises(Refusal, match="too large"):
        read_whatsapp(io.BytesIO(bomb), NOTHING)
    with pytest.raises(Refusal, match="No chat"):
        read_whatsapp(io.BytesIO(packed({"../../etc/a.txt": b"Hi"})), NOTHING)


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"\0" * 99,
        b"Dear all,\n15/01/2024, 10:30 - Ann: no",
        b"2024-01-15 10:30:12 - INFO: x\n",
    ],
)
def test_what_is_no_chat_is_not_taken_for_one(other: bytes) -> None:
    assert not is_whatsapp(other, "WhatsApp Chat with Ann.txt")
    assert not is_telegram(other, "result.json")


@pytest.mark.parametrize(
    ("month_first", "day"), [(False, date(2026, 4, 3)), (True, date(2026, 3, 4))]
)
def test_days_that_nothing_tells_are_read_as_the_owner_writes_them(
    tmp_path: Path, month_first: bool, day: date
) -> None:
    path = tmp_path / "chat.txt"
    lines = ("03/04/2026, 09:00 - Ann Lee: hello", "03/04/2026, 09:01 - Bo Ek: and to you")
    path.write_text("\n".join(lines), "utf-8")
    found = read_file(path, Wishes(month_first=month_first))
    assert [one.on for one in found.records if isinstance(one, FoundMessage)] == [day, day]
    asked = next(one for one in found.questions if one.name == "days")
    assert (asked.answers[0].value == "month") is month_first


def test_a_day_that_is_none_is_refused_with_its_place() -> None:
    found = whatsapp(CHAT + "32/01/2024, 10:33 - Ann: Lost\n")
    assert len(messages(found)) == 3
    assert [(one.place, one.sentence) for one in found.refused] == [
        ("message 4", "Its day is none: 32/01/2024, 10:33.")
    ]


def test_a_chat_in_any_encoding_is_read() -> None:
    text = CHAT.replace("A?", "Größer, bitte – geht das?")
    for data in (text.encode("utf-16"), text.encode("cp1252"), b"\xef\xbb\xbf" + text.encode()):
        assert is_whatsapp(data, "x")
        found = read_whatsapp(io.BytesIO(data), NOTHING)
        assert said(found)[0] == ("Ann", "Größer, bitte – geht das?")


@pytest.mark.parametrize("name", ["whatsapp_export.txt", "telegram_export.json"])
def test_a_real_chat_that_was_cut_keeps_what_is_before(shared_data: Path, name: str) -> None:
    data = (shared_data / "chats" / name).read_bytes()
    read = read_telegram if name.endswith("json") else read_whatsapp
    least = 0
    for tenth in range(11):
        cut = data[: len(data) * tenth // 10]
        for one in (cut, cut.replace(b"e", b"\0")):
            try:
                found = read(io.BytesIO(one), NOTHING)
            except Refusal:
                assert not least or one is not cut
                continue
            if one is cut:
                assert len(found.records) >= least
                least = len(found.records)
    assert least == len(TALK)


def bubble(number: int, words: Any = "Hi", **more: Any) -> dict[str, Any]:
    """Return a message of Telegram, an hour after the one before."""
    sent = datetime(2024, 1, 15, tzinfo=UTC) + timedelta(hours=number)
    base = {"id": number, "type": "message", "from": "Ann", "from_id": "user1"}
    return (
        base
        | {"date": sent.isoformat()[:19], "date_unixtime": str(int(sent.timestamp()))}
        | {"text": words}
        | more
    )


def chat(*bubbles: Any, **more: Any) -> dict[str, Any]:
    """Return a chat of Telegram."""
    return {"name": "Ann", "type": "personal_chat", "id": 7} | more | {"messages": list(bubbles)}


def test_a_text_of_marked_pieces_is_one_text() -> None:
    words = ["See ", {"type": "bold", "text": "this"}, ": ", {"type": "link", "text": "x.example"}]
    assert said(telegram(chat(bubble(1, words)))) == [("Ann", "See this: x.example")]


def test_a_text_longer_than_is_read_at_once_is_whole_and_what_follows_is_read() -> None:
    long = "word " * 150_000
    found = messages(telegram(chat(bubble(1, long), bubble(2, "After it"))))
    assert [len(one.words) for one in found] == [len(long.strip()), len("After it")]


@pytest.mark.parametrize("by", range(12))
def test_a_number_that_goes_on_where_reading_paused_is_one_number(by: int) -> None:
    written = json.dumps(chat(bubble(1, "x"), id=123456789))
    # The file is read in pieces: so much before it that the number lies across two of them.
    ahead = (1 << 18) - written.index("123456789") - by
    found = messages(read_telegram(io.BytesIO((" " * ahead + written).encode()), NOTHING))
    assert [one.words for one in found] == ["x"]


def test_services_are_counted_files_named_and_replies_joined() -> None:
    found = telegram(
        chat(
            {"id": 1, "type": "service", "action": "phone_call"},
            bubble(2, "Broken", photo="photos/a.jpg"),
            bubble(3, "Bill?", file="(File not included.)", file_name="bill.pdf"),
            bubble(4, "", file="x/sticker.webp", media_type="sticker"),
            bubble(5, "Yes", reply_to_message_id=3),
            bubble(6, "Wish", forwarded_from="Cy"),
            bubble(7, "gone", **{"from": None}),
        )
    )
    assert [(one.words, one.attached, one.answers) for one in messages(found)] == [
        ("Broken", ("a.jpg",), ""),
        ("Bill?", ("bill.pdf",), ""),
        ("Yes", (), "3"),
        ("Wish", (), ""),
        ("gone", (), ""),
    ]
    assert [one.who.name for one in messages(found)][3:] == ["Cy", ""]
    assert messages(found)[0].at == "2024-01-15T02:00:00+00:00"
    assert len(found.notes) == 2


def test_all_chats_of_an_export_are_read_and_its_maker_is_the_owner() -> None:
    found = telegram(
        {
            "about": "Here is the data you requested. Telegram",
            "personal_information": {"user_id": 2, "first_name": "Bo"},
            "contacts": {"list": [{"first_name": "Ann"}]},
            "chats": {
                "about": "This page lists all chats.",
                "list": [
                    chat(bubble(1, "Do you deliver?"), bubble(2, "Yes", from_id="user2")),
                    chat(bubble(1, "Another"), id=8, name="Cy"),
                ],
            },
        }
    )
    assert [(one.subject, one.words, one.aside) for one in messages(found)] == [
        ("Ann", "Do you deliver?", None),
        ("Ann", "Yes", Aside.OWN),
        ("Cy", "Another", None),
    ]
    assert {one.origin.source for one in messages(found)} == {"telegram:7", "telegram:8"}
    assert not found.questions


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"messages": [',
        '{"messages": [}',
        '{"messages": ' + "[" * 100_000,
        '{"list": [' * 50_000,
        '{"messages": [{"a": ' + "1" * 100_000,
        '{"messages": [1, null, "x", [], {}]}',
        "[]",
    ],
)
def test_what_is_broken_is_refused_or_read_in_part(text: str) -> None:
    try:
        found = read_telegram(io.BytesIO(text.encode()), NOTHING)
    except Refusal:
        return
    assert not found.records


def test_a_long_hostile_chat_is_read_in_its_time() -> None:
    begun = time.process_time()
    line = "15/01/2024, 10:30 - " + "a" * 1_000 + "\n"
    for text in (
        CHAT + "x" * 3_000_000,
        CHAT + line * 3_000,
        CHAT + "\n" * 1_000_000,
        CHAT + "[" * 1_000_000,
        CHAT + ("1/1/" * 500_000),
        CHAT + "15/01/2024, 10:33 - Bo: " + "<a:" * 500_000,
    ):
        assert ("Ann", "A?") in said(whatsapp(text))
    assert time.process_time() - begun < 60


LINES = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" "),
        min_size=1,
        max_size=40,
    )
    .map(str.strip)
    .filter(lambda text: bool(text) and text[0].isalpha())
)


@given(
    st.lists(st.tuples(st.sampled_from(["Ann", "Bo", "李"]), LINES), min_size=1, max_size=20),
    st.sampled_from(HEADS),
    st.integers(0, 1_000),
)
def test_what_a_telephone_writes_is_read_back(
    talk: list[tuple[str, str]], head: str, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311
    moment, text, meant = at(1, 25), "", []
    for name, words in talk:
        moment += timedelta(minutes=rng.choice([1, 90]))
        text += f"{stamp(head, moment)}{name}: {words}\n"
        meant.append((name, moment, words))
    joined: list[tuple[str, datetime, str]] = []
    for name, when, words in meant:
        if joined and joined[-1][0] == name and when - joined[-1][1] <= timedelta(minutes=5):
            joined[-1] = (name, when, f"{joined[-1][2]}\n{words}")
        else:
            joined.append((name, when, words))
    assert said(whatsapp(text)) == [(name, words) for name, _when, words in joined]


@given(st.lists(st.tuples(st.sampled_from(["Ann", "Bo"]), LINES), min_size=1, max_size=20))
def test_what_telegram_writes_is_read_back(talk: list[tuple[str, str]]) -> None:
    bubbles = [bubble(place, words, **{"from": name}) for place, (name, words) in enumerate(talk)]
    assert said(telegram(chat(*bubbles))) == talk
