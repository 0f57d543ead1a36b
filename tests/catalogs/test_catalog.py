"""Catalogs: read strictly, written without loss; gettext's own programs judge what is written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.catalogs import catalog, po_files
from l10n_flow.errors import CatalogError, ChangedUnderUs, OutputError
from l10n_flow.model import Catalog, Unit
from l10n_flow.values import replace
from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """msgid ""
msgstr ""
"Project-Id-Version: desk\\n"
"PO-Revision-Date: 2025-05-12 09:30+0500\\n"
"Last-Translator: \\n"
"Language-Team: Русский\\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
FIELDS = tuple(re.findall(r'"([^:"]+): (.*?)\\n"', HEADER))


def load(entries: str) -> Catalog:
    return catalog.load((HEADER + entries).encode(), "x.po")


def only(entries: str) -> Unit:
    units = load(entries).units
    assert len(units) == 1
    return units[0]


def refusal(data: bytes) -> CatalogError:
    with pytest.raises(CatalogError) as caught:
        catalog.load(data, "locales/ru/x.po")
    assert caught.value.hint
    assert str(caught.value).startswith("locales/ru/x.po:")
    return caught.value


def test_an_entry_with_everything() -> None:
    unit = only("""# keep the lawyer's wording
#
#  (indented)
#. caption
#. note: a quotation
#: source_articles/x.md \u2068two words.md\u2069:3
#, fuzzy, no-wrap
#, my-own-flag
#| msgctxt "old"
#| msgid "They must leave "
#| "by April 1."
msgctxt "caption"
msgid "They must leave by April 30."
msgstr ""
"Они должны \\"выехать\\"\\n"
"до 1 апреля.\\t\\\\"
""")
    assert unit == Unit(
        source="They must leave by April 30.",
        target='Они должны "выехать"\nдо 1 апреля.\t\\',
        context="caption",
        fuzzy=True,
        comment="keep the lawyer's wording\n\n (indented)",
        notes=("caption", "note: a quotation"),
        references=("source_articles/x.md", "\u2068two words.md\u2069:3"),
        flags=("no-wrap", "my-own-flag"),
        previous_source="They must leave by April 1.",
        previous_context="old",
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    {
        "fuzzy without a space": ('#,fuzzy\nmsgid "a"\nmsgstr "b"\n', Unit("a", "b", fuzzy=True)),
        "flags of gettext 0.23": ('#= fuzzy\nmsgid "a"\nmsgstr "b"\n', Unit("a", "b", fuzzy=True)),
        "flags without commas": (
            '#, fuzzy c-format\trange: 0..10 x:"a b"\nmsgid "a"\nmsgstr "b"\n',
            Unit("a", "b", fuzzy=True, flags=("c-format", "range: 0..10", 'x:"a b"')),
        ),
        "line separators": ('msgid "a\u2028b"\nmsgstr "c\u0085d\x0ce"\n', Unit("a\u2028b", "c\u0085d\x0ce")),
        "an empty context": ('msgctxt ""\nmsgid "a"\nmsgstr ""\n', Unit("a", context="")),
        "strings on one line": ('msgid "a" "b"\nmsgstr"c"\n', Unit("ab", "c")),
        "blank lines inside a text": ('msgid "a"\nmsgstr "b"\n\n \n"c"\n', Unit("a", "bc")),
        "bytes in octal": ('msgid "\\303\\251"\nmsgstr "\\x41"\n', Unit("é", "A")),
        "an obsolete entry": (
            '#, fuzzy\n#~| msgid "o"\n#~ msgid "a"\n#~ msgstr ""\n#~ "b"\n',
            Unit("a", "b", fuzzy=True, obsolete=True, previous_source="o"),
        ),
        "plural forms": (
            'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "bs"\n',
            Unit("a", plural_source="as", plural_targets=("b", "bs")),
        ),
    }.values(),
)
def test_what_other_readers_drop_or_misread(entry: str, expected: Unit) -> None:
    assert only(entry) == expected


