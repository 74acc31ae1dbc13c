"""Money as whole hundredths of the workspace's one currency."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from feedbackdesk.domain.errors import Refusal

LIMIT = Decimal("999999999999.99")
"""The largest amount that is kept."""

_HUNDREDTHS = 2

_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹", "PLN": "zł ", "CHF": "CHF "}
_ALSO = {
    "AUD": "$", "CAD": "$", "NZD": "$", "SGD": "$", "HKD": "$", "MXN": "$", "BRL": "R$",
    "CHF": "Fr", "SEK": "kr", "NOK": "kr", "DKK": "kr", "CZK": "Kč", "HUF": "Ft", "ILS": "₪",
    "TRY": "₺", "UAH": "₴", "RUB": "₽", "KRW": "₩", "CNY": "¥", "NGN": "₦", "ZAR": "R",
}  # fmt: skip
"""Signs that are read, and not written."""

_FRAME = re.compile(r"([^\d+\-.,()]*)([+\-]?[\d.,'’\s\u00a0\u202f]*\d[\d.,]*)([^\d+\-(),]*)")

# 1,200,000 and 1.200.000, or 12,00,000 in India; nothing but digits, or nothing before .50
_WHOLE = re.compile(r"[+\-]?(?:\d*|[1-9]\d{0,2}([.,])(?:\d{2,3}\1)*\d{3})")


def parse_money(text: str, currency: str = "") -> int:
    """Return the hundredths that a text such as 1200.50, 1.200,50 or £1,200.50 names.

    Where only one kind of separator stands, three digits behind it are thousands
    (1,200 and 1.200 are twelve hundred); one or two are hundredths. Beside the digits only
    the sign or the letters of the currency may stand; of any, where none is given.
    """
    typed = text.strip().replace("−", "-")
    found = _FRAME.fullmatch(typed)
    refusal = Refusal(
        f"“{text[:40]}” is not an amount of money. Nothing was changed; write it like 1200.50."
    )
    if not found:
        raise refusal
    for sign in (found.group(1), found.group(3)):
        _check_sign(sign.strip().rstrip(".").casefold(), currency, refusal)
    digits = re.sub(r"['’\s\u00a0\u202f]", "", found.group(2))
    point = _decimal_point(digits)
    whole, _, part = digits.rpartition(point) if point else (digits, "", "")
    grouped = _WHOLE.fullmatch(whole)
    if not grouped or (point and point == grouped.group(1)) or len(part) > _HUNDREDTHS:
        raise refusal
    whole = whole.replace(",", "").replace(".", "")
    try:
        amount = Decimal(f"{whole or '0'}.{part or '0'}")
    except InvalidOperation:
        raise refusal from None
    if amount < 0 or typed.startswith(("-", "(")):
        raise Refusal("An amount cannot be negative. Nothing was changed.")
    if amount > LIMIT:
        raise Refusal(
            f"The amount is larger than can be kept, which is {LIMIT:,} at most. "
            "Nothing was changed."
        )
    return int((amount * 100).to_integral_value())


def sign_of(currency: str) -> str:
    """Return what is written before an amount of a currency: £, or its letters and a space."""
    return _SYMBOLS.get(currency, f"{currency} " if currency else "")


def amount(hundredths: int | None) -> int | None:
    """Return the amount; refuse one that cannot be kept."""
    if hundredths is not None and not 0 <= hundredths <= LIMIT * 100:
        raise Refusal(f"An amount is from 0 to {LIMIT:,}. Nothing was changed.")
    return hundredths


def _check_sign(sign: str, currency: str, refusal: Refusal) -> None:
    """Refuse what stands beside the digits, unless it names the currency."""
    if not sign or sign in _signs(currency):
        return
    if not any(sign in _signs(one) for one in (*_SYMBOLS, *_ALSO)):
        raise refusal
    if currency:
        raise Refusal(
            f"All amounts here are in {currency}, and “{sign.upper()}” is not. "
            f"Nothing was changed; write what it is in {currency}."
        )


def _signs(currency: str) -> set[str]:
    known = (currency, _SYMBOLS.get(currency, ""), _ALSO.get(currency, ""))
    return {sign.strip().casefold() for sign in known}


def _decimal_point(digits: str) -> str:
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma < 0 and dot < 0:
        return ""
    last = "," if comma > dot else "."
    if comma >= 0 and dot >= 0:
        return last
    behind = len(digits) - max(comma, dot) - 1
    return "" if behind == 3 or digits.count(last) > 1 else last


def money_text(hundredths: int | None) -> str | None:
    """Return the amount as JSON and forms write it: 1200.50."""
    return None if hundredths is None else f"{Decimal(hundredths) / 100:.2f}"


def show_money(hundredths: int, currency: str = "") -> str:
    """Return the amount as a page shows it: £12,400, and £12,400.50 where it is not whole."""
    amount = Decimal(hundredths) / 100
    digits = f"{amount:,.0f}" if hundredths % 100 == 0 else f"{amount:,.2f}"
    return f"{sign_of(currency)}{digits}"
