from __future__ import annotations

import datetime
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n_flow.exporters import hugo
from l10n_flow.pasted.markdown import front_matter
from l10n_flow.shown import replaced
from l10n_flow.text import markup
from l10n_flow.values import replace
from tests.exporters.editions import CORRECTION, SITE, edition, languages

SHORTCODE = re.compile(r"\{\{[<%]")


def parts(text: str) -> tuple[dict[str, object], str]:
    """Front matter and body."""
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


@pytest.mark.parametrize("lang", languages())
def test_the_editions_of_an_article_have_one_key_and_each_its_folder(lang: str) -> None:
    image = "media/2025/images/x.svg"
    exported = edition(lang=lang, slug="rejim", image=image, corrections=(CORRECTION,), updated="2025-05-14")
    ((path, text),) = hugo.files(exported, SITE).items()
    assert path == f"content/{lang.lower()}/2025/regime.md"
    front, body = parts(text)
    assert front["translationKey"] == "2025/regime"
    assert (front["title"], front["slug"]) == ("A regime: what it means", "rejim")
    assert (str(front["date"]), str(front["lastmod"])) == ("2025-05-12", "2025-05-14")
    assert front["tags"] == ["migration", "Central Asia"]
    assert front["images"] == [image]
    assert front["authors"] == ["A. Reporter", "B. Editor"]
    assert front["corrections"] == [{"date": datetime.date(2025, 5, 14), "kind": "correction", "text": CORRECTION.text}]
    assert "![A map](/media/2025/images/map.png)" in body


def test_links_to_articles_are_references_that_hugo_resolves() -> None:
    text = "# T\n\n[one](../2024/a.md#part), [two](b.md 'Title'), [three](c.md), [four](https://example.org/)\n"
    links = {"../2024/a.md": {"en": "en/2024/spelt.html"}, "b.md": {"uz-Cyrl": "uz-Cyrl/2025/b.html"}, "c.md": {}}
    articles = {"../2024/a.md": "2024/a", "b.md": "2025/b", "c.md": "2025/c"}
    ((_, made),) = hugo.files(replace(edition(text), links=links, articles=articles), SITE).items()
    assert parts(made)[1].strip() == (
        '[one]({{% relref path="/2024/a" lang="en" %}}#part), '
        '[two]({{% relref path="/2025/b" lang="uz-cyrl" %}} "Title"), '
        "three, [four](https://example.org/)"
    )


@pytest.mark.parametrize(("article", "name"), [("2025/index", "2025/~index"), ("_index", "~_index"), ("an-index", "")])
def test_an_article_whose_name_means_something_to_hugo_has_another_one(article: str, name: str) -> None:
    exported = edition("# T\n\n[one](a.md)\n")
    exported = replace(exported, card=replaced(exported.card, article=article), links={"a.md": {"en": "en/a.html"}})
    ((path, text),) = hugo.files(replace(exported, articles={"a.md": article}), SITE).items()
    assert path == f"content/en/{name or article}.md"
    assert f'relref path="/{name or article}"' in text


def test_no_text_of_an_article_is_a_shortcode() -> None:
    said = "{{< readfile secrets >}} {{% x %}} {{{< y >}}}"
    for text in hugo.files(edition(say=lambda _: said), SITE).values():
        front, body = parts(text)
        assert front["title"] == said
        assert not SHORTCODE.search(body)
        shown = MarkdownIt("commonmark").render(body)
        assert "{{&lt; readfile secrets &gt;}} {{% x %}} {{{&lt; y &gt;}}}" in shown


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=40).filter(lambda said: said.strip() and said.isprintable()))
def test_front_matter_says_any_title_as_it_is(said: str) -> None:
    for text in hugo.files(edition(say=lambda _: said), SITE).values():
        assert " ".join(str(parts(text)[0]["title"]).split()) == " ".join(markup.unescape(said).split())


class Core(yaml.SafeLoader):
    """YAML 1.2 as its core schema has it (https://yaml.org/spec/1.2.2/#103-core-schema)."""


Core.yaml_implicit_resolvers = {}

for tag, pattern in {
    "null": r"null|Null|NULL|~|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), None)

LOOKS_LIKE_SOMETHING = [
    *"2025-05-12 2025-05-12T10:30:00Z 12:30:45 190:20:30 0o17 017 0x1F 1e3 .5 +1 -.inf .NaN nan inf null ~".split(),
    *"Null yes No ON off y N true False 1_000 = << 0b1 12 3.14".split(),
    *"#a &a *a !a | > %a @a `a 'a' \"a\" {a} [a] a,b --- ...".split(),
    *("2025-05-12 10:30:00", "- a", "a: b", "a #b", "? a", ": a", "\\n", "a\tb", "\U0001f600", "\x9f", "Ω", "\ufffd"),
]


@pytest.mark.parametrize("load", [yaml.SafeLoader, Core])
@pytest.mark.parametrize("said", LOOKS_LIKE_SOMETHING)
def test_a_text_that_looks_like_something_else_is_a_text(said: str, load: type[yaml.SafeLoader]) -> None:
    front = front_matter({"title": said, "date": "2025-05-12", "tags": [said, "x"], "corrections": [{"text": said}]})
    read = yaml.load(front.strip("-\n"), load)
    assert (read["title"], read["tags"], read["corrections"]) == (said, [said, "x"], [{"text": said}])
    assert str(read["date"]) == "2025-05-12"


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20))
def test_and_any_text_whatever(said: str) -> None:
    front = front_matter({"title": said, "tags": [said]})
    for load in (yaml.SafeLoader, Core):
        read = yaml.load(front.removeprefix("---\n").removesuffix("\n---"), load)
        assert read == {"title": said, "tags": [said]}


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\n", "\ufeff"])
def test_no_title_adds_a_line_to_the_front_matter(mark: str) -> None:
    for text in hugo.files(edition(say=lambda _: f"Title{mark}draft: true"), SITE).values():
        assert "draft" not in parts(text)[0]


def test_the_caption_of_a_picture_that_is_a_tag_is_text_all_the_same() -> None:
    text = "# T\n\n![2\\*3\\*4](a.png)\nSaid *so* \\<script>alert(1)\\</script> [\\<b>AFP]\n"
    ((_, made),) = hugo.files(edition(text), SITE).items()
    rendered = MarkdownIt("commonmark", {"html": True}).render(parts(made)[1])
    assert '<img src="/media/2025/a.png" alt="2*3*4">' in rendered
    assert "Said <em>so</em> &lt;script&gt;alert(1)&lt;/script&gt; [&lt;b&gt;AFP]" in rendered
