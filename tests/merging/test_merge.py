"""Two people's work on one catalog: what either wrote is there, at its own source, and gettext takes the file."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.catalogs import catalog, origin
from l10n_flow.languages.registry import get
from l10n_flow.merging.merge import OTHER, Merged, merge
from l10n_flow.model import Catalog, Unit
from l10n_flow.syncing.carry import FORMER
from l10n_flow.syncing.sync import update
from l10n_flow.values import replace
from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = (
    ("Project-Id-Version", "desk"),
    ("PO-Revision-Date", "2025-05-12 09:30+0500"),
    ("Last-Translator", "Nodira"),
    ("Language-Team", "Тоҷикӣ"),
    ("Language", "tg"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
)
HEADER = catalog.dump(Catalog(header=FIELDS)).decode()

BRIDGE = Unit("The bridge is closed.", "Пул баста аст.", notes=("paragraph",), references=("a.md",))
RAIN = Unit("Rain is expected.", "Борон интизор аст.")
SCHOOL = Unit("Schools reopen.", "Мактабҳо боз мешаванд.")
NEWS = Unit("It snowed.", "")
VOTES = Unit("%d vote", plural_source="%d votes", plural_targets=("%d раъй", "%d раъйҳо"), flags=("c-format",))


def file(*units: Unit, **header: str) -> Catalog:
    """A catalog as it is read from disk."""
    fields = tuple((name, header.get(name.replace("-", "_"), value)) for name, value in FIELDS)
    return stored(Catalog(header=fields, units=units))


def stored(made: Catalog) -> Catalog:
    return catalog.load(catalog.dump(made), "x.po")


def only(merged: Merged) -> Unit:
    (unit,) = merged.catalog.units
    return unit


def said(made: Catalog) -> dict[str, str]:
    return {unit.source: unit.target for unit in made.units}


def test_different_units() -> None:
    base = file(BRIDGE, RAIN, SCHOOL)
    ours = file(replace(BRIDGE, target="Пул бастааст."), RAIN, SCHOOL)
    theirs = file(BRIDGE, RAIN, replace(SCHOOL, target="Мактабҳо кушода мешаванд."))
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    expected = file(replace(BRIDGE, target="Пул бастааст."), RAIN, replace(SCHOOL, target="Мактабҳо кушода мешаванд."))
    assert catalog.dump(merged.catalog) == catalog.dump(expected)


def draft(target: str, day: str = "2025-05-12", remark: str = "") -> Unit:
    """What a machine made of NEWS."""
    note = ("machine: look at this",)
    return replace(NEWS, target=target, fuzzy=True, comment=origin.signed(remark, "libre", day, target), notes=note)


BASES = [(), (NEWS,), (draft("Барф омад буд."),), (replace(NEWS, target="Барф шуд."),)]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("fuzzy", [False, True])
@pytest.mark.parametrize("said", ["Барф борид.", "Барф омад."])
@pytest.mark.parametrize("is_theirs", [False, True])
def test_a_machines_draft_gives_way_to_a_person(
    base: tuple[Unit, ...], fuzzy: bool, said: str, is_theirs: bool
) -> None:
    person = replace(NEWS, target=said, fuzzy=fuzzy, comment="a pun")
    sides = [file(draft("Барф омад.", remark="who says so?")), file(person)]
    merged = merge(file(*base), *(sides if is_theirs else sides[::-1]))
    unit = only(merged)
    assert merged.conflicts == ()
    assert (unit.target, unit.fuzzy, unit.notes) == (said, fuzzy, ())
    assert sorted(unit.comment.split("\n")) == ["a pun", "who says so?"]
    assert stored(merged.catalog) == merged.catalog


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("other", ["Барф борид.", "Барф омад."])
def test_of_two_drafts_ours_stays(base: tuple[Unit, ...], other: str) -> None:
    ours = draft("Барф омад.")
    merged = merge(file(*base), file(ours), file(draft(other, "2025-05-13", "who says so?")))
    unit = only(merged)
    assert merged.conflicts == ()
    assert replace(unit, comment="") == replace(ours, comment="")
    assert sorted(unit.comment.split("\n")) == [*ours.comment.split("\n"), "who says so?"]
    assert origin.is_untouched(unit.comment, unit.target)


def test_what_a_person_made_of_a_draft_is_a_persons() -> None:
    worked = replace(draft("Барф омад."), target="Барф борид.")  # the line is still there, of another text
    by_hand = replace(NEWS, target="Барф меборад.", comment="machine: libre")  # holds for any text
    for one, other in ((worked, by_hand), (by_hand, worked), (worked, replace(NEWS, target="Барф.", fuzzy=True))):
        merged = merge(file(NEWS), file(one), file(other))
        assert len(merged.conflicts) == 1
        assert only(merged).target == one.target
        assert f"{OTHER}: {other.target}" in only(merged).comment


def test_different_translations_of_one_unit_are_both_kept() -> None:
    ours, theirs = replace(RAIN, target="Борон меборад."), replace(RAIN, target="Борон\nмешавад\\.")
    merged = merge(file(RAIN), file(ours), file(theirs))
    unit = only(merged)
    assert (unit.target, unit.fuzzy) == ("Борон меборад.", True)
    assert unit.comment == OTHER + r": Борон\nмешавад\\."
    (conflict,) = merged.conflicts
    assert (conflict.unit, conflict.ours, conflict.theirs) == (unit, ours.targets, theirs.targets)
    assert stored(merged.catalog) == merged.catalog


def test_a_new_unit_that_both_translated() -> None:
    merged = merge(file(), file(replace(NEWS, target="Барф борид.")), file(replace(NEWS, target="Барф омад.")))
    assert only(merged).comment == f"{OTHER}: Барф омад."
    assert len(merged.conflicts) == 1


def test_a_conflict_that_was_decided_does_not_come_back() -> None:
    base, theirs = file(RAIN), file(replace(RAIN, target="Б."))
    both = merge(base, file(replace(RAIN, target="А.")), theirs).catalog
    decided = file(replace(RAIN, target="Б."))
    assert only(merge(both, decided, both)) == replace(RAIN, target="Б.")
    assert merge(both, both, both).catalog == both


@pytest.mark.parametrize("cleared_by", ["ours", "theirs"])
def test_an_edit_against_a_deleted_translation(cleared_by: str) -> None:
    sides = [file(replace(RAIN, target="")), file(replace(RAIN, target="Борон меборад."))]
    merged = merge(file(RAIN), *(sides if cleared_by == "ours" else sides[::-1]))
    assert (only(merged).target, only(merged).fuzzy, only(merged).comment) == ("Борон меборад.", True, "")
    assert len(merged.conflicts) == 1


def test_the_same_edit_and_the_same_letters_differently_encoded() -> None:
    composed, decomposed = replace(RAIN, target="Борони тӯлонӣ."), replace(RAIN, target="Борони ту\u0304лонӣ.")
    assert merge(file(RAIN), file(composed), file(composed)).conflicts == ()
    raw = catalog.load((HEADER + f'\nmsgid "{RAIN.source}"\nmsgstr "{decomposed.target}"\n').encode(), "x.po")
    merged = merge(file(RAIN), file(composed), raw)
    assert (only(merged).target, only(merged).fuzzy, merged.conflicts) == (composed.target, False, ())


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"fuzzy": True}, {"target": "Нав."}, {"target": "Нав.", "fuzzy": True}),
        ({"target": "Нав."}, {"target": "Нав.", "fuzzy": True}, {"target": "Нав.", "fuzzy": True}),
        ({"fuzzy": True}, {}, {"fuzzy": True}),
    ],
)
def test_fuzzy_if_either_side_says_so(
    ours: dict[str, object], theirs: dict[str, object], expected: dict[str, object]
) -> None:
    merged = merge(file(RAIN), file(catalog.changed(RAIN, **ours)), file(catalog.changed(RAIN, **theirs)))
    assert (only(merged), merged.conflicts) == (catalog.changed(RAIN, **expected), ())


def test_who_confirms_a_text_has_not_seen_the_other_one() -> None:
    waiting = replace(RAIN, fuzzy=True, previous_source="Rain was expected.")
    redone = replace(waiting, target="Нав.")
    assert only(merge(file(waiting), file(RAIN), file(redone))) == redone
    assert only(merge(file(waiting), file(RAIN), file(waiting))) == RAIN


def test_who_confirms_a_text_and_who_translates_anew_have_both_decided() -> None:
    waiting = replace(RAIN, fuzzy=True, previous_source="Rain was expected.")
    redone = replace(RAIN, target="Нав.")
    for sides in ((RAIN, redone), (redone, RAIN)):
        merged = merge(file(waiting), *map(file, sides))
        ours, theirs = (side.target for side in sides)
        assert only(merged) == replace(sides[0], fuzzy=True, comment=f"{OTHER}: {theirs}")
        assert [(conflict.ours, conflict.theirs) for conflict in merged.conflicts] == [((ours,), (theirs,))]


def test_comments_of_both_sides() -> None:
    base = file(replace(RAIN, comment="ask the lawyer\nold"))
    ours = file(replace(RAIN, comment="ask the lawyer\nold\nAnna: checked"))
    theirs = file(replace(RAIN, comment="ask the lawyer\nBoris: so was I", target="Нав."))
    unit = only(merge(base, ours, theirs))
    assert (unit.comment, unit.target) == ("ask the lawyer\nAnna: checked\nBoris: so was I", "Нав.")


def test_plural_forms_one_by_one() -> None:
    ours = replace(VOTES, plural_targets=("%d овоз", "%d раъйҳо"))
    theirs = replace(VOTES, plural_targets=("%d раъй", "%d овозҳо"))
    merged = merge(file(VOTES), file(ours), file(theirs))
    assert only(merged) == replace(VOTES, plural_targets=("%d овоз", "%d овозҳо"))
    assert merged.conflicts == ()

    theirs = replace(VOTES, plural_targets=("%d садо", "%d садоҳо"))
    merged = merge(file(VOTES), file(ours), file(theirs))
    assert only(merged).plural_targets == ("%d овоз", "%d садоҳо")
    assert only(merged).fuzzy
    assert only(merged).comment == f"{OTHER} [0]: %d садо"
    assert merged.conflicts[0].theirs == theirs.plural_targets


def test_other_plural_forms_on_one_side() -> None:
    three = "nplurals=3; plural=(n%10==1 ? 0 : n%10<5 ? 1 : 2);"
    ours = file(replace(VOTES, plural_targets=("%d а", "%d б", "%d в")), RAIN, Plural_Forms=three)
    added = replace(VOTES, source="%d seat", plural_source="%d seats")
    theirs = file(replace(VOTES, plural_targets=("%d раъй", "%d овозҳо")), RAIN, added)
    merged = merge(file(VOTES, RAIN), ours, theirs)
    votes, rain, seats = merged.catalog.units
    assert (votes.plural_targets, votes.comment) == (("%d а", "%d б", "%d в"), f"{OTHER}: %d овозҳо")
    assert (rain.fuzzy, seats.fuzzy, seats.plural_targets) == (False, True, added.plural_targets)


def test_a_translation_is_not_put_on_another_plural() -> None:
    synced = replace(VOTES, plural_source="%d votes cast", fuzzy=True, previous_plural="%d votes")
    theirs = replace(VOTES, plural_targets=("%d овоз", "%d овозҳо"))
    merged = merge(file(VOTES), file(synced), file(theirs))
    unit = only(merged)
    assert (unit.plural_source, unit.plural_targets, unit.fuzzy) == ("%d votes cast", VOTES.plural_targets, True)
    assert unit.comment == f"{OTHER}: %d овоз\n{OTHER}: %d овозҳо"


def test_a_translation_for_another_format_has_to_be_looked_at() -> None:
    percent = replace(RAIN, flags=("c-format",))
    assert only(merge(file(RAIN), file(percent), file(replace(RAIN, target="50% борон")))).fuzzy


REWORDED = replace(
    RAIN, source="Heavy rain is expected.", fuzzy=True, previous_source=RAIN.source, notes=("paragraph",)
)


def test_synced_on_one_side_and_translated_on_the_other() -> None:
    ours = file(SCHOOL, NEWS, REWORDED, replace(BRIDGE, obsolete=True))
    theirs = file(BRIDGE, RAIN, replace(SCHOOL, target="Нав."))
    merged = merge(file(BRIDGE, RAIN, SCHOOL), ours, theirs)
    assert merged.catalog == file(replace(SCHOOL, target="Нав."), NEWS, REWORDED, replace(BRIDGE, obsolete=True))
    assert (merged.conflicts, merged.rescued) == ((), ())
    assert merge(file(BRIDGE, RAIN, SCHOOL), theirs, ours).catalog == merged.catalog


def test_a_newer_translation_of_a_source_that_was_reworded_meanwhile_is_offered() -> None:
    better = replace(RAIN, target="Борон меборад.")
    offered = replace(REWORDED, target="Борон меборад.", comment=f"{FORMER}: Борон интизор аст.")
    kept = replace(better, obsolete=True)
    for sides in ((REWORDED, better), (better, REWORDED)):
        merged = merge(file(RAIN, SCHOOL), *(file(side, SCHOOL) for side in sides))
        assert set(merged.catalog.units) == {offered, SCHOOL, kept}
        assert (merged.conflicts, merged.rescued) == ((), (kept,))


def test_newer_plural_forms_of_a_source_that_was_reworded_meanwhile_are_offered() -> None:
    reworded = replace(
        VOTES,
        source="%d vote was cast",
        plural_source="%d votes were cast",
        fuzzy=True,
        previous_source=VOTES.source,
        previous_plural=VOTES.plural_source,
    )
    better = replace(VOTES, plural_targets=("%d раъй", "%d овозҳо"))
    for sides in ((reworded, better), (better, reworded)):
        merged = merge(file(VOTES), *map(file, sides))
        offered = replace(reworded, plural_targets=better.plural_targets, comment=f"{FORMER} [1]: %d раъйҳо")
        assert set(merged.catalog.units) == {offered, replace(better, obsolete=True)}


@pytest.mark.parametrize(
    ("reworded", "other"),
    [
        (replace(REWORDED, target="Борони сахт."), replace(RAIN, target="Борон меборад.")),
        (replace(REWORDED, fuzzy=False, previous_source=None), replace(RAIN, target="Борон меборад.")),
        (REWORDED, replace(RAIN, target="Борон меборад.", fuzzy=True)),
        (REWORDED, replace(RAIN, comment="Anna: why?")),
        (replace(REWORDED, previous_context="caption"), replace(RAIN, target="Борон меборад.")),
    ],
)
def test_a_text_stays_where_a_person_wrote_it_or_the_other_is_no_better(reworded: Unit, other: Unit) -> None:
    merged = merge(file(RAIN), file(reworded), file(other))
    assert merged.catalog.units == (reworded, replace(other, obsolete=True))


@pytest.mark.parametrize("other", [{}, {"target": "Нав."}, {"comment": "Anna: why?"}, {"references": ("b.md",)}])
def test_what_one_side_lacks_is_out_of_use_until_sync_finds_it_in_the_article(other: dict[str, object]) -> None:
    base, whole = file(BRIDGE, RAIN), replace(RAIN, **other)
    kept = replace(whole, obsolete=True)
    for cut in (base, file(BRIDGE)), (file(BRIDGE), base):
        merged = merge(base, *(file(BRIDGE, whole) if side is base else side for side in cut))
        assert (merged.catalog, merged.conflicts, merged.rescued) == (file(BRIDGE, kept), (), (kept,))
    wanted = [replace(unit, target="", comment="") for unit in (BRIDGE, RAIN)]
    synced = update(wanted, merged.catalog, language=get("tg"), source_language=get("en"), now="")
    assert [(unit.target, unit.state) for unit in synced.catalog.units] == [
        (unit.target, unit.state) for unit in (BRIDGE, whole)
    ]


def test_what_was_cut_off_at_the_end_is_there_even_if_it_was_obsolete() -> None:
    old = replace(RAIN, obsolete=True)
    base = file(BRIDGE, old)
    assert merge(base, file(BRIDGE), file(replace(BRIDGE, target="Нав."), old)).catalog.units[1] == old


def test_what_a_side_with_new_texts_lacks_is_kept_as_obsolete() -> None:
    """It was synced by a tool that does not keep what is gone, or with a text that was translated anew since."""
    base = file(RAIN, BRIDGE)
    for news in (NEWS, replace(REWORDED, target="Борони сахт.", fuzzy=False, previous_source=None)):
        merged = merge(base, file(news, BRIDGE), base)
        assert merged.catalog == file(news, BRIDGE, replace(RAIN, obsolete=True))
        assert merged.rescued == (replace(RAIN, obsolete=True),)


def test_removed_and_empty_is_gone() -> None:
    base = file(replace(RAIN, target=""), BRIDGE)
    assert merge(base, file(BRIDGE), base).catalog == file(BRIDGE)


def test_obsolete_and_edited_is_obsolete_with_the_edit() -> None:
    edited = replace(RAIN, target="Борон меборад.")
    merged = merge(file(RAIN, SCHOOL), file(SCHOOL, replace(RAIN, obsolete=True)), file(edited, SCHOOL))
    assert merged.catalog == file(SCHOOL, replace(edited, obsolete=True))
    assert merged.conflicts == ()


@pytest.mark.parametrize("other", [(), (replace(RAIN, obsolete=True, comment="Anna: hm"),)])
def test_an_obsolete_unit_that_came_back_is_active_once(other: tuple[Unit, ...]) -> None:
    base = file(SCHOOL, replace(RAIN, obsolete=True))
    unit = merge(base, file(SCHOOL, *other), file(RAIN, SCHOOL)).catalog.units[0]
    assert (unit.source, unit.target, unit.obsolete) == (RAIN.source, RAIN.target, False)


def test_both_synced_and_one_translated_what_sync_offered() -> None:
    done = replace(REWORDED, target="Борони сахт.", fuzzy=False, previous_source=None)
    merged = merge(file(RAIN, SCHOOL), file(REWORDED, SCHOOL), file(done, SCHOOL))
    assert merged.catalog == file(done, SCHOOL, replace(RAIN, obsolete=True))
    assert merged.conflicts == ()


def test_both_synced_and_one_confirmed_what_sync_offered() -> None:
    """The other side still doubts it."""
    done = replace(REWORDED, fuzzy=False, previous_source=None)
    for sides in ((REWORDED, done), (done, REWORDED)):
        merged = merge(file(RAIN), *map(file, sides))
        assert (only(merged), merged.conflicts) == (REWORDED, ())


def test_the_same_text_in_another_context_is_another_unit() -> None:
    month, person = Unit("May", "май"), Unit("May", "Мэй", context="person")
    merged = merge(file(month), file(month, person), file(replace(month, target="моҳи май")))
    assert merged.catalog == file(replace(month, target="моҳи май"), person)


def test_added_units_stand_where_each_side_has_them() -> None:
    first, second, third = (Unit(name, name) for name in ("first", "second", "third"))
    ours, theirs = file(RAIN, first, BRIDGE, second), file(RAIN, third, BRIDGE)
    order = [unit.source for unit in merge(file(RAIN, BRIDGE), ours, theirs).catalog.units]
    assert order == [RAIN.source, "first", "third", BRIDGE.source, "second"]


def test_a_file_that_was_wrapped_anew_stays_so() -> None:
    wrapped = HEADER + '\nmsgid ""\n"Rain is "\n"expected."\nmsgstr ""\n"Борон "\n"интизор аст."\n'
    ours = catalog.load((wrapped + '\nmsgid "Schools reopen."\nmsgstr "Мактабҳо боз мешаванд."\n').encode(), "x.po")
    theirs = file(RAIN, replace(SCHOOL, target="Нав."))
    expected = wrapped + '\nmsgid "Schools reopen."\nmsgstr "Нав."\n'
    assert catalog.dump(merge(file(RAIN, SCHOOL), ours, theirs).catalog).decode() == expected
    assert catalog.dump(merge(file(RAIN, SCHOOL), theirs, ours).catalog).decode() == expected


def test_the_later_header() -> None:
    ours = file(RAIN, PO_Revision_Date="2025-05-13 12:00+0500", Last_Translator="Anna")
    theirs = file(RAIN, PO_Revision_Date="2025-05-13 08:00+0000", Last_Translator="Boris")
    for merged in (merge(file(RAIN), ours, theirs), merge(file(RAIN), theirs, ours)):
        assert merged.catalog.field("PO-Revision-Date") == "2025-05-13 08:00+0000"
        assert merged.catalog.field("Last-Translator") == "Boris"


def test_header_fields_that_one_side_changed_added_or_removed() -> None:
    base = file()
    ours = stored(replace(base, header_raw=None, header=(*base.header, ("X-Generator", "Poedit 3.4"))))
    less = tuple(field for field in base.header if field[0] != "Last-Translator")
    theirs = stored(replace(base, header_raw=None, header=less, header_comment="Boris, 2025"))
    merged = merge(base, ours, theirs).catalog
    assert merged.header == (*less, ("X-Generator", "Poedit 3.4"))
    assert merged.header_comment == "Boris, 2025"


def test_a_header_that_some_tool_left_out_is_there() -> None:
    base, bare = file(BRIDGE), catalog.load(catalog.dump(Catalog(units=(BRIDGE, RAIN))), "x.po")
    for sides in (base, bare), (bare, base):
        assert merge(base, *sides).catalog == file(BRIDGE, RAIN)


def test_dates_that_are_none_and_fields_that_stand_twice() -> None:
    base = file(PO_Revision_Date="YEAR-MO-DA HO:MI+ZONE")
    ours, theirs = file(PO_Revision_Date="yesterday"), file(PO_Revision_Date="2025-05-13 08:00")
    assert merge(base, ours, theirs).catalog.field("PO-Revision-Date") == "2025-05-13 08:00"
    twice = stored(replace(base, header_raw=None, header=(*base.header, ("X-A", "1"), ("X-A", "2"))))
    more = stored(replace(base, header_raw=None, header=(*base.header, ("X-B", "3"))))
    assert merge(base, twice, more).catalog.header[-3:] == (("X-A", "1"), ("X-A", "2"), ("X-B", "3"))


def test_comments_after_the_last_unit() -> None:
    text = catalog.dump(file(RAIN))
    ours, theirs = catalog.load(text + b"\n# Anna\n", "x.po"), catalog.load(text + b"\n# Boris\n", "x.po")
    assert catalog.dump(merge(file(RAIN), ours, theirs).catalog) == text + b"\n# Anna\n# Boris\n"
    unfinished = catalog.load(text.rstrip(b"\n"), "x.po")
    assert catalog.dump(merge(file(RAIN), unfinished, theirs).catalog) == text + b"\n# Boris\n"


def test_both_added_the_file() -> None:
    assert merge(Catalog(), file(RAIN), file(SCHOOL)).catalog.units == (RAIN, SCHOOL)


# Histories: a catalog, and what two people and their syncs made of it.

_TEXTS = st.sampled_from(["а", "б", "ӯ\nқ", "ҷ \\ ҳ", "%d я", "«в»", "т  "])
_REMARKS = st.lists(st.sampled_from(["Anna: why?", "", "ask", "ok \\n"]), max_size=2).map("\n".join)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """A catalog with articles' units, a plural, and obsolete ones last."""
    units = []
    for number in range(draw(st.integers(1, 6))):
        made = Unit(
            f"source {number}",
            draw(st.one_of(st.just(""), st.just(f"target {number}"), _TEXTS)),
            context=draw(st.sampled_from([None, None, "caption"])),
            comment=draw(_REMARKS),
            notes=("paragraph",),
        )
        units.append(replace(made, fuzzy=bool(made.target) and draw(st.booleans())))
    if draw(st.booleans()):
        units.append(replace(VOTES, flags=()))
    units += [Unit(f"gone {n}", draw(_TEXTS), obsolete=True) for n in range(draw(st.integers(0, 2)))]
    return file(*units)


