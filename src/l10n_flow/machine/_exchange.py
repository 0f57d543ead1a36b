"""A request and its answer, which can be cut short from another thread.

The time limits of requests and urllib3 are for single steps: a machine that drips a letter now and then, even among the
headers, could hold us for ever. Here a clock shuts the connection down when the time for the whole is over.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter
from urllib3 import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import HTTPResponse

__all__ = ["Adapter", "Exchange", "exchange"]

_HERE = threading.local()


class Exchange:
    """What is under way in this thread. `is_late`: whether its time is over."""

    def __init__(self) -> None:
        """Nothing is sent yet."""
        self.is_late = False
        self._socket: Any = None

    def began(self, its_socket: Any) -> None:
        """The request is away, on this connection."""
        self._socket = its_socket
        if self.is_late:
            raise TimeoutError

    def cut(self) -> None:
        """The time is over."""
        self.is_late = True
        if self._socket is not None:
            with contextlib.suppress(OSError):  # past TLS, which would wait for the other end's farewell
                socket.socket.shutdown(getattr(self._socket, "socket", self._socket), socket.SHUT_RDWR)


@contextlib.contextmanager
def exchange(seconds: float) -> Iterator[Exchange]:
    """An exchange over an `Adapter` in this thread, cut after so many seconds."""
    _HERE.exchange = here = Exchange()
    clock = threading.Timer(seconds, here.cut)
    clock.daemon = True
    clock.start()
    try:
        yield here
    finally:
        clock.cancel()


class _Plain(connection.HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        _HERE.exchange.began(self.sock)
        return super().getresponse()


class _Secure(connection.HTTPSConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        _HERE.exchange.began(self.sock)
        return super().getresponse()


class Adapter(HTTPAdapter):
    """Connections that say which socket is theirs. A session would follow redirects, and keep cookies."""

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:
        """See `requests`."""
        pool: Any = super().get_connection_with_tls_context(*args, **options)
        pool.ConnectionCls = _Secure if pool.scheme == "https" else _Plain
        return pool
