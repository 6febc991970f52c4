"""A visitor's own stories, as the script in the page makes and keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page

from stories.model import panels_of
from stories.reading import as_file, parse_story, read_folder
from stories.references import parse

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (ROOT / "assets" / "js" / "stories.js").read_text(encoding="utf-8")
SHIPPED = read_folder(ROOT / "data" / "stories").stories
ORIGIN = "http://stories.test/"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    # An origin of its own, as a page without one has no storage.
    context.route(
        f"{ORIGIN}**", lambda route: route.fulfill(body="<!DOCTYPE html>", content_type="text/html")
    )
    yield context
    context.close()


@pytest.fixture(scope="module")
def page(context: BrowserContext) -> Page:
    return opened(context)


def opened(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(ORIGIN)
    page.add_script_tag(content=SCRIPT)
    return page


@pytest.fixture(autouse=True)
def empty(page: Page) -> None:
    page.evaluate("() => localStorage.clear()")


def run(page: Page, name: str, *values: Any) -> Any:
    return page.evaluate(
        "([name, values]) => window.jihat.stories[name](...values)", [name, list(values)]
    )


def step(view: str = "place=02", **changes: Any) -> dict[str, Any]:
    return {
        "view": view,
        "panels": ["map", "figures"],
        "large": "map",
        "title": {"fr": view},
        "caption": {},
        "notes": {},
        "point": [],
        **changes,
    }


def story(*steps: dict[str, Any], id_: str = "mine") -> dict[str, Any]:
    return {"id": id_, "title": {"fr": "Mon séminaire"}, "summary": {}, "steps": list(steps)}


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("My seminar", [], "my-seminar"),
        ("L’atelier d’été à Fès", [], "latelier-dete-a-fes"),
        ("My seminar", ["my-seminar", "my-seminar-2"], "my-seminar-3"),
        ("ندوتي", [], "story-1"),
        ("ندوتي", ["story-1"], "story-2"),
        ("2024", [], "story-1"),
        ("", [], "story-1"),
        ("constructor", [], "constructor"),
    ],
)
def test_an_id_is_made_of_the_title(
    page: Page, title: str, taken: list[str], expected: str
) -> None:
    assert run(page, "idFor", title, taken) == expected


def test_a_long_title_still_makes_an_id_that_files_may_have(page: Page) -> None:
    id_ = run(page, "idFor", "word " * 40, [])
    again = run(page, "idFor", "word " * 40, [id_])
    assert parse_story(run(page, "asFile", story(step(), id_=again))).id == again


def test_a_step_has_the_view_alone_and_what_is_selected_as_its_point(page: Page) -> None:
    address = (
        "?lang=ar&place=02&theme=dark&name=x&offset=50&story=~a:2&select=region%3A02&count=touches"
    )
    assert run(page, "stepOf", address, "الشرق") == {
        "view": "place=02&count=touches",
        "panels": ["map", "figures"],
        "large": "map",
        "title": {"ar": "الشرق"},
        "caption": {},
        "notes": {},
        "point": ["region:02"],
    }


@pytest.mark.parametrize(
    ("address", "panels", "point"),
    [
        ("?lang=fr", ["map", "figures"], []),
        ("?lang=fr&select=phase:m4sd-3", ["map", "programmes"], ["phase:m4sd-3"]),
        ("?lang=fr&select=sector:health", ["map", "sectors"], ["sector:health"]),
        ("?lang=fr&select=year:2021", ["map", "timeline"], ["year:2021"]),
        ("?lang=fr&select=status:done", ["map", "figures"], []),
        ("?lang=fr&select=m4sd-hub", ["map", "figures"], ["activity:m4sd-hub"]),
        ("?lang=fr&level=province&select=region:02", ["map", "figures"], []),
        ("?page=overlap&select=overlap:union", ["map", "question"], []),
        ("?page=coverage&select=sector:health", ["map", "question"], ["sector:health"]),
        ("?page=time&select=year:2021", ["map", "question"], []),
        ("?page=need&select=total:activities", ["map", "figures"], ["total:activities"]),
    ],
)
def test_a_step_shows_the_panel_that_has_its_point(
    page: Page, address: str, panels: list[str], point: list[str]
) -> None:
    made = run(page, "stepOf", address, "x")
    assert (made["panels"], made["point"]) == (panels, point)
    asked = "explore" if "page=" not in address else "overlap"
    assert set(panels) <= set(panels_of(asked))


def test_a_title_that_is_too_long_ends_at_a_word(page: Page) -> None:
    title = run(page, "stepOf", "?lang=fr", "Oriental · " * 9)["title"]["fr"]
    assert title == "Oriental · Oriental · Oriental · Oriental · Oriental…"


def test_steps_are_added_moved_changed_and_removed(page: Page) -> None:
    one, two, three = step("a"), step("b"), step("c")
    assert run(page, "addStep", story(one), two) == story(one, two)
    assert run(page, "addStep", story(one), two, 0) == story(two, one)
    assert run(page, "moveStep", story(one, two, three), 0, 2) == story(two, three, one)
    assert run(page, "moveStep", story(one, two, three), 2, -1) == story(three, one, two)
    assert run(page, "moveStep", story(one), 4, 0) == story(one)
    assert run(page, "removeStep", story(one, two), 0) == story(two)
    changed = run(page, "changeStep", story(one, two), 1, {"point": ["region:02"]})
    assert changed == story(one, step("b", point=["region:02"]))


def test_a_story_has_at_most_as_many_steps_as_its_file(page: Page) -> None:
    full = story(*[step()] * 60)
    assert run(page, "addStep", full, step()) == full
    assert parse_story(run(page, "asFile", full)).id == "mine"


@pytest.mark.parametrize("id_", SHIPPED)
def test_a_story_that_comes_with_the_record_is_written_as_its_file(page: Page, id_: str) -> None:
    file = as_file(SHIPPED[id_])
    assert run(page, "asFile", file) == json.dumps(file, ensure_ascii=False, indent=2) + "\n"


def test_what_is_written_is_what_the_reader_reads(page: Page) -> None:
    made = story(
        step(title={"fr": "", "en": "B", "ar": "ب"}, caption={"fr": "{{total:activities}}"})
    )
    read = parse_story(run(page, "asFile", made))
    assert json.loads(run(page, "asFile", made)) == as_file(read)
    assert parse(read.steps[0].caption.fr)


@settings(max_examples=25, deadline=None)
@given(title=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=70))
def test_any_title_makes_a_file_that_can_be_read(page: Page, title: str) -> None:
    made = page.evaluate(
        """([title]) => {
          const { fresh, addStep, stepOf, asFile } = window.jihat.stories;
          return asFile(addStep(fresh(title, "fr"), stepOf("?lang=fr&place=02", title)));
        }""",
        [title],
    )
    assert len(parse_story(made).steps[0].title.fr) <= 60


def test_the_one_changed_last_comes_first(page: Page) -> None:
    a, b = story(step(), id_="a"), story(step(), id_="b")
    assert run(page, "save", a)
    assert run(page, "save", b)
    assert run(page, "all") == [b, a]
    assert run(page, "save", a)
    assert run(page, "all") == [a, b]
    assert run(page, "one", "b") == b
    assert run(page, "one", "constructor") is None


def test_what_was_removed_comes_back_where_it_was(page: Page) -> None:
    a, b = story(step(), id_="a"), story(step(), id_="b")
    run(page, "write", {"a": a, "b": b})
    at = run(page, "placeOf", "b")
    assert run(page, "remove", "b")
    assert run(page, "all") == [a]
    assert run(page, "restore", b, at)
    assert run(page, "all") == [a, b]


def test_a_story_beside_another_of_its_name_takes_another(page: Page) -> None:
    a = story(step(), id_="a")
    assert run(page, "beside", a) == a
    run(page, "save", a)
    assert run(page, "beside", a) == {**a, "id": "a-2"}


def test_a_title_is_told_without_its_references(page: Page) -> None:
    title = {"fr": "{{counted total:activities}} à Oujda"}
    assert run(page, "titleOf", {**story(), "title": title}, "en") == "… à Oujda"


def test_an_address_that_is_written_wrong_makes_a_step(page: Page) -> None:
    assert run(page, "stepOf", "?page=%E0%A4%A&place=02", "A")["view"] == "page=%E0%A4%A&place=02"


def test_a_new_story_takes_no_id_of_another(page: Page) -> None:
    run(page, "save", story(id_="my-seminar"))
    made = run(page, "fresh", " My  seminar ", "en")
    assert made == {"id": "my-seminar-2", "title": {"en": "My seminar"}, "summary": {}, "steps": []}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "3",
        "[]",
        '{"a": 1}',
        '{"a": {"id": "b", "title": {}, "steps": []}}',
        '{"a": {"id": "a", "title": "x", "steps": []}}',
        '{"a": {"id": "a", "title": {}, "steps": [1]}}',
        '{"A b": {"id": "A b", "title": {}, "steps": []}}',
    ],
)
def test_what_is_no_story_is_left_out(page: Page, text: str) -> None:
    assert run(page, "understood", text) == {}


def test_a_text_that_is_missing_is_told_in_another_language(page: Page) -> None:
    assert run(page, "told", {"fr": "f", "en": "e"}, "ar") == {"text": "f", "lang": "fr"}
    assert run(page, "told", {}, "ar") == {"text": "", "lang": "ar"}


def test_another_tab_tells_of_its_changes(page: Page, context: BrowserContext) -> None:
    page.evaluate("() => { window.told = 0; jihat.stories.watch(() => (window.told += 1)); }")
    other = opened(context)
    run(other, "save", story(step()))
    page.wait_for_function("() => window.told === 1")
    assert run(page, "all") == [story(step())]
    other.close()


def test_without_storage_nothing_is_kept_and_nothing_breaks(context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", {
             get() { throw new DOMException("no", "SecurityError"); }});"""
    )
    page.goto(ORIGIN)
    page.add_script_tag(content=SCRIPT)
    assert run(page, "available") is False
    assert run(page, "save", story(step())) is False
    assert run(page, "all") == []
    page.close()


KEEPER = """(made) => {
  const said = [];
  const tell = (name) => (...values) => said.push([name, ...values]);
  const keeper = window.jihat.storyEditorStore.keeper({
    state: () => undefined, renewed: tell("renewed"), conflict: tell("conflict"),
  });
  const [mine, theirs, later] = made;
  const other = (story) => window.jihat.stories.save(story);
  other(mine);
  keeper.open("mine");
  other(theirs);
  keeper.keep(mine, true);
  other(later);
  const kept = window.jihat.stories.one("mine");
  return { said, before: keeper.theirs(), taken: keeper.accept(), kept };
}"""


def test_what_another_tab_has_by_now_is_what_is_taken(context: BrowserContext) -> None:
    page = opened(context)
    for name in ("story_editor_model", "story_editor_store"):
        text = (ROOT / "assets" / "js" / f"{name}.js").read_text(encoding="utf-8")
        page.add_script_tag(content=text)
    mine, theirs, later = (story(step(view)) for view in ("place=02", "place=03", "place=04"))
    found = page.evaluate(KEEPER, [mine, theirs, later])
    assert found == {
        "said": [["conflict", theirs]],
        "before": later,
        "taken": later,
        "kept": later,
    }
    page.close()
