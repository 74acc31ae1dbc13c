"""A name in other signs, in a longer word, or made into a handle is for the owner to look at."""

from __future__ import annotations

import time

import pytest

from feedbackdesk.insight.discretion.known import Discretion
from feedbackdesk.insight.discretion.verdict import Answer
from tests.insight.discretion.test_everyday import KNOWN as EVERYDAY

KNOWN = Discretion(
    (
        "Ottilie Brackenridge", "Rose Green", "Théo van der Quast", "Jan Pereira", "Dmitri Зубков",
        "王小明", "Mary O'Hanlon", "Hanna Kjær", "Anneliese Quorl", "רבקה שטרן",
        "Νικόλαος Ζαφείρης",
    ),
    (
        "Boulangerie Vexmorel SARL", "Fern & Quill Printing Ltd", "株式会社ムラサメ",
        "Tanglewort GmbH",
        "Zakład Xyrek Sp. z o.o.",
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        # In a longer word, with any ending, however it is written.
        "the brackenridgeorder", "a Brackenridge2024 shelf", "mybrackenridge", "Brackenridgenak",
        "brackenridgelle", "cups for brackenridgeesque people", "orderBrackenridge", "Quorl_v2",
        "askQuorl", "order_quorl", "#quorl2",
        # In other signs.
        "Br4ck3nr1dge", "br@ckenridge", "ʙʀᴀᴄᴋᴇɴʀɪᴅɢᴇ", "🇶🇺🇴🇷🇱", "🅠🅤🅞🅡🅛", "B.r.a.c.k.e.n.r.i.d.g.e",
        "Q U O R L", "q-u-o-r-l", "Q*orl", "Br****ridge", "Brackkkenridge", "egdirnekcarb",
        "Brack&shy;enridge", "&#81;uorl", "%51uorl", "Quo<wbr>rl", "Quo**rl**", "Brack-\nenridge",
        # As people sign up with it.
        "obrackenridge77", "brackenridgeo", "ottbra", "@brackenridge_o", "tvanderquast",
        "vanderquast", "theo.vanderquast.nl",
        # Its first letters, with and without stops, and behind a title.
        "signed OB", "signed O/B", "signed M.H.", "for Mrs. B.", "ask Frau Q.",
        # What those who are fond of somebody say.
        "Otti wants it", "cups for Ottie",
        # With an ending instead of its own, in scripts that have letters before a name.
        "для Зубковой", "στον Νικόλαου", "של לשטרן", "וכששטרן",
        # A Chinese surname, and what is said to it.
        "王先生要茶", "老王说", "小王",
        # Any telling word of a firm's name, and its first letters without its legal form.
        "the vexmorel way", "Vexmorell bread", "vexmorelorder", "like BV does", "as FQP has it",
        "tanglewotr", "a ZX shelf", "ムラサメの棚", "vexmorel.fr", "ask unheard-of.com",
        # Two letters that changed place, one that stands there twice, in short names too.
        "cups for qurol", "cups for quoorl",
    ],
)  # fmt: skip
def test_a_name_in_disguise_is_never_harmless(text: str) -> None:
    assert KNOWN.judge(text).answer is not Answer.HARMLESS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("More room (Br4ckenridge) here", ("Br4ckenridge",)),
        ("cups, quorlx_2!", ("quorlx_2",)),
        ("write to R.o.s.e today", ("R.o.s.e",)),
    ],
)
def test_the_words_are_those_that_hold_it(text: str, words: tuple[str, ...]) -> None:
    found = KNOWN.judge(text)
    assert (found.answer, found.words(text)) == (Answer.UNCERTAIN, words)


