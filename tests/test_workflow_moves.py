"""Articles are renamed, moved, deleted and come back; what people typed follows them, or stays where it is."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow import workflow
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.desk.orphans import bring_home
from l10n_flow.disk.files import Change
from l10n_flow.errors import CatalogError, ChangedUnderUs, OutputError
from l10n_flow.values import replace

from .newsroom import ARTICLE, NOW, export, newsroom, only, status, sync, translate, tree, units, unprivileged, write

WRITTEN = ("ru", "uz", "tg")
OTHER = """\
---
title: Apples are cheap
date: 2025-05-13
---
Nobody remembers such a harvest.

Pears are dear.
"""
if TYPE_CHECKING:
    from l10n_flow.project import Project

BROKEN = b'msgid "The tram is back"\nmsgstr "\xd0\x91\n<<<<<<< HEAD\n'


def translated(root: Path) -> Project:
    project = newsroom(root, {"tram.md": ARTICLE, "market.md": OTHER})
    sync(project)
    for lang in WRITTEN:
        translate(project, lang)
        translate(project, lang, "market")
    return project


def rename(root: Path, old: str, new: str) -> None:
    path = root / "source_articles" / new
    path.parent.mkdir(parents=True, exist_ok=True)
    (root / "source_articles" / old).rename(path)


def po_files(root: Path) -> list[str]:
    return [name for name in tree(root) if name.endswith(".po")]


def orphans(project: Project, *langs: str) -> list[str]:
    found = workflow.left_over(project, workflow.select(project).files, workflow.languages(project, langs))
    return [project.shown(file.path(project)) for file in found]


def prune(project: Project, *langs: str, dry_run: bool = False) -> list[workflow.Pruned]:
    left = workflow.left_over(project, workflow.select(project).files, workflow.languages(project, langs))
    return list(workflow.prune(project, left, dry_run=dry_run))


def moved(results: list[workflow.Synced]) -> dict[tuple[str, str], str]:
    return {(one.article, lang): file.article for one in results for lang, file in one.moved.items()}


class TestRenaming:
    def test_the_po_files_follow(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        rename(tmp_path, "tram.md", "2025/line-7.md")
        results = sync(project)
        assert moved(results) == {("2025/line-7", lang): "tram" for lang in WRITTEN}
        assert po_files(tmp_path) == [
            f"locales/{lang}/{x}.po" for lang in ("ru", "tg", "uz") for x in ("2025/line-7", "market")
        ]
        assert {row.progress.translated == row.progress.units for row in status(project).values()} == {True}
        (references,) = {unit.references for unit in units(project, "tg", "2025/line-7").values()}
        assert references == ("source_articles/2025/line-7.md",)
        assert (moved(sync(project)), orphans(project)) == ({}, [])

    def test_with_all_that_is_in_them(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        path = project.catalog("tg", "tram")
        text = path.read_text("utf-8") + '\n# from the old days\n#~ msgid "Buses"\n#~ msgstr "Автобусҳо"\n'
        path.write_text(text.replace("#. headline", "# a pun\n#. headline"), "utf-8")
        path.chmod(0o640)
        rename(tmp_path, "tram.md", "line-7.md")
        sync(project)
        now = project.catalog("tg", "line-7")
        assert now.read_text("utf-8") == path_free(text, "tram", "line-7").replace(
            "#. headline", "# a pun\n#. headline"
        )
        assert now.stat().st_mode & 0o777 == 0o640

    def test_and_reworded_at_once(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        write(tmp_path, "line-7.md", ARTICLE.replace("Adults pay two somoni", "Adults pay three somoni"))
        (result,) = [one for one in sync(project, "ru") if one.article == "line-7"]
        assert result.moved.keys() == {"ru"}
        unit = units(project, "ru", "line-7")["Adults pay three somoni."]
        assert (unit.target, unit.fuzzy, unit.previous_source) == (
            "ru Adults pay two somoni.",
            True,
            "Adults pay two somoni.",
        )

    def test_a_whole_folder(self, tmp_path: Path) -> None:
        texts = {f"2024/n{i}.md": ARTICLE.replace("twelve", "a" * i).replace("two somoni", f"{i}") for i in range(1, 9)}
        project = newsroom(tmp_path, texts)
        sync(project, "tg")
        for i in range(1, 9):
            translate(project, "tg", f"2024/n{i}", f"{i} {{}}".format)
        (tmp_path / "source_articles/2024").rename(tmp_path / "source_articles/archive")
        assert moved(sync(project, "tg")) == {(f"archive/n{i}", "tg"): f"2024/n{i}" for i in range(1, 9)}
        assert not (tmp_path / "locales/tg/2024").exists()
        assert all(units(project, "tg", f"archive/n{i}")["The tram is back"].target[0] == str(i) for i in range(1, 9))

    def test_another_format_of_the_same_name_is_the_same_article(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        rename(tmp_path, "market.md", "market.txt")
        write(
            tmp_path, "market.txt", "Title: Apples are cheap\n\nNobody remembers such a harvest.\n\nPears are dear.\n"
        )
        assert (moved(sync(project)), orphans(project)) == ({}, [])

    def test_an_article_that_is_split_gets_no_file_by_chance(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        for name in ("a.md", "b.md"):
            write(tmp_path, name, ARTICLE)
        before = {lang: project.catalog(lang, "tram").read_bytes() for lang in WRITTEN}
        assert moved(sync(project)) == {}
        assert orphans(project) == [f"locales/{lang}/tram.po" for lang in WRITTEN]
        assert {lang: project.catalog(lang, "tram").read_bytes() for lang in WRITTEN} == before

    def test_only_the_article_that_is_named(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        rename(tmp_path, "tram.md", "line-7.md")
        rename(tmp_path, "market.md", "harvest.md")
        chosen = workflow.select(project, ["harvest"]).files
        results = list(workflow.sync(project, chosen, ["tg"], NOW))
        assert moved(results) == {("harvest", "tg"): "market"}
        assert orphans(project, "tg") == ["locales/tg/tram.po"]

    def test_an_article_in_the_orphans_language_is_not_what_it_was_made_for(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        write(tmp_path, "tram-tg.md", ARTICLE.replace("---\n", "---\nlang: tg\n", 1))
        assert moved(sync(project)) == {}

    def test_what_was_published_stays(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        export(project, "ru", "tg")
        names = ("public/ru/tram.html", "public/tg/tram.html")
        pages = {name: data for name, data in tree(tmp_path).items() if name in names}
        rename(tmp_path, "tram.md", "line-7.md")
        sync(project)
        assert pages.items() <= tree(tmp_path).items()
        export(project)
        assert pages.keys() <= tree(tmp_path).keys()


class TestDryRun:
    def test_it_says_what_a_real_one_does_and_writes_nothing(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        rename(tmp_path, "tram.md", "2025/line-7.md")
        before = tree(tmp_path)
        dry = sync(project, dry_run=True)
        assert tree(tmp_path) == before
        real = sync(project)
        made = [tuple(change.written for change in one.changes if isinstance(change, Change)) for one in dry]
        assert [replace(one, changes=changes) for one, changes in zip(dry, made, strict=True)] == real
        path = project.catalog("tg", "2025/line-7")
        (change,) = [c for one in dry for c in one.changes if isinstance(c, Change) and c.path == path]
        assert change.origin == tmp_path / "locales/tg/tram.po"
        assert (change.before, change.after) == (before["locales/tg/tram.po"], change.path.read_bytes())


class TestInterrupted:
    @pytest.mark.parametrize("langs", [["ru"], WRITTEN])
    def test_the_next_sync_goes_on_where_the_last_one_was_killed(self, tmp_path: Path, langs: list[str]) -> None:
        ended = []
        for name in ("killed", "whole"):
            project = translated(tmp_path / name)
            rename(project.root, "tram.md", "line-7.md")
            if name == "killed":  # when files were moved and nothing was synced
                bring_home(project, workflow.select(project).files, langs)
            sync(project)
            ended.append(tree(project.root))
        assert ended[0] == ended[1]


class TestWhatIsInTheWay:
    def test_a_broken_file_waits_and_so_does_its_article(self, tmp_path: Path) -> None:
        """In the other languages one can see whose it is: a new file in its place would strand it."""
        project = translated(tmp_path)
        old = project.catalog("tg", "tram")
        whole = old.read_bytes()
        old.write_bytes(BROKEN)
        rename(tmp_path, "tram.md", "line-7.md")
        (result,) = [one for one in sync(project) if one.article == "line-7"]
        assert result.moved.keys() == {"ru", "uz"}
        error = only(result.errors)
        assert isinstance(error, CatalogError)
        assert (error.path, error.line) == ("locales/tg/tram.po", 2)
        assert (old.read_bytes(), project.catalog("tg", "line-7").exists()) == (BROKEN, False)
        old.write_bytes(whole)
        sync(project)
        assert {unit.target for unit in units(project, "tg", "line-7").values()} == {
            unit.target for unit in catalogs.load(whole, "x").units
        }

    def test_a_broken_file_that_was_pruned_is_waited_for_by_its_article(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        prune(project)
        (tmp_path / "locales/.pruned/tg/tram.po").write_bytes(BROKEN)
        write(tmp_path, "tram.md", ARTICLE)
        (result,) = [one for one in sync(project, "tg") if one.article == "tram"]
        assert only(result.errors).path == "locales/.pruned/tg/tram.po"
        assert not project.catalog("tg", "tram").exists()

    def test_a_broken_file_that_nobody_knows_is_an_orphan_like_others(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/market.md").unlink()
        write(tmp_path, "new.md", ARTICLE.replace("tram", "bus"))
        project.catalog("tg", "market").write_bytes(BROKEN)
        assert [error for one in sync(project) for error in one.errors] == []
        assert "locales/tg/market.po" in orphans(project)

    def test_a_folder_that_cannot_be_written(self) -> None:
        with unprivileged() as home:
            project = translated(home)
            rename(home, "tram.md", "line-7.md")
            (home / "locales/tg").chmod(0o500)
            before = {name: data for name, data in tree(home).items() if name.startswith("locales/tg/")}
            (result,) = [one for one in sync(project) if one.article == "line-7"]
            assert isinstance(only(result.errors), OutputError)
            assert result.moved.keys() == {"ru", "uz"}
            assert {name: data for name, data in tree(home).items() if name.startswith("locales/tg/")} == before
            (home / "locales/tg").chmod(0o700)
            assert moved(sync(project)) == {("line-7", "tg"): "tram"}

    def test_a_symbolic_link_and_a_pipe(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        rename(tmp_path, "tram.md", "line-7.md")
        old = project.catalog("tg", "tram")
        old.rename(tmp_path / "kept.po")
        old.symlink_to(tmp_path / "kept.po")
        os.mkfifo(tmp_path / "locales/tg/pipe.po")
        (result,) = [one for one in sync(project) if one.article == "line-7"]
        assert only(result.errors).message == "a symbolic link cannot be moved"
        assert [one.error is None for one in prune(project)] == [False, False]

    @pytest.mark.parametrize("mode", ["broken", "twice"])
    def test_a_source_that_is_there_however_wrong_keeps_its_files(self, tmp_path: Path, mode: str) -> None:
        project = translated(tmp_path)
        write(tmp_path, "tram.md" if mode == "broken" else "tram.html", b"\xff\xfe\x00")
        sync(project)
        assert orphans(project) == []

    def test_files_that_are_hidden_or_no_catalogs_are_somebody_elses(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        for name in (".x.po", ".git/x.po", "x.po~", "x.mo", "2024/.x.po.1.tmp"):
            path = tmp_path / "locales/tg" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
        assert orphans(project) == []


class TestPruning:
    def test_deleted_articles_keep_their_files_until_somebody_prunes(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        before = tree(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        sync(project)
        assert orphans(project) == [f"locales/{lang}/tram.po" for lang in WRITTEN]
        dry = prune(project, dry_run=True)
        assert {name: data for name, data in before.items() if name != "source_articles/tram.md"} == tree(tmp_path)
        assert prune(project) == dry
        for lang in WRITTEN:
            assert tree(tmp_path)[f"locales/.pruned/{lang}/tram.po"] == before[f"locales/{lang}/tram.po"]
        assert orphans(project) == []

    def test_they_come_back_with_their_article(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        before = tree(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        prune(project)
        write(tmp_path, "tram.md", ARTICLE)
        assert moved(sync(project)) == {("tram", lang): "tram" for lang in WRITTEN}
        assert tree(tmp_path) == before
        assert not (tmp_path / "locales/.pruned").exists()

    def test_and_under_another_name(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        prune(project)
        write(tmp_path, "2026/tram.md", ARTICLE)
        assert moved(sync(project)) == {("2026/tram", lang): "tram" for lang in WRITTEN}

    def test_but_not_in_place_of_one_that_is_renamed(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        write(tmp_path, "copy.md", ARTICLE)
        sync(project)
        (tmp_path / "source_articles/tram.md").unlink()
        prune(project)
        rename(tmp_path, "copy.md", "line-7.md")
        assert moved(sync(project)) == {("line-7", lang): "copy" for lang in WRITTEN}
        assert (tmp_path / "locales/.pruned/tg/tram.po").exists()

    def test_a_language_at_a_time(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        prune(project, "tg", "uz-Cyrl")
        assert [name for name in po_files(tmp_path) if "tram" in name] == [
            "locales/.pruned/tg/tram.po",
            "locales/ru/tram.po",
            "locales/uz/tram.po",
        ]

    def test_a_broken_one_stays(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        project.catalog("tg", "tram").write_bytes(BROKEN)
        (error,) = [one.error for one in prune(project) if one.error]
        assert (error.path, error.line) == ("locales/tg/tram.po", 2)
        assert orphans(project) == ["locales/tg/tram.po"]

    def test_what_was_pruned_before_is_not_overwritten(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        write(tmp_path, "../locales/.pruned/tg/tram.po", "# older\n")
        before = tree(tmp_path)
        (error,) = [one.error for one in prune(project, "tg") if one.error]
        assert isinstance(error, ChangedUnderUs)
        assert error.path == "locales/.pruned/tg/tram.po"
        assert tree(tmp_path) == before


PARAGRAPH = "Line 7 opened on <em>Monday</em>. It has <a1>twelve stops</a1>."
CUT = "Line 7 opened on *Monday*. It has [twelve stops](https://example.org/stops).\n"
PASTED = {"tram.md": ARTICLE.replace(CUT, ""), "market.md": f"{OTHER}\n{CUT}"}


class TestTextsThatMoveToAnotherArticle:
    @pytest.mark.parametrize("order", [("tram", "market"), ("market", "tram"), ("tram market",)])
    def test_a_paragraph_that_is_cut_and_pasted_takes_its_translation_along(
        self, tmp_path: Path, order: tuple[str, ...]
    ) -> None:
        project = translated(tmp_path)
        for name, text in PASTED.items():
            write(tmp_path, name, text)
        for names in order:
            list(workflow.sync(project, workflow.select(project, names.split()).files, WRITTEN, NOW))
        unit = units(project, "tg", "market")[PARAGRAPH]
        assert (unit.target, unit.fuzzy, unit.previous_source) == (f"tg {PARAGRAPH}", True, None)
        assert unit.notes[-1] == "memory: from tram"
        before = tree(tmp_path)
        sync(project)
        assert tree(tmp_path) == before

    def test_an_article_that_is_split_at_a_heading(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        first, second = ARTICLE.split("\n## What it costs\n")
        write(tmp_path, "tram.md", first)
        write(tmp_path, "costs.md", f"---\ntitle: What it costs\ndate: 2025-05-13\n---\n{second}")
        sync(project)
        found = units(project, "uz", "costs")
        assert {unit.target for unit in found.values()} == {f"uz {text}" for text in found}
        assert found["What it costs"].previous_context == "heading"
        assert all(unit.notes[-1] == "memory: from tram" for unit in found.values())

    def test_an_article_that_is_split_into_two_new_ones(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        first, second = ARTICLE.split("\n## What it costs\n")
        (tmp_path / "source_articles/tram.md").unlink()
        write(tmp_path, "a.md", first)
        write(tmp_path, "b.md", f"---\ntitle: What it costs\ndate: 2025-05-13\n---\n{second}")
        sync(project)
        for name in "ab":
            assert all(unit.target for unit in units(project, "ru", name).values())

    def test_two_articles_whose_names_are_swapped(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        write(tmp_path, "tram.md", OTHER)
        write(tmp_path, "market.md", ARTICLE)
        for one in (["market"], ["tram"]):
            list(workflow.sync(project, workflow.select(project, one).files, ["ru"], NOW))
        for name in ("tram", "market"):
            assert {unit.target for unit in units(project, "ru", name).values()} == {
                f"ru {text}" for text in units(project, "ru", name)
            }

    def test_a_draft_moves_as_what_it_is(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        sync(project)
        write(tmp_path, "market.md", f"{OTHER}\nAdults pay three somoni.\n")
        write(tmp_path, "tram.md", ARTICLE.replace("- Adults pay two somoni.\n", ""))
        sync(project)
        unit = units(project, "ru", "market")["Adults pay three somoni."]
        assert (unit.target, unit.previous_source) == ("ru Adults pay two somoni.", "Adults pay two somoni.")
        assert unit.notes[-1] == "memory: from tram"

    def test_from_an_article_that_is_gone_even_if_it_was_pruned(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        (tmp_path / "source_articles/tram.md").unlink()
        prune(project)
        write(tmp_path, "market.md", f"{OTHER}\nChildren pay nothing.\n")
        sync(project)
        unit = units(project, "ru", "market")["Children pay nothing."]
        assert (unit.target, unit.notes[-1]) == ("ru Children pay nothing.", "memory: from tram")


def path_free(text: str, old: str, new: str) -> str:
    """A catalog as it is when only its article's name has changed; the date of NOW is that of before."""
    return text.replace(f"source_articles/{old}.md", f"source_articles/{new}.md")


