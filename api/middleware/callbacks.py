"""Requests of callbacks, refused when they are malformed: Dash takes them as they come."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse

from api.middleware.callback_shape import Malformed, check_callback

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH = "/_dash-update-component"
# The page's own bodies have some hundred bytes; the largest holds a file to import.
LARGEST_BODY = 20_000_000


class CallbackBodyMiddleware:
    """Answers 400 to a callback request that its callback could not be run with."""

    def __init__(self, app: ASGIApp, callbacks: Mapping[str, Mapping[str, object]]) -> None:
        self.app = app
        self.callbacks = callbacks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        try:
            body = await _read(scope, receive)
            check_callback(_parsed(body), self.callbacks)
        except Malformed as malformed:
            await _refusal(scope, str(malformed))(scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), _as_json(send))


async def _read(scope: Scope, receive: Receive) -> bytes:
    headers = {name.lower(): value for name, value in scope["headers"]}
    if not headers.get(b"content-type", b"").startswith(b"application/json"):
        raise Malformed("Found another content type; expected application/json.")
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST_BODY:
            raise Malformed(f"Found a longer body; expected at most {LARGEST_BODY} bytes.")
    return bytes(body)


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    # Nesting without end is a RecursionError, everything else that is not JSON a ValueError.
    except (ValueError, RecursionError) as raised:
        raise Malformed("Found a body that cannot be read; expected JSON.") from raised


def _replay(body: bytes, receive: Receive) -> Receive:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return messages.pop() if messages else await receive()

    return replay


def _as_json(send: Send) -> Send:
    """Name the type that Dash leaves out, without which the answer would travel unpacked."""

    async def typed(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).setdefault("content-type", "application/json")
        await send(message)

    return typed


def _refusal(scope: Scope, message: str) -> JSONResponse:
    status = HTTPStatus.BAD_REQUEST
    detail = {"status": status.value, "message": message, "path": scope["path"]}
    return JSONResponse({"error": detail}, status_code=status)
