"""Talk that was brought in: it waits, is kept or dropped, and goes after its time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk import heap
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.everything import tables, take_in
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.heap import Keep
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.importing.foreseeing import foresee
from feedbackdesk.desk.importing.taking import bring_in
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.privacy import to_be_erased
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.foreseen import Choices, Fate, Into
from feedbackdesk.domain.found import (
    Aside,
    Found,
    FoundFeedback,
    FoundMessage,
    FoundPerson,
    FoundWho,
    Origin,
    Record,
)
from feedbackdesk.domain.heap import Talk
from feedbackdesk.domain.words import Channel, Kind
from feedbackdesk.store.schema import LOGGED

DAY = date(2026, 5, 14)
PRIYA = FoundWho("Priya Nair", "Tidemarsh Dental", "priya@tidemarsh.example")
KIT = FoundWho("Kit Marsden", "", "kit@sparrows.example")


def mail(
    number: int,
    words: str,
    who: FoundWho = PRIYA,
    *,
    subject: str = "Tuesday’s delivery",
    aside: Aside | None = None,
    answers: int = 0,
    on: date = DAY,
) -> FoundMessage:
    """Return a message of a mailbox."""
    return FoundMessage(
        Origin("mail", f"<{number}@example>", f"message {number}"),
        words,
        who,
        on,
        subject=subject,
        channel=Channel.EMAIL,
        aside=aside,
        answers=f"<{answers}@example>" if answers else "",
        attached=("crate.jpg",) if number == 1 else (),
    )


def mailbox(*records: Record) -> Found:
    """Return a mailbox."""
    return Found("mbox", tuple(records))


PILE = mailbox(
    mail(1, "Thanks for sorting the crate. Could the driver send a text?"),
    mail(2, "The lids came off again on the stairs.", KIT),
    mail(3, "Unsubscribe here.", FoundWho("News", "", "news@shop.example"), aside=Aside.NEWSLETTER),
    mail(4, "We will look into it.", FoundWho("Me"), aside=Aside.OWN, answers=1),
)


def waiting(desk: Desk) -> list[Talk]:
    """Return what waits to be looked at."""
    return desk.ask(heap.waiting)


def texts(desk: Desk) -> list[str]:
    """Return what waits, in its words."""
    return [one.text for one in waiting(desk)]


def said(desk: Desk) -> list[str]:
    """Return all feedback, in its words."""
    return sorted(one.text for one in desk.ask(list_feedback))


def ids(desk: Desk) -> list[int]:
    """Return the keys of what waits."""
    return [one.id for one in waiting(desk)]


def logged(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every logged table."""
    desk.rest()
    with closing(sqlite3.connect(desk.path)) as raw:
        return {
            name: raw.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in LOGGED
        }


def bytes_of(desk: Desk) -> bytes:
    """Return the file as it is on the disk, with nothing beside it."""
    desk.rest()
    return Path(desk.path).read_bytes()


def begin_as_of(desk: Desk, table: str, column: str, moment: str) -> None:
    """Let all rows of a table be of another day: time cannot be waited for."""
    desk.rest()
    with closing(sqlite3.connect(desk.path)) as raw, raw:
        raw.execute(f"UPDATE {table} SET {column} = ?", (moment,))


def days_ago(number: int) -> str:
    """Return the moment so many days ago as the log keeps it."""
    return (datetime.now(UTC) - timedelta(days=number)).isoformat(timespec="microseconds")


def test_talk_is_no_feedback_before_it_is_kept(desk: Desk) -> None:
    seen = desk.ask(foresee, PILE)
    assert (seen.numbers["taken"], seen.heap, dict(seen.asides)) == (
        4, 2, {Aside.NEWSLETTER: 1, Aside.OWN: 1}
    )  # fmt: skip
    desk.do(bring_in, "mail.mbox", PILE)
    assert said(desk) == []
    assert desk.ask(all_people) == []  # whoever only wrote is nobody here yet
    assert len(texts(desk)) == 2
    counts = desk.ask(heap.counts)
    assert (counts.waiting, counts.files, dict(counts.aside)) == (
        2, 1, {Aside.NEWSLETTER: 1, Aside.OWN: 1}
    )  # fmt: skip
    first = waiting(desk)[0]
    assert (first.speaker, first.subject, first.on, first.file, first.place, first.attached) == (
        "Priya Nair, Tidemarsh Dental", "Tuesday’s delivery", DAY, "mail.mbox", "message 1",
        ("crate.jpg",),
    )  # fmt: skip


