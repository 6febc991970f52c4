"""What the editor offers for a step, against the endpoints of the view and the check of stories."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import create_app
from geodata.view_state import CHOICES, DOCUMENTS
from i18n.languages import LANGUAGES
from stories.checking import Checker
from stories.model import ASKING, EXPLORING, POINTS, Step, Story, Texts
from stories.references import Filler
from tests.exports.whole_record import services

# A view of each page, with filters, rules and levels of all kinds among them.
VIEWS = (
    "",
    "programme=m4sd,depomi&from=2015",
    "place=02&level=province&count=touches",
    "sector=health&count=allocated",
    "page=overlap&sets=programme:m4sd,programme:depomi",
    "page=overlap&sets=programme:m4sd,programme:depomi,programme:prim",
    "page=coverage&rows=region&cols=sector",
    "page=need&indicator=&group=total",
    "page=time",
    "page=partners",
    "page=compare&compare=place:02,place:09",
)
DRAWN = tuple(page for page in CHOICES["page"] if page not in DOCUMENTS)


@cache
def client() -> TestClient:
    return TestClient(create_app(services()))


@cache
def offered(view: str, panels: tuple[str, ...], lang: str) -> dict[str, Any]:
    answer = client().post(
        f"/api/v1/stories/choices?lang={lang}", json={"view": view, "panels": list(panels)}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def panels(view: str) -> tuple[str, ...]:
    return ASKING if "page=" in view else EXPLORING


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_reference_reads_as_it_is_offered(view: str, lang: str) -> None:
    filler = Filler(services())
    references = offered(view, ("map",), lang)["references"]
    assert references
    written = " ".join(one["reference"] for one in references)
    filled = filler.fill(written, view, lang)
    assert filled.problems == ()
    read = [piece.text.strip("\u2066\u2068\u2069") for piece in filled.pieces if piece.reference]
    assert read == [one["text"].strip("\u2066\u2068\u2069") for one in references]


@pytest.mark.parametrize("view", VIEWS)
def test_every_point_passes_the_check(view: str) -> None:
    for shown in (("map",), panels(view)[:4], panels(view)[-1:]):
        found = [one["key"] for one in offered(view, shown, "fr")["points"]]
        texts = Texts(fr="x")
        steps = tuple(
            Step(view, shown, shown[0], texts, texts, point=tuple(found[at : at + 6]))  # type: ignore[arg-type]
            for at in range(0, len(found), 6)
        )
        if steps:
            assert Checker(services()).problems(Story("x", texts, Texts(), steps)) == ()


@pytest.mark.parametrize("view", ["", "programme=m4sd,depomi&from=2015", "place=02&sector=health"])
def test_figures_are_those_of_the_view_endpoint(view: str) -> None:
    told = client().get(f"/api/v1/view?lang=en&{view}").json()
    texts = {one["reference"]: one["text"] for one in offered(view, ("map",), "en")["references"]}
    for key in ("activities", "programmes", "organisations", "national", "undated"):
        count = told["totals"][key]
        assert texts.get(f"{{{{total:{key}}}}}") == (str(count) if count else None)
    for dimension in ("region", "programme", "phase", "sector", "organisation", "year"):
        for row in told["by"][dimension]:
            reference = f"{{{{{dimension}:{row['id']}}}}}"
            assert texts.get(reference) == (str(row["value"]) if row["value"] else None), reference
    assert {key.split(":")[1].rstrip("}") for key in texts if key.startswith("{{stated:")} <= {
        one["id"] for one in services().catalogue.record.measurements.to_dict("records")
    }


def test_parts_of_an_overlap_are_those_of_its_endpoint() -> None:
    query = "page=overlap&sets=programme:m4sd,programme:depomi"
    told = client().get(f"/api/v1/overlap?lang=en&{query}").json()
    texts = {one["reference"]: one["text"] for one in offered(query, ("map",), "en")["references"]}
    for part in ("intersection", "union"):
        names = [unit["label"] for unit in told[part]["units"]]
        assert texts[f"{{{{overlap:{part}}}}}"] == str(len(names))
        assert (
            texts[f"{{{{activities overlap:{part}}}}}"] == f"{told[part]['activities']} activities"
        )
    assert texts["{{names overlap:intersection}}"] == "Oriental and Souss-Massa"


@pytest.mark.parametrize("page", DRAWN)
def test_the_panels_are_those_of_the_page(page: str) -> None:
    found = [one["key"] for one in offered(f"page={page}", ("map",), "ar")["panels"]]
    assert tuple(found) == (EXPLORING if page == "explore" else ASKING)


@pytest.mark.parametrize("page", DOCUMENTS)
def test_a_document_offers_nothing(page: str) -> None:
    found = offered(f"page={page}", (), "fr")
    assert (found["panels"], found["points"], found["references"]) == ([], [], [])


def test_what_the_page_does_not_understand_is_named() -> None:
    ignored = offered("q=jihat&place=99", ("map",), "fr")["ignored"]
    assert [one["parameter"] for one in ignored] == ["q", "place"]


def test_points_are_of_the_panels_shown() -> None:
    for panel in EXPLORING:
        kinds = {one["key"].partition(":")[0] for one in offered("", (panel,), "fr")["points"]}
        assert kinds
        assert all(panel in POINTS[kind] for kind in kinds)


def test_the_view_is_told_in_words() -> None:
    found = offered("place=02&sector=health", ("map",), "en")
    assert found["title"] == "Oriental · Health and psychosocial support"
    assert found["words"][1:] == [
        "Place: Oriental",
        "Sector: Health and psychosocial support",
    ]


@pytest.mark.parametrize(
    "body",
    [{}, {"view": 3}, {"view": "", "panels": ["nothing"]}, {"view": "x" * 2001}],
)
def test_what_is_no_step_is_refused(body: dict[str, Any]) -> None:
    answer = client().post("/api/v1/stories/choices?lang=fr", json=body)
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("view", ["%", "place=" + "02," * 500, "sets=a:b", "\x00", "page=overlap"])
def test_any_text_is_answered(view: str) -> None:
    assert "references" in offered(view, ("map",), "fr")
