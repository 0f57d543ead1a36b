from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow import workflow
from l10n_flow.errors import CatalogError, FlowError, TemplateError
from l10n_flow.pages import heads
from l10n_flow.pages.model import Theme
from l10n_flow.publishing import themes, trial
from l10n_flow.rounds.done import assembled
from tests.newsroom import ARTICLE, CONFIG, NOW, export, newsroom, sync, translate, write

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def texts(root: Path, lang: str, body: str) -> None:
    (root / "texts").mkdir(exist_ok=True)
    (root / f"texts/{lang}.po").write_text(HEAD + body, "utf-8")


def said(theme: Theme, lang: str, text: str) -> str:
    return heads.words(theme, lang).gettext(text)


def test_a_newsroom_without_folders_has_our_look(tmp_path: Path) -> None:
    assert themes.of(newsroom(tmp_path)) == Theme()


def test_a_newsrooms_words_go_before_ours_and_ours_stay_where_it_says_nothing(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    texts(
        tmp_path,
        "ru",
        'msgid "Footnotes"\nmsgstr "Сноски"\n\nmsgid "Table"\nmsgstr ""\n\nmsgid "law"\nmsgstr "право"\n',
    )
    theme = themes.of(project)
    assert [said(theme, "ru", text) for text in ("Footnotes", "Table", "law", "war")] == [
        "Сноски",
        "Таблица",
        "право",
        "war",
    ]
    assert said(theme, "en", "Footnotes") == "Footnotes"


def test_plural_forms_are_those_of_the_language(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    entry = 'msgid "%(count)s article"\nmsgid_plural "%(count)s articles"\n'
    texts(tmp_path, "ru", entry + 'msgstr[0] "один"\nmsgstr[1] "%(count)s пары"\nmsgstr[2] "%(count)s штук"\n')
    words = heads.words(themes.of(project), "ru")
    forms = [words.ngettext("%(count)s article", "%(count)s articles", number) for number in (1, 3, 5, 21)]
    assert forms == ["один", "%(count)s пары", "%(count)s штук", "один"]


def test_a_derived_language_follows_its_base_but_for_what_the_page_puts_in(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    texts(tmp_path, "uz", 'msgid "Updated %(date)s"\nmsgstr "Oʻzgargan: %(date)s"\n')
    assert said(themes.of(project), "uz-Cyrl", "Updated %(date)s") == "Ўзгарган: %(date)s"
    texts(tmp_path, "uz-Cyrl", 'msgid "Updated %(date)s"\nmsgstr "%(date)s"\n')
    assert said(themes.of(project), "uz-Cyrl", "Updated %(date)s") == "%(date)s"


@pytest.mark.parametrize("wrong", ["Обновлено", "Обновлено %(day)s", "%(date)s %", "%(date)d"])
def test_words_that_lose_what_the_page_puts_in_are_refused_with_their_line(tmp_path: Path, wrong: str) -> None:
    project = newsroom(tmp_path)
    texts(tmp_path, "ru", f'msgid "Updated %(date)s"\nmsgstr "{wrong}"\n')
    with pytest.raises(CatalogError) as found:
        themes.of(project)
    assert (found.value.path, found.value.line) == ("texts/ru.po", 4)
    assert "%(date)s" in found.value.hint


def test_words_with_names_in_them_that_no_page_asks_for_are_refused_with_what_was_meant(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    texts(tmp_path, "ru", 'msgid "Updated %(day)s"\nmsgstr "Изменено: %(day)s"\n')
    with pytest.raises(CatalogError, match="no page says") as found:
        themes.of(project)
    assert (found.value.path, found.value.line) == ("texts/ru.po", 4)
    assert found.value.hint == "did you mean 'Updated %(date)s'?"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/front.html").write_text('{{ _("Updated %(day)s", day=heading) }}', "utf-8")
    assert said(themes.of(project), "ru", "Updated %(day)s") == "Изменено: %(day)s"


def test_a_folder_in_place_of_a_template_is_refused(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    (tmp_path / "templates/article.html").mkdir(parents=True)
    with pytest.raises(TemplateError, match=r"templates/article.html: .* this is a folder"):
        themes.of(project)


def test_words_in_a_language_without_an_edition_are_a_mistake(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    texts(tmp_path, "fr", "")
    with pytest.raises(CatalogError, match="no edition in 'fr'"):
        themes.of(project)


def test_templates_are_read_with_their_folders_but_not_what_is_hidden(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    (tmp_path / "templates/parts").mkdir(parents=True)
    (tmp_path / "templates/parts/logo.html").write_text("ҷ", "utf-8")
    (tmp_path / "templates/.article.html.swp").write_bytes(b"\xff")
    assert themes.of(project).templates == (("parts/logo.html", "ҷ"),)


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/article.html").write_bytes("Ҷ".encode("utf-16"))
    with pytest.raises(TemplateError, match=r"templates/article.html: the template is not UTF-8"):
        themes.of(project)


def test_another_look_has_another_digest(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    digests = {themes.of(project).digest}
    texts(tmp_path, "ru", 'msgid "Table"\nmsgstr "Табл."\n')
    digests.add(themes.of(project).digest)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/x.html").touch()
    digests.add(themes.of(project).digest)
    assert len(digests) == 3


def test_a_change_of_look_is_on_every_page_of_the_next_export(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    export(project)
    pages = [project.public / name for name in ("en/tram.html", "en/index.html", "404.html")]
    assert not any("Ours" in page.read_text("utf-8") for page in pages)
    (tmp_path / "templates").mkdir()
    frame = tmp_path / "templates/base.html"
    for said in ("Ours", "Ours now"):
        frame.write_text(f'{{% extends "default/base.html" %}}{{% block masthead %}}{said}{{% endblock %}}', "utf-8")
        export(project)
        assert all(f"\n{said}" in page.read_text("utf-8") for page in pages)
    texts(tmp_path, "en", 'msgid "Page not found"\nmsgstr "Gone fishing"\n')
    export(project)
    assert "Gone fishing" in pages[-1].read_text("utf-8")


def test_a_mistake_in_a_template_is_told_and_the_last_good_pages_stay(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    export(project)
    page = project.public / "en/tram.html"
    before = page.read_bytes()
    (tmp_path / "templates").mkdir()
    for name in ("article.html", "base.html"):
        (tmp_path / "templates" / name).write_text("one\n{{ headline }}", "utf-8")
        with pytest.raises(TemplateError) as told:
            export(project)
        error = told.value
        assert (error.path, error.line) == (f"templates/{name}", 2)
        assert page.read_bytes() == before
        assert (project.public / "en/index.html").is_file()
        (tmp_path / "templates" / name).unlink()


def test_an_article_leads_to_its_topics_and_what_is_not_ready_says_which_article_it_is(tmp_path: Path) -> None:
    text = "---\ntitle: The tram is back\ntags: [city life, Трамвай]\n---\nText"
    project = newsroom(tmp_path, {"tram.md": text})
    export(project)
    page = (project.public / "en/tram.html").read_text("utf-8")
    for topic in ("city-life", "tramvay"):
        assert f'href="topics/{topic}.html"' in page
        assert (project.public / f"en/topics/{topic}.html").is_file()
    absent = (project.public / "tg/tram.html").read_text("utf-8")
    assert '<span class="headline">The tram is back</span>' in absent


def test_a_mistake_in_a_template_stops_no_edition_that_stays_as_it_was(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    sync(project)
    translate(project, "ru")
    export(project)
    page = project.public / "ru/tram.html"
    assert "ru The tram is back" in page.read_text("utf-8")
    write(tmp_path, "tram.md", ARTICLE + "\nMore.\n")
    sync(project)
    (tmp_path / "templates").mkdir()
    # This cannot be told in advance: the next article may have tags.
    (tmp_path / "templates/article.html").write_text("{% if not meta.tags %}{{ headline }}{% endif %}", "utf-8")
    assert isinstance(export(project, "ru")["tram", ""].error, TemplateError)
    assert "ru The tram is back" in page.read_text("utf-8")


FULL = """
{% for name in ("kicker", "headline", "deck", "byline", "dateline") %}{{ front[name][0].text }}{% endfor %}
{{ location[0] }} {{ dates[1][2] }} {{ corrections[0][0] }} {{ topics[0].name }} {{ byline.names[1] }}
{{ meta.date | time }} {{ meta.tags[0] }} {% if original %}{{ original.name }} {{ translator[0] }}{% endif %}
"""


def files_of(root: Path) -> dict[str, bytes]:
    """All that a round of publishing may write."""
    tops = ("public", "published")
    return {str(path): path.read_bytes() for top in tops for path in (root / top).rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("topic.html", "{{ nope }}"),  # of which no page is made here
        ("base.html", "{{ nope }}"),
        ("absent.html", "{% if withdrawn %}{{ nope }}{% endif %}"),
        ("front.html", "{% if archive %}{{ nope }}{% endif %}"),
        ("stale.html", "{{ nope }}"),
        ("404.html", "{% if %}"),
        ("icon.svg", "{{ nope }}"),
    ],
)
def test_a_mistake_in_any_template_publishes_nothing_at_all(tmp_path: Path, name: str, text: str) -> None:
    project = newsroom(tmp_path)
    sync(project)
    translate(project, "ru")
    export(project)
    before = files_of(tmp_path)
    write(tmp_path, "tram.md", ARTICLE.replace("Monday", "Tuesday"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / name).write_text(text, "utf-8")
    with pytest.raises(TemplateError) as told:
        export(project)
    assert (told.value.path, told.value.line) == (f"templates/{name}", 1)
    assert files_of(tmp_path) == before
    (tmp_path / "templates" / name).unlink()
    assert export(project)["tram", "en"].change
    assert files_of(tmp_path) != before


def test_templates_may_count_on_all_that_an_article_can_have(tmp_path: Path) -> None:
    front = "{{ teasers[4].image.src }} {{ teasers[4].date }}{{ newer[0] if archive else topics[0].name }}"
    site = '[site]\nname = "The Desk"\nbase_url = "https://example.org/"\ntimezone = "Asia/Dushanbe"\n'
    project = newsroom(tmp_path, config=f"{CONFIG}{site}")
    (tmp_path / "templates").mkdir()
    for name, text in (("article.html", FULL), ("front.html", front), ("topic.html", "{{ older[0] }}{{ newer[0] }}")):
        (tmp_path / "templates" / name).write_text(text, "utf-8")
    trial.refuse_broken(project)


def test_what_cannot_be_told_in_advance_leaves_the_article_and_its_records_as_they_were(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    sync(project)
    translate(project, "ru")
    (tmp_path / "templates").mkdir()
    template = "{{ stale }}{% if language.tag == 'en' and not meta.tags %}{{ NOPE }}{% endif %}"
    (tmp_path / "templates/article.html").write_text(template.replace("NOPE", "1"), "utf-8")
    export(project)
    before = files_of(tmp_path)
    write(tmp_path, "tram.md", ARTICLE.replace("Monday", "Tuesday"))
    sync(project)
    (tmp_path / "templates/article.html").write_text(template.replace("NOPE", "nope"), "utf-8")
    assert isinstance(export(project)["tram", "en"].error, TemplateError)
    after = files_of(tmp_path)
    kept = [name for name in before if name.endswith((".jsonl", "ru/tram.html", "en/tram.html"))]
    assert len(kept) > 2
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


SECRET = "---\nsensitivity: secret\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/front.html", b"{{ nope }}"),
        ("templates/base.html", b"{% if %}"),
        ("templates/article.html", b"\xff"),
        ("texts/ru.po", b"msgid"),
        ("templates/footer.html", b"Anna Petrova"),
    ],
)
def test_what_has_become_secret_is_taken_down_whatever_is_wrong_with_the_look(
    tmp_path: Path, name: str, text: bytes
) -> None:
    settings = f'protected_names = ["Anna Petrova"]\n{CONFIG}[site]\nbase_url = "https://example.org/"\n'
    project = newsroom(tmp_path, {"tram.md": ARTICLE, "bus.md": ARTICLE.replace("tram", "bus")}, settings)
    export(project)
    about = project.public / "en/bus.html"
    before = about.read_bytes()
    write(tmp_path, "tram.md", ARTICLE.replace("---\n", SECRET, 1))
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes(text)
    with pytest.raises(FlowError) as told:
        export(project)
    assert told.value.path == name
    assert told.value.hint.endswith("what is secret now was withdrawn: tram")
    pages = {page: data for page, data in files_of(tmp_path).items() if not page.endswith("gone.txt")}
    assert not [page for page, data in pages.items() if b"The tram" in data]
    assert not [page for page, data in pages.items() if b"Petrova" in data]
    assert about.read_bytes() == before
    with pytest.raises(FlowError) as told:
        export(project)
    assert "withdrawn" not in told.value.hint
    (tmp_path / name).unlink()
    export(project)
    assert b"The bus is back" in (project.public / "en/index.html").read_bytes()


def test_what_was_renamed_and_has_become_secret_is_taken_down_too(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"tram.md": ARTICLE, "bus.md": ARTICLE.replace("tram", "bus")})
    export(project)
    write(tmp_path, "2025/line-7.md", ARTICLE.replace("---\n", SECRET, 1))
    (project.sources / "tram.md").unlink()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/front.html").write_text("{{ nope }}", "utf-8")
    with pytest.raises(TemplateError) as told:
        export(project)
    assert told.value.hint.endswith("what is secret now was withdrawn: 2025/line-7")
    for mend in (False, True):
        if mend:
            (tmp_path / "templates/front.html").unlink()
            assert not export(project)["2025/line-7", "en"].change
        pages = {page: data for page, data in files_of(tmp_path).items() if not page.endswith(("gone.txt", ".md"))}
        assert not [page for page, data in pages.items() if b"The tram" in data]


def test_also_if_what_is_wrong_shows_only_when_a_page_is_made(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"tram.md": ARTICLE, "bus.md": ARTICLE.replace("tram", "bus")})
    export(project)
    write(tmp_path, "tram.md", ARTICLE.replace("---\n", SECRET, 1))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/front.html").write_text("{% if teasers | length < 2 %}{{ nope }}{% endif %}", "utf-8")
    chosen = workflow.select(project).files
    (site,) = workflow.export(project, chosen, ["en"], NOW).each(assembled)
    assert {type(error) for error in site.errors} == {TemplateError}
    front = (project.public / "en/index.html").read_text("utf-8")
    assert "The bus is back" in front
    assert "The tram" not in front


def test_what_is_withdrawn_goes_whatever_is_wrong_with_a_template(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    export(project)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/topic.html").write_text("{{ nope }}", "utf-8")
    workflow.withdraw(project, "tram", ["en"], NOW)
    assert "tram" not in (project.public / "en/tram.html").read_text("utf-8")
