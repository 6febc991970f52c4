"""The services of small records, for tests of layers, callbacks and page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import geopandas as gpd
from shapely import box

from exports.offer import OFFERS
from geodata.catalogue import build_catalogue
from geodata.record import Record
from geodata.sites import build_sites
from i18n.catalogues import Translator, load_translators
from settings import load_settings
from tests.geodata.counting_factories import make_gazetteer, public
from tests.geodata.factories import make_record, small_record_tables
from ui.services import Services

ROOT = Path(__file__).resolve().parents[2]
ABOUT_ACTIVITIES = (
    "activities",
    "activity_phases",
    "activity_locations",
    "activity_sectors",
    "activity_organisations",
)


def make_services(record: Record | None = None) -> Services:
    """Return the services of the worked example, or of another record."""
    record = public(record or make_record())
    return Services(
        settings=load_settings({"DATA": str(ROOT / "data")}),
        catalogue=build_catalogue(record, make_gazetteer()),
        sites=build_sites(record, _communes()),
        gazetteer=make_gazetteer(),
        translators=_translators(),
        take_away=OFFERS,
    )


@cache
def example() -> Services:
    """Return the services of the worked example."""
    return make_services()


@cache
def _translators() -> dict[str, Translator]:
    return load_translators()


def _communes() -> gpd.GeoDataFrame:
    shape = box(-2.0, 34.0, -1.0, 35.0)
    return gpd.GeoDataFrame({"code": ["02.411.01.01"], "geometry": [shape]}, crs="EPSG:4326")


def no_activities() -> Record:
    """Return a record that knows programmes and no activity."""
    tables = small_record_tables()
    return make_record(
        **{name: tables[name].iloc[:0] for name in (*ABOUT_ACTIVITIES, "measurements")}
    )


def one_activity() -> Record:
    """Return a record with one activity."""
    tables = small_record_tables()
    keep = {
        name: tables[name][tables[name]["id" if name == "activities" else "activity"] == "A"]
        for name in ABOUT_ACTIVITIES
    }
    return make_record(**keep, measurements=tables["measurements"].iloc[:0])


def missing_values() -> Record:
    """Return a record whose activities and phases have no dates and no stated place."""
    tables = small_record_tables()
    dates = dict.fromkeys(("start", "start_precision", "end", "end_precision"), "")
    nowhere = {
        "code": "",
        "acts_at": "not_stated",
        "lat": "",
        "lon": "",
        "public_precision": "national",
    }
    places = tables["activity_locations"].drop_duplicates("activity").assign(**nowhere)
    return make_record(
        activities=tables["activities"].assign(**dates),
        phases=tables["phases"].assign(**dates),
        activity_locations=places,
        measurements=tables["measurements"].iloc[:0],
    )


def renamed(table: str, **columns: str) -> Record:
    """Return the worked example with some columns of a table filled with one text."""
    return make_record(**{table: small_record_tables()[table].assign(**columns)})
