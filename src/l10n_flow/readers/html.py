"""HTML articles: a whole page, or the part of one that a CMS keeps.

Metadata that HTML has no place for stands in `<meta name="l10n:...">`: date, updated, tags (with commas),
sensitivity, segmentation. Roles are known by element, by class (`kicker`, `deck`, `byline`, `dateline`,
`caption`, `credit`) or by `data-role`; comments `<!-- l10n: note ... -->`, `skip`, `off`, `on` and `role ...`
act on what follows; `translate="no"` protects a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document import parse as parse_body
from ..document import serialise
from ..errors import SourceError
from ..languages import registry
from ..model import Article, Metadata, Problem, Sensitivity
from . import _html

if TYPE_CHECKING:
    from lxml import etree

SUFFIXES = (".html", ".htm", ".xhtml")


def read(text: str, *, article_id: str, path: str, lang: str) -> Article:
    """Read an HTML article (see `plugins.Reader`)."""
    if not text.strip():
        raise SourceError("the article is empty", path=path, line=1, hint="write its text, or delete the file")
    tree = _html.parse(text, path=path)
    problems = list(tree.problems)
    if tree.root.find(".//h1") is None and tree.root.find(".//*[@data-role='headline']") is None:
        problems.append(Problem("there is no headline", 1, "write it as <h1>...</h1>"))
    named: dict[str, str] = {_name(meta): meta.get("content", "") for meta in tree.root.iter("meta")}
    own_lang = tree.root.get("lang") or named.get("l10n:lang") or ""
    if own_lang and own_lang.casefold() not in map(str.casefold, registry.tags()):
        own_lang = own_lang.split("-")[0]
    return Article(
        id=article_id,
        lang=registry.get(own_lang).tag if own_lang in registry.tags() else own_lang or lang,
        format="html",
        body=serialise(tree.root),
        path=path,
        source=text,
        meta=_metadata(named, tree.root, problems),
        problems=tuple(problems),
    )


def write(article: Article) -> str:
    """The page as HTML, tags as they were written (see `plugins.Reader`)."""
    return _html.write(parse_body(article.body))


def _name(meta: etree._Element) -> str:
    return (meta.get("name") or meta.get("property") or "").lower()


def _metadata(named: dict[str, str], root: etree._Element, problems: list[Problem]) -> Metadata:
    time = root.find(".//time")
    date = named.get("l10n:date") or named.get("article:published_time") or ""
    if not date and time is not None:
        date = time.get("datetime", "")
    sensitivity = named.get("l10n:sensitivity") or Sensitivity.EMBARGOED.value
    if sensitivity not in set(Sensitivity):
        problems.append(Problem(f"sensitivity {sensitivity!r} is not known", None, f"write {', '.join(Sensitivity)}"))
        sensitivity = Sensitivity.SECRET.value
    link = root.find(".//link[@rel='canonical']")
    pictures = (str(image.get("src", "")) for image in root.iter("img"))
    tags = named.get("l10n:tags", "")
    return Metadata(
        date=date,
        updated=named.get("l10n:updated") or named.get("article:modified_time") or "",
        tags=tuple(tag.strip() for tag in tags.split(",") if tag.strip()),
        sensitivity=Sensitivity(sensitivity),
        canonical="" if link is None else link.get("href", ""),
        image=named.get("og:image") or next(pictures, ""),
        segmentation=named.get("l10n:segmentation", ""),
    )
