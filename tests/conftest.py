"""What every test stands on: no screen, a home of its own, a fresh desk."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from feedbackdesk.desk.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

Fill = Callable[[Desk], object]
OpenFilled = Callable[[Fill], Desk]

pytest_plugins = ["tests.suite", "tests.descriptors", "tests.driver.fixtures"]

settings.register_profile(
    "ci",
    deadline=None,
    derandomize=False,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("long", settings.get_profile("ci"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every test out of the real home, and of the territory of the machine."""
    place = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(place))
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(place / name.lower()))
        patch.delenv("FEEDBACKDESK_WORKSPACE", raising=False)
        for name in ("LC_ALL", "LC_TIME"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")  # 3/4 is 3 April wherever the tests run
        yield place


@pytest.fixture(autouse=True, scope="session")
def _ctrl_c_is_heard() -> None:
    """Hear Ctrl+C, here and in what is started: a shell's background jobs are born deaf to it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> QApplication:
    """Have one application for all: a print without one makes one that can have no window."""
    return qapp


@pytest.fixture
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let what is remembered on this computer be of one test alone: others leave drafts there."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a new workspace."""
    made = Desk.open(tmp_path / "shop.feedbackdesk")
    yield made
    made.close()


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Fill], Path]:
    """What was filled already in this run, each by its function."""
    folder, known = tmp_path_factory.mktemp("filled"), dict[Fill, Path]()

    def filled(fill: Fill) -> Path:
        if fill not in known:
            path = folder / f"{len(known)}.feedbackdesk"
            made = Desk.open(path)
            fill(made)
            made.close()
            known[fill] = path
        return known[fill]

    return filled


@pytest.fixture
def open_filled(_filled: Callable[[Fill], Path], tmp_path: Path) -> Iterator[OpenFilled]:
    """Open a workspace of one's own that a function filled: once a run, and copied since."""
    opened: list[Desk] = []

    def open_one(fill: Fill) -> Desk:
        path = shutil.copy(_filled(fill), tmp_path / "shop.feedbackdesk")
        opened.append(Desk.open(Path(path), create=False))
        return opened[-1]

    yield open_one
    for made in opened:
        made.close()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data from elsewhere; it stands beside the repository, and not everywhere."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the real data is not here: {folder}")
    return folder
