"""What it costs to find terms: a glossary of our own making, looked for in articles of our own making.

    python benchmarks/terms.py                              2,000 concepts, 1,000 articles x 3 languages
    python benchmarks/terms.py --articles 100 --concepts 500

The articles are those of `corpus`, whose words are few; so each paragraph gets a line of made-up words, drawn as
unevenly as words are from a lexicon of 40,000. Concepts are called by words of the articles, and most by made-up words
that begin and end like others and stand in no text. Translations are letter for letter.

Times are cpu seconds. Beside it stand a regular expression of all terms that finds them as they are cited only, and
Translate Toolkit's `pofilter` on the same catalogs, if it is on the PATH: with all its checks, and with
`musttranslatewords` alone, which looks for words of a list in the translation.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
import speed
from l10n_flow.catalogs import catalog
from l10n_flow.glossary import write
from l10n_flow.glossary.concepts import Concept, Kind, Term
from l10n_flow.glossary.find import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LANGS = ("ru", "uz", "tg")
LEXICON = 40_000
PER_FILE = 500
SYLLABLES = "ba bo da di fe ga gi ho ja ka ke la li ma mi mo na ne ni or pa po ra ri ro sa se si sha ta te ti to va za"
ENDS = ("", "n", "r", "t", "l", "sh", "ch", "ng")
QUESTIONS = 20_000
SAMPLE = 2_000
"""So many texts are enough for what is much slower."""
LOADING = """
import sys, time
from pathlib import Path
from l10n_flow import project
from l10n_flow.glossary import load
here = project.find(Path(sys.argv[1]))
started = time.process_time()
found = load.load(here)
print(time.process_time() - started, len(found.concepts))
"""
BUILDING = """
import json, sys, time
from pathlib import Path
from l10n_flow import project
from l10n_flow.glossary import load
here = project.find(Path(sys.argv[1]))
glossary = load.load(here)
times = {}
for lang in here.config.languages:
    started = time.process_time()
    glossary.find("text", lang)
    times[lang] = time.process_time() - started
for line in open("/proc/self/status"):  # rusage counts what the process that started it had
    if line.startswith("VmHWM"):
        peak = int(line.split()[1]) / 1024
print(json.dumps({"times": times, "peak": peak}))
"""


def word(at: random.Random) -> str:
    """A made-up word that could be one."""
    syllables = SYLLABLES.split()
    return "".join(at.choice(syllables) for _ in range(at.randint(2, 4))) + at.choice(ENDS)


def lexicon(size: int, seed: str, without: frozenset[str] = frozenset()) -> list[str]:
    """Made-up words, no two alike."""
    at = random.Random(seed)
    words = (found for found in (word(at) for _ in itertools.count()) if found not in without)
    return list(itertools.islice(unique(words), size))


def unique(words: Iterable[str]) -> Iterator[str]:
    """Each word once."""
    seen: set[str] = set()
    for one in words:
        if one not in seen:
            seen.add(one)
            yield one


def enriched(html: str, words: Sequence[str], at: random.Random) -> str:
    """An article with a line of made-up words in every paragraph."""

    def line(_: re.Match[str]) -> str:
        ranks = (min(int(at.paretovariate(0.6)), len(words)) for _ in range(at.randint(6, 14)))
        return f" {' '.join(words[rank - 1] for rank in ranks).capitalize()}.</p>"

    return re.sub("</p>", line, html)


def present() -> list[str]:
    """What the articles speak of."""
    people = (f"{given} {family}" for given in corpus.GIVEN for family in corpus.FAMILY)
    bodies = (body.removeprefix("the ") for body in corpus.BODIES.split("|"))
    return [*corpus.THINGS.split("|"), *bodies, *corpus.PLACES, *itertools.islice(people, 60)]


def absent(count: int, words: Sequence[str]) -> list[str]:
    """Terms of one to three words that no text has."""
    at = random.Random("absent")
    others = iter(lexicon(count * 3, "others", frozenset(words)))
    return [" ".join(itertools.islice(others, at.choice((1, 1, 2, 2, 3)))) for _ in range(count)]


def concepts(texts: Iterable[str]) -> list[Concept]:
    """A concept for each English term, called the same in all languages, in their letters."""
    made = []
    for number, text in enumerate(texts):
        name = f"concept-{number}"
        terms = [Term(text, "en", name)]
        terms += [Term(corpus.translation(text, lang), lang, name) for lang in LANGS]
        made.append(Concept(name, Kind.TERM, tuple(terms), definition="Made up, for a measurement."))
    return made


def save(folder: Path, found: Sequence[Concept]) -> None:
    """Write a glossary, some hundred concepts in a file."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for start in range(0, len(found), PER_FILE):
        path = folder / f"terms-{start // PER_FILE:03}.toml"
        path.write_text(write.text(found[start : start + PER_FILE]), "utf-8")


