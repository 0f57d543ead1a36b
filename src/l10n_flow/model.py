"""The words that everything else is said in: frozen values.

A *segment* is what was said (a block or a sentence of an article); a *unit* is how one language says it
(one PO entry). Identity of both is (context, text), never the position.
"""

from __future__ import annotations

import enum
import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from .values import Placed, Value

if TYPE_CHECKING:
    from .nodes import Node

__all__ = [
    "Article",
    "Catalog",
    "Change",
    "Correction",
    "Edit",
    "Finding",
    "Metadata",
    "Outcome",
    "Picture",
    "Problem",
    "Role",
    "Segment",
    "Sensitivity",
    "Severity",
    "Span",
    "State",
    "Tag",
    "Unit",
]


class Role(enum.StrEnum):
    """What a block is for; the value is what reporters, translators and PO files call it."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    CREDIT = "credit"
    TABLE_CELL = "table cell"
    FOOTNOTE = "footnote"
    ALT_TEXT = "alt text"
    PAGE_TITLE = "page title"
    META_DESCRIPTION = "meta description"
    LABEL = "label"
    CORRECTION = "correction"

    @property
    def is_body(self) -> bool:
        """True for running text, whose units carry no msgctxt: the same words are the same unit."""
        return self in _BODY_ROLES

    @cached_property
    def context(self) -> str | None:
        """The msgctxt of a unit with this role."""
        return None if self.is_body else self.value


_BODY_ROLES = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.LIST_ITEM, Role.FOOTNOTE})


class Severity(enum.StrEnum):
    """How bad a problem is: an error keeps an article from going on, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Sensitivity(enum.StrEnum):
    """Where an unpublished text may go."""

    PUBLIC = "public"
    EMBARGOED = "embargoed"
    SECRET = "secret"  # noqa: S105  a sensitivity, not a password


class State(enum.StrEnum):
    """How far a unit is."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"


class Outcome(enum.StrEnum):
    """What became of a unit in a sync."""

    KEPT = "kept"
    RESTORED = "restored"
    ROLE = "role changed"
    REWORDED = "reworded"
    RECAST = "split or joined"
    NUMBER = "bare number"
    MEMORY = "from memory"
    COPIED = "copied"
    NEW = "new"
    OBSOLETE = "obsolete"
    DROPPED = "dropped"


class Problem(Value, frozen=True):
    """Something found in one file that does not stop the reading of it.

    `line` is 1-based, None if unknown; `hint` says what to do.
    """

    message: str
    line: int | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR


class Metadata(Value, frozen=True):
    """What an article says of itself and nobody translates; translatable metadata is part of `Article.body`.

    `date` and `updated` are ISO 8601 (`2025-05-12` or with a time), empty if unknown.
    """

    date: str = ""
    updated: str = ""
    tags: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.EMBARGOED
    canonical: str = ""
    image: str = ""
    segmentation: str = ""
    """`block`, `sentence`, or empty for the workspace's setting."""
    waivers: tuple[str, ...] = ()
    """What checks are not to say of the article in any language, as `waivers` reads it."""
    translators: tuple[tuple[str, str], ...] = ()
    """(language, name) of translators who have consented to be named on the page."""


class Picture(Value, frozen=True):
    """A picture of an article: its address, what it says in words to those who do not see it (None: it says nothing,
    empty: it is there for decoration only), its caption with all that is in it, and whether that has a credit."""

    address: str
    alt: str | None = None
    caption: str = ""
    has_credit: bool = False


class Correction(Value, frozen=True):
    """What was said wrong in an article, or was added to it, after it had been published: the `date` (ISO 8601), its
    `kind` (one of `KINDS`) and a text for readers."""

    KINDS: ClassVar[tuple[str, ...]] = ("correction", "clarification", "update")

    date: str
    kind: str
    text: str


class Article(Value, frozen=True):
    """One article in one language.

    `body` is the article's tree with HTML element names (see `document`): whatever the format, readers end there, so
    cutting and filling exist once. It is a tree of nodes, or well-formed XML text; `str(body)` is the text of either.
    `source` is the text that was read, which a reader's `write` needs to put a filled body back into the article's own
    format.
    """

    id: str
    lang: str
    format: str
    body: Node | str
    path: str = ""
    source: str = ""
    meta: Metadata = Metadata()
    problems: tuple[Problem, ...] = ()


class Tag(Value, frozen=True, gc=False):
    """One inline tag of a segment's text, for the translator's legend.

    `name` as it stands in the text (`em`, `a1`, `br`); `void` if it has no content of its own;
    `says` what it stands for (a link's address, a protected text), empty when its name says it all.
    """

    name: str
    void: bool = False
    says: str = ""


