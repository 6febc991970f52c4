from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from fastapi.testclient import TestClient

import api
from geodata.catalogue import build_catalogue
from geodata.gazetteer import COUNTRY, Gazetteer, Unit
from geodata.sites import Sites
from i18n.catalogues import Translator
from i18n.languages import LANGUAGES
from settings import load_settings
from tests.geodata.counting_factories import public
from tests.geodata.factories import CODES, make_record
from ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.record import Record


def small_gazetteer() -> Gazetteer:
    """The places of the small record, named by their codes."""
    return Gazetteer(
        Unit(code, f"ar {code}", f"fr {code}", f"en {code}", None, None)
        for code in (COUNTRY, *CODES)
    )


def make_services(data: Path, record: Record | None = None, **environ: str) -> Services:
    """The services of the worked example, or of another record."""
    gazetteer = small_gazetteer()
    nothing = np.array([], dtype=np.int64)
    return Services(
        settings=load_settings({"DATA": str(data), **environ}),
        catalogue=build_catalogue(public(make_record() if record is None else record), gazetteer),
        sites=Sites(points=pd.DataFrame(), member=nothing, point=nothing),
        gazetteer=gazetteer,
        translators={lang: Translator(lang) for lang in LANGUAGES},
    )


def make_client(services: Services) -> TestClient:
    """A client of a server that has the data endpoints only."""
    server = api.create_server()
    api.register(server, services)
    return TestClient(server)


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return make_services(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def client(services: Services) -> Iterator[TestClient]:
    with make_client(services) as client:
        yield client
