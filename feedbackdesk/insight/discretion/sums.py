"""How money, an address and a telephone number look in somebody's words, however they are written.

What is money for certain is told apart from what may be: a number in words, a number that
counts nothing, a word that is a currency to some. Times, days, sizes and what is counted by a
word behind the number are taken out before, so that "Open 7.30 to 18.00" is no sum.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from feedbackdesk.insight.discretion.called import SAYS
from feedbackdesk.insight.discretion.numbers import (
    BETWEEN,
    BY_THE_HOUR,
    GLUED,
    LARGE_TEXT,
    LONG_OFTEN,
    NOT_COUNTED_TEXT,
    OFTEN,
    SMALL_TEXT,
    UNITS_JOINED,
    UNITS_TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_CODES_TEXT = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD
    FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
    KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL BTC
    ETH NIS TL
"""
CODES: Final = frozenset(_CODES_TEXT.split())
_WORDS: Final = {"TL", "ALL", "BAM", "COP", "CUP", "LAK", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"}
"""Codes that are words too, and mean money in capitals alone."""
_SHOUTED_FIRST: Final = _WORDS - {"ALL", "TOP", "CUP", "PEN", "MOP"}
"""Those that mean money before a number too: TOP 3 is none."""

_PLAIN: Final = "|".join(sorted(CODES - _WORDS))
_SHOUTED: Final = "|".join(sorted(_WORDS))
_SHOUTED_BEFORE: Final = "|".join(sorted(_SHOUTED_FIRST))

# What says money by itself, wherever it stands.
_ALONE = re.compile(
    r"(?:\b|\d)(?:quid|t?euros?|dollars?|centimes?|pence|bucks|tenners?|fivers?|yen|yuan|cents"
    r"|pounds(?!\s+of\b)|pounds sterling|pound(?=\s+(?:a|per|an|each|more|less|coins?|notes?)\b)"
    r"|renminbi|rupees?|roubles?|rubles?|francs?|shekels?|forints?|korunas?|koruny|kron(?:or|er)"
    r"|dirhams?|dinars?|zł|złot\w*|zlot\w*|grosz\w*|hryvnias?|rappen|franken|sterline|sterling"
    r"|dollari|dollaro|franchi|franco svizzero|centesimi|reais|centavos|céntimos|dólar\w*|dolar\w*"
    r"|euro's|gulden|funt(?:y|ów|a)?|pfund sterling|GBP|EUR|USD|CHF|PLN|JPY|INR)\b"
    r"|\b(?:евро|доллар\w*|рубл\w*|копе[её]к\w*|гривн?\w*|злот\w*|ευρώ|δολάρι\w*|euró"
    r"|eur[oó](?:a|t|n|lla|lta|ban|ért)"
    r"|korun\w*|forint\w*|lira[yn]?[ıa]?|lei[lu]or|שקל\w*|יורו|אירו|דולר\w*)\b"
    r"|रपय|रपए|डलर|유로|달러|欧元|歐元|美元|美金|日元|英镑|人民币|人民幣"
    r"|руб|ریال|ريال|درهم|دينار|يورو|دولار|جنيه|ليرة|ليرات|فلس|شيكل"
    r"|\b(?:a|few|several|couple of|\d|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|twenty|fifty"
    r"|hundred)\s?grand\b",
    re.IGNORECASE,
)
# What says money beside a number.
_BESIDE = re.compile(
    rf"\d[\d.,'’ ]{{0,20}}[-–]?\s?(?:{_PLAIN}|kr|kč|lei|leu|bob|grand|rand|fr|k|cents?"
    rf"|pounds?(?!\s+of\b)|pesos?|pfund|livres?|元|万|萬)(?![^\W\d_])"
    rf"|\d[\d.,'’ ]{{0,20}}[-–]?\s?(?:万|萬|千|億)?(?:円|원|圆|圓|块|塊|元|ドル|ユーロ|ポンド"
    rf"|ウォン|만원)"
    rf"|[一二三四五六七八九十百千万億〇零两兩](?:円|元|块|塊|ドル|ユーロ|ポンド)"
    rf"|[일이삼사오육칠팔구십백천만억]\s?(?:원|유로|달러)(?![가-힣]{{2}})"
    rf"|(?<![^\W\d_])(?:{_PLAIN}|kr|kč|fr|rs)\.?\s?\d|(?<![^\W\d_])r\s?\d[\d.,' ]*(?![^\W_])"
    r"|\d[pc]\b(?<!\d\d\d\d[pc])(?<!720p)(?<!480p)"
    rf"|\b\d{{3,}}\s?{OFTEN}(?!\w)"
    rf"|\d[.,]\d\d\s?{OFTEN}(?!\w)",
    re.IGNORECASE,
)
_FORINT = re.compile(r"\d\s?Ft\b|\bFt\s?\d")
_IN_CAPITALS = re.compile(rf"\d\s?(?:{_SHOUTED})\b|\b(?:{_SHOUTED_BEFORE})\s?\d")
_PAYS = (
    r"(?<![^\W\d_])(?:cost|costs|costing|pay|pays|paid|paying|price[ds]?|pricing"
    r"|charge[ds]?|charging"
    r"|worth|spen[dt]s?|spending|fees?|budget|quote[ds]?|bill(?:ed|ing)|invoiced?"
    r"|refund(?:ed)?|deposits?|rent|salary"
    r"|wages?|earns?|offered|discount|donate[ds]?|owes?|owed"
    r"|kostet|kosten|zahl(?:en|t|e|ten)|bezahl(?:en|t|te|ten)|preis|gebühr|miete|rechnung über"
    r"|coûte|coûtent|coûtait|payer|payé|paie|paient|paye|payez|payons|prix|tarif|loyer|facture de"
    r"|cuesta|cuestan|costó|paga|pagan|pagar|pagamos|pago|pagó|pagué|precio|tarifa"
    r"|alquiler|factura de"
    r"|costa|costano|costava|pagano|pagare|paghiamo|pagato|prezzo|tariffa|affitto|fattura di"
    r"|custa|custam|custou|pagam|pagamos|paguei|pagou|preço|aluguel|renda"
    r"|kost|kostte|betalen|betaald|betaalt|betaalde|betaal|prijs|huur|factuur van"
    r"|kosztuje|kosztował\w*|płaci|płacą|płacić|płacimy|zapłacił\w*|cena|opłata|czynsz"
    r"|يكلف|تكلفة|دفع|ندفع|دفعنا|سعر|ثمن|بسعر|إيجار)(?![^\W\d_])"
)
_PAID = re.compile(rf"{_PAYS}\W+(?:[^\W\d]+\W+){{0,3}}?(?P<n>\d[\d.,'’ ]*)", re.IGNORECASE)
# 1,200 and 1 200 000, and 12.50, and 25,-.
_LARGE = re.compile(
    r"(?<!\d)\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)|\d[.,]\d\d(?!\d)|\d[.,:][-–—](?![\w.])"
)

_ADDRESS = re.compile(
    r"[^\s@]@[^\s@]+\.[^\W\d_]{2}"
    r"|[\w.-]{2,40}\s?(?:\s|\(|\[)(?:at|ät)(?:\s|\)|\])\s?[\w-]{2,40}\s?(?:\.|(?:\s|\("
    r"|\[)(?:dot|punkt)(?:\s|\)|\])\s?)"
    r"(?:com|net|org|info|eu|de|at|ch|fr|it|es|pt|nl|be|pl|uk|ie)\b",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:19"
    r"|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b"
)
# 1169/2011 and 2016/679 are laws, 9001:2015 is a standard.
_LAWS = re.compile(r"(?<![\d/])(?:\d{1,4}/(?:19|20)\d\d|(?:19|20)\d\d/\d{1,4})(?![\d/])")
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-/]{2,}\d")
_DIGITS_OF_A_NUMBER = 7

