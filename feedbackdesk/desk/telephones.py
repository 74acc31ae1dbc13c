"""Telephone numbers: whether two are one, with country and trunk prefix understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.contact_points import digits_of, number_end

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_SHORTEST = 4
"""Fewer digits are an extension, or a slip: the same ones mean nothing."""


def same_number(one: str, other: str, country: str | None) -> bool:
    """Return whether two numbers reach the same telephone.

    Without a country only a number that begins with + says where it is; of others only equal
    digits are the same.
    """
    digits, others = digits_of(one), digits_of(other)
    if len(digits) < _SHORTEST or not number_end(one) or number_end(one) != number_end(other):
        return False
    if digits == others:
        return True
    first, second = _parsed(one, country), _parsed(other, country)
    return first is not None and first == second


def _parsed(number: str, country: str | None) -> PhoneNumber | None:
    # Some 40 ms, and only where two numbers are spelt differently.
    from phonenumbers import NumberParseException, parse

    try:
        found = parse(number, country)
    except NumberParseException:
        return None
    found.raw_input = None
    found.country_code_source = 0
    return found
