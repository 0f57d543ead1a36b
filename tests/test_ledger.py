"""What the ledger spares, and that it changes no result."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import ledger, workflow
from l10n_flow import project as projects
from l10n_flow.disk.files import rewrite
from l10n_flow.errors import CatalogError, SourceError
from l10n_flow.values import replace

from .newsroom import ARTICLE, CONFIG, LAX, NOW, export, newsroom, png, translate, tree, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from l10n_flow.desk.results import Exported, Synced
    from l10n_flow.model import Finding
    from l10n_flow.project import Project

LANGS = ("ru", "uz", "uz-Cyrl", "tg")
LONG_AGO = 1_700_000_000


def run(project: Project, executor: Executor | None = None) -> list[workflow.Done]:
    """`l10n-flow run`, by somebody who has just come in."""
    project = projects.find(project.root)
    langs = workflow.languages(project)
    return list(workflow.run(project, workflow.select(project).files, langs, NOW, executor=executor))


def check(project: Project, *langs: str) -> list[Finding]:
    """`l10n-flow check`."""
    project = projects.find(project.root)
    found = workflow.check(project, workflow.select(project).files, workflow.languages(project, langs))
    return [finding for one in found for finding in one.findings if finding.subject != "open"]


def told(done: list[workflow.Done], root: Path) -> str:
    """What is said of articles, wherever they are."""
    return repr([(one.article, one.synced, one.exported, one.rows) for one in done]).replace(str(root), "")


def redone(done: list[workflow.Done]) -> list[str]:
    """The articles that somebody had to look at."""
    return [one.article for one in done if one.article and not one.known]


def age(root: Path) -> None:
    """Let time go by: all that is there, the ledger too, is from the day before yesterday, or from yesterday."""
    for path in root.rglob("*"):
        if path.is_file():
            os.utime(path, (LONG_AGO, LONG_AGO))
    book = root / ".l10n-flow" / "ledger.msgpack"
    if book.exists():
        os.utime(book, (LONG_AGO + 86_400, LONG_AGO + 86_400))


@pytest.fixture
def news(tmp_path: Path) -> Project:
    """Two articles; one is translated into Tajik; all is published and known."""
    project = newsroom(tmp_path / "news", {"tram.md": ARTICLE, "2025/bus.md": ARTICLE.replace("tram", "bus")})
    run(project)
    translate(project, "tg")
    run(project)
    age(project.root)
    run(project)
    age(project.root)
    assert redone(run(project)) == []
    return project


class TestWhatIsDoneAgain:
    def test_nothing_if_nothing_changed(self, news: Project) -> None:
        before = tree(news.root)
        first, second = run(news), run(news)
        assert told(first, news.root) == told(second, news.root)
        assert tree(news.root) == before

    @pytest.mark.parametrize(
        "name", ["source_articles/tram.md", "locales/tg/tram.po", "locales/uz/tram.po", "public/tg/tram.html"]
    )
    @pytest.mark.parametrize("change", ["more", "other", "gone"])
    def test_an_article_with_a_file_that_is_not_as_it_was(self, news: Project, name: str, change: str) -> None:
        path = news.root / name
        data = path.read_bytes()
        if change == "gone":
            path.unlink()
        else:
            path.write_bytes(data + b"\n\n" if change == "more" else data.replace(b"7", b"8", 1))
        assert redone(run(news)) == ([] if change == "gone" and name.endswith(".md") else ["tram"])
        assert redone(run(news)) == []

    def test_an_edition_that_was_not_there_when_the_others_were_made(self, news: Project) -> None:
        page = news.root / "public/tg/tram.html"
        assert b'hreflang="uz"' not in page.read_bytes()
        translate(news, "uz")
        run(news)
        assert b'hreflang="uz"' in page.read_bytes()

    def test_nothing_after_a_fresh_checkout(self, news: Project) -> None:
        for path in news.root.rglob("*.*"):
            if path.is_file():
                os.utime(path)
        assert redone(run(news)) == []

    def test_nothing_in_another_place(self, news: Project) -> None:
        texts = news.root / "texts/ru.po"
        texts.parent.mkdir()
        texts.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n', "utf-8")
        age(news.root)
        run(news)
        age(news.root)
        before, said = tree(news.root), told(run(news), news.root)
        news = projects.find(news.root.rename(news.root.parent / "elsewhere"))
        done = run(news)
        assert redone(done) == []
        assert told(done, news.root) == said
        assert tree(news.root) == before
        for path in filter(Path.is_file, news.derived.rglob("*")):
            assert b"/news/" not in path.read_bytes()

    def test_what_was_changed_without_a_sign_while_the_ledger_was_written(self, news: Project) -> None:
        page = news.root / "public/tg/tram.html"
        os.utime(page, ns=(0, 1_750_000_000_123_000_000))
        assert redone(run(news)) == []
        os.utime(news.root / ".l10n-flow/ledger.msgpack", ns=(0, 1_750_000_000_124_000_000))
        page.write_bytes(page.read_bytes().replace(b"tram", b"TRAM"))
        os.utime(page, ns=(0, 1_750_000_000_123_000_000))
        assert redone(run(news)) == ["tram"]
        assert b"TRAM" not in page.read_bytes()

    def test_all_if_a_setting_changed(self, news: Project) -> None:
        config = news.root / "l10n-flow.toml"
        config.write_text(config.read_text("utf-8") + '[site]\nname = "News"\n', "utf-8")
        assert redone(run(news)) == ["2025/bus", "tram"]
        assert b"News" in (news.root / "public/tg/tram.html").read_bytes()

    def test_all_if_the_newsrooms_spelling_changed(self, news: Project) -> None:
        path = news.root / "glossary/spelling/uz-Cyrl.toml"
        path.parent.mkdir(parents=True)
        path.write_text("", "utf-8")
        assert redone(run(news)) == ["2025/bus", "tram"]

    def test_an_article_whose_picture_changed(self, news: Project) -> None:
        write(news.root, "x.png", png(1))
        write(news.root, "tram.md", ARTICLE + "\n![A tram](x.png)\n")
        run(news)
        age(news.root)
        run(news)
        write(news.root, "x.png", png(2))
        assert redone(run(news)) == ["tram"]
        assert (news.root / "public/media/x.png").read_bytes() == png(2)

    def test_an_article_with_an_error_until_it_is_mended(self, news: Project) -> None:
        path = news.root / "locales/uz/tram.po"
        good = path.read_bytes()
        path.write_bytes(good[:-2])
        for _ in range(2):
            (tram,) = [one for one in run(news) if one.article == "tram"]
            assert tram.synced
            assert [type(error) for error in tram.synced.errors] == [CatalogError]
        path.write_bytes(good)
        assert redone(run(news)) == ["tram"]

    def test_another_question_about_the_same_files_leaves_the_first_answer(self, news: Project) -> None:
        files = workflow.select(news).files
        assert len(list(workflow.status(news, files, ["tg"]))) == 2
        assert redone(run(news)) == []


class TestTheBook:
    @pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'["x", {}]', b"\xff\xfe", b"null", b"[1, 2, 3]"])
    def test_a_damaged_one_is_made_anew(self, news: Project, damage: bytes) -> None:
        path = news.root / ".l10n-flow/ledger.msgpack"
        good = path.read_bytes()
        before = told(run(news), news.root)
        path.write_bytes(damage)
        assert told(run(news), news.root) == before
        assert len(path.read_bytes()) == len(good)

    def test_a_damaged_entry_is_made_anew(self, news: Project) -> None:
        path = news.root / ".l10n-flow/ledger.msgpack"
        before = told(run(news), news.root)
        path.write_bytes(path.read_bytes().replace(b'"kept"', b'"sold"').replace(b'"translated"', b'"x"'))
        age(news.root)
        assert told(run(news), news.root) == before

    @pytest.mark.parametrize("place", [0, 8, 9, 0.3, 0.6, -1])
    def test_one_with_a_damaged_byte_is_made_anew_from_there(self, news: Project, place: float) -> None:
        path = news.root / ".l10n-flow/ledger.msgpack"
        before = told(run(news), news.root)
        data = bytearray(path.read_bytes())
        data[int(place * len(data)) if isinstance(place, float) else place] ^= 0x95
        path.write_bytes(data)
        assert told(done := run(news), news.root) == before
        assert redone(done) == (["2025/bus", "tram"] if place in (0, 8, 9, 0.3) else ["tram"])
        assert redone(run(news)) == []

    @pytest.mark.parametrize("kept", [0, 30, 64, 65, 70, 0.5, 0.9])
    def test_of_one_that_was_cut_short_the_rest_is_made_anew(self, news: Project, kept: float) -> None:
        path = news.root / ".l10n-flow/ledger.msgpack"
        before, data = told(run(news), news.root), path.read_bytes()
        path.write_bytes(data[: int(kept * len(data)) if isinstance(kept, float) else kept])
        assert told(done := run(news), news.root) == before
        assert "tram" in redone(done)
        assert redone(run(news)) == []

    def test_one_of_another_make_is_made_anew(self, news: Project) -> None:
        path = news.root / ".l10n-flow/ledger.msgpack"
        before = told(run(news), news.root)
        book = msgspec.msgpack.encode([ledger.version((news.config, "")), {}])
        path.write_bytes(b"%08x\n" % zlib.crc32(book) + book)
        assert told(done := run(news), news.root) == before
        assert redone(done) == ["2025/bus", "tram"]
        assert redone(run(news)) == []

    def test_one_that_a_lost_disk_filled_with_zeros_is_made_anew(self, news: Project) -> None:
        path = news.root / ".l10n-flow/ledger.msgpack"
        before, data = told(run(news), news.root), path.read_bytes()
        path.write_bytes(data[:65] + bytes(len(data) - 65))
        assert told(done := run(news), news.root) == before
        assert redone(done) == ["2025/bus", "tram"]
        assert len(path.read_bytes()) == len(data)

    @pytest.mark.parametrize("kind", ["folder", "link", "nothing"])
    def test_what_stands_in_its_place_changes_no_result(self, news: Project, kind: str) -> None:
        before = told(run(news), news.root)
        path = news.root / ".l10n-flow/ledger.msgpack"
        path.unlink()
        if kind == "folder":
            path.mkdir()
        elif kind == "link":
            path.symlink_to(news.root.parent / "elsewhere")
        assert told(run(news), news.root) == before
        assert not (news.root.parent / "elsewhere").exists()

    def test_the_version_is_that_of_program_and_settings(self, news: Project) -> None:
        assert ledger.version(news.config) == ledger.version(projects.find(news.root).config) != ledger.version("x")

    def test_who_changes_a_file_meanwhile_keeps_it_from_being_known(self, tmp_path: Path) -> None:
        path = tmp_path / "a.po"
        path.write_text("read")
        evidence = ledger.Evidence(tmp_path)
        evidence.look(path)
        path.write_text("saved")
        assert evidence.entry({}) is None

    @pytest.mark.parametrize("said", ["<p>B</p>", "<p>Longer</p>"])
    def test_so_does_who_changes_a_page_as_soon_as_it_is_written(self, tmp_path: Path, said: str) -> None:
        page = rewrite(tmp_path / "a.html", [b"<p>", b"A</p>"])
        evidence = ledger.Evidence(tmp_path)
        evidence.made(page)
        assert evidence.entry({})
        page.path.write_text(said)
        os.utime(page.path, (LONG_AGO, LONG_AGO))
        assert evidence.entry({}) is None

    def test_or_even_sooner(self, tmp_path: Path) -> None:
        page = rewrite(tmp_path / "a.html", [b"<p>", b"A</p>"])
        page.path.write_text("<p>Longer</p>")
        evidence = ledger.Evidence(tmp_path)
        evidence.made(page)
        assert evidence.entry({}) is None

    def test_a_dry_run_and_what_is_ready_ask_it_too(self, news: Project) -> None:
        files, langs = workflow.select(news).files, workflow.languages(news)
        known = list(workflow.run(news, files, langs, NOW, dry_run=True))
        assert redone(known) == []
        ready = [(one.lang, one.waits, one.open) for one in workflow.ready(news, files, langs, NOW)]
        shutil.rmtree(news.derived)
        assert ready == [(one.lang, one.waits, one.open) for one in workflow.ready(news, files, langs, NOW)]

    def test_a_dry_run_leaves_it_alone(self, news: Project) -> None:
        book = (news.root / ".l10n-flow/ledger.msgpack").read_bytes()
        write(news.root, "tram.md", ARTICLE + "\nMore.\n")
        files = workflow.select(news).files
        assert list(workflow.run(news, files, LANGS, NOW, dry_run=True))
        assert (news.root / ".l10n-flow/ledger.msgpack").read_bytes() == book


STAMPS = st.builds(
    ledger.Stamp, st.integers(0, 2**40), st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32).map(bytes.hex)
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), STAMPS | st.none()))
def test_an_entry_says_how_its_files_were(found: dict[str, ledger.Stamp | None]) -> None:
    assert ledger.Entry.of(found, {}).stamps == found


def loaded(root: Path, command: str, libraries: str) -> str:
    """Those of some libraries that a command loads."""
    program = f"""
