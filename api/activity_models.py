"""An activity as the endpoints give it, as types that the description of the API is made from."""

from typing import Literal

from pydantic import BaseModel, Field


class Texts(BaseModel):
    """A text in the three languages."""

    ar: str
    fr: str
    en: str


class Point(BaseModel):
    """A point in degrees, EPSG:4326."""

    lat: float
    lon: float


class Location(BaseModel):
    """Where an activity acts, nothing finer than may be public."""

    code: str = Field(
        description="HCP code, or that of a region of 1997-2015 such as `1997-04`; `MA` for the "
        "country, empty when not stated."
    )
    acts_at: str
    basis: str
    share: float | None
    point: Point | None
    exactness: str
    site: Texts
    precision: str = Field(description="Finest level at which this may be shown.")


class Organisation(BaseModel):
    """An organisation and its role."""

    id: str
    role: Literal["funder", "implementer", "partner", "authority"]


class Measurement(BaseModel):
    """One reading of an indicator."""

    id: str
    kind: str
    indicator: str
    value: float | None = Field(description="`null` where it is suppressed.")
    suppressed: bool = Field(description="Whether the value is withheld: it counts few people.")
    unit: str
    start: str
    start_precision: str
    end: str
    end_precision: str
    scope: list[str] = Field(description="Places that the value is for, together.")
    series: str
    cumulative: bool
    part_of: str
    reading_of: str
    disaggregation: str
    preferred: bool
    note: Texts


class Citation(BaseModel):
    """Where a fact was read."""

    source: str
    table: str
    row: str
    field: str
    place: str
    confidence: str


class Activity(BaseModel):
    """One thing done or planned, by someone, at its own place or time."""

    id: str
    programme: str
    phases: list[str]
    phase_basis: dict[str, str] = Field(description="By phase: stated, inferred, not_specified.")
    sectors: list[str]
    sector_weights: dict[str, float] = Field(description="By sector, where a source states one.")
    regions: list[str]
    provinces: list[str]
    communes: list[str]
    locations: list[Location]
    organisations: list[Organisation]
    status: str
    start: str
    start_precision: str
    end: str
    end_precision: str
    verified_by: str
    verified_on: str
    title: Texts
    summary: Texts
    measurements: list[Measurement]
    citations: list[Citation]
