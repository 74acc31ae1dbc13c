"""Each column says what undo, merging, erasing and search need to know, and they follow it."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, one_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.store import columns
from feedbackdesk.store.facts import Holds, facts, facts_of
from feedbackdesk.store.schema import LOGGED, POINTING, metadata

NAMING = {Holds.WORDS, Holds.OWN, Holds.KEY}
ABOUT_SOMEBODY = sorted(
    {"person", *(table.name for table, _column in POINTING["person"])}
    | set(columns.owned_by("feedback"))
)


def silent(table: Table) -> list[str]:
    """Return what a text column that says nothing of whom it may name is to be told."""
    return [
        f"{table.name}.{column.name} does not say whether it may hold what names a person. In "
        "store/schema.py, write it as _typed or _words (anybody may be named in it), _own (what "
        "a person is called or reached by), _key (what another column is compared by), or _mark "
        "(a day, a word of a list: nobody is named in it)."
        for column in table.c
        if isinstance(column.type, Text) and facts_of(column).holds is None
    ]


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda table: table.name)
def test_a_text_says_whether_it_may_name_somebody(table: Table) -> None:
    assert not silent(table)


def test_a_text_that_does_not_say_so_is_told_what_to_say() -> None:
    known = Column("nickname", Text, info=facts(Holds.OWN))
    table = Table("person", MetaData(), known, Column("motto", Text), Column("age", Integer))
    (told,) = silent(table)
    assert told.startswith("person.motto does not say")


@pytest.mark.parametrize("name", ABOUT_SOMEBODY)
def test_what_may_name_somebody_says_what_stands_there_once_they_are_erased(name: str) -> None:
    if name in columns.GO:
        return
    stays = {**columns.erased(name), **columns.erased(name, if_named=True)}
    for column in LOGGED[name].c:
        if facts_of(column).holds in NAMING:
            assert column.name in stays, f"{name}.{column.name} needs erased=..., as SQL"


def test_whatever_is_about_somebody_is_found_to_be_erased(desk: Desk) -> None:
    key = desk.do(record_feedback, NewFeedback("Hello", Speaker("Ann Lee"))).result
    said = desk.ask(one_feedback, key)
    assert said is not None
    assert said.who_id is not None
    found = desk.ask(lambda read, person: read.traces(person).rows, said.who_id)
    naming = {name for name in ABOUT_SOMEBODY if name in columns.WORDS}
    assert naming <= set(found), "store/traces.py looks for the rows that are about them"


@pytest.mark.parametrize("name", sorted(LOGGED))
def test_what_a_column_says_is_of_its_own_table(name: str) -> None:
    table = LOGGED[name]
    known = {column.name: facts_of(column) for column in table.c}
    assert sum(one.called for one in known.values()) <= 1
    for column, one in known.items():
        assert (one.holds is Holds.KEY) == bool(one.key_of), column
        assert not one.key_of or known[one.key_of].holds in {Holds.WORDS, Holds.OWN}, column
        assert not one.among or table.c[column].unique, column
        assert not (one.searched or one.called) or one.holds in {Holds.WORDS, Holds.OWN}, column
        assert not one.lent or not one.derived, column
        # A key is lent, and erased, with what it is the key of.
        assert not one.key_of or one.lent == known[one.key_of].lent or one.derived, column


def test_a_key_is_among_what_goes_with_a_name() -> None:
    own = columns.with_keys("person", columns.OWN["person"])
    assert set(own) == {"name", "key", "email", "email_key", "phone", "phone_end"}
    assert columns.with_keys("theme", ("name",)) == ("name", "key")
