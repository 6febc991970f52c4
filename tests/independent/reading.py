"""Reads the numbers of a rendered page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.chromium import View

PAGE_SIZE = 20
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Values of an attribute by key, for every row that has both.
ROWS = "rows => rows.map(row => [row.dataset.key, Number(row.dataset.number)])"
IDS = "rows => rows.map(row => row.dataset.id)"
MARKS = """plot => {
  const trace = plot.data[1];
  return Array.from(trace.locations, (code, at) => [code, trace.z[at], trace.text[at]]);
}"""


def shown(view: View) -> dict[str, set[str]]:
    """The view that the page says it shows, each parameter as a set of values."""
    search = view.html.get_attribute("data-shown") or ""
    values = parse_qs(urlsplit(search).query)
    return {name: set(value.split(",")) for name, (value,) in values.items()}


def numbers(page: Page, rows: str) -> dict[str, float]:
    """The number of each row that is not zero; zero marks what has no row in an answer."""
    found: list[tuple[str, float]] = page.locator(rows).evaluate_all(ROWS)
    assert len({key for key, _ in found}) == len(found)
    return {key: number for key, number in found if number}


def first_number(text: str) -> float:
    """The first number of a text in English; zero where it has none."""
    found = NUMBER.search(text)
    return float(found.group().replace(",", "")) if found else 0.0


def map_marks(page: Page) -> list[tuple[str, int, float]]:
    """Code, class and number of each region, from what Plotly has drawn."""
    marks = page.locator("#map .js-plotly-plot").evaluate(MARKS)
    return [(code, step, first_number(text.split("<br>")[1])) for code, step, text in marks]


def stated(page: Page, figure: str) -> dict[str, float]:
    """The number of each series in a list of stated figures."""
    rows = page.locator(f'[data-figure="{figure}"] li[data-series]')
    texts = rows.locator(".stated__value").all_text_contents()
    series = rows.evaluate_all("rows => rows.map(row => row.dataset.series)")
    return dict(zip(series, map(first_number, texts), strict=True))


def table_rows(view: View, query: str) -> list[str]:
    """The ids of the activities in the table, page after page."""
    ids: list[str] = view.page.locator("#activities tbody tr[data-id]").evaluate_all(IDS)
    while view.page.locator("#activities a[rel=next]").count():
        assert len(ids) % PAGE_SIZE == 0
        view.open(f"{query}&offset={len(ids)}")
        ids += view.page.locator("#activities tbody tr[data-id]").evaluate_all(IDS)
    return ids
