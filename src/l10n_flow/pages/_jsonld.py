"""What a page says of itself to machines: JSON-LD in the words of https://schema.org/NewsArticle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

_AS_TEXT = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
"""What could end the element that the data stands in, written so that it cannot."""


NOTHING = Markup()
"""What a page says that says nothing."""


def script(data: Mapping[str, object]) -> Markup:
    """Data as the content of a script element; what says nothing is left out."""
    text = msgspec.json.encode({"@context": "https://schema.org", **_told(data)}).decode()
    for sign, written in _AS_TEXT.items():
        text = text.replace(sign, written)
    return Markup(text)  # noqa: S704  nothing in it can end the element


def work(lang: str, address: str) -> dict[str, object]:
    """An article in another language, as one refers to it."""
    return {"@type": "NewsArticle", "inLanguage": lang, "url": address}


def author(name: str, *, is_desk: bool) -> dict[str, object]:
    """Who wrote an article: somebody, or a desk or an agency."""
    return {"@type": "Organization" if is_desk else "Person", "name": name}


def organization(name: str, address: str) -> dict[str, object]:
    """The newsroom; nothing if it has no name."""
    return _told({"@type": "NewsMediaOrganization", "name": name, "url": address}) if name else {}


def correction(date: str, text: str) -> dict[str, object]:
    """What was said wrong in an article, and when that was put right."""
    return {"@type": "CorrectionComment", "datePublished": date, "text": text}


def person(name: str) -> dict[str, object]:
    """Somebody with a name; nothing without."""
    return {"@type": "Person", "name": name} if name else {}


def _told(data: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if value}
