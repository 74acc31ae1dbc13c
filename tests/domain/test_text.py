"""Texts from outside: what ends a line, cleaned once at the desk's door."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.text import blotter_of, clean, clean_name, finder_of, name_key

_LINE_ENDS = (
    "\n",
    "\r",
    "\r\n",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
)


@given(st.lists(st.text("price is high€é", max_size=8)), st.sampled_from(_LINE_ENDS))
def test_whatever_ends_a_line_is_a_line_break_of_its_own(lines: list[str], end: str) -> None:
    assert clean(end.join(("a", *lines, "z"))) == "\n".join(("a", *lines, "z"))
    assert clean(f"price{end}is high") == "price\nis high"
    assert clean_name(f"Ann{end}Lee") == "Ann Lee"
    assert name_key(f"ANN{end}Lee") == name_key("ann lee")


@given(st.text())
def test_what_is_kept_has_one_kind_of_line_break(text: str) -> None:
    kept = clean(text)
    assert kept.splitlines() == (kept.split("\n") if kept else [])


NAMED = st.text("AlLeße \u0301-.’’Ö1 ", min_size=1, max_size=10)


@given(st.lists(NAMED, max_size=3), st.text("AlLeße \u0301-.’Öö1 \n", max_size=40))
def test_no_name_is_found_where_it_was_blotted_and_the_rest_stays(
    names: list[str], text: str
) -> None:
    holds, blotted = finder_of(names), blotter_of(names, "§")(text)
    assert not holds(blotted)
    assert (blotted == text) is not holds(text)
    assert set(blotted) <= set(text) | {"§"}
