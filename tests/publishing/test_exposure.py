"""`protected_names`: a name that nobody outside may learn is in nothing that is published, and the desk hears where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow import project as projects
from l10n_flow import workflow
from l10n_flow.errors import FlowError
from l10n_flow.rounds import handover

from ..newsroom import ARTICLE, LAX, NOW, export, newsroom, sync, translate, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from l10n_flow.model import Finding
    from l10n_flow.project import Project

NOBODY = "protected_names = []\n"
NAMES = 'protected_names = ["Анна Петрова", "Anna Petrova"]\n'
SETTINGS = 'languages = ["en", "ru", "uz", "uz-Cyrl"]\n'
SITE = '[site]\nname = "News"\nbase_url = "https://example.org/"\nimage_hosts = ["https://example.org"]\n'
BEFORE = "Line 7 opened on *Monday*."


def desk(root: Path, article: str = ARTICLE, settings: str = "", said: Mapping[str, str] | None = None) -> Project:
    """A newsroom with an article in all its languages; `said` are the first words of its translations."""
    project = newsroom(root, {"tram.md": article}, LAX + SETTINGS + NOBODY + settings + SITE)
    sync(project)
    for lang in ("ru", "uz"):
        translate(project, lang, say=lambda text, lang=lang: f"{(said or {}).get(lang, lang)} {text}")  # type: ignore[misc]
    return protecting(project)


def protecting(project: Project) -> Project:
    """The same newsroom when somebody has listed the names."""
    path = project.root / "l10n-flow.toml"
    path.write_text(path.read_text("utf-8").replace(NOBODY, NAMES), "utf-8")
    return projects.find(project.root)


def faults(project: Project, *langs: str, allow_incomplete: bool = False) -> dict[str, tuple[Finding, ...]]:
    """What keeps the article from readers, by edition."""
    done = export(project, *langs, allow_incomplete=allow_incomplete)
    assert all(one.error is None for one in done.values())
    assert all(bool(one.change) is not bool(one.faults) for one in done.values())
    return {lang: one.faults for (_, lang), one in done.items()}


def places(found: tuple[Finding, ...]) -> list[str]:
    return [f"{one.path}:{one.line}" for one in found]


def line(project: Project, name: str, words: str) -> str:
    """A file's first line with these words, as messages name it."""
    lines = (project.root / name).read_text("utf-8").split("\n")
    return f"{name}:{next(number for number, text in enumerate(lines, 1) if words in text)}"


def public(project: Project) -> str:
    """All that readers can open."""
    files = (path for path in project.public.rglob("*") if path.is_file())
    return "\n".join(f"{path.relative_to(project.public)}\n{path.read_text('utf-8', 'replace')}" for path in files)


def kept(project: Project) -> str:
    """All that git keeps of what was published."""
    return "\n".join(path.read_text("utf-8") for path in (project.root / "published").rglob("*.jsonl"))


