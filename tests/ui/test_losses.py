"""The losses page: why sales were lost, at a glance, and the deals behind each bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, one_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import SHARED_REASONS, LossFacts, mark_won_back, reasons
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.themes import add_theme, all_themes
from feedbackdesk.domain.dates import first_day, local_today, say_day
from feedbackdesk.domain.words import Measure, Outcome, Period, PersonStage, ToldBy
from feedbackdesk.store.read.losses import LossGroup
from feedbackdesk.ui import theme
from feedbackdesk.ui.charts.bar import bars, percent, short_money
from feedbackdesk.ui.charts.bars import SHOWN, BarList
from feedbackdesk.ui.pages.losses import LossesPage
from feedbackdesk.ui.theme import Role
from feedbackdesk.ui.widgets.reasons import ReasonsDialog
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

TODAY = local_today()
QUARTER = first_day(Period.QUARTER) or TODAY
LONG_AGO = TODAY - timedelta(days=700)
RTL = "مطعم الميناء"
HOSTILE = f"<b>Price</b> & \u2028line\nbreak {RTL} " + "x" * 240

SALES: tuple[tuple[str, date, LossFacts], ...] = (
    ("Ann", QUARTER, LossFacts("Price", competitor="Zed", value=500_000, stage_reached="Trial")),
    ("Bo", QUARTER, LossFacts("Price", ("Timing",), value=100_000, told_by=ToldBy.US)),
    ("Cy", QUARTER, LossFacts("Missing feature", outcome=Outcome.BUILT, value=2_000_000)),
    ("Di", LONG_AGO, LossFacts("Timing", competitor="Zed", alternative="The corner shop")),
)

SHARED: tuple[tuple[str, date, LossFacts], ...] = (
    ("Ann", QUARTER, LossFacts("Price", ("Timing", "Poor fit"), value=500_000)),
    ("Bo", QUARTER, LossFacts("Budget", value=100)),
)

MakePage = Callable[..., LossesPage]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace with three sales lost in this quarter, and one long ago."""
    return workspace(tmp_path, SALES)


def workspace(folder: Path, sales: tuple[tuple[str, date, LossFacts], ...]) -> Path:
    made = folder / "lost.feedbackdesk"
    desk = Desk.open(made)
    for who, on, facts in sales:
        desk.do(record_feedback, NewFeedback(f"{who} said no.", Speaker(who), on=on, loss=facts))
    desk.close()
    return made


@pytest.fixture
def window(open_desk_window: OpenWindow, path: Path, qtbot: QtBot) -> MainWindow:
    return shown(open_desk_window(path), qtbot)


def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Bring the losses page into sight by its key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert window.page_name == "losses"
    qtbot.waitUntil(lambda: window.losses.lost.currency == "GBP")
    settle(qtbot, window)
    return window


def desk_of(window: MainWindow) -> Desk:
    assert window.live.desk is not None
    return window.live.desk


def told(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert label is not None
    return label.text()


def chart(window: MainWindow, by: str) -> BarList:
    found = window.findChild(BarList, f"chart.{by}")
    assert found is not None
    return found


def sentences(view: BarList) -> list[str]:
    model = view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def names(view: BarList) -> list[str]:
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def deals(window: MainWindow) -> list[str]:
    """Return who is in the list of deals."""
    desk = desk_of(window)
    keys = window.losses.lost.keys()
    found = [desk.ask(one_feedback, key) for key in keys]
    return [one.who or "" for one in found if one is not None]


def click(qtbot: QtBot, window: MainWindow, by: str, name: str) -> None:
    view = chart(window, by)
    row = names(view).index(name)
    at = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(qtbot, window)


def choose_segment(qtbot: QtBot, window: MainWindow, word: str) -> None:
    button = window.losses.findChild(QPushButton, f"segment.{word}")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def dialog(qtbot: QtBot, kind: type[QDialog], name: str) -> Any:
    """Return a question once it is there."""

    def there() -> list[QWidget]:
        return [
            one for one in QApplication.topLevelWidgets()
            if isinstance(one, kind) and one.objectName() == name and one.isVisible()
        ]  # fmt: skip

    qtbot.waitUntil(lambda: bool(there()))
    return there()[-1]


def answer(qtbot: QtBot, window: MainWindow, name: str, text: str) -> None:
    """Type into the field of a question, and press Enter."""
    question = dialog(qtbot, QDialog, name)
    field = question.findChild(QLineEdit, {"dayQuestion": "dayField", "question": "questionField",
                                           "chooser": "chooserField"}[name])  # fmt: skip
    assert field is not None
    settle(qtbot, window)
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)


