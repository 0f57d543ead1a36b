"""What a change of the glossary does to the articles: which texts it makes wrong, and which right."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ..desk.opened import Opened
from ..errors import GlossaryError
from ..glossary import load
from ..glossary.glossary import Glossary
from ..merging import git
from ..reviewing.inspection import inspect
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..errors import FlowError
    from ..model import Finding
    from ..project import Project, SourceFile

__all__ = ["Impact", "at_revision", "impact"]

_Fault: TypeAlias = tuple[str, str, str | None, str, str, str]


class Impact(Value, frozen=True):
    """What a change does to an article: findings that come with it, and those that go."""

    article: str
    wrong: tuple[Finding, ...] = ()
    right: tuple[Finding, ...] = ()
    errors: tuple[FlowError, ...] = ()


def at_revision(project: Project, revision: str) -> Glossary:
    """The glossary as git has it; without a folder or a file at that time it is empty.

    Raises:
        WorkspaceError: git cannot be asked, or knows no such revision.
        GlossaryError: a file had a mistake then.
    """
    texts = git.texts_at(project.root, revision, project.config.folders.glossary)
    read = [
        load.parse(text.encode(), f"{revision}:{path}")
        for path, text in sorted(texts.items())
        if path.endswith(".toml") and not path.rpartition("/")[2].startswith(".")
    ]
    for error in (error for one in read for error in one.errors):
        hint = "that is how it was committed; compare with another revision: l10n-flow glossary impact --since REVISION"
        raise GlossaryError(error.message, path=error.path, line=error.line, hint=hint)
    return Glossary(tuple(concept for one in read for concept in one.concepts))


def impact(
    project: Project, chosen: Iterable[SourceFile], langs: Collection[str], before: Glossary
) -> Iterator[Impact]:
    """Compare what the checks say with a former glossary and with the one that there is now.

    A text that is wrong in the same point before and after is in neither list, whatever the findings advise.

    Args:
        project: the workspace.
        chosen: the articles.
        langs: the languages to look at.
        before: the former glossary.
    """
    digest = load.digest(project)
    for file in chosen:
        now = inspect(Opened(project, file, glossary=digest), langs)
        then = inspect(_Earlier(project, file, before), langs)
        was, comes = {_fault(one) for one in then.findings}, {_fault(one) for one in now.findings}
        yield Impact(
            file.id,
            tuple(one for one in now.findings if _fault(one) not in was),
            tuple(one for one in then.findings if _fault(one) not in comes),
            now.errors,
        )


class _Earlier(Opened):
    """An article as it is, with another glossary."""

    def __init__(self, project: Project, file: SourceFile, glossary: Glossary) -> None:
        super().__init__(project, file)
        self._before = glossary

    @cached_property
    def glossary(self) -> Glossary:
        return self._before.for_article(self.file.id, self.article.meta.tags)


def _fault(finding: Finding) -> _Fault:
    """What is wrong with a text, however it is said."""
    return (finding.lang, finding.check, finding.context, finding.source, finding.target, finding.subject)
