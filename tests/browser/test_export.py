"""Taking away: files that are really saved and opened, in the background too, and by keyboard."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import LAPTOP, PHONE, View, new_view, served
from tests.browser.conftest import OpenView
from tests.browser.test_axe import lenient, violations  # noqa: F401 - lenient is a fixture
from tests.browser.test_layout import OVERFLOW

pytestmark = pytest.mark.browser

NAME = r"jihat-{what}-oriental-20\d\d-\d\d-\d\d\.{extension}"
READY = '[data-stage][data-state="ready"]'
TIMES = 30_000
COLOURS = 50


@pytest.fixture
def copying(browser: Browser, server: str) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    yield context
    context.close()


def saved(page: Page, folder: Path, selector: str) -> Path:
    with page.expect_download(timeout=TIMES) as download:
        page.locator(selector).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def named(path: Path, what: str) -> bool:
    extension = re.escape(path.suffix[1:])
    return re.fullmatch(NAME.format(what=what, extension=extension), path.name) is not None


def test_picture_and_table_are_saved_and_can_be_opened(open_view: OpenView, tmp_path: Path) -> None:
    view = open_view("place=02&count=touches")
    page = view.page
    page.locator("#sectors .take").click()
    page.locator(READY).wait_for(timeout=TIMES)
    assert view.address["export"] == "sectors"
    page.locator("#export [data-scale]").select_option("1")
    png = saved(page, tmp_path, '#export [data-get="png"]')
    with Image.open(png) as picture:
        assert (picture.format, picture.size) == ("PNG", (1600, 900))
        # More than a blank sheet was drawn.
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > COLOURS
    svg = saved(page, tmp_path, '#export [data-get="svg"]')
    root = etree.fromstring(svg.read_bytes())
    drawn = " ".join(root.itertext())
    assert page.locator("#sectors h2").inner_text() in drawn
    table = saved(page, tmp_path, '#export [data-get="csv"]')
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    shown = page.locator("#sectors .bar").evaluate_all(
        "(bars) => bars.map((bar) => [bar.dataset.key, bar.dataset.number])"
    )
    assert {row["sector_id"]: row["activities"] for row in rows} == dict(shown)
    assert [named(path, "sectors") for path in (png, svg, table)] == [True] * 3
    assert view.errors == []


def test_a_file_in_the_background_survives_a_reload_and_can_be_cancelled(
    open_view: OpenView, tmp_path: Path
) -> None:
    page = open_view("place=02&export=activities").page
    page.locator('#export [data-get="gpkg"]').click()
    job = page.locator("#export .tray__one")
    expect(job).to_have_count(1)
    page.reload(wait_until="domcontentloaded")
    page.locator("html[data-shown]").wait_for(state="attached")
    expect(job).to_have_attribute("data-state", "done", timeout=TIMES)
    path = saved(page, tmp_path, '#export [data-tray-do="save"]')
    assert path.read_bytes().startswith(b"SQLite format 3")
    assert named(path, "activities")
    page.locator('#export [data-tray-do="remove"]').click()
    expect(job).to_have_count(0)
    page.locator('#export [data-get="zip"]').click()
    page.locator('#export [data-tray-do="cancel"]').click()
    expect(job).to_have_attribute("data-state", "cancelled")
    page.keyboard.press("Escape")
    expect(page.locator("#export")).to_be_hidden()
    expect(page.locator("[data-tray] .tray__one")).to_have_attribute("data-state", "cancelled")
    page.evaluate("() => localStorage.removeItem('jihat.exports')")


def test_the_dialog_by_keyboard_alone(open_view: OpenView) -> None:
    view = open_view("lang=fr&place=02")
    page, dialog = view.page, view.page.locator("#export")
    page.locator("#sectors .take").focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-export-close]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#sectors .take")).to_be_focused()
    page.keyboard.press("Space")
    expect(dialog).to_be_visible()
    page.go_back()
    expect(dialog).to_be_hidden()
    assert "export" not in view.address


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("size", ["slide", "column", "page", "square"])
def test_a_png_has_the_dots_of_its_size(
    open_view: OpenView, tmp_path: Path, size: str, lang: str
) -> None:
    page = open_view("export=map&place=02", lang=lang).page
    page.locator(f'#export input[value="{size}"]').check()
    page.locator(READY).wait_for(timeout=TIMES)
    width = int(page.locator(f'#export input[value="{size}"]').get_attribute("data-dots") or 0)
    page.locator("#export [data-scale]").select_option("2")
    with Image.open(saved(page, tmp_path, '#export [data-get="png"]')) as picture:
        assert picture.width == 2 * width
        assert len(picture.convert("RGB").getcolors(1 << 26) or ()) > COLOURS


@pytest.mark.long
def test_text_and_picture_are_copied(copying: BrowserContext, server: str) -> None:
    page = new_view(copying, server, LAPTOP).open("?lang=fr&place=02&export=sectors").page
    page.locator('[data-copies="export-address"]').click()
    expect(page.locator("[data-export-status]")).not_to_be_empty()
    address = f"{server}/api/v1/figures/sectors.json?lang=fr&place=02"
    assert page.evaluate("() => navigator.clipboard.readText()") == address
    page.locator(READY).wait_for(timeout=TIMES)
    page.locator("[data-copy-picture]").click()
    expect(page.locator("[data-export-status]")).to_have_text("Copié", timeout=TIMES)
    types = "() => navigator.clipboard.read().then((items) => items.flatMap((one) => one.types))"
    assert page.evaluate(types) == ["image/png"]


@pytest.mark.long
def test_a_picture_that_cannot_be_copied_is_saved(open_view: OpenView, tmp_path: Path) -> None:
    page = open_view("export=sectors").page
    page.evaluate("() => delete window.ClipboardItem")
    page.locator(READY).wait_for(timeout=TIMES)
    assert saved(page, tmp_path, "[data-copy-picture]").suffix == ".png"
    expect(page.locator("[data-export-status]")).to_contain_text("enregistrée")


@pytest.mark.long
def test_a_picture_that_cannot_be_made_says_why(context: BrowserContext, server: str) -> None:
    view = new_view(context, server, LAPTOP)
    problem = {"error": {"status": 501, "message": "No fonts are here.", "path": ""}}
    view.page.route(
        "**/api/v1/figures/*.svg*", lambda route: route.fulfill(status=501, json=problem)
    )
    view.open("?lang=fr&export=sectors")
    expect(view.page.locator("#export [data-waiting]")).to_have_text("No fonts are here.")
    view.page.locator('#export [data-get="png"]').click()
    expect(view.page.locator("[data-export-status]")).to_contain_text("No fonts are here.")
    view.page.close()


@pytest.mark.long
def test_a_file_that_fails_or_is_gone_is_told(context: BrowserContext, server: str) -> None:
    view = new_view(context, server, LAPTOP)
    job = {"id": "0" * 32, "state": "making", "name": "a.zip", "done": 3, "total": 9, "problem": ""}
    view.page.route("**/api/v1/exports", lambda route: route.fulfill(status=202, json=job))
    view.open("?lang=fr&export=view")
    states = iter(({}, {"state": "failed", "problem": "too_large"}))
    view.page.route(
        "**/api/v1/exports/*", lambda route: route.fulfill(json={**job, **next(states, {})})
    )
    view.page.locator('#export [data-get="zip"]').click()
    told = view.page.locator("#export .tray__state")
    expect(told).to_have_text("3 sur 9")
    expect(told).to_contain_text("Plus grand que ce que le serveur permet")
    view.page.evaluate("() => localStorage.removeItem('jihat.exports')")
    view.page.close()


@pytest.mark.long
def test_nothing_moves_when_another_size_is_chosen(open_view: OpenView) -> None:
    page = open_view("export=map").page
    page.locator(READY).wait_for(timeout=TIMES)
    below = page.locator("#export-sheet")
    before = below.bounding_box()
    for size in ("column", "page", "square"):
        page.locator(f'#export input[value="{size}"]').check()
        assert below.bounding_box() == before
        page.locator(READY).wait_for(timeout=TIMES)
        assert below.bounding_box() == before


@pytest.mark.long
@pytest.mark.parametrize("what", ["map", "sectors", "activities", "view"])
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE, (360, 780)], ids=["laptop", "phone", "small"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    lenient: BrowserContext,  # noqa: F811 - the fixture
    server: str,
    lang: str,
    what: str,
    size: tuple[int, int],
) -> None:
    view = new_view(lenient, server, size).open(f"?lang={lang}&place=02&export={what}")
    found = violations(view.page)
    wide = view.page.evaluate("() => document.getElementById('export').scrollWidth")
    own = view.page.evaluate("() => document.getElementById('export').clientWidth")
    sticking = view.page.evaluate(OVERFLOW)
    view.page.close()
    assert (found, wide <= own, sticking) == ([], True, [])


@pytest.mark.long
@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "projector"])
def test_axe_finds_nothing_in_any_theme(
    lenient: BrowserContext,  # noqa: F811 - the fixture
    server: str,
    theme: str,
) -> None:
    view = new_view(lenient, server).open(f"?lang=ar&theme={theme}&export=sectors")
    found = violations(view.page)
    view.page.goto(f"{server}/embed?panel=sectors&lang=ar&theme={theme}")
    found += violations(view.page)
    view.page.close()
    assert found == []


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[str]:
    """Another site on this machine, which shows what lies in a folder."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    site = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://localhost:{site.server_port}"
    site.shutdown()
    site.server_close()


