"""Profiles: plain documents about one place, programme, phase, organisation or sector.

They need no script and print as they stand.
"""
