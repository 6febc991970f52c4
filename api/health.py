"""Whether the server can answer."""

from fastapi import APIRouter

from api.models import Health
from ui.services import Services


def router(services: Services) -> APIRouter:
    """Return the route that answers once the record is loaded."""
    routes = APIRouter(tags=["health"])
    health = Health(
        status="ok",
        activities=len(services.catalogue.record.activities),
        data_as_of=str(services.catalogue.data_as_of),
    )

    @routes.get("/healthz", summary="Whether the record is loaded")
    def healthz() -> Health:
        return health

    return routes
