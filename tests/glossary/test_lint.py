"""What in a glossary contradicts itself."""

from __future__ import annotations

import time

import pytest

from l10n_flow.glossary import lint, load
from l10n_flow.model import Severity

LANGUAGES = ("en", "ru", "uz", "uz-Cyrl", "tg")
FINE = '[[concept]]\nid = "fine"\nen = "fine"\nru = "штраф"\nuz = "jarima"\ntg = "ҷарима"\n'


def flaws(text: str, articles: dict[str, tuple[str, ...]] | None = None) -> list[lint.Flaw]:
    found = load.parse(text.encode(), "glossary/law.toml")
    assert found.errors == ()
    return lint.flaws(found.concepts, LANGUAGES, "en", articles)


def told(text: str) -> list[tuple[int | None, Severity, str]]:
    """Line, severity and message of all flaws but missing languages."""
    return [(flaw.line, flaw.severity, flaw.message) for flaw in flaws(text) if "no term in" not in flaw.message]


def one(text: str) -> tuple[int | None, Severity, str]:
    (flaw,) = told(text)
    return flaw


def test_a_sound_concept_has_none() -> None:
    assert flaws(FINE) == []


def test_languages_without_a_term_are_told() -> None:
    (flaw,) = flaws('[[concept]]\nid = "fine"\nen = "fine"\nuz = "jarima"\ntg = { forbidden = ["штраф"] }\n')
    assert (flaw.message, flaw.severity, flaw.line) == ("'fine' has no term in ru, tg", Severity.INFO, 1)
    assert flaws('[[concept]]\nid = "meduza"\ntranslate = false\nen = "Meduza"\n') == []


def test_a_language_that_the_newsroom_does_not_have() -> None:
    found = load.parse(FINE.encode(), "x").concepts
    (flaw,) = lint.flaws(found, ("en", "ru", "uz"), "en")
    assert (flaw.message, flaw.line) == ("'tg' is none of the newsroom's languages", 6)


@pytest.mark.parametrize(("tag", "hint"), [("de", "it is not used"), ("eng", "did you mean 'en'?")])
def test_a_language_that_nothing_is_known_of(tag: str, hint: str) -> None:
    (flaw,) = flaws(FINE.replace('en = "fine"\n', f'en = "fine"\n{tag} = "x"\n'))
    assert (flaw.message, flaw.severity, flaw.line) == (
        f"{tag!r} of 'fine' is no language that is known here",
        Severity.WARNING,
        4,
    )
    assert hint in flaw.hint


TWO = '[[concept]]\nid = "{}"\n{}en = "{}"\nru = "{}"\n'


@pytest.mark.parametrize("second", ["charge", "Charges", "charges"])
def test_one_source_term_for_two_concepts(second: str) -> None:
    line, severity, message = one(TWO.format("a", "", "charge", "обвинение") + TWO.format("b", "", second, "заряд"))
    assert (line, severity) == (7, Severity.ERROR)
    assert message == f"{second!r} is also the term of 'a' (glossary/law.toml:3)"


def test_in_a_language_of_translations_that_is_told_only() -> None:
    line, severity, _ = one(TWO.format("a", "", "border", "граница") + TWO.format("b", "", "limit", "границы"))
    assert (line, severity) == (8, Severity.INFO)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('sense = "of a court"\n', 'sense = "of a battery"\n'),
        ('scope = { tags = ["law"] }\n', ""),
        ("", 'scope = { articles = ["2025/*"] }\n'),
    ],
)
def test_a_sense_or_a_scope_tells_two_concepts_apart(first: str, second: str) -> None:
    assert told(TWO.format("a", first, "charge", "обвинение") + TWO.format("b", second, "charge", "заряд")) == []


def test_one_sense_is_not_enough() -> None:
    sense = 'sense = "of a court"\n'
    assert one(TWO.format("a", sense, "charge", "обвинение") + TWO.format("b", "", "charge", "заряд"))


@pytest.mark.parametrize(
    ("preferred", "forbidden", "lang"),
    [
        ("муҳоҷир", "муҳоҷирон", "tg"),
        ("migrant", "Migrants", "en"),
        ("режим высылки", "режима высылки", "ru"),
        ("migrantlar", "migrant", "uz"),
        ("штраф", "штраф", "ru"),
    ],
)
def test_a_term_that_is_preferred_and_forbidden_in_any_form(preferred: str, forbidden: str, lang: str) -> None:
    text = f'[[concept]]\nid = "x"\n{lang} = {{ preferred = "{preferred}",\n  forbidden = ["{forbidden}"] }}\n'
    line, severity, message = one(text.replace(",\n ", ","))
    assert (line, severity) == (3, Severity.ERROR)
    assert repr(forbidden) in message
    assert message.endswith("is both preferred and forbidden")