@pytest.mark.long
def test_a_frame_in_another_site_takes_its_height(
    browser: Browser, other_site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBED_ORIGINS", other_site)
    with served() as (address, _process):
        context = browser.new_context(reduced_motion="reduce")
        view = new_view(context, address, LAPTOP).open("?lang=ar&place=02&export=sectors")
        code = view.page.locator("#export-code").input_value()
        (tmp_path / "page.html").write_text(f"<!DOCTYPE html>{code}", encoding="utf-8")
        shown_by(view, f"{other_site}/page.html")
        context.close()


def shown_by(view: View, address: str) -> None:
    """Open a page of the other site: its frame is in Arabic, keeps its filter, and is as high."""
    view.page.goto(address)
    frame = view.page.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("lang", "ar")
    source = frame.locator("img").get_attribute("src")
    assert source
    assert "place=02" in source
    frame.locator("summary").click()
    high = frame.locator("html").evaluate(
        "(root) => Math.ceil(root.getBoundingClientRect().height)"
    )
    expect(view.page.locator("iframe")).to_have_css("height", f"{high}px")


@pytest.mark.long
def test_no_other_site_shows_a_frame_unless_it_may(
    browser: Browser, server: str, other_site: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(
        f'<!DOCTYPE html><iframe src="{server}/embed?panel=map&lang=fr"></iframe>', "utf-8"
    )
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{other_site}/page.html")
    page.wait_for_timeout(500)
    assert any("frame-ancestors 'none'" in text for text in said)
    context.close()
