"""Long exports in the background: any worker process starts them, and any answers for them.

A job is a folder of its own: its state, its lock, the wish to cancel it, and the file. Nothing is
kept in memory, so that a page that was loaded again finds its job by the id alone. The process
that makes a file holds the lock of its job: a job without a result whose lock is free was lost.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Literal

from exports.locks import FileLock
from exports.order import CancelledError, NotPossibleError, Progress
from geodata.errors import JihatError
from settings import Settings

log = logging.getLogger(__name__)

State = Literal["waiting", "making", "done", "cancelled", "failed"]
Make = Callable[[Path, Progress], None]

LOST = "lost"
TOO_LARGE = "too_large"
UNKNOWN_FAULT = "fault"
MEGABYTE = 1_000_000
_ID = re.compile(r"[0-9a-f]{32}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_STATE, _LOCK, _CANCEL, _SLOTS = "state.json", "lock", "cancel", "slots"
_OVER = ("done", "cancelled", "failed")
_TOLD_EVERY = 0.25  # seconds
_ASKED_EVERY = 0.1
_LIST_LOCK = "list.lock"


class TooManyJobsError(JihatError):
    """As many files are being made as the server allows."""


@dataclass(frozen=True)
class Status:
    """How far a job is.

    ``done`` of ``total`` rows are written, ``total`` being 0 while nobody knows. ``name`` is what
    the file is called when it is saved, ``size`` its bytes. ``problem`` tells why a job failed:
    `LOST`, `TOO_LARGE`, `UNKNOWN_FAULT`, or a message for the reader. ``expires`` is when the file
    goes away (seconds since 1970).
    """

    id: str
    state: State
    name: str
    media_type: str
    expires: float
    done: int = 0
    total: int = 0
    size: int = 0
    problem: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in _OVER


def jobs_of(settings: Settings) -> Jobs:
    """Open the jobs of a server as its settings say."""
    return Jobs(
        settings.exports_folder,
        at_once=settings.exports_at_once,
        hours=settings.exports_hours,
        largest=settings.exports_largest * MEGABYTE,
    )


class Jobs:
    """The jobs of a server, in a folder that all its worker processes share.

    Parameters
    ----------
    folder : Path
        Made if it is not there; readable by this user alone.
    at_once : int
        How many files are made at the same time; further ones wait.
    most : int
        How many may be made or wait.
    hours : float
        How long a file is kept.
    largest : int
        Bytes of the largest file.
    """

    def __init__(
        self,
        folder: Path,
        at_once: int = 2,
        most: int = 20,
        hours: float = 24,
        largest: int = 500 * MEGABYTE,
    ) -> None:
        self._folder = _own(folder)
        (folder / _SLOTS).mkdir(mode=0o700, exist_ok=True)
        self._at_once, self._most = at_once, most
        self._seconds, self._largest = hours * 3600, largest
        self._threads: dict[str, Thread] = {}

    def start(self, make: Make, name: str, media_type: str) -> str:
        """Begin to make a file.

        Parameters
        ----------
        make : callable
            Given the path to write and whom to tell; as ``write`` of `exports.formats`.
        name : str
            What the file is called when it is saved.
        media_type : str
            Of the file.

        Returns
        -------
        str
            The id of the job: 32 hexadecimal digits that nobody can guess.

        Raises
        ------
        TooManyJobsError
            As many are waiting as may.
        """
        self.clean()
        with _held(FileLock(self._folder / _LIST_LOCK)):
            if sum(not status.over for status in self._all()) >= self._most:
                raise TooManyJobsError(
                    f"Found {self._most} files that are being made; expected fewer. "
                    "Try again in some minutes."
                )
            id_ = secrets.token_hex(16)
            home = self._folder / id_
            home.mkdir(mode=0o700)
            lock = FileLock(home / _LOCK)
            lock.acquire()
            status = Status(id_, "waiting", Path(name).name, media_type, self._later())
            _write(home, status)
        self._threads = {key: one for key, one in self._threads.items() if one.is_alive()}
        thread = Thread(target=self._run, args=(status, make, lock), name=id_, daemon=True)
        self._threads[id_] = thread
        thread.start()
        return id_

    def status(self, id_: str) -> Status | None:
        """Tell how far a job is; None where there is none of this id."""
        home = self._home(id_)
        status = _read(home) if home else None
        if home is None or status is None:
            return None
        if (home / _CANCEL).exists():
            return replace(status, state="cancelled", size=0)
        if status.over:
            return status
        lock = FileLock(home / _LOCK)
        if not lock.acquire():
            return status
        lock.release()
        # It may have come to its end between the two looks.
        status = _read(home) or status
        return status if status.over else replace(status, state="failed", problem=LOST)

    def cancel(self, id_: str) -> bool:
        """End a job and remove its file; tell whether there was such a job."""
        home = self._home(id_)
        status = _read(home) if home else None
        if home is None or status is None:
            return False
        (home / _CANCEL).touch()
        if status.over:
            _empty(home)
        return True

    def file(self, id_: str) -> Path | None:
        """Return the file of a job that is done; None while, or where, there is none."""
        home, status = self._home(id_), self.status(id_)
        if home is None or status is None or status.state != "done":
            return None
        path = _result(home, status.name)
        return path if path.is_file() else None

    def clean(self) -> None:
        """Remove what has expired, and what is left of jobs that were lost."""
        for home in self._homes():
            status = _read(home)
            expires = status.expires if status else home.stat().st_mtime + self._seconds
            lock = FileLock(home / _LOCK)
            if expires < time.time() and lock.acquire():
                lock.release()
                shutil.rmtree(home, ignore_errors=True)

    def close(self) -> None:
        """Cancel the jobs of this process and wait until nothing of them is left."""
        running = [(id_, thread) for id_, thread in self._threads.items() if thread.is_alive()]
        for id_, _thread in running:
            status = self.status(id_)
            # A thread may live on for a moment after its file is done, which is to stay.
            if status is not None and not status.over:
                self.cancel(id_)
        for _id, thread in running:
            thread.join()

    def _run(self, status: Status, make: Make, lock: FileLock) -> None:
        home = self._folder / status.id
        path = _result(home, status.name)
        slot = None
        progress = _Telling(home, status, self._largest)
        try:
            slot = self._slot(home)
            progress.begin()
            make(path, progress)
            progress.check()
            told = replace(progress.status, state="done", size=path.stat().st_size)
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            told = _ended(progress.status, error)
        finally:
            if slot is not None:
                slot.release()
        _write(home, replace(told, expires=self._later()))
        # Who cancels may come just after the last look.
        if told.state != "done" or (home / _CANCEL).exists():
            _empty(home)
        lock.release()

    def _slot(self, home: Path) -> FileLock:
        """Wait for one of the places that all processes share."""
        while True:
            for number in range(self._at_once):
                slot = FileLock(self._folder / _SLOTS / str(number))
                if slot.acquire():
                    return slot
            if (home / _CANCEL).exists():
                raise CancelledError
            time.sleep(_ASKED_EVERY)

    def _home(self, id_: str) -> Path | None:
        # Nothing but an id of ours becomes a part of a path.
        return self._folder / id_ if _ID.fullmatch(id_) else None

    def _homes(self) -> Iterator[Path]:
        return (home for home in self._folder.iterdir() if _ID.fullmatch(home.name))

    def _all(self) -> Iterator[Status]:
        return filter(None, (self.status(home.name) for home in self._homes()))

    def _later(self) -> float:
        return time.time() + self._seconds


class _Telling:
    """Writes down how far a job is, and ends it where it shall not go on."""

    def __init__(self, home: Path, status: Status, largest: int) -> None:
        self.status = status
        self._home, self._largest, self._next = home, largest, 0.0

    def begin(self) -> None:
        self.status = replace(self.status, state="making")
        self.check()
        _write(self._home, self.status)

    def __call__(self, done: int, total: int) -> None:
        self.status = replace(self.status, done=done, total=total)
        if time.monotonic() >= self._next:
            self.check()
            _write(self._home, self.status)
            self._next = time.monotonic() + _TOLD_EVERY

    def check(self) -> None:
        if (self._home / _CANCEL).exists():
            raise CancelledError
        if _size(self._home) > self._largest:
            raise _TooLargeError


class _TooLargeError(NotPossibleError):
    """The file has grown beyond what the server allows."""


def _ended(status: Status, error: Exception) -> Status:
    if isinstance(error, CancelledError):
        return replace(status, state="cancelled")
    if isinstance(error, _TooLargeError):
        return replace(status, state="failed", problem=TOO_LARGE)
    if isinstance(error, JihatError):
        return replace(status, state="failed", problem=str(error))
    log.error("%s could not be made.", status.name, exc_info=error)
    return replace(status, state="failed", problem=UNKNOWN_FAULT)


def _size(home: Path) -> int:
    """Return the bytes of what is written, whatever is renamed or removed meanwhile."""
    total = 0
    for folder, _folders, names in os.walk(home):
        for name in names:
            with suppress(FileNotFoundError):
                total += (Path(folder) / name).stat().st_size
    return total


def _empty(home: Path) -> None:
    """Remove whatever was written, but not what tells of the job."""
    for path in home.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in (_STATE, _LOCK, _CANCEL):
            path.unlink(missing_ok=True)


def _result(home: Path, name: str) -> Path:
    suffix = Path(name).suffix.lower()
    return home / f"file{suffix if _SUFFIX.fullmatch(suffix) else ''}"


def _write(home: Path, status: Status) -> None:
    beside = home / f"{_STATE}.{secrets.token_hex(4)}"
    try:
        beside.write_text(json.dumps(asdict(status)), encoding="utf-8")
        beside.replace(home / _STATE)
    except FileNotFoundError:
        log.info("The job %s was removed.", status.id)


def _read(home: Path) -> Status | None:
    try:
        return Status(**json.loads((home / _STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


class _held:  # noqa: N801 - reads as a phrase after `with`
    """Waits for a lock and holds it."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def __enter__(self) -> None:
        while not self._lock.acquire():
            time.sleep(_ASKED_EVERY)

    def __exit__(self, *_error: object) -> None:
        self._lock.release()


def _own(folder: Path) -> Path:
    """Make the folder; refuse one that another user could have put there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = folder.lstat().st_uid
    if folder.is_symlink() or (hasattr(os, "getuid") and owner != os.getuid()):
        raise NotPossibleError(
            f"Found {folder}, which is another user's or a link; expected a folder of this "
            "server's user. Set EXPORTS_FOLDER."
        )
    return folder