def _edited(draw: st.DrawFn, units: list[Unit], number: int) -> None:
    """One thing that a translator or sync does to one unit."""
    unit = units[number]
    texts = tuple(draw(_TEXTS) for _ in unit.targets)
    translated = {"plural_targets": texts} if unit.plural_source else {"target": texts[0]}
    kind = draw(
        st.sampled_from("translate draft clear fuzzy confirm remark remove obsolete restore reword move".split())
    )
    if kind in {"translate", "draft"}:
        units[number] = catalog.changed(unit, **translated, fuzzy=kind == "draft")
    elif kind == "clear" and unit.plural_source is None:
        units[number] = catalog.changed(unit, target="", fuzzy=False)
    elif kind in {"fuzzy", "confirm"} and any(unit.targets):
        units[number] = catalog.changed(unit, fuzzy=kind == "fuzzy", previous_source=None)
    elif kind == "remark":
        units[number] = catalog.changed(unit, comment=draw(_REMARKS))
    elif kind == "remove":
        del units[number]
    elif kind in {"obsolete", "restore"}:
        del units[number]
        changed = catalog.changed(unit, obsolete=kind == "obsolete")
        units.insert(len(units) if changed.obsolete else 0, changed)
    elif kind == "reword" and unit.plural_source is None and not unit.source.endswith("new"):
        new = catalog.changed(unit, source=f"{unit.source} new", fuzzy=bool(unit.target), obsolete=False)
        units[number] = replace(new, previous_source=unit.source if unit.target else None)
    elif kind == "move":
        units.insert(draw(st.integers(0, number)), units.pop(number))


