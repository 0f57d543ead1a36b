"""Whatever people write: no script runs in a reader's browser, and nothing is loaded from elsewhere.

The hostile texts of `attacks` stand wherever a newsroom writes: in articles, in translations, in the glossary, in
pictures. All pages that come of it are looked through, tag by tag. Those of every sixteenth text (of all with
`ATTACKS=all`) are opened in Chromium: with the pages' security policy, which must have nothing to do; and without it,
as an old browser would.
"""

from __future__ import annotations

import functools
import html
import json
import os
import re
import threading
import unicodedata
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from l10n_flow import workflow
from l10n_flow.pictures import kinds
from l10n_flow.rounds import handover
from l10n_flow.text import markup

from . import attacks
from .browser import browser
from .newsroom import LAX, NOW, SVG, newsroom, sync, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from l10n_flow.project import Project

ALL = attacks.payloads()
IS_WHOLE = os.environ.get("ATTACKS") == "all"
EVERY = 1 if IS_WHOLE else 16
"""Of so many texts one is opened in the browser."""
pytestmark = pytest.mark.timeout(3600 if IS_WHOLE else 600)
CONFIG = (
    LAX + 'languages = ["en", "ru", "uz", "uz-Cyrl"]\n[site]\nname = "The Desk"\nbase_url = "https://example.org/"\n'
)
CALM = """---
title: Tram %(n)d
kicker: Kicker
deck: Deck
description: Description
authors: [Somebody]
date: 2025-05-12
location: Tashkent
image: {src: calm.svg, alt: Alt, caption: Caption, credit: Credit}
tags: [news]
corrections: [{date: 2025-05-13, text: Corrected}]
---
A paragraph with *markup* and [a link](https://example.org/).

A word%(n)d.

## Heading

- Item

> Quote

| A | B |
| - | - |
| c | d |

Note[^1].

[^1]: Footnote.
"""
"""An article with a text of every role."""

THEME = """(() => {
  const wrong = [];
  const urls = 'href src action formaction xlink:href cite poster data ping background'.split(' ');
  const scheme = /^[\\s\\x00-\\x20]*(?!https?:|mailto:)[a-z][\\w+.-]*:/i;
  const bad = 'script iframe frame object embed applet base form input button svg math portal template'.split(' ');
  for (const e of document.querySelectorAll('*')) {
    const isData = e.type === 'application/ld+json' || document.contentType !== 'text/html';
    if (bad.includes(e.localName) && !isData) wrong.push(e.outerHTML);
    if (e.localName === 'link' && /stylesheet/i.test(e.rel)) wrong.push(e.outerHTML);
    if (e.localName === 'meta' && /refresh/i.test(e.httpEquiv)) wrong.push(e.outerHTML);
    for (const a of e.attributes) {
      const odd = urls.includes(a.name.toLowerCase()) && scheme.test(a.value);
      if (/^on/i.test(a.name) || a.name === 'style' || odd) wrong.push(a.name + '=' + a.value);
    }
    for (const name of %s) e.dispatchEvent(new Event(name, {bubbles: false, cancelable: true}));
  }
  return wrong;
})()"""


def front(payload: str) -> str:
    """An article that is hostile in its front matter."""
    said = json.dumps(payload, ensure_ascii=False)
    return f"""---
title: {said}
kicker: {said}
deck: {said}
description: {said}
authors: [{said}]
date: 2025-05-12
location: {said}
image: {{src: calm.svg, alt: {said}, caption: {said}, credit: {said}}}
tags: [{said}]
canonical: {said}
corrections: [{{date: 2025-05-13, text: {said}}}]
---
Text.
"""


