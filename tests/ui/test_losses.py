"""The losses page: why sales were lost, at a glance, and the deals behind each bar."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import SHARED_REASONS, LossFacts, mark_won_back, reasons
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.themes import add_theme, all_themes
from feedbackdesk.domain.dates import first_day, local_today, say_day, show_date, show_month
from feedbackdesk.domain.rows import Loss
from feedbackdesk.domain.words import Measure, Outcome, Period, PersonStage, ToldBy
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.driver.parts import Row

TODAY = local_today()
QUARTER = first_day(Period.QUARTER) or TODAY
YEAR_AGO = first_day(Period.TWELVE_MONTHS) or TODAY
LONG_AGO = TODAY - timedelta(days=700)
RTL = "مطعم الميناء"
HOSTILE = f"<b>Price</b> & \u2028line\nbreak {RTL} " + "x" * 240

Sales = tuple[tuple[str, date, LossFacts], ...]

SALES: Sales = (
    ("Ann", QUARTER, LossFacts("Price", competitor="Zed", value=500_000, stage_reached="Trial")),
    ("Bo", QUARTER, LossFacts("Price", ("Timing",), value=100_000, told_by=ToldBy.US)),
    ("Cy", QUARTER, LossFacts("Missing feature", outcome=Outcome.BUILT, value=2_000_000)),
    ("Di", LONG_AGO, LossFacts("Timing", competitor="Zed", alternative="The corner shop")),
)
SHARED: Sales = (
    ("Ann", QUARTER, LossFacts("Price", ("Timing", "Poor fit"), value=500_000)),
    ("Bo", QUARTER, LossFacts("Budget", value=100)),
)
IN_ALL = "3 sales lost, £26,000, in the last 12 months."


def workspace(folder: Path, sales: Sales) -> Path:
    """Make a workspace in which sales were lost."""
    made = folder / "lost.feedbackdesk"
    desk = Desk.open(made)
    for who, on, facts in sales:
        desk.do(record_feedback, NewFeedback(f"{who} said no.", Speaker(who), on=on, loss=facts))
    desk.close()
    return made


@pytest.fixture(scope="session")
def _lost(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("lost"), SALES)


@pytest.fixture
def window(drive: Drive, _lost: Path, tmp_path: Path) -> Driver:
    """The page over three sales lost in this quarter, and one long ago."""
    return to_losses(drive(Path(shutil.copy(_lost, tmp_path / "lost.feedbackdesk"))))


def to_losses(window: Driver) -> Driver:
    """Go to the page by its key."""
    window.press("Ctrl+6")
    assert window.page == "losses"
    return window


def total(window: Driver) -> str:
    """Return the totals at the head."""
    return window.label("lossTotal").says


def deals(window: Driver) -> list[str]:
    """Return who is in the list of deals, from the top."""
    return [words.removesuffix(" said no.") for words in window.shown("lossList")]


def bar(window: Driver, by: str, name: str) -> Row:
    """Return a bar of a chart."""
    return window.row(f"chart.{by}", name)


def click(window: Driver, by: str, name: str) -> None:
    """Click a bar."""
    bar(window, by, name).click()
    window.settle()


def segment(window: Driver, word: str) -> None:
    """Choose the period, or the length of the bars."""
    window.click(f"segment.{word}")


def loss_of(window: Driver, who: str) -> Loss:
    """Return why a sale was lost, as the workspace has it."""
    (found,) = [one.loss for one in window.desk.ask(list_feedback) if one.who == who]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sales", "says"), [(SALES, ""), (SHARED, SHARED_REASONS)], ids=["apart", "shared"]
)
def test_it_is_said_where_reasons_beside_others_add_up_to_more(
    drive: Drive, tmp_path: Path, sales: Sales, says: str
) -> None:
    window = to_losses(drive(workspace(tmp_path, sales)))
    assert window.has("chart.also")
    assert window.part("chart.also").explained == says
    told = window.text("lossesPage").splitlines()
    assert told.count(SHARED_REASONS) == (1 if says else 0)


def test_the_totals_stand_in_words_at_the_head_and_each_deal_is_one_sentence(
    window: Driver,
) -> None:
    assert total(window) == IN_ALL
    assert window.label("lossHeading").says == "All 3 lost sales"
    assert not window.has("lossShowAll")
    day = show_date(QUARTER)
    assert window.rows("lossList") == [
        "They said so, Built their own, £20,000. "
        f"Lost sale, by Cy, on {day}, by Call, lost for Missing feature, £20,000: Cy "
        "said no.",
        "Our guess: Price, Not known, £1,000, also Timing. "
        f"Lost sale, by Bo, on {day}, by Call, lost for Price, £1,000: Bo said no.",
        "They said so, Chose a competitor, £5,000, to Zed, Got as far as Trial. "
        f"Lost sale, by Ann, on {day}, by Call, lost for Price, £5,000: Ann said no.",
    ]


def test_each_chart_reads_as_a_list_of_sentences(window: Driver) -> None:
    third = "1 sale lost, £5,000; 33 % of all, 33 % with those above."
    charts = {
        "reason": [
            "Price: 2 sales lost, £6,000; 67 % of all, 67 % with those above; our guess: 1.",
            "Missing feature: 1 sale lost, £20,000; 33 % of all, 100 % with those above.",
        ],
        "competitor": [f"Zed: {third}"],
        "stage": [f"Trial: {third}"],
        "outcome": [
            "Built their own: 1 sale lost, £20,000; 33 % of all, 33 % with those above.",
            "Chose a competitor: 1 sale lost, £5,000; 33 % of all, 67 % with those above.",
            "Not known: 1 sale lost, £1,000; 33 % of all, 100 % with those above; our guess: 1.",
        ],
        "also": ["Timing: 1 sale lost, £1,000; our guess: 1."],
    }
    assert {by: window.rows(f"chart.{by}") for by in charts} == charts
    names = ("Reasons", "Lost to", "How far the sale got", "What they did instead")
    every = dict(zip(charts, (*names, "Reasons named beside others"), strict=True))
    assert {by: window.part(f"chart.{by}").spoken for by in charts} == every
    assert window.part("chart.reason").explained == "Price alone makes up 67 %."
    assert window.is_said("Price alone makes up 67 %.", within="lossCharts")
    months = window.rows("chart.month")
    assert len(months) == 12
    at = [n for n, one in enumerate(months) if not one.endswith(": no sale lost.")]
    (here,) = at
    month = show_month(QUARTER.isoformat()[:7])
    assert months[here] == f"{month}: 3 sales lost, £26,000; our guess: 1."
    assert months[0] == f"{show_month(YEAR_AGO.isoformat()[:7])}: no sale lost."
    assert months[-1].startswith(show_month(TODAY.isoformat()[:7]))


def test_by_value_the_dearest_reason_comes_first(window: Driver) -> None:
    segment(window, Measure.VALUE.value)
    assert window.rows("chart.reason") == [
        "Missing feature: 1 sale lost, £20,000; 77 % of all, 77 % with those above.",
        "Price: 2 sales lost, £6,000; 23 % of all, 100 % with those above; our guess: 1.",
    ]
    assert window.part("chart.reason").explained == "Missing feature alone makes up 77 %."
    segment(window, Measure.NUMBER.value)
    assert window.shown("chart.reason") == ["Price", "Missing feature"]


def test_a_bar_is_as_long_as_what_it_tells_and_hatched_where_it_is_our_guess(
    window: Driver,
) -> None:
    def lengths(name: str) -> tuple[float, float]:
        """Return how long a bar is, and how much of it is full, as shares of the room."""
        row = bar(window, "reason", name)
        room, painted = row.place.width() - 16, row.ink("bar")
        hatched = row.ink("surface", painted)
        full = hatched.left() - painted.left() if hatched.isValid() else painted.width()
        return painted.width() / room, full / room

    near = 0.02
    assert lengths("Price") == pytest.approx((1, 1 / 2), abs=near)
    assert lengths("Missing feature") == pytest.approx((1 / 2, 1 / 2), abs=near)
    segment(window, Measure.VALUE.value)
    assert lengths("Missing feature") == pytest.approx((1, 1), abs=near)
    assert lengths("Price") == pytest.approx((0.3, 0.25), abs=near)


def test_the_line_below_a_bar_tells_how_much_of_all_is_reached(window: Driver) -> None:
    def reached(by: str, name: str) -> float:
        """Return where the line below a bar ends, as a share of the room."""
        row = bar(window, by, name)
        below = row.picture.rect()
        below.setTop(row.ink("bar").bottom() + 1)
        return (row.ink("text_muted", below).right() - 7) / (row.place.width() - 16)

    assert reached("reason", "Price") == pytest.approx(2 / 3, abs=0.02)
    assert reached("reason", "Missing feature") == pytest.approx(1, abs=0.02)
    assert reached("also", "Timing") < 0, "they overlap: there is no line"
    segment(window, Measure.VALUE.value)
    assert reached("reason", "Missing feature") == pytest.approx(10 / 13, abs=0.02)
    assert reached("reason", "Price") == pytest.approx(1, abs=0.02)


def test_a_click_on_a_bar_opens_its_deals_and_again_all(window: Driver) -> None:
    for by, name, who in (
        ("reason", "Price", ["Bo", "Ann"]),
        ("competitor", "Zed", ["Ann"]),
        ("stage", "Trial", ["Ann"]),
        ("outcome", "Built their own", ["Cy"]),
        ("also", "Timing", ["Bo"]),
    ):
        click(window, by, name)
        assert deals(window) == who, by
        open_ones = [
            one
            for each in ("reason", "competitor", "stage", "outcome", "also", "month")
            for one in window.rows(f"chart.{each}")
            if one.endswith(" Its sales are shown.")
        ]
        assert open_ones == [bar(window, by, name).spoken], "it, and no other"
        number = "1 lost sale" if len(who) == 1 else f"{len(who)} lost sales"
        assert window.label("lossHeading").says == f"{name}: {number}"
        assert window.has("lossShowAll")
    click(window, "also", "Timing")
    assert deals(window) == ["Cy", "Bo", "Ann"]
    assert not window.has("lossShowAll")
    click(window, "reason", "Price")
    window.click("lossShowAll")
    assert window.label("lossHeading").says == "All 3 lost sales"
    assert deals(window) == ["Cy", "Bo", "Ann"]


def test_bars_are_walked_and_opened_by_keys_alone(window: Driver) -> None:
    assert window.keyboard == "chart.reason"
    window.press("Down", "Enter")
    assert deals(window) == ["Cy"]
    window.press("Up", "Space")
    assert deals(window) == ["Bo", "Ann"]
    window.press("Esc")
    assert deals(window) == ["Cy", "Bo", "Ann"]
    assert window.keyboard == "chart.reason"


def test_months_are_walked_sideways(window: Driver) -> None:
    months = window.rows("chart.month")
    (here,) = [n for n, one in enumerate(months) if not one.endswith(": no sale lost.")]
    window.part("chart.month").take_keyboard()
    window.press(*["Right"] * here, "Enter")
    assert deals(window) == ["Cy", "Bo", "Ann"]
    month = show_month(QUARTER.isoformat()[:7])
    assert window.label("lossHeading").says == f"{month}: 3 lost sales"
    window.press("Left", "Enter")
    assert deals(window) == []
    assert window.label("lossHeading").says.endswith(": 0 lost sales")


def test_a_month_opens_its_deals_whatever_the_period(drive: Drive, tmp_path: Path) -> None:
    before = QUARTER - timedelta(days=1)
    window = to_losses(drive(workspace(tmp_path, (("Ed", before, LossFacts("Price")),))))
    segment(window, Period.QUARTER.value)
    assert deals(window) == []
    click(window, "month", show_month(before.isoformat()[:7]))
    assert deals(window) == ["Ed"]


def test_a_period_confines_the_charts_and_the_list(window: Driver) -> None:
    segment(window, Period.ALL.value)
    assert total(window) == "4 sales lost, £26,000, in all."
    assert deals(window) == ["Cy", "Bo", "Ann", "Di"]
    assert window.shown("chart.reason") == ["Price", "Missing feature", "Timing"]
    click(window, "competitor", "Zed")
    assert deals(window) == ["Ann", "Di"]
    segment(window, Period.QUARTER.value)
    assert deals(window) == ["Ann"]
    assert total(window) == "3 sales lost, £26,000, this quarter."
    segment(window, Period.YEAR.value)
    assert total(window) == "3 sales lost, £26,000, this year."


def test_a_deal_is_shown_in_the_inspector(window: Driver) -> None:
    assert window.inspected() == ""
    window.row("lossList", "Bo said no.").click()
    window.settle()
    assert "Bo said no." in window.inspected()
    assert "Cy said no." not in window.inspected()


def test_a_sale_that_came_back_is_marked_and_taken_back(window: Driver) -> None:
    def stage() -> PersonStage:
        return next(one.stage for one in window.desk.ask(all_people) if one.name == "Ann")

    window.choose("lossList", "Ann said no.")
    window.press("B")
    assert (window.dialog(), window.keyboard) == ("dayQuestion", "dayField")
    assert window.field("dayField").says == TODAY.isoformat()
    assert window.label("dayFieldEcho").says == say_day(TODAY)
    tomorrow = TODAY + timedelta(days=1)
    for wrong, why in (
        ("", f"Write a day, such as {TODAY}."),
        (
            "tomorrow",
            f"{tomorrow.day} {tomorrow:%B %Y} has not come yet. "
            "Nothing was changed; name today or a day before it.",
        ),
        ("1999-01-01", "It cannot come back before it was lost. Nothing was changed."),
    ):
        window.fill(dayField=wrong)
        window.press("Enter")
        assert window.dialog() == "dayQuestion", "refused, and still there"
        assert window.label("dayProblem").says == why
    assert loss_of(window, "Ann").won_back is None
    window.fill(dayField="today")
    window.press("Enter")
    assert (window.dialog(), window.keyboard) == ("", "lossList")
    assert total(window) == "3 sales lost, £26,000, in the last 12 months; 1 won back."
    assert loss_of(window, "Ann").won_back == TODAY
    row = window.row("lossList", "Ann said no.")
    assert f", to Zed, won back on {show_date(TODAY)}, Got as far as Trial. " in row.spoken
    assert "our guess: 1; won back: 1." in bar(window, "reason", "Price").spoken
    assert stage() is PersonStage.CUSTOMER
    window.act("undo")
    assert total(window) == IN_ALL
    assert loss_of(window, "Ann").won_back is None
    assert stage() is PersonStage.LOST


def test_a_day_to_look_again_is_set_and_taken_away(window: Driver) -> None:
    window.choose("lossList", "Cy said no.")
    window.press("G")
    no_date = "“no such day” was not understood as a date. Nothing was changed; write it like"
    yesterday = TODAY - timedelta(days=1)
    passed = "has passed. Nothing was changed; name today or a day after it."
    for wrong, why in (
        ("no such day", f"{no_date} {TODAY}."),
        ("yesterday", f"{yesterday.day} {yesterday:%B %Y} {passed}"),
    ):
        window.fill(dayField=wrong)
        window.press("Enter")
        assert window.label("dayProblem").says == why
    assert loss_of(window, "Cy").revisit is None
    day = date(TODAY.year + 1, 3, 1)
    window.fill(dayField=day.isoformat())
    window.press("Enter")
    assert (window.dialog(), window.keyboard) == ("", "lossList")
    assert loss_of(window, "Cy").revisit == day
    assert f"Look again on {show_date(day)}" in window.row("lossList", "Cy said no.").spoken
    window.press("G")
    assert window.field("dayField").says == day.isoformat()
    window.fill(dayField="")
    window.press("Enter")
    assert loss_of(window, "Cy").revisit is None
    assert "Look again" not in window.row("lossList", "Cy said no.").spoken


def test_a_key_without_a_sale_says_what_is_missing(drive: Drive, tmp_path: Path) -> None:
    window = to_losses(drive(workspace(tmp_path, (("Di", LONG_AGO, LossFacts("Timing")),))))
    assert total(window) == "No sale lost in the last 12 months."
    for action in ("lost_won_back", "lost_look_again"):
        window.act(action)
        assert (window.says(), window.dialog()) == ("Choose a lost sale first.", "")


@pytest.mark.parametrize(
    ("by", "name", "typed"),
    [
        ("reason", "Price", "reason:Price"),
        ("competitor", "Zed", "competitor:Zed"),
        ("stage", "Trial", "reached:Trial"),
        ("outcome", "Built their own", "outcome:built"),
        ("also", "Timing", "reason:Timing"),
    ],
)
def test_the_sales_of_every_bar_are_found_again_in_the_search(
    window: Driver, by: str, name: str, typed: str
) -> None:
    click(window, by, name)
    found = window.shown("lossList")
    window.press("F")
    assert window.page == "search"
    assert window.field("searchField").says == f"kind:loss {typed} since:{YEAR_AGO}"
    assert window.shown("searchList") == found


def test_the_sales_of_a_month_and_all_of_them_are_found_again_too(window: Driver) -> None:
    click(window, "month", show_month(QUARTER.isoformat()[:7]))
    window.click("button.lost_find")
    assert window.field("searchField").says == f"kind:loss on:{QUARTER.isoformat()[:7]}"
    assert window.shown("searchList") == ["Cy said no.", "Bo said no.", "Ann said no."]
    window.go("losses")
    window.click("lossShowAll")
    segment(window, Period.ALL.value)
    window.act("lost_find")
    assert window.field("searchField").says == "kind:loss"
    assert len(window.rows("searchList")) == 4


def test_what_an_owner_does_elsewhere_is_counted_here(window: Driver) -> None:
    new = NewFeedback("No.", Speaker("Ed"), loss=LossFacts("Price", value=100))
    window.desk.do(record_feedback, new)
    window.settle()
    assert total(window) == "4 sales lost, £26,001, in the last 12 months."
    assert window.shown("lossList") == ["No.", "Cy said no.", "Bo said no.", "Ann said no."]
    window.go("inbox")
    (ed,) = [one.id for one in window.desk.ask(list_feedback) if one.who == "Ed"]
    window.desk.do(mark_won_back, ed)
    window.settle()
    window.go("losses")
    assert total(window) == "4 sales lost, £26,001, in the last 12 months; 1 won back."
    assert "won back on" in window.rows("lossList")[0], "it was out of sight meanwhile"


def test_an_empty_page_says_what_it_is_for(drive: Drive, tmp_path: Path) -> None:
    window = to_losses(drive(workspace(tmp_path, ())))
    words = "No lost sale yet\nAfter a no, ask why, and record the answer"
    assert window.is_said(words, "lossesPage")
    assert not window.has("chart.reason")
    assert window.keyboard == "offer.capture_loss"
    assert window.button("offer.capture_loss").says == "Record a lost sale"
    assert "Ctrl+L" in window.button("offer.capture_loss").tip
    window.desk.do(record_feedback, NewFeedback("No.", on=LONG_AGO, loss=LossFacts("Price")))
    window.settle()
    assert total(window) == "No sale lost in the last 12 months."
    segment(window, Period.ALL.value)
    assert total(window) == "1 sale lost, in all."
    assert window.rows("chart.reason") == [
        "Price: 1 sale lost; 100 % of all, 100 % with those above."
    ]


# The owner's list of reasons


@pytest.fixture
def listed(window: Driver) -> Driver:
    """The list of reasons in front of the page."""
    window.act("lost_reasons")
    assert (window.dialog(), window.keyboard) == ("reasonsDialog", "reasonList")
    return window


def answer(window: Driver, words: str) -> None:
    """Type into the question in front, over what it holds, and press Enter."""
    window.fill(**{window.keyboard: words})
    window.press("Enter")
    assert (window.dialog(), window.keyboard) == ("reasonsDialog", "reasonList")


def meaning(window: Driver) -> str:
    """Return what the chosen reason means."""
    return window.label("reasonMeaning").says


def test_the_list_of_reasons_is_edited(listed: Driver) -> None:
    window = listed
    before = window.rows("reasonList")
    assert before[:2] == ["Price", "Budget"]
    nobody = "It points to no theme, so it counts in nobody’s demand by itself."
    window.click("reasonAdd")
    answer(window, "No parking")
    assert window.rows("reasonList") == [*before, "No parking"]
    assert meaning(window) == f"No sale was lost for “No parking” so far. {nobody}"
    window.click("reasonRename")
    assert window.field("questionField").says == "No parking"
    answer(window, "price")
    problem = "“price” is on the list already. Nothing was changed."
    assert window.label("reasonProblem").says == problem
    assert window.rows("reasonList") == [*before, "No parking"]
    window.press("F2")
    answer(window, "Nowhere to park")
    assert not window.has("reasonProblem")
    assert not window.button("reasonDown").enabled, "it is the last"
    window.click("reasonUp")
    assert window.rows("reasonList") == [*before[:-1], "Nowhere to park", before[-1]]
    window.press("Alt+Down", "Alt+Up")
    assert window.chosen("reasonList") == ["Nowhere to park"], "it is followed"
    window.click("reasonDrop")
    assert window.rows("reasonList") == before, "nobody was lost for it: it is gone"
    window.choose("reasonList", "Price")
    assert not window.button("reasonUp").enabled, "it is the first"
    window.press("Del")
    assert window.rows("reasonList") == [*before[1:], "Price · off the list"]
    window.choose("reasonList", "Price · off the list")
    assert meaning(window) == (
        f"2 sales were lost for “Price”. {nobody} It is no longer offered; what was recorded stays."
    )
    assert window.button("reasonDrop").says == "Offer again"
    assert not window.button("reasonUp").enabled
    window.click("reasonDrop")
    assert "Price" in window.rows("reasonList")
    assert [one.name for one in window.desk.ask(reasons)] == window.rows("reasonList")
    window.press("Esc")
    assert window.dialog() == ""


def test_a_reason_that_points_to_a_theme_counts_in_its_demand(window: Driver) -> None:
    def requests() -> dict[str, int]:
        return {one.name: one.requests for one in window.desk.ask(all_themes)}

    window.desk.do(add_theme, "Cheaper plans")
    window.settle()
    window.act("lost_reasons")
    nobody = "It points to no theme, so it counts in nobody’s demand by itself."
    assert meaning(window) == f"2 sales were lost for “Price”. {nobody}"
    assert not window.button("reasonUnpoint").enabled
    window.click("reasonPoint")
    assert window.keyboard == "chooserField"
    answer(window, "cheaper")
    assert requests() == {"Cheaper plans": 2}
    counts = "Each such sale counts in the demand of the theme “Cheaper plans”."
    assert meaning(window) == f"2 sales were lost for “Price”. {counts}"
    assert window.rows("reasonList")[0] == "Price · counts in Cheaper plans"
    window.choose("reasonList", "Timing")
    window.click("reasonPoint")
    answer(window, "Opening hours")
    assert requests() == {"Cheaper plans": 2, "Opening hours": 1}
    window.click("reasonUnpoint")
    assert meaning(window).endswith(nobody)
    assert requests() == {"Cheaper plans": 2, "Opening hours": 1}, "what was filed stays"
    window.press("Esc")
    assert window.desk.ask(reasons)[0].theme == "Cheaper plans"


# What an owner may type


def test_whatever_a_name_holds_it_is_shown_as_words(drive: Drive, tmp_path: Path) -> None:
    facts = LossFacts(
        HOSTILE[:200], competitor=HOSTILE[:200], stage_reached=HOSTILE, alternative=HOSTILE,
        value=10**14 - 1,
    )  # fmt: skip
    path = workspace(tmp_path, (("Ann <i>", TODAY, facts), ("Bo", TODAY, LossFacts('6" "cups"'))))
    window = to_losses(drive(path))
    assert total(window).startswith("2 sales lost, £999,999,999,999.99,")
    for by in ("reason", "competitor", "stage"):
        chart = f"chart.{by}"
        for one in (*window.rows(chart), *window.shown(chart)):
            assert "\n" not in one
        hostile = window.row(chart, "<b>Price</b> & line break")
        assert hostile.hover() == hostile.spoken, (
            "words that look like markup are shown as they are"
        )
    segment(window, Measure.VALUE.value)
    click(window, "reason", window.shown("chart.reason")[0])
    assert deals(window) == ["Ann <i>"]
    assert not window.picture.isNull()
    click(window, "reason", '6" "cups"')
    window.act("lost_find")
    assert window.shown("searchList") == ["Bo said no."]


def test_many_competitors_are_folded_until_they_are_wanted(drive: Drive, tmp_path: Path) -> None:
    sales = tuple(
        (f"P{n}", TODAY, LossFacts("Price", competitor=f"Rival {n:02}")) for n in range(20)
    )
    window = to_losses(drive(workspace(tmp_path, sales)))
    folded = window.shown("chart.competitor")
    assert folded == [*(f"Rival {n:02}" for n in range(8)), "Show 12 more"]
    click(window, "competitor", "Show 12 more")
    assert window.shown("chart.competitor") == [f"Rival {n:02}" for n in range(20)]
    click(window, "competitor", "Rival 19")
    assert deals(window) == ["P19"]


def test_a_chart_that_is_unfolded_pushes_down_what_stands_below(
    drive: Drive, tmp_path: Path
) -> None:
    sales = tuple(
        (f"P{n}", TODAY, LossFacts(f"Reason {n:02}", also=("Price",), competitor=f"Rival {n}"))
        for n in range(20)
    )
    window = to_losses(drive(workspace(tmp_path, sales)))
    window.resize(1_400, 900)
    click(window, "reason", "Show 12 more")
    unfolded, below = window.part("chart.reason"), window.part("chart.also")
    assert unfolded.place.left() == below.place.left()
    assert unfolded.place.bottom() < below.place.top(), "none of its bars is cut off"


def test_one_more_competitor_is_shown_and_not_folded(drive: Drive, tmp_path: Path) -> None:
    sales = tuple((f"P{n}", TODAY, LossFacts("Price", competitor=f"Rival {n}")) for n in range(9))
    window = to_losses(drive(workspace(tmp_path, sales)))
    assert window.shown("chart.competitor") == [f"Rival {n}" for n in range(9)]