# What is a number and no sum.
_TIME = r"(?:[01]?\d|2[0-4])[.:h][0-5]\d"
_TIMES = re.compile(
    rf"(?<![\d.,]){_TIME}\s?(?:-|–|to|bis|à|a|alle|tot|do|until|till|and|und|et|y|e|en|i)\s?"
    rf"(?:las\s|le\s)?{_TIME}(?![\d.,]\d)"
    rf"|(?<![\d.,]){_TIME}(?=\s?(?:am|pm|a\.m|p\.m|uhr|hrs?|o'clock|h)\b)"
    rf"|(?<=\bat ){_TIME}|(?<=\bby ){_TIME}|(?<=\bum ){_TIME}|(?<=\bab ){_TIME}|(?<=\bbis ){_TIME}"
    rf"|(?<=\bbefore ){_TIME}|(?<=\bafter ){_TIME}|(?<=\buntil ){_TIME}|(?<=\btill ){_TIME}"
    rf"|(?<=\bfrom ){_TIME}|(?<=\bvon ){_TIME}|(?<=\bvor ){_TIME}|(?<=\bnach ){_TIME}"
    rf"|(?<=\bsince ){_TIME}|(?<=\bpast ){_TIME}|(?<=\bwas ){_TIME}(?= when\b)"
    rf"|(?<=\blas ){_TIME}|(?<=\balle ){_TIME}|(?<=\bdalle ){_TIME}|(?<=\bàs ){_TIME}"
    rf"|(?<=\bà ){_TIME}|(?<=\bavant ){_TIME}|(?<=\bom ){_TIME}|(?<=\btot ){_TIME}"
    rf"|(?<=\bo ){_TIME}",
    re.IGNORECASE,
)
_OTHER_NUMBERS = re.compile(
    r"(?<![\d.,])\d[\d.,]{0,20}\s?(?:%|‰|°|℃|per ?cent|prozent|pour cent|por ciento"
    r"|por cento|per cento|procent)"
    r"|\b\d{1,5}:\d{1,5}\b|\b\d{1,6}(?:[.,]\d{1,3})?\s?[x×]\s?\d{1,6}(?:[.,]\d{1,3})?"
    r"|\b(?:version|v|release|section|chapter|paragraph|article|no|nr|number|nummer|room|page|row"
    r"|seite|kapitel|§|abschnitt|zimmer|windows|android|ios|python"
    r"|top)\.?\s?\d{1,6}(?:[.,]\d{1,3}){0,3}"
    r"|\bper cent\b|\bpour cent\b|\bcento per cento\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w.,:/#+-])(?:for|is|was|about|around|roughly|nearly|almost|over|under|than"
    r"|just|only|to|of"
    r"|für|um|etwa|rund|über|unter|ist|war|pour|environ|est|por|unos|es|per|circa|è|voor|ongeveer"
    r"|za|około)\s+(?P<n>\d{3,6})(?![\w/:-]|[.,]\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SERIES = re.compile(
    r"(?<![\w.,])[01]\s?(?:-|–|to|bis|à|a|al|tot|do|through)\s?\d{1,6}(?![\w.,]|\s?[€$£])",
    re.IGNORECASE,
)
"""What is numbered from the first on is counted, and no sum."""
_COUNTED = re.compile(r"[-‑\s\u00a0\u202f]{0,2}([^\W\d_]+(?:['’][^\W\d_]+)?)")
_CROWD = re.compile(r"(?<=s)\s(?:of|of the|de|di|von)\s|(?<=e)\s(?:von)\s", re.IGNORECASE)
"""Behind hundreds: those of people are no sum."""
_AMOUNT = re.compile(r"\d[\d.,'’\u00a0\u202f ]*")
_HUNDREDTHS = re.compile(r"[.,]\d\d$")
"""Two decimals are a sum, unless what they count is known to have parts."""
_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\.?\s?$")
_MARK = "\ufffc"
"""Stands for what is no sum, so that every place stays where it was."""

