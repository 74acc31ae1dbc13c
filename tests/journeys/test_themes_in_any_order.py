"""Merged, un-merged, split, filed, taken out and undone in any order: nothing is lost."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.themes import (
    assign_many,
    assign_theme,
    edit_theme,
    merge_themes,
    merged_into,
    move_many,
    split_theme,
    unassign_many,
    unmerge_theme,
)
from feedbackdesk.domain.errors import CannotUndo, Refusal
from feedbackdesk.domain.query import Scope
from tests.store.oracle import check, rows_of

LONG = settings.get_current_profile_name() == "long"
NAMES = ("Invoices", "Delivery", "Bills", "Oat milk", "Straße")
FIRMS = ("Acme", "Brook & Sons", None)
PICK = st.integers(0, 10_000)
SOME = st.lists(PICK, max_size=4)
WORDS = "We want the bill by mail, and the milk at seven."

Mentions = dict[int, dict[str, Any]]


class Themes(RuleBasedStateMachine):
    """One owner who cannot make up their mind about what belongs together."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.desk = Desk.open(self.folder / "shop.feedbackdesk")
        self.merged: dict[int, Mentions] = {}

    def teardown(self) -> None:
        """Undo all of it: every table is as it was."""
        try:
            while self.steps() > self.first:
                self.desk.undo()
            assert check(self.desk) == self.start
        finally:
            self.desk.close()
            shutil.rmtree(self.folder)

    @initialize(firms=st.lists(st.sampled_from(FIRMS), min_size=4, max_size=7), picks=SOME)
    def begin(self, firms: list[str | None], picks: list[int]) -> None:
        for number, firm in enumerate(firms):
            name = NAMES[number % len(NAMES)]
            also = {NAMES[pick % len(NAMES)] for pick in picks[: number % 3]}
            speaker = Speaker(name=f"Person {number}", organisation=firm)
            self.desk.do(record_feedback, NewFeedback(WORDS, speaker, themes=(name, *also)))
        self.desk.do(plan, NAMES[:2], item="Something about it")
        self.start = self.rows = check(self.desk)
        self.first = self.steps()

    def steps(self) -> int:
        """Count the steps that are in force."""
        return sum(one.state == "done" for one in self.desk.ask(lambda read: read.history()))

    def do(self, intention: Any, *args: Any, **facts: Any) -> bool:
        try:
            self.desk.do(intention, *args, **facts)
        except Refusal as refusal:
            sentence = str(refusal)
        else:
            self.rows = rows_of(self.desk.path)
            return True
        assert "Nothing was changed" in sentence
        return False

    def theme(self, pick: int) -> int:
        keys = sorted(self.rows["theme"])
        return keys[pick % len(keys)]

    def feedback(self, picks: list[int]) -> list[int]:
        keys = sorted(self.rows["feedback"])
        return [keys[pick % len(keys)] for pick in picks]

    def filed(self, theme: int, picks: list[int]) -> list[int]:
        """Return some of what is filed under a theme, or under what was merged into it."""
        root = self.desk.ask(lambda read: read.root_of_theme(theme))
        keys = self.desk.ask(lambda read: read.feedback_ids(Scope(theme_id=root)))
        return [keys[pick % len(keys)] for pick in picks] if keys else []

    def under(self, theme: int) -> Mentions:
        return {key: row for key, row in self.rows["mention"].items() if row["theme_id"] == theme}

    def noted(self, touched: list[int], theme: int) -> None:
        """What was taken out or split off by hand is no longer owed to a merged theme."""
        root = self.desk.ask(lambda read: read.root_of_theme(theme))
        family = {root, *(one.id for one in self.desk.ask(merged_into, root or 0))}
        for key in family & self.merged.keys():
            self.merged[key or 0] = {
                mention: row
                for mention, row in self.merged[key or 0].items()
                if row["feedback_id"] not in touched
            }

    @rule(pick=PICK, into=PICK)
    def merge(self, pick: int, into: int) -> None:
        before = self.rows["mention"]
        source = self.desk.ask(lambda read: read.root_of_theme(self.theme(pick))) or 0
        if self.do(merge_themes, source, self.theme(into)):
            assert self.rows["mention"] == before
            self.merged[source] = self.under(source)

    @rule(pick=PICK)
    def unmerge(self, pick: int) -> None:
        if self.merged:
            source = sorted(self.merged)[pick % len(self.merged)]
            before = self.rows["mention"]
            self.do(unmerge_theme, source)
            assert self.rows["mention"] == before
            # However much was done in between: each is where it was, as it was.
            assert self.under(source) == self.merged.pop(source)

    @rule(theme=PICK, picks=SOME, name=st.sampled_from([*NAMES, "Paper", "Seven o’clock"]))
    def split(self, theme: int, picks: list[int], name: str) -> None:
        theme = self.theme(theme)
        keys = self.filed(theme, picks)
        if self.do(split_theme, theme, keys, name):
            self.noted(keys, theme)

    @rule(theme=PICK, picks=SOME, into=PICK)
    def move(self, theme: int, picks: list[int], into: int) -> None:
        theme = self.theme(theme)
        keys = self.filed(theme, picks)
        if self.do(move_many, keys, theme, self.theme(into), "some"):
            self.noted(keys, theme)

    @rule(theme=PICK, picks=SOME)
    def take_out(self, theme: int, picks: list[int]) -> None:
        theme = self.theme(theme)
        keys = self.filed(theme, picks)
        if self.do(unassign_many, keys, theme, "some"):
            self.noted(keys, theme)

    @rule(theme=PICK, picks=SOME)
    def file(self, theme: int, picks: list[int]) -> None:
        self.do(assign_many, self.feedback(picks), self.theme(theme), "some")

    @rule(theme=PICK, pick=PICK, quote=st.sampled_from(["the bill by mail", "milk at seven"]))
    def quote(self, theme: int, pick: int, quote: str) -> None:
        self.do(assign_theme, self.feedback([pick])[0], self.theme(theme), quote=quote)

    @rule(theme=PICK, colour=st.integers(0, 8), alias=st.sampled_from(["Paper", "Rechnung"]))
    def edit(self, theme: int, colour: int, alias: str) -> None:
        self.do(edit_theme, self.theme(theme), colour=colour, aliases=[alias])

    @rule()
    def undo(self) -> None:
        if self.steps() > self.first:
            self.desk.undo()
            self.after_undo()

    @rule(pick=PICK)
    def undo_an_older_one(self, pick: int) -> None:
        done = [one for one in self.desk.ask(lambda read: read.history()) if one.state == "done"]
        later = done[: len(done) - self.first]
        if later:
            try:
                self.desk.undo(later[pick % len(later)].id)
            except CannotUndo as refusal:
                assert "Nothing was changed" in str(refusal)  # noqa: PT017  (either is right)
            else:
                self.after_undo()

    def after_undo(self) -> None:
        """What is undone is meant to change, so what is owed to merged themes is noted anew."""
        self.rows = rows_of(self.desk.path)
        self.merged = {
            key: self.under(key)
            for key, row in self.rows["theme"].items()
            if row["merged_into"] is not None
        }

    @invariant()
    def all_counts_are_true(self) -> None:
        assert check(self.desk) == self.rows


Themes.TestCase.settings = settings(
    settings.get_profile("long" if LONG else "ci"),
    max_examples=150 if LONG else 25,
    stateful_step_count=50 if LONG else 20,
)


@pytest.mark.slow("stories of many steps, each undone to the end")
@pytest.mark.usefixtures("home")
class TestThemesInAnyOrder(Themes.TestCase):  # type: ignore[misc,valid-type]
    """Runs the machine."""
