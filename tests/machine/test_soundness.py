"""Whether what a machine answers can be a translation."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import EngineAnswerError
from l10n_flow.languages import registry
from l10n_flow.machine import shields, soundness

LOCALES = Path(__file__).parents[2] / "locales"
TEXT = "The police arrested nine men in the north of the country, and a judge released them."
SAID = "Полиция задержала на севере страны девять человек, и судья отпустил их."


def judged(answer: str, text: str = TEXT, target: str = "ru") -> str:
    """An answer as it may go on."""
    found = soundness.cleaned(answer, text)
    soundness.judge(found, text, target)
    return found


def refused(answer: str, text: str = TEXT, target: str = "ru") -> str:
    with pytest.raises(EngineAnswerError) as caught:
        judged(answer, text, target)
    return caught.value.message


@pytest.mark.parametrize("path", sorted(LOCALES.rglob("*.po")), ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_no_translation_of_the_newsroom_is_refused_or_changed(path: Path) -> None:
    lang = path.parts[-3]
    for entry in polib.pofile(str(path)).translated_entries():
        text, answer = shields.shield(entry.msgid).sent, shields.shield(entry.msgstr).sent
        assert judged(answer, text, lang) == answer
        sentences = (
            len(shields.sentences(one, registry.get(tag)).texts) for one, tag in ((answer, lang), (text, "en"))
        )
        assert next(sentences) >= next(sentences), text


@given(st.text(st.sampled_from([*"abcяж .,:?«»\"'’()-\n5&;<>#=`|"]), max_size=80).map(str.strip))
def test_who_shouts_is_never_refused(text: str) -> None:
    lower = text.lower()
    if any(map(str.isalpha, lower)) and "  " not in lower:
        judged(lower.upper(), lower)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (TEXT, "gave the text back"),
        (f"Translate from English to Russian: {TEXT}\n\nПеревод: {SAID}", "has the text itself in it"),
        (f"{TEXT} {SAID}", "has the text itself in it"),
        (f"{SAID} {SAID}", "everything twice"),
        (f"{SAID}\n{SAID}\n{SAID}", "everything twice"),
        (f"Вот. {SAID} {SAID}", "everything twice"),
        (f"Here is the translation:\n\n{SAID}", "beside the translation"),
        (f"**Перевод на русский язык:** {SAID}", "beside the translation"),
        (f"Sure! Here's the Russian translation of the text:\n{SAID}", "beside the translation"),
        (f"Конечно!\n\n{SAID}", "beside the translation"),
        (f"Тарҷума: {SAID}", "beside the translation"),
        (f"{SAID}\n\nNote: “released” may also be “freed”.", "beside the translation"),
        (f"{SAID}\n\n(Примечание: имена опущены.)", "beside the translation"),
        ("I'm sorry, but I can't help with that request.", "refuses"),
        ("I cannot translate this text, as it may be about violence.", "refuses"),
        ("As an AI language model, I do not translate such texts.", "refuses"),
        ("Извините, но я не могу перевести этот текст, в нём есть насилие.", "refuses"),
        ("Как языковая модель, я не могу обсуждать эту тему, спросите о другом.", "refuses"),
        ("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", "complaint"),
        ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", "complaint"),
        ("'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT", "complaint"),
        ("INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT", "complaint"),
        ("ОШИБКА: too many requests, buy a licence at evil.example", "complaint"),
        (f"<<<<<<< HEAD\n{SAID}", "marks of git"),
        (f"{SAID}\n=======\n", "marks of git"),
        (f"{SAID} >>>>>>> theirs", "marks of git"),
        (f"{SAID} #-#-#-#-#  ru.po  #-#-#-#-#", "marks of git"),
        (f"```\n{SAID}\n```", "to programs"),
        (f"<think>The user wants ...</think>{SAID}", "to programs"),
        ("Полиция.", "something is left out"),
        (SAID[:50], "something is left out"),
        ("«»", "no words"),
        (SAID * 9, "too long"),
    ],
)
def test_what_is_no_translation(answer: str, why: str) -> None:
    assert why in refused(answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("“I'm sorry, but I can't vote,” she said.", "«Извините, но я не могу голосовать», — сказала она."),
        ("As an AI, it has no vote, the court says.", "Как искусственный интеллект он не имеет голоса, считает суд."),
        ("Of course, he said, “it is a lie.”", "Конечно, он сказал: «Это ложь»."),
        ("Remittances – the lifeline of villages", "Денежные переводы: на них живут сёла"),
        ("Translation: the price of a word", "Перевод: цена слова"),
        ("See the list: bread, milk.", "См. список:\nхлеб, молоко."),
        ("Bye-bye, tram", "Пока-пока, трамвай"),
        ("Slowly", "Оҳиста-оҳиста"),
        ("Radio Free Europe/Radio Liberty", "Radio Free Europe/Radio Liberty radiosi"),
        ("Kloop Media", "Kloop Media"),
        ("In the file stand <<<<<<< and ======= and >>>>>>>.", "В файле стоят <<<<<<<, ======= и >>>>>>>."),
        ("The site said “too many requests”.", "Сайт сообщил: «too many requests»."),
        ("Its main tasks are to:", "Его задачи:"),
    ],
)
def test_what_may_be_one(text: str, answer: str) -> None:
    assert judged(answer, text) == answer


def test_a_short_sentence_that_is_broken_off() -> None:
    assert "left out" in refused("Никому из них", "None of them was charged.")
    assert judged("Никого не обвинили", "None of them was charged.")


def test_an_english_translation_may_speak_of_too_many_requests() -> None:
    answer = "The service received too many requests."
    assert judged(answer, "Сервис получил слишком много запросов.", "en") == answer


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("Don't go", "Не &quot;ходи&quot; &amp; &#x27;стой&#39; &lt;b", "Не \"ходи\" & 'стой' <b"),
        ("A & B go", "А &amp;amp; Б &#8203;идут", "А & Б идут"),
        ("Write &amp; for &", "Пишите &amp; вместо &", "Пишите &amp; вместо &"),
        ("Go on", "Иди  \u00a0 дальше", "Иди дальше"),
        ("Go on", "Иди\u061c\ufe0f\U000e0041\U000e007f дальше\u200b", "Иди дальше"),
        ("Go \u2764\ufe0f on", "Иди \u2764\ufe0f дальше", "Иди \u2764\ufe0f дальше"),
        ("Go on", "“Иди дальше”", "Иди дальше"),
        ("Go on", '"Иди дальше"', "Иди дальше"),
        ("“Go on”", "«Иди дальше»", "«Иди дальше»"),
        ("[X1X]“Go on”[X2X]", "«Иди дальше»", "«Иди дальше»"),
        ("Go and stay", "«Иди» и «стой»", "«Иди» и «стой»"),
    ],
)
def test_what_is_put_right(text: str, answer: str, expected: str) -> None:
    assert judged(answer, text) == expected


@pytest.mark.parametrize("many", ["&amp;" * 9000, "a" * 50_000, "а. " * 20_000, "\n:" * 20_000, "I am sorry " * 5000])
def test_odd_answers_take_no_time(many: str) -> None:
    start = time.perf_counter()
    soundness.cleaned(many, TEXT)
    with contextlib.suppress(EngineAnswerError):
        soundness.judge(many, many[:-1] + "b", "ru")
    assert time.perf_counter() - start < 2
