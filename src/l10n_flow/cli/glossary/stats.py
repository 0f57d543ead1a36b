"""`l10n-flow glossary stats`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report, gather
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...glossary.concepts import Concept
    from ...glossary.glossary import Glossary
    from ...terms.terminology import Covered


@dataclass(frozen=True, slots=True)
class _Use:
    """Where a concept occurs: in so many articles, and units of them."""

    concept: str
    articles: int
    units: int


@options.command(data=True)
@options.articles
def command(call: Call, articles: tuple[str, ...]) -> Report:
    """Count concepts, and see which of them articles use.

    Concepts by kind, those without a term in a language, and for each in how many articles and units it occurs, in the
    articles' own language and in any form.

    \b
    Examples:
      l10n-flow glossary stats
      l10n-flow glossary stats 2025/expulsion-regime
      l10n-flow glossary stats --json

    \b
    --json: {"concepts": number, "kinds": {"term": number, ...}, "missing": {"tg": [ids], ...},
    "used": [{"concept", "articles", "units"}], "unused": [ids], "errors"}
    """
    from ...terms import terminology

    chosen = options.choose(call, articles)
    _, glossary = _concepts.load(call)
    covered = gather(terminology.coverage(chosen.project, chosen.files, glossary), "Reading", len(chosen.files))
    uses = _uses(covered)
    unused = [concept.id for concept in glossary.concepts if concept.id not in {use.concept for use in uses}]
    kinds = Counter(concept.kind.value for concept in glossary.concepts)
    missing = {lang: ids for lang in _written(chosen.langs) if (ids := _missing(glossary.concepts, lang))}
    return Report(
        lines=_lines(glossary, kinds, missing, uses, unused),
        document=lambda: {
            "concepts": len(glossary.concepts),
            "kinds": dict(kinds),
            "missing": missing,
            "used": [{"concept": use.concept, "articles": use.articles, "units": use.units} for use in uses],
            "unused": unused,
        },
        errors=(*chosen.errors, *(one.error for one in covered if one.error)),
    )


def _uses(covered: Iterable[Covered]) -> list[_Use]:
    """Each concept that occurs, the most frequent first."""
    articles: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for one in covered:
        articles.update(one.units.keys())
        units.update(one.units)
    return [_Use(name, articles[name], count) for name, count in sorted(units.items(), key=lambda n: (-n[1], n[0]))]


def _written(langs: Iterable[str]) -> list[str]:
    """The languages that people write; others are derived from them."""
    from ...languages import registry

    return [lang for lang in langs if registry.get(lang).base is None]


def _missing(concepts: Iterable[Concept], lang: str) -> list[str]:
    return [one.id for one in concepts if not one.do_not_translate and one.preferred(lang) is None]


def _lines(
    glossary: Glossary,
    kinds: Mapping[str, int],
    missing: Mapping[str, Sequence[str]],
    uses: Sequence[_Use],
    unused: Sequence[str],
) -> Iterator[str]:
    of_kinds = ", ".join(f"{kinds[kind]} {kind}" for kind in _concepts.KINDS if kind in kinds)
    yield f"{render.count(len(glossary.concepts), 'concept')}{f': {of_kinds}' if of_kinds else ''}"
    for lang, ids in missing.items():
        yield click.style(f"without a preferred term in {lang}: {', '.join(ids)}", fg="yellow")
    yield f"{len(uses)} occur in the articles, {len(unused)} do not"
    if uses:
        yield ""
        rows = [("concept", "articles", "units"), *((use.concept, str(use.articles), str(use.units)) for use in uses)]
        yield from (click.style(line, bold=number == 0) for number, line in enumerate(render.table(rows)))
    if unused:
        yield ""
        yield f"unused: {', '.join(unused)}"
