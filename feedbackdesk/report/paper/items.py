"""What every edition of a roadmap takes from its items: words, quotes, months, and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedbackdesk.language.say import _
from feedbackdesk.report.paper.legible import Legible, strings_in
from feedbackdesk.report.paper.page import page_of

if TYPE_CHECKING:
    from feedbackdesk.report.document import Document
    from feedbackdesk.report.pieces import Account, Entry, Proof, Quote

NO_MONTHS: Final = {"numbers": [], "told": "", "first": "", "last": ""}


class Items:
    """Turns a roadmap into what a template takes; each edition stands on it."""

    def __init__(self, document: Document) -> None:
        """Look its strings over once."""
        self._document = document
        self.legible = Legible(strings_in(document))
        self._proofs = {proof.item_id: proof for proof in document.proofs}
        self._numbers = {
            (proof.item_id, quote.feedback_id): number
            for proof in document.proofs
            for number, (_account, quote) in enumerate(said_in(proof), 1)
        }

    def page(self) -> dict[str, Any]:
        """Return what the template shows."""
        raise NotImplementedError

    def _page(self) -> dict[str, Any]:
        """Return what the page of every edition has."""
        document, say = self._document, self.legible
        return page_of(document, say) | {
            "logo-name": say(document.business).strip() or _("Logo"),
            "empty": [] if document.parts else [say(one) for one in document.empty],
            "closing": [say(one) for one in notes_of(document)],
            "contact": [say(document.contact)] if document.contact else [],
            "most": document.most_in_a_month,
        }

    def _quote(self, quote: Quote, entry: Entry) -> dict[str, Any]:
        at = self._numbers.get((entry.item_id, quote.feedback_id))
        return {
            "lines": [
                [[self.legible(words, entry.title), counted] for words, counted in quote.parts]
            ],
            "source": self.legible(quote.source, entry.title),
            "number": f"{rank_of(entry)}.{at}" if at else "",
            "target": f"said-{entry.item_id}-{at}" if at else "",
        }

    def _lines(self, words: str, where: str) -> list[list[list[Any]]]:
        lines = (line.strip() for line in words.splitlines())
        return [[[self.legible(line, where), False]] for line in lines if line]


def notes_of(document: Document) -> list[str]:
    """Return the owner's note; how they are reached is set below it."""
    return [one for one in document.closing if one != document.contact]


def aim_of(entry: Entry) -> str:
    """Return what an item is aimed at, in words; empty where nothing is said."""
    return _("aimed at: {target}").format(target=entry.target) if entry.target else ""


def months_of(entry: Entry) -> dict[str, Any]:
    """Return an item's twelve months as a template takes them."""
    line = entry.months
    if line is None:
        return NO_MONTHS
    return {
        "numbers": list(line.numbers),
        "told": line.told,
        "first": line.first,
        "last": line.last,
    }


def said_in(proof: Proof) -> list[tuple[Account, Quote]]:
    """Return every quote of the evidence behind an item, with the account of each."""
    return [(account, quote) for account in proof.accounts for quote in account.quotes]


def item_label(entry: Entry) -> str:
    """Return by what links lead to an item."""
    return f"item-{entry.item_id}"


def proof_label(proof: Proof) -> str:
    """Return by what links lead to the evidence behind an item."""
    return f"proof-{proof.item_id}"


def rank_of(entry: Entry) -> str:
    """Return an item's rank as it is printed; empty where it has none."""
    return f"{entry.rank}" if entry.rank is not None else ""
