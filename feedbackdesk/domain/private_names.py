"""Every name that a workspace holds anywhere: what may stand on nothing that leaves the house."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrivateNames:
    """Names, each once: of who is there, and of whom only the log or the heap still knows."""

    people: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    """Organisations and competitors."""
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """E-mail addresses."""
