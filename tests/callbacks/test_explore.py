from __future__ import annotations

import json
from typing import Any

import pytest

from callbacks.explore import show
from layers import map_figure
from tests.ui.services import example

LANGUAGES = [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")]


def answer(search: str) -> tuple[dict[str, Any], dict[tuple[Any, ...], Any]]:
    """Give what the panels show, and the changes of the map by their path."""
    payload, patch = show(example(), search)
    operations = patch.to_plotly_json()["operations"]
    assert {operation["operation"] for operation in operations} == {"Assign"}
    changes = {
        tuple(operation["location"]): operation["params"]["value"] for operation in operations
    }
    return payload, changes


@pytest.mark.parametrize(("lang", "direction"), LANGUAGES)
def test_an_answer_carries_language_direction_and_title(lang: str, direction: str) -> None:
    payload, _changes = answer(f"?lang={lang}")
    words = example().translators[lang]
    assert (payload["lang"], payload["dir"]) == (lang, direction)
    assert payload["title"] == f"{words.t('app.title')} – {words.t('app.subtitle')}"


def test_the_address_is_given_back_as_it_was_understood() -> None:
    payload, _changes = answer("?sector=nope&place=09,02&lang=en&colour=red")
    assert payload["search"] == "?lang=en&place=02,09"
    assert "colour" in payload["panels"]["notice"]


def test_panels_and_map_agree() -> None:
    payload, changes = answer("?lang=fr&place=02")
    assert changes["data", map_figure.OUTLINE, "locations"] == ["02"]
    assert 'data-key="02" data-number="3"' in payload["panels"]["map-foot"]
    steps = changes["data", map_figure.UNITS, "z"]
    assert len(steps) == 12
    assert max(steps) == steps[1]


def test_only_values_travel_and_no_geometry() -> None:
    payload, changes = answer("?lang=ar")
    addresses = [value for path, value in changes.items() if path[-1] == "geojson"]
    assert {address.partition("?")[0] for address in addresses} == {
        "/assets/geo/land.json",
        "/assets/geo/regions.json",
    }
    assert len(json.dumps(payload, ensure_ascii=False).encode()) < 100_000


@pytest.mark.parametrize("search", ["", "?", "lang=fr", "?lang=xx", "?place=%FF", "?select=%00"])
def test_any_address_is_answered(search: str) -> None:
    payload, changes = answer(search)
    assert payload["panels"]["figures"] != ""
    assert changes != {}


def test_the_same_address_is_answered_the_same() -> None:
    assert answer("?lang=fr&place=02&phase=m4sd-3") == answer("?lang=fr&place=02&phase=m4sd-3")
