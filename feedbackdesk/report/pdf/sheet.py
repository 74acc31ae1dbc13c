"""Pages as they are filled from the top, a little more each time, and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from feedbackdesk.report.pdf.block import Block
from feedbackdesk.report.pdf.heads import set_foot
from feedbackdesk.report.pdf.ink import ITEM, LEGEND, MARGIN, PAD
from feedbackdesk.report.pdf.text import Text

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QPainter

    from feedbackdesk.domain.words import Edition, Paper


class OnPaper(Protocol):
    """The choices that paper needs."""

    @property
    def paper(self) -> Paper:
        """What it is printed on."""
        ...

    @property
    def landscape(self) -> bool:
        """Whether the sheet lies."""
        ...

    @property
    def edition(self) -> Edition:
        """Who it is for."""
        ...


class Printed(Protocol):
    """What can be put on pages: a report, or a document."""

    @property
    def document_title(self) -> str:
        """What a file and the printer's queue call it."""
        ...

    @property
    def business(self) -> str:
        """Whose it is."""
        ...

    @property
    def file_name(self) -> str:
        """What a file of it may be called, without an ending."""
        ...

    @property
    def options(self) -> OnPaper:
        """What it is printed on."""
        ...


@dataclass(slots=True)
class Sheet:
    """One page: what stands on it, and where."""

    blocks: list[tuple[Block, float]] = field(default_factory=list)
    """Each block with its upper edge."""
    gaps_above: list[float] = field(default_factory=list)
    """For each block, how many gaps that may grow are above it."""
    top: float = 0.0
    used: float = 0.0
    gaps: float = 0.0

    def add(self, block: Block, y: float) -> None:
        self.blocks.append((block, y))
        self.gaps_above.append(self.gaps)

    def grow(self, each: float) -> None:
        """Make every gap larger."""
        self.blocks = [
            (block, y + each * above)
            for (block, y), above in zip(self.blocks, self.gaps_above, strict=True)
        ]
        self.used += each * self.gaps

    @property
    def items(self) -> tuple[int, ...]:
        """The keys of the items on the page, in order."""
        return tuple(block.item_id for block, _y in self.blocks if block.item_id is not None)


class Pages:
    """Puts something on pages of one size; whoever stands on it says how each is filled."""

    def __init__(self, width: float, height: float) -> None:
        """Begin with no page, of a size in points."""
        self.page_width, self.page_height = width, height
        self.width = width - 2 * MARGIN
        self.bottom = height - MARGIN - 12
        self.sheets: list[Sheet] = []
        self.ready = 0
        """How many pages are as they will be."""
        self.finished = False

    def on(self, width: float, height: float) -> Pages:
        """Return the same for pages of another size, not laid out yet."""
        raise NotImplementedError

    def steps(self) -> Generator[None, None, None]:
        """Lay out a little more each time."""
        yield from self._steps()
        self.ready = len(self.sheets)
        self.finished = True

    def whole(self) -> None:
        """Lay out at once what is not laid out yet."""
        if self.finished:
            return
        for _step in self.steps():
            pass

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 1."""
        for block, y in self.sheets[number - 1].blocks:
            block.draw(painter, MARGIN, y)
        foot = set_foot(number, len(self.sheets) if self.finished else 0, self.width)
        foot.draw(painter, MARGIN, self.page_height - MARGIN + 8)

    # How a page is filled.

    def _steps(self) -> Generator[None, None, None]:
        raise NotImplementedError

    def _masthead(self) -> Block:
        raise NotImplementedError

    def _running_head(self) -> Block:
        raise NotImplementedError

    def _new_sheet(self) -> Sheet:
        """Begin a page with its head."""
        sheet = Sheet()
        first = not self.sheets
        head = self._masthead() if first else self._running_head()
        y = MARGIN - (4 if first else 10)
        sheet.add(head, y)
        sheet.top = sheet.used = y + head.height + PAD + 2
        self.ready = len(self.sheets)
        self.sheets.append(sheet)
        return sheet

    @staticmethod
    def _gap(sheet: Sheet, block: Block) -> float:
        """Return the white space above a block; the first one of a page needs none."""
        if sheet.used <= sheet.top or block.rule is None:
            return 0.0
        return block.rule.above + block.rule.below

    def _put(self, sheet: Sheet, block: Block) -> None:
        gap = self._gap(sheet, block)
        if gap and block.rule and block.rule.wide:
            line = Block()
            line.line(0, 0, self.width, block.rule.ink, block.rule.wide)
            sheet.gaps += block.rule.above / gap
            sheet.add(line, sheet.used + block.rule.above)
            sheet.gaps += block.rule.below / gap
        sheet.add(block, sheet.used + gap)
        sheet.used += gap + block.height

    def _put_empty(self, so: str, then: str) -> None:
        """Say on a page of its own that there is nothing, and what to do."""
        block, wide = Block(), min(self.width, 380.0)
        first = Text.plain(so, ITEM, wide)
        block.text(first, 0, 28)
        block.text(Text.plain(then, LEGEND, wide), 0, 28 + first.height + 6)
        self._put(self._new_sheet(), block)
