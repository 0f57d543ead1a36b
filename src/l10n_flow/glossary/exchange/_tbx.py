"""What a TBX file may say: the tree of a file in any style and of any draft -> that of TBX-Basic DCT, or why not.

The rules are in `tbx_basic.rng`, which says where they come from. What is refused before the schema is asked is refused
in words that an editor can act on.
"""

from __future__ import annotations

import difflib
import functools
import re
from importlib import resources
from itertools import filterfalse
from typing import TYPE_CHECKING, cast

from lxml import etree

from ...errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..fields import Refused

__all__ = ["BASIC", "LANG", "MIN", "TBX", "conform", "line_of", "schema"]

TBX, MIN, BASIC = "urn:iso:std:iso:30042:ed-2", "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_CORE = re.compile(r"urn:iso:std:iso:30042:ed[-:][\d.]+")
"""The namespace of the core: in drafts, and in files that follow them, the edition has another number."""

_MODULE = re.compile(r"http://www\.tbxinfo\.net/ns/(?:dct/)?(?:min|basic)")
_DIALECTS = ("TBX-Core", "TBX-Min", "TBX-Basic")
_META = ("admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref")
"""Elements whose category is their `type`, in the style DCA."""

_STATUS = f"{{{MIN}}}administrativeStatus"
_DRAFTED = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "notRecommended": "deprecatedTerm-admn-sts",
    "obsolete": "supersededTerm-admn-sts",
}
"""Values of the status in a former version of the module Min, and what they are now."""

_RELAX = {"r": "http://relaxng.org/ns/structure/1.0"}
_VAGUE = ("RELAXNG_ERR_ELEMNAME", "RELAXNG_ERR_CONTENTVALID", "RELAXNG_ERR_DATATYPE")
"""What libxml2 says of a choice that was not taken, and of all elements round a wrong one."""

_SOUND = (
    f'<conceptEntry xmlns="{TBX}"><langSec xml:lang="en"><termSec><term>x</term></termSec></langSec></conceptEntry>'
)
"""A concept that is as it must be."""

_AGAIN = "let the program that wrote the file write it as TBX-Basic, or correct this line"


@functools.cache
def schema() -> etree.RelaxNG:
    """The schema of what is written, and of what is read once it is in the style DCT."""
    return etree.RelaxNG(_grammar())


def line_of(element: etree._Element) -> int:
    """The line that an element begins on."""
    return cast("int | None", element.sourceline) or 1


def conform(root: etree._Element, path: str, refused: Refused | None = None) -> None:
    """Put a file's tree into the style DCT and the namespaces of 2019, in place.

    Args:
        root: the tree.
        path: what messages call the file.
        refused: gets what is wrong with one concept, which is taken out of the tree; without it that is raised.

    Raises:
        GlossaryError: it is no TBX-Basic (or Min, or Core) then; with the line, and what is right where that is known.
    """
    _head(root, path)
    is_dca = root.get("style", "").lower() == "dca"
    lines: dict[str, int] = {}
    entries = root.findall("{*}text/{*}body/{*}conceptEntry")
    within = {below for entry in entries for below in entry.iter(tag=etree.Element)}
    _conform(filterfalse(within.__contains__, _content(root)), lines, path, is_dca=is_dca)
    for entry in entries:
        try:
            _conform(list(entry.iter(tag=etree.Element)), lines, path, is_dca=is_dca)
        except GlossaryError as error:
            _refuse(entry, error, refused)
    root.set("style", "dct")
    if entries and root.find("{*}text/{*}body/{*}conceptEntry") is None:
        return
    if not schema().validate(root):
        wrong = _invalid(path)
        if refused is None:
            raise wrong
        _refuse_invalid(root, path, refused)


def _conform(elements: Iterable[etree._Element], lines: dict[str, int], path: str, *, is_dca: bool) -> None:
    for element in elements:
        element.tag = _tag(element, path, is_dca=is_dca)
        _value(element, path)
        name = element.get("id", "")
        if name in lines:
            message = f"the id {name!r} is in line {lines[name]} already"
            raise GlossaryError(message, path=path, line=line_of(element), hint="an id is of one element only")
        lines |= {name: line_of(element)} if name else {}


def _refuse(entry: etree._Element, error: GlossaryError, refused: Refused | None) -> None:
    if refused is None:
        raise error
    refused(error)
    cast("etree._Element", entry.getparent()).remove(entry)


def _refuse_invalid(root: etree._Element, path: str, refused: Refused) -> None:
    """Ask the schema of each concept alone; if it says no to a file with none of them, all is wrong."""
    body = cast("etree._Element", root.find(f"{{{TBX}}}text/{{{TBX}}}body"))
    entries = body.findall(f"{{{TBX}}}conceptEntry")
    for entry in entries:
        body.remove(entry)
    body.append(etree.fromstring(_SOUND))
    if not schema().validate(root):
        raise _invalid(path)
    kept = []
    for entry in entries:
        body[-1] = entry
        if schema().validate(root):
            kept.append(entry)
        else:
            refused(_invalid(path))
    body[-1:] = kept


def _invalid(path: str) -> GlossaryError:
    """Why the schema said no."""
    line, message = _reason(schema().error_log)
    return GlossaryError(f"this is no TBX-Basic: {message}", path=path, line=line, hint=_AGAIN)


def _reason(log: etree._ListErrorLog) -> tuple[int, str]:
    """The line where the schema says no, and why: of all its tries the one that got farthest."""
    told = [(entry.line, at, entry.message) for at, entry in enumerate(log) if entry.type_name not in _VAGUE]
    line, _, message = max(told or [(log[0].line, 0, log[0].message)])
    return line, message


