"""`l10n-flow pretranslate`: drafts from a machine, marked as such; nothing leaves that must stay."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from l10n_flow import project as projects
from tests.cli.newsroom import CONFIG, flow, flow_json, found, write
from tests.machines import closed_port, libre, wild
from tests.newsroom import translate as translated
from tests.newsroom import units as units_of

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from l10n_flow.model import Unit
    from tests.machines import Machine

PUBLIC = """<html lang="en"><head><title>{title}</title><meta name="l10n:sensitivity" content="{sensitivity}"></head>
<body><article><h1>{title}</h1>
<p>The <em>bridge</em> over the river is open. See https://example.org/bridge for more.</p>
<p>Apples are cheap in {title}.</p></article></body></html>
"""
QUICK = "rate = 0\nattempts = 2\n"


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """One article that is public, one that is embargoed, one that is secret."""
    articles = {
        one: PUBLIC.format(title=f"The {one} page", sensitivity=one) for one in ("public", "embargoed", "secret")
    }
    found(tmp_path, **articles)
    flow(tmp_path, "sync")
    return tmp_path


def use(newsroom: Path, machine: Machine | str, *, own: bool = False, more: str = QUICK) -> None:
    """Write into the settings where the engine is; `own` if it is the desk's."""
    url = machine if isinstance(machine, str) else machine.url
    hosts = f'own_hosts = ["{re.sub("^http://|/$", "", url)}"]\n' if own else ""
    settings = f'[machine]\nengine = "libre"\n{hosts}{more}[machine.engines.libre]\nurl = "{url}"\n'
    write(newsroom / "l10n-flow.toml", CONFIG + settings)


def ask(newsroom: Path, *arguments: str, lang: str = "tg") -> Result:
    return flow(newsroom, "pretranslate", "--lang", lang, *arguments)


def units(newsroom: Path, article: str, lang: str = "tg") -> dict[str, Unit]:
    return units_of(projects.find(newsroom), lang, f"2025/{article}")


def translate(newsroom: Path, article: str) -> None:
    """A person translates an article into Tajik."""
    translated(projects.find(newsroom), "tg", f"2025/{article}", lambda text: f"мо: {text}")


def log(newsroom: Path) -> list[dict[str, object]]:
    path = newsroom / "requests.log"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_an_article_gets_a_first_draft_that_never_counts_as_done(newsroom: Path) -> None:
    with libre() as machine:
        use(newsroom, machine)
        result = ask(newsroom, "2025/public", "--yes")
    assert result.exit_code == 0, result.output
    assert "locales/tg/2025/public.po: 4 drafts by libre" in result.stdout
    paragraph = units(newsroom, "public")[
        "The <em>bridge</em> over the river is open. See https://example.org/bridge for more."
    ]
    assert paragraph.target == "THE <em>BRIDGE</em> OVER THE RIVER IS OPEN. SEE https://example.org/bridge FOR MORE."
    assert paragraph.fuzzy
    assert re.fullmatch(r"machine: libre \d{4}-\d\d-\d\d [0-9a-f]{8}", paragraph.comment)
    held = flow(newsroom, "export", "2025/public", "--lang", "tg")
    assert held.exit_code == 1
    assert "4 units in the way" in held.stdout


def test_a_draft_whose_mark_an_editor_dropped_is_still_held_back(newsroom: Path) -> None:
    write(newsroom / "l10n-flow.toml", CONFIG.replace('machine-unreviewed = "off", ', ""))
    with libre() as machine:
        settings = (newsroom / "l10n-flow.toml").read_text("utf-8")
        write(newsroom / "l10n-flow.toml", f'{settings}[machine.engines.libre]\nurl = "{machine.url}"\n')
        ask(newsroom, "2025/public", "--yes", "--engine", "libre")
    path = newsroom / "locales/tg/2025/public.po"
    path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    held = flow(newsroom, "export", "2025/public", "--lang", "tg")
    assert held.exit_code == 1
    assert "libre translated it" in held.stdout


def test_what_people_typed_stays(newsroom: Path) -> None:
    translate(newsroom, "public")
    before = (newsroom / "locales/tg/2025/public.po").read_bytes()
    with libre() as machine:
        use(newsroom, machine)
        result = ask(newsroom, "2025/public", "--yes")
        assert machine.asked == []
    assert result.exit_code == 0
    assert result.stdout == "nothing was filled\n"
    assert (newsroom / "locales/tg/2025/public.po").read_bytes() == before


