"""The pages: where each block is put, and how much of an item there is room for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.report.pdf.block import BETWEEN_LINES, Block
from feedbackdesk.report.pdf.entry import WHOLE, Depth, Measure, set_entry
from feedbackdesk.report.pdf.evidence import set_account, set_item
from feedbackdesk.report.pdf.heads import (
    CLOSING_RULE,
    set_closing,
    set_heading,
    set_masthead,
    set_part,
    set_running_head,
)
from feedbackdesk.report.pdf.ink import KIND, LEAD, MAIN_AT, SQUEEZE, STRETCH
from feedbackdesk.report.pdf.sheet import Pages, Sheet
from feedbackdesk.report.pdf.text import Text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from feedbackdesk.report.rows import Entry, Proof, Report, Section


_FEW = 4
"""How many last items may be squeezed onto the page before."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one item was put: page from 1, and its upper and lower edge in points."""

    item_id: int
    page: int
    top: float
    bottom: float


class Layout(Pages):
    """Puts a report on pages of one size."""

    def __init__(self, report: Report, width: float, height: float, *, whole: bool = True) -> None:
        """Lay a report out at once; or with `whole` false, as `steps` is gone through."""
        super().__init__(width, height)
        self.report = report
        self.wide = width > height
        self._grown = 0.0
        has_quotes = any(entry.quotes for entry in report.entries)
        self.measure = Measure.of(self.width, wide=self.wide, has_quotes=has_quotes)
        if whole:
            self.whole()

    def on(self, width: float, height: float) -> Layout:
        """Return the same report for pages of another size."""
        return Layout(self.report, width, height, whole=False)

    def _steps(self) -> Generator[None, None, None]:
        """Lay out about an item each time."""
        if not self.report.entries:
            self._put_empty(*self.report.empty_lines)
        elif self.report.options.is_compact:
            yield from self._one_page()
        else:
            yield from self._fill(WHOLE)
            yield from self._evidence()
            self._close()

    def _masthead(self) -> Block:
        return set_masthead(self.report, self.width, wide=self.wide)

    def _running_head(self) -> Block:
        return set_running_head(self.report, self.width)

    def _fill(self, depth: Depth, *, one_page: bool = False) -> Generator[None, None, bool]:
        """Put all items on pages; with `one_page` stop at the first page's end and say so."""
        sheet = self._new_sheet()
        left = len(self.report.entries)
        for section in self.report.sections:
            heading = set_heading(section)
            for entry in section.entries:
                left -= 1
                lead = heading
                block = self._set(section, entry, depth)
                if not self._has_room(sheet, block, lead):
                    if sheet.used > sheet.top:
                        if one_page:
                            return False
                        if left < _FEW and self._squeeze_in(sheet, left + 1):
                            return True
                        self._level(sheet)
                        sheet = self._new_sheet()
                        lead = heading = heading or set_heading(section, continued=True)
                    block = self._fitting(section, entry, depth, block, sheet, lead)
                self._put_entry(sheet, heading, block)
                heading = None
                yield
        if not one_page:
            self._keep_rhythm(sheet)
        return True

    def _put_entry(self, sheet: Sheet, heading: Block | None, block: Block) -> None:
        """Put an item, below the heading where it is the first of a part or of a page."""
        if heading is None:
            self._put(sheet, block)
            return
        self._put(sheet, heading)
        sheet.add(block, sheet.used + LEAD)
        sheet.used += LEAD + block.height

    def _squeeze_in(self, sheet: Sheet, number: int) -> bool:
        """Put the last items on a full page, if smaller gaps make room for them all."""
        every = [(part, entry) for part in self.report.sections for entry in part.entries]
        tried = replace(sheet, blocks=[*sheet.blocks], gaps_above=[*sheet.gaps_above])
        for section, entry in every[-number:]:
            heading = set_heading(section) if entry is section.entries[0] else None
            self._put_entry(tried, heading, self._set(section, entry, WHOLE))
        missing = tried.used - self.bottom + self._note_height()
        if missing > tried.gaps * SQUEEZE:
            return False
        tried.grow(-missing / tried.gaps)
        self.sheets[-1] = tried
        return True

    def _note_height(self) -> float:
        notes = list(set_closing(self.report, self.width))
        above = CLOSING_RULE.above + CLOSING_RULE.below if notes else 0.0
        return above + sum(note.height for note in notes)

    def _set(self, section: Section, entry: Entry, depth: Depth) -> Block:
        tagged = not self.report.options.grouped and section.ranked
        if not section.ranked:
            # What is done with is told in short.
            depth = replace(depth, compact=True)
        return set_entry(entry, self.measure, depth, tagged=tagged, ranked=section.ranked)

    def _has_room(self, sheet: Sheet, block: Block, lead: Block | None) -> bool:
        above = self._gap(sheet, lead) + lead.height + LEAD if lead else self._gap(sheet, block)
        return sheet.used + above + block.height <= self.bottom

    def _fitting(
        self,
        section: Section,
        entry: Entry,
        depth: Depth,
        block: Block,
        sheet: Sheet,
        lead: Block | None,
    ) -> Block:
        """Tell less of an item, little by little, until it fits a page of its own."""
        if depth is not WHOLE:
            return block  # one page: what does not fit is counted
        quotes = len(entry.quotes)
        steps = [
            *(Depth(quotes=number) for number in range(quotes - 1, -1, -1)),
            *(Depth(quotes=0, description_lines=lines, why=False) for lines in (6, 2, -1)),
            *(
                Depth(quotes=0, description_lines=-1, why=False, title_lines=lines)
                for lines in (8, 4, 2, 1)
            ),
        ]
        for step in steps:
            if self._has_room(sheet, block, lead):
                break
            block = self._set(section, entry, step)
        return block

    def _level(self, sheet: Sheet) -> None:
        """Let a full page end level: what is left over goes into the gaps, up to a limit."""
        if sheet.gaps:
            self._grown = min((self.bottom - sheet.used) / sheet.gaps, STRETCH)
            sheet.grow(self._grown)

    def _keep_rhythm(self, sheet: Sheet) -> None:
        """Let the gaps of the last page be as large as those of the page before."""
        spare = self.bottom - self._note_height() - sheet.used
        if sheet.gaps and spare > 0:
            sheet.grow(min(self._grown, spare / sheet.gaps))

    def _evidence(self) -> Iterator[None]:
        """Put every account behind every item on pages of their own, a heading on each."""
        if not self.report.appendix:
            return
        sheet = self._new_sheet()
        about = "every account behind each item, once, with all that it said"
        self._put(sheet, set_part("Evidence", about))
        for proof in self.report.appendix:
            head: Block | None = set_item(proof, self.width)
            for account in proof.accounts:
                for number, block in enumerate(set_account(account, self.width)):
                    sheet, head = self._put_words(sheet, proof, head, block, 0 if number else 7)
                yield
            if head:
                self._put_or_turn(sheet, head)
            if proof.more:
                more = Block()
                more.text(Text.plain(proof.more, KIND), MAIN_AT, 4)
                sheet = self._put_or_turn(sheet, more)

    def _put_words(
        self, sheet: Sheet, proof: Proof, head: Block | None, block: Block, above: float
    ) -> tuple[Sheet, Block | None]:
        """Put some of an account's words, below the item's heading where a page begins."""
        needed = above + block.height
        if head:
            needed += self._gap(sheet, head) + head.height
        if sheet.used + needed > self.bottom and sheet.used > sheet.top:
            sheet = self._new_sheet()
            head = head or set_item(proof, self.width, continued=True)
        if head:
            self._put(sheet, head)
            above = 4
        sheet.add(block, sheet.used + above)
        sheet.used += above + block.height
        return sheet, None

    def _close(self) -> None:
        """Put the owner's note at the end of all."""
        notes = list(set_closing(self.report, self.width))
        sheet = self.sheets[-1]
        if notes and sheet.used + self._note_height() > self.bottom and len(sheet.items) > 1:
            self._take_along(sheet)
        for number, block in enumerate(notes):
            if number:
                block.rule = None
            self._put_or_turn(self.sheets[-1], block)

    def _take_along(self, sheet: Sheet) -> None:
        """Take the last item to a new page, so that the note does not stand there alone."""
        section = self.report.sections[-1]
        heading, block = _drop_last(sheet)
        self._level(sheet)
        sheet = self._new_sheet()
        heading = heading or set_heading(section, continued=True)
        if heading:
            self._put(sheet, heading)
            sheet.used += LEAD
        sheet.add(block, sheet.used)
        sheet.used += block.height

    def _put_or_turn(self, sheet: Sheet, block: Block) -> Sheet:
        """Put a block, on a new page where this one is full."""
        full = sheet.used + self._gap(sheet, block) + block.height > self.bottom
        if full and sheet.used > sheet.top:
            sheet = self._new_sheet()
        self._put(sheet, block)
        return sheet

    def _one_page(self) -> Iterator[None]:
        """Put what fits on one page, and the owner's note below it."""
        note = next(set_closing(self.report, self.width, max_lines=4), None)
        room = note.height + CLOSING_RULE.above + CLOSING_RULE.below if note else 0.0
        self.bottom -= room
        yield from self._fit_one_page()
        self.bottom += room
        if note:
            self._put(self.sheets[0], note)

    def _fit_one_page(self) -> Iterator[None]:
        """Put everything on one page, in smaller type if need be, or what fits and the rest."""
        depths = [WHOLE, Depth(compact=True)]
        for depth in depths:
            self.sheets.clear()
            if (yield from self._fill(depth, one_page=True)):
                spare = self.bottom - self.sheets[0].used
                self.sheets[0].grow(min(spare / max(self.sheets[0].gaps, 1), STRETCH / 2))
                return
        first = self.sheets[0]
        while first.used + 31 > self.bottom and len(first.items) > 1:
            _drop_last(first)
        more = Block(rule=BETWEEN_LINES)
        left = self.report.entries[len(first.items) :]
        more.text(Text.plain(_more(left), KIND), MAIN_AT, 0)
        self._put(first, more)


def _more(left: Sequence[Entry]) -> str:
    """Return how many items there was no room for, those that are done with apart."""
    counts = Counter(entry.stage for entry in left)
    still_open = sum(number for stage, number in counts.items() if stage.is_open)
    done = [
        f"{counts[stage]:,} {label(stage).lower()}"
        for stage in (ItemStage.SHIPPED, ItemStage.DECLINED)
        if counts[stage]
    ]
    if not still_open:
        return f"and {' and '.join(done)}"
    more = plural(still_open, "more open item", "more open items")
    return f"and {', '.join([more, *done])}"


def _drop_last(sheet: Sheet) -> tuple[Block | None, Block]:
    """Take the last item off a page, and the rule or heading that only led to it.

    Return the heading, if there was one, and the item.
    """
    heading = None
    while (block := sheet.blocks.pop()[0]).item_id is None:
        pass
    while sheet.blocks[-1][0].item_id is None:
        above = sheet.blocks.pop()[0]
        heading = above if above.rule is not None else heading
    del sheet.gaps_above[len(sheet.blocks) :]
    sheet.gaps = sheet.gaps_above[-1]
    last, y = sheet.blocks[-1]
    sheet.used = y + last.height
    return heading, block
