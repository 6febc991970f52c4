"""The documents that the record was read in."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import APIRouter

from api.models import Source
from geodata import provenance
from ui.services import Services


def router(services: Services) -> APIRouter:
    """Return the route that lists the sources."""
    routes = APIRouter(prefix="/api/v1", tags=["sources"])
    record = services.catalogue.record

    # Gathered when it is first asked for: a server that starts should not wait for it.
    @cache
    def listed() -> list[Source]:
        documents = zip(record.sources.to_dict("records"), provenance.resting(record), strict=True)
        return [_as_model(row, rests) for row, rests in documents]

    @routes.get("/sources.json", summary="Every source of the record, and what rests on it")
    def sources() -> list[Source]:
        return listed()

    return routes


def _as_model(row: Mapping[Any, Any], rests: provenance.Resting) -> Source:
    return Source(
        **{str(name): cell for name, cell in row.items()},
        activities=list(rests.activities),
        measurements=list(rests.measurements),
        coverage_statements=list(rests.coverage),
        plans=list(rests.plans),
    )
