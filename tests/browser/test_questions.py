"""Five questions of a region's decision-maker, each from the front page to its answer.

The answers are counted from the record's files here, by hand: nothing of the product counts them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import PHONE, ROOT, View
from tests.browser.conftest import OpenView
from tests.independent.counter.rows import Row, listed, read, tables_of

pytestmark = pytest.mark.browser

LANGUAGES = [
    "ar",
    pytest.param("fr", marks=pytest.mark.long),
    pytest.param("en", marks=pytest.mark.long),
]
BERKANE = {"ar": "بركان", "fr": "Berkane", "en": "Berkane"}
NOT_IN_SOURCES = {
    "ar": "غير وارد في مصادرنا",
    "fr": "absent de nos sources",
    "en": "not in our sources",
}
PLANNED = {"ar": "مبرمج", "fr": "prévu", "en": "planned"}
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
TABLES = tables_of(ROOT / "data")
ACTIVITIES = {row["id"]: row for row in TABLES["activities"]}
REGIONS = {row["code"]: row for row in read(ROOT / "data" / "boundaries" / "region_names.csv")}
# From a map: those that share a border with Drâa-Tafilalet.
NEIGHBOURS = ("02", "03", "05", "07", "09")


# ----- The account -----


def placed_in(code: str) -> set[str]:
    """Ids of the activities in a place or in anything inside it."""
    rows = TABLES["activity_locations"]
    return {row["activity"] for row in rows if f"{row['code']}.".startswith(f"{code}.")}


def linked(table: str, column: str, activity: str) -> set[str]:
    """What a table of links says of one activity, each value once."""
    rows = TABLES[f"activity_{table}"]
    return {row[column] for row in rows if row["activity"] == activity}


def of(ids: Iterable[str], **cells: str) -> set[str]:
    """Activities whose cells are these."""
    return {one for one in ids if cells.items() <= ACTIVITIES[one].items()}


def titles(ids: Iterable[str], lang: str) -> list[str]:
    return sorted(plain(ACTIVITIES[one][f"title_{lang}"]) for one in ids)


def names(table: str, lang: str) -> dict[str, str]:
    """Names of the rows of a table by id."""
    return {
        row["id"]: plain(row.get(f"label_{lang}") or row[f"name_{lang}"]) for row in TABLES[table]
    }


def by_programme(ids: Iterable[str], lang: str) -> dict[str, list[str]]:
    """Titles of activities under the name of their programme."""
    programme = names("programmes", lang)
    found: dict[str, set[str]] = defaultdict(set)
    for one in ids:
        found[programme[ACTIVITIES[one]["programme"]]].add(one)
    return {name: titles(inside, lang) for name, inside in found.items()}


def who_works_on_what(ids: Iterable[str], lang: str) -> dict[str, dict[str, int]]:
    """Activities of each organisation in each sector, in any role."""
    sector, organisation = names("sectors", lang), names("organisations", lang)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in ids:
        for key in linked("sectors", "sector", one):
            everyone = linked("organisations", "organisation", one)
            found[sector[key]].update(organisation[each] for each in everyone)
    return {name: dict(counts) for name, counts in found.items()}


# ----- The page -----


def plain(text: str | None) -> str:
    """Text without what only turns it the right way around."""
    return " ".join((text or "").translate(ISOLATES).split())


def texts(found: Locator) -> list[str]:
    return [plain(text) for text in found.all_text_contents()]


def table_titles(view: View) -> list[str]:
    """Titles in the table of activities, page after page, as a reader turns them."""
    found = texts(view.page.locator("#activities tbody th"))
    while view.page.locator("#activities a[rel=next]").count():
        click_on(view, view.page.locator("#activities a[rel=next]"))
        found += texts(view.page.locator("#activities tbody th"))
    return sorted(found)


def numbers(entries: Locator) -> dict[str, int]:
    """Number of each entry of a profile's list by its name."""
    lines = [one.locator(".entry__line").first for one in entries.all()]
    read = [(line.locator(".entry__name"), line.locator(".number")) for line in lines]
    return {plain(name.text_content()): int(plain(number.text_content())) for name, number in read}


def groups(page: Page, section: str, title: str = "h3") -> dict[str, Locator]:
    """Entries of a profile's section by the title that they stand under."""
    blocks = page.locator(f"#{section} :is(.group, details)").filter(has=page.locator(title))
    return {
        plain(block.locator(title).evaluate("(one) => one.firstChild.textContent")): block.locator(
            ".entry"
        )
        for block in blocks.all()
    }


def titles_by_group(page: Page, section: str, title: str = "h3") -> dict[str, list[str]]:
    found = groups(page, section, title)
    return {name: sorted(texts(entries.locator(".entry__name"))) for name, entries in found.items()}


