"""Who is meant by what was typed: by address, number, name and domain, and who is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import (
    Reason,
    Speaker,
    identify,
    organisation_named,
    person_named,
    told,
)
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.merging import merge_organisations, merge_people, merged_record
from feedbackdesk.desk.people import (
    PersonFacts,
    all_organisations,
    all_people,
    contact_points_of,
    delete_person,
    edit_organisation,
    edit_person,
    further_addresses,
    person,
)
from feedbackdesk.desk.search import search_everything
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.telephones import same_number
from feedbackdesk.desk.twins import twins
from feedbackdesk.domain.contact_points import name_and_address, read_contact_points
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
from feedbackdesk.domain.person_names import fits
from feedbackdesk.domain.words import PersonStage

if TYPE_CHECKING:
    from feedbackdesk.desk.desk import Desk

INFO = "info@harbour.example"


def say(desk: Desk, **speaker: Any) -> tuple[str | None, str | None]:
    """Record something; return who is named as having said it, and for whom."""
    loss = LossFacts("Price") if speaker.pop("lost", False) else None
    new = NewFeedback("Longer hours", Speaker(**speaker), loss=loss)
    key = desk.do(record_feedback, new).result
    said = next(one for one in desk.ask(list_feedback) if one.id == key)
    return said.who, said.organisation


def people(desk: Desk) -> dict[str, str | None]:
    """Return everybody's name and organisation."""
    return {one.name: one.organisation for one in desk.ask(all_people)}


@pytest.mark.parametrize("lost", [False, True])
def test_a_shared_address_files_nothing_under_somebody_else(desk: Desk, lost: bool) -> None:
    say(desk, name="Ann Lee", organisation="Harbour", email=INFO)
    assert say(desk, name="Bo Ek", organisation="Pier", email=INFO, lost=lost) == ("Bo Ek", "Pier")
    assert say(desk, name="Cara Dun", email=INFO, lost=lost) == ("Cara Dun", None)
    assert people(desk) == {"Ann Lee": "Harbour", "Bo Ek": "Pier", "Cara Dun": None}
    assert say(desk, name="Bo Ek", email=INFO) == ("Bo Ek", "Pier")  # each is found again
    assert say(desk, name="Ann", email=INFO) == ("Ann Lee", "Harbour")
    with pytest.raises(Ambiguous, match=r"Ann Lee \(Harbour, id 1\); Bo Ek"):
        say(desk, email=INFO)
    assert len(people(desk)) == 3


def test_being_recognised_changes_neither_name_nor_organisation_nor_stage(desk: Desk) -> None:
    ann = {"name": "Ann Lee", "email": "ann@lee.example", "phone": "0114 496 0000"}
    say(desk, **ann, organisation="Harbour", stage=PersonStage.PROSPECT)
    (before,) = desk.ask(all_people)
    assert say(desk, name="ann  LEE", email="ANN@lee.example") == ("Ann Lee", "Harbour")
    assert say(desk, email="ann@lee.example", organisation="Pier") == ("Ann Lee", "Pier")
    assert say(desk, phone="0114 4960000") == ("Ann Lee", "Harbour")
    (after,) = desk.ask(all_people)
    assert (after.name, after.organisation, after.stage, after.email, after.phone) == (
        before.name, before.organisation, before.stage, before.email, before.phone
    )  # fmt: skip


def test_an_organisation_that_was_said_sets_a_missing_one(desk: Desk) -> None:
    say(desk, name="Ann Lee", email="ann@lee.example")
    assert say(desk, email="ann@lee.example", organisation="Harbour") == ("Ann Lee", "Harbour")
    assert {one.organisation for one in desk.ask(list_feedback)} == {"Harbour"}


def test_a_further_address_and_number_are_kept_once_and_find_them(desk: Desk) -> None:
    desk.do(change_settings, {"country": "gb"})
    first = {"name": "Ann Lee", "organisation": "Harbour"}
    say(desk, **first, email="ann@lee.example", phone="0114 496 0000")
    for _twice in range(2):
        say(desk, **first, email="a.lee@harbour.example", phone="+44 (0)7700 900123")
        say(desk, **first, phone="+44 114 496 0000")  # the first one, written otherwise
    (ann,) = desk.ask(all_people)
    points = [(one.kind.value, one.value) for one in desk.ask(contact_points_of, "person", ann.id)]
    assert points == [
        ("email", "ann@lee.example"), ("phone", "0114 496 0000"),
        ("email", "a.lee@harbour.example"), ("phone", "+44 (0)7700 900123"),
    ]  # fmt: skip
    assert say(desk, email="A.LEE@harbour.example")[0] == "Ann Lee"
    assert say(desk, phone="07700 900 123")[0] == "Ann Lee"


