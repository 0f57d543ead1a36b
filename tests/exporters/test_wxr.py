from __future__ import annotations

import pytest
from lxml import etree

from l10n_flow.exporters import fragment, wxr
from tests.exporters.editions import CORRECTION, NOWHERE, SITE, edition, languages

SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "wp": "http://wordpress.org/export/1.2/",
}
HOSTILE = "]]></content:encoded><script>1</script>]]>"


def file(lang: str, *pieces: str) -> etree._Element:
    return etree.fromstring("".join(wxr.whole(lang, pieces, SITE)).encode())


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
    assert (said["post_name"], said["post_type"], said["status"]) == ("regime", "post", "publish")
    assert said["creator"] == "a-reporter"
    assert item.findtext("excerpt:encoded", namespaces=SPACES) == "Since February."
    terms = [(one.get("domain"), one.get("nicename"), one.text) for one in item.iterfind("category")]
    assert terms == [
        ("language", "en", "English"),
        ("post_tag", "migration", "migration"),
        ("post_tag", "central-asia", "Central Asia"),
    ]
    fields = {one[0].text: one[1].text for one in item.iterfind("wp:postmeta", SPACES)}
    assert fields["l10n_article"] == "2025/regime"
    assert fields["authors"] == "A. Reporter, B. Editor"


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
    assert [one.text for one in root.iterfind("channel/item/wp:post_id", SPACES)] == ["1", "2"]


@pytest.mark.parametrize("lang", languages())
def test_every_language_makes_a_file(lang: str) -> None:
    assert file(lang, piece(lang=lang)).findtext("channel/language") == lang


def test_a_text_stays_in_its_element() -> None:
    item = file("en", piece(say=lambda _: HOSTILE), piece()).find("channel/item")
    assert item is not None
    clean = HOSTILE
    assert (item.findtext("title") or "").strip() == clean
    assert item.find("script") is None
    assert "<script" not in (item.findtext("content:encoded", namespaces=SPACES) or "")


def test_without_a_date_or_a_name_wordpress_takes_its_own() -> None:
    source = "<article><h1>T</h1><p class='byline'>日本</p><p>x</p></article>"
    ((_, text),) = wxr.files(edition(source, "html", date=""), NOWHERE).items()
    item = file("en", text).find("channel/item")
    assert item is not None
    assert item.find("pubDate") is None
    assert item.findtext("dc:creator", namespaces=SPACES) == "newsroom"
