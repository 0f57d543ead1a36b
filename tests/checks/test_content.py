"""What the checks of contents say together, and what their cases cannot say."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow import plugins
from l10n_flow.glossary.glossary import Glossary
from l10n_flow.model import Metadata, Role, Severity, Unit
from l10n_flow.passages import Version
from l10n_flow.values import replace
from tests.checks.versions import said, version

CHECKS = "dates emails length money negation numbers quotations same-as-source sentences untranslated urls".split()
SPEECH = "“He will leave on Monday, May 5, with $350,” she didn't say."


@pytest.mark.parametrize("check_id", CHECKS)
def test_an_article_in_its_own_language_has_nothing_to_compare(check_id: str) -> None:
    assert said(check_id, version(Glossary(()), {"en": [SPEECH]})) == []


@pytest.mark.parametrize("check_id", [one for one in CHECKS if one != "untranslated"])
def test_a_blank_translation_is_one_finding(check_id: str) -> None:
    texts = {"en": [f"{SPEECH} www.example.org press@example.org"], "ru": [" "]}
    assert said(check_id, version(Glossary(()), texts)) == []
    assert len(said("untranslated", version(Glossary(()), texts))) == 1


def test_cyrillic_uzbek_has_the_words_of_uzbek() -> None:
    texts = {"en": [SPEECH], "uz-Cyrl": ["«У душанба, 5 май куни 350 доллар билан кетади», демади у."]}
    assert [said(check_id, version(Glossary(()), texts)) for check_id in ("dates", "money", "numbers")] == [[], [], []]
    texts = {"en": [SPEECH], "uz-Cyrl": ["«У якшанба, 5 июнь куни 350 евро билан кетади», демади у."]}
    assert [one.subject for one in said("dates", version(Glossary(()), texts))] == ["month", "weekday"]
    assert [one.message for one in said("money", version(Glossary(()), texts))]


def test_names_stay_as_they_are() -> None:
    unit = Unit("by our own correspondent", "by our own correspondent")
    for role, count in ((Role.BYLINE, 0), (Role.PARAGRAPH, 1)):
        one = Version("a", Metadata(), "ru", "en", Glossary(()), ((unit, role),))
        assert len(said("same-as-source", one)) == count


def test_a_limit_is_the_flag_or_the_advice_for_the_role() -> None:
    unit = Unit("New law in force", "Новый закон вступил в силу", flags=("max-length:20",))
    long = replace(unit, source="a" * 200, target="б" * 111, flags=())
    units = ((unit, Role.HEADLINE), (long, Role.HEADLINE), (long, Role.PARAGRAPH))
    found = said("length", Version("a", Metadata(), "ru", "en", Glossary(()), units))
    assert [(one.subject, one.severity) for one in found] == [("limit", Severity.WARNING), ("limit", Severity.INFO)]
    assert found[0].message == "26 characters, at most 20 fit"


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["ru", "uz", "tg", "uz-Cyrl"]))
@example("'a '" * 3000, "b", "ru")
@example('"' * 5001, "“" * 5000, "uz")
@example("www." * 3000, "a@" * 3000 + "a.", "tg")
@example("не " * 5000, "not " * 5000, "ru")
def test_no_text_is_too_strange(source: str, target: str, lang: str) -> None:
    passage = version(Glossary(()), {"en": [source], lang: [target]}).passages[0]
    for check_id in CHECKS:
        for found in plugins.check(check_id).check(passage):
            spans = [*((span, source) for span in found.source_spans), *((span, target) for span in found.target_spans)]
            assert all(0 <= start <= end <= len(text) for (start, end), text in spans)
