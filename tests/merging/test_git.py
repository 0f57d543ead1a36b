"""Git itself merges catalogs with us."""

from __future__ import annotations

import os
import shlex
import sys
import time
from pathlib import Path

import pytest

from l10n_flow import project as projects
from l10n_flow import workspace
from l10n_flow.catalogs import catalog, origin
from l10n_flow.errors import CatalogError, WorkspaceError
from l10n_flow.merging import _git_driver, git
from l10n_flow.model import Catalog, Unit
from l10n_flow.values import replace
from tests.repository import commit, repository
from tests.repository import git as run

CONFIG = 'languages = ["en", "tg"]\n'
HEADER = (("PO-Revision-Date", "2025-05-12 09:30+0500"), ("Content-Type", "text/plain; charset=UTF-8"))
RAIN, SCHOOL = Unit("Rain is expected.", "Борон интизор аст."), Unit("Schools reopen.", "Мактабҳо боз мешаванд.")


def save(path: Path, *units: Unit, date: str = HEADER[0][1]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(catalog.dump(Catalog(header=(("PO-Revision-Date", date), HEADER[1]), units=units)))


@pytest.fixture(params=["newsroom", "a folder/news room's"])
def newsroom(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Set up, with a catalog of two units; the repository's own folder, or one inside it."""
    top = repository(tmp_path / str(request.param).split("/")[0])
    root = tmp_path / str(request.param)
    root.mkdir(exist_ok=True)
    (root / "l10n-flow.toml").write_text(CONFIG, "utf-8")
    project = projects.find(root)
    git.apply(project, git.plan(project))
    save(root / "locales/tg/2025/x.po", RAIN, SCHOOL)
    commit(top, "base")
    return root


def branches(newsroom: Path, ours: tuple[Unit, ...], theirs: tuple[Unit, ...]) -> Path:
    """Two people commit to two branches; `main` is checked out."""
    path = newsroom / "locales/tg/2025/x.po"
    run(newsroom, "checkout", "--quiet", "-b", "theirs").check_returncode()
    save(path, *theirs, date="2025-05-14 09:30+0500")
    commit(newsroom, "theirs")
    run(newsroom, "checkout", "--quiet", "main").check_returncode()
    save(path, *ours, date="2025-05-13 09:30+0500")
    commit(newsroom, "ours")
    return path


def untracked(newsroom: Path) -> str:
    return run(newsroom, "status", "--porcelain", "--untracked-files").stdout


def test_different_units_merge_silently(newsroom: Path) -> None:
    rain, school = replace(RAIN, target="Борон меборад."), replace(SCHOOL, target="Мактабҳо кушода мешаванд.")
    path = branches(newsroom, (rain, SCHOOL), (RAIN, school))
    merged = run(newsroom, "merge", "theirs")
    assert (merged.returncode, merged.stderr) == (0, "")
    assert "Auto-merging" in merged.stdout
    assert "l10n" not in merged.stdout.replace("l10n-flow.toml", "")
    assert catalog.read(path).units == (rain, school)
    assert catalog.read(path).field("PO-Revision-Date") == "2025-05-14 09:30+0500"
    assert untracked(newsroom) == ""


def test_two_translations_of_a_unit_stop_the_merge_and_are_both_kept(newsroom: Path) -> None:
    ours, theirs = replace(RAIN, target="Борон меборад."), replace(RAIN, target="Меборад.")
    school = replace(SCHOOL, target="Мактабҳо кушода мешаванд.")
    path = branches(newsroom, (ours, SCHOOL), (theirs, school))
    merged = run(newsroom, "merge", "theirs")
    assert merged.returncode == 1
    assert "CONFLICT (content)" in merged.stdout
    assert "locales/tg/2025/x.po: two translations of “Rain is expected.”" in merged.stdout
    unit, other = catalog.read(path).units
    assert (unit.target, unit.fuzzy, unit.comment) == (ours.target, True, "[merge] other translation: Меборад.")
    assert other == school
    assert untracked(newsroom).startswith("UU ")
    assert len(untracked(newsroom).splitlines()) == 1


def test_a_machines_draft_does_not_stop_a_merge(newsroom: Path) -> None:
    new = Unit("It snowed.")
    draft = replace(new, target="Барф омад.", fuzzy=True, comment=origin.signed("", "libre", "", "Барф омад."))
    path = branches(newsroom, (RAIN, SCHOOL, draft), (RAIN, SCHOOL, replace(new, target="Барф борид.")))
    run(newsroom, "merge", "theirs").check_returncode()
    assert catalog.read(path).units == (RAIN, SCHOOL, replace(new, target="Барф борид."))


def damage(path: Path) -> bytes:
    """Take a quotation mark away; returns the file."""
    path.write_text(path.read_text("utf-8").replace('аст."', "аст."), "utf-8")
    return path.read_bytes()


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_damaged_side_is_kept_beside_the_other_and_nobody_takes_the_file_for_a_good_one(
    newsroom: Path, side: str
) -> None:
    path = branches(newsroom, (replace(RAIN, comment="Анна"),), (replace(RAIN, comment="Борис"), SCHOOL))
    run(newsroom, "checkout", "--quiet", "main" if side == "ours" else "theirs").check_returncode()
    damage(path)
    commit(newsroom, "damaged")
    run(newsroom, "checkout", "--quiet", "theirs").check_returncode()
    theirs = path.read_bytes()
    run(newsroom, "checkout", "--quiet", "main").check_returncode()
    ours = path.read_bytes()
    merged = run(newsroom, "merge", "theirs")
    assert merged.returncode == 1
    assert f"locales/tg/2025/x.po ({side}):8: a string without its closing quote" in merged.stderr
    assert "git merge --abort" in merged.stderr
    assert path.read_bytes() == b"<<<<<<< ours\n" + ours + b"=======\n" + theirs + b">>>>>>> theirs\n"
    assert len(untracked(newsroom).splitlines()) == 1
    with pytest.raises(CatalogError, match="an unresolved git conflict"):
        catalog.read(path)


def test_a_damaged_side_that_was_mended_as_the_message_says(newsroom: Path) -> None:
    theirs = replace(SCHOOL, target="Мактабҳо кушода мешаванд.")
    path = branches(newsroom, (RAIN, SCHOOL), (RAIN, theirs))
    damage(path)
    commit(newsroom, "damaged")
    assert run(newsroom, "merge", "theirs").returncode == 1
    run(newsroom, "merge", "--abort").check_returncode()
    save(path, RAIN, SCHOOL, date="2025-05-13 09:30+0500")
    commit(newsroom, "mended")
    assert run(newsroom, "merge", "theirs").returncode == 0
    assert catalog.read(path).units == (RAIN, theirs)


def test_a_damaged_base_is_left_out(newsroom: Path) -> None:
    path = newsroom / "locales/tg/2025/x.po"
    damage(path)
    commit(newsroom, "damaged")
    ours, theirs = replace(RAIN, target="Борон меборад."), replace(RAIN, target="Меборад.")
    branches(newsroom, (ours,), (theirs, SCHOOL))
    merged = run(newsroom, "merge", "theirs")
    assert merged.returncode == 1
    assert "merged without what both sides started from" in merged.stdout
    assert "locales/tg/2025/x.po (base):7: a string without its closing quote)" in merged.stdout
    unit, other = catalog.read(path).units
    assert (unit.target, unit.comment) == (ours.target, f"[merge] other translation: {theirs.target}")
    assert other == SCHOOL


def clone(newsroom: Path) -> Path:
    """A newsroom in a clone of its repository, as a colleague has it."""
    top = Path(run(newsroom, "rev-parse", "--show-toplevel").stdout.strip())
    run(top, "clone", "--quiet", str(top), str(top.parent / "clone's")).check_returncode()
    return top.parent / "clone's" / newsroom.relative_to(top)


def merges(root: Path) -> list[tuple[bool | None, str, str]]:
    """What `doctor` says of merges."""
    checks = workspace.doctor(root, projects.find(root))
    return [(check.ok, check.message, check.hint) for check in checks if check.name == "merges"]


def test_doctor_sees_that_a_clone_has_no_driver_or_one_that_does_not_run(newsroom: Path) -> None:
    assert merges(newsroom) == []
    cloned = clone(newsroom)
    ((ok, message, hint),) = merges(cloned)
    assert (ok, hint) == (None, "l10n-flow git-setup")
    assert "git has no such merge driver" in message

    gone = "'/gone/%%/python' -m l10n_flow merge-po --name=%P %O %A %B"
    run(cloned, "config", "merge.l10n-flow.driver", gone).check_returncode()
    ((ok, message, hint),) = merges(cloned)
    assert (ok, hint) == (False, "l10n-flow git-setup")
    assert message.endswith("keeps one side only: '/gone/%/python' -m l10n_flow")

    old = f"{shlex.quote(sys.executable)} -m l10n_flow merge-po --name=%P %O %A %B"
    run(cloned, "config", "merge.l10n-flow.driver", old).check_returncode()
    ((ok, message, hint),) = merges(cloned)
    assert (ok, hint) == (None, "l10n-flow git-setup")
    assert "is an older one" in message

    project = projects.find(cloned)
    git.apply(project, git.plan(project))
    assert merges(cloned) == []


@pytest.mark.parametrize(
    "program", ["/gone/%%/python", f"{shlex.quote(sys.executable)} -I -S", "false", "sh -c 'kill -9 $$'"]
)
def test_a_driver_that_is_gone_loses_neither_side(newsroom: Path, program: str) -> None:
    """The environment was deleted, or has the package no more; the program crashes, or is killed."""
    ours, theirs = replace(RAIN, target="Борон меборад."), replace(SCHOOL, target="Мактабҳо кушода мешаванд.")
    path = branches(newsroom, (ours, SCHOOL), (RAIN, theirs))
    sides = [path.read_bytes(), run(newsroom, "show", "theirs:./locales/tg/2025/x.po").stdout.encode()]
    driver = run(newsroom, "config", "merge.l10n-flow.driver").stdout.strip()
    broken = driver.replace(shlex.quote(sys.executable), program)
    run(newsroom, "config", "merge.l10n-flow.driver", broken).check_returncode()
    ((ok, message, hint),) = merges(newsroom)
    assert (ok, hint) == (None, "l10n-flow git-setup")
    assert "puts both sides into the file, whole" in message

    merged = run(newsroom, "merge", "theirs")
    assert merged.returncode == 1
    assert "locales/tg/2025/x.po: l10n-flow did not run. Both versions stand in the file" in merged.stderr
    assert all(side in path.read_bytes() for side in sides)
    assert untracked(newsroom).startswith("UU ")
    assert len(untracked(newsroom).splitlines()) == 1
    with pytest.raises(CatalogError, match="an unresolved git conflict"):
        catalog.read(path)

    run(newsroom, "merge", "--abort").check_returncode()
    project = projects.find(newsroom)
    git.apply(project, git.plan(project))
    assert run(newsroom, "merge", "theirs").returncode == 0
    assert catalog.read(path).units == (ours, theirs)


def test_doctor_does_not_wait_for_a_driver_that_hangs(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_git_driver, "_PATIENCE", 0.2)
    run(newsroom, "config", "merge.l10n-flow.driver", "sleep 60; l10n-flow merge-po %O %A %B").check_returncode()
    started = time.monotonic()
    assert "does not run" in merges(newsroom)[0][1]
    assert time.monotonic() - started < 30


def test_doctor_is_silent_where_git_is_not_told_to_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository(tmp_path) / "l10n-flow.toml").write_text(CONFIG, "utf-8")
    assert merges(tmp_path) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert merges(tmp_path) == []


def test_a_rebase_merges_too(newsroom: Path) -> None:
    rain, school = replace(RAIN, target="Борон меборад."), replace(SCHOOL, target="Мактабҳо кушода мешаванд.")
    path = branches(newsroom, (rain, SCHOOL), (RAIN, school))
    assert run(newsroom, "rebase", "theirs").returncode == 0
    assert catalog.read(path).units == (rain, school)


def test_both_added_the_catalog(newsroom: Path) -> None:
    path = branches(newsroom, (RAIN, SCHOOL), (RAIN, SCHOOL)).with_name("new.po")
    save(path, RAIN)
    commit(newsroom, "ours")
    run(newsroom, "checkout", "--quiet", "theirs").check_returncode()
    save(path, SCHOOL)
    commit(newsroom, "theirs")
    assert run(newsroom, "merge", "main").returncode == 0
    assert {unit.source for unit in catalog.read(path).units} == {RAIN.source, SCHOOL.source}


def test_set_up_once(newsroom: Path) -> None:
    setup = git.plan(projects.find(newsroom))
    assert (setup.attributes.is_change, setup.settings) == (False, ())
    assert (newsroom / ".gitattributes").read_text("utf-8") == (
        "locales/**/*.po merge=l10n-flow\npublished/**/*.jsonl merge=union\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"*.svg text", b"*.svg text\nlocales/**/*.po merge=l10n-flow\npublished/**/*.jsonl merge=union\n"),
        (
            b"*.svg text\r\n",
            b"*.svg text\r\nlocales/**/*.po merge=l10n-flow\r\npublished/**/*.jsonl merge=union\r\n",
        ),
        (
            b"locales/**/*.po merge=l10n-flow\r\n",
            b"locales/**/*.po merge=l10n-flow\r\npublished/**/*.jsonl merge=union\r\n",
        ),
        (b"# \xff\n", b"# \xff\nlocales/**/*.po merge=l10n-flow\npublished/**/*.jsonl merge=union\n"),
    ],
)
def test_the_attributes_that_are_there_stay(tmp_path: Path, before: bytes, after: bytes) -> None:
    repository(tmp_path)
    (tmp_path / "l10n-flow.toml").write_text(CONFIG, "utf-8")
    (tmp_path / ".gitattributes").write_bytes(before)
    project = projects.find(tmp_path)
    git.apply(project, git.plan(project))
    assert (tmp_path / ".gitattributes").read_bytes() == after


