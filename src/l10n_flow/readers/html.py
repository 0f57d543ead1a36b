"""HTML articles: a whole page, or the part of one that a CMS keeps.

Metadata that HTML has no place for stands in `<meta name="l10n:...">`: date, updated, tags (with commas),
sensitivity, segmentation. Roles are known by element, by class (`kicker`, `deck`, `byline`, `dateline`, `caption`,
`credit`, `correction`) or by `data-role`; comments `<!-- l10n: note ... -->`, `skip`, `off`, `on` and `role ...` act on
what follows; `translate="no"` protects a text. `<p class="correction" data-date="2025-05-12" data-kind="update">` says
what was wrong or was added later (`correction`, `clarification` or `update`).
"""

from __future__ import annotations

import difflib
import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from lxml import etree

from ..articles.document import parse as parse_body
from ..articles.document import serialise, text_of
from ..elements import role_of
from ..errors import SourceError
from ..languages import registry
from ..model import Article, Correction, Metadata, Problem, Role, Sensitivity, Severity
from ..values import replace
from . import _html
from ._header import NAMED, is_before, is_meant, mark_date, moment, translator
from ._source import attributes
from ._tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SUFFIXES = (".html", ".htm", ".xhtml")

_KEYS = (
    *("date", "updated", "location", "authors", "tags", "sensitivity", "segmentation", "waivers", "translators"),
    "lang",
)
_SENSITIVITY = "l10n:sensitivity"
_DATED = frozenset({Role.BYLINE, Role.DATELINE})
_MAY_BE_CORRECTIONS = etree.XPath(
    "descendant-or-self::*[contains(translate(@class, 'CORETIN', 'coretin'), 'correction') or @data-role='correction']"
)
_SUBSET = re.compile(r"<!doctype[^>]*\[", re.IGNORECASE)


def read(text: str, *, article_id: str, path: str, lang: str) -> Article:
    """Read an HTML article (see `plugins.Reader`)."""
    if not text.strip():
        raise SourceError("the article is empty", path=path, line=1, hint="write its text, or delete the file")
    _refuse_dtd(text, path)
    tree = _html.parse(text, path=path)
    problems = [*tree.problems, *tree.unfinished]
    if tree.root.find(".//h1") is None and tree.root.find(".//*[@data-role='headline']") is None:
        problems.append(Problem("there is no headline", 1, "write it as <h1>...</h1>"))
    metas = list(_metas(tree.root, text))
    named = {meta.name: meta.content for meta in metas}
    problems += _mistakes(named, {meta.name: meta.line for meta in metas})
    problems += [*_doubled(metas), *_wrong_corrections(tree.root, text)]
    about = _metadata(named, tree.root)
    if unclear := list(_unclear(metas)):
        problems += unclear
        about = replace(about, sensitivity=Sensitivity.SECRET)
    mark_date(tree.root, about.date)
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
        meta=about,
        problems=tuple(problems),
    )


def write(article: Article) -> str:
    """The page as HTML, tags as they were written (see `plugins.Reader`)."""
    return _html.write(parse_body(article.body))


def _refuse_dtd(text: str, path: str) -> None:
    """Stop at a document type with declarations of its own: entities in it can stand for anything."""
    if _SUBSET.search(text):
        for token in tokens(text):
            if token.kind == "other" and _SUBSET.match(token.source):
                raise SourceError(
                    "the document type has declarations of its own (a DTD)",
                    path=path,
                    line=text.count("\n", 0, token.start) + 1,
                    hint="write <!DOCTYPE html> instead, and characters for the entities that it defines",
                )


class _Meta(NamedTuple):
    """A `<meta>`: how it is called, in all the attributes for that; what it says; its line."""

    names: tuple[str, ...]
    content: str
    line: int

    @property
    def name(self) -> str:
        """The name that counts."""
        return self.names[0] or self.names[1]


def _metas(root: etree._Element, text: str) -> Iterator[_Meta]:
    """What a page says of itself."""
    at = 0
    for meta in root.iter("meta"):
        tag = meta.get("data-l-open", "")
        at = max(at, text.find(tag, at))
        names = tuple(meta.get(key, "").lower() for key in ("name", "property", "itemprop"))
        yield _Meta(names, meta.get("content", ""), text.count("\n", 0, at) + 1)
        at += len(tag)


_PUBLISHED = ("l10n:date", "article:published_time")
_UPDATED = ("l10n:updated", "article:modified_time")


