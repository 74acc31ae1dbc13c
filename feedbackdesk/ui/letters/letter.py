"""A letter to one person: read over, changed, sent by the owner's own mail program, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.letters import Draft, mail_address
from feedbackdesk.domain.letters import (
    LETTER_NAMES,
    WITHOUT_OFFER,
    LetterKind,
    left_empty,
    selling_in,
    unfilled_in,
)
from feedbackdesk.domain.text import clean, excerpt
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.form import FormLayout, Problem
from feedbackdesk.ui.widgets.layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextDocument

    from feedbackdesk.ui.live import Live

_READ = 50_000
"""So much of a letter is looked through for words of selling: no letter is longer."""
_NAMED = 4


class _Marks(QSyntaxHighlighter):
    """Shows placeholders that mean nothing in red, and underlines words of selling."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.given: frozenset[str] = frozenset()
        self.selling: tuple[tuple[int, int], ...] = ()

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Mark what is wrong in a line."""
        for start, length in unfilled_in(text, self.given):
            wrong = QTextCharFormat()
            wrong.setForeground(theme.color(Role.DANGER))
            wrong.setBackground(theme.color(Role.DANGER_SOFT))
            self.setFormat(_units(text[:start]), _units(text[start : start + length]), wrong)
        begin = self.currentBlock().position()
        for start, length in self.selling:
            if begin <= start + length and start < begin + _units(text) + 1:
                doubt = QTextCharFormat()
                doubt.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                doubt.setUnderlineColor(theme.color(Role.WARNING))
                doubt.setForeground(theme.color(Role.WARNING))
                self.setFormat(max(start - begin, 0), length + min(start - begin, 0), doubt)


class LetterEditor(QWidget):
    """The draft of a letter, and the ways to send it."""

    told = Signal(str)
    """They were told; this is what, with its subject."""
    changed = Signal()
    """Something was written."""
    kind_wanted = Signal(object)
    """Another `LetterKind` is wanted."""

    def __init__(self, live: Live) -> None:
        """Lay out an empty letter."""
        super().__init__()
        self.setObjectName("letter")
        self._live = live
        self.draft: Draft | None = None
        self._kind, self._subject = Box(), QLineEdit()
        for kind, name in LETTER_NAMES.items():
            self._kind.addItem(name, kind.value)
        self._body = QPlainTextEdit()
        self._body.setTabChangesFocus(True)
        self._body.setMinimumHeight(120)
        self._marks = _Marks(self._body.document())
        form = FormLayout()
        form.add_field(self.tr("&Kind of letter"), self._kind, name="letterKind")
        form.add_field(self.tr("S&ubject"), self._subject, name="letterSubject")
        body = form.add_field(self.tr("Letter"), self._body, name="letterBody")
        form.setStretchFactor(body, 1)
        self._wrong, self._doubt = Problem(), Problem()
        self._wrong.setObjectName("letterProblem")
        self._doubt.setObjectName("letterSelling")
        self._doubt.setProperty("role", "doubt")
        buttons = QWidget()
        row = FlowLayout(buttons, 8)
        row.setContentsMargins(0, 0, 0, 0)
        self._mail = self._button(
            "letterMail", self.tr("Open in &mail program"), "channel-email", self.open_mail
        )
        self._copy = self._button("letterCopy", self.tr("Cop&y"), "copy", self.copy)
        self._told = self._button("letterTold", self.tr("Tol&d"), "check", self.tell)
        self._told.setToolTip(self.tr("They were told: it is done, and this text is kept"))
        for button in (self._mail, self._copy, self._told):
            row.addWidget(button)
        row.addWidget(QWidget())  # the last of a line takes its rest
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(form, 1)
        column.addWidget(self._wrong)
        column.addWidget(self._doubt)
        column.addWidget(buttons)
        self._kind.activated.connect(self._choose_kind)
        for field in (self._subject, self._body):
            field.textChanged.connect(self._look)
            field.textChanged.connect(lambda *_text: self.changed.emit())
        theme.signals().changed.connect(self._mark)
        self._body.installEventFilter(self)

    @property
    def kind(self) -> LetterKind:
        """The kind of letter."""
        return LetterKind(self._kind.currentData())

    @property
    def subject(self) -> str:
        """The subject as it stands."""
        return clean(self._subject.text())

    @property
    def body(self) -> str:
        """The letter as it stands."""
        return clean(self._body.toPlainText())

    @property
    def is_written_in(self) -> bool:
        """Whether the owner changed the draft."""
        made = self.draft
        return made is not None and (
            self.subject != clean(made.letter.subject) or self.body != clean(made.letter.body)
        )

    def show_draft(self, made: Draft, subject: str, body: str) -> None:
        """Show a draft, or what was made of it."""
        self.draft = made
        self._marks.given = made.letter.given
        with QSignalBlocker(self._kind), QSignalBlocker(self._subject), QSignalBlocker(self._body):
            self._kind.setCurrentIndex(self._kind.findData(made.kind.value))
            self._subject.setText(subject)
            self._subject.setCursorPosition(0)
            self._body.setPlainText(body)
        to = made.email or self.tr("no e-mail address is noted")
        self._mail.setToolTip(self.tr("A new message to: {to}").format(to=to))
        self._look()
        self._mark()

    def take_focus(self) -> None:
        """Put the keyboard into the letter."""
        self._body.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Finish with Ctrl+Enter, as everywhere."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.tell()
            return True
        return super().eventFilter(watched, event)

    # What can be done

    def open_mail(self) -> None:
        """Open the letter in the mail program; copy it where that cannot take it."""
        if self.draft is None or not self._is_right():
            return
        address = mail_address(self.draft.email, self.subject, self.body)
        if address is None:
            self._put_on_clipboard()
            self._live.said.emit(
                self.tr("The letter is too long for a mail link. It was copied: paste it instead.")
            )
        elif not QDesktopServices.openUrl(QUrl.fromEncoded(QByteArray(address.encode()))):
            self._put_on_clipboard()
            self._live.said.emit(self.tr("No mail program opened. The letter was copied instead."))
        else:  # the desktop took it, and does not tell whether a mail program came of it
            self._live.said.emit(
                self.tr("Handed to your mail program. If none opened, Copy takes the letter.")
            )

    def copy(self) -> None:
        """Copy subject and letter."""
        if self._is_right():
            self._put_on_clipboard()
            self._live.said.emit(self.tr("Copied."))

    def tell(self) -> None:
        """Finish: they were told."""
        if self._is_right() and not self._live.read_only:
            self.told.emit(self._text())

    def _text(self) -> str:
        return f"{self.subject}\n\n{self.body}".strip()

    def _put_on_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._text())

    def _is_right(self) -> bool:
        return self.draft is not None and not self._unknown()

    def _choose_kind(self) -> None:
        self.kind_wanted.emit(self.kind)

    # What is pointed out

    def _unknown(self) -> list[str]:
        given = self.draft.letter.given if self.draft is not None else frozenset()
        found = [
            text[start : start + length]
            for text in (self.subject, self.body)
            for start, length in unfilled_in(text, given)
        ]
        return list(dict.fromkeys(found))

    def _look(self) -> None:
        unknown = self._unknown()
        names = ", ".join(excerpt(name, 40) for name in unknown[:_NAMED])
        why = ""
        if unknown:
            why = self.tr(
                "Nothing stands for {names}. Write over it, or take it out; it is not sent so."
            ).format(names=names)
        self._wrong.say(why)
        for button in (self._mail, self._copy, self._told):
            button.setEnabled(not why and (button is not self._told or not self._live.read_only))
            button.setAccessibleDescription(why)
        text = self._body.toPlainText()[:_READ]
        places = selling_in(text) if self.kind in WITHOUT_OFFER else ()
        words = dict.fromkeys(f"“{text[at : at + length]}”" for at, length in places)
        doubts = []
        if places:
            sounds = self.tr(
                "{words} may sound like selling. This letter parts as friends; you decide."
            )
            doubts.append(sounds.format(words=", ".join(list(words)[:_NAMED])))
        if self.draft is not None and (line := left_empty(self.draft.letter.body, text)):
            empty = self.tr("Nothing stands after “{line}” yet: write it there.")
            doubts.append(empty.format(line=excerpt(line, 60)))
        self._doubt.say(" ".join(doubts))
        found = tuple((_units(text[:at]), _units(text[at : at + size])) for at, size in places)
        if found != self._marks.selling:
            self._marks.selling = found
            self._mark()

    def _mark(self) -> None:
        with QSignalBlocker(self._body):  # a mark is no change of the words
            self._marks.rehighlight()

    def _button(self, name: str, words: str, icon: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setIcon(icons.icon(icon))
        button.clicked.connect(act)
        return button


def _units(text: str) -> int:
    """Return a text's length as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
