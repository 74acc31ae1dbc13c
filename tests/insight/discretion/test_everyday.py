"""What is said in ten trades on any day is printed unasked, whoever is on file."""

from __future__ import annotations

from feedbackdesk.insight.discretion.known import Discretion
from feedbackdesk.insight.discretion.verdict import Answer
from tests.insight.discretion.everyday import CHOOSING, COUNTING

PEOPLE = (
    "Zoë Wiśniewska", "Rose Green", "Will Young", "Klaus Müller", "Maya Olsen", "Peter Koch",
    "Robert Featherstonehaugh", "Margaret Hall", "森 太郎", "محمد علي", "Anna Schneider",
    "James Carter", "Sarah Brown", "Mark Bell", "Grace Page", "Martin Berger", "Elena Rossi",
    "Pablo Flores", "João Silva", "Jan de Boer", "佐藤 健", "Fatima Hassan", "Claire Petit",
    "Hans Bauer", "Oliver Price", "Emma White", "Daniel Cook", "Laura Winter", "Nina Sommer",
    "Mei Ling", "Kasia Lis",
)  # fmt: skip
FIRMS = (
    "British Broadcasting Corporation", "Tidemarsh Dental", "Marlfinch Architects", "Orange",
    "The Copper Kettle", "Nordlicht Kaffee GmbH", "Blue Window Ltd", "Panadería del Sol",
    "Fresh Start", "Green Paper Co", "Bike Kitchen", "Bright Smiles",
)  # fmt: skip
KNOWN = Discretion(
    PEOPLE,
    FIRMS,
    ("+44 7700 900123",),
    "GBP",
    ("maya.olsen77@nordlicht-kaffee.example", "info@tidemarsh.example", "info@quarlbeans.example"),
)
_PRINTED = 95
"""So many of a hundred at least need no word of the owner."""


def test_everyday_sentences_are_printed_unasked() -> None:
    for some in (CHOOSING, COUNTING):
        verdicts = {text: KNOWN.judge(text) for text in some}
        assert len(verdicts) == 100
        held = [text for text, one in verdicts.items() if one.answer is Answer.HELD]
        asked = {
            text: one.words(text)
            for text, one in verdicts.items()
            if one.answer is not Answer.HARMLESS
        }
        assert held == []
        assert 100 - len(asked) >= _PRINTED, asked


def test_the_same_sentences_are_not_printed_once_they_name_somebody() -> None:
    for text in (*CHOOSING, *COUNTING):
        named = f"{text} (Featherstonehaugh)"
        assert KNOWN.judge(named).answer is Answer.HELD, named
        near = f"{text} (as Featherstonehugh said)"
        assert KNOWN.judge(near).answer is Answer.UNCERTAIN, near
        assert "Featherstonehugh" in KNOWN.judge(near).words(near)
