"""Engines that send nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import plugins
from l10n_flow.errors import EngineAnswerError
from l10n_flow.machine import shields
from l10n_flow.text import markup

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = plugins.Line("en", "tg", recall={"Title": "Сарлавҳа"}.get)
MARKERS = st.integers(1, 99).map(shields.MARKER.format)


@pytest.mark.parametrize(
    ("text", "pseudo"),
    [
        ("Hello, [X1X]world[X2X]!", "[Hééllóó, [X1X]wóórld[X2X]!]"),
        ("Решение суда", "[Рѐѐшѐѐнӥѐ сӯда]"),
        ("OK", "[ÓK]"),
        ("[X1X]", "[[X1X]]"),
        ("1 234", "[1 234]"),
    ],
)
def test_pseudo(text: str, pseudo: str) -> None:
    assert plugins.engine("pseudo").translate(text, LINE) == pseudo


def test_pseudo_is_a_third_longer() -> None:
    text = "The court in Dushanbe said on Monday that the hearing would be closed to the press and the public."
    assert 1.3 < len(plugins.engine("pseudo").translate(text, LINE)) / len(text) < 1.4


@given(st.lists(st.one_of(st.text(min_size=1), MARKERS), min_size=1))
def test_pseudo_keeps_markers_in_their_order(parts: Sequence[str]) -> None:
    text = "".join(parts)
    before, after = (shields.MARKERS.findall(one) for one in (text, plugins.engine("pseudo").translate(text, LINE)))
    assert [number for number in after if number in before] == before


@given(st.text(st.sampled_from("Қwa б[]12X<>&é \u00a0"), min_size=1))
def test_pseudo_comes_back_through_the_shields(text: str) -> None:
    shielded = shields.shield(f"Say <em>{markup.escape(text)}</em>, A/HRC/45/12 again.")
    assert shielded.restore(plugins.engine("pseudo").translate(shielded.sent, LINE)) is not None


def test_catalog_says_what_is_known() -> None:
    assert plugins.engine("catalog").translate("Title", LINE) == "Сарлавҳа"
    with pytest.raises(EngineAnswerError, match="no translation"):
        plugins.engine("catalog").translate("Deck", LINE)
