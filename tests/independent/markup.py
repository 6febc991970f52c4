"""Reads the numbers of the page's document, without a browser and without the page's own code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.independent.counter.places import REGIONS
from tests.independent.reading import first_number

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path"})


@dataclass
class Element:
    """One element; a text is an element without a tag."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = (child.text for child in self.children)
        return " ".join((self.content + "".join(parts)).split())

    def all(self, tag: str = "", **wanted: str) -> Iterator[Element]:
        """Elements inside, in order, that have attributes of these values; "" for any value.

        In names of attributes an underscore stands for a hyphen; a class is one of several.
        """
        for child in self.children:
            if (not tag or child.tag == tag) and all(map(child.has, wanted, wanted.values())):
                yield child
            yield from child.all(tag, **wanted)

    def has(self, name: str, value: str) -> bool:
        found = self.attributes.get(name.strip("_").replace("_", "-"))
        if found is None or not value:
            return found is not None
        return value in found.split() if name == "class_" else found == value

    def one(self, tag: str = "", **wanted: str) -> Element:
        (found,) = self.all(tag, **wanted)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in {element.tag for element in self._open}:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(Element("", content=data))


def parsed(document: str) -> Element:
    reader = _Reader()
    reader.feed(document)
    return reader.root


def map_cells(document: Element) -> dict[str, str]:
    """What the table behind the map says of each row: a number, or why there is none."""
    rows = document.one(id="map-table").all("tr", data_key="")
    return {row.attributes["data-key"]: row.one("td").text for row in rows}


def picker_counts(document: Element) -> dict[tuple[str, str], float]:
    """The count beside each option, by parameter and value; none is zero."""
    found: dict[tuple[str, str], float] = {}
    for line in document.all("li", class_="option__line"):
        box = line.one("input").attributes
        key = box["data-toggle"], box["data-value"]
        assert key not in found
        found[key] = first_number(line.one(class_="option__count").text)
    return found


def sources(document: Element) -> list[str]:
    """The documents that the open dialog lists."""
    return sorted(item.attributes["data-source"] for item in document.all(data_source=""))


def figures(document: Element) -> list[tuple[str, str]]:
    """Every number that leads to its sources: the figure as the address names it, and its text.

    The lanes of the timeline, which have periods for texts, are left out.
    """
    periods = [id(link) for lanes in document.all(class_="lanes") for link in lanes.all("a")]
    return [
        (link.attributes["data-sources"], link.text)
        for link in document.all("a", data_sources="")
        if id(link) not in periods
    ]


def brackets(document: Element) -> dict[str, tuple[float, set[str]]]:
    """The number of each stated figure and the regions marked for it, by the figure's id.

    A figure of the whole country is drawn over every region; one of no place of today over none.
    """
    panel = document.one(id="stated")
    found: dict[str, tuple[float, set[str]]] = {}
    for row in panel.all("tr", data_key=""):
        assert row.attributes["data-key"] not in found
        number = float(row.attributes["data-number"])
        found[row.attributes["data-key"]] = number, marked(row)
    return found


def marked(row: Element) -> set[str]:
    if any(row.all(data_extent="country")):
        return set(REGIONS)
    cells = list(row.all("td", class_="ledger__cell"))
    assert len(cells) in (0, len(REGIONS))
    marks = [cell.attributes.get("data-mark", "") for cell in cells]
    return {code for code, mark in zip(REGIONS, marks, strict=False) if mark not in ("", "line")}
