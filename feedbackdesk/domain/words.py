"""The words with a fixed list of values. Each value is what tables and JSON hold."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing was said."""

    REQUEST = "request"
    PROBLEM = "problem"
    PRAISE = "praise"
    QUESTION = "question"
    LOSS = "loss"


class Channel(StrEnum):
    """How it reached the owner."""

    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    EMAIL = "email"
    CHAT = "chat"
    SOCIAL = "social"
    REVIEW = "review"
    SURVEY = "survey"
    OTHER = "other"


PUBLIC_CHANNELS = frozenset({Channel.SOCIAL, Channel.REVIEW})
"""The channels whose feedback others can read."""


class PersonStage(StrEnum):
    """How a person stands to the business."""

    PROSPECT = "prospect"
    CUSTOMER = "customer"
    LOST = "lost"
    FORMER = "former"


class Circle(StrEnum):
    """Who stands in the list of people."""

    EVERYBODY = "everybody"
    CUSTOMERS = "customers"
    PROSPECTS = "prospects"
    LOST = "lost_ones"
    FORMER = "former_ones"
    ORGANISATIONS = "organisations"

    @property
    def stage(self) -> PersonStage | None:
        """The stage that all of them are at."""
        return _STAGE_OF.get(self)


_STAGE_OF = {
    Circle.CUSTOMERS: PersonStage.CUSTOMER,
    Circle.PROSPECTS: PersonStage.PROSPECT,
    Circle.LOST: PersonStage.LOST,
    Circle.FORMER: PersonStage.FORMER,
}


class PeopleOrder(StrEnum):
    """What the list of people is sorted by."""

    NAME = "by_name"
    HEARD = "by_last_heard"
    WORTH = "by_worth"
    FEEDBACKS = "by_feedbacks"


class ItemStage(StrEnum):
    """How far a roadmap item is."""

    IDEA = "idea"
    LATER = "later"
    NEXT = "next"
    NOW = "now"
    SHIPPED = "shipped"
    DECLINED = "declined"

    @property
    def is_open(self) -> bool:
        """Whether the item still competes for a rank."""
        return self in OPEN_STAGES


OPEN_STAGES = (ItemStage.IDEA, ItemStage.LATER, ItemStage.NEXT, ItemStage.NOW)


class Feeling(StrEnum):
    """How the speaker sounded."""

    UNHAPPY = "unhappy"
    NEUTRAL = "neutral"
    HAPPY = "happy"


class Importance(StrEnum):
    """How much it matters to the speaker."""

    NICE = "nice"
    IMPORTANT = "important"
    CRITICAL = "critical"


class Outcome(StrEnum):
    """What the prospect did instead of buying."""

    COMPETITOR = "competitor"
    NONE = "none"
    STAYED = "stayed"
    BUILT = "built"
    UNKNOWN = "unknown"


class ToldBy(StrEnum):
    """Who named the reason of a loss: theirs is evidence, ours a guess."""

    THEM = "them"
    US = "us"


