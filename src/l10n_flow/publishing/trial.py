"""What a newsroom changes about all pages is tried before anything is published: a mistake that shows on the last page
must not leave a site that is half new.

Each kind of page is made once in each language, of an article that has all there can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk import desk
from ..model import Article, Metadata
from ..values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..pages.html import Link, Site, Topic
    from ..project import Project

__all__ = ["refuse_broken"]

_WORD, _DATE, _NEXT_DATE = "Word", "2025-05-12T14:30", "2025-05-13T14:30"
_MANY = 20
"""Articles on a list: templates may treat the first ones in their own way."""
_BODY = f"""\
<article><header><p data-role="kicker">{_WORD}</p><h1 data-role="headline">{_WORD}</h1><p data-role="deck">{_WORD}</p>\
<p class="authors"><span data-role="byline">{_WORD}</span>, <span data-role="byline">{_WORD}</span></p>\
<p data-role="dateline">{_WORD}</p><meta name="description" content="{_WORD}"/>\
<meta name="l10n:location" content="{_WORD}"/></header><p>{_WORD}</p><p lang="{{lang}}">{_WORD}</p>\
<footer class="corrections"><p data-role="correction" data-kind="correction" data-date="2025-05-14">{_WORD}</p>\
</footer></article>"""


def refuse_broken(project: Project) -> None:
    """See that pages can be made with what the newsroom changes about them, and tell nothing that they must not.

    What depends on what an article says, and is only wrong where one lacks something, is seen when its page is made.

    Raises:
        As `exposure.refuse_house` and `themes.of`.
        TemplateError: a template is wrong; with its line.
    """
    if project.config.protected_names:
        from . import exposure

        exposure.refuse_house(project)
    if not any((project.root / folder).is_dir() for folder in desk.THEME):
        return
    from . import placing

    site = placing.site_of(project)
    if site.theme.templates:
        for _ in _pages(site, project.config.source_language):
            pass


def _pages(site: Site, source: str) -> Iterator[str]:
    """A page of each kind in each language."""
    from ..pages import model, site_pages

    yield site_pages.icon(site)
    picture = model.Image("media/a.png", _WORD, 1200, 800)
    teaser = model.Teaser(f"{source}/a.html", _WORD, _WORD, _WORD, _DATE, _NEXT_DATE, picture)
    teasers, topic = [teaser] * _MANY, model.Topic("word", _WORD, _MANY, source)
    links = tuple(model.Link(lang, f"{lang}/a.html", lang == source) for lang in site.languages)
    for lang in site.languages:
        yield _article(site, lang, source, links, topic)
        part = site_pages.Part(2, f"{lang}/archive/1.html", f"{lang}/archive/3.html")
        yield site_pages.front(site, lang, teasers, topics=[topic], part=replace(part, number=0, newer=""))
        yield site_pages.front(site, lang, teasers, part=part)
        yield site_pages.topic(site, lang, topic, teasers, editions=links, part=replace(part, number=0))
        yield site_pages.absent(site, lang, f"{lang}/a.html", links, titles={source: _WORD})
        yield site_pages.absent(site, lang, f"{lang}/a.html", (), why="withdrawn")
        yield site_pages.absent(site, lang, f"{lang}/a.html", links, why="revised")
    yield site_pages.chooser(site)
    yield site_pages.not_found(site, site.languages)


def _article(site: Site, lang: str, source: str, links: tuple[Link, ...], topic: Topic) -> str:
    """An article's page in a language; what is not the original is behind it, and in part untranslated."""
    from ..pages import html

    names = tuple((one, _WORD) for one in site.languages)
    meta = Metadata(date=_DATE, updated=_NEXT_DATE, tags=(_WORD,), translators=names)
    article = Article("a", lang, "markdown", _BODY.format(lang=source), path="a.md", meta=meta)
    about = html.About((topic,), stale=lang != source, summary=_WORD)
    return html.page(article, links, site, about).decode()
