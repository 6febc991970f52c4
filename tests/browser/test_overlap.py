"""Overlap from the front page by gestures: sets, stripes on the map, and every two programmes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, UNITS, View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

SETS = "phase%3Am4sd-3,programme%3Adepomi"
BOTH = "page=overlap&sets=phase:m4sd-3,programme:depomi"
NAMES = {
    "ar": ["الشرق", "سوس-ماسة"],
    "fr": ["Oriental", "Souss-Massa"],
    "en": ["Oriental", "Souss-Massa"],
}
STRIPES = "#map .choroplethlayer > .trace:nth-child(3) path.choroplethlocation"
STRIPED = """(paths) => [...new Set(paths.map((one) => one.__data__.loc.split("/")[0]))].sort()"""
FILLED = """(paths) => Object.fromEntries(
    paths.map((one) => [one.__data__.loc, getComputedStyle(one).fill]))"""


def chosen_by_gestures(view: View) -> None:
    """From the front page: the question, the picker, phase III, DEPOMI."""
    page = view.page
    lang = view.address["lang"]
    page.locator(".questions__one[href*='page=overlap']").click()
    view.shows(f"?lang={lang}&page=overlap")
    page.locator("#picker-sets > summary").click()
    page.locator(".overlap__group > summary").nth(1).click()
    page.locator("[data-key='phase:m4sd-3']").click()
    view.shows(f"?lang={lang}&page=overlap&sets=phase%3Am4sd-3")
    page.locator(".overlap__group > summary").first.click()
    page.locator("[data-key='programme:depomi']").click()
    view.shows(f"?lang={lang}&page=overlap&sets={SETS}")
    page.keyboard.press("Escape")


def part(view: View, key: str) -> list[str]:
    """Codes of the units of a part, whose number agrees."""
    row = view.page.locator(f"[data-part='{key}']")
    codes = row.locator("[data-unit]").evaluate_all("(all) => all.map((one) => one.dataset.unit)")
    assert int(row.get_attribute("data-number") or "") == len(codes)
    expect(row.locator(".overlap__number")).to_have_text(str(len(codes)))
    return list(codes)


def striped(view: View, count: int) -> list[str]:
    """Codes of the units that have stripes, once the map has drawn them."""
    view.page.wait_for_function(
        f"""(count) => new Set([...document.querySelectorAll("{STRIPES}")]
          .map((one) => one.__data__.loc.split("/")[0])).size === count""",
        arg=count,
    )
    return list(view.page.locator(STRIPES).evaluate_all(STRIPED))


@pytest.mark.parametrize(
    "lang",
    ["fr", pytest.param("ar", marks=pytest.mark.long), pytest.param("en", marks=pytest.mark.long)],
)
def test_phase_three_and_depomi_meet_in_two_of_four_regions(open_view: OpenView, lang: str) -> None:
    view = open_view(lang=lang)
    chosen_by_gestures(view)
    assert part(view, "union") == ["01", "02", "05", "09"]
    assert part(view, "intersection") == ["02", "09"]
    assert part(view, "only/phase:m4sd-3") == ["01"]
    assert part(view, "only/programme:depomi") == ["05"]
    sentence = view.page.locator("#overlap-sentence").inner_text()
    assert [name for name in NAMES[lang] if name in sentence] == NAMES[lang]
    assert view.page.locator(".meeting__name").all_inner_texts() == NAMES[lang]
    assert striped(view, 2) == ["02", "09"]
    # What the stripes are drawn with is asked for when they are, and not before.
    asked = [url.partition("/geo/")[2].partition("?")[0] for url in view.requests]
    assert [name for name in asked if name.startswith("stripes")] == ["stripes-regions.json"]
    assert (view.errors, [one for one in view.console if one.startswith("error")]) == ([], [])


@pytest.mark.long
def test_a_click_passes_through_the_stripes(open_view: OpenView) -> None:
    view = open_view(BOTH)
    assert striped(view, 2) == ["02", "09"]
    fills = view.page.locator(UNITS).evaluate_all(FILLED)
    assert fills["02"] == fills["09"] == fills["01"] != fills["05"]
    view.click_region("02")
    view.shows(f"?lang=fr&page=overlap&place=02&sets={SETS}")
    view.page.locator(".way__inside").click()
    view.shows(f"?lang=fr&page=overlap&level=province&place=02&sets={SETS}")
    expect(view.page.locator(UNITS)).to_have_count(8)


@pytest.mark.long
@pytest.mark.parametrize("theme", ["dark", "contrast", "projector"])
def test_stripes_follow_the_theme(open_view: OpenView, theme: str) -> None:
    view = open_view(f"{BOTH}&theme={theme}")
    assert striped(view, 2) == ["02", "09"]
    fills = set(view.page.locator(STRIPES).evaluate_all(FILLED).values())
    token = view.page.evaluate(
        """() => {
          const one = document.createElement("i");
          one.style.color = "var(--set-2)";
          document.body.append(one);
          return getComputedStyle(one).color;
        }"""
    )
    assert fills == {token}


@pytest.mark.long
@pytest.mark.parametrize(
    ("query", "file"),
    [
        ("level=province", "stripes-provinces.json"),
        ("level=province&place=02", "stripes-provinces-02.json"),
        ("level=commune&place=02", "stripes-02.json"),
    ],
)
def test_every_level_has_its_stripes(open_view: OpenView, query: str, file: str) -> None:
    view = open_view()
    view.page.goto(
        f"{view.origin}/?lang=fr&page=overlap&sets=phase:m4sd-3,organisation:iom&{query}"
    )
    view.page.locator("html[data-shown]").wait_for(state="attached")
    view.page.locator(STRIPES).first.wait_for(state="attached")
    found = view.page.locator(STRIPES).evaluate_all(STRIPED)
    meeting = view.page.locator(".meeting").evaluate_all(
        "(all) => all.map((one) => one.dataset.meeting)"
    )
    assert set(found) <= set(meeting)
    assert [url for url in view.requests if f"/{file}" in url]
    # A ring the wrong way round would be drawn over the whole stage.
    biggest = view.page.locator(STRIPES).evaluate_all(
        "(all) => Math.max(...all.map((one) => one.getBoundingClientRect().width))"
    )
    assert biggest < view.page.locator("#map-stage").bounding_box()["width"]  # type: ignore[index]


@pytest.mark.long
def test_the_matrix_leads_to_a_pair_and_an_example_to_its_sets(open_view: OpenView) -> None:
    view = open_view("page=overlap")
    cell = view.page.locator(".pairing tbody tr").first.locator("td").nth(1)
    shared = cell.inner_text()
    cell.locator("a").click()
    view.shows("?lang=fr&page=overlap&sets=programme%3Am4sd,programme%3Adepomi")
    assert str(len(part(view, "intersection"))) == shared
    view.page.go_back()
    view.page.locator(".overlap__example").first.click()
    view.shows(f"?lang=fr&page=overlap&sets={SETS}")


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("size", [PHONE, (360, 780)])
@pytest.mark.parametrize("query", ["page=overlap", BOTH])
def test_nothing_is_wider_than_a_phone(
    open_view: OpenView, query: str, size: tuple[int, int], lang: str
) -> None:
    view = open_view(query, size=size, lang=lang)
    width = view.page.evaluate("() => document.scrollingElement.scrollWidth")
    assert width <= size[0]
    expect(view.page.locator(".pairing")).to_be_hidden()