def by_length(terms: Iterable[Term]) -> list[str]:
    """Terms as a regular expression has them, the longest first."""
    return [re.escape(text) for text in sorted((term.text for term in terms), key=len, reverse=True)]


class Bench:
    """A newsroom with translated articles, and with a glossary."""

    def __init__(self, folder: Path, articles: int, count: int) -> None:
        self.folder, self.count = folder, count
        words = lexicon(LEXICON, "lexicon")
        self.known = [*present(), *words[50 : 50 + 200]]
        self.absent = absent(4 * count, words)
        (folder / "l10n-flow.toml").write_text('languages = ["en", "ru", "uz", "uz-Cyrl", "tg"]\n', "utf-8")
        for number, path in enumerate(corpus.write(folder / "source_articles", articles)):
            path.write_text(enriched(path.read_text("utf-8"), words, random.Random(number)), "utf-8")
        speed.run(f"{speed.FLOW} sync {' '.join(f'-l {lang}' for lang in LANGS)}", folder)
        for lang in LANGS:
            speed.fill_unwrapped(folder / "locales" / lang, lang)
        self.concepts = concepts([*self.known, *self.absent][:count])
        save(folder / "glossary", self.concepts)
        self.texts = {lang: self._targets(lang) for lang in LANGS}
        self.texts["en"] = [unit.source for path in self._paths("ru") for unit in catalog.read(path).units]

    def _paths(self, lang: str) -> list[Path]:
        return sorted((self.folder / "locales" / lang).rglob("*.po"))

    def _targets(self, lang: str) -> list[str]:
        return [unit.target for path in self._paths(lang) for unit in catalog.read(path).units]

    def loading(self) -> None:
        """Loading, building and memory."""
        shutil.rmtree(self.folder / ".l10n-flow", ignore_errors=True)
        for name in ("loading, first time", "loading, from what it remembers"):
            seconds, number = run(LOADING, self.folder).split()
            row(name, f"{number} concepts", f"{float(seconds):.3f} s", "< 0.5 s", float(seconds) < 0.5)
        built = json.loads(run(BUILDING, self.folder))
        for lang, seconds in built["times"].items():
            row("building the index", lang, f"{seconds:.2f} s")
        peak = built["peak"]
        row("memory with all languages", f"{self.count} concepts", f"{peak:.0f} MB", "< 300", peak < 300)

    def matching(self) -> None:
        """All texts, beside a regular expression and pofilter."""
        whole = 0.0
        for lang, texts in self.texts.items():
            terms = [term for concept in self.concepts for term in concept.in_language(lang)]
            index = Index(terms, lang)
            started = time.process_time()
            hits = sum(len(index.find(text)) for text in texts)
            spent = time.process_time() - started
            whole += spent
            words, letters = sum(len(text.split()) for text in texts), sum(map(len, texts))
            of = f"{lang}: {len(texts)} texts, {words} words, {letters} letters, {hits} hits"
            row("matching", of, f"{spent:.2f} s")
            self._beside_regex(lang, terms, index)
        row("matching, all", "sources once, three translations", f"{whole:.2f} s")
        self._beside_pofilter(whole)

    def _beside_regex(self, lang: str, terms: Sequence[Term], index: Index) -> None:
        texts = self.texts[lang][:SAMPLE]
        pattern = re.compile(rf"\b(?:{'|'.join(by_length(terms))})\b", re.IGNORECASE)
        started = time.process_time()
        for text in texts:
            index.find(text)
        ours = time.process_time() - started
        started = time.process_time()
        hits = sum(1 for text in texts for _ in pattern.finditer(text))
        exact = time.process_time() - started
        row("exact matching (a regex)", f"{lang}: {len(texts)} texts, {hits} hits", f"{exact:.2f} s")
        row("matching, of that", f"{lang}: the same texts", f"{ours / exact:.3f}")

    def _beside_pofilter(self, ours: float) -> None:
        if shutil.which("pofilter") is None:
            print("pofilter is not installed: what it does is left out")
            return
        words = self.folder / "words.txt"
        words.write_text("".join(f"{text}\n" for text in self.known if " " not in text), "utf-8")
        must = f"-t musttranslatewords --musttranslatefile={shlex.quote(str(words))}"
        for name, options, goal in (("pofilter, whole", "", 0.10), ("pofilter -t musttranslatewords", must, None)):
            command = "; ".join(
                f"pofilter --progress=none --language={lang} {options} -i locales/{lang} -o filtered/{lang}"
                for lang in LANGS
            )
            cost = speed.cost(f"mkdir -p filtered && {command}", self.folder)
            ratio = ours / cost.cpu
            row(name, "three translations", f"{cost.cpu:.1f} s")
            met = None if goal is None else ratio <= goal
            row("matching, of that", "", f"{ratio:.3f}", f"<= {goal}" if goal else "", met)
        cost = speed.cost(f"{speed.FLOW} check {' '.join(f'-l {lang}' for lang in LANGS)}", self.folder)
        row("l10n-flow check, whole command", f"{os.cpu_count()} processors", f"{cost.cpu:.1f} s")

    def questions(self) -> None:
        """Is this one term in this text? As many terms as texts, each with each."""
        side = round(QUESTIONS**0.5)
        for lang in ("en", "ru", "uz", "tg"):
            terms = random.Random(lang).sample(self.concepts, side)
            indexes = [Index(concept.in_language(lang), lang) for concept in terms]
            texts = random.Random(lang).sample(self.texts[lang], side)
            started = time.process_time()
            for index in indexes:
                for text in texts:
                    index.find(text)
            rate = side * side / (time.process_time() - started)
            letters = sum(map(len, texts)) / side
            of = f"{lang}: {letters:.0f} letters each"
            row("questions, a term and a text", of, f"{rate:,.0f} /s", ">= 20,000", rate >= 20_000)

    def growth(self) -> None:
        """The same texts, with ever more concepts that are in none of them."""
        for count in (self.count // 4, self.count // 2, self.count, self.count * 2):
            spent = 0.0
            for lang, texts in self.texts.items():
                made = concepts([*self.known, *self.absent[:count]])
                index = Index([term for concept in made for term in concept.in_language(lang)], lang)
                started = time.process_time()
                for text in texts[: 2 * SAMPLE]:
                    index.find(text)
                spent += time.process_time() - started
            of = f"{count} concepts not in them, {len(self.known)} in them"
            row(f"matching {2 * SAMPLE} texts a language", of, f"{spent:.2f} s")


def run(script: str, folder: Path) -> str:
    """What a script of its own process prints."""
    done = subprocess.run([sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True)
    return done.stdout


def row(name: str, of: str, value: str, goal: str = "", met: bool | None = None) -> None:
    """Print a line of the table."""
    print(f"| {name} | {of} | {value} | {goal} | {'' if met is None else 'yes' if met else 'no'} |", flush=True)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--concepts", type=int, default=2000)
    parser.add_argument("--only", default="loading,matching,questions,growth", metavar="STAGE,...")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.articles, options.concepts)
        print("| what | of | value | goal | met |\n|---|---|---|---|---|")
        for stage in options.only.split(","):
            getattr(bench, stage)()


if __name__ == "__main__":
    main()
