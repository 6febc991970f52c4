"""Who with whom: organisations by role, the flow from funders to regions, and pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.partners import picked, picks
from geodata.partners_answer import OTHERS, Pair, Partner, WhoWithWhom
from geodata.profile.subject import Subject
from geodata.schema import ROLES
from i18n.lists import listed
from i18n.sorting import sort_key
from layers.partners import Flow, FlowNode, Ribbon, describe_flow
from ui.links import Links
from ui.profile_page.links import profile_href

if TYPE_CHECKING:
    from ui.page import Page

LAYOUT = "alone"
SHOWN = 12
"""Rows of a table in view, unless all are asked for."""
NAMED = 3
"""Sectors of a pair that are named, the most frequent; the others are counted."""
NUMBERS = ("activities", *ROLES, "programmes", "regions")
NAME, KIND = "name", "kind"
ALL, LEADING = "all", "leading"


@dataclass(frozen=True)
class Head:
    """A head of the table, which orders it; ``current`` tells whether it does."""

    key: str
    title: str
    href: str
    current: bool


@dataclass(frozen=True)
class Cell:
    """A number of the table and where it leads; ``sources`` is the key of its dialog, if any."""

    title: str
    text: str
    href: str
    sources: str = ""


@dataclass(frozen=True)
class Row:
    """One organisation."""

    id: str
    name: str
    profile: str
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class PairRow:
    """Two organisations of the same activities."""

    names: tuple[tuple[str, str], tuple[str, str]]
    number: Cell
    sectors: str
    data_link: str


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the panel."""
    every = page.view.flow == ALL
    found = page.services.partners.answer(page.view, every=every)
    flow = describe_flow(page.reading, found)
    shown = None if every else SHOWN
    longer = flow.gathered or len(found.partners) > SHOWN or len(found.pairs) > SHOWN
    yield (
        "question",
        "question_partners",
        {
            "found": found,
            "sentence": _sentence(page, found),
            "flow": flow,
            "hrefs": {**_node_hrefs(page, flow), **_ribbon_hrefs(page, flow)},
            "heads": tuple(_heads(page)),
            "rows": [_row(page, one) for one in _sorted(page, found.partners)[:shown]],
            "pairs": [_pair(page, one) for one in found.pairs[:shown]],
            "every": every,
            "more": Links(page.view).to(flow=LEADING if every else ALL) if every or longer else "",
            "total": len(found.partners),
        },
    )


def _sentence(page: Page, found: WhoWithWhom) -> str:
    n = page.words.n
    organisations = {
        role: sum(1 for one in found.partners if one.role(role))
        for role in ("funder", "implementer")
    }
    return page.words.t(
        "partners.sentence",
        activities=n("unit.activities", found.activities),
        funders=n("partners.funders", organisations["funder"]),
        implementers=n("partners.implementers", organisations["implementer"]),
        regions=n("partners.regions", found.regions),
    )


Nodes = dict[object, str]


def _node_hrefs(page: Page, flow: Flow) -> Nodes:
    """Lead every node to the view whose activities it counts."""
    return {
        (node.column, node.id): _to(page, _choice(page, node))
        for column in flow.columns
        for node in column
    }


def _ribbon_hrefs(page: Page, flow: Flow) -> Nodes:
    nodes = {(node.column, node.id): node for column in flow.columns for node in column}
    return {
        (one.source, one.target): _to(page, _both(page, nodes, one))
        for band in flow.bands
        for one in band
    }


def _both(
    page: Page, nodes: dict[tuple[str, str], FlowNode], one: Ribbon
) -> dict[str, object] | None:
    source, target = (_choice(page, nodes[end]) for end in (one.source, one.target))
    if source is None or target is None or ALL in (source.get("flow"), target.get("flow")):
        return None
    return {**source, **target}


def _choice(page: Page, node: FlowNode) -> dict[str, object] | None:
    """Return what chooses the activities of a node; None where no address does.

    Values of one filter are alternatives: beside those that are chosen already, no other can be
    asked for as well.
    """
    view, column = page.view, node.column
    parameter = "place" if column == "region" else column
    if node.id == OTHERS:
        return {"flow": ALL} if picks(view, column) else {parameter: node.rest}
    if not picks(view, column):
        known = page.services.vocabulary.rank(parameter, node.id) is not None
        return {parameter: (node.id,)} if known else None
    if column == "region":
        inside = tuple(
            place for place in view.place if picked(view.with_(place=(place,)), column, node.id)
        )
        exact = node.id in inside or inside == view.place
        return {"place": (node.id,) if node.id in inside else inside} if inside and exact else None
    return {parameter: (node.id,)} if picked(view, column, node.id) else None


