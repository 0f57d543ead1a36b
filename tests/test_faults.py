"""Whatever befalls a process that syncs, every PO file is the old one or the new one, and nobody's work is lost."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.catalogs import po_files
from l10n_flow.errors import ChangedUnderUs

from .newsroom import ARTICLE, NOW, newsroom, only, sync, translate, units, write

if TYPE_CHECKING:
    from l10n_flow.errors import FlowError
    from l10n_flow.project import Project

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere fewer promises can be kept: see _swap")

ROOT = Path(__file__).parent.parent
RUNS = int(os.environ.get("KILLS", "200"))
"""How often `sync` is killed; `KILLS=2000 make test ARGS="-k killed_at"` takes its time."""


def faults(*arguments: object) -> list[Any]:
    """What `tests.faults` finds."""
    command = [sys.executable, "-m", "tests.faults", *map(str, arguments)]
    return [json.loads(line) for line in subprocess.check_output(command, cwd=ROOT, timeout=600).splitlines()]


def edited(root: Path, *articles: str) -> Project:
    """A newsroom with translations, whose articles were edited since; and one that is new."""
    config = 'languages = ["en", "ru", "tg"]\nmemory = "off"\n'  # each catalog has but its own past
    project = newsroom(root, {f"{name}.md": ARTICLE for name in articles}, config)
    sync(project)
    for name in articles:
        translate(project, "ru", name)
        translate(project, "tg", name)
        write(root, f"{name}.md", ARTICLE.replace("two somoni", "three somoni"))
    write(root, "new.md", ARTICLE)
    return project


@pytest.mark.timeout(600)
def test_a_process_that_is_killed_at_any_moment(tmp_path: Path) -> None:
    edited(tmp_path, "a", "b")
    found = faults("kill", tmp_path, RUNS, 1)
    assert len(found) == RUNS
    assert [run for run in found if run["damaged"]] == []
    assert [run for run in found if run["old in the end"] or run["left in the end"]] == []
    assert sum(run["killed"] for run in found) > RUNS // 4
    assert len({run["old"] for run in found}) > 1  # at different stages of the work


def test_when_the_parent_is_killed_its_workers_end(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {f"a{number:02}.md": ARTICLE for number in range(60)})
    started = subprocess.Popen([sys.executable, "-m", "l10n_flow", "sync"], cwd=tmp_path, stdout=subprocess.PIPE)
    while started.poll() is None and not list((project.root / "locales").rglob("*.po")):
        time.sleep(0.005)
    started.kill()
    started.communicate(timeout=30)  # until the last of them closes its output
    found = list((project.root / "locales").rglob("*.po"))
    assert 0 < len(found) < 240
    assert {len(catalogs.read(path).units) for path in found} == {6}


def test_the_system_refuses_any_call_or_the_process_ends_there(tmp_path: Path) -> None:
    edited(tmp_path, "a")
    (tmp_path / "l10n-flow.toml").write_text('languages = ["en", "ru"]\nmemory = "off"\n', "utf-8")
    found = faults("refuse", tmp_path)
    refused = [run for run in found if run["act"] == "_fail"]
    assert {run["call"] for run in refused} >= {"open", "write", "fsync", "link", "renameat2", "rename", "mkdir"}
    steps = [run["call"] for run in refused if run["call"] in {"write", "fsync", "renameat2", "link"}]
    assert steps[:6] == ["write", "fsync", "renameat2", "write", "fsync", "link"]  # a name only for what is on the disk
    assert [run for run in found if run["damaged"]] == []
    assert [run for run in refused if run["exit"]] == []
    assert [run for run in refused if len(run["old"]) != len(run["errors"])] == []
    of_lock = {path for run in refused for path in set(run["errors"]) - set(run["old"])}
    assert of_lock == {".l10n-flow", ".l10n-flow/catalogs.lock"}
    assert [run for run in refused if run["left"] and run["call"] != "unlink"] == []


@pytest.mark.parametrize("full", ["a limit", "a disk"])
def test_a_disk_that_is_full(tmp_path: Path, full: str) -> None:
    """Short files still find their place, long ones do not."""
    project = edited(tmp_path / "news", "a")
    long = ARTICLE + "".join(f"\nParagraph {number} of very many.\n" for number in range(4_000))
    write(project.root, "long.md", long)
    before = {path: path.read_bytes() for path in (project.root / "locales").rglob("*.po")}
    command = [sys.executable, "-m", "l10n_flow", "sync"]
    if full == "a disk":
        tmpfs = f"mount -t tmpfs -o size=200k none {project.root}/locales && cp -r {tmp_path}/locales {project.root}"
        shutil.copytree(project.root / "locales", tmp_path / "locales")
        within = ["unshare", "--mount", "--map-root-user", "sh", "-c"]
        if not shutil.which("unshare") or subprocess.run([*within, tmpfs], check=False, capture_output=True).returncode:
            pytest.skip("no disk can be made here")
        script = (
            f'{tmpfs} && "$@"; code=$?; rm -r {tmp_path}/locales; cp -r {project.root}/locales {tmp_path}; exit $code'
        )
        command = [*within, script, "sh", *command]
    else:
        command = ["bash", "-c", 'ulimit -f 128; exec "$@"', "bash", *command]
    ran = subprocess.run(command, cwd=project.root, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 2
    said = "No space left on device" if full == "a disk" else "File too large"
    for lang in ("ru", "tg"):
        assert f"locales/{lang}/long.po: cannot be written: {said}\n  make the folder writable, or free" in ran.stderr
    assert len(ran.stderr.splitlines()) == 4
    locales = (tmp_path if full == "a disk" else project.root) / "locales"
    assert not list(locales.rglob("long.po"))
    assert not list(locales.rglob(".*"))
    assert "three somoni" in (locales / "ru" / "a.po").read_text("utf-8")
    assert "ru Adults pay two somoni." in (locales / "ru" / "a.po").read_text("utf-8")
    assert len(list(locales.rglob("*.po"))) == len(before) + 2


def test_two_translators_and_a_reporter_at_once(tmp_path: Path) -> None:
    """Each translator has every second paragraph; the reporter rewords them meanwhile, and syncs. 200 edits each."""
    project = newsroom(tmp_path, {}, 'languages = ["en", "ru"]\n')
    chance = random.Random(7)
    # Each paragraph has its own words: what is reworded is never taken for another's.
    texts = [" ".join("".join(chance.choices("aeioklmnprst", k=6)) for _ in range(12)) for _ in range(12)]
    lines = [f"P{number} {'AB'[number % 2]} {text}" for number, text in enumerate(texts)]

    def report() -> None:
        write(tmp_path, "long.md", "---\ntitle: Long\n---\n" + "\n\n".join(lines) + "\n")

    report()
    sync(project)
    command = [sys.executable, "-m", "tests.faults", "save", str(tmp_path)]
    people = [
        subprocess.Popen([*command, owner, "200", str(seed)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
        for seed, owner in enumerate("AB")
    ]
    meanwhile = 0
    errors: list[FlowError] = []
    for edit in itertools.count():
        if any(person.poll() is None for person in people):
            meanwhile += 1
        elif edit >= 200:
            break
        number = chance.randrange(len(lines))
        lines[number] = " ".join(lines[number].split()[:14]) + f" {chance.choice(['new', 'red', 'late', 'full'])}"
        report()
        errors += [error for result in sync(project) for error in result.errors]
    said = {key: text for person in people for key, text in json.loads(person.communicate()[0])["said"].items()}
    assert [person.returncode for person in people] == [0, 0]
    assert {type(error) for error in errors} <= {ChangedUnderUs}
    assert sync(project)[0].errors == ()
    kept = "\n".join(unit.target for unit in catalogs.read(project.catalog("ru", "long")).units)
    assert {key: text for key, text in said.items() if text not in kept} == {}
    assert len(said) == 12
    assert meanwhile > 20


class TestWhoIsSaving:
    """A program writes a PO file where it is, and takes its time."""

    def start(self, project: Project, script: str) -> subprocess.Popen[str]:
        """The program; it has said that the file is open."""
        path = project.catalog("ru", "a")
        command = [sys.executable, "-c", script, str(path)]
        started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        assert started.stdout
        assert started.stdout.readline() == "open\n"
        return started

    def test_what_it_saves_is_waited_for(self, tmp_path: Path) -> None:
        """The first half is a sound PO file: only that the file is open tells that there is more."""
        project = edited(tmp_path, "a")
        program = self.start(project, _SLOW)
        (result, *_) = sync(project, "ru")
        program.communicate()
        assert result.errors == ()
        assert units(project, "ru", "a")["Adults pay three somoni."].target == "ru Adults pay two somoni."
        assert units(project, "ru", "a")["Children pay nothing."].target == "saved slowly"

    def test_a_file_that_it_never_closes_is_left_alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(po_files, "_SAVE_SECONDS", 0.1)
        project = edited(tmp_path, "a")
        path = project.catalog("ru", "a")
        before = path.read_bytes()
        program = self.start(
            project, "import sys\nfile = open(sys.argv[1], 'r+')\nprint('open', flush=True)\nsys.stdin.read()"
        )
        try:
            (result, new) = sync(project, "ru")
        finally:
            program.kill()
            program.communicate()
        error = only(result.errors)
        assert isinstance(error, ChangedUnderUs)
        assert error.exit_code == 3
        assert error.path == "locales/ru/a.po"
        assert "is open in another program" in error.message
        assert new.errors == ()
        assert path.read_bytes() == before
        unsaved = project.backups(path) / "unsaved.po"
        assert f"run the command again; what it could not write is in {unsaved}" in error.hint
        assert b"three somoni" in unsaved.read_bytes()
        assert sync(project, "ru")[0].errors == ()
        assert not unsaved.exists()


_SLOW = """
import sys, time
text = open(sys.argv[1], encoding="utf-8").read().replace("ru Children pay nothing.", "saved slowly")
units = text.split("\\n\\n")
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("\\n\\n".join(units[:3]) + "\\n")
    file.flush()
    print("open", flush=True)
    time.sleep(0.3)
    file.write("\\n" + "\\n\\n".join(units[3:]))
