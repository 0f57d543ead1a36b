"""Machines that translate, as real HTTP servers on loopback: one that speaks LibreTranslate's protocol, and wild ones.

    with libre() as machine:                      # "translates" into upper case
        ... machine.url, machine.host, machine.texts, machine.most_at_once

    with libre(lambda text, source, target: ..., latency=0.05) as machine: ...
    with wild("busy", "drop", "fine") as machine: ...    # the first two requests go wrong, then all are answered

What a machine is told to answer is a text (or None, or any JSON), a `Reply`, or one of `FAULTS`, which do with the
connection as they like.
"""

from __future__ import annotations

import json
import socket
import ssl
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, urlsplit

from l10n_flow.machine.shields import MARKER, MARKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

LANGUAGES = ("en", "ru", "tg", "uz")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: as it came, and what it says in its body (a form, or JSON) and in its address."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    fields: Mapping[str, Any]
    query: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of HTTP: bytes as they are, a text in UTF-8, anything else as JSON."""

    body: object = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return "text/html; charset=utf-8" if isinstance(self.body, str | bytes) else "application/json"

    @property
    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


class Machine:
    """A server that runs: where it is, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}/"
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self.closing = threading.Event()
        self._under_way = 0
        self._lock = threading.Lock()

    @property
    def texts(self) -> list[str]:
        """The texts that were to be translated, in the order in which they came."""
        with self._lock:
            return [one.fields["q"] for one in self.asked if "q" in one.fields]

    @contextmanager
    def _serving(self, asked: Asked) -> Iterator[int]:
        """Notes a request; says how many were before it."""
        with self._lock:
            self.asked.append(asked)
            before = len(self.asked) - 1
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            yield before
        finally:
            with self._lock:
                self._under_way -= 1


class Handler(BaseHTTPRequestHandler):
    """One connection; requests follow each other on it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def machine(self) -> Machine:
        return cast("_Server", self.server).machine

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        asked = Asked(self.command, urlsplit(self.path).path, dict(self.headers), body, self._fields(body), query)
        with self.machine._serving(asked) as before:
            answer = cast("_Server", self.server).answer(asked, before)
            if callable(answer):
                self.close_connection = True
                with suppress(OSError):
                    answer(self)
            else:
                self.reply(answer if isinstance(answer, Reply) else Reply(answer))

    def _fields(self, body: bytes) -> Mapping[str, Any]:
        if not self.headers.get("Content-Type", "").startswith("application/json"):
            return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        said = json.loads(body)
        return said if isinstance(said, dict) else {"": said}

    def reply(self, reply: Reply) -> None:
        with suppress(OSError):
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.content)))
            self.end_headers()
            self.wfile.write(reply.content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    machine: Machine
    answer: Callable[[Asked, int], object]

    def handle_error(self, request: object, client_address: object) -> None:
        """Who is killed breaks off its connections."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(answer: Callable[[Asked, int], object], certificate: Path | None = None) -> Iterator[Machine]:
    """A server that answers as it is told: from a request, and how many came before it, to what it answers; by https
    if it has a certificate (with its key, in one file)."""
    server = _Server(("127.0.0.1", 0), Handler)
    server.machine = machine = Machine(server.server_address[1])
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        machine.url = f"https://{machine.host}/"
    server.answer = answer
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield machine
    finally:
        machine.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def upper(text: str, source: str, target: str) -> object:
    """A "translation" that anyone can review."""
    return text.upper()


@contextmanager
def libre(
    respond: Callable[[str, str, str], object] = upper,
    *,
    latency: float = 0.0,
    key: str = "",
    limit: int = 0,
    languages: tuple[str, ...] = LANGUAGES,
) -> Iterator[Machine]:
    """Speaks LibreTranslate's protocol (https://docs.libretranslate.com/guides/api_usage/).

    Args:
        respond: from a text, its language and that of the translation to what is answered; called by many threads.
        latency: how many seconds each answer takes.
        key: what must be said as `api_key`; empty if nothing must.
        limit: how many characters a text may have; 0 if as many as one likes.
        languages: between which it translates.
    """

    def answer(asked: Asked, before: int) -> object:
        if latency:
            machine.closing.wait(latency)
        if asked.path == "/languages":
            return Reply([{"code": one, "name": one, "targets": list(languages)} for one in languages])
        if asked.path != "/translate":
            return Reply({"error": "Not found"}, 404)
        said: dict[str, Any] = {**asked.query, **asked.fields}
        if wrong := _refused(said, key, limit, languages):
            return wrong
        said_back = respond(said["q"], said["source"], said["target"])
        whole = callable(said_back) or isinstance(said_back, Reply)
        return said_back if whole else Reply({"translatedText": said_back})

    with serve(answer) as machine:
        yield machine


