"""The bundle counts in the browser what the server counts, and shows it in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

import ui.page
from app import create_app, create_services
from geodata.coverage import unit_states
from i18n.catalogues import Translator
from i18n.languages import LANGUAGES
from i18n.lists import listed
from i18n.numbers import format_number
from layers.breaks import class_of, count_breaks
from settings import load_settings
from tests.browser.chromium import launched
from tests.bundle.bundles import opened
from tests.exports.orders import embedded
from tests.independent.combinations import combinations
from tests.independent.counter.count import Counter
from ui import panels
from ui.links import Links
from ui.page import open_page
from ui.templating import environment

pytestmark = pytest.mark.browser

CHUNK = 250
NEARLY = 1e-9
SHARE, WIDTH = "--share: ", 1.5e-4
COUNTED = """(queries) => queries.map((query) => {
  const { counter } = jihat.bundle;
  const answer = counter.answer(counter.read(query));
  const sources = (key, id) => counter.sourcesOf(counter.bitsBehind(answer, key, id));
  const rows = Object.entries(answer.by).map(([key, own]) => [
    key, own.map((row) => [row.id, row.value, row.selected, sources(key, row.id)])]);
  const known = ["activities", "programmes", "organisations", "regions_covered", "national",
    "unplaced", "undated"];
  return {
    totals: answer.totals,
    sources: Object.fromEntries(known.map((id) => [id, sources("total", id)])),
    by: Object.fromEntries(rows),
    stated: answer.stated.map(({ id, inside, value, low, high }) => [id, inside, value, low, high]),
    notes: answer.notes,
  };
})"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with opened(launched()) as view:
        yield view.page


def test_some_views_are_counted_as_the_server_counts_them(page: Page) -> None:
    assert disagreements(page, 200, seed=11) == []


@pytest.mark.long
def test_many_views_are_counted_as_the_server_counts_them(page: Page) -> None:
    assert disagreements(page, 10_000, seed=1_993) == []


def disagreements(page: Page, count: int, seed: int) -> list[str]:
    settings = load_settings({})
    views = combinations(Counter(settings.data), count, seed)
    queries = [urlencode(view) for view in views]
    with TestClient(create_app(create_services(settings))) as client:
        found = []
        for start in range(0, count, CHUNK):
            chunk = queries[start : start + CHUNK]
            for query, counted in zip(chunk, page.evaluate(COUNTED, chunk), strict=True):
                answer = client.get(f"/api/v1/view?{query}").json()
                found += [f"{query}: {line}" for line in differences(answer, counted)]
    return found[:20]


def differences(answer: dict[str, Any], counted: dict[str, Any]) -> Iterator[str]:
    totals = {name: value for name, value in counted["totals"].items() if name in answer["totals"]}
    for name, value in totals.items():
        if answer["totals"][name] != value:
            yield f"{name} {value}"
    if answer["totals"]["source_ids"] != counted["sources"]:
        yield "sources of totals"
    assert len(totals) == 7
    for key, rows in answer["by"].items():
        own = counted["by"][key]
        names = ("id", "selected", "source_ids")
        if [[row[one] for one in names] for row in rows] != [[i, s, c] for i, _, s, c in own]:
            yield f"rows of {key}"
        elif any(abs(row["value"] - v) > NEARLY for row, (_, v, *_) in zip(rows, own, strict=True)):
            yield f"values of {key}"
    kept = ("id", "inside", "value", "low", "high")
    if [[one[name] for name in kept] for one in answer["stated"]] != counted["stated"]:
        yield "stated"
    told = [{k: v for k, v in note.items() if k != "text"} for note in answer["notes"]]
    if told != counted["notes"]:
        yield "notes"


