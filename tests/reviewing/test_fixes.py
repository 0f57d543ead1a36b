"""What may be mended without a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.model import Catalog, Finding
from l10n_flow.reviewing import fixes

if TYPE_CHECKING:
    from l10n_flow.model import Edit

SAME = [
    ("ru", "В реестре ,который ведет", "В реестре, который ведет"),
    ("ru", 'Он сказал: "нет".', "Он сказал: «нет»."),
    ("ru", "рeестр", "реестр"),
    ("ru", "Вода - жизнь...", "Вода — жизнь…"),
    ("ru", "210000 и 5 %", "210000 и 5\u00a0%"),
    ("ru", "ре\u00adе\u200bстр", "реестр"),
    ("ru", "и\u0306од", "йод"),
    ("ru", "<br>да", "<br/>да"),
    ("uz", "o'zgarish, san'at", "oʻzgarish, sanʼat"),
    ("uz", "tog' va 'ha'", "togʻ va “ha”"),
    ("tg", "ҳуқўқ", "ҳуқӯқ"),
    ("tg", "ҶУМҲУРӢ ,аст", "ҶУМҲУРӢ, аст"),
]
OTHER = [
    ("ru", "не мог", "немог"),
    ("ru", "в в доме", "в доме"),
    ("ru", "дом", "Дом"),
    ("ru", "цена 5%", "цена 5"),
    ("ru", "цена 210000", "цена 210 000"),
    ("ru", "1990-е", "1991-е"),
    ("ru", "<em>да</em>", "da"),
    ("ru", "<em>да</em>", "em да em"),
    ("ru", "одежда", "надежда"),
    ("uz", "oʻt", "ot"),
    ("uz", "sanʼat", "sanat"),
    ("tg", "дур", "дӯр"),
    ("ru", "$5", "5"),
    ("ru", "да", ""),
]


@pytest.mark.parametrize(("lang", "before", "after"), SAME)
def test_marks_may_change(lang: str, before: str, after: str) -> None:
    assert fixes.keeps_words(before, after, lang)


@pytest.mark.parametrize(("lang", "before", "after"), OTHER)
def test_words_may_not(lang: str, before: str, after: str) -> None:
    assert not fixes.keeps_words(before, after, lang)
    assert not fixes.is_safe(Finding("wrong", fix=(((0, len(before)), after),), target=before, lang=lang, source="yes"))


@given(st.text("абв гё7,.«»-—", max_size=20), st.integers(0, 20), st.sampled_from("жЩ4$"))
def test_a_word_more_or_another_is_always_seen(text: str, at: int, sign: str) -> None:
    assert fixes.keeps_words(text, text, "ru")
    assert not fixes.keeps_words(text, f"{text[:at]}{sign}{text[at:]}", "ru")
    assert not fixes.keeps_words(f"{text}{sign}", text, "ru")


def test_what_is_no_fix_is_not_safe() -> None:
    assert not fixes.is_safe(Finding("wrong", target="да", lang="ru", source="yes"))
    assert not fixes.is_safe(Finding("wrong", fix=(((0, 2), "да"),), target="да", lang="ru", source="yes"))


def test_an_article_is_mended_by_its_author() -> None:
    assert fixes.is_safe(Finding("wrong", fix=(((2, 4), "."),), target="да..", lang="ru", source="yes."))
    assert not fixes.is_safe(Finding("wrong", fix=(((3, 5), "."),), target="yes..", lang="en"))


def _finding(text: str, *edits: Edit, message: str = "wrong") -> Finding:
    return Finding(message, fix=edits, target=text, lang="ru", source="yes")


def test_fixes_of_several_places_go_together() -> None:
    text = 'Он  сказал ,что "да"'
    space, comma = _finding(text, ((2, 4), " ")), _finding(text, ((10, 11), ""))
    quotes = _finding(text, ((16, 17), "«"), ((19, 20), "»"))
    assert fixes.together([space, comma, quotes], ()) == ("Он сказал,что «да»", [space, comma, quotes])


def test_fixes_of_one_place_do_not() -> None:
    text = "да  , нет"
    double, before = _finding(text, ((2, 4), " ")), _finding(text, ((2, 4), ""))
    beside, words = _finding(text, ((4, 5), ";")), _finding(text, ((6, 9), "да"))
    assert fixes.together([double, before, beside, words], ()) == ("да , нет", [double])
    assert fixes.together([double, before], {"да , нет"}) == ("да, нет", [before])
    assert fixes.together([words], ()) is None


def test_marks_beside_each_other_are_mended_by_one_fix() -> None:
    nested = _finding("“„да““", ((0, 1), "«"), ((1, 2), "„"), ((4, 5), "“"), ((5, 6), "»"))
    assert fixes.together([nested], ()) == ("«„да“»", [nested])


PO = """\
# a person's words,  with   spaces
#. a note
#: source_articles/x.md
#, fuzzy
#| msgid "before"
msgctxt "headline"
msgid ""
"a source that an editor "
"has wrapped"
msgstr ""
"перевод ,который "
"тоже"
"""


@pytest.mark.parametrize("target", ["перевод, который тоже", 'с "кавычками"', "две\nстроки", "\\", ""])
def test_another_translation_changes_its_own_lines_only(target: str) -> None:
    catalog = catalogs.load(f'msgid ""\nmsgstr "Language: ru\\n"\n\n{PO}\nmsgid "b"\nmsgstr "б"\n'.encode(), "x.po")
    unit = fixes.retargeted(catalog.units[0], target)
    assert unit.raw is not None
    assert unit.raw.startswith("\n" + PO[: PO.index("msgstr")])
    whole = Catalog(catalog.header, units=(unit, catalog.units[1]), header_raw=catalog.header_raw)
    again = catalogs.load(catalogs.dump(whole), "x.po")
    assert again.units == (unit, catalog.units[1])
    assert again.units[0].target == target


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\4\r"), max_size=40))
def test_any_translation_can_be_read_again(target: str) -> None:
    (unit,) = catalogs.load(PO.encode(), "x.po").units
    new = fixes.retargeted(unit, target)
    (again,) = catalogs.load(catalogs.dump(Catalog(units=(new,))), "x.po").units
    assert again == new


def test_the_lines_that_a_fix_replaces() -> None:
    text = f'msgid ""\nmsgstr "Language: ru\\n"\n\n{PO}\nmsgid "b"\nmsgstr "б ,в"\n'
    catalog = catalogs.load(text.encode(), "x.po")
    for unit, target in zip(catalog.units, ("перевод, который тоже", "б, в"), strict=True):
        lines = fixes.replacement(unit, target)
        assert lines is not None
        rows = text.split("\n")
        assert len(rows[lines.last - 1]) == lines.width
        rows[lines.first - 1 : lines.last] = lines.text.split("\n")
        found = catalogs.load("\n".join(rows).encode(), "x.po").units
        assert [one.target for one in found if one.key == unit.key] == [target]
        assert [one for one in found if one.key != unit.key] == [u for u in catalog.units if u.key != unit.key]