def test_byte_order_mark_and_windows_line_ends() -> None:
    unix = HEADER + '# c\nmsgid "a"\nmsgstr "b"\n'
    windows = b"\xef\xbb\xbf" + unix.replace("\n", "\r\n").encode()
    loaded = catalog.load(windows, "x.po")
    assert loaded == catalog.load(unix.encode(), "x.po")
    assert catalog.dump(loaded) == unix.encode()
    assert not loaded.is_normal
    old_mac = catalog.load(unix.replace("\n", "\r").encode(), "x.po")
    assert (old_mac, old_mac.is_normal) == (loaded, False)


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    {
        "unclosed quote": ('msgid "a"\nmsgstr "b\n', 2, "closing quote"),
        "unclosed quote on a continuation line": ('msgid "a"\nmsgstr ""\n"b\n', 3, "closing quote"),
        "bare quotes inside": ('msgid "a"\nmsgstr "he said "yes" twice"\n', 2, "yes"),
        "unknown escape": ('msgid "a"\nmsgstr ""\n"\\d"\n', 3, "\\d"),
        "escapes that are no UTF-8": ('msgid "a"\nmsgstr "\\303"\n', 2, "UTF-8"),
        "cut short": ('msgid "a"\n', 2, "cut short"),
        "a keyword without a string": ('msgid "a"\nmsgstr\n\nmsgid "b"\nmsgstr "c"\n', 1, "msgstr without"),
        "a mistake after whole entries": ('msgid "a"\nmsgstr "b"\n\n# c\nmsgid "d"\nmsgstr "\\e"\n', 6, "\\e"),
        "no msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 3, "msgid"),
        "no msgid": ('msgstr "b"\n', 1, "msgstr"),
        "comment inside an entry": ('msgid "a"\n# c\nmsgstr "b"\n', 2, "no msgstr"),
        "half obsolete": ('#~ msgid "a"\nmsgstr "b"\n', 2, "obsolete"),
        "the rest of an obsolete entry": ('msgid "a"\nmsgstr "b"\n#~ "of another"\n', 3, "obsolete"),
        "a line of a space that is none in PO": ('msgid "a"\n\u2028\nmsgstr "b"\n', 2, "no PO syntax"),
        "git's marks": (
            '<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> x\n',
            1,
            "git conflict",
        ),
        "msgcat's marks": ('msgid "a"\nmsgstr "#-#-#-#-#  x.po  #-#-#-#-#\\nb"\n', 1, "msgcat"),
        "a second entry": ('msgid "a"\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr "b"\n', 4, "second time"),
        "a form too many": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[2] ""\n', 4, "msgstr"),
        "a missing form": ('msgid "a"\nmsgid_plural "b"\nmsgstr ""\n', 3, "msgstr"),
        "a misspelt keyword": ('msgid "a"\nmgsstr "b"\n', 2, "mgsstr"),
        "a carriage return in a comment": ('# a\rmsgid "x"\nmsgid "a"\nmsgstr ""\n', 1, "carriage return"),
        "NUL": ('msgid "a"\nmsgstr "\0"\n', 2, "U+0000"),
        "NUL in octal": ('msgid "a"\nmsgstr "\\0b"\n', 2, "\\0 "),
        "what gettext puts between context and text": ('msgid "a"\nmsgstr "\4"\n', 2, "U+0004"),
        "prose": ("Dear colleague,\n", 1, "Dear"),
    }.values(),
)
def test_what_would_lose_text_is_refused_with_its_line(entry: str, line: int, message: str) -> None:
    error = refusal((HEADER + entry).encode())
    assert error.line == line + HEADER.count("\n")
    assert message in error.message


def test_only_utf8_is_read_whatever_a_header_claims() -> None:
    assert refusal(HEADER.encode().replace("Русский".encode(), "Русский".encode("cp1251"))).line == 6
    assert "windows-1251" in refusal(HEADER.encode().replace(b"UTF-8", b"windows-1251")).message
    assert "unicode_escape" in refusal(HEADER.encode().replace(b"UTF-8", b"unicode_escape")).message
    assert refusal(b" \n").line == 1


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ('#~ msgid ""\n#~ msgstr "A: b\\n"\n', "obsolete"),
        ('msgid ""\nmsgid_plural ""\nmsgstr[0] "A: b\\n"\n', "plural"),
    ],
)
def test_an_entry_without_a_text_that_is_no_header(header: str, message: str) -> None:
    data = f'msgid "a"\nmsgstr "b"\n\n{header}'.encode()
    assert (refusal(data).line, message in refusal(data).message) == (4, True)
    assert catalog.load(data, "x.po", foreign=True).units


def test_a_foreign_catalog_may_have_a_legacy_charset() -> None:
    data = (HEADER.replace("UTF-8", "windows-1251") + 'msgid "a"\nmsgstr "б"\n').encode("cp1251")
    foreign = catalog.load(data, "x.po", foreign=True)
    assert foreign.units[0].target == "б"
    assert foreign.field("Content-Type") == "text/plain; charset=UTF-8"
    assert refusal(data).line is not None
    assert catalog.load(data.replace(b'"Content-Type', b'\n  "Content-Type'), "x.po", foreign=True) == foreign
    with pytest.raises(CatalogError):
        catalog.load(data.replace(b"windows-1251", b"unicode_escape"), "x.po", foreign=True)


