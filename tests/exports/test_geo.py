"""GeoJSON, GeoPackage and GeoParquet, read by programs that know nothing of ours."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from fastapi.testclient import TestClient
from lxml import etree

import api
from exports import figures, formats
from exports.activities import NAMES
from exports.order import CancelledError, NotPossibleError
from layers import theme
from tests.exports.orders import embedded, order, write

MAPS = (
    "lang=fr",
    "lang=ar&level=province&place=02",
    "lang=en&count=allocated&sector=governance",
    "lang=fr&page=need",
    "lang=ar&page=overlap",
)
VIEWS = ("lang=fr", "lang=ar&place=02", "lang=en&place=national")
CODES = {"region": 2, "province": 6, "commune": 12}


@cache
def folder() -> Path:
    return Path(mkdtemp())


@cache
def made(query: str, what: str, extension: str) -> Path:
    home = folder() / f"{abs(hash((query, what)))}"
    home.mkdir(exist_ok=True)
    return write(order(query, what), extension, home)


@cache
def client() -> TestClient:
    server = api.create_server()
    api.register(server, embedded())
    return TestClient(server)


def collection(query: str, what: str = "activities") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made(query, what, "geojson").read_text(encoding="utf-8"))
    return found


def table(query: str, what: str) -> list[dict[str, Any]]:
    figure = figures.figure(order(query).page, what)
    assert figure is not None
    names = [column.name for column in figure.table.columns]
    return [dict(zip(names, row, strict=True)) for row in figure.table.rows]


def coded(row: Iterable[str]) -> str:
    """Return the name of the column of codes."""
    return next(name for name in row if name.endswith("_code"))


def places(query: str) -> list[tuple[str, str]]:
    """Return activities and codes as the API gives them."""
    answer = client().get(f"/api/v1/activities.json?{query}").json()
    return [(one["id"], place["code"]) for one in answer for place in one["locations"]]


@pytest.mark.parametrize("query", MAPS)
def test_the_units_of_a_map_have_its_values(query: str) -> None:
    rows = table(query, "map")
    features = collection(query, "map")["features"]
    assert len(features) == len(rows)
    for feature, row in zip(features, rows, strict=True):
        assert {name: feature["properties"][name] for name in row} == row
        code = row[coded(row)]
        assert feature["id"] == code
        assert (feature["geometry"] is None) == (
            code in ("national", "unplaced", "coarser", "former")
        )


@pytest.mark.parametrize("query", ["lang=fr", "lang=en&level=province&place=02"])
def test_the_values_are_those_of_the_api(query: str) -> None:
    view = client().get(f"/api/v1/view?{query}").json()
    level = view["view"]["level"]
    expected = {one["id"]: one["value"] for one in view["by"][level]}
    for feature in collection(query, "map")["features"]:
        found = feature["properties"]
        assert (found["activities"] or 0) == expected.get(found[f"{level}_code"], 0)


@pytest.mark.parametrize(("query", "what"), [(MAPS[0], "map"), (VIEWS[0], "activities")])
def test_the_file_is_as_rfc_7946_asks(query: str, what: str) -> None:
    content = collection(query, what)
    assert content["type"] == "FeatureCollection"
    assert "crs" not in content
    for feature in content["features"]:
        assert {"type", "properties", "geometry"} <= feature.keys()
        if feature["geometry"]:
            shape = shapely.geometry.shape(feature["geometry"])
            assert shape.is_valid
            west, south, east, north = shape.bounds
            assert -18 < west <= east < 0
            assert 20 < south <= north < 37
            for polygon in getattr(shape, "geoms", []):
                assert polygon.exterior.is_ccw
                assert not any(hole.is_ccw for hole in polygon.interiors)
    digits = [len(text.partition(".")[2]) for text in _numbers(content["features"])]
    assert max(digits) <= 7


def _numbers(features: list[dict[str, Any]]) -> list[str]:
    geometries = [feature["geometry"] for feature in features if feature["geometry"]]
    return [repr(float(x)) for one in geometries for x in _flat(one["coordinates"])]


def _flat(nested: Any) -> list[float]:
    return [nested] if not isinstance(nested, list) else [x for one in nested for x in _flat(one)]


@pytest.mark.parametrize("query", VIEWS)
def test_activities_lie_where_the_api_says(query: str) -> None:
    features = collection(query)["features"]
    found = [(one["properties"]["activity_id"], one["properties"]["code"]) for one in features]
    assert found == places(query)


def test_only_public_points_are_points() -> None:
    for feature in collection("lang=fr")["features"]:
        cells, geometry = feature["properties"], feature["geometry"]
        if cells["longitude"] is not None:
            assert geometry["coordinates"] == [cells["longitude"], cells["latitude"]]
            assert cells["geometry_basis"] == f"{cells['exactness']}_point"
        elif cells["level"] in CODES:
            assert cells["geometry_basis"] == "outline_of_place"
            assert geometry["type"] == "MultiPolygon"
        else:
            assert (cells["geometry_basis"], geometry) == ("none", None)


def test_outlines_are_rough_and_inside_what_they_stand_for() -> None:
    exact = gpd.read_parquet("data/boundaries/regions.parquet").set_index("code").geometry
    for feature in collection("lang=fr")["features"]:
        code = feature["properties"]["code"]
        if code in exact.index and feature["geometry"]:
            shape = shapely.geometry.shape(feature["geometry"])
            union, common = shape.union(exact[code]), shape.intersection(exact[code])
            assert common.area / union.area > 0.95


@pytest.mark.parametrize("query", MAPS)
def test_a_geopackage_of_a_map(query: str) -> None:
    path = made(query, "map", "gpkg")
    assert ["map", "MultiPolygon"] in pyogrio.list_layers(path).tolist()
    frame = gpd.read_file(path, layer="map")
    rows = table(query, "map")
    assert frame.crs.to_epsg() == 4326
    for name in rows[0]:
        found = [None if cell != cell else cell for cell in frame[name].astype("object")]  # noqa: PLR0124
        assert found == [row[name] if row[name] != "" else None for row in rows]


@pytest.mark.parametrize("query", MAPS)
def test_the_style_has_the_classes_and_colours_of_the_map(query: str) -> None:
    path = made(query, "map", "gpkg")
    with sqlite3.connect(path) as connection:
        [(name, column, default, qml)] = connection.execute(
            "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
        )
        geometry = "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'map'"
        assert (name, default) == ("map", 1)
        assert [(column,)] == list(connection.execute(geometry))
    root = etree.fromstring(qml.encode())
    renderer = root.find("renderer-v2")
    labels = {one.get("symbol"): one.get("value") for one in renderer.iter("category")}
    fills = {
        labels[symbol.get("name")]: symbol.find("layer/prop[@k='color']").get("v")
        for symbol in renderer.iter("symbol")
    }
    frame = gpd.read_file(path, layer="map").dropna(subset=["map_class"])
    described = order(query).page.map
    colours = dict(zip((mark.key for mark in described.marks), described.colours, strict=True))
    own = dict(zip(frame[coded(frame)], frame[renderer.get("attr")], strict=True))
    for code, colour in colours.items():
        rgb = [str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)]
        assert fills[own[code]] == ",".join([*rgb, "255"])


def test_the_style_follows_the_theme() -> None:
    with sqlite3.connect(made("lang=fr&theme=dark", "map", "gpkg")) as connection:
        [(qml,)] = connection.execute("SELECT styleQML FROM layer_styles")
    dark = theme.PALETTES["dark"]["step-5"]
    assert ",".join(str(int(dark[at : at + 2], 16)) for at in (1, 3, 5)) in qml


@pytest.mark.parametrize("query", VIEWS)
def test_a_geopackage_of_activities(query: str) -> None:
    path = made(query, "activities", "gpkg")
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {
        "map": "MultiPolygon",
        "sites": "Point",
        **dict.fromkeys(NAMES),
        "layer_styles": None,
    }
    locations = pyogrio.read_dataframe(path, layer="locations")
    found = list(zip(locations["activity_id"], locations["code"].fillna(""), strict=True))
    assert found == places(query)
    sites = gpd.read_file(path, layer="sites")
    assert len(sites) == int(locations["longitude"].notna().sum())
    assert sites.geometry.notna().all()


def test_a_geopackage_says_what_it_is() -> None:
    with sqlite3.connect(made("lang=fr", "activities", "gpkg")) as connection:
        [(text,)] = connection.execute("SELECT metadata FROM gpkg_metadata")
        problems = connection.execute("PRAGMA integrity_check").fetchone()
        identifier = connection.execute("PRAGMA application_id").fetchone()
    assert problems == ("ok",)
    assert identifier == (0x47504B47,)
    assert "CC BY 4.0" in text
    assert "https://jihat.example.org/?lang=fr" in text


@pytest.mark.parametrize("query", VIEWS)
def test_geoparquet_of_activities(query: str) -> None:
    path = made(query, "activities", "parquet")
    geo = json.loads(pq.read_metadata(path).metadata[b"geo"])
    column = geo["columns"]["geometry"]
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert (column["encoding"], column["orientation"]) == ("WKB", "counterclockwise")
    frame = gpd.read_parquet(path)
    assert frame.crs.to_authority() == ("OGC", "CRS84")
    found = list(zip(frame["activity_id"], frame["code"].fillna(""), strict=True))
    assert found == places(query)
    kinds = set(frame.geometry.dropna().geom_type)
    assert set(column["geometry_types"]) == kinds
    if kinds:
        assert column["bbox"] == pytest.approx(frame.total_bounds.tolist())


@pytest.mark.parametrize("query", MAPS)
def test_geoparquet_of_a_map(query: str) -> None:
    frame = gpd.read_parquet(made(query, "map", "parquet"))
    rows = table(query, "map")
    first = coded(rows[0])
    assert list(frame[first]) == [row[first] for row in rows]


def test_a_figure_without_places_is_plain_parquet() -> None:
    path = made("lang=fr", "sectors", "parquet")
    assert b"geo" not in pq.read_metadata(path).metadata
    found = pq.read_table(path).to_pylist()
    expected = table("lang=fr", "sectors")
    assert [row["activities"] for row in found] == [row["activities"] for row in expected]


@pytest.mark.parametrize("extension", ["geojson", "gpkg"])
def test_a_figure_without_places_has_no_map(tmp_path: Path, extension: str) -> None:
    with pytest.raises(NotPossibleError, match="CSV"):
        write(order("lang=en", "sectors"), extension, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("extension", ["geojson", "gpkg", "parquet", "xlsx", "zip"])
@pytest.mark.parametrize("rows", [1, 100])
def test_a_cancelled_file_leaves_nothing(tmp_path: Path, extension: str, rows: int) -> None:
    def no(done: int, _total: int) -> None:
        if done >= rows:
            raise CancelledError

    with pytest.raises(CancelledError):
        write(order("lang=fr"), extension, tmp_path, no)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("extension", ["xlsx", "geojson", "gpkg", "parquet"])
def test_the_endpoints_hand_out_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extension: str
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = client().get(f"/api/v1/activities.{extension}?lang=fr&place=02")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == formats.discover()[extension].MEDIA_TYPE
    assert answer.headers["content-disposition"] == f'attachment; filename="activities.{extension}"'
    # Nothing is left of what was made for the answer.
    assert list(tmp_path.iterdir()) == []
    if extension == "geojson":
        expected = collection("lang=fr&place=02")["features"]
        assert answer.json()["features"] == expected
