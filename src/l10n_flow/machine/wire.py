"""The one door to the network: what the program asks of another machine goes through a `Wire`. The seam of requests.

It goes to listed hosts only, encrypted or to this very computer, and nowhere else: redirects are not followed. No
cookies, no passwords from .netrc. An answer has its time and its size as a whole, however slowly it drips.
What is said of a failure names the host alone: the rest of an address may hold the text, or a key.
"""

from __future__ import annotations

import contextlib
import datetime
import email.utils
import io
import ipaddress
import os
import re
import threading
from http.client import HTTPException
from typing import TYPE_CHECKING, NamedTuple, TypedDict, Unpack
from urllib.parse import urljoin

from ..errors import (
    EngineAnswerError,
    EngineBusyError,
    EngineError,
    EngineRefusedError,
    EngineSetupError,
    EngineUnreachableError,
    WithheldError,
)

try:
    import requests
    from requests.utils import default_headers, get_environ_proxies
    from urllib3.exceptions import HTTPError, ProtocolError
    from urllib3.util import parse_url

    from ._exchange import Adapter, exchange
except ImportError as missing:
    raise EngineSetupError(
        f"machine translation needs the package {missing.name}", hint='pip install "l10n-flow[mt]"'
    ) from missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from urllib3 import HTTPResponse

__all__ = ["Content", "Response", "Wire"]

Response = requests.Response

_MEGABYTES = 4
"""How large an answer may be; the longest that an engine has to give is some 100 kB."""
_PORTS = {"http": 80, "https": 443}
_REFUSALS = {
    401: "does not know the key, or has got none",
    402: "wants to be paid first",
    403: "does not let us in: a wrong key, or a quota that is used up",
    407: "is behind a proxy that does not let us through",
    456: "has done all that was paid for: the quota is used up",
}


class Content(TypedDict, total=False):
    """What a request may say. `proxies` is there for deep_translator, which always says None."""

    params: Mapping[str, str]
    data: Mapping[str, str]
    json: object
    headers: Mapping[str, str]
    proxies: None


class _Place(NamedTuple):
    """Where a request goes, as urllib3 reads it, which opens the connection."""

    scheme: str
    name: str
    port: int

    def __str__(self) -> str:
        return self.name if self.port == _PORTS[self.scheme] else self.with_port

    @property
    def with_port(self) -> str:
        """`name:port`, an IPv6 address in brackets."""
        return f"[{self.name}]:{self.port}" if ":" in self.name else f"{self.name}:{self.port}"

    @property
    def is_here(self) -> bool:
        """Whether it is this computer."""
        try:
            return ipaddress.ip_address(self.name).is_loopback
        except ValueError:
            return self.name == "localhost"


class Wire:
    """A line to some hosts. May be used from many threads at once; each has its own connections."""

    def __init__(self, hosts: frozenset[str], timeout: float, note: Callable[[str], None] = lambda _: None) -> None:
        """A line to these hosts and no others.

        Args:
            hosts: `name` (any port) or `name:port`.
            timeout: how many seconds an answer may take, from connecting to its last byte.
            note: is told the host before each request.
        """
        self._hosts = frozenset(map(_listed, hosts))
        self._timeout = timeout
        self._note = note
        self._local = threading.local()
        self._open: list[Adapter] = []

    def __enter__(self) -> Wire:
        """Give the line; its connections are closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections."""
        self.close()

    def close(self) -> None:
        """Close all connections."""
        while self._open:
            self._open.pop().close()

    def get(self, url: str, **content: Unpack[Content]) -> Response:
        """Ask with GET; as `post`."""
        return self._ask("GET", url, content)

    def post(self, url: str, **content: Unpack[Content]) -> Response:
        """Ask with POST.

        Returns:
            The whole answer, unless its status is one of those below.

        Raises:
            WithheldError: the host is none of ours, or others could read along; nothing was sent.
            EngineSetupError: a header cannot be sent.
            EngineRefusedError: statuses 401, 402, 403, 407, 456, and redirects.
            EngineBusyError: 408, 429 and 5xx, with `after` if the machine says it.
            EngineUnreachableError: no connection, no valid certificate, no whole answer in time.
            EngineAnswerError: there is no end to it.
        """
        return self._ask("POST", url, content)

    def _ask(self, method: str, url: str, content: Content) -> Response:
        request = _prepared(method, url, content)
        place = _place(request.url or "")
        if {place.name, place.with_port}.isdisjoint(self._hosts):
            raise WithheldError(f"{place} is not among the hosts that may be asked: {', '.join(sorted(self._hosts))}")
        if place.scheme == "http" and not place.is_here:
            raise WithheldError(
                f"everybody on the way to {place} could read the text: the line is plain http",
                hint="give the engine an address that begins with https:",
            )
        self._note(str(place))
        response = self._answer(request, place)
        _judge(response, place)
        return response

    def _answer(self, request: requests.PreparedRequest, place: _Place) -> Response:
        """What comes back in time, whole."""
        with exchange(self._timeout) as here:
            try:
                response = self._adapter().send(
                    request,
                    stream=True,
                    timeout=self._timeout,
                    verify=os.environ.get("REQUESTS_CA_BUNDLE") or True,
                    proxies={} if place.is_here else get_environ_proxies(request.url or ""),
                )
                response.raw = io.BytesIO(_whole(response.raw, place))
            except EngineError:
                raise
            except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
                if not here.is_late and not isinstance(error, requests.Timeout):
                    raise EngineUnreachableError(_failure(error, place)) from None
                here.is_late = True
        if here.is_late:  # what is cut can look like a whole answer
            raise EngineUnreachableError(f"{place} has not answered within {self._timeout:g} seconds")
        return response

    def _adapter(self) -> Adapter:
        found: Adapter | None = getattr(self._local, "adapter", None)
        if found is None:
            found = self._local.adapter = Adapter()
            self._open.append(found)
        return found


