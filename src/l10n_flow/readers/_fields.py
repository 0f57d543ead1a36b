"""What an article says of itself, in whatever format: keys, their values, and what is wrong with them."""

from __future__ import annotations

import contextlib
import difflib
import functools
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..errors import LanguageError
from ..languages import registry
from ..model import Correction, Metadata, Problem, Sensitivity, Severity
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEYS = (
    *("title", "kicker", "deck", "description", "authors", "date", "updated", "location", "image", "tags"),
    *("sensitivity", "lang", "canonical", "segmentation", "waivers", "translators", "corrections"),
)
"""What a header may say; other keys are the newsroom's own and stay as they are."""

_LANGUAGE = "language"
"""What many write for `lang`."""
_IMAGE_KEYS = ("src", "alt", "caption", "credit")
_CORRECTION_KEYS = ("date", "kind", "text")
_SEGMENTATIONS = ("block", "sentence")
_TOP, _LONG = 20, 100
"""Lines at an article's top where a header that is none would stand, and characters that such a line has not."""
_STRAY = re.compile(rf"\W*([^\W\d_][\w:-]*)(?:\W*[:=]\W*\w*|\s+(?:{'|'.join(Sensitivity)}))\W*", re.IGNORECASE)


class Field(Value, frozen=True):
    """One value: its text, and where it stands in the source."""

    text: str
    start: int
    end: int
    line: int


Said = Field | tuple[Field, ...] | dict[str, Field]


@functools.lru_cache(maxsize=256)  # the names that articles have are few
def nearly(key: str, known: tuple[str, ...] = KEYS) -> str:
    """The known key that somebody meant who wrote another one; empty if there is none."""
    others = {_LANGUAGE: "lang"} if "lang" in known else {}
    close = difflib.get_close_matches(key.lower(), (*known, *others), 1, cutoff=0.8)
    return others.get(close[0], close[0]) if close else ""


@functools.lru_cache(maxsize=256)  # as above
def means_sensitivity(key: str) -> bool:
    """Whether somebody may have meant `sensitivity`: what is secret must not get out for a slip of the keyboard."""
    written = key.casefold()
    return "sensitivity" in written or bool(difflib.get_close_matches(written, ["sensitivity"], cutoff=0.7))


