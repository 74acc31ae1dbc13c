"""What is new in a mail, and what in it was said by others, as each program and language has it."""

from __future__ import annotations

import html
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.exchange.mail.page import html_words
from feedbackdesk.exchange.mail.reading import Mail, read_mail
from feedbackdesk.exchange.mail.replies import new_words
from tests.exchange.reply_forms import (
    BELOW,
    FORWARD_SUBJECTS,
    HEADS,
    PASSED_ON,
    PHONES,
    QUOTED,
    WROTE,
)

OWN = "Can you mail me the bill?\n\n    12 mugs, blue\n\nThe offer, too."


def passed(text: str, subject: str = "Fwd: Cups") -> Mail:
    head = "From: Bo Ek <bo@example.com>\nDate: Sat, 21 Nov 2026 18:02:00 +0100\n"
    return read_mail(f"{head}Subject: {subject}\nContent-Type: text/plain\n\n{text}".encode())


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_what_stands_below_an_answer_is_left_out(below: str) -> None:
    assert new_words(f"{OWN}\n\n{below}") == OWN
    assert new_words(f"{OWN}\n{below}") == OWN


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_a_signature_or_a_phone_between_them_is_left_out_too(below: str) -> None:
    assert new_words(f"{OWN}\n\n-- \nAnn Lee\nHarbour Bakery\n\n{below}") == OWN
    assert new_words(f"{OWN}\n\nSent from my iPhone\n\n{below}") == OWN


@pytest.mark.parametrize("line", WROTE.values(), ids=WROTE)
def test_answers_below_and_between_marked_quotes_are_kept(line: str) -> None:
    assert new_words(f"{line}\n> {QUOTED}\n\nThe bill.\n> When?\nSoon.") == "The bill.\n\nSoon."
    assert new_words(f"Hello,\n\n{line}\n\n> {QUOTED}\n>\n\nThe bill.") == "Hello,\n\nThe bill."


@pytest.mark.parametrize("phone", PHONES)
def test_what_a_telephone_says_about_itself_is_left_out(phone: str) -> None:
    assert new_words(f"{OWN}\n\n{phone}") == OWN
    assert new_words(f"{phone}\n\n{OWN}") == OWN


_LINES = st.text(
    st.characters(
        exclude_categories=("C", "Z"), include_characters=" ", exclude_characters="\u00ad"
    ),
    min_size=1,
    max_size=60,
).map(lambda line: f"w{line}".rstrip())
_PARAGRAPHS = st.lists(st.lists(_LINES, min_size=1, max_size=4).map("\n".join), min_size=1)


@given(_PARAGRAPHS, st.sampled_from(sorted(BELOW)))
def test_any_words_above_any_programs_quote_come_back_exactly(
    paragraphs: list[str], name: str
) -> None:
    own = "\n\n".join(paragraphs)
    assert new_words(f"{own}\n\n{BELOW[name]}") == own


@given(_PARAGRAPHS, st.sampled_from(sorted(WROTE)))
def test_any_words_below_a_marked_quote_come_back_exactly(paragraphs: list[str], name: str) -> None:
    own = "\n\n".join(paragraphs)
    assert new_words(f"{WROTE[name]}\n> {QUOTED}\n>\n> Really?\n\n{own}") == own