def test_what_another_article_says_goes_before_any_machine(newsroom: Path) -> None:
    translate(newsroom, "embargoed")
    with libre() as machine:
        use(newsroom, machine)
        result = ask(newsroom, "2025/public", "--yes")
        assert not any("bridge" in text for text in machine.texts)
    assert "3 drafts by libre, 1 from the newsroom's catalogs" in result.stdout
    unit = units(newsroom, "public")[
        "The <em>bridge</em> over the river is open. See https://example.org/bridge for more."
    ]
    assert unit.target.startswith("мо: The <em>bridge</em>")
    assert unit.fuzzy
    assert "memory: from 2025/embargoed" in unit.notes
    assert unit.comment.startswith("machine: catalog ")


def test_the_newsrooms_catalogs_alone_need_no_network(newsroom: Path) -> None:
    translate(newsroom, "embargoed")
    result = ask(newsroom)
    assert result.exit_code == 0, result.output
    assert "locales/tg/2025/secret.po: 1 from the newsroom's catalogs" in result.stdout
    assert log(newsroom) == []


def test_accepted_memory_is_taken_as_it_is(newsroom: Path) -> None:
    write(newsroom / "l10n-flow.toml", f'memory = "accept"\n{CONFIG}')
    translate(newsroom, "embargoed")
    ask(newsroom, "2025/public")
    unit = units(newsroom, "public")[
        "The <em>bridge</em> over the river is open. See https://example.org/bridge for more."
    ]
    assert not unit.fuzzy
    assert (unit.comment, unit.notes) == ("", ("paragraph",))


def test_what_may_leave_depends_on_the_article(newsroom: Path) -> None:
    with libre() as machine:
        use(newsroom, machine)
        result = ask(newsroom, "--yes")
        assert {text for text in machine.texts if "page" in text} <= {
            "The public page",
            "Apples are cheap in The public page.",
        }
    assert result.exit_code == 1
    assert "source_articles/2025/embargoed.html: not sent: the article is embargoed" in result.stdout
    assert "own_hosts" in result.stdout
    assert "source_articles/2025/secret.html: not sent: the article is secret" in result.stdout
    assert {one["article"] for one in log(newsroom)} == {"2025/public"}


def test_the_desks_own_engine_gets_embargoed_articles_and_never_secret_ones(newsroom: Path) -> None:
    with libre() as machine:
        use(newsroom, machine, own=True)
        result = ask(newsroom, "--yes")
        assert any("The embargoed page" in text for text in machine.texts)
        assert not any("secret" in text for text in machine.texts)
    assert result.exit_code == 1
    assert not any(unit.target for unit in units(newsroom, "secret").values())


def test_every_request_is_written_down_without_its_text(newsroom: Path) -> None:
    with libre() as machine:
        use(newsroom, machine)
        ask(newsroom, "2025/public", "--yes")
        assert len(log(newsroom)) == len(machine.asked) == 4
        assert {one["host"] for one in log(newsroom)} == {machine.host}
        assert sum(int(str(one["characters"])) for one in log(newsroom)) == sum(map(len, machine.texts))
    assert {*log(newsroom)[0]} == {"time", "engine", "host", "article", "lang", "characters"}


def test_nothing_is_sent_before_somebody_agrees_to_the_host(newsroom: Path) -> None:
    with libre() as machine:
        use(newsroom, machine)
        refused = ask(newsroom, "2025/public")
        assert machine.asked == []
        assert refused.exit_code == 2
        assert f"no text of this newsroom went to {machine.host} before" in refused.stderr
        assert ask(newsroom, "2025/public", "--yes").exit_code == 0
        asked = len(machine.asked)
        assert ask(newsroom, "2025/public", lang="ru").exit_code == 0
        assert len(machine.asked) > asked


def test_a_dry_run_shows_what_would_go_where(newsroom: Path) -> None:
    with libre() as machine:
        use(newsroom, machine, more=f"{QUICK}")
        settings = (newsroom / "l10n-flow.toml").read_text("utf-8")
        write(newsroom / "l10n-flow.toml", f"{settings}price = 20\n")
        result = ask(newsroom, "--dry-run")
        said = flow_json(newsroom, "pretranslate", "--lang", "tg", "--dry-run")
        assert machine.asked == []
    assert f"would go to {machine.host} (libre)" in result.stdout
    assert "2025/public to tg: 4 units" in result.stdout
    assert "not sent: the article is secret" in result.stdout
    (public,) = [one for one in said["editions"] if one["article"] == "2025/public"]
    assert public["to_ask"] == 4
    assert said["cost"] == pytest.approx(20 * public["characters"] / 1e6)
    assert not any(unit.target for unit in units(newsroom, "public").values())
    assert not (newsroom / "requests.log").exists()


