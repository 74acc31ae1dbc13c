"""FeedbackDesk: what customers say, turned into what to build next."""

__version__ = "0.1.0"
