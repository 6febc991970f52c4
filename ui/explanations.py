"""What the small question marks beside words of the page explain, and the list of keys."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """A short text behind a question mark; its words are the message ``help.<key>``.

    ``name`` is the message that names what is explained, ``section`` the part of the About page
    that says more, and ``terms`` pairs of messages: a word and what it means.
    """

    key: str
    name: str
    section: str
    terms: tuple[tuple[str, str], ...] = ()


def _terms(word: str, meaning: str, *keys: str) -> tuple[tuple[str, str], ...]:
    return tuple((word.format(key), meaning.format(key)) for key in keys)


RULES = ("distinct", "touches", "allocated")
STATUSES = ("planned", "ongoing", "done", "cancelled")
STATES = ("documented", "not_in_sources", "not_applicable", "none")
PLACES = ("national", "unplaced", "coarser", "former")
MEASURES = ("activities", "programmes", "organisations", "regions_covered", "people", "funding")

_MEASURE_SECTIONS = {"regions_covered": "covered", "people": "people", "funding": "funding"}
EXPLANATIONS = (
    *(
        Explanation(key, f"figure.{key}", _MEASURE_SECTIONS.get(key, "activity"))
        for key in MEASURES
    ),
    Explanation("rule", "rule.title", "counting"),
    *(Explanation(key, f"state.{key}", "coverage") for key in STATES),
    *(Explanation(key, f"place.{key}", "places") for key in PLACES),
    Explanation("phase", "help.phase_name", "phases"),
    Explanation(
        "status", "table.status", "status", _terms("status.{}", "about.status_{}", *STATUSES)
    ),
    Explanation("stated", "chart.stated", "stated"),
    Explanation("timeline", "chart.timeline", "dates"),
    Explanation("time", "time.title", "dates"),
    Explanation("partners", "question.partners", "counting"),
    Explanation("compare", "question.compare", "counting"),
    Explanation("overlap", "question.overlap", "covered"),
    Explanation("need", "question.need", "counting"),
    Explanation("withheld", "measurement.withheld", "protection"),
)
IN_DIALOG = ("withheld",)
"""Explained inside the dialog of details: while it is open, nothing outside it can be reached."""


@dataclass(frozen=True)
class Key:
    """What some keys do.

    ``keys`` are alternatives: letters and signs as they stand, others as messages ``keys.<name>``.
    """

    keys: tuple[str, ...]
    action: str


KEYS = {
    "page": (
        Key(("tab",), "keys.page_tab"),
        Key(("enter",), "keys.page_enter"),
        Key(("space",), "keys.page_space"),
        Key(("escape",), "keys.page_escape"),
        Key(("/",), "keys.page_search"),
        Key(("?",), "keys.page_help"),
    ),
    "map": (
        Key(("arrows",), "keys.map_arrows"),
        Key(("enter", "space"), "keys.map_enter"),
        Key(("+", "page_down"), "keys.map_in"),
        Key(("−", "page_up", "backspace"), "keys.map_out"),
        Key(("S",), "keys.map_sources"),
        Key(("escape",), "keys.map_escape"),
    ),
    "search": (
        Key(("arrows",), "keys.search_arrows"),
        Key(("enter",), "keys.search_enter"),
        Key(("escape",), "keys.search_escape"),
    ),
    "dialogs": (
        Key(("tab",), "keys.dialogs_tab"),
        Key(("escape",), "keys.dialogs_escape"),
    ),
}
"""The keys that the page answers to, by where they do."""


@dataclass(frozen=True)
class Step:
    """One step of the tour; its words are ``tour.<key>`` and ``tour.<key>_text``.

    ``targets`` are selectors of what the step is about, the first that can be seen.
    """

    key: str
    targets: str


TOUR = (
    Step("place", "#open-region, #picker-place"),
    Step("answer", ".answer"),
    Step("figures", "#figures"),
    Step("map", ".map"),
    Step("filters", "#pickers, .filters__pickers, #picker-rule"),
    Step("share", ".languages"),
)
