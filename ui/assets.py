"""Addresses of assets that change when the asset does, so that browsers may keep it for good."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

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


def styles() -> list[str]:
    """Give the addresses of the style sheets, in the order in which they apply."""
    return [address(f"css/{path.name}") for path in sorted((FOLDER / "css").glob("*.css"))]