# Words that are money to some, and something else to others.
_PERHAPS = re.compile(
    r"\b(?:pounds?|livres?|pesos?|pfund|krone[nr]?|crowns?|coronas?|rand|real|quarters?"
    r"|dimes?|nickels?"
    r"|a grand|big bucks|cash sum|cent|nuevo sol|soles|taler|kröten|mäuse|piepen|balles|piek"
    r"|mangos|pavos|pasta gansa|testoni|kasa)\b",
    re.IGNORECASE,
)
# A part of a price, a share of what is earned, and how many figures a sum has.
_PRICE = (
    r"(?:price[sd]?|pricing|discount(?:s|ed)?|off|cheaper|dearer|rebates?|mark-?ups?"
    r"|margins?|turnover"
    r"|revenues?|profits?|commissions?|surcharges?|fees?|rates?"
    r"|preis\w*|rabatt\w*|nachlass|ermäßigung|skonto|aufschlag|günstiger|billiger|teurer"
    r"|marge|umsatz\w*|gewinn\w*"
    r"|provision|prix|remises?|réductions?|rabais|moins cher|plus cher|marges?"
    r"|chiffre d['’]affaires|bénéfices?"
    r"|precios?|descuentos?|rebajas?|más barat[oa]s?|más car[oa]s?|márgen(?:es)?|margen"
    r"|facturación|beneficios?"
    r"|comisión|prezz[oi]|scont[oi]|meno car[oai]|più car[oai]|più economic[oai]"
    r"|margin[ei]|fatturato|utile|provvigione"
    r"|preços?|descontos?|mais barat[oa]s?|mais car[oa]s?|margem|faturamento|lucro|comissão"
    r"|prij[sz]\w*|korting\w*|goedkoper|duurder|omzet|winst|cen[ayęie]|rabat\w*|zniżk\w*"
    r"|upust\w*|taniej|drożej"
    r"|marż\w*|obrot\w*|zysk\w*|السعر|خصم|تخفيض|أرخص|割引|値引き?|値上げ|値下げ|скидк\w*|цен[аыу]"
    r"|дешевле|дороже)"
)
_SHARE = (
    r"(?:\d[\d.,]{0,9}\s?(?:%|٪|per ?cent|prozent|pour ?cents?|por ?ciento|por ?cento"
    r"|per ?cento|procent\w?)"
    r"|[^\W\d]+[\s-]+(?:per ?cent|prozent|pour ?cents?|por ?ciento|por ?cento|per ?cento"
    r"|procent\w?)"
    r"|half|a third|a quarter|two thirds|twice|double|triple|hälfte|drittel|viertel"
    r"|doppelte\w?|halbe[rnm]?|halver?"
    r"|moitié|tiers|double|mitad|tercio|doble|metà|terzo|doppio|metade|terço|dobro|helft"
    r"|derde|dubbele|połow[aęy]|podwójn\w+"
    r"|نصف|ضعف)"
)
_SHARES = re.compile(
    rf"(?<!\w){_SHARE}(?:[\s-]+[^\W\d]{{1,12}}['’]?){{0,3}}?[\s-]+{_PRICE}(?!\w)"
    rf"|(?<!\w){_PRICE}(?:[\s:]+[^\W\d]{{1,12}}){{0,2}}?[\s:]+{_SHARE}(?!\w)"
    r"|(?<![^\s(])[-−–]\s?\d{1,2}\s?%"
    r"|半額|[一二三四五六七八九]割引?(?!り)|\d割引|[一二三四五六七八九\d]折",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"\b(?:[3-9]|three|four|five|six|seven|eight|nine|low|mid|high)[\s-]figures?\b"
    r"|\b(?:drei|vier|fünf|sechs|sieben)stellig\w*\b"
    r"|\b(?:half|quarter|third) (?:of )?a (?:million|billion)\b|\ba quarter (?:million"
    r"|of a million)\b",
    re.IGNORECASE,
)
# A price as it is said over a counter: two fifty, ten ninety-nine, eleven a kilo.
_TENS = "(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_SPOKEN = re.compile(
    rf"\b(?:{_ONES}|ten|eleven|twelve|\w+teen|twenty|thirty)\s(?:{_TENS}(?:[\s-]{_ONES})?|\w+teen)\b"
    rf"|\b(?:\d{{1,3}}|{_ONES}|ten|eleven|twelve|\w+teen|{_TENS}(?:[\s-]{_ONES})?)\s(?:a|per|the)\s"
    r"(?:kilo|kg|gram|litre|liter|pint|bottle|bag|box|crate|tin|loaf|cup|slice|portion|piece|head|metre"
    r"|meter|yard|foot|dozen|pair|plate|glass|sack|roll|sheet|copy|page)\b",
    re.IGNORECASE,
)
# From which order on something is free, or the least that is sold.
_THRESHOLD = re.compile(
    r"\b(?:free|order|orders|delivery|deliver|delivered|shipping|ship|postage|minimum|spend|basket)\b"
    r"[^.!?\d]{0,40}\b(?:above|over|from|under|below|down to|up to|of|to|at)\s(?P<n>\d{2,4})"
    r"(?=\s*(?:$|[.,;:!?)]|up\b|or more\b|ship|free|go|get|are|is|on\b|and up\b))"
    r"|\b(?:versand\w*|liefer\w*|bestell\w*|kostenlos|mindest\w*|frei haus)\b"
    r"[^.!?\d]{0,40}\b(?:ab|über|unter|von|auf)\s(?P<m>\d{2,4})(?=\s*(?:$|[.,;:!?)]|kostenlos|frei))",
    re.IGNORECASE,
)
# What only people call money, each in its own language.
_SLANG = re.compile(
    r"\b(?:fuffis?|fuffziger|fuffzigern?|zwanni|(?:\d+|zwei|drei|vier|fünf|zehn"
    r"|paar) riesen|kohle für|ocken|öcken|flocken|fünfer für"
    r"|(?:cent|mille|\d+) balles|thunes?|oseille|briques? de francs|(?:cem|mil|\d+) paus"
    r"|contos de réis|dez paus"
    r"|tientjes?|(?:honderd|duizend|\d+) (?:piek|ballen|euri)|meier(?= per)|stów(?:a|y|k[aęi]|ek)?"
    r"|pi[eę]ćset zeta|dych(?:a|y|ę)|tysiak\w*|косарь|косаря|штук[аи] баксов|баксов"
    r"|a dime|dimes|nickels|a buck"
    r"|a (?:pony|monkey) (?:a|per|in|for)\b|\d+ ?(?:ct|cts)|duros?|lucas|lana para|(?:due"
    r"|tre|cinque|dieci) (?:testoni|sacchi))\b",
    re.IGNORECASE,
)
_MONEY_ONLY_BESIDE = re.compile(
    r"\d\s?(?:crowns?|marks?|quarters?|coronas?|kronen|krone|balles|pavos|soles|rand|real)\b",
    re.IGNORECASE,
)
_ODD_MONEY = re.compile(
    r"\b(?:(?:cost|costs|pay|worth|for)\s+(?:a )?bomb|an arm and a leg)\b", re.I
)


