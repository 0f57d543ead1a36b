"""What the phrases of `phrases.toml` say of a line: that it is no part of an article, a label, a date."""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from ..text import segmentation
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..languages.language import Language

_FILE = Path(__file__).with_name("phrases.toml")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʻ`´", "ʼ") | {"ё": "е"})
_EDGES = re.compile(r"^[^\w\"«“„(]+|(?:[^\w\"»”“+-]|\d)+$")
_LABEL = re.compile(r"(?P<label>[^:]{2,30}?)\s*:\s*(?P<value>\S.*)?$")
_NUMBER = r"[\d.,\s]*\d\s?(?:[kкmм]\b|тыс\.?|млн\.?|ming|минг|ҳазор)?"
_COPYRIGHT = re.compile(r"(?:copyright\s*)?(?:©|\(c\))\W*(?:\w+\W+){0,6}\d{4}\b|copyright\W+\d{4}\b", re.IGNORECASE)
_CRUMBS = re.compile(r"\s*[>›»→]\s*|\s/\s")
_TIME = re.compile(
    r"(?<![\d.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"(?:\s*(?:Z\b|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?\b))?",
    re.IGNORECASE,
)
_LONGEST = 200
"""Characters: no line that is longer is boilerplate."""


class Date(Value, frozen=True):
    """A line that is a date: `iso` with the time if it has one; whether it has a label, and one for changes."""

    iso: str
    labelled: bool
    updated: bool


def says(kind: str, text: str) -> bool:
    """Whether a line says one of the phrases of a list, and nothing else."""
    return _key(text) in _phrases()[kind]


def labelled(kind: str, text: str) -> str | None:
    """What stands after a label of a list and a colon (empty if nothing does); None if no label is there."""
    found = _LABEL.match(text)
    return (found["value"] or "") if found and _key(found["label"]) in _phrases()[kind] else None


def after(kind: str, text: str) -> str:
    """What stands after a phrase of a list without a colon; empty if none is there."""
    words = text.split(" ")
    heads = (n for n in range(min(len(words) - 1, 3), 0, -1) if _key(" ".join(words[:n])) in _phrases()[kind])
    return next((" ".join(words[n:]) for n in heads), "")


def names(text: str) -> tuple[str, ...]:
    """The names in a list of people: commas and a language's "and" separate them."""
    joiners = "|".join(map(re.escape, sorted(_phrases()["and"])))
    parts = re.split(rf"\s*[,;&]\s*(?:(?:{joiners})\s+)?|\s+(?:{joiners})\s+", text.strip(" |"))
    return tuple(part for part in parts if part)


def boilerplate(text: str, lang: Language) -> str:
    """Why a line is surely no part of the article; empty if it may be one."""
    if len(text) > _LONGEST:
        return ""
    return next((why for why, holds in _REASONS.items() if holds(text, lang)), "")


def is_near(text: str) -> bool:
    """Whether a line is boilerplate if others are beside it: names of networks, fields of forms, bare numbers."""
    words = text.removesuffix(" *").split()
    known = _phrases()["near"]
    return (
        says("near", text)
        or not re.search(r"[^\W\d]", text)
        or (text.endswith(" *") and len(words) <= 4)
        or (len(words) > 1 and all(_key(word) in known for word in words))
    )


def date(text: str) -> Date | None:
    """The date that a line is; None if anything else stands there too, or if it can be read in two ways."""
    for pattern in _dates():
        if found := pattern.search(text):
            break
    else:
        return None
    iso = _iso(found)
    before, rest = text[: found.start()], text[found.end() :]
    time = _TIME.search(rest) or _TIME.search(before)
    if time and time.string == rest:
        rest = rest[: time.start()] + " " + rest[time.end() :]
    elif time:
        before = before[: time.start()] + " " + before[time.end() :]
    label = _key(before)
    updated = label in _phrases()["updated"]
    labelled = updated or label in _phrases()["published"]
    if not (iso and (labelled or _is_filler(before)) and _is_filler(rest)):
        return None
    return Date(f"{iso}T{_clock(time)}" if time else iso, labelled, updated)


def holds_date(text: str) -> bool:
    """Whether a few words hold a day and its month: `5 фев`, `Feb. 5`."""
    return bool(_day_and_month().search(text))


def is_place(capitals: str) -> bool:
    """Whether words in capitals before a dash are more likely a city than an acronym."""
    key = _key(capitals)
    parts = re.split(r"[\s-]", key)
    long = len(key) >= 5 if len(parts) == 1 else any(len(part) >= 4 for part in parts)
    return key in _phrases()["places"] or (long and key not in _phrases()["no-places"])


def _key(text: str) -> str:
    """A line as it is looked up."""
    folded = text.casefold().translate(_APOSTROPHES)
    return " ".join(_EDGES.sub("", folded).split())


@functools.cache
def _tables() -> tuple[dict[str, list[str]], ...]:
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8")).values())


@functools.cache
def _phrases() -> Mapping[str, frozenset[str]]:
    merged: defaultdict[str, set[str]] = defaultdict(set)
    for table in _tables():
        for kind, phrases in table.items():
            merged[kind].update(phrase.translate(_APOSTROPHES) for phrase in phrases)
    return {kind: frozenset(phrases) for kind, phrases in merged.items()}


@functools.cache
def _counts() -> re.Pattern[str]:
    words = _alternatives(_phrases()["counts"])
    labels = _alternatives(_phrases()["updated"] | _phrases()["published"])
    unit = r"(?:\s?(?:min|мин|daqiqa|дақиқа)\w*)?"
    return re.compile(
        rf"\W*(?:(?:{labels})\W+)?(?:{_NUMBER}\s*(?:{words})|(?:{words})\W*{_NUMBER}{unit})\W*", re.IGNORECASE
    )


@functools.cache
def _months() -> dict[str, int]:
    tables = [table["months"] for table in _tables() if "months" in table]
    return {form: number for table in tables for number, forms in enumerate(table, 1) for form in forms.split()}


@functools.cache
def _dates() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{_alternatives(_months())})\b\.?"
    day, year = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?<!\d)(?P<year>\d{4})(?!\d)"
    year_word = r"(?:[\s-]*(?:yil\w*|йил\w*|года?\b|г\b\.?))?"
    patterns = (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?=\d)|(?!\d))",
        rf"{day}[\s-]*{month},?\s*(?:of\s|соли\s)?\s*{year}{year_word}",
        rf"\b{month}\s*{day},?\s+{year}",
        rf"{year}{year_word},?\s+{day}[\s-]*{month}",
        rf"{day}\.(?P<month>\d\d?)\.{year}{year_word}",
        # 13/05/2025 and 05/05/2025 say which number is the day, 05/12/2025 does not.
        rf"(?<!\d)(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d\d?)/{year}",
        rf"(?<!\d)(?P<month>\d\d?)/(?P<day>1[3-9]|2\d|3[01])/{year}",
        rf"(?<!\d)(?P<day>\d\d?)/(?P<month>(?P=day))/{year}",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@functools.cache
def _day_and_month() -> re.Pattern[str]:
    month = rf"(?:{_alternatives(_months())})\b"
    return re.compile(rf"(?<!\d)\d{{1,2}}[\s-]*{month}|\b{month}\.?\s*\d{{1,2}}(?!\d)", re.IGNORECASE)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _iso(found: re.Match[str]) -> str:
    month = found["month"].casefold()
    number = int(month) if month.isdecimal() else _months()[month]
    try:
        return datetime.date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return ""


def _clock(time: re.Match[str]) -> str:
    half = (time["half"] or "").casefold()[:1]
    hour = int(time["hour"])
    return f"{hour % 12 + 12 * (half == 'p') if half else hour:02}:{time['minute']}"


def _is_filler(text: str) -> bool:
    return all(_key(word) in _phrases()["date"] for word in re.findall(r"[^\W_]+", text))


def _is_page_text(text: str, lang: Language) -> bool:
    if says("lines", text):
        return True
    key = _key(text)
    opening = next((phrase for phrase in _phrases()["openings"] if key.startswith(phrase)), "")
    return bool(opening) and len(segmentation.split(text[len(opening) :], lang)) <= 1


def _is_link(text: str, lang: Language) -> bool:
    """`Read also`, alone or with one headline."""
    said = labelled("links", text)
    is_headline = said is not None and not text.endswith(".") and len(segmentation.split(text, lang)) == 1
    return says("links", text) or is_headline


def _is_count(text: str, _: Language) -> bool:
    return bool(_counts().fullmatch(text.translate(_APOSTROPHES)))


def _is_copyright(text: str, _: Language) -> bool:
    return bool(_COPYRIGHT.match(text))


def _is_breadcrumbs(text: str, _: Language) -> bool:
    first, *rest = _CRUMBS.split(text)
    return bool(rest) and all(rest) and _key(first) in _phrases()["home"] and not re.search(r"[.!?]", text)


_REASONS = {
    "a page's own words": _is_page_text,
    "a link to another article": _is_link,
    "a number of views, comments or minutes": _is_count,
    "a copyright line": _is_copyright,
    "where the page stands in its site": _is_breadcrumbs,
}