class TestAnArticle:
    """In the article, whatever its edition."""

    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            (BEFORE, f"{BEFORE} Anna Petrova saw it.", "Anna Petrova"),
            (BEFORE, f"{BEFORE} *Anna* Petrova’s flat is near.", "*Anna* Petrova"),
            ("title: The tram is back", "title: Anna Petrova is back", "Anna Petrova"),
            ("deck: After ten years it runs again.", "description: With A. Petrova", "A. Petrova"),
            ("date: 2025-05-12", "date: 2025-05-12\ntags: [trams, Anna Petrova]", "Anna Petrova"),
            ("date: 2025-05-12", "date: 2025-05-12\nauthors: [Anna Petrova]", "Anna Petrova"),
            (
                "date: 2025-05-12",
                "date: 2025-05-12\ncorrections:\n  - {date: 2025-05-13, text: It was Petrova}",
                "It was Petrova",
            ),
            (BEFORE, f"![Anna Petrova](https://example.org/a.jpg)\n\n{BEFORE}", "Anna Petrova"),
            ("https://example.org/stops", "https://example.org/anna-petrova", "anna-petrova"),
            (BEFORE, f"{BEFORE}\n\n<!-- l10n: skip -->\nAnna Petrova\n", "Anna Petrova"),
        ],
    )
    def test_it_goes_nowhere_and_the_desk_hears_where(
        self, tmp_path: Path, before: str, after: str, words: str
    ) -> None:
        project = desk(tmp_path, ARTICLE.replace(before, after), 'keep_roles = ["byline"]\n')
        found = faults(project)
        assert found.keys() == {"en", "ru", "uz", "uz-Cyrl"}
        for one in found.values():
            assert line(project, "source_articles/tram.md", words) in places(one)
            assert {each.check for each in one} == {"protected-names"}
        assert "petrova" not in public(project).casefold()

    @pytest.mark.parametrize(
        "words",
        [
            "Anna Pet<wbr>rova",
            "[her](https://x.example/%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0)",
            "<apetrova@example.org>",
            "[her](https://t.me/apetrova)",
            "P E T R O V A",
            "Ｐｅｔｒｏｖａ",
        ],
    )
    def test_however_it_is_written(self, tmp_path: Path, words: str) -> None:
        project = desk(tmp_path, ARTICLE.replace(BEFORE, f"{BEFORE} So says {words}."))
        found = faults(project)
        for one in found.values():
            assert line(project, "source_articles/tram.md", words) in places(one)
        assert not list(project.public.rglob("tram.html"))

    @pytest.mark.parametrize(
        "inside",
        [
            "<title>Anna Petrova</title>",
            "<text>Pet<tspan>rova</tspan></text>",
            "<text>Anna</text><text>Petrova</text>",
            '<g aria-label="A. Petrova"/>',
            '<g id="anna-petrova"/>',
            "<desc>Петровой</desc>",
        ],
    )
    def test_a_drawing_in_which_it_can_be_read(self, tmp_path: Path, inside: str) -> None:
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">{inside}</svg>'
        project = desk(tmp_path, ARTICLE.replace(BEFORE, f"![Map](map.svg)\n\n{BEFORE}"))
        write(tmp_path, "map.svg", drawing)
        for one in faults(project).values():
            assert places(one) == ["source_articles/map.svg:None"]
        assert not list(project.public.rglob("map.svg"))
        write(tmp_path, "map.svg", drawing.replace(inside, "<!-- Petrova --><text>Somebody</text>"))
        assert not any(faults(project).values())
        assert "Petrova" not in public(project)

    def test_a_drawing_that_is_out_already_goes(self, tmp_path: Path) -> None:
        project = with_names(desk(tmp_path, ARTICLE.replace(BEFORE, f"![Map](map.svg)\n\n{BEFORE}")))
        write(tmp_path, "map.svg", '<svg xmlns="http://www.w3.org/2000/svg"><text>Petrova</text></svg>')
        assert not any(faults(project).values())
        path = project.root / "l10n-flow.toml"
        path.write_text(path.read_text("utf-8").replace("protected_names = []\n", NAMES), "utf-8")
        assert all(faults(projects.find(tmp_path)).values())
        assert "Petrova" not in public(project)

    def test_what_it_is_called(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"2025/anna-petrova.md": ARTICLE}, LAX + SETTINGS + NAMES)
        (found,) = faults(project, "en").values()
        assert places(found) == ["source_articles/2025/anna-petrova.md:None"]

    def test_a_comment_that_nobody_gets_is_not_its_text(self, tmp_path: Path) -> None:
        project = desk(tmp_path, ARTICLE.replace(BEFORE, f"{BEFORE}\n\n<!-- Anna Petrova told us -->\n"))
        assert not any(faults(project).values())
        assert "petrova" not in public(project).casefold()