import sys
from l10n_flow.cli.main import main
sys.argv = ["l10n-flow", "-q", {command!r}]
try:
    main()
except SystemExit as ended:
    assert ended.code in (0, 1), ended.code
print(*sorted(sys.modules.keys() & {set(libraries.split())!r}))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_run_that_finds_nothing_to_do_loads_no_library_for_doing_it(news: Project) -> None:
    heavy = "babel click_ jinja2 lxml markdown_it markupsafe multiprocessing nh3 polib rapidfuzz sqlite3 yaml"
    assert loaded(news.root, "run", heavy) == ""


@pytest.mark.parametrize("command", ["sync", "status", "check"])
def test_who_publishes_nothing_loads_nothing_that_makes_pages(news: Project, command: str) -> None:
    write(news.root, "a.md", ARTICLE.replace("Adults", "Children"))
    assert loaded(news.root, command, "jinja2 markupsafe nh3") == ""


def translate_all(root: Path, _: random.Random) -> None:
    for path in sorted(root.glob("locales/*/*.po")):
        translate(projects.find(root), path.parent.name, path.stem)


def lose(root: Path, _: random.Random) -> None:
    for path in root.glob("locales/tg/*.po"):
        path.unlink()


ACTS: dict[str, Callable[[Path, random.Random], object]] = {
    "edit": lambda root, at: write(root, f"{at.choice('abc')}.md", ARTICLE.replace("Adults", at.choice("XYZ") * 9)),
    "add": lambda root, at: write(root, f"{at.choice('abcd')}.md", ARTICLE + f"\nNews {at.choice('12')}.\n"),
    "delete": lambda root, at: (root / f"source_articles/{at.choice('abcd')}.md").unlink(missing_ok=True),
    "rename": lambda root, at: (
        (root / "source_articles/a.md").rename(root / "source_articles/e.md")
        if (root / "source_articles/a.md").exists()
        else None
    ),
    "break": lambda root, at: write(root, "b.md", b"\xff"),
    "translate": translate_all,
    "forget": lambda root, at: shutil.rmtree(root / "public", ignore_errors=True),
    "lose": lose,
    "wait": lambda root, at: age(root),
}


