from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from l10n_flow.errors import GlossaryError
from l10n_flow.glossary import formats
from l10n_flow.glossary.concepts import Concept, Kind, Scope, Status, Term

from .glossaries import GLOSSARIES, wrong_file

TBX = formats.get("tbx")
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "tbx_basic.rng"))

HEAD = (
    '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"'
    ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">\n'
    "<tbxHeader><fileDesc><sourceDesc><p>a test</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>"
)


def read(entries: str) -> tuple[Concept, ...]:
    return TBX.read(f"{HEAD}{entries}</body></text></tbx>".encode(), "desk.tbx")


@given(GLOSSARIES)
def test_a_glossary_comes_back_as_it_was(glossary: tuple[Concept, ...]) -> None:
    assert TBX.read(TBX.write(glossary), "desk.tbx") == glossary


@given(GLOSSARIES)
def test_what_is_written_keeps_to_the_schema(glossary: tuple[Concept, ...]) -> None:
    SCHEMA.assertValid(etree.fromstring(TBX.write(glossary)))


def test_what_the_dialect_has_categories_for_is_said_by_them() -> None:
    terms = (
        Term("raid", "en", "raid", pos="noun", note="by the police"),
        Term("облава", "ru", "raid", Status.FORBIDDEN, pos="name", quoted=True),
    )
    concept = Concept("2-raids", Kind.TERM, terms, definition="A search.", scope=Scope(tags=("law",)))
    (entry,) = etree.fromstring(TBX.write([concept])).iter("{*}conceptEntry")
    assert entry.get("id") == "_2-raids"
    said = [(etree.QName(child).localname, child.text) for child in entry.iter() if (child.text or "").strip()]
    assert said == [
        ("definition", "A search."),
        ("note", "l10n-flow kind: term"),
        ("note", "l10n-flow tags: law"),
        ("term", "raid"),
        ("partOfSpeech", "noun"),
        ("administrativeStatus", "preferredTerm-admn-sts"),
        ("note", "by the police"),
        ("term", "облава"),
        ("partOfSpeech", "noun"),
        ("administrativeStatus", "deprecatedTerm-admn-sts"),
        ("note", "l10n-flow quoted: yes"),
        ("note", "l10n-flow pos: name"),
    ]


FOREIGN = """
<conceptEntry id="IATE-12">
  <min:subjectField>law</min:subjectField>
  <transacGrp><basic:transactionType>origination</basic:transactionType><date>2024-01-01</date></transacGrp>
  <langSec xml:lang="en-US">
    <descripGrp><basic:definition>A <hi>search</hi>.</basic:definition><basic:source>a book</basic:source></descripGrp>
    <termSec>
      <term>raid</term>
      <min:partOfSpeech>properNoun</min:partOfSpeech>
      <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus>
      <basic:context>They raided it.</basic:context>
    </termSec>
    <termSec><term>sweep</term></termSec>
    <termSec><term>search</term></termSec>
  </langSec>
  <langSec xml:lang="uz-Latn"><termSec><term>reyd</term></termSec></langSec>
</conceptEntry>"""


@pytest.mark.parametrize("style", ["dct", "dca"])
def test_what_other_tools_write_is_read(style: str) -> None:
    text = FOREIGN
    if style == "dca":
        for written, meta in (
            ("min:subjectField", "descrip"),
            ("basic:definition", "descrip"),
            ("basic:source", "admin"),
            ("min:partOfSpeech", "termNote"),
            ("min:administrativeStatus", "termNote"),
            ("basic:context", "descrip"),
        ):
            text = text.replace(f"<{written}>", f'<{meta} type="{written.partition(":")[2]}">')
            text = text.replace(f"</{written}>", f"</{meta}>")
    (concept,) = read(text)
    assert (concept.id, concept.definition, concept.line) == ("iate-12", "A search.", 4)
    assert concept.note == "subjectField: law\nsource: a book"
    assert [(t.lang, t.text, t.status.value, t.pos, t.note) for t in concept.terms] == [
        ("en", "raid", "forbidden", "name", "context: They raided it."),
        ("en", "sweep", "preferred", None, ""),
        ("en", "search", "admitted", None, ""),
        ("uz", "reyd", "preferred", None, ""),
    ]


LAUGHS = '<!DOCTYPE tbx [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "this is no XML"),
        ("<tbx>\n<text>", 2, "this is no XML"),
        ("<martif><text/></martif>", 1, "this is no TBX of ISO 30042:2019, but <martif>"),
        ('<!DOCTYPE tbx SYSTEM "http://localhost:9/x.dtd">\n<tbx/>', 1, "a document type is not read"),
        ('<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>', 1, "a document type is not read"),
        (f"{LAUGHS}]><tbx/>", 1, "a document type is not read"),
        (f"{LAUGHS}]><tbx>&j;</tbx>", 1, "this is no XML"),
        (f'{LAUGHS}]><tbx a="&j;"/>', 1, "this is no XML"),
        (f"{HEAD}<conceptEntry>\n<langSec/></conceptEntry></body></text></tbx>", 4, "a langSec has no language"),
        (
            f'{HEAD}<conceptEntry><langSec xml:lang="en">\n<termSec/></langSec></conceptEntry></body></text></tbx>',
            4,
            "a term of 'concept' is empty",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        TBX.read(text.encode(), "desk.tbx")
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("desk.tbx", line)
    assert caught.value.hint


def test_an_empty_glossary_is_no_tbx() -> None:
    with pytest.raises(GlossaryError, match="no term to write"):
        TBX.write([])


@given(st.binary(max_size=100), st.integers(0, len(FOREIGN)))
def test_anything_is_read_or_refused_in_words(junk: bytes, at: int) -> None:
    whole = f"{HEAD}{FOREIGN}</body></text></tbx>".encode()
    assert wrong_file(TBX, junk) == "desk"
    assert wrong_file(TBX, whole[:at] + junk + whole[at + len(junk) :]) == "desk"
