"""How long browsers keep an answer, and short answers for what they still have."""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders

from api.middleware.buffering import HeldResponse, without_bypasses

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

# Dash writes dash_renderer.v4_4_1m1763765988.min.js, with version and date of the file.
_COMPONENT = re.compile(r"^/_dash-component-suites/(.+/)?[^/.]+\.v[\w-]+m[0-9a-fA-F]+\.[^/]+$")
# Other tools write name.0123abcd.css, with a part of the content's hash.
_CONTENT_HASH = re.compile(r"^/(assets|static)/.+[.-][0-9a-f]{8,64}\.[^/]+$")
_VERSIONED = re.compile(r"^/(assets|static)/")


def is_fingerprinted(path: str, query: str) -> bool:
    """Tell whether an address names one content for good."""
    if _COMPONENT.match(path) or _CONTENT_HASH.match(path):
        return True
    return bool(_VERSIONED.match(path) and parse_qs(query).get("m"))


class CachingMiddleware:
    """Sets Cache-Control and ETag on answers to GET, and answers 304 to If-None-Match."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match", "")
        fingerprinted = is_fingerprinted(scope["path"], scope["query_string"].decode("latin-1"))

        async def whole(start: Message, body: bytes) -> None:
            headers = MutableHeaders(scope=start)
            if start["status"] in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
                _set_cache_control(headers, fingerprinted=fingerprinted)
                _set_etag(headers, body)
                if _is_known(headers["etag"], known):
                    start, body = _not_modified(start, headers), b""
            await send(start)
            await send({"type": "http.response.body", "body": body})

        async def streamed(start: Message) -> Send:
            if start["status"] == HTTPStatus.OK:
                _set_cache_control(MutableHeaders(scope=start), fingerprinted=fingerprinted)
            await send(start)
            return send

        await self.app(without_bypasses(scope), receive, HeldResponse(whole, streamed))


def _set_cache_control(headers: MutableHeaders, *, fingerprinted: bool) -> None:
    if fingerprinted:
        headers["Cache-Control"] = FOR_GOOD
    else:
        headers.setdefault("Cache-Control", ASK_FIRST)


def _set_etag(headers: MutableHeaders, body: bytes) -> None:
    """Give the answer a weak ETag: the same content may be sent under several encodings."""
    etag = headers.get("etag")
    if etag is None:
        etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    elif not etag.removeprefix("W/").startswith('"'):
        # Dash leaves out the quotes.
        etag = f'"{etag}"'
    headers["ETag"] = etag if etag.startswith("W/") else f"W/{etag}"


def _is_known(etag: str, if_none_match: str) -> bool:
    known = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return "*" in known or etag.removeprefix("W/") in known


def _not_modified(start: Message, headers: MutableHeaders) -> Message:
    kept = [
        (name, value)
        for name, value in headers.raw
        if name.lower() not in {b"content-length", b"content-type"}
    ]
    return {**start, "status": HTTPStatus.NOT_MODIFIED.value, "headers": kept}
