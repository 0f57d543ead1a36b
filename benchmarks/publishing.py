"""What publishing costs: a site of 1,000 articles in five editions, beside Pelican on as many pages, in one run.

    python benchmarks/publishing.py --pelican /path/to/pelican/bin/pelican
    python benchmarks/publishing.py --articles 100 --rounds 3 --pelican ...

Pelican (https://getpelican.com, AGPL, so it is no dependency of ours) comes from a virtual environment of its own:

    python3 -m venv /tmp/pelican && /tmp/pelican/bin/pip install "pelican[markdown]==4.12.0"

Ours is `l10n-flow export`: the gate with all its checks, the pages, front and topic pages, feeds, sitemaps. Pelican
renders the same texts from Markdown, a file for each edition, with its default theme and nothing round the pages: no
index, no archive, no feed; once more with the settings that it comes with, which add an index and archives. Every round
does each once; what is compared is the median of the rounds' ratios of cpu time (user and system, of all processes) to
that of the bare Pelican. Memory is that of the largest single process.
"""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import corpus
from speed import FLOW, Cost, cost, put_aside, run

LANGS = ("ru", "uz", "tg")
"""Those that people translate into; uz-Cyrl is derived, English the source."""
EDITIONS = 5
SETTINGS = """\
languages = ["en", "ru", "uz", "uz-Cyrl", "tg"]

[site]
name = "The Bench"
base_url = "https://example.org/"
slugs = "headline"
image_hosts = ["https://example.org"]
"""
TOPICS = "courts schools roads health water".split()
PELICAN = """\
SITENAME = "The Bench"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
"""
AS_IT_COMES = """\
SITENAME = "The Bench"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
"""
EXPORT = f"{FLOW} export"
GOALS = {"Pelican": None, "Pelican as it comes": None, "all": 0.25, "1 % changed": 0.25 * 0.03, "nothing changed": None}


def dated(text: str, number: int) -> str:
    """An article with a date and topics, as newsrooms have them."""
    topics = f"{TOPICS[number % len(TOPICS)]}, {TOPICS[number // 7 % len(TOPICS)]}"
    date = f"20{20 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}"
    meta = f'<meta name="l10n:date" content="{date}"/><meta name="l10n:tags" content="{topics}"/>'
    return text.replace("</head>", f"{meta}</head>", 1)


def markdown(page: str, name: str, lang: str) -> str:
    """An article as Pelican reads it."""
    title = re.sub(r"<[^>]*>", "", re.findall(r"<h1>(.*?)</h1>", page)[0])
    body = re.sub(r"^.*?</h1>", "", page, flags=re.DOTALL)
    for pattern, by in (
        (r"<h2>(.*?)</h2>", r"## \1\n"),
        (r'<img src="([^"]*)" alt="([^"]*)"/>', r"![\2](\1)\n"),
        (r"<blockquote>\s*<p>(.*?)</p>\s*</blockquote>", r"> \1\n"),
        (r'<p(?: class="\w+")?>(.*?)</p>', r"\1\n"),
        (r"<em>(.*?)</em>", r"*\1*"),
        (r"<strong>(.*?)</strong>", r"**\1**"),
        (r'<a href="([^"]*)">(.*?)</a>', r"[\2](\1)"),
        (r"<[^>]*>", ""),
    ):
        body = re.sub(pattern, by, body)
    head = f"Title: {title}\nDate: 2025-05-12\nSlug: {name}-{lang}\nLang: en\nCategory: news\nSummary: {title}\n"
    return f"{head}\n{body.strip()}\n"


def translated(text: str, lang: str) -> str:
    """A PO file in which nothing is left to do."""
    text = re.sub(r"^(#\| .*|#, fuzzy)\n", "", text, flags=re.MULTILINE)
    return re.sub(
        r'^msgid "(.+)"\nmsgstr ".*"$',
        lambda unit: f'msgid "{unit[1]}"\nmsgstr "{corpus.translation(unit[1], lang)}"',
        text,
        flags=re.MULTILINE,
    )


class Bench:
    """The same articles for both."""

    def __init__(self, folder: Path, articles: int, pelican: str) -> None:
        self.flow, self.other, self.edits = folder / "flow", folder / "pelican", 0
        self.aside = folder / "aside"
        self.pages = corpus.write(self.flow / "source_articles", articles)
        (self.flow / "l10n-flow.toml").write_text(SETTINGS, "utf-8")
        for number, path in enumerate(self.pages):
            text = dated(path.read_text("utf-8"), number)
            path.write_text(text, "utf-8")
            for lang in ("en", *LANGS, "again"):
                place = self.other / "content" / lang / f"{path.stem}.md"
                place.parent.mkdir(parents=True, exist_ok=True)
                said = corpus.translation(text, lang) if lang in LANGS else text
                place.write_text(markdown(said, path.stem, lang), "utf-8")
        (self.other / "pelicanconf.py").write_text(PELICAN, "utf-8")
        (self.other / "default.py").write_text(AS_IT_COMES, "utf-8")
        self.command = f"{shlex.quote(pelican)} content -q -s pelicanconf.py -o output"
        self.default = f"{shlex.quote(pelican)} content -q -s default.py -o default"
        self.translate()

    def translate(self) -> None:
        """What people do between two exports."""
        run(f"{FLOW} sync", self.flow)
        for lang in LANGS:
            for path in (self.flow / "locales" / lang).rglob("*.po"):
                text = path.read_text("utf-8")
                if (done := translated(text, lang)) != text:
                    path.write_text(done, "utf-8")

    def edit(self) -> None:
        """Reword something in one article of a hundred, and translate that."""
        self.edits += 1
        for path in self.pages[self.edits % 100 :: 100]:
            path.write_text(corpus.reworded(path.read_text("utf-8"), 0.05, self.edits), "utf-8")
        self.translate()

    def round(self) -> dict[str, Cost]:
        """What each costs, once."""
        ours = [self.flow / name for name in ("public", "published", ".l10n-flow")]
        put_aside(self.aside, *ours, *[self.other / name for name in ("output", "default", "cache", "__pycache__")])
        found = {"Pelican": cost(self.command, self.other), "all": cost(EXPORT, self.flow)}
        found["Pelican as it comes"] = cost(self.default, self.other)
        cost(EXPORT, self.flow)
        found["nothing changed"] = cost(EXPORT, self.flow)
        self.edit()
        found["1 % changed"] = cost(EXPORT, self.flow)
        return found


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pelican", default=shutil.which("pelican"), help="its command")
    wanted = parser.parse_args()
    if not wanted.pelican:
        sys.exit("there is no Pelican; see --help")
    with tempfile.TemporaryDirectory() as top:
        bench = Bench(Path(top), wanted.articles, wanted.pelican)
        rounds = [bench.round() for _ in range(wanted.rounds)]
        made = len(list((bench.other / "output").rglob("*.html")))
        published = sum(len(path.read_bytes().splitlines()) for path in (bench.flow / "published").glob("*.jsonl"))
    print(f"{published} editions of {wanted.articles} articles; Pelican: {made} pages")
    print("| | cpu seconds | of Pelican's | goal | met | MB |\n|---|---|---|---|---|---|")
    for name, goal in GOALS.items():
        cpu = statistics.median(one[name].cpu for one in rounds)
        ratio = statistics.median(one[name].cpu / one["Pelican"].cpu for one in rounds)
        verdict = f"{goal:.4g} | {'yes' if ratio <= goal else 'no'}" if goal else " | "
        print(f"| {name} | {cpu:.2f} | {ratio:.4f} | {verdict} | {max(one[name].peak for one in rounds):.0f} |")


if __name__ == "__main__":
    main()
