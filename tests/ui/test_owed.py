"""The owed page: a key for each decision, letters that are never sent wrong, nobody drafted."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import finish, follow_up, owed, postpone
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.letters import change_template, templates
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today, say_day, show_date, show_due, week_end
from feedbackdesk.domain.letters import LETTER_NAMES, OUR_TEMPLATES, LetterKind
from feedbackdesk.domain.rows import FollowUp
from feedbackdesk.domain.words import FollowUpResult, ItemStage, Kind
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive, Tray

TODAY = local_today()
HOSTILE = '<img src=x onerror="1"> Eve & عمر \u202e"=1+1'
LETTER_BUTTONS = ("letterMail", "letterCopy", "letterTold")


@pytest.fixture(scope="session")
def _shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("owed") / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who, due_in in (("Ann Lee", -2), ("Bo", 0), (HOSTILE, 3), ("Silent", 1)):
        new = NewFeedback(f"Stale {{again}}, says {who}", Speaker(who, "Acme"), kind=Kind.PROBLEM)
        desk.do(record_feedback, new)
        made = max(desk.ask(owed), key=lambda one: one.id)
        desk.do(postpone, made.id, TODAY + timedelta(days=due_in))
        assert made.who_id is not None
        desk.do(edit_person, made.who_id, PersonFacts(email=f"p{made.id}@example.org"))
        if who == "Silent":
            desk.do(edit_person, made.who_id, PersonFacts(may_contact=False))
    desk.close()
    return path


@pytest.fixture
def shop(_shop: Path, tmp_path: Path) -> Path:
    """A workspace in which three are owed an answer, and one may not be contacted."""
    return Path(shutil.copy(_shop, tmp_path / "shop.feedbackdesk"))


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """The page over the shop: Ann late, Bo today, Eve in three days, and Silent apart."""
    return to_owed(drive(shop))


def to_owed(window: Driver) -> Driver:
    """Go to the page by its key."""
    window.press("Ctrl+4")
    assert (window.page, window.keyboard) == ("owed", "owedList")
    return window


def names(window: Driver) -> list[str]:
    """Return who is listed, without the headings."""
    return [one.spoken.split(", ")[0] for one in window.each("owedList") if one.enabled]


def lines(window: Driver) -> list[str]:
    """Return the list as it is shown: headings with a number, and names."""
    every = window.each("owedList")
    return [one.spoken.split(", ")[0] if one.enabled else one.spoken for one in every]


def owed_to_each(window: Driver) -> dict[str, FollowUp]:
    """Return what is owed to each, as the workspace has it."""
    return {one.who or "": one for one in window.desk.ask(owed)}


def ended(window: Driver, key: int) -> tuple[FollowUpResult | None, str]:
    """Return how something owed ended, and what was said."""
    found = window.desk.ask(follow_up, key)
    assert found is not None
    return found.result, found.said


def test_what_is_owed_stands_in_groups_and_the_navigation_counts_it(window: Driver) -> None:
    eve_due = TODAY + timedelta(days=3)
    assert window.rows("owedList") == [
        "Late, 1",
        "Ann Lee, Acme, Acknowledge, Stale {again}, says Ann Lee, 2 days late",
        "Today, 1",
        "Bo, Acme, Acknowledge, Stale {again}, says Bo, today",
        "This week, 1" if eve_due <= week_end(TODAY) else "Later, 1",
        f"{HOSTILE}, Acme, Acknowledge, Stale {{again}}, says {HOSTILE}, {show_due(eve_due)}",
        "Not to be contacted, 1, listed and never written to",
        "Silent, Acme, Acknowledge, Stale {again}, says Silent, tomorrow, Not to be contacted",
    ]
    assert window.part("owedList").spoken == "What is owed, the late first"
    assert window.part("nav.owed").spoken == "Owed, 1 late, 1 today"
    listed = owed_to_each(window)
    for key, who, due in (
        ("Home", "Ann Lee", "2 days late"),
        ("J", "Bo", "today"),
        ("J", HOSTILE, show_due(eve_due)),
        ("K", "Bo", "today"),
        ("K", "Ann Lee", "2 days late"),
    ):
        window.press(key)
        assert window.label("owedWho").says == f"{who}, Acme"
        assert window.label("owedWhat").says == f"Acknowledge · {due}"
        assert window.label("owedHow").says == f"p{listed[who].id}@example.org"
        words = f"Stale {{again}}, says {who}\nsaid on {show_date(TODAY)}"
        assert window.label("owedWords").says == words
        assert not window.has("owedClock"), "nobody was heard yet"
    window.press("End")
    assert window.label("owedWho").says == "Silent, Acme"
    window.press("J")
    assert window.label("owedWho").says == "Silent, Acme", "there is nobody below"


def test_one_key_and_a_digit_end_what_is_owed(window: Driver) -> None:
    key = owed_to_each(window)["Ann Lee"].id
    assert not window.has("owedReopen"), "it is on the list"
    window.press("Home", "D")
    assert window.menu_name() == "owedResults"
    assert window.menu() == [
        "1  Told",
        "2  No answer",
        "3  Not needed",
        "",
        "W  With what was said…",
    ]
    with window.watch("owedList") as seen:
        window.press("3")
    assert seen[0] == window.shown("owedList"), "at once"
    assert names(window) == ["Bo", HOSTILE, "Silent"]
    assert window.says() == "Finished what is owed to Ann Lee: Not needed."
    assert ended(window, key) == (FollowUpResult.NOT_NEEDED, "")
    assert window.label("owedWho").says == "Bo, Acme", "the next one"
    window.click("owedLately")
    assert lines(window)[-2:] == ["Done lately, 1", "Ann Lee"]
    done = f"Acknowledge, Stale {{again}}, says Ann Lee, Not needed, {show_date(TODAY)}"
    assert window.rows("owedList")[-1] == f"Ann Lee, Acme, {done}"
    window.choose("owedList", "Ann Lee")
    assert not window.has("owedOpen")
    assert not window.has("owedDone")
    window.click("owedReopen")
    assert lines(window)[:2] == ["Late, 1", "Ann Lee"]
    assert ended(window, key) == (None, "")


@pytest.mark.parametrize(
    ("digit", "result"),
    [("1", FollowUpResult.TOLD), ("2", FollowUpResult.NO_ANSWER), ("3", FollowUpResult.NOT_NEEDED)],
)
def test_each_digit_is_its_result(window: Driver, digit: str, result: FollowUpResult) -> None:
    key = owed_to_each(window)["Bo"].id
    window.choose("owedList", "Bo")
    window.press("D", digit)
    assert ended(window, key) == (result, "")
    # Who was reached, or was not, is owed the answer still; what is not needed leaves nothing.
    left = [one.kind.value for one in window.desk.ask(owed) if one.who == "Bo"]
    assert left == ([] if result is FollowUpResult.NOT_NEEDED else ["answer"])


def test_what_was_said_on_the_telephone_is_kept_with_the_result(window: Driver) -> None:
    ann = owed_to_each(window)["Ann Lee"].id
    window.press("Home", "D", "W")
    assert (window.dialog(), window.keyboard) == ("doneDialog", "doneWords")
    assert window.field("doneResult").choices == ["Told", "No answer", "Not needed"]
    assert window.field("doneResult").says == "Told"
    window.type("Rang her:\x00 a new crate, free. \U0001f35e <b>\u202e")
    window.press("Ctrl+Enter")
    said = "Rang her: a new crate, free. \U0001f35e <b>\u202e"
    assert ended(window, ann) == (FollowUpResult.TOLD, said)
    assert window.keyboard == "owedList"
    window.click("owedLately")
    (row,) = [one for one in window.each("owedList") if ", Told, " in one.spoken]
    row.choose()
    window.settle()
    assert window.label("owedEnd").says == f"They were told:\n\n{said}"

    # The answer that is owed to Ann from then on is one of the four that end in one step.
    window.press("Ctrl+A", "D", "W")
    assert window.part("doneDialog").title == "Done: 4 of them"
    window.field("doneResult").choose("No answer")
    window.fill(doneWords="Nobody there")
    window.answer("Done")
    kept = [one for one in window.each("owedList") if ", No answer, " in one.spoken]
    assert {one.spoken.split(", ")[0] for one in kept} == {"Ann Lee", "Bo", HOSTILE, "Silent"}
    assert len(kept) == 4
    for row in kept:
        row.choose()
        window.settle()
        assert window.label("owedEnd").says == "You noted:\n\nNobody there"


def test_several_are_ended_at_once_and_come_back_with_undo(window: Driver) -> None:
    before, listed = window.rows("owedList"), window.desk.ask(owed)
    window.press("Ctrl+A", "D", "3")
    assert window.desk.ask(owed) == []
    assert window.is_said("Nothing is owed to anybody", within="owedPage")
    assert not window.has("owedList")
    assert window.says() == "Finished 4 follow-ups: Not needed."
    assert window.part("nav.owed").spoken == "Owed, 0 late, 0 today"
    window.press("Ctrl+Z")
    assert window.rows("owedList") == before
    assert window.desk.ask(owed) == listed


def test_another_day_is_named_as_it_is_said(window: Driver) -> None:
    before = owed_to_each(window)
    window.press("Home", "P")
    assert (window.dialog(), window.keyboard) == ("postponeDialog", "postponeDay")
    passed = "has passed. Nothing was changed; name today or a day after it."
    no_date = "was not understood as a date. Nothing was changed; write it like"
    yesterday, nothing = TODAY - timedelta(days=1), "\x00" * 5
    for wrong, why in (
        ("", "Until when? Write a day, such as friday or 2 weeks."),
        ("soon", f"“soon” {no_date} {TODAY}."),
        ("yesterday", f"{yesterday.day} {yesterday:%B %Y} {passed}"),
        (nothing, f"“{nothing}” {no_date} {TODAY}."),
        ("9" * 90, f"“{'9' * 40}” {no_date} {TODAY}."),
        ("3.4.26", f"3 April 2026 {passed}"),
    ):
        window.fill(postponeDay=wrong)
        window.press("Enter")
        assert window.dialog() == "postponeDialog"
        assert window.label("postponeProblem").says == why
        assert window.label("postponeDayEcho").says == ""
        assert window.keyboard == "postponeDay"
    assert owed_to_each(window) == before
    in_a_year = date(TODAY.year + 1, 3, 3)
    window.fill(postponeDay=f"{in_a_year:%a} 3 mar {in_a_year.year}, 10:00")
    assert not window.has("postponeProblem"), "what was wrong is written over"
    assert window.label("postponeDayEcho").says == f"{in_a_year:%A}, 3 March {in_a_year.year}"
    window.fill(postponeDay="3 weeks")
    day = TODAY + timedelta(days=21)
    assert window.label("postponeDayEcho").says == say_day(day)
    window.press("Enter")
    assert lines(window)[:2] == ["Today, 1", "Bo"]
    assert owed_to_each(window)["Ann Lee"].due == day
    assert window.label("owedWho").says == "Bo, Acme", "the next one"
    window.press("Del")
    assert names(window) == [HOSTILE, "Ann Lee", "Silent"]


def test_a_letter_is_made_when_it_is_opened_mailed_and_kept(
    window: Driver, outside: list[str]
) -> None:
    ann = owed_to_each(window)["Ann Lee"].id
    assert not window.has("letterBody")
    window.press("Home", "Enter")
    assert window.keyboard == "letterBody"
    assert "\n“Stale {again}, says Ann Lee”\n" in window.field("letterBody").says
    assert window.field("letterKind").says == "We heard you"
    assert window.field("letterSubject").says == "Thank you for telling us"
    assert not window.has("owedWords"), "the letter quotes them"
    window.type("Ahoy! ")
    window.press("Esc", "J")
    assert not window.has("letterBody"), "it is Ann's"
    window.press("K")
    written = window.field("letterBody").says
    assert written.startswith("Ahoy! Dear Ann,"), "what was written waits"
    window.click("letterMail")
    (address,) = outside
    assert address.startswith(
        f"mailto:p{ann}@example.org?subject=Thank%20you%20for%20telling%20us&"
    )
    assert "Ahoy%21%20Dear%20Ann" in address
    taken = "Handed to your mail program. If none opened, Copy takes the letter."
    assert window.says() == taken
    assert window.button("letterMail").tip == f"A new message to: p{ann}@example.org"
    window.click("letterCopy")
    assert window.clipboard == f"Thank you for telling us\n\n{written}".strip()
    assert window.says() == "Copied."
    window.field("letterBody").press("Ctrl+Enter")
    window.settle()
    result, said = ended(window, ann)
    assert result is FollowUpResult.TOLD
    assert said.startswith("Thank you for telling us\n\nAhoy! Dear Ann,")
    assert window.keyboard == "owedList"


def test_a_letter_too_long_for_a_link_is_copied(window: Driver, outside: list[str]) -> None:
    window.press("Home", "Enter", "Ctrl+A")
    window.clipboard = "long " * 20_000
    window.press("Ctrl+V")
    window.click("letterMail")
    assert outside == []
    told = "The letter is too long for a mail link. It was copied: paste it instead."
    assert window.says() == told
    assert window.clipboard.startswith("Thank you for telling us\n\nlong long ")
    assert window.clipboard.count("long") == 20_000


def test_a_letter_without_an_address_or_with_odd_signs_is_handed_over_whole(
    drive: Drive, tmp_path: Path, outside: list[str]
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("Stale", Speaker("Ann"), kind=Kind.PROBLEM))
    desk.close()
    window = to_owed(drive(path))
    assert window.label("owedHow").says == "Nothing is noted on how to reach them."
    window.press("Enter")
    assert window.button("letterMail").tip == "A new message to: no e-mail address is noted"
    window.fill(letterSubject="Half & half? #1", letterBody="100 % & more\x00 \U0001f35e")
    window.click("letterMail")
    (address,) = outside
    assert address == (
        "mailto:?subject=Half%20%26%20half%3F%20%231&body=100%20%25%20%26%20more%20%F0%9F%8D%9E"
    )


def test_a_placeholder_that_means_nothing_is_never_sent(
    drive: Drive, shop: Path, outside: list[str]
) -> None:
    desk = Desk.open(shop)
    text = "Subject: {greeting}\nDear {nickname}, “{their_words}”"
    desk.do(change_template, LetterKind.ACKNOWLEDGED, text, "We heard you")
    desk.close()
    window = to_owed(drive(shop))
    window.clipboard = "as before"
    window.press("Home", "Enter")
    why = (  # {again} is not named: it is a part of their own words
        "Nothing stands for {greeting}, {nickname}. Write over it, or take it out; "
        "it is not sent so."
    )
    assert window.label("letterProblem").says == why
    for name in LETTER_BUTTONS:
        assert not window.button(name).enabled
        assert window.button(name).explained == why
    assert window.field("letterBody").ink("danger_soft").isValid(), "it is marked"
    window.press("Alt+M", "Alt+Y", "Alt+D", "Ctrl+Enter")
    assert outside == []
    assert window.clipboard == "as before"
    assert names(window)[0] == "Ann Lee"
    window.fill(letterSubject="Hello")
    assert window.label("letterProblem").says.startswith("Nothing stands for {nickname}. ")
    window.fill(letterBody="Dear Ann")
    assert not window.has("letterProblem")
    assert not window.field("letterBody").ink("danger_soft").isValid()
    for name in LETTER_BUTTONS:
        assert window.button(name).enabled
        assert window.button(name).explained != why


def test_words_of_selling_are_pointed_out_and_the_owner_decides(
    drive: Drive, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    said = NewFeedback("A discount would help", Speaker("Di"), loss=LossFacts("Price"))
    desk.do(record_feedback, said)
    desk.close()
    window = to_owed(drive(path))
    window.press("Enter")
    assert window.field("letterKind").says == "Goodbye, and thank you"
    assert not window.has("letterSelling"), "the word is theirs"
    assert not window.field("letterBody").ink("warning").isValid()
    window.press("Ctrl+End")
    window.type("\nWe have a special offer 🎁 for you")
    assert window.label("letterSelling").says == (
        "“special offer” may sound like selling. This letter parts as friends; you decide."
    )
    assert window.field("letterBody").ink("warning").isValid(), "it is marked"
    assert window.button("letterTold").enabled
    window.field("letterKind").choose("Our answer")
    window.settle()
    assert window.label("letterSelling").says == (
        "Nothing stands after “Here is our answer.” yet: write it there."
    )
    window.act("owed_done")
    assert window.menu()[3] == "4  Won back"
    window.press("Esc")


def test_nobody_is_drafted_who_may_not_be_contacted(window: Driver) -> None:
    window.press("End", "Enter")
    window.act("owed_open")
    assert not window.has("letterBody")
    assert not window.has("owedOpen")
    assert window.text("owedDetail").splitlines() == [
        "Silent, Acme",
        "Acknowledge · tomorrow",
        "Stale {again}, says Silent",
        f"said on {show_date(TODAY)}",
        "They asked not to be contacted. Nothing is drafted, and they are on no list.",
        "Done…",
    ]


def test_the_letters_are_the_owners(window: Driver) -> None:
    window.act("letters")
    assert (window.dialog(), window.keyboard) == ("lettersDialog", "lettersText")
    assert window.rows("lettersList") == list(LETTER_NAMES.values())
    assert not window.button("lettersOurs").enabled
    window.choose("lettersList", "Goodbye, and thank you")
    window.fill(lettersText="Bye {who}, a special offer")
    assert window.label("lettersProblem").says == (
        "Nothing stands for {who}: drafts will show it in red, and not be sent so."
    )
    assert window.label("lettersSelling").says == (
        "“special offer” may sound like selling; this letter carries no offer. You decide."
    )
    assert window.button("lettersOurs").enabled
    window.choose("lettersList", "We heard you")
    assert window.field("lettersText").says == OUR_TEMPLATES[LetterKind.ACKNOWLEDGED]
    assert not window.has("lettersProblem")
    assert not window.has("lettersSelling")
    window.choose("lettersList", "Goodbye, and thank you")
    assert window.field("lettersText").says == "Bye {who}, a special offer"
    window.answer("Save")
    assert window.dialog() == ""
    changed = OUR_TEMPLATES | {LetterKind.GOODBYE: "Bye {who}, a special offer"}
    assert window.desk.ask(templates) == changed
    assert window.says() == "Changed the letter “Goodbye, and thank you”."
    window.click("toastUndo")
    assert window.desk.ask(templates) == OUR_TEMPLATES


def test_a_placeholder_is_put_where_the_cursor_is_and_ours_comes_back(window: Driver) -> None:
    window.act("letters")
    window.fill(lettersText="Dear ")
    window.click("placeholder.first_name")
    assert window.keyboard == "lettersText"
    window.type("!")
    assert window.field("lettersText").says == "Dear {first_name}!"
    assert not window.has("lettersProblem")
    assert window.button("placeholder.their_words").explained
    window.click("lettersOurs")
    assert window.field("lettersText").says == OUR_TEMPLATES[LetterKind.ACKNOWLEDGED]
    window.answer("Save")
    assert window.dialog() == "", "nothing was changed, and nothing is saved"
    assert window.says() == ""


def test_an_open_letter_is_made_anew_from_changed_words_unless_it_was_written_in(
    window: Driver,
) -> None:
    def change_letter(words: str) -> None:
        window.act("letters")
        window.fill(lettersText=words)
        window.answer("Save")

    window.press("Home", "Enter")
    change_letter("Subject: Hello\nWe heard you, {first_name}.")
    assert window.field("letterSubject").says == "Hello"
    assert window.field("letterBody").says == "We heard you, Ann."
    window.fill(letterBody="My own words.")
    change_letter("Subject: Again\nWe heard you again.")
    assert window.field("letterSubject").says == "Hello"
    assert window.field("letterBody").says == "My own words."


def test_the_owner_sets_the_days(window: Driver) -> None:
    window.act("days")
    assert (window.dialog(), window.keyboard) == ("daysDialog", "days_to_acknowledge")
    before = window.desk.ask(settings)
    fields = [name for name in before if name.startswith("days_to_")]
    assert {name: window.field(name).says for name in fields} == {
        name: before[name] for name in fields
    }
    assert window.field("days_to_answer").says == "5"
    for wrong in ("-1", "soon", "1.5", "٣", "9999"):
        window.fill(days_to_answer=wrong)
        window.answer("Save")
        assert window.dialog() == "daysDialog"
        why = "Write a number of days from 0 to 999, or nothing."
        assert window.label("daysProblem").says == why
        assert window.keyboard == "days_to_answer"
    assert window.desk.ask(settings) == before
    window.fill(days_to_answer="")
    window.answer("Save")
    assert window.dialog() == ""
    assert window.desk.ask(settings) == before | {"days_to_answer": ""}


def test_shipping_leads_to_those_who_asked(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    for who in ("Cy", "Di"):
        desk.do(record_feedback, NewFeedback("Bill me", Speaker(who), themes=("Bills & more",)))
    desk.do(plan, ["Bills & more"], to=ItemStage.NOW)
    desk.close()
    window = drive(shop)
    window.go("roadmap")
    window.choose("roadmapColumn.now", "Bills & more")
    window.act("ship")
    window.until(lambda: window.says() == "Shipped Bills & more. 2 people are to be told.")
    window.click("toastShow")
    assert window.page == "owed"
    assert names(window) == ["Cy", "Di"]
    assert window.label("owedWho").says == "Cy"
    assert window.button("owedOnlyThis").says == "Only Bills & more"
    assert window.button("owedOnlyThis").tip == "Show everything again"
    window.press("Ctrl+A", "D", "1")
    assert names(window) == []
    assert not window.is_said("Nothing is owed to anybody"), "others are owed something"
    window.press("Ctrl+Z")
    assert names(window) == ["Cy", "Di"]
    window.click("owedOnlyThis")
    assert not window.has("owedOnlyThis")
    assert set(names(window)) == {"Ann Lee", "Bo", HOSTILE, "Silent", "Cy", "Di"}
    assert len(names(window)) == 6


def put_off(window: Driver, who: str, days: int) -> None:
    """Give what is owed to somebody another day, as from elsewhere."""
    window.desk.do(postpone, owed_to_each(window)[who].id, TODAY + timedelta(days=days))
    window.settle()


def test_the_desk_reminds_once_a_day_at_most(drive: Drive, shop: Path, tray: Tray) -> None:
    tray.there = False
    assert drive(shop).close()
    assert tray.said == []
    tray.there = True
    window = drive(shop)
    assert tray.said == ["1 answer is late"], "where there was no tray, the day was not used up"
    put_off(window, "Bo", -1)
    assert window.part("nav.owed").spoken == "Owed, 2 late, 0 today"
    assert len(tray.said) == 1, "once a day"
    tray.another_day()
    window.act("notice")  # it is switched off
    put_off(window, "Bo", -2)
    assert len(tray.said) == 1
    window.act("notice")
    put_off(window, "Bo", 1)
    put_off(window, "Ann Lee", 1)
    assert len(tray.said) == 2, "nothing is late any more"
    assert tray.said[1] == "1 answer is late"
    tray.another_day()
    put_off(window, "Ann Lee", 2)
    assert len(tray.said) == 2
    put_off(window, "Bo", -1)
    window.desk.do(finish, owed_to_each(window)["Bo"].id, FollowUpResult.NOT_NEEDED)
    assert window.page != "owed"
    tray.click()
    window.settle()
    assert window.page == "owed"


@step("Fill the shop")
def owe_much(work: UnitOfWork, who_id: int, said: int) -> None:
    """Owe ten thousand answers, from a month ago to two months ahead."""
    work.insert_many(
        "follow_up",
        [
            {
                "kind": "check_in",
                "person_id": who_id,
                "feedback_id": said,
                "due_on": (TODAY + timedelta(days=number % 90 - 30)).isoformat(),
            }
            for number in range(10_000)
        ],
    )


def test_ten_thousand_are_scrolled_through(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    said = desk.do(record_feedback, NewFeedback("Stale", Speaker("Ann"), kind=Kind.PROBLEM)).result
    (ann,) = desk.ask(owed)
    assert ann.who_id is not None
    desk.do(owe_much, ann.who_id, said)
    desk.close()
    window = to_owed(drive(path))
    rows = window.each("owedList")
    assert sum(one.enabled for one in rows) == 10_001
    window.press("End")
    assert rows[-1].current
    assert rows[-1].in_sight
    assert not rows[1].in_sight
    window.press("Home")
    assert rows[1].current, "the heading above it is passed over"
    assert rows[1].in_sight


# Letters that were begun


def letters_of(window: Driver) -> list[Path]:
    """Return the letters that wait on the disk."""
    return sorted(Drafts(window.path).folder.glob("letter-*.json"))


def write_a_letter(window: Driver) -> None:
    """Open the letter of the first, and begin it with words of one's own."""
    window.press("Home", "Enter")
    assert window.keyboard == "letterBody"
    window.press("Ctrl+Home")
    window.type("Dear Ann! ")


