"""The templates' environment."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class _Flush(FileSystemLoader):
    """Reads templates without their indentation, which every answer would carry to the page."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, filename, uptodate = super().get_source(environment, template)
        return _INDENT.sub("", source), filename, uptodate


@cache
def environment() -> Environment:
    """Give the environment of the page's templates.

    Returns
    -------
    jinja2.Environment
        Everything is escaped, and a name that a template uses without having it is an error.
    """
    return Environment(
        loader=_Flush(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A server looks at its files once: a page has twenty templates.
        auto_reload=False,
    )
