"""How an article's edition in a language comes about, and what stands in its way. Pure."""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING, Protocol

from .catalogs import approvals
from .languages import registry
from .model import Segment, State
from .values import Value

Key = tuple[str | None, str]
"""(context, text) of a segment or unit."""

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from .glossary.glossary import Glossary
    from .languages.language import Agreed, Spellings
    from .model import Catalog, Finding


class _Spell(Protocol):
    """Brings a text from one script into another."""

    def __call__(self, text: str, agreed: Sequence[Agreed] = (), /) -> str: ...


class Way(Value, frozen=True):
    """How an edition is made: from the catalog of a language, or (`catalog_lang` None) from the article itself;
    `change` is applied to every text on the way, None if there is nothing to change."""

    lang: str
    catalog_lang: str | None
    change: Callable[[str], str] | None = None


class Open(Value, frozen=True):
    """A segment that is not ready: its state, and the line of its unit in the catalog (0 if it has none)."""

    segment: Segment
    state: State
    line: int = 0


class Edition(Value, frozen=True):
    """The translations of an article's segments in a language, the segments that are not ready, the errors that the
    checks found in the others, and how many people have yet to approve of it."""

    lang: str
    translations: Mapping[Key, str]
    open: tuple[Open, ...] = ()
    faults: tuple[Finding, ...] = ()
    unapproved: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether readers may have it."""
        return not self.open and not self.faults and not self.unapproved


def way(
    lang: str,
    article_lang: str,
    spellings: Spellings = frozenset(),
    glossary: Glossary | None = None,
) -> Way:
    """How the edition in `lang` of an article written in `article_lang` is made.

    `spellings` are the newsroom's own for a derived language, as its `read_spellings` gave them; `glossary`, as it
    holds in the article, has terms that are agreed for such a language, or that stay as they are.
    """
    language, source = registry.get(lang), registry.get(article_lang)

    def derive(text: str, agreed: Sequence[Agreed] = ()) -> str:
        return language.derive(text, spellings, agreed) if language.derive else text

    def restore(text: str, agreed: Sequence[Agreed] = ()) -> str:
        return source.restore(text, agreed) if source.restore else text

    if lang == article_lang:
        return Way(lang, None)
    if language.base == article_lang:
        return Way(lang, None, _agreeing(derive, article_lang, lang, glossary))
    if source.base == lang:
        return Way(lang, None, _agreeing(restore, article_lang, lang, glossary))
    if language.base:
        return Way(lang, language.base, _agreeing(derive, language.base, lang, glossary))
    return Way(lang, lang)


def _agreeing(spell: _Spell, typed: str, lang: str, glossary: Glossary | None) -> Callable[[str], str]:
    """What brings texts from one language into another, with the terms that were agreed for it."""
    if glossary is None:
        return spell
    from .glossary.derived import Agreements

    agreements = Agreements(glossary, typed, lang, spell)

    @functools.cache  # a page and the checks ask for the same
    def change(text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        return spell(text, agreements.find(text))

    return change


def catalog_languages(languages: Iterable[str], article_lang: str) -> tuple[str, ...]:
    """The languages that people translate an article into: one PO file each."""
    ways = (way(lang, article_lang) for lang in languages)
    return tuple(dict.fromkeys(way.catalog_lang for way in ways if way.catalog_lang == way.lang and way.catalog_lang))


def origin(lang: str, article_lang: str) -> str:
    """The language of the texts that an edition is made of, by people or by `Way.change`."""
    return way(lang, article_lang).catalog_lang or article_lang


def derived(languages: Iterable[str], lang: str, article_lang: str) -> tuple[str, ...]:
    """The languages whose editions are made of an article's texts in `lang`, itself not among them."""
    return tuple(one for one in languages if one != lang and origin(one, article_lang) == lang)


def edition(
    way: Way, segments: Sequence[Segment], catalog: Catalog | None, keep_roles: Collection[str] = ()
) -> Edition:
    """Gather an edition's texts.

    Args:
        way: as `way` gave it.
        segments: the article's, as `document.cut` gave them.
        catalog: of `way.catalog_lang`; None if there is no file yet, or if the way needs none.
        keep_roles: roles whose texts stay as they are.
    """
    change = way.change or _same
    if way.catalog_lang is None:
        changing = [segment for segment in segments if way.change and segment.role not in keep_roles]
        return Edition(way.lang, {segment.key: change(segment.text) for segment in changing})
    units = catalog.in_use if catalog else {}
    translations: dict[Key, str] = {}
    missing: list[Open] = []
    for segment in segments:
        key = segment.key
        unit = units.get(key)
        state = unit.state if unit else State.UNTRANSLATED
        if segment.role in keep_roles:
            translations[key] = segment.text
        elif unit is not None and state is State.TRANSLATED:
            translations[key] = change(unit.target)
        else:
            missing.append(Open(segment, state, unit.line if unit else 0))
    return Edition(way.lang, translations, tuple(missing))


def to_translate(segments: Iterable[Segment], keep_roles: Collection[str]) -> tuple[Segment, ...]:
    """The segments that translators see."""
    return tuple(segment for segment in segments if segment.role not in keep_roles)


class Progress(Value, frozen=True):
    """How far a catalog is. `words` are those of the source texts; `stale` counts texts of the article that the
    catalog does not have, because nobody has run `sync` since they were written. Of the people who approved of it,
    `approved` had this text before them, `void` another one, and `unapproved` more are needed."""

    units: int = 0
    words: int = 0
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    stale: int = 0
    changed: str = ""
    """When a translation changed last, as the header has it (`YYYY-MM-DD HH:MM+ZZZZ`), empty if unknown."""
    approved: int = 0
    void: int = 0
    unapproved: int = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to translate or to approve."""
        return self.translated == self.units and not self.unapproved

    def __add__(self, other: Progress) -> Progress:
        """The sum of two; the later of the changes."""
        return Progress(
            self.units + other.units,
            self.words + other.words,
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
            self.stale + other.stale,
            max(self.changed, other.changed),
            self.approved + other.approved,
            self.void + other.void,
            self.unapproved + other.unapproved,
        )


def progress(
    segments: Sequence[Segment], catalog: Catalog | None, words: int | None = None, needed: int = 0
) -> Progress:
    """Count the units of an article's segments in a catalog.

    Args:
        segments: what there is to translate, in reading order.
        catalog: None if there is none yet.
        words: of the segments, if they were counted before.
        needed: how many people must approve.
    """
    people = approvals.of(catalog, segments)
    found = map((catalog.in_use if catalog else {}).get, [segment.key for segment in segments])
    states = [unit and unit.state for unit in found]
    return Progress(
        units=len(segments),
        words=sum(segment.words for segment in segments) if words is None else words,
        translated=states.count(State.TRANSLATED),
        fuzzy=states.count(State.FUZZY),
        untranslated=states.count(State.UNTRANSLATED) + states.count(None),
        stale=states.count(None),
        approved=len(people.standing),
        void=len(people.void),
        unapproved=max(0, needed - len(people.standing)),
        changed=catalog.field("PO-Revision-Date") if catalog else "",
    )


def _same(text: str) -> str:
    return text
