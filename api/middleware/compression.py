"""Answers packed for the way, with Brotli or gzip."""

from __future__ import annotations

import hashlib
import re
import sys
from collections import OrderedDict
from http import HTTPStatus
from queue import SimpleQueue
from threading import Event, Lock, Thread, get_native_id
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders

from api.middleware.buffering import HeldResponse, without_bypasses
from api.middleware.encodings import Encoding, accepted, pack, packer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 500
# Larger ones are packed beside the event loop, which others wait for.
LARGEST_INLINE = 64_000
MOST_KEPT = 128
NICENESS = 19

# Digest of a body, and how it is packed.
Key = tuple[bytes, Encoding]

_TEXTUAL = re.compile(
    r"text/|application/(javascript|json|xml|wasm|manifest\+json)\b|[^;]*\+(json|xml)\b"
)


class PackedBodies:
    """Packed bodies that many clients will ask for, by content.

    A body is packed quickly for the first who asks, and as small as it gets meanwhile, in a
    thread of low priority; from then on everybody has the small one.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()
        self._to_improve: SimpleQueue[tuple[Key, bytes] | Event] = SimpleQueue()
        self._improver: Thread | None = None

    def get(self, body: bytes, encoding: Encoding) -> bytes:
        """Return a body packed."""
        key = hashlib.blake2b(body, digest_size=16).digest(), encoding
        with self._lock:
            packed = self._kept.get(key)
        if packed is not None:
            return packed
        packed = pack(body, encoding)
        if self._keep(key, packed):
            self._to_improve.put((key, body))
        return packed

    def wait(self) -> None:
        """Wait until everything is as small as it gets."""
        if self._improver is not None:
            reached = Event()
            self._to_improve.put(reached)
            reached.wait()

    def _keep(self, key: Key, packed: bytes) -> bool:
        """Keep a quickly packed body; tell whether it is the first of its content."""
        with self._lock:
            if self._improver is None:
                # A daemon, so that nobody who stops the server waits for it.
                self._improver = Thread(target=self._improve, name="pack", daemon=True)
                self._improver.start()
            first = key not in self._kept
            self._kept.setdefault(key, packed)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return first

    def _improve(self) -> None:
        _stand_back()
        while True:
            work = self._to_improve.get()
            if isinstance(work, Event):
                work.set()
                continue
            key, body = work
            best = pack(body, key[1], best=True)
            with self._lock:
                if key in self._kept:
                    self._kept[key] = best


class CompressionMiddleware:
    """Packs what is text and large enough, in the encoding that the client prefers."""

    def __init__(self, app: ASGIApp, bodies: PackedBodies | None = None) -> None:
        self.app = app
        self.bodies = bodies or PackedBodies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        encoding = accepted(Headers(scope=scope).get("accept-encoding", ""))

        async def whole(start: Message, body: bytes) -> None:
            headers = MutableHeaders(scope=start)
            if _worth_packing(start["status"], headers):
                headers.add_vary_header("Accept-Encoding")
                if encoding and len(body) >= SMALLEST:
                    body = await self._pack(headers, body, encoding)
                    headers["Content-Encoding"] = encoding
                    headers["Content-Length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        async def streamed(start: Message) -> Send:
            headers = MutableHeaders(scope=start)
            if not _worth_packing(start["status"], headers):
                await send(start)
                return send
            headers.add_vary_header("Accept-Encoding")
            if encoding is None:
                await send(start)
                return send
            headers["Content-Encoding"] = encoding
            del headers["Content-Length"]
            await send(start)
            return _packing(send, encoding)

        await self.app(without_bypasses(scope), receive, HeldResponse(whole, streamed))

    async def _pack(self, headers: Headers, body: bytes, encoding: Encoding) -> bytes:
        if "public" in headers.get("cache-control", ""):
            return await run_sync(self.bodies.get, body, encoding)
        if len(body) > LARGEST_INLINE:
            return await run_sync(pack, body, encoding)
        return pack(body, encoding)


def _packing(send: Send, encoding: Encoding) -> Send:
    parts = packer(encoding)

    async def packed(message: Message) -> None:
        body = await run_sync(parts.add, message.get("body", b""))
        if not message.get("more_body", False):
            body += parts.finish()
        await send({**message, "body": body})

    return packed


def _worth_packing(status: int, headers: Headers) -> bool:
    return (
        status not in {HTTPStatus.NO_CONTENT, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED}
        and "content-encoding" not in headers
        and "no-transform" not in headers.get("cache-control", "")
        and _TEXTUAL.match(headers.get("content-type", "").lower()) is not None
    )


def _stand_back() -> None:
    # Linux sets priorities by thread; elsewhere this would slow the whole server down.
    if sys.platform == "linux":
        from os import PRIO_PROCESS, setpriority  # noqa: PLC0415 - unknown to other platforms

        setpriority(PRIO_PROCESS, get_native_id(), NICENESS)
