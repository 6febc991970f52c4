"""What several places share is counted once, and never split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.independent.comparing import ask

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Counter

THREE_OF_PHASE_III = {"01", "02", "09"}
THREE_OF_DEPOMI = {"02", "05", "09"}
BUDGET = 8_000_000
OUTSIDE_REGIONS = {"national", "unplaced", "coarser"}


def regions(client: TestClient, **parameters: str) -> set[str]:
    return {row["id"] for row in ask(client, parameters)["by"]["region"]} - OUTSIDE_REGIONS


def recorded_regions(counter: Counter, **asked: str) -> set[str]:
    """The regions of the location rows of a phase or programme, straight from the files."""
    (key, value), *_ = asked.items()
    table = "activity_phases" if key == "phase" else "activities"
    column = "activity" if key == "phase" else "id"
    ids = {row[column] for row in counter.tables[table] if row[key] == value}
    rows = [row for row in counter.tables["activity_locations"] if row["activity"] in ids]
    return {row["code"][:2] for row in rows} - {"", "MA"}


def people(client: TestClient, **parameters: str) -> dict[str, dict[str, Any]]:
    return {row["series"]: row for row in ask(client, parameters)["totals"]["people"]}


def test_phase_three_acts_in_its_three_regions(client: TestClient, counter: Counter) -> None:
    assert regions(client, phase="m4sd-3") == THREE_OF_PHASE_III
    assert recorded_regions(counter, phase="m4sd-3") == THREE_OF_PHASE_III


def test_depomi_acts_in_its_three_regions(client: TestClient, counter: Counter) -> None:
    assert regions(client, programme="depomi") == THREE_OF_DEPOMI
    assert recorded_regions(counter, programme="depomi") == THREE_OF_DEPOMI


def test_where_both_act(client: TestClient) -> None:
    both = regions(client, phase="m4sd-3", programme="depomi")
    assert both == THREE_OF_PHASE_III | THREE_OF_DEPOMI
    assert regions(client, phase="m4sd-3") & regions(client, programme="depomi") == {"02", "09"}


def test_an_activity_of_three_regions_counts_once(client: TestClient, counter: Counter) -> None:
    parameters = {"place": "01,02,09", "phase": "m4sd-3"}
    apart = [ask(client, {**parameters, "place": place}) for place in ("01", "02", "09")]
    together = ask(client, parameters)["totals"]["activities"]
    assert together == len(set(counter.count(parameters).activities))
    assert together < sum(answer["totals"]["activities"] for answer in apart)


@pytest.mark.parametrize("place", ["", "02", "02.113,02.411", "01,02,09"])
def test_751_is_counted_once(client: TestClient, place: str) -> None:
    figure = people(client, place=place)["psychosocial-support"]
    assert (figure["value"], figure["low"], figure["high"]) == (751, 751, 751)
    assert figure["inside"] is True


@pytest.mark.parametrize("place", ["02.113", "02.411", "02.411.01.23"])
def test_751_is_not_split_between_its_two_centres(client: TestClient, place: str) -> None:
    figure = people(client, place=place)["psychosocial-support"]
    assert (figure["value"], figure["inside"]) == (751, False)


@pytest.mark.parametrize("place", ["01", "09", "national", "unplaced"])
def test_751_is_not_repeated_elsewhere(client: TestClient, place: str) -> None:
    assert "psychosocial-support" not in people(client, place=place)


def test_the_record_holds_both_readings_of_the_place_of_751(
    client: TestClient, counter: Counter
) -> None:
    rows = [row for row in counter.tables["measurements"] if row["value"] == "751"]
    assert [(row["scope"], row["preferred"], row["reading_of"]) for row in rows] == [
        ("02.113.01.09;02.411.01.23", "true", ""),
        ("01;02;09", "false", "psychosocial-751"),
    ]
    (activity,) = (
        each
        for each in client.get("/api/v1/activities.json").json()
        if each["id"] == "m4sd-psychosocial-support"
    )
    readings = [each for each in activity["measurements"] if each["value"] == 751]
    assert [each["scope"] for each in readings] == [
        ["02.113.01.09", "02.411.01.23"],
        ["01", "02", "09"],
    ]


def test_663_is_an_earlier_reading_and_never_added(client: TestClient, counter: Counter) -> None:
    (earlier,) = (row for row in counter.tables["measurements"] if row["value"] == "663")
    assert (earlier["series"], earlier["end"]) == ("psychosocial-support", "2022-12")
    figures = ask(client, {})["totals"]["people"]
    assert [row["series"] for row in figures].count("psychosocial-support") == 1
    numbers = {row[name] for row in figures for name in ("value", "low", "high")}
    assert numbers & {663, 751, 663 + 751} == {751}


@pytest.mark.parametrize(
    ("place", "inside"),
    [("", True), ("02,05,09", True), ("02", False), ("05,09", False), ("02.411", False)],
)
@pytest.mark.parametrize("rule", ["distinct", "touches", "allocated"])
def test_one_budget_for_three_regions(
    client: TestClient, place: str, rule: str, *, inside: bool
) -> None:
    parameters = {"place": place, "count": rule, "programme": "depomi"}
    (figure,) = ask(client, parameters)["totals"]["funding"]
    assert (figure["currency"], figure["amount"]) == ("EUR", BUDGET)
    assert set(figure["scope"]) == THREE_OF_DEPOMI
    assert figure["inside"] is inside


def test_no_budget_where_it_is_not_for(client: TestClient) -> None:
    assert ask(client, {"place": "01", "programme": "depomi"})["totals"]["funding"] == []
    assert ask(client, {"programme": "m4sd"})["totals"]["funding"] == []
