"""Reading a workspace: plain questions, answered with frozen rows."""

from __future__ import annotations

from feedbackdesk.store.read.advice import AdviceReader
from feedbackdesk.store.read.contact_points import ContactPointReader
from feedbackdesk.store.read.contacts import ContactReader
from feedbackdesk.store.read.everything import EverythingReader
from feedbackdesk.store.read.feedback import FeedbackReader
from feedbackdesk.store.read.heap import HeapReader
from feedbackdesk.store.read.imports import ImportReader
from feedbackdesk.store.read.insights import InsightReader
from feedbackdesk.store.read.losses import LossReader
from feedbackdesk.store.read.movement import MovementReader
from feedbackdesk.store.read.owed import OwedReader
from feedbackdesk.store.read.people import PeopleReader
from feedbackdesk.store.read.private_names import PrivateNameReader
from feedbackdesk.store.read.proof import ProofReader
from feedbackdesk.store.read.proposals import ProposalReader
from feedbackdesk.store.read.roadmap import RoadmapReader
from feedbackdesk.store.read.roadmap_filters import RoadmapFilterReader
from feedbackdesk.store.read.search import SearchReader
from feedbackdesk.store.read.text_answers import TextAnswerReader
from feedbackdesk.store.read.themes import ThemeReader
from feedbackdesk.store.read.twins import TwinReader


class Reader(
    FeedbackReader,
    EverythingReader,
    ThemeReader,
    RoadmapReader,
    RoadmapFilterReader,
    PeopleReader,
    ContactReader,
    ContactPointReader,
    LossReader,
    OwedReader,
    PrivateNameReader,
    ProofReader,
    ProposalReader,
    SearchReader,
    AdviceReader,
    HeapReader,
    ImportReader,
    InsightReader,
    MovementReader,
    TextAnswerReader,
    TwinReader,
):
    """Everything that can be asked of a workspace, over one connection."""
