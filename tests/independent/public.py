"""What the list of activities tells, beside what of the record is public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.independent.counter.places import COUNTRY, SPECIAL, row_at
from tests.independent.counter.protection import HIDDEN
from tests.independent.counter.rows import Row, grouped, listed

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Counter

LISTS = {"region": "regions", "province": "provinces", "commune": "communes"}


def activity_differences(client: TestClient, counter: Counter) -> Iterator[str]:
    """Every difference between the activities answered and those that the counter has."""
    answered = {row["id"]: row for row in client.get("/api/v1/activities.json").json()}
    locations = grouped(counter.tables["activity_locations"], "activity")
    measurements = {row["id"]: row for row in counter.tables["measurements"]}
    if answered.keys() != {activity.id for activity in counter.activities}:
        yield f"activities: {sorted(answered)}"
    for activity in counter.activities:
        answer = answered[activity.id]
        expected = {**places_of(locations[activity.id]), "sources": sorted(activity.sources)}
        for name, value in expected.items():
            found = answered_of(name, answer)
            if found != value:
                yield f"{name} of {activity.id}: the interface has {found}, the counter {value}"
        for row in answer["measurements"]:
            yield from measurement_differences(row, measurements[row["id"]])


def places_of(rows: list[Row]) -> dict[str, Any]:
    """What is public of the places of an activity."""
    codes = [row["code"] for row in rows if row["code"]]
    at = {
        name: sorted({row_at(code, level) for code in codes} - {*SPECIAL, COUNTRY})
        for level, name in LISTS.items()
    }
    return {
        **at,
        "codes": sorted({row["code"] for row in rows}),
        "points": sorted({(row["lat"], row["lon"]) for row in rows if row["lat"]}),
        "sites": sorted({row["site_en"] for row in rows if row["site_en"]}),
    }


def answered_of(name: str, answer: dict[str, Any]) -> object:
    locations = answer["locations"]
    if name == "codes":
        return sorted({row["code"] for row in locations})
    if name == "sites":
        return sorted({row["site"]["en"] for row in locations if row["site"]["en"]})
    if name == "points":
        points = [row["point"] for row in locations if row["point"]]
        return sorted({(str(point["lat"]), str(point["lon"])) for point in points})
    if name == "sources":
        own = [row for row in answer["citations"] if row["table"].startswith("activit")]
        return sorted({row["source"] for row in own})
    return sorted(answer[name])


def measurement_differences(answer: dict[str, Any], row: Row) -> Iterator[str]:
    hidden = row["value"] == HIDDEN
    value = None if hidden else float(row["value"])
    found = (answer["value"], answer["suppressed"], tuple(answer["scope"]))
    expected = (value, hidden, listed(row["scope"]))
    if found != expected:
        yield f"measurement {row['id']}: the interface has {found}, the counter {expected}"
