"""What HTML's element and attribute names mean to a translator. Tables and small queries; no tree.

Source of the element lists: the HTML standard, "The elements of HTML" (content categories, optional tags).
"""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

from ..model import Correction, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements that never have content."""

BLOCK = frozenset(
    "html head body title base link meta article section nav aside header footer main address hgroup search "
    "h1 h2 h3 h4 h5 h6 p hr blockquote div center ol ul menu dir li dl dt dd figure figcaption "
    "table caption colgroup col thead tbody tfoot tr td th form fieldset legend label button select optgroup option "
    "datalist details summary dialog frameset frame noframes pre listing xmp plaintext template slot".split()
)
"""Elements that end a run of text; every other one can stand inside a sentence."""

OPAQUE = frozenset(
    "script style pre listing xmp plaintext textarea template noscript iframe noembed noframes "
    "svg math object embed applet audio video canvas map".split()
)
"""Elements whose content nobody translates."""

PLAYERS = frozenset({"audio", "video"})
"""Elements that play a file."""

RAW_TEXT = frozenset({"script", "style"})
"""Elements whose text is not escaped."""

OPTIONAL_END = frozenset("p li dt dd td th tr thead tbody tfoot option optgroup html head body colgroup rt rp".split())
"""Elements whose end tag may be left out."""

_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "colgroup", "caption"})

_ENDED_BY: dict[str, frozenset[str]] = {
    "p": frozenset(
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul".split()
    ),
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th", "tr"}) | _TABLE_PARTS),
    "tr": frozenset({"tr"}) | _TABLE_PARTS,
    **dict.fromkeys(_TABLE_PARTS - {"caption"}, _TABLE_PARTS),
    "option": frozenset({"option", "optgroup"}),
    "optgroup": frozenset({"optgroup"}),
    **dict.fromkeys(("rt", "rp"), frozenset({"rt", "rp"})),
    "head": frozenset({"body"}),
}

_ROLES = {role.value: role for role in Role}

_CLASS_ROLES = {
    "kicker": Role.KICKER,
    "eyebrow": Role.KICKER,
    "overline": Role.KICKER,
    "headline": Role.HEADLINE,
    "deck": Role.DECK,
    "lead": Role.DECK,
    "lede": Role.DECK,
    "standfirst": Role.DECK,
    "subtitle": Role.DECK,
    "byline": Role.BYLINE,
    "author": Role.BYLINE,
    "dateline": Role.DATELINE,
    "caption": Role.CAPTION,
    "credit": Role.CREDIT,
    "footnote": Role.FOOTNOTE,
    "correction": Role.CORRECTION,
}

_TAG_ROLES = {
    "title": Role.PAGE_TITLE,
    "h2": Role.HEADING,
    "h3": Role.HEADING,
    "h4": Role.HEADING,
    "h5": Role.HEADING,
    "h6": Role.HEADING,
    "li": Role.LIST_ITEM,
    "dt": Role.LIST_ITEM,
    "dd": Role.LIST_ITEM,
    "td": Role.TABLE_CELL,
    "th": Role.TABLE_CELL,
    "caption": Role.CAPTION,
    "figcaption": Role.CAPTION,
    "blockquote": Role.QUOTE,
    "address": Role.BYLINE,
    "button": Role.LABEL,
    "label": Role.LABEL,
    "legend": Role.LABEL,
    "option": Role.LABEL,
    "summary": Role.LABEL,
}

_META_ROLES = {
    "description": Role.META_DESCRIPTION,
    "og:description": Role.META_DESCRIPTION,
    "twitter:description": Role.META_DESCRIPTION,
    "og:title": Role.PAGE_TITLE,
    "twitter:title": Role.PAGE_TITLE,
    "title": Role.PAGE_TITLE,
    "og:image:alt": Role.ALT_TEXT,
    "twitter:image:alt": Role.ALT_TEXT,
    "og:site_name": Role.LABEL,
    "keywords": Role.LABEL,
    "l10n:location": Role.DATELINE,
    "l10n:authors": Role.BYLINE,
}

_ATTRIBUTE_ROLES = {
    "alt": Role.ALT_TEXT,
    "title": Role.LABEL,
    "aria-label": Role.LABEL,
    "aria-description": Role.LABEL,
    "placeholder": Role.LABEL,
    "summary": Role.LABEL,
    "label": Role.LABEL,
}

_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)

TITLE_IN_TEXT = frozenset({"abbr"})
"""Elements whose `title` a translator needs where the word stands: the expansion of an abbreviation."""

MAX_LENGTH = {Role.HEADLINE: 110, Role.PAGE_TITLE: 70, Role.META_DESCRIPTION: 160, Role.ALT_TEXT: 150}
"""Characters that search engines and screen readers show at the most, as an advice: Google's documentation on
title links and snippets gives no limit but truncates at about these; NewsArticle asks for headlines up to 110."""


def role_of(tag: str, attributes: Mapping[str, str], first_h1: bool) -> Role | None:
    """The role that an element gives to the text in it; None if it leaves its parent's."""
    named = attributes.get("data-role", "")
    if named in _ROLES:
        return _ROLES[named]
    for name in attributes.get("class", "").lower().split():
        if name in _CLASS_ROLES:
            return _CLASS_ROLES[name]
    if tag == "h1":
        return Role.HEADLINE if first_h1 else Role.HEADING
    return _TAG_ROLES.get(tag)


