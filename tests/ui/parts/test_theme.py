"""The look holds: every role has a colour that can be read, every icon paints."""

from __future__ import annotations

import gc
import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QFontInfo, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from feedbackdesk.paths import resource
from feedbackdesk.ui.look import glyphs, icons, looks, theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.pieces import Chip
from feedbackdesk.ui.rows.row import Line, Row
from feedbackdesk.ui.widgets.buttons import sign_button
from tests.driver.eyes import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THEMES = ("light", "dark", "contrast")
TEXT = (Role.TEXT, Role.TEXT_MUTED, Role.TEXT_FAINT)
PAGES = (Role.WINDOW, Role.NAV, Role.SURFACE, Role.RAISED, Role.SUNKEN)
MARKS = tuple(role for role in Role if role.startswith(("kind_", "stage_")))


@pytest.fixture
def app(application: QApplication) -> Iterator[QApplication]:
    """The application, given back with the look it came with."""
    before = theme.current().name
    sheet, palette, font = (
        application.styleSheet(),
        QPalette(application.palette()),
        application.font(),
    )
    yield application
    looks.apply(application, before)
    application.setStyleSheet(sheet)
    application.setPalette(palette)
    application.setFont(font)


def over(top: QColor, below: QColor) -> QColor:
    """Return what is seen when a translucent colour lies on an opaque one."""
    a = top.alphaF()
    parts = zip(top.getRgbF()[:3], below.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(t * a + b * (1 - a) for t, b in parts))


def colours(name: str) -> dict[Role, QColor]:
    return {role: QColor(value) for role, value in theme.load(name).colours.items()}


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_names_every_role_and_no_other(name: str) -> None:
    assert set(theme.load(name).colours) == set(Role)


@pytest.mark.parametrize(
    ("line", "instead", "complaint"),
    [
        ('window = "#f7f4ef"', "", "unknown roles: window"),
        ('window = "#f7f4ef"', 'window = "#f7f4ef"\nwall = "#000000"', "unknown roles: wall"),
        ('window = "#f7f4ef"', 'window = "paper"', "not a colour: window"),
    ],
)
def test_a_spoiled_theme_is_refused(
    line: str, instead: str, complaint: str, tmp_path: Path
) -> None:
    whole = resource("themes", "light.toml").read_text("utf-8")
    assert line in whole
    spoiled = tmp_path / "spoiled.toml"
    spoiled.write_text(whole.replace(line, instead), "utf-8")
    with pytest.raises(ValueError, match=f"^theme spoiled: .*{complaint}$"):
        theme.read(spoiled)


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_wherever_it_stands(name: str) -> None:
    c = colours(name)
    need = 7.0 if name == "contrast" else 4.5
    grounds = {role: c[role] for role in (*PAGES, Role.SELECTION, Role.DROP_TARGET)}
    hovered = {f"hover on {role}": over(c[Role.HOVER], c[role]) for role in PAGES}
    for text, (where, ground) in itertools.product(TEXT, (grounds | hovered).items()):
        assert contrast(c[text], ground) >= need, f"{text} on {where}"
    for mark, where_role in itertools.product(
        (*MARKS, Role.ACCENT, Role.DANGER, Role.WARNING, Role.SUCCESS), grounds
    ):
        assert contrast(c[mark], c[where_role]) >= 4.5, f"{mark} on {where_role}"


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (Role.ON_ACCENT, Role.ACCENT),
        (Role.ON_ACCENT, Role.ACCENT_HOVER),
        (Role.ON_ACCENT_SOFT, Role.ACCENT_SOFT),
        (Role.DANGER, Role.DANGER_SOFT),
        (Role.WARNING, Role.WARNING_SOFT),
        (Role.SUCCESS, Role.SUCCESS_SOFT),
        (Role.ON_TOAST, Role.TOAST),
        (Role.TOAST_ACTION, Role.TOAST),
        (Role.TEXT, Role.MATCH),
        (Role.TEXT_MUTED, Role.MATCH),
        (Role.ACCENT, Role.WINDOW),  # the theme that a row suggests
        (Role.ACCENT, Role.SELECTION),
    ],
)
def test_pairs_can_be_read(name: str, ink: Role, ground: Role) -> None:
    c = colours(name)
    assert contrast(c[ink], c[ground]) >= (7.0 if name == "contrast" else 4.5)