def test_what_is_kept_becomes_feedback_of_who_wrote_it(desk: Desk) -> None:
    desk.do(bring_in, "mail.mbox", PILE)
    first, second = ids(desk)
    quote = "Could the driver send a text?"
    keys = desk.do(
        heap.keep,
        [Keep(first, Kind.REQUEST, "A delivery time", quote), Keep(second, Kind.PROBLEM)],
        "2 messages",
    ).result
    assert texts(desk) == []
    feedback = {one.id: one for one in desk.ask(list_feedback)}
    one, other = (feedback[key] for key in keys)
    assert (one.who, one.organisation, one.kind, one.channel, one.on) == (
        "Priya Nair", "Tidemarsh Dental", Kind.REQUEST, Channel.EMAIL, DAY
    )  # fmt: skip
    assert [(m.theme, m.quote) for m in one.mentions] == [("A delivery time", quote)]
    assert (other.who, other.kind, other.mentions) == ("Kit Marsden", Kind.PROBLEM, ())
    assert desk.ask(heap.counts).last == (True, True)


def test_dropping_teaches_and_counts_nothing(desk: Desk) -> None:
    desk.do(bring_in, "mail.mbox", PILE)
    desk.do(heap.drop, [ids(desk)[0]], "1 message")
    assert texts(desk) == ["The lids came off again on the stairs."]
    counts = desk.ask(heap.counts)
    assert (counts.decided, counts.last, counts.kept) == (1, (False,), 0)
    assert said(desk) == []


def test_each_decision_and_the_run_are_undone_one_by_one(desk: Desk) -> None:
    before = logged(desk)
    del before["setting"]
    desk.do(bring_in, "mail.mbox", PILE)
    first, second = ids(desk)
    desk.do(heap.keep, [Keep(first, Kind.PRAISE, "Crates")], "1 message")
    desk.do(heap.drop, [second], "1 message")
    assert texts(desk) == []
    desk.undo()
    assert ids(desk) == [second]
    desk.undo()
    assert (ids(desk), said(desk)) == ([first, second], [])
    desk.undo()
    assert (ids(desk), desk.ask(heap.counts).aside) == ([], {})
    after = logged(desk)
    del after["setting"]
    assert after == before
    desk.redo()
    assert ids(desk) == [first, second]
    desk.redo()
    desk.redo()
    assert (ids(desk), len(said(desk))) == ([], 1)


def test_the_same_mailbox_brings_nothing_twice(desk: Desk) -> None:
    desk.do(bring_in, "mail.mbox", PILE)
    desk.do(heap.drop, [ids(desk)[0]], "1 message")
    longer = mailbox(*PILE.records, mail(5, "Is there a card where every tenth is free?"))
    fates = [one.fate for one in desk.ask(foresee, longer).entries]
    assert fates == [Fate.KNOWN] * 4 + [Fate.TAKEN]
    desk.do(bring_in, "later.mbox", longer)
    assert texts(desk) == [
        "The lids came off again on the stairs.", "Is there a card where every tenth is free?"
    ]  # fmt: skip
    assert desk.ask(heap.counts).files == 2


def test_a_run_that_is_undone_may_come_again_and_shows_each_message_once(desk: Desk) -> None:
    first = desk.do(bring_in, "mail.mbox", PILE).touched.step_id
    desk.undo()
    desk.do(bring_in, "again.mbox", PILE)
    assert len(ids(desk)) == 2
    desk.undo(_undo_of(desk, first))
    assert len(ids(desk)) == 2  # both runs hold the same


def _undo_of(desk: Desk, step: int | None) -> int:
    desk.rest()
    with closing(sqlite3.connect(desk.path)) as raw:
        return int(raw.execute("SELECT undone_by FROM step WHERE id = ?", (step,)).fetchone()[0])


def test_who_kept_what_is_known_by_the_same_words_stays_one(desk: Desk) -> None:
    desk.do(
        record_feedback,
        NewFeedback("The lids came off again on the stairs.", Speaker("Kit Marsden"), on=DAY),
    )
    desk.do(bring_in, "mail.mbox", PILE)
    desk.do(heap.keep, [Keep(ids(desk)[1], Kind.PROBLEM, "Lids")], "1 message")
    (one,) = desk.ask(list_feedback)
    assert one.themes == ("Lids",)


def test_what_was_decided_elsewhere_cannot_be_decided_again(desk: Desk) -> None:
    desk.do(bring_in, "mail.mbox", PILE)
    key = ids(desk)[0]
    desk.do(heap.drop, [key], "1 message")
    for intention in (
        lambda: desk.do(heap.drop, [key], "1 message"),
        lambda: desk.do(heap.keep, [Keep(key)], "1 message"),
    ):
        with pytest.raises(NotThere, match="no longer on the heap"):
            intention()
    assert desk.ask(heap.counts).decided == 1


