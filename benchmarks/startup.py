"""Times ``python app.py`` from its start to its first answers."""

from __future__ import annotations

import os
from time import perf_counter

from benchmarks.serving import free_port, process, wait_for

STARTS = 2


def start_times() -> dict[str, float]:
    """Return seconds until ``/healthz`` and the page answer, of a start with warm files."""
    measured: dict[str, float] = {}
    for _ in range(STARTS):
        measured = _start()
    return measured


def _start() -> dict[str, float]:
    port, measured = free_port(), {}
    inherited = dict(os.environ)  # noqa: TID251 - a child process inherits the environment
    begin = perf_counter()
    with process(["app.py"], {**inherited, "PORT": str(port), "LOG_LEVEL": "warning"}) as started:
        for path in ("/healthz", "/?lang=fr"):
            wait_for(f"http://127.0.0.1:{port}{path}", started)
            measured[path] = perf_counter() - begin
    return measured
