"""Figures as files: what is listed can be had, says what the page says, and errors are clear."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from exports import formats
from tests.api.conftest import make_client
from tests.exports.orders import embedded

ORIENTAL = "lang=fr&place=02"
DOCUMENTS = ["profile", "sources", "about"]


@pytest.fixture(scope="module")
def whole() -> Iterator[TestClient]:
    with make_client(embedded()) as client:
        yield client


def problem(client: TestClient, address: str) -> tuple[int, str]:
    answer = client.get(address)
    return answer.status_code, answer.json()["error"]["message"]


def test_the_figures_of_a_page_are_listed_with_their_files(whole: TestClient) -> None:
    listed = whole.get(f"/api/v1/figures.json?{ORIENTAL}").json()
    assert listed["view"]["place"] == ["02"]
    figures = {figure["name"]: figure for figure in listed["figures"]}
    assert {"map", "sectors", "programmes", "timeline"} <= set(figures)
    address = figures["sectors"]["formats"]["csv"]
    text = whole.get(address).content.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header == [column["name"] for column in figures["sectors"]["columns"]]
    assert len(rows) == figures["sectors"]["rows"]


@pytest.mark.parametrize("rule", ["distinct", "touches", "allocated"])
def test_the_numbers_are_those_of_the_view(whole: TestClient, rule: str) -> None:
    query = f"{ORIENTAL}&count={rule}"
    rows = whole.get(f"/api/v1/figures/sectors.json?{query}").json()["rows"]
    by = whole.get(f"/api/v1/view?{query}").json()["by"]["sector"]
    assert {row["sector_id"]: row["activities"] for row in rows} == {
        row["id"]: pytest.approx(row["value"]) for row in by if row["value"]
    }


def test_a_question_has_figures_of_its_own(whole: TestClient) -> None:
    names = [
        figure["name"]
        for figure in whole.get("/api/v1/figures.json?lang=en&page=coverage").json()["figures"]
    ]
    assert "coverage" in names
    assert "sectors" not in names


def test_what_is_not_understood_is_named(whole: TestClient) -> None:
    answer = whole.get(f"/api/v1/figures/sectors.json?{ORIENTAL}&colour=red").json()
    assert [one["parameter"] for one in answer["ignored"]] == ["colour"]


def test_tags_are_written_where_they_are_asked_for(whole: TestClient) -> None:
    address = f"/api/v1/figures/sectors.csv?{ORIENTAL}"
    plain, tagged = (whole.get(address + more).text.splitlines() for more in ("", "&hxl=1"))
    assert tagged[2:] == plain[1:]
    assert tagged[1].startswith("#sector")


def test_file_names_speak(whole: TestClient) -> None:
    def named(query: str) -> str:
        return whole.get(f"/api/v1/figures/map.csv?{query}").headers["content-disposition"]

    assert named(ORIENTAL).startswith('attachment; filename="jihat-map-oriental-20')
    # RFC 5987: a name in letters that a header cannot hold.
    named_in_arabic = named("lang=ar&name=%D9%88%D8%AC%D8%AF%D8%A9")
    assert "filename*=UTF-8''jihat-map-%D9%88%D8%AC%D8%AF%D8%A9-20" in named_in_arabic
    assert named_in_arabic.isascii()


def test_an_unchanged_figure_has_the_same_bytes(whole: TestClient) -> None:
    address = f"/api/v1/figures/sectors.csv?{ORIENTAL}"
    assert whole.get(address).content == whole.get(address).content


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("figures/nothing.csv", 404, "Found the figure 'nothing'; expected, on this page, one of:"),
        ("figures/coverage.csv", 404, "Found the figure 'coverage'"),
        ("figures/sectors.doc", 404, "Found the format 'doc'; expected one of"),
        ("figures/sectors.txt", 404, "Found the format 'txt'"),
        ("figures/sectors.csv?size=poster", 400, "size: found 'poster'; expected one of slide,"),
        ("figures/sectors.csv?scale=9", 400, "scale: found '9'; expected one of 1, 2, 3, 4."),
        ("figures/sectors.csv?hxl=maybe", 400, "hxl: found 'maybe'; expected one of 1, true, 0,"),
        ("citation.csv", 404, "Found the format 'csv'; expected one of"),
        ("citation.bib?of=nothing", 404, "Found the figure 'nothing'"),
    ],
)
def test_errors_say_what_was_found_and_expected(
    whole: TestClient, address: str, status: int, words: str
) -> None:
    found, message = problem(whole, f"/api/v1/{address}")
    assert found == status
    assert message.startswith(words)


@pytest.mark.parametrize("page", DOCUMENTS)
def test_documents_have_no_figures(whole: TestClient, page: str) -> None:
    assert whole.get(f"/api/v1/figures.json?lang=fr&page={page}").json()["figures"] == []
    assert problem(whole, f"/api/v1/figures/map.csv?page={page}")[0] == 404


def test_the_activities_have_no_picture(whole: TestClient) -> None:
    for extension in ("svg", "png"):
        if extension in formats.discover():
            assert problem(whole, f"/api/v1/figures/activities.{extension}") == (
                404,
                "There is no picture of 'activities'; ask for a figure, or for data.",
            )


def test_a_citation_names_the_address_of_the_view(whole: TestClient) -> None:
    for extension in ("txt", "bib", "ris", "csl.json"):
        answer = whole.get(f"/api/v1/citation.{extension}?{ORIENTAL}")
        assert answer.status_code == 200
        assert f"http://testserver/?{ORIENTAL}" in answer.text
        assert answer.headers["content-disposition"].endswith(f'.{extension}"')


@pytest.mark.long
@pytest.mark.parametrize("page", ["explore", "overlap", "coverage", "need", "time", "partners"])
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_every_file_that_is_listed_can_be_had(whole: TestClient, lang: str, page: str) -> None:
    listed = whole.get(f"/api/v1/figures.json?lang={lang}&page={page}&place=02").json()
    quick = ("csv", "json", "svg", "geojson")
    asked = [
        address
        for figure in listed["figures"]
        for extension, address in figure["formats"].items()
        if extension in quick
    ]
    assert [whole.get(address).status_code for address in asked] == [200] * len(asked)
