"""How editions come about, and what stands in their way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import editions
from l10n_flow.model import Catalog, Role, Segment, State, Unit

ALL = ("en", "ru", "uz", "uz-Cyrl", "tg")
TRAM = Segment("Tramvay", Role.HEADLINE)
STOP = Segment("Bekat", Role.PARAGRAPH)
WHO = Segment("Nodira", Role.BYLINE)


@pytest.mark.parametrize(
    ("source", "people", "derived"),
    [
        ("en", {"ru", "uz", "tg"}, {"uz-Cyrl": "uz"}),
        ("ru", {"en", "uz", "tg"}, {"uz-Cyrl": "uz"}),
        ("tg", {"en", "ru", "uz"}, {"uz-Cyrl": "uz"}),
        ("uz", {"en", "ru", "tg"}, {"uz-Cyrl": None}),
        ("uz-Cyrl", {"en", "ru", "tg"}, {"uz": None}),
    ],
)
def test_who_makes_an_edition(source: str, people: set[str], derived: dict[str, str | None]) -> None:
    ways = {lang: editions.way(lang, source) for lang in ALL}
    assert set(editions.catalog_languages(ALL, source)) == people
    assert {lang for lang, way in ways.items() if way.catalog_lang == lang} == people
    assert {lang: ways[lang].catalog_lang for lang in derived} == derived
    assert all(ways[lang].change for lang in derived)
    assert ways[source] == editions.Way(source, None)


def test_the_order_of_the_languages_is_kept_and_derived_ones_have_no_catalog() -> None:
    assert editions.catalog_languages(("tg", "uz-Cyrl", "uz", "ru"), "en") == ("tg", "uz", "ru")
    assert editions.catalog_languages(("uz-Cyrl",), "en") == ()


def test_an_edition_takes_what_is_confirmed_and_names_the_rest() -> None:
    fuzzy, missing, gone = (Segment(text, Role.PARAGRAPH) for text in ("fuzzy", "missing", "gone"))
    catalog = Catalog(
        units=(
            Unit("Tramvay", "Трамвай", context="headline"),
            Unit("fuzzy", "неясно", fuzzy=True, line=12),
            Unit("missing", "", line=20),
            Unit("gone", "ушло", obsolete=True, line=30),
            Unit("Bekat", "Остановка", context="heading"),
        )
    )
    made = editions.edition(editions.way("ru", "uz"), [TRAM, fuzzy, missing, gone, STOP, WHO], catalog, ["byline"])
    assert not made.is_complete
    assert made.translations == {("headline", "Tramvay"): "Трамвай", ("byline", "Nodira"): "Nodira"}
    assert made.open == (
        editions.Open(fuzzy, State.FUZZY, 12),
        editions.Open(missing, State.UNTRANSLATED, 20),
        editions.Open(gone, State.UNTRANSLATED),
        editions.Open(STOP, State.UNTRANSLATED),
    )


def test_without_a_catalog_all_is_open() -> None:
    made = editions.edition(editions.way("ru", "uz"), [TRAM, STOP], None)
    assert [one.segment for one in made.open] == [TRAM, STOP]


def test_the_original_needs_nothing() -> None:
    assert editions.edition(editions.way("uz", "uz"), [TRAM, STOP], None) == editions.Edition("uz", {})


def test_a_derived_edition_is_made_of_the_base_or_of_the_original() -> None:
    catalog = Catalog(units=(Unit("Tram", "Tramvay", context="headline"),))
    from_base = editions.edition(editions.way("uz-Cyrl", "en"), [Segment("Tram", Role.HEADLINE)], catalog)
    assert from_base.translations == {("headline", "Tram"): "Трамвай"}
    from_original = editions.edition(editions.way("uz-Cyrl", "uz"), [TRAM, WHO], None, ["byline"])
    assert from_original.translations == {("headline", "Tramvay"): "Трамвай"}
    assert from_original.is_complete


def test_an_original_in_the_derived_script_gives_its_base() -> None:
    made = editions.edition(editions.way("uz", "uz-Cyrl"), [Segment("Трамвай қайтди", Role.HEADLINE)], None)
    assert made.translations == {("headline", "Трамвай қайтди"): "Tramvay qaytdi"}


def test_the_newsrooms_spellings_go_into_the_derived_edition() -> None:
    with_own = editions.way("uz-Cyrl", "uz", frozenset({("kontur", "контюр")}))
    assert with_own.change
    assert with_own.change("Kontur") == "Контюр"


roles = st.sampled_from(list(Role))
segments = st.lists(st.builds(Segment, st.sampled_from(["a", "b b", "c <em>c</em>"]), roles), unique_by=lambda s: s.key)
units = st.lists(
    st.builds(
        Unit,
        source=st.sampled_from(["a", "b b", "c <em>c</em>"]),
        target=st.sampled_from(["", "x"]),
        context=roles.map(lambda role: role.context),
        fuzzy=st.booleans(),
        obsolete=st.booleans(),
    ),
    unique_by=lambda u: u.key,
)


@given(segments, units)
def test_progress_and_the_gate_agree(found: list[Segment], entries: list[Unit]) -> None:
    catalog = Catalog(header=(("PO-Revision-Date", "2025-05-12 14:30+0500"),), units=tuple(entries))
    progress = editions.progress(found, catalog)
    made = editions.edition(editions.way("ru", "en"), found, catalog)
    assert progress.units == len(found) == progress.translated + progress.fuzzy + progress.untranslated
    assert progress.stale <= progress.untranslated
    assert progress.words == sum(segment.words for segment in found)
    assert len(made.open) == progress.fuzzy + progress.untranslated
    assert made.is_complete is (progress.translated == progress.units)
    assert made.translations.keys() == {s.key for s in found} - {o.segment.key for o in made.open}


def test_totals_add_up_and_keep_the_latest_change() -> None:
    one = editions.Progress(3, 30, 1, 1, 1, 0, "2025-05-12 14:30+0500")
    two = editions.Progress(2, 20, 0, 0, 2, 2, "")
    assert one + two == editions.Progress(5, 50, 1, 1, 3, 2, "2025-05-12 14:30+0500")
    assert sum([one, two], editions.Progress()) == one + two


def test_words_are_counted_as_translators_are_paid() -> None:
    texts = {"one <em>two</em>, three.": 3, "a<br/>b": 2, "<a1>un</a1>known": 1, "see <fn1/>": 1, "§ 5 — x": 4}
    assert {text: Segment(text, Role.PARAGRAPH).words for text in texts} == texts
