"""Every table of a workspace, on one page.

Each row has an integer key, never used twice, and a uid that stays the same wherever
the row travels. Days are ISO text (2026-11-20), moments ISO text in UTC, money whole
hundredths of the workspace's currency.

Each column says of itself what undo, merging, erasing and search need to know: see facts.py, and
columns.py for what follows. A text says whether it may hold what names a person.
A column that is `derived` follows from others: it is neither logged nor undone.
A foreign key that is `owned` makes its row part of the one it points to: deleting
that deletes this first. A table marked `logged` changes only through the unit of work; the row
of one marked `goes` goes as a whole with the person it is about, or names, when they are erased.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

from feedbackdesk.domain.accounts import ERASED_KEY, ERASED_PERSON
from feedbackdesk.domain.contact_points import PointKind
from feedbackdesk.domain.found import Aside
from feedbackdesk.domain.letters import LetterKind
from feedbackdesk.domain.words import (
    Channel,
    Edition,
    Feeling,
    FollowUpKind,
    FollowUpResult,
    Importance,
    ItemStage,
    Kind,
    Lens,
    Outcome,
    PersonStage,
    ToldBy,
)
from feedbackdesk.store.facts import Form, Holds, facts, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

REVISION = "0008"
"""The newest schema this program knows; store/migrations leads there."""

LOGGED_SINCE = "0003"
"""The revision since which no logged table lost or gained a column: undo reaches back to it."""

SEALED = "sealed"
"""Stands for the revision of a step that holds what was erased: it cannot be undone."""

TORN = "torn"
"""Stands for the revision of a step that is missing a part since a rescue: it stays done."""

APPLICATION_ID = 0x46444B31  # "FDK1", in SQLite's file header

ERASED_WORDS = "(erased)"

metadata = MetaData()

TableName = Literal[
    "organisation", "person", "person_stage", "contact_point", "feedback", "mention",
    "loss_reason", "loss", "loss_also", "theme", "theme_alias", "item", "item_theme", "item_link",
    "item_why", "follow_up", "template", "setting", "saved_view", "print_run", "import_run",
    "theme_vote", "heap_decision", "text_answer",
    "proposal_refusal",
]  # fmt: skip


def _table(name: str, *columns: Any, logged: bool = True, goes: bool = False) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=True),
        _mark("uid", form=Form.UID, needed=True, unique=True),
        *columns,
        info={"logged": logged, "goes": goes},
        sqlite_autoincrement=True,
    )


def _text(
    name: str,
    holds: Holds,
    *,
    needed: bool = False,
    index: bool = False,
    unique: bool = False,
    primary_key: bool = False,
    **known: Any,
) -> Column[str]:
    return Column(
        name,
        Text,
        nullable=not (needed or primary_key),
        index=index or None,
        unique=unique or None,
        primary_key=primary_key,
        info=facts(holds, **known),
    )


_typed = partial(_text, holds=Holds.WORDS)
_own = partial(_text, holds=Holds.OWN)
_mark = partial(_text, holds=Holds.NOBODY)
_day = partial(_mark, form=Form.DAY)
_moment = partial(_mark, form=Form.MOMENT)
_image = partial(_text, holds=Holds.IMAGE, form=Form.JSON)


def _one_of(name: str, words: Iterable[str], **known: Any) -> Column[str]:
    return _mark(name, words=frozenset(words), **known)


def _words(name: str, *, holds: Holds = Holds.WORDS, **known: Any) -> Column[str]:
    """Return a column for words that may be left away: nothing is written as no words."""
    return Column(name, Text, nullable=False, server_default="", info=facts(holds, **known))


def _key(name: str, *, of: str, **options: Any) -> Column[str]:
    return _text(name, Holds.KEY, key_of=of, **options)


def _number(name: str, **known: Any) -> Column[int]:
    return Column(name, Integer, info=facts(**known))


def _flag(name: str, default: int = 0, **known: Any) -> Column[int]:
    start = text(str(default))
    return Column(name, Integer, nullable=False, server_default=start, info=facts(**known))


def _to(
    target: str,
    *,
    owned: bool = False,
    lent: bool = False,
    name: str | None = None,
    **options: Any,
) -> Column[int]:
    return Column(
        name or f"{target}_id",
        Integer,
        ForeignKey(f"{target}.id"),
        info=facts(owned=owned, lent=lent),
        **options,
    )


# Who speaks. merged_into makes a row a signpost; root_id is where its signposts lead.

organisation = _table(
    "organisation",
    _typed("name", needed=True, called=True),
    _key("key", of="name", needed=True, index=True),
    _one_of("stage", PersonStage),
    _number("value", lent=True),  # a year
    _words("notes", searched=True),
    _to("organisation", name="merged_into", index=True),
    _number("root_id", derived=True),
)

person = _table(
    "person",
    _own("name", needed=True, called=True, erased=f"'{ERASED_PERSON}'"),
    _key("key", of="name", needed=True, index=True, erased=f"'{ERASED_KEY}'"),
    _own("email", searched=True, lent=True, erased="NULL"),
    _key("email_key", of="email", index=True, lent=True, erased="NULL"),
    _own("phone", searched=True, lent=True, erased="NULL"),
    _to("organisation", index=True, lent=True),
    _one_of("stage", PersonStage, needed=True),
    _day("stage_since"),
    _number("value", lent=True),  # a year
    _to("person", name="referred_by", index=True, lent=True),
    _flag("may_quote", erased="0"),
    _day("may_quote_asked_on", erased="NULL"),
    _flag("may_contact", default=1, erased="0"),
    _words("notes", searched=True, erased="''"),
    _to("person", name="merged_into", index=True),
    _number("root_id", derived=True),
    _words("contact_how", erased="''"),
    _day("erased_on", erased="date('now', 'localtime')"),  # nothing is held on them any more
    _day("kept_on"),  # when the owner last chose to keep what is held
    # as numbers are looked up
    _key("phone_end", of="phone", index=True, derived=True, erased="NULL"),
)

# Few are merged: an index of all the others would look useless to SQLite's planner.
for _merged in (organisation, person):
    Index(
        f"{_merged.name}_by_root",
        _merged.c.root_id,
        sqlite_where=_merged.c.root_id.is_not(None),
    )

person_stage = _table(  # what they were, and from which day on
    "person_stage",
    _to("person", owned=True, nullable=False, index=True),
    _one_of("stage", PersonStage, needed=True),
    _day("since_on", needed=True),
)

# How somebody is reached beside the first address and number, which stand on the person; a label
# of those stands here, too. A domain is that of all mail of an organisation.
contact_point = _table(
    "contact_point",
    _to("person", owned=True, index=True),
    _to("organisation", owned=True, index=True),
    _one_of("kind", PointKind, needed=True),
    _own("value", needed=True),
    _key("key", of="value", needed=True),  # an address as compared, the end of a number
    _words("label", holds=Holds.OWN),
    CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="of_one"),
    goes=True,
)
Index("contact_point_by_key", contact_point.c.key, contact_point.c.kind)

# What was said. A feedback stores its person and organisation at that time.

feedback = _table(
    "feedback",
    _to("person"),
    _to("organisation"),
    _one_of("kind", Kind, needed=True),
    _one_of("channel", Channel, needed=True),
    _day("said_on", needed=True),
    _typed("text", needed=True, called=True, erased=f"'{ERASED_WORDS}'"),
    _one_of("stage", PersonStage),  # of the speaker, at that time
    _one_of("feeling", Feeling),
    _one_of("importance", Importance),
    _typed("link", erased="NULL"),  # of a public mention
    _number("reach", erased="NULL"),  # people who may have seen a public mention
    _flag("archived"),
    _moment("recorded_at", needed=True),
    # o<organisation>, p<person> or f<feedback>: who counts once in a ranking
    _mark("account", derived=True),
    _flag("in_inbox", derived=True),
)
# Who was heard when is told without reading what was said.
Index("feedback_of_person", feedback.c.person_id, feedback.c.said_on)
Index("feedback_of_organisation", feedback.c.organisation_id, feedback.c.said_on)
Index("feedback_by_day", feedback.c.said_on, feedback.c.id)
Index(
    "feedback_inbox",
    feedback.c.said_on,
    feedback.c.id,
    feedback.c.in_inbox,  # so that those in it are counted without the table
    sqlite_where=feedback.c.in_inbox == 1,
)

# Why sales were lost is summed up by day without reading what was said.
Index(
    "feedback_lost",
    feedback.c.said_on,
    feedback.c.id,
    sqlite_where=feedback.c.kind == "loss",
)

loss_reason = _table(
    "loss_reason",
    _typed("name", needed=True, called=True),
    _key("key", of="name", needed=True, unique=True),
    _to("theme"),  # a loss for this reason counts in that theme's demand
    _flag("place"),
    _flag("retired"),
)

loss = _table(
    "loss",
    _to("feedback", owned=True, nullable=False, unique=True),
    _one_of("outcome", Outcome, needed=True),
    _to("loss_reason", nullable=False, index=True),
    _typed("competitor", erased="NULL", if_named=True),
    _number("value"),
    _typed("stage_reached", erased="NULL", if_named=True),
    _one_of("told_by", ToldBy, needed=True),
    _typed("alternative", erased="NULL"),
    _day("revisit_on"),
    _day("won_back_on"),
)

loss_also = _table(
    "loss_also",
    _to("loss", owned=True, nullable=False, index=True),
    _to("loss_reason", nullable=False),
)

# Needs, and what could be done about them.

theme = _table(
    "theme",
    _typed("name", needed=True, called=True),
    _key("key", of="name", needed=True, unique=True, among="theme"),
    _words("description", searched=True),
    _number("colour"),  # 1 to 8, a role of the window's themes
    _to("theme", owned=True, name="merged_into", index=True),
    Column("root_id", Integer, index=True, info=facts(derived=True)),
)

theme_alias = _table(
    "theme_alias",
    _to("theme", owned=True, nullable=False, index=True),
    _typed("name", needed=True, called=True),
    _key("key", of="name", needed=True, unique=True, among="theme"),
)

mention = _table(
    "mention",
    _to("feedback", owned=True, nullable=False, index=True),
    _to("theme", owned=True, nullable=False),
    _typed("quote", erased="NULL"),
    _one_of("importance", Importance),
    _day("said_on", derived=True),  # as its feedback was
    # 0 to 7, the lower the sooner quoted: 4 where no words were chosen, and how much it matters
    _number("weight", derived=True, erased="weight | 4"),
)
Index("mention_of_theme", mention.c.theme_id, mention.c.said_on, mention.c.feedback_id)
# The words to quote first are the first in here, however much was said.
Index(
    "mention_best",
    mention.c.theme_id,
    mention.c.weight,
    mention.c.said_on.desc(),
    mention.c.feedback_id.desc(),
)

item = _table(
    "item",
    _typed("title", needed=True, called=True),
    _key("key", of="title", needed=True, index=True),
    _words("description", searched=True, lent=True),
    _one_of("stage", ItemStage, needed=True),
    _day("stage_on", needed=True),
    _words("why"),  # it was declined or moved
    _number("effort", lent=True),
    _words("target", lent=True),
    _number("pinned"),  # a place within its column, from 1
    CheckConstraint("effort IS NULL OR effort > 0", name="effort_is_positive"),
)

item_theme = _table(
    "item_theme",
    _to("item", owned=True, nullable=False, index=True),
    _to("theme", owned=True, nullable=False, index=True),
)
Index("item_theme_once", item_theme.c.item_id, item_theme.c.theme_id, unique=True)

item_link = _table(
    "item_link",
    _to("item", owned=True, nullable=False, index=True),
    _words("title"),
    _typed("address", needed=True),  # http or https
)

item_why = _table(  # why it was decided so, where no stage was changed
    "item_why",
    _to("item", owned=True, nullable=False, index=True),
    _typed("text", needed=True),
)

# What is owed, and how it is said.

follow_up = _table(
    "follow_up",
    _one_of("kind", FollowUpKind, needed=True),
    _to("person", index=True),
    _to("organisation", index=True),
    _to("feedback", owned=True, index=True),
    _to("item", owned=True, index=True),
    _day("due_on", needed=True),
    _words("about", erased="''"),
    _day("done_on", erased="coalesce(done_on, date('now', 'localtime'))"),
    _one_of(
        "result",
        FollowUpResult,
        erased="CASE WHEN done_on IS NULL THEN 'not_needed' ELSE result END",
    ),
    _flag("by_rule"),  # made with its feedback or item, not by hand
    _words("said", erased="''"),  # what they were told
)
Index(
    "follow_up_open", follow_up.c.due_on, follow_up.c.id, sqlite_where=follow_up.c.done_on.is_(None)
)

template = _table(
    "template",
    _one_of("kind", LetterKind, needed=True),
    _typed("name", needed=True),
    _words("text"),
)

setting = _table(
    "setting",
    _typed("name", needed=True, unique=True, called=True),
    _typed("value", needed=True),
)

saved_view = _table(
    "saved_view",
    _typed("name", needed=True, called=True),
    _key("key", of="name", needed=True, unique=True),
    _typed("query", needed=True),  # as it is typed
    _flag("place"),
    goes=True,
)

# A remembered ranking. A print adds its row beside the log, since paper cannot be undone;
# whatever the owner does with one, or takes on demand, is a step like any other.
print_run = _table(
    "print_run",
    _moment("at", needed=True),
    _one_of("edition", (*Edition, ""), needed=True),  # empty for a snapshot taken on demand
    _one_of("lens", Lens, needed=True),
    _mark("ranking", form=Form.JSON, needed=True),  # JSON: the item's key to its rank
    _words("name", called=True),
    _words(
        "items", form=Form.JSON
    ),  # JSON: how each item stood (domain/movement.py); older rows have none
)
Index("print_run_of_lens", print_run.c.lens, print_run.c.id)

# A file that was brought in. What is beside the log about it (`import_origin`) holds as long as its
# row is there: undoing the step takes both out of sight, redoing it brings both back.
import_run = _table(
    "import_run",
    _moment("at", needed=True),
    _typed("file", needed=True, called=True),
    _mark("format", needed=True),
    _mark("key", needed=True),  # of the marks in import_origin: the first run's, made by chance
    _mark("numbers", form=Form.JSON, needed=True),  # read, taken, known, changed, gone, refused
)

theme_vote = _table(  # of nobody who is named: shown beside a theme, never counted
    "theme_vote",
    _to("import_run", owned=True, nullable=False, index=True),
    _to("theme", owned=True, nullable=False, index=True),
    _flag("number"),
)

# Where a record came from, by marks: so a file that is read twice brings nothing twice.
import_origin = Table(
    "import_origin",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run_id", Integer, nullable=False, index=True),  # no foreign key: see import_run
    _mark("source", needed=True),
    _mark("ident", needed=True, index=True),
    _mark("digest", needed=True),  # of all that the record said
    _mark("table_name", needed=True),
    Column("row_id", Integer, nullable=False),
    info={"logged": False},
    sqlite_autoincrement=True,
)

# Talk that was brought in, and is no feedback yet. It stands beside the log, since what is dropped
# goes for good one day: its run hides it by being undone, and is what it came with.
heap = Table(
    "heap",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run_id", Integer, nullable=False, index=True),  # no foreign key: see import_run
    _moment("came_at", needed=True),
    _mark("ident", needed=True, index=True),  # as in import_origin
    _mark("answers"),  # the mark of the message that it replies to
    _typed("place", needed=True),  # where it stands in its file: message 3
    _words("name", holds=Holds.OWN),
    _words("organisation"),
    _words("email", holds=Holds.OWN),
    _words("phone", holds=Holds.OWN),
    _day("said_on"),
    _mark("said_at"),
    _words("subject"),
    _typed("text", needed=True),
    _one_of("channel", Channel),
    _one_of("aside", Aside),  # why nobody needs to look at it
    _words("attached"),  # the names of what hung on it, a line each
    info={"logged": False},
    sqlite_autoincrement=True,
)

# What was decided about it, without a word of it. It stays when the talk itself is gone.
heap_decision = _table(
    "heap_decision",
    Column("heap_row", Integer, nullable=False, index=True),
    Column("became", Integer, index=True),  # the feedback that was kept; none where it was dropped
    _moment("decided_at", needed=True),
)

# What the owner said of a text that may name somebody, or a sum: whether customers may read it. The
# text is known again by its content alone, so that it is asked about again only once it changed,
# and no word of it is kept here.
text_answer = _table(
    "text_answer",
    _mark("key", form=Form.UID, needed=True, unique=True),
    _flag("allowed"),
)

# A text that stood in a group that the owner did not want as a theme: known again by its content
# alone, as above.
proposal_refusal = _table(
    "proposal_refusal",
    _mark("key", form=Form.UID, needed=True, unique=True),
)

# The log: undo, history, audit trail and change feed at once.

step = _table(
    "step",
    _moment("at", needed=True),
    _mark("author", needed=True),
    _mark("source", needed=True),  # window, command line, import
    _mark("revision", needed=True),  # the schema's, when it was made
    _one_of("kind", ("do", "undo", "redo", "erase"), needed=True),
    _mark("label", needed=True),  # with placeholders, so that no name stays in it
    _image("facts", needed=True),  # JSON: placeholder to [table, key] or a plain word
    _to("step", name="undoes"),
    _to("step", name="undone_by"),
    logged=False,
)
Index("step_in_force", step.c.id, sqlite_where=step.c.undone_by.is_(None))

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("step_id", Integer, ForeignKey("step.id"), nullable=False, index=True),
    _one_of("table_name", get_args(TableName), needed=True),
    Column("row_id", Integer, nullable=False),
    _one_of("verb", ("insert", "update", "delete"), needed=True),
    _image("before"),  # JSON: an update's columns, a deleted row whole
    _image("after"),  # JSON: an update's columns
    info={"logged": False},
    sqlite_autoincrement=True,
)
Index("change_of_row", change.c.row_id, change.c.table_name)

PART_OF_ITEM_GONE = "verb = 'delete' AND table_name IN ('item_theme', 'item_link', 'item_why')"
# What was once part of an item is found without reading the log.
Index("change_of_item", change.c.row_id, sqlite_where=text(PART_OF_ITEM_GONE))

# Kept numbers: derived, never logged, rebuilt at will (store/tallies.py).


def _accounts(owner: str, *columns: Any) -> Table:
    return Table(
        f"{owner}_account",
        metadata,
        Column(f"{owner}_id", Integer, primary_key=True, autoincrement=False),
        _mark("account", primary_key=True),
        Column("number", Integer, nullable=False),  # feedbacks of the account behind the owner
        *columns,
        info={"logged": False},
        sqlite_with_rowid=False,
    )


def _tally(owner: str, *columns: Any) -> Table:
    return Table(
        f"{owner}_tally",
        metadata,
        Column(f"{owner}_id", Integer, primary_key=True, autoincrement=False),
        Column("requests", Integer, nullable=False),  # distinct accounts
        Column("mentions", Integer, nullable=False),  # distinct feedbacks
        *columns,
        info={"logged": False},
    )


theme_account = _accounts("theme")
item_account = _accounts(
    "item",
    _day("last_on", needed=True),  # the day of the newest of them
    Column("lost", Integer, nullable=False),  # how many of them are lost sales
    Column("lost_value", Integer, nullable=False),
)
# How many were heard since a day is counted in here, without touching the table.
Index("item_account_heard", item_account.c.item_id, item_account.c.last_on)
theme_tally = _tally("theme")
item_tally = _tally(
    "item",
    Column("lost", Integer, nullable=False),  # distinct accounts with a lost sale
    Column("lost_value", Integer, nullable=False),  # of all those sales
    Column("value", Integer, nullable=False),  # a year, of its accounts that are customers
)
account_value = Table(  # accounts that are customers, with what they are worth a year
    "account_value",
    metadata,
    _mark("account", primary_key=True),
    Column("value", Integer, nullable=False),
    info={"logged": False},
    sqlite_with_rowid=False,
)

alembic_version = Table(
    "alembic_version", metadata, _mark("version_num", form=Form.REVISION, primary_key=True)
)


LOGGED: dict[str, Table] = {
    name: table for name, table in metadata.tables.items() if table.info.get("logged")
}


def logged_columns(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns that the log keeps: all but the derived ones."""
    return tuple(column for column in table.c if not facts_of(column).derived)


def _pointing() -> dict[str, list[tuple[Table, Column[Any]]]]:
    found: dict[str, list[tuple[Table, Column[Any]]]] = {name: [] for name in LOGGED}
    for table in LOGGED.values():
        for column in table.c:
            for key in column.foreign_keys:
                found[key.column.table.name].append((table, column))
    return found


def _unique() -> dict[str, tuple[tuple[str, ...], ...]]:
    found = {}
    for name, table in LOGGED.items():
        alone = [(column.name,) for column in table.c if column.unique and column.name != "uid"]
        indexes = [tuple(index.columns.keys()) for index in table.indexes if index.unique]
        found[name] = (*alone, *indexes)
    return found


BESIDE = ("import_origin", "heap")
"""The tables that stand beside the log, and hold what follows from nothing else."""

FOLLOWED = ("feedback_id", "theme_id", "item_id", "person_id", "loss_id")
"""The columns whose target shows what the row says: its views repaint with it."""

POINTING = _pointing()
"""For each table, the columns of logged tables that point to it."""

UNIQUE = _unique()
"""For each table, the columns that no two rows may share, beside their keys."""
