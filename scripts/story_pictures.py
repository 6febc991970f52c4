"""Make the pictures of every shipped story: every figure of every step, as a room sees it.

Run it from the project's folder: ``.venv/bin/python -m scripts.story_pictures [STORY ...]`` makes
those of all stories or of those named, in three languages on two screens, and ``README.md``, which
shows them, in ``docs/stories``. While it looks at a step it measures it: letters too small for the
last row, text that is cut off or under other text. It says what it found, and ends with 1 then.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from i18n.languages import LANGUAGES
from stories.reading import read_folder
from tests.browser.chromium import launched, served
from tests.browser.presented import HALL, LEAST, ROOM, open_story, parts_of, seen

ROOT = Path(__file__).resolve().parent.parent
STORIES = ROOT / "data" / "stories"
FOLDER = ROOT / "docs" / "stories"
SHOWN = {ROOM: (480, 4), HALL: (560, 3)}
"""How wide each picture is shown, in dots, and how many stand side by side."""
BETWEEN = 10
LARGEST = 330_000
"""Bytes of a sheet at most: twelve of them stay under four megabytes."""
GROUND = "#8A8780"


def main(names: list[str]) -> int:
    """Make the pictures, and tell what is wrong with them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    known = list(read_folder(STORIES).stories)
    browser, faults = launched(), 0
    with served() as (address, _server):
        for story in names or known:
            for lang in LANGUAGES:
                for size in (ROOM, HALL):
                    faults += _sheet(browser, address, (story, lang), size)
    browser.close()
    (FOLDER / "README.md").write_text(_readme(known), encoding="utf-8")
    return 1 if faults else 0


def name_of(story: str, lang: str, size: tuple[int, int]) -> str:
    """Name the sheet of a story in a language on a screen."""
    return f"{story}-{lang}-{size[0]}x{size[1]}.webp"


def _sheet(browser: Browser, address: str, told: tuple[str, str], size: tuple[int, int]) -> int:
    viewport = ViewportSize(width=size[0], height=size[1])
    page = browser.new_page(viewport=viewport, reduced_motion="reduce")
    steps = open_story(page, address, *told)
    faults: list[str] = []
    pictures = list(_pictures(page, steps, size, faults))
    page.close()
    name = name_of(*told, size)
    _save(_side_by_side(pictures, SHOWN[size][1]), FOLDER / name)
    print(name, len(pictures), "pictures", flush=True)
    for fault in faults:
        print(" ", fault, flush=True)
    return len(faults)


def _pictures(
    page: Page, steps: int, size: tuple[int, int], faults: list[str]
) -> Iterator[Image.Image]:
    for step, part in parts_of(page, steps):
        found = seen(page, step, part).faults(LEAST if size == ROOM else 0)
        faults += [f"step {step}, figure {part}: {fault}" for fault in found]
        made = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        wide = SHOWN[size][0]
        yield made.resize((wide, round(made.height * wide / made.width)), Image.Resampling.LANCZOS)


def _side_by_side(pictures: list[Image.Image], across: int) -> Image.Image:
    wide, high = (pictures[0].width + BETWEEN, pictures[0].height + BETWEEN)
    rows = -(-len(pictures) // across)
    sheet = Image.new("RGB", (wide * across + BETWEEN, high * rows + BETWEEN), GROUND)
    for at, one in enumerate(pictures):
        sheet.paste(one, (BETWEEN + at % across * wide, BETWEEN + at // across * high))
    return sheet


def _save(sheet: Image.Image, path: Path) -> None:
    """Save it as well as its largest size allows."""
    for quality in (82, 72, 60, 48, 35, 20):
        written = io.BytesIO()
        sheet.save(written, "WEBP", quality=quality, method=5)
        if written.tell() <= LARGEST:
            break
    path.write_bytes(written.getvalue())


def _readme(stories: list[str]) -> str:
    """Show every sheet."""
    lines = [
        "# The stories, step by step",
        "",
        "Every figure of every step, as a room sees it on a projector of 1024 × 768 and on one of",
        "1920 × 1080, made by `make story-pictures`, which measures each: on the first no letter",
        f"is smaller than {LEAST:g} pixels; on both nothing is cut off, under other text or under",
        "the buttons.",
    ]
    for story in stories:
        for lang in LANGUAGES:
            lines += ["", f"## {story}, {lang}"]
            for size in (ROOM, HALL):
                what = f"{story} in {lang} at {size[0]} × {size[1]}"
                lines += ["", f"![{what}]({name_of(story, lang, size)})"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
