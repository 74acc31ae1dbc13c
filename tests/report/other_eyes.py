"""What gives somebody away, and what does not, gathered without a look at the program's tables.

What nobody can tell is not here: a nickname or another spelling that nobody recorded, where no
capital tells it; a mistake in a short name without its capital; a name that is a word of every
day, alone and small, or within a longer word; a surname of one sign in a run of others.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.report.other_sentences import SENTENCES
from tests.report.other_sums import SUMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Person:
    """Somebody: as recorded, and as others call them."""

    first: str
    last: str
    nicks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """How the name is written in another script, or by the sound of it."""
    whole: str = ""
    """As it is recorded, where that is not the first name and then the last."""

    @property
    def name(self) -> str:
        """As it is recorded."""
        return self.whole or f"{self.first} {self.last}"


@dataclass(frozen=True)
class Form:
    """A form in which somebody, a house or a sum slips into a text."""

    kind: str
    text: str
    within: bool = False
    """Whether only its capital tells it, so that it does so within a sentence, not as its first."""


P = Person
PEOPLE = (
    # English and Irish
    P("Margaret", "O'Connell", ("Maggie", "Peggy", "Meg")),
    P("Russell", "Whitcombe", ("Russ",)),
    P("Rose", "Baker", ("Rosie",)),
    P("William", "Thackeray-Jones", ("Bill", "Billy", "Willie")),
    # German
    P("Jürgen", "Großmann", ("Jürgi",), ("Juergen Grossmann", "Jurgen Grosman")),
    P("Anna-Lena", "Müller-Lüders", ("Anni", "Leni"), ("Annalena Mueller-Lueders",)),
    P("Katharina", "von der Heide", ("Kathi", "Käthe", "Trine")),
    P("Wolfgang", "Meier", ("Wolfi", "Wolf"), ("Wolfgang Mayer", "Wolfgang Maier")),
    # French
    P("Hélène", "Lefèvre", ("Leni",), ("Helene Lefebvre",)),
    P("Jean-Baptiste", "de la Fontaine", ("JB", "Tiste")),
    P("Françoise", "d'Aubigné", ("Fanchon", "Soizic")),
    P("Benoît", "Girard", ("Ben",)),
    # Spanish and Portuguese
    P("María José", "García Pinto", ("Majo", "Pepa")),
    P("Íñigo", "Núñez de Balboa", ("Iñi",)),
    P("João", "Gonçalves", ("Joãozinho", "Jão")),
    P("Dolores", "Muñoz", ("Lola", "Loli")),
    # Italian
    P("Niccolò", "De Santis", ("Nico",)),
    P("Chiara", "Dell'Acqua", ("Chiaretta",)),
    P("Giuseppe", "Rinaldi", ("Beppe", "Peppino", "Pino")),
    P("Beatrice", "Lo Monaco", ("Bea", "Bice")),
    # Dutch
    P("Joost", "van der Meulen", ("Joostje",)),
    P("Sanne", "'t Hooft", ("San",)),
    P("Marijke", "ten Brink", ("Rijke",)),
    P("Pieter-Jan", "de Vries", ("PJ", "Piet")),
    # Polish, Czech, Croatian
    P("Łukasz", "Wiśniewski", ("Łuki",), ("Lukas Wisniewsky",)),
    P("Agnieszka", "Nowak-Zielińska", ("Aga", "Agusia")),
    P("Jiří", "Dvořák", ("Jirka",), ("George Dvorzhak",)),
    P("Željka", "Đurić", ("Željkica",), ("Zeljka Djuric",)),
    # Nordic, Turkish, Hungarian
    P("Åsa", "Lindqvist", ("Åsis",), ("Aasa Lindkvist",)),
    P("Søren", "Kjærgaard", ("Sørn",), ("Soeren Kjaergaard",)),
    P("Gülşen", "Yıldırım", ("Gülo",), ("Guelsen Yildirim",)),
    P("Zoltán", "Kovács", ("Zoli",), ("Zoltan Kovach",)),
    # Arabic
    P("Ahmed", "bin Rashid", ("Hamoudi",), ("Ahmad ibn Raschid", "أحمد بن راشد")),
    P("Fatima", "al-Sayed", ("Fattouma",), ("Fatma El Sayyid",)),
    P("يوسف", "الحداد", ("جوجو",), ("Yusuf al-Haddad", "Youssef Haddad")),
    P("ليلى", "منصور", ("لولو",), ("Layla Mansour", "Leila Mansur")),
    # Hebrew
    P("David", "Ben-Shimon", ("Dudi",), ("דוד בן שמעון",)),
    P("Yael", "Bar Lev", ("Yaeli",)),
    P("משה", "רבינוביץ", ("מוישי",), ("Moshe Rabinovich", "Moishe Rabinowitz")),
    P("נועה", "כהן", ("נועי",), ("Noa Cohen", "Noah Kohen")),
    # Cyrillic and Greek
    P("Сергей", "Кузнецов", ("Серёжа", "Серёга"), ("Sergey Kuznetsov", "Sergej Kusnezow")),
    P("Ольга", "Петренко", ("Оля",), ("Olga Petrenko", "Olha Petrenko")),
    P("Γιώργος", "Παπαδόπουλος", ("Γιωργάκης",), ("Giorgos Papadopoulos",)),
    P("Ελένη", "Νικολάου", ("Λένα",), ("Eleni Nikolaou",)),
    # Chinese, Japanese, Korean, Vietnamese
    P("小明", "王", ("小王", "老王"), ("Wang Xiaoming", "Xiaoming Wang"), whole="王小明"),
    P("さくら", "田中", ("さくちゃん",), ("Sakura Tanaka", "Tanaka"), whole="田中さくら"),
    P("민수", "김", ("민수야",), ("Kim Minsu", "Minsoo Kim"), whole="김민수"),
    P("Thị Hương", "Nguyễn", ("Hương",), ("Nguyen Huong",), whole="Nguyễn Thị Hương"),
    P("Haruto", "Takahashi", ("Haru",), ("高橋陽斗",)),
    P("Min-seo", "Park", ("Minnie",), ("박민서",)),
    # Indian and African
    P("Priya", "Venkataraman", ("Pri",), ("प्रिया वेंकटरमण",)),
    P("Ngozi", "Okonkwo", ("Goz",)),
    # many more
    P("Siobhán", "MacDiarmada", ("Shiv",)),
    P("Gareth", "Llewellyn-Price", ("Gaz",)),
    P("Imogen", "Fairweather", ("Immy",)),
    P("Desmond", "St John", ("Des",)),
    P("Rüdiger", "Kößler", ("Rudi",)),
    P("Ann-Kathrin", "Schönfelder", ("Anka",)),
    P("Ekkehard", "zu Guttenfels", ("Ekki",)),
    P("Liesl", "Obermoser", ()),
    P("Clémence", "Béranger", ("Clem",)),
    P("Anaïs", "Du Plessis", ("Nanou",)),
    P("Thibault", "L'Hermitte", ("Titi",)),
    P("Begoña", "Echevarría", ("Bego",)),
    P("Ximena", "de la Cruz", ("Xime",)),
    P("Conceição", "Magalhães", ("São",)),
    P("Ludovica", "Della Valle", ("Ludo",)),
    P("Gianluigi", "Pellegrini", ("Gigi",)),
    P("Willemijn", "van den Heuvel", ("Willie",)),
    P("Sjoerd", "Hoekstra", ()),
    P("Bożena", "Szczepańska", ("Bożenka",)),
    P("Ondřej", "Procházka", ("Ondra",)),
    P("Mirela", "Popović-Jurić", ("Mira",)),
    P("Þórdís", "Guðmundsdóttir", ("Dísa",)),
    P("Emre", "Çelikkol", ()),
    P("Réka", "Szabolcsi", ()),
    P("Khalid", "ibn Walid", ()),
    P("Mariam", "Abdel-Rahman", ("Mimi",)),
    P("سلمى", "الزهراني", ()),
    P("Tamar", "Goldfarb", ("Tami",)),
    P("שירה", "לוינסון", ()),
    P("Дмитрий", "Соколовский", ("Дима",)),
    P("Наталья", "Бондаренко", ("Наташа",)),
    P("Κατερίνα", "Αλεξίου", ("Κατίνα",)),
    P("丽华", "陈", ("小陈",), whole="陈丽华"),
    P("健一", "渡辺", (), whole="渡辺健一"),
    P("지은", "박", (), whole="박지은"),
    P("Quang", "Trần", ()),
    P("Chukwuemeka", "Adeyemi", ("Emeka",)),
    P("Lakshmi", "Raghunathan", ("Laks",)),
    P("Yuki", "Nakamura", ()),
    P("Xiu Ying", "Huang", ()),
    P("Rosalind", "Hathersage", ("Roz",)),
    P("Callum", "McEwan", ()),
    P("Bronwen", "Pryce-Hughes", ("Bron",)),
    P("Theodore", "Vanderbloom", ("Teddy",)),
    P("Sieglinde", "Pfundstein", ("Siggi",)),
    P("Karl-Heinz", "von Trotha", ("Kalle",)),
    P("Éloïse", "Charpentier-Roy", ("Élo",)),
    P("Guilhem", "d'Estaing", ()),
    P("Macarena", "Zubizarreta", ("Maca",)),
    P("Joaquim", "dos Santos Lobo", ("Quim",)),
    P("Ottavia", "Degli Esposti", ()),
    P("Baukje", "van 't Hoff", ()),
    P("Grzegorz", "Brzęczyszczykiewicz", ("Grześ",)),
    P("Zdeňka", "Havlíčková", ("Zdena",)),
    P("Ljubica", "Stanković", ("Ljuba",)),
    P("Ingeborg", "Øvergård", ("Inge",)),
    P("Şebnem", "Karaçam", ()),
    P("Mátyás", "Fehérvári", ("Matyi",)),
    P("Nasser", "al-Qahtani", ()),
    P("عبدالله", "الشمري", ()),
    P("Avigail", "Ben-Ami", ("Avi",)),
    P("יונתן", "פרידמן", ()),
    P("Владимир", "Черненко", ("Вова",)),
    P("Δημήτρης", "Οικονόμου", ("Μήτσος",)),
    P("伟强", "李", ("小李",), whole="李伟强"),
    P("美咲", "鈴木", (), whole="鈴木美咲"),
    P("서연", "최", (), whole="최서연"),
    P("Linh", "Phạm", ()),
    P("Oluwaseun", "Bankole", ("Seun",)),
    P("Ananya", "Chatterjee", ("Anu",)),
    P("Takeshi", "Yamamoto", ()),
    P("Meiling", "Zhou", ()),
)

PLAIN_WORDS_TEXT = """
    rose baker park bar heide lev wolf pino san mar ben meg bill may
