"""The whole document of a profile, and of the list of profiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from geodata.gazetteer import FORMER_REGION, LEVELS
from geodata.profile.contents import Contents, ancestors
from geodata.profile.subject import PLACE, Subject, find_subject
from geodata.view_state import ViewState
from ui import assets
from ui.head import head_of
from ui.links import Links
from ui.page import Page
from ui.panels import header
from ui.panels.details.parts import Item
from ui.panels.details.report import report_of
from ui.profile_page import around, census, counted, facts, listed, locator, stated
from ui.profile_page.index import index
from ui.profile_page.links import profile_href
from ui.profile_page.parts import Entry, Number, Section, Sheet
from ui.profile_page.sentence import sentence
from ui.templating import environment

# The order in which a profile is read.
SECTIONS = (
    facts.what, listed.planned, counted.programmes, counted.phases, counted.where,
    counted.sectors, counted.partners, counted.inside, counted.sites, counted.years,
    stated.stated, listed.plans, around.neighbours, census.census,
    stated.disagreements, counted.partners_by_sector, listed.documented, listed.nationwide,
    around.searched, stated.documents, around.counted,
)  # fmt: skip
# What an empty place has to say comes first.
EMPTY_FIRST = ("searched", "national", "neighbours", "census")
# Over the whole width before the rest: of an empty place the first two, and what is planned.
FIRST = ("searched", "national", "planned")
# What of the address a profile takes in; its figures are of the whole subject.
KEPT = ("lang", "boundary", "theme", "page", "subject")
NOT_FOUND = 404


def render(asked: Page) -> tuple[str, int]:
    """Give the document that an address asks for.

    Parameters
    ----------
    asked : Page
        The view, with ``page=profile``.

    Returns
    -------
    (str, int)
        The document and its status: 404 for a subject that nobody knows, which is answered with
        the list of profiles.
    """
    view = ViewState(**{name: getattr(asked.view, name) for name in KEPT})
    page = replace(asked, view=view)
    subject = find_subject(view.subject, page.services.catalogue.vocabulary)
    if subject is None:
        unknown = any(one.parameter == "subject" for one in page.ignored)
        return _document("profile_index.html", page, **index(page)), NOT_FOUND if unknown else 200
    narrowed = replace(asked.view, page="explore", subject="") != replace(
        view, page="explore", subject=""
    )
    return _profile(page, subject, narrowed=narrowed), 200


def _profile(page: Page, subject: Subject, *, narrowed: bool) -> str:
    contents = Contents(page.services.catalogue, subject, subject.within(page.view))
    sheet = Sheet(page, contents)
    said = sentence(sheet)
    return _document(
        "profile.html",
        page,
        title=f"{sheet.name()} – {page.words.t('app.title')}",
        description=said,
        sheet=sheet,
        kind=page.words.t(f"profile.kind_{subject.level}"),
        name=sheet.name(),
        subtitle=facts.subtitle(sheet),
        summary=facts.summary(sheet),
        answer=said,
        crumbs=tuple(_crumbs(sheet)),
        explore=_explore(sheet),
        figures=tuple(_figures(sheet)),
        pictures=locator.pictures(sheet),
        sections=_placed(tuple(sections(sheet)), said_nothing=not contents.answer.totals.matching),
        report=report_of(page, _item(sheet)),
        narrowed=narrowed,
    )


def sections(sheet: Sheet) -> Iterator[Section]:
    """Give the sections of a profile in the order in which they are read."""
    built = [section for build in SECTIONS for section in build(sheet)]
    if not sheet.contents.answer.totals.matching:
        ranks = {id_: rank for rank, id_ in enumerate(EMPTY_FIRST)}
        built.sort(key=lambda section: ranks.get(section.id, len(ranks)))
    yield from built


def _placed(found: tuple[Section, ...], *, said_nothing: bool) -> dict[str, tuple[Section, ...]]:
    """Tell which sections stand first over the whole width, in columns, and last."""
    leading = FIRST if said_nothing else FIRST[-1:]
    first = tuple(one for one in found if one.id in leading)
    rest = tuple(one for one in found if one.id not in leading)
    return {
        "first": first,
        "columns": tuple(one for one in rest if not one.wide),
        "last": tuple(one for one in rest if one.wide),
    }


def _figures(sheet: Sheet) -> Iterator[tuple[str, Number]]:
    t, totals = sheet.t, sheet.contents.answer.totals
    if not totals.matching:
        return
    keys = ["activities", "programmes", "organisations"]
    if sheet.contents.programme:
        keys.remove("programmes")
    if sheet.subject.kind == "organisation":
        keys.remove("organisations")
    if sheet.subject.kind != PLACE:
        keys.append("regions_covered")
    for key in keys:
        yield t(f"figure.{key}"), sheet.number(f"total:{key}")
    if sheet.contents.value("status", "planned"):
        yield t("profile.planned_figure"), sheet.number("status:planned")


def _crumbs(sheet: Sheet) -> Iterator[Entry]:
    t, view = sheet.t, sheet.page.view
    all_profiles = profile_href(view, None)
    if sheet.subject.kind != PLACE:
        yield Entry(t("profile.title"), f"{all_profiles}#{sheet.subject.kind}")
        if sheet.subject.kind == "phase":
            programme = sheet.contents.programme
            name = sheet.reading.label("programme", programme)
            yield Entry(name, sheet.profile("programme", programme))
        return
    country, *around_it = ancestors(sheet.subject.id)
    yield Entry(sheet.reading.label("region", country), f"{all_profiles}#place")
    for code in around_it:
        yield Entry(sheet.name_of(code), sheet.profile(PLACE, code))


def _explore(sheet: Sheet) -> str:
    """Lead to the same activities on the map, one level closer than the place itself."""
    level = sheet.subject.level
    if level not in LEVELS or level == FORMER_REGION:
        return Links(sheet.contents.view).to()
    closer = LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)]
    return Links(sheet.contents.view).to(level=closer)


def _item(sheet: Sheet) -> Item:
    as_of = sheet.page.services.catalogue.data_as_of
    return Item(sheet.subject.key, "", sheet.name(), "", (), as_of)


def _document(template: str, page: Page, title: str, description: str, **context: Any) -> str:  # noqa: ANN401
    shared = {"page": page, "view": page.view, "t": page.words.t, "n": page.words.n}
    shared["links"] = Links(page.view)
    frame = {
        id_: _part(f"{id_}.html", {**shared, **own}) for id_, _name, own in header.contexts(page)
    }
    return environment().get_template(template).render(
        **shared,
        frame=frame,
        direction=page.words.direction,
        head=head_of(page, title, description),
        styles=assets.styles(),
        icon=assets.address("icon.svg"),
        **context,
    )  # fmt: skip


def _part(template: str, context: dict[str, Any]) -> str:
    return environment().get_template(template).render(**context)
