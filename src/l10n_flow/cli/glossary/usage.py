"""`l10n-flow glossary usage`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report, gather
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...terms.concordance import Mention, Said, Used

_COLOURS = {"preferred": "green", "admitted": "cyan", "forbidden": "red", "none": "yellow"}
_AROUND = 32
"""Characters that are shown before a hit, and behind it."""


@options.command(data=True)
@_concepts.concept
@options.articles
@options.languages
def command(call: Call, concept: str, articles: tuple[str, ...], langs: tuple[str, ...]) -> Report:
    """Show where a concept is used, and what it is called there.

    CONCEPT is its id, or a term in any language and form (in quotation marks if it has several words), as in `glossary
    show`. Shown is every text of the articles that has it, or whose translation has it, with its translations: which
    variant they use (preferred, admitted, forbidden, none), with the place in its context. At the end, how often in
    each language.

    \b
    Examples:
      l10n-flow glossary usage expulsion-regime
      l10n-flow glossary usage "режима высылки" --lang tg
      l10n-flow glossary usage migrant 2025/remittances --json

    \b
    --json: {"concept", "mentions": [{"article", "context", "source": text, "translations": [text]}],
    "summary": [{"lang", "variant", "term", "units"}], "errors"}; a text is {"lang", "path", "line",
    "text", "state", "variants": [{"variant", "term"}], "places": [{"start", "end", "term", "status",
    "misspelt"}]}
    """
    from ...terms import concordance

    chosen = options.choose(call, articles, langs)
    _, glossary = _concepts.load(call)
    wanted = _concepts.chosen(call, chosen.project, glossary, concept)
    results = gather(
        concordance.concordance(chosen.project, chosen.files, chosen.langs, wanted), "Reading", len(chosen.files)
    )
    summary = _summary(results, chosen.langs)
    return Report(
        text="".join(f"{line}\n" for one in results for mention in one.mentions for line in _lines(mention)),
        lines=_counted(results, summary),
        document=lambda: {
            "concept": wanted.id,
            "mentions": [
                {
                    "article": one.article,
                    "context": mention.context,
                    "source": _as_data(mention.source),
                    "translations": [_as_data(said) for said in mention.translations],
                }
                for one in results
                for mention in one.mentions
            ],
            "summary": [
                {"lang": lang, "variant": variant, "term": term, "units": units}
                for (lang, variant, term), units in summary
            ],
        },
        errors=(*chosen.errors, *(one.error for one in results if one.error)),
    )


def _summary(results: Iterable[Used], langs: Sequence[str]) -> list[tuple[tuple[str, str, str], int]]:
    """(language, variant, term) and in how many units it is used, by language, the most frequent first."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for mention in (mention for one in results for mention in one.mentions):
        shown = [said for said in (mention.source, *mention.translations) if said.lang in langs]
        counts.update((said.lang, *variant) for said in shown for variant in said.variants)
    return sorted(counts.items(), key=lambda item: (langs.index(item[0][0]), -item[1], item[0]))


def _lines(mention: Mention) -> Iterator[str]:
    yield _line(mention.source)
    yield from (f"  {_line(said)}" for said in mention.translations)


def _line(said: Said) -> str:
    place = ":".join(str(part) for part in (said.path, said.line) if part)
    variants = ", ".join(
        click.style(variant, fg=_COLOURS.get(variant)) for variant in dict.fromkeys(v for v, _ in said.variants)
    )
    remarks = [text for text, holds in (("fuzzy", said.state == "fuzzy"), ("misspelt", _is_misspelt(said))) if holds]
    verdict = f"{variants} ({', '.join(remarks)})" if remarks else variants
    return f"{click.style(render.safe(place), bold=True)}: {verdict}: {_in_context(said)}".rstrip(": ")


def _is_misspelt(said: Said) -> bool:
    return any(place.misspelt for place in said.places)


def _in_context(said: Said) -> str:
    """The hits, each in brackets between what stands around it; without a hit the beginning of the text."""
    text, shown, done = said.text, "", 0
    if not said.places:
        return render.safe(text if len(text) <= 2 * _AROUND else f"{text[: 2 * _AROUND]}…")
    for place in said.places:
        start = max(done, place.start - _AROUND)
        shown += "…" if start > done else ""
        hit = click.style(f"[{render.safe(text[place.start : place.end])}]", bold=True)
        shown, done = shown + render.safe(text[start : place.start]) + hit, place.end
        shown += render.safe(text[done : done + _AROUND])
        done = min(len(text), done + _AROUND)
    return shown + ("…" if done < len(text) else "")


def _counted(results: Sequence[Used], summary: Sequence[tuple[tuple[str, str, str], int]]) -> Iterator[str]:
    if not summary:
        yield "no article has it"
        return
    yield ""
    rows = [("lang", "variant", "term", "units")]
    rows += [(lang, variant, term or "-", str(units)) for (lang, variant, term), units in summary]
    yield from (click.style(render.safe(line), bold=at == 0) for at, line in enumerate(render.table(rows, left=3)))
    mentions = [one for one in results if one.mentions]
    texts = sum(len(one.mentions) for one in mentions)
    yield f"{render.count(texts, 'text')} in {render.count(len(mentions), 'article')}"


def _as_data(said: Said) -> dict[str, object]:
    return {
        "lang": said.lang,
        "path": said.path,
        "line": said.line,
        "text": said.text,
        "state": said.state.value,
        "variants": [{"variant": variant, "term": term} for variant, term in said.variants],
        "places": [
            {
                "start": place.start,
                "end": place.end,
                "term": place.term.text,
                "status": place.term.status.value,
                "misspelt": place.misspelt,
            }
            for place in said.places
        ],
    }