@pytest.mark.parametrize(
    ("sales", "says"), [(SALES, ""), (SHARED, SHARED_REASONS)], ids=["apart", "shared"]
)
def test_it_is_said_where_reasons_beside_others_add_up_to_more(
    open_desk_window: OpenWindow,
    tmp_path: Path,
    qtbot: QtBot,
    sales: tuple[tuple[str, date, LossFacts], ...],
    says: str,
) -> None:
    window = shown(open_desk_window(workspace(tmp_path, sales)), qtbot)
    view = chart(window, "also")
    assert view.isVisible()
    assert view.accessibleDescription() == says
    told_there = [label.text() for label in window.losses.findChildren(QLabel) if label.isVisible()]
    assert told_there.count(SHARED_REASONS) == (1 if says else 0)


def test_the_totals_stand_in_words_at_the_head(window: MainWindow) -> None:
    assert told(window, "lossTotal") == "3 sales lost, £26,000, in the last 12 months."
    assert deals(window) == ["Cy", "Bo", "Ann"]
    assert told(window, "lossHeading") == "All 3 lost sales"


def test_each_chart_reads_as_a_list_of_sentences(window: MainWindow) -> None:
    assert sentences(chart(window, "reason")) == [
        "Price: 2 sales lost, £6,000; 67 % of all, 67 % with those above; our guess: 1.",
        "Missing feature: 1 sale lost, £20,000; 33 % of all, 100 % with those above.",
    ]
    assert chart(window, "reason").accessibleDescription() == "Price alone makes up 67 %."
    assert names(chart(window, "outcome")) == [
        "Built their own", "Chose a competitor", "Not known",
    ]  # fmt: skip
    assert names(chart(window, "competitor")) == ["Zed"]
    assert names(chart(window, "stage")) == ["Trial"]
    assert names(chart(window, "also")) == ["Timing"]
    months = sentences(chart(window, "month"))
    assert len(months) == 12
    assert sum("no sale lost" in one for one in months) == 11


def test_by_value_the_dearest_reason_comes_first(window: MainWindow, qtbot: QtBot) -> None:
    choose_segment(qtbot, window, Measure.VALUE.value)
    assert names(chart(window, "reason")) == ["Missing feature", "Price"]
    first = bars_of(window, "reason")[0]
    assert (first.amount, first.size, first.sure) == ("£20k · 77 %", 2_000_000, 2_000_000)
    assert bars_of(window, "reason")[1].sure == 500_000  # the rest is our guess


def bars_of(window: MainWindow, by: str) -> list[Any]:
    model = chart(window, by).model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


def test_a_click_on_a_bar_opens_its_deals_and_again_all(window: MainWindow, qtbot: QtBot) -> None:
    for by, name, who in (
        ("reason", "Price", ["Bo", "Ann"]),
        ("competitor", "Zed", ["Ann"]),
        ("stage", "Trial", ["Ann"]),
        ("outcome", "Built their own", ["Cy"]),
        ("also", "Timing", ["Bo"]),
    ):
        click(qtbot, window, by, name)
        assert deals(window) == who, by
        assert (
            "Its sales are shown."
            in sentences(chart(window, by))[names(chart(window, by)).index(name)]
        )
        assert told(window, "lossHeading").startswith(f"{name}: {len(who)} lost sale")
    click(qtbot, window, "also", "Timing")
    assert len(deals(window)) == 3


def test_bars_are_walked_and_opened_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    view = chart(window, "reason")
    assert QApplication.focusWidget() is view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert deals(window) == ["Cy"]
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert deals(window) == ["Bo", "Ann"]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert len(deals(window)) == 3


def test_months_are_walked_sideways(window: MainWindow, qtbot: QtBot) -> None:
    view = chart(window, "month")
    view.setFocus()
    row = names(view).index(next(one.name for one in bars_of(window, "month") if one.size))
    for _step in range(row):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert len(deals(window)) == 3
    assert window.losses.open is not None
    assert window.losses.open.key == QUARTER.isoformat()[:7]


