"""The parts of a mail: what is its words, in whatever charset, and what is said not to be read."""

from __future__ import annotations

import base64
import codecs
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.exchange.mail.charsets import decoded, known, likely
from feedbackdesk.exchange.mail.page import html_words
from feedbackdesk.exchange.mail.parts import DEPTH_LIMIT, PARTS_LIMIT, unflowed
from feedbackdesk.exchange.mail.reading import Mail, message_of, read_letter, read_mail

HEAD = b"From: Ann Lee <ann@example.com>\nDate: Fri, 20 Nov 2026 18:02:00 +0100\n"

SAID = {
    "de": "Können Sie die Rechnung per E-Mail schicken? Größe „L“ – 40 €",
    "fr": "Pouvez-vous m’envoyer la facture par courriel ? C’est gênant – 40 €",
    "es": "¿Podría enviarme la factura por correo? Llegó mañana y no había nadie.",
    "pt": "Não consigo pagar a fatura. A loja só aceita cartão às segundas.",
    "it": "Perché la fattura non è più allegata? È già la terza volta.",
    "pl": "Proszę o wysłanie faktury. Zamówienie nie dotarło, żółte kubki są uszkodzone.",
    "ru": "Пришлите, пожалуйста, счёт по электронной почте. Заказ не пришёл.",
    "ar": "هل يمكنك إرسال الفاتورة بالبريد الإلكتروني؟ الطلب لم يصل.",
    "ja": "請求書をメールで送っていただけますか。注文した商品がまだ届いていません。",
    "zh": "能不能用电子邮件发票给我？订单还没有到。",
    "ko": "청구서를 이메일로 보내 주시겠어요? 주문이 아직 안 왔어요.",
}


def read(kind: str, body: bytes, *headers: str) -> Mail:
    typed = "\n".join((f"Content-Type: {kind}", *headers)).encode()
    return read_mail(HEAD + typed + b"\n\n" + body)


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "ISO-8859-1", "us-ascii", "latin1", "windows-1252"]
)
def test_what_windows_wrote_is_read_whatever_it_calls_itself(label: str) -> None:
    said = "It’s 40 € – “too much”"
    assert read(f"text/plain; charset={label}", said.encode("cp1252")).text == said
    assert read(f"text/html; charset={label}", said.encode("cp1252")).text == said


@pytest.mark.parametrize(
    ("language", "charset"),
    [
        *(
            ("de", "cp1252"),
            ("fr", "cp1252"),
            ("es", "latin-1"),
            ("pt", "latin-1"),
            ("it", "cp1252"),
        ),
        *(("pl", "cp1250"), ("pl", "iso-8859-2"), ("ru", "koi8-r"), ("ru", "cp1251")),
        *(("ar", "cp1256"), ("ar", "iso-8859-6"), ("ja", "shift_jis"), ("ja", "euc-jp")),
        *(("ja", "iso-2022-jp"), ("zh", "gb18030"), ("ko", "euc-kr")),
    ],
)
def test_every_charset_is_read_with_its_name_and_without(language: str, charset: str) -> None:
    said = SAID[language]
    data = said.encode(charset)
    assert read(f"text/plain; charset={charset}", data).text == said
    assert read("text/plain", data).text == said
    assert read("text/plain; charset=x-unknown", data).text == said
    assert read("text/plain; charset=utf-8", data).text == said
    meta = f'<meta http-equiv=x content="text/html; charset={charset}">'.encode()
    assert read("text/html", meta + data).text == said


@pytest.mark.parametrize("language", SAID)
def test_utf8_is_read_whatever_it_calls_itself(language: str) -> None:
    for label in ("utf-8", "us-ascii", "iso-8859-1", "shift_jis", "gb2312", "x-unknown", '"utf8"'):
        assert read(f"text/plain; charset={label}", SAID[language].encode()).text == SAID[language]


