from __future__ import annotations

import dataclasses
import os
import re
import tempfile
from pathlib import Path

import pytest

import settings
from settings import TABLE, Settings, SettingsError, load_settings

ROOT = Path(settings.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path)


def test_an_empty_environment_gives_the_defaults(folder: str) -> None:
    assert load_settings({"DATA": folder}) == Settings(
        host="127.0.0.1",
        port=8050,
        workers=1,
        data=Path(folder).resolve(),
        stories=ROOT / "data" / "stories",
        boundary="national",
        boundary_override=False,
        language="ar",
        log_level="info",
        embed_origins=(),
        suppress_below=5,
        public_url="",
        contact="",
        exports_folder=Path(tempfile.gettempdir()).resolve() / f"jihat-exports-{os.getuid()}",
        exports_at_once=2,
        exports_hours=24,
        exports_largest=500,
    )


def test_every_setting_is_read(folder: str) -> None:
    environ = {
        "HOST": "0.0.0.0",  # noqa: S104 - a value that deployments use
        "PORT": "80",
        "WORKERS": "4",
        "DATA": folder,
        "STORIES": "tests",
        "BOUNDARY": "un",
        "BOUNDARY_OVERRIDE": "true",
        "DEFAULT_LANGUAGE": "fr",
        "LOG_LEVEL": "DEBUG",
        "EMBED_ORIGINS": "https://example.org https://*.example.net:8443",
        "SUPPRESS_BELOW": "0",
        "PUBLIC_URL": "https://jihat.example.org/",
        "CONTACT": "data@example.org",
        "EXPORTS_FOLDER": "/srv/jihat/exports",
        "EXPORTS_AT_ONCE": "3",
        "EXPORTS_HOURS": "2",
        "EXPORTS_LARGEST": "50",
    }
    assert load_settings(environ) == Settings(
        host="0.0.0.0",  # noqa: S104 - a value that deployments use
        port=80,
        workers=4,
        data=Path(folder).resolve(),
        stories=ROOT / "tests",
        boundary="un",
        boundary_override=True,
        language="fr",
        log_level="debug",
        embed_origins=("https://example.org", "https://*.example.net:8443"),
        suppress_below=0,
        public_url="https://jihat.example.org",
        contact="data@example.org",
        exports_folder=Path("/srv/jihat/exports"),
        exports_at_once=3,
        exports_hours=2,
        exports_largest=50,
    )


def test_the_table_names_every_setting() -> None:
    # LANGUAGE itself is gettext's: desktops set it to lists such as "fr_MA:fr".
    variables = {"LANGUAGE": "DEFAULT_LANGUAGE"}
    fields = [field.name.upper() for field in dataclasses.fields(Settings)]
    assert [setting.name for setting in TABLE] == [variables.get(name, name) for name in fields]


def test_a_blank_value_is_the_default(folder: str) -> None:
    assert load_settings({"DATA": folder, "PORT": "  "}) == load_settings({"DATA": folder})


def test_other_variables_are_ignored(folder: str) -> None:
    assert load_settings({"DATA": folder, "PATH": "/bin"}) == load_settings({"DATA": folder})


def test_data_is_relative_to_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings({"DATA": "tests"}).data == ROOT / "tests"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "٨٠"),
        ("PORT", "-1"),
        ("WORKERS", "0"),
        ("WORKERS", "two"),
        ("DATA", "no-such-folder"),
        ("STORIES", "no-such-folder"),
        ("BOUNDARY", "disputed"),
        ("BOUNDARY_OVERRIDE", "yes"),
        ("DEFAULT_LANGUAGE", "tlh"),
        ("LOG_LEVEL", "loud"),
        ("EMBED_ORIGINS", "example.org"),
        ("EMBED_ORIGINS", "https://example.org;script-src"),
        ("SUPPRESS_BELOW", "-1"),
        ("SUPPRESS_BELOW", "few"),
        ("EXPORTS_AT_ONCE", "0"),
        ("EXPORTS_HOURS", "day"),
        ("PUBLIC_URL", "jihat.example.org"),
        ("PUBLIC_URL", "https://jihat.example.org/site"),
        ("PUBLIC_URL", "https://*.example.org"),
        ("CONTACT", "someone"),
    ],
)
def test_a_bad_value_is_named_with_what_was_expected(folder: str, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"DATA": folder, name: value})
    message = str(caught.value)
    assert message.startswith(f"{name} is {value!r}; expected ")
    assert message.endswith(f" Correct it, or unset {name}.")


def test_the_deployment_guide_has_the_same_table() -> None:
    guide = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`|none) \| (.*) \|$", guide, re.MULTILINE)
    assert rows == [tuple(setting) for setting in TABLE]
