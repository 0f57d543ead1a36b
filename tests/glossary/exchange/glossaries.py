"""Glossaries of any content, for the laws that formats keep."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from l10n_flow.errors import GlossaryError
from l10n_flow.glossary.concepts import Case, Concept, Kind, Scope, Status, Term

if TYPE_CHECKING:
    from l10n_flow.glossary.formats import Format

LANGUAGES = ("en", "ru", "uz", "uz-Cyrl", "tg")

_CHARACTERS = st.one_of(
    st.sampled_from("=+-@'\"|,;\t\n <>&_x0041_№«»ʻʼӣғ"),
    st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\ufffe\uffff"),
)


def _neat(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


TEXTS = st.text(_CHARACTERS, max_size=12).map(_neat).filter(lambda text: not text.startswith("l10n-flow "))
ITEMS = st.lists(TEXTS.map(lambda text: _neat(text.replace("|", ""))).filter(bool), max_size=3).map(tuple)


@st.composite
def _terms(draw: st.DrawFn, concept: str) -> tuple[Term, ...]:
    """Terms of each language together, all of them different, one of them preferred at most."""
    langs = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=5))
    order = sorted(langs, key=langs.index)
    made = []
    for lang, same in groupby(order):
        for number, _ in enumerate(same):
            statuses = [Status.ADMITTED, Status.FORBIDDEN] + ([Status.PREFERRED] if number == 0 else [])
            made.append(
                Term(
                    text=draw(TEXTS.filter(bool)),
                    lang=lang,
                    concept=concept,
                    status=draw(st.sampled_from(statuses)),
                    pos=draw(st.sampled_from((None, "noun", "verb", "adjective", "name", "other"))),
                    note=draw(TEXTS),
                    quoted=draw(st.booleans()),
                    case=draw(st.sampled_from(Case)),
                    invariable=draw(st.booleans()),
                    forms=draw(ITEMS),
                    blocked=draw(ITEMS),
                    also=draw(ITEMS),
                )
            )
    return tuple({(term.lang, term.text): term for term in made}.values())


@st.composite
def _concepts(draw: st.DrawFn, concept: str) -> Concept:
    return Concept(
        id=concept,
        kind=draw(st.sampled_from(Kind)),
        terms=draw(_terms(concept)),
        definition=draw(TEXTS),
        note=draw(TEXTS),
        sense=draw(TEXTS),
        do_not_translate=draw(st.booleans()),
        scope=Scope(draw(ITEMS), draw(ITEMS)),
    )


GLOSSARIES = st.lists(
    st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True), min_size=1, max_size=3, unique=True
).flatmap(lambda ids: st.tuples(*map(_concepts, ids)))
"""What every format holds, but for what its docstring says."""


def wrong_file(format_: Format, data: bytes) -> str:
    """The file that is said to be wrong where data are refused; `desk` also where they are read."""
    try:
        format_.read(data, "desk")
    except GlossaryError as error:
        return str(error.path)
    return "desk"
