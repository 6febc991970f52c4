"""How much chance tests with generated examples are given."""

from __future__ import annotations

from hypothesis import settings

# The same few examples every time, for `make test`: it must not depend on luck, and be quick.
# `make check` draws a hundred new ones.
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=20)
