from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from lxml import etree

from l10n_flow.exporters import fragment, wxr
from l10n_flow.languages import registry
from l10n_flow.shown import Correction
from l10n_flow.values import replace
from tests.exporters.editions import CORRECTION, MARKDOWN, NOWHERE, SITE, edition, languages

SCHEMA = Path(__file__).parent / "schemas/wxr.rng"
"""What the importer reads, and needs: a number for each post, a status and a kind that it knows, no two of a number."""

SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "wp": "http://wordpress.org/export/1.2/",
}
HOSTILE = "]]></content:encoded><script>1</script>]]>"


def file(lang: str, *pieces: str) -> etree._Element:
    root = etree.fromstring("".join(wxr.whole(lang, pieces, SITE)).encode())
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(root), schema.error_log
    return root


def piece(**said: object) -> str:
    ((name, text),) = wxr.files(edition(**said), SITE).items()  # type: ignore[arg-type]
    assert name == ""
    return text


def test_a_post_is_what_the_importer_reads() -> None:
    root = file("en", piece())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert root.findtext("channel/wp:wxr_version", namespaces=SPACES) == "1.2"
    item = root.find("channel/item")
    assert item is not None
    said = {child.tag.rpartition("}")[2]: child.text for child in item}
    assert said["title"] == "A regime: what it means"
    assert said["link"] == "https://example.org/news/en/2025/regime.html"
    assert said["pubDate"] == "Mon, 12 May 2025 00:00:00 +0000"
    assert (said["post_date"], said["post_date_gmt"]) == ("2025-05-12 00:00:00", "2025-05-12 00:00:00")
    assert (said["post_name"], said["post_type"], said["status"]) == ("regime-en", "post", "publish")
    assert said["creator"] == "a-reporter"
    assert item.findtext("excerpt:encoded", namespaces=SPACES) == "Since February."
    terms = [(one.get("domain"), one.get("nicename"), one.text) for one in item.iterfind("category")]
    assert terms == [
        ("language", "en", "English"),
        ("post_tag", "migration", "migration"),
        ("post_tag", "central-asia", "Central Asia"),
    ]
    fields = {one[0].text: one[1].text for one in item.iterfind("wp:postmeta", SPACES)}
    assert (fields["_l10n_translation_key"], fields["_l10n_language"]) == ("2025/regime", "en")
    assert fields["authors"] == "A. Reporter, B. Editor"


def said(root: etree._Element, path: str) -> list[str | None]:
    return [one.text for one in root.iterfind(path, SPACES)]


def test_authors_and_tags_come_first_and_once() -> None:
    other = edition(MARKDOWN.replace("A. Reporter", "C. Critic"), article="2025/b")
    root = file("en", piece(), piece(article="2025/c"), *wxr.files(other, SITE).values())
    assert said(root, "channel/wp:author/wp:author_login") == ["a-reporter", "c-critic"]
    assert said(root, "channel/wp:author/wp:author_display_name") == ["A. Reporter", "C. Critic"]
    assert said(root, "channel/wp:tag/wp:tag_slug") == ["migration", "central-asia"]


def test_pictures_are_attachments_of_their_posts() -> None:
    root = file("en", piece(), piece(article="2025/b", image="media/2025/x.jpg", alt="A bus"), piece(article="2025/c"))
    items = root.findall("channel/item")
    numbers = [one.findtext("wp:post_id", namespaces=SPACES) for one in items]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7"]
    kinds = [one.findtext("wp:post_type", namespaces=SPACES) for one in items]
    assert kinds == ["post", "attachment", "post", "attachment", "attachment", "post", "attachment"]
    parents = [one.findtext("wp:post_parent", namespaces=SPACES) for one in items]
    assert parents == ["0", "1", "0", "3", "3", "0", "6"]
    urls = [one.findtext("wp:attachment_url", namespaces=SPACES) for one in items]
    place = "https://example.org/news/media/2025"
    assert urls[:5] == [None, f"{place}/images/map.png", None, f"{place}/x.jpg", f"{place}/images/map.png"]
    assert f'src="{urls[1]}"' in (items[0].findtext("content:encoded", namespaces=SPACES) or "")
    fields = [{one[0].text: one[1].text for one in item.iterfind("wp:postmeta", SPACES)} for item in items]
    assert fields[1] == {"_wp_attachment_image_alt": "A map"}
    assert (fields[2]["_thumbnail_id"], fields[3]["_wp_attachment_image_alt"]) == ("4", "A bus")
    assert "_thumbnail_id" not in fields[0]  # it is a drawing


