from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]
import pytest

from api.middleware.encodings import Encoding, accepted, pack, packer

TEXT = "ماذا يُنجَز وأين؟ ".encode() * 500


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*", "br"),
        ("br;q=0, *;q=0.5", "gzip"),
        ("identity, br;q=0.5", None),
        ("broken, gzipped", None),
        ("br;q=x", None),
    ],
)
def test_what_a_client_takes(header: str, expected: Encoding | None) -> None:
    assert accepted(header) == expected


@pytest.mark.parametrize("best", [False, True])
def test_packing_a_whole(best: bool) -> None:  # noqa: FBT001
    assert brotli.decompress(pack(TEXT, "br", best=best)) == TEXT
    assert gzip.decompress(pack(TEXT, "gzip", best=best)) == TEXT


def test_packing_in_parts() -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
    encodings: tuple[Encoding, ...] = ("br", "gzip")
    for encoding in encodings:
        parts = packer(encoding)
        packed = parts.add(TEXT[:1_000]) + parts.add(TEXT[1_000:]) + parts.finish()
        assert unpack[encoding](packed) == TEXT
