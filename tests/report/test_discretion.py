"""A name, an address or a sum is found however somebody spells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.domain.words import Edition
from feedbackdesk.insight.discretion.known import Discretion
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.report import poppler
from tests.report.shop import put, say
from tests.report.test_customer_edition import strings
from tests.report.test_files import shown_by_all

KNOWN = Discretion(
    (
        "Zoë Wiśniewska", "Robert O'Brien", "jean-luc picard", "Mohammed Al-Rashid", "Will Young",
        "Anna", "Klaus Müller", "Bo Li", "李小龍", "محمد علي",
    ),
    (
        "Acme Brothers Ltd", "IBM", "de Vries & Zn", "The Copper Kettle", "Orange", "Jones",
        "Straße GmbH", "RoastRivals", "O2", "B&Q", "Tidemarsh Dental", "小龙咖啡",
    ),
    ("012 345",),
    "CZK",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Zoe asked", "ZOË", "zoë", "Wisniewska", "WIŚNIEWSKA", "Zo\u0308e", "Z\u200boë", "Ζoë",
        "Zoës office", "Zoë’s", "OBrien", "O’BRIEN", "Brien", "Picard", "Jean-Luc", "Al Rashid",
        "Alrashid", "Will said so", "Annas", "Mueller", "Muller", "MÜLLERS", "ask Bo", "小龍",
        "محمّد", "acme", "Acme-Brothers", "AcmeBrothers", "I.B.M.", "i b m", "Vries", "CopperKettle",
        "copper kettle", "Orange", "Jones's", "STRASSE", "Roast Rivals", "roast-rivals", "o2",
        "B & Q", "Tide-marsh", "the Dental people", "我们在小龙",
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_spelling(text: str) -> None:
    assert KNOWN.tells(f"please {text}") == "names somebody", text


@pytest.mark.parametrize(
    "text",
    [
        "£25", "25 quid", "a hundred quid", "25k", "5 grand", "a tenner", "25eur", "kr 25",
        "25 Kč", "25 NOK", "A$25", "25 Ft", "25 lei", "25元", "25円", "AED 25", "300 francs", "25p",
        "99 cents", "pay 1500", "1500 a year", "1,200", "20 000", "12.50", "25 złotych", "25 руб",
        "25 ₫", "＄25", "￡25", "TRY 25", "some czk", "5 rand",
    ],
)  # fmt: skip
def test_money_is_found_in_any_spelling(text: str) -> None:
    assert KNOWN.tells(f"it is {text}") == "names a sum of money", text


@pytest.mark.parametrize("text", ["a@b.example", "+44 7700 900123", "(01632) 960-123", "01 23 45"])
def test_an_address_and_a_number_are_found(text: str) -> None:
    assert KNOWN.tells(f"write to {text}") == "holds an address or a telephone number"


@pytest.mark.parametrize(
    "text",
    [
        "We will be young for a long time.", "orange juice", "Dental or not, it helps.",
        "The kettle is on.", "in 2026-11-22 or 2026-2027", "try 2 of them, all 3", "Eleven of 16",
        "at 10:30", "the brothers of the trade", "two deliveries a week", "I bought many.", "",
    ],
)  # fmt: skip
def test_words_of_every_day_are_let_through(text: str) -> None:
    assert KNOWN.allows(text), KNOWN.tells(text)


MORE = Discretion(
    ("李小龍", "山田 太郎", "🦊", "Bo Lind", "Al Kim"),
    (
        "Tidemarsh Group",
        "BBC",
        "Orange",
        "The Lantern Company Ltd",
        "小龙咖啡",
        "Tea & Sons Holdings",
    ),
)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        # One sign that a name has, too, is no name.
        ("桃李不言", True),
        ("小杯也要", True),
        ("龍井茶", True),
        ("咖啡太贵", True),
        ("山の上", True),
        ("太い紙", True),
        # Two in a row are.
        ("請問李小", False),
        ("問小龍", False),
        ("在小龙买", False),
        ("山田さん", False),
        ("太郎", False),
        # What a firm has around its name is no name of its own, wherever it stands.
        ("Order as a Group, please", True),
        ("A Group rate", True),
        ("Pay as one Company", True),
        ("The Sons of it", True),
        ("One more Holdings page", True),
        ("Ask Tidemarsh", False),
        ("Ask the Tidemarsh Group", False),
        ("A Lantern on the shelf", False),
        ("a lantern on the shelf", True),
        ("the Lantern Company", False),
        ("lantern company", False),
        # Three letters of a firm that has no other name, however they are written.
        ("ask bbc", False),
        ("Orange asked", False),
        ("orange juice", True),
        # A name of signs.
        ("the 🦊 asked", False),
        ("the 🐻 asked", True),
        # A space that does not belong there, in a name of six letters; five could be chance.
        ("bol ind", False),
        ("alk im", True),
        ("al kim", False),
    ],
)
def test_what_only_shares_a_sign_or_a_legal_form_is_allowed(text: str, allowed: bool) -> None:
    assert MORE.allows(text) == allowed, MORE.tells(text)


@pytest.mark.parametrize(
    ("name", "held", "allowed"),
    [
        ("김철수", "우리김철수가", "김치 주세요"),
        ("タロウ", "お店のタロウさん", "タイム"),
        ("さくら", "お店のさくらさん", "さかな"),
        ("สมชาย", "พี่สมชายบอก", "กาแฟ"),
        ("ສົມຊາຍ", "ບອກສົມຊາຍ", "ກາເຟ"),
        ("សុខា", "បងសុខាថា", "កាហ្វេ"),
        ("အောင်မင်း", "ကိုအောင်မင်းက", "ကော်ဖီ"),
        ("李小龍", "問李小龍", "小李"),
    ],
)
def test_a_name_of_a_script_without_spaces_is_found_within_a_run(
    name: str, held: str, allowed: str
) -> None:
    known = Discretion((name,), ())
    assert known.tells(held) == "names somebody"
    assert known.allows(allowed)
    firm = Discretion((), (name,))
    assert firm.tells(held) == "names somebody"
    assert firm.allows(allowed)


@pytest.mark.parametrize(
    ("name", "held", "allowed"),
    [
        ("ნინო ბერიძე", "ნინო მოვიდა", "ნიკა მოვიდა"),
        ("አበበ", "አበበ መጣ", "አበባ"),
        ("Nguyễn", "ask nguyen", "ng"),
        ("𗀀𗀁", "ask 𗀀𗀁", "𗀀"),  # letters without a name
    ],
)
def test_two_letters_of_a_name_are_none_in_a_script_that_sets_spaces(
    name: str, held: str, allowed: str
) -> None:
    known = Discretion((name,), ())
    assert known.tells(held) == "names somebody"
    assert known.allows(allowed)


@pytest.mark.parametrize(
    ("name", "held", "allowed"),
    [
        ("Day-May Quorl", ("ask day-may", "ask daymay", "ask day may"), ("a day in may",)),
        ("Quorl Day-May", ("ask day-may", "ask daymay"), ("may day",)),
        ("Day May Quorl", ("ask Day", "ask May", "ask day may quorl"), ("a day may come",)),
        ("Bo Day", ("ask Bo", "ask bo day", "boday"), ("any day", "a bow")),
        ("Day-May-Joy Quorl", ("ask daymayjoy", "ask day-may-joy"), ("a day of joy",)),
        ("Müller-Rüß", ("mueller", "MULLER", "mullers", "Muellerruess"), ("mill",)),
    ],
)
def test_the_parts_of_a_name_that_a_hyphen_holds_together(
    name: str, held: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    known = Discretion((name,), ())
    assert [text for text in held if known.allows(text)] == []
    assert [text for text in allowed if not known.allows(text)] == []


@pytest.mark.parametrize(
    ("number", "text", "allowed"),
    [
        ("012 345", "call 012345", False),
        ("012 345", "call 01 23 45", False),
        ("+44 7700 900123", "ring 07700 900 123", False),
        ("123", "Room 123", True),  # too short to be told from any other number
        ("123", "seats 1 - 23", True),
        ("12 34", "Room 12 34", False),
    ],
)
def test_a_telephone_number_that_is_known_is_found_however_it_is_spaced(
    number: str, text: str, allowed: bool
) -> None:
    assert Discretion((), (), (number,)).allows(text) is allowed


@pytest.mark.parametrize(
    ("name", "held", "allowed"),
    [
        ("Mueller", ("ask muller", "ask Müller", "ask MUELLER"), ("ask mueler", "mull it over")),
        ("Schroeder", ("ask schroder", "ask Schröder"), ("ask schrder",)),
        ("Haendel", ("ask handel", "ask Händel"), ("a handle",)),
        ("Boehm", ("ask bohm", "ask Böhm"), ("boom",)),
        ("Woerd", ("ask Word", "ask woerd"), ("a word of it",)),
        ("Baer", ("ask baer", "ask Bär"), ("The Bar", "at the bar")),
        ("Quorl", ("ask quorl",), ("ask qurl",)),
    ],
)
def test_an_umlaut_is_found_with_its_e_and_without(
    name: str, held: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    known = Discretion((name,), ())
    assert [text for text in held if known.allows(text)] == []
    assert [text for text in allowed if not known.allows(text)] == []


@pytest.mark.parametrize(
    ("name", "held", "allowed"),
    [
        # The first word of a firm means the firm, however it is written; a later one has a capital
        # that no sentence gave it.
        ("Quorl Vexley", ("ask quorl", "the Vexley people"), ("ask vexley", "Vexley is", "qur")),
        ("Quorl Bex", ("the Bex people",), ("ask bex",)),
        ("Quorl Xo", ("ask quorl xo",), ("ask Xo",)),
        ("Xo Quorl", ("ask Xo", "Xo asked"), ("xo",)),
        # So has the first where it is a word of every day, or of three letters.
        ("Copper Pan Ltd", ("a Copper one", "a Pan", "copper pan"), ("Copper, please", "a copper")),
        ("Bex Quorl", ("the Bex people", "bex quorl"), ("ask bex", "Bex asked")),
        # A number is none, nor is a single letter.
        ("Studio 365", ("ask Studio 365", "studio 365"), ("all 365 days", "Row 365")),
        ("365 Studio", ("365 studio",), ("all 365 days", "Row 365")),
        ("Quorl 4711", ("quorl",), ("aisle 4711",)),
        # What is left without the words around it is the name.
        ("The Zop", ("ask zop",), ("the zap",)),
        ("Zop Ltd", ("ask zop",), ("a Ltd",)),
        ("The Lantern", ("Lantern wants light", "ask Lantern"), ("a lantern",)),
        ("A The Zop Group Ltd", ("ask zop", "zop group"), ("a Group",)),
        # A name that is nothing but such words is not found everywhere.
        ("The", (), ("a size s", "The size", "the s")),
        ("Ltd", ("ask ltd",), ("a size s",)),
        # Theirs is found, and no other ending.
        (
            "Copper Kettle",
            ("copper kettles", "copperkettles", "Copper Kettle’s"),
            ("copper kettled",),
        ),
    ],
)
def test_what_means_a_firm(name: str, held: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    known = Discretion((), (name,))
    assert [text for text in held if known.allows(text)] == []
    assert [text for text in allowed if not known.allows(text)] == []


@pytest.mark.parametrize(
    ("name", "held", "allowed"),
    [
        ("J. Quorl", ("J. Quorl", "ask quorl"), ("Plan J", "plan j")),
        ("Quorl 47", ("ask quorl",), ("aisle 47",)),
        ("Quorl 7", ("ask quorl",), ("Row 7",)),
        ("Quorl X7", ("ask x7", "ask X7"), ("ask x",)),
        ("Anna", ("Annas", "ANNA’S"), ("annat", "ann")),
        ("Carlos dos Santos", ("ask carlos", "ask santos"), ("the dos", "the Dos")),
        (
            "Ann van der Quorl",
            ("ask quorl", "ann van der quorl"),
            ("the van", "The Van", "der Tag"),
        ),
    ],
)
def test_what_means_a_person(name: str, held: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    known = Discretion((name,), ())
    assert [text for text in held if known.allows(text)] == []
    assert [text for text in allowed if not known.allows(text)] == []


def test_without_a_currency_no_letter_is_one() -> None:
    assert Discretion((), ()).allows("an x by the door")


BEFORE_A_NAME = (
    "the and und et of for der die das den des del della dem van von zu zur ter ten bin ibn abu "
    "les las los dos mrs mr ms miss prof doctor sir dame a an de la le el al di da"
)
BEHIND_A_NAME = (
    "ltd limited gmbh plc llc llp inc incorporated co corp corporation company ag kg ohg ug ev eg "
    "mbh sa sas sarl srl spa bv nv oy oyj ab as aps asa sro kft doo zoo sp lda pty pte zn sons "
    "sohne brothers bros daughters group holding holdings partners"
)


@pytest.mark.parametrize(
    ("around", "name"),
    [
        *((word, f"{word} Quorl") for word in BEFORE_A_NAME.split()),
        *((word, f"Quorl {word}") for word in BEHIND_A_NAME.split()),
    ],
)
def test_what_stands_around_a_name_is_no_name(around: str, name: str) -> None:
    known = Discretion((), (name.title(),))
    assert known.allows(f"one {around.title()} more"), known.tells(f"one {around.title()} more")
    assert known.allows(f"{around.title()} more")
    assert not known.allows("ask quorl")
    assert not known.allows(f"ask {name}")


def test_an_item_whose_title_tells_is_left_out_and_the_owner_hears_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    say(desk, "Milk, please", "Milk", who="Zoë Wiśniewska", firm="Acme Brothers Ltd")
    put(desk, "ZOE pays for oat milk", "Milk")
    put(desk, "Milk for £4,000", "Milk")
    put(desk, "Milk for everybody", "Milk")
    report = desk.ask(roadmap_document, RoadmapOptions(edition=Edition.CUSTOMER))
    assert [entry.title for entry in report.entries] == ["Milk for everybody"]
    assert report.warnings == (
        "“Milk for £4,000” names a sum of money in its title, so it is not on the customer copy.",
        "“ZOE pays for oat milk” names somebody in its title, so it is not on the customer copy.",
    )
    path = tmp_path / "copy.pdf"
    write(report, path)
    for shown in (poppler.text(path), *shown_by_all(report).values()):
        assert "ZOE" not in shown
        assert "4,000" not in shown
        assert "Milk for everybody" in shown
    assert len(desk.ask(roadmap_document, RoadmapOptions()).entries) == 3
    assert "ZOE" in "".join(strings(report.warnings))
