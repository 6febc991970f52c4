"""Implementer: who carries an activity out."""

from geodata.roles import role_filter

FILTER = role_filter("implementer")
