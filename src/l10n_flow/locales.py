"""The Babel seam: dates, numbers, lists and names as each language's newsrooms print them, and our own texts.

CLDR (through Babel) is the source; where it is not what newsrooms print, the language's own file says what is. Babel
is loaded when it is asked: most pages can do without.

Our own texts are gettext catalogs under `translations/`, compiled when they are read, so that what a translator
saves is what counts. Their msgids are the English texts. After a text was added or changed:

    cd src/l10n_flow/translations
    pybabel extract -F babel.cfg --no-location --omit-header -o /tmp/l10n_flow.pot ..
    for po in */LC_MESSAGES/*.po; do
        msgmerge -U --no-wrap --no-fuzzy-matching --backup=off "$po" /tmp/l10n_flow.pot
    done
"""

from __future__ import annotations

import datetime
import functools
import gettext
import io
from pathlib import Path
from typing import TYPE_CHECKING

import polib

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from .languages.language import Language

DOMAIN = "l10n_flow"
TRANSLATIONS = Path(__file__).parent / "translations"


def format_date(iso: str, language: Language) -> str:
    """A date in running text, the house's way: `5 февраля 2025 года`.

    Args:
        iso: ISO 8601, `2025-02-05`, with or without a time. The day is the one that is written, whatever the zone.
        language: what to write it in.

    Raises:
        ValueError: `iso` does not begin with a date.
    """
    date = datetime.date.fromisoformat(iso[:10])
    if not language.date_pattern:
        import babel.dates

        return babel.dates.format_date(date, "long", language.babel)
    months = language.months or _months(language.babel)
    return language.date_pattern.format(day=date.day, month=months[date.month - 1], year=date.year)


def _months(locale: str) -> tuple[str, ...]:
    import babel

    names = babel.Locale.parse(locale).months["format"]["wide"]
    return tuple(names[number] for number in range(1, 13))


def format_number(value: float | Decimal, language: Language) -> str:
    """A number with the language's separators: `1 234 567,89`, with no-break spaces."""
    import babel.numbers

    return babel.numbers.format_decimal(value, locale=language.babel)


def format_list(items: Sequence[str], language: Language) -> str:
    """Items joined as in a sentence: `a, b ва c`."""
    if not language.conjunction:
        import babel.lists

        return babel.lists.format_list(items, locale=language.babel)
    head = ", ".join(items[:-1])
    return f"{head} {language.conjunction} {items[-1]}" if head else "".join(items)


def language_name(of: Language, language: Language) -> str:
    """What one language is called in another: Russian in Tajik is `русӣ`."""
    if house := language.language_names.get(of.tag):
        return house
    import babel

    return babel.Locale.parse(of.tag, sep="-").get_display_name(language.babel) or of.name


@functools.cache
def ui(language: Language) -> gettext.NullTranslations:
    """Our own texts (pages, commands) in a language; English if nobody has translated them."""
    path = TRANSLATIONS / language.babel / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    return gettext.GNUTranslations(io.BytesIO(polib.pofile(str(path), encoding="utf-8").to_binary()))
