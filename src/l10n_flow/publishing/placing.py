"""Where an article's pages are, and what they are told of the site round them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..values import replace
from . import linked, media, themes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..articles.document import Skeleton
    from ..model import Article
    from ..pages.html import Site, Topic
    from ..project import Project

__all__ = ["FEED", "linked_pages", "others", "site_for", "site_of", "topics"]

FEED = "feed.xml"
"""The feed of a language, in its folder; of a topic, `topics/<topic>.xml`."""


def topics(project: Project, article: Article) -> tuple[Topic, ...]:
    """The topics that an article is listed under."""
    from ..pages.html import Topic
    from ..text import slugs

    lang = project.config.source_language
    by_id = {slugs.topic(name, lang): name for name in article.meta.tags}
    return tuple(Topic(one, name, lang=lang) for one, name in by_id.items())


def site_of(project: Project, *, langs: Sequence[str] | None = None, plain: bool = False) -> Site:
    """What all pages need to know of the site, with front pages in some languages (by default, all of the newsroom's);
    `plain` without what the newsroom changes about them."""
    from ..pages import html, model

    config = project.config
    feed = FEED if config.site.base_url else ""
    return html.Site(
        config.site.name,
        config.site.base_url,
        languages=config.languages if langs is None else tuple(langs),
        feed=feed,
        theme=model.Theme() if plain else themes.of(project),
        image_hosts=config.site.image_hosts,
        timezone=config.site.timezone,
        desks=config.site.desks,
        house=tuple(config.language(tag) for tag in config.languages),
    )


def site_for(project: Project, skeleton: Skeleton, pictures: Sequence[media.Picture], moved: Mapping[str, str]) -> Site:
    """What an article's pages need to know of the site; `moved` as for `linked.of`."""
    from ..pages import html

    article_id = skeleton.article.id
    up = "../" * (article_id.count("/") + 1)
    shown = {
        one.address: html.Shown(one.width, one.height, tuple((width, copy.path.name) for width, copy in one.smaller))
        for one in pictures
    }
    ways = html.Ways(
        up + media.folder(article_id), shown, linked_pages(project, skeleton, moved), others(skeleton, pictures)
    )
    return replace(site_of(project), ways=ways)


def others(skeleton: Skeleton, pictures: Sequence[media.Picture]) -> frozenset[str]:
    """The addresses of files that are no pictures of an article, of all that `media.pictures` gave of it."""
    return frozenset([one.address for one in pictures[len(skeleton.images) :]])


def linked_pages(project: Project, skeleton: Skeleton, moved: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The pages of the articles that an article links to, as `exporters.html.Ways` has them."""
    former = {now: name for name, now in moved.items()}
    found = linked.of(project, skeleton, moved)
    return {address: linked.pages(project, one, former.get(one, "")) for address, one in found.items()}
