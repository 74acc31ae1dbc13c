"""Tables of known programs, told by their columns: which column is what.

Each was read in the program's own source or in a file of it. Names are compared squeezed; `#`
stands for a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedbackdesk.domain.words import Channel
from feedbackdesk.exchange.tables.vocabulary import Field, RowIs, squeezed
from feedbackdesk.language.say import Later, later

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Preset:
    """What a table of one program looks like."""

    name: str
    """What numbers its records."""
    called: str
    needs: frozenset[str]
    """The columns that tell it from others."""
    row_is: RowIs
    fields: dict[str, Field]
    others: Field | None = Field.LEAVE_OUT
    """What all further columns are; None where their content says it."""
    channel: Channel | None = None
    left_out: dict[str, Later] = field(default_factory=dict)
    """Columns that are left out, and what is said of that."""


def _preset(
    name: str,
    called: str,
    needs: str,
    row_is: RowIs,
    fields: dict[Field, str],
    others: Field | None = Field.LEAVE_OUT,
    channel: Channel | None = None,
    left_out: dict[str, Later] | None = None,
) -> Preset:
    of = {column: which for which, columns in fields.items() for column in columns.split()}
    return Preset(
        name, called, frozenset(needs.split()), row_is, of, others, channel, left_out or {}
    )


_ADDRESSES = later("IP addresses were left out.")
_TIMESTAMPS = (
    "Timestamp, Zeitstempel, Horodateur, Marca temporal, Informazioni cronologiche, "
    "Carimbo de data/hora, Tijdstempel, Sygnatura czasowa, طابع زمني, タイムスタンプ"
)

PRESETS = (
    _preset(
        "fider", "Fider", "number title votescount originalnumber", RowIs.ITEM,
        {
            Field.ID: "number", Field.TITLE: "title", Field.WORDS: "description",
            Field.DAY: "createdat", Field.WHO: "createdby", Field.VOTES: "votescount",
            Field.ITEM_STAGE: "status", Field.THEMES: "tags",
        },
    ),
    _preset(
        "clearflask", "ClearFlask", "ideaid title voterscount", RowIs.ITEM,
        {
            Field.ID: "ideaid", Field.TITLE: "title", Field.WORDS: "description",
            Field.DAY: "created", Field.VOTES: "voterscount", Field.ITEM_STAGE: "statusid",
            Field.THEMES: "tagids",
        },
    ),
    _preset(
        "uservoice", "UserVoice", "suggestionid suggestiontitle", RowIs.ITEM,
        {
            Field.ID: "suggestionid", Field.TITLE: "suggestiontitle",
            Field.WORDS: "suggestionbody", Field.ITEM_STAGE: "suggestionstatusname",
            Field.THEMES: "suggestioncategoryname suggestionlabelsname",
            Field.DAY: "suggestioncreatedtimestamp suggestioncreatedat",
        },
    ),
    _preset(
        "quackback", "Quackback", "title content status board authoremail votecount", RowIs.ITEM,
        {
            Field.ID: "id sourceid", Field.TITLE: "title", Field.WORDS: "content",
            Field.ITEM_STAGE: "status", Field.THEMES: "tags", Field.WHO: "authorname",
            Field.EMAIL: "authoremail", Field.VOTES: "votecount", Field.DAY: "createdat",
        },
    ),
    _preset(
        "quackback-companies", "Quackback", "name domain externalid monthlyspend", RowIs.PERSON,
        {Field.ORGANISATION: "name", Field.NOTES: "plan monthlyspend domain",
         Field.ID: "externalid"},
    ),
    _preset(
        "quackback-users", "Quackback", "name email lifecycle lastseenat", RowIs.PERSON,
        {Field.WHO: "name", Field.EMAIL: "email", Field.STAGE: "lifecycle"},
    ),
    _preset(
        "google-contacts", "Google Contacts", "email#value phone#value", RowIs.PERSON,
        {
            Field.WHO: "name", Field.FIRST_NAME: "firstname givenname",
            Field.LAST_NAME: "lastname familyname",
            Field.ORGANISATION: "organizationname organization#name",
            Field.EMAIL: "email#value", Field.PHONE: "phone#value", Field.NOTES: "notes",
            Field.STAGE: "labels groupmembership",
        },
        left_out={"photo": later("Photographs were left out.")},
    ),
    _preset(
        "google-contacts", "Google Contacts", "givenname familyname email#value", RowIs.PERSON,
        {
            Field.WHO: "name", Field.FIRST_NAME: "firstname givenname",
            Field.LAST_NAME: "lastname familyname",
            Field.ORGANISATION: "organizationname organization#name",
            Field.EMAIL: "email#value", Field.PHONE: "phone#value", Field.NOTES: "notes",
            Field.STAGE: "labels groupmembership",
        },
    ),
    _preset(
        "surveymonkey", "SurveyMonkey", "respondentid collectorid", RowIs.FEEDBACK,
        {
            Field.ID: "respondentid", Field.DAY: "enddate", Field.EMAIL: "emailaddress",
            Field.FIRST_NAME: "firstname", Field.LAST_NAME: "lastname",
            Field.LEAVE_OUT: "collectorid startdate ipaddress customdata#",
        },
        others=None, channel=Channel.SURVEY, left_out={"ipaddress": _ADDRESSES},
    ),
    _preset(
        "typeform", "Typeform", "submitdateutc networkid", RowIs.FEEDBACK,
        {
            Field.ID: "-", Field.DAY: "submitdateutc",
            Field.LEAVE_OUT: "startdateutc networkid tags ending responsetype stagedateutc",
        },
        others=None, channel=Channel.SURVEY, left_out={"networkid": _ADDRESSES},
    ),
    *(
        _preset(
            "google-forms", "Google Forms", squeezed(one), RowIs.FEEDBACK,
            {Field.DAY: squeezed(one), Field.EMAIL: "emailaddress username emailadresse"},
            others=None, channel=Channel.SURVEY,
        )
        for one in _TIMESTAMPS.split(",")
    ),
    _preset(
        "deals", "", "dealname dealstage", RowIs.LOSS,
        {
            Field.ID: "recordid dealid", Field.TITLE: "dealname", Field.STAGE_REACHED: "dealstage",
            Field.VALUE: "amount", Field.DAY: "closedate", Field.REASON: "closedlostreason",
            Field.ORGANISATION: "associatedcompany", Field.WHO: "associatedcontact",
            Field.LEAVE_OUT: "dealowner createdate pipeline",
        },
        others=None,
    ),
)  # fmt: skip

_VOTES = frozenset({"postid", "voteremail"})
_DIGITS = re.compile(r"\d+")


def column_key(name: str) -> str:
    """Return how presets name a column."""
    return _DIGITS.sub("#", squeezed(name)) or "-"


def preset_of(columns: Sequence[str]) -> Preset | None:
    """Return whose table has these columns."""
    keys = [column_key(one) for one in columns]
    for one in PRESETS:
        if one.needs <= set(keys) and (one.name != "google-forms" or keys[0] in one.needs):
            return one
    return None


def are_votes_alone(columns: Sequence[str]) -> bool:
    """Whether a table only says who voted for posts that it does not name."""
    return {column_key(one) for one in columns} >= _VOTES
