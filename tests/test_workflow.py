"""The newsroom's day: articles come in, catalogs follow, people translate, pages come out."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from l10n_flow import plugins, workflow
from l10n_flow import project as projects
from l10n_flow.articles import document
from l10n_flow.disk.files import Change
from l10n_flow.errors import FlowError, LanguageError, WorkspaceError
from l10n_flow.model import Severity, State

from .newsroom import (
    ARTICLE,
    CONFIG,
    NOW,
    SVG,
    confirm,
    export,
    newsroom,
    png,
    status,
    sync,
    translate,
    tree,
    units,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.model import Article
    from l10n_flow.project import Project

WRITTEN = ("ru", "uz", "tg")
"""The languages that people translate an English article into; uz-Cyrl is derived."""
NOTICE = re.compile(r'<aside class="note stale">.*?</aside>', re.DOTALL)
"""What a page says if the original has changed since."""


def translated(root: Path) -> Project:
    """A newsroom whose article is translated into every language."""
    project = newsroom(root)
    sync(project)
    for lang in WRITTEN:
        translate(project, lang)
    return project


def page(project: Project, lang: str, article: str = "tram") -> str:
    return project.page(lang, article).read_text("utf-8")


def links(text: str) -> list[str]:
    """The editions that a page leads to, itself left out."""
    return re.findall(r'<li[^>]*><a href="[^"]*" hreflang="([\w-]+)"', text)


class TestSelecting:
    """Which articles a command is about."""

    def test_by_id_and_by_path_each_once(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"a.md": "", "b/c.md": "", "d.md": ""})
        chosen = workflow.select(project, ["b/c", "source_articles/a.md", "a"])
        assert [file.id for file in chosen.files] == ["b/c", "a"]
        assert chosen.errors == ()

    def test_all_if_none_is_named(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"a.md": "", "B.md": ""})
        chosen = workflow.select(project)
        assert [file.id for file in chosen.files] == ["a"]
        assert [error.path for error in chosen.errors] == ["source_articles/B.md"]

    @pytest.mark.parametrize("name", ["a", "source_articles/a.md", "source_articles/a.html"])
    def test_one_that_cannot_be_an_article_is_its_error(self, tmp_path: Path, name: str) -> None:
        project = newsroom(tmp_path, {"a.md": "", "a.html": "", "Bad Name.md": ""})
        chosen = workflow.select(project, [name])
        assert chosen.files == ()
        assert ["two articles have the id" in error.message for error in chosen.errors] == [True]

    def test_a_bad_name_that_is_wanted_is_its_error(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"a.md": "", "Bad Name.md": ""})
        chosen = workflow.select(project, ["source_articles/Bad Name.md", "a"])
        assert [file.id for file in chosen.files] == ["a"]
        assert [error.path for error in chosen.errors] == ["source_articles/Bad Name.md"]

    @pytest.mark.parametrize(
        ("name", "hint"),
        [("trma", "did you mean 'tram'?"), ("../etc/passwd", "status lists them"), ("", "status lists them")],
    )
    def test_one_that_is_not_there_is_named(self, tmp_path: Path, name: str, hint: str) -> None:
        with pytest.raises(WorkspaceError, match="no article") as caught:
            workflow.select(newsroom(tmp_path), [name])
        assert hint in caught.value.hint

    def test_languages_come_in_the_order_of_the_settings(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        assert workflow.languages(project, ["tg", "ru"]) == ("ru", "tg")
        with pytest.raises(LanguageError, match="'fr'") as caught:
            workflow.languages(project, ["ru", "fr"])
        assert "en, ru, uz, uz-Cyrl, tg" in caught.value.hint


class TestSyncing:
    """Catalogs follow the articles, and nothing that a person typed is lost."""

    def test_a_catalog_for_every_language_that_people_write(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        (synced,) = sync(project)
        assert synced.errors == ()
        assert [project.shown(change.path) for change in synced.changes] == [
            "locales/ru/tram.po",
            "locales/uz/tram.po",
            "locales/tg/tram.po",
        ]
        assert units(project, "ru").keys() == {
            "The tram is back",
            "After ten years it runs again.",
            "Line 7 opened on <em>Monday</em>. It has <a1>twelve stops</a1>.",
            "What it costs",
            "Adults pay two somoni.",
            "Children pay nothing.",
        }

    def test_a_second_time_changes_no_byte(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        before = tree(tmp_path)
        times = {path: path.stat().st_mtime_ns for path in (tmp_path / "locales").rglob("*.po")}
        for _ in range(2):
            (synced,) = sync(project)
            assert (synced.changes, synced.errors) == ((), ())
        assert tree(tmp_path) == before
        assert {path: path.stat().st_mtime_ns for path in (tmp_path / "locales").rglob("*.po")} == times

    def test_a_dry_run_writes_nothing_and_says_all(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        before = tree(tmp_path)
        (dry,) = sync(project, dry_run=True)
        assert tree(tmp_path) == before
        assert not project.derived.exists()
        (real,) = sync(project)
        assert [c.digest for c in dry.changes] == [c.digest for c in real.changes]
        assert {c.path: c.after for c in dry.changes if isinstance(c, Change)} == {
            c.path: c.path.read_bytes() for c in real.changes
        }

    def test_a_language_at_a_time(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        sync(project, "tg", "uz-Cyrl")
        assert [name for name in tree(tmp_path) if name.endswith(".po")] == ["locales/tg/tram.po"]

    def test_an_edited_article_keeps_what_was_translated(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        kept = units(project, "ru")
        write(
            tmp_path,
            "tram.md",
            ARTICLE.replace("two somoni", "three somoni").replace("## What", "New paragraph.\n\n## What"),
        )
        sync(project)
        now = units(project, "ru")
        reworded = now.pop("Adults pay three somoni.")
        assert (reworded.target, reworded.state) == ("ru Adults pay two somoni.", State.FUZZY)
        assert reworded.previous_source == "Adults pay two somoni."
        assert now.pop("New paragraph.").state is State.UNTRANSLATED
        assert now == {source: unit for source, unit in kept.items() if source in now}
        assert len(now) == 5

    def test_a_paragraph_that_goes_and_comes_back_has_its_translation(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        before = tree(tmp_path)
        write(tmp_path, "tram.md", ARTICLE.replace("- Children pay nothing.\n", ""))
        sync(project)
        assert "Children pay nothing." not in units(project, "ru")
        write(tmp_path, "tram.md", ARTICLE)
        sync(project)
        assert tree(tmp_path) == before

    def test_what_people_wrote_above_a_unit_stays(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        path = project.catalog("ru", "tram")
        path.write_text(path.read_text("utf-8").replace("#. headline", "# ask the desk\n#. headline"), "utf-8")
        write(tmp_path, "tram.md", ARTICLE.replace("The tram is back", "The old tram is back"))
        sync(project)
        assert units(project, "ru")["The old tram is back"].comment == "ask the desk"

    @pytest.mark.parametrize(
        ("setting", "target", "state"),
        [
            ("review", "ru Children pay nothing.", State.FUZZY),
            ("accept", "ru Children pay nothing.", State.TRANSLATED),
            ("off", "", State.UNTRANSLATED),
        ],
    )
    def test_what_another_article_says_fills_new_units(
        self, tmp_path: Path, setting: str, target: str, state: State
    ) -> None:
        project = newsroom(tmp_path, config=f'{CONFIG}memory = "{setting}"\n')
        sync(project)
        translate(project, "ru")
        first = units(project, "ru")
        write(tmp_path, "bus.md", "---\ntitle: The bus\n---\nChildren pay nothing.\n")
        sync(project)
        unit = units(project, "ru", "bus")["Children pay nothing."]
        assert (unit.target, unit.state) == (target, state)
        assert units(project, "ru") == first
        before = tree(tmp_path)
        sync(project)
        assert tree(tmp_path) == before

    def test_roles_that_stay_are_no_units_and_stay(self, tmp_path: Path) -> None:
        text = ARTICLE.replace("date:", "authors: [Firuz Karimov]\nlocation: Dushanbe\ndate:")
        project = newsroom(tmp_path, {"tram.md": text}, CONFIG + 'keep_roles = ["byline"]\n')
        sync(project)
        assert "Firuz Karimov" not in units(project, "ru")
        assert "Dushanbe" in units(project, "ru")
        for lang in WRITTEN:
            translate(project, lang)
        export(project)
        for lang in project.config.languages:
            assert "Firuz Karimov" in page(project, lang)
            assert ("Dushanbe" in page(project, lang)) is (lang != "uz-Cyrl")
        assert status(project)["tram", "ru"].progress.units == 7

    def test_an_article_with_nothing_but_roles_that_stay_is_complete(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"tram.html": "<h1>BBC</h1>"}, CONFIG + 'keep_roles = ["headline"]\n')
        (synced,) = sync(project)
        assert synced.errors == ()
        assert all(exported.change for exported in export(project).values())
        assert sync(project)[0].changes == ()

    def test_a_readers_warning_is_a_notice(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"tram.md": ARTICLE.replace("deck:", "dek:")})
        (synced,) = sync(project)
        assert [notice.message for notice in synced.notices] == ["the key 'dek' means nothing here"]
        assert synced.errors == ()


class TestSegmentation:
    """Blocks or sentences: the setting can change, and translations go along."""

    TEXT = "---\ntitle: Alone\n---\nOne tram. Two trams. Three trams.\n\nOnly one sentence here.\n"

    @staticmethod
    def say(text: str) -> str:
        words = {"One tram.": "Один.", "Two trams.": "Два.", "Three trams.": "Три."}
        for source, target in words.items():
            text = text.replace(source, target)
        return text.replace("Only one sentence here.", "Лишь одно.").replace("Alone", "Один дома")

    def with_setting(self, project: Project, value: str) -> Project:
        (project.root / "l10n-flow.toml").write_text(CONFIG + f'segmentation = "{value}"\n', "utf-8")
        return projects.find(project.root)

    def test_to_sentences_and_back(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"tram.md": self.TEXT})
        sync(project)
        translate(project, "ru", say=self.say)
        blocks = units(project, "ru")

        project = self.with_setting(project, "sentence")
        sync(project)
        cut = units(project, "ru")
        assert [(u.source, u.target, u.state) for u in cut.values()] == [
            ("Alone", "Один дома", State.TRANSLATED),
            ("One tram.", "Один.", State.FUZZY),
            ("Two trams.", "Два.", State.FUZZY),
            ("Three trams.", "Три.", State.FUZZY),
            ("Only one sentence here.", "Лишь одно.", State.TRANSLATED),
        ]
        before = tree(tmp_path)
        sync(project)
        assert tree(tmp_path) == before
        confirm(project, "ru")
        assert export(project, "ru")["tram", "ru"].open == ()
        assert "<p>Один. Два. Три.</p>" in page(project, "ru")

        project = self.with_setting(project, "block")
        sync(project)
        assert units(project, "ru") == blocks

    def test_sentences_are_joined_where_no_block_is_remembered(self, tmp_path: Path) -> None:
        project = self.with_setting(newsroom(tmp_path, {"tram.md": self.TEXT}), "sentence")
        sync(project)
        translate(project, "ru", say=self.say)
        project = self.with_setting(project, "block")
        sync(project)
        assert [(u.source, u.target, u.state) for u in units(project, "ru").values()] == [
            ("Alone", "Один дома", State.TRANSLATED),
            ("One tram. Two trams. Three trams.", "Один. Два. Три.", State.FUZZY),
            ("Only one sentence here.", "Лишь одно.", State.TRANSLATED),
        ]

    def test_an_article_may_ask_for_its_own(self, tmp_path: Path) -> None:
        text = self.TEXT.replace("---\nOne", "segmentation: sentence\n---\nOne")
        project = newsroom(tmp_path, {"tram.md": text, "other.md": self.TEXT})
        sync(project)
        assert len(units(project, "tg")) == 5
        assert len(units(project, "tg", "other")) == 3
        translate(project, "tg")
        export(project, "tg")
        assert "<p>tg One tram. tg Two trams. tg Three trams.</p>" in page(project, "tg")


class TestStatus:
    """How far everything is."""

    def test_it_counts_per_article_and_language(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        assert status(project)["tram", "ru"].progress.stale == 6
        sync(project)
        translate(project, "uz")
        rows = status(project)
        assert rows.keys() == {("tram", lang) for lang in ("ru", "uz", "uz-Cyrl", "tg")}
        ru, uz = rows["tram", "ru"].progress, rows["tram", "uz"].progress
        assert (ru.units, ru.words, ru.translated, ru.untranslated, ru.stale) == (6, 29, 0, 6, 0)
        assert (uz.translated, uz.fuzzy, uz.untranslated, uz.changed) == (6, 0, 0, "2025-05-12 14:30+0500")
        assert rows["tram", "uz-Cyrl"].progress == uz
        assert rows["tram", "uz-Cyrl"].derived_from == "uz"

    def test_what_changed_since_the_last_sync_is_stale(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        progress = status(project)["tram", "ru"].progress
        assert (progress.translated, progress.untranslated, progress.stale) == (5, 1, 1)
        sync(project)
        progress = status(project)["tram", "ru"].progress
        assert (progress.translated, progress.fuzzy, progress.stale) == (5, 1, 0)


class TestPublishing:
    """Pages come out complete, or stay as they were."""

    def test_every_edition_of_a_translated_article(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        done = export(project)
        assert [(e.error, e.open) for e in done.values()] == [(None, ())] * 5
        for lang in project.config.languages:
            text = page(project, lang)
            assert f'<html lang="{lang}"' in text
            assert links(text) == [other for other in project.config.languages if other != lang]
        assert "<h1>ru The tram is back</h1>" in page(project, "ru")
        assert "<em>" in page(project, "ru")
        assert 'href="https://example.org/stops"' in page(project, "tg")

    def test_a_second_time_touches_no_page(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        export(project)
        pages = sorted(project.public.rglob("*.html"))
        before = [(path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in pages]
        done = export(project)
        assert not any(e.change and e.change.is_change for e in done.values())
        assert [(path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in pages] == before

    def test_a_dry_run_writes_nothing(self, tmp_path: Path) -> None:
        project = translated(tmp_path)
        before = tree(tmp_path)
        chosen, langs = workflow.select(project).files, workflow.languages(project)
        done = list(workflow.export(project, chosen, langs, NOW, dry_run=True))
        assert tree(tmp_path) == before
        export(project)
        assert {e.change.path: e.change.after for e in done if isinstance(e.change, Change)} == {
            path: path.read_bytes() for path in project.public.rglob("tram.html")
        }

    @pytest.mark.parametrize("state", ["untranslated", "fuzzy", "stale", "no catalog"])
    def test_an_incomplete_edition_is_held_back_and_says_why(self, tmp_path: Path, state: str) -> None:
        project = translated(tmp_path)
        export(project)
        good = {lang: page(project, lang) for lang in project.config.languages}
        path = project.catalog("uz", "tram")
        text = path.read_text("utf-8")
        if state == "untranslated":
            path.write_text(text.replace('msgstr "uz What it costs"', 'msgstr ""'), "utf-8")
        elif state == "fuzzy":
            path.write_text(text.replace('msgctxt "heading"', '#, fuzzy\nmsgctxt "heading"'), "utf-8")
        elif state == "stale":
            write(tmp_path, "tram.md", ARTICLE.replace("What it costs", "What a ticket costs"))
        else:
            path.unlink()
        done = export(project)
        for lang in ("uz", "uz-Cyrl"):
            held = done["tram", lang]
            assert (held.change, held.error, held.catalog) == (None, None, "locales/uz/tram.po")
            assert NOTICE.sub("", page(project, lang)) == good[lang]
            assert bool(NOTICE.search(page(project, lang))) == (state == "stale")
        (first, *more) = done["tram", "uz"].open
        if state == "no catalog":
            assert (done["tram", "uz"].missing, done["tram", "uz"].stale) == (6, 6)
            assert len(more) == 2
            return
        assert more == []
        assert first.segment.text in {"What it costs", "What a ticket costs"}
        assert first.state is (State.FUZZY if state == "fuzzy" else State.UNTRANSLATED)
        if state == "stale":
            assert first.line == 0
        else:
            assert "What it costs" in "\n".join(path.read_text("utf-8").split("\n")[first.line - 1 :][:6])

    def test_the_first_page_waits_too(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        sync(project)
        done = export(project)
        assert [lang for (_, lang), e in done.items() if e.change] == ["en"]
        assert links(page(project, "en")) == []
        assert "noindex" in page(project, "ru")
        assert links(page(project, "ru")) == ["en"]

    def test_an_incomplete_page_says_of_each_text_in_which_language_it_is(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        sync(project)
        translate(project, "uz")
        path = project.catalog("uz", "tram")
        path.write_text(re.sub(r'msgstr "uz (Adults|The tram)[^"]*"', 'msgstr ""', path.read_text("utf-8")), "utf-8")
        sync(project)
        done = export(project, "uz", "uz-Cyrl", allow_incomplete=True)
        for lang in ("uz", "uz-Cyrl"):
            assert [o.segment.text for o in done["tram", lang].open] == ["The tram is back", "Adults pay two somoni."]
            text = page(project, lang)
            article = text[text.index("<article") : text.index("</article>")]
            assert re.findall(r'lang="en"[^>]*>([^<]*)<', article) == ["The tram is back", "Adults pay two somoni."]

    def test_pages_lead_only_to_pages_that_are_there(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        sync(project)
        translate(project, "ru")
        export(project, "ru")
        assert links(page(project, "ru")) == []
        export(project)
        assert links(page(project, "ru")) == ["en"]
        assert links(page(project, "en")) == ["ru"]
        translate(project, "tg")
        export(project)
        assert links(page(project, "en")) == ["ru", "tg"]
        project.catalog("tg", "tram").unlink()
        export(project)
        assert links(page(project, "en")) == ["ru", "tg"]  # the last good page is still there

    def test_pages_have_their_pictures(self, tmp_path: Path) -> None:
        text = ARTICLE.replace("date:", 'image: {src: images/a.svg, alt: "A tram"}\ndate:')
        text += "\n![stop](<images/the stop.png>)\nAt the stop.\n\n![elsewhere](https://example.org/x.png)\n"
        config = f'{CONFIG}[site]\nimage_hosts = ["https://example.org"]\n'
        project = newsroom(tmp_path, {"2025/tram.md": text}, config)
        images = project.sources / "2025" / "images"
        images.mkdir()
        (images / "a.svg").write_bytes(SVG)
        (images / "the stop.png").write_bytes(png())
        sync(project)
        done = export(project)
        assert {e.error for e in done.values()} == {None}
        media = {name: data for name, data in tree(tmp_path).items() if name.startswith("public/media")}
        assert media == {
            "public/media/2025/images/a.svg": SVG,
            "public/media/2025/images/the stop.png": png(),
        }
        sources = re.findall(r'<img[^>]* src="([^"]*)"', page(project, "en", "2025/tram"))
        assert sources[:2] == ["../../media/2025/images/a.svg", "../../media/2025/images/the%20stop.png"]
        assert all((project.page("en", "2025/tram").parent / s.replace("%20", " ")).is_file() for s in sources[:2])
        (images / "a.svg").write_bytes(SVG.replace(b"40", b"50"))
        export(project)
        assert tree(tmp_path)["public/media/2025/images/a.svg"] == SVG.replace(b"40", b"50")

    def test_what_cannot_be_written_keeps_nobody_else_from_it(self, tmp_path: Path) -> None:
        """A page in whose place there is a folder; then a picture: without it no page is new."""
        project = newsroom(tmp_path, {"tram.md": ARTICLE + "\n![stop](stop.png)\n"})
        (project.sources / "stop.png").write_bytes(png())
        sync(project)
        for lang in ("ru", "tg"):
            translate(project, lang)
        project.page("ru", "tram").mkdir(parents=True)
        done = {lang: one for (_, lang), one in export(project).items()}
        assert [lang for lang, one in done.items() if one.error] == ["ru"]
        assert "public/ru/tram.html" in str(done["ru"].error)
        assert [one.path.name for one in done["en"].copies] == ["stop.png", "tram.jsonl"]
        assert done["tg"].copies == ()
        assert project.page("tg", "tram").is_file()
        before = tree(tmp_path)
        write(tmp_path, "tram.md", before["source_articles/tram.md"].decode() + "\n![more](more/more.png)\n")
        (project.sources / "more").mkdir()
        (project.sources / "more" / "more.png").write_bytes(png())
        project.root.joinpath("public", "media", "more").touch()
        (failed,) = export(project, "en").values()
        assert str(failed.error).startswith("public/media/more: this is no folder")
        assert tree(tmp_path)["public/en/tram.html"] == before["public/en/tram.html"]


TEXTS = {
    "en": ("The tram is back", "It runs again."),
    "ru": ("Трамвай вернулся", "Он снова ходит."),
    "uz": ("Tramvay qaytdi", "U yana yuradi."),
    "uz-Cyrl": ("Трамвай қайтди", "У яна юради."),
    "tg": ("Трамвай баргашт", "Он боз мегардад."),
}
PEOPLE = {
    "en": {"ru", "uz", "tg"},
    "ru": {"en", "uz", "tg"},
    "uz": {"en", "ru", "tg"},
    "uz-Cyrl": {"en", "ru", "tg"},
    "tg": {"en", "ru", "uz"},
}


class TestLanguages:
    """Any language of the newsroom can be an article's own, and every other one its edition."""

    @pytest.mark.parametrize("lang", TEXTS)
    @pytest.mark.parametrize("format_id", ["markdown", "html"])
    def test_from_each_to_all(self, tmp_path: Path, lang: str, format_id: str) -> None:
        headline, paragraph = TEXTS[lang]
        if format_id == "markdown":
            project = newsroom(tmp_path, {"tram.md": f"---\ntitle: {headline}\nlang: {lang}\n---\n{paragraph}\n"})
        else:
            text = f'<html lang="{lang}"><body><h1>{headline}</h1><p>{paragraph}</p></body></html>'
            project = newsroom(tmp_path, {"tram.html": text})
        (synced,) = sync(project)
        assert {change.path.parent.name for change in synced.changes} == PEOPLE[lang]
        for other in PEOPLE[lang]:
            headline_there, paragraph_there = TEXTS[other]
            words = {headline: headline_there, paragraph: paragraph_there}
            translate(project, other, say=words.__getitem__)
        done = export(project)
        assert [(e.lang, e.error, e.open) for e in done.values()] == [
            (tag, None, ()) for tag in project.config.languages
        ]
        for other, texts in TEXTS.items():
            assert f'<html lang="{other}"' in page(project, other)
            for text in texts:
                assert f">{text}<" in page(project, other).replace("\xa0", " ")

    def test_the_workspace_says_the_language_of_articles_that_do_not(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, config=CONFIG + 'source_language = "tg"\n')
        (synced,) = sync(project)
        assert {change.path.parent.name for change in synced.changes} == {"en", "ru", "uz"}

    def test_a_derived_edition_follows_its_base(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        sync(project)
        texts = iter(["Tramvay qaytdi", "Sentabr oyidan", "<em>Dushanba</em>, <a1>oʻn ikki bekat</a1>"])
        translate(project, "uz", say=lambda text: next(texts, "Ha"))
        export(project)
        text = page(project, "uz-Cyrl")
        assert "<h1>Трамвай қайтди</h1>" in text
        assert '<em>Душанба</em>, <a href="https://example.org/stops">ўн икки бекат</a>' in text
        assert status(project)["tram", "uz-Cyrl"].derived_from == "uz"
        assert not (tmp_path / "locales" / "uz-Cyrl").exists()

    def test_roles_that_stay_stay_in_derived_editions_of_the_original_too(self, tmp_path: Path) -> None:
        text = '<html lang="uz"><h1>Tramvay</h1><p class="byline">Nodira</p></html>'
        project = newsroom(tmp_path, {"tram.html": text}, CONFIG + 'keep_roles = ["byline"]\n')
        export(project)
        assert "Трамвай" in page(project, "uz-Cyrl")
        assert "Nodira" in page(project, "uz-Cyrl")


PIECES = st.sampled_from(
    [
        *"*_`[]()<>!#>-+|&;:\\\"'~^=\n\n\n    ",
        *(
            "a",
            "я",
            "oʻ",
            "1. ",
            "- ",
            "> ",
            "\n\n",
            "---\n",
            "| a | b |\n|---|---|\n",
            "# ",
            "```\n",
            "word ",
        ),
        *(
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<li>",
            "<ul>",
            "</ul>",
            "<br>",
            "<!-- l10n: skip -->",
            "<!--",
            "-->",
            "&lt;b>",
        ),
        *("[x](y)", "![x](y)", "[^1]", "[^1]: note", "<script>", "</script>", "https://a.b/c", "Two. Three. ", "<td>"),
        *("<table>", "<a href='x'>", "</a>", "<span translate=no>", "</span>"),
    ]
)


@pytest.mark.parametrize(
    ("format_id", "before"),
    [("markdown", "---\ntitle: T\n---\n"), ("html", "<h1>T</h1>\n"), ("text", "Title: T\n\n")],
)
@settings(max_examples=150)
@given(pieces=st.lists(PIECES, max_size=20), rule=st.sampled_from(["block", "sentence"]))
def test_an_article_whose_translation_is_its_source_comes_back(
    format_id: str, before: str, pieces: list[str], rule: str
) -> None:
    """For every article: text in is text out, in its own format, whatever the reporter typed."""
    reader = plugins.reader(format_id)
    text = before + "".join(pieces)
    assume(not (format_id == "html" and "<!" in text))  # a comment within a sentence goes to its beginning

    def read(source: str) -> Article:
        return reader.read(source, article_id="a", path="a", lang="en")

    try:
        article = read(text)
    except FlowError:
        return
    if any(problem.severity is Severity.ERROR for problem in article.problems):
        return  # nobody translates it before it is mended
    assert squeezed(reader.write(article)) == squeezed(text)
    found = document.cut(article, rule)
    same = document.fill(article, {segment.key: segment.text for segment in found}, "en", rule)
    written = reader.write(same)
    assert squeezed(written) == squeezed(text)
    assert [segment.key for segment in document.cut(read(written), rule)] == [segment.key for segment in found]


def squeezed(text: str) -> str:
    """What may differ is left out: white space, how a character is escaped, where in its line a comment stands."""
    return re.sub(r"<!--.*?-->|\s", "", html.unescape(text.replace(' lang="en"', "")), flags=re.DOTALL)
