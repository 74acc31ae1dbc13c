"""Whatever an owner does in whatever order: the numbers are true, and undo leads back."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    record_feedback,
)
from feedbackdesk.desk.history import obstacle
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.inbox import archive_many, delete_many
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.merging import (
    merge_organisations,
    merge_people,
    unmerge_organisation,
    unmerge_person,
)
from feedbackdesk.desk.movement import delete_snapshot, rename_snapshot, take_snapshot
from feedbackdesk.desk.people import (
    PersonFacts,
    delete_organisation,
    delete_person,
    edit_organisation,
    edit_person,
)
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    delete_item,
    edit_item,
    link_theme,
    move_item,
    pin_item,
    plan,
    unlink_theme,
    unpin_item,
)
from feedbackdesk.desk.search import delete_view, rename_view, save_view
from feedbackdesk.desk.themes import (
    add_alias,
    add_theme,
    assign_many,
    assign_theme,
    delete_theme,
    merge_themes,
    rename_theme,
    split_theme,
    unassign_theme,
    unmerge_theme,
)
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import CannotUndo, Refusal
from feedbackdesk.domain.words import Importance, ItemStage, Kind, PersonStage
from tests.store.oracle import Rows, check, differing, rows_of

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Done

NAMES = st.sampled_from(["Ann", "Bob", "Cleo", None])
FIRMS = st.sampled_from(["Acme", "Brook & Sons", None, None])
THEMES = st.sampled_from(["Export", "Prices", "Straße", "STRASSE", "Opening hours", "Parking"])
REASONS = st.sampled_from(["Price", "Timing", "No lift"])
VALUES = st.none() | st.sampled_from([0, 1200, 5000])
PICK = st.integers(min_value=0, max_value=10_000)
STAGES = st.sampled_from(list(ItemStage))

# Numbers kept while the log is at its default: steps in one story, and stories.
LONG = settings.get_current_profile_name() == "long"


class Shop(RuleBasedStateMachine):
    """One owner, any order of work."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.desk = Desk.open(self.folder / "shop.feedbackdesk")
        self.rows: Rows = check(self.desk)
        self.start = self.rows

    def teardown(self) -> None:
        """Undo all of it: the start is back. Redo all of it: so is the end."""
        try:
            self.lead_back()
        finally:
            self.desk.close()
            shutil.rmtree(self.folder)

    def lead_back(self) -> None:
        end = rows_of(self.desk.path)
        undone = 0
        while self.desk.labels().undo is not None:
            self.desk.undo()
            undone += 1
        assert check(self.desk) == self.start
        for _step in range(undone):
            self.desk.redo()
        assert check(self.desk) == end

    def do(self, intention: Any, *args: Any, **facts: Any) -> None:
        try:
            done = self.desk.do(intention, *args, **facts)
        except Refusal as refusal:
            sentence = str(refusal)
        else:
            self.noted(done)
            return
        assert "Nothing was changed" in sentence

    def noted(self, done: Done[Any]) -> None:
        """Everything that differs was told to those who listen."""
        now = rows_of(self.desk.path)
        for table, keys in differing(self.rows, now).items():
            assert keys <= done.touched.rows.get(table, frozenset()), table
        self.rows = now

    def one_of(self, table: str, pick: int) -> int | None:
        keys = sorted(self.rows[table])
        return keys[pick % len(keys)] if keys else None

    @initialize(names=st.lists(THEMES, max_size=3))
    def begin(self, names: list[str]) -> None:
        for name in names:
            self.do(add_theme, name)
        self.do(record_feedback, NewFeedback("It rains in.", themes=tuple(names)))

    @rule(
        who=NAMES,
        firm=FIRMS,
        themes=st.lists(THEMES, max_size=3),
        days=st.integers(0, 200),
        chosen=st.none() | PICK,
    )
    def record(
        self, who: str | None, firm: str | None, themes: list[str], days: int, chosen: int | None
    ) -> None:
        person = None if chosen is None else self.one_of("person", chosen)
        self.do(
            record_feedback,
            NewFeedback(
                f"We would like {', '.join(themes) or 'something'}.",
                Speaker(name=who, organisation=firm, person_id=person),
                on=local_today() - timedelta(days=days),
                themes=tuple(themes),
            ),
        )

    @rule(
        who=NAMES,
        firm=FIRMS,
        reason=REASONS,
        also=st.lists(REASONS, max_size=2),
        themes=st.lists(THEMES, max_size=2),
        value=st.none() | st.integers(0, 10**9),
    )
    def lose(
        self,
        who: str | None,
        firm: str | None,
        reason: str,
        also: list[str],
        themes: list[str],
        value: int | None,
    ) -> None:
        self.do(
            record_feedback,
            NewFeedback(
                "They went elsewhere.",
                Speaker(name=who, organisation=firm, stage=PersonStage.PROSPECT),
                themes=tuple(themes),
                loss=LossFacts(reason, tuple(also), competitor="Rival", value=value),
            ),
        )

    @rule(feedback=PICK, theme=PICK)
    def assign(self, feedback: int, theme: int) -> None:
        said, need = self.one_of("feedback", feedback), self.one_of("theme", theme)
        if said is not None and need is not None:
            self.do(assign_theme, said, need)

    @rule(theme=PICK)
    def assign_all(self, theme: int) -> None:
        need = self.one_of("theme", theme)
        if need is not None:
            everything = sorted(self.rows["feedback"])
            self.do(assign_many, everything, need, f"{len(everything)} feedbacks")

    @rule(feedback=PICK, theme=PICK)
    def unassign(self, feedback: int, theme: int) -> None:
        said, need = self.one_of("feedback", feedback), self.one_of("theme", theme)
        if said is not None and need is not None:
            self.do(unassign_theme, said, need)

    @rule(
        feedback=PICK,
        who=st.none() | st.sampled_from(["", "Ann", "Bob", "Dora"]),
        firm=st.none() | st.sampled_from(["", "Acme", "Crane"]),
        themes=st.none() | st.lists(THEMES, max_size=2),
        text=st.none() | st.just("What I meant was this."),
        kind=st.none() | st.sampled_from([Kind.PRAISE, Kind.LOSS]),
        archived=st.none() | st.booleans(),
        days=st.none() | st.integers(0, 200),
        value=VALUES,
        importance=st.none() | st.sampled_from(list(Importance)),
    )
    def edit(
        self, feedback: int, kind: Kind | None, days: int | None, value: int | None, **facts: Any
    ) -> None:
        said = self.one_of("feedback", feedback)
        if said is not None:
            names = {"firm": "organisation"}
            given = {names.get(name, name): fact for name, fact in facts.items()}
            if isinstance(given["themes"], list):
                given["themes"] = tuple(given["themes"])
            on = None if days is None else local_today() - timedelta(days=days)
            loss = LossFacts("Timing", ("Price",), value=value) if kind is Kind.LOSS else None
            self.do(edit_feedback, said, FeedbackFacts(kind=kind, loss=loss, on=on, **given))

    @rule()
    def archive_all(self) -> None:
        self.do(archive_many, sorted(self.rows["feedback"]), "everything")

    @rule(person=PICK, firm=st.sampled_from(["", "Acme", "Brook & Sons", "Crane"]))
    def join(self, person: int, firm: str) -> None:
        key = self.one_of("person", person)
        if key is not None:
            self.do(edit_person, key, PersonFacts(organisation=firm))

    @rule(
        person=PICK,
        other=PICK,
        stage=st.none() | st.sampled_from(list(PersonStage)),
        value=VALUES,
        clear=st.booleans(),
    )
    def edit_somebody(
        self, person: int, other: int, stage: PersonStage | None, value: int | None, clear: bool
    ) -> None:
        key, referrer = self.one_of("person", person), self.one_of("person", other)
        if key is not None:
            facts = PersonFacts(
                stage=stage,
                referred_by=str(referrer),
                value=value,
                clear_value=clear,
                may_quote=not clear,
            )
            self.do(edit_person, key, facts)

    @rule(
        firm=PICK,
        name=st.sampled_from(["Acme", "Acme Ltd"]),
        stage=st.none() | st.sampled_from(list(PersonStage)),
        value=VALUES,
        clear=st.booleans(),
    )
    def edit_firm(self, firm: int, name: str, clear: bool, **facts: Any) -> None:
        key = self.one_of("organisation", firm)
        if key is not None:
            clears = {"clear_value": clear, "clear_stage": clear and facts["stage"] is None}
            self.do(edit_organisation, key, name=name, **facts, **clears)

    @rule(table=st.sampled_from(["person", "organisation"]), one=PICK, into=PICK)
    def merge_speakers(self, table: str, one: int, into: int) -> None:
        source, target = self.one_of(table, one), self.one_of(table, into)
        if source is not None and target is not None:
            merge: Any = merge_people if table == "person" else merge_organisations
            self.do(merge, source, target)

    @rule(table=st.sampled_from(["person", "organisation"]), one=PICK)
    def unmerge_speakers(self, table: str, one: int) -> None:
        merged = [key for key, row in self.rows[table].items() if row["merged_into"] is not None]
        if merged:
            unmerge: Any = unmerge_person if table == "person" else unmerge_organisation
            self.do(unmerge, sorted(merged)[one % len(merged)])

    @rule(name=THEMES)
    def add(self, name: str) -> None:
        self.do(add_theme, name)

    @rule(theme=PICK, name=THEMES)
    def rename(self, theme: int, name: str) -> None:
        key = self.one_of("theme", theme)
        if key is not None:
            self.do(rename_theme, key, name)

    @rule(theme=PICK, name=THEMES)
    def alias(self, theme: int, name: str) -> None:
        key = self.one_of("theme", theme)
        if key is not None:
            self.do(add_alias, key, name)

    @rule(theme=PICK, into=PICK)
    def merge(self, theme: int, into: int) -> None:
        one, other = self.one_of("theme", theme), self.one_of("theme", into)
        if one is not None and other is not None:
            self.do(merge_themes, one, other)

    @rule(theme=PICK)
    def unmerge(self, theme: int) -> None:
        merged = sorted(
            key for key, row in self.rows["theme"].items() if row["merged_into"] is not None
        )
        if merged:
            self.do(unmerge_theme, merged[theme % len(merged)])

    @rule(theme=PICK, picks=st.lists(PICK, max_size=2), name=THEMES)
    def split(self, theme: int, picks: list[int], name: str) -> None:
        key = self.one_of("theme", theme)
        said = [one for pick in picks if (one := self.one_of("feedback", pick)) is not None]
        if key is not None:
            self.do(split_theme, key, said, name)

    @rule(
        themes=st.lists(THEMES, min_size=1, max_size=2),
        title=st.none() | st.sampled_from(["A big thing", "Winter"]),
        stage=st.none() | STAGES,
    )
    def plan_it(self, themes: list[str], title: str | None, stage: ItemStage | None) -> None:
        self.do(plan, themes, item=title, to=stage)

    @rule(item=PICK, theme=PICK, tie=st.booleans())
    def link(self, item: int, theme: int, tie: bool) -> None:
        what, need = self.one_of("item", item), self.one_of("theme", theme)
        if what is not None and need is not None:
            self.do(link_theme if tie else unlink_theme, what, need)

    @rule(item=PICK, stage=STAGES)
    def move(self, item: int, stage: ItemStage) -> None:
        key = self.one_of("item", item)
        if key is not None:
            self.do(move_item, key, stage)

    @rule(item=PICK, place=st.none() | st.integers(1, 4))
    def pin(self, item: int, place: int | None) -> None:
        key = self.one_of("item", item)
        if key is not None and place is not None:
            self.do(pin_item, key, place)
        elif key is not None:
            self.do(unpin_item, key)

    @rule(item=PICK, title=st.sampled_from(["Winter", "Spring"]))
    def retitle(self, item: int, title: str) -> None:
        key = self.one_of("item", item)
        if key is not None:
            self.do(edit_item, key, ItemFacts(title=title, effort=3))

    @rule(table=st.sampled_from(["feedback", "theme", "item", "person", "organisation"]), pick=PICK)
    def delete(self, table: str, pick: int) -> None:
        key = self.one_of(table, pick)
        remove: dict[str, Any] = {
            "feedback": delete_feedback,
            "theme": delete_theme,
            "item": delete_item,
            "person": delete_person,
            "organisation": delete_organisation,
        }
        if key is not None:
            self.do(remove[table], key)

    @rule(name=THEMES, query=st.sampled_from(["kind:loss", "rains who:ann", "()"]))
    def keep_a_search(self, name: str, query: str) -> None:
        self.do(save_view, name, query)

    @rule(view=PICK, name=st.none() | THEMES)
    def rename_or_forget_a_search(self, view: int, name: str | None) -> None:
        key = self.one_of("saved_view", view)
        if key is not None and name is not None:
            self.do(rename_view, key, name)
        elif key is not None:
            self.do(delete_view, key)

    @rule(name=st.just("") | THEMES)
    def remember_the_ranking(self, name: str) -> None:
        self.do(take_snapshot, name)

    @rule(pick=PICK, name=st.none() | THEMES)
    def rename_or_forget_a_ranking(self, pick: int, name: str | None) -> None:
        key = self.one_of("print_run", pick)
        if key is not None and name is not None:
            self.do(rename_snapshot, key, name)
        elif key is not None:
            self.do(delete_snapshot, key)

    @rule(picks=st.lists(PICK, max_size=3))
    def delete_some(self, picks: list[int]) -> None:
        keys = {self.one_of("feedback", pick) for pick in picks} - {None}
        self.do(delete_many, sorted(key for key in keys if key is not None), "some")

    @rule()
    def undo(self) -> None:
        if self.desk.labels().undo is not None:
            self.noted(self.desk.undo())

    @rule()
    def redo(self) -> None:
        if self.desk.labels().redo is not None:
            self.noted(self.desk.redo())

    @rule(pick=PICK)
    def undo_an_older_one(self, pick: int) -> None:
        steps = self.desk.ask(lambda read: read.history())
        if steps:
            chosen = steps[pick % len(steps)]
            foreseen = self.desk.ask(obstacle, chosen.id)
            try:
                done = self.desk.undo(chosen.id)
            except CannotUndo as refusal:
                assert "Nothing was changed" in str(refusal)  # noqa: PT017  (either is right)
            else:
                assert foreseen is None
                self.noted(done)

    @rule()
    def reopen(self) -> None:
        path = self.desk.path
        self.desk.close()
        self.desk = Desk.open(path)

    @invariant()
    def all_is_true(self) -> None:
        assert check(self.desk) == self.rows


Shop.TestCase.settings = settings(
    settings.get_profile("long" if LONG else "ci"),
    max_examples=150 if LONG else 40,
    stateful_step_count=60 if LONG else 25,
)


@pytest.mark.slow("stories of forty steps, each undone to the end and checked")
@pytest.mark.usefixtures("home")
class TestAnySequence(Shop.TestCase):  # type: ignore[misc,valid-type]
    """Runs the machine."""