class Hearing:
    """What is said in one run after another. That a catalog has lost something is said by the run that finds it, and
    again as long as the ledger knows that nobody has done anything since: what counts is that it was said."""

    def __init__(self) -> None:
        self.losses: set[tuple[str, str]] = set()

    def told(self, done: list[workflow.Done], root: Path) -> str:
        """All else that is said of articles; files that stay as they are, nobody is told of."""
        return repr(
            [(one.article, self._synced(one), [*map(_exported, one.exported)], one.rows) for one in done]
        ).replace(str(root), "")

    def _synced(self, done: workflow.Done) -> Synced | None:
        if done.synced is None:
            return None
        losses = [one for one in done.synced.notices if "if that is a mistake" in one.hint]
        self.losses |= {(done.article, one.message) for one in losses}
        return replace(done.synced, notices=tuple(one for one in done.synced.notices if one not in losses))


def _exported(exported: Exported) -> Exported:
    return replace(exported, copies=tuple(one for one in exported.copies if one.is_change))


@pytest.mark.parametrize("seed", range(6))
def test_the_results_are_the_same_with_and_without_it(tmp_path: Path, seed: int) -> None:
    start = {f"{name}.md": ARTICLE.replace("tram", name) for name in "abc"}
    with_it, without = (newsroom(tmp_path / name, start) for name in ("with", "without"))
    moments, heard, heard_without = random.Random(seed), Hearing(), Hearing()
    for _ in range(8):
        act, chance = ACTS[moments.choice(list(ACTS))], moments.random()
        for project in (with_it, without):
            act(project.root, random.Random(chance))
        (without.derived / "ledger.msgpack").unlink(missing_ok=True)
        for _ in range(2):
            assert heard.told(run(with_it), with_it.root) == heard_without.told(run(without), without.root)
            assert heard.losses == heard_without.losses
            assert tree(with_it.root) == tree(without.root)


