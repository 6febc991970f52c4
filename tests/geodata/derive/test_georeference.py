"""The shift of latitudes and its repair."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geodata.boundaries import CRS
from geodata.derive.georeference import undo_latitude_shift


def repaired(lon: float, lat: float) -> shapely.Point:
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(lon, lat)], crs=CRS)
    moved = undo_latitude_shift(frame)
    assert moved.crs == CRS
    return moved.geometry.iloc[0]


@pytest.mark.parametrize("lat", [21.0, 28.0, 35.9])
def test_points_move_south_by_the_shift_of_their_latitude(lat: float) -> None:
    # 0.19 degrees times sin(2 latitude), to the precision of that formula
    shift = {21.0: 0.128, 28.0: 0.159, 35.9: 0.182}[lat]
    assert repaired(-8.0, lat).y == pytest.approx(lat - shift, abs=0.003)


def test_longitudes_stay() -> None:
    assert repaired(-8.0, 31.0).x == pytest.approx(-8.0, abs=1e-9)


def test_the_equator_stays() -> None:
    assert repaired(0.0, 0.0).y == pytest.approx(0.0, abs=1e-9)
