"""What checks are not to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import Finding
from l10n_flow.waivers import Mistake, Waiver, in_comment, of_article


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("l10n-flow: ignore terms(expulsion-regime): his word", [Waiver("terms", "expulsion-regime")]),
        ("ask the lawyer\nl10n-flow: ignore quotes: a pun: with a colon\nthanks", [Waiver("quotes")]),
        (
            "  l10n-flow:ignore  terms( a , b ) , end-punctuation:x",
            [*map(Waiver, ["terms"] * 2, "ab"), Waiver("end-punctuation")],
        ),
        ("l10n-flow: ignore terms: one\nl10n-flow: ignore quotes: two", [Waiver("terms"), Waiver("quotes")]),
        ("L10N-flow: Ignore terms: his word", [Waiver("terms")]),
        ("l10n-flow ignore terms(a): his word", [Waiver("terms", "a")]),
        ("l10n-flow: ignore: terms(a): his word", [Waiver("terms", "a")]),
        ("l10n-flow: ignore terms(a):\nhis word", [Waiver("terms", "a")]),
        ("l10n-flow: ignore terms(a,\n  b), quotes:\nhis word", [*map(Waiver, ["terms"] * 2, "ab"), Waiver("quotes")]),
        ("the l10n-flow: ignore of a sentence", []),
        ("l10n-flow made this\nignore terms: it", []),
        ("machine translation: l10n-flow", []),
        ("", []),
    ],
)
def test_waivers_of_a_unit(comment: str, expected: list[Waiver]) -> None:
    assert list(in_comment(comment)) == expected


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("l10n-flow: ignore terms(a)", "the waiver of terms(a) gives no reason"),
        ("L10N-Flow ignore terms(a)", "the waiver of terms(a) gives no reason"),
        ("l10n-flow: ignore terms(a): ", "the waiver of terms(a) gives no reason"),
        ("l10n-flow: ignore terms(a)\nask the lawyer: his word", "the waiver of terms(a) gives no reason"),
        ("l10n-flow: ignore terms(a):\n\nask the lawyer", "the waiver of terms(a) gives no reason"),
        ("l10n-flow: ignore terms(a: b", "the waiver 'terms(a: b' cannot be read"),
        ("l10n-flow: ignore", "the waiver '' cannot be read"),
        ("l10n-flow: ignroe terms: his word", "'ignroe' means nothing here"),
    ],
)
def test_a_waiver_that_does_not_hold(comment: str, message: str) -> None:
    (mistake,) = in_comment(comment)
    assert isinstance(mistake, Mistake)
    assert (mistake.message, bool(mistake.hint)) == (message, True)


def test_waivers_of_an_article() -> None:
    assert list(of_article(("terms(a): the law is quoted", "quotes: verse"))) == [
        Waiver("terms", "a"),
        Waiver("quotes"),
    ]


def test_what_a_waiver_covers() -> None:
    finding = Finding("wrong", check="terms", subject="a")
    assert Waiver("terms", "a").covers(finding)
    assert Waiver("terms").covers(finding)
    assert not Waiver("terms", "b").covers(finding)
    assert not Waiver("quotes").covers(finding)
    assert not Waiver("waivers").covers(Finding("no reason", check="waivers"))


@given(st.text())
def test_any_comment_can_be_read(comment: str) -> None:
    for one in in_comment(f"l10n-flow: ignore {comment}"):
        assert isinstance(one, Waiver | Mistake)


@given(st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True), st.from_regex(r"([a-z0-9]+(-[a-z]+)*)?", fullmatch=True))
def test_a_waiver_is_read_as_it_is_shown(check: str, subject: str) -> None:
    assert list(of_article((f"{Waiver(check, subject)}: reason",))) == [Waiver(check, subject)]
