"""All words somewhere: in what was said, by whom, for whom, about what, however it is written."""

from __future__ import annotations

import re
import signal
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.contacts import contact_keys
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.followups import promise
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.merging import merge_organisations, merge_people, unmerge_person
from feedbackdesk.desk.owing import debts
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import ItemFacts, edit_item, full_roadmap, plan
from feedbackdesk.desk.search import search_choices, search_everything, search_feedback
from feedbackdesk.desk.themes import add_alias, assign_theme, merge_themes, theme_named
from feedbackdesk.domain.completion import complete
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.query import LONGEST, MOST_PARTS, Query, parse
from feedbackdesk.domain.words import FollowUpKind
from feedbackdesk.store import fulltext
from feedbackdesk.store.engine import plain_errors
from feedbackdesk.store.read import filters, search
from feedbackdesk.store.reader import Reader
from tests.store.oracle import Rows, check, root, rows_of

if TYPE_CHECKING:
    from tests.conftest import OpenFilled

Find = Callable[[str], list[int]]


def seven_things(desk: Desk) -> None:
    """Record seven things that were said: 1 is the oldest."""

    def said(text: str, who: str | None, firm: str | None, day: int, *themes: str) -> None:
        new = NewFeedback(text, Speaker(who, firm), on=date(2026, 6, day), themes=themes)
        desk.do(record_feedback, new)

    said("mail me the invoices", "Bo Ek", "Harbour", 1)
    said("Please e-mail it, don’t post it", "Zoë O’Hara", "Café Rand", 2, "Invoices by mail")
    said("The ﬁrst ＡＢＣ form is too long", "王小明", None, 3)
    said("至急、請求書を送ってください。", "山田太郎", "山田商店", 4)
    said("영수증이 늦어요", "김민수", None, 5, "Slow receipts")
    said("Open on Sundays", "Łukasz Nowak", "Harbour", 6, "Opening hours")
    said("Nothing to add", None, None, 7)


@pytest.fixture
def shop(open_filled: OpenFilled) -> Desk:
    """Seven things that were said."""
    return open_filled(seven_things)


@pytest.fixture
def find(shop: Desk) -> Find:
    def found(text: str) -> list[int]:
        answer = shop.ask(search_feedback, text)
        assert answer.instead is None
        return sorted(answer.ids)

    return found


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # names in scripts without capitals, by one letter and inside
        ("山田", [4]), ("山", [4]), ("太郎", [4]), ("山田商店", [4]), ("who:山田", [4]),
        ("who:太郎", [4]),
        ("王", [3]), ("王小", [3]), ("小明", [3]), ("who:王", [3]), ("김", [5]), ("김민", [5]),
        ("who:김", [5]), ("org:山田", [4]), ("기", []),
        # inside a sentence without spaces, and in one with
        ("請求書", [4]), ("求書", [4]), ("請書", []), ("送って 山田", [4]), ("ください", [4]),
        ("영수", [5]),
        # words here, names there
        ("bo invoices", [1]), ("invoices harbour", [1]), ("harbour bo mail", [1]),
        ("sundays harbour lukasz", [6]), ("harbour", [1, 6]), ("harbour -bo", [6]),
        ("harbour -sundays", [1]), ("-harbour -zoe -fonts", [3, 4, 5, 7]), ("bo zoe", []),
        ("bo sundays", []), ("receipts 김민수", [5]), ("영수증이 receipts", [5]),
        ("invoices", [1, 2]), ("invoices cafe", [2]), ("opening łukasz", [6]),
        ('"by mail" post', [2]), ('"mail me" harbour', [1]), ('"bo ek" "the invoices"', [1]),
        # however it is written
        ("first", [3]), ("ﬁrst", [3]), ("FIRST abc", [3]), ("ａｂｃ", [3]), ("email", [2]),
        ("e-mail", [2]), ("e‑mail", [2]), ("dont", [2]), ("don't", [2]), ("don’t", [2]),
        ("ohara", [2]),
        ("o'hara email", [2]), ("hara", [2]), ("zoe", [2]), ("in\u00advoices", [1, 2]),
        ("ＢＯ", [1]),
        ("lukasz", [6]), ("who:ohara", [2]), ("org:cafe", [2]), ("theme:slow", [5]),
    ],
)  # fmt: skip
def test_all_words_are_found_somewhere(find: Find, text: str, ids: list[int]) -> None:
    assert find(text) == ids


