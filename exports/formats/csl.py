"""A citation as CSL JSON, the format of citeproc, Zotero and pandoc."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from exports.citation import PUBLISHER, Citation, citation
from exports.order import Order, Progress

# Not "csl" alone: that is what a style is called, which a reference manager would try to install.
EXTENSION = "csl.json"
MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
KIND = "view"


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write a list of one item."""
    text = json.dumps([_item(citation(order))], ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
    progress(1, 1)


def _item(cited: Citation) -> dict[str, Any]:
    item = {
        "id": cited.key,
        "type": "dataset",
        "title": cited.title,
        "container-title": cited.site,
        "author": [{"literal": PUBLISHER}],
        "publisher": PUBLISHER,
        "version": cited.version,
        "issued": _date(cited.issued),
        "accessed": _date(cited.accessed.isoformat()),
        "URL": cited.address,
        "language": cited.lang,
        "note": ". ".join((*cited.notes, *(source.title for source in cited.sources))),
    }
    return {name: value for name, value in item.items() if value}


def _date(iso: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in iso.split("-")]]} if iso else {}
