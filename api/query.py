"""The query of an endpoint, as OpenAPI describes it and as an answer repeats it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qsl, urlencode

from geodata.catalogue import Catalogue
from geodata.gazetteer import LEVELS
from geodata.view_state import (
    YEAR_PARAMETERS,
    ViewState,
    Vocabulary,
)
from i18n.catalogues import Translator

LONGEST_ENUMERATION = 40
# What one question asks beside the filters: only the endpoints that answer it describe it.
ASKED = frozenset(
    (
        *("planned", "rows", "cols", "group", "census", "against", "draw", "breaks", "classes"),
        *("across", "flow"),
    )
)
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
    "funder": "Organisations that fund; `not_stated` where our sources name none.",
    "implementer": "Organisations that implement; `not_stated` where our sources name none.",
    "partner": "Organisations that are partners; `not_stated` where our sources name none.",
    "authority": "Authorities in charge; `not_stated` where our sources name none.",
    "with": "Organisations in any role, beside those of `org`: both take part.",
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
    choices = {
        name: _enumeration(ids) for name, ids in vocabulary.choices.items() if name not in ASKED
    }
    return [_parameter(name, schema) for name, schema in {**choices, **lists, **years}.items()]


def view_as_json(view: ViewState) -> dict[str, Any]:
    """Return a view by the names its parameters have in a query."""
    named = {
        item.name.removesuffix("_year"): getattr(view, item.name)
        for item in fields(view)
        if item.name != "more"
    }
    return {**named, **dict(view.more)}


def take_own(query: str, names: Collection[str]) -> tuple[dict[str, list[str]], str]:
    """Take the parameters that only an endpoint knows out of a query.

    Parameters
    ----------
    query
        Without its question mark.
    names
        What they are called.

    Returns
    -------
    (dict, str)
        The values of each by its name, empty for none, and the rest of the query: its view.
    """
    own: dict[str, list[str]] = {name: [] for name in names}
    rest = []
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        if name in own:
            own[name].append(value)
        else:
            rest.append((name, value))
    return own, urlencode(rest, errors="replace")


def labelling(
    catalogue: Catalogue, translators: Mapping[str, Translator], lang: str
) -> Callable[[str, str], str]:
    """Return what names a value of a dimension: ``label("region", "02")``."""
    words = translators[lang]

    def name(dimension: str, id_: str) -> str:
        word = f"place.{id_}"
        is_word = dimension in (*LEVELS, "year") and words.has(word)
        return words.t(word) if is_word else catalogue.label(dimension, id_, lang)

    return name


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
