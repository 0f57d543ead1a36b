"""How fast, how large: each stage on articles of our own making, beside the tools that do the same, in one run.

    python benchmarks/speed.py                       1,000 articles, 3 languages; the tools that are on the PATH
    python benchmarks/speed.py --articles 100 --rounds 3
    python benchmarks/speed.py --only cold,no-op
    python benchmarks/speed.py --scale 100,1000,10000    the cost of an article, and memory, as articles become many

Every round does a stage with each tool in turn, so that all have the same machine; what is compared is the median of
the rounds' ratios of cpu time (user and system, of all processes of a command). Memory is that of the largest single
process. A tool that is not installed is left out, with a line.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import polib

import corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tools: TypeAlias = dict[str, tuple[Callable[[], object], str]]

LANGS = ("ru", "uz", "tg")
FLOW = f"{shlex.quote(str(Path(sys.executable).with_name('l10n-flow')))} -q"
SETTINGS = f'languages = ["en", {", ".join(map(repr, LANGS))}]\n[site]\nimage_hosts = ["https://example.org"]\n'
OURS = f"{FLOW} run {' '.join(f'-l {lang}' for lang in LANGS)}"
LAUNCH = """
import os, sys
started = os.posix_spawn("/bin/sh", ["sh", "-c", sys.argv[1] + " >/dev/null 2>&1"], os.environ)
_, status, usage = os.wait4(started, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""
"""A process of its own, and a small one: a child begins with the memory of its parent, and that counts."""
WALK = """
import os, sys
def walk(folder):
    with os.scandir(folder) as entries:
        for entry in entries:
            walk(entry.path) if entry.is_dir(follow_symlinks=False) else entry.stat(follow_symlinks=False)
walk(sys.argv[1])
"""
MERGE = """
import sys
from pathlib import Path
from l10n_flow.catalogs import catalog
from l10n_flow.syncing import sync
from l10n_flow.languages import registry
old, new, into = map(Path, sys.argv[1:])
wanted = catalog.read(new).units
languages = {"language": registry.get("ru"), "source_language": registry.get("en")}
merged = sync.update(wanted, catalog.read(old), now="2026-01-01 00:00+0000", **languages).catalog
into.write_bytes(catalog.dump(merged))
"""
DIGESTS = """
import hashlib, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(f"{folder}/{name}", "rb") as file:
            hashlib.sha256(file.read()).hexdigest()
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: cpu seconds of all its processes, MB of the largest."""

    cpu: float
    peak: float


@dataclass
class Stage:
    """A stage: for each tool what has to be done before, unmeasured, and its command; ours is the first."""

    name: str
    tools: Tools
    goals: dict[str, float]
    folder: Path
    costs: dict[str, list[Cost]] = field(default_factory=dict)

    def round(self) -> None:
        """Do it once with each tool."""
        for tool, (prepare, command) in self.tools.items():
            prepare()
            self.costs.setdefault(tool, []).append(cost(command, self.folder))

    def lines(self) -> Iterator[str]:
        """A table's rows."""
        ours, *others = self.costs
        for other in others:
            pairs = zip(self.costs[ours], self.costs[other], strict=True)
            ratio = statistics.median(mine.cpu / its.cpu for mine, its in pairs)
            goal = self.goals.get(other)
            shown = [self.name, other, f"{_cpu(self.costs[ours])}", f"{_cpu(self.costs[other])}", f"{ratio:.4f}"]
            shown += [f"{goal}", "yes" if ratio <= goal else "no"] if goal else ["", ""]
            shown += [f"{_peak(self.costs[ours]):.0f}", f"{_peak(self.costs[other]):.0f}"]
            yield f"| {' | '.join(shown)} |"


def cost(command: str, folder: Path) -> Cost:
    """Run a command of the shell; exit code 1 is no failure: it is news, from most of these tools."""
    measured = [sys.executable, "-IS", "-c", LAUNCH, command]
    done = subprocess.run(measured, cwd=folder, env=_environment(), check=True, capture_output=True, text=True)
    code, cpu, peak = done.stdout.split()
    if code not in ("0", "1"):
        sys.exit(f"exit code {code}: {command}")
    return Cost(float(cpu), float(peak))


def scale(folder: Path, articles: int) -> str:
    """A row: what an article costs among so many, cold and when nothing has changed, and the largest process."""
    corpus.write(folder / "source_articles", articles)
    _write(folder / "l10n-flow.toml", SETTINGS)
    first = cost(OURS, folder)
    for lang in LANGS:
        fill_unwrapped(folder / "locales" / lang, lang)
    put_aside(folder / "aside", folder / "public", folder / ".l10n-flow")
    cold, again = cost(OURS, folder), cost(OURS, folder)
    each = (f"{1000 * one.cpu / articles:.2f}" for one in (first, cold, again))
    return f"| {articles} | {' | '.join(each)} | {max(first.peak, cold.peak, again.peak):.0f} |"


class Bench:
    """A folder with the same articles for every tool, in step and translated."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.folder, self.articles, self.edits = folder, articles, 0
        self.flow, self.po4a, self.toolkit = (folder / name for name in ("flow", "po4a", "toolkit"))
        self.aside = folder / "aside"
        self.pages = [path.relative_to(folder / "html") for path in corpus.write(folder / "html", articles)]
        shutil.copytree(folder / "html", self.flow / "source_articles")
        _write(self.flow / "l10n-flow.toml", SETTINGS)
        self.has = {
            name: shutil.which(name) is not None
            for name in ("po4a", "msgmerge", "html2po", "pot2po", "po2html", "pofilter")
        }
        run(OURS, self.flow)
        for lang in LANGS:
            fill_unwrapped(self.flow / "locales" / lang, lang)
        run(OURS, self.flow)
        if self.has["po4a"]:
            self._prepare_po4a()
        if self.has["html2po"]:
            self._prepare_toolkit()

    def stages(self) -> dict[str, Callable[[], Stage]]:
        """Name -> how to set it up."""
        return {
            "cold": self.cold,
            "changed": self.changed,
            "merge": self.merge,
            "large": self.large,
            "first": self.first_no_op,
            "no-op": self.no_op,
            "checkout": self.checkout,
            "check": self.check,
            "help": self.help,
        }

    def cold(self) -> Stage:
        """Catalogs are there and translated; all else is made."""
        tools: Tools = {"l10n-flow": (self.forget, f"cd flow && {OURS}")}
        if self.has["po4a"]:
            tools["po4a"] = (lambda: put_aside(self.aside, self.po4a / "out", self.po4a / "pot"), self.po4a_command)
        if self.has["html2po"]:
            tools["Translate Toolkit"] = (
                lambda: put_aside(self.aside, self.toolkit / "pot"),
                self.toolkit_command(),
            )
        return Stage("cold: sync, export", tools, {"po4a": 0.06, "Translate Toolkit": 0.30}, self.folder)

    def changed(self) -> Stage:
        """One article of a hundred is reworded, the same ones for all tools."""
        tools: Tools = {"l10n-flow": (self.edit, f"cd flow && {OURS}")}
        if self.has["po4a"]:
            tools["po4a"] = (lambda: None, self.po4a_command)
        if self.has["html2po"]:
            tools["Translate Toolkit -S"] = (lambda: None, self.toolkit_command("-S"))
        return Stage("1 % changed", tools, {"po4a": 0.003, "Translate Toolkit -S": 0.30}, self.folder)

    def merge(self) -> Stage:
        """Every catalog is merged anew, and nothing has changed."""
        tools: Tools = {
            "l10n-flow": (self.forget, f"cd flow && {FLOW} sync {' '.join(f'-l {lang}' for lang in LANGS)}")
        }
        if self.has["msgmerge"] and self.has["html2po"]:
            commands = (
                f"msgmerge -q -o /dev/null po/{lang}/{page.with_suffix('.po')} pot/{page.with_suffix('.pot')}"
                for lang in LANGS
                for page in self.pages
            )
            (self.toolkit / "merge.sh").write_text("\n".join(commands) + "\n")
            prepare = lambda: run(f"html2po {_QUIET} -P -i html -o pot", self.toolkit)  # noqa: E731
            tools["msgmerge, a process each"] = (prepare, "cd toolkit && sh merge.sh")
        return Stage("every PO merged, nothing changed", tools, {"msgmerge, a process each": 0.20}, self.folder)

    def large(self) -> Stage:
        """One article of 10,000 paragraphs, one of twenty reworded."""
        here = self.folder / "large"
        text = corpus.long_html(10_000)
        _write(here / "source_articles/long.html", text)
        _write(here / "l10n-flow.toml", 'languages = ["en", "ru"]\n')
        run(f"{FLOW} sync -l ru", here)
        fill(here / "locales", "ru")
        _write(here / "source_articles/long.html", corpus.reworded(text, 0.05, 1))
        _write(here / "empty/source_articles/long.html", corpus.reworded(text, 0.05, 1))
        _write(here / "empty/l10n-flow.toml", 'languages = ["en", "ru"]\n')
        run(f"{FLOW} sync -l ru", here / "empty")
        shutil.copy(here / "empty/locales/ru/long.po", here / "long.pot")
        _write(here / "merge.py", MERGE)
        merge = f"cd large && {shlex.quote(sys.executable)} merge.py locales/ru/long.po long.pot new.po"
        tools: Tools = {"l10n-flow": (lambda: None, merge)}
        if self.has["msgmerge"]:
            tools["msgmerge"] = (lambda: None, "cd large && msgmerge -q -o /dev/null locales/ru/long.po long.pot")
        if self.has["pot2po"]:
            tools["pot2po"] = (lambda: None, f"cd large && pot2po {_QUIET} -t locales/ru/long.po long.pot new.po")
        return Stage("10,000 units, 5 % reworded", tools, {"msgmerge": 0.03, "pot2po": 0.25}, self.folder)

    def first_no_op(self) -> Stage:
        """Nothing has changed, but since then nobody has asked for that."""
        again = self.flow / ".l10n-flow" / "again"
        return self._no_op("no-op, the first since a change", lambda: again.unlink(missing_ok=True))

    def no_op(self) -> Stage:
        """Nothing has changed, and that was said before."""
        run(OURS, self.flow)
        return self._no_op("no-op", lambda: None)

    def _no_op(self, name: str, prepare: Callable[[], object]) -> Stage:
        run(OURS, self.flow)
        _write(self.folder / "walk.py", WALK)
        walk = (lambda: None, f"{shlex.quote(sys.executable)} walk.py flow")
        tools: Tools = {"l10n-flow": (prepare, f"cd flow && {OURS}"), "scandir and stat": walk}
        return Stage(name, tools, {"scandir and stat": 3}, self.folder)

    def checkout(self) -> Stage:
        """Nothing has changed but the times of all files."""
        run(OURS, self.flow)
        _write(self.folder / "digests.py", DIGESTS)

        def touch() -> None:
            for path in self.flow.rglob("*"):
                if path.is_file() and ".l10n-flow" not in path.parts:
                    os.utime(path)

        digests = (lambda: None, f"{shlex.quote(sys.executable)} digests.py flow")
        tools: Tools = {"l10n-flow": (touch, f"cd flow && {OURS}"), "SHA-256 of all": digests}
        return Stage("no-op after a fresh checkout", tools, {"SHA-256 of all": 2}, self.folder)

    def check(self) -> Stage:
        """All articles and catalogs are checked for the first time."""
        tools: Tools = {"l10n-flow": (self.forget, f"cd flow && {FLOW} check")}
        if self.has["pofilter"]:
            filters = [f"pofilter {_QUIET} --language={lang} -i locales/{lang} -o filtered/{lang}" for lang in LANGS]
            steps = ["cd flow", f"mkdir -p {' '.join(f'filtered/{lang}' for lang in LANGS)}", *filters]
            tools["pofilter"] = (lambda: put_aside(self.aside, self.flow / "filtered"), " && ".join(steps))
        return Stage("check", tools, {"pofilter": 0.25}, self.folder)

    def help(self) -> Stage:
        """How long it takes to say what there is."""
        python = f"{shlex.quote(sys.executable)} -c pass"
        tools: Tools = {"l10n-flow": (lambda: None, f"{FLOW} --help"), "python -c pass": (lambda: None, python)}
        return Stage("--help", tools, {}, self.folder)

    def forget(self) -> None:
        """Take away all that is derived."""
        put_aside(self.aside, self.flow / "public", self.flow / ".l10n-flow")

    def edit(self) -> None:
        """Reword something in one article of a hundred, in every tool's copy."""
        self.edits += 1
        for page in self.pages[self.edits % 100 :: 100]:
            for folder in (self.flow / "source_articles", self.po4a / "html", self.toolkit / "html"):
                if (folder / page).exists():
                    text = (folder / page).read_text("utf-8")
                    (folder / page).write_text(corpus.reworded(text, 0.05, self.edits), "utf-8")

    @property
    def po4a_command(self) -> str:
        """A process for each article: po4a knows only a whole configuration, and all its POs at once."""
        return f"cd po4a && ls cfg/*.cfg | xargs -n1 -P{os.cpu_count()} po4a --quiet -M UTF-8 -L UTF-8"

    def toolkit_command(self, options: str = "") -> str:
        """Its three steps; `-S` passes over files that are older than their results."""
        steps = [f"html2po {_QUIET} {options} -P -i html -o pot"]
        steps += [f"pot2po {_QUIET} {options} -t po/{lang} -i pot -o po/{lang}" for lang in LANGS]
        steps += [f"po2html {_QUIET} {options} -t html -i po/{lang} -o out/{lang}" for lang in LANGS]
        return f"cd toolkit && {'; '.join(steps)}"

    def _prepare_po4a(self) -> None:
        shutil.copytree(self.folder / "html", self.po4a / "html")
        for lang in LANGS:  # po4a makes the others
            (self.po4a / "po" / lang).mkdir(parents=True)
        for page in self.pages:
            name = page.stem
            paths = f"pot/{name}.pot $lang:po/$lang/{name}.po"
            lines = [f"[po4a_langs] {' '.join(LANGS)}", f"[po4a_paths] {paths}"]
            lines.append(f"[type: xhtml] html/{page} $lang:out/$lang/{name}.html")
            _write(self.po4a / f"cfg/{name}.cfg", "\n".join(lines) + "\n")
        run(f"{self.po4a_command} --no-translations", self.folder)
        for lang in LANGS:
            fill(self.po4a / "po" / lang, lang)

    def _prepare_toolkit(self) -> None:
        shutil.copytree(self.folder / "html", self.toolkit / "html")
        run(f"html2po {_QUIET} -P -i html -o pot", self.toolkit)
        for lang in LANGS:
            (self.toolkit / "out" / lang).mkdir(parents=True)
            (self.toolkit / "po" / lang).mkdir(parents=True)
            run(f"pot2po {_QUIET} -i pot -o po/{lang}", self.toolkit)
            fill(self.toolkit / "po" / lang, lang)


_QUIET = "--progress=none"


def run(command: str, folder: Path) -> None:
    """Run something that is not measured."""
    subprocess.run(["sh", "-c", command], cwd=folder, env=_environment(), check=False, capture_output=True)


def _environment() -> dict[str, str]:
    """With bytecode that is kept: else a tool that is started for the first time would be compiled, and pay for it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environment | {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "l10n-flow-bytecode")}


def fill(folder: Path, lang: str) -> None:
    """Translate what is empty in all PO files of a folder."""
    for path in folder.rglob("*.po"):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog.untranslated_entries():
            entry.msgstr = corpus.translation(entry.msgid, lang)
        catalog.metadata["Content-Type"] = "text/plain; charset=UTF-8"
        catalog.metadata.setdefault("Language", lang)
        catalog.metadata_is_fuzzy = False
        catalog.save()


def fill_unwrapped(folder: Path, lang: str) -> None:
    """The same, and much faster, for files with a line for each text."""
    for path in folder.rglob("*.po"):
        text = path.read_text("utf-8")
        filled = re.sub(
            r'^msgid "(.+)"\nmsgstr ""$',
            lambda unit: f'msgid "{unit[1]}"\nmsgstr "{corpus.translation(unit[1], lang)}"',
            text,
            flags=re.MULTILINE,
        )
        path.write_text(filled, "utf-8")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--only",
        default="",
        metavar="STAGE,...",
        help="cold, changed, merge, large, first, no-op, checkout, check, help",
    )
    parser.add_argument("--scale", default="", metavar="N,...", help="so many articles, instead of the stages")
    options = parser.parse_args()
    if options.scale:
        print(
            "| articles | first run, ms each | cold, ms each | nothing changed, ms each | MB |\n|---|---|---|---|---|"
        )
        for articles in map(int, options.scale.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                print(scale(Path(folder), articles), flush=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.articles)
        for name, there in bench.has.items():
            if not there:
                print(f"{name} is not installed: what it does is left out")
        print("| stage | against | cpu s | its cpu s | ratio | at most | met | MB | its MB |")
        print("|---|---|---|---|---|---|---|---|---|")
        for name, prepare in bench.stages().items():
            if not options.only or name in options.only.split(","):
                stage = prepare()
                for _ in range(options.rounds):
                    stage.round()
                print(
                    "\n".join(stage.lines()) or f"| {stage.name} | nobody | {_cpu(stage.costs['l10n-flow'])} |",
                    flush=True,
                )


def _cpu(costs: list[Cost]) -> str:
    return f"{statistics.median(one.cpu for one in costs):.3g}"


def _peak(costs: list[Cost]) -> float:
    return max(one.peak for one in costs)


def put_aside(place: Path, *folders: Path) -> None:
    """Take folders away, and delete none: on ext4, who makes files soon after many were deleted pays for that."""
    place.mkdir(exist_ok=True)
    for folder in folders:
        if folder.exists():
            folder.rename(place / str(sum(1 for _ in place.iterdir())))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
