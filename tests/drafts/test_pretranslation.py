"""Pre-translation at work: with engines that fail, people who save meanwhile, Ctrl-C and `kill -9`."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from l10n_flow import project as projects
from l10n_flow import workflow
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.values import replace
from tests.machines import ANSWERS, FAULTS, Reply, libre, serve, upper
from tests.newsroom import LAX, NOW, newsroom, sync, units

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.drafts.outcomes import Drafted
    from l10n_flow.project import Project
    from tests.machines import Asked, Machine

PARAGRAPH = "On day {0} of story {1} the *mayor* opened [bridge {0}](https://example.org/{1}/{0}) over the river."
QUICK = [name for name in FAULTS if name not in ("stall", "drip", "drip headers", "huge", "busy", "closed", "redirect")]


def articles(many: int, paragraphs: int) -> dict[str, str]:
    """Articles in which no two paragraphs are alike."""
    head = "---\ntitle: What happened in story {0}\nsensitivity: public\n---\n"
    return {
        f"story-{one:03}.md": head.format(one) + "\n\n".join(PARAGRAPH.format(n, one) for n in range(paragraphs))
        for one in range(many)
    }


def settings(machine: Machine, **more: object) -> str:
    lines = "".join(f"{name} = {value}\n" for name, value in {"rate": 0, **more}.items())
    engine = f'[machine.engines.libre]\nurl = "{machine.url}"\n'
    return f'{LAX}languages = ["en", "tg"]\n[machine]\nengine = "libre"\n{lines}{engine}'


def desk(root: Path, machine: Machine, many: int, paragraphs: int, **more: object) -> Project:
    """A newsroom whose articles are synced, and that has agreed to send them to a machine."""
    project = newsroom(root, articles(many, paragraphs), settings(machine, **more))
    sync(project)
    workflow.agree(project, machine.host)
    return project


def pretranslate(project: Project, *, again: bool = False) -> list[Drafted]:
    way, chosen = workflow.route(project, "", {}), workflow.select(project).files
    return list(workflow.pretranslate(project, chosen, ["tg"], way, NOW, lambda _: None, again=again))


def shouted(text: str) -> str:
    """A unit's text as a machine that answers in capitals would give it back."""
    return re.sub(r"<[^<>]*>", lambda tag: tag[0].lower(), text.upper())


def test_of_a_thousand_units_each_is_right_or_empty_with_a_finding(tmp_path: Path) -> None:
    chance = random.Random(7)
    lock = threading.Lock()
    wrong: Counter[str] = Counter()
    mangled = [name for name in ANSWERS if name not in ("fine", "spaced")]

    def respond(text: str, source: str, target: str) -> object:
        with lock:
            kind = chance.choice([*QUICK, "limited", *mangled]) if chance.random() < 0.1 else ""
            wrong[kind] += 1
        if kind == "limited":
            return Reply({"error": "Slowdown"}, 429)
        return ANSWERS[kind](text) if kind in ANSWERS else FAULTS.get(kind, upper(text, source, target))

    with libre(respond) as machine:
        project = desk(tmp_path, machine, 20, 49, concurrency=16, attempts=6)
        done = pretranslate(project)
    left = {(one.article, unit.text) for one in done for unit in one.left}
    found = [(one.article, unit) for one in done for unit in units(project, "tg", one.article).values()]
    assert len(found) >= 1000
    assert wrong.total() - wrong[""] > 60
    assert not [error for one in done for error in one.errors]
    for article, unit in found:
        if unit.target:
            assert unit.target == shouted(unit.source)
            assert unit.fuzzy
            assert unit.comment.startswith("machine: libre ")
        else:
            assert (article, unit.source) in left
    assert len(left) < 40


