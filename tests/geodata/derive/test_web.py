"""Simplifying, uniting and writing for the browser."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import CRS, EQUAL_AREA_CRS
from geodata.derive import web
from geodata.errors import BoundaryError

METRIC = EQUAL_AREA_CRS


def frame(crs: str = METRIC, **shapes: BaseGeometry) -> gpd.GeoDataFrame:
    """Units whose names stand for codes: ``r01`` is ``01``, ``r01_001`` is ``01.001``."""
    codes = [name[1:].replace("_", ".") for name in shapes]
    return gpd.GeoDataFrame({"code": codes}, geometry=list(shapes.values()), crs=crs)


def test_a_shared_border_is_simplified_once_for_both() -> None:
    border = [(10_000, 0), (10_050, 5_000), (10_000, 10_000)]
    west = shapely.Polygon([(0, 0), *border, (0, 10_000)])
    east = shapely.Polygon([*border, (20_000, 10_000), (20_000, 0)])
    simple = web.simplify(frame(r01=west, r02=east), 1_000, 4)
    assert simple.crs == CRS
    assert shapely.get_num_coordinates(simple.geometry.to_numpy()).tolist() == [5, 5]
    assert shapely.coverage_is_valid(simple.geometry.to_numpy())
    assert not any(shape.exterior.is_ccw for shape in simple.geometry)


def test_uniting_keeps_the_outer_border() -> None:
    provinces = frame(r01_001=shapely.box(0, 0, 1, 1), r01_002=shapely.box(1, 0, 2, 1))
    united = web.unite(provinces, "region")
    assert united["code"].tolist() == ["01"]
    assert united.geometry.iloc[0].equals(shapely.box(0, 0, 2, 1))


def test_a_feature_has_its_code_as_id_and_only_property(tmp_path: Path) -> None:
    web.write_features(frame(CRS, r01=shapely.box(0, 0, 1, 1)), tmp_path / "x.json")
    written = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert written["type"] == "FeatureCollection"
    feature = written["features"][0]
    assert (feature["id"], feature["properties"]) == ("01", {"code": "01"})


def test_neighbours_share_more_than_a_corner() -> None:
    units = frame(
        r01=shapely.box(0, 0, 1, 1), r02=shapely.box(1, 0, 2, 1), r03=shapely.box(2, 1, 3, 2)
    )
    assert web.neighbours(units) == {"01": ["02"], "02": ["01"], "03": []}


def labels(lon: float) -> pd.DataFrame:
    return pd.DataFrame({"code": ["01"], "lon": [lon], "lat": [0.5]})


def test_labels_are_given_by_code() -> None:
    units = frame(CRS, r01=shapely.box(0, 0, 1, 1))
    assert web.label_points(units, labels(0.25)) == {"01": [0.25, 0.5]}


def test_a_label_outside_its_region_or_missing_is_refused() -> None:
    units = frame(CRS, r01=shapely.box(0, 0, 1, 1), r02=shapely.box(1, 0, 2, 1))
    with pytest.raises(BoundaryError, match="no label inside the regions 01, 02"):
        web.label_points(units, labels(1.5))
