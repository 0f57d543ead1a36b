"""The allow-list that everything from an article passes on its way to a page."""

from __future__ import annotations

import functools

import nh3
from lxml import etree

from ..articles import document, elements

INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
    "wbr".split()
)
TAGS = INLINE | frozenset(
    "aside blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr img li nav ol p "
    "picture pre section summary table tbody td tfoot th thead tr ul".split()
)
DROPPED = elements.OPAQUE - {"pre", "listing", "xmp"} | {"button", "datalist", "head", "select", document.RAW}
"""Elements that go with all that is in them: they show nothing, or do nothing on a page without scripts."""
_ATTRIBUTES = {
    "*": {"aria-hidden", "aria-label", "dir", "hidden", "id", "lang", "title", "translate"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"alt", "height", "sizes", "src", "srcset", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
_VALUES = {
    "a": {"role": {"doc-backlink"}},
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "img": {"loading": {"lazy"}},
    "section": {"role": {"doc-endnotes"}},
}
UNTRANSLATED = "untranslated"
"""The class of what is still in the language of the original."""
ALIGNED = ("center", "right")
"""The classes of table cells that are not set to the left; a style of their own would need a weaker security policy."""
_CLASSES = {tag: {UNTRANSLATED} for tag in TAGS} | {
    "a": {"backlink", UNTRANSLATED},
    "div": {"table", UNTRANSLATED},
    "img": {"portrait", UNTRANSLATED},
    "p": {"caption", UNTRANSLATED},
    "section": {"footnotes", UNTRANSLATED},
    "span": {"credit", UNTRANSLATED},
    "sup": {"footnote-ref", UNTRANSLATED},
    "td": {*ALIGNED, UNTRANSLATED},
    "th": {*ALIGNED, UNTRANSLATED},
}
"""The classes that the style sheet knows; an article's others could only dress up as something else."""
_SCHEMES = {"http", "https", "mailto"}
_CITED = ("https://", "http://")


def clean(element: etree._Element, tags: frozenset[str] = TAGS) -> str:
    """What is in an element, as HTML that can do no harm."""
    html = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return _cleaner(tags, cites="cite" in html.lower()).clean(html).strip()


@functools.cache
def _cleaner(tags: frozenset[str], *, cites: bool = True) -> nh3.Cleaner:
    """What cleans; only what `cites` is asked of each attribute, which takes as long as all the rest."""
    return nh3.Cleaner(
        tags=set(tags),
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag in tags or tag == "*"},
        tag_attribute_values={tag: values for tag, values in _VALUES.items() if tag in tags},
        allowed_classes={tag: names for tag, names in _CLASSES.items() if tag in tags},
        attribute_filter=_checked if cites else None,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _checked(_tag: str, name: str, value: str) -> str | None:
    """Addresses that nh3 does not look at."""
    return None if name == "cite" and not value.startswith(_CITED) else value
