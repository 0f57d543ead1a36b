"""What texts keep saying and no concept covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary.candidates import Candidate, Sort, Text, candidates, together


def found(lang: str, *texts: str | Text, least: int = 2) -> dict[str, Candidate]:
    """What recurs in texts, by its text."""
    given = [Text(text) if isinstance(text, str) else text for text in texts]
    return {one.text: one for one in candidates(given, lang, least)}


def counts(lang: str, *texts: str | Text, least: int = 2) -> dict[str, tuple[Sort, int]]:
    return {text: (one.sort, one.count) for text, one in found(lang, *texts, least=least).items()}


def test_a_name_in_the_middle_of_sentences() -> None:
    assert counts("en", "He lives in Khorugh.", "She left Khorugh for good.") == {"Khorugh": (Sort.NAME, 2)}


def test_a_capital_at_the_beginning_of_a_sentence_is_none_by_itself() -> None:
    assert counts("en", "Mistakes happen. Mistakes pass.", "Mistakes stay.") == {}
    assert counts("en", "Khorugh is high.", "Khorugh sleeps.", "They saw Khorugh.") == {"Khorugh": (Sort.NAME, 3)}


def test_a_name_of_several_words_is_counted_as_a_whole() -> None:
    texts = ("In Khorugh the Bank of Asia closed.", "Yesterday the Bank of Asia’s doors opened in Khorugh.")
    assert counts("en", *texts) == {"Bank of Asia": (Sort.NAME, 2), "Khorugh": (Sort.NAME, 2)}


def test_the_first_word_of_a_sentence_is_no_part_of_a_name_if_it_is_a_common_word() -> None:
    texts = ("Yesterday Anvar Juma spoke.", "He had met Anvar Juma yesterday.")
    assert counts("en", *texts) == {"Anvar Juma": (Sort.NAME, 2)}


def test_months_and_headlines_in_capitals_are_no_names() -> None:
    texts = ("It rained in February.", "It snowed in February.", *["How Mothers Wait At The Border"] * 2)
    assert Sort.NAME not in {sort for sort, _ in counts("en", *texts).values()}


@pytest.mark.parametrize("marks", ["“{}”", "«{}»", '"{}"', "„{}“"])
def test_what_stands_in_quotation_marks(marks: str) -> None:
    term = marks.format("green corridor")
    assert counts("en", f"They call it a {term}.", f"No {term} was seen.") == {"green corridor": (Sort.QUOTED, 2)}


def test_what_somebody_said_is_no_term() -> None:
    spoken = "“Nobody in this whole town answers the telephone any more,” she said."
    assert Sort.QUOTED not in {one.sort for one in found("en", spoken, spoken).values()}
    assert Sort.QUOTED not in {one.sort for one in found("en", "“Go away!”", "“Go away!”").values()}


def test_phrases_have_no_function_words_at_their_ends() -> None:
    texts = ("They asked for the right to asylum in the city.", "She was denied the right to asylum.")
    assert counts("en", *texts) == {"right to asylum": (Sort.PHRASE, 2)}


def test_a_part_of_something_longer_counts_only_where_it_stands_alone() -> None:
    long = "the work permit fee rose"
    assert counts("en", long, long, "a work permit is dear") == {"work permit fee rose": (Sort.PHRASE, 2)}
    more = ("a work permit is dear", "no work permit is needed")
    assert counts("en", long, long, *more)["work permit"] == (Sort.PHRASE, 2)


def test_what_terms_cover_is_left_out() -> None:
    text = "He lives in Khorugh near the water meter."
    meter = text.index("water")
    covered = Text(text, covered=((12, 19), (meter, meter + 11)))
    assert counts("en", covered, covered) == {}


def test_a_longer_name_with_a_term_in_it_is_one_but_for_peoples_names() -> None:
    university = "He left Tashkent State University."
    assert counts("en", *[Text(university, ((8, 16),))] * 2) == {"Tashkent State University": (Sort.NAME, 2)}
    minister = "He saw Minister Anvar Juma there."
    span = (16, 26)
    assert counts("en", *[Text(minister, (span,), (span,))] * 2) == {"Minister": (Sort.NAME, 2)}


@pytest.mark.parametrize(
    ("lang", "texts", "text"),
    [
        ("ru", ("Там есть учебный центр.", "Из учебного центра ушли.", "Об учебных центрах молчат."), "учебный центр"),
        ("ru", ("Он был в Вологде.", "Она любит Вологду.", "Нет там Вологды."), "Вологда"),
        ("uz", ("U oʻquv markazi haqida aytdi.", "U oʻquv markazidan chiqdi.", "Bu oʻquv markazini"), "oʻquv markazi"),
        ("uz-Cyrl", ("У ўқув маркази ҳақида айтди.", "У ўқув марказидан чиқди.", "Бу ўқув марказини"), "ўқув маркази"),
        (
            "tg",
            ("Ин маркази таълимӣ аст.", "Аз маркази таълимӣ рафт.", "Вай маркази таълимиро дид."),
            "маркази таълимӣ",
        ),
    ],
)
def test_all_forms_are_counted_together(lang: str, texts: tuple[str, ...], text: str) -> None:
    one = found(lang, *texts, least=3)[text]
    assert one.count == 3
    assert sum(count for _, count in one.forms) == 3


def test_places_are_where_it_stands_even_with_tags_in_it() -> None:
    texts = ("A <em>green</em> corridor.", "The green corridor.")
    one = found("en", *texts)["green corridor"]
    assert [texts[place.text][place.start : place.end] for place in one.places] == [
        "green</em> corridor",
        "green corridor",
    ]
    assert one.forms == (("green corridor", 2),)


@pytest.mark.parametrize(
    ("lang", "forms", "text"),
    [
        ("ru", ["режима высылки", "режиму высылки"], "режим высылки"),
        ("ru", ["трудовых мигрантов", "трудового мигранта"], "трудовой мигрант"),
        ("ru", ["Северной Осетии", "Северную Осетию"], "Северная Осетия"),
        ("ru", ["Анвара Собирова", "Анваром Собировым"], "Анвар Собиров"),
        ("ru", ["Нижнем Новгороде", "Нижнего Новгорода"], "Нижний Новгород"),
        ("uz", ["Jizzaxda", "Jizzaxdan"], "Jizzax"),
        ("uz", ["Oʻshga", "Oʻshdan"], "Oʻsh"),
        ("uz-Cyrl", ["Самарқандда", "Самарқанддан"], "Самарқанд"),
        ("uz-Cyrl", ["Чустда", "Чустга"], "Чустга"),  # the folded word has other letters than the seen one
        ("tg", ["Хатлонро", "Хатлони"], "Хатлон"),
        ("en", ["Khorugh’s", "Khorugh"], "Khorugh"),
    ],
)
def test_a_candidate_is_cited_as_a_dictionary_would(lang: str, forms: list[str], text: str) -> None:
    sort = "{}" if forms[0][0].isupper() else "x {} ."
    (one,) = found(lang, *(sort.format(form) if sort != "{}" else f"x {form} x" for form in forms)).values()
    assert one.text == text
    assert sorted(form for form, _ in one.forms) == sorted(forms)


def test_a_russian_phrase_has_a_noun() -> None:
    assert counts("ru", *["Там проверяют документы."] * 2, *["Они быстро уехали."] * 2) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Sadyr Japarov, Emomali Rahmon, Shavkat Mirziyoyev",
        "He named Sadyr Japarov, Emomali Rahmon, Shavkat Mirziyoyev, Serdar Berdimuhamedow, Kassym-Jomart Tokayev.",
    ],
)
def test_a_paragraph_full_of_names_is_no_headline(text: str) -> None:
    assert counts("en", text, text)["Emomali Rahmon"] == (Sort.NAME, 2)


def test_a_headline_in_capitals_has_words_that_are_in_lower_case_elsewhere() -> None:
    texts = ["Court Sentences Border Guards"] * 2
    assert Sort.NAME not in {sort for sort, _ in counts("en", *texts, "the court sentences him", "guards").values()}


@pytest.mark.parametrize(
    ("lang", "texts", "text"),
    [
        ("ru", ("Он был в Министерстве труда там.", "Это Министерство труда и она."), "Министерство труда"),
        ("uz", ("U Mehnat vazirligida edi.", "Bu Mehnat vazirligi haqida."), "Mehnat vazirligi"),
        ("tg", ("Ин Вазорати меҳнат буд.", "Он Вазорати меҳнатро дид."), "Вазорати меҳнат"),
    ],
)
def test_a_name_may_go_on_in_lower_case(lang: str, texts: tuple[str, ...], text: str) -> None:
    assert counts(lang, *texts) == {text: (Sort.NAME, 2)}


def test_what_a_name_does_is_no_part_of_it() -> None:
    texts = ("Там Вологда объявила набор.", "Потом Вологда объявила конкурс.")
    assert counts("ru", *texts) == {"Вологда": (Sort.NAME, 2)}


def test_a_numbered_thing_is_no_name() -> None:
    assert counts("en", "Under Article 5 of it.", "Under Article 12 of it.") == {}


def test_who_wrote_it_is_a_name_and_no_phrase() -> None:
    by = Text("daily news desk", has_phrases=False)
    assert counts("en", by, by) == {}
    assert counts("en", *[Text("by Anvar Sobirov", has_phrases=False)] * 2) == {"Anvar Sobirov": (Sort.NAME, 2)}


def test_names_seen_in_different_forms() -> None:
    assert together({"Москве": 2, "Москвой": 1, "Пенза": 1}, "ru") == [("Москва", 3), ("Пенза", 1)]


@given(st.lists(st.text("ab A.«»“”<>/", max_size=40), max_size=6), st.integers(2, 4))
def test_whatever_the_texts_each_candidate_is_where_it_is_said_to_be(texts: list[str], least: int) -> None:
    for one in candidates([Text(text) for text in texts], "en", least):
        assert one.count >= least
        assert sum(count for _, count in one.forms) == one.count
        assert all(texts[place.text][place.start : place.end].strip() for place in one.places)
