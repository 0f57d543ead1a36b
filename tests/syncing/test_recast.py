"""Split and joined paragraphs, sentence by sentence. (What sync makes of it: test_sync.)"""

from __future__ import annotations

import time

from l10n_flow.languages.registry import get
from l10n_flow.syncing.recast import Old, Recast, recast

EN, RU = get("en"), get("ru")


def old(text: str, target: str) -> Old:
    return Old(text, target, text)


def made(new: dict[int, str], olds: dict[int, Old]) -> dict[int, Recast]:
    return recast(new, olds, EN, RU)


FIRST, SECOND, THIRD = "The office opened.", "Forty people came.", "The police went home."
FIRST_RU, SECOND_RU, THIRD_RU = "Офис открылся.", "Пришли сорок человек.", "Полиция ушла домой."
ALL = old(f"{FIRST} {SECOND} {THIRD}", f"{FIRST_RU} {SECOND_RU} {THIRD_RU}")


def test_every_part_gets_its_sentences() -> None:
    assert made({0: FIRST, 1: f"{SECOND} {THIRD}"}, {5: ALL}) == {
        0: Recast(FIRST_RU, FIRST, (5,)),
        1: Recast(f"{SECOND_RU} {THIRD_RU}", f"{SECOND} {THIRD}", (5,)),
    }


def test_a_sentence_may_move_to_another_paragraph() -> None:
    olds = {0: old(f"{FIRST} {SECOND}", f"{FIRST_RU} {SECOND_RU}"), 1: old(THIRD, THIRD_RU)}
    found = made({0: FIRST, 1: f"{SECOND} {THIRD}"}, olds)
    assert found[1] == Recast(f"{SECOND_RU} {THIRD_RU}", f"{SECOND} {THIRD}", (0, 1))


def test_what_is_only_reworded_is_left_to_others() -> None:
    assert made({0: f"{FIRST} Fifty people came. {THIRD}"}, {0: ALL}) == {}


def test_a_stock_phrase_does_not_tie_paragraphs_together() -> None:
    phrase, phrase_ru = "The police did not answer our letters.", "Полиция не ответила на наши письма."
    olds = {
        0: old(f"{phrase} The office opened in May.", f"{phrase_ru} Офис открылся в мае."),
        1: old(f"{phrase} Forty people came to the court.", f"{phrase_ru} Сорок человек пришли в суд."),
    }
    new = {0: f"{phrase} The office opened in June.", 1: f"{phrase} Forty men came to the court."}
    assert made(new, olds) == {}


def test_a_fuzzy_translation_is_compared_with_what_it_was_made_from() -> None:
    unit = Old(f"{FIRST} {SECOND}", f"{FIRST_RU} {SECOND_RU}", f"{FIRST} Thirty people came.")
    assert made({0: FIRST, 1: SECOND}, {0: unit})[1] == Recast(SECOND_RU, "Thirty people came.", (0,))


def test_a_sentence_of_thousands_of_paragraphs_is_no_work_for_each_pair_of_them() -> None:
    phrase, phrase_ru = "The police did not answer our letters.", "Полиция не ответила на наши письма."
    olds = {i: old(f"{phrase} Case {i} is open.", f"{phrase_ru} Дело {i} открыто.") for i in range(4000)}
    new = {i: f"{olds[2 * i].text} {olds[2 * i + 1].text}" for i in range(1999, -1, -1)}
    start = time.process_time()
    found = made(new, olds)
    assert time.process_time() - start < 4  # half a second; ten when all pairs were looked at
    assert all(found[i].target == f"{olds[2 * i].target} {olds[2 * i + 1].target}" for i in new)


def test_a_reworded_sentence_of_a_long_text_is_looked_for_beside_those_that_are_as_before() -> None:
    told = [f"Case {i} is open in {'abcdefghij'[i % 10] * 3}." for i in range(3000)]
    unit = old(" ".join(told), " ".join(f"Дело {i} открыто." for i in range(3000)))
    new = {i: f"{told[2 * i]} Case {2 * i + 1} was closed." for i in range(1500)}
    found = made(new, {0: unit})
    assert found[700].target == "Дело 1400 открыто. Дело 1401 открыто."


def test_a_long_translation_that_cannot_be_cut_is_not_given_to_each_of_thousands_of_parts() -> None:
    told = [f"Case {i} is open." for i in range(3000)]
    whole = "Все дела открыты. " * 10_000
    found = made(dict(enumerate(told)), {0: old(" ".join(told), whole)})
    assert found[0].target == whole
    assert sum(len(one.target) for one in found.values()) < 10 * len(whole)
    some = made(dict(enumerate(told[:30])), {0: old(" ".join(told[:30]), "Все дела открыты.")})
    assert [one.target for one in some.values()] == ["Все дела открыты."] * 30
