"""Files made in the background: started, followed, fetched, cancelled, and refused."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from exports import formats
from exports.formats import csv as csv_format
from exports.order import NotPossibleError, Order, Progress
from settings import load_settings
from tests.api.conftest import make_client
from tests.exports.orders import embedded

WANTED = {"view": "lang=fr&place=02", "what": "activities", "format": "csv"}
PATIENCE = 20


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = load_settings({"EXPORTS_FOLDER": str(tmp_path / "jobs"), "EXPORTS_AT_ONCE": "1"})
    with make_client(replace(embedded(), settings=settings)) as client:
        yield client


def started(client: TestClient, **changes: Any) -> str:
    answer = client.post("/api/v1/exports", json={**WANTED, **changes})
    assert answer.status_code == 202, answer.text
    location: str = answer.headers["location"]
    assert location == f"/api/v1/exports/{answer.json()['id']}"
    return location


def over(client: TestClient, location: str) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found: dict[str, Any] = client.get(location).json()
        if found["state"] not in ("waiting", "making"):
            return found
        time.sleep(0.05)
    raise AssertionError(f"{location} is not over after {PATIENCE} s")


def writing(
    monkeypatch: pytest.MonkeyPatch, write: Callable[[Order, Path, Progress], None]
) -> None:
    """Make CSV in another way than it is made."""
    monkeypatch.setattr(csv_format, "write", write)


def message(answer: Response) -> str:
    return str(answer.json()["error"]["message"])


def test_a_file_is_made_and_fetched(client: TestClient) -> None:
    location = started(client)
    done = over(client, location)
    assert (done["state"], done["problem"]) == ("done", "")
    assert done["done"] == done["total"] > 0
    assert done["file"] == f"{location}/file"
    file = client.get(done["file"])
    assert len(file.content) == done["size"]
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert file.headers["content-disposition"] == f'attachment; filename="{done["name"]}"'
    assert done["name"].startswith("jihat-activities-oriental-20")
    waited_for = client.get("/api/v1/activities.csv?lang=fr&place=02")
    assert file.content == waited_for.content


def test_everything_in_one_file(client: TestClient) -> None:
    done = over(client, started(client, format="zip"))
    assert done["state"] == "done", done
    with zipfile.ZipFile(BytesIO(client.get(done["file"]).content)) as bundle:
        assert bundle.testzip() is None
        assert {"README.txt", "datapackage.json", "activities.csv"} <= set(bundle.namelist())


def test_a_file_is_cancelled_while_it_is_made(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Event()

    def endless(_order: Order, _path: Path, progress: Progress) -> None:
        while True:
            begun.set()
            progress(1, 0)
            time.sleep(0.02)

    writing(monkeypatch, endless)
    location = started(client)
    assert begun.wait(PATIENCE)
    running = client.get(location).json()
    assert (running["state"], running["file"]) == ("making", None)
    early = client.get(f"{location}/file")
    assert early.status_code == 409
    assert message(early).startswith("Found a file that is making; expected one that is done.")
    assert client.delete(location).status_code == 204
    assert over(client, location)["state"] == "cancelled"
    assert client.get(f"{location}/file").status_code == 409


def test_what_cannot_be_made_says_why(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_order: Order, _path: Path, _progress: Progress) -> None:
        raise NotPossibleError("No Chromium is here.")

    writing(monkeypatch, refuse)
    failed = over(client, started(client))
    assert (failed["state"], failed["problem"]) == ("failed", "No Chromium is here.")


def test_a_fault_is_no_secret_of_the_server(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_order: Order, _path: Path, _progress: Progress) -> None:
        raise RuntimeError("/etc/passwd")

    writing(monkeypatch, fail)
    failed = over(client, started(client))
    assert (failed["state"], failed["problem"]) == ("failed", "fault")


def test_too_many_files_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    free = Event()

    def wait(_order: Order, path: Path, progress: Progress) -> None:
        while not free.wait(0.02):
            progress(0, 0)
        path.touch()

    writing(monkeypatch, wait)
    answers = [client.post("/api/v1/exports", json=WANTED) for _ in range(25)]
    refused = [answer for answer in answers if answer.status_code != 202]
    assert refused
    assert {answer.status_code for answer in refused} == {429}
    assert refused[0].headers["retry-after"].isdigit()
    free.set()


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"what": "nothing"}, 404, "Found the figure 'nothing'"),
        ({"what": ""}, 404, "Found the figure ''"),
        ({"format": "exe"}, 404, "Found the format 'exe'; expected one of"),
        ({"format": "../csv"}, 404, "Found the format '../csv'"),
        ({"size": "poster"}, 400, "size: found 'poster'"),
        ({"scale": 9}, 400, "scale: found '9'"),
        ({"scale": "big"}, 400, "body.scale: "),
        ({"colour": "red"}, 400, "body.colour: "),
        ({"view": "x" * 9000}, 400, "body.view: "),
        ({"format": None}, 400, "body.format: "),
    ],
)
def test_errors_say_what_was_found_and_expected(
    client: TestClient, changes: dict[str, Any], status: int, words: str
) -> None:
    answer = client.post("/api/v1/exports", json={**WANTED, **changes})
    assert answer.status_code == status
    assert message(answer).startswith(words)


@pytest.mark.parametrize("id_", ["0" * 32, "x", "..%2f..%2fetc", "%00"])
def test_an_unknown_file_is_a_404(client: TestClient, id_: str) -> None:
    location = f"/api/v1/exports/{id_}"
    assert client.get(location).status_code == 404
    assert client.delete(location).status_code == 404
    assert client.get(f"{location}/file").status_code == 404


def test_a_form_of_another_site_starts_nothing(client: TestClient) -> None:
    # Browsers ask first before they send JSON to another site, but not before they send a form.
    answer = client.post("/api/v1/exports", data={"what": "activities", "format": "csv"})
    assert answer.status_code == 400


def test_other_methods_are_named(client: TestClient) -> None:
    answer = client.get("/api/v1/exports")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    answer = client.put("/api/v1/exports/" + "0" * 32)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, DELETE")


def test_the_state_is_never_kept_on_the_way(client: TestClient) -> None:
    location = started(client)
    assert client.get(location).headers["cache-control"] == "no-store"
    assert over(client, location)["state"] == "done"


def test_every_format_is_described(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    paths = description["paths"]
    assert {"post"} == set(paths["/api/v1/exports"])
    assert {"get", "delete"} == set(paths["/api/v1/exports/{id}"])
    offered = paths["/api/v1/figures/{name}.{extension}"]["get"]["responses"]["200"]["content"]
    kinds = ("figure", "table", "data")
    wanted = [one.MEDIA_TYPE for one in formats.discover().values() if one.KIND in kinds]
    assert set(offered) == {media_type.split(";")[0] for media_type in wanted}
