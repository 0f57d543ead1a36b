"""Two catalogs' difference, unit by unit and word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.merging.diff import Difference, Kind, Mark, Span, compare, words
from l10n_flow.model import Catalog, Unit
from l10n_flow.values import replace

RAIN = Unit("They must leave by April 1.", "Они должны выехать до 1 апреля.", references=("a.md",))
SCHOOL = Unit("Schools reopen.", "Школы откроются.")


def marked(spans: tuple[Span, ...]) -> str:
    """As `git diff --word-diff` writes it."""
    forms = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}
    return "".join(forms[span.mark].format(span.text) for span in spans)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("до 1 апреля", "до 30 апреля", "до [-1-]{+30+} апреля"),
        (
            "они должны выехать сегодня",
            "они обязаны уехать сегодня",
            "они [-должны выехать-]{+обязаны уехать+} сегодня",
        ),
        ("4,5 foiz", "4,6 foiz", "[-4,5-]{+4,6+} foiz"),
        ("O'zbekiston", "O’zbekiston", "[-O'zbekiston-]{+O’zbekiston+}"),
        ("an <em>old</em> law", "an <a1>old</a1> law", "an [-<em>-]{+<a1>+}old[-</em>-]{+</a1>+} law"),
        ("5 percent", "5\u00a0percent", "5[- -]{+\u00a0+}percent"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("", "", ""),
    ],
)
def test_words(before: str, after: str, expected: str) -> None:
    assert marked(words(before, after)) == expected


@given(*[st.lists(st.sampled_from(["word", " ", "  ", "<em>", ",", "4,5", "тоҷ", "\n"]), max_size=12).map("".join)] * 2)
def test_spans_give_both_texts_back(before: str, after: str) -> None:
    spans = words(before, after)
    assert "".join(span.text for span in spans if span.mark is not Mark.ADDED) == before
    assert "".join(span.text for span in spans if span.mark is not Mark.REMOVED) == after
    assert all(span.text for span in spans)


def test_very_long_texts_are_shown_as_replaced() -> None:
    assert len(words("a " * 50_000, "b " * 50_000)) == 2


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"target": "Им надо уехать."}, Kind.CHANGED),
        ({"fuzzy": True}, Kind.FUZZY),
        ({"fuzzy": True, "target": "Им надо уехать."}, Kind.CHANGED),
        ({"obsolete": True}, Kind.OBSOLETE),
        ({"comment": "ask the lawyer"}, Kind.REMARKED),
        ({"plural_source": "x", "plural_targets": ("а", "б")}, Kind.REWORDED),
    ],
)
def test_kinds(changes: dict[str, object], kind: Kind) -> None:
    after = replace(RAIN, **changes)
    (diff,) = compare(Catalog(units=(RAIN,)), Catalog(units=(after,))).units
    assert (diff.kind, diff.before, diff.after, diff.unit) == (kind, RAIN, after, after)


def test_kinds_of_the_way_back() -> None:
    def kind(before: Unit) -> Kind:
        (diff,) = compare(Catalog(units=(before,)), Catalog(units=(RAIN,))).units
        return diff.kind

    assert kind(replace(RAIN, fuzzy=True)) is Kind.CONFIRMED
    assert kind(replace(RAIN, obsolete=True)) is Kind.RESTORED
    assert kind(replace(RAIN, target="")) is Kind.TRANSLATED


def test_order_and_references_are_no_difference() -> None:
    before = Catalog(units=(RAIN, SCHOOL))
    after = Catalog(units=(SCHOOL, replace(RAIN, references=("b.md",), line=40, raw="x")))
    assert compare(before, after).units == ()


def test_a_reworded_source_is_the_same_unit() -> None:
    new = replace(RAIN, source="They must leave by April 30.", fuzzy=True, previous_source=RAIN.source)
    (diff,) = compare(Catalog(units=(RAIN, SCHOOL)), Catalog(units=(new, SCHOOL))).units
    assert diff.kind is Kind.REWORDED
    assert marked(diff.source) == "They must leave by April [-1-]{+30+}."
    assert marked(diff.targets[0]) == RAIN.target

    confirmed = replace(new, fuzzy=False, previous_source=None, target="Они должны выехать до 30 апреля.")
    (diff,) = compare(Catalog(units=(RAIN, SCHOOL)), Catalog(units=(confirmed, SCHOOL))).units
    assert marked(diff.targets[0]) == "Они должны выехать до [-1-]{+30+} апреля."


def test_added_units_stand_in_their_place_and_removed_ones_last() -> None:
    added = Unit("It snowed.", "Шёл снег.")
    difference = compare(Catalog(units=(RAIN, SCHOOL)), Catalog(units=(added, SCHOOL)))
    assert [(diff.kind, diff.unit) for diff in difference.units] == [(Kind.ADDED, added), (Kind.REMOVED, RAIN)]
    assert marked(difference.units[0].targets[0]) == "{+Шёл снег.+}"
    assert marked(difference.units[1].source) == f"[-{RAIN.source}-]"


def test_plural_forms_and_remarks() -> None:
    before = Unit("%d vote", plural_source="%d votes", plural_targets=("а", "б"), comment="one\ntwo", notes=("label",))
    after = replace(before, plural_targets=("а", "в", "г"), comment="two\nthree")
    (diff,) = compare(Catalog(units=(before,)), Catalog(units=(after,))).units
    assert [marked(target) for target in diff.targets] == ["а", "[-б-]{+в+}", "{+г+}"]
    assert diff.remarks == (Span(Mark.REMOVED, "one"), Span(Mark.ADDED, "three"))


def test_header_fields() -> None:
    before = Catalog(header=(("Language", "tg"), ("X-A", "1")))
    after = Catalog(header=(("Language", "ru"), ("X-B", "2")))
    assert compare(before, after).header == (("Language", "tg", "ru"), ("X-A", "1", ""), ("X-B", "", "2"))


def test_a_catalog_does_not_differ_from_itself() -> None:
    catalog = Catalog(header=(("Language", "tg"),), units=(RAIN, SCHOOL))
    assert compare(catalog, catalog) == Difference((), ())
