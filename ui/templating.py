"""The templates' environment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def environment() -> Environment:
    """Give the environment of the page's templates.

    Returns
    -------
    jinja2.Environment
        Everything is escaped, and a name that a template uses without having it is an error.
    """
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A server looks at its files once: a page has twenty templates.
        auto_reload=False,
    )
