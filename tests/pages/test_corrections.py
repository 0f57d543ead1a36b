"""What was wrong, or was added later, on every edition's page."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html as lxml_html

from l10n_flow.articles import document
from l10n_flow.pages import html
from l10n_flow.readers import markdown

SOURCE = """---
title: The tram
date: 2025-05-12
corrections:
- {date: 2025-05-14, kind: correction, text: It has <b>twelve</b> stops.}
- {date: 2025-05-15, kind: update, text: It runs at night.}
---
It runs.
"""
ARTICLE = markdown.read(SOURCE, article_id="tram", path="tram.md", lang="en")
SKELETON = document.Skeleton(ARTICLE)
LANGS = ("en", "ru", "uz", "uz-Cyrl", "tg")
LINKS = tuple(html.Link(lang, f"{lang}/tram.html", original=lang == "en") for lang in LANGS)
SAID = {segment.key: f"[{segment.text}]" for segment in SKELETON.segments}


def shown(page: str) -> list[str]:
    """The lines of the part of a page about corrections."""
    tree = lxml_html.document_fromstring(page)
    return [
        " ".join("".join(map(str, part.itertext())).split())
        for part in tree.findall(".//section[@class='corrections']/*")
    ]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", ["Corrections and updates", "Correction, May 14, 2025. [It has <b>twelve</b> stops.]"]),
        ("ru", ["Исправления и дополнения", "Исправление, 14 мая 2025 года. [It has <b>twelve</b> stops.]"]),
        ("uz", ["Tuzatishlar va yangilanishlar", "Tuzatish, 2025-yil 14-may. [It has <b>twelve</b> stops.]"]),
        ("uz-Cyrl", ["Тузатишлар ва янгиланишлар", "Тузатиш, 2025 йил 14 май. [It has <b>twelve</b> stops.]"]),
        ("tg", ["Тасҳеҳҳо ва навсозиҳо", "Тасҳеҳ, 14 майи соли 2025. [It has <b>twelve</b> stops.]"]),
    ],
)
def test_every_edition_says_it_in_its_words(lang: str, lines: list[str]) -> None:
    page = html.Sheet(SKELETON, html.Site()).page(SAID, lang, LINKS).decode()
    assert shown(page)[:2] == lines
    assert shown(page)[2].endswith("[It runs at night.]")
    assert page.count("twelve") == 2  # there, and for machines


def test_a_page_of_its_own_says_the_same() -> None:
    """Made in another way, as an edition is that lacks some texts."""
    page = html.Sheet(SKELETON, html.Site()).page({}, "ru", LINKS, mark_missing=True).decode()
    assert shown(page)[1] == "Исправление, 14 мая 2025 года. It has <b>twelve</b> stops."
    assert 'lang="en"' in page.partition('class="corrections"')[2]


def test_machines_are_told() -> None:
    page = html.Sheet(SKELETON, html.Site()).page(SAID, "ru", LINKS).decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    told = json.loads(data)
    assert told["dateModified"] == "2025-05-15"
    assert told["correction"][1] == {
        "@type": "CorrectionComment",
        "datePublished": "2025-05-15",
        "text": "[It runs at night.]",
    }


def test_an_article_without_them_says_nothing() -> None:
    plain = markdown.read("# A\n\nText.", article_id="a", path="a.md", lang="en")
    assert "corrections" not in html.page(plain, LINKS).decode().partition("<body>")[2]