class FollowUpKind(StrEnum):
    """What is owed to somebody."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    SHIPPED = "shipped"
    DECLINED = "declined"
    WIN_BACK = "win_back"
    CHECK_IN = "check_in"
    THANK = "thank"


class FollowUpResult(StrEnum):
    """How something owed came to its end."""

    TOLD = "told"
    NO_ANSWER = "no_answer"
    WON_BACK = "won_back"
    NOT_NEEDED = "not_needed"


class Lens(StrEnum):
    """What a roadmap is ranked by."""

    REQUESTS = "requests"
    MENTIONS = "mentions"
    VALUE = "value"
    LOST = "lost"
    MOMENTUM = "momentum"
    EFFORT = "effort"


class Period(StrEnum):
    """The stretch of time that is looked back on."""

    QUARTER = "this-quarter"
    YEAR = "this-year"
    TWELVE_MONTHS = "twelve-months"
    ALL = "all-time"


class Measure(StrEnum):
    """What a bar is as long as."""

    NUMBER = "by-number"
    VALUE = "by-value"


class Paper(StrEnum):
    """The sheet a page is printed on."""

    A4 = "A4"
    A3 = "A3"
    LETTER = "Letter"
    TABLOID = "Tabloid"


class Edition(StrEnum):
    """Who a printed roadmap is for."""

    WORKING = "working"
    CUSTOMER = "customer"
    ONE_PAGE = "one-page"


LABELS: dict[StrEnum, str] = {
    Kind.REQUEST: "Request",
    Kind.PROBLEM: "Problem",
    Kind.PRAISE: "Praise",
    Kind.QUESTION: "Question",
    Kind.LOSS: "Lost sale",
    Channel.CALL: "Call",
    Channel.MEETING: "Meeting",
    Channel.VISIT: "Visit",
    Channel.EMAIL: "E-mail",
    Channel.CHAT: "Chat",
    Channel.SOCIAL: "Social media",
    Channel.REVIEW: "Review",
    Channel.SURVEY: "Survey",
    Channel.OTHER: "Other",
    PersonStage.PROSPECT: "Prospect",
    PersonStage.CUSTOMER: "Customer",
    PersonStage.LOST: "Lost",
    PersonStage.FORMER: "Former customer",
    Circle.EVERYBODY: "Everybody",
    Circle.CUSTOMERS: "Customers",
    Circle.PROSPECTS: "Prospects",
    Circle.LOST: "Lost",
    Circle.FORMER: "Former",
    Circle.ORGANISATIONS: "Organisations",
    PeopleOrder.NAME: "By name",
    PeopleOrder.HEARD: "Last heard first",
    PeopleOrder.WORTH: "Worth most first",
    PeopleOrder.FEEDBACKS: "Most said first",
    ItemStage.IDEA: "Ideas",
    ItemStage.LATER: "Later",
    ItemStage.NEXT: "Next",
    ItemStage.NOW: "Now",
    ItemStage.SHIPPED: "Shipped",
    ItemStage.DECLINED: "Declined",
    Feeling.UNHAPPY: "Unhappy",
    Feeling.NEUTRAL: "Neutral",
    Feeling.HAPPY: "Happy",
    Importance.NICE: "Nice to have",
    Importance.IMPORTANT: "Important",
    Importance.CRITICAL: "Critical",
    Outcome.COMPETITOR: "Chose a competitor",
    Outcome.NONE: "No decision",
    Outcome.STAYED: "Stayed as they were",
    Outcome.BUILT: "Built their own",
    Outcome.UNKNOWN: "Not known",
    ToldBy.THEM: "They said so",
    ToldBy.US: "Our guess",
    FollowUpResult.TOLD: "Told",
    FollowUpResult.NO_ANSWER: "No answer",
    FollowUpResult.WON_BACK: "Won back",
    FollowUpResult.NOT_NEEDED: "Not needed",
    Period.QUARTER: "This quarter",
    Period.YEAR: "This year",
    Period.TWELVE_MONTHS: "Last 12 months",
    Period.ALL: "All",
    Measure.NUMBER: "Number",
    Measure.VALUE: "Value",
}

# A lens and a stage are both called “lost”, and words of an enum are equal as text; so are an
# item that shipped and the news of it.
_EDITIONS: dict[Edition, str] = {
    Edition.WORKING: "Working copy",
    Edition.CUSTOMER: "Customer copy",
    Edition.ONE_PAGE: "One page",
}
_LENSES: dict[StrEnum, str] = {
    Lens.REQUESTS: "Requests",
    Lens.MENTIONS: "Mentions",
    Lens.VALUE: "Customers’ value",
    Lens.LOST: "Lost value",
    Lens.MOMENTUM: "Momentum",
    Lens.EFFORT: "Value for effort",
}

_OWED: dict[StrEnum, str] = {
    FollowUpKind.ACKNOWLEDGE: "Acknowledge",
    FollowUpKind.ANSWER: "Answer",
    FollowUpKind.SHIPPED: "Tell them it shipped",
    FollowUpKind.DECLINED: "Tell them it was declined",
    FollowUpKind.WIN_BACK: "Win back",
    FollowUpKind.CHECK_IN: "Check in",
    FollowUpKind.THANK: "Thank",
}

# The list a new workspace starts with; from then on it is the owner's.
LOSS_REASONS = (
    "Price",
    "Budget",
    "Missing feature",
    "Chose a competitor",
    "Timing",
    "No decision",
    "No decision-maker",
    "Stopped answering",
    "Poor fit",
    "Service or treatment",
    "Other",
)


def label(word: StrEnum) -> str:
    """Return the text a person reads for a value of this module."""
    if isinstance(word, Lens):
        return _LENSES[word]
    if isinstance(word, Edition):
        return _EDITIONS[word]
    return (_OWED if isinstance(word, FollowUpKind) else LABELS)[word]
