"""The one door to the network, against real servers on loopback."""

from __future__ import annotations

import datetime
import email.utils
import functools
import gzip
import shutil
import subprocess
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from l10n_flow.errors import (
    EngineAnswerError,
    EngineBusyError,
    EngineError,
    EngineRefusedError,
    EngineSetupError,
    EngineUnreachableError,
    WithheldError,
)
from l10n_flow.machine.wire import Wire
from tests.machines import FAULTS, Asked, Reply, closed_port, libre, serve, wild

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"q": "The witness Zarina", "source": "en", "target": "ru", "api_key": "k3y"}


def test_an_allowed_host_is_asked_and_written_down_before() -> None:
    noted: list[tuple[str, int]] = []
    with (
        libre() as machine,
        Wire(frozenset({machine.host}), 5, lambda host: noted.append((host, len(machine.asked)))) as wire,
    ):
        assert wire.post(f"{machine.url}translate", json=TEXT).json() == {"translatedText": "THE WITNESS ZARINA"}
        assert wire.get(f"{machine.url}languages").status_code == 200
        assert noted == [(machine.host, 0), (machine.host, 1)]


def test_what_cannot_be_written_down_is_not_sent() -> None:
    def refuse(host: str) -> None:
        raise OSError(f"no room left to note {host}")

    with libre() as machine, Wire(frozenset({machine.host}), 5, refuse) as wire:
        with pytest.raises(OSError, match="no room"):
            wire.post(f"{machine.url}translate", json=TEXT)
        assert machine.asked == []


def test_a_name_without_a_port_is_for_every_port() -> None:
    with libre() as machine, Wire(frozenset({"127.0.0.1"}), 5) as wire:
        assert wire.get(f"{machine.url}languages").ok


@pytest.mark.parametrize("listed", ["127.0.0.1:1", "127.0.0.2", "localhost", "127.0.0.1.example.org"])
def test_a_host_that_is_not_listed_gets_nothing(listed: str) -> None:
    noted: list[str] = []
    with libre() as machine, Wire(frozenset({listed}), 5, noted.append) as wire:
        with pytest.raises(WithheldError, match="not among the hosts"):
            wire.post(f"{machine.url}translate", json=TEXT)
        assert machine.asked == []
    assert noted == []


@pytest.mark.parametrize(
    "url",
    [
        "http://mt.example.org/",
        "http://127.0.0.1.example.org/",
        "http://192.168.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//127.0.0.1/",
        "127.0.0.1:5000",
        "",
        "https://",
        "https://user:secret@mt.example.org/",
        "https://mt.example.org:99999/",
        "https://evil.example/",
        "https://mt.example.org@evil.example/",
        "https://evil.example/#@mt.example.org/",
        "https://evil.example\\@mt.example.org/",
        "https://mt.example.org.evil.example/",
        "https://xn--.example.org:x/",
    ],
)
def test_no_other_way_out(url: str) -> None:
    hosts = {"mt.example.org", "127.0.0.1", "192.168.0.1", "127.0.0.1.example.org"}
    noted: list[str] = []
    with Wire(frozenset(hosts), 1, noted.append) as wire, pytest.raises(WithheldError) as caught:
        wire.get(url)
    assert "secret" not in str(caught.value)
    assert noted == []


@pytest.mark.parametrize(
    ("listed", "url", "noted"),
    [
        ("MT.Example.invalid", "https://mt.EXAMPLE.invalid./x", "mt.example.invalid"),
        ("mt.example.invalid:8443", "https://mt.example.invalid:8443/", "mt.example.invalid:8443"),
        ("mt.example.invalid:443", "https://mt.example.invalid/", "mt.example.invalid"),
        ("редакция.invalid", "https://Редакция.invalid/", "редакция".encode("idna").decode() + ".invalid"),
        ("::1", "http://[::1]:9/", "[::1]:9"),
        ("[::1]:9", "http://[::1]:9/", "[::1]:9"),
    ],
)
def test_a_host_may_be_written_in_many_ways(listed: str, url: str, noted: str) -> None:
    seen: list[str] = []
    with Wire(frozenset({listed}), 5, seen.append) as wire, pytest.raises(EngineUnreachableError):
        wire.get(url)
    assert seen == [noted]


