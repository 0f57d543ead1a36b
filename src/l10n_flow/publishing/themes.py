"""What a newsroom changes about its pages: its own templates and its own words, read from its folders.

`templates/` has templates and style sheets under the names of ours (`docs/templates.md`), `texts/<lang>.po` what pages
say in a language instead of our words: our English texts, or a topic, and what readers see. A derived language follows
its base, if it has no file of its own.
"""

from __future__ import annotations

import difflib
import functools
import os
import re
from typing import TYPE_CHECKING

from .. import locales
from ..catalogs import catalog
from ..desk.desk import THEME
from ..errors import CatalogError, TemplateError
from ..languages import registry
from ..model import State
from ..pages import rendering
from ..pages.model import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ..languages.language import Language
    from ..locales import Words
    from ..model import Unit
    from ..project import Project

__all__ = ["TEMPLATES", "TEXTS", "of"]

TEMPLATES, TEXTS = THEME
_NAMED = re.compile(r"%\((\w+)\)s")
_NO_WORDS = re.compile(r"(%\(\w+\)s|%%)")


def of(project: Project) -> Theme:
    """A newsroom's theme; nothing in it if all is ours.

    Raises:
        TemplateError: a template is no text in UTF-8.
        CatalogError: a file of words is broken, is of a language without an edition, or would lose a name, a date or
            a number that the page puts into its text; with its line.
        WorkspaceError: a symbolic link leads out of the workspace.
    """
    return _read(project, tuple(_files(project)))


@functools.lru_cache(maxsize=1)
def _read(project: Project, _files: tuple[tuple[str, int, int], ...]) -> Theme:
    """What is in the folders, as long as their files are the same."""
    texts = dict(_texts(project))
    for lang in project.config.languages:
        language = registry.get(lang)
        if lang not in texts and language.base in texts:
            texts[lang] = tuple(_derived(texts[language.base], language))
    return Theme(tuple(_templates(project)), tuple(texts.items()))


def _files(project: Project) -> Iterator[tuple[str, int, int]]:
    """The files in the folders, each with its time and its size."""
    for top in THEME:
        for folder, _, names in os.walk(project.root / top):
            for name in names:
                about = os.lstat(os.path.join(folder, name))  # noqa: PTH118  this is asked for each article
                yield f"{folder}/{name}", about.st_mtime_ns, about.st_size


def _templates(project: Project) -> Iterator[tuple[str, str]]:
    folder = project.root / TEMPLATES
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and name in rendering.names():
            raise TemplateError(
                "a template is a file, and this is a folder", path=project.shown(path), hint="move what is in it"
            )
        if not path.is_file() or any(part.startswith(".") for part in name.split("/")):
            continue
        try:
            yield name, project.inside(path).read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            message = "the template cannot be read" if isinstance(error, OSError) else "the template is not UTF-8"
            raise TemplateError(message, path=project.shown(path), hint="save it as UTF-8 in your editor") from error


def _texts(project: Project) -> Iterator[tuple[str, Words]]:
    for path in sorted((project.root / TEXTS).glob("*.po")):
        shown = project.shown(path)
        if path.stem not in project.config.languages:
            hint = f"editions are {', '.join(project.config.languages)}"
            raise CatalogError(f"there is no edition in {path.stem!r}", path=shown, hint=hint)
        try:
            units = catalog.load(project.inside(path).read_bytes(), shown).units
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            raise CatalogError(message, path=shown, hint="make it readable, or delete it") from error
        said = [unit for unit in units if unit.state is State.TRANSLATED and not unit.obsolete]
        _refuse_lost(said, shown, project)
        yield path.stem, tuple((unit.source, _checked(unit, path, project)) for unit in said)


def _refuse_lost(units: Iterable[Unit], path: str, project: Project) -> None:
    """Stop at words with names in them (`%(count)s`) that no page asks for: a misspelt text of ours. What has none may
    be a topic."""
    for unit in units:
        if _NAMED.search(unit.source) and unit.source not in locales.texts():
            if any(unit.source in text for _, text in _templates(project)):
                continue
            close = difflib.get_close_matches(unit.source, locales.texts(), 1)
            hint = f"did you mean {close[0]!r}?" if close else "docs/templates.md says where our words are"
            raise CatalogError(f"no page says {unit.source!r}", path=path, line=unit.line, hint=hint)


def _checked(unit: Unit, path: Path, project: Project) -> tuple[str, ...]:
    """The words of a unit, if the page can put into them what belongs there."""
    values = dict.fromkeys(_NAMED.findall(f"{unit.source} {unit.plural_source or ''}"), "")
    for text in unit.targets:
        # A plural form may do without: "an article".
        whole = unit.plural_source is not None or values.keys() <= set(_NAMED.findall(text))
        if not whole or not _can_be_filled(text, values):
            wanted = " and ".join(f"%({name})s" for name in values) or "%% for a percent sign"
            place, hint = project.shown(path), f"write {wanted}, as in {unit.source!r}"
            raise CatalogError(f"the page cannot use {text!r}", path=place, line=unit.line, hint=hint)
    return unit.targets


def _can_be_filled(text: str, values: dict[str, str]) -> bool:
    try:
        text % values
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _derived(words: Words, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words in a language that nobody writes."""
    for source, targets in words:
        yield source, tuple("".join(_respelt(part, language) for part in _NO_WORDS.split(text)) for text in targets)


def _respelt(part: str, language: Language) -> str:
    return part if language.derive is None or _NO_WORDS.fullmatch(part) else language.derive(part, frozenset(), ())