class Fields:
    """The values, asked one by one; what is wrong with them gathers in `problems`."""

    def __init__(self, values: Mapping[str, Said]) -> None:
        """Those of an article's header, by their keys."""
        self.values = values
        self.problems: list[Problem] = []
        self.may_be_secret = False

    def one(self, key: str) -> Field | None:
        """A key's text, None if there is none."""
        value = self.values.get(key)
        if value is None or isinstance(value, Field):
            return value
        self._problem(f"{key} must be one text", _first(value), f"write {key}: ... on one line")
        return None

    def many(self, key: str) -> tuple[Field, ...]:
        """A key's list of texts."""
        value = self.values.get(key, ())
        if isinstance(value, dict):
            self._problem(f"{key} must be a list", _first(value), f"write {key}: [one, two]")
            return ()
        return (value,) if isinstance(value, Field) else value

    def image(self) -> dict[str, Field]:
        """What is said of the article's picture, by `src`, `alt`, `caption` and `credit`."""
        value = self.values.get("image")
        if isinstance(value, Field):
            return {"src": value}
        if isinstance(value, tuple):
            self._problem("image must be one picture", _first(value), "write image: {src: ..., alt: ...}")
            return {}
        image = value or {}
        self.find_typos({key: said.line for key, said in image.items()}, _IMAGE_KEYS)
        if image and "src" not in image:
            self._problem("image has no src", _first(image), "write where the picture is: src: images/...")
        return image

    def correction(self, said: Mapping[str, Field]) -> dict[str, Field]:
        """What is said of a correction, as far as it is right."""
        self.find_typos({key: one.line for key, one in said.items()}, _CORRECTION_KEYS)
        first = min(said.values(), key=lambda one: one.line)
        if "text" not in said:
            self._problem("a correction has no text", first, "write text: what was wrong, and what is right")
        if "date" not in said:
            self._problem("a correction has no date", first, "write date: 2025-05-12")
        day = moment(said["date"].text) if "date" in said else ""
        if "date" in said and not day:
            self._problem(f"date {said['date'].text!r} is no date", said["date"], "write it as 2025-05-12")
        if "kind" in said and said["kind"].text not in Correction.KINDS:
            hint = f"write {' or '.join(Correction.KINDS)}"
            self._problem(f"kind {said['kind'].text!r} is not known", said["kind"], hint)
        return {key: replace(one, text=day) if key == "date" else one for key, one in said.items()}

    def metadata(self, image: Mapping[str, Field]) -> Metadata:
        """What nobody translates; `image` is as from `image`."""
        canonical, date = self.one("canonical"), self._moment("date")
        return Metadata(
            date=date,
            updated=self._updated(date),
            tags=self._texts("tags", ","),
            sensitivity=self._sensitivity(),
            canonical=canonical.text if canonical else "",
            image=image["src"].text if "src" in image else "",
            segmentation=self._choice("segmentation", _SEGMENTATIONS, "", ""),
            waivers=self._texts("waivers", ";"),
            translators=tuple(self._translators()),
        )

    def _sensitivity(self) -> Sensitivity:
        """A word that is not known must not let a text out."""
        said = self._choice("sensitivity", tuple(Sensitivity), Sensitivity.EMBARGOED, Sensitivity.SECRET)
        return Sensitivity.SECRET if self.may_be_secret else Sensitivity(said)

    def _translators(self) -> Iterator[tuple[str, str]]:
        value = self.values.get("translators", ())
        if isinstance(value, dict):
            said = [(f"{lang}: {name.text}", name) for lang, name in value.items()]
        else:
            fields = (value,) if isinstance(value, Field) else value
            said = [(text, one) for one in fields for text in one.text.split(";") if text.strip()]
        for text, at in said:
            found = translator(text)
            if found is None:
                hint = f"write the edition and the name: {NAMED}"
                self._problem(f"{text.strip()!r} names no translator", at, hint)
            else:
                yield found

    def _texts(self, key: str, mark: str) -> tuple[str, ...]:
        """A list of texts, which may also be one text with marks between them."""
        said = self.many(key)
        texts = said[0].text.split(mark) if isinstance(self.values.get(key), Field) else [one.text for one in said]
        return tuple(text.strip() for text in texts if text.strip())

    def lang(self) -> str | None:
        """The article's language, None if it is not said."""
        said = self.one("lang")
        if said is None:
            return None
        try:
            return registry.get(said.text).tag
        except LanguageError as error:
            self._problem(error.message, said, error.hint)
            return None

    def find_typos(self, lines: Mapping[str, int], known: tuple[str, ...]) -> None:
        """Find keys, given with their lines, that are nearly known ones."""
        for key, line in lines.items():
            close = nearly(key, known)
            if key not in known and close and not means_sensitivity(key):
                hint = f"did you mean {close!r}?"
                self.problems.append(Problem(f"the key {key!r} means nothing here", line, hint, Severity.WARNING))

    def find_lost(self, lines: Mapping[str, int], text: str) -> None:
        """Find what is said of the sensitivity where it does not count: misspelt, inside another key, in no header."""
        found = {line: key for key, line in lines.items() if key not in KEYS}
        for value in self.values.values():
            found |= {said.line: key for key, said in value.items()} if isinstance(value, dict) else {}
        for line, said in enumerate(text.split("\n", _TOP)[:_TOP], 1):
            stray = _STRAY.fullmatch(said) if len(said) < _LONG else None
            if stray and line not in lines.values():
                found[line] = stray[1]
        for line, key in found.items():
            if means_sensitivity(key):
                self.may_be_secret = True
                hint = "write it in the header, on a line of its own: sensitivity: ..."
                hint = "did you mean 'sensitivity'?" if line in lines.values() else hint
                self.problems.append(Problem(f"the key {key!r} means nothing here", line, hint))

    def _choice(self, key: str, known: tuple[str, ...], default: str, wrong: str) -> str:
        said = self.one(key)
        if said is None:
            return wrong if key in self.values else default
        if said.text in known:
            return said.text
        close = difflib.get_close_matches(said.text, [str(word) for word in known], 1)
        hint = f"did you mean {close[0]!r}?" if close else f"write {' or '.join(known)}"
        self._problem(f"{key} {said.text!r} is not known", said, hint)
        return wrong

    def _updated(self, date: str) -> str:
        """When the article of that date was changed."""
        updated, said = self._moment("updated"), self.one("updated")
        if said and is_before(updated, date):
            self._problem(f"updated {said.text!r} is before date", said, "correct one of them")
        return updated

    def _moment(self, key: str) -> str:
        said = self.one(key)
        if said is None:
            return ""
        found = moment(said.text)
        if not found:
            self._problem(f"{key} {said.text!r} is no date", said, "write it as 2025-05-12")
        return found

    def _problem(self, message: str, at: Field, hint: str) -> None:
        self.problems.append(Problem(message, at.line, hint))


def is_plainly(key: str, said: str) -> bool:
    """Whether a text is so plainly the value of a key that it can hardly be anything else."""
    if key == "lang":
        return said in registry.tags()
    return key in {"date", "updated"} and bool(moment(said))


NAMED = "tg: Name Surname"
"""How a translator is named."""


def translator(said: str) -> tuple[str, str] | None:
    """(language, name) of a translator who may be named: `tg: Name Surname`; None if that is not said."""
    lang, _, name = (part.strip() for part in said.partition(":"))
    return (lang, name) if lang in registry.tags() and name else None


def moment(said: str) -> str:
    """A day, or a day and a time, as ISO 8601 has it; empty if it is none."""
    text = re.sub(r"\s+(?=[+-]\d)", "", said.strip())
    for kind in (date, datetime):
        with contextlib.suppress(ValueError):
            return kind.fromisoformat(text).isoformat()
    return ""


def is_before(one: str, other: str) -> bool:
    """Whether a time lies before another one, as far as both say it; ISO 8601, either may be empty."""
    if not (one and other):
        return False
    times = [datetime.fromisoformat(time) for time in (one, other)]
    if len({time.tzinfo is None for time in times}) > 1 or min(len(one), len(other)) == len("2025-05-12"):
        return one[:10] < other[:10]
    return times[0] < times[1]


def _first(value: Said) -> Field:
    if isinstance(value, Field):
        return value
    return next(iter(value.values() if isinstance(value, dict) else value))
