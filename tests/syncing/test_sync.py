"""Sync: what becomes of a translation when its article changes; and, over random histories, that nothing is lost."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.catalogs import catalog, origin
from l10n_flow.errors import LanguageError
from l10n_flow.languages.registry import get
from l10n_flow.merging.merge import merge
from l10n_flow.model import Catalog, Role, Segment, State, Tag, Unit
from l10n_flow.syncing.carry import FORMER
from l10n_flow.syncing.fingerprints import Found
from l10n_flow.syncing.sync import Key, Outcome, Synced, units_of, update
from l10n_flow.text import segmentation
from l10n_flow.values import replace
from tests.tools import needs

EN, RU = get("en"), get("ru")
NOW, LATER = "2025-05-12 09:30+0500", "2025-05-13 10:00+0500"
SOURCE = "source_articles/x.md"


def run(
    segments: list[Segment] | list[str],
    old: Catalog | None = None,
    *,
    now: str = NOW,
    memory: dict[Key, Found] | None = None,
    trust: bool = False,
) -> Synced:
    made = [segment if isinstance(segment, Segment) else Segment(segment, Role.PARAGRAPH) for segment in segments]
    return update(
        units_of(made, SOURCE),
        old,
        language=RU,
        source_language=EN,
        now=now,
        memory=memory,
        trust_memory=trust,
        fill_numbers=True,
    )


def translated(segments: list[Segment] | list[str], *targets: str, **fields: object) -> Catalog:
    """The catalog of an article in which a person filled in the translations."""
    synced = run(segments).catalog
    units = zip(synced.units, targets, strict=True)
    return saved(replace(synced, units=tuple(catalog.changed(unit, target=text, **fields) for unit, text in units)))


def saved(synced: Catalog) -> Catalog:
    return catalog.load(catalog.dump(synced), "x.po")


def summary(synced: Synced) -> list[tuple[str, str, str, State | str]]:
    return [
        (change.outcome.value, change.unit.source, change.unit.target, change.unit.state) for change in synced.changes
    ]


OPENED = "The office opened on Monday in Tashkent."
QUEUE = "By noon 40 people were waiting at the door."
RULE = "Under the new rule they must leave by April 1."
POLICE = "Police did not answer our letters."
OPENED_RU = "В понедельник в Ташкенте открылся офис."
QUEUE_RU = "К полудню у двери ждали 40 человек."
RULE_RU = "По новому правилу они должны уехать до 1 апреля."
POLICE_RU = "Полиция не ответила на наши письма."


def test_a_new_catalog_tells_the_translator_what_each_unit_is() -> None:
    segments = [
        Segment(OPENED, Role.HEADLINE, max_length=60),
        Segment(
            "See <a1>the list</a1><fn1/>.",
            Role.PARAGRAPH,
            tags=(Tag("a1", says="https://example.org/"), Tag("fn1", void=True, says="footnote 1"), Tag("em")),
            note="the list is\nin Russian",
        ),
    ]
    data = catalog.dump(run(segments).catalog).decode()
    assert data == (
        'msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: l10n-flow\\n"\n'
        f'"PO-Revision-Date: {NOW}\\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: Русский\\n"\n'
        '"Language: ru\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {RU.plural_forms}\\n"\n'
        '"X-Source-Language: en\\n"\n'
        '"X-Generator: l10n-flow\\n"\n'
        "\n"
        "#. headline\n"
        "#. length: at most 60 characters\n"
        "#: source_articles/x.md\n"
        'msgctxt "headline"\n'
        'msgid "The office opened on Monday in Tashkent."\n'
        'msgstr ""\n'
        "\n"
        "#. paragraph\n"
        "#. tag: <a1> = https://example.org/\n"
        "#. tag: <fn1/> = footnote 1\n"
        "#. note: the list is in Russian\n"
        "#: source_articles/x.md\n"
        'msgid "See <a1>the list</a1><fn1/>."\n'
        'msgstr ""\n'
    )


def test_gettext_accepts_a_synced_catalog_and_would_write_it_the_same() -> None:
    old = translated([OPENED, RULE, POLICE], OPENED_RU, RULE_RU, POLICE_RU)
    data = catalog.dump(run([RULE.replace("1", "30"), OPENED, QUEUE], old).catalog)
    check = [needs("msgfmt"), "--check", "--output-file", os.devnull, "-"]
    assert subprocess.run(check, input=data, capture_output=True, check=True).stderr == b""
    assert (
        subprocess.run([needs("msgcat"), "--no-wrap", "-"], input=data, capture_output=True, check=True).stdout == data
    )


def test_nothing_changes_if_nothing_changed() -> None:
    old = translated([OPENED, RULE], OPENED_RU, RULE_RU)
    assert run([OPENED, RULE], old, now=LATER).catalog is old


def test_moved_text_keeps_its_translation() -> None:
    old = translated([OPENED, QUEUE, RULE], OPENED_RU, QUEUE_RU, RULE_RU)
    synced = run([RULE, OPENED, QUEUE], old, now=LATER)
    assert summary(synced) == [
        ("kept", RULE, RULE_RU, State.TRANSLATED),
        ("kept", OPENED, OPENED_RU, State.TRANSLATED),
        ("kept", QUEUE, QUEUE_RU, State.TRANSLATED),
    ]
    assert synced.counts == {Outcome.KEPT: 3}
    assert synced.catalog.field("PO-Revision-Date") == LATER


def test_reworded_text_says_what_changed() -> None:
    old = translated([OPENED, RULE, POLICE], OPENED_RU, RULE_RU, POLICE_RU, comment="ask the lawyer")
    synced = run([OPENED, RULE.replace("April 1", "April 30"), "Police answered our letters."], old)
    _, rule, police = synced.catalog.units
    assert (rule.fuzzy, rule.previous_source, rule.target) == (True, RULE, RULE_RU)
    assert rule.comment == "ask the lawyer"
    assert rule.notes == ("paragraph", 'changed: number "April 1" -> "April 30"')
    assert police.notes == ("paragraph", 'changed: negation "did not answer" -> "answered"')
    assert synced.counts == {Outcome.KEPT: 1, Outcome.REWORDED: 2}


def test_a_translator_sees_the_text_that_was_translated_however_often_it_changed() -> None:
    old = translated([RULE], RULE_RU)
    for day in ("10", "20", "30"):
        old = saved(run([RULE.replace("April 1", f"April {day}")], old).catalog)
    (unit,) = old.units
    assert unit.previous_source == RULE
    assert unit.notes[1:] == ('changed: number "April 1" -> "April 30"',)
    back = run([RULE], old).catalog.units[0]
    assert (back.fuzzy, back.previous_source, back.notes) == (True, RULE, ("paragraph",))


def test_confirming_a_translation_ends_what_was_said_of_the_change() -> None:
    reworded = saved(run([RULE.replace("1", "30")], translated([RULE], RULE_RU)).catalog)
    (unit,) = reworded.units
    confirmed = saved(replace(reworded, units=(catalog.changed(unit, fuzzy=False, target="до 30 апреля"),)))
    (unit,) = run([RULE.replace("1", "30")], confirmed).catalog.units
    assert (unit.notes, unit.previous_source, unit.state) == (("paragraph",), None, State.TRANSLATED)


def test_a_text_that_stands_elsewhere_is_offered_if_it_is_much_more_like_the_new_one() -> None:
    old = translated(["New window", OPENED, "Open a new window"], "Новое окно", OPENED_RU, "Открыть в нём окно")
    synced = run(["New window", OPENED, "New windows"], old).catalog
    assert [(unit.target, unit.previous_source, unit.obsolete) for unit in synced.units[2:]] == [
        ("Новое окно", "New window", False),
        ("Открыть в нём окно", None, True),
    ]


def test_a_paragraph_of_half_a_megabyte_may_be_reworded_too() -> None:
    text = " ".join(f"In house {n} people waited for the court in vain." for n in range(10_000))
    old = translated([text, OPENED], "Перевод.", OPENED_RU)
    unit = run([text.replace("house 77 ", "house 78 "), OPENED], old).catalog.units[0]
    assert (unit.target, unit.previous_source, unit.fuzzy) == ("Перевод.", text, True)
    assert unit.notes == ("paragraph", 'changed: number "77 people" -> "78 people"')


def test_the_place_decides_between_texts_that_are_equally_like() -> None:
    texts = [f"In {city} the office opened on Monday." for city in ("Osh", "Termez")]
    old = translated([texts[0], QUEUE, texts[1]], "Ош", QUEUE_RU, "Термез")
    synced = run(["In Jizzakh the office opened on Monday.", QUEUE, "In Navoi the office opened on Monday."], old)
    assert [unit.target for unit in synced.catalog.units] == ["Ош", QUEUE_RU, "Термез"]


def test_the_same_words_in_another_role_must_be_looked_at() -> None:
    old = translated([Segment(OPENED, Role.CAPTION), Segment(QUEUE, Role.PARAGRAPH)], OPENED_RU, QUEUE_RU)
    synced = run([Segment(OPENED, Role.HEADING), Segment(QUEUE, Role.LIST_ITEM)], old)
    heading, item = synced.catalog.units
    assert (heading.context, heading.previous_context, heading.previous_source) == ("heading", "caption", OPENED)
    assert heading.state is State.FUZZY
    assert (item.state, item.notes) == (State.TRANSLATED, ("list item",))
    assert synced.counts == {Outcome.ROLE: 1, Outcome.KEPT: 1}


def test_a_headline_that_is_the_page_title_too_is_translated_once() -> None:
    segments = [Segment(OPENED, Role.PAGE_TITLE), Segment(OPENED, Role.HEADLINE)]
    old = translated(segments, "", OPENED_RU)
    synced = run(segments, old)
    assert summary(synced) == [
        ("copied", OPENED, OPENED_RU, State.FUZZY),
        ("kept", OPENED, OPENED_RU, State.TRANSLATED),
    ]
    assert run(segments, saved(synced.catalog)).catalog == synced.catalog


def test_removed_text_becomes_obsolete_and_comes_back() -> None:
    old = translated([OPENED, RULE], OPENED_RU, RULE_RU, comment="by our lawyer")
    without = run([OPENED], old)
    assert without.counts == {Outcome.KEPT: 1, Outcome.OBSOLETE: 1}
    assert without.catalog.units[1] == replace(old.units[1], obsolete=True, references=())
    again = run([OPENED, RULE], saved(without.catalog))
    assert again.counts == {Outcome.KEPT: 1, Outcome.RESTORED: 1}
    assert again.catalog.units == old.units


def test_removed_text_that_nobody_touched_goes() -> None:
    synced = run([OPENED], translated([OPENED, RULE], OPENED_RU, ""))
    assert synced.counts == {Outcome.KEPT: 1, Outcome.DROPPED: 1}
    assert len(synced.catalog.units) == 1


def test_a_split_paragraph_keeps_its_sentences() -> None:
    old = translated([f"{OPENED} {QUEUE} {RULE}", POLICE], f"{OPENED_RU} {QUEUE_RU} {RULE_RU}", POLICE_RU)
    synced = run([OPENED, f"{QUEUE} {RULE.replace('1', '30')}", POLICE], old)
    first, second, _, whole = synced.catalog.units
    assert (first.target, first.previous_source, first.state) == (OPENED_RU, OPENED, State.FUZZY)
    assert (second.target, second.previous_source) == (f"{QUEUE_RU} {RULE_RU}", f"{QUEUE} {RULE}")
    assert second.notes[1:] == ("changed: split or joined", 'changed: number "April 1" -> "April 30"')
    assert whole == replace(old.units[0], obsolete=True, references=())
    undone = run([f"{OPENED} {QUEUE} {RULE}", POLICE], saved(synced.catalog))
    assert undone.catalog.units[0] == old.units[0]


def test_a_split_paragraph_may_be_reworded_too() -> None:
    old = translated([f"{OPENED} {RULE}"], f"{OPENED_RU} {RULE_RU}")
    first, second, _ = run([OPENED, RULE.replace("1", "30")], old).catalog.units
    assert (first.target, second.target) == (OPENED_RU, RULE_RU)
    assert second.notes[-1] == 'changed: number "April 1" -> "April 30"'


def test_a_shortened_or_lengthened_paragraph_keeps_what_is_left() -> None:
    long, long_ru = f"{OPENED} {QUEUE} {RULE} {POLICE}", f"{OPENED_RU} {QUEUE_RU} {RULE_RU} {POLICE_RU}"
    assert run([RULE], translated([long], long_ru)).catalog.units[0].target == RULE_RU
    lengthened = run([long], translated([RULE], RULE_RU)).catalog.units[0]
    assert (lengthened.target, lengthened.previous_source) == (RULE_RU, RULE)


def test_joined_paragraphs_keep_both_translations_and_comments() -> None:
    old = translated([OPENED, QUEUE, RULE], OPENED_RU, QUEUE_RU, RULE_RU)
    commented = replace(old, units=tuple(catalog.changed(unit, comment=unit.source[:3]) for unit in old.units))
    joined, rule, *_ = run([f"{OPENED} {QUEUE}", RULE], commented).catalog.units
    assert (joined.target, joined.state) == (f"{OPENED_RU} {QUEUE_RU}", State.FUZZY)
    assert joined.comment == "The\nBy "
    assert rule.state is State.TRANSLATED


def test_joined_paragraphs_may_be_reworded_too() -> None:
    old = translated([OPENED, RULE], OPENED_RU, RULE_RU)
    joined = run([f"{OPENED} {RULE.replace('1', '30')}"], old).catalog.units[0]
    assert (joined.target, joined.previous_source) == (f"{OPENED_RU} {RULE_RU}", f"{OPENED} {RULE}")


def test_a_translation_that_cannot_be_cut_is_given_whole() -> None:
    recast = "Офис открылся в понедельник, и к полудню у двери ждали 40 человек."
    old = translated([f"{OPENED} {QUEUE}"], recast)
    first, second, _ = run([OPENED, QUEUE], old).catalog.units
    assert first.target == second.target == recast
    assert first.previous_source == f"{OPENED} {QUEUE}"


TEXT, TEXT_RU = f"{OPENED} {QUEUE} {RULE}", f"{OPENED_RU} {QUEUE_RU} {RULE_RU}"
QUEUE_ANEW = "К полудню перед входом стояли 40 человек."


def retranslated(old: Catalog, targets: dict[str, str]) -> Catalog:
    """All confirmed by a person, some with another wording."""
    units = (
        unit
        if unit.obsolete
        else catalog.changed(
            unit,
            target=targets.get(unit.source, unit.target),
            fuzzy=False,
            previous_source=None,
            previous_context=None,
        )
        for unit in old.units
    )
    return saved(replace(old, units=tuple(units)))


@pytest.mark.parametrize("whole", [TEXT_RU, "Офис открылся, пришли 40 человек, и всем велели уехать."])
def test_a_change_of_the_segmentation_can_be_undone(whole: str) -> None:
    old = translated([TEXT, POLICE], whole, POLICE_RU)
    sentences = retranslated(saved(run([OPENED, QUEUE, RULE, POLICE], old).catalog), {})
    back = run([TEXT, POLICE], sentences)
    assert back.counts == {Outcome.RESTORED: 1, Outcome.KEPT: 1, Outcome.OBSOLETE: 3}
    assert back.catalog.units[:2] == old.units
    again = run([OPENED, QUEUE, RULE, POLICE], retranslated(saved(back.catalog), {}))
    assert again.counts == {Outcome.RESTORED: 3, Outcome.KEPT: 1, Outcome.OBSOLETE: 1}
    assert [unit.state for unit in again.catalog.units[:3]] == [State.TRANSLATED] * 3


def test_a_text_that_comes_back_has_what_its_sentences_said_last() -> None:
    old = translated([TEXT, POLICE], TEXT_RU, POLICE_RU, comment="ask the lawyer")
    sentences = saved(run([OPENED, QUEUE, RULE, POLICE], old).catalog)
    back = run([TEXT, POLICE], retranslated(sentences, {QUEUE: QUEUE_ANEW}))
    unit = back.catalog.units[0]
    assert (unit.target, unit.state) == (f"{OPENED_RU} {QUEUE_ANEW} {RULE_RU}", State.FUZZY)
    assert (unit.previous_source, unit.notes) == (TEXT, ("paragraph", "changed: split or joined"))
    assert unit.comment == f"ask the lawyer\n[sync] former translation: {TEXT_RU}"
    assert back.counts == {Outcome.RECAST: 1, Outcome.KEPT: 1, Outcome.OBSOLETE: 3}
    assert (QUEUE_ANEW, True) in {(unit.target, unit.obsolete) for unit in back.catalog.units}
    assert run([TEXT, POLICE], again := saved(back.catalog), now=LATER).catalog is again


def test_sentences_that_come_back_have_what_their_paragraph_said_last() -> None:
    old = translated([OPENED, QUEUE, RULE], OPENED_RU, QUEUE_RU, RULE_RU)
    whole = saved(run([TEXT], old).catalog)
    anew = retranslated(whole, {TEXT: TEXT_RU.replace(QUEUE_RU, QUEUE_ANEW)})
    first, second, third, *_ = run([OPENED, QUEUE, RULE], anew).catalog.units
    assert (first, third) == (old.units[0], old.units[2])
    assert (second.target, second.state) == (QUEUE_ANEW, State.FUZZY)
    assert second.comment == f"[sync] former translation: {QUEUE_RU}"


def test_a_free_translation_of_the_paragraph_is_offered_to_all_its_sentences() -> None:
    old = translated([OPENED, QUEUE], OPENED_RU, QUEUE_RU)
    whole = saved(run([f"{OPENED} {QUEUE}"], old).catalog)
    free = "Офис открылся, и к полудню у двери ждали 40 человек."
    back = run([OPENED, QUEUE], retranslated(whole, {f"{OPENED} {QUEUE}": free})).catalog
    assert [(unit.target, unit.fuzzy) for unit in back.units[:2]] == [(free, True), (free, True)]


def test_a_translation_that_a_merge_left_behind_is_offered_once() -> None:
    base = translated([RULE, POLICE], "", POLICE_RU)
    reworded = RULE.replace("April 1", "April 30")
    ours = saved(run([reworded, POLICE], base).catalog)
    theirs = retranslated(base, {RULE: RULE_RU})
    merged = saved(merge(base, ours, theirs).catalog)

    synced = run([reworded, POLICE], merged)
    unit, _, left = synced.catalog.units
    assert (unit.target, unit.state, unit.previous_source) == (RULE_RU, State.FUZZY, RULE)
    assert unit.notes[1:] == ('changed: number "April 1" -> "April 30"',)
    assert (left.target, left.obsolete) == (RULE_RU, True)
    assert synced.counts == {Outcome.COPIED: 1, Outcome.KEPT: 1}

    emptied = retranslated(saved(synced.catalog), {reworded: ""})
    assert run([reworded, POLICE], emptied).catalog.units[0].target == ""


def test_an_empty_unit_is_not_offered_what_became_obsolete_long_ago() -> None:
    old = saved(run([OPENED], translated([OPENED, RULE], OPENED_RU, RULE_RU)).catalog)
    empty = Unit(RULE.replace("1", "30"), notes=("paragraph",), references=(SOURCE,))
    added = saved(replace(old, units=(old.units[0], empty, *old.units[1:])))
    assert run([OPENED, empty.source], added).catalog is added


@pytest.mark.parametrize("text", ["2022", "<em>154</em>", "2020–2022", "10:30", "(7)", "—", "1.", "* * *"])
def test_a_bare_number_needs_no_translator(text: str) -> None:
    cell = Segment(text, Role.TABLE_CELL)
    assert summary(run([cell])) == [("bare number", text, text, State.TRANSLATED)]
    assert summary(run([cell], translated([cell], ""))) == [("bare number", text, text, State.TRANSLATED)]
    assert summary(run([cell], translated([cell], "иначе"))) == [("kept", text, "иначе", State.TRANSLATED)]


@pytest.mark.parametrize("text", ["1,000", "2.5", "1 000", "5%", "$7", "1/2", "№ 5", "12 km", "XIX", "“7”", "1'000"])
def test_what_languages_write_differently_does(text: str) -> None:
    assert run([Segment(text, Role.TABLE_CELL)]).counts == {Outcome.NEW: 1}


def test_bare_numbers_that_are_gone_leave_nothing_behind() -> None:
    year, next_year = Segment("2022", Role.TABLE_CELL), Segment("2023", Role.TABLE_CELL)
    synced = run([next_year], saved(run([year]).catalog))
    assert synced.counts == {Outcome.NUMBER: 1, Outcome.DROPPED: 1}
    assert len(run([next_year], translated([year], "2022 год")).catalog.units) == 2


def test_a_number_of_a_foreign_catalog_is_a_text_like_any() -> None:
    synced = update([Unit("100")], None, language=RU, source_language=EN, now=NOW)
    assert synced.catalog.units[0].target == ""


def test_tags_are_numbered_as_in_the_new_unit() -> None:
    text = "He came <a1>home</a1> late. She read <a2>the list</a2> again."
    old = translated([text], "Он поздно пришёл <a1>домой</a1>. Она снова прочла <a2>список</a2>.")
    _, second, _ = run(["He came <a1>home</a1> late.", "She read <a1>the list</a1> again."], old).catalog.units
    assert second.target == "Она снова прочла <a1>список</a1>."


def remembered(text: str, target: str, rival: str = "", **fields: object) -> dict[Key, Found]:
    return {(None, text): Found(catalog.changed(Unit(text, target), **fields), "2025/market", rival)}


def test_memory_fills_what_is_empty_and_says_where_it_is_from() -> None:
    memory = remembered(RULE, RULE_RU, obsolete=True, comment="Anna: hm", references=("b.md",))
    synced = run([RULE, QUEUE], memory=memory)
    assert summary(synced) == [
        ("from memory", RULE, RULE_RU, State.FUZZY),
        ("new", QUEUE, "", State.UNTRANSLATED),
    ]
    unit = Unit(RULE, RULE_RU, fuzzy=True, notes=("paragraph", "memory: from 2025/market"), references=(SOURCE,))
    assert synced.catalog.units[0] == unit
    assert summary(run([RULE], translated([RULE], ""), memory=memory, trust=True)) == [
        ("from memory", RULE, RULE_RU, State.TRANSLATED)
    ]
    assert run([RULE], memory=memory, trust=True).catalog.units[0].notes == ("paragraph",)
    assert run([RULE], translated([RULE], "иначе"), memory=memory).catalog.units[0].target == "иначе"


def test_where_a_translation_is_from_is_said_until_it_is_confirmed() -> None:
    memory = remembered(RULE, RULE_RU, rival="2025/court")
    first = saved(run([RULE], memory=memory, trust=True).catalog)
    assert first.units[0].notes[1:] == ("memory: from 2025/market; 2025/court says otherwise",)
    assert run([RULE], first).catalog is first
    reworded = saved(run([RULE.replace("April 1", "April 30")], first).catalog)
    (unit,) = reworded.units
    assert unit.notes[1:] == ('changed: number "April 1" -> "April 30"', first.units[0].notes[1])
    assert unit.previous_source == RULE
    confirmed = replace(reworded, units=(catalog.changed(unit, fuzzy=False, previous_source=None),))
    assert run([unit.source], saved(confirmed)).catalog.units[0].notes == ("paragraph",)


@pytest.mark.parametrize("trust", [False, True])
def test_a_text_from_another_role_or_a_draft_has_to_be_looked_at(trust: bool) -> None:
    role = remembered(RULE, RULE_RU, context="heading")
    (unit,) = run([RULE], memory=role, trust=trust).catalog.units
    assert (unit.fuzzy, unit.previous_context, unit.previous_source) == (True, "heading", RULE)
    draft = remembered(RULE, RULE_RU, fuzzy=True, previous_source=RULE.replace("1", "30"))
    (unit,) = run([RULE], memory=draft, trust=trust).catalog.units
    assert (unit.fuzzy, unit.previous_source) == (True, RULE.replace("1", "30"))
    assert unit.notes[1:] == ('changed: number "April 30" -> "April 1"', "memory: from 2025/market")


def test_a_confirmed_translation_of_the_very_text_goes_before_one_that_was_made_for_a_similar_text() -> None:
    before = RULE.replace("April 1", "April 30")
    old = translated([OPENED, before], OPENED_RU, "до 30 апреля")
    synced = run([OPENED, RULE], old, memory=remembered(RULE, RULE_RU))
    assert [(unit.source, unit.target, unit.obsolete) for unit in synced.catalog.units[1:]] == [
        (RULE, RULE_RU, False),
        (before, "до 30 апреля", True),
    ]
    draft = run([OPENED, RULE], old, memory=remembered(RULE, "черновик", fuzzy=True))
    assert draft.catalog.units[1].target == "до 30 апреля"


def test_what_people_and_editors_put_into_the_header_stays() -> None:
    old = translated([RULE], RULE_RU)
    header = [(name, "A <a@b.org>" if name == "Last-Translator" else value) for name, value in old.header]
    header = [(name, value) for name, value in header if name != "Language-Team"]
    edited = replace(
        old, header=(*header, ("X-Poedit", "1")), header_comment="ours", header_fuzzy=True, header_raw=None
    )
    synced = saved(run([RULE], saved(edited), now=LATER).catalog)
    assert synced.header_comment == "ours"
    assert not synced.header_fuzzy
    assert synced.header == (*header, ("X-Poedit", "1"), ("Language-Team", "Русский"))


def test_a_template_copied_by_hand_gets_a_right_header() -> None:
    header = (
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Language", ""),
        ("Plural-Forms", "nplurals=1; plural=0;"),
    )
    new = run([RULE], Catalog(header, units=(Unit(RULE),))).catalog
    assert new.field("PO-Revision-Date") == NOW
    assert new.field("Language") == "ru"
    assert new.field("Plural-Forms") == RU.plural_forms


def test_plural_rules_go_with_the_last_entry_that_needs_them() -> None:
    """Somebody began with another project's catalog."""
    file = Unit("%d file", plural_source="%d files", plural_targets=("", ""))
    old = Catalog((("Plural-Forms", "nplurals=2; plural=(n != 1);"),), units=(file, Unit(RULE)))
    new = saved(run([RULE], old).catalog)
    assert new.field("Plural-Forms") == RU.plural_forms
    assert run([RULE], new, now=LATER).catalog is new
    kept = replace(old, units=(replace(file, plural_targets=("файл", "файлы")),))
    assert run([RULE], kept).catalog.field("Plural-Forms") == old.field("Plural-Forms")