def names_money(text: str, currency: str = "") -> bool:
    """Whether a text holds a sum of money for certain; `currency` is the owner's own."""
    text = unicodedata.normalize("NFKC", text)
    if any(unicodedata.category(sign) == "Sc" for sign in text if sign == "$" or sign > "\x7f"):
        return True
    known = currency.upper()
    if known and re.search(rf"\b{known}\b", text if known in _WORDS else text.upper()):
        return True
    text = _without_counts(text)
    if any(one.search(text) for one in (_ALONE, _BESIDE, _FORINT, _IN_CAPITALS, _LARGE)):
        return True
    return any(_is_sum(found["n"]) for found in _PAID.finditer(text))


def maybe_money(text: str) -> Iterator[Span]:
    """Yield where a text may speak of a sum; places are those of the text in NFKC."""
    bare = _without_counts(text)
    # Pounds of something are a weight; and so on: with a number they are worth a look.
    for pattern in (_MONEY_ONLY_BESIDE, _ODD_MONEY, _SHARES, _FIGURES, _SLANG, _SPOKEN):
        for found in pattern.finditer(text):
            yield found.span()
    for found in _THRESHOLD.finditer(bare):
        yield found.span("n" if found["n"] else "m")
    for found in _PERHAPS.finditer(text):
        if _is_amount_before(text, found.start()):
            yield found.span()
    for pattern in (_PAID, _BARE):
        for found in pattern.finditer(bare):
            if pattern is _PAID or not _YEAR.fullmatch(found["n"].strip()):
                yield _stripped(bare, found.span("n"))
    for found in _often().finditer(bare):
        yield found.span()
    for found in _paid_words().finditer(bare):
        if not _counts(bare, found.end("n"), sure=True):
            yield found.span("n")
    for found in _in_words().finditer(bare):
        if not (_counts(bare, found.end()) or _CROWD.match(bare, found.end())):
            yield found.span()


