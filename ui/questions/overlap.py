"""Overlap: where programmes, phases, funders, organisations or sectors act in the same places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.overlap_answer import Kind, Overlap, SetKey, set_key, set_keys
from geodata.view_state import CHOICES, KEYS
from i18n.sorting import sort_key
from layers.overlap import describe_overlap, overlap_shading, set_name
from layers.overlap_pairs import describe_pairs, presence_shading
from ui.links import Links

if TYPE_CHECKING:
    from layers.overlap_description import OverlapDescription
    from layers.shading import Shading
    from ui.page import Page

LAYOUT = "beside"
INCLUDE = "include"
MOST = KEYS["sets"]
OPEN = 3
"""Meetings that are open from the start."""
SHOWN = 40
"""Meetings in view; the rest opens on demand."""
PAIRS = 8
"""Pairs of programmes in view where the matrix finds no room."""
EXAMPLES = (
    ("phase:m4sd-3", "programme:depomi"),
    ("funder:eu", "funder:sdc"),
    ("programme:depomi", "programme:prim", "programme:indimaj-2"),
)
"""Sets that a reader can start from; those whose values a record does not know are not offered."""


@dataclass(frozen=True)
class Option:
    """A set that can be added or, where it is selected, taken away."""

    key: str
    label: str
    href: str
    selected: bool


@dataclass(frozen=True)
class Group:
    """The sets of one kind; ``chosen`` counts those selected."""

    kind: Kind
    options: tuple[Option, ...]
    chosen: int


@dataclass(frozen=True)
class Example:
    """Sets to start from: their names, how many units they share, and where the link leads."""

    names: tuple[str, ...]
    shared: int
    href: str


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the panel: what is chosen, where it meets, and every two programmes."""
    sets = set_keys(page.view, page.services.vocabulary)
    links = Links(page.view)
    overlaps = page.services.overlaps
    found = _found(page, sets) if sets else None
    described = describe_overlap(page.reading, found) if found else None
    pairs = overlaps.all_pairs(page.view, overlaps.programmes(), planned=_planned(page))
    yield (
        "question",
        "question_overlap",
        {
            "overlap": described,
            "groups": tuple(_groups(page, sets)),
            "full": len(sets) == MOST,
            "most": MOST,
            "planned": tuple((name, links.to(planned=name)) for name in CHOICES["planned"]),
            "examples": tuple(_examples(page)) if len(sets) < len(("one", "other")) else (),
            "matrix": describe_pairs(page.reading, pairs),
            "open": OPEN,
            "shown": SHOWN,
            "pairs_shown": PAIRS,
            "titles": _titles(page, described),
            "documents": _documents(page),
            "without": lambda key: links.to(sets=_keys(one for one in sets if one != key)),
            "asking": lambda keys: links.to(sets=_keys(keys)),
        },
    )


def shading(page: Page) -> Shading:
    """Colour the map by the chosen sets; without any, by how many programmes are present."""
    sets, overlaps = set_keys(page.view, page.services.vocabulary), page.services.overlaps
    if sets:
        return overlap_shading(page.reading, _found(page, sets, limit=0))
    pairs = overlaps.all_pairs(page.view, overlaps.programmes(), planned=_planned(page))
    return presence_shading(page.reading, pairs)


def _keys(sets: Iterable[SetKey]) -> tuple[str, ...]:
    return tuple(str(key) for key in sets)


def _planned(page: Page) -> bool:
    return page.view.planned == INCLUDE


def _found(page: Page, sets: Sequence[SetKey], **limit: int) -> Overlap:
    return page.services.overlaps.overlap(page.view, sets, planned=_planned(page), **limit)


def _groups(page: Page, sets: Sequence[SetKey]) -> Iterator[Group]:
    """Offer the sets of each kind; a programme's only phase is that programme."""
    record, lists = page.services.catalogue.record, page.services.catalogue.vocabulary.lists
    several = record.phases["programme"].duplicated(keep=False)
    funders = page.services.overlaps.funders()
    kinds: dict[Kind, Sequence[str]] = {
        "programme": lists["programme"],
        "phase": tuple(record.phases.loc[several, "id"]),
        "funder": tuple(key.id for key in funders),
        "organisation": lists["org"],
        "sector": lists["sector"],
    }
    for kind, ids in kinds.items():
        keys = [SetKey(kind, id_) for id_ in ids]
        options = [_option(page, key, sets) for key in keys]
        if kind in ("funder", "organisation"):
            options.sort(key=lambda one: sort_key(one.label, page.view.lang))
        if options:
            yield Group(kind, tuple(options), sum(one.selected for one in options))


def _option(page: Page, key: SetKey, sets: Sequence[SetKey]) -> Option:
    selected = key in sets
    after = [one for one in sets if one != key] if selected else [*sets, key]
    # Where no more can be added, the others are named and lead nowhere.
    href = Links(page.view).to(sets=_keys(after)) if len(after) <= MOST else ""
    dimension = "organisation" if key.kind == "funder" else key.kind
    return Option(str(key), page.reading.label(dimension, key.id), href, selected)


def _examples(page: Page) -> Iterator[Example]:
    """Offer some sets to start from, with how many units they share under the view."""
    vocabulary = page.services.vocabulary
    for keys in EXAMPLES:
        sets = tuple(filter(None, (set_key(key, vocabulary) for key in keys)))
        if len(sets) == len(keys):
            shared = len(_found(page, sets, limit=0).intersection)
            names = tuple(set_name(page.reading, key) for key in sets)
            yield Example(names, shared, Links(page.view).to(sets=keys))


def _titles(page: Page, described: OverlapDescription | None) -> dict[str, str]:
    """Give the titles of the activities that the panel lists."""
    if described is None:
        return {}
    ids = [id_ for id_, _sets in described.several]
    ids += [id_ for met in described.meetings for side in met.sides for id_ in side.ids]
    text, column = page.services.catalogue.activity_text, f"title_{page.view.lang}"
    return {id_: text(id_, column) for id_ in dict.fromkeys(ids)}


def _documents(page: Page) -> dict[str, str]:
    """Give the title of every source by its id."""
    sources = page.services.catalogue.record.sources
    return dict(zip(sources["id"], sources["title"], strict=True))