def _to(page: Page, choice: dict[str, object] | None) -> str:
    return Links(page.view).to(**choice) if choice else ""


def _heads(page: Page) -> Iterator[Head]:
    titles = {
        NAME: page.words.t("filter.org"),
        KIND: page.words.t("partners.kind"),
        "activities": page.words.t("figure.activities"),
        **{role: page.words.t(f"filter.{role}") for role in ROLES},
        "programmes": page.words.t("figure.programmes"),
        "regions": page.words.t("partners.regions_column"),
    }
    for key, title in titles.items():
        href = Links(page.view).to(sort="" if key == "activities" else key)
        yield Head(key, title, href, key == _order(page))


def _order(page: Page) -> str:
    return page.view.sort if page.view.sort in (NAME, KIND, *NUMBERS) else "activities"


def _sorted(page: Page, partners: Sequence[Partner]) -> list[Partner]:
    """Order the organisations as the address asks; equal ones by their name."""
    order, lang = _order(page), page.view.lang
    rows = sorted(partners, key=lambda one: sort_key(_name(page, one.id), lang))
    if order == KIND:
        rows.sort(key=lambda one: sort_key(_kind(page, one), lang))
    elif order != NAME:
        rows.sort(key=lambda one: -_number(one, order))
    return rows


def _name(page: Page, id_: str) -> str:
    return page.reading.label("organisation", id_)


def _kind(page: Page, one: Partner) -> str:
    return page.words.t(f"organisation_kind.{one.kind or 'other'}")


def _number(one: Partner, key: str) -> int:
    if key in ROLES:
        return one.role(key)
    number: int = getattr(one, key)
    return number


def _row(page: Page, one: Partner) -> Row:
    return Row(
        id=one.id,
        name=_name(page, one.id),
        profile=profile_href(page.view, Subject("organisation", one.id)),
        kind=_kind(page, one),
        cells=tuple(_cell(page, one, key) for key in NUMBERS),
    )


def _cell(page: Page, one: Partner, key: str) -> Cell:
    titles = {"activities": "figure.activities", "programmes": "figure.programmes"}
    titles["regions"] = "partners.regions_column"
    title = page.words.t(titles.get(key, f"filter.{key}"))
    value = _number(one, key)
    if not value:
        return Cell(title, "–", "")
    parameter = key if key in ROLES else "org"
    dimension = key if key in ROLES else "organisation"
    text = page.reading.number(value)
    # Its dialog counts by the rule of the view, and leaves the filter of its own dimension out.
    counted_so = page.view.count != "allocated" and not page.view.chosen(parameter)
    if counted_so and key in ("activities", *ROLES):
        return Cell(
            title, text, Links(page.view).details(f"{dimension}:{one.id}"), f"{dimension}:{one.id}"
        )
    return Cell(title, text, _activities(page, parameter, one.id))


def _activities(page: Page, parameter: str, id_: str) -> str:
    """Lead to the activities of an organisation among those of the view; "" where none does."""
    chosen = page.view.chosen(parameter)
    if not chosen or id_ in chosen:
        return Links(page.view).to(page="explore", **{parameter: (id_,)})
    if parameter == "org" and not page.view.chosen("with"):
        return Links(page.view).to(page="explore", **{"with": (id_,)})
    return ""


def _pair(page: Page, pair: Pair) -> PairRow:
    label = page.reading.label
    ids = (pair.left, pair.right)
    left, right = (
        (label("organisation", id_), profile_href(page.view, Subject("organisation", id_)))
        for id_ in ids
    )
    number = Cell(
        page.words.t("figure.activities"),
        page.words.n("unit.activities", pair.activities),
        _pair_href(page, ids),
    )
    return PairRow(
        names=(left, right),
        number=number,
        sectors=_sectors(page, pair),
        data_link=" ".join(f"organisation:{id_}" for id_ in ids),
    )


def _sectors(page: Page, pair: Pair) -> str:
    names = [page.reading.label("sector", id_) for id_ in pair.sectors]
    if len(names) <= NAMED + 1:
        return listed(names, page.words)
    rest = page.words.n("partners.more_sectors", len(names) - NAMED)
    return listed([*names[:NAMED], rest], page.words)


def _pair_href(page: Page, ids: Sequence[str]) -> str:
    """Lead to the activities of two organisations, where the view leaves room for both filters."""
    org, other = page.view.org, page.view.chosen("with")
    left, right = ids
    if other:
        return ""
    if not org or left in org:
        choice = {"org": (left,), "with": (right,)}
    elif right in org:
        choice = {"org": (right,), "with": (left,)}
    else:
        return ""
    return Links(page.view).to(page="explore", **choice)