def _is_sum(number: str) -> bool:
    """Whether a number behind a word of paying is a sum: from ten on, or with a part of one."""
    digits = "".join(sign for sign in number if sign.isdecimal())
    return len(digits) > 1 and not _YEAR.fullmatch(number.strip())


def _is_amount_before(text: str, at: int) -> bool:
    before = text[max(0, at - 24) : at].rstrip(" -")
    last = re.search(r"(\d|[^\W\d_]+)$", before)
    if last is None:
        return False
    word = last.group().casefold()
    if word.isdigit() or word in _small() or word in _large():
        return True
    return re.fullmatch(GLUED, word) is not None


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in " .,'’\u00a0\u202f":
        end -= 1
    return start, end


def _without_counts(text: str) -> str:
    """Return a text of the same length without the numbers that are no sum of money."""
    text = _DAYS.sub(_blank, text)
    text = _LAWS.sub(_blank, text)
    text = _SERIES.sub(_blank, text)
    text = _TIMES.sub(_blank, text)
    text = _OTHER_NUMBERS.sub(_blank, text)
    pieces, last = [], 0
    for found in _AMOUNT.finditer(text):
        start, end = _stripped(text, found.span())
        if _counts(text, end, sure=_is_likely_a_sum(text, start, end)):
            pieces += [text[last:start], _MARK * (end - start)]
            last = end
    return "".join((*pieces, text[last:]))


