"""The descriptor of a ZIP: a data package after Frictionless v1, which machines can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from exports.citation import LICENCE, LICENCE_ADDRESS, citation
from exports.readme import title

if TYPE_CHECKING:
    from exports.figures import Figure
    from exports.order import Order
    from exports.table import Column, Table

NAME = "datapackage.json"
TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    # As precise as the source: a year or a month alone is no date.
    "date": "string",
    "year": "year",
}


def descriptor(
    order: Order,
    tables: Mapping[str, Table],
    others: Iterable[tuple[str, str]],
    figure: Figure | None,
) -> dict[str, Any]:
    """Describe what a ZIP holds.

    Parameters
    ----------
    order : Order
        What is asked for.
    tables : mapping of str to Table
        The tables by the path of their CSV file.
    others : iterable of (str, str)
        Path and media type of the other files.
    figure : Figure, optional
        The figure that the table is of.

    Returns
    -------
    dict
        To be written as JSON.
    """
    cited = citation(order)
    return {
        "profile": "data-package",
        "name": cited.key.lower(),
        "title": title(order, figure),
        "description": cited.title,
        "created": f"{order.made.isoformat()}T00:00:00Z",
        "version": cited.version or "0",
        **({"homepage": order.address} if order.address else {}),
        "licenses": [
            {"name": LICENCE.replace(" ", "-"), "title": LICENCE, "path": LICENCE_ADDRESS}
        ],
        "sources": _sources(cited.sources),
        "resources": [
            *(_table(path, table, hxl=order.hxl) for path, table in tables.items()),
            *(_file(path, media_type) for path, media_type in others),
        ],
    }


def _sources(cited: Sequence[Any]) -> list[dict[str, str]]:
    return [{"title": one.title, **({"path": one.address} if one.address else {})} for one in cited]


def _table(path: str, table: Table, *, hxl: bool) -> dict[str, Any]:
    # Tags begin with the sign that marks comments: readers leave their row aside.
    dialect = {"delimiter": ",", "lineTerminator": "\r\n", **({"commentChar": "#"} if hxl else {})}
    return {
        "profile": "tabular-data-resource",
        "name": path.removesuffix(".csv").replace("_", "-"),
        "title": table.title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": dialect,
        "schema": {"fields": [_field(one) for one in table.columns], "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, str]:
    tagged = {"hxl": column.hxl} if column.hxl else {}
    return {"name": column.name, "type": TYPES[column.kind], "title": column.label, **tagged}


def _file(path: str, media_type: str) -> dict[str, Any]:
    return {
        "profile": "data-resource",
        "name": path.replace(".", "-").lower(),
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": media_type.partition(";")[0],
        # Read by the programs of their trade; a checker of tables shall not try.
        "type": "file",
    }
