"""What people typed into a catalog beside the translations stays, however oddly they typed it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import catalog
from l10n_flow.errors import LanguageError
from l10n_flow.languages import registry
from l10n_flow.model import Unit
from l10n_flow.syncing import sync
from l10n_flow.values import replace

ODD = ["# {}", "#{}", "#", "#  ", "#\t{}", "# {}  ", "  # {}", "\f# {}", "## {}", "#- {}", "# a\x0cb\u2028{}", "# {}\\"]
"""Lines of people; {} is a word that no other line has."""
TOOLS = ["#. {}", "#.{}", "#.", "#: {}.md", "#:{}.md", "#, {}", "#,{},fuzzy", "#= {}", "#, , {}", "#,", "#:"]
"""Lines of tools."""
FIELDS = ["X-{}: a", "x-{}:a", "X-{}:", "X-{}: a: b", "X-{}", "X-{}: a\\n  more"]
"""Header fields."""
PREVIOUS = ['#| msgctxt "{}"\n', '#| msgid "{}"\n', '#| msgid ""\n#| "{}"\n', ""]


@st.composite
def files(draw: st.DrawFn) -> str:
    """A PO file that gettext takes, with all that can stand in one."""
    words = iter(f"w{number:03}w" for number in range(1000))

    def some(kinds: list[str], most: int = 3) -> str:
        kept = draw(st.lists(st.sampled_from([*kinds, ""]), max_size=most))
        return "".join(f"{kind.format(next(words))}\n" for kind in kept)

    header = "".join(f'"{field.format(next(words))}\\n"\n' for field in draw(st.lists(st.sampled_from(FIELDS))))
    text = some(ODD + TOOLS) + 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n' + header + some([""])
    for number in range(draw(st.integers(0, 4))):
        mark = draw(st.sampled_from(["", "", "#~ "]))
        previous = draw(st.sampled_from(PREVIOUS)).format(next(words)).replace("#|", "#~|" if mark else "#|")
        text += some(ODD + TOOLS, 5) + previous
        text += f'{mark}msgid "{number}"\n{mark}msgstr "{draw(st.sampled_from(["", "b"]))}"\n' + some([""])
    return text + some(ODD)


PEOPLE = re.compile(r"^[ \f]*#(?![.:,=!|~]) ?(.*?) *$", re.MULTILINE)


def people(text: str) -> Counter[str]:
    """What people's lines say."""
    return Counter(PEOPLE.findall(text))


def tools(text: str) -> Counter[str]:
    """The words of all other lines."""
    return Counter(re.findall(r"w\d\d\dw", PEOPLE.sub("", text)))


def anew(text: str) -> str:
    """The file with all entries formatted anew."""
    read = catalog.load(text.encode(), "x.po")
    units = tuple(replace(unit, raw=None) for unit in read.units)
    return catalog.dump(replace(read, units=units, header_raw=None)).decode()


@given(files())
def test_every_comment_is_in_the_file_that_is_written_anew(text: str) -> None:
    written = anew(text)
    assert (people(written), tools(written)) == (people(text), tools(text))
    assert anew(written) == written


def synced(text: str, wanted: tuple[Unit, ...]) -> str:
    """The file after a sync with an article."""
    english, russian = registry.get("en"), registry.get("ru")
    old = catalog.load(text.encode(), "x.po")
    now = "2025-05-12 09:30+0500"
    return catalog.dump(sync.update(wanted, old, language=russian, source_language=english, now=now).catalog).decode()


@given(files(), st.sets(st.sampled_from("01234")))
def test_sync_keeps_every_line_that_people_wrote(text: str, wanted: set[str]) -> None:
    said = {line for line in people(text) if line.strip()}
    units = tuple(Unit(number) for number in sorted(wanted))
    written = synced(text, units)
    assert said <= people(written).keys()
    above, before = (file.partition('msgid ""')[0] for file in (written, text))
    assert (people(above), tools(above)) == (people(before), tools(before))


@pytest.mark.parametrize("odd", ["#", "#\n#", "# \n#  ", "#. w001w", "#: w001w", "#, w001w", "#, fuzzy, w001w"])
def test_what_stands_above_a_header_survives_a_sync(odd: str) -> None:
    text = f'{odd}\nmsgid ""\nmsgstr "Language: ru\\n"\n\n# mine\nmsgid "a"\nmsgstr "b"\n'
    above = synced(text, (Unit("a"), Unit("c"))).partition("msgid")[0]
    assert (people(above), tools(above)) == (people(odd), tools(odd))


def test_what_people_and_editors_write_into_a_header_survives_a_sync() -> None:
    header = "LANGUAGE: ru\\nlanguage-team: the desk\\n"
    header += "Content-Type: text/plain; charset=UTF-8\\nask Anna first\\n\\nX-Mine:a:b\\n"
    written = synced(f'msgid ""\nmsgstr "{header}"\n\nmsgid "a"\nmsgstr "b"\n', (Unit("a"), Unit("c")))
    lines = re.findall(r'^"(.*)\\n"$', written.partition("\n\n")[0], re.MULTILINE)
    assert lines[:6] == [
        "Language: ru",
        "Language-Team: the desk",
        "Content-Type: text/plain; charset=UTF-8",
        "ask Anna first",
        "",
        "X-Mine: a:b",
    ]
    assert len({line.partition(":")[0].casefold() for line in lines}) == len(lines)


def test_a_language_is_known_however_its_field_is_spelt() -> None:
    with pytest.raises(LanguageError, match="the catalog is in 'tg', not in 'ru'"):
        synced('msgid ""\nmsgstr "language: tg\\n"\n\nmsgid "a"\nmsgstr "b"\n', (Unit("a"),))
