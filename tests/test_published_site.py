"""What judges from outside say of a whole site: of our own newsroom, as it stands in this repository."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import subprocess
import threading
import urllib.parse
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html as lxml_html

from l10n_flow import project as projects
from l10n_flow.languages import registry
from tests.browser import browser
from tests.newsroom import export, write
from tests.tools import needs, package

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
BASE = "https://example.org/news/"
LANGS = ("en", "ru", "uz", "uz-Cyrl", "tg")
HEAVIEST = 60_000
"""Bytes of a page without its pictures."""

# What https://schema.org/NewsArticle has, with what it inherits of Article, CreativeWork and Thing, as far as we say
# it; and of the things that it refers to. Each property with the types that its value may have ("Text" and "URL": a
# string; a date in ISO 8601; "Boolean").
_WORK = {
    "headline": {"Text"},
    "description": {"Text"},
    "inLanguage": {"Text"},
    "datePublished": {"Date"},
    "dateModified": {"Date"},
    "author": {"Person", "Organization"},
    "translator": {"Person", "Organization"},
    "publisher": {"Person", "Organization", "NewsMediaOrganization"},
    "url": {"Text"},
    "mainEntityOfPage": {"Text"},
    "image": {"Text", "ImageObject"},
    "keywords": {"Text"},
    "isAccessibleForFree": {"Boolean"},
    "translationOfWork": {"NewsArticle"},
    "workTranslation": {"NewsArticle"},
    "correction": {"CorrectionComment"},
    "name": {"Text"},
}
SCHEMA = {
    "NewsArticle": _WORK | {"articleSection": {"Text"}, "dateline": {"Text"}},
    "WebSite": _WORK,
    "CorrectionComment": {"text": {"Text"}, "datePublished": {"Date"}, "inLanguage": {"Text"}},
    "ImageObject": {"url": {"Text"}, "width": {"Text"}, "height": {"Text"}, "caption": {"Text"}},
    "Person": {"name": {"Text"}},
    "Organization": {"name": {"Text"}, "url": {"Text"}},
    "NewsMediaOrganization": {"name": {"Text"}, "url": {"Text"}},
}


EVERYTHING = """\
---
title: What the articles of this newsroom do not have
authors: [A. Reporter, l10n-flow desk]
translators: {ru: A. Translator}
date: 2025-05-12
updated: 2025-05-13T10:30:00+05:00
tags: [a topic of its own]
corrections:
  - {date: 2025-05-13, kind: correction, text: The tram has twelve stops. It was said that it has eleven.}
  - {date: 2025-05-14, kind: update, text: The mayor has answered.}