@pytest.mark.parametrize(
    ("declared", "language"), [("tg", "ru"), ("uz@cyrillic", "uz"), ("uz_Latn", "uz-Cyrl"), ("English", "ru")]
)
def test_a_catalog_of_another_language_is_refused(declared: str, language: str) -> None:
    with pytest.raises(LanguageError, match=declared):
        update([], Catalog((("Language", declared),)), language=get(language), source_language=EN, now=NOW)


@pytest.mark.parametrize(("declared", "language"), [("ru_RU", "ru"), ("uz@latin", "uz"), ("uz_Cyrl", "uz-Cyrl")])
def test_editors_name_a_language_in_their_ways(declared: str, language: str) -> None:
    old = Catalog((("Language", declared),))
    assert update([], old, language=get(language), source_language=EN, now=NOW).catalog.field("Language") == declared


def test_units_of_any_origin_can_be_synced() -> None:
    old = Catalog(
        (("Plural-Forms", "nplurals=2; plural=(n != 1);"),),
        units=(
            Unit("%d file", plural_source="%d files", plural_targets=("%d файл", "%d файлы"), flags=("c-format",)),
            Unit("Open the file", "Открыть файл", flags=("no-wrap",)),
        ),
    )
    wanted = [
        Unit("%d big file", plural_source="%d big files", flags=("c-format",)),
        Unit("Open the files", plural_source="Open the %d files"),
    ]
    synced = update(wanted, old, language=RU, source_language=EN, now=NOW).catalog
    first, second, left = synced.units
    assert (first.plural_targets, first.fuzzy) == (("%d файл", "%d файлы"), True)
    assert (first.previous_source, first.previous_plural, first.flags) == ("%d file", "%d files", ("c-format",))
    assert (second.plural_targets, second.fuzzy) == (("Открыть файл", "Открыть файл"), True)
    assert left == replace(old.units[1], obsolete=True)


