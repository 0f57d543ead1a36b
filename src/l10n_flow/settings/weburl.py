"""Where a site is on the web, as people type it, in the one form in which it goes into pages. Pure."""

from __future__ import annotations

import re
import urllib.parse

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_SAFE = "/%:@!$&'()*+,;=~"
"""What stands as it is in the path of an address (RFC 3986, 3.3)."""


def folder(typed: str) -> str:
    """The address of a folder in ASCII: scheme and host in small letters, `https://пример.рф/новости/` as
    `https://xn--e1afmkfd.xn--p1ai/%D0%BD.../`.

    Raises:
        ValueError: it is none, or has what would be wrong in the address of a page below it; says what.
    """
    if any(sign.isspace() or not sign.isprintable() for sign in typed):
        raise ValueError("has a blank in it")
    try:
        parts = urllib.parse.urlsplit(typed)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise ValueError("is no web address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is no web address")
    if "@" in parts.netloc:
        raise ValueError("has a user's name in it, which would be on every page")
    if "?" in typed or "#" in typed:
        raise ValueError("has a question or a place within a page (? or #) in it")
    if {".", ".."} & {*urllib.parse.unquote(parts.path).split("/")}:
        raise ValueError("has . or .. in its path")
    return f"{parts.scheme}://{_host(parts.hostname)}{port}{urllib.parse.quote(parts.path, _SAFE)}"


def _host(name: str) -> str:
    if ":" in name:  # IPv6, which urllib has looked at
        return f"[{name}]"
    try:
        host = name.encode("idna").decode().lower()
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host):
        raise ValueError("is no web address")
    return host
