"""Every number of the overlap page opens exactly the activities and sources that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import lxml.html
import pytest

from tests.independent.counter.filters import parse
from tests.independent.counter.overlap import Side, reason_of, sides, sources_of

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.activities import Activity
    from tests.independent.counter.count import Counter

VIEWS = [
    {"sets": "phase:m4sd-3,programme:depomi"},
    {"sets": "programme:depomi,programme:m4sd,organisation:iom", "planned": "include"},
    {"sets": "funder:eu,funder:sdc,sector:employment,programme:prim", "level": "province"},
    {"sets": "programme:m4sd,organisation:iom", "level": "commune", "place": "02"},
    {"sets": "programme:m4sd,sector:employment", "planned": "include", "level": "province"},
]


def opened(client: TestClient, href: str) -> lxml.html.HtmlElement:
    text = client.get(f"/{href}").text
    return lxml.html.document_fromstring(text)


def reason(each: Activity, side: Side, level: str) -> str:
    return reason_of(each, level) if each in side.carried_out else "not_carried_out"


def behind(key: str, found: dict[str, Side], level: str) -> dict[str, Activity]:
    """Count the activities of a part anew, from what ``docs/counting.md`` says of it."""
    kind, *rest = key.split("/")
    sets = [one for one in rest if ":" in one]
    units = {name: set(side.units) for name, side in found.items()}
    if kind == "left":
        name, why = rest
        left = [each for each in found[name].matching if each.id not in found[name].placed]
        return {each.id: each for each in left if reason(each, found[name], level) == why}
    if kind == "at" and len(sets) > 1:
        ids = set.intersection(*({e.id for e in found[name].units[rest[-1]]} for name in sets))
        return {each.id: each for each in found[sets[0]].carried_out if each.id in ids}
    if kind == "several":
        every = [each.id for side in found.values() for each in side.carried_out]
        return {
            each.id: each
            for side in found.values()
            for each in side.carried_out
            if every.count(each.id) > 1
        }
    among = {
        "union": (list(found), set.union(*units.values())),
        "intersection": (list(found), set.intersection(*units.values())),
        "set": (sets, units.get(sets[0], set()) if sets else set()),
        "at": (sets, {rest[-1]}) if rest else ([], set()),
    }
    if kind == "only":
        others = [units[name] for name in units if name != sets[0]]
        among["only"] = (sets, units[sets[0]].difference(*others))
    if len(sets) > 1:
        one, other = units[sets[0]], units[sets[1]]
        among["both"] = (sets, one & other)
        among["either"] = (sets, one | other)
        among["without"] = (sets[:1], one - other)
    names, chosen = among[kind]
    return {
        each.id: each
        for name in names
        for unit, activities in found[name].units.items()
        if unit in chosen
        for each in activities
    }


@pytest.mark.parametrize(
    "view", [VIEWS[0], *(pytest.param(view, marks=pytest.mark.long) for view in VIEWS[1:])]
)
def test_every_number_opens_what_it_counts(
    client: TestClient, counter: Counter, view: dict[str, str]
) -> None:
    found = sides(
        counter, parse(view), view["sets"].split(","), planned=view.get("planned") == "include"
    )
    query = "&".join(f"{name}={value}" for name, value in view.items())
    page = opened(client, f"?lang=en&page=overlap&{query}")
    links = {
        one.get("data-sources"): one.get("href")
        for one in page.cssselect('#question [data-sources^="overlap:"]')
    }
    parts = {key.removeprefix("overlap:") for key in links}
    left = {f"left/{name}/{why}" for name, side in found.items() for why in side.left_out}
    assert {part for part in parts if part.startswith("left/")} == left
    assert parts >= {"union", "intersection", *(f"set/{name}" for name in found)}
    for key, href in links.items():
        dialog = opened(client, href).cssselect("#details")[0]
        listed = {
            parse_qs(one.get("href").lstrip("?"))["select"][0]
            for one in dialog.cssselect("ol.counted a")
        }
        counted = behind(key.removeprefix("overlap:"), found, view.get("level", "region"))
        assert (key, listed) == (key, set(counted))
        sources = {one.get("data-source") for one in dialog.cssselect("[data-source]")}
        assert (key, sources) == (key, sources_of(counted.values()))
