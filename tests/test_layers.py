"""The house's plan as data, and the proof that the code keeps to it.

Imports point down. Modules of one level may use each other, without circles; but level 3 are the plug-in folders,
where nobody knows a neighbour: a plug-in imports of its own folder only the helpers (`_name.py`). Those of any folder
are its own.
Imports inside functions and under TYPE_CHECKING count like all others.
"""

from __future__ import annotations

import ast
import graphlib
import importlib.metadata
import sys
import tomllib
from importlib.util import resolve_name
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "l10n_flow"

# Modules and folders of the package by level; `l10n_flow` is its own __init__.
LEVELS = (
    "l10n_flow values nodes model errors",
    "text locales languages inflection memo",
    "disk settings project ledger articles catalogs merging syncing editions publications recorded shown glossary"
    " passages waivers plugins machine feeds pages pictures pasted",
    "readers checks engines exporters",
    "desk",
    "reviewing",
    "publishing terms drafts",
    "rounds",
    "workflow workspace",
    "cli __main__",
)
PLUGINS = 3

# Each library has one seam: the modules that may import it. Nobody else sees its types.
SEAMS = {
    "PIL": "pictures",
    "babel": "locales",
    "click": "cli",
    "deep_translator": "engines",
    "defusedxml": "glossary",
    "filelock": "catalogs.po_files machine.outgoing",
    "jinja2": "pages cli",
    "lxml": "articles.document readers exporters pages glossary pictures",
    "markdown_it": "readers",
    "markupsafe": "pages cli",
    "mdit_py_plugins": "readers",
    "msgspec": "values settings.settings settings.file ledger publications recorded shown publishing.snapshots"
    " publishing.inventory publishing.card_store publishing.manifest glossary exporters pages publishing.linked"
    " publishing.media",
    "nh3": "pages",
    "openpyxl": "glossary",
    "polib": "catalogs.po_format locales",
    "pymorphy3": "inflection",
    "rapidfuzz": "syncing.matching syncing.recast",
    "requests": "machine.wire machine._exchange",
    "tenacity": "drafts.asking",
    "urllib3": "machine.wire machine._exchange",
    "watchfiles": "cli",
    "yaml": "readers",
}

DATA = {"tzdata"}
"""What is declared and nobody imports: the time zones, where the system has none (`zoneinfo` finds them there)."""

LEVEL_OF = {name: level for level, names in enumerate(LEVELS) for name in names.split()}


def imports(source: Path) -> dict[str, frozenset[str]]:
    """Dotted module name -> what it imports, for all files of a package: its own modules, and libraries by top name."""
    files = {".".join((source.name, *_steps(path.relative_to(source)))): path for path in source.rglob("*.py")}
    return {
        module: frozenset(_known(name, files) for name in _names(path, module)) - {module}
        for module, path in files.items()
    }


def _steps(path: Path) -> tuple[str, ...]:
    return path.parent.parts if path.stem == "__init__" else path.with_suffix("").parts


def _names(path: Path, module: str) -> Iterator[str]:
    """Full names of all that a file imports, wherever in the file."""
    package = module if path.stem == "__init__" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _known(name: str, files: Mapping[str, Path]) -> str:
    """The module that a full name is of; of a library only its top name."""
    while "." in name and name not in files:
        name = name.rpartition(".")[0]
    return name


def place(module: str) -> str:
    """The word of the table that a module belongs to."""
    return ".".join(module.split(".")[1:2]) or module


def violations(source: Path) -> list[str]:
    """What in a package breaks the plan, in words."""
    graph = imports(source)
    own = {module: names & graph.keys() for module, names in graph.items()}
    libraries = {module: names - graph.keys() - sys.stdlib_module_names for module, names in graph.items()}
    found = [f"{place(module)} has no place in the table" for module in graph if place(module) not in LEVEL_OF]
    if found:
        return found
    found += [
        f"{module} imports {name}, {why}" for module in own for name in own[module] if (why := _objection(module, name))
    ]
    found += [
        f"{module} imports {name}, whose seam is {SEAMS.get(name, 'not in the table')}"
        for module in libraries
        for name in libraries[module]
        if not {place(module), module.partition(".")[2]} & {*SEAMS.get(name, "").split()}
    ]
    try:
        graphlib.TopologicalSorter(own).prepare()
    except graphlib.CycleError as error:
        found.append(f"a circle: {' <- '.join(error.args[1])}")
    return found


