"""Engines that are asked over a network, against servers on loopback that speak their protocols."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from deep_translator import constants, microsoft

from l10n_flow import plugins
from l10n_flow.errors import (
    EngineAnswerError,
    EngineBusyError,
    EngineError,
    EngineRefusedError,
    EngineSetupError,
    WithheldError,
)
from l10n_flow.languages import registry
from l10n_flow.machine.wire import Wire

from ..machines import FAULTS, Reply
from .protocols import ANSWERS, KEY, speaking

REMOTE = sorted(ANSWERS)
IN_BODY = ("chatgpt", "deepl", "libre", "microsoft", "yandex")
TEXT = "Zarina & “Co” said: <no> [X1X] 100%"


def test_each_has_its_protocol() -> None:
    assert {one for one in plugins.ids("engines") if plugins.engine(one).URL or plugins.engine(one).NEEDS} == set(
        REMOTE
    )


@pytest.mark.parametrize("engine_id", REMOTE)
def test_it_translates(engine_id: str) -> None:
    with speaking(engine_id) as (machine, line):
        assert plugins.engine(engine_id).translate(TEXT, line) == TEXT.upper()
        assert len(machine.asked) == 1


@pytest.mark.parametrize("engine_id", IN_BODY)
def test_neither_text_nor_key_is_in_the_address(engine_id: str) -> None:
    with speaking(engine_id) as (machine, line):
        plugins.engine(engine_id).translate(TEXT, line)
        assert machine.asked[0].method == "POST"
        address = machine.asked[0].path + str(machine.asked[0].query)
        assert "Zarina" not in address
        assert KEY not in address


@pytest.mark.parametrize("engine_id", REMOTE)
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_whatever_goes_wrong_is_one_clear_line(engine_id: str, fault: str) -> None:
    with speaking(engine_id, lambda _: FAULTS[fault]) as (machine, line), Wire(frozenset({machine.host}), 0.1) as wire:
        with pytest.raises(EngineError) as caught:
            plugins.engine(engine_id).translate(TEXT, replace(line, wire=wire))
        assert machine.host in caught.value.message
        shown = str(caught.value)
        assert not any(word in shown for word in ("Zarina", KEY, "Traceback", "Exception"))
        assert "\n" not in caught.value.message


@pytest.mark.parametrize("engine_id", REMOTE)
@pytest.mark.parametrize(
    ("status", "kind"),
    [(429, EngineBusyError), (500, EngineBusyError), (403, EngineRefusedError), (404, EngineRefusedError)]
    + [(status, EngineAnswerError) for status in (413, 414, 422)],
)
def test_what_a_status_means(engine_id: str, status: int, kind: type[EngineError]) -> None:
    answer = Reply({"error": {"message": TEXT}, "code": status}, status)
    with speaking(engine_id, lambda _: answer) as (_, line), pytest.raises(kind, match=str(status)):
        plugins.engine(engine_id).translate(TEXT, line)


@pytest.mark.parametrize("engine_id", REMOTE)
@pytest.mark.parametrize("said", ["", " \n", "\ud800"])
def test_what_is_no_text_is_no_answer(engine_id: str, said: str) -> None:
    if said == "\ud800" and engine_id in ("google", "mymemory"):
        said = ""  # a page cannot have it
    with speaking(engine_id, lambda _: said) as (_, line), pytest.raises(EngineAnswerError, match="no translation"):
        plugins.engine(engine_id).translate(TEXT, line)


@pytest.mark.parametrize("engine_id", REMOTE)
@pytest.mark.parametrize("body", [None, 7, [], {}, "x", [[]], {"text": []}, {"code": 200}, {"choices": {}}, [{}]])
def test_no_json_brings_it_down(engine_id: str, body: object) -> None:
    with speaking(engine_id, lambda _: Reply(body)) as (_, line), pytest.raises(EngineAnswerError):
        plugins.engine(engine_id).translate(TEXT, line)


@pytest.mark.parametrize("engine_id", REMOTE)
def test_many_threads_each_get_their_own_answer(engine_id: str) -> None:
    texts = [f"text number {number}" for number in range(40)]
    with speaking(engine_id) as (_, line), ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: plugins.engine(engine_id).translate(text, line), texts))
    assert answers == [text.upper() for text in texts]


@pytest.mark.parametrize("engine_id", REMOTE)
def test_without_a_wire_nothing_is_sent(engine_id: str) -> None:
    with speaking(engine_id) as (machine, line):
        with pytest.raises(WithheldError):
            plugins.engine(engine_id).translate(TEXT, replace(line, wire=None))
        assert machine.asked == []


@pytest.mark.parametrize("engine_id", REMOTE)
def test_an_unknown_language_is_told_before_anything_is_sent(engine_id: str) -> None:
    with speaking(engine_id) as (machine, line):
        for pair in (("en", "uz-Cyrl"), ("de", "ru")):
            with pytest.raises(EngineSetupError, match="does not know the language"):
                plugins.engine(engine_id).translate(TEXT, replace(line, source=pair[0], target=pair[1]))
        assert machine.asked == []


@pytest.mark.parametrize("engine_id", ["microsoft", "yandex"])
def test_without_its_key_nothing_is_sent(engine_id: str) -> None:
    with speaking(engine_id) as (machine, line):
        with pytest.raises(EngineSetupError, match="lacks its key"):
            plugins.engine(engine_id).translate(TEXT, replace(line, key=""))
        assert machine.asked == []


def test_languages_and_keys_are_those_of_deep_translator() -> None:
    google, own = constants.GOOGLE_LANGUAGES_TO_CODES, constants.MY_MEMORY_LANGUAGES_TO_CODES
    names = {"en": "english", "ru": "russian", "tg": "tajik", "uz": "uzbek"}
    tables = {
        "google": google,
        "yandex": google,  # deep_translator gives it Google's
        "chatgpt": {name: name.capitalize() for name in google},
        "mymemory": own,
        "deepl": constants.DEEPL_LANGUAGE_TO_CODE,
    }
    for engine_id, table in tables.items():
        expected = {tag: table[name] for tag, name in names.items() if name in table}
        assert dict(plugins.engine(engine_id).CODES) == expected, engine_id
    libre = plugins.engine("libre").CODES  # a desk's own server may have models that the public ones lack
    assert {"en", "ru"} == {tag for tag in libre if libre[tag] in constants.LIBRE_LANGUAGES_TO_CODES.values()}
    assert {one: plugins.engine(one).KEY for one in REMOTE} == {
        "chatgpt": constants.OPEN_AI_ENV_VAR,
        "deepl": constants.DEEPL_ENV_VAR,
        "google": "",
        "libre": constants.LIBRE_ENV_VAR,
        "microsoft": constants.MSFT_ENV_VAR,
        "mymemory": "",
        "yandex": constants.YANDEX_ENV_VAR,
    }


@pytest.mark.parametrize("engine_id", plugins.ids("engines"))
def test_it_keeps_the_contract(engine_id: str) -> None:
    engine = plugins.engine(engine_id)
    assert engine.__doc__
    assert engine.__doc__.partition("\n")[0].endswith(".")
    assert not engine.URL or engine.URL.startswith("https://")
    assert set(engine.NEEDS) <= {"key", "url", "model"}
    assert "key" not in engine.NEEDS or engine.KEY
    assert engine.LIMIT >= 200
    assert engine.PRICE is None or engine.PRICE >= 0
    assert set(engine.CODES) <= set(registry.tags())
    sends_nothing = not engine.URL and not engine.NEEDS
    assert sends_nothing == any(registry.get(tag).base for tag in engine.CODES)  # others only speak what people write


def test_to_look_at_engines_loads_none_of_their_libraries() -> None:
    program = (
        "import sys; from l10n_flow import plugins; [plugins.engine(one) for one in plugins.ids('engines')]; "
        "print(sorted({'requests', 'urllib3', 'deep_translator', 'bs4'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("missing", "program"),
    [
        ("requests", "import l10n_flow.machine.wire"),
        ("deep_translator", "from l10n_flow.engines import _deep; _deep.machine('google', 'GoogleTranslator')"),
    ],
)
def test_a_package_that_is_missing_is_named(missing: str, program: str) -> None:
    lines = f"import sys; sys.modules[{missing!r}] = None; {program}"
    done = subprocess.run([sys.executable, "-c", lines], check=False, capture_output=True, text=True)
    last = done.stderr.splitlines()[-2:]
    assert last[0].startswith("l10n_flow.errors.EngineSetupError: machine translation needs the package")
    assert last[1].strip() == 'pip install "l10n-flow[mt]"'


def test_google_says_nothing_to_what_is_no_word() -> None:
    with speaking("google", lambda text: text) as (_, line):
        with pytest.raises(EngineAnswerError):
            plugins.engine("google").translate("—", line)
        assert plugins.engine("google").translate("UNHCR", line) == "UNHCR"


def test_libre_needs_no_key_and_finds_its_page() -> None:
    libre = plugins.engine("libre")
    with speaking("libre") as (machine, line):
        for url in (machine.url, machine.url.rstrip("/"), f"{machine.url}translate", f"{machine.url}mt/"):
            assert libre.translate("a", replace(line, url=url, key="")) == "A"
        assert [asked.path for asked in machine.asked] == ["/translate", "/translate", "/translate", "/mt/translate"]
        assert machine.asked[0].fields == {"q": "a", "source": "en", "target": "ru", "format": "text"}
        libre.translate("a", line)
        assert machine.asked[-1].fields["api_key"] == KEY


@pytest.mark.parametrize("engine_id", ["deepl", "libre"])
def test_a_text_that_it_does_not_take_is_that_texts_affair(engine_id: str) -> None:
    bad = Reply({"error": "request exceeds text limit"}, 400)
    with speaking(engine_id, lambda _: bad) as (_, line), pytest.raises(EngineAnswerError, match="400"):
        plugins.engine(engine_id).translate(TEXT, line)


def test_deepl_gets_its_key_in_a_header() -> None:
    with speaking("deepl") as (machine, line):
        plugins.engine("deepl").translate("a", line)
        assert machine.asked[0].headers["Authorization"] == f"DeepL-Auth-Key {KEY}"
        assert machine.asked[0].fields == {"text": ["a"], "source_lang": "EN", "target_lang": "RU"}
        assert machine.asked[0].path == "/v2/translate"


@pytest.mark.parametrize(("key", "url"), [("1:fx", "https://api.deepl.com/"), ("1", "https://api-free.deepl.com/")])
def test_deepl_keys_are_for_one_of_two_addresses(key: str, url: str) -> None:
    line = plugins.Line("en", "ru", url=url, key=key, wire=Wire(frozenset(), 1))
    with pytest.raises(EngineSetupError, match="not for this address"):
        plugins.engine("deepl").translate("a", line)


def test_microsoft_fetches_no_languages_and_says_its_region() -> None:
    with speaking("microsoft") as (machine, line):
        plugins.engine("microsoft").translate("a", line)
        assert [asked.path for asked in machine.asked] == ["/translate"]
        assert machine.asked[0].query == {"api-version": "3.0", "from": "en", "to": "ru"}
        assert machine.asked[0].headers["Ocp-Apim-Subscription-Region"] == "eu"
        plugins.engine("microsoft").translate("a", replace(line, region=""))
        assert "Ocp-Apim-Subscription-Region" not in machine.asked[1].headers


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (401, EngineRefusedError),
        (402, EngineRefusedError),
        (404, EngineRefusedError),
        (413, EngineAnswerError),
        (429, EngineBusyError),
        (500, EngineBusyError),
        (501, EngineSetupError),
        (999, EngineAnswerError),
    ],
)
def test_yandex_says_in_its_answer_what_is_wrong(code: int, kind: type[EngineError]) -> None:
    with speaking("yandex", lambda _: Reply({"code": code, "message": TEXT})) as (_, line):
        with pytest.raises(kind) as caught:
            plugins.engine("yandex").translate(TEXT, line)
        assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (200, "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", EngineRefusedError),
        ("429", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", EngineRefusedError),
        ("403", "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", EngineAnswerError),
        ("403", "'XX' IS AN INVALID TARGET LANGUAGE", EngineAnswerError),
    ],
)
def test_mymemory_does_not_pass_its_complaints_for_translations(
    status: object, said: str, kind: type[EngineError]
) -> None:
    answer = Reply({"responseData": {"translatedText": said}, "responseStatus": status, "matches": []})
    with speaking("mymemory", lambda _: answer) as (_, line), pytest.raises(kind):
        plugins.engine("mymemory").translate("a", line)


def test_chatgpt_is_told_to_keep_markers_and_to_add_nothing() -> None:
    with speaking("chatgpt") as (machine, line):
        for url in (machine.url, f"{machine.url}v1", f"{machine.url}v1/"):
            plugins.engine("chatgpt").translate("a [X1X]", replace(line, url=url, target="uz"))
        asked = machine.asked[0]
        assert {one.path for one in machine.asked} == {"/v1/chat/completions"}
        assert asked.headers["Authorization"] == f"Bearer {KEY}"
        assert asked.fields["model"] == "m1"
        prompt = asked.fields["messages"][0]["content"]
        for word in ("from English into Uzbek in Latin letters", "[X1X]", "[X2X]", "translation alone"):
            assert word in prompt
        plugins.engine("chatgpt").translate("a", replace(line, key=""))
        assert "Authorization" not in machine.asked[-1].headers


@pytest.mark.parametrize("why", ["length", "content_filter"])
def test_half_an_answer_of_chatgpt_is_none(why: str) -> None:
    answer = Reply({"choices": [{"finish_reason": why, "message": {"content": "HALF"}}]})
    cut = pytest.raises(EngineAnswerError, match="not brought its answer to an end")
    with speaking("chatgpt", lambda _: answer) as (_, line), cut:
        plugins.engine("chatgpt").translate("a", line)


def test_openai_gets_no_text_without_a_key() -> None:
    with Wire(frozenset({"api.openai.com"}), 1) as wire:
        line = plugins.Line("en", "ru", url="https://api.openai.com/", model="m1", wire=wire)
        with pytest.raises(EngineSetupError, match="lacks its key"):
            plugins.engine("chatgpt").translate("a", line)


def test_deep_translator_opens_no_connection_by_itself_any_more() -> None:
    with speaking("microsoft") as (_, line):
        plugins.engine("microsoft").translate("a", line)
    with pytest.raises(WithheldError):
        microsoft.MicrosoftTranslator(source="en", target="ru", api_key="1")
