"""From every number of the page to what it rests on."""

from __future__ import annotations

import json
import random
import re
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

LANGUAGES = ("ar", "fr", "en")
VALUES: Mapping[str, Sequence[str]] = {
    "place": ("01", "02", "05", "09", "04", "national", "unplaced"),
    "programme": ("m4sd", "depomi"),
    "phase": ("m4sd-3", "m4sd-2", "depomi-1"),
    "sector": ("governance", "health", "employment", "planning"),
    "org": ("iom", "undp", "enabel", "eu"),
    "status": ("done", "ongoing", "planned"),
    "acts_at": ("national", "region", "site"),
    "from": ("2018", "2020", "2021"),
    "count": ("touches", "allocated"),
}
KEYS = (
    """() => [...document.querySelectorAll("[data-sources]")].map((one) => one.dataset.sources)"""
)
# Numbers that a reader sees outside sentences, without a link of their own to their sources.
WITHOUT_PATH = """() => {
  const shown = "#figures, #sectors, #programmes, #organisations, #timeline, #map-foot, #stated," +
    " #activities .table__head, .options";
  // What is no figure: names, dates and periods, and sentences with a link beside them.
  const aside = "th, label, summary, h3, .hint, .boundary, .lane__label, .chip__toggle," +
    " .chip__name, .button, .tag, dt, .ledger__extent, caption," +
    " .visually-hidden, .figure__aside, .ledger__head, .ledger__how, .ledger__about";
  const found = [];
  for (const panel of document.querySelectorAll(shown)) {
    const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent.trim();
      const within = texts.currentNode.parentElement;
      if (/\\d/.test(text) && !within.closest("[data-sources]") && !within.closest(aside)) {
        found.push(text);
      }
    }
  }
  return found;
}"""

# The same in the panel of a question, where a number may lead to the view it counts instead: its
# first number leads on to the sources.
QUESTION_WITHOUT_PATH = """() => {
  // Names, dates, classes of legends, and sentences about figures that have links below them.
  const aside = "th, label, select, h2, h3, .hint, .button, .visually-hidden, svg, .small-legend," +
    " .year, .when__label, .when__dates, .calendar__legend, .compare__year, .compare__words li," +
    " .partners__links td:not(.end), .partners__pairs td:not(.partners__count), .brush__now";
  const found = [];
  const texts = document.createTreeWalker(
    document.querySelector("#question"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent.trim();
    const within = texts.currentNode.parentElement;
    const leads = within.closest("a[href], summary") || within.querySelector(":scope > a[href]");
    if (/\\d/.test(text) && !leads && !within.closest(aside)) found.push(text);
  }
  return found;
}"""
QUESTIONS = ("partners", "time", "compare", "compare&compare=place:02,place:09&across=sector")


def sampled(number: int, seed: int = 7) -> Iterator[str]:
    """Draw views of one to three filters."""
    chance = random.Random(seed)  # noqa: S311 - sampled views need no cryptography
    for _ in range(number):
        chosen = chance.sample(sorted(VALUES), chance.randint(1, 3))
        parts = [f"{name}={chance.choice(VALUES[name])}" for name in chosen]
        yield "&".join((f"lang={chance.choice(LANGUAGES)}", *parts))


def read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
    return text


def expected_sources(server: str, query: str) -> dict[str, list[str]]:
    """Ask the data endpoint for the sources of every figure of a view."""
    answer: dict[str, Any] = json.loads(read(f"{server}/api/v1/view?{query}"))
    found = {f"total:{key}": ids for key, ids in answer["totals"]["source_ids"].items()}
    for dimension, rows in answer["by"].items():
        found |= {f"{dimension}:{row['id']}": row["source_ids"] for row in rows}
    return found | {one["id"]: one["source_ids"] for one in answer["stated"]}


def sources_in(html: str) -> list[str]:
    return re.findall(r'data-source="(.*?)"', html)


def check_view(view: View, server: str, query: str) -> None:
    """Compare the dialog of every number of a view with the data endpoint."""
    view.open(f"?{query}")
    known = expected_sources(server, query)
    keys = set(view.page.evaluate(KEYS))
    assert {"total:activities", "total:regions_covered"} <= keys
    for key in sorted(keys):
        html = read(f"{server}/?{query}&select={quote(key, safe='')}")
        found = sources_in(html)
        assert re.findall(r'data-item="(.*?)"', html) == [key]
        assert len(found) == len(set(found))
        # What stands beside a figure, such as its target, is none of the endpoint's own.
        if key in known or ":" in key:
            assert (key, set(found)) == (key, set(known.get(key, ())))
        else:
            assert found != []


@pytest.mark.parametrize(
    "query", ["lang=fr", "lang=ar&place=02&count=allocated", "lang=en&from=2020"]
)
@pytest.mark.long
def test_every_number_leads_to_exactly_its_sources(
    open_view: OpenView, server: str, query: str
) -> None:
    check_view(open_view(), server, query)


@pytest.mark.long
@pytest.mark.parametrize("query", list(sampled(30)))
def test_every_number_of_sampled_views_leads_to_exactly_its_sources(
    open_view: OpenView, server: str, query: str
) -> None:
    check_view(open_view(), server, query)


