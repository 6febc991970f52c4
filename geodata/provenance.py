"""Where the record comes from: what rests on each source, and how far it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.cited_sources import ACTIVITY_TABLES, activity_of
from geodata.effective_places import SPECIAL
from geodata.gazetteer import COUNTRY, ancestor

if TYPE_CHECKING:
    import pandas as pd

    from geodata.catalogue import Catalogue
    from geodata.record import Record


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on one source.

    ``activities``, ``measurements``, ``coverage`` and ``plans`` are ids, in the order of the
    record; ``confidence`` counts the statements taken from it by how sure they are.
    """

    source: str
    activities: tuple[str, ...]
    measurements: tuple[str, ...]
    coverage: tuple[str, ...]
    confidence: dict[str, int]
    plans: tuple[str, ...] = ()

    @property
    def statements(self) -> int:
        """How many statements of the record cite the source."""
        return sum(self.confidence.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """How old one programme's rows are, how many it has, and how many of them it validated."""

    programme: str
    data_as_of: str
    activities: int
    validated: int
    documents: int


@dataclass(frozen=True, slots=True)
class Searched:
    """What is known of one region: its activities, their documents, and what was looked at.

    ``searches`` are the ids of the rows of ``searches`` about the region itself, ``general`` of
    those about the whole country.
    """

    region: str
    activities: int
    documents: int
    searches: tuple[str, ...]
    general: tuple[str, ...]


def resting(record: Record) -> tuple[Resting, ...]:
    """Gather what rests on each source.

    Parameters
    ----------
    record : Record
        The public tables.

    Returns
    -------
    tuple of Resting
        One for every source, in the order of the record; empty for one that is not cited.
    """
    cited = record.citations.assign(activity=_activities(record.citations))
    groups = dict(tuple(cited.groupby("source", sort=False)))
    return tuple(_resting(source, groups.get(source, cited[:0])) for source in record.sources["id"])


def _activities(citations: pd.DataFrame) -> pd.Series:
    return activity_of(citations["row"]).where(citations["table"].isin(ACTIVITY_TABLES), "")


def _resting(source: str, cited: pd.DataFrame) -> Resting:
    def rows(table: str) -> tuple[str, ...]:
        return tuple(cited.loc[cited["table"] == table, "row"].unique())

    return Resting(
        source=source,
        activities=tuple(name for name in cited["activity"].unique() if name),
        measurements=rows("measurements"),
        coverage=rows("coverage_statements"),
        confidence={
            str(key): int(count) for key, count in cited["confidence"].value_counts().items()
        },
        plans=rows("plans"),
    )


def standing(record: Record) -> tuple[Standing, ...]:
    """Tell how old each programme's rows are and how many it validated.

    Parameters
    ----------
    record : Record
        The public tables.

    Returns
    -------
    tuple of Standing
        One for every programme, in the order of the record. ``documents`` counts the sources
        cited for its activities.
    """
    owner = dict(zip(record.activities["id"], record.activities["programme"], strict=True))
    cited = record.citations.assign(programme=_activities(record.citations).map(owner))
    documents = cited.groupby("programme")["source"].nunique()
    checked = record.activities.assign(validated=record.activities["verified_by"] != "")
    counts = checked.groupby("programme")["validated"].agg(["size", "sum"])
    return tuple(
        Standing(
            programme=id_,
            data_as_of=as_of,
            activities=int(counts["size"].get(id_, 0)),
            validated=int(counts["sum"].get(id_, 0)),
            documents=int(documents.get(id_, 0)),
        )
        for id_, as_of in zip(record.programmes["id"], record.programmes["data_as_of"], strict=True)
    )


def searched(catalogue: Catalogue) -> tuple[Searched, ...]:
    """Tell what is known of each region, and what was looked at for it.

    Parameters
    ----------
    catalogue : Catalogue
        Record and gazetteer.

    Returns
    -------
    tuple of Searched
        One for each region, in the order of codes.
    """
    places = catalogue.ground.places
    placed = places[(places["activity"] >= 0) & ~places["region"].isin(SPECIAL)]
    names = catalogue.ground.activities.to_numpy()
    placed = placed.assign(name=names[placed["activity"].to_numpy()])
    cited = catalogue.record.citations.assign(activity=_activities(catalogue.record.citations))
    return tuple(
        _searched(code, placed.loc[placed["region"] == code, "name"], cited, catalogue.record)
        for code in catalogue.gazetteer.codes("region")
    )


def _searched(code: str, present: pd.Series, cited: pd.DataFrame, record: Record) -> Searched:
    scopes = {
        str(id_): [part for part in str(scope).split(";") if part]
        for id_, scope in zip(record.searches["id"], record.searches["scope"], strict=True)
    }
    return Searched(
        region=code,
        activities=present.nunique(),
        documents=cited.loc[cited["activity"].isin(present), "source"].nunique(),
        searches=tuple(
            id_ for id_, scope in scopes.items()
            if any(ancestor(part, "region") == code for part in scope)
        ),
        general=tuple(id_ for id_, scope in scopes.items() if not scope or COUNTRY in scope),
    )  # fmt: skip
