"""Who wrote a mail, by its headers: the one to answer, never the form, the list or the machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.exchange.mail.reading import Mail, read_mail
from feedbackdesk.exchange.mail.writer import is_robot, mailbox

BODY = "Subject: Cups\n\nThe handles are too small."


def read(*headers: str, body: str = BODY) -> Mail:
    return read_mail("\n".join((*headers, body)).encode())


def who(*headers: str) -> tuple[str | None, str | None]:
    found = read(*headers)
    return found.who, found.email


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Ann Lee <ann@example.com>", "Ann Lee", "ann@example.com"),
        ("Lee, Ann <ann@example.com>", "Ann Lee", "ann@example.com"),
        ('"Lee, Ann" <ann@example.com>', "Ann Lee", "ann@example.com"),
        ("Lee, Ann <ann@example.com>, Ek, Bo <bo@example.com>", "Ann Lee", "ann@example.com"),
        ("van der Berg, Anna Maria <x@example.com>", "Anna Maria van der Berg", "x@example.com"),
        ("=?utf-8?q?M=C3=BCller=2C_J=C3=B6rg?= <jm@example.com>", "Jörg Müller", "jm@example.com"),
        ("Müller, J. <jm@example.com>", "J. Müller", "jm@example.com"),
        ("Harbour Bakery, Inc. <x@example.com>", "Harbour Bakery, Inc.", "x@example.com"),
        ("Kringle, GmbH <x@example.com>", "Kringle, GmbH", "x@example.com"),
        ("Lee, Jr. <x@example.com>", "Lee, Jr.", "x@example.com"),
        ("Harbour Bakery, Dublin <x@example.com>", "Harbour Bakery, Dublin", "x@example.com"),
        ("Harbour Bakery, Ann <ann@example.com>", "Ann Harbour Bakery", "ann@example.com"),
        ("Lee, Ann, Bo <x@example.com>", "Lee, Ann, Bo", "x@example.com"),
        ("Lee, Ann Bo Cy <x@example.com>", "Ann Bo Cy Lee", "x@example.com"),
        ("Lee, Ann Bo Cy Di <x@example.com>", "Lee, Ann Bo Cy Di", "x@example.com"),
        ("Lee, Ph.D. <x@example.com>", "Lee, Ph.D.", "x@example.com"),
        (", Ann <x@example.com>", "Ann", "x@example.com"),
        ("Lee, 24 Hours <x@example.com>", "Lee, 24 Hours", "x@example.com"),
        ("ann@example.com", "", "ann@example.com"),
        ("<ann@example.com>", "", "ann@example.com"),
        ("'ann@example.com' <ann@example.com>", "", "ann@example.com"),
        ("ann@example.com, Bo <bo@example.com>", "", "ann@example.com"),
        ("ann@example.com (Ann Lee)", "Ann Lee", "ann@example.com"),
        ("Ann Lee ann@example.com", "Ann Lee", "ann@example.com"),
        ('"Ann \\"Bean\\" Lee" <ann@example.com>', 'Ann "Bean" Lee', "ann@example.com"),
        ("'Ann Lee' <ann@example.com>", "Ann Lee", "ann@example.com"),
        ("*Ann Lee* <ann@example.com>", "Ann Lee", "ann@example.com"),
        ("Ann Lee [mailto:ann@example.com]", "Ann Lee", "ann@example.com"),
        ("Ann Lee <ann@example.com<mailto:ann@example.com>>", "Ann Lee", "ann@example.com"),
        ("Ann Lee <mailto:ann@example.com>", "Ann Lee", "ann@example.com"),
        ("Friends: Ann Lee <ann@example.com>, bo@example.com;", "Ann Lee", "ann@example.com"),
        ("undisclosed-recipients:;", "", ""),
        ("Shop: Ann Lee <ann@example.com>", "Shop: Ann Lee", "ann@example.com"),
        ("Ann Lee <'ann@example.com'>", "Ann Lee", "ann@example.com"),
        ("=?utf-8?q?Ann_Lee_=3Cann=40example=2Ecom=3E?=", "Ann Lee", "ann@example.com"),
        ("=?utf-8?b?5bGx55Sw?= =?utf-8?b?5aSq6YOO?= <y@example.com>", "山田太郎", "y@example.com"),
        ("=?shift_jis?b?jlKTY5G+mFk=?= <y@example.com>", "山田太郎", "y@example.com"),
        ("=?iso-8859-1?q?O=92Brien?= <o@example.com>", "O’Brien", "o@example.com"),
        ("=?utf-8?b?5?= <y@example.com>", "=?utf-8?b?5?=", "y@example.com"),
        ("=?klingon?q?Ann?= <y@example.com>", "Ann", "y@example.com"),
        ("Pete(A \\) chap) <pete(his account)@silly.test(host)>", "Pete", "pete@silly.test"),
        ("Ann Lee", "Ann Lee", ""),
        ("Ann <not an address>", "Ann <not an address", ""),
        ("Ann <@example.com>", "Ann", ""),
        ("Ann <ann@>", "Ann", ""),
        ("Ann <a@b@c>", "Ann", ""),
        ("<<@>,;:", "", ""),
        ("", "", ""),
        ("jöhn@mächine.example", "", "jöhn@mächine.example"),
        ('"ann lee"@example.com', "ann lee", ""),
        ('"ann.lee"@example.com', "ann.lee", ""),
        (f"Ann <{'a' * 60}@{'b' * 239}>", "Ann", f"{'a' * 60}@{'b' * 239}"),
        (f"Ann <{'a' * 60}@{'b' * 240}>", "Ann", ""),
    ],
)  # fmt: skip
def test_a_name_and_an_address_are_read_however_they_are_written(
    written: str, name: str, address: str
) -> None:
    found = mailbox(written)
    assert (found.name, found.address) == (name, address)
    assert who(f"From: {written}") == (name or None, address or None)


@pytest.mark.parametrize(
    "titles",
    [
        "Jr Sr II III IV PhD MD DDS Esq MBA Inc LLC Ltd Limited GmbH Co Corp AG KG OHG BV NV SA SAS"
        " Sarl SRL SpA PLC Lda Oy AB AS ApS SL Company Team Support Sales",
    ],
)  # fmt: skip
def test_what_follows_a_name_after_a_comma_is_no_first_name(titles: str) -> None:
    for title in titles.split():
        assert mailbox(f'"Lee, {title}" <lee@example.com>').name == f"Lee, {title}"
        assert mailbox(f'"Lee, {title}." <lee@example.com>').name == f"Lee, {title}."


def test_a_form_on_a_page_is_answered_where_it_says() -> None:
    form = ("From: Website <no-reply@shop.example>", "To: me@shop.example")
    assert who(*form, "Reply-To: Cara Dun <cara@example.com>") == ("Cara Dun", "cara@example.com")
    assert who(*form, "Reply-To: no-reply@shop.example") == (None, None)
    assert who(*form, "Reply-To: noreply@other.example") == (None, None)
    # The site's own address, which writes to itself.
    own = ("From: Shop <info@shop.example>", "To: info@shop.example")
    assert who(*own, "Reply-To: Cara Dun <cara@example.com>") == ("Cara Dun", "cara@example.com")
    assert who(*own, "Reply-To: office@shop.example") == ("Shop", "info@shop.example")
    assert who(*own) == ("Shop", "info@shop.example")


def test_somebody_who_wants_the_answer_elsewhere_wrote_it_all_the_same() -> None:
    ann = ("From: Ann Lee <ann@harbour.example>", "To: me@shop.example")
    assert who(*ann, "Reply-To: office@harbour.example") == ("Ann Lee", "ann@harbour.example")
    assert who(*ann, "Reply-To: Ann <ann@home.example>") == ("Ann Lee", "ann@harbour.example")
    assert who("From: ann@harbour.example", "Reply-To: Ann Lee <ANN@harbour.example>") == (
        "Ann Lee",
        "ann@harbour.example",
    )


@pytest.mark.parametrize(
    "body",
    [
        "Name: Cara Dun\nE-mail: cara@example.com\nMessage: Smaller handles.",
        "Name Cara Dun\nEmail cara@example.com\nMessage Smaller handles.",
        "*Your name:* Cara Dun\n*Your email:* cara@example.com\n\nSmaller handles.",
        "Vor- und Nachname: Cara Dun\nE-Mail-Adresse: cara@example.com\nMehr: Henkel",
        "Nom : Cara Dun\nAdresse e-mail : cara@example.com\n",
        "Nombre: Cara Dun\nCorreo electrónico: cara@example.com\n",
        "Nome: Cara Dun\nIndirizzo email: cara@example.com\n",
        "Nome completo: Cara Dun\nSeu e-mail: cara@example.com\n",
        "Naam: Cara Dun\nE-mailadres: <cara@example.com>\n",
        "Imię i nazwisko: Cara Dun\nAdres e-mail: cara@example.com\n",
        "الاسم: Cara Dun\nالبريد الإلكتروني: cara@example.com\n",
        "お名前：Cara Dun\nメールアドレス：cara@example.com\n",
        "Nom complet Cara Dun\nAdresse e-mail cara@example.com\n",
        "Name: Cara Dun\nName: Bo\nEmail: cara@example.com\nEmail: bo@example.com\n",
        "Email: none\nName: Cara Dun\nEmail: cara@example.com\n",
    ],
)
def test_a_form_without_a_reply_address_says_who_in_its_lines(body: str) -> None:
    robot = ("From: Website <wordpress@shop.example>", "Content-Type: text/plain; charset=utf-8")
    found = read(*robot, body=f"\n{body}")
    assert (found.who, found.email, found.notes) == ("Cara Dun", "cara@example.com", ())
    # A person's own mail is not searched.
    assert read("From: Bo <bo@example.com>", body=f"\n{body}").who == "Bo"


@pytest.mark.parametrize(
    "body", ["The handles.", "Name: Cara Dun", "Email: none", "Email: a@b@", "Names of cups"]
)
def test_a_machine_that_names_nobody_is_nobody(body: str) -> None:
    found = read("From: Shop <noreply@shop.example>", body=f"\n{body}")
    assert (found.who, found.email) == (None, None)
    assert found.notes == (
        "It came from noreply@shop.example, where nobody reads; who wrote is not said.",
    )


def test_the_author_of_a_mail_to_a_list_is_not_the_list() -> None:
    ids = ("List-Id: <cups.example.com>", "List-Post: <mailto:cups@example.com>")
    ann = ("Ann Lee", "ann@harbour.example")
    assert who("From: Ann Lee <ann@harbour.example>", "Reply-To: cups@example.com", *ids) == ann
    assert who("From: Ann Lee <ann@harbour.example>", "To: x@harbour.example",
               "Reply-To: Cups <talk@other.example>", *ids) == ann  # fmt: skip
    munged = "From: Ann Lee via Cups <cups@example.com>"
    assert who(munged, "Reply-To: Ann Lee <ann@harbour.example>", *ids) == ann
    assert who(munged, "X-Original-From: Ann Lee <ann@harbour.example>", *ids) == ann
    google = "X-Google-Original-From: Ann Lee <ann@harbour.example>"
    assert who("From: 'Ann Lee' via Sales <sales@example.com>", google, "Mailing-List: x") == ann
    assert who(munged, "Reply-To: ann@harbour.example", *ids) == ann
    assert who(munged, "Reply-To: cups@example.com", *ids) == ("Ann Lee", None)
    assert who(munged, *ids) == ("Ann Lee", None)
    assert who("From: Ann Lee via Post <ann@harbour.example>") == (
        "Ann Lee via Post",
        "ann@harbour.example",
    )


@pytest.mark.parametrize("header", ["List-Id", "List-Post", "Mailing-List", "X-Mailing-List"])
@pytest.mark.parametrize("writer", ["X-Original-From", "X-Google-Original-From", "Reply-To"])
def test_a_list_is_known_by_any_of_its_headers(header: str, writer: str) -> None:
    munged = "From: Ann Lee via Cups <cups@example.com>"
    ann = f"{writer}: Ann Lee <ann@harbour.example>"
    assert who(munged, f"{header}: cups", ann) == ("Ann Lee", "ann@harbour.example")
    assert who(munged, f"{header}: cups") == ("Ann Lee", None)


@pytest.mark.parametrize("post", ["<mailto:cups@example.com>", "cups@EXAMPLE.com", "NO <CUPS@x>"])
def test_the_address_that_a_list_posts_by_is_nobodys(post: str) -> None:
    munged = ("From: Ann Lee <Cups@example.com>", f"List-Post: {post}")
    theirs = "x>" not in post
    assert who(*munged, "Reply-To: Ann <ann@harbour.example>") == (
        ("Ann", "ann@harbour.example") if theirs else ("Ann Lee", "Cups@example.com")
    )
    assert who(*munged) == ("Ann Lee", None if theirs else "Cups@example.com")


def test_the_sender_counts_where_nobody_is_said_to_have_written() -> None:
    ann = ("Ann Lee", "ann@example.com")
    assert who("Sender: Ann Lee <ann@example.com>") == ann
    assert who("From: Ann Lee", "Sender: Ann Lee <ann@example.com>") == ann
    assert who("From: Ann Lee <ann@example.com>", "Sender: Bo <bo@example.com>") == ann
    assert who("From: Ann Lee", "Sender: nobody at all") == ("Ann Lee", None)
    assert who("From: Ann Lee <ann@example.com>", "From: Bo <bo@example.com>") == ann
    assert who("from:\tAnn Lee\n <ann@example.com>") == ann
    assert who("X-Nothing: here") == (None, None)


ROBOTS = (
    "no-reply",
    "noreply",
    "no_reply",
    "do-not-reply",
    "donotreply+7",
    "shop-noreply",
    "gmail.noreply",
    "mailer-daemon",
    "MAILER-DAEMON",
    "bounce+ann=x",
    "notifications",
    "nicht-antworten",
    "keine-antwort",
    "ne-pas-repondre",
    "no-responder",
    "non-rispondere",
    "nao-responda",
    "niet-beantwoorden",
    "nie-odpowiadaj",
    "wordpress",
    "webform",
    "kontaktformular",
    "contact-form",
    "form-submission",
    "www-data",
    "apache",
    "nobody",
    "root",
    "automated",
)
PEOPLE = (
    "info",
    "office",
    "ann",
    "noreen",
    "norepa",
    "form.ann",
    "rooth",
    "bob",
    "system76",
    "ann-bot",
    "hello",
)


@pytest.mark.parametrize("address", ROBOTS)
def test_addresses_that_nobody_reads(address: str) -> None:
    assert is_robot(f"{address}@shop.example")


@pytest.mark.parametrize("address", PEOPLE)
def test_addresses_that_somebody_reads(address: str) -> None:
    assert not is_robot(f"{address}@shop.example")


@given(st.text(max_size=300))
def test_any_header_gives_at_most_one_plain_address(text: str) -> None:
    found = mailbox(text)
    assert found.address.count("@") == bool(found.address)
    assert not any(char.isspace() or char < " " for char in found.address)
    assert len(found.name) <= 300
    assert found.name == " ".join(found.name.split())


@pytest.mark.parametrize("text", ["(" * 9_000, "<" * 9_000, '"' * 9_000, "a@" * 9_000, "," * 9_000,
                                  "=?utf-8?q?a?=" * 900, "a" * 9_000, "\\" * 9_000])  # fmt: skip
def test_a_header_without_end_is_read_at_once(text: str) -> None:
    read(f"From: {text}", f"Reply-To: {text}", f"List-Post: {text}", f"Date: {text}")
