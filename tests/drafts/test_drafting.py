"""What becomes of an answer on its way into a unit."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from l10n_flow.drafts import drafting, routes
from l10n_flow.drafts.asking import About, Asker
from l10n_flow.languages import registry
from l10n_flow.machine import shields
from l10n_flow.machine.answers import Answers
from l10n_flow.machine.outgoing import Log
from l10n_flow.settings.settings import EngineSettings, Machine
from l10n_flow.values import replace
from tests.machines import ANSWERS, libre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from l10n_flow.drafts.drafting import Draft
    from l10n_flow.machine.shields import Shielded

TEXT = "See the <a1>list</a1> of <em>rules</em> at https://example.org/rules today."
SHOUTED = "SEE THE <a1>LIST</a1> OF <em>RULES</em> AT https://example.org/rules TODAY."


def drafted(
    folder: Path, text: str | Shielded, respond: Callable[[str], object], source: str = "en"
) -> tuple[Draft, list[str]]:
    """The draft of a text by a machine, and what the machine was sent."""
    with libre(lambda said, source, target: respond(said)) as server:
        machine = Machine(rate=0, attempts=1, engines={"libre": EngineSettings(url=server.url)})
        asker = Asker(routes.route("libre", machine, {}), machine, Answers(None), Log(folder / "log"))
        shielded = shields.shield(text) if isinstance(text, str) else text
        found = drafting.draft(asker, About("tram", source, "ru"), shielded)
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
    draft, _ = drafted(tmp_path, "The tram", lambda text: answer)
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


SENTENCES = ("The police arrested nine men in the north.", "They had no lawyer.", "A judge released them on Friday.")


@pytest.mark.parametrize(
    "half",
    [
        lambda text: text.partition(". ")[0].rstrip(".") + ".",
        lambda text: text[: len(text) // 2] if len(text) > 60 else text,
        lambda text: text.rpartition(". ")[2],
        lambda text: "I'm not able to translate that." if ". " in text else text,
    ],
    ids=["first", "broken off", "last", "refused"],
)
def test_half_an_answer_is_asked_for_again_sentence_by_sentence(tmp_path: Path, half: Callable[[str], str]) -> None:
    text = " ".join(SENTENCES)
    draft, sent = drafted(tmp_path, text, lambda said: half(said.upper()))
    assert draft.text == text.upper()
    assert sent == [text, *SENTENCES]


def test_sentences_keep_their_tags(tmp_path: Path) -> None:
    text = "<em>The police</em> arrested nine men. They had <a1>no lawyer.</a1> Law No. 260-FZ says so."
    draft, sent = drafted(tmp_path, text, lambda said: said.upper().partition(" LAW NO")[0])
    assert draft.text == text.replace("The", "THE").upper().replace("EM>", "em>").replace("A1>", "a1>")
    assert len(sent) == 4


def test_a_sentence_of_which_half_is_missing_stays_empty(tmp_path: Path) -> None:
    text = "They were held for three days without a lawyer, and nobody said why. They are free now."
    draft, _ = drafted(tmp_path, text, lambda said: "ИХ ДЕРЖАЛИ." if "held" in said else said.upper())
    assert draft.text == ""
    assert "something is left out" in draft.why


def test_what_was_sent_in_another_script_is_no_translation_either(tmp_path: Path) -> None:
    for text in ("Чегарада янги <em>кўприк</em> очилди", "Кўприк"):
        shielded = shields.shield(text)
        latin = registry.get("uz-Cyrl").restore
        assert latin is not None
        shielded = replace(shielded, sent=latin(shielded.sent, ()))
        draft, sent = drafted(tmp_path, shielded, lambda said: said, source="uz")
        assert draft.text == ""
        assert "gave the text back" in draft.why
        assert not any(re.search("[а-яғқўҳ]", one) for one in sent)


def test_a_piece_that_comes_back_as_it_was_is_no_translation(tmp_path: Path) -> None:
    text = "See <em>the list of all the rules</em> today."
    draft, sent = drafted(tmp_path, text, lambda said: said if "list" in said else said.upper())
    assert draft.text == ""
    assert "gave the text back" in draft.why
    assert "the list of all the rules" in sent


@pytest.mark.parametrize(
    "respond",
    [
        lambda text: f"Translate from English to Russian: {text} Перевод: {text.upper()}",
        lambda text: f"{text.upper()} {text.upper()}",
        lambda text: f"Here is the translation:\n\n{text.upper()}",
        lambda text: "Sorry, I can't help with that.",
        lambda text: "QUERY LENGTH LIMIT EXCEEDED",
        lambda text: f"<<<<<<< HEAD {text.upper()}",
    ],
)
def test_no_piece_is_filled_with_what_is_no_translation(tmp_path: Path, respond: Callable[[str], str]) -> None:
    text = "See <em>the list of all the rules</em> in the town hall. It is open on Friday and on Monday."
    draft, _ = drafted(tmp_path, text, respond)
    assert draft.text == ""
    assert draft.why


def test_escapes_of_html_are_read(tmp_path: Path) -> None:
    text = "Don't go “there” & back, <em>he said</em>"
    draft, sent = drafted(tmp_path, text, lambda said: html.escape(said.upper()))
    assert draft.text == "DON'T GO “THERE” & BACK, <em>HE SAID</em>"
    assert len(sent) == 1


def test_a_marker_in_a_word_is_not_taken_for_one_beside_it(tmp_path: Path) -> None:
    draft, sent = drafted(tmp_path, TEXT, lambda said: re.sub(r"(\w)(\w+) (\[X\d+X\])", r"\1\3\2 ", said.upper()))
    assert draft.text == SHOUTED
    assert len(sent) > 1


def test_what_was_no_translation_may_be_asked_for_again_another_day(tmp_path: Path) -> None:
    said = ["MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", "ТРАМВАЙ ВЕРНУЛСЯ В ГОРОД."]
    with libre(lambda *_: said.pop(0)) as server:
        machine = Machine(rate=0, attempts=1, engines={"libre": EngineSettings(url=server.url)})
        log = Log(tmp_path / "log")
        asker = Asker(routes.route("libre", machine, {}), machine, Answers(None), log)
        found = [
            drafting.draft(asker, About("tram", "en", "ru"), shields.shield("The tram is back in town."))
            for _ in said[:]
        ]
        asker.close()
        log.close()
    assert [one.text for one in found] == ["", "ТРАМВАЙ ВЕРНУЛСЯ В ГОРОД."]


def test_the_expansion_of_an_abbreviation_is_translated_too(tmp_path: Path) -> None:
    text = 'Money from abroad is 45% of <abbr title="gross domestic product">GDP</abbr> there.'
    said = {"gross domestic product": "валовой внутренний продукт"}
    draft, _ = drafted(tmp_path, text, lambda sent: said.get(sent) or sent.upper())
    assert draft.text == 'MONEY FROM ABROAD IS 45% OF <abbr title="валовой внутренний продукт">GDP</abbr> THERE.'


@pytest.mark.parametrize("text", ["Telegram", "Human Rights", "BBC"])
def test_a_name_may_be_the_same_in_both_languages(tmp_path: Path, text: str) -> None:
    draft, _ = drafted(tmp_path, text, lambda sent: sent)
    assert draft.text == text


@pytest.mark.parametrize("text", ["16.9", "+109%", "23 616", "1,000"])
def test_a_number_that_languages_write_differently_is_a_persons_affair(tmp_path: Path, text: str) -> None:
    draft, sent = drafted(tmp_path, text, str.upper)
    assert (draft.text, sent) == ("", [])
    assert "a number" in draft.why


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("United Nations High Commissioner for Refugees", "УВКБ ООН"),
        ("What does a card transfer cost today", "Перевод на карту: сколько это стоит сегодня"),
    ],
)
def test_honest_translations_are_taken(tmp_path: Path, text: str, answer: str) -> None:
    assert drafted(tmp_path, text, lambda _: answer)[0].text == answer
