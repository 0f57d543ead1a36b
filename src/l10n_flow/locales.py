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
from typing import TYPE_CHECKING, TypeAlias

import polib

from .text import date_patterns as patterns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from .languages.language import Language

DOMAIN = "l10n_flow"
TRANSLATIONS = Path(__file__).parent / "translations"


def format_date(iso: str, language: Language) -> str:
    """A date in running text, the house's way: `5 февраля 2025 года`.

    Args:
        iso: ISO 8601, `2025-02-05`, with or without a time. The day is the one that is written, whatever the zone
            (`zoned` brings it to the newsroom's).
        language: what to write it in.

    Raises:
        ValueError: `iso` does not begin with a date.
    """
    date = datetime.date.fromisoformat(iso[:10])
    if not language.date_pattern:
        import babel.dates

        return babel.dates.format_date(date, "long", language.babel)
    months = language.months or _months(language.babel)
    month = months[date.month - 1]
    said: dict[str, str | int] = {"day": date.day, "month": month, "number": date.month, "year": date.year}
    return patterns.fill(language.date_pattern, said)


def _months(locale: str) -> tuple[str, ...]:
    import babel

    names = babel.Locale.parse(locale).months["format"]["wide"]
    return tuple(names[number] for number in range(1, 13))


def format_time(iso: str, language: Language) -> str:
    """A time of the day, the house's way: `14:30`, in English `2:30 p.m.`.

    Args:
        iso: ISO 8601 with a time. The time is the one that is written, whatever the zone.
        language: what to write it in.

    Raises:
        ValueError: `iso` has no time.
    """
    if len(iso) <= len("2025-02-05"):
        raise ValueError(f"{iso!r} has no time")
    time = datetime.datetime.fromisoformat(iso)
    hour12, half = (time.hour + 11) % 12 + 1, "a.m." if time.hour < 12 else "p.m."
    said: dict[str, str | int] = {"hour": time.hour, "minute": time.minute, "hour12": hour12, "half": half}
    return patterns.fill(language.time_pattern, said)


def format_moment(iso: str, language: Language) -> str:
    """A date, and the time if there is one: `5 февраля 2025 года, 14:30`; raises as `format_date`."""
    date = format_date(iso, language)
    if len(iso) <= len("2025-02-05"):
        return date
    return patterns.fill(language.moment_pattern, {"date": date, "time": format_time(iso, language)})


def format_published(iso: str, language: Language) -> str:
    """When something was published: a date, and its time if the house says that; raises as `format_date`."""
    return format_moment(iso, language) if language.shows_time else format_date(iso, language)


def zoned(iso: str, zone: str) -> str:
    """A time with its offset from UTC (`2025-05-12T14:30:00+05:00`), as the clocks of a place show it; a day stays one.

    Args:
        iso: ISO 8601; a time that says no zone is of that place. What is no date stays as it is.
        zone: a name of the IANA time zone database, `Asia/Tashkent`; empty leaves all as it is.
    """
    if not zone or len(iso) <= len("2025-02-05"):
        return iso
    try:
        time = datetime.datetime.fromisoformat(iso)
    except ValueError:
        return iso
    import zoneinfo  # which looks for what the system has, and that takes a while

    place = zoneinfo.ZoneInfo(zone)
    return (time.astimezone(place) if time.tzinfo else time.replace(tzinfo=place)).isoformat()


def format_number(value: float | Decimal, language: Language) -> str:
    """A number with the language's separators: `1 234 567,89`, with no-break spaces."""
    import babel.numbers

    text = babel.numbers.format_decimal(value, locale=language.babel)
    if not (language.decimal_sign or language.group_sign):
        return text
    group = babel.numbers.get_group_symbol(language.babel)
    decimal = babel.numbers.get_decimal_symbol(language.babel)
    signs = {group: language.group_sign or group, decimal: language.decimal_sign or decimal}
    return "".join([signs.get(sign, sign) for sign in text])


def format_money(value: float | Decimal, currency: str, language: Language) -> str:
    """A sum of money: `30 000 рублей`; where the house has no words for a currency, as CLDR has it.

    Args:
        value: how much.
        currency: ISO 4217 code.
        language: what to write it in.
    """
    import babel.numbers

    if forms := language.money.get(currency):
        minus = babel.numbers.get_minus_sign_symbol(language.babel) if value < 0 else ""
        form = forms[min(_plural_form(value, language), len(forms) - 1)]
        amount = format_number(-value if value < 0 else value, language)
        return minus + patterns.fill(form, {"amount": amount})
    return babel.numbers.format_currency(
        value, currency, locale=language.babel, format_type="name", currency_digits=False, decimal_quantization=False
    )


def _plural_form(value: float | Decimal, language: Language) -> int:
    """Which of a language's plural forms goes with a number. That of a fraction is the one of a few: `2,5 рубля`."""
    whole = int(value)
    if whole != value:
        whole = 2
    formula = language.plural_forms.partition("plural=")[2].rstrip("; ")
    return gettext.c2py(formula)(abs(whole))


def format_list(items: Sequence[str], language: Language) -> str:
    """Items joined as in a sentence: `a, b ва c`."""
    if len(items) < 2:
        return "".join(items)
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


def _(text: str) -> str:
    """Mark a text of ours for its translators."""
    return text


_CORRECTIONS = {
    "correction": _("Correction, %(date)s"),
    "clarification": _("Clarification, %(date)s"),
    "update": _("Update, %(date)s"),
}


def correction(date: str, kind: str, language: Language, words: gettext.NullTranslations) -> str:
    """What stands before a correction: `Correction, February 5, 2025`.

    Args:
        date: ISO 8601.
        kind: one of `model.Correction.KINDS`.
        language: what to write the date in.
        words: our own texts in it, as `ui` has them.

    Raises:
        ValueError: the date is none.
    """
    return words.gettext(_CORRECTIONS[kind]) % {"date": format_date(date, language)}


Words: TypeAlias = "tuple[tuple[str, tuple[str, ...]], ...]"
"""One of our texts in English -> what a newsroom says instead: one text, or one per plural form."""


@functools.cache
def ui(language: Language, own: Words = ()) -> gettext.NullTranslations:
    """Our own texts (pages, commands) in a language; English if nobody has translated them.

    `own` are a newsroom's words, which go before ours.
    """
    path = TRANSLATIONS / language.babel / "LC_MESSAGES" / f"{DOMAIN}.po"
    ours = _compiled(polib.pofile(str(path), encoding="utf-8")) if path.is_file() else gettext.NullTranslations()
    if not own:
        return ours
    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": language.plural_forms}
    for text, words in own:
        forms = dict(enumerate(words)) if len(words) > 1 else {}
        catalog.append(
            polib.POEntry(msgid=text, msgid_plural=text if forms else "", msgstr=words[0], msgstr_plural=forms)
        )
    newsroom = _compiled(catalog)
    newsroom.add_fallback(ours)
    return newsroom


@functools.cache
def texts() -> frozenset[str]:
    """All our own texts, in English, as catalogs have them."""
    path = next(TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return frozenset(entry.msgid for entry in polib.pofile(str(path), encoding="utf-8"))


def _compiled(catalog: polib.POFile) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(catalog.to_binary()))
