"""A made-up business, so that an empty workspace can be tried."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.losses import find_or_make_reason
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.money import parse_money
from feedbackdesk.domain.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork, Value

LIMIT = 1_000_000
"""The most feedback that a sample can have."""

USUAL_SIZE = 120
"""How much feedback the written sample has; more is made by recombining it."""

_BATCH = 1_000

_SEED = 20_261_120
_DAYS = 3 * 365
"""How far back the recombined feedback reaches, in days."""

_BEFORE = (
    "", "", "Sorry to bother you again.", "Just a quick one.", "While I have you on the phone:",
    "My colleagues asked me to say this.", "We talked about it in the kitchen.",
    "I wrote it down so that I don’t forget.", "It came up at our Monday meeting.",
    "You did ask what we think.", "One more thing.", "No hurry, but still.",
)  # fmt: skip
_AFTER = (
    "", "", "Otherwise we’re happy.", "Let me know what you think.", "Everyone here agrees.",
    "I’d tell our neighbours too.", "That’s all, really.", "Anyway, the coffee is lovely.",
    "Could you ring me back about it?", "We’d notice the difference.", "Thanks for listening.",
    "I said the same last year.",
)  # fmt: skip
_FIRST = (
    "Ada", "Aled", "Amina", "Anton", "Aoife", "Arjun", "Astrid", "Benedict", "Bianca", "Bronwen",
    "Callum", "Carmen", "Cerys", "Chloe", "Cyrus", "Dalia", "Dmitri", "Edith", "Elif", "Emeka",
    "Esme", "Felix", "Fiona", "Gareth", "Gita", "Greta", "Hamid", "Hana", "Hector", "Ibrahim",
    "Ida", "Imogen", "Ivo", "Jamila", "Joan", "Jorge", "Kamala", "Keir", "Kofi", "Lars",
    "Leila", "Linh", "Lorna", "Luca", "Maeve", "Malik", "Marek", "Mina", "Nadia", "Nell",
    "Nikhil", "Olga", "Oscar", "Paloma", "Percy", "Petra", "Quentin", "Rania", "Rhys", "Rosa",
    "Rupert", "Saskia", "Selim", "Sheila", "Soren", "Tamsin", "Tariq", "Teodor", "Thandi", "Ursula",
    "Vera", "Vikram", "Wilf", "Winnie", "Xenia", "Yara", "Yusra", "Zach", "Zelda", "Zoltan",
)  # fmt: skip
_LAST = (
    "Abara", "Alder", "Ashdown", "Bahri", "Barrow", "Bellweather", "Birch", "Bose", "Bramble",
    "Calloway", "Chandra", "Cobbold", "Cray", "Dacosta", "Dempsey", "Dray", "Dunmore", "Eddowes",
    "Ekwueme", "Elderkin", "Fairlie", "Farrow", "Fenn", "Forsberg", "Gill", "Gorse", "Greaves",
    "Hadley", "Halloran", "Haque", "Hawtrey", "Iqbal", "Ives", "Jessop", "Juric", "Kaplan",
    "Kestle", "Kimura", "Lamb", "Larkin", "Lindqvist", "Lockett", "Mabey", "Marchetti", "Mistry",
    "Moss", "Nakamura", "Nettle", "Novak", "Oakes", "Obi", "Orchard", "Pascoe", "Pereira",
    "Pickle", "Quayle", "Quick", "Rahman", "Reddy", "Rook", "Rossi", "Sandhu", "Sedge",
    "Sorrell", "Stanhope", "Takeda", "Teal", "Thorne", "Tiller", "Umarov", "Underhill", "Vance",
    "Varga", "Wainwright", "Weir", "Wickes", "Wren", "Yardley", "Zamora", "Zielinski",
)  # fmt: skip
_PLACES = (
    "Applewhistle", "Bramblecourt", "Cloverbank", "Duckpond", "Elmsbury", "Foxglove", "Goosegate",
    "Hazelmoor", "Inkwell", "Jackdaw", "Kettlewick", "Lavender Row", "Marshmallow", "Nutmeg",
    "Otterford", "Pebbleford", "Quarryside", "Rushlight", "Skylark", "Thimble Hill", "Umberley",
    "Velvet Lane", "Willowherb", "Yarrowby",
)  # fmt: skip
_TRADES = (
    "Archives", "Bakers", "Books", "Chambers", "Clinic", "Design", "Dyers", "Electrics", "Framing",
    "Gardens", "Glass", "Homes", "Insurance", "Joinery", "Kitchens", "Lettings", "Motors", "Museum",
    "Opticians", "Pianos", "Roofing", "Surveyors", "Theatre", "Travel",
)  # fmt: skip

_NO_MORE = {"won_back_days_ago": None, "revisit_in_days": None}
"""What is said of no lost sale but those of the written sample."""


@dataclass(slots=True)
class _Cast:
    """The rows that feedback points to, by the name it says."""

    organisations: dict[str, int] = field(default_factory=dict)
    people: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    """A person's key and their organisation's."""
    themes: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)


def is_empty(read: Reader) -> bool:
    """Whether the workspace holds nothing that a sample would be mixed up with."""
    counts = read.counts(local_today().isoformat())
    held = counts.feedback + counts.people + counts.themes + counts.items
    return held == 0 and not read.organisations()


@step("Fill with sample data")
def fill_with_sample(work: UnitOfWork, size: int = USUAL_SIZE, today: date | None = None) -> int:
    """Fill an empty workspace with a made-up business; return how much feedback it has.

    The same day and size give the same data. Days count back from `today`. A smaller
    size takes the newest feedback; a larger one adds to it by recombining, over the
    three years before.
    """
    if not 1 <= size <= LIMIT:
        raise Refusal(
            f"A sample has from 1 to {LIMIT:,} feedbacks; {size:,} is outside that. "
            "Nothing was changed."
        )
    if not is_empty(work.read):
        raise Refusal(
            "The workspace is not empty, and sample data is never mixed with an owner’s own. "
            "Nothing was changed; choose another file with --workspace."
        )
    today = today or local_today()
    sample = _sample()
    said = sorted(sample["feedback"], key=lambda entry: -entry["days_ago"])
    business = sample["business"]
    change_settings(work, {"business_name": business["name"], "currency": business["currency"]})
    cast = _Cast()
    for organisation in sample["organisations"]:
        _add_organisation(work, cast, organisation)
    _add_people(work, cast, sample["people"], _since(said, today), today)
    for theme in sample["themes"]:
        _add_theme(work, cast, theme)
    for item in sample["items"]:
        _add_item(work, cast, item, today)
    if size > len(said):
        _add_feedback(work, cast, _recombined(work, cast, said, size - len(said), today), today)
    made = _add_feedback(work, cast, said[-size:], today)
    _add_stages(work, cast, sample["people"], said, today)
    _add_follow_ups(work, cast, [*sample["followups"], *_looks(sample)], made, today)
    return size


def _sample() -> dict[str, Any]:
    from feedbackdesk.paths import resource

    text = resource("sample", "sample.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _day(today: date, days_ago: int) -> str:
    return (today - timedelta(days=days_ago)).isoformat()


def _since(said: list[dict[str, Any]], today: date) -> dict[str, str]:
    """Return when each speaker became what they are: at their lost sale, else at first."""
    since: dict[str, str] = {}
    for entry in said:
        if entry["who"] is not None and (entry["kind"] == "loss" or entry["who"] not in since):
            since[entry["who"]] = _day(today, entry["days_ago"])
    return since


def _money(text: str | None) -> int | None:
    return None if text is None else parse_money(text)


def _add_organisation(work: UnitOfWork, cast: _Cast, one: dict[str, Any]) -> None:
    cast.organisations[one["name"]] = work.insert(
        "organisation",
        name=one["name"],
        key=name_key(one["name"]),
        value=_money(one.get("value")),
        notes=one.get("notes", ""),
    )


def _add_people(
    work: UnitOfWork,
    cast: _Cast,
    people: list[dict[str, Any]],
    since: dict[str, str],
    today: date,
) -> None:
    by_name = {one["name"]: one for one in people}

    def add(one: dict[str, Any]) -> None:
        name, referrer = one["name"], one.get("referred_by")
        if name in cast.people:
            return
        if referrer is not None:
            add(by_name[referrer])
        organisation = one.get("organisation")
        organisation_id = cast.organisations[organisation] if organisation else None
        email, became = one.get("email"), since.get(name, today.isoformat())
        may_quote = one.get("may_quote", False)
        key = work.insert(
            "person",
            name=name,
            key=name_key(name),
            email=email,
            email_key=name_key(email) if email else None,
            phone=one.get("phone"),
            organisation_id=organisation_id,
            stage=one["stage"],
            stage_since=became,
            value=_money(one.get("value")),
            referred_by=cast.people[referrer][0] if referrer is not None else None,
            may_quote=int(may_quote),
            may_contact=int(one.get("may_contact", True)),
            contact_how=one.get("contact_how", ""),
            may_quote_asked_on=became if may_quote else None,
            notes=one.get("notes", ""),
        )
        cast.people[name] = (key, organisation_id)

    for one in people:
        add(one)


def _add_theme(work: UnitOfWork, cast: _Cast, theme: dict[str, Any]) -> None:
    key = work.insert(
        "theme",
        name=theme["name"],
        key=name_key(theme["name"]),
        description=theme.get("description", ""),
    )
    cast.themes[theme["name"]] = key
    for alias in theme.get("aliases", ()):
        work.insert("theme_alias", theme_id=key, name=alias, key=name_key(alias))


def _add_item(work: UnitOfWork, cast: _Cast, item: dict[str, Any], today: date) -> None:
    key = work.insert(
        "item",
        title=item["title"],
        key=name_key(item["title"]),
        description=item.get("description", ""),
        stage=item["stage"],
        stage_on=_day(today, item.get("days_ago", 0)),
        why=item.get("why", ""),
        effort=item.get("effort"),
    )
    for name in item["themes"]:
        work.insert("item_theme", item_id=key, theme_id=cast.themes[name])


def _add_feedback(
    work: UnitOfWork, cast: _Cast, said: Iterable[dict[str, Any]], today: date
) -> dict[tuple[str, int], int]:
    """Add feedback, some at a time, so that a large sample neither lasts nor fills the memory.

    Returns the keys of the last that were added, by who spoke and how many days ago.
    """
    entries = iter(said)
    pairs: list[tuple[int, dict[str, Any]]] = []
    while some := list(islice(entries, _BATCH)):
        keys = work.insert_many("feedback", [_feedback_row(cast, one, today) for one in some])
        pairs = list(zip(keys, some, strict=True))
        work.insert_many(
            "mention",
            [
                {
                    "feedback_id": key,
                    "theme_id": cast.themes[mention["name"]],
                    "quote": mention.get("quote"),
                }
                for key, one in pairs
                for mention in one["themes"]
            ],
        )
        lost = [(key, one) for key, one in pairs if one.get("loss")]
        losses = work.insert_many(
            "loss", [_loss_row(work, cast, key, one, today) for key, one in lost]
        )
        work.insert_many(
            "loss_also",
            [
                {"loss_id": loss_id, "loss_reason_id": _reason(work, cast, name)}
                for loss_id, (_key, one) in zip(losses, lost, strict=True)
                for name in one["loss"].get("also", ())
            ],
        )
    return {(one["who"] or "", one["days_ago"]): key for key, one in pairs}


def _add_stages(
    work: UnitOfWork,
    cast: _Cast,
    people: list[dict[str, Any]],
    said: list[dict[str, Any]],
    today: date,
) -> None:
    """Add what people were and from when on: as they spoke, and at last as they are."""
    rows: list[dict[str, Value]] = []
    for one in people:
        theirs = [entry for entry in said if entry["who"] == one["name"]]
        stages = [(entry["days_ago"], entry.get("speaker_stage")) for entry in theirs]
        last = stages[-1][0] if stages else 0
        before = None
        for days_ago, stage in (*stages, (last, one["stage"])):
            if stage is not None and stage != before:
                before = stage
                rows.append(
                    {
                        "person_id": cast.people[one["name"]][0],
                        "stage": stage,
                        "since_on": _day(today, days_ago),
                    }
                )
    work.insert_many("person_stage", rows)


def _add_follow_ups(
    work: UnitOfWork,
    cast: _Cast,
    owed: list[dict[str, Any]],
    made: dict[tuple[str, int], int],
    today: date,
) -> None:
    """Add what is and was owed; what is about words that a small sample leaves out is not."""
    rows: list[dict[str, Value]] = []
    for one in owed:
        said = one.get("said_days_ago")
        feedback_id = made.get((one["who"] or "", said)) if said is not None else None
        if said is not None and feedback_id is None:
            continue
        person_id, organisation_id = cast.people.get(one["who"] or "", (None, None))
        if one.get("org"):
            organisation_id = cast.organisations[one["org"]]
        if person_id is None and organisation_id is None:
            continue
        done = one.get("done_days_ago")
        rows.append(
            {
                "kind": one["kind"],
                "person_id": person_id,
                "organisation_id": organisation_id,
                "feedback_id": feedback_id,
                "due_on": _day(today, one["due_days_ago"]),
                "about": one.get("about", ""),
                "done_on": None if done is None else _day(today, done),
                "result": one.get("result"),
                "said": one.get("said", ""),
                "by_rule": int(one.get("by_rule", one["kind"] in {"acknowledge", "answer"})),
            }
        )
    work.insert_many("follow_up", rows)


def _looks(sample: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what recording the lost sales owes for the days to look at them again."""
    left_alone = {one["name"] for one in sample["people"] if not one.get("may_contact", True)}
    told = {(one["who"], one.get("said_days_ago"), one["kind"]) for one in sample["followups"]}
    return [
        {
            "who": entry["who"],
            "org": entry.get("org"),
            "kind": "win_back",
            "said_days_ago": entry["days_ago"],
            "due_days_ago": entry["days_ago"] - loss["revisit_in_days"],
            "by_rule": True,
        }
        for entry in sample["feedback"]
        if (loss := entry.get("loss"))
        and loss.get("revisit_in_days") is not None
        and loss.get("won_back_days_ago") is None
        and entry["who"] not in left_alone
        and (entry["who"], entry["days_ago"], "win_back") not in told
    ]


