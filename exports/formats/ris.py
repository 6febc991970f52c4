"""A citation in the format of RIS, which reference managers read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exports.citation import PUBLISHER, Citation, citation
from exports.order import Order, Progress

EXTENSION = "ris"
MEDIA_TYPE = "application/x-research-info-systems; charset=utf-8"
KIND = "view"


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the entry, one line a tag."""
    lines = (f"{tag}  - {_line(value)}" for tag, value in _tags(citation(order)))
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    progress(1, 1)


def _tags(cited: Citation) -> Iterator[tuple[str, str]]:
    known = (
        ("TI", cited.title),
        ("T2", cited.site),
        ("AU", PUBLISHER),
        ("PB", PUBLISHER),
        ("PY", cited.issued[:4]),
        ("DA", cited.issued.replace("-", "/")),
        ("ET", cited.version),
        ("LA", cited.lang),
        ("UR", cited.address),
        ("Y2", cited.accessed.strftime("%Y/%m/%d")),
    )
    yield "TY", "DATA"
    yield from ((tag, value) for tag, value in known if value)
    yield from (("N1", note) for note in cited.notes)
    yield from (("N1", source.title) for source in cited.sources)
    yield "ER", ""


def _line(value: str) -> str:
    # Only line breaks: a narrow space is a part of French.
    return " ".join(value.splitlines())
