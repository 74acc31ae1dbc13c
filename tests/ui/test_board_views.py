"""The roadmap through its lenses, folded, filtered, grouped and as a list: the same items."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.roadmap import full_roadmap, plan
from feedbackdesk.desk.roadmap_filters import filtered_roadmap
from feedbackdesk.desk.step import step
from feedbackdesk.domain.evidence import EvidenceFilter
from feedbackdesk.domain.lenses import sentence_of
from feedbackdesk.domain.ranking import column
from feedbackdesk.domain.rows import Item
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.domain.words import ItemStage, Lens, label
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.eyes import changed, ink
from tests.driver.fixtures import Drive

OAT = "Stock barista oat and soya all year"
DEBIT = "Collect by direct debit, with one statement per firm"
MACHINES = "Keep two loan machines ready in the van"
INVOICES = "Send invoices as PDF by e-mail"
COLUMNS = {stage: f"roadmapColumn.{stage.value}" for stage in ItemStage}
IDEAS, LATER, NEXT, NOW = list(COLUMNS.values())[:4]
LENSES = {lens: f"By {label(lens).lower()}" for lens in Lens}


@pytest.fixture
def board(drive: Drive, sample_path: Path) -> Driver:
    """The roadmap page of the sample business, in a small window."""
    return on_board(drive, sample_path)


def on_board(drive: Drive, path: Path) -> Driver:
    """Open the roadmap page of a workspace in a small window."""
    window = drive(path)
    window.resize(1024, 700)
    window.go("roadmap")
    return window


def rank_by(window: Driver, lens: Lens) -> None:
    """Rank by a lens."""
    window.part("lensField").choose(LENSES[lens])
    window.settle()


def choose_all(window: Driver, cards: str) -> list[str]:
    """Choose all cards of a column; return their titles."""
    window.choose(cards, window.shown(cards)[0])
    window.press("Ctrl+A")
    assert window.chosen(cards) == window.shown(cards)
    return window.chosen(cards)


def stages(window: Driver) -> dict[str, ItemStage]:
    """Return where each item stands, as the workspace holds it."""
    return {one.item.title: one.item.stage for one in window.desk.ask(full_roadmap)}


def item_titled(window: Driver, title: str) -> Item:
    """Return an item as the workspace holds it."""
    (found,) = [one.item for one in window.desk.ask(full_roadmap) if one.item.title == title]
    return found


# Lenses


def test_a_lens_ranks_the_board_anew_and_keeps_the_card_in_hand_in_sight(board: Driver) -> None:
    board.choose(LATER, MACHINES)
    assert board.shown(LATER)[-1] == MACHINES
    assert board.part("lensField").choices == list(LENSES.values())
    for lens in (*Lens, Lens.REQUESTS):
        rank_by(board, lens)
        ranked = board.desk.ask(full_roadmap, lens)
        for stage, cards in COLUMNS.items():
            titles = [entry.item.title for entry in column(ranked, stage)]
            assert board.shown(cards) == titles, (lens, stage)
        assert board.chosen(LATER) == [MACHINES]
        card = board.current(LATER)
        assert card is not None
        assert card.says == MACHINES
        assert card.in_sight
        assert board.part("lensSentence").says == sentence_of(lens)
        assert board.part("lensField").explained == sentence_of(lens)


def test_y_offers_the_lenses_and_the_inspector_follows(board: Driver) -> None:
    board.choose(NOW, INVOICES)
    board.press("Ctrl+I")
    assert "First, with 12 accounts asking" in board.inspected()
    board.choose(NOW, INVOICES)
    below = ["Down"] * list(Lens).index(Lens.EFFORT)
    board.press("Y", "Home", *below, "Enter")
    assert board.part("lensField").says == "By value for effort"
    board.until(lambda: "6.0 accounts for each point of effort" in board.inspected())


def test_a_pin_holds_the_place_and_leaves_the_rank(board: Driver) -> None:
    assert board.shown(LATER) == [DEBIT, OAT, MACHINES]
    board.choose(LATER, MACHINES)
    board.press("Ctrl+Up")
    assert board.says() == f"Pinned {MACHINES} at 2."
    assert item_titled(board, MACHINES).pinned == 2
    for lens in (Lens.MENTIONS, Lens.VALUE):
        rank_by(board, lens)
        assert board.shown(LATER)[1] == MACHINES
        (entry,) = [e for e in board.desk.ask(full_roadmap, lens) if e.item.title == MACHINES]
        tip = f"Pinned by hand at place 2; its rank is {entry.rank}."
        assert board.row(LATER, MACHINES).tip == f"{MACHINES}\n{tip}"
        assert board.row(LATER, MACHINES).spoken.startswith(f"{MACHINES}, rank {entry.rank}, ")


def test_how_the_board_was_left_is_how_it_comes_back(drive: Drive, sample_path: Path) -> None:
    board = on_board(drive, sample_path)
    rank_by(board, Lens.MOMENTUM)
    board.choose(LATER, OAT)
    board.press("F")
    board.click("switch.board_list")
    board.click_header("roadmapList", "Stage")
    order = board.rows("roadmapList")
    board.click("switch.board_customers")
    assert board.rows("roadmapList") != order
    assert board.close()
    again = on_board(drive, sample_path)
    assert again.part("lensField").says == "By momentum"
    assert again.has("roadmapList")
    assert again.headers("roadmapList", spoken=True)[:3] == [
        "Rank, sorted rising, number 2", "Title", "Stage, sorted rising",
    ]  # fmt: skip
    # Nobody is to be misled by a filter of last week.
    assert not again.part("switch.board_customers").checked
    assert again.part("lensSentence").says == sentence_of(Lens.MOMENTUM)
    assert again.rows("roadmapList") == order
    again.click("switch.board_list")
    strips = [stage for stage in ItemStage if again.has(f"roadmapStrip.{stage.value}")]
    assert strips == [ItemStage.LATER, ItemStage.DECLINED]
    assert again.has("themeTray")


def test_settings_that_mean_nothing_any_more_are_as_usual(drive: Drive, sample_path: Path) -> None:
    board = on_board(drive, sample_path)
    rank_by(board, Lens.MOMENTUM)
    board.click("switch.board_list")
    board.click_header("roadmapList", "Title")
    board.click("switch.board_list")
    board.click("roadmapFold.next")
    board.click("roadmapFold.tray")
    assert board.close()
    file = paths.config_file()
    kept = file.read_text()
    for name, value, nothing in (
        ("lens", "momentum", "price"),
        ("folded", "declined next tray", "\\x202eidea tray rubbish"),
        ("list", "no", "maybe"),
        ("sorting", "title rank", "--rank stage nothing -title"),
    ):
        assert f"{name}={value}\n" in kept
        kept = kept.replace(f"{name}={value}\n", f"{name}={nothing}\n")
    file.write_text(kept)
    again = on_board(drive, sample_path)
    assert again.part("lensField").says == "By requests"
    assert not again.has("roadmapList")
    assert not any(again.has(f"roadmapStrip.{stage.value}") for stage in ItemStage)
    assert again.has("roadmapStrip.tray")
    again.click("switch.board_list")
    assert again.headers("roadmapList", spoken=True)[:3] == [
        "Rank, sorted falling", "Title, sorted falling, number 3", "Stage, sorted rising, number 2",
    ]  # fmt: skip


def test_another_workspace_is_as_usual(drive: Drive, sample_path: Path, tmp_path: Path) -> None:
    board = on_board(drive, sample_path)
    rank_by(board, Lens.MOMENTUM)
    board.click("roadmapStrip.declined")
    assert board.close()
    other = on_board(drive, tmp_path / "other.feedbackdesk")
    assert other.part("lensField").holds == "By requests"
    other.desk.do(plan, [], item="An idea of our own")
    other.settle()
    assert other.part("roadmapStrip.declined").spoken == "Declined, folded, 0 inside"


# Folding and dropping


def test_f_folds_a_column_and_opens_it_again(board: Driver) -> None:
    board.choose(LATER, OAT)
    for opens in ("F", "Enter", "Space"):
        board.press("F")
        assert board.keyboard == "roadmapStrip.later"
        strip = board.part("roadmapStrip.later")
        assert strip.spoken == "Later, folded, 3 inside"
        assert not board.has(LATER)
        # It takes no more room than the strip does.
        assert board.part(NEXT).place.left() - strip.place.right() < 24
        board.press(opens)
        assert not board.has("roadmapStrip.later")
        assert board.keyboard == LATER
        assert board.part("roadmapCount.later").says == "3"
    board.click("roadmapFold.later")
    assert not board.has(LATER)
    board.click("roadmapStrip.later")
    assert board.has(LATER)


def test_f_folds_the_tray_too(board: Driver) -> None:
    board.choose("themeTray", board.shown("themeTray")[0])
    before = board.part("roadmapBoard").place.width()
    board.press("F")
    assert board.part("roadmapBoard").place.width() > before
    assert not board.has("themeTray")
    assert board.part("roadmapStrip.tray").spoken == "Themes, folded"
    board.press("F")
    assert board.keyboard == "themeTray"
    assert board.part("roadmapBoard").place.width() == before


def test_several_dropped_on_a_folded_column_go_there_in_one_step(board: Driver) -> None:
    board.click("roadmapFold.next")
    titles = choose_all(board, LATER)
    assert len(titles) == 3
    cards = board.each(LATER)
    strip = board.part("roadmapStrip.next")
    calm = strip.picture
    assert strip.explained == "Unfold Next"
    assert board.would_take(cards, "roadmapStrip.next")
    assert strip.explained == "Move 3 items to Next"
    assert not changed(calm, strip.picture).isEmpty()
    board.drag_away()
    assert strip.explained == "Unfold Next"
    assert changed(calm, strip.picture).isEmpty()
    board.drag(cards, "roadmapStrip.next")
    assert board.says() == "Moved 3 items to Next."
    assert {stages(board)[title] for title in titles} == {ItemStage.NEXT}
    assert strip.spoken == "Next, folded, 5 inside"
    assert strip.explained == "Unfold Next"
    assert not board.has(NEXT)
    board.press("Ctrl+Z")
    assert board.says().startswith("Undone: Move 3 items")
    assert {stages(board)[title] for title in titles} == {ItemStage.LATER}


def test_several_dropped_within_their_column_are_pinned_side_by_side(board: Driver) -> None:
    first, *others = board.shown(LATER)
    board.choose(LATER, *others)
    board.drag([board.row(LATER, one) for one in others], LATER, first, low=0.05)
    assert board.says() == "Pinned 2 items from 1 on."
    assert board.shown(LATER) == [*others, first]
    assert board.chosen(LATER) == others


def test_what_is_dragged_from_elsewhere_is_not_for_a_strip(board: Driver) -> None:
    assert board.holds_words_over("roadmapStrip.declined", "A letter")
    assert board.part("roadmapStrip.declined").explained == "Unfold Declined"
    assert board.part("dropHint").says == "Record this as feedback"


# The keyboard comes back to the card


def test_from_other_pages_the_keyboard_comes_back_to_the_card(board: Driver) -> None:
    board.open(LATER, OAT)
    assert board.page == "item"
    board.act("back")
    assert (board.page, board.keyboard, board.chosen(LATER)) == ("roadmap", LATER, [OAT])
    board.act("compare")
    assert board.page == "compare"
    board.act("back")
    assert (board.page, board.keyboard, board.chosen(LATER)) == ("roadmap", LATER, [OAT])


def test_after_y_the_keyboard_comes_back_to_the_card(board: Driver) -> None:
    board.choose(LATER, OAT)
    for key, lens in (("Esc", Lens.REQUESTS), ("Enter", Lens.MENTIONS)):
        board.press("Y")
        assert board.keyboard != LATER
        board.press("Down", key)
        assert board.keyboard == LATER
        assert board.part("lensField").says == LENSES[lens]
        assert board.chosen(LATER) == [OAT]
        # Opened again it begins with what stands there, not with what was looked at.
        board.press("Y", "Enter")
        assert board.part("lensField").says == LENSES[lens]


def test_when_the_inspector_closes_the_keyboard_comes_back_to_the_card(board: Driver) -> None:
    board.choose(LATER, OAT)
    board.act("inspector")
    assert OAT in board.inspected()
    board.part("inspectorClose").press("Space")
    board.settle()
    assert not board.has("inspector")
    assert board.keyboard == LATER


def test_the_ring_shows_where_an_arrow_begins(board: Driver) -> None:
    first, second, _last = board.shown(LATER)
    for _step in range(40):
        board.press("Tab")
        if board.keyboard == LATER:
            break
    assert board.keyboard == LATER
    assert board.chosen(LATER) == []
    assert board.row(LATER, first).current
    place = board.row(LATER, first).place
    ring = board.row(LATER, first).ink("focus")
    assert (place.width() - ring.width(), place.height() - ring.height()) == (4, 8)
    board.press("Down")
    assert board.chosen(LATER) == [first]
    board.press("Down")
    assert board.chosen(LATER) == [second]
    assert board.row(LATER, first).ink("focus").isEmpty()


# How the cards are laid out


def test_cards_are_as_tall_as_their_titles_need_whatever_the_width(board: Driver) -> None:
    below: set[int] = set()

    def fit() -> None:
        for cards in filter(board.has, COLUMNS.values()):
            for one in board.each(cards):
                picture = one.picture
                bar = ink(picture, "bar").united(ink(picture, "bar_track"))
                # From the bar to the end is as far as ever.
                below.add(picture.height() - bar.bottom())
                assert len(below) == 1, one

    for width in (1400, 1024, 1500):
        board.resize(width, 700)
        fit()
    before = board.row(LATER, OAT).place.height()
    others = [stage.value for stage in ItemStage if stage not in {ItemStage.LATER}]
    for one in others:
        if board.has(f"roadmapFold.{one}"):
            board.click(f"roadmapFold.{one}")
    fit()
    alone = board.row(LATER, OAT).place
    assert alone.height() < before
    for one in others:
        board.click(f"roadmapStrip.{one}")
    fit()
    assert board.row(LATER, OAT).place.height() >= before
    assert board.row(LATER, OAT).place.width() < alone.width()
    # A scroll bar that comes makes the room for the titles narrower.
    wide = board.row(LATER, OAT).place.width()
    board.resize(1500, 400)
    fit()
    assert board.row(LATER, OAT).place.width() < wide


# What the pointer does


def test_the_question_why_names_what_is_declined(board: Driver) -> None:
    board.choose(LATER, OAT)
    board.act("decline")
    assert board.dialog_title() == f"Decline “{OAT}”"
    board.press("Esc")
    choose_all(board, LATER)
    board.act("decline")
    assert board.dialog_title() == "Decline 3 items"
    board.press("Esc")
    assert stages(board)[OAT] is ItemStage.LATER


@pytest.mark.parametrize("width", [1000, 1100, 1366])
def test_the_tray_leaves_the_cards_their_room_however_large_the_text_is(
    twice_as_large: None, drive: Drive, sample_path: Path, width: int
) -> None:
    window = on_board(drive, sample_path)
    window.choose(LATER, OAT)
    window.act("inspector")
    window.resize(width, 700)
    tray, cards = (window.part(name).place for name in ("themeTray", "roadmapBoard"))
    assert not tray.intersects(cards)
    assert cards.width() >= tray.width()


def test_no_card_looks_pointed_at_after_a_drag_has_left(board: Driver) -> None:
    before = board.part(LATER).picture
    assert board.row(LATER, OAT).hover() == OAT
    assert not changed(before, board.part(LATER).picture).isEmpty()
    assert board.would_take(board.row(IDEAS, board.shown(IDEAS)[0]), LATER)
    board.drag_away()
    assert changed(before, board.part(LATER).picture).isEmpty()


def test_the_name_of_a_narrow_column_is_whole(board: Driver) -> None:
    board.click("roadmapStrip.declined")
    board.choose(LATER, OAT)
    board.act("inspector")
    board.resize(900, 700)
    for stage in ItemStage:
        name = board.part(f"roadmapName.{stage.value}")
        assert name.holds == label(stage)
        assert not name.is_cut, stage
        count = board.part(f"roadmapCount.{stage.value}")
        assert count.holds == str(len(board.rows(COLUMNS[stage])))


@pytest.mark.usefixtures("slow_hand")
def test_a_click_opens_the_inspector_only_once_it_cannot_be_a_double_click(board: Driver) -> None:
    board.row(LATER, OAT).click()
    assert not board.has("inspector")
    board.until(lambda: OAT in board.inspected(), "the inspector")


def test_a_double_click_opens_the_page_and_no_inspector(board: Driver) -> None:
    board.row(LATER, OAT).double_click()
    board.settle()
    assert (board.page, board.part("itemPageTitle").says) == ("item", OAT)
    board.press("Esc")
    assert board.page == "roadmap"
    assert not board.has("inspector")


def test_clicks_that_choose_several_open_nothing(board: Driver) -> None:
    first, second, last = board.shown(LATER)
    for held, chosen in (("Ctrl", [first, last]), ("Shift", [first, second, last])):
        board.row(LATER, first).click()
        board.settle()
        board.act("inspector")
        assert not board.has("inspector")
        board.row(LATER, last).click(held)
        board.settle()
        assert board.chosen(LATER) == chosen
        assert not board.has("inspector")
        board.press("Home")  # lets the held key go


# Keys, and who listens


@pytest.mark.usefixtures("listening")
def test_every_step_is_read_out_with_its_column_and_rank(board: Driver) -> None:
    board.choose(LATER, OAT)
    numbers = "rank 7, 6 accounts, 9 mentions, effort 2"
    assert board.heard == f"{OAT}, {numbers}, in Later"
    board.press("Ctrl+Right")
    assert board.keyboard == NEXT
    assert board.says() == f"Moved {OAT} to Next."
    assert board.heard == f"{OAT}, {numbers}, in Next"
    board.press("Ctrl+Up")
    assert board.heard == f"{OAT}, {numbers}, pinned at place 2, in Next"
    board.press("Alt+U")
    assert board.heard == f"{OAT}, {numbers}, in Next"


def test_m_moves_several_to_any_column(board: Driver) -> None:
    titles = choose_all(board, IDEAS)
    board.press("M")
    assert board.menu_name() == "stageMenu"
    assert board.menu() == [f"{n}  {label(stage)}" for n, stage in enumerate(ItemStage, 1)]
    board.press("4")
    assert board.says() == f"Moved {len(titles)} items to Now."
    assert {stages(board)[title] for title in titles} == {ItemStage.NOW}
    assert board.shown(IDEAS) == []
    assert sorted(board.chosen(NOW)) == sorted(titles)
    assert board.keyboard == NOW


def test_several_are_declined_with_one_reason(board: Driver) -> None:
    titles = choose_all(board, IDEAS)
    board.act("decline")
    assert board.dialog() == "question"
    board.type("Too small for us")
    board.press("Enter")
    assert board.says().startswith(f"Moved {len(titles)} items to Declined")
    for title in titles:
        one = item_titled(board, title)
        assert (one.stage, one.why) == (ItemStage.DECLINED, "Too small for us")


def test_del_deletes_several_in_one_step(board: Driver) -> None:
    before = stages(board)
    titles = choose_all(board, LATER)
    board.press("Del")
    assert board.says() == "Deleted 3 items."
    assert stages(board) == {one: at for one, at in before.items() if one not in titles}
    assert board.shown(LATER) == []
    assert board.part("roadmapCount.later").says == "0"
    board.press("Ctrl+Z")
    assert stages(board) == before


def test_l_on_a_card_links_a_theme_to_it(board: Driver) -> None:
    board.choose(LATER, OAT)
    board.press("L")
    assert board.dialog() == "chooser"
    assert OAT in board.dialog_title()
    board.type("Decaf worth")
    board.press("Enter")
    assert board.says().startswith("Linked Decaf worth drinking")
    assert board.chosen(LATER) == [OAT]
    assert item_titled(board, OAT).themes[-1] == "Decaf worth drinking"


def test_the_menu_of_a_card_and_of_a_row_is_the_same(board: Driver) -> None:
    board.choose(LATER, OAT)
    board.row(LATER, OAT).right_click()
    assert board.menu_name() == "roadmapMenu"
    of_card = board.menu()
    board.press("Esc")
    board.act("board_list")
    board.choose("roadmapList", OAT)
    board.row("roadmapList", OAT).right_click()
    assert board.menu() == of_card
    assert of_card == [
        "Open its page", "Decide…", "", "Link a theme…", "", "Move to the column before",
        "Move to the next column", "Move to a column…", "", "Pin one place higher",
        "Pin one place lower", "Unpin", "", "Mark as shipped", "Decline…", "", "Delete",
    ]  # fmt: skip
    board.press("Esc")


# Filters and groups


def test_a_filter_counts_a_part_says_so_and_lets_pins_rest(board: Driver) -> None:
    board.click("switch.board_lost")
    board.click("switch.board_year")
    only = EvidenceFilter(lost=True, this_year=True)
    ranked = board.desk.ask(filtered_roadmap, Lens.REQUESTS, only)
    assert 0 < len(ranked) < len(stages(board))
    for stage, cards in COLUMNS.items():
        entries = [entry for entry in ranked if entry.item.stage is stage]
        assert board.shown(cards) == [entry.item.title for entry in entries]
        for entry in entries:
            number = f"{entry.item.requests} account{'s' * (entry.item.requests != 1)},"
            assert number in board.row(cards, entry.item.title).spoken
    assert board.part("lensSentence").says == f"{sentence_of(Lens.REQUESTS)} {only.sentence}"
    entry = next(one for one in ranked if one.rank is not None)
    board.choose(COLUMNS[entry.item.stage], entry.item.title)
    board.press("Ctrl+Down")
    assert board.says() == "Pins rest while only a part counts."
    # A drag says so too, and pins nothing.
    cards = COLUMNS[entry.item.stage]
    card = board.row(cards, entry.item.title)
    assert board.would_take(card, cards)
    assert board.part(cards).explained == "Pins rest while only a part counts"
    board.drag(card, cards)
    assert item_titled(board, entry.item.title).pinned is None
    board.click("switch.board_lost")
    board.click("switch.board_year")
    whole = board.desk.ask(full_roadmap)
    for stage, cards in COLUMNS.items():
        assert board.shown(cards) == [one.item.title for one in column(whole, stage)]


def test_where_nothing_counts_the_page_says_so(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "new.feedbackdesk"
    desk = Desk.open(path)
    desk.do(plan, [], item="An idea of our own")
    desk.close()
    window = on_board(drive, path)
    window.act("board_lost")
    assert window.is_said("Nothing of that was said")
    assert not window.has(IDEAS)
    window.act("board_lost")
    assert window.shown(IDEAS) == ["An idea of our own"]
    assert window.has(IDEAS)
    assert not window.is_said("Nothing of that was said")


def test_by_theme_each_item_stands_once_under_its_first_theme(board: Driver) -> None:
    themes = {
        one.item.title: (one.item.themes or ("No theme",))[0]
        for one in board.desk.ask(full_roadmap)
    }
    before = {cards: board.shown(cards) for cards in COLUMNS.values()}
    board.click("switch.board_group")
    for cards, titles in before.items():
        rows = board.each(cards)
        assert sorted(row.says for row in rows if row.enabled) == sorted(titles)
        heading = ""
        for row in rows:
            if row.enabled:
                assert heading == themes[row.says]
            else:
                heading = row.says
                assert row.spoken == heading
    first, second = (row.says for row in board.each(LATER) if row.enabled and row.says in {
        *[one.says for one in board.each(LATER) if one.enabled][:2]})  # fmt: skip
    board.choose(LATER, first)
    board.press("Down")
    assert board.chosen(LATER) == [second], "a heading is passed over"
    board.press("Ctrl+Down")
    assert board.says() == "Pins rest while items stand by theme."
    assert item_titled(board, second).pinned is None


# The list


def in_list(window: Driver) -> list[str]:
    """Return the titles of the list, from the top."""
    titles = stages(window)
    told = [row.cells[1] for row in window.each("roadmapList")]
    return [next(one for one in titles if words.startswith(one)) for words in told]


@pytest.mark.usefixtures("listening")
def test_the_list_has_the_same_items_keys_and_choice(board: Driver) -> None:
    titles = [one.item.title for one in board.desk.ask(full_roadmap)]
    board.choose(LATER, OAT)
    board.press("Ctrl+B")
    assert board.keyboard == "roadmapList"
    assert in_list(board) == titles
    rows = board.each("roadmapList")
    assert [titles[n] for n, row in enumerate(rows) if row.chosen] == [OAT]
    board.press("Ctrl+Right")
    assert board.says() == f"Moved {OAT} to Next."
    rows = board.each("roadmapList")
    assert [in_list(board)[n] for n, row in enumerate(rows) if row.chosen] == [OAT]
    row = board.row("roadmapList", OAT)
    assert row.cells == [
        "Rank: 7", f"{OAT}, rank 7, 6 accounts, 9 mentions, effort 2, in Next", "Stage: Next",
        "Requests: 6",
        "Mentions: 9", "Value: £13,350", "Lost: –", "Momentum: 3", "Effort: 2", "Score: 6",
        "Moved: –",
    ]  # fmt: skip
    assert board.headers("roadmapList", spoken=True)[:2] == ["Rank, sorted rising", "Title"]
    board.press("Ctrl+B")
    assert board.chosen(NEXT) == [OAT]
    assert board.keyboard == NEXT


def test_s_sorts_the_list_and_the_sorting_before_stays_below(board: Driver) -> None:
    board.act("board_list")
    board.choose("roadmapList", OAT)
    for words in ("Title", "Stage"):
        board.press("S")
        assert board.menu_name() == "sortMenu"
        assert board.menu() == [
            "Rank", "Title", "Stage", "Requests", "Mentions", "Value", "Lost", "Momentum",
            "Effort", "Score", "Moved",
        ]  # fmt: skip
        board.pick(words)
    at = stages(board)
    order = sorted(at, key=lambda title: (list(ItemStage).index(at[title]), sort_key(title)))
    assert in_list(board) == order
    rows = board.each("roadmapList")
    assert [order[n] for n, row in enumerate(rows) if row.chosen] == [OAT]
    assert board.headers("roadmapList", spoken=True)[:3] == [
        "Rank, sorted rising, number 3",
        "Title, sorted rising, number 2",
        "Stage, sorted rising",
    ]
    # The head does the same, and once more turns it round.
    board.click_header("roadmapList", "Stage")
    assert board.headers("roadmapList", spoken=True)[2] == "Stage, sorted falling"
    stages_shown = [row.cells[2] for row in board.each("roadmapList")]
    assert (stages_shown[0], stages_shown[-1]) == ("Stage: Declined", "Stage: Ideas")


# Bad input


ODD = ("W" * 300, "שלום " * 40, "👩‍👩‍👧‍👦 family", 'a < b & c "quoted" [x]', "\u202egnitrever")


@step("Plan what is odd")
def plan_odd(work: UnitOfWork) -> None:
    for title in ODD:
        plan(work, [], item=title)


def test_titles_of_any_kind_stand_on_cards_and_in_the_list(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "odd.feedbackdesk"
    desk = Desk.open(path)
    desk.do(plan_odd)
    desk.close()
    window = on_board(drive, path)
    window.resize(900, 600)
    titles = set(stages(window))
    assert len(titles) == 5
    assert set(window.shown(IDEAS)) == titles
    below = set()
    for card in window.each(IDEAS):
        picture = card.picture
        bar = ink(picture, "bar_track")
        # A title may take five lines here, and never runs into the bar or over the edge.
        below.add(ink(picture, "line").bottom() - bar.bottom())
        assert not ink(picture, "text").isEmpty()
        assert ink(picture, "text").right() < bar.right() + 3
    assert len(below) == 1
    for name in ("board_group", "board_list"):
        window.act(name)
        assert all(any(title in row for row in window.rows(
            "roadmapList" if name == "board_list" else IDEAS)) for title in titles)  # fmt: skip
        assert not window.picture.isNull()
