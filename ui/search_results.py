"""What a search found, as readers see it: named, explained, and with the address it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata import bitmaps
from geodata.frames import rows_of
from geodata.gazetteer import COUNTRY, Gazetteer, ancestor, level_of
from geodata.prefectures import prefectures
from geodata.view_state import ViewState
from i18n.lists import listed

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue
    from geodata.search import Hit
    from i18n.catalogues import Translator
    from ui.services import Services

PROFILED = ("place", "programme", "phase", "organisation", "sector")
# Units that the map shows where a place of a level is chosen.
UNITS_WITHIN = {"country": "region", "region": "province", "province": "commune"}


@dataclass(frozen=True)
class Found:
    """One hit. ``map`` is a second address: a place on the map; "" for anything else."""

    kind: str
    id: str
    label: str
    explanation: str
    href: str
    map: str
    score: float


@dataclass(frozen=True)
class Group:
    """Hits of one kind."""

    kind: str
    label: str
    hits: tuple[Found, ...]


@dataclass(frozen=True)
class Results:
    """All hits, best group first, and one sentence that tells how many there are."""

    query: str
    summary: str
    groups: tuple[Group, ...]


def results(services: Services, view: ViewState, query: str, limit: int) -> Results:
    """Search.

    Parameters
    ----------
    services : Services
        Catalogue, search and languages.
    view : ViewState
        Its language and presentation are those of the links.
    query : str
        What is searched for, in any language.
    limit : int
        Most hits of each kind.

    Returns
    -------
    Results
        No groups where nothing was found.
    """
    words = services.translators[view.lang]
    query = " ".join(query.split())
    reader = _Reader(services.catalogue, words, view)
    groups = tuple(
        Group(kind, words.t(f"search_kind.{kind}"), tuple(map(reader.found, hits)))
        for kind, hits in services.search.search(query, limit).items()
    )
    count = sum(len(group.hits) for group in groups)
    nothing = words.t("search.nothing", query=query) if query else ""
    return Results(query, words.n("search.found", count) if count else nothing, groups)


@dataclass(frozen=True)
class _Reader:
    """Says hits in the language of a view."""

    catalogue: Catalogue
    words: Translator
    view: ViewState

    @property
    def gazetteer(self) -> Gazetteer:
        return self.catalogue.gazetteer

    def found(self, hit: Hit) -> Found:
        explained: Mapping[str, Callable[[str], str]] = {
            "place": self._place,
            "former_place": self._former,
            "programme": self._programme,
            "phase": self._phase,
            "organisation": self._organisation,
            "sector": lambda id_: self._activities("sector", id_),
            "activity": self._activity,
            "indicator": self._indicator,
            "source": self._source,
        }
        other = self.words.t("search.also", name=hit.other_name) if hit.other_name else ""
        return Found(
            kind=hit.kind,
            id=hit.id,
            label=self._label(hit),
            explanation=_joined(explained[hit.kind](hit.id), other),
            href=self._href(hit),
            map=self._map(hit.id) if hit.kind == "place" else "",
            score=hit.score,
        )

    def _label(self, hit: Hit) -> str:
        if hit.kind == "activity":
            return self.catalogue.activity_text(hit.id, f"title_{self.view.lang}")
        if hit.kind == "source":
            return str(self._row("sources", hit.id)["title"])
        dimension = "place" if hit.kind == "former_place" else hit.kind
        return self.catalogue.label(dimension, hit.id, self.view.lang)

    def _place(self, code: str) -> str:
        level, t = level_of(code), self.words.t
        if level in ("country", "region"):
            return t(f"search.{level}")
        region = self._name(code, "region")
        if level == "province":
            return t(f"search.{_kind_of_province(code)}", region=region)
        province = self._name(code, "province")
        kind = _kind_of_province(code[: len("02.411")])
        return t(f"search.commune_in_{kind}", province=province, region=region)

    def _name(self, code: str, level: str) -> str:
        return self.gazetteer.name(ancestor(code, level) or COUNTRY, self.view.lang)

    def _former(self, code: str) -> str:
        former = self.gazetteer.former(code)
        today = [self.gazetteer.name(region, self.view.lang) for region in former.today]
        regions = listed(today, self.words)
        id_ = "search.former" if len(today) == 1 else "search.former_divided"
        text = self.words.t(id_, regions=regions)
        # A region of today with the same name is another one: only the note tells them apart.
        same = any(self.gazetteer.name(one, "fr") == former.names["fr"] for one in former.today)
        return f"{text}. {former.note[self.view.lang]}" if same else text

    def _programme(self, id_: str) -> str:
        title = str(self._row("programmes", id_)[f"title_{self.view.lang}"])
        label = self.catalogue.label("programme", id_, self.view.lang)
        return _joined("" if title == label else title, self._activities("programme", id_))

    def _phase(self, id_: str) -> str:
        row = self._row("phases", id_)
        programme = self.catalogue.label("programme", row["programme"], self.view.lang)
        return _joined(programme, self._period(row))

    def _organisation(self, id_: str) -> str:
        acronym = str(self._row("organisations", id_)["acronym"])
        label = self.catalogue.label("organisation", id_, self.view.lang)
        shown = "" if acronym in label else acronym
        return _joined(shown, self._activities("organisation", id_))

    def _activity(self, id_: str) -> str:
        row = self.catalogue.activity(id_)
        programme = self.catalogue.label("programme", row["programme"], self.view.lang)
        return _joined(programme, self.words.t(f"status.{row['status']}"))

    def _indicator(self, id_: str) -> str:
        row = self._latest(id_)
        table, subject = row["subject_table"].removesuffix("s"), row["subject"]
        if table == "activity" or row["subject_table"] == "activities":
            about = self.catalogue.activity_text(subject, f"title_{self.view.lang}")
        else:
            about = self.catalogue.label(table, subject, self.view.lang)
        when = self.words.date(row["end"], row["end_precision"]) if row["end"] else ""
        return _joined(about, when)

    def _source(self, id_: str) -> str:
        row = self._row("sources", id_)
        when = self.words.date(row["published"], row["published_precision"])
        return _joined(row["publisher"], when if row["published"] else "")

    def _activities(self, dimension: str, id_: str) -> str:
        count = bitmaps.count(self.catalogue.facets[dimension].row(id_))
        return self.words.n("unit.activities", count) if count else ""

    def _period(self, row: Mapping[str, Any]) -> str:
        if not (row["start"] or row["end"]):
            return ""
        start, end = ((row[name], row[f"{name}_precision"]) for name in ("start", "end"))
        return self.words.period(start, end)

    def _row(self, table: str, id_: str) -> dict[str, Any]:
        frame = getattr(self.catalogue.record, table)
        return rows_of(frame[frame["id"] == id_])[0]

    def _latest(self, indicator: str) -> dict[str, Any]:
        """Return the latest measurement of an indicator, a preferred reading if there is one."""
        frame = self.catalogue.record.measurements
        rows = rows_of(frame[frame["indicator"] == indicator])
        return max(rows, key=lambda row: (row["preferred"], row["end"] or row["start"]))

    def _href(self, hit: Hit) -> str:
        if hit.kind in PROFILED:
            return self._to(page="profile", subject=f"{hit.kind}:{hit.id}")
        if hit.kind == "former_place":
            return f"{self._to(page='sources')}#former-list"
        if hit.kind == "source":
            return f"{self._to(page='sources')}#source-{hit.id}"
        return self._to(select=self._latest(hit.id)["id"] if hit.kind == "indicator" else hit.id)

    def _map(self, code: str) -> str:
        level = level_of(code)
        place = () if code == COUNTRY else (code,)
        return self._to(place=place, level=UNITS_WITHIN.get(level, level))

    def _to(self, **changes: object) -> str:
        kept = {name: getattr(self.view, name) for name in ("lang", "boundary", "theme")}
        return "/?" + ViewState(**kept).with_(**changes).to_query()


def _kind_of_province(code: str) -> str:
    return "prefecture" if code in prefectures() else "province"


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
