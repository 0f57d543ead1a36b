"""Reads the text of a PO file into units, strictly: what gettext refuses is refused, nothing is skipped.

Own code and not polib, which drops text of damaged files without a word, splits lines at U+2028, and takes five
times as long. One pass; an entry as `catalog` writes it is read as a whole, any other line by line. Time and memory
grow with the size of the text.
"""

from __future__ import annotations

import re
from typing import NoReturn

from ..errors import CatalogError
from ..model import Unit
from ..values import Struct, field
from . import po_plain

__all__ = ["scan"]

_FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)[ \t]*"([^"\\]*+(?:\\.[^"\\]*+)*+)"[ \t]*\Z')
_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"[ \t\r\f\v]*\Z')
_TOKEN = re.compile(
    r'[ \t\r\f\v]*+(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)"|([A-Za-z_]\w*(?:[ \t]*\[[ \t]*[0-9]+[ \t]*\])?)|(#.*))'
)
_BLANK = " \t\r\f\v"
"""What gettext takes for white space."""
_FIELDS = frozenset({"msgctxt", "msgid", "msgid_plural", "msgstr"})
_ESCAPE = re.compile(r"\\(?:([abfnrtv\"\\])|([0-7]{1,3})|x([0-9a-fA-F]+)|(.))", re.DOTALL)
_GIT_MARK = re.compile(r"(?:<{7}|\|{7}|>{7})(?: |\Z)|={7}\Z")


class _Entry(Struct):
    """An entry while it is being read: lists of the pieces, joined once at its end."""

    start: int
    line: int = 0
    comment: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    obsolete: bool = False
    translated: bool = False
    """A msgstr was seen: what starts a new entry ends this one."""

    @property
    def is_between(self) -> bool:
        """Nothing of an entry was seen that is not whole."""
        return self.translated or not (
            self.fields or self.previous or self.comment or self.notes or self.references or self.flags
        )


def scan(text: str, path: str) -> tuple[tuple[Unit, ...], str]:
    """Read a PO text (LF line ends, no byte order mark).

    Returns:
        Its entries in file order (the header too, as the unit with an empty source), each with its own text
        from the end of the entry before it; and what comes after the last entry (comments, blank lines).

    Raises:
        CatalogError: the text is no whole, well-formed PO file; with the line.
    """
    return _Scanner(text, path).run()


class _Scanner:
    """The state of one pass: the entry being read and the list that a continuation line goes to."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.line = 0
        self.units: list[Unit] = []
        self.entry = _Entry(0)
        self.open: list[str] | None = None
        self.open_previous = False
        self.done = 0
        """Where the entry before this line ended."""
        self.filled = 0
        """The last line that gave the current entry a text."""

    def fail(self, message: str, hint: str = "", line: int | None = None) -> NoReturn:
        raise CatalogError(message, path=self.path, line=line or self.line, hint=hint)

    def run(self) -> tuple[tuple[Unit, ...], str]:
        text, at = self.text, 0
        while at <= len(text):
            self.line += 1
            if (not at or text.startswith(("\n#", "\nm"), at)) and self.entry.is_between:
                at = self.whole(at)
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            self.read(text[at:end])
            at = end + 1
            if self.entry.translated and self.filled == self.line:
                self.done = at
        if self.entry.translated:
            self.finish()
        elif self.entry.fields:
            self.fail("the last entry has no msgstr: the file is cut short", "restore the file from git or a backup")
        elif self.entry.previous:
            self.fail("a previous text (#|) without an entry", "restore the file from git or a backup")
        return tuple(self.units), self.text[self.done :]

    def whole(self, at: int) -> int:
        """Entries at once, if they follow here; gives back where this line begins, which is then the one after them."""
        units, end, line = po_plain.read(self.text, at, self.line, self.done)
        if units:
            if self.entry.translated:
                self.finish()
            self.units += units
            self.line, self.done = line, end
            self.entry = _Entry(end)
        return end

    def read(self, line: str) -> None:
        """Any line."""
        first = line[:1]
        if first == '"' and (m := _STRING.match(line)):
            self.string(m[1], obsolete=False, previous=False)
        elif first == "m" and (m := _FIELD.match(line)):
            self.keyword(m[1], obsolete=False)
            self.string(m[2], obsolete=False, previous=False)
        elif line:
            self.other(line)

    def other(self, line: str) -> None:
        """Everything but the two commonest kinds of line: comments, obsolete entries, odd spacing."""
        stripped = line.lstrip(_BLANK)
        if not stripped:
            return
        if stripped[0] != "#":
            self.tokens(stripped, obsolete=False, previous=False)
        elif stripped.startswith("#~|"):
            self.tokens(stripped[3:], obsolete=True, previous=True)
        elif stripped.startswith("#~"):
            self.tokens(stripped[2:], obsolete=True, previous=False)
        elif stripped.startswith("#|"):
            self.tokens(stripped[2:], obsolete=False, previous=True)
        else:
            self.remark(stripped)

    def remark(self, line: str) -> None:
        """A comment, a note, a reference or flags."""
        if "\r" in line:
            self.fail("a carriage return inside a comment", "save the file with one kind of line ends (LF)")
        self.begin()
        entry, kind = self.entry, line[1:2]
        if kind == ".":
            entry.notes.append(line[2:].removeprefix(" "))
        elif kind == ":":
            entry.references += po_plain.references(line[2:])
        elif kind in {",", "=", "!"} and kind:  # `#=` since gettext 0.23, `#!` in old files
            entry.flags.update(po_plain.flags(line[2:]))
        else:
            entry.comment.append(line[1:].removeprefix(" "))

    def tokens(self, line: str, *, obsolete: bool, previous: bool) -> None:
        """A line in any spacing that gettext takes: several keywords and strings, a comment at its end."""
        at, end = 0, len(line)
        while at < end:
            m = _TOKEN.match(line, at)
            if m is None:
                if line[at:].strip(_BLANK):
                    self.refuse(line, at)
                return
            at = m.end()
            if m[1] is not None:
                self.string(m[1], obsolete=obsolete, previous=previous)
            elif m[3] is not None:
                self.other(m[3])
                return
            elif previous:
                self.keyword_previous(m[2])
            else:
                self.keyword(m[2], obsolete=obsolete)

    def refuse(self, line: str, at: int) -> NoReturn:
        """Say what is wrong with a line that is no PO."""
        if _GIT_MARK.match(line):
            self.fail("an unresolved git conflict", "keep one of the two versions and delete the lines with the marks")
        if line[at:].lstrip().startswith('"'):
            self.fail("a string without its closing quote", 'end the string with "; write quotes inside it as \\"')
        self.fail("this is no PO syntax", 'an entry is msgid "..." and msgstr "..."; write quotes inside as \\"')

    def begin(self) -> None:
        """Something that belongs to an entry and not to the middle of one."""
        self.open = None
        entry = self.entry
        if entry.translated:
            self.close()
        elif entry.fields:
            self.fail("the entry before this line has no msgstr", "give it its msgstr, or delete it")

    def keyword(self, word: str, *, obsolete: bool) -> None:
        """`msgctxt`, `msgid`, `msgid_plural`, `msgstr` or `msgstr[n]`."""
        name, _, index = word.partition("[")
        name, number = name.rstrip(), re.sub(r"\A0+(?=[0-9])", "", index.strip(" \t]"))
        if name not in _FIELDS or (number and name != "msgstr"):
            self.unknown(word)
        entry = self.entry
        if entry.translated and name in {"msgctxt", "msgid"}:
            self.close()
            entry = self.entry
        if not entry.fields:
            entry.obsolete = obsolete
            entry.line = self.line
        self.whole_or_not(obsolete)
        self.order(name, number)
        self.open = entry.fields[f"msgstr[{number}]" if number else name] = []
        self.open_previous = False
        entry.translated = name == "msgstr"

    def whole_or_not(self, obsolete: bool) -> None:
        """All lines of an entry are obsolete, or none is."""
        if self.entry.obsolete is not obsolete:
            self.fail("only a part of the entry is obsolete (#~)", "mark all its lines with #~, or none")

    def order(self, name: str, number: str) -> None:
        """The fields of an entry come in one order, each once."""
        fields = self.entry.fields
        if name == "msgstr":
            forms = len(fields) - sum(key in fields for key in ("msgctxt", "msgid", "msgid_plural"))
            plural = "msgid_plural" in fields
            right = "msgid" in fields and plural == bool(number) and (number == str(forms) if number else not forms)
        elif name == "msgid_plural":
            right = list(fields)[-1:] == ["msgid"]
        else:
            right = not set(fields) - ({"msgctxt"} if name == "msgid" else set())
        if not right or (name != "msgstr" and name in fields):
            self.fail(f"{name} does not belong here", "an entry is msgctxt, msgid, msgid_plural, msgstr, in this order")

    def keyword_previous(self, word: str) -> None:
        """The keyword of a `#|` line."""
        if word not in _FIELDS - {"msgstr"}:
            self.unknown(word)
        self.begin()
        if word in self.entry.previous:
            self.fail(f"a second previous {word}", "delete one of the two")
        self.open = self.entry.previous[word] = []
        self.open_previous = True

    def unknown(self, word: str) -> NoReturn:
        self.fail(
            f"{word} is no keyword of PO files",
            'keywords are msgctxt, msgid, msgid_plural, msgstr; a quote inside a text is written \\"',
        )

    def string(self, raw: str, *, obsolete: bool, previous: bool) -> None:
        if self.open is None or previous is not self.open_previous:
            self.fail("a string without its keyword", "it belongs after msgid, msgstr or another string")
        if not previous:
            self.whole_or_not(obsolete)
        self.open.append(raw)
        self.filled = self.line

    def close(self) -> None:
        """Another entry begins: this one's own text ends before the current line."""
        if self.filled == self.line:
            self.fail("two entries on one line", "begin each entry on a line of its own")
        self.finish()

    def finish(self) -> None:
        """Turn what was read into a unit, and start the next entry."""
        entry = self.entry
        for name, pieces in (*entry.fields.items(), *entry.previous.items()):
            if not pieces:
                self.fail(f"{name} without a string after it", f'an empty one is written {name} ""', entry.line)
        fields = {name: self.unescape(pieces) for name, pieces in entry.fields.items()}
        previous = {name: self.unescape(pieces) for name, pieces in entry.previous.items()}
        forms = tuple(text for name, text in fields.items() if name.startswith("msgstr["))
        fuzzy = "fuzzy" in entry.flags
        entry.flags.pop("fuzzy", None)
        self.units.append(
            Unit(
                source=fields["msgid"],
                target=fields.get("msgstr", ""),
                context=fields.get("msgctxt"),
                fuzzy=fuzzy,
                obsolete=entry.obsolete,
                comment=po_plain.comment(entry.comment),
                notes=tuple(entry.notes),
                references=tuple(entry.references),
                flags=tuple(entry.flags),
                previous_source=previous.get("msgid"),
                previous_context=previous.get("msgctxt"),
                previous_plural=previous.get("msgid_plural"),
                plural_source=fields.get("msgid_plural"),
                plural_targets=forms,
                line=entry.line,
                raw=self.text[entry.start : self.done],
            )
        )
        self.open = None
        self.entry = _Entry(self.done)

    def unescape(self, pieces: list[str]) -> str:
        text = "".join(pieces)
        if "\\" not in text:
            return text
        return "".join(self.unescaped(piece) if "\\" in piece else piece for piece in pieces)

    def unescaped(self, piece: str) -> str:
        """Numbers (`\\303\\251`) are bytes of the file's encoding, UTF-8."""

        def byte(m: re.Match[str]) -> str:
            if m[1]:
                return po_plain.ESCAPED[m[1]]
            number = int(m[2], 8) if m[2] else int(m[3], 16) if m[3] else 256
            if number > 255 or chr(number) in po_plain.NO_TEXT:
                self.fail(f"the escape {m[0][:8]} is unknown", "write a backslash as \\\\", self.line_of(piece))
            return bytes([number]).decode("utf-8", "surrogateescape")

        text = _ESCAPE.sub(byte, piece)
        try:
            return text.encode("utf-8", "surrogateescape").decode("utf-8")
        except UnicodeDecodeError:
            self.fail("numbered escapes that are no UTF-8", "write the letters themselves", self.line_of(piece))

    def line_of(self, piece: str) -> int:
        """The line of a string of the entry just read; for messages only."""
        before = self.text.find(f'"{piece}"', self.entry.start)
        return self.text.count("\n", 0, before) + 1
