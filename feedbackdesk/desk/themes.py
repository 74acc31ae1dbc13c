"""Themes: named, filled, merged, split and taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.step import step
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.quotes import is_part
from feedbackdesk.domain.rows import ThemeStory
from feedbackdesk.domain.text import clean, clean_name, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Evidence, MergedTheme, Theme
    from feedbackdesk.domain.words import Importance
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork, Value


COLOURS = 8
"""How many colours a theme can be given."""


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
    aliases: Sequence[str] | None = None,
) -> None:
    """Correct a theme's name, description, colour or other names; what is None stays.

    A colour is 1 to 8; 0 leaves the choice to the window. The aliases given are all it has
    then: those of themes merged into it are among them, and go for good where they are left out.
    """
    if name is not None:
        rename_theme(work, theme_id, name)
    if aliases is not None:
        _set_aliases(work, theme_id, aliases)
    values: dict[str, Value] = {}
    if description is not None:
        values["description"] = clean(description)
    if colour is not None:
        if colour not in range(COLOURS + 1):
            raise Refusal(
                f"{colour} is not a colour: there are 1 to {COLOURS}, and 0 for none chosen. "
                "Nothing was changed."
            )
        values["colour"] = colour or None
    if values:
        work.update("theme", theme_id, **values)


@step("Add another name for {theme_id:theme}")
def add_alias(work: UnitOfWork, theme_id: int, alias: str) -> int:
    """Give a theme one more name by which it is found."""
    cleaned = clean_name(alias, "other name")
    _check_free(work, cleaned)
    return work.insert("theme_alias", theme_id=theme_id, name=cleaned, key=name_key(cleaned))


def _set_aliases(work: UnitOfWork, theme_id: int, aliases: Sequence[str]) -> None:
    was = work.read.theme(theme_id)
    if was is None:
        raise NotThere("That theme is no longer there. Nothing was changed.")
    wanted = {name_key(alias): alias for alias in aliases}
    known = {name_key(alias) for alias in was.aliases}
    for key in sorted(known - wanted.keys()):
        for alias_id in work.read.aliases_with_key(key):
            work.delete("theme_alias", alias_id)
    for key, alias in wanted.items():
        if key not in known:
            add_alias(work, was.id, alias)


@step("Delete theme {theme_id:theme}")
def delete_theme(work: UnitOfWork, theme_id: int) -> None:
    """Remove a theme; the feedback stays, and is back in the inbox where it has no other."""
    work.delete("theme", theme_id)


@step("Merge {source_id:theme} into {target_id:theme}")
def merge_themes(work: UnitOfWork, source_id: int, target_id: int) -> None:
    """Make one theme a signpost to another; every mention keeps what it was filed under.

    Merging into a theme that was itself merged means the one it leads to.
    """
    source, target = work.read.theme(source_id), work.read.theme(target_id)
    if source is None or target is None:
        raise NotThere("One of the themes is no longer there. Nothing was changed.")
    if source.id == target.id:
        raise Refusal(f"“{source.name}” cannot be merged with itself. Nothing was changed.")
    work.update("theme", source.id, merged_into=target.id)


@step("Un-merge {theme_id:theme}")
def unmerge_theme(work: UnitOfWork, theme_id: int) -> None:
    """Take the signpost away: the theme stands on its own again, with all it had.

    Its mentions are those it was merged with, quotes and all, whatever was filed under the
    other theme in between; only what was itself taken out or split off stays away.
    """
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

    A feedback mentions a theme once; a new quote takes the place of the old one. A quote
    that came with a merged theme is left to it, for the day it is un-merged.
    """
    said = work.read.words_of(feedback_id)
    if said is None:
        raise NotThere(f"There is no feedback {feedback_id}. Nothing was changed.")
    words = clean(quote) if quote else ""
    if words and not is_part(words, said):
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
    own = work.read.mentions_of(feedback_id, root_id, merged=False)
    if own and facts:
        work.update("mention", own[0], **facts)
    elif not own and not facts:
        own = work.read.mentions_of(feedback_id, root_id)
    if own:
        return own[0]
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
    """Take a feedback out of a theme, and out of what was merged into it."""
    root_id = work.read.root_of_theme(theme_id)
    for mention_id in work.read.mentions_of(feedback_id, root_id) if root_id else ():
        work.delete("mention", mention_id)


