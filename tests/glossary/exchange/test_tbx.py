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
SCHEMA = etree.RelaxNG(etree.parse(Path(formats.__file__).parent / "exchange/tbx_basic.rng"))

HEAD = (
    '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"'
    ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">\n'
    "<tbxHeader><fileDesc><sourceDesc><p>a test</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>"
)


def read(entries: str, head: str = HEAD) -> tuple[Concept, ...]:
    return TBX.read(f"{head}{entries}</body></text></tbx>".encode(), "desk.tbx")


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
      <min:partOfSpeech>noun</min:partOfSpeech>
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
    text, head = FOREIGN, HEAD
    if style == "dca":
        head = HEAD.replace("dct", "dca")
        for written, meta in (
            ("min:subjectField", "descrip"),
            ("basic:definition", "descrip"),
            ("basic:source", "admin"),
            ("min:partOfSpeech", "termNote"),
            ("min:administrativeStatus", "termNote"),
            ("basic:context", "descrip"),
            ("basic:transactionType", "transac"),
        ):
            text = text.replace(f"<{written}>", f'<{meta} type="{written.partition(":")[2]}">')
            text = text.replace(f"</{written}>", f"</{meta}>")
    (concept,) = read(text, head)
    assert (concept.id, concept.definition, concept.line) == ("iate-12", "A search.", 4)
    assert concept.note == "subjectField: law\nsource: a book"
    assert [(t.lang, t.text, t.status.value, t.pos, t.note) for t in concept.terms] == [
        ("en", "raid", "forbidden", "noun", "context: They raided it."),
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
        (f"{HEAD}<conceptEntry>\n<langSec/></conceptEntry></body></text></tbx>", 4, "this is no TBX-Basic"),
        (
            f'{HEAD}<conceptEntry><langSec xml:lang="en">\n<termSec><term> </term></termSec></langSec></conceptEntry>'
            "</body></text></tbx>",
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


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message", "hint"),
    [
        ("supersededTerm-admn-sts", "superceded", 12, "administrativeStatus cannot be 'superceded'", "did you mean"),
        ("supersededTerm-admn-sts", "prefered", 12, "Status cannot be 'prefered'", "mean 'preferredTerm-admn-sts'"),
        (">noun<", ">pronoun<", 11, "partOfSpeech cannot be 'pronoun'", "It may be adjective, adverb, noun"),
        ("origination", "creation", 6, "transactionType cannot be 'creation'", "origination, modification"),
        ("<termSec><term>sweep", "<termSeq/><termSec><term>sweep", 15, "'termSeq' is not known", "'termSec'?"),
        ("min:subjectField", "basic:field", 5, "'field' is not known in TBX-Basic", "TBX-Basic"),
        ("basic:context", "basic:definition", 13, "Did not expect element definition there", "correct this line"),
        ("2024-01-01", "yesterday", 6, "Type date doesn't allow value 'yesterday'", "correct this line"),
        ("<term>raid</term>", "", 11, "Did not expect element partOfSpeech there", "correct this line"),
        ('"en-US"', '"US English"', 7, "Type language doesn't allow value 'US English'", "correct this line"),
        ('<langSec xml:lang="uz-Latn"', "<langSec", 18, "langSec failed to validate attributes", "correct this line"),
        ("<term>search</term>", '<term>a</term><termNote type="x">b</termNote>', 16, "of the style DCA", 'style="dca"'),
        ("<term>search</term>", '<term>a</term><x xmlns="urn:x"/>', 16, "of another dialect (urn:x)", "TBX-Basic"),
    ],
)
def test_what_the_standard_does_not_allow_is_refused(
    right: str, wrong: str, line: int, message: str, hint: str
) -> None:
    assert right in FOREIGN
    with pytest.raises(GlossaryError) as caught:
        read(FOREIGN.replace(right, wrong))
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('type="TBX-Basic"', 'type="TBX-Linguist"', "the dialect 'TBX-Linguist' is not known"),
        ('type="TBX-Basic"', "", "the file does not say what dialect it is"),
        ('style="dct"', "", "the file does not say what style it is"),
        ('style="dct"', 'style="tagged"', "style cannot be 'tagged'"),
        ('style="dct"', 'style="dca"', "is of the style DCT, and the file says that it is DCA"),
        ("urn:iso:std:iso:30042:ed-2", "urn:tbx", "<tbx> is of the namespace 'urn:tbx'"),
    ],
)
def test_files_of_other_kinds_are_refused(right: str, wrong: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read(FOREIGN, HEAD.replace(right, wrong))
    assert message in caught.value.message
    assert caught.value.hint


PRETTY = """
<conceptEntry id="c1">
  <basic:definition>
    A search
\tby the police.
  </basic:definition>
  <langSec xml:lang="en">
    <min:partOfSpeech metaType="termNote">noun</min:partOfSpeech>
    <termSec>
      <term>
        police
        raid
      </term>
      <note>by
        day</note>
    </termSec>
    <termSec><term>Bust</term><min:partOfSpeech metaType="termNote">properNoun</min:partOfSpeech></termSec>
  </langSec>
</conceptEntry>"""


def test_line_breaks_and_indents_of_other_tools_are_blanks() -> None:
    (concept,) = read(PRETTY)
    assert concept.definition == "A search by the police."
    assert [(term.text, term.note) for term in concept.terms] == [("police raid", "by day"), ("Bust", "")]


def test_a_part_of_speech_of_all_terms_and_of_a_name() -> None:
    assert [term.pos for term in read(PRETTY)[0].terms] == ["noun", "name"]
    (concept,) = read(FOREIGN.replace("<langSec", "<min:partOfSpeech>verb</min:partOfSpeech>\n<langSec", 1))
    assert [term.pos for term in concept.terms] == ["noun", "verb", "verb", "verb"]


def test_our_own_lines_come_back() -> None:
    terms = (Term("one  two", "en", "x", note='"a"\n\n b'), Term("три", "ru", "x"))
    glossary = (Concept("x", Kind.PLACE, terms, definition="a\n\tb", note="c\nd", sense="e\nf"),)
    written = TBX.write(glossary)
    assert TBX.read(written, "desk.tbx") == glossary
    assert b"<basic:definition>a b</basic:definition>" in written
    edited = written.replace(b">a b<", b">a new b<")  # in another tool
    assert TBX.read(edited, "desk.tbx")[0].definition == "a new b"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (">noun<", ">pronoun<", "partOfSpeech cannot be 'pronoun'"),
        ("<term>raid</term>", "", "Did not expect element partOfSpeech"),
        ("<term>sweep</term>", "<term> </term>", "is empty"),
        ("basic:context", "basic:field", "'field' is not known"),
    ],
)
def test_a_concept_that_is_refused_takes_no_other_with_it(right: str, wrong: str, said: str) -> None:
    refused: list[GlossaryError] = []
    text = f"{HEAD}{PRETTY}{FOREIGN.replace(right, wrong)}{PRETTY.replace('c1', 'c2')}</body></text></tbx>"
    found = TBX.read(text.encode(), "desk.tbx", refused.append)
    assert [concept.id for concept in found] == ["c1", "c2"]
    (error,) = refused
    assert said in error.message
    assert error.line


