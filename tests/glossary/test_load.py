"""Glossary files -> concepts, and what is told of their mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow.errors import GlossaryError, WorkspaceError
from l10n_flow.glossary import load
from l10n_flow.glossary.concepts import Case, Kind, Scope, Status
from l10n_flow.glossary.glossary import Glossary
from tests.newsroom import newsroom

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.glossary.concepts import Term
    from l10n_flow.project import Project

FINE = """\
# Law

[[concept]]
id = "fine"
kind = "term"
pos = "noun"
definition = "Money to pay."
note = "No tax."
sense = "punishment"
quoted = true
case = "checked"
scope = { articles = ["2025/*"], tags = ["law"] }
en = "fine"
ru = { preferred = "штраф", admitted = [
    "взыскание",
], forbidden = ["пеня"], forms = ["штрафа"], not = ["штрафник"], note = "Not пеня.", quoted = false }
uz = { admitted = [{ term = "jarima", case = "exact", also = ["siz"], invariable = true }] }
"""


def desk(root: Path, **files: str | bytes) -> Project:
    """A newsroom with glossary files (name -> text)."""
    project = newsroom(root)
    (root / "glossary").mkdir()
    for name, text in files.items():
        (root / "glossary" / f"{name}.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return project


def terms(text: str) -> list[Term]:
    (concept,) = load.parse(text.encode(), "glossary/law.toml").concepts
    return list(concept.terms)


def test_a_concept_with_all_that_can_be_said_of_it(tmp_path: Path) -> None:
    glossary = load.load(desk(tmp_path, law=FINE))
    concept = glossary.by_id["fine"]
    assert (concept.kind, concept.definition, concept.note, concept.sense) == (
        Kind.TERM,
        "Money to pay.",
        "No tax.",
        "punishment",
    )
    assert concept.scope == Scope(("2025/*",), ("law",))
    assert (concept.path, concept.line) == ("glossary/law.toml", 3)
    assert [(term.lang, term.text, term.status, term.line) for term in concept.terms] == [
        ("en", "fine", Status.PREFERRED, 13),
        ("ru", "штраф", Status.PREFERRED, 14),
        ("ru", "взыскание", Status.ADMITTED, 15),
        ("ru", "пеня", Status.FORBIDDEN, 16),
        ("uz", "jarima", Status.ADMITTED, 17),
    ]


def test_what_is_said_of_a_language_goes_before_what_is_said_of_the_concept() -> None:
    en, ru, admitted, forbidden, uz = terms(FINE)
    assert (en.quoted, ru.quoted, forbidden.quoted, uz.quoted) == (True, False, False, True)
    assert (en.case, uz.case) == (Case.CHECKED, Case.REQUIRED)
    assert (en.note, ru.note, admitted.note) == ("", "Not пеня.", "Not пеня.")
    assert uz.also == ("siz",)
    assert uz.invariable
    assert {term.pos for term in (en, ru, admitted, forbidden, uz)} == {"noun"}


def test_forms_in_a_language_are_the_preferred_terms_own() -> None:
    _, ru, admitted, forbidden, _ = terms(FINE)
    assert (ru.forms, ru.blocked) == (("штрафа",), ("штрафник",))
    assert (admitted.forms, forbidden.forms, forbidden.blocked) == ((), (), ())


def test_tables_of_their_own_are_the_same(tmp_path: Path) -> None:
    inline = '[[concept]]\nid = "fine"\nru = { preferred = "штраф", forbidden = ["пеня"] }\n'
    long = '[[concept]]\nid = "fine"\n\n[concept.ru]\npreferred = "штраф"\nforbidden = [\n  "пеня",\n]\n'
    dotted = '[[ concept ]]\nid = "fine"\nru.preferred = """штраф"""\nru.forbidden = [\'пеня\']\n'
    assert terms(inline) == terms(long) == terms(dotted)
    assert [[term.line for term in terms(text)] for text in (inline, long, dotted)] == [[3, 3], [5, 7], [3, 4]]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('ru = { forbidden = [\n  # "штраф"\n  "штраф",\n  "\\u043Fеня" ], preferred = "штраф" }\n', [6, 5, 6]),
        ('ru.forbidden = ["штраф", "пеня"] # ru.preferred\n"ru".preferred = "штраф"\n', [4, 3, 3]),
        ('[concept.ru]\nforbidden = [ "штраф",\n"""пеня""" ]\npreferred = { note = "a",term = "штраф" }\n', [6, 4, 5]),
        ("[concept . ru]\npreferred = 'штраф'\nforbidden = [{ term = 'штраф' },\n{ term = ''пеня'}]\n", None),
        ('ru = { "preferred" = "штраф", "forbidden" = [\n"штраф",\n"пеня"] }\n', [3, 3, 5]),
    ],
)
def test_a_text_that_stands_twice_has_the_line_of_its_status(text: str, lines: list[int] | None) -> None:
    read = load.parse(f'[[concept]]\nid = "fine"\n{text}'.encode(), "x")
    assert [term.line for concept in read.concepts for term in concept.terms] == (lines or [])
    assert bool(read.errors) is (lines is None)


def test_what_looks_like_a_concept_in_a_text_or_a_comment_is_none() -> None:
    text = (
        '[[concept]]\nid = "fine"\nnote = """\n[[concept]]\nid = "no" # \\"""\n"""\n# [[concept]]\nen = "fine # [x]"\n'
        '[[concept]] # the other\nid = "two"\nen = "two"\n'
    )
    one, two = load.parse(text.encode(), "x").concepts
    assert (one.line, one.terms[0].text, one.terms[0].line, two.line, two.terms[0].line) == (1, "fine # [x]", 8, 9, 11)