@given(_PARAGRAPHS, st.sampled_from(sorted(HEADS)))
def test_any_words_in_a_page_come_back_exactly(paragraphs: list[str], name: str) -> None:
    own = "".join(f"<p>{html.escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)
    head = "<br>".join(html.escape(line) for line in HEADS[name].split("\n"))
    plain = "\n\n".join(paragraphs)
    wanted = "\n".join(" ".join(line.split()) for line in plain.split("\n"))
    assert new_words(html_words(f"{own}<div>{head}<br><br>{QUOTED}</div>")) == wanted


@pytest.mark.parametrize(
    "own",
    [
        "The first wish.\n--\nThe second wish.",
        "The first wish.\n---\nThe second wish.",
        "From: London\nTo: Paris\nOn Friday, please.",
        "From: London\nTo: Paris\nDate: Friday",
        "On Monday your driver wrote:\nI cannot come.\nThat will not do.",
        "In your mail of 3 May 2026 you wrote:\n“Monday”\nIt is Tuesday.",
        "On Monday at 9:00 your driver wrote:\nI cannot come.\nThat will not do.",
        "On 3.5.2026 your driver wrote:\nI cannot come.\nThat will not do.",
        "On 3 May you wrote: Monday.\nIt is Tuesday.",
        "Original message\nwas not clear to me.",
        "Name: Ann\nDate: Friday\nSubject to change: all of it.",
        "______________\nThe line above is where I sign.",
        "    moved in with spaces\n\tand with a tab",
        "We sent from my account the mail of the phone.",
        "We would like to be sent from my phone number on.\nSoon.",
        "5 > 4 and a line that ends:\nyes",
        "Send it to ann@example.com, as Bo wrote:\nat once.",
        "Send it to <ann@example.com>, as Bo wrote:\nat once.",
        "Send it to ann@example.com\nor to me.\nWhat Bo wrote:\nat once.",
        "Send it on Friday at 9:00, as Bo wrote:\nat once.",
        "Bo Ek (Pier) wrote:\nat once.",
        "Data: see page 3\nDa: no",
        "2026年11月20日(金) 9:00:\nat once.",
        "2026年11月20日(金) <ann@example.com>:\nat once.",
        "On Friday at 9:00 to <ann@example.com>:\nat once.",
        "Ann <ann@example.com>, 9:00:\nat once.",
        "20261 cups at 9:00 to <ann@example.com>:\nat once.",
    ],
)
def test_what_only_looks_like_others_words_is_theirs(own: str) -> None:
    assert new_words(f"Hello,\n{own}\n\n-- \nAnn") == f"Hello,\n{own}"


@pytest.mark.parametrize("lines", [0, 1, 2, 3])
def test_a_list_of_receivers_may_go_on_for_two_lines(lines: int) -> None:
    more = "Bo Ek <bo@example.com>;\n" * lines
    head = f"From: Shop <shop@example.com>\nTo: Ann Lee;\n{more}Subject: Cups\nDate: Friday"
    assert (new_words(f"Yes.\n\n{head}\n\n{QUOTED}") == "Yes.") is (lines < 3)


def test_lines_too_long_for_a_program_are_theirs() -> None:
    line = WROTE["en Gmail"]
    for long, whole in ((400, False), (401, True)):
        name = "x" * (long - len(line))
        said = f"Yes.\n{line.replace('Shop', name + 'Shop')}"
        assert (new_words(f"{said}\n\nOlder.") == f"{said}\n\nOlder.") is whole


def test_a_broken_line_is_no_longer_than_a_whole_one() -> None:
    for name, whole in (("x" * 150, False), ("x" * 250, True)):
        said = f"Yes.\nOn 20 Nov 2026 at 09:00, {name}\n{name} wrote:"
        assert new_words(f"{said}\n> Now?") == (said if whole else "Yes.")


def test_a_telephone_says_what_it_is_in_a_short_line() -> None:
    line = "Sent from my iPhone "
    assert new_words(f"Yes.\n{line}{'x' * (199 - len(line))}") == "Yes."
    assert new_words(f"Yes.\n{line}{'x' * (200 - len(line))}") != "Yes."


def test_a_bare_line_above_headers_is_a_programs_where_they_follow() -> None:
    assert new_words(f"Yes.\nOriginal message\nFrom: Shop\nSent: today\n\n{QUOTED}") == "Yes."
    assert new_words(f"Yes.\nOriginal message\nFrom: Shop\n\n{QUOTED}").endswith(QUOTED)


def test_a_line_broken_in_four_is_none_and_in_three_is_one() -> None:
    line = "On Fri, 20 Nov 2026\nat 09:00, Shop\n<shop@example.com> wrote:"
    assert new_words(f"Yes.\n{line}\n> Now?") == "Yes."
    four = line.replace("at 09:00, ", "at 09:00,\n")
    assert new_words(f"Yes.\n{four}\n> Now?").startswith("Yes.\nOn Fri")


def test_a_quote_may_begin_a_few_lines_below() -> None:
    line = WROTE["en Gmail"]
    assert new_words(f"{line}\n\n\n\n\n> Now?\nYes.") == "Yes."
    assert new_words(f"{line}\n\n\n\n\n\n> Now?\nYes.").startswith("On Fri")


def test_a_weak_line_above_a_quote_that_is_marked_goes_with_it() -> None:
    assert new_words("Yes.\n\nOn Thu, Shop wrote:\n> Now?") == "Yes."
    assert new_words("Yes.\n\nOn Thu 20/11/2026 Shop wrote:\n> Now?") == "Yes."
    assert new_words("On the whole, yes.\nOn 20/11/2026 09:00, Shop wrote:\n> Now?") == (
        "On the whole, yes."
    )


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Shop <shop@example.com>\nwrote:", ""),
        ("Shop schrieb am 20.11.2026 um 09:00:", ""),
        ("On 20.11.2026 we met.\nOn 20/11/2026 09:00, Shop wrote:", "On 20.11.2026 we met."),
        ("Send it at 9:00, as Bo wrote:", "Send it at 9:00, as Bo wrote:"),
        ("That is what Bo wrote in 2026:", "That is what Bo wrote in 2026:"),
    ],
)
def test_what_goes_with_a_marked_quote_below_it(line: str, left: str) -> None:
    assert new_words(f"Yes.\n{line}\n> Now?") == f"Yes.\n{left}".strip()