def test_a_folder_with_a_space_in_its_name(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "l10n-flow.toml").write_text(f'{CONFIG}[folders]\nlocales = "our work"\n', "utf-8")
    project = projects.find(tmp_path)
    git.apply(project, git.plan(project))
    checked = run(tmp_path, "check-attr", "merge", "our work/tg/2025/x.po", "x.po").stdout
    assert checked == "our work/tg/2025/x.po: merge: l10n-flow\nx.po: merge: unspecified\n"


def test_without_a_repository_or_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "l10n-flow.toml").write_text(CONFIG, "utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(WorkspaceError, match="in no git repository"):
        git.plan(projects.find(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WorkspaceError, match="git cannot be run"):
        git.plan(projects.find(tmp_path))


def test_versions_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty.po").touch()
    assert git.read_version(tmp_path / "empty.po") == Catalog()
    save(tmp_path / "ours.po", RAIN)
    with pytest.raises(CatalogError, match="the file is empty"):
        git.merge_files(*[tmp_path / name for name in ("empty.po", "ours.po", "empty.po")], output=tmp_path / "ours.po")


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    for name, units in {"base": (RAIN,), "ours": (RAIN,), "theirs": (RAIN, SCHOOL)}.items():
        save(tmp_path / name, *units)
    (tmp_path / "ours").chmod(0o640)
    git.merge_files(*[tmp_path / name for name in ("base", "ours", "theirs")], output=tmp_path / "ours")
    assert (tmp_path / "ours").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "ours", "theirs"]


def test_texts_at_a_revision(newsroom: Path) -> None:
    texts = newsroom / "terms"
    (texts / "more").mkdir(parents=True)
    (texts / "ҳуқуқ.toml").write_text("a\n", "utf-8")
    (texts / "more/b.toml").write_text("b\n", "utf-8")
    commit(newsroom, "terms")
    (texts / "ҳуқуқ.toml").write_text("changed\n", "utf-8")
    assert git.texts_at(newsroom, "HEAD", "terms") == {"terms/ҳуқуқ.toml": "a\n"}
    assert git.texts_at(newsroom, "HEAD~1", "terms") == {}
