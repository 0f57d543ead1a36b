"""`l10n-flow glossary add`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ...errors import FlowError
from .. import options, render
from ..output import Call, Report
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...glossary.concepts import Concept, Status, Term
    from ...project import Project
    from ._concepts import Answers

_F = TypeVar("_F", bound=Callable[..., Any])


def _terms_option(*flags: str, says: str) -> Callable[[_F], _F]:
    return click.option(*flags, metavar="LANG=TERM", multiple=True, help=f"{says} May be repeated.")


@options.command(data=True, writes=True)
@click.argument("concept", required=False, metavar="[CONCEPT]")
@_terms_option("-t", "--term", "preferred", says="The term to use in a language.")
@_terms_option("--admit", "admitted", says="Another that may be used.")
@_terms_option("--forbid", "forbidden", says="One that must not be used.")
@click.option("--kind", type=click.Choice(_concepts.KINDS), default=None, help="What it is; a term if not said.")
@click.option("--pos", type=click.Choice(_concepts.POS), help="Part of speech, of the term as a whole.")
@click.option("--definition", metavar="TEXT", default="", help="What it is, in a sentence.")
@click.option("--note", metavar="TEXT", default="", help="What translators should know.")
@click.option("--sense", metavar="TEXT", default="", help="What tells it from another concept with the same term.")
@click.option("--quoted", is_flag=True, help="It must stand in quotation marks.")
@click.option("--case", type=click.Choice(_concepts.CASES), help="Capitals are checked; or make it the term.")
@click.option("--no-translate", is_flag=True, help="It stays as it is in every language.")
@click.option("--in-article", "articles", metavar="ID", multiple=True, help="It holds only there (* for anything).")
@click.option("--in-tag", "tags", metavar="TAG", multiple=True, help="It holds only in articles with this tag.")
@click.option("--file", "name", metavar="NAME", help="The file in glossary/; where most of its kind are if not said.")
def command(
    call: Call,
    *,
    preferred: Sequence[str],
    admitted: Sequence[str],
    forbidden: Sequence[str],
    name: str | None,
    dry_run: bool,
    **given: Any,
) -> Report:
    """Add a concept to the glossary.

    Without --term you are asked for all that no option has said, are shown what would be written, and are asked whether
    it should be: until then nothing is written. CONCEPT is its id, made of its first term if not said. It is written at
    the end of a file, and nothing else in that file changes. What `glossary check` would object to is refused. Letters
    are mended where it is known how: ko'prik is taken as koʻprik.

    \b
    Examples:
      l10n-flow glossary add
      l10n-flow glossary add -t en="travel ban" -t ru="запрет на выезд" --file law
      l10n-flow glossary add kloop -t en=Kloop --no-translate --kind organisation --dry-run

    \b
    --json: {"concept": as in glossary show, "path", "errors"}; with --dry-run also "diff"
    """
    from ...glossary.concepts import Status
    from ...terms import terminology
    from . import _interview

    terms = {Status.PREFERRED: preferred, Status.ADMITTED: admitted, Status.FORBIDDEN: forbidden}
    said = _concepts.Answers(terms=terms, **given)
    project = options.project(call)
    asks = not any(terms.values())
    if asks:
        _, glossary = _concepts.load(call)
        new = _interview.ask(project, glossary, said, lambda said: _concept(project, said))
    else:
        new = _concept(project, said)
    try:
        change = terminology.add(project, new, name, dry_run=dry_run or asks)
    except FlowError:
        if asks:
            _interview.show(new)  # so that what was answered is not lost
        raise
    path = project.shown(change.path)
    if asks and not dry_run:
        if not _interview.confirmed(new, path):
            return Report(lines=("nothing was written",), document=lambda: {"concept": None, "path": path})
        change = terminology.add(project, new, name)
    return Report(
        lines=(*_mended(project, said), f"{path}: {new.id} {'would be added' if dry_run else 'added'}"),
        document=lambda: {"concept": _concepts.as_data(new), "path": path},
        diff=render.diff([change], project.root) if dry_run else None,
    )


def _concept(project: Project, said: Answers) -> Concept:
    from ...glossary.concepts import Concept, Kind, Scope, Status
    from ...glossary.identity import slug

    pairs = [
        (lang, text if status is Status.FORBIDDEN else _righted(text, lang, said), status)
        for status in Status
        for lang, text in (_pair(project, given) for given in said.terms[status])
    ]
    if not pairs:
        raise click.UsageError('There is no term. Give one, for example: -t en="travel ban"')
    _refuse_two([(lang, text) for lang, text, status in pairs if status is Status.PREFERRED])
    order = project.config.languages
    pairs.sort(key=lambda pair: order.index(pair[0]))
    identity = said.concept or next(filter(None, (slug(text, lang) for lang, text, _ in pairs)), "concept")
    return Concept(
        id=identity,
        kind=Kind(said.kind or "term"),
        terms=tuple(_terms(identity, pairs, said)),
        definition=said.definition,
        note=said.note,
        sense=said.sense,
        do_not_translate=said.no_translate,
        scope=Scope(said.articles, said.tags),
    )


def _terms(concept: str, pairs: Sequence[tuple[str, str, Status]], said: Answers) -> Iterator[Term]:
    from ...glossary.concepts import Case, Term

    case = {None: Case.IGNORED, "checked": Case.CHECKED, "exact": Case.REQUIRED}[said.case]
    for lang, text, status in pairs:
        yield Term(text, lang, concept, status, pos=said.pos, quoted=said.quoted, case=case)


def _mended(project: Project, said: Answers) -> Iterator[str]:
    """Terms of options that are taken with other letters."""
    from ...glossary.concepts import Status

    for given in (*said.terms[Status.PREFERRED], *said.terms[Status.ADMITTED]):
        lang, typed = _pair(project, given)
        if (text := _righted(typed, lang, said)) != typed:
            yield f"{lang}: {render.safe(typed)} is taken as {render.safe(text)}"


def _righted(text: str, lang: str, said: Answers) -> str:
    from ...glossary.letters import mended

    return text if said.no_translate else mended(text, lang)


def _pair(project: Project, given: str) -> tuple[str, str]:
    """`ru=штраф` as language and term."""
    from ... import workflow

    lang, equals, text = given.partition("=")
    if not equals or not text.strip():
        raise click.UsageError(f'{given!r} is no term. Write, for example: -t en="travel ban"')
    return workflow.languages(project, [lang])[0], " ".join(text.split())


def _refuse_two(preferred: Iterable[tuple[str, str]]) -> None:
    """Stop at a language with two terms to use."""
    given: dict[str, str] = {}
    for lang, text in preferred:
        if lang in given:
            both = f"{given[lang]!r} and {text!r}"
            raise click.UsageError(f"There are two preferred terms in {lang}: {both}. Give one of them with --admit")
        given[lang] = text