"""
PLAIN_WORDS = frozenset(PLAIN_WORDS_TEXT.split())
"""Names that alone are everyday words: of the forms only those of the whole name are told."""
SHORT_FOR_MORE_TEXT = """
    AC DJ EG GB KW LP ØS PS MB MG NO TV PC AM PM KG IT UK EU SM NL ML PL CF SS
"""
SHORT_FOR_MORE = frozenset(SHORT_FOR_MORE_TEXT.split())
"""Initials that are short for something else on every day."""
WORDS_ELSEWHERE = frozenset(
    ("fontaine", "dolores", "chiara", "conceição", "cruz", "santos", "valle")
)
"""Names that are words of every day in a language: within longer words they tell nobody."""
BECOMES_TEXT = """
    ford meer mere tần mogen calle erần hof line link zou santes hoof hang arrow anïs trầ
"""
BECOMES = frozenset(BECOMES_TEXT.split())
"""What a mistake in a name makes of it that is known to everybody for something else."""
FEWEST_SMALL = 6
"""A mistake in a shorter name makes too many everyday words, once it has no capital."""
FEWEST_FIRST = 5
"""The same at the beginning of a sentence, where every word has a capital."""

HOUSES = (
    "Nordlicht Logistik GmbH",
    "Fjord & Fable Ltd.",
    "Brasserie Dumontier SARL",
    "Tessellate Systems Inc.",
    "Ferramenta Bortolotti S.r.l.",
    "Van Oosterhout Bloemen B.V.",
    "Zakład Piekarski Gęsiorek Sp. z o.o.",
    "Kwikfit Plumbing LLC",
    "Grüneberg & Söhne KG",
    "Almacenes Etxeberria S.A.",
    "株式会社サクラ電機",
    "ООО Берёзка",
    "Blue Door Bakery Ltd",
    "Xantippa AG",
    "McAllister Veterinary Group PLC",
    "Ångström Verkstad AB",
    "Okapi-Print GmbH & Co. KG",
    "Dr. Pfefferkorn Zahnärzte PartG",
    "شركة النخيل للتجارة",
    "Quillfeather Tutors",
    "Kestrelmoor Joinery Ltd",
    "Papeterie Vauclair SAS",
    "Bäckerei Ströhlein OHG",
    "Officine Tarantelli S.p.A.",
    "Zephyrine Labs Inc.",
    "Tandartspraktijk Brouwerhof",
    "Grupo Zabaleta S.L.",
    "Ødegaard & Sønner AS",
    "Vexworth Tyre Centre",
    "ООО Ромашкино",
    "有限会社ヤマブキ",
    "Mac & Wild Catering LLP",
    "Wrenfield Dental Care Ltd",
    "Pâtisserie Solveigne SARL",
    "Autohaus Kniephoff GmbH",
    "Pastificio Marangolo S.r.l.",
    "Quantiva Software Inc.",
    "Rijwielhandel Oudkerk B.V.",
    "Viveros Arizmendi S.A.",
    "Thrush & Tallow LLC",
    "Ogrody Piwońskich Sp. z o.o.",
    "ООО Снегирь",
    "株式会社ハナミズキ",
    "Yarrow Physio Clinic",
)


def sums() -> list[Form]:
    """Return the sums, each with the language of its kind."""
    return [Form(f"sum {kind}", text) for kind, some in SUMS.items() for text in some]


def sentences() -> list[str]:
    """Return the everyday sentences."""
    return [text for some in SENTENCES.values() for text in some]


_NEAR = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "snvfrgjkokkmnbipwtdtyciczs",
        strict=False,
    )
)
_LEET = str.maketrans("aeiostb", "431057 8".replace(" ", ""))
_LEET_SIGNS = str.maketrans("aios", "@!0$")
_CYRILLIC = str.maketrans("aeopcxyiABEKMHOPCTX", "аеорсхуіАВЕКМНОРСТХ")
_GREEK = str.maketrans("aoviABEZHIKMNOPTYX", "αονιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_TRANSCRIBED = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "å": "aa",
        "Å": "Aa", "ø": "oe", "Ø": "Oe", "æ": "ae", "ı": "i", "ł": "l", "Ł": "L", "đ": "dj",
        "Đ": "Dj", "ñ": "n", "ç": "c", "ş": "s", "š": "s", "ř": "r", "č": "c", "ž": "z", "Ž": "Z",
    }
)  # fmt: skip
_BARE = str.maketrans(
    {"ß": "ss", "þ": "th", "ð": "d", "Þ": "Th"} | dict(zip("øØæłŁđĐı", "oOalLdDi", strict=True))
)
_INVISIBLE = ("\u200b", "\u200c", "\u00ad", "\u2060", "\u034f", "\ufeff", "\u200e", "\u180e")
_ENDINGS = {
    "en": ("'s", "s", "’s", "s'", "ish", "-like", "esque"),
    "de": ("s", "'sche", "sche", "schen", "s'", "chen"),
    "sv": ("s", "en", "arna"),
    "pl": ("a", "owi", "em", "ie", "ego", "emu", "im", "ej", "ą", "ę", "ów"),
    "cs": ("ovi", "em", "ová", "ové", "ovy"),
    "fi": ("n", "lle", "lta", "ssa", "in", "ia"),
    "hu": ("nak", "nek", "val", "tól", "ék", "hoz", "né"),
    "tr": ("'in", "'e", "'den", "ler", "'ın", "'un"),
    "lt": ("as", "ui", "o", "ienė"),
    "et": ("ile", "ilt", "iga"),
}
_CYRILLIC_ENDINGS = ("а", "у", "ым", "е", "ой", "ых")
_GREEK_ENDINGS = {"ος": ("ου", "ο", "ε"), "ου": ("ους",), "ης": ("η",), "η": ("ης", "η")}
_HONOURS = {
    "zh": ("{}先生", "{}女士", "{}老师"),
    "ja": ("{}さん", "{}様", "{}氏", "{}君の注文", "{}さんから"),
    "ko": ("{}씨", "{}님", "{}의 주문", "{}에게", "{}이가"),
    "ar": ("و{}", "ل{}", "ب{}", "السيد {}"),
    "he": ("ל{}", "ה{}", "מ{}", "של {}", "וכש{}"),
}


def script_of(name: str) -> str:
    """Return which script a name is of."""
    of = {
        "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "ARABIC": "ar",
        "HEBREW": "he", "CYRILLIC": "ru", "GREEK": "el", "DEVANAGARI": "hi",
    }  # fmt: skip
    found = {of.get(unicodedata.name(sign, "").split(" ")[0], "la") for sign in name}
    return "ja" if "ja" in found else max(found - {"la"}, default="la")


def dropped(text: str) -> str:
    """Return a text without its accents."""
    apart = unicodedata.normalize("NFD", text.translate(_BARE))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def slips(word: str) -> Iterator[tuple[str, str]]:
    """Yield a word with each mistake of one letter: which, and the word."""
    for at, sign in enumerate(word):
        if not sign.isalpha() or {*"ßæþ"} & {*word[max(at - 1, 0) : at + 2].lower()}:
            continue  # these are two letters: beside them more than one is wrong
        rest = word[at + 1 :]
        where = " of the first letter" if at == 0 else ""
        if len(word) > 3:
            yield f"dropped{where}", word[:at] + rest
        yield f"doubled{where}", word[: at + 1] + sign.lower() + rest
        near = _NEAR.get(sign.lower())
        if near:
            near = near.upper() if sign.isupper() else near
            yield f"wrong{where}", word[:at] + near + rest
            yield f"wrong{where}", word[:at] + ("E" if sign.isupper() else "e") + rest
        if rest and rest[0].isalpha() and rest[0].lower() != sign.lower():
            swapped = rest[0] + sign + rest[1:]
            yield (
                f"swapped{where}",
                word[:at] + (swapped if at or sign.islower() else swapped.capitalize()),
            )


_PARTICLES_TEXT = """
    van der de la von bin al ten 't lo dell d o del den di da della du st l zu ibn abdel
