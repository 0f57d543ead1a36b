"""`l10n-flow merge-po`."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from l10n_flow.catalogs import catalog
from tests.cli.newsroom import flow, flow_json, found, process, write
from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
BASE = HEADER + '\nmsgid "Rain."\nmsgstr "Борон."\n\nmsgid "Snow."\nmsgstr "Барф."\n'
RAIN = BASE.replace("Борон.", "Борон меборад.")
SNOW = BASE.replace("Барф.", "Барф меборад.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "base.po", BASE)
    write(tmp_path / "ours.po", RAIN)
    write(tmp_path / "theirs.po", SNOW)
    return tmp_path


SIDES = ("base.po", "ours.po", "theirs.po")


def test_clean_into_ours_without_a_word(folder: Path) -> None:
    result = process(folder, "merge-po", *SIDES)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (folder / "ours.po").read_text("utf-8") == RAIN.replace("Барф.", "Барф меборад.")
    assert (folder / "theirs.po").read_text("utf-8") == SNOW
    assert len(list(folder.iterdir())) == 3


def test_into_another_file(folder: Path) -> None:
    write(folder / "both.po", "whatever was there")
    assert flow(folder, "merge-po", *SIDES, "-o", "both.po").exit_code == 0
    assert (folder / "ours.po").read_text("utf-8") == RAIN
    assert catalog.read(folder / "both.po").units[1].target == "Барф меборад."


def test_a_conflict_is_shown_and_both_translations_are_kept(folder: Path) -> None:
    write(folder / "theirs.po", BASE.replace("Борон.", "Меборад.\\n\x1b[31m"))
    result = flow(folder, "merge-po", *SIDES, "--name", "locales/tg/x.po")
    assert result.exit_code == 1
    assert result.stdout == (
        "locales/tg/x.po: two translations of “Rain.”\n"
        "  ours:   “Борон меборад.”\n"
        "  theirs: “Меборад. \\u001b[31m”\n"
        "1 unit to decide on: fuzzy in the file, the second translation in a comment\n"
    )
    unit = catalog.read(folder / "ours.po").units[0]
    assert (unit.target, unit.fuzzy) == ("Борон меборад.", True)
    assert unit.comment == "[merge] other translation: Меборад.\\n\x1b[31m"
    subprocess.run([needs("msgfmt"), "-c", "-o", folder / "x.mo", folder / "ours.po"], check=True, capture_output=True)


def test_what_one_side_removed_and_the_other_changed(folder: Path) -> None:
    write(folder / "ours.po", BASE.partition('\n\nmsgid "Snow')[0] + "\n")
    result = flow(folder, "merge-po", *SIDES)
    assert result.exit_code == 0
    assert result.stdout.startswith("ours.po: missing on one side, and kept as obsolete: ")
    assert '\n#~ msgstr "Барф меборад."' in (folder / "ours.po").read_text("utf-8")


@pytest.mark.parametrize("side", SIDES)
def test_a_damaged_file_and_nothing_is_written(folder: Path, side: str) -> None:
    write(folder / side, BASE + "<<<<<<< HEAD\n")
    before = (folder / "ours.po").read_bytes()
    result = flow(folder, "merge-po", *SIDES)
    assert result.exit_code == 2
    assert f"{side}:9: an unresolved git conflict" in result.stderr
    assert (folder / "ours.po").read_bytes() == before


def in_language(text: str, code: str) -> str:
    return text.replace("UTF-8\\n", f'UTF-8\\n"\n"Language: {code}\\n')


@pytest.mark.parametrize("other", SIDES)
def test_files_of_two_languages_are_no_versions_of_one(folder: Path, other: str) -> None:
    for name in SIDES:
        path = folder / name
        write(path, in_language(path.read_text("utf-8"), "tg" if name == other else "ru"))
    before = (folder / "ours.po").read_bytes()
    result = flow(folder, "merge-po", *SIDES)
    assert result.exit_code == 2
    assert "it is in '" in result.stderr
    assert "merge three versions of one PO file: BASE is what both sides started from" in result.stderr
    assert (folder / "ours.po").read_bytes() == before


def test_one_language_by_several_names(folder: Path) -> None:
    for name, code in zip(SIDES, ("uz", "uz_UZ", "uz@latin"), strict=True):
        write(folder / name, in_language((folder / name).read_text("utf-8"), code))
    assert flow(folder, "merge-po", *SIDES).exit_code == 0


def of(article: str, *sources: str) -> str:
    return HEADER + "".join(f'\n#: {article}\nmsgid "{text}"\nmsgstr "{text}!"\n' for text in sources)


@pytest.mark.parametrize("other", SIDES)
def test_files_of_two_articles_are_no_versions_of_one(folder: Path, other: str) -> None:
    for name in SIDES:
        article = of("a/snow.md", "Snow.", "Read on", "Ice.") if name == other else of("a/b.md", "Rain.", "Read on", "")
        write(folder / name, article.replace('msgid ""\nmsgstr "!"', 'msgid "Fog."\nmsgstr "Туман."'))
    before = (folder / "ours.po").read_bytes()
    result = flow(folder, "merge-po", *SIDES)
    assert result.exit_code == 2
    assert "it is the catalog of another article than " in result.stderr
    assert (folder / "ours.po").read_bytes() == before


def test_files_without_references_that_have_nothing_in_common(folder: Path) -> None:
    write(folder / "theirs.po", HEADER + '\nmsgid "Ice."\nmsgstr "Ях."\n')
    result = flow(folder, "merge-po", *SIDES)
    assert result.exit_code == 2
    assert "theirs.po: it is the catalog of another article than " in result.stderr
    assert (folder / "ours.po").read_text("utf-8") == RAIN


def test_an_article_that_was_renamed_or_written_anew_is_still_the_same(folder: Path) -> None:
    write(folder / "base.po", of("a/b.md", "Rain.", "Snow."))
    write(folder / "ours.po", of("a/c.md", "Rain.", "Snow."))
    write(folder / "theirs.po", of("a/b.md", "Ice.", "Fog."))
    assert flow(folder, "merge-po", *SIDES).exit_code == 0
    units = catalog.read(folder / "ours.po").units
    assert {unit.source for unit in units if not unit.obsolete} == {"Ice.", "Fog."}


def test_a_dry_run_of_what_git_calls_writes_nothing(folder: Path) -> None:
    write(folder / "theirs.po", "damaged")
    result = flow(folder, "merge-po", *SIDES, "--name", "x.po", "--dry-run")
    assert result.exit_code == 2
    assert (folder / "ours.po").read_text("utf-8") == RAIN


def test_another_language_when_git_merges_is_kept_beside_ours(folder: Path) -> None:
    write(folder / "ours.po", in_language(RAIN, "tg"))
    write(folder / "theirs.po", in_language(SNOW, "ru"))
    result = flow(folder, "merge-po", *SIDES, "--name", "x.po")
    assert result.exit_code == 2
    assert result.stderr.startswith("x.po (theirs): it is in 'ru', but x.po (ours) is in 'tg'\n")
    text = (folder / "ours.po").read_text("utf-8")
    assert in_language(RAIN, "tg") in text
    assert in_language(SNOW, "ru") in text


def test_a_base_in_another_language_is_left_out_when_git_merges(folder: Path) -> None:
    for name, code in zip(SIDES, ("ru", "tg", "tg"), strict=True):
        write(folder / name, in_language((folder / name).read_text("utf-8"), code))
    told = flow_json(folder, "merge-po", *SIDES, "--name", "x.po")
    assert told["without_base"].startswith("x.po (ours): it is in 'tg', but x.po (base) is in 'ru'")
    assert [conflict["source"] for conflict in told["conflicts"]] == ["Rain.", "Snow."]


@pytest.mark.skipif(os.name != "posix", reason="devices")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("base.po", "ours.po", "none.po"), "none.po: cannot be read: No such file or directory\n  "),
        (("base.po", ".", "theirs.po"), ": cannot be read: Is a directory\n  "),
        (("base.po", "ours.po", "/dev/null"), "/dev/null:1: the file is empty\n  "),
        (("/dev/zero", "ours.po", "theirs.po"), "/dev/zero: larger than 16 MB\n  "),
        ((*SIDES, "-o", "."), ": cannot be written: Is a directory\n  delete what stands in its place"),
    ],
)
def test_what_is_no_catalog_is_one_clear_error(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    result = flow(folder, "merge-po", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 2
    assert (folder / "ours.po").read_text("utf-8") == RAIN
    assert len(list(folder.iterdir())) == 3


def test_files_are_called_as_they_were_named(folder: Path) -> None:
    assert process(folder, "merge-po", "base.po", "none.po", "theirs.po").stderr.startswith("none.po: ")


def test_a_file_that_both_sides_added_has_no_base(folder: Path) -> None:
    (folder / "base.po").write_bytes(b"")
    assert flow(folder, "merge-po", *SIDES).exit_code == 1
    rain, snow = catalog.read(folder / "ours.po").units
    assert (rain.target, rain.comment) == ("Борон меборад.", "[merge] other translation: Борон.")
    assert (snow.target, snow.comment) == ("Барф.", "[merge] other translation: Барф меборад.")
    assert rain.fuzzy
    assert snow.fuzzy


def test_dry_run(folder: Path) -> None:
    result = flow(folder, "merge-po", *SIDES, "--dry-run")
    assert (folder / "ours.po").read_text("utf-8") == RAIN
    copy = folder / "copy"
    copy.mkdir()
    shutil.copy(folder / "ours.po", copy)
    subprocess.run([needs("patch"), "-p1"], cwd=copy, input=result.stdout_bytes, check=True, capture_output=True)
    flow(folder, "merge-po", *SIDES)
    assert (copy / "ours.po").read_bytes() == (folder / "ours.po").read_bytes()


def test_json(folder: Path) -> None:
    write(folder / "theirs.po", BASE.replace("Борон.", "Меборад."))
    assert flow_json(folder, "merge-po", *SIDES) == {
        "catalog": "ours.po",
        "changed": True,
        "conflicts": [{"context": None, "source": "Rain.", "ours": ["Борон меборад."], "theirs": ["Меборад."]}],
        "rescued": [],
        "without_base": None,
        "errors": [],
    }


def test_what_a_newsroom_merges_into_its_catalog_can_be_restored(tmp_path: Path) -> None:
    path = found(tmp_path) / "locales/ru/2025/bridge.po"
    flow(tmp_path, "sync")
    base = path.read_bytes()
    (tmp_path / "base.po").write_bytes(base)
    (tmp_path / "theirs.po").write_bytes(
        base.replace(b'msgid "The bridge"\nmsgstr ""', 'msgid "The bridge"\nmsgstr "Мост"'.encode())
    )
    merged = flow(tmp_path, "merge-po", "base.po", "locales/ru/2025/bridge.po", "theirs.po")
    assert merged.exit_code == 0
    assert "Мост" in path.read_text("utf-8")
    assert flow(tmp_path, "doctor", "--restore", "locales/ru/2025/bridge.po", "--version", "1").exit_code == 0
    assert path.read_bytes() == base
    assert sorted(p.name for p in path.parent.iterdir()) == ["bridge.po", "market.po"]
