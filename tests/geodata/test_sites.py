from __future__ import annotations

from itertools import combinations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from geodata.record import Record
from geodata.sites import Site, Sites, build_sites
from tests.geodata.counting_factories import public

OUJDA, BERKANE = "02.411.01.23", "02.113.01.09"
COMMUNES = gpd.GeoDataFrame(
    {"code": [BERKANE, OUJDA], "geometry": [box(-3, 34, -2, 35), box(-2, 34, -1, 35)]},
    crs="EPSG:4326",
)


def location(activity: str, code: str = OUJDA, **changes: object) -> dict[str, object]:
    return {
        "activity": activity,
        "code": code,
        "acts_at": "commune",
        "lat": np.nan,
        "lon": np.nan,
        "public_precision": "commune",
        **changes,
    }


def sites_of(*locations: dict[str, object], located: str = "") -> list[Site]:
    rows = pd.DataFrame(list(locations))
    ids = sorted(set(rows["activity"]))
    record = Record.from_tables(
        {"activities": pd.DataFrame({"id": ids}), "activity_locations": rows}
    )
    joined = pd.Series(located, index=rows.index, dtype="str")
    return build_sites(public(record, joined), COMMUNES).matching(np.ones(len(ids), dtype=bool))


def test_activities_of_a_commune_share_one_point_inside_it() -> None:
    assert sites_of(location("A"), location("B")) == [
        Site(-1.5, 34.5, OUJDA, acts=True, activities=2)
    ]


def test_a_site_that_may_be_located_stands_at_its_own_point() -> None:
    found = sites_of(location("A", acts_at="site", lat=34.7, lon=-1.9, public_precision="site"))
    assert found == [Site(-1.9, 34.7, OUJDA, acts=True, activities=1)]


def test_a_site_that_must_not_be_located_stands_somewhere_in_its_commune() -> None:
    found = sites_of(location("A", acts_at="site", lat=34.7, lon=-1.9))
    assert found == [Site(-1.5, 34.5, OUJDA, acts=True, activities=1)]


def test_what_may_only_be_shown_coarser_has_no_point() -> None:
    assert sites_of(location("A", public_precision="province")) == []


def test_the_city_of_a_national_event_is_no_place_of_action() -> None:
    event = location("A", "MA", acts_at="national", lat=34.7, lon=-1.9)
    assert sites_of(event, located=OUJDA) == [Site(-1.5, 34.5, OUJDA, acts=False, activities=1)]


def test_only_chosen_activities_are_counted() -> None:
    rows = pd.DataFrame([location("A"), location("B", BERKANE)])
    record = Record.from_tables(
        {"activities": pd.DataFrame({"id": ["A", "B"]}), "activity_locations": rows}
    )
    sites = build_sites(public(record), COMMUNES)
    assert [site.commune for site in sites.matching(np.array([False, True]))] == [BERKANE]


def three_places() -> Sites:
    rows = pd.DataFrame(
        [
            location("A", acts_at="site", lat=34.70, lon=-1.90, public_precision="site"),
            location("A", acts_at="site", lat=34.71, lon=-1.91, public_precision="site"),
            location("B", acts_at="site", lat=34.71, lon=-1.91, public_precision="site"),
            location("C", BERKANE),
        ]
    )
    record = Record.from_tables(
        {"activities": pd.DataFrame({"id": ["A", "B", "C"]}), "activity_locations": rows}
    )
    return build_sites(public(record), COMMUNES)


EVERY = np.ones(3, dtype=bool)


def test_points_that_would_hide_each_other_are_one_and_count_an_activity_once() -> None:
    assert three_places().matching(EVERY, apart=0.1) == [
        Site(-2.5, 34.5, BERKANE, acts=True, activities=1),
        Site(-1.91, 34.71, OUJDA, acts=True, activities=2, others=1),
    ]
    assert [site.activities for site in three_places().matching(EVERY)] == [1, 2, 1]


def test_only_points_of_the_frame_are_given() -> None:
    assert [site.commune for site in three_places().matching(EVERY, within="02.113")] == [BERKANE]
    assert len(three_places().matching(EVERY, within="02")) == 3
    assert three_places().matching(EVERY, within="09") == []


def test_a_meeting_where_others_act_is_counted_beside_them() -> None:
    event = location("B", "MA", acts_at="national", lat=34.5, lon=-1.5)
    assert sites_of(location("A"), event, located=OUJDA) == [
        Site(-1.5, 34.5, OUJDA, acts=True, activities=1, meetings=1)
    ]


def test_many_points_are_counted_by_their_communes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.sites.MOST_SITES", 2)
    found = three_places().matching(EVERY)
    assert [(site.commune, site.activities) for site in found] == [(BERKANE, 1), (OUJDA, 2)]


def test_nothing_chosen_has_no_point() -> None:
    assert three_places().matching(~EVERY) == []


@given(st.lists(st.tuples(st.floats(-3, -1), st.floats(34, 35)), max_size=40), st.floats(0.01, 1))
def test_no_two_points_are_drawn_too_close(places: list[tuple[float, float]], apart: float) -> None:
    points = pd.DataFrame(places, columns=["lon", "lat"]).assign(commune=OUJDA, acts=True)
    each = np.arange(len(points))
    found = Sites(points, each, each).matching(np.ones(len(points), dtype=bool), apart=apart)
    at = np.array([(site.lon * np.cos(np.radians(site.lat)), site.lat) for site in found])
    for one, other in combinations(at, 2):
        assert np.hypot(*(one - other)) >= apart
    assert sum(site.activities for site in found) == len(points)
