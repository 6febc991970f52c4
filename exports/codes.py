"""Codes that lead a telephone to the live view."""

from __future__ import annotations

import io

import segno

QUIET = 4
"""Modules around the code that scanners need empty."""
OWN = ("lang=", "theme=", "story=")


def scanned(address: str) -> str:
    """Leave language, theme and story out of an address: they are the reader's own."""
    start, _, query = address.partition("?")
    kept = [part for part in query.split("&") if not part.startswith(OWN)]
    return f"{start}?{'&'.join(kept)}".removesuffix("?")


def drawn(address: str) -> str:
    """Draw the code of an address, dark on white in every theme, as scanners want it."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", border=QUIET, xmldecl=False, light="white", omitsize=True,
        title=address,
    )  # fmt: skip
    return written.getvalue().decode()
