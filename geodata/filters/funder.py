"""Funder: who pays for an activity."""

from geodata.roles import role_filter

FILTER = role_filter("funder")
