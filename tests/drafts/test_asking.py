"""How an engine is asked."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest

from l10n_flow.drafts import routes
from l10n_flow.drafts.asking import About, Asker
from l10n_flow.errors import EngineError, WithheldError
from l10n_flow.machine.answers import Answers
from l10n_flow.machine.outgoing import Log
from l10n_flow.settings.settings import EngineSettings, Machine
from tests.machines import FAULTS, libre, wild

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.machines import Machine as Server

TRAM = About("2025/tram", "en", "ru")


def settings(server: Server | None = None, **more: object) -> Machine:
    engines = {"libre": EngineSettings(url=server.url)} if server else {}
    return Machine(engine="libre", rate=0, attempts=2, engines=engines, **more)  # type: ignore[arg-type]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    one = Log(tmp_path / "requests.log")
    yield one
    one.close()


def asker(server: Server, log: Log | None, **more: object) -> Asker:
    machine = settings(server, **more)
    return Asker(routes.route("libre", machine, {}), machine, Answers(None), log)


def test_a_text_is_asked_for_once_however_many_want_it(log: Log) -> None:
    with libre(latency=0.05) as server:
        one = asker(server, log)
        said: list[str] = []
        many = [threading.Thread(target=lambda: said.append(one.ask("The tram", TRAM))) for _ in range(8)]
        for thread in many:
            thread.start()
        for thread in many:
            thread.join()
        assert said == ["THE TRAM"] * 8
        assert server.texts == ["The tram"]
        assert one.knows("The tram", TRAM)
        assert not one.knows("The tram", About("2025/tram", "en", "tg"))
        one.close()


def test_without_a_list_of_requests_nothing_is_sent() -> None:
    with libre() as server:
        one = asker(server, None)
        with pytest.raises(WithheldError, match="nobody has agreed"):
            one.ask("The tram", TRAM)
        assert server.asked == []


@pytest.mark.parametrize("fault", [one for one in FAULTS if one not in ("stall", "drip", "drip headers", "busy")])
def test_whatever_goes_wrong_is_an_engine_error(log: Log, fault: str) -> None:
    with wild(fault) as server:
        one = asker(server, log, timeout=2)
        with pytest.raises((EngineError, WithheldError)) as caught:
            one.ask("The tram is back in town", TRAM)
        one.close()
    assert "The tram" not in str(caught.value)


def test_who_is_refused_asks_no_more(log: Log) -> None:
    with wild("closed") as server:
        one = asker(server, log)
        for text in ("first", "second", "third"):
            with pytest.raises(EngineError, match="does not let us in"):
                one.ask(text, TRAM)
        assert server.texts == ["first"]
        one.close()


def test_the_list_of_requests_says_who_asked_for_what(log: Log, tmp_path: Path) -> None:
    with libre() as server:
        one = asker(server, log)
        one.ask("The tram", TRAM)
        one.close()
    lines = [json.loads(line) for line in (tmp_path / "requests.log").read_text("utf-8").splitlines()]
    assert [(line["article"], line["lang"], line["characters"]) for line in lines] == [
        ("2025/tram", "ru", 0),
        ("2025/tram", "ru", 8),
    ]
