"""What of the record is public: no place finer than it may be shown, no count of very few."""

from __future__ import annotations

from collections.abc import Iterable

from tests.independent.counter.places import cut, lies_in
from tests.independent.counter.rows import Row, Tables, grouped, listed

SUPPRESS_BELOW = 5
HIDDEN = "hidden"


def protected(tables: Tables, below: int = SUPPRESS_BELOW) -> Tables:
    """The public tables."""
    places = grouped(tables["activity_locations"], "activity")
    measurements = [{**row, "scope": public_scope(row, places)} for row in tables["measurements"]]
    return {
        **tables,
        "activity_locations": list(map(public_location, tables["activity_locations"])),
        "measurements": suppressed(measurements, below),
        "citations": [
            {**row, "row": public_key(row["row"], places)}
            if row["table"] == "activity_locations"
            else row
            for row in tables["citations"]
        ],
    }


def public_location(row: Row) -> Row:
    """A location with its code cut, and its point and name only where the site is public."""
    public = {**row, "code": cut(row["code"], row["public_precision"])}
    if row["public_precision"] == "site":
        return public
    return public | dict.fromkeys(("site_ar", "site_fr", "site_en", "lat", "lon"), "")


def public_key(key: str, places: dict[str, list[Row]]) -> str:
    """The key of a location, as a citation names it."""
    activity, _, code = key.partition("/")
    (row,) = (each for each in places[activity] if each["code"] == code)
    return f"{activity}/{cut(code, row['public_precision'])}"


def public_scope(row: Row, places: dict[str, list[Row]]) -> str:
    """A scope that tells no more of an activity's places than its locations do."""
    if row["subject_table"] != "activities":
        return row["scope"]
    locations = places.get(row["subject"], [])
    return ";".join(dict.fromkeys(public_code(code, locations) for code in listed(row["scope"])))


def public_code(code: str, locations: list[Row]) -> str:
    """A code of a scope, cut like the location that it is or lies in, or those that lie in it."""
    exact = [row for row in locations if row["code"] == code]
    around = [row for row in locations if row["code"] and lies_in(code, row["code"])]
    return min(
        (cut(code, row["public_precision"]) for row in exact or around),
        key=len,
        default=code,
    )


def suppressed(rows: list[Row], below: int) -> list[Row]:
    """Measurements with the value of small cells hidden, and of what would give them away."""
    hidden = {row["id"] for row in rows if is_small(row, below)}
    for cells in partitions(rows):
        secret = [row for row in cells if row["id"] in hidden]
        others = [row for row in cells if row["id"] not in hidden]
        if len(secret) == 1 and others:
            hidden.add(min(others, key=lambda row: float(row["value"]))["id"])
    return [row | {"value": HIDDEN} if row["id"] in hidden else row for row in rows]


def is_small(row: Row, below: int) -> bool:
    cell = row["unit"] == "persons" and row["disaggregation"]
    return bool(cell) and 0 < float(row["value"]) < below


def partitions(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """The cells that together are a whole: of one figure, by one dimension, of one date."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row["part_of"] and row["disaggregation"]:
            dimension = ";".join(pair.split("=")[0] for pair in listed(row["disaggregation"]))
            key = (row["part_of"], dimension, row["start"], row["end"])
            found.setdefault(key, []).append(row)
    return found.values()