def body(payload: str) -> str:
    """An article that is hostile in its text, which may mean something in Markdown and in HTML."""
    parts = (f"Text {payload} text.", payload, f"- {payload}", f"> {payload}", f"| {payload} |\n| - |\n| {payload} |")
    return "\n\n".join(["# Tram", *parts, ""])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A newsroom where everybody is hostile, and what it has published."""
    root = tmp_path_factory.mktemp("attacks")
    articles: dict[str, str | bytes] = {f"{folder}/calm.svg": SVG for folder in ("front", "body", "said", "drawn")}
    glossary = []
    for number, payload in enumerate(ALL):
        articles[f"front/{number}.md"] = front(payload)
        articles[f"body/{number}.md"] = body(payload)
        articles[f"said/{number}.md"] = CALM % {"n": number}
        articles[f"drawn/{number}.md"] = f"# Tram\n\n![A picture]({number}.svg)\n"
        articles[f"drawn/{number}.svg"] = f'<svg xmlns="http://www.w3.org/2000/svg">{payload}</svg>'
        said = json.dumps(payload, ensure_ascii=False)
        glossary.append(f'[[concept]]\nid = "c{number}"\nkind = "term"\nnote = {said}\nen = "word{number}"\n')
        glossary.append(f'uz = "soʻz{number}"\n"uz-Cyrl" = {said}\n')
    project = newsroom(root, articles, CONFIG)
    (root / "glossary").mkdir()
    (root / "glossary" / "terms.toml").write_text("".join(glossary), "utf-8")
    sync(project)
    for number, payload in enumerate(ALL):
        for lang in ("ru", "uz"):
            translate(project, lang, f"said/{number}", functools.partial(_hostile, payload, lang, number))
    chosen = workflow.select(project).files
    list(workflow.export(project, chosen, workflow.languages(project, ()), NOW))
    return project


def _hostile(payload: str, lang: str, number: int, source: str) -> str:
    """A translation: in Uzbek one paragraph has a term, the rest is hostile."""
    return f"Bu soʻz{number}." if lang == "uz" and source.startswith("A word") else payload


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a web server for a folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/favicon.ico":  # which browsers ask every site for
                self.send_response(204)
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def pages(folder: Path) -> list[str]:
    """What readers can open, as addresses from the folder; of pages that say that there is none yet only some."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".svg"})
    absent = [path for path in found if b'content="noindex"' in path.read_bytes()]
    chosen = {*found} - {*absent} | {*absent[::20]}
    return [path.relative_to(folder).as_posix() for path in found if path in chosen]


def sample(names: list[str]) -> list[str]:
    """Those that are opened: of the sampled texts, and as many of the pages round them."""
    numbers = {name: name.rpartition("/")[2].partition(".")[0] for name in names}
    of_texts = {name: int(number) for name, number in numbers.items() if number.isdecimal()}
    others = sorted({*names} - of_texts.keys())
    return sorted([*(name for name, number in of_texts.items() if number % EVERY == 0), *others[::EVERY]])


