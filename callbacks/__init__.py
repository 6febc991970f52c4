"""Handlers between the address and the page."""

from __future__ import annotations

from dash import Dash

from callbacks import explore
from ui.services import Services


def register(app: Dash, services: Services) -> None:
    """Register every callback of the page."""
    explore.register(app, services)
