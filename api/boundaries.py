"""The boundaries as GeoJSON after RFC 7946."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.errors import error
from api.models import Error
from geodata.gazetteer import Gazetteer, parent_of
from i18n.languages import LANGUAGES
from ui.services import Services

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "geo"
MEDIA_TYPE = "application/geo+json"
# They change with a release only; the ETag costs one short request a day.
CACHE_CONTROL = "public, max-age=86400"

Json = dict[str, Any]
Ring = Sequence[Sequence[float]]


def router(services: Services, folder: Path = FOLDER) -> APIRouter:
    """Return the routes of the three levels, which read each file once."""
    routes = APIRouter(
        prefix="/api/v1/boundaries",
        tags=["boundaries"],
        responses={200: {"content": {MEDIA_TYPE: {}}, "description": "Feature collection"}},
    )
    regions = services.gazetteer.codes("region")

    @cache
    def collection(*names: str) -> tuple[bytes, str]:
        features = [feature for name in names for feature in _features(folder / f"{name}.json")]
        content = _collection(features, services.gazetteer)
        return content, f'W/"{hashlib.sha256(content).hexdigest()[:24]}"'

    def answer(*names: str) -> Response:
        content, etag = collection(*names)
        headers = {"ETag": etag, "Cache-Control": CACHE_CONTROL}
        return Response(content, media_type=MEDIA_TYPE, headers=headers)

    _add_communes(routes, regions, answer)

    @routes.get("/regions.geojson", response_class=Response, summary="The regions")
    def region_boundaries() -> Response:
        return answer("regions")

    @routes.get("/provinces.geojson", response_class=Response, summary="Provinces, prefectures")
    def province_boundaries() -> Response:
        return answer("provinces")

    return routes


def _add_communes(
    routes: APIRouter, regions: Sequence[str], answer: Callable[..., Response]
) -> None:
    region_of = Annotated[str, Query(description="HCP code of one region; all without it.")]

    @routes.get(
        "/communes.geojson",
        response_class=Response,
        responses={404: {"model": Error}},
        summary="The communes",
    )
    def commune_boundaries(request: Request, region: region_of = "") -> Response:
        if region and region not in regions:
            message = f"No region has the code {region!r}; the codes are {', '.join(regions)}."
            return error(request, 404, message)
        chosen = [region] if region else regions
        return answer(*(f"communes-{code}" for code in chosen))


def _features(path: Path) -> list[Json]:
    features: list[Json] = json.loads(path.read_bytes())["features"]
    return features


def _collection(features: Iterable[Json], gazetteer: Gazetteer) -> bytes:
    content = {
        "type": "FeatureCollection",
        "features": [_feature(feature, gazetteer) for feature in features],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(feature: Json, gazetteer: Gazetteer) -> Json:
    code = feature["properties"]["code"]
    names = {f"name_{lang}": gazetteer.name(code, lang) for lang in LANGUAGES}
    return {
        "type": "Feature",
        "id": code,
        "properties": {"code": code, "parent": parent_of(code), **names},
        "geometry": _wound_by_the_rfc(feature["geometry"]),
    }


def _wound_by_the_rfc(geometry: Json) -> Json:
    """Wind exterior rings counter-clockwise and holes clockwise; d3-geo wants the opposite."""
    if geometry["type"] == "Polygon":
        return {**geometry, "coordinates": _polygon(geometry["coordinates"])}
    return {**geometry, "coordinates": [_polygon(rings) for rings in geometry["coordinates"]]}


def _polygon(rings: Sequence[Ring]) -> list[Ring]:
    return [
        ring if (_doubled_area(ring) > 0) == (position == 0) else ring[::-1]
        for position, ring in enumerate(rings)
    ]


def _doubled_area(ring: Ring) -> float:
    """Twice the area of a ring in degrees; positive when it runs counter-clockwise."""
    pairs = pairwise(ring)
    return sum(x0 * y1 - x1 * y0 for (x0, y0, *_), (x1, y1, *_) in pairs)
