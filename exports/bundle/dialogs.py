"""Dialogs of activities and stated figures, as the page shows them, and the list of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.bundle.skeleton import offline, render
from geodata.cited_sources import uses
from ui.panels import details
from ui.panels.details.documents import used_documents

if TYPE_CHECKING:
    from ui.page import Page

_MARK = re.compile(r'<button class="mark"[^>]*></button>')


def dialogs(page: Page) -> Iterator[tuple[str, str]]:
    """Render the dialog of every activity and of every figure that sources state, by its id."""
    for id_ in ids_of(page):
        yield id_, _dialog(page, id_)


def ids_of(page: Page) -> tuple[str, ...]:
    """Name everything in the record that has a dialog whatever the view is."""
    record = page.services.catalogue.record
    return (*record.activities["id"], *record.measurements["id"])


def _dialog(page: Page, id_: str) -> str:
    opened = replace(page, view=page.view.with_(select=id_))
    [(_element, name, context)] = details.contexts(opened)
    html = render(opened, name, **{**context, "report": None, "explanations": []})
    return _MARK.sub("", html)


def documents(page: Page) -> dict[str, str]:
    """Render each document that an activity rests on, by the id of the source."""
    catalogue = page.services.catalogue
    record = catalogue.record
    cited = tuple(
        id_
        for id_, row in zip(catalogue.sources.ids, catalogue.sources.rows, strict=True)
        if row.any()
    )
    used = uses(record.citations, record.activities["id"])
    found = used_documents(page, cited, used)
    return {one.id: offline(render(page, "bundle_document", document=one)) for one in found}
