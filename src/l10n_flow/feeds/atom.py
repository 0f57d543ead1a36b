"""Atom feeds (RFC 4287): one per language, and one per language and topic. Pure.

Feed(id, lang, title, url, page, publication, subtitle="", alternates=())
MOST = 50
feed(about: Feed, entries: Iterable[Entry], most: int = MOST) -> str
"""

from __future__ import annotations

import functools
import mimetypes
import urllib.parse
from typing import TYPE_CHECKING

from ..values import Value
from .entries import HEAD, escaped, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .entries import Entry

_ATOM, _HTML = "application/atom+xml", "text/html"

GENERATOR = "l10n-flow"
"""What says in a feed that it is ours, as pages say it."""

MOST = 50
"""Entries that a feed has: the latest ones."""


class Feed(Value, frozen=True):
    """What a feed says of itself.

    Attributes:
        id: an address (IRI) that it keeps for ever, as `entries.urn` makes it.
        lang: BCP 47 tag of its texts.
        title: what readers see in their list of feeds.
        url: where the feed itself is, absolute.
        page: the page that it follows, absolute.
        publication: what the newsroom calls itself.
        subtitle: one line more.
        alternates: (`hreflang`, address) of the same feed in other languages.
    """

    id: str
    lang: str
    title: str
    url: str
    page: str
    publication: str
    subtitle: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def feed(about: Feed, entries: Iterable[Entry], most: int = MOST) -> str:
    """A feed of the latest entries, the newest first.

    Raises:
        ValueError: there are no entries, or one of their times is none. A feed must say when it changed last.
    """
    listed = sorted(entries, key=lambda entry: entry.article)
    listed = sorted(listed, key=lambda entry: moment(entry.published), reverse=True)[:most]
    if not listed:
        raise ValueError(f"no entries for the feed {about.url}")
    return "".join(_feed(about, listed))


def _feed(about: Feed, entries: list[Entry]) -> Iterator[str]:
    yield f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escaped(about.lang)}">\n'
    yield f"  <id>{escaped(about.id)}</id>\n"
    yield f"  <title>{escaped(about.title)}</title>\n"
    if about.subtitle:
        yield f"  <subtitle>{escaped(about.subtitle)}</subtitle>\n"
    yield f"  <updated>{max(map(_updated, entries))}</updated>\n"
    yield f"  <author><name>{escaped(about.publication)}</name></author>\n"
    yield f"  <generator>{GENERATOR}</generator>\n"
    yield f"  {_link('self', _ATOM, about.url, about.lang)}\n"
    yield f"  {_link('alternate', _HTML, about.page, about.lang)}\n"
    for lang, url in about.alternates:
        if lang != about.lang:
            yield f"  {_link('alternate', _ATOM, url, lang)}\n"
    for entry in entries:
        yield _entry(entry)
    yield "</feed>\n"


@functools.lru_cache(maxsize=1024)
def _entry(entry: Entry) -> str:
    """An entry, which is in the feed of its language and in those of its topics."""
    return "".join(_lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    yield f'  <entry xml:lang="{escaped(entry.lang)}">\n'
    yield f"    <id>{escaped(entry.id)}</id>\n"
    yield f"    <title>{escaped(entry.title)}</title>\n"
    yield f"    <published>{moment(entry.published)}</published>\n"
    yield f"    <updated>{_updated(entry)}</updated>\n"
    for lang, url in {entry.lang: entry.url, **dict(entry.alternates)}.items():  # one of each language at most
        yield f"    {_link('alternate', _HTML, url, lang)}\n"
    if entry.image:
        kind = mimetypes.guess_type(urllib.parse.urlsplit(entry.image).path)[0] or "image/*"
        yield f"    {_link('enclosure', kind, entry.image)}\n"
    for author in entry.authors:
        yield f"    <author><name>{escaped(author)}</name></author>\n"
    for topic in entry.topics:
        yield f'    <category term="{escaped(topic.slug)}" label="{escaped(topic.name)}"/>\n'
    if entry.summary:
        yield f"    <summary>{escaped(entry.summary)}</summary>\n"
    if entry.corrections:
        yield f'    <content type="html">{escaped(_content(entry))}</content>\n'
    yield "  </entry>\n"


def _updated(entry: Entry) -> str:
    """When it changed last; what is dated ahead has not changed before that day."""
    return max(moment(entry.updated), moment(entry.published))


def _link(what: str, kind: str, url: str, lang: str = "") -> str:
    said = f' hreflang="{escaped(lang)}"' if lang else ""
    return f'<link rel="{what}" type="{kind}"{said} href="{escaped(url)}"/>'


def _content(entry: Entry) -> str:
    """What was put right, as HTML: whoever reads the feed and not the page must hear of it too."""
    said = [f"<p>{escaped(entry.summary)}</p>"] if entry.summary else []
    said += [f"<p><strong>{escaped(one.label)}:</strong> {escaped(one.text)}</p>" for one in entry.corrections]
    return "".join(said)
