"""A row is described once: what is painted, said, measured and clicked is the same.

Every row of the made-up business, and rows of any words at all, at every text size, in narrow and
in wide lists, read from the left and from the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QListView, QWidget

from feedbackdesk.desk.advice import Suggestion
from feedbackdesk.desk.contacts import contact_keys, contacts
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.evidence import item_story
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.going_back import Listed, Since
from feedbackdesk.desk.history import history_keys, history_page
from feedbackdesk.desk.insights import trends, watch_list
from feedbackdesk.desk.losses import loss_overview
from feedbackdesk.desk.owing import DebtGroup, debts
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.contacts import Twins
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.log import HistoryFilter
from feedbackdesk.domain.losses import LossReason
from feedbackdesk.domain.movement import Move, Moved, Standing
from feedbackdesk.domain.proof import Asker, Heard, Proof
from feedbackdesk.domain.rotation import Backup, Why
from feedbackdesk.domain.rows import Feedback, Mention, RankedItem
from feedbackdesk.domain.words import Channel, Feeling, Importance, ItemStage, Kind, Lens, Measure
from feedbackdesk.exchange.taking_out import WAYS
from feedbackdesk.ui.capture.advice import Offer, Offered
from feedbackdesk.ui.finding.entries import Entry, Found
from feedbackdesk.ui.finding.entries import Heading as Group
from feedbackdesk.ui.finding.rows import KeyCap, Matched, PaletteRows
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.pages.backups.rows import BackupRows
from feedbackdesk.ui.pages.compare.rows import Figures, Movement, MovementRows
from feedbackdesk.ui.pages.damaged.way import ReadBar
from feedbackdesk.ui.pages.history.rows import HistoryRows
from feedbackdesk.ui.pages.insights.trends_rows import Heading as TrendHeading
from feedbackdesk.ui.pages.insights.trends_rows import Note, TrendRows
from feedbackdesk.ui.pages.insights.watch_rows import WatchRows
from feedbackdesk.ui.pages.item.rows import ProofRows, Sum, sum_of
from feedbackdesk.ui.pages.losses.bar import LossBar, bars
from feedbackdesk.ui.pages.losses.bars import BarRows, MonthRows, More
from feedbackdesk.ui.pages.losses.reasons import ReasonRows
from feedbackdesk.ui.pages.losses.rows import LossRows
from feedbackdesk.ui.pages.owed.rows import Heading, OwedRows
from feedbackdesk.ui.pages.people.rows import ContactRows, PersonRows
from feedbackdesk.ui.pages.roadmap.card_rows import CardRows, most_of, widest_of
from feedbackdesk.ui.pages.roadmap.list_rows import ItemRows
from feedbackdesk.ui.pages.twins.rows import TwinsRows
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.described import Described, RowWidget
from feedbackdesk.ui.rows.feedback import FeedbackRows
from feedbackdesk.ui.rows.pieces import Chip, Icon, Placed, Rule, Stretch, Swatch, Text, Words
from feedbackdesk.ui.rows.quotes import QuoteRows, quotes_of_feedback
from feedbackdesk.ui.rows.row import Column, Laid, Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel
from feedbackdesk.ui.rows.story import Facts, Part, StoryRows
from feedbackdesk.ui.rows.themes import ThemeRows, TrayRows
from feedbackdesk.ui.rows.themes_model import last_months
from feedbackdesk.ui.taking_out import WayRows
from feedbackdesk.ui.widgets.marks import ShareBar, ThemeMark, YearLine
from feedbackdesk.ui.widgets.navigation import NavButton

SCALES = (0.8, 1.0, 1.25, 1.5, 2.0)
WIDTHS = (200, 320, 600, 900, 1_300)
FITS = (Suggestion(1, "Invoices by e-mail", 0.9, "send me the bill by mail"),)

REASONS = [
    LossReason(1, "Price", None, None, retired=False, number=2),
    LossReason(2, "No parking", 3, "Where to stop", retired=True, number=0),
]
PAIRS = [
    Twins("person", 1, "Ann Lee (Quiet Tea)", 2, "Anne Lee", "a name spelt alike"),
    Twins("organisation", 3, "Harbor Bakery", 4, "Harbour Bakery", "a name spelt alike"),
]
MADE = datetime(2025, 11, 3, 12, 40, tzinfo=UTC)
BACKUPS = [
    Listed(
        Backup(Path("a.feedbackdesk"), made, why, 12_345_678),
        is_second=second, is_sound=sound, checked=checked, since=since, to_the_second=second,
        is_newer=second and sound, is_of_others=not second, of="shop copy" if second else "",
    )
    for made in (MADE, datetime.now(UTC), datetime.now(UTC) - timedelta(days=1))
    for why in Why
    for second, sound, checked, since in (
        (False, True, made, Since(1_234, 56_789)),
        (True, True, datetime.now(UTC), None),
        (True, False, MADE, None),
    )
]  # fmt: skip
STOOD = Standing(7, "Longer hours", 12, ItemStage.NEXT, requests=4, lost_value=45_000)
SHIPPED = replace(STOOD, title="Open at eight", rank=None, stage=ItemStage.SHIPPED)
MOVED = [
    Movement(
        Moved(
            then and replace(then, requests=before),
            now and replace(now, requests=after),
            move,
            places,
        ),
        Figures(before if then else None, after if now else None, 9, lens),
    )
    for move, then, now, places in (
        (Move.UP, STOOD, replace(STOOD, rank=3), 9),
        (Move.DOWN, replace(STOOD, rank=3), STOOD, -9),
        (Move.SAME, STOOD, STOOD, 0),
        (Move.NEW, None, STOOD, 0),
        (Move.SHIPPED, STOOD, SHIPPED, 0),
        (Move.GONE, STOOD, None, 0),
    )
    for lens in Lens
    for before, after in ((4, 9), (9, 4), (4, None), (None, None))
]
FOUND = [
    Group("Actions"),
    Found(
        Entry("action", "next", "Skip to the next", "Leave it as it is", "check", "Ctrl+J"),
        places=(0, 2),
    ),
    Found(Entry("page", "inbox", "Inbox", icon="inbox")),
]


@pytest.fixture(params=SCALES)
def scale(look: QApplication, request: pytest.FixtureRequest) -> Iterator[float]:
    """Each text size."""
    theme.scale_to(request.param)
    yield request.param
    theme.scale_to(1.0)


@pytest.fixture(scope="module")
def described(_sample: Path) -> list[tuple[Rows[Any], list[Any]]]:
    """Every row of the made-up business that is described, with who describes it."""
    desk = Desk.open(_sample)
    said = desk.ask(list_feedback, limit=500)
    owed = desk.ask(debts, words="", item_id=None, done=True)
    people = desk.ask(contacts, list(desk.ask(contact_keys)))
    steps = desk.ask(history_page, list(desk.ask(history_keys, HistoryFilter()).ids))
    lost = desk.ask(loss_overview, None, date(2000, 1, 1))
    drawn = {
        by: [one for measure in Measure for one in bars(by, groups, lost.total, measure, "GBP")]
        for by, groups in lost.groups.items()
    }
    ranked = {lens: moved(desk.ask(full_roadmap, lens)) for lens in Lens}
    themes = desk.ask(all_themes)
    watched = desk.ask(watch_list)
    found = desk.ask(trends, 182)
    trend_rows = [
        *found.growing, *found.faded, *found.channels, *found.waits,
        TrendHeading("Growing themes", "momentum"), Note("Nothing stands out yet"),
    ]  # fmt: skip
    items = [one.item.id for one in ranked[Lens.REQUESTS]]
    stories = [story for key in items if (story := desk.ask(item_story, key)) is not None]
    desk.close()
    proofs = {lens: evidence([story.proof(lens) for story in stories]) for lens in Lens}
    steps += [replace(steps[0], kind=kind, taken_back=MADE) for kind in ("undo", "redo", "do")]
    of_a_firm = PersonRows()
    of_a_firm.change(of_person=False, currency="GBP")
    headings = [Heading(group, 12_345) for group in DebtGroup]
    return [
        (FeedbackRows(), said),
        (FeedbackRows(fits=lambda _key: FITS), said[:40]),
        (FeedbackRows(found=lambda _key: ((0, 3), (8, 5))), said[:40]),
        (LossRows(), [one for one in said if one.loss is not None]),
        *((bars_of(BarRows(), shown), [*shown, More(1_234)]) for shown in drawn.values()),
        (bars_of(MonthRows(), drawn["month"]), drawn["month"]),
        (OwedRows(), [*owed, *headings]),
        (ContactRows(), [*people, *(replace(one, may_contact=False) for one in people)]),
        (TwinsRows(), PAIRS),
        (ReasonRows(), REASONS),
        (MovementRows(), MOVED),
        (PaletteRows(), FOUND),
        (StoryRows(lambda key: "May 2026" if key % 3 else None, lambda row: row.text[:70]), said),
        (PersonRows(), said),
        (of_a_firm, said),
        *((of_a_number(lens), rows) for lens, rows in proofs.items()),
        (QuoteRows(), quotes_of_feedback(said)),
        (HistoryRows(), [*steps, MADE.date(), local_today()]),
        (BackupRows(), [*BACKUPS, "November 2025"]),
        (ThemeRows(), [*themes, replace(themes[0], items=(), description="", aliases=("Bills",))]),
        (themes_with_a_year(themes[1].id), themes),
        (TrendRows(), trend_rows),
        (WatchRows(), [*watched, *(replace(one, may_contact=False, words="") for one in watched)]),
        (TrayRows(), [*themes, replace(themes[0], items=())]),
        (WayRows(), [*WAYS.values()]),
        *((items_of(lens), [*ranked[lens], "A theme (12)"]) for lens in Lens),
        *((cards_of(lens, ranked[lens]), [*ranked[lens], "A theme"]) for lens in Lens),
    ]


def evidence(proofs: Sequence[Proof]) -> list[Asker | Heard | Sum]:
    """Return all rows of evidence."""
    rows: list[Asker | Heard | Sum] = []
    for proof in proofs:
        for asker in proof.askers:
            rows += [asker, *asker.said]
        rows.append(Sum(sum_of(proof, "GBP", 3)))
    return rows


def of_a_number(lens: Lens) -> ProofRows:
    """Return how the evidence of a number is described."""
    rows = ProofRows()
    rows.change(lens=lens, currency="GBP")
    return rows


def moved(ranked: Sequence[RankedItem]) -> list[RankedItem]:
    """Return items of which some moved, some are new and some are pinned."""
    since = "the print of 3 November"
    return [
        replace(
            one, moved=at - 3 if at % 2 else None, is_new=not at % 4, since=since,
            item=replace(one.item, pinned=2 if at == 5 else None),
        )
        for at, one in enumerate(ranked)
    ]  # fmt: skip


def bars_of(rows: BarRows, shown: Sequence[LossBar]) -> BarRows:
    """Return how bars are described, one of which is open."""
    rows.change(most=max(one.size for one in shown), open=(shown[0].by, shown[0].key))
    return rows


def cards_of(lens: Lens, ranked: Sequence[RankedItem]) -> CardRows:
    """Return how cards are described through a lens."""
    rows = CardRows()
    rows.change(lens=lens, most=most_of(ranked, lens), currency="GBP")
    return rows


def themes_with_a_year(target: int) -> ThemeRows:
    """Return how themes are described while something is dragged over one of them."""
    rows = ThemeRows()
    rows.year = lambda _key: (0, 3, 1, 0, 0, 7, 2, 1, 0, 0, 4, 5)
    rows.drop = (target, "File 3 feedbacks under “Milk”")
    rows.change(most=12)
    return rows


def items_of(lens: Lens) -> ItemRows:
    """Return how rows of the roadmap’s list are described through a lens."""
    rows = ItemRows()
    rows.change(lens=lens, currency="GBP")
    return rows


def laid_out(rows: Rows[Any], row: Any, width: int, *, mirrored: bool) -> Laid:
    """Return a row as a list of a width would have it."""
    beside = rows.beside(row)
    room = round(width / theme.scale())
    described = rows.describe(row, beside, room)
    return described.lay_out(width, mirrored=mirrored, keep=rows.uniform)


def assert_well_placed(laid: Laid, width: int, told: str) -> None:
    """Check that nothing overlaps, and that nothing sticks out."""
    for one in laid.placed:
        assert one.rect.left() >= 0, told
        assert one.rect.right() < width, told
        assert one.rect.top() >= 0, told
        assert one.rect.bottom() < laid.height, f"{told}: {one}"
    for one, other in combinations(laid.placed, 2):
        assert not one.rect.intersects(other.rect), f"{told}: {one} and {other}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mirrored", [False, True])
def test_every_row_of_the_sample_is_laid_out_without_overlap(
    described: list[tuple[Rows[Any], list[Any]]], scale: float, width: int, *, mirrored: bool
) -> None:
    for rows, found in described:
        assert found
        waiting = rows.waiting(round(width / scale)).lay_out(width, mirrored=mirrored, keep=True)
        for row in found:
            laid = laid_out(rows, row, width, mirrored=mirrored)
            assert_well_placed(laid, width, f"{type(rows).__name__} {row}")
            if rows.uniform:
                assert laid.height == waiting.height, "all are as high as one on its way"


def test_what_is_said_of_a_row_names_every_fact_that_is_painted(
    described: list[tuple[Rows[Any], list[Any]]], look: QApplication
) -> None:
    for rows, found in described:
        for row in found:
            one = rows.describe(row, rows.beside(row), 100_000)
            for fact in (part for told in one.facts for part in told.split(" · ")):
                assert fact.strip().casefold() in one.says.casefold(), (
                    f"{fact} is not said: {one.says}"
                )


@pytest.mark.parametrize("lens", Lens)
@pytest.mark.parametrize("width", range(104, 400, 37))
def test_all_cards_of_a_board_tell_the_same_facts(
    described: list[tuple[Rows[Any], list[Any]]], scale: float, lens: Lens, width: int
) -> None:
    """What one of them has no room for, none of them tells."""
    cards = next(
        (rows, found) for rows, found in described
        if isinstance(rows, CardRows) and rows.lens is lens
    )  # fmt: skip
    ranked = [row for row in cards[1] if isinstance(row, RankedItem)]
    rows = cards_of(lens, ranked)
    rows.fit(widest_of(ranked), round(width * scale))
    for row in ranked:
        described_now = rows.describe(row, None, width)
        laid = described_now.lay_out(round(width * scale), mirrored=False, keep=False)
        shown = {id(one.piece): one for one in laid.placed}
        for piece in described_now.pieces:
            assert isinstance(piece, Stretch) or id(piece) in shown, f"{piece} is left out"
        for one in laid.placed:
            assert isinstance(one.piece, Text) or one.shown == one.piece.words, one


WORDS = st.text(max_size=200) | st.sampled_from(["", "\u202eabc", "ﷺ" * 60, "a" * 5_000, "😀" * 99])
SAID = st.builds(
    Feedback,
    st.just(7), st.just(date(2026, 3, 4)), st.sampled_from(Kind), st.sampled_from(Channel), WORDS,
)  # fmt: skip


@given(SAID, WORDS, WORDS, st.lists(WORDS, max_size=30), st.sampled_from(WIDTHS), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_words_are_laid_out_within_their_row(
    look: QApplication,
    said: Feedback,
    who: str,
    firm: str,
    themes: list[str],
    width: int,
    mirrored: bool,
) -> None:
    row = replace(
        said,
        who=who or None, organisation=firm or None,
        mentions=tuple(Mention(at, 7, at, name) for at, name in enumerate(themes, start=1)),
        feeling=Feeling.UNHAPPY, importance=Importance.CRITICAL,
    )  # fmt: skip
    for rows in (FeedbackRows(), FeedbackRows(fits=lambda _key: FITS)):
        assert_well_placed(laid_out(rows, row, width, mirrored=mirrored), width, repr(row))


KINDS_OF_PIECES = [
    "words",
    "chip",
    "icon",
    "stretch",
    "text",
    "swatch",
    "rule",
    "column",
    "matched",
    "cap",
]


@given(
    st.lists(st.sampled_from(KINDS_OF_PIECES), max_size=12), st.integers(1, 2_000), st.booleans()
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_pieces_share_a_line_without_overlap(
    look: QApplication, kinds: list[str], width: int, mirrored: bool
) -> None:
    made = {
        "words": Words("Some words"), "chip": Chip("A tag", icon="add"), "icon": Icon("check"),
        "stretch": Stretch(), "text": Text("Words that go on for a while. " * 9, lines=3),
        "swatch": Swatch(Role.BAR, 40), "rule": Rule(Role.BAR), "cap": KeyCap("Ctrl+J"),
        "column": Column(60, Line(Words("Above")), Line(Text("Words that go on. " * 9))),
        "matched": Matched("A name that is typed", (0, 2, 3)),
    }  # fmt: skip
    row = Row(Line(*(made[kind] for kind in kinds)), Line(Stack(Line(Words("Below")))))
    laid = row.lay_out(width, mirrored=mirrored, keep=False)
    if width > 32:
        assert_well_placed(laid, width, str(kinds))


def test_ten_thousand_pieces_and_a_word_of_a_megabyte_are_laid_out(look: QApplication) -> None:
    row = Row(Line(*(Words(f"{number}") for number in range(10_000))), Line(Text("w" * 1_000_000)))
    laid = row.lay_out(600, mirrored=False, keep=False)
    assert_well_placed(laid, 600, "many")
    assert len(laid.placed) < 100, "what has no room is left out"


def test_words_that_are_cut_are_told_to_the_pointer(look: QApplication) -> None:
    long = "A name that is longer than any list is wide"
    row = Row(Line(Words(long), Stretch(), Icon("check", tip="It is checked")))
    narrow = {placed.tip for placed in row.lay_out(120, mirrored=False, keep=False).placed}
    assert narrow == {long, "It is checked"}
    wide = {placed.tip for placed in row.lay_out(900, mirrored=False, keep=False).placed}
    assert wide == {"", "It is checked"}


def test_a_rule_is_as_high_as_what_stands_beside_it(look: QApplication) -> None:
    rule, words = Rule(Role.QUOTE_LINE), Text("Words that go on for a while. " * 9, lines=6)
    laid = Row(Line(rule, Stack(Line(words), Line(Words("By whom"))))).lay_out(
        240, mirrored=False, keep=False
    )
    where = {type(one.piece): one.rect for one in laid.placed}
    assert where[Rule].top() == where[Text].top()
    assert where[Rule].bottom() >= where[Words].bottom() > where[Text].bottom()


def test_a_head_stands_above_its_row_which_is_as_high_as_without_it(look: QApplication) -> None:
    head, line = Line(Words("May 2026"), above=12), Line(Words("Said"))
    plain = Row(line).lay_out(300, mirrored=False, keep=False)
    headed = Row(line, head=head).lay_out(300, mirrored=False, keep=False)
    assert (plain.above, headed.height - headed.above) == (0, plain.height)
    first, second = headed.placed
    assert first.rect.bottom() < headed.above <= second.rect.top()


def test_what_can_be_spared_goes_first_and_leaves_no_dot_behind(look: QApplication) -> None:
    parts = [Part("Ann Lee", spare=0), Part("Acme", spare=3), Part("4 May", spare=1),
             Part("lost for Price", spare=2)]  # fmt: skip
    shown = set()
    for width in range(40, 600):
        laid = Row(Facts(*parts), pad=(0, 0, 0, 0)).lay_out(width, mirrored=False, keep=False)
        told = [one.piece.words for one in laid.placed]
        assert told[0] == "Ann Lee"
        assert told[1::2] == ["·"] * (len(told) // 2)
        assert len(told) % 2, "a fact comes last"
        shown.add(tuple(told[::2]))
    assert shown == {
        ("Ann Lee",),
        ("Ann Lee", "4 May"),
        ("Ann Lee", "4 May", "lost for Price"),
        ("Ann Lee", "Acme", "4 May", "lost for Price"),
    }


def test_what_must_stay_whole_is_whole_or_not_there(look: QApplication) -> None:
    amount = Words("£1,234,567", whole=True)
    line = Line(Words("A long name of a firm that goes on", Size.TITLE), Stretch(), amount)
    for width in range(10, 600, 7):
        shown = [one for one in Row(line).lay_out(width, mirrored=False, keep=False).placed
                 if one.piece is amount]  # fmt: skip
        assert all(one.shown == amount.text for one in shown), width


def test_read_from_the_right_everything_stands_as_in_a_mirror(look: QApplication) -> None:
    row = Row(Line(Icon("check"), Words("First"), Stretch(), Chip("Last")))

    def sides(one: Placed) -> tuple[int, int]:
        return one.rect.left(), 600 - 1 - one.rect.right()

    plain = row.lay_out(600, mirrored=False, keep=False)
    turned = row.lay_out(600, mirrored=True, keep=False)
    assert [sides(one) for one in plain.placed] == [sides(one)[::-1] for one in turned.placed]
    assert turned.at(QPoint(turned.placed[0].rect.center())) is turned.placed[0]


def test_rows_in_sight_grow_with_their_letters(
    described: list[tuple[Rows[Any], list[Any]]], look: QApplication
) -> None:
    rows, themes = next(one for one in described if isinstance(one[0], TrayRows))
    model = ShortModel(rows, lambda row: row.id)
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(RowDelegate(rows, view))
    view.resize(220, 400)
    view.show()
    model.show_these(themes)
    look.processEvents()
    places = [view.visualRect(model.index(row)) for row in range(3)]
    theme.scale_to(1.5)
    theme.signals().changed.emit()
    look.processEvents()
    grown = [view.visualRect(model.index(row)) for row in range(3)]
    theme.scale_to(1.0)
    assert all(
        one.height() > before.height() * 1.3 for before, one in zip(places, grown, strict=True)
    )
    assert [one.top() for one in grown[1:]] == [one.bottom() + 1 for one in grown[:-1]]
    view.close()


@pytest.fixture
def alone(look: QApplication) -> Iterator[list[Described]]:
    """Widgets that are one row each."""
    window = QWidget()
    plain, counted = (NavButton(name, "inbox", window) for name in ("Inbox", "Sales & loss of all"))
    counted.show_count(12_345)
    counted.setChecked(True)
    year, mark, read = YearLine(), ThemeMark(), ReadBar("Feedback")
    months = last_months()
    year.show_year(months, {month: 1_234 * at for at, month in enumerate(months)})
    mark.show_colour(None, 7)
    read.tell((12_345, 123_456))
    share = ShareBar(0.4, "12 accounts, 3 only through it")
    offers = [Offer(f"Alt+{lines}", lines=lines, bold=True, parent=window) for lines in (1, 2)]
    for offer in offers:
        offer.offer(
            Offered("Bread without wheat. " * 9, "like “Buns”", "Bread, like “Buns”", "", ())
        )
    offers[1].show_taken(True)
    made: list[Any] = [plain, counted, year, mark, read, share, *offers]
    for widget in made:
        widget.setParent(window)
    yield made
    window.deleteLater()


def test_every_widget_that_is_a_row_is_laid_out_without_overlap_from_both_sides(
    alone: list[Described], scale: float
) -> None:
    for widget in alone:
        usual = max(widget.sizeHint().width(), round(400 * scale))
        for width in (*WIDTHS, usual):
            widget.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            plain = widget.laid(width)
            widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            turned = widget.laid(width)
            assert_well_placed(plain, width, type(widget).__name__)
            left = [(one.rect.left(), width - 1 - one.rect.right()) for one in plain.placed]
            right = [(width - 1 - one.rect.right(), one.rect.left()) for one in turned.placed]
            assert left == right
        shown = widget.laid(usual).placed
        texts = [one for one in shown if not isinstance(one.piece, Text)]
        assert all(one.shown == one.piece.words for one in texts)
        pieces = [one for one in widget.describe(900).pieces if not isinstance(one, Stretch)]
        assert len(shown) == len(pieces), "nothing is left out"


def test_widgets_that_are_rows_grow_with_their_letters(
    alone: list[Described], look: QApplication
) -> None:
    before = [widget.sizeHint().height() for widget in alone]
    theme.scale_to(2.0)
    grown = [widget.sizeHint().height() for widget in alone]
    theme.scale_to(1.0)
    for widget, small, large in zip(alone, before, grown, strict=True):
        assert 1.8 * small <= large <= 2.2 * small, widget


def test_a_row_alone_says_its_facts(alone: list[Described], look: QApplication) -> None:
    for widget in alone:
        if isinstance(widget, RowWidget | NavButton) and not isinstance(widget, YearLine):
            for fact in widget.describe(900).facts:
                assert fact in (widget.accessibleName() or "Inbox"), widget
    year = next(one for one in alone if isinstance(one, YearLine))
    assert "13,574 in" in year.accessibleDescription()


def test_where_a_backup_lies_and_whose_it_is_is_read_whole_in_a_narrow_list() -> None:
    (row,) = [one for one in BACKUPS if one.is_newer and one.backup.made == MADE][:1]
    laid = laid_out(BackupRows(), row, 484, mirrored=False)
    (told,) = [one for one in laid.placed if "second place" in one.piece.words]
    assert told.shown == told.piece.words == "at closing, in the second place, of “shop copy”"
