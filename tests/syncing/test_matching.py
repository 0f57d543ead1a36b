"""Which old text became which new one."""

from __future__ import annotations

from l10n_flow.syncing.matching import NOWHERE, Place, convincing, gaps, likeness_of, likest, pair


def test_gaps_lie_between_what_kept_its_order() -> None:
    # a b X c d e -> a Y c d b e: b moved, and X and Y stand in one gap, between a and c.
    assert gaps([0, None, 3, 4, 1, 5], 6) == ([1, 1, 2, 3, 3, 4], [1, 1, 1, 2, 3, 4])
    assert gaps([None, None], 3) == ([0, 0], [0, 0, 0])


def test_the_same_place_outweighs_a_little_more_likeness() -> None:
    new = [Place("They paid 300 roubles for a permit.", gap=1, number=4)]
    old = [Place("They paid 301 roubles for a permit.", gap=0, number=0), Place("They pay 350 roubles a permit.", 1, 3)]
    assert pair(new, old) == [(0, 1)]
    assert likest(new, old) == {0: 0}


def test_each_old_text_is_used_once_the_likeliest_first() -> None:
    new = [Place("The border is closed today.", NOWHERE, 0), Place("The border is closed.", NOWHERE, 1)]
    old = [Place("The border was closed.", NOWHERE, 0)]
    assert pair(new, old) == [(1, 0)]


def test_of_texts_that_are_as_like_the_nearest_is_taken() -> None:
    new = [Place("Case 5 is open in Osh.", NOWHERE, 4)]
    old = [Place(f"Case {number} is open in Osh.", NOWHERE, number) for number in (0, 1, 3, 8)]
    assert pair(new, old) == [(0, 2)]


def test_unlike_texts_stay_apart() -> None:
    assert pair([Place("Police did not answer.", 0, 0)], [Place("The office opened in May.", 0, 0)]) == []


def test_a_pair_gives_way_to_a_text_that_is_much_more_like_the_new_one() -> None:
    new, old = [Place("New window", 1, 4)], [Place("Open a new window", 1, 3)]
    assert pair(new, old) == [(0, 0)]
    assert convincing([(0, 0)], new, old, ["Windows", "Old letters"]) == [(0, 0)]
    assert convincing([(0, 0)], new, old, ["Windows", "_New window"]) == []


def test_thousands_of_texts_are_matched_by_their_words() -> None:
    old = [Place(f"Office {n} in district {n * 7} issued {n * 31} permits.", 0, n) for n in range(3000)]
    new = [Place(place.text.replace("issued", "has issued"), 0, place.number) for place in old]
    assert sorted(pair(new, old)) == [(n, n) for n in range(3000)]


def test_long_texts_are_compared_by_their_words() -> None:
    text = " ".join(f"word{n}" for n in range(100_000))
    reworded, other = text.replace("word500", "new"), text.replace("word", "mot")
    places = [Place(one, NOWHERE, 0) for one in (other, text, "x" * 60_000)]
    assert pair([Place(reworded, NOWHERE, 0)], places) == [(0, 1)]
    assert likeness_of(text, text) == 100.0