---
A first paragraph with `code`, a [link](https://example.org/), ~~what is struck~~ and a word that is as long as words
can be: Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz.

> A quotation, in which somebody says something.

1. One
2. Two
   - and a list in a list

| Left | Center | Right |
|:-----|:------:|------:|
| one  | two    | 3     |

```
a line of code that is so long that it has to be scrolled, for it cannot be broken anywhere, and nobody wants that
```

***

### A small heading

The end,[^1] and again[^1] the end.

Once more.[^1]

[^1]: A footnote.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages of our own newsroom, as they would be on the web."""
    root = tmp_path_factory.mktemp("newsroom")
    for name in ("source_articles", "locales", "glossary", "texts"):
        shutil.copytree(ROOT / name, root / name)
    settings = (ROOT / "l10n-flow.toml").read_text("utf-8")
    assert "[site]\n" in settings
    settings = re.sub(r"^(?:base_url|slugs) *=.*\n", "", settings, flags=re.MULTILINE)
    (root / "l10n-flow.toml").write_text(settings.replace("[site]\n", f'[site]\nbase_url = "{BASE}"\n'), "utf-8")
    project = projects.find(root)
    write(root, "2025/everything.md", EVERYTHING)
    export(project)
    changed = root / "source_articles/2025/migration-agency.md"
    changed.write_text(changed.read_text("utf-8") + "\nThis was added when the translations were out.\n", "utf-8")
    export(project)
    return project.public


def pages(site: Path) -> dict[str, lxml_html.HtmlElement]:
    """All pages, by their addresses."""
    return {
        BASE + urllib.parse.quote(path.relative_to(site).as_posix()): lxml_html.parse(str(path)).getroot()
        for path in sorted(site.rglob("*.html"))
    }


def kinds(site: Path) -> list[str]:
    """One page of each kind, and an article in every language."""
    article = "2025/border-agreement.html"  # it has a table, footnotes and pictures
    absent = next(
        path.relative_to(site).as_posix()
        for path in sorted(site.glob("*/2025/*.html"))
        if "noindex" in path.read_text("utf-8")
    )
    return [
        *("index.html", "404.html", "ru/index.html", "tg/index.html", "uz/topics/migration.html", absent),
        *(f"{lang}/{article}" for lang in LANGS),
        *("tg/2025/remittances.html", "uz/2025/expulsion-regime.html"),
        *("en/2025/everything.html", "ru/2025/migration-agency.html"),
    ]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a web server of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.timeout(300)
def test_the_nu_checker_has_nothing_to_say(site: Path) -> None:
    checker = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", str(package("vnu-jar/build/dist/vnu.jar"))]
    with served(site) as address:  # from files, it would take the site's own pictures for somebody else's
        names = [address + path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
        done = subprocess.run(
            [needs("java"), *checker, "--Werror", "--format", "gnu", *names],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert len(names) > 50
    assert (done.stderr + done.stdout).strip() == ""
    assert done.returncode == 0


@pytest.mark.timeout(300)
def test_axe_finds_nothing_on_any_kind_of_page_by_day_and_by_night(site: Path) -> None:
    axe = package("axe-core/axe.min.js").read_text("utf-8")
    ask = "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    with browser() as tab:
        tab.without_policy()
        for name in kinds(site):
            for width, dark in ((1280, False), (360, True)):
                tab.open((site / name).as_uri(), width=width, dark=dark)
                tab.run(f"{axe};0")
                assert tab.run(ask) == [], (name, width, dark)


def test_no_page_is_wider_than_a_phone_runs_a_script_or_asks_anybody_else(site: Path) -> None:
    with browser() as tab:
        for name in sorted(kinds(site), key="404.html".__eq__):  # that one last: it looks for its icon on a web server
            tab.open((site / name).as_uri(), width=320)
            assert tab.run("document.documentElement.scrollWidth") == 320, name
            if name == "404.html":
                continue
            assert not tab.errors, name
            assert all(address.startswith(site.as_uri()) for address in tab.requests), name


@pytest.mark.parametrize("lang", ["ru", "uz", "uz-Cyrl", "tg"])
def test_all_letters_of_a_language_are_of_one_font(site: Path, lang: str) -> None:
    with browser() as tab:
        tab.open((site / lang / "2025/remittances.html").as_uri())
        for selector in ("h1", ".deck", ".text > p", "figcaption"):
            assert len(tab.fonts(selector)) == 1, selector


def test_editions_whose_original_has_changed_say_so(site: Path) -> None:
    said = {
        lang: 'class="note stale"' in (site / lang / "2025/migration-agency.html").read_text("utf-8") for lang in LANGS
    }
    assert said == {"uz": False, "uz-Cyrl": False, "en": True, "ru": True, "tg": True}  # it was written in Uzbek


def test_every_page_is_light(site: Path) -> None:
    assert {path.name: size for path in site.rglob("*.html") if (size := path.stat().st_size) > HEAVIEST} == {}


def test_every_page_says_its_language_and_has_one_headline(site: Path) -> None:
    for address, page in pages(site).items():
        name = address.removeprefix(BASE).partition("/")[0]
        assert page.get("lang") == (name if name in LANGS else "en"), address
        assert page.get("dir") == registry.get(str(page.get("lang"))).direction
        assert len(page.xpath("//h1")) == 1, address
        assert len(page.xpath("//main")) == 1, address
        assert page.findtext("head/title"), address


def test_alternates_are_the_same_on_all_pages_that_they_name(site: Path) -> None:
    found = pages(site)
    named = 0
    for address, page in found.items():
        links = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate'][@hreflang]")}
        if not links:
            continue
        named += 1
        assert links[page.get("lang")] == address or address == BASE + "index.html", address
        assert links["x-default"] in found, address
        for lang, other in links.items():
            there = found[str(other)]
            assert lang in (there.get("lang"), "x-default")
            back = there.xpath("//link[@rel='alternate'][@hreflang]")
            assert {link.get("hreflang"): link.get("href") for link in back} == links, (address, other)
    assert named > 50


def test_pages_that_readers_can_have_are_canonical_at_their_own_address(site: Path) -> None:
    for address, page in pages(site).items():
        if page.xpath("//meta[@name='robots'][@content='noindex']"):
            assert not page.xpath("//link[@rel='canonical']"), address
        else:
            assert page.xpath("//link[@rel='canonical']/@href") == [address]


def test_every_link_between_pages_leads_somewhere(site: Path) -> None:
    for address, page in pages(site).items():
        ids = {str(one) for one in page.xpath("//@id")}
        for way in page.xpath("//body//a/@href | //body//img/@src"):
            if str(way).startswith("#"):
                assert str(way)[1:] in ids, (address, way)
                continue
            there = urllib.parse.urljoin(address, str(way))
            if there.startswith(BASE):
                path = urllib.parse.unquote(there.removeprefix(BASE).partition("#")[0])
                assert (site / path).is_file() or (site / path / "index.html").is_file(), (address, way)


def test_open_graph_has_the_locale_of_every_edition(site: Path) -> None:
    page = lxml_html.parse(str(site / "tg/2025/border-agreement.html")).getroot()
    assert page.xpath("//meta[@property='og:locale']/@content") == ["tg_TJ"]
    assert page.xpath("//meta[@property='og:locale:alternate']/@content") == ["en_US", "ru_RU", "uz_UZ"]


def test_what_pages_say_to_machines_is_what_schema_org_has_words_for(site: Path) -> None:
    articles = 0
    for address, page in pages(site).items():
        for text in page.xpath("//script/text()"):
            data = json.loads(str(text))
            assert data.pop("@context") == "https://schema.org"
            assert data["inLanguage"] == page.get("lang")
            _assert_known(data, address)
            articles += data["@type"] == "NewsArticle"
    assert articles == len([path for path in site.glob("*/2025/*.html") if "noindex" not in path.read_text("utf-8")])


def test_editions_name_the_work_that_they_translate(site: Path) -> None:
    def data(lang: str) -> Any:
        page = lxml_html.parse(str(site / lang / "2025/border-agreement.html")).getroot()
        return json.loads(page.xpath("string(//script)"))

    original, translation = data("en"), data("tg")
    assert original["datePublished"] == translation["datePublished"] == "2025-04-14"
    assert "translationOfWork" not in original
    assert [one["inLanguage"] for one in original["workTranslation"]] == ["ru", "uz", "uz-Cyrl", "tg"]
    assert translation["translationOfWork"]["url"] == original["url"]
    assert translation["url"] in [one["url"] for one in original["workTranslation"]]
    assert "translator" not in translation


def _assert_known(data: dict[str, Any], where: str) -> None:
    known = SCHEMA[data["@type"]]
    for name, value in data.items():
        if name == "@type":
            continue
        for one in value if isinstance(value, list) else [value]:
            assert _type(one) & known[name], (where, name, one)
            if isinstance(one, dict):
                _assert_known(one, where)


def _type(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {value["@type"]}
    if isinstance(value, bool):
        return {"Boolean"}
    assert isinstance(value, str)
    assert value
    return {"Text", "Date"} if re.fullmatch(r"\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?", value) else {"Text"}