def test_a_reply_leads_to_what_it_answers(desk: Desk) -> None:
    desk.do(bring_in, "mail.mbox", PILE)
    (own,) = desk.ask(heap.aside, Aside.OWN)
    answered = desk.ask(heap.answered, own.id)
    assert answered is not None
    assert answered.text.startswith("Thanks for sorting the crate.")
    assert desk.ask(heap.answered, answered.id) is None


def test_a_table_goes_onto_the_heap_where_it_is_asked_for(desk: Desk) -> None:
    rows = Found(
        "csv",
        (
            FoundFeedback(Origin("calls", "1", "row 2"), "No lids again", KIT, DAY),
            FoundPerson(Origin("calls", "2", "row 3"), PRIYA),
        ),
    )
    desk.do(bring_in, "calls.csv", rows, Choices(Into.HEAP))
    assert texts(desk) == ["No lids again"]
    assert [one.name for one in desk.ask(all_people)] == ["Priya Nair"]
    talk = mailbox(mail(7, "Straight in."))
    desk.do(bring_in, "mail.mbox", talk, Choices(Into.INBOX))
    assert said(desk) == ["Straight in."]


def test_a_mail_of_a_subject_alone_waits_with_it(desk: Desk) -> None:
    desk.do(
        bring_in, "m.mbox", mailbox(mail(1, " ", subject="Bigger cups?"), mail(2, "", subject=""))
    )
    assert texts(desk) == ["Bigger cups?"]


def test_what_was_decided_goes_after_its_days_and_does_not_come_again(desk: Desk) -> None:
    desk.do(bring_in, "mail.mbox", PILE)
    first, second = ids(desk)
    desk.do(heap.drop, [first], "1 message")
    desk.do(heap.keep, [Keep(second)], "1 message")
    assert heap.let_go(desk) == 0
    begin_as_of(desk, "heap_decision", "decided_at", "2026-01-02T10:00:00.000000+00:00")
    assert heap.let_go(desk) == 2
    assert b"Could the driver" not in bytes_of(desk)
    assert said(desk) == ["The lids came off again on the stairs."]
    assert {one.fate for one in desk.ask(foresee, PILE).entries} == {Fate.KNOWN}
    assert desk.ask(heap.counts).decided == 2
    assert desk.check() == []


def test_what_waits_goes_after_its_months_and_that_is_said_a_week_before(desk: Desk) -> None:
    desk.do(bring_in, "mail.mbox", PILE)
    assert desk.ask(heap.counts).goes == 0
    begin_as_of(desk, "heap", "came_at", days_ago(362))
    counts = desk.ask(heap.counts)
    assert counts.goes == 2
    assert counts.goes_on is not None
    assert heap.let_go(desk) == 0
    begin_as_of(desk, "heap", "came_at", days_ago(400))
    assert heap.let_go(desk) == 4  # with what was set aside
    assert ids(desk) == []


def test_nothing_goes_where_the_owner_keeps_it(desk: Desk) -> None:
    desk.do(change_settings, {"heap_days": "", "heap_months": ""})
    desk.do(bring_in, "mail.mbox", PILE)
    desk.do(heap.drop, ids(desk)[:1], "1 message")
    begin_as_of(desk, "heap", "came_at", "2001-01-02T10:00:00.000000+00:00")
    begin_as_of(desk, "heap_decision", "decided_at", "2001-01-02T10:00:00.000000+00:00")
    assert (desk.ask(heap.counts).goes, heap.let_go(desk)) == (0, 0)


def test_erasing_somebody_reaches_the_heap(desk: Desk) -> None:
    desk.do(
        bring_in,
        "mail.mbox",
        mailbox(
            *PILE.records,
            mail(5, "Priya Nair asked me about crates.", KIT),
            mail(6, "Another word", FoundWho("", "", "priya@tidemarsh.example")),
        ),
    )
    first, second, *_rest = ids(desk)
    desk.do(heap.keep, [Keep(first)], "1 message")
    person = desk.ask(person_named, "Priya Nair")
    assert desk.ask(to_be_erased, person.id).talk == 3
    desk.erase(person.id)
    assert ids(desk) == [second]
    assert b"Priya" not in bytes_of(desk)
    fates = [one.fate for one in desk.ask(foresee, mailbox(mail(9, "Hello again"))).entries]
    assert fates == [Fate.REFUSED]


def test_nothing_is_kept_of_somebody_who_was_erased_meanwhile(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("Jam", Speaker("Priya Nair", email=PRIYA.email)))
    person = desk.ask(person_named, "Priya Nair")
    desk.do(bring_in, "mail.mbox", mailbox(mail(1, "The lids leak.", KIT)))
    key = ids(desk)[0]
    desk.erase(person.id)
    desk.rest()
    with closing(sqlite3.connect(desk.path)) as raw, raw:  # as an older copy of the file has it
        raw.execute("UPDATE heap SET name = 'Priya Nair', email = ?", (PRIYA.email,))
    with pytest.raises(Refusal, match="erased"):
        desk.do(heap.keep, [Keep(key)], "1 message")
    assert len(ids(desk)) == 1


