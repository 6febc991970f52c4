"""Who with whom: a flow of three columns, funder → implementer → region, ready to be drawn.

Lengths are in rem, so that the flow grows with the letters; ribbons are drawn between two columns
on a plane that is `WIDE` wide and as high as the flow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from geodata.effective_places import SPECIAL
from geodata.partners import OUTSIDE
from geodata.partners_answer import OTHERS, FlowLink, Node, WhoWithWhom
from i18n.catalogues import Translator
from layers.reading import Reading

WIDE = 100
TALL = 26.0
"""Height that the bars of the fullest column add up to at most."""
THICKEST = 1.5
"""Thickness of one activity at most: few activities would make blocks of colour."""
THINNEST = 0.3
SLOT = 2.3
"""Room for a name of two lines."""
GAP, WIDEST_GAP = 0.35, 1.6

Key = tuple[str, str]


@dataclass(frozen=True)
class FlowNode:
    """One value of a column: its words, its room from ``top`` on, and its bar in the middle.

    ``quiet`` marks what is no organisation and no region of today, ``others`` what gathers the
    values of ``rest``. ``data_link`` names the value to what else on the page shows it, "" for
    several.
    """

    column: str
    id: str
    label: str
    value: int | float
    text: str
    told: str
    top: float
    slot: float
    bar: float
    quiet: bool
    others: bool
    rest: tuple[str, ...]
    data_link: str


@dataclass(frozen=True)
class Ribbon:
    """A link between two nodes: the outline to be filled, and what it tells."""

    source: Key
    target: Key
    path: str
    value: int | float
    text: str
    told: str
    source_label: str
    target_label: str
    quiet: bool
    data_link: str


@dataclass(frozen=True)
class Flow:
    """The whole flow.

    ``columns`` are funders, implementers and regions; ``bands`` the ribbons between each two of
    them, the thickest first; ``height`` is in rem.
    """

    columns: tuple[tuple[FlowNode, ...], ...]
    bands: tuple[tuple[Ribbon, ...], ...]
    height: float
    gathered: bool


@dataclass(frozen=True)
class _Placed:
    """Where a node stands."""

    top: float
    slot: float
    bar: float

    @property
    def bar_top(self) -> float:
        return self.top + (self.slot - self.bar) / 2


def node_label(node: Node, words: Translator, named: Callable[[str, str], str]) -> str:
    """Name a node of the flow.

    Parameters
    ----------
    node : Node
        A value of a column.
    words : Translator
        The language.
    named : callable
        Names a value of a dimension, as `Reading.label` does.

    Returns
    -------
    str
        The name of the organisation or place, or what the node stands for.
    """
    if node.id == OTHERS:
        place = node.column == "region"
        return words.n("partners.other_places" if place else "partners.others", node.gathered)
    if node.id in OUTSIDE and node.column != "region":
        return words.t(f"partners.no_{node.column}")
    return named(node.column, node.id)


def describe_flow(reading: Reading, found: WhoWithWhom) -> Flow:
    """Lay the flow out: nodes in their order from the top, ribbons so that few of them cross.

    Parameters
    ----------
    reading : Reading
        The words of the view.
    found : WhoWithWhom
        What `geodata.partners` answered.

    Returns
    -------
    Flow
        Every node with its name and room; empty columns where no activity matches.
    """
    placed, height = _layout(found.columns)
    labels = {
        (node.column, node.id): node_label(node, reading.words, reading.label)
        for column in found.columns
        for node in column
    }
    nodes = tuple(
        tuple(_node(reading, node, labels, placed) for node in column) for column in found.columns
    )
    return Flow(
        columns=nodes,
        bands=tuple(
            _band(
                reading,
                [link for link in found.links if link.source.column == name],
                labels,
                placed,
            )
            for name in ("funder", "implementer")
        ),
        height=round(height, 2),
        gathered=any(node.id == OTHERS for column in found.columns for node in column),
    )


def _layout(columns: Sequence[Sequence[Node]]) -> tuple[dict[Key, _Placed], float]:
    """Give each node its room; columns of few nodes are spread, up to a gap that still reads."""
    totals = [sum(node.value for node in column) for column in columns]
    scale = min(THICKEST, TALL / max(totals)) if max(totals, default=0) else 0.0
    slots = [[max(SLOT, node.value * scale) for node in column] for column in columns]
    height = max((sum(own) + GAP * (len(own) - 1) for own in slots if own), default=0.0)
    placed: dict[Key, _Placed] = {}
    for column, own in zip(columns, slots, strict=True):
        free = (height - sum(own)) / max(len(own) - 1, 1)
        gap, top = min(max(free, GAP), WIDEST_GAP), 0.0
        for node, slot in zip(column, own, strict=True):
            bar = max(THINNEST, node.value * scale)
            placed[node.column, node.id] = _Placed(top, slot, bar)
            top += slot + gap
    return placed, height


def _node(
    reading: Reading, node: Node, labels: Mapping[Key, str], placed: Mapping[Key, _Placed]
) -> FlowNode:
    key = node.column, node.id
    at, label = placed[key], labels[key]
    plain = node.id not in (*OUTSIDE, OTHERS)
    return FlowNode(
        column=node.column,
        id=node.id,
        label=label,
        value=node.value,
        text=reading.number(node.value),
        told=reading.words.t(
            "partners.told_node",
            name=label,
            activities=reading.words.n("unit.activities", node.value),
        ),
        top=round(at.top, 2),
        slot=round(at.slot, 2),
        bar=round(at.bar, 2),
        quiet=not plain and node.id != OTHERS,
        others=node.id == OTHERS,
        rest=node.rest,
        data_link=_node_link(node) if plain or node.id in SPECIAL else "",
    )


def _node_link(node: Node) -> str:
    own = f"{node.column}:{node.id}"
    return own if node.column == "region" else f"{own} organisation:{node.id}"


def _band(
    reading: Reading,
    links: Sequence[FlowLink],
    labels: Mapping[Key, str],
    placed: Mapping[Key, _Placed],
) -> tuple[Ribbon, ...]:
    starts = _ends(links, placed, at_source=True)
    ends = _ends(links, placed, at_source=False)
    return tuple(
        _ribbon(reading, link, labels, _outline(starts[at], ends[at]))
        for at, link in enumerate(links)
    )


def _ends(
    links: Sequence[FlowLink], placed: Mapping[Key, _Placed], *, at_source: bool
) -> dict[int, tuple[float, float]]:
    """Divide the bar of each node among its ribbons, in the order of their other ends."""
    by_node: dict[Key, list[tuple[float, int]]] = defaultdict(list)
    for at, link in enumerate(links):
        own, other = (link.source, link.target) if at_source else (link.target, link.source)
        by_node[_key(own)].append((placed[_key(other)].top, at))
    found: dict[int, tuple[float, float]] = {}
    for key, ribbons in by_node.items():
        whole = sum(links[at].value for _, at in ribbons)
        top = placed[key].bar_top
        for _, at in sorted(ribbons):
            # Links do not add up to their node, so they share its bar in proportion.
            thick = placed[key].bar * links[at].value / whole
            found[at] = (top, top + thick)
            top += thick
    return found


def _outline(start: tuple[float, float], end: tuple[float, float]) -> str:
    half = WIDE // 2
    (a, b), (c, d) = start, end
    return (
        f"M0 {a:.2f}C{half} {a:.2f} {half} {c:.2f} {WIDE} {c:.2f}"
        f"V{d:.2f}C{half} {d:.2f} {half} {b:.2f} 0 {b:.2f}Z"
    )


def _ribbon(reading: Reading, link: FlowLink, labels: Mapping[Key, str], path: str) -> Ribbon:
    source, target = _key(link.source), _key(link.target)
    told = reading.words.t(
        "partners.told_link",
        source=labels[source],
        target=labels[target],
        activities=reading.words.n("unit.activities", link.value),
    )
    ends = (link.source, link.target)
    plain = [node for node in ends if node.id not in (*OUTSIDE, OTHERS)]
    return Ribbon(
        source=source,
        target=target,
        path=path,
        value=link.value,
        text=reading.number(link.value),
        told=told,
        source_label=labels[source],
        target_label=labels[target],
        quiet=len(plain) < len(ends),
        data_link=" ".join(f"{node.column}:{node.id}" for node in plain),
    )


def _key(node: Node) -> Key:
    return node.column, node.id