def test_capitals_alone_do_not_tell_two_terms_apart() -> None:
    text = '[[concept]]\nid = "x"\nen = "US"\n{}[[concept]]\nid = "y"\nen = "us"\n'
    assert one(text.format(""))
    (flaw,) = told(text.format('case = "exact"\n'))
    assert flaw[2] == "'us' is also the term of 'x' (glossary/law.toml:3)"


def test_doubles_that_differ_by_their_ending() -> None:
    line, severity, message = one('[[concept]]\nid = "x"\nru = { preferred = "штраф", admitted = ["штрафы"] }\n')
    assert (line, severity) == (3, Severity.WARNING)
    assert message == "'штрафы' (a form of 'штраф') stands twice"


def test_a_noun_is_no_double_of_the_verb_that_it_is_a_form_of() -> None:
    verb = '{ term = "urushmoq", pos = "verb" }'
    text = f'[[concept]]\nid = "x"\npos = "noun"\nuz = {{ preferred = "urush", STATUS = [{verb}] }}\n'
    assert told(text.replace("STATUS", "admitted")) == []
    assert one(text.replace("STATUS", "forbidden"))[1] is Severity.ERROR


def test_a_term_in_all_three_places_is_told_for_each() -> None:
    text = '[[concept]]\nid = "x"\nru = { preferred = "штраф", admitted = ["штрафы"], forbidden = ["штрафа"] }\n'
    assert [(severity, said.partition(" ")[0]) for _, severity, said in told(text)] == [
        (Severity.WARNING, "'штрафы'"),
        (Severity.ERROR, "'штрафа'"),
    ]


def test_a_term_that_is_forbidden_elsewhere() -> None:
    first = '[[concept]]\nid = "a"\nen = "war"\nru = { preferred = "война", forbidden = ["конфликт"] }\n'
    second = '[[concept]]\nid = "b"\nen = "conflict"\nru = "конфликт"\n'
    line, severity, message = one(first + second)
    assert (line, severity) == (8, Severity.WARNING)
    assert message == "'конфликт' is preferred here, and forbidden in 'a' (glossary/law.toml:4)"
    assert told(first + second.replace('"конфликт"', '{ preferred = "спор", forbidden = ["конфликт"] }')) == []


@pytest.mark.parametrize(
    ("term", "lang", "typed", "hint"),
    [
        ("oʼzbek", "uz", "oʼ", "write 'oʻ'"),
        ("ma'no", "uz", "a'", "write 'aʼ'"),
        ("maʻno", "uz", "aʻ", "write 'aʼ'"),
        ("g‘alaba", "uz", "g‘", "write 'gʻ'"),
        ("migrаnt", "uz", "а", "write 'a'"),
        ("мигрант", "uz", "мигрант", "write it in the letters of its language, or say translate = false"),
        ("migrant", "ru", "migrant", "write it in the letters of its language, or say translate = false"),
        ("мигpант", "ru", "p", "write 'р'"),
        ("ғайриқонунӣ ва цифровӣ", "tg", "ц", "write it in the letters of its language, or say translate = false"),
    ],
)
def test_letters_of_another_language(term: str, lang: str, typed: str, hint: str) -> None:
    (flaw,) = (f for f in flaws(f'[[concept]]\nid = "x"\n{lang} = "{term}"\n') if f.severity is not Severity.INFO)
    assert (flaw.message, flaw.line, flaw.severity) == (
        f"{typed!r} in {term!r} is no letter of {lang}",
        3,
        Severity.WARNING,
    )
    assert flaw.hint == hint


def test_names_in_latin_letters_and_what_is_forbidden_may_have_any() -> None:
    assert told('[[concept]]\nid = "x"\nru = "Wildberries"\nen = "Müller"\nuz = "Oʻsh"\n') == []
    assert told('[[concept]]\nid = "x"\ntg = { preferred = "Бастрикин", forbidden = ["Бастрыкин"] }\n') == []
    assert told('[[concept]]\nid = "x"\nuz = { preferred = "oʻzbek", forbidden = ["uzbеk"] }\n') == []


