"""Checks of the texts of the record: their languages, and what they must not tell."""

import re
from collections.abc import Iterator

from geodata.errors import Problem
from geodata.gazetteer import Gazetteer
from geodata.record_rows import Check, Row, Tables, filled, problem
from geodata.schema import LANGUAGES, TABLES, column_names

_LANGUAGE_NAMES = {"ar": "Arabic", "fr": "French", "en": "English"}
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a]")
# Names may be the same in French and English; a sentence is not.
_SENTENCES = ("summary", "note", "reason", "outcome")
_FEW_WORDS = 4

# Digits of Arabic and Persian, and marks of direction that a number may be wrapped in.
_PLAIN = {
    **{ord(digit): str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")},
    **{ord(digit): str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")},
    **dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
}
_ADDRESS = re.compile(r"[\w.+-]+(?:@|\s?[\[(](?:at|arobase)[\])]\s?)[\w-]+\.[\w.-]+")
# An address is looked for only where it has such a sign: most cells have none.
_SIGN = re.compile(r"@|[\[(](?:at|arobase)[\])]")
# Neither part of a web address or an identifier: those may hold the same digits.
_TELEPHONE = re.compile(
    r"(?<![\w/=&.-])(?:(?:\+|00)[1-9](?:[\s.()-]{0,2}\d){8,13}|0[5-8](?:[\s.-]?\d){8})(?![\w/])"
)


def _trilingual_stems(table: str) -> list[str]:
    return [name[:-3] for name in column_names(table) if name.endswith(f"_{LANGUAGES[0]}")]


def check_translations(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that texts exist in all languages, and the Arabic ones in Arabic letters."""
    for table, columns in TABLES.items():
        required = {column.name for column in columns if column.required}
        for stem in _trilingual_stems(table):
            names = tuple(f"{stem}_{language}" for language in LANGUAGES)
            for line, row in tables[table]:
                if names[0] not in required:
                    yield from _missing_translations(table, line, names, row)
                arabic = row[names[0]]
                if arabic and not _ARABIC_LETTER.search(arabic):
                    yield problem((table, line, names[0]), arabic, "Arabic letters", "arabic")


def _missing_translations(
    table: str, line: int, names: tuple[str, ...], row: Row
) -> Iterator[Problem]:
    present = filled(row, names)
    for name in names:
        if present and name not in present:
            expected = f"the text in {_LANGUAGE_NAMES[name[-2:]]}, as {present[0]} is filled"
            yield problem((table, line, name), "", expected, "translation", "Translate the text.")


def check_copied_translations(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that no sentence is the same in French and in English."""
    for table in TABLES:
        for stem in (stem for stem in _trilingual_stems(table) if stem in _SENTENCES):
            for line, row in tables[table]:
                french = row[f"{stem}_fr"]
                if french == row[f"{stem}_en"] and len(french.split()) > _FEW_WORDS:
                    place = (table, line, f"{stem}_fr")
                    expected = "another text than the English one"
                    yield problem(place, french, expected, "copied", "Translate the text.")


def check_personal_data(tables: Tables, _gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that no cell holds an e-mail address or a telephone number."""
    for table in TABLES:
        for line, row in tables[table]:
            for column, cell in row.items():
                for found in _contacts(cell):
                    expected = "no e-mail address or telephone number"
                    remedy = "Remove the personal data."
                    yield problem((table, line, column), found, expected, "personal_data", remedy)


def _contacts(cell: str) -> list[str]:
    text = cell.translate(_PLAIN)
    addresses = _ADDRESS.findall(text) if _SIGN.search(text) else []
    return [*addresses, *_TELEPHONE.findall(text)]


TEXT_CHECKS: tuple[Check, ...] = (
    check_translations,
    check_copied_translations,
    check_personal_data,
)
