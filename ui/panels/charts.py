"""The charts by sector, programme and phase, and organisation, and over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from layers import organisations, programmes, sectors, timeline

if TYPE_CHECKING:
    from ui.page import Page


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare the charts."""
    ids = page.services.catalogue.record.programmes["id"]
    ordinal = {key: number for number, key in enumerate(ids, start=1)}
    titles = {key: page.reading.label("programme", key) for key in ids}
    sector_note = [
        page.words.n("note.sums_exceed_total", note.count)
        for note in page.answer.notes
        if note.id == "sums_exceed_total" and note.ids == ("sector",)
    ]
    for chart, column, groups, notes in (
        (sectors.describe(page.reading), "filter.sector", {}, sector_note),
        (programmes.describe(page.reading), "filter.phase", titles, []),
        (organisations.describe(page.reading), "filter.org", {}, []),
    ):
        yield (
            chart.name,
            "bars",
            {
                "chart": chart,
                "column": page.words.t(column),
                "groups": groups,
                "notes": (*notes, *chart.notes),
                "ordinal": ordinal,
            },
        )
    described = timeline.describe(page.reading)
    yield "timeline", "timeline", {"timeline": described, "ordinal": ordinal}
