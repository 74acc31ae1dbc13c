"""What was said, to be read: with the words that stand for each theme, and a way to mark more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QToolButton,
    QWidget,
)

from feedbackdesk.domain.text import clean, excerpt
from feedbackdesk.ui.filing.filing import Filed
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role, Size, px, theme_role
from feedbackdesk.ui.rows import pieces
from feedbackdesk.ui.rows.described import RowWidget
from feedbackdesk.ui.rows.row import Line, Row
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Feedback, Mention
    from feedbackdesk.ui.actions import Action, Actions

READ_MOST = 20_000
"""Characters that are laid out; Qt takes seconds for a line of a megabyte."""

_LEAST_HEIGHT, _MOST_HEIGHT = 72, 360

LEGEND_MOST = 20
"""So many themes are listed and marked; of the others their number is told."""

_LINES = (
    (QTextCharFormat.UnderlineStyle.SingleUnderline, Qt.PenStyle.SolidLine),
    (QTextCharFormat.UnderlineStyle.DashUnderline, Qt.PenStyle.DashLine),
    (QTextCharFormat.UnderlineStyle.DotLine, Qt.PenStyle.DotLine),
    (QTextCharFormat.UnderlineStyle.DashDotLine, Qt.PenStyle.DashDotLine),
)
"""How a theme's words are underlined, by its place in the legend: not by colour alone."""


