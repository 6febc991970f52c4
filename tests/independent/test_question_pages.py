"""The numbers of the questions' pages, as the document arrives, beside what is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import lxml.html
import pytest

from settings import load_settings
from tests.independent import question_views as views
from tests.independent.comparing import differing
from tests.independent.counter import compare, partners
from tests.independent.counter.census import Census
from tests.independent.counter.filters import parse
from tests.independent.counter.matrix import cells_of
from tests.independent.counter.need import frame_of, level_of, needs_of
from tests.independent.counter.overlap import sides
from tests.independent.reading import first_number
from tests.independent.test_overlap_and_coverage import matrices, overlaps

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.independent.counter.count import Counter

Asked = dict[str, str]
Check = Callable[[lxml.html.HtmlElement, "Counter", Asked], Iterator[str]]
# Views of each page, the first with an activity of so many.
EACH, TRIED, MANY_SHOWN = 9, 60, 20
# A number on a page has two decimals at most.
ROUNDED = 0.005 + 1e-9
COUNTS = ("activities", "programmes", "organisations", "sectors", "regions_covered")
COLUMNS = {"Activities": "activities", "Programmes": "programmes", "Regions": "regions"}
ROLES = {"Funder": "funder", "Implementer": "implementer", "Partner": "partner"}


def question_of(client: TestClient, page: str, asked: Asked) -> lxml.html.HtmlElement:
    text = client.get("/", params={**asked, "page": page}).text
    (question,) = lxml.html.document_fromstring(text).cssselect("#question")
    return question


def number_of(element: lxml.html.HtmlElement) -> float:
    return first_number(element.text_content())


def unlike(name: str, shown: float, counted: float) -> Iterator[str]:
    if abs(shown - counted) > ROUNDED:
        yield f"{name}: the page has {shown}, the counter {counted}"


def overlap_lines(question: lxml.html.HtmlElement, counter: Counter, asked: Asked) -> Iterator[str]:
    keys = asked["sets"].split(",")
    query = parse(asked)
    # The page shows communes as provinces where no place is chosen to show them in.
    query = replace(query, level=level_of(query, frame_of(query)))
    found = sides(counter, query, keys, planned=asked["planned"] == "include")
    units = [set(side.units) for side in found.values()]
    counted = {"union": set().union(*units)}
    if len(units) > 1:
        counted["intersection"] = set.intersection(*units)
    for name, expected in counted.items():
        for row in question.cssselect(f'tr[data-part="{name}"]'):
            yield from differing(name, int(row.get("data-number")), len(expected))
    for meeting in question.cssselect("[data-meeting]"):
        for part in meeting.cssselect("[data-side]"):
            own = found[part.get("data-side")].units[meeting.get("data-meeting")]
            name = f"{part.get('data-side')} in {meeting.get('data-meeting')}"
            yield from differing(name, int(part.get("data-number")), len(own))


def coverage_lines(
    question: lxml.html.HtmlElement, counter: Counter, asked: Asked
) -> Iterator[str]:
    counted = cells_of(counter, parse(asked), (asked["rows"], asked["cols"]))
    shown = {
        tuple(link.get("data-sources").removeprefix("cell:").split("/")): number_of(link)
        for link in question.cssselect('td[data-state="documented"] a[data-sources^="cell:"]')
    }
    yield from differing("documented cells", sorted(shown), sorted(counted))
    for pair in shown.keys() & counted.keys():
        yield from unlike(str(pair), shown[pair], float(counted[pair].value))


def time_lines(question: lxml.html.HtmlElement, counter: Counter, asked: Asked) -> Iterator[str]:
    years = counter.count(asked).by["year"].values
    for column in question.cssselect("tr.column"):
        year = column.get("data-key")
        shown = float(column.get("data-number"))
        yield from unlike(year, shown, float(years.get(year, 0)))
        (cell,) = column.cssselect("td")
        yield from unlike(f"text of {year}", number_of(cell), float(years.get(year, 0)))
    dated = {each.id for each in counter.matching(parse(asked)) if each.years}
    bars = {item.get("data-id") for item in question.cssselect("li[data-id]")}
    yield from differing("bars", sorted(bars), sorted(dated))


def partners_lines(
    question: lxml.html.HtmlElement, counter: Counter, asked: Asked
) -> Iterator[str]:
    query = parse(asked)
    found = counter.matching(query)
    order = [row["id"] for row in counter.tables["organisations"]]
    flow = partners.flow_of(found, query, order, every=asked["flow"] == "all")
    for column in partners.COLUMNS:
        nodes = question.cssselect(f".flow__column--{column} .flow__node")
        shown = sorted(float(node.get("data-number")) for node in nodes)
        counted = sorted(float(value) for (name, _), value in flow.nodes.items() if name == column)
        if len(shown) != len(counted) or any(
            abs(one - other) > ROUNDED for one, other in zip(shown, counted, strict=True)
        ):
            yield from differing(f"nodes of {column}", shown, counted)
    taking = partners.taking_part(found)
    for row in question.cssselect("tr[data-row]"):
        own = taking[row.get("data-row")]
        for cell in row.cssselect("td[data-label]"):
            name, label = row.get("data-row"), cell.get("data-label")
            if label in COLUMNS:
                yield from unlike(
                    f"{label} of {name}", number_of(cell), getattr(own, COLUMNS[label])
                )
            elif label in ROLES:
                counted_in = own.roles.get(ROLES[label], 0)
                yield from unlike(f"{label} of {name}", number_of(cell), counted_in)


def compare_lines(question: lxml.html.HtmlElement, counter: Counter, asked: Asked) -> Iterator[str]:
    keys = asked["compare"].split(",")
    found = [compare.side_of(counter, asked, key) for key in keys]
    rows = question.cssselect(".compare__table tr")
    counts = [row for row in rows if row.cssselect("td[data-number]:not([data-link])")]
    for name, row in zip(COUNTS, counts, strict=False):
        for side, cell in zip(found, row.cssselect("td[data-number]"), strict=True):
            # Under the rule of touching, the page has the pairs in place of the activities.
            total = (side.counts | side.count.totals)[name]
            yield from unlike(name, float(cell.get("data-number")), total)
    for cell in question.cssselect(".compare__table td[data-number][data-link]"):
        dimension, _, id_ = cell.get("data-link").split(" ")[0].partition(":")
        values = found[int(cell.get("data-column")) - 1].by[dimension]
        counted = float(values.get(id_, 0))
        yield from unlike(f"{dimension} {id_}", float(cell.get("data-number")), counted)
        yield from unlike(f"text of {dimension} {id_}", number_of(cell), counted)
    maps = compare.maps_of(counter, parse(asked), asked["across"])
    for item in question.cssselect(".multiples li[data-number]"):
        id_ = item.get("data-link").split(" ")[0].partition(":")[2]
        yield from unlike(f"map {id_}", float(item.get("data-number")), float(maps[id_].value))


def need_lines(
    census: Census, question: lxml.html.HtmlElement, counter: Counter, asked: Asked
) -> Iterator[str]:
    needs = needs_of(counter, census, asked)
    for row in question.cssselect("tr.need__row"):
        code = row.get("data-key")
        own = needs.units[code].value
        if own is not None:
            yield from unlike(f"need of {code}", float(row.get("data-number")), float(own))
        for name, counted in (
            ("rank", [needs.rank(code) or 0]),
            ("people", [needs.population.get(code, 0)]),
            ("count", [values.get(code, 0) for values in (needs.activities, needs.against.values)]),
        ):
            # What the need is set against has a column of its own beside the activities.
            for value, cell in zip(counted, row.cssselect(f".need__{name}"), strict=False):
                yield from unlike(f"{name} of {code}", number_of(cell), float(value))


PAGES: dict[str, tuple[Callable[[Counter, int, int], Iterable[Asked]], Check]] = {
    "overlap": (overlaps, overlap_lines),
    "coverage": (matrices, coverage_lines),
    "time": (views.times, time_lines),
    "partners": (views.flows, partners_lines),
    "compare": (views.comparisons, compare_lines),
}


def first_lines(
    client: TestClient, counter: Counter, page: str, asked: Iterable[Asked], check: Check
) -> str:
    full = (one for one in asked if counter.matching(parse(one)))
    lines = (
        f"{one}: {line}"
        for one in islice(full, EACH)
        for line in check(question_of(client, page, one), counter, one)
    )
    return "\n".join(islice(lines, MANY_SHOWN))


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
def test_a_question_shows_what_is_counted(client: TestClient, counter: Counter, page: str) -> None:
    make, check = PAGES[page]
    assert first_lines(client, counter, page, make(counter, TRIED, 415), check) == ""


@pytest.mark.long
def test_the_page_of_need_shows_what_is_counted(client: TestClient, counter: Counter) -> None:
    census = Census(load_settings({}).data)
    asked = views.needs(counter, census.indicators, TRIED, 415)

    def check(question: lxml.html.HtmlElement, counter: Counter, one: Asked) -> Iterator[str]:
        return need_lines(census, question, counter, one)

    assert first_lines(client, counter, "need", asked, check) == ""
