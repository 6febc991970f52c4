"""A whole session without a mouse, and what Chromium tells a screen reader of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import View
from tests.browser.conftest import OpenView

pytestmark = pytest.mark.browser

LANGUAGES = [
    "ar",
    pytest.param("fr", marks=pytest.mark.long),
    pytest.param("en", marks=pytest.mark.long),
]
NEXT = {"ar": "fr", "fr": "en", "en": "ar"}
ORIENTAL = {"ar": "الشرق", "fr": "Oriental", "en": "Oriental"}
LANGUAGE = {"ar": "العربية", "fr": "Français", "en": "English"}
MOST_STOPS = 90
CLOSE = "#details .details__close"
DOCUMENTS = "#details .citations a"
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))

STOP = """() => {
  const one = document.activeElement;
  const part = one.closest("#details, #header, #pickers, #filters, #figures, .map, .skip");
  return part ? part.id || part.className.split(" ").pop() : one.tagName;
}"""


def plain(text: str) -> str:
    """Text without what only turns it the right way around."""
    return " ".join(text.translate(ISOLATES).split())


# ----- By keyboard alone -----


def tab_to(page: Page, selector: str, key: str = "Tab") -> list[str]:
    """Press a key until the focus is there; gives the parts of the page on the way, each once."""
    passed = [page.evaluate(STOP)]
    for _ in range(MOST_STOPS):
        if page.evaluate("(there) => document.activeElement.matches(there)", selector):
            return [part for at, part in enumerate(passed) if part not in passed[:at]]
        page.keyboard.press(key)
        passed.append(page.evaluate(STOP))
    raise AssertionError(f"{selector} was not reached by {key}: {passed}")


def heard(view: View) -> str:
    """What the live region says."""
    return plain(view.page.locator("#announcer").text_content() or "")


def parts(said: str) -> list[str]:
    """Name and value of a place that was announced; languages set their colon differently."""
    return [part.strip() for part in said.rsplit(":", 1)]


def move_to(view: View, name: str) -> None:
    """Find a region in the east as a listener does: to the right, and up where that ends."""
    for _ in range(12):
        before = heard(view)
        if before.startswith(name):
            return
        view.page.keyboard.press("ArrowRight")
        if heard(view) == before:
            view.page.keyboard.press("ArrowUp")
    raise AssertionError(f"{name} was not found; the last was {heard(view)}")


def value_in_table(view: View, code: str) -> str:
    """The figure of a unit, from the table behind the map."""
    return view.page.locator(f'#map-table tr[data-key="{code}"] td').text_content() or ""


def opened_document(view: View) -> str:
    """Press Enter on the link in focus; gives the address that opens in a window of its own."""

    def answer(route: Route) -> None:
        route.fulfill(body="a document", content_type="text/plain")

    def foreign(url: str) -> bool:
        return urlsplit(url).netloc != urlsplit(view.origin).netloc

    # The tests ask no foreign host: what would leave is answered here.
    view.page.context.route(foreign, answer)
    try:
        with view.page.expect_popup() as waiting:
            view.page.keyboard.press("Enter")
        address = waiting.value.url
        waiting.value.close()
    finally:
        view.page.context.unroute(foreign)
    return address


def to_the_map(view: View, lang: str) -> None:
    """From the top of the page to Oriental, and hear its figure."""
    view.page.keyboard.press("Tab")
    expect(view.page.locator(".skip")).to_be_focused()
    passed = tab_to(view.page, ".map__canvas")
    known = ["skip", "header", "pickers", "filters", "figures", "map"]
    assert [part for part in passed if part in known] == known
    move_to(view, ORIENTAL[lang])
    assert parts(heard(view)) == [ORIENTAL[lang], plain(value_in_table(view, "02"))]


def to_a_document(view: View, chosen: str, value: str) -> None:
    """From a region on the map to what its figure rests on, to a document, and back to the map."""
    page = view.page
    page.keyboard.press("s")
    view.shows(f"{chosen}&select=region%3A02")
    expect(page.locator(CLOSE)).to_be_focused()
    assert value in plain(page.locator("#details-title").inner_text())
    # The dialog is modal: nothing behind it is on the way.
    assert tab_to(page, DOCUMENTS) == ["details"]
    document = page.evaluate("() => document.activeElement.href")
    assert opened_document(view) == document
    expect(page.locator(DOCUMENTS).first).to_be_focused()
    page.keyboard.press("Escape")
    view.shows(chosen)
    expect(page.locator("#details")).not_to_be_visible()
    expect(page.locator(".map__canvas")).to_be_focused()


def to_the_language(view: View, lang: str) -> None:
    """From the map back to the languages of the header, to another one."""
    link = f'.languages a[lang="{lang}"]'
    tab_to(view.page, link, "Shift+Tab")
    view.page.keyboard.press("Enter")
    view.shows(f"?lang={lang}&place=02")
    expect(view.html).to_have_attribute("lang", lang)
    expect(view.html).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
    expect(view.page.locator(link)).to_be_focused()
    expect(view.page.locator("#details")).not_to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_session_by_keyboard(open_view: OpenView, lang: str) -> None:
    view = open_view(lang=lang)
    start, chosen = f"?lang={lang}", f"?lang={lang}&place=02"
    to_the_map(view, lang)
    view.page.keyboard.press("Enter")
    view.shows(chosen)
    expect(view.page.locator(".map__canvas")).to_be_focused()
    value = plain(value_in_table(view, "02"))
    assert plain(view.figure("activities")) == value
    assert heard(view) == plain(view.page.locator("#answer").text_content() or "")
    to_a_document(view, chosen, value)
    to_the_language(view, NEXT[lang])
    come_back(view, [chosen, f"{chosen}&select=region%3A02", chosen, start])


def come_back(view: View, searches: list[str]) -> None:
    """Go back through views; a dialog has the focus while it is open, and gives it back."""
    held = view.page.evaluate_handle("() => document.activeElement")
    for search in searches:
        view.page.go_back()
        view.shows(search)
        assert view.page.evaluate("() => window.location.search") == search
        if "select=" in search:
            expect(view.page.locator(CLOSE)).to_be_focused()
        else:
            expect(view.page.locator("#details")).not_to_be_visible()
            assert view.page.evaluate("(held) => document.activeElement === held", held)


# ----- As the accessibility tree tells it -----


@dataclass
class Node:
    """One node of the accessibility tree that is not ignored."""

    role: str
    name: str
    description: str
    state: dict[str, Any]
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Go through the nodes in the order in which they are read."""
        yield self
        for child in self.children:
            yield from child.walk()

    def of(self, *roles: str) -> list[Node]:
        """Find the nodes of some roles, in order."""
        return [node for node in self.walk() if node.role in roles]

    @property
    def text(self) -> str:
        """The words in it."""
        return plain("".join(node.name for node in self.of("StaticText")))