@st.composite
def sides(draw: st.DrawFn, base: Catalog) -> Catalog:
    """What some edits make of a catalog, saved by some editor."""
    units = list(base.units)
    for _ in range(draw(st.integers(0, 6))):
        if units:
            _edited(draw, units, draw(st.integers(0, len(units) - 1)))
    if draw(st.booleans()):
        units.insert(draw(st.integers(0, len(units))), Unit("added", draw(_TEXTS)))
    unique = {unit.key: unit for unit in units}
    day = draw(st.integers(10, 28))
    header = tuple((n, f"2025-05-{day} 09:30+0500" if n == "PO-Revision-Date" else v) for n, v in base.header)
    ordered = sorted(unique.values(), key=lambda unit: unit.obsolete)
    return stored(replace(base, units=tuple(ordered), header=header, header_raw=None))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Catalog, Catalog, Catalog]:
    base = draw(catalogs())
    return base, draw(sides(base)), draw(sides(base))


def texts(made: Catalog) -> set[str]:
    """All translations in a catalog, those in comments too."""
    found = {text for unit in made.units for text in unit.targets if text}
    for line in (line for unit in made.units for line in unit.comment.split("\n")):
        if line.startswith((OTHER, FORMER)):
            found.add(line.partition(": ")[2].replace(r"\n", "\n").replace("\\\\", "\\"))
    return found


