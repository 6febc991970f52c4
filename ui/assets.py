"""Addresses of assets that change when the asset does, so that browsers may keep it for good."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

STYLES = "/assets/css/all.css"
FOLDER = Path(__file__).resolve().parent.parent / "assets"


@cache
def address(path: str) -> str:
    """Give the address of a file under ``assets/``.

    Parameters
    ----------
    path : str
        The path below the folder, such as ``geo/regions.json``.

    Returns
    -------
    str
        The address with a part of the content's hash.
    """
    digest = hashlib.sha256((FOLDER / path).read_bytes()).hexdigest()
    return f"/assets/{path}?m={digest[:12]}"


@cache
def style_sheet() -> str:
    """Join the style sheets, in the order in which they apply: a page asks for one."""
    files = sorted((FOLDER / "css").glob("*.css"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@cache
def styles() -> str:
    """Give the address of all style sheets joined.

    It lies beside the files, whose own addresses of fonts are relative.
    """
    digest = hashlib.sha256(style_sheet().encode()).hexdigest()
    return f"{STYLES}?m={digest[:12]}"
