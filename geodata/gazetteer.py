"""Codes of Morocco's regions, provinces and communes: their levels, parents and names.

They are the codes of the HCP for the division of today. The regions of 1997 to 2015 have codes of
their own, such as 1997-04; they lie in the country and in no unit of today.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from geodata.errors import BoundaryError
from i18n.languages import LANGUAGES, texts_of

Level = Literal["country", "region", "province", "commune", "former_region"]

COUNTRY = "MA"
COUNTRY_NAMES = {"ar": "المغرب", "fr": "Maroc", "en": "Morocco"}
LEVELS: tuple[Level, ...] = ("region", "province", "commune")
FORMER_REGION: Level = "former_region"
BOUNDARIES_FOLDER = Path(__file__).resolve().parent.parent / "data" / "boundaries"
FILE_NAMES: dict[str, str] = {
    "region": "regions.parquet",
    "province": "provinces.parquet",
    "commune": "communes.parquet",
}
FORMER_FILE = "former_regions.csv"
# Regions of today share some of their names. In Arabic the years would change places.
_YEARS = {"ar": "\u20661997–2015\u2069", "fr": "1997–2015", "en": "1997–2015"}

# A commune that is divided into arrondissements ends in one digit: Casablanca is 06.141.01.0.
_SHAPES: dict[Level, re.Pattern[str]] = {
    "country": re.compile(r"MA"),
    "region": re.compile(r"[0-9]{2}"),
    "province": re.compile(r"[0-9]{2}\.[0-9]{3}"),
    "commune": re.compile(r"[0-9]{2}\.[0-9]{3}\.[0-9]{2}\.[0-9]{1,2}"),
    "former_region": re.compile(r"1997-[0-9]{2}"),
}
_LENGTHS: dict[str, int] = {"region": 2, "province": 6}
_COLUMNS = ["code", "name_ar", "name_fr", "name_en", "population_2014", "population_2024"]


def level_of(code: str) -> Level:
    """Return the level a code has by its shape, whether or not such a unit exists.

    Parameters
    ----------
    code
        An HCP code, ``MA`` for the country, or the code of a region of 1997 to 2015.

    Raises
    ------
    BoundaryError
        If the text has the shape of no code.
    """
    for level, shape in _SHAPES.items():
        if shape.fullmatch(code):
            return level
    raise BoundaryError(
        f"Found the code {code!r}; expected MA, an HCP code such as 02, 02.411 or 02.411.01.01, "
        "or a former region such as 1997-04. Write codes as text, with their leading zeros."
    )


def is_former(code: str) -> bool:
    """Tell whether a text has the shape of the code of a region of 1997 to 2015."""
    return _SHAPES[FORMER_REGION].fullmatch(code) is not None


def ancestor(code: str, level: str) -> str | None:
    """Return the unit of a level that a code lies in, itself included.

    Parameters
    ----------
    code
        An HCP code, ``MA``, or the code of a former region.
    level
        ``country``, ``region``, ``province`` or ``commune``.

    Returns
    -------
    str or None
        The code at that level, by the prefix rule; None when the code is coarser than the level,
        or a former region, which lies in the country alone.

    Raises
    ------
    BoundaryError
        If the code has no shape known, or the level is not one of the four.
    """
    order: tuple[str, ...] = ("country", *LEVELS)
    if level not in order:
        raise BoundaryError(f"Found the level {level!r}; expected one of {', '.join(order)}.")
    own = level_of(code)
    if own == FORMER_REGION:
        return COUNTRY if level == "country" else None
    if order.index(level) > order.index(own):
        return None
    if level == own:
        return code
    return COUNTRY if level == "country" else code[: _LENGTHS[level]]


def parent_of(code: str) -> str | None:
    """Return the code one level up: ``02.411`` for ``02.411.01.01``; None for the country.

    That of a former region is the country.

    Raises
    ------
    BoundaryError
        If the text has the shape of no code.
    """
    if is_former(code):
        return COUNTRY
    order: tuple[str, ...] = ("country", *LEVELS)
    position = order.index(level_of(code))
    return None if position == 0 else ancestor(code, order[position - 1])


def _known(texts: str) -> str:
    if texts not in _YEARS:
        raise BoundaryError(f"Found the language {texts!r}; expected {', '.join(_YEARS)}.")
    return texts


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit; a population is None where the census counted nobody there that year."""

    code: str
    name_ar: str
    name_fr: str
    name_en: str
    population_2014: int | None
    population_2024: int | None

    def name(self, lang: str) -> str:
        """Return the name in the texts of a language; raise BoundaryError for an unknown one."""
        names = {"ar": self.name_ar, "fr": self.name_fr, "en": self.name_en}
        return names[_known(texts_of(lang))]

    def population(self, year: int) -> int | None:
        """Return the legal population of 2014 or 2024; raise BoundaryError for another year."""
        counts = {2014: self.population_2014, 2024: self.population_2024}
        if year not in counts:
            raise BoundaryError(f"Found the census year {year}; expected 2014 or 2024.")
        return counts[year]