def test_no_plural_form_is_lost_with_the_plural() -> None:
    said = ("Открыть файл", "Открыть файла", "Открыть файлов")
    old = Catalog(units=(Unit("Open", plural_source="Open %d", plural_targets=said, comment="by our lawyer"),))
    (unit,) = update([Unit("Open")], old, language=RU, source_language=EN, now=NOW).catalog.units
    assert (unit.target, unit.fuzzy, unit.previous_plural) == (said[0], True, "Open %d")
    assert unit.comment.splitlines() == ["by our lawyer", *said[1:]]


def test_of_formats_the_template_has_the_last_word_and_people_of_other_flags() -> None:
    old = Catalog(units=(Unit("%s", "%s", flags=("python-format", "no-wrap")),))
    (unit,) = update([Unit("%s", flags=("c-format",))], old, language=RU, source_language=EN, now=NOW).catalog.units
    assert unit.flags == ("c-format", "no-wrap")
    (unit,) = update([Unit("%s")], old, language=RU, source_language=EN, now=NOW).catalog.units
    assert unit.flags == ("python-format", "no-wrap")


def test_a_machines_text_that_is_offered_for_a_similar_one_is_still_a_machines() -> None:
    said = origin.signed("", "libre", "2025-05-12", RULE_RU)
    old = translated([RULE], RULE_RU, comment=said, fuzzy=True)
    (_, unit) = run([RULE, RULE.replace("April 1", "June 1")], old).catalog.units
    assert (unit.target, unit.fuzzy) == (RULE_RU, True)
    assert origin.is_untouched(unit.comment, unit.target)