def _refused(said: Mapping[str, Any], key: str, limit: int, languages: tuple[str, ...]) -> Reply | None:
    """What LibreTranslate says to a request that it does not take."""
    for name in ("q", "source", "target"):
        if not said.get(name):
            return Reply({"error": f"Invalid request: missing {name} parameter"}, 400)
    if key and said.get("api_key") != key:
        return Reply({"error": "Invalid API key"}, 403)
    for name in ("source", "target"):
        if said[name] not in languages:
            return Reply({"error": f"{said[name]} is not supported"}, 400)
    if limit and len(said["q"]) > limit:
        return Reply({"error": f"Invalid request: request ({len(said['q'])}) exceeds text limit ({limit})"}, 400)
    return None


def _stall(handler: Handler) -> None:
    handler.machine.closing.wait()


def _drip(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
    while not handler.machine.closing.wait(0.02):
        handler.wfile.write(b" ")


def _drip_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.machine.closing.wait(0.02):
        handler.wfile.write(b"x")


def _drop(handler: Handler) -> None:
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"translatedText": "HALF')


def _garbage(handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff\xfe no HTTP at all \x01\r\n\r\n")


def _huge(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not handler.machine.closing.is_set():
        handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


FAULTS: Mapping[str, object] = {
    "stall": _stall,
    "drip": _drip,
    "drip headers": _drip_headers,
    "drop": _drop,
    "hang up": lambda handler: None,
    "garbage": _garbage,
    "huge": _huge,
    "busy": Reply({"error": "Slowdown: 10 per 1 minute"}, 429, {"Retry-After": "1"}),
    "broken": Reply({"error": "Internal Server Error"}, 500),
    "away": Reply("<h1>Service Unavailable</h1>", 503),
    "closed": Reply({"error": "Invalid API key"}, 403),
    "redirect": Reply("", 302, {"Location": "https://elsewhere.example/translate?q=secret"}),
    "no json": Reply("<html>Welcome to our hotel's network</html>"),
    "no utf-8": Reply(b'{"translatedText": "\xff\xfe"}', headers={"Content-Type": "application/json"}),
    "wrong json": Reply({"text": "HALLO"}),
    "list": Reply(["HALLO"]),
    "nothing": Reply(""),
    "no text": Reply({"translatedText": None}),
    "number": Reply({"translatedText": 7}),
    "nested": Reply({"translatedText": {"text": "HALLO"}}),
    "empty": Reply({"translatedText": ""}),
}
"""What a machine can do wrong, whatever it is asked."""

ANSWERS: Mapping[str, Callable[[str], str]] = {
    "fine": str.upper,
    "source": lambda text: text,
    "lose": lambda text: MARKERS.sub("", text.upper(), count=1),
    "swap": lambda text: _swap(text.upper()),
    "double": lambda text: MARKERS.sub(r"\g<0>\g<0>", text.upper(), count=1),
    "add": lambda text: f"{text.upper()} {MARKER.format(99)}",
    "translate": lambda text: MARKERS.sub(r"[метка \1]", text.upper()),
    "spaced": lambda text: MARKERS.sub(r" [ X\1X ] ", text.upper()),
}
"""What a machine can answer to a text, right and wrong."""


def _swap(text: str) -> str:
    """A text whose markers stand in the opposite order."""
    backwards = [found[0] for found in MARKERS.finditer(text)][::-1]
    return MARKERS.sub(lambda _: backwards.pop(0), text)


@contextmanager
def wild(*kinds: str) -> Iterator[Machine]:
    """A LibreTranslate server with which one thing after the other goes wrong (FAULTS, ANSWERS); the last one stays."""
    coming = list(kinds)
    lock = threading.Lock()

    def respond(text: str, source: str, target: str) -> object:
        with lock:
            kind = coming.pop(0) if len(coming) > 1 else coming[0]
        return ANSWERS[kind](text) if kind in ANSWERS else FAULTS[kind]

    with libre(respond) as machine:
        yield machine


def closed_port() -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/"
