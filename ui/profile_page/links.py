"""Addresses of profiles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from geodata.profile.subject import PARAMETERS, Subject, find_subject, subject_of_figure
from geodata.view_state import ViewState

if TYPE_CHECKING:
    from ui.page import Page


def profile_href(view: ViewState, subject: Subject | None) -> str:
    """Give the address of a profile in the language and presentation of a view.

    Without a subject it is the address of the list of profiles.
    """
    kept = ViewState(lang=view.lang, boundary=view.boundary, theme=view.theme)
    key = subject.key if subject else ""
    return "?" + kept.with_(page="profile", subject=key).to_query()


def profile_of_figure(page: Page, key: str) -> str:
    """Give the address of the profile behind a figure such as ``region:02``; "" without one."""
    dimension, _, id_ = key.partition(":")
    subject = subject_of_figure(dimension, id_, page.services.catalogue.vocabulary)
    return profile_href(page.view, subject) if subject else ""


def profiles_chosen(page: Page) -> Iterator[tuple[str, str]]:
    """Name what a view has chosen alone in one of its filters, each with its profile."""
    for kind, parameter in PARAMETERS.items():
        chosen = page.view.chosen(parameter)
        if len(chosen) == 1:
            subject = find_subject(f"{kind}:{chosen[0]}", page.services.catalogue.vocabulary)
            if subject:
                yield (
                    page.reading.label(subject.dimension, subject.id),
                    profile_href(page.view, subject),
                )


def with_sectors_linked(page: Page, sentence: str) -> Markup:
    """Make the names of sectors in a sentence lead to their profiles."""
    names = {
        page.reading.label("sector", row.id): profile_href(page.view, Subject("sector", row.id))
        for row in page.reading.rows("sector")
    }
    if not names:
        return Markup.escape(sentence)
    # The longest first, so that no name is taken for the beginning of another.
    longest = sorted(names, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, longest))})", sentence)
    link = Markup('<a href="{}">{}</a>')
    return Markup("").join(
        link.format(names[part], part) if part in names else part for part in parts
    )
