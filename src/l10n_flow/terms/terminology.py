"""The desk's work on its glossary: look it over, look something up, add a concept, see how much of it is used.

Values in, values out, as in `workflow`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..desk.desk import read, select
from ..desk.opened import Opened
from ..disk import files
from ..errors import FlowError, GlossaryError
from ..glossary import lint, load, write
from ..glossary.concepts import Kind
from ..model import Severity
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from ..glossary.concepts import Concept, Term
    from ..glossary.find import Occurrence
    from ..glossary.glossary import Glossary
    from ..glossary.lint import Flaw
    from ..project import Project, SourceFile

__all__ = ["Checked", "Covered", "Hit", "add", "article_tags", "check", "concept", "coverage", "look_up", "search"]

_FILES = {Kind.TERM: "terms", Kind.PERSON: "people", Kind.PLACE: "places", Kind.ORGANISATION: "organisations"}
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Checked(Value, frozen=True):
    """What `check` found: the concepts that could be read, their flaws, and what could not be read."""

    concepts: tuple[Concept, ...]
    flaws: tuple[Flaw, ...]
    errors: tuple[FlowError, ...]


class Hit(Value, frozen=True):
    """A place in what was asked for that holds a term, in a language."""

    concept: Concept
    lang: str
    place: Occurrence


class Covered(Value, frozen=True):
    """An article's concepts: id -> how many of its units have it, in the article's own language."""

    article: str
    units: Mapping[str, int] = {}
    error: FlowError | None = None


def check(project: Project) -> Checked:
    """Look the glossary over, all of it, whatever is wrong with a part of it.

    Raises:
        GlossaryError: a file cannot be read at all.
        WorkspaceError: the folder of the articles is missing, and a concept has a scope.
    """
    found = load.read(project)
    config = project.config
    articles = article_tags(project) if any(concept.scope.is_limited for concept in found.concepts) else None
    flaws = lint.flaws(found.concepts, config.languages, config.source_language, articles)
    return Checked(found.concepts, tuple(flaws), found.errors)


def concept(glossary: Glossary, wanted: str) -> Concept:
    """The concept of an id.

    Raises:
        GlossaryError: there is none.
    """
    if wanted in glossary.by_id:
        return glossary.by_id[wanted]
    import difflib

    close = difflib.get_close_matches(wanted, glossary.by_id, 1, 0.7)
    hint = f"did you mean {close[0]!r}?" if close else "see all there are: l10n-flow glossary list"
    raise GlossaryError(f"there is no concept {wanted!r}", hint=hint)


def look_up(glossary: Glossary, text: str, langs: Iterable[str]) -> list[Hit]:
    """What a word or a text holds, in whatever form and language.

    A term that two languages find is given once, and what is well spelt in one language is not misspelt in another.
    """
    found = [
        Hit(glossary.by_id[place.term.concept], lang, place) for lang in langs for place in glossary.find(text, lang)
    ]
    right = {(hit.place.start, hit.place.end) for hit in found if not hit.place.misspelt}
    told: dict[object, Hit] = {}
    for hit in found:
        span = (hit.place.start, hit.place.end)
        if not hit.place.misspelt or span not in right:
            told.setdefault((hit.place.term, span), hit)
    return list(told.values())


def search(glossary: Glossary, text: str = "", kind: Kind | None = None, langs: Collection[str] = ()) -> list[Concept]:
    """Concepts whose id or terms have a text in them, whatever its capitals and apostrophes.

    Args:
        glossary: to search.
        text: a part of a term or an id; empty for all.
        kind: only concepts of this kind.
        langs: only terms in these languages count, and a concept without any is left out; empty for all.
    """
    return [
        concept
        for concept in glossary.concepts
        if (kind is None or concept.kind is kind)
        and (not langs or any(concept.in_language(lang) for lang in langs))
        and (text.casefold() in concept.id or any(_has(term, text) for term in _terms(concept, langs)))
    ]


def add(project: Project, new: Concept, name: str | None = None, *, dry_run: bool = False) -> files.Change:
    """Write a concept at the end of a glossary file, whose other bytes stay.

    Args:
        project: the workspace.
        new: the concept.
        name: of the file, with or without `.toml`; where most concepts of its kind are if None.
        dry_run: find out what would be written, and write nothing.

    Raises:
        GlossaryError: the glossary has a mistake already, or would have one.
        OutputError: the file cannot be written.
    """
    found = load.read(project)
    for error in found.errors:
        raise error
    path = _file(project, found.concepts, new.kind, name)
    change = files.change(path, b"")
    change = files.Change(path, change.before, _appended(change.before or b"", write.entry(new)))
    _refuse(project, found.concepts, new, change)
    if not dry_run:
        files.write(change)
    return change


def coverage(project: Project, chosen: Iterable[SourceFile], glossary: Glossary) -> Iterator[Covered]:
    """Which concepts occur in articles; what keeps one from being read is in its result.

    Args:
        project: the workspace.
        chosen: the articles.
        glossary: all of it; its scopes are kept to.
    """
    for file in chosen:
        opened = Opened(project, file)
        try:
            article, segments = opened.article, opened.to_translate
            here = glossary.for_article(article.id, article.meta.tags)
            units: Counter[str] = Counter()
            for segment in segments:
                units.update({place.term.concept for place in here.find(segment.text, article.lang)})
            yield Covered(file.id, units)
        except FlowError as error:
            yield Covered(file.id, error=error)


def article_tags(project: Project) -> dict[str, Collection[str]]:
    """The tags of all articles, by their ids; one that cannot be read has none.

    Raises:
        WorkspaceError: the folder of the articles is missing.
    """
    tags: dict[str, Collection[str]] = {}
    for file in select(project).files:
        try:
            tags[file.id] = read(project, file).meta.tags
        except FlowError:
            tags[file.id] = ()
    return tags


def _terms(concept: Concept, langs: Collection[str]) -> Iterator[Term]:
    return (term for term in concept.terms if not langs or term.lang in langs)


def _has(term: Term, text: str) -> bool:
    from ..inflection import grammar

    fold = grammar.get(term.lang).fold
    return fold(text) in fold(term.text)


def _file(project: Project, concepts: Iterable[Concept], kind: Kind, name: str | None) -> Path:
    folder = project.root / project.config.folders.glossary
    if name is None:
        used = Counter(concept.path for concept in concepts if concept.kind is kind)
        return project.root / used.most_common(1)[0][0] if used else project.inside(folder / f"{_FILES[kind]}.toml")
    stem = name.removesuffix(".toml")
    if not _FILE_NAME.fullmatch(stem):
        raise GlossaryError(f"{name!r} cannot be a glossary file", hint="name it in a-z, 0-9, - and _: --file law")
    return project.inside(folder / f"{stem}.toml")


def _appended(before: bytes, entry: str) -> bytes:
    line_end = "\r\n" if b"\r\n" in before else "\n"
    gap = b"" if not before else line_end.encode() * (1 if before.endswith(b"\n") else 2)
    return before + gap + entry.replace("\n", line_end).encode()


def _refuse(project: Project, concepts: Collection[Concept], new: Concept, change: files.Change) -> None:
    """Raise what `check` would say of a new concept."""
    shown = project.shown(change.path)
    other = next((concept for concept in concepts if concept.id == new.id), None)
    if other:
        hint = "correct that one, or choose another id"
        raise GlossaryError(f"there is a concept {new.id!r} already", path=other.path, line=other.line, hint=hint)
    written = load.parse(change.after, shown)
    for error in written.errors:
        raise error
    new = written.concepts[-1]
    languages, source = project.config.languages, project.config.source_language
    articles = article_tags(project) if new.scope.is_limited else None
    for flaw in lint.flaws((*concepts, new), languages, source, articles, {new.id}):
        if flaw.severity is not Severity.INFO:
            raise GlossaryError(flaw.message, path=shown, line=flaw.line, hint=flaw.hint)
