"""For WordPress: a file for each language that its importer reads (WXR 1.2, "Tools > Import > WordPress").

    files(edition: Edition, site: Site) -> Mapping[str, str]            {"": a piece of the file}
    whole(lang: str, pieces: Iterable[str], site: Site) -> Iterator[str]        the file `<lang>.xml`, in pieces
    SUFFIX = ".xml"

Topics are tags, authors are users; the language is a term as Polylang has it, and the custom field
`_l10n_translation_key` is the same for all editions of an article. Pictures are attachments, which the importer fetches
from the site and puts in the place of the site's addresses.

What WordPress would run is text: shortcodes, addresses of which it makes players (oEmbed), HTML in titles and excerpts,
serialised PHP in custom fields. Posts have names of their own in every language, since WordPress has one set of names
for all, and links between articles lead to them by these names, whatever a site's addresses look like.

Source: what the importer reads (github.com/WordPress/wordpress-importer) and does with it (class-wp-import.php);
`tests/exporters/schemas/wxr.rng` says it as a schema. It has four readers (class-wxr-parser-*.php: simplexml, xml,
regex, xml-processor), and this is for all of them: some have no value for what a file leaves out, and the last passes
over elements without an end tag, and takes a post to be over where its first custom field begins.
"""

from __future__ import annotations

import datetime
import email.utils
import html
import posixpath
import re
import urllib.parse
from typing import TYPE_CHECKING, NamedTuple

from .. import locales
from ..feeds.entries import HEAD, cdata, escaped
from ..languages import registry
from ..text import slugs
from ..values import replace
from . import _content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..shown import Card, Edition, Site
    from ._content import Content

SUFFIX = ".xml"

_LINES = re.compile(r"[ \t]*\n\s*")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_NUMBER, _PARTING = "\x00", "\x01"
"""What stands for numbers, and between what comes first in the file and what comes last: no text of XML has either."""
_OWN = f"<wp:post_id>{_NUMBER}"
_SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
_TAG = re.compile(r"(<[^<>]*>)")
_SERIALISED = re.compile(r"\s*(?:[abdisCEO]:|N;)")
"""What WordPress may take for serialised PHP, a little more than its `is_serialized` does."""
_ELEMENT = re.compile(r'<([a-z][a-z0-9]*)((?: [^\s="<>]+="[^"]*")+)>')
"""A start tag with attributes, as our HTML has them."""
_NAMED = re.compile(r' (id="|href="#)')
_EMPTY = re.compile(r' class=""')
_USUAL = (
    "<wp:comment_status>closed</wp:comment_status>",
    "<wp:ping_status>closed</wp:ping_status>",
    "<wp:menu_order>0</wp:menu_order>",
    "<wp:post_password></wp:post_password>",
    "<wp:is_sticky>0</wp:is_sticky>",
)
"""What posts and pictures have alike."""
_LOGIN = "newsroom"
"""Who has written it if nobody is named, or nobody whose name can be spelt: a login has ASCII letters only."""


def files(edition: Edition, site: Site) -> Mapping[str, str]:
    """The piece of an edition, without a name (see `plugins.Exporter`): what the file says of its author and its tags,
    the post, and its pictures."""
    content = _content.bound(replace(edition, links=_links(edition)), site)
    pictures = _pictures(edition.card, content, site)
    items = [_post(edition, content, site, pictures), *(_attachment(edition.card, content, *one) for one in pictures)]
    said = "".join("".join(("  <item>\n", *(f"    {line}\n" for line in item), "  </item>\n")) for item in items)
    return {"": f"{''.join(_terms(edition.card, content, site))}{_PARTING}{said}"}


