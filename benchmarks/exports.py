"""Measures files of data of a large synthetic record: ``python -m benchmarks.exports``.

Each format is written in a process of its own, in the background as the page does it: once whole,
and once cancelled on the way.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.synthetic import synthetic_record
from exports import formats
from exports.jobs import Jobs, Status
from exports.order import ACTIVITIES, Order, Progress
from geodata.gazetteer import load_gazetteer
from geodata.loading import join
from i18n.catalogues import load_translators
from settings import load_settings
from ui.page import open_page
from ui.services import Services

NUMBER = 100_000
SEED = 7
MEGABYTE = 1_000_000
DATA = ("csv", "xlsx", "geojson", "gpkg", "parquet", "zip")
QUERY = "lang=ar"
POLL = 0.1
CANCELLED_AT = 0.3
WIDTHS = (10, 10, 12, 12, 16, 14, 10)


def main() -> None:
    """Measure and print; nothing is kept."""
    options = _options()
    if options.format:
        print(_line(options.format, options.activities))
        return
    head = ("format", "seconds", "processor", "megabytes", "growth of RSS", "progress", "cancel")
    print("".join(text.ljust(width) for text, width in zip(head, WIDTHS, strict=True)))
    for name in DATA:
        command = [sys.executable, "-m", "benchmarks.exports", "--format", name]
        subprocess.run([*command, "--activities", str(options.activities)], check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports", description=__doc__)
    parser.add_argument("--activities", type=int, default=NUMBER, help="size of the record")
    parser.add_argument("--format", choices=DATA, help="one format only, without a header")
    return parser.parse_args()


def _line(extension: str, activities: int) -> str:
    make = _maker(extension, _services(activities))
    with tempfile.TemporaryDirectory() as folder:
        jobs = Jobs(Path(folder) / "exports", largest=10_000 * MEGABYTE)
        cancel = _cancelled(jobs, make, extension)
        _forget_peak()
        before, begun, used = _memory("VmRSS"), time.perf_counter(), time.process_time()
        told = _finished(jobs, jobs.start(make, f"a.{extension}", ""))
        seconds, used = time.perf_counter() - begun, time.process_time() - used
        growth = _memory("VmHWM") - before
    status = told[-1]
    assert status.state == "done", status
    cells = (
        extension,
        f"{seconds:.1f} s",
        f"{used:.1f} s",
        f"{status.size / MEGABYTE:.1f}",
        f"{growth / 1000:.0f} MB",
        f"{len({one.done for one in told})} times",
        f"{cancel:.2f} s",
    )
    return "".join(text.ljust(width) for text, width in zip(cells, WIDTHS, strict=True))


def _services(activities: int) -> Services:
    gazetteer = load_gazetteer()
    joined = join(synthetic_record(activities, SEED, gazetteer), gazetteer)
    translators = load_translators()
    return Services(load_settings({}), joined.catalogue, joined.sites, gazetteer, translators)


def _maker(extension: str, services: Services) -> Callable[[Path, Progress], None]:
    order = Order(open_page(services, QUERY), ACTIVITIES, date(2026, 11, 22))
    module = formats.discover()[extension]

    def make(path: Path, progress: Progress) -> None:
        module.write(order, path, progress)

    # What every format needs of the record is built when it is first asked for.
    for _row in order.page.services.catalogue.activity_rows(order.page.view, 0, 1):
        order.page.services.catalogue.activity(_row)
    return make


def _cancelled(jobs: Jobs, make: Callable[[Path, Progress], None], extension: str) -> float:
    """Cancel on the way; return the seconds until nothing of the file is left."""
    id_ = jobs.start(make, f"a.{extension}", "")
    while True:
        status = jobs.status(id_)
        assert status is not None
        assert not status.over, status
        if status.total and status.done / status.total > CANCELLED_AT:
            break
        time.sleep(POLL)
    begun = time.perf_counter()
    jobs.close()
    return time.perf_counter() - begun


def _finished(jobs: Jobs, id_: str) -> list[Status]:
    """Wait for a job; return what it told on the way."""
    told: list[Status] = []
    while not told or not told[-1].over:
        time.sleep(POLL)
        status = jobs.status(id_)
        assert status is not None
        told.append(status)
    return told


def _memory(name: str) -> int:
    """Return a line of the process's own account, in kilobytes."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise KeyError(name)


def _forget_peak() -> None:
    """Let the highest memory be counted from now on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")


if __name__ == "__main__":
    main()