def test_files_in_folders_below_are_not_concepts(tmp_path: Path) -> None:
    project = desk(tmp_path, law=FINE)
    (tmp_path / "glossary/spelling").mkdir()
    (tmp_path / "glossary/spelling/uz-Cyrl.toml").write_text('[names]\nwords = "Хатлон"\n', "utf-8")
    assert [project.shown(path) for path in load.paths(project)] == ["glossary/law.toml"]
    assert len(load.load(project).concepts) == 1


def test_without_a_folder_it_is_empty(tmp_path: Path) -> None:
    assert load.load(newsroom(tmp_path)).concepts == ()


HEAD = '[[concept]]\nid = "fine"\n'

MISTAKES: dict[str, tuple[str | bytes, int, str, str]] = {
    "no TOML": (HEAD + "en = fine\n", 3, "this is no TOML", "en = "),
    "a table in two lines": (HEAD + 'ru = { preferred = "a",\n  admitted = ["b"] }\n', 3, "no TOML", "in one line"),
    "a table that ends later": (HEAD + 'ru = { preferred = "a"\n}\n', 3, "no TOML", "stands in one line"),
    "a comma too many": (HEAD + 'ru = { preferred = "a", }\n', 3, "no TOML", "without a comma at its end"),
    "an open text": (HEAD + 'en = "fine\n', 3, "this is no TOML", 'with another "'),
    "another table": ('[[concpt]]\nid = "fine"\n', 1, "there is no 'concpt' in a glossary", "[[concept]]"),
    "one concept only": ('[concept]\nid = "fine"\n', 1, "concepts are written one by one", "[[concept]]"),
    "no id": ('\n[[concept]]\nen = "fine"\n', 2, "this concept has no id", 'id = "'),
    "an id with capitals": ('[[concept]]\nid = "A fine"\nen = "x"\n', 2, "'A fine' cannot be an id", 'id = "a-fine"'),
    "no terms": (HEAD, 1, "'fine' has no term in any language", 'en = "'),
    "an empty term": (HEAD + 'en = "x"\nru = { preferred = "x", forbidden = [" "] }\n', 4, "is empty", "write it"),
    "no text": (HEAD + 'en = ""\n', 3, "a term of 'fine' is empty", "write it"),
    "a wrong key": (HEAD + 'en = "x"\ndefinitoin = "x"\n', 4, "'definitoin' of 'fine' is not known", "'definition'"),
    "no language": (HEAD + 'en = "x"\nnatoe = "x"\n', 4, "'natoe' of 'fine' is not known", "did you mean 'note'?"),
    "a key and a mark": (HEAD + 'en = "x"\nkind_ = "term"\n', 4, "'kind_' of 'fine'", "did you mean 'kind'?"),
    "a key of a language": (HEAD + 'en = "x"\nnot = ["x"]\n', 4, "the key 'not' of 'fine' is not known", ""),
    "a tag in other capitals": (HEAD + 'en = "x"\nuz-cyrl = "x"\n', 4, "'uz-cyrl' of 'fine'", "mean 'uz-Cyrl'?"),
    "a number in no language of ours": (HEAD + 'en = "x"\nde = 3\n', 4, "de of 'fine' is of a wrong kind", "a text"),
    "a table of something else": (HEAD + 'en = "x"\n[other]\nx = "y"\n', 4, "there is no 'other'", "a concept is"),
    "a wrong key of a language": (HEAD + 'en = { prefered = "x" }\n', 3, "'prefered' of 'fine'", "'preferred'"),
    "a wrong key of a term": (HEAD + 'en = { admitted = [{ trem = "x" }] }\n', 3, "'trem' of 'fine'", "'term'"),
    "a wrong key of a scope": (HEAD + 'en = "x"\nscope = { tag = ["x"] }\n', 4, "'tag' of 'fine'", "'tags'"),
    "a term without term": (HEAD + 'en = { admitted = [{ pos = "noun" }] }\n', 3, "a table without term", "{ term"),
    "a number": (HEAD + "en = 3\n", 3, "en of 'fine' is of a wrong kind", "a text in quotation marks"),
    "no list": (HEAD + 'ru = "x"\nen = { admitted = "x" }\n', 4, "en of 'fine' is of a wrong kind", "it is a list"),
    "a quoted yes": (HEAD + 'en = "x"\nquoted = "yes"\n', 4, "quoted of 'fine' is of a wrong kind", "true or false"),
    "no table": (HEAD + 'en = "x"\nscope = "law"\n', 4, "scope of 'fine' is of a wrong kind", "it is a table"),
    "a kind": (HEAD + 'en = "x"\nkind = "word"\n', 4, "kind of 'fine' cannot be 'word'", '"organisation" or "person"'),
    "a case": (HEAD + 'en = { preferred = "x", case = "on" }\n', 3, "case of 'fine' cannot be 'on'", '"checked" or'),
    "twice": (HEAD + 'en = "x"\n' + HEAD + 'en = "y"\n', 4, "'fine' stands twice: glossary/law.toml:1", "join"),
    "UTF-16": ("[[concept]]".encode("utf-16"), 1, "probably UTF-16", "save it as UTF-8"),
    "Windows-1251": (HEAD.encode() + "ru = «штраф»".encode("cp1251"), 3, "Windows-1251", "save it as UTF-8"),
    "a deep nest": ("x = " + "[" * 5000, 1, "nested too deeply", ""),
    "an enormous number": ("x = " + "9" * 5000, 1, "this is no TOML", ""),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_has_its_line_and_what_to_do(tmp_path: Path, case: str) -> None:
    text, line, message, hint = MISTAKES[case]
    with pytest.raises(GlossaryError) as caught:
        load.load(desk(tmp_path, law=text))
    error = caught.value
    assert (error.path, error.line) == ("glossary/law.toml", line)
    assert message in error.message
    assert hint in error.hint


def test_all_mistakes_are_told_at_once_and_the_rest_is_read(tmp_path: Path) -> None:
    wrong = '[[concept]]\nid = "one"\nen = 1\n[[concept]]\nid = "two"\nen = "two"\n[[concept]]\nen = "three"\n'
    found = load.read(desk(tmp_path, law=wrong, war=FINE, other=b"\xff"))
    assert [concept.id for concept in found.concepts] == ["two", "fine"]
    assert [(error.path, error.line) for error in found.errors] == [
        ("glossary/law.toml", 3),
        ("glossary/law.toml", 7),
        ("glossary/other.toml", 1),
    ]


@pytest.mark.parametrize("tag", ["de", "fil", "kk-Cyrl", "de-AT", "zh-Hant-TW", "es-419", "eng"])
def test_a_language_that_is_not_known_is_left_out_and_the_rest_is_read(tmp_path: Path, tag: str) -> None:
    project = desk(tmp_path, law=HEAD + f'en = "fine"\n{tag} = {{ preferred = "x" }}\n')
    for glossary in (load.load(project), load.load(project)):  # as it was read, and as it is remembered
        (concept,) = glossary.concepts
        assert [(term.lang, term.text) for term in concept.terms] == [("en", "fine")]
        assert [(one.lang, one.said, one.line) for one in concept.unknown] == [(tag, {"preferred": "x"}, 4)]


def test_a_file_that_is_too_large_or_none(tmp_path: Path) -> None:
    project = desk(tmp_path, law="#" * (load.MAX_BYTES + 1))
    with pytest.raises(GlossaryError, match="too large"):
        load.load(project)
    (tmp_path / "glossary/law.toml").unlink()
    (tmp_path / "glossary/law.toml").mkdir()
    with pytest.raises(GlossaryError, match="this is no file"):
        load.load(project)


def test_a_link_that_leads_out_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text(FINE, "utf-8")
    project = desk(tmp_path / "news")
    (tmp_path / "news/glossary/law.toml").symlink_to(tmp_path / "outside.toml")
    with pytest.raises(WorkspaceError, match="leads out of the workspace"):
        load.load(project)


def test_what_was_read_is_remembered_until_a_file_changes(tmp_path: Path) -> None:
    project = desk(tmp_path, law=FINE)
    kept = tmp_path / ".l10n-flow/glossary.msgpack"
    first = load.load(project)
    stamp = kept.stat().st_mtime_ns
    again = load.load(project)
    assert again.concepts == first.concepts
    assert [term.line for term in again.concepts[0].terms] == [term.line for term in first.concepts[0].terms]
    assert kept.stat().st_mtime_ns == stamp
    (tmp_path / "glossary/law.toml").write_text(FINE.replace("Money", "Coins"), "utf-8")
    assert load.load(project).by_id["fine"].definition == "Coins to pay."


@pytest.mark.parametrize("damage", [b"", b"x", b"\n", "cut", "turned"])
def test_a_damaged_memory_is_as_none(tmp_path: Path, damage: bytes | str) -> None:
    project = desk(tmp_path, law=FINE)
    first = load.load(project)
    kept = tmp_path / ".l10n-flow/glossary.msgpack"
    data = kept.read_bytes()
    if isinstance(damage, str):
        damage = data[:-9] if damage == "cut" else data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]
    kept.write_bytes(damage)
    assert load.load(project).concepts == first.concepts
    assert kept.read_bytes() == data