def test_a_picture_is_the_same_for_the_importer_in_every_language() -> None:
    found = [file(lang, piece(lang=lang)).findall("channel/item")[1] for lang in ("en", "ru")]
    titles, days = ([one.findtext(name, namespaces=SPACES) for one in found] for name in ("title", "wp:post_date"))
    assert len({*titles}) == len({*days}) == 1


def test_no_pictures_where_nobody_knows_where_the_site_is() -> None:
    ((_, text),) = wxr.files(edition(), NOWHERE).items()
    assert [one.findtext("wp:post_type", namespaces=SPACES) for one in file("en", text).iter("item")] == ["post"]


def test_the_house_style_holds() -> None:
    words = registry.get("ru")
    own = replace(SITE, house=(replace(words, bound=replace(words.bound, after=frozenset({"и"}))),))
    article = edition("# Он и она\n\nМы и вы в доме.\n", "markdown", lang="ru")
    assert "Мы и\xa0вы в\xa0доме." in wxr.files(article, SITE)[""]
    assert "<title>Он и\xa0она</title>" in wxr.files(article, own)[""]
    assert "Мы и\xa0вы в доме." in wxr.files(article, own)[""]


def test_a_body_is_that_of_the_fragment_without_lines_that_would_be_breaks() -> None:
    source = "<article><h1>T</h1>\n<p>one\n  two</p>\n\n<pre>a\n  b</pre></article>"
    exported = edition(source, "html")
    ((_, text),) = wxr.files(exported, SITE).items()
    body = file("en", text).findtext("channel/item/content:encoded", namespaces=SPACES)
    assert body == "<p>one two</p> <pre>a\n  b</pre>"
    assert fragment.files(exported, SITE)["en/2025/regime.html"].split() == body.split()


def test_corrections_stand_below_the_text() -> None:
    body = file("ru", piece(lang="ru", corrections=(CORRECTION,))).findtext(
        "channel/item/content:encoded", namespaces=SPACES
    )
    assert body is not None
    assert body.endswith("2025 года:</strong> The registry held 685,000 names &amp; not 650,000.</p>")


def test_posts_have_numbers_of_their_own() -> None:
    root = file("ru", piece(lang="ru"), piece(lang="ru", article="2025/b"))
    assert said(root, "channel/item/wp:post_id") == ["1", "2", "3", "4"]


@pytest.mark.parametrize("lang", languages())
def test_every_language_makes_a_file(lang: str) -> None:
    assert file(lang, piece(lang=lang)).findtext("channel/language") == lang


def test_a_text_stays_in_its_element() -> None:
    item = file("en", piece(say=lambda _: HOSTILE), piece()).find("channel/item")
    assert item is not None
    assert html.unescape(item.findtext("title") or "").strip() == HOSTILE
    assert "<script" not in (item.findtext("title") or "")
    assert "<script" not in (item.findtext("excerpt:encoded", namespaces=SPACES) or "")
    assert item.find("script") is None
    assert "<script" not in (item.findtext("content:encoded", namespaces=SPACES) or "")


@pytest.mark.parametrize(
    "said",
    [
        '[video src="https://leak.example/x.mp4"]',
        '[gallery ids="1"]',
        "[embed]https://leak.example/post[/embed]",
        "[[gallery]] [/gallery]",
        "https://leak.example/watch?v=1",
        " HTTP://leak.example/watch?v=1\n",
    ],
)
def test_what_wordpress_would_run_is_text(said: str) -> None:
    """What its `do_shortcode` and `autoembed` look for is in no text."""
    source = (
        "<article><h1>T</h1><p class='deck'>d</p><p>x</p><pre>a\nx</pre><p><img src='a.png' alt='x'/></p></article>"
    )
    ((_, text),) = wxr.files(
        edition(source, "html", say=lambda _: said, corrections=(Correction("2025-05-14", "update", said),)), SITE
    ).items()
    item = file("en", text).find("channel/item")
    assert item is not None
    for name in ("content:encoded", "excerpt:encoded"):
        run = item.findtext(name, namespaces=SPACES) or ""
        assert "[" not in run
        assert not re.search(r"(?im)(?:^|>)\s*https?://[^\s<>\"]+\s*(?:$|<)", run)
        assert html.unescape(run).count(said.strip().partition(":")[2]) >= 1