def test_what_says_it_comes_before_what_is_about_it(shop: Desk) -> None:
    assert shop.ask(search_feedback, "invoices").ids == [1, 2]
    assert [one.id for one in shop.ask(list_feedback, words="invoices")] == [2, 1]


def test_a_short_list_is_the_newest_of_what_says_it_and_what_is_about_it(desk: Desk) -> None:
    for text, theme, day in (
        ("lids", (), 1), ("lids", (), 1), ("covers", ("Lids",), 1), ("lids", (), 2),
        ("covers", ("Lids",), 3), ("lids covers", ("Lids",), 3),
    ):  # fmt: skip
        key = desk.do(
            record_feedback, NewFeedback(text, on=date(2026, 6, day), themes=theme)
        ).result
        assert desk.ask(Reader.search, parse("lids"), limit=1).ids == [key]
    newest = [6, 5, 4, 3, 2, 1]
    for limit in range(1, 7):
        found = desk.ask(Reader.search, parse("lids"), limit=limit)
        assert (found.ids, found.more) == (newest[:limit], limit < 6)
    best = desk.ask(Reader.search, parse("lids"), ranked=True)
    assert best.ids[4:] == [5, 3]
    assert desk.ask(Reader.search, parse("lids covers")).ids == [6, 5, 3]
    assert desk.ask(Reader.search, parse("lids -covers")).ids == [4, 2, 1]


def test_items_aliases_and_merged_names_are_found_and_no_name_is_kept_twice(
    shop: Desk, find: Find
) -> None:
    opening = shop.ask(theme_named, "Opening hours").id
    shop.do(plan, ["Opening hours"], item="A longer weekend")
    assert find("weekend") == find("weekend harbour") == [6]
    (item,) = shop.ask(full_roadmap)
    shop.do(edit_item, item.item.id, ItemFacts(title="Shorter weeks"))
    assert (find("weekend"), find("shorter")) == ([], [6])
    shop.do(add_alias, opening, "Business times")
    assert find("business sundays") == [6]
    shop.do(merge_themes, shop.ask(theme_named, "Slow receipts").id, opening)
    assert find("business") == find("slow") == find("shorter") == [5, 6]
    shop.do(assign_theme, 7, opening)
    shop.do(
        record_feedback, NewFeedback("Again", Speaker("Robert Ek", "Pier"), on=date(2026, 7, 1))
    )
    bo, robert = (shop.ask(person_named, name).id for name in ("Bo Ek", "Robert Ek"))
    shop.do(merge_people, robert, bo)
    assert find("robert") == find("bo") == find("ek") == [1, 8]
    assert find("robert invoices") == [1]
    assert find("bo pier") == [8]
    assert find("robert -pier") == [1]
    shop.do(edit_person, bo, PersonFacts(name="Bosse Lind"))
    assert find("lind invoices") == [1]
    assert find("bo ek invoices") == []
    shop.do(unmerge_person, robert)
    assert find("lind") == [1]
    with closing(sqlite3.connect(shop.path)) as raw:
        words = {row[0] for row in raw.execute("SELECT term FROM feedback_vocabulary")}
    assert not words & {"bosse", "lind", "robert", "harbour", "pier", "weekend", "business"}
    check(shop)


