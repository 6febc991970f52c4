"""A citation as an entry of BibTeX; biblatex reads its further fields too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exports.citation import PUBLISHER, Citation, citation
from exports.order import Order, Progress

EXTENSION = "bib"
MEDIA_TYPE = "application/x-bibtex; charset=utf-8"
KIND = "view"

# What TeX would take for a command. Addresses stand as they are: packages read them verbatim.
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)
_VERBATIM = ("url",)
_LANGUAGES = {"ar": "arabic", "fr": "french", "en": "english"}


def write(order: Order, path: Path, progress: Progress) -> None:
    """Write the entry."""
    cited = citation(order)
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(cited) if value)
    path.write_text(f"@misc{{{cited.key},\n{fields},\n}}\n", encoding="utf-8")
    progress(1, 1)


def _fields(cited: Citation) -> Iterator[tuple[str, str]]:
    for name, value in (
        # In braces of its own, so that a name of one word is not taken apart.
        ("title", cited.title),
        ("howpublished", cited.site),
        ("publisher", PUBLISHER),
        ("year", cited.issued[:4]),
        ("version", cited.version),
        ("note", ". ".join((*cited.notes, *_sources(cited)))),
        ("url", cited.address),
        ("urldate", cited.accessed.isoformat()),
        ("language", _LANGUAGES[cited.lang]),
    ):
        yield name, value if name in _VERBATIM else value.translate(_ESCAPED)
    yield "author", f"{{{PUBLISHER}}}"


def _sources(cited: Citation) -> Iterator[str]:
    return (source.title for source in cited.sources)
