"""Only what may be public leaves the record."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.frames import rows_of
from geodata.protection import SUPPRESS_BELOW, public_record
from geodata.record import Record
from settings import load_settings
from tests.geodata.counting_factories import public

COMMUNE, OTHER = "02.411.01.01", "02.411.01.02"
DEPTHS = {"national": 0, "region": 1, "province": 2, "commune": 3, "site": 3, "": 3}
SITE = {"site_ar": "موقع", "site_fr": "Le site", "site_en": "The site", "exactness": "exact"}
Rows = list[dict[str, Any]]


def location(code: str = COMMUNE, precision: str = "site", **more: Any) -> dict[str, Any]:
    point = {"lat": 34.68, "lon": -1.91, **SITE}
    row = {"activity": "A", "code": code, "acts_at": "site", "basis": "stated", **point}
    return {**row, "public_precision": precision, **more}


def record_of(*locations: dict[str, Any], **tables: Rows) -> Record:
    rows = {"activity_locations": list(locations), **tables}
    return Record.from_tables({name: pd.DataFrame(each) for name, each in rows.items()})


def shown(*locations: dict[str, Any], located: str | None = None, **tables: Rows) -> Record:
    record = record_of(*locations, **tables)
    return public(record, None if located is None else pd.Series([located] * len(locations)))


def codes(record: Record) -> list[str]:
    return record.activity_locations["code"].to_list()


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("site", COMMUNE),
        ("commune", COMMUNE),
        ("", COMMUNE),
        ("province", "02.411"),
        ("region", "02"),
        ("national", "MA"),
    ],
)
def test_no_code_is_finer_than_may_be_public(precision: str, expected: str) -> None:
    assert codes(shown(location(precision=precision))) == [expected]


@pytest.mark.parametrize(
    ("code", "precision", "expected"),
    [
        ("", "national", ""),
        ("MA", "national", "MA"),
        ("1997-04", "region", "1997-04"),
        ("1997-04", "national", "MA"),
    ],
)
def test_places_of_no_region_of_today(code: str, precision: str, expected: str) -> None:
    assert codes(shown(location(code, precision))) == [expected]


@pytest.mark.parametrize(
    ("more", "located", "expected"),
    [
        ({"code": "02"}, COMMUNE, COMMUNE),
        ({"code": "02.411", "acts_at": "commune"}, COMMUNE, COMMUNE),
        ({"code": ""}, COMMUNE, COMMUNE),
        ({"code": "02", "precision": "province"}, COMMUNE, "02.411"),
        ({"code": "02", "acts_at": "region"}, COMMUNE, "02"),
        ({"code": "09"}, COMMUNE, "09"),
        ({"code": "MA", "acts_at": "national"}, COMMUNE, "MA"),
        ({"code": OTHER}, COMMUNE, OTHER),
        ({"code": "02"}, "", "02"),
    ],
)
def test_a_point_makes_a_coarser_code_finer_and_never_contradicts_it(
    more: dict[str, Any], located: str, expected: str
) -> None:
    assert codes(shown(location(**more), located=located)) == [expected]


def test_points_and_names_are_told_of_open_sites_only() -> None:
    found = shown(location(), location(OTHER, "commune")).activity_locations
    assert found["lat"].notna().tolist() == [True, False]
    assert found["lon"].notna().tolist() == [True, False]
    assert found["site_fr"].to_list() == ["Le site", ""]
    assert found["exactness"].to_list() == ["exact", ""]


@pytest.mark.parametrize(
    ("code", "acts_at", "precision", "expected"),
    [
        (COMMUNE, "site", "commune", COMMUNE),
        (COMMUNE, "site", "province", ""),
        ("02", "region", "commune", COMMUNE),
        ("MA", "national", "commune", COMMUNE),
        ("MA", "national", "national", ""),
    ],
)
def test_only_a_public_commune_is_marked_on_the_map(
    code: str, acts_at: str, precision: str, expected: str
) -> None:
    found = shown(location(code, precision, acts_at=acts_at), located=COMMUNE)
    assert found.activity_locations["drawn_in"].to_list() == [expected]


def test_locations_that_nothing_tells_apart_are_one_with_their_shares_added() -> None:
    found = shown(
        location(COMMUNE, "province", share=0.5),
        location(OTHER, "province", share=0.2),
        location("09", "region", acts_at="region", share=0.3),
    ).activity_locations
    assert found["code"].to_list() == ["02.411", "09"]
    assert found["share"].to_list() == pytest.approx([0.7, 0.3])
    assert found.index.to_list() == [0, 1]


def test_locations_that_differ_in_what_is_known_stay_two() -> None:
    found = shown(location(COMMUNE, "province"), location(OTHER, "province", basis="derived"))
    assert codes(found) == ["02.411", "02.411"]


def citation(row: str, **more: str) -> dict[str, str]:
    return {"source": "report", "table": "activity_locations", "row": row, **more}


def test_citations_name_locations_by_their_public_code_and_once() -> None:
    found = shown(
        location(COMMUNE, "province"),
        location(OTHER, "province"),
        citations=[
            citation(f"A/{COMMUNE}"),
            citation(f"A/{OTHER}"),
            citation("A", table="activities"),
        ],
    ).citations
    assert found["row"].to_list() == ["A/02.411", "A"]


def measured(scope: str, *locations: dict[str, Any], located: str = "", **more: Any) -> Record:
    row = {"id": "m", "subject_table": "activities", "subject": "A", "scope": scope, **more}
    return shown(*locations, located=located, measurements=[row])


HIDDEN = location(COMMUNE, "province")


@pytest.mark.parametrize(
    ("scope", "locations", "expected"),
    [
        (COMMUNE, [HIDDEN], "02.411"),
        (f"{COMMUNE};09;{COMMUNE}", [HIDDEN], "02.411;09"),
        (OTHER, [HIDDEN], "02.411"),
        (OTHER, [HIDDEN, location(OTHER, "commune")], OTHER),
        ("02.411", [location(COMMUNE, "region")], "02"),
        ("02", [HIDDEN], "02"),
        ("09", [location(COMMUNE, "national")], "MA"),
        ("09", [location(COMMUNE, "national"), location("09", "region")], "09"),
        ("09", [location("MA", "national", acts_at="national")], "09"),
        (COMMUNE, [location(COMMUNE, "commune")], COMMUNE),
        ("1997-04", [HIDDEN], "1997-04"),
        ("", [HIDDEN], ""),
    ],
)
def test_scopes_tell_no_more_than_the_places_of_their_activity(
    scope: str, locations: Rows, expected: str
) -> None:
    assert measured(scope, *locations).measurements["scope"].to_list() == [expected]


def test_the_city_of_a_meeting_is_hidden_in_scopes_too() -> None:
    event = location("MA", "province", acts_at="national")
    found = measured(COMMUNE, event, located=COMMUNE).measurements
    assert found["scope"].to_list() == ["02.411"]


@pytest.mark.parametrize(
    ("scope", "places", "expected"),
    [
        (COMMUNE, [HIDDEN], "place=withheld;sex=male"),
        ("02.411", [HIDDEN], "place=withheld;sex=male"),
        ("", [HIDDEN], "place=withheld;sex=male"),
        (OTHER, [HIDDEN, location(OTHER, "commune")], "place=X;sex=male"),
        (COMMUNE, [location(COMMUNE, "commune")], "place=X;sex=male"),
        ("", [location()], "place=X;sex=male"),
    ],
)
def test_groups_by_place_do_not_name_a_hidden_one(scope: str, places: Rows, expected: str) -> None:
    found = measured(scope, *places, disaggregation="place=X;sex=male").measurements
    assert found["disaggregation"].to_list() == [expected]


def correction(table: str, row: str, field: str, was: str, becomes: str) -> dict[str, str]:
    return {"id": "c", "table": table, "row": row, "field": field, "was": was, "becomes": becomes}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (("activity_locations", f"A/{COMMUNE}", "lat", "34.6", "34.68"), ("A/02.411", "", "")),
        (("activity_locations", f"A/{COMMUNE}", "share", "", "1"), ("A/02.411", "", "1")),
        (("measurements", "m", "scope", OTHER, COMMUNE), ("m", "02.411", "02.411")),
        (("measurements", "m", "scope", "02.41", COMMUNE), ("m", "02.41", "02.411")),
        (("measurements", "m", "value", "40", "4"), ("m", "", "")),
        (("measurements", "m", "unit", "count", "persons"), ("m", "count", "persons")),
        (
            (
                "citations",
                f"report/activity_locations/A/{COMMUNE}//§1",
                "confidence",
                "low",
                "high",
            ),
            ("report/activity_locations/A/02.411//§1", "low", "high"),
        ),
    ],
)
def test_corrections_tell_nothing_of_what_is_hidden(
    made: tuple[str, str, str, str, str], expected: tuple[str, str, str]
) -> None:
    few = {"value": 4, "unit": "persons", "disaggregation": "sex=male"}
    row = {"id": "m", "subject_table": "activities", "subject": "A", "scope": COMMUNE, **few}
    found = shown(HIDDEN, measurements=[row], corrections=[correction(*made)]).corrections
    assert tuple(found.loc[0, ["row", "was", "becomes"]]) == expected


def test_the_threshold_is_that_of_the_settings() -> None:
    assert load_settings({}).suppress_below == SUPPRESS_BELOW


CODES = ("MA", "", "02", "09", "02.411", "02.265", COMMUNE, OTHER, "1997-04")
SCOPES = (*CODES[2:], "02.265.03.01", "MA")


@st.composite
def locations(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a location, whose point, if any, lies in it."""
    code = draw(st.sampled_from(CODES))
    inside = [c for c in (COMMUNE, OTHER, "02.265.03.01") if lies_in(c, code) or code == ""]
    located = draw(st.sampled_from(["", *inside]))
    found = location(
        code,
        draw(st.sampled_from(sorted(DEPTHS))),
        activity=draw(st.sampled_from("AB")),
        acts_at=draw(st.sampled_from(("region", "commune", "site"))),
        basis=draw(st.sampled_from(("stated", "derived"))),
    )
    return found | ({"located": located} if located else {"lat": None, "lon": None})


