"""For reviewers: each article and its translations side by side, unit by unit, to read on a screen or on paper.

One page that stands alone: no script, nothing from elsewhere. All texts are escaped, and what nobody would see in them
is shown.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ... import locales, workflow
from ...languages import registry
from ...model import Severity, State
from ...text import markup
from ..formats import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jinja2 import Template

    from ...model import Finding, Role, Span, Unit
    from ...reviewing.review import Sheet
    from ..formats import Checked

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff]"
)
_NO_BREAK = "\u00a0\u202f"
_WORST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a text: the worst that was found in it (empty for nothing), the numbers of the findings that end with
    it, and what it is: `text`, `tag`, `sign` (one that nobody sees, by its name) or `space` (one without a break)."""

    text: str
    severity: str
    ends: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A unit, its texts in pieces, and what was found in it."""

    unit: Unit
    role: Role
    source: Sequence[_Piece]
    target: Sequence[_Piece]
    findings: Sequence[Finding]

    @property
    def notes(self) -> list[str]:
        """What translators are told; its role is shown anyway."""
        return [note for note in self.unit.notes if note != self.role]

    @property
    def state(self) -> State:
        """How far it is."""
        return self.unit.state


@dataclass(frozen=True, slots=True)
class _Page:
    """An article in a language."""

    sheet: Sheet
    rows: Sequence[_Row]
    others: Sequence[Finding]
    """What was found that is about no unit."""

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, the worst first."""
        found = Counter(one.severity for one in (*self.others, *(one for row in self.rows for one in row.findings)))
        return {str(severity): found[severity] for severity in _WORST if found[severity]}


def pieces(checked: Checked) -> Iterator[str]:
    """One HTML page with a sheet for each article and language, at once: it is meant for a few of them."""
    chosen = checked.chosen
    yield page(workflow.sheets(chosen.project, chosen.files, chosen.langs), checked)


def page(sheets: Iterable[Sheet], checked: Checked) -> str:
    """The page of some sheets, with what was found in their files."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in checked.findings:
        found[one.path].append(one)
    pages = [_page(sheet, found[sheet.path]) for sheet in sheets if sheet.error is None]
    translated = {one.sheet.article for one in pages if one.sheet.source_lang}
    # An original is on the sheets of its translations anyway.
    pages = [one for one in pages if one.counts or one.sheet.source_lang or one.sheet.article not in translated]
    return without_surrogates(
        _template().render(
            pages=pages,
            site=checked.chosen.project.config.site.name,
            errors=checked.errors,
            name=_language_name,
            direction=lambda tag: registry.get(tag).direction,
            plain=markup.plain,
            untranslated=State.UNTRANSLATED,
            fuzzy=State.FUZZY,
            pieces=_pieces,
        )
    )


def _page(sheet: Sheet, found: Sequence[Finding]) -> _Page:
    """A sheet with what was found in its file."""
    of_unit: defaultdict[tuple[str | None, str], list[Finding]] = defaultdict(list)
    for one in found:
        of_unit[one.context, one.source or one.target].append(one)
    rows = [_row(sheet, unit, role, of_unit.pop(unit.key, [])) for unit, role in sheet.units]
    return _Page(sheet, rows, [one for left in of_unit.values() for one in left])


def _row(sheet: Sheet, unit: Unit, role: Role, findings: Sequence[Finding]) -> _Row:
    sources, targets = (
        [
            (span, number, one.severity)
            for number, one in enumerate(findings, 1)
            for span in (one.target_spans if of_target else one.source_spans)
            if not of_target or one.target == (unit.target if sheet.source_lang else unit.source)
        ]
        for of_target in (False, True)
    )
    if sheet.source_lang is None:  # the findings of an article in its own language are about its target
        return _Row(unit, role, list(_pieces(unit.source, targets)), [], findings)
    return _Row(unit, role, list(_pieces(unit.source, sources)), list(_pieces(unit.target, targets)), findings)


def _pieces(text: str, marks: Sequence[tuple[Span, int, Severity | None]] = ()) -> Iterator[_Piece]:
    """Cut a text where something begins or ends."""
    kinds = {found.span(): "tag" for found in markup.TAG.finditer(text)}
    kinds |= {found.span(): "sign" for found in _UNSEEN.finditer(text)}
    kinds |= {(at, at + 1): "space" for at, sign in enumerate(text) if sign in _NO_BREAK}
    first = min(1, len(text))  # what is about the very beginning is told behind the first letter
    within = [((min(a, len(text)), max(first, min(b, len(text)))), number, how) for (a, b), number, how in marks]
    cuts = sorted({0, len(text), *(at for span in kinds for at in span), *(at for span, _, _ in within for at in span)})
    for start, end in zip(cuts, cuts[1:] or cuts, strict=False):
        severities = {how for (a, b), _, how in within if a <= start and end <= b and start < end}
        worst = next((str(how) for how in _WORST if how in severities), "")
        ends = tuple(dict.fromkeys(number for (_, b), number, _ in within if b == end))
        kind = next((kind for (a, b), kind in kinds.items() if a <= start and end <= b), "text")
        said = text[start:end]
        yield _Piece(f"U+{ord(said):04X}" if kind == "sign" and said else said, worst, ends, kind)


@functools.cache
def _language_name(tag: str) -> str:
    return locales.language_name(registry.get(tag), registry.get("en"))


@functools.cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = environment.get_template("review.css").render()
    environment.globals["style"] = Markup(style)  # noqa: S704  our own file
    return environment.get_template("review.html")
