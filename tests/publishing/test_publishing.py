"""What readers get when articles change, are renamed, or are withdrawn: pages, records, and the site round them."""

from __future__ import annotations

import errno
import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from l10n_flow import project as projects
from l10n_flow import workflow
from l10n_flow.desk import desk
from l10n_flow.disk import files
from l10n_flow.errors import RecordError
from l10n_flow.publishing import snapshots
from l10n_flow.rounds.done import assembled

from ..newsroom import (
    ARTICLE,
    CONFIG,
    LAX,
    NOW,
    SVG,
    confirm,
    export,
    newsroom,
    png,
    sync,
    translate,
    tree,
    units,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.project import Project
    from l10n_flow.publications import Record

LATER = "2025-06-01T00:00:00+00:00"
SITE = LAX + 'languages = ["en", "ru", "tg"]\n[site]\nname = "News"\nbase_url = "https://example.org/"\n'


def published(root: Path, site: str = "", articles: dict[str, str | bytes] | None = None) -> Project:
    """A newsroom whose articles are out in English and Russian."""
    project = newsroom(root, articles, SITE + site)
    sync(project)
    for file in workflow.select(project).files:
        translate(project, "ru", file.id)
    export(project)
    return project


def later(project: Project, *langs: str) -> list[workflow.Exported]:
    """`l10n-flow export`, some weeks later."""
    chosen = workflow.select(project).files
    return list(workflow.export(project, chosen, workflow.languages(project, langs), LATER))


def record(project: Project, lang: str, article: str = "tram") -> Record:
    return desk.published(project, lang)[article]


def text(project: Project, name: str) -> str:
    return (project.public / name).read_text("utf-8")


def withdraw(project: Project, *langs: str, back: bool = False, article: str = "tram") -> None:
    workflow.withdraw(project, article, workflow.languages(project, langs), LATER, back=back)


class TestRecords:
    """What git keeps of what was published."""

    def test_a_line_for_each_edition(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        kept = sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "published").rglob("*.jsonl"))
        assert kept == ["published/editions/tram.jsonl", "published/en.jsonl", "published/ru.jsonl"]
        assert record(project, "ru").first == record(project, "ru").last == "2025-05-12T09:30:00Z"
        assert record(project, "ru").slug == "tram"

    def test_nothing_is_left_of_a_former_id_though_the_process_was_killed_before(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        (project.sources / "tram.md").rename(project.sources / "bus.md")
        if (child := os.fork()) == 0:
            snapshots.forget = lambda *_: os._exit(9)  # the process ends there
            later(project)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        editions = tmp_path / "published/editions"
        assert sorted(path.name for path in editions.iterdir()) == ["bus.jsonl", "tram.jsonl"]
        later(project)
        assert [path.name for path in editions.iterdir()] == ["bus.jsonl"]
        assert record(project, "ru", "bus").born == "tram"

    def test_nothing_in_them_depends_on_what_is_derived(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        before = tree(tmp_path)
        for folder in ("public", ".l10n-flow"):
            shutil.rmtree(tmp_path / folder)
        export(project)
        assert tree(tmp_path) == before

    def test_a_new_text_is_a_new_line_for_its_edition_alone(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        path = project.catalog("ru", "tram")
        path.write_text(path.read_text("utf-8").replace("ru What it costs", "ru The price"), "utf-8")
        before = tree(tmp_path)
        later(project)
        after = tree(tmp_path)
        assert after["published/en.jsonl"] == before["published/en.jsonl"]
        assert (record(project, "ru").first, record(project, "ru").last[:10]) == ("2025-05-12T09:30:00Z", "2025-06-01")

    def test_a_broken_one_stops_the_export_before_it_writes(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        (tmp_path / "published/ru.jsonl").write_text("{\n", "utf-8")
        before = tree(tmp_path)
        with pytest.raises(RecordError, match="this is no record"):
            later(project)
        assert tree(tmp_path) == before


class TestSlugs:
    """Addresses that are made of headlines."""

    HEADLINES = 'slugs = "headline"\n'

    def test_they_stay_when_the_headline_changes(self, tmp_path: Path) -> None:
        project = published(tmp_path, self.HEADLINES)
        assert (project.public / "en/the-tram-is-back.html").is_file()
        write(tmp_path, "tram.md", ARTICLE.replace("The tram is back", "Trams again"))
        later(project)
        assert "Trams again" in text(project, "en/the-tram-is-back.html")
        assert record(project, "en").slug == "the-tram-is-back"

    def test_a_headline_without_letters_leaves_the_name_of_the_file(self, tmp_path: Path) -> None:
        title = ARTICLE.replace("The tram is back", '"????"')
        project = published(tmp_path, self.HEADLINES, {"2025/tram.md": title})
        assert (project.public / "en/2025/tram.html").is_file()

    def test_two_articles_at_one_address_are_refused_and_the_first_stays(self, tmp_path: Path) -> None:
        project = published(tmp_path, self.HEADLINES)
        before = text(project, "en/the-tram-is-back.html")
        write(tmp_path, "again.md", ARTICLE.replace("somoni", "rubles"))
        (error,) = [one.error for one in later(project) if one.error]
        assert "again and tram" in str(error)
        assert "en/the-tram-is-back.html" in str(error)
        assert text(project, "en/the-tram-is-back.html") == before
        assert "again" not in desk.published(project, "en")

    def test_in_one_round_too(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"a.md": ARTICLE, "b.md": ARTICLE.replace("two", "three")}, SITE + self.HEADLINES)
        sync(project)
        done = export(project, "en")
        assert "b and a" in str(done["b", "en"].error)
        assert "two somoni" in text(project, "en/the-tram-is-back.html").replace("\xa0", " ")

    def test_who_comes_to_a_former_address_is_led_on(self, tmp_path: Path) -> None:
        project = published(tmp_path, self.HEADLINES)
        path = tmp_path / "published/en.jsonl"
        line = path.read_text("utf-8")
        earlier = line.replace("the-tram-is-back", "trams-are-back").replace("2025-05-12T", "2025-05-10T")
        path.write_text(line + earlier, "utf-8")  # as git joins what two people published
        later(project)
        assert text(project, "_redirects") == "# l10n-flow\n/en/the-tram-is-back.html /en/trams-are-back.html 301\n"
        assert (project.public / "en/trams-are-back.html").is_file()
        assert not (project.public / "en/the-tram-is-back.html").exists()


class TestTheSite:
    """What is round the articles."""

    def test_it_leads_to_every_edition_that_is_there(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        assert 'href="tram.html"' in text(project, "ru/index.html")
        assert "https://example.org/ru/tram.html" in text(project, "sitemap.xml")
        assert "ru The tram is back" in text(project, "ru/feed.xml")
        assert not (project.public / "tg/index.html").exists()
        assert "noindex" in text(project, "tg/tram.html")

    def test_a_run_for_one_article_keeps_the_others(self, tmp_path: Path) -> None:
        project = published(tmp_path, articles={"tram.md": ARTICLE, "2025/bus.md": ARTICLE.replace("tram", "bus")})
        before = tree(tmp_path)
        (bus, _) = workflow.select(project).files
        list(workflow.export(project, [bus], workflow.languages(project), NOW))
        assert tree(tmp_path) == before

    def test_a_second_time_touches_nothing(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        before = {path: path.stat().st_mtime_ns for path in project.public.rglob("*.*")}
        export(project)
        assert {path: path.stat().st_mtime_ns for path in project.public.rglob("*.*")} == before

    def test_a_file_that_somebody_spoilt_is_made_again(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        good = text(project, "ru/index.html")
        (project.public / "ru/index.html").write_text("?", "utf-8")
        (project.public / "sitemap.xml").unlink()
        export(project)
        assert text(project, "ru/index.html") == good
        assert (project.public / "sitemap.xml").is_file()

    def test_files_of_others_stay(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        (project.public / "tg").mkdir(exist_ok=True)
        (project.public / "ours.html").write_text("?", "utf-8")
        (project.public / "tg/more.html").write_text("?", "utf-8")
        withdraw(project)
        assert (project.public / "ours.html").is_file()
        assert (project.public / "tg/more.html").is_file()

    def test_without_the_list_of_them_what_is_ours_goes_all_the_same(self, tmp_path: Path) -> None:
        article = ARTICLE.replace("date:", "tags: [law]\ndate:") + "\n![A tram](tram.png)\n"
        project = published(tmp_path, articles={"tram.md": article, "bus.md": ARTICLE, "tram.png": png()})
        withdraw(project, "en", article="bus")
        assert (project.public / "gone.txt").is_file()
        shutil.rmtree(tmp_path / ".l10n-flow")
        others = ("ours.html", "ru/more.html", "ru/more.xml", "media/own.png", "favicon.ico", "_headers", "data.txt")
        for name in others:
            (project.public / name).write_text("?", "utf-8")
        withdraw(project, article="tram")
        withdraw(project, "en", article="bus", back=True)
        withdraw(project, "ru", article="bus")
        shutil.rmtree(tmp_path / ".l10n-flow")
        (tmp_path / "published/en.jsonl").unlink()
        (tmp_path / "published/ru.jsonl").unlink()
        (project.sources / "tram.md").unlink()
        later(project, "en")
        there = {name.removeprefix("public/") for name in tree(tmp_path) if name.startswith("public/")}
        assert {*others} <= there
        assert not [name for name in there if "tram" in name or "topics" in name or name.startswith("ru/index")]
        assert "gone.txt" not in there
        assert {"en/bus.html", "ru/bus.html", "icon.svg", "sitemap.xml"} <= there

    def test_front_pages_lead_to_those_that_there_are(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        pages = [text(project, name) for name in ("en/index.html", "ru/index.html", "index.html", "404.html")]
        assert not any("tg/index.html" in page for page in (*pages, text(project, "tg/tram.html")))
        assert all("ru/index.html" in page for page in pages[1:])
        translate(project, "tg")
        export(project)
        pages = [text(project, name) for name in ("en/index.html", "ru/index.html", "index.html", "404.html")]
        assert all("tg/index.html" in page for page in pages)

    def test_robots_are_told_of_the_sitemaps_that_there_are(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        host = "https://example.org"
        assert re.findall("Sitemap: (.*)", text(project, "robots.txt")) == [f"{host}/sitemap.xml", f"{host}/news.xml"]
        later(project)
        assert re.findall("Sitemap: (.*)", text(project, "robots.txt")) == [f"{host}/sitemap.xml"]
        assert not (project.public / "news.xml").exists()
        withdraw(project)
        assert "Sitemap" not in text(project, "robots.txt")

    def test_pages_have_the_icon_of_the_site(self, tmp_path: Path) -> None:
        project = published(tmp_path, articles={"2025/tram.md": ARTICLE})
        assert ">N</text>" in text(project, "icon.svg")
        for name, way in {
            "index.html": "",
            "ru/2025/tram.html": "../../",
            "ru/index.html": "../",
            "404.html": "/",
        }.items():
            assert f'<link rel="icon" href="{way}icon.svg" type="image/svg+xml">' in text(project, name)
        write(tmp_path, "../templates/icon.svg", "<svg>{{ site.publication }}</svg>")
        later(projects.find(tmp_path))
        assert text(project, "icon.svg") == "<svg>News</svg>"

    @pytest.mark.parametrize("name", ["index", "topics/law", "archive/1"])
    def test_an_article_at_the_address_of_a_page_of_the_site_is_refused(self, tmp_path: Path, name: str) -> None:
        project = newsroom(tmp_path, {f"{name}.md": ARTICLE, "bus.md": ARTICLE}, SITE)
        sync(project)
        done = export(project, "en")
        assert f"pages of its own at en/{name}.html, where {name} would be" in str(done[name, "en"].error)
        assert done["bus", "en"].change
        assert desk.published(project, "en").keys() == {"bus"}
        assert 'href="bus.html"' in text(project, "en/index.html")
        (tmp_path / f"source_articles/{name}.md").rename(tmp_path / "source_articles/about.md")
        assert export(project, "en")["about", "en"].error is None
        assert desk.published(project, "en").keys() == {"about", "bus"}

    def test_so_is_a_headline_that_would_be_spelt_like_one(self, tmp_path: Path) -> None:
        articles = {"a.md": ARTICLE.replace("The tram is back", "Index"), "index.md": ARTICLE}
        project = newsroom(tmp_path, articles, SITE + TestSlugs.HEADLINES)
        sync(project)
        done = export(project, "en")
        assert "change the headline in 'en'" in str(done["a", "en"].error)
        assert done["index", "en"].change
        translate(project, "ru", "a", lambda source: {"Index": "Указатель"}.get(source, source))
        export(project)
        assert 'href="ukazatel.html"' in text(project, "ru/index.html")  # and not "index is not ready yet"

    def test_a_record_of_such_an_address_counts_as_none(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        path = tmp_path / "published/en.jsonl"
        line = path.read_text("utf-8")
        path.write_text(line + line.replace('"tram"', '"index"'), "utf-8")
        shutil.rmtree(tmp_path / ".l10n-flow")
        later(project)
        assert 'href="tram.html"' in text(project, "en/index.html")
        assert not (project.public / "gone.txt").exists()
        with pytest.raises(RecordError, match="never published"):
            withdraw(project, "en", article="index")

    def test_times_of_publication_are_shown_where_the_newsroom_wants_them_in_its_zone(self, tmp_path: Path) -> None:
        times = "date: 2025-05-11T22:30:00Z\nupdated: 2025-05-12 14:05"
        style = 'timezone = "Asia/Tashkent"\n[locale.ru]\ndates = "moment"\ntime = "{hour}.{minute:02}"\n'
        project = published(tmp_path, style, {"tram.md": ARTICLE.replace("date: 2025-05-12", times)})
        ru, en = text(project, "ru/tram.html"), text(project, "en/tram.html")
        assert "12 мая 2025 года, 3.30</time>" in ru
        assert "12 мая 2025 года, 14.05</time>" in ru
        assert "12 мая 2025 года, 3.30</time>" in text(project, "ru/index.html")
        assert "May 12, 2025</time>" in en
        for page in (ru, en):
            assert 'property="article:published_time" content="2025-05-12T03:30:00+05:00"' in page
            assert '"dateModified":"2025-05-12T14:05:00+05:00"' in page
        assert "<published>2025-05-11T22:30:00Z</published>" in text(project, "ru/feed.xml")

    def test_two_topics_at_one_address_are_refused_and_the_first_stays(self, tmp_path: Path) -> None:
        tagged = ARTICLE.replace("title:", "tags: [{}]\ntitle:")
        articles: dict[str, str | bytes] = {
            f"{name}.md": tagged.replace("{}", tags)
            for name, tags in (("a", "C++, O'qish"), ("b", '"C#", Oʻqish, c++'), ("c", "other"))
        }
        project = published(tmp_path, articles=articles)
        page = text(project, "en/topics/c.html")
        assert ">C++</h1>" in page
        assert 'href="../a.html"' in page
        for _ in range(2):  # it is told as long as it is so
            chosen, langs = workflow.select(project).files, workflow.languages(project)
            done = workflow.export(project, chosen, langs, NOW)
            (error,) = [error for one in done.done if one.assembled for error in one.assembled.errors]
            assert "two topics would be at topics/c.html: 'C#' and 'C++', which was there first" in str(error)
            assert "b has the tag 'C#'" in error.hint
        assert text(project, "en/feed.xml").count('term="c"') == 2
        assert "2 articles" in text(project, "en/topics/oqish.html")

    def test_an_article_that_does_not_say_what_it_is_about_begins_to_tell_it(self, tmp_path: Path) -> None:
        words = (
            "Line 7 opened on *Monday*, and it has [many stops](https://example.org/stops), with more & more to come."
        )
        project = published(tmp_path, articles={"tram.md": f"---\ntitle: The tram\n---\n{words}\n\n## More\n\nMore."})
        told = "Line 7 opened on Monday, and it has many stops, with more &amp; more to come."
        page = text(project, "en/tram.html")
        assert f'<meta name="description" content="{told}">' in page
        assert f'<meta property="og:description" content="{told}">' in page
        assert f"<summary>{told}</summary>" in text(project, "en/feed.xml")
        assert "ru Line 7 opened on Monday" in text(project, "ru/feed.xml")

    def test_the_picture_that_is_shared_is_a_photograph_with_its_size_and_words(self, tmp_path: Path) -> None:
        drawing, photo = "\n![A chart](map.svg)\n", "\n![A tram, at last](a%20tram.png)\n"
        articles: dict[str, str | bytes] = {
            "tram.md": f"{ARTICLE}{drawing}{photo}",
            "bus.md": f"{ARTICLE}{drawing}",
            "map.svg": SVG,
            "a tram.png": png(),
        }
        project = published(tmp_path, articles=articles)
        page = text(project, "ru/tram.html")
        assert re.findall('"og:image(.*?)" content="(.*?)"', page) == [
            ("", "https://example.org/media/a%20tram.png"),
            (":width", "1"),
            (":height", "1"),
            (":alt", "ru A tram, at last"),
        ]
        assert '"image":["https://example.org/media/a%20tram.png"]' in page
        assert "og:image" not in text(project, "ru/bus.html")

    def test_news_are_what_came_out_here_in_the_last_days(self, tmp_path: Path) -> None:
        dated = {
            f"{name}.md": ARTICLE.replace("2025-05-12", day)
            for name, day in (("today", "2025-05-12"), ("last-week", "2025-05-06"), ("from-elsewhere", "2020-05-12"))
        }
        project = published(tmp_path, articles=dict(dated))
        found = re.findall(r"<loc>https://example.org/(.*?).html</loc>", text(project, "news.xml"))
        assert sorted(found) == ["en/last-week", "en/today", "ru/last-week", "ru/today"]
        for name in ("from-elsewhere", "today"):
            translate(project, "tg", name)
        later(project)  # some weeks after that
        assert re.findall(r"/(tg/.*?).html</loc>", text(project, "news.xml")) == ["tg/from-elsewhere", "tg/today"]
        assert "<news:publication_date>2025-06-01T00:00:00Z<" in text(project, "news.xml")

    def test_builds_are_the_same_byte_for_byte(self, tmp_path: Path) -> None:
        trees = []
        for name in ("one", "two"):
            published(tmp_path / name)
            trees.append(tree(tmp_path / name))
        assert trees[0] == trees[1]


class TestStale:
    """What readers get while a translation is behind its article."""

    def changed(self, root: Path, policy: str) -> Project:
        project = published(root, f'stale = "{policy}"\n')
        self.good = text(project, "ru/tram.html")
        write(root, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        later(project)
        return project

    def test_the_last_good_page_with_a_notice(self, tmp_path: Path) -> None:
        project = self.changed(tmp_path, "notice")
        page = text(project, "ru/tram.html")
        assert "two somoni" in page.replace("\xa0", " ")
        assert re.sub(r'<aside class="note stale">.*?</aside>', "", page, flags=re.DOTALL) == self.good
        assert record(project, "ru").stale == "2025-06-01T00:00:00Z"
        sync(project)
        path = project.catalog("ru", "tram")
        assert units(project, "ru")["Adults pay three somoni."].fuzzy
        path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
        later(project)
        assert "stale" not in re.sub(r"<style.*?</style>", "", text(project, "ru/tram.html"), flags=re.DOTALL)
        assert record(project, "ru").stale == ""

    def test_the_last_good_page_as_it_is(self, tmp_path: Path) -> None:
        assert text(self.changed(tmp_path, "keep"), "ru/tram.html") == self.good

    def test_no_page_until_it_is_translated(self, tmp_path: Path) -> None:
        project = self.changed(tmp_path, "withdraw")
        assert "noindex" in text(project, "ru/tram.html")
        assert "Эта статья сейчас недоступна на русском языке" in text(project, "ru/tram.html")
        assert "ещё не" not in text(project, "ru/tram.html")
        assert not (project.public / "ru/index.html").exists()
        assert 'hreflang="ru"' not in text(project, "en/tram.html")
        assert record(project, "ru").is_live

    def test_its_head_tells_of_editions_that_came_later(self, tmp_path: Path) -> None:
        project = self.changed(tmp_path, "notice")
        sync(project)
        translate(project, "tg")
        later(project)
        assert 'hreflang="tg"' in text(project, "ru/tram.html")
        assert "two somoni" in text(project, "ru/tram.html").replace("\xa0", " ")

    @pytest.mark.parametrize("policy", ["notice", "keep", "withdraw"])
    def test_a_machine_that_has_only_what_git_keeps_makes_the_same_pages(self, tmp_path: Path, policy: str) -> None:
        project = self.changed(tmp_path, policy)
        before = tree(tmp_path)
        for folder in ("public", ".l10n-flow"):
            shutil.rmtree(tmp_path / folder)
        later(project)
        assert tree(tmp_path) == before

    def test_one_that_never_saw_the_page_too(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        good = text(project, "ru/tram.html")
        for folder in ("public", ".l10n-flow"):
            shutil.rmtree(tmp_path / folder)
        write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        sync(project)
        later(project)
        page = text(project, "ru/tram.html")
        assert page.count('class="note stale"') == 1
        assert re.sub(r'<aside class="note stale">.*?</aside>', "", page, flags=re.DOTALL) == good

    def test_with_its_pictures(self, tmp_path: Path) -> None:
        shown = ARTICLE + "\n![A tram](tram.png)\n"
        project = published(tmp_path, articles={"tram.md": shown, "tram.png": png()})
        for folder in ("public", ".l10n-flow"):
            shutil.rmtree(tmp_path / folder)
        write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        later(project)
        assert 'src="../media/tram.png"' in text(project, "ru/tram.html")
        assert (project.public / "media/tram.png").is_file()

    def test_a_picture_that_is_gone_leaves_no_hole_in_it(self, tmp_path: Path) -> None:
        figure = "\n![A tram](tram.png)\n\n![A map](map.svg)\n"
        articles: dict[str, str | bytes] = {"tram.md": ARTICLE + figure, "tram.png": png(), "map.svg": SVG}
        project = published(tmp_path, articles=articles)
        assert 'src="media/tram.png"' in text(project, "ru/tram.html").replace("../", "")
        write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        (project.sources / "tram.png").unlink()
        (ru,) = [one for one in later(project) if one.lang == "ru"]
        assert ru.lost == ("tram.png",)
        for _ in range(2):
            page = text(project, "ru/tram.html")
            assert "tram.png" not in page
            assert "A tram" not in page
            assert 'src="../media/map.svg"' in page
            assert not (project.public / "media/tram.png").exists()
            for folder in ("public", ".l10n-flow"):
                shutil.rmtree(tmp_path / folder)
            assert [one.lost for one in later(project) if one.lang == "ru"] == [("tram.png",)]
        write(tmp_path, "tram.png", png())
        later(project)
        assert 'src="../media/tram.png"' in text(project, "ru/tram.html")
        assert (project.public / "media/tram.png").is_file()

    def test_of_what_two_people_published_what_the_record_says_holds(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        path = tmp_path / "published/editions/tram.jsonl"
        ours = path.read_text("utf-8")
        catalog = project.catalog("ru", "tram")
        catalog.write_text(catalog.read_text("utf-8").replace("ru What it costs", "ru The price"), "utf-8")
        later(project)
        theirs = path.read_text("utf-8")
        write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        for one in (ours + theirs, theirs + ours):  # as git joins them
            path.write_text("".join(dict.fromkeys(one.splitlines(keepends=True))), "utf-8")
            shutil.rmtree(project.public)
            later(project)
            assert "ru The price" in text(project, "ru/tram.html")
            assert "ru What it costs" not in path.read_text("utf-8")

    def test_passages_that_were_not_translated_are_marked_as_they_were(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, None, SITE)
        sync(project)
        export(project, allow_incomplete=True)
        good = text(project, "ru/tram.html")
        assert 'class="untranslated"' in good
        write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        shutil.rmtree(project.public)
        later(project)
        page = text(project, "ru/tram.html")
        assert re.sub(r'<aside class="note stale">.*?</aside>', "", page, flags=re.DOTALL) == good

    def test_a_damaged_line_costs_its_edition_alone(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        path = tmp_path / "published/editions/tram.jsonl"
        path.write_text(path.read_text("utf-8").replace('"lang":"ru"', '"lang":ru'), "utf-8")
        write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        shutil.rmtree(project.public)
        later(project)
        assert "noindex" in text(project, "ru/tram.html")
        assert "three somoni" in text(project, "en/tram.html").replace("\xa0", " ")

    def test_a_source_that_is_as_it_was_is_not(self, tmp_path: Path) -> None:
        project = self.changed(tmp_path, "notice")
        write(tmp_path, "tram.md", ARTICLE)
        sync(project)
        later(project)
        assert text(project, "ru/tram.html") == self.good
        assert record(project, "ru").stale == ""


def move(project: Project, name: str, to: str) -> None:
    """Rename an article, as a reporter does."""
    path = project.sources / to
    path.parent.mkdir(parents=True, exist_ok=True)
    (project.sources / name).rename(path)


class TestRenaming:
    """An article's file has another name, or is in another folder."""

    def test_the_address_stays_as_the_folder_does(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        move(project, "tram.md", "line-7.md")
        later(project)  # the catalogs have not followed yet
        assert not desk.published(project, "ru").keys() - {"line-7"}
        assert record(project, "ru", "line-7").first == "2025-05-12T09:30:00Z"
        assert "ru The tram is back" in text(project, "ru/tram.html")
        assert not (project.public / "ru/line-7.html").exists()
        assert [path.name for path in (tmp_path / "published/editions").iterdir()] == ["line-7.jsonl"]
        sync(project)
        assert all(one.change for one in later(project, "en", "ru"))
        assert text(project, "ru/feed.xml").count("<entry") == 1

    def test_who_comes_to_the_old_folder_is_led_on(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        move(project, "tram.md", "2025/line-7.md")
        sync(project)
        later(project)
        for lang in ("en", "ru"):
            assert f"/{lang}/tram.html /{lang}/2025/tram.html 301\n" in text(project, "_redirects")
            assert (project.public / f"{lang}/2025/tram.html").is_file()
            assert not (project.public / f"{lang}/tram.html").exists()
        move(project, "2025/line-7.md", "2026/line-7.md")
        sync(project)
        later(project)
        assert "/ru/tram.html /ru/2026/tram.html 301\n" in text(project, "_redirects")
        assert "/ru/2025/tram.html /ru/2026/tram.html 301\n" in text(project, "_redirects")
        move(project, "2026/line-7.md", "tram.md")
        sync(project)
        later(project)
        assert record(project, "ru").born == ""
        assert "/ru/2026/tram.html /ru/tram.html 301\n" in text(project, "_redirects")
        assert "/ru/tram.html /" not in text(project, "_redirects")

    def test_one_that_is_rewritten_in_part_at_the_same_time(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        move(project, "tram.md", "line-7.md")
        write(tmp_path, "line-7.md", ARTICLE.replace("two somoni", "three somoni"))
        later(project)
        assert "two somoni" in text(project, "ru/tram.html").replace("\xa0", " ")
        assert 'class="note stale"' in text(project, "ru/tram.html")
        assert record(project, "ru", "line-7").stale

    def test_a_withdrawn_one_stays_withdrawn(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        withdraw(project)
        move(project, "tram.md", "line-7.md")
        sync(project)
        later(project)
        assert not record(project, "ru", "line-7").is_live
        assert text(project, "gone.txt") == "/en/tram.html\n/ru/tram.html\n"

    def test_an_address_that_is_taken_there_gets_a_number(self, tmp_path: Path) -> None:
        other = ARTICLE.replace("tram", "bus").replace("stops", "halts").replace("pay", "give")
        project = published(tmp_path, articles={"tram.md": ARTICLE, "2025/tram.md": other})
        move(project, "tram.md", "2025/line-7.md")
        sync(project)
        later(project)
        assert "The bus is back" in text(project, "en/2025/tram.html")
        assert "The tram is back" in text(project, "en/2025/tram-2.html")
        assert "/en/tram.html /en/2025/tram-2.html 301\n" in text(project, "_redirects")

    def test_two_that_are_as_good_get_nothing(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        write(tmp_path, "a.md", ARTICLE)
        move(project, "tram.md", "b.md")
        done = workflow.export(project, workflow.select(project).files, project.config.languages, LATER)
        (site,) = done.each(assembled)
        assert site.gone == (("tram", ("en", "ru")),)
        assert desk.published(project, "ru").keys() == {"tram"}

    def test_somebody_else_published_it_meanwhile_under_the_old_name(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        path = tmp_path / "published/ru.jsonl"
        theirs = path.read_text("utf-8").replace('"last":"2025-05-12', '"last":"2025-05-20')
        move(project, "tram.md", "line-7.md")
        sync(project)
        later(project)
        path.write_text(path.read_text("utf-8") + theirs, "utf-8")  # as git joins them
        later(project)
        assert desk.published(project, "ru").keys() == {"line-7"}
        assert record(project, "ru", "line-7").last == "2025-05-20T09:30:00Z"

    def test_a_dry_run_changes_nothing(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        move(project, "tram.md", "2025/line-7.md")
        before = tree(tmp_path)
        done = workflow.export(project, workflow.select(project).files, ("en", "ru"), LATER, dry_run=True)
        (site,) = done.each(assembled)
        assert tree(tmp_path) == before
        assert "_redirects" in {one.path.name for one in site.changes}


class TestDeleting:
    """An article's file is gone, and no other has its text."""

    def deleted(self, root: Path) -> Project:
        project = published(root, articles={"tram.md": ARTICLE, "bus.md": "# The bus\n\nIt runs.\n"})
        (project.sources / "tram.md").unlink()
        return project

    def test_it_is_told_what_becomes_of_its_editions(self, tmp_path: Path) -> None:
        project = self.deleted(tmp_path)
        for _ in range(2):
            done = workflow.export(project, workflow.select(project).files, project.config.languages, LATER)
            (site,) = done.each(assembled)
            assert site.gone == (("tram", ("en", "ru")),)
        withdraw(project)
        done = workflow.export(project, workflow.select(project).files, project.config.languages, LATER)
        (site,) = done.each(assembled)
        assert site.gone == ()
        assert text(project, "gone.txt") == "/en/tram.html\n/ru/tram.html\n"

    def test_until_then_any_machine_makes_them(self, tmp_path: Path) -> None:
        project = self.deleted(tmp_path)
        later(project)
        before = tree(tmp_path)
        assert "ru Line 7" in text(project, "ru/tram.html")
        for folder in ("public", ".l10n-flow"):
            shutil.rmtree(tmp_path / folder)
        later(project)
        assert tree(tmp_path) == before

    def test_links_to_it_go_on_working_until_it_is_withdrawn(self, tmp_path: Path) -> None:
        bus = "# The bus\n\nIt meets [the tram](tram.md).\n"
        project = published(tmp_path, articles={"tram.md": ARTICLE, "bus.md": bus})
        later(project)
        assert 'href="tram.html"' in text(project, "ru/bus.html")
        (project.sources / "tram.md").unlink()
        later(project)
        before = tree(tmp_path)
        for folder in ((".l10n-flow",), (".l10n-flow", "public")):
            for name in folder:
                shutil.rmtree(tmp_path / name)
            assert not [one.error for one in later(project) if one.error]
            assert tree(tmp_path) == before
        withdraw(project)
        errors = {one.error.message for one in later(project) if one.error}
        assert errors == {"the link 'tram.md' leads to no article"}
        assert 'href="tram.html"' not in text(project, "ru/bus.html")

    def test_they_look_as_all_pages_do(self, tmp_path: Path) -> None:
        project = self.deleted(tmp_path)
        config = tmp_path / "l10n-flow.toml"
        config.write_text(config.read_text("utf-8").replace("example.org", "example.net"), "utf-8")
        later(projects.find(tmp_path))
        assert "https://example.net/ru/tram.html" in text(project, "ru/tram.html")


class TestInError:
    """An article's file is in error, and readers have its editions."""

    def broken(self, root: Path, old: str, new: str, site: str = "") -> Project:
        bus = "# The bus\n\nIt meets [the tram](tram.md).\n"
        project = published(root, site, articles={"tram.md": ARTICLE, "bus.md": bus})
        later(project)
        write(root, "tram.md", ARTICLE.replace(old, new))
        return project

    def fresh(self, root: Path) -> Project:
        for folder in ("public", ".l10n-flow"):
            shutil.rmtree(root / folder)
        project = projects.find(root)
        assert [one.error for one in later(project) if one.article == "tram" and one.error]
        return project

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            pytest.param("*Monday*", "<b>Monday", id="an element that is not closed"),
            pytest.param("https://example.org/stops", "buss.md", id="a link to no article"),
            pytest.param(ARTICLE, "", id="nothing in it"),
            pytest.param("---\ntitle", "---\nlang: de\ntitle", id="a language that is none of ours"),
        ],
    )
    def test_any_machine_makes_the_last_good_pages(self, tmp_path: Path, old: str, new: str) -> None:
        project = self.broken(tmp_path, old, new)
        before = tree(tmp_path)
        later(project)
        assert tree(tmp_path) == before
        assert "ru Line 7" in text(project, "ru/tram.html")
        for _ in range(2):
            self.fresh(tmp_path)
            assert tree(tmp_path) == before

    def test_they_say_since_when_they_are_stale(self, tmp_path: Path) -> None:
        project = self.broken(tmp_path, "two somoni", "three somoni")
        later(project)
        before, ru = tree(tmp_path), record(project, "ru")
        assert ru.stale
        write(tmp_path, "tram.md", ARTICLE.replace("*Monday*", "<b>Monday"))
        self.fresh(tmp_path)
        del before["source_articles/tram.md"]
        assert before.items() <= tree(tmp_path).items()

    def test_those_that_wait_for_their_translation_still_do(self, tmp_path: Path) -> None:
        project = self.broken(tmp_path, "two somoni", "three somoni", site='stale = "withdraw"\n')
        later(project)
        write(tmp_path, "tram.md", ARTICLE.replace("*Monday*", "<b>Monday"))
        self.fresh(tmp_path)
        assert (project.public / "en/tram.html").exists()
        assert "ru Line 7" not in text(project, "ru/tram.html")

    @pytest.mark.parametrize(
        "said",
        [
            "sensitivity: public\nsensitivity: public\n",
            "sensitivity: secret\ntitle: Two\n",
            "sensitivity: secert\n",
            "sensitivity: secret\n{",
        ],
    )
    def test_what_may_be_secret_is_withdrawn(self, tmp_path: Path, said: str) -> None:
        project = self.broken(tmp_path, "date:", f"{said}date:")
        for _ in range(2):
            later(project)
            assert text(project, "gone.txt") == "/en/tram.html\n/ru/tram.html\n"
            pages = {name: data for name, data in tree(tmp_path).items() if name.startswith("public/")}
            assert not [name for name, data in pages.items() if b"Line 7" in data]
            assert 'href="tram.html"' not in text(project, "en/bus.html")
            assert not (tmp_path / "published/editions/tram.jsonl").exists()
            self.fresh(tmp_path)

    def test_what_tells_a_protected_name_is_not_made_again(self, tmp_path: Path) -> None:
        project = self.broken(tmp_path, "*Monday*", "<b>Monday")
        config = tmp_path / "l10n-flow.toml"
        config.write_text(f'protected_names = ["Monday"]\n{config.read_text("utf-8")}', "utf-8")
        self.fresh(tmp_path)
        assert not [name for name, data in tree(project.public).items() if b"Monday" in data]
        assert "tram.html" not in text(project, "en/index.html")


class TestWithdrawing:
    """An edition is taken from the site."""

    def test_nothing_leads_there_any_more(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        withdraw(project, "ru")
        assert "noindex" in text(project, "ru/tram.html")
        assert 'hreflang="ru"' not in text(project, "en/tram.html")
        assert not (project.public / "ru/index.html").exists()
        assert not (project.public / "ru/feed.xml").exists()
        assert "/ru/" not in text(project, "sitemap.xml")
        assert text(project, "gone.txt") == "/ru/tram.html\n"
        assert not record(project, "ru").is_live

    def test_nothing_of_what_it_said_stays(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        withdraw(project, "ru")
        assert "ru Line 7" not in (tmp_path / "published/editions/tram.jsonl").read_text("utf-8")
        withdraw(project, "en")
        assert not (tmp_path / "published/editions").exists()

    def test_export_does_not_bring_it_back_but_a_person_does(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        before = tree(tmp_path)
        withdraw(project, "ru")
        (ru,) = [one for one in later(project) if one.lang == "ru"]
        assert (ru.withdrawn, ru.waits, ru.change) == (True, False, None)
        assert "noindex" in text(project, "ru/tram.html")
        withdraw(project, "ru", back=True)
        after = tree(tmp_path)
        changed = {name for name in before if before[name] != after.get(name)}
        dated = {f"public/{name}" for name in ("ru/feed.xml", "sitemap.xml", "news.xml", "robots.txt")}
        assert changed == dated | {"published/ru.jsonl"}
        assert not (project.public / "gone.txt").exists()

    def test_an_article_whose_file_is_gone(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        (project.sources / "tram.md").unlink()
        later(project)
        assert "noindex" not in text(project, "ru/tram.html")
        withdraw(project)
        assert "noindex" in text(project, "en/tram.html")
        assert text(project, "gone.txt") == "/en/tram.html\n/ru/tram.html\n"

    def test_what_was_never_published_cannot_be(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        with pytest.raises(RecordError, match="never published"):
            withdraw(project, "tg")

    def test_a_dry_run_changes_nothing(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        before = tree(tmp_path)
        done = workflow.withdraw(project, "tram", ("ru",), LATER, dry_run=True)
        assert tree(tmp_path) == before
        assert done.changed == ("ru",)
        assert [page.path.name for page in done.pages] == ["tram.html", "tram.jsonl"]


def test_an_edition_that_nobody_asked_for_tells_of_a_new_one(tmp_path: Path) -> None:
    project = published(tmp_path)
    translate(project, "tg")
    later(project, "tg")
    assert 'hreflang="tg"' in text(project, "en/tram.html")
    assert 'hreflang="tg"' in text(project, "ru/tram.html")


def test_all_again_if_the_address_of_the_site_changes(tmp_path: Path) -> None:
    project = published(tmp_path)
    config = tmp_path / "l10n-flow.toml"
    config.write_text(config.read_text("utf-8").replace("example.org", "example.net"), "utf-8")
    later(projects.find(tmp_path))
    for name in ("ru/tram.html", "ru/index.html", "sitemap.xml", "tg/tram.html"):
        assert "https://example.org/ru" not in text(project, name)
        assert "https://example.net/ru" in text(project, name) or "noindex" in text(project, name)


class TestFeeds:
    """What readers of feeds are told."""

    def ids(self, project: Project) -> list[str]:
        return re.findall(r"<id>(.*?)</id>", text(project, "ru/feed.xml"))

    def test_they_get_nothing_twice_whatever_becomes_of_its_address(self, tmp_path: Path) -> None:
        project = published(tmp_path)
        before = self.ids(project)
        assert len({*before, *re.findall(r"<id>(.*?)</id>", text(project, "en/feed.xml"))}) == 4
        config = tmp_path / "l10n-flow.toml"
        config.write_text(config.read_text("utf-8").replace("example.org", "example.net"), "utf-8")
        move(project, "tram.md", "2025/line-7.md")
        project = projects.find(tmp_path)
        sync(project)
        later(project)
        assert "https://example.net/ru/2025/tram.html" in text(project, "ru/feed.xml")
        assert self.ids(project) == before

    def test_who_wrote_it(self, tmp_path: Path) -> None:
        article = ARTICLE.replace("date:", "authors: [Firuz Karimov, A. Reporter]\ndate:")
        project = published(tmp_path, articles={"tram.md": article})
        names = re.findall(r"<author><name>(.*?)</name></author>", text(project, "en/feed.xml"))
        assert names == ["News", "Firuz Karimov", "A. Reporter"]
        assert "<name>ru Firuz Karimov</name>" in text(project, "ru/feed.xml")


def test_a_fresh_checkout_leaves_the_site_as_it_is_and_what_was_tampered_with_is_made_again(tmp_path: Path) -> None:
    project = published(tmp_path)
    before = tree(project.public)
    for path in project.public.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    export(project)
    assert {path.stat().st_mtime for path in project.public.rglob("*.xml")} == {1_700_000_000}
    sitemap = project.public / "sitemap.xml"
    sitemap.write_text(text(project, "sitemap.xml").replace("loc>", "lox>"), "utf-8")
    export(project)
    assert tree(project.public) == before


@pytest.mark.parametrize("data", [b"", b"\0" * 99, b"no book"])
def test_a_damaged_book_of_the_site_changes_nothing(tmp_path: Path, data: bytes) -> None:
    project = published(tmp_path)
    before = tree(project.public)
    (project.derived / "site.msgpack").write_bytes(data)
    export(project)
    assert tree(project.public) == before


def test_ids_are_addresses_by_default(tmp_path: Path) -> None:
    project = newsroom(tmp_path, None, CONFIG)
    sync(project)
    export(project)
    assert (project.public / "en/tram.html").is_file()


def test_an_edition_that_need_not_change_with_the_article_is_not_stale(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    sync(project)
    translate(project, "ru")
    export(project)
    write(tmp_path, "tram.md", ARTICLE.replace("pay two somoni", "must pay two somoni"))
    sync(project)
    confirm(project, "ru")  # which says so already
    export(project)
    export(project, "en")
    assert 'class="note stale"' not in text(project, "ru/tram.html")
    assert not record(project, "ru").stale


def test_what_waits_for_its_translation_does_not_come_back_when_its_card_is_lost(tmp_path: Path) -> None:
    project = published(tmp_path, 'stale = "withdraw"\n')
    write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
    export(project)
    (project.sources / "tram.md").unlink()
    export(project)
    (project.derived / "cards.msgpack").unlink()
    write(tmp_path, "bus.md", "---\ntitle: The bus\n---\nIt runs.\n")
    export(project)
    assert record(project, "ru").shut
    assert "/en/tram.html" in text(project, "sitemap.xml")
    assert "/ru/tram.html" not in text(project, "sitemap.xml")


def test_pages_of_an_article_without_a_file_do_not_lead_to_what_is_withdrawn(tmp_path: Path) -> None:
    project = published(tmp_path)
    assert 'hreflang="ru"' in text(project, "en/tram.html")
    (project.sources / "tram.md").unlink()
    workflow.withdraw(project, "tram", ["ru"], LATER)
    assert 'hreflang="ru"' not in text(project, "en/tram.html")


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_list_of_redirects_goes_when_nothing_is_left_of_it_and_if_it_is_ours(tmp_path: Path, is_ours: bool) -> None:
    project = published(tmp_path)
    (project.sources / "2025").mkdir()
    (project.sources / "tram.md").rename(project.sources / "2025/tram.md")
    export(project)
    redirects = project.public / "_redirects"
    if not is_ours:
        redirects.write_text("/old /new 301\n", "utf-8")
    shutil.rmtree(project.derived)
    shutil.rmtree(tmp_path / "published")
    export(project)
    assert redirects.exists() != is_ours


def test_records_that_could_not_be_written_are_written_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = published(tmp_path)
    before = record(project, "ru")
    write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
    sync(project)
    translate(project, "ru")

    def refused(path: Path, written: Path) -> None:
        if path.name == "ru.jsonl":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.replace(path)

    with monkeypatch.context() as full:
        full.setattr(files, "_replace", refused)
        export(project)
    assert "three" in text(project, "en/tram.html")
    assert record(project, "ru") == before
    export(project)
    assert record(project, "ru").texts != before.texts


def test_a_picture_that_no_page_shows_yet_is_not_published(tmp_path: Path) -> None:
    project = published(tmp_path)
    workflow.withdraw(project, "tram", ["en"], LATER)
    write(tmp_path, "new.png", png())
    write(tmp_path, "tram.md", f"{ARTICLE}\n![A tram](new.png)\n")
    export(project)
    assert 'class="note stale"' in text(project, "ru/tram.html")
    assert not (project.public / "media").exists()
    workflow.withdraw(project, "tram", ["en"], LATER, back=True)
    assert (project.public / "media/new.png").is_file()
    assert 'class="note stale"' in text(project, "ru/tram.html")
