"""A visitor's own story with the keyboard alone: made of views, presented, left, resumed, taken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from i18n.languages import LANGUAGES
from stories.reading import as_file, parse_story
from tests.browser.chromium import LAPTOP, PHONE, View, new_view

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run({resultTypes: ["violations"]}).then((result) => result.violations.map(
  (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(" ")).join(" | ")}`))"""
SEEN = "try { localStorage.setItem('jihat.tour', '1'); } catch {}"
TITLE = "Atelier <b>d’Oujda</b> 2024"
ID = "atelier-b-doujda-b-2024"
TITLES = {
    "ar": ["الشرق", "سوس-ماسة · تنزيل سياسات الهجرة"],
    "fr": ["Oriental", "Souss-Massa · DEPOMI"],
    "en": ["Oriental", "Souss-Massa · DEPOMI"],
}


@pytest.fixture
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce", accept_downloads=True)
    context.add_init_script(SEEN)
    yield context
    context.close()


def enter(one: Locator) -> None:
    one.focus()
    one.press("Enter")


def part(page: Page, name: str) -> Locator:
    return page.locator(f'[data-story-part="{name}"]')


def axe(page: Page) -> list[str]:
    page.evaluate(AXE + "; 0")
    found: list[str] = page.evaluate(RUN)
    return found


def add(view: View, query: str, title: str = "") -> None:
    """Open a view and add it to the story that is offered, a new one where a title is given."""
    page = view.open(query).page
    # A dialog keeps what lies beside it from being reached: it has a way of its own.
    opener = "#details [data-story-add]" if "select=" in query else ".header [data-share]"
    enter(page.locator(opener))
    if title:
        part(page, "name").focus()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.insert_text(title)
    enter(part(page, "step"))


def presented(page: Page) -> Locator:
    page.wait_for_function("() => window.jihatStory")
    return page.locator(".step:visible")


@pytest.mark.parametrize("lang", ["en", "ar", "fr"])
def test_views_become_a_story_that_is_presented_left_resumed_and_taken(
    fresh: BrowserContext, server: str, lang: str
) -> None:
    view = new_view(fresh, server, LAPTOP)
    page = view.page
    add(view, f"?lang={lang}&place=02", TITLE)
    expect(part(page, "undo")).to_be_visible()
    assert axe(page) == []
    add(view, f"?lang={lang}&programme=depomi&select=region:09")
    expect(part(page, "choice")).to_have_value(ID)

    # Presented from the step that was added last, and left there.
    enter(part(page, "present"))
    expect(presented(page)).to_have_attribute("data-step", "2")
    page.keyboard.press("Home")
    page.keyboard.press("End")
    with fresh.expect_page() as opened:
        page.keyboard.press("n")
    notes = opened.value
    expect(notes.locator(".notes__step:visible")).to_have_attribute("data-step", "2")
    page.keyboard.press("Home")
    expect(notes.locator(".notes__step:visible")).to_have_attribute("data-step", "1")
    notes.close()
    page.keyboard.press("End")
    page.keyboard.press("e")
    view.drawn()
    enter(page.locator("#sectors a[data-toggle]").first)
    expect(page.locator("#filters .chips .chip")).to_have_count(2)
    assert view.address["story"] == f"~{ID}:2"
    enter(page.locator("[data-story-back]"))
    expect(presented(page)).to_have_attribute("data-step", "2")

    # Its paper.
    page.keyboard.press("?")
    enter(page.locator('#help a[href*="print=1"]'))
    expect(page.locator(".sheet-of-step")).to_have_count(2)

    # Its file is what the command line reads.
    page.goto(f"{server}/present?lang={lang}")
    own = page.locator(".own__list > li")
    expect(own).to_have_count(1)
    assert axe(page) == []
    with page.expect_download() as started:
        enter(own.locator('[data-do="download"]'))
    assert started.value.suggested_filename == f"{ID}.json"
    written = Path(started.value.path()).read_text(encoding="utf-8")
    story = parse_story(written)
    assert json.loads(written) == as_file(story)
    assert story.title.own(lang) == TITLE
    assert [step.view for step in story.steps] == ["place=02", "programme=depomi"]
    assert [step.title.own(lang) for step in story.steps] == TITLES[lang]
    assert story.steps[1].point == ("region:09",)

    # Deleted, and back.
    enter(own.locator('[data-do="remove"]'))
    expect(own).to_have_count(0)
    page.keyboard.press("Enter")
    expect(own.locator("h3")).to_have_text(TITLE)
    assert view.errors == []


