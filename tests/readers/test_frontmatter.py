"""YAML front matter: what it says of an article, and how its texts are written back."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.articles import document
from l10n_flow.errors import SourceError
from l10n_flow.model import Article, Metadata, Sensitivity, Severity
from l10n_flow.readers import _frontmatter, markdown

FULL = """---
title: "A: b"
kicker: 'Kick'   # kept
deck: >
  Two
  lines

description: Meta & more
authors:
- One
- Two
date: 2025-05-12
updated: 2025-05-13 08:57:00 +05:00
location: Tashkent
image: {src: i.svg, alt: Alt, caption: Cap, credit: AFP}
tags: [a, b]
sensitivity: public
lang: uz
canonical: https://e.org/a
segmentation: sentence
own: {key: [1, x]}
---
Text.
"""


def read(text: str) -> Article:
    return markdown.read(text, article_id="a", path="a.md", lang="en")


def test_all_keys_arrive() -> None:
    article = read(FULL)
    assert not article.problems
    assert article.lang == "uz"
    assert article.meta == Metadata(
        date="2025-05-12",
        updated="2025-05-13T08:57:00+05:00",
        tags=("a", "b"),
        sensitivity=Sensitivity.PUBLIC,
        canonical="https://e.org/a",
        image="i.svg",
        segmentation="sentence",
    )
    assert [(s.role.value, s.text) for s in document.cut(article)] == [
        ("kicker", "Kick"),
        ("headline", "A: b"),
        ("deck", "Two lines"),
        ("byline", "One"),
        ("byline", "Two"),
        ("dateline", "Tashkent"),
        ("meta description", "Meta & more"),
        ("alt text", "Alt"),
        ("caption", "Cap"),
        ("credit", "AFP"),
        ("paragraph", "Text."),
    ]


def test_texts_are_written_back_with_the_quotes_that_they_need() -> None:
    article = read(FULL)
    texts = {segment.key: f"{segment.text}, [{segment.text}]: x" for segment in document.cut(article)}
    written = markdown.write(document.fill(article, texts, "uz"))
    kept = yaml.safe_load(written.split("---")[1])
    assert 'kicker: "Kick, [Kick]: x"   # kept\n' in written
    assert kept["deck"] == "Two lines, [Two lines]: x"
    assert kept["authors"] == ["One, [One]: x", "Two, [Two]: x"]
    assert kept["image"] == {
        "src": "i.svg",
        "alt": "Alt, [Alt]: x",
        "caption": "Cap, [Cap]: x",
        "credit": "AFP, [AFP]: x",
    }
    assert kept["own"] == {"key": [1, "x"]}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@example("yes")
@example("2025-05-12")
@example("- a")
@example("a: b # c")
@example("it's \u2028")
def test_any_text_is_a_safe_scalar(text: str) -> None:
    for written in ("plain", '"quoted"'):
        quoted = _frontmatter.quoted(text, written)
        assert "\n" not in quoted
        assert yaml.safe_load(f"{{a: {quoted}, b: 1}}") == {"a": text, "b": 1}


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("---\ntitle: a\n\ntext", 1, "not closed"),
        ("---\ntitle: a\ndeck: b: c\n---\ntext", 3, "no valid YAML"),
        ("---\n- a\n---\ntext", 2, "no list of key: value lines"),
        ("---\ntitle: a\nb: &x 1\nc: *x\n---\ntext", 3, "anchor"),
        ("---\ntitle: a\ntitle: b\n---\ntext", 3, "stands twice"),
        ("---\ntitle: !a b\n---\ntext", 2, "a tag of YAML"),
        ('---\ndate: 2025-05-12\ntitle: "a\nkicker: b\n---\ntext', 3, "no valid YAML"),
        ("---\ntitle: [a\nkicker: b\n---\ntext", 2, "no valid YAML"),
        ("---\ntitle: a\n\ntext\n\n---\n\ntext", 4, "no valid YAML"),
        ("---\ntitle: a\nimage: {src: a, src: b}\n---\ntext", 3, "'src' stands twice"),
        ("---\ntitle: a\nauthors:\n- b\n- name: c\n---\ntext", 5, "authors may hold texts only"),
        ("---\ntitle: a\nimage: {src: [b]}\n---\ntext", 3, "image may hold texts only"),
        ("---\na: " + "[" * 500 + "\n---\ntext", 1, "inside one another"),
        ("---\na: " + "b" * 200_000 + "\n---\ntext", 1, "longer than"),
    ],
)
def test_broken_front_matter_is_refused(source: str, line: int, says: str) -> None:
    with pytest.raises(SourceError, match=re.escape(says)) as caught:
        read(source)
    assert (caught.value.path, caught.value.line) == ("a.md", line)
    assert caught.value.hint


@pytest.mark.parametrize("written", ["1984", "2025-05-12", "true", "1984\t ", "'1984'", ">\n  1984\n", "\t1984"])
def test_a_headline_may_look_like_something_else(written: str) -> None:
    article = read(f"---\ntitle: {written}\n---\nText")
    assert [segment.text for segment in document.cut(article)] == [written.strip(" '>\n\t"), "Text"]
    assert article.problems == ()


@pytest.mark.parametrize("blank", ["\t", "\u2028", "\u2029", "\x85"])
def test_blanks_that_yaml_does_not_like_are_blanks(blank: str) -> None:
    source = f"---\ntitle:{blank}One{blank}two\ndeck: 'three{blank}four'{blank}\ndate: soon\n---\nText"
    article = read(source)
    assert [segment.text for segment in document.cut(article)] == ["One two", "three four", "Text"]
    assert [problem.line for problem in article.problems] == [4]
    assert markdown.write(article) == source


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    article = read("---\n\n# Head\n\n---\n\nText")
    assert [segment.text for segment in document.cut(article)] == ["Head", "Text"]


@pytest.mark.parametrize(
    ("line", "says", "hint"),
    [
        ("autors: [x]", "'autors'", "did you mean 'authors'?"),
        ("Kicker: x", "'Kicker'", "did you mean 'kicker'?"),
        ("date: yesterday", "no date", "write it as 2025-05-12"),
        ("sensitivity: publik", "not known", "did you mean 'public'?"),
        ("segmentation: word", "not known", "write block or sentence"),
        ("lang: xx", "not known", "known are en, ru, tg, uz, uz-Cyrl; a language is added by one file"),
        ("sensitivity: secrte", "not known", "did you mean 'secret'?"),
        ("sensitivity: x", "not known", "write public or embargoed or secret"),
        ("deck: [a, b]", "one text", "write deck: ... on one line"),
        ("authors: {a: b}", "a list", "write authors: [one, two]"),
        ("image: {alt: b}", "no src", "write where the picture is: src: images/..."),
        ("image: {src: a, alt: b, captoin: c}", "'captoin'", "did you mean 'caption'?"),
    ],
)
def test_what_is_wrong_with_a_value_is_said_with_its_line(line: str, says: str, hint: str) -> None:
    (problem,) = read(f"---\ntitle: T\n{line}\nwhatever: x\n---\nText").problems
    assert says in problem.message
    assert (problem.line, problem.hint) == (3, hint)
    assert (problem.severity is Severity.WARNING) == says.startswith("'")


def test_an_unknown_sensitivity_is_the_strictest() -> None:
    assert read("---\ntitle: T\nsensitivity: publik\n---\nText").meta.sensitivity is Sensitivity.SECRET


def test_keys_without_a_value_say_nothing() -> None:
    article = read("---\ntitle: T\ndeck:\nkicker: ~\nimage: a.png\nauthors: One, Two\ntags: a, b\n---\nText")
    assert [segment.text for segment in document.cut(article)] == ["T", "One, Two", "Text"]
    assert article.meta.image == "a.png"
    assert article.meta.tags == ("a", "b")


@pytest.mark.parametrize("said", ["{ru: A. Name, tg: B}", '["ru: A. Name", "tg: B"]', '"ru: A. Name; tg: B"'])
def test_translators_are_named_by_edition(said: str) -> None:
    article = read(f"---\ntitle: T\ntranslators: {said}\n---\nText")
    assert (article.meta.translators, article.problems) == ((("ru", "A. Name"), ("tg", "B")), ())


@pytest.mark.parametrize("said", ["Somebody", "{fr: Somebody}", '["ru:"]'])
def test_a_translator_of_no_edition_is_a_mistake_and_is_not_named(said: str) -> None:
    article = read(f"---\ntitle: T\ntranslators: {said}\n---\nText")
    assert article.meta.translators == ()
    assert [(problem.line, problem.hint) for problem in article.problems] == [
        (3, "write the edition and the name: tg: Name Surname")
    ]


@pytest.mark.parametrize(
    "said", ['["terms(patent, visa): a law", "quotes: verse"]', "'terms(patent, visa): a law; quotes: verse'"]
)
def test_waivers(said: str) -> None:
    assert read(f"---\ntitle: T\nwaivers: {said}\n---\nText").meta.waivers == (
        "terms(patent, visa): a law",
        "quotes: verse",
    )


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("---\ntitle: T\nsensitivty: secret\n---\nText", 3),
        ("---\ntitle: T\nSensitivity: secret\n---\nText", 3),
        ("---\ntitle: T\nSENSITIVTY: secret\n---\nText", 3),
        ("---\ntitle: T\nl10n:sensitivity: secret\n---\nText", 3),
        ("---\ntitle: T\nsensitivity: public\nsensitivty: secret\n---\nText", 4),
        ("---\ntitle: T\nl10n:\n  sensitivity: secret\n---\nText", 4),
        ("---\ntitle: T\nl10n: {own: 1, sensitivity: secret}\n---\nText", 3),
        ("---\ntitle: T\nsensitivity: [secret]\n---\nText", 3),
        ("\n---\ntitle: T\nsensitivity: secret\n---\n# T\n\nText", 4),
        ('+++\ntitle = "T"\nsensitivity = "secret"\n+++\n# T\n\nText', 3),
        ("# T\n\n**Sensitivity:** secret\n\nText", 3),
    ],
)
def test_a_sensitivity_that_does_not_count_refuses_the_article(said: str, line: int) -> None:
    article = read(said)
    assert article.meta.sensitivity is Sensitivity.SECRET
    (problem,) = article.problems
    assert (problem.severity, problem.line) == (Severity.ERROR, line)
    assert "sensitivity" in problem.hint or "must be one text" in problem.message


def test_other_keys_are_the_newsrooms_own() -> None:
    problems = read("---\ntitle: T\ntitel: x\nslug: s\nsensor: s\n---\nSensitivity: what a word it is.").problems
    assert [(one.severity, one.line) for one in problems] == [(Severity.WARNING, 3)]


YAML = (
    "title: | deck: | tags: | image: | \n  src: |corrections:\n- text: |\n- |\n  |\n|: | |a|b c|ҷ|\U0001f600|\ufeff"
    "|,|[|]|{|}|#| # c|\"|'|\"a: b\"|it''s|>|>-\n  |[x, y]|{a: b}|!|&|*|?|-|~|\\|@|%|---|...|2025-05-12|yes|\xa0|\t"
)
headers = st.lists(st.sampled_from([*YAML.split("|"), "|", "|+\n  "]), max_size=12).map("".join)


@given(headers)
@example("title: >#no text\n")
@example("deck: !\n")
def test_both_parsers_of_yaml_read_the_same(header: str) -> None:
    """One of them is fast, the other says what is wrong, and may be the only one that there is."""
    found = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_frontmatter, "_FAST", loader)
            try:
                found.append(repr(_frontmatter.parse(f"---\n{header}\n---\nText.\n", "a.md")))
            except SourceError as error:
                found.append(f"{error} {error.line} {error.hint}")
    assert found[0] == found[1]
