"""Transcripts of calls: who says what at which minute, in whole turns."""

from __future__ import annotations

import io
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Aside, Found, FoundMessage, Wishes
from feedbackdesk.domain.words import Channel
from feedbackdesk.exchange.transcripts import is_transcript, read_transcript


def read(text: str | bytes, wishes: Wishes | None = None) -> Found:
    """Return what a transcript holds."""
    data = text.encode() if isinstance(text, str) else text
    return read_transcript(io.BytesIO(data), wishes or Wishes())


def said(found: Found) -> list[tuple[str, str, str]]:
    """Return who said what, and when."""
    kept = [one for one in found.records if isinstance(one, FoundMessage)]
    assert len(kept) == len(found.records)
    assert all(one.channel is Channel.CALL for one in kept)
    return [(one.origin.place, one.who.name, one.words) for one in kept]


def captions(last: int) -> str:
    """Return the numbered captions of the real files."""
    return " ".join(f"Caption text #{number}" for number in range(1, last + 1))


REAL = {
    "captions_with_bom.vtt": captions(4),
    "cue_tags.vtt": "When the moon hits your eye Like a big-a pizza pie That's amore",
    "invalid_timeframe.vtt": captions(7),
    "metadata_headers.vtt": captions(2),
    "sample.srt": captions(5),
    "sample.vtt": captions(16),
}


@pytest.mark.parametrize("name", REAL)
def test_the_real_transcripts_say_what_they_say(shared_data: Path, name: str) -> None:
    data = (shared_data / "transcripts" / name).read_bytes()
    assert is_transcript(data, "x")
    found = read(data)
    at = "at 0:16" if name == "cue_tags.vtt" else "at 0:00"
    assert said(found) == [(at, "", REAL[name])]
    for tenth in range(10):
        cut = data[: len(data) * tenth // 10]
        for one in (cut, cut.replace(b"e", b"\0")):
            try:
                found = read(one)
            except Refusal:
                continue
            assert found.records


def test_every_real_transcript_is_looked_at(shared_data: Path) -> None:
    there = {path.name for path in (shared_data / "transcripts").iterdir()} - {"LICENSE"}
    assert there == set(REAL)


VOICES = """WEBVTT - A call

STYLE
::cue { color: red }

NOTE
Ann: this is no speech

a1
00:00:01.000 --> 00:00:03.000 align:start
<v Ann Lee>Could the bill</v>

00:00:03.500 --> 00:00:05.000
<v.loud Ann Lee>come by <i>mail</i> &amp; not on paper?</v>

01:12:04.000 --> 01:12:06.000
<v Bo>Yes.</v>
<v Ann Lee>Good!
"""


def test_voices_are_speakers_and_their_lines_in_turn_one_message() -> None:
    found = read(VOICES)
    assert said(found) == [
        ("at 0:01", "Ann Lee", "Could the bill come by mail & not on paper?"),
        ("at 1:12:04", "Bo", "Yes."),
        ("at 1:12:04", "Ann Lee", "Good!"),
    ]
    (asked,) = found.questions
    assert [one.value for one in asked.answers] == ["", "Ann Lee", "Bo"]
    own = read(VOICES, Wishes(me=("Bo",)))
    assert [getattr(one, "aside", None) for one in own.records] == [None, Aside.OWN, None]


NAMED = """1
00:00:01,000 --> 00:00:03,000
Ann Lee: Could the bill

2
00:00:03,000 --> 00:00:05,000
come by mail?

It gets lost.
3
00:12:04,000 --> 00:12:06,000
Bo: The plan is: we do.

4
00:12:07,000 --> 00:12:09,000
Ann Lee: Good
"""


def test_names_before_a_colon_are_speakers() -> None:
    for text in (
        NAMED,
        NAMED.replace("\n", "\r\n"),
        "WEBVTT\n\n" + NAMED.replace("?\n\nIt", "?\nIt"),
    ):
        assert said(read(text)) == [
            ("at 0:01", "Ann Lee", "Could the bill come by mail? It gets lost."),
            ("at 12:04", "Bo", "The plan is: we do."),
            ("at 12:07", "Ann Lee", "Good"),
        ]


def test_a_colon_in_a_sentence_names_nobody() -> None:
    lines = ["We met.", "The plan is: we go", "tomorrow", "at noon."]
    text = "".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n{line}\n\n" for at, line in enumerate(lines)
    )
    assert said(read(text)) == [("at 0:00", "", "We met. The plan is: we go tomorrow at noon.")]


