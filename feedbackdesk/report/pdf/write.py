"""The report as a file: its content, and writing it whole or not at all."""

from __future__ import annotations

import errno
import os
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.report.pdf.device import paint, prepare
from feedbackdesk.report.pdf.ink import ensure_application
from feedbackdesk.report.searchable import with_letters

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.report.model import Report

_RESOLUTION = 1200


def pdf_bytes(report: Report) -> tuple[bytes, int]:
    """Return a report as a PDF file's content, and its number of pages."""
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(report.document_title)
    writer.setCreator("FeedbackDesk")
    writer.setAuthor(report.business)
    prepare(writer, report.options)
    pages = paint(report, writer)
    del writer
    content = with_letters(bytes(buffer.data().data()))
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        raise AssertionError("Qt wrote a PDF that does not end")
    return content, pages


def write_pdf(report: Report, path: Path) -> int:
    """Write a report to a file, whole or not at all; return its number of pages.

    What stood there before is replaced only by a finished file. Raises Refusal with a
    sentence where the place cannot be written to.
    """
    path = _target(path)
    content, pages = pdf_bytes(report)
    part = path.with_name(f".{uuid.uuid4().hex[:12]}.part")
    try:
        try:
            _write(part, content)
            with suppress(FileNotFoundError):
                part.chmod(path.stat().st_mode & 0o777)
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise Refusal(_sentence(error, path)) from error
    _sync_folder(path.parent)
    return pages


def _target(path: Path) -> Path:
    """Return where a file goes, links followed; refuse a place that cannot be one."""
    try:
        real = path.resolve()
        if real.is_dir():
            raise Refusal(
                f"“{path}” is a folder. Nothing was written; give a name for the file, "
                "such as roadmap.pdf."
            )
        if not real.parent.is_dir():
            raise Refusal(
                f"There is no folder “{real.parent}”. Nothing was written; choose another."
            )
    except OSError as error:
        raise Refusal(_sentence(error, path)) from error
    except (ValueError, RuntimeError) as error:  # a NUL in the name; a link to itself
        raise Refusal("That is not the name of a file. Nothing was written.") from error
    return real


def _write(part: Path, content: bytes) -> None:
    with part.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if part.stat().st_size != len(content):
        raise OSError(errno.EIO, "written short")


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(error: OSError, path: Path) -> str:
    kept = "Nothing was written"
    with suppress(OSError):
        if path.exists():
            kept = "The file that was there is unchanged"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full. {kept}; make room, or choose another place."
        case errno.EROFS:
            return f"“{path.parent}” can only be read. {kept}; choose another folder."
        case errno.EACCES | errno.EPERM:
            return (
                f"You may not write “{path.name}” in “{path.parent}”, or another program holds "
                f"it open. {kept}; close it there, or choose another folder."
            )
        case errno.ENAMETOOLONG:
            return f"The name of the file is too long. {kept}; choose a shorter one."
        case _:
            reason = error.strerror or str(error)
            return f"“{path.name}” could not be written: {reason}. {kept}; choose another place."
