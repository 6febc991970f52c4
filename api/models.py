"""What the view endpoint answers, as types that the description of the API is made from."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class View(BaseModel):
    """A view as understood, by the names of the query parameters."""

    model_config = ConfigDict(extra="allow")

    lang: str
    page: str
    level: Literal["region", "province", "commune"]
    place: list[str]
    programme: list[str]
    phase: list[str]
    sector: list[str]
    org: list[str]
    status: list[str]
    acts_at: list[str]
    # `from` is a word of Python.
    first_year: int | None = Field(alias="from")
    last_year: int | None = Field(alias="to")
    count: Literal["distinct", "touches", "allocated"]
    measure: str
    boundary: str
    theme: str


class Ignored(BaseModel):
    """A part of the query that was left aside, and why."""

    parameter: str
    value: str
    reason: str


class People(BaseModel):
    """People reached by one series; `inside` is false when the figure is of wider scope."""

    series: str
    indicator: str
    value: float
    low: float = Field(description="Least that the sources give.")
    high: float = Field(description="Most that the sources give.")
    scope: list[str]
    inside: bool
    source_ids: list[str]


class Funding(BaseModel):
    """Funding as stated, never converted; `inside` is false when it is of wider scope."""

    currency: str = Field(validation_alias="unit")
    amount: float = Field(validation_alias="value")
    scope: list[str]
    inside: bool
    source_ids: list[str]


class Stated(BaseModel):
    """A figure that sources state, for all the places of its scope together."""

    id: str = Field(description="The measurement.")
    kind: Literal["result", "target", "participants", "budget", "context"]
    indicator: str
    value: float
    low: float = Field(description="Least that the sources give.")
    high: float = Field(description="Most that the sources give.")
    unit: str
    scope: list[str] = Field(description="Codes of places; empty where not stated.")
    inside: bool = Field(description="Whether the scope lies in the places chosen.")
    subject_table: Literal["programmes", "phases", "activities", "places"]
    subject: str
    start: str
    end: str
    target: float | None = Field(description="What was aimed at, where stated for the same.")
    source_ids: list[str]


class Totals(BaseModel):
    """The key figures; every filter is applied."""

    activities: int
    programmes: int
    organisations: int
    regions_covered: int
    national: int = Field(description="Matching activities that act nationally.")
    unplaced: int = Field(description="Matching activities whose place is not stated.")
    undated: int = Field(description="Activities that match otherwise and have no dates.")
    people: list[People]
    funding: list[Funding]
    source_ids: dict[str, list[str]] = Field(
        description="Sources of the activities behind each count above, by its name."
    )


class Row(BaseModel):
    """The figure of one value of a dimension."""

    id: str
    label: str
    value: int | float = Field(description="A decimal when counting is `allocated`.")
    selected: bool = Field(description="Whether the query's own filter takes this value in.")
    source_ids: list[str]


class By(BaseModel):
    """Figures by dimension, each without that dimension's own filter."""

    region: list[Row]
    province: list[Row]
    commune: list[Row]
    phase: list[Row]
    programme: list[Row]
    sector: list[Row]
    year: list[Row]
    organisation: list[Row]
    status: list[Row]
    acts_at: list[Row]


class Note(BaseModel):
    """Something that has to be said beside the figures."""

    id: str
    count: int
    ids: list[str]
    text: str


class ViewAnswer(BaseModel):
    """A view and everything that is counted in it."""

    view: View
    ignored: list[Ignored]
    rule: Literal["distinct", "touches", "allocated"]
    totals: Totals
    by: By
    stated: list[Stated]
    notes: list[Note]


class Source(BaseModel):
    """A published document that facts were read in; texts are empty where not known."""

    id: str
    title: str
    publisher: str
    published: str
    published_precision: str
    address: str
    language: str
    kind: str
    read_on: str
    activities: list[str] = Field(description="Ids of the activities that rest on it.")
    measurements: list[str] = Field(description="Ids of the measurements that rest on it.")
    coverage_statements: list[str] = Field(description="Ids of the target areas it states.")
    plans: list[str] = Field(description="Ids of the plans whose periods it states.")


class Health(BaseModel):
    """That the record is loaded, and how old it is."""

    status: Literal["ok"]
    activities: int
    data_as_of: str


class ErrorDetail(BaseModel):
    """What went wrong."""

    status: int
    message: str
    path: str


class Error(BaseModel):
    """An error of the data endpoints."""

    error: ErrorDetail
