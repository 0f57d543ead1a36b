"""The header fields that sync looks after; all others are the people's and their editors'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import LanguageError

if TYPE_CHECKING:
    from ..languages.language import Language
    from ..model import Catalog

__all__ = ["header_fields", "plural_count", "plural_forms", "refuse_other_language", "same_language"]

_FORMS = re.compile(r"nplurals\s*=\s*([1-9])(?![0-9])")
"""So many forms as a language may have: none has more than six."""

_BLANKS = frozenset(
    {
        "PACKAGE VERSION",
        "YEAR-MO-DA HO:MI+ZONE",
        "FULL NAME <EMAIL@ADDRESS>",
        "LANGUAGE <LL@li.org>",
        "text/plain; charset=CHARSET",
        "ENCODING",
        "nplurals=INTEGER; plural=EXPRESSION;",
        "",
    }
)
"""What a template has where a catalog has a value; msgfmt refuses some of them."""


def header_fields(
    catalog: Catalog, language: Language, source_language: Language, project: str, revised: str | None
) -> tuple[tuple[str, str], ...]:
    """The header of a catalog that sync hands on: what is missing is added, what is wrong put right.

    Args:
        catalog: with the fields that are there, whose order stays, and with its new entries.
        language: of the translations.
        source_language: of the article.
        project: for Project-Id-Version, if there is none.
        revised: for PO-Revision-Date; None to leave the date alone.

    Raises:
        LanguageError: the catalog says that it is in another language.
    """
    refuse_other_language(catalog, language)
    ours = {
        "Project-Id-Version": project,
        "PO-Revision-Date": revised or "",
        "Last-Translator": "",
        "Language-Team": language.name,
        "Language": language.po,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural_forms,
        "X-Source-Language": source_language.po,
        "X-Generator": "l10n-flow",
    }
    always = {"X-Source-Language", "Content-Type", *(["PO-Revision-Date"] if revised else [])}
    always |= set() if _plural_forms_stay(catalog, language) else {"Plural-Forms"}
    spelt = {name.casefold(): name for name in ours}
    known = {spelt.get(name.casefold(), name) for name, _ in catalog.header}
    there = tuple(
        (name, ours[name] if name in always or (name in ours and value in _BLANKS) else value)
        for name, value in ((spelt.get(name.casefold(), name), value) for name, value in catalog.header)
    )
    return there + tuple((name, value) for name, value in ours.items() if name not in known)


def refuse_other_language(catalog: Catalog, language: Language, path: str | None = None) -> None:
    """See that a catalog is in its language.

    Raises:
        LanguageError: its header, in the catalog of that path, names another one.
    """
    declared = catalog.field("Language")
    if declared not in ("", language.po) and not same_language(declared, language.po):
        message = f"the catalog is in {declared!r}, not in {language.po!r}"
        raise LanguageError(message, path=path, hint="was it put into the wrong folder?")


def same_language(one: str, other: str) -> bool:
    """Whether two catalogs' `Language` is one, as far as editors agree how to name it (`ru_RU`, `uz@latin`)."""

    def known(code: str) -> tuple[str, bool]:
        return re.split(r"[_@-]", code.casefold())[0], "cyr" in code.casefold()

    return known(one) == known(other)


def plural_count(catalog: Catalog, language: Language) -> int:
    """How many plural forms the catalog's entries have."""
    return plural_forms(catalog.field("Plural-Forms")) or plural_forms(language.plural_forms) or 2


def plural_forms(field: str) -> int | None:
    """How many plural forms a header's field declares, None if it does not."""
    found = _FORMS.search(field)
    return int(found[1]) if found else None


def _plural_forms_stay(catalog: Catalog, language: Language) -> bool:
    """They are right, however an editor spaced them; or there are entries that were translated by them."""
    there, ours = catalog.field("Plural-Forms"), language.plural_forms
    if there in _BLANKS:
        return False
    return (
        there == ours
        or _squeezed(there) == _squeezed(ours)
        or any(unit.plural_source is not None for unit in catalog.units)
    )


def _squeezed(text: str) -> str:
    return re.sub(r"[\s();]", "", text)
