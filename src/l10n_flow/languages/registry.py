"""Finds languages: a module in this folder that defines `LANGUAGE` is one, and there is no other list."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from pathlib import Path

from ..errors import LanguageError
from .language import Language


@functools.cache
def tags() -> tuple[str, ...]:
    """All known BCP 47 tags, sorted."""
    here = str(Path(__file__).parent)
    modules = (importlib.import_module(f".{m.name}", __package__) for m in pkgutil.iter_modules([here]))
    return tuple(sorted(m.LANGUAGE.tag for m in modules if isinstance(getattr(m, "LANGUAGE", None), Language)))


@functools.cache
def get(tag: str) -> Language:
    """The language of a BCP 47 tag (`uz-Cyrl`, any letter case).

    Raises:
        LanguageError: no file in this folder defines it.
    """
    for known in tags():
        if known.casefold() == tag.casefold():
            module = importlib.import_module(f".{known.replace('-', '_').lower()}", __package__)
            language: Language = module.LANGUAGE
            return language
    raise LanguageError(
        f"the language {tag!r} is not known", hint=f"known are {', '.join(tags())}; a language is added by one file"
    )
