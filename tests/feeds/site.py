"""A few pages of a news site, and the schemas that what is made of them must keep to."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from l10n_flow.feeds.entries import Correction, Entry, Topic, urn

SCHEMAS = Path(__file__).parent / "schemas"
HOST = "https://example.org/news"
LANGS = ("en", "ru", "uz", "uz-Cyrl", "tg")
HOSTILE = "]]></title><script>alert(1)</script> & \"quoted\" 'and' \x00\x1b\ud800 {{ 7 * 7 }}"
"""What must come out as text, less the characters that XML may not have."""


def entry(article: str = "2025/regime", lang: str = "en", **said: object) -> Entry:
    """An edition; `said` are fields that are different."""
    fields: dict[str, object] = {
        "article": article,
        "lang": lang,
        "url": f"{HOST}/{lang}/{article}.html",
        "title": f"A regime ({lang})",
        "published": "2025-05-12T09:30:00Z",
        "updated": "2025-05-13T10:00:00Z",
        "summary": "What it means.",
        "authors": ("A. Reporter", "B. Editor"),
        "topics": (Topic("central-asia", "Central Asia"),),
        "alternates": tuple((one, f"{HOST}/{one}/{article}.html") for one in LANGS),
        "corrections": (),
        "id": urn(f"{article} {lang}"),
    }
    return Entry(**{**fields, **said})  # type: ignore[arg-type]


CORRECTION = Correction("2025-05-14", "Correction, May 14, 2025", "The registry held 685,000 names & not 650,000.")


def parsed(text: str) -> etree._Element:
    """A document that is well-formed."""
    return etree.fromstring(text.encode())


def faults(text: str, schema: str) -> str:
    """What a schema says against a document, empty if it is valid."""
    grammar = etree.parse(SCHEMAS / schema)
    checks = etree.XMLSchema(grammar) if schema.endswith(".xsd") else etree.RelaxNG(grammar)
    return "" if checks.validate(parsed(text)) else str(checks.error_log)
