"""The look holds: every role has a colour that can be read, every icon paints."""

from __future__ import annotations

import gc
import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit

from feedbackdesk.paths import resource
from feedbackdesk.ui import icons, theme
from feedbackdesk.ui.delegates import paint
from feedbackdesk.ui.theme import Role, Size, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.windows import OpenWindow

THEMES = ("light", "dark", "contrast")
TEXT = (Role.TEXT, Role.TEXT_MUTED, Role.TEXT_FAINT)
PAGES = (Role.WINDOW, Role.NAV, Role.SURFACE, Role.RAISED, Role.SUNKEN)
MARKS = tuple(role for role in Role if role.startswith(("kind_", "stage_")))


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, given back with the look it came with."""
    before = theme.current().name
    sheet, palette, font = qapp.styleSheet(), QPalette(qapp.palette()), qapp.font()
    yield qapp
    theme.apply(qapp, before)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


def over(top: QColor, below: QColor) -> QColor:
    """Return what is seen when a translucent colour lies on an opaque one."""
    a = top.alphaF()
    parts = zip(top.getRgbF()[:3], below.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(t * a + b * (1 - a) for t, b in parts))


def luminance(colour: QColor) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


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
    line: str, instead: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = resource("themes", "light.toml").read_text("utf-8")
    assert line in whole
    (tmp_path / "spoiled.toml").write_text(whole.replace(line, instead), "utf-8")
    monkeypatch.setattr("feedbackdesk.ui.theme.resource", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(ValueError, match=complaint):
        theme.load("spoiled")


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
        theme.apply(app, name)
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
        theme.apply(app, "sepia")


def test_the_system_is_followed_until_something_is_chosen(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ["dark"]
    monkeypatch.setattr(theme, "_system_choice", lambda: told[0])
    hints = app.styleHints()
    theme.apply(app, "system")
    assert theme.current().name == "dark"
    told[0] = "light"
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current().name == "light"
    theme.apply(app, "contrast")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current().name == "contrast"


def test_the_typeface_has_real_cuts(qapp: QApplication) -> None:
    assert QFontInfo(theme.font(Size.BODY)).family() == "Lato"
    for weight in Weight:
        assert QFontInfo(theme.font(Size.TITLE, weight)).weight() == weight
    assert QFontInfo(theme.font(Size.BODY, italic=True)).italic()


def test_a_field_keeps_its_size_when_it_gets_the_focus(app: QApplication) -> None:
    theme.apply(app, "light")
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
    theme.apply(app, name)
    tint = theme.color(Role.ACCENT).rgb()
    for drawing in icons.names():
        assert painted(icons.pixmap(drawing, Role.ACCENT, 24, 2.0)) == {tint}, drawing


def test_the_names_that_are_built_from_words_exist(qapp: QApplication) -> None:
    for role in MARKS:
        assert role.replace("_", "-") in icons.names()
    assert theme.kind_color("loss") == theme.color(Role.KIND_LOSS)
    assert theme.stage_color("now") == theme.color(Role.STAGE_NOW)


def test_an_unknown_icon_is_named_in_the_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        icons.icon("no-such-icon")
    with pytest.raises(KeyError, match="no-such-icon"):
        icons.pixmap("no-such-icon", Role.TEXT, 16)


def test_an_icon_follows_its_state_and_the_theme(app: QApplication) -> None:
    theme.apply(app, "light")
    icon = icons.icon("inbox", Role.TEXT_MUTED, active=Role.ACCENT)
    size = QSize(48, 48)

    def tint(mode: QIcon.Mode, state: QIcon.State = QIcon.State.Off) -> set[int]:
        return painted(icon.pixmap(size, 1.0, mode, state))

    for name in ("light", "dark"):
        theme.apply(app, name)
        assert tint(QIcon.Mode.Normal) == {theme.color(Role.TEXT_MUTED).rgb()}
        assert tint(QIcon.Mode.Active) == {theme.color(Role.ACCENT).rgb()}
        assert tint(QIcon.Mode.Normal, QIcon.State.On) == {theme.color(Role.ACCENT).rgb()}
        assert tint(QIcon.Mode.Disabled) == {theme.disabled_color().rgb()}


def test_a_changed_copy_of_an_icon_outlives_the_garbage_collector(qapp: QApplication) -> None:
    for _ in range(200):
        copy = QIcon(icons.icon("inbox"))
        copy.setIsMask(True)  # makes Qt clone the engine
        gc.collect(0)
        assert painted(copy.pixmap(QSize(16, 16)), 100)


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_icons_are_sharp_at_every_pixel_ratio(qapp: QApplication, dpr: float) -> None:
    made = icons.icon("roadmap").pixmap(QSize(20, 20), dpr)
    assert made.width() == round(20 * dpr)
    assert made.devicePixelRatio() == dpr
    assert icons.pixmap("roadmap", Role.TEXT, 20, dpr).width() == round(20 * dpr)


@pytest.mark.parametrize("name", THEMES)
def test_the_glyphs_inside_controls_reach_the_style_sheet(app: QApplication, name: str) -> None:
    folder = icons.glyphs(name)
    for glyph in ("down", "up", "check", "partial", "calendar-disabled"):
        assert painted(QPixmap(f"{folder}/{glyph}.svg"), 100), glyph


def test_the_app_icon_keeps_its_own_colours(qapp: QApplication) -> None:
    assert len(painted(icons.app_icon().pixmap(64, 64))) > 3


def test_a_chip_keeps_its_shape_on_a_chosen_row_in_high_contrast(app: QApplication) -> None:
    theme.apply(app, "contrast")
    row = QImage(200, 40, QImage.Format.Format_RGB32)
    row.fill(theme.color(Role.SELECTION))
    painter = QPainter(row)
    wide = paint.chip(painter, 10, 10, "Invoices", most=150)
    painter.end()
    assert row.pixelColor(10 + wide // 2, 10) == theme.color(Role.ON_ACCENT_SOFT)


def test_the_look_in_force_has_a_mark_in_the_menu(
    open_desk_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    looks = [window.actions_[f"look_{look}"] for look in theme.CHOICES]
    assert [look.isChecked() for look in looks].count(True) == 1
    assert not any(look.isIconVisibleInMenu() for look in looks), "it would hide the mark"
