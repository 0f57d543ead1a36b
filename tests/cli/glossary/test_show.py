"""`l10n-flow glossary show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from l10n_flow.cli.program import program
from tests.cli.glossary.desk import LAW, at_terminal, glossary
from tests.cli.newsroom import flow, flow_json

if TYPE_CHECKING:
    from pathlib import Path


def test_all_of_a_concept(tmp_path: Path) -> None:
    more = 'sense = "over water"\nquoted = true\nscope = { articles = ["2025/*"], tags = ["city"] }\n'
    law = LAW.replace("en = ", f"{more}en = ", 1).replace(
        'uz = "koʻprik"', 'uz = { preferred = "koʻprik", invariable = true, forms = ["koʻpriq"], also = ["lik"] }'
    )
    result = flow(glossary(tmp_path, law), "glossary", "show", "bridge")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "bridge (term, over water)  glossary/law.toml:1",
        "  What one crosses a river on.",
        "  note: Not a pontoon.",
        "  only in the articles: 2025/*",
        "  only in articles tagged: city",
        "  noun, in quotation marks",
        "  en  preferred  bridge",
        "  ru  preferred  мост",
        "  ru  forbidden  понтон",
        "  uz  preferred  koʻprik  (never changes; also: koʻpriq; with -lik)",
        "  tg  preferred  кӯпрук",
    ]


def test_words_made_of_a_term_are_no_endings(tmp_path: Path) -> None:
    law = LAW.replace('en = "bridge"', 'en = { preferred = "bridge", also = ["bridging"] }')
    shown = flow(glossary(tmp_path, law), "glossary", "show", "bridge").stdout
    assert "  en  preferred  bridge  (words made of it: bridging)\n" in shown


def test_a_name_that_stays_as_it_is(tmp_path: Path) -> None:
    shown = flow(glossary(tmp_path), "glossary", "show", "meduza").stdout
    assert "translate: no: it stays as it is in every language" in shown
    assert "capitals are checked" in shown


def test_for_programs(tmp_path: Path) -> None:
    concept = flow_json(glossary(tmp_path), "glossary", "show", "bridge")["concept"]
    assert (concept["id"], concept["path"], concept["line"], concept["translate"]) == (
        "bridge",
        "glossary/law.toml",
        1,
        True,
    )
    assert [(term["lang"], term["text"], term["status"], term["line"]) for term in concept["terms"][:3]] == [
        ("en", "bridge", "preferred", 7),
        ("ru", "мост", "preferred", 8),
        ("ru", "понтон", "forbidden", 8),
    ]


def test_a_mistyped_id_is_told_the_right_one(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "show", "brigde")
    assert result.exit_code == 2
    assert result.stderr == "there is no concept 'brigde'\n  did you mean 'bridge'?\n"


def test_the_shell_completes_ids(tmp_path: Path) -> None:
    shell = ShellComplete(program, {}, "l10n-flow", "_L10N_FLOW_COMPLETE")
    line = ["-C", str(glossary(tmp_path)), "glossary", "show"]
    assert [item.value for item in shell.get_completions(line, "br")] == ["bridge"]
    assert shell.get_completions(["-C", str(tmp_path / "nowhere"), "glossary", "show"], "br") == []


@pytest.mark.parametrize("words", ["мостами", "понтонов", "ko'prikdan", "кӯпрукҳо", "Bridges", "понт"])
def test_any_word_of_a_concept_will_do(tmp_path: Path, words: str) -> None:
    assert flow(glossary(tmp_path), "glossary", "show", words).stdout.startswith("bridge (term)")


def test_where_several_fit_they_are_listed(tmp_path: Path) -> None:
    law = '[[concept]]\nid = "{0}-article"\nsense = "of a {0}"\nen = "article"\nru = "статья"\n'
    result = flow(glossary(tmp_path, law.format("law") + law.format("paper")), "glossary", "show", "статьями")
    assert result.exit_code == 2
    assert result.stderr == (
        "2 concepts have “статьями”\n  name one by its id:\n"
        "  law-article (of a law, article, статья)\n  paper-article (of a paper, article, статья)\n"
    )


def test_at_a_terminal_one_is_asked(tmp_path: Path) -> None:
    law = '[[concept]]\nid = "{0}-article"\nsense = "of a {0}"\nen = "article"\n'
    folder = glossary(tmp_path, law.format("law") + law.format("paper"))
    shown = at_terminal(folder, "2\n", "glossary", "show", "articles")
    assert "1. law-article (of a law, article)" in shown
    assert "paper-article (term, of a paper)" in shown