def whole(lang: str, pieces: Iterable[str], site: Site) -> Iterator[str]:
    """The file of a language, of the pieces that `files` made."""
    parts = [piece.split(_PARTING) for piece in pieces]
    yield f'{HEAD}<rss version="2.0" {_SPACES}>\n<channel>\n'
    yield f"  <title>{escaped(site.name)}</title>\n  <link>{escaped(site.base_url)}</link>\n"
    yield f"  <description></description>\n  <language>{escaped(lang)}</language>\n"
    yield "  <wp:wxr_version>1.2</wp:wxr_version>\n"
    yield f"  <wp:base_site_url>{escaped(site.base_url)}</wp:base_site_url>\n"
    yield f"  <wp:base_blog_url>{escaped(site.base_url)}</wp:base_blog_url>\n"
    told = dict.fromkeys(line for terms, _ in parts for line in terms.splitlines(keepends=True))
    for number, line in enumerate(told, 1):
        yield line.replace(_NUMBER, str(number))
    first = 1
    for _, items in parts:
        yield re.sub(f"{_NUMBER}([0-9]+)", lambda found, at=first: str(at + int(found[1])), items)  # type: ignore[misc]
        first += items.count(_OWN)
    yield "</channel>\n</rss>\n"


def _terms(card: Card, content: Content, site: Site) -> Iterator[str]:
    """A line for the author, and one for each tag."""
    name = content.authors[0] if content.authors else _LOGIN
    about = f"<wp:author_login>{cdata(_login(card, content))}</wp:author_login><wp:author_email></wp:author_email>"
    about += f"<wp:author_display_name>{cdata(name)}</wp:author_display_name>"
    yield f"  <wp:author><wp:author_id>{_NUMBER}</wp:author_id>{about}</wp:author>\n"
    for topic, called in _content.topics(card, site).items():
        said = f"<wp:tag_slug>{escaped(_slug(topic, card))}</wp:tag_slug><wp:tag_name>{cdata(called)}</wp:tag_name>"
        yield f"  <wp:tag><wp:term_id>{_NUMBER}</wp:term_id>{said}</wp:tag>\n"


def _login(card: Card, content: Content) -> str:
    return next((name for author in content.authors if (name := slugs.slug(author, card.lang))), _LOGIN)


def _slug(topic: str, card: Card) -> str:
    return slugs.topic(topic, card.source_lang or card.lang)


def _post(edition: Edition, content: Content, site: Site, pictures: Sequence[_Picture]) -> Iterator[str]:
    card = edition.card
    yield f"<title>{escaped(_html(content.headline))}</title>"
    yield f"<link>{escaped(_content.page(card, site))}</link>"
    yield from _dates(card.date)
    yield f"<dc:creator>{cdata(_login(card, content))}</dc:creator>"
    yield f'<guid isPermaLink="false">{escaped(f"{card.lang}/{card.article}")}</guid>'
    yield "<description></description>"
    notice = _content.notice(edition, site)
    body = (
        f"{f'<p><em>{_html(notice)}</em></p>' if notice else ''}{_body(content.body, card)}{_corrections(card, site)}"
    )
    yield f"<content:encoded>{cdata(_inert(_on_one_line(body)))}</content:encoded>"
    yield f"<excerpt:encoded>{cdata(_inert(_html(content.deck or content.description)))}</excerpt:encoded>"
    yield f"{_OWN}0</wp:post_id>"
    yield f"<wp:post_name>{escaped(_name(card.slug, card.article, card.lang))}</wp:post_name>"
    yield "<wp:status>publish</wp:status>"
    yield "<wp:post_parent>0</wp:post_parent>"
    yield "<wp:post_type>post</wp:post_type>"
    yield from _USUAL
    yield _term("language", card.lang.lower(), registry.get(card.lang).name)
    for topic, said in _content.topics(card, site).items():
        yield _term("post_tag", _slug(topic, card), said)
    preview = _content.address(card.image, site)
    yield from _meta(
        {
            "_l10n_translation_key": card.article,
            "_l10n_language": card.lang,
            "_l10n_original": card.source_lang,
            "_l10n_stale": (edition.since or "yes") if edition.stale else "",
            "kicker": content.kicker,
            "authors": ", ".join(content.authors),
            "location": content.location,
            "description": content.description,
        }
    )
    for one in pictures:
        if one.url == preview:
            yield _entry("_thumbnail_id", f"{_NUMBER}{one.number}")