class Tags(HTMLParser):
    """What in a page would run, or load something from elsewhere; and all style sheets in it."""

    LOADING = frozenset(("src", "srcset", "poster", "background", "data", "action", "formaction", "ping", "manifest"))
    BAD = frozenset(
        "iframe frame frameset object embed applet base form input button svg math portal template audio video source"
        " track marquee keygen isindex".split()
    )
    LINKS = frozenset(("canonical", "alternate", "icon"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.styles: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        said = {name: value or "" for name, value in attrs}
        if tag in self.BAD or (tag == "script" and said != {"type": "application/ld+json"}):
            self.wrong.append(f"<{tag}>")
        if tag == "link" and not {*said.get("rel", "").split()} <= self.LINKS:
            self.wrong.append(str(said))
        if tag == "meta" and said.get("http-equiv", "").lower() not in {"", "content-security-policy"}:
            self.wrong.append(str(said))
        for name, value in said.items():
            plain = re.sub(r"[\x00-\x20]", "", value)
            leads = name in {"href", "cite"} and not re.match(
                r"(?!//)(?:https?://|mailto:|(?![a-z][\w+.-]*:))", plain, re.I
            )
            loads = name in self.LOADING and re.search(r"(?:^|,)(?://|[a-z][\w+.-]*:)", plain, re.I)
            if name.startswith("on") or name == "style" or leads or loads:
                self.wrong.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.styles.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def test_no_page_has_a_script_a_handler_or_a_way_to_load_from_elsewhere(site: Project) -> None:
    names = [name for name in pages(site.public) if name.endswith(".html")]
    assert len(names) > 3 * len(ALL)
    styles = set()
    for name in names:
        found = Tags((site.public / name).read_text("utf-8"))
        assert found.wrong == [], name
        styles.add("".join(found.styles))
    assert len(styles) == 1


def test_a_look_at_tags_would_have_told() -> None:
    told = [payload for payload in ALL if Tags(payload).wrong]
    assert len(told) > len(ALL) / 2


def test_there_are_enough_of_them() -> None:
    assert len(set(ALL)) >= 300


def test_most_of_what_was_written_is_published(site: Project) -> None:
    """Articles are refused that show a picture of another site, or one that is not there; no translation is."""
    written = {name: len(list((site.public / "en" / name).glob("*.html"))) for name in ("front", "body", "said")}
    assert written["said"] == len(ALL)
    assert written["front"] == len(ALL)
    assert written["body"] > len(ALL) / 2
    assert len(list((site.public / "ru" / "said").glob("*.html"))) == len(ALL)


def test_no_script_runs_and_nothing_leaves(site: Project) -> None:
    events = sorted({*attacks.EVENTS})
    with served(site.public) as address, browser() as chromium:
        for policy in (True, False):
            if not policy:
                chromium.without_policy()
            for name in sample(pages(site.public))[:: 1 if IS_WHOLE or not policy else 4]:
                chromium.open(f"{address}/{name}")
                assert chromium.run(THEME % json.dumps(events)) == [], name
                assert chromium.dialogs == [], name
                assert chromium.errors == [], (name, chromium.requests)
                assert [one for one in chromium.requests if not one.startswith(f"{address}/")] == [], name


def test_the_browser_would_have_told(tmp_path: Path) -> None:
    """The same texts in a page that nobody made safe: scripts run, and requests leave."""
    chosen = ALL[::16]  # some of the others keep a page from ever being loaded
    for number, payload in enumerate(chosen):
        text = f"<!doctype html><meta charset=utf-8><title>t</title><body>{payload}"
        (tmp_path / f"{number}.html").write_text(text, "utf-8", "surrogatepass")
    run = left = 0
    with served(tmp_path) as address, browser("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1") as chromium:
        for name in pages(tmp_path):
            chromium.open(f"{address}/{name}")
            run += bool(chromium.dialogs)
            left += any(attacks.HOST in one for one in chromium.requests)
    assert run > len(chosen) / 6
    assert left


def test_translations_are_shown_as_they_were_written(site: Project) -> None:
    for number, payload in enumerate(ALL):
        text = (site.public / "ru" / "said" / f"{number}.html").read_text("utf-8")
        tree = lxml_html.document_fromstring(text)
        shown = {_flat("".join(map(str, part.itertext()))) for part in tree.findall(".//main//p")}
        wanted = _flat(markup.unescape(payload))  # a translator can write what looks like a tag, too
        assert wanted in shown, payload
        assert _flat(html.unescape(text.partition("<title>")[2].partition("</title>")[0])).startswith(wanted)


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_feeds_and_sitemaps_hold_nothing_but_text(site: Project) -> None:
    found = sorted(site.public.rglob("*.xml"))
    assert len(found) > 2
    for path in found:
        tree = etree.parse(path)
        assert not tree.docinfo.internalDTD
        tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        links = {"{http://www.w3.org/1999/xhtml}link"}
        assert not [tag for tag in tags - links if "svg" in tag or "xhtml" in tag or tag.endswith("script")], path


@pytest.mark.parametrize("kind", ["fragment", "json", "markdown", "hugo", "wxr"])
def test_nothing_runs_in_what_other_systems_are_given(site: Project, kind: str) -> None:
    """Markdown is rendered as Hugo is told to, with all HTML in it."""
    chosen = workflow.select(site).files[:: 1 if IS_WHOLE else 8]
    top = handover.folder(site, kind)
    list(handover.export(site, chosen, workflow.languages(site, ()), kind, top, now=NOW))
    read: dict[str, Callable[[str], str]] = {".html": str, ".json": _body_of, ".md": _rendered, ".xml": _posts_of}
    made = [read[path.suffix](path.read_text("utf-8")) for path in top.rglob("[!.]*") if path.suffix in read]
    assert sum(map(len, made)) > 200 * len(chosen)
    for text in made:
        wrong = [one for one in Tags(text).wrong if not one.startswith("src=https://example.org/media/")]
        assert wrong == [], text


def _body_of(text: str) -> str:
    return str(json.loads(text).get("body", ""))


def _rendered(text: str) -> str:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(markdown.render(text.split("\n---\n", 1)[1]))


def _posts_of(text: str) -> str:
    return "".join(str(one.text) for one in etree.fromstring(text.encode()).iter("{*}encoded"))


@pytest.mark.parametrize("payload", ALL[::5])
def test_a_drawing_is_clean_or_refused(payload: str) -> None:
    try:
        data = kinds.clean(f'<svg xmlns="http://www.w3.org/2000/svg">{payload}</svg>'.encode()).data
    except ValueError:
        return
    tree = etree.fromstring(data)
    assert not [name for element in tree.iter() for name in element.attrib if str(name).lower().startswith("on")]
    assert attacks.HOST.encode() not in b"".join(etree.tostring(one, with_tail=False) for one in tree if one.attrib)
