"""Who works with whom: funders, implementers and regions as a flow, partners, and pairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.models import Ignored, View
from api.query import labelling, parameters, view_as_json
from geodata.partners_answer import Node, Partner, WhoWithWhom
from i18n.catalogues import Translator
from layers.partners import node_label
from ui.services import Services

ALL = "all"
FLOW_PARAMETER = {
    "name": "flow",
    "in": "query",
    "required": False,
    "description": "Whether the flow has a node for every organisation, or the leading ones.",
    "schema": {"type": "string", "enum": ["leading", ALL], "default": "leading"},
}
Label = Callable[[str, str], str]


class FlowNode(BaseModel):
    """A value of one column of the flow."""

    column: Literal["funder", "implementer", "region"]
    id: str = Field(
        description=(
            "An organisation or region; `not_stated`, `national`, `unplaced`, `former`, `coarser`;"
            " `others` for what is gathered."
        )
    )
    label: str
    value: float = Field(description="Activities, or their parts under `count=allocated`.")
    gathered: int = Field(description="Values that the node stands for.")


class FlowLink(BaseModel):
    """Activities with a value of one column and one of the next; links do not add up."""

    source_column: Literal["funder", "implementer"]
    source: str
    target_column: Literal["implementer", "region"]
    target: str
    value: float


class RoleCount(BaseModel):
    """Activities of an organisation in one role."""

    role: Literal["funder", "implementer", "partner", "authority"]
    activities: int


class PartnerRow(BaseModel):
    """One organisation."""

    id: str
    label: str
    kind: str
    activities: int = Field(description="In any role, each once.")
    roles: list[RoleCount]
    programmes: int
    regions: int = Field(description="Regions of today with one of its activities.")


class PairRow(BaseModel):
    """Two organisations with activities that both take part in."""

    left: str
    right: str
    activities: int
    sectors: list[str] = Field(description="Sectors of these activities, most frequent first.")


class PartnersAnswer(BaseModel):
    """Who works with whom under a view; every filter applies."""

    view: View
    ignored: list[Ignored]
    activities: int
    regions: int = Field(description="Regions of today with an activity.")
    nodes: list[FlowNode]
    links: list[FlowLink]
    partners: list[PartnerRow]
    pairs: list[PairRow]


def router(services: Services) -> APIRouter:
    """Return the route of partners."""
    routes = APIRouter(prefix="/api/v1", tags=["partners"])
    described = [*parameters(services.vocabulary), FLOW_PARAMETER]

    @routes.get(
        "/partners",
        summary="Organisations by role, and which work together",
        openapi_extra={"parameters": described},
    )
    def partners(request: Request) -> PartnersAnswer:
        view, ignored = services.read(request.url.query)
        found = services.partners.answer(view, every=view.flow == ALL)
        words = services.translators[view.lang]
        named = labelling(services.catalogue, services.translators, view.lang)
        return PartnersAnswer.model_validate(
            {
                "view": view_as_json(view),
                "ignored": [
                    {"parameter": one.parameter, "value": one.value, "reason": one.reason}
                    for one in ignored
                ],
                **_answer(found, words, named),
            }
        )

    return routes


def _answer(found: WhoWithWhom, words: Translator, named: Label) -> dict[str, Any]:
    return {
        "activities": found.activities,
        "regions": found.regions,
        "nodes": [_node(node, words, named) for column in found.columns for node in column],
        "links": [
            {
                "source_column": link.source.column,
                "source": link.source.id,
                "target_column": link.target.column,
                "target": link.target.id,
                "value": link.value,
            }
            for link in found.links
        ],
        "partners": [_partner(one, named) for one in found.partners],
        "pairs": [asdict(pair) for pair in found.pairs],
    }


def _node(node: Node, words: Translator, named: Label) -> dict[str, Any]:
    return {
        "column": node.column,
        "id": node.id,
        "label": node_label(node, words, named),
        "value": node.value,
        "gathered": node.gathered,
    }


def _partner(one: Partner, named: Label) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": named("organisation", one.id),
        "kind": one.kind,
        "activities": one.activities,
        "roles": [{"role": role, "activities": count} for role, count in one.roles],
        "programmes": one.programmes,
        "regions": one.regions,
    }
