"""Checks of a newsroom: findings in their places, waivers, the gate, and terms where translators work."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from l10n_flow import project as projects
from l10n_flow import workflow
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.errors import GlossaryError
from l10n_flow.model import Severity
from l10n_flow.values import replace
from tests.newsroom import CONFIG, LAX, NOW, export, newsroom, sync, translate, tree, units, write

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.model import Finding
    from l10n_flow.project import Project

TERMS = """\
[[concept]]
id = "patent"
en = { preferred = "patent", forbidden = ["work licence"] }
ru = { preferred = "патент", forbidden = ["лицензия"] }
uz = "patent"
"""
ARTICLE = """\
---
title: The price
---
A patent costs more.

It has to be paid.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A newsroom with an article that was translated without its term."""
    project = newsroom(tmp_path, {"price.md": ARTICLE})
    say(project)
    sync(project)
    for lang in ("ru", "uz", "tg"):
        translate(project, lang, "price", lambda _: "Ҳа.")
    return project


def say(project: Project, more: str = "") -> None:
    """Write the glossary."""
    folder = project.root / "glossary"
    folder.mkdir(exist_ok=True)
    (folder / "terms.toml").write_text(TERMS + more, "utf-8")


def check(project: Project, *langs: str, fuzzy: bool = False) -> list[Finding]:
    """`l10n-flow check`."""
    chosen = workflow.select(project).files
    (one,) = workflow.check(project, chosen, workflow.languages(project, langs), fuzzy=fuzzy)
    assert one.errors == ()
    return list(one.findings)


def change(project: Project, lang: str, source: str, **fields: object) -> None:
    """Change a unit, as a person does."""
    path = project.catalog(lang, "price")
    catalog = catalogs.read(path)
    changed = [catalogs.changed(one, **fields) if one.source == source else one for one in catalog.units]
    catalogs.write(path, replace(catalog, units=tuple(changed)))


def test_findings_are_in_their_places(project: Project) -> None:
    found = check(project)
    assert [(one.lang, one.check, one.subject) for one in found] == [(lang, "terms", "patent") for lang in ("ru", "uz")]
    (ru, _) = found
    assert (ru.article, ru.path, ru.severity) == ("price", "locales/ru/price.po", Severity.ERROR)
    assert ru.line == units(project, "ru", "price")["A patent costs more."].line
    assert (ru.source, ru.target, ru.source[slice(*ru.source_spans[0])]) == ("A patent costs more.", "Ҳа.", "patent")


def test_only_what_is_asked_for(project: Project) -> None:
    assert [one.lang for one in check(project, "ru")] == ["ru"]
    assert [one.lang for one in check(project, "uz-Cyrl")] == ["uz"]  # which it is made of
    assert check(project, "tg") == []


def test_an_article_in_its_own_language(project: Project) -> None:
    write(project.root, "price.md", ARTICLE.replace("A patent", "A work licence"))
    (found,) = check(project, "en")
    assert (found.path, found.line, found.lang, found.source) == ("source_articles/price.md", 4, "en", "")
    assert found.target[slice(*found.target_spans[0])] == "work licence"


def test_what_waits_for_a_person_is_looked_at_if_asked_for(project: Project) -> None:
    change(project, "ru", "A patent costs more.", fuzzy=True)
    assert check(project, "ru") == []
    (found,) = check(project, "ru", fuzzy=True)
    assert found.fuzzy


def test_a_second_check_knows_it_and_sees_every_change(project: Project) -> None:
    files = workflow.select(project).files
    first = check(project, "ru")
    assert check(project, "ru") == first
    change(project, "ru", "A patent costs more.", target="Патент дороже.")
    assert check(project, "ru") == []
    say(project, '[[concept]]\nid = "price"\nen = "price"\nru = "цена"\n')
    (found,) = check(project, "ru")
    assert (found.subject, len(files)) == ("price", 1)


def test_how_bad_a_finding_is_can_be_set(project: Project) -> None:
    for setting, severities in (
        ('terms = "warning"', [Severity.WARNING] * 2),
        ('terms = "off"', []),
        ('"terms(patent)" = "info"', [Severity.INFO] * 2),
        ('terms = "off", "terms(patent)" = "error"', [Severity.ERROR] * 2),
    ):
        config = CONFIG + LAX.replace(" }", f", {setting} }}")
        (project.root / "l10n-flow.toml").write_text(config, "utf-8")
        assert [one.severity for one in check(projects.find(project.root))] == severities


def test_articles_say_the_same_with_the_same_words(tmp_path: Path) -> None:
    texts = {"two.md": "---\ntitle: Two\n---\nTwo were killed.\n\nThe market is open.\n"}
    texts["three.md"] = "---\ntitle: Three\n---\nThree were killed.\n\nThe market is open.\n"
    project = newsroom(tmp_path, texts, f"{CONFIG}checks = {{}}\n")
    sync(project)
    market = "The market is open."
    said = {"Two were killed.": "Двое людей погибли.", "Three were killed.": "Двое людей погибли."}
    translate(project, "ru", "two", {**said, "Two": "Два", market: "Рынок открыт."}.__getitem__)
    translate(project, "ru", "three", {**said, "Three": "Три", market: "Базар работает."}.__getitem__)
    for _ in range(2):
        results = workflow.check(project, workflow.select(project).files, ["ru"])
        found = [one for result in results for one in result.findings if one.check == "consistency"]
        assert {(one.article, one.path, one.subject, one.target) for one in found if one.context is None} == {
            (name, f"locales/ru/{name}.po", subject, target)
            for name, subject, target in (
                ("two", "sources", "Двое людей погибли."),
                ("three", "sources", "Двое людей погибли."),
                ("two", "translations", "Рынок открыт."),
                ("three", "translations", "Базар работает."),
            )
        }
    (one,) = (one for one in found if (one.article, one.subject) == ("two", "translations"))
    assert one.message == "in locales/ru/three.po the same text is “Базар работает.”"
    _comment(project, "two", "Two were killed.", "l10n-flow: ignore consistency(sources): it is the same event")
    (files, again) = (workflow.select(project).files, [])
    for result in workflow.check(project, files, ["ru"]):
        again += [one for one in result.findings if (one.check, one.article) == ("consistency", "two")]
    assert {one.subject for one in again if one.context is None} == {"translations"}
    stale = [one for result in workflow.check(project, files, ["ru"]) for one in result.findings]
    assert [one.message for one in stale if one.check == "waivers"] == []


@pytest.mark.parametrize(("known", "is_told"), [(110, True), (50, False)])
def test_a_translation_is_as_long_as_the_newsroom_s_others(tmp_path: Path, known: int, is_told: bool) -> None:
    sources = [f"The court has decided for the {number} time that it may not be paid." for number in range(known)]
    texts = {"many.md": "---\ntitle: Many\n---\n" + "\n\n".join(sources) + "\n"}
    texts["one.md"] = "---\ntitle: One\n---\nNobody told them where the papers were, and nobody asked them.\n"
    project = newsroom(tmp_path, texts, f"{CONFIG}checks = {{}}\n")
    sync(project)
    short = "Никто им об этом не говорил."  # 28 characters for 60: enough, if nothing is known of the newsroom
    translate(project, "ru", "many", str.upper)
    translate(project, "ru", "one", lambda source: short if source.startswith("Nobody") else "Один")
    for _ in range(2):
        results = workflow.check(project, workflow.select(project).files, ["ru"])
        told = [one for result in results for one in result.findings if one.check == "length"]
        assert [(one.article, one.target, one.severity) for one in told] == [("one", short, Severity.WARNING)] * is_told


def _comment(project: Project, article: str, source: str, comment: str) -> None:
    path = project.catalog("ru", article)
    catalog = catalogs.read(path)
    units = [catalogs.changed(one, comment=comment) if one.source == source else one for one in catalog.units]
    catalogs.write(path, replace(catalog, units=tuple(units)))


def test_a_machine_s_translation_is_known_by_its_digest(project: Project) -> None:
    (project.root / "l10n-flow.toml").write_text(CONFIG, "utf-8")
    project = projects.find(project.root)
    machine = f"machine: engine 2025-05-12 {hashlib.sha256('Ҳа.'.encode()).hexdigest()[:8]}"
    for target, count in (("Ҳа.", 1), ("Бале.", 0)):
        change(project, "tg", "It has to be paid.", target=target, comment=f"read it aloud\n{machine}")
        found = [one for one in check(project, "tg") if one.check == "machine-unreviewed"]
        assert [one.subject for one in found] == ["engine"] * count


def test_how_far_a_translation_is(project: Project) -> None:
    (project.root / "l10n-flow.toml").write_text(CONFIG, "utf-8")
    project = projects.find(project.root)
    states = ("untranslated", "fuzzy", "stale", "machine-unreviewed")
    change(project, "tg", "A patent costs more.", target="")
    change(project, "tg", "It has to be paid.", fuzzy=True, previous_source="It must be paid.")
    change(project, "tg", "The price", comment="machine: libretranslate 2025-05-12")
    found = [one for one in check(project, "tg") if one.check in states]
    assert [(one.check, one.severity, one.message) for one in found] == [
        (
            "machine-unreviewed",
            Severity.ERROR,
            "libretranslate translated it on 2025-05-12, and nobody has changed it since",
        ),
        ("untranslated", Severity.INFO, "1 of 3 texts is not translated, this one first"),
        ("fuzzy", Severity.INFO, "1 of 3 texts waits for a person, this one first"),
        ("stale", Severity.WARNING, "the source was: “It must be paid.”"),
    ]
    write(project.root, "price.md", ARTICLE + "\nIt is paid in May.\n")
    found = [one for one in check(project, "tg") if one.subject == "sync"]
    assert [one.message for one in found] == ["1 text of the article is not in the catalog: “It is paid in May.”"]


def test_a_waiver_of_a_unit(project: Project) -> None:
    waiver = "keep this\nl10n-flow: ignore terms(patent): called by its old name"
    change(project, "ru", "A patent costs more.", comment=waiver)
    assert check(project, "ru") == []
    sync(project)
    assert units(project, "ru", "price")["A patent costs more."].comment == waiver
    change(project, "ru", "A patent costs more.", target="Патент дороже.")
    (found,) = check(project, "ru")
    assert (found.check, found.severity, found.subject) == ("waivers", Severity.WARNING, "terms(patent)")
    assert found.message == "the waiver of terms(patent) matches nothing any more"


def test_a_waiver_without_a_reason_does_not_hold(project: Project) -> None:
    change(project, "ru", "A patent costs more.", comment="l10n-flow: ignore terms(patent)")
    assert [(one.check, one.severity) for one in check(project, "ru")] == [
        ("terms", Severity.ERROR),
        ("waivers", Severity.WARNING),
    ]


def test_a_waiver_of_a_concept_that_is_not_there(project: Project) -> None:
    change(project, "tg", "It has to be paid.", comment="l10n-flow: ignore terms(pattent): why not")
    (found,) = check(project, "tg")
    assert found.message == "the waiver of terms(pattent) means nothing: there is no 'pattent'"
    assert found.hint == "did you mean 'patent'?"
    write(project.root, "price.md", ARTICLE.replace("title:", "tags: [x]\nwaivers: ['terms(viza): a brand']\ntitle:"))
    (found,) = check(project, "en")
    assert (found.line, found.subject, bool(found.hint), found.target) == (3, "terms(viza)", True, "")


def test_a_waiver_of_a_check_that_is_not_there(project: Project) -> None:
    change(project, "tg", "It has to be paid.", comment="l10n-flow: ignore trems: why not")
    (found,) = check(project, "tg")
    assert found.message == "there is no check 'trems' to pass over"


DERIVED = """
[[concept]]
id = "colt"
kind = "person"
en = { preferred = "Vladimir Zelt", admitted = ["Zelt"] }
uz = { preferred = "Vladimir Zelt", admitted = ["Zelt"] }
uz-Cyrl = { preferred = "Владимир Зельт", forbidden = ["Зелт"] }

