from __future__ import annotations

import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from l10n_flow.articles import elements
from l10n_flow.model import Role
from l10n_flow.pages import site_pages
from l10n_flow.pages.model import Image, Link, Site, Teaser, Theme, Topic
from l10n_flow.publishing import site

LANGS = ("en", "ru", "uz", "uz-Cyrl", "tg")
SITE = Site(publication="The Desk", base_url="https://example.org/news", languages=LANGS, feed="feed.xml")
STORY = Teaser("ru/2025/tramvai.html", "Трамвай <вернулся>", "Через десять лет", "Город", "2025-05-12")
PICTURED = Teaser(
    "ru/2025/most.html", "Мост", image=Image("media/2025/a b.jpg", "Мост", 1200, 800), published="2025-05-01"
)


def tree(text: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(text)


def texts(text: str, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in tree(text).xpath(path)]


def test_a_front_page_shows_articles_with_what_they_say_of_themselves() -> None:
    made = site_pages.front(SITE, "ru", [STORY, PICTURED])
    assert texts(made, "//h1") == ["Последние новости"]
    assert texts(made, "//h2") == ["Трамвай <вернулся>", "Мост"]
    assert tree(made).xpath("//h2/a/@href") == ["2025/tramvai.html", "2025/most.html"]
    assert texts(made, "//time") == ["12 мая 2025 года", "1 мая 2025 года"]
    (image,) = tree(made).xpath("//img")
    assert {name: image.get(name) for name in ("src", "alt", "width", "height")} == {
        "src": "../media/2025/a%20b.jpg",
        "alt": "Мост",
        "width": "1200",
        "height": "800",
    }


def test_a_front_page_leads_to_those_of_the_other_languages_and_to_topics() -> None:
    made = site_pages.front(SITE, "tg", [STORY], topics=[Topic("migration", "migration", 3)])
    assert tree(made).xpath("//nav[@class='editions']//a/@href") == [f"../{lang}/index.html" for lang in LANGS[:-1]]
    assert tree(made).xpath("//nav[@class='topics']//a/@href") == ["topics/migration.html"]
    links = {one.get("hreflang"): one.get("href") for one in tree(made).xpath("//link[@hreflang]")}
    assert links == {lang: f"https://example.org/news/{lang}/index.html" for lang in LANGS} | {
        "x-default": "https://example.org/news/index.html"
    }
    assert tree(made).xpath("//link[@type='application/atom+xml']/@href") == ["feed.xml"]


def test_a_page_of_the_archive_is_in_one_language_only_and_says_its_number() -> None:
    made = site_pages.front(SITE, "ru", [STORY], part=site_pages.Part(3, "ru/archive/2.html", "ru/index.html"))
    assert texts(made, "//h1") == ["Архив, страница 3"]
    assert not tree(made).xpath("//link[@hreflang]")
    assert tree(made).xpath("//link[@rel='canonical']/@href") == ["https://example.org/news/ru/archive/3.html"]
    assert tree(made).xpath("//nav[@class='pager']/a/@href") == ["../index.html", "2.html"]
    assert tree(made).xpath("//h2/a/@href") == ["../2025/tramvai.html"]


def test_a_topic_counts_its_articles_in_the_language_of_the_page() -> None:
    links = [Link("en", "en/topics/migration.html"), Link("ru", "ru/topics/migration.html")]
    made = site_pages.topic(SITE, "ru", Topic("migration", "migration", 22), [STORY], editions=links)
    assert texts(made, "//header[@class='front']") == ["Тема Migration 22 статьи"]
    assert tree(made).xpath("//nav[@class='editions']//a/@href") == ["../../en/topics/migration.html"]
    assert len(tree(made).xpath("//link[@hreflang]")) == 3
    assert tree(made).xpath("//link[@type='application/atom+xml']/@href") == ["../feed.xml", "migration.xml"]


def test_a_topic_is_called_what_the_newsroom_calls_it() -> None:
    theme = Theme(texts=(("ru", (("migration", ("миграция",)),)),))
    made = site_pages.topic(Site(theme=theme), "ru", Topic("migration", "migration", 1), [STORY])
    assert texts(made, "//h1") == ["Миграция"]


def test_a_topic_of_the_same_language_is_spelt_in_the_letters_of_the_page() -> None:
    water = Topic("suv-xojaligi", "suv xoʻjaligi", 1, "uz")
    heading = tree(site_pages.topic(SITE, "uz-Cyrl", water, [STORY])).xpath("//h1")[0]
    assert (heading.text, heading.get("lang")) == ("Сув хўжалиги", None)
    made = site_pages.front(SITE, "uz", [STORY], topics=[Topic("suv", "Сув", 1, "uz-Cyrl")])
    assert tree(made).xpath("//nav[@class='topics']//a")[0].text == "Suv"


def test_a_topic_that_is_called_nothing_in_the_language_of_the_page_says_which_it_is_in() -> None:
    topics = [Topic("law", "law", 2, "en"), Topic("war", "war", 1, "en")]
    site = Site(theme=Theme(texts=(("ru", (("law", ("право",)),)),)))
    made = site_pages.front(site, "ru", [STORY], topics=topics)
    found = [(one.text, one.get("lang")) for one in tree(made).xpath("//nav[@class='topics']//a")]
    assert found == [("право", None), ("war", "en")]
    assert [tree(site_pages.topic(site, "ru", one, [])).xpath("//h1")[0].get("lang") for one in topics] == [None, "en"]
    assert tree(site_pages.topic(site, "en", topics[1], [])).xpath("//h1")[0].get("lang") is None


def test_the_first_page_of_the_site_offers_its_languages_by_their_own_names() -> None:
    made = site_pages.chooser(SITE)
    found = [(link.text, link.get("href"), link.get("lang")) for link in tree(made).xpath("//main//a")]
    assert found == [
        ("English", "en/index.html", "en"),
        ("Русский", "ru/index.html", "ru"),
        ("Oʻzbekcha", "uz/index.html", "uz"),
        ("Ўзбекча", "uz-Cyrl/index.html", "uz-Cyrl"),
        ("Тоҷикӣ", "tg/index.html", "tg"),
    ]


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("", "/tg/index.html"),
        ("https://example.org", "/tg/index.html"),
        ("https://example.org/a/b/", "/a/b/tg/index.html"),
    ],
)
def test_what_is_not_found_is_told_in_every_language_wherever_it_was_looked_for(base: str, expected: str) -> None:
    made = site_pages.not_found(Site(base_url=base, languages=("tg",)), LANGS)
    assert texts(made, "//h1 | //section//h2") == [
        "Page not found",
        "Страница не найдена",
        "Sahifa topilmadi",
        "Саҳифа топилмади",
        "Саҳифа ёфт нашуд",
    ]
    assert tree(made).xpath("//section/@lang") == list(LANGS)
    assert tree(made).xpath("//section//a/@href") == [expected]
    assert tree(made).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_an_edition_that_is_not_there_yet_says_where_the_article_can_be_read() -> None:
    links = [Link("en", "en/a/tram.html", original=True), Link("ru", "ru/a/tramvai.html")]
    made = site_pages.absent(SITE, "tg", "tg/a/tram.html", links, titles={"en": "The tram <is> back", "ru": "Трамвай"})
    assert texts(made, "//h1") == ["Ин мақола ҳанӯз бо забони тоҷикӣ нашр нашудааст"]
    assert [(one.text, one.get("lang")) for one in tree(made).xpath("//li/span[@class='headline']/..")] == [
        (None, "en"),
        (None, "ru"),
    ]
    assert texts(made, "//li/span[@class='headline']") == ["The tram <is> back", "Трамвай"]
    assert tree(made).xpath("//ul[@class='choices']//a/@href") == ["../../en/a/tram.html", "../../ru/a/tramvai.html"]
    assert tree(made).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not tree(made).xpath("//link[@rel='canonical'] | //link[@hreflang]")


