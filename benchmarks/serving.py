"""Starts servers in processes of their own and waits until they answer."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300
PAUSE = 0.005


@dataclass(frozen=True)
class Served:
    """An application that answers: where, and what it told about itself."""

    address: str
    told: dict[str, Any]


def free_port() -> int:
    """Return a port of this host that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def process(
    arguments: Sequence[str], environ: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run Python in the project's folder, and end it afterwards."""
    started = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
    )
    try:
        yield started
    finally:
        started.terminate()
        started.wait(timeout=20)


@contextmanager
def served(kind: str, activities: int) -> Iterator[Served]:
    """Serve one application on a record of a size; 0 is the embedded one."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with process(["-m", "benchmarks.served", kind, str(activities), str(port)]) as started:
        assert started.stdout is not None
        told = json.loads(started.stdout.readline())
        wait_for(f"{address}/?lang=fr", started)
        yield Served(address, told)


def wait_for(address: str, started: subprocess.Popen[str]) -> None:
    """Wait until an address answers with status 200.

    Raises
    ------
    TimeoutError
        If it has not within PATIENCE seconds.
    ChildProcessError
        If the process ended.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if started.poll() is not None:
            raise ChildProcessError(f"the server ended with status {started.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=60):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(PAUSE)
    raise TimeoutError(f"{address} did not answer within {PATIENCE} s")