@pytest.mark.parametrize(
    ("one", "other", "country", "same"),
    [
        ("0114 496 0000", "01144960000", None, True),
        ("0114 496 0000", "+44 114 496 0000", "GB", True),
        ("0114 496 0000", "+44 114 496 0000", None, False),
        ("+44 (0)114 496 0000", "+44 114-496-0000", None, True),
        ("030 123456", "+49 30 123456", "DE", True),
        ("030 123456", "+49 30 123456", "FR", False),
        ("06 1234567", "+39 06 1234567", "IT", True),  # Italy keeps its nought
        ("8 800 200-06-00", "+7 800 2000600", "RU", True),
        ("٠١١٤٤٩٦٠٠٠٠", "01144960000", None, True),
        ("020 7946 0018 ext. 5", "020 7946 0018", "GB", False),
        ("0114 496 0000", "0114 496 0001", "GB", False),
        ("12", "12", "GB", False),
        ("ask at the desk 1", "ask at the desk 1", "GB", False),
        ("", "", "GB", False),
        ("0800 FLOWERS", "0800 3569377", "GB", False),
        ("1" * 300, "1" * 300, "GB", True),
    ],
)
def test_numbers_are_compared_as_they_are_dialled(
    one: str, other: str, country: str | None, same: bool
) -> None:
    assert same_number(one, other, country) is same
    assert same_number(other, one, country) is same


@pytest.mark.parametrize(
    ("locale", "country"),
    [("en_GB.UTF-8", "GB"), ("de_AT@euro", "AT"), ("C.UTF-8", None), ("C", None), ("fr", None)],
)
def test_the_country_is_the_settings_else_the_systems(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, locale: str, country: str | None
) -> None:
    from feedbackdesk.desk.settings import country_of

    monkeypatch.setenv("LC_ALL", locale)
    assert desk.ask(country_of) == country
    desk.do(change_settings, {"country": "pl"})
    assert desk.ask(country_of) == "PL"
    with pytest.raises(Refusal, match="two letters"):
        desk.do(change_settings, {"country": "Poland"})


def test_a_domain_tells_the_firm_of_somebody_new_and_of_nobody_else(desk: Desk) -> None:
    say(desk, name="Ann Lee", organisation="Harbour")
    (harbour,) = desk.ask(all_organisations)
    desk.do(edit_organisation, harbour.id, addresses="@harbour.example; front desk: 0114 496 0000")
    assert say(desk, name="Bo Ek", email="bo@harbour.example") == ("Bo Ek", "Harbour")
    assert say(desk, name="Cy", email="cy@mail.Harbour.example") == ("Cy", "Harbour")
    assert say(desk, name="Di", email="di@other.example") == ("Di", None)
    assert say(desk, name="Ed", phone="0114 4960000") == ("Ed", "Harbour")
    assert say(desk, phone="0114 4960000", email="x@harbour.example") == (None, "Harbour")
    assert say(desk, name="Ann Lee", email="ann@harbour.example") == ("Ann Lee", "Harbour")
    assert say(desk, name="Fay", organisation="Pier", email="f@harbour.example") == ("Fay", "Pier")
    assert say(desk, name="Di", email="di@other.example") == ("Di", None)  # known: nothing moves


def test_a_signpost_is_followed_wherever_a_name_is_read(desk: Desk) -> None:
    for firm in ("Acme", "Brook", "Pier"):
        say(desk, name="Ann Lee", organisation=firm)
    acme, brook = (desk.ask(organisation_named, name).id for name in ("Acme", "Brook"))
    desk.do(merge_organisations, acme, brook)
    assert say(desk, name="Ann Lee", organisation="Acme") == ("Ann Lee", "Brook")
    assert say(desk, name="Ann Lee", organisation="Brook") == ("Ann Lee", "Brook")
    said = [one.who_id for one in desk.ask(list_feedback)]
    assert len(set(said)) == 3, "the one of the firm that was named is meant"
    assert desk.ask(organisation_named, "ACME").name == "Brook"


