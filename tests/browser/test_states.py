"""What is missing is said: empty answers, ignored parameters, pages that do not exist."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from i18n.catalogues import Translator
from tests.browser.chromium import new_view, served
from tests.browser.conftest import OpenView
from tests.browser.test_gestures import agrees, totals

pytestmark = pytest.mark.browser
LANGUAGES = ["ar", "fr", "en"]
# A figure that rests on nothing is not written as zero.
NOTHING = "–"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_answer_says_so_and_offers_a_way_out(open_view: OpenView, lang: str) -> None:
    view = open_view("place=12", lang=lang)
    empty = view.page.locator("#activities .empty")
    expect(empty).to_contain_text(Translator(lang).t("empty.title"))
    assert view.figure("activities") == NOTHING
    assert view.page.locator("#map-table tbody tr").count() >= 12
    empty.locator("a").click()
    view.shows(f"?lang={lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_not_understood_is_named(open_view: OpenView, lang: str) -> None:
    view = open_view("colour=red&sector=nope&from=19x&place=02", lang=lang)
    notice = view.page.locator("#notice [role=status]")
    expect(notice).to_contain_text(Translator(lang).t("ignored.title"))
    lines = notice.locator("li").all_inner_texts()
    assert len(lines) == 3
    for part, line in zip(("colour", "nope", "19x"), lines, strict=True):
        assert part in line
    view.shows(f"?lang={lang}&place=02")
    view.page.locator('.chip[data-value="02"]').click()
    view.shows(f"?lang={lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_that_does_not_exist_has_its_own_page(
    browser: Browser, server: str, lang: str
) -> None:
    context = browser.new_context(locale=lang)
    page = context.new_page()
    answer = page.goto(f"{server}/no/such/page")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("html")).to_have_attribute("lang", lang)
    assert page.locator("h1").all_inner_texts() == [Translator(lang).t("not_found.title")]
    page.locator("a.button").click()
    expect(page.locator("#figures")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_bars_and_table_need_no_script(browser: Browser, server: str, lang: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?lang={lang}")
    expected = totals(server, f"lang={lang}")
    expect(page.locator('[data-figure="activities"] .figure__value')).to_have_text(
        str(expected["activities"])
    )
    expect(page.locator("noscript p")).to_be_visible()
    assert page.locator("#sectors .bar").count() >= 5
    assert page.locator("#timeline .column").count() >= 5
    assert page.locator("#activities tbody tr").count() == 20
    page.locator('#sectors [data-key="governance"] .bar__label').click()
    expect(page.locator("#filters .chip")).to_have_count(1)
    filtered = totals(server, f"lang={lang}&sector=governance")
    expect(page.locator('[data-figure="activities"] .figure__value')).to_have_text(
        str(filtered["activities"])
    )
    context.close()


def test_details_need_no_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?lang=fr")
    page.locator("#activities tbody a").first.click()
    expect(page.locator("#details .citations")).to_be_visible()
    context.close()


def test_what_belongs_to_no_region_stands_beside_the_map(open_view: OpenView, server: str) -> None:
    view = open_view()
    known = totals(server, "lang=fr")
    for key in ("national", "unplaced"):
        mark = view.page.locator(f'#map-foot .elsewhere a[data-value="{key}"]')
        expect(mark).to_be_visible()
        number = view.page.locator(f'#map-foot .elsewhere a[data-sources="region:{key}"]')
        expect(number).to_have_text(str(known[key]))
    expect(view.page.locator('#programmes [data-key="m4sd-2-3"]')).to_be_visible()


def test_a_phase_offers_what_may_belong_to_it(open_view: OpenView, server: str) -> None:
    view = open_view()
    view.page.locator('#programmes [data-key="m4sd-3"] .bar__label').click()
    agrees(view, server, "lang=fr&phase=m4sd-3")
    offer = view.page.locator("#filters .hint a:not([data-sources])")
    expect(offer).to_have_count(1)
    offer.click()
    view.page.locator('.chip[data-value="m4sd-2-3"]').wait_for()
    agrees(view, server, view.html.get_attribute("data-seen")[1:])  # type: ignore[index]
    assert set(view.address["phase"].split(",")) == {"m4sd-3", "m4sd-2-3"}
    more = totals(server, "lang=fr&phase=m4sd-3,m4sd-2-3")["activities"]
    assert more > totals(server, "lang=fr&phase=m4sd-3")["activities"]


def test_the_table_turns_its_pages(open_view: OpenView) -> None:
    view = open_view()
    first = view.page.locator("#activities tbody tr").first.get_attribute("data-id")
    view.page.locator('#activities a[rel="next"]').click()
    view.shows("?lang=fr&offset=20")
    assert view.page.locator("#activities tbody tr").first.get_attribute("data-id") != first
    view.page.locator('#activities a[rel="prev"]').click()
    view.shows("?lang=fr")
    assert view.page.locator("#activities tbody tr").first.get_attribute("data-id") == first


@pytest.mark.long
def test_a_server_that_is_gone_is_told_within_ten_seconds(browser: Browser) -> None:
    context = browser.new_context()
    with served() as (address, process):
        view = new_view(context, address).open("?lang=fr")
        process.terminate()
        process.wait(timeout=20)
        view.page.locator('#sectors [data-key="governance"] .bar__label').click()
        trouble = view.page.locator("#trouble")
        expect(trouble).to_be_visible(timeout=10_000)
        expect(trouble).to_have_role("alert")
        # What was loaded last can still be read.
        assert view.page.locator("#activities tbody tr").count() == 20
    context.close()