@dataclass(frozen=True, slots=True)
class FormerRegion:
    """A region of the division of 1997 to 2015.

    ``today`` has the codes of the regions of today that its provinces went to. It explains the
    region and is no way to count: a figure of a former region belongs to none of them. ``note``
    says by language what became of it.
    """

    code: str
    names: Mapping[str, str]
    aliases: tuple[str, ...]
    today: tuple[str, ...]
    note: Mapping[str, str]

    def name(self, lang: str) -> str:
        """Return its name with the years of the division; raise BoundaryError as `Unit.name`."""
        texts = _known(texts_of(lang))
        return f"{self.names[texts]} ({_YEARS[texts]})"


class Gazetteer:
    """Every unit of the country by its code, former regions among them; read-only.

    Parameters
    ----------
    units
        The units of today, and the country.
    former
        The regions of 1997 to 2015.
    """

    def __init__(self, units: Iterable[Unit], former: Iterable[FormerRegion] = ()) -> None:
        listed = sorted(units, key=lambda unit: unit.code)
        self._units = {unit.code: unit for unit in listed}
        if len(self._units) != len(listed):
            raise BoundaryError(
                f"Found {len(listed)} units with {len(self._units)} codes; expected each code "
                "once. Rebuild the boundaries with `python cli.py build`."
            )
        self._codes = {
            level: tuple(code for code in self._units if level_of(code) == level)
            for level in ("country", *LEVELS)
        }
        self._former = {region.code: region for region in former}
        self._codes[FORMER_REGION] = tuple(sorted(self._former))

    def codes(self, level: str) -> tuple[str, ...]:
        """Return the codes of a level, sorted; raise BoundaryError for an unknown level."""
        if level not in self._codes:
            raise BoundaryError(f"Found the level {level!r}; expected {', '.join(self._codes)}.")
        return self._codes[level]

    def exists(self, code: str) -> bool:
        """Tell whether a unit, the country or a former region has this code."""
        return code in self._units or code in self._former

    def name(self, code: str, lang: str) -> str:
        """Return a unit's name.

        Parameters
        ----------
        code
            An HCP code, ``MA``, or the code of a former region, whose name has the years of the
            division with it.
        lang
            A language of the dashboard. English names exist for the country and the twelve regions;
            elsewhere English text uses the French name, which is what maps in English print.

        Raises
        ------
        BoundaryError
            If no unit has the code, or the language is another.
        """
        return (self._former.get(code) or self._unit(code)).name(lang)

    def former(self, code: str) -> FormerRegion:
        """Return a region of 1997 to 2015; raise BoundaryError where none has the code."""
        if code not in self._former:
            raise BoundaryError(
                f"Found the code {code!r}; expected a region of 1997 to 2015. "
                f"Look it up in data/boundaries/{FORMER_FILE}."
            )
        return self._former[code]

    def population(self, code: str, year: int) -> int | None:
        """Return a unit's legal population.

        Parameters
        ----------
        code
            An HCP code, or ``MA``.
        year
            2014 or 2024, the years of the census.

        Returns
        -------
        int or None
            Persons; None for the four communes of the far south without a count in 2014.

        Raises
        ------
        BoundaryError
            If no unit has the code, or the year is another.
        """
        return self._unit(code).population(year)

    def _unit(self, code: str) -> Unit:
        if code not in self._units:
            raise BoundaryError(
                f"Found the code {code!r}; expected a code of the gazetteer. "
                "Look it up in data/boundaries, or see whether it is a code of another year."
            )
        return self._units[code]


