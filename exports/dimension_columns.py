"""Columns that say which value of a dimension a row is about: its code or id, and its name."""

from __future__ import annotations

from exports.table import Column
from i18n.catalogues import Translator

HXL = {
    "region": "#adm1",
    "province": "#adm2",
    "commune": "#adm3",
    "sector": "#sector",
    "organisation": "#org",
    "funder": "#org+funder",
    "implementer": "#org+impl",
    "year": "#date+year",
}
"""Tags of the dimensions that the standard has a tag for."""
PLACES = ("region", "province", "commune")
LISTED = "; "
"""Between several values of one cell, as in the other tables that are taken away."""


def identified(
    words: Translator, dimension: str, label: str, prefix: str = ""
) -> tuple[Column, ...]:
    """Make the columns of a dimension: codes or ids for machines beside names for readers.

    Parameters
    ----------
    words : Translator
        The language of the labels.
    dimension : str
        Such as ``region`` or ``sector``; decides the tags.
    label : str
        What the values are called together.
    prefix : str, optional
        Machine name of the columns, where the dimension's own would be ambiguous.

    Returns
    -------
    tuple of Column
        Two columns: places have a ``_code``, anything else an ``_id``; then ``_name``.
    """
    tag = HXL.get(dimension, "")
    key = "code" if dimension in PLACES else "id"
    name = prefix or dimension
    return (
        Column(
            f"{name}_{key}",
            words.t("figure_table.code", name=label),
            hxl=f"{tag}+{'code' if key == 'code' else 'id'}" if tag else "",
        ),
        Column(f"{name}_name", label, hxl=f"{tag}+name" if tag else ""),
    )


def sources_column(words: Translator) -> Column:
    """Make the column that has the ids of sources, with `LISTED` between them."""
    return Column("source_ids", words.t("figure_table.sources"), hxl="#meta+source+id+list")


def joined(ids: tuple[str, ...]) -> str:
    """Write several ids or codes in one cell."""
    return LISTED.join(ids)
