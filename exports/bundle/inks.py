"""What is written on a fill, in each theme that a bundle's drawings can be given."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.view_state import CHOICES
from layers.theme import PALETTES
from pictures.charts.signs import standing_out
from ui.present import PROJECTOR


def inks() -> str:
    """Write the style rules of the themes that write on a fill in another ink than a projector."""
    themes = (theme for theme in CHOICES["theme"] if theme in PALETTES)
    return "\n".join(
        f'html[data-theme="{theme}"] {{ {"; ".join(_others(theme))} }}' for theme in themes
    )


def _others(theme: str) -> Iterator[str]:
    # Some tokens have one for what is written on them already.
    fills = (one for one in PALETTES[theme] if f"on-{one}" not in PALETTES[theme])
    for fill in fills:
        ink = standing_out(PALETTES[theme], fill)
        if ink != standing_out(PALETTES[PROJECTOR], fill):
            yield f"--on-{fill}: var(--{ink})"