@pytest.mark.parametrize(
    ("source", "target", "fuzzy"),
    [
        ("41 percent voted", "41% голосовали", True),  # `% г` is a placeholder where the format is C's
        ("41 percent voted", "Голосовали 41 %%", False),
        ("%s of %d", "%2$d: %1$s", False),
        ("%s of %s", "%2$s: %d", True),
        ("%5.2f of %(n)s", "%(n)s: %5.2f", False),
    ],
)
def test_a_translation_that_a_new_format_cannot_have_has_to_be_looked_at(source: str, target: str, fuzzy: bool) -> None:
    old = Catalog(header=(("Language", "ru"),), units=(Unit(source, target),))
    wanted = [Unit(source, flags=("c-format",))]
    (unit,) = update(wanted, old, language=RU, source_language=EN, now=NOW).catalog.units
    assert (unit.target, unit.fuzzy, unit.flags) == (target, fuzzy, ("c-format",))


# --- random histories ------------------------------------------------------------------------------------------

ROLES = [Role.PARAGRAPH, Role.PARAGRAPH, Role.LIST_ITEM, Role.HEADING, Role.CAPTION]
WORDS = "office rule police queue letter border permit worker court report".split()


def sentences(unit: Unit) -> list[tuple[str, str]]:
    """The sentences of a unit with their translations, if there are as many of these."""
    texts, said = segmentation.split(unit.source, EN), segmentation.split(unit.target, RU)
    return list(zip(texts, said, strict=True)) if len(texts) == len(said) else []