SHOWN = """async (query) => {
  jihat.go("?" + query);
  // What lies below the screen follows when the rest is painted.
  const here = jihat.bundle.here();
  const arrived = () => document.documentElement.dataset.shown === here;
  while (!arrived()) await new Promise((later) => setTimeout(later, 5));
  const said = (node) => node.textContent.replace(/\\s+/g, "");
  const hidden = (node) => node.closest("[hidden]") !== null;
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => !hidden(one));
  const bars = (name) => all(`#${name} tr.bar`).map((row) => [row.dataset.key,
    said(row.querySelector(".bar__value")), row.querySelector(".bar__fill").style.cssText,
    row.className, row.closest("details") !== null]);
  return {
    sentence: said(document.getElementById("answer")),
    figures: all(".figure").map(said),
    chips: all("#filters .chip").map(said),
    hints: all("#filters .hint").map(said),
    legend: all("#map-legend li").map(said),
    chosen: all("#map-foot .elsewhere .chip").map(said),
    units: all("#map-foot tr[data-key]").map((row) => [row.dataset.key, said(row)]).sort(),
    programmes: bars("programmes"), sectors: bars("sectors"), organisations: bars("organisations"),
    years: all("#timeline tr.column").map((row) => [row.dataset.key, Number(row.dataset.number),
      row.querySelector(".column__fill").style.cssText, row.className]),
    lanes: all("#timeline li.lane").map((lane) => [said(lane), lane.className]),
    rows: all("#activities tbody tr").map((row) => row.dataset.id),
  };
}"""


def test_some_views_are_shown_in_the_words_of_the_page(page: Page) -> None:
    assert mismatches(page, 25, seed=5) == []


@pytest.mark.long
def test_many_views_are_shown_in_the_words_of_the_page(page: Page) -> None:
    assert mismatches(page, 600, seed=77) == []


def mismatches(page: Page, count: int, seed: int) -> list[str]:
    services, random = embedded(), Random(seed)  # noqa: S311 - no cryptography
    views = combinations(Counter(load_settings({}).data), count, seed)
    found = []
    for view in views:
        # No map of the bundle shows communes.
        level = random.choice(["region", "province"])
        query = urlencode({**view, "lang": random.choice(LANGUAGES), "level": level})
        expected = on_the_page(rendered(open_page(services, query)))
        shown = page.evaluate(SHOWN, query)
        found += [
            f"{query}: {name}: {shown[name]!r} instead of {expected[name]!r}"
            for name in shown
            if not same(shown[name], expected[name])
        ]
    return found[:10]


def same(shown: Any, expected: Any) -> bool:
    """Whether both are the same; the last digit of a width may be rounded the other way."""
    if isinstance(shown, list):
        return len(shown) == len(expected) and all(map(same, shown, expected))
    if isinstance(shown, str) and shown.startswith(SHARE):
        return abs(width(shown) - width(expected)) < WIDTH
    return bool(shown == expected)


def width(style: str) -> float:
    return float(style.removeprefix(SHARE).rstrip(";"))


COMPARED = (
    *("filters", "figures", "map-legend", "map-foot", "timeline", "activities"),
    *("programmes", "sectors", "organisations"),
)


def rendered(page: ui.page.Page) -> dict[str, str]:
    shared = {"page": page, "view": page.view, "t": page.words.t, "n": page.words.n}
    return {
        id_: environment()
        .get_template(f"{name}.html")
        .render(**shared, links=Links(page.view), **context)
        for id_, name, context in panels.contexts(page)
        if id_ in COMPARED
    }


