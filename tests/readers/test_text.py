"""Plain text articles in and out."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.articles import document
from l10n_flow.errors import SourceError
from l10n_flow.model import Article, Sensitivity, Severity
from l10n_flow.readers import text as reader
from l10n_flow.text import markup

FULL = """Title: One: two
Kicker: Human
rights
Authors: Desk, Second One
Date: 2025-05-12
Sensitivity: public
Lang: ru

First paragraph with [[Kontur]] in it,
and more.

== Heading ==

Intro:
- one
- two
  goes on

[l10n: note Careful]
[image: i.svg | What it shows]
Caption. [AFP/Getty [x]]

[l10n: skip]
Skipped.

\\- no list
"""


def read(text: str) -> Article:
    return reader.read(text, article_id="a", path="a.txt", lang="en")


def test_an_article_is_read() -> None:
    article = read(FULL)
    assert not article.problems
    assert (article.lang, article.meta.date, article.meta.sensitivity) == ("ru", "2025-05-12", Sensitivity.PUBLIC)
    assert [(s.role.value, s.text, s.note) for s in document.cut(article)] == [
        ("kicker", "Human rights", ""),
        ("headline", "One: two", ""),
        ("byline", "Desk", ""),
        ("byline", "Second One", ""),
        ("paragraph", "First paragraph with <span1/> in it, and more.", ""),
        ("heading", "Heading", ""),
        ("paragraph", "Intro:", ""),
        ("list item", "one", ""),
        ("list item", "two goes on", ""),
        ("alt text", "What it shows", ""),
        ("caption", "Caption.", "Careful"),
        ("credit", "AFP/Getty [x]", "Careful"),
        ("paragraph", "- no list", ""),
    ]


def test_translations_come_to_their_places() -> None:
    article = read(FULL)
    upper = {segment.key: markup.map_text(segment.text, str.upper) for segment in document.cut(article)}
    assert (
        reader.write(document.fill(article, upper, "tg"))
        == """Title: ONE: TWO
Kicker: HUMAN RIGHTS
Authors: DESK, SECOND ONE
Date: 2025-05-12
Sensitivity: public
Lang: tg

FIRST PARAGRAPH WITH [[Kontur]] IN IT, AND MORE.

== HEADING ==

INTRO:
- ONE
- TWO GOES ON

[l10n: note Careful]
[image: i.svg | WHAT IT SHOWS]
CAPTION. [AFP/GETTY [X]]

[l10n: skip]
Skipped.

