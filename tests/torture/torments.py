"""All kinds of torment, in the order in which they are tried."""

from __future__ import annotations

from tests.torture import clocks, crowds, damage, disks, kills, swaps, walks

TORMENTS = [one.TORMENT for one in (kills, disks, damage, swaps, crowds, walks, clocks)]
