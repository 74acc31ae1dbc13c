"""A letter to one person: read over, changed, sent by the owner's own mail program, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSignalBlocker, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QSyntaxHighlighter,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QPushButton,
    QWidget,
)

from feedbackdesk.desk.letters import Draft, draft, mail_address
from feedbackdesk.desk.telling import draft_about, tell_about
from feedbackdesk.domain.letters import (
    LETTER_NAMES,
    WITHOUT_OFFER,
    LetterKind,
    left_empty,
    selling_in,
    unfilled_in,
)
from feedbackdesk.domain.text import clean, excerpt
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.fields import Line, OneOf, Prose
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.widgets.keyboard import finishes
from feedbackdesk.ui.widgets.labels import plain
from feedbackdesk.ui.widgets.layout import FlowLayout, in_column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QTextDocument

    from feedbackdesk.desk.evidence import Waiting
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
        self._kind = OneOf("letterKind", _("&Kind of letter"), tuple(LETTER_NAMES.items()))
        self._subject = Line("letterSubject", _("S&ubject"))
        self._body = Prose("letterBody", _("Letter"), tall=120)
        self._marks = _Marks(self._body.widget.document())
        form = Form((self._kind, self._subject, self._body), "letterProblem")
        self._wrong, self._doubt = form.problem, Problem()
        self._doubt.setObjectName("letterSelling")
        self._doubt.setProperty("role", "doubt")
        buttons = QWidget()
        row = FlowLayout(buttons, 8)
        row.setContentsMargins(0, 0, 0, 0)
        self._mail = self._button(
            "letterMail", _("Open in &mail program"), "channel-email", self.open_mail
        )
        self._copy = self._button("letterCopy", _("Cop&y"), "copy", self.copy)
        self._told = self._button("letterTold", _("Tol&d"), "check", self.tell)
        self._told.setToolTip(_("They were told: it is done, and this text is kept"))
        for button in (self._mail, self._copy, self._told):
            row.addWidget(button)
        row.addWidget(QWidget())  # the last of a line takes its rest
        column = in_column(self, (0, 4, 0, 0), 8)
        column.addLayout(form, 1)
        column.addWidget(self._doubt)
        column.addWidget(buttons)
        self._kind.on_change(self._choose_kind)
        for field in (self._subject, self._body):
            field.on_change(self._look)
            field.on_change(self.changed.emit)
        theme.signals().changed.connect(self._mark)
        self._body.widget.installEventFilter(self)

    @property
    def kind(self) -> LetterKind:
        """The kind of letter."""
        return self._kind.value()

    @property
    def subject(self) -> str:
        """The subject as it stands."""
        return clean(self._subject.words())

    @property
    def body(self) -> str:
        """The letter as it stands."""
        return clean(self._body.words())

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
        with (
            QSignalBlocker(self._kind.widget),
            QSignalBlocker(self._subject.widget),
            QSignalBlocker(self._body.widget),
        ):
            self._kind.load(made.kind, over=True)
            self._subject.load(subject, over=True)
            self._body.load(body, over=True)
        to = made.email or _("no e-mail address is noted")
        self._mail.setToolTip(_("A new message to: {to}").format(to=to))
        self._look()
        self._mark()

    def take_focus(self) -> None:
        """Put the keyboard into the letter."""
        self._body.widget.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Finish with Ctrl+Enter, as everywhere."""
        if finishes(event):
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
                _("The letter is too long for a mail link. It was copied: paste it instead.")
            )
        elif not QDesktopServices.openUrl(QUrl.fromEncoded(QByteArray(address.encode()))):
            self._put_on_clipboard()
            self._live.said.emit(_("No mail program opened. The letter was copied instead."))
        else:  # the desktop took it, and does not tell whether a mail program came of it
            self._live.said.emit(
                _("Handed to your mail program. If none opened, Copy takes the letter.")
            )

    def copy(self) -> None:
        """Copy subject and letter."""
        if self._is_right():
            self._put_on_clipboard()
            self._live.said.emit(_("Copied."))

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
        why = about(
            _("Nothing stands for {words}. Write over it, or take it out; it is not sent so."),
            [excerpt(name, 40) for name in self._unknown()],
        )
        self._wrong.say(why)
        for button in (self._mail, self._copy, self._told):
            button.setEnabled(not why and (button is not self._told or not self._live.read_only))
            button.setAccessibleDescription(why)
        text = self._body.words()[:_READ]
        places = selling(self.kind, text)
        sounds = about(
            _("{words} may sound like selling. This letter parts as friends; you decide."),
            [f"“{text[at : at + length]}”" for at, length in places],
        )
        doubts = [sounds] if sounds else []
        if self.draft is not None and (line := left_empty(self.draft.letter.body, text)):
            empty = _("Nothing stands after “{line}” yet: write it there.")
            doubts.append(empty.format(line=excerpt(line, 60)))
        self._doubt.say(" ".join(doubts))
        found = tuple((_units(text[:at]), _units(text[at : at + size])) for at, size in places)
        if found != self._marks.selling:
            self._marks.selling = found
            self._mark()

    def _mark(self) -> None:
        with QSignalBlocker(self._body.widget):  # a mark is no change of the words
            self._marks.rehighlight()

    def _button(self, name: str, words: str, icon: str, act: Callable[[], None]) -> QPushButton:
        return push_button(words, act, name=name, icon=icon)


