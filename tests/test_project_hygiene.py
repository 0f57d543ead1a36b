"""What is true of the repo as a whole: it names no machine, leaves nothing undone, and its pins fit together."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tools import needs

ROOT = Path(__file__).parent.parent

# Written so that a pattern is not found in this file itself.
UNWANTED = {
    "a package registry": r"pypi\.org|python[h]osted|npm[j]s\.|--(?:extra-)?index[-]url|--find[-]links",
    "a path of somebody's machine": r"(?<![\w.:/~-])/(?:home|root|work|Users)/",
    "something left for later": r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b",
}


def kept() -> list[Path]:
    """The files that git keeps, or will with the next commit."""
    command = [needs("git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(UNWANTED[what].encode())
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.decode(errors='replace').strip()[:100]}"
        for path in kept()
        for number, line in enumerate(path.read_bytes().splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_every_package_says_what_it_is_and_holds_names_only() -> None:
    for path in (ROOT / "src").rglob("__init__.py"):
        module = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(module), f"{path} has no docstring"
        rest = [node for node in module.body[1:] if not isinstance(node, ast.Import | ast.ImportFrom | ast.Assign)]
        assert not rest, f"{path}:{rest[0].lineno} is more than a name"


def test_every_folder_of_tests_is_a_package() -> None:
    """So that two of them may have a test file of the same name."""
    assert [path for path in (ROOT / "tests").rglob("test_*.py") if not (path.parent / "__init__.py").exists()] == []


def test_the_docs_name_no_make_target_that_is_not_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    command = re.compile(r"(?:`|^ *\$? ?)make ([\w-]+)", re.MULTILINE)
    docs = [path for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")) if path.exists()]
    named = {target for path in docs for target in command.findall(path.read_text("utf-8"))}
    assert named <= targets


def pins(file: str) -> dict[str, Requirement]:
    """Name -> the pin, of all libraries in a requirements file; each must have a hash."""
    entries = re.findall(
        r"^(\S+==\S.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+)", (ROOT / file).read_text("utf-8"), re.MULTILINE
    )
    lines = [Requirement(entry.partition("\\")[0]) for entry in entries]
    return {canonicalize_name(line.name): line for line in lines}


def test_the_pins_are_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    run, test = pins("requirements.txt"), pins("requirements-dev.txt")
    _assert_pinned(project["project"]["dependencies"] + project["build-system"]["requires"], run)
    _assert_pinned(project["dependency-groups"]["dev"], test)
    assert {name: pin.specifier for name, pin in run.items()}.items() <= {
        n: p.specifier for n, p in test.items()
    }.items()


def _assert_pinned(asked: list[str], pinned: dict[str, Requirement]) -> None:
    for line in asked:
        wish = Requirement(line)
        pin = pinned.get(canonicalize_name(wish.name))
        assert pin is not None, f"{wish.name} is not pinned: `make requirements`"
        assert wish.specifier.contains(str(pin.specifier).removeprefix("==")), f"{pin}: pyproject asks for {wish}"
