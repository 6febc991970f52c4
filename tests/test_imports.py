"""The single-file modules import what they may; import-linter checks the packages."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def imported(name: str) -> set[str]:
    tree = ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module.partition(".")[0])
    return modules


def test_settings_import_the_languages_and_else_the_standard_library() -> None:
    assert imported("settings") - sys.stdlib_module_names == {"i18n"}


def test_app_and_cli_do_not_know_each_other() -> None:
    assert "cli" not in imported("app")
    assert "app" not in imported("cli")
