"""Search over places and the record, in three languages at once, forgiving in spelling."""

from geodata.search.engine import Engine, Hit, build_engine
from geodata.search.entries import KINDS

__all__ = ["KINDS", "Engine", "Hit", "build_engine"]
