"""How money, an address and a telephone number look in somebody's words, however they are written.

A pattern finds too much rather than too little: a quote that is left out costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_CODES_TEXT = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD
    FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
    KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
"""
CODES: Final = frozenset(_CODES_TEXT.split())
_WORDS: Final = {"ALL", "BAM", "COP", "CUP", "LAK", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"}
"""Codes that are words too, and mean money in capitals alone."""

_PLAIN: Final = "|".join(sorted(CODES - _WORDS))
_SHOUTED: Final = "|".join(sorted(_WORDS))

# What says money by itself, wherever it stands.
_ALONE = re.compile(
    r"(?:\b|\d)(?:pounds?|quid|euros?|dollars?|cents?|pence|bucks|tenners?|fivers?|yen|yuan"
    r"|renminbi|rupees?|roubles?|rubles?|francs?|shekels?|forints?|korunas?|koruny|kron(?:or|er|e)"
    r"|dirhams?|dinars?|pesos?|zł|złot\w*|zlot\w*|pfund|hryvnias?|GBP|EUR|USD|CHF|PLN|JPY|INR)\b"
    r"|руб|ریال|ريال|درهم|دينار|\b(?:a|few|several|couple of|\d)\s?grand\b",
    re.IGNORECASE,
)
# What says money beside a number.
_BESIDE = re.compile(
    rf"\d[\d.,'’ ]*[-–]?\s?(?:{_PLAIN}|kr|kč|ft|lei|leu|bob|grand|rand|crowns?|marks?|fr|k|元|円|원"
    rf"|圆|圓|块|塊|万|萬)(?![^\W\d_])"
    rf"|(?<![^\W\d_])(?:{_PLAIN}|kr|kč|ft|lei|fr|rs?)\.?\s?\d"
    r"|\d[pc]\b"
    r"|\b(?:cost|pay|paid|price|charge|worth|spen[dt]|fee|budget|quote)[a-z]*\W+(?:\w+\s){0,3}?\d"
    r"|\d\s?(?:a|per|an|each|every|/)\s?(?:year|yr|annum|month|quarter|pa\b)",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(rf"\d\s?(?:{_SHOUTED})\b|\b(?:{_SHOUTED})\s?\d")
# 1,200 and 1 200 000, and 12.50.
_LARGE = re.compile(r"(?<!\d)\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)|\d[.,]\d\d(?!\d)")

_ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\W\d_]{2}")
_DAYS = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b"
)
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-/]{2,}\d")
_DIGITS_OF_A_NUMBER = 7


def names_money(text: str, currency: str = "") -> bool:
    """Whether a text holds a sum of money, or speaks of one; `currency` is the owner's own."""
    text = unicodedata.normalize("NFKC", text)
    if any(unicodedata.category(sign) == "Sc" for sign in text if sign == "$" or sign > "\x7f"):
        return True
    known = currency.upper()
    if known and re.search(rf"\b{known}\b", text if known in _WORDS else text.upper()):
        return True
    text = _DAYS.sub(" ", text)
    return any(
        pattern.search(text) is not None for pattern in (_ALONE, _BESIDE, _IN_CAPITALS, _LARGE)
    )


def digits_of(number: str) -> str:
    """Return a telephone number's digits, however they are grouped; nothing for an address."""
    return "" if "@" in number else "".join(sign for sign in number if sign.isdecimal())


def names_an_address(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a text holds an e-mail address or a telephone number; `known` are digits of some."""
    text = unicodedata.normalize("NFKC", text)
    if _ADDRESS.search(text):
        return True
    numbers = (digits_of(found.group()) for found in _NUMBER.finditer(_DAYS.sub(" ", text)))
    return any(len(digits) >= _DIGITS_OF_A_NUMBER or digits in known for digits in numbers)
