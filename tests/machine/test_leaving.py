"""What may leave the newsroom, and to where."""

from __future__ import annotations

import pytest

from l10n_flow.machine.leaving import refusal
from l10n_flow.model import Sensitivity
from l10n_flow.settings.settings import Machine

PUBLIC, EMBARGOED, SECRET = Sensitivity.PUBLIC, Sensitivity.EMBARGOED, Sensitivity.SECRET
OWN = Machine(
    own_hosts=("mt.example.org", "gpu.example.org:5000", "127.0.0.1", "::1", "[2001:DB8::7]:8443", "Ünïcode.example")
)


@pytest.mark.parametrize("sensitivity", [PUBLIC, EMBARGOED, SECRET])
def test_what_sends_nothing_may_have_any_text(sensitivity: Sensitivity) -> None:
    assert refusal(sensitivity, "", Machine()) is None


@pytest.mark.parametrize("url", ["https://api.example.com/v2", "https://mt.example.org", "http://127.0.0.1:5000/"])
def test_a_secret_text_goes_nowhere(url: str) -> None:
    found = refusal(SECRET, url, OWN)
    assert found is not None
    assert (found.message, found.hint) == (
        "the article is secret: no engine gets its texts",
        "write “sensitivity: embargoed” into the article once it is no secret any more",
    )


def test_a_public_text_goes_anywhere() -> None:
    assert refusal(PUBLIC, "https://api.example.com:8443/v2", Machine()) is None


def test_the_refusal_says_what_to_set() -> None:
    found = refusal(EMBARGOED, "https://api.example.com/v2", OWN)
    assert found is not None
    assert found.message == "the article is embargoed, and api.example.com is not the desk's own"
    assert found.hint == (
        "write “sensitivity: public” into the article once it may be known; if api.example.com is the desk's own, "
        "list it in l10n-flow.toml: [machine] own_hosts"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://mt.example.org/translate",
        "https://MT.Example.ORG:443/",
        "https://mt.example.org.:8443",
        "https://gpu.example.org:5000",
        "http://127.0.0.1:5000/",
        "http://[::1]:5000",
        "http://[0:0:0:0:0:0:0:1]/",
        "https://[2001:db8:0:0::7]:8443/",
        "https://ünïcode.example/",
        "https://xn--ncode-cta3g.example/",
    ],
)
def test_an_embargoed_text_goes_to_the_desk_s_own_hosts(url: str) -> None:
    assert refusal(EMBARGOED, url, OWN) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://evil.mt.example.org/",
        "https://mt.example.org.evil.com/",
        "https://mt.example.orgevil.com/",
        "https://gpu.example.org:5001/",
        "https://gpu.example.org/",
        "https://mt.example.org@evil.com/",
        "https://evil.com@mt.example.org/",
        "https://evil.com\\@mt.example.org/",
        "https://evil.com#@mt.example.org/",
        "https://evil.com?mt.example.org",
        "https://evil.com/mt.example.org",
        "https://mt.example.org\t.evil.com/",
        "https://mt.еxample.org/",
        "https://mt。example.org/",
        "https://[2001:db8::8]:8443/",
        "https://localhost/",
        "https:///mt.example.org",
        "https:mt.example.org",
        "ftp://mt.example.org/",
        "file:///mt.example.org",
        "mt.example.org",
        "https://mt.example.org:port/",
        "https://[::1",
    ],
)
def test_and_nowhere_else(url: str) -> None:
    assert refusal(EMBARGOED, url, OWN) is not None


@pytest.mark.parametrize(
    "entry", ["", "*", "*.example.com", "example.com/api", "https://example.com", "a@example.com", "[", "example.com:x"]
)
def test_what_is_no_host_in_the_list_lets_nothing_out(entry: str) -> None:
    assert refusal(EMBARGOED, "https://api.example.com/", Machine(own_hosts=(entry,))) is not None
    assert refusal(EMBARGOED, "https://example.com/api", Machine(own_hosts=(entry,))) is not None


@pytest.mark.parametrize(
    "url", ["http://localhost:5000", "http://127.0.0.1", "http://127.8.8.8/x", "http://[::1]:80/", "http://LOCALHOST./"]
)
def test_plain_http_goes_to_this_computer(url: str) -> None:
    assert refusal(PUBLIC, url, Machine()) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com/",
        "http://10.0.0.5:5000/",
        "http://192.168.1.2/",
        "http://[::ffff:10.0.0.5]/",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "http://localhost@example.com/",
        "http://2130706433/",
        "http://0.0.0.0/",
        "HTTP://mt.example.org/",
    ],
)
@pytest.mark.parametrize("sensitivity", [PUBLIC, EMBARGOED])
def test_and_nowhere_else_whoever_owns_it(url: str, sensitivity: Sensitivity) -> None:
    own = Machine(own_hosts=("mt.example.org", "10.0.0.5", "192.168.1.2", "example.com"))
    assert refusal(sensitivity, url, own) is not None