def test_two_merged_into_each_other_are_refused_and_found_by_either_name(desk: Desk) -> None:
    say(desk, name="Ann Lee", email="ann@lee.example")
    say(desk, name="Annie Lee", phone="0114 496 0000")
    ann, annie = (desk.ask(person_named, name).id for name in ("Ann Lee", "Annie Lee"))
    desk.do(merge_people, annie, ann)
    with pytest.raises(NotThere):
        desk.do(merge_people, ann, annie)
    assert say(desk, name="Annie Lee") == ("Ann Lee", None)
    assert say(desk, phone="0114 4960000", name="Annie") == ("Ann Lee", None)
    assert desk.ask(merged_record, "person", "Annie Lee") == annie
    assert desk.ask(merged_record, "person", "Ann Lee") == annie
    with pytest.raises(NotThere, match="was merged"):
        desk.ask(merged_record, "person", "Bo")


def test_who_refers_themself_after_a_merge_refers_nobody(desk: Desk) -> None:
    for name in ("Ann", "Anne", "Bo"):
        say(desk, name=name)
    ann, anne, bo = (desk.ask(person_named, name).id for name in ("Ann", "Anne", "Bo"))
    desk.do(edit_person, bo, PersonFacts(referrer_id=ann))
    desk.do(edit_person, anne, PersonFacts(referrer_id=bo))
    desk.do(merge_people, anne, ann)
    merged = desk.ask(person, ann)
    assert merged is not None
    with pytest.raises(Refusal, match="circle"):
        desk.do(edit_person, ann, PersonFacts(referrer_id=ann))


def test_the_owner_who_says_that_it_is_somebody_new_is_believed(desk: Desk) -> None:
    say(desk, name="John Smith", email="john@smith.example")
    new = Speaker(name="John Smith", email="john@smith.example", is_new=True)
    match = desk.ask(identify, new)
    assert (match.reason, match.person) == (Reason.NEW, None)
    assert [one.name for one in match.others] == ["John Smith"]
    desk.do(record_feedback, NewFeedback("Hello", new))
    assert len(desk.ask(all_people)) == 2
    assert desk.ask(twins) == [], "nobody asks again"


def test_what_the_owner_should_hear_is_said_in_sentences(desk: Desk) -> None:
    say(desk, name="Ann Lee", organisation="Harbour", email=INFO)

    def hear(**speaker: Any) -> str:
        return desk.ask(told, Speaker(**speaker))

    assert hear(name="Ann Lee", email=INFO) == hear(name="Cy") == hear() == ""
    assert hear(name="Ann", email=INFO) == "Taken for Ann Lee by the address."
    assert hear(name="Bo", email=INFO) == (
        f"{INFO} is also that of Ann Lee (Harbour, id 1): taken for Bo, as it was named."
    )
    assert hear(email=INFO, organisation="Pier") == (
        "Said for Pier this once: Ann Lee stays with Harbour."
    )
    assert hear(name="ann lee", organisation="Pier") == (
        "Somebody new beside Ann Lee (Harbour, id 1): merge them if they are one."
    )


@pytest.mark.parametrize(
    ("typed", "name", "address"),
    [
        ("Ann Lee <ann@lee.example>", "Ann Lee", "ann@lee.example"),
        ('"Lee, Ann" <ann@lee.example>', "Lee, Ann", "ann@lee.example"),
        ("<ann@lee.example>", "ann@lee.example", "ann@lee.example"),
        ("ann@lee.example", "ann@lee.example", "ann@lee.example"),
        ("Ann Lee <no address>", "Ann Lee <no address>", None),
        ("Ann <3 coffee", "Ann <3 coffee", None),
        ("王小明 <wang@x.example>", "王小明", "wang@x.example"),
        ("", "", None),
    ],
)
def test_a_name_and_its_address_are_told_apart(typed: str, name: str, address: str | None) -> None:
    assert name_and_address(typed) == (name, address)


def test_a_name_with_its_address_is_read_wherever_a_name_is(desk: Desk) -> None:
    assert say(desk, name="Ann Lee <ann@lee.example>") == ("Ann Lee", None)
    assert say(desk, name="Ann Lee <ann@lee.example>") == ("Ann Lee", None)
    assert say(desk, name="ann@lee.example") == ("Ann Lee", None)
    assert desk.ask(person_named, "Ann Lee <ann@lee.example>").email == "ann@lee.example"
    say(desk, name="Bo")
    bo = desk.ask(person_named, "Bo").id
    desk.do(edit_person, bo, PersonFacts(referred_by="Ann Lee <ann@lee.example>"))
    assert len(desk.ask(all_people)) == 2


