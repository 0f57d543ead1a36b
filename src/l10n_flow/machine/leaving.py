"""What may leave the newsroom, and to where. Pure: nothing is looked up.

A text goes to an engine only if its article's sensitivity lets it: a public one to any, an embargoed one to the hosts
that the settings list as the desk's own, a secret one to none. And nothing goes over a line that others can read.
"""

from __future__ import annotations

import ipaddress
import unicodedata
import urllib.parse
from typing import TYPE_CHECKING, NamedTuple

from ..errors import WithheldError
from ..model import Sensitivity

if TYPE_CHECKING:
    from ..settings.settings import Machine

__all__ = ["refusal"]

_CONFIG = "l10n-flow.toml"
_PORTS = {"http": 80, "https": 443}


class _Host(NamedTuple):
    """A host by the name that it is looked up by, and the port; None if it is not said."""

    name: str
    port: int | None


def refusal(sensitivity: Sensitivity, url: str, machine: Machine) -> WithheldError | None:
    """Why a text must not go to an engine, and what would have to be set; None if it may.

    Args:
        sensitivity: the article's.
        url: where the engine is; empty if it sends nothing.
        machine: the newsroom's settings.
    """
    if not url:
        return None
    if sensitivity is Sensitivity.SECRET:
        hint = "write “sensitivity: embargoed” into the article once it is no secret any more"
        return WithheldError("the article is secret: no engine gets its texts", hint=hint)
    scheme, host = _address(url)
    if host is None:
        hint = "write it as https://mt.example.org/, without a user or a password"
        return WithheldError(f"{url!r} is no address that texts can be sent to", hint=hint)
    if scheme == "http" and not _is_loopback(host.name):
        hint = f"give the engine an address that begins with https: [machine.engines] in {_CONFIG}"
        return WithheldError(
            f"everybody on the way to {host.name} could read the text: the line is plain http", hint=hint
        )
    if sensitivity is Sensitivity.PUBLIC or _is_own(host, machine.own_hosts):
        return None
    hint = (
        f"write “sensitivity: public” into the article once it may be known; if {host.name} is the desk's own, list it "
        f"in {_CONFIG}: [machine] own_hosts"
    )
    return WithheldError(f"the article is {sensitivity}, and {host.name} is not the desk's own", hint=hint)


def _is_own(host: _Host, own: tuple[str, ...]) -> bool:
    """Whether a host is listed: by its whole name, and on that port if one is listed."""
    listed = (_host(f"[{one}]" if one.count(":") > 1 and "[" not in one else one) for one in own)
    return any(one and one.name == host.name and one.port in (None, host.port) for one in listed)


def _address(url: str) -> tuple[str, _Host | None]:
    """The scheme and the host of an address; no host if it is not one that every program reads in the same way."""
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return "", None
    host = _host(parts.netloc) if parts.scheme in _PORTS and _is_plain(url) else None
    return parts.scheme, host and host._replace(port=host.port or _PORTS[parts.scheme])


def _is_plain(text: str) -> bool:
    """Whether a text has nothing that programs read in different ways, such as a backslash."""
    return text.isprintable() and not any(one.isspace() or one == "\\" for one in text)


def _host(netloc: str) -> _Host | None:
    """A host as it is written in front of a path (`name`, `name:port`, `[::1]:5000`); None if it is none."""
    try:
        parts = urllib.parse.urlsplit(f"//{netloc}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or parts.netloc != netloc or "@" in netloc or not _is_plain(netloc):
        return None
    return _Host(_canonical(name), port)


def _canonical(name: str) -> str:
    """A host's name as it is looked up: in small letters, foreign ones as punycode; of an IP address the shortest form.

    Nothing else is taken for the same: what one program maps to another letter the next one might not.
    """
    try:
        return ipaddress.ip_address(name).compressed
    except ValueError:
        labels = unicodedata.normalize("NFC", name.lower()).removesuffix(".").split(".")
        return ".".join(one if one.isascii() else f"xn--{one.encode('punycode').decode()}" for one in labels)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
