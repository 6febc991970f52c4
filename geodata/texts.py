"""Texts of the record for readers of languages that it has no texts in."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from i18n.languages import LANGUAGES, texts_of

if TYPE_CHECKING:
    import pandas as pd

    from geodata.record import Record


def in_every_language(record: Record) -> Record:
    """Give each text of a record a column for every language of the dashboard.

    Parameters
    ----------
    record
        With columns such as ``title_fr`` for each language that it is written in.

    Returns
    -------
    Record
        With, for example, a column ``title_es`` that repeats ``title_fr`` where the table of
        languages says that readers of Spanish read the record in French; columns that are there
        already stay.
    """
    borrowed = {lang: texts_of(lang) for lang in LANGUAGES if texts_of(lang) != lang}
    if not borrowed:
        return record
    tables = [item.name for item in fields(record) if item.name != "folder"]
    told: dict[str, Any] = {name: _with(getattr(record, name), borrowed) for name in tables}
    return replace(record, **told)


def _with(frame: pd.DataFrame, borrowed: dict[str, str]) -> pd.DataFrame:
    added = {
        f"{name.removesuffix(texts)}{lang}": frame[name]
        for lang, texts in borrowed.items()
        for name in map(str, frame.columns)
        if name.endswith(f"_{texts}")
    }
    return frame.assign(**{name: text for name, text in added.items() if name not in frame})
