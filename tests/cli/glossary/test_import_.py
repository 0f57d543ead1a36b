from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.glossary.desk import LAW, glossary
from tests.cli.newsroom import contents, flow, flow_json, write

if TYPE_CHECKING:
    from pathlib import Path

DESK = "en;ru;uz\nbridge;переправа;koʻprik\nferry;паром;parom\nMeduza;Медуза;\n"


def test_new_concepts_are_written_and_others_shown(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", DESK)
    result = flow(folder, "glossary", "import", "desk.csv")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "changed  bridge",
        "    ru: 'мост': status: preferred -> admitted",
        "    ru: 'переправа' is added, preferred",
        "new      ferry  ferry, паром, parom",
        "changed  meduza",
        "    ru: 'Медуза' is added, preferred",
        "1 new, 2 changed, 0 same, 0 conflict",
        "what is changed stays as it is in the glossary; --update takes the file's word",
        "glossary/imported.toml; look it over: l10n-flow glossary check",
    ]
    assert (folder / "glossary/law.toml").read_text("utf-8") == LAW
    entry = '[[concept]]\nid = "ferry"\nkind = "term"\nen = "ferry"\nru = "паром"\nuz = "parom"\n'
    assert (folder / "glossary/imported.toml").read_text("utf-8") == entry


