"""Reading codes, names and populations."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geodata.derive import read_gazetteer
from geodata.errors import BoundaryError


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    pd.DataFrame([line.split(",") for line in text.split()]).to_csv(path, header=False, index=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(read_gazetteer, "COUNTS", {"region": 1, "province": 1, "commune": 2})
    communes = (
        "code,name_fr,name_ar,population_2014,population_2024\n"
        "12.066.01.03,Lagouira,الكويرة,,3127\n12.066.03.05,Aousserd,أوسرد,10,20"
    )
    write(tmp_path, "attributes/communes.csv.gz", communes)
    provinces = (
        "code,name_fr,name_ar,type,population_2024\n12.066,Aousserd,أوسرد,province,3147\n"
        "12.066.01.00,X,س,prefecture_of_arrondissements,1"
    )
    write(tmp_path, "attributes/provinces.csv.gz", provinces)
    write(tmp_path, "attributes/regions.csv.gz", "code,population_2024\n12,3147")
    write(
        tmp_path, "attributes/arrondissements.csv.gz", "code,commune_code\n12.066.01.05,12.066.01.0"
    )
    write(tmp_path, "crosswalk/2014-2024.csv.gz", "code_2014,code_2024\n12.066.05.01,12.066.01.03")
    write(tmp_path, "region_names.csv", "code,name_ar,name_fr,name_en\n12,الداخلة,Dakhla,Dakhla")
    write(tmp_path, "iso_3166_2.csv", "code,iso_3166_2\n12,MA-12\n12.066,MA-AOU")
    return tmp_path


def test_prefectures_of_arrondissements_are_no_provinces(folder: Path) -> None:
    units = read_gazetteer.read_units(folder, folder)
    assert units["province"]["code"].tolist() == ["12.066"]


def test_prefectures_are_told_from_provinces(folder: Path) -> None:
    write(folder, "attributes/provinces.csv.gz", "code,type\n12.066,province\n09.001,prefecture")
    assert read_gazetteer.read_prefectures(folder) == ["09.001"]


def test_populations_of_2014_are_added_up_from_communes(folder: Path) -> None:
    units = read_gazetteer.read_units(folder, folder)
    assert units["commune"]["population_2014"].isna().tolist() == [True, False]
    found = [units[level]["population_2014"].tolist() for level in ("province", "region")]
    assert found == [[10], [10]]


def test_iso_codes_and_english_names_are_joined(folder: Path) -> None:
    units = read_gazetteer.read_units(folder, folder)
    assert units["region"]["iso_3166_2"].tolist() == ["MA-12"]
    assert units["commune"]["iso_3166_2"].tolist() == ["", ""]
    assert units["commune"]["name_en"].tolist() == ["Lagouira", "Aousserd"]


def test_changes_of_codes_join_crosswalk_and_arrondissements(folder: Path) -> None:
    assert read_gazetteer.read_code_changes(folder) == {
        "12.066.01.05": "12.066.01.0",
        "12.066.05.01": "12.066.01.03",
    }


def test_a_region_without_names_is_refused(folder: Path) -> None:
    write(folder, "region_names.csv", "code,name_ar,name_fr,name_en\n11,العيون,Laâyoune,Laâyoune")
    with pytest.raises(BoundaryError, match="no complete names for 12"):
        read_gazetteer.read_units(folder, folder)


def test_a_level_of_another_size_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_gazetteer, "COUNTS", {"region": 1, "province": 1, "commune": 3})
    with pytest.raises(BoundaryError, match="Found 2 codes of level commune; expected 3"):
        read_gazetteer.read_units(folder, folder)