@dataclass
class Desk:
    """An article and its Russian catalog, with what a translator confirmed."""

    blocks: list[tuple[Role, list[str]]] = field(default_factory=list)
    catalog: Catalog | None = None
    by_sentences: bool = False
    confirmed: set[tuple[Key, str]] = field(default_factory=set)
    count: int = 0

    def number(self) -> int:
        self.count += 1
        return self.count

    def sentence(self, seed: int) -> str:
        word = WORDS[seed % len(WORDS)]
        return f"The {word} number {self.number()} was closed by the {WORDS[seed % 7]} in Tashkent."

    def segments(self) -> list[Segment]:
        pieces = [
            (text, role)
            for role, sentences in self.blocks
            for text in (sentences if self.by_sentences else [" ".join(sentences)])
        ]
        return list({segment.key: segment for segment in (Segment(text, role) for text, role in pieces)}.values())

    def edit(self, kind: str, a: int, b: int) -> None:
        """A reporter's edit."""
        blocks, at = self.blocks, a % (len(self.blocks) or 1)
        if kind == "insert" or not blocks:
            blocks.insert(at, (ROLES[b % 5], [self.sentence(b + i) for i in range(1 + b % 3)]))
            return
        role, sentences = blocks[at]
        if kind == "delete":
            del blocks[at]
        elif kind == "move":
            blocks.insert(b % len(blocks), blocks.pop(at))
        elif kind == "reword":
            i = b % len(sentences)
            old = sentences[i].split(" ")
            sentences[i] = " ".join([*old[:-1], f"not {WORDS[b % 10]}s", old[-1]])
        elif kind == "rename":
            blocks[at] = (ROLES[b % 5], sentences)
        elif kind == "split" and len(sentences) > 1:
            i = 1 + b % (len(sentences) - 1)
            blocks[at : at + 1] = [(role, sentences[:i]), (role, sentences[i:])]
        elif kind == "join" and at + 1 < len(blocks):
            blocks[at : at + 2] = [(role, sentences + blocks[at + 1][1])]
        elif kind == "setting":
            self.by_sentences = not self.by_sentences

    def work(self, kind: str, a: int, b: int) -> None:
        """A translator's edit."""
        active = [unit for unit in self.catalog.units if not unit.obsolete] if self.catalog else []
        if not active or self.catalog is None:
            return
        unit = active[a % len(active)]
        if kind == "translate":
            texts = [f"Перевод {self.number()} {text.casefold()}" for text in segmentation.split(unit.source, EN)]
            target = " ".join(text.capitalize() for text in texts) if b % 4 else f"Вольный перевод {self.number()}"
            new = catalog.changed(unit, target=target, fuzzy=False, previous_source=None, previous_context=None)
            self.confirmed.add((unit.key, target))
        elif kind == "comment":
            new = catalog.changed(unit, comment=f"{unit.comment}\nnote {self.number()}".strip())
        else:
            new = catalog.changed(unit, fuzzy=bool(unit.target))
        units = tuple(new if other is unit else other for other in self.catalog.units)
        self.catalog = saved(replace(self.catalog, units=units))

    def confirm(self) -> None:
        """Bring the catalog up to date, and call every translation in it right."""
        self.sync()
        assert self.catalog is not None
        self.catalog = retranslated(self.catalog, {})
        self.confirmed |= {(unit.key, unit.target) for unit in self.catalog.units if not unit.obsolete}

    def change_setting_twice(self, *translate: tuple[int, int]) -> None:
        """Change the setting, let a translator do some units anew, and change it back."""
        self.sync()
        before = self.catalog.units if self.catalog else ()
        for step in ((), translate):
            for a, b in step:
                self.work("translate", a, b)
            self.by_sentences = not self.by_sentences
            self.sync()
        for old, new in zip(before, self.catalog.units if self.catalog else (), strict=False):
            if not translate and not old.obsolete and old.target:
                assert old == new, "a change of the setting is not undone"

    def sync(self) -> None:
        before = self.catalog.units if self.catalog else ()
        segments = self.segments()
        synced = run([*segments], self.catalog).catalog
        data = catalog.dump(synced)
        self.catalog = catalog.load(data, "x.po")
        again = run([*segments], self.catalog, now=LATER).catalog

        assert again is self.catalog, "a second sync changes something"
        assert [unit.key for unit in synced.units if not unit.obsolete] == [segment.key for segment in segments]
        assert sorted(synced.units, key=lambda unit: unit.obsolete) == list(synced.units)
        targets = {unit.target for unit in synced.units}
        comments = "\n".join(unit.comment for unit in synced.units).split("\n")
        for unit in before:
            assert unit.target in targets or f"{FORMER}: {unit.target}" in comments or not unit.target, "a text is lost"
            assert set(unit.comment.split("\n")) <= {*comments, ""}, "a comment is lost"
        active = {unit.key for unit in synced.units if not unit.obsolete}
        newest = {
            sentence: said
            for unit in before
            if not unit.obsolete and unit.state is State.TRANSLATED and unit.key not in active
            for sentence, said in sentences(unit)
        }
        for unit in synced.units:
            if unit.state is State.TRANSLATED and not unit.obsolete:
                older = [said for sentence, said in sentences(unit) if newest.get(sentence, said) != said]
                assert not older, "a former translation takes the place of a newer one"
        for unit in synced.units:
            if unit.state is State.TRANSLATED:
                assert (unit.key, unit.target) in self.confirmed, "a stale translation is not marked"
            if unit.state is State.FUZZY and (unit.key, unit.target) not in self.confirmed:
                assert unit.previous_source is not None or unit.obsolete, "a fuzzy unit without its previous source"


