"""The desk advises on words: it learns from each filing at once, and stays silent otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.advice import Advice
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    record_feedback,
)
from feedbackdesk.desk.inbox import archive_many
from feedbackdesk.desk.themes import (
    add_alias,
    add_theme,
    all_themes,
    assign_theme,
    delete_theme,
    merge_themes,
    rename_theme,
    unassign_theme,
    unmerge_theme,
)
from tests.bench.suggest import split

INVOICES = (
    "Can you mail me the invoice?",
    "We would like invoices by e-mail, not on paper.",
    "The invoice got lost in the post again.",
)
DRIVERS = (
    "The driver came an hour late on Monday.",
    "Your driver never rings the bell.",
    "Deliveries are late every week, tell the driver.",
)
ASKED = "Please mail us our invoice as a PDF"


def say(desk: Desk, text: str, *themes: str) -> int:
    return desk.do(record_feedback, NewFeedback(text, themes=themes)).result


def names(advice: Advice) -> list[str]:
    return [one.name for one in advice.themes]


def theme(desk: Desk, name: str) -> int:
    return next(one.id for one in desk.ask(all_themes) if one.name == name)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk where three spoke of invoices, and three of drivers."""
    for text in INVOICES:
        say(desk, text, "Invoices")
    for text in DRIVERS:
        say(desk, text, "Punctual drivers")
    return desk


def test_a_fourth_invoice_is_known_with_its_reason(shop: Desk) -> None:
    advice = shop.advise(ASKED)
    best = advice.themes[0]
    assert best.name == "Invoices"
    assert best.theme_id == theme(shop, "Invoices")
    assert best.like in INVOICES
    assert 0.5 < best.sure <= 1
    assert {one.text for one in advice.similar} <= set(INVOICES)
    assert advice.similar


def test_the_reason_is_the_sentence_that_is_alike(desk: Desk) -> None:
    say(desk, f"Nice weather today. {INVOICES[0]} The coffee was cold.", "Invoices")
    assert desk.advise(ASKED).themes[0].like == INVOICES[0]


def test_what_was_marked_is_the_reason(desk: Desk) -> None:
    both = say(desk, "The driver is rude and the invoice was wrong")
    invoices = desk.do(add_theme, "Billing").result
    desk.do(assign_theme, both, invoices, quote="the invoice was wrong")
    assert desk.advise("Our invoice is wrong").themes[0].like == "the invoice was wrong"


@pytest.mark.parametrize(
    "words",
    [
        "Goldfish prefer jazz",
        "",
        "   \n",
        '?!… — () " * OR NEAR(',
        "\x00\x01\udcff",
        "\u202e\u2066\u200f",
        "👍🏽🎉",
        "x",
    ],
)
def test_it_is_silent_where_nothing_fits(shop: Desk, words: str) -> None:
    assert shop.advise(words) == Advice()


def test_an_empty_workspace_has_no_advice(desk: Desk) -> None:
    assert desk.advise(ASKED) == Advice()
    assert desk.advise_many([1, 2]) == {}


@pytest.mark.parametrize(
    "words",
    [
        ASKED + "\x00",
        f"\u202e{ASKED}\u202c",
        f"👍🏽 {ASKED} 🎉",
        f'"{ASKED}" AND (NOT',
        ASKED.upper(),
    ],
)
def test_rubbish_around_the_words_does_not_matter(shop: Desk, words: str) -> None:
    assert names(shop.advise(words))[0] == "Invoices"


def test_an_endless_paste_is_read_at_its_beginning(shop: Desk) -> None:
    assert names(shop.advise(f"{ASKED}. " * 150_000))[0] == "Invoices"
    assert shop.advise("zq" * 2_500_000) == Advice()
    endless = say(shop, "Goldfish " * 500_000)
    assert shop.advise_many([endless])[endless].themes == ()


def test_it_learns_from_a_filing_and_forgets_with_undo(shop: Desk) -> None:
    words = "Is there oat milk for the office kitchen?"
    first = say(shop, "Do you sell oat milk?")
    assert names(shop.advise(words)) == []
    milk = shop.do(add_theme, "Groceries").result
    before = shop.advise(words).themes
    shop.do(assign_theme, first, milk)
    assert names(shop.advise(words))[0] == "Groceries"
    shop.undo()
    assert shop.advise(words).themes == before
    shop.redo()
    assert names(shop.advise(words))[0] == "Groceries"


def test_it_learns_from_a_correction(shop: Desk) -> None:
    wrong = say(shop, "Do you sell oat milk?", "Invoices")
    assert names(shop.advise("oat milk, do you have it"))[0] == "Invoices"
    shop.do(unassign_theme, wrong, theme(shop, "Invoices"))
    shop.do(assign_theme, wrong, shop.do(add_theme, "Groceries").result)
    assert names(shop.advise("oat milk, do you have it"))[0] == "Groceries"
    shop.do(edit_feedback, wrong, FeedbackFacts(text="Do you sell tennis rackets?"))
    assert "Groceries" not in names(shop.advise("Is there any oat milk"))
    assert names(shop.advise("a tennis racket, do you sell it"))[0] == "Groceries"