def test_what_a_person_saves_meanwhile_stays(tmp_path: Path) -> None:
    with libre() as machine:
        project = desk(tmp_path, machine, 1, 6, concurrency=1)
        path = project.catalog("tg", "story-000")
        asked = threading.Event()

        def respond(text: str, source: str, target: str) -> object:
            if not asked.is_set():
                asked.set()
                catalog = catalogs.read(path)
                typed = [catalogs.changed(unit, target="Ман навиштам.") for unit in catalog.units[-2:]]
                catalogs.write(path, replace(catalog, units=(*catalog.units[:-2], *typed)))
            return text.upper()

        with libre(respond) as other:
            text = (tmp_path / "l10n-flow.toml").read_text("utf-8").replace(machine.url, other.url)
            (tmp_path / "l10n-flow.toml").write_text(text, "utf-8")
            project = projects.find(tmp_path)
            workflow.agree(project, other.host)
            (done,) = pretranslate(project)
    found = list(units(project, "tg", "story-000").values())
    assert [unit.target for unit in found[-2:]] == ["Ман навиштам."] * 2
    assert [unit.target for unit in found[:-2]] == [shouted(unit.source) for unit in found[:-2]]
    assert done.by_engine == len(found) - 2
    assert not done.errors


def test_as_many_requests_are_under_way_as_the_settings_allow(tmp_path: Path) -> None:
    with libre(latency=0.02) as machine:
        project = desk(tmp_path, machine, 4, 10, concurrency=5)
        pretranslate(project)
        assert machine.most_at_once == 5


def test_requests_begin_at_the_pace_of_the_settings(tmp_path: Path) -> None:
    with libre() as machine:
        project = desk(tmp_path, machine, 1, 5, concurrency=8, rate=20)
        started = time.monotonic()
        pretranslate(project)
        assert time.monotonic() - started >= (len(machine.asked) - 1) / 20


def test_an_engine_that_is_down_is_not_asked_a_thousand_times(tmp_path: Path) -> None:
    with libre(lambda *_: FAULTS["broken"]) as machine:
        project = desk(tmp_path, machine, 5, 40, concurrency=2, attempts=1)
        done = pretranslate(project)
        assert len(machine.asked) <= 5
    assert {str(error).partition(":")[0] for one in done for error in one.errors[-1:]} == {"libre is given up"}
    assert not any(unit.target for one in done for unit in units(project, "tg", one.article).values())


def test_an_engine_that_wants_to_be_left_alone_is(tmp_path: Path) -> None:
    times: list[float] = []

    def respond(text: str, source: str, target: str) -> object:
        times.append(time.monotonic())
        return Reply({"error": "Slowdown"}, 429, {"Retry-After": "1"}) if len(times) == 1 else text.upper()

    with libre(respond) as machine:
        project = desk(tmp_path, machine, 1, 3, concurrency=1)
        (done,) = pretranslate(project)
    assert times[1] - times[0] >= 1
    assert not done.left


def start(project: Project) -> subprocess.Popen[str]:
    """`l10n-flow pretranslate`, as people run it."""
    command = [sys.executable, "-m", "l10n_flow", "pretranslate", "--lang", "tg"]
    return subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=os.environ
    )


def test_ctrl_c_keeps_what_has_come_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with libre(latency=0.05) as machine:
        project = desk(tmp_path, machine, 2, 40, concurrency=4)
        with start(project) as running:
            while len(machine.asked) < 20:
                time.sleep(0.01)
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=60)
        assert running.returncode == 130
        assert "run it again to go on" in said
        filled = sum(
            bool(unit.target) for one in ("000", "001") for unit in units(project, "tg", f"story-{one}").values()
        )
        assert filled >= 16
        pretranslate(project)
        assert not [text for text, times in Counter(machine.texts).items() if times > 1]
    assert all(unit.target for one in ("000", "001") for unit in units(project, "tg", f"story-{one}").values())