EDITS = ["insert", "insert", "delete", "move", "reword", "reword", "rename", "split", "join", "setting"]
WORK = ["translate", "translate", "translate", "comment", "fuzzy"]
NUMBER = st.integers(0, 30)
STEPS = st.tuples(
    st.lists(st.tuples(st.sampled_from(EDITS), NUMBER, NUMBER), max_size=4),
    st.lists(st.tuples(st.sampled_from(WORK), NUMBER, NUMBER), max_size=5),
)


History = list[tuple[list[tuple[str, int, int]], list[tuple[str, int, int]]]]


def played(history: History) -> Desk:
    desk = Desk()
    for n in range(3):
        desk.edit("insert", n, n + 1)
    desk.sync()
    for edits, work in history:
        for step in work:
            desk.work(*step)
        for step in edits:
            desk.edit(*step)
        desk.sync()
    return desk


@settings(max_examples=60)
@given(st.lists(STEPS, min_size=1, max_size=6))
def test_nothing_that_a_person_typed_is_lost_or_taken_for_more_than_it_is(history: History) -> None:
    played(history)


@settings(max_examples=40)
@given(st.lists(STEPS, max_size=4), st.lists(st.tuples(NUMBER, NUMBER), max_size=4))
def test_a_change_of_the_setting_is_undone_and_keeps_what_was_done_meanwhile(
    history: History, translate: list[tuple[int, int]]
) -> None:
    desk = played(history)
    desk.confirm()
    desk.change_setting_twice()
    desk.confirm()
    desk.change_setting_twice(*translate)


