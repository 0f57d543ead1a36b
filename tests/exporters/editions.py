"""Editions as exporters get them, and what our own readers make of what they write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n_flow import plugins, values
from l10n_flow.articles import document
from l10n_flow.languages import registry
from l10n_flow.shown import Card, Correction, Edition, Site
from l10n_flow.text import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from l10n_flow.model import Article

SITE = Site("The Desk", "https://example.org/news/")
NOWHERE = Site()
CORRECTION = Correction("2025-05-14", "correction", "The registry held 685,000 names & not 650,000.")

MARKDOWN = """\
---
title: "A regime: what it means"
kicker: Rights
deck: Since February.
description: How it works.
authors: [A. Reporter, B. Editor]
date: 2025-05-12
location: Tashkent
image: {src: images/x.svg, alt: "A chart", caption: The chart., credit: Desk}
tags: [migration, Central Asia]
---
The **first** paragraph[^1] has [a link](https://example.org/a_(b)?c=1&d=2), *emphasis*, `code` and H<sub>2</sub>O.\\
A second line.

## What it costs

- One pays *two*.
- Another pays nothing:
  1. once
  2. twice

> Said [he]: 1. no * 2.
>
> And went.

| Year | Sum |
|---|---:|
| 2024 | 1 \\| 2 |

![A map](images/map.png)
The map [of old]. [AFP]

```
x = {{< not a shortcode >}}
```

[^1]: A note with *emphasis*.
"""


def edition(
    text: str = MARKDOWN,
    kind: str = "markdown",
    lang: str = "en",
    say: Callable[[str], str] | None = None,
    **said: object,
) -> Edition:
    """An edition of an article: `say` source -> translation; `said` are fields of its card."""
    article = plugins.reader(kind).read(text, article_id="2025/regime", path="regime", lang="en")
    skeleton = document.Skeleton(article)
    translations = {one.key: say(one.text) for one in skeleton.segments} if say else {}
    filled = skeleton.fill(translations, lang, bare=True)
    fields: dict[str, object] = {
        "article": article.id,
        "lang": lang,
        "slug": "regime",
        "title": "A regime: what it means",
        "date": article.meta.date,
        "topics": article.meta.tags,
        "source_lang": "en",
    }
    card = Card(**{**fields, **said})  # type: ignore[arg-type]
    others = [card, Card(article.id, "tg", "rejim", "Низом", source_lang="en")]
    return Edition(filled, card, tuple(others), "media/2025")


def read(files: Mapping[str, str], kind: str) -> Article:
    """What our reader makes of the one file of an edition."""
    ((_, text),) = files.items()
    return plugins.reader(kind).read(text, article_id="again", path="again", lang="en")


def texts(article: Article) -> list[tuple[str, str]]:
    """The texts of an article with their roles, without tags; names that nobody translates are texts too."""
    article = values.replace(article, body=str(article.body).replace('<span translate="no"', "<span"))
    return [
        (str(one.role), " ".join(markup.plain(one.text.replace("<br/>", " ")).split())) for one in document.cut(article)
    ]


def languages() -> tuple[str, ...]:
    """All that we have."""
    return registry.tags()
