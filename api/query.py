"""The query of an endpoint, as OpenAPI describes it and as an answer repeats it."""

from dataclasses import fields
from typing import Any

from geodata.view_state import YEAR_PARAMETERS, ViewState, Vocabulary

LONGEST_ENUMERATION = 40
MEANINGS = {
    "lang": "Language of the labels and notes.",
    "page": "Page of the dashboard; does not change the figures.",
    "level": "Level of places whose pairs `count=touches` adds up.",
    "place": "HCP codes of any level; `national` and `unplaced` are places too.",
    "programme": "Programmes; together with `phase` one dimension.",
    "phase": "Phases; together with `programme` one dimension.",
    "sector": "Sectors.",
    "org": "Organisations, in any role.",
    "status": "Statuses.",
    "acts_at": "Levels that activities act at.",
    "from": "First year; activities without dates fall out.",
    "to": "Last year; activities without dates fall out.",
    "count": "Rule of counting.",
    "measure": "What the map of the page shows; does not change the figures.",
    "boundary": "Boundaries that the page shows; does not change the figures.",
    "theme": "Appearance of the page; does not change the figures.",
}


def parameters(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Return the parameters of a query as OpenAPI describes them."""
    lists = {
        name: {"type": "array", "items": _enumeration(ids)}
        for name, ids in vocabulary.lists.items()
    }
    years = {name: {"type": "integer"} for name in YEAR_PARAMETERS}
    choices = {name: _enumeration(ids) for name, ids in vocabulary.choices.items()}
    return [_parameter(name, schema) for name, schema in {**choices, **lists, **years}.items()]


def view_as_json(view: ViewState) -> dict[str, Any]:
    """Return a view by the names its parameters have in a query."""
    named = {
        item.name.removesuffix("_year"): getattr(view, item.name)
        for item in fields(view)
        if item.name != "more"
    }
    return {**named, **dict(view.more)}


def _enumeration(ids: tuple[str, ...]) -> dict[str, Any]:
    # Some 1,700 places would drown the description of everything else.
    if 0 < len(ids) <= LONGEST_ENUMERATION:
        return {"type": "string", "enum": list(ids)}
    return {"type": "string"}


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    parameter = {
        "name": name,
        "in": "query",
        "required": False,
        "description": MEANINGS.get(name, ""),
        "schema": schema,
    }
    # Commas between the values, as the page writes them.
    return {**parameter, "explode": False} if schema["type"] == "array" else parameter
