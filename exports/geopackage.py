"""What a GeoPackage has beside its layers: styles, titles, and what the file says of itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class About:
    """A layer: its name in the file, its title, and its style in QML, "" for none."""

    name: str
    title: str
    style: str = ""


# As QGIS makes it; a style marked as default is applied when the layer is opened.
_STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""
_METADATA = """
CREATE TABLE gpkg_metadata (
    id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
    md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
    mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT ''
)
"""
_REFERENCE = """
CREATE TABLE gpkg_metadata_reference (
    reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
    timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
)
"""
_EXTENSIONS = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
)
"""
_DEFINITION = "http://www.geopackage.org/spec120/#extension_metadata"
_STANDARD = "https://specs.frictionlessdata.io/data-resource/"


def complete(path: Path, layers: Iterable[About], readme: str, made: date) -> None:
    """Add titles, styles and documentation to a GeoPackage.

    Parameters
    ----------
    path : Path
        With its layers.
    layers : iterable of About
        The layers.
    readme : str
        What the file says of itself, as plain text.
    made : date
        The day that it is of.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        _add_styles(connection, tuple(layers), made)
        _add_metadata(connection, readme)


def _add_styles(connection: sqlite3.Connection, layers: Iterable[About], made: date) -> None:
    connection.execute(_STYLES)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', '')"
    )
    for layer in layers:
        connection.execute(
            "UPDATE gpkg_contents SET description = ?, last_change = ? WHERE table_name = ?",
            (layer.title, f"{made.isoformat()}T00:00:00.000Z", layer.name),
        )
        if layer.style:
            connection.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
                " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description,"
                " owner) VALUES ('', '', ?, 'geom', 'jihat', ?, '', 1, ?, '')",
                (layer.name, layer.style, layer.title),
            )


def _add_metadata(connection: sqlite3.Connection, readme: str) -> None:
    for statement in (_METADATA, _REFERENCE, _EXTENSIONS):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO gpkg_metadata (id, md_scope, md_standard_uri, mime_type, metadata)"
        " VALUES (1, 'dataset', ?, 'text/plain', ?)",
        (_STANDARD, readme),
    )
    connection.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, md_file_id) VALUES ('geopackage', 1)"
    )
    connection.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_metadata', ?, 'read-write')",
        [("gpkg_metadata", _DEFINITION), ("gpkg_metadata_reference", _DEFINITION)],
    )
