"""Each value of the record's vocabularies has a name in the catalogues."""

from __future__ import annotations

import pytest

from geodata import schema, view_state
from i18n.catalogues import read_messages

VOCABULARIES = {
    "acts_at": schema.ACTS_AT,
    "confidence": schema.CONFIDENCES,
    "rule": tuple(f"{rule}.name" for rule in view_state.CHOICES["count"]),
    "ignored": (
        view_state.NOT_A_YEAR,
        view_state.PERIOD_REVERSED,
        view_state.REPEATED,
        view_state.UNKNOWN_PARAMETER,
        view_state.UNKNOWN_VALUE,
    ),
    "measurement": schema.MEASUREMENT_KINDS,
    "language": schema.SOURCE_LANGUAGES,
    "phase_basis": schema.LINK_BASES,
    "location_basis": schema.LOCATION_BASES,
    "role": schema.ROLES,
    "status": schema.STATUSES,
    "unit": view_state.CHOICES["count"],
}


@pytest.mark.parametrize("prefix", VOCABULARIES)
def test_every_value_has_a_name(prefix: str) -> None:
    messages = read_messages("en")
    assert [v for v in VOCABULARIES[prefix] if f"{prefix}.{v}" not in messages] == []
