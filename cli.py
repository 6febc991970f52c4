"""The services behind the page without a browser: build the boundaries, check a record."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.boundaries import load_boundaries
from geodata.errors import JihatError
from geodata.gazetteer import load_gazetteer
from geodata.record_report import as_json, as_text, report_on

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
    except JihatError as error:
        print(error, file=sys.stderr)
        return 1
    return status


def build(_options: argparse.Namespace) -> int:
    """Derive the boundaries and write them where the program reads them."""
    # The packages that they are derived from are no requirement of the other commands.
    from geodata.derive.build import build as derive  # noqa: PLC0415

    derive(ROOT / "data", ROOT / "assets")
    return 0


def check(options: argparse.Namespace) -> int:
    """Report what is wrong with a record."""
    folder: Path = options.folder
    if not folder.is_dir():
        print(
            f"Found no folder {folder}; expected the folder of the record's tables. "
            "Give its path, such as data.",
            file=sys.stderr,
        )
        return 2
    report = report_on(folder, load_gazetteer(), load_boundaries("commune"))
    print(as_json(report) if options.json else as_text(report))
    return 0 if report.valid else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cli.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("build", help="derive the boundaries from their packages")
    command.set_defaults(run=build)
    command = commands.add_parser("check", help="report what is wrong with a record")
    command.add_argument("folder", type=Path, help="the folder of the record's tables")
    command.add_argument("--json", action="store_true", help="write the report as JSON")
    command.set_defaults(run=check)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