def _blank(found: re.Match[str]) -> str:
    return _MARK * len(found.group())


def _is_likely_a_sum(text: str, start: int, end: int) -> bool:
    """Whether an amount is one of money unless what follows is known to be no money: after a word
    of paying, after a currency (kr 25), or with two decimals."""
    before = _BEFORE.search(text, max(0, start - 12), start)
    word = before.group(1) if before else ""
    currency = word.casefold() in _MONEY_WORDS or word.upper() in CODES
    return currency or _is_paid(text, start) or _HUNDREDTHS.search(text[start:end]) is not None


def _is_paid(text: str, at: int) -> bool:
    """Whether a word of paying stands shortly before."""
    return _pays().search(text, max(0, at - 48), at) is not None


def _counts(text: str, at: int, *, sure: bool = False) -> bool:
    """Whether what ends here counts something that is no money; `sure` asks for a known unit."""
    if _JOINED_UNIT.match(text, at):
        return True
    found = _COUNTED.match(text, at)
    for _step in range(3):
        if found is None:
            return False
        word = found.group(1)
        key = word.casefold()
        if key not in _large() and key not in _BEFORE_UNITS:
            break
        found = _COUNTED.match(text, found.end())
    else:
        return False
    if key in _units():
        return word != "Ft"
    if sure or key in _not_counted() or key in SAYS or len(key) < 3:
        return False
    return not (_ALONE.fullmatch(word) or word.upper() in CODES or key in _MONEY_WORDS)