def test_a_letter_that_was_begun_is_there_again_after_quitting_on_another_page(
    drive: Drive, shop: Path
) -> None:
    window = to_owed(drive(shop))
    write_a_letter(window)
    window.field("letterSubject").type("!")
    window.go("inbox")
    assert window.close()

    window = drive(shop)
    window.press("Ctrl+4")
    window.until(lambda: window.has("letterBody"), "the letter")
    assert window.field("letterBody").says.startswith("Dear Ann! Dear Ann,")
    assert window.field("letterSubject").says == "!Thank you for telling us"
    window.part("owedList").press("J")
    window.settle()
    assert not window.has("letterBody"), "it is Ann's alone"
    window.press("K")
    assert window.field("letterBody").says.startswith("Dear Ann! Dear Ann,")
    assert len(letters_of(window)) == 1
    window.click("letterTold")
    window.until(lambda: not letters_of(window), "that the letter is gone")


def test_a_letter_of_which_nothing_of_the_owner_is_left_is_not_kept(window: Driver) -> None:
    write_a_letter(window)
    window.until(lambda: len(letters_of(window)) == 1, "the letter on the disk")
    window.press(*["Backspace"] * len("Dear Ann! "))
    window.until(lambda: not letters_of(window), "that the letter is gone")


def test_who_is_erased_while_their_letter_is_open_leaves_no_letter(window: Driver) -> None:
    ann = owed_to_each(window)["Ann Lee"].who_id
    write_a_letter(window)
    assert ann is not None
    window.until(lambda: len(letters_of(window)) == 1, "the letter on the disk")
    window.type("And")
    window.desk.erase(ann)
    window.until(lambda: lines(window)[0] == "Today, 1", "that Ann is gone")
    window.settle()
    assert not window.has("letterBody")
    assert names(window) == ["Bo", HOSTILE, "Silent"]
    assert not letters_of(window)
    assert window.close()
    assert not letters_of(window)


