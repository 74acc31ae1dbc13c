"""Facts for every intention of the desk, drawn from what a workspace holds."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import feedbackdesk.desk
from feedbackdesk.desk import (
    deciding,
    discretion,
    everything,
    feedback,
    followups,
    heap,
    inbox,
    insights,
    letters,
    losses,
    many_people,
    merging,
    movement,
    owing,
    people,
    privacy,
    proposing,
    roadmap,
    sample,
    search,
    settings,
    telling,
    themes,
    twins,
)
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.importing import taking
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.found import (
    Found,
    FoundFeedback,
    FoundItem,
    FoundLoss,
    FoundMessage,
    FoundPerson,
    FoundWho,
    Origin,
)
from feedbackdesk.domain.letters import LetterKind
from feedbackdesk.domain.watching import Reason, Watched
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    FollowUpKind,
    FollowUpResult,
    Importance,
    ItemStage,
    Kind,
    PersonStage,
)
from tests.store.oracle import Rows

Facts = tuple[tuple[Any, ...], dict[str, Any]]
Row = dict[str, Any]

_NAMES = ("Ann Voss", "Bob Ode", "Cleo Marr", "Dan Ito", "Ötzi Ürün")
_FIRMS = ("Acme", "Brook & Sons", "Straße 7")
_THEMES = ("Export", "Prices", "Opening hours", "Parking", "Ramps", "Wi-Fi")
_WORDS = (
    "It rains in.", "Could it open on Sundays?", "The export lacks the totals.\nTwice now.",
    "Es ist zu laut – und zu teuer.", "No lift 🛗", "x" * 900,
)  # fmt: skip


class NothingToPick(Exception):  # noqa: N818  (an answer)
    """The workspace holds nothing that would do."""


class Pick:
    """Draws facts by a seed: the same ones from the same rows."""

    def __init__(self, draw: random.Random, rows: Rows) -> None:
        """Stand before what a workspace holds."""
        self.draw = draw
        self.rows = rows

    def of(self, choices: Any) -> Any:
        """Return one of several."""
        return self.draw.choice(list(choices))

    def row(self, table: str, fits: Callable[[Row], object] = lambda _row: True) -> int:
        """Return the key of a row that fits."""
        found = sorted(key for key, row in self.rows[table].items() if fits(row))
        if not found:
            raise NothingToPick(table)
        return self.draw.choice(found)

    def root(self, table: str) -> int:
        """Return the key of a row that was merged into no other."""
        return self.row(table, lambda row: row["merged_into"] is None)

    def merged(self, table: str) -> int:
        """Return the key of a row that was merged into another."""
        return self.row(table, lambda row: row["merged_into"] is not None)

    def lost(self) -> int:
        """Return the key of the feedback of a lost sale."""
        key = self.row("loss", lambda row: row["won_back_on"] is None)
        return int(self.rows["loss"][key]["feedback_id"])

    def some(self, table: str) -> list[int]:
        """Return the keys of one row to four."""
        found = sorted(self.rows[table])
        if not found:
            raise NothingToPick(table)
        return self.draw.sample(found, min(len(found), self.draw.randint(1, 4)))

    def people(self) -> list[int]:
        """Return the keys of two people."""
        return [self.root("person"), self.root("person")]

    def name(self, of: tuple[str, ...] = _THEMES) -> str:
        """Return a name, mostly a new one."""
        return f"{self.draw.choice(of)} {self.draw.randint(1, 40)}"

    @property
    def words(self) -> str:
        """What somebody said."""
        return self.draw.choice(_WORDS)

    @property
    def past(self) -> date:
        """A day of the last year."""
        return local_today() - timedelta(days=self.draw.randint(0, 365))

    @property
    def coming(self) -> date:
        """A day of the next year."""
        return local_today() + timedelta(days=self.draw.randint(1, 365))

    def spoken(self) -> Facts:
        """Return something new that somebody said."""
        kind = self.of((Kind.REQUEST, Kind.PROBLEM, Kind.QUESTION, Kind.LOSS))
        speaker = Speaker(
            self.name(_NAMES), self.of((None, *_FIRMS)), email=self.of((None, "ann@firm.example")),
            stage=self.of((None, *PersonStage)),
        )  # fmt: skip
        loss = losses.LossFacts(
            self.of(("Price", "Timing", "No lift")), also=("Price",), competitor="Rival",
            value=120_000, revisit=self.coming,
        ) if kind is Kind.LOSS else None  # fmt: skip
        return _with(
            feedback.NewFeedback(
                self.words, speaker, kind=kind, channel=self.of(Channel), on=self.past,
                themes=tuple(sorted({self.name(), self.name()})), importance=self.of(Importance),
                feeling=self.of(Feeling), loss=loss,
            )
        )  # fmt: skip

    def mention(self) -> tuple[int, int]:
        """Return a feedback and a theme under which it is filed."""
        row = self.rows["mention"][self.row("mention")]
        return row["feedback_id"], row["theme_id"]

    def mentions(self) -> tuple[list[int], int]:
        """Return feedbacks, and a theme under which they are filed."""
        said, theme = self.mention()
        return [said], theme

    def link(self) -> tuple[int, int]:
        """Return an item and a web page of it."""
        key = self.row("item_link")
        return self.rows["item_link"][key]["item_id"], key

    def linked(self) -> tuple[int, int]:
        """Return an item and a theme that it does something about."""
        row = self.rows["item_theme"][self.row("item_theme")]
        return row["item_id"], row["theme_id"]

    def watched(self) -> Watched:
        """Return an entry of the watch list."""
        key = self.row("feedback", lambda row: row["person_id"] is not None)
        person = self.rows["feedback"][key]["person_id"]
        return Watched(Reason.UNHAPPY, self.past, person_id=person, evidence=(key,))

    def debt(self) -> int:
        """Return the key of something owed."""
        return self.row("follow_up", lambda row: row["done_on"] is None)

    def done(self) -> int:
        """Return the key of something that was owed."""
        return self.row("follow_up", lambda row: row["done_on"] is not None)

    def talk(self) -> int:
        """Return the key of a message on the heap, of which each file here brings two."""
        return 2 * self.row("import_run") - self.draw.randint(0, 1)

    def proposal(self) -> proposing.Proposal:
        """Return a group of feedback and of a message on the heap, as though it were proposed."""
        members = [
            proposing.Member(self.words, "", feedback_id=key) for key in self.some("feedback")
        ]
        if self.rows["import_run"]:
            members.append(proposing.Member(self.words, "", kept=heap.Keep(self.talk())))
        return proposing.Proposal(self.name(), len(members), tuple(members))

    def told(self) -> tuple[int, int]:
        """Return an item and the feedback of somebody who asked for it."""
        return self.row("item"), self.row("feedback", lambda row: row["person_id"] is not None)


def _with(*args: Any, **facts: Any) -> Facts:
    return args, facts


def _verdict(pick: Pick) -> deciding.Verdict:
    return deciding.Verdict(pick.of(ItemStage), pick.of((None, 1, 2)), pick.of((1, 5)), "Enough.")


_WHOLE = {
    "organisation": [{"id": 1, "uid": "a" * 32, "name": "Harbour", "key": "harbour"}],
    "person": [
        {"id": number, "uid": f"{number}" * 32, "name": "Ann", "key": "ann", "stage": "customer",
         "organisation_id": 1, "merged_into": into}
        for number, into in ((1, 2), (2, None))
    ],
    "feedback": [
        {"id": 1, "uid": "c" * 32, "person_id": 1, "organisation_id": 1, "kind": "request",
         "channel": "call", "said_on": "2026-11-20", "text": "It rains in",
         "recorded_at": "2026-11-20T12:00:00.000000+00:00"}
    ],
    "theme": [{"id": 1, "uid": "d" * 32, "name": "Rain", "key": "rain"}],
    "mention": [{"id": 1, "uid": "e" * 32, "feedback_id": 1, "theme_id": 1}],
}  # fmt: skip


def _file(pick: Pick) -> Found:
    """Return a file of calls: by somebody new, of a new theme, a lost sale, and a post."""
    who = FoundWho(pick.name(), pick.name(), f"{pick.draw.randint(1, 999)}@a.example")
    on = local_today() - timedelta(days=pick.draw.randint(0, 40))
    source = "a table"
    return Found(
        "csv",
        (
            FoundFeedback(Origin(source, "1", "row 1"), pick.words, who, on, themes=(pick.name(),)),
            FoundFeedback(
                Origin(source, "2", "row 2"), pick.words, who, on,
                loss=FoundLoss("Price", revisit=local_today() + timedelta(days=30)),
            ),
            FoundItem(Origin("board", "1", "post 1"), pick.name(), by=who, votes=3),
            FoundPerson(Origin("vcard", "1", "card 1"), who, notes=pick.words),
            *(
                FoundMessage(
                    Origin("mail", f"<{pick.draw.getrandbits(64)}>", f"message {number}"),
                    pick.words, who, on, subject="Hello",
                )
                for number in (1, 2)
            ),
        ),
    )  # fmt: skip


FACTS: dict[Any, Callable[[Pick], Facts]] = {
    deciding.decide: lambda p: _with(p.row("item"), _verdict(p)),
    deciding.add_link: lambda p: _with(p.row("item"), "https://a.example/b", p.name()),
    deciding.remove_link: lambda p: _with(*p.link()),
    everything.take_in: lambda _p: _with(_WHOLE),
    taking.bring_in: lambda p: _with("calls.csv", _file(p)),
    feedback.record_feedback: lambda p: p.spoken(),
    feedback.edit_feedback: lambda p: _with(
        p.row("feedback"),
        feedback.FeedbackFacts(
            text=p.words, importance=p.of(Importance), who=p.name(_NAMES), themes=(p.name(),)
        ),
    ),
    discretion.allow: lambda p: _with([discretion.Text("", p.words)], "a text"),
    discretion.hold: lambda p: _with([discretion.Text("", p.words, words=p.name())], "a text"),
    feedback.delete_feedback: lambda p: _with(p.row("feedback")),
    heap.keep: lambda p: _with([heap.Keep(p.talk(), p.of(Kind), p.of(("", p.name())))], "one"),
    heap.drop: lambda p: _with([p.talk()], "one"),
    inbox.delete_many: lambda p: _with(p.some("feedback"), "some"),
    inbox.archive_many: lambda p: _with(p.some("feedback"), "some"),
    followups.promise: lambda p: _with(
        p.root("person"), p.of(FollowUpKind), p.coming, about=p.words[:80]
    ),
    followups.finish: lambda p: _with(p.debt(), FollowUpResult.TOLD, said=p.words),
    followups.reopen: lambda p: _with(p.done()),
    followups.postpone: lambda p: _with(p.debt(), p.coming),
    followups.delete_follow_up: lambda p: _with(p.row("follow_up")),
    insights.not_needed: lambda p: _with(p.watched()),
    insights.owe: lambda p: _with(p.watched(), FollowUpKind.ANSWER, p.coming, "the roof"),
    letters.change_template: lambda p: _with(p.of(LetterKind), f"Dear {{name}}, {p.name()}", "it"),
    losses.add_reason: lambda p: _with(p.name()),
    losses.rename_reason: lambda p: _with(p.row("loss_reason"), p.name()),
    losses.point_reason: lambda p: _with(p.row("loss_reason"), p.root("theme")),
    losses.point_reason_to_new: lambda p: _with(p.row("loss_reason"), p.name()),
    losses.move_reason: lambda p: _with(
        p.row("loss_reason", lambda row: not row["retired"]), p.draw.randint(1, 9)
    ),
    losses.drop_reason: lambda p: _with(p.row("loss_reason", lambda row: not row["retired"])),
    losses.restore_reason: lambda p: _with(p.row("loss_reason", lambda row: row["retired"])),
    losses.mark_won_back: lambda p: _with(p.lost()),
    losses.look_again: lambda p: _with(p.lost(), p.coming),
    many_people.join_many: lambda p: _with(p.people(), p.root("organisation"), "some"),
    many_people.join_new: lambda p: _with(p.people(), p.name(_FIRMS), "some"),
    many_people.leave_many: lambda p: _with(p.people(), "some"),
    many_people.set_stage_of_many: lambda p: _with(
        [*p.people(), -p.root("organisation")], p.of(PersonStage), "some"
    ),
    many_people.merge_many_people: lambda p: _with(p.people(), p.root("person"), "some"),
    many_people.merge_many_organisations: lambda p: _with(
        [p.root("organisation")], p.root("organisation"), "some"
    ),
    many_people.delete_many_contacts: lambda p: _with(
        [*p.people(), -p.root("organisation")], "some"
    ),
    merging.merge_people: lambda p: _with(p.root("person"), p.root("person")),
    merging.unmerge_person: lambda p: _with(p.merged("person")),
    merging.merge_organisations: lambda p: _with(p.root("organisation"), p.root("organisation")),
    merging.unmerge_organisation: lambda p: _with(p.merged("organisation")),
    movement.take_snapshot: lambda p: _with(p.of(("", p.name()))),
    movement.rename_snapshot: lambda p: _with(p.row("print_run"), p.name()),
    movement.delete_snapshot: lambda p: _with(p.row("print_run")),
    owing.finish_many: lambda p: _with(
        p.some("follow_up"), FollowUpResult.NO_ANSWER, "some", said=p.words
    ),
    owing.postpone_many: lambda p: _with(p.some("follow_up"), p.coming, "some"),
    owing.delete_follow_ups: lambda p: _with(p.some("follow_up"), "some"),
    people.edit_person: lambda p: _with(
        p.root("person"),
        people.PersonFacts(
            name=p.name(_NAMES), organisation=p.of(_FIRMS), stage=p.of(PersonStage), value=9_900,
            addresses="work: 030 901820\nann@home.example", notes=p.words,
        ),
    ),
    people.delete_person: lambda p: _with(p.root("person")),
    people.edit_organisation: lambda p: _with(
        p.root("organisation"), name=p.name(_FIRMS), value=770_000, stage=p.of(PersonStage),
        notes=p.words, addresses="office@firm.example",
    ),
    people.delete_organisation: lambda p: _with(p.root("organisation")),
    privacy.keep_on_record: lambda p: _with(p.root("person")),
    roadmap.plan: lambda p: _with([p.name(), p.name()], item=p.name(), to=p.of(ItemStage)),
    roadmap.plan_theme: lambda p: _with(p.root("theme"), p.of(ItemStage), p.of((None, 2))),
    roadmap.link_theme: lambda p: _with(p.row("item"), p.root("theme")),
    roadmap.link_named: lambda p: _with(p.row("item"), p.name()),
    roadmap.unlink_theme: lambda p: _with(*p.linked()),
    roadmap.move_item: lambda p: _with(p.row("item"), p.of(ItemStage), "Enough."),
    roadmap.pin_item: lambda p: _with(p.row("item"), p.draw.randint(1, 4)),
    roadmap.unpin_item: lambda p: _with(p.row("item", lambda row: row["pinned"])),
    roadmap.ship_item: lambda p: _with(p.row("item", lambda row: row["stage"] != "shipped")),
    roadmap.decline_item: lambda p: _with(p.row("item"), p.name()),
    roadmap.move_items: lambda p: _with(p.some("item"), p.of(ItemStage), "some", "Enough."),
    roadmap.pin_items: lambda p: _with(p.some("item"), p.draw.randint(1, 4), "some"),
    roadmap.unpin_items: lambda p: _with([p.row("item", lambda row: row["pinned"])], "one"),
    roadmap.delete_items: lambda p: _with(p.some("item"), "some"),
    roadmap.edit_item: lambda p: _with(
        p.row("item"), roadmap.ItemFacts(title=p.name(), description=p.words, effort=3, why="So.")
    ),
    roadmap.merge_items: lambda p: _with(p.row("item"), p.row("item")),
    roadmap.delete_item: lambda p: _with(p.row("item")),
    sample.fill_with_sample: lambda _p: _with(40),
    search.save_view: lambda p: _with(p.name(), "kind:loss rains"),
    search.rename_view: lambda p: _with(p.row("saved_view"), p.name()),
    search.delete_view: lambda p: _with(p.row("saved_view")),
    settings.change_settings: lambda p: _with(
        {"business_name": p.name(), "currency": p.of(("EUR", "USD")), "days_to_answer": "3"}
    ),
    settings.edit_call_guide: lambda p: _with(f"# Ask\n{p.name()}"),
    telling.tell_about: lambda p: _with(*p.told(), p.words),
    proposing.take_proposal: lambda p: _with(p.proposal(), p.name(), "some texts"),
    proposing.refuse_proposal: lambda p: _with(p.proposal(), "some texts"),
    themes.add_theme: lambda p: _with(p.name(), p.words),
    themes.rename_theme: lambda p: _with(p.root("theme"), p.name()),
    themes.edit_theme: lambda p: _with(
        p.root("theme"), name=p.name(), description=p.words, colour=2, aliases=[p.name()]
    ),
    themes.add_alias: lambda p: _with(p.root("theme"), p.name()),
    themes.delete_theme: lambda p: _with(p.root("theme")),
    themes.merge_themes: lambda p: _with(p.root("theme"), p.root("theme")),
    themes.unmerge_theme: lambda p: _with(p.merged("theme")),
    themes.assign_theme: lambda p: _with(
        p.row("feedback"), p.root("theme"), importance=p.of(Importance)
    ),
    themes.assign_many: lambda p: _with(p.some("feedback"), p.root("theme"), "some"),
    themes.assign_to_new: lambda p: _with(p.some("feedback"), p.name(), "some"),
    themes.quote_under_new: lambda p: _with(p.row("feedback"), p.name(), None),
    themes.file_as_suggested: lambda p: _with(
        [(one, p.root("theme")) for one in p.some("feedback")], "some"
    ),
    themes.unassign_theme: lambda p: _with(*p.mention()),
    themes.unassign_many: lambda p: _with(*p.mentions(), "one"),
    themes.split_theme: lambda p: _with(*reversed(p.mentions()), p.name()),
    themes.move_many: lambda p: _with(*p.mentions(), p.root("theme"), "one"),
    twins.tell_apart: lambda p: _with("person", p.root("person"), p.root("person")),
}  # fmt: skip
"""What each intention is given; it may be refused all the same."""


def intentions() -> dict[str, Any]:
    """Return every intention of the desk, by its name."""
    found: dict[str, Any] = {}
    for module in pkgutil.walk_packages(feedbackdesk.desk.__path__, "feedbackdesk.desk."):
        inside = vars(importlib.import_module(module.name))
        for name, one in inside.items():
            own = getattr(one, "__module__", "") == module.name
            if own and hasattr(one, "facts_of"):
                found[name] = one
    return found
