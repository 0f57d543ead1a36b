"""For WordPress: a file for each language that its importer reads (WXR 1.2, "Tools > Import > WordPress").

    files(edition: Edition, site: Site) -> Mapping[str, str]            {"": a piece of the file}
    whole(lang: str, pieces: Iterable[str], site: Site) -> Iterator[str]        the file `<lang>.xml`, in pieces
    SUFFIX = ".xml"

Topics are tags; the language is a term as Polylang has it; the custom field `l10n_article` is the same for all editions
of an article. Pictures stay where the site has them. What WordPress would run is text: shortcodes, addresses of which
it makes players (oEmbed), HTML in titles and excerpts, serialised PHP in custom fields.
"""

from __future__ import annotations

import datetime
import email.utils
import html
import re
from typing import TYPE_CHECKING

from .. import locales, slugs
from ..feeds.entries import HEAD, cdata, escaped
from ..languages import registry
from . import _content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..publications import Card, Edition, Site

SUFFIX = ".xml"

_LINES = re.compile(r"[ \t]*\n\s*")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_ID = "<wp:post_id/>"
_SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
_TAG = re.compile(r"(<[^<>]*>)")
_SERIALISED = re.compile(r"\s*(?:[abdisCEO]:|N;)")
"""What WordPress may take for serialised PHP, a little more than its `is_serialized` does."""
_LOGIN = "newsroom"
"""Who has written it if nobody is named, or nobody whose name can be spelt: a login has ASCII letters only."""


def files(edition: Edition, site: Site) -> Mapping[str, str]:
    """The piece of an edition, without a name (see `plugins.Exporter`)."""
    return {"": "".join(f"    {line}\n" for line in _item(edition, site))}


def whole(lang: str, pieces: Iterable[str], site: Site) -> Iterator[str]:
    """The file of a language, of the pieces that `files` made."""
    yield f'{HEAD}<rss version="2.0" {_SPACES}>\n<channel>\n'
    yield f"  <title>{escaped(site.name)}</title>\n  <link>{escaped(site.base_url)}</link>\n"
    yield f"  <description/>\n  <language>{escaped(lang)}</language>\n  <wp:wxr_version>1.2</wp:wxr_version>\n"
    yield f"  <wp:base_site_url>{escaped(site.base_url)}</wp:base_site_url>\n"
    yield f"  <wp:base_blog_url>{escaped(site.base_url)}</wp:base_blog_url>\n"
    for number, piece in enumerate(pieces, 1):
        yield f"  <item>\n{piece.replace(_ID, f'<wp:post_id>{number}</wp:post_id>', 1)}  </item>\n"
    yield "</channel>\n</rss>\n"


def _item(edition: Edition, site: Site) -> Iterator[str]:
    card, content = edition.card, _content.of(edition, site)
    login = next((name for author in content.authors if (name := slugs.slug(author, card.lang))), _LOGIN)
    yield f"<title>{escaped(_html(content.headline))}</title>"
    yield f"<link>{escaped(_content.page(card, site))}</link>"
    yield from _dates(card.date)
    yield f"<dc:creator>{cdata(login)}</dc:creator>"
    yield f'<guid isPermaLink="false">{escaped(f"{card.lang}/{card.article}")}</guid>'
    yield "<description/>"
    yield f"<content:encoded>{cdata(_inert(_on_one_line(content.body + _corrections(card))))}</content:encoded>"
    yield f"<excerpt:encoded>{cdata(_inert(_html(content.deck or content.description)))}</excerpt:encoded>"
    yield _ID
    yield f"<wp:post_name>{escaped(card.slug)}</wp:post_name>"
    yield "<wp:status>publish</wp:status>"
    yield "<wp:post_type>post</wp:post_type>"
    yield "<wp:comment_status>closed</wp:comment_status>"
    yield "<wp:ping_status>closed</wp:ping_status>"
    yield _term("language", card.lang.lower(), registry.get(card.lang).name)
    for topic in card.topics:
        yield _term("post_tag", slugs.slug(topic, card.source_lang or card.lang), topic)
    fields = {
        "l10n_article": card.article,
        "l10n_original": card.source_lang,
        "kicker": content.kicker,
        "authors": ", ".join(content.authors),
        "location": content.location,
        "description": content.description,
    }
    for key, value in fields.items():
        if value:
            said = f"<wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(_field(value))}</wp:meta_value>"
            yield f"<wp:postmeta>{said}</wp:postmeta>"


def _corrections(card: Card) -> str:
    """What was put right, below the body: WordPress has no place of its own for it."""
    language = registry.get(card.lang)
    words = locales.ui(language)
    said = ((locales.correction(one.date, one.kind, language, words), one.text) for one in card.corrections)
    return "".join(f"<p><strong>{escaped(label)}:</strong> {escaped(text)}</p>" for label, text in said)


def _html(text: str) -> str:
    """A text as HTML, which WordPress has in titles and excerpts."""
    return html.escape(text, quote=False)


def _inert(body: str) -> str:
    """HTML in which WordPress finds nothing to run: no shortcode, and no address of which it would make a player."""
    parts = _TAG.split(body.replace("[", "&#91;"))
    parts[::2] = [part.replace("://", ":&#47;&#47;") for part in parts[::2]]
    return "".join(parts)


def _field(text: str) -> str:
    """The value of a custom field. One that looks like serialised PHP is serialised as the text that it is."""
    return f's:{len(text.encode())}:"{text}";' if _SERIALISED.match(text) else text


def _on_one_line(body: str) -> str:
    """A body without line breaks, which WordPress would take for `<br>`, but for those of `<pre>`."""
    return "".join(part if part.startswith("<pre") else _LINES.sub(" ", part) for part in _PRE.split(body))


def _dates(iso: str) -> Iterator[str]:
    """When it was published; WordPress takes today's date for one that does not say."""
    if not iso:
        return
    said = datetime.datetime.fromisoformat(iso)
    world = said.replace(tzinfo=said.tzinfo or datetime.UTC).astimezone(datetime.UTC)
    yield f"<pubDate>{email.utils.format_datetime(world)}</pubDate>"
    yield f"<wp:post_date>{said:%Y-%m-%d %H:%M:%S}</wp:post_date>"
    yield f"<wp:post_date_gmt>{world:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt>"


def _term(kind: str, slug: str, name: str) -> str:
    return f'<category domain="{kind}" nicename="{escaped(slug)}">{cdata(name)}</category>'
