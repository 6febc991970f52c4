"""Where the places of the map lie: worked out when its geometry was built."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from layers.map_guides import Guides
from ui import assets


@cache
def guides() -> Guides:
    """Read the guides that go with the map's geometry.

    Returns
    -------
    Guides
        Boxes, points of names and neighbours of regions and provinces, and addresses of files.
    """
    found = _content("guides")
    return Guides(
        boxes={code: tuple(box) for code, box in found["boxes"].items()},
        labels={code: tuple(point) for code, point in found["labels"].items()},
        neighbours={**_content("neighbours"), **found["neighbours"]},
        address=lambda name: assets.address(f"geo/{name}.json"),
    )


def _content(name: str) -> dict[str, Any]:
    path = assets.FOLDER / "geo" / f"{name}.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
