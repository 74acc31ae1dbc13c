"""Places of another kind: small, or not to be written to."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[None]:
    """Mount something at a folder, or skip where this machine does not let us."""
    done = subprocess.run(
        ["mount", *options, str(place)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


@contextmanager
def not_writable(folder: Path) -> Iterator[None]:
    """Let nothing in a folder be written meanwhile, by whoever runs the tests."""
    if os.geteuid() != 0:
        before = folder.stat().st_mode
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(before)
        return
    with mounted(folder, "--bind", str(folder)):  # a superuser may write everywhere else
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
