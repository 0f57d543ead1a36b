"""JSON for any CMS, alone and beside a fragment of HTML."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html as lxml_html

from l10n_flow.exporters import _metadata, fragment
from l10n_flow.exporters import json as whole
from tests.exporters.editions import CORRECTION, NOWHERE, SITE, edition

SCHEMA = Path(__file__).parents[2] / "docs" / "edition.schema.json"
HOSTILE = "</script><script>document.title='run'</script>{{ 7 * 7 }}"


def test_the_schema_in_the_docs_is_that_of_the_program() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == _metadata.schema(), "l10n-flow schema edition"


def test_an_edition_says_what_it_is() -> None:
    image: dict[str, Any] = {"image": "media/2025/images/x.svg", "alt": "A chart", "width": 640, "height": 400}
    ((path, text),) = whole.files(edition(corrections=(CORRECTION,), **image), SITE).items()
    assert path == "en/2025/regime.json"
    said = msgspec.json.decode(text, type=_metadata.Metadata, strict=True)
    assert (said.article, said.lang, said.original_lang, said.slug) == ("2025/regime", "en", "en", "regime")
    assert said.url == "https://example.org/news/en/2025/regime.html"
    assert said.headline == "A regime: what it means"
    assert said.authors == ["A. Reporter", "B. Editor"]
    assert said.topics == ["migration", "Central Asia"]
    assert said.image == _metadata.Image(
        url="https://example.org/news/media/2025/images/x.svg", alt="A chart", width=640, height=400
    )
    assert [(one.date, one.kind) for one in said.corrections] == [("2025-05-14", "correction")]
    assert [(one.lang, one.url, one.original) for one in said.editions] == [
        ("en", "https://example.org/news/en/2025/regime.html", True),
        ("tg", "https://example.org/news/tg/2025/rejim.html", False),
    ]
    assert said.partial is False
    assert said.body is not None
    assert 'src="https://example.org/news/media/2025/images/map.png"' in said.body


def test_every_key_of_the_schema_is_there_and_no_other() -> None:
    metadata = _metadata.schema()["$defs"]["Metadata"]
    ((_, text),) = whole.files(edition(), SITE).items()
    assert json.loads(text).keys() == metadata["properties"].keys()
    assert set(metadata["required"]) == metadata["properties"].keys() - {"body"}


def test_who_has_the_schema_of_today_reads_what_is_added_tomorrow() -> None:
    assert "additionalProperties" not in json.dumps(_metadata.schema())


def test_a_fragment_has_the_same_without_its_body_beside_it() -> None:
    exported = edition()
    found = dict(fragment.files(exported, SITE))
    beside = json.loads(found.pop("en/2025/regime.json"))
    ((path, body),) = found.items()
    assert path == "en/2025/regime.html"
    ((_, text),) = whole.files(exported, SITE).items()
    assert json.loads(text) == {**beside, "body": body.removesuffix("\n")}


def test_a_fragment_is_the_text_without_the_front_of_the_page() -> None:
    body = fragment.files(edition(), SITE)["en/2025/regime.html"]
    assert not re.search(r"<(?:html|head|body|h1|title|meta|script|style|link)\b", body)
    page = lxml_html.fragment_fromstring(body, create_parent="div")
    assert [one.text_content() for one in page.iter("h2")] == ["What it costs", "Footnotes"]


@pytest.mark.parametrize("site", [SITE, NOWHERE])
def test_without_a_base_url_addresses_count_from_the_top(site: object) -> None:
    ((_, text),) = whole.files(edition(), site).items()  # type: ignore[arg-type]
    url = json.loads(text)["url"]
    assert url == ("https://example.org/news/en/2025/regime.html" if site is SITE else "/en/2025/regime.html")


def test_a_translation_puts_nothing_but_text_into_a_fragment() -> None:
    body = fragment.files(edition(say=lambda _: HOSTILE, lang="ru"), SITE)["ru/2025/regime.html"]
    assert "<script" not in body
    page = lxml_html.fragment_fromstring(body, create_parent="div")
    assert HOSTILE in page.text_content()
