"""What judges from outside say of a whole site: of our own newsroom, as it stands in this repository."""

from __future__ import annotations

import http.server
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.parse
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from l10n_flow import project as projects
from l10n_flow import workflow
from l10n_flow.languages import registry
from tests.browser import browser
from tests.feeds.site import faults
from tests.newsroom import NOW, SVG, export, newsroom, translate, tree, write
from tests.tools import needs, package
from tests.vocabulary import schema_org

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n_flow.project import Project

ROOT = Path(__file__).parent.parent
BASE = "https://example.org/news/"
LANGS = ("en", "ru", "uz", "uz-Cyrl", "tg")
HEAVIEST = 60_000
"""Bytes of a page without its pictures."""

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
    settings = re.sub(r"^base_url *=.*\n", "", settings, flags=re.MULTILINE)
    assert 'slugs = "headline"' in settings
    (root / "l10n-flow.toml").write_text(settings.replace("[site]\n", f'[site]\nbase_url = "{BASE}"\n'), "utf-8")
    project = projects.find(root)
    write(root, "2025/everything.md", EVERYTHING)
    export(project)
    translate_half(project)
    changed = root / "source_articles/2025/migration-agency.md"
    changed.write_text(changed.read_text("utf-8") + "\nThis was added when the translations were out.\n", "utf-8")
    export(project)
    return project.public


def translate_half(project: Project) -> None:
    """Publish an edition of which every other text is translated."""
    chosen = [file for file in workflow.select(project).files if file.id == "2025/everything"]
    list(workflow.sync(project, chosen, ["tg"], NOW))
    turn = itertools.cycle((True, False))
    translate(project, "tg", "2025/everything", say=lambda text: f"Тарҷума: {text}" if next(turn) else "")
    list(workflow.export(project, chosen, ["tg"], NOW, allow_incomplete=True))


def path_of(site: Path, lang: str, article: str) -> str:
    """Where an edition is, which its headline decides."""
    records = site.parent.joinpath(f"published/{lang}.jsonl").read_text("utf-8").splitlines()
    (slug,) = [one["slug"] for one in map(json.loads, records) if one["article"] == article]
    return f"{lang}/{article.rpartition('/')[0]}/{slug}.html"


def pages(site: Path) -> dict[str, lxml_html.HtmlElement]:
    """All pages, by their addresses."""
    return {
        BASE + urllib.parse.quote(path.relative_to(site).as_posix()): lxml_html.parse(str(path)).getroot()
        for path in sorted(site.rglob("*.html"))
    }