class Segment(Value, frozen=True, gc=False):
    """A piece of an article to translate; `text` holds short inline tags and collapsed white space.

    `count` is how often the article has it. `max_length` is in characters, None for no advice.
    """

    text: str
    role: Role
    tags: tuple[Tag, ...] = ()
    note: str = ""
    count: int = 1
    max_length: int | None = None

    @property
    def context(self) -> str | None:
        """The msgctxt of its units."""
        return self.role.context

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies it in an article: (context, text)."""
        return (self.role.context, self.text)

    @property
    def words(self) -> int:
        """Words in its text, tags left out, as translators are paid: what white space separates."""
        text = self.text
        if "<" in text:
            text = re.sub(r"<[^<>]*>", "", text.replace("<br/>", " "))
        return len(text.split())


class Unit(Placed, frozen=True, eq=False, gc=False):
    """One PO entry, comments and all.

    `source`/`target` are msgid and msgstr; `plural_source` and `plural_targets` exist for foreign catalogs
    only (articles have no plurals). `comment` is the people's (`# `), `notes` are ours (`#.`), one per line.
    `flags` has all flags but fuzzy, in file order. `line` is where the entry starts, 1-based, 0 if it is new.
    `raw` is the entry's own text in the file, so that what nobody touched is written back as it was; any
    change through `replace` must clear it (use `catalog.changed`).
    """

    source: str
    target: str = ""
    context: str | None = None
    fuzzy: bool = False
    obsolete: bool = False
    comment: str = ""
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous_source: str | None = None
    previous_context: str | None = None
    previous_plural: str | None = None
    plural_source: str | None = None
    plural_targets: tuple[str, ...] = ()
    line: int = 0
    raw: str | None = None
    _beside: ClassVar[int] = 2

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies it in a catalog: (context, source)."""
        return (self.context, self.source)

    @property
    def targets(self) -> tuple[str, ...]:
        """All its translations: the plural forms, or the one."""
        return self.plural_targets if self.plural_source is not None else (self.target,)

    @property
    def state(self) -> State:
        """Untranslated if any form is empty; fuzzy only if there is a text to look at."""
        if not (self.target if self.plural_source is None else self.plural_targets and all(self.plural_targets)):
            return State.UNTRANSLATED
        return State.FUZZY if self.fuzzy else State.TRANSLATED


class Change(Value, frozen=True, gc=False):
    """One unit's outcome in a sync; `before` is the old unit that it came from, None if there was none.

    For `OBSOLETE` and `DROPPED` it is the unit as it was left over.
    """

    unit: Unit
    outcome: Outcome
    before: Unit | None = None


Span: TypeAlias = tuple[int, int]
"""From where to where in a text."""
Edit: TypeAlias = tuple[Span, str]
"""A part of a text, and what is to be there instead."""


class Finding(Value, frozen=True, gc=False):
    """What a check says of a unit.

    `message` says what is wrong, `hint` what to do. `source_spans` and `target_spans` are where in the texts; those of
    an article in its own language are in `target`. `subject` is what the check took offence at (a concept's id), so
    that it can be waived alone. `fix` is what to write where in the target, in order, so that it would be right; empty
    if that takes a person.

    All the rest is filled in by who runs the checks: `severity` if the check left it to its own, `check` (its id), the
    article and the language, the file from the workspace's root with the line (1-based, None if unknown), the unit's
    key and texts, and whether it is fuzzy.
    """

    message: str
    hint: str = ""
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    subject: str = ""
    severity: Severity | None = None
    fix: tuple[Edit, ...] = ()
    check: str = ""
    article: str = ""
    lang: str = ""
    path: str = ""
    line: int | None = None
    context: str | None = None
    source: str = ""
    target: str = ""
    fuzzy: bool = False


class Catalog(Placed, frozen=True, eq=False, dict=True):
    """A PO file: header fields in file order (a line that is none: without a name), the people's comment above them,
    units in file order.

    Obsolete units stand among `units`, marked. `digest` is the SHA-256 (hex) of the bytes that were read,
    empty for a catalog that is not on disk yet. `trailer` is the file's text after its last entry (comments).
    `header_rest` has what else people's tools wrote above the header: its notes, references and unknown flags.
    `is_normal` if those bytes are what `catalog.dump` makes of the catalog that was read.
    """

    header: tuple[tuple[str, str], ...] = ()
    header_comment: str = ""
    header_fuzzy: bool = False
    units: tuple[Unit, ...] = ()
    header_rest: Unit = Unit("")
    trailer: str = ""
    digest: str = ""
    header_raw: str | None = None
    is_normal: bool = False
    _beside: ClassVar[int] = 3

    @cached_property
    def in_use(self) -> dict[tuple[str | None, str], Unit]:
        """Its units but for obsolete ones, by their keys."""
        return {unit.key: unit for unit in self.units if not unit.obsolete}

    def field(self, name: str) -> str:
        """A header field's value, empty if it is not there; people write its name in capitals or not."""
        return self._fields.get(name.casefold(), "")

    @cached_property
    def _fields(self) -> dict[str, str]:
        return {name.casefold(): value for name, value in reversed(self.header)}