def _objection(module: str, imported: str) -> str | None:
    """Why one module of the package may not import another; None if it may."""
    here, there = LEVEL_OF[place(module)], LEVEL_OF[place(imported)]
    folder, _, name = imported.rpartition(".")
    if there > here:
        return "which stands above it"
    if name.startswith("_") and not module.startswith(f"{folder}."):
        return "its folder's own"
    if place(module) != place(imported):
        return "which stands beside it" if here == PLUGINS == there else None
    if here == PLUGINS and not imported.rpartition(".")[2].startswith("_"):
        return "its sibling"
    return None


def test_the_code_keeps_to_the_plan() -> None:
    assert "\n".join(violations(SOURCE)) == ""


def test_the_table_lists_nothing_that_is_gone() -> None:
    assert LEVEL_OF.keys() == {place(module) for module in imports(SOURCE)}


def test_the_libraries_are_those_that_pyproject_declares_and_each_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [project["dependencies"], *project["optional-dependencies"].values()]
    distributions = {canonicalize_name(Requirement(line).name) for lines in declared for line in lines}
    used = frozenset().union(*imports(SOURCE).values()) & SEAMS.keys()
    providers = importlib.metadata.packages_distributions()
    assert used == SEAMS.keys()
    assert {canonicalize_name(providers[name][0]) for name in SEAMS} == distributions - DATA


SOUND = {
    "__init__.py": "",
    "model.py": "import enum",
    "text/__init__.py": "",
    "text/markup.py": "from ..model import Role\nimport re",
    "text/segmentation.py": "from . import markup",
    "articles/__init__.py": "",
    "articles/document.py": "from lxml import etree\nfrom l10n_flow.text import segmentation",
    "languages/__init__.py": "",
    "languages/en.py": "from .language import Language",
    "languages/language.py": "from ..model import Role",
    "readers/__init__.py": "",
    "readers/_header.py": "from ..articles.document import parse",
    "readers/html.py": "from . import _header\nfrom ._header import field",
    "exporters/html.py": "import lxml.etree\nfrom ..articles import document",
    "workflow.py": "from .readers import html",
    "cli/main.py": "def main():\n    from .. import workflow",
}


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("model.py", "from .text.markup import TAG", "l10n_flow.text.markup, which stands above it"),
        ("model.py", "def late():\n    import l10n_flow.workflow", "l10n_flow.workflow, which stands above it"),
        (
            "text/markup.py",
            "if TYPE_CHECKING:\n    from ..articles.document import cut",
            "l10n_flow.articles.document, which stands above it",
        ),
        ("exporters/html.py", "from ..readers import html", "l10n_flow.readers.html, which stands beside it"),
        ("readers/text.py", "from .html import read", "l10n_flow.readers.html, its sibling"),
        ("readers/_header.py", "from . import html", "l10n_flow.readers.html, its sibling"),
        ("workflow.py", "from .readers import _header", "l10n_flow.readers._header, its folder's own"),
        ("text/markup.py", "from .segmentation import split", "a circle"),
        ("languages/language.py", "from .en import LANGUAGE", "a circle"),
        ("workflow.py", "from lxml import etree", "lxml, whose seam is articles.document readers"),
        ("articles/document.py", "import httpx", "httpx, whose seam is not in the table"),
        ("helpers.py", "", "helpers has no place in the table"),
    ],
)
def test_the_check_finds(tmp_path: Path, file: str, text: str, complaint: str) -> None:
    package = tmp_path / "l10n_flow"
    _build(package, SOUND)
    assert violations(package) == []
    _build(package, {file: text})
    assert complaint in "\n".join(violations(package))


def test_a_new_plugin_needs_no_entry(tmp_path: Path) -> None:
    package = tmp_path / "l10n_flow"
    _build(package, SOUND | {"readers/docx.py": "import zipfile\nfrom ..articles.document import parse"})
    assert violations(package) == []


def _build(package: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
