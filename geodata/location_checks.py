"""Checks of where activities act: levels, points and what may be shown of them."""

from collections.abc import Iterator

from geodata.errors import Problem
from geodata.gazetteer import COUNTRY, Gazetteer, is_former
from geodata.record_rows import Check, Tables, filled, problem
from geodata.schema import ACTS_AT, PUBLIC_PRECISIONS


def check_location_levels(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that the code of a location and the level it acts at agree."""
    for line, row in tables["activity_locations"]:
        code, acts_at = row["code"], row["acts_at"]
        expected = _expected_acts_at(code)
        if acts_at in ACTS_AT and acts_at not in expected:
            wording = f"one of {', '.join(expected)}, as the code is {code or 'empty'}"
            place = ("activity_locations", line, "acts_at")
            remedy = "Correct the level or the code."
            yield problem(place, acts_at, wording, "acts_at", remedy)


def _expected_acts_at(code: str) -> tuple[str, ...]:
    if not code:
        return ("not_stated",)
    if code == COUNTRY:
        return ("national",)
    if is_former(code):
        return ("region",)
    # What acts at a level may be known only at a coarser one, never at a finer one.
    return ACTS_AT[_level(code) : ACTS_AT.index("not_stated")]


def _level(code: str) -> int:
    """Return the position of a code's level in ``ACTS_AT``."""
    if code in ("", COUNTRY):
        return ACTS_AT.index("national")
    return min(1 + code.count("."), ACTS_AT.index("commune"))


def check_points(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that a point has a latitude, a longitude and an exactness."""
    columns = ("lat", "lon", "exactness")
    for line, row in tables["activity_locations"]:
        present = filled(row, columns)
        for column in columns:
            if present and column not in present:
                place = ("activity_locations", line, column)
                yield problem(place, "", f"a value, as {present[0]} is filled", "point")


def check_public_precisions(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that the finest level to show is stated, and not finer than what is known."""
    for line, row in tables["activity_locations"]:
        shown, place = row["public_precision"], ("activity_locations", line, "public_precision")
        known = ACTS_AT[_level(row["code"])]
        if row["site_en"] or row["lat"]:
            known = "site"
        if not shown and row["code"]:
            yield problem(place, "", "the finest level that may be shown", "public_precision")
        elif is_former(row["code"]) and shown in PUBLIC_PRECISIONS and shown != "region":
            expected = "region, as the code is of a former region"
            yield problem(place, shown, expected, "public_precision")
        elif shown in ACTS_AT and ACTS_AT.index(shown) > ACTS_AT.index(known):
            expected = f"{known} or coarser, the finest that is known"
            yield problem(place, shown, expected, "public_precision")


LOCATION_CHECKS: tuple[Check, ...] = (
    check_location_levels,
    check_points,
    check_public_precisions,
)
