"""The look: one is in force, and the system's is followed until another is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.driver.driver import Driver
from tests.driver.fixtures import Drive, System

LOOKS = ("system", "light", "dark", "contrast")


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Iterator[Driver]:
    """A window over a new workspace; the others after it are light again."""
    made = drive(tmp_path / "shop.feedbackdesk")
    yield made
    made.act("look_light")


def ground(window: Driver) -> str:
    """Return the colour that the window lies on, as it is seen."""
    return window.picture.pixelColor(5, 5).name()


def test_the_look_in_force_has_a_mark_in_the_menu(window: Driver) -> None:
    for look in ("dark", "contrast", "system", "light"):
        window.act(f"look_{look}")
        assert [one for one in LOOKS if window.is_on(f"look_{one}")] == [look]


@pytest.mark.slow("each of its nine looks dresses every part anew")
def test_the_system_is_followed_until_something_is_chosen(window: Driver, system: System) -> None:
    grounds = {}
    for look in LOOKS[1:]:
        window.act(f"look_{look}")
        grounds[look] = ground(window)
    assert len(set(grounds.values())) == 3
    system.look = "dark"
    window.act("look_system")
    assert ground(window) == grounds["dark"]
    for told in ("light", "contrast", "dark", "contrast", "light"):
        system.tell(told)
        assert ground(window) == grounds[told]
    window.act("look_contrast")
    system.tell("dark")
    assert ground(window) == grounds["contrast"]
