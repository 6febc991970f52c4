"""Profiles: what is known of one place, programme, phase, organisation or sector."""
