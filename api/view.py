"""Everything that is counted in a view."""

from typing import Any

from fastapi import APIRouter, Request

from api import models
from api.query import parameters, view_as_json
from geodata.answer import Answer, Note, Row
from geodata.gazetteer import LEVELS
from geodata.view_state import Ignored
from i18n.catalogues import Translator
from layers.reading import Reading
from ui.services import Services


def router(services: Services) -> APIRouter:
    """Return the route that answers a view."""
    routes = APIRouter(prefix="/api/v1", tags=["view"])

    @routes.get(
        "/view",
        summary="Totals and figures of a view",
        openapi_extra={"parameters": parameters(services.vocabulary)},
    )
    def view(request: Request) -> models.ViewAnswer:
        state, ignored = services.read(request.url.query)
        answer = services.catalogue.answer(state, sources=True, levels=LEVELS)
        return as_model(answer, ignored, services)

    return routes


def as_model(answer: Answer, ignored: tuple[Ignored, ...], services: Services) -> models.ViewAnswer:
    """Return an answer as the endpoint gives it, labelled in the view's language."""
    translator = services.translators[answer.view.lang]
    reading = Reading(answer, services.catalogue, translator)

    def rows(dimension: str) -> list[dict[str, Any]]:
        return [_row(row, reading.label(dimension, row.id)) for row in answer.by[dimension]]

    return models.ViewAnswer.model_validate(
        {
            "view": view_as_json(answer.view),
            "ignored": ignored,
            "rule": answer.view.count,
            "totals": answer.totals,
            "by": {dimension: rows(dimension) for dimension in models.By.model_fields},
            "stated": answer.stated,
            "notes": [_note(note, translator) for note in answer.notes],
        },
        from_attributes=True,
    )


def _row(row: Row, label: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": label,
        "value": row.value,
        "selected": row.selected,
        "source_ids": row.source_ids,
    }


def _note(note: Note, translator: Translator) -> dict[str, Any]:
    text = translator.n(f"note.{note.id}", note.count)
    return {"id": note.id, "count": note.count, "ids": note.ids, "text": text}
