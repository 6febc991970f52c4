"""Take the pictures in docs/screenshots: the page in three languages, at three sizes."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from i18n.languages import LANGUAGES
from tests.browser.chromium import launched, served

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZES = ((1366, 768), (1920, 1080), (390, 844))
VIEWS = {
    "explore": "",
    "oriental": "&place=02&phase=m4sd-3",
    "details": "&select=psychosocial-751",
    "empty": "&place=12",
    "overlap": "&page=overlap&sets=phase:m4sd-3,programme:depomi",
    "coverage": "&page=coverage",
    "need": "&page=need&draw=both",
    "time": "&page=time",
    "partners": "&page=partners",
    "compare": "&page=compare&compare=place:02,place:09",
}
# The page as a whole at every size; the others show a state, not a layout.
STATES_AT = ((1366, 768),)
SETTLE = 1_000  # ms, longer than any transition of the page


def main() -> None:
    """Serve the dashboard, visit each view and save what it shows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    browser = launched()
    with served() as (address, _server):
        for name, query in VIEWS.items():
            for size in STATES_AT if query else SIZES:
                for lang in LANGUAGES:
                    _picture(browser, f"{address}/?lang={lang}{query}", size, f"{name}-{lang}")
    browser.close()


def _picture(browser: Browser, address: str, size: tuple[int, int], name: str) -> None:
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    # The tour is offered once: not in the pictures.
    page.add_init_script("localStorage.setItem('jihat.tour', '1')")
    page.goto(address)
    page.wait_for_selector("html[data-shown]")
    page.wait_for_selector("#map path.choroplethlocation", state="attached")
    page.wait_for_timeout(SETTLE)
    page.screenshot(path=FOLDER / f"{name}-{width}x{height}.png")
    page.close()


if __name__ == "__main__":
    main()