@pytest.mark.parametrize(
    "text",
    [
        "rosebud cups", "green2 box", "rose-hip tea 2", "a b c d", "S, M, L and XL", "2 x 3 m*",
        "M8 bolts and H7 bulbs", "5W-30 in stock", "Terms &amp; conditions", "**Bold** shelves",
        "Vor- und Nachmittag", "100 % cotton", "Wi-Fi", "boulangerie ouverte",
        "La boulangerie est ouverte",
        "Printing on both sides", "Ctrl+K", "Apple Pay", "a VW Golf", "OpenVPN", "e. g. cups",
        "PDF, QR and GPS", "google.com", "national park", "small pears", "ムラなく混ぜる",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_harmless(text: str) -> None:
    found = KNOWN.judge(text)
    assert found.answer is Answer.HARMLESS, (found.why, found.words(text))


def test_a_word_of_every_day_in_one_language_is_a_name_in_a_text_of_others() -> None:
    known = Discretion(("Ines Schneider",), ())
    english = "The Schneiderorder is on its way to you and me"
    german = "Die Schneiderei ist für uns und nicht für Sie"
    assert known.judge(english).answer is Answer.UNCERTAIN
    assert known.judge(german).answer is Answer.HARMLESS


def test_two_common_words_beside_each_other_are_no_handle() -> None:
    known = Discretion(("Theodora Vanquist",), ())
    assert known.judge("More pipes in the van").answer is Answer.HARMLESS
    assert known.judge("ask thevan about pipes").answer is Answer.UNCERTAIN


def test_a_season_with_a_capital_is_no_name_behind_a_word_of_time() -> None:
    known = Discretion(("Laura Winter",), ())
    assert known.judge("Soup in Winter").answer is not Answer.HELD
    assert known.judge("Soup for Winter").answer is Answer.HELD


@pytest.mark.parametrize(
    "text",
    [
        "20% off the price", "a 10 % discount", "15 % günstiger", "Rabatt von 10 %",
        "remise de 5 %", "descuento del 5 %", "sconto del 5%", "5% korting", "rabat 5%",
        "−25 % en caisse", "half the price", "la moitié du prix", "el doble del precio",
        "halber Preis", "五割引",
        "ten per cent of turnover", "six figures", "half a million", "eine sechsstellige Summe",
        "half a million asked for it", "eighty an hour", "five k a month", "cent balles",
        "zwei Riesen", "een tientje", "fünfhundert Mäuse", "dwie stówy",
    ],
)  # fmt: skip
def test_a_part_of_a_price_may_be_a_sum(text: str) -> None:
    found = EVERYDAY.judge(text)
    assert found.answer is not Answer.HARMLESS


@pytest.mark.parametrize(
    "text",
    [
        "500 ευρώ", "двести долларов", "五千块", "两百美元", "오백 유로", "אלף יורו", "ezer euró",
        "tisíc korun", "paga trezentos e 20 reais", "two grand", "450:-", "0.02 BTC",
        "write to ann at quimby dot com",
    ],
)  # fmt: skip
def test_a_sum_or_an_address_in_further_languages_is_held_back(text: str) -> None:
    assert EVERYDAY.judge(text).answer is Answer.HELD


@pytest.mark.parametrize(
    "text",
    [
        "Half the queue", "30 % less sugar", "100 % cotton", "once a month", "Tickets 1 to 5000",
        "allergens (EU 1169/2011)", "Refill with R134a", "half an hour", "a third oven",
        "double rooms", "two thirds of the cups", "ISO 9001:2015", "trains each hour",
    ],
)  # fmt: skip
def test_a_part_of_something_else_is_none(text: str) -> None:
    found = EVERYDAY.judge(text)
    assert found.answer is Answer.HARMLESS, (found.why, found.words(text))


@pytest.mark.parametrize(
    "piece",
    [
        "x*", "a*b", "a- ", "&#97;", "<b>", "1% off ", "half of the ", "a b ", "A B", "Xx_",
        "a.com ", "a.b.", "m4x", "小王", "a/b ", "two k a month ", "1 to 5", "1/20", "%61", "ש",
        "x at b dot ", "ab-\n", "aB",
    ],
)  # fmt: skip
def test_fifty_thousand_characters_are_soon_read(piece: str) -> None:
    begun = time.process_time()
    KNOWN.judge((piece * 50_000)[:50_000])
    assert time.process_time() - begun < 20.0
