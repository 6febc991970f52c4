"""A build from the source packages gives the committed files."""

from __future__ import annotations

import shutil
from pathlib import Path

import geopandas as gpd
import pytest
from geopandas.testing import assert_geodataframe_equal

from geodata.census import CENSUS_FOLDER
from geodata.derive.build import build
from geodata.gazetteer import BOUNDARIES_FOLDER

WEB = BOUNDARIES_FOLDER.parent.parent / "assets" / "geo"


@pytest.mark.long
def test_a_rebuild_gives_the_committed_files(tmp_path: Path) -> None:
    data, assets = tmp_path / "data", tmp_path / "assets"
    rebuilt = data / "boundaries"
    derived = shutil.ignore_patterns("*.parquet")
    shutil.copytree(BOUNDARIES_FOLDER, rebuilt, ignore=derived)
    shutil.copytree(CENSUS_FOLDER, data / "census", ignore=derived)
    build(data, assets)
    assert names(rebuilt) == names(BOUNDARIES_FOLDER)
    for path in BOUNDARIES_FOLDER.glob("*.parquet"):
        frames = gpd.read_parquet(rebuilt / path.name), gpd.read_parquet(path)
        assert_geodataframe_equal(*frames)
    assert names(assets / "geo") == names(WEB)
    different = [p.name for p in WEB.iterdir() if p.read_bytes() != twin(assets, p).read_bytes()]
    assert different == []


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def twin(assets: Path, path: Path) -> Path:
    return assets / "geo" / path.name
