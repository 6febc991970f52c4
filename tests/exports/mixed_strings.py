"""Strings that mix Arabic, Latin letters and numbers, made from what the record holds."""

from __future__ import annotations

import re
import unicodedata
from itertools import cycle

import pandas as pd

from settings import load_settings

COUNT = 200
_ARABIC, _LATIN = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-zÀ-ÿ0-9]")
# Ranges, dates, brackets, slashes, per cent, quotation marks, addresses, isolates.
_TEMPLATES = (
    "{ar} ({la})",
    "{la} ({ar}) {a}",
    "{a} / {b} {ar}",
    "{ar}: {a}–{b}",
    "{ar} – {a} % ({la})",
    "«{ar}» {la} 12.{a}",
    "{la} « {ar} » : {a} %",
    "{ar}، {la}؛ {a}/{b}/2023",
    "({la}) {ar} [{a}]",
    "{a} {ar} + {b} {la}",
    "\u2066{a} / {b}\u2069 {ar} · \u2068{la}\u2069",
    "https://jihat.example.org/?lang=ar&from={a} {ar}",
    "{ar}/{la} - {a},5 %",
    "{la}: {ar} (22 نونبر 2026) {a}×{b}",
    "من {a} إلى {b}: {ar} / {la}",
    "{ar} ({a}–{b}) ({la}/{ar})",
)


def mixed_strings() -> list[str]:
    """Return two hundred different ones: first those of the record as they are."""
    own = [text for text in _texts() if _ARABIC.search(text) and _LATIN.search(text)]
    found = list(dict.fromkeys(own))[: COUNT // 3]
    arabic, latin = _names("ar"), _names("fr")
    for rank, template in enumerate(cycle(_TEMPLATES)):
        if len(found) == COUNT:
            return found
        ar, la = arabic[rank * 7 % len(arabic)], latin[rank * 11 % len(latin)]
        text = template.format(ar=ar, la=la, a=rank * 37 % 2030, b=rank * 13 % 100)
        if text not in found:
            found.append(text)
    raise AssertionError


def logical(text: str) -> str:
    """Return a text as it is compared: no presentation forms, and no marks of direction."""
    plain = re.sub("[\u200e\u200f\u061c\u2060\u2066-\u2069\u202a-\u202e]", "", text)
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def _texts() -> list[str]:
    folder = load_settings({}).data
    tables = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in _tables()]
    assert folder.is_dir()
    texts = [text for table in tables for name in table for text in table[name]]
    return [text for text in texts if 8 < len(text) < 120 and "\n" not in text]


def _tables() -> list[str]:
    folder = load_settings({}).data
    return [
        str(folder / f"{name}.csv")
        for name in ("sources", "activities", "programmes", "organisations", "measurements")
    ]


def _names(lang: str) -> list[str]:
    folder = load_settings({}).data
    found: list[str] = []
    for name in ("organisations", "programmes", "sectors"):
        table = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        columns = [column for column in table if str(column).endswith(f"_{lang}")]
        found += [text for column in columns for text in table[column] if 3 < len(text) < 50]
    return found
