"""Write the colours of layers/theme.py into assets/css/tokens.css, below its hand-written part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from layers.theme import AREAS, CARD, DARK_SCHEMES, LIGHT, LINES, PALETTES, POINTS, WORDS

TOKENS = Path(__file__).resolve().parent.parent / "assets" / "css" / "tokens.css"
BEGINNING = (
    "/* Written by scripts/write_tokens.py from layers/theme.py: change the colours there. */"
)

WIDTH = 94

# Where a palette holds: the browser decides where the address asks for "auto" or for nothing,
# colours that the reader forces upon pages go before any theme, and paper is paper.
AUTO = ':root:is([data-theme="auto"], :not([data-theme]))'
PLACES = (
    ("light", "", ":root"),
    ("dark", "", '[data-theme="dark"]'),
    ("contrast", "", '[data-theme="contrast"]'),
    ("projector", "", '[data-theme="projector"]'),
    ("dark", "(prefers-color-scheme: dark)", AUTO),
    ("contrast", "(prefers-contrast: more)", AUTO),
    ("night", "(prefers-contrast: more) and (prefers-color-scheme: dark)", AUTO),
    ("contrast", "(forced-colors: active)", "html:root:root"),
    ("night", "(forced-colors: active) and (prefers-color-scheme: dark)", "html:root:root"),
    ("print", "print", "html:root:root:root:root"),
)


def written() -> str:
    """Write the part of the style sheet that follows from the palettes."""
    blocks = [_palette(*place) for place in PLACES]
    return "\n\n".join((BEGINNING, *blocks, "\n".join(_rules()))) + "\n"


def _palette(name: str, media: str, selector: str) -> str:
    scheme = "dark" if name in DARK_SCHEMES else "light"
    tokens = "; ".join(f"--{token}: {colour.lower()}" for token, colour in PALETTES[name].items())
    lines = wrap(tokens.replace(": ", ":\0"), WIDTH, break_on_hyphens=False)
    block = [f"{selector} {{", f"  color-scheme: {scheme};"]
    block += [f"  {line}".replace("\0", " ") for line in lines]
    block[-1] += ";"
    block.append("}")
    if media:
        block = [f"@media {media} {{", *(f"  {line}" for line in block), "}"]
    return "\n".join(block)


def _rules() -> Iterator[str]:
    """Exchange the map's light colours, as Plotly writes them, for the tokens of their names."""
    yield "/* The map is sent in light colours: each is exchanged for the token of its name. */"
    for token in AREAS:
        yield _rule(f'path[fill="{_rgb(LIGHT[token])}"]', f"fill: var(--{token})")
    for token in POINTS:
        yield _styled("path.point", "fill", LIGHT[token], token)
    for token in WORDS:
        yield _styled("text", "fill", LIGHT[token], token)
    for token in LINES:
        yield _styled("path", "stroke", LIGHT[token], token)
    yield _styled(".hovertext path", "fill", CARD, "card")


def _styled(element: str, name: str, colour: str, token: str) -> str:
    selector = f'{element}[style*="{name}: {_rgb(colour)}"]'
    return _rule(selector, f"{name}: var(--{token}) !important")


def _rule(selector: str, declaration: str) -> str:
    return f"#map :where({selector}) {{ {declaration}; }}"


def _rgb(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"


def main() -> None:
    """Replace the written part of the style sheet."""
    by_hand = TOKENS.read_text(encoding="utf-8").partition(BEGINNING)[0]
    TOKENS.write_text(f"{by_hand.rstrip()}\n\n{written()}", encoding="utf-8")


if __name__ == "__main__":
    main()