def _head(root: etree._Element, path: str) -> None:
    name = etree.QName(root)
    dialect, style = root.get("type", ""), root.get("style", "")
    if name.localname != "tbx" or not _CORE.fullmatch(name.namespace or ""):
        hint = f"export it as TBX version 3 (ISO 30042:2019), TBX-Basic; that begins with <tbx xmlns={TBX!r}>"
        raise GlossaryError(_not_tbx(root), path=path, line=line_of(root), hint=hint)
    if dialect not in _DIALECTS:
        hint = f"export it as TBX-Basic; {', '.join(_DIALECTS)} are known here"
        message = f"the dialect {dialect!r} is not known" if dialect else "the file does not say what dialect it is"
        raise GlossaryError(message, path=path, line=line_of(root), hint=hint)
    if not style:
        hint = 'say style="dct" in the line <tbx>, or "dca" if categories are in the attribute type'
        raise GlossaryError("the file does not say what style it is", path=path, line=line_of(root), hint=hint)
    if style.lower() not in ("dct", "dca"):
        raise _wrong(root, "style", style, ("dct", "dca"), path)


def _not_tbx(root: etree._Element) -> str:
    name = etree.QName(root)
    if name.localname != "tbx":
        return f"this is no TBX of ISO 30042:2019, but <{name.localname}>"
    return f"this is no TBX of ISO 30042:2019: <tbx> is of the namespace {name.namespace!r}"


def _content(root: etree._Element) -> Iterator[etree._Element]:
    """The elements, but for what stands behind the text, of which nothing is read."""
    back = {below for one in root.iter("{*}back") for below in one.iterdescendants()}
    return (element for element in list(root.iter(tag=etree.Element)) if element not in back)


def _tag(element: etree._Element, path: str, *, is_dca: bool) -> str:
    """What an element is called in the style DCT."""
    name = etree.QName(element)
    is_core = _CORE.fullmatch(name.namespace or "") is not None
    if is_core and name.localname in _META:
        if not is_dca:
            message = f"<{name.localname}> is of the style DCA, and the file says that it is DCT"
            raise GlossaryError(message, path=path, line=line_of(element), hint='say style="dca" in the line <tbx>')
        category = str(element.attrib.pop("type", ""))
        element.attrib.pop("module", "")
        return _category(element, category, path)
    if is_core:
        if name.localname not in _names(TBX):
            raise _unknown(element, name.localname, _names(TBX), path)
        return f"{{{TBX}}}{name.localname}"
    if not _MODULE.fullmatch(name.namespace or ""):
        message = f"<{name.localname}> is of another dialect ({name.namespace or 'without a namespace'})"
        hint = "export the file as TBX-Basic, without data categories of other dialects"
        raise GlossaryError(message, path=path, line=line_of(element), hint=hint)
    if is_dca:
        message = f"<{name.localname}> is of the style DCT, and the file says that it is DCA"
        raise GlossaryError(message, path=path, line=line_of(element), hint='say style="dct" in the line <tbx>')
    return _category(element, name.localname, path)


def _category(element: etree._Element, category: str, path: str) -> str:
    element.attrib.pop("metaType", "")  # its element in the style DCA, which the style DCT may name
    for namespace in (MIN, BASIC):
        if category in _names(namespace):
            return f"{{{namespace}}}{category}"
    raise _unknown(element, category, _names(MIN) | _names(BASIC), path)


def _value(element: etree._Element, path: str) -> None:
    """Stop at a value that is none of those its category may have; a drafted one becomes what it is now."""
    choices = _values().get(element.tag)
    if element.tag == _STATUS:
        element.text = _DRAFTED.get((element.text or "").strip(), element.text)
    text = "".join(cast("Iterator[str]", element.itertext())).strip()
    if choices and text not in choices:
        raise _wrong(element, etree.QName(element).localname, text, choices, path)


def _wrong(element: etree._Element, name: str, text: str, choices: Collection[str], path: str) -> GlossaryError:
    close = difflib.get_close_matches(text, choices, 1, 0.5)
    hint = f"did you mean {close[0]!r}? " if close else ""
    hint += f"It may be {', '.join(choices)}"
    return GlossaryError(f"{name} cannot be {text!r}", path=path, line=line_of(element), hint=hint)


def _unknown(element: etree._Element, name: str, known: Collection[str], path: str) -> GlossaryError:
    close = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    hint = f"did you mean {close[0]!r}?" if close else _AGAIN
    return GlossaryError(f"{name!r} is not known in TBX-Basic", path=path, line=line_of(element), hint=hint)


@functools.cache
def _names(namespace: str) -> frozenset[str]:
    """The elements that the schema has of a namespace."""
    return frozenset(name for one, name in map(_split, _elements()) if one == namespace)


@functools.cache
def _values() -> Mapping[str, tuple[str, ...]]:
    """Element -> the values that it may have, of those that have a closed list."""
    found = {}
    for element in _elements():
        values = tuple(str(value.text) for value in element.iterfind("r:choice/r:value", _RELAX))
        if values:
            found["{{{}}}{}".format(*_split(element))] = values
    return found


def _split(element: etree._Element) -> tuple[str, str]:
    return element.get("ns", TBX), element.get("name", "")


def _elements() -> list[etree._Element]:
    return [one for one in _grammar().iter(f"{{{_RELAX['r']}}}element") if one.get("name")]


@functools.cache
def _grammar() -> etree._Element:
    return etree.fromstring(resources.files(__package__).joinpath("tbx_basic.rng").read_bytes())