_JOINED_UNIT = re.compile(rf"[万千億]?[{UNITS_JOINED}]")
_BEFORE_UNITS: Final = frozenset(
    ("working", "business", "calendar", "full", "whole", "different", "extra", "further", "free")
)
"""What may stand between a number and what it counts."""
_MONEY_WORDS_TEXT = """
    grand bob rand lei leu pound pounds crown crowns mark marks krone kronen peso pesos pfund
    livres livre cent quid k fr kr kč real soles coronas balles pavos rappen
    ユーロ ドル ポンド ウォン يورو دولار ريال درهم دينار جنيه ليرة
"""
_MONEY_WORDS: Final = frozenset(_MONEY_WORDS_TEXT.split())


@cache
def _pays() -> re.Pattern[str]:
    return re.compile(_PAYS, re.IGNORECASE)


@cache
def _small() -> frozenset[str]:
    return frozenset(SMALL_TEXT.split())


@cache
def _large() -> frozenset[str]:
    return frozenset(LARGE_TEXT.split())


@cache
def _not_counted() -> frozenset[str]:
    return frozenset(NOT_COUNTED_TEXT.split())


@cache
def _units() -> frozenset[str]:
    return frozenset(UNITS_TEXT.split()) - {"in", "a", "an", "w", "rate"}


def _either(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _in_words() -> re.Pattern[str]:
    """Return what finds a number with a large word in it: twelve hundred, 1.5 million."""
    small, large = _either(_small()), _either(_large())
    return re.compile(
        rf"(?<!\w)(?:(?:\d[\d.,]{{0,20}}|a|one|several|few"
        rf"|{small})[\s-]+){{0,3}}(?:{large}|{GLUED})"
        rf"(?:{BETWEEN}(?:{small}|{large}))*(?!\w)"
        r"|(?<![一-鿿])[一二三四五六七八九十]{0,6}[百千万億](?![一-鿿])|\d[\d.,]{0,20}\s?[千万億](?![一-鿿])",
        re.IGNORECASE,
    )


@cache
def _often() -> re.Pattern[str]:
    """Return what finds a smaller number that is due every month."""
    small = _either(_small())
    return re.compile(
        rf"(?<![\w.,])(?!once\b)(?:[5-9]|\d\d|(?:{small})(?:-\w+)?)(?:\s?k)?\s"
        rf"(?:{LONG_OFTEN}|{BY_THE_HOUR})(?!\w)"
        rf"|(?<![\w.,])(?!once\b)(?:{small}|\d{{1,3}})\s?k\s{LONG_OFTEN}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _paid_words() -> re.Pattern[str]:
    """Return what finds a small number in words behind a word of paying."""
    small = _either(_small())
    return re.compile(
        rf"{_PAYS}\W+(?:[^\W\d]+\W+){{0,2}}?(?P<n>(?:{small})(?:-\w+)?)(?!\w)", re.IGNORECASE
    )


def digits_of(number: str) -> str:
    """Return a telephone number's digits, however they are grouped; nothing for an address."""
    return "" if "@" in number else "".join(sign for sign in number if sign.isdecimal())


def names_an_address(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a text holds an e-mail address or a telephone number; `known` are digits of some."""
    text = unicodedata.normalize("NFKC", text)
    if _ADDRESS.search(text):
        return True
    left = _TIMES.sub(" ; ", _DAYS.sub(" ", _LAWS.sub(" ; ", text)))
    numbers = (digits_of(found.group()) for found in _NUMBER.finditer(left))
    return any(len(digits) >= _DIGITS_OF_A_NUMBER or digits in known for digits in numbers)
