"""Sentence borders: examples that a newsroom would meet, and what holds for any text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.languages import registry
from l10n_flow.text.markup import Element, Node, parse, plain
from l10n_flow.text.segmentation import split

if TYPE_CHECKING:
    from l10n_flow.languages.language import Language

# "|" marks the borders.
SENTENCES = {
    "en": [
        "The office opened on Monday. | By noon the queue was 3.5 km long. | Nobody came out.",
        "“When will it end?” she asked. | “I do not know! | Nobody does,” he said.",
        "“They took my papers. | They never gave them back.” | The police deny it.",
        "Mr. Brown met Gen. Smith and J. K. Rowling at 5 p.m. Monday. | St. Petersburg is far.",
        "The U.S. Army left. | He has lived in the U.S. | The rest of the family has not.",
        "It was run by Green, Hill and Co. | Officials closed it in Dec. 2024.",
        "Article No. 5 is clear. | The court said no. | Lawyers had expected a yes.",
        "He waited... and waited. | Then… | Silence.",
        "1. Bring your papers. | 2. Wait.",
        "The rules are simple: 1. Bring your papers. | 2. Wait.",
        "Q. What is a patent? | A. It is a work permit.",
        "They won 3:12. | Nobody cheered.",
        "He smiled (!) Twice [...] Then he left. | eBay did not reply. | (This was in 2019.) | 40 people saw it.",
        "A headline without a mark",
        "See the annex.[1] | It lists 12 names.¹ | All are known.",
    ],
    "ru": [
        "Он приехал в 2024 году. | Патент стоил 8,5 тыс. рублей. | Денег не хватило.",
        "«Мы уедем. | Мы больше не вернёмся», — сказал он. | «Куда?» — спросила мать.",
        "«Кто там?!» — крикнул сосед. | «Полиция!» | Дверь открыли.",
        "А. С. Пушкин и Т.А. Рахимов не встречались. | В. И. Даль тоже.",
        "Он живёт в г. Худжанд, ул. Айни, д. 5. | Дом стар.",
        "В 2024 г. Таджикистан подписал договор. | Парламент одобрил его в мае 2025 г. | Президент подписал закон.",
        "На рынке продают лук, рис, масло и т. д. | Цены растут, т. е. люди беднеют.",
        "Уехали 5 млн. человек, св. 40 % из них — молодые. | Остались старики.",
        "Он ждал... и ждал. | Потом… | Тишина.",
        "Об этом сообщил М. В. Иванов. | Он просил не спешить. | Так решил я. | Никто не спорил.",
        "Школа им. Рудаки открыта. | Учителей не хватает.",
        "См. Приложение 2. | Высота нового забора 30 см. | Прыгнуть может любой.",
    ],
    "uz": [
        "2025-yil 5-fevralda qonun kuchga kirdi. | Unga 10,5 foiz qarshi edi. | Boshqalar rozi.",
        "“Biz ketamiz. | Qaytmaymiz”, – dedi u. | “Qayerga?” – soʻradi onasi.",
        "Sh. Rashidov, O‘. Hoshimov va Gʻ. Gʻulomni hamma biladi. | Kitoblari ham bor.",
        "U bozordan non, guruch, yogʻ va h.k. oldi. | Pul qolmadi.",
        "Qarz 5 mln. AQSH dollariga yetdi. | Buni prof. Karimov aytdi.",
        "Ishchilar shartnomani oʻqimagan, deb yozadi u. | Keyin sud boʻldi.",
        "U 2024 y. Toshkentga keldi. | Ishi yoʻq edi.",
    ],
    "uz-Cyrl": [
        "2025 йил 5 февралда қонун кучга кирди. | Унга 10,5 фоиз қарши эди.",
        "«Биз кетамиз. | Қайтмаймиз», — деди у. | «Қаерга?» — сўради онаси.",
        "Ш. Рашидов ва Ў. Ҳошимовни ҳамма билади. | Қарз 5 млн. АҚШ долларига етди.",
    ],
    "tg": [
        "Қонун 5 феврали соли 2025 эътибор пайдо кард. | Ба он 10,5 фоиз муқобил буд. | Дигарон розӣ.",
        "«Мо меравем. | Дигар барнамегардем», — гуфт ӯ. | «Ба куҷо?» — пурсид модараш.",
        "С. Айнӣ ва Ҷ. Раҳмонро ҳама медонанд. | Китобҳояшон низ ҳаст.",
        "Дар бозор нон, биринҷ, равған ва ғ. мефурӯшанд. | Нархҳо баланд.",
        "Инро проф. Каримов мегӯяд. | Коргарон шартномаро нахондаанд, менависад ӯ. | Баъд суд шуд.",
    ],
}

UNITS = [
    "The <em>registry</em> grew. | <a1>Police</a1> keep it.",
    "<em>The registry grew.</em> | <strong>Police</strong> keep it.",
    "“<em>Leave!</em>” | They left.",
    "<em>They came. They left.</em> | Nobody asked.",
    "Police keep it.<fn1/> | Nobody asked. <fn2/> | It grew.",
    "First line.<br/> | Second line.",
    "Signed by <em>T. A.</em> Rahimov. | <a1>Mr.</a1> <em>Brown</em> did not sign.",
    "They bought <span1/>. | <span1/> denies it. | <img1/> Nobody knows.",
    "<em>Why?</em> <a1>he asked</a1>.",
    "<em>Left open. | Nobody</em1> closed. | It </a1> stays.",
    "The pay was <a1>3</a1>.<em>5</em> per cent.",
]


@pytest.mark.parametrize(("tag", "marked"), [(tag, text) for tag, texts in SENTENCES.items() for text in texts])
def test_sentences(tag: str, marked: str) -> None:
    assert split(marked.replace("| ", ""), registry.get(tag)) == marked.split(" | ")


@pytest.mark.parametrize("marked", UNITS)
def test_units_with_tags(marked: str) -> None:
    expected = [piece.strip() for piece in re.split(r" \| ", marked)]
    assert split(marked.replace("| ", ""), registry.get("en")) == expected


def test_a_border_needs_no_white_space_if_a_tag_begins_or_ends_there() -> None:
    assert split("First line.<br/>Second line.<em> Third</em> one.", registry.get("en")) == [
        "First line.<br/>",
        "Second line.",
        "<em> Third</em> one.",
    ]


def test_every_language_has_the_words_that_borders_need() -> None:
    for tag in registry.tags():
        language = registry.get(tag)
        for words in (language.abbreviations, language.final_abbreviations, language.sentence_starters):
            assert words
            assert all(word == word.lower() and not word.endswith(".") for word in words)


TEXT_PARTS = [
    " ",
    ". ",
    ".",
    "!",
    "? ",
    "…",
    "...",
    "\N{NO-BREAK SPACE}",
    "\n",
    "«",
    "»",
    "“",
    "”",
    '"',
    "(",
    ")",
    "[1]",
]
TEXT_PARTS += [
    "— ",
    ", ",
    ":",
    "5",
    "2024",
    "г",
    "т. д",
    "Mr",
    "U.S",
    "Sh",
    "ӯ",
    "Она",
    "сказал",
    "The",
    "police",
    "iPhone",
]
TAG_PARTS = ["<em>", "</em>", "<a1>", "</a1>", "<br/>", "<fn1/>", "<span1/>", "<", "&lt;em>"]
PLAIN = st.lists(st.sampled_from(TEXT_PARTS), max_size=40).map("".join)
TAGGED = st.lists(st.sampled_from(TEXT_PARTS + TAG_PARTS), max_size=40).map("".join)
LANGUAGES = st.sampled_from(registry.tags()).map(registry.get)


@given(TAGGED | st.text(), LANGUAGES)
def test_the_pieces_and_the_white_space_between_them_are_the_text(text: str, lang: Language) -> None:
    at = 0
    for piece in split(text, lang):
        assert piece
        assert piece == piece.strip()
        found = text.index(piece, at)
        assert not text[at:found].strip()
        at = found + len(piece)
    assert not text[at:].strip()


@given(TAGGED, LANGUAGES)
def test_no_border_cuts_an_element(text: str, lang: Language) -> None:
    assert sum(map(_elements, split(text, lang))) == _elements(text)


def _elements(text: str) -> int:
    def count(nodes: tuple[Node, ...]) -> int:
        return sum(1 + count(node.children) for node in nodes if isinstance(node, Element))

    return count(parse(text, pairs={"em", "a1"}, voids=set()))


@given(PLAIN, LANGUAGES)
def test_a_sentence_is_one_sentence(text: str, lang: Language) -> None:
    for piece in split(text, lang):
        assert split(piece, lang) == [piece]


@given(PLAIN, LANGUAGES)
def test_tags_that_show_nothing_do_not_move_a_border(text: str, lang: Language) -> None:
    tagged = re.sub(r"(\w+)", r"<em>\1</em>", text)
    assert [plain(piece) for piece in split(tagged, lang)] == split(text, lang)
