"""The roadmap as a list, without a window: its sorting, its groups, and a sound model."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester

from feedbackdesk.domain.ranking import rank_items
from feedbackdesk.domain.rows import Item, RankedItem
from feedbackdesk.domain.words import ItemStage, Lens
from feedbackdesk.ui.pages.roadmap.card_rows import under_themes
from feedbackdesk.ui.pages.roadmap.list_rows import (
    FACTS,
    Fact,
    RoadmapModel,
    read_sorting,
    sort_entries,
    write_sorting,
)

items_ = st.builds(
    Item,
    id=st.integers(1, 10**6),
    title=st.text(max_size=8),
    stage=st.sampled_from(list(ItemStage)),
    requests=st.integers(0, 3),
    mentions=st.integers(0, 3),
    value=st.integers(0, 3),
    effort=st.none() | st.integers(1, 3),
    themes=st.lists(st.sampled_from(["A", "B", "\u202eC"]), max_size=2, unique=True).map(tuple),
)
roadmaps = st.lists(items_, max_size=12, unique_by=lambda item: item.id)
sortings = st.lists(
    st.tuples(st.sampled_from(FACTS), st.booleans()), max_size=3, unique_by=lambda one: one[0]
)


@given(roadmaps, sortings, st.sampled_from(list(Lens)))
def test_sorting_by_several_columns_is_stable(
    items: list[Item], sorting: list[tuple[Fact, bool]], lens: Lens
) -> None:
    ranked = rank_items(items, lens)
    found = sort_entries(ranked, sorting, lens)
    assert sorted(map(id, found)) == sorted(map(id, ranked))
    if not sorting:
        assert found == ranked
        return
    (first, _falls), rest = sorting[0], sorting[1:]
    below = sort_entries(ranked, rest, lens)

    def shown(entry: RankedItem) -> object:
        return {
            Fact.RANK: entry.rank, Fact.TITLE: entry.item.title, Fact.STAGE: entry.item.stage,
            Fact.REQUESTS: entry.item.requests, Fact.EFFORT: entry.item.effort,
        }.get(first)  # fmt: skip

    if shown(found[0] if found else RankedItem(Item(0, "", ItemStage.IDEA), None, None)) is None:
        return
    for one in found:
        alike = [other for other in found if shown(other) == shown(one)]
        assert alike == [other for other in below if shown(other) == shown(one)]


@given(roadmaps)
def test_groups_hold_each_item_once(items: list[Item]) -> None:
    ranked = rank_items(items)
    groups = under_themes(ranked, "Nobody")
    inside = [entry for _name, entries in groups for entry in entries]
    assert sorted(map(id, inside)) == sorted(map(id, ranked))
    assert all(
        entry.item.themes[:1] in {(name,), ()} for name, entries in groups for entry in entries
    )


def test_the_model_of_the_list_is_sound() -> None:
    items = [
        Item(1, "Oat", ItemStage.NOW, requests=3, themes=("Milk",)),
        Item(2, "Cups", ItemStage.IDEA, requests=2, lost=1, lost_value=500),
        Item(3, "Jam", ItemStage.NEXT, requests=2, effort=3, themes=("Milk", "Food")),
        Item(4, "Bags", ItemStage.SHIPPED),
    ]
    ranked, parent = rank_items(items), QObject()
    model = RoadmapModel(parent)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for grouped, rows in ((False, 4), (True, 2), (False, 4)):
        model.show_these(ranked, Lens.LOST, grouped=grouped, nobody="No theme")
        assert model.rowCount() == rows
        for column in range(len(FACTS)):
            model.sort_by(column)
    tester.deleteLater()


def test_a_sorting_that_means_nothing_any_more_is_left_away() -> None:
    kept = ["--rank", "stage", "nothing", "-title"]
    assert write_sorting(read_sorting(kept)) == ["-rank", "stage", "-title"]
