"""A page that was pasted as text becomes an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import pasted, plugins
from ..disk import files
from ..errors import ArticleIdError, SourceError
from ..languages import registry
from ..project import read_text
from ..text.slugs import slug
from ..values import Value
from .desk import languages

if TYPE_CHECKING:
    from pathlib import Path

    from ..pasted import Decision
    from ..project import Project

__all__ = ["Imported", "article_id", "import_page"]

_LONGEST = 60
_FEWEST_WORDS = 3


class Imported(Value, frozen=True):
    """What became of a pasted page: the new source file, and what each line of the page was taken for."""

    article: str
    change: files.Change
    decisions: tuple[Decision, ...]


def import_page(project: Project, page: Path, *, lang: str | None = None, dry_run: bool = False) -> Imported:
    """Make a clean Markdown source, for a person to look over, of a page that was pasted as text.

    Args:
        project: the workspace.
        page: a text file anywhere.
        lang: of the page; the workspace's source language if None.
        dry_run: find out what would be written, and write nothing.

    Raises:
        SourceError: the file cannot be read, or holds no article.
        ArticleIdError: an article of that name is there already.
        LanguageError: the language is not configured.
        OutputError: the source cannot be written.
    """
    (tag,) = languages(project, [lang or project.config.source_language])
    try:
        found = pasted.clean(read_text(page, str(page)), lang=registry.get(tag))
    except SourceError as error:
        raise SourceError(error.message, path=page, line=error.line, hint=error.hint) from error
    article = article_id(found.headline, found.date, tag)
    path = project.inside(project.sources / f"{article}.md")
    if any(path.with_suffix(suffix).exists() for suffix in plugins.formats()):
        raise ArticleIdError(
            f"there is an article {article!r} already", path=page, hint=f"rename or delete {project.shown(path)} first"
        )
    change = files.change(path, found.markdown.encode())
    if not dry_run:
        files.write(change)
    return Imported(article, change, found.decisions)


def article_id(headline: str, date: str, lang: str) -> str:
    """An id for an article: its year and the headline's words as addresses spell them, `2025/deportation-or-the-front`.

    Args:
        headline: what stands behind a colon or dash in it is left out if three words are before it.
        date: ISO 8601, or empty: then there is no folder.
        lang: the headline's language.
    """
    head = slug(re.split(r":\s|\s[—–-]+\s", headline, maxsplit=1)[0], lang, _LONGEST)
    name = head if len(head.split("-")) >= _FEWEST_WORDS else slug(headline, lang, _LONGEST)
    year = re.match(r"\d{4}(?=-)", date)
    return f"{year[0]}/{name or 'untitled'}" if year else name or "untitled"