@pytest.mark.parametrize(
    ("term", "message"),
    [
        ("квота,лимит", "'квота,лимит' looks like several terms: there is ',' in it"),
        ("квота; лимит", "'квота; лимит' looks like several terms: there is ';' in it"),
        ("мост, переправа", "'мост, переправа' looks like several terms: there is ',' in it"),
        ("мост / переправа", "'мост / переправа' looks like several terms: there is '/' in it"),
        ("час (КЧ)", "'час (КЧ)' looks like several terms: there is a bracket in it"),
        ("лесопилка [тех.]", "'лесопилка [тех.]' looks like several terms: there is a bracket in it"),
        ("мост、переправа", "'мост、переправа' looks like several terms: there is '、' in it"),
        ("мост + переправа", "'мост + переправа' looks like several terms: there is '+' in it"),
        ("мост…", "'мост…' looks like several terms: there is '…' in it"),
        ("мост...", "'мост...' looks like several terms: there is '...' in it"),
        ("1) мост 2) брод", "'1) мост 2) брод' looks like several terms: there is a number of a list in it"),
        ("1. мост 2. брод", "'1. мост 2. брод' looks like several terms: there is a number of a list in it"),
        ("а) мост б) брод", "'а) мост б) брод' looks like several terms: there is a number of a list in it"),
        ("мост или брод", "'мост или брод' looks like several terms: there is 'или' in it"),
        ("«Медуза»", "quotation marks are not part of '«Медуза»'"),
        ("режим  высылки", "'режим  высылки' has too many blanks"),
        ("режим\u00a0высылки", "'режим\\xa0высылки' has a character that nobody sees"),
        ("вы\u00adсылка", "'вы\\xadсылка' has a character that nobody sees"),
        ("—", "'—' has no word that a text could be searched for"),
    ],
)
def test_what_is_no_part_of_a_term(term: str, message: str) -> None:
    assert message in [said for _, _, said in told(f'[[concept]]\nid = "x"\nru = "{term}"\n')]


def test_a_scope_that_no_article_is_in() -> None:
    text = FINE.replace(
        'id = "fine"\n', 'id = "fine"\nscope = { articles = ["2025/*", "2030/*"], tags = ["law", "lwa"] }\n'
    )
    found = flaws(text, {"2025/bridge": ("law",)})
    assert [(flaw.message, flaw.severity) for flaw in found] == [
        ("no article matches '2030/*'", Severity.WARNING),
        ("no article has the tag 'lwa'", Severity.INFO),
    ]
    assert flaws(text) == []


def test_flaws_are_in_the_order_of_the_file() -> None:
    lines = [flaw.line for flaw in flaws(FINE.replace("ҷарима", "цена") + TWO.format("b", "", "fines", "цена"))]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert len(lines) > 2


@pytest.mark.parametrize(
    "term",
    [
        *("лицо, ищущее убежище", "ребенок, оставшийся без родителей", "ВИЧ/СПИД", "тот, кто бежит", "Нью-Йорк, США"),
        *("Газпром+", "C++", "1. Бундеслига", "закон о 2.0", "полиция 1-го района", "ёлка"),
    ],
)
def test_a_mark_within_a_term(term: str) -> None:
    assert told(f'[[concept]]\nid = "x"\nru = "{term}"\n') == []


def test_each_double_is_told_once() -> None:
    many = ", ".join(f'"{text}"' for text in ("муҳоҷирон", "муҳоҷире", "муҳоҷиронро", "муҳоҷир", "муҳоҷирро"))
    found = told(f'[[concept]]\nid = "x"\ntg = {{ preferred = "муҳоҷир", admitted = [{many}] }}\n')
    assert [message.partition(" (")[0].partition(" stands")[0] for _, _, message in found] == [
        repr(text.strip('"')) for text in many.split(", ")
    ]


def test_a_double_of_many_concepts_is_told_once() -> None:
    text = "".join(TWO.format(f"x{at}", "", f"word{at}", "вода") for at in range(5))
    found = told(text)
    assert [line for line, _, _ in found] == [8, 12, 16, 20]
    assert {message for _, _, message in found} == {"'вода' is also the term of 'x0' (glossary/law.toml:4)"}


def test_only_what_is_wrong_with_some_concepts() -> None:
    text = TWO.format("a", "", "charge", "вода") + TWO.format("b", "", "charge", "земля")
    new = TWO.format("c", "", "lands", "землю")
    concepts = load.parse((text + new).encode(), "glossary/law.toml").concepts
    assert [flaw.message for flaw in lint.flaws(concepts, ("en", "ru"), "en", only={"c"})] == [
        "'землю' is also the term of 'b' (glossary/law.toml:8)"
    ]


def test_the_cost_is_that_of_the_terms() -> None:
    """Were each held against each other, this would take minutes."""
    shared = "".join(TWO.format(f"x{at}", "", f"word{at}", "вода") for at in range(1500))
    many = ", ".join(f'"слово {at}"' for at in range(1500))
    began = time.process_time()
    flaws(shared + f'[[concept]]\nid = "many"\nru = {{ preferred = "слово", admitted = [{many}] }}\n')
    assert time.process_time() - began < 10


def test_an_ending_that_means_nothing_in_the_language() -> None:
    text = '[[concept]]\nid = "x"\n{} = {{ preferred = "{}", also = ["{}"] }}\n'
    assert one(text.format("ru", "суд", "лик"))[2] == "the ending 'лик' of 'суд' means nothing in ru"
    assert told(text.format("ru", "суд", "судебный") + text.format("uz", "asos", "siz").replace('"x"', '"y"')) == []