def selling(kind: LetterKind, text: str) -> tuple[tuple[int, int], ...]:
    """Return where words of selling stand in a letter that carries no offer."""
    return selling_in(text[:_READ]) if kind in WITHOUT_OFFER else ()


def about(sentence: str, words: Iterable[str]) -> str:
    """Return a sentence about a few words; nothing about none."""
    told = ", ".join(list(dict.fromkeys(words))[:_NAMED])
    return sentence.format(words=told) if told else ""


def _units(text: str) -> int:
    """Return a text's length as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class LetterDialog(Dialog):
    """The draft, made when it is opened; what they were told is kept."""

    def __init__(self, parent: QWidget, live: Live, item_id: int, waiting: Waiting) -> None:
        """Write to somebody who waits for an item."""
        waiter = waiting.waiter
        title = _("To {name}").format(name=excerpt(waiter.name, 60))
        super().__init__(parent, "letterDialog", title, gap=8, width=520, size=(560, 520))
        self.setModal(True)
        self._live, self._item_id, self._waiting = live, item_id, waiting
        who, how = plain("title"), plain("muted")
        firm = f", {waiter.organisation}" if waiter.organisation else ""
        who.setText(f"{excerpt(waiter.name, 120)}{excerpt(firm, 120)}")
        how.setText(waiter.how or _("Nothing is noted on how to reach them."))
        self.letter = LetterEditor(live)
        self.letter.kind_wanted.connect(self.make)
        self.letter.told.connect(self._told)
        for widget in (who, how):
            self.column.addWidget(widget)
        self.column.addWidget(self.letter, 1)

    def make(self, kind: LetterKind | None = None) -> None:
        """Make the draft, and show it; a kind is another letter than the one that suits."""
        owed = self._waiting.owed
        if owed is not None and owed.done_on is None:
            self._live.ask(draft, owed.id, kind, then=self._made)
        else:
            heard = self._waiting.waiter.feedback_id
            self._live.ask(draft_about, self._item_id, heard, kind, then=self._made)

    def _made(self, made: Draft) -> None:
        self.letter.show_draft(made, made.letter.subject, made.letter.body)
        self.show()
        self.letter.take_focus()

    def _told(self, text: str) -> None:
        heard = self._waiting.waiter.feedback_id
        self._live.do(tell_about, self._item_id, heard, text, then=lambda _key: self.accept())
