"""English words in their forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.inflection.en import GRAMMAR


def holds(term: str, *words: str, pos: str | None = None) -> list[bool]:
    forms = GRAMMAR.forms([GRAMMAR.fold(word) for word in term.split()], pos)  # type: ignore[arg-type]
    folded = [GRAMMAR.fold(word) for word in words]
    assert len(forms) == 1
    return [forms[0].accepts(word) for word in folded]


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("visa", "visas visa's visas’ VISAS"),
        ("embassy", "embassies embassy’s embassies'"),
        ("bus", "buses bus's"),
        ("hostage", "hostages"),
        ("eyewitness", "eyewitnesses"),
        ("patriarch", "patriarchs"),
        ("veto", "vetoes vetoed vetoing"),
        ("photo", "photos"),
        ("hypothesis", "hypotheses"),
        ("policeman", "policemen policemen's"),
        ("Uzbek", "Uzbeks Uzbeks’"),
        ("NGO", "NGOs NGO’s"),
        ("housewife", "housewives"),
        ("forefoot", "forefeet"),
        ("deport", "deports deported deporting"),
        ("ban", "bans banned banning"),
        ("equip", "equipped equipping"),
        ("cancel", "canceled cancelled cancelling canceling"),
        ("deny", "denies denied denying"),
        ("refuel", "refuelled refueled refuelling refueling refuels"),
        ("duel", "duelled dueling"),
        ("dial", "dialled dialed"),
        ("trial", "trials trialled"),
        ("bias", "biased biassed biases"),
        ("cruel", "crueller crueler cruellest"),
        ("tie", "ties tied tying"),
        ("oversee", "oversees oversaw overseen overseeing"),
        ("withdraw", "withdrew withdrawn withdrawing"),
        ("flee", "fled fleeing flees"),
        ("panic", "panicked panicking"),
        ("sync", "synced syncing"),
        ("relay", "relayed relaid"),
        ("quiz", "quizzes quizzed quizzing"),
        ("dye", "dyed dyeing"),
        ("lie", "lies lied lying lay lain"),
        ("be", "is are was were been being am"),
        ("bold", "bolder boldest"),
        ("grim", "grimmer grimmest"),
        ("stormy", "stormier stormiest"),
        ("good", "better best"),
        ("person", "people people’s person's persons"),
        ("spokesperson", "spokespeople spokespersons spokespeople's"),
        ("salesperson", "salespeople"),
        ("court-martial", "courts-martial court-martials court-martialled"),
        ("attorney-general", "attorneys-general"),
        ("president-elect", "presidents-elect"),
        ("COVID-19", "COVID-19's COVID-19’s"),
        ("F-16", "F-16s F-16's F-16’s F-16s’"),
        ("Su-35", "Su-35's"),
        ("G7", "G7's G7’s"),
        ("brother-in-law", "brothers-in-law brother-in-law’s"),
        ("fact-check", "fact-checked fact-checking fact-checks"),
        ("café", "cafe cafés Cafe’s"),
    ],
)
def test_forms(term: str, forms: str) -> None:
    assert holds(term, term, *forms.split()) == [True] * (len(forms.split()) + 1)


@pytest.mark.parametrize(
    ("term", "others"),
    [
        ("visa", "visage vis"),
        ("ban", "band bane banana banal bank"),
        ("star", "staring stared stare start"),
        ("report", "reporter reportage"),
        ("carry", "carrier carriage"),
        ("supply", "supplier suppliest"),
        ("for", "forest forer"),
        ("human", "humen humane"),
        ("Oman", "omen"),
        ("see", "seed seeds"),
        ("policy", "police policeman policed"),
        ("woman", "womanly"),
        ("deport", "deportation deportee"),
    ],
)
def test_words_that_only_begin_alike(term: str, others: str) -> None:
    assert holds(term, *others.split()) == [False] * len(others.split())


@pytest.mark.parametrize(("term", "forms"), [("reveal", "revealled"), ("sail", "sailled"), ("deal", "dealled")])
def test_what_is_one_syllable_is_not_doubled(term: str, forms: str) -> None:
    assert not any(holds(term, *forms.split()))


def test_nouns_that_mean_many_as_they_are() -> None:
    assert holds("police", "police", "police's", "polices", "policed", "policing") == [True, True, False, False, False]
    assert holds("police", "polices", "policed", pos="noun") == [False, False]
    assert holds("police", "polices", "policed", "policing", pos="verb") == [True, True, True]


def test_a_part_of_speech_narrows_the_forms() -> None:
    assert holds("lead", "leads", "led", "leading", pos="noun") == [True, False, False]
    assert holds("lead", "leads", "led", "leading", pos="verb") == [True, True, True]
    assert holds("remote", "remoter", "remotes", pos="adjective") == [True, False]
    assert holds("damning", "damninger", "damnings", pos="other") == [False, False]


@pytest.mark.parametrize(
    ("term", "pos", "text"),
    [
        ("work permit", None, "work permits"),
        ("ministry of justice", None, "ministries of justice"),
        ("attorney general", None, "attorneys general"),
        ("stateless person", None, "stateless people"),
        ("internally displaced person", "noun", "internally displaced people"),
        ("court martial", "noun", "courts martial"),
        ("notary public", None, "notaries public"),
        ("attorney general of the republic", None, "attorneys general of the republic"),
        ("ambassador extraordinary and plenipotentiary", None, "ambassadors extraordinary and plenipotentiary"),
        ("coup d’état", None, "coups d'état"),
        ("coup d'etat", "noun", "coups d’etat"),
        ("chargé d'affaires", None, "chargés d’affaires"),
        ("crack down", None, "cracking down"),
        ("grant asylum", "verb", "granted asylum"),
        ("right to asylum", "noun", "rights to asylum"),
    ],
)
def test_the_head_of_a_phrase_changes(term: str, pos: str | None, text: str) -> None:
    forms = GRAMMAR.forms([GRAMMAR.fold(word) for word in term.split()], pos)  # type: ignore[arg-type]
    words = [GRAMMAR.fold(word) for word in text.split()]
    assert all(form.accepts(word) and word not in form.owners for form, word in zip(forms, words, strict=True))


@pytest.mark.parametrize(
    ("term", "owner"),
    [
        ("migrant rights", "migrants"),
        ("migrants rights", "migrant"),
        ("child rights", "children"),
        ("person rights", "people"),
        ("salespeople rights", "salesperson"),
        ("women rights", "woman"),
        ("thieves cant", "thief"),
        ("embassies staff", "embassy"),
    ],
)
def test_the_other_number_of_a_word_inside_a_phrase_may_be_a_possessive(term: str, owner: str) -> None:
    inner, head = GRAMMAR.forms(term.split(), None)
    assert inner.accepts(owner)
    assert owner in inner.owners
    assert term.split(maxsplit=1)[0] not in inner.owners
    assert not head.owners


def test_other_words_of_a_phrase_stay() -> None:
    work, permit = GRAMMAR.forms(["work", "permit"], None)
    assert not work.accepts("working")
    assert "works" in work.owners
    assert permit.accepts("permits")


def test_letters_of_another_alphabet_are_read_as_what_they_look_like() -> None:
    assert GRAMMAR.fold("mіgrаnt") == "migrant"  # Cyrillic і and а
    assert GRAMMAR.fold("мигрант") == "мигрант"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_every_form_is_found_by_how_it_begins(word: str) -> None:
    (forms,) = GRAMMAR.forms([word], None)
    for ending in ("", "s", "es", "ed", "d", "ing", "er", "ier", "ied"):
        form = word + ending
        if forms.accepts(form):
            assert any(form.startswith(start) for start in forms.starts)
    assert forms.accepts(word)
    assert not forms.resembles(word)
