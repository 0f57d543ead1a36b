"""What holds for all checks of form and letters; what each finds is in `tests/cases/checks`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary.glossary import Glossary
from l10n_flow.reviewing.fixes import edited
from tests.checks.versions import said, version

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = [
    *("alphabet", "apostrophes", "brackets", "capitals", "dashes", "doubled-words", "ellipsis", "end-punctuation"),
    *(
        "doubled-marks",
        "invisible",
        "language",
        "nfc",
        "quotes",
        "script",
        "signs",
        "spacing",
        "start-punctuation",
        "tags",
    ),
]
FOLDER = Path(__file__).parent.parent / "cases" / "checks"
CASES = [
    (name, {key: [text] for key, text in case.items() if len(key) == 2})
    for name in NAMES
    for cases in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")).values()
    for case in cases
    if not any(isinstance(text, list) for key, text in case.items() if len(key) == 2)
]
WORDS = re.compile(r"[\W_\u200b\u00ad]+")
SIGNS = [
    *(" ", "  ", "\n", "\u00a0", ",", ".", "..", "...", "…", "?", "(", ")", "-", "—", "\u200b", "\u202e", "и\u0306"),
    *(
        "«",
        "»",
        "„",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "<em>",
        "</em>",
        "<br>",
        "<br/>",
        "&lt;b>",
        "http://a.b/c,d",
        "2 000",
        "№ 5",
    ),
    *(
        "слово",
        "слово",
        "Сlово",
        "реeстр",
        "ҳуⱪуⱪ",
        "ў",
        "oʻz",
        "o‘z",
        "ozgarish",
        "the",
        "and",
        "of",
        "что",
        "и",
        "ва",
    ),
]
PIECES = st.lists(st.sampled_from(SIGNS), max_size=20).map("".join)


def texts(lang: str, source: str, target: str) -> Mapping[str, list[str]]:
    return {"en": [source], lang: [target]}


@pytest.mark.parametrize("name", NAMES)
@given(source=PIECES, target=PIECES, lang=st.sampled_from(["ru", "tg", "uz", "uz-Cyrl"]))
def test_whatever_is_typed_is_answered_with_places_in_the_text(name: str, source: str, target: str, lang: str) -> None:
    for found in said(name, version(Glossary(()), texts(lang, source, target))):
        assert found.message
        assert found.hint
        assert found.target_spans or found.source_spans
        assert all(0 <= start < end <= len(target) for start, end in found.target_spans)
        assert all(0 <= start < end <= len(source) for start, end in found.source_spans)


@pytest.mark.parametrize("name", NAMES)
@given(source=PIECES, target=PIECES, lang=st.sampled_from(["ru", "tg", "uz", "uz-Cyrl"]))
def test_a_fix_mends_what_was_found_and_nothing_else(name: str, source: str, target: str, lang: str) -> None:
    for found in said(name, version(Glossary(()), texts(lang, source, target))):
        if found.fix:
            fixed = edited(target, found.fix)
            assert fixed != target
            again = said(name, version(Glossary(()), texts(lang, source, fixed)))
            assert found.message not in [one.message for one in again]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("alphabet", "script", "nfc", "apostrophes")])
@given(source=PIECES, target=PIECES, lang=st.sampled_from(["ru", "tg", "uz", "uz-Cyrl"]))
def test_a_fix_touches_no_word(name: str, source: str, target: str, lang: str) -> None:
    for found in said(name, version(Glossary(()), texts(lang, source, target))):
        assert WORDS.sub("", edited(target, found.fix)) == WORDS.sub("", target)


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_fix_of_a_case_leaves_nothing_to_say(name: str, case: dict[str, list[str]]) -> None:
    *sources, lang = case
    for found in said(name, version(Glossary(()), case)):
        if found.fix:
            fixed = {source: case[source] for source in sources} | {lang: [edited(case[lang][0], found.fix)]}
            assert [one for one in said(name, version(Glossary(()), fixed)) if one.message == found.message] == []


def test_cyrillic_uzbek() -> None:
    (found,) = said("alphabet", version(Glossary(()), texts("uz-Cyrl", "He left", "Ӯтган")))
    assert edited("Ӯтган", found.fix) == "Ўтган"
    tajik = "Вай гуфт, ки онҳо бо фарзандон ба шаҳр намеоянд ва дар ин ҷо карда шуд."
    (found,) = said("language", version(Glossary(()), {"uz-Cyrl": [tajik]}))
    assert found.message == "this is Tajik"


def test_the_house_s_quotation_marks_are_put_in() -> None:
    for lang, typed, right in (
        ("ru", 'Это "реестр" лиц', "Это «реестр» лиц"),
        ("tg", "Ин “феҳристи «нав»”", "Ин «феҳристи „нав“»"),
    ):
        (found,) = said("quotes", version(Glossary(()), texts(lang, "The “registry”", typed)))
        assert edited(typed, found.fix) == right
