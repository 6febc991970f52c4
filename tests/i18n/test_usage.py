"""Code and catalogues agree: every id that the code asks for exists, and every message is used."""

from __future__ import annotations

import re
from pathlib import Path

from geodata.filters import discover
from i18n.catalogues import read_messages

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "api",
    "callbacks",
    "exports",
    "geodata",
    "i18n",
    "layers",
    "pictures",
    "stories",
    "ui",
    "assets/js",
)
SUFFIXES = {".py", ".js", ".mjs", ".html"}

# t("a.b"), n("a.b", …), words.t('a.b'): an id written out.
ASKED = re.compile(r"""(?<![\w$])[tn]\(\s*(['"])([\w-]+(?:\.[\w-]+)+)\1\s*[,)]""")
# t(f"status.{id}"), t("status." ~ id), t("a.b_" ~ id), t(`status.${id}`): how ids start.
BUILT = re.compile(r"""['"`]([a-z_]+\.[a-z_.]*)(?:['"`]\s*[~+]|\$?\{)""")
SECTION = re.compile(r"""\bunder\(\s*(['"])([\w.]+)\1""")
QUOTED = re.compile(r"""(['"`])([a-z_]+(?:\.[\w-]+)+)\1""")


def code() -> str:
    files = [ROOT / name for name in ("app.py", "cli.py")]
    for folder in FOLDERS:
        files += [path for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.is_file())


def test_every_id_that_the_code_asks_for_exists() -> None:
    asked = {msgid for _, msgid in ASKED.findall(code())}
    assert sorted(asked - set(read_messages("en"))) == []


def test_every_message_is_used() -> None:
    text = code()
    quoted = {msgid for _, msgid in QUOTED.findall(text)}
    values = (f"{key}." for each in discover() for key in each.keys)
    sections = (f"{start}." for _, start in SECTION.findall(text))
    starts = (*BUILT.findall(text), *sections, *values)
    orphans = [
        msgid
        for msgid in read_messages("en")
        if msgid not in quoted and not msgid.startswith(starts)
    ]
    assert orphans == []