class TestACatalog:
    """In what translators write."""

    def test_the_edition_waits_and_the_others_do_not(self, tmp_path: Path) -> None:
        project = desk(tmp_path, said={"ru": "По словам Анны Петровой,"})
        found = faults(project)
        assert {lang for lang, one in found.items() if one} == {"ru"}
        assert line(project, "locales/ru/tram.po", "msgctxt") in places(found["ru"])
        assert len(found["ru"]) == 6

    @pytest.mark.parametrize(
        "comment", ["# asked A. Petrova about it", '#| msgid "Anna Petrova\'s line"', "#. see Anna Petrova"]
    )
    def test_comments_count(self, tmp_path: Path, comment: str) -> None:
        project = desk(tmp_path)
        path = project.catalog("ru", "tram")
        path.write_text(path.read_text("utf-8").replace("\n#. ", f"\n{comment}\n#. ", 1), "utf-8")
        found = faults(project)
        assert {lang for lang, one in found.items() if one} == {"ru"}
        assert len(found["ru"]) == 1

    def test_so_do_units_that_are_left_over_and_the_header(self, tmp_path: Path) -> None:
        project = desk(tmp_path)
        path = project.catalog("ru", "tram")
        text = path.read_text("utf-8") + '\n#~ msgid "Anna"\n#~ msgstr "Анна Петрова"\n'
        path.write_text(text.replace('"Language: ru', '"X-Seen-By: Petrova\\n"\n"Language: ru'), "utf-8")
        assert places(faults(project)["ru"]) == [
            "locales/ru/tram.po:1",
            line(project, "locales/ru/tram.po", "#~ msgid"),
        ]

    def test_a_name_in_an_edition_that_is_made_of_another(self, tmp_path: Path) -> None:
        settings = 'protected_names = ["Анна Петрова"]\n'
        project = newsroom(tmp_path, {"tram.md": ARTICLE}, LAX + SETTINGS + settings)
        sync(project)
        translate(project, "uz", say=lambda text: f"Anna Petrova {text}")
        found = faults(project, "uz-Cyrl")
        assert len(found["uz-Cyrl"]) == 6
        assert line(project, "locales/uz/tram.po", "msgctxt") in places(found["uz-Cyrl"])

    def test_words_of_two_texts_are_no_name(self, tmp_path: Path) -> None:
        project = desk(tmp_path, ARTICLE.replace("The tram is back", "It is Anna").replace("After ten", "Petrovas ten"))
        project = with_names(project, "Anna Ten")
        assert not any(faults(project).values())


def with_names(project: Project, *names: str) -> Project:
    """The same newsroom with other names."""
    path = project.root / "l10n-flow.toml"
    listed = ", ".join(f'"{name}"' for name in names)
    path.write_text(path.read_text("utf-8").replace(NAMES, f"protected_names = [{listed}]\n"), "utf-8")
    return projects.find(project.root)


class TestNothingLiftsIt:
    """Neither people nor settings."""

    @pytest.mark.parametrize("settings", ["", 'memory = "off"\n'])
    def test_incomplete_editions(self, tmp_path: Path, settings: str) -> None:
        article = ARTICLE.replace(BEFORE, f"{BEFORE} Anna Petrova saw it.")
        project = newsroom(tmp_path, {"tram.md": article}, LAX + SETTINGS + NAMES + settings)
        assert all(faults(project, allow_incomplete=True).values())

    def test_waivers(self, tmp_path: Path) -> None:
        article = ARTICLE.replace("date:", "waivers: [protected-names]\ndate:")
        project = desk(tmp_path, article.replace(BEFORE, f"{BEFORE} Anna Petrova saw it."))
        assert all(faults(project).values())

    @pytest.mark.parametrize("name", [one for one in handover.formats() if one != "html"])
    def test_other_formats(self, tmp_path: Path, name: str) -> None:
        project = desk(tmp_path / "news", said={"ru": "Анна Петрова:"})
        files, langs = workflow.select(project).files, workflow.languages(project, ("en", "ru"))
        for lax in (False, True):
            done = workflow.hand_over(project, files, langs, name, tmp_path / "out", allow_incomplete=lax)
            held = [one for one in done if one.faults]
            assert [one.lang for one in held] == ["ru"]
            assert not held[0].change
        out = [path.read_text("utf-8", "replace") for path in (tmp_path / "out").rglob("*") if path.is_file()]
        assert out
        assert not any("Петров" in text for text in out)