def test_names_of_charsets_as_they_are_found() -> None:
    assert known(" 'GB2312' ") == "gb18030"
    assert known("ks_c_5601-1987") == known("euc-kr") == "cp949"
    assert known("x-sjis") == "cp932"
    assert known("windows-1252; format=x") == "cp1252"
    assert known("iso-8859-9") == "cp1254"
    assert known("tis-620") == "cp874"
    for none in ("", "klingon", "base64", "rot13", "zip", "../etc", "x" * 500, "utf\x008", "é"):
        assert known(none) is None, none


@pytest.fixture
def windows() -> Iterator[None]:
    """Python knows the character sets that it has on Windows alone."""

    def find(name: str) -> codecs.CodecInfo | None:
        here = codecs.lookup("cp1252")
        if name not in {"mbcs", "oem"}:
            return None
        return codecs.CodecInfo(here.encode, here.decode, name=name)

    codecs.register(find)
    yield
    codecs.unregister(find)


@pytest.mark.parametrize(
    ("label", "charset"),
    [
        # The named set is the smaller one of what the bytes are in fact.
        ("us-ascii", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("iso-8859-11", "cp874"),
        ("tis-620", "cp874"),
        ("shift_jis", "cp932"),
        ("euc-kr", "cp949"),
        ("johab", "cp949"),
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("big5", "big5hkscs"),
        # Names that Python does not know.
        ("x-sjis", "cp932"),
        ("x-euc-jp", "euc_jp"),
        ("x-gbk", "gb18030"),
        ("x-cp1250", "cp1250"),
        ("x-cp1251", "cp1251"),
        ("x-cp1252", "cp1252"),
        ("iso-8859-8-i", "iso8859-8"),
        ("iso-8859-6-i", "iso8859-6"),
        ("x-mac-roman", "mac-roman"),
        ("macintosh", "mac-roman"),
        ("utf8mb4", "utf-8"),
        ("unicode", "utf-16"),
        ("iso-2022-jp", "iso2022_jp_ext"),
        # As people spell them.
        ("Windows 1250", "cp1250"),
        ('"UTF-8"', "utf-8"),
        ("utf-8; format=flowed", "utf-8"),
        ("utf-8,x", "utf-8"),
        ("utf-8 x", "utf-8"),
        ("iso-8859-15<br>", "iso8859-15"),
        # What Python calls so, and no mail means.
        *((name, None) for name in ("idna", "punycode", "undefined", "palmos")),
        *((name, None) for name in ("unicode_escape", "raw_unicode_escape")),
        # What Python calls so on Windows alone: whatever that computer happens to use.
        *((name, None) for name in ("mbcs", "oem")),
        ("a/b", None),
        ("utf-8/x", None),
    ],
)
@pytest.mark.usefixtures("windows")
def test_what_a_charset_is_called_and_what_it_is(label: str, charset: str | None) -> None:
    assert known(label) == charset
    assert known(f" {label.upper()} ") == charset


@pytest.mark.parametrize("charset", ["iso2022_jp", "iso2022_kr", "hz", "utf-7", "utf-16", "utf-32"])
def test_what_looks_like_plain_letters_is_read_by_its_name(charset: str) -> None:
    said = SAID["ko" if charset == "iso2022_kr" else "zh" if charset == "hz" else "ja"]
    assert decoded(said.encode(charset), charset) == said
    assert decoded(b"plain", "utf-8") == decoded(b"plain", "iso2022_jp") == "plain"


def test_a_charset_that_changes_by_signs_is_known_by_them() -> None:
    assert decoded("請求書".encode("iso2022_jp")) == "請求書"
    assert decoded(b"\x1b(Jcup\x1b(B") == "cup"
    assert decoded(b"\x1b[1mcup") == "\x1b[1mcup"


@pytest.mark.parametrize(
    ("language", "charset", "letters"),
    [
        ("ar", "cp1256", "ءآيًْ،؛؟"),
        ("ar", "iso-8859-6", "ءآيًْ،؛؟"),
        ("ja", "cp932", "ぁんァンー、。「」・"),
        ("ja", "euc_jp", "ぁんァンー、。「」・"),
        ("ko", "cp949", "가힝"),
        ("ru", "cp1251", "абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
        ("ru", "koi8-r", "абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
        ("pl", "cp1250", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ’“”„–…"),
        ("pl", "iso-8859-2", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"),
        ("de", "cp1252", "äöüßÄÖÜ’“„–€"),
        ("fr", "cp1252", "éèêëàâçîïôûùœÉÈÀÇ’«»…"),
        ("es", "cp1252", "ñáíóú¡¿ÑÁÍÓÚ"),
        ("pt", "cp1252", "ãõÃÕáç"),
        ("it", "cp1252", "ìòàèéù"),
    ],
)
def test_a_text_is_known_by_each_letter_of_its_language(
    language: str, charset: str, letters: str
) -> None:
    for letter in letters:
        said = f"{SAID[language]}\n{' '.join(letter * 60)}"
        assert decoded(said.encode(charset, "ignore")) == said.encode(charset, "ignore").decode(
            charset
        ), letter


@pytest.mark.parametrize("language", ["pl", "ru", "ar", "ja", "zh", "ko"])
def test_a_language_is_told_however_late_it_begins(language: str) -> None:
    charset = {
        "pl": "cp1250", "ru": "cp1251", "ar": "cp1256", "ja": "cp932", "zh": "gb18030",
        "ko": "cp949",
    }[language]  # fmt: skip
    said = SAID[language]
    for before in ("Dear shop, ", "One line.\n"):
        assert decoded((before * 1_000 + said).encode(charset)).endswith(said), before
    page = f"<html><style>{'p { margin: 0 } ' * 500}</style><p>{said}</p></html>"
    assert read("text/html", page.encode(charset)).text == said


def test_the_first_lines_that_tell_a_language_tell_it() -> None:
    """However long a text is, it is known soon: by forty lines, and by a thousand bytes of each."""
    russian = SAID["ru"].encode("cp1251")
    for lines, charset in ((39, "cp1251"), (40, "cp1252")):
        assert likely(b"Caf\xe9\nplain\n" * lines + russian) == charset, lines
    for signs, charset in ((998, "cp1251"), (999, "cp1252")):
        assert likely(b"Caf\xe9" + b" " * signs + b"\xff\n") == charset, signs


def test_a_rare_sign_is_no_sign_of_another_language() -> None:
    assert decoded("镕堃垚".encode("gb18030")) == "镕堃垚"


def test_a_text_with_one_bad_byte_stays_in_its_language() -> None:
    assert decoded("Grüße aus Köln, schöne Füße, Öl".encode() + b"\xc3") == (
        "Grüße aus Köln, schöne Füße, Öl\ufffd"
    )
    assert decoded(SAID["ja"].encode("shift_jis") + b"\x81", "shift_jis")[:-1] == SAID["ja"]
    assert decoded(SAID["ar"].encode("utf-16"), "utf-16") == SAID["ar"]
    assert decoded(b"\xef\xbb\xbfplain") == "plain"
    assert decoded(b"caf\xe9") == "café"
    assert likely(b"plain") == "cp1252"


@given(
    st.binary(max_size=400), st.sampled_from(["", "utf-7", "hz", "cp932", "utf-16", "mbcs", "idna"])
)
def test_any_bytes_of_any_charset_give_a_text(data: bytes, label: str) -> None:
    assert isinstance(decoded(data, label), str)


# Forms of the text


def test_lines_that_were_only_broken_to_fit_are_one_again() -> None:
    flowed = (
        b"Can you mail \nme the bill? \nSoon.\n From here\n\n"
        b"> What do \n> you need?\n-- \nAnn \nLee"
    )
    found = read("text/plain; format=flowed", flowed)
    assert found.text == "Can you mail me the bill? Soon.\nFrom here"
    assert read("text/plain", b"Can you \nmail").text == "Can you\nmail"
    assert read("text/plain; format=flowed; delsp=yes", "請求 \n書".encode()).text == "請求書"
    assert unflowed("> a \n> b\nc \n-- \nd") == "> a b\nc \n-- \nd"
    assert unflowed(">> a \n> b") == ">> a \n> b"
    assert unflowed(" >no quote") == ">no quote"
    assert unflowed("a") == "a"


@pytest.mark.parametrize(
    ("encoding", "body", "said"),
    [
        ("quoted-printable", b"Gr=C3=BC=C3=9Fe =\nan alle", "Grüße an alle"),
        ("quoted-printable", b"100 =ZZ 5 = 5 =C3=BC =", "100 =ZZ 5 = 5 ü"),
        ("quoted-printable", b"One.=\n=0A--=20=0ATwo.", "One."),
        ("base64", base64.b64encode("Grüße".encode()), "Grüße"),
        ("base64", base64.b64encode("Grüße".encode())[:-1], "Grüße"),
        ("base64", b"R3 LD\nvM O\xc3\x84fZQ==", "Grüße"),
        ("8bit", "Grüße".encode(), "Grüße"),
        ("no-such", "Grüße".encode(), "Grüße"),
        ("x-uuencode", b"begin 644 x\n%2&5L;&\\\nend\n", "Hello"),
    ],
)
def test_a_broken_encoding_still_gives_words(encoding: str, body: bytes, said: str) -> None:
    found = read("text/plain; charset=utf-8", body, f"Content-Transfer-Encoding: {encoding}")
    assert found.text == said


def test_signed_in_the_text_and_encrypted_in_the_text() -> None:
    sealed = (
        b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nThe bill.\n- -- \nAnn\n"
        b"-----BEGIN PGP SIGNATURE-----\n\nabc=\n-----END PGP SIGNATURE-----\n"
    )
    assert read("text/plain", sealed).text == "The bill."
    closed = b"-----BEGIN PGP MESSAGE-----\n\nabc=\n-----END PGP MESSAGE-----\n"
    with pytest.raises(Refusal, match="only encrypted words"):
        read("text/plain", closed)
    some = read("text/plain", b"See below.\n\n" + closed)
    assert (some.text, some.notes) == ("See below.", ("Not read in it: encrypted words.",))


# Pages


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<table><tr><td>Name</td><td>Ann</td></tr><tr><th>C<td>12</table>", "Name Ann\nC 12"),
        ("<td>One</td><td>Two</td>", "One Two"),
        ("One<br>Two<br/>Three<hr>Four", "One\nTwo\nThree\nFour"),
        ("<div>One</div><div>Two</div><p>Three<p>Four", "One\nTwo\n\nThree\n\nFour"),
        ("One\n  two\t<b>three</b>&nbsp;four &amp; &euro;&#8217;&lt;", "One two three four & €’<"),
        ("<pre>  a\n    b</pre>c", "  a\n    b\nc"),
        ("<!-- x -->a<!-- <p>no</p> -->b<!-->c<!---->d", "abcd"),
        ("a<!-- never ends <p>b", "a"),
        ("a<!-- x -->b<!-- never ends <p>c", "ab"),
        ("a<script>b</script><style>c</style><template>d</template>e", "ae"),
        ("a<style>b", "a"),
        ("<div style='DISPLAY : none'>a<div>b</div>c</div>d<p hidden>e</p>f", "d\n\nf"),
        ("a<img alt='👍'><img alt='a logo'><img src=x>b", "a👍b"),
        ("a</b></div></i>b", "a\nb"),
        ("<blockquote style='margin: 0 0 0 40px; border: none'>moved in</blockquote>", "moved in"),
        ("a<blockquote type='cite'>b<blockquote class=gmail_quote>c</blockquote></blockquote>d",
         "a\n\n> b\n>\n> > c\n\nd"),
        ("<blockquote cite='mid:1'>b", "> b"),
        ("<blockquote style='border-left: 1px solid'>b", "> b"),
        ("<blockquote style='border-left: none'>b", "b"),
        ("a<div class='gmail_signature'>Ann<br>Lee</div>", "a"),
        ("<div class='gmail_signature'>Ann</div>", "Ann"),
        ("a<br>-- <br>Ann", "a\n-- \nAnn"),
        ("a<br>--<br>Ann", "a\n--\nAnn"),
        ("<![CDATA[x]]>a<?php b ?><!DOCTYPE html>c", "ac"),
        ("<p style='display:none'>a<p>b", "b"),
        ("<li hidden>a<li>b<ul><li>c</ul>", "b\nc"),
        ("<div hidden>a<img alt='👍'><br>b</div>c", "c"),
        ("a<br><br>b<br><br><br><br>c<div><br></div>d", "a\n\nb\n\nc\n\nd"),
        ("<pre>a\n\n  b\n</pre>", "a\n\n  b"),
        ("<pre>  <br>a</pre>", "a"),
        ("Cups & mugs", "Cups & mugs"),
        ("Cups &am", "Cups &am"),
        ("<p>Cups &amp", "Cups &"),
        ("a<br> <b> </b><br>b", "a\n\nb"),
        ("<blockquote type=cite><blockquote type=cite>a<p>b</blockquote><p>c</blockquote>",
         "> > a\n> >\n> > b\n>\n> c"),
        ("<blockquote type=cite>" * 30 + "a", "> " * 20 + "a"),
        ("<span class=quote>a</span>", "a"),
        ("<blockquote id=quoted>a", "> a"),
        ("<blockquote type=cite></blockquote>a", "a"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_page_is_read_as_it_is_seen(page: str, words: str) -> None:
    assert html_words(page) == words


@pytest.mark.parametrize(
    "tag",
    ["div", "tr", "li", "dt", "dd", "table", "ul", "ol", "pre", "section", "article", "header"],
)
def test_a_block_begins_and_ends_a_line(tag: str) -> None:
    assert html_words(f"a<{tag}>b</{tag}>c") == "a\nb\nc"


def test_a_page_that_no_parser_takes_still_gives_its_words() -> None:
    assert html_words("One <![x y]> <b>two</b> \n&amp; three").split() == [
        "One", "two", "&", "three",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"])
def test_a_paragraph_and_a_heading_stand_apart(tag: str) -> None:
    assert html_words(f"a<{tag}>b</{tag}>c") == "a\n\nb\n\nc"


@pytest.mark.parametrize("tag", ["b", "i", "span", "a", "font", "td", "th"])
def test_what_stands_in_a_line_ends_none(tag: str) -> None:
    cell = " " if tag in {"td", "th"} else ""
    assert html_words(f"a<{tag}>b</{tag}>c") == f"a{cell}bc"
    assert html_words(f"<{tag}>b</{tag}>c") == "bc"


@pytest.mark.parametrize(
    "tag", ["script", "style", "head", "title", "template", "noscript", "svg", "select", "object"]
)
def test_what_no_reader_sees_is_no_word(tag: str) -> None:
    assert html_words(f"a<{tag}>b</{tag}>c") == "ac"
    assert html_words(f"a<{tag}><img alt='👍'></{tag}>c") == "ac"


@pytest.mark.parametrize(
    "tag", ["br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base"]
)
def test_what_has_no_end_holds_nothing(tag: str) -> None:
    """So what follows is seen, although the tag itself is not."""
    assert html_words(f"a<{tag} hidden>b") == ("a\nb" if tag in {"br", "hr"} else "ab")


@pytest.mark.parametrize("tag", ["p", "li", "tr", "td", "th", "dt", "dd"])
def test_what_holds_none_of_its_kind_ends_where_the_next_begins(tag: str) -> None:
    assert html_words(f"<{tag} hidden>a<{tag}>b") == "b"


@pytest.mark.parametrize("name", ["gmail_signature", "moz-signature", "protonmail_signature_block"])
@pytest.mark.parametrize("by", ["class", "id"])
def test_a_signature_that_its_program_marked_is_left_out(name: str, by: str) -> None:
    assert html_words(f"a<div {by}='{name.upper()}'>Ann</div>") == "a"
    assert html_words(f"a<div {by}='x{name}'>Ann</div>") == "a\nAnn"


@pytest.mark.parametrize(
    ("facts", "quoted"),
    [
        ("type=CITE", True),
        ("cite", True),
        ("class='x Quoted'", True),
        ("class=moz-CITEd", True),
        ("id=quote1", True),
        ("style='border-left: solid'", True),
        ("style='BORDER-RIGHT-width: 1px'", True),
        ("style='border-inline-start: 2px'", True),
        ("style='border-left:0'", False),
        ("style='border-left: none'", False),
        ("style='border: solid'", False),
        ("type=x class=x id=x", False),
        ("", False),
    ],
)
def test_which_block_is_a_quoted_reply(facts: str, quoted: bool) -> None:
    assert html_words(f"a<blockquote {facts}>b") == f"a\n\n{'> ' * quoted}b"


@pytest.mark.parametrize(
    "style", ["display:none", "display : NONE", "mso-hide: all", "visibility: hidden"]
)
def test_what_is_hidden_by_its_style_is_no_word(style: str) -> None:
    assert html_words(f"a<span style='{style}'>b</span>c") == "ac"
    assert html_words(f"a<span style='x{style.partition(':')[0]}: block'>b</span>c") == "abc"


def test_an_outlook_page_is_cut_at_its_header_block() -> None:
    page = (
        "<div class=WordSection1><p class=MsoNormal>The bill, please.<o:p></o:p></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='border:none;border-top:solid #E1E1E1 "
        "1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>From:</b> Shop &lt;s@x.example&gt;"
        "<br><b>Sent:</b> Friday<br><b>To:</b> Ann<br><b>Subject:</b> Cups</p></div>"
        "<p class=MsoNormal>What do you need?</p></div>"
    )
    assert read("text/html", page.encode()).text == "The bill, please."


# Parts


def made(*parts: Callable[[EmailMessage], None], text: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ann Lee <ann@example.com>"
    if text:
        mail.set_content(text)
    for add in parts:
        add(mail)
    return mail


def holding(
    kind: str, data: bytes = b"x", filename: str | None = None
) -> Callable[[EmailMessage], None]:
    main, _slash, sub = kind.partition("/")
    return lambda mail: mail.add_attachment(data, maintype=main, subtype=sub, filename=filename)


UNREAD = [
    ("text/calendar", "an invitation"),
    ("application/ics", "an invitation"),
    ("application/ms-tnef", "a winmail.dat, which only Outlook opens"),
    ("application/vnd.ms-tnef", "a winmail.dat, which only Outlook opens"),
    ("application/pkcs7-mime", "encrypted words"),
    ("application/x-pkcs7-mime", "encrypted words"),
    ("application/pgp-encrypted", "encrypted words"),
]


@pytest.mark.parametrize(("kind", "noun"), UNREAD)
def test_what_may_hold_words_and_was_not_read_is_said(kind: str, noun: str) -> None:
    assert read_mail(bytes(made(holding(kind), text="See this."))).notes == (
        f"Not read in it: {noun}.",
    )
    with pytest.raises(Refusal) as refused:
        read(kind, b"x")
    assert str(refused.value) == (
        f"There are no words in that e-mail, only {noun}. Nothing was changed; "
        "open it in your mail program and copy the words that matter."
    )
    with pytest.raises(Refusal, match="only"):  # a subject alone says nothing of what is inside
        read(kind, b"x", "Subject: Our meeting")


def test_winmail_dat_is_known_by_its_name_as_well() -> None:
    some = made(holding("application/octet-stream", filename="WINMAIL.DAT"), text="See this.")
    assert "winmail.dat" in read_mail(bytes(some)).notes[0]


def test_sealed_and_multipart_encrypted_mails() -> None:
    with pytest.raises(Refusal, match="only words sealed into their signature"):
        read("application/pkcs7-mime; smime-type=signed-data", b"x")
    boundary = b"--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n\nabc\n--b--"
    with pytest.raises(Refusal, match=r"only encrypted words\."):
        read("multipart/encrypted; boundary=b", boundary)
    signed = b"--b\n\nThe bill.\n--b\nContent-Type: application/pgp-signature\n\nabc\n--b--"
    found = read("multipart/signed; boundary=b", signed)
    assert (found.text, found.notes) == ("The bill.", ())


@pytest.mark.parametrize(
    ("kinds", "nouns"),
    [
        (["image/png"], "a picture"),
        (["audio/amr", "video/mp4"], "a recording and a film"),
        (["image/png", "image/gif", "application/pdf", "audio/amr"],
         "a picture, an attached file and a recording"),
    ],
)  # fmt: skip
def test_a_mail_of_attachments_alone_says_of_which(kinds: list[str], nouns: str) -> None:
    with pytest.raises(Refusal, match=f"only {nouns}\\. Nothing was changed"):
        read_mail(bytes(made(*map(holding, kinds))))
    assert read_mail(bytes(made(*map(holding, kinds), text="See this."))).notes == ()


@pytest.mark.parametrize(
    "kind",
    [
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
        "text/rfc822-headers",
    ],
)
def test_what_only_machines_read_is_not_missed(kind: str) -> None:
    body = f"--b\n\nThe bill.\n--b\nContent-Type: {kind}\n\nA: b\n\nC: d\n--b--".encode()
    found = read("multipart/mixed; boundary=b", body)
    assert (found.text, found.notes) == ("The bill.", ())
    with pytest.raises(Refusal, match=r"^There are no words in that e-mail\. Nothing"):
        read(kind, b"A: b\n\nC: d")


def test_any_machines_ends_of_lines_are_ends_of_lines() -> None:
    body = base64.b64encode(b"One\rtwo\r\nthree\nfour")
    found = read("text/plain", body, "Content-Transfer-Encoding: base64")
    assert found.text == "One\ntwo\nthree\nfour"


def test_several_forms_of_the_same_words_are_read_once() -> None:
    mail = made(text="Plain words.")
    mail.add_alternative("<p>HTML words.</p>", subtype="html")
    assert read_mail(bytes(mail)).text == "Plain words."
    empty = made(text=" \n")
    empty.add_alternative("<p>HTML words.</p>", subtype="html")
    assert read_mail(bytes(empty)).text == "HTML words."
    turned = (
        b"--b\nContent-Type: text/html\n\n<p>HTML.\n--b\nContent-Type: text/plain\n\nPlain.\n--b--"
    )
    assert read("multipart/alternative; boundary=b", turned).text == "Plain."


def test_words_in_several_parts_are_joined_and_a_footer_is_not_all() -> None:
    two = b"--b\n\nAbove the picture.\n--b\nContent-Type: image/png\n\nx\n--b\n\nBelow it.\n--b--"
    assert read("multipart/mixed; boundary=b", two).text == "Above the picture.\n\nBelow it."
    listed = b"--b\nContent-Type: text/html\n\n<p>The bill.\n--b\n\nA list's footer.\n--b--"
    assert read("multipart/mixed; boundary=b", listed).text == "The bill.\n\nA list's footer."


def test_files_are_no_words_however_they_are_put() -> None:
    for put in ("attachment", "inline; filename=notes.txt", "attachment; filename*=utf-8''n%C3"):
        body = f"--b\n\nWords.\n--b\nContent-Disposition: {put}\n\nNot these.\n--b--".encode()
        assert read("multipart/mixed; boundary=b", body).text == "Words."


def test_a_mail_attached_to_one_that_says_nothing_is_the_mail() -> None:
    inner = made(text="The bill, please.\n\n> Old.")
    inner.replace_header("From", "Cara Dun <cara@example.com>")
    inner["Subject"] = "Cups"
    inner["Date"] = "Fri, 20 Nov 2026 18:02:00 +0100"

    def attach(mail: EmailMessage) -> None:
        mail.add_attachment(inner)

    found = read_mail(bytes(made(attach)))
    assert (found.who, found.email, found.text) == (
        "Cara Dun",
        "cara@example.com",
        "Cups\n\nThe bill, please.",
    )
    assert found.notes == ("Ann Lee passed it on: the form names who wrote it first.",)
    assert read_letter(message_of(bytes(made(attach)))).passed_on
    assert not read_letter(message_of(bytes(made(text="The bill.")))).passed_on
    two = read_mail(bytes(made(attach, attach)))
    assert two.notes[1:] == ("Not read in it: another e-mail.",)
    # With words of its own it is a mail of its own, unless it says that it passes one on.
    with_words = made(attach, attach, text="See these.")
    assert (read_mail(bytes(with_words)).who, read_mail(bytes(with_words)).notes) == (
        "Ann Lee",
        ("Not read in it: 2 other e-mails.",),
    )
    with_words["Subject"] = "Fwd: Cups"
    passed_on = read_mail(bytes(with_words))
    assert passed_on.who == "Cara Dun"
    assert "left out" in passed_on.notes[0]


def test_what_a_bounce_carries_is_our_own_mail() -> None:
    body = (
        b"--b\n\nIt could not be delivered.\n--b\nContent-Type: message/delivery-status\n\nA: b\n"
        b"--b\nContent-Type: message/rfc822\n\nFrom: me@shop.example\n\nOur words.\n--b--"
    )
    found = read("multipart/report; boundary=b", body)
    assert (found.text, found.notes) == ("It could not be delivered.", ())


def test_pieces_and_words_that_lie_elsewhere_are_said() -> None:
    with pytest.raises(Refusal, match="only a piece of a mail"):
        read("message/partial; id=x; number=1", b"x")
    with pytest.raises(Refusal, match="only words that lie elsewhere"):
        read("message/external-body; access-type=ftp", b"Content-Type: text/plain\n\n")


def test_a_boundary_that_is_nowhere_still_gives_words() -> None:
    assert read("multipart/mixed; boundary=b", b"The bill.").text == "The bill."
    assert read("multipart/mixed", b"The bill.").text == "The bill."
    assert read("multipart/mixed; boundary=b", b"--b\n\nThe bill.").text == "The bill."


def nested(deep: int) -> bytes:
    return b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(deep)
    )


def test_parts_are_counted_in_number_and_depth() -> None:
    assert read_mail(HEAD + nested(DEPTH_LIMIT) + b"\nThe bill.").text == "The bill."
    with pytest.raises(Refusal, match=f"more than {DEPTH_LIMIT} deep"):
        read_mail(HEAD + nested(DEPTH_LIMIT + 1) + b"\nThe bill.")
    with pytest.raises(Refusal, match="without end"):
        read_mail(HEAD + nested(5_000) + b"\nThe bill.")
    with pytest.raises(Refusal, match=r"without end|deep"):
        read_mail(HEAD + b"Content-Type: message/rfc822\n\n" * 5_000 + b"The bill.")
    kind = "multipart/mixed; boundary=b"
    full = read(kind, b"--b\n\nx\n" * (PARTS_LIMIT - 1) + b"--b--")
    assert full.text.count("x") == PARTS_LIMIT - 1
    with pytest.raises(Refusal, match="more than 1,000 parts"):
        read(kind, b"--b\n\nx\n" * PARTS_LIMIT + b"--b--")