def test_days_and_words_are_asked_together(shop: Desk, find: Find) -> None:
    assert find("until:2026-06-01") == [1]
    assert find("until:2026-06-02") == [1, 2]
    assert find("harbour until:2026-06-05") == [1]
    assert find("harbour until:2026-06-06") == [1, 6]
    assert find("harbour since:2026-06-02") == find("harbour since:2026-06-06") == [6]
    assert find("harbour since:2026-06-07") == []
    assert find("mail until:2026-06-01") == find("mail since:2026-06-01 until:2026-06-01") == [1]
    assert find("mail since:2026-06-02") == [2]
    assert find("invoices since:2026-06-02 until:2026-06-02") == [2]
    assert find("invoices -until:2026-06-01") == [2]
    assert find("invoices bo -since:2026-06-02") == [1]
    assert find("mail until:2026-06") == [1, 2]


def test_a_query_too_large_to_read_whole_is_read_as_far_as_it_is_said(shop: Desk) -> None:
    spread = " " * (LONGEST - 6) + "sunday"
    assert (shop.ask(search_feedback, spread).ids, parse(spread).hints) == ([6], ())
    long = "sundays" + " " * LONGEST + "nothing"
    answer = shop.ask(search_feedback, long)
    assert answer.ids == [6]
    assert answer.hints == (f"Only the first {LONGEST:,} characters are searched for.",)
    many = " ".join(["open"] * (MOST_PARTS - 1))
    assert shop.ask(search_feedback, f"{many} sundays").hints == ()
    assert shop.ask(search_feedback, f"{many} nonsense").ids == []
    answer = shop.ask(search_feedback, f"{many} sundays nonsense")
    assert answer.ids == [6]
    assert answer.hints == (f"Only the first {MOST_PARTS} words are searched for.",)


def test_the_people_page_what_is_owed_and_completions_fold_alike(shop: Desk) -> None:
    def people(words: str) -> set[str]:
        names = {row[0]: row[1] for row in shop.ask(lambda read: read.names())}
        firms = {one.id: one.name for one in shop.ask(lambda read: read.organisations())}
        keys = shop.ask(contact_keys, words=words)
        return {names[key] if key > 0 else firms[-key] for key in keys}

    assert people("zoe") == people("ohara") == people("O'Hara cafe") == {"Zoë O’Hara"}
    assert people("lukasz") == people("łuk") == {"Łukasz Nowak"}
    assert people("山田") == {"山田太郎", "山田商店"}
    assert people("太郎") == {"山田太郎"}
    assert people("김") == {"김민수"}
    assert people("cafe") == {"Zoë O’Hara", "Café Rand"}
    assert people("arb") == {"Bo Ek", "Łukasz Nowak", "Harbour"}
    assert people("-") == people("“") == set()
    bo, lukasz = (shop.ask(person_named, name).id for name in ("Bo Ek", "Łukasz Nowak"))
    shop.do(merge_people, lukasz, bo)
    assert people("nowak") == {"Bo Ek"}
    assert {one.name for one in shop.ask(search_everything, "太郎").people} == {"山田太郎"}
    assert {one.name for one in shop.ask(search_everything, "ohara").people} == {"Zoë O’Hara"}
    choices = shop.ask(search_choices)
    for typed, name in {
        "who:ohara": "Zoë O’Hara",
        "who:太": "山田太郎",
        "org:cafe": "Café Rand",
    }.items():
        offers = [offer.label for offer in complete(typed, len(typed), choices)]
        assert offers == [name], typed
    zoe = shop.ask(person_named, "Zoë O’Hara").id
    about = "Einen Ｋatalog zuschicken, e-mail"
    shop.do(promise, zoe, FollowUpKind.ANSWER, date(2030, 1, 1), about=about)
    for words in ("zoe", "ohara katalog", "o'hara", "EMAIL", "e‑mail", "kataLOG"):
        assert len(shop.ask(debts, words=words)) == 1, words
    assert shop.ask(debts, words="telephone") == []


