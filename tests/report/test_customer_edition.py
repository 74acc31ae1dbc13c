"""Whatever a workspace holds, the customer edition gives nobody and nothing away."""

from __future__ import annotations

import dataclasses
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.words import Edition, ItemStage, Lens
from feedbackdesk.report.options import RoadmapOptions, Shown
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from feedbackdesk.store.unit import UnitOfWork
from tests.report import poppler
from tests.report.shop import agree, png_with_a_note, put, say
from tests.report.test_files import shown_by_all

PEOPLE = ("Zanthia Quorl", "Åse Ödman-Vik", "Bo O’Dell", "quentin", "לאה כהן", "王小明")
FIRMS = ("Marlfinch Architects", "Zed", "Straße & Söhne", "小龙咖啡")
RIVALS = ("Beanbarrow", "Gold Cup Co")
THEMES = ("Milk", "Invoices")


NAMES = (*PEOPLE, *FIRMS, *RIVALS)
SUMS = ("£7,531", "7,531 euros", "75k", "five tenners", "12.50", "kr 25", "＄25", "1500 a year")
ADDRESSES = ("zq@marlfinch.example", "+44 7700 900123", "01 23 45")

ALLOWED = frozenset(
    {
        *("PDF", "E4", "Monday", "Tuesday", "Wednesday", "Thursday"),
        *("August", "December", "Christmas", "Easter"),
    }
)
"""Capitalised words of the sample that are nobody's name."""


def unaccented(name: str) -> str:
    """Return a name as it is typed on a keyboard without accents."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    unaccented,
    lambda name: name.replace(" ", ""),
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace("’", "").replace(" ", ""),
    lambda name: f"{name[:1]}\u200b{name[1:]}",
    lambda name: f"{name}’s",
    lambda name: f"({name}s)",
    lambda name: unicodedata.normalize("NFD", name),
)
"""How one name may be written."""

telling = (
    st.builds(lambda spell, name: spell(name), st.sampled_from(SPELLINGS), st.sampled_from(NAMES))
    | st.sampled_from(SUMS)
    | st.sampled_from(ADDRESSES)
)
"""What no customer may read."""
HARMLESS = frozenset({"please", "file"})
words = st.lists(telling | st.sampled_from(sorted(HARMLESS)), max_size=3).map(tuple)


@dataclass(frozen=True)
class Said:
    """One thing somebody may have said."""

    who: str | None
    firm: str | None
    theme: str
    words: tuple[str, ...]
    rival: str | None
    value: int | None
    chosen: bool


FIRM_OF = dict(zip(PEOPLE, (None, *FIRMS), strict=False))
"""Where somebody works; two people of one name would be two people."""

said = st.builds(
    Said,
    who=st.none() | st.sampled_from(PEOPLE),
    firm=st.none() | st.sampled_from(FIRMS),
    theme=st.sampled_from(THEMES),
    words=words,
    rival=st.none() | st.sampled_from(RIVALS),
    value=st.none() | st.integers(1_000_000, 9_999_999),
    chosen=st.booleans(),
)


def strings(thing: object) -> Iterator[str]:
    """Return every text inside a report."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, bytes):
        yield thing.decode("ascii", "replace")
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for part in dataclasses.fields(thing):
            yield from strings(getattr(thing, part.name))
    elif isinstance(thing, tuple | list):
        for one in thing:
            yield from strings(one)


@step("Know everybody")
def know_everybody(work: UnitOfWork) -> None:
    """Put everybody into the workspace; one of them has a telephone."""
    for name in PEOPLE:
        record_feedback(work, NewFeedback("wish", Speaker(name, phone="012345")))
    for name in (*FIRMS, *RIVALS):
        record_feedback(work, NewFeedback("wish", Speaker(organisation=name)))