@pytest.mark.parametrize("query", ["", "place=02", "from=2020&to=2022&count=allocated", "place=12"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_number_is_without_a_path(open_view: OpenView, lang: str, query: str) -> None:
    view = open_view(query, lang=lang)
    assert view.page.evaluate(WITHOUT_PATH) == []


@pytest.mark.long
@pytest.mark.parametrize("query", QUESTIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_number_of_a_question_is_without_a_path(
    open_view: OpenView, lang: str, query: str
) -> None:
    view = open_view(f"page={query}", lang=lang)
    assert view.page.evaluate(QUESTION_WITHOUT_PATH) == []


@pytest.mark.parametrize(
    "link",
    [
        '#figures [data-sources="total:regions_covered"]',
        '#sectors [data-sources="sector:governance"]',
        '#programmes [data-sources="phase:m4sd-3"]',
        '#timeline [data-sources="year:2021"]',
        '#timeline .lane [data-sources="phase:m4sd-3"]',
        '#map-foot .elsewhere [data-sources="region:national"]',
        '#activities [data-sources="total:activities"]',
        '#filters [data-sources="total:activities"]',
    ],
)
def test_a_number_opens_its_dialog_and_is_returned_to(
    open_view: OpenView, server: str, link: str
) -> None:
    view = open_view()
    number = view.page.locator(link)
    key = number.get_attribute("data-sources") or ""
    number.click()
    dialog = view.page.locator("#details")
    expect(dialog.locator("[data-item]")).to_have_attribute("data-item", key)
    listed = dialog.locator("[data-source]").evaluate_all(
        "(all) => all.map((one) => one.dataset.source)"
    )
    assert sorted(listed) == sorted(expected_sources(server, "lang=fr")[key])
    view.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    view.shows("?lang=fr")
    expect(number).to_be_focused()


@pytest.mark.long
def test_a_count_in_a_picker_opens_its_dialog_over_the_picker(open_view: OpenView) -> None:
    view = open_view()
    view.page.locator("#picker-place > summary").click()
    number = view.page.locator('#picker-place [data-sources="region:02"]')
    number.click()
    expect(view.page.locator('#details [data-item="region:02"]')).to_be_visible()
    view.page.keyboard.press("Escape")
    expect(view.page.locator("#details")).not_to_be_visible()
    expect(number).to_be_focused()
    expect(view.chips).to_have_count(0)


def test_a_region_of_the_map_tells_its_sources_to_the_keyboard(open_view: OpenView) -> None:
    view = open_view()
    canvas = view.page.locator(".map__canvas")
    canvas.focus()
    view.page.keyboard.press("ArrowDown")
    code = view.page.evaluate("() => document.querySelector('#map path.is-current').__data__.loc")
    view.page.keyboard.press("s")
    expect(view.page.locator(f'#details [data-item="region:{code}"]')).to_be_visible()
    view.page.keyboard.press("Escape")
    expect(canvas).to_be_focused()


def test_a_chosen_region_has_its_sources_under_the_map(open_view: OpenView) -> None:
    view = open_view("place=02")
    number = view.page.locator('#map-foot .elsewhere [data-sources="region:02"]')
    expect(number).to_be_visible()


@pytest.mark.long
def test_an_activity_leads_back_to_the_figure_it_was_opened_from(open_view: OpenView) -> None:
    view = open_view("select=region:02")
    dialog = view.page.locator("#details")
    dialog.locator(".counted a").first.click()
    back = dialog.locator("[data-back]")
    expect(back).to_be_visible()
    expect(dialog.locator(".details__close")).to_be_focused()
    back.click()
    expect(dialog.locator("[data-item]")).to_have_attribute("data-item", "region:02")
    expect(dialog.locator("[data-back]")).to_be_hidden()
    view.page.go_back()
    expect(dialog.locator("[data-back]")).to_be_visible()
    view.page.go_back()
    expect(dialog.locator("[data-item]")).to_have_attribute("data-item", "region:02")


def test_a_figure_leads_to_the_table_of_its_activities(open_view: OpenView) -> None:
    view = open_view("select=sector:health")
    view.page.locator("#details .counted__more a").click()
    view.shows("?lang=fr&sector=health")
    expect(view.page.locator("#details")).not_to_be_visible()
    expect(view.page.locator("#activities-title")).to_be_focused()
    expect(view.page.locator("#activities-title")).to_be_in_viewport()


def test_a_report_has_the_whole_address_and_can_be_copied(open_view: OpenView) -> None:
    view = open_view("select=region:02")
    view.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    report = view.page.locator("#details .report")
    report.locator("summary").click()
    text = report.locator("textarea").input_value()
    assert f"{view.origin}/?lang=fr&select=region%3A02" in text
    report.locator("[data-copy]").click()
    expect(report.locator("[role=status]")).not_to_be_empty()
    assert view.page.evaluate("() => navigator.clipboard.readText()") == text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["region:02", "psychosocial-751", "m4sd-psychosocial-support"])
def test_dialogs_fit_a_phone(open_view: OpenView, lang: str, key: str) -> None:
    view = open_view(f"select={key}", lang=lang, size=PHONE)
    dialog = view.page.locator("#details")
    expect(dialog).to_be_visible()
    width = dialog.evaluate("(one) => [one.scrollWidth, one.clientWidth]")
    assert width[0] <= width[1]
