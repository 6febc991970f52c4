"""Two dimensions crossed: what is documented in each cell, and what its emptiness means."""

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.models import Ignored, View
from api.query import labelling, parameters, take_own, view_as_json
from geodata.cell_view import cell_view
from geodata.coverage_matrix import DIMENSIONS, Coverage, Line, Matrix
from geodata.view_state import LONGEST_ECHO, UNKNOWN_VALUE
from geodata.view_state import Ignored as LeftAside
from ui.services import Services

Dimension = Literal["region", "province", "programme", "phase", "sector", "organisation", "year"]
State = Literal["documented", "not_applicable", "none", "not_in_sources"]
OWN = ("row", "col")
OWN_PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }
    for name, description, schema in (
        ("rows", "Dimension of the rows.", {"type": "string", "enum": list(DIMENSIONS)}),
        (
            "cols",
            "Dimension of the columns, another one.",
            {"type": "string", "enum": list(DIMENSIONS)},
        ),
        (
            "row",
            "With `col`, the cell whose sources are wanted: a value of the rows.",
            {"type": "string"},
        ),
        (
            "col",
            "With `row`, the cell whose sources are wanted: a value of the columns.",
            {"type": "string"},
        ),
    )
]


class CoverageLine(BaseModel):
    """A row or a column."""

    id: str
    label: str
    total: int | float | None = Field(
        description="As `/api/v1/view` has it; null where nothing counts, never zero."
    )
    selected: bool = Field(description="Whether the query's own filter takes this value in.")


class CoverageCell(BaseModel):
    """A cell; its figures are null unless it is documented, never zero."""

    state: State
    value: int | float | None = Field(description="Under the rule of the query.")
    activities: int | None = Field(description="Number of activities, whatever the rule.")
    query: str | None = Field(
        None,
        description="Query of the view that has these activities; null where no view tells them "
        "apart: undated, or known only at a coarser level.",
    )


class CellDetail(CoverageCell):
    """A cell with what it rests on."""

    row: str
    col: str
    statements: list[str] = Field(
        description="Coverage statements behind the state; empty where documented or unknown."
    )
    source_ids: list[str] = Field(description="Sources of the activities or the statements.")


class CoverageRow(CoverageLine):
    """A row with its cells, in the order of the columns."""

    cells: list[CoverageCell]


class CoverageAnswer(BaseModel):
    """Two dimensions crossed under a view.

    The cells leave the filters of both dimensions out, the total of a row that of the rows alone.
    """

    view: View
    ignored: list[Ignored]
    rule: Literal["distinct", "touches", "allocated"]
    row_dimension: Dimension
    col_dimension: Dimension
    total: int = Field(description="Total of the view, every filter applied.")
    cols: list[CoverageLine]
    rows: list[CoverageRow]
    states: dict[State, int] = Field(description="Number of cells of each state.")
    cell: CellDetail | None = Field(description="The cell asked for by `row` and `col`.")


def router(services: Services) -> APIRouter:
    """Return the route of the coverage matrix."""
    routes = APIRouter(prefix="/api/v1", tags=["coverage"])
    coverage = services.coverage

    @routes.get(
        "/coverage",
        summary="Two dimensions crossed, with what every empty cell means",
        openapi_extra={"parameters": [*parameters(services.vocabulary), *OWN_PARAMETERS]},
    )
    def crossed(request: Request) -> CoverageAnswer:
        own, rest = take_own(request.url.query, OWN)
        view, ignored = services.read(rest)
        matrix = coverage.matrix(view, view.rows, view.cols)
        cell, unknown = _asked(coverage, matrix, own)
        return CoverageAnswer.model_validate(
            {
                "view": view_as_json(view),
                "ignored": [_ignored(one) for one in (*ignored, *unknown)],
                "rule": view.count,
                "row_dimension": view.rows,
                "col_dimension": view.cols,
                "total": matrix.total,
                **_lines(matrix, services),
                "states": matrix.states,
                "cell": cell,
            }
        )

    return routes


def _asked(
    coverage: Coverage, matrix: Matrix, own: dict[str, list[str]]
) -> tuple[dict[str, Any] | None, tuple[LeftAside, ...]]:
    values = {name: own[name][-1] for name in ("row", "col") if own[name]}
    dimensions = dict(zip(("row", "col"), matrix.dimensions, strict=True))
    unknown = tuple(
        LeftAside(name, value[:LONGEST_ECHO], UNKNOWN_VALUE)
        for name, value in values.items()
        if not coverage.has(dimensions[name], value)
    )
    if unknown or len(values) < len(dimensions):
        return None, unknown
    found = coverage.cell(matrix.view, matrix.dimensions, (values["row"], values["col"]))
    return {
        "state": found.cell.state,
        "value": found.cell.value,
        "activities": found.cell.activities,
        "query": found.explore.to_query() if found.explore else None,
        "row": found.row,
        "col": found.col,
        "statements": found.statements,
        "source_ids": found.source_ids,
    }, ()


def _lines(matrix: Matrix, services: Services) -> dict[str, Any]:
    name = labelling(services.catalogue, services.translators, matrix.view.lang)

    def line(dimension: str, one: Line) -> dict[str, Any]:
        label = name(dimension, one.id)
        return {"id": one.id, "label": label, "total": one.total, "selected": one.selected}

    rows, cols = matrix.dimensions
    return {
        "cols": [line(cols, one) for one in matrix.cols],
        "rows": [
            {**line(rows, one), "cells": _cells(matrix, position)}
            for position, one in enumerate(matrix.rows)
        ],
    }


def _cells(matrix: Matrix, position: int) -> list[dict[str, Any]]:
    row, found = matrix.rows[position].id, []
    for cell, col in zip(matrix.cells[position], matrix.cols, strict=True):
        view = cell_view(matrix.view, matrix.dimensions, (row, col.id)) if cell.activities else None
        query = view.to_query() if view else None
        figures = {"value": cell.value, "activities": cell.activities, "query": query}
        found.append({"state": cell.state, **figures})
    return found


def _ignored(one: LeftAside) -> dict[str, str]:
    return {"parameter": one.parameter, "value": one.value, "reason": one.reason}
