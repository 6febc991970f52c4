"""The services behind the page without a browser: build boundaries, check a record, export."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.boundaries import load_boundaries
from geodata.errors import JihatError
from geodata.gazetteer import load_gazetteer
from geodata.record_report import as_object, as_text, report_on
from settings import Settings, SettingsError, load_settings
from stories import report as story_report
from stories.report import StoryReport

if TYPE_CHECKING:
    from ui.services import Services

ROOT = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns
    -------
    int
        Exit status: 0 when all is well, 1 when something was found wrong, 2 when the command
        cannot be run as it was given.
    """
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except (JihatError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    return status


def build(_options: argparse.Namespace) -> int:
    """Derive the boundaries and write them where the program reads them."""
    # The packages that they are derived from are no requirement of the other commands.
    from geodata.derive.build import build as derive  # noqa: PLC0415

    derive(ROOT / "data", ROOT / "assets")
    return 0


def check(options: argparse.Namespace) -> int:
    """Report what is wrong with a record and its stories, or with one story."""
    if options.folder.suffix == ".json" and options.folder.is_file():
        return _check_story(options)
    folder: Path = options.folder
    if not folder.is_dir():
        print(
            f"Found no folder {folder}; expected the folder of the record's tables, or the "
            "file of a story. Give its path, such as data.",
            file=sys.stderr,
        )
        return 2
    report = report_on(folder, load_gazetteer(), load_boundaries("commune"))
    # A record that is not valid answers nothing: its stories have to wait.
    stories = _stories_of(folder) if report.valid else None
    if options.json:
        told = None if stories is None else story_report.as_object(stories)
        print(json.dumps({**as_object(report), "stories": told}, ensure_ascii=False, indent=2))
    else:
        print(as_text(report))
        if stories and (stories.stories or stories.problems):
            print(story_report.as_text(stories))
    return 0 if report.valid and (stories is None or stories.valid) else 1


def _check_story(options: argparse.Namespace) -> int:
    settings = load_settings(os.environ)
    file: Path = options.folder
    shipped = file.resolve().parent == settings.stories
    report = story_report.report_on_file(file, _services(settings), shipped=shipped)
    told = json.dumps(story_report.as_object(report), ensure_ascii=False, indent=2)
    print(told if options.json else story_report.as_text(report))
    return 0 if report.valid else 1


def _stories_of(folder: Path) -> StoryReport:
    """Check the stories of a record: those of the settings, or of the folder ``stories`` in it."""
    settings = load_settings(os.environ)
    is_default = folder.resolve() == settings.data
    stories = settings.stories if is_default else folder / "stories"
    if not stories.is_dir():
        return StoryReport(stories, (), ())
    own = replace(settings, data=folder.resolve())
    return story_report.report_on_folder(stories, _services(own))


def _services(settings: Settings) -> Services:
    from exports.command import services_of  # noqa: PLC0415 - as for export

    return services_of(settings)


def export(options: argparse.Namespace) -> int:
    """Write a figure, its table or the activities of a view to a file."""
    # Formats draw and write with libraries that the other commands do without.
    from exports.command import Asked, run  # noqa: PLC0415

    asked = Asked(
        view=options.view,
        format=options.format,
        out=options.out,
        what=options.what,
        size=options.size,
        scale=options.scale,
        hxl=options.hxl,
        stories=tuple(options.story),
    )
    return run(asked, load_settings(os.environ), sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cli.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("build", help="derive the boundaries from their packages")
    command.set_defaults(run=build)
    command = commands.add_parser("check", help="report what is wrong with a record or a story")
    command.add_argument(
        "folder", type=Path, help="the folder of the record's tables, or the file of a story"
    )
    command.add_argument("--json", action="store_true", help="write the report as JSON")
    command.set_defaults(run=check)
    _add_export(commands.add_parser("export", help="write a view to a file"))
    return parser


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--view", default="", metavar="QUERY", help="the address's query, such as lang=fr&place=02"
    )
    command.add_argument(
        "--format", required=True, help="such as svg, csv, xlsx, gpkg, zip or html"
    )
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="file to write")
    command.add_argument(
        "--what", default="", metavar="NAME", help="a figure of the page, or activities"
    )
    command.add_argument("--size", default="slide", help="size of a picture (slide)")
    command.add_argument("--scale", type=int, default=2, metavar="N", help="dots a pixel of a PNG")
    command.add_argument("--hxl", action="store_true", help="add a row of HXL tags")
    command.add_argument(
        "--story", type=Path, action="append", default=[], metavar="FILE", help="a story for html"
    )
    command.set_defaults(run=export)


if __name__ == "__main__":
    raise SystemExit(main())
