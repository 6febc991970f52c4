"""The header, the notice about parameters that were ignored, and the footer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from i18n.dates import format_date

if TYPE_CHECKING:
    from ui.page import Page

# Each language in its own words, so that a reader who was given another finds it.
LANGUAGES = (("ar", "العربية"), ("fr", "Français"), ("en", "English"))


def contexts(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Prepare header, notice and footer."""
    as_of = page.services.catalogue.data_as_of
    yield (
        "header",
        "header",
        {"languages": LANGUAGES, "as_of": format_date(as_of, "day", page.view.lang)},
    )
    lines = [
        page.words.t(f"ignored.{part.reason}", parameter=part.parameter, value=part.value)
        for part in page.ignored
    ]
    yield "notice", "notice", {"ignored": lines}
    contact = page.services.settings.contact
    address = f"mailto:{contact}" if "@" in contact and "://" not in contact else contact
    yield "footer", "footer", {"contact": address}