\\- NO LIST
"""
    )


PIECES = (
    *(
        "\n",
        "\n\n",
        "- ",
        "== ",
        " ==",
        "= H =",
        "[image: a | b]",
        "[AFP]",
        "[[K]]",
        "[",
        "]",
        "\\",
        "Title: ",
        "Deck: ",
    ),
    *("word", "Слово.", ":", "  ", "[l10n: skip]\n", "[l10n: off]\n", "|", "\f"),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
def test_the_same_translations_give_the_same_bytes(source: str) -> None:
    try:
        article = read(source)
    except SourceError:
        return
    same = {segment.key: segment.text for segment in document.cut(article)}
    assert reader.write(document.fill(article, same, "en")) == source


@given(
    st.lists(
        st.sampled_from(("- ", "== ", " ==", "[AFP]", "[image: a]", "\\", "Deck: ", "[l10n: skip]", "word", "]")),
        min_size=1,
    ).map("".join)
)
@example("- no item")
@example("[no credit]")
@example("Deck: no key")
@example("[l10n: skip][AFP]")
def test_any_translation_reads_back_as_it_was_meant(words: str) -> None:
    meant = " ".join(words.split())
    source = "Title: T\n\nOne.\n\n- two\n\n[image: a | alt]\nCaption.\n\n== Head ==\n"
    article = read(source)
    keys = [segment.key for segment in document.cut(article)]
    translations = {key: f"{meant}" if number else key[1] for number, key in enumerate(keys)}
    written = reader.write(document.fill(article, translations, "en"))
    back = document.fill(article, translations, "en")
    assert [s.key for s in document.cut(read(written))] == [s.key for s in document.cut(back)]


def test_without_a_title_a_short_first_paragraph_is_the_headline() -> None:
    assert [s.role.value for s in document.cut(read("Short and clear\n\nText."))] == ["headline", "paragraph"]
    assert [s.role.value for s in document.cut(read("= Head =\n\nText"))] == ["headline", "paragraph"]
    assert read("A sentence.\n\nText.").problems[0].message == "there is no headline"
    assert read("long " * 50).problems


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        (" \n", 1, "empty"),
        ("Title: a\nDeck: b\ntitle: c\n\ntext", 3, "stands twice"),
        ("a\nb\x1b", 2, "U+001B"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(source: str, line: int, says: str) -> None:
    with pytest.raises(SourceError, match=re.escape(says)) as caught:
        read(source)
    assert (caught.value.path, caught.value.line) == ("a.txt", line)


def test_directives_on_lines_of_their_own_need_no_blank_lines_round_them() -> None:
    article = read("Title: T\n\nOne.\n[l10n: off]\nTwo.\nThree.\n[l10n: on]\n- four\n[l10n: note N]\nFive.\n")
    assert [(s.text, s.note) for s in document.cut(article)] == [("T", ""), ("One.", ""), ("four", ""), ("Five.", "N")]


def test_a_key_without_a_value_says_nothing() -> None:
    article = read("Title:\nDeck: D\n\nText.")
    assert [(s.role.value, s.text) for s in document.cut(article)] == [("deck", "D"), ("paragraph", "Text.")]
    assert [problem.message for problem in article.problems] == ["there is no headline"]


def test_typos_are_reported() -> None:
    problems = read("Title: T\nSensitivty: public\nDate: soon\n\n[l10n: ski]\nText").problems
    assert [(p.line, p.hint) for p in problems] == [
        (2, "did you mean 'sensitivity'?"),
        (3, "write it as 2025-05-12"),
        (5, "did you mean 'skip'?"),
    ]
    assert read("Title: T\n\n[l10n: off]\nText").problems[0].message == "nothing after l10n: off is translated"


def test_translators() -> None:
    article = read("Title: T\nTranslators: ru: A. Name; tg: B\n\nText")
    assert article.meta.translators == (("ru", "A. Name"), ("tg", "B"))


def test_waivers() -> None:
    article = read("Title: T\nWaivers: terms(patent, visa): a law; quotes: verse\n\nText")
    assert article.meta.waivers == ("terms(patent, visa): a law", "quotes: verse")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Title: T\nSensitivty: secret\n\nText", 2),
        ("Sensitivty: secret\nTitle: T\n\nText", 1),
        ("Title: T\nSensitivity : secret\n\nText", 2),
        ("Title: T\n\nSensitivity: secret\n\nText", 3),
        ("Title: T\nSensitivity: public\nsensitivities: secret\n\nText", 3),
    ],
)
def test_a_sensitivity_that_does_not_count_refuses_the_article(said: str, line: int) -> None:
    article = read(said)
    assert article.meta.sensitivity is Sensitivity.SECRET
    (problem,) = article.problems
    assert (problem.severity, problem.line) == (Severity.ERROR, line)
    assert "sensitivity" in problem.hint


@pytest.mark.parametrize(
    ("said", "key", "hint"),
    [
        ("Langauge: tg\nTitle: Бозори нав\n\nText.", "langauge", "did you mean 'lang'?"),
        ("\nTitel: The new market\nLang: ru\nDate: 2025-05-12\n\nText.", "titel", "did you mean 'title'?"),
        ("Author: A. Reporter\n\nA headline\n\nText.", "author", "did you mean 'authors'?"),
        ("Concert: Bach\nDate: 2025-05-12\n\nText.", "concert", "begin with Title: ...;"),
    ],
)
def test_a_header_that_begins_with_a_slip_is_still_one_and_the_slip_is_told(said: str, key: str, hint: str) -> None:
    article = read(said)
    problem = next(one for one in article.problems if key in one.message)
    assert (problem.severity, problem.line) == (Severity.ERROR, 2 if said.startswith("\n") else 1)
    assert problem.message == f"the key {key!r} means nothing here"
    assert problem.hint.startswith(hint)
    assert sum(key in one.message for one in article.problems) == 1
    assert key not in str(article.body).lower()


@pytest.mark.parametrize(
    ("said", "key", "line"),
    [
        ("Lang tg\n\nБозори нав\n\nText.", "Lang", 1),
        ("Lang tg\nTitle: Бозори нав\n\nText.", "Lang", 1),
        ("Title: Бозори нав\nlang tg\nDate: 2025-05-12\n\nText.", "lang", 2),
        ("\nTitle The new market\nLang: en\n\nText.", "Title", 2),
        ("Date 2025-05-12\n\nThe new market\n\nText.", "Date", 1),
    ],
)
def test_a_key_without_its_colon_is_told_and_is_no_text(said: str, key: str, line: int) -> None:
    problem = next(one for one in read(said).problems if "colon" in one.message)
    assert (problem.severity, problem.line) == (Severity.ERROR, line)
    assert problem.message == f"the key {key!r} has no colon"
    assert problem.hint.startswith(f"write {key}: ")


def test_a_sensitivity_without_its_colon_lets_nothing_out() -> None:
    article = read("Sensitivity secret\n\nThe new market\n\nText.")
    assert article.meta.sensitivity is Sensitivity.SECRET
    assert [problem.line for problem in article.problems] == [1]


@pytest.mark.parametrize(
    "said",
    [
        "Date palms in bloom\n\nText.",
        "Title fight in Dushanbe\nin May\n\nText.",
        "\\Lang tg\n\nText.",
        "Tashkent: what happened\n\nText.",
        "Update: the tram is back\n\nText.",
        "Tashkent: what happened\nin May\n\nText.",
        "Headline\n\nReporter: Why?\nDate: unknown.\n\nText.",
        "\\Concert: Bach\nDate: 2025-05-12\n\nText.",
        "\\Author: unknown\n\nText.",
    ],
)
def test_a_text_may_begin_with_a_colon_in_its_first_line(said: str) -> None:
    article = read(said)
    assert not article.problems
    first = said.partition("\n\n")[0].removeprefix("\\")
    assert " ".join(first.split()) in " ".join(str(article.body).split())


def test_a_first_paragraph_that_would_be_a_header_is_written_as_text() -> None:
    article = read("First\n\nText.")
    skeleton = document.Skeleton(article)
    told = {one.key: "Author: unknown" for one in skeleton.segments if one.text == "First"}
    assert reader.write(skeleton.fill(told, "en")).startswith("\\Author: unknown\n")


def test_a_header_that_begins_with_a_key_of_nobodys_counts_and_is_told() -> None:
    article = read("Slug: s\nTitle: T\nSensitivity: secret\n\nText")
    assert article.meta.sensitivity is Sensitivity.SECRET
    (problem,) = article.problems
    assert (problem.severity, problem.line) == (Severity.ERROR, 1)
