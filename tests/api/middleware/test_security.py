from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.testclient import TestClient

from api.middleware.security import security_headers
from tests.api.middleware.conftest import small_dash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def policy(headers: Mapping[str, str]) -> dict[str, str]:
    parts = (part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    return dict(parts)


def test_the_policy() -> None:
    hashes = ["'sha256-abc='", "'sha256-def='", "'sha256-abc='"]
    assert policy(security_headers(hashes, ())) == {
        "default-src": "'self'",
        "script-src": "'self' 'sha256-abc=' 'sha256-def='",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "font-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_the_other_headers() -> None:
    headers = security_headers((), ())
    assert {name: value for name, value in headers.items() if "Security" not in name} == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert "Strict-Transport-Security" not in headers


def test_origins_that_may_embed() -> None:
    origins = ("https://example.org", "https://*.example.net:8443")
    ancestors = policy(security_headers((), origins))["frame-ancestors"]
    assert ancestors == "https://example.org https://*.example.net:8443"


def test_every_answer_has_them(client: TestClient) -> None:
    for path in ("/", "/_dash-layout", "/assets/tiny.css", "/assets/none.css", "/docs"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert policy(headers)["object-src"] == "'none'"


def test_the_page_s_own_scripts_are_allowed(assets: Path) -> None:
    app = small_dash(assets, EMBED_ORIGINS="https://example.org")
    with TestClient(app.server) as client:
        found = client.get("/").headers["Content-Security-Policy"]
    allowed = dict.fromkeys(app.csp_hashes())
    assert f"script-src 'self' {' '.join(allowed)};" in found
    assert found.endswith("frame-ancestors https://example.org")
    assert len(allowed) == 2