def _feedback_row(cast: _Cast, entry: dict[str, Any], today: date) -> dict[str, Value]:
    said_on = _day(today, entry["days_ago"])
    person_id, organisation_id = cast.people.get(entry["who"] or "", (None, None))
    if entry.get("org"):
        organisation_id = cast.organisations[entry["org"]]
    return {
        "person_id": person_id,
        "organisation_id": organisation_id,
        "kind": entry["kind"],
        "channel": entry["channel"],
        "said_on": said_on,
        "text": entry["text"],
        "stage": entry.get("speaker_stage"),
        "feeling": entry.get("feeling"),
        "importance": entry.get("importance"),
        "link": entry.get("link"),
        "reach": entry.get("reach"),
        "archived": int(entry.get("archived", False)),
        "recorded_at": f"{said_on}T12:00:00.000000+00:00",
    }


def _loss_row(
    work: UnitOfWork, cast: _Cast, feedback_id: int, entry: dict[str, Any], today: date
) -> dict[str, Value]:
    loss = entry["loss"]
    revisit, came_back = loss.get("revisit_in_days"), loss.get("won_back_days_ago")
    return {
        "feedback_id": feedback_id,
        "outcome": loss["outcome"],
        "loss_reason_id": _reason(work, cast, loss["reason"]),
        "competitor": loss.get("competitor"),
        "value": _money(loss.get("value")),
        "stage_reached": loss.get("stage_reached"),
        "told_by": loss["told_by"],
        "alternative": loss.get("alternative"),
        "revisit_on": None if revisit is None else _day(today, entry["days_ago"] - revisit),
        "won_back_on": None if came_back is None else _day(today, came_back),
    }