def test_a_header_may_be_missing_or_odd() -> None:
    assert catalog.load(b'msgid "a"\nmsgstr ""\n', "x.po").header == ()
    odd = catalog.load('# us\n#, fuzzy\nmsgid ""\nmsgstr "A: b\\nodd line\\nX-Who:é\\n"\n'.encode(), "x.po")
    assert odd.header == (("A", "b"), ("", "odd line"), ("X-Who", "é"))
    assert odd.header_fuzzy
    assert odd.header_comment == "us"
    assert catalog.load(catalog.dump(replace(odd, header_raw=None)), "x.po") == odd
    late = catalog.load(b'msgid "a"\nmsgstr ""\n\nmsgid ""\nmsgstr "A: b\\n"\n', "x.po")
    assert late.header == (("A", "b"),)
    assert not late.is_normal


FOREIGN = (
    HEADER
    + """

#a comment without a space
#: a:1
#:   b:2
#,fuzzy
#|msgid "wrap"
msgid ""
"wrapped "
"text"
msgstr   "x"
msgid "no blank line before"
msgstr ""
#~ msgid "old"
#~ msgstr "alt"
# the end
"""
).encode()


def test_untouched_entries_are_written_as_they_were() -> None:
    loaded = catalog.load(FOREIGN, "x.po")
    assert catalog.dump(loaded) == FOREIGN
    assert loaded.is_normal
    first, second, third = loaded.units
    edited = replace(loaded, units=(first, catalog.changed(second, target="y"), third))
    before, after = FOREIGN.split(b'msgid "no blank line before"\nmsgstr ""\n')
    assert catalog.dump(edited) == before + b'\nmsgid "no blank line before"\nmsgstr "y"\n\n' + after


def test_what_people_typed_is_written_in_nfc() -> None:
    assert catalog.changed(Unit("a"), target="и\u0306", comment="u\u0304").target == "й"


# Any text that XML lets an article have, and what is odd in PO files.
TEXT = st.text(
    st.one_of(
        st.sampled_from('\\"\n\t\r\v\f\a\b\x1c\x85\u2028\u2029 #~|,:<>aй'),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=12,
).filter(lambda text: "#-#-#-#-#" not in text)  # msgcat's mark of a conflict, which is refused
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10).map(lambda line: line.rstrip("\\"))
OPTIONAL = st.none() | TEXT
SINGULAR = st.builds(
    Unit,
    source=TEXT.filter(bool),
    target=TEXT,
    context=OPTIONAL,
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
    comment=st.lists(LINE, max_size=3).map("\n".join),
    notes=st.lists(LINE, max_size=2).map(tuple),
    references=st.lists(st.from_regex(r"[a-z/]{1,30}\.md", fullmatch=True), max_size=4, unique=True).map(tuple),
    flags=st.sampled_from([(), ("no-wrap",)]),
    previous_source=OPTIONAL,
)
FORMS = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
PLURAL = st.builds(
    lambda unit, **plural: replace(unit, target="", previous_plural=unit.previous_source, **plural),
    SINGULAR,
    plural_source=TEXT,
    plural_targets=FORMS,
)
UNITS = SINGULAR | PLURAL
CATALOGS = st.lists(UNITS, max_size=6, unique_by=lambda unit: unit.key).map(
    lambda units: Catalog(header=FIELDS, units=tuple(sorted(units, key=lambda unit: unit.obsolete)))
)


@given(CATALOGS)
def test_what_is_written_is_read_the_same(written: Catalog) -> None:
    data = catalog.dump(written)
    loaded = catalog.load(data, "x.po")
    assert loaded == written
    assert loaded.is_normal
    assert catalog.dump(loaded) == data


@given(CATALOGS)
def test_entries_say_the_same_in_any_spacing(written: Catalog) -> None:
    text = catalog.dump(written).decode()
    loaded = catalog.load(text.encode(), "x.po")
    spaced = catalog.load(text.replace("\nmsgid ", "\nmsgid\t").encode(), "x.po")
    assert spaced == loaded
    assert [unit.line for unit in spaced.units] == [unit.line for unit in loaded.units]


