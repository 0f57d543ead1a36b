"""HTML articles: a whole page, or the part of one that a CMS keeps.

Metadata that HTML has no place for stands in `<meta name="l10n:...">`: date, updated, tags (with commas),
sensitivity, segmentation. Roles are known by element, by class (`kicker`, `deck`, `byline`, `dateline`,
`caption`, `credit`) or by `data-role`; comments `<!-- l10n: note ... -->`, `skip`, `off`, `on` and `role ...`
act on what follows; `translate="no"` protects a text.
"""

from __future__ import annotations

import difflib
from datetime import datetime
from typing import TYPE_CHECKING

from ..document import parse as parse_body
from ..document import serialise, text_of
from ..elements import role_of
from ..errors import SourceError
from ..languages import registry
from ..model import Article, Metadata, Problem, Role, Sensitivity, Severity
from . import _html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

SUFFIXES = (".html", ".htm", ".xhtml")

_KEYS = ("date", "updated", "location", "authors", "tags", "sensitivity", "segmentation", "lang")
_DATED = frozenset({Role.BYLINE, Role.DATELINE})


def read(text: str, *, article_id: str, path: str, lang: str) -> Article:
    """Read an HTML article (see `plugins.Reader`)."""
    if not text.strip():
        raise SourceError("the article is empty", path=path, line=1, hint="write its text, or delete the file")
    tree = _html.parse(text, path=path)
    problems = [*tree.problems, *tree.unfinished]
    if tree.root.find(".//h1") is None and tree.root.find(".//*[@data-role='headline']") is None:
        problems.append(Problem("there is no headline", 1, "write it as <h1>...</h1>"))
    named: dict[str, str] = {_name(meta): meta.get("content", "") for meta in tree.root.iter("meta")}
    problems += _mistakes(named)
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
        meta=_metadata(named, tree.root),
        problems=tuple(problems),
    )


def write(article: Article) -> str:
    """The page as HTML, tags as they were written (see `plugins.Reader`)."""
    return _html.write(parse_body(article.body))


def _name(meta: etree._Element) -> str:
    return (meta.get("name") or meta.get("property") or "").lower()


def _metadata(named: dict[str, str], root: etree._Element) -> Metadata:
    link = root.find(".//link[@rel='canonical']")
    pictures = (str(image.get("src", "")) for image in root.iter("img"))
    sensitivity = named.get("l10n:sensitivity") or Sensitivity.EMBARGOED.value
    tags = named.get("l10n:tags", "")
    return Metadata(
        date=_said(named, "l10n:date", "article:published_time") or _shown_date(root),
        updated=_said(named, "l10n:updated", "article:modified_time"),
        tags=tuple(tag.strip() for tag in tags.split(",") if tag.strip()),
        # A word that is not known must not let a text out.
        sensitivity=Sensitivity(sensitivity) if sensitivity in set(Sensitivity) else Sensitivity.SECRET,
        canonical="" if link is None else link.get("href", ""),
        image=named.get("og:image") or next(pictures, ""),
        segmentation=named.get("l10n:segmentation", ""),
    )


def _mistakes(named: dict[str, str]) -> Iterator[Problem]:
    """What is wrong with the values of metadata, and with the names of ours."""
    for name in filter(lambda name: name.startswith("l10n:"), named):
        if name.removeprefix("l10n:") not in _KEYS:
            close = difflib.get_close_matches(name.removeprefix("l10n:"), _KEYS, 1)
            hint = f"did you mean 'l10n:{close[0]}'?" if close else f"there are {', '.join(_KEYS)}"
            yield Problem(f"{name!r} means nothing here", None, hint, Severity.WARNING)
    for name in ("l10n:date", "article:published_time", "l10n:updated", "article:modified_time"):
        if named.get(name) and not _is_date(named[name]):
            yield Problem(f"{name} {named[name]!r} is no date", None, "write it as 2025-05-12")
    for name, known in (("l10n:sensitivity", tuple(Sensitivity)), ("l10n:segmentation", ("block", "sentence"))):
        if named.get(name) and named[name] not in known:
            yield Problem(f"{name} {named[name]!r} is not known", None, f"write {' or '.join(known)}")


def _said(named: dict[str, str], *names: str) -> str:
    return next((named[name] for name in names if named.get(name)), "")


def _shown_date(root: etree._Element) -> str:
    """The date that a page shows at its top, or by itself on a line; one inside a sentence is what it speaks of."""
    for time in root.iter("time"):
        parent = time.getparent()
        alone = parent is not None and text_of(parent) == text_of(time)
        at_top = any(
            above.tag == "header" or role_of(str(above.tag), _attributes(above), first_h1=False) in _DATED
            for above in time.iterancestors()
        )
        if (alone or at_top) and _is_date(said := time.get("datetime", "")):
            return said
    return ""


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