class Words(QPlainTextEdit):
    """Words that are read and marked, by mouse or with Shift and the arrows."""

    left = Signal()
    """Esc or Shift+Tab: the keyboard goes back to where it came from."""
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        """Show no words."""
        super().__init__(parent)
        self.setObjectName("saidWords")
        self.setAccessibleName(self.tr("What was said"))
        self.setTextInteractionFlags(  # without the pen
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)

    def fit(self) -> None:
        """Be as tall as the words are, as far as that is reasonable; the rest scrolls."""
        lines = self.document().documentLayout().documentSize().height()
        wanted = round(lines * self.fontMetrics().lineSpacing()) + 28
        self.setFixedHeight(min(max(wanted, px(_LEAST_HEIGHT)), px(_MOST_HEIGHT)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc and Shift+Tab."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Backtab}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Shift+Tab before the tab order does."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backtab
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)


class Said(QWidget):
    """The words, what can be done with the marked ones, and a legend of the themes."""

    taken_away = Signal(int)
    """The key of a theme that these words are no longer to be filed under."""

    def __init__(self, actions: Actions) -> None:
        """Show nothing said."""
        super().__init__()
        self._text = ""
        self._mentions: tuple[Mention, ...] = ()
        self._legend: list[LegendRow] = []
        self._actions = actions
        column = in_column(self, gap=4)
        self.words = Words(self)
        self._rest = QLabel(self)
        self._rest.setProperty("role", "small")
        self._rest.setWordWrap(True)
        bar = QWidget(self)
        bar.setFixedHeight(px(40))
        row = in_row(bar, (0, 0, 0, 4), 6)
        self._hint = QLabel(bar)
        self._hint.setProperty("role", "small")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._buttons = [
            self._button(Filed.assign, self.tr("Theme… (T)"), bar),
            self._button(Filed.assign_new, self.tr("New… (N)"), bar),
        ]
        row.addWidget(self._hint, 1)
        for button in self._buttons:
            row.addWidget(button)
        self._themes = in_column(gap=2)
        column.addWidget(self.words)
        column.addWidget(self._rest)
        column.addWidget(bar)
        column.addLayout(self._themes)
        self._others = QLabel(self)
        self._others.setObjectName("saidOthers")
        self._others.setProperty("role", "small")
        self._others.hide()
        column.addWidget(self._others)
        actions.bind(self.words, Filed.assign, Filed.assign_new)
        self.words.selectionChanged.connect(self._tell_marked)
        self.words.menu_wanted.connect(self._menu)
        theme.signals().changed.connect(self._mark)
        self._tell_marked()

    def show_said(self, said: Feedback) -> None:
        """Show what was said; what is marked stays marked while the words are the same."""
        if said.text != self._text:
            self._text = said.text
            self.words.setPlainText(said.text[:READ_MOST])
            self.words.fit()
            more = len(said.text) - READ_MOST
            told = self.tr("… and {number} more characters.")
            told = self.tr("… and one more character.") if more == 1 else told
            self._rest.setText(told.format(number=f"{more:,}"))
            self._rest.setVisible(more > 0)
        shown, others = said.mentions[:LEGEND_MOST], len(said.mentions) - LEGEND_MOST
        self._others.setText(self.tr("… and {number} more").format(number=f"{others:,}"))
        self._others.setVisible(others > 0)
        if shown != self._mentions or len(self._legend) != len(shown):
            self._mentions = shown
            self._fill_legend()
        self._mark()

    def marked(self) -> str:
        """Return the marked words exactly as they were said; empty where none are."""
        cursor = self.words.textCursor()
        # Qt counts in units of UTF-16, and shows some spaces as others.
        units = self._text[:READ_MOST].encode("utf-16-le")
        part = units[2 * cursor.selectionStart() : 2 * cursor.selectionEnd()]
        return clean(part.decode("utf-16-le", "ignore"))

    def unmark(self) -> None:
        """Let go of the marked words; the keyboard stays where it is."""
        cursor = self.words.textCursor()
        cursor.clearSelection()
        self.words.setTextCursor(cursor)

    def mark(self, start: int, end: int) -> None:
        """Mark words from one character to another."""
        cursor = self.words.textCursor()
        cursor.setPosition(_units(self._text[:start]))
        cursor.setPosition(_units(self._text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.words.setTextCursor(cursor)

    def _button(self, one: Action[Any], words: str, parent: QWidget) -> QPushButton:
        button = QPushButton(words, parent)
        button.setObjectName(f"said.{one.name}")
        button.setProperty("variant", "quiet")
        button.setToolTip(self._actions[one].toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The keyboard stays in the words, which is how the action knows what is meant.
        button.clicked.connect(self.words.setFocus)
        button.clicked.connect(self._actions[one].trigger)
        return button

    def _tell_marked(self) -> None:
        has = self.words.textCursor().hasSelection()
        self._hint.setText(
            self.tr("File them under")
            if has
            else self.tr("Mark words to give them a theme of their own.")
        )
        self._hint.setWordWrap(not has)
        for button in self._buttons:
            button.setVisible(has)

    def _fill_legend(self) -> None:
        for row in self._legend:
            self._themes.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._legend = []
        for place, mention in enumerate(self._mentions):
            made = LegendRow(mention, _LINES[place % len(_LINES)][1], self)
            made.chosen.connect(self._show_quote)
            made.removed.connect(self.taken_away)
            self._themes.addWidget(made)
            self._legend.append(made)

    def _mark(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        for place, mention in enumerate(self._mentions):
            at = self._find(mention)
            if at is None:
                continue
            ink = theme.color(theme_role(mention.colour, mention.theme_id))
            soft = type(ink)(ink)
            soft.setAlpha(40)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.words.document())
            mark.cursor.setPosition(at[0])
            mark.cursor.setPosition(at[1], QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setUnderlineStyle(_LINES[place % len(_LINES)][0])
            look.setUnderlineColor(ink)
            look.setBackground(soft)
            mark.format = look
            marks.append(mark)
        self.words.setExtraSelections(marks)

    def _find(self, mention: Mention) -> tuple[int, int] | None:
        """Return where a quote stands first, in Qt's units; None where it is not to be seen."""
        text, quote = self._text[:READ_MOST], mention.quote
        if not quote:
            return None
        start = text.find(quote)
        if start < 0:
            start = text.casefold().find(quote.casefold())
        if start < 0:
            return None
        first = _units(text[:start])
        return first, first + _units(text[start : start + len(quote)])

    def _show_quote(self, mention_id: int) -> None:
        for mention in self._mentions:
            at = self._find(mention) if mention.id == mention_id else None
            if at is not None:
                cursor = self.words.textCursor()
                cursor.setPosition(at[0])
                self.words.setTextCursor(cursor)
                self.words.ensureCursorVisible()
                self.words.setFocus()

    def _menu(self, at: QPoint) -> None:
        menu = Menu(self)
        for one in (Filed.assign, Filed.assign_new):
            menu.addAction(self._actions[one])
        menu.addSeparator()
        copy = menu.addAction(self.tr("&Copy"), self.words.copy)
        copy.setEnabled(self.words.textCursor().hasSelection())
        menu.addAction(self.tr("&Select all"), self.words.selectAll)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.words.viewport().mapToGlobal(at))


class LegendRow(QWidget):
    """A theme that the words were filed under, with its quote, and a cross to take it away."""

    chosen = Signal(int)
    removed = Signal(int)

    def __init__(self, mention: Mention, line: Qt.PenStyle, parent: QWidget) -> None:
        """Show a mention, with the line that its quote is underlined with."""
        super().__init__(parent)
        self.mention = mention
        row = in_row(self, gap=0)
        sample = Sample(theme_role(mention.colour, mention.theme_id), line)
        drawn = RowWidget(lambda _room: Row(Line(sample), pad=(0, 0, 0, 0)), self)
        drawn.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name = QPushButton(self)
        name.setProperty("variant", "link")
        shown = name.fontMetrics().elidedText(mention.theme, Qt.TextElideMode.ElideRight, 150)
        name.setText(shown.replace("&", "&&"))
        name.setToolTip(mention.theme)
        quote = mention.quote or ""
        told = self.tr("{theme}: “{quote}”") if quote else self.tr("{theme}: all of it")
        name.setAccessibleName(told.format(theme=mention.theme, quote=excerpt(quote, 200)))
        name.clicked.connect(lambda: self.chosen.emit(mention.id))
        shown = f"“{excerpt(quote, 60)}”" if quote else self.tr("all of it")
        words = pieces.Words(shown, Size.SMALL, role=Role.TEXT_MUTED)
        said = RowWidget(lambda _room: Row(Line(words), pad=(4, 0, 4, 0)), self)
        cross = QToolButton(self)
        cross.setProperty("variant", "chip")
        cross.setIcon(icons.icon("close", Role.TEXT_MUTED))
        cross.setFixedSize(px(24), px(24))
        cross.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        cross.setAccessibleName(self.tr("Take out of {theme}").format(theme=mention.theme))
        cross.setToolTip(cross.accessibleName())
        cross.clicked.connect(lambda: self.removed.emit(mention.theme_id))
        row.addWidget(drawn)
        row.addWidget(name)
        row.addWidget(said, 1)
        row.addWidget(cross)


@dataclass(slots=True, eq=False, repr=False)
class Sample(pieces.Piece):
    """A piece of the line that a quote is underlined with."""

    role: Role
    style: Qt.PenStyle

    def natural(self) -> int | None:
        """Return how long it is, with room at its sides."""
        return px(28)

    def paint(self, painter: QPainter, here: pieces.Placed, *, mirrored: bool) -> None:
        """Draw the line where reading begins."""
        painter.setPen(QPen(theme.color(self.role), 2.0, self.style))
        rect, middle = here.rect, here.rect.center().y()
        ends = (px(4), px(26)) if mirrored else (px(2), px(24))
        painter.drawLine(rect.left() + ends[0], middle, rect.left() + ends[1], middle)


def _units(text: str) -> int:
    """Return the length of a text in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2
