"""Anything is found at once: by its words, by a part of them, by filters, in spite of a slip."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.inbox import archive_many
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.search import (
    FoundFeedback,
    delete_view,
    rename_view,
    save_view,
    saved_views,
    search_choices,
    search_everything,
    search_feedback,
)
from feedbackdesk.desk.themes import (
    add_alias,
    assign_theme,
    merge_themes,
    rename_theme,
    theme_named,
)
from feedbackdesk.domain.completion import complete
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.folding import tokens
from feedbackdesk.domain.marks import marks
from feedbackdesk.domain.query import LONGEST, Query, Scope, parse
from feedbackdesk.domain.words import Channel, Feeling, Importance
from feedbackdesk.store.read import search as searching
from tests.store.oracle import check

if TYPE_CHECKING:
    from tests.conftest import OpenFilled

Find = Callable[[str], list[int]]


def six_things(desk: Desk) -> None:
    """Record six things that were said: 1 is the oldest."""

    def said(text: str, who: str | None, days: int, **facts: object) -> None:
        firm = facts.pop("firm", None)
        new = NewFeedback(
            text,
            Speaker(who, str(firm) if firm else None),
            on=date(2026, 6, 30) - timedelta(days=days),
            **facts,  # type: ignore[arg-type]
        )
        desk.do(record_feedback, new)

    said("Could you e-mail the invoice?", "Ann Lee", 200, themes=("Invoices by e-mail",))
    said("The Café crème 🪴is naïve", "Bo Ek", 100, channel=Channel.EMAIL, firm="Harbour Bakery")
    said(
        "Too dear, and the invoice came late. Invoice by post!", "Cy", 50, firm="Acme",
        loss=LossFacts("Price", ("Timing",), competitor="Rival & Co", stage_reached="The trial"),
    )  # fmt: skip
    said("我想要发票 please", "Li", 40, feeling=Feeling.HAPPY)
    said("हिन्दी में बिल", "Li", 30, importance=Importance.CRITICAL)
    said("The lid broke again", None, 20, themes=("Lids", "Invoices by e-mail"))


@pytest.fixture
def shop(open_filled: OpenFilled) -> Desk:
    """Six things that were said."""
    return open_filled(six_things)


@pytest.fixture
def find(shop: Desk) -> Find:
    return lambda text: shop.ask(search_feedback, text).ids


def found(desk: Desk, text: str) -> FoundFeedback:
    return desk.ask(search_feedback, text)


def test_words_are_found_by_their_beginning_without_accents_and_in_any_script(find: Find) -> None:
    assert find("the") == [6, 3, 2, 1]
    assert find("invo the") == find("THE Invoi") == [3, 1, 6]
    assert find("cafe CREM naive") == [2]
    assert find("🪴is") == find("is") == [2]
    assert find('"e-mail the"') == [1]
    assert find('"e-mail th"') == []
    assert find("发票") == find("发") == find("我想") == [4]
    assert find("发票 please") == [4]
    assert find("-发票 kind:request who:li") == [5]
    assert find("हिन्दी") == find("हि") == [5]
    assert find("invoice -post") == [1, 6]
    assert find("ann") == [1]
    assert find("harbour") == [2]


def test_what_says_it_most_comes_first_and_short_words_the_newest(shop: Desk, find: Find) -> None:
    shop.do(record_feedback, NewFeedback("Invoice invoice invoice", on=date(2020, 1, 1)))
    assert find("invoice") == [7, 3, 1, 6]
    assert find("inv") == find("inv kind:request kind:loss") == [6, 3, 1, 7]
    assert [one.id for one in shop.ask(list_feedback, words="invoice")] == [6, 3, 1, 7]
    cut = shop.ask(search_feedback, "inv", limit=2)
    assert (cut.ids, cut.total, cut.more) == ([6, 3], 2, True)
    whole = shop.ask(search_feedback, "late", limit=2)
    assert (whole.ids, whole.total, whole.more) == ([3], 1, False)
    some = shop.ask(search_feedback, "invoice", limit=2)
    assert (some.ids, some.total, some.more) == ([7, 3], 3, True)
    assert shop.ask(search_feedback, "invoice", limit=3).total == 4


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("kind:loss", [3]),
        ("-kind:loss -channel:email", [6, 5, 4, 1]),
        ("kind:loss channel:email", []),
        ("theme:invoices", [6, 1]),
        ('theme:"invoices by e-mail" -theme:lids', [1]),
        ("theme:lids theme:invoices", [6, 1]),
        ("since:2026-05", [6, 5, 4, 3]),
        ("until:2026-03", [2, 1]),
        # A stretch has its first and its last day, and nothing of the day before or after.
        ("since:2026-05-11", [6, 5, 4, 3]),
        ("since:2026-05-12", [6, 5, 4]),
        ("until:2026-05-11", [3, 2, 1]),
        ("until:2026-05-10", [2, 1]),
        ("on:2026-05-11", [3]),
        ("on:2026-05-10", []),
        ("the since:2026-05-11", [6, 3]),
        ("the since:2026-05-12", [6]),
        ("the until:2026-05-11", [3, 2, 1]),
        ("the until:2026-05-10", [2, 1]),
        ("the since:2026-03-22 until:2026-05-11", [3, 2]),
        ("the since:2026-03-23 until:2026-05-10", []),
        ("invoice since:2026-03 until:2026-05-11", [3]),
        ("invoice kind:loss until:2026-05-11", [3]),
        ("invoice kind:loss until:2026-05-10", []),
        ("invoice kind:loss since:2026-05-12", []),
        ("invoices since:2026-06-10", [6]),  # by the name of its theme
        ("invoices since:2026-06-11", []),
        ("lids broke until:2026-06-10", [6]),
        ("lids broke until:2026-06-09", []),
        ("harbour until:2026-03-22", [2]),
        ("harbour until:2026-03-21", []),
        ("since:2026-03 until:2026-05-11", [3, 2]),
        ("on:2025 on:2026-06", [6, 1]),
        ("-since:2026-05", [2, 1]),
        ("-until:2026-04 -on:2026-06-10", [5, 4, 3]),
        ("who:li", [5, 4]),
        ('who:"ann lee"', [1]),
        ("-who:li -who:ann", [6, 3, 2]),
        ("org:acme", [3]),
        ("stage:prospect", [3]),
        ("feeling:happy", [4]),
        ("importance:critical", [5]),
        ("reason:price", [3]),
        ("reason:timing", [3]),
        ("competitor:rival", [3]),
        ("outcome:competitor", [3]),
        ('outcome:"Chose a competitor"', [3]),
        ("outcome:stayed", []),
        ("-outcome:competitor kind:loss", []),
        ("reached:trial", [3]),
        ('reached:"the trial"', [3]),
        ("kind:loss -reached:trial", []),
        ("item:lids", [6]),
        ("is:inbox", [5, 4, 3, 2]),
        ("is:filed -item:lids", [1]),
        ("is:archived", []),
        ("has:theme the", [6, 1]),
        ("-has:who", [6]),
        ("has:org", [3, 2]),
        ("has:quote", []),
    ],
)
def test_filters_choose_what_was_said(shop: Desk, find: Find, text: str, ids: list[int]) -> None:
    shop.do(plan, ["Lids"], item="Better lids")
    assert find(text) == ids
    assert shop.ask(search_feedback, text, limit=1).ids == ids[:1]


def test_filters_follow_what_was_merged_and_moved(shop: Desk, find: Find) -> None:
    lids, invoices = (shop.ask(theme_named, name).id for name in ("Lids", "Invoices by e-mail"))
    shop.do(add_alias, lids, "Covers")
    assert find("theme:covers") == [6]
    shop.do(merge_themes, invoices, lids)
    assert find("theme:lids") == find("theme:covers") == find("theme:invoices") == [6, 1]
    shop.do(archive_many, [4], "one feedback")
    assert find("is:archived") == [4]
    assert find("who:li -is:archived") == [5]
    shop.do(edit_person, shop.ask(person_named, "li").id, PersonFacts(name="Lin Wu"))
    assert find("wu") == find("who:lin") == [5, 4]
    shop.undo()
    assert find("wu") == []


def test_a_quote_is_found_while_its_feedback_says_it(shop: Desk, find: Find) -> None:
    lids = shop.ask(theme_named, "Lids").id
    shop.do(assign_theme, 1, lids, quote="e-mail the invoice")
    assert find("has:quote") == [1]
    shop.do(edit_feedback, 1, FeedbackFacts(text="Send it, please."))
    assert find("send") == [1]
    assert find('"e-mail the" kind:request') == find("has:quote") == []
    check(shop)
    shop.do(delete_feedback, 1)
    assert find("send") == []
    shop.undo()
    assert find("send") == [1]
    shop.undo()
    assert find("has:quote") == [1]
    shop.undo()
    assert find("send") == []
    check(shop)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("invioce", "invoice"),
        ("invoce", "invoice"),
        ("invvoice", "invoice"),
        ("imvoice", "invoice"),
        ("nvoice", "invoice"),
        ("inovic", "invoic"),
        ("brokw", "brok"),
    ],
)
def test_one_typing_mistake_is_forgiven_and_told(shop: Desk, typed: str, meant: str) -> None:
    answer = found(shop, typed)
    assert answer.instead == meant
    assert answer.ids == found(shop, meant).ids
    assert answer.ids
    assert marks("The invoice broke", answer.query)
    assert found(shop, f"{typed} the").ids
    assert found(shop, f"{typed} kind:loss channel:visit").ids == []


def test_a_mistake_in_a_name_is_forgiven_and_a_short_word_is_taken_as_it_is(shop: Desk) -> None:
    answer = found(shop, "harbuor bakery")
    assert (answer.ids, answer.instead) == ([2], "harbour bakery")
    assert found(shop, "lidd").ids == []
    assert found(shop, '"invioce"').ids == []
    assert found(shop, "invoice").instead is None
    assert [one.name for one in shop.ask(search_everything, "harbuor").organisations] == [
        "Harbour Bakery"
    ]


def test_hints_tell_what_a_filter_could_not_mean(shop: Desk) -> None:
    assert found(shop, "kind:losss").hints[0].startswith("There is no kind “losss”. Kinds:")
    assert found(shop, "who:zoe").hints == ("Nobody is called “zoe”.",)
    assert found(shop, "theme:nope item:nope org:no").hints == (
        "No theme is called “nope”.",
        "No roadmap item is called “nope”.",
        "No organisation is called “no”.",
    )
    assert found(shop, "who:ann invoice").hints == ()


def test_people_organisations_themes_and_items_are_found_with_what_tells_them(shop: Desk) -> None:
    shop.do(plan, ["Invoices by e-mail"], item="Mail every invoice")
    shop.do(add_alias, shop.ask(theme_named, "Lids").id, "Invoicing covers")
    things = shop.ask(search_everything, "invoic")
    assert {(one.name, one.detail) for one in things.themes} == {
        ("Invoices by e-mail", "2 requests"),
        ("Lids", "1 request"),
    }
    assert [(one.name, one.detail) for one in things.items] == [("Mail every invoice", "Ideas")]
    people = shop.ask(search_everything, "bo").people
    assert [(one.name, one.detail) for one in people] == [("Bo Ek", "Harbour Bakery")]
    assert [one.detail for one in shop.ask(search_everything, "acme").organisations] == ["Cy"]
    assert len(shop.ask(search_everything, "i", limit=1).themes) == 1
    assert shop.ask(search_everything, "kind:loss (").themes == ()
    shop.do(rename_theme, shop.ask(theme_named, "Lids").id, "Closing well")
    assert shop.ask(search_everything, "lids").themes == ()
    shop.undo()
    assert [one.name for one in shop.ask(search_everything, "lids").themes] == ["Lids"]
    offers = complete("who:an", 6, shop.ask(search_choices))
    assert [offer.text for offer in offers] == ['who:"Ann Lee" ']


def test_a_search_is_kept_under_a_name(shop: Desk) -> None:
    first = shop.do(save_view, "  Lost  sales", " kind:loss   since:2026-01 ")
    assert first.label == "Save view Lost sales"
    shop.do(save_view, "Li", 'who:"li"')
    assert [(one.name, one.query) for one in shop.ask(saved_views)] == [
        ("Lost sales", "kind:loss since:2026-01"),
        ("Li", "who:li"),
    ]
    assert shop.do(save_view, "lost SALES", "kind:loss").result == first.result
    shop.do(rename_view, first.result, "Losses")
    with pytest.raises(Refusal, match="already a view called “LI”"):
        shop.do(rename_view, first.result, "LI")
    with pytest.raises(Refusal, match="nothing to search for"):
        shop.do(save_view, "Nothing", "“ ”")
    shop.do(delete_view, first.result)
    assert [one.name for one in shop.ask(saved_views)] == ["Li"]
    shop.undo()
    assert [(one.name, one.query) for one in shop.ask(saved_views)] == [
        ("Losses", "kind:loss"),
        ("Li", "who:li"),
    ]
    shop.do(save_view, "Lids", "theme:lids")
    places = {row["name"]: row["place"] for row in check(shop)["saved_view"].values()}
    assert places == {"Losses": 1, "Li": 2, "Lids": 3}
    with closing(sqlite3.connect(shop.path)) as raw:  # the order is theirs, not that of saving
        raw.execute("UPDATE saved_view SET place = 9 WHERE name = 'Losses'")
        raw.commit()
    assert [one.name for one in shop.ask(saved_views)] == ["Li", "Lids", "Losses"]


def test_large_workspaces_are_searched_the_same(
    shop: Desk, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done otherwise from thousands of hits on finds the same, from one hit on."""
    texts = [
        "the",
        "th",
        "t",
        "invoice",
        "the -invoice",
        "i kind:loss",
        "cafe",
        "li",
        "发票",
        "invoice t",
        "l th -ann",
        "the since:2026-05-11",
        "the until:2026-05-10",
        "t invoice until:2026-05-11",
        "t since:2026-03-22 until:2026-05-11",
    ]
    before = [shop.ask(list_feedback, words=text, limit=5) for text in texts]
    monkeypatch.setattr(searching, "LARGE", 0)
    monkeypatch.setattr(searching, "_OFTEN", 0)
    assert [shop.ask(list_feedback, words=text, limit=5) for text in texts] == before
    monkeypatch.setattr(searching, "_OFTEN", 2)
    monkeypatch.setattr(searching, "_SAMPLE", 1)
    assert [shop.ask(list_feedback, words=text, limit=5) for text in texts] == before
    monkeypatch.setattr(searching, "RANKED", 1)
    assert find("invoice") == [6, 3, 1]
    assert shop.ask(search_feedback, "invoice", limit=1).more


