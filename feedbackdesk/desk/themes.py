"""Themes: named, filled, merged and taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.step import step
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.text import clean, clean_name, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Theme
    from feedbackdesk.domain.words import Importance
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork, Value


def find_or_make_theme(work: UnitOfWork, text: str) -> int:
    """Return the theme that a name or an alias means, made if it is missing."""
    name = clean_name(text, "theme’s name")
    found = work.read.theme_with_key(name_key(name))
    return found if found is not None else work.insert("theme", name=name, key=name_key(name))


def theme_named(read: Reader, text: str) -> Theme:
    """Return the theme of a name, an alias or a key."""
    key = read.theme_with_key(name_key(text))
    if key is None and text.strip().isdecimal():
        key = min(int(text.strip()[:20]), 2**62)
    theme = read.theme(key) if key is not None else None
    if theme is None:
        raise NotThere(f"There is no theme called “{text[:80]}”. Nothing was changed.")
    return theme


def _check_free(work: UnitOfWork, name: str, but: int | None = None) -> None:
    taken = work.read.theme_with_key(name_key(name))
    if taken is not None and taken != but:
        other = work.read.theme(taken)
        called = other.name if other else name
        means = f"“{name}” already means the theme “{called}”"
        if name_key(called) == name_key(name):
            means = f"There is already a theme called “{called}”"
        raise Refusal(f"{means}. Nothing was changed.")


@step("Add theme {result:theme}")
def add_theme(work: UnitOfWork, name: str, description: str = "") -> int:
    """Make a theme and return its key."""
    cleaned = clean_name(name, "theme’s name")
    _check_free(work, cleaned)
    return work.insert("theme", name=cleaned, key=name_key(cleaned), description=clean(description))


@step("Rename theme to {theme_id:theme}")
def rename_theme(work: UnitOfWork, theme_id: int, name: str) -> None:
    """Give a theme another name."""
    cleaned = clean_name(name, "theme’s name")
    _check_free(work, cleaned, but=theme_id)
    if work.read.signpost(name_key(cleaned)) is not None:
        raise Refusal(
            f"“{cleaned}” is the name of a theme that was merged into this one. "
            "Nothing was changed; un-merge that first."
        )
    for alias_id in work.read.aliases_with_key(name_key(cleaned)):
        work.delete("theme_alias", alias_id)  # it is the name now
    work.update("theme", theme_id, name=cleaned, key=name_key(cleaned))


@step("Edit theme {theme_id:theme}")
def edit_theme(
    work: UnitOfWork,
    theme_id: int,
    *,
    name: str | None = None,
    description: str | None = None,
    colour: int | None = None,
) -> None:
    """Correct a theme's name, description or colour (1 to 8)."""
    if name is not None:
        rename_theme(work, theme_id, name)
    values: dict[str, Value] = {}
    if description is not None:
        values["description"] = clean(description)
    if colour is not None:
        values["colour"] = colour
    if values:
        work.update("theme", theme_id, **values)


@step("Add another name for {theme_id:theme}")
def add_alias(work: UnitOfWork, theme_id: int, alias: str) -> int:
    """Give a theme one more name by which it is found."""
    cleaned = clean_name(alias, "other name")
    _check_free(work, cleaned)
    return work.insert("theme_alias", theme_id=theme_id, name=cleaned, key=name_key(cleaned))


@step("Delete theme {theme_id:theme}")
def delete_theme(work: UnitOfWork, theme_id: int) -> None:
    """Remove a theme; the feedback stays, and is back in the inbox where it has no other."""
    work.delete("theme", theme_id)


@step("Merge {source_id:theme} into {target_id:theme}")
def merge_themes(work: UnitOfWork, source_id: int, target_id: int) -> None:
    """Make one theme a signpost to another; every mention keeps what it was filed under."""
    source, target = work.read.theme(source_id), work.read.theme(target_id)
    if source is None or target is None:
        raise NotThere("One of the themes is no longer there. Nothing was changed.")
    if source.id == target.id:
        raise Refusal(f"“{source.name}” cannot be merged with itself. Nothing was changed.")
    work.update("theme", source.id, merged_into=target.id)


