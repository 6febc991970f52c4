"""The services behind the page without a browser: build the boundaries, check a record."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.errors import JihatError
from geodata.gazetteer import LEVELS, load_gazetteer
from geodata.record import check_record

ROOT = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns
    -------
    int
        Exit status: 0 when all is well, 1 when something was found wrong.
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
    gazetteer = load_gazetteer()
    codes = {code for level in ("country", *LEVELS) for code in gazetteer.codes(level)}
    problems = check_record(options.folder, codes)
    for problem in problems:
        print(problem)
    print(f"{options.folder}: {len(problems)} problems" if problems else f"{options.folder}: valid")
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cli.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("build", help="derive the boundaries from their packages")
    command.set_defaults(run=build)
    command = commands.add_parser("check", help="report what is wrong with a record")
    command.add_argument("folder", type=Path, help="the folder of the record's tables")
    command.set_defaults(run=check)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
