"""A field to choose from or to write in keeps what stands in it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from feedbackdesk.ui.widgets.box import OpenBox


@pytest.mark.parametrize("now", ["Price", "pricey, they say", ""])
def test_what_stands_there_stays_whatever_is_offered_then(
    application: QApplication, now: str
) -> None:
    box = OpenBox()
    box.offer(("Budget", "Price"))
    assert box.currentText() == "", "it starts empty"
    box.setEditText(now)
    box.offer(("Timing", "Fit"))
    assert box.currentText() == now
    assert [box.itemText(place) for place in range(box.count())] == ["Timing", "Fit"]