def test_a_heap_of_hostile_talk_is_taken_as_it_is(desk: Desk) -> None:
    odd = ["=1+1", "\u202eevil", "x" * 200_000, "a\0b", "'; DROP TABLE heap; --", "🙂" * 500]
    desk.do(bring_in, "odd.mbox", mailbox(*(mail(n, words) for n, words in enumerate(odd, 1))))
    assert len(ids(desk)) == len(odd)
    desk.do(heap.keep, [Keep(key) for key in ids(desk)], "6 messages")
    assert len(said(desk)) == len(odd)
    assert desk.check() == []


def test_what_somebody_wants_comes_first_and_decisions_teach(desk: Desk) -> None:
    chat = [
        mail(n, f"Lunch at {n % 12 + 1}? See you in the kitchen.", KIT, subject="")
        for n in range(1, 41)
    ]
    wish = mail(99, "Nice weather. Could you please deliver before eight? Thanks.", KIT, subject="")
    desk.do(bring_in, "chat.mbox", mailbox(*chat, wish))
    first = desk.order_heap(5).first[0]
    assert (first.sentence, first.telling.kind) == (
        "Could you please deliver before eight?", Kind.REQUEST
    )  # fmt: skip
    lunch = next(key for key in ids(desk) if key != first.talk.id)
    alike = desk.like_on_heap(lunch, 100)
    assert len(alike) == 39
    assert first.talk.id not in alike
    desk.do(heap.drop, [lunch, *alike], "40 messages")
    left = desk.order_heap(100)
    assert ([one.talk.id for one in left.first], left.is_whole) == ([first.talk.id], True)
    desk.undo()
    again = desk.order_heap(100)
    assert (len(again.first), again.first[0].talk.id) == (41, first.talk.id)


def test_the_order_follows_whatever_is_taken_back(desk: Desk) -> None:
    desk.do(bring_in, "mail.mbox", PILE)
    first, second = (one.talk.id for one in desk.order_heap(10).first)
    desk.do(heap.drop, [first], "1 message")
    desk.do(heap.keep, [Keep(second)], "1 message")
    assert desk.order_heap(10).first == ()
    for left in (1, 2, 0):
        desk.undo()
        assert len(desk.order_heap(10).first) == left
    for left in (2, 1, 0):
        desk.redo()
        assert len(desk.order_heap(10).first) == left


def test_a_large_heap_is_read_a_part_at_a_time(desk: Desk) -> None:
    desk.do(bring_in, "m.mbox", mailbox(*(mail(n, f"Word {n}") for n in range(1, 31))))
    parts = [desk.order_heap(100, most=12) for _again in range(3)]
    assert [(one.read, one.waiting, one.is_whole) for one in parts] == [
        (12, 30, False), (24, 30, False), (30, 30, True)
    ]  # fmt: skip


def test_a_theme_is_suggested_for_what_waits(desk: Desk) -> None:
    for number in range(4):
        desk.do(
            record_feedback,
            NewFeedback(
                f"The lids of the cups leak again, case {number}.", themes=("Leaking lids",)
            ),
        )
    desk.do(bring_in, "mail.mbox", PILE)
    key = ids(desk)[1]
    advice = desk.advise_heap([key])[key]
    assert [one.name for one in advice.themes] == ["Leaking lids"]


def everything(desk: Desk) -> dict[str, list[dict[str, object]]]:
    """Return all rows that are taken out of a workspace."""
    return desk.ask(lambda read: {name: list(rows) for name, rows in tables(read)})


def test_all_of_it_goes_out_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    desk.do(bring_in, "gone.mbox", mailbox(mail(50, "Taken back again.")))
    desk.undo()
    desk.do(bring_in, "mail.mbox", PILE)
    desk.do(heap.drop, ids(desk)[:1], "1 message")
    held = everything(desk)
    assert len(held["heap"]) == 4  # nothing of what was undone
    with closing(Desk.open(tmp_path / "new.feedbackdesk", source="command line")) as other:
        for _twice in range(2):
            other.do(take_in, held)
            assert everything(other) == held
            assert texts(other) == ["The lids came off again on the stairs."]
            assert {one.fate for one in other.ask(foresee, PILE).entries} == {Fate.KNOWN}
            other.undo()
            assert (texts(other), other.ask(heap.counts).aside) == ([], {})