def test_an_edition_that_was_withdrawn_says_so_and_nothing_of_what_it_said() -> None:
    made = site_pages.absent(SITE, "ru", "ru/a/tramvai.html", [], titles={"ru": "Secret"}, why="withdrawn")
    assert texts(made, "//h1") == ["Статья снята с публикации"]
    assert "Secret" not in made
    assert not tree(made).xpath("//ul[@class='choices']")


def test_no_short_word_stays_behind_in_what_lists_say_of_articles() -> None:
    story = Teaser("ru/a.html", "Шаг за шагом", "Договорились о границе", "О границе", "2025-05-12")
    for made in (
        site_pages.front(SITE, "ru", [story]),
        site_pages.topic(SITE, "ru", Topic("law", "law", 1), [story]),
        site_pages.absent(SITE, "tg", "tg/a.html", [Link("ru", "ru/a.html")], titles={"ru": story.title}),
    ):
        assert "Шаг за\xa0шагом</" in made
    assert "Договорились о\xa0границе</p>" in site_pages.front(SITE, "ru", [story])
    assert "О\xa0границе</p>" in site_pages.front(SITE, "ru", [story])


def test_no_number_is_parted_from_the_word_that_a_hyphen_joins_to_it_either() -> None:
    made = site_pages.front(SITE, "uz", [Teaser("uz/a.html", "Qonun 5-fevraldan <kuchda>")])
    assert '<span class="whole">5-fevraldan</span> &lt;kuchda&gt;</a>' in made


