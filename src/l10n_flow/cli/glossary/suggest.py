"""`l10n-flow glossary suggest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report, gather
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...terms.suggestions import Suggestion

_EXAMPLES = 1
"""So many are shown without -v."""
_AROUND = 32
_HEADINGS = {"name": "names", "quoted": "in quotation marks", "phrase": "phrases"}


@options.command(data=True)
@options.articles
@options.languages
@click.option(
    "--min", "least", metavar="N", type=click.IntRange(min=2), default=3, show_default=True, help="Said so often."
)
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...], least: int) -> Report:
    """Find what the articles keep saying and no concept covers.

    Names, what stands in quotation marks, and phrases, all forms of one counted together. With a name stands what the
    translations (of --lang) seem to have for it: look at it before you agree on it. -v shows all the places.

    \b
    Examples:
      l10n-flow glossary suggest
      l10n-flow glossary suggest --min 2 --lang tg
      l10n-flow glossary suggest 2025/remittances --json

    \b
    --json: {"suggestions": [{"kind": name, quoted or phrase, "text", "lang", "count", "articles",
    "forms": [{"text", "count"}], "seen": {"ru": [{"text", "count"}]}, "places": [{"article",
    "path", "line", "text", "start", "end"}]}], "errors"}
    """
    from ...terms import suggestions

    chosen = options.choose(call, articles, langs)
    _, glossary = _concepts.load(call)
    read = gather(suggestions.read(chosen.project, chosen.files, chosen.langs, glossary), "Reading", len(chosen.files))
    found = suggestions.suggest(read, least)
    return Report(
        text="".join(f"{line}\n" for line in _lines(found, _EXAMPLES if call.verbosity < 1 else None)),
        lines=[render.count(len(found), "suggestion")],
        document=lambda: {"suggestions": [_as_data(one) for one in found]},
        errors=(*chosen.errors, *(one.error for one in read if one.error)),
    )


def _lines(found: Sequence[Suggestion], examples: int | None) -> Iterator[str]:
    for kind, heading in _HEADINGS.items():
        of_kind = [one for one in found if one.candidate.sort == kind]
        if of_kind:
            yield click.style(heading, bold=True)
        for one in of_kind:
            articles = render.count(len(one.articles), "article")
            yield f"  {one.candidate.count} × {render.safe(one.candidate.text)} ({one.lang}, {articles})"
            for lang, seen in one.seen.items():
                said = ", ".join(f"{text} {count}" if count > 1 else text for text, count in seen)
                yield click.style(f"    seen in {lang}: {render.safe(said)}", fg="cyan")
            yield from (f"    {line}" for line in _places(one, examples))


def _places(one: Suggestion, examples: int | None) -> Iterator[str]:
    for passage, (start, end) in one.places[:examples]:
        text = passage.text.text
        before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        shown = f"{'…' * (start > _AROUND)}{before}[{text[start:end]}]{behind}{'…' * (end + _AROUND < len(text))}"
        place = ":".join(str(part) for part in (passage.path, passage.line) if part)
        yield click.style(render.safe(f"{place}: {shown}"), dim=True)


def _as_data(one: Suggestion) -> dict[str, object]:
    return {
        "kind": one.candidate.sort.value,
        "text": one.candidate.text,
        "lang": one.lang,
        "count": one.candidate.count,
        "articles": one.articles,
        "forms": _counted(one.candidate.forms),
        "seen": {lang: _counted(seen) for lang, seen in one.seen.items()},
        "places": [
            {
                "article": passage.article,
                "path": passage.path,
                "line": passage.line,
                "text": passage.text.text,
                "start": start,
                "end": end,
            }
            for passage, (start, end) in one.places
        ],
    }


def _counted(forms: Sequence[tuple[str, int]]) -> list[dict[str, object]]:
    return [{"text": text, "count": count} for text, count in forms]
