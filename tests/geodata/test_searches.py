from __future__ import annotations

import pandas as pd
import pytest

from geodata.record import Record
from geodata.searches import searches_about

ROWS = [
    {"id": "everything"},
    {"id": "region", "scope": "02;09"},
    {"id": "province", "scope": "02.411", "programmes": "depomi"},
    {"id": "programme", "programmes": "m4sd;depomi"},
]


@pytest.mark.parametrize(
    ("places", "programmes", "found"),
    [
        (("MA",), "", "everything region province programme"),
        (("02",), "", "everything region province programme"),
        (("02.411.01.01",), "depomi", "everything region province programme"),
        (("02.265",), "depomi", "everything region programme"),
        (("05", "09"), "prim", "everything region"),
        (("national",), "m4sd", "everything programme"),
    ],
)
def test_searches_for_a_place_and_programmes(
    places: tuple[str, ...], programmes: str, found: str
) -> None:
    record = Record.from_tables({"searches": pd.DataFrame(ROWS)})
    rows = searches_about(record, places, programmes.split())
    assert [row["id"] for row in rows] == found.split()
