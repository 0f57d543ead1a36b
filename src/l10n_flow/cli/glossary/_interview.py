"""A concept asked for on stderr, question by question: a wrong answer is asked for again, and no other is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .. import render
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import TypeAlias

    from ...glossary.concepts import Concept, Term
    from ...glossary.glossary import Glossary
    from ...glossary.lint import Flaw
    from ...project import Project

    _Build: TypeAlias = Callable[[str | None, dict[str, Any]], Concept]

_NONE = "-"
"""What is typed in the place of an answer that is offered, for none."""

_QUOTES = '«»“”„"‹›'


def ask(
    project: Project,
    glossary: Glossary,
    said: Mapping[str, Any],
    build: Callable[[str | None, dict[str, Any]], Concept],
) -> Concept:
    """Ask for all that options leave open. Enter skips a question, or takes what is offered.

    Args:
        project: the workspace.
        glossary: all of it; what would contradict it is asked for again.
        said: the options, by their names, and `concept`, the id.
        build: makes a concept of an id and of what `said` has; the id may be None if there is a term in Latin letters.

    Raises:
        click.Abort: the user has had enough. Nothing is lost: what there is of the concept is shown.
    """
    interview = _Interview(project, glossary, dict(said))
    try:
        interview.ask_all()
        return interview.agreed(build)
    except click.Abort:
        click.echo(err=True)
        given = [(lang, status, texts) for lang, of in interview.terms.items() for status, texts in of.items() if texts]
        for lang, status, texts in given:
            click.echo(render.safe(f"{lang}, {status}: {', '.join(texts)}"), err=True)
        click.echo("Nothing was written.", err=True)
        raise


def show(new: Concept) -> None:
    """Show a concept as it would be written."""
    from ...glossary import write

    click.echo(f"\n{render.safe(write.entry(new))}", err=True)


def confirmed(new: Concept, path: str) -> bool:
    """Show what would be written, and ask whether it should be."""
    show(new)
    return click.confirm(f"Write it to {render.safe(path)}?", default=True, err=True)


class _Interview:
    """The answers so far: `said` by the names of the options, and `terms` by language and status."""

    def __init__(self, project: Project, glossary: Glossary, said: dict[str, Any]) -> None:
        self._project, self._glossary, self.said = project, glossary, said
        self.terms: dict[str, dict[str, list[str]]] = {}
        self._in_quotes = False

    def ask_all(self) -> None:
        """The questions in their order; what an option has answered is not asked."""
        first, *others = _languages(self._project)
        said = self.said
        said["kind"] = said["kind"] or _text("Kind", "term", type=click.Choice(_concepts.KINDS))
        self._ask_terms(first)
        said["no_translate"] = said["no_translate"] or click.confirm(
            "Does it stay as it is in all languages?", err=True
        )
        for lang in () if said["no_translate"] else others:
            self._ask_terms(lang)
        pos = "noun" if said["kind"] == "term" else "name"
        said["pos"] = said["pos"] or _text("Part of speech", pos, type=click.Choice(_concepts.POS))
        said["quoted"] = said["quoted"] or click.confirm("In quotation marks?", default=self._in_quotes, err=True)
        case = said["case"] or _text("Capitals", "ignored", type=click.Choice(["ignored", *_concepts.CASES]))
        said["case"] = None if case == "ignored" else case
        if not said["articles"]:
            said["tags"] = said["tags"] or self._tags()
        said["definition"] = said["definition"] or _text("What is it?")
        said["note"] = said["note"] or _text("Note to translators")

    def agreed(self, build: _Build) -> Concept:
        """The concept, once the glossary has nothing against it."""
        while True:
            while not any(texts["preferred"] for texts in self.terms.values()):
                click.echo("There is no term.", err=True)
                self._ask_terms(_languages(self._project)[0])
            for status in ("preferred", "admitted", "forbidden"):
                self.said[status] = [f"{lang}={text}" for lang, of in self.terms.items() for text in of[status]]
            self._ask_id(build)
            new = build(self.said["concept"], self.said)
            objection = _objection(self._project, self._glossary, new)
            if objection is None:
                return new
            flaw, term = objection
            _complain(f"{flaw.message}: {flaw.hint}")
            self._ask_terms(term.lang, self.terms.get(term.lang))
            self.said["tags"] = self._tags(self.said["tags"])

    def _ask_id(self, build: _Build) -> None:
        while True:
            try:
                found = build(self.said["concept"], self.said).id
            except click.UsageError:  # no term has Latin letters
                found = ""
            other = self._glossary.by_id.get(found)
            if found and found == _concepts.slug(found) and not other:
                return
            if other:
                _complain(f"there is a concept {found!r} already ({other.path}:{other.line})")
            self.said["concept"] = _concepts.slug(_text("Id (a-z, 0-9 and -)")) or None

    def _ask_terms(self, lang: str, before: Mapping[str, list[str]] | None = None) -> None:
        offered = before or {"preferred": [], "admitted": [], "forbidden": []}
        own = self._texts(f"Term in {lang}", lang, offered["preferred"], several=False)
        self.terms[lang] = {"preferred": own, "admitted": [], "forbidden": []}
        if own:
            for status, question in (("admitted", "also used"), ("forbidden", "not to be used")):
                asked = f"  {question} in {lang} (with commas)"
                self.terms[lang][status] = self._texts(asked, lang, offered[status], any_letters=status == "forbidden")

    def _texts(
        self, question: str, lang: str, before: Sequence[str] = (), *, several: bool = True, any_letters: bool = False
    ) -> list[str]:
        """Terms, with their letters mended where it is known how; asked for until they are right."""
        from ...glossary.letters import mended, wrong_letters

        while True:
            typed = _text(question, ", ".join(before))
            parts = [" ".join(part.split()) for part in (typed.split(",") if several else [typed])]
            given = [part for part in parts if part not in ("", _NONE)]
            bare = [part.strip(_QUOTES) for part in given]
            self._in_quotes |= bare != given and not any_letters
            texts = bare if any_letters or self.said["no_translate"] else [mended(part, lang) for part in bare]
            for part, text in zip(given, texts, strict=True):
                if part != text:
                    click.secho(f"  taken as {render.safe(text)}", fg="yellow", err=True)
            wrong = [] if any_letters else [(one, *pair) for one in texts for pair in wrong_letters(one, lang)]
            if not wrong:
                return texts
            for text, letter, _ in wrong:
                _complain(f"{letter!r} in {text!r} is no letter of {lang}")

    def _tags(self, before: Collection[str] = ()) -> tuple[str, ...]:
        tags = (tag.strip() for tag in _text("Only in articles tagged (with commas)", ", ".join(before)).split(","))
        return tuple(tag for tag in tags if tag not in ("", _NONE))


def _objection(project: Project, glossary: Glossary, new: Concept) -> tuple[Flaw, Term] | None:
    """What `glossary check` would say of a new concept, and of which of its terms."""
    from dataclasses import replace

    from ...glossary import lint
    from ...model import Severity

    numbered = replace(new, terms=tuple(replace(term, line=at) for at, term in enumerate(new.terms)))
    languages, source = project.config.languages, project.config.source_language
    for flaw in lint.flaws((*glossary.concepts, numbered), languages, source):
        if flaw.concept is numbered and flaw.severity is not Severity.INFO:
            return flaw, new.terms[flaw.line or 0]
    return None


def _languages(project: Project) -> list[str]:
    """The languages that people write, the source language first."""
    from ...languages import registry

    config = project.config
    written = [lang for lang in config.languages if registry.get(lang).base is None]
    return sorted(written, key=lambda lang: lang != config.source_language)


def _text(question: str, default: str = "", **more: Any) -> str:
    return str(click.prompt(question, default=default, show_default=bool(default), err=True, **more)).strip()


def _complain(message: str) -> None:
    click.secho(f"  {render.safe(message)}", fg="red", err=True)
