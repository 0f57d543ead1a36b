"""What the checks can mend in catalogs, mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow import plugins, workflow
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.catalogs import origin
from l10n_flow.desk.opened import Opened
from l10n_flow.reviewing import fixes, mending
from l10n_flow.values import replace
from tests.newsroom import newsroom, sync, tree, units

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.model import Unit
    from l10n_flow.project import Project

ARTICLE = """\
---
title: The market
---
The register is open, and nobody is late.

“We came on foot,” he said.

Apples are cheap this year.
"""
SAID = {
    "ru": {
        "The market": "Рынок",
        "The register is open, and nobody is late.": "Рeестр  открыт , и никто не опоздал.",
        "“We came on foot,” he said.": '"Мы пришли пешком", - сказал он.',
        "Apples are cheap this year.": "Яблоки в этом году дёшевы.",
    },
    "tg": {
        "The market": "Бозор",
        "The register is open, and nobody is late.": "Феҳрист кушода аст , ва касе дер намондааст.",
        "“We came on foot,” he said.": "«Мо пиёда омадем», — гуфт ӯ.",
        "Apples are cheap this year.": "Себ  имсол арзон аст.",
    },
}
WAIVED = "Apples are cheap this year."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A newsroom whose translators were in a hurry."""
    project = newsroom(tmp_path, {"market.md": ARTICLE}, 'languages = ["en", "ru", "tg"]\nchecks = {}\n')
    sync(project)
    for lang, texts in SAID.items():
        path = project.catalog(lang, "market")
        catalog = catalogs.read(path)
        catalogs.write(path, replace(catalog, units=tuple(_with(unit, texts[unit.source]) for unit in catalog.units)))
    return project


def _with(unit: Unit, target: str) -> Unit:
    comment = "ask  the editor\nl10n-flow: ignore spacing: it is a poem" if unit.source == WAIVED else "seen by   her"
    return catalogs.changed(unit, target=target, comment=comment, fuzzy=target.startswith('"'))


def mend(
    project: Project, *langs: str, checks: str = "", dry_run: bool = False, fuzzy: bool = False
) -> list[mending.Mended]:
    """`l10n-flow check --fix`."""
    chosen, wanted = workflow.select(project).files, workflow.languages(project, langs)
    ids = tuple(checks.split()) or plugins.check_ids()
    return list(workflow.mend(project, chosen, wanted, ids, fuzzy=fuzzy, dry_run=dry_run))


def changed_lines(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """The lines in which two files differ, by pairs."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    assert len(old) == len(new)
    return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]


def test_only_the_lines_that_were_wrong_change(project: Project) -> None:
    before = tree(project.root)
    mend(project)
    after = tree(project.root)
    assert {name for name in before if before[name] != after[name]} == {"locales/ru/market.po", "locales/tg/market.po"}
    (ru,) = changed_lines(before["locales/ru/market.po"], after["locales/ru/market.po"])
    assert ru[1] == 'msgstr "Реестр открыт, и никто не опоздал."'
    (tg,) = changed_lines(before["locales/tg/market.po"], after["locales/tg/market.po"])
    assert tg[1] == 'msgstr "Феҳрист кушода аст, ва касе дер намондааст."'


def test_one_language_and_some_checks(project: Project) -> None:
    (mended,) = mend(project, "ru", checks="script")
    assert [(one.check, one.target[:6]) for one in mended.fixed] == [("script", "Рeестр")]
    assert units(project, "ru", "market")["The register is open, and nobody is late."].target.startswith(
        "Реестр  открыт ,"
    )
    assert {one.check for one in mended.remaining} >= {"spacing"}


def test_fuzzy_units_are_left_alone_and_stay_fuzzy(project: Project) -> None:
    source = "“We came on foot,” he said."
    mend(project)
    assert units(project, "ru", "market")[source].target == SAID["ru"][source]
    mend(project, fuzzy=True)
    unit = units(project, "ru", "market")[source]
    assert (unit.fuzzy, unit.target) == (True, "«Мы пришли пешком», - сказал он.")


def test_what_was_waived_is_not_mended(project: Project) -> None:
    mend(project)
    assert units(project, "tg", "market")[WAIVED].target == "Себ  имсол арзон аст."


def test_a_second_time_there_is_nothing_to_do(project: Project) -> None:
    mend(project)
    before = tree(project.root)
    assert [(one.fixed, one.change) for one in mend(project)] == [((), None), ((), None)]
    assert tree(project.root) == before


def test_a_dry_run_says_the_same_and_writes_nothing(project: Project) -> None:
    before = tree(project.root)
    dry = mend(project, dry_run=True)
    assert tree(project.root) == before
    wet = mend(project)
    assert [(one.fixed, one.remaining, one.change) for one in dry] == [
        (one.fixed, one.remaining, one.change) for one in wet
    ]


def test_other_line_ends_and_a_byte_order_mark_go_as_they_go_in_a_sync(project: Project) -> None:
    path = project.catalog("ru", "market")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    mend(project, "ru")
    assert b"\r" not in path.read_bytes()
    (line,) = changed_lines(before, path.read_bytes())
    assert line[1] == 'msgstr "Реестр открыт, и никто не опоздал."'


def test_a_former_version_is_kept(project: Project) -> None:
    path = project.catalog("ru", "market")
    before = path.read_bytes()
    mend(project, "ru")
    assert before in [one.read_bytes() for one in project.backups(path).rglob("*") if one.is_file()]


def test_a_catalog_that_cannot_be_read_is_told_and_the_others_go_on(project: Project) -> None:
    project.catalog("ru", "market").write_text("msgid broken", "utf-8")
    ru, tg = mend(project)
    assert [error.path for error in ru.errors] == ["locales/ru/market.po"]
    assert tg.fixed


def test_what_somebody_saves_meanwhile_is_not_lost(project: Project) -> None:
    path = project.catalog("ru", "market")
    opened = Opened(project, workflow.select(project).files[0])
    opened.catalog("ru")
    path.write_bytes(path.read_bytes().replace("Рынок".encode(), "Базар".encode()))
    (mended,) = mending.mend(opened, ["ru"], plugins.check_ids(), fuzzy=False, dry_run=False)
    found = units(project, "ru", "market")
    assert mended.fixed
    assert found["The market"].target == "Базар"
    assert found["The register is open, and nobody is late."].target == "Реестр открыт, и никто не опоздал."


def test_every_fix_keeps_the_words(project: Project) -> None:
    fixed = [one for mended in mend(project, fuzzy=True) for one in mended.fixed]
    assert len(fixed) >= 5
    assert all(fixes.keeps_words(one.target, fixes.fixed(one) or "", one.lang) for one in fixed)


def test_a_machine_s_text_that_was_mended_is_still_a_machine_s(project: Project) -> None:
    path = project.catalog("ru", "market")
    catalog = catalogs.read(path)
    (before,) = (unit for unit in catalog.units if "seen by" in unit.comment and " ," in unit.target)
    signed = catalogs.changed(before, comment=origin.signed(before.comment, "libre", "2025-05-12", before.target))
    catalogs.write(path, replace(catalog, units=tuple(signed if one is before else one for one in catalog.units)))
    (mended,) = mend(project, "ru")
    unit = units(project, "ru", "market")[before.source]
    assert unit.target == "Реестр открыт, и никто не опоздал."
    assert origin.is_untouched(unit.comment, unit.target)
    assert origin.unsigned(unit.comment) == before.comment
    assert "machine-unreviewed" in {one.check for one in mended.remaining}