"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())


def core(last: str) -> str:
    """Return the longest part of a surname that is no particle."""
    parts = [one for one in re.split(r"[\s'’-]+", last) if one.casefold() not in _PARTICLES]
    return max(parts, key=len)


def forms(person: Person) -> Iterator[Form]:
    """Yield every form of a person's name."""
    seen: set[str] = set()
    for one in _forms(person):
        plain = one.text.strip()
        if plain.casefold() in PLAIN_WORDS and plain[0].islower():
            continue
        if re.sub(r"\W", "", plain).upper() in SHORT_FOR_MORE:
            continue
        if plain.casefold() in BECOMES or not any(map(str.isalpha, plain)):
            continue  # 454 is nobody
        if plain and plain not in seen:
            seen.add(plain)
            yield Form(one.kind, plain, one.within)


def _forms(person: Person) -> Iterator[Form]:
    first, last, name = person.first, person.last, person.name
    script = script_of(name)
    yield Form("as recorded", name)
    if person.whole == "":
        yield Form("turned round", f"{last} {first}")
        yield Form("turned round", f"{last}, {first}")
    for nick in person.nicks:
        if nick.casefold() not in PLAIN_WORDS and script_of(nick) in (
            "la",
            "ru",
            "el",
        ):  # others have no capital that tells them
            yield Form("nickname", nick, within=True)
        yield Form("nickname with surname", f"{nick} {last}")
    for other in person.also:
        if script_of(other) == "la":  # without capitals nobody unknown is told
            yield Form("other spelling", other, within=True)
        for word in other.split():
            if len(word) > 3 and script_of(word) == "la":
                yield Form("other spelling, a word", word, within=True)
    if script in _HONOURS:
        bases = [name] if person.whole else [name, last, first]
        for base in (*bases, last if script in ("zh", "ja") else first):
            for pattern in _HONOURS[script]:
                yield Form("inflected " + script, pattern.format(base))
        if script in ("zh", "ja", "ko"):
            yield Form("spaced", f"{last} {first}")
            yield Form("spaced", f"{last}・{first}")
            yield Form("spaced", " ".join(name))
            yield Form("compound", f"{name}2024")
            yield Form("compound", f"@{name}")
            return
    yield from _cases(first, last, name)
    yield from _initials(first, last)
    main = core(last)
    for word in (main, first):
        yield from _mistaken(word, "letter")
        if word is main:
            for kind, wrong in slips(word):
                yield Form(f"letter {kind}, in the whole name", f"{first} {wrong}", within=True)
    yield from _inflected(first, main, script)
    yield from _spacing(first, last)
    yield from _accents(first, last)
    yield from _compounds(main, last)
    yield from _compounds(first, first)
    if script == "la":
        yield from _handles(dropped(first), dropped(last))
        yield from _tricks(main)
        yield from _tricks(first)
        yield from _tricks(name)
    else:
        yield from _unseen(main)
        yield from _unseen(name)


