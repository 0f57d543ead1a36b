"""What stays on a line with what it belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.languages import registry
from l10n_flow.text.typography import NBSP, bind, bind_html, bind_texts, typeset

LETTERS = st.text("вик АСв.5%—№«», <>ab&;\n\xa0")
TAGS = st.sampled_from(["", "<em>", "</em>", "<p>", "</p>", '<a href="в и > к">', "</a>", "<code>", "</code>", "<br>"])


def bound(text: str, lang: str = "ru") -> str:
    """With ~ for a no-break space."""
    return bind_html(text, registry.get(lang).bound).replace(NBSP, "~")


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "«В Москве» и в области", "«В~Москве» и~в~области"),
        ("ru", "Это — он. А. С. Пушкин", "Это~— он. А.~С.~Пушкин"),
        ("ru", "Закон № 260 от 8 августа, 5 % и 10 млн. руб", "Закон №~260 от~8~августа, 5~% и~10~млн. руб"),
        ("ru", "— Да, — сказал он. Он бы пришёл", "—~Да,~— сказал он. Он~бы пришёл"),
        ("ru", "ва дар бозор", "ва дар бозор"),
        ("tg", "дар бозори Душанбе – 5 сомонӣ ва 3 январи", "дар~бозори Душанбе~– 5~сомонӣ ва~3~январи"),
        ("uz", "u ham bordi va 5 mln soʻm oldi", "u~ham bordi va~5~mln soʻm oldi"),
        ("uz-Cyrl", "у ҳам борди ва 5 млн сўм олди", "у~ҳам борди ва~5~млн сўм олди"),
        ("en", "Mr. A. B. Smith paid 5 million – No. 3", "Mr.~A.~B.~Smith paid 5~million~– No.~3"),
    ],
)
def test_each_language_has_words_that_do_not_end_a_line(lang: str, text: str, wanted: str) -> None:
    assert bound(text, lang) == wanted


def test_a_long_word_can_begin_a_line_of_its_own_but_a_dash_cannot() -> None:
    assert bound("нон дар Қароқалпоқистон ва дар Тошканд", "tg") == "нон дар Қароқалпоқистон ва~дар~Тошканд"
    assert bound("из <b>электрификации</b> — и дома") == "из~<b>электрификации</b>~— и~дома"
    assert bound("А. &lt;b&amp;&quot;&gt;") == "А.~&lt;b&amp;&quot;&gt;"
    assert bound("без <b>электрификации,</b> и дома") == "без <b>электрификации,</b> и~дома"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>в <em>доме</em> и <b>в</b> саду</p>", "<p>в~<em>доме</em> и~<b>в</b>~саду</p>"),
        ("<p>дом и</p> <p>сад</p>", "<p>дом и</p> <p>сад</p>"),
        ('<img alt="в доме"> в доме', '<img alt="в доме"> в~доме'),
        ("и <code>в — a</code> и <kbd>в <b>и в</b></kbd>", "и~<code>в — a</code> и~<kbd>в <b>и в</b></kbd>"),
        ("<pre>в доме\n и</pre>в доме", "<pre>в доме\n и</pre>в~доме"),
        (
            '<a href="https://example.org/в и" title="a > в b">в доме</a>',
            '<a href="https://example.org/в и" title="a > в b">в~доме</a>',
        ),
        ("дом и<br>в доме", "дом и<br>в~доме"),
        ("и  в  &nbsp;", "и  в  &nbsp;"),
    ],
)
def test_tags_do_not_part_words_and_what_is_in_them_stays(html: str, wanted: str) -> None:
    assert bound(html) == wanted


@given(parts=st.lists(st.tuples(LETTERS, TAGS)), lang=st.sampled_from(["ru", "tg", "uz", "en"]))
def test_without_its_no_break_spaces_a_text_is_what_it_was(parts: list[tuple[str, str]], lang: str) -> None:
    html = "".join(text + tag for text, tag in parts)
    rules = registry.get(lang).bound
    done = bind_html(html, rules)
    assert done.replace(NBSP, " ") == html.replace(NBSP, " ")
    assert len(done) == len(html)
    assert {at for at, sign in enumerate(html) if sign == NBSP} <= {at for at, sign in enumerate(done) if sign == NBSP}


@given(text=LETTERS)
def test_a_text_begins_and_ends_with_no_other_space(text: str) -> None:
    done = bind(text, registry.get("ru").bound)
    assert done[:1] == text[:1]
    assert done[-1:] == text[-1:]


@pytest.mark.parametrize(
    ("lang", "html", "wanted"),
    [
        ("uz", "<p>2025-yil 5-fevraldan</p>", "<p>[2025-yil] [5-fevraldan]</p>"),
        ("uz", "<b>5</b>-fevral, 1-oʻrin", "<b>5</b>-fevral, [1-oʻrin]"),
        ("uz-Cyrl", "5-синф", "[5-синф]"),
        (
            "uz",
            '<a href="2025-yil.html">x</a> <code>5-fevral</code>',
            '<a href="2025-yil.html">x</a> <code>5-fevral</code>',
        ),
        (
            "uz",
            '<p title="5-fevral 1-may"><i>1-may</i></p> 5-may&lt;',
            '<p title="5-fevral 1-may"><i>[1-may]</i></p> [5-may]&lt;',
        ),
        ("uz", "<code>5-fevral <b>1-may</b></code> <b>1-may</b>", "<code>5-fevral <b>1-may</b></code> <b>[1-may]</b>"),
        ("uz", "2024-2025 COVID-19 A-5-b 12345-yil", "2024-2025 COVID-19 A-5-b 12345-yil"),
        ("ru", "5-й 20-летний", "5-й 20-летний"),
    ],
)
def test_a_number_and_the_word_that_a_hyphen_joins_to_it_stay_together(lang: str, html: str, wanted: str) -> None:
    """Their text is what people wrote, for who searches or copies it."""
    made = typeset(html, registry.get(lang).bound)
    assert made.replace('<span class="whole">', "[").replace("</span>", "]") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("в <em>доме</em> и <a1>в</a1> саду", "в~<em>доме</em> и~<a1>в</a1>~саду"),
        ("дом и<br/>— в доме", "дом и<br/>—~в~доме"),
        ('5 <abbr title="в и">млн</abbr> и', '5~<abbr title="в и">млн</abbr> и'),
        ("до 2021<fn1/> года", "до~2021<fn1/>~года"),
    ],
)
def test_texts_of_units_are_bound_as_they_will_be_on_the_page(text: str, wanted: str) -> None:
    made = bind_texts(["Он и", text, "он"], registry.get("ru").bound, str)
    assert made == ["Он и", wanted.replace("~", NBSP), "он"]


@given(texts=st.lists(LETTERS.map(lambda text: text.replace("<", "")), min_size=1), lang=st.sampled_from(["ru", "uz"]))
def test_each_text_is_a_line_of_its_own(texts: list[str], lang: str) -> None:
    rules = registry.get(lang).bound
    assert bind_texts(texts, rules, str) == [bind(text, rules) for text in texts]
    assert bind_texts(texts, None, str) == texts


def test_what_makes_html_of_texts_sees_no_tag_and_no_space_of_ours() -> None:
    made = bind_texts(["в\xa0<em>и</em> & в доме"], registry.get("ru").bound, lambda text: text.replace("\xa0", "_"))
    assert made == ["в_<em>и</em> & в\xa0доме"]
