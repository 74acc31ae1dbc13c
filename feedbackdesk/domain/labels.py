"""Labels of steps: written as what undo would take back, told as what was done."""

_PAST = {
    "Add": "Added", "Archive": "Archived", "Bring": "Brought", "Change": "Changed",
    "Decide": "Decided", "Decline": "Declined", "Delete": "Deleted", "Drop": "Dropped",
    "Edit": "Edited", "Erase": "Erased", "File": "Filed", "Fill": "Filled", "Finish": "Finished",
    "Keep": "Kept", "Link": "Linked", "Mark": "Marked", "Merge": "Merged", "Move": "Moved",
    "Offer": "Offered", "Pin": "Pinned", "Plan": "Planned", "Point": "Pointed",
    "Promise": "Promised", "Put": "Put", "Record": "Recorded", "Refuse": "Refused",
    "Rename": "Renamed", "Reopen": "Reopened", "Save": "Saved", "Set": "Set", "Ship": "Shipped",
    "Split": "Split", "Take": "Took", "Tell": "Told", "Un-merge": "Un-merged",
    "Unlink": "Unlinked", "Unpin": "Unpinned",
}  # fmt: skip


def past(label: str) -> str:
    """Return a step's label as what was done.

    >>> past("Rename theme to Invoices")
    'Renamed theme to Invoices'
    """
    verb, space, rest = label.partition(" ")
    return f"{_PAST.get(verb, verb)}{space}{rest}"
