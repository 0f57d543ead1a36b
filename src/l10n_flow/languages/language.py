"""The shape of what a language's file says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


Spellings: TypeAlias = frozenset[tuple[str, str]]
"""A newsroom's own: how a language spells words, and how the one that is derived from it does. A set that never changes
is hashed once, however many texts are spelt with it."""


class Agreed(NamedTuple):
    """A term in a text, and what it is to be in a language that is derived: `words` are the spans of its words, `cited`
    the term as a dictionary has it, `written` the same in the derived language."""

    words: tuple[tuple[int, int], ...]
    cited: str
    written: str


class Figures(Value, frozen=True):
    """How a language says numbers, months, weekdays and money in words, in any grammatical form.

    Each is a regular expression for a whole lower-case word (with ʻ for every Uzbek apostrophe): `numbers` with its
    value, the first that matches counts; `scales` with what it multiplies by; `months` from January and `weekdays` from
    Monday; `currencies` with the ISO 4217 code. `decimal` is the decimal sign, empty where
    people write both. `units` are measures
    that other languages convert, with what makes centimetres, metres, kilometres, kilograms ... of them, nothing where
    it is no factor. `percent` is a regular expression for what stands behind a number of parts in a hundred, `year`
    for the beginnings of the word that stands beside the number of a year, if there is one.
    """

    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    currencies: Mapping[str, str]
    decimal: str = ""
    units: Mapping[str, tuple[float, ...]] = {}
    percent: str = "%"
    year: str = ""

    def __hash__(self) -> int:
        """By what is no table."""
        return hash((self.months, self.weekdays, self.decimal))


class Bound(Value, frozen=True):
    """Words that stand on a line with their neighbour: `after` go with what follows them, `before` with what precedes
    them, `units` with the number before them (without a full stop at their end). As they are written within a
    sentence; those of `after` hold with a capital letter, too. With `ordinals`, a number is not parted from the word
    that a hyphen joins to it (`5-fevral`)."""

    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    ordinals: bool = False


def bound_words(text: str) -> frozenset[str]:
    """Words for `Bound.after`, with and without a capital letter."""
    return frozenset(form for word in text.split() for form in (word, word[0].upper() + word[1:]))


class Language(Value, frozen=True):
    """One language in one script, as this program and its neighbours call it and as newsrooms write it.

    `quotes` and `inner_quotes` are (opening, closing); `alphabet` holds the lower-case letters.
    `abbreviations` are lower-case words that a full stop follows without ending the sentence
    (without the last stop: `"mr"`, `"ул"`); `final_abbreviations` may also end one (`"etc"`, `"т.д"`);
    a word in both ends one only after a number (`"см"`: centimetres, or "see"). A single letter needs no entry:
    it counts as in both, unless it is among the `sentence_starters`, the words that, capitalised, begin a sentence
    even after an initial or an abbreviation.
    `date_pattern` is a long date as newsrooms print it, with `{day}`, `{month}` and `{year}`, and `months` the
    twelve months as they stand in it; `conjunction` is the "and" of a list. Each may be empty where CLDR has it right,
    as may the `decimal_sign` and the `group_sign` of numbers. `time_pattern` has `{hour}`, `{minute}`, `{hour12}` and
    `{half}` (a.m., p.m.), `moment_pattern` `{date}` and `{time}`; `shows_time` if pages say at what time something was
    published; `money` has sums by ISO 4217 code, with `{amount}`, a
    text for each plural form. `bound` are words that pages keep on a line with others.
    `desks` are lower-case words by which a byline names those who write together, and no person.
    `language_names` holds names of languages in this one (BCP 47 tag -> name): to load CLDR for a word takes as long as
    to make several pages, and not all of its names are what people say. It is asked for those that are missing.
    `negations` are lower-case words that turn a sentence round, `negating` the affixes that turn a word into its
    opposite (`"un-"`, `"-siz"`, `"-ma-"`), `denials` the beginnings of words that say no without one (`"отказ"`),
    `denying` a regular expression for forms of verbs that say no and nothing else (`"нашуд"`, `"boʻlmadi"`),
    `numerals` a regular expression for numbers in words, in any form; `ones` one for those of them that are an article
    or a pronoun as often; `endings` one for all that a name takes in grammatical forms, its stem left whole or without
    a last vowel; `glues_endings` if they stand right behind a word, whatever markup that has (`<q>brain drain</q>ni`),
    and a term may allow some of its own. `capital_months` if months are written with a capital.
    `figures` are numbers, dates and money in words; those of a derived language are those of its base.
    `other_quotes` are pairs that newsrooms print as well as the house's, `dash` is what stands between spaces.
    `strays` are letters of other alphabets that are typed for one of this (typed -> meant), `markless` lower-case
    beginnings (of four letters at least), endings (`"-хои"`) and the whole (`"kop."`) of words that are none until
    their letters get their marks. `reduplicated` are words that may follow themselves; `function_words` frequent ones
    by which a text in it is told from one in another language.
    `interrogatives` are words that ask, and endings of two letters (`"-mi"`). `common_slips` are slips of the keyboard
    (`"spacing/double"`: a check and a subject) that print in it is full of: in paragraphs the checks only note them.
    They are the most frequent ones, as many as it takes to warn of no more than three in a hundred translations.
    `longest_sentence` is how many words a sentence may have before somebody should look at it: two sentences in a
    hundred of the news have more (of 1,298 in English, 609 in Russian, 613 in Uzbek, 614 in Tajik); 0 if not known.
    `latin` says how addresses of pages spell its lower-case letters that are not ASCII, and what they leave out.
    `base` is the tag of the language that this one is derived from by `derive`, None if people write it; `derive`
    takes a text, a newsroom's own spellings, which `read_spellings` reads from (TOML text, path for messages), and the
    places of the text (NFC) for which terms are agreed, in order. `restore` takes a text and such places, and goes the
    other way, for an article that was written in this one.
    """

    tag: str
    name: str
    babel: str
    po: str
    open_graph: str
    plural_forms: str
    alphabet: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    abbreviations: frozenset[str] = frozenset()
    final_abbreviations: frozenset[str] = frozenset()
    sentence_starters: frozenset[str] = frozenset()
    date_pattern: str = ""
    months: tuple[str, ...] = ()
    conjunction: str = ""
    time_pattern: str = "{hour:02}:{minute:02}"
    moment_pattern: str = "{date}, {time}"
    shows_time: bool = False
    decimal_sign: str = ""
    group_sign: str = ""
    money: Mapping[str, tuple[str, ...]] = {}
    bound: Bound = Bound()
    desks: frozenset[str] = frozenset()
    language_names: Mapping[str, str] = {}
    negations: frozenset[str] = frozenset()
    negating: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    denying: str = ""
    numerals: str = ""
    ones: str = ""
    endings: str = ""
    glues_endings: bool = False
    capital_months: bool = False
    figures: Figures | None = None
    other_quotes: tuple[tuple[str, str], ...] = ()
    dash: str = "—"
    strays: Mapping[str, str] = {}
    markless: frozenset[str] = frozenset()
    reduplicated: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    interrogatives: frozenset[str] = frozenset()
    common_slips: frozenset[str] = frozenset()
    longest_sentence: int = 0
    latin: Mapping[str, str] = {}
    direction: str = "ltr"
    base: str | None = None
    derive: Callable[[str, Spellings, Sequence[Agreed]], str] | None = None
    read_spellings: Callable[[str, str], Spellings] | None = None
    restore: Callable[[str, Sequence[Agreed]], str] | None = None

    def __hash__(self) -> int:
        """By its tag."""
        return hash(self.tag)
