"""Garbage is collected in the window's thread, and in no other."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtWidgets import QApplication

from feedbackdesk.ui.garbage import Collector


class Node:
    """Something that leads to itself."""

    def __init__(self, seen: list[int]) -> None:
        """Remember who collects it."""
        self.itself, self._seen = self, seen

    def __del__(self) -> None:
        self._seen.append(threading.get_ident())


def litter(number: int) -> list[int]:
    """Leave circles behind, and return where it is noted who collected them."""
    seen: list[int] = []
    for _ in range(number):
        Node(seen)
    return seen


@pytest.mark.usefixtures("look")
def test_no_other_thread_collects(application: QApplication) -> None:
    assert not gc.isenabled(), "whoever made the application took over from Python"
    seen: list[list[int]] = []
    thread = threading.Thread(target=lambda: seen.append(litter(20_000)))
    thread.start()
    thread.join()
    assert seen == [[]]
    collector = Collector(application)
    for _ in range(50):
        collector.look()
    collector.deleteLater()
    assert len(seen[0]) == 20_000
    assert set(seen[0]) == {threading.get_ident()}


@pytest.mark.usefixtures("look")
def test_what_is_left_is_collected_between_events(application: QApplication) -> None:
    collector = Collector(application)
    held = 0
    for _ in range(30):
        seen = litter(3_000)
        collector.look()
        held = max(held, 3_000 - len(seen))
    collector.deleteLater()
    assert held < 3_000, "what is young goes at once"
