"""PO files in and out, strictly and without loss.

What polib would damage is refused with its line, or read right by our own scanner; polib formats the entries that
changed, and every other entry is written back as the bytes that it was read from.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import unicodedata
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from ..errors import CatalogError, ChangedUnderUs
from ..model import Catalog, Unit
from ..values import replace
from .po_files import MAX_BYTES, read_bytes, read_file, replace_many, settled
from .po_format import entry
from .po_plain import NO_TEXT
from .po_scan import scan

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ATTEMPTS", "MAX_BYTES", "changed", "dump", "find", "load", "read", "write"]

ATTEMPTS = 3
"""How often a catalog is made anew that somebody saves at the moment when it is to be written."""

_UTF8_NAMES = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "charset", ""})
"""Charsets of a header whose bytes are UTF-8 (`CHARSET` is a template's blank)."""

_HEADER = re.compile(rb'^[ \t]*msgid\s*""\s*msgstr((?:\s*"(?:[^"\\\n]|\\.)*+")++)', re.MULTILINE)
"""The header entry of a file in any charset that has ASCII in it."""
_LEGACY = re.compile(
    rb"charset=((?i:iso[-_]8859[-_]\d+|windows-125\d|cp\d{3,4}|koi8-[rut]|euc-(?:kr|jp)|gb2312|gbk|gb18030"
    rb"|big5(?:-hkscs)?|shift_jis|johab|tis-620))(?![-\w])"
)
"""Charsets that `foreign=True` decodes, those of gettext; never Python's codecs at large, some of which run escapes."""

_CHARSET = re.compile(r"(?im)^content-type:.*?charset=([^\s;]*)")

_LOOKS = 5
_MSGCAT_MARK = "#-#-#-#-#"
_ABOVE_ENTRY = re.compile(r"^#[.:,]", re.MULTILINE)


def load(data: bytes, path: str, *, foreign: bool = False) -> Catalog:
    """Read a PO file.

    Args:
        data: the file's bytes: UTF-8, with or without a byte order mark, LF or CRLF.
        path: its name in messages.
        foreign: also take what other people's catalogs may hold and ours may not: a legacy charset that the
            header declares, and msgcat's marks of conflicting translations.

    Returns:
        The catalog; every unit keeps its own text, so that `dump` gives back what nobody touched.

    Raises:
        CatalogError: something in it would be lost or guessed; with the line and what to do.
    """
    if len(data) > MAX_BYTES:
        raise CatalogError(f"larger than {MAX_BYTES >> 20} MB", path=path, hint="split it; a catalog is one article")
    if not data.strip():
        raise CatalogError("the file is empty", path=path, line=1, hint="restore it from git, or delete it")
    legacy = _legacy_charset(data) if foreign else None
    text = _decode(data, path, legacy or "utf-8")
    units, trailer = scan(text, path)
    _refuse_duplicates(units, path)
    nameless = next((unit for unit in units if not unit.source and unit.context is None), None)
    header = nameless if nameless and not nameless.obsolete else None
    if not foreign:
        _refuse_no_header(nameless, path)
        _refuse_charset(header, path)
        _refuse_marks(units, path)
        _refuse_cut(text, trailer, path)
    leads = header is not None and header is units[0]
    body = units[1:] if leads else tuple(unit for unit in units if unit is not header)
    fields = header.target.replace(f"charset={legacy}", "charset=UTF-8") if header else ""
    return Catalog(
        header=_fields(fields),
        header_comment=header.comment if header else "",
        header_fuzzy=header.fuzzy if header else False,
        units=body,
        digest=hashlib.sha256(data).hexdigest(),
        header_rest=replace(header, target="", fuzzy=False, comment="", raw=None) if header else Unit(""),
        header_raw=header.raw if header and not legacy else None,
        trailer=trailer,
        is_normal=leads and not legacy and b"\r" not in data and not data.startswith(BOM_UTF8),
    )


def dump(catalog: Catalog) -> bytes:
    """Write a catalog: untouched units (`raw` is set) as they were, the others as `msgcat --no-wrap` does.

    `dump(load(data, path))` is `data` for every file with LF line ends, without a byte order mark, whose header
    comes first; line ends become LF, a byte order mark goes.
    """
    pieces: list[str] = []
    if catalog.header_raw is not None:
        pieces.append(catalog.header_raw)
    elif catalog.header or catalog.header_comment or catalog.header_rest != Unit(""):
        pieces.append(entry(_header_unit(catalog)))
    new = catalog.header_raw is None
    for unit in catalog.units:
        piece = entry(unit) if unit.raw is None else unit.raw
        if pieces and not pieces[-1].endswith("\n"):
            pieces.append("\n")
        if pieces and (new or unit.raw is None) and not piece.startswith("\n"):
            pieces.append("\n")
        pieces.append(piece)
        new = unit.raw is None
    if catalog.trailer.strip() or not new:
        pieces.append(catalog.trailer)
    return "".join(pieces).encode()


def changed(unit: Unit, **fields: object) -> Unit:
    """The unit with other values (fields of `Unit`), to be formatted anew; what people typed becomes NFC."""
    new = replace(unit, raw=None, **fields)
    if all(unicodedata.is_normalized("NFC", text) for text in (new.target, new.comment, *new.plural_targets)):
        return new
    return replace(
        new,
        target=_nfc(new.target),
        plural_targets=tuple(_nfc(text) for text in new.plural_targets),
        comment=_nfc(new.comment),
    )


def read(path: Path) -> Catalog:
    """Load a file.

    Raises:
        CatalogError: it cannot be read, or not without loss.
    """
    return load(read_bytes(path), str(path))


def find(path: Path, shown: str) -> Catalog | None:
    """Load the file of a workspace, None if there is none; one that somebody is saving is waited for.

    Args:
        path: the file.
        shown: its name in messages.

    Raises:
        ChangedUnderUs: it is half saved whenever we look.
        CatalogError: it cannot be read, or not without loss; the path is that of what is in the way, if something is.
    """
    data = read_file(path)
    for _ in range(_LOOKS):
        try:
            return None if data is None else load(data, shown)
        except CatalogError:
            before, data = data, settled(path)
            if data == before:
                raise
    raise ChangedUnderUs("somebody is saving the file all the time", path=shown, hint="run the command again")


def write(
    path: Path, catalog: Catalog, *, data: bytes = b"", lock: Path | None = None, keep: Path | None = None
) -> Catalog:
    """Replace a file by a catalog, wholly or not at all.

    The text is written beside the file, flushed, and, if the file is still what the catalog was read from
    (`digest`, empty for a new file), put in its place in one step under a lock, with the old file's mode.

    Args:
        path: the file; its folder is made if there is none.
        catalog: what to write. It is read back first: what `load` would refuse is never written.
        data: what `dump` gave of it, if somebody has asked already.
        lock: file that all writers lock; a hidden one beside the catalog, for the while, if None.
        keep: folder where the former versions of this file are kept; None for nowhere.

    Returns:
        The catalog as it now stands on disk.

    Raises:
        ChangedUnderUs: the file is not what the catalog was read from.
        CatalogError: the catalog could not be read back.
        OutputError: the file cannot be written.
    """
    data = data or dump(catalog)
    written = load(data, str(path))
    beside = path.with_name(f".{path.name}.lock")
    errors = replace_many({path: (catalog.digest, data)}, lock or beside, {path: keep} if keep else {})
    if lock is None:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    if path in errors:
        raise errors[path]
    return written


def _decode(data: bytes, path: str, charset: str) -> str:
    try:
        text = data.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = data.count(b"\n", 0, start) + 1
        hint = "convert it: msgconv --to-code=UTF-8; or restore the damaged letter"
        raise CatalogError(f"the text is not {charset.upper()}", path=path, line=line, hint=hint) from None
    if b"\r" in data:
        text = text.replace("\r\n", "\n") if b"\n" in data else text.replace("\r", "\n")
    for character in NO_TEXT:
        if character in text:
            line = text.count("\n", 0, text.index(character)) + 1
            message = f"the control character U+{ord(character):04X}"
            raise CatalogError(message, path=path, line=line, hint="delete it, or restore the file from git")
    return text.removeprefix("\ufeff")


def _legacy_charset(data: bytes) -> str | None:
    """The old charset that the header entry names, None if it does not."""
    header = _HEADER.search(data)
    found = _LEGACY.search(header[1]) if header else None
    return found[1].decode() if found else None


def _refuse_no_header(unit: Unit | None, path: str) -> None:
    """Refuse an entry without a text that is no header: another one could not stand beside it."""
    if unit and (unit.obsolete or unit.plural_source is not None):
        message = "the header is obsolete (#~)" if unit.obsolete else "the header has plural forms"
        hint = 'the header is an entry msgid "" with one msgstr; restore it from git, or delete this one'
        raise CatalogError(message, path=path, line=unit.line, hint=hint)


def _refuse_charset(header: Unit | None, path: str) -> None:
    found = _CHARSET.search(header.target) if header else None
    if header and found and found[1].casefold() not in _UTF8_NAMES:
        message = f"the header declares the charset {found[1]}, and only UTF-8 is read"
        raise CatalogError(message, path=path, line=header.line, hint="convert it: msgconv --to-code=UTF-8")


def _refuse_cut(text: str, trailer: str, path: str) -> None:
    """A comment that tools write above an entry has one below it, unless the file was cut short there."""
    if cut := _ABOVE_ENTRY.search(trailer):
        line = text.count("\n", 0, len(text) - len(trailer) + cut.start()) + 1
        hint = "bring it back whole from git; if nothing is missing, delete the line"
        raise CatalogError("the file ends where an entry begins: it was cut short", path=path, line=line, hint=hint)


def _refuse_marks(units: tuple[Unit, ...], path: str) -> None:
    for unit in units:
        if _MSGCAT_MARK in unit.target or (
            unit.plural_targets and any(_MSGCAT_MARK in text for text in unit.plural_targets)
        ):
            hint = "keep one of the translations and delete the lines with the marks"
            raise CatalogError("msgcat's marks of a conflict", path=path, line=unit.line, hint=hint)


def _refuse_duplicates(units: tuple[Unit, ...], path: str) -> None:
    if len({(unit.context, unit.source) for unit in units}) == len(units):
        return
    first: dict[tuple[str | None, str], Unit] = {}
    for unit in units:
        if (other := first.setdefault(unit.key, unit)) is not unit:
            message = f"the entry of line {other.line} stands here a second time"
            raise CatalogError(message, path=path, line=unit.line, hint="keep one of the two (msguniq shows them)")


def _fields(text: str) -> tuple[tuple[str, str], ...]:
    """The header's fields; a line that is none has no name."""
    lines = [(line, *line.partition(":")) for line in text.removesuffix("\n").split("\n")] if text else []
    return tuple(
        (name, value.removeprefix(" ")) if colon and name else ("", line) for line, name, colon, value in lines
    )


def _header_unit(catalog: Catalog) -> Unit:
    target = "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in catalog.header)
    return replace(catalog.header_rest, target=target, fuzzy=catalog.header_fuzzy, comment=catalog.header_comment)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