def test_only_a_dash_dash_space_ends_the_words() -> None:
    assert new_words("One.\n-- \nTwo.") == "One."
    assert new_words("One.\n--\u00a0\nTwo.") == "One."
    assert new_words("One.\n--\nTwo.\n-- \nThree.\n\nFour.") == "One.\n--\nTwo."
    assert new_words("One.\n --\nTwo.") == "One.\n --\nTwo."
    assert new_words("-- \nAnn Lee") == "-- \nAnn Lee", "a mail that is nothing else is kept"


def test_a_mail_that_only_quotes_is_kept_without_its_telephone() -> None:
    assert new_words("> All\n> is quoted\n\nSent from my iPhone") == "> All\n> is quoted"
    assert new_words("Sent from my iPhone") == ""


def test_what_was_left_out_leaves_one_empty_line() -> None:
    assert new_words("One.\n\n\n> x\n\n\n> y\n\n\n\nTwo.") == "One.\n\nTwo."
    assert new_words("One.\n> x\nTwo.") == "One.\n\nTwo."


@pytest.mark.parametrize("head", PASSED_ON.values(), ids=PASSED_ON)
@pytest.mark.parametrize("above", ["", "Please see below.\n\n-- \nBo Ek, Pier\n\n"])
def test_a_mail_that_was_passed_on_is_by_whom_it_came_from(head: str, above: str) -> None:
    found = passed(f"{above}{head}\n\n{OWN}\n\n-- \nCara\n")
    assert (found.who, found.email, found.on) == (
        "Cara Dun",
        "cara@example.com",
        date(2026, 11, 20),
    )
    assert found.subject == "Cups"
    assert found.text == f"Cups\n\n{OWN}"
    assert found.notes[0].startswith("Bo Ek passed it on")
    assert ("left out" in found.notes[0]) is bool(above)


@pytest.mark.parametrize("subject", FORWARD_SUBJECTS)
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_outlook_says_by_the_subject_alone_that_it_passes_on(subject: str, head: str) -> None:
    found = passed(f"{head.replace('Shop', 'Cara Dun')}\n\n{OWN}", subject)
    assert (found.who, found.text.endswith(OWN)) == ("Cara Dun", True)
    answer = passed(f"Thank you.\n\n{head}\n\n{OWN}", f"Re: {subject}")
    assert (answer.who, answer.text.partition("\n\n")[2]) == ("Bo Ek", "Thank you.")


def test_a_mail_that_was_passed_on_twice_is_by_the_first() -> None:
    inner = PASSED_ON["en Gmail"].replace("Cara Dun", "Dora Fay").replace("cara", "dora")
    found = passed(f"{PASSED_ON['de Apple']}\n\n{inner}\n\n{OWN}")
    assert (found.who, found.email) == ("Dora Fay", "dora@example.com")
    assert found.text.endswith(OWN)
    with_words = passed(f"{PASSED_ON['de Apple']}\n\nMy own.\n\n{inner}\n\n{OWN}")
    assert (with_words.who, with_words.text) == ("Cara Dun", "Cups\n\nMy own.")