def test_a_period_confines_the_charts_and_the_list(window: MainWindow, qtbot: QtBot) -> None:
    choose_segment(qtbot, window, Period.ALL.value)
    assert told(window, "lossTotal") == "4 sales lost, £26,000, in all."
    assert deals(window) == ["Cy", "Bo", "Ann", "Di"]
    assert "Timing" in names(chart(window, "reason"))
    click(qtbot, window, "competitor", "Zed")
    assert deals(window) == ["Ann", "Di"]
    choose_segment(qtbot, window, Period.QUARTER.value)
    assert deals(window) == ["Ann"]
    assert told(window, "lossTotal") == "3 sales lost, £26,000, this quarter."


def test_a_deal_is_shown_in_the_inspector(window: MainWindow, qtbot: QtBot) -> None:
    view = window.losses.view
    at = view.visualRect(window.losses.lost.index(0)).topLeft() + QPoint(200, 20)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(qtbot, window)
    assert window.inspector.isVisible()
    assert window.inspector.shows_feedback()


def test_the_list_says_whose_words_a_reason_is(window: MainWindow) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [window.losses.lost.index(row).data(role) for row in range(3)]
    assert spoken[1].startswith("Our guess, Not known, £1,000, also Timing")
    assert spoken[2].startswith(
        "They said so, Chose a competitor, £5,000, to Zed, Got as far as Trial"
    )


def test_a_sale_that_came_back_is_marked_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    view = window.losses.view
    view.setFocus()
    view.setCurrentIndex(window.losses.lost.index(2))
    qtbot.keyClick(view, Qt.Key.Key_B)
    echo = dialog(qtbot, QDialog, "dayQuestion").findChild(QLabel, "dayFieldEcho")
    assert echo is not None
    assert echo.text() == say_day(local_today())
    answer(qtbot, window, "dayQuestion", "tomorrow")
    answer(qtbot, window, "dayQuestion", "1999-01-01")
    question = dialog(qtbot, QDialog, "dayQuestion")  # refused, and still there
    assert any("before it was lost" in one.text() for one in question.findChildren(QLabel))
    answer(qtbot, window, "dayQuestion", "today")
    assert told(window, "lossTotal") == "3 sales lost, £26,000, in the last 12 months; 1 won back."
    role = Qt.ItemDataRole.AccessibleTextRole
    assert "won back on" in window.losses.lost.index(2).data(role)
    assert "won back: 1" in sentences(chart(window, "reason"))[0]
    ann = next(one for one in desk_of(window).ask(all_people) if one.name == "Ann")
    assert ann.stage is PersonStage.CUSTOMER
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert told(window, "lossTotal") == "3 sales lost, £26,000, in the last 12 months."


def test_a_day_to_look_again_is_set_and_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    view = window.losses.view
    view.setFocus()
    view.setCurrentIndex(window.losses.lost.index(0))
    key = window.losses.lost.keys()[0]

    def revisit() -> date | None:
        said = desk_of(window).ask(one_feedback, key)
        assert said is not None
        assert said.loss is not None
        return said.loss.revisit

    window.actions_["lost_look_again"].trigger()
    answer(qtbot, window, "dayQuestion", "no such day")
    answer(qtbot, window, "dayQuestion", "yesterday")
    assert revisit() is None
    answer(qtbot, window, "dayQuestion", "2027-03-01")
    assert revisit() == date(2027, 3, 1)
    window.actions_["lost_look_again"].trigger()
    answer(qtbot, window, "dayQuestion", "")
    assert revisit() is None


def test_the_sales_of_a_bar_are_found_again_in_the_search(window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, window, "reason", "Price")
    window.actions_["lost_find"].trigger()
    settle(qtbot, window)
    assert window.page_name == "search"
    assert window.finding.field.text().startswith("kind:loss reason:Price since:")
    qtbot.waitUntil(lambda: window.search.found.rowCount() == 2)


