"""Need against activity: a census figure of every unit, and what is done there."""

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.models import Ignored, View
from api.query import parameters, view_as_json
from geodata.framing import drawable_level
from geodata.need import CHANGE, Need, Reading, Unit, need, population_sources
from geodata.view_state import CHOICES, ViewState
from i18n.catalogues import Translator
from layers.classes import Classes
from layers.need import activity_classes, both_classes, cell_of, need_classes
from layers.need_words import NeedReading, name_of
from layers.reading import Reading as Answered
from ui.services import Services

MEANINGS = {
    "indicator": "Id from `/api/v1/census/indicators.json`, or `population_density`; by default "
    "`labour_unemployment_rate`.",
    "group": "Whom the figure is about; the indicator's first where it has no such group.",
    "census": "Year of the census, or the change between both; the only year where there is one.",
    "against": "What the need is set against, by 100,000 people of the legal population of 2024.",
    "draw": "`both` parts the need into three classes instead of `classes`.",
    "breaks": "How figures are parted into classes; `own` by `limits`.",
    "classes": "Number of classes.",
    "limits": "Up to four numbers that part own classes, separated by commas.",
}


def _asked() -> list[dict[str, Any]]:
    found = []
    for name, meaning in MEANINGS.items():
        schema: dict[str, Any] = {"type": "string"}
        if name in CHOICES:
            schema["enum"] = list(CHOICES[name])
        described = {"name": name, "in": "query", "required": False, "schema": schema}
        found.append({**described, "description": meaning})
    return found


class NeedFigure(BaseModel):
    """The census figure of a place."""

    code: str = Field(description="HCP code of today; `MA` for the country.")
    label: str
    value: float | None = Field(description="In the measure of the answer; null without a figure.")
    first: float | None = Field(description="Of 2014, where the value is a change.")
    last: float | None = Field(description="Of 2024, where the value is a change.")
    reason: str = Field(description="Why there is no value; empty where there is one.")
    renumbered: bool = Field(description="Whether a commune had another code in 2014.")


class NeedUnit(NeedFigure):
    """A unit with its need and what is done there."""

    rank: int | None = Field(description="1 for the highest; equal figures share a rank.")
    population: float | None = Field(description="Legal population of 2024.")
    activities: int | float | None = Field(
        description="Under the rule of the query; null where our sources have none, never zero."
    )
    against: int | float | None = Field(description="What the need is set against; or null.")
    per_100000: float | None = Field(description="That by 100,000 people; our own division.")
    figures: list[str] = Field(description="Measurements wholly inside, of people or funding.")
    class_: int | None = Field(
        None, alias="class", description="1 for the lowest class; of a change, by its size."
    )
    need_class: int = Field(description="1 low to 3 high, for the bivariate map; 0 for none.")
    against_class: int = Field(description="The same for what the need is set against.")


class NeedClasses(BaseModel):
    """Classes of figures: a figure that equals a limit lies below it."""

    limits: list[float]
    units: list[int] = Field(description="Number of units in each class, from low to high.")


class LeftOut(BaseModel):
    """A stated figure that belongs to no single unit."""

    measurement: str
    reason: Literal["national", "unplaced", "former", "several", "currency"]


class NeedAnswer(BaseModel):
    """Need against activity under a view."""

    view: View
    ignored: list[Ignored]
    rule: Literal["distinct", "touches", "allocated"]
    indicator: str
    name: str
    group: Literal["total", "male", "female", "urban", "rural"]
    census: Literal["2024", "2014", "change"]
    measure: Literal["value", "points", "difference", "percent"] = Field(
        description="`value`, `difference`: in `unit`; `percent`: change in percent of 2014."
    )
    unit: str = Field(description="Unit of the indicator.")
    decimals: int
    replaced: list[str] = Field(description="Parameters of which another value is shown.")
    frame: str = Field(description="Code of the place that the units lie in.")
    against_unit: str = Field(description="`persons` or a currency; empty for activities.")
    references: list[NeedFigure] = Field(description="Of what the units lie in, country first.")
    units: list[NeedUnit]
    classes: NeedClasses | None
    need_classes: NeedClasses | None
    against_classes: NeedClasses | None
    left_out: list[LeftOut]
    source_ids: list[str] = Field(description="Sources of the census figures of this answer.")
    population_source_ids: list[str] = Field(
        description="Source of the population that figures by 100,000 people are divided by."
    )


