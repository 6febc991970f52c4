"""The documents that the record was read in."""

from fastapi import APIRouter

from api.models import Source
from ui.services import Services


def router(services: Services) -> APIRouter:
    """Return the route that lists the sources."""
    routes = APIRouter(prefix="/api/v1", tags=["sources"])
    table = services.catalogue.record.sources
    listed = [Source.model_validate(row) for row in table.to_dict("records")]

    @routes.get("/sources.json", summary="Every source of the record")
    def sources() -> list[Source]:
        return listed

    return routes
