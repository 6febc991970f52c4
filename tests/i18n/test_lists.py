from __future__ import annotations

import pytest

from i18n.catalogues import Translator
from i18n.lists import listed


@pytest.mark.parametrize(
    ("names", "expected"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_joined_as_a_sentence_lists_them(names: list[str], expected: str) -> None:
    assert listed(names, Translator("en")) == expected


def test_arabic_joins_with_its_own_comma_and_and() -> None:
    assert listed(["فاس", "وجدة", "طنجة"], Translator("ar")) == "فاس، وجدة وطنجة"
