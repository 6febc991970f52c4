"""Ids of the components that callbacks and scripts address."""

from __future__ import annotations

from typing import Final

LOCATION: Final = "location"
MAP: Final = "map"
FRAGMENTS: Final = "fragments"
MORPHED: Final = "morphed"
