"""What becomes of an answer on its way into a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from l10n_flow import asking, drafting, shields
from l10n_flow.answers import Answers
from l10n_flow.asking import About, Asker
from l10n_flow.outgoing import Log
from l10n_flow.settings import EngineSettings, Machine
from tests.machines import ANSWERS, libre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from l10n_flow.drafting import Draft

TEXT = "See the <a1>list</a1> of <em>rules</em> at https://example.org/rules today."
SHOUTED = "SEE THE <a1>LIST</a1> OF <em>RULES</em> AT https://example.org/rules TODAY."


def drafted(folder: Path, text: str, respond: Callable[[str], object]) -> tuple[Draft, list[str]]:
    """The draft of a text by a machine, and what the machine was sent."""
    with libre(lambda said, source, target: respond(said)) as server:
        machine = Machine(rate=0, attempts=1, engines={"libre": EngineSettings(url=server.url)})
        asker = Asker(asking.route("libre", machine, {}), machine, Answers(None), Log(folder / "log"))
        found = drafting.draft(asker, About("tram", "en", "ru"), shields.shield(text))
        asker.close()
        return found, server.texts


@pytest.mark.parametrize("answer", ["fine", "spaced"])
def test_what_comes_back_whole_is_asked_for_once(tmp_path: Path, answer: str) -> None:
    draft, sent = drafted(tmp_path, TEXT, ANSWERS[answer])
    assert draft.text == SHOUTED
    assert len(sent) == 1
    assert "<" not in sent[0]
    assert "example.org" not in sent[0]


@pytest.mark.parametrize("answer", ["lose", "swap", "double", "translate"])
def test_what_comes_back_mangled_is_asked_for_piece_by_piece(tmp_path: Path, answer: str) -> None:
    draft, sent = drafted(tmp_path, TEXT, ANSWERS[answer])
    assert draft.text == SHOUTED
    assert len(sent) > 1


@pytest.mark.parametrize("text", ["2025", "12 – 14", "https://example.org/rules", "<br/>"])
def test_what_needs_no_translation_is_not_sent(tmp_path: Path, text: str) -> None:
    draft, sent = drafted(tmp_path, text, str.upper)
    assert draft.text == text
    assert sent == []


@pytest.mark.parametrize(
    ("respond", "why"),
    [
        (lambda text: text, "gave the text back"),
        (lambda text: "—", "no words"),
        (lambda text: text.upper() * 40, "too long"),
        (lambda text: None, "no translation"),
        (lambda text: "\u200b", "no translation|no words"),
    ],
)
def test_what_is_no_translation_stays_away(tmp_path: Path, respond: Callable[[str], object], why: str) -> None:
    draft, _ = drafted(tmp_path, "The tram is back in town.", respond)
    assert draft.text == ""
    assert re.search(why, draft.why)


@pytest.mark.parametrize(
    "answer", ["<script>alert(1)</script> ТРАМВАЙ", "<em>ТРАМВАЙ</em>", "</a1><a1>ТРАМВАЙ", "ТРАМ\u202eВАЙ\ufeff"]
)
def test_no_answer_brings_a_tag_or_what_nobody_sees(tmp_path: Path, answer: str) -> None:
    draft, _ = drafted(tmp_path, "The tram is back in town.", lambda text: answer)
    assert "ТРАМВАЙ" in draft.text
    assert not any(tag in draft.text for tag in ("<script>", "<em>", "<a1>", "</a1>"))
    assert draft.text.isprintable()


def test_white_space_round_a_text_stays(tmp_path: Path) -> None:
    draft, sent = drafted(tmp_path, "\u00a0 The tram is back. \u00a0", str.upper)
    assert draft.text == "\u00a0 THE TRAM IS BACK. \u00a0"
    assert sent == ["The tram is back."]


def test_a_text_in_lines_is_one_line_if_the_source_is(tmp_path: Path) -> None:
    draft, _ = drafted(tmp_path, "The tram is back.", lambda text: "ТРАМВАЙ\nВЕРНУЛСЯ.")
    assert draft.text == "ТРАМВАЙ ВЕРНУЛСЯ."
