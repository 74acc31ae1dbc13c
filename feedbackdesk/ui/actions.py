"""Every action once: its text, icon, shortcut, and what it does.

Menus, tool buttons, the shortcuts page and tests read them from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from feedbackdesk.ui.look.icons import icon
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Spec:
    """What an action is. Shortcuts are in Qt's portable writing."""

    text: str
    icon: str
    does: str
    shortcuts: tuple[str, ...] = ()


def _say(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Actions", text))


SPECS: dict[str, Spec] = {
    # File
    "file_new": Spec(_say("&New workspace…"), "file-new", _say("Start an empty workspace"), ("Ctrl+Shift+N",)),
    "file_open": Spec(_say("&Open workspace…"), "file-open", _say("Open another workspace"), ("Ctrl+O",)),
    "sample": Spec(_say("Open the &sample business"), "sample", _say("Look around in a made-up business, apart from yours")),
    "business": Spec(_say("Your &business…"), "workspace", _say("The name at the head of what is printed, and the currency")),
    "print": Spec(_say("&Print roadmap…"), "print", _say("Preview and print the prioritized roadmap, or save it as PDF"), ("Ctrl+P",)),
    "print_this": Spec(_say("Print this p&age…"), "print", _say("Print what the page shows: a theme, the call sheet, lost sales, a person"), ("Ctrl+Shift+P",)),
    "backups": Spec(_say("&Backups…"), "archive", _say("When the workspace was backed up, and the way back"), ("Ctrl+Shift+B",)),
    "quit": Spec(_say("&Quit"), "close", _say("Leave FeedbackDesk; everything is saved already"), ("Ctrl+Q",)),
    # Edit
    "capture": Spec(_say("&Capture feedback…"), "capture", _say("Record what somebody said"), ("Ctrl+N",)),
    "capture_loss": Spec(_say("Record a &lost sale…"), "kind-loss", _say("Record why a prospect said no"), ("Ctrl+L",)),
    "person_report": Spec(_say("Everything &held on them…"), "export", _say("Write all that is held on the person in sight into one file")),
    "person_erase": Spec(_say("Erase for &good…"), "delete", _say("Erase the person in sight for good; it asks first, since it cannot be undone")),
    "retention": Spec(_say("&Retention…"), "history", _say("Those who were not heard of for long, to be kept or erased")),
    "undo": Spec(_say("&Undo"), "undo", _say("Take back the last change"), ("Ctrl+Z",)),
    "redo": Spec(_say("&Redo"), "redo", _say("Do again what was undone"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    "correct": Spec(_say("Corr&ect feedback"), "edit", _say("Edit all fields of the feedback in the inspector"), ("Ctrl+E",)),
    "delete": Spec(_say("&Delete"), "delete", _say("Delete what is chosen; it can be undone"), ("Del",)),
    # View
    "inbox": Spec(_say("&Inbox"), "inbox", _say("Feedback without a theme"), ("Ctrl+1",)),
    "themes": Spec(_say("&Themes"), "themes", _say("The needs that people share"), ("Ctrl+2",)),
    "roadmap": Spec(_say("&Roadmap"), "roadmap", _say("What to do about them, by request count"), ("Ctrl+3",)),
    "owed": Spec(_say("&Owed"), "owed", _say("What people are owed, the late first"), ("Ctrl+4",)),
    "people": Spec(_say("&People"), "people", _say("Everybody who spoke: what they said, are owed and are worth"), ("Ctrl+5",)),
    "losses": Spec(_say("Lo&sses"), "losses", _say("Why sales were lost, and the deals behind each reason"), ("Ctrl+6",)),
    "insights": Spec(_say("I&nsights"), "insights", _say("Who deserves a word, what is growing, and how long people wait"), ("Ctrl+7",)),
    "history": Spec(_say("&History"), "history", _say("Every change ever made, by day, and the way back"), ("Ctrl+8",)),
    "find": Spec(_say("&Find"), "search", _say("Search all words ever said"), ("Ctrl+F",)),
    "palette": Spec(_say("&Go to or do…"), "palette", _say("Go to a page, a theme or a person, or do anything by its name"), ("Ctrl+K",)),
    "view_save": Spec(_say("Save this &view…"), "view", _say("Keep this search in the navigation, under a name"), ("Ctrl+D",)),
    "view_rename": Spec(_say("Rename the view…"), "edit", _say("Give the saved view another name")),
    "view_delete": Spec(_say("Delete the view"), "delete", _say("Take the saved view out of the navigation; it can be undone")),
    "inspector": Spec(_say("&Inspector"), "inspector", _say("Show or hide what stands behind the chosen row"), ("Ctrl+I",)),
    "look_system": Spec(_say("Like the &system"), "theme-system", _say("Follow the system’s light or dark look")),
    "look_light": Spec(_say("&Light"), "theme-light", _say("Dark ink on warm paper")),
    "look_dark": Spec(_say("&Dark"), "theme-dark", _say("Light ink on a dark desk")),
    "look_contrast": Spec(_say("High &contrast"), "theme-contrast", _say("The strongest difference between ink and paper")),
    # Inbox
    "assign": Spec(_say("File under a &theme…"), "themes", _say("Choose the theme that the chosen feedback speaks of"), ("T",)),
    "assign_new": Spec(_say("File under a &new theme…"), "add", _say("Name a new theme for the chosen feedback"), ("N",)),
    "accept": Spec(_say("File as &suggested"), "check", _say("File it under the theme that suggests itself"), ("Return", "Enter")),
    "accept_all": Spec(_say("File &all chosen as suggested"), "check", _say("File each of the chosen under its own suggestion, in one step"), ("A",)),
    "accept_second": Spec(_say("File under the s&econd suggestion"), "check", _say("Take the second theme that suggests itself"), ("2",)),
    "accept_third": Spec(_say("File under the t&hird suggestion"), "check", _say("Take the third theme that suggests itself"), ("3",)),
    "skip_down": Spec(_say("S&kip to the next"), "rank-down", _say("Leave it as it is and choose the next"), ("J",)),
    "skip_up": Spec(_say("Back to the one &before"), "rank-up", _say("Choose the one before"), ("K",)),
    "look_closer": Spec(_say("&Open in the inspector"), "inspector", _say("Show all that is known about it"), ("I", "Space", "Right")),
    "read_words": Spec(_say("Mark &words…"), "edit", _say("Go into the words with the keyboard, to file a part of them; Esc comes back"), ("W",)),
    "archive": Spec(_say("&Archive"), "archive", _say("Take it out of the inbox: it is not for a theme"), ("E",)),
    # Themes
    "theme_new": Spec(_say("&New theme…"), "add", _say("Name a need that several people share")),
    "theme_open": Spec(_say("Read &what was said"), "quote", _say("Open the theme’s page: every quote, newest first"), ("O",)),
    "theme_back": Spec(_say("&Back to all themes"), "chevron-left", _say("Close the theme’s page"), ("Esc",)),
    "theme_rename": Spec(_say("Re&name…"), "edit", _say("Give it another name"), ("F2",)),
    "theme_merge": Spec(_say("&Merge into…"), "merge", _say("Make this theme part of another one"), ("M",)),
    "theme_unmerge": Spec(_say("&Un-merge…"), "undo", _say("Let a theme that was merged into this one stand on its own again"), ("U",)),
    "theme_split": Spec(_say("&Split off…"), "split", _say("Make the chosen quotes a theme of their own, or move them to another"), ("S",)),
    "theme_colour": Spec(_say("&Colour…"), "palette", _say("Choose the colour of the theme’s mark"), ("C",)),
    "theme_plan": Spec(_say("Put on the &roadmap…"), "roadmap", _say("Make a roadmap item of the theme"), ("R",)),
    "theme_link": Spec(_say("&Link to an item…"), "link", _say("Let an item that exists answer this theme"), ("L",)),
    # Roadmap
    "move_left": Spec(_say("Move to the column &before"), "chevron-left", _say("Move the item one stage back"), ("Alt+Left",)),
    "move_right": Spec(_say("Move to the &next column"), "chevron-right", _say("Move the item one stage on"), ("Alt+Right",)),
    "move_to": Spec(_say("&Move to a column…"), "move", _say("Choose the stage that the chosen items go to"), ("M",)),
    "pin_up": Spec(_say("Pin one place &higher"), "rank-up", _say("Keep the item one place higher, whatever its rank"), ("Alt+Up",)),
    "pin_down": Spec(_say("Pin one place &lower"), "rank-down", _say("Keep the item one place lower, whatever its rank"), ("Alt+Down",)),
    "unpin": Spec(_say("&Unpin"), "unpin", _say("Let the rank decide where it stands"), ("Alt+U",)),
    "ship": Spec(_say("Mark as &shipped"), "ship", _say("It is done")),
    "decline": Spec(_say("&Decline…"), "decline", _say("It will not be done, and why")),
    "item_open": Spec(_say("&Open its page"), "roadmap", _say("Open the item’s page: the proof of each number, what was decided, and who waits"), ("O",)),
    "item_back": Spec(_say("&Back from the item’s page"), "chevron-left", _say("Close the item’s page"), ("Esc",)),
    "item_decide": Spec(_say("Decide…"), "edit", _say("Move, pin or estimate the item, and keep why"), ("D",)),
    "snapshot": Spec(_say("Take a snapsho&t…"), "snapshot", _say("Remember the ranking as it is, to see later what moved"), ("Ctrl+Shift+S",)),
    "compare": Spec(_say("&Compare rankings…"), "compare", _say("See what moved between two prints or snapshots, or since one of them"), ("Ctrl+Shift+R",)),
    "compare_back": Spec(_say("B&ack to the roadmap"), "chevron-left", _say("Close the page that compares rankings"), ("Esc",)),
    "compare_moved": Spec(_say("&Only what moved"), "filter", _say("Leave out what stands where it stood"), ("M",)),
    "snapshot_rename": Spec(_say("Rename the snapshot…"), "edit", _say("Give the print or snapshot that is compared another name")),
    "snapshot_delete": Spec(_say("Delete the snapshot"), "delete", _say("Forget the print or snapshot that is compared; it can be undone")),
    "board_lens": Spec(_say("&Rank by…"), "roadmap", _say("Choose the lens that the roadmap is ranked through"), ("Y",)),
    "board_list": Spec(_say("Show as a l&ist"), "view", _say("Show the same items in a list with columns to sort"), ("Ctrl+B",)),
    "board_group": Spec(_say("&Group by theme"), "themes", _say("Put the items under the theme that each was linked to first"), ("Ctrl+G",)),
    "board_customers": Spec(_say("Count &customers only"), "filter", _say("Count only what accounts said that are customers today")),
    "board_lost": Spec(_say("Count lost sal&es only"), "filter", _say("Count only lost sales")),
    "board_year": Spec(_say("Count this &year only"), "filter", _say("Count only what was said since the first of January")),
    "board_fold": Spec(_say("&Fold or open the column"), "fold", _say("Make a narrow strip of the column with the keyboard, or open it again"), ("F",)),
    "board_sort": Spec(_say("S&ort the list by…"), "view", _say("Choose the column to sort the list by; the sorting before stays below it"), ("S",)),
    # Losses
    "lost_won_back": Spec(_say("Mark as &won back…"), "check", _say("The sale came after all: say on which day"), ("B",)),
    "lost_look_again": Spec(_say("Look a&gain on…"), "calendar", _say("Set the day to come back to a lost sale"), ("G",)),
    "lost_find": Spec(_say("&Find these sales"), "search", _say("Show the sales in sight in the search page, to search on among them"), ("F",)),
    "lost_reasons": Spec(_say("&Reasons…"), "edit", _say("Your list of reasons: add, rename, order, and point one to a theme")),
    # Owed
    "owed_open": Spec(_say("&Open the letter"), "edit", _say("Make the draft for the chosen follow-up, and write in it")),
    "owed_done": Spec(_say("&Done…"), "check", _say("End what is owed, with its result"), ("D",)),
    "owed_postpone": Spec(_say("&Postpone…"), "calendar", _say("Give what is owed another day"), ("P",)),
    "owed_reopen": Spec(_say("Put &back on the list"), "undo", _say("It is owed again")),
    "owed_lately": Spec(_say("Done &lately"), "history", _say("List what was done lately, with its result"), ("L",)),
    "call_sheet": Spec(_say("Print the &call sheet…"), "print", _say("Print a list to call from, with boxes to tick and room for notes")),
    "letters": Spec(_say("&Letters…"), "edit", _say("Write the letters that drafts are made from")),
    "days": Spec(_say("Da&ys…"), "calendar", _say("Set how long each kind of feedback may wait")),
    "notice": Spec(_say("&Remind me once a day"), "info", _say("Let the desktop say what is late, once a day at most")),
    # History
    "history_undo": Spec(_say("&Undo this step"), "undo", _say("Take back the chosen step alone; later ones stay"), ("Alt+Z",)),
    "history_jump": Spec(_say("&Jump to it"), "chevron-right", _say("Show what the chosen step changed"), ("Alt+J",)),
    # Insights
    "watch_open": Spec(_say("Open what they &said"), "quote", _say("Show the evidence in the inspector (Enter)")),
    "watch_all": Spec(_say("&All it rests on…"), "themes", _say("List everything that put them here, and open any of it"), ("A",)),
    "watch_person": Spec(_say("Open the &person"), "person", _say("Show all that is known about them"), ("P",)),
    "watch_owe": Spec(_say("&Owe them…"), "owed", _say("Promise an answer, thanks or a call, by a day"), ("O",)),
    "watch_drop": Spec(_say("&Not needed"), "check", _say("Take them off the list until something new is said"), ("N",)),
    "watch_link": Spec(_say("Open the &link…"), "link", _say("See where the public mention leads, and open it in the browser"), ("L",)),
    # People
    "person_open": Spec(_say("&Open their page"), "person", _say("Show all that is known about them, and every word they said"), ("O",)),
    "person_back": Spec(_say("&Back to all people"), "chevron-left", _say("Close the person’s page"), ("Esc",)),
    "person_record": Spec(_say("&Record for them…"), "capture", _say("Record what this person said")),
    "person_owe": Spec(_say("O&we them something…"), "owed", _say("Promise them something by a day"), ("P",)),
    "person_edit": Spec(_say("&Edit what is known"), "edit", _say("Put the keyboard into their fields"), ("F2",)),
    "person_merge": Spec(_say("&Merge into…"), "merge", _say("Make this record and another one the same person or organisation"), ("M",)),
    "person_unmerge": Spec(_say("&Un-merge…"), "undo", _say("Let a record that was merged into this one stand on its own again"), ("U",)),
    "people_twins": Spec(_say("&Twins…"), "merge", _say("Look at records that look like one, side by side, and merge them or say that they are two"), ("Ctrl+Shift+D",)),
    "twins_merge": Spec(_say("&Merge into the one that stays"), "merge", _say("Make the two records one; it can be undone, and taken apart again"), ("M",)),
    "twins_apart": Spec(_say("&Not the same"), "close", _say("Say that the two records are two: they are not offered again"), ("N",)),
    "twins_swap": Spec(_say("&Swap which one stays"), "swap", _say("Let the other record be the one that stays"), ("S",)),
    "twins_unmerge": Spec(_say("Take a merge a&part"), "undo", _say("Let the record that was merged last stand on its own again"), ("U",)),
    "twins_open": Spec(_say("&Open the page of the one that stays"), "person", _say("Show all that is known about them, and every word they said"), ("O",)),
    "twins_back": Spec(_say("&Back from the twins"), "chevron-left", _say("Close the page of records that look like one"), ("Esc",)),
    # Backups
    "backup_now": Spec(_say("&Back up now"), "snapshot", _say("Make one more backup, opened and checked")),
    "backup_plan": Spec(_say("&Where and how many…"), "settings", _say("Set how much room backups may fill, a second place for them, and a key")),
    "backup_look": Spec(_say("&Look inside"), "preview", _say("Open the backup in a window of its own; nothing in it can be changed"), ("L",)),
    "backup_go_back": Spec(_say("&Go back to it…"), "restart", _say("Put the backup in the workspace’s place; what is there is kept"), ("R",)),
    "backup_check": Spec(_say("&Check again"), "check", _say("Look the backup over from end to end"), ("C",)),
    "backup_show": Spec(_say("Sho&w in folder"), "file-open", _say("Open the folder in which the backup lies"), ("O",)),
    "backup_copy": Spec(_say("&Save a copy…"), "copy", _say("Save the backup as a workspace of its own"), ("S",)),
    "backup_delete": Spec(_say("&Delete…"), "delete", _say("Delete the backup, or the file that was set aside, for good; it asks first, since it cannot be undone"), ("Shift+Del",)),
    "backups_back": Spec(_say("&Back from the backups"), "chevron-left", _say("Close the page of backups"), ("Esc",)),
    # A damaged workspace
    "damage": Spec(_say("&Ways out of the damage…"), "warning", _say("Show what can be read of a damaged workspace, and the ways out")),
    "damage_back": Spec(_say("&Go back, with what came after"), "restart", _say("Put the newest good backup in the place of the damaged workspace, with what came after it; the damaged file is kept"), ("1",)),
    "damage_rescue": Spec(_say("&Rescue into a new file…"), "export", _say("Bring every row that can be read of the damaged workspace into a new one, and name the rest"), ("2",)),
    "damage_look": Spec(_say("&Look only"), "view", _say("Read, search and print what is there, and record nothing"), ("3",)),
    # Help
    "message": Spec(_say("Go to the &message"), "info", _say("Put the keyboard on the message at the bottom, and on its Undo"), ("F8",)),
    "shortcuts": Spec(_say("&Keyboard shortcuts"), "keyboard", _say("Every key and what it does"), ("F1",)),
    "about": Spec(_say("&About FeedbackDesk"), "info", _say("Which version this is, and where your data is")),
}  # fmt: skip

TAKE_THEME = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5")
"""In the capture form: the likely themes, best first."""
TAKE_WORDS = ("Alt+6", "Alt+7", "Alt+8", "Alt+9", "Alt+0")
"""In the capture form: the feedback that is most alike."""
KIND_KEYS = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5")
"""In the capture form's own window: say which kind it is. Elsewhere they go to the pages."""


_LOCAL = {"Del", "Esc", "F2", "Return", "Enter", "Space", "Right"}


_WORKS_ON = (
    (("skip_",), ("inbox", "search", "losses", "owed", "twins", "backups")),
    (("assign", "archive", "look_closer", "read_words", "correct"), ("inbox", "search", "losses")),
    (("accept",), ("inbox",)),
    (("owed_",), ("owed",)),
    (("lost_",), ("losses",)),
    (("history_",), ("history",)),
    (("watch_",), ("insights",)),
    (("theme_plan", "theme_link"), ("themes", "roadmap")),
    (("theme_",), ("themes",)),
    (("move_", "pin_", "unpin", "ship", "decline", "board_"), ("roadmap",)),
    (("item_",), ("roadmap", "item")),
    (("view_",), ("search",)),
    (("compare_", "snapshot_"), ("compare",)),
    (("person_",), ("people",)),
    (("twins_",), ("twins",)),
    (("backup_", "backups_"), ("backups",)),
    (("damage_",), ("damaged",)),
)
_WITHOUT_CHOICE = (
    "theme_new",
    "view_",
    "board_",
    "owed_lately",
    "lost_find",
    "lost_reasons",
    "item_back",
    "compare_",
    "snapshot_",
    "twins_unmerge",
    "twins_back",
    "backup_now",
    "backup_plan",
    "backups_back",
    "damage_",
)


def pages_of(name: str) -> tuple[str, ...]:
    """Return the pages that an action works on, its home first; none where it works anywhere."""
    return next((pages for begins, pages in _WORKS_ON if name.startswith(begins)), ())


def needs_choice(name: str) -> bool:
    """Return whether an action does something to what is chosen in a list."""
    return name == "delete" or (bool(pages_of(name)) and not name.startswith(_WITHOUT_CHOICE))


def is_local(keys: str) -> bool:
    """Whether a key means something only in a list: a letter alone, Enter, Alt with an arrow, F2."""
    return len(keys) == 1 or keys in _LOCAL or keys.startswith("Alt+")


class Actions:
    """The QActions of one window, named action.<name> and found by name."""

    def __init__(self, owner: QWidget) -> None:
        """Make every action as a child of the window."""
        self._actions: dict[str, QAction] = {}
        for name, spec in SPECS.items():
            role = (
                Role.DANGER
                if name in {"delete", "person_erase", "backup_delete"}
                else Role.TEXT_MUTED
            )
            action = QAction(icon(spec.icon, role), self._translated(spec.text), owner)
            action.setObjectName(f"action.{name}")
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
            does = self._translated(spec.does)
            action.setStatusTip(does)
            action.setToolTip(self._tip(does, spec))
            # A letter alone works only where a list has the focus: see `bind`.
            if any(is_local(keys) for keys in spec.shortcuts):
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                owner.addAction(action)
            self._actions[name] = action

    def __getitem__(self, name: str) -> QAction:
        """Return an action; KeyError for an unknown name."""
        return self._actions[name]

    def bind(self, widget: QWidget, *names: str) -> None:
        """Let actions' keys work while a widget, or a child of it, has the focus."""
        widget.addActions([self._actions[name] for name in names])

    def does(self, name: str, act: Callable[[], object]) -> None:
        """Let an action do something, but not from behind an open menu or question."""

        def do(_checked: bool = False) -> None:
            # A letter pressed in an open menu or question is theirs, not the list's below it.
            popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if popup is None or not any(is_local(keys) for keys in SPECS[name].shortcuts):
                act()

        self._actions[name].triggered.connect(do)

    @staticmethod
    def _translated(text: str) -> str:
        return QCoreApplication.translate("Actions", text)

    @staticmethod
    def _tip(does: str, spec: Spec) -> str:
        keys = ", ".join(
            QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            for key in spec.shortcuts
        )
        return f"{does} ({keys})" if keys else does
