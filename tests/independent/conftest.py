from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from app import create_app, create_services
from settings import load_settings
from tests.independent.counter.count import Counter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI


@pytest.fixture(scope="session")
def server() -> FastAPI:
    return create_app(create_services(load_settings({})))


@pytest.fixture(scope="session")
def client(server: FastAPI) -> Iterator[TestClient]:
    with TestClient(server) as client:
        yield client


@pytest.fixture(scope="session")
def counter() -> Counter:
    return Counter(load_settings({}).data)
