from __future__ import annotations

from itertools import pairwise

import pytest

from geodata.partners import LEADING, Partners
from geodata.partners_answer import OTHERS
from geodata.record import Record
from i18n.catalogues import Translator
from layers.partners import SLOT, Flow, describe_flow
from layers.reading import Reading
from tests.geodata.counting_factories import view_of
from tests.geodata.test_partners import many_funders
from tests.ui.services import example, make_services, missing_values, no_activities, one_activity
from ui.services import Services

LANGUAGES = ["ar", "fr", "en"]


def flow(query: str = "", services: Services | None = None, lang: str = "en") -> Flow:
    services = services or example()
    view = view_of(services.catalogue, f"lang={lang}&{query}")
    answer = services.catalogue.answer(view)
    reading = Reading(answer, services.catalogue, services.translators[lang])
    return describe_flow(reading, Partners(services.catalogue).answer(view))


def test_nodes_tell_their_name_and_number() -> None:
    node = flow().columns[0][0]
    assert (node.label, node.text, node.told) == ("Text eu", "1", "Text eu: 1 activity")
    assert (node.data_link, node.quiet) == ("funder:eu organisation:eu", False)


def test_what_no_source_states_is_quiet_and_named() -> None:
    nobody = flow().columns[0][1]
    assert (nobody.label, nobody.quiet, nobody.data_link) == (
        Translator("en").t("partners.no_funder"), True, "",
    )  # fmt: skip


def test_ribbons_tell_both_ends() -> None:
    ribbon = next(one for one in flow().bands[0] if not one.quiet)
    assert ribbon.told == "From Text eu to Text iom: 1 activity"
    assert ribbon.data_link == "funder:eu implementer:iom"


def test_names_never_overlap() -> None:
    services = example()
    found = Partners(many_funders(60)).answer(view_of(services.catalogue, ""), every=True)
    reading = Reading(services.catalogue.answer(found.view), services.catalogue, Translator("en"))
    described = describe_flow(reading, found)
    for column in described.columns:
        for one, other in pairwise(column):
            assert one.top + one.slot <= other.top
            assert one.slot >= SLOT
        assert column[-1].top + column[-1].slot <= described.height + 0.01


def test_the_rest_is_named_by_its_number() -> None:
    services = example()
    found = Partners(many_funders(LEADING + 3)).answer(view_of(services.catalogue, ""))
    reading = Reading(services.catalogue.answer(found.view), services.catalogue, Translator("fr"))
    described = describe_flow(reading, found)
    rest = described.columns[0][-1]
    assert (rest.id, rest.label, described.gathered) == (OTHERS, "3 autres organisations", True)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("record", [no_activities(), one_activity(), missing_values()])
def test_any_record_can_be_described(record: Record, lang: str) -> None:
    described = flow("count=allocated", make_services(record), lang)
    assert all(node.bar > 0 for column in described.columns for node in column)