def test_a_redirect_is_not_followed() -> None:
    with libre() as other:
        moved = Reply("", 307, {"Location": f"{other.url}translate?q=secret"})
        with serve(lambda asked, before: moved) as machine, Wire(frozenset({"127.0.0.1"}), 5) as wire:
            with pytest.raises(EngineRefusedError, match="on to http://127") as caught:
                wire.post(machine.url, json=TEXT)
            assert other.host in str(caught.value)
            assert "secret" not in str(caught.value)
        assert other.asked == []


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("http://[bad", "an address that is none"),
        ("http://mt example org/", "an address that is none"),
        ("http://mt.example.org:99999/", "an address that is none"),
        ("mailto:secret@example.org", "an address that is none"),
        ("http://\xff\x00secret/", "an address that is none"),
        ("https://user:secret@mt.example.org/secret", "https://mt.example.org,"),
        ("/secret", "http://127.0.0.1:"),
    ],
)
def test_a_redirect_to_anything_is_one_refusal(location: str, said: str) -> None:
    moved = Reply("", 302, {"Location": location})
    with serve(lambda asked, before: moved) as machine, Wire(frozenset({machine.host}), 5) as wire:
        with pytest.raises(EngineRefusedError, match="sends us on to") as caught:
            wire.get(machine.url)
        assert said in caught.value.message
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(200, None), (400, None), (404, None), (413, None), (304, None)]
    + [(status, EngineRefusedError) for status in (401, 402, 403, 407, 456)]
    + [(status, EngineBusyError) for status in (408, 429, 500, 502, 503, 504, 529)],
)
def test_what_a_status_means(status: int, kind: type[EngineError] | None) -> None:
    with serve(lambda asked, before: Reply("", status)) as machine, Wire(frozenset({machine.host}), 5) as wire:
        if kind is None:
            assert wire.get(machine.url).status_code == status
        else:
            with pytest.raises(kind, match=str(status)):
                wire.get(machine.url)


def in_a_minute() -> str:
    return email.utils.format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1), usegmt=True)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("7", 7, 7),
        ("in a minute", 40, 61),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("", 0, 0),
        ("soon", 0, 0),
        ("-3", 0, 0),
        ("9" * 400, 0, 0),
        ("Wed, 99 Oct 2015 07:28:00", 0, 0),
    ],
)
def test_how_long_it_wants_to_be_left_alone(said: str, least: float, most: float) -> None:
    busy = Reply("", 429, {"Retry-After": in_a_minute() if said == "in a minute" else said})
    with serve(lambda asked, before: busy) as machine, Wire(frozenset({machine.host}), 5) as wire:
        with pytest.raises(EngineBusyError) as caught:
            wire.get(machine.url)
        assert least <= caught.value.after <= most


@pytest.mark.parametrize("fault", ["stall", "drip", "drip headers", "drop", "hang up", "garbage"])
def test_no_whole_answer_in_time(fault: str) -> None:
    with wild(fault) as machine, Wire(frozenset({machine.host}), 0.3) as wire:
        begin = time.monotonic()
        with pytest.raises(EngineUnreachableError, match=r"0\.3 seconds|broken off"):
            wire.post(f"{machine.url}translate", json=TEXT)
        assert time.monotonic() - begin < 3


def test_after_a_fault_the_line_works_again() -> None:
    faults = ("drip headers", "drop", "garbage", "stall", "huge")
    with wild(*faults, "fine") as machine, Wire(frozenset({machine.host}), 0.3) as wire:
        for _ in faults:
            with pytest.raises((EngineUnreachableError, EngineAnswerError)):
                wire.post(f"{machine.url}translate", json=TEXT)
        assert wire.post(f"{machine.url}translate", json=TEXT).json() == {"translatedText": "THE WITNESS ZARINA"}


def test_an_answer_without_an_end() -> None:
    endless = pytest.raises(EngineAnswerError, match="more than 4 MB")
    with wild("huge") as machine, Wire(frozenset({machine.host}), 5) as wire, endless:
        wire.post(f"{machine.url}translate", json=TEXT)


def test_an_answer_that_swells_when_it_is_unpacked() -> None:
    bomb = Reply(gzip.compress(bytes(50 << 20), 9), headers={"Content-Encoding": "gzip"})
    endless = pytest.raises(EngineAnswerError, match="more than 4 MB")
    with serve(lambda asked, before: bomb) as machine, Wire(frozenset({machine.host}), 5) as wire, endless:
        wire.get(machine.url)