def figures(page: Page) -> list[str]:
    """The key figures at the head of a profile."""
    return texts(page.locator(".profile__figures dd"))


def click_on(view: View, control: Locator) -> None:
    """Click, and wait until the panels show another view."""
    before = view.html.get_attribute("data-shown") or ""
    control.click()
    expect(view.html).not_to_have_attribute("data-shown", before)


def choose(view: View, picker: str, name: str) -> None:
    """Open a picker, tick a value by its name, and close it again."""
    summary = view.page.locator(f"#picker-{picker} > summary")
    summary.click()
    click_on(view, view.page.locator(f"#picker-{picker} .option").filter(has_text=name).first)
    summary.click()


def search(view: View, text: str) -> None:
    """Type a name into the search and open its first hit."""
    view.page.keyboard.press("/")
    view.page.keyboard.type(text)
    view.page.locator("#search-hits [role=row]").first.wait_for()
    view.page.keyboard.press("ArrowDown")
    view.page.keyboard.press("Enter")
    expect(view.page.locator("h1")).to_have_text(text)


def to_the_profile(view: View, name: str) -> None:
    """Follow the link beside the answer to the profile of what was chosen."""
    view.page.locator(".answer a").filter(has_text=name).first.click()
    expect(view.page.locator("h1")).to_have_text(name)


def region(code: str, lang: str) -> str:
    return REGIONS[code][f"name_{lang}"]