"""


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    """Ours only, and only of those who are gone."""
    project = edited(tmp_path, "a")
    folder = project.catalog("ru", "a").parent
    gone, killed = (subprocess.Popen(["true"]) for _ in range(2))
    gone.wait()
    os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and is not buried
    write_one = "from pathlib import Path; from l10n_flow.disk import temporary as t; import sys; p = Path(sys.argv[1])"
    script = f"{write_one}; print(t.write_beside(p, b'x'))"
    name = subprocess.check_output([sys.executable, "-c", script, folder / "a.po"], encoding="utf-8").strip()
    left = Path(name)
    assert left.exists()
    _, catalog, _, writer, _ = left.name.split(".")
    host, process, _ = writer.split("-")
    assert catalog == "a"
    other = f"{int(host, 16) ^ 1:04x}"
    kept = {
        f".a.po.{host}-{os.getpid():x}-00000001.tmp": 3600 if os.getpid() == 0 else 0,
        f".a.po.{other}-{process}-00000002.tmp": 60,
        ".a.po.swp": 10_000,
        ".a.po.abcd1234.tmp": 10_000,
        "a.po~": 10_000,
    }
    swept = {f".a.po.{other}-{process}-00000003.tmp": 700, f".gone.po.{host}-{gone.pid:x}-00000004.tmp": 0}
    swept[f".killed.po.{host}-{killed.pid:x}-00000005.tmp"] = 0
    now = time.time()
    for name, age in (kept | swept).items():
        (folder / name).write_text("x")
        os.utime(folder / name, (now - age, now - age))
    subprocess.run([sys.executable, "-m", "l10n_flow", "sync", "-q"], cwd=tmp_path, check=True)
    killed.wait()
    assert {path.name for path in folder.iterdir()} == {*kept, "a.po", "new.po"}
    assert NOW not in (folder / "new.po").read_text()  # it was written


def test_what_another_command_left_that_was_killed_goes_with_a_sync_that_has_nothing_to_write(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"a.md": ARTICLE})
    sync(project)
    path = project.catalog("ru", "a")
    script = "from pathlib import Path; from l10n_flow.disk.temporary import write_beside; import os, sys"
    killed = f"{script}; write_beside(Path(sys.argv[1]), b'half'); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", killed, path], check=False)
    command = [sys.executable, "-m", "l10n_flow", "sync", "-q"]
    for arguments, left in (["--dry-run"], 2), ([], 1):
        subprocess.run([*command, *arguments], cwd=tmp_path, check=True)
        assert len(list(path.parent.iterdir())) == left
    assert path.exists()