def test_nothing_is_sent_twice(newsroom: Path) -> None:
    with libre() as machine:
        use(newsroom, machine)
        ask(newsroom, "2025/public", "--yes")
        first = len(machine.asked)
        flow(newsroom, "sync")
        path = newsroom / "locales/tg/2025/public.po"
        path.unlink()
        (newsroom / ".l10n-flow/memory.sqlite").unlink()
        flow(newsroom, "sync")
        ask(newsroom, "2025/public")
        assert len(machine.asked) == first
    assert all(unit.fuzzy for unit in units(newsroom, "public").values())


@pytest.mark.parametrize("answer", ["lose", "swap", "double", "translate"])
def test_a_text_that_comes_back_mangled_is_asked_for_in_pieces(newsroom: Path, answer: str) -> None:
    with wild(answer) as machine:
        use(newsroom, machine)
        result = ask(newsroom, "2025/public", "--yes")
    assert result.exit_code == 0, result.output
    text = "The <em>bridge</em> over the river is open. See https://example.org/bridge for more."
    target = units(newsroom, "public")[text].target
    assert target == "THE <em>BRIDGE</em> OVER THE RIVER IS OPEN. SEE https://example.org/bridge FOR MORE."


@pytest.mark.parametrize("fault", ["no text", "empty", "source", "wrong json", "list", "number", "nested", "no utf-8"])
def test_what_is_no_translation_stays_empty_and_is_told(newsroom: Path, fault: str) -> None:
    with wild(fault) as machine:
        use(newsroom, machine, more="rate = 0\nattempts = 1\n")
        result = ask(newsroom, "2025/public", "--yes")
    assert result.exit_code == 1, result.output
    assert "4 stay empty" in result.stdout
    assert "stays empty:" in result.stdout
    assert not any(unit.target or unit.comment for unit in units(newsroom, "public").values())


@pytest.mark.parametrize("fault", ["busy", "broken", "away", "drop", "hang up", "garbage"])
def test_what_goes_wrong_once_is_tried_again(newsroom: Path, fault: str) -> None:
    with wild(fault, "fine") as machine:
        use(newsroom, machine)
        result = ask(newsroom, "2025/public", "--yes")
    assert result.exit_code == 0, result.output
    assert all(
        unit.target
        == unit.source.upper().replace("EM>", "em>").replace("HTTPS://EXAMPLE.ORG/BRIDGE", "https://example.org/bridge")
        for unit in units(newsroom, "public").values()
    )


@pytest.mark.parametrize("fault", ["closed", "redirect", "stall", "drip", "huge"])
def test_an_engine_that_does_not_answer_is_one_clear_line(newsroom: Path, fault: str) -> None:
    with wild(fault) as machine:
        use(newsroom, machine, more="rate = 0\nattempts = 1\ntimeout = 0.3\n")
        result = ask(newsroom, "2025/public", "--yes")
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    assert machine.host in result.output
    assert len(result.output.splitlines()) < 12
    assert not any(unit.target for unit in units(newsroom, "public").values())


def test_an_engine_that_is_not_there(newsroom: Path) -> None:
    url = closed_port()
    use(newsroom, url, more="rate = 0\nattempts = 1\n")
    result = ask(newsroom, "2025/public", "--yes")
    assert result.exit_code == 2
    assert "there is no connection to 127.0.0.1" in result.stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('[machine]\nengine = "babelfish"\n', "there is no engine 'babelfish'"),
        ('[machine]\nengine = "libre"\n', "libre lacks its url"),
        ('[machine]\nengine = "deepl"\n', "DEEPL_API_KEY"),
        ('[machine]\nengine = "libre"\n[machine.engines.libre]\nurl = "http://mt.example.org/"\n', "plain http"),
        ("[machine]\nrate = -1\n", "rate"),
    ],
)
def test_what_is_not_set_up_is_told_before_anything_is_sent(newsroom: Path, settings: str, says: str) -> None:
    write(newsroom / "l10n-flow.toml", CONFIG + settings)
    result = ask(newsroom, "--yes")
    assert result.exit_code == 2
    assert says in result.output


def test_a_pair_that_the_engine_does_not_know_is_told_before_anything_is_sent(newsroom: Path) -> None:
    write(newsroom / "l10n-flow.toml", f"{CONFIG}[machine]\nown_hosts = []\n")
    result = flow(newsroom, "pretranslate", "--lang", "tg", "--engine", "deepl", "--yes", DEEPL_API_KEY="x")
    assert result.exit_code == 2
    assert "deepl cannot translate to tg" in result.output
    assert log(newsroom) == []


