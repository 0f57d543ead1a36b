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
from typing import TYPE_CHECKING, NamedTuple

from ..articles.document import collapsed
from ..articles.document import parse as parse_body
from ..articles.elements import role_of
from ..errors import SourceError
from ..languages import registry
from ..model import Article, Correction, Metadata, Problem, Role, Sensitivity, Severity
from ..values import replace
from . import _html
from ._fields import NAMED, is_before, means_sensitivity, moment, translator
from ._header import mark_date
from ._tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..nodes import Node, Place

SUFFIXES = (".html", ".htm", ".xhtml")

_KEYS = (
    *("date", "updated", "location", "authors", "tags", "sensitivity", "segmentation", "waivers", "translators"),
    "lang",
)
_SENSITIVITY = "l10n:sensitivity"
_DATED = frozenset({Role.BYLINE, Role.DATELINE})
_SUBSET = re.compile(r"<!doctype[^>]*\[", re.IGNORECASE)


def read(text: str, *, article_id: str, path: str, lang: str) -> Article:
    """Read an HTML article (see `plugins.Reader`)."""
    if not text.strip():
        raise SourceError("the article is empty", path=path, line=1, hint="write its text, or delete the file")
    _refuse_dtd(text, path)
    tree = _html.parse(text, path=path)
    nodes = tree.root.iter()
    problems = [*tree.problems, *tree.unfinished]
    if not any(node.tag == "h1" or node.attributes.get("data-role") == "headline" for node in nodes):
        problems.append(Problem("there is no headline", 1, "write it as <h1>...</h1>"))
    metas = list(_metas(nodes, text))
    named = {meta.name: meta.content for meta in metas}
    problems += _mistakes(named, {meta.name: meta.line for meta in metas})
    problems += [*_doubled(metas), *_wrong_corrections(nodes, text)]
    times = tree.root.places("time")
    about = _metadata(named, nodes, times)
    if unclear := list(_unclear(metas)):
        problems += unclear
        about = replace(about, sensitivity=Sensitivity.SECRET)
    mark_date(times, about.date)
    own_lang = tree.root.attributes.get("lang") or named.get("l10n:lang") or ""
    if own_lang and own_lang.casefold() not in map(str.casefold, registry.tags()):
        own_lang = own_lang.split("-")[0]
    return Article(
        id=article_id,
        lang=registry.get(own_lang).tag if own_lang in registry.tags() else own_lang or lang,
        format="html",
        body=tree.root,
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


def _metas(nodes: Iterable[Node], text: str) -> Iterator[_Meta]:
    """What a page says of itself."""
    at = 0
    for meta in (node for node in nodes if node.tag == "meta"):
        said, tag = meta.attributes, meta.marks["data-l-open"]
        at = max(at, text.find(tag, at))
        names = tuple(said.get(key, "").lower() for key in ("name", "property", "itemprop"))
        yield _Meta(names, said.get("content", ""), text.count("\n", 0, at) + 1)
        at += len(tag)


_PUBLISHED = ("l10n:date", "article:published_time")
_UPDATED = ("l10n:updated", "article:modified_time")


def _metadata(named: dict[str, str], nodes: Sequence[Node], times: Sequence[Place]) -> Metadata:
    links = (node.attributes for node in nodes if node.tag == "link")
    canonical = (said.get("href", "") for said in links if said.get("rel") == "canonical")
    pictures = (node.attributes.get("src", "") for node in nodes if node.tag == "img")
    sensitivity = named.get(_SENSITIVITY) or Sensitivity.EMBARGOED.value
    return Metadata(
        date=_said(named, *_PUBLISHED) or _shown_date(times),
        updated=_said(named, *_UPDATED),
        tags=_parts(named.get("l10n:tags", ""), ","),
        # A word that is not known must not let a text out.
        sensitivity=Sensitivity(sensitivity) if sensitivity in set(Sensitivity) else Sensitivity.SECRET,
        canonical=next(canonical, ""),
        image=named.get("og:image") or next(pictures, ""),
        segmentation=named.get("l10n:segmentation", ""),
        waivers=_parts(named.get("l10n:waivers", ""), ";"),
        translators=tuple(filter(None, map(translator, _parts(named.get("l10n:translators", ""), ";")))),
    )


def _parts(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def _mistakes(named: Mapping[str, str], lines: Mapping[str, int]) -> Iterator[Problem]:
    """What is wrong with the values of metadata, and with the names of ours."""
    for name in filter(lambda name: name.startswith("l10n:") and not means_sensitivity(name), named):
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


def _wrong_corrections(nodes: Iterable[Node], text: str) -> Iterator[Problem]:
    for node in (node for node in nodes if node.attributes):
        said = node.attributes
        may_be = "data-role" in said or "correction" in said.get("class", "").lower()
        if may_be and role_of(node.tag, said, first_h1=False) is Role.CORRECTION:
            line = text.count("\n", 0, text.find(node.marks["data-l-open"])) + 1
            if not moment(said.get("data-date", "")):
                yield Problem("a correction has no date", line, 'write it as data-date="2025-05-12"')
            if said.get("data-kind", Correction.KINDS[0]) not in Correction.KINDS:
                hint = f"write {' or '.join(Correction.KINDS)}"
                yield Problem(f"data-kind {said['data-kind']!r} is not known", line, hint)


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
        meant = next(filter(means_sensitivity, meta.names), "")
        count += meta.name == _SENSITIVITY
        if meant and meta.name != _SENSITIVITY:
            yield Problem(f"{meant!r} means nothing here", meta.line, f"did you mean {_SENSITIVITY!r}?")
        elif meant and count > 1:
            yield Problem(f"{_SENSITIVITY!r} stands twice", meta.line, "keep one of them")
        elif meant and not meta.content:
            yield Problem(f"{_SENSITIVITY!r} has no content", meta.line, f"write {' or '.join(Sensitivity)}")


def _said(named: Mapping[str, str], *names: str) -> str:
    return next((named[name] for name in names if named.get(name)), "")


def _shown_date(times: Iterable[Place]) -> str:
    """The date that a page shows at its top, or by itself on a line; one inside a sentence is what it speaks of."""
    for time, above in times:
        alone = collapsed(above[0].text()) == collapsed(time.text())
        at_top = any(
            node.tag == "header" or role_of(node.tag, node.attributes, first_h1=False) in _DATED for node in above
        )
        if (alone or at_top) and _is_date(said := time.attributes.get("datetime", "")):
            return said
    return ""


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
