"""What translators are told of terms."""

from __future__ import annotations

import pytest

from l10n_flow.glossary.notes import notes
from tests.checks.versions import glossary

GLOSSARY = glossary("""
[[concept]]
id = "expulsion-regime"
en = { preferred = "expulsion regime", admitted = ["regime of expulsion"] }
ru = { preferred = "режим высылки", admitted = ["высылка"], forbidden = ["режим выдворения", "выдворение"] }
tg = { admitted = ["речаи ихроҷ"] }

[[concept]]
id = "operation"
quoted = true
note = "Only as somebody's word."
en = "special military operation"
ru = "специальная военная операция"
tg = { preferred = "амалиёти махсуси ҳарбӣ", note = "Not низомӣ." }

[[concept]]
id = "charter"
sense = "flight"
en = "charter"
ru = "чартер"

[[concept]]
id = "meduza"
translate = false
note = "No quotation marks."
en = "Meduza"
ru = "Meduza"
""")


@pytest.mark.parametrize(
    ("text", "lang", "lines"),
    [
        (
            "An expulsion regime",
            "ru",
            ["term: expulsion regime = режим высылки (or: высылка; not: режим выдворения, выдворение)"],
        ),
        ("Regimes of expulsion", "tg", ["term: regime of expulsion = речаи ихроҷ"]),
        ("Expulsion regime, expulsion regime", "uz", []),
        (
            "The “special military operation”",
            "tg",
            [
                "term: special military operation = амалиёти махсуси ҳарбӣ; always in quotation marks; "
                "Only as somebody's word. Not низомӣ."
            ],
        ),
        ("A charter", "ru", ["term: charter (flight) = чартер"]),
        ("Meduza", "tg", ["term: Meduza stays as it is; No quotation marks."]),
        ("Meduza", "ru", ["term: Meduza = Meduza; stays as it is; No quotation marks."]),
        (
            "Meduza on the charter. The charter!",
            "ru",
            ["term: Meduza = Meduza; stays as it is; No quotation marks.", "term: charter (flight) = чартер"],
        ),
        ("Nothing", "ru", []),
    ],
)
def test_notes(text: str, lang: str, lines: list[str]) -> None:
    assert list(notes(GLOSSARY.find(text, "en"), GLOSSARY, lang)) == lines
