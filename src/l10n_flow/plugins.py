"""The contracts of the plug-in folders, and the one loader.

A plug-in is a module; its file name is its id; dropping a file into the folder adds it, and there is no list.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pkgutil
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from .errors import EngineSetupError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from .machine.wire import Wire
    from .model import Article, Finding, Severity
    from .passages import Passage, Version
    from .shown import Edition, Site

_SUFFIXES = re.compile(r'^SUFFIXES(?:: [^=\n]*)? = (\((?:\s*"[^"\\]*",?)*\s*\))$', re.MULTILINE)
_SEVERITY = re.compile(r"^SEVERITY = Severity\.([A-Z]+)$", re.MULTILINE)


class Reader(Protocol):
    """A format that reporters write in (`readers/<id>.py`)."""

    SUFFIXES: tuple[str, ...]
    """File suffixes with their dot, lower case; written out as a tuple of strings."""

    def read(self, text: str, *, article_id: str, path: str, lang: str) -> Article:
        """Read an article's text (UTF-8 decoded, LF line ends, no BOM) into its tree: nodes (see `articles.trees`), or
        well-formed XML text of the same.

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

    # Besides, a check may have:
    #   applies(version) -> bool            whether there may be something in a version of an article at all; or
    #   among(version) -> Collection[int]   in which of its texts, by their numbers; or
    #   concerns(there, here) -> bool       in a text, by the marks of its source and its own (see `_seen`). It is not
    #                                       asked of the others.
    #   STATES: frozenset[State]            how far the units are that it sees, whoever asks; one without sees what is
    #                                       translated, and what waits for a person if somebody asks for that.
    #   settles(finding) -> bool            whether nothing else is worth saying of the words of a text then (it is in
    #                                       another language); other checks of words are only asked for errors.
    #   OF_WORDS = False                    it speaks of something else than the words of a text, with which it is said:
    #                                       of pictures, waivers. So does one that has STATES.
    #   ON_DERIVED = True                   it looks at editions that nobody writes, too.
    #   KNOWS_OTHERS = True                 it speaks of a text beside other articles as well (see `consistency`): who
    #                                       looks at one article cannot say that a waiver of it matches nothing.

    def check(self, passage: Passage) -> Iterable[Finding]:
        """Say what is wrong with a passage. Pure; raises nothing.

        Args:
            passage: a translated text beside its source, or (`passage.source` None) a text of an article in its own
                language; all else of the article is in reach: `passage.version`.
        """
        ...


class Exporter(Protocol):
    """A form in which editions go to other systems (`exporters/<id>.py`); the pages of the site are none."""

    def files(self, edition: Edition, site: Site) -> Mapping[str, str]:
        """The files of an edition: the way to each from the folder of the export (with slashes) -> what is in it.

        Pure, and called in any process. Pictures are copied to `media/` by who calls, as `edition.card.files` has them.
        """
        ...


@runtime_checkable
class Joining(Exporter, Protocol):
    """A form that has one file for all editions of a language: `files` gives each of them one piece, without a name."""

    SUFFIX: str
    """Of the file `<lang><SUFFIX>`."""

    def whole(self, lang: str, pieces: Iterable[str], site: Site) -> Iterable[str]:
        """The file, made of the pieces, which come one by one in the order of the articles' ids."""
        ...