[[concept]]
id = "watch"
kind = "organisation"
translate = false
en = "Human Rights Watch"
"""
NEWS = """\
---
title: The news
---
Human Rights Watch saw Vladimir Zelt.

Zelt left.
"""
SAID = {
    "The news": "Yangilik",
    "Human Rights Watch saw Vladimir Zelt.": "Human Rights Watchning gapi: Vladimir Zeltni koʻrdik.",
    "Zelt left.": "ZELTDAN xabar yoʻq.",
}


@pytest.fixture
def news(tmp_path: Path) -> Project:
    """A newsroom with an article in Uzbek too, and terms of the Cyrillic edition."""
    project = newsroom(tmp_path, {"price.md": NEWS})
    say(project, DERIVED)
    sync(project)
    translate(project, "uz", "price", SAID.__getitem__)
    return project


def page(project: Project, lang: str) -> str:
    """What readers of an edition see."""
    export(project, lang)
    return project.page(lang, "price").read_text("utf-8")


def test_a_derived_page_shows_what_was_agreed_for_it(news: Project) -> None:
    assert check(news, "uz", "uz-Cyrl") == []
    shown = page(news, "uz-Cyrl")
    assert "Human Rights Watchнинг гапи: Владимир Зельтни кўрдик." in shown
    assert "ЗЕЛЬТДАН хабар йўқ." in shown


def test_a_derived_page_follows_the_glossary(news: Project) -> None:
    assert "Владимир Зельтни" in page(news, "uz-Cyrl")
    say(news, DERIVED.replace("Зельт", "Зелт").replace(', forbidden = ["Зелт"]', "").replace("translate = false", ""))
    shown = page(news, "uz-Cyrl")
    assert "Владимир Зелтни" in shown
    assert "Human Rights Watch" not in shown


def test_an_article_in_uzbek_and_one_in_cyrillic_give_the_other_as_agreed(news: Project) -> None:
    write(news.root, "price.md", NEWS.replace("title:", "lang: uz\ntitle:"))
    assert "Владимир Зельт" in page(news, "uz-Cyrl")
    write(
        news.root, "price.md", "---\nlang: uz-Cyrl\ntitle: Гап\n---\nHuman Rights Watch: Владимир Зельтдан хабар йўқ.\n"
    )
    assert "Human Rights Watch: Vladimir Zeltdan xabar yoʻq." in page(news, "uz")
    assert check(news, "uz", "uz-Cyrl") == []


def test_what_is_wrong_in_a_derived_edition_alone(news: Project) -> None:
    say(news, DERIVED.replace('"Владимир Зельт"', '"Владимир Зельтов"').replace('["Зелт"]', '["гап"]'))
    (found,) = check(news, "uz-Cyrl")
    assert (found.lang, found.subject, found.path) == ("uz-Cyrl", "colt", "locales/uz/price.po")
    assert found.message == "in uz-Cyrl, which is made of this text: the desk does not say “гап”"
    assert found.target[slice(*found.target_spans[0])] == "гапи"
    assert check(news, "uz") == []
    held = export(news, "uz", "uz-Cyrl")
    assert held["price", "uz"].change
    assert [one.lang for one in held["price", "uz-Cyrl"].faults] == ["uz-Cyrl"]
    waiver = "l10n-flow: ignore terms(colt): his word"
    change(news, "uz", "Human Rights Watch saw Vladimir Zelt.", comment=waiver)
    assert check(news) == check(news, "uz") == []
    assert export(news, "uz-Cyrl")["price", "uz-Cyrl"].change


def test_the_list_of_spellings_counts_in_a_derived_edition(news: Project) -> None:
    say(news, DERIVED.replace('["Зелт"]', '["ҳабар"]'))
    assert check(news, "uz-Cyrl") == []
    (news.root / "glossary/spelling").mkdir()
    (news.root / "glossary/spelling/uz-Cyrl.toml").write_text('[accepted]\nxabar = "ҳабар"\n', "utf-8")
    (found,) = check(news, "uz-Cyrl")
    assert found.target[slice(*found.target_spans[0])] == "ҳабар"


@pytest.mark.parametrize(
    "header", ['waivers: ["terms(patent): a brand here"]', "waivers: 'terms(patent): a brand here'"]
)
def test_a_waiver_of_an_article(project: Project, header: str) -> None:
    write(project.root, "price.md", ARTICLE.replace("title:", f"{header}\ntitle:"))
    assert check(project) == []
    for lang in ("ru", "uz"):
        change(project, lang, "A patent costs more.", target="Патент." if lang == "ru" else "Patent.")
    assert check(project, "ru") == []  # it may match in another language
    (found,) = check(project)
    assert (found.check, found.path, found.line) == ("waivers", "source_articles/price.md", 2)


def test_an_edition_with_an_error_is_held_back(project: Project) -> None:
    held = export(project)
    ru, cyrillic = held["price", "ru"], held["price", "uz-Cyrl"]
    assert (ru.change, ru.open, [one.subject for one in ru.faults], ru.waits) == (None, (), ["patent"], True)
    assert ([one.lang for one in cyrillic.faults], cyrillic.waits) == (["uz"], True)  # it follows its base
    assert held["price", "tg"].change
    assert held["price", "en"].change
    again = export(project, "ru")["price", "ru"]
    assert (again.change, again.faults, again.waits) == (None, ru.faults, True)
    change(project, "ru", "A patent costs more.", target="Патент дороже.")
    assert export(project, "ru")["price", "ru"].change
    assert export(project, "uz", allow_incomplete=True)["price", "uz"].change


def test_warnings_hold_nothing_back(project: Project) -> None:
    change(project, "tg", "It has to be paid.", comment="l10n-flow: ignore terms")
    assert [one.severity for one in check(project, "tg")] == [Severity.WARNING]
    assert export(project, "tg")["price", "tg"].change


LEFT = "In May they did not pay 5,000 rubles to the families of the teachers, said a “patent” lawyer in Perm."


def test_of_a_text_in_another_language_nothing_is_said_besides_but_errors(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"pay.md": f"---\ntitle: Teachers\n---\n\n{LEFT}\n"}, f"{CONFIG}checks = {{}}\n")
    say(project)
    sync(project)
    translate(project, "ru", "pay", {"Teachers": "Учителя", LEFT: LEFT}.__getitem__)
    assert {(one.check, one.subject) for one in check(project, "ru")} == {("language", "en"), ("terms", "patent")}

    path = project.catalog("ru", "pay")
    waiver = "# l10n-flow: ignore language(en): so it was sung\n"
    path.write_text(path.read_text("utf-8").replace("#. paragraph", f"{waiver}#. paragraph"), "utf-8")
    waived = {one.check for one in check(project, "ru")}
    assert "same-as-source" in waived
    assert "waivers" not in waived


def test_a_text_that_is_its_source_is_told_once(tmp_path: Path) -> None:
    text = "They never paid 50 rubles."
    project = newsroom(tmp_path, {"pay.md": f"---\ntitle: Teachers\n---\n\n{text}\n"}, f"{CONFIG}checks = {{}}\n")
    sync(project)
    translate(project, "ru", "pay", {"Teachers": "Учителя", text: text}.__getitem__)
    assert [one.check for one in check(project, "ru")] == ["same-as-source"]


def test_a_waiver_of_what_nobody_was_asked_is_not_said_to_match_nothing(tmp_path: Path) -> None:
    waiver = "l10n-flow: ignore money(RUB): the author says so"
    project = newsroom(tmp_path, {"pay.md": f"---\ntitle: Teachers\n---\n\n{LEFT}\n"}, f"{CONFIG}checks = {{}}\n")
    sync(project)
    translate(project, "ru", "pay", {"Teachers": "Учителя", LEFT: LEFT}.__getitem__)
    path = project.catalog("ru", "pay")
    path.write_text(path.read_text("utf-8").replace("#. paragraph", f"# {waiver}\n#. paragraph"), "utf-8")
    assert [one.check for one in check(project, "ru")] == ["language"]


def test_a_waiver_that_does_not_hold_is_told_beside_a_text_in_another_language(tmp_path: Path) -> None:
    waiver = "l10n-flow: ignore mony: the author says so"
    project = newsroom(tmp_path, {"pay.md": f"---\ntitle: Teachers\n---\n\n{LEFT}\n"}, f"{CONFIG}checks = {{}}\n")
    sync(project)
    translate(project, "ru", "pay", {"Teachers": "Учителя", LEFT: LEFT}.__getitem__)
    path = project.catalog("ru", "pay")
    path.write_text(path.read_text("utf-8").replace("#. paragraph", f"# {waiver}\n#. paragraph"), "utf-8")
    assert [(one.check, one.subject) for one in check(project, "ru")] == [("language", "en"), ("waivers", "mony")]


def test_translators_see_the_terms(project: Project) -> None:
    assert units(project, "ru", "price")["A patent costs more."].notes == (
        "paragraph",
        "term: patent = патент (not: лицензия)",
    )
    assert units(project, "tg", "price")["A patent costs more."].notes == ("paragraph",)
    assert units(project, "ru", "price")["It has to be paid."].notes == ("paragraph",)


def test_translators_see_the_terms_in_the_letters_of_the_article(project: Project) -> None:
    say(
        project,
        '[[concept]]\nid = "regime"\nuz = "chiqarib yuborish rejimi"\nru = { preferred = "режим", note = "Ha." }',
    )
    write(project.root, "price.md", "---\nlang: uz-Cyrl\ntitle: Чиқариб юбориш режимида\n---\nИш.\n")
    sync(project)
    assert units(project, "ru", "price")["Чиқариб юбориш режимида"].notes == (
        "headline",
        "length: at most 110 characters",
        "term: чиқариб юбориш режими = режим; Ha.",
    )


def test_a_change_of_the_glossary_changes_those_comments_alone(project: Project) -> None:
    before = tree(project.root)
    say(project, '[[concept]]\nid = "price"\nen = "price"\nru = "цена"\n')
    chosen = workflow.select(project).files
    later = "2030-01-01 00:00+0000"
    assert later != NOW
    (synced,) = workflow.sync(project, chosen, workflow.languages(project), later)
    assert [project.shown(one.path) for one in synced.changes] == ["locales/ru/price.po"]
    after = tree(project.root)
    assert {name for name in after if after[name] != before[name]} == {"glossary/terms.toml", "locales/ru/price.po"}
    was, now = (files["locales/ru/price.po"].decode().splitlines() for files in (before, after))
    assert [line for line in now if line not in was] == ["#. term: price = цена"]
    assert [line for line in now if line != "#. term: price = цена"] == was
    assert not sync(project)[0].changes


def test_a_glossary_with_a_mistake_stops_all_before_anything_is_written(project: Project) -> None:
    say(project, "[[concept]]\nid = 7\n")
    write(project.root, "price.md", ARTICLE + "\nMore.\n")
    before = tree(project.root)
    for work in (sync, export, check):
        with pytest.raises(GlossaryError, match=r"terms\.toml:7"):
            work(project)
    assert tree(project.root) == before
