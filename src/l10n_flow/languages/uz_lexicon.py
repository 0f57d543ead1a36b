"""What the rules of Uzbek transliteration cannot know: words with ц, ь, э and the like, from `uz_cyrillic.toml`.

An entry is the beginning of a word, in Cyrillic; its Latin spelling follows by rule. `-цикл` stands inside words, two
letters from the beginning or later, and what follows `кино+` is looked up like the beginning of a word. The longest
entry wins; what follows it goes by rule. Entries of up to three Latin letters match only before the end of a word or
an Uzbek suffix. A final ь falls before a suffix (декабрь, декабрда). An entry in capitals (ГЭС), or with a first one,
wants them in the text too.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..values import Value
from .uz_letters import canonical, spell_latin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .language import Spellings

# What may follow an Uzbek noun: derivation, plural, possessive, case, particles; also nothing.
_SUFFIX = re.compile(
    r"""(?: chi | lik | li | lig(?=i) | siz | dor | parvar | shunos | soz | simon | bop | xona | cha | kash | iy | viy
          | aviy | la(?:moq|b|di|y|sh|n|r|sin|gan|ydi|ydigan|shtir\w*|shgan|shish|nish|ngan|ntir\w*)? )*
        (?: lar )?
        (?: im | ing | i | si | imiz | ingiz | m | ng | miz | ngiz | yi )?
        (?: ning | ni | ga | ka | qa | gacha | dan | dagi | da | niki | dek | day | cha )?
        (?: lar )? (?: ning | ni | ga | dan | da )?
        (?: mi | man | san | dir | ku | u | yu | gina )? (?: lar )?""",
    re.VERBOSE,
)
_LONGEST_SUFFIX = 24
_FREE = 4  # from this length on an entry matches whatever follows it
_INSIDE = 2  # so many letters at least stand before an entry with a hyphen
_ONE_LETTER = re.compile("[sc]h|[og]ʻ|y[aeou]")  # in Cyrillic; no entry ends in the middle of it
_CYRILLIC = re.compile(r"-?[Ѐ-ӿ]+(?:-[Ѐ-ӿ]+)*\+?")
_LATIN = re.compile(r"-?[A-Za-zʻʼ]+(?:-[A-Za-zʻʼ]+)*\+?")
_PAIRED = frozenset({"official", "accepted"})


class Entry(Value, frozen=True):
    """One exception: how a piece of a word is spelt in both scripts, and where it may stand."""

    latin: str
    cyrillic: str
    inside: bool
    compound: bool
    closed: bool

    def fits(self, word: str, at: int, part: int, compound: bool) -> bool:
        """Whether it may stand in a word (in the text's letter case) at a position where its letters do."""
        if compound and len(self.latin) < _FREE:
            return False
        piece, rest = word[at : at + len(self.latin)], word[at + len(self.latin) :]
        if at < part + _INSIDE if self.inside else at > part and not compound:
            return False
        if _ONE_LETTER.match(self.latin[-1] + rest[:1].lower()):
            return False
        if self.cyrillic[0].isupper() and not piece[0].isupper():
            return False
        if len(self.cyrillic) > 1 and self.cyrillic.isupper() and not piece.isupper():
            return False
        return not self.closed or not rest[:1].isalpha() or is_suffix(rest)

    def written(self, rest: str) -> str:
        """The Cyrillic spelling before the rest of a word."""
        return self.cyrillic[:-1] if self.cyrillic[-1] == "ь" and rest[:1].isalpha() else self.cyrillic


class Lexicon(Value, frozen=True, eq=False):
    """The entries by Latin spelling, and the Cyrillic stems whose official Latin spelling is no rule's."""

    entries: Mapping[str, tuple[Entry, ...]]
    official: Mapping[str, str]
    longest: int

    def find(self, word: str, at: int, part: int, *, compound: bool) -> Entry | None:
        """The longest entry that fits a canonical Latin word at a position.

        `part` is where the word or its part behind a hyphen begins; `compound` says that кино+ or its like ends here.
        """
        low = word.lower()
        for end in range(min(at + self.longest, len(word)), at, -1):
            for entry in self.entries.get(low[at:end], ()):
                if entry.fits(word, at, part, compound):
                    return entry
        return None

    def official_latin(self, word: str) -> tuple[str, str] | None:
        """The official Latin spelling of a lower-case Cyrillic word's beginning, with that beginning."""
        for end in range(len(word), 0, -1):
            if latin := self.official.get(word[:end]):
                return word[:end], latin
        return None


def load_exceptions(text: str, path: str | None = None) -> Spellings:
    """Read a list of exceptions: from a Latin pattern (`konsert`, `-sikl`, `kino+`) to its Cyrillic spelling.

    The list is TOML. Any table has `words`, Cyrillic entries between white space; the table `keep` has `words` that
    stay Latin; the tables `official` and `accepted` have pairs, `budjet = "бюджет"`. `path` is for messages.

    Raises:
        ConfigError: it is no TOML, has other keys, an entry is no word of its script, or two entries contradict.
    """
    return frozenset(_patterns(text, path).items())


def _patterns(text: str, path: str | None) -> dict[str, str]:
    """What is in such a list, in its order."""
    patterns: dict[str, str] = {}
    for latin, cyrillic in _pairs(_tables(text, path), path):
        if patterns.setdefault(latin, cyrillic) != cyrillic:
            raise ConfigError(f"{latin!r} is both {patterns[latin]!r} and {cyrillic!r}", path=path, hint="keep one")
    return patterns


@functools.lru_cache(maxsize=8)
def lexicon(exceptions: Spellings) -> Lexicon:
    """The program's own list with a newsroom's over it."""
    own, official = _own()
    entries: dict[str, list[Entry]] = {}
    for latin, cyrillic in (*sorted(exceptions), *own.items()):
        entry = _entry(latin, cyrillic)
        entries.setdefault(entry.latin, []).append(entry)
    longest = max(map(len, entries))
    return Lexicon({key: tuple(found) for key, found in entries.items()}, official, longest)


@functools.cache
def _own() -> tuple[dict[str, str], Mapping[str, str]]:
    from importlib import resources

    source = resources.files(__package__) / "uz_cyrillic.toml"
    text = source.read_text(encoding="utf-8")
    official = {cyrillic.rstrip("ь"): latin for latin, cyrillic in _tables(text, source.name)["official"].items()}
    return _patterns(text, source.name), official


def _entry(latin: str, cyrillic: str) -> Entry:
    core, written = latin.strip("-+"), cyrillic.strip("-+")
    kept = latin.lower() == cyrillic.lower()
    # A short stem, a name that stays Latin and -ье written -e would match too much if anything could follow.
    closed = kept or len(core) < _FREE or (written.endswith("ье") and core.endswith("e"))
    return Entry(core.lower(), written, latin.startswith("-"), latin.endswith("+"), closed)


def is_suffix(rest: str) -> bool:
    """Whether the rest of a word, up to a hyphen or an apostrophe, may follow a noun; also when it is empty."""
    ending = re.split("[-‑ʼ]", rest, maxsplit=1)[0].lower()
    return len(ending) <= _LONGEST_SUFFIX and _SUFFIX.fullmatch(ending) is not None


def _tables(text: str, path: str | None) -> dict[str, dict[str, Any]]:
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the list of exceptions is no TOML: {error}", path=path) from error
    for name, table in tables.items():
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            raise ConfigError(f"{name!r} is no table of strings", path=path, hint='write [name] and words = "..."')
        if name not in _PAIRED and set(table) != {"words"}:
            raise ConfigError(f"the table {name!r} must have the key 'words' and no other", path=path)
    return tables


def _pairs(tables: dict[str, dict[str, Any]], path: str | None) -> Iterator[tuple[str, str]]:
    for name, table in tables.items():
        if name in _PAIRED:
            for latin, cyrillic in table.items():
                yield _checked(canonical(latin), cyrillic, path)
        elif name == "keep":
            for word in table["words"].split():
                yield _checked(canonical(word), canonical(word), path)
        else:
            for word in table["words"].split():
                if not _CYRILLIC.fullmatch(word):
                    raise ConfigError(f"{word!r} in {name!r} is no Cyrillic word", path=path)
                yield from ((latin, word) for latin in _spellings(word))


def _checked(latin: str, cyrillic: str, path: str | None) -> tuple[str, str]:
    if not _LATIN.fullmatch(latin):
        raise ConfigError(f"{latin!r} is no word in Latin letters", path=path)
    if latin != cyrillic and not _CYRILLIC.fullmatch(cyrillic):
        raise ConfigError(f"{cyrillic!r}, given for {latin!r}, is no word in Cyrillic letters", path=path)
    if (latin[0] == "-", latin[-1] == "+") != (cyrillic[0] == "-", cyrillic[-1] == "+"):
        raise ConfigError(f"{latin!r} and {cyrillic!r} must both have the sign - or +, or neither", path=path)
    return latin, cyrillic


def _spellings(word: str) -> set[str]:
    """The Latin spellings of a Cyrillic pattern: by rule, and as found in print (barelef, ashob)."""
    low, inside = word.lower(), word.startswith("-")
    loose = re.sub("ь(?=е)|(?<=....)ь(?=о)", "", low).replace("сҳ", "ш")
    forms = (low, loose) if len(loose) >= _FREE else (low,)
    return {"-" * inside + spell_latin(form.lstrip("-"), inside=inside) for form in forms}
