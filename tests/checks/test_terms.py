"""Terms: what the cases cannot say. They are in `tests/cases/checks/terms.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.checks._quotations import is_quoted
from l10n_flow.glossary.concepts import Concept, Kind, Term
from l10n_flow.glossary.glossary import Glossary
from l10n_flow.glossary.notes import notes
from l10n_flow.languages import registry
from l10n_flow.languages.uz_script import to_cyrillic
from l10n_flow.model import Severity
from l10n_flow.reviewing.fixes import edited
from l10n_flow.values import replace
from tests.checks.versions import glossary, said, version

TOML = (Path(__file__).parent.parent / "cases" / "checks" / "terms.toml").read_text("utf-8")
GLOSSARY = glossary(TOML.partition("# Cases\n")[0])
CASES = [case for kind, cases in tomllib.loads(TOML).items() if kind != "concept" for case in cases]
UNRELATED = st.dictionaries(
    st.sampled_from(["en", "ru", "uz", "tg"]), st.text("щыэ", min_size=4, max_size=9), min_size=1, max_size=4
)


@given(st.sampled_from(CASES), UNRELATED, st.sampled_from(Kind))
def test_a_concept_that_is_in_no_text_changes_no_finding(
    case: dict[str, str | list[str]], terms: dict[str, str], kind: Kind
) -> None:
    texts = {key: [value] if isinstance(value, str) else value for key, value in case.items() if key in registry.tags()}
    concept = Concept("unrelated", kind, tuple(Term(text, lang, "unrelated") for lang, text in terms.items()))
    larger = Glossary((concept, *GLOSSARY.concepts))
    assert said("terms", version(larger, texts)) == said("terms", version(GLOSSARY, texts))


def test_a_finding_tells_all_that_a_person_needs() -> None:
    (found,) = said("terms", version(GLOSSARY, {"en": ["The expulsion regime."], "ru": ["Это режим выдворения."]}))
    assert found.message == "the desk does not say “режим выдворения”"
    assert found.hint == "write “режим высылки”. It came in force in 2025."
    assert (found.source_spans, found.target_spans) == (((4, 20),), ((4, 20),))
    (found,) = said("terms", version(GLOSSARY, {"en": ["The expulsion regime."], "tg": ["Ин нав аст."]}))
    assert found.message == "“expulsion regime” is “низоми ихроҷ”, and that is not in the translation"
    assert found.hint == "write “низоми ихроҷ” (or “речаи ихроҷ”). It came in force in 2025."


def test_the_letters_that_are_wrong_are_named() -> None:
    (found,) = said("terms", version(GLOSSARY, {"en": ["A migrant."], "tg": ["Мухоҷир."]}))
    assert found.message == "“Мухоҷир” is misspelt: “х” instead of “ҳ”"
    assert found.hint == "write “ҳ” as in “муҳоҷир”"
    (found,) = said("terms", version(GLOSSARY, {"en": ["The registry."], "ru": ["Рeестр."]}))
    assert found.message == "“Рeестр” is misspelt: Latin “e” instead of Cyrillic “е”"
    (found,) = said("terms", version(GLOSSARY, {"en": ["None."], "ru": ["Рeестр."]}))
    assert found.hint == "if “реестр” is meant, write “е” as in “реестр”"


def test_quotation_marks_can_be_put_in() -> None:
    texts = {"en": ["The “special military operation”."], "ru": ["О специальной военной операции говорят."]}
    (found,) = said("terms", version(GLOSSARY, texts))
    fixed = edited(texts["ru"][0], found.fix)
    assert fixed == "О «специальной военной операции» говорят."
    assert said("terms", version(GLOSSARY, {**texts, "ru": [fixed]})) == []
    (found,) = said("terms", version(GLOSSARY, {**texts, "ru": ["О специальной <em>военной</em> операции говорят."]}))
    assert found.fix == ()


@pytest.mark.parametrize(
    ("texts", "message", "hint"),
    [
        (
            {"en": ["The “special military operation’s” end."], "ru": ["Её конец."]},
            "“special military operation” is «специальная военная операция», and that is not in the translation",
            "write «специальная военная операция», quotation marks and all (or «СВО»)",
        ),
        (
            {"en": ["The “special military operation”."], "ru": ["О специальной <em>военной</em> операции."]},
            "специальной военной операции must stand in quotation marks",
            "write «специальная военная операция»",
        ),
        (
            {"en": ["Meduza's word."], "ru": ["Слово «Медузы»."]},
            "“Meduza” stays as it is in every language, and is not in the translation",
            "write “Meduza”, in these letters; an ending may follow it",
        ),
        ({"en": ["The site meduza’s."]}, "“meduza’s” lacks capitals", "write “Meduza”, with its capitals"),
        (
            {"en": ["The charter’s end."], "ru": ["Он."]},
            "“charter” is “чартер” or “устав”, and that is not in the translation",
            "write “чартер” (or “устав”)",
        ),
        (
            {"en": ["None."], "tg": ["Халқахо."]},
            "the desk does not say “халқа”",
            "say it in another way: nobody has agreed on a term in tg. A ring of people.",
        ),
        (
            {"uz-Cyrl": ["Чиқариб юбориш режими."], "ru": ["Он."]},
            "“чиқариб юбориш режими” is “режим высылки”, and that is not in the translation",
            "write “режим высылки”. It came in force in 2025.",
        ),
    ],
)
def test_what_is_said_names_the_term_as_a_dictionary_has_it(
    texts: dict[str, list[str]], message: str, hint: str
) -> None:
    desk = GLOSSARY
    if "tg" in texts:
        desk = glossary('[[concept]]\nid = "x"\nnote = "A ring of people."\ntg = { forbidden = ["халқа"] }\n')
    (found,) = said("terms", replace(version(desk, texts), cite=_in_its_script))
    assert (found.message, found.hint) == (message, hint)


def _in_its_script(term: Term, lang: str) -> str:
    return to_cyrillic(term.text) if (term.lang, lang) == ("uz", "uz-Cyrl") else term.text


def test_variants_are_told_once_with_all_their_places() -> None:
    say = ["Mehnat migranti keldi.", "Mehnat muhojiri ketdi.", "Mehnat migranti.", "Mehnat muhojiri."]
    (found,) = said("terms", version(GLOSSARY, {"en": ["A migrant worker."] * 4, "uz": say}))
    assert found.severity is Severity.WARNING
    assert found.message == (
        "several terms for one thing in this article: “mehnat migranti” (texts 1, 3) and “mehnat muhojiri” (texts 2, 4)"
    )
    assert found.hint == "write “mehnat migranti” throughout"
    assert found.target == say[1]
    article = version(GLOSSARY, {"en": ["A migrant worker."] * 8, "uz": [say[0]] * 7 + [say[1]]})
    units = tuple((replace(unit, line=10 * (at + 1)), role) for at, (unit, role) in enumerate(article.units))
    (found,) = said("terms", replace(article, units=units))
    assert "“mehnat migranti” (lines 10, 20, 30, 40, 50 and 2 more) and “mehnat muhojiri” (line 80)" in found.message


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Он сказал: «Мы начали специальную военную операцию, и всё».", True),
        ("«Так „начали специальную военную операцию“, и всё».", True),
        ("Это «специальная» военная операция.", False),
        ("Это „специальная военная“ операция.", False),
        ("Это специальная «военная операция».", False),
        ("«Начали», и специальная военная операция, «и всё».", False),
        ("«Мы начали специальную военную операцию.", True),  # goes on in the next paragraph
        ("Мы «начали специальную военную операцию.", False),
        ('Он: "Идет специальная военная операция".', True),
        ('"Идет" специальная военная операция "там".', False),
        ('<em>«Мы</em> начали специальную <a1>военную</a1> операцию и победим» — <a2 title="»">так</a2>.', True),
    ],
)
def test_any_quotation_is_quotation_marks_enough(text: str, quoted: bool) -> None:
    found = said("terms", version(GLOSSARY, {"en": ["The “special military operation.”"], "ru": [text]}))
    assert (found == []) is quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Xorijiy taʼsir toʻgʻrisida”gi qonunga", True),
        ("ular “xorijiy <em>taʼsir</em> toʻgʻrisida”gi qonunni", True),
        ("xorijiy taʼsir toʻgʻrisida”gi qonun", False),
        ("“xorijiy taʼsir” toʻgʻrisidagi qonun", False),
    ],
)
def test_a_title_may_end_before_the_ending_of_a_word(text: str, quoted: bool) -> None:
    term = "xorijiy taʼsir toʻgʻrisidagi qonun"
    desk = glossary(f'[[concept]]\nid = "law"\nquoted = true\nen = "law on foreign influence"\nuz = "{term}"\n')
    found = said("terms", version(desk, {"en": ["The “law on foreign influence.”"], "uz": [text]}))
    assert (found == []) is quoted
    assert all("”" not in one.message for one in found)


@pytest.mark.parametrize(
    ("lang", "text", "quoted"),
    [
        ("ru", "Закон «О воде» принят.", True),
        ("ru", "Против закона «о воде», они выступили.", True),
        ("ru", 'Против закона <em>"О воде"</em> выступили.', True),
        ("ru", "Против закона «<em>О воде</em>» выступили.", True),
        ("ru", "«Закон „О воде“ принят», — сказал он.", True),
        ("ru", "Закон о воде принят.", False),
        ("ru", "Закон о «воде» принят.", False),
        ("ru", "«Закон» о воде принят.", False),
        ("ru", "Закон «о» воде принят.", False),
        ("ru", "Закон «О воде и земле» принят.", False),
        ("tg", "Қонуни «Дар бораи об» рад шуд.", True),
        ("tg", "Қонун «Дар бораи об» қабул шуд.", True),
        ("tg", "Онҳо қонуни «дар бораи об»-ро рад карданд.", True),
        ("tg", "Қонуни «Дар бораи об»-ро рад карданд.", True),
        ("tg", "Қонунро «Дар бораи об» рад карданд.", True),
        ("tg", "Қонун дар бораи об қабул шуд.", False),
    ],
)
@pytest.mark.parametrize("law", ["Қонуни дар бораи об", "қонун дар бораи об"])
def test_of_a_law_the_title_is_quoted(lang: str, text: str, quoted: bool, law: str) -> None:
    desk = glossary(f'[[concept]]\nid = "law"\nquoted = true\nen = "law on water"\nru = "закон о воде"\ntg = "{law}"\n')
    found = said("terms", version(desk, {"en": ["The “law on water.”"], lang: [text]}))
    assert ["must stand in quotation marks" in one.message for one in found] == ([] if quoted else [True])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Respublikaning “Suv toʻgʻrisida”gi qonuni", True),
        ("Respublikaning “Suv toʻgʻrisida”<em>gi</em> qonunini", True),
        ("Respublikaning “Suv” toʻgʻrisidagi qonuni", False),
        ("Respublikaning suv toʻgʻrisida”gi qonuni", False),
    ],
)
def test_whose_the_law_is_may_stand_before_its_title(text: str, quoted: bool) -> None:
    term = "Respublikaning suv toʻgʻrisidagi qonuni"
    desk = glossary(f'[[concept]]\nid = "law"\nquoted = true\nen = "law on water"\nuz = "{term}"\n')
    found = said("terms", version(desk, {"en": ["The “law on water.”"], "uz": [text]}))
    assert ["must stand in quotation marks" in one.message for one in found] == ([] if quoted else [True])


@given(st.text('«»“”"‘<a> СВО'), st.sampled_from(["«»", "“”", "„“"]), st.text(" СВО", min_size=1))
def test_a_quotation_is_one_whatever_stands_before_it(before: str, marks: str, inside: str) -> None:
    text = f"{before.replace('<', '')} {marks[0]}{inside}{marks[1]}"
    assert is_quoted(text, len(text) - 1 - len(inside), len(text) - 1)
    assert not is_quoted(inside, 0, len(inside))


def test_scope() -> None:
    toml = '[[concept]]\nid = "visa"\nscope = { articles = ["2024/*"] }\nen = "visa"\nru = "виза"\n'
    texts = {"en": ["A visa."], "ru": ["Документ."]}
    desk = glossary(toml)
    assert [one.severity or Severity.ERROR for one in said("terms", version(desk, texts))] == [Severity.ERROR]
    assert said("terms", version(desk.for_article("2025/article"), texts)) == []


def test_what_holds_here_counts_before_what_holds_everywhere() -> None:
    toml = """
[[concept]]
id = "charter-law"
en = "charter"
ru = "устав"

[[concept]]
id = "charter-air"
scope = { tags = ["aviation"] }
en = "charter"
ru = "чартер"
"""
    desk, texts = glossary(toml), {"en": ["The charters."], "ru": ["Уставы."]}
    here, elsewhere = desk.for_article("2025/x", ["aviation"]), desk.for_article("2025/x")
    assert [one.subject for one in said("terms", version(here, texts))] == ["charter-air"]
    assert said("terms", version(elsewhere, texts)) == []
    assert notes(here.find("A charter.", "en"), here, "ru") == ("term: charter = чартер",)
    assert notes(elsewhere.find("A charter.", "en"), elsewhere, "ru") == ("term: charter = устав",)


def test_a_source_in_cyrillic_uzbek_has_the_terms_of_uzbek() -> None:
    texts = {"uz-Cyrl": ["Қирғизистон парламенти."], "ru": ["Парламент."]}
    (found,) = said("terms", version(GLOSSARY, texts))
    assert (found.subject, found.source_spans) == ("kyrgyzstan", ((0, 11),))
