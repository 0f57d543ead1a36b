from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import jinja2
import pytest

from l10n_flow import pages
from l10n_flow.errors import TemplateError
from l10n_flow.model import Article, Metadata
from l10n_flow.pages import html, site_pages
from l10n_flow.pages.model import Site, Teaser, Theme, Topic

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = Path(pages.__file__).parent / "templates"

LINKS = (html.Link("en", "en/a.html", original=True), html.Link("ru", "ru/a.html"))
BODY = "<article><h1>A <em>new</em> {{ 7 * 7 }}</h1><p>Text</p></article>"


def page(**templates: str) -> str:
    """The Russian page of an article in a newsroom with these templates of its own (`_` stands for the dot)."""
    theme = Theme(tuple((name.replace("_", "."), text) for name, text in templates.items()))
    article = Article("a", "ru", "markdown", BODY, path="a.md", meta=Metadata())
    return html.page(article, LINKS, Site(publication="The Desk", theme=theme)).decode()


def test_a_newsroom_changes_one_block_and_keeps_the_rest() -> None:
    made = page(
        article_html='{% extends "default/article.html" %}'
        "{% block end %}<p>Ours {{ language.tag }}</p>{{ super() }}{% endblock %}"
    )
    assert "<p>Ours ru</p>" in made
    assert "Язык оригинала" in made
    assert "<h1>A <em>new</em> {{ 7 * 7 }}</h1>" in made


def test_a_frame_of_the_newsrooms_own_holds_for_every_page() -> None:
    theme = Theme((("base.html", '{% extends "default/base.html" %}{% block masthead %}<p>Logo</p>{% endblock %}'),))
    assert "<p>Logo</p>" in page(base_html=theme.templates[0][1])
    made = site_pages.front(Site(languages=("ru",), theme=theme), "ru", [Teaser("ru/a.html", "Заголовок")])
    assert "<p>Logo</p>" in made
    assert "Заголовок" in made


def test_a_style_sheet_can_be_added_to_and_replaced_and_the_policy_knows_it() -> None:
    added = page(style_css='{% include "default/style.css" %}\n:root { --accent: #00f; /* blue */ }')
    assert "--column" in added
    assert page(style_css="p{color:red}").count("<style>p{color:red}</style>") == 1
    for made in (added, page()):
        style = re.findall("<style>(.*?)</style>", made, re.DOTALL)[0]
        assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in made
        assert "/*" not in style


def test_a_newsroom_can_let_pages_load_more() -> None:
    made = page(base_html="{% extends \"default/base.html\" %}{% block allow %}font-src 'self'; {% endblock %}")
    (policy,) = re.findall('Content-Security-Policy" content="([^"]*)"', made)
    rules = [rule.strip().partition(" ")[0] for rule in policy.split(";")]
    assert rules == ["default-src", "script-src", "img-src", "style-src", "font-src", "base-uri", "form-action"]


def test_texts_in_a_template_are_translated_like_ours() -> None:
    theme = Theme((("article.html", '{{ _("Footnotes") }}, {{ _("Give") }}'),), (("ru", (("Give", ("Поддержите",)),)),))
    article = Article("a", "ru", "markdown", BODY, path="a.md")
    assert html.page(article, LINKS, Site(theme=theme)).decode() == "Примечания, Поддержите"


def test_words_are_texts_and_no_html() -> None:
    words = ("Footnotes", ("<b>x</b> {{ 1 }}",)), ("Updated %(date)s", ("<i>%(date)s</i>",))
    template = '{{ _("Footnotes") }} {{ _("Updated %(date)s", date=head.title) }}'
    theme = Theme((("article.html", template),), (("ru", words),))
    article = Article("a", "ru", "markdown", "<article><h1>&lt;u></h1></article>", path="a.md")
    made = html.page(article, LINKS, Site(theme=theme)).decode()
    assert made == "&lt;b&gt;x&lt;/b&gt; {{ 1 }} &lt;i&gt;&lt;u&gt;&lt;/i&gt;"


def test_values_are_escaped() -> None:
    assert page(article_html="{{ head.title }}|{{ '<b>' }}") == "A new {{ 7 * 7 }}|&lt;b&gt;"


def test_templates_write_dates_numbers_and_money_as_the_house_does() -> None:
    template = (
        "{{ '2025-02-05T14:30' | date }}|{{ '2025-02-05T14:30' | time }}|{{ '2025-02-05T14:30' | moment }}|"
        "{{ 1234.5 | number }}|{{ 12000 | money('RUB') }}|{{ ['а', '<б>'] | listed }}"
    )
    assert page(article_html=template).replace("\xa0", " ") == (
        "5 февраля 2025 года|14:30|5 февраля 2025 года, 14:30|1 234,5|12 000 рублей|а и &lt;б&gt;"
    )
    with pytest.raises(TemplateError, match="has no time") as found:
        page(article_html="\n{{ '2025-02-05' | time }}")
    assert found.value.line == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("one\n{% block x %}", 2, "Unexpected end of template"),
        ("one\n\n{{ headline }}", 3, "'headline' is undefined"),
        ("{{ head.titel }}", 1, "no attribute 'titel'"),
        ("one\n{% include 'no.html' %}", 2, "there is no template 'no.html'"),
        ("one\n{{ 1 / 0 }}", 2, "ZeroDivisionError"),
        ("one\n{{ 'x' | shout }}", 2, "No filter named 'shout'"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(text: str, line: int, message: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)) as found:
        page(article_html=text)
    assert (found.value.path, found.value.line) == ("templates/article.html", line)
    assert "docs/templates.md" in found.value.hint