def remarks(made: Catalog) -> set[str]:
    return {line for unit in made.units for line in unit.comment.split("\n") if not line.startswith((OTHER, FORMER))}


def superseded(base: Unit | None, other: Unit | None) -> tuple[set[str], set[str]]:
    """Texts and lines of comment of the base that the other side has the unit without: it was changed there."""
    if base is None or other is None:
        return {""}, {""}
    lines, others = (set(unit.comment.split("\n")) for unit in (base, other))
    return {*base.targets} - {*other.targets} | {""}, lines - others | {""}


def said_for(unit: Unit, result: Catalog) -> set[str]:
    """All that a result says of a text, however it was reworded."""
    text = unit.source.removesuffix(" new")
    return texts(Catalog(units=tuple(u for u in result.units if u.source.removesuffix(" new") == text)))


@settings(max_examples=500)
@given(histories())
def test_nothing_is_lost_and_nothing_glued(history: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = history
    merged = merge(base, ours, theirs)
    result = merged.catalog
    assert stored(result) == result

    olds = {unit.key: unit for unit in base.units}
    for side, other in ((ours, theirs), (theirs, ours)):
        others = {unit.key: unit for unit in other.units}
        for unit in side.units:
            settled = superseded(olds.get(unit.key), others.get(unit.key))
            assert {*unit.comment.split("\n")} - settled[1] <= remarks(result)
            assert {text for text in unit.targets if text} - settled[0] <= said_for(unit, result)

    told = {(u.key, i, text) for c in history for u in c.units for i, text in enumerate(u.targets)}
    for unit in result.units:  # what is offered was made for the former source
        keys = {unit.key, (unit.previous_context, unit.previous_source)} if unit.fuzzy else {unit.key}
        assert all(told & {(key, i, text) for key in keys} for i, text in enumerate(unit.targets))

    by_key = [{unit.key: unit for unit in side.units} for side in history]
    disputed = {conflict.unit.key for conflict in merged.conflicts}
    for unit in result.units:
        versions = [side[unit.key] for side in by_key if unit.key in side]
        sure = {version.targets for version in versions if not version.fuzzy}
        assert unit.fuzzy or not any(unit.targets) or unit.plural_source or unit.targets in sure
        assert unit.fuzzy or unit.key not in disputed
        assert unit.fuzzy or not any(unit.targets) or not all(version.fuzzy for version in versions)


@settings(max_examples=100)
@given(histories())
def test_one_sided_changes_are_taken_as_they_are(history: tuple[Catalog, Catalog, Catalog]) -> None:
    base, side, _ = history
    merged = merge(base, side, side)
    assert (merged.catalog, merged.conflicts, merged.rescued) == (side, (), ())
    for merged in (merge(base, side, base), merge(base, base, side)):
        there = {unit.key for unit in side.units}
        taken = replace(merged.catalog, units=tuple(unit for unit in merged.catalog.units if unit.key in there))
        assert (taken, merged.conflicts) == (side, ())
        assert catalog.dump(replace(merged.catalog, units=taken.units)) == catalog.dump(side)
        assert {unit.key for unit in merged.rescued} <= {unit.key for unit in merged.catalog.units} - there


@settings(max_examples=100)
@given(histories())
def test_what_survives_does_not_depend_on_the_side(history: tuple[Catalog, Catalog, Catalog]) -> None:
    base, ours, theirs = history
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert texts(one.catalog) == texts(other.catalog)
    assert remarks(one.catalog) == remarks(other.catalog)
    assert {c.unit.key for c in one.conflicts} == {c.unit.key for c in other.conflicts}
    states = [{(u.key, u.fuzzy, u.obsolete) for u in merged.catalog.units} for merged in (one, other)]
    assert states[0] == states[1]


@settings(max_examples=50)
@given(history=histories())
def test_gettext_takes_the_result(tmp_path_factory: pytest.TempPathFactory, history: tuple[Catalog, ...]) -> None:
    path: Path = tmp_path_factory.mktemp("merged") / "x.po"
    path.write_bytes(catalog.dump(merge(*history).catalog))
    done = subprocess.run([needs("msgfmt"), "-c", "-o", "/dev/null", path], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")
