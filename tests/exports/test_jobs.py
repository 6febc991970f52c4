from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from exports.jobs import LOST, TOO_LARGE, UNKNOWN_FAULT, Jobs, Status, TooManyJobsError
from exports.order import NotPossibleError, Progress

SOON = 10  # seconds


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    found = Jobs(tmp_path / "exports")
    yield found
    found.close()


def wait(jobs: Jobs, id_: str, state: str, total: int | None = None) -> Status:
    """Wait until a job is in a state, and has told how many rows there are."""
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        status = jobs.status(id_)
        assert status is not None
        if status.state == state and total in (None, status.total):
            return status
        time.sleep(0.02)
    raise AssertionError(status)


def hello(path: Path, progress: Progress) -> None:
    progress(0, 2)
    path.write_text("hello", encoding="utf-8")
    progress(2, 2)


def held(begun: Event, go_on: Event) -> Callable[[Path, Progress], None]:
    """Make a file that goes on row by row until it may end."""

    def make(path: Path, progress: Progress) -> None:
        path.write_text("half", encoding="utf-8")
        begun.set()
        done = 0
        while not go_on.is_set():
            done += 1
            progress(done, 1000)
            time.sleep(0.01)

    return make


def folders(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "exports").iterdir() if len(path.name) == 32]


def test_a_job_makes_a_file(jobs: Jobs) -> None:
    id_ = jobs.start(hello, "jihat.csv", "text/csv")
    status = wait(jobs, id_, "done")
    assert (status.done, status.total, status.size) == (2, 2, 5)
    assert (status.name, status.media_type, status.problem) == ("jihat.csv", "text/csv", "")
    path = jobs.file(id_)
    assert path is not None
    assert path.read_text(encoding="utf-8") == "hello"
    assert path.suffix == ".csv"


def test_another_process_answers_for_it(jobs: Jobs, tmp_path: Path) -> None:
    begun, go_on = Event(), Event()
    id_ = jobs.start(held(begun, go_on), "a.csv", "text/csv")
    assert begun.wait(SOON)
    other = Jobs(tmp_path / "exports")
    assert wait(other, id_, "making", total=1000).done
    assert other.file(id_) is None
    go_on.set()
    wait(other, id_, "done")
    assert other.file(id_) == jobs.file(id_)


def test_another_process_cancels_it_and_nothing_is_left(jobs: Jobs, tmp_path: Path) -> None:
    begun, go_on = Event(), Event()
    id_ = jobs.start(held(begun, go_on), "a.csv", "text/csv")
    assert begun.wait(SOON)
    assert Jobs(tmp_path / "exports").cancel(id_)
    assert wait(jobs, id_, "cancelled").over
    jobs.close()
    [home] = folders(tmp_path)
    assert sorted(path.name for path in home.iterdir()) == ["cancel", "lock", "state.json"]
    assert json.loads((home / "state.json").read_text(encoding="utf-8"))["state"] == "cancelled"


def test_a_file_that_is_done_goes_when_it_is_cancelled(jobs: Jobs) -> None:
    id_ = jobs.start(hello, "a.csv", "text/csv")
    wait(jobs, id_, "done")
    path = jobs.file(id_)
    assert path is not None
    assert jobs.cancel(id_)
    assert jobs.file(id_) is None
    assert not path.exists()


def test_jobs_beyond_those_at_once_wait(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "exports", at_once=1)
    begun, go_on = Event(), Event()
    first = jobs.start(held(begun, go_on), "a.csv", "text/csv")
    assert begun.wait(SOON)
    second = jobs.start(hello, "b.csv", "text/csv")
    third = jobs.start(hello, "c.csv", "text/csv")
    time.sleep(0.3)
    assert wait(jobs, second, "waiting").state == "waiting"
    jobs.cancel(third)
    go_on.set()
    wait(jobs, first, "done")
    wait(jobs, second, "done")
    wait(jobs, third, "cancelled")
    jobs.close()


def test_too_many_are_refused(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "exports", most=1)
    begun, go_on = Event(), Event()
    first = jobs.start(held(begun, go_on), "a.csv", "text/csv")
    with pytest.raises(TooManyJobsError):
        jobs.start(hello, "b.csv", "text/csv")
    go_on.set()
    wait(jobs, first, "done")
    wait(jobs, jobs.start(hello, "b.csv", "text/csv"), "done")


def test_a_file_that_grows_too_large_is_not_made(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "exports", largest=1000)

    def large(path: Path, progress: Progress) -> None:
        with path.open("w", encoding="utf-8") as file:
            for row in range(1000):
                file.write("x" * 1000)
                file.flush()
                progress(row, 1000)
                time.sleep(0.01)

    id_ = jobs.start(large, "a.csv", "text/csv")
    assert wait(jobs, id_, "failed").problem == TOO_LARGE
    jobs.close()
    [home] = folders(tmp_path)
    assert sorted(path.name for path in home.iterdir()) == ["lock", "state.json"]


def test_a_file_that_cannot_be_made_says_why(jobs: Jobs) -> None:
    def impossible(_path: Path, _progress: Progress) -> None:
        raise NotPossibleError("No places.")

    assert wait(jobs, jobs.start(impossible, "a", "b"), "failed").problem == "No places."


def test_a_fault_is_logged_and_not_told(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    def faulty(_path: Path, _progress: Progress) -> None:
        raise RuntimeError("secret")

    assert wait(jobs, jobs.start(faulty, "a", "b"), "failed").problem == UNKNOWN_FAULT
    jobs.close()
    assert "secret" in caplog.text


def _begin_and_die(folder: Path, told: multiprocessing.Queue[str]) -> None:
    begun = Event()
    told.put(Jobs(folder).start(held(begun, Event()), "a.csv", "text/csv"))
    begun.wait(SOON)
    time.sleep(0.5)
    # As a process that is killed: nothing is cleaned up.
    told.close()
    told.join_thread()
    os._exit(1)


def test_a_job_whose_process_died_is_lost(jobs: Jobs, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    process = context.Process(target=_begin_and_die, args=(tmp_path / "exports", told))
    process.start()
    id_ = told.get(timeout=60)
    process.join(60)
    status = jobs.status(id_)
    assert status is not None
    assert (status.state, status.problem) == ("failed", LOST)
    assert jobs.file(id_) is None


def test_what_has_expired_is_removed(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "exports", hours=0)
    id_ = jobs.start(hello, "a.csv", "text/csv")
    jobs.close()
    time.sleep(0.05)
    jobs.clean()
    assert jobs.status(id_) is None
    assert folders(tmp_path) == []


@pytest.mark.parametrize("id_", ["", "..", "slots", "../exports", "a" * 31, "A" * 32, "0" * 32])
def test_an_id_of_no_job_is_none_and_no_path(jobs: Jobs, id_: str) -> None:
    assert jobs.status(id_) is None
    assert jobs.file(id_) is None
    assert not jobs.cancel(id_)


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/passwd", "a.b/c", "..", "x.CSV"])
def test_a_name_never_leads_out_of_the_folder(jobs: Jobs, tmp_path: Path, name: str) -> None:
    id_ = jobs.start(hello, name, "text/csv")
    wait(jobs, id_, "done")
    path = jobs.file(id_)
    assert path is not None
    assert path.parent == tmp_path / "exports" / id_


def test_the_folder_is_closed_to_others(jobs: Jobs, tmp_path: Path) -> None:
    assert jobs.status("0" * 32) is None
    assert (tmp_path / "exports").stat().st_mode & 0o077 == 0


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "exports").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotPossibleError):
        Jobs(tmp_path / "exports")