def test_who_does_the_work_changes_no_result(tmp_path: Path) -> None:
    articles = {f"{number:02}.md": ARTICLE.replace("tram", f"tram {number % 7}") for number in range(30)}
    articles["07.md"] = "---\ntitle: [\n---\n"
    texts: list[str] = []
    trees: list[dict[str, bytes]] = []
    for kind in (None, ThreadPoolExecutor, ProcessPoolExecutor):
        project = newsroom(tmp_path / str(len(trees)), dict(list(articles.items())[:10]))
        said = told(run(project), project.root)
        for lang in ("tg", "uz"):
            translate(project, lang, "01")
        for name, text in articles.items():
            write(project.root, name, text)
        executor = kind(2) if kind else None
        done = run(project, executor)
        if executor:
            executor.shutdown()
        assert [one.article for one in done] == [*(name.removesuffix(".md") for name in articles), ""]
        assert done[7].synced
        assert [type(error) for error in done[7].synced.errors] == [SourceError]
        texts.append(said + told(done, project.root))
        trees.append(tree(project.root))
    assert texts[0] == texts[1] == texts[2]
    assert trees[0] == trees[1] == trees[2]


class TestWhatCheckFound:
    @pytest.fixture
    def tram(self, tmp_path: Path) -> Project:
        """An article in Tajik, of which nothing is published, in a newsroom that looks at tags."""
        project = newsroom(tmp_path / "news", config=LAX.replace('tags = "off", ', "") + CONFIG)
        run(project)
        translate(project, "tg")
        shutil.rmtree(project.derived)
        return project

    @staticmethod
    def loaded_by_export(project: Project) -> list[str]:
        """The checks that `l10n-flow export` asks."""
        program = """
import sys
from l10n_flow.cli.main import main
sys.argv = ["l10n-flow", "-q", "export"]
try:
    main()
finally:
    print(*(name for name in sys.modules if name.startswith("l10n_flow.checks.")))
"""
        started = [sys.executable, "-c", program]
        return subprocess.run(started, cwd=project.root, capture_output=True, text=True, check=False).stdout.split()

    def test_is_not_looked_for_again_by_export(self, tram: Project) -> None:
        assert check(tram) == []
        assert self.loaded_by_export(tram) == []
        assert (tram.root / "public/tg/tram.html").exists()
        shutil.rmtree(tram.derived)
        assert "l10n_flow.checks.tags" in self.loaded_by_export(tram)

    def test_keeps_an_edition_from_being_published(self, tram: Project) -> None:
        catalog = tram.root / "locales/tg/tram.po"
        catalog.write_bytes(re.sub(rb'(msgstr "[^"]*)<em>([^<]*)</em>', rb"\1\2", catalog.read_bytes()))
        found = check(tram)
        assert {one.check for one in found} == {"tags"}
        said = export(tram)["tram", "tg"]
        assert said.faults == tuple(found)
        assert said.change is None
        shutil.rmtree(tram.derived)
        assert export(tram)["tram", "tg"] == said

    @pytest.mark.parametrize(
        "name", ["source_articles/tram.md", "locales/tg/tram.po", "glossary/spelling/uz-Cyrl.toml"]
    )
    def test_is_worth_nothing_if_a_file_is_another(self, tram: Project, name: str) -> None:
        assert check(tram) == []
        path = tram.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n\n", "utf-8")
        assert "l10n_flow.checks.tags" in self.loaded_by_export(tram)

    def test_is_worth_nothing_in_other_languages(self, tram: Project) -> None:
        assert check(tram, "ru") == []
        assert "l10n_flow.checks.tags" in self.loaded_by_export(tram)