# Beside the list


def test_a_message_stands_over_the_list_and_never_over_the_letter(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    desk.do(
        record_feedback, NewFeedback("Late", Speaker("Margaret Ollerenshaw"), kind=Kind.PROBLEM)
    )
    desk.close()
    window = to_owed(drive(shop))
    window.choose("owedList", "Margaret Ollerenshaw")
    window.press("P")
    window.type("15 dec 2099")
    window.press("Enter", "Home", "Enter")
    said = "Put what is owed to Margaret Ollerenshaw off to 15 Dec 2099."
    for width, height in ((1366, 768), (1024, 700), (880, 560)):
        window.resize(width, height)
        for act, words in (("undo", f"Undone: {said}"), ("redo", f"Done again: {said}")):
            window.act(act)
            assert window.says() == words
            toast = window.part("toast").place
            for name in LETTER_BUTTONS:
                assert window.button(name).visible
                assert not toast.intersects(window.button(name).place)
    window.resize(1024, 700)
    window.act("inspector")
    window.act("undo")
    toast, letter = window.part("toast").place, window.part("owedDetail").place
    assert not toast.intersects(letter)


def test_the_letter_stands_beside_the_list_or_below_it_as_far_as_there_is_room(
    window: Driver,
) -> None:
    def sides() -> tuple[bool, bool]:
        """Return whether the letter stands beside the list, and whether below it."""
        listed, letter = window.part("owedList").place, window.part("owedDetail").place
        return letter.left() > listed.right(), letter.top() > listed.bottom()

    window.resize(1366, 768)
    assert sides() == (True, False)
    window.resize(880, 700)
    assert sides() == (True, False)
    window.act("inspector")
    assert sides() == (False, True)
    window.act("inspector")
    assert sides() == (True, False)


def test_the_inspector_shows_what_they_said_who_are_owed_something(window: Driver) -> None:
    window.press("Home", "Ctrl+I")
    assert "Stale {again}, says Ann Lee" in window.inspected()
    window.part("owedList").press("J")
    window.settle()
    assert "Stale {again}, says Bo" in window.inspected()
    assert "Ann Lee" not in window.inspected()