def test_what_is_deleted_is_forgotten(shop: Desk) -> None:
    milk = say(shop, "Do you sell oat milk?", "Groceries")
    assert names(shop.advise("Do you sell milk?"))[0] == "Groceries"
    shop.do(delete_feedback, milk)
    assert shop.advise("oat milk") == Advice()
    shop.do(delete_theme, theme(shop, "Invoices"))
    assert "Invoices" not in names(shop.advise(ASKED))


def test_what_is_archived_counts_as_similar_and_teaches_nothing(shop: Desk) -> None:
    spam = say(shop, "Buy cheap oat milk now", "Groceries")
    shop.do(archive_many, [spam], "1 feedback")
    advice = shop.advise("cheap oat milk")
    assert [one.id for one in advice.similar] == [spam]
    assert advice.themes == ()


def test_names_and_other_names_are_examples(shop: Desk) -> None:
    key = shop.do(add_theme, "Loyalty card").result
    for number in range(90):  # more themes than are all looked at
        shop.do(add_theme, f"Matter {number}")
    assert names(shop.advise("Do you have loyalty cards?"))[0] == "Loyalty card"
    assert shop.advise("Do you have loyalty cards?").themes[0].like == "Loyalty card"
    shop.do(rename_theme, key, "Bonus points")
    assert shop.advise("Do you have loyalty cards?") == Advice()
    shop.do(add_alias, key, "Loyalty programme")
    advice = shop.advise("Do you have a loyalty programme?")
    assert [(one.name, one.like) for one in advice.themes] == [
        ("Bonus points", "Loyalty programme")
    ]


def test_a_merged_theme_counts_for_its_root(shop: Desk) -> None:
    bills = shop.do(add_theme, "Billing").result
    invoices = theme(shop, "Invoices")
    shop.do(merge_themes, invoices, bills)
    assert shop.advise(ASKED).themes[0].theme_id == bills
    shop.do(unmerge_theme, invoices)
    assert shop.advise(ASKED).themes[0].theme_id == invoices


def test_what_another_process_filed_is_noticed(shop: Desk) -> None:
    assert names(shop.advise("Do you sell oat milk?")) == []
    other = Desk.open(shop.path, source="command line")
    say(other, "Oat milk would be nice to have", "Groceries")
    other.close()
    assert names(shop.advise("Do you sell oat milk?"))[0] == "Groceries"


@pytest.mark.parametrize(
    ("examples", "asked"),
    [
        (("請求書をメールで送ってください", "請求書が届きません"), "請求書をもう一度送ってほしい"),
        (("请把发票发到我的邮箱", "发票还没有收到"), "请把电子发票发给我"),
        (("ขอใบแจ้งหนี้ทางอีเมล", "ยังไม่ได้รับใบแจ้งหนี้"), "ส่งใบแจ้งหนี้อีกครั้ง"),
        (("Пришлите счёт по почте", "Счёт не пришёл"), "Где мой счет?"),
        (("شحن الفاتورة بالبريد", "أين الفاتورة"), "أرسل لي الفاتورة"),
        (("Pouvez-vous m’envoyer la facture ?", "La facture est érronée"), "FACTURES erronees"),
    ],
)
def test_any_language_is_read(shop: Desk, examples: tuple[str, ...], asked: str) -> None:
    for text in examples:
        say(shop, text, "Rechnung")
    advice = shop.advise(asked)
    assert names(advice)[0] == "Rechnung"
    assert {one.text for one in advice.similar} <= set(examples)


def test_a_feedback_does_not_speak_for_itself(shop: Desk) -> None:
    milk = say(shop, "Do you sell oat milk?", "Groceries")
    assert shop.advise("Do you sell oat milk?", but=milk) == Advice()


def test_the_rows_of_a_list_are_advised_on_together(shop: Desk) -> None:
    waiting = [say(shop, ASKED), say(shop, "Goldfish prefer jazz"), say(shop, "The driver is late")]
    gone = say(shop, "Gone soon")
    shop.do(delete_feedback, gone)
    found = shop.advise_many([*waiting, gone])
    assert list(found) == waiting
    assert [names(found[key])[:1] for key in waiting] == [["Invoices"], [], ["Punctual drivers"]]
    assert all(not advice.similar for advice in found.values())


def test_real_questions_find_their_theme(tmp_path: Path, shared_data: Path) -> None:
    learned, _tested = split(shared_data / "banking77" / "train.csv")
    chosen = {name: learned[name] for name in sorted(learned)[:12]}
    desk = Desk.open(tmp_path / "bank.feedbackdesk")
    for name, texts in chosen.items():
        for text in texts[:5]:
            say(desk, text, name.replace("_", " "))
    right = sum(
        names(desk.advise(text))[:1] == [name.replace("_", " ")]
        for name, texts in chosen.items()
        for text in texts[5:10]
    )
    desk.close()
    assert right >= 42  # of 60
