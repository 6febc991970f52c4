"""What is wrong with a story: its views, panels, points, languages, lengths and references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final
from urllib.parse import parse_qsl

from babel.dates import get_month_names

from geodata.framing import drawable_level, frame_of, units_in
from geodata.gazetteer import LEVELS
from geodata.view_state import DOCUMENTS
from i18n.languages import LANGUAGES, LOCALES
from stories.asking import Answering, Asked, ask
from stories.model import (
    LONGEST_CAPTION,
    LONGEST_TITLE,
    POINTS,
    Step,
    Story,
    Texts,
    panels_of,
)
from stories.problems import StoryProblem
from stories.references import Filled, Filler
from stories.resolving import COUNTS

NOT_OF_A_VIEW: Final = ("lang", "theme", "name", "export", "offset", "subject", "story")
"""Parameters that a step does not decide: the reader does, or the page when it is asked."""

# A number that is no part of a name such as M4SD.
_NUMBER: Final = re.compile(r"(?<![^\W\d])\d+(?:[.,\u202f\u00a0]\d+)*(?![^\W\d])")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Tell = Callable[..., StoryProblem]


@dataclass(frozen=True)
class Checker:
    """Checks stories against a record.

    Parameters
    ----------
    answering : Answering
        What answers the views of the steps: the services of the page.
    shipped : bool
        Whether the story comes with the record: it then has every language, and no number in its
        titles and captions but dates, as the others could drift.
    """

    answering: Answering
    shipped: bool = False

    @cached_property
    def _filler(self) -> Filler:
        return Filler(self.answering)

    def problems(self, story: Story, file: str = "") -> tuple[StoryProblem, ...]:
        """Tell everything that is wrong with a story.

        Parameters
        ----------
        story : Story
            As it was read.
        file : str
            Name of its file; by default its id with ``.json``.

        Returns
        -------
        tuple of StoryProblem
            In the order of the story.
        """
        return tuple(self._problems(story, file or f"{story.id}.json"))

    def _problems(self, story: Story, file: str) -> Iterator[StoryProblem]:
        wanted = LANGUAGES if self.shipped else story.title.languages
        first = story.steps[0].view
        for field, texts in (("title", story.title), ("summary", story.summary)):
            at = _At(file, None, field, first)
            yield from self._texts(at, texts, wanted, needed=field == "title")
        for number, step in enumerate(story.steps, start=1):
            yield from self._step(_At(file, number, "", step.view), step, wanted)

    def _step(self, at: _At, step: Step, wanted: Sequence[str]) -> Iterator[StoryProblem]:
        asked = ask(self.answering, step.view, LANGUAGES[0])
        yield from _view(at, asked)
        if asked.view.page not in DOCUMENTS:
            yield from _panels(at, step, asked.view.page)
            yield from _points(at, step, asked)
        for field, texts in (("title", step.title), ("caption", step.caption)):
            yield from self._texts(at.of(field), texts, wanted, needed=True)
        yield from self._texts(at.of("notes"), step.notes, wanted, needed=False)

    def _texts(
        self, at: _At, texts: Texts, wanted: Sequence[str], *, needed: bool
    ) -> Iterator[StoryProblem]:
        if not texts.languages and (needed or self.shipped):
            yield at.tell("", "a text", "Write it.", "missing")
            return
        for lang in wanted if texts.languages else ():
            if not texts.own(lang):
                remedy = "Write it in this language too, or in no field of the story."
                yield at.of(lang).tell("", "the text in this language", remedy, "language")
        for lang in texts.languages:
            yield from self._text(at.of(lang), texts.own(lang), lang)

    def _text(self, at: _At, text: str, lang: str) -> Iterator[StoryProblem]:
        filled = self._filler.fill(text, at.view, lang)
        for piece in filled.problems:
            if problem := piece.problem:
                found = f"{piece.reference} ({problem.found})"
                yield at.tell(found, problem.expected, problem.remedy, "reference")
        yield from _length(at, filled)
        if self.shipped and not at.field.startswith("notes"):
            for number in _numbers(filled, lang):
                remedy = "Write a reference, which is filled in from the record."
                yield at.tell(number, "no number but in dates", remedy, "number")


@dataclass(frozen=True)
class _At:
    """A place of a story, to tell problems of."""

    file: str
    step: int | None
    field: str
    view: str

    def of(self, field: str) -> _At:
        inner = f"{self.field}.{field}" if self.field else field
        return _At(self.file, self.step, inner, self.view)

    def tell(self, found: str, expected: str, remedy: str, check: str) -> StoryProblem:
        return StoryProblem(self.file, self.step, self.field, found, expected, remedy, check)


def _view(at: _At, asked: Asked) -> Iterator[StoryProblem]:
    at = at.of("view")
    for name, value in parse_qsl(at.view, keep_blank_values=True):
        if name in NOT_OF_A_VIEW:
            expected = "no language, theme or passing state of the page"
            yield at.tell(f"{name}={value}", expected, "Remove the parameter.", "view")
    for part in asked.ignored:
        if part.parameter not in NOT_OF_A_VIEW:
            found = f"{part.parameter}={part.value}"
            remedy = "Copy the query from the address of the page."
            yield at.tell(found, "what the page understands", remedy, "view")
    if asked.view.page in DOCUMENTS:
        remedy = "Take a page with a map."
        yield at.tell(f"page={asked.view.page}", "a page with panels", remedy, "view")
    if "level=commune" in at.view and drawable_level(asked.view) != "commune":
        remedy = "Choose a region, as no map shows every commune."
        yield at.tell("level=commune", "a level that can be drawn", remedy, "view")


def _panels(at: _At, step: Step, page: str) -> Iterator[StoryProblem]:
    known = panels_of(page)
    for panel in dict.fromkeys(step.panels):
        if panel not in known:
            expected = "one of " + ", ".join(known)
            yield at.of("panels").tell(panel, expected, "Take a panel of this page.", "panel")
        elif step.panels.count(panel) > 1:
            yield at.of("panels").tell(panel, "each panel once", "Remove the others.", "panel")
    if step.large not in step.panels:
        expected = "one of " + ", ".join(step.panels)
        yield at.of("large").tell(step.large, expected, "Take a panel that is shown.", "panel")


def _points(at: _At, step: Step, asked: Asked) -> Iterator[StoryProblem]:
    at = at.of("point")
    for point in step.point:
        dimension, _colon, key = point.partition(":")
        if dimension not in POINTS:
            expected = "one of " + ", ".join(f"{one}:…" for one in POINTS)
            yield at.tell(point, expected, "Correct what stands before the colon.", "point")
        elif not set(POINTS[dimension]) & set(step.panels):
            expected = "something in the panels " + ", ".join(step.panels)
            remedy = f"Show one of {', '.join(POINTS[dimension])} too, or point at something else."
            yield at.tell(point, expected, remedy, "point")
        elif not _shows(asked, step, dimension, key):
            remedy = "Point at something that the view shows, or change the view."
            yield at.tell(point, f"a {dimension} that the view shows", remedy, "point")


def _shows(asked: Asked, step: Step, dimension: str, key: str) -> bool:
    if dimension in LEVELS:
        view, gazetteer = asked.view, asked.catalogue.gazetteer
        if dimension == view.level and "map" in step.panels:
            return key in units_in(gazetteer, frame_of(view.place, view.level), view.level)
        return "map" not in step.panels and key in gazetteer.codes(dimension)
    if dimension == "activity":
        return asked.catalogue.has_activity(key) and _matches(asked, key)
    if dimension == "total":
        return key in COUNTS and bool(getattr(asked.answer.totals, key))
    if dimension == "stated":
        return any(figure.id == key for figure in asked.answer.stated)
    return any(row.id == key and row.value for row in asked.answer.by[dimension])


def _matches(asked: Asked, activity: str) -> bool:
    ids = asked.catalogue.record.activities["id"].to_numpy()
    return bool(asked.answer.chosen.flags[ids == activity].any())


def _length(at: _At, filled: Filled) -> Iterator[StoryProblem]:
    longest = {"title": LONGEST_TITLE, "caption": LONGEST_CAPTION}.get(at.field.partition(".")[0])
    if longest and len(filled.text) > longest:
        expected = f"at most {longest} characters once filled in"
        yield at.tell(f"{len(filled.text)} characters", expected, "Shorten it.", "length")


def _numbers(filled: Filled, lang: str) -> Iterator[str]:
    """Find the numbers that are written out, but those of dates."""
    for piece in filled.pieces:
        if not piece.reference:
            yield from _NUMBER.findall(_YEAR.sub(" ", _days(lang).sub(" ", piece.text)))


@cache
def _days(lang: str) -> re.Pattern[str]:
    """Match a day of a month, such as “23 October”, with the names of a language."""
    names = "|".join(map(re.escape, get_month_names("wide", locale=LOCALES[lang]).values()))
    return re.compile(rf"(?<!\d)(?:[12]?\d|3[01])(?:er)?\s+(?:{names})")