def router(services: Services) -> APIRouter:
    """Return the route; the census table is read when it is first asked for."""
    routes = APIRouter(prefix="/api/v1", tags=["need"])

    @routes.get(
        "/need",
        summary="A census figure of every unit, and what is done there by 100,000 people",
        openapi_extra={"parameters": [*parameters(services.vocabulary), *_asked()]},
    )
    def needed(request: Request) -> NeedAnswer:
        view, ignored = services.read(request.url.query)
        # As the page does: no map shows every commune at once.
        drawn = view.with_(level=drawable_level(view))
        words = _reading(services, drawn)
        found = words.need
        return NeedAnswer.model_validate(
            {
                "view": view_as_json(drawn),
                "ignored": [
                    {"parameter": one.parameter, "value": one.value, "reason": one.reason}
                    for one in ignored
                ],
                "rule": view.count,
                **_shown(words),
                "references": [_figure(words, one) for one in found.references],
                "units": _units(words),
                **_classes(found),
                "left_out": [
                    {"measurement": figure.id, "reason": reason}
                    for reason, figure in found.left_out
                ],
                "source_ids": found.source_ids,
                "population_source_ids": population_sources(services.census),
            }
        )

    return routes


def _reading(services: Services, view: ViewState) -> NeedReading:
    catalogue = services.catalogue
    words: Translator = services.translators[view.lang]
    answer = catalogue.answer(view)
    found = need(view, answer, catalogue, services.census)
    return NeedReading(found, Answered(answer, catalogue, words))


def _shown(words: NeedReading) -> dict[str, Any]:
    found = words.need
    return {
        "indicator": found.indicator.id,
        "name": name_of(found.indicator, words),
        "group": found.group,
        "census": found.census,
        "measure": found.measure,
        "unit": found.indicator.unit,
        "decimals": found.decimals,
        "replaced": found.replaced,
        "frame": found.frame,
        "against_unit": found.unit,
    }


def _figure(words: NeedReading, one: Reading) -> dict[str, Any]:
    names = ("code", "value", "first", "last", "reason", "renumbered")
    return {**{name: getattr(one, name) for name in names}, "label": words.label(one.code)}


def _units(words: NeedReading) -> list[dict[str, Any]]:
    classes = need_classes(words.need)
    both = both_classes(words.need)
    return [{**_unit(words, unit, classes), **_cell(unit, both)} for unit in words.need.units]


def _unit(words: NeedReading, unit: Unit, classes: Classes | None) -> dict[str, Any]:
    return {
        **_figure(words, unit.need),
        "rank": unit.rank,
        "population": unit.population,
        "activities": unit.activities or None,
        "against": unit.against,
        "per_100000": unit.per_100000,
        "figures": [figure.id for figure in unit.figures],
        "class": _class(words.need, unit, classes),
    }


def _class(found: Need, unit: Unit, classes: Classes | None) -> int | None:
    if classes is None or unit.need.value is None:
        return None
    value = unit.need.value
    return classes.of(abs(value) if found.census == CHANGE else value) + 1


def _cell(unit: Unit, both: tuple[Classes | None, Classes | None]) -> dict[str, int]:
    low, high = cell_of(unit, both)
    return {"need_class": low, "against_class": high}


def _classes(found: Need) -> dict[str, Any]:
    values = [unit.need.value for unit in found.units if unit.need.value is not None]
    sizes = [abs(value) for value in values] if found.census == CHANGE else values
    rates = [unit.per_100000 for unit in found.units if unit.per_100000 is not None]
    low, _high = both_classes(found)
    return {
        "classes": _parted(need_classes(found), sizes),
        "need_classes": _parted(low, values),
        "against_classes": _parted(activity_classes(found), rates),
    }


def _parted(classes: Classes | None, values: list[float]) -> dict[str, Any] | None:
    if classes is None:
        return None
    counts = [0] * classes.count
    for value in values:
        counts[classes.of(value)] += 1
    return {"limits": classes.limits, "units": counts}
