"""Places are remembered as text, and a trail leads back over them as a browser's does."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from feedbackdesk.ui.places import ROOMS, Place, Trail, above, read_place, room_of, told_back

KINDS = [kind for room in ROOMS for kind in (room.name, *room.holds)]
PLACES = st.builds(
    Place, st.sampled_from(KINDS), st.one_of(st.just(""), st.integers(0, 2**62), st.text())
)


@given(PLACES)
def test_a_place_is_read_as_it_was_written(place: Place) -> None:
    wanted = place
    if isinstance(place.key, str) and place.key.startswith("#"):
        return  # no page has such a key: it would be taken for a number
    assert read_place(place.to_text()) == wanted


@given(st.text())
def test_what_was_not_written_here_is_no_place_or_one_that_can_be_shown(text: str) -> None:
    place = read_place(text)
    assert place is None or room_of(place)


def test_every_kind_is_shown_by_one_room_and_says_where_it_is() -> None:
    assert len(KINDS) == len(set(KINDS))
    for kind in KINDS:
        assert told_back(Place(kind, 1))
        assert above(Place(kind, 1)) != Place(kind, 1)
    assert told_back(None) == "Back"


def test_where_no_trail_is_a_step_back_leads_up() -> None:
    assert above(Place("theme", 3)) == Place("themes")
    assert above(Place("person", 3)) == Place("people")
    assert above(Place("item", 3)) == Place("roadmap")
    assert above(Place("twins")) == Place("people")
    assert above(Place("search", "jam")) == above(Place("backups")) == Place("inbox")
    assert above(Place("people")) == Place("people")


GO, BACK, ON = "go", "back", "on"
WALKS = st.lists(
    st.one_of(
        st.tuples(st.just(GO), st.integers(0, 4)),
        st.tuples(st.sampled_from([BACK, ON]), st.none()),
    ),
    max_size=40,
)


@given(WALKS)
def test_a_trail_is_walked_as_a_book_with_a_thumb_in_it(walk: list[tuple[str, int | None]]) -> None:
    trail = Trail(Place("inbox"))
    pages, thumb = [Place("inbox")], 0  # the oracle: every page on the way, and where one is
    for what, where in walk:
        if what == GO:
            place = Place("item", where) if where is not None else Place("inbox")
            trail.go(place)
            if place != pages[thumb]:
                pages = [*pages[: thumb + 1], place]
                thumb += 1
        elif what == BACK:
            assert (trail.back() is None) == (thumb == 0)
            thumb = max(thumb - 1, 0)
        else:
            assert (trail.on() is None) == (thumb == len(pages) - 1)
            thumb = min(thumb + 1, len(pages) - 1)
        assert trail.here == pages[thumb]
        assert trail.before == (pages[thumb - 1] if thumb else None)
        assert trail.after == (pages[thumb + 1] if thumb + 1 < len(pages) else None)


@given(WALKS, st.integers(0, 4))
@example([(GO, 1), (GO, 2), (GO, 1)], 2)
@example([(GO, 1), (GO, 2), (GO, 1), (BACK, None)], 2)
def test_what_is_gone_is_never_led_to(walk: list[tuple[str, int | None]], gone: int) -> None:
    trail, lost = Trail(Place("inbox")), Place("item", gone)
    for what, where in walk:
        if what == GO:
            trail.go(Place("item", where or 0))
        else:
            (trail.back if what == BACK else trail.on)()
    trail.forget(lost.__eq__)
    if trail.here == lost:
        trail.leave()
    for step in (trail.back, trail.on):
        seen = trail.here
        while (place := step()) is not None:
            assert place != lost
            assert place != seen, "no step leads to where one is"
            seen = place


def test_a_trail_is_of_bounded_length() -> None:
    trail = Trail(Place("inbox"))
    for number in range(10_000):
        trail.go(Place("item", number))
    steps = 0
    while trail.back() is not None:
        steps += 1
    assert 100 <= steps <= 1_000