def test_lists_of_names_are_in_one_order(desk: Desk) -> None:
    names = ["Zoë", "Émile", "Item 10", "Item 2", "Emil", "zebra", "Ähre"]
    order = ["Ähre", "Emil", "Émile", "Item 2", "Item 10", "zebra", "Zoë"]
    for name in names:
        who = Speaker(name, f"{name} Ltd")
        desk.do(record_feedback, NewFeedback("x", who, on=date(2026, 1, 1), themes=(name,)))
        desk.do(plan, [name], item=name)
    assert [row[1] for row in desk.ask(lambda read: read.names())] == order
    assert [one.name for one in desk.ask(lambda read: read.people())] == order
    assert [one.name for one in desk.ask(lambda read: read.themes())] == order
    assert [one.item.title for one in desk.ask(full_roadmap)] == order
    firms = [f"{name} Ltd" for name in order]
    assert [one.name for one in desk.ask(lambda read: read.organisations())] == firms
    known = {row[0]: row[1] for row in desk.ask(lambda read: read.names())}
    listed = [known[key] for key in desk.ask(contact_keys) if key > 0]
    assert listed == order


def test_the_file_is_read_and_copied_by_whoever_knows_sqlite(shop: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.feedbackdesk"
    with closing(sqlite3.connect(shop.path)) as raw, closing(sqlite3.connect(copy)) as target:
        found = "SELECT count(*) FROM feedback_fts WHERE feedback_fts MATCH 'email OR 書'"
        assert raw.execute(found).fetchone() == (2,)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("SELECT count(*) FROM feedback").fetchone() == (7,)
        raw.backup(target)
        target.execute("VACUUM")
    desk = Desk.open(copy, create=False)
    assert desk.ask(search_feedback, "email").ids == [2]
    check(desk)
    desk.close()


def test_ctrl_c_while_words_are_folded_is_ctrl_c(shop: Desk) -> None:
    def interrupted(_text: str | None) -> str:
        signal.raise_signal(signal.SIGINT)
        return ""

    with closing(sqlite3.connect(shop.path)) as raw:
        raw.create_function("indexed", 1, fulltext.hearing(interrupted))
        with pytest.raises(KeyboardInterrupt), plain_errors(shop.path):
            raw.execute("UPDATE person SET name = 'Nobody'")
    check(shop)


# A second opinion: everything read with plain SQL, and every word looked for in all of it.

_PLAIN = {"ø": "o", "ł": "l", "ß": "ss", "’": "'", "‑": "-"}
_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def plain(text: str) -> str:
    """Fold in another way: taken apart, without marks, and without what nobody sees."""
    apart = "".join(_PLAIN.get(char, char) for char in text.casefold())
    spread = unicodedata.normalize("NFKD", apart)
    bare = "".join(char for char in spread if unicodedata.category(char) not in {"Mn", "Cf"})
    return unicodedata.normalize("NFC", bare)


def readings(text: str) -> list[list[str]]:
    """Return the ways to read a text: its words, and each of what hyphens hold together."""
    whole = re.findall(r"[^\W_]+(?:['-][^\W_]+)*", _CJK.sub(r" \g<0> ", plain(text)))
    parts = [re.split("['-]", word) for word in whole]
    held = (["".join(word[first : first + 4])] for word in parts for first in range(len(word) - 1))
    return [[piece for word in parts for piece in word], *held]


def in_text(text: str, word: str, *, exact: bool) -> bool:
    """Return whether a text has a word, each of its pieces side by side."""
    for way in (plain(word), re.sub("['-]", "", plain(word))):
        wanted = re.findall(r"[^\W_]+", _CJK.sub(r" \g<0> ", way))
        for read in readings(text):
            for first in range(len(read) - len(wanted) + 1):
                here = read[first : first + len(wanted)]
                last = here[-1] == wanted[-1] if exact else here[-1].startswith(wanted[-1])
                if last and here[:-1] == wanted[:-1]:
                    return True
    return False


def in_names(names: Iterable[str], word: str, *, exact: bool) -> bool:
    """Return whether a name has a word; two letters of a script with capitals are a whole one."""
    short = len(word) < 3 and not _CJK.search(word) and not "가" <= word[0] <= "힣"
    return any(in_text(name, word, exact=exact or short) for name in names)


def names_about(rows: Rows, feedback: dict[str, Any]) -> list[str]:
    """Return every name that belongs to a feedback: speaker, organisation, themes and items."""
    found: list[str] = []
    for table in ("person", "organisation"):
        if (key := feedback[f"{table}_id"]) is not None:
            top = root(rows[table], key)
            found += [row["name"] for k, row in rows[table].items() if root(rows[table], k) == top]
    for mention in rows["mention"].values():
        if mention["feedback_id"] != feedback["id"]:
            continue
        top = root(rows["theme"], mention["theme_id"])
        family = {key for key in rows["theme"] if root(rows["theme"], key) == top}
        found += [rows["theme"][key]["name"] for key in family]
        found += [a["name"] for a in rows["theme_alias"].values() if a["theme_id"] in family]
        items = {i["item_id"] for i in rows["item_theme"].values() if i["theme_id"] in family}
        found += [rows["item"][key]["title"] for key in items]
    return found


def expected(rows: Rows, query: Query) -> list[int]:
    """Return what a search finds, newest first."""
    found = []
    for key, feedback in rows["feedback"].items():
        texts = [feedback["text"]]
        texts += [
            mention["quote"]
            for mention in rows["mention"].values()
            if mention["feedback_id"] == key and mention["quote"]
        ]
        names = names_about(rows, feedback)

        def has(
            word: str, *, exact: bool, texts: list[str] = texts, names: list[str] = names
        ) -> bool:
            said = any(in_text(text, word, exact=exact) for text in texts)
            return said or in_names(names, word, exact=exact)

        if all(has(part.text, exact=part.name == "phrase") for part in query.words) and not any(
            has(part.text, exact=part.name == "phrase") for part in query.without
        ):
            found.append((feedback["said_on"], key))
    return [key for _day, key in sorted(found, reverse=True)]


PEOPLE = ["Ann Lee", "Anne-Marie Øst", "Bo O’Hara", "山田太郎", "王小明", "김민수", "Zoë Lee"]
FIRMS = ["Harbour", "Café Lee", "山田商店", "E-Mail Ann"]
THEMES = ["Invoices by e-mail", "Bo’s hours", "請求書", "Late Zoë"]
ITEMS = ["Ann’s list", "Late invoices", "太郎"]
SAID = [
    "ann", "an", "invoice", "in\xadvoices", "e-mail", "email", "E‑Mailed", "e-mail-ann", "dont",
    "don’t", "hara", "late", "ﬁrst", "ｆirst", "Größe", "grosse", "請求書を送って", "太郎さん",
    "김치", "by", "zoé", "lee",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SAID), min_size=1, max_size=4).map(" ".join)
