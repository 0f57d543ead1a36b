"""What an article embeds is a link to it, in all formats."""

from __future__ import annotations

import pytest
from lxml import etree, html

from l10n_flow.exporters import _content, markdown
from l10n_flow.pages import embeds
from tests.exporters.editions import SITE, edition


@pytest.mark.parametrize(
    ("embed", "address", "shown"),
    [
        ('<iframe src="https://www.example.org/embed/x?t=1" title="A film"></iframe>', "embed/x?t=1", "embed/x"),
        ('<iframe src="//example.org/map/"></iframe>', "map/", "map"),
        ('<video controls><source src="https://example.org/a.mp4">no film</video>', "a.mp4", "a.mp4"),
        ('<object data="https://example.org/a.swf"></object>', "a.swf", "a.swf"),
    ],
)
def test_it_is_a_link_with_its_address(embed: str, address: str, shown: str) -> None:
    made = edition(f"# T\n\nOne.\n\n{embed}\n\nTwo.\n")
    body = _content.of(made, SITE).body
    host = "https://www.example.org" if "www" in embed else "https://example.org"
    assert f'<p><a href="{host}/{address}">example.org/{shown}</a></p>' in body.replace("\n", "")
    ((_, text),) = markdown.files(made, SITE).items()
    assert f"[example.org/{shown}]({host}/{address})" in text


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("//example.org/a", "https://example.org/a"),
        ("/\\example.org/a#b", "https://example.org/a#b"),
        (" /\t/example.org", "https://example.org"),
        ("///example.org", "https://example.org"),
        ("/a//b", "/a//b"),
        ("//", "//"),
    ],
)
def test_a_link_to_another_host_has_a_scheme(written: str, address: str) -> None:
    root = html.Element("div")
    etree.SubElement(root, "a", {"href": written})
    embeds.link(root, "media", ())
    assert root[0].get("href") == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "film.mp4", "data:text/html,x", "", "https://[x"])
def test_what_is_not_on_the_web_goes(address: str) -> None:
    body = _content.of(edition(f'# T\n\nOne.\n\n<iframe src="{address}"></iframe>\n'), SITE).body
    assert "<a" not in body
    assert "iframe" not in body
