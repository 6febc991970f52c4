"""The census table and its list of indicators, read row by row."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.independent.counter.places import COUNTRY, LEVELS, lies_in

FILES = {"region": "regions", "province": "provinces", "commune": "communes"}
LEGAL, MUNICIPAL = "population_legal", "population_municipal"
DENSITY = "population_density"
YEARS = ("2014", "2024")


@dataclass(frozen=True)
class Indicator:
    id: str
    kind: str
    decimals: int
    years: tuple[str, ...]
    groups: tuple[str, ...]


class Census:
    """Figures by indicator, code, year and group."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.table = pq.read_table(folder / "census" / "values.parquet")
        self._figures: dict[str, dict[tuple[str, str, str], float]] = {}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        with (self.folder / "census" / "indicators.csv").open(encoding="utf-8") as file:
            found = {row["id"]: indicator_of(row) for row in csv.DictReader(file)}
        return found | {DENSITY: Indicator(DENSITY, "index", 1, YEARS, ("total",))}

    @cached_property
    def moved(self) -> frozenset[str]:
        """Communes that had another code in 2014."""
        return frozenset(row["code"] for row in self.counterparts) - self.by_arrondissement

    @cached_property
    def by_arrondissement(self) -> frozenset[str]:
        return frozenset(
            row["code"] for row in self.counterparts if row["method"] == "arrondissements"
        )

    @cached_property
    def counterparts(self) -> list[dict[str, str]]:
        with (self.folder / "census" / "counterparts.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    @cached_property
    def areas(self) -> dict[str, float]:
        """The area of each unit; that of the country is the sum of its regions."""
        areas: dict[str, float] = {}
        for level in LEVELS:
            path = self.folder / "boundaries" / f"{FILES[level]}.parquet"
            rows = pq.read_table(path, columns=["code", "area_km2"])
            areas |= {row["code"]: row["area_km2"] for row in rows.to_pylist()}
        areas[COUNTRY] = sum(area for code, area in areas.items() if "." not in code)
        return areas

    def units(self, level: str, frame: str) -> list[str]:
        dots = {"region": 0, "province": 1, "commune": 3}[level]
        return sorted(
            code
            for code in self.areas
            if code != COUNTRY
            and code.count(".") == dots
            and (frame == COUNTRY or lies_in(code, frame))
        )

    def figure(self, indicator: str, code: str, year: str, group: str) -> float | None:
        if indicator == DENSITY:
            people = self.figure(LEGAL, code, year, "total")
            return None if people is None else round(people / self.areas[code], 1)
        if indicator not in self._figures:
            self._figures[indicator] = self._read(indicator)
        return self._figures[indicator].get((code, year, group))

    def _read(self, indicator: str) -> dict[tuple[str, str, str], float]:
        rows = self.table.filter(pc.equal(self.table["indicator"], indicator)).to_pylist()
        return {(row["code"], str(row["year"]), row["group"]): row["value"] for row in rows}


def indicator_of(row: dict[str, str]) -> Indicator:
    return Indicator(
        row["id"],
        row["kind"],
        int(row["decimals"]),
        tuple(row["years"].split(";")),
        tuple(row["groups"].split(";")),
    )
