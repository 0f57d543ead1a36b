"""What comes back from a machine as it was sent."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary.glossary import Glossary
from l10n_flow.languages import registry
from l10n_flow.machine import shields
from l10n_flow.model import Metadata, Role, Unit
from l10n_flow.passages import Version
from l10n_flow.plugins import check
from l10n_flow.text import markup
from l10n_flow.text.markup import Element

if TYPE_CHECKING:
    from l10n_flow.model import Span

EN = registry.get("en")
WORDS = "Meeting |of |a| |  |б|ʻ|5|<|>|&|&lt;|amp;|lt;|em>|. |, |«|»|(|)|\u00a0|\u202f".split("|")
THINGS = "a.b@example.org 115-FZ A/HRC/45/12 2025-05-12 [X1X] X2X <Foo>".split()
PIECES = (*WORDS, *THINGS, " https://example.org/a_1 ")
leaves = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join) | st.builds(
    lambda: Element("br", void=True)
)
nodes = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda name, children: Element(name, markup._joined(children)),
        st.sampled_from(["em", "a1", "a2", "strong"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)
units = st.lists(nodes, min_size=1, max_size=4).map(lambda some: markup.write(markup._joined(some)))
answers = st.lists(
    st.sampled_from(
        [*PIECES, *map(shields.MARKER.format, range(5)), "[ x1 X]", "【Х2Х】", "</em>", "\n", "\x00", "\u2028"]
    ),
    max_size=12,
).map("".join)


def tag_findings(source: str, target: str) -> list[str]:
    """What the check of tags says of a translation."""
    version = Version("a", Metadata(), "ru", "en", Glossary(), ((Unit(source, target), Role.PARAGRAPH),))
    return [one.message for one in check("tags").check(version.passages[0])]


@given(units, st.data())
def test_an_engine_that_answers_the_same_changes_nothing(text: str, data: st.DataObject) -> None:
    at = st.integers(0, len(text))
    keep = data.draw(st.lists(st.tuples(at, at).map(lambda pair: (min(pair), max(pair))), max_size=2))
    shielded = shields.shield(text, [span for span in keep if not _cuts_an_escape(text, span)])
    assert shielded.sent == shielded.sent.strip()
    if shielded.sent:
        assert shielded.restore(shielded.sent) == text
    assert shielded.assembled(shielded.pieces.texts) == text


def _cuts_an_escape(text: str, span: Span) -> bool:
    return any(
        start < at < end for at in span for start, end in (one.span() for one in re.finditer("&(?:amp;)*lt;", text))
    )


@given(units)
def test_an_engine_that_shouts_keeps_all_that_must_stay(text: str) -> None:
    shielded = shields.shield(text)
    if not shielded.sent:
        return
    restored = shielded.restore(shielded.sent.upper())
    assert restored is not None
    assert tag_findings(text, restored) == []
    assert restored.count("https://example.org/a_1") == text.count("https://example.org/a_1")


@given(units, answers)
def test_an_engine_that_answers_anything_never_breaks_a_unit(text: str, answer: str) -> None:
    shielded = shields.shield(text)
    restored = shielded.restore(answer)
    if restored is not None:
        assert tag_findings(text, restored) == []
        assert sorted(markup.tag_names(restored)) == sorted(markup.tag_names(text))
        assert "\x00" not in restored
        assert "\u2028" not in restored
    assembled = shielded.assembled([answer for _ in shielded.pieces.texts])
    if assembled is not None:
        assert tag_findings(text, assembled) == []
    for piece in shielded.pieces.texts:
        assert not shields.MARKERS.search(piece)


@given(
    st.lists(st.sampled_from([*PIECES, "[X1X]", "[X2X]", "First one. ", "Then, ", "x" * 30, "й" * 9]), max_size=30),
    st.integers(16, 80),
)
def test_cut_texts_fit_and_make_the_whole_again(pieces: list[str], limit: int) -> None:
    text = "".join(pieces).strip()
    found = shields.cut(text, limit, EN)
    assert found.joined(found.texts) == text
    assert all(0 < len(one) <= limit for one in found.texts)
    assert sum(len(shields.MARKERS.findall(one)) for one in (*found.texts, *found.between)) == len(
        shields.MARKERS.findall(text)
    )


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("The <em>registry</em> of <a1>persons</a1>", "The [X1X]registry[X2X] of [X3X]persons[X4X]"),
        ("\u00a0<em>All <a1>of</a1> it.</em> ", "All [X1X]of[X2X] it."),
        ("See https://example.org/a, or www.example.org.", "See [X1X], or [X2X]."),
        ("Write to press@example.org or @desk, #freedom", "Write to [X1X] or [X2X], [X3X]"),
        ("meduza.io wrote", "[X1X] wrote"),
        ("Call +992 37 221-12-34 or (371) 233-45-67", "Call [X1X] or [X2X]"),
        ("Law 115-FZ, ЎРҚ-547, report A/HRC/45/12 and S/RES/2254(2015)", "Law 115-FZ, ЎРҚ-547, report [X1X] and [X2X]"),
        ("From 2025-05-12 on, v2.0 and 1.2.3", "From [X1X] on, [X2X] and [X3X]"),
        (
            "On 12.05.2025 at 10:30, 5-year-olds, 24/7, 1,234.5 km/h",
            "On 12.05.2025 at 10:30, 5-year-olds, 24/7, 1,234.5 km/h",
        ),
        ("Type &lt;em> and [X7X]", "Type [X1X] and [X2X]"),
        ("AT&T < 5", "AT&T < 5"),
    ],
)
def test_what_is_sent(text: str, sent: str) -> None:
    assert shields.shield(text).sent == sent


def test_given_words_stay() -> None:
    text = "The <em>Kloop</em> Media team and Anna <em>Petrova</em> met"
    spans = [(4, text.index(" team")), (text.index("Anna"), text.index("</em> met"))]
    shielded = shields.shield(text, spans)
    assert shielded.sent == "The [X1X] team and [X2X] [X3X][X4X][X5X] met"
    assert shielded.restore("[X1X] va [X2X] [X3X][X4X][X5X]") == "<em>Kloop</em> Media va Anna <em>Petrova</em>"


@pytest.mark.parametrize(
    ("answer", "restored"),
    [
        ("[X1X]реестр[X2X] [X3X]лиц[X4X]", "<em>реестр</em> <a1>лиц</a1>"),
        ("【Х3Х】лиц［x4x］ в [ X1 X ]реестре[X ２ X]", "<a1>лиц</a1> в <em>реестре</em>"),
        ("[X3X][X1X]a[X2X][X4X]", "<a1><em>a</em></a1>"),
        ("[X1X] реестр [X2X] , слово[X3X] лиц [X4X]и", "<em>реестр</em>, слово <a1>лиц</a1> и"),
        ("( [X1X]a[X2X] )[X3X]b[X4X] .", "(<em>a</em>) <a1>b</a1>."),
        (
            "[X1X]a[X2X][X3X]b[X4X] <em>c</em> <Zoo> &lt;a>",
            "<em>a</em> <a1>b</a1> &lt;em>c&lt;/em> &lt;Zoo> &amp;lt;a>",
        ),
        ("[X1X]a\n\n[X2X]  [X3X]b[X4X]", "<em>a</em>  <a1>b</a1>"),
        ("[X1X]a[X3X]b[X2X]c[X4X]", None),
        ("[X2X]a[X1X] [X3X]b[X4X]", None),
        ("[X1X]a[X2X] [X3X]b", None),
        ("[X1X]a[X2X] [X3X]b[X4X] [X5X]", None),
        ("[X1X]a[X2X] [X3X]b[X4X] [X4X]", None),
        ("[X1X]a[X2X] [X3X]b[X4X] X1X", None),
        ("a", None),
        ("", None),
        ("[X1X]a[X2X] \x07 [X3X]b[X4X]", None),
        ("ре[X1X]естр[X2X] [X3X]лиц[X4X]", None),
        ("[X1X]реестр[X2X]ы [X3X]лиц[X4X]", None),
        ("в[X1X]реестре[X2X] [X3X]лиц[X4X]", None),
    ],
)
def test_what_engines_make_of_markers(answer: str, restored: str | None) -> None:
    assert shields.shield("the <em>registry</em> of <a1>persons</a1>").restore(answer) == restored


@pytest.mark.parametrize(
    ("text", "answer", "restored"),
    [
        ("One<fn1/> two", "Один [X1X] два", "Один<fn1/> два"),
        ("One<br/>two", "Один [X1X] два", "Один<br/>два"),
        ("of <em>Meduza</em>", "[X1X]Медузы[X2X]", "<em>Медузы</em>"),
        ("a<em>b</em><fn1/> c", "а[X1X]б[X2X][X3X] в", "а<em>б</em><fn1/> в"),
        ("a<em>b</em><fn1/> c", "а[X1X]б[X2X][X3X]в", None),
        ("on meduza.io today", "мост[X1X]через", None),
        ("on meduza.io today", "[X1X]да бугун", "meduza.ioда бугун"),
        ("“<em>Yes</em>”, he said", "“ [X1X] Да [X2X] ”, — сказал он", "“<em>Да</em>”, — сказал он"),
    ],
)
def test_spaces_round_tags(text: str, answer: str, restored: str | None) -> None:
    assert shields.shield(text).restore(answer) == restored


@pytest.mark.parametrize("text", ["", " ", "45,000", "<em>A/HRC/45/12</em>, 5.", "https://example.org <br/> — 5 %"])
def test_bare_texts_need_no_engine(text: str) -> None:
    assert shields.shield(text).is_bare


@pytest.mark.parametrize("text", ["a", "<em>§ b</em>"])
def test_others_do(text: str) -> None:
    assert not shields.shield(text).is_bare


def test_a_mangled_text_is_translated_in_pieces() -> None:
    shielded = shields.shield("See <em>all of</em> example.org, or else. &lt;b> it")
    assert shielded.pieces.texts == ("See", "all of", "or else.", "it")
    assert shielded.assembled(["См.", " всё ", "иначе.", "<i>"]) is not None
    assert shielded.assembled(["См.", " всё ", "иначе.", "то"]) == "См. <em>всё</em> example.org, иначе. &lt;b> то"
    assert shielded.assembled(["См.", "", "иначе.", "то"]) is None
    assert shielded.assembled(["См.", "[X1X]", "иначе.", "то"]) is None


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (22, ["It is the first.[X1X]", "[X2X]The second is", "here,", "though it is a longer", "one: much. Third."]),
        (45, ["It is the first.[X1X]", "[X2X]The second is here,", "though it is a longer one: much. Third."]),
        (70, ["It is the first.[X1X]", "[X2X]The second is here, though it is a longer one: much. Third."]),
    ],
)
def test_texts_are_cut_where_sentences_end_if_they_can(limit: int, expected: list[str]) -> None:
    text = "It is the first.[X1X] [X2X]The second is here, though it is a longer one: much. Third."
    assert list(shields.cut(text, limit, EN).texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Law No. [X1X] of May. [X2X]It[X3X] stands.", ["Law No. [X1X] of May.", "[X2X]It[X3X] stands."]),
        ("[X1X]It is.[X2X][X3X] [X4X]“He[X5X] goes.", ["[X1X]It is.", "[X4X]“He[X5X] goes."]),
        ("He said [X1X]“Why?”[X2X] and [X3X] went.", ["He said [X1X]“Why?”[X2X] and [X3X] went."]),
    ],
)
def test_sentences_with_markers(text: str, expected: list[str]) -> None:
    found = shields.sentences(text, EN)
    assert [*found.texts] == expected or [one.rstrip("[]X0123456789") for one in found.texts] == expected
    assert found.joined(found.texts) == text


@pytest.mark.parametrize(
    "many", ["&lt;a " * 3000, "A-" * 5000, " " * 9000 + "x", "<em>" * 2000, "a.b-" * 4000, "[X1" * 4000]
)
def test_odd_texts_take_no_time(many: str) -> None:
    start = time.perf_counter()
    shielded = shields.shield(many)
    shielded.restore(many)
    shielded.assembled(shielded.pieces.texts)
    shields.cut(many.strip(), 500, EN)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("answer", "target", "whole"),
    [
        ("[X1X]Agentlik[X2X]ning rahbari aytdi.", "uz", "<em>Agentlik</em>ning rahbari aytdi."),
        ("[X1X]Agentlik[X2X] rahbari aytdi.", "uz", "<em>Agentlik</em> rahbari aytdi."),
        ("[X1X]Вазорат[X2X]и меҳнат гуфт.", "tg", "<em>Вазорат</em>и меҳнат гуфт."),
        ("[X1X]Агентство[X2X]через сказало.", "ru", None),
        ("Ag[X1X]entlik[X2X] rahbari aytdi.", "uz", None),
    ],
)
def test_an_ending_may_stand_right_behind_a_tag_where_the_language_has_such(
    answer: str, target: str, whole: str | None
) -> None:
    endings = registry.get(target).endings if target in ("uz", "tg") else ""
    assert shields.shield("<em>Agency</em> of it said so.").restore(answer, endings) == whole