def _prepared(method: str, url: str, content: Content) -> requests.PreparedRequest:
    headers = dict(content.get("headers") or {})
    if not all(value.isascii() and value.isprintable() for value in headers.values()):
        raise EngineSetupError(
            "the key (or the region) has signs that cannot be sent", hint="look for foreign letters and line ends in it"
        )
    request = requests.Request(
        method,
        url,
        headers={**default_headers(), **headers},
        params=content.get("params"),
        data=content.get("data"),
        json=content.get("json"),
    )
    try:
        return request.prepare()
    except (requests.RequestException, ValueError):
        raise WithheldError("the engine's address is none", hint="write it as https://mt.example.org/") from None


def _place(url: str) -> _Place:
    """Where an address leads.

    Raises:
        WithheldError: not to a host by HTTP, or with a password in the address.
    """
    parts = parse_url(url)
    if parts.scheme not in _PORTS or not parts.host or parts.auth:
        raise WithheldError(
            "the engine's address is not one that texts are sent to",
            hint="write it as https://mt.example.org/, without a user or a password",
        )
    name = parts.host.strip("[]").removesuffix(".").lower()
    return _Place(parts.scheme, name, parts.port or _PORTS[parts.scheme])


def _listed(host: str) -> str:
    """A host of the list as `_place` would have it: `name`, or `name:port`."""
    written = f"[{host}]" if host.count(":") > 1 and "[" not in host else host
    place = _place(_prepared("GET", f"https://{written}/", {}).url or "")
    return place.with_port if re.search(r":\d+$", written) else place.name


def _whole(raw: HTTPResponse, place: _Place) -> bytes:
    """The whole of an answer, if it has an end."""
    body = bytearray()
    with contextlib.closing(raw):
        for piece in raw.stream(1 << 16, decode_content=True):
            body += piece
            if len(body) > _MEGABYTES << 20:
                raise EngineAnswerError(f"{place} answers with more than {_MEGABYTES} MB")
    return bytes(body)


def _failure(error: Exception, place: _Place) -> str:
    """Why there is no answer; never in the words of the error, which quote the address."""
    if isinstance(error, requests.exceptions.SSLError):
        return f"{place} cannot prove who it is: its certificate is not valid"
    if isinstance(error, requests.exceptions.ProxyError):
        return f"the proxy of this network has no way to {place}"
    if isinstance(error, requests.ConnectionError) and not isinstance(error.args[0], ProtocolError):
        return f"there is no connection to {place}"
    return f"{place} has broken off its answer"


def _judge(response: Response, place: _Place) -> None:
    """Raise what a status means, if it means that there is nothing to be read."""
    status = response.status_code
    if response.is_redirect:
        raise EngineRefusedError(
            f"{place} sends us on to {_onward(response)}, and texts go only where they were meant to go",
            hint="if that is right, give the engine the new address in l10n-flow.toml",
        )
    if status in _REFUSALS:
        raise EngineRefusedError(f"{place} {_REFUSALS[status]} (status {status})")
    if status in (408, 429) or status >= 500:
        why = "has too much to do" if status == 429 else "is out of order"
        busy = EngineBusyError(f"{place} {why} (status {status})")
        busy.after = _after(response.headers.get("retry-after", ""))
        raise busy


def _onward(response: Response) -> str:
    """The host that a redirect names, without anything else that is said there."""
    try:
        to = parse_url(urljoin(response.url, response.headers["location"]))
    except (ValueError, HTTPError):
        return "an address that is none"
    host = to._replace(auth=None).netloc
    return f"{to.scheme}://{host}" if to.scheme and host else "an address that is none"


def _after(said: str) -> float:
    """How many seconds `Retry-After` asks for: it says a number, or a date (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"\s*\d{1,9}\s*", said):
        return float(said)
    try:
        then = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    now = datetime.datetime.now(then.tzinfo)
    return max(0.0, (then - now).total_seconds())
