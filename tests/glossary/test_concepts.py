"""Concepts and their terms."""

from __future__ import annotations

from l10n_flow.glossary.concepts import Concept, Scope, Status, Term


def test_terms_by_language_and_status() -> None:
    concept = Concept(
        "expulsion-regime",
        terms=(
            Term("expulsion regime", "en", "expulsion-regime"),
            Term("режим высылки", "ru", "expulsion-regime"),
            Term("режим выдворения", "ru", "expulsion-regime", Status.FORBIDDEN),
            Term("речаи ихроҷ", "tg", "expulsion-regime", Status.ADMITTED),
        ),
    )
    assert [term.text for term in concept.in_language("ru")] == ["режим высылки", "режим выдворения"]
    assert [term.text for term in concept.in_language("ru", Status.FORBIDDEN)] == ["режим выдворения"]
    preferred = concept.preferred("ru")
    assert preferred
    assert preferred.text == "режим высылки"
    assert concept.preferred("tg") is None


def test_a_scope_is_articles_or_tags() -> None:
    assert Scope().holds("2025/expulsion")
    scope = Scope(articles=("2025/*",), tags=("war",))
    assert scope.holds("2025/expulsion")
    assert scope.holds("2024/front", ("war", "army"))
    assert not scope.holds("2024/front", ("migration",))
