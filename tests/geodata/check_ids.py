"""The ids of all checks of the record, read from the code."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from geodata.schema import Kind

GEODATA = Path(__file__).resolve().parents[2] / "geodata"


def check_ids() -> set[str]:
    """Return the ids that the code gives to problems, and the kinds of columns."""
    found = {id_ for path in GEODATA.glob("*.py") for id_ in _ids(path)}
    return {*found, *get_args(Kind), "required"}


def _ids(path: Path) -> Iterator[str]:
    """Yield the fourth argument of every call of ``problem``; it has to be written out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem":
            check = ast.literal_eval(node.args[3])
            assert isinstance(check, str)
            yield check
