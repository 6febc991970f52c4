from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import box

from geodata.record import Record
from geodata.sites import Site, build_sites
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
