"""Measures Jihat against its budgets and against plain Dash: ``python -m benchmarks``."""

from __future__ import annotations

import argparse

from playwright.sync_api import Browser

from benchmarks import page, report, startup
from benchmarks.serving import served

ACTIVITIES = 1_000_000


def main() -> None:
    """Measure and print; nothing is written, and no number makes it fail."""
    options = _options()
    with page.browser() as chromium:
        _compare(chromium, 0)
        if not options.quick:
            _compare(chromium, options.activities)
    report.print_table("Start, embedded record", report.start_lines(startup.start_times()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the embedded record only")
    parser.add_argument(
        "--activities", type=int, default=ACTIVITIES, help="size of the synthetic record"
    )
    return parser.parse_args()


def _compare(chromium: Browser, activities: int) -> None:
    with served("jihat", activities) as ours, served("plain", activities) as plain:
        results = page.measure(chromium, [(page.JIHAT, ours), (page.PLAIN, plain)])
    kind = "synthetic" if activities else "embedded"
    report.print_table(
        f"{ours.told['activities']:,} activities ({kind} record)",
        report.page_lines(results, large=bool(activities)),
    )
    if not activities:
        report.print_transfers(results["jihat"])
    report.print_disagreements(results)


if __name__ == "__main__":
    main()
