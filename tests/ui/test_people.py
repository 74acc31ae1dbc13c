"""People at the window: listed, read, corrected, merged, taken apart, and owed something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.contacts import contact_keys, to_choose_from
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.followups import owed, promise
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import (
    PersonFacts,
    all_people,
    contact_points_of,
    edit_person,
    person,
    stages_of,
)
from feedbackdesk.desk.roadmap import plan, ranked_roadmap
from feedbackdesk.desk.search import search_everything
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.contacts import Contact
from feedbackdesk.domain.dates import local_today, say_day, show_date
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Circle, FollowUpKind, PeopleOrder, PersonStage
from feedbackdesk.store.workspace import open_workspace
from feedbackdesk.ui.models.proof import Who
from feedbackdesk.ui.models.roles import KEY, ROW
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.widgets.segments import Segments
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

TODAY = local_today()
HOSTILE = (
    "<b>Bold</b> & <img src=x>",
    '=HYPERLINK("http://x")',
    "Line\nbreak\u2028er",
    "\u202eליאור כהן\u202c",
    "'); DROP TABLE person;--",
    "👩‍👩‍👧‍👦 & co && sons",
    "A" * 300,
)


def record(desk: Desk, who: str, days: int = 0, words: str = "Longer hours", **facts: Any) -> None:
    """Record that somebody wants longer hours."""
    on = TODAY - timedelta(days=days)
    speaker = Speaker(who, **facts)
    desk.do(record_feedback, NewFeedback(words, speaker, on=on, themes=("Hours",)))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace of four people; one of them was a prospect, and is a customer now."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    record(desk, "Ann Lee", 300, "Do you open late?", stage=PersonStage.PROSPECT)
    record(desk, "Ann Lee", 2, "The bill, by mail", stage=PersonStage.CUSTOMER)
    record(desk, "Bo", organisation="Acme")
    record(desk, "Cem")
    record(desk, "Dee", stage=PersonStage.LOST)
    desk.do(plan, ("Hours",), item="Open till nine")
    for who, by in (("Bo", "Ann Lee"), ("Cem", "Bo")):
        key = desk.ask(person_named, who).id
        desk.do(edit_person, key, PersonFacts(referred_by=by))
    desk.close()
    return path


def open_people(window: MainWindow, qtbot: QtBot) -> None:
    """Go to the people page by its key."""
    window.actions_["people"].trigger()
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.people


def read_page(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Open somebody's page from the list, with Enter."""
    open_people(window, qtbot)
    view, model = window.people.view, window.people.model
    qtbot.waitUntil(lambda: name in listed(window))
    row = next(row for row in range(model.rowCount()) if model.index(row).data() == name)
    view.setCurrentIndex(model.index(row))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.people.page.found is not None)
    assert window.people.is_reading


def listed(window: MainWindow) -> list[str]:
    """Return the names in the list that are here."""
    model = window.people.model
    return [model.index(row).data() for row in range(model.rowCount())]


def words_of(window: MainWindow, name: str) -> str:
    """Return what a label of the open page says."""
    label = window.people.page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def field(window: MainWindow, name: str) -> QLineEdit:
    """Return a field of the open page."""
    found = window.people.page.findChild(QLineEdit, f"page.{name}")
    assert found is not None
    return found


def bottom_of(line: QLineEdit) -> int:
    """Return where a field ends in the window."""
    return line.mapTo(line.window(), line.rect().bottomLeft()).y()


def told_of(window: MainWindow, name: str) -> str:
    """Return the sentence on a field of the open page, if there is one."""
    found = window.people.page.findChild(Problem, f"page.{name}Problem")
    return found.text() if found is not None else ""


def problem_of(window: MainWindow, name: str) -> Problem:
    """Return what is said of a field of the open page, which stands below it."""
    found = window.people.page.findChild(Problem, f"page.{name}Problem")
    assert found is not None
    return found