def _reason(work: UnitOfWork, cast: _Cast, name: str) -> int:
    if name not in cast.reasons:
        cast.reasons[name] = find_or_make_reason(work, name)
    return cast.reasons[name]


def _recombined(
    work: UnitOfWork, cast: _Cast, said: list[dict[str, Any]], number: int, today: date
) -> Iterator[dict[str, Any]]:
    """Yield made-up feedback of made-up people, oldest first: a tenth lost, a tenth not filed."""
    chance = random.Random(_SEED)  # noqa: S311  (the same sample every time)
    organisations = [
        _make_organisation(work, cast, index, chance) for index in range(number // 20 + 1)
    ]
    people = [
        _make_person(work, cast, index, organisations, chance, today)
        for index in range(number // 6 + 1)
    ]
    losses = [entry for entry in said if entry.get("loss")]
    others = [entry for entry in said if not entry.get("loss")]
    filed: dict[str, list[dict[str, Any]]] = {}
    for entry in others:
        for mention in entry["themes"]:
            filed.setdefault(mention["name"], []).append(entry)
    # The first theme is heard several times as often as the last.
    names = list(cast.themes)
    weights = [1 / (place + 1) for place in range(len(names))]
    for index in range(number):
        luck = chance.random()
        if luck < 0.1:
            base = chance.choice(losses)
        elif luck < 0.2:
            base = {**chance.choice(others), "themes": [], "archived": False}
        else:
            (theme,) = chance.choices(names, weights)
            base = chance.choice(filed.get(theme) or others)
        who, stage = chance.choice(people) if chance.random() < 0.95 else (None, None)
        loss = base.get("loss")
        yield {
            **base,
            "link": None,  # a page is about one thing that was said
            "reach": None,
            "loss": {**loss, **_NO_MORE} if loss else None,
            "who": who,
            "org": None if who else base.get("org"),
            "speaker_stage": "prospect" if who and loss else stage,
            "days_ago": 1 + _DAYS - (index * _DAYS) // number,
            "text": " ".join(
                part
                for part in (chance.choice(_BEFORE), base["text"], chance.choice(_AFTER))
                if part
            ),
        }


def _make_organisation(work: UnitOfWork, cast: _Cast, index: int, chance: random.Random) -> str:
    name = _combined(_PLACES, _TRADES, index)
    value = f"{chance.randrange(20, 600) * 10}.00" if chance.random() < 0.7 else None
    _add_organisation(work, cast, {"name": name, "value": value})
    return name


def _make_person(
    work: UnitOfWork,
    cast: _Cast,
    index: int,
    organisations: list[str],
    chance: random.Random,
    today: date,
) -> tuple[str, str]:
    """Add a person; return their name, which nobody else has, and their stage."""
    name = _combined(_FIRST, _LAST, index)
    while name in cast.people:  # somebody of the written sample
        name += " Jr"
    stage = chance.choices(("customer", "prospect", "lost", "former"), (70, 15, 10, 5))[0]
    organisation = chance.choice(organisations) if chance.random() < 0.7 else None
    email = f"{name.lower().replace(' ', '.')}@example.com" if chance.random() < 0.7 else None
    one: dict[str, Any] = {
        "name": name,
        "organisation": organisation,
        "stage": stage,
        "email": email,
        "may_quote": chance.random() < 0.3,
        "value": f"{chance.randrange(5, 90) * 10}.00" if organisation is None else None,
    }
    since = _day(today, chance.randrange(1, _DAYS))
    _add_people(work, cast, [one], {name: since}, today)
    work.insert("person_stage", person_id=cast.people[name][0], stage=stage, since_on=since)
    return name, stage


def _combined(firsts: tuple[str, ...], lasts: tuple[str, ...], index: int) -> str:
    """Return the name of a number: every pair once, then every pair with a numeral."""
    lap, place = divmod(index, len(firsts) * len(lasts))
    # A stride that shares no factor with the number of pairs visits each of them once.
    first, last = divmod(place * 7_919 % (len(firsts) * len(lasts)), len(lasts))
    return f"{firsts[first]} {lasts[last]}" + (f" {lap + 1}" if lap else "")
