"""Check of the points of the record against the boundaries of the places beside them."""

from collections.abc import Iterator, Mapping

import geopandas as gpd
import pandas as pd

from geodata.errors import Problem
from geodata.frames import rows_of
from geodata.gazetteer import is_former
from geodata.places import check_points
from geodata.record_rows import problem

_EXPECTED = {
    "contradicts": "{code}, which the code says",
    "outside": "the country, or 3 km off its coast",
}


def point_problems(
    tables: Mapping[str, pd.DataFrame], communes: gpd.GeoDataFrame
) -> Iterator[Problem]:
    """Yield a problem for every point that does not lie in the place of its code.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables of texts, indexed by line of the file; without ``activity_locations`` there is
        nothing to check.
    communes : geopandas.GeoDataFrame
        ``code`` and ``geometry``, EPSG:4326, as `geodata.boundaries.load_boundaries` reads them.

    Yields
    ------
    Problem
        With the check ``point_place`` at the column ``lat``.
    """
    locations = tables.get("activity_locations")
    if locations is None or locations.empty:
        return
    points = locations.assign(
        lat=pd.to_numeric(locations["lat"], errors="coerce"),
        lon=pd.to_numeric(locations["lon"], errors="coerce"),
    )
    found = check_points(points, communes).assign(line=locations.index)
    stated = zip(rows_of(locations), rows_of(found), strict=True)
    for row, place in stated:
        # The regions of today tell nothing of whether a point lies in a former one.
        if place["state"] in _EXPECTED and not is_former(row["code"]):
            where = f"{row['lat']}, {row['lon']} in {place['commune'] or 'no commune'}"
            expected = f"a point in {_EXPECTED[place['state']].format(code=row['code'])}"
            remedy = "Correct the point or the code."
            at = ("activity_locations", int(place["line"]), "lat")
            yield problem(at, where, expected, "point_place", remedy)