def all_codes(gazetteer: Gazetteer) -> frozenset[str]:
    """Return every code that a cell of the record may hold."""
    levels = ("country", *LEVELS, FORMER_REGION)
    return frozenset(code for level in levels for code in gazetteer.codes(level))


def load_gazetteer(folder: Path = BOUNDARIES_FOLDER) -> Gazetteer:
    """Read the gazetteer from the attributes of the boundary files, without their geometry.

    Parameters
    ----------
    folder
        The folder of the derived boundary files.

    Raises
    ------
    BoundaryError
        If a file is missing.
    """
    frames = [pd.read_parquet(boundary_file(folder, level), columns=_COLUMNS) for level in LEVELS]
    units = [_unit_of(row) for frame in frames for row in frame.to_dict("records")]
    return Gazetteer([_country_of(units), *units], _former_regions(folder))


def boundary_file(folder: Path, level: str) -> Path:
    """Return the boundary file of a level.

    Raises
    ------
    BoundaryError
        If the level is not ``region``, ``province`` or ``commune``, or the file is missing.
    """
    if level not in FILE_NAMES:
        raise BoundaryError(f"Found the level {level!r}; expected one of {', '.join(LEVELS)}.")
    path = folder / FILE_NAMES[level]
    if not path.is_file():
        raise BoundaryError(
            f"Found no file {path}; expected the derived boundaries. "
            "Restore it from version control, or run `python cli.py build`."
        )
    return path


def _former_regions(folder: Path) -> list[FormerRegion]:
    path = folder / FORMER_FILE
    if not path.is_file():
        raise BoundaryError(
            f"Found no file {path}; expected the regions of 1997 to 2015. "
            "Restore it from version control."
        )
    rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    return [_former_of(row) for row in rows.to_dict("records")]


def _former_of(row: Mapping[Hashable, Any]) -> FormerRegion:
    return FormerRegion(
        code=str(row["code"]),
        names={lang: str(row[f"name_{lang}"]) for lang in _YEARS},
        aliases=tuple(filter(None, str(row["aliases"]).split(";"))),
        today=tuple(filter(None, str(row["today"]).split(";"))),
        note={lang: str(row[f"note_{texts_of(lang)}"]) for lang in LANGUAGES},
    )


def _unit_of(row: Mapping[Hashable, Any]) -> Unit:
    return Unit(
        code=str(row["code"]),
        name_ar=str(row["name_ar"]),
        name_fr=str(row["name_fr"]),
        name_en=str(row["name_en"]),
        population_2014=_count(row["population_2014"]),
        population_2024=_count(row["population_2024"]),
    )


def _count(value: Any) -> int | None:  # noqa: ANN401  (pandas gives int, float or NA)
    return None if pd.isna(value) else int(value)


def _country_of(units: Iterable[Unit]) -> Unit:
    regions = [unit for unit in units if level_of(unit.code) == "region"]
    return Unit(
        code=COUNTRY,
        name_ar=COUNTRY_NAMES["ar"],
        name_fr=COUNTRY_NAMES["fr"],
        name_en=COUNTRY_NAMES["en"],
        population_2014=sum(unit.population_2014 or 0 for unit in regions),
        population_2024=sum(unit.population_2024 or 0 for unit in regions),
    )
