"""`l10n-flow diff-po`."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.cli.newsroom import flow, flow_json, process, terminal, write
from tests.repository import commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path

OLD = """msgid ""
msgstr ""
"PO-Revision-Date: 2025-05-12 09:30+0500\\n"
"Language: uz@cyrillic\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. caption
msgctxt "caption"
msgid "They must leave by April 1."
msgstr "Улар 1 апрелгача кетиши керак."

msgid "Snow & <em>rain</em>."
msgstr "Қор ва\\n<em>ёмғир</em>."
"""
NEW = (
    OLD.replace("2025-05-12", "2025-05-13")
    .replace('"They must leave by April 1."', '"They must leave by April 30."')
    .replace(
        'msgctxt "caption"', '#, fuzzy\n#| msgctxt "caption"\n#| msgid "They must leave by April 1."\nmsgctxt "caption"'
    )
    .replace("Қор ва", "Кор ва")
)
TEXT = """\
old.po -> new.po: 2 units: 1 source reworded, 1 translation changed
  PO-Revision-Date: [-2025-05-12 09:30+0500-]{+2025-05-13 09:30+0500+}

source reworded, caption (fuzzy)
  source       They must leave by April [-1-]{+30+}.
  translation  Улар 1 апрелгача кетиши керак.

translation changed
  source       Snow & <em>rain</em>.
  translation  [-Қор-]{+Кор+} ва
               <em>ёмғир</em>.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "old.po", OLD)
    write(tmp_path / "new.po", NEW)
    return tmp_path


def test_by_words(folder: Path) -> None:
    result = process(folder, "diff-po", "old.po", "new.po")
    assert (result.returncode, result.stdout, result.stderr) == (0, TEXT, "")


def test_in_colour_on_a_terminal(folder: Path) -> None:
    shown = terminal(folder, "-m", "l10n_flow", "diff-po", "old.po", "new.po")
    assert "\x1b[31m[-Қор-]\x1b[0m\x1b[32m{+Кор+}\x1b[0m ва" in shown


def test_nothing_differs(folder: Path) -> None:
    result = flow(folder, "diff-po", "old.po", "old.po")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_text_cannot_steer_the_terminal(folder: Path) -> None:
    write(folder / "new.po", NEW.replace("Кор ва", "\x1b]0;x\x07 ва"))
    assert "\x1b" not in flow(folder, "diff-po", "old.po", "new.po").stdout


def test_a_page(folder: Path) -> None:
    page = flow(folder, "diff-po", "old.po", "new.po", "--format", "html").stdout
    tree = html.document_fromstring(page)
    dates = ["2025-05-12 09:30+0500", "2025-05-13 09:30+0500"]
    assert [element.text for element in tree.iter("del", "ins")] == [*dates, "1", "30", "Қор", "Кор"]
    assert [element.get("lang") for element in tree.iter("p") if element.get("lang")] == ["uz-Cyrl", "uz-Cyrl"]
    assert "Snow & <em>rain</em>." in ["".join(map(str, element.itertext())) for element in tree.iter("p")]
    assert not list(tree.iter("em"))


def test_a_page_shows_what_is_there_and_cannot_be_seen(folder: Path) -> None:
    write(folder / "new.po", NEW.replace("Кор ва", "\u202e\x08<i>").replace("Language:", "X-<i>: \x01\\nLanguage:"))
    page = flow(folder, "diff-po", "old.po", "new.po", "--format", "html").stdout
    assert "<ins>\\u202e\\u0008&lt;i&gt;</ins>" in page
    assert "X-&lt;i&gt;: <ins>\\u0001</ins>" in page


def test_a_catalog_that_is_not_there(folder: Path) -> None:
    assert ": 2 units: 2 added\n" in flow(folder, "diff-po", "/dev/null", "new.po").stdout
    assert ": 2 units: 2 removed\n" in flow(folder, "diff-po", "old.po", "/dev/null").stdout
    missing = flow(folder, "diff-po", "old.po", "none.po")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert missing.stderr.startswith("none.po: cannot be read: No such file or directory\n  ")


def test_a_damaged_catalog_is_one_clear_error(folder: Path) -> None:
    write(folder / "new.po", NEW + '\nmsgid "Rain\n')
    damaged = flow(folder, "diff-po", "old.po", "new.po")
    assert (damaged.exit_code, damaged.stdout) == (2, "")
    assert damaged.stderr.startswith("new.po:18: a string without its closing quote\n  ")


def test_git_shows_it(folder: Path) -> None:
    repository(folder)
    write(folder / "locales/x.po", OLD)
    commit(folder, "old")
    write(folder / "locales/x.po", NEW)
    command = f"{shlex.quote(sys.executable)} -m l10n_flow diff-po"
    shown = git(folder, "difftool", "--no-prompt", "--extcmd", command).stdout
    assert shown.splitlines()[1:] == TEXT.splitlines()[1:]


def test_json(folder: Path) -> None:
    data = flow_json(folder, "diff-po", "old.po", "new.po")
    assert data["header"] == [
        {"name": "PO-Revision-Date", "before": "2025-05-12 09:30+0500", "after": "2025-05-13 09:30+0500"}
    ]
    unit = data["units"][1]
    assert unit == {
        "kind": "translation changed",
        "context": None,
        "source": [{"mark": "same", "text": "Snow & <em>rain</em>."}],
        "targets": [
            [
                {"mark": "removed", "text": "Қор"},
                {"mark": "added", "text": "Кор"},
                {"mark": "same", "text": " ва\n<em>ёмғир</em>."},
            ]
        ],
        "remarks": [],
        "fuzzy": False,
        "obsolete": False,
    }
