"""Answers held back until they are whole, as far as they are small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Message, Scope, Send

LARGEST_HELD = 8_000_000
# Servers send the file of such a message by themselves, past whatever is wrapped around.
BYPASSES = ("http.response.pathsend", "http.response.zerocopysend")


def without_bypasses(scope: Scope) -> Scope:
    """Return a scope whose application sends every body through `send`."""
    extensions = scope.get("extensions") or {}
    kept = {name: value for name, value in extensions.items() if name not in BYPASSES}
    return {**scope, "extensions": kept}


class HeldResponse:
    """A `send` that gathers an answer and hands it over whole, or streams it when it grows large.

    Parameters
    ----------
    whole
        Called with the first message and the complete body of an answer that was held.
    streamed
        Called with the first message of an answer that is not held; returns what then takes
        its body.

    """

    def __init__(
        self,
        whole: Callable[[Message, bytes], Awaitable[None]],
        streamed: Callable[[Message], Awaitable[Send]],
    ) -> None:
        self._whole = whole
        self._streamed = streamed
        self._start: dict[str, Any] = {}
        self._held = bytearray()
        self._send: Send | None = None

    async def __call__(self, message: Message) -> None:
        """Take a message of the answer."""
        if self._send is not None:
            await self._send(message)
        elif message["type"] == "http.response.start":
            self._start = dict(message)
        elif message["type"] == "http.response.body":
            await self._body(message)

    async def _body(self, message: Message) -> None:
        self._held += message.get("body", b"")
        more = message.get("more_body", False)
        if not more:
            await self._whole(self._start, bytes(self._held))
        elif len(self._held) > LARGEST_HELD:
            self._send = await self._streamed(self._start)
            await self._send({**message, "body": bytes(self._held)})
            self._held.clear()
