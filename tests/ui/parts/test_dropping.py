"""Files from elsewhere become forms; what cannot be read is told, and holds nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedbackdesk.bounded import Cancel, Cancelled, run
from feedbackdesk.ui.capture.dropping import MOST, Dropped, in_short, read_files
from feedbackdesk.ui.live import Live
from tests import hostile
from tests.driver import waiting

MAIL = "From: Ann Lee <ann@example.com>\n\nCan you mail me the bill {number}?\n"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """What reads for the window."""
    made = Live(tmp_path / "shop.feedbackdesk")
    yield made
    made.close()


def read(live: Live, paths: list[Path]) -> Dropped:
    """Return what files hold."""
    found: list[Dropped] = []
    read_files(live, paths, found.append)
    waiting.until(lambda: bool(found), "what was read")
    return found[0]


def test_too_many_and_strange_files_give_a_sentence_each(live: Live, tmp_path: Path) -> None:
    mails = [tmp_path / f"{number}.eml" for number in range(MOST + 2)]
    for number, path in enumerate(mails):
        path.write_text(MAIL.format(number=number))
    found = read(live, mails)
    assert [one["words"] for one in found.forms] == [
        f"Can you mail me the bill {number}?" for number in range(MOST)
    ]
    assert found.sentences == [
        f"Only the first {MOST} files were taken; drop the others after them."
    ]
    found = read(live, [tmp_path / "\ud800", Path("/dev/zero"), Path("x\x00y")])
    assert found.forms == []
    assert len(found.sentences) == 3
    assert all("Nothing was changed" in one for one in found.sentences)


def test_the_real_mails_fill_the_form(live: Live, shared_data: Path) -> None:
    paths = sorted((shared_data / "eml").glob("*.eml"))[:MOST]
    found = read(live, paths)
    assert len(found.forms) >= len(paths) - 2
    assert len({one.partition(":")[0] for one in found.sentences}) == len(found.sentences)


def test_many_sentences_are_told_in_short() -> None:
    assert in_short(["a", "b", "c", "d"]) == "a\nb\nc\nd"
    assert in_short(["a", "b", "c", "d", "e"]) == "a\nb\nc\nAnd 2 more files like these."


def test_drafts_are_kept_while_a_file_is_read(tmp_path: Path) -> None:
    """What is read waits for nobody: here for a cancel that comes once the draft is kept."""
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    kept: list[str] = []
    read: list[bool] = []

    def work(cancel: Cancel) -> bool:
        with pytest.raises(Cancelled):
            run(hostile.wait, cancel=cancel)
        return True

    live.read(work, read.append)
    live.work(lambda: "kept", kept.append)
    waiting.until(lambda: kept == ["kept"])
    assert read == []
    live.close()
    waiting.live_on()
    assert read == [], "closing ends what is read, and waits for no answer"
