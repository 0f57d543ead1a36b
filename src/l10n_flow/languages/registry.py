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
    folder = Path(__file__).parent
    likely = (name for name in _modules() if "\nLANGUAGE = " in (folder / f"{name}.py").read_text("utf-8"))
    modules = (importlib.import_module(f".{name}", __package__) for name in likely)  # the others take long to load
    return tuple(sorted(m.LANGUAGE.tag for m in modules if isinstance(getattr(m, "LANGUAGE", None), Language)))


@functools.cache
def get(tag: str) -> Language:
    """The language of a BCP 47 tag (`uz-Cyrl`, any letter case).

    Raises:
        LanguageError: no file in this folder defines it.
    """
    name = tag.replace("-", "_").lower()
    if name in _modules():
        found = getattr(importlib.import_module(f".{name}", __package__), "LANGUAGE", None)
        if isinstance(found, Language) and found.tag.casefold() == tag.casefold():
            return found
    raise LanguageError(
        f"the language {tag!r} is not known", hint=f"known are {', '.join(tags())}; a language is added by one file"
    )


@functools.cache
def _modules() -> tuple[str, ...]:
    return tuple(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
