"""Small maps of the phases, sectors or years, on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from exports.counted import value_column
from exports.dimension_columns import identified
from exports.figures import Figure
from exports.geography import geography
from exports.table import Cell, Column, Table
from geodata.comparing import multiples
from geodata.effective_places import SPECIAL
from geodata.filters.period import UNDATED
from layers.comparing import describe_multiples
from pictures.charts import small_maps as chart
from pictures.charts.small_maps import SmallMaps

if TYPE_CHECKING:
    from geodata.comparing import Multiple
    from ui.page import Page

PAGES = ("compare",)
RANK = 30
YEAR = "year"


def figure(page: Page) -> Figure | None:
    """Make one map for each value of what the view asks for; None where there is none."""
    view, words = page.view, page.words
    found = multiples(page.services.catalogue, view, view.across)
    dated = tuple(one for one in found if one.id != UNDATED)
    if not dated:
        return None
    picture = SmallMaps(
        description=describe_multiples(page.reading, view.across, dated),
        geography=geography(),
        unit=words.t(f"unit.{view.count}"),
        absent=words.t("state.not_in_sources"),
        boundary=view.boundary,
        timely=view.across == YEAR,
        more=partial(words.n, "picture.more"),
    )
    title = words.t(f"figure.small_maps_{view.across}")
    undated = sum(one.value for one in found if one.id == UNDATED)
    return Figure(
        name="small_maps",
        title=title,
        unit=picture.unit,
        table=_table(page, found, title),
        draw=partial(chart.draw, picture=picture),
        notes=(words.n("note.undated", undated),) if undated else (),
        source_ids=page.services.catalogue.sources.for_activities(page.answer.chosen.bits),
        bounded=True,
        height=partial(chart.height, picture=picture),
    )


def _table(page: Page, found: Sequence[Multiple], title: str) -> Table:
    t, across = page.words.t, page.view.across
    columns = (
        *identified(page.words, across, t(f"compare.across_{across}")),
        *identified(page.words, "region", t("map.unit_region")),
        Column("state", t("figure_table.state_code"), hxl="#meta+state+code"),
        Column("state_name", t("figure_table.state"), hxl="#meta+state+name"),
        value_column(page),
    )
    rows = tuple(row for one in found for row in _rows(page, one))
    return Table("small_maps", title, columns, rows, len(rows))


def _rows(page: Page, one: Multiple) -> Iterator[tuple[Cell, ...]]:
    """Yield every region of a map, then what is in none."""
    values, label = dict((*one.regions, *one.elsewhere)), page.reading.label
    regions = page.services.gazetteer.codes("region")
    for code in (*regions, *(id_ for id_ in SPECIAL if id_ in values)):
        state = "documented" if code in values else "not_in_sources"
        name = label(page.view.across, one.id)
        told = page.words.t(f"state.{state}")
        yield one.id, name, code, label("region", code), state, told, values.get(code)