@pytest.mark.parametrize(
    ("said", "known", "fit"),
    [
        ("Ann", "Ann Lee", True),
        ("lee, ann", "Ann Lee", True),
        ("A. Lee", "Ann Lee", True),
        ("Dr. Ann Lee PhD", "Ann Lee", True),
        ("Ann Lee-Berg", "Ann Lee", False),
        ("Annie Lee", "Ann Lee", False),
        ("Ann Berg", "Ann Lee", False),
        ("A. L.", "Ann Lee", False),
        ("Zoë", "Zoe Picard", True),
        ("王小明", "王小明", True),
        ("Мария", "Мария Иванова", True),
        ("Ma", "Jack Ma", True),
        ("", "Ann", False),
        ("!!!", "!!!", False),
        ("Don", "Don Diego", True),
    ],
)
def test_a_name_fits_or_does_not(said: str, known: str, fit: bool) -> None:
    assert fits(said, known) is fit
    assert fits(known, said) is fit


def test_further_addresses_are_typed_a_line_each_and_come_back_so(desk: Desk) -> None:
    say(desk, name="Ann Lee", email="ann@lee.example")
    (ann,) = desk.ask(all_people)
    typed = "work: a.lee@harbour.example\n+44 7700 900123"
    desk.do(edit_person, ann.id, PersonFacts(addresses=f"ann@lee.example;{typed}"))
    assert desk.ask(further_addresses, "person", ann.id) == typed
    desk.do(edit_person, ann.id, PersonFacts(addresses="home: +44 7700 900123"))
    assert desk.ask(further_addresses, "person", ann.id) == "home: +44 7700 900123"
    desk.do(edit_person, ann.id, PersonFacts(phone="", email=""))
    left = desk.ask(person, ann.id)  # the next one moves up
    assert left is not None
    assert (left.email, left.phone) == (None, "+44 7700 900123")
    for _step in range(3):
        desk.undo()
    assert desk.ask(further_addresses, "person", ann.id) == ""


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("call me", "neither"),
        ("@harbour.example", "Only organisations"),
        ("a@b@c.example", "not an e-mail"),
        ("work: " + "x" * 10_000 + "@x.example", "not an e-mail"),
        ("\n".join(f"{number}@x.example" for number in range(60)), "60 addresses"),
    ],
)
def test_what_is_no_address_is_refused(typed: str, complaint: str) -> None:
    with pytest.raises(Refusal, match=complaint):
        read_contact_points(typed, of_organisation=False)


@pytest.mark.parametrize(
    "domain", ["gmail.com", "WEB.de", "localhost", "-x.example", "a b.example"]
)
def test_a_domain_of_everybody_or_of_nobody_is_refused(domain: str) -> None:
    with pytest.raises(Refusal, match="Nothing was changed"):
        read_contact_points(f"@{domain}", of_organisation=True)


@pytest.mark.parametrize("email", ["x" * 10_000 + "@x.example", "no address", "a b@c.example"])
def test_a_bad_address_is_refused_and_nobody_is_made(desk: Desk, email: str) -> None:
    with pytest.raises(Refusal, match="not an e-mail address"):
        say(desk, name="Ann", email=email)
    with pytest.raises(Refusal, match="no telephone number"):
        say(desk, name="Ann", phone="1" * 10_000)
    assert people(desk) == {}


def test_somebody_is_found_by_any_of_their_addresses_and_labels(desk: Desk) -> None:
    say(desk, name="Ann Lee", organisation="Harbour")
    (ann,), (harbour,) = desk.ask(all_people), desk.ask(all_organisations)
    desk.do(edit_person, ann.id, PersonFacts(addresses="workshop: lee@kiln.example"))
    desk.do(edit_organisation, harbour.id, addresses="front desk: 0114 496 0000")

    def found(words: str) -> set[str]:
        things = desk.ask(search_everything, words)
        return {one.name for one in (*things.people, *things.organisations)}

    assert found("kiln") == found("workshop") == {"Ann Lee"}
    assert found("front desk") == {"Harbour"}
    desk.do(edit_person, ann.id, PersonFacts(addresses=""))
    assert found("kiln") == set()
    desk.undo()
    assert found("kiln") == {"Ann Lee"}
    desk.do(delete_person, ann.id)
    assert found("kiln") == found("deleted") == set()