def test_a_mail_that_was_passed_on_without_a_subject_has_that_of_the_mail_around_it() -> None:
    bare = PASSED_ON["en Gmail"].replace("Subject: Cups", "Subject:")
    assert passed(f"{bare}\n\n{OWN}", "Fwd: Mugs").subject == "Mugs"
    assert passed(f"{PASSED_ON['en Gmail']}\n\n{OWN}", "Fwd: Mugs").subject == "Cups"
    assert passed(f"{bare}\n\n{OWN}", "Fwd:").text == OWN


def test_a_mail_that_was_passed_on_without_words_is_its_subject() -> None:
    assert passed(f"{PASSED_ON['en Gmail']}\n\n").text == "Cups"


def test_outlook_passes_on_twice_by_its_subjects_alone() -> None:
    first = HEADS["en Outlook"].replace("Your order", "FW: Cups")
    second = HEADS["de Outlook"].replace("Shop", "Cara Dun").replace("shop", "cara")
    found = passed(f"{first}\n\n{second}\n\n{OWN}", "FW: FW: Cups")
    assert (found.who, found.email) == ("Cara Dun", "cara@example.com")
    answered = first.replace("FW: Cups", "RE: Cups")
    assert passed(f"{answered}\n\nMine.\n\n{second}\n\n{OWN}").text.endswith("\n\nMine.")


def test_a_line_of_signs_above_two_headers_is_outlooks_where_it_is_long() -> None:
    two = f"From: Shop\nSent: today\n\n{QUOTED}"
    assert new_words(f"Yes.\n{'_' * 10}\n{two}") == "Yes."
    assert new_words(f"Yes.\n{'_' * 9}\n{two}").endswith(QUOTED)
    assert new_words(f"Yes.\n{'_' * 10}\nFrom: Shop\n\n{QUOTED}").endswith(QUOTED)


@pytest.mark.parametrize(
    "above", ["---------- Forwarded message ---------", "-----Original Message-----", "_" * 32]
)
def test_two_headers_are_enough_below_a_line_that_says_so(above: str) -> None:
    two = "From: Cara Dun\nDate: 20 Nov 2026"
    found = passed(f"{above}\n{two}\n\n{OWN}")
    assert (found.who, found.on) == ("Cara Dun", date(2026, 11, 20))
    assert found.text.endswith(OWN)
    assert passed(f"{above}\nFrom: Cara Dun\n\n{OWN}").who == "Bo Ek"
    assert passed(f"{two}\n\n{OWN}").who == "Bo Ek"


TO = (
    "To|An|À|Para|A|Aan|Do|Pour|Destinataire|إلى|الى|宛先|Cc|Kopie|Copie à|Copie|Con copia|Ccn|DW"
    "|UDW|نسخة|Bcc|Reply-To|Antwort an|Répondre à|Responder a|Rispondi a|Responder para"
    "|Antwoord aan|Odpowiedź do|الرد إلى|返信先|Adresat|Do wiadomości|Empfänger|Destinatario"
    "|Destinatário|Geadresseerde"
)
OTHERS = (
    "Importance|Priority|Attachments|Anlagen|Wichtigkeit|Priorität|Pièces jointes|Importancia"
    "|Datos adjuntos|Importanza|Allegati|Anexos|Prioridade|Bijlagen|Urgentie|Załączniki|Ważność"
    "|مرفقات|添付ファイル|重要度|Organization|Organisation"
)


@pytest.mark.parametrize("label", f"{TO}|{OTHERS}".split("|"))
def test_no_line_of_a_header_block_is_taken_for_words(label: str) -> None:
    found = passed(f"{PASSED_ON['en Gmail']}\n{label}: Harbour\n\n{OWN}")
    assert (found.who, found.text) == ("Cara Dun", f"Cups\n\n{OWN}")


def test_a_block_of_many_headers_is_read_to_its_end() -> None:
    head = (
        "From: Cara Dun <cara@example.com>\nSent: 20 Nov 2026\nCc: Bo\nBcc: Ann\nReply-To: Cara\n"
        "Importance: high\nOrganization: Pier\nAttachments: one\nTo: Ann;\nBo;\nSubject: Cups"
    )
    found = passed(f"---------- Forwarded message ---------\n{head}\n\n{OWN}", "Fwd: Mugs")
    assert (found.subject, found.text) == ("Cups", f"Cups\n\n{OWN}")


