"""Make the gallery: every figure in every size and language, scaled down, in ``docs/gallery``.

Run it from the project's folder: ``.venv/bin/python scripts/gallery.py [NAME ...]`` makes all
figures or those named. One picture holds the four sizes of a figure in one language.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app import create_services  # noqa: E402 - found only now
from exports import figures  # noqa: E402
from exports.formats import png  # noqa: E402
from exports.order import Order, unheard  # noqa: E402
from i18n.languages import LANGUAGES  # noqa: E402
from pictures.sizes import SIZES  # noqa: E402
from settings import load_settings  # noqa: E402
from ui.page import open_page  # noqa: E402
from ui.services import Services  # noqa: E402

FOLDER = ROOT / "docs" / "gallery"
MADE = date(2026, 11, 22)
LARGEST = 150_000
BETWEEN = 24
TALL = 620
"""How high each picture is shown, in dots."""
ADDRESS = "https://jihat.example.org/?"
# What a figure needs to be asked before it shows anything.
PLACES, SETS = "compare=place:02,place:09", "sets=programme:m4sd,programme:depomi,programme:prim"
VIEWS = {"compare": PLACES, "small_maps": PLACES, "overlap": SETS, "meetings": SETS}
EVERY_PAGE = "explore"


def main(names: list[str]) -> None:
    """Make the pictures, and tell which figures had nothing to show."""
    services = create_services(load_settings({}))
    FOLDER.mkdir(exist_ok=True)
    for name in names or list(figures.discover()):
        for lang in LANGUAGES:
            shown = list(_pictures(services, name, lang))
            print(name, lang, len(shown), "pictures", flush=True)
            if shown:
                _save(_side_by_side(shown), FOLDER / f"{name}-{lang}.webp")


def query(name: str, lang: str) -> str:
    """Ask for a view that has a figure."""
    page = figures.discover()[name].PAGES[0]
    page = EVERY_PAGE if page == figures.EVERY else page
    parts = (f"lang={lang}", f"page={page}", VIEWS.get(name, ""))
    return "&".join(part for part in parts if part)


def _pictures(services: Services, name: str, lang: str) -> Iterator[Image.Image]:
    asked = query(name, lang)
    page = open_page(services, asked)
    found = figures.figure(page, name)
    if found is None or found.draw is None:
        return
    for size in SIZES:
        order = Order(page, name, MADE, size=size, scale=1, address=ADDRESS + asked)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "made.png"
            png.write(order, path, unheard)
            made = Image.open(io.BytesIO(path.read_bytes())).convert("RGB")
        scale = min(1.0, TALL / made.height)
        yield made.resize(
            (round(made.width * scale), round(made.height * scale)), Image.Resampling.LANCZOS
        )


def _side_by_side(shown: list[Image.Image]) -> Image.Image:
    wide = sum(one.width + BETWEEN for one in shown) + BETWEEN
    high = max(one.height for one in shown) + 2 * BETWEEN
    sheet, x = Image.new("RGB", (wide, high), "#D9D6CE"), BETWEEN
    for one in shown:
        sheet.paste(one, (x, BETWEEN))
        x += one.width + BETWEEN
    return sheet


def _save(sheet: Image.Image, path: Path) -> None:
    """Save it as well as its largest size allows."""
    for quality in (80, 65, 50, 35, 20):
        written = io.BytesIO()
        sheet.save(written, "WEBP", quality=quality, method=4)
        if written.tell() <= LARGEST:
            break
    path.write_bytes(written.getvalue())


if __name__ == "__main__":
    main(sys.argv[1:])