def _mistaken(word: str, what: str) -> Iterator[Form]:
    """Yield a word with a mistake in it: with its capital, and without where it is long enough."""
    if len(word) < 4 or word.casefold() in PLAIN_WORDS or script_of(word) in ("zh", "ja", "ko"):
        return
    if len(word) < FEWEST_FIRST and script_of(word) != "la":
        return
    for kind, wrong in slips(word):
        capital = wrong[0].isupper()
        if capital or script_of(word) not in ("la", "ru", "el"):
            yield Form(f"{what} {kind}", wrong, within=len(wrong) < FEWEST_FIRST + 1)
        mild = kind.startswith(("doubled", "swapped"))
        if word.casefold() in WORDS_ELSEWHERE:
            continue
        if len(word) >= FEWEST_SMALL + (not mild) - 1 and len(wrong) >= FEWEST_SMALL - 1:
            yield Form(f"{what} {kind}, small", wrong.lower())


def _cases(first: str, last: str, name: str) -> Iterator[Form]:
    for word in (name, last, first):
        which = "whole name" if word == name else "one name"
        yield Form(f"{which}", word)
        yield Form(f"{which} capitals", word.upper())
        yield Form(f"{which} small", word.lower())
        yield Form(f"{which} odd case", word.swapcase())
        yield Form(f"{which} odd case", word[:1].lower() + word[1:].upper())


