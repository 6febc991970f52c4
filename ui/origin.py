"""Where the site is reached: the beginning of the addresses that leave the page."""

from __future__ import annotations

import re

# Whoever asks chooses the Host header: only what can be a host goes into the document.
_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")
_SCHEMES = ("http", "https")


def origin_of(public_url: str, scheme: str, host: str, forwarded: str = "") -> str:
    """Give the origin at which a reader reached the site.

    Parameters
    ----------
    public_url : str
        The address that the settings give, "" for none. It wins over everything else.
    scheme : str
        Scheme of the request as the server sees it.
    host : str
        The request's ``Host``.
    forwarded : str
        The request's ``X-Forwarded-Proto``: what the reader used in front of a server for TLS.

    Returns
    -------
    str
        Such as ``https://jihat.example.org``; "" if the host is none.
    """
    if public_url:
        return public_url
    first = forwarded.split(",", maxsplit=1)[0].strip().lower()
    if not _HOST.fullmatch(host):
        return ""
    return f"{first if first in _SCHEMES else scheme}://{host}"