def bounds_text(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element ends a run of text: by its kind, or because it has a role of its own in the line."""
    return tag in BLOCK or "data-role" in attributes or "credit" in attributes.get("class", "").split()


def translatable_attributes(tag: str, attributes: Mapping[str, str]) -> list[tuple[str, Role]]:
    """Names of the attributes with a text for readers, with the role of that text, in a fixed order."""
    if not attributes:
        return []
    if tag == "meta":
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        return [("content", _META_ROLES[name])] if name in _META_ROLES and "content" in attributes else []
    if _ATTRIBUTE_ROLES.keys().isdisjoint(attributes) and tag != "input":
        return []
    found = [(name, _ATTRIBUTE_ROLES[name]) for name in _ATTRIBUTE_ROLES.keys() & attributes.keys()]
    found.sort()  # in the order of the alphabet: one order for all
    if tag == "input" and attributes.get("type", "").lower() in {"submit", "button", "reset"} and "value" in attributes:
        found.append(("value", Role.LABEL))
    if tag == "link":
        return []
    return found


def correction(attributes: Mapping[str, str]) -> tuple[str, str]:
    """The date of a correction (ISO 8601, empty if it does not say) and its kind, as its element has them."""
    return attributes.get("data-date", ""), attributes.get("data-kind", Correction.KINDS[0])


def is_protected(tag: str, attributes: Mapping[str, str]) -> bool:
    """True for an element whose content is not to be translated: by its kind, or because the article says so."""
    return tag in OPAQUE or (
        bool(attributes)
        and (
            attributes.get("translate", "").lower() == "no"
            or "notranslate" in attributes.get("class", "").split()
            or "hidden" in attributes
        )
    )


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether readers see an element only if a script shows it to them; it may, so that its text is translated."""
    return bool(_NOT_SHOWN.search(attributes.get("style", "")))


def implied_end(opened: str, opening: str) -> bool:
    """Whether the start tag of `opening` ends an element `opened` whose end tag was left out."""
    return opening in _ENDED_BY.get(opened, ())


def is_drawing(address: str) -> bool:
    """Whether an address is that of a drawing (SVG), as far as its name tells."""
    return address.partition("?")[0].partition("#")[0].casefold().endswith((".svg", ".svgz"))


def is_relative(address: str) -> bool:
    """Whether an address counts from where it stands."""
    if address.startswith(("https://", "http://", "/")):  # most do
        return False
    try:
        parts = urllib.parse.urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path) and not parts.scheme and not parts.netloc and not parts.path.startswith("/")
