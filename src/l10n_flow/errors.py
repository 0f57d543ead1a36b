"""What stops the work, as one tree. Findings about texts are values (`model.Problem`), not exceptions.

FlowError                    anything that l10n-flow itself refuses; has path, line and what to do
├── WorkspaceError           no workspace here, or its folders cannot be used
│   └── ConfigError          l10n-flow.toml is wrong
├── SourceError              an article cannot be read
│   └── ArticleIdError       a path or an id that cannot name an article
├── CatalogError             a PO file cannot be read without losing something
│   └── ChangedUnderUs       a file changed between our reading and our writing
├── RecordError              what was published cannot be read, or two editions have one address
├── ApprovalError            an approval that cannot be written, or is not there
├── GlossaryError            a file of the glossary is wrong, or a concept that is asked for is not there
├── TemplateError            a template of the pages, or a text of theirs, is wrong
├── LanguageError            a language that is not known or not configured
├── WithheldError            a text that must not leave the newsroom
├── EngineError              a machine that does not translate
│   ├── EngineSetupError     it lacks a key, an address or a package, or cannot do the languages
│   ├── EngineRefusedError   it does not let us in: a wrong key, a quota that is used up
│   ├── EngineBusyError      it has too much to do, or is out of order; later it may answer
│   ├── EngineUnreachableError  there is no way to it, or no answer in time
│   ├── EngineAnswerError    what it answers is no translation
│   └── EngineUnansweredError  it was asked, and whoever asked was killed before the answer came
└── OutputError              a file that cannot be written
"""

from __future__ import annotations


class FlowError(Exception):
    """Something that a person has to mend.

    Args:
        message: what is wrong, in one sentence without a full stop.
        path: the file (or folder) at fault, as the user would name it; None when there is none.
        line: the 1-based line in it; None when unknown.
        hint: what to do, in one sentence; empty when the message says it.
    """

    exit_code = 2

    def __init__(self, message: str, *, path: object | None = None, line: int | None = None, hint: str = "") -> None:
        """See the class."""
        super().__init__(message)
        self.message = message
        self.path = None if path is None else str(path)
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        """`path:line: message`, then the hint on a line of its own."""
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        head = f"{place}: {self.message}" if place else self.message
        return f"{head}\n  {self.hint}" if self.hint else head

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between worker processes."""
        return (_rebuild, (type(self), self.message, self.path, self.line, self.hint))


def _rebuild(cls: type[FlowError], message: str, path: str | None, line: int | None, hint: str) -> FlowError:
    return cls(message, path=path, line=line, hint=hint)


class WorkspaceError(FlowError):
    """No workspace here, or one of its folders cannot be used."""


class ConfigError(WorkspaceError):
    """`l10n-flow.toml` has a mistake."""


class SourceError(FlowError):
    """An article cannot be read without guessing or losing text."""


class ArticleIdError(SourceError):
    """A path or id that cannot name an article, or that names two."""


class CatalogError(FlowError):
    """A PO file that cannot be read without losing something."""


class ChangedUnderUs(CatalogError):  # noqa: N818  says what happened
    """A file was saved by somebody else between our reading and our writing."""

    exit_code = 3


class RecordError(FlowError):
    """The record of what was published has a mistake, or two editions would have the same address."""


class ApprovalError(FlowError):
    """An approval that cannot be written, or that is not there to be withdrawn."""


class GlossaryError(FlowError):
    """A file of the glossary has a mistake, or something is asked of the glossary that it has not."""


class TemplateError(FlowError):
    """A template of the newsroom's pages has a mistake, or asks for what is not there."""


class LanguageError(FlowError):
    """A language tag that is not known, or not one of this newsroom's."""


class WithheldError(FlowError):
    """A text that must not leave the newsroom, or not to there."""


class EngineError(FlowError):
    """A machine does not translate."""


class EngineSetupError(EngineError):
    """It lacks a key, an address or a package, or cannot translate between the languages: nothing was sent."""


class EngineRefusedError(EngineError):
    """It does not let us in: a wrong key, a quota that is used up. To ask again would not help."""


class EngineBusyError(EngineError):
    """It has too much to do, or is out of order for now. `after` is how many seconds it wants to be left alone."""

    after: float = 0.0


class EngineUnreachableError(EngineError):
    """There is no way to it, or no answer in time."""


class EngineAnswerError(EngineError):
    """What it answers to a text is no translation of it."""


class EngineUnansweredError(EngineError):
    """It was asked in an earlier run, which was killed before the answer came; nobody has said to ask again."""


class OutputError(FlowError):
    """A file or folder that cannot be written."""
