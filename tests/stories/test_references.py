from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.asking import UnresolvedError, merged
from stories.references import FORMS, Broken, Filler, Form, Reference, parse
from stories.resolving import FINDERS
from tests.ui.services import example

NAMES = st.text(string.ascii_lowercase + "_", min_size=1)
KEYS = st.text(string.ascii_letters + string.digits + "-./:ـé", min_size=1)
CHANGES = st.just("") | st.text(string.ascii_letters + "=&,:-", min_size=1)
REFERENCES = st.builds(Reference, st.sampled_from(FORMS), NAMES, KEYS, CHANGES)


@given(st.lists(REFERENCES | st.text("abc é. {}", min_size=1).filter(lambda s: "{" not in s)))
def test_what_is_written_is_read_back(parts: list[str | Reference]) -> None:
    text = "".join(map(str, parts))
    read = parse(text)
    assert "".join(map(str, read)) == text
    if "}}" not in "".join(part for part in parts if isinstance(part, str)):
        assert [one for one in read if isinstance(one, Reference)] == [
            one for one in parts if isinstance(one, Reference)
        ]


@given(st.text())
def test_a_text_without_braces_is_words(text: str) -> None:
    words = text.replace("{", "").replace("}", "")
    assert parse(words) == ((words,) if words else ())


@given(st.text("{}@: =ab\n"))
def test_any_text_is_taken_apart_and_nothing_is_lost(text: str) -> None:
    parts = parse(text)
    assert all(map(str, parts))
    if not any(isinstance(part, Reference) for part in parts):
        assert "".join(map(str, parts)) == text


@pytest.mark.parametrize(
    "text", ["{{}}", "{{total}}", "{{total:a b}}", "{{shout total:a}}", "{{total:a @}}", "a }}"]
)
def test_braces_without_a_reference_are_broken(text: str) -> None:
    assert isinstance(parse(text)[-1], Broken)


def test_spaces_inside_do_not_matter() -> None:
    assert parse("{{  label   region:02@lang=fr  }}") == (
        Reference("label", "region", "02", "lang=fr"),
    )


@settings(deadline=None)
@given(
    st.sampled_from(FORMS),
    st.sampled_from(sorted(FINDERS)) | NAMES,
    KEYS,
    st.text("ab=", max_size=5),
)
def test_what_nothing_is_called_never_has_a_value(
    form: Form, dimension: str, key: str, changes: str
) -> None:
    unknown = Reference(form, dimension, f"~{key}", changes)
    filler = Filler(example())
    with pytest.raises(UnresolvedError):
        filler.value(unknown, "", "en")


@settings(deadline=None)
@given(st.sampled_from(["ar", "fr", "en"]), REFERENCES)
def test_a_reference_without_a_value_says_so_in_the_text(lang: str, reference: Reference) -> None:
    unknown = Reference(reference.form, reference.dimension, f"~{reference.key}")
    filled = Filler(example()).fill(f"before {unknown} after", "", lang)
    assert [piece.reference for piece in filled.problems] == [str(unknown)]
    assert str(unknown) in filled.text


def values(view: str, *references: str, lang: str = "en") -> list[str]:
    filler = Filler(example())
    filled = [filler.fill(f"{{{{{one}}}}}", view, lang) for one in references]
    assert [piece for one in filled for piece in one.problems] == []
    return [one.text for one in filled]


def test_the_worked_example_of_the_design() -> None:
    # DESIGN.md, “Worked example”: regions 02, 09, 01 and national, by each rule.
    asked = ("region:02", "region:09", "region:01", "region:national", "total:activities")
    assert values("", *asked) == ["3", "1", "1", "1", "4"]
    assert values("count=touches", *asked) == ["3", "1", "1", "1", "6"]
    assert values("count=allocated", *asked) == ["2.33", "0.33", "0.33", "1", "4"]
    assert values("count=allocated", "region:02", lang="fr") == ["2,33"]


def test_a_change_takes_the_place_of_what_the_view_has() -> None:
    assert values("count=touches", "total:activities @ count=") == ["4"]
    assert values("place=01&count=touches", "total:activities @ place=02&count=distinct") == ["3"]


def test_plural_units_follow_the_language() -> None:
    assert values("", "counted region:02", "counted region:01") == ["3 activities", "1 activity"]
    assert values("", "counted region:02", "counted region:01", lang="ar") == [
        "3 أنشطة",
        "نشاط واحد",
    ]


def test_pairs_are_no_activities() -> None:
    with pytest.raises(UnresolvedError) as caught:
        Filler(example()).value(Reference("counted", "total", "activities"), "count=touches", "en")
    assert caught.value.expected == "one of the forms value"


def test_where_sets_meet() -> None:
    view = "page=overlap&sets=programme:m4sd,programme:depomi"
    assert values(view, "overlap:intersection", "counted overlap:union") == ["1", "3 regions"]


def test_merging_queries() -> None:
    assert merged("page=overlap&sets=a:b,c:d", "place=02&page=") == "sets=a:b,c:d&place=02"