@pytest.mark.parametrize(
    ("by", "name", "typed"),
    [
        ("competitor", "Zed", "competitor:Zed"),
        ("stage", "Trial", "reached:Trial"),
        ("outcome", "Built their own", "outcome:built"),
        ("also", "Timing", "reason:Timing"),
    ],
)
def test_every_bar_is_carried_to_the_search(
    window: MainWindow, qtbot: QtBot, by: str, name: str, typed: str
) -> None:
    click(qtbot, window, by, name)
    found = len(deals(window))
    qtbot.keyClick(chart(window, by), Qt.Key.Key_F)
    settle(qtbot, window)
    assert window.page_name == "search"
    assert f" {typed} " in window.finding.field.text()
    qtbot.waitUntil(lambda: window.search.found.rowCount() == found)


def test_the_line_below_a_bar_tells_how_much_of_all_is_reached(
    window: MainWindow, qtbot: QtBot
) -> None:
    shares = [one.running for one in bars_of(window, "reason")]
    assert shares == [pytest.approx(2 / 3), 1.0]
    assert [one.running for one in bars_of(window, "also")] == [None]  # they overlap
    view = chart(window, "reason")
    painted = view.viewport().grab().toImage()
    dark = theme.color(Role.TEXT_MUTED)

    def dots(row: int) -> list[int]:
        """Return where, from the left, the colour of the line fills a row's lower edge."""
        rect = view.visualRect(view.model().index(row, 0))
        across = range(rect.left(), rect.right())
        down = range(rect.top() + 34, rect.bottom())
        return [x for x in across if any(painted.pixelColor(x, y) == dark for y in down)]

    inner = view.viewport().width() - 16
    assert max(dots(0)) == pytest.approx(8 + inner * 2 / 3, abs=4)
    assert max(dots(1)) == pytest.approx(8 + inner, abs=4)
    choose_segment(qtbot, window, Measure.VALUE.value)
    assert [one.running for one in bars_of(window, "reason")] == [pytest.approx(10 / 13), 1.0]


def test_what_an_owner_does_elsewhere_is_counted_here(window: MainWindow, qtbot: QtBot) -> None:
    new = NewFeedback("No.", Speaker("Ed"), loss=LossFacts("Price", value=100))
    window.live.do(record_feedback, new)
    settle(qtbot, window)
    assert told(window, "lossTotal") == "4 sales lost, £26,001, in the last 12 months."
    window.show_page("inbox")
    window.live.do(mark_won_back, window.losses.lost.keys()[0])
    settle(qtbot, window)
    window.show_page("losses")
    settle(qtbot, window)
    assert told(window, "lossTotal").endswith("; 1 won back.")


