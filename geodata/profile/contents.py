"""What a profile holds beside its counts: activities, roles, plans, readings and searches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geodata.effective_places import NATIONAL
from geodata.frames import rows_of
from geodata.gazetteer import COUNTRY, FORMER_REGION, LEVELS, ancestor, level_of, parent_of
from geodata.profile.subject import PLACE
from geodata.schema import ROLES
from geodata.view_state import ViewState

if TYPE_CHECKING:
    from geodata.answer import Answer, Row, StatedFigure
    from geodata.catalogue import Catalogue
    from geodata.profile.subject import Subject

MOST = 300
"""Activities that a profile lists; the table of the main page has every one."""
PLAN_SECTOR = "planning"
PLAN_INDICATOR = "regional-programmes"
# Sectors named in a sentence, and the most of them where several are equally frequent.
NAMED, MOST_NAMED = 2, 3
Activity = dict[str, Any]


@dataclass(frozen=True)
class Leading:
    """The most frequent sectors; ``most`` tells whether they take in more than half."""

    sectors: tuple[str, ...]
    most: bool


@dataclass(frozen=True)
class Disagreement:
    """A stated figure with the readings of it that other sources, or the same, give."""

    figure: StatedFigure
    readings: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Contents:
    """Everything that the catalogue knows of one subject; gathered when it is asked for."""

    catalogue: Catalogue
    subject: Subject
    view: ViewState

    @cached_property
    def answer(self) -> Answer:
        """The answer to the view of the subject, with the figures of every level."""
        return self.catalogue.answer(self.view, levels=(*LEVELS, FORMER_REGION))

    def rows(self, dimension: str) -> tuple[Row, ...]:
        """Return the figures of one dimension among the subject's activities, greatest first.

        A dimension that the subject itself is a choice of is counted without that choice, so that
        what lies outside the subject is left away here: what stands for the whole country or for
        other places, programmes and phases.
        """
        found = self.answer.by[dimension]
        own = self.catalogue.owners[dimension]
        if any(self.view.chosen(key) for key in own.keys):
            found = tuple(row for row in found if row.selected)
        return tuple(sorted(found, key=lambda row: -row.value))

    def value(self, dimension: str, id_: str) -> int | float:
        """Return one figure of the answer; 0 where nothing is counted."""
        return next((row.value for row in self.answer.by[dimension] if row.id == id_), 0)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """The activities, latest first, at most `MOST`."""
        positions = self.catalogue.in_order(self.answer.chosen.flags, limit=MOST)
        return tuple(self.catalogue.activity(position) for position in positions)

    def of_status(self, *statuses: str) -> tuple[Activity, ...]:
        """Return the activities of some statuses."""
        return tuple(one for one in self.activities if one["status"] in statuses)

    @cached_property
    def leading(self) -> Leading:
        """The sectors to name in a sentence, and what part of the activities they are."""
        if self.subject.kind == "sector":
            return Leading((), most=False)
        rows = sorted(self.answer.by["sector"], key=lambda row: -row.value)
        named = [row for row in rows if row.value >= rows[:NAMED][-1].value]
        if len(named) > MOST_NAMED:
            # Equals beyond the most that a sentence can name are not chosen among.
            named = [row for row in named if row.value > named[-1].value]
        ids = tuple(row.id for row in named)
        union = self.catalogue.facets["sector"].union(ids) & self.answer.chosen.bits
        count = int(sum(int(word).bit_count() for word in union))
        return Leading(ids, most=2 * count > self.answer.chosen.count)

    @cached_property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """The roles of each organisation in the subject's activities, in the order of roles."""
        links = self.catalogue.record.activity_organisations
        member = self.catalogue.ground.positions(links["activity"])
        chosen = (member >= 0) & self.answer.chosen.flags[member]
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows_of(links[chosen]):
            found[row["organisation"]].add(row["role"])
        return {id_: tuple(role for role in ROLES if role in own) for id_, own in found.items()}

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The stated figures of which sources give several readings."""
        rows = self.catalogue.record.measurements
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows_of(rows[(rows["reading_of"] != "") & rows["value"].notna()]):
            found[row["reading_of"]].append(row)
        return tuple(
            Disagreement(one, tuple(found[one.id])) for one in self.answer.stated if one.id in found
        )

    @cached_property
    def plans(self) -> tuple[tuple[Activity, ...], tuple[Activity, ...]]:
        """The activities that a source ties to the regional development programme, and the rest.

        The first are about planning and have a stated figure of regional development programmes
        that include migration; the second are about planning and have none.
        """
        about = [one for one in self.activities if PLAN_SECTOR in _ids(one["sectors"])]
        written = [one for one in about if PLAN_INDICATOR in _indicators(one)]
        return tuple(written), tuple(one for one in about if one not in written)

    @cached_property
    def searches(self) -> tuple[dict[str, Any], ...]:
        """What was searched about the subject itself; of a place, about its region."""
        about = self.subject
        rows = rows_of(self.catalogue.record.searches)
        if about.kind == PLACE:
            region = ancestor(about.id, "region")
            return tuple(row for row in rows if region and region in _regions(row["scope"]))
        if about.kind in ("programme", "phase"):
            own = self.programme
            return tuple(row for row in rows if own in row["programmes"].split(";"))
        return ()

    @cached_property
    def general_searches(self) -> tuple[dict[str, Any], ...]:
        """What was searched about the country as a whole."""
        rows = rows_of(self.catalogue.record.searches)
        return tuple(row for row in rows if set(row["scope"].split(";")) & {"", COUNTRY})

    @cached_property
    def programme(self) -> str:
        """The programme of a programme or a phase; "" for anything else."""
        if self.subject.kind == "phase":
            phases = self.catalogue.record.phases
            return str(phases["programme"][phases["id"] == self.subject.id].iloc[0])
        return self.subject.id if self.subject.kind == "programme" else ""

    @cached_property
    def aims(self) -> tuple[str, ...]:
        """The target areas of a programme; for a place, the programmes that aim at it.

        A programme that aims at a region aims at what lies in it.
        """
        rows = self.catalogue.record.coverage_statements
        targets = rows[rows["state"] == "target"]
        if self.subject.kind != PLACE:
            own = targets["code"][targets["programme"] == self.programme]
            return tuple(dict.fromkeys(own))
        around = {self.subject.id, *ancestors(self.subject.id)} - {COUNTRY}
        return tuple(dict.fromkeys(targets["programme"][targets["code"].isin(around)]))

    @cached_property
    def nationwide(self) -> Contents:
        """What acts in the whole country, and so in every place too."""
        return self.beside(place=(NATIONAL,))

    def of_place(self, code: str) -> Contents:
        """Return the contents of another place, in the same language."""
        return self.beside(place=(code,))

    def among(self, **choices: tuple[str, ...]) -> Contents:
        """Narrow the subject's own view by further choices."""
        return Contents(self.catalogue, self.subject, self.view.with_(**choices))

    def beside(self, **choices: tuple[str, ...]) -> Contents:
        """Look at something else than the subject, in the same language and presentation."""
        view = ViewState(lang=self.view.lang, boundary=self.view.boundary, theme=self.view.theme)
        return Contents(self.catalogue, self.subject, view.with_(**choices))


def ancestors(code: str) -> tuple[str, ...]:
    """Return what a place lies in, from the country down: ``("MA", "02")`` for ``02.113``."""
    found: list[str] = []
    parent = parent_of(code)
    while parent is not None:
        found.insert(0, parent)
        parent = parent_of(parent)
    return tuple(found)


def children(catalogue: Catalogue, code: str) -> tuple[str, ...]:
    """Return the units one level down, sorted by code; none for a commune or a former region."""
    level = level_of(code)
    if level not in LEVELS[:-1]:
        return ()
    below = catalogue.gazetteer.codes(LEVELS[LEVELS.index(level) + 1])
    return tuple(one for one in below if one.startswith(f"{code}."))


def _ids(items: list[dict[str, Any]]) -> set[str]:
    return {item["id"] for item in items}


def _indicators(activity: Activity) -> set[str]:
    return {one["indicator"] for one in activity["measurements"]}


def _regions(scope: str) -> set[str | None]:
    return {ancestor(code, "region") for code in scope.split(";") if code}