def _initials(first: str, last: str) -> Iterator[Form]:
    main = core(last)
    a, b, z = first[0], last[0].upper(), main[0]
    if not b.isalpha():
        b = z
    for text in (f"{a}. {b}.", f"{a}.{b}.", f"{a}.{z}.", f"{a}. {z}."):
        yield Form("initials", text)
    if a.isupper():
        yield Form("initials bare", f"{a}{z}")
    yield Form("initials small", f"{a}. {z}.".lower())
    if a.isupper():
        yield Form("initials bare", f"{a}/{z}")
    for text in (f"{a}. {last}", f"{a}.{last}", f"{a} {last}", f"{last}, {a}.", f"{last} {a}."):
        yield Form("initial with surname", text)
        yield Form("initial with surname small", text.lower())
    for text in (f"{first} {z}.", f"{first} {z}", f"{first} {b}.", f"{first}{z}"):
        yield Form("first name with initial", text)
        yield Form("first name with initial small", text.lower())
    for title in (
        "Mr",
        "Mrs.",
        "Ms",
        "Dr",
        "Herr",
        "Frau",
        "Mme",
        "Señor",
        "Sig.ra",
        "Pan",
        "Fam.",
    ):
        yield Form("with a title", f"{title} {last}")
        if last.casefold() not in PLAIN_WORDS:
            yield Form("with a title small", f"{title} {last}".lower())
    for title in ("Mr", "Mrs.", "Herr", "Frau", "Mme"):
        yield Form("title and initial", f"{title} {z}.")


