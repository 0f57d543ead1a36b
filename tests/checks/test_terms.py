"""Terms: what the cases cannot say. They are in `tests/cases/checks/terms.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary.concepts import Concept, Kind, Term
from l10n_flow.glossary.glossary import Glossary
from l10n_flow.model import Severity
from tests.checks.drafts import draft, glossary, said

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
    texts = {key: [value] if isinstance(value, str) else value for key, value in case.items() if len(key) == 2}
    concept = Concept("unrelated", kind, tuple(Term(text, lang, "unrelated") for lang, text in terms.items()))
    larger = Glossary((concept, *GLOSSARY.concepts))
    assert said("terms", draft(larger, texts)) == said("terms", draft(GLOSSARY, texts))


def test_a_finding_tells_all_that_a_person_needs() -> None:
    (found,) = said("terms", draft(GLOSSARY, {"en": ["The expulsion regime."], "ru": ["Это режим выдворения."]}))
    assert found.message == "“режим выдворения” is not what the desk says"
    assert found.hint == "write “режим высылки”. It came in force in 2025"
    assert (found.source_spans, found.target_spans) == (((4, 20),), ((4, 20),))
    (found,) = said("terms", draft(GLOSSARY, {"en": ["The expulsion regime."], "tg": ["Ин нав аст."]}))
    assert found.message == "“expulsion regime” is “низоми ихроҷ”, and that is not in the translation"
    assert found.hint == "write “низоми ихроҷ” (or “речаи ихроҷ”). It came in force in 2025"


def test_the_letters_that_are_wrong_are_named() -> None:
    (found,) = said("terms", draft(GLOSSARY, {"en": ["A migrant."], "tg": ["Мухоҷир."]}))
    assert found.message == "“Мухоҷир” is misspelt: “х” for “ҳ”"
    (found,) = said("terms", draft(GLOSSARY, {"en": ["The registry."], "ru": ["Рeестр."]}))
    assert found.message == "“Рeестр” is misspelt: Latin “e” for Cyrillic “е”"


def test_quotation_marks_can_be_put_in() -> None:
    texts = {"en": ["The “special military operation”."], "ru": ["О специальной военной операции говорят."]}
    (found,) = said("terms", draft(GLOSSARY, texts))
    assert found.fix == "О «специальной военной операции» говорят."
    assert said("terms", draft(GLOSSARY, {**texts, "ru": [found.fix]})) == []
    (found,) = said("terms", draft(GLOSSARY, {**texts, "ru": ["О специальной <em>военной</em> операции говорят."]}))
    assert found.fix is None


def test_scope() -> None:
    toml = '[[concept]]\nid = "visa"\nscope = { articles = ["2024/*"] }\nen = "visa"\nru = "виза"\n'
    texts = {"en": ["A visa."], "ru": ["Документ."]}
    desk = glossary(toml)
    assert [one.severity or Severity.ERROR for one in said("terms", draft(desk, texts))] == [Severity.ERROR]
    assert said("terms", draft(desk.for_article("2025/article"), texts)) == []


def test_a_source_in_cyrillic_uzbek_has_the_terms_of_uzbek() -> None:
    texts = {"uz-Cyrl": ["Қирғизистон парламенти."], "ru": ["Парламент."]}
    (found,) = said("terms", draft(GLOSSARY, texts))
    assert (found.subject, found.source_spans) == ("kyrgyzstan", ((0, 11),))
