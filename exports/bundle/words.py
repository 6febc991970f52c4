"""The words that the bundle's scripts say, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from geodata.answer import StatedFigure
from geodata.filters.period import UNDATED
from geodata.gazetteer import COUNTRY, LEVELS, ancestor
from i18n.dates import format_date
from i18n.languages import LOCALES, TABLE
from i18n.lists import listed
from i18n.numbers import format_number
from layers.stated import owner_of, value_of
from ui.panels import header

if TYPE_CHECKING:
    from ui.page import Page

MESSAGES = (
    "answer.sentence", "empty.title", "empty.meaning", "empty.advice", "filter.clear_all",
    "filter.remove", "filter.selected", "filter.title", "filter.region", "filter.close",
    "sheet.everywhere", "sheet.change", "sheet.show", "date.years", "date.since", "date.until",
    "list.join", "list.last", "figure.title", "figure.activities", "figure.pairs",
    "figure.programmes", "figure.organisations", "figure.regions_covered", "figure.people",
    "figure.funding", "figure.people_twice", "figure.shared_with", "figure.joint_with",
    "figure.for_whole", "figure.of_which_national", "figure.of_which_unplaced",
    "figure.regions_not_in_sources", "figure.more", "state.not_in_sources", "state.documented",
    "state.not_applicable", "state.none", "unit.activities", "unit.programmes", "unit.distinct",
    "unit.touches", "unit.allocated", "note.phase_not_specified", "note.phase_not_specified_add",
    "note.undated_left_out", "note.touches_total", "note.our_split", "note.sums_exceed_total",
    "note.undated", "map.title", "map.title_province", "map.level", "map.level_region",
    "map.level_province", "map.unit_region", "map.unit_province", "map.elsewhere", "map.in_country",
    "map.former_note", "map.coarser_note", "map.site", "map.several", "map.event", "map.way",
    "map.places_near", "map.acting", "map.meeting", "map.keys", "map.show_province",
    "chart.show_rest", "chart.show_table", "chart.programmes", "chart.sectors",
    "chart.organisations", "chart.timeline", "rests.title", "rests.figure", "rests.none",
    "rests.on", "counted.title", "counted.view", "counted.no_filter", "counted.own_left_out",
    "counted.activities", "counted.programmes", "counted.organisations", "counted.regions_covered",
    "counted.national", "counted.unplaced", "counted.undated", "details.close",
    "details.data_as_of",
    "table.sources", "table.title", "table.page", "table.pages", "table.previous", "table.next",
    "table.year", "table.programme", "rule.title", "rule.distinct.name", "rule.touches.name",
    "rule.allocated.name", "rule.distinct.text", "rule.touches.text", "rule.allocated.text",
    "export.title", "export.download_as", "export.for_csv", "export.for_svg", "export.for_png",
    "export.download", "export.close", "help.what", "help.phase_name", "place.former",
    "boundary.note_national", "boundary.note_un", "boundary.credit", "footer.licence",
    "app.title", "app.subtitle", "filter.period", "filter.any", "theme.current", "present.back",
    "bundle.not_here", "bundle.not_communes", "bundle.step_live", "bundle.no_code",
    "question.overlap", "question.coverage", "question.need", "question.time",
    "question.partners", "question.compare",
)  # fmt: skip
FILTERS = ("place", "programme", "phase", "sector", "org", "status", "acts_at")
DIMENSIONS = (
    *LEVELS, "phase", "programme", "sector", "organisation", "status", "acts_at",
)  # fmt: skip
LARGE = 1234567.5


def words(page: Page) -> dict[str, Any]:
    """Give the words of a language: messages, names, and how numbers are written.

    Parameters
    ----------
    page : Page
        A view of the whole record in that language.

    Returns
    -------
    dict
        Ready for JSON.
    """
    filters = {f"filter.{name}" for name in (*FILTERS, *_more(page))}
    return {
        "lang": page.view.lang,
        "direction": page.words.direction,
        "locale": LOCALES[page.view.lang].replace("_", "-"),
        "forms": TABLE[page.view.lang].forms,
        "numbers": _numbers(page.view.lang),
        "messages": {id_: _message(page, id_) for id_ in sorted({*MESSAGES, *filters})},
        "names": {key: dict(_names(page, key)) for key in (*DIMENSIONS, *_more(page))},
        "country": page.reading.label("place", COUNTRY),
        "stated": {one.id: _stated(page, one) for one in page.services.catalogue.figures.stated},
        "programmes": dict(_programmes(page)),
        "asOf": header.as_of(page),
    }


def _more(page: Page) -> tuple[str, ...]:
    return tuple(
        key
        for key in page.services.catalogue.vocabulary.lists
        if key not in FILTERS and page.words.has(f"filter.{key}")
    )


def _message(page: Page, id_: str) -> str | tuple[str, ...]:
    """Give a message as it is written, its braces unfilled; plural ones in all their forms."""
    prefix, _, rest = id_.partition(".")
    return page.words.under(prefix)[rest]


def _numbers(lang: str) -> Mapping[str, str]:
    """Read from a number what stands between its thousands and before its decimals."""
    written = format_number(LARGE, lang)
    return {"group": written[1], "decimal": written[-2]}


def _names(page: Page, dimension: str) -> Iterator[tuple[str, str]]:
    key = "organisation" if dimension == "with" else dimension
    facet = page.services.catalogue.facets[key]
    ids = facet.ids
    if dimension == "region":
        ids = (*ids, *page.services.catalogue.facets["former_region"].ids[:-1], UNDATED)
    yield from ((id_, page.reading.label(key, id_)) for id_ in ids)


def _stated(page: Page, figure: StatedFigure) -> dict[str, Any]:
    date = format_date(figure.end, figure.end_precision, page.view.lang)
    subject = page.reading.subject(figure.subject_table, figure.subject)
    counted = page.reading.label("indicator", figure.indicator)
    label = f"{counted} · {owner_of(page.reading, figure)}" if figure.is_people else subject
    return {
        "value": value_of(figure, page.view.lang),
        "label": label,
        "together": _together(page, figure) if figure.is_funding else "",
        "asOf": date if figure.is_people else "",
        "regions": sorted({r for code in figure.scope if (r := ancestor(code, "region"))}),
        "scope": {code: page.reading.label("place", code) for code in figure.scope},
    }


def _together(page: Page, figure: StatedFigure) -> str:
    """Name the places of which none has a part of the money for itself."""
    places = [page.reading.label("region", code) for code in figure.scope]
    if len(places) <= 1:
        return ""
    return page.words.t("figure.joint_with", places=listed(places, page.words))


def _programmes(page: Page) -> Iterator[tuple[str, str]]:
    """Say how old the data of each programme are."""
    for id_, date in page.services.catalogue.read_as_of.items():
        yield id_, format_date(date, "day", page.view.lang)