def type_into(qtbot: QtBot, line: QLineEdit, words: str) -> None:
    """Type over what stands in a field, and leave it."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, words) if words else line.clear()
    qtbot.keyClick(line, Qt.Key.Key_Return)


def lines(within: QWidget, name: str) -> QPlainTextEdit:
    """Return a field of several lines."""
    found = within.findChild(QPlainTextEdit, name)
    assert found is not None, name
    return found


def type_lines(qtbot: QtBot, into: QPlainTextEdit, *words: str) -> None:
    """Type lines over what stands in a field, and leave it."""
    into.window().activateWindow()
    into.setFocus()
    qtbot.waitUntil(into.hasFocus)
    into.selectAll()
    qtbot.keyClick(into, Qt.Key.Key_Delete)
    for number, line in enumerate(words):
        if number:
            qtbot.keyClick(into, Qt.Key.Key_Return)
        qtbot.keyClicks(into, line)
    qtbot.keyClick(into, Qt.Key.Key_Tab)


def click(qtbot: QtBot, window: MainWindow, name: str, within: QWidget | None = None) -> None:
    """Click a button by its name."""
    button = (within or window).findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def desk_of(window: MainWindow) -> Desk:
    """Return the desk behind the window."""
    assert window.live.desk is not None
    return window.live.desk


def test_everybody_is_listed_and_one_is_read_like_a_story(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    read_page(window, qtbot, "Ann Lee")
    page = window.people.page
    model = page.model
    qtbot.waitUntil(lambda: model.rowCount() == 2 and model.index(1).data() is not None)
    assert [model.index(row).data() for row in range(2)] == [
        "The bill, by mail",
        "Do you open late?",
    ]
    newest, first = (model.index(row).data(ROW) for row in range(2))
    assert page.delegate.parts(newest, "")[0].text == "Customer"
    assert page.delegate.parts(first, "")[0].text == "Prospect", "what they were when they spoke"
    stages = words_of(window, "personPageStages")
    assert stages.startswith("Prospect since")
    assert "Customer since" in stages
    assert "2 times" in words_of(window, "personPageNumbers")
    assert page.findChild(QPushButton, "restingItem.1") is not None
    assert window.people.current_person() == desk_of(window).ask(person_named, "Ann Lee").id
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not window.people.is_reading
    assert window.people.view.hasFocus()
    assert window.people.view.currentIndex().data() == "Ann Lee"


def test_the_list_is_narrowed_and_put_in_another_order(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    open_people(window, qtbot)
    qtbot.waitUntil(lambda: listed(window) == ["Acme", "Ann Lee", "Bo", "Cem", "Dee"])
    circle = window.people.findChild(Segments, "peopleCircle")
    assert circle is not None
    click(qtbot, window, f"segment.{Circle.LOST.value}", circle)
    qtbot.waitUntil(lambda: listed(window) == ["Dee"])
    click(qtbot, window, f"segment.{Circle.EVERYBODY.value}", circle)
    order = window.people.findChild(QComboBox, "peopleOrder")
    assert order is not None
    order.setCurrentIndex(order.findData(PeopleOrder.FEEDBACKS.value))
    order.activated.emit(order.currentIndex())
    qtbot.waitUntil(lambda: listed(window)[:1] == ["Ann Lee"])
    qtbot.keyClicks(window.people.search, "acme")
    qtbot.waitUntil(lambda: sorted(listed(window)) == ["Acme", "Bo"])
    qtbot.keyClicks(window.people.search, "xyz")
    qtbot.waitUntil(lambda: listed(window) == [])
    row = window.people.model
    assert row.rowCount() == 0


def test_fields_are_saved_when_left_and_each_can_be_undone(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    read_page(window, qtbot, "Ann Lee")
    desk = desk_of(window)
    ann = desk.ask(person_named, "Ann Lee").id

    def now() -> Any:
        settle(qtbot, window)
        return desk.ask(person, ann)

    for typed, kept in (("1.200,50", 120_050), ("£1,200.50", 120_050), ("7", 700)):
        type_into(qtbot, field(window, "personValue"), typed)
        assert now().value == kept
    for typed, sentence in (
        ("1e12", "is not an amount"),
        ("-5", "cannot be negative"),
        ("$5", "All amounts here are in GBP"),
    ):
        type_into(qtbot, field(window, "personValue"), typed)
        settle(qtbot, window)
        assert now().value == 700
        told = problem_of(window, "personValue")
        qtbot.waitUntil(lambda told=told: not told.visibleRegion().isEmpty())  # type: ignore[misc]
        assert sentence in told.text()
        assert told.mapTo(window, QPoint()).y() > bottom_of(field(window, "personValue"))
        seen = told.visibleRegion()
        assert seen.boundingRect() == told.rect()
    type_into(qtbot, field(window, "personValue"), "")
    assert now().value is None
    type_into(qtbot, field(window, "personEmail"), "not an address")
    settle(qtbot, window)
    assert "not an e-mail address" in problem_of(window, "personEmail").text()
    assert not problem_of(window, "personValue").isVisible()
    type_into(qtbot, field(window, "personHow"), "By phone")
    assert now().contact_how == "By phone"
    since = TODAY - timedelta(days=10)
    type_into(qtbot, field(window, "personSince"), since.isoformat())
    settle(qtbot, window)
    assert desk.ask(stages_of, ann)[-1] == (PersonStage.CUSTOMER, since)
    echo = window.people.page.findChild(QLabel, "page.personSinceEcho")
    assert echo is not None
    assert echo.text() == say_day(since)
    field(window, "personSince").setText("3.4.2020")
    assert echo.text() == "Friday, 3 April 2020"
    type_into(qtbot, field(window, "personSince"), "tomorrow")
    settle(qtbot, window)
    assert "has not come yet" in problem_of(window, "personSince").text()
    assert field(window, "personSince").text() == show_date(since)
    quote = window.people.page.findChild(QCheckBox, "page.personMayQuote")
    contact = window.people.page.findChild(QCheckBox, "page.personMayContact")
    assert quote is not None
    assert contact is not None
    quote.click()
    assert now().quote_asked_on == TODAY
    contact.click()
    assert not now().may_contact
    settle(qtbot, window)
    assert window.people.page.head.forbidden.isVisibleTo(window.people.page)
    window.actions_["undo"].trigger()
    assert now().may_contact


def test_other_addresses_are_lines_that_are_saved_when_left(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    read_page(window, qtbot, "Ann Lee")
    ann = desk.ask(person_named, "Ann Lee").id
    addresses = lines(window.people.page, "page.personAddresses")

    def now(table: str, key: int) -> list[str]:
        settle(qtbot, window)
        return [point.words for point in desk.ask(contact_points_of, table, key)]

    type_into(qtbot, field(window, "personEmail"), "ann@lee.example")
    type_lines(qtbot, addresses, "work: ann@acme.example", "mobile: +44 7700 900123")
    assert now("person", ann) == [
        "ann@lee.example", "work: ann@acme.example", "mobile: +44 7700 900123",
    ]  # fmt: skip
    shown = "ann@lee.example  ·  work: ann@acme.example  ·  mobile: +44 7700 900123"
    qtbot.waitUntil(lambda: words_of(window, "personPageReached") == shown)

    # What cannot be read stays in the field, with what is wrong with it.
    for wrong, sentence in (
        ("nonsense", "neither an e-mail address nor a telephone number"),
        ("lee.example", "a mail domain is written @lee.example"),
        ("@acme.example", "Only organisations have a domain"),
        ("a" * 300 + "@x.example", "is not an e-mail address"),
    ):
        type_lines(qtbot, addresses, wrong)
        settle(qtbot, window)
        told = problem_of(window, "personAddresses")
        qtbot.waitUntil(lambda told=told, sentence=sentence: sentence in told.text())  # type: ignore[misc]
        assert addresses.toPlainText() == wrong
        assert len(now("person", ann)) == 3
    type_lines(qtbot, addresses, "home: 01632 960001")
    assert now("person", ann) == ["ann@lee.example", "home: 01632 960001"]
    qtbot.waitUntil(lambda: not problem_of(window, "personAddresses").isVisible())
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: "work: ann@acme.example" in addresses.toPlainText())

    acme = desk.ask(organisation_named, "Acme").id
    window.people.open_organisation(acme)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.people.page.found is not None)
    of_firm = lines(window.people.page, "page.organisationAddresses")
    assert of_firm.accessibleName() == "Addresses, numbers and mail domains"
    type_lines(qtbot, of_firm, "@acme.example", "office: 020 7946 0115")
    assert now("organisation", acme) == ["@acme.example", "office: 020 7946 0115"]
    new = NewFeedback("Hello", Speaker("Eve", email="eve@acme.example"))
    desk.do(record_feedback, new)
    assert desk.ask(person_named, "Eve").organisation == "Acme"

    # The inspector has the same field.
    window.show_inspector(True)
    window.inspector.inspect("person", ann)
    settle(qtbot, window)
    beside = lines(window.inspector, "personAddresses")
    qtbot.waitUntil(lambda: "work: ann@acme.example" in beside.toPlainText())
    type_lines(qtbot, beside, "")
    assert now("person", ann) == ["ann@lee.example"]


def test_two_records_are_merged_by_key_and_taken_apart(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    requests = desk.ask(all_themes)[0].requests
    read_page(window, qtbot, "Cem")
    qtbot.keyClick(window.people.page.view, Qt.Key.Key_M)
    settle(qtbot, window)
    chooser = window.findChild(QDialog, "chooser")
    assert chooser is not None
    choices = chooser.findChild(QListWidget)
    assert choices is not None
    shown = [choices.item(row).text() for row in range(choices.count())]
    assert not any(one.startswith("Cem") for one in shown), "nobody is merged into themself"
    line = chooser.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, "dee")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(QDialog, "mergeLook") is not None)
    look = window.findChild(QDialog, "mergeLook")
    assert look is not None
    assert len(desk.ask(all_people)) == 4, "nothing is done before a last look"
    shown = [label.text() for label in look.findChildren(QLabel)]
    assert shown.index("Dee") < shown.index("Cem"), "the one that stays comes first"
    go = look.findChild(QPushButton, "mergeNow")
    assert go is not None
    go.click()
    qtbot.waitUntil(lambda: len(desk.ask(all_people)) == 3)
    settle(qtbot, window)
    assert window.people.page.whose == ("person", desk.ask(person_named, "Dee").id)
    assert desk.ask(all_themes)[0].requests == requests - 1
    qtbot.waitUntil(lambda: window.people.page.model.rowCount() == 2)
    (merged,) = window.people.page.found.merged  # type: ignore[union-attr]
    click(qtbot, window, f"unmerge.{merged[0]}", window.people.page)
    assert desk.ask(all_themes)[0].requests == requests
    assert {one.name for one in desk.ask(all_people)} == {"Ann Lee", "Bo", "Cem", "Dee"}


def test_unmerge_in_the_list_offers_what_was_merged(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    cem, dee = desk.ask(person_named, "Cem").id, desk.ask(person_named, "Dee").id
    desk.do(merge_people, cem, dee)
    open_people(window, qtbot)
    settle(qtbot, window)
    row = window.people.model.row_of(dee)
    window.people.view.setCurrentIndex(window.people.model.index(row))
    window.people.unmerge()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "chooser") is not None)
    chooser = window.findChild(QDialog, "chooser")
    assert chooser is not None
    line, choices = chooser.findChild(QLineEdit), chooser.findChild(QListWidget)
    assert line is not None
    assert choices is not None
    assert choices.item(0).text().startswith("Cem")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.ask(all_people)) == 4)
    assert not window.people.is_reading


def test_the_title_says_who_is_counted_and_the_twins_keep_to_the_list(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "twins.feedbackdesk"
    desk = Desk.open(path)
    record(desk, "Ann Lee")
    record(desk, "Ann Lee", organisation="Acme")
    record(desk, "Zoe")
    desk.close()
    window = open_desk_window(path)
    open_people(window, qtbot)
    qtbot.waitUntil(lambda: window.people.twin.isVisible())
    said = [label.text() for label in window.people.findChildren(QLabel)]
    assert "3 people, 1 organisation" in said
    window.people.model.show_these(words="zoe")
    qtbot.waitUntil(lambda: not window.people.twin.isVisible())
    window.people.model.show_these(words="ann")
    qtbot.waitUntil(lambda: window.people.twin.isVisible())


def test_likely_twins_are_a_quiet_line_and_can_be_told_apart(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "twins.feedbackdesk"
    desk = Desk.open(path)
    record(desk, "Ann Lee", email="ann@lee.example")
    record(desk, "A. Lee")
    record(desk, "Ann Lee", organisation="Acme")
    other = desk.ask(person_named, "A. Lee").id
    desk.do(edit_person, other, PersonFacts(email="ann@lee.example"))
    desk.close()
    window = open_desk_window(path)
    open_people(window, qtbot)
    line = window.people.twin
    qtbot.waitUntil(lambda: line.isVisible())
    assert line.words.text().startswith(
        "2 records look like one person by the same address: Ann Lee"
    )
    assert "1 more" in line.words.text()
    click(qtbot, window, "peopleTwinApart", line)
    qtbot.waitUntil(lambda: "more" not in line.words.text())
    people = len(desk_of(window).ask(all_people))
    click(qtbot, window, "peopleTwinMerge", line)
    qtbot.waitUntil(lambda: not line.isVisible())
    assert len(desk_of(window).ask(all_people)) == people - 1
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: line.isVisible())


def chosen_in(tree: QTreeWidget) -> str:
    """Return what is chosen in a tree."""
    item = tree.currentItem()
    assert item is not None
    return item.text(0)


def test_referrals_are_a_tree_to_walk_by_keys(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    read_page(window, qtbot, "Bo")
    tree = window.people.page.findChild(QTreeWidget, "referralTree")
    assert tree is not None
    assert tree.topLevelItem(0).text(0).startswith("Ann Lee")  # type: ignore[union-attr]
    assert chosen_in(tree).startswith("Bo")
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert chosen_in(tree).startswith("Cem")
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.people.page.found is not None
    assert window.people.page.found.name == "Cem"
    window.people.open_person(desk_of(window).ask(person_named, "Ann Lee").id)
    settle(qtbot, window)
    click(qtbot, window, "page.personReferrer", window.people.page)
    chooser = window.findChild(QDialog, "chooser")
    assert chooser is not None
    line = chooser.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, "cem")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "circle" in told_of(window, "personReferrer"))


def test_something_is_owed_by_hand_on_a_day_as_it_is_said(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    read_page(window, qtbot, "Ann Lee")
    click(qtbot, window, "oweThem", window.people.page)
    dialog = window.findChild(QDialog, "oweDialog")
    assert dialog is not None
    due, about = (dialog.findChild(QLineEdit, name) for name in ("oweDue", "oweAbout"))
    assert due is not None
    assert about is not None
    due.setText("tomorrow")
    about.setText("  ")
    qtbot.keyClick(due, Qt.Key.Key_Return)
    assert dialog.isVisible()  # it does not say yet what is owed
    about.setText("the new hours")
    for typed in ("someday", "2020-01-01", ""):
        due.setText(typed)
        qtbot.keyClick(due, Qt.Key.Key_Return)
        assert dialog.isVisible(), typed
    due.setText("in 2 weeks")
    qtbot.keyClick(due, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk_of(window).ask(owed)))
    (debt,) = desk_of(window).ask(owed)
    assert (debt.kind, debt.due) == (FollowUpKind.ANSWER, TODAY + timedelta(days=14))
    settle(qtbot, window)
    shown = [label.text() for label in window.people.page.side.findChildren(QLabel)]
    assert any("the new hours" in text for text in shown)


def test_somebody_erased_is_not_edited_and_promised_nothing(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    desk = Desk.open(shop)
    ann = desk.ask(person_named, "Ann Lee").id
    desk.erase(ann)
    assert desk.ask(person, ann) is not None
    with pytest.raises(Refusal, match="was erased"):
        desk.do(promise, ann, FollowUpKind.ANSWER, TODAY, about="the hours")
    desk.close()
    window = open_desk_window(shop)
    read_page(window, qtbot, "An erased person")
    assert not window.people.page.side.person.name.isEnabled()
    offered = window.people.page.side.findChildren(QPushButton, "oweThem")
    assert not any(one.isVisibleTo(window.people.page) for one in offered)


def test_an_address_of_ordinary_length_fits_its_field(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.resize(1024, 700)
    read_page(window, qtbot, "Ann Lee")
    for name in ("personEmail", "personOrganisation"):
        line = field(window, name)
        text = "margaret.ollerenshaw@example.com"
        assert line.fontMetrics().horizontalAdvance(text) + 16 < line.width(), name


def test_an_organisation_has_a_page_with_its_people(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    read_page(window, qtbot, "Bo")
    click(qtbot, window, "personPageFirm", window.people.page)
    page = window.people.page
    assert page.whose == ("organisation", desk_of(window).ask(organisation_named, "Acme").id)
    assert window.people.current_person() is None
    type_into(qtbot, field(window, "organisationValue"), "12,000")
    settle(qtbot, window)
    assert desk_of(window).ask(organisation_named, "Acme").value == 12_000_00
    bo = desk_of(window).ask(person_named, "Bo").id
    click(qtbot, window, f"itsPerson.{bo}", page)
    assert page.whose == ("person", bo)


def test_whoever_is_deleted_leaves_the_page_and_comes_back_by_undo(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    read_page(window, qtbot, "Dee")
    window.actions_["delete"].trigger()
    qtbot.waitUntil(lambda: "Dee" not in listed(window))
    assert not window.people.is_reading
    assert len(desk_of(window).ask(list_feedback)) == 5, "what was said stays"
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: "Dee" in listed(window))


def test_other_places_lead_to_the_page(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    ann = desk_of(window).ask(person_named, "Ann Lee").id
    leads: tuple[Callable[[str, int], object], ...] = (
        window.open_thing,
        window.finding.lookup._open,
        window.search.inspect.emit,
    )
    for lead in leads:
        window.people.close_page()
        window.show_page("inbox")
        lead("person", ann)
        settle(qtbot, window)
        assert window.page_name == "people"
        assert window.people.page.whose == ("person", ann)
        assert "inspector" not in window.__dict__ or not window.inspector.isVisible()
    window.people.record()
    settle(qtbot, window)
    form = window.findChild(QDialog, "captureForm")
    assert form is not None
    assert form.isVisible()
    form.close()


def test_hostile_names_are_shown_as_they_are_everywhere(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.feedbackdesk"
    desk = Desk.open(path)
    for name in HOSTILE:
        record(desk, name, words=name, organisation=f"{name[:280]} Ltd")
    keys = [one.id for one in desk.ask(all_people)]
    for one, other in pairwise(keys):
        desk.do(edit_person, other, PersonFacts(referrer_id=one))
    desk.do(merge_people, keys[-1], keys[0])
    desk.close()
    window = open_desk_window(path)
    open_people(window, qtbot)
    for key in desk_of(window).ask(contact_keys):
        window.people.open_key(key)
        settle(qtbot, window)
        page = window.people.page
        assert page.found is not None
        assert page.head.name.textFormat() is Qt.TextFormat.PlainText
        assert page.head.name.text().replace("\u200b", "") == page.found.name[:300]
        for label in page.findChildren(QLabel):
            if "<b>" in label.text():
                assert label.textFormat() is Qt.TextFormat.PlainText, label.objectName()
        window.grab()
        assert page.side.width() <= 360, "no name widens the page"
    window.people.close_page()
    window.people.twin.show_words(HOSTILE[0], may_change=True)
    window.grab()


def test_twenty_thousand_people_open_at_once(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "many.feedbackdesk"
    Desk.open(path).close()
    workspace = open_workspace(path, create=False)
    with workspace.writing() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO person (uid, name, key, stage)"
            " SELECT 'u' || i, 'Person ' || i, 'person ' || i, 'customer' FROM n"
        )
    workspace.close()
    window = open_desk_window(path)
    open_people(window, qtbot)
    view, model = window.people.view, window.people.model
    qtbot.waitUntil(lambda: model.rowCount() == 20_000)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    last = model.index(model.rowCount() - 1)
    qtbot.waitUntil(lambda: isinstance(last.data(ROW), Contact))
    assert view.currentIndex() == last
    assert len(model._rows) < 4_200, "only what was in sight is kept"
    window.grab()
    window.people.open_key(last.data(KEY))
    settle(qtbot, window)
    assert window.people.page.found is not None


def test_who_is_listed_folds_into_a_list_where_there_is_no_room(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.resize(1366, 768)
    window.show_page("people")
    settle(qtbot, window)
    circle = window.people.circle
    assert not circle.is_folded
    window.resize(1024, 700)
    window.show_inspector(True)
    qtbot.waitUntil(lambda: circle.is_folded)
    (folded,) = circle.findChildren(QComboBox)
    folded.setFocus()
    qtbot.keyClick(folded, Qt.Key.Key_Down)
    assert circle.value() is list(Circle)[1]
    window.show_inspector(False)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not circle.is_folded)
    assert circle.value() is list(Circle)[1]
    for one in circle.findChildren(QPushButton):
        assert one.width() >= one.sizeHint().width()


def test_the_inspector_knows_the_currency_too(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.show_page("people")
    window.show_inspector(True)
    window.inspector.inspect("person", desk_of(window).ask(person_named, "Ann Lee").id)
    settle(qtbot, window)
    value = window.inspector.findChild(QLineEdit, "personValue")
    assert value is not None
    qtbot.waitUntil(lambda: window.inspector.currency == "GBP")
    type_into(qtbot, value, "$5")
    settle(qtbot, window)
    told = window.inspector.findChild(Problem, "personValueProblem")
    assert told is not None
    assert "All amounts here are in GBP" in told.text()
    assert value.text() == "$5"


def test_who_was_deleted_is_offered_nowhere(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    record(desk, "Eve", organisation="Acme")
    item = desk.ask(ranked_roadmap)[0].item.id
    bo, acme = desk.ask(person_named, "Bo").id, desk.ask(organisation_named, "Acme").id
    said = next(one.id for one in desk.ask(list_feedback) if one.who == "Bo")
    read_page(window, qtbot, "Bo")
    window.actions_["delete"].trigger()
    qtbot.waitUntil(lambda: desk.ask(person, bo) is None)
    window.people.open_organisation(acme)
    settle(qtbot, window)
    window.actions_["delete"].trigger()
    qtbot.waitUntil(lambda: listed(window) == ["Ann Lee", "Cem", "Dee", "Eve"])

    # Her firm is gone: her page names none, and neither does its list of twins.
    window.open_contact("person", desk.ask(person_named, "Eve").id)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.people.page.found is not None)
    assert window.people.page.head.firm.isHidden()
    assert field(window, "personOrganisation").text() == ""

    # What they said is still read, and leads to nobody.
    window.show_inspector(True)
    window.inspector.inspect("feedback", said)
    settle(qtbot, window)
    links = [one for one in window.inspector.findChildren(QPushButton)
             if "deleted" in one.toolTip()]  # fmt: skip
    assert [one.toolTip() for one in links] == [
        "Open A deleted person", "Open A deleted organisation",
    ]  # fmt: skip
    assert not any(one.isEnabled() for one in links)

    # They count on, and their row on the item's page opens nothing.
    window.items.open_item(item)
    settle(qtbot, window)
    page = window.item
    qtbot.waitUntil(lambda: page.story is not None)
    rows = [page.model.index(row).data(ROW) for row in range(page.model.rowCount())]
    (nameless,) = [
        at
        for at, row in enumerate(rows)
        if isinstance(row, Who) and row.asker.account.thing is None
    ]
    assert "Bo" not in rows[nameless].read_out
    assert "Acme" not in rows[nameless].read_out
    page.view.setCurrentIndex(page.model.index(nameless))
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert window.page_name == "item"
    assert not [one for one in page.findChildren(QPushButton) if "deleted" in one.text()]

    # The palette and the questions that choose somebody do not know them.
    found = desk.ask(search_everything, "deleted")
    assert not found.people
    assert not found.organisations
    for table in ("person", "organisation"):
        names = [name for _key, name, _firm in desk.ask(to_choose_from, table, -1)]
        assert not any("deleted" in name for name in names)