def test_what_is_read_stops_at_the_limit_and_says_that_there_is_more(shop: Desk) -> None:
    """Whatever way a search takes, it gives the newest, and tells whether it has told all."""
    for text, ids in (
        ("the", [6, 3, 2, 1]),
        ("the since:2026-03-22", [6, 3, 2]),
        ("kind:request", [6, 5, 4, 2, 1]),
        ("li", [6, 5, 4]),  # somebody, and the beginning of a theme
        ("broke lids", [6]),
    ):
        for limit in range(1, 7):
            found = shop.ask(search_feedback, text, limit=limit)
            assert found.ids == ids[:limit], (text, limit)
            assert found.more == (limit < len(ids)), (text, limit)
        whole = shop.ask(search_feedback, text)
        assert (whole.ids, whole.total, whole.more) == (ids, len(ids), False)


def test_of_what_was_said_on_one_day_the_last_that_was_recorded_comes_first(desk: Desk) -> None:
    for number in range(1, 6):
        new = NewFeedback("The same words", Speaker("Ann"), on=date(2026, 1, 2), themes=("Words",))
        assert desk.do(record_feedback, new).result == number
    for text in ("kind:request", "the", "th same", "ann", "words ann", "since:2026-01-02 the"):
        assert desk.ask(search_feedback, text).ids == [5, 4, 3, 2, 1], text
        for limit in (1, 2, 4):
            cut = desk.ask(search_feedback, text, limit=limit)
            assert cut.ids == [5, 4, 3, 2, 1][:limit], text
            assert cut.more or cut.total == 5, "it is known that there are others"
    assert [one.id for one in desk.ask(list_feedback, limit=2)] == [5, 4]


