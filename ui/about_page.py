"""The About page: what the data and the boundaries are, the keys, the addresses for analysts.

A plain document: it needs no script, and prints as it stands.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geodata.gazetteer import BOUNDARIES_FOLDER, LEVELS
from ui import assets, small_map
from ui.explanations import KEYS, PLACES, RULES, STATES, STATUSES
from ui.head import head_of
from ui.links import Links
from ui.panels import header
from ui.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.page import Page

PARTS = {
    "data": (
        "record", "activity", "status", "places", "phases", "counting", "covered", "people",
        "funding", "stated", "coverage", "dates", "validation", "corrections", "protection",
        "report", "licence",
    ),
    "boundaries": ("drawn", "repairs", "presentation", "frontiers"),
    "keyboard": (),
    "analysts": (),
    "made": (),
}  # fmt: skip
"""Parts of the page, each with its sections; all of them can be linked to."""

# The worked example of docs/counting.md: the regions in which four activities take place, where
# "national" is no region, and what the rules make of them.
EXAMPLE_PLACES = ("02", "09", "01", "national")
EXAMPLE_ACTIVITIES = {
    "A": ("02",),
    "B": ("02", "09", "01"),
    "C": ("national",),
    "D": ("02",),
}
EXAMPLE_FIGURES = {
    "distinct": ("3", "1", "1", "1", "4"),
    "touches": ("3", "1", "1", "1", "6"),
    "allocated": ("2⅓", "⅓", "⅓", "1", "4"),
}
TOWNS_CUT_OUT = 40
PRESENTATIONS = ("national", "un")
PICTURE_WIDTH = 240
LOCATION_BASES = ("stated", "derived", "inherited")
PHASE_BASES = ("stated", "inferred", "not_specified")
# What is served beside the page, by the message that says what it gives.
ENDPOINTS = {
    "view": ("/api/v1/view",),
    "json": ("/api/v1/activities.json",),
    "csv": ("/api/v1/activities.csv",),
    "boundaries": (
        "/api/v1/boundaries/regions.geojson",
        "/api/v1/boundaries/provinces.geojson",
        "/api/v1/boundaries/communes.geojson",
    ),
    "sources": ("/api/v1/sources.json",),
}


@dataclass(frozen=True)
class LostPart:
    """A part of a commune that the source of the boundaries lacks."""

    commune: str
    area: str


def render(page: Page) -> str:
    """Give the document of the About page.

    Parameters
    ----------
    page : Page
        The view, of which the language and the presentation matter here.

    Returns
    -------
    str
        The whole document.
    """
    shared = {"page": page, "view": page.view, "t": page.words.t, "n": page.words.n}
    shared["links"] = Links(page.view)
    title = f"{page.words.t('about.title')} – {page.words.t('app.title')}"
    frame = {id_: {**shared, **context} for id_, _name, context in header.contexts(page)}
    templates = environment()
    return templates.get_template("about.html").render(
        **shared,
        frame={
            id_: templates.get_template(f"{id_}.html").render(**context)
            for id_, context in frame.items()
        },
        direction=page.words.direction,
        head=head_of(page, title, page.words.t("about.lead")),
        styles=assets.styles(),
        icon=assets.address("icon.svg"),
        **contexts(page),
    )


def contexts(page: Page) -> dict[str, Any]:
    """Prepare what the page tells."""
    return {
        "parts": PARTS,
        "size": tuple(_size(page)),
        "statuses": STATUSES,
        "location_bases": LOCATION_BASES,
        "places": PLACES,
        "phase_bases": PHASE_BASES,
        "rules": RULES,
        "states": STATES,
        "example": _example(page),
        "validated": _validated(page),
        "threshold": page.services.settings.suppress_below,
        "as_of": header.as_of(page),
        "units": {level: len(page.services.gazetteer.codes(level)) for level in LEVELS},
        "towns": TOWNS_CUT_OUT,
        "lost_parts": tuple(_lost_parts(page)),
        "presentations": PRESENTATIONS,
        "picture": _picture(),
        "keys": KEYS,
        "endpoints": ENDPOINTS,
    }


def _picture() -> dict[str, Any]:
    """Draw the regions, and where the line of the United Nations is."""
    frame, paths = small_map.country(PICTURE_WIDTH)
    return {
        "width": PICTURE_WIDTH,
        "height": frame.height,
        "regions": "".join(paths.values()),
        "line": small_map.un_line(frame),
    }


def _size(page: Page) -> Iterator[tuple[str, int]]:
    """Tell how much the record holds."""
    record = page.services.catalogue.record
    yield page.words.t("figure.activities"), len(record.activities)
    yield page.words.t("figure.programmes"), len(record.programmes)
    yield page.words.t("figure.organisations"), len(record.organisations)
    yield page.words.t("sources.documents"), len(record.sources)


def _validated(page: Page) -> str:
    """Tell how many activities somebody at their programme has confirmed."""
    verified = page.services.catalogue.record.activities["verified_by"] != ""
    return page.words.t("counted.verified", part=int(verified.sum()), whole=len(verified))


def _example(page: Page) -> dict[str, Any]:
    return {
        "places": [page.reading.label("region", code) for code in EXAMPLE_PLACES],
        "activities": {
            name: [code in acts for code in EXAMPLE_PLACES]
            for name, acts in EXAMPLE_ACTIVITIES.items()
        },
        "figures": EXAMPLE_FIGURES,
    }


def _lost_parts(page: Page) -> Iterator[LostPart]:
    """Name the communes whose second parts were filled in, the largest first."""
    gazetteer = page.services.gazetteer
    for code, area in sorted(lost_parts(), key=lambda part: -part[1]):
        name = gazetteer.name(code, page.view.lang) if gazetteer.exists(code) else code
        yield LostPart(name, page.words.number(area))


@cache
def lost_parts() -> tuple[tuple[str, float], ...]:
    """Read the parts that were filled in: code of the commune, and area in km²."""
    with (BOUNDARIES_FOLDER / "lost_parts.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["commune"], float(row["area_km2"])) for row in csv.DictReader(file))