@pytest.mark.parametrize(
    "said", ['O:8:"stdClass":1:{s:1:"a";b:1;}', "a:0:{}", "i:5;", "N;", 's:1:"x";', " b:1;", "C:1:x", "E:1:x"]
)
def test_no_custom_field_is_serialised_php(said: str) -> None:
    source = "<article><p class='kicker'>k</p><h1>T</h1><p>x</p></article>"
    ((_, text),) = wxr.files(edition(source, "html", say=lambda _: f"{said} é"), SITE).items()
    fields = {one[0].text: one[1].text for one in file("en", text).iterfind("channel/item/wp:postmeta", SPACES)}
    value = f"{said} é".strip()
    assert fields["kicker"] == f's:{len(value.encode())}:"{value}";'


def test_without_a_date_or_a_name_wordpress_takes_its_own() -> None:
    source = "<article><h1>T</h1><p class='byline'>日本</p><p>x</p></article>"
    ((_, text),) = wxr.files(edition(source, "html", date=""), NOWHERE).items()
    item = file("en", text).find("channel/item")
    assert item is not None
    assert item.find("pubDate") is None
    assert item.findtext("dc:creator", namespaces=SPACES) == "newsroom"


def body(*pieces: str) -> str:
    return "".join(str(one.text) for one in file("en", *pieces).iterfind("channel/item/content:encoded", SPACES))


def test_several_posts_can_stand_on_one_page() -> None:
    made = body(piece(), piece(article="2025/b", slug="b"), piece(slug="c"))
    ids = re.findall(r' id="([^"]*)"', made)
    assert len(ids) == len(set(ids)) == 6
    assert set(re.findall(r'href="#([^"]*)"', made)) == {*ids}


def test_nothing_in_a_post_is_of_our_pages_alone() -> None:
    made = body(piece())
    assert "<table>" in made
    assert not re.search(r'class=""|tabindex|role="region"|class="table"', made)


@pytest.mark.parametrize(
    ("lang", "slug", "name"),
    [
        ("en", "regime", "regime-en"),
        ("uz", "regime", "regime-uz"),
        ("uz", "yangi-tartib", "yangi-tartib"),
        ("uz-Cyrl", "yangi-tartib", "yangi-tartib-uz-cyrl"),
    ],
)
def test_editions_do_not_take_each_others_names(lang: str, slug: str, name: str) -> None:
    item = file(lang, piece(lang=lang, slug=slug)).find("channel/item")
    assert item is not None
    assert item.findtext("wp:post_name", namespaces=SPACES) == name


def test_links_lead_to_posts() -> None:
    links = {
        "a.md": {"en": "en/2025/a.html", "ru": "ru/2025/spelt.html"},
        "b.md": {"ru": "ru/2025/spelt.html"},
        "c.md": {},
    }
    text = "# T\n\n[one](a.md#part), [two](b.md), [three](c.md)\n"
    articles = {"a.md": "2025/a", "b.md": "2025/b", "c.md": "2025/c"}
    ((_, made),) = wxr.files(replace(edition(text), links=links, articles=articles), SITE).items()
    assert re.findall(r'<a href="([^"]*)"', body(made)) == [
        "https://example.org/news/?name=a-en#part",
        "https://example.org/news/?name=spelt",
    ]


FIELDS = """title guid creator {content}encoded {excerpt}encoded post_id post_date post_date_gmt comment_status
ping_status status post_name post_parent menu_order post_type post_password is_sticky""".split()
"""What all readers of the importer look for in a post."""


def test_all_readers_of_the_importer_find_what_they_look_for() -> None:
    root = file("en", piece(image="media/2025/x.jpg", alt="A bus"), piece(article="2025/b", date=""))
    for item in root.iter("item"):
        names = [child.tag.replace("http://wordpress.org/export/1.2/excerpt/", "excerpt") for child in item]
        names = [name.replace("http://purl.org/rss/1.0/modules/content/", "content") for name in names]
        names = [name if name.endswith("encoded") else name.rpartition("}")[2] for name in names]
        assert not {*FIELDS} - {*names}
        assert {*names[names.index("postmeta") :]} == {"postmeta"}
    written = "".join(wxr.whole("en", [piece(image="media/2025/x.jpg")], SITE))
    assert not re.search(r"<[a-z:_]+ ?/>", re.sub(r"<!\[CDATA\[.*?\]\]>", "", written, flags=re.DOTALL))