@settings(max_examples=40)
@given(CATALOGS)
def test_msgcat_has_nothing_to_change(written: Catalog) -> None:
    # msgcat drops obsolete units without a (first) translation, and "fuzzy" where there is nothing to look at.
    units = [replace(unit, fuzzy=unit.fuzzy and bool(unit.targets[0])) for unit in written.units]
    units = [Unit("first", context="of all"), *(unit for unit in units if unit.targets[0] or not unit.obsolete)]
    data = catalog.dump(replace(written, units=tuple(units)))
    run = subprocess.run([needs("msgcat"), "--no-wrap", "-"], input=data, capture_output=True, check=True)
    assert run.stdout.decode() == data.decode()


def test_a_backslash_at_the_end_of_a_comment_swallows_no_flag() -> None:
    unit = Unit("a", "b", fuzzy=True, comment="see C:\\", notes=("paragraph\\",))
    data = catalog.dump(Catalog(FIELDS, units=(unit,)))
    run = subprocess.run([needs("msgattrib"), "--only-fuzzy", "-"], input=data, capture_output=True, check=True)
    assert b"see C:\\ \n" in run.stdout
    assert catalog.load(data, "x.po").units[0].fuzzy


def test_msgfmt_accepts_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    catalog.write(path, Catalog(FIELDS, units=(Unit("a", "b", notes=("n",)), Unit("c", "d", obsolete=True))))
    subprocess.run([needs("msgfmt"), "--check", "--output-file", os.devnull, path], check=True)


def test_a_string_of_very_many_lines_takes_time_in_proportion() -> None:
    data = (HEADER + 'msgid "a"\nmsgstr ""\n' + '"b\\n"\n' * 160_000).encode()
    assert len(catalog.load(data, "x.po").units[0].target) == 320_000
    assert len(load("#: " + "\u2068a " * 160_000 + '\nmsgid "a"\nmsgstr ""\n').units[0].references) == 160_000
    with pytest.raises(CatalogError, match="MB"):
        catalog.load(b" " * (catalog.MAX_BYTES + 1), "x.po")


def test_write_keeps_the_mode_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "ru" / "x.po"
    first = catalog.write(path, Catalog(FIELDS, units=(Unit("a"),)), lock=tmp_path / "l")
    path.chmod(0o640)
    units = (catalog.changed(first.units[0], target="b"),)
    second = catalog.write(path, replace(first, units=units), lock=tmp_path / "l")
    assert catalog.read(path) == second
    assert second.units[0].target == "b"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["x.po"]


def test_write_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.po").write_bytes(FOREIGN)
    link = tmp_path / "link.po"
    link.symlink_to("real.po")
    loaded = catalog.read(link)
    catalog.write(link, replace(loaded, units=()))
    assert link.is_symlink()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["link.po", "real.po"]
    assert catalog.read(tmp_path / "real.po").units == ()


def test_what_somebody_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(FOREIGN)
    mine = catalog.read(path)
    path.write_bytes(FOREIGN.replace(b"alt", b"ein anderes"))
    with pytest.raises(ChangedUnderUs) as caught:
        catalog.write(path, mine)
    assert caught.value.exit_code == 3
    assert b"ein anderes" in path.read_bytes()
    path.unlink()
    with pytest.raises(ChangedUnderUs, match="deleted"):
        catalog.write(path, mine)
    path.write_bytes(FOREIGN)
    with pytest.raises(ChangedUnderUs, match="appeared"):
        catalog.write(path, replace(mine, digest=""))


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(FOREIGN)
    broken = replace(catalog.read(path), units=(Unit("a"), Unit("a")))
    with pytest.raises(CatalogError, match="second time"):
        catalog.write(path, broken)
    assert path.read_bytes() == FOREIGN


def test_of_many_files_one_that_fails_does_not_keep_the_others(tmp_path: Path) -> None:
    new = catalog.dump(Catalog(FIELDS, units=(Unit("a"),)))
    wanted = {tmp_path / f"{n:02}.po": ("", new) for n in range(20)}
    (tmp_path / "03.po").write_bytes(FOREIGN)
    (tmp_path / "04.po").mkdir()
    failed = po_files.replace_many(wanted, tmp_path / "lock")
    assert {path.stem: type(error) for path, error in failed.items()} == {"03": ChangedUnderUs, "04": OutputError}
    assert (tmp_path / "19.po").read_bytes() == new
    assert (tmp_path / "03.po").read_bytes() == FOREIGN
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_one_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        catalog.write(tmp_path / "x.po", Catalog(FIELDS))


def test_a_file_that_cannot_be_read_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read"):
        catalog.read(tmp_path)