def tree(page: Page) -> Node:
    """Ask Chromium for what it hands to a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    known = {node["nodeId"]: node for node in nodes}
    (root,) = (node for node in nodes if "parentId" not in node)
    (made,) = read(root, known)
    return made


def read(node: dict[str, Any], known: dict[str, dict[str, Any]]) -> list[Node]:
    """Make a node, or what lies in it where it is ignored itself."""
    inside = [each for key in node["childIds"] if key in known for each in read(known[key], known)]
    if node["ignored"]:
        return inside
    state = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    name, description = (
        plain(node.get(part, {}).get("value", "")) for part in ("name", "description")
    )
    return [Node(node["role"]["value"], name, description, state, inside)]


LANDMARKS = ("banner", "main", "contentinfo", "navigation", "region", "search", "complementary")


def focused(root: Node) -> tuple[str, str]:
    """Role and name of what has the focus."""
    (one,) = (node for node in root.walk() if node.state.get("focused") and node is not root)
    return one.role, one.name


def announced(root: Node) -> str:
    """What the page's own live region says; the search has another one."""
    *_, announcer = root.of("status")
    assert (announcer.state["live"], announcer.state["atomic"]) == ("polite", True)
    return announcer.text


def check_outline(root: Node) -> None:
    """Landmarks in order, each told from the others; headings without a gap."""
    landmarks = root.of(*LANDMARKS)
    whole = ("banner", "main", "contentinfo")
    assert [node.role for node in landmarks if node.role in whole] == list(whole)
    assert [node.name for node in landmarks if node.role not in whole and not node.name] == []
    told = [(node.role, node.name) for node in landmarks]
    assert len(set(told)) == len(told)
    levels = [node.state["level"] for node in root.of("heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(one, after) for one, after in pairwise(levels) if after > one + 1] == []
    assert [node for node in root.of("heading", "link", "button") if not node.name] == []


def check_order(view: View, root: Node) -> None:
    """The parts are told in the order in which they stand on the page."""
    parts = [".filters", "#figures", "section[aria-labelledby=map-title]", "#stated"]
    expected = [view.page.locator(part).get_attribute("aria-label") for part in parts]
    titles = [view.page.locator(f"#{one}-title").inner_text() for one in ("map", "stated")]
    expected[2:] = titles
    regions = [node.name for node in root.of("main")[0].of("region")]
    assert [name for name in regions if name in map(plain, map(str, expected))] == [
        plain(str(name)) for name in expected
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.long
def test_a_session_in_the_accessibility_tree(open_view: OpenView, lang: str) -> None:
    view = open_view(lang=lang)
    page, chosen, after = view.page, f"?lang={lang}&place=02", NEXT[lang]
    check_page(view)
    page.locator(".map__canvas").focus()
    move_to(view, ORIENTAL[lang])
    value = plain(value_in_table(view, "02"))
    check_map(view, heard(view))
    assert parts(heard(view)) == [ORIENTAL[lang], value]
    page.keyboard.press("Enter")
    view.shows(chosen)
    check_chosen(check_page(view), lang)
    check_map(view, answer(view))
    page.keyboard.press("s")
    view.shows(f"{chosen}&select=region%3A02")
    check_dialog(view, lang, value)
    page.keyboard.press("Escape")
    view.shows(chosen)
    check_map(view, answer(view))
    page.locator(f'.languages a[lang="{after}"]').press("Enter")
    view.shows(f"?lang={after}&place=02")
    check_told(view, after)
    page.go_back()
    view.shows(chosen)
    check_told(view, lang, on=after)
    page.go_back()
    view.shows(f"{chosen}&select=region%3A02")
    check_dialog(view, lang, value)


def answer(view: View) -> str:
    return plain(view.page.locator("#answer").text_content() or "")


def check_page(view: View) -> Node:
    """The whole page: its outline, its parts in order, and its answer once it has changed."""
    root = tree(view.page)
    check_outline(root)
    check_order(view, root)
    assert announced(root) == answer(view)
    return root


def check_map(view: View, said: str) -> None:
    """On the map: its name tells what it shows, its description the keys; what is said, where."""
    root = tree(view.page)
    title = plain(view.page.locator("#map-title").text_content() or "")
    keys = plain(view.page.locator("#map-help").text_content() or "")
    assert focused(root) == ("application", title)
    assert root.of("application")[0].description == keys
    assert announced(root) == said
    # The drawing itself is silent: its shapes have no names.
    assert root.of("application")[0].of("SvgRoot", "image", "graphics-document") == []


def check_chosen(root: Node, lang: str) -> None:
    """The title names the region, its filter counts it, and a button releases it."""
    assert root.name.startswith(ORIENTAL[lang])
    filters = root.of("main")[0].of("region")[0]
    pickers = [node for node in filters.walk() if "expanded" in node.state]
    assert [node.state["expanded"] for node in pickers] == [False] * len(pickers)
    assert [node.name for node in pickers if node.name[-1].isdigit()] == [pickers[0].name]
    (chip,) = (node.name for node in filters.of("button") if ORIENTAL[lang] in node.name)
    assert chip != ORIENTAL[lang]


def check_told(view: View, lang: str, on: str = "") -> None:
    """After a change of language: what it is about, and where the reader is."""
    root = check_page(view)
    assert root.name.startswith(ORIENTAL[lang])
    assert focused(root) == ("link", LANGUAGE[on or lang])
    assert announced(root).startswith(view.figure("activities"))


def check_dialog(view: View, lang: str, value: str) -> None:
    """A modal dialog is all there is: its name, where the focus is, its parts and documents."""
    root = tree(view.page)
    (dialog,) = root.of("dialog")
    title = plain(view.page.locator("#details-title").inner_text())
    assert dialog.name == title
    assert title.startswith(ORIENTAL[lang])
    assert value in title
    assert dialog.state["modal"] is True
    assert root.of(*LANDMARKS) == []
    close = view.page.locator(CLOSE).get_attribute("aria-label")
    assert focused(root) == ("button", close)
    levels = [node.state["level"] for node in root.of("heading")]
    assert levels[0] == 2
    assert [(one, after) for one, after in pairwise(levels) if after > one + 1] == []
    hosts = view.page.locator(DOCUMENTS).all_inner_texts()
    links = [node.name for node in dialog.of("link")]
    assert links[-len(hosts) :] == [plain(host) for host in hosts]
    assert len(hosts) > 1