def _inflected(first: str, main: str, script: str) -> Iterator[Form]:
    if script == "la":
        for language, endings in _ENDINGS.items():
            for ending in endings:
                for word in (main, first):
                    if word.casefold() not in PLAIN_WORDS:
                        short = len(word) < 4
                        yield Form(f"inflected {language}", word + ending, within=short)
                plain = main.casefold() in PLAIN_WORDS | WORDS_ELSEWHERE
                if not plain and len(main) >= FEWEST_FIRST:
                    yield Form(f"inflected {language}, small", (main + ending).lower())
        if main.endswith(("ki", "i")):
            for ending in ("kiego", "kiemu", "kim", "ka", "kiej", "cy"):
                yield Form("inflected pl", main.removesuffix("ki") + ending)
        if main.endswith("a"):
            for ending in ("y", "ę", "ie", "o", "ou", "i"):
                yield Form("inflected pl", main[:-1] + ending)
        if first.endswith("a") and len(first) >= FEWEST_FIRST:
            for ending in ("y", "ę", "o", "ou", "i"):
                yield Form("inflected pl", first[:-1] + ending)
    elif script == "ru":
        for ending in _CYRILLIC_ENDINGS:
            yield Form("inflected ru", main.rstrip("ао") + ending)
        for ending in ("я", "ю", "ем", "и", "ей") if first.endswith(("й", "я")) else ():
            yield Form("inflected ru", first[:-1] + ending)
    elif script == "el":
        for word in (main, first):
            for old, new in _GREEK_ENDINGS.items():
                if dropped(word).endswith(old):
                    for ending in new:
                        yield Form("inflected el", word[: -len(old)] + ending)


def _spacing(first: str, last: str) -> Iterator[Form]:
    for word in (first, last, f"{first} {last}"):
        apart = re.split(r"[\s'’-]+", word)
        if len([one for one in apart if one]) < 2:
            continue
        for between in ("", " ", "-", "_", ".", "’", "‑", "\u00a0", "/", "–", "+", "·", "|"):
            joined = between.join(one for one in apart if one)
            yield Form("joined otherwise", joined)
            yield Form("joined otherwise, small", joined.lower())
        yield Form("joined otherwise", "".join(one.capitalize() for one in apart))
    short = re.sub(r"(?i)^van der ", "v.d. ", last)
    if short != last:
        yield Form("particle short", short)
        yield Form("particle short", short.replace("v.d. ", "vd "))
        yield Form("particle short", short.replace("v.d. ", "v/d "))
    if core(last) != last:
        yield Form("no particle", core(last))
        yield Form("no particle", f"{first} {core(last)}")
        yield Form("no particle small", core(last).lower())


def _accents(first: str, last: str) -> Iterator[Form]:
    for word in (first, last, f"{first} {last}"):
        for kind, made in (
            ("dropped", dropped(word)),
            ("transcribed", dropped(word.translate(_TRANSCRIBED))),
            ("apart", unicodedata.normalize("NFD", word)),
        ):
            if made != word:
                yield Form(f"accents {kind}", made)
                yield Form(f"accents {kind}, small", made.lower())
                yield Form(f"accents {kind}, capitals", made.upper())


def _compounds(main: str, last: str) -> Iterator[Form]:
    if main.casefold() in PLAIN_WORDS:
        return
    for text in (
        f"{last}-Bestellung", f"{main}-Bestellung", f"{main}bestellung", f"{main}order",
        f"Sonder-{main}", f"ex-{main}", f"{main}/Sonstige", f"{main}_order", f"#{main}",
        f"order_{main}", f"pre-{main}", f"non-{main}", f"{main}+Co", f"{main}&Sons", f"{main}2",
        f"2{main}", f"{main}2024", f"{main}Order", f"the {main}s", f"{main} family",
        f"Familie {main}", f"({main})", f"“{main}”", f"{main}…", f"{main}:", f"*{main}*",
        f"<b>{main}</b>", f"[{main}]", f"{main}®", f"{main}.pdf", f"order-{main}-v2.xlsx",
        f"C:\\orders\\{main}\\a.txt", f"/home/{main}/list", f"{main}-style", f"{main}s-Regal",
    ):  # fmt: skip
        if re.fullmatch(r"[\w-]+", text) and (
            len(main) < FEWEST_FIRST or main.casefold() in WORDS_ELSEWHERE
        ):
            continue  # as Anna is in Annahme
        yield Form("compound", text)
        yield Form("compound small", text.lower())