def _metadata(named: dict[str, str], root: etree._Element) -> Metadata:
    link = root.find(".//link[@rel='canonical']")
    pictures = (str(image.get("src", "")) for image in root.iter("img"))
    sensitivity = named.get(_SENSITIVITY) or Sensitivity.EMBARGOED.value
    return Metadata(
        date=_said(named, *_PUBLISHED) or _shown_date(root),
        updated=_said(named, *_UPDATED),
        tags=_parts(named.get("l10n:tags", ""), ","),
        # A word that is not known must not let a text out.
        sensitivity=Sensitivity(sensitivity) if sensitivity in set(Sensitivity) else Sensitivity.SECRET,
        canonical="" if link is None else link.get("href", ""),
        image=named.get("og:image") or next(pictures, ""),
        segmentation=named.get("l10n:segmentation", ""),
        waivers=_parts(named.get("l10n:waivers", ""), ";"),
        translators=tuple(filter(None, map(translator, _parts(named.get("l10n:translators", ""), ";")))),
    )


def _parts(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def _mistakes(named: Mapping[str, str], lines: Mapping[str, int]) -> Iterator[Problem]:
    """What is wrong with the values of metadata, and with the names of ours."""
    for name in filter(lambda name: name.startswith("l10n:") and not is_meant(name), named):
        if name.removeprefix("l10n:") not in _KEYS:
            close = difflib.get_close_matches(name.removeprefix("l10n:"), _KEYS, 1)
            hint = f"did you mean 'l10n:{close[0]}'?" if close else f"there are {', '.join(_KEYS)}"
            yield Problem(f"{name!r} means nothing here", lines[name], hint, Severity.WARNING)
    for name in (*_PUBLISHED, *_UPDATED):
        if named.get(name) and not _is_date(named[name]):
            yield Problem(f"{name} {named[name]!r} is no date", lines[name], "write it as 2025-05-12")
    dated = {name: _said(named, *names) for name, names in (("date", _PUBLISHED), ("updated", _UPDATED))}
    if all(map(_is_date, dated.values())) and is_before(dated["updated"], dated["date"]):
        name = next(name for name in _UPDATED if named.get(name))
        yield Problem(f"{name} {named[name]!r} is before the date", lines[name], "correct one of them")
    for name, known in ((_SENSITIVITY, tuple(Sensitivity)), ("l10n:segmentation", ("block", "sentence"))):
        if named.get(name) and named[name] not in known:
            yield Problem(f"{name} {named[name]!r} is not known", lines[name], f"write {' or '.join(known)}")
    for said in _parts(named.get("l10n:translators", ""), ";"):
        if translator(said) is None:
            hint = f"write the edition and the name: {NAMED}"
            yield Problem(f"{said!r} names no translator", lines["l10n:translators"], hint)


def _wrong_corrections(root: etree._Element, text: str) -> Iterator[Problem]:
    for element in cast("list[etree._Element]", _MAY_BE_CORRECTIONS(root)):
        names = attributes(element)
        if role_of(str(element.tag), names, first_h1=False) is Role.CORRECTION:
            line = text.count("\n", 0, text.find(names.get("data-l-open", ""))) + 1
            if not moment(names.get("data-date", "")):
                yield Problem("a correction has no date", line, 'write it as data-date="2025-05-12"')
            if names.get("data-kind", Correction.KINDS[0]) not in Correction.KINDS:
                hint = f"write {' or '.join(Correction.KINDS)}"
                yield Problem(f"data-kind {names['data-kind']!r} is not known", line, hint)


def _doubled(metas: Iterable[_Meta]) -> Iterator[Problem]:
    """Names of ours that stand there again, with something else to say."""
    said: dict[str, str] = {}
    for meta in metas:
        is_ours = meta.name.startswith("l10n:") and meta.name != _SENSITIVITY
        if is_ours and said.setdefault(meta.name, meta.content) != meta.content:
            yield Problem(f"{meta.name!r} stands twice", meta.line, "keep one of them")


def _unclear(metas: Iterable[_Meta]) -> Iterator[Problem]:
    """What is said of the sensitivity and does not count, or not clearly: the article may be a secret one."""
    count = 0
    for meta in metas:
        meant = next(filter(is_meant, meta.names), "")
        count += meta.name == _SENSITIVITY
        if meant and meta.name != _SENSITIVITY:
            yield Problem(f"{meant!r} means nothing here", meta.line, f"did you mean {_SENSITIVITY!r}?")
        elif meant and count > 1:
            yield Problem(f"{_SENSITIVITY!r} stands twice", meta.line, "keep one of them")
        elif meant and not meta.content:
            yield Problem(f"{_SENSITIVITY!r} has no content", meta.line, f"write {' or '.join(Sensitivity)}")


def _said(named: Mapping[str, str], *names: str) -> str:
    return next((named[name] for name in names if named.get(name)), "")


def _shown_date(root: etree._Element) -> str:
    """The date that a page shows at its top, or by itself on a line; one inside a sentence is what it speaks of."""
    for time in root.iter("time"):
        parent = time.getparent()
        alone = parent is not None and text_of(parent) == text_of(time)
        at_top = any(
            above.tag == "header" or role_of(str(above.tag), attributes(above), first_h1=False) in _DATED
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