def test_an_empty_page_says_what_it_is_for(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = shown(open_desk_window(workspace(tmp_path, ())), qtbot)
    assert window.losses.empty.isVisible()
    assert not chart(window, "reason").isVisible()
    button = window.losses.findChild(QPushButton, "offer.capture_loss")
    assert button is not None
    assert "Ctrl+L" in button.toolTip()
    window.live.do(record_feedback, NewFeedback("No.", on=LONG_AGO, loss=LossFacts("Price")))
    settle(qtbot, window)
    assert told(window, "lossTotal") == "No sale lost in the last 12 months."
    choose_segment(qtbot, window, Period.ALL.value)
    assert told(window, "lossTotal") == "1 sale lost, in all."


# The owner's list of reasons


@pytest.fixture
def listed(window: MainWindow, qtbot: QtBot) -> ReasonsDialog:
    window.actions_["lost_reasons"].trigger()
    found: ReasonsDialog = dialog(qtbot, ReasonsDialog, "reasonsDialog")
    settle(qtbot, window)
    return found


def texts(listed: ReasonsDialog) -> list[str]:
    return [listed.list.item(row).text() for row in range(listed.list.count())]


def press(qtbot: QtBot, window: MainWindow, button: QPushButton) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def test_the_list_of_reasons_is_edited(
    window: MainWindow, listed: ReasonsDialog, qtbot: QtBot
) -> None:
    press(qtbot, window, listed.add)
    answer(qtbot, window, "question", "No parking")
    assert texts(listed)[-1] == "No parking"
    assert listed.meaning.text().startswith("No sale was lost for “No parking” so far.")
    press(qtbot, window, listed.rename)
    answer(qtbot, window, "question", "price")
    assert any("on the list already" in one.text() for one in listed.findChildren(QLabel))
    press(qtbot, window, listed.rename)
    answer(qtbot, window, "question", "Nowhere to park")
    press(qtbot, window, listed.up)
    assert texts(listed)[-2] == "Nowhere to park"
    press(qtbot, window, listed.drop)  # nobody was lost for it: it is gone
    assert "Nowhere to park" not in texts(listed)
    listed.list.setCurrentRow(0)
    press(qtbot, window, listed.drop)
    assert texts(listed)[-1] == "Price · off the list"
    listed.list.setCurrentRow(listed.list.count() - 1)
    assert "no longer offered" in listed.meaning.text()
    press(qtbot, window, listed.drop)
    assert "Price" in texts(listed)
    listed.reject()


def test_a_reason_that_points_to_a_theme_counts_in_its_demand(
    window: MainWindow, listed: ReasonsDialog, qtbot: QtBot
) -> None:
    def requests() -> dict[str, int]:
        return {one.name: one.requests for one in desk_of(window).ask(all_themes)}

    window.live.do(add_theme, "Cheaper plans")
    settle(qtbot, window)
    listed.list.setCurrentRow(0)
    assert listed.meaning.text().startswith("2 sales were lost for “Price”. It points to no theme")
    press(qtbot, window, listed.point)
    answer(qtbot, window, "chooser", "cheaper")
    assert requests() == {"Cheaper plans": 2}
    assert "demand of the theme “Cheaper plans”" in listed.meaning.text()
    listed.list.setCurrentRow([one.name for one in desk_of(window).ask(reasons)].index("Timing"))
    press(qtbot, window, listed.point)
    answer(qtbot, window, "chooser", "Opening hours")
    assert requests() == {"Cheaper plans": 2, "Opening hours": 1}
    press(qtbot, window, listed.unpoint)
    assert "points to no theme" in listed.meaning.text()
    listed.reject()
    assert desk_of(window).ask(reasons)[0].theme == "Cheaper plans"


# What an owner may type


def test_whatever_a_name_holds_it_is_shown_as_words(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    facts = LossFacts(
        HOSTILE[:200], competitor=HOSTILE[:200], stage_reached=HOSTILE, alternative=HOSTILE,
        value=10**14 - 1,
    )  # fmt: skip
    path = workspace(tmp_path, (("Ann <i>", TODAY, facts), ("Bo", TODAY, LossFacts('6" "cups"'))))
    window = shown(open_desk_window(path), qtbot)
    assert told(window, "lossTotal").startswith("2 sales lost, £999,999,999,999.99,")
    for by in ("reason", "competitor", "stage"):
        for one in sentences(chart(window, by)) + names(chart(window, by)):
            assert "\n" not in one
        tip = chart(window, by).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
        assert "<" not in tip
    choose_segment(qtbot, window, Measure.VALUE.value)
    click(qtbot, window, "reason", names(chart(window, "reason"))[0])
    assert deals(window) == ["Ann <i>"]
    assert not window.grab().isNull()
    click(qtbot, window, "reason", '6" "cups"')
    window.actions_["lost_find"].trigger()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.search.found.rowCount() == 1)


def test_many_competitors_are_folded_until_they_are_wanted(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sales = tuple(
        (f"P{n}", TODAY, LossFacts("Price", competitor=f"Rival {n:02}")) for n in range(20)
    )
    window = shown(open_desk_window(workspace(tmp_path, sales)), qtbot)
    view = chart(window, "competitor")
    assert names(view)[-1] == "Show 12 more"
    assert view.model().rowCount() == SHOWN + 1
    click(qtbot, window, "competitor", "Show 12 more")
    assert len(names(view)) == 20
    click(qtbot, window, "competitor", "Rival 19")
    assert deals(window) == ["P19"]


def test_shares_and_amounts_in_few_letters() -> None:
    assert [percent(*pair) for pair in ((0, 0), (1, 3), (1, 1000), (999, 1000), (5, 5))] == [
        "0 %", "33 %", "under 1 %", "over 99 %", "100 %",
    ]  # fmt: skip
    assert [short_money(one, "EUR") for one in (0, 95_050, 99_999, 123_456, 10**14 - 1)] == [
        "€0", "€950", "€1k", "€1.2k", "€1tn",
    ]  # fmt: skip
    group = LossGroup("x", "x", 2, 0, 0, 0, 1)
    (bar,) = bars("competitor", [group], group, Measure.VALUE, "")
    assert (bar.size, bar.sure, bar.amount) == (0, 0, "0")