class TestAddresses:
    """The last part of an address is a headline's, in Latin letters."""

    def test_a_headline_that_tells_it_in_other_letters(self, tmp_path: Path) -> None:
        project = desk(tmp_path, said={"ru": "Анна Петрова и"})
        path = project.root / "l10n-flow.toml"
        path.write_text(path.read_text("utf-8").replace("[site]\n", '[site]\nslugs = "headline"\n'), "utf-8")
        project = with_names(projects.find(project.root), "Anna Petrova")
        (found,) = faults(project, "ru").values()
        assert [one.path for one in found] == ["source_articles/tram.md"]
        assert "published/ru.jsonl" in found[0].hint
        assert "petrova" not in public(project).casefold()


class TestWhatReadersHave:
    """A name that is protected after it was published."""

    def test_its_page_goes_and_all_that_leads_there(self, tmp_path: Path) -> None:
        project = with_names(desk(tmp_path, said={"ru": "Анна Петрова:"}))
        assert not any(faults(project).values())
        assert "Петрова" in public(project)
        path = project.root / "l10n-flow.toml"
        path.write_text(path.read_text("utf-8").replace("protected_names = []\n", NAMES), "utf-8")
        project = projects.find(tmp_path)
        assert {lang for lang, one in faults(project).items() if one} == {"ru"}
        assert "Петров" not in public(project)
        assert "Петров" not in kept(project)
        assert "ru/tram.html" not in (project.public / "sitemap.xml").read_text("utf-8")

    def test_another_article_published_alone_takes_its_headline_from_the_site(self, tmp_path: Path) -> None:
        project = with_names(desk(tmp_path, said={"ru": "Анна Петрова:"}))
        (project.root / "source_articles/bus.md").write_text(ARTICLE.replace("tram", "bus"), "utf-8")
        export(project)
        path = project.root / "l10n-flow.toml"
        path.write_text(path.read_text("utf-8").replace("protected_names = []\n", NAMES), "utf-8")
        project = projects.find(tmp_path)
        bus = [file for file in workflow.select(project).files if file.id == "bus"]
        assert list(workflow.export(project, bus, ["en", "ru", "uz", "uz-Cyrl"], NOW))
        assert "Петров" not in public(project)
        assert "Петров" not in kept(project)

    def test_an_article_whose_file_is_gone(self, tmp_path: Path) -> None:
        article = ARTICLE.replace(BEFORE, f"{BEFORE} Anna Petrova saw it.")
        project = with_names(desk(tmp_path, article))
        export(project)
        (project.root / "source_articles/tram.md").rename(project.root / "source_articles/bus.md")
        write(project.root, "bus.md", ARTICLE.replace("tram", "bus"))
        path = project.root / "l10n-flow.toml"
        path.write_text(path.read_text("utf-8").replace("protected_names = []\n", NAMES), "utf-8")
        export(projects.find(tmp_path), "en")
        assert "Petrova" not in public(project)
        assert "Petrova" not in kept(project)

    def test_an_old_page_without_it_stays_until_the_new_text_is_without_it(self, tmp_path: Path) -> None:
        project = desk(tmp_path)
        assert not any(faults(project).values())
        before = (project.public / "ru/tram.html").read_bytes()
        path = project.catalog("ru", "tram")
        text = path.read_text("utf-8")
        path.write_text(text.replace('msgstr "ru The tram', 'msgstr "Петрова: The tram'), "utf-8")
        assert len(faults(project)["ru"]) == 1
        assert (project.public / "ru/tram.html").read_bytes() == before