NAMES = st.sampled_from(["a", "b", "2025/c"])
STEPS = st.one_of(
    st.tuples(st.just("write"), NAMES, st.integers(0, 3)),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("delete"), NAMES, st.none()),
    st.tuples(st.just("sync"), st.none(), st.none()),
    st.tuples(st.just("prune"), st.none(), st.none()),
)


@settings(max_examples=25)
@given(st.lists(STEPS, min_size=3, max_size=10))
def test_no_text_of_a_translator_is_ever_lost(steps: list[tuple[str, str | None, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        project = newsroom(root, {"a.md": ARTICLE, "b.md": OTHER}, 'languages = ["en", "tg"]\n')
        sync(project)
        for number, (do, name, what) in enumerate(steps):
            for file in workflow.select(project).files:
                if project.catalog("tg", file.id).exists():
                    translate(project, "tg", file.id, f"{file.id} {number} {{}}".format)
            before = texts(root)
            act(project, do, name, what)
            assert before <= texts(root)
        sync(project)
        prune(project)
        after = tree(root)
        assert moved(sync(project)) == {}
        assert tree(root) == after


def act(project: Project, do: str, name: str | None, what: object) -> None:
    path = project.sources / f"{name}.md"
    if do == "sync":
        sync(project)
    elif do == "prune":
        prune(project)
    elif do == "write":
        text = [ARTICLE, OTHER, ARTICLE.replace("somoni", "dirham"), ARTICLE.replace("\n## What it costs\n", "")]
        write(project.root, f"{name}.md", text[int(str(what))])
    elif path.exists() and do == "delete":
        path.unlink()
    elif path.exists():
        rename(project.root, f"{name}.md", f"{what}.md")


def texts(root: Path) -> Counter[str]:
    """Every translation in any catalog, however old, and how many units have it."""
    return Counter(
        unit.target for path in (root / "locales").rglob("*.po") for unit in catalogs.read(path).units if unit.target
    )


PIECES = (
    "Buses run every day. A ticket costs two somoni.",
    "Nobody remembers such a harvest.",
    "Police did not answer our letters. The court did.",
    "Forty people were waiting at the door.",
    "She went home. Her son stayed. He was ten.",
)
IN = st.sampled_from(["a", "b"])
WHICH = st.integers(0, 4)
DAYS = st.one_of(
    st.tuples(st.just("move"), IN, WHICH),
    st.tuples(st.just("copy"), IN, WHICH),
    st.tuples(st.just("swap"), IN, WHICH),
    st.tuples(st.just("reword"), IN, WHICH),
    st.tuples(st.just("translate"), IN, WHICH),
    st.tuples(st.just("sync"), IN, WHICH),
)


class Pair:
    """Two articles that give each other paragraphs."""

    def __init__(self, root: Path, segmentation: str) -> None:
        self.texts = {"a": list(PIECES[:3]), "b": list(PIECES[3:])}
        config = f'languages = ["en", "tg"]\nsegmentation = "{segmentation}"\n'
        self.project = newsroom(root, {}, config)
        self.write()
        sync(self.project)
        for name in self.texts:
            translate(self.project, "tg", name)

    def write(self) -> None:
        for name, pieces in self.texts.items():
            write(self.project.root, f"{name}.md", f"---\ntitle: Article {name}\n---\n" + "\n\n".join(pieces) + "\n")

    def act(self, do: str, name: str, number: int) -> None:
        here, there = self.texts[name], self.texts["b" if name == "a" else "a"]
        if do == "sync":
            list(workflow.sync(self.project, workflow.select(self.project, [name]).files, ["tg"], NOW))
        elif do == "translate":
            translate(self.project, "tg", name, f"{name}{number} {{}}".format)
        elif do == "swap":
            self.texts = {"a": self.texts["b"], "b": self.texts["a"]}
        elif do == "reword" and number < len(here):
            here[number] = f"Now {here[number]}"
        elif number < len(here):
            there.insert(number, here[number])
            if do == "move":
                del here[number]
        self.write()

    def known(self) -> set[str]:
        """The texts that somebody has translated, wherever it is."""
        found = (catalogs.read(path).units for path in (self.project.root / "locales").rglob("*.po"))
        return {unit.source for units in found for unit in units if unit.target and not unit.fuzzy}


@settings(max_examples=40)
@given(st.lists(DAYS, min_size=2, max_size=8), st.sampled_from(["block", "sentence"]))
def test_a_text_takes_its_translation_along_whatever_article_it_moves_to(
    days: list[tuple[str, str, int]], segmentation: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = Pair(Path(folder).resolve(), segmentation)
        root = pair.project.root
        for day in days:
            before, told = set(texts(root)), comments(root)
            pair.act(*day)
            if day[0] != "translate":
                assert before <= set(texts(root))
                assert told <= comments(root)
        known, old = pair.known(), {name: units(pair.project, "tg", name).keys() for name in "ab"}
        sync(pair.project)
        for name in "ab":
            new = units(pair.project, "tg", name)
            assert [text for text in new.keys() - old[name] if text in known and not new[text].target] == []
        after = tree(root)
        told_of = [notice.message for one in sync(pair.project) for notice in one.notices]
        assert [message for message in told_of if "gone" in message] == []
        assert tree(root) == after


def comments(root: Path) -> set[str]:
    """Every line of the people's comments in any catalog."""
    units = (unit for path in (root / "locales").rglob("*.po") for unit in catalogs.read(path).units)
    return {line for unit in units for line in unit.comment.split("\n")}