def test_terms_are_found_in_the_articles_that_the_concept_is_for(tmp_path: Path) -> None:
    glossary = load.load(desk(tmp_path, law=FINE))
    assert [hit.term.text for hit in glossary.find("без штрафов", "ru")] == ["штраф"]
    assert glossary.for_article("2025/bridge").find("fines", "en")
    assert glossary.for_article("2024/bridge", ["law", "city"]).find("fines", "en")
    assert not glossary.for_article("2024/bridge", ["city"]).find("fines", "en")


def test_a_derived_language_has_the_terms_of_its_base() -> None:
    text = '[[concept]]\nid = "fine"\nuz = "jarima"\n[[concept]]\nid = "two"\nuz = "ikki"\nuz-Cyrl = "икки"\n'
    glossary = Glossary(load.parse(text.encode(), "x").concepts)
    assert [term.text for term in glossary.terms("uz-Cyrl")] == ["jarima", "икки"]
    assert [hit.term.text for hit in glossary.find("жарималарнинг", "uz-Cyrl")] == ["jarima"]


def test_the_schema_knows_every_key_and_language() -> None:
    definitions = load.schema()["$defs"]
    assert isinstance(definitions, dict)
    assert {"id", "kind", "scope", "translate", "en", "ru", "uz", "uz-Cyrl", "tg"} <= set(
        definitions["ConceptTable"]["properties"]
    )
    assert {"preferred", "admitted", "forbidden", "not", "forms", "also"} <= set(
        definitions["LanguageTable"]["properties"]
    )
    assert all("description" in one for one in definitions["ConceptTable"]["properties"].values())


def test_the_schema_takes_no_empty_term() -> None:
    definitions = load.schema()["$defs"]
    assert isinstance(definitions, dict)
    of_language, of_term = definitions["LanguageTable"]["properties"], definitions["TermTable"]["properties"]
    texts = [definitions["ConceptTable"]["properties"]["en"]["anyOf"][0], of_language["preferred"]["anyOf"][0]]
    texts += [of_language[status]["items"]["anyOf"][0] for status in ("admitted", "forbidden")]
    assert [one["minLength"] for one in [*texts, of_term["term"]]] == [1] * 5