def _name(slug: str, article: str, lang: str) -> str:
    """The name of a post. A slug that may be that of another edition, too, has its language with it: the name of the
    article's file, and what is spelt from the same words in another script."""
    is_shared = slug == article.rpartition("/")[2] or registry.get(lang).base is not None
    return f"{slug}-{lang.lower()}" if is_shared else slug


def _links(edition: Edition) -> dict[str, dict[str, str]]:
    """Where links to other articles lead: to the post of a name, which WordPress looks up itself."""
    return {
        address: {
            lang: f"?name={_name(posixpath.splitext(posixpath.basename(page))[0], edition.articles[address], lang)}"
            for lang, page in pages.items()
        }
        for address, pages in edition.links.items()
    }


def _body(body: str, card: Card) -> str:
    """A body as a post has it: several stand on one page, and themes know nothing of what is round our tables."""
    name = f"{_name(card.slug, card.article, card.lang)}-"

    def element(found: re.Match[str]) -> str:
        tag, attributes = found.groups()
        if tag == "div" and ' class="table"' in attributes:
            return "<div>"
        named = _NAMED.sub(rf" \g<1>{name}", attributes)
        return f"<{tag}{_EMPTY.sub('', named)}>"

    return _ELEMENT.sub(element, body)


class _Picture(NamedTuple):
    """A picture of a post: where it is, what it says in words, and which it is."""

    url: str
    alt: str
    number: int


def _pictures(card: Card, content: Content, site: Site) -> list[_Picture]:
    """The pictures that WordPress can fetch and has a kind for: it takes no drawings."""
    found = {_content.address(card.image, site): card.alt} if card.image else {}
    found |= dict(_content.pictures(content.body))
    urls = [url for url in found if url.startswith(("https://", "http://")) and not url.lower().endswith(".svg")]
    return [_Picture(url, found[url], number) for number, url in enumerate(urls, 1)]


def _attachment(card: Card, content: Content, url: str, alt: str, number: int) -> Iterator[str]:
    """A picture. The importer takes two of one title and date for the same, which they are in several languages."""
    name = urllib.parse.unquote(urllib.parse.urlsplit(url).path)
    yield f"<title>{escaped(_html(name))}</title>"
    yield f"<link>{escaped(url)}</link>"
    yield from _dates(card.date)
    yield f"<dc:creator>{cdata(_login(card, content))}</dc:creator>"
    yield f'<guid isPermaLink="false">{escaped(url)}</guid>'
    yield "<description></description>"
    yield "<content:encoded></content:encoded>"
    yield "<excerpt:encoded></excerpt:encoded>"
    yield f"{_OWN}{number}</wp:post_id>"
    yield "<wp:status>inherit</wp:status>"
    yield f"<wp:post_parent>{_NUMBER}0</wp:post_parent>"
    yield "<wp:post_name></wp:post_name>"
    yield "<wp:post_type>attachment</wp:post_type>"
    yield from _USUAL
    yield f"<wp:attachment_url>{escaped(url)}</wp:attachment_url>"
    yield from _meta({"_wp_attachment_image_alt": alt})


def _meta(fields: Mapping[str, str]) -> Iterator[str]:
    yield from (_entry(key, cdata(_field(value))) for key, value in fields.items() if value)


def _entry(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"


def _corrections(card: Card, site: Site) -> str:
    """What was put right, below the body: WordPress has no place of its own for it."""
    language = site.language(card.lang)
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
        yield from ("<wp:post_date></wp:post_date>", "<wp:post_date_gmt></wp:post_date_gmt>")
        return
    said = datetime.datetime.fromisoformat(iso)
    world = said.replace(tzinfo=said.tzinfo or datetime.UTC).astimezone(datetime.UTC)
    yield f"<pubDate>{email.utils.format_datetime(world)}</pubDate>"
    yield f"<wp:post_date>{said:%Y-%m-%d %H:%M:%S}</wp:post_date>"
    yield f"<wp:post_date_gmt>{world:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt>"


def _term(kind: str, slug: str, name: str) -> str:
    return f'<category domain="{kind}" nicename="{escaped(slug)}">{cdata(name)}</category>'
