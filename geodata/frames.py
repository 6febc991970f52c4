"""Frames as plain rows, for what is said of one row at a time."""

from __future__ import annotations

from typing import Any, cast

import pandas as pd


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Take a frame apart.

    Parameters
    ----------
    frame
        Any frame whose columns have names.

    Returns
    -------
    list of dict
        One dict a row, from the column's name to the cell.
    """
    return cast("list[dict[str, Any]]", frame.to_dict("records"))
