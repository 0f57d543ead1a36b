"""`l10n-flow glossary find`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...terminology import Hit


@options.command(data=True)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@options.languages
def command(call: Call, words: tuple[str, ...], langs: tuple[str, ...]) -> Report:
    """Say which concept a word belongs to, in any form.

    WORD may be in any language and any grammatical form, and may be a whole sentence. A word that is misspelt, with
    wrong marks or look-alike letters, is found too, and said to be so. Exit code 1 says that nothing was found.

    \b
    Examples:
      l10n-flow glossary find муҳоҷиронро
      l10n-flow glossary find специальной военной операции
      l10n-flow glossary find "chiqarib yuborish rejimidan" --lang uz

    \b
    --json: {"found": [{"concept", "lang", "found", "start", "end", "term", "status",
    "misspelt", "letters": [{"typed", "right"}], "preferred"}], "errors"}
    """
    from ... import terminology, workflow

    project, glossary = _concepts.load(call)
    text = " ".join(words)
    hits = terminology.look_up(glossary, text, workflow.languages(project, langs))
    none = f"no concept is called {render.excerpt(text)}; for parts of terms: l10n-flow glossary list {words[0]}"
    return Report(
        text="".join(f"{line}\n" for hit in hits for line in _lines(hit, text)),
        lines=() if hits else (render.safe(none),),
        document=lambda: {"found": [_as_data(hit, text) for hit in hits]},
        incomplete=not hits,
    )


def _lines(hit: Hit, text: str) -> Iterator[str]:
    place, term = hit.place, hit.place.term
    concept = click.style(hit.concept.id, bold=True)
    yield f"{render.safe(text[place.start : place.end])}: {concept} ({hit.lang}, {term.status.value})"
    if place.misspelt:
        letters = ", ".join(f"{one.typed or 'nothing'} for {one.right or 'nothing'}" for one in place.letters)
        yield click.style(f"  misspelt{f': {render.safe(letters)}' if letters else ''}", fg="red")
    if not place.case_agrees:
        yield click.style("  with other capitals", fg="yellow")
    preferred = hit.concept.preferred(hit.lang)
    right = [f"write: {preferred.text}"] if preferred and preferred.status is not term.status else []
    cited = [f"term: {term.text}"] if term.text != text[place.start : place.end] else []
    for said in (*cited, *right, *_told(hit)):
        yield f"  {render.safe(said)}"


def _told(hit: Hit) -> Sequence[str]:
    concept = hit.concept
    return [said for said in (concept.sense, concept.definition, concept.note, hit.place.term.note) if said]


def _as_data(hit: Hit, text: str) -> dict[str, object]:
    place, preferred = hit.place, hit.concept.preferred(hit.lang)
    return {
        "concept": hit.concept.id,
        "lang": hit.lang,
        "found": text[place.start : place.end],
        "start": place.start,
        "end": place.end,
        "term": place.term.text,
        "status": place.term.status.value,
        "misspelt": place.misspelt,
        "letters": [{"typed": one.typed, "right": one.right} for one in place.letters],
        "preferred": preferred.text if preferred else None,
    }
