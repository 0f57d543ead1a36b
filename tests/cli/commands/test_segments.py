"""`l10n-flow segments`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.newsroom import BRIDGE, flow, flow_json, found

if TYPE_CHECKING:
    from pathlib import Path


def test_units_are_shown_with_role_note_and_what_their_tags_stand_for(tmp_path: Path) -> None:
    result = flow(found(tmp_path), "segments", "2025/bridge")
    assert result.exit_code == 0
    assert "2025/bridge (source_articles/2025/bridge.html, en): 5 units, 34 words\n" in result.stdout
    assert "\nparagraph\n  The <em>bridge</em> over the river is open.\n" in result.stdout
    assert (
        "\nparagraph\n"
        "  note: The mayor is a woman\n"
        "  The mayor <a1>spoke</a1> at noon.\n"
        "  <a1> = https://example.org/\n"
    ) in result.stdout


def test_quiet_does_not_take_away_what_was_asked_for(tmp_path: Path) -> None:
    assert "The mayor" in flow(found(tmp_path), "segments", "2025/bridge", "-q").stdout


def test_the_same_text_twice_is_one_unit(tmp_path: Path) -> None:
    found(tmp_path, bridge=BRIDGE.replace("</article>", "<p>Again.</p><p>Again.</p></article>"))
    assert "\nparagraph, 2 times\n  Again.\n" in flow(tmp_path, "segments", "2025/bridge").stdout


def test_an_article_cannot_steer_the_terminal(tmp_path: Path) -> None:
    found(tmp_path, bridge=BRIDGE.replace("at noon", "at \u009b31mnoon"))
    assert "\u009b" not in flow(tmp_path, "segments", "2025/bridge").stdout


def test_the_keys_of_the_json(tmp_path: Path) -> None:
    told = flow_json(found(tmp_path), "segments", "2025/bridge")
    assert told.keys() == {"article", "path", "lang", "units", "errors"}
    assert told["units"][3] == {
        "role": "paragraph",
        "context": None,
        "text": "The mayor <a1>spoke</a1> at noon.",
        "note": "The mayor is a woman",
        "words": 5,
        "count": 1,
        "max_length": None,
        "tags": [{"name": "a1", "void": False, "says": "https://example.org/"}],
    }


def test_a_file_that_cannot_be_an_article(tmp_path: Path) -> None:
    found(tmp_path, **{"Bad Name": BRIDGE})
    result = flow(tmp_path, "segments", "source_articles/2025/Bad Name.html")
    assert result.exit_code == 2
    assert "rename it" in result.stderr
