from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter

from api.activities import ROWS_A_PART
from api.activity_models import Activity
from exports.formats.csv import neutral
from tests.api.conftest import make_client, make_services
from tests.geodata.factories import as_table, make_record, small_record_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi.testclient import TestClient


def listed(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/activities.json?{query}")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()
    return found


def table(client: TestClient, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/api/v1/activities.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def formulas(tmp_path: Path) -> Iterator[TestClient]:
    """A record whose texts a spreadsheet could take for formulas."""
    activities = small_record_tables()["activities"]
    activities.loc[2, ["title_ar", "title_fr", "title_en"]] = ["=1+1", 'a "b", c', "@now\nhere"]
    with make_client(make_services(tmp_path, make_record(activities=activities))) as client:
        yield client


def test_the_latest_are_first_and_those_without_dates_last(client: TestClient) -> None:
    assert [activity["id"] for activity in listed(client)] == ["D", "B", "A", "C"]
    assert [activity["id"] for activity in table(client)] == ["D", "B", "A", "C"]


def test_every_filter_applies(client: TestClient) -> None:
    assert [activity["id"] for activity in listed(client, "place=02&sector=governance")] == [
        "B",
        "A",
    ]
    assert table(client, "place=12") == []
    assert listed(client, "place=12") == []


def test_an_activity_is_what_the_description_says(client: TestClient) -> None:
    answer = client.get("/api/v1/activities.json")
    activities = TypeAdapter(list[Activity]).validate_json(answer.content, extra="forbid")
    assert len(activities) == 4


def test_an_activity_has_what_counting_needs(client: TestClient) -> None:
    activity = listed(client, "phase=m4sd-3")[0]
    assert activity["phases"] == ["m4sd-3"]
    assert activity["phase_basis"] == {"m4sd-3": "inferred"}
    assert sorted(activity["sectors"]) == ["employment", "governance"]
    assert activity["sector_weights"] == {"governance": 0.25, "employment": 0.75}
    assert activity["regions"] == ["01", "02", "09"]
    assert activity["provinces"] == activity["communes"] == []
    assert activity["organisations"] == [{"id": "iom", "role": "implementer"}]
    assert activity["title"] == {"ar": "نص B", "fr": "Texte B", "en": "Text B"}
    assert {one["value"] for one in activity["measurements"]} == {663.0, 700.0, 414.0}
    assert {one["source"] for one in activity["citations"]} == {"report"}


def test_a_location_has_its_level_basis_share_and_point(client: TestClient) -> None:
    location = listed(client, "place=02.411")[0]["locations"][0]
    expected = {
        "code": "02.411.01.01",
        "acts_at": "site",
        "basis": "stated",
        "share": None,
        "point": {"lat": 34.68, "lon": -1.91},
    }
    assert {name: location[name] for name in expected} == expected


def test_nothing_finer_than_may_be_public_is_given(tmp_path: Path) -> None:
    locations = small_record_tables()["activity_locations"]
    locations.loc[locations["activity"] == "D", "public_precision"] = "province"
    with make_client(make_services(tmp_path, make_record(activity_locations=locations))) as client:
        for path in ("activities.json", "activities.csv", "view"):
            text = client.get(f"/api/v1/{path}").text
            assert "02.411.01.01" not in text
            assert "34.68" not in text
        assert listed(client, "place=02.411")[0]["locations"][0]["point"] is None


def test_a_count_of_few_people_is_null_and_marked(tmp_path: Path) -> None:
    measurements = small_record_tables()["measurements"]
    measurements.loc[measurements["id"] == "b-women", "value"] = "3"
    with make_client(make_services(tmp_path, make_record(measurements=measurements))) as client:
        [activity] = listed(client, "phase=m4sd-3")
    assert [(one["id"], one["value"], one["suppressed"]) for one in activity["measurements"]] == [
        ("b-people", 663.0, False),
        ("b-people-press", 700.0, False),
        ("b-women", None, True),
    ]


def test_the_table_has_a_byte_order_mark_and_ends_lines_as_the_rfc_says(
    client: TestClient,
) -> None:
    answer = client.get("/api/v1/activities.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="activities.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbfid,programme,")
    assert answer.content.count(b"\r\n") == answer.content.count(b"\n") == 5


def test_a_row_of_the_table(client: TestClient) -> None:
    assert table(client, "place=09&lang=fr") == [
        {
            "id": "B",
            "programme": "m4sd",
            "phases": "m4sd-3",
            "sectors": "governance; employment",
            "regions": "01; 02; 09",
            "provinces": "",
            "communes": "",
            "acts_at": "region",
            "organisations": "iom (implementer)",
            "status": "done",
            "start": "2020-01",
            "start_precision": "month",
            "end": "2023-12",
            "end_precision": "month",
            "title_ar": "نص B",
            "title_fr": "Texte B",
            "title_en": "Text B",
            "verified_by": "",
            "verified_on": "",
            "sources": "report",
            # The columns above are a contract; names for readers follow them.
            "programme_name": "Texte m4sd",
            "phase_names": "Texte m4sd-3",
            "sector_names": "Texte; Texte 2",
            "dac_codes": "15190; 15110; 16020",
            "region_names": "fr 01; fr 02; fr 09",
            "province_names": "",
            "commune_names": "",
            "acts_at_names": "région",
            "organisation_names": "Texte iom (opérateur)",
            "status_name": "réalisé",
            "summary": "Texte B",
        }
    ]


def test_a_row_of_tags_comes_on_request(client: TestClient) -> None:
    tags, *rows = table(client, "hxl=1")
    assert (tags["id"], tags["regions"]) == ("#activity+id", "#adm1+code+list")
    assert rows == table(client)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_is_text(start: str) -> None:
    assert neutral(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["", "1", "a=1", "'=1", "نص"])
def test_other_cells_are_left_alone(text: str) -> None:
    assert neutral(text) == text


def test_titles_are_quoted_and_neutral(formulas: TestClient) -> None:
    row = next(row for row in table(formulas) if row["id"] == "A")
    titles = (row["title_ar"], row["title_fr"], row["title_en"])
    assert titles == ("'=1+1", 'a "b", c', "'@now\nhere")


def test_many_activities_come_in_parts(tmp_path: Path) -> None:
    tables = small_record_tables()
    first = {str(name): str(cell) for name, cell in tables["activities"].iloc[0].items()}
    many = [{**first, "id": f"X{number:04}"} for number in range(ROWS_A_PART * 2 + 1)]
    record = make_record(activities=as_table("activities", many))
    with make_client(make_services(tmp_path, record)) as client:
        ids = [activity["id"] for activity in listed(client)]
        assert ids == [activity["id"] for activity in many]
        assert [row["id"] for row in table(client)] == ids