def test_a_query_too_large_to_read_whole_is_read_as_far_as_it_is_said(shop: Desk) -> None:
    answer = found(shop, " ".join(["the"] * 60 + ["nowhere"]))
    assert sorted(answer.ids) == [1, 2, 3, 6]
    assert answer.hints == ("Only the first 60 words are searched for.",)
    assert found(shop, " ".join(["the"] * 59 + ["nowhere"])).ids == []
    long = "the" + " " * 5_000_000 + "nowhere"
    assert found(shop, long).ids == [6, 3, 2, 1]
    assert found(shop, long).hints == (f"Only the first {LONGEST:,} characters are searched for.",)


HOSTILE = [
    "", " ", '"', '""', "(((", ")", "NEAR(", "NEAR/2", "*", "-", "--", ":", "^", "AND", "OR NOT",
    "a AND", "a*b", 'a"b', "'; DROP TABLE feedback; --", "\0", "a\0b", "\ud800", "\u202eabc", "🪴",
    "{text} : a", "text:a", "who:(", "who:*", 'who:"', "theme:%", "on:0000", "since:99999-99",
    "-who:", "is:", "has:x", "x" * 5_000_000, "a " * 5_000, "- " * 3_000, '"' * 999, "(" * 999,
    "\u0301", "a\u0301" * 999, "٣", "𝔘𝔫𝔦", "ﬁ", "İ", "𞤀", "发" * 300, "reason:(", "competitor:'",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_no_search_is_an_error(shop: Desk, text: str) -> None:
    answer = shop.ask(search_feedback, text)
    assert shop.ask(search_feedback, text, limit=2).ids == answer.ids[:2]
    assert [one.id for one in shop.ask(list_feedback, words=text)] == sorted(
        answer.ids, reverse=True
    )
    shop.ask(search_everything, text)
    marks("Anything 🪴 at all", text)
    if not parse(text):
        assert answer.ids == []


@pytest.mark.slow("five hundred strings, each recorded and searched for")
def test_naughty_strings_find_what_says_them(desk: Desk, shared_data: Path) -> None:
    file = shared_data / "blns" / "blns.json"
    if not file.is_file():
        pytest.skip(f"the naughty strings are not here: {file}")
    for text in json.loads(file.read_text()):
        try:
            key = desk.do(record_feedback, NewFeedback(text)).result
        except Refusal:
            key = None
        query = parse(text)
        ids = desk.ask(search_feedback, text).ids
        if key is not None and query.words and not query.without and len(text) < 500:
            assert key in ids, text
        marks(text, text)
    check(desk)


LETTERS = [
    ("lukasz", "Łukasz"), ("ŁUKASZ", "lukasz"), ("grosse", "Größe"), ("größe", "GROSSE"),
    ("soren", "Søren"), ("Søren", "soren"), ("dordevic", "Đorđević"), ("saet", "sæt"),
    ("oeuvre", "Œuvre"), ("thor", "Þór"), ("istanbul", "ıstanbul"), ("grøße", "grosse"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), LETTERS)
def test_letters_are_found_by_what_people_type_for_them(desk: Desk, typed: str, said: str) -> None:
    text = f"Bigger than {said}, please"
    key = desk.do(record_feedback, NewFeedback(text, Speaker(name=f"{said} Lind"))).result
    desk.do(record_feedback, NewFeedback("Something else", Speaker(name="Ann")))
    for words in (typed, typed[:-1], f"{typed} lind", f"who:{typed}", f'"than {typed}"'):
        assert desk.ask(search_feedback, words).ids == [key], words
    assert [one.name for one in desk.ask(search_everything, typed).people] == [f"{said} Lind"]
    assert marks(text, typed) == [(12, len(said))]
    assert marks(text, typed[:3])[0][0] == 12
    desk.do(edit_feedback, key, FeedbackFacts(text="Nothing any more", who="Bo"))
    assert desk.ask(search_feedback, typed).ids == []
    desk.undo()
    check(desk)


def test_a_slip_is_forgiven_in_words_with_such_letters(desk: Desk) -> None:
    key = desk.do(record_feedback, NewFeedback("Die Größe stimmt nicht, sagt Łukasz")).result
    for words in ("grüsse", "groesse", "lukas", "lukazs"):
        assert desk.ask(search_feedback, words).ids == [key], words


SAID = st.sampled_from(
    ["an", "ann", "anna", "café", "Cafe", "bill", "bi", "e-mail", "ß", "x", "Größe", "GROSSE",
     "Łódź", "lodz", "sæt"]
)  # fmt: skip
TEXTS = st.lists(SAID, min_size=1, max_size=4).map(" ".join)
SEARCHES = st.lists(
    SAID
    | st.sampled_from(
        [
            "gro",
            "-lod",
            "saet",
            '"sæt x"',
            "a",
            "b",
            "caf",
            "-ann",
            "-bi",
            '"e-mail"',
            '"an"',
            '"bill x"',
        ]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


def says(text: str, query: Query) -> bool:
    """The plain way: each word begins a word of the text, a phrase stands in it whole."""
    words = tokens(text)

    def has(searched: str, *, exact: bool) -> bool:
        wanted = tokens(searched)
        for start in range(len(words) - len(wanted) + 1):
            here = words[start : start + len(wanted)]
            if here == wanted or (
                not exact and here[:-1] == wanted[:-1] and here[-1].startswith(wanted[-1])
            ):
                return True
        return False

    return all(has(part.text, exact=part.name == "phrase") for part in query.words) and not any(
        has(part.text, exact=part.name == "phrase") for part in query.without
    )


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(["add", "edit", "delete", "undo", "redo"]), TEXTS)),
    st.lists(SEARCHES, min_size=1, max_size=6),
)
def test_what_is_found_is_what_says_it_whatever_was_done(
    deeds: list[tuple[str, str]], searches: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "shop.feedbackdesk")
        for deed, text in [*deeds, ("add", "ann bill")]:
            keys = desk.ask(lambda read: read.feedback_ids(Scope()))
            if deed == "add":
                desk.do(record_feedback, NewFeedback(text))
            elif deed == "edit" and keys:
                desk.do(edit_feedback, keys[0], FeedbackFacts(text=text))
            elif deed == "delete" and keys:
                desk.do(delete_feedback, keys[-1])
            elif deed == "undo" and desk.labels().undo:
                desk.undo()
            elif deed == "redo" and desk.labels().redo:
                desk.redo()
        everything = desk.ask(list_feedback)
        for text in searches:
            query = parse(text)
            expected = {one.id for one in everything if says(one.text, query)}
            assert set(desk.ask(search_feedback, text).ids) == expected
            assert [one.id for one in desk.ask(list_feedback, words=text)] == [
                one.id for one in everything if one.id in expected
            ]
        check(desk)
        desk.close()
