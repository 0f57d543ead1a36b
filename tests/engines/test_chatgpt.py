"""What a language model writes round its translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow.engines import chatgpt
from l10n_flow.errors import EngineAnswerError

from .protocols import speaking

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "The tram is back."


@pytest.mark.parametrize(
    "answer",
    [
        "Трамвай вернулся.",
        "<think>\nThe user wants Russian.\n</think>\n\nТрамвай вернулся.",
        "<thinking>Hm.</thinking>Трамвай вернулся.",
        "The user wants Russian.\n</think>\nТрамвай вернулся.",
        "```\nТрамвай вернулся.\n```",
        "```text\nТрамвай вернулся.\n```\n",
        "<think>Hm.</think>\n````\nТрамвай вернулся.\n````",
    ],
)
def test_thoughts_and_fences_are_left_out(answer: str) -> None:
    with speaking("chatgpt", lambda _: answer) as (_, line):
        assert chatgpt.translate(TEXT, line).strip() == "Трамвай вернулся."


@pytest.mark.parametrize("answer", ["<think>Russian? Or", "<think>Hm.</think>", "```\n\n```"])
def test_thoughts_alone_are_no_answer(answer: str) -> None:
    with speaking("chatgpt", lambda _: answer) as (_, line), pytest.raises(EngineAnswerError, match="no translation"):
        chatgpt.translate(TEXT, line)


def test_a_text_about_thoughts_and_code_stays() -> None:
    text = "Models write <think> and ``` into what they say."
    with speaking("chatgpt", str.upper) as (_, line):
        assert chatgpt.translate(text, line) == text.upper()


@pytest.mark.parametrize("said", [lambda prompt: prompt, lambda prompt: f"{prompt.rpartition('. ')[2]} Трамвай."])
def test_the_prompt_is_no_answer(said: Callable[[str], str]) -> None:
    with speaking("chatgpt") as (machine, line):
        chatgpt.translate(TEXT, line)
        prompt = machine.asked[0].fields["messages"][0]["content"]
    with speaking("chatgpt", lambda _: said(prompt)) as (_, line), pytest.raises(EngineAnswerError, match="was told"):
        chatgpt.translate(TEXT, line)