def _handles(first: str, last: str) -> Iterator[Form]:
    f, s = (re.sub(r"[^a-z]", "", one.lower()) for one in (first, last))
    if len(f) < 2 or len(s) < 2:
        return
    for text in (
        f"{f}{s}77", f"{f}{s}", f"{f}_{s}", f"{f}.{s}", f"@{f}{s}", f"{f[0]}{s}", f"{s}{f}",
        f"{f}{s[0]}", f"xx_{f}{s}_xx", f"{s}{f[0]}", f"{f[0]}.{s}", f"the{f}{s}", f"real{f}{s}",
        f"{f}{s}official", f"{f}-{s}", f"{s}_{f}1984", f"iam{f}{s}", f"{f}.{s}.1",
        f"@{f[0]}{s}", f"@{f}.{s}", f"u/{f}{s}", f"in/{f}-{s}"
    ):  # fmt: skip
        yield Form("handle", text)
    for text in (
        f"{f}.{s}@gmail.com", f"{f}@{s}.net", f"{s}@web.de", f"{f} at {s} dot com", f"{f}{s}.com",
        f"{s}.info", f"www.{f}-{s}.de", f"https://{s}family.org/", f"{f}.{s} (at) gmx.de",
        f"instagram.com/{f}{s}", f"mailto:{f[0]}.{s}@x.org", f"{f}{s} [at] mail [dot] com"
    ):  # fmt: skip
        if text.partition(".")[0] not in PLAIN_WORDS:
            yield Form("address", text)


def _tricks(word: str) -> Iterator[Form]:
    if word.casefold() in PLAIN_WORDS:
        return
    small = word.lower()
    yield Form("leet", dropped(word).translate(_LEET))
    yield Form("leet", dropped(small).translate(_LEET))
    yield Form("leet", dropped(word).translate(_LEET_SIGNS))
    yield Form("leet", dropped(small).translate(_LEET_SIGNS))
    for at, sign in enumerate(word):
        made = dropped(sign).translate(_LEET)
        if at and made != sign and made.isdigit():
            yield Form("leet of one letter", word[:at] + made + word[at + 1 :])
    yield from _unseen(word)
    for script in (_CYRILLIC, _GREEK):
        yield Form("mixed scripts", word.translate(script))
        yield Form("mixed scripts", word.upper().translate(script))
        for at, sign in enumerate(word):
            if sign.translate(script) != sign:
                yield Form("mixed scripts", word[:at] + sign.translate(script) + word[at + 1 :])
                break
    plain = dropped(word)
    for kind, start_small, start_capital in (
        ("wide", 0xFF41, 0xFF21), ("bold", 0x1D41A, 0x1D400), ("script", 0x1D4EA, 0x1D4D0),
        ("circled", 0x24D0, 0x24B6), ("monospaced", 0x1D68A, 0x1D670), ("boxed", 0x1F130, 0x1F130),
        ("flags", 0x1F1E6, 0x1F1E6), ("black circled", 0x1F150, 0x1F150),
    ):  # fmt: skip
        made = "".join(
            chr(start_small + ord(sign) - 97) if "a" <= sign <= "z"
            else chr(start_capital + ord(sign) - 65) if "A" <= sign <= "Z" else sign
            for sign in plain
        )  # fmt: skip
        yield Form(f"letters {kind}", made)
    small_capitals = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘqʀꜱᴛᴜᴠᴡxʏᴢ"
    made = "".join(
        small_capitals[ord(sign) - 97] if "a" <= sign <= "z" else sign for sign in plain.lower()
    )
    yield Form("letters small capitals", made)
    superscripts = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ"
    made = "".join(
        superscripts[ord(sign) - 97] if "a" <= sign <= "z" else sign for sign in plain.lower()
    )
    yield Form("letters raised", made)
    yield Form("signs above", "".join(f"{sign}\u0336" for sign in word))
    yield Form("signs above", "".join(f"{sign}\u0301\u0323" for sign in word))
    named = "".join(f"&#{ord(sign)};" if not sign.isspace() else " " for sign in word)
    yield Form("escaped", named)
    yield Form("escaped", word[:2] + f"&#x{ord(word[2]):x};" + word[3:])
    yield Form("escaped", f"{word[:3]}&shy;{word[3:]}")
    yield Form("escaped", f"{word[:3]}<wbr>{word[3:]}")
    yield Form("escaped", "".join(f"%{byte:02X}" for byte in word.encode()))
    yield Form("escaped", f"{word[:2]}**{word[2:]}**")
    yield Form("escaped", f"{word[:2]}_{word[2:]}")
    yield Form("broken over lines", f"{word[:3]}-\n{word[3:]}")
    yield Form("broken over lines", f"{word[:3]}- {word[3:]}")
    if len(word) > 4:
        yield Form("masked", f"{word[:2]}*{word[3:]}")
        if " " not in word:
            yield Form("masked", f"{word[0]}{'*' * (len(word) - 2)}{word[-1]}")
        if word.casefold() not in WORDS_ELSEWHERE:
            yield Form("long drawn", word[:1] + word[1] * 3 + word[2:])
        if (
            len(word) > 5
            and word.isalpha()
            and not {*"æþß"} & {*word.lower()}
            and word.casefold() not in WORDS_ELSEWHERE
        ):
            yield Form("backwards", word[::-1].lower())


