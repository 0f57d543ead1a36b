"""A concept asked for on stderr, question by question: a wrong answer is asked for again, and no other is lost."""

from __future__ import annotations

import contextlib
import itertools
from functools import cached_property
from typing import TYPE_CHECKING, cast

import click

from ...errors import FlowError
from ...glossary.concepts import Status
from .. import render
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ...glossary.concepts import Concept, Term
    from ...glossary.glossary import Glossary
    from ...glossary.lint import Flaw
    from ...inflection.grammar import PartOfSpeech
    from ...project import Project
    from ._concepts import Answers

_NONE = "-"
"""What is typed in the place of an answer that is offered, for none."""

_QUOTES = '«»“”„"‹›'


def ask(project: Project, glossary: Glossary, said: Answers, build: Callable[[Answers], Concept]) -> Concept:
    """Ask for all that options leave open. Enter skips a question, or takes what is offered.

    Args:
        project: the workspace.
        glossary: all of it; what would contradict it is asked for again.
        said: what the options say; all other answers are added to it.
        build: makes a concept of answers.

    Raises:
        click.Abort: the user has had enough. Nothing is lost: what there is of the concept is shown.
    """
    interview = _Interview(project, glossary, said)
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
    """The answers so far, and the terms by language and status."""

    def __init__(self, project: Project, glossary: Glossary, said: Answers) -> None:
        self._project, self._glossary, self.said = project, glossary, said
        self.terms: dict[str, dict[Status, list[str]]] = {}
        self._in_quotes = False

    def ask_all(self) -> None:
        """The questions in their order; what an option has answered is not asked."""
        said = self.said
        said.kind = said.kind or _text("Kind", "term", _concepts.KINDS)
        self._ask_all_terms()
        pos = "name" if said.kind != "term" else "noun"
        said.pos = said.pos or cast("PartOfSpeech", _text("Part of speech", pos, _concepts.POS))
        said.quoted = said.quoted or click.confirm("In quotation marks?", default=self._in_quotes, err=True)
        case = said.case or _text("Capitals", "ignored", ["ignored", *_concepts.CASES])
        said.case = None if case == "ignored" else case
        if not said.articles:
            said.tags = said.tags or self._tags()
        said.definition = said.definition or _text("What is it?")
        said.note = said.note or _text("Note to translators")

    def agreed(self, build: Callable[[Answers], Concept]) -> Concept:
        """The concept, once the glossary has nothing against it."""
        while True:
            while not self._has_term():
                self._ask_all_terms()
            terms = self.terms.items()
            self.said.terms = {one: [f"{lang}={text}" for lang, of in terms for text in of[one]] for one in Status}
            self._ask_id(build)
            new = build(self.said)
            objection = _objection(self._project, self._glossary, new)
            if objection is None:
                return new
            flaw, term = objection
            _complain(f"{flaw.message}: {flaw.hint}")
            self._ask_terms(term.lang, {**self.terms.get(term.lang, {}), term.status: []})

    def _has_term(self) -> bool:
        return any(texts[Status.PREFERRED] for texts in self.terms.values())

    def _ask_all_terms(self) -> None:
        """The terms in all languages, until there is one in some."""
        first, *others = _languages(self._project)
        while True:
            self._ask_terms(first)
            question = "Does it stay as it is in all languages?"
            self.said.no_translate = self.said.no_translate or click.confirm(question, err=True)
            for lang in () if self.said.no_translate else others:
                self._ask_terms(lang)
            if self._has_term():
                return
            _complain("There is no term in any language. One is needed")

    def _ask_id(self, build: Callable[[Answers], Concept]) -> None:
        from ...glossary.identity import slug

        while True:
            found = build(self.said).id
            other = self._glossary.by_id.get(found)
            if found == slug(found) and not other:
                return
            proposed = slug(found)
            if other:
                _complain(f"there is a concept {found!r} already ({other.path}:{other.line})")
                numbered = (f"{found}-{number}" for number in itertools.count(2))
                proposed = next(name for name in numbered if name not in self._glossary.by_id)
            self.said.concept = slug(_text("Id (a-z, 0-9 and -)", proposed)) or None

    def _ask_terms(self, lang: str, before: Mapping[Status, list[str]] | None = None) -> None:
        offered = before or {}
        self.terms[lang] = {status: [] for status in Status}
        questions = {
            Status.PREFERRED: f"Term in {lang}",
            Status.ADMITTED: f"  also used in {lang} (with commas)",
            Status.FORBIDDEN: f"  not to be used in {lang} (with commas)",
        }
        for status, question in questions.items():
            self.terms[lang][status] = self._texts(question, lang, status, offered.get(status, ()))
            if not self.terms[lang][Status.PREFERRED]:
                return

    def _texts(self, question: str, lang: str, status: Status, before: Sequence[str]) -> list[str]:
        """Terms, with their letters mended where it is known how; asked for until the glossary has nothing against
        them. What was wrong is not offered again."""
        offered = ", ".join(before)
        while True:
            typed = _text(f"{question}, {_NONE} for none" if offered else question, offered)
            parts = typed.split(",") if status is not Status.PREFERRED else [typed]
            given = [part for part in (" ".join(part.split()) for part in parts) if part not in ("", _NONE)]
            texts = self._mended(given, lang, any_letters=status is Status.FORBIDDEN)
            flaw = self._against(lang, status, texts)
            if flaw is None or self._tells_apart(lang, status, texts, flaw):
                return texts
            offered = ""

    def _mended(self, given: Sequence[str], lang: str, *, any_letters: bool) -> list[str]:
        from ...glossary.letters import mended

        bare = [part.strip(_QUOTES) for part in given]
        self._in_quotes |= bare != given and not any_letters
        texts = bare if any_letters or self.said.no_translate else [mended(part, lang) for part in bare]
        for part, text in zip(given, texts, strict=True):
            if part != text:
                click.secho(f"  taken as {render.safe(text)}", fg="yellow", err=True)
        return texts

    def _against(self, lang: str, status: Status, texts: Sequence[str], sense: str = "", tag: str = "") -> Flaw | None:
        """What the glossary has against terms, with what else is said in their language; as if they had a sense, or
        held in articles with a tag."""
        from ...glossary.concepts import Concept, Scope, Term

        said, all_terms = self.said, {**self.terms[lang], status: texts}
        terms = tuple(Term(text, lang, "", of) for of, these in all_terms.items() for text in these)
        scope = Scope(tags=(tag,)) if tag else Scope(said.articles, said.tags)
        new = Concept("", terms=terms, do_not_translate=said.no_translate, sense=sense or said.sense, scope=scope)
        found = _objection(self._project, self._glossary, new, [lang])
        return found[0] if found else None

    def _tells_apart(self, lang: str, status: Status, texts: Sequence[str], flaw: Flaw) -> bool:
        """Ask for what tells terms from those of another concept, if that is what is against them."""
        _complain(flaw.message)
        if self._against(lang, status, texts, sense="\0") is None:
            self.said.sense = _text("  What tells it from that one, in a few words? (Enter: another term)")
            return bool(self.said.sense)
        if self._against(lang, status, texts, tag="\0") is None:
            return self._limits()
        _complain(flaw.hint)
        return False

    def _limits(self) -> bool:
        """Ask for a scope, which has to tell terms apart where the other concept has no sense, and for a sense."""
        _complain("it has no sense: a scope tells them apart, or a sense there and one here")
        self.said.tags = self._tags(question="  Only in articles tagged (with commas; Enter: another term)")
        if self.said.tags:
            self.said.sense = self.said.sense or _text("  What tells it from that one, in a few words?")
        return bool(self.said.tags)

    def _tags(self, question: str = "Only in articles tagged (with commas)") -> tuple[str, ...]:
        """Tags; those that no article has are taken if they are typed again."""
        before: tuple[str, ...] = ()
        while True:
            tags = tuple(filter(None, (tag.strip() for tag in _text(question).split(","))))
            unused = [tag for tag in tags if tag not in self._used_tags] if tags else []
            if not unused or tags == before:
                return tags
            named = ", ".join(map(repr, unused))
            _complain(f"no article has the tag {named}; type the same again if one is to have it")
            before = tags

    @cached_property
    def _used_tags(self) -> frozenset[str]:
        from ...terms.terminology import article_tags

        with contextlib.suppress(FlowError):  # without articles there are no tags
            return frozenset(tag for tags in article_tags(self._project).values() for tag in tags)
        return frozenset()