@step("Un-merge {theme_id:theme}")
def unmerge_theme(work: UnitOfWork, theme_id: int) -> None:
    """Take the signpost away: the theme stands on its own again, with all it had."""
    work.update("theme", theme_id, merged_into=None)


def signpost_named(read: Reader, text: str) -> int:
    """Return the merged theme of a name."""
    key = read.signpost(name_key(text))
    if key is None:
        raise Refusal(f"No theme called “{text[:80]}” was merged. Nothing was changed.")
    return key


@step("File {feedback_id:feedback} under {theme_id:theme}")
def assign_theme(
    work: UnitOfWork,
    feedback_id: int,
    theme_id: int,
    *,
    quote: str | None = None,
    importance: Importance | None = None,
) -> int:
    """Let a feedback mention a theme; return the mention's key.

    A feedback mentions a theme once; a new quote takes the place of the old one.
    """
    said = work.read.words_of(feedback_id)
    if said is None:
        raise NotThere(f"There is no feedback {feedback_id}. Nothing was changed.")
    words = clean(quote) if quote else ""
    if words and name_key(words) not in name_key(said):
        raise Refusal(
            "The quote is not part of what was said. Nothing was changed; copy it from the text."
        )
    facts: dict[str, Value] = {}
    if words:
        facts["quote"] = words
    if importance is not None:
        facts["importance"] = importance.value
    root_id = work.read.root_of_theme(theme_id)
    if root_id is None:
        raise NotThere("That theme is no longer there. Nothing was changed.")
    known = work.read.mentions_of(feedback_id, root_id)
    if known:
        if facts:
            work.update("mention", known[0], **facts)
        return known[0]
    return work.insert("mention", feedback_id=feedback_id, theme_id=root_id, **facts)


@step("File {number} under {theme_id:theme}")
def assign_many(work: UnitOfWork, feedback_ids: Sequence[int], theme_id: int, number: str) -> None:
    """File several feedbacks at once; `number` says how many, in words."""
    del number  # for the label
    for feedback_id in feedback_ids:
        assign_theme(work, feedback_id, theme_id)


@step("File {number} under new theme {result:theme}")
def assign_to_new(work: UnitOfWork, feedback_ids: Sequence[int], name: str, number: str) -> int:
    """File feedbacks under a theme that is made in the same step; return its key."""
    theme_id = find_or_make_theme(work, name)
    assign_many(work, feedback_ids, theme_id, number)
    return theme_id


@step("File {feedback_id:feedback} under new theme {result:theme}")
def quote_under_new(work: UnitOfWork, feedback_id: int, name: str, quote: str | None) -> int:
    """File a feedback, or the words quoted from it, under a theme made in the same step."""
    theme_id = find_or_make_theme(work, name)
    assign_theme(work, feedback_id, theme_id, quote=quote)
    return theme_id


@step("File {number} as suggested")
def file_as_suggested(work: UnitOfWork, filings: Sequence[tuple[int, int]], number: str) -> None:
    """File each feedback under a theme of its own: pairs of their keys, as one step."""
    del number  # for the label
    for feedback_id, theme_id in filings:
        assign_theme(work, feedback_id, theme_id)


@step("Take {feedback_id:feedback} out of {theme_id:theme}")
def unassign_theme(work: UnitOfWork, feedback_id: int, theme_id: int) -> None:
    """Take a feedback out of a theme."""
    root_id = work.read.root_of_theme(theme_id)
    for mention_id in work.read.mentions_of(feedback_id, root_id) if root_id else ():
        work.delete("mention", mention_id)


def all_themes(read: Reader) -> list[Theme]:
    """Return all themes, the most asked for first."""
    return read.themes()


def theme(read: Reader, theme_id: int) -> Theme | None:
    """Return one theme."""
    return read.theme(theme_id)


def theme_trends(read: Reader, since: str) -> dict[int, dict[str, int]]:
    """Return each theme's feedbacks by month since a day (ISO)."""
    return read.all_theme_months(since)


def merged_into(read: Reader, theme_id: int) -> list[tuple[int, str]]:
    """Return the themes merged into this one: key and name."""
    return read.merged_into(theme_id)
