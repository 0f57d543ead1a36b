"""Drafts on their way into a catalog."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as testing
from hypothesis import strategies as st

from l10n_flow import workflow
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.desk.opened import Opened
from l10n_flow.drafts import filling
from tests.newsroom import NOW, newsroom, sync, translate, units
from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.editions import Key
    from l10n_flow.project import Project

LATER = "2026-11-22 04:00+0500"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = newsroom(tmp_path)
    sync(found)
    return found


def opened(project: Project) -> Opened:
    (file,) = workflow.select(project).files
    return Opened(project, file)


def drafts(project: Project) -> dict[Key, tuple[str, str]]:
    return {unit.key: (f"тарҷума {number}", "libre") for number, unit in enumerate(units(project, "tg").values())}


def test_a_draft_is_fuzzy_signed_and_dated(project: Project) -> None:
    filled = filling.fill(opened(project), "tg", drafts(project), {}, LATER)
    assert filled.by_engine == len(units(project, "tg"))
    for unit in units(project, "tg").values():
        assert unit.fuzzy
        assert re.fullmatch(r"machine: libre 2026-11-22 [0-9a-f]{8}", unit.comment)
    assert catalogs.read(project.catalog("tg", "tram")).field("PO-Revision-Date") == LATER


def test_only_what_is_empty_is_filled(project: Project) -> None:
    wanted = drafts(project)
    translate(project, "tg")
    before = project.catalog("tg", "tram").read_bytes()
    filled = filling.fill(opened(project), "tg", wanted, {}, LATER)
    assert (filled.change, filled.by_engine) == (None, 0)
    assert project.catalog("tg", "tram").read_bytes() == before


def test_a_comment_of_a_person_stays_above_the_machines_line(project: Project) -> None:
    path = project.catalog("tg", "tram")
    path.write_text(path.read_text("utf-8").replace("#. headline\n", "# mind the pun\n#. headline\n"), "utf-8")
    filling.fill(opened(project), "tg", drafts(project), {}, LATER)
    assert re.fullmatch(r"mind the pun\nmachine: libre .*", units(project, "tg")["The tram is back"].comment)


def test_what_was_there_before_can_be_put_back(project: Project) -> None:
    path = project.catalog("tg", "tram")
    before = path.read_bytes()
    filling.fill(opened(project), "tg", drafts(project), {}, LATER)
    kept = [one.read_bytes() for one in project.backups(path).iterdir() if one.is_file()]
    assert before in kept


def test_sync_leaves_drafts_as_they_are(project: Project) -> None:
    filling.fill(opened(project), "tg", drafts(project), {}, LATER)
    before = project.catalog("tg", "tram").read_bytes()
    sync(project)
    assert project.catalog("tg", "tram").read_bytes() == before


def test_gettext_keeps_the_machines_line(project: Project, tmp_path: Path) -> None:
    filling.fill(opened(project), "tg", drafts(project), {}, LATER)
    path = project.catalog("tg", "tram")
    subprocess.run([needs("msgcat"), "--no-wrap", "-o", str(tmp_path / "out.po"), str(path)], check=True)
    subprocess.run([needs("msgfmt"), "-c", "-o", "/dev/null", str(path)], check=True)
    shutil.copy(tmp_path / "out.po", path)
    assert all(unit.comment.startswith("machine: libre ") for unit in units(project, "tg").values())


@testing(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.sets(st.integers(0, 9)), text=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_whatever_is_typed_and_drafted_nothing_typed_is_lost(
    tmp_path_factory: pytest.TempPathFactory, typed: set[int], text: str
) -> None:
    project = newsroom(tmp_path_factory.mktemp("room"))
    sync(project)
    chosen = [source for number, source in enumerate(units(project, "tg")) if number in typed]
    translate(project, "tg", say=lambda source: f"мо: {text}" if source in chosen else "")
    filling.fill(opened(project), "tg", drafts(project), {}, NOW)
    for source, unit in units(project, "tg").items():
        assert unit.fuzzy == (source not in chosen)
        assert bool(unit.comment) == (source not in chosen)
        assert unit.target.startswith("мо: " if source in chosen else "тарҷума ")