@step("Take {number} out of {theme_id:theme}")
def unassign_many(
    work: UnitOfWork, feedback_ids: Sequence[int], theme_id: int, number: str
) -> None:
    """Take several feedbacks out of a theme; `number` says how many, in words."""
    del number  # for the label
    for feedback_id in feedback_ids:
        unassign_theme(work, feedback_id, theme_id)


@step("Split {result:theme} off {theme_id:theme}")
def split_theme(work: UnitOfWork, theme_id: int, feedback_ids: Sequence[int], name: str) -> int:
    """Make some of a theme's feedback a theme of its own, in one step; return its key.

    Each mention moves with its quote and importance. A mention that came with a merged theme
    moves like any other: un-merging that theme later does not bring it back. What is left
    stays where it is, also where nothing is left: the theme is then empty.
    """
    if not feedback_ids:
        raise Refusal("Nothing was chosen to be split off. Nothing was changed.")
    new_id = add_theme(work, name)
    _move(work, feedback_ids, theme_id, new_id)
    return new_id


@step("Move {number} from {theme_id:theme} to {target_id:theme}")
def move_many(
    work: UnitOfWork, feedback_ids: Sequence[int], theme_id: int, target_id: int, number: str
) -> None:
    """Move feedback from one theme to another, as `split_theme` does to a new one.

    Where a feedback mentions the other theme already, that mention stays as it is, and takes
    over the quote only if it has none. `number` says how many move, in words.
    """
    del number  # for the label
    if not feedback_ids:
        raise Refusal("Nothing was chosen to be moved. Nothing was changed.")
    _move(work, feedback_ids, theme_id, target_id)


def _move(work: UnitOfWork, feedback_ids: Sequence[int], theme_id: int, target_id: int) -> None:
    root_id, target_root = work.read.root_of_theme(theme_id), work.read.root_of_theme(target_id)
    if root_id is None or target_root is None:
        raise NotThere("One of the themes is no longer there. Nothing was changed.")
    if root_id == target_root:
        raise Refusal("It is filed there already. Nothing was changed.")
    keys = list(dict.fromkeys(feedback_ids))
    here = work.read.mentions_under(keys, root_id)
    there = work.read.mentions_under(keys, target_root)
    for feedback_id in keys:
        mentions = here.get(feedback_id)
        if not mentions:
            raise NotThere(
                f"Feedback {feedback_id} is not filed under that theme. Nothing was changed."
            )
        # What came with a theme merged into the target is left to it.
        own = [one for one in there.get(feedback_id, ()) if not one.merged]
        kept, *others = own + mentions
        facts: dict[str, Value] = {} if own else {"theme_id": target_root}
        if not kept.quote:
            facts["quote"] = next((one.quote for one in others if one.quote), None)
        if not kept.importance:
            facts["importance"] = next((one.importance for one in others if one.importance), None)
        for mention in others:
            work.delete("mention", mention.id)
        work.update("mention", kept.id, **facts)


def all_themes(read: Reader) -> list[Theme]:
    """Return all themes, the most asked for first."""
    return read.themes()


def theme(read: Reader, theme_id: int) -> Theme | None:
    """Return one theme."""
    return read.theme(theme_id)


def theme_trends(read: Reader, since: str, theme_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return some themes' feedbacks by month (2026-11) since a day (ISO)."""
    return read.theme_months(since, theme_ids)


def merged_into(read: Reader, theme_id: int) -> list[MergedTheme]:
    """Return the themes that count for this one since they were merged, directly or not."""
    return read.merged_into(theme_id)


def theme_story(read: Reader, theme_id: int, since: str) -> ThemeStory | None:
    """Return what stands at the head of a theme's page, its months since a day (ISO)."""
    found = read.theme(theme_id)
    if found is None:
        return None
    lost, value = read.theme_losses(found.id)
    return ThemeStory(
        theme=found,
        lost=lost,
        lost_value=value,
        months=read.theme_months(since, [found.id]).get(found.id, {}),
        merged=tuple(read.merged_into(found.id)),
        items=tuple(read.theme_items(found.id)),
    )


def story_of_theme(read: Reader, theme_id: int) -> list[tuple[int, str]]:
    """Return all feedback of a theme, newest first: its key, and the day it was said (ISO)."""
    return read.theme_feedback(theme_id)


def theme_evidence(read: Reader, theme: Theme, *, length: int) -> list[Evidence]:
    """Return every mention of a theme, the newest first, and of a feedback its quotes first.

    Of a long text the first `length` characters; value is the lost sale's alone.
    """
    return read.theme_evidence(theme.id, theme.name, length=length)
