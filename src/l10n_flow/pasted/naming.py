"""What a new article is called."""

from __future__ import annotations

import re
import unicodedata

from .words import letters

_LONGEST = 60
_FEWEST_WORDS = 3
_APOSTROPHES = re.compile("['’‘ʻʼ`´]")


def article_id(headline: str, date: str) -> str:
    """An id for an article: its year and the headline's words in Latin letters, `2025/deportation-or-the-front`.

    Args:
        headline: in any of the languages; what stands behind a colon or dash is left out if three words are before it.
        date: ISO 8601, or empty: then there is no folder.
    """
    lower = unicodedata.normalize("NFC", headline).lower()
    own = "tg" if re.search("[ҷӣӯ]", lower) else "uz-Cyrl" if "ў" in lower else "ru"
    latin = lower.translate(letters(own)).translate(letters("ru"))
    head = re.split(r":\s|\s[—–-]+\s", latin, maxsplit=1)[0]
    words = _words(head)
    slug = "-".join(words if len(words) >= _FEWEST_WORDS else _words(latin)) or "untitled"
    if len(slug) > _LONGEST:
        slug = slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
    year = re.match(r"\d{4}(?=-)", date)
    return f"{year[0]}/{slug}" if year else slug


def _words(text: str) -> list[str]:
    """Its words without accents and apostrophes, which do not part a word."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    return re.findall(r"[a-z0-9]+", "".join(c for c in decomposed if not unicodedata.combining(c)))
