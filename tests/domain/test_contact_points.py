"""What is typed to reach somebody: read, compared, written out again, and what is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.contact_points import (
    MOST,
    ContactPoint,
    PointKind,
    clean_email,
    clean_phone,
    digits_of,
    domain_of,
    name_and_address,
    number_end,
    read_contact_points,
    ways,
)
from feedbackdesk.domain.errors import Refusal

EMAIL, PHONE, DOMAIN = PointKind.EMAIL, PointKind.PHONE, PointKind.DOMAIN
UNCHANGED = "Nothing was changed"


def point(kind: PointKind, value: str, label: str = "") -> ContactPoint:
    """Return what reaches somebody."""
    return ContactPoint(kind, value, label) if label else ContactPoint(kind, value)


READ = [
    ("ann@lee.example", point(EMAIL, "ann@lee.example")),
    ("work: ann@lee.example", point(EMAIL, "ann@lee.example", "work")),
    ("  work :ann@lee.example  ", point(EMAIL, "ann@lee.example", "work")),
    ("a: b: ann@lee.example", None),
    ("0114 496 0000", point(PHONE, "0114 496 0000")),
    ("the shop: 0114  496\t0000", point(PHONE, "0114 496 0000", "the shop")),
    ("+44 (0)114 496 0000", point(PHONE, "+44 (0)114 496 0000")),
    ("5", point(PHONE, "5")),
    ("@harbour.example", point(DOMAIN, "harbour.example")),
    ("all: @Harbour.Example", point(DOMAIN, "harbour.example", "all")),
    ("@a-b.c_d.example", point(DOMAIN, "a-b.c_d.example")),
    ("@müller.example", point(DOMAIN, "müller.example")),
    ("x" * 40 + ": 12", point(PHONE, "12", "x" * 40)),
    ("shop 24.example", point(PHONE, "shop 24.example")),
    ("24.example", point(PHONE, "24.example")),
]


@pytest.mark.parametrize(("typed", "read"), READ)
def test_a_line_is_read_as_what_it_reaches(typed: str, read: ContactPoint | None) -> None:
    if read is None:
        with pytest.raises(Refusal, match="is not an e-mail address"):
            read_contact_points(typed, of_organisation=True)
        return
    assert read_contact_points(typed, of_organisation=True) == (read,)
    assert read_contact_points(read.words, of_organisation=True) == (read,), "as it is shown"
    if read.kind is DOMAIN:
        with pytest.raises(Refusal, match="Only organisations have a domain such as @"):
            read_contact_points(typed, of_organisation=False)
    else:
        assert read_contact_points(typed, of_organisation=False) == (read,)


@pytest.mark.parametrize(
    "typed",
    [
        "ann@lee.example\n0114 496",
        "ann@lee.example, 0114 496",
        "ann@lee.example;0114 496",
        "\n;, ann@lee.example ;;\n , 0114 496,",
        "ann@lee.example\n0114 496\nANN@LEE.example, home: 0114  496",
    ],
)
def test_several_are_parted_by_lines_and_commas_and_each_is_kept_once(typed: str) -> None:
    found = read_contact_points(typed, of_organisation=False)
    assert found == (point(EMAIL, "ann@lee.example"), point(PHONE, "0114 496"))


def test_as_many_as_are_kept_and_no_more() -> None:
    lines = [f"shop {number}: {number:05}" for number in range(MOST)]
    assert len(read_contact_points("\n".join(lines), of_organisation=False)) == MOST == 50
    again = [*lines, "once more: 00000"]
    assert len(read_contact_points("\n".join(again), of_organisation=False)) == MOST
    with pytest.raises(Refusal, match=rf"51 addresses are more than the 50 kept\. {UNCHANGED}\."):
        read_contact_points("\n".join([*lines, "99"]), of_organisation=False)
    assert read_contact_points(" \n ,; ", of_organisation=False) == ()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("ann@", "“ann@” is not an e-mail address. Nothing was changed."),
        ("a b@lee.example", "“a b@lee.example” is not an e-mail address. Nothing was changed."),
        (
            "Harbour.Example",
            "“Harbour.Example” is read as no address. Nothing was changed; "
            "a mail domain is written @harbour.example.",
        ),
        (
            "ask at the desk",
            "“ask at the desk” is neither an e-mail address nor a telephone number. "
            "Nothing was changed; write one a line, such as work: ann@harbour.example.",
        ),
        (
            "desk: ask",
            "“desk: ask” is neither an e-mail address nor a telephone number. "
            "Nothing was changed; write one a line, such as work: ann@harbour.example.",
        ),
        (
            "y" * 70,
            f"“{'y' * 60}” is neither an e-mail address nor a telephone number. "
            "Nothing was changed; write one a line, such as work: ann@harbour.example.",
        ),
        (
            f"{'y' * 70}.example",
            f"“{'y' * 60}” is read as no address. Nothing was changed; "
            f"a mail domain is written @{'y' * 60}.",
        ),
        ("@harbour", "“@harbour” is not a mail domain. Nothing was changed."),
        ("@a.b", "“@a.b” is not a mail domain. Nothing was changed."),
        ("@-a.example", "“@-a.example” is not a mail domain. Nothing was changed."),
        ("@" + "z" * 300, f"“@{'z' * 60}” is not a mail domain. Nothing was changed."),
        ("@gmail.com", "@gmail.com is used by people of every firm. Nothing was changed."),
        ("all: @GMX.de", "@gmx.de is used by people of every firm. Nothing was changed."),
        ("@aol.com", "@aol.com is used by people of every firm. Nothing was changed."),
        ("@163.com", "@163.com is used by people of every firm. Nothing was changed."),
        ("x" * 41 + ": 12", None),
    ],
)
def test_what_reaches_nobody_is_refused_and_named(typed: str, complaint: str | None) -> None:
    if complaint is None:
        assert read_contact_points(typed, of_organisation=True) == (point(PHONE, typed),)
        return
    with pytest.raises(Refusal) as refused:
        read_contact_points(typed, of_organisation=True)
    assert str(refused.value) == complaint


def test_a_domain_is_of_an_organisation_alone() -> None:
    with pytest.raises(Refusal) as refused:
        read_contact_points("@harbour.example", of_organisation=False)
    told = "Only organisations have a domain such as @harbour.example. Nothing was changed."
    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" ann@lee.example\n", "ann@lee.example"),
        ("Ann@Lee.example", "Ann@Lee.example"),
        (f"{'a' * 242}@lee.example", f"{'a' * 242}@lee.example"),
        (f"{'a' * 243}@lee.example", None),
        ("a@b@c", None),
        ("a@", None),
        ("@b", None),
        ("", None),
        ("a@b c", None),
        ("<a@b>", None),
        ("a@b,c@d", None),
        ("a;b@c", None),
    ],
)
def test_an_address_has_one_sign_and_an_end_of_its_own(typed: str, address: str | None) -> None:
    if address is not None:
        assert clean_email(typed) == address
        return
    with pytest.raises(Refusal, match=f"is not an e-mail address. {UNCHANGED}"):
        clean_email(typed)


@pytest.mark.parametrize(
    ("typed", "shown"), [("x" * 60, "x" * 60), ("x" * 61, "x" * 60 + "…"), ("ann", "ann")]
)
def test_an_address_that_is_refused_is_named_in_a_line(typed: str, shown: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_email(typed)
    assert str(refused.value) == f"“{shown}” is not an e-mail address. Nothing was changed."


def test_a_number_stays_as_it_was_typed_on_one_line() -> None:
    assert clean_phone(" 0114\n 496  0000, ask for Ann ") == "0114 496 0000, ask for Ann"
    assert clean_phone("1" * 254) == "1" * 254
    with pytest.raises(Refusal) as refused:
        clean_phone("1" * 255)
    assert str(refused.value) == f"“{'1' * 60}…” is no telephone number. Nothing was changed."


@pytest.mark.parametrize(
    ("number", "digits", "end"),
    [
        ("+44 (0)114 496-0000", "4401144960000", "4960000"),
        ("0114 496 0000", "01144960000", "4960000"),
        ("٠١٢", "012", "012"),
        ("1234567", "1234567", "1234567"),
        ("12345678", "12345678", "2345678"),
        ("", "", ""),
        ("ask for Ann", "", ""),
        ("ab 12", "12", "12"),
        ("abc 12", "12", ""),
        ("½ 7", "7", "7"),
    ],
)
def test_a_number_is_looked_up_by_its_end(number: str, digits: str, end: str) -> None:
    assert digits_of(number) == digits
    assert number_end(number) == end
    assert point(PHONE, number).key == end


@given(st.text(st.characters(categories=("Nd", "Zs", "Pd"))))
def test_the_digits_of_a_number_are_its_own_in_order(number: str) -> None:
    held = [str(unicodedata.decimal(char)) for char in number if char.isdecimal()]
    assert list(digits_of(number)) == held
    assert digits_of(number).endswith(number_end(number))
    assert len(number_end(number)) == min(len(held), 7)


def test_addresses_and_domains_are_compared_without_case() -> None:
    assert point(EMAIL, "Ann@Lee.example").key == "ann@lee.example"
    assert point(DOMAIN, "Harbour.example").key == "harbour.example"
    assert domain_of("Ann@Lee@Harbour.EXAMPLE") == "harbour.example"
    assert domain_of("Ann") == "ann"


def test_what_is_stored_of_a_kind_stays_for_ever() -> None:
    assert [str(one) for one in PointKind] == ["email", "phone", "domain"]


def test_the_same_address_is_one_in_a_set() -> None:
    assert len({point(EMAIL, "a@b.example"), point(EMAIL, "a@b.example", "")}) == 1
    assert len({point(EMAIL, "a@b.example"), point(EMAIL, "a@b.example", "work")}) == 2


def test_the_ways_of_one_kind_stand_in_a_line() -> None:
    points = [
        point(EMAIL, "ann@lee.example"),
        point(PHONE, "0114 496", "shop"),
        point(EMAIL, "a@harbour.example", "work"),
        point(DOMAIN, "harbour.example", "all"),
        point(DOMAIN, "quay.example"),
    ]
    assert ways(points, EMAIL) == "ann@lee.example, work: a@harbour.example"
    assert ways(points, PHONE) == "shop: 0114 496"
    assert ways(points, DOMAIN) == "all: @harbour.example, @quay.example"
    assert ways([], EMAIL) == ""


@pytest.mark.parametrize(
    ("typed", "name", "address"),
    [
        ("Ann Lee <ann@lee.example>", "Ann Lee", "ann@lee.example"),
        ('  " Ann Lee "  < ann@lee.example > ', "Ann Lee", "ann@lee.example"),
        ("<ann@lee.example>", "ann@lee.example", "ann@lee.example"),
        ('"" <ann@lee.example>', "ann@lee.example", "ann@lee.example"),
        (" ann@lee.example ", "ann@lee.example", "ann@lee.example"),
        ("Ann Lee", "Ann Lee", None),
        (" Ann Lee ", " Ann Lee ", None),
        ("Ann <at home>", "Ann <at home>", None),
        ("Ann <a@b@c>", "Ann <a@b@c>", None),
        ("Ann <a@b,c>", "Ann <a@b,c>", None),
        ("Ann\nLee <ann@lee.example>", "Ann\nLee", "ann@lee.example"),
        (f"{'a' * 242}@lee.example", f"{'a' * 242}@lee.example", f"{'a' * 242}@lee.example"),
        (f"{'a' * 243}@lee.example", f"{'a' * 243}@lee.example", None),
        ("", "", None),
    ],
)
def test_a_name_is_told_from_the_address_behind_it(
    typed: str, name: str, address: str | None
) -> None:
    assert name_and_address(typed) == (name, address)