@runtime_checkable
class Naming(Protocol):
    """A check that says what it takes offence at, so that it can be waived for that alone."""

    def subjects(self, version: Version) -> Collection[str]:
        """All that it may take offence at in a version: what `Finding.subject` may be."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """The line to an engine.

    Attributes:
        source, target: from and to which language, as BCP 47 tags; the engine has its own codes for them.
        url: where it is; empty for one that is nowhere else.
        key: what lets us in, from the environment; empty if there is none.
        model, region: as the newsroom's settings have them.
        wire: what requests go through, and nothing else; None for an engine that needs none.
        recall: what the newsroom's catalogs say for a text, None if nothing.
    """

    source: str
    target: str
    url: str = ""
    key: str = field(default="", repr=False)
    model: str = ""
    region: str = ""
    wire: Wire | None = None
    recall: Callable[[str], str | None] = field(default=lambda _: None, repr=False)


class Engine(Protocol):
    """A machine that translates (`engines/<id>.py`). The first line of the module's docstring says what it is."""

    URL: str
    """Where it is unless the settings say otherwise; empty if it has no fixed place."""
    KEY: str
    """The environment variable of its key; empty if it takes none."""
    NEEDS: tuple[str, ...]
    """What it does not work without: of `key`, `url` and `model`. One without a `URL` that needs none sends nothing."""
    LIMIT: int
    """How many characters a request may have."""
    PRICE: float | None
    """What a million characters cost, in dollars, as its owner lists it; None if that is not known."""
    CODES: Mapping[str, str]
    """The languages that it can translate between: our tags, and its own codes."""

    def translate(self, text: str, line: Line) -> str:
        """Translate a text. May be called from many threads at once.

        Args:
            text: without markup; not empty, no white space at its ends, at most `LIMIT` characters.
            line: to the engine.

        Returns:
            What it answers, as it is: never None.

        Raises:
            EngineError: one of its kinds, whatever goes wrong; nothing else.
        """
        ...


@runtime_checkable
class Batching(Engine, Protocol):
    """An engine that takes several texts in one request."""

    AT_ONCE: int
    """How many, of `LIMIT` characters altogether."""

    def together(self, texts: Sequence[str], line: Line) -> Sequence[str]:
        """Translate texts: as many answers, in the same order. Else as `translate`."""
        ...


@runtime_checkable
class Preparing(Engine, Protocol):
    """An engine that can be asked what it can."""

    def prepare(self, line: Line) -> None:
        """Ask it, before it gets a text of that line. Raises as `translate`."""
        ...


@functools.cache
def ids(folder: str) -> tuple[str, ...]:
    """The ids of the plug-ins in a folder (`readers`, `checks`, `engines`, `exporters`), sorted."""
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


def exporter(format_id: str) -> Exporter:
    """The exporter of a format that is not the site itself; KeyError if there is none."""
    if format_id not in ids("exporters"):
        raise KeyError(format_id)
    return cast("Exporter", importlib.import_module(f".exporters.{format_id}", __package__))


@functools.cache
def check(check_id: str) -> Check:
    """The check of an id; KeyError if there is none."""
    name = check_id.replace("-", "_")
    if check_id not in check_ids():
        raise KeyError(check_id)
    return cast("Check", importlib.import_module(f".checks.{name}", __package__))


def marks(version: Version) -> Sequence[tuple[int, int]]:
    """What is in the texts of a version at a glance, each behind its source: what `concerns` of a check takes."""
    return cast("Sequence[tuple[int, int]]", importlib.import_module(".checks._seen", __package__).marks(version))


def is_of_words(check_id: str) -> bool:
    """Whether a check is about the words of texts, and not about how far they are; raises as `check`."""
    found = check(check_id)
    return not hasattr(found, "STATES") and getattr(found, "OF_WORDS", True)


def knows_others(check_id: str) -> bool:
    """Whether a check speaks of a text beside other articles, too; raises as `check`."""
    return getattr(check(check_id), "KNOWS_OTHERS", False)


def engine(engine_id: str) -> Engine:
    """An engine.

    Raises:
        EngineSetupError: there is no such engine.
    """
    if engine_id not in ids("engines"):
        raise EngineSetupError(f"there is no engine {engine_id!r}", hint=f"there are {', '.join(ids('engines'))}")
    return cast("Engine", importlib.import_module(f".engines.{engine_id}", __package__))


def subjects(check_id: str, version: Version) -> Collection[str] | None:
    """What a check may take offence at in a version; None if it has no names for it. Raises as `check`."""
    found = check(check_id)
    return found.subjects(version) if isinstance(found, Naming) else None


def severity(check_id: str) -> str:
    """How bad what a check finds is, read and not imported, as far as that can be; raises as `check`."""
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