def _unseen(word: str) -> Iterator[Form]:
    for sign in _INVISIBLE:
        yield Form("invisible", word[:2] + sign + word[2:])
        yield Form("invisible", sign.join(word.lower()))
    for sign in (" ", ".", "-", "_", "\u2009", "·", "*", "\u00a0", "|"):
        yield Form("letters apart", sign.join(word))
        yield Form("letters apart", sign.join(word.upper()))


_LEGAL = re.compile(
    r"(?i)\b(gmbh( & co\. kg)?|sas|ohg|s\.p\.a\.?|s\.l\.?|as|llp|ltd\.?|sarl|inc\.?"
    r"|s\.r\.l\.?|b\.v\.?|sp\. z o\.o\.?|llc|kg|s\.a\.?"
    r"|ag|plc|ab|partg|ооо)(?!\w)|株式会社|有限会社|شركة"
)


def house_forms(house: str) -> Iterator[Form]:
    """Yield every form of a firm's name."""
    seen: set[str] = set()
    for one in _house_forms(house):
        if one.text.casefold() in BECOMES:
            continue
        if one.text not in seen and one.text.upper() not in SHORT_FOR_MORE:
            seen.add(one.text)
            yield one


_TRADE_TEXT = """
    logistik brasserie systems ferramenta bloemen zakład piekarski plumbing söhne almacenes
    blue door bakery veterinary group verkstad print dr zahnärzte tutors للتجارة van fable
    joinery papeterie bäckerei officine labs tandartspraktijk grupo tyre centre mac wild catering
    sønner
    dental care pâtisserie autohaus pastificio software rijwielhandel viveros ogrody physio clinic
"""
_TRADE = frozenset(_TRADE_TEXT.split())


def _house_forms(house: str) -> Iterator[Form]:
    bare = " ".join(_LEGAL.sub("", house).split()).strip(" &.")
    for kind, word in (("as recorded", house), ("without its legal form", bare)):
        yield Form(f"house {kind}", word)
        yield Form("house small", word.lower())
        yield Form("house capitals", word.upper())
        yield Form("house accents", dropped(word))
        yield Form("house accents", dropped(word.translate(_TRANSCRIBED)).lower())
    words = [one for one in re.split(r"[\s&.-]+", bare) if one]
    telling = [one for one in words if one.lower() not in _TRADE and len(one) > 2]
    for between in ("", "-", "_", ".", " ", "+"):
        if len(words) > 1:
            yield Form("house joined otherwise", between.join(words))
            yield Form("house joined otherwise", between.join(words).lower())
    if len(words) > 1 and script_of(bare) == "la":
        yield Form("house acronym", "".join(one[0] for one in words).upper())
        whole = [one for one in re.split(r"[\s&.-]+", house) if one]
        yield Form("house acronym", "".join(one[0] for one in whole).upper())
    for word in telling:
        yield Form("house, a word", word)
        yield Form("house, a word small", word.lower())
        yield Form("house, a word capitals", word.upper())
        yield from _mistaken(word, "house, letter")
        for ending in ("'s", "s", "-Bestellung", "order", "2", "er", "-like"):
            yield Form("house inflected", word + ending)
            yield Form("house inflected", (word + ending).lower())
        if script_of(word) == "la":
            plain = dropped(word).lower()
            for text in (f"@{plain}", f"{plain}_official", f"{plain}shop", f"my{plain}"):
                yield Form("house handle", text)
            for text in (f"{plain}.com", f"www.{plain}.de", f"info@{plain}.eu", f"{plain}.co.uk/x"):
                yield Form("house address", text)
            yield Form("house leet", plain.translate(_LEET))
            yield from (Form(f"house {one.kind}", one.text) for one in _unseen(word))
            yield Form("house mixed scripts", word.translate(_CYRILLIC))
    if len(words) > 1 and script_of(bare) == "la":
        plain = "".join(re.findall("[a-z]", dropped(bare).lower()))
        for text in (f"@{plain}", f"{plain}.com", f"info@{plain}.de", f"{plain}24", plain):
            yield Form("house handle", text)


CARRIERS = (
    "Bigger cups for {}",
    "{} asked for a shelf",
    "A shelf as {} has it, soon",
    "{}",
    "Longer opening hours: {}",
    "More room (see {}) in the shop",
)
"""Sentences that are harmless without what slips in."""
WITHIN = ("Bigger cups for {}", "A shelf as {} has it, soon", "More room (see {}) in the shop")


def carried(some: Iterable[Form], turn: int = 0) -> Iterator[Form]:
    """Yield each form in a sentence, the sentences by turns."""
    for number, one in enumerate(some):
        some_carriers = WITHIN if one.within else CARRIERS
        carrier = some_carriers[(number + turn) % len(some_carriers)]
        yield Form(one.kind, carrier.format(one.text))
