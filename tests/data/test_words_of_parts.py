"""What divides a stated figure into parts is told in words, in every language."""

import csv
from pathlib import Path

import pytest

from i18n.catalogues import load_translators

MEASUREMENTS = Path(__file__).parents[2] / "data" / "measurements.csv"


def divided_by() -> set[str]:
    with MEASUREMENTS.open(encoding="utf-8", newline="") as file:
        groups = [row["disaggregation"] for row in csv.DictReader(file)]
    return {pair.partition("=")[0] for group in groups for pair in group.split(";") if pair}


@pytest.mark.parametrize("lang", sorted(load_translators()))
def test_what_divides_a_figure_has_words(lang: str) -> None:
    words = load_translators()[lang]
    assert {key for key in divided_by() if not words.has(f"details.by_{key}")} == set()