def test_a_packed_answer_is_unpacked() -> None:
    packed = Reply(gzip.compress("Қарор".encode()), headers={"Content-Encoding": "gzip"})
    with serve(lambda asked, before: packed) as machine, Wire(frozenset({machine.host}), 5) as wire:
        assert wire.get(machine.url).text == "Қарор"


def test_a_proxy_of_the_network_is_used_and_gets_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    with libre() as proxy, Wire(frozenset({"mt.example.invalid"}), 5) as wire:
        monkeypatch.setenv("https_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        with pytest.raises(EngineUnreachableError, match="the proxy of this network has no way"):
            wire.post("https://mt.example.invalid/", json=TEXT)
        assert proxy.asked == []


def test_nobody_is_there() -> None:
    with Wire(frozenset({"127.0.0.1", "nowhere.invalid"}), 5) as wire:
        for url in (closed_port(), "https://nowhere.invalid/"):
            with pytest.raises(EngineUnreachableError, match="there is no connection to"):
                wire.post(url, json=TEXT)


LOUD = sorted(name for name, fault in FAULTS.items() if not isinstance(fault, Reply) or fault.status >= 300)


@pytest.mark.parametrize("fault", LOUD)
def test_no_message_tells_the_text_or_the_key(fault: str) -> None:
    with wild(fault) as machine, Wire(frozenset({machine.host}), 0.1) as wire:
        with pytest.raises(EngineError) as caught:
            wire.get(f"{machine.url}translate", params=TEXT, headers={"Authorization": "k3y"})
        assert machine.host in caught.value.message
        shown = "".join(traceback.format_exception_only(caught.value)) + caught.value.message + caught.value.hint
        assert not any(word in shown for word in ("Zarina", "k3y", "q="))
        assert caught.value.__suppress_context__ or caught.value.__context__ is None
        assert "\n" not in caught.value.message


def test_a_key_that_cannot_be_sent() -> None:
    with libre() as machine, Wire(frozenset({machine.host}), 5) as wire:
        for key in ("ключ", "key\r\nHost: elsewhere"):
            with pytest.raises(EngineSetupError, match="cannot be sent") as caught:
                wire.post(machine.url, headers={"Authorization": key}, json=TEXT)
            assert key not in str(caught.value)
        assert machine.asked == []


def test_no_cookies_no_netrc_no_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login editor password secret\n", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, closed_port())
    cookie = Reply({}, headers={"Set-Cookie": "id=7; Path=/"})
    with serve(lambda asked, before: cookie) as machine, Wire(frozenset({machine.host}), 5) as wire:
        for _ in range(2):
            wire.get(machine.url)
        assert len(machine.asked) == 2
        assert not any({"Cookie", "Authorization"} & set(asked.headers) for asked in machine.asked)


def test_many_threads_ask_at_once() -> None:
    with libre(latency=0.05) as machine, Wire(frozenset({machine.host}), 5) as wire:
        with ThreadPoolExecutor(8) as pool:
            texts = [f"text {number}" for number in range(40)]
            answers = pool.map(lambda text: wire.post(f"{machine.url}translate", json={**TEXT, "q": text}), texts)
            assert [answer.json()["translatedText"] for answer in answers] == [text.upper() for text in texts]
        assert machine.most_at_once == 8


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate that nobody but its owner has signed, for 127.0.0.1, with its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl makes the certificate")
    made, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    line = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(made)]
    subprocess.run([program, *line.split(), *names], check=True, capture_output=True)
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


def test_a_certificate_is_checked(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    with serve(lambda asked, before: Reply("hello"), certificate) as machine:
        with Wire(frozenset({machine.host}), 5) as wire, pytest.raises(EngineUnreachableError, match="certificate"):
            wire.post(machine.url, json=TEXT)
        assert machine.asked == []
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        with Wire(frozenset({machine.host}), 5) as wire:
            assert wire.post(machine.url, json=TEXT).text == "hello"


def test_the_time_is_limited_on_encrypted_lines_too(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    for fault in ("drip", "drip headers"):
        answers = functools.partial(_always, FAULTS[fault])
        with serve(answers, certificate) as machine, Wire(frozenset({machine.host}), 0.3) as wire:
            begin = time.monotonic()
            with pytest.raises(EngineUnreachableError, match=r"0\.3 seconds"):
                wire.post(machine.url, json=TEXT)
            assert time.monotonic() - begin < 3


def _always(answer: object, asked: Asked, before: int) -> object:
    return answer
