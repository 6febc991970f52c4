"""Places, programmes and the like, and periods side by side, and what tells them apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.models import Ignored, View
from api.query import labelling, parameters, view_as_json
from geodata.comparing import Comparison, Multiple, Side, compare, multiples
from geodata.view_state import CHOICES, KEYS
from i18n.catalogues import Translator
from layers.comparing import name_of
from ui.services import Services

COMPARE_PARAMETER = {
    "name": "compare",
    "in": "query",
    "required": False,
    "description": (
        f"At most {KEYS['compare']} keys, such as `place:02,period:2018-2020`; kinds: place, "
        "programme, phase, sector, organisation, period."
    ),
    "explode": False,
    "schema": {"type": "array", "items": {"type": "string"}},
}
ACROSS_PARAMETER = {
    "name": "across",
    "in": "query",
    "required": False,
    "description": "What the small maps differ by.",
    "schema": {"type": "string", "enum": list(CHOICES["across"]), "default": "phase"},
}
Label = Callable[[str, str], str]


class Figure(BaseModel):
    """The figure of one value under the view's rule."""

    id: str
    label: str
    value: float


class Stated(BaseModel):
    """A figure that sources state."""

    id: str
    indicator: str
    unit: str
    value: float
    low: float
    high: float
    scope: list[str]
    inside: bool = Field(description="Whether its places lie wholly in those chosen.")
    source_ids: list[str]


class SideBy(BaseModel):
    """Figures of the activities of one side by dimension; zeros are left out."""

    sector: list[Figure]
    status: list[Figure]
    programme: list[Figure]
    organisation: list[Figure]
    region: list[Figure]
    year: list[Figure]


class SideAnswer(BaseModel):
    """The answer to the view narrowed by one key."""

    key: str
    label: str
    activities: int = Field(description="Each once, whatever the rule.")
    programmes: int
    organisations: int
    sectors: int
    regions_covered: int
    people: list[Stated]
    funding: list[Stated]
    by: SideBy


class CountDifference(BaseModel):
    """A count of the sides that have an activity, in their order."""

    measure: Literal["activities", "programmes", "organisations"]
    values: list[int]
    highest: list[str] = Field(description="Keys of the sides that have the most.")
    lowest: list[str]
    more: int = Field(description="Greatest less least.")


class OnlyIn(BaseModel):
    """Values that one side alone has."""

    key: str
    ids: list[str]


class Common(BaseModel):
    """Values of a dimension that every side with an activity has, and that one alone has."""

    dimension: Literal["sector", "programme", "organisation"]
    shared: list[str]
    only: list[OnlyIn]


class SmallMap(BaseModel):
    """The activities of one value by region."""

    id: str
    label: str
    value: float
    regions: list[Figure]
    elsewhere: list[Figure] = Field(description="National, place not stated and their like.")


class CompareAnswer(BaseModel):
    """Narrowed views side by side; each key replaces the filter of its own dimension."""

    view: View
    ignored: list[Ignored]
    sides: list[SideAnswer]
    empty: list[str] = Field(description="Keys of sides without an activity.")
    counts: list[CountDifference]
    common: list[Common]
    maps: list[SmallMap]


def router(services: Services) -> APIRouter:
    """Return the route of comparisons."""
    routes = APIRouter(prefix="/api/v1", tags=["compare"])
    described = [*parameters(services.vocabulary), COMPARE_PARAMETER, ACROSS_PARAMETER]

    @routes.get(
        "/compare",
        summary="Places, programmes or periods side by side",
        openapi_extra={"parameters": described},
    )
    def compared(request: Request) -> CompareAnswer:
        view, ignored = services.read(request.url.query)
        found = compare(services.catalogue, view, view.compare)
        several = multiples(services.catalogue, view, view.across)
        words = services.translators[view.lang]
        named = labelling(services.catalogue, services.translators, view.lang)
        return CompareAnswer.model_validate(
            {
                "view": view_as_json(view),
                "ignored": [
                    {"parameter": one.parameter, "value": one.value, "reason": one.reason}
                    for one in ignored
                ],
                **_comparison(found, words, named),
                "maps": [_map(one, view.across, named) for one in several],
            }
        )

    return routes


def _comparison(found: Comparison, words: Translator, named: Label) -> dict[str, Any]:
    return {
        "sides": [_side(side, words, named) for side in found.sides],
        "empty": found.empty,
        "counts": [
            {
                "measure": one.measure,
                "values": one.values,
                "highest": one.highest,
                "lowest": one.lowest,
                "more": one.more,
            }
            for one in found.counts
        ],
        "common": [
            {
                "dimension": one.dimension,
                "shared": one.shared,
                "only": [{"key": key, "ids": ids} for key, ids in one.only],
            }
            for one in found.common
        ],
    }


def _side(side: Side, words: Translator, named: Label) -> dict[str, Any]:
    totals = side.answer.totals
    return {
        "key": side.key,
        "label": name_of(side.key, words, named),
        **side.counts,
        "sectors": len(side.by["sector"]),
        "regions_covered": totals.regions_covered,
        "people": [_stated(one) for one in totals.people],
        "funding": [_stated(one) for one in totals.funding],
        "by": {
            dimension: _figures(dimension, tuple(figures.items()), named)
            for dimension, figures in side.by.items()
        },
    }


def _stated(one: Any) -> dict[str, Any]:  # noqa: ANN401  (read by its names)
    return {name: getattr(one, name) for name in Stated.model_fields}


def _figures(
    dimension: str, figures: tuple[tuple[str, float], ...], named: Label
) -> list[dict[str, Any]]:
    return [{"id": id_, "label": named(dimension, id_), "value": value} for id_, value in figures]


def _map(one: Multiple, across: str, named: Label) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": named(across, one.id),
        "value": one.value,
        "regions": _figures("region", one.regions, named),
        "elsewhere": _figures("region", one.elsewhere, named),
    }
