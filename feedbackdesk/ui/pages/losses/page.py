"""The losses page: why sales were lost, at a glance, and the deals behind each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from feedbackdesk.desk.losses import look_again, loss_overview, mark_won_back
from feedbackdesk.domain.dates import first_day, local_today, month_end
from feedbackdesk.domain.days import Side
from feedbackdesk.domain.losses import LossFilter, LossOverview
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Measure, Period
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.filing.filing import FilingPage
from feedbackdesk.ui.filing.suggestions import Suggestions
from feedbackdesk.ui.forms.ask import Question, ask
from feedbackdesk.ui.forms.fields import Day
from feedbackdesk.ui.pages.losses.bar import last_months, search_text, told_total, year_ago
from feedbackdesk.ui.pages.losses.panel import LossCharts, legend
from feedbackdesk.ui.pages.losses.rows import LostModel
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.feedback_model import TABLES
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.widgets.buttons import button_for, push_button
from feedbackdesk.ui.widgets.dialogs import come_back
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import FlowLayout, in_column, in_row
from feedbackdesk.ui.widgets.notices import EmptyState
from feedbackdesk.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.pages.losses.bar import LossBar

_NARROW = 680
"""Below this width the deals stand under the charts instead of beside them."""


class LossesPage(FilingPage):
    """Charts, each bar of which opens its deals."""

    tables = (*TABLES, "setting")

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the totals, the charts and the deals."""
        self.lost = LostModel(live)
        super().__init__(
            "lossesPage",
            _("Losses"),
            live,
            actions,
            self.lost,
            Suggestions(live),
            "lossList",
            _("Lost sales"),
        )
        self.open: LossBar | None = None
        self.seen: LossOverview | None = None
        self.charts = LossCharts()
        self.charts.opened.connect(self._open)
        self.charts.closed.connect(self.close_bar)
        actions.bind(self.charts, LossesPage.search_on)
        self.put_above(self._above())
        split = self.stand_beside(self.charts, self._deals(), (3, 2), [620, 460], below=_NARROW)
        self.empty = EmptyState(
            "losses",
            self.tr("No lost sale yet"),
            self.tr(
                "After a no, ask why, and record the answer: who tells you is thanked, and not "
                "pitched at again. This page then shows what sales are lost for, and whom to call "
                "on the day the reason is gone."
            ),
        )
        self.empty.offer(actions["capture_loss"], self.tr("Record a lost sale"), primary=True)
        self.set_body(split, self.empty)
        self.setTabOrder(self.charts.charts["also"], self.view)
        self.lost.loaded.connect(self._say_deals)
        self.lost.loaded.connect(self.stay_chosen.ensure)

    def _above(self) -> QWidget:
        above = QWidget(self)
        column = in_column(above, (24, 0, 20, 12), 8)
        self.total = label_of("", "title", "lossTotal", wraps=True)
        column.addWidget(self.total)
        self.period, self.measure = Segments(Period), Segments(Measure)
        self.period.setAccessibleName(self.tr("Period"))
        self.measure.setAccessibleName(self.tr("Length of the bars"))
        self.period.set_value(Period.TWELVE_MONTHS)
        self.measure.set_value(Measure.NUMBER)
        self.period.changed.connect(self._period_changed)
        self.measure.changed.connect(self._draw)
        self.reasons = self._button("lost_reasons", self.tr("Reasons…"), "edit")
        self.print = self._button("print_this", self.tr("Print…"), "print")
        tools = QWidget(above)
        row = FlowLayout(tools, spacing=12)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.period, self.measure, self.reasons, self.print, legend(tools)):
            row.addWidget(widget)
        column.addWidget(tools)
        self._tools = above
        return above

    def _deals(self) -> QWidget:
        deals = QWidget(self)
        deals.setMinimumWidth(280)
        column = in_column(deals, gap=4)
        self.heading = label_of("", "label", "lossHeading", wraps=True)
        self.all = push_button(
            self.tr("Show all"), self.close_bar, name="lossShowAll", variant="pill-quiet"
        )
        self.all.hide()
        self.search = self._button("lost_find", self.tr("Search among them"), "search")
        self.search.setProperty("variant", "pill-quiet")
        row = in_row(margins=(16, 0, 16, 0), gap=8)
        row.addWidget(self.heading, 1)
        row.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        return deals

    def _button(self, name: str, text: str, icon: str) -> QPushButton:
        return button_for(self.actions_[name], text, name=f"button.{name}", icon=icon)

    # What is shown

    def load(self) -> None:
        """Ask for the sums of the period, and for the deals."""
        self.reload()
        self.lost.show_anew(self._filter())

    def follow(self, touched: Touched) -> None:
        """Count anew what a commit changed."""
        super().follow(touched)
        if self.isVisible() and touched.touches(*self.tables):
            self.reload()

    def show_currency(self) -> None:
        """Write money in a currency."""
        super().show_currency()
        self._draw()

    def first_focus(self) -> QWidget:
        """Start with the reasons, where there are any."""
        first = self.charts.first_focus()
        return first if first.bars.rowCount() else self.in_sight(self)

    def reload(self) -> None:
        """Ask for the sums of the period."""

        def arrived(seen: LossOverview) -> None:
            self.seen = seen
            self._draw()
            self._say_deals()
            if self.hasFocus():  # the keyboard came before there was anything to come to
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

        self.live.latest(self, loss_overview, self._since(), year_ago(), then=arrived)

    def _draw(self) -> None:
        if self.seen is None:
            return
        measure = self.measure.value() or Measure.NUMBER
        self.charts.show_overview(self.seen, last_months(), measure, self.live.currency)
        self.total.setText(told_total(self.seen.total, self._period(), self.live.currency))
        self._tools.setVisible(self.seen.ever > 0)
        self.show_empty(self.seen.ever == 0)

    def _period(self) -> Period:
        return self.period.value() or Period.TWELVE_MONTHS

    def _since(self) -> date | None:
        return first_day(self._period())

    def _period_changed(self) -> None:
        if self.live.desk is None:
            return
        self.reload()
        self.lost.show_lost(self._filter())

    # What a bar opens

    def clear(self) -> bool:
        """Show all deals again, where a bar is open."""
        if self.open is None:
            return super().clear()
        self.close_bar()
        return True

    def _open(self, bar: LossBar) -> None:
        """Show the deals of a bar; of one that is open, all deals again."""
        if self.open is not None and (self.open.by, self.open.key) == (bar.by, bar.key):
            self.close_bar()
            return
        self.open = bar
        self._show_deals()

    def close_bar(self) -> None:
        """Show all deals of the period."""
        had = self.all.hasFocus()
        self.open = None
        self._show_deals()
        if had:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_deals(self) -> None:
        self.charts.mark_open((self.open.by, self.open.key) if self.open else None)
        self.all.setVisible(self.open is not None)
        self.view.scrollToTop()
        self.lost.show_lost(self._filter())

    def _filter(self) -> LossFilter:
        since = self._since()
        from_day = since.isoformat() if since else ""
        if self.open is None:
            return LossFilter(since=from_day)
        if self.open.by == "month":  # all months of a year are in sight, whatever the period
            return LossFilter(month=str(self.open.key))
        fields: dict[str, str | int] = {self.open.by: self.open.key}
        return LossFilter(since=from_day, **fields)  # type: ignore[arg-type]

    def _say_deals(self) -> None:
        number = plural(self.lost.rowCount(), "lost sale", "lost sales")
        if self.open is None:
            self.heading.setText(self.tr("All {sales}").format(sales=number))
            return
        name = excerpt(self.open.name, 80)
        self.heading.setText(f"{name}: {number}")

    # What is done about a deal

    def _at_hand(self) -> Feedback | None:
        row = self.view.currentIndex().data(ROW)
        return row if isinstance(row, Feedback) and row.loss is not None else None

    def _ask_day(
        self, title: str, day: Day, intention: Intention[..., None], sale: Feedback
    ) -> None:
        """Ask for a day; the question stays open where the answer is refused."""

        def then(answer: dict[str, date | None], question: Question) -> None:
            self.live.do(
                intention,
                sale.id,
                answer["dayField"],
                then=question.taken,
                otherwise=question.refuse,
            )

        asked = ask(
            self, title, (day,), "", then, name="dayQuestion", problem="dayProblem", width=420
        )
        come_back(asked, self.view)

    @action("lost_won_back", later("Mark as &won back…"), "check",
            later("The sale came after all: say on which day"), "B", changes=True,
            choice=True)  # fmt: skip
    def win_back(self) -> None:
        """Mark the deal at hand as won back."""
        one = self._at_hand()
        if one is None:
            self.live.said.emit(self.tr("Choose a lost sale first."))
            return
        today = local_today()
        day = Day(
            "dayField", _("On which &day did they come back?"), Side.BEHIND,
            lambda: self.live.date_order, today.isoformat(),
            missing=_("Write a day, such as {day}.").format(day=today),
            hint=_("Who said no is a customer from that day on, and owed nothing more."),
        )  # fmt: skip
        self._ask_day(_("Won back"), day, mark_won_back, one)

    @action("lost_look_again", later("Look a&gain on…"), "calendar",
            later("Set the day to come back to a lost sale"), "G", changes=True,
            choice=True)  # fmt: skip
    def look_again(self) -> None:
        """Set the day to look at the deal at hand again."""
        one = self._at_hand()
        if one is None or one.loss is None:
            self.live.said.emit(self.tr("Choose a lost sale first."))
            return
        day = Day(
            "dayField", _("On which &day?"), Side.AHEAD, lambda: self.live.date_order,
            one.loss.revisit.isoformat() if one.loss.revisit else "",
            hint=_("You are reminded then. An empty line takes the reminder away."),
        )  # fmt: skip
        self._ask_day(_("Look again"), day, look_again, one)

    def printable(self) -> Printable | None:
        """Return the lost sales of the period that is shown."""
        from feedbackdesk.report.losses_page import Span
        from feedbackdesk.report.printables import losses_page

        return losses_page(Span(self._since(), month_end(local_today())))

    @action("lost_find", later("&Find these sales"), "search",
            later("Show the sales in sight in the search page, to search on among them"), "F",
            begins=True)  # fmt: skip
    def search_on(self) -> None:
        """Show the sales in sight in the search page."""
        self.wants.emit(Place("search", search_text(self.open, self._since())))

    @action("lost_reasons", later("&Reasons…"), "edit",
            later("Your list of reasons: add, rename, order, and point one to a theme"),
            changes=True)  # fmt: skip
    def edit_reasons(self) -> None:
        """Open the owner's list of reasons."""
        from feedbackdesk.ui.pages.losses.reasons import ReasonsDialog

        if self.live.desk is not None:
            ReasonsDialog(self.live, self.window()).open()
