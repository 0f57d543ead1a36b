"""A paragraph may be as long as a book: checks must not look at all of it once more for each of its words.

Each of these texts takes a second or two. With a look at the whole for each word, or for each finding, it would take
longer than a test may (see `timeout` in pyproject.toml).
"""

from __future__ import annotations

import random

import pytest

from l10n_flow import plugins
from l10n_flow.glossary.glossary import Glossary
from tests.checks.versions import said, version

LENGTH = 40_000
"""Words."""


def _words(letters: str, *, seed: int) -> list[str]:
    """Words in no order, of which there are few, so that all come again."""
    some = random.Random(seed)
    known = ["".join(some.choices(letters, k=some.randint(2, 6))) for _ in range(300)]
    return some.choices(known, k=LENGTH)


ENGLISH, OTHERS, RUSSIAN = _words("abcdefgh", seed=1), _words("abcdefgh", seed=1)[::-1], _words("абвгдеж", seed=2)
NUMBERS = range(1, LENGTH // 4)
TEXTS = {
    "words of the source in another order": (" ".join(ENGLISH), " ".join(OTHERS)),
    "one word": ("word " * LENGTH, "word " * (LENGTH - 1)),
    "words twice": (" ".join(f"{word} {word}" for word in ENGLISH), " ".join(f"{word} {word}" for word in RUSSIAN)),
    "phrases twice": (" ".join(ENGLISH), " ".join(f"{word} я {word} я" for word in RUSSIAN)),
    "measures": (" ".join(f"{one} feet" for one in NUMBERS), " ".join(f"{one * 7} метров" for one in NUMBERS)),
    "scales": (" ".join(f"{one} million" for one in NUMBERS), " ".join(f"{one} миллиардов" for one in NUMBERS)),
    "money": (" ".join(f"{one} dollars" for one in NUMBERS), " ".join(f"{one} рублей" for one in NUMBERS)),
    "tags": (" ".join(f"<a{one}>" for one in NUMBERS), " ".join(f"<b{one}>" for one in NUMBERS)),
    "a word without end": ("Ab" * LENGTH * 5, "Аб" * LENGTH * 5),
    "single marks": (" 'a" * LENGTH, "слово " * LENGTH),
    "brackets": ("([{" * LENGTH, "(" * LENGTH),
    "quotation marks": ("“" * LENGTH, "«„" * LENGTH),
    "what nobody sees": ("".join(ENGLISH), "".join(chr(0xE000 + at % 6400) for at in range(LENGTH))),
}


@pytest.mark.parametrize("lang", ["ru", "uz"])
@pytest.mark.parametrize("kind", TEXTS)
def test_a_long_text_is_looked_at_in_time(kind: str, lang: str) -> None:
    source, target = TEXTS[kind]
    texts = version(Glossary(()), {"en": [source], lang: [target]})
    spans = [span for one in plugins.check_ids() for finding in said(one, texts) for span in finding.target_spans]
    assert all(start < end <= len(target) for start, end in spans)