def on_the_page(texts: dict[str, str]) -> dict[str, Any]:
    tree = {id_: html.fragment_fromstring(text, "div") for id_, text in texts.items()}

    def said(node: Any) -> str:
        return re.sub(r"\s+", "", node.text_content())

    def found(id_: str, selector: str) -> list[Any]:
        return list(tree[id_].cssselect(selector))

    def bars(name: str) -> list[list[Any]]:
        return [
            [
                row.get("data-key"),
                said(row.cssselect(".bar__value")[0]),
                f"{row.cssselect('.bar__fill')[0].get('style').replace(':', ': ')};",
                " ".join(row.get("class").split()),
                bool(row.xpath("ancestor::details")),
            ]
            for row in found(name, "tr.bar")
        ]

    return {
        "sentence": said(found("filters", "#answer")[0]),
        "figures": [said(one) for one in found("figures", ".figure")],
        "chips": [said(one) for one in found("filters", ".chip")],
        "hints": [said(one) for one in found("filters", ".hint")],
        "legend": [said(one) for one in found("map-legend", "li")],
        "chosen": [said(one) for one in found("map-foot", ".elsewhere .chip")],
        "units": sorted(
            [one.get("data-key"), said(one)] for one in found("map-foot", "tr[data-key]")
        ),
        "programmes": bars("programmes"),
        "sectors": bars("sectors"),
        "organisations": bars("organisations"),
        "years": [
            [
                one.get("data-key"),
                float(one.get("data-number")),
                f"{one.cssselect('.column__fill')[0].get('style').replace(':', ': ')};",
                one.get("class"),
            ]
            for one in found("timeline", "tr.column")
        ],
        "lanes": [[said(one), one.get("class")] for one in found("timeline", "li.lane")],
        "rows": [one.get("data-id") for one in found("activities", "tbody tr")],
    }


VALUES = (0.005, 0.015, 0.125, 0.135, 1 / 3, 2 / 3, 2.5, 2.675, 7, 10.5, 999.995, 1234.5, 9_000_000)
WORDS = """(lang) => {
  const data = JSON.parse(document.getElementById("bundle-data").textContent);
  window.said = jihat.words(data.languages[lang]);
}"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_and_lists_are_written_as_the_page_writes_them(page: Page, lang: str) -> None:
    random, own = Random(3), Translator(lang)  # noqa: S311 - no cryptography
    values = [*VALUES, *(random.uniform(0, 5000) for _ in range(200)), *range(130)]
    page.evaluate(WORDS, lang)
    written = page.evaluate("(values) => values.map(said.number)", values)
    assert written == [format_number(value, lang) for value in values]
    counts = [*range(130), 1000, 1001]
    plural = page.evaluate("(counts) => counts.map((n) => said.n('unit.activities', n))", counts)
    assert plural == [own.n("unit.activities", n) for n in counts]
    names = ["Santé", "الصحة", "GIZ (Maroc)", "7 / 12"]
    assert page.evaluate("(names) => said.listed(names)", names) == listed(names, own)


CLASSES = """(all) => all.map((values) => {
  const breaks = jihat.breaksOf(values);
  return [breaks, values.map((value) => jihat.classOf(value, breaks))];
})"""
EMPTY = """([query, codes]) => {
  const { counter } = jihat.bundle;
  return codes.map((code) => counter.emptyState(counter.read(query), code));
}"""


def test_classes_are_those_of_the_page(page: Page) -> None:
    random = Random(8)  # noqa: S311 - no cryptography
    likely = [0, 1, 2, 3.5, 29, 0.29, 47.3, 118, 1234]
    samples = [
        [random.choice([*likely, random.random() * 99]) for _ in range(random.randrange(1, 30))]
        for _ in range(200)
    ]
    for values, (breaks, classes) in zip(samples, page.evaluate(CLASSES, samples), strict=True):
        assert tuple(breaks) == count_breaks(values)
        assert classes == [class_of(value, breaks) for value in values]


def test_empty_units_mean_what_they_mean_on_the_page(page: Page) -> None:
    services = embedded()
    codes = [*services.gazetteer.codes("region"), *services.gazetteer.codes("province")]
    views = combinations(Counter(load_settings({}).data), 60, seed=4)
    for query in map(urlencode, views):
        view, _ = services.read(query)
        states = unit_states(services.catalogue.record, view, codes, ())
        assert page.evaluate(EMPTY, [query, codes]) == list(states.values()), query
