from __future__ import annotations

import re
from pathlib import Path

import pytest

from i18n.languages import LANGUAGES
from stories.checking import Checker
from stories.model import Step
from stories.reading import read_folder
from tests.exports.whole_record import ask, services
from tests.stories import counting
from tests.stories.counting import (
    activities,
    in_phase,
    in_region,
    national,
    pairs,
    present,
    stated,
    undated,
)

STORIES = read_folder(Path(__file__).resolve().parents[2] / "data" / "stories").stories
STEPS = [
    pytest.param(step, id=f"{story.id}-{number}")
    for story in STORIES.values()
    for number, step in enumerate(story.steps, start=1)
]
JOINT, DEPOMI = activities("m4sd"), activities("depomi")
BOTH = JOINT | DEPOMI
MEETING = present("m4sd").keys() & present("depomi").keys()
EITHER = present("m4sd").keys() | present("depomi").keys()

# The numbers of each caption, in the order of the text, counted from the CSV files.
NUMBERS = {
    "meeting-places": {
        1: [len(BOTH), len(EITHER), len(national(BOTH))],
        2: [
            len(JOINT),
            *(len(in_region(code, JOINT)) for code in ("01", "02", "09")),
            len(national(JOINT)),
        ],
        3: [1, len(in_phase("m4sd-3")), len(in_phase("m4sd-2-3"))],
        4: [stated("psychosocial-751")],
        5: [stated("labour-market-2639")],
        6: [2020, len(DEPOMI), *(len(in_region(code, DEPOMI)) for code in ("09", "05", "02"))],
        7: [stated("depomi-budget-eur")],
        8: [len(activities("depomi", status="planned"))],
        9: [len(EITHER), len(MEETING)],
        10: [
            len(present("m4sd")["02"]),
            len(present("depomi")["02"]),
            len(present("m4sd")["09"]),
            len(present("depomi")["09"]),
        ],
        11: [2019, 2023, 2020, len(undated(BOTH))],
    },
    "reading-jihat": {
        1: [len(activities()), len({row["programme"] for row in counting.rows("activities")})],
        2: [len(in_region("02", activities())), len(in_region("09", activities()))],
        3: [len(activities()), pairs()],
        5: [len(national(JOINT)), len(JOINT)],
        6: [stated("depomi-budget-eur")],
        9: [len(in_region("09", activities()))],
        10: [len(in_region("02", activities())), len(in_region("09", activities()))],
    },
}

# What a page shows beside the activities: its endpoint, and where in the answer that is.
SHOWN = {
    "overlap": ("overlap", "intersection", "units"),
    "coverage": ("coverage", "rows"),
    "need": ("need", "units"),
    "time": ("time", "programmes"),
    "compare": ("compare", "sides"),
}


def test_there_are_two_stories_in_three_languages() -> None:
    assert {id_: len(story.steps) for id_, story in STORIES.items()} == {
        "meeting-places": 11,
        "reading-jihat": 10,
    }
    assert {story.title.languages for story in STORIES.values()} == {LANGUAGES}


@pytest.mark.parametrize("id_", STORIES)
def test_nothing_is_wrong_with_a_shipped_story(id_: str) -> None:
    assert Checker(services(), shipped=True).problems(STORIES[id_]) == ()


@pytest.mark.parametrize("id_", STORIES)
def test_the_numbers_of_captions_are_those_of_the_files(id_: str) -> None:
    steps = ask(f"stories/{id_}.json", "lang=en")["filled"]["steps"]
    captions = [step["caption"]["text"] for step in steps]
    found = {
        number: [int(text.replace(",", "")) for text in re.findall(r"\d[\d,]*", caption)]
        for number, caption in enumerate(captions, start=1)
    }
    assert {number: found[number] for number in NUMBERS[id_]} == NUMBERS[id_]


@pytest.mark.parametrize("id_", STORIES)
def test_every_language_fills_in_the_same_references(id_: str) -> None:
    answers = [ask(f"stories/{id_}.json", f"lang={lang}")["filled"] for lang in LANGUAGES]
    for steps in zip(*(answer["steps"] for answer in answers), strict=True):
        captions = [step["caption"] for step in steps]
        assert [caption["lang"] for caption in captions] == list(LANGUAGES)
        named = [sorted(one["reference"] for one in text["references"]) for text in captions]
        assert named[0] == named[1] == named[2]
        assert [
            one["problem"] for text in captions for one in text["references"] if one["problem"]
        ] == []


@pytest.mark.parametrize("step", STEPS)
def test_the_view_of_a_step_is_not_empty(step: Step) -> None:
    assert ask("view", step.view)["totals"]["activities"] > 0
    page = dict(part.split("=") for part in step.view.split("&") if part).get("page", "explore")
    if page in SHOWN:
        endpoint, *path = SHOWN[page]
        answer = ask(endpoint, step.view)
        for name in path:
            answer = answer[name]
        assert len(answer) > 0


def test_french_has_its_spaces_and_apostrophes() -> None:
    for story in STORIES.values():
        texts = [story.title.fr, story.summary.fr]
        texts += [text.fr for one in story.steps for text in (one.title, one.caption, one.notes)]
        for text in texts:
            words = re.sub(r"\{\{.*?\}\}", "0", text)
            assert re.findall(r"[^\u202f][:;?!»]|«[^\u202f]|'", words) == []
