"""What every answer of the server goes through, as plain ASGI: no part knows the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.middleware.caching import CachingMiddleware
from api.middleware.callbacks import CallbackBodyMiddleware
from api.middleware.compression import CompressionMiddleware
from api.middleware.head import HeadMiddleware
from api.middleware.security import SecurityMiddleware, security_headers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI

    from settings import Settings

__all__ = ["install"]


def install(
    server: FastAPI,
    csp_hashes: Sequence[str],
    settings: Settings,
    callbacks: Mapping[str, Mapping[str, object]],
) -> None:
    """Put the middleware around a server, once Dash and its callbacks are on it.

    Parameters
    ----------
    server
        A server that has not started.
    csp_hashes
        Hashes of the scripts that stand in the page, as ``app.csp_hashes()`` gives them.
    settings
        Tells who may show the page in a frame.
    callbacks
        ``app.callback_map``: what requests of callbacks are checked against.

    """
    # What is added last is outermost.
    server.add_middleware(CallbackBodyMiddleware, callbacks=callbacks)
    server.add_middleware(CachingMiddleware)
    server.add_middleware(CompressionMiddleware)
    server.add_middleware(
        SecurityMiddleware, headers=security_headers(csp_hashes, settings.embed_origins)
    )
    server.add_middleware(HeadMiddleware)
