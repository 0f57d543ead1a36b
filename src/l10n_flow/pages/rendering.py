"""Templates: the newsroom's own before ours, and what is wrong with them in one clear error.

Templates are the newsroom's own files, like its settings, so they run in no sandbox. What people write in articles and
translations is never a template: it goes in as values, and is escaped.
"""

from __future__ import annotations

import functools
import os
import re
import sys
import traceback
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup, escape

from .. import locales
from ..errors import FlowError, TemplateError
from . import _slips
from .heads import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from gettext import NullTranslations

    from jinja2 import Template
    from jinja2.runtime import Context

    from .heads import Alternate
    from .model import Theme

FOLDER = "templates"
"""Where a newsroom has its own."""
_OURS = "default"
"""`{% extends "default/article.html" %}` is our template, whatever the newsroom has under that name."""
_MANUAL = "docs/templates.md lists the templates, their blocks and what they are given"
_IN_CSS = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/|\s+""", re.DOTALL)


def names() -> frozenset[str]:
    """What our templates are called."""
    return frozenset(PackageLoader(__package__).list_templates())


def render(theme: Theme, name: str, values: Mapping[str, object]) -> str:
    """A page.

    Args:
        theme: the newsroom's.
        name: of the template.
        values: what it is given; `texts` (gettext translations) among them.

    Raises:
        TemplateError: a template of the newsroom is wrong; with its file and line.
    """
    try:
        return _template(theme, name).render(values)
    except FlowError:
        raise
    except Exception as error:
        if told := _told(error, {f"{FOLDER}/{name}" for name, _ in theme.templates}):
            raise told from error
        raise


def _told(error: Exception, own: Collection[str]) -> TemplateError | None:
    """What went wrong in a newsroom's `own` templates, as an error of ours; None if it went wrong elsewhere."""
    if isinstance(error, TemplateSyntaxError):
        path, line = f"{FOLDER}/{error.name}", error.lineno
        return TemplateError(_said(error), path=path, line=line, hint=_MANUAL) if path in own else None
    frames = traceback.extract_tb(error.__traceback__)
    place = next((frame for frame in reversed(frames) if frame.filename in own), None)
    return TemplateError(_said(error), path=place.filename, line=place.lineno, hint=_MANUAL) if place else None


def _said(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}"
    return str(error.message or error) if isinstance(error, JinjaError) else f"{type(error).__name__}: {error}"


class _Newsroom(BaseLoader):
    """Templates that were read before, under the names that messages call them by."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = templates

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._templates:
            raise TemplateNotFound(template)
        return self._templates[template], f"{FOLDER}/{template}", lambda: True

    def list_templates(self) -> list[str]:
        return sorted(self._templates)


@functools.cache
def _template(theme: Theme, name: str) -> Template:
    return _environment(theme).get_template(name)


@functools.cache
def _environment(theme: Theme) -> Environment:
    ours = PackageLoader(__package__)
    environment = Environment(
        loader=ChoiceLoader([_Newsroom(dict(theme.templates)), PrefixLoader({_OURS: ours}), ours]),
        autoescape=True,
        auto_reload=False,
        bytecode_cache=None if theme.templates else _kept(),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    if theme.templates:
        names = [name for name in ours.list_templates() if "/" not in name]
        texts = {name: ours.get_source(environment, name)[0] for name in names}
        texts |= {f"{_OURS}/{name}": text for name, text in texts.items()}
        _slips.check(environment, dict(theme.templates), texts, FOLDER)
    style = _pressed(environment.get_template("style.css").render())
    environment.globals["style"] = Markup(style)  # noqa: S704  our own file, or the newsroom's
    environment.globals["style_digest"] = digest(style)
    environment.filters |= {"digest": digest, "alternates": _alternates, "metas": _metas, "choices": _choices}
    environment.filters |= {name: _in_the_language(write) for name, write in _WRITTEN.items()}
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    # Ours do all at once that jinja's own do in calls of calls.
    environment.globals.update({"_": _gettext, "gettext": _gettext, "ngettext": _ngettext})
    return environment


_WRITTEN: Mapping[str, Callable[..., str]] = {
    "date": locales.format_date,
    "time": locales.format_time,
    "moment": locales.format_moment,
    "number": locales.format_number,
    "money": locales.format_money,
    "listed": locales.format_list,
}
"""Filters for what the house writes in its own way."""


def _in_the_language(write: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def written(context: Context, value: object, *more: object) -> str:
        return write(value, *more, context["language"])

    return written


def _kept() -> FileSystemBytecodeCache | None:
    """What was compiled of our templates is where Python has what it compiled of this file, if it keeps that."""
    folder = Path(cache_from_source(__file__)).parent
    can_be = not sys.dont_write_bytecode and os.access(folder, os.W_OK)
    return FileSystemBytecodeCache(str(folder), "%s.jinja") if can_be else None


def _pressed(style: str) -> str:
    """A style sheet without what only people need."""
    return _IN_CSS.sub(lambda found: found[1] or (" " if found[0].isspace() else ""), style).strip()


# Lists that every page has, and whose items are all alike: to print them takes jinja as long as all the rest.


@functools.lru_cache(maxsize=16)  # mostly they are the same for all editions of an article
def _alternates(pages: tuple[tuple[str, str], ...]) -> Markup:
    """The links to the pages in other languages, of a head."""
    links = [f'<link rel="alternate" hreflang="{escape(tag)}" href="{escape(href)}">' for tag, href in pages]
    return Markup("\n".join(links))  # noqa: S704  all in it is escaped


def _metas(properties: Iterable[tuple[str, str]]) -> Markup:
    """What Open Graph says, of a head."""
    metas = [f'<meta property="{escape(name)}" content="{escape(text)}">' for name, text in properties]
    return Markup("\n".join(metas))  # noqa: S704  all in it is escaped


def _choices(pages: Iterable[Alternate]) -> Markup:
    """The items of a language switcher."""
    return Markup("\n".join(map(_choice, pages)))  # noqa: S704  all in it is escaped


def _choice(page: Alternate) -> str:
    tag, name = escape(page.tag), escape(page.name)
    if page.current:
        return f'<li><span aria-current="true">{name}</span></li>'
    return f'<li><a href="{escape(page.href)}" hreflang="{tag}" lang="{tag}" rel="alternate">{name}</a></li>'


@pass_context
def _gettext(context: Context, text: str, /, **values: object) -> Markup:
    """One of our own texts, in the language of the page, with values put in; it is HTML, and so are values that are."""
    said = _said_in(context["texts"], text)
    return said % values if values or "%" in said else said


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int, /, **values: object) -> Markup:
    return escape(context["texts"].ngettext(one, many, count)) % {"num": count, **values}


@functools.lru_cache(maxsize=4096)
def _said_in(texts: NullTranslations, text: str) -> Markup:
    return escape(texts.gettext(text))
