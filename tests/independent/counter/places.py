"""Where a code lies: by its own digits, with a few places that are no code of today."""

from __future__ import annotations

from collections.abc import Iterable

COUNTRY = "MA"
NATIONAL, UNPLACED, COARSER, FORMER = "national", "unplaced", "coarser", "former"
# Rows of every level that are no place of it.
SPECIAL = (NATIONAL, UNPLACED, COARSER, FORMER)
PARTS = {"region": 1, "province": 2, "commune": 4}
LEVELS = tuple(PARTS)
REGIONS = tuple(f"{number:02}" for number in range(1, 13))
PRECISION_PARTS = {**PARTS, "site": 4, "national": 0}
# Regions of the division of 1997 to 2015.
FORMER_CODE = "1997-"


def is_former(code: str) -> bool:
    return code.startswith(FORMER_CODE)


def cut(code: str, precision: str) -> str:
    """A code, no finer than what may be public of it."""
    if code in ("", COUNTRY) or is_former(code) or not precision:
        return code
    return ".".join(code.split(".")[: PRECISION_PARTS[precision]]) or COUNTRY


def place_of(code: str) -> str:
    """What a code counts for: the country is the national level, none is a place not stated."""
    return {"": UNPLACED, COUNTRY: NATIONAL}.get(code, code)


def row_at(place: str, level: str) -> str:
    """The row of a level in which a place counts."""
    if place in SPECIAL:
        return place
    if is_former(place):
        return FORMER
    parts = place.split(".")
    return ".".join(parts[: PARTS[level]]) if len(parts) >= PARTS[level] else COARSER


def lies_in(code: str, other: str) -> bool:
    """Whether one place is another or a part of it."""
    return code == other or code.startswith(other + ".")


def is_in(code: str, asked: str) -> bool:
    """Whether a code, "" for a place not stated, lies in a place that a view asks for."""
    if asked in (NATIONAL, UNPLACED):
        return place_of(code) == asked
    if asked == COUNTRY:
        return code != ""
    return is_former(code) if asked == FORMER else lies_in(code, asked)


def overlaps(code: str, asked: str) -> bool:
    """Whether a code and a place that a view asks for share ground.

    Former regions share some with the country alone: what today's regions took over of them
    cannot be told.
    """
    if asked in (NATIONAL, UNPLACED):
        return is_in(code, asked)
    return is_in(code, asked) or code == COUNTRY or lies_in(asked, code)


def stands_in(scope: tuple[str, ...], places: tuple[str, ...]) -> bool | None:
    """Whether a scope lies inside the places asked for; None where they are apart."""
    if not places:
        return True
    codes = scope or ("",)
    if all(any(is_in(code, place) for place in places) for code in codes):
        return True
    return False if any(overlaps(code, place) for code in codes for place in places) else None


def regions_of(scope: Iterable[str]) -> set[str]:
    """The regions of today that a bracket over a scope spans: all of them for the country."""
    codes = set(scope)
    if COUNTRY in codes:
        return set(REGIONS)
    return {row_at(code, "region") for code in codes if code} - {FORMER}