@pytest.mark.parametrize("name", THEMES)
def test_edges_and_rings_can_be_seen(name: str) -> None:
    c = colours(name)
    seen = [role for role in Role if role.startswith("theme_")]
    seen += [Role.LINE_STRONG, Role.FOCUS, Role.DROP_LINE, Role.BAR]
    for role, ground in itertools.product(seen, (Role.WINDOW, Role.SURFACE, Role.SUNKEN)):
        assert contrast(c[role], c[ground]) >= 3, f"{role} on {ground}"
    # The ring of a filled button lies against the fill, not against the page.
    assert contrast(c[Role.TOAST_ACTION], c[Role.ACCENT]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_apply_reaches_palette_font_and_listeners(app: QApplication, name: str) -> None:
    heard: list[str] = []

    def hear() -> None:
        heard.append(theme.current().name)

    theme.signals().changed.connect(hear)
    try:
        looks.apply(app, name)
    finally:
        theme.signals().changed.disconnect(hear)
    assert heard == [name]
    assert app.palette().color(QPalette.ColorRole.Window) == theme.color(Role.WINDOW)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        placeholder = app.palette().color(group, QPalette.ColorRole.PlaceholderText)
        assert placeholder == theme.color(Role.TEXT_FAINT)
    assert app.font().pixelSize() == Size.BODY
    assert "$" not in app.styleSheet()


def test_an_unknown_choice_is_an_error(app: QApplication) -> None:
    with pytest.raises(ValueError, match="sepia"):
        looks.apply(app, "sepia")


def test_the_typeface_has_real_cuts(application: QApplication) -> None:
    assert QFontInfo(theme.font(Size.BODY)).family() == "Lato"
    for weight in Weight:
        assert QFontInfo(theme.font(Size.TITLE, weight)).weight() == weight
    assert QFontInfo(theme.font(Size.BODY, italic=True)).italic()


def test_a_field_keeps_its_size_when_it_gets_the_focus(app: QApplication) -> None:
    looks.apply(app, "light")
    field = QLineEdit()
    before = field.sizeHint()
    assert before.height() == theme.CONTROL_HEIGHT
    field.show()
    field.setFocus()
    assert field.sizeHint() == before
    field.close()


def painted(pixmap: QPixmap, least_alpha: int = 251) -> set[int]:
    """Return the colours, without their alpha, of the pixels that are as good as opaque."""
    image = pixmap.toImage()
    points = itertools.product(range(image.width()), range(image.height()))
    pixels = (image.pixelColor(x, y) for x, y in points)
    return {pixel.rgb() for pixel in pixels if pixel.alpha() >= least_alpha}


@pytest.mark.parametrize("name", THEMES)
def test_every_icon_paints_in_the_tint_it_was_asked_for(app: QApplication, name: str) -> None:
    looks.apply(app, name)
    tint = theme.color(Role.ACCENT).rgb()
    for drawing in icons.names():
        assert painted(icons.pixmap(drawing, Role.ACCENT, 24, 2.0)) == {tint}, drawing


def test_the_names_that_are_built_from_words_exist(application: QApplication) -> None:
    for role in MARKS:
        assert role.replace("_", "-") in icons.names()
    assert theme.kind_color("loss") == theme.color(Role.KIND_LOSS)
    assert theme.stage_color("now") == theme.color(Role.STAGE_NOW)


def test_an_icon_follows_its_state_and_the_theme(app: QApplication) -> None:
    looks.apply(app, "light")
    icon = icons.icon("inbox", Role.TEXT_MUTED, active=Role.ACCENT)
    size = QSize(48, 48)

    def tint(mode: QIcon.Mode, state: QIcon.State = QIcon.State.Off) -> set[int]:
        return painted(icon.pixmap(size, 1.0, mode, state))

    for name in ("light", "dark"):
        looks.apply(app, name)
        assert tint(QIcon.Mode.Normal) == {theme.color(Role.TEXT_MUTED).rgb()}
        assert tint(QIcon.Mode.Active) == {theme.color(Role.ACCENT).rgb()}
        assert tint(QIcon.Mode.Normal, QIcon.State.On) == {theme.color(Role.ACCENT).rgb()}
        assert tint(QIcon.Mode.Disabled) == {theme.disabled_color().rgb()}


def test_a_changed_copy_of_an_icon_outlives_the_garbage_collector(
    application: QApplication,
) -> None:
    for _ in range(200):
        copy = QIcon(icons.icon("inbox"))
        copy.setIsMask(True)  # makes Qt clone the engine
        gc.collect(0)
        assert painted(copy.pixmap(QSize(16, 16)), 100)


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_icons_are_sharp_at_every_pixel_ratio(application: QApplication, dpr: float) -> None:
    made = icons.icon("roadmap").pixmap(QSize(20, 20), dpr)
    assert made.width() == round(20 * dpr)
    assert made.devicePixelRatio() == dpr
    assert icons.pixmap("roadmap", Role.TEXT, 20, dpr).width() == round(20 * dpr)


@pytest.mark.parametrize("name", THEMES)
def test_the_glyphs_inside_controls_reach_the_style_sheet(app: QApplication, name: str) -> None:
    folder = glyphs.glyphs(name)
    for glyph in ("down", "up", "check", "partial", "calendar-disabled"):
        assert painted(QPixmap(f"{folder}/{glyph}.svg"), 100), glyph


def test_the_app_icon_keeps_its_own_colours(application: QApplication) -> None:
    assert len(painted(icons.app_icon().pixmap(64, 64))) > 3


def test_a_chip_keeps_its_shape_on_a_chosen_row_in_high_contrast(app: QApplication) -> None:
    looks.apply(app, "contrast")
    row = QImage(200, 40, QImage.Format.Format_RGB32)
    row.fill(theme.color(Role.SELECTION))
    painter = QPainter(row)
    laid = Row(Line(Chip("Invoices")), pad=(10, 10, 10, 10)).lay_out(
        200, mirrored=False, keep=False
    )
    laid.paint(painter, QPoint(), mirrored=False)
    painter.end()
    (chip,) = laid.placed
    assert row.pixelColor(chip.rect.center().x(), chip.rect.top()) == theme.color(
        Role.ON_ACCENT_SOFT
    )


@pytest.mark.parametrize("scale", [0.8, 1.25, 1.5, 2.0])
def test_controls_grow_with_the_letters_and_stand_still_when_the_keyboard_comes(
    app: QApplication, scale: float
) -> None:
    def heights() -> list[tuple[int, int]]:
        window = QWidget()
        found = []
        controls = (QPushButton("Save", window), QLineEdit(window), QComboBox(window))
        for widget in controls:
            widget.setGeometry(0, 0, 200, 100)
        window.show()
        window.activateWindow()
        for widget in controls:
            calm = widget.sizeHint().height()
            widget.setFocus()
            app.processEvents()
            found.append((calm, widget.sizeHint().height()))
        window.close()
        window.deleteLater()
        return found

    looks.apply(app, "light")
    usual = heights()
    theme.scale_to(scale)
    looks.apply(app, "light")
    grown = heights()
    theme.scale_to(1.0)
    looks.apply(app, "light")
    for (small, focused), (large, with_ring) in zip(usual, grown, strict=True):
        assert small == focused
        assert large == with_ring
        assert abs(large - small * scale) <= 4


def test_a_sign_grows_with_the_letters(app: QApplication) -> None:
    def height() -> int:
        sign = sign_button("close", "Close")
        sign.ensurePolished()
        return sign.iconSize().height()

    looks.apply(app, "light")
    usual = height()
    theme.scale_to(1.5)
    looks.apply(app, "light")
    grown = height()
    theme.scale_to(1.0)
    looks.apply(app, "light")
    assert grown == round(usual * 1.5)
