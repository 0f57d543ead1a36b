"""Hugo itself makes a site of what `export --format hugo` gives it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import html

from l10n_flow import workflow
from l10n_flow.rounds import handover

from .newsroom import CONFIG, NOW, SVG, export, newsroom, sync, translate
from .tools import needs

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    r"Five * stars, under_score_d, 2 < 3 > 1 & AT&amp;T, \"as is\" -- and --- dashes... (c) :smile: $$x$$.": (
        'Five * stars, under_score_d, 2 < 3 > 1 & AT&T, "as is" -- and --- dashes... (c) :smile: $$x$$.'
    ),
    r"H~2~O, \~\~left\~\~, ==mark==, ^up^, \[^1], {#id .class} | pipe |, www.example.org, `{{< x >}}`.": (
        "H~2~O, ~~left~~, ==mark==, ^up^, [^1], {#id .class} | pipe |, www.example.org, {{< x >}}."
    ),
    r"1986\. It began with {{% shortcode %}} and {{< figure >}}.": (
        "1986. It began with {{% shortcode %}} and {{< figure >}}."
    ),
    r"\# no heading": "# no heading",
    r"\- no item": "- no item",
    "CO<sub>2</sub> and <abbr title='Health'>WHO</abbr>": "CO2 and WHO",
}
TRAM = """---
title: "The tram: \\"back\\" # again's & {{< x >}}"
authors: [A. Reporter, "B: Editor"]
date: 2025-05-12T10:00:00+05:00
tags: [city life]
---
"""
REST = """
![2\\*3\\*4, \\_x\\_, \\[d\\], \\`c\\`, AT&amp;T, 1 < 2, \\~a\\~, C:\\d, {{< x >}}](<img/a b.svg> "Line (7) \\"back\\"")

| A | B |
|:--|--:|
| 1 \\| 2 | [bus](bus.md#part "The \\"bus\\"") |

A note.[^n]

[^n]: The *note*.

[under](d/index.md)
"""
SETTINGS = """\
baseURL = "https://example.org/"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions]
linkify = false
[markup.goldmark.extensions.typographer]
disable = true
"""
PAGE = """\
<html><nav>{{ range .Translations }}<a>{{ .Language.Lang }}</a>{{ end }}</nav>
<h1>{{ .Title }}</h1><h2>{{ .Params.authors }}</h2><main>{{ .Content }}</main></html>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Hugo's pages."""
    program, root = needs("hugo"), tmp_path_factory.mktemp("newsroom")
    articles: dict[str, str | bytes] = {
        "tram.md": TRAM + "\n\n".join(SAID) + "\n" + REST,
        "bus.md": "---\ntitle: The bus\n---\n## Part\n\nBack to the [tram](tram.md).\n",
        "d/index.md": "---\ntitle: An index\n---\nText.\n",
        "d/other.md": "---\ntitle: Another\n---\nText.\n",
        "img/a b.svg": SVG,
    }
    project = newsroom(root, articles, CONFIG)
    sync(project)
    files, langs = workflow.select(project).files, project.config.languages
    for file in files:
        for lang in ("ru", "uz"):
            translate(project, lang, file.id, lambda text: text)
    assert all(one.change for (_, lang), one in export(project).items() if lang in {"en", "ru", "uz"})
    top = handover.folder(project, "hugo")
    assert not any(one.error for one in workflow.hand_over(project, files, langs, "hugo", top, now=NOW))
    (top / "static").mkdir()
    (top / "media").rename(top / "static/media")
    folders = "".join(f'[languages.{tag.lower()}]\ncontentDir = "content/{tag.lower()}"\n' for tag in langs)
    (top / "hugo.toml").write_text(SETTINGS + folders, "utf-8")
    (top / "layouts").mkdir()
    for name in ("single", "list", "home"):
        (top / f"layouts/{name}.html").write_text(PAGE, "utf-8")
    done = subprocess.run([program], cwd=top, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARN" not in done.stdout + done.stderr
    return top / "public"


def page(site: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((site / path / "index.html").read_text("utf-8"))


def test_readers_get_each_text_as_the_newsroom_has_it(site: Path) -> None:
    tram = page(site, "en/tram")
    assert tram.findtext(".//h1") == 'The tram: "back" # again\'s & {{< x >}}'
    assert tram.findtext(".//h2") == "[A. Reporter B: Editor]"
    shown = [" ".join(block.text_content().split()) for block in tram.iterfind(".//main/p")]
    assert shown[: len(SAID)] == [*SAID.values()]
    assert [cell.text_content() for cell in tram.iterfind(".//td")] == ["1 | 2", "bus"]
    assert "The note." in tram.text_content()


def test_links_and_pictures_lead_to_what_is_there(site: Path) -> None:
    tram = page(site, "ru/tram")
    image = tram.find(".//img")
    assert (image.get("src"), image.get("title")) == ("/media/img/a%20b.svg", 'Line (7) "back"')
    assert image.get("alt") == r"2*3*4, _x_, [d], `c`, AT&T, 1 < 2, ~a~, C:\d, {{< x >}}"
    assert (site / "media/img/a b.svg").is_file()
    bus, under = [link for link in tram.iterfind(".//main//a") if link.text in {"bus", "under"}]
    assert (bus.get("href"), bus.get("title")) == ("/ru/bus/#part", 'The "bus"')
    assert under.get("href") == "/ru/d/~index/"  # and not that of the folder's own page
    assert page(site, "ru/d/~index").findtext(".//h1") == "An index"


def test_articles_know_their_translations_and_none_swallows_its_folder(site: Path) -> None:
    assert [link.text for link in page(site, "en/tram").iterfind(".//nav/a")] == ["ru", "uz", "uz-cyrl"]
    assert page(site, "en/d/other").findtext(".//h1") == "Another"
