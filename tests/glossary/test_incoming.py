from __future__ import annotations

from hypothesis import given

from l10n_flow.glossary.concepts import Concept, Kind, Status, Term
from l10n_flow.glossary.incoming import Verdict, compare
from l10n_flow.values import replace

from .exchange.glossaries import GLOSSARIES

RAID = Concept(
    "raid",
    terms=(
        Term("raid", "en", "raid", pos="noun"),
        Term("облава", "ru", "raid"),
        Term("рейд", "ru", "raid", Status.FORBIDDEN, note="police word"),
    ),
    definition="A search by the police.",
    path="glossary/law.toml",
    line=3,
)
COURT = Concept("court", Kind.ORGANISATION, (Term("court", "en", "court"), Term("суд", "ru", "court")))


def concept(concept_id: str, sense: str = "", **terms: str) -> Concept:
    return Concept(concept_id, terms=tuple(Term(text, lang, concept_id) for lang, text in terms.items()), sense=sense)


@given(GLOSSARIES)
def test_what_a_glossary_has_itself_is_the_same(glossary: tuple[Concept, ...]) -> None:
    assert {one.verdict for one in compare(glossary, glossary)} == {Verdict.SAME}
    assert {one.verdict for one in compare((), glossary)} == {Verdict.NEW}


@given(GLOSSARIES, GLOSSARIES)
def test_what_was_taken_is_the_same_the_next_time(glossary: tuple[Concept, ...], found: tuple[Concept, ...]) -> None:
    after = {concept.id: concept for concept in glossary}
    judged = compare(glossary, found)
    after |= {one.concept.id: one.concept for one in judged if one.verdict is not Verdict.CONFLICT}
    for before, again in zip(judged, compare(after.values(), found), strict=True):
        if before.verdict is not Verdict.CONFLICT:
            assert again.verdict in (Verdict.SAME, Verdict.CONFLICT)


def test_a_file_adds_and_changes_and_takes_nothing_away() -> None:
    found = concept("raid", en="raid", ru="обыск", tg="рейд")
    (one,) = compare([RAID, COURT], [found])
    assert (one.verdict, one.present) == (Verdict.CHANGED, RAID)
    assert (one.concept.definition, one.concept.path, one.concept.line) == (RAID.definition, RAID.path, RAID.line)
    assert [(term.lang, term.text, term.status.value, term.pos) for term in one.concept.terms] == [
        ("en", "raid", "preferred", "noun"),
        ("ru", "облава", "admitted", None),
        ("ru", "рейд", "forbidden", None),
        ("ru", "обыск", "preferred", None),
        ("tg", "рейд", "preferred", None),
    ]
    assert one.differences == (
        "ru: 'облава': status: preferred -> admitted",
        "ru: 'обыск' is added, preferred",
        "tg: 'рейд' is added, preferred",
    )


def test_what_is_said_of_a_concept_and_its_terms_is_taken() -> None:
    forbidden = replace(RAID.terms[2], note="slang")
    found = replace(RAID, terms=(forbidden,), definition="Another.", do_not_translate=True)
    (one,) = compare([RAID], [found])
    assert one.concept == replace(found, terms=(*RAID.terms[:2], forbidden))
    assert one.differences == (
        "definition: A search by the police. -> Another.",
        "do_not_translate: - -> yes",
        "ru: 'рейд': note: police word -> slang",
    )


def test_under_another_id_a_concept_is_known_by_its_terms() -> None:
    (one,) = compare([RAID, COURT], [concept("c1", en="court", ru="суд", uz="sud")])
    assert (one.verdict, one.concept.id, one.present) == (Verdict.CHANGED, "court", COURT)
    assert {term.concept for term in one.concept.terms} == {"court"}


def test_what_cannot_be_told_is_in_conflict() -> None:
    bench = concept("bench", en="bench")
    found = [
        concept("c1", en="court", ru="площадка"),
        concept("c2", en="court", ru="облава"),
        concept("c3", en="bench", sense="to sit on"),
        concept("c4", fr="tribunal"),
        concept("c5", ru="облава"),
        concept("raid", en="raid"),
        concept("c6", en="police", fr="police"),
    ]
    judged = compare([RAID, COURT, bench], found)
    assert [one.verdict.value for one in judged] == [*["conflict"] * 6, "new"]
    assert "those of court;" in judged[0].reason
    assert "those of court and raid;" in judged[1].reason
    assert "no term in a language" in judged[3].reason
    assert judged[4].reason == judged[5].reason == "raid comes twice in the file, under different names"
    assert [one.left_out for one in judged][-1] == ("fr",)
