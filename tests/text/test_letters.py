"""Classes of letters."""

from __future__ import annotations

import re

import pytest

from l10n_flow.languages import registry
from l10n_flow.text.letters import CAPITAL, SMALL


@pytest.mark.parametrize("tag", registry.tags())
def test_they_have_the_letters_of_every_language(tag: str) -> None:
    letters = "".join(filter(str.isalpha, registry.get(tag).alphabet.translate({ord("ʻ"): None, ord("ʼ"): None})))
    assert re.fullmatch(f"[{SMALL}]+", letters)
    assert re.fullmatch(f"[{CAPITAL}]+", letters.upper())
    assert not re.search(f"[{CAPITAL}]", letters)
