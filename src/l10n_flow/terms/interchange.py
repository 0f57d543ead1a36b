"""The glossary out to other tools, and back from them. Values in, values out, as in `workflow`."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ..disk import files
from ..errors import GlossaryError, OutputError
from ..glossary import edit, formats, incoming, lint, load
from ..glossary.concepts import Status
from ..glossary.incoming import Verdict
from ..glossary.letters import mended
from ..languages import registry
from ..model import Severity
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..glossary.concepts import Concept, Term
    from ..glossary.incoming import Incoming
    from ..glossary.lint import Flaw
    from ..project import Project

__all__ = ["IMPORTED", "Exported", "Taken", "export", "take"]

IMPORTED = "imported"
"""The glossary file that new concepts go to if none is named: an editor moves them where they belong."""

_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Taken(Value, frozen=True):
    """What came of an import: each concept of the file, the glossary files that change, and what could not be read."""

    concepts: tuple[Incoming, ...]
    changes: tuple[files.Change, ...]
    errors: tuple[GlossaryError, ...] = ()


class Exported(Value, frozen=True):
    """What came of an export: how many concepts are in the file, and which of them would come back otherwise."""

    concepts: int
    lost: tuple[formats.Lost, ...]


def take(
    project: Project,
    path: Path,
    *,
    into: str | None = None,
    format_id: str | None = None,
    update: bool = False,
    dry_run: bool = False,
) -> Taken:
    """Take the concepts of a file into the glossary. What contradicts it, or itself, is never taken.

    Args:
        project: the workspace.
        path: the file.
        into: the glossary file for new concepts, its name or path, with or without `.toml`.
        format_id: the file's format; by its suffix if None.
        update: take the file's word where a concept is other than in the glossary; else such a concept stays.
        dry_run: find out what would be written, and write nothing.

    Raises:
        GlossaryError: the file cannot be read at all, or the glossary has a mistake.
        OutputError: a file cannot be written.
        OSError: there is no such file.
    """
    found = load.read(project)
    for error in found.errors:
        raise error
    format_ = formats.get(format_id or path.suffix[1:])
    errors: list[GlossaryError] = []
    read = [_mended(concept) for concept in format_.read(formats.content(path), str(path), errors.append)]
    concepts = incoming.compare(found.concepts, [concept for concept, _ in read])
    concepts = tuple(replace(one, doubts=told) for one, (_, told) in zip(concepts, read, strict=True))
    concepts = _checked(project, found.concepts, concepts, update=update)
    changes = tuple(_changes(project, concepts, _target(project, into), update=update))
    if not dry_run:
        for change in changes:
            files.write(change)
    return Taken(concepts, changes, tuple(errors))


def export(project: Project, path: Path, format_id: str | None = None) -> Exported:
    """Write the glossary to a file in another format.

    Args:
        project: the workspace.
        path: the file; what it holds is replaced.
        format_id: its format; by its suffix if None.

    Raises:
        GlossaryError: the glossary has a mistake or is empty, or there is no such format.
        OutputError: the file cannot be written, or its folder is not there.
    """
    format_id = format_id or path.suffix[1:]
    format_ = formats.get(format_id)
    concepts = tuple(concept for concept in load.load(project).concepts if concept.terms)
    if not concepts:
        raise GlossaryError("the glossary is empty", hint="add a concept: l10n-flow glossary add")
    if not path.parent.is_dir():
        raise OutputError("there is no such folder", path=path.parent, hint="make it, or name another one")
    files.write(files.change(path, format_.write(concepts)))
    return Exported(len(concepts), formats.lost(concepts, format_id))


def _mended(concept: Concept) -> tuple[Concept, tuple[str, ...]]:
    """A concept with the right letters in its terms, and what was written otherwise."""
    if concept.do_not_translate:
        return concept, ()
    terms = tuple(
        replace(term, text=mended(term.text, term.lang)) if _is_of_its_letters(term) else term for term in concept.terms
    )
    pairs = [(old, new.text) for old, new in zip(concept.terms, terms, strict=True) if old.text != new.text]
    told = tuple(f"line {old.line}: {old.text!r} is taken as {new!r}" for old, new in pairs)
    return replace(concept, terms=terms), told


def _is_of_its_letters(term: Term) -> bool:
    return term.status is not Status.FORBIDDEN and term.lang in registry.tags()


def _checked(
    project: Project, present: Iterable[Concept], concepts: tuple[Incoming, ...], *, update: bool
) -> tuple[Incoming, ...]:
    """With what `glossary check` would say of those that would be written; an error of it is a conflict."""
    taken = [one for one in concepts if one.verdict is Verdict.NEW or (update and one.verdict is Verdict.CHANGED)]
    ids = {one.concept.id for one in taken}
    others = [concept for concept in present if concept.id not in ids]
    languages, source = project.config.languages, project.config.source_language
    found: defaultdict[str, list[Flaw]] = defaultdict(list)
    for flaw in lint.flaws((*others, *(one.concept for one in taken)), languages, source, only=ids):
        if flaw.severity is not Severity.INFO:
            found[flaw.concept.id].append(flaw)
    return tuple(_with_flaws(one, found[one.concept.id]) if one.concept.id in ids else one for one in concepts)


def _with_flaws(one: Incoming, flaws: Iterable[Flaw]) -> Incoming:
    texts = {severity: [_told(flaw) for flaw in flaws if flaw.severity is severity] for severity in Severity}
    doubts = (*one.doubts, *texts[Severity.WARNING])
    if errors := texts[Severity.ERROR]:
        return replace(one, verdict=Verdict.CONFLICT, differences=(), reason="; ".join(errors), doubts=doubts)
    return replace(one, doubts=doubts)


def _told(flaw: Flaw) -> str:
    return f"line {flaw.line}: {flaw.message}; {flaw.hint}" if flaw.line else f"{flaw.message}; {flaw.hint}"


def _target(project: Project, into: str | None) -> Path:
    folder = project.root / project.config.folders.glossary
    name = (into or IMPORTED).replace("\\", "/").removeprefix(f"{project.config.folders.glossary}/")
    if not _FILE_NAME.fullmatch(name.removesuffix(".toml")):
        hint = "name it in a-z, 0-9, - and _: --into law"
        raise GlossaryError(f"{into!r} cannot be a glossary file", hint=hint)
    return project.inside(folder / f"{name.removesuffix('.toml')}.toml")


def _changes(project: Project, concepts: tuple[Incoming, ...], target: Path, *, update: bool) -> list[files.Change]:
    """The glossary files that change."""
    added = [one.concept for one in concepts if one.verdict is Verdict.NEW]
    updates: dict[Path, dict[str, Concept]] = {target: {}} if added else {}
    for one in concepts:
        if update and one.verdict is Verdict.CHANGED:
            updates.setdefault(project.root / one.concept.path, {})[one.concept.id] = one.concept
    changes = []
    for path, of_file in updates.items():
        before = files.change(path, b"").before
        after = edit.edited(before or b"", of_file, added if path == target else ())
        change = files.Change(path, before, after)
        for error in load.parse(after, project.shown(path)).errors:
            raise error
        changes.append(change)
    return changes
