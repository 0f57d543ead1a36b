"""Approvals in a catalog's header: whose word for which text, and when it does not hold any more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import approvals, catalog
from l10n_flow.errors import ApprovalError
from l10n_flow.model import Catalog, Role, Segment, Unit
from l10n_flow.values import replace

SEGMENTS = (Segment("The tram is back", Role.HEADLINE), Segment("It runs again.", Role.PARAGRAPH))
CATALOG = Catalog(
    (("Language", "ru"), ("X-Generator", "l10n-flow")),
    units=(Unit("The tram is back", "Трамвай вернулся", "headline"), Unit("It runs again.", "Он снова ходит.")),
)


def approved(*names: str) -> Catalog:
    """The catalog with approvals, as it is read from a file."""
    done = CATALOG
    for name in names:
        done = approvals.approve(done, SEGMENTS, name, "2025-05-12")
    return catalog.load(catalog.dump(done), "ru.po")


def names(found: tuple[approvals.Approval, ...]) -> list[str]:
    return [one.name for one in found]


def test_it_says_who_approved_of_the_text() -> None:
    found = approvals.of(approved("A. Editor", "Б. Редактор"), SEGMENTS)
    assert names(found.standing) == ["A. Editor", "Б. Редактор"]
    assert not found.void


def test_other_fields_and_units_stay() -> None:
    done = approved("A. Editor")
    assert done.units == CATALOG.units
    assert done.header[:2] == CATALOG.header


@pytest.mark.parametrize(
    "change",
    [
        lambda c: replace(c, units=(c.units[0], catalog.changed(c.units[1], target="Он опять ходит."))),
        lambda c: replace(c, units=(c.units[0], catalog.changed(c.units[1], fuzzy=True))),
        lambda c: replace(c, units=c.units[:1]),
        lambda c: replace(c, units=(c.units[0], catalog.changed(c.units[1], obsolete=True))),
    ],
)
def test_any_change_of_the_text_makes_it_void(change: object) -> None:
    found = approvals.of(change(approved("A. Editor")), SEGMENTS)  # type: ignore[operator]
    assert names(found.void) == ["A. Editor"]
    assert not found.standing


@pytest.mark.parametrize(
    "segments",
    [SEGMENTS[:1], SEGMENTS[::-1], (*SEGMENTS, Segment("New.", Role.PARAGRAPH)), (SEGMENTS[0], SEGMENTS[0])],
)
def test_so_does_any_change_of_the_article(segments: tuple[Segment, ...]) -> None:
    assert names(approvals.of(approved("A. Editor"), segments).void) == ["A. Editor"]


def test_comments_notes_and_obsolete_units_are_no_text() -> None:
    done = approved("A. Editor")
    first = catalog.changed(done.units[0], comment="fine", notes=("headline",), references=("x.md",))
    other = replace(done, units=(done.units[1], first, Unit("Gone", "Ушёл", obsolete=True)), header_comment="ours")
    assert names(approvals.of(other, SEGMENTS).standing) == ["A. Editor"]


def test_one_person_has_one_word() -> None:
    done = approved("A. Editor", "a. editor")
    assert names(approvals.of(done, SEGMENTS).standing) == ["a. editor"]
    again = approvals.approve(done, SEGMENTS, "a. editor", "2025-05-12")
    assert again is done


def test_it_can_be_taken_back() -> None:
    done = approvals.withdraw(approved("A. Editor", "B. Editor"), "A. Editor")
    assert names(approvals.of(done, SEGMENTS).standing) == ["B. Editor"]
    assert approvals.withdraw(done, "B. Editor").header == CATALOG.header
    with pytest.raises(ApprovalError):
        approvals.withdraw(done, "A. Editor")


@pytest.mark.parametrize("name", ["", "  ", "A;B", "A\x00", "x" * 81, "A\u202eB"])
def test_a_name_is_one_line_of_text(name: str) -> None:
    with pytest.raises(ApprovalError):
        approvals.approve(CATALOG, SEGMENTS, name, "2025-05-12")


def test_what_somebody_wrote_there_by_hand_stays_and_approves_nothing() -> None:
    written = replace(CATALOG, header=(*CATALOG.header, (approvals.FIELD, "Anna, yesterday;")))
    done = approvals.approve(written, SEGMENTS, "A. Editor", "2025-05-12")
    assert done.field(approvals.FIELD).startswith("Anna, yesterday; 2025-05-12 ")
    assert names(approvals.of(done, SEGMENTS).standing) == ["A. Editor"]
    assert approvals.of(None, SEGMENTS) == approvals.Approvals()


def test_a_merge_has_what_either_side_added_and_not_what_either_took_away() -> None:
    assert approvals.merged("a; b", "a; b; c", "b; d") == "b; c; d"
    assert approvals.merged("", "a", "") == "a"


@given(st.lists(st.text(min_size=1, max_size=20), max_size=4))
def test_every_name_that_is_taken_is_read_back_as_it_was_given(given: list[str]) -> None:
    done, expected = CATALOG, dict[str, str]()
    for name in given:
        try:
            done = approvals.approve(done, SEGMENTS, name, "2025-05-12")
        except ApprovalError:
            continue
        found = approvals.of(done, SEGMENTS).standing[-1].name
        expected.pop(found.casefold(), None)
        expected[found.casefold()] = found
    read = catalog.load(catalog.dump(done), "ru.po")
    assert names(approvals.of(read, SEGMENTS).standing) == list(expected.values())
