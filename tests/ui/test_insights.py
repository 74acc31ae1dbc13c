"""The insights page: the watch list by keys, and what stands behind every number."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import owed
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.insights import evidence_of, watch_list
from feedbackdesk.domain.dates import say_day, show_date, working_days_after
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.watching import Reason
from feedbackdesk.domain.words import Channel, FollowUpKind, Kind
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

PUBLIC = "Puddlewick Nursery School"
OONAGH = "Oonagh Brennan, Three Paws Lane Vets"
PIOTR = "Piotr Nowak, Tallowby Accountants"
ZOFIA = "Zofia Wiśniewska, Babblebrook Translations"


def shown(window: Driver) -> Driver:
    """Bring the page into sight by its key."""
    window.press("Ctrl+7")
    assert window.page == "insights"
    return window


def choose(window: Driver, words: str) -> None:
    """Choose the entry whose sentence begins with these words."""
    window.choose("watchList", words)
    row = window.current("watchList")
    assert row is not None
    assert row.spoken.startswith(words)


def listed(window: Driver) -> list[str]:
    """Return who deserves a word, from the top."""
    return window.shown("watchList")


def record(path: Path, *said: NewFeedback) -> None:
    """Record feedback in a workspace that nobody has open."""
    desk = Desk.open(path)
    for one in said:
        desk.do(record_feedback, one)
    desk.close()


def trouble(who: str | None, link: str | None = None, days: int = 3) -> NewFeedback:
    """Return a complaint, in a review where it has a link."""
    return NewFeedback(
        "It leaks <b>again</b>",
        Speaker(who) if who else Speaker(),
        kind=Kind.PROBLEM,
        channel=Channel.REVIEW if link else Channel.CALL,
        on=date.today() - timedelta(days=days),
        link=link,
        reach=70 if link else None,
    )


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """The insights of the sample business."""
    return shown(drive(sample_path))


def test_everything_an_entry_rests_on_can_be_opened(window: Driver) -> None:
    seen = set()
    for at, row in enumerate(window.desk.ask(watch_list)):
        found = window.desk.ask(evidence_of, row.entry)
        assert len(found) >= row.entry.number or row.entry.reason is Reason.VOICE  # by days
        assert set(row.entry.evidence) <= {one.key for one in found if one.table == "feedback"}
        if len(found) < 2 or row.entry.reason in seen:
            continue
        seen.add(row.entry.reason)
        entry = window.each("watchList")[at]
        assert entry.says == row.speaker
        entry.choose()
        window.settle()
        window.press("A")
        assert window.dialog() == "chooser"
        assert window.part("chooserField").spoken == f"{row.who}: all it rests on"
        assert window.shown("chooserList") == [
            f"{show_date(one.on)}   {excerpt(one.words, 160)}" for one in found if one.on
        ]
        window.press("Up", "Enter")  # the last one
        assert window.dialog() == ""
        last = found[-1]
        assert last.on is not None
        inspected = window.inspected()
        assert inspected.startswith("Feedback\n")
        assert last.words.rstrip("…") in inspected
        assert show_date(last.on) in inspected
        assert window.page == "insights"
        shown(window)
        assert window.keyboard == "watchList"
    assert seen == {Reason.AGAIN, Reason.QUIET, Reason.VOICE}


def test_the_keys_of_the_watch_list_do_what_they_say(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    record(path, trouble("Ann", "https://example.org/a"), trouble("Bo"))
    window = shown(drive(path))
    assert window.keyboard == "watchList"
    choose(window, "Ann")
    window.press("P")
    assert window.page == "people"
    assert window.is_said("Ann", "personPage")
    shown(window)
    for key, dialog in (("L", "linkQuestion"), ("O", "oweDialog")):
        window.press(key)
        assert window.dialog() == dialog
        window.press("Esc")
        assert window.dialog() == ""
        assert window.keyboard == "watchList"
    window.press("N")
    assert listed(window) == ["Bo"]


def test_no_key_of_a_list_is_a_letter_of_the_menu_bar(window: Driver) -> None:
    taken = set(window.bar().values())
    assert len(taken) > 5
    keys = {key for name in window.actions() for key in window.keys_of(name)}
    assert {"Alt+Z", "Alt+J"} <= keys
    assert not keys & taken


def test_an_empty_workspace_says_what_will_stand_here(drive: Drive, tmp_path: Path) -> None:
    window = shown(drive(tmp_path / "new.feedbackdesk"))
    assert window.is_said("Nothing stands out yet\nWith some weeks of feedback", "insightsPage")
    assert window.keyboard == "offer.capture"
    assert not window.has("watchList")
    assert window.rows("trendsList") == [
        "Growing themes",
        "Nothing stands out yet",
        "Faded themes",
        "Nothing stands out yet",
        "What each channel brings",
        "Nothing was said in this time",
        "How long people wait for an answer",
        "Nobody was owed an answer in this time",
    ]
    assert not any(window.can(f"watch_{what}") for what in ("owe", "drop", "link", "open"))


def test_each_entry_is_one_sentence_with_its_reason(window: Driver) -> None:
    sentences = window.rows("watchList")
    assert sentences[0].startswith(
        f"{PUBLIC}: Unhappy in public, and unanswered for 115 days; Review · 640 people; said on "
    )
    assert len(set(sentences)) == len(sentences)
    window.resize(1360, 860)
    assert window.part("pageNumbers").says == f"{len(sentences)} entries deserve a word"
    for words in (
        "Asked 3 times within a year: Invoices by e-mail",
        "Spoke 3 times, about every 46 days; silent for 148 days",
        "Praised you 4 days ago, and was not thanked",
        "Brought you 1 person, and was not thanked",
        "Spoke 4 times within a year: worth a word of thanks",
        "Not to be contacted",
        "Answer: late since",
    ):
        assert any(words in sentence for sentence in sentences), words


def test_the_keyboard_starts_in_the_list_and_enter_opens_the_evidence(window: Driver) -> None:
    assert window.keyboard == "watchList"
    choose(window, OONAGH)
    window.press("Enter")
    assert window.inspected().startswith("Feedback\n")
    assert "in the middle of a Labrador’s caesarean" in window.inspected()
    choose(window, f"{ZOFIA}: Brought")  # about no words: the person opens
    window.act("watch_open")
    assert window.inspected().startswith("Person\n")
    assert "Zofia Wiśniewska" in window.inspected()


def test_what_is_owed_goes_to_the_owed_list_with_its_day(window: Driver) -> None:
    choose(window, PIOTR)
    window.act("watch_owe")
    assert window.dialog() == "oweDialog"
    assert window.part("oweName").says == PIOTR
    assert window.part("oweKind").says == "Answer"
    assert window.keyboard == "oweKind"
    for wrong, sentence in (
        ("the 45th of never", "not understood as a date"),
        ("last fri", "has passed"),
        ("", "By when? Write a day, such as friday or 2 weeks."),
    ):
        window.fill(oweDue=wrong)
        window.click("oweSave")
        assert window.dialog() == "oweDialog", "said what is wrong, and nothing was done"
        assert window.is_said(sentence)
        assert window.keyboard == "oweDue"
    window.fill(oweDue="tomorrow")
    window.clipboard = "The loan machine\x00"
    window.field("oweAbout").press("Ctrl+V")
    window.click("oweSave")
    assert window.dialog() == ""
    assert window.keyboard == "watchList"
    (debt,) = [one for one in window.desk.ask(owed) if one.who == "Piotr Nowak"]
    assert (debt.kind, debt.about) == (FollowUpKind.ANSWER, "The loan machine")
    assert debt.due == date.today() + timedelta(days=1)
    assert "; Answer: by " in window.row("watchList", PIOTR).spoken


def test_the_day_that_is_offered_follows_what_is_owed_until_one_is_typed(window: Driver) -> None:
    choose(window, PIOTR)
    window.press("O")
    kind, due, echo = (window.part(name) for name in ("oweKind", "oweDue", "oweDueEcho"))
    usual = {"Answer": 1, "Check in": 5, "Thank": 3, "Win back": 5, "Acknowledge": 1}
    assert kind.choices == list(usual)
    for words, days in usual.items():
        kind.choose(words)
        offered = working_days_after(date.today(), days)
        assert (due.says, echo.says) == (offered.isoformat(), say_day(offered))
    due.fill("10 jan")
    kind.choose("Answer")
    assert due.says == "10 jan"
    january = date(date.today().year, 1, 10)
    coming = january if january >= date.today() else january.replace(year=january.year + 1)
    assert echo.says == say_day(coming)
    for typed, by in (("2 weeks", 14), (f"{date.today():%a}", 7)):
        due.fill(typed)
        assert echo.says == say_day(date.today() + timedelta(days=by))


def test_who_may_not_be_contacted_is_owed_with_a_warning(window: Driver) -> None:
    choose(window, f"{ZOFIA}: Unhappy")
    window.press("O")
    assert window.part("oweWarning").says.startswith(
        "They asked not to be contacted. Only by e-mail"
    )
    window.press("Esc")
    choose(window, PIOTR)
    window.press("O")
    assert not window.has("oweWarning")


@pytest.mark.parametrize("key", ["Del", "N"])
def test_not_needed_takes_an_entry_off_and_undo_brings_it_back(window: Driver, key: str) -> None:
    before = listed(window)
    at = before.index(PIOTR)
    choose(window, PIOTR)
    window.press(key)
    assert window.says() == "Took Piotr Nowak off the watch list."
    assert listed(window) == before[:at] + before[at + 1 :]
    assert window.chosen("watchList") == [before[at + 1]], "the next one took its place"
    window.act("undo")
    assert listed(window) == before


def test_one_reason_alone_can_be_looked_at(window: Driver) -> None:
    field = window.part("watchReason")
    assert field.choices == [
        "Everyone who deserves a word",
        "Unhappy and unanswered (8)",
        "Ask again and again (1)",
        "Loyal, and went quiet (1)",
        "Spoke in public (0)",
        "Praise without thanks (5)",
        "Brought others (13)",
        "Frequent voices (7)",
    ]
    every = window.rows("watchList")
    for words in field.choices[1:]:
        field.choose(words)
        window.settle()
        number = int(words.partition("(")[2].rstrip(")"))
        assert len(listed(window)) == number
        assert window.has("watchList") is bool(number)
        assert window.has("watchNobody") is not bool(number)
    field.choose("Ask again and again (1)")
    window.settle()
    assert window.rows("watchList") == [one for one in every if ": Asked 3 times" in one]
    field.choose("Everyone who deserves a word")
    window.settle()
    assert window.rows("watchList") == every


def test_a_link_says_where_it_leads_before_it_is_opened(window: Driver, outside: list[str]) -> None:
    address = "https://reviews.example.com/quill-and-kettle/nap-time"
    choose(window, PUBLIC)
    window.act("watch_link")
    assert window.dialog() == "linkQuestion"
    assert window.asked() == f"This leads to reviews.example.com\n{address}"
    window.answer("Stay here")
    assert not outside
    window.click("insights.watch_link")
    window.answer("Open in the browser")
    assert outside == [address]
    assert window.dialog() == ""


def test_what_is_no_link_is_never_opened(drive: Drive, tmp_path: Path, outside: list[str]) -> None:
    path = tmp_path / "shop.feedbackdesk"
    links = ("javascript:alert(1)", "file:///etc/passwd", "https://shop.example@evil.example")
    record(path, *(trouble(None, link) for link in (*links, "a < b")))
    window = shown(drive(path))
    assert listed(window) == [""] * 4
    for row in window.each("watchList"):
        assert row.spoken.startswith("Nobody named: Unhappy in public, and unanswered for 3 days; ")
        row.choose()
        window.settle()
        assert window.can("watch_owe")
        assert not window.can("watch_link")
        assert not window.button("insights.watch_link").enabled
        window.press("L")
        assert window.dialog() == ""
    assert not outside


def test_any_name_is_painted_and_read_out_as_it_is(drive: Drive, tmp_path: Path) -> None:
    names = ["<b>Ann</b>", "\u202eחנה <i>", "A" * 290, "🙂 & Söhne", "%1 {x}"]
    path = tmp_path / "shop.feedbackdesk"
    record(path, *(trouble(name, days=9 - at) for at, name in enumerate(names)))
    window = shown(drive(path))
    assert listed(window) == names, "the longest unanswered comes first"
    pictures = []
    for look in ("dark", "contrast", "light"):
        window.act(f"look_{look}")
        pictures.append(window.part("watchList").picture)
    assert len({bytes(one.constBits()) for one in pictures}) == len(pictures)
    for row, name in zip(window.each("watchList"), names, strict=True):
        assert row.spoken.startswith(f"{name}: Unhappy, and unanswered for ")
        row.choose()
        window.press("O")
        assert window.dialog() == "oweDialog"
        assert window.part("oweName").says == name  # what was taken for markup would lose it
        window.press("Esc")


def test_every_number_of_the_trends_opens(window: Driver) -> None:
    for words, number in (("Call: 12 feedbacks", 12), ("E-mail: 9 feedbacks", 9)):
        window.open("trendsList", words)
        assert window.page == "search"
        assert len(window.rows("searchList")) == number
        channel = words.partition(":")[0]
        assert all(f", by {channel}" in row for row in window.rows("searchList"))
        since = date.today() - timedelta(days=90)
        assert window.is_said(f"since: {since.isoformat()}", "searchPage")
        shown(window)
    theme = "Change the standing order online"
    assert "growing within 91 days" in window.row("trendsList", theme).spoken
    window.open("trendsList", theme)
    assert window.page == "themes"
    assert window.is_said(theme, "themesPage")
    assert not window.has("themeList"), "its own page is open"
    shown(window)
    window.row("trendsList", "Problem: half answered").click()
    window.settle()
    assert window.inspected().startswith("Feedback\n")
    assert "Problem" in window.inspected()


def test_headings_are_passed_over_and_a_longer_time_can_be_compared(window: Driver) -> None:
    charts = window.each("trendsList")
    heads = [row.says for row in charts if not row.enabled]
    assert heads == [
        "Growing themes",
        "Faded themes",
        "What each channel brings",
        "How long people wait for an answer",
    ]
    window.part("trendsList").press("Home")
    window.settle()
    assert charts[1].current
    assert window.part("trendsPeriod").choices == [
        "Last 3 months, against the 3 before",
        "Last 6 months, against the 6 before",
        "Last 12 months, against the 12 before",
    ]
    window.part("trendsPeriod").choose("Last 12 months, against the 12 before")
    window.settle()
    words = window.rows("trendsList")
    assert words[1] == "Nothing was said in the time before to compare with"
    (call,) = [said for said in words if said.startswith("Call: ")]
    assert not call.startswith("Call: 12 feedbacks")
    assert "; 0 before · " in call
    assert "within 365 days" in call


def test_the_list_follows_what_is_recorded_while_it_is_seen(window: Driver) -> None:
    window.desk.do(record_feedback, trouble("Somebody New"))
    window.settle()
    assert "Somebody New" in listed(window)
    window.go("inbox")
    window.desk.do(record_feedback, trouble("Somebody Else"))
    window.settle()
    assert "Somebody Else" not in listed(window), "nobody looks: reckoned when it is seen"
    shown(window)
    assert "Somebody Else" in listed(window)


def test_the_trends_stand_below_where_there_is_no_room_beside(window: Driver) -> None:
    window.resize(1366, 768)
    watch, trends = window.part("watchList"), window.part("trendsList")
    assert trends.place.left() > watch.place.right()
    window.resize(880, 700)
    window.act("inspector")
    assert trends.place.top() > watch.place.bottom()
    assert trends.place.width() > 280
    assert trends.visible


def test_a_file_that_can_only_be_read_is_watched_and_not_changed(
    drive: Drive, sample_path: Path
) -> None:
    with closing(sqlite3.connect(sample_path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = shown(drive(sample_path))
    before = listed(window)
    choose(window, PIOTR)
    assert window.can("watch_open")
    for name in ("watch_owe", "watch_drop"):
        assert not window.can(name)
        assert not window.button(f"insights.{name}").enabled
    window.press("O", "N", "Del")
    assert window.dialog() == ""
    assert listed(window) == before
