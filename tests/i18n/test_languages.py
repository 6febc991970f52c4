from __future__ import annotations

import pytest

from i18n.languages import preferred_language


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "fr"),
        ("*", "fr"),
        ("de-DE,de;q=0.9", "fr"),
        ("ar", "ar"),
        ("AR-ma", "ar"),
        ("en-GB,en;q=0.9,ar;q=0.8", "en"),
        ("de, en;q=0.3, ar;q=0.7", "ar"),
        ("ar;q=0, en;q=0.1", "en"),
        ("en;q=high, ar;q=0.1", "ar"),
        ("en, ar", "en"),
        (",;;,=", "fr"),
    ],
)
def test_the_language_that_the_reader_prefers(header: str, expected: str) -> None:
    assert preferred_language(header, "fr") == expected
