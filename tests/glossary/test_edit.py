from __future__ import annotations

import pytest
from hypothesis import given

from l10n_flow.errors import GlossaryError
from l10n_flow.glossary import load
from l10n_flow.glossary.concepts import Concept, Term
from l10n_flow.glossary.edit import edited
from l10n_flow.values import replace

from .exchange.glossaries import GLOSSARIES

FILE = """\
# Law.

[[concept]]
id = "raid"
# as the desk says since 2024
en   =   "raid"   # odd spacing stays

# Courts.

[[concept]]
id = "court"  # this goes
  # and this stays
en = "court"

[[concept]]
id = "bench"
[concept.en]
preferred = "bench"
"""
COURT = Concept("court", terms=(Term("court", "en", "court"), Term("суд", "ru", "court")))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_one_concept_is_written_anew_and_all_else_stays(line_end: str, mark: str) -> None:
    before = mark + FILE.replace("\n", line_end)
    after = edited(before.encode(), {"court": COURT}).decode()
    old = 'id = "court"  # this goes\n  # and this stays\nen = "court"\n'.replace("\n", line_end)
    new = '  # and this stays\nid = "court"\nkind = "term"\nen = "court"\nru = "суд"\n'.replace("\n", line_end)
    assert after == before.replace(old, new)


def test_others_are_added_at_the_end() -> None:
    new = replace(COURT, id="new")
    entry = '[[concept]]\nid = "new"\nkind = "term"\nen = "court"\nru = "суд"\n'
    assert edited(b"", {}, [new, new]).decode() == f"{entry}\n{entry}"
    assert edited(FILE.encode(), {}, [new]).decode() == f"{FILE}\n{entry}"
    assert edited(FILE.rstrip().encode(), {}, [new]).decode() == f"{FILE}\n{entry}"


def test_nothing_to_do_changes_nothing() -> None:
    odd = FILE.replace("\n", "\r\n", 3).encode() + b"\n\n# end"
    assert edited(odd, {}) == odd


def test_a_file_with_a_mistake_is_left_alone() -> None:
    with pytest.raises(GlossaryError):
        edited(b"[[concept]]\n", {})


@given(GLOSSARIES, GLOSSARIES)
def test_what_is_written_is_read(before: tuple[Concept, ...], after: tuple[Concept, ...]) -> None:
    updates = {old.id: replace(new, id=old.id) for old, new in zip(before, after, strict=False)}
    read = load.parse(edited(edited(b"", {}, before), updates), "law.toml")
    assert not read.errors
    wanted = [len(updates.get(old.id, old).terms) for old in before]
    assert [len(concept.terms) for concept in read.concepts] == wanted
