from __future__ import annotations

import logging
from pathlib import Path

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.loading import join, load
from tests.geodata.factories import make_record

DATA = Path(__file__).resolve().parents[2] / "data"


def test_points_of_the_record_agree_with_their_codes() -> None:
    points = load(DATA, load_gazetteer()).points
    assert set(points["state"]) == {"agrees", "no_point"}


def test_a_point_that_contradicts_its_code_is_kept_and_reported(
    caplog: pytest.LogCaptureFixture,
) -> None:
    record = make_record()
    # A of the small record acts in 02; the point lies in Agadir, which is in 09.
    record.activity_locations.loc[0, ["lat", "lon"]] = (30.4278, -9.5981)
    with caplog.at_level(logging.WARNING):
        joined = join(record, load_gazetteer())
    assert joined.points.loc[0, "state"] == "contradicts"
    assert joined.catalogue.activity("A")["regions"] == ["02"]
    assert caplog.messages[0].startswith("activity_locations.csv, A at 02: the point 30.4278")


def test_views_are_answered_from_what_is_public() -> None:
    record = make_record()
    locations = record.activity_locations
    locations.loc[locations["activity"] == "D", "public_precision"] = "province"
    women = record.measurements["id"] == "b-women"
    record.measurements.loc[women, "value"] = 3
    shown = join(record, load_gazetteer()).catalogue.record
    assert shown.activity_locations["code"].to_list()[-1] == "02.411"
    assert shown.measurements["suppressed"].to_list() == women.to_list()
    assert not join(record, load_gazetteer(), 0).catalogue.record.measurements["suppressed"].any()