def lies_in(code: str, place: str) -> bool:
    return place in ("MA", code) or code.startswith(f"{place}.")


def depth(code: str) -> int:
    return 0 if code == "MA" else min(code.count(".") + 1, 3)


def frames(record: Record) -> dict[str, pd.DataFrame]:
    names = [field.name for field in dataclasses.fields(Record) if field.name != "folder"]
    return {name: getattr(record, name) for name in names}


def key(row: dict[str, Any]) -> str:
    return f"{row['activity']}/{row['code']}"


@settings(deadline=None)
@given(
    st.lists(locations(), min_size=1, max_size=4, unique_by=key),
    st.lists(st.sampled_from(SCOPES), max_size=3, unique=True),
)
def test_no_frame_tells_more_than_may_be_public(places: Rows, scope: list[str]) -> None:
    located = pd.Series([row.get("located", "") for row in places], dtype="str")
    record = record_of(
        *places,
        citations=[citation(key(row)) for row in places],
        measurements=[
            {"id": one, "subject_table": "activities", "subject": one, "scope": ";".join(scope)}
            for one in "AB"
        ],
    )
    found = public_record(record, located, 5)
    rows = rows_of(found.activity_locations)
    for row in rows:
        told = [depth(row[name]) for name in ("code", "drawn_in") if row[name]]
        assert all(each <= DEPTHS[row["public_precision"]] for each in told)
    closed = found.activity_locations[found.activity_locations["public_precision"] != "site"]
    assert closed[["lat", "lon"]].isna().all(axis=None)
    assert (closed[["site_ar", "site_fr", "site_en", "exactness"]] == "").all(axis=None)
    assert {*found.citations["row"]} == {*map(key, rows)}
    assert_scopes_are_public(places, located, found)
    again = public_record(found, found.activity_locations["drawn_in"], 5)
    for name, frame in frames(again).items():
        pd.testing.assert_frame_equal(frame, frames(found)[name])


def true_places(place: dict[str, Any], commune: str) -> list[str]:
    """Return where a location truly is: its commune, where that makes its code finer."""
    finer = commune and place["acts_at"] in ("site", "commune")
    known = (commune,) if finer else (place["code"], commune)
    return [one for one in known if one not in ("", "MA")]


def assert_scopes_are_public(places: Rows, located: pd.Series, found: Record) -> None:
    """No code of a scope tells which finer unit around a true place is the right one."""
    for subject, cell in zip(
        found.measurements["subject"], found.measurements["scope"], strict=True
    ):
        rows = found.activity_locations[found.activity_locations["activity"] == subject]
        open_codes = {*rows["code"], *rows["drawn_in"]} - {""}
        told = [
            code
            for code in cell.split(";")
            if code and not any(lies_in(one, code) for one in open_codes)
        ]
        for place, commune in zip(places, located, strict=True):
            if place["activity"] == subject:
                hidden = true_places(place, commune)
                finer = [code for code in told if depth(code) > DEPTHS[place["public_precision"]]]
                assert [
                    code
                    for code in finer
                    for one in hidden
                    if lies_in(one, code) or lies_in(code, one)
                ] == []