SEARCHED = st.sampled_from(
    [*SAID, *PEOPLE, *FIRMS, *THEMES, *ITEMS, "a", "lat", "ohar", "mail", "emai", "田", "王", "김",
     "harb", "marie", "hour", "bo", "bos", "e", "請求", "oh", "ostx", "ost"]
)  # fmt: skip
WORDS = SEARCHED.flatmap(
    lambda text: st.sampled_from([*text.split(), f'"{text}"', f"-{text.split()[0]}"])
)
SEARCHES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
DEEDS = st.tuples(
    st.sampled_from(
        ["say", "say", "say", "say", "edit", "quote", "file", "person", "firm", "theme", "alias",
         "plan", "rename", "undo"]
    ),
    TEXTS, st.integers(0, 6), st.integers(0, 6), st.integers(0, 6),
)  # fmt: skip


def do(desk: Desk, deed: tuple[str, str, int, int, int]) -> None:
    """Do one deed; what makes no sense is left."""
    verb, text, one, other, third = deed
    rows = rows_of(desk.path)

    def pick(table: str, number: int) -> int | None:
        keys = [key for key, row in rows[table].items() if row.get("merged_into") is None]
        return keys[number % len(keys)] if keys else None

    said, person, friend = pick("feedback", one), pick("person", other), pick("person", third)
    theme, target = pick("theme", other), pick("theme", third)
    firm, firms = pick("organisation", other), pick("organisation", third)
    if verb == "say":
        who = [*PEOPLE, None][one % 8]
        organisation = [*FIRMS, None][other % 5] if who else None
        named = (THEMES[third],) if third < len(THEMES) else ()
        on = date(2026, 1, 1) + timedelta(days=one)
        new = NewFeedback(text, Speaker(who, organisation), on=on, themes=named)
        desk.do(record_feedback, new)
    elif verb == "edit" and said:
        desk.do(edit_feedback, said, FeedbackFacts(text=text))
    elif verb in {"quote", "file"} and said and theme:
        words = rows["feedback"][said]["text"]
        desk.do(assign_theme, said, theme, quote=words if verb == "quote" else None)
    elif verb == "person" and person and friend and person != friend:
        desk.do(merge_people, person, friend)
    elif verb == "firm" and firm and firms and firm != firms:
        desk.do(merge_organisations, firm, firms)
    elif verb == "theme" and theme and target and theme != target:
        desk.do(merge_themes, theme, target)
    elif verb == "alias" and theme:
        desk.do(add_alias, theme, f"{SAID[one]} {other}{third}")
    elif verb == "plan" and theme:
        desk.do(plan, [rows["theme"][theme]["name"]], item=ITEMS[one % 3])
    elif verb == "rename" and person:
        desk.do(edit_person, person, PersonFacts(name=f"{SAID[one]} {PEOPLE[third]}"))
    elif verb == "undo" and desk.labels().undo:
        desk.undo()