def _objection(
    project: Project, glossary: Glossary, new: Concept, langs: Collection[str] | None = None
) -> tuple[Flaw, Term] | None:
    """What `glossary check` would say of a new concept, and of which of its terms; in some languages, or in all."""
    from ...glossary import lint
    from ...model import Severity
    from ...values import replace

    numbered = replace(new, terms=tuple(replace(term, line=at) for at, term in enumerate(new.terms)))
    config = project.config
    for flaw in lint.flaws(
        (*glossary.concepts, numbered), langs or config.languages, config.source_language, only={new.id}
    ):
        if flaw.severity is not Severity.INFO:
            return flaw, new.terms[flaw.line or 0]
    return None


def _languages(project: Project) -> list[str]:
    """The languages that people write, the source language first."""
    from ...languages import registry

    config = project.config
    written = [lang for lang in config.languages if registry.get(lang).base is None]
    return sorted(written, key=lambda lang: lang != config.source_language)


def _text(question: str, default: str = "", choices: Sequence[str] = ()) -> str:
    kind = click.Choice(choices) if choices else None
    return str(click.prompt(question, default=default, show_default=bool(default), err=True, type=kind)).strip()


def _complain(message: str) -> None:
    click.secho(f"  {render.safe(message)}", fg="red", err=True)