def drafted(text: str, target: str, **fields: object) -> Catalog:
    """The catalog of an article that a machine translated; somebody has to look at it."""
    comment = origin.signed("by our lawyer", "libre", "2025-05-12", target)
    old = translated([text], target, comment=comment, fuzzy=True)
    (unit,) = old.units
    notes = (*unit.notes, origin.note("rule: правило, not закон"))
    return saved(replace(old, units=(catalog.changed(unit, notes=notes, **fields),)))


def test_what_to_look_at_in_a_machine_s_text_is_said_until_somebody_has() -> None:
    old = drafted(RULE, RULE_RU)
    note = "machine: rule: правило, not закон"
    assert old.units[0].notes[-1] == note
    assert run([RULE], old).catalog is old
    reworded = saved(run([RULE.replace("April 1", "April 30")], old).catalog)
    assert reworded.units[0].notes[1:] == ('changed: number "April 1" -> "April 30"', note)
    assert run([reworded.units[0].source], reworded).catalog is reworded
    (unit,) = old.units
    for done in ({"target": "иначе"}, {"fuzzy": False}, {"comment": "by our lawyer"}):
        confirmed = saved(replace(old, units=(catalog.changed(unit, **done),)))
        assert run([RULE], confirmed).catalog.units[0].notes == ("paragraph",)


