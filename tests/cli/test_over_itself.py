"""Nothing that is written goes over the workspace that it is written from, by whatever name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("ending", ["json", "xlsx", "vcf", "ics"])
@pytest.mark.parametrize("linked", [False, True])
def test_what_is_taken_out(run: Run, tmp_path: Path, ending: str, linked: bool) -> None:
    shop = tmp_path / ("shop.feedbackdesk" if linked else f"shop.{ending}")
    run("--workspace", str(shop), "add", "Hello", "--who", "Ann")
    out = tmp_path / f"out.{ending}" if linked else shop
    if linked:
        out.symlink_to(shop)
    done = run("--workspace", str(shop), "export", str(out), status=1)
    assert "is the workspace itself. Nothing was written" in done.err
    assert "Hello" in run("--workspace", str(shop), "list", "feedback").out


@pytest.mark.parametrize("page", [(), ("--owed",)])
def test_what_is_printed(run: Run, tmp_path: Path, page: tuple[str, ...]) -> None:
    shop = tmp_path / "shop.pdf"
    run("--workspace", str(shop), "add", "Hello", "--who", "Ann")
    done = run("--workspace", str(shop), "print", str(shop), *page, status=1)
    assert "is the workspace itself. Nothing was written" in done.err
    assert "Hello" in run("--workspace", str(shop), "list", "feedback").out