def kinds(site: Path) -> list[str]:
    """One page of each kind, and an article in every language."""
    article = "2025/border-agreement"  # it has a table, footnotes and pictures
    absent = next(
        path.relative_to(site).as_posix()
        for path in sorted(site.glob("*/2025/*.html"))
        if "noindex" in path.read_text("utf-8")
    )
    return [
        *("index.html", "404.html", "ru/index.html", "tg/index.html", "uz/topics/migration.html", absent),
        *(path_of(site, lang, article) for lang in LANGS),
        *(path_of(site, "tg", "2025/remittances"), path_of(site, "uz", "2025/expulsion-regime")),
        *(path_of(site, "en", "2025/everything"), path_of(site, "tg", "2025/everything")),
        path_of(site, "ru", "2025/migration-agency"),
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
            for width, dark in itertools.product((1280, 360), (False, True)):
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


def test_no_word_of_a_headline_is_broken_on_any_screen(tmp_path: Path) -> None:
    title = "Барои муҳоҷирону корфармоёнашон: меъёрҳои нодурустҳисобшуда дар Қароқалпоқистон ва корфармоёнашон"
    picture = "image: {src: a.svg, alt: A}"
    article = f"---\ntitle: '{title}'\nlang: tg\ndate: 2025-05-12\n{picture}\n---\nText.\n"
    export(newsroom(tmp_path, {"tram.md": article, "a.svg": SVG}))
    broken = """(() => {
      const found = [];
      for (const heading of document.querySelectorAll('h1, h2')) {
        const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), range = new Range();
        for (let node; node = walker.nextNode();) for (const word of node.data.matchAll(/\\S+/g)) {
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          if (range.getClientRects().length > 1) found.push(word[0]);
        }
      }
      return found;
    })()"""
    with browser() as tab:
        tab.without_policy()
        for name, width in itertools.product(("tg/tram.html", "tg/index.html"), (320, 360, 768, 1024, 1280)):
            tab.open((tmp_path / "public" / name).as_uri(), width=width)
            assert tab.run(broken) == [], (name, width)


@pytest.mark.parametrize("lang", ["ru", "uz", "uz-Cyrl", "tg"])
def test_all_letters_of_a_language_are_of_one_font(site: Path, lang: str) -> None:
    with browser() as tab:
        tab.open((site / path_of(site, lang, "2025/remittances")).as_uri())
        for selector in ("h1", ".deck", ".text > p", "figcaption"):
            assert len(tab.fonts(selector)) == 1, selector


def test_editions_whose_original_has_changed_say_so(site: Path) -> None:
    said = {
        lang: 'class="note stale"' in (site / path_of(site, lang, "2025/migration-agency")).read_text("utf-8")
        for lang in LANGS
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
    page = lxml_html.parse(str(site / path_of(site, "tg", "2025/border-agreement"))).getroot()
    assert page.xpath("//meta[@property='og:locale']/@content") == ["tg_TJ"]
    assert page.xpath("//meta[@property='og:locale:alternate']/@content") == ["en_US", "ru_RU", "uz_UZ"]


def test_what_pages_say_to_machines_is_what_schema_org_has_words_for(site: Path) -> None:
    articles = 0
    for address, page in pages(site).items():
        for text in page.xpath("//script/text()"):
            data = json.loads(str(text))
            assert data.pop("@context") == "https://schema.org"
            assert data["inLanguage"] == page.get("lang")
            assert [*schema_org().faults(data)] == [], address
            articles += data["@type"] == "NewsArticle"
    assert articles == len([path for path in site.glob("*/2025/*.html") if "noindex" not in path.read_text("utf-8")])


def test_the_vocabulary_would_have_told() -> None:
    known = {"@type": "NewsArticle", "headline": "H", "author": [{"@type": "Person", "name": "A"}], "dateline": "D"}
    assert [*schema_org().faults(known)] == []
    for wrong in (
        {"headlines": "H"},
        {"author": "A"},
        {"author": {"@type": "CorrectionComment", "text": "A"}},
        {"datePublished": "yesterday"},
        {"isAccessibleForFree": "yes"},
        {"publisher": {"@type": "Organisation", "name": "A"}},
        {"publisher": {"@type": "Organization", "dateline": "A"}},
        {"image": {"@type": "ImageObject", "width": "3"}},
    ):
        assert [*schema_org().faults(known | wrong)], wrong


def test_feeds_and_sitemaps_keep_to_their_schemas(site: Path) -> None:
    found = sorted(site.rglob("*.xml"))
    kinds = {path: "sitemap.xsd" if path.parent == site else "atom.rng" for path in found}
    assert {path.name for path in found if kinds[path] == "sitemap.xsd"} == {"sitemap.xml", "news.xml"}
    assert len(found) > 20
    for path, schema in kinds.items():
        assert faults(path.read_text("utf-8"), schema) == "", path


def test_feeds_and_the_sitemap_name_the_pages_that_readers_can_have(site: Path) -> None:
    listed = {address for address, page in pages(site).items() if page.xpath("//link[@rel='canonical']")}
    root = etree.parse(site / "sitemap.xml").getroot()
    named = {str(one.text) for one in root.iter("{*}loc")}
    assert named <= listed
    assert {one for one in listed if "/2025/" in one} <= named
    assert {str(one.get("href")) for one in root.iter("{*}link")} <= listed
    for path in site.glob("*/feed.xml"):
        for link in etree.parse(path).getroot().iter("{*}link"):
            if link.get("type") == "text/html":
                assert str(link.get("href")) in listed, (path, link.get("href"))


def test_two_machines_build_the_same_site(tmp_path: Path) -> None:
    """Other folders, written in another order, other zones, other hashes, other processes."""
    built = []
    for name, turned, zone, seed in (("one", False, "UTC", "0"), ("other/two", True, "Asia/Tashkent", "4711")):
        root = tmp_path / name
        for part in ("source_articles", "locales", "glossary", "texts", "l10n-flow.toml"):
            found = [ROOT / part, *sorted((ROOT / part).rglob("*"), reverse=turned)]
            for path in (one for one in found if one.is_file()):
                copy = root / path.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
        settings = (root / "l10n-flow.toml").read_text("utf-8")
        (root / "l10n-flow.toml").write_text(settings.replace("[site]\n", f'[site]\nbase_url = "{BASE}"\n'), "utf-8")
        given = {"TZ": zone, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1747042200", "LC_ALL": "C.UTF-8"}
        call = [sys.executable, "-m", "l10n_flow", "export", "--quiet"]
        done = subprocess.run(call, cwd=root, env=os.environ | given, capture_output=True, text=True, check=False)
        assert done.returncode in {0, 1}, done.stderr
        built.append(tree(root / "public") | tree(root / "published"))
    assert len(built[0]) > 80
    assert built[0].keys() == built[1].keys()
    assert [name for name in built[0] if built[0][name] != built[1][name]] == []


def test_editions_name_the_work_that_they_translate(site: Path) -> None:
    def data(lang: str) -> Any:
        page = lxml_html.parse(str(site / path_of(site, lang, "2025/border-agreement"))).getroot()
        return json.loads(page.xpath("string(//script)"))

    original, translation = data("en"), data("tg")
    assert original["datePublished"] == translation["datePublished"] == "2025-04-14"
    assert "translationOfWork" not in original
    assert [one["inLanguage"] for one in original["workTranslation"]] == ["ru", "uz", "uz-Cyrl", "tg"]
    assert translation["translationOfWork"]["url"] == original["url"]
    assert translation["url"] in [one["url"] for one in original["workTranslation"]]
    assert "translator" not in translation
