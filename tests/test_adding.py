"""A language, a reader, a check, an engine, a format of `export` or `check`, a command: one file adds it, and nothing
else is touched."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import l10n_flow
from tests.cli.newsroom import write

FILES = {
    "languages/kk.py": """
from .language import Language

LANGUAGE = Language(
    tag="kk", name="қазақша", babel="kk", po="kk", open_graph="kk_KZ", plural_forms="nplurals=2; plural=(n != 1);",
    alphabet="аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", quotes=("«", "»"), inner_quotes=("“", "”"),
)
""",
    "readers/lines.py": '''"""A paragraph on each line, the headline on the first."""
from xml.sax.saxutils import escape

from ..model import Article

SUFFIXES = (".lines",)


def read(text, *, article_id, path, lang):
    headline, *lines = map(escape, text.splitlines())
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    body = f'<article><header><h1 data-role="headline">{headline}</h1></header>{paragraphs}</article>'
    return Article(article_id, lang, "lines", body, path, text)


def write(article):
    return article.source
''',
    "checks/shouting.py": '''"""Whether a translation shouts."""
from ..model import Finding, Severity

SEVERITY = Severity.WARNING


def check(passage):
    if passage.target.isupper():
        yield Finding("it shouts", "say it in small letters")
''',
    "engines/shouter.py": '''"""What it has learnt by heart, in capital letters."""
from ..languages import registry

TEXTS = {"The tram is back": "Трамвай қайтып келді", "It is a tram.": "Бұл трамвай."}
URL, KEY, NEEDS, LIMIT, PRICE = "", "", (), 1000, 0.0
CODES = {tag: tag for tag in registry.tags()}


def translate(text, line):
    return TEXTS[text].upper()
''',
    "exporters/bare.py": '''"""The headline, and nothing else."""
from . import _content


def files(edition, site):
    return {f"{edition.card.path}.bare": _content.of(edition, site).headline}
''',
    "cli/reports/bare.py": '''"""Which checks found something."""


def pieces(checked):
    return [f"{one.check}\\n" for one in checked.findings]
''',
    "cli/commands/hello.py": '''"""`l10n-flow hello`."""
from .. import options
from ..output import Report


@options.command()
def command(call):
    """Greet the newsroom."""
    return Report(text="hello\\n")
''',
}
GLOSSARY = """
[[concept]]
id = "tram"
en = "tram"
kk = "трамвай"
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the program with all of these."""
    folder = tmp_path_factory.mktemp("added")
    shutil.copytree(Path(l10n_flow.__file__).parent, folder / "l10n_flow")
    for name, text in FILES.items():
        write(folder / "l10n_flow" / name, text)
    return folder


def test_one_file_is_enough(package: Path, tmp_path: Path) -> None:
    def flow(*arguments: str) -> str:
        run = [sys.executable, "-m", "l10n_flow", "-C", str(tmp_path), *arguments]
        done = subprocess.run(run, cwd=package, capture_output=True, encoding="utf-8", check=False)
        assert done.stderr == ""
        return done.stdout

    write(tmp_path / "l10n-flow.toml", 'languages = ["en", "kk"]\n')
    write(tmp_path / "glossary/terms.toml", GLOSSARY)
    write(tmp_path / "source_articles/tram.lines", "The tram is back\nIt is a tram.\n")
    assert flow("hello") == "hello\n"
    flow("sync")
    flow("pretranslate", "--lang", "kk", "--engine", "shouter")
    catalog = tmp_path / "locales/kk/tram.po"
    text = catalog.read_text("utf-8")
    assert 'msgstr "ТРАМВАЙ ҚАЙТЫП КЕЛДІ"' in text
    catalog.write_text(re.sub("#, fuzzy\n|# machine: .*\n", "", text), "utf-8")
    assert set(flow("check", "--format", "bare", "--select", "shouting,terms").split()) == {"shouting"}
    flow("export", "--format", "bare", "--output", "out")
    assert (tmp_path / "out/kk/tram.html.bare").read_text("utf-8") == "ТРАМВАЙ ҚАЙТЫП КЕЛДІ"
    assert "public/kk/tram.html" in flow("export")