def test_front_pages_topics_and_the_first_page_say_what_they_lead_to() -> None:
    for made, expected in (
        (site_pages.front(SITE, "ru", [STORY, PICTURED]), "The Desk: Трамвай <вернулся>; Мост"),
        (
            site_pages.front(SITE, "ru", [STORY], part=site_pages.Part(2)),
            "Архив, страница 2 — The Desk: Трамвай <вернулся>",
        ),
        (site_pages.topic(SITE, "ru", Topic("law", "law", 1), [PICTURED]), "Law — The Desk: Мост"),
        (site_pages.chooser(SITE), "The Desk: English; Русский; Oʻzbekcha; Ўзбекча; Тоҷикӣ"),
    ):
        said = tree(made).xpath("//meta[@name='description' or @property='og:description']/@content")
        assert said == [expected] * 2


def test_an_article_that_is_alone_under_a_topic_has_all_of_the_page() -> None:
    alone, two = (site_pages.topic(SITE, "ru", Topic("law", "law"), found) for found in ([STORY], [STORY, PICTURED]))
    assert [len(tree(made).xpath("//article[contains(@class, 'lead')]")) for made in (alone, two)] == [1, 0]


def test_a_page_of_a_site_without_a_name_or_an_address_needs_neither() -> None:
    made = site_pages.front(Site(languages=("en",)), "en", [STORY])
    assert texts(made, "//title") == ["Latest news"]
    assert not tree(made).xpath("//link[@rel='canonical'] | //script | //meta[@property='og:url']")
    assert not tree(made).xpath("//nav")


def test_the_longest_front_page_is_light() -> None:
    """As many articles as one can have, each with as many letters as `elements.MAX_LENGTH` advises, in Cyrillic."""
    longest = elements.MAX_LENGTH
    texts = ("Ш" * longest[role] for role in (Role.HEADLINE, Role.META_DESCRIPTION, Role.ALT_TEXT))
    title, description, alt = texts
    image = Image("media/2025/a-name-of-a-picture-as-they-are.jpg", alt, 1200, 800)
    teaser = Teaser("ru/2025/" + "a" * 70 + ".html", title, description, "Ш" * 20, "2025-05-12", "", image)
    topics = [Topic(f"topic-{number}", "Ш" * 15, 3) for number in range(20)]
    made = site_pages.front(
        SITE, "ru", [teaser] * (2 * site.PAGE_SIZE - 1), topics=topics, part=site_pages.Part(older="ru/archive/1.html")
    )
    assert len(made.encode()) < 60_000


@given(st.lists(st.integers(), max_size=60), st.integers(min_value=1, max_value=9))
def test_shelves_hold_everything_once_in_order(items: list[int], size: int) -> None:
    pages = site_pages.paginated(items, size)
    assert [one for _, some in pages for one in some] == items
    assert [number for number, _ in pages] == [0, *range(len(pages) - 1, 0, -1)]
    assert all(len(some) == size for number, some in pages if number)
    assert len(pages[0][1]) >= min(size, len(items))
    assert len(pages[0][1]) < 2 * size


@given(st.integers(min_value=0, max_value=60), st.integers(min_value=1, max_value=9))
def test_what_stands_in_the_archive_stays_there_when_an_article_is_added(count: int, size: int) -> None:
    before, after = (dict(site_pages.paginated(list(range(many, 0, -1)), size)) for many in (count, count + 1))
    assert {number: some for number, some in before.items() if number}.items() <= after.items() or count == 0


def test_every_address_on_a_front_page_stays_in_the_folder_of_the_pages() -> None:
    made = site_pages.front(
        SITE, "ru", [STORY, PICTURED], topics=[Topic("a", "a")], part=site_pages.Part(older="ru/archive/1.html")
    )
    for way in tree(made).xpath("//body//@href | //body//@src"):
        if not str(way).startswith("#"):
            assert urllib.parse.urljoin("https://x/y/ru/index.html", str(way)).startswith("https://x/y/")