@pytest.mark.long
def test_what_was_added_is_taken_back_and_full_or_kept_stories_are_told(
    fresh: BrowserContext, server: str
) -> None:
    view = new_view(fresh, server, PHONE)
    page = view.page
    view.open("?lang=en&place=02")
    enter(page.locator("#filters [data-keep]"))
    enter(part(page, "step"))
    expect(part(page, "choice")).to_have_value("my-story")
    enter(part(page, "undo"))
    expect(part(page, "choice")).to_have_value("")
    assert page.evaluate("() => jihat.stories.all()") == []
    page.evaluate(
        """() => { const { fresh, stepOf, save } = jihat.stories;
          save({...fresh("Full", "en"), steps: Array(60).fill(stepOf("?lang=en", "All"))}); }"""
    )
    page.keyboard.press("Escape")
    enter(page.locator("#filters .chips [data-story-add]"))
    expect(part(page, "choice")).to_have_value("full")
    enter(part(page, "step"))
    expect(part(page, "status")).to_contain_text("“Full”")
    assert page.evaluate("() => jihat.stories.one('full').steps.length") == 60


@pytest.mark.long
def test_files_are_opened_mended_or_refused(
    fresh: BrowserContext, server: str, tmp_path: Path
) -> None:
    page = fresh.new_page()
    page.goto(f"{server}/present?lang=en")
    files, own = page.locator('[data-own="file"]'), page.locator(".own__list > li")
    expect(page.locator('[data-own="none"]')).to_be_visible()
    step = {"view": "", "panels": ["map"], "title": {"en": "A"}, "caption": {"en": "{{total:x}}"}}
    path = tmp_path / "mine.json"

    def choose(content: object) -> None:
        path.write_text(json.dumps(content), encoding="utf-8")
        files.set_input_files(path)

    choose({"id": "mine", "title": {"en": "Mine"}, "steps": []})
    expect(page.locator(".problem")).to_contain_text("steps")
    expect(own).to_have_count(0)
    choose({"id": "mine", "title": {"en": "Mine"}, "steps": [step]})
    expect(own).to_have_count(1)
    expect(page.locator(".problem")).to_contain_text("caption.en")
    assert axe(page) == []
    choose({"id": "mine", "title": {"en": "Another"}, "steps": [step]})
    expect(own).to_have_count(2)
    expect(page.locator('[data-own="status"]')).to_contain_text("mine-2")
    # The room would see a reference without a value: this is said first.
    enter(own.first.locator('[data-part="present"]'))
    expect(page.locator('[data-case="wrong"] .problem')).to_have_count(1)
    assert axe(page) == []
    enter(page.locator('[data-way="anyway"]'))
    expect(presented(page)).to_have_attribute("data-step", "1")


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_story_of_another_browser_is_told_of(
    fresh: BrowserContext, server: str, lang: str
) -> None:
    page = fresh.new_page()
    page.goto(f"{server}/present?lang={lang}&story=~nowhere&step=2")
    expect(page.locator('[data-case="absent"]')).to_contain_text("nowhere")
    assert axe(page) == []


@pytest.mark.long
def test_a_story_that_comes_with_the_data_is_copied(fresh: BrowserContext, server: str) -> None:
    page = fresh.new_page()
    page.goto(f"{server}/present?lang=fr")
    shipped = page.locator('[data-story="meeting-places"]')
    with page.expect_download() as started:
        enter(shipped.locator('[data-do="fetch"]'))
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert parse_story(text) == parse_story(Path("data/stories/meeting-places.json").read_bytes())
    enter(shipped.locator('[data-do="copy"]'))
    page.wait_for_url("**/stories/edit?lang=fr#meeting-places")
    kept = json.loads(page.evaluate("() => localStorage.getItem('jihat.stories')"))
    assert kept["meeting-places"] == json.loads(text)
