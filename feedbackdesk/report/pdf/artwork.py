"""A logo on the page: dots of a picture, or the vectors of a drawing."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage

from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from feedbackdesk.report.logo import Logo

_DOTS = 1_200
"""The most dots on a side that paper shows; more would only make the file large."""


@functools.lru_cache(maxsize=2)
def drawn(logo: Logo) -> Callable[[QPainter, QRectF], None]:
    """Return what draws a logo into a rectangle; raise Refusal where Qt cannot read it."""
    if logo.media_type == "image/svg+xml":
        from PySide6.QtSvg import QSvgRenderer

        renderer = QSvgRenderer(QByteArray(logo.content))
        if renderer.isValid():
            return lambda painter, rect: renderer.render(painter, rect)
    image = QImage.fromData(QByteArray(logo.content))
    if image.isNull():
        raise Refusal(
            "The logo cannot be drawn: the picture is damaged. Nothing was printed; choose "
            "another one, or print without it."
        )
    if max(image.width(), image.height()) > _DOTS:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(_DOTS, _DOTS, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return lambda painter, rect: painter.drawImage(rect, image)