def test_what_was_passed_on_and_quotes_is_without_its_quotes() -> None:
    assert passed(f"{PASSED_ON['en Gmail']}\n\n{OWN}\n\n> Older.").text == f"Cups\n\n{OWN}"
    quoted = "> From: Cara Dun\n> Sent: 20 Nov 2026\n>\n> The bill.\n> > Older."
    found = passed(f"{'_' * 32}\n{quoted}")
    assert (found.who, found.text) == ("Cara Dun", "Cups\n\nThe bill.")


def test_what_apple_passes_on_as_a_quote_is_read() -> None:
    quoted = PASSED_ON["en Apple"].replace("\n\n", "\n\n> ", 1).replace("\n", "\n> ")
    quoted = quoted.replace("message:\n> \n> >", "message:\n\n>")
    found = passed(f"{quoted}\n> \n> The bill, please.\n> \n> > Older words.\n")
    assert (found.who, found.text) == ("Cara Dun", "Cups\n\nThe bill, please.")


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("03/11/2026 09:00", date(2026, 11, 21)),  # the third of November, or the eleventh of March
        ("13/11/2026 09:00", date(2026, 11, 13)),
        ("11/13/2026 9:00 AM", date(2026, 11, 13)),
        ("11/11/26", date(2026, 11, 11)),
        ("3.11.2026", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("31.02.2026", date(2026, 11, 21)),
        ("5 maja 2026", date(2026, 5, 5)),
        ("1er août 2026", date(2026, 8, 1)),
        ("25 November 2026", date(2026, 11, 21)),  # after it was passed on
        ("3 December 2099", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 21)),
        ("", date(2026, 11, 21)),
    ],
)
def test_the_day_of_what_was_passed_on(said: str, on: date) -> None:
    head = PASSED_ON["en Gmail"].replace("Fri, Nov 20, 2026 at 9:00 AM", said)
    assert passed(f"{head}\n\n{OWN}").on == on


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "en, short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "de, Austria": "Jänner Februar März April Mai Juni Juli August September Oktober November"
    " Dezember",
    "de, short": "Jan. Febr. Mrz. Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "fr, short": "janv. févr. mars avr. mai juin juil. aout sept. oct. nov. déc.",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "es, setiembre": "ene feb mar abr may jun jul ago setiembre oct nov dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "nl, short": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "pl": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad"
    " grudzień",
    "pl, of": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_is_read_in_every_language(language: str) -> None:
    days = []
    for name in MONTHS[language].split():
        head = PASSED_ON["en Gmail"].replace("Fri, Nov 20, 2026 at 9:00 AM", f"7 {name} 2025")
        days.append(passed(f"{head}\n\n{OWN}").on)
    assert days == [date(2025, number, 7) for number in range(1, 13)]


def test_the_day_of_what_was_passed_on_by_a_mail_without_one() -> None:
    found = read_mail(f"From: bo@example.com\n\n{PASSED_ON['en Gmail']}\n\n{OWN}".encode())
    assert found.on == date(2026, 11, 20)


def test_one_that_names_nobody_is_cut_and_nothing_is_lost() -> None:
    found = passed("Mine.\n\n---------- Forwarded message ---------\nno headers\n")
    assert (found.who, found.text) == ("Bo Ek", "Cups\n\nMine.")
    alone = passed("---------- Forwarded message ---------\nno headers\n")
    assert "no headers" in alone.text
    with pytest.raises(Refusal, match="no words"):
        passed(f"{PASSED_ON['en Gmail'].replace('Subject: Cups', 'Subject:')}\n\n", "Fwd:")


@pytest.mark.parametrize(
    "line",
    [
        "Udhay Shankar N wrote:",
        "Bo wrote :",
        "Bo Ek said:",
        "Bo schrieb:",
        "On Mon, 19 Aug 2002 12:01:02 BST, Adrian Murphy said:",
    ],
)
def test_a_name_right_above_a_quote_goes_with_it_and_elsewhere_stays(line: str) -> None:
    assert new_words(f"{line}\n> Now?\n\nYes.") == "Yes."
    assert new_words(f"{line}\n\nYes.") == f"{line}\n\nYes."
