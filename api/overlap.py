"""Where programmes, phases, organisations, funders and sectors act in the same places."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.models import Ignored, View
from api.query import labelling, parameters, take_own, view_as_json
from geodata import overlap_answer as answer
from geodata.answer import LeftOut
from geodata.overlap import LISTED
from geodata.overlap_answer import SetKey, set_keys
from geodata.overlap_parts import INTERSECTION, SEVERAL, UNION, Parts
from geodata.view_state import CHOICES, KEYS, ViewState
from ui.services import Services

INCLUDE = "include"
MOST_LISTED = 200
Label = Callable[[str, str], str]
Limit = Annotated[
    int, Query(ge=0, le=MOST_LISTED, description="Most activities in each list of them.")
]
PLANNED_PARAMETER = {
    "name": "planned",
    "in": "query",
    "required": False,
    "description": "Whether planned activities make a set present too.",
    "schema": {"type": "string", "enum": list(CHOICES["planned"]), "default": ViewState().planned},
}
SETS_PARAMETER = {
    "name": "sets",
    "in": "query",
    "required": False,
    "description": (
        "Two sets or more, such as `programme:depomi,phase:m4sd-3`, at most "
        f"{KEYS['sets']}; kinds: {', '.join(answer.KINDS)} (an organisation in that role)."
    ),
    "explode": False,
    "schema": {"type": "array", "items": {"type": "string"}},
}


class Named(BaseModel):
    """A value with its name in the language of the query."""

    id: str
    label: str


class OverlapSet(Named):
    """What a set is of; its `key` is what the query calls it."""

    key: str
    kind: Literal["programme", "phase", "organisation", "funder", "sector"]


class Rests(BaseModel):
    """The activities behind a number, and what they rest on; what its dialog on the page lists."""

    activities: int = Field(description="Activities behind it, each once.")
    source_ids: list[str] = Field(description="Sources of these activities.")


class Units(Rests):
    """Units of the level, with what makes them a part of the overlap."""

    part: str = Field(description="Its key: `select=overlap:<part>` opens it on the page.")
    count: int
    units: list[Named]


class ReasonCount(BaseModel):
    """Activities of a set in no unit of the level, under the first reason for it."""

    reason: Literal["not_carried_out", "national", "unplaced", "former", "coarser", "inherited"]
    count: int


class Presence(OverlapSet):
    """A set, where it is present, and what of it is in no unit."""

    activities: int = Field(description="Its activities that match the filters.")
    placed: int = Field(description="Those that make it present in a unit.")
    present: Units
    only: Units = Field(description="Units without any other of the sets.")
    left_out: list[ReasonCount] = Field(description="The other activities; none is in a unit.")
    source_ids: list[str] = Field(description="Sources of the placed activities.")


class UnitSet(BaseModel):
    """How many activities of a set are in a unit."""

    key: str
    activities: int


class UnitPresence(Named):
    """A unit with the sets present in it."""

    sets: list[UnitSet]


class Side(BaseModel):
    """The activities of one set in a unit."""

    key: str
    part: str = Field(description="Its key: `select=overlap:<part>` opens it on the page.")
    count: int
    activities: list[str] = Field(description="Ids of the first of them, latest start first.")
    source_ids: list[str] = Field(description="Sources of all of them.")


class Meeting(Named):
    """A unit where two sets meet."""

    sectors: list[Named] = Field(description="Sectors in which both have an activity there.")
    left: Side
    right: Side
    both: int = Field(description="Activities there that belong to the two sets.")
    source_ids: list[str]


class Pair(BaseModel):
    """Two of the sets."""

    left: str
    right: str
    union: Units
    intersection: Units
    left_only: Units
    right_only: Units
    activities: int = Field(description="Carried out activities of both, placed or not.")
    meetings: list[Meeting]


class SharedActivity(BaseModel):
    """An activity that belongs to several of the sets."""

    id: str
    sets: list[str]


class SharedActivities(BaseModel):
    """Carried out activities of several sets, placed or not."""

    count: int
    activities: list[SharedActivity] = Field(description="The first of them.")
    source_ids: list[str] = Field(description="Sources of all of them.")


class OverlapAnswer(BaseModel):
    """Several sets under a view: where each is, where they meet, and where they do not."""

    view: View
    ignored: list[Ignored]
    level: Literal["region", "province", "commune"]
    planned: Literal["include", "leave_out"]
    sets: list[Presence]
    units: list[UnitPresence]
    union: Units
    intersection: Units = Field(description="Units of every set; it takes two to meet.")
    pairs: list[Pair]
    several: SharedActivities


class SharedUnits(BaseModel):
    """The units that the programme of a row shares with another; its own with itself."""

    programme: str
    count: int
    units: list[str]


class ProgrammeRow(Named):
    """One programme with every programme."""

    shared: list[SharedUnits]


class ProgrammePairs(BaseModel):
    """Every two programmes and the units they share: a symmetric matrix."""

    view: View
    ignored: list[Ignored]
    level: Literal["region", "province", "commune"]
    planned: Literal["include", "leave_out"]
    rows: list[ProgrammeRow]


def router(services: Services) -> APIRouter:
    """Return the routes of overlap."""
    routes = APIRouter(prefix="/api/v1", tags=["overlap"])
    overlaps = services.overlaps
    described = [*parameters(services.vocabulary), PLANNED_PARAMETER]

    @routes.get(
        "/overlap",
        summary="Where sets of activities meet",
        openapi_extra={"parameters": [*described, SETS_PARAMETER]},
    )
    def overlap(request: Request, limit: Limit = LISTED) -> OverlapAnswer:
        _own, rest = take_own(request.url.query, ("limit",))
        view, ignored = services.read(rest)
        sets, planned = set_keys(view, services.vocabulary), view.planned == INCLUDE
        found = overlaps.overlap(view, sets, planned=planned, limit=limit)
        name = labelling(services.catalogue, services.translators, view.lang)
        parts = Parts(overlaps, view, sets, planned)
        told = _overlap(found, _Told(parts, name))
        return OverlapAnswer.model_validate({**_about(view, ignored), **told})

    @routes.get(
        "/overlap/programmes",
        summary="Which places every two programmes share",
        openapi_extra={"parameters": described},
    )
    def programmes(request: Request) -> ProgrammePairs:
        view, ignored = services.read(request.url.query)
        found = overlaps.all_pairs(view, overlaps.programmes(), planned=view.planned == INCLUDE)
        name = labelling(services.catalogue, services.translators, view.lang)
        return ProgrammePairs.model_validate({**_about(view, ignored), "rows": _rows(found, name)})

    return routes


def _about(view: ViewState, ignored: Iterable[Any]) -> dict[str, Any]:
    return {
        "view": view_as_json(view),
        "ignored": [
            {"parameter": one.parameter, "value": one.value, "reason": one.reason}
            for one in ignored
        ],
        "level": view.level,
        "planned": view.planned,
    }


@dataclass(frozen=True)
class _Told:
    """Tells the parts of an overlap: their units by name, and what they rest on."""

    parts: Parts
    name: Label

    def units(self, key: str) -> dict[str, Any]:
        part = self.parts.part(key)
        return {
            "part": key,
            "count": len(part.units),
            "units": [self.unit(code) for code in part.units],
            "activities": part.counted.count,
            "source_ids": part.source_ids,
        }

    def unit(self, code: str) -> dict[str, str]:
        return {"id": code, "label": self.name(self.parts.view.level, code)}

    def set(self, key: SetKey) -> dict[str, str]:
        dimension = "organisation" if key.kind == answer.FUNDER else key.kind
        label = self.name(dimension, key.id)
        return {"key": str(key), "kind": key.kind, "id": key.id, "label": label}


def _overlap(found: answer.Overlap, told: _Told) -> dict[str, Any]:
    return {
        "sets": [_presence(one, told) for one in found.sets],
        "units": [
            {
                **told.unit(one.code),
                "sets": [{"key": str(key), "activities": count} for key, count in one.activities],
            }
            for one in found.units
        ],
        "union": told.units(UNION),
        "intersection": told.units(INTERSECTION),
        "pairs": [_pair(one, told) for one in found.pairs],
        "several": {
            "count": found.several_count,
            "activities": [
                {"id": one.id, "sets": [str(key) for key in one.sets]} for one in found.several
            ],
            "source_ids": told.parts.part(SEVERAL).source_ids,
        },
    }


def _presence(one: answer.SetPresence, told: _Told) -> dict[str, Any]:
    return {
        **told.set(one.key),
        "activities": one.activities,
        "placed": one.placed,
        "present": told.units(f"set/{one.key}"),
        "only": told.units(f"only/{one.key}"),
        "left_out": [_reason(left) for left in one.left_out],
        "source_ids": one.source_ids,
    }


def _reason(left: LeftOut) -> dict[str, Any]:
    return {"reason": left.reason, "count": left.count}


def _pair(one: answer.PairOverlap, told: _Told) -> dict[str, Any]:
    both = f"{one.left}/{one.right}"
    return {
        "left": str(one.left),
        "right": str(one.right),
        "union": told.units(f"either/{both}"),
        "intersection": told.units(f"both/{both}"),
        "left_only": told.units(f"without/{both}"),
        "right_only": told.units(f"without/{one.right}/{one.left}"),
        "activities": one.activities,
        "meetings": [
            {
                **told.unit(each.code),
                "sectors": [{"id": id_, "label": told.name("sector", id_)} for id_ in each.sectors],
                "left": _side(told, (one.left, each.code), each.left, each.left_ids),
                "right": _side(told, (one.right, each.code), each.right, each.right_ids),
                "both": each.both,
                "source_ids": each.source_ids,
            }
            for each in one.meetings
        ],
    }


def _side(told: _Told, at: tuple[SetKey, str], count: int, ids: tuple[str, ...]) -> dict[str, Any]:
    key, code = at
    part = told.parts.part(f"at/{key}/{code}")
    found = {"key": str(key), "part": part.key, "count": count, "activities": ids}
    return {**found, "source_ids": part.source_ids}


def _rows(found: answer.AllPairs, name: Label) -> list[dict[str, Any]]:
    ids = [key.id for key in found.keys]
    return [
        {
            "id": id_,
            "label": name("programme", id_),
            "shared": [
                {"programme": other, "count": len(units), "units": units}
                for other, units in zip(ids, row, strict=True)
            ],
        }
        for id_, row in zip(ids, found.shared, strict=True)
    ]