def test_what_is_wrong_with_the_file_refuses_all() -> None:
    refused: list[GlossaryError] = []
    with pytest.raises(GlossaryError, match="no TBX-Basic"):
        TBX.read(f"{HEAD}{PRETTY}</body></text><text/></tbx>".encode(), "desk.tbx", refused.append)
    assert refused == []


def test_one_id_for_two_concepts() -> None:
    with pytest.raises(GlossaryError, match="the id 'IATE-12' is in line 4 already"):
        read(f"{FOREIGN}{FOREIGN}")


@pytest.mark.parametrize(
    ("drafted", "status"),
    [("preferred", "preferred"), ("admitted", "admitted"), ("notRecommended", "forbidden"), ("obsolete", "forbidden")],
)
def test_a_status_as_it_was_drafted(drafted: str, status: str) -> None:
    (concept,) = read(FOREIGN.replace("supersededTerm-admn-sts", f" {drafted} "))
    assert concept.terms[0].status == status


def test_the_namespaces_of_the_drafts_are_read() -> None:
    head = HEAD.replace("ed-2", "ed:3.0").replace("/ns/", "/ns/dct/")
    assert read(FOREIGN, head) == read(FOREIGN)


def test_an_empty_glossary_is_no_tbx() -> None:
    with pytest.raises(GlossaryError, match="no term to write"):
        TBX.write([])


@given(st.binary(max_size=100), st.integers(0, len(FOREIGN)))
def test_anything_is_read_or_refused_in_words(junk: bytes, at: int) -> None:
    whole = f"{HEAD}{FOREIGN}</body></text></tbx>".encode()
    assert wrong_file(TBX, junk) == "desk"
    assert wrong_file(TBX, whole[:at] + junk + whole[at + len(junk) :]) == "desk"