def of_it(rows: Rows, number: int, picked: list[int], cut: int) -> str:
    """Return a search for words that belong to one feedback, some of them cut."""
    keys = sorted(rows["feedback"])
    one = rows["feedback"][keys[number % len(keys)]]
    names = [word for name in names_about(rows, one) for word in name.split()]
    words = [one["text"].split(), names or [one["text"]]]
    chosen = [words[at % 2][at % len(words[at % 2])] for at in picked]
    return " ".join([chosen[0][: max(cut, 1)], *chosen[1:]])


@pytest.mark.slow("thirty businesses, each searched in two ways")
@settings(max_examples=30)
@given(
    st.lists(DEEDS, min_size=5, max_size=14),
    st.lists(SEARCHES, min_size=1, max_size=3),
    st.lists(
        st.tuples(
            st.integers(0, 9),
            st.lists(st.integers(0, 9), min_size=2, max_size=4),
            st.integers(1, 9),
        ),
        min_size=2,
        max_size=6,
    ),
    st.sampled_from([0, 1, 20_000]),
    st.sampled_from([1, 5_000]),
)
def test_what_is_found_has_all_words_whatever_was_done(
    deeds: list[tuple[str, str, int, int, int]],
    searches: list[str],
    belonging: list[tuple[int, list[int], int]],
    few: int,
    ranked: int,
) -> None:
    """The same from one feedback on to as many as are read in another way."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(filters, "FEW", few)
        patch.setattr(search, "RANKED", ranked)
        patch.setattr(search, "LARGE", 0 if ranked == 1 else 10**9)
        patch.setattr(search, "_READ_AT_ONCE", 2)
        desk = Desk.open(Path(folder) / "shop.feedbackdesk")
        for deed in deeds:
            with suppress(Refusal):
                do(desk, deed)
        rows = rows_of(desk.path)
        if rows["feedback"]:
            searches = [*searches, *(of_it(rows, *words) for words in belonging)]
        for text in searches:
            query = parse(text)
            wanted = expected(rows, query) if query else []
            assert desk.ask(Reader.search, query).ids == wanted, text
            for limit in (1, 2, len(wanted) + 1):
                some = desk.ask(Reader.search, query, limit=limit)
                assert some.ids == wanted[:limit], text
                assert some.more == (limit < len(wanted)), text
                best = desk.ask(Reader.search, query, ranked=True, limit=limit)
                assert set(best.ids) <= set(wanted), text
                assert len(best.ids) == min(limit, len(wanted)), text
                assert len(best.ids) <= best.total <= len(wanted), text
                assert best.more or best.total == len(wanted), text
        check(desk)
        desk.close()
