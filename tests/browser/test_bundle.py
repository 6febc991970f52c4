"""The one-file bundle, opened from its file with the network cut."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PHONE, View
from tests.browser.test_axe import AXE, RUN
from tests.bundle.bundles import opened, shows

pytestmark = pytest.mark.browser

READY_MS = 3000
SVG = "{http://www.w3.org/2000/svg}"


def test_it_is_explored_in_two_languages_without_a_network(browser: Browser) -> None:
    with opened(browser) as view:
        page = view.page
        assert int(page.locator("html").get_attribute("data-ready") or READY_MS) < READY_MS
        assert view.figure("activities") == "71"
        page.locator("#sectors .bar__label").first.click()
        shows(view, "lang=fr&sector=governance")
        assert view.figure("activities") == "25"
        assert view.chips.count() == 1
        page.locator('a[data-lang="ar"]').click()
        shows(view, "lang=ar&sector=governance")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert view.figure("activities") == "25"
        page.locator("#map").scroll_into_view_if_needed()
        page.locator(".map__canvas").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(view.chips).to_have_count(2)
        page.go_back()
        shows(view, "lang=ar&sector=governance")
        sources_of_a_number(view)
        page.locator("#appearance summary").click()
        page.locator("#theme-dark + span").click()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def sources_of_a_number(view: View) -> None:
    page = view.page
    page.locator('[data-figure="organisations"] .figure__value').click()
    page.locator("#details[open] .citations li").first.wait_for()
    assert page.locator("#details .counted li").count() == 25
    page.keyboard.press("Escape")
    page.locator("#details:not([open])").wait_for(state="attached")
    shows(view, "lang=ar&sector=governance")


def test_what_is_shown_is_taken_away(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, "lang=ar&count=allocated", accept_downloads=True) as view:
        taken = {one: saved(view.page, "map", one, tmp_path) for one in ("csv", "svg", "png")}
        rows = list(csv.DictReader(io.StringIO(taken["csv"].read_text(encoding="utf-8-sig"))))
        values = [float(row["activities"]) for row in rows if row["activities"]]
        assert sum(values) == pytest.approx(71)
        root = etree.parse(taken["svg"]).getroot()
        paths = [path for path in root.iter(f"{SVG}path") if path.get("fill")]
        assert len(paths) > 12
        texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
        assert view.page.locator("#map-title").inner_text() in texts
        with Image.open(taken["png"]) as image:
            assert image.width == 2000
            assert len(image.convert("RGB").getcolors(1 << 24) or []) > 20
        table = saved(view.page, "activities", "csv", tmp_path)
        assert len(table.read_text(encoding="utf-8-sig").splitlines()) == 72


def saved(page: Page, what: str, extension: str, folder: Path) -> Path:
    page.locator(f'[data-take="{what}"]').click()
    with page.expect_download() as download:
        page.locator(f'[data-make="{extension}"]').click()
    path = folder / f"{what}.{extension}"
    download.value.save_as(path)
    page.keyboard.press("Escape")
    return path


ODD = (
    "select=commune:02.411.01.01",
    "select=constructor",
    "select=total:constructor",
    "select=funder:eu",
    "select=nothing:at:all",
    "place=xx&level=commune&from=abc&count=none&theme=none&offset=-5&%%%=%",
    "lang=xx",
    "",
)


@pytest.mark.long
def test_no_address_breaks_it(browser: Browser) -> None:
    with opened(browser) as view:
        for odd in ODD:
            view.page.evaluate("(odd) => jihat.go('?lang=en&' + odd)", odd)
            assert view.figure("activities") != ""


@pytest.mark.long
def test_axe_finds_nothing_in_it(browser: Browser) -> None:
    with opened(browser, "lang=ar", bypass_csp=True) as view:
        page = view.page
        page.evaluate(AXE)
        found = {"plain": page.evaluate(RUN)}
        page.locator("#picker-place > summary").click()
        found["picker"] = page.evaluate(RUN)
        page.keyboard.press("Escape")
        page.locator('#sectors [data-take="sectors"]').click()
        found["files"] = page.evaluate(RUN)
        page.keyboard.press("Escape")
        page.locator('[data-figure="activities"] .figure__value').click()
        found["details"] = page.evaluate(RUN)
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        found["phone"] = page.evaluate(RUN)
        assert {state: problems for state, problems in found.items() if problems} == {}