# ----- The questions -----


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_done_in_oriental(open_view: OpenView, lang: str) -> None:
    view, known = open_view(lang=lang), placed_in("02")
    view.click_region("02")
    view.shows(f"?lang={lang}&place=02")
    programmes = {ACTIVITIES[one]["programme"] for one in known}
    working = {each for one in known for each in linked("organisations", "organisation", one)}
    assert view.figure("activities") == str(len(known))
    assert view.figure("programmes") == str(len(programmes))
    assert view.figure("organisations") == str(len(working))
    assert plain(view.page.locator("#answer").text_content()).startswith(f"{len(known)} ")
    assert table_titles(view) == titles(known, lang)

    to_the_profile(view, region("02", lang))
    page, planned = view.page, of(known, status="planned")
    head = map(str, (len(known), len(programmes), len(working), len(planned)))
    assert figures(page) == list(head)
    assert titles_by_group(page, "planned") == by_programme(planned, lang)
    assert titles_by_group(page, "activities") == by_programme(known - planned, lang)
    told = numbers(page.locator("#programmes > .group > .entries > .entry"))
    assert told == {name: len(all_) for name, all_ in by_programme(known, lang).items()}


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_done_in_berkane(open_view: OpenView, lang: str) -> None:
    view, known = open_view(lang=lang), placed_in("02.113")
    search(view, BERKANE[lang])
    page = view.page
    page.wait_for_url(f"**/?lang={lang}&page=profile&subject=place%3A02.113")
    assert str(len(known)) in plain(page.locator("#answer").text_content())
    assert titles_by_group(page, "activities") == by_programme(known, lang)
    found = {name: numbers(entries) for name, entries in groups(page, "who").items()}
    assert found == who_works_on_what(known, lang)
    # What is known of Oriental alone is not spread over its provinces.
    assert len(known) < len(placed_in("02"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_works_in_souss_massa_on_employment(open_view: OpenView, lang: str) -> None:
    view, sectors = open_view(lang=lang), names("sectors", lang)
    choose(view, "place", region("09", lang))
    choose(view, "sector", sectors["employment"])
    view.shows(f"?lang={lang}&place=09&sector=employment")
    page, known = view.page, placed_in("09")
    on_it = {one for one in ACTIVITIES if "employment" in linked("sectors", "sector", one)}
    # The record has nobody: which is told as such, and never as zero.
    assert known & on_it == set()
    assert (view.figure("activities"), view.figure("organisations")) == ("–", "–")
    expect(page.locator('[data-figure="activities"]')).to_contain_text(NOT_IN_SOURCES[lang])
    assert page.locator("#organisations [data-key]").count() == 0
    assert page.locator("#activities tbody tr").count() == 0
    # Who works on it elsewhere, and on what in Souss-Massa.
    assert in_each_region(page, lang) == {
        region(code, lang): str(len(placed_in(code) & on_it) or NOT_IN_SOURCES[lang])
        for code in REGIONS
    }
    bars = dict(zip(texts(page.locator("#sectors tbody th")), bar_values(page), strict=True))
    counts = Counter(key for one in known for key in linked("sectors", "sector", one))
    assert bars == {sectors[key]: str(counts[key] or "–") for key in {*counts, "employment"}}

    to_the_profile(view, region("09", lang))
    found = {name: numbers(entries) for name, entries in groups(page, "who").items()}
    assert found == who_works_on_what(known, lang)
    assert sectors["employment"] not in found


def in_each_region(page: Page, lang: str) -> dict[str, str]:
    """The figures of the regions, from the table behind the map."""
    page.locator("#map-foot .map__more > details > summary").first.click()
    rows = page.locator("#map-table tbody tr")
    named = {region(code, lang) for code in REGIONS}
    cells = zip(texts(rows.locator("th")), texts(rows.locator("td")), strict=True)
    return {name: value for name, value in cells if name in named}


def bar_values(page: Page) -> list[str]:
    return texts(page.locator("#sectors tbody .bar__value"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.long
def test_what_depomi_only_plans_in_beni_mellal_khenifra(open_view: OpenView, lang: str) -> None:
    view = open_view(lang=lang)
    search(view, names("programmes", lang)["depomi"])
    view.page.locator(".profile__actions .button--main").click()
    view.drawn()
    view.shows(f"?lang={lang}&programme=depomi")
    view.click_region("05")
    choose(view, "more", PLANNED[lang])
    view.shows(f"?lang={lang}&place=05&programme=depomi&status=planned")
    known = of(placed_in("05"), programme="depomi", status="planned")
    assert 0 < len(known) < len(of(placed_in("05"), programme="depomi"))
    assert view.figure("activities") == str(len(known))
    assert table_titles(view) == titles(known, lang)
    assert set(texts(view.page.locator("#activities .status"))) == {PLANNED[lang]}
    # An activity that is only planned covers no region.
    assert plain(view.figure("regions_covered")) == "0 / 12"
    sources = {one: documents(view, ACTIVITIES[one][f"title_{lang}"]) for one in known}
    assert sources == {one: cited(one) for one in known}


def documents(view: View, title: str) -> set[str]:
    """Open an activity of the table; gives the documents that its dialog names."""
    view.page.locator("#activities tbody a").filter(has_text=title).click()
    expect(view.page.locator("#details-title")).to_have_text(title)
    found = view.page.locator("#details [data-source]")
    ids: list[str] = found.evaluate_all("(all) => all.map((one) => one.dataset.source)")
    view.page.keyboard.press("Escape")
    expect(view.page.locator("#details")).not_to_be_visible()
    return set(ids)


def cited(activity: str) -> set[str]:
    """Sources of an activity and of what is linked to it."""
    rows = (row for row in TABLES["citations"] if row["table"].startswith("activit"))
    return {row["source"] for row in rows if row["row"].split("/")[0] == activity}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.long
def test_what_there_is_in_draa_tafilalet(open_view: OpenView, lang: str) -> None:
    view, name = open_view(lang=lang, size=PHONE), region("08", lang)
    page = view.page
    page.locator("#open-region").click()
    page.locator("#filter-sheet .option").filter(has_text=name).click()
    view.shows(f"?lang={lang}&place=08")
    page.locator(".filter-sheet__done").click()
    assert placed_in("08") == set()
    assert view.figure("activities") == "–"
    expect(page.locator('[data-figure="activities"]')).to_contain_text(NOT_IN_SOURCES[lang])

    to_the_profile(view, name)
    expect(page.locator("#answer")).to_contain_text(NOT_IN_SOURCES[lang])
    # Nothing recorded is no zero, and no blank page either.
    assert figures(page) == []
    assert page.locator('[data-number="0"]').count() == 0
    national = placed_in("MA")
    assert titles_by_group(page, "national", "summary") == by_programme(national, lang)
    assert searched(page, "#searched > .searches") == labels("08", lang)
    assert searched(page, "#searched details .searches") == labels("", lang)
    beside = page.locator("#neighbours .entry")
    assert texts(beside.locator(".entry__name")) == [region(code, lang) for code in NEIGHBOURS]
    with_some = numbers(beside.filter(has=page.locator(".number")))
    counts = {region(code, lang): len(placed_in(code)) for code in NEIGHBOURS}
    assert with_some == {beside_it: count for beside_it, count in counts.items() if count}
    assert texts(page.locator("#census thead th"))[0] == name


def searched(page: Page, listing: str) -> list[str]:
    """What was searched: for this place or, folded, for the whole country."""
    return sorted(texts(page.locator(listing).locator("b")))


def labels(scope: str, lang: str) -> list[str]:
    """Searches for a place, or for the country where none is named."""
    rows: list[Row] = TABLES["searches"]
    found = [row for row in rows if (scope in listed(row["scope"]) if scope else not row["scope"])]
    return sorted(plain(row[f"label_{lang}"]) for row in found)