def test_a_machine_s_text_stays_one_when_its_paragraph_is_split_or_joined() -> None:
    old = drafted(f"{OPENED} {RULE}", f"{OPENED_RU} {RULE_RU}", fuzzy=False)
    first, second, *_ = run([OPENED, RULE], old).catalog.units
    assert (first.target, second.target) == (OPENED_RU, RULE_RU)
    for unit in (first, second):
        assert origin.is_untouched(unit.comment, unit.target)
        assert unit.comment.startswith("by our lawyer\nmachine: libre 2025-05-12 ")


@pytest.mark.parametrize("trust", [False, True])
def test_what_a_machine_said_in_another_article_is_no_confirmed_translation(trust: bool) -> None:
    comment = origin.signed("theirs", "libre", "2025-05-12", RULE_RU)
    synced = run([RULE], memory=remembered(RULE, RULE_RU, comment=comment), trust=trust)
    (unit,) = synced.catalog.units
    assert (unit.target, unit.fuzzy) == (RULE_RU, True)
    assert unit.comment == origin.signed("", "libre", "2025-05-12", RULE_RU)
    read = remembered(RULE, RULE_RU, comment=origin.signed("theirs", "libre", "2025-05-12", "иначе"))
    (unit,) = run([RULE], memory=read, trust=trust).catalog.units
    assert (unit.fuzzy, unit.comment) == (not trust, "")


def test_a_headline_that_a_machine_translated_is_not_the_page_s_title() -> None:
    segments = [Segment("The rule", Role.HEADLINE), Segment("The rule", Role.PAGE_TITLE)]
    signed = origin.signed("", "libre", "2025-05-12", "Правило")
    for comment, target in (("", "Правило"), (signed, "")):
        old = translated(segments, "Правило", "", comment=comment)
        assert run(segments, old).catalog.units[1].target == target