def test_a_server_that_has_no_model_for_a_language_gets_no_text(newsroom: Path) -> None:
    with libre(languages=("en", "ru")) as machine:
        use(newsroom, machine)
        result = ask(newsroom, "2025/public", "--yes")
        assert machine.texts == []
    assert result.exit_code == 2
    assert f"{machine.host} has no model from en to tg; it has en, ru" in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_a_language_must_be_named(newsroom: Path) -> None:
    result = flow(newsroom, "pretranslate")
    assert result.exit_code == 2
    assert "--lang" in result.stderr


def test_an_article_that_is_not_synced_yet_is_told(newsroom: Path) -> None:
    write(newsroom / "source_articles/2025/new.html", PUBLIC.format(title="New", sensitivity="public"))
    result = ask(newsroom, "2025/new", "--engine", "pseudo")
    assert result.exit_code == 2
    assert "locales/tg/2025/new.po: there is no PO file yet" in result.stderr
    assert "l10n-flow sync" in result.stderr


def test_pseudo_needs_nothing(newsroom: Path) -> None:
    result = ask(newsroom, "--engine", "pseudo")
    assert result.exit_code == 0, result.output
    target = units(newsroom, "secret")["Apples are cheap in The secret page."].target
    assert len(target) > len("Apples are cheap in The secret page.")
    assert log(newsroom) == []


def test_terms_that_the_machine_got_wrong_are_told_to_translators(newsroom: Path) -> None:
    glossary = '[[concept]]\nid = "apples"\nkind = "term"\nen = "apple"\ntg = "себ"\n'
    write(newsroom / "glossary/fruit.toml", glossary)
    flow(newsroom, "sync")
    with libre() as machine:
        use(newsroom, machine)
        result = ask(newsroom, "2025/public", "--yes")
    assert "the checks found something in 1 draft" in result.stdout
    unit = units(newsroom, "public")["Apples are cheap in The public page."]
    assert any(note.startswith("machine: ") and "себ" in note for note in unit.notes)
    before = (newsroom / "locales/tg/2025/public.po").read_bytes()
    flow(newsroom, "sync")
    assert (newsroom / "locales/tg/2025/public.po").read_bytes() == before


def test_words_that_stay_are_not_sent(newsroom: Path) -> None:
    glossary = '[[concept]]\nid = "bridge"\nkind = "term"\ntranslate = false\nen = "bridge"\n'
    write(newsroom / "glossary/fruit.toml", glossary)
    flow(newsroom, "sync")
    with libre() as machine:
        use(newsroom, machine)
        ask(newsroom, "2025/public", "--yes")
        assert not any("bridge" in text.lower() for text in machine.texts)
    text = "The <em>bridge</em> over the river is open. See https://example.org/bridge for more."
    assert "<em>bridge</em>" in units(newsroom, "public")[text].target


def test_protected_names_never_leave(newsroom: Path) -> None:
    article = PUBLIC.format(title="Anna Petrova's story", sensitivity="public").replace("Apples are", "Ms Petrova is")
    write(newsroom / "source_articles/2025/story.html", article)
    flow(newsroom, "sync")
    with libre() as machine:
        use(newsroom, machine)
        settings = (newsroom / "l10n-flow.toml").read_text("utf-8")
        write(newsroom / "l10n-flow.toml", f'protected_names = ["Anna Petrova"]\n{settings}')
        result = ask(newsroom, "2025/story", "--yes")
        assert machine.texts
        assert not any("petrova" in text.lower() for text in machine.texts)
    assert result.exit_code == 0, result.output


def test_an_article_in_cyrillic_uzbek_goes_out_in_latin(newsroom: Path) -> None:
    article = PUBLIC.format(title="Бозор", sensitivity="public").replace('lang="en"', 'lang="uz-Cyrl"')
    article = re.sub(r"<p>The.*</p>", "<p>Олма арзон ва ширин.</p>", article).replace("Apples are cheap in", "Узум")
    write(newsroom / "source_articles/2025/bozor.html", article)
    flow(newsroom, "sync")
    with libre() as machine:
        use(newsroom, machine)
        result = ask(newsroom, "2025/bozor", "--yes", lang="ru")
        assert {one.fields["source"] for one in machine.asked if one.fields} == {"uz"}
        assert "Olma arzon va shirin." in machine.texts
    assert result.exit_code == 0, result.output
    assert units(newsroom, "bozor", "ru")["Олма арзон ва ширин."].target == "OLMA ARZON VA SHIRIN."