def test_who_draws_breath_begins_a_paragraph() -> None:
    text = "00:01.000 --> 00:02.000\nOne\n\n00:05.000 --> 00:06.000\nTwo\n"
    assert said(read(text)) == [("at 0:01", "", "One"), ("at 0:05", "", "Two")]


def test_a_time_that_cannot_be_read_loses_no_words() -> None:
    text = "WEBVTT\n\n00:04.000 --> 00:05.000\nOne\n\n0x:06.000 --> 00:07.000\nTwo\n"
    assert said(read(text)) == [("at 0:04", "", "One Two")]
    assert read(text).notes == (
        "1 time could not be read: what was said then stands at the time before.",
    )


def test_lines_that_roll_up_are_said_once() -> None:
    text = "WEBVTT\n\n" + "".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n{lines}\n\n"
        for at, lines in enumerate(["one", "one\ntwo", "two", "two\nthree"])
    )
    assert said(read(text)) == [("at 0:00", "", "one two three")]


def test_a_recording_that_says_its_moment_has_its_day(tmp_path: Path) -> None:
    path = tmp_path / "GMT20240115-113000_Recording.transcript.vtt"
    path.write_text(VOICES, encoding="utf-8")
    with path.open("rb") as file:
        first = read_transcript(file, Wishes()).records[0]
    assert isinstance(first, FoundMessage)
    assert first.subject == "GMT20240115-113000_Recording"
    assert (first.on, first.at) == (date(2024, 1, 15), "2024-01-15T11:30:01+00:00")


def test_what_is_no_transcript_is_refused() -> None:
    for text in ("", "\0" * 99, "Dear all,\n00:01 --> 00:02", "WEBVTTX", "12\n13\n"):
        assert not is_transcript(text.encode(), "call.vtt")
    for text in ("", "\0" * 99, "WEBVTT\n\nNOTE nothing\n", "00:01.000 --> 00:02.000\n\n"):
        with pytest.raises(Refusal):
            read(text)


def test_hostile_transcripts_are_read_in_their_time() -> None:
    begun = time.process_time()
    for more in (
        "<" * 1_000_000,
        "<v " * 300_000,
        "-->" * 300_000,
        "\n" * 1_000_000,
        "a:" * 500_000,
    ):
        assert read(f"{VOICES}\n00:01.000 --> 00:02.000\n{more}\n").records
    assert read("WEBVTT\n\n" + "00:01.000 --> 00:02.000\nYes\n\n" * 100_000).records
    assert time.process_time() - begun < 60


WORDS = st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(st.sampled_from(["Ann", "Bo", "Cy"]), WORDS), min_size=1, max_size=20))
def test_what_was_written_is_read_back(talk: list[tuple[str, str]]) -> None:
    joined: list[tuple[str, str]] = []
    web = "WEBVTT\n\n"
    srt = ""
    for at, (name, words) in enumerate(talk):
        clock = f"00:00:{at:02}{{0}}000 --> 00:00:{at + 1:02}{{0}}000\n"
        web += f"{clock.format('.')}<v {name}>{words}</v>\n\n"
        srt += f"{at + 1}\n{clock.format(',')}{name}: {words}\n\n"
        if joined and joined[-1][0] == name:
            joined[-1] = (name, f"{joined[-1][1]} {words}")
        else:
            joined.append((name, words))
    for text in (web, srt):
        assert [(name, words) for _at, name, words in said(read(text))] == joined
