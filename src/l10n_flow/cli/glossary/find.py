"""`l10n-flow glossary find`."""

from __future__ import annotations

import shlex
import string
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...glossary.glossary import Glossary
    from ...terms.terminology import Hit


_MARKS = string.punctuation + "«»“”„‹›‘’—–…ʻʼ"
_LEAST = 3
"""Letters that a beginning has, to say something."""


@options.command(data=True)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@options.languages
def command(call: Call, words: tuple[str, ...], langs: tuple[str, ...]) -> Report:
    """Say which concept a word belongs to, in any form.

    Shown is all that is agreed on it, in all languages. WORD may be in any language and any grammatical form, and may
    be a whole sentence. A word that is misspelt, with wrong marks or look-alike letters, is found too, and said to be
    so. Exit code 1 says that nothing was found.

    \b
    Examples:
      l10n-flow glossary find муҳоҷиронро
      l10n-flow glossary find специальной военной операции
      l10n-flow glossary find "chiqarib yuborish rejimidan" --lang uz

    \b
    --json: {"found": [{"concept", "lang", "found", "start", "end", "term", "status",
    "misspelt", "letters": [{"typed", "right"}], "preferred"}], "concepts": [as in glossary
    show], "errors"}
    """
    from ... import workflow
    from ...terms import terminology

    project, glossary = _concepts.load(call)
    text = " ".join(words)
    hits = terminology.look_up(glossary, text, workflow.languages(project, langs))
    by_concept = {hit.concept.id: [other for other in hits if other.concept.id == hit.concept.id] for hit in hits}
    none = f"no concept is called {render.excerpt(text)}{_advice(glossary, text)}"
    return Report(
        text="".join(f"{line}\n" for of_one in by_concept.values() for line in _lines(of_one, text)),
        lines=() if hits else (render.safe(none),),
        document=lambda: {
            "found": [_as_data(hit, text) for hit in hits],
            "concepts": [_concepts.as_data(of_one[0].concept) for of_one in by_concept.values()],
        },
        incomplete=not hits,
    )


def _advice(glossary: Glossary, text: str) -> str:
    """How to look for the concepts that have the most of the beginning of one of the words, or else for all."""
    from ...terms import terminology

    if not glossary.concepts:
        return "; the glossary is empty: l10n-flow glossary add"
    words = [word.strip(_MARKS) for word in text.split()]
    begun = (
        next((word[:end] for end in range(len(word), _LEAST - 1, -1) if terminology.search(glossary, word[:end])), "")
        for word in words
    )
    longest = max((part.rstrip(_MARKS) for part in begun), key=len, default="")
    if len(longest) >= _LEAST:
        typed = longest if longest.isalnum() else shlex.quote(longest)
        return f"; of parts of terms there are: l10n-flow glossary list {typed}"
    return "; all there are: l10n-flow glossary list"


def _lines(hits: Sequence[Hit], text: str) -> Iterator[str]:
    """All that was found of one concept, and what is agreed on it."""
    for hit in hits:
        yield from _found(hit, text)
    concept = hits[0].concept
    yield from (f"  {render.safe(said)}" for said in [concept.sense] if said)
    yield from _concepts.details(concept)


def _found(hit: Hit, text: str) -> Iterator[str]:
    place, term = hit.place, hit.place.term
    concept = click.style(hit.concept.id, bold=True)
    yield f"{render.safe(text[place.start : place.end])}: {concept} ({hit.lang}, {term.status.value})"
    if place.misspelt:
        letters = ", ".join(f"{one.typed or 'nothing'} for {one.right or 'nothing'}" for one in place.letters)
        yield click.style(f"  misspelt{f': {render.safe(letters)}' if letters else ''}", fg="red")
    if not place.case_agrees:
        yield click.style("  with other capitals", fg="yellow")
    preferred = hit.concept.preferred(hit.lang)
    if preferred and preferred.status is not term.status:
        yield f"  write: {render.safe(preferred.text)}"


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
