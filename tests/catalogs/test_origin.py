"""The line of a unit's comment that says which machine its text is from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.catalogs import origin
from l10n_flow.model import Catalog, Unit

comments = st.text(alphabet="ab m:\nachine-", max_size=40).map(lambda text: text.strip("\n"))
engines = st.text(alphabet="abcхyz-_.0:/", min_size=1, max_size=9)


@given(comments, engines, st.text(max_size=20))
def test_a_line_is_put_in_and_taken_away_and_nothing_else_is(comment: str, engine: str, target: str) -> None:
    plain = origin.unsigned(comment)
    signed = origin.signed(comment, engine, "2025-05-12", target)
    assert origin.unsigned(signed) == plain
    assert origin.of(signed, target) == (engine, "2025-05-12")
    assert not origin.is_untouched(signed, f"{target}.")
    assert origin.signed(signed, engine, "2025-05-12", target) == signed


def test_it_survives_a_file() -> None:
    comment = origin.signed("keep the lawyer's wording", "libre", "2025-05-12", "Рынок")
    unit = Unit("Market", "Рынок", fuzzy=True, comment=comment, notes=(origin.note("market:  Рынок\nnot bazaar"),))
    data = catalogs.dump(Catalog((("Language", "ru"),), units=(unit,)))
    again = catalogs.load(data, "ru.po").units[0]
    assert again == unit
    assert "# machine: libre 2025-05-12 " in data.decode()
    assert "#. machine: market: Рынок not bazaar" in data.decode()
    assert origin.is_untouched(again.comment, again.target)


@pytest.mark.parametrize(
    ("comment", "untouched"),
    [
        ("", False),
        ("machine: libre", True),
        ("machine: libre 2025-05-12", True),
        ("  machine:  my-own.engine/v2  ", True),
        ("read it\nmachine: libre 2025-05-12 00000000\nthanks", False),
        ("the machine: it is broken", False),
        ("machine: is broken again", False),
        ("machine:", False),
        ("machine:\nlibre", False),
    ],
)
def test_which_comments_say_so(comment: str, untouched: bool) -> None:
    assert origin.is_untouched(comment, "Рынок") is untouched


def test_a_text_that_goes_to_another_unit_stays_a_machine_s() -> None:
    signed = origin.signed("theirs", "libre", "2025-05-12", "Рынок")
    assert origin.adopted("ours", signed, "Рынок") == origin.signed("ours", "libre", "2025-05-12", "Рынок")
    assert origin.adopted("ours", signed, "Базар") == "ours"
    assert origin.is_untouched(origin.passed_on(signed, "Рынок", "«Рынок»"), "«Рынок»")
    assert not origin.is_untouched(origin.passed_on(signed, "Базар", "«Базар»"), "«Базар»")
