"""What stands beside the heap: the whole message, what was set aside, and when to stop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from feedbackdesk.domain.dates import full_date
from feedbackdesk.domain.found import Aside
from feedbackdesk.language.say import Later, _, later, ngettext
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.labels import heading, label_of, words_label
from feedbackdesk.ui.widgets.side import Side

if TYPE_CHECKING:
    from feedbackdesk.domain.heap import HeapCounts, Talk

_SHOWN = 20_000
"""So much of a message is shown; it is kept whole."""

GROUPS: dict[Aside, tuple[str, Later, Later]] = {
    Aside.NEWSLETTER: ("channel-email", later("Newsletters"), later("they say how to unsubscribe")),
    Aside.NOTIFICATION: ("settings", later("Notifications"), later("a machine sent them")),
    Aside.AUTOMATIC: ("restart", later("Automatic replies"), later("out of office, not delivered")),
    Aside.OWN: ("person", later("Sent by you"), later("never counted, shown beside its answer")),
}
"""What is set aside, and why: by what its headers say."""


class HeapSide(Side):
    """Read on the way through the list, and opened with Space."""

    opens = Signal(str)
    """A group of what was set aside is wanted: its name, nothing for the heap itself."""

    def __init__(self) -> None:
        """Show no message yet."""
        super().__init__("heapSide")
        self.column.addWidget(heading(_("The whole message")))
        self._about = words_label("muted", "heapAbout")
        self._about.hide()
        self.words = QPlainTextEdit()
        self.words.setObjectName("heapWords")
        self.words.setAccessibleName(_("The whole message"))
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(160)
        self._answers = words_label("muted", "heapAnswers")
        self._answers.hide()
        self.column.addWidget(self._about)
        self.column.addWidget(self.words, 1)
        self.column.addWidget(self._answers)
        self.column.addSpacing(8)
        self._aside = self.section(_("Set aside"))
        self._stays = words_label("muted", "heapStays")
        self.column.addWidget(self._stays)
        self.column.addWidget(
            label_of(
                _(
                    "It does not find everything. When few of the last fifty were kept, the rest "
                    "rarely pays."
                ),
                "muted",
                "heapCaution",
                wraps=True,
            )
        )

    def show_talk(self, talk: Talk | None) -> None:
        """Show a message whole; nothing where none is chosen."""
        self._answers.hide()
        self._about.setVisible(talk is not None)
        if talk is None:
            self.words.clear()
            return
        lines = [
            talk.speaker or _("Not named"),
            talk.subject,
            full_date(talk.on) if talk.on else "",
            f"{talk.file}, {talk.place}",
        ]
        if talk.attached:
            hung = _("Hung on it, and not kept: {names}")
            lines.append(hung.format(names=", ".join(talk.attached[:20])))
        self._about.setText("\n".join(filter(None, lines)))
        self.words.setPlainText(talk.text[:_SHOWN])

    def show_answered(self, talk: Talk | None) -> None:
        """Show what the message replies to, where that came, too."""
        self._answers.setVisible(talk is not None)
        if talk is not None:
            told = _("In answer to {who}: {words}")
            self._answers.setText(told.format(who=talk.speaker, words=talk.text[: _SHOWN // 20]))

    def show_counts(self, counts: HeapCounts) -> None:
        """Show what was set aside, and what goes soon."""
        self._aside.clear()
        for why, (icon, name, about) in GROUPS.items():
            number = counts.aside.get(why, 0)
            if number:
                told = f"{name} · {number:,}"
                button = link_button(
                    f"heapAside.{why.value}", icon, told,
                    partial(self.opens.emit, why.value), tip=str(about),
                    read_out=f"{told}, {about}",
                )  # fmt: skip
                self._aside.add(button)
        if not any(counts.aside.values()):
            self._aside.add(label_of(_("Nothing by now."), "muted"))
        stays = ""
        if counts.goes and counts.goes_on is not None:
            stays = ngettext(
                "{number} has waited for so long that it goes on {day}.",
                "{number} have waited for so long that they go from {day} on.",
                counts.goes,
            ).format(number=f"{counts.goes:,}", day=full_date(counts.goes_on))
        self._stays.setText(stays)
        self._stays.setVisible(bool(stays))