def test_whoever_is_killed_sends_nothing_twice(tmp_path: Path) -> None:
    """What was on its way stays empty and is told, until somebody says that it may be sent again."""
    chance = random.Random(11)
    sent: Counter[str] = Counter()

    def respond(text: str, source: str, target: str) -> object:
        sent[text] += 1
        time.sleep(0.02)
        return text.upper()

    killed, said = 0, ""
    with libre(respond) as machine:
        project = desk(tmp_path, machine, 4, 60, concurrency=4)
        running = None
        while running is None or running.returncode not in (0, 1):
            enough = len(machine.asked) + chance.randint(5, 50)
            with start(project) as running:
                while running.poll() is None and len(machine.asked) < enough:
                    time.sleep(0.002)
                if running.poll() is None:
                    running.kill()
                    killed += 1
                said, _ = running.communicate()
        assert killed > 3
        assert max(sent.values()) == 1
        found = [unit for n in range(4) for unit in units(project, "tg", f"story-{n:03}").values()]
        empty = [unit for unit in found if not unit.target]
        assert len(empty) <= 4 * killed
        assert ("--again sends it again" in said) == bool(empty)
        assert [unit.target for unit in found if unit.target] == [shouted(unit.source) for unit in found if unit.target]
        pretranslate(project, again=True)
    found = [unit for n in range(4) for unit in units(project, "tg", f"story-{n:03}").values()]
    assert [unit.target for unit in found] == [shouted(unit.source) for unit in found]


def test_two_at_once_do_not_send_the_same(tmp_path: Path) -> None:
    with libre(latency=0.05) as machine:
        project = desk(tmp_path, machine, 1, 40, concurrency=2)
        with start(project) as first:
            while not machine.asked:
                time.sleep(0.01)
            with start(project) as second:
                _, said = second.communicate(timeout=60)
            first.communicate(timeout=60)
        assert second.returncode == 2
        assert "another pretranslate is at work" in said
        assert not [text for text, times in Counter(machine.texts).items() if times > 1]


def test_the_same_text_in_many_articles_is_sent_once(tmp_path: Path) -> None:
    text = "---\ntitle: One title\nsensitivity: public\n---\nThe very same paragraph stands in each of them.\n"
    with libre(latency=0.01) as machine:
        project = newsroom(tmp_path, {f"a{n}.md": text for n in range(8)}, settings(machine, concurrency=8))
        sync(project)
        workflow.agree(project, machine.host)
        done = pretranslate(project)
        assert sorted(machine.texts) == ["One title", "The very same paragraph stands in each of them."]
    assert sum(one.by_engine for one in done) == 8 * len(units(project, "tg", "a0"))


@pytest.mark.parametrize("limit", [60, 200])
def test_a_long_text_is_sent_in_sentences_and_joined_again(tmp_path: Path, limit: int) -> None:
    sentences = [f"Sentence number {n} of this long paragraph says a little more." for n in range(30)]
    text = f"---\ntitle: Long\nsensitivity: public\n---\n{' '.join(sentences)}\n"
    with libre(limit=limit) as machine:
        project = newsroom(tmp_path, {"long.md": text}, settings(machine) + f"limit = {limit}\n")
        sync(project)
        workflow.agree(project, machine.host)
        (done,) = pretranslate(project)
        assert max(map(len, machine.texts)) <= limit
    assert not done.left
    assert units(project, "tg", "long")[" ".join(sentences)].target == " ".join(sentences).upper()


@pytest.mark.parametrize("whole", [True, False])
def test_an_engine_that_takes_several_texts_gets_them_together(tmp_path: Path, whole: bool) -> None:
    """DeepL's protocol; and once with a server that leaves out the last answer of several."""

    def answer(asked: Asked, before: int) -> object:
        texts = asked.fields["text"]
        said = texts if whole or len(texts) == 1 else texts[:-1]
        return Reply({"translations": [{"text": text.upper()} for text in said]})

    with serve(answer) as machine:
        config = f'{LAX}languages = ["en", "ru"]\n[machine]\nengine = "deepl"\nrate = 0\nattempts = 1\n'
        config += f'[machine.engines.deepl]\nurl = "{machine.url}"\n'
        project = newsroom(tmp_path, articles(1, 40), config)
        sync(project)
        workflow.agree(project, machine.host)
        way = workflow.route(project, "", {"DEEPL_API_KEY": "key"})
        (done,) = workflow.pretranslate(project, workflow.select(project).files, ["ru"], way, NOW, lambda _: None)
        assert len(machine.asked) == (1 if whole else 42)
    assert (done.left, done.errors) == ((), ())
    found = units(project, "ru", "story-000").values()
    assert [unit.target for unit in found] == [shouted(unit.source) for unit in found]