class TestSync:
    """PO files and the memory get no name."""

    def desk(self, root: Path, article: str = ARTICLE) -> Project:
        return newsroom(root, {"tram.md": article}, LAX + SETTINGS + NAMES + SITE)

    def test_an_article_with_one_gets_no_catalog(self, tmp_path: Path) -> None:
        project = self.desk(tmp_path, ARTICLE.replace(BEFORE, f"{BEFORE} Anna Petrova saw it."))
        write(project.root, "bus.md", ARTICLE.replace("tram", "bus"))
        (tram,) = [one for one in sync(project) if one.article == "tram"]
        (error,) = tram.errors
        assert f"{error.path}:{error.line}" == line(project, "source_articles/tram.md", "Anna Petrova")
        assert not list(tmp_path.rglob("locales/**/tram.po"))
        assert project.catalog("ru", "bus").is_file()

    def test_a_catalog_with_one_is_not_written_again(self, tmp_path: Path) -> None:
        project = self.desk(tmp_path)
        sync(project)
        translate(project, "ru", say=lambda text: f"Анне Петровой {text}")
        before = project.catalog("ru", "tram").read_bytes()
        write(project.root, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
        (tram,) = sync(project)
        (error,) = tram.errors
        assert error.path == "locales/ru/tram.po"
        assert error.line
        assert project.catalog("ru", "tram").read_bytes() == before
        assert "three somoni" in project.catalog("uz", "tram").read_text("utf-8")

    def test_nothing_comes_from_another_article_with_one(self, tmp_path: Path) -> None:
        project = self.desk(tmp_path)
        sync(project)
        translate(project, "ru", say=lambda text: f"Петрова: {text}" if "What" in text else f"ru {text}")
        write(project.root, "bus.md", ARTICLE.replace("tram", "bus"))
        sync(project)
        text = project.catalog("ru", "bus").read_text("utf-8")
        assert "Петрова" not in text
        assert "ru Children pay nothing." in text


class TestTheHouse:
    """What all pages have."""

    @pytest.mark.parametrize(
        ("name", "text", "where"),
        [
            ("templates/article.html", '{% extends "default/article.html" %}\n{# Anna Petrova #}\n', 2),
            ("texts/ru.po", 'msgid ""\nmsgstr ""\n\nmsgid "Footnotes"\nmsgstr "Петровой"\n', 5),
            ("l10n-flow.toml", '\n[site]\nname = "Petrova News"\n', None),
        ],
    )
    def test_nothing_is_published_and_the_desk_hears_where(
        self, tmp_path: Path, name: str, text: str, where: int | None
    ) -> None:
        project = newsroom(tmp_path, {"tram.md": ARTICLE}, LAX + SETTINGS + NAMES)
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")
        project = projects.find(tmp_path)
        out = tmp_path / "out"
        for publish in (lambda: export(project), lambda: list(hand_over(project, out)), lambda: list(ready(project))):
            with pytest.raises(FlowError, match="here is one of the protected_names") as told:
                publish()
            assert told.value.path == name
            assert told.value.line == (where or path.read_text("utf-8").count("\n"))
        assert not project.public.exists()


def hand_over(project: Project, top: Path) -> list[workflow.Exported]:
    return list(workflow.hand_over(project, workflow.select(project).files, ("en",), "json", top))


def ready(project: Project) -> list[workflow.Exported]:
    return list(workflow.ready(project, workflow.select(project).files, ("en",), NOW))


class TestAddressesOfBefore:
    """Addresses that were given away before the name was listed."""

    def test_a_withdrawn_one_is_in_no_list_and_has_no_page(self, tmp_path: Path) -> None:
        settings = LAX + SETTINGS + NOBODY + '[site]\nslugs = "headline"\nbase_url = "https://example.org/"\n'
        project = newsroom(tmp_path, {"tram.md": ARTICLE.replace("The tram", "Anna Petrova")}, settings)
        export(project, "en")
        assert (project.public / "en/anna-petrova-is-back.html").is_file()
        project = protecting(project)
        workflow.withdraw(project, "tram", ("en",), NOW)
        assert "petrova" not in public(project).casefold()
