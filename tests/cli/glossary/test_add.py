"""`l10n-flow glossary add`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from l10n_flow.cli.program import program
from tests.cli.glossary.desk import LAW, glossary
from tests.cli.newsroom import MARKET, flow, write

if TYPE_CHECKING:
    from pathlib import Path


def law(folder: Path) -> str:
    return (folder / "glossary/law.toml").read_text("utf-8")


def test_with_options(tmp_path: Path) -> None:
    result = flow(
        glossary(tmp_path),
        *("glossary", "add", "-t", "en=travel ban", "-t", "ru=запрет  на выезд", "--forbid", "ru=невыезд"),
        *("--admit", "en=exit ban", "--pos", "noun", "--definition", "Nobody leaves.", "--quoted", "--in-tag", "law"),
    )
    assert (result.exit_code, result.stdout) == (0, "glossary/law.toml: travel-ban added\n")
    assert law(tmp_path) == LAW + (
        '\n[[concept]]\nid = "travel-ban"\nkind = "term"\npos = "noun"\ndefinition = "Nobody leaves."\n'
        'scope = { tags = ["law"] }\nquoted = true\n'
        'en = { preferred = "travel ban", admitted = ["exit ban"] }\n'
        'ru = { preferred = "запрет на выезд", forbidden = ["невыезд"] }\n'
    )


def asked(folder: Path, *answers: str, options: tuple[str, ...] = ()) -> Result:
    """The command with somebody at the keyboard."""
    typed = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(program, ["-C", str(folder), "glossary", "add", *options], input=typed)


REST = ("", "", "", "", "", "")
"""Nothing more to say: part of speech, quotation marks, capitals, tags, definition, note."""


def test_it_asks(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    english = ["organisation", "toll", "charge", "", "n"]
    others = ["плата", "", "сбор, побор", "", "боҷ", "", ""]
    ran = asked(
        folder, *english, *others, "other", "y", "checked", *["law, war"] * 2, "What one pays.", "Not a tax.", "y"
    )
    assert ran.exit_code == 0
    assert "no article has the tag 'law', 'war'; type the same again if one is to have it\n" in ran.stderr
    entry = (
        '[[concept]]\nid = "toll"\nkind = "organisation"\npos = "other"\ndefinition = "What one pays."\n'
        'note = "Not a tax."\nscope = { tags = ["law", "war"] }\nquoted = true\ncase = "checked"\n'
        'en = { preferred = "toll", admitted = ["charge"] }\n'
        'ru = { preferred = "плата", forbidden = ["сбор", "побор"] }\ntg = "боҷ"\n'
    )
    assert f"\n{entry}\nWrite it to glossary/law.toml? [Y/n]: " in ran.stderr
    assert law(tmp_path) == f"{LAW}\n{entry}"


def test_enter_skips_all_but_one_term(tmp_path: Path) -> None:
    ran = asked(glossary(tmp_path), "", "toll", "", "", "", "", "", "", *REST, "")
    assert (ran.exit_code, ran.stdout) == (0, "glossary/law.toml: toll added\n")
    assert law(tmp_path) == f'{LAW}\n[[concept]]\nid = "toll"\nkind = "term"\npos = "noun"\nen = "toll"\n'


def test_what_an_option_said_is_not_asked(tmp_path: Path) -> None:
    options = ("--kind", "place", "--no-translate", "--pos", "name", "--quoted", "--case", "exact", "--in-tag", "law")
    ran = asked(glossary(tmp_path), "Ark", "", "", "y", options=(*options, "--definition", "A ship.", "--note", "Old."))
    assert ran.exit_code == 0
    assert (tmp_path / "glossary/places.toml").read_text("utf-8").endswith('case = "exact"\nen = "Ark"\n')


def test_letters_are_mended_and_only_what_is_wrong_is_asked_again(tmp_path: Path) -> None:
    uzbek = ["йўл", "«yo'l»", "ko`cha, yo‘lak", "", "роҳ", "", ""]
    ran = asked(glossary(tmp_path), "", "road", "", "", "", "", *uzbek, *REST, "y")
    assert ran.exit_code == 0
    assert "'йўл' in 'йўл' is no letter of uz\n  write it in the letters of its language, or say" in ran.stderr
    assert "taken as yoʻl\n" in ran.stderr
    assert "In quotation marks? [Y/n]" in ran.stderr
    assert law(tmp_path).endswith(
        'quoted = true\nen = "road"\nuz = { preferred = "yoʻl", admitted = ["koʻcha", "yoʻlak"] }\ntg = "роҳ"\n'
    )


def test_a_term_of_another_concept_is_told_where_it_is_typed(tmp_path: Path) -> None:
    answers = ["", "bridges", "", "toll", "", "", "", "плата", "", "", "", "", *REST, ""]
    ran = asked(glossary(tmp_path), *answers)
    assert ran.exit_code == 0
    assert (
        "Term in en: bridges\n  'bridges' is also the term of 'bridge' (glossary/law.toml:7)\n"
        "  it has no sense: a scope tells them apart, or a sense there and one here\n"
        "  Only in articles tagged (with commas; Enter: another term): \nTerm in en: toll\n" in ran.stderr
    )
    assert law(tmp_path).endswith('id = "toll"\nkind = "term"\npos = "noun"\nen = "toll"\nru = "плата"\n')


def test_a_scope_or_a_sense_tells_it_apart(tmp_path: Path) -> None:
    folder = glossary(tmp_path, LAW + '[[concept]]\nid = "charge"\nsense = "of a court"\nen = "charge"\n')
    rest = ["", "", "", "", "", ""]  # also, not, as it is, and three languages
    tagged = '<meta name="l10n:tags" content="medicine">'
    write(folder / "source_articles/2025/teeth.html", MARKET.replace("</head>", f"{tagged}</head>"))
    ran = asked(
        folder, "", "bridge", "medicin", "medicine", "of teeth", *rest, *REST[:3], *REST[4:], "bridge-of-teeth", ""
    )
    assert (ran.exit_code, ran.stdout) == (0, "glossary/law.toml: bridge-of-teeth added\n")
    assert "  no article has the tag 'medicin'; type the same again if one is to have it\n  Only in" in ran.stderr
    assert 'sense = "of teeth"\nscope = { tags = ["medicine"] }\nen = "bridge"\n' in law(tmp_path)
    ran = asked(folder, "", "charge", "of a battery", *rest, *REST, "", "")
    assert "What tells it from that one, in a few words? (Enter: another term): of a battery\n" in ran.stderr
    assert "Id (a-z, 0-9 and -) [charge-2]: " in ran.stderr
    assert 'id = "charge-2"\nkind = "term"\npos = "noun"\nsense = "of a battery"\nen = "charge"\n' in law(tmp_path)


def test_a_wrong_answer_is_not_offered_again(tmp_path: Path) -> None:
    ran = asked(glossary(tmp_path), "", "curfew", "", "curfews", *[""] * 5, *REST, "")
    assert ran.exit_code == 0
    asked_again = "'curfews' (a form of 'curfew') is both preferred and forbidden\n"
    assert asked_again in ran.stderr
    assert ran.stderr.count("not to be used in en (with commas): ") == 2
    assert law(tmp_path).endswith('en = "curfew"\n')


def test_without_any_term_all_languages_are_asked_again_at_once(tmp_path: Path) -> None:
    ran = asked(glossary(tmp_path), "", "", "n", "", "", "", "", "n", "плата", "", "", "", "", *REST, "")
    assert (ran.exit_code, ran.stdout) == (0, "glossary/law.toml: plata added\n")
    assert "There is no term in any language. One is needed\nTerm in en: \n" in ran.stderr.replace("  There", "There")


def test_an_id_that_is_taken_is_asked_for(tmp_path: Path) -> None:
    folder = glossary(tmp_path, LAW.replace('en = "bridge"', 'en = "crossing"'))
    ran = asked(folder, "", "Bridge", "", "", "", "", "", "", *REST, "Мост через реку", "")
    assert ran.exit_code == 0
    assert "there is a concept 'bridge' already" in ran.stderr
    assert 'id = "most-cherez-reku"' in law(tmp_path)


@pytest.mark.parametrize(
    "answers", [("", "toll", "charge", "", "", "плата"), ("", "toll", "", "", "", "", "", "", *REST)]
)
def test_an_interview_that_is_broken_off_writes_nothing(tmp_path: Path, answers: tuple[str, ...]) -> None:
    ran = asked(glossary(tmp_path), *answers)
    assert ran.exit_code == 1
    assert "toll" in ran.stderr  # and what was typed is shown
    assert law(tmp_path) == LAW


def test_a_term_may_hold_a_word_that_stands_between_several(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    assert flow(folder, "glossary", "add", "-t", "en=cruel or degrading treatment").exit_code == 0
    ran = asked(folder, "", "trick or treat", *[""] * 6, *REST, "")
    assert ran.exit_code == 0
    assert "several terms" not in ran.stderr
    assert flow(folder, "glossary", "check").stdout.count("looks like several terms: there is 'or' in it") == 2


def test_no_is_no(tmp_path: Path) -> None:
    ran = asked(glossary(tmp_path), "", "toll", "", "", "", "", "", "", *REST, "n")
    assert (ran.exit_code, ran.stdout) == (0, "nothing was written\n")
    assert law(tmp_path) == LAW


def test_letters_of_options_are_mended(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "add", "-t", "en=road", "-t", "uz=yo'l", "--forbid", "uz=yo'lak")
    assert result.stdout == "uz: yo'l is taken as yoʻl\nglossary/law.toml: road added\n"
    assert law(tmp_path).endswith('uz = { preferred = "yoʻl", forbidden = ["yo\'lak"] }\n')


def test_an_id_is_made_of_a_term_in_any_letters(tmp_path: Path) -> None:
    assert flow(glossary(tmp_path), "glossary", "add", "-t", "tg=ҷазои ҳабс").stdout.endswith(": jazoi-habs added\n")


def test_a_dry_run_shows_it_and_writes_nothing(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "add", "-t", "en=toll", "--kind", "place", "--dry-run", "--json")
    document = json.loads(result.stdout)
    assert document["path"] == "glossary/places.toml"
    assert document["concept"]["id"] == "toll"
    assert "+++ b/glossary/places.toml\n" in document["diff"]
    assert not (tmp_path / "glossary/places.toml").exists()


def test_what_check_would_object_to(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "add", "-t", "en=bridges")
    assert result.exit_code == 2
    assert result.stderr.startswith("glossary/law.toml:22: 'bridges' is also the term of 'bridge'")
    assert law(tmp_path) == LAW


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-t", "toll"], "'toll' is no term. Write, for example"),
        (["-t", "kk=toll"], "'kk' is none of this newsroom's languages"),
        (["-t", "en=ban", "-t", "en=embargo"], "two preferred terms in en: 'ban' and 'embargo'. Give one of them with"),
        (["-t", 'en=quo"te'], "quotation marks are not part of 'quo\"te'"),
        (["-t", "en=ban, embargo"], "'ban, embargo' looks like several terms"),
        (["-t", "en=ban", "--in-article", "nosuch/*"], "no article matches 'nosuch/*'"),
        (["-t", "en=toll", "--file", "../x"], "'../x' cannot be a glossary file"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = flow(glossary(tmp_path), "glossary", "add", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert law(tmp_path) == LAW
