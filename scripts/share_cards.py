"""Draw the pictures that messengers show beside a shared link, and the icon for home screens.

One card for each language, with the name of the site and a map without any number: what is counted
changes, and a picture that was shared stays as it was.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser

from i18n.catalogues import Translator
from i18n.languages import LANGUAGES
from tests.browser.chromium import launched

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
FOLDER = ASSETS / "cards"
SIZE = (1200, 630)
ICON = 180  # as Apple's devices take it
HEAVIEST = 120_000  # bytes
ORIGIN = "http://card.invalid/"

# Pixels of a degree of longitude, and where its origin lies: the country fills the right half.
SCALE = 34.0
LEFT, TOP = 1206.0, 1331.0

Ring = list[list[float]]


def main() -> None:
    """Draw every card and the icon, and check that they are light."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    browser = launched()
    for lang in LANGUAGES:
        _card(browser, lang)
    _icon(browser)
    browser.close()
    for path in sorted(FOLDER.glob("*.png")):
        size = path.stat().st_size
        print(f"{path.relative_to(ROOT)}: {size / 1000:.0f} kB")
        if size > HEAVIEST:
            raise SystemExit(f"{path} has {size} bytes; messengers want {HEAVIEST} or fewer.")


def _card(browser: Browser, lang: str) -> None:
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    # No server: the browser asks this address, and the files of the project answer.
    page.route(f"{ORIGIN}**", lambda route: route.fulfill(path=_asset(route.request.url)))
    page.route(ORIGIN, lambda route: route.fulfill(body=_html(lang), content_type="text/html"))
    page.goto(ORIGIN)
    page.evaluate("() => document.fonts.ready")
    page.screenshot(path=FOLDER / f"card-{lang}.png")
    page.close()


def _asset(address: str) -> Path:
    return ASSETS / address.removeprefix(ORIGIN)


def _html(lang: str) -> str:
    words = Translator(lang)
    fonts = {
        script: f"fonts/{next((ASSETS / 'fonts').glob(f'noto-sans-{script}-*.woff2')).name}"
        for script in ("latin", "arabic")
    }
    templates = Environment(
        loader=FileSystemLoader(ROOT / "scripts"), autoescape=True, undefined=StrictUndefined
    )
    return templates.get_template("share_card.html").render(
        lang=lang,
        direction=words.direction,
        title=words.t("app.title"),
        subtitle=words.t("app.subtitle"),
        regions=list(_paths("regions")),
        land=list(_paths("land")),
        **fonts,
    )


def _icon(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": ICON, "height": ICON})
    # The device rounds the corners itself: what lies behind ours has their colour.
    drawing = (ASSETS / "icon.svg").read_text(encoding="utf-8")
    style = "<style>body{margin:0;background:#0b5c66}svg{display:block;width:100vw}</style>"
    page.set_content(style + drawing)
    page.screenshot(path=ASSETS / f"icon-{ICON}.png")
    page.close()


def _paths(name: str) -> Iterator[str]:
    """Give the outlines of a file of ``assets/geo`` as SVG paths, in Mercator's projection."""
    text = (ASSETS / "geo" / f"{name}.json").read_text(encoding="utf-8")
    for feature in json.loads(text)["features"]:
        yield " ".join(_outline(ring) for ring in _rings(feature["geometry"]))


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    several = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if several else [geometry["coordinates"]]:
        yield from polygon


def _outline(ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(_point, ring)) + "Z"


def _point(position: list[float]) -> tuple[float, float]:
    longitude, latitude = position
    northing = math.degrees(math.asinh(math.tan(math.radians(latitude))))
    return LEFT + SCALE * longitude, TOP - SCALE * northing


if __name__ == "__main__":
    main()
