"""An article's edition as one HTML page that stands alone: no script, no style sheet, no font from elsewhere.

What comes from the article passes an allow-list (nh3) and a content security policy that runs nothing.
"""

from __future__ import annotations

import functools
import posixpath
import re
import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nh3
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from lxml import etree
from markupsafe import Markup

from .. import document, elements, locales
from ..errors import SourceError
from ..languages import registry
from ..model import Role

if TYPE_CHECKING:
    import gettext
    from collections.abc import Iterator, Sequence

    from ..languages.language import Language
    from ..model import Article

SUFFIX = ".html"

_FRONT = (Role.KICKER, Role.HEADLINE, Role.DECK, Role.BYLINE, Role.DATELINE)
"""What goes to the top of the page, wherever the article has it."""
_ONCE = frozenset({Role.KICKER, Role.HEADLINE})
_APART = frozenset({"aside", "blockquote", "figure", "footer", "form", "li", "nav", "table"})
"""Inside these, a byline is somebody else's."""

_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
    "wbr".split()
)
_TAGS = _INLINE | frozenset(
    "aside blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr img li nav ol p "
    "picture pre section summary table tbody td tfoot th thead tr ul".split()
)
_DROPPED = elements.OPAQUE - {"pre", "listing", "xmp"} | {"button", "datalist", "head", "select", document.RAW}
"""Elements that go with all that is in them: they show nothing, or do nothing on a page without scripts."""
_ATTRIBUTES = {
    "*": {"aria-hidden", "aria-label", "dir", "hidden", "id", "lang", "title", "translate"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan", "style"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
_VALUES = {
    "a": {"role": {"doc-backlink", "doc-noteref"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "img": {"decoding": {"async"}, "loading": {"lazy"}},
    "section": {"role": {"doc-endnotes"}},
}
_UNTRANSLATED = "untranslated"
_CLASSES = {tag: {_UNTRANSLATED} for tag in _TAGS} | {
    "a": {"backlink", _UNTRANSLATED},
    "div": {"table", _UNTRANSLATED},
    "p": {"caption", _UNTRANSLATED},
    "section": {"footnotes", _UNTRANSLATED},
    "span": {"credit", _UNTRANSLATED},
    "sup": {"footnote-ref", _UNTRANSLATED},
}
"""The classes that the style sheet knows; an article's others could only dress up as something else."""
_SCHEMES = {"http", "https", "mailto"}


@dataclass(frozen=True, slots=True)
class Edition:
    """One language's page of an article: its BCP 47 tag and its path from the folder that is published.

    `original` marks the language that the article was written in.
    """

    lang: str
    path: str
    original: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the page's top: its inline markup, safe, and its `lang` if it has one of its own."""

    html: Markup
    lang: str | None


def page(
    article: Article,
    *,
    editions: Sequence[Edition],
    publication: str = "",
    base_url: str = "",
    media: str = "",
) -> str:
    """The whole page of an edition.

    Args:
        article: filled, in the edition's language. Parts with the `lang` of the original count as untranslated.
        editions: all editions that readers can open, this one among them, in the order of the language switcher.
        publication: what the newsroom calls itself; empty for a page without a masthead.
        base_url: where `public/` is on the web (`https://example.org/news/`); empty if that is not known, then
            there are no absolute addresses.
        media: the way from this page to the folder that the article's relative image addresses count from.

    Raises:
        LanguageError: the article's language is not known.
        SourceError: its tree is broken, or a date is none.
        ValueError: `editions` lacks the article's own.
    """
    language = registry.get(article.lang)
    own = next((edition for edition in editions if edition.lang == article.lang), None)
    if own is None:
        raise ValueError(f"no edition in {article.lang!r} among those of {article.id}")
    original = next((edition for edition in editions if edition.original), own)
    root = document.parse(article.body)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    head = _head(root)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    partial = original is not own and _mark_untranslated(root, original.lang, locales.ui(language))
    content = _content(root)
    front = _pull_front(content)
    _arrange(content, media, locales.ui(language))
    headline = " ".join(document.text_of(part) for part in front[Role.HEADLINE])
    return _template(language).render(
        article=article,
        language=language,
        head=head,
        title=head.get("title") or headline or article.id,
        description=head.get("description") or " ".join(document.text_of(part) for part in front[Role.DECK]),
        front={role.value: [_piece(part) for part in parts] for role, parts in front.items()},
        byline=_byline(front[Role.BYLINE], head.get("l10n:authors", ""), language),
        dates=_dates(article, language, [*front[Role.BYLINE], *front[Role.DATELINE], *content.iter("header")]),
        body=_clean(content),
        partial=partial,
        own=own,
        original=original,
        original_name=locales.language_name(registry.get(original.lang), language),
        editions=[(edition, registry.get(edition.lang), _relative(edition.path, own.path)) for edition in editions],
        publication=publication,
        base_url=base_url and base_url.rstrip("/") + "/",
        image=_absolute(article.meta.image, media, own, base_url),
    )


def images(article: Article) -> tuple[str, ...]:
    """The relative addresses of an article's images, in reading order, each once: the files that its pages need."""
    found = (str(img.get("src", "")) for img in document.parse(article.body).iter("img"))
    return tuple(dict.fromkeys(address for address in found if _is_relative(address)))


@functools.cache
def _template(language: Language) -> Template:
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(locales.ui(language), newstyle=True)  # type: ignore[attr-defined]
    return environment.get_template("article.html")


def _head(root: etree._Element) -> dict[str, str]:
    """The page's own title and meta texts, by their names."""
    found = {
        str(meta.get("name") or meta.get("property") or "").lower(): str(meta.get("content", ""))
        for meta in root.iter("meta")
    }
    title = root.find("head/title")
    if title is not None:
        found["title"] = document.text_of(title)
    return found


def _content(root: etree._Element) -> etree._Element:
    """The element that holds the article: of a page the first candidate with a headline in it."""
    if root.tag != "html":
        return root
    candidates = [found for name in ("article", "main", "body") for found in root.iter(name)]
    with_headline = (candidate for candidate in candidates if next(candidate.iter("h1"), None) is not None)
    return next(with_headline, candidates[0] if candidates else root)


def _pull_front(content: etree._Element) -> dict[Role, list[etree._Element]]:
    """Take what belongs to the top of the page out of the text."""
    front: dict[Role, list[etree._Element]] = {role: [] for role in _FRONT}
    taken: set[etree._Element] = set()
    for element in content.iterdescendants("*"):
        role = elements.role_of(str(element.tag), _attributes(element), first_h1=not front[Role.HEADLINE])
        if role not in front or (role in _ONCE and front[role]):
            continue
        above = set(element.iterancestors())
        if not taken & above and not any(ancestor.tag in _APART for ancestor in above):
            front[role].append(element)
            taken.add(element)
    for element in [element for parts in front.values() for element in parts]:
        _detach(element, content)
    return front


def _detach(element: etree._Element, content: etree._Element) -> None:
    """Take an element out, but not the text after it; then its parents, as far as they have become empty."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)
    if parent is not content and not len(parent) and not re.search(r"\w", parent.text or ""):
        _detach(parent, content)


def _mark_untranslated(root: etree._Element, original: str, texts: gettext.NullTranslations) -> bool:
    """Mark what is still in the language of the original; whether there is anything."""
    marked = [part for part in root.iter("*") if part.get("lang") == original and part is not root]
    for part in marked:
        part.set("class", f"{part.get('class', '')} {_UNTRANSLATED}".strip())
        part.set("title", texts.gettext("This passage has not been translated yet"))
    return bool(marked)


def _arrange(content: etree._Element, media: str, texts: gettext.NullTranslations) -> None:
    """Make the text's elements those of the page."""
    for name, instead in (("h1", "h2"), ("listing", "pre"), ("xmp", "pre")):
        for element in content.iter(name):
            element.tag = instead
    for paragraph in content.iterfind(".//li/p[@data-l-tight]"):
        paragraph.tag = "div" if paragraph.get("lang") else "l-tight"
    etree.strip_tags(content, "l-tight")
    for number, image in enumerate(content.iter("img")):
        if _is_relative(address := str(image.get("src", ""))):
            image.set("src", posixpath.join(media, address))
        image.set("alt", image.get("alt", ""))
        if number:
            image.set("loading", "lazy")
    for figure in content.iter("figure"):
        _label_credits(figure, texts)
    for table in list(content.iter("table")):
        _make_scrollable(table, texts)
    _link_footnotes(content, texts)


def _label_credits(figure: etree._Element, texts: gettext.NullTranslations) -> None:
    image = next(figure.iter("img"), None)
    drawn = image is not None and str(image.get("src", "")).lower().endswith(".svg")
    label = texts.gettext("Graphic: %(credit)s") if drawn else texts.gettext("Photo: %(credit)s")
    for part in figure.iter("*"):
        if elements.role_of(str(part.tag), _attributes(part), first_h1=False) is Role.CREDIT:
            part.set("class", f"credit {part.get('class', '')}")
            if image is not None and ":" not in document.text_of(part):
                part.text = label % {"credit": part.text or ""}


def _make_scrollable(table: etree._Element, texts: gettext.NullTranslations) -> None:
    """Put a table into a box of its own that can be scrolled with a finger and with the keyboard."""
    parent = table.getparent()
    if parent is None or next(table.iterancestors("table"), None) is not None:
        return
    caption = table.find("caption")
    name = texts.gettext("Table") if caption is None else document.text_of(caption)
    box = etree.Element("div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": name})
    box.tail, table.tail = table.tail, None
    parent.replace(table, box)
    box.append(table)


def _link_footnotes(content: etree._Element, texts: gettext.NullTranslations) -> None:
    """Give the footnotes a heading and ways back to where they are referred to."""
    marks: dict[str, list[str]] = {}
    for link in content.iter("a"):
        if link.get("id"):
            marks.setdefault(str(link.get("href", "")), []).append(f"#{link.get('id')}")
    for section in content.iter("section"):
        if "footnotes" not in section.get("class", "").split():
            continue
        section.set("role", "doc-endnotes")
        if section.find("h2") is None:
            heading = etree.Element("h2")
            heading.text = texts.gettext("Footnotes")
            section.insert(0, heading)
        for note in section.iterfind(".//li[@id]"):
            known = {link.get("href") for link in note.iter("a")}
            last = note[-1] if len(note) and note[-1].tag in {"p", "div"} else note
            for address in marks.get(f"#{note.get('id')}", ()):
                if address not in known:
                    text = {"aria-label": texts.gettext("Back to the text"), "role": "doc-backlink"}
                    etree.SubElement(last, "a", {"class": "backlink", "href": address, **text}).text = "↑"


def _piece(element: etree._Element) -> _Piece:
    for block in element.iterdescendants("p", "div", "br"):
        block.tail = f" {block.tail or ''}"
    return _Piece(_clean(element, _INLINE), element.get("lang"))


def _clean(element: etree._Element, tags: frozenset[str] = _TAGS) -> Markup:
    """What is in an element, as HTML that can do no harm."""
    html = nh3.clean(
        etree.tostring(element, encoding="unicode", method="html", with_tail=False),
        tags=set(tags),
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag in tags or tag == "*"},
        tag_attribute_values={tag: values for tag, values in _VALUES.items() if tag in tags},
        allowed_classes={tag: names for tag, names in _CLASSES.items() if tag in tags},
        filter_style_properties={"text-align"},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return Markup(html.strip())  # noqa: S704  it was just cleaned


def _byline(parts: list[etree._Element], authors: str, language: Language) -> dict[str, object]:
    """The authors as one text, how many, and whether the article itself says "by"."""
    names = [str(_clean(part, _INLINE)) for part in parts]
    names = names or [str(Markup.escape(name.strip())) for name in authors.split(",") if name.strip()]
    first = document.text_of(parts[0]).casefold() if parts else ""
    return {
        "authors": Markup(locales.format_list(names, language)),  # noqa: S704  cleaned above
        "count": len(names),
        "labelled": any(first.startswith(label) for label in _byline_labels()),
    }


@functools.cache
def _byline_labels() -> frozenset[str]:
    """What bylines begin with, in any language: `by `, `автор: `."""
    texts = [locales.ui(registry.get(tag)) for tag in registry.tags()]
    forms = {text.ngettext("By %(authors)s", "By %(authors)s", number) for text in texts for number in (1, 2, 5)}
    return frozenset(form.partition("%")[0].casefold() for form in forms)


def _dates(article: Article, language: Language, places: list[etree._Element]) -> Iterator[tuple[str, str, str]]:
    """The dates to show, as (what for, ISO 8601, text); none if the article's own words give one."""
    if any(next(place.iter("time"), None) is not None for place in places):
        return
    for name, iso in (("published", article.meta.date), ("updated", article.meta.updated)):
        if iso:
            try:
                yield name, iso, locales.format_date(iso, language)
            except ValueError as error:
                raise SourceError(f"{iso!r} is no date", path=article.path, hint="write it like 2025-05-12") from error


def _relative(path: str, page_path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page_path) or ".")


def _absolute(image: str, media: str, own: Edition, base_url: str) -> str:
    """A preview image's address, which must be absolute; empty if it cannot be."""
    if not image or (base_url and not _is_relative(image)):
        return image
    return urllib.parse.urljoin(f"{base_url.rstrip('/')}/{own.path}", posixpath.join(media, image)) if base_url else ""


def _is_relative(address: str) -> bool:
    parts = urllib.parse.urlsplit(address)
    return bool(parts.path) and not parts.scheme and not parts.netloc and not parts.path.startswith("/")


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
