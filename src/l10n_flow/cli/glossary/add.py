"""`l10n-flow glossary add`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .. import options, render
from ..output import Call, Report
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...glossary.concepts import Concept, Term
    from ...project import Project

_F = TypeVar("_F", bound=Callable[..., Any])
_POS = ("noun", "verb", "adjective", "name", "other")


def _terms_option(*flags: str, says: str) -> Callable[[_F], _F]:
    return click.option(*flags, metavar="LANG=TERM", multiple=True, help=f"{says} May be repeated.")


@options.command(data=True, writes=True)
@click.argument("concept", required=False, metavar="[CONCEPT]")
@_terms_option("-t", "--term", "preferred", says="The term to use in a language.")
@_terms_option("--admit", "admitted", says="Another that may be used.")
@_terms_option("--forbid", "forbidden", says="One that must not be used.")
@click.option("--kind", type=click.Choice(_concepts.KINDS), default=None, help="What it is; a term if not said.")
@click.option("--pos", type=click.Choice(_POS), help="Part of speech, of the term as a whole.")
@click.option("--definition", metavar="TEXT", default="", help="What it is, in a sentence.")
@click.option("--note", metavar="TEXT", default="", help="What translators should know.")
@click.option("--sense", metavar="TEXT", default="", help="What tells it from another concept with the same term.")
@click.option("--quoted", is_flag=True, help="It must stand in quotation marks.")
@click.option("--case", type=click.Choice(["checked", "exact"]), help="Capitals are checked; or make it the term.")
@click.option("--no-translate", is_flag=True, help="It stays as it is in every language.")
@click.option("--in-article", "articles", metavar="ID", multiple=True, help="It holds only there (* for anything).")
@click.option("--in-tag", "tags", metavar="TAG", multiple=True, help="It holds only in articles with this tag.")
@click.option("--file", "name", metavar="NAME", help="The file in glossary/; where most of its kind are if not said.")
def command(call: Call, *, concept: str | None, name: str | None, dry_run: bool, **said: Any) -> Report:
    """Add a concept to the glossary.

    Without --term you are asked for it. CONCEPT is its id, made of its first term if not said. It is written at the end
    of a file, and nothing else in that file changes. What `glossary check` would object to is refused.

    \b
    Examples:
      l10n-flow glossary add
      l10n-flow glossary add -t en="travel ban" -t ru="запрет на выезд" --file law
      l10n-flow glossary add meduza -t en=Meduza --no-translate --kind organisation --dry-run

    \b
    --json: {"concept": as in glossary show, "path", "errors"}; with --dry-run also "diff"
    """
    from ... import terminology

    project = options.project(call)
    if not any((said["preferred"], said["admitted"], said["forbidden"])):
        said |= _asked(project, said)
    new = _concept(project, concept, said)
    change = terminology.add(project, new, name, dry_run=dry_run)
    path = project.shown(change.path)
    return Report(
        lines=(f"{path}: {new.id} {'would be added' if dry_run else 'added'}",),
        document=lambda: {"concept": _concepts.as_data(new), "path": path},
        diff=render.diff([change], project.root) if dry_run else None,
    )


def _asked(project: Project, said: dict[str, Any]) -> dict[str, Any]:
    """What the options leave open, asked for on stderr; an empty answer leaves a language out."""

    def ask(question: str, default: str = "", **more: Any) -> str:
        return str(click.prompt(question, default=default, show_default=bool(default), err=True, **more)).strip()

    answers: dict[str, Any] = {"preferred": [], "forbidden": []}
    for lang in _asked_for(project):
        if term := ask(f"Term in {lang}"):
            answers["preferred"].append(f"{lang}={term}")
            wrong = (text.strip() for text in ask(f"Not to be used in {lang} (with commas)").split(","))
            answers["forbidden"] += [f"{lang}={text}" for text in wrong if text]
    answers["kind"] = said["kind"] or ask("Kind", "term", type=click.Choice(_concepts.KINDS))
    answers["definition"] = said["definition"] or ask("What is it?")
    answers["note"] = said["note"] or ask("Note to translators")
    return answers


def _asked_for(project: Project) -> list[str]:
    """The languages that people write, the source language first."""
    from ...languages import registry

    config = project.config
    written = [lang for lang in config.languages if registry.get(lang).base is None]
    return sorted(written, key=lambda lang: lang != config.source_language)


def _concept(project: Project, name: str | None, said: dict[str, Any]) -> Concept:
    from ...glossary.concepts import Concept, Kind, Scope, Status

    pairs = [
        (lang, text, status)
        for status in Status
        for lang, text in (_pair(project, given) for given in said[status.value])
    ]
    if not pairs:
        raise click.UsageError('There is no term. Give one, for example: -t en="travel ban"')
    order = project.config.languages
    pairs.sort(key=lambda pair: order.index(pair[0]))
    identity = name or _id(text for _, text, _ in pairs)
    return Concept(
        id=identity,
        kind=Kind(said["kind"] or "term"),
        terms=tuple(_terms(identity, pairs, said)),
        definition=said["definition"],
        note=said["note"],
        sense=said["sense"],
        do_not_translate=said["no_translate"],
        scope=Scope(said["articles"], said["tags"]),
    )


def _terms(concept: str, pairs: Sequence[tuple[str, str, Any]], said: dict[str, Any]) -> Iterator[Term]:
    from ...glossary.concepts import Case, Term

    case = {None: Case.IGNORED, "checked": Case.CHECKED, "exact": Case.REQUIRED}[said["case"]]
    for lang, text, status in pairs:
        yield Term(text, lang, concept, status, pos=said["pos"], quoted=said["quoted"], case=case)


def _pair(project: Project, given: str) -> tuple[str, str]:
    """`ru=штраф` as language and term."""
    from ... import workflow

    lang, equals, text = given.partition("=")
    if not equals or not text.strip():
        raise click.UsageError(f'{given!r} is no term. Write, for example: -t en="travel ban"')
    return workflow.languages(project, [lang])[0], " ".join(text.split())


def _id(texts: Iterator[str]) -> str:
    """An id of the first term that has Latin letters."""
    ids = (re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") for text in texts)
    found = next(filter(None, ids), "")
    if not found:
        raise click.UsageError("An id cannot be made of these terms. Give one: l10n-flow glossary add fine -t ru=штраф")
    return found