@settings(max_examples=40)
@given(
    everything=st.lists(said, min_size=1, max_size=6),
    agreed=st.sets(st.sampled_from(PEOPLE)),
    lens=st.sampled_from(list(Lens)),
    by_stage=st.booleans(),
    parts=st.frozensets(st.sampled_from(list(Shown))),
    others=st.fixed_dictionaries(
        {name: st.booleans() for name in ("money", "logo", "appendix", "landscape")}
    ),
    stages=st.sets(st.sampled_from(list(ItemStage)), min_size=3).map(tuple),
    note=st.lists(telling | st.sampled_from(("thank you", "\n", "ring us")), max_size=4),
    titles=st.tuples(words, words),
    kept=st.booleans(),
)
def test_it_names_nobody_and_no_money(
    everything: list[Said],
    agreed: set[str],
    lens: Lens,
    by_stage: bool,
    parts: frozenset[Shown],
    others: dict[str, bool],
    stages: tuple[ItemStage, ...],
    note: list[str],
    titles: tuple[tuple[str, ...], ...],
    kept: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "shop.feedbackdesk")
        try:
            # Who is not in the workspace cannot be known: everybody is, and one has a telephone.
            desk.do(know_everybody)
            secret = set(NAMES)
            for number, one in enumerate(everything):
                firm = FIRM_OF.get(one.who) if one.who else one.firm
                secret.update(name for name in (one.who, firm) if name)
                loss = None
                if one.rival or one.value:
                    loss = LossFacts("Price", competitor=one.rival, value=one.value)
                    secret.update(name for name in (one.rival,) if name)
                    if one.value:
                        secret.add(f"{one.value // 100:,}")
                text = " ".join((f"token{number}", *one.words))
                if loss or one.who not in agreed or not HARMLESS.issuperset(one.words):
                    secret.add(f"token{number}")
                say(
                    desk,
                    text,
                    one.theme,
                    who=one.who,
                    firm=firm,
                    loss=loss,
                    quote=text if one.chosen else None,
                )
            for theme, title in zip(THEMES, titles, strict=True):
                put(desk, " ".join((f"Do {theme}", *title)), theme)
                if not HARMLESS.issuperset(title):
                    secret.add(f"Do {theme}")
            for name in agreed & {one.who for one in everything if one.who}:
                agree(desk, name)
            secret |= {"£", "7,531"}
            logo = Path(folder) / "Zanthia Quorl.png"
            logo.write_bytes(png_with_a_note("taken by Zanthia Quorl at Marlfinch"))
            closing = " ".join(note)
            desk.do(change_settings, {"logo": str(logo), "closing_note": closing if kept else ""})
            options = RoadmapOptions(
                edition=Edition.CUSTOMER,
                lens=lens,
                by_stage=by_stage,
                quotes=20,
                parts=parts,
                stages=stages,
                closing=None if kept else closing,
                **others,  # type: ignore[arg-type]
            )
            report = desk.ask(roadmap_document, options)
            assert report.logo is None or b"Quorl" not in report.logo.content
            assert not report.proofs
            # What is for the owner alone is printed nowhere.
            printed = dataclasses.replace(report, warnings=(), uncertain=(), texts=(), ranking=())
            path = Path(folder) / "roadmap.pdf"
            write(report, path)
            files = shown_by_all(report).values()
            for shown in ("\n".join(strings(printed)), poppler.text(path), *files):
                told = {word for word in secret if word.casefold() in shown.casefold()}
                assert not told
        finally:
            desk.close()


def test_the_copy_of_the_sample_names_nobody_at_all(desk: Desk) -> None:
    desk.do(fill_with_sample)
    report = desk.ask(roadmap_document, RoadmapOptions(edition=Edition.CUSTOMER, quotes=20))
    assert report.warnings == (
        "The description of “Offer a starter box for teams under five” is not on the customer "
        "copy: it names a sum of money.",
    )
    assert not report.uncertain
    told = [entry.title for entry in report.entries]
    told += [entry.description for entry in report.entries]
    told += [quote.words for entry in report.entries for quote in entry.quotes]
    begun = r"(?:^|[.!?:“‘] ?)\W*"
    capitals = {
        word
        for text in told
        for word in re.findall(r"\b[A-Z]\w+", re.sub(rf"{begun}\w+", " ", text))
    }
    assert capitals <= ALLOWED
