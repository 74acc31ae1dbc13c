"""The evidence of a number, without a window: only what is asked for is put into words."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.proof import Account, Asker, Heard, Proof
from feedbackdesk.domain.words import Channel, Kind, Lens
from feedbackdesk.ui.pages.item.rows import ProofModel
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.tall_list import TallList


class Listened(Heard):
    """Counts how often its words are asked for."""

    __slots__ = ()
    asked = 0

    def __getattribute__(self, name: str) -> Any:
        if name == "words":
            Listened.asked += 1
        return super().__getattribute__(name)


def test_only_what_is_in_sight_of_thousands_is_put_into_words(application: QApplication) -> None:
    heard = Listened(
        1, "p1", local_today(), Kind.REQUEST, Channel.CALL, "Words", None, ((1, "Bills"),),
        None, "Ann", None, None,
    )  # fmt: skip
    askers = tuple(
        Asker(Account(f"p{key}", f"Ann {key}", ("person", key)), (heard,) * 5)
        for key in range(6_000)
    )
    model, view = ProofModel(), TallList()
    view.setModel(model)
    view.setItemDelegate(RowDelegate(model.rows, view))
    view.resize(500, 400)
    view.show()
    Listened.asked = 0
    model.show_proof(Proof(Lens.MENTIONS, askers, 30_000, 0, 0), "", None)
    application.processEvents()
    assert model.rowCount() == 36_001
    assert 0 < Listened.asked < 300
    assert model.index(36_000).data() == "30,000 mentions by 6,000 accounts"
    assert model.index(0).data() == "Ann 0"
    assert model.index(1).data().startswith("“Words”, Ann  ·  ")
    view.close()