@pytest.mark.parametrize(
    ("name", "text", "line", "message", "hint"),
    [
        (
            "article.html",
            '{% extends "default/article.html" %}\n{% block bodyy %}x{% endblock %}',
            *(2, "there is no block 'bodyy'", "did you mean 'body'?"),
        ),
        (
            "front.html",
            '{% extends "default/front.html" %}{% if archive %}{% block zzz %}x{% endblock %}{% endif %}',
            *(1, "there is no block 'zzz'", "there are "),
        ),
        ("article.html", '\n{% extends "article.html" %}', 2, "is made of itself", '"default/article.html"'),
        ("topics.html", '{% include "topics.html" %}', 1, "is made of itself", '"default/topics.html"'),
        ("article.html", " \n", 1, "the template is empty", "delete it"),
        ("artcle.html", "x", None, "no page is made with this template", "did you mean 'article.html'?"),
    ],
)
def test_a_slip_that_would_show_nowhere_is_told(
    name: str, text: str, line: int | None, message: str, hint: str
) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)) as found:
        page(**{name.replace(".", "_"): text})
    assert (found.value.path, found.value.line) == (f"templates/{name}", line)
    assert hint in found.value.hint


def test_what_only_looks_like_a_slip_is_none() -> None:
    made = page(
        base_html='{% extends "default/base.html" %}{% block masthead %}{% block logo %}L{% endblock %}{% endblock %}',
        article_html='{% extends "default/article.html" %}{% block logo %}<p>Ours</p>{% endblock %}',
        topics_html="",
        stale_html="{% block anything %}{% endblock %}",
        notes_html="unused, and called like none of ours",
    )
    assert "<p>Ours</p>" in made
    other = page(article_html='{% include "articles.html" %}', articles_html="x")
    assert other == "x"


def test_a_mistake_in_a_part_is_told_of_that_part() -> None:
    with pytest.raises(TemplateError) as found:
        page(
            article_html='{% extends "default/article.html" %}{% block end %}{% include "logo.html" %}{% endblock %}',
            logo_html="\n{{ x }}",
        )
    assert (found.value.path, found.value.line) == ("templates/logo.html", 2)


def test_a_mistake_in_a_style_sheet_is_told() -> None:
    with pytest.raises(TemplateError) as found:
        page(style_css="p {\n{{ colour }} }")
    assert (found.value.path, found.value.line) == ("templates/style.css", 2)


def _blocks(name: str) -> set[str]:
    text = (TEMPLATES / name).read_text("utf-8")
    return set(re.findall(r"{%-? block (\w+)", text))


def test_the_manual_has_every_template_with_the_blocks_that_are_its_own() -> None:
    manual = (ROOT / "docs/templates.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([\w.]+)` \| [^|]* \|([^|]*)\|$", manual, re.MULTILINE))
    assert rows.keys() == {path.name for path in TEMPLATES.iterdir()}
    for name, said in rows.items():
        named = set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", said)))
        assert named - {"super"} <= _blocks(name), name
        assert _blocks(name) - _blocks("base.html") <= named, name
    assert set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", rows["base.html"]))) == _blocks("base.html")


def test_the_manual_has_every_value() -> None:
    names = "{{ self._TemplateReference__context.parent | join(' ') }}"
    templates = {path.name: names for path in TEMPLATES.glob("*.html")}
    theme = Theme(tuple(templates.items()))
    site = Site(languages=("ru",), theme=theme)
    made = [
        page(article_html=names),
        site_pages.front(site, "ru", []),
        site_pages.topic(site, "ru", Topic("a", "a"), []),
        site_pages.chooser(site),
        site_pages.not_found(site, ["ru"]),
        site_pages.absent(site, "ru", "ru/a.html", LINKS),
    ]
    manual = (ROOT / "docs/templates.md").read_text("utf-8")
    given = set(" ".join(made).split()) - jinja2.defaults.DEFAULT_NAMESPACE.keys()
    assert {"texts", "byline", "teasers", "count", "choices", "said"} <= given
    assert {name for name in given if f"`{name}`" not in manual} <= {
        "_",
        "gettext",
        "ngettext",
        "pgettext",
        "npgettext",
    }


def test_the_examples_of_the_manual_work() -> None:
    manual = (ROOT / "docs/templates.md").read_text("utf-8")
    (css,) = re.findall("```css\n(.*?)```", manual, re.DOTALL)
    (frame,) = re.findall("```html\n(.*?)```", manual, re.DOTALL)
    made = page(style_css=css, base_html=frame)
    assert "--accent: #00664f" in made
    assert '<p class="slogan">News in five languages</p>' in made
