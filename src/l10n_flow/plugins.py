"""The contracts of the plug-in folders, and the one loader.

A plug-in is a module; its file name is its id; dropping a file into the folder adds it, and there is no list.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast, runtime_checkable

from .errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from .model import Article, Finding, Severity, State
    from .passages import Draft, Passage

_SUFFIXES = re.compile(r'^SUFFIXES(?:: [^=\n]*)? = (\((?:\s*"[^"\\]*",?)*\s*\))$', re.MULTILINE)
_SEVERITY = re.compile(r"^SEVERITY = Severity\.([A-Z]+)$", re.MULTILINE)


class Reader(Protocol):
    """A format that reporters write in (`readers/<id>.py`)."""

    SUFFIXES: tuple[str, ...]
    """File suffixes with their dot, lower case; written out as a tuple of strings."""

    def read(self, text: str, *, article_id: str, path: str, lang: str) -> Article:
        """Read an article's text (UTF-8 decoded, LF line ends, no BOM) into its tree.

        `lang` is the workspace's source language; the article may say another. `path` is for messages.

        Raises:
            SourceError: the text cannot be read without losing something; with its line.
        """

    def write(self, article: Article) -> str:
        """Put the (filled) body of an article that this reader read back into its own format."""


class Check(Protocol):
    """Something that can be wrong with a text (`checks/<id>.py`; an underscore in the file's name is a hyphen in the
    id). The module's docstring is the check's manual page: one line, then What:, Wrong: and Right:.
    """

    SEVERITY: Severity
    """How bad it is, unless a finding says that it is less."""

    # SIGNS: tuple[str, ...], for a check of texts with certain signs: where neither a text nor its source has one, it
    # is not asked. applies(draft) -> bool, for a check that can have nothing to say of some drafts: it is not asked of
    # the texts of those. STATES: frozenset[State], for a check of how far units are: it sees those that are so, whoever
    # asks; one that has none sees what is translated, and what waits for a person if somebody asks for that.

    def check(self, passage: Passage) -> Iterable[Finding]:
        """Say what is wrong with a passage. Pure; raises nothing.

        Args:
            passage: a translated text beside its source, or (`passage.source` None) a text of an article in its own
                language; all else of the article is in reach: `passage.draft`.
        """
        ...


@runtime_checkable
class Naming(Protocol):
    """A check that says what it takes offence at, so that it can be waived for that alone."""

    def subjects(self, draft: Draft) -> Collection[str]:
        """All that it may take offence at in a draft: what `Finding.subject` may be."""
        ...


@functools.cache
def ids(folder: str) -> tuple[str, ...]:
    """The ids of the plug-ins in a folder (`readers`, `checks`, `exporters`), sorted."""
    package = importlib.import_module(f".{folder}", __package__)
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def reader(format_id: str) -> Reader:
    """The reader of a format.

    Raises:
        SourceError: there is no such reader.
    """
    if format_id not in ids("readers"):
        raise SourceError(f"no reader for the format {format_id!r}", hint=f"there are {', '.join(ids('readers'))}")
    return cast("Reader", importlib.import_module(f".readers.{format_id}", __package__))


@functools.cache
def check(check_id: str) -> Check:
    """The check of an id; KeyError if there is none."""
    name = check_id.replace("-", "_")
    if check_id not in check_ids():
        raise KeyError(check_id)
    return cast("Check", importlib.import_module(f".checks.{name}", __package__))


def subjects(check_id: str, draft: Draft) -> Collection[str] | None:
    """What a check may take offence at in a draft; None if it has no names for it. Raises as `check`."""
    found = check(check_id)
    return found.subjects(draft) if isinstance(found, Naming) else None


class Asked(NamedTuple):
    """A check that is asked about a text: its id, the check, and the signs without which it has nothing to say."""

    id: str
    check: Check
    signs: tuple[str, ...] = ()

    def about(self, passage: Passage) -> Iterable[Finding]:
        """What it says of a passage."""
        return self.check.check(passage) if self.applies(passage.draft) and self.concerns(passage.whole) else ()

    def applies(self, draft: Draft) -> bool:
        """Whether it may have something to say of any text of a draft."""
        applies: Callable[[Draft], bool] | None = getattr(self.check, "applies", None)
        return (applies is None or applies(draft)) and self.concerns(draft.whole)

    def concerns(self, text: str) -> bool:
        """Whether it may have something to say of a text, or of one in it."""
        for sign in self.signs:  # most of what is asked of most texts: a loop, which is quicker than `any`
            if sign in text:
                return True
        return not self.signs


@functools.cache
def looking_at(state: State, *, fuzzy: bool = False) -> tuple[Asked, ...]:
    """The checks that look at units in a state; all at those that wait for a person if `fuzzy`."""
    return _looking_at(check_ids(), state, fuzzy=fuzzy)


@functools.cache
def grave(state: State, levels: frozenset[tuple[str, str]]) -> tuple[Asked, ...]:
    """Those of the checks that look at units in a state that may find errors: by themselves, or because the newsroom's
    levels (a check, or a subject of one, and a severity) say so. Others are not imported."""
    raised = {name.partition("(")[0] for name, level in levels if level == "error"}
    lowered = {name for name, level in levels if level != "error"}
    wanted = [one for one in check_ids() if one in raised or (one not in lowered and _severity(one) == "error")]
    return _looking_at(wanted, state)


def _looking_at(wanted: Iterable[str], state: State, *, fuzzy: bool = False) -> tuple[Asked, ...]:
    usual = frozenset({"translated", "fuzzy"} if fuzzy else {"translated"})
    checks = ((one, check(one)) for one in wanted)
    return tuple(
        Asked(one, it, getattr(it, "SIGNS", ())) for one, it in checks if state in getattr(it, "STATES", usual)
    )


def _severity(check_id: str) -> str:
    """How bad what a check finds is, read and not imported, as far as that can be."""
    found = _SEVERITY.search(_source("checks", check_id.replace("-", "_")))
    return found[1].lower() if found else str(check(check_id).SEVERITY)


@functools.cache
def check_ids() -> tuple[str, ...]:
    """The ids of all checks, sorted."""
    return tuple(name.replace("_", "-") for name in ids("checks"))


@functools.cache
def formats() -> dict[str, str]:
    """File suffix (with its dot) -> reader id."""
    return {suffix: name for name in ids("readers") for suffix in _suffixes(name)}


def _suffixes(format_id: str) -> tuple[str, ...]:
    """What a reader's SUFFIXES are, read and not imported: with its libraries a reader takes longer than all else that
    is to be done if nothing has changed."""
    found = _SUFFIXES.search(_source("readers", format_id))
    return tuple(re.findall('"([^"]*)"', found[1])) if found else reader(format_id).SUFFIXES


def _source(folder: str, name: str) -> str:
    """The text of a plug-in, empty if it is not there to be read."""
    spec = importlib.util.find_spec(f".{folder}.{name}", __package__)
    return Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