def test_with_update_the_file_is_believed(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", DESK)
    assert flow(folder, "glossary", "import", "desk.csv", "--update", "--into", "glossary/law.toml").exit_code == 0
    law = (folder / "glossary/law.toml").read_text("utf-8")
    assert 'ru = { preferred = "переправа", admitted = ["мост"], forbidden = ["понтон"] }' in law
    assert 'note = "Not a pontoon."' in law
    assert law.endswith('\n\n[[concept]]\nid = "ferry"\nkind = "term"\nen = "ferry"\nru = "паром"\nuz = "parom"\n')
    assert sorted(path.name for path in (folder / "glossary").iterdir()) == ["law.toml"]
    again = flow(folder, "glossary", "import", "desk.csv")
    assert (again.exit_code, again.stdout) == (0, "0 new, 0 changed, 3 same, 0 conflict\n")


def test_ids_that_were_made_up_join_nothing(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "one.csv", "ru,tg\nвода,об\nхлеб,нон\n")
    write(folder / "two.csv", "ru,tg\nснег,барф\nхлеб,нони гандум\n")
    assert flow(folder, "glossary", "import", "one.csv").stdout.startswith("new      voda  вода, об\nnew      khleb ")
    result = flow(folder, "glossary", "import", "two.csv", "--update")
    assert "new      sneg  снег, барф\nchanged  khleb\n    tg: 'нон': status: preferred -> admitted\n" in result.stdout
    imported = (folder / "glossary/imported.toml").read_text("utf-8")
    assert 'id = "voda"\nkind = "term"\nru = "вода"\ntg = "об"\n' in imported
    assert 'id = "sneg"\nkind = "term"\nru = "снег"\ntg = "барф"\n' in imported


def test_an_id_says_nothing_if_no_term_is_shared(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "a.csv", "id,en,ru\nc1,harbor pilot,лоцман\n")
    write(folder / "b.csv", "id,en,ru\nc1,customs post,таможенный пост\n")
    flow(folder, "glossary", "import", "a.csv")
    before = contents(folder)
    result = flow(folder, "glossary", "import", "b.csv", "--update")
    assert (result.exit_code, contents(folder)) == (1, before)
    assert result.stdout.startswith(
        "conflict c1\n    the concept of this id in the glossary has none of its terms: harbor pilot, лоцман; give "
    )


@pytest.mark.parametrize(
    "cell",
    [
        *("мост, переправа", "мост / переправа", "мост (М)", "мост [М]", "мост、переправа", "мост + переправа"),
        *("1) мост 2) переправа", "мост…"),
    ],
)
def test_several_terms_in_a_cell_are_not_one(tmp_path: Path, cell: str) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", f"en;ru\nspan;{cell}\n")
    result = flow(folder, "glossary", "import", "desk.csv")
    assert result.exit_code == 2
    assert f"desk.csv:2: the cell {cell!r} has " in result.stderr
    assert "put | between several terms" in result.stderr
    write(folder / "desk.csv", f"id;lang;term\nspan;en;span\nspan;ru;{cell}\n")
    assert f"line 3: {cell!r} looks like several terms" in flow(folder, "glossary", "import", "desk.csv").stdout


@pytest.mark.parametrize(
    ("lang", "cell", "word"),
    [
        ("ru", "лесопилка или пилорама", "или"),
        ("en", "sawmill or lumber mill", "or"),
        ("uz", "zavod yoki sex", "yoki"),
        ("tg", "корхона ё завод", "ё"),
    ],
)
def test_a_word_between_terms_is_a_doubt(tmp_path: Path, lang: str, cell: str, word: str) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", f"id;{lang}\nsawmill;{cell}\n")
    result = flow(folder, "glossary", "import", "desk.csv")
    assert (result.exit_code, "new" in result.stdout) == (0, True)
    checked = flow(folder, "glossary", "check").stdout
    assert f"info: {cell!r} looks like several terms: there is {word!r} in it" in checked


def test_what_contradicts_the_glossary_is_never_taken(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", "id,en,ru\nspan,bridge,пролёт\n")
    before = contents(folder)
    result = flow(folder, "glossary", "import", "desk.csv", "--update")
    assert result.exit_code == 1
    assert "conflict span\n    its preferred terms are those of bridge;" in result.stdout
    assert contents(folder) == before


def test_what_check_would_call_an_error_is_not_taken(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    rows = ["moat,en,preferred,moat", "moat,ru,preferred,ров", "moat,ru,forbidden,рвы"]
    write(folder / "desk.csv", "\n".join(["id,lang,status,term", *rows, "cross,en,,bridges", "x,en,,%%"]))
    before = contents(folder)
    result = flow(folder, "glossary", "import", "desk.csv")
    assert (result.exit_code, contents(folder)) == (1, before)
    assert "conflict moat\n    line 4: 'рвы' (a form of 'ров') is both preferred and forbidden;" in result.stdout
    assert "conflict cross\n    line 5: 'bridges' is also the term of 'bridge' (glossary/law.toml:7);" in result.stdout
    assert "conflict x\n    line 6: '%%' has no word that a text could be searched for; write a word" in result.stdout


def test_letters_are_mended_where_it_is_known_how(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", "id,en,uz,ru\nbridge,bridge,ko'prik,мoст\nroad,road,yo`l,дорoга\nraft,raft,плот,плот\n")
    result = flow(folder, "glossary", "import", "desk.csv")
    assert "bridge" not in result.stdout
    assert "    line 3: 'yo`l' is taken as 'yoʻl'\n    line 3: 'дорoга' is taken as 'дорога'\n" in result.stdout
    assert "    line 4: 'плот' in 'плот' is no letter of uz;" in result.stdout
    assert 'uz = "yoʻl"' in (folder / "glossary/imported.toml").read_text("utf-8")


@pytest.mark.parametrize("name", ["desk.csv", "desk.xlsx", "desk.tbx"])
def test_what_was_exported_changes_nothing(tmp_path: Path, name: str) -> None:
    folder = glossary(tmp_path)
    flow(folder, "glossary", "export", name)
    before = contents(folder)
    assert flow(folder, "glossary", "import", name, "--update").exit_code == 0
    assert contents(folder) == before


def test_a_dry_run_shows_the_diff(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", DESK)
    before = contents(folder)
    result = flow(folder, "glossary", "import", "desk.csv", "--dry-run", "--update")
    assert contents(folder) == before
    assert '+ru = { preferred = "переправа", admitted = ["мост"], forbidden = ["понтон"] }' in result.stdout
    assert "+++ b/glossary/imported.toml" in result.stdout


def test_for_programs(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.txt", "concept\tlanguage\tterm\nferry\ten\tferry\nferry\tfr\tbac\n")
    assert flow_json(folder, "glossary", "import", "desk.txt", "--format", "csv") == {
        "concepts": [
            {"id": "ferry", "verdict": "new", "differences": [], "reason": "", "left_out": ["fr"], "doubts": []}
        ],
        "changed_files": ["glossary/imported.toml"],
        "errors": [],
    }


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("en,source\nlaw,me\n", (), "desk.csv:1: the column 'source' is not known"),
        ("en\nferry\n", ("--into", "../x"), "'../x' cannot be a glossary file"),
        ("en\nferry\n", ("--format", "xlsx"), "this is no XLSX file"),
    ],
)
def test_a_mistake_is_told_and_nothing_written(
    tmp_path: Path, text: str, options: tuple[str, ...], message: str
) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", text)
    before = contents(folder)
    result = flow(folder, "glossary", "import", "desk.csv", *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert contents(folder) == before


def test_a_concept_that_cannot_be_read_takes_no_other_with_it(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    write(folder / "desk.csv", "id,lang,status,term\nferry,en,,ferry\nraft,en,best,raft\nmoat,en,,moat\n")
    result = flow(folder, "glossary", "import", "desk.csv")
    assert result.exit_code == 2
    assert "desk.csv:3: status cannot be 'best'" in result.stderr
    assert result.stdout.startswith("new      ferry  ferry\nnew      moat  moat\n2 new")
    assert 'id = "moat"' in (folder / "glossary/imported.toml").read_text("utf-8")


def test_what_may_never_end_is_not_read(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    os.mkfifo(folder / "pipe.csv")
    for name in ("/dev/zero", "pipe.csv", "glossary"):
        result = flow(folder, "glossary", "import", name, "-f", "csv")
        assert result.exit_code == 2
        assert "this is no file" in result.stderr
